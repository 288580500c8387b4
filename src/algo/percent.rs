//! `%`-formatting: `"%-5s|%#x" % (name, n)`.
//!
//! [`Pieces`] cuts a template up, one piece at a time, because what comes first goes wrong first: the
//! caller fetches key, `*` values and value in the order of a [`Directive`]'s fields and only then
//! looks at `end`. A [`Format`] writes a value that is converted already.
//!
//! Reference: Library Reference, "printf-style String Formatting" and "printf-style Bytes Formatting".

use super::fault::{Fault, Kind};
use super::float_text::{self, Form, Style};
use super::format_spec::{Align, Grouping, Sign, Spec};
use super::int_text::{self, Int};
use super::search::Unit;
use super::wtf8;

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Literal(&'a [u8]),
    Directive(Directive<'a>),
}

/// What stands between a `%` and its conversion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive<'a> {
    /// The mapping key in parentheses. That there is one matters before it turns out malformed.
    pub key: Option<Result<&'a [u8], Fault>>,
    /// Whether the width is the next value; see [`Format::set_width`].
    pub star_width: bool,
    /// Whether the precision is the next value; see [`Format::set_precision`].
    pub star_precision: bool,
    /// How the value is written, or why the directive is none. A conversion that does not exist is
    /// found by [`Format::unsupported`], after the value was fetched.
    pub end: Result<Format, Fault>,
}

/// How one value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    pub left: bool,
    pub plus: bool,
    pub space: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: usize,
    pub precision: Option<usize>,
    /// The conversion: a code point, or a byte in a bytes template.
    pub conversion: u32,
    /// Where the conversion stands, for the message.
    index: usize,
    unit: Unit,
}

/// The pieces of a template.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    text: &'a [u8],
    at: usize,
    unit: Unit,
}

impl<'a> Pieces<'a> {
    /// A str template with [`Unit::CodePoint`], a bytes one with [`Unit::Byte`].
    pub fn new(text: &'a [u8], unit: Unit) -> Pieces<'a> {
        Pieces { text, at: 0, unit }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Reads what follows a `%`.
    fn directive(&mut self) -> Directive<'a> {
        let mut directive = Directive {
            key: None,
            star_width: false,
            star_precision: false,
            end: Err(Fault::value("incomplete format")),
        };
        if self.peek() == Some(b'(') {
            let key = self.key();
            let malformed = key.is_err();
            directive.key = Some(key);
            if malformed {
                return directive;
            }
        }
        let mut format = Format {
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: 0,
            precision: None,
            conversion: 0,
            index: 0,
            unit: self.unit,
        };
        while let Some(byte) = self.peek() {
            match byte {
                b'-' => format.left = true,
                b'+' => format.plus = true,
                b' ' => format.space = true,
                b'#' => format.alternate = true,
                b'0' => format.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if self.peek() == Some(b'*') {
            self.at += 1;
            directive.star_width = true;
        } else {
            match self.number(isize::MAX as usize, "width too big") {
                Ok(width) => format.width = width,
                Err(fault) => return Directive { end: Err(fault), ..directive },
            }
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            if self.peek() == Some(b'*') {
                self.at += 1;
                directive.star_precision = true;
            } else {
                let too_big = match self.unit {
                    Unit::CodePoint => "precision too big",
                    Unit::Byte => "prec too big",
                };
                match self.number(i32::MAX as usize, too_big) {
                    Ok(precision) => format.precision = Some(precision),
                    Err(fault) => return Directive { end: Err(fault), ..directive },
                }
            }
        }
        // C's length of the argument says nothing here.
        if matches!(self.peek(), Some(b'h' | b'l' | b'L')) {
            self.at += 1;
        }
        let (conversion, width) = match (self.unit, self.peek()) {
            (_, None) => return directive,
            (Unit::Byte, Some(byte)) => (byte as u32, 1),
            (Unit::CodePoint, _) => match wtf8::decode(self.text, self.at) {
                Some(found) => found,
                None => return directive,
            },
        };
        format.conversion = conversion;
        format.index = match self.unit {
            Unit::Byte => self.at,
            Unit::CodePoint => wtf8::count(&self.text[..self.at]),
        };
        self.at += width;
        directive.end = Ok(format);
        directive
    }

    /// The key up to the parenthesis that closes it; there may be pairs inside.
    fn key(&mut self) -> Result<&'a [u8], Fault> {
        let start = self.at + 1;
        let mut depth = 0;
        for (at, byte) in self.text.iter().enumerate().skip(self.at) {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at = at + 1;
                return Ok(&self.text[start..at]);
            }
        }
        self.at = self.text.len();
        Err(Fault::value("incomplete format key"))
    }

    /// A number of any digits, 0 for none; a fault when it exceeds `most`.
    fn number(&mut self, most: usize, too_big: &str) -> Result<usize, Fault> {
        let mut number = 0usize;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            number = number
                .checked_mul(10)
                .and_then(|n| n.checked_add((byte - b'0') as usize))
                .filter(|&n| n <= most)
                .ok_or_else(|| Fault::value(too_big))?;
        }
        Ok(number)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        match memchr::memchr(b'%', rest) {
            Some(0) => {
                self.at += 1;
                if self.peek() == Some(b'%') {
                    self.at += 1;
                    return Some(Piece::Literal(b"%"));
                }
                Some(Piece::Directive(self.directive()))
            }
            end => {
                let end = end.unwrap_or(rest.len());
                self.at += end;
                Some(Piece::Literal(&rest[..end]))
            }
        }
    }
}

impl Format {
    /// The conversion as a char to match on; NUL for what is none.
    pub fn kind(&self) -> char {
        char::from_u32(self.conversion).filter(char::is_ascii).unwrap_or('\0')
    }

    /// Whether nothing but the conversion was given.
    #[inline]
    pub fn is_bare(&self) -> bool {
        self.width == 0 && self.precision.is_none() && !(self.plus || self.space || self.alternate)
    }

    /// The specification that asks for the same, where there is one.
    pub fn as_spec(&self) -> Option<Spec> {
        let number = matches!(self.kind(), 'd' | 'i' | 'u' | 'x' | 'X' | 'o' | 'f' | 'F');
        if self.unit != Unit::CodePoint || !number && self.kind() != 's' {
            return None;
        }
        let zero = self.zero && number && !self.left;
        Some(Spec {
            fill: if zero { u32::from(b'0') } else { u32::from(b' ') },
            align: match () {
                _ if self.left => Align::Left,
                _ if zero => Align::AfterSign,
                _ => Align::Right,
            },
            sign: match (self.plus, self.space) {
                _ if !number => Sign::Default,
                (true, _) => Sign::Plus,
                (_, true) => Sign::Space,
                _ => Sign::Default,
            },
            no_negative_zero: false,
            alternate: self.alternate && number,
            width: self.width,
            grouping: Grouping::None,
            precision: self.precision,
            kind: self.conversion,
        })
    }

    /// The width a `*` stood for; a negative one aligns to the left.
    pub fn set_width(&mut self, width: i64) {
        self.left |= width < 0;
        self.width = width.unsigned_abs() as usize;
    }

    /// The precision a `*` stood for; a negative one is 0. OverflowError beyond C's int.
    pub fn set_precision(&mut self, precision: i64) -> Result<(), Fault> {
        let precision = i32::try_from(precision)
            .map_err(|_| Fault::overflow("Python int too large to convert to C int"))?;
        self.precision = Some(precision.max(0) as usize);
        Ok(())
    }

    /// The ValueError for a conversion that does not exist.
    pub fn unsupported(&self) -> Fault {
        let (conversion, index) = (self.conversion, self.index);
        let shown = match (self.unit, conversion) {
            // C's char is signed there, and that is a number no character has.
            (Unit::Byte, 0x80..) => {
                return Fault::overflow("character argument not in range(0x110000)");
            }
            (Unit::Byte, _) | (_, 31..=126) => conversion as u8 as char,
            _ => '?',
        };
        Fault::value(format!(
            "unsupported format character '{shown}' (0x{conversion:x}) at index {index}"
        ))
    }

    /// `d`, `i`, `u`, `o`, `x`, `X` of an int; `limit` is the one on decimal digits.
    pub fn int(&self, n: Int<'_>, limit: usize) -> Result<Vec<u8>, Fault> {
        let (prefix, digits) = match self.kind() {
            'o' => ("0o", n.digits(8)),
            'x' => ("0x", n.digits(16)),
            'X' => ("0X", n.digits(16).to_ascii_uppercase()),
            _ => ("", int_text::limited_decimal(n, limit)?),
        };
        let precision = self.precision.unwrap_or(0);
        if precision > i32::MAX as usize - 3 {
            return Err(Fault::overflow("precision too large"));
        }
        let prefix = if self.alternate { prefix } else { "" };
        let head = format!("{}{prefix}", self.sign(n.is_negative()));
        let zeros = precision.saturating_sub(digits.len());
        let body = if zeros == 0 { digits } else { "0".repeat(zeros) + &digits };
        self.padded(&head, body.as_bytes(), self.zero)
    }

    /// `e`, `E`, `f`, `F`, `g`, `G` of a float.
    pub fn float(&self, x: f64) -> Result<Vec<u8>, Fault> {
        let kind = self.kind();
        let form = match kind.to_ascii_lowercase() {
            'e' => Form::Exponent,
            'f' => Form::Fixed,
            _ => Form::General,
        };
        let text = float_text::write(
            x,
            Style {
                form,
                precision: self.precision.unwrap_or(6),
                alternate: self.alternate,
                dot_zero: false,
                upper: kind.is_ascii_uppercase(),
            },
        );
        let size = text.strip_prefix('-');
        let sign = self.sign(size.is_some());
        self.padded(sign, size.unwrap_or(&text).as_bytes(), self.zero)
    }

    /// `s`, `r`, `a`, `b` of what `str`, `repr`, ... gave: the precision cuts it.
    pub fn text(&self, text: &[u8]) -> Result<Vec<u8>, Fault> {
        let cut = match (self.precision, self.unit) {
            (None, _) => text,
            (Some(precision), Unit::CodePoint) => wtf8::slice(text, 0, precision),
            (Some(precision), Unit::Byte) => &text[..precision.min(text.len())],
        };
        self.padded("", cut, false)
    }

    /// `c` of one character.
    pub fn character(&self, text: &[u8]) -> Result<Vec<u8>, Fault> {
        self.padded("", text, false)
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, ..) => "-",
            (_, true, _) => "+",
            (.., true) => " ",
            _ => "",
        }
    }

    fn padded(&self, head: &str, body: &[u8], with_zeros: bool) -> Result<Vec<u8>, Fault> {
        let len = match self.unit {
            Unit::CodePoint => wtf8::count(body),
            Unit::Byte => body.len(),
        };
        let missing = self.width.saturating_sub(head.len() + len);
        let mut out = Vec::new();
        let bytes = missing.saturating_add(head.len() + body.len());
        out.try_reserve_exact(bytes)
            .map_err(|_| Fault { kind: Kind::MemoryError, message: String::new() })?;
        let (before, zeros) = match (self.left, with_zeros) {
            (true, _) => (0, 0),
            (_, true) => (0, missing),
            _ => (missing, 0),
        };
        out.resize(before, b' ');
        out.extend_from_slice(head.as_bytes());
        out.resize(out.len() + zeros, b'0');
        out.extend_from_slice(body);
        out.resize(bytes, b' ');
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algo::fault::shown;
    use crate::algo::recorded::{ascii, cases};

    /// `template % value` for one value, as the callers go about it.
    fn percent(template: &[u8], value: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
        let mut out = Vec::new();
        for piece in Pieces::new(template, Unit::CodePoint) {
            match piece {
                Piece::Literal(text) => out.extend_from_slice(text),
                Piece::Directive(directive) => {
                    let format = directive.end?;
                    out.extend(match (format.kind(), type_name) {
                        ('d' | 'i' | 'u' | 'o' | 'x' | 'X', "int") => {
                            let n = ascii(value).parse().unwrap();
                            format.int(Int::Big(&n), 4300)?
                        }
                        ('e' | 'E' | 'f' | 'F' | 'g' | 'G', "float") => {
                            let bits = u64::from_str_radix(ascii(value), 16).unwrap();
                            format.float(f64::from_bits(bits))?
                        }
                        ('s', "str") => format.text(value)?,
                        ('c', "str") => format.character(value)?,
                        _ => return Err(format.unsupported()),
                    });
                }
            }
        }
        Ok(out)
    }

    #[test]
    fn as_recorded() {
        for case in cases(include_str!("../../tests/recorded/percent.tsv")) {
            let [type_name, value, template, expected] = case.try_into().unwrap();
            let result = percent(&template, &value, ascii(&type_name))
                .unwrap_or_else(|fault| format!("{:?}: {fault}", fault.kind).into_bytes());
            assert_eq!(
                shown(&result),
                shown(&expected),
                "{} % {}",
                shown(&template),
                shown(&value)
            );
        }
    }

    #[test]
    fn keys_and_stars() {
        let first = |text: &'static [u8], unit| match Pieces::new(text, unit).next() {
            Some(Piece::Directive(directive)) => directive,
            other => panic!("{other:?}"),
        };
        let keyed = first(b"%(a(b)c)s", Unit::CodePoint);
        assert_eq!(keyed.key, Some(Ok(&b"a(b)c"[..])));
        let open = first(b"%(a", Unit::CodePoint);
        assert_eq!(open.key, Some(Err(Fault::value("incomplete format key"))));
        let starred = first(b"%*.*d", Unit::CodePoint);
        assert!(starred.star_width && starred.star_precision);
        let mut format = starred.end.unwrap();
        format.set_width(-5);
        format.set_precision(-2).unwrap();
        assert_eq!(format.int(Int::Small(3), 0).unwrap(), b"3    ");
        assert!(format.set_precision(1 << 40).is_err());
        let unsupported = |text, unit| first(text, unit).end.unwrap().unsupported().message;
        assert_eq!(
            unsupported("%é".as_bytes(), Unit::CodePoint),
            "unsupported format character '?' (0xe9) at index 1"
        );
        assert_eq!(
            unsupported(b"%5%", Unit::Byte),
            "unsupported format character '%' (0x25) at index 2"
        );
        let too_big = first(b"%.9999999999d", Unit::Byte).end;
        assert_eq!(too_big, Err(Fault::value("prec too big")));
        let cut = first(b"%.2s", Unit::Byte).end.unwrap();
        assert_eq!(cut.text("é€".as_bytes()).unwrap(), "é".as_bytes());
    }
}
