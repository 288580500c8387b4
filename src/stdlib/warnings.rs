//! `_warnings`: what becomes of warnings; what the module `warnings` rests on.
//!
//! The filters are those of the module `warnings` once that is imported, and the ones here before.
//!
//! Reference: Library Reference, "warnings — Warning control".

use std::cell::{Cell, OnceCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Dict, Name, Native, Raised, Raises, Ref, Str, Tuple, Type, Value, Vm,
};
use crate::protocol;
use crate::protocol::keyed::{dict_get, dict_set};
use crate::report::Sources;
use crate::syntax::warning::Warning;
use crate::types::class::full_name;

use super::builtins::print::write;

pub const DOC: &str = "What becomes of warnings.";

pub static FUNCTIONS: &[Native] = &[
    native!(
        "warn($module, /, message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=<unrepresentable>)",
        "Warn of something; a caller that many levels up is to blame.",
        warn
    ),
    native!(
        "warn_explicit($module, /, message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)",
        "Warn of something at a place.",
        warn_explicit
    ),
    native!(
        "_filters_mutated($module, /)",
        "Forget which warnings were shown: the filters have changed.",
        mutated
    ),
];

/// What is kept for `warnings`.
#[derive(Default)]
struct State {
    filters: OnceCell<Value>,
    once: OnceCell<Value>,
    version: Cell<i64>,
    importing: Cell<bool>,
}

fn filters(vm: &Vm) -> Value {
    let state = vm.state::<State>();
    let made = state.filters.get_or_init(|| {
        let filter = |action: &str, category: Builtin, module: Value| {
            let category = Value::Type(vm.class(category).clone());
            vm.tuple(vec![vm.text(action), Value::None, category, module, Value::Int(0)])
        };
        vm.list(vec![
            filter("default", Builtin::DeprecationWarning, vm.text("__main__")),
            filter("ignore", Builtin::DeprecationWarning, Value::None),
            filter("ignore", Builtin::PendingDeprecationWarning, Value::None),
            filter("ignore", Builtin::ImportWarning, Value::None),
            filter("ignore", Builtin::ResourceWarning, Value::None),
        ])
    });
    made.clone()
}

fn once_registry(vm: &Vm) -> Value {
    vm.state::<State>().once.get_or_init(|| Value::Dict(vm.dict())).clone()
}

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("filters", filters(vm)),
        ("_onceregistry", once_registry(vm)),
        ("_defaultaction", vm.text("default")),
    ]
}

fn mutated(vm: &Vm) {
    let version = &vm.state::<State>().version;
    version.set(version.get() + 1);
}

/// An attribute of the module `warnings`, if that is imported.
fn attribute(vm: &Vm, name: &str) -> Raises<Option<Value>> {
    let module = vm.modules.get().and_then(|it| it.get_str(&vm.intern("warnings")));
    match module.filter(|it| !it.is_none()) {
        Some(module) => protocol::getattr_opt(vm, &module, &vm.intern(name)),
        None => Ok(None),
    }
}

/// Options of the command line are for the module `warnings` to read: it is imported if there are any.
fn read_options(vm: &Vm) -> Raises<()> {
    let state = vm.state::<State>();
    let modules = vm.modules.get();
    if modules.is_some_and(|it| it.get_str(&vm.intern("warnings")).is_some())
        || state.importing.get()
    {
        return Ok(());
    }
    let options = super::sys_attribute(vm, "warnoptions");
    if options.and_then(|it| it.downcast::<crate::object::List>().map(|it| it.len())) > Some(0) {
        state.importing.set(true);
        let loaded = super::import::load(vm, &vm.intern("warnings"));
        state.importing.set(false);
        loaded?;
    }
    Ok(())
}

/// The class of a warning, from the arguments of `warn`.
fn category_of(vm: &Vm, message: &Value, category: Value) -> Raises<Ref<Type>> {
    if vm.is_instance(message, Builtin::Warning) {
        return Ok(vm.type_of(message).clone());
    }
    match &category {
        Value::None => Ok(vm.class(Builtin::UserWarning).clone()),
        Value::Type(class) if class.is_subclass(vm.class(Builtin::Warning)) => Ok(class.clone()),
        other => Err(err!(
            TypeError,
            "category must be a Warning subclass, not '{}'",
            vm.type_name(other)
        )),
    }
}

/// Where a warning is shown to come from.
struct Place {
    filename: Value,
    line: i64,
    module: Value,
    registry: Option<Ref<Dict>>,
}

fn place(vm: &Vm, level: i64, prefixes: &[Value]) -> Place {
    let fp = vm.frame.get();
    let mut frame = (!fp.is_null()).then(|| vm.frame_object(fp));
    for _ in 1..level {
        frame = frame.and_then(|it| it.back(vm));
    }
    while let Some(it) = &frame
        && !prefixes.is_empty()
    {
        let code = it.function.code();
        let skipped = prefixes.iter().filter_map(|it| it.downcast::<Str>());
        let mut skipped = skipped.filter(|it| code.facts.filename.bytes().starts_with(it.bytes()));
        if skipped.next().is_none() {
            break;
        }
        frame = it.back(vm);
    }
    let Some(frame) = frame else {
        let registry = registry_of(vm, &super::sys_dict(vm));
        return Place { filename: vm.text("<sys>"), line: 0, module: vm.text("sys"), registry };
    };
    let globals = frame.function.globals.clone();
    let module = globals.get_str(vm.name(Name::Name)).filter(|it| !it.is_none());
    Place {
        filename: Value::Str(frame.function.code().facts.filename.clone()),
        line: i64::from(frame.span().line),
        module: module.unwrap_or_else(|| vm.text("<string>")),
        registry: registry_of(vm, &globals),
    }
}

fn registry_of(vm: &Vm, globals: &Dict) -> Option<Ref<Dict>> {
    let name = vm.intern("__warningregistry__");
    if globals.get_str(&name).is_none() {
        globals.set_str(vm, &name, Value::Dict(vm.dict()));
    }
    globals.get_str(&name)?.downcast::<Dict>().cloned()
}

fn warn(
    vm: &Vm,
    message: Value,
    category: Value,
    level: i64,
    source: Value,
    prefixes: Option<Value>,
) -> Raises<()> {
    let category = category_of(vm, &message, category)?;
    let prefixes = match &prefixes {
        None => vec![],
        Some(Value::Tuple(prefixes)) => prefixes.items().to_vec(),
        Some(other) => {
            return Err(err!(
                TypeError,
                "warn() argument 'skip_file_prefixes' must be tuple, not {}",
                vm.type_name(other)
            ));
        }
    };
    let level = if prefixes.is_empty() { level } else { level.max(2) };
    let at = place(vm, level, &prefixes);
    decide(vm, &message, &category, &at, &source)
}

#[allow(clippy::too_many_arguments)]
fn warn_explicit(
    vm: &Vm,
    message: Value,
    category: Value,
    filename: Value,
    line: i64,
    module: Option<Value>,
    registry: Value,
    _globals: Value,
    source: Value,
) -> Raises<()> {
    let category = category_of(vm, &message, category)?;
    let registry = match &registry {
        Value::None => None,
        other => Some(other.downcast::<Dict>().cloned().ok_or_else(|| {
            err!(TypeError, "'registry' must be a dict or None, not '{}'", vm.type_name(other))
        })?),
    };
    let module = match module {
        Some(module) => module,
        None => module_of(vm, &filename)?,
    };
    decide(vm, &message, &category, &Place { filename, line, module, registry }, &source)
}

/// The name a file gives the module in it.
fn module_of(vm: &Vm, filename: &Value) -> Raises<Value> {
    let name = protocol::str(vm, filename)?;
    Ok(match name.bytes() {
        b"" => vm.text("<unknown>"),
        [stem @ .., b'.', b'p', b'y'] => Value::Str(vm.str_from_bytes(stem)),
        _ => Value::Str(name),
    })
}

/// Whether a filter's pattern, text or `None`, fits.
fn fits(vm: &Vm, pattern: &Value, text: &Value) -> Raises<bool> {
    match pattern {
        Value::None => Ok(true),
        Value::Str(_) => protocol::equal(vm, pattern, text),
        pattern => {
            let name = vm.intern("match");
            let found = protocol::call_method(vm, pattern, &name, std::slice::from_ref(text))?;
            vm.is_true(&found)
        }
    }
}

/// What the filters say is to be done.
fn action(vm: &Vm, category: &Ref<Type>, text: &Value, at: &Place) -> Raises<String> {
    let list = match attribute(vm, "filters")? {
        Some(list) => list,
        None => filters(vm),
    };
    for filter in protocol::to_vec(vm, &list)? {
        let fields = filter.downcast::<Tuple>().cloned();
        let Some([action, message, wanted, module, line]) = fields.as_ref().map(|it| it.items())
        else {
            return Err(err!(ValueError, "warnings.filters item isn't a 5-tuple"));
        };
        let line = crate::native::to_i64(vm, line, "ssize_t")?;
        if (line == 0 || line == at.line)
            && matches!(wanted, Value::Type(it) if category.is_subclass(it))
            && fits(vm, message, text)?
            && fits(vm, module, &at.module)?
        {
            return Ok(protocol::str(vm, action)?.to_string_lossy().into_owned());
        }
    }
    match attribute(vm, "defaultaction")? {
        Some(action) => Ok(protocol::str(vm, &action)?.to_string_lossy().into_owned()),
        None => Ok("default".to_owned()),
    }
}

/// Whether the registry has the warning already; if not, and `mark`, it is entered.
fn seen(vm: &Vm, registry: &Ref<Dict>, key: &Value, mark: bool) -> Raises<bool> {
    let version = vm.state::<State>().version.get();
    let name = vm.intern("version");
    if !matches!(registry.get_str(&name), Some(Value::Int(it)) if it == version) {
        let old = vm.dict();
        old.copy_from(registry);
        crate::object::Payload::clear(&**registry);
        registry.set_str(vm, &name, Value::Int(version));
        drop(old);
    } else if let Some(found) = dict_get(vm, registry, key)?
        && vm.is_true(&found)?
    {
        return Ok(true);
    }
    if mark {
        dict_set(vm, registry, key.clone(), Value::TRUE)?;
    }
    Ok(false)
}

/// Shows a warning, forgets it, or makes an exception of it.
fn decide(
    vm: &Vm,
    message: &Value,
    category: &Ref<Type>,
    at: &Place,
    source: &Value,
) -> Raises<()> {
    read_options(vm)?;
    let (text, warning) = if vm.is_instance(message, Builtin::Warning) {
        (Value::Str(protocol::str(vm, message)?), message.clone())
    } else {
        let class = Value::Type(category.clone());
        (message.clone(), protocol::call1(vm, &class, message)?)
    };
    let class = Value::Type(category.clone());
    let key = |line: i64| vm.tuple(vec![text.clone(), class.clone(), Value::Int(line)]);
    if let Some(registry) = &at.registry
        && seen(vm, registry, &key(at.line), false)?
    {
        return Ok(());
    }
    let action = action(vm, category, &text, at)?;
    match &action[..] {
        "error" => return Err(Raised::instance(warning)),
        "ignore" => return Ok(()),
        _ => {}
    }
    if let Some(registry) = &at.registry
        && !matches!(&action[..], "always" | "all")
    {
        dict_set(vm, registry, key(at.line), Value::TRUE)?;
    }
    let again = match &action[..] {
        "always" | "all" | "default" => false,
        "once" => {
            let registry = match attribute(vm, "onceregistry")? {
                Some(registry) => registry,
                None => once_registry(vm),
            };
            let short = vm.tuple(vec![text.clone(), class.clone()]);
            match registry.downcast::<Dict>() {
                Some(registry) => seen(vm, registry, &short, true)?,
                None => false,
            }
        }
        "module" => match &at.registry {
            Some(registry) => seen(vm, registry, &key(0), true)?,
            None => false,
        },
        other => {
            return Err(err!(
                RuntimeError,
                "Unrecognized action ({}) in warnings.filters:\n {action}",
                crate::algo::escape::repr_str(other.as_bytes())
            ));
        }
    };
    if again {
        return Ok(());
    }
    match attribute(vm, "_showwarnmsg")? {
        Some(function) => show_by(vm, &function, warning, class, at, source),
        None => show(vm, category, &text, at, source),
    }
}

/// Has the module `warnings` show it.
fn show_by(
    vm: &Vm,
    function: &Value,
    warning: Value,
    class: Value,
    at: &Place,
    source: &Value,
) -> Raises<()> {
    let Some(made) = attribute(vm, "WarningMessage")? else {
        return Err(err!(RuntimeError, "unable to get warnings.WarningMessage"));
    };
    let args = [
        warning,
        class,
        at.filename.clone(),
        Value::Int(at.line),
        Value::None,
        Value::None,
        source.clone(),
    ];
    let message = vm.call(&made, Args::positional(&args))?;
    protocol::call1(vm, function, &message).map(drop)
}

/// `file:line: Category: text`, and the line itself.
fn show(vm: &Vm, category: &Ref<Type>, text: &Value, at: &Place, source: &Value) -> Raises<()> {
    let stderr = super::sys_dict(vm).get_str(vm.name(Name::WordStderr));
    let Some(stderr) = stderr.filter(|it| !it.is_none()) else { return Ok(()) };
    let filename = protocol::str(vm, &at.filename)?.to_string_lossy().into_owned();
    let shown = protocol::str(vm, text)?;
    let name = full_name(vm, category);
    let name = name.rsplit('.').next().unwrap_or(&name);
    let mut out = format!("{filename}:{}: {name}: {}\n", at.line, shown.to_string_lossy());
    if let Some(code) = vm.state::<Sources>().text(vm, &filename)
        && let Some(line) = code.lines().nth((at.line - 1).max(0) as usize)
        && !line.trim().is_empty()
    {
        out.push_str(&format!("  {}\n", line.trim()));
    }
    if !source.is_none() {
        out.push_str(&format!(
            "{name}: Enable tracemalloc to get the object allocation traceback\n"
        ));
    }
    write(vm, &stderr, &vm.str(&out))
}

/// Warns on behalf of a built-in type.
pub fn from_type(vm: &Vm, category: Builtin, message: &str, source: Option<&Value>) -> Raises<()> {
    let at = place(vm, 1, &[]);
    let source = source.cloned().unwrap_or(Value::None);
    decide(vm, &vm.text(message), vm.class(category), &at, &source)
}

/// Warns on behalf of the compiler; a filter that makes an error of it makes a SyntaxError.
pub fn from_compiler(vm: &Vm, warning: &Warning, filename: &Ref<Str>) -> Raises<()> {
    let name = Value::Str(filename.clone());
    let at = Place {
        module: module_of(vm, &name)?,
        filename: name.clone(),
        line: i64::from(warning.line),
        registry: None,
    };
    let category = vm.class(Builtin::SyntaxWarning);
    match decide(vm, &vm.text(&warning.message), category, &at, &Value::None) {
        Err(raised) if raised.is(vm, Builtin::SyntaxWarning) => {
            Err(crate::types::exception::syntax::raised(vm, &warning.error, &name))
        }
        other => other,
    }
}
