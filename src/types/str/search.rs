//! Finding in text: `find`, `count`, `startswith`, `replace` and their kin.

use crate::algo::search as bytewise;
use crate::algo::search::Unit;
use crate::algo::wtf8;
use crate::err;
use crate::object::{Raises, Ref, Str, Value, Vm};
use crate::protocol::number::to_isize_clamped;
use crate::types::container::memory_error;

use super::split::Limit;
use super::{LARGEST, exact, part, text_of};

/// An optional bound of a search: None and absent are the same.
pub fn bound(vm: &Vm, value: &Option<Value>) -> Raises<Option<i64>> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(Value::Int(it)) => Ok(Some(*it)),
        Some(other) if vm.type_of(other).slots.index.get().is_some() => {
            to_isize_clamped(vm, other).map(Some)
        }
        Some(_) => Err(err!(
            TypeError,
            "slice indices must be integers or None or have an __index__ method"
        )),
    }
}

/// Fits `[start:end]` to a length; `None` where it starts behind its end, where not even empty text is found.
pub fn window(len: usize, start: Option<i64>, end: Option<i64>) -> Option<(usize, usize)> {
    let len = len as i64;
    let from = |it: i64| if it < 0 { it.saturating_add(len).max(0) } else { it };
    let start = from(start.unwrap_or(0));
    let end = from(end.unwrap_or(len)).min(len);
    (start <= end).then_some((start as usize, end as usize))
}

/// The byte range of `[start:end]` in `text`.
fn range(
    vm: &Vm,
    text: &Ref<Str>,
    start: &Option<Value>,
    end: &Option<Value>,
) -> Raises<Option<(usize, usize)>> {
    if start.is_none() && end.is_none() {
        return Ok(Some((0, text.bytes().len())));
    }
    let (start, end) = (bound(vm, start)?, bound(vm, end)?);
    let window = window(text.count(), start, end);
    Ok(window.map(|(start, end)| (text.offset(start), text.offset(end))))
}

/// The index of the code point at a byte offset.
fn index_at(text: &Ref<Str>, at: usize) -> i64 {
    if text.is_ascii() { at as i64 } else { wtf8::count(&text.bytes()[..at]) as i64 }
}

type Finder = fn(&[u8], &[u8]) -> Option<usize>;

fn locate(
    vm: &Vm,
    find: Finder,
    text: &Ref<Str>,
    (sub, start, end): (&Ref<Str>, &Option<Value>, &Option<Value>),
) -> Raises<Option<i64>> {
    let Some((from, to)) = range(vm, text, start, end)? else { return Ok(None) };
    let found = find(&text.bytes()[from..to], sub.bytes());
    Ok(found.map(|at| index_at(text, from + at)))
}

pub fn find(
    vm: &Vm,
    text: Ref<Str>,
    sub: Ref<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    let found = locate(vm, bytewise::find, &text, (&sub, &start, &end))?;
    Ok(Value::Int(found.unwrap_or(-1)))
}

pub fn rfind(
    vm: &Vm,
    text: Ref<Str>,
    sub: Ref<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    let found = locate(vm, bytewise::rfind, &text, (&sub, &start, &end))?;
    Ok(Value::Int(found.unwrap_or(-1)))
}

pub fn index(
    vm: &Vm,
    text: Ref<Str>,
    sub: Ref<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    let found = locate(vm, bytewise::find, &text, (&sub, &start, &end))?;
    found.map(Value::Int).ok_or_else(|| err!(ValueError, "substring not found"))
}

pub fn rindex(
    vm: &Vm,
    text: Ref<Str>,
    sub: Ref<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    let found = locate(vm, bytewise::rfind, &text, (&sub, &start, &end))?;
    found.map(Value::Int).ok_or_else(|| err!(ValueError, "substring not found"))
}

pub fn count(
    vm: &Vm,
    text: Ref<Str>,
    sub: Ref<Str>,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    let Some((from, to)) = range(vm, &text, &start, &end)? else { return Ok(Value::Int(0)) };
    let found = bytewise::count(&text.bytes()[from..to], sub.bytes(), Unit::CodePoint);
    Ok(Value::Int(found as i64))
}

type Affix = fn(&[u8], &[u8]) -> bool;

fn has_affix(
    vm: &Vm,
    name: &str,
    holds: Affix,
    text: &Ref<Str>,
    (affix, start, end): (&Value, &Option<Value>, &Option<Value>),
) -> Raises<Value> {
    let range = range(vm, text, start, end)?;
    let looked_at = range.map(|(from, to)| &text.bytes()[from..to]);
    let test = |affix: &Ref<Str>| looked_at.is_some_and(|it| holds(it, affix.bytes()));
    if let Some(affix) = text_of(affix) {
        return Ok(Value::bool(test(affix)));
    }
    let Some(affixes) = affix.downcast::<crate::object::Tuple>() else {
        return Err(err!(
            TypeError,
            "{name} first arg must be str or a tuple of str, not {}",
            vm.type_name(affix)
        ));
    };
    for affix in affixes.items() {
        let Some(affix) = text_of(affix) else {
            return Err(err!(
                TypeError,
                "tuple for {name} must only contain str, not {}",
                vm.type_name(affix)
            ));
        };
        if test(affix) {
            return Ok(Value::TRUE);
        }
    }
    Ok(Value::FALSE)
}

pub fn startswith(
    vm: &Vm,
    text: Ref<Str>,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    has_affix(vm, "startswith", |text, it| text.starts_with(it), &text, (&prefix, &start, &end))
}

pub fn endswith(
    vm: &Vm,
    text: Ref<Str>,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<Value> {
    has_affix(vm, "endswith", |text, it| text.ends_with(it), &text, (&suffix, &start, &end))
}

/// `text.startswith(prefix)` with one text.
pub fn swift_startswith(_: &Vm, text: &Value, args: &[Value]) -> Value {
    match (text, args) {
        (Value::Str(text), [Value::Str(prefix)]) => {
            Value::bool(text.bytes().starts_with(prefix.bytes()))
        }
        _ => Value::Err,
    }
}

/// `text.endswith(suffix)` with one text.
pub fn swift_endswith(_: &Vm, text: &Value, args: &[Value]) -> Value {
    match (text, args) {
        (Value::Str(text), [Value::Str(suffix)]) => {
            Value::bool(text.bytes().ends_with(suffix.bytes()))
        }
        _ => Value::Err,
    }
}

pub fn removeprefix(vm: &Vm, text: Ref<Str>, prefix: Ref<Str>) -> Raises<Value> {
    let bytes = text.bytes();
    Ok(part(vm, &text, bytes.strip_prefix(prefix.bytes()).unwrap_or(bytes)))
}

pub fn removesuffix(vm: &Vm, text: Ref<Str>, suffix: Ref<Str>) -> Raises<Value> {
    let bytes = text.bytes();
    Ok(part(vm, &text, bytes.strip_suffix(suffix.bytes()).unwrap_or(bytes)))
}

pub fn replace(
    vm: &Vm,
    text: Ref<Str>,
    old: Ref<Str>,
    new: Ref<Str>,
    count: Limit,
) -> Raises<Value> {
    let replaced = replaced(text.bytes(), old.bytes(), new.bytes(), count.0, Unit::CodePoint)?;
    Ok(match replaced {
        Some(bytes) => Value::Str(vm.str_from_bytes(&bytes)),
        None => exact(vm, &text),
    })
}

/// `text.replace(old, new, limit)`; `None` when nothing changes. MemoryError where no memory would hold it.
pub fn replaced(
    text: &[u8],
    old: &[u8],
    new: &[u8],
    limit: usize,
    unit: Unit,
) -> Raises<Option<Vec<u8>>> {
    if let ([old], [new]) = (old, new) {
        return Ok(exchanged(text, *old, *new, limit));
    }
    if new.len() > old.len() {
        let most = (text.len() / old.len().max(1) + 1).min(limit);
        if most.saturating_mul(new.len()) > 1 << 30 {
            let times = bytewise::count(text, old, unit).min(limit);
            if times.saturating_mul(new.len()) > LARGEST {
                return Err(memory_error());
            }
        }
    }
    Ok(bytewise::replace(text, old, new, limit, unit))
}

/// One byte for another, in place in a copy.
fn exchanged(text: &[u8], old: u8, new: u8, limit: usize) -> Option<Vec<u8>> {
    if limit == 0 || old == new {
        return None;
    }
    let first = memchr::memchr(old, text)?;
    let mut out = text.to_vec();
    if limit == usize::MAX {
        for byte in &mut out[first..] {
            *byte = if *byte == old { new } else { *byte };
        }
        return Some(out);
    }
    for at in memchr::memchr_iter(old, text).take(limit) {
        out[at] = new;
    }
    Some(out)
}
