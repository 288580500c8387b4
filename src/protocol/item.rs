//! Subscripts and lengths.

use crate::err;
use crate::object::{Args, Builtin, Name, Raises, Value, Vm, flags};

use super::attr::lookup_special;
use super::call::{call_special, call1};

/// `object[key]`.
pub fn getitem(vm: &Vm, object: &Value, key: &Value) -> Raises<Value> {
    if let Some(slot) = vm.type_of(object).slots.getitem.get() {
        return slot(vm, object, key);
    }
    if let Value::Type(class) = object {
        if let Some(method) = super::attr::getattr_opt(vm, object, vm.name(Name::ClassGetitem))? {
            return call1(vm, &method, key);
        }
        // Only `type` itself: the method would be one of all classes.
        if class.is(vm.class(Builtin::Type)) {
            let alias = Value::Type(vm.class(Builtin::GenericAlias).clone());
            return super::call(vm, &alias, Args::positional(&[object.clone(), key.clone()]));
        }
        return Err(err!(TypeError, "type '{}' is not subscriptable", class.name()));
    }
    Err(err!(TypeError, "'{}' object is not subscriptable", vm.type_name(object)))
}

/// `object[key] = value`.
pub fn setitem(vm: &Vm, object: &Value, key: &Value, value: Value) -> Raises<()> {
    match vm.type_of(object).slots.setitem.get() {
        Some(slot) => slot(vm, object, key, Some(value)),
        None => Err(err!(
            TypeError,
            "'{}' object does not support item assignment",
            vm.type_name(object)
        )),
    }
}

/// `del object[key]`.
pub fn delitem(vm: &Vm, object: &Value, key: &Value) -> Raises<()> {
    match vm.type_of(object).slots.setitem.get() {
        Some(slot) => slot(vm, object, key, None),
        None => {
            // Containers are worded differently where the key could be a position.
            let class = vm.type_of(object);
            let container = class.has(flags::HEAP)
                || class.slots.len.get().is_some()
                || class.slots.contains.get().is_some();
            let how = if container && vm.type_of(key).slots.index.get().is_some() {
                "doesn't"
            } else {
                "does not"
            };
            Err(err!(TypeError, "'{}' object {how} support item deletion", class.name()))
        }
    }
}

/// `len(object)`.
pub fn len(vm: &Vm, object: &Value) -> Raises<usize> {
    match len_opt(vm, object) {
        Some(len) => len,
        None => Err(err!(TypeError, "object of type '{}' has no len()", vm.type_name(object))),
    }
}

/// The length, if the object has one.
pub fn len_opt(vm: &Vm, object: &Value) -> Option<Raises<usize>> {
    vm.type_of(object).slots.len.get().map(|slot| slot(vm, object))
}

/// An estimate of how many items iterating will give: `operator.length_hint(object, default)`.
pub fn length_hint(vm: &Vm, object: &Value, default: usize) -> Raises<usize> {
    // Generators have no idea.
    if let Value::Gen(_) = object {
        return Ok(default);
    }
    if let Some(len) = len_opt(vm, object) {
        match len {
            Ok(len) => return Ok(len),
            Err(raised) if raised.is(vm, crate::object::Builtin::TypeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    if lookup_special(vm, object, Name::LengthHint)?.is_none() {
        return Ok(default);
    }
    let hint = match call_special(vm, object, Name::LengthHint, &[]) {
        Ok(hint) => hint.unwrap_or(Value::NotImplemented),
        Err(raised) if raised.is(vm, crate::object::Builtin::TypeError) => return Ok(default),
        Err(raised) => return Err(raised),
    };
    match hint {
        Value::NotImplemented => Ok(default),
        Value::Int(n) if n >= 0 => Ok(n as usize),
        Value::Int(_) => Err(err!(ValueError, "__length_hint__() should return >= 0")),
        other => {
            Err(err!(TypeError, "__length_hint__ must be an integer, not {}", vm.type_name(&other)))
        }
    }
}
