//! `hex`, `fromhex`.

use crate::algo::wtf8;
use crate::err;
use crate::object::{Builtin, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::str::text_of;

use super::{buffer, bytearray, bytes, bytes_of};

pub fn hex(vm: &Vm, it: Value, sep: Option<Value>, bytes_per_sep: i32) -> Raises<Value> {
    // `len(sep)` may run Python code.
    let data = buffer(&it).unwrap_or_default();
    text(vm, &data, sep, bytes_per_sep)
}

/// `data.hex(sep, bytes_per_sep)`.
pub fn text(vm: &Vm, data: &[u8], sep: Option<Value>, bytes_per_sep: i32) -> Raises<Value> {
    let separator = sep.map(|sep| separator(vm, &sep)).transpose()?;
    Ok(Value::Str(vm.str_from_bytes(&written(data, separator, bytes_per_sep))))
}

fn separator(vm: &Vm, sep: &Value) -> Raises<u8> {
    if protocol::len(vm, sep)? != 1 {
        return Err(err!(ValueError, "sep must be length 1."));
    }
    let first = match (text_of(sep), bytes_of(sep)) {
        (Some(text), _) => text.bytes()[0],
        (_, Some(data)) => data[0],
        _ => return Err(err!(TypeError, "sep must be str or bytes.")),
    };
    if !first.is_ascii() {
        return Err(err!(ValueError, "sep must be ASCII."));
    }
    Ok(first)
}

/// Two digits a byte; a separator between groups of bytes, counted from the right if `group` is positive.
pub fn written(data: &[u8], separator: Option<u8>, group: i32) -> Vec<u8> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let size = group.unsigned_abs() as usize;
    let mut out = Vec::with_capacity(data.len() * 3);
    for (i, byte) in data.iter().enumerate() {
        if let Some(separator) = separator
            && i > 0
            && size > 0
        {
            let counted = if group > 0 { data.len() - i } else { i };
            if counted.is_multiple_of(size) {
                out.push(separator);
            }
        }
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
    out
}

/// The bytes of `bytes.fromhex`.
pub fn read(text: &[u8]) -> Raises<Vec<u8>> {
    let wrong = |at: usize| {
        err!(ValueError, "non-hexadecimal number found in fromhex() arg at position {at}")
    };
    if let Some(at) = wtf8::code_points(text).position(|code| code >= 0x80) {
        return Err(wrong(at));
    }
    let digit = |at: usize| {
        let found = text.get(at).and_then(|byte| (*byte as char).to_digit(16));
        found.map(|it| it as u8).ok_or_else(|| wrong(at))
    };
    let mut out = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while at < text.len() {
        if matches!(text[at], 9..=13 | 32) {
            at += 1;
            continue;
        }
        out.push(digit(at)? << 4 | digit(at + 1)?);
        at += 2;
    }
    Ok(out)
}

pub fn bytes_fromhex(vm: &Vm, class: Ref<Type>, string: Ref<Str>) -> Raises<Value> {
    let made = bytes(vm, read(string.bytes())?);
    of_class(vm, class, Builtin::Bytes, made)
}

pub fn bytearray_fromhex(vm: &Vm, class: Ref<Type>, string: Ref<Str>) -> Raises<Value> {
    let data = read(string.bytes())?;
    if class.is(vm.class(Builtin::ByteArray)) {
        return Ok(bytearray(vm, data));
    }
    of_class(vm, class, Builtin::ByteArray, bytes(vm, data))
}

/// A subclass makes its own from the bytes.
fn of_class(vm: &Vm, class: Ref<Type>, base: Builtin, made: Value) -> Raises<Value> {
    if class.is(vm.class(base)) {
        return Ok(made);
    }
    protocol::call1(vm, &Value::Type(class), &made)
}
