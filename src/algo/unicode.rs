//! What str methods ask of a code point, and the case mappings of whole texts, in Unicode 15.1.
//!
//! The tables are recorded from CPython 3.13, because std follows newer versions of Unicode.
//! Predicates take any code point; surrogates and unassigned ones have no properties.
//!
//! Reference: Library Reference, "String Methods"; The Unicode Standard, 3.13 "Default Case Algorithms".

use std::borrow::Cow;

use super::unicode_tables as tables;
use super::wtf8;

/// Where in RUNS to look for the code points of each block of 256.
static PAGES: [u16; 0x1101] = {
    let mut pages = [0; 0x1101];
    let mut page = 0;
    let mut run = 0;
    while page < pages.len() {
        while run + 1 < tables::RUNS.len() && tables::RUNS[run + 1] >> 8 <= (page as u32) << 8 {
            run += 1;
        }
        pages[page] = run as u16;
        page += 1;
    }
    pages
};

/// The scripts most used, Latin to Cyrillic, need no search.
const DIRECT: usize = 0x600;

static CLASSES: [u16; DIRECT] = {
    let mut classes = [0; DIRECT];
    let mut code = 0;
    let mut run = 0;
    while code < DIRECT {
        if tables::RUNS[run + 1] >> 8 <= code as u32 {
            run += 1;
        }
        classes[code] = tables::CLASSES[(tables::RUNS[run] & 0xFF) as usize];
        code += 1;
    }
    classes
};

#[inline]
fn class(code: u32) -> u16 {
    match CLASSES.get(code as usize) {
        Some(&class) => class,
        None => searched_class(code),
    }
}

fn searched_class(code: u32) -> u16 {
    let page = (code >> 8) as usize;
    if page >= 0x1100 {
        return 0;
    }
    let first = PAGES[page] as usize;
    let runs = &tables::RUNS[first..=PAGES[page + 1] as usize];
    let run = first + runs.partition_point(|run| run >> 8 <= code) - 1;
    tables::CLASSES[(tables::RUNS[run] & 0xFF) as usize]
}

#[inline]
fn is(code: u32, bits: u16) -> bool {
    class(code) & bits != 0
}

/// A letter: category L*.
pub fn is_alpha(code: u32) -> bool {
    is(code, tables::ALPHA)
}

/// A digit of a positional decimal system, category Nd.
pub fn is_decimal(code: u32) -> bool {
    is(code, tables::DECIMAL)
}

/// A decimal or something digit-like: `²`.
pub fn is_digit(code: u32) -> bool {
    is(code, tables::DIGIT)
}

/// Anything with a numeric value: `½`, `四`.
pub fn is_numeric(code: u32) -> bool {
    is(code, tables::NUMERIC)
}

/// What `str.isalnum` accepts.
pub fn is_alnum(code: u32) -> bool {
    is(code, tables::ALPHA | tables::DECIMAL | tables::DIGIT | tables::NUMERIC)
}

/// Whitespace for `strip` and `split`.
pub fn is_space(code: u32) -> bool {
    is(code, tables::SPACE)
}

/// What `repr` shows as itself.
pub fn is_printable(code: u32) -> bool {
    is(code, tables::PRINTABLE)
}

pub fn is_upper(code: u32) -> bool {
    is(code, tables::UPPER)
}

pub fn is_lower(code: u32) -> bool {
    is(code, tables::LOWER)
}

/// A titlecase letter: `ǅ`.
pub fn is_title(code: u32) -> bool {
    is(code, tables::TITLE)
}

/// Upper, lower or title.
pub fn is_cased(code: u32) -> bool {
    is(code, tables::CASED)
}

fn is_case_ignorable(code: u32) -> bool {
    is(code, tables::CASE_IGNORABLE)
}

/// What can start an identifier, `_` included.
pub fn is_identifier_start(code: u32) -> bool {
    is(code, tables::ID_START)
}

pub fn is_identifier_continue(code: u32) -> bool {
    is(code, tables::ID_CONTINUE)
}

/// `text.isidentifier()`; keywords count.
pub fn is_identifier(text: &[u8]) -> bool {
    let mut codes = wtf8::code_points(text);
    codes.next().is_some_and(is_identifier_start) && codes.all(is_identifier_continue)
}

/// What ends a line for `str.splitlines`.
pub fn is_line_end(code: u32) -> bool {
    matches!(code, 0x0A..=0x0D | 0x1C..=0x1E | 0x85 | 0x2028 | 0x2029)
}

/// 0 to 9 of a decimal digit, as `int` reads it.
pub fn decimal_value(code: u32) -> Option<u32> {
    match code {
        0x30..=0x39 => Some(code - 0x30),
        _ if is_decimal(code) => numeric_value(code).map(|value| value as u32),
        _ => None,
    }
}

/// `unicodedata.digit`.
pub fn digit_value(code: u32) -> Option<u32> {
    if is_digit(code) { numeric_value(code).map(|value| value as u32) } else { None }
}

/// `unicodedata.numeric`.
pub fn numeric_value(code: u32) -> Option<f64> {
    let at = tables::NUMBERS.partition_point(|&(first, ..)| first <= code).checked_sub(1)?;
    let (first, last, value, step) = tables::NUMBERS[at];
    (code <= last).then(|| value + step * (code - first) as f64)
}

/// Text for a number parser: decimal digits in ASCII, whitespace as blanks, and a `?`, which is in no
/// number, for everything else beyond ASCII.
pub fn ascii_number(text: &[u8]) -> Cow<'_, [u8]> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let ascii = |code: u32| match code {
        0..128 => code as u8,
        _ if is_space(code) => b' ',
        _ => decimal_value(code).map_or(b'?', |value| b'0' + value as u8),
    };
    Cow::Owned(wtf8::code_points(text).map(ascii).collect())
}

type Runs = &'static [(u32, u32, u32, i32)];
type Long = &'static [(u32, [u32; 3])];

/// One code point's image: up to three code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mapped([u32; 3]);

impl Mapped {
    fn one(code: u32) -> Mapped {
        Mapped([code, 0, 0])
    }

    pub fn code_points(&self) -> &[u32] {
        let len = 1 + self.0[1..].iter().filter(|&&code| code != 0).count();
        &self.0[..len]
    }

    fn push_to(self, out: &mut Vec<u8>) {
        self.code_points().iter().for_each(|&code| wtf8::push(out, code));
    }
}

/// Which blocks of 256 hold a code point with a mapping; there are none in the others.
static CASE_PAGES: [bool; 0x200] = {
    let mut pages = [false; 0x200];
    let tables = [tables::LOWER_RUNS, tables::UPPER_RUNS, tables::TITLE_RUNS, tables::FOLD_RUNS];
    let mut table = 0;
    while table < tables.len() {
        let mut at = 0;
        while at < tables[table].len() {
            let (first, last, _, _) = tables[table][at];
            let mut page = first >> 8;
            while page <= last >> 8 {
                pages[page as usize] = true;
                page += 1;
            }
            at += 1;
        }
        table += 1;
    }
    let tables = [tables::LOWER_LONG, tables::UPPER_LONG, tables::TITLE_LONG, tables::FOLD_LONG];
    let mut table = 0;
    while table < tables.len() {
        let mut at = 0;
        while at < tables[table].len() {
            pages[(tables[table][at].0 >> 8) as usize] = true;
            at += 1;
        }
        table += 1;
    }
    pages
};

fn find(code: u32, runs: Runs, long: Long) -> Option<Mapped> {
    if !CASE_PAGES.get((code >> 8) as usize).is_some_and(|&cased| cased) {
        return None;
    }
    if let Ok(at) = long.binary_search_by_key(&code, |&(from, _)| from) {
        return Some(Mapped(long[at].1));
    }
    let at = runs.partition_point(|&(first, ..)| first <= code).checked_sub(1)?;
    let (first, last, step, distance) = runs[at];
    (code <= last && (code - first).is_multiple_of(step))
        .then(|| Mapped::one(code.wrapping_add_signed(distance)))
}

/// `chr(code).lower()`, without the rule for a final sigma.
pub fn lower_of(code: u32) -> Mapped {
    find(code, tables::LOWER_RUNS, tables::LOWER_LONG).unwrap_or(Mapped::one(code))
}

/// `chr(code).upper()`.
pub fn upper_of(code: u32) -> Mapped {
    find(code, tables::UPPER_RUNS, tables::UPPER_LONG).unwrap_or(Mapped::one(code))
}

/// `chr(code).title()`.
pub fn title_of(code: u32) -> Mapped {
    find(code, tables::TITLE_RUNS, tables::TITLE_LONG).unwrap_or_else(|| upper_of(code))
}

/// `chr(code).casefold()`.
pub fn fold_of(code: u32) -> Mapped {
    find(code, tables::FOLD_RUNS, tables::FOLD_LONG).unwrap_or_else(|| lower_of(code))
}

const CAPITAL_SIGMA: u32 = 0x3A3;

/// The lower case of `code`, which stands between `before` and `after`.
fn push_lower(out: &mut Vec<u8>, code: u32, before: &[u8], after: &[u8]) {
    if code == CAPITAL_SIGMA {
        // The last letter of a word, but not its only one, has a form of its own.
        let letter = |code: Option<u32>| code.is_some_and(is_cased);
        let is_final =
            letter(wtf8::code_points(before).rev().find(|&code| !is_case_ignorable(code)))
                && !letter(wtf8::code_points(after).find(|&code| !is_case_ignorable(code)));
        wtf8::push(out, if is_final { 0x3C2 } else { 0x3C3 });
    } else {
        lower_of(code).push_to(out);
    }
}

/// Builds a text from `text`, whose ASCII goes through `ascii` in stretches and the rest as in [`mapped`].
fn mapped_by_stretch(
    text: &[u8],
    ascii: fn(&mut [u8]),
    mut each: impl FnMut(&mut Vec<u8>, u32, &[u8], &[u8]),
) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let stretch = text[at..].iter().take_while(|byte| byte.is_ascii()).count();
        let start = out.len();
        out.extend_from_slice(&text[at..at + stretch]);
        ascii(&mut out[start..]);
        at += stretch;
        if let Some((code, width)) = wtf8::decode(text, at) {
            each(&mut out, code, &text[..at], &text[at + width..]);
            at += width;
        }
    }
    out
}

/// Builds a text from `text`: `each` gets the output, a code point, and what is before and after it.
fn mapped(text: &[u8], mut each: impl FnMut(&mut Vec<u8>, u32, &[u8], &[u8])) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some((code, width)) = wtf8::decode(text, at) {
        each(&mut out, code, &text[..at], &text[at + width..]);
        at += width;
    }
    out
}

/// `text.lower()`.
pub fn lower(text: &[u8]) -> Vec<u8> {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    mapped_by_stretch(text, <[u8]>::make_ascii_lowercase, push_lower)
}

/// `text.upper()`.
pub fn upper(text: &[u8]) -> Vec<u8> {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    mapped_by_stretch(text, <[u8]>::make_ascii_uppercase, |out, code, _, _| {
        upper_of(code).push_to(out)
    })
}

/// `text.casefold()`.
pub fn casefold(text: &[u8]) -> Vec<u8> {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    mapped_by_stretch(text, <[u8]>::make_ascii_lowercase, |out, code, _, _| {
        fold_of(code).push_to(out)
    })
}

/// `text.title()`.
pub fn title(text: &[u8]) -> Vec<u8> {
    let mut in_word = false;
    mapped(text, |out, code, before, after| {
        if in_word {
            push_lower(out, code, before, after);
        } else {
            title_of(code).push_to(out);
        }
        in_word = is_cased(code);
    })
}

/// `text.capitalize()`.
pub fn capitalize(text: &[u8]) -> Vec<u8> {
    mapped(text, |out, code, before, after| {
        if before.is_empty() {
            title_of(code).push_to(out);
        } else {
            push_lower(out, code, before, after);
        }
    })
}

/// `text.swapcase()`.
pub fn swapcase(text: &[u8]) -> Vec<u8> {
    mapped(text, |out, code, before, after| {
        if is_upper(code) {
            push_lower(out, code, before, after);
        } else if is_lower(code) {
            upper_of(code).push_to(out);
        } else {
            wtf8::push(out, code);
        }
    })
}

/// `text.islower()`: has cased letters, and only lower ones.
pub fn is_lower_text(text: &[u8]) -> bool {
    let mut found = false;
    for code in wtf8::code_points(text) {
        if is(code, tables::UPPER | tables::TITLE) {
            return false;
        }
        found |= is_lower(code);
    }
    found
}

/// `text.isupper()`: has cased letters, and only upper ones.
pub fn is_upper_text(text: &[u8]) -> bool {
    let mut found = false;
    for code in wtf8::code_points(text) {
        if is(code, tables::LOWER | tables::TITLE) {
            return false;
        }
        found |= is_upper(code);
    }
    found
}

/// `text.istitle()`: has cased letters, upper ones where a word starts and lower ones after that.
pub fn is_title_text(text: &[u8]) -> bool {
    let (mut found, mut in_word) = (false, false);
    for code in wtf8::code_points(text) {
        if is(code, tables::UPPER | tables::TITLE) {
            if in_word {
                return false;
            }
            (found, in_word) = (true, true);
        } else if is_lower(code) {
            if !in_word {
                return false;
            }
        } else {
            in_word = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fnv(numbers: impl Iterator<Item = u32>) -> u64 {
        numbers.flat_map(u32::to_le_bytes).fold(0xCBF29CE484222325, |digest, byte| {
            (digest ^ byte as u64).wrapping_mul(0x100000001B3)
        })
    }

    fn digest(name: &str) -> u64 {
        let flips = |holds: fn(u32) -> bool| {
            let before = |code: u32| code > 0 && holds(code - 1);
            fnv((0..0x110000).filter(|&code| holds(code) != before(code)))
        };
        let mapping = |of: fn(u32) -> Mapped| {
            fnv((0..0x110000)
                .filter(|&code| of(code) != Mapped::one(code))
                .flat_map(|code| std::iter::once(code).chain(of(code).code_points().to_vec())))
        };
        match name {
            "ALPHA" => flips(is_alpha),
            "DECIMAL" => flips(is_decimal),
            "DIGIT" => flips(is_digit),
            "NUMERIC" => flips(is_numeric),
            "SPACE" => flips(is_space),
            "PRINTABLE" => flips(is_printable),
            "UPPER" => flips(is_upper),
            "LOWER" => flips(is_lower),
            "TITLE" => flips(is_title),
            "ID_START" => flips(is_identifier_start),
            "ID_CONTINUE" => flips(is_identifier_continue),
            "CASED" => flips(is_cased),
            "CASE_IGNORABLE" => flips(is_case_ignorable),
            "LOWER_MAPPING" => mapping(lower_of),
            "UPPER_MAPPING" => mapping(upper_of),
            "TITLE_MAPPING" => mapping(title_of),
            "FOLD_MAPPING" => mapping(fold_of),
            "NUMERIC_VALUE" => fnv((0..0x110000)
                .filter_map(|code| numeric_value(code).map(|value| (code, value.to_bits())))
                .flat_map(|(code, bits)| [code, bits as u32, (bits >> 32) as u32])),
            _ => panic!("{name} is not compared"),
        }
    }

    #[test]
    fn every_code_point_as_cpython() {
        for &(name, expected) in tables::DIGESTS {
            assert_eq!(digest(name), expected, "{name}");
        }
    }

    #[test]
    fn texts_as_cpython() {
        let check = |of: fn(&[u8]) -> Vec<u8>, from: &str, to: &str| {
            assert_eq!(String::from_utf8(of(from.as_bytes())).unwrap(), to);
        };
        check(lower, "ΑΣ ΑΣΑ Σ Α.Σ. İ", "ας ασα σ α.ς. i̇");
        check(upper, "straße ŉ ﬁ", "STRASSE ʼN FI");
        check(title, "they're ǆ ﬁne ΑΣ", "They'Re ǅ Fine Ας");
        check(capitalize, "ǆABC", "ǅabc");
        check(capitalize, "", "");
        check(swapcase, "aBß ΑΣ ǅ", "AbSS ας ǅ");
        check(casefold, "Straße ΑΣ", "strasse ασ");
        assert!(
            is_title_text("Ab Cd ǅe".as_bytes()) && !is_title_text(b"AB") && !is_title_text(b"1")
        );
        assert!(
            is_upper_text(b"A1")
                && !is_upper_text("ǅ".as_bytes())
                && is_lower_text("aª".as_bytes())
        );
        assert_eq!(&*ascii_number("\u{2003}١٢x\u{e9}".as_bytes()), b" 12x?");
        assert!(is_identifier("_é1".as_bytes()) && !is_identifier(b"1a") && !is_identifier(b""));
    }
}
