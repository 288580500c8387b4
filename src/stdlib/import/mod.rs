//! The import system: finding, making and running modules.
//!
//! [`import`] is `__import__`, which the statements call; [`find`] looks for files.
//! Modules come, in this order, from `sys.modules`, the finders in `sys.meta_path`, the interpreter itself, and
//! the folders in `sys.path`. A module of the library that CPython keeps in a file can be shadowed by a
//! file in `sys.path`, as there.
//!
//! Reference: Language Reference, "The import system".

mod find;
mod names;

use crate::err;
use crate::object::{Builtin, Dict, Name, Raised, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::types::exception::import::{import_error, names_of};
use crate::types::module::{self, Module};

use super::module_spec;
use find::Found;
pub use names::{declared_names, known_names};

/// `sys.modules`.
fn modules(vm: &Vm) -> Raises<Ref<Dict>> {
    vm.modules.get().cloned().ok_or_else(|| err!(RuntimeError, "lost sys.modules"))
}

/// `__import__`.
pub fn import(
    vm: &Vm,
    name: &Ref<Str>,
    globals: &Value,
    fromlist: &Value,
    level: i64,
) -> Raises<Value> {
    if level < 0 {
        return Err(err!(ValueError, "level must be >= 0"));
    }
    if level == 0 && name.count() == 0 {
        return Err(err!(ValueError, "Empty module name"));
    }
    let full = if level > 0 { resolve(vm, name, globals, level)? } else { name.clone() };
    let full = vm.intern_bytes(full.bytes());
    let module = load(vm, &full)?;
    if vm.is_true(fromlist)? {
        let path = protocol::getattr_opt(vm, &module, vm.name(Name::Path))?;
        if path.is_some() {
            import_listed(vm, &module, fromlist, false)?;
        }
        return Ok(module);
    }
    let dot = name.bytes().iter().position(|it| *it == b'.');
    match (dot, level) {
        (None, 0) => Ok(module),
        (Some(dot), 0) => load(vm, &vm.intern_bytes(&name.bytes()[..dot])),
        _ if name.count() == 0 => Ok(module),
        (None, _) => Ok(module),
        (Some(dot), _) => {
            // `import_("a.b", level=1)` gives `package.a`.
            let cut = full.bytes().len() - (name.bytes().len() - dot);
            let front = vm.intern_bytes(&full.bytes()[..cut]);
            modules(vm)?.get_str(&front).ok_or_else(|| {
                err!(KeyError, "'{}' not in sys.modules as expected", front.to_string_lossy())
            })
        }
    }
}

/// The full name of a module that is named relatively to the package of these globals.
fn resolve(vm: &Vm, name: &Ref<Str>, globals: &Value, level: i64) -> Raises<Ref<Str>> {
    let Some(globals) = globals.downcast::<Dict>() else {
        return Err(if globals.is_none() {
            err!(KeyError, "'__name__' not in globals")
        } else {
            err!(TypeError, "globals must be a dict")
        });
    };
    let package = package_of(vm, globals)?;
    if package.count() == 0 {
        return Err(err!(ImportError, "attempted relative import with no known parent package"));
    }
    let mut base = package.bytes();
    for _ in 1..level {
        match base.iter().rposition(|it| *it == b'.') {
            Some(dot) => base = &base[..dot],
            None => {
                return Err(err!(
                    ImportError,
                    "attempted relative import beyond top-level package"
                ));
            }
        }
    }
    if name.count() == 0 {
        return Ok(vm.str_from_bytes(base));
    }
    Ok(Ref::<Str>::concat(vm, &[base, b".", name.bytes()]))
}

fn package_of(vm: &Vm, globals: &Dict) -> Raises<Ref<Str>> {
    let get = |name: Name| globals.get_str(vm.name(name)).filter(|it| !it.is_none());
    if let Some(package) = get(Name::Package) {
        return match package.downcast::<Str>() {
            Some(text) => Ok(text.clone()),
            None => Err(err!(TypeError, "package must be a string")),
        };
    }
    if let Some(spec) = get(Name::Spec) {
        let parent = protocol::getattr(vm, &spec, &vm.intern("parent"))?;
        return match parent.downcast::<Str>() {
            Some(text) => Ok(text.clone()),
            None => Err(err!(TypeError, "__spec__.parent must be a string")),
        };
    }
    let Some(name) = get(Name::Name) else {
        return Err(Raised::key_error(&vm.text("'__name__' not in globals")));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(err!(TypeError, "__name__ must be a string"));
    };
    if globals.get_str(vm.name(Name::Path)).is_some() {
        return Ok(name.clone());
    }
    let end = name.bytes().iter().rposition(|it| *it == b'.').unwrap_or(0);
    Ok(vm.str_from_bytes(&name.bytes()[..end]))
}

/// The module of that full name, imported if it has not been.
pub fn load(vm: &Vm, name: &Ref<Str>) -> Raises<Value> {
    match modules(vm)?.get_str(name) {
        Some(Value::None) => {
            let text = name.to_string_lossy();
            let message = format!("import of {text} halted; None in sys.modules");
            Err(not_found(vm, &message, name))
        }
        Some(module) => Ok(module),
        None => vm.nested("", || find_and_load(vm, name)),
    }
}

fn not_found(vm: &Vm, message: &str, name: &Ref<Str>) -> Raised {
    let name = Value::Str(name.clone());
    let class = Builtin::ModuleNotFoundError;
    Raised::instance(import_error(vm, class, message, name, Value::None))
}

fn find_and_load(vm: &Vm, name: &Ref<Str>) -> Raises<Value> {
    let text = name.to_string_lossy().into_owned();
    let mut path = None;
    let mut parent = None;
    if let Some(dot) = text.rfind('.') {
        let parent_name = vm.intern(&text[..dot]);
        let parent_module = load(vm, &parent_name)?;
        // The parent may have imported it.
        if let Some(module) = modules(vm)?.get_str(name) {
            return Ok(module);
        }
        path = protocol::getattr_opt(vm, &parent_module, vm.name(Name::Path))?;
        if path.is_none() {
            let message = format!("No module named '{text}'; '{}' is not a package", &text[..dot]);
            return Err(not_found(vm, &message, name));
        }
        parent = Some((parent_module, vm.intern(&text[dot + 1..])));
    }
    let module = match find::find(vm, name, path.as_ref())? {
        Some(found) => make(vm, name, found)?,
        None => return Err(not_found(vm, &format!("No module named '{text}'"), name)),
    };
    if let Some((parent, last)) = parent {
        match protocol::setattr(vm, &parent, &last, module.clone()) {
            Err(raised) if raised.is(vm, Builtin::AttributeError) => {}
            other => other?,
        }
    }
    Ok(module)
}

/// Makes and runs what was found.
fn make(vm: &Vm, name: &Ref<Str>, found: Found) -> Raises<Value> {
    match found {
        Found::Native(declared) => {
            let made = super::make(vm, declared);
            finish_native(vm, &made, declared.name, "built-in");
            let value = Value::of(made.into_any());
            modules(vm)?.set_str(vm, name, value.clone());
            Ok(value)
        }
        Found::Embedded(embedded) => {
            let locations = if embedded.is_package { vm.list(vec![]) } else { Value::None };
            let origin = vm.text("frozen");
            let filename = vm.str(&format!("<frozen {}>", embedded.name));
            let spec =
                module_spec::make(vm, name, module_spec::importer(vm), origin, locations.clone());
            let it = Source { text: embedded.source.as_bytes(), filename, file: None, locations };
            run(vm, name, spec, it)
        }
        Found::File { path, text, locations } => {
            let file = super::sys::stream::lossless(vm, &path);
            let origin = Value::Str(file.clone());
            let locations = locations.map_or(Value::None, |it| {
                vm.list(vec![Value::Str(super::sys::stream::lossless(vm, &it))])
            });
            let spec = module_spec::make(vm, name, Value::None, origin.clone(), locations.clone());
            module_spec::set_located(vm, &spec);
            let it = Source { text: &text, filename: file, file: Some(origin), locations };
            run(vm, name, spec, it)
        }
        Found::Namespace(folders) => {
            let folders = folders.iter().map(|it| Value::Str(super::sys::stream::lossless(vm, it)));
            let locations = vm.list(folders.collect());
            let spec = module_spec::make(vm, name, Value::None, Value::None, locations.clone());
            let made = module::make(vm, name, Value::None);
            module_spec::attach(vm, &made.dict, spec)?;
            made.dict.set_str(vm, vm.name(Name::Path), locations);
            let value = Value::of(made.into_any());
            modules(vm)?.set_str(vm, name, value.clone());
            Ok(value)
        }
        Found::Spec(spec) => by_loader(vm, name, &spec),
    }
}

/// What `-m` finds under a name.
pub enum Runnable {
    Source {
        text: Vec<u8>,
        filename: String,
        /// Its file, if it has one.
        file: Option<Value>,
        spec: Value,
    },
    Package,
    /// There is no source to run.
    Native,
    Missing,
}

/// Finds the module that is to run as the program; its packages are imported.
pub fn program(vm: &Vm, name: &str) -> Raises<Runnable> {
    let mut path = None;
    if let Some(dot) = name.rfind('.') {
        let parent = load(vm, &vm.intern(&name[..dot]))?;
        path = protocol::getattr_opt(vm, &parent, vm.name(Name::Path))?;
        if path.is_none() {
            let message = format!(
                "__path__ attribute not found on '{}' while trying to find '{name}'",
                &name[..dot]
            );
            return Err(not_found(vm, &message, &vm.intern(name)));
        }
    }
    let full = vm.intern(name);
    Ok(match find::find(vm, &full, path.as_ref())? {
        None => Runnable::Missing,
        Some(Found::Native(_) | Found::Spec(_)) => Runnable::Native,
        Some(Found::Namespace(_) | Found::File { locations: Some(_), .. }) => Runnable::Package,
        Some(Found::Embedded(it)) if it.is_package => Runnable::Package,
        Some(Found::Embedded(it)) => {
            let origin = vm.text("frozen");
            let spec = module_spec::make(vm, &full, module_spec::importer(vm), origin, Value::None);
            let filename = format!("<frozen {}>", it.name);
            Runnable::Source { text: it.source.as_bytes().to_vec(), filename, file: None, spec }
        }
        Some(Found::File { path, text, locations: None }) => {
            let file = Value::Str(super::sys::stream::lossless(vm, &path));
            let spec = module_spec::make(vm, &full, Value::None, file.clone(), Value::None);
            let filename = String::from_utf8_lossy(&path).into_owned();
            Runnable::Source { text, filename, file: Some(file), spec }
        }
    })
}

/// A module's text, and where it is from.
struct Source<'a> {
    text: &'a [u8],
    filename: Ref<Str>,
    file: Option<Value>,
    /// The folders of a package, else `None`.
    locations: Value,
}

fn run(vm: &Vm, name: &Ref<Str>, spec: Value, source: Source) -> Raises<Value> {
    let made = module::make(vm, name, Value::None);
    let dict = made.dict.clone();
    module_spec::attach(vm, &dict, spec.clone())?;
    if let Some(file) = source.file {
        dict.set_str(vm, vm.name(Name::File), file);
        dict.set_str(vm, vm.name(Name::Cached), Value::None);
    }
    if !source.locations.is_none() {
        dict.set_str(vm, vm.name(Name::Path), source.locations);
    }
    if let Some(builtins) = vm.builtins.get() {
        dict.set_str(vm, vm.name(Name::Builtins), Value::Dict(builtins.clone()));
    }
    let value = Value::of(made.into_any());
    modules(vm)?.set_str(vm, name, value);
    module_spec::set_initializing(vm, &spec, true);
    let result = super::run::module_source(vm, source.text, &source.filename, &dict);
    module_spec::set_initializing(vm, &spec, false);
    if let Err(raised) = result {
        drop(modules(vm)?.remove_str(name));
        return Err(raised);
    }
    // The module may have put something else in its place.
    modules(vm)?.get_str(name).ok_or_else(|| Raised::key_error(&Value::Str(name.clone())))
}

/// A module that a finder of the program's own knows how to make.
fn by_loader(vm: &Vm, name: &Ref<Str>, spec: &Value) -> Raises<Value> {
    let loader = protocol::getattr(vm, spec, &vm.intern("loader"))?;
    let create = vm.intern("create_module");
    let created = protocol::call_method_opt(vm, &loader, &create, std::slice::from_ref(spec))?;
    let value = match created.filter(|it| !it.is_none()) {
        Some(created) => created,
        None => Value::of(module::make(vm, name, Value::None).into_any()),
    };
    for (attribute, from) in [
        (Name::Name, "name"),
        (Name::Loader, "loader"),
        (Name::Package, "parent"),
        (Name::Path, "submodule_search_locations"),
    ] {
        let found = protocol::getattr_opt(vm, spec, &vm.intern(from))?;
        if let Some(found) = found.filter(|it| !it.is_none()) {
            protocol::setattr(vm, &value, vm.name(attribute), found)?;
        }
    }
    protocol::setattr(vm, &value, vm.name(Name::Spec), spec.clone())?;
    modules(vm)?.set_str(vm, name, value.clone());
    let exec = vm.intern("exec_module");
    if let Err(raised) = protocol::call_method(vm, &loader, &exec, std::slice::from_ref(&value)) {
        drop(modules(vm)?.remove_str(name));
        return Err(raised);
    }
    modules(vm)?.get_str(name).ok_or_else(|| Raised::key_error(&Value::Str(name.clone())))
}

/// Gives a module made of Rust code its spec.
pub fn finish_native(vm: &Vm, module: &Module, name: &str, origin: &str) {
    let name = vm.intern(name);
    let origin = vm.text(origin);
    let spec = module_spec::make(vm, &name, module_spec::importer(vm), origin, Value::None);
    let attached = module_spec::attach(vm, &module.dict, spec);
    debug_assert!(attached.is_ok(), "a spec made here has text for a name");
}

/// Imports the submodules that a `from` statement names and the package does not have yet.
fn import_listed(vm: &Vm, module: &Value, names: &Value, all: bool) -> Raises<()> {
    for name in protocol::to_vec(vm, names)? {
        let Some(text) = name.downcast::<Str>() else {
            let kind = vm.type_name(&name);
            let place = if all {
                let module = protocol::getattr(vm, module, vm.name(Name::Name))?;
                format!("{}.__all__", protocol::str(vm, &module)?.to_string_lossy())
            } else {
                "``from list''".to_owned()
            };
            return Err(err!(TypeError, "Item in {place} must be str, not {kind}"));
        };
        if text.bytes() == b"*" {
            if !all && let Some(names) = protocol::getattr_opt(vm, module, vm.name(Name::All))? {
                import_listed(vm, module, &names, true)?;
            }
            continue;
        }
        let text = vm.intern_bytes(text.bytes());
        if protocol::getattr_opt(vm, module, &text)?.is_some() {
            continue;
        }
        let package = protocol::getattr(vm, module, vm.name(Name::Name))?;
        let package = protocol::str(vm, &package)?;
        let full = Ref::<Str>::concat(vm, &[package.bytes(), b".", text.bytes()]);
        let full = vm.intern_bytes(full.bytes());
        match load(vm, &full) {
            Ok(_) => {}
            Err(raised) if raised.is(vm, Builtin::ModuleNotFoundError) => {
                let exception = vm.instance_of(raised);
                let (named, _) = names_of(&exception);
                let missing = named.and_then(|it| it.downcast::<Str>().cloned());
                let blocked = matches!(modules(vm)?.get_str(&full), Some(Value::None));
                if blocked || missing.is_none_or(|it| it.bytes() != full.bytes()) {
                    return Err(Raised::again(exception));
                }
            }
            Err(raised) => return Err(raised),
        }
    }
    Ok(())
}

/// Text items of a list or tuple, as those of `sys.path`.
fn texts(vm: &Vm, list: &Value) -> Raises<Vec<Ref<Str>>> {
    let items = match list {
        Value::Tuple(items) => items.items().to_vec(),
        other => protocol::to_vec(vm, other)?,
    };
    Ok(items.iter().filter_map(|it| it.downcast::<Str>().cloned()).collect())
}
