//! `repr`, `str`, `ascii` and `format`.

use crate::err;
use crate::object::{Name, Raises, Ref, Str, Value, Vm};

use super::call::call_special;

/// `repr(value)`.
pub fn repr(vm: &Vm, value: &Value) -> Raises<Ref<Str>> {
    let Some(slot) = vm.type_of(value).slots.repr.get() else {
        let text = format!("<{} object at {:#x}>", vm.type_name(value), value.id());
        return Ok(vm.str(&text));
    };
    let text = vm.nested(" while getting the repr of an object", || slot(vm, value))?;
    expect_str(vm, text, "__repr__")
}

/// `str(value)` as a string object.
pub fn str(vm: &Vm, value: &Value) -> Raises<Ref<Str>> {
    if let Value::Str(text) = value {
        return Ok(text.clone());
    }
    let Some(slot) = vm.type_of(value).slots.str_.get() else { return repr(vm, value) };
    let text = vm.nested(" while getting the str of an object", || slot(vm, value))?;
    expect_str(vm, text, "__str__")
}

/// `str(value)`; an instance of a subclass of `str` that `__str__` gave is kept.
pub fn str_value(vm: &Vm, value: &Value) -> Raises<Value> {
    match value {
        Value::Str(_) => Ok(value.clone()),
        _ => str(vm, value).map(|it| Value::of(it.into_any())),
    }
}

fn expect_str(vm: &Vm, text: Value, method: &str) -> Raises<Ref<Str>> {
    match text {
        Value::Str(text) => Ok(text),
        other => match other.downcast::<Str>() {
            Some(text) => Ok(text.clone()),
            None => {
                Err(err!(TypeError, "{method} returned non-string (type {})", vm.type_name(&other)))
            }
        },
    }
}

/// `ascii(value)`.
pub fn ascii(vm: &Vm, value: &Value) -> Raises<Ref<Str>> {
    let text = repr(vm, value)?;
    if text.is_ascii() {
        return Ok(text);
    }
    Ok(vm.str(&crate::algo::escape::ascii_repr(text.bytes())))
}

/// `format(value, spec)`.
pub fn format(vm: &Vm, value: &Value, spec: &Ref<Str>) -> Raises<Ref<Str>> {
    if spec.count() == 0 {
        match value {
            Value::Str(text) => return Ok(text.clone()),
            Value::Int(_) => return str(vm, value),
            _ => {}
        }
    }
    let spec = Value::of(spec.clone().into_any());
    match call_special(vm, value, Name::Format, &[spec])? {
        Some(text) => match text.downcast::<Str>() {
            Some(text) => Ok(text.clone()),
            None => {
                Err(err!(TypeError, "__format__ must return a str, not {}", vm.type_name(&text)))
            }
        },
        None => Err(err!(TypeError, "Type {} doesn't define __format__", vm.type_name(value))),
    }
}
