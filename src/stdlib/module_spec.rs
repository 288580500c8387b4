//! `ModuleSpec`: what the import system knows of a module; and the importer of built-in modules.
//!
//! Reference: Library Reference, "importlib.machinery.ModuleSpec"; Data model, "Module.__spec__".

use crate::object::{
    Args, Builtin, GetSet, Instance, Name, Raises, Ref, Str, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::protocol::attr::{instance_dict, own_attr};

pub static SPEC: TypeSpec = TypeSpec {
    name: "_frozen_importlib.ModuleSpec",
    flags: flags::BASE | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "What the import system knows of a module.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
    },
    getset: &[
        GetSet {
            name: "parent",
            doc: "The package the module is in; of a package its own name.",
            get: parent,
            set: None,
        },
        GetSet {
            name: "has_location",
            doc: "Whether the origin is a place to load from.",
            get: |vm, it| Ok(attribute(vm, it, "_set_fileattr")),
            set: Some(|vm, it, value| {
                if let Some(dict) = instance_dict(vm, it) {
                    let on = vm.is_true(&value.unwrap_or(Value::FALSE))?;
                    dict.set_str(vm, &vm.intern("_set_fileattr"), Value::bool(on));
                }
                Ok(())
            }),
        },
    ],
    ..TypeSpec::DEFAULT
};

/// The class that stands for the way built-in modules are found.
pub static IMPORTER: TypeSpec = TypeSpec {
    name: "_frozen_importlib.BuiltinImporter",
    flags: flags::BASE | flags::INSTANCE_DICT,
    doc: "Finds and makes the modules that are part of the interpreter.",
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(Value::of(Ref::<Instance>::new(vm, class).into_any()))
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (name, loader, origin, _state, is_package): (Value, Value, Value, Value, bool) = crate::bind!(
        vm,
        args,
        "ModuleSpec(name, loader, *, origin=None, loader_state=None, is_package=False)"
    )?;
    let locations = if is_package { vm.list(vec![]) } else { Value::None };
    fill(vm, it, name, loader, origin, locations);
    Ok(())
}

fn fill(vm: &Vm, it: &Value, name: Value, loader: Value, origin: Value, locations: Value) {
    let Some(dict) = instance_dict(vm, it) else { return };
    let set = |name: &str, value: Value| dict.set_str(vm, &vm.intern(name), value);
    set("name", name);
    set("loader", loader);
    set("origin", origin);
    set("loader_state", Value::None);
    set("submodule_search_locations", locations);
    set("_uninitialized_submodules", vm.list(vec![]));
    set("_set_fileattr", Value::FALSE);
    set("_cached", Value::None);
}

/// The spec of a module. `locations` are the folders of a package.
pub fn make(vm: &Vm, name: &Ref<Str>, loader: Value, origin: Value, locations: Value) -> Value {
    let class = vm.class(Builtin::ModuleSpec);
    let it = Value::of(Ref::<Instance>::new(vm, class).into_any());
    fill(vm, &it, Value::Str(name.clone()), loader, origin, locations);
    it
}

fn attribute(vm: &Vm, it: &Value, name: &str) -> Value {
    own_attr(it, &vm.intern(name)).unwrap_or(Value::None)
}

fn parent(vm: &Vm, it: &Value) -> Raises<Value> {
    let name = attribute(vm, it, "name");
    if !attribute(vm, it, "submodule_search_locations").is_none() {
        return Ok(name);
    }
    let name = protocol::str(vm, &name)?;
    let bytes = name.bytes();
    let end = bytes.iter().rposition(|it| *it == b'.').unwrap_or(0);
    Ok(Value::Str(vm.str_from_bytes(&bytes[..end])))
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let mut parts = Vec::new();
    for name in ["name", "loader", "origin", "submodule_search_locations"] {
        let value = attribute(vm, it, name);
        if value.is_none() && matches!(name, "origin" | "submodule_search_locations") {
            continue;
        }
        parts.push(format!("{name}={}", protocol::repr(vm, &value)?.to_string_lossy()));
    }
    let class = vm.type_of(it).name_str(vm);
    Ok(vm.text(&format!("{}({})", class.to_string_lossy(), parts.join(", "))))
}

/// Says that the origin is a file.
pub fn set_located(vm: &Vm, spec: &Value) {
    if let Some(dict) = instance_dict(vm, spec) {
        dict.set_str(vm, &vm.intern("_set_fileattr"), Value::TRUE);
    }
}

/// Says whether the module's code is still running.
pub fn set_initializing(vm: &Vm, spec: &Value, on: bool) {
    if let Some(dict) = instance_dict(vm, spec) {
        let name = vm.intern("_initializing");
        if on {
            dict.set_str(vm, &name, Value::TRUE);
        } else {
            drop(dict.remove_str(&name));
        }
    }
}

/// The importer as modules name it in `__loader__`.
pub fn importer(vm: &Vm) -> Value {
    Value::Type(vm.class(Builtin::BuiltinImporter).clone())
}

/// Sets `__spec__` and what follows from it.
pub fn attach(vm: &Vm, dict: &crate::object::Dict, spec: Value) -> Raises<()> {
    dict.set_str(vm, vm.name(Name::Package), parent(vm, &spec)?);
    dict.set_str(vm, vm.name(Name::Loader), attribute(vm, &spec, "loader"));
    dict.set_str(vm, vm.name(Name::Spec), spec);
    Ok(())
}
