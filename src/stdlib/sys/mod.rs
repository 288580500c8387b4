//! `sys`: the interpreter's own facts, streams and hooks.
//!
//! Reference: Library Reference, "sys — System-specific parameters and functions".

pub mod async_hooks;
pub mod bytes_stream;
pub mod channel;
pub mod hooks;
pub mod info;
mod names;
pub mod newline;
mod standard;
pub mod stream;

use std::cell::RefCell;

use crate::algo::hash::Key;
use crate::err;
use crate::native;
use crate::object::{Builtin, Instance, Name, Native, Raised, Raises, Ref, Set, Str, Value, Vm};
use crate::protocol;
use crate::types::exception::Exception;
use crate::types::int::{digit_limit, set_digit_limit};

pub use standard::{finish_streams, install_streams, stdout_of};

pub const DOC: &str = "The interpreter's own facts, streams and hooks.";

/// The version of Python that is spoken here.
pub const VERSION: (i64, i64, i64) = (3, 13, 0);
const HEX_VERSION: i64 = 0x030d_00f0;

/// What the command line says about the interpreter.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Bytes of the system, as are all texts here.
    pub argv: Vec<Vec<u8>>,
    pub orig_argv: Vec<Vec<u8>>,
    pub path: Vec<Vec<u8>>,
    pub executable: Vec<u8>,
    pub warnoptions: Vec<String>,
    /// `-X` options: `name` or `name=value`.
    pub xoptions: Vec<String>,
    /// The most digits in conversions of int; `None` for the usual limit.
    pub int_max_str_digits: Option<usize>,
    pub unbuffered: bool,
    pub debug: bool,
    pub inspect: bool,
    pub interactive: bool,
    pub optimize: i64,
    pub dont_write_bytecode: bool,
    pub no_user_site: bool,
    pub no_site: bool,
    pub ignore_environment: bool,
    pub verbose: i64,
    pub bytes_warning: i64,
    pub quiet: bool,
    pub hash_randomization: bool,
    pub hash_key: Key,
    pub isolated: bool,
    pub dev_mode: bool,
    pub utf8_mode: bool,
    pub safe_path: bool,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            argv: vec![vec![]],
            orig_argv: vec![],
            path: vec![],
            executable: vec![],
            warnoptions: vec![],
            xoptions: vec![],
            int_max_str_digits: None,
            unbuffered: false,
            debug: false,
            inspect: false,
            interactive: false,
            optimize: 0,
            dont_write_bytecode: true,
            no_user_site: false,
            no_site: false,
            ignore_environment: false,
            verbose: 0,
            bytes_warning: 0,
            quiet: false,
            hash_randomization: true,
            hash_key: Key::from_seed(0),
            isolated: false,
            dev_mode: false,
            utf8_mode: false,
            safe_path: false,
        }
    }
}

#[derive(Default)]
struct Configured(RefCell<Settings>);

/// Keeps the settings for when the module is made.
pub fn configure(vm: &Vm, settings: Settings) {
    *vm.state::<Configured>().0.borrow_mut() = settings;
}

/// What the command line said.
pub fn settings(vm: &Vm) -> Settings {
    vm.state::<Configured>().0.borrow().clone()
}

pub static FUNCTIONS: &[Native] = &[
    native!(
        "call_tracing($module, func, args, /)",
        "Call a function; there is no tracing to be turned on for it.",
        call_tracing
    ),
    native!(
        "_getframe($module, depth=0, /)",
        "The frame that runs, or one of its callers.",
        getframe
    ),
    native!("_is_gil_enabled($module, /)", "Whether one thread runs at a time.", is_gil_enabled),
    native!(
        "_clear_type_cache($module, /)",
        "Forget what look-ups on classes found.",
        clear_caches
    ),
    native!(
        "_clear_internal_caches($module, /)",
        "Forget what can be found out again.",
        clear_caches
    ),
    native!(raw "audit($module, event, /, *args)" as "", "Tell the audit hooks of an event; there are none.", audit),
    native!("addaudithook($module, /, hook)", "Audit hooks are not supported.", addaudithook),
    native!(raw "breakpointhook($module, *args, **kwargs)" as "", "What breakpoint() calls.", hooks::breakpointhook),
    native!(
        "displayhook($module, object, /)",
        "Print an object and keep it as builtins._",
        hooks::displayhook
    ),
    native!(
        "excepthook($module, exctype, value, traceback, /)",
        "Report an exception that nobody caught.",
        hooks::excepthook
    ),
    native!(
        "unraisablehook($module, unraisable, /)",
        "Report an exception that nobody can catch.",
        hooks::unraisablehook
    ),
    native!(
        "exc_info($module, /)",
        "Class, instance and traceback of the exception being handled.",
        exc_info
    ),
    native!("exception($module, /)", "The exception being handled.", exception),
    native!("exit($module, status=None, /)", "End the program by raising SystemExit.", exit),
    native!("getdefaultencoding($module, /)", "The encoding of text by default.", encoding),
    native!("getfilesystemencoding($module, /)", "The encoding of file names.", encoding),
    native!(
        "getfilesystemencodeerrors($module, /)",
        "What becomes of file names that cannot be encoded.",
        encode_errors
    ),
    native!("getrecursionlimit($module, /)", "How deep calls may go.", getrecursionlimit),
    native!(
        "setrecursionlimit($module, limit, /)",
        "Set how deep calls may go.",
        setrecursionlimit
    ),
    native!(
        "getswitchinterval($module, /)",
        "Seconds between switches of threads.",
        getswitchinterval
    ),
    native!(
        "setswitchinterval($module, interval, /)",
        "Set the seconds between switches of threads.",
        setswitchinterval
    ),
    native!(raw "getrefcount($module, object, /)", "How many references to an object there are.", getrefcount),
    native!("getsizeof($module, object, default=<unrepresentable>)" as "", "Memory of an object in bytes.", getsizeof),
    native!("gettrace($module, /)", "The trace function.", none),
    native!("getprofile($module, /)", "The profile function.", none),
    native!("settrace($module, function, /)", "Tracing is not supported.", settrace),
    native!("setprofile($module, function, /)", "Profiling is not supported.", setprofile),
    native!("intern($module, string, /)", "The one string with this text.", intern),
    native!(
        "_is_interned($module, string, /)",
        "Whether a string is the one with its text.",
        is_interned
    ),
    native!("is_finalizing($module, /)", "Whether the interpreter is ending.", is_finalizing),
    native!(
        "get_int_max_str_digits($module, /)",
        "The most digits that int and str are converted with.",
        get_digits
    ),
    native!(
        "set_int_max_str_digits($module, /, maxdigits)",
        "Set the most digits for conversion of int and str.",
        set_digits
    ),
];

/// `sys.version`.
pub fn version() -> String {
    let (major, minor, micro) = VERSION;
    format!("{major}.{minor}.{micro} (taipan {}) [Rust]", env!("CARGO_PKG_VERSION"))
}

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let settings = settings(vm);
    let native = |bytes: &[u8]| Value::Str(stream::lossless(vm, bytes));
    let natives = |them: &[Vec<u8>]| vm.list(them.iter().map(|it| native(it)).collect());
    let prefix = prefix_of(&settings.executable);
    let version_info = info::version_info(vm);
    let implementation = implementation(vm, &version_info);
    let mut all = vec![
        ("abiflags", vm.text("")),
        ("api_version", Value::Int(1013)),
        ("argv", natives(&settings.argv)),
        ("orig_argv", natives(&settings.orig_argv)),
        ("builtin_module_names", builtin_names(vm)),
        ("byteorder", vm.text(if cfg!(target_endian = "big") { "big" } else { "little" })),
        ("copyright", vm.text(super::builtins::site::COPYRIGHT)),
        ("dont_write_bytecode", Value::bool(settings.dont_write_bytecode)),
        ("executable", native(&settings.executable)),
        ("_base_executable", native(&settings.executable)),
        ("exec_prefix", native(&prefix)),
        ("base_exec_prefix", native(&prefix)),
        ("prefix", native(&prefix)),
        ("base_prefix", native(&prefix)),
        ("flags", info::flags(vm, &settings)),
        ("float_info", info::float_info(vm)),
        ("float_repr_style", vm.text("short")),
        ("hash_info", info::hash_info(vm)),
        ("hexversion", Value::Int(HEX_VERSION)),
        ("implementation", implementation),
        ("int_info", info::int_info(vm)),
        ("maxsize", Value::Int(i64::MAX)),
        ("maxunicode", Value::Int(0x10_FFFF)),
        ("meta_path", vm.list(vec![])),
        ("modules", vm.modules.get().map_or(Value::None, |it| Value::Dict(it.clone()))),
        ("path", natives(&settings.path)),
        ("path_hooks", vm.list(vec![])),
        ("path_importer_cache", Value::Dict(vm.dict())),
        (
            "platform",
            vm.text(if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS }),
        ),
        ("platlibdir", vm.text("lib")),
        ("pycache_prefix", Value::None),
        ("stdlib_module_names", stdlib_names(vm)),
        ("thread_info", info::thread_info(vm)),
        ("version", vm.text(&version())),
        ("version_info", version_info),
        ("warnoptions", vm.list(settings.warnoptions.iter().map(|it| vm.text(it)).collect())),
        ("_xoptions", xoptions(vm, &settings.xoptions)),
        ("_framework", vm.text("")),
        ("_home", Value::None),
        ("_git", vm.tuple(vec![vm.text("taipan"), vm.text(""), vm.text("")])),
    ];
    for (hidden, shown) in [
        ("__displayhook__", "displayhook"),
        ("__excepthook__", "excepthook"),
        ("__unraisablehook__", "unraisablehook"),
        ("__breakpointhook__", "breakpointhook"),
    ] {
        if let Some(native) = FUNCTIONS.iter().find(|it| it.signature.name == shown) {
            // One object by both names: programs compare them.
            let function = super::function(vm, native, &Value::None, &vm.text("sys"));
            all.extend([(hidden, function.clone()), (shown, function)]);
        }
    }
    all
}

/// `-X` options as a dict; one without a value is `True`.
fn xoptions(vm: &Vm, given: &[String]) -> Value {
    let all = vm.dict();
    for option in given {
        let (name, value) = match option.split_once('=') {
            Some((name, value)) => (name, vm.text(value)),
            None => (option.as_str(), Value::TRUE),
        };
        all.set_str(vm, &vm.intern(name), value);
    }
    Value::Dict(all)
}

fn prefix_of(executable: &[u8]) -> Vec<u8> {
    let folder = |path: &[u8]| {
        let end = path.iter().rposition(|it| *it == b'/').unwrap_or(0);
        path[..end].to_vec()
    };
    let prefix = folder(&folder(executable));
    if prefix.is_empty() { b"/usr".to_vec() } else { prefix }
}

fn implementation(vm: &Vm, version_info: &Value) -> Value {
    let class = Value::Type(vm.class(Builtin::SimpleNamespace).clone());
    let made = class.downcast().map(|class| Value::of(Ref::<Instance>::new(vm, class).into_any()));
    let made = made.unwrap_or(Value::None);
    if let Some(dict) = protocol::attr::instance_dict(vm, &made) {
        let set = |name: &str, value: Value| dict.set_str(vm, &vm.intern(name), value);
        set("name", vm.text("taipan"));
        set("cache_tag", Value::None);
        set("version", version_info.clone());
        set("hexversion", Value::Int(HEX_VERSION));
    }
    made
}

fn builtin_names(vm: &Vm) -> Value {
    let mut names: Vec<&str> = super::MODULES.iter().map(|it| it.name).collect();
    names.sort_unstable();
    vm.tuple(names.into_iter().map(|it| Value::Str(vm.intern(it))).collect())
}

fn stdlib_names(vm: &Vm) -> Value {
    let set = Ref::<Set>::of_class(vm, vm.class(Builtin::FrozenSet));
    for name in names::STDLIB {
        let name = vm.str(name);
        set.insert_new(name.hash(), Value::Str(name));
    }
    Value::of(set.into_any())
}

fn getframe(vm: &Vm, depth: i32) -> Raises<Value> {
    let not_deep = || err!(ValueError, "call stack is not deep enough");
    let fp = vm.frame.get();
    if fp.is_null() {
        return Err(not_deep());
    }
    let mut frame = vm.frame_object(fp);
    for _ in 0..depth.max(0) {
        frame = frame.back(vm).ok_or_else(not_deep)?;
    }
    Ok(Value::of(frame.into_any()))
}

fn is_gil_enabled(_: &Vm) -> bool {
    true
}

fn call_tracing(vm: &Vm, function: Value, args: Ref<crate::object::Tuple>) -> Raises<Value> {
    vm.call(&function, crate::object::Args::positional(args.items()))
}

fn clear_caches(vm: &Vm) {
    vm.bump_epoch();
}

fn audit(_: &Vm, _: &[Value]) -> Raises<Value> {
    Ok(Value::None)
}

fn addaudithook(_: &Vm, _: Value) -> Raises<()> {
    Err(err!(NotImplementedError, "audit hooks are not supported"))
}

fn exc_info(vm: &Vm) -> Value {
    let handled = vm.handled();
    if handled.is_none() {
        return vm.tuple(vec![Value::None, Value::None, Value::None]);
    }
    let traceback = Exception::of(&handled).and_then(|it| it.traceback.borrow().clone());
    let traceback = traceback.map_or(Value::None, |it| Value::of(it.into_any()));
    vm.tuple(vec![Value::Type(vm.type_of(&handled).clone()), handled, traceback])
}

fn exception(vm: &Vm) -> Value {
    vm.handled()
}

fn exit(vm: &Vm, status: Value) -> Raises<()> {
    let args = match status {
        Value::None => vec![],
        Value::Tuple(args) => args.items().to_vec(),
        other => vec![other],
    };
    let _ = vm;
    Err(Raised::with_args(Builtin::SystemExit, args))
}

fn encoding(_: &Vm) -> &'static str {
    "utf-8"
}

fn encode_errors(_: &Vm) -> &'static str {
    "surrogateescape"
}

fn getrecursionlimit(vm: &Vm) -> u32 {
    vm.recursion_limit.get()
}

fn setrecursionlimit(vm: &Vm, limit: i32) -> Raises<()> {
    if limit < 1 {
        return Err(err!(ValueError, "recursion limit must be greater or equal than 1"));
    }
    let depth = vm.depth.get();
    if depth >= limit as u32 {
        return Err(err!(
            RecursionError,
            "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
        ));
    }
    vm.recursion_limit.set(limit as u32);
    Ok(())
}

fn getswitchinterval(_: &Vm) -> f64 {
    0.005
}

fn setswitchinterval(_: &Vm, interval: f64) -> Raises<()> {
    if interval <= 0.0 {
        return Err(err!(ValueError, "switch interval must be strictly positive"));
    }
    Ok(())
}

fn getrefcount(_: &Vm, slots: &[Value]) -> Raises<Value> {
    // What never dies counts as often as CPython says for such objects.
    const IMMORTAL: i64 = 0xFFFF_FFFF;
    let count = slots.first().and_then(Value::heap).map(|it| i64::from(it.header().count()));
    Ok(Value::Int(count.unwrap_or(IMMORTAL)))
}

fn getsizeof(vm: &Vm, object: Value, default: Option<Value>) -> Raises<Value> {
    let method = protocol::lookup_special(vm, &object, Name::Sizeof)?;
    let size = match method {
        Some(method) => protocol::call0(vm, &method)
            .and_then(|it| protocol::to_isize(vm, &it, Builtin::OverflowError)),
        None => Err(err!(TypeError, "Type {} doesn't define __sizeof__", vm.type_name(&object))),
    };
    match (size, default) {
        (Err(raised), Some(default)) if raised.is(vm, Builtin::TypeError) => Ok(default),
        (Err(raised), _) => Err(raised),
        (Ok(size), _) if size < 0 => Err(err!(ValueError, "__sizeof__() should return >= 0")),
        (Ok(size), _) => Ok(Value::Int(size)),
    }
}

fn none(_: &Vm) {}

fn settrace(_: &Vm, function: Value) -> Raises<()> {
    if function.is_none() {
        return Ok(());
    }
    Err(err!(NotImplementedError, "sys.settrace() is not supported"))
}

fn setprofile(_: &Vm, function: Value) -> Raises<()> {
    if function.is_none() {
        return Ok(());
    }
    Err(err!(NotImplementedError, "sys.setprofile() is not supported"))
}

fn intern(vm: &Vm, string: Value) -> Raises<Value> {
    match &string {
        Value::Str(text) => Ok(Value::Str(vm.intern_str(text))),
        other if other.downcast::<Str>().is_some() => {
            Err(err!(TypeError, "can't intern {}", vm.type_name(other)))
        }
        other => Err(err!(TypeError, "intern() argument must be str, not {}", vm.type_name(other))),
    }
}

fn is_interned(_: &Vm, string: Ref<Str>) -> bool {
    string.is_interned()
}

#[derive(Default)]
pub struct Ending(pub std::cell::Cell<bool>);

fn is_finalizing(vm: &Vm) -> bool {
    vm.state::<Ending>().0.get()
}

fn get_digits(vm: &Vm) -> usize {
    digit_limit(vm)
}

fn set_digits(vm: &Vm, most: i64) -> Raises<()> {
    if most != 0 && most < 640 {
        return Err(err!(ValueError, "maxdigits must be 0 or larger than 640"));
    }
    set_digit_limit(vm, most as usize);
    Ok(())
}
