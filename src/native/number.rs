//! Arguments that become Rust numbers.
//!
//! Reference: Data model, "Emulating numeric types": `__index__`, `__float__`.

use std::cmp::Ordering;

use crate::err;
use crate::object::{Literal, Raised, Raises, Value, Vm};
use crate::protocol;
use crate::protocol::number::to_f64;

use super::from_arg::{FromArg, Place, default_value};

/// An index that stops at the ends of what `isize` can hold, as those of slices do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Index(pub isize);

/// By `__index__`; what `i64` cannot hold is given as where it lies: `Less` is below zero.
fn to_i64_or_side(vm: &Vm, value: &Value) -> Raises<Result<i64, Ordering>> {
    match protocol::number::index(vm, value)? {
        Value::Int(it) => Ok(Ok(it)),
        big if protocol::less(vm, &big, &Value::Int(0))? => Ok(Err(Ordering::Less)),
        _ => Ok(Err(Ordering::Greater)),
    }
}

/// By `__index__`; `target` is the C type that the OverflowError names.
pub fn to_i64(vm: &Vm, value: &Value, target: &str) -> Raises<i64> {
    match value {
        Value::Int(it) => Ok(*it),
        other => to_i64_or_side(vm, other)?.map_err(|_| too_large(target)),
    }
}

#[cold]
fn too_large(target: &str) -> Raised {
    err!(OverflowError, "Python int too large to convert to C {target}")
}

/// As [`to_i64`], with the default where the argument is not given.
#[inline(never)]
fn integer(vm: &Vm, value: &Value, place: Place, target: &str) -> Raises<i64> {
    match value {
        Value::Err => to_i64(vm, &default_value(vm, place), target),
        other => to_i64(vm, other, target),
    }
}

/// As [`integer`] for C types without negative numbers.
#[inline(never)]
fn unsigned(vm: &Vm, value: &Value, place: Place, target: &str) -> Raises<u64> {
    let found = match value {
        Value::Err => to_i64_or_side(vm, &default_value(vm, place))?,
        other => to_i64_or_side(vm, other)?,
    };
    match found {
        Ok(it) => u64::try_from(it).map_err(|_| err!(ValueError, "value must be positive")),
        Err(Ordering::Less) => Err(err!(ValueError, "value must be positive")),
        Err(_) => Err(too_large(target)),
    }
}

impl FromArg for i64 {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<i64> {
        match value {
            Value::Int(it) => Ok(*it),
            Value::Err => match place.param().map(|it| it.literal) {
                Some(Literal::Int(it)) => Ok(it),
                _ => integer(vm, value, place, "ssize_t"),
            },
            other => integer(vm, other, place, "ssize_t"),
        }
    }
}

impl FromArg for isize {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<isize> {
        i64::from_arg(vm, value, place).map(|it| it as isize)
    }
}

impl FromArg for i32 {
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<i32> {
        let it = integer(vm, value, place, "int")?;
        i32::try_from(it).map_err(|_| too_large("int"))
    }
}

impl FromArg for usize {
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<usize> {
        unsigned(vm, value, place, "size_t").map(|it| it as usize)
    }
}

impl FromArg for u32 {
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<u32> {
        let it = unsigned(vm, value, place, "unsigned int")?;
        u32::try_from(it).map_err(|_| too_large("unsigned int"))
    }
}

impl FromArg for Index {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Index> {
        match value {
            Value::Int(it) => Ok(Index(*it as isize)),
            other => index(vm, other, place),
        }
    }
}

#[inline(never)]
fn index(vm: &Vm, value: &Value, place: Place) -> Raises<Index> {
    if value.is_err() {
        return Ok(Index(to_i64(vm, &default_value(vm, place), "ssize_t")? as isize));
    }
    if !value.is_heap() && !matches!(value, Value::Int(_) | Value::Bool(_))
        || vm.type_of(value).slots.index.get().is_none()
    {
        let or_none = if place.allows_none() { "None or " } else { "" };
        return Err(err!(
            TypeError,
            "slice indices must be integers or {or_none}have an __index__ method"
        ));
    }
    Ok(Index(match to_i64_or_side(vm, value)? {
        Ok(it) => it as isize,
        Err(Ordering::Less) => isize::MIN,
        Err(_) => isize::MAX,
    }))
}

impl FromArg for f64 {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<f64> {
        match value {
            Value::Float(bits) => Ok(f64::from_bits(*bits)),
            Value::Err => to_f64(vm, &default_value(vm, place)),
            other => to_f64(vm, other),
        }
    }
}
