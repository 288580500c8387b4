//! Filling text up and stripping it.

use crate::algo::search::{self, Unit};
use crate::algo::wtf8;
use crate::err;
use crate::object::{Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::types::container::memory_error;

use super::split::is_ascii_blank;
use super::{LARGEST, exact, part, text_of};

const UNIT: Unit = Unit::CodePoint;

fn fill_of(vm: &Vm, fillchar: &Option<Value>) -> Raises<u32> {
    let Some(value) = fillchar else { return Ok(b' ' as u32) };
    let Some(text) = text_of(value) else {
        return Err(err!(
            TypeError,
            "The fill character must be a unicode character, not {}",
            vm.type_name(value)
        ));
    };
    match wtf8::decode(text.bytes(), 0) {
        Some((code, width)) if width == text.bytes().len() => Ok(code),
        _ => Err(err!(TypeError, "The fill character must be exactly one character long")),
    }
}

/// `text` between `before` and `after` fill characters.
fn filled(vm: &Vm, text: &Ref<Str>, fill: u32, before: usize, after: usize) -> Raises<Value> {
    let bytes = text.bytes();
    let room = before.saturating_add(after).saturating_mul(wtf8::width_of(fill));
    if room == 0 {
        return Ok(exact(vm, text));
    }
    if room > LARGEST {
        return Err(memory_error());
    }
    let mut out = Vec::with_capacity(room + bytes.len());
    push_fill(&mut out, fill, before);
    out.extend_from_slice(bytes);
    push_fill(&mut out, fill, after);
    Ok(Value::Str(vm.str_from_bytes(&out)))
}

fn push_fill(out: &mut Vec<u8>, fill: u32, count: usize) {
    match u8::try_from(fill) {
        Ok(byte) if byte.is_ascii() => out.resize(out.len() + count, byte),
        _ => (0..count).for_each(|_| wtf8::push(out, fill)),
    }
}

fn missing(text: &Ref<Str>, width: isize) -> usize {
    usize::try_from(width).unwrap_or(0).saturating_sub(text.count())
}

pub fn center(vm: &Vm, text: Ref<Str>, width: isize, fillchar: Option<Value>) -> Raises<Value> {
    let fill = fill_of(vm, &fillchar)?;
    let before = left_of_center(missing(&text, width), width);
    filled(vm, &text, fill, before, missing(&text, width) - before)
}

/// How much of what is missing goes before the text.
pub fn left_of_center(missing: usize, width: isize) -> usize {
    missing / 2 + (missing & width as usize & 1)
}

pub fn ljust(vm: &Vm, text: Ref<Str>, width: isize, fillchar: Option<Value>) -> Raises<Value> {
    let fill = fill_of(vm, &fillchar)?;
    filled(vm, &text, fill, 0, missing(&text, width))
}

pub fn rjust(vm: &Vm, text: Ref<Str>, width: isize, fillchar: Option<Value>) -> Raises<Value> {
    let fill = fill_of(vm, &fillchar)?;
    filled(vm, &text, fill, missing(&text, width), 0)
}

pub fn zfill(vm: &Vm, text: Ref<Str>, width: isize) -> Raises<Value> {
    let zeros = missing(&text, width);
    if zeros == 0 {
        return Ok(exact(vm, &text));
    }
    Ok(Value::Str(vm.str_from_bytes(&zero_filled(text.bytes(), zeros)?)))
}

/// The text with zeros at its start, behind a sign.
pub fn zero_filled(text: &[u8], zeros: usize) -> Raises<Vec<u8>> {
    if zeros > LARGEST {
        return Err(memory_error());
    }
    let sign = usize::from(matches!(text, [b'+' | b'-', ..]));
    let mut out = Vec::with_capacity(text.len() + zeros);
    out.extend_from_slice(&text[..sign]);
    out.resize(sign + zeros, b'0');
    out.extend_from_slice(&text[sign..]);
    Ok(out)
}

pub fn expandtabs(vm: &Vm, text: Ref<Str>, tabsize: Option<Value>) -> Raises<Value> {
    let size = tab_size(vm, &tabsize)?;
    if memchr::memchr(b'\t', text.bytes()).is_none() {
        return Ok(exact(vm, &text));
    }
    let out = search::expand_tabs(text.bytes(), size, UNIT).ok_or_else(memory_error)?;
    Ok(Value::Str(vm.str_from_bytes(&out)))
}

/// The argument of `expandtabs`: a C int, of which the negative ones mean no room.
pub fn tab_size(vm: &Vm, tabsize: &Option<Value>) -> Raises<usize> {
    let Some(tabsize) = tabsize else { return Ok(8) };
    let size = match protocol::index(vm, tabsize)? {
        Value::Int(it) => i32::try_from(it).ok(),
        Value::Bool(it) => Some(it as i32),
        _ => None,
    };
    match size {
        Some(size) => Ok(usize::try_from(size).unwrap_or(0)),
        None => Err(err!(OverflowError, "Python int too large to convert to C int")),
    }
}

/// The characters to strip; `None`: blanks.
fn chars_of<'a>(name: &str, chars: &'a Option<Value>) -> Raises<Option<&'a Ref<Str>>> {
    match chars {
        None | Some(Value::None) => Ok(None),
        Some(value) => match text_of(value) {
            Some(text) => Ok(Some(text)),
            None => Err(err!(TypeError, "{name} arg must be None or str")),
        },
    }
}

pub fn strip(vm: &Vm, text: Ref<Str>, chars: Option<Value>) -> Raises<Value> {
    let bytes = text.bytes();
    let left = match chars_of("strip", &chars)? {
        Some(chars) if text.is_ascii() && chars.bytes().len() <= 8 => {
            ascii_stripped(bytes, chars.bytes())
        }
        Some(chars) => {
            let rest = search::strip_units_left(bytes, chars.bytes(), UNIT);
            search::strip_units_right(rest, chars.bytes(), UNIT)
        }
        None if text.is_ascii() => ascii_blanks_right(ascii_blanks_left(bytes)),
        None => search::strip_blanks(bytes, UNIT),
    };
    Ok(part(vm, &text, left))
}

/// ASCII text without any of a few bytes at its ends.
#[inline]
fn ascii_stripped<'a>(text: &'a [u8], chars: &[u8]) -> &'a [u8] {
    let goes = |byte: u8| chars.contains(&byte);
    let mut rest = text;
    while let [first, after @ ..] = rest
        && goes(*first)
    {
        rest = after;
    }
    while let [before @ .., last] = rest
        && goes(*last)
    {
        rest = before;
    }
    rest
}

/// `text.strip()` and `text.strip(chars)` of ASCII text and few characters.
pub fn swift_strip(vm: &Vm, text: &Value, args: &[Value]) -> Value {
    let Value::Str(it) = text else { return Value::Err };
    if !it.is_ascii() {
        return Value::Err;
    }
    let bytes = it.bytes();
    let left = match args {
        [] => ascii_blanks_right(ascii_blanks_left(bytes)),
        [Value::Str(chars)] if chars.bytes().len() <= 8 => ascii_stripped(bytes, chars.bytes()),
        _ => return Value::Err,
    };
    if left.len() == bytes.len() { text.clone() } else { Value::Str(vm.str_from_bytes(left)) }
}

pub fn lstrip(vm: &Vm, text: Ref<Str>, chars: Option<Value>) -> Raises<Value> {
    let bytes = text.bytes();
    let left = match chars_of("lstrip", &chars)? {
        Some(chars) => search::strip_units_left(bytes, chars.bytes(), UNIT),
        None if text.is_ascii() => ascii_blanks_left(bytes),
        None => search::strip_blanks_left(bytes, UNIT),
    };
    Ok(part(vm, &text, left))
}

pub fn rstrip(vm: &Vm, text: Ref<Str>, chars: Option<Value>) -> Raises<Value> {
    let bytes = text.bytes();
    let left = match chars_of("rstrip", &chars)? {
        Some(chars) => search::strip_units_right(bytes, chars.bytes(), UNIT),
        None if text.is_ascii() => ascii_blanks_right(bytes),
        None => search::strip_blanks_right(bytes, UNIT),
    };
    Ok(part(vm, &text, left))
}

fn ascii_blanks_left(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|&it| !is_ascii_blank(it)).unwrap_or(text.len());
    &text[end..]
}

fn ascii_blanks_right(text: &[u8]) -> &[u8] {
    let end = text.iter().rposition(|&it| !is_ascii_blank(it)).map_or(0, |it| it + 1);
    &text[..end]
}
