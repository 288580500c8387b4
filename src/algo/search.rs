//! Finding, counting, replacing, splitting and stripping in text and bytes.
//!
//! Both are byte slices here: generalized UTF-8 can be searched bytewise. Where an empty pattern
//! matches, and what is a blank or the end of a line, depends on the [`Unit`]. Offsets are bytes.
//!
//! Reference: Library Reference, "String Methods" and "Bytes and Bytearray Operations".

use memchr::memmem;

use super::unicode;
use super::wtf8;

/// What a sequence consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// bytes and bytearray
    Byte,
    /// str
    CodePoint,
}

impl Unit {
    fn count(self, text: &[u8]) -> usize {
        match self {
            Unit::Byte => text.len(),
            Unit::CodePoint => wtf8::count(text),
        }
    }

    /// The first unit of `text`, with its width.
    fn first(self, text: &[u8]) -> Option<(u32, usize)> {
        match self {
            Unit::Byte => text.first().map(|&byte| (byte as u32, 1)),
            Unit::CodePoint => wtf8::decode(text, 0),
        }
    }

    fn last(self, text: &[u8]) -> Option<(u32, usize)> {
        match self {
            Unit::Byte => text.last().map(|&byte| (byte as u32, 1)),
            Unit::CodePoint => wtf8::decode_before(text, text.len()),
        }
    }

    fn is_space(self, unit: u32) -> bool {
        match self {
            Unit::Byte => matches!(unit, 9..=13 | 32),
            Unit::CodePoint => unicode::is_space(unit),
        }
    }

    fn is_line_end(self, unit: u32) -> bool {
        match self {
            Unit::Byte => matches!(unit, 10 | 13),
            Unit::CodePoint => unicode::is_line_end(unit),
        }
    }
}

/// The offset of the first `pattern`; an empty one is at 0.
pub fn find(text: &[u8], pattern: &[u8]) -> Option<usize> {
    match pattern {
        [byte] => memchr::memchr(*byte, text),
        [_, ..] if text.len() <= SHORT => find_short(text, pattern),
        _ => memmem::find(text, pattern),
    }
}

/// Whether a byte is in a text of at most eight.
#[inline]
pub fn has_byte(text: &[u8], byte: u8) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = ONES << 7;
    // Both halves may overlap: seeing a byte twice does no harm.
    let word = match *text {
        [] => return false,
        [a] => return a == byte,
        [a, b] => return a == byte || b == byte,
        [a, b, c] => return a == byte || b == byte || c == byte,
        _ => {
            let half = |at: usize| match text.get(at..at + 4).and_then(|it| it.first_chunk()) {
                Some(half) => u64::from(u32::from_ne_bytes(*half)),
                None => 0,
            };
            half(0) | half(text.len() - 4) << 32
        }
    };
    // A byte is zero where the searched one was.
    let found = word ^ ONES.wrapping_mul(u64::from(byte));
    found.wrapping_sub(ONES) & !found & HIGHS != 0
}

/// The offset of the last `pattern`; an empty one is at the end.
pub fn rfind(text: &[u8], pattern: &[u8]) -> Option<usize> {
    match pattern {
        [byte] => memchr::memrchr(*byte, text),
        _ => memmem::rfind(text, pattern),
    }
}

/// How many times `pattern` occurs without overlap; an empty one is before and after each unit.
pub fn count(text: &[u8], pattern: &[u8], unit: Unit) -> usize {
    match pattern {
        [] => unit.count(text) + 1,
        [byte] => memchr::memchr_iter(*byte, text).count(),
        _ => memmem::find_iter(text, pattern).count(),
    }
}

/// `text` with `old` replaced by `new`, at most `limit` times; `None` when there is nothing to do.
pub fn replace(text: &[u8], old: &[u8], new: &[u8], limit: usize, unit: Unit) -> Option<Vec<u8>> {
    if limit == 0 || old == new {
        return None;
    }
    if old.is_empty() {
        return Some(interleave(text, new, limit, unit));
    }
    let mut out = None;
    let mut done = 0;
    for at in Occurrences::of(text, old).take(limit) {
        let out = out.get_or_insert_with(|| Vec::with_capacity(text.len()));
        out.extend_from_slice(&text[done..at]);
        out.extend_from_slice(new);
        done = at + old.len();
    }
    if let Some(out) = &mut out {
        out.extend_from_slice(&text[done..]);
    }
    out
}

/// `new` before the first `limit` units; after the last one too when the limit allows.
fn interleave(text: &[u8], new: &[u8], limit: usize, unit: Unit) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    for _ in 0..limit {
        out.extend_from_slice(new);
        let Some((_, width)) = unit.first(rest) else { break };
        out.extend_from_slice(&rest[..width]);
        rest = &rest[width..];
    }
    out.extend_from_slice(rest);
    out
}

/// The offsets of a pattern that is not empty.
struct Occurrences<'a> {
    /// For long texts: making one costs more than short ones take.
    finder: Option<memmem::Finder<'a>>,
    pattern: &'a [u8],
    text: &'a [u8],
    at: usize,
}

/// Texts up to this are searched by the first byte of a pattern.
const SHORT: usize = 128;

impl<'a> Occurrences<'a> {
    fn of(text: &'a [u8], pattern: &'a [u8]) -> Occurrences<'a> {
        let finder =
            (text.len() > SHORT && pattern.len() > 1).then(|| memmem::Finder::new(pattern));
        Occurrences { finder, pattern, text, at: 0 }
    }
}

impl Iterator for Occurrences<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let found = match (self.pattern, &self.finder) {
            ([byte], _) => memchr::memchr(*byte, rest),
            (_, Some(finder)) => finder.find(rest),
            (pattern, None) => find_short(rest, pattern),
        }?;
        let at = self.at + found;
        self.at = at + self.pattern.len();
        Some(at)
    }
}

/// The offset of a pattern that is not empty in a short text.
fn find_short(text: &[u8], pattern: &[u8]) -> Option<usize> {
    let last = text.len().checked_sub(pattern.len())?;
    let mut at = 0;
    while at <= last {
        at += memchr::memchr(pattern[0], &text[at..=last])?;
        if text[at..].starts_with(pattern) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The parts between occurrences of `separator`, which is not empty; at most `limit` splits from the left.
pub fn split<'a>(text: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in Occurrences::of(text, separator).take(limit) {
        parts.push(&text[start..at]);
        start = at + separator.len();
    }
    parts.push(&text[start..]);
    parts
}

/// Like [`split`], with the splits counted from the right; the parts are in the order of the text.
pub fn rsplit<'a>(text: &'a [u8], separator: &[u8], limit: usize) -> Vec<&'a [u8]> {
    let finder = memmem::FinderRev::new(separator);
    let mut parts = Vec::new();
    let mut rest = text;
    while parts.len() < limit
        && let Some(at) = finder.rfind(rest)
    {
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    parts
}

/// The parts between runs of blanks, none empty; after `limit` splits the rest is one part, blanks
/// at its end included.
pub fn split_blanks(text: &[u8], limit: usize, unit: Unit) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = strip_left(text, |code| unit.is_space(code), unit);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let after = strip_left(rest, |code| !unit.is_space(code), unit);
        parts.push(&rest[..rest.len() - after.len()]);
        rest = strip_left(after, |code| unit.is_space(code), unit);
    }
    parts
}

/// Like [`split_blanks`] from the right; the parts are in the order of the text.
pub fn rsplit_blanks(text: &[u8], limit: usize, unit: Unit) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = strip_right(text, |code| unit.is_space(code), unit);
    while !rest.is_empty() {
        if parts.len() == limit {
            parts.push(rest);
            break;
        }
        let before = strip_right(rest, |code| !unit.is_space(code), unit);
        parts.push(&rest[before.len()..]);
        rest = strip_right(before, |code| unit.is_space(code), unit);
    }
    parts.reverse();
    parts
}

/// The lines of `text`, with their ends when `keep_ends`. `\r\n` is one end; the last line may have none.
pub fn split_lines(text: &[u8], keep_ends: bool, unit: Unit) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let after = strip_left(rest, |code| !unit.is_line_end(code), unit);
        let len = rest.len() - after.len();
        let end = match after {
            [b'\r', b'\n', ..] => 2,
            _ => unit.first(after).map_or(0, |(_, width)| width),
        };
        lines.push(&rest[..if keep_ends { len + end } else { len }]);
        rest = &rest[len + end..];
    }
    lines
}

/// `text` without the units at its start for which `drops` holds.
pub fn strip_left(text: &[u8], drops: impl Fn(u32) -> bool, unit: Unit) -> &[u8] {
    let mut rest = text;
    while let Some((code, width)) = unit.first(rest) {
        if !drops(code) {
            break;
        }
        rest = &rest[width..];
    }
    rest
}

/// `text` without the units at its end for which `drops` holds.
pub fn strip_right(text: &[u8], drops: impl Fn(u32) -> bool, unit: Unit) -> &[u8] {
    let mut rest = text;
    while let Some((code, width)) = unit.last(rest) {
        if !drops(code) {
            break;
        }
        rest = &rest[..rest.len() - width];
    }
    rest
}

/// `text.lstrip()`.
pub fn strip_blanks_left(text: &[u8], unit: Unit) -> &[u8] {
    strip_left(text, |code| unit.is_space(code), unit)
}

/// `text.rstrip()`.
pub fn strip_blanks_right(text: &[u8], unit: Unit) -> &[u8] {
    strip_right(text, |code| unit.is_space(code), unit)
}

/// `text.strip()`.
pub fn strip_blanks(text: &[u8], unit: Unit) -> &[u8] {
    strip_blanks_right(strip_blanks_left(text, unit), unit)
}

/// `text.lstrip(units)`.
pub fn strip_units_left<'a>(text: &'a [u8], units: &[u8], unit: Unit) -> &'a [u8] {
    strip_left(text, |code| has_unit(units, code, unit), unit)
}

/// `text.rstrip(units)`.
pub fn strip_units_right<'a>(text: &'a [u8], units: &[u8], unit: Unit) -> &'a [u8] {
    strip_right(text, |code| has_unit(units, code, unit), unit)
}

fn has_unit(units: &[u8], code: u32, unit: Unit) -> bool {
    match unit {
        Unit::CodePoint if code >= 0x80 => wtf8::code_points(units).any(|other| other == code),
        _ if units.len() <= 8 => has_byte(units, code as u8),
        _ => units.contains(&(code as u8)),
    }
}

/// `text.expandtabs(size)`: a column starts anew after `\n` and `\r`. `None` when it would not fit
/// in memory.
pub fn expand_tabs(text: &[u8], size: usize, unit: Unit) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    let mut rest = text;
    while let Some((code, width)) = unit.first(rest) {
        if code == b'\t' as u32 {
            if size > 0 {
                let missing = size - column % size;
                out.try_reserve(missing).ok()?;
                out.resize(out.len() + missing, b' ');
                column += missing;
            }
        } else {
            out.extend_from_slice(&rest[..width]);
            column = if matches!(code, 10 | 13) { 0 } else { column + 1 };
        }
        rest = &rest[width..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: usize = usize::MAX;

    fn texts(parts: Vec<&[u8]>) -> Vec<&str> {
        parts.into_iter().map(|part| std::str::from_utf8(part).unwrap()).collect()
    }

    #[test]
    fn empty_patterns() {
        assert_eq!((find(b"abc", b""), rfind(b"abc", b"")), (Some(0), Some(3)));
        assert_eq!(count("aé€".as_bytes(), b"", Unit::CodePoint), 4);
        assert_eq!(count("aé€".as_bytes(), b"", Unit::Byte), 7);
        let put = |limit| replace("é€".as_bytes(), b"", b"-", limit, Unit::CodePoint).unwrap();
        assert_eq!(put(ALL), "-é-€-".as_bytes());
        assert_eq!(put(2), "-é-€".as_bytes());
        assert_eq!(put(3), "-é-€-".as_bytes());
        assert_eq!(replace(b"", b"", b"x", 1, Unit::Byte), Some(b"x".to_vec()));
    }

    #[test]
    fn bytes_in_short_texts() {
        for len in 0..=8 {
            let text = &b"abcdefgh"[..len];
            for byte in 0..=255 {
                assert_eq!(has_byte(text, byte), text.contains(&byte));
            }
        }
    }

    #[test]
    fn replacing() {
        let put = |limit| replace(b"aaaa", b"aa", b"b", limit, Unit::Byte);
        assert_eq!((put(0), put(1), put(9)), (None, Some(b"baa".to_vec()), Some(b"bb".to_vec())));
        assert_eq!(replace(b"abc", b"x", b"y", ALL, Unit::Byte), None);
        assert_eq!(count(b"aaaaa", b"aa", Unit::Byte), 2);
        assert_eq!(rfind(b"aXbX", b"X"), Some(3));
    }

    #[test]
    fn splitting() {
        assert_eq!(texts(split(b"a,b,,c", b",", ALL)), ["a", "b", "", "c"]);
        assert_eq!(texts(split(b"a,b,,c", b",", 1)), ["a", "b,,c"]);
        assert_eq!(texts(split(b"", b",", ALL)), [""]);
        assert_eq!(texts(rsplit(b"aaa", b"aa", ALL)), ["a", ""]);
        assert_eq!(texts(split(b"aaa", b"aa", ALL)), ["", "a"]);
        assert_eq!(texts(rsplit(b"a,b,,c", b",", 1)), ["a,b,", "c"]);
        let unit = Unit::CodePoint;
        assert_eq!(
            texts(split_blanks(" a\u{2003}b \x1f c ".as_bytes(), ALL, unit)),
            ["a", "b", "c"]
        );
        assert_eq!(texts(split_blanks(b" a b c ", 1, unit)), ["a", "b c "]);
        assert_eq!(texts(split_blanks(b" a b c ", 0, unit)), ["a b c "]);
        assert_eq!(texts(rsplit_blanks(b" a b c ", 1, unit)), [" a b", "c"]);
        assert_eq!(texts(rsplit_blanks(b" a b c ", 0, unit)), [" a b c"]);
        assert_eq!(texts(split_blanks(b"  ", ALL, unit)), [""; 0]);
        assert_eq!(split_blanks(b"a\x1fb c", ALL, Unit::Byte).len(), 2);
    }

    #[test]
    fn lines() {
        let text = "a\r\nb\rc\n\nd\u{2028}e\x1cf\n";
        let unit = Unit::CodePoint;
        assert_eq!(
            texts(split_lines(text.as_bytes(), false, unit)),
            ["a", "b", "c", "", "d", "e", "f"]
        );
        assert_eq!(split_lines(text.as_bytes(), true, unit).concat(), text.as_bytes());
        assert_eq!(split_lines(text.as_bytes(), false, Unit::Byte).len(), 5);
        assert_eq!(texts(split_lines(b"", true, unit)), [""; 0]);
    }

    #[test]
    fn stripping_and_tabs() {
        assert_eq!(strip_blanks(b" \x0ba ", Unit::Byte), b"a");
        let strip = |text: &'static str, units: &str| {
            let left = strip_units_left(text.as_bytes(), units.as_bytes(), Unit::CodePoint);
            strip_units_right(left, units.as_bytes(), Unit::CodePoint)
        };
        assert_eq!(strip("éaé€", "€é"), b"a");
        assert_eq!(strip("aba", "ab"), b"");
        assert_eq!(expand_tabs(b"a\tb\n\tc\t", 4, Unit::Byte).unwrap(), b"a   b\n    c   ");
        assert_eq!(expand_tabs("é\tb".as_bytes(), 4, Unit::CodePoint).unwrap(), "é   b".as_bytes());
        assert_eq!(expand_tabs(b"a\tb", 0, Unit::Byte).unwrap(), b"ab");
    }
}
