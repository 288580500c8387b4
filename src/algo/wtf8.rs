//! Text as Python has it: any sequence of code points, lone surrogates among them, in generalized UTF-8.
//!
//! A surrogate is three bytes like its neighbours, and two of them never join into one code point:
//! `"\ud83d\ude00"` has length 2. All functions take text that is well formed in this sense, which
//! is what [`push`] writes; offsets are byte offsets at code point boundaries.
//!
//! Reference: The WTF-8 encoding, section 3 "Generalized UTF-8".

use std::borrow::Cow;

/// Appends one code point (at most 0x10FFFF).
pub fn push(out: &mut Vec<u8>, code: u32) {
    debug_assert!(code <= 0x10FFFF);
    if code < 0x80 {
        out.push(code as u8);
    } else if code < 0x800 {
        out.extend_from_slice(&[0xC0 | (code >> 6) as u8, tail(code)]);
    } else if code < 0x10000 {
        out.extend_from_slice(&[0xE0 | (code >> 12) as u8, tail(code >> 6), tail(code)]);
    } else {
        out.extend_from_slice(&[
            0xF0 | (code >> 18) as u8,
            tail(code >> 12),
            tail(code >> 6),
            tail(code),
        ]);
    }
}

fn tail(bits: u32) -> u8 {
    0x80 | (bits & 0x3F) as u8
}

/// How many bytes the code point that starts with `lead` takes.
#[inline]
pub fn width(lead: u8) -> usize {
    match lead {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// How many bytes `code` takes.
#[inline]
pub fn width_of(code: u32) -> usize {
    match code {
        0..0x80 => 1,
        0x80..0x800 => 2,
        0x800..0x10000 => 3,
        _ => 4,
    }
}

/// Whether `byte` starts a code point.
#[inline]
pub fn is_start(byte: u8) -> bool {
    (byte as i8) >= -0x40
}

/// The code point at byte offset `at`, with its width; `None` at the end.
#[inline]
pub fn decode(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let rest = text.get(at..)?;
    Some(match *rest {
        [] => return None,
        [a @ 0..0x80, ..] => (a as u32, 1),
        [a @ 0..0xE0, b, ..] => ((a as u32 & 0x1F) << 6 | low(b), 2),
        [a @ 0..0xF0, b, c, ..] => ((a as u32 & 0x0F) << 12 | low(b) << 6 | low(c), 3),
        [a, b, c, d, ..] => ((a as u32 & 0x07) << 18 | low(b) << 12 | low(c) << 6 | low(d), 4),
        // Not well formed: let no caller loop on it.
        [a, ..] => (a as u32, 1),
    })
}

#[inline]
fn low(byte: u8) -> u32 {
    byte as u32 & 0x3F
}

/// The code point that ends at byte offset `at`, with its width; `None` at the start.
#[inline]
pub fn decode_before(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let mut start = at.checked_sub(1)?;
    while start > 0 && !is_start(text[start]) {
        start -= 1;
    }
    decode(&text[..at], start)
}

/// The code points of `text`, from either end.
pub fn code_points(text: &[u8]) -> CodePoints<'_> {
    CodePoints { text }
}

/// Iterator over code points; see [`code_points`].
#[derive(Clone, Debug)]
pub struct CodePoints<'a> {
    text: &'a [u8],
}

impl<'a> CodePoints<'a> {
    /// What has not been handed out yet.
    pub fn rest(&self) -> &'a [u8] {
        self.text
    }
}

impl Iterator for CodePoints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (code, width) = decode(self.text, 0)?;
        self.text = &self.text[width..];
        Some(code)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.text.len().div_ceil(4), Some(self.text.len()))
    }

    fn count(self) -> usize {
        count(self.text)
    }
}

impl DoubleEndedIterator for CodePoints<'_> {
    #[inline]
    fn next_back(&mut self) -> Option<u32> {
        let (code, width) = decode_before(self.text, self.text.len())?;
        self.text = &self.text[..self.text.len() - width];
        Some(code)
    }
}

/// The number of code points.
pub fn count(text: &[u8]) -> usize {
    // Short blocks keep the inner counter in a byte, which is what lets it vectorise.
    text.chunks(192)
        .map(|block| block.iter().map(|&byte| is_start(byte) as u8).sum::<u8>() as usize)
        .sum()
}

/// Whether every code point is below 0x80.
#[inline]
pub fn is_ascii(text: &[u8]) -> bool {
    text.is_ascii()
}

/// Whether there is a code point in 0xD800..0xE000.
pub fn has_surrogates(text: &[u8]) -> bool {
    first_surrogate(text).is_some()
}

/// The byte offset of the first surrogate.
pub fn first_surrogate(text: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = memchr::memchr(0xED, &text[from..]) {
        let at = from + found;
        if text.get(at + 1).is_some_and(|&byte| byte >= 0xA0) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The byte offset of code point number `index`; the text's length when there are no more than `index`.
pub fn offset(text: &[u8], index: usize) -> usize {
    let (mut at, mut left) = (0, index);
    // Whole blocks first: a block holds no more code points than bytes.
    while left >= 64 && at + 64 <= text.len() {
        left -= text[at..at + 64].iter().map(|&byte| is_start(byte) as u8).sum::<u8>() as usize;
        at += 64;
    }
    // `left` code points that start at or after `at` are still to be passed.
    while at < text.len() {
        if is_start(text[at]) {
            if left == 0 {
                return at;
            }
            left -= 1;
        }
        at += 1;
    }
    text.len()
}

/// Code points `start..end`; both are cut to the length.
pub fn slice(text: &[u8], start: usize, end: usize) -> &[u8] {
    if start >= end {
        return &[];
    }
    let from = offset(text, start);
    let rest = &text[from..];
    &rest[..offset(rest, end - start)]
}

/// `count` code points from number `start` on, `step` apart, as `text[start::step]` picks them.
/// The positions must be inside the text.
pub fn stepped(text: &[u8], start: usize, step: isize, count: usize) -> Vec<u8> {
    let mut out = Vec::new();
    if count == 0 {
        return out;
    }
    let skip = step.unsigned_abs() - 1;
    if step > 0 {
        let mut codes = code_points(&text[offset(text, start)..]);
        for _ in 0..count {
            let Some(code) = codes.next() else { break };
            push(&mut out, code);
            if skip > 0 {
                codes.nth(skip - 1);
            }
        }
    } else {
        let mut codes = code_points(&text[..offset(text, start + 1)]).rev();
        for _ in 0..count {
            let Some(code) = codes.next() else { break };
            push(&mut out, code);
            if skip > 0 {
                codes.nth(skip - 1);
            }
        }
    }
    out
}

/// The text as a Rust string; `None` when it holds surrogates.
pub fn to_str(text: &[u8]) -> Option<&str> {
    std::str::from_utf8(text).ok()
}

/// The text as a Rust string, U+FFFD in place of each surrogate.
pub fn to_str_lossy(text: &[u8]) -> Cow<'_, str> {
    match to_str(text) {
        Some(text) => Cow::Borrowed(text),
        None => code_points(text)
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect::<String>()
            .into(),
    }
}

/// The text with these code points.
pub fn from_code_points(codes: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let codes = codes.into_iter();
    let mut out = Vec::with_capacity(codes.size_hint().0);
    codes.for_each(|code| push(&mut out, code));
    out
}

/// The text whose code points are these bytes.
pub fn from_latin1(bytes: &[u8]) -> Vec<u8> {
    if bytes.is_ascii() {
        return bytes.to_vec();
    }
    from_code_points(bytes.iter().map(|&byte| byte as u32))
}

/// The largest code point; `None` when empty.
pub fn max_code_point(text: &[u8]) -> Option<u32> {
    code_points(text).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_stay_apart() {
        let text = from_code_points([0xD83D, 0xDE00, 0x1F600, 0x61, 0xE9]);
        assert_eq!(count(&text), 5);
        assert_eq!(code_points(&text).collect::<Vec<_>>(), [0xD83D, 0xDE00, 0x1F600, 0x61, 0xE9]);
        assert_eq!(
            code_points(&text).rev().collect::<Vec<_>>(),
            [0xE9, 0x61, 0x1F600, 0xDE00, 0xD83D]
        );
        assert!(has_surrogates(&text) && to_str(&text).is_none());
        assert_eq!(to_str_lossy(&text), "\u{FFFD}\u{FFFD}😀aé");
        assert!(!has_surrogates("\u{D7FF}퟿".as_bytes()));
        assert_eq!(from_latin1(b"a\xE9"), "aé".as_bytes());
    }

    #[test]
    fn offsets_and_slices() {
        let text: String = (0..500).map(|i| ['a', 'é', '€', '😀'][i % 4]).collect();
        let bytes = text.as_bytes();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        assert_eq!(count(bytes), 500);
        for (index, &at) in starts.iter().enumerate() {
            assert_eq!(offset(bytes, index), at);
        }
        assert_eq!(offset(bytes, 500), bytes.len());
        assert_eq!(offset(bytes, 900), bytes.len());
        assert_eq!(slice(bytes, 1, 4), "é€😀".as_bytes());
        assert_eq!(slice(bytes, 499, 700), "😀".as_bytes());
        assert_eq!(slice(bytes, 4, 2), b"");
        assert_eq!(stepped("aé€😀b".as_bytes(), 0, 2, 3), "a€b".as_bytes());
        assert_eq!(stepped("aé€😀b".as_bytes(), 4, -3, 2), "bé".as_bytes());
        assert_eq!(stepped("aé€😀b".as_bytes(), 4, -1, 5), "b😀€éa".as_bytes());
    }
}
