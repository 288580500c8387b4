//! `module`: a namespace that code was run in.
//!
//! Reference: Data model, "Modules"; Library Reference, "types.ModuleType".

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Dict, GetSet, Layout, Name, Payload, Raised, Raises, Ref, Str, Type, TypeSpec,
    Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::this;
use super::exception::import::{import_error, set_name_from};

/// The payload of module objects.
pub struct Module {
    pub dict: Ref<Dict>,
}

impl Payload for Module {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.dict);
    }
}

static LAYOUT: Layout = Layout::of::<Module>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "module",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "A module object of the given name, with a docstring if one is given.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
        slots.getattro.set(Some(getattro));
        slots.setattro.set(Some(setattro));
    },
    methods: &[native!("__dir__($self, /)", "The names the module defines.", dir)],
    getset: &[
        GetSet {
            name: "__dict__",
            doc: "",
            get: |_, it| Ok(Value::Dict(this::<Module>(it).dict.clone())),
            set: None,
        },
        GetSet { name: "__annotations__", doc: "", get: annotations, set: Some(set_annotations) },
    ],
    ..TypeSpec::DEFAULT
};

/// A module of that name, with the attributes every module starts with.
pub fn make(vm: &Vm, name: &Ref<Str>, doc: Value) -> Ref<Module> {
    let made = alloc(vm, vm.class(Builtin::Module));
    let module = made.downcast::<Module>().expect("made just now").clone();
    fill(vm, &module.dict, Value::Str(name.clone()), doc);
    module
}

fn alloc(vm: &Vm, class: &Ref<Type>) -> Value {
    let dict = vm.dict();
    let made = vm.alloc_in(class, Module { dict: dict.clone() });
    // The namespace is what the object layer takes for the attribute dictionary, too.
    if let Some(extra) = made.heap().and_then(|it| it.header().extra()) {
        *extra.dict.borrow_mut() = Some(dict);
    }
    made
}

fn fill(vm: &Vm, dict: &Dict, name: Value, doc: Value) {
    dict.set_str(vm, vm.name(Name::Name), name);
    dict.set_str(vm, vm.name(Name::Doc), doc);
    for name in [Name::Package, Name::Loader, Name::Spec] {
        dict.set_str(vm, vm.name(name), Value::None);
    }
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(alloc(vm, class))
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (name, doc): (Ref<Str>, Value) = crate::bind!(vm, args, "module(name, doc=None)")?;
    fill(vm, &this::<Module>(it).dict, Value::of(name.into_any()), doc);
    Ok(())
}

/// The text of a string attribute in the module's dictionary.
fn text(vm: &Vm, dict: &Dict, name: Name) -> Option<Ref<Str>> {
    dict.get_str(vm.name(name)).and_then(|it| it.downcast::<Str>().cloned())
}

/// `__spec__.name`, for a spec that has it.
fn spec_attribute(vm: &Vm, dict: &Dict, name: &str) -> Raises<Option<Value>> {
    match dict.get_str(vm.name(Name::Spec)) {
        Some(spec) if !spec.is_none() => protocol::getattr_opt(vm, &spec, &vm.intern(name)),
        _ => Ok(None),
    }
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    // All of these may come from a `__getattr__` of the module.
    let get = |of: &Value, name: &str| protocol::getattr_opt(vm, of, &vm.intern(name));
    let quoted = |value: &Value| -> Raises<String> {
        Ok(protocol::repr(vm, value)?.to_string_lossy().into_owned())
    };
    let spec = get(it, "__spec__")?.filter(|it| !it.is_none());
    let Some(spec) = spec else {
        let name = match get(it, "__name__")? {
            Some(name) => quoted(&name)?,
            None => "'?'".to_owned(),
        };
        let text = match get(it, "__file__")? {
            Some(file) => format!("<module {name} from {}>", quoted(&file)?),
            None => match get(it, "__loader__")? {
                Some(loader) if !loader.is_none() => {
                    format!("<module {name} ({})>", quoted(&loader)?)
                }
                _ => format!("<module {name}>"),
            },
        };
        return Ok(vm.text(&text));
    };
    let name = match get(&spec, "name")? {
        Some(name) if !name.is_none() => quoted(&name)?,
        _ => "'?'".to_owned(),
    };
    let origin = get(&spec, "origin")?.filter(|it| !it.is_none());
    let text = match origin {
        Some(origin) => {
            let located = get(&spec, "has_location")?;
            if located.map_or(Ok(false), |it| vm.is_true(&it))? {
                format!("<module {name} from {}>", quoted(&origin)?)
            } else {
                format!("<module {name} ({})>", protocol::str(vm, &origin)?.to_string_lossy())
            }
        }
        None => match get(&spec, "loader")?.filter(|it| !it.is_none()) {
            Some(loader) => format!("<module {name} ({})>", quoted(&loader)?),
            None => match get(&spec, "submodule_search_locations")?.filter(|it| !it.is_none()) {
                Some(folders) => format!("<module {name} (namespace) from {}>", quoted(&folders)?),
                None => format!("<module {name}>"),
            },
        },
    };
    Ok(vm.text(&text))
}

fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    let dict = &this::<Module>(it).dict;
    // No descriptor of a module's class has a name without underscores.
    if !name.bytes().starts_with(b"_")
        && let Some(value) = dict.get_str(name)
        && vm.type_of(it).is(vm.class(Builtin::Module))
    {
        return Ok(value);
    }
    let class = vm.type_of(it);
    let found = class.lookup(vm, name);
    if let Some(found) = &found
        && let slots = &vm.type_of(found).slots
        && slots.descr_set.get().is_some()
        && let Some(get) = slots.descr_get.get()
    {
        return get(vm, found, Some(it), &Value::Type(class.clone()));
    }
    if let Some(value) = dict.get_str(name) {
        return Ok(value);
    }
    if let Some(found) = found {
        return protocol::attr::bind(vm, found, it, class);
    }
    if let Some(getattr) = dict.get_str(vm.name(Name::Getattr)) {
        return protocol::call1(vm, &getattr, &Value::Str(name.clone()));
    }
    Err(missing(vm, it, dict, name))
}

#[cold]
fn missing(vm: &Vm, it: &Value, dict: &Dict, name: &Ref<Str>) -> Raised {
    let attribute = name.to_string_lossy();
    let Some(module) = text(vm, dict, Name::Name) else {
        return vm.attribute_error(it, name, format!("module has no attribute '{attribute}'"));
    };
    let module = module.to_string_lossy();
    let initializing = match spec_attribute(vm, dict, "_initializing") {
        Ok(value) => value.is_some_and(|it| matches!(it, Value::Bool(1))),
        Err(raised) => return raised,
    };
    let message = if let Some(hint) = shadowing(vm, dict, initializing) {
        format!("module '{module}' has no attribute '{attribute}' ({hint})")
    } else if initializing {
        format!(
            "partially initialized module '{module}' has no attribute '{attribute}' (most likely due to a \
             circular import)"
        )
    } else {
        format!("module '{module}' has no attribute '{attribute}'")
    };
    vm.attribute_error(it, name, message)
}

/// The advice to rename a file of the program's that hides a module of the library, or may do so.
fn shadowing(vm: &Vm, dict: &Dict, initializing: bool) -> Option<String> {
    let origin = spec_attribute(vm, dict, "origin").ok().flatten()?;
    let origin = origin.downcast::<Str>()?.clone();
    let name = text(vm, dict, Name::Name)?;
    let sys = vm.modules.get()?.get_str(vm.name(Name::WordSys))?;
    let sys = &sys.downcast::<Module>()?.dict;
    let path = sys.get_str(vm.name(Name::WordPath))?;
    let first = path.downcast::<crate::object::List>()?.get(0)?;
    let first = first.downcast::<Str>()?.clone();
    let folder =
        origin.bytes().iter().rposition(|it| *it == b'/').map(|at| &origin.bytes()[..at])?;
    let current = std::env::current_dir().ok();
    let first = match first.bytes() {
        b"" => current.as_ref()?.to_str()?.as_bytes(),
        other => other,
    };
    if folder != first {
        return None;
    }
    let shown = crate::algo::escape::repr_str(origin.bytes());
    let known = sys.get_str(&vm.intern("stdlib_module_names"))?;
    let is_stdlib = protocol::contains(vm, &known, &Value::Str(name.clone())).ok()?;
    if is_stdlib {
        return Some(format!(
            "consider renaming {shown} since it has the same name as the standard library module named '{}' and \
             the import system gives it precedence",
            name.to_string_lossy()
        ));
    }
    initializing.then(|| {
        format!(
            "consider renaming {shown} if it has the same name as a third-party module you intended to import"
        )
    })
}

fn setattro(vm: &Vm, it: &Value, name: &Ref<Str>, value: Option<Value>) -> Raises<()> {
    let class = vm.type_of(it);
    if let Some(found) = class.lookup(vm, name)
        && let Some(set) = vm.type_of(&found).slots.descr_set.get()
    {
        return set(vm, &found, it, value);
    }
    let dict = &this::<Module>(it).dict;
    match value {
        Some(value) => dict.set_str(vm, name, value),
        None => match dict.remove_str(name) {
            Some(old) => drop(old),
            None => return Err(protocol::attr::no_attribute(vm, it, name)),
        },
    }
    Ok(())
}

/// The attribute of a module, or its submodule of that name.
pub fn import_from(vm: &Vm, module: &Value, name: &Ref<Str>) -> Raises<Value> {
    if let Some(value) = protocol::getattr_opt(vm, module, name)? {
        return Ok(value);
    }
    let package = protocol::getattr_opt(vm, module, vm.name(Name::Name))?;
    let package = package.and_then(|it| it.downcast::<Str>().cloned());
    if let Some(package) = &package {
        let full = Ref::<Str>::concat(vm, &[package.bytes(), b".", name.bytes()]);
        if let Some(found) = vm.modules.get().and_then(|it| it.get_str(&full)) {
            return Ok(found);
        }
    }
    Err(cannot_import(vm, module, package, name)?)
}

fn cannot_import(
    vm: &Vm,
    module: &Value,
    package: Option<Ref<Str>>,
    name: &Ref<Str>,
) -> Raises<Raised> {
    let spec = protocol::getattr_opt(vm, module, vm.name(Name::Spec))?;
    let initializing = match &spec {
        Some(spec) if !spec.is_none() => {
            let flag = protocol::getattr_opt(vm, spec, &vm.intern("_initializing"))?;
            flag.is_some_and(|it| matches!(it, Value::Bool(1)))
        }
        _ => false,
    };
    let file = protocol::getattr_opt(vm, module, vm.name(Name::File))?;
    let file = file.filter(|it| it.downcast::<Str>().is_some());
    let location = match &file {
        Some(file) => protocol::str(vm, file)?.to_string_lossy().into_owned(),
        None => "unknown location".to_owned(),
    };
    let from = package
        .as_ref()
        .map_or("<unknown module name>".to_owned(), |it| it.to_string_lossy().into_owned());
    let quoted = name.to_string_lossy();
    let message = match initializing {
        true => format!(
            "cannot import name '{quoted}' from partially initialized module '{from}' (most likely due to a \
             circular import) ({location})"
        ),
        false => format!("cannot import name '{quoted}' from '{from}' ({location})"),
    };
    let name_value = package.map_or(Value::None, Value::Str);
    let path = file.unwrap_or(Value::None);
    let exception = import_error(vm, Builtin::ImportError, &message, name_value, path);
    set_name_from(&exception, Value::Str(name.clone()));
    Ok(Raised::instance(exception))
}

fn dir(vm: &Vm, it: Ref<Module>) -> Raises<Value> {
    if let Some(dir) = it.dict.get_str(vm.name(Name::Dir)) {
        return protocol::call::call0(vm, &dir);
    }
    Ok(vm.list(it.dict.keys()))
}

fn annotations(vm: &Vm, it: &Value) -> Raises<Value> {
    let dict = &this::<Module>(it).dict;
    let name = vm.name(Name::Annotations);
    Ok(dict.get_str(name).unwrap_or_else(|| {
        let made = Value::Dict(vm.dict());
        dict.set_str(vm, name, made.clone());
        made
    }))
}

fn set_annotations(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let dict = &this::<Module>(it).dict;
    let name = vm.name(Name::Annotations);
    match value {
        Some(value) => dict.set_str(vm, name, value),
        None => match dict.remove_str(name) {
            Some(old) => drop(old),
            None => return Err(err!(AttributeError, "__annotations__")),
        },
    }
    Ok(())
}
