//! What literals and identifiers mean: characters allowed, escapes, numbers.
//!
//! Strings are UTF-8, except that a lone surrogate written as an escape takes three bytes of its own
//! in the same pattern.
//!
//! Reference: Language Reference, "Lexical analysis", "Literals" and "Identifiers and keywords".

use std::rc::Rc;

use num_bigint::BigInt;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::ast::Constant;
use crate::algo::unicode;

pub fn is_identifier_start(character: char) -> bool {
    unicode::is_identifier_start(character as u32)
}

pub fn is_identifier_continue(character: char) -> bool {
    unicode::is_identifier_continue(character as u32)
}

/// Whether `str.isprintable()` holds: a character with a name that is no separator or format control.
pub fn is_printable(character: char) -> bool {
    unicode::is_printable(character as u32)
}

/// The name that an identifier stands for: identifiers are compared in their NFKC form.
pub fn normalized(identifier: &str) -> std::borrow::Cow<'_, str> {
    match identifier.is_ascii() || is_nfkc_quick(identifier.chars()) == IsNormalized::Yes {
        true => identifier.into(),
        false => identifier.nfkc().collect::<String>().into(),
    }
}

/// A number the tokenizer has accepted; `Err` gives the digits of an int beyond `max_digits`.
pub fn number(text: &str, max_digits: usize) -> Result<Constant, usize> {
    let bytes = text.as_bytes();
    if bytes.len() < 19 && bytes.iter().all(u8::is_ascii_digit) {
        return Ok(Constant::Int(bytes.iter().fold(0, |n, it| n * 10 + i64::from(it - b'0'))));
    }
    let plain: String = text.chars().filter(|&it| it != '_').collect();
    let base = match plain.as_bytes() {
        [b'0', b'x' | b'X', ..] => 16,
        [b'0', b'o' | b'O', ..] => 8,
        [b'0', b'b' | b'B', ..] => 2,
        _ => 10,
    };
    let number = "the tokenizer has let only numbers through";
    if let Some(imaginary) = plain.strip_suffix(['j', 'J']).filter(|_| base == 10) {
        return Ok(Constant::Complex { real: 0.0, imag: imaginary.parse().expect(number) });
    }
    let digits = if base == 10 { plain.as_str() } else { &plain[2..] };
    if base == 10 && !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Ok(Constant::Float(plain.parse().expect(number)));
    }
    if let Ok(value) = i64::from_str_radix(digits, base) {
        return Ok(Constant::Int(value));
    }
    if base == 10 && max_digits != 0 && digits.len() > max_digits {
        return Err(digits.len());
    }
    let value = BigInt::parse_bytes(digits.as_bytes(), base).expect(number);
    Ok(Constant::BigInt(Rc::new(value)))
}

/// Why a string could not be decoded, as CPython words it, and the first escape that means nothing.
pub struct Decoded {
    pub invalid_escape: Option<InvalidEscape>,
    pub error: Option<String>,
}

pub enum InvalidEscape {
    Character(char),
    /// Three octal digits above `\377`.
    Octal(String),
}

impl InvalidEscape {
    pub fn message(&self) -> String {
        match self {
            Self::Character(it) => format!("invalid escape sequence '\\{it}'"),
            Self::Octal(it) => format!("invalid octal escape sequence '\\{it}'"),
        }
    }
}

/// Appends what `body`, the inside of a literal, stands for.
pub fn decode(body: &str, is_bytes: bool, raw: bool, out: &mut Vec<u8>) -> Decoded {
    let mut result = Decoded { invalid_escape: None, error: None };
    if is_bytes && !body.is_ascii() {
        result.error = Some("bytes can only contain ASCII literal characters".to_owned());
        return result;
    }
    if raw || !body.contains('\\') {
        out.extend_from_slice(body.as_bytes());
        return result;
    }
    let mut decoder = Escapes { body, at: 0, is_bytes, out, result: &mut result };
    if let Err(message) = decoder.run() {
        result.error = Some(message);
    }
    result
}

struct Escapes<'a> {
    body: &'a str,
    at: usize,
    is_bytes: bool,
    out: &'a mut Vec<u8>,
    result: &'a mut Decoded,
}

impl Escapes<'_> {
    fn run(&mut self) -> Result<(), String> {
        let bytes = self.body.as_bytes();
        while let Some(length) = bytes[self.at..].iter().position(|&it| it == b'\\') {
            let backslash = self.at + length;
            self.out.extend_from_slice(&bytes[self.at..backslash]);
            self.at = backslash + 1;
            self.escape(backslash)?;
        }
        self.out.extend_from_slice(&bytes[self.at..]);
        Ok(())
    }

    fn escape(&mut self, backslash: usize) -> Result<(), String> {
        let bytes = self.body.as_bytes();
        let Some(&byte) = bytes.get(self.at) else {
            // Ends the literal part of an f-string, before a brace.
            self.out.push(b'\\');
            return Ok(());
        };
        self.at += 1;
        let value = match byte {
            b'\n' => return Ok(()),
            b'\\' | b'\'' | b'"' => byte,
            b'a' => 0x07,
            b'b' => 0x08,
            b'f' => 0x0C,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'v' => 0x0B,
            b'0'..=b'7' => {
                self.octal();
                return Ok(());
            }
            b'x' => return self.hexadecimal(backslash, 2, "xXX"),
            b'u' if !self.is_bytes => return self.hexadecimal(backslash, 4, "uXXXX"),
            b'U' if !self.is_bytes => return self.hexadecimal(backslash, 8, "UXXXXXXXX"),
            b'N' if !self.is_bytes => return self.named(backslash),
            _ => {
                // Kept as it is, backslash included.
                self.at -= 1;
                self.out.push(b'\\');
                let character = self.body[self.at..].chars().next().unwrap_or('\\');
                // The tokenizer has warned of a brace already.
                if !matches!(character, '{' | '}') {
                    self.result.invalid_escape.get_or_insert(InvalidEscape::Character(character));
                }
                return Ok(());
            }
        };
        self.out.push(value);
        Ok(())
    }

    fn octal(&mut self) {
        let first = self.at - 1;
        let rest = self.body.as_bytes()[first..].iter().take(3);
        let length = rest.take_while(|it| matches!(it, b'0'..=b'7')).count();
        let digits = &self.body[first..first + length];
        self.at = first + length;
        let value = digits.bytes().fold(0, |n, it| n * 8 + u32::from(it - b'0'));
        if value > 0o377 {
            let escape = InvalidEscape::Octal(digits.to_owned());
            self.result.invalid_escape.get_or_insert(escape);
        }
        if self.is_bytes { self.out.push(value as u8) } else { push_code_point(self.out, value) }
    }

    fn hexadecimal(&mut self, backslash: usize, width: usize, form: &str) -> Result<(), String> {
        let rest = self.body.as_bytes()[self.at..].iter().take(width);
        let length = rest.take_while(|it| it.is_ascii_hexdigit()).count();
        let digits = &self.body[self.at..self.at + length];
        self.at += length;
        if length < width {
            return Err(match self.is_bytes {
                true => format!(
                    "(value error) invalid \\x escape at position {}",
                    self.position(backslash)
                ),
                false => self.undecodable(backslash, &format!("truncated \\{form} escape")),
            });
        }
        let value = u32::from_str_radix(digits, 16).unwrap_or(u32::MAX);
        if self.is_bytes {
            self.out.push(value as u8);
        } else if value > char::MAX as u32 {
            return Err(self.undecodable(backslash, "illegal Unicode character"));
        } else {
            push_code_point(self.out, value);
        }
        Ok(())
    }

    fn named(&mut self, backslash: usize) -> Result<(), String> {
        let malformed = "malformed \\N character escape";
        let rest = &self.body[self.at..];
        if !rest.starts_with('{') {
            return Err(self.undecodable(backslash, malformed));
        }
        let Some(close) = rest.find('}') else {
            self.at = self.body.len();
            return Err(self.undecodable(backslash, malformed));
        };
        let name = &rest[1..close];
        if name.is_empty() {
            self.at += close;
            return Err(self.undecodable(backslash, malformed));
        }
        self.at += close + 1;
        let Some(character) = unicode_names2::character(name) else {
            return Err(self.undecodable(backslash, "unknown Unicode character name"));
        };
        push_code_point(self.out, character as u32);
        Ok(())
    }

    fn undecodable(&self, backslash: usize, why: &str) -> String {
        let (first, last) = (self.position(backslash), self.position(self.at) - 1);
        format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {first}-{last}: {why}"
        )
    }

    /// CPython counts in a copy where each character beyond ASCII is written `\UXXXXXXXX`.
    fn position(&self, at: usize) -> usize {
        self.body[..at].chars().map(|it| if it.is_ascii() || self.is_bytes { 1 } else { 10 }).sum()
    }
}

/// UTF-8, for surrogates too.
pub fn push_code_point(out: &mut Vec<u8>, code: u32) {
    match char::from_u32(code) {
        Some(character) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.extend_from_slice(&[
            0xE0 | (code >> 12) as u8,
            0x80 | (code >> 6 & 0x3F) as u8,
            0x80 | (code & 0x3F) as u8,
        ]),
    }
}
