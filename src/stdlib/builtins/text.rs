//! Built-in functions of text: `ascii`, `chr`, `format`, `ord`, `repr`.

use crate::err;
use crate::object::{Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::types::bytes::content;

pub fn ascii(vm: &Vm, object: Value) -> Raises<Ref<Str>> {
    protocol::ascii(vm, &object)
}

pub fn repr(vm: &Vm, object: Value) -> Raises<Ref<Str>> {
    protocol::repr(vm, &object)
}

pub fn chr(vm: &Vm, number: Value) -> Raises<Ref<Str>> {
    match protocol::index(vm, &number)? {
        Value::Int(code @ 0..=0x10_FFFF) => Ok(vm.str_from_code(code as u32)),
        _ => Err(err!(ValueError, "chr() arg not in range(0x110000)")),
    }
}

/// `chr` of what ASCII and Latin-1 have.
pub fn quick_chr(vm: &Vm, number: &Value) -> Value {
    match number {
        Value::Int(code @ 0..256) => Value::Str(vm.str_from_code(*code as u32)),
        _ => Value::Err,
    }
}

/// `ord` of an ASCII character.
pub fn quick_ord(_: &Vm, character: &Value) -> Value {
    match character {
        Value::Str(text) => match text.bytes() {
            [byte] => Value::Int(i64::from(*byte)),
            _ => Value::Err,
        },
        _ => Value::Err,
    }
}

pub fn ord(vm: &Vm, character: Value) -> Raises<i64> {
    let len = if let Some(text) = character.downcast::<Str>() {
        if text.count() == 1
            && let Some((code, _)) = crate::algo::wtf8::decode(text.bytes(), 0)
        {
            return Ok(i64::from(code));
        }
        text.count()
    } else if let Some(bytes) = content(&character) {
        if let [byte] = bytes[..] {
            return Ok(i64::from(byte));
        }
        bytes.len()
    } else {
        return Err(err!(
            TypeError,
            "ord() expected string of length 1, but {} found",
            vm.type_name(&character)
        ));
    };
    Err(err!(TypeError, "ord() expected a character, but string of length {len} found"))
}

pub fn format(vm: &Vm, value: Value, spec: Ref<Str>) -> Raises<Ref<Str>> {
    protocol::format(vm, &value, &spec)
}
