//! `%` with a template of bytes.

use crate::algo::percent::Format;
use crate::algo::search::Unit;
use crate::err;
use crate::object::{Builtin, Raises, Value, Vm};
use crate::protocol;
use crate::types::int::as_int;
use crate::types::str::percent::{Kind, write};

use super::{Content, buffer, content, fixed, is_bytes_or_bytearray, like_vec};

pub fn modulo(vm: &Vm, template: &Value, values: &Value) -> Raises<Value> {
    if !is_bytes_or_bytearray(template) {
        return Ok(Value::NotImplemented);
    }
    let Some(text) = buffer(template) else { return Ok(Value::NotImplemented) };
    let mut out = Vec::with_capacity(text.len() + 32);
    let what = Kind { unit: Unit::Byte, name: "bytes", convert: directive };
    write(vm, &mut out, &text, values, &what)?;
    Ok(like_vec(vm, template, out))
}

/// `%s`, `%b`, `%r`, `%a` and `%c` of bytes.
fn directive(vm: &Vm, out: &mut Vec<u8>, format: &Format, value: &Value) -> Raises<bool> {
    match format.kind() {
        's' | 'b' => {
            if let Some(Content::Fixed(data)) = content(value) {
                append(out, format, data)?;
            } else if let Some(made) = fixed::by_method(vm, value)? {
                append(out, format, super::bytes_of(&made).unwrap_or_default())?;
            } else if let Some(data) = content(value) {
                append(out, format, &data)?;
            } else {
                return Err(err!(
                    TypeError,
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    vm.type_name(value)
                ));
            }
        }
        'r' | 'a' => append(out, format, protocol::ascii(vm, value)?.bytes())?,
        'c' => {
            let byte = character(vm, value)?;
            out.extend_from_slice(&format.character(&[byte])?);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn append(out: &mut Vec<u8>, format: &Format, data: &[u8]) -> Raises<()> {
    if format.is_bare() {
        out.extend_from_slice(data);
    } else {
        out.extend_from_slice(&format.text(data)?);
    }
    Ok(())
}

/// What `%c` writes.
fn character(vm: &Vm, value: &Value) -> Raises<u8> {
    let wrong = || err!(TypeError, "%c requires an integer in range(256) or a single byte");
    if let Some(data) = content(value) {
        return match *data {
            [byte] => Ok(byte),
            _ => Err(wrong()),
        };
    }
    let code = match protocol::index(vm, value) {
        Ok(code) => code,
        Err(raised) if raised.is(vm, Builtin::TypeError) => return Err(wrong()),
        Err(raised) => return Err(raised),
    };
    match as_int(&code).and_then(|it| it.to_i64()).map(u8::try_from) {
        Some(Ok(byte)) => Ok(byte),
        _ => Err(err!(OverflowError, "%c arg not in range(256)")),
    }
}
