//! How a program ends: exceptions that nobody caught, `SystemExit`, exit handlers, the last objects.
//!
//! What is left when the modules are gone dies with the process: giving every object back would take time
//! and could not be seen by anybody.
//!
//! Reference: Library Reference, `sys.excepthook`, `sys.exit()`, "atexit"; Data model, `object.__del__`.

use crate::object::weak::Weakref;
use crate::object::{Args, Builtin, Dict, Name, Raised, Raises, Ref, Value, Vm};
use crate::stdlib::{self, sys};
use crate::types::exception::{Exception, stop};
use crate::types::module::Module;
use crate::{protocol, report};

use super::Session;

/// How a program, or what was typed at the prompt, ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Status(i32),
    /// By Ctrl-C: the process ends by that signal, so that a shell knows.
    Interrupted,
}

/// What the result of a program means for the process; an exception is reported. Where a prompt follows,
/// `SystemExit` is an exception as any other.
pub fn settle(vm: &Vm, result: Raises<()>, inspect: bool) -> Outcome {
    let Err(raised) = result else { return Outcome::Status(0) };
    let exception = vm.instance_of(raised);
    if !inspect && vm.is_instance(&exception, Builtin::SystemExit) {
        return Outcome::Status(exit_status(vm, &exception));
    }
    match report_uncaught(vm, &exception) {
        Some(status) => Outcome::Status(status),
        None if vm.is_instance(&exception, Builtin::KeyboardInterrupt) => Outcome::Interrupted,
        None => Outcome::Status(1),
    }
}

/// The status that a `SystemExit` asks for; what is not a number is printed.
pub fn exit_status(vm: &Vm, exception: &Value) -> i32 {
    match stop::exit_code(exception) {
        Value::None => 0,
        Value::Int(code) => (code & 0xff) as i32,
        Value::Bool(code) => code as i32,
        other if vm.is_instance(&other, Builtin::Int) => {
            match protocol::to_isize(vm, &other, Builtin::OverflowError) {
                Ok(code) => (code & 0xff) as i32,
                Err(_) => 255,
            }
        }
        other => {
            let text = protocol::str(vm, &other).map(|it| report::shown(&it)).unwrap_or_default();
            flush(vm, Name::WordStdout);
            report::print_text(vm, &format!("{text}\n"));
            1
        }
    }
}

/// Flushes a standard stream; a failure is told at the very end.
fn flush(vm: &Vm, name: Name) {
    if let Some(stream) = stdlib::sys_dict(vm).get_str(vm.name(name)).filter(|it| !it.is_none()) {
        let _ = protocol::call_method_opt(vm, &stream, vm.name(Name::WordFlush), &[]);
    }
}

/// Keeps an exception as `sys.last_exc` and hands it to `sys.excepthook`. A status is given where the hook
/// leaves the program.
pub fn report_uncaught(vm: &Vm, exception: &Value) -> Option<i32> {
    let traceback = Exception::of(exception).and_then(|it| it.traceback.borrow().clone());
    let traceback = traceback.map_or(Value::None, |it| Value::of(it.into_any()));
    let class = Value::Type(vm.type_of(exception).clone());
    let sys = stdlib::sys_dict(vm);
    for (name, value) in [
        (Name::WordLastExc, exception),
        (Name::WordLastType, &class),
        (Name::WordLastValue, exception),
        (Name::WordLastTraceback, &traceback),
    ] {
        sys.set_str(vm, vm.name(name), value.clone());
    }
    flush(vm, Name::WordStdout);
    let Some(hook) = sys.get_str(vm.name(Name::WordExcepthook)).filter(|it| !it.is_none()) else {
        report::print_text(vm, "sys.excepthook is missing\n");
        report::print_exception(vm, exception);
        return None;
    };
    let args = [class, exception.clone(), traceback];
    if let Err(raised) = vm.call(&hook, Args::positional(&args)) {
        let failure = vm.instance_of(raised);
        if vm.is_instance(&failure, Builtin::SystemExit) {
            return Some(exit_status(vm, &failure));
        }
        flush(vm, Name::WordStdout);
        report::print_text(vm, "Error in sys.excepthook:\n");
        report::print_exception(vm, &failure);
        report::print_text(vm, "\nOriginal exception was:\n");
        report::print_exception(vm, exception);
    }
    flush(vm, Name::WordStdout);
    None
}

impl Session {
    /// Runs the exit handlers, takes the modules apart so that `__del__` of what they hold runs, and flushes
    /// the streams. Gives how the process ends in view of all that.
    pub fn close(self, outcome: Outcome) -> Outcome {
        let Session { vm, main } = self;
        stdlib::atexit::run(&vm);
        let mut failed = flush_all(&vm);
        vm.state::<sys::Ending>().0.set(true);
        drop(main);
        take_apart(&vm);
        failed |= flush_all(&vm);
        #[cfg(feature = "leak-check")]
        vm.dismantle();
        // What is left dies with the process.
        #[cfg(not(feature = "leak-check"))]
        std::mem::forget(vm);
        if failed { Outcome::Status(120) } else { outcome }
    }
}

/// Flushes the standard streams; whether one of them could not be.
fn flush_all(vm: &Vm) -> bool {
    let mut failed = false;
    let stderr = stdlib::sys_dict(vm).get_str(vm.name(Name::WordStderr));
    for (stream, result) in sys::finish_streams(vm) {
        let Err(raised) = result else { continue };
        failed = true;
        // There is nowhere to tell of a standard error that fails.
        if !stderr.as_ref().is_some_and(|it| it.is(&stream)) {
            vm.unraisable(raised, "Exception ignored on flushing sys.stdout", &Value::None);
        }
    }
    failed
}

/// Attributes of `sys` that keep a program's objects.
const HELD_BY_SYS: &[&str] = &[
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_exc",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
];

/// Lets the modules die, the way CPython does: most die with the last reference to them or as part of a
/// cycle, while code that runs meanwhile still finds its globals; those that something still refers to are
/// emptied, the last imported first.
fn take_apart(vm: &Vm) {
    let Some(modules) = vm.modules.get() else { return };
    let sys = stdlib::sys_dict(vm);
    for name in HELD_BY_SYS {
        let name = vm.intern(name);
        if sys.get_str(&name).is_some() {
            sys.set_str(vm, &name, Value::None);
        }
    }
    for (name, original) in [
        (Name::WordStdin, "__stdin__"),
        (Name::WordStdout, "__stdout__"),
        (Name::WordStderr, "__stderr__"),
    ] {
        let original = sys.get_str(&vm.intern(original)).unwrap_or(Value::None);
        sys.set_str(vm, vm.name(name), original);
    }
    if let Some(builtins) = vm.builtins.get() {
        builtins.set_str(vm, vm.name(Name::Underscore), Value::None);
    }
    // The two that everything needs stay.
    let core = ["sys", "builtins"].map(|it| modules.get_str(&vm.intern(it)));
    let mut left: Vec<Ref<Weakref>> = Vec::new();
    let reference = vm.class(Builtin::Weakref);
    for key in modules.keys() {
        let Value::Str(name) = key else { continue };
        let Some(module) = modules.get_str(&name) else { continue };
        if let Some(it) = module.downcast::<Module>().and(module.heap()) {
            left.push(Ref::<Weakref>::to(vm, reference, it, Value::None));
        }
        modules.set_str(vm, &name, Value::None);
    }
    while modules.pop_last().is_some() {}
    collect(vm);
    let mut emptied = false;
    for reference in left.into_iter().rev() {
        let Some(module) = reference.target() else { continue };
        if core.iter().flatten().any(|it| it.is(&module)) {
            continue;
        }
        if let Some(module) = module.downcast::<Module>() {
            empty(vm, &module.dict);
            emptied = true;
        }
    }
    if emptied {
        collect(vm);
    }
}

/// Cycles die; an interrupt that comes now is nobody's.
fn collect(vm: &Vm) {
    if let Err(raised) = vm.poll() {
        drop::<Raised>(raised);
    }
    vm.heap.collect(vm, true);
}

/// Empties a module: private names first.
fn empty(vm: &Vm, namespace: &Dict) {
    let builtins = vm.name(Name::Builtins);
    for private in [true, false] {
        for key in namespace.keys() {
            let Value::Str(name) = &key else { continue };
            let text = name.bytes();
            let is_private = text.first() == Some(&b'_') && text.get(1) != Some(&b'_');
            if (is_private || !private) && text != builtins.bytes() {
                namespace.set_str(vm, name, Value::None);
            }
        }
    }
}
