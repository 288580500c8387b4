//! A Python signature, read from the text CPython shows for it: while compiling, or at run time.

use crate::object::{Literal, Param, ParamKind, Signature};

const RECEIVER: Param =
    Param { name: "self", kind: ParamKind::PositionalOnly, default: None, literal: Literal::Other };

/// The values a body gets: one a parameter and one for a receiver that is passed.
pub const fn count(text: &'static str) -> usize {
    let mut items = Items(list_of(text));
    let mut count = 0;
    while let Some(item) = items.next() {
        count += match item.as_bytes() {
            [b'/'] | [b'*'] => 0,
            [b'$', ..] => is_passed(item) as usize,
            _ => 1,
        };
    }
    count
}

/// The parameters, with the receiver as the first if it is passed.
pub const fn slots<const N: usize>(text: &'static str) -> [Param; N] {
    let mut slots = [RECEIVER; N];
    fill(text, &mut slots);
    slots
}

/// The signature whose text and [`slots`] these are.
pub const fn signature(text: &'static str, slots: &'static [Param]) -> Signature {
    let receiver = has_receiver(text);
    let params = slots.split_at(receiver as usize).1;
    let (least, most) = plain_counts(params);
    let (name, text) = text.split_at(open(text));
    Signature { name, text, params, receiver, least, most }
}

/// Reads a signature at run time; it stays in memory for good.
pub fn parse(text: &'static str) -> Signature {
    let mut slots = vec![RECEIVER; count(text)];
    fill(text, &mut slots);
    signature(text, slots.leak())
}

const fn fill(text: &'static str, slots: &mut [Param]) {
    let mut items = Items(list_of(text));
    let mut kind = ParamKind::Positional;
    let (mut count, mut first) = (0, 0);
    while let Some(item) = items.next() {
        let param = match item.as_bytes() {
            [b'/'] => {
                while first < count {
                    slots[first].kind = ParamKind::PositionalOnly;
                    first += 1;
                }
                continue;
            }
            [b'*'] => {
                kind = ParamKind::KeywordOnly;
                continue;
            }
            [b'$', ..] if !is_passed(item) => continue,
            [b'$', ..] => Param { name: item.split_at(1).1, ..RECEIVER },
            [b'*', b'*', ..] => {
                Param { name: item.split_at(2).1, kind: ParamKind::Kwargs, ..RECEIVER }
            }
            [b'*', ..] => {
                kind = ParamKind::KeywordOnly;
                Param { name: item.split_at(1).1, kind: ParamKind::Args, ..RECEIVER }
            }
            _ => {
                let (name, default) = split_default(item);
                Param { name, kind, default, literal: literal_of(default) }
            }
        };
        slots[count] = param;
        count += 1;
    }
}

const fn literal_of(default: Option<&str>) -> Literal {
    let Some(text) = default else { return Literal::Other };
    match text.as_bytes() {
        b"None" => Literal::None,
        b"True" => Literal::Bool(true),
        b"False" => Literal::Bool(false),
        _ => match i64::from_str_radix(text, 10) {
            Ok(it) => Literal::Int(it),
            Err(_) => Literal::Other,
        },
    }
}

/// Fewest and most positional arguments that need no binding; (1, 0) where all calls do.
const fn plain_counts(params: &[Param]) -> (u32, u32) {
    let (mut least, mut most, mut i) = (0, 0, 0);
    while i < params.len() {
        match (params[i].kind, params[i].default) {
            (ParamKind::PositionalOnly | ParamKind::Positional, default) => {
                most += 1;
                if default.is_none() {
                    least = most;
                }
            }
            (ParamKind::KeywordOnly, Some(_)) => {}
            _ => return (1, 0),
        }
        i += 1;
    }
    (least, most)
}

const fn has_receiver(text: &'static str) -> bool {
    match Items(list_of(text)).next() {
        Some(item) => is_passed(item),
        None => false,
    }
}

/// Whether this item is a receiver that the body gets.
const fn is_passed(item: &str) -> bool {
    matches!(item.as_bytes(), b"$self" | b"$type" | b"$cls")
}

const fn open(text: &str) -> usize {
    let mut i = 0;
    while text.as_bytes()[i] != b'(' {
        i += 1;
    }
    i
}

const fn list_of(text: &'static str) -> &'static str {
    let inner = text.split_at(open(text) + 1).1;
    assert!(text.as_bytes()[text.len() - 1] == b')', "a signature ends with `)`");
    inner.split_at(inner.len() - 1).0
}

const fn split_default(item: &'static str) -> (&'static str, Option<&'static str>) {
    let mut i = 0;
    while i < item.len() {
        if item.as_bytes()[i] == b'=' {
            return (item.split_at(i).0, Some(item.split_at(i + 1).1));
        }
        i += 1;
    }
    (item, None)
}

/// Whether a default's text is a literal that [`super::from_arg`] can make a value of.
pub const fn is_literal(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        b"None" | b"True" | b"False" | b"()" | [b'-', b'0'..=b'9', ..] | [b'0'..=b'9' | b'\'', ..]
    )
}

/// The comma-separated items of a parameter list, blanks trimmed.
struct Items(&'static str);

impl Items {
    const fn next(&mut self) -> Option<&'static str> {
        let text = self.0.trim_ascii();
        if text.is_empty() {
            return None;
        }
        let (mut i, mut depth, mut quote) = (0, 0i32, 0u8);
        while i < text.len() {
            match text.as_bytes()[i] {
                b'\\' if quote != 0 => i += 1,
                byte if byte == quote => quote = 0,
                _ if quote != 0 => {}
                byte @ (b'\'' | b'"') => quote = byte,
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                b',' if depth == 0 => break,
                _ => {}
            }
            i += 1;
        }
        let (item, rest) = text.split_at(i);
        self.0 = if rest.is_empty() { rest } else { rest.split_at(1).1 };
        Some(item.trim_ascii())
    }
}
