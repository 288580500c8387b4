//! Ints to text and back: `int(text, base)`, `str(n)`, `hex(n)`, and the limit on decimal digits.
//!
//! Reference: Library Reference, "int" and "Integer string conversion length limitation";
//! Language Reference, "Integer literals".

use std::f64::consts::LOG10_2;

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{Signed, ToPrimitive};

use super::fault::Fault;
use super::number_text::Digits;

/// An int to look at: inline or big.
#[derive(Clone, Copy, Debug)]
pub enum Int<'a> {
    Small(i64),
    Big(&'a BigInt),
}

/// An int that was read; big only when it does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    Small(i64),
    Big(BigInt),
}

impl From<BigInt> for Parsed {
    fn from(n: BigInt) -> Parsed {
        n.to_i64().map_or_else(|| Parsed::Big(n), Parsed::Small)
    }
}

/// Why a text is no int.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInt {
    /// "invalid literal for int() with base ..."
    Invalid,
    /// It has this many digits, more than the limit allows.
    TooLong(usize),
}

/// The limit at start, and the smallest one that can be set.
pub const DEFAULT_LIMIT: usize = 4300;
pub const LOWEST_LIMIT: usize = 640;

impl<'a> Int<'a> {
    pub fn is_negative(self) -> bool {
        match self {
            Int::Small(n) => n < 0,
            Int::Big(n) => n.is_negative(),
        }
    }

    pub fn to_i64(self) -> Option<i64> {
        match self {
            Int::Small(n) => Some(n),
            Int::Big(n) => n.to_i64(),
        }
    }

    /// The nearest float, ties to even; OverflowError beyond the largest.
    pub fn to_f64(self) -> Result<f64, Fault> {
        let x = match self {
            Int::Small(n) => n as f64,
            Int::Big(n) => n.to_f64().unwrap_or(f64::INFINITY),
        };
        if x.is_infinite() {
            return Err(Fault::overflow("int too large to convert to float"));
        }
        Ok(x)
    }

    /// The digits of the magnitude, lower case, `radix` in 2..=36. The limit is not looked at.
    pub fn digits(self, radix: u32) -> String {
        match (self, radix) {
            (Int::Small(n), 2) => format!("{:b}", n.unsigned_abs()),
            (Int::Small(n), 8) => format!("{:o}", n.unsigned_abs()),
            (Int::Small(n), 10) => n.unsigned_abs().to_string(),
            (Int::Small(n), 16) => format!("{:x}", n.unsigned_abs()),
            (Int::Small(n), _) => BigUint::from(n.unsigned_abs()).to_str_radix(radix),
            (Int::Big(n), _) => n.magnitude().to_str_radix(radix),
        }
    }

    fn with_prefix(self, prefix: &str, radix: u32) -> String {
        if let (Int::Small(n), 2 | 8 | 16) = (self, radix) {
            let digits = Digits::binary(n.unsigned_abs(), radix.trailing_zeros(), false);
            let sign = if n < 0 { "-" } else { "" };
            let digits = std::str::from_utf8(digits.bytes()).expect("digits are ASCII");
            return [sign, prefix, digits].concat();
        }
        let sign = if self.is_negative() { "-" } else { "" };
        format!("{sign}{prefix}{}", self.digits(radix))
    }

    /// `bin(n)`.
    pub fn bin(self) -> String {
        self.with_prefix("0b", 2)
    }

    /// `oct(n)`.
    pub fn oct(self) -> String {
        self.with_prefix("0o", 8)
    }

    /// `hex(n)`.
    pub fn hex(self) -> String {
        self.with_prefix("0x", 16)
    }
}

/// `str(n)`; ValueError when that takes more than `limit` digits (0: any number is fine).
pub fn decimal(n: Int<'_>, limit: usize) -> Result<String, Fault> {
    if let Int::Small(n) = n {
        return Ok(n.to_string());
    }
    let digits = limited_decimal(n, limit)?;
    Ok(if n.is_negative() { format!("-{digits}") } else { digits })
}

/// The decimal digits of the magnitude, under the same limit.
pub fn limited_decimal(n: Int<'_>, limit: usize) -> Result<String, Fault> {
    let too_long = || {
        Fault::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    if let Int::Big(n) = n
        && limit > 0
    {
        // No need to convert what is certain to be too long.
        if n.bits().saturating_sub(1) as f64 * LOG10_2 > limit as f64 + 1.0 {
            return Err(too_long());
        }
    }
    let digits = n.digits(10);
    if limit > 0 && digits.len() > limit { Err(too_long()) } else { Ok(digits) }
}

/// The ValueError for a text with `digits` digits.
pub fn too_many_digits(limit: usize, digits: usize) -> Fault {
    Fault::value(format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} \
         digits; use sys.set_int_max_str_digits() to increase the limit"
    ))
}

/// What a number parser strips: the blanks of C, not Unicode's.
pub fn strip(text: &[u8]) -> &[u8] {
    let blank = |byte: &u8| matches!(byte, 9..=13 | 32);
    let start = text.iter().take_while(|byte| blank(byte)).count();
    let text = &text[start..];
    let end = text.iter().rev().take_while(|byte| blank(byte)).count();
    &text[..text.len() - end]
}

/// `int(text, base)` for a `base` of 0 or 2..=36. Unicode digits and blanks must be ASCII already,
/// see [`super::unicode::ascii_number`]. More than `limit` digits (0: any number) are refused, but
/// not in bases that are powers of two.
pub fn parse(text: &[u8], base: u32, limit: usize) -> Result<Parsed, NotInt> {
    let text = strip(text);
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let (base, body, zero_only) = match (base, body) {
        (0 | 16, [b'0', b'x' | b'X', rest @ ..]) => (16, after_prefix(rest), false),
        (0 | 8, [b'0', b'o' | b'O', rest @ ..]) => (8, after_prefix(rest), false),
        (0 | 2, [b'0', b'b' | b'B', rest @ ..]) => (2, after_prefix(rest), false),
        // As in source: 00 is a number, 01 is none.
        (0, [b'0', ..]) => (10, body, true),
        (0, _) => (10, body, false),
        _ => (base, body, false),
    };
    if base == 10 && !body.is_empty() && body.len() < 19 && body.iter().all(u8::is_ascii_digit) {
        let size = body.iter().fold(0i64, |n, digit| n * 10 + (digit - b'0') as i64);
        if zero_only && size != 0 {
            return Err(NotInt::Invalid);
        }
        return Ok(Parsed::Small(if negative { -size } else { size }));
    }
    let digits = digit_values(body, base)?;
    if zero_only && digits.iter().any(|&digit| digit != 0) {
        return Err(NotInt::Invalid);
    }
    if limit > 0 && digits.len() > limit && !base.is_power_of_two() {
        return Err(NotInt::TooLong(digits.len()));
    }
    let size = match base {
        10 => from_decimal(&digits),
        _ => from_radix(&digits, base),
    };
    let sign = if negative { Sign::Minus } else { Sign::Plus };
    Ok(BigInt::from_biguint(sign, size).into())
}

/// One underscore may stand between prefix and digits.
fn after_prefix(rest: &[u8]) -> &[u8] {
    rest.strip_prefix(b"_").unwrap_or(rest)
}

/// The digits' values, without the single underscores between them.
fn digit_values(body: &[u8], base: u32) -> Result<Vec<u8>, NotInt> {
    let mut values = Vec::with_capacity(body.len());
    let mut after_digit = false;
    for &byte in body {
        if byte == b'_' {
            if !after_digit {
                return Err(NotInt::Invalid);
            }
            after_digit = false;
        } else {
            let value = (byte as char).to_digit(base).ok_or(NotInt::Invalid)?;
            values.push(value as u8);
            after_digit = true;
        }
    }
    if after_digit { Ok(values) } else { Err(NotInt::Invalid) }
}

fn from_radix(digits: &[u8], base: u32) -> BigUint {
    BigUint::from_radix_be(digits, base).expect("digits are below the base")
}

/// How many digits are best left to the crate, whose parser takes quadratic time (measured: at a
/// million digits, halving wins 6x; CPython's way lies between). Its other operations need no help.
const LEAF: usize = 4096;

/// The number with these decimal digits: halves are read apart and put together by one product.
fn from_decimal(digits: &[u8]) -> BigUint {
    if digits.len() <= LEAF {
        return from_radix(digits, 10);
    }
    // 10 to LEAF, to twice that, and so on.
    let mut powers = vec![BigUint::from(10u32).pow(LEAF as u32)];
    while LEAF << powers.len() < digits.len() {
        let last = &powers[powers.len() - 1];
        powers.push(last * last);
    }
    join(digits, &powers)
}

fn join(digits: &[u8], powers: &[BigUint]) -> BigUint {
    let Some((power, powers)) = powers.split_last() else { return from_radix(digits, 10) };
    match digits.len().checked_sub(LEAF << powers.len()) {
        Some(high) if high > 0 => {
            join(&digits[..high], powers) * power + join(&digits[high..], powers)
        }
        _ => join(digits, powers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parse_as_cpython() {
        for (text, base, n) in [
            ("00", 0, Some(0)),
            ("0_0", 0, Some(0)),
            ("01", 0, None),
            ("0x_f", 0, Some(15)),
            ("0x_f", 16, Some(15)),
            ("_f", 16, None),
            ("0x", 16, None),
            ("0b1", 16, Some(177)),
            ("0b1", 2, Some(1)),
            ("0o17", 8, Some(15)),
            ("-0x8", 0, Some(-8)),
            ("0_x1", 0, None),
            ("- 1", 10, None),
            ("--1", 10, None),
            (" +1\n", 10, Some(1)),
            ("\x1c5", 10, None),
            ("z", 36, Some(35)),
            ("1_000", 10, Some(1000)),
            ("1__0", 10, None),
            ("1_", 10, None),
            ("", 10, None),
            ("0x__1", 0, None),
            ("0o8", 0, None),
            ("-9223372036854775808", 10, Some(i64::MIN)),
            ("9223372036854775807", 10, Some(i64::MAX)),
            ("0000000000000000000000000000012", 10, Some(12)),
        ] {
            let expected = n.map(Parsed::Small).ok_or(NotInt::Invalid);
            assert_eq!(parse(text.as_bytes(), base, 4300), expected, "{text}");
        }
        let big = parse(b"9223372036854775808", 10, 4300);
        assert_eq!(big, Ok(Parsed::Big(BigInt::from(1u64 << 63))));
        let long = vec![b'1'; 5000];
        assert_eq!(parse(&long, 10, 4300), Err(NotInt::TooLong(5000)));
        assert_eq!(parse(&long, 7, 4300), Err(NotInt::TooLong(5000)));
        assert!(parse(&long, 16, 4300).is_ok() && parse(&long, 10, 0).is_ok());
    }

    #[test]
    fn long_decimals() {
        for len in [LEAF, LEAF + 1, 2 * LEAF, 2 * LEAF + 1, 3 * LEAF + 77, 50_000] {
            let text: String =
                (0..len).map(|at| ((at * at + at / 7) % 9 + 1).to_string()).collect();
            let Ok(Parsed::Big(n)) = parse(text.as_bytes(), 10, 0) else { panic!("{len}") };
            assert_eq!(n.to_string(), text);
        }
    }

    #[test]
    fn text_as_cpython() {
        let power = |n| BigInt::from(10).pow(n);
        assert_eq!(decimal(Int::Big(&-power(4299)), 4300).map(|text| text.len()), Ok(4301));
        assert!(decimal(Int::Big(&power(4300)), 4300).is_err());
        assert!(decimal(Int::Big(&power(9000)), 4300).is_err());
        assert_eq!(Int::Small(-255).hex(), "-0xff");
        assert_eq!(Int::Small(i64::MIN).oct(), "-0o1000000000000000000000");
        assert_eq!(Int::Small(0).bin(), "0b0");
        assert_eq!(Int::Big(&power(20)).hex(), "0x56bc75e2d63100000");
        assert_eq!(
            Int::Big(&(BigInt::from(1) << 53 | BigInt::from(1))).to_f64(),
            Ok(9007199254740992.0)
        );
        assert!(Int::Big(&power(309)).to_f64().is_err());
    }
}
