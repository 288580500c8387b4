//! The methods `bytes` and `bytearray` share: one table, and the bodies in its order.

use crate::algo::search::{self, Unit};
use crate::err;
use crate::object::{Raises, Tuple, Value, Vm};
use crate::types::codec;
use crate::types::container::memory_error;
use crate::types::memoryview::exported::{SIMPLE, exported_bytes};
use crate::types::str::LARGEST;
use crate::types::str::case::{
    capitalize_ascii, is_lower_ascii, is_title_ascii, is_upper_ascii, swapcase_ascii, title_ascii,
};
use crate::types::str::pad::{left_of_center, tab_size, zero_filled};
use crate::types::str::search::{bound, replaced, window};
use crate::types::str::split::{Limit, empty_separator, items_to_join};

use super::{
    ByteArray, Content, buffer, buffer_like, bytes_like, content, copy_of, like, like_vec, needle,
    this,
};

const UNIT: Unit = Unit::Byte;

/// The table of a class: the rows it has alone, then those of both.
macro_rules! table {
    ($($own:expr,)*) => {
        static METHODS: &[$crate::object::Native] = {
            use $crate::native;
            use $crate::types::bytes::{hex, methods};
            &[
                $($own,)*
                native!("capitalize($self, /)", "A copy with the first byte in upper case and the rest in lower case, as ASCII has it.", methods::capitalize),
                native!("center($self, width, fillchar=b' ', /)", "The bytes in the middle of `width`, the rest being `fillchar`.", methods::center),
                native!("count($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "How often `sub`, bytes or a byte as an int, occurs in [start:end] without overlap.", methods::count),
                native!("decode($self, /, encoding='utf-8', errors='strict')", "The bytes as text.\n\n`errors` says what becomes of bytes that mean nothing: 'strict' (UnicodeDecodeError), 'ignore',\n'replace', or another name known to codecs.register_error.", methods::decode),
                native!("endswith($self, suffix, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, suffix[, start[, end]], /)", "Whether the bytes (or the part [start:end]) end with `suffix`, or with one of a tuple of them.", methods::endswith),
                native!("expandtabs($self, /, tabsize=8)", "A copy with tabs replaced by spaces, columns being `tabsize` wide.", methods::expandtabs),
                native!("find($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The lowest index in [start:end] at which `sub`, bytes or a byte as an int, is found; -1 if there is none.", methods::find),
                native!("hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)", "The bytes as text, two hexadecimal digits each.\n\n`sep` goes between groups of `bytes_per_sep` bytes, counted from the right; from the left if negative.", hex::hex),
                native!("index($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The lowest index in [start:end] at which `sub`, bytes or a byte as an int, is found; ValueError if there is\nnone.", methods::index),
                native!("isalnum($self, /)", "Whether there are bytes, all of them ASCII letters or digits.", methods::isalnum),
                native!("isalpha($self, /)", "Whether there are bytes, all of them ASCII letters.", methods::isalpha),
                native!("isascii($self, /)", "Whether all bytes are ASCII; true of none.", methods::isascii),
                native!("isdigit($self, /)", "Whether there are bytes, all of them ASCII digits.", methods::isdigit),
                native!("islower($self, /)", "Whether there are ASCII letters, all of them lower case.", methods::islower),
                native!("isspace($self, /)", "Whether there are bytes, all of them ASCII whitespace.", methods::isspace),
                native!("istitle($self, /)", "Whether words of ASCII letters start in upper case and go on in lower case.", methods::istitle),
                native!("isupper($self, /)", "Whether there are ASCII letters, all of them upper case.", methods::isupper),
                native!("join($self, iterable_of_bytes, /)", "The bytes of an iterable of bytes-like objects with these bytes between them.", methods::join),
                native!("ljust($self, width, fillchar=b' ', /)", "The bytes at the left of `width`, the rest being `fillchar`.", methods::ljust),
                native!("lower($self, /)", "A copy with ASCII letters in lower case.", methods::lower),
                native!("lstrip($self, bytes=None, /)", "A copy without ASCII whitespace, or without any of `bytes`, at its start.", methods::lstrip),
                native!(static "maketrans(frm, to, /)", "A table for translate(): each byte of `frm` becomes the one of `to` at the same place.", methods::maketrans),
                native!("partition($self, sep, /)", "What is before the first `sep`, the separator, and what is after it.\n\nWithout one: the bytes and two empty ones.", methods::partition),
                native!("removeprefix($self, prefix, /)", "The bytes without `prefix` if they start with it, else a copy.", methods::removeprefix),
                native!("removesuffix($self, suffix, /)", "The bytes without `suffix` if they end with it, else a copy.", methods::removesuffix),
                native!("replace($self, old, new, count=-1, /)", "A copy with `old` replaced by `new`: everywhere, or the first `count` times.", methods::replace),
                native!("rfind($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The highest index in [start:end] at which `sub`, bytes or a byte as an int, is found; -1 if there is none.", methods::rfind),
                native!("rindex($self, sub, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, sub[, start[, end]], /)", "The highest index in [start:end] at which `sub`, bytes or a byte as an int, is found; ValueError if there is\nnone.", methods::rindex),
                native!("rjust($self, width, fillchar=b' ', /)", "The bytes at the right of `width`, the rest being `fillchar`.", methods::rjust),
                native!("rpartition($self, sep, /)", "What is before the last `sep`, the separator, and what is after it.\n\nWithout one: two empty ones and the bytes.", methods::rpartition),
                native!("rsplit($self, /, sep=None, maxsplit=-1)", "The parts between separators; at most `maxsplit` splits, counted from the right.\n\nNo `sep`: runs of ASCII whitespace separate, and none are at the ends.", methods::rsplit),
                native!("rstrip($self, bytes=None, /)", "A copy without ASCII whitespace, or without any of `bytes`, at its end.", methods::rstrip),
                native!("split($self, /, sep=None, maxsplit=-1)", "The parts between separators; at most `maxsplit` splits, counted from the left.\n\nNo `sep`: runs of ASCII whitespace separate, and none are at the ends.", methods::split),
                native!("splitlines($self, /, keepends=False)", "The lines; with their ends if `keepends`.", methods::splitlines),
                native!("startswith($self, prefix, start=<unrepresentable>, end=<unrepresentable>, /)" as "($self, prefix[, start[, end]], /)", "Whether the bytes (or the part [start:end]) start with `prefix`, or with one of a tuple of them.", methods::startswith),
                native!("strip($self, bytes=None, /)", "A copy without ASCII whitespace, or without any of `bytes`, at both ends.", methods::strip),
                native!("swapcase($self, /)", "A copy with upper and lower case of ASCII letters exchanged.", methods::swapcase),
                native!("title($self, /)", "A copy in which words of ASCII letters start in upper case and go on in lower case.", methods::title),
                native!("translate($self, table, /, delete=b'')", "A copy without the bytes of `delete`, the others replaced by what `table`, 256 bytes or None, has for them.", methods::translate),
                native!("upper($self, /)", "A copy with ASCII letters in upper case.", methods::upper),
                native!("zfill($self, width, /)", "The bytes filled with zeros at the left up to `width`, behind a sign if there is one.", methods::zfill),
            ]
        };
    };
}

pub(super) use table;

/// A copy changed in place.
fn changed(vm: &Vm, it: &Value, change: impl FnOnce(&mut [u8])) -> Value {
    let mut copy = this(it).to_vec();
    change(&mut copy);
    like_vec(vm, it, copy)
}

/// A part of the content; all of it is a copy, as `copy_of` has it.
fn part(vm: &Vm, it: &Value, from: usize, to: usize) -> Value {
    let data = this(it);
    if to - from == data.len() {
        drop(data);
        return copy_of(vm, it);
    }
    like(vm, it, &data[from..to])
}

pub fn capitalize(vm: &Vm, it: Value) -> Value {
    changed(vm, &it, capitalize_ascii)
}

/// The fill byte of `center` and its kin.
fn fill_of(vm: &Vm, name: &str, fillchar: &Option<Value>) -> Raises<u8> {
    let Some(value) = fillchar else { return Ok(b' ') };
    let data = content(value).filter(|it| !matches!(it, Content::Viewed(_)));
    match data.as_deref() {
        Some([byte]) => Ok(*byte),
        _ => Err(err!(
            TypeError,
            "{name}() argument 2 must be a byte string of length 1, not {}",
            if value.is_none() { "None".to_owned() } else { vm.type_name(value) }
        )),
    }
}

fn missing(it: &Value, width: isize) -> usize {
    usize::try_from(width).unwrap_or(0).saturating_sub(this(it).len())
}

fn filled(vm: &Vm, it: &Value, fill: u8, before: usize, after: usize) -> Raises<Value> {
    let room = before.saturating_add(after);
    if room == 0 {
        return Ok(copy_of(vm, it));
    }
    if room > LARGEST {
        return Err(memory_error());
    }
    let data = this(it);
    let mut out = Vec::with_capacity(room + data.len());
    out.resize(before, fill);
    out.extend_from_slice(&data);
    out.resize(data.len() + room, fill);
    Ok(like_vec(vm, it, out))
}

pub fn center(vm: &Vm, it: Value, width: isize, fillchar: Option<Value>) -> Raises<Value> {
    let fill = fill_of(vm, "center", &fillchar)?;
    let missing = missing(&it, width);
    let before = left_of_center(missing, width);
    filled(vm, &it, fill, before, missing - before)
}

/// The content of `[start:end]`, with where it starts.
fn within<'a>(
    vm: &Vm,
    data: &'a Value,
    start: &Option<Value>,
    end: &Option<Value>,
) -> Raises<Option<(Content<'a>, usize, usize)>> {
    let (start, end) = (bound(vm, start)?, bound(vm, end)?);
    let data = this(data);
    Ok(window(data.len(), start, end).map(|(start, end)| (data, start, end)))
}

pub fn count(
    vm: &Vm,
    it: Value,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<usize> {
    // The bounds come first: they may run Python code.
    let (start, end) = (bound(vm, &start)?, bound(vm, &end)?);
    let sub = needle(vm, &sub)?;
    let data = this(&it);
    let found = window(data.len(), start, end);
    Ok(found.map_or(0, |(from, to)| search::count(&data[from..to], &sub, UNIT)))
}

pub fn decode(vm: &Vm, it: Value, encoding: Option<Value>, errors: Option<Value>) -> Raises<Value> {
    let (encoding, errors) = codec::names(vm, "decode", &encoding, &errors)?;
    let data = buffer(&it).unwrap_or_default();
    codec::decode(vm, &it, &data, &encoding, &errors)
}

fn has_affix(
    vm: &Vm,
    name: &str,
    it: &Value,
    (affix, start, end): (&Value, &Option<Value>, &Option<Value>),
    holds: fn(&[u8], &[u8]) -> bool,
) -> Raises<bool> {
    let found = within(vm, it, start, end)?;
    let test = |affix: &[u8]| {
        found.as_ref().is_some_and(|(data, from, to)| holds(&data[*from..*to], affix))
    };
    if let Some(affix) = content(affix) {
        return Ok(test(&affix));
    }
    let Some(affixes) = affix.downcast::<Tuple>() else {
        return Err(err!(
            TypeError,
            "{name} first arg must be bytes or a tuple of bytes, not {}",
            vm.type_name(affix)
        ));
    };
    for affix in affixes.items() {
        if test(&bytes_like(vm, affix)?[..]) {
            return Ok(true);
        }
    }
    Ok(false)
}

pub fn endswith(
    vm: &Vm,
    it: Value,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<bool> {
    has_affix(vm, "endswith", &it, (&suffix, &start, &end), |data, it| data.ends_with(it))
}

pub fn expandtabs(vm: &Vm, it: Value, tabsize: Option<Value>) -> Raises<Value> {
    let size = tab_size(vm, &tabsize)?;
    let out = search::expand_tabs(&this(&it), size, UNIT).ok_or_else(memory_error)?;
    Ok(like_vec(vm, &it, out))
}

fn locate(
    vm: &Vm,
    it: &Value,
    (sub, start, end): (&Value, &Option<Value>, &Option<Value>),
    find: fn(&[u8], &[u8]) -> Option<usize>,
) -> Raises<Option<usize>> {
    let (start, end) = (bound(vm, start)?, bound(vm, end)?);
    let sub = needle(vm, sub)?;
    let data = this(it);
    let Some((from, to)) = window(data.len(), start, end) else { return Ok(None) };
    Ok(find(&data[from..to], &sub).map(|at| from + at))
}

fn or_minus_one(found: Option<usize>) -> i64 {
    found.map_or(-1, |at| at as i64)
}

fn or_error(found: Option<usize>) -> Raises<usize> {
    found.ok_or_else(|| err!(ValueError, "subsection not found"))
}

pub fn find(
    vm: &Vm,
    it: Value,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<i64> {
    locate(vm, &it, (&sub, &start, &end), search::find).map(or_minus_one)
}

pub fn index(
    vm: &Vm,
    it: Value,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<usize> {
    or_error(locate(vm, &it, (&sub, &start, &end), search::find)?)
}

fn all(it: &Value, holds: fn(&u8) -> bool) -> bool {
    let data = this(it);
    !data.is_empty() && data.iter().all(holds)
}

pub fn isalnum(_: &Vm, it: Value) -> bool {
    all(&it, u8::is_ascii_alphanumeric)
}

pub fn isalpha(_: &Vm, it: Value) -> bool {
    all(&it, u8::is_ascii_alphabetic)
}

pub fn isascii(_: &Vm, it: Value) -> bool {
    this(&it).is_ascii()
}

pub fn isdigit(_: &Vm, it: Value) -> bool {
    all(&it, u8::is_ascii_digit)
}

pub fn islower(_: &Vm, it: Value) -> bool {
    is_lower_ascii(&this(&it))
}

pub fn isspace(_: &Vm, it: Value) -> bool {
    all(&it, |byte| matches!(byte, 9..=13 | 32))
}

pub fn istitle(_: &Vm, it: Value) -> bool {
    is_title_ascii(&this(&it))
}

pub fn isupper(_: &Vm, it: Value) -> bool {
    is_upper_ascii(&this(&it))
}

pub fn join(vm: &Vm, it: Value, iterable_of_bytes: Value) -> Raises<Value> {
    let mut items = match &iterable_of_bytes {
        Value::List(list) => list.to_vec(),
        Value::Tuple(tuple) => tuple.items().to_vec(),
        other => items_to_join(vm, other)?,
    };
    // Python code runs here, so before any content is looked at.
    for item in &mut items {
        if let Some(data) = exported_bytes(vm, item, SIMPLE)? {
            *item = super::bytes(vm, data);
        }
    }
    let mut parts = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        match content(item) {
            Some(part) => parts.push(part),
            None => {
                return Err(err!(
                    TypeError,
                    "sequence item {i}: expected a bytes-like object, {} found",
                    vm.type_name(item)
                ));
            }
        }
    }
    if let [only] = &items[..]
        && super::is_exact_bytes(vm, only)
        && it.downcast::<ByteArray>().is_none()
    {
        return Ok(only.clone());
    }
    let gap = this(&it);
    let gaps = gap.len().saturating_mul(parts.len().saturating_sub(1));
    let size = parts.iter().fold(gaps, |size, part| size.saturating_add(part.len()));
    if size > LARGEST {
        return Err(memory_error());
    }
    let mut out = Vec::with_capacity(size);
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.extend_from_slice(&gap);
        }
        out.extend_from_slice(part);
    }
    Ok(like_vec(vm, &it, out))
}

pub fn ljust(vm: &Vm, it: Value, width: isize, fillchar: Option<Value>) -> Raises<Value> {
    let fill = fill_of(vm, "ljust", &fillchar)?;
    filled(vm, &it, fill, 0, missing(&it, width))
}

pub fn lower(vm: &Vm, it: Value) -> Value {
    changed(vm, &it, <[u8]>::make_ascii_lowercase)
}

/// Strips at the ends asked for.
fn stripped(
    vm: &Vm,
    it: &Value,
    which: &Option<Value>,
    at_start: bool,
    at_end: bool,
) -> Raises<Value> {
    let which = match which {
        None | Some(Value::None) => None,
        Some(value) => Some(bytes_like(vm, value)?),
    };
    let drops = |byte: &u8| match &which {
        Some(which) => which.contains(byte),
        None => matches!(byte, 9..=13 | 32),
    };
    let (from, to) = {
        let data = this(it);
        let from = if at_start {
            data.iter().position(|byte| !drops(byte)).unwrap_or(data.len())
        } else {
            0
        };
        let to = if at_end {
            data.iter().rposition(|byte| !drops(byte)).map_or(from, |at| at + 1)
        } else {
            data.len()
        };
        (from, to.max(from))
    };
    Ok(part(vm, it, from, to))
}

pub fn lstrip(vm: &Vm, it: Value, bytes: Option<Value>) -> Raises<Value> {
    stripped(vm, &it, &bytes, true, false)
}

pub fn maketrans(vm: &Vm, frm: Value, to: Value) -> Raises<Value> {
    let (from, to) = (bytes_like(vm, &frm)?, bytes_like(vm, &to)?);
    if from.len() != to.len() {
        return Err(err!(ValueError, "maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(to.iter()) {
        table[usize::from(*from)] = *to;
    }
    Ok(super::bytes(vm, table))
}

fn separator_of<'a>(vm: &Vm, sep: &'a Value) -> Raises<Content<'a>> {
    let separator = bytes_like(vm, sep)?;
    if separator.is_empty() {
        return Err(empty_separator());
    }
    Ok(separator)
}

/// What is before the separator at an offset, the separator, what is after it.
fn around(vm: &Vm, it: &Value, sep: &Value, separator: &[u8], at: usize) -> Value {
    let data = this(it);
    let array = it.downcast::<ByteArray>().is_some();
    vm.tuple(vec![
        like(vm, it, &data[..at]),
        if array { like(vm, it, separator) } else { sep.clone() },
        like(vm, it, &data[at + separator.len()..]),
    ])
}

pub fn partition(vm: &Vm, it: Value, sep: Value) -> Raises<Value> {
    let separator = separator_of(vm, &sep)?;
    let found = search::find(&this(&it), &separator);
    Ok(match found {
        Some(at) => around(vm, &it, &sep, &separator, at),
        None => vm.tuple(vec![copy_of(vm, &it), like(vm, &it, b""), like(vm, &it, b"")]),
    })
}

pub fn removeprefix(vm: &Vm, it: Value, prefix: Value) -> Raises<Value> {
    let prefix = bytes_like(vm, &prefix)?;
    let data = this(&it);
    let (from, to) = (if data.starts_with(&prefix) { prefix.len() } else { 0 }, data.len());
    drop(data);
    Ok(part(vm, &it, from, to))
}

pub fn removesuffix(vm: &Vm, it: Value, suffix: Value) -> Raises<Value> {
    let suffix = bytes_like(vm, &suffix)?;
    let data = this(&it);
    let to = data.len() - if data.ends_with(&suffix) { suffix.len() } else { 0 };
    drop(data);
    Ok(part(vm, &it, 0, to))
}

pub fn replace(vm: &Vm, it: Value, old: Value, new: Value, count: Option<Value>) -> Raises<Value> {
    let (old, new) = (buffer_like(vm, &old)?, buffer_like(vm, &new)?);
    let count = Limit::of(vm, &count)?;
    let replaced = replaced(&this(&it), &old, &new, count.0, UNIT)?;
    Ok(match replaced {
        Some(out) => like_vec(vm, &it, out),
        None => copy_of(vm, &it),
    })
}

pub fn rfind(
    vm: &Vm,
    it: Value,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<i64> {
    locate(vm, &it, (&sub, &start, &end), search::rfind).map(or_minus_one)
}

pub fn rindex(
    vm: &Vm,
    it: Value,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<usize> {
    or_error(locate(vm, &it, (&sub, &start, &end), search::rfind)?)
}

pub fn rjust(vm: &Vm, it: Value, width: isize, fillchar: Option<Value>) -> Raises<Value> {
    let fill = fill_of(vm, "rjust", &fillchar)?;
    filled(vm, &it, fill, missing(&it, width), 0)
}

pub fn rpartition(vm: &Vm, it: Value, sep: Value) -> Raises<Value> {
    let separator = separator_of(vm, &sep)?;
    let found = search::rfind(&this(&it), &separator);
    Ok(match found {
        Some(at) => around(vm, &it, &sep, &separator, at),
        None => vm.tuple(vec![like(vm, &it, b""), like(vm, &it, b""), copy_of(vm, &it)]),
    })
}

/// The parts as a list; exact `bytes` that are the only part are their own.
fn list_of(vm: &Vm, it: &Value, parts: Vec<&[u8]>, whole: usize) -> Value {
    if let [only] = parts[..]
        && only.len() == whole
    {
        return vm.list(vec![copy_of(vm, it)]);
    }
    vm.list(parts.into_iter().map(|part| like(vm, it, part)).collect())
}

pub fn rsplit(vm: &Vm, it: Value, sep: Option<Value>, maxsplit: Limit) -> Raises<Value> {
    let (data, limit) = (this(&it), maxsplit.0);
    let parts = match &sep {
        None | Some(Value::None) => search::rsplit_blanks(&data, limit, UNIT),
        Some(sep) => search::rsplit(&data, &separator_of(vm, sep)?, limit),
    };
    Ok(list_of(vm, &it, parts, data.len()))
}

pub fn rstrip(vm: &Vm, it: Value, bytes: Option<Value>) -> Raises<Value> {
    stripped(vm, &it, &bytes, false, true)
}

pub fn split(vm: &Vm, it: Value, sep: Option<Value>, maxsplit: Limit) -> Raises<Value> {
    let (data, limit) = (this(&it), maxsplit.0);
    let parts = match &sep {
        None | Some(Value::None) => search::split_blanks(&data, limit, UNIT),
        Some(sep) => search::split(&data, &separator_of(vm, sep)?, limit),
    };
    Ok(list_of(vm, &it, parts, data.len()))
}

pub fn splitlines(vm: &Vm, it: Value, keepends: bool) -> Raises<Value> {
    let data = this(&it);
    let parts = search::split_lines(&data, keepends, UNIT);
    Ok(list_of(vm, &it, parts, data.len()))
}

pub fn startswith(
    vm: &Vm,
    it: Value,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Raises<bool> {
    has_affix(vm, "startswith", &it, (&prefix, &start, &end), |data, it| data.starts_with(it))
}

pub fn strip(vm: &Vm, it: Value, bytes: Option<Value>) -> Raises<Value> {
    stripped(vm, &it, &bytes, true, true)
}

pub fn swapcase(vm: &Vm, it: Value) -> Value {
    changed(vm, &it, swapcase_ascii)
}

pub fn title(vm: &Vm, it: Value) -> Value {
    changed(vm, &it, title_ascii)
}

pub fn translate(vm: &Vm, it: Value, table: Value, delete: Option<Value>) -> Raises<Value> {
    let table = if table.is_none() { None } else { Some(bytes_like(vm, &table)?) };
    if table.as_ref().is_some_and(|it| it.len() != 256) {
        return Err(err!(ValueError, "translation table must be 256 characters long"));
    }
    let mut keeps = [true; 256];
    if let Some(delete) = &delete {
        for byte in bytes_like(vm, delete)?.iter() {
            keeps[usize::from(*byte)] = false;
        }
    }
    let data = this(&it);
    let kept = data.iter().copied().filter(|byte| keeps[usize::from(*byte)]);
    let out: Vec<u8> = match &table {
        Some(table) => kept.map(|byte| table[usize::from(byte)]).collect(),
        None => kept.collect(),
    };
    if *out == *data {
        drop(data);
        return Ok(copy_of(vm, &it));
    }
    Ok(like_vec(vm, &it, out))
}

pub fn upper(vm: &Vm, it: Value) -> Value {
    changed(vm, &it, <[u8]>::make_ascii_uppercase)
}

pub fn zfill(vm: &Vm, it: Value, width: isize) -> Raises<Value> {
    let zeros = missing(&it, width);
    if zeros == 0 {
        return Ok(copy_of(vm, &it));
    }
    let out = zero_filled(&this(&it), zeros)?;
    Ok(like_vec(vm, &it, out))
}
