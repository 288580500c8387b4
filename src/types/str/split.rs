//! Taking text apart and putting it together: `split`, `splitlines`, `partition`, `join`.

use crate::algo::search::{self, Unit};
use crate::err;
use crate::native::{FromArg, Place};
use crate::object::{Builtin, Raised, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::types::container::memory_error;

use super::{LARGEST, exact, text_of};

const UNIT: Unit = Unit::CodePoint;

pub fn join(vm: &Vm, separator: Ref<Str>, iterable: Value) -> Raises<Value> {
    match &iterable {
        Value::List(list) => join_items(vm, &separator, &list.borrow()),
        Value::Tuple(tuple) => join_items(vm, &separator, tuple.items()),
        other => join_items(vm, &separator, &items_to_join(vm, other)?),
    }
}

impl Limit {
    /// From an argument that is converted after others.
    pub fn of(vm: &Vm, value: &Option<Value>) -> Raises<Limit> {
        let Some(value) = value else { return Ok(Limit(usize::MAX)) };
        let given = crate::native::to_i64(vm, value, "ssize_t")?;
        Ok(Limit(usize::try_from(given).unwrap_or(usize::MAX)))
    }
}

/// All items of what `join` was given.
pub fn items_to_join(vm: &Vm, iterable: &Value) -> Raises<Vec<Value>> {
    let class = vm.type_of(iterable);
    if class.slots.iter.get().is_none() && class.slots.getitem.get().is_none() {
        return Err(err!(TypeError, "can only join an iterable"));
    }
    protocol::to_vec(vm, iterable)
}

/// Runs no Python code.
fn join_items(vm: &Vm, separator: &Ref<Str>, items: &[Value]) -> Raises<Value> {
    let gap = separator.bytes();
    let mut size = gap.len().saturating_mul(items.len().saturating_sub(1));
    for (i, item) in items.iter().enumerate() {
        match text_of(item) {
            Some(text) => size = size.saturating_add(text.bytes().len()),
            None => {
                return Err(err!(
                    TypeError,
                    "sequence item {i}: expected str instance, {} found",
                    vm.type_name(item)
                ));
            }
        }
    }
    if let [Value::Str(only)] = items {
        return Ok(Value::Str(only.clone()));
    }
    if size > LARGEST {
        return Err(memory_error());
    }
    let texts = items.iter().filter_map(text_of);
    if gap.is_empty() {
        return Ok(Value::Str(Ref::<Str>::joined(vm, texts.map(|it| &**it))));
    }
    let empty = vm.str_from_bytes(b"");
    let parts =
        texts.enumerate().map(|(i, it)| (if i == 0 { &*empty } else { &**separator }, &**it));
    Ok(Value::Str(Ref::<Str>::joined(vm, parts)))
}

fn separator_of<'a>(vm: &Vm, value: &'a Option<Value>) -> Raises<Option<&'a Ref<Str>>> {
    let value = match value {
        None | Some(Value::None) => return Ok(None),
        Some(value) => value,
    };
    let Some(separator) = text_of(value) else {
        return Err(err!(TypeError, "must be str or None, not {}", vm.type_name(value)));
    };
    if separator.count() == 0 {
        return Err(empty_separator());
    }
    Ok(Some(separator))
}

#[cold]
pub fn empty_separator() -> Raised {
    err!(ValueError, "empty separator")
}

/// An argument such as `maxsplit`: how often at most; no limit where it is negative or not given.
#[derive(Clone, Copy)]
pub struct Limit(pub usize);

impl FromArg for Limit {
    const LITERAL_DEFAULT: bool = false;

    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Limit> {
        let given = match value {
            Value::Err => return Ok(Limit(usize::MAX)),
            Value::Int(it) => *it,
            other => i64::from_arg(vm, other, place)?,
        };
        Ok(Limit(usize::try_from(given).unwrap_or(usize::MAX)))
    }
}

/// The parts as a list of strings; the text itself where it is the only part.
fn list_of(vm: &Vm, text: &Ref<Str>, parts: Vec<&[u8]>) -> Value {
    if let [only] = parts[..]
        && only.len() == text.bytes().len()
    {
        return vm.list(vec![exact(vm, text)]);
    }
    vm.list(parts.into_iter().map(|it| Value::Str(vm.str_from_bytes(it))).collect())
}

pub fn split(vm: &Vm, text: Ref<Str>, sep: Option<Value>, maxsplit: Limit) -> Raises<Value> {
    let (bytes, limit) = (text.bytes(), maxsplit.0);
    let Some(separator) = separator_of(vm, &sep)? else {
        if text.is_ascii() && limit == usize::MAX {
            return Ok(split_ascii_blanks(vm, &text));
        }
        return Ok(list_of(vm, &text, search::split_blanks(bytes, limit, UNIT)));
    };
    if let ([byte], usize::MAX) = (separator.bytes(), limit) {
        return Ok(split_at_byte(vm, &text, *byte));
    }
    Ok(list_of(vm, &text, search::split(bytes, separator.bytes(), limit)))
}

/// Texts up to this are looked through byte by byte.
const SHORT: usize = 32;
/// Most texts have no more parts than this.
const EXPECTED: usize = 10;

/// `text.split(",")`.
fn split_at_byte(vm: &Vm, text: &Ref<Str>, byte: u8) -> Value {
    let bytes = text.bytes();
    let mut items = Vec::with_capacity(EXPECTED.min(bytes.len() + 1));
    let mut start = 0;
    if bytes.len() <= SHORT {
        for (at, &it) in bytes.iter().enumerate() {
            if it == byte {
                items.push(Value::Str(vm.str_from_bytes(&bytes[start..at])));
                start = at + 1;
            }
        }
        items.push(super::part(vm, text, &bytes[start..]));
        return vm.list(items);
    }
    for at in memchr::memchr_iter(byte, bytes) {
        items.push(Value::Str(vm.str_from_bytes(&bytes[start..at])));
        start = at + 1;
    }
    items.push(super::part(vm, text, &bytes[start..]));
    vm.list(items)
}

/// `text.split()` of ASCII.
fn split_ascii_blanks(vm: &Vm, text: &Ref<Str>) -> Value {
    let bytes = text.bytes();
    let mut items = Vec::with_capacity(EXPECTED.min(bytes.len() + 1));
    let mut at = 0;
    loop {
        while at < bytes.len() && is_ascii_blank(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && !is_ascii_blank(bytes[at]) {
            at += 1;
        }
        if start == at {
            break;
        }
        items.push(super::part(vm, text, &bytes[start..at]));
    }
    vm.list(items)
}

/// The ASCII whitespace of text.
#[inline(always)]
pub fn is_ascii_blank(byte: u8) -> bool {
    matches!(byte, 9..=13 | 28..=32)
}

pub fn rsplit(vm: &Vm, text: Ref<Str>, sep: Option<Value>, maxsplit: Limit) -> Raises<Value> {
    let (bytes, limit) = (text.bytes(), maxsplit.0);
    Ok(match separator_of(vm, &sep)? {
        Some(separator) => list_of(vm, &text, search::rsplit(bytes, separator.bytes(), limit)),
        None => list_of(vm, &text, search::rsplit_blanks(bytes, limit, UNIT)),
    })
}

pub fn splitlines(vm: &Vm, text: Ref<Str>, keepends: bool) -> Raises<Value> {
    Ok(list_of(vm, &text, search::split_lines(text.bytes(), keepends, UNIT)))
}

fn partition_separator<'a>(vm: &Vm, value: &'a Value) -> Raises<&'a Ref<Str>> {
    let Some(separator) = text_of(value) else {
        return Err(err!(TypeError, "must be str, not {}", vm.type_name(value)));
    };
    if separator.count() == 0 {
        return Err(empty_separator());
    }
    Ok(separator)
}

fn around(vm: &Vm, text: &Ref<Str>, separator: &Ref<Str>, at: usize) -> Value {
    let bytes = text.bytes();
    vm.tuple(vec![
        Value::Str(vm.str_from_bytes(&bytes[..at])),
        Value::Str(separator.clone()),
        Value::Str(vm.str_from_bytes(&bytes[at + separator.bytes().len()..])),
    ])
}

pub fn partition(vm: &Vm, text: Ref<Str>, sep: Value) -> Raises<Value> {
    let separator = partition_separator(vm, &sep)?;
    let empty = || Value::Str(vm.str_from_bytes(b""));
    Ok(match search::find(text.bytes(), separator.bytes()) {
        Some(at) => around(vm, &text, &exact_ref(vm, separator), at),
        None => vm.tuple(vec![exact(vm, &text), empty(), empty()]),
    })
}

pub fn rpartition(vm: &Vm, text: Ref<Str>, sep: Value) -> Raises<Value> {
    let separator = partition_separator(vm, &sep)?;
    let empty = || Value::Str(vm.str_from_bytes(b""));
    Ok(match search::rfind(text.bytes(), separator.bytes()) {
        Some(at) => around(vm, &text, &exact_ref(vm, separator), at),
        None => vm.tuple(vec![empty(), empty(), exact(vm, &text)]),
    })
}

fn exact_ref(vm: &Vm, text: &Ref<Str>) -> Ref<Str> {
    if text.class().is(vm.class(Builtin::Str)) {
        text.clone()
    } else {
        vm.str_from_bytes(text.bytes())
    }
}
