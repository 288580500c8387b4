//! Attribute access.
//!
//! Reference: Data model, "Customizing attribute access" and "Implementing Descriptors".

use crate::err;
use crate::object::{Builtin, Dict, Name, Raised, Raises, Ref, Str, Type, Value, Vm, flags};

/// `object.name`. `name` is interned.
#[inline]
pub fn getattr(vm: &Vm, object: &Value, name: &Ref<Str>) -> Raises<Value> {
    let found = match vm.type_of(object).slots.getattro.get() {
        Some(getattro) => getattro(vm, object, name),
        None => generic_getattr(vm, object, name),
    };
    found.map_err(|raised| knowing(vm, raised, object, name))
}

/// An AttributeError that other code has raised gets to know what was asked of which object.
#[cold]
fn knowing(vm: &Vm, raised: Raised, object: &Value, name: &Ref<Str>) -> Raised {
    if !raised.is(vm, Builtin::AttributeError) {
        return raised;
    }
    let exception = vm.instance_of(raised);
    (vm.hooks.set_attribute_error)(&exception, object, name);
    Raised::again(exception)
}

/// `getattr(object, name, None)`: an AttributeError becomes `None`, other exceptions go on.
pub fn getattr_opt(vm: &Vm, object: &Value, name: &Ref<Str>) -> Raises<Option<Value>> {
    let class = vm.type_of(object);
    let found = if class.has(flags::GENERIC_GETATTR) {
        find_attr(vm, object, name)
    } else {
        getattr(vm, object, name).map(Some)
    };
    match found {
        Ok(value) => Ok(value),
        Err(raised) if raised.is(vm, Builtin::AttributeError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

/// `object.name = value`. `name` is interned.
pub fn setattr(vm: &Vm, object: &Value, name: &Ref<Str>, value: Value) -> Raises<()> {
    set_or_delete(vm, object, name, Some(value))
}

/// `del object.name`. `name` is interned.
pub fn delattr(vm: &Vm, object: &Value, name: &Ref<Str>) -> Raises<()> {
    set_or_delete(vm, object, name, None)
}

fn set_or_delete(vm: &Vm, object: &Value, name: &Ref<Str>, value: Option<Value>) -> Raises<()> {
    match vm.type_of(object).slots.setattro.get() {
        Some(setattro) => setattro(vm, object, name, value),
        None => generic_setattr(vm, object, name, value),
    }
}

/// A special method, looked up on the class only and bound to the object.
pub fn lookup_special(vm: &Vm, object: &Value, name: Name) -> Raises<Option<Value>> {
    let class = vm.type_of(object);
    match class.lookup(vm, vm.name(name)) {
        Some(found) => bind(vm, found, object, class).map(Some),
        None => Ok(None),
    }
}

/// What looking `found` up through an instance gives: descriptors are asked, other values are themselves.
pub fn bind(vm: &Vm, found: Value, object: &Value, class: &Ref<Type>) -> Raises<Value> {
    match vm.type_of(&found).slots.descr_get.get() {
        Some(get) => get(vm, &found, Some(object), &Value::Type(class.clone())),
        None => Ok(found),
    }
}

/// `object.__getattribute__` as `object` itself defines it.
pub fn generic_getattr(vm: &Vm, object: &Value, name: &Ref<Str>) -> Raises<Value> {
    match find_attr(vm, object, name)? {
        Some(value) => Ok(value),
        None => Err(no_attribute(vm, object, name)),
    }
}

/// The generic look-up: data descriptor of the class, then the instance's own attribute, then the class's.
pub fn find_attr(vm: &Vm, object: &Value, name: &Ref<Str>) -> Raises<Option<Value>> {
    let class = vm.type_of(object);
    let found = class.lookup(vm, name);
    if let Some(found) = &found {
        let kind = vm.type_of(found);
        if kind.slots.descr_set.get().is_some()
            && let Some(get) = kind.slots.descr_get.get()
        {
            return get(vm, found, Some(object), &Value::Type(class.clone())).map(Some);
        }
    }
    if let Some(own) = own_attr(object, name) {
        return Ok(Some(own));
    }
    found.map(|found| bind(vm, found, object, class)).transpose()
}

/// The attribute in the instance itself, if any.
pub fn own_attr(object: &Value, name: &Ref<Str>) -> Option<Value> {
    if let Value::Inst(instance) = object {
        return instance.find(name);
    }
    let extra = object.heap()?.header().existing_extra()?;
    let dict = extra.dict.borrow().clone();
    dict?.get_str(name)
}

#[cold]
pub fn no_attribute(vm: &Vm, object: &Value, name: &Ref<Str>) -> Raised {
    let message = match object {
        Value::Type(class) => {
            format!("type object '{}' has no attribute '{}'", class.name(), name.to_string_lossy())
        }
        _ => format!(
            "'{}' object has no attribute '{}'",
            vm.type_name(object),
            name.to_string_lossy()
        ),
    };
    vm.attribute_error(object, name, message)
}

/// `object.__setattr__` and `__delattr__` as `object` itself defines them.
pub fn generic_setattr(
    vm: &Vm,
    object: &Value,
    name: &Ref<Str>,
    value: Option<Value>,
) -> Raises<()> {
    let class = vm.type_of(object);
    let found = class.lookup(vm, name);
    if let Some(found) = &found
        && let Some(set) = vm.type_of(found).slots.descr_set.get()
    {
        return set(vm, found, object, value);
    }
    if let Value::Inst(instance) = object
        && class.has(flags::INSTANCE_DICT)
    {
        match value {
            Some(value) => instance.store(vm, name, value),
            None if instance.remove(vm, name) => {}
            None => {
                // Unlike other AttributeErrors this one does not tell what was asked of which object.
                let (kind, name) = (class.name(), name.to_string_lossy());
                return Err(err!(AttributeError, "'{kind}' object has no attribute '{name}'"));
            }
        }
        return Ok(());
    }
    if class.has(flags::INSTANCE_DICT)
        && let Some(dict) = instance_dict(vm, object)
    {
        match value {
            Some(value) => dict.set_str(vm, name, value),
            None => drop(dict.remove_str(name).ok_or_else(|| no_attribute(vm, object, name))?),
        }
        return Ok(());
    }
    let (kind, attr) = (class.name(), name.to_string_lossy());
    let message = if found.is_some() {
        format!("'{kind}' object attribute '{attr}' is read-only")
    } else if class.has(flags::HEAP) || value.is_none() && !class.has(flags::INSTANCE_DICT) {
        let tail = if class.has(flags::INSTANCE_DICT) {
            ""
        } else {
            " and no __dict__ for setting new attributes"
        };
        format!("'{kind}' object has no attribute '{attr}'{tail}")
    } else {
        format!(
            "'{kind}' object has no attribute '{attr}' and no __dict__ for setting new attributes"
        )
    };
    Err(vm.attribute_error(object, name, message))
}

/// The object's `__dict__`, made if need be; `None` where it has none.
pub fn instance_dict(vm: &Vm, object: &Value) -> Option<Ref<Dict>> {
    if !vm.type_of(object).has(flags::INSTANCE_DICT) {
        return None;
    }
    if let Value::Inst(instance) = object {
        return Some(instance.dict(vm));
    }
    let extra = object.heap()?.header().extra()?;
    Some(extra.dict.borrow_mut().get_or_insert_with(|| vm.dict()).clone())
}
