//! `hash()`.

use crate::algo;
use crate::err;
use crate::object::{Raises, Value, Vm};

/// The hash of any object.
#[inline]
pub fn hash(vm: &Vm, value: &Value) -> Raises<i64> {
    match value {
        Value::Str(it) => Ok(it.hash() as i64),
        Value::Int(it) => Ok(algo::hash::int(*it)),
        Value::Bool(it) => Ok(*it as i64),
        other => hash_slow(vm, other),
    }
}

#[inline(never)]
fn hash_slow(vm: &Vm, value: &Value) -> Raises<i64> {
    match vm.type_of(value).slots.hash.get() {
        Some(slot) => slot(vm, value),
        None => Err(err!(TypeError, "unhashable type: '{}'", vm.type_name(value))),
    }
}
