//! Upper and lower case, and what kind of characters a text consists of.

use crate::algo::unicode;
use crate::algo::wtf8;
use crate::object::{Raises, Ref, Str, Value, Vm};

use super::exact;
use super::split::is_ascii_blank;

/// Text as long as a line is changed on the stack.
const SHORT: usize = 128;

/// A changed copy of ASCII text.
fn changed_ascii(vm: &Vm, text: &[u8], change: impl FnOnce(&mut [u8])) -> Value {
    if text.len() <= SHORT {
        let mut copy = [0; SHORT];
        let copy = &mut copy[..text.len()];
        copy.copy_from_slice(text);
        change(copy);
        return Value::Str(vm.str_from_bytes(copy));
    }
    let mut copy = text.to_vec();
    change(&mut copy);
    Value::Str(vm.str_from_bytes(&copy))
}

/// `ascii` changes ASCII text in place, `full` maps any other.
fn mapped(
    vm: &Vm,
    text: &Ref<Str>,
    ascii: impl FnOnce(&mut [u8]),
    full: fn(&[u8]) -> Vec<u8>,
) -> Raises<Value> {
    if text.is_ascii() {
        return Ok(changed_ascii(vm, text.bytes(), ascii));
    }
    Ok(Value::Str(vm.str_from_bytes(&full(text.bytes()))))
}

/// Whether this is ASCII without any of these bytes: what a change of case leaves as it is.
fn is_without(text: &Str, of: fn(&u8) -> bool) -> bool {
    text.is_ascii() && !text.bytes().iter().any(of)
}

pub fn upper(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    if is_without(&text, u8::is_ascii_lowercase) {
        return Ok(exact(vm, &text));
    }
    mapped(vm, &text, <[u8]>::make_ascii_uppercase, unicode::upper)
}

pub fn lower(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    if is_without(&text, u8::is_ascii_uppercase) {
        return Ok(exact(vm, &text));
    }
    mapped(vm, &text, <[u8]>::make_ascii_lowercase, unicode::lower)
}

/// `text.upper()` of ASCII text.
pub fn swift_upper(vm: &Vm, text: &Value, args: &[Value]) -> Value {
    match (text, args) {
        (Value::Str(it), []) if it.is_ascii() => {
            if !it.bytes().iter().any(u8::is_ascii_lowercase) {
                return text.clone();
            }
            changed_ascii(vm, it.bytes(), <[u8]>::make_ascii_uppercase)
        }
        _ => Value::Err,
    }
}

/// `text.lower()` of ASCII text.
pub fn swift_lower(vm: &Vm, text: &Value, args: &[Value]) -> Value {
    match (text, args) {
        (Value::Str(it), []) if it.is_ascii() => {
            if !it.bytes().iter().any(u8::is_ascii_uppercase) {
                return text.clone();
            }
            changed_ascii(vm, it.bytes(), <[u8]>::make_ascii_lowercase)
        }
        _ => Value::Err,
    }
}

pub fn casefold(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    mapped(vm, &text, <[u8]>::make_ascii_lowercase, unicode::casefold)
}

pub fn capitalize(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    mapped(vm, &text, capitalize_ascii, unicode::capitalize)
}

pub fn title(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    mapped(vm, &text, title_ascii, unicode::title)
}

pub fn swapcase(vm: &Vm, text: Ref<Str>) -> Raises<Value> {
    mapped(vm, &text, swapcase_ascii, unicode::swapcase)
}

pub fn capitalize_ascii(text: &mut [u8]) {
    if let [first, rest @ ..] = text {
        first.make_ascii_uppercase();
        rest.make_ascii_lowercase();
    }
}

pub fn title_ascii(text: &mut [u8]) {
    let mut in_word = false;
    for byte in text {
        if in_word {
            byte.make_ascii_lowercase();
        } else {
            byte.make_ascii_uppercase();
        }
        in_word = byte.is_ascii_alphabetic();
    }
}

pub fn swapcase_ascii(text: &mut [u8]) {
    for byte in text.iter_mut().filter(|it| it.is_ascii_alphabetic()) {
        *byte ^= 0x20;
    }
}

/// Whether there are characters and `ascii` or `full` holds for all of them.
fn all(text: &Ref<Str>, ascii: fn(&u8) -> bool, full: fn(u32) -> bool) -> Raises<Value> {
    let bytes = text.bytes();
    Ok(Value::bool(if text.is_ascii() {
        !bytes.is_empty() && bytes.iter().all(ascii)
    } else {
        wtf8::code_points(bytes).all(full)
    }))
}

pub fn isalnum(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    all(&text, u8::is_ascii_alphanumeric, unicode::is_alnum)
}

pub fn isalpha(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    all(&text, u8::is_ascii_alphabetic, unicode::is_alpha)
}

pub fn isascii(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    Ok(Value::bool(text.is_ascii()))
}

pub fn isdecimal(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    all(&text, u8::is_ascii_digit, unicode::is_decimal)
}

pub fn isdigit(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    all(&text, u8::is_ascii_digit, unicode::is_digit)
}

/// `text.isdigit()` of ASCII text.
pub fn swift_isdigit(_: &Vm, text: &Value, args: &[Value]) -> Value {
    match (text, args) {
        (Value::Str(text), []) if text.is_ascii() => {
            let bytes = text.bytes();
            Value::bool(!bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit))
        }
        _ => Value::Err,
    }
}

pub fn isnumeric(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    all(&text, u8::is_ascii_digit, unicode::is_numeric)
}

pub fn isspace(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    all(&text, |byte| is_ascii_blank(*byte), unicode::is_space)
}

pub fn isprintable(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    if text.count() == 0 {
        return Ok(Value::TRUE);
    }
    all(&text, |byte| matches!(byte, b' '..=b'~'), unicode::is_printable)
}

pub fn isidentifier(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    Ok(Value::bool(unicode::is_identifier(text.bytes())))
}

pub fn islower(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    Ok(Value::bool(if text.is_ascii() {
        is_lower_ascii(text.bytes())
    } else {
        unicode::is_lower_text(text.bytes())
    }))
}

pub fn isupper(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    Ok(Value::bool(if text.is_ascii() {
        is_upper_ascii(text.bytes())
    } else {
        unicode::is_upper_text(text.bytes())
    }))
}

pub fn istitle(_: &Vm, text: Ref<Str>) -> Raises<Value> {
    Ok(Value::bool(if text.is_ascii() {
        is_title_ascii(text.bytes())
    } else {
        unicode::is_title_text(text.bytes())
    }))
}

pub fn is_lower_ascii(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_lowercase) && !text.iter().any(u8::is_ascii_uppercase)
}

pub fn is_upper_ascii(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_uppercase) && !text.iter().any(u8::is_ascii_lowercase)
}

pub fn is_title_ascii(text: &[u8]) -> bool {
    let (mut found, mut in_word) = (false, false);
    for byte in text {
        if byte.is_ascii_uppercase() {
            if in_word {
                return false;
            }
            (found, in_word) = (true, true);
        } else if byte.is_ascii_lowercase() {
            if !in_word {
                return false;
            }
        } else {
            in_word = false;
        }
    }
    found
}
