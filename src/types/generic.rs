//! `list[int]` and `int | str`: generic aliases and unions.
//!
//! Reference: Library Reference, "Generic Alias Type" and "Union Type".

use crate::object::{Raises, Value, Vm};

/// `a | b` where both are types, aliases or `None`.
pub fn union_of(_: &Vm, _: &Value, _: &Value) -> Raises<Value> {
    Ok(Value::NotImplemented)
}

pub fn class_getitem(vm: &Vm, class: Value, item: Value) -> Raises<Value> {
    vm.call(
        &Value::Type(vm.class(crate::object::Builtin::GenericAlias).clone()),
        crate::object::Args::positional(&[class, item]),
    )
}
