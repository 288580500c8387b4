//! The format specification mini-language: `format(value, "*>+12,.2f")`.
//!
//! [`Spec::parse`] reads a specification for one type of value, the `format_*` functions apply it.
//! Locale-dependent `n` is formatted as in the C locale: no grouping, `.` for the point.
//!
//! Reference: Library Reference, "Format Specification Mini-Language".

use num_bigint::BigInt;

use super::fault::{Fault, Kind, shown};
use super::float_text::{self, Form, Style};
use super::int_text::{self, Int};
use super::number_text::{self, Digits};
use super::unicode::decimal_value;
use super::wtf8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
    Center,
    /// `=`: the fill goes between sign and digits.
    AfterSign,
}

impl Align {
    fn of(code: u32) -> Option<Align> {
        Some(match char::from_u32(code)? {
            '<' => Align::Left,
            '>' => Align::Right,
            '^' => Align::Center,
            '=' => Align::AfterSign,
            _ => return None,
        })
    }
}

/// When a number that is not negative gets a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Nothing said.
    Default,
    /// `-`: never.
    Minus,
    /// `+`: always a plus.
    Plus,
    /// A blank in place of the plus.
    Space,
}

/// The separator between groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    None,
    Comma,
    Underscore,
}

/// What kind of value a specification is for: decides the alignment and the type left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Str,
    Int,
    /// Floats and complex numbers.
    Float,
}

/// A parsed specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// A code point.
    pub fill: u32,
    pub align: Align,
    pub sign: Sign,
    /// `z`: what rounds to zero has no minus.
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: usize,
    pub grouping: Grouping,
    pub precision: Option<usize>,
    /// The type's code point; 0 when none was given and the value is a float.
    pub kind: u32,
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u32> {
        wtf8::decode(self.text, self.at).map(|(code, _)| code)
    }

    fn next(&mut self) -> Option<u32> {
        let (code, width) = wtf8::decode(self.text, self.at)?;
        self.at += width;
        Some(code)
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte as u32);
        self.at += found as usize;
        found
    }

    /// A number in any decimal digits; `None` when there are none.
    fn number(&mut self) -> Result<Option<usize>, Fault> {
        let mut number = None;
        while let Some(digit) = self.peek().and_then(decimal_value) {
            let size = (number.unwrap_or(0) as i64)
                .checked_mul(10)
                .and_then(|n| n.checked_add(digit as i64))
                .ok_or_else(|| Fault::value("Too many decimal digits in format string"))?;
            number = Some(size as usize);
            self.next();
        }
        Ok(number)
    }
}

impl Spec {
    /// Reads `text` for a value of type `type_name`. ValueError for anything malformed.
    pub fn parse(text: &[u8], value: Value, type_name: &str) -> Result<Spec, Fault> {
        let (align, kind) = match value {
            Value::Str => (Align::Left, b's' as u32),
            Value::Int => (Align::Right, b'd' as u32),
            Value::Float => (Align::Right, 0),
        };
        let mut spec = Spec {
            fill: b' ' as u32,
            align,
            sign: Sign::Default,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: Grouping::None,
            precision: None,
            kind,
        };
        let mut reader = Reader { text, at: 0 };
        let mut codes = wtf8::code_points(text);
        let (first, second) = (codes.next(), codes.next());
        let (mut fill_given, mut align_given) = (false, false);
        if let (Some(fill), Some(align)) = (first, second.and_then(Align::of)) {
            (spec.fill, spec.align) = (fill, align);
            (fill_given, align_given) = (true, true);
            reader.next();
            reader.next();
        } else if let Some(align) = first.and_then(Align::of) {
            spec.align = align;
            align_given = true;
            reader.next();
        }
        for (byte, sign) in [(b'+', Sign::Plus), (b'-', Sign::Minus), (b' ', Sign::Space)] {
            if spec.sign == Sign::Default && reader.take(byte) {
                spec.sign = sign;
            }
        }
        spec.no_negative_zero = reader.take(b'z');
        spec.alternate = reader.take(b'#');
        if !fill_given && reader.take(b'0') {
            spec.fill = b'0' as u32;
            if !align_given && align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        let both = || Fault::value("Cannot specify both ',' and '_'.");
        if reader.take(b',') {
            spec.grouping = Grouping::Comma;
        }
        if reader.take(b'_') {
            if spec.grouping != Grouping::None {
                return Err(both());
            }
            spec.grouping = Grouping::Underscore;
        }
        if spec.grouping == Grouping::Underscore && reader.peek() == Some(b',' as u32) {
            return Err(both());
        }
        if reader.take(b'.') {
            let missing = || Fault::value("Format specifier missing precision");
            spec.precision = Some(reader.number()?.ok_or_else(missing)?);
        }
        if let Some(kind) = reader.next() {
            if reader.peek().is_some() {
                return Err(Fault::value(format!(
                    "Invalid format specifier '{}' for object of type '{type_name}'",
                    shown(text)
                )));
            }
            spec.kind = kind;
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    fn check_grouping(&self) -> Result<(), Fault> {
        let separator = match self.grouping {
            Grouping::None => return Ok(()),
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        };
        match (self.kind_char(), self.grouping) {
            ('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F' | '\0', _) => Ok(()),
            ('b' | 'o' | 'x' | 'X', Grouping::Underscore) => Ok(()),
            _ => Err(Fault::value(format!(
                "Cannot specify '{separator}' with {}.",
                quoted_code(self.kind)
            ))),
        }
    }

    /// The type as a char to match on; a surrogate matches nothing.
    fn kind_char(&self) -> char {
        char::from_u32(self.kind).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn unknown_kind(&self, type_name: &str) -> Fault {
        Fault::value(format!(
            "Unknown format code {} for object of type '{type_name}'",
            quoted_code(self.kind)
        ))
    }

    /// `format(text, spec)`.
    pub fn format_str(&self, text: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
        if self.kind_char() != 's' {
            return Err(self.unknown_kind(type_name));
        }
        match self.sign {
            Sign::Default => {}
            Sign::Space => return Err(not_in_str("Space")),
            _ => return Err(not_in_str("Sign")),
        }
        if self.no_negative_zero {
            return Err(not_in_str("Negative zero coercion (z)"));
        }
        if self.alternate {
            return Err(not_in_str("Alternate form (#)"));
        }
        if self.align == Align::AfterSign {
            return Err(Fault::value("'=' alignment not allowed in string format specifier"));
        }
        let text = match self.precision {
            Some(precision) => wtf8::slice(text, 0, precision),
            None => text,
        };
        self.padded(b"", text)
    }

    /// `format(n, spec)`. No decimal text longer than `limit` digits is made (0: no limit).
    pub fn format_int(&self, n: Int<'_>, type_name: &str, limit: usize) -> Result<Vec<u8>, Fault> {
        let kind = self.kind_char();
        match kind {
            'd' | 'b' | 'o' | 'x' | 'X' | 'n' | 'c' => {}
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%' => {
                return self.format_float(n.to_f64()?, type_name);
            }
            _ => return Err(self.unknown_kind(type_name)),
        }
        if self.precision.is_some() {
            return Err(Fault::value("Precision not allowed in integer format specifier"));
        }
        if self.no_negative_zero {
            return Err(Fault::value(
                "Negative zero coercion (z) not allowed in integer format specifier",
            ));
        }
        if kind == 'c' {
            let with_c = |what| {
                Err(Fault::value(format!("{what} not allowed with integer format specifier 'c'")))
            };
            if self.sign != Sign::Default {
                return with_c("Sign");
            }
            if self.alternate {
                return with_c("Alternate form (#)");
            }
            let code = n
                .to_i64()
                .ok_or_else(|| Fault::overflow("Python int too large to convert to C long"))?;
            if !(0..0x110000).contains(&code) {
                return Err(Fault::overflow("%c arg not in range(0x110000)"));
            }
            return self.padded(b"", &wtf8::from_code_points([code as u32]));
        }
        let digits = match kind {
            'b' => n.digits(2),
            'o' => n.digits(8),
            'x' => n.digits(16),
            'X' => n.digits(16).to_ascii_uppercase(),
            _ => int_text::limited_decimal(n, limit)?,
        };
        let prefix = match kind {
            'b' if self.alternate => "0b",
            'o' if self.alternate => "0o",
            'x' if self.alternate => "0x",
            'X' if self.alternate => "0X",
            _ => "",
        };
        let head = format!("{}{prefix}", self.sign_of(n.is_negative()));
        self.number(&head, &digits)
    }

    /// `format(x, spec)` of a float.
    pub fn format_float(&self, x: f64, type_name: &str) -> Result<Vec<u8>, Fault> {
        let (style, percent) =
            self.float_style(true).ok_or_else(|| self.unknown_kind(type_name))?;
        self.check_precision()?;
        let mut text = self.float_text(if percent { x * 100.0 } else { x }, style);
        if percent {
            text.push('%');
        }
        let (negative, size) = split_sign(&text);
        self.number(self.sign_of(negative), size)
    }

    /// `format(z, spec)` of a complex.
    pub fn format_complex(
        &self,
        real: f64,
        imaginary: f64,
        type_name: &str,
    ) -> Result<Vec<u8>, Fault> {
        let style = match self.float_style(false) {
            Some((style, false)) => style,
            _ => return Err(self.unknown_kind(type_name)),
        };
        self.check_precision()?;
        if self.fill == b'0' as u32 {
            return Err(Fault::value("Zero padding is not allowed in complex format specifier"));
        }
        if self.align == Align::AfterSign {
            return Err(Fault::value(
                "'=' alignment flag is not allowed in complex format specifier",
            ));
        }
        let plain = Spec { width: 0, align: Align::Left, ..*self };
        let part = |spec: Spec, x: f64| {
            let text = spec.float_text(x, style);
            let (negative, size) = split_sign(&text);
            spec.number(spec.sign_of(negative), size)
        };
        // Without a type, as in repr: 2j, (1+2j).
        let bare = self.kind == 0 && real == 0.0 && real.is_sign_positive();
        let mut text = Vec::new();
        if bare {
            text.extend(part(plain, imaginary)?);
        } else {
            text.extend(part(plain, real)?);
            text.extend(part(Spec { sign: Sign::Plus, ..plain }, imaginary)?);
        }
        text.push(b'j');
        if self.kind == 0 && !bare {
            text.insert(0, b'(');
            text.push(b')');
        }
        self.padded(b"", &text)
    }

    /// The same for another type of value.
    pub fn with_kind(self, kind: u8) -> Spec {
        Spec { kind: u32::from(kind), ..self }
    }

    /// Appends `format(n, spec)` where that is simple; false, with nothing written, otherwise.
    pub fn write_int(&self, out: &mut Vec<u8>, n: i64) -> bool {
        if matches!(self.kind_char(), 'f' | 'F') && n.unsigned_abs() < 1 << 53 {
            return self.write_float(out, n as f64);
        }
        if self.precision.is_some() || self.no_negative_zero || self.fill >= 0x80 {
            return false;
        }
        let size = n.unsigned_abs();
        let (digits, prefix) = match self.kind_char() {
            'd' => (Digits::decimal(size), ""),
            'x' => (Digits::binary(size, 4, false), "0x"),
            'X' => (Digits::binary(size, 4, true), "0X"),
            'o' => (Digits::binary(size, 3, false), "0o"),
            'b' => (Digits::binary(size, 1, false), "0b"),
            _ => return false,
        };
        let start = out.len();
        out.extend_from_slice(self.sign_of(n < 0).as_bytes());
        if self.alternate {
            out.extend_from_slice(prefix.as_bytes());
        }
        let head = out.len() - start;
        match self.grouping {
            Grouping::None => out.extend_from_slice(digits.bytes()),
            // Zeros in front are grouped too.
            _ if self.fill == b'0' as u32 && self.align == Align::AfterSign => {
                out.truncate(start);
                return false;
            }
            Grouping::Comma => number_text::push_grouped(out, digits.bytes(), 3, b','),
            Grouping::Underscore => {
                let size = if self.kind_char() == 'd' { 3 } else { 4 };
                number_text::push_grouped(out, digits.bytes(), size, b'_');
            }
        }
        self.widen(out, start, head)
    }

    /// Appends `format(x, spec)` where that is simple; false, with nothing written, otherwise.
    pub fn write_float(&self, out: &mut Vec<u8>, x: f64) -> bool {
        if self.alternate
            || self.no_negative_zero
            || self.fill >= 0x80
            || self.grouping != Grouping::None
            || !matches!(self.kind_char(), 'f' | 'F')
        {
            return false;
        }
        let start = out.len();
        if x.is_sign_positive() {
            out.extend_from_slice(self.sign_of(false).as_bytes());
        }
        if !number_text::push_fixed(out, x, self.precision.unwrap_or(6)) {
            out.truncate(start);
            return false;
        }
        let head = usize::from(!out[start].is_ascii_digit());
        self.widen(out, start, head)
    }

    /// Appends `format(text, spec)` of ASCII where that is simple; false, with nothing written, otherwise.
    pub fn write_ascii(&self, out: &mut Vec<u8>, text: &[u8]) -> bool {
        if self.kind_char() != 's'
            || self.sign != Sign::Default
            || self.no_negative_zero
            || self.alternate
            || self.align == Align::AfterSign
            || self.fill >= 0x80
        {
            return false;
        }
        let start = out.len();
        out.extend_from_slice(&text[..text.len().min(self.precision.unwrap_or(usize::MAX))]);
        self.widen(out, start, 0)
    }

    /// Fills what was written from `start` on up to the width; `head` bytes of it are sign and prefix.
    /// False, with nothing left of it, where the width is enormous.
    #[inline]
    fn widen(&self, out: &mut Vec<u8>, start: usize, head: usize) -> bool {
        let len = out.len() - start;
        if self.width <= len {
            return true;
        }
        let missing = self.width - len;
        if self.width > 1 << 16 {
            out.truncate(start);
            return false;
        }
        let (from, before) = match self.align {
            Align::Left => (start + len, missing),
            Align::Right => (start, missing),
            Align::Center => (start, missing / 2),
            Align::AfterSign => (start + head, missing),
        };
        let end = out.len();
        let fill = self.fill as u8;
        out.resize(end + missing, fill);
        out.copy_within(from..end, from + before);
        out[from..from + before].fill(fill);
        if self.align == Align::Center {
            out[start + before + len..].fill(fill);
        }
        true
    }

    /// How to write a float and whether as a percentage; `None` when the type is none for floats.
    fn float_style(&self, dot_zero: bool) -> Option<(Style, bool)> {
        let kind = self.kind_char();
        let form = match kind.to_ascii_lowercase() {
            'e' => Form::Exponent,
            'f' | '%' => Form::Fixed,
            'g' => Form::General,
            'n' if kind == 'n' => Form::General,
            '\0' if self.precision.is_some() => Form::General,
            '\0' => Form::Repr,
            _ => return None,
        };
        let style = Style {
            form,
            precision: self.precision.unwrap_or(6),
            alternate: self.alternate,
            dot_zero: dot_zero && kind == '\0',
            upper: kind.is_ascii_uppercase(),
        };
        Some((style, kind == '%'))
    }

    fn check_precision(&self) -> Result<(), Fault> {
        match self.precision {
            Some(precision) if precision > i32::MAX as usize => {
                Err(Fault::value("precision too big"))
            }
            _ => Ok(()),
        }
    }

    fn float_text(&self, x: f64, style: Style) -> String {
        let text = float_text::write(x, style);
        if self.no_negative_zero
            && let Some(size) = text.strip_prefix('-')
            && x.is_finite()
            && size
                .bytes()
                .take_while(|byte| byte | 0x20 != b'e')
                .all(|byte| !matches!(byte, b'1'..=b'9'))
        {
            return size.to_owned();
        }
        text
    }

    fn sign_of(&self, negative: bool) -> &'static str {
        match self.sign {
            _ if negative => "-",
            Sign::Plus => "+",
            Sign::Space => " ",
            _ => "",
        }
    }

    /// Puts a number together: sign and prefix, and the size, whose first digits are to be grouped.
    fn number(&self, head: &str, size: &str) -> Result<Vec<u8>, Fault> {
        let is_digit =
            |byte: &u8| byte.is_ascii_hexdigit() && (self.is_hex() || byte.is_ascii_digit());
        let (digits, rest) = size.split_at(size.bytes().take_while(is_digit).count());
        if self.grouping == Grouping::None || digits.is_empty() {
            return self.padded(head.as_bytes(), size.as_bytes());
        }
        let room = self.width.saturating_sub(head.len() + rest.len());
        if room > isize::MAX as usize / 2 {
            return Err(out_of_memory());
        }
        let with_zeros = self.fill == b'0' as u32 && self.align == Align::AfterSign;
        let mut text = self.grouped(digits, if with_zeros { room } else { 0 });
        text.push_str(rest);
        self.padded(head.as_bytes(), text.as_bytes())
    }

    fn is_hex(&self) -> bool {
        matches!(self.kind_char(), 'x' | 'X')
    }

    /// The digits with separators, and with as many zeros in front as make it `min_width` wide.
    fn grouped(&self, digits: &str, min_width: usize) -> String {
        let (separator, size) = match (self.grouping, self.kind_char()) {
            (Grouping::Comma, _) => (b',', 3),
            (_, 'b' | 'o' | 'x' | 'X') => (b'_', 4),
            _ => (b'_', 3),
        };
        // Written from the right.
        let mut out = Vec::new();
        let mut digits = digits.bytes().rev().peekable();
        let mut in_group = 0;
        while digits.peek().is_some() || out.len() < min_width || in_group == 0 {
            if in_group == size {
                out.push(separator);
                in_group = 0;
            }
            out.push(digits.next().unwrap_or(b'0'));
            in_group += 1;
        }
        out.reverse();
        String::from_utf8(out).expect("ASCII digits and separators")
    }

    /// `head` and `body`, filled up to the width.
    fn padded(&self, head: &[u8], body: &[u8]) -> Result<Vec<u8>, Fault> {
        let missing = self.width.saturating_sub(head.len() + wtf8::count(body));
        let (before, between, after) = match self.align {
            Align::Left => (0, 0, missing),
            Align::Right => (missing, 0, 0),
            Align::Center => (missing / 2, 0, missing - missing / 2),
            Align::AfterSign => (0, missing, 0),
        };
        let bytes = missing
            .checked_mul(wtf8::width_of(self.fill))
            .and_then(|fill| fill.checked_add(head.len() + body.len()))
            .ok_or_else(out_of_memory)?;
        let mut out = Vec::new();
        out.try_reserve_exact(bytes).map_err(|_| out_of_memory())?;
        self.fill_up(&mut out, before);
        out.extend_from_slice(head);
        self.fill_up(&mut out, between);
        out.extend_from_slice(body);
        self.fill_up(&mut out, after);
        Ok(out)
    }

    fn fill_up(&self, out: &mut Vec<u8>, count: usize) {
        if self.fill < 0x80 {
            out.resize(out.len() + count, self.fill as u8);
        } else {
            (0..count).for_each(|_| wtf8::push(out, self.fill));
        }
    }
}

fn out_of_memory() -> Fault {
    Fault { kind: Kind::MemoryError, message: String::new() }
}

fn not_in_str(what: &str) -> Fault {
    Fault::value(format!("{what} not allowed in string format specifier"))
}

/// A type's code in quotes; what is not plain ASCII is shown by its number.
fn quoted_code(code: u32) -> String {
    match code {
        33..128 => format!("'{}'", code as u8 as char),
        _ => format!("'\\x{code:x}'"),
    }
}

/// Whether there is a minus, and what comes after it.
fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(size) => (true, size),
        None => (false, text),
    }
}

/// `format(text, spec)` in one go, for a value whose type is called `type_name`.
pub fn format_str(text: &[u8], spec: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
    Spec::parse(spec, Value::Str, type_name)?.format_str(text, type_name)
}

/// `format(n, spec)` in one go; see [`Spec::format_int`].
pub fn format_int(
    n: Int<'_>,
    spec: &[u8],
    type_name: &str,
    limit: usize,
) -> Result<Vec<u8>, Fault> {
    Spec::parse(spec, Value::Int, type_name)?.format_int(n, type_name, limit)
}

/// `format(n, spec)` of a big int in one go.
pub fn format_big_int(
    n: &BigInt,
    spec: &[u8],
    type_name: &str,
    limit: usize,
) -> Result<Vec<u8>, Fault> {
    format_int(Int::Big(n), spec, type_name, limit)
}

/// `format(x, spec)` in one go.
pub fn format_float(x: f64, spec: &[u8], type_name: &str) -> Result<Vec<u8>, Fault> {
    Spec::parse(spec, Value::Float, type_name)?.format_float(x, type_name)
}

/// `format(z, spec)` in one go.
pub fn format_complex(
    real: f64,
    imaginary: f64,
    spec: &[u8],
    type_name: &str,
) -> Result<Vec<u8>, Fault> {
    Spec::parse(spec, Value::Float, type_name)?.format_complex(real, imaginary, type_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algo::recorded::{ascii, cases};

    fn float(field: &str) -> f64 {
        f64::from_bits(u64::from_str_radix(field, 16).unwrap())
    }

    #[test]
    fn as_recorded() {
        for case in cases(include_str!("../../tests/recorded/format_spec.tsv")) {
            let [type_name, value, spec, expected] = case.try_into().unwrap();
            let name = ascii(&type_name);
            let result = match name {
                "int" => {
                    let n: BigInt = ascii(&value).parse().unwrap();
                    match i64::try_from(&n) {
                        Ok(n) => format_int(Int::Small(n), &spec, name, 4300),
                        Err(_) => format_big_int(&n, &spec, name, 4300),
                    }
                }
                "float" => format_float(float(ascii(&value)), &spec, name),
                "complex" => {
                    let (real, imaginary) = ascii(&value).split_once(' ').unwrap();
                    format_complex(float(real), float(imaginary), &spec, name)
                }
                _ => format_str(&value, &spec, name),
            };
            let result =
                result.unwrap_or_else(|fault| format!("{:?}: {fault}", fault.kind).into_bytes());
            assert_eq!(
                shown(&result),
                shown(&expected),
                "{name} {} {}",
                shown(&value),
                shown(&spec)
            );
        }
    }

    #[test]
    fn what_no_memory_holds() {
        let spec = format!("{}", i64::MAX);
        let fault = format_int(Int::Small(1), spec.as_bytes(), "int", 0).unwrap_err();
        assert_eq!(fault.kind, Kind::MemoryError);
    }
}
