//! Calling objects.

use crate::err;
use crate::object::{Args, Name, Raises, Ref, Str, Value, Vm};

use super::attr::{getattr_opt, lookup_special};
use super::getattr;

/// `callee(*args, **keywords)`.
#[inline]
pub fn call(vm: &Vm, callee: &Value, args: Args) -> Raises<Value> {
    match vm.type_of(callee).slots.call.get() {
        Some(slot) => slot(vm, callee, args),
        None => Err(err!(TypeError, "'{}' object is not callable", vm.type_name(callee))),
    }
}

pub fn call0(vm: &Vm, callee: &Value) -> Raises<Value> {
    call(vm, callee, Args::NONE)
}

pub fn call1(vm: &Vm, callee: &Value, arg: &Value) -> Raises<Value> {
    call(vm, callee, Args::positional(std::slice::from_ref(arg)))
}

/// `object.name(*args)`, by ordinary attribute access.
pub fn call_method(vm: &Vm, object: &Value, name: &Ref<Str>, args: &[Value]) -> Raises<Value> {
    let method = getattr(vm, object, name)?;
    call(vm, &method, Args::positional(args))
}

/// As [`call_method`]; `None` where there is no such attribute.
pub fn call_method_opt(
    vm: &Vm,
    object: &Value,
    name: &Ref<Str>,
    args: &[Value],
) -> Raises<Option<Value>> {
    match getattr_opt(vm, object, name)? {
        Some(method) => call(vm, &method, Args::positional(args)).map(Some),
        None => Ok(None),
    }
}

/// Calls a special method found on the class; `None` where the class has none.
pub fn call_special(vm: &Vm, object: &Value, name: Name, args: &[Value]) -> Raises<Option<Value>> {
    match lookup_special(vm, object, name)? {
        Some(method) => call(vm, &method, Args::positional(args)).map(Some),
        None => Ok(None),
    }
}
