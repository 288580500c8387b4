//! `from module import name` and `from module import *`.

use crate::err;
use crate::object::{Builtin, Dict, Name, Raised, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::types::exception::import::{import_error, set_name_from};
use crate::types::module::{Module, shadowing};

/// The attribute of a module, or its submodule of that name.
pub fn import_from(vm: &Vm, module: &Value, name: &Ref<Str>) -> Raises<Value> {
    if let Some(value) = protocol::getattr_opt(vm, module, name)? {
        return Ok(value);
    }
    let package = protocol::getattr_opt(vm, module, vm.name(Name::Name))?;
    let package = package.and_then(|it| it.downcast::<Str>().cloned());
    if let Some(package) = &package {
        let full = Ref::<Str>::concat(vm, &[package.bytes(), b".", name.bytes()]);
        if let Some(found) = super::modules(vm)?.get_str(&full) {
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
    let shadow = module.downcast::<Module>().and_then(|it| shadowing(vm, &it.dict, initializing));
    let message = match shadow {
        Some(hint) => format!("cannot import name '{quoted}' from '{from}' ({hint})"),
        None if initializing => format!(
            "cannot import name '{quoted}' from partially initialized module '{from}' (most likely due to a \
             circular import) ({location})"
        ),
        None => format!("cannot import name '{quoted}' from '{from}' ({location})"),
    };
    let name_value = package.map_or(Value::None, Value::Str);
    let path = file.unwrap_or(Value::None);
    let exception = import_error(vm, Builtin::ImportError, &message, name_value, path);
    set_name_from(&exception, Value::Str(name.clone()));
    Ok(Raised::instance(exception))
}

/// Puts a module's public names into a namespace.
pub fn import_star(vm: &Vm, module: &Value, namespace: &Value) -> Raises<()> {
    let listed = protocol::getattr_opt(vm, module, vm.name(Name::All))?;
    let by_list = listed.is_some();
    let names = match listed {
        Some(names) => protocol::to_vec(vm, &names)?,
        None => {
            let Some(dict) = protocol::getattr_opt(vm, module, vm.name(Name::Dict))? else {
                return Err(err!(
                    ImportError,
                    "from-import-* object has no __dict__ and no __all__"
                ));
            };
            protocol::to_vec(vm, &dict)?
        }
    };
    for name in names {
        let Some(text) = name.downcast::<Str>() else {
            let owner = protocol::getattr(vm, module, vm.name(Name::Name))?;
            let owner = protocol::str(vm, &owner)?;
            return Err(err!(
                TypeError,
                "{} in {}.{} must be str, not {}",
                if by_list { "Item" } else { "Key" },
                owner.to_string_lossy(),
                if by_list { "__all__" } else { "__dict__" },
                vm.type_name(&name)
            ));
        };
        if !by_list && text.bytes().starts_with(b"_") {
            continue;
        }
        let text = vm.intern_bytes(text.bytes());
        let value = protocol::getattr(vm, module, &text)?;
        match namespace {
            Value::Dict(dict) => store(vm, dict, &text, value),
            other => protocol::setitem(vm, other, &Value::Str(text), value)?,
        }
    }
    Ok(())
}

fn store(vm: &Vm, dict: &Dict, name: &Ref<Str>, value: Value) {
    dict.set_str(vm, name, value);
}
