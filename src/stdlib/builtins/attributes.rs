//! Built-in functions about objects and their attributes.

use crate::err;
use crate::object::{Dict, List, Name, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::stdlib::frames;
use crate::types::instance_check;
use crate::types::list::sort::sort_items;

/// An attribute's name as an argument, interned.
fn name_of(vm: &Vm, name: &Value) -> Raises<Ref<Str>> {
    match name.downcast::<Str>() {
        Some(text) if matches!(name, Value::Str(_)) => Ok(vm.intern_str(text)),
        Some(text) => Ok(vm.intern_bytes(text.bytes())),
        None => Err(err!(TypeError, "attribute name must be string, not '{}'", vm.type_name(name))),
    }
}

pub fn getattr(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let [object, name, default] = slots else { return Ok(Value::None) };
    let name = name_of(vm, name)?;
    if default.is_err() {
        return protocol::getattr(vm, object, &name);
    }
    Ok(protocol::getattr_opt(vm, object, &name)?.unwrap_or_else(|| default.clone()))
}

pub fn hasattr(vm: &Vm, object: Value, name: Value) -> Raises<bool> {
    let name = name_of(vm, &name)?;
    Ok(protocol::getattr_opt(vm, &object, &name)?.is_some())
}

pub fn setattr(vm: &Vm, object: Value, name: Value, value: Value) -> Raises<()> {
    protocol::setattr(vm, &object, &name_of(vm, &name)?, value)
}

pub fn delattr(vm: &Vm, object: Value, name: Value) -> Raises<()> {
    protocol::delattr(vm, &object, &name_of(vm, &name)?)
}

pub fn callable(vm: &Vm, object: Value) -> bool {
    vm.type_of(&object).slots.call.get().is_some()
}

pub fn hash(vm: &Vm, object: Value) -> Raises<i64> {
    protocol::hash(vm, &object)
}

pub fn id(vm: &Vm, object: Value) -> Value {
    crate::types::int::from_u64(vm, object.id())
}

/// [`isinstance`] where neither the class nor `__class__` of the object has a say of its own.
pub fn quick_isinstance(vm: &Vm, object: &Value, class: &Value) -> Value {
    instance_check::quick_is_instance(vm, object, class).map_or(Value::Err, Value::bool)
}

pub fn isinstance(vm: &Vm, object: Value, class: Value) -> Raises<bool> {
    instance_check::is_instance(vm, &object, &class)
}

pub fn issubclass(vm: &Vm, class: Value, base: Value) -> Raises<bool> {
    instance_check::is_subclass(vm, &class, &base)
}

pub fn vars(vm: &Vm, object: Option<Value>) -> Raises<Value> {
    let Some(object) = object else { return frames::locals(vm) };
    protocol::getattr_opt(vm, &object, vm.name(Name::Dict))?
        .ok_or_else(|| err!(TypeError, "vars() argument must have __dict__ attribute"))
}

pub fn dir(vm: &Vm, object: Option<Value>) -> Raises<Value> {
    let names = match object {
        None => {
            let locals = frames::locals(vm)?;
            match locals.downcast::<Dict>() {
                Some(dict) => vm.list(dict.keys()),
                None => protocol::call_method(vm, &locals, vm.name(Name::WordKeys), &[])?,
            }
        }
        Some(object) => protocol::call::call_special(vm, &object, Name::Dir, &[])?
            .ok_or_else(|| err!(TypeError, "object does not provide __dir__"))?,
    };
    let mut names = protocol::to_vec(vm, &names)?;
    sort_items(vm, &mut names, false)?;
    Ok(Value::List(Ref::<List>::new(vm, names)))
}
