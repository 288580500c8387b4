//! Floats to text and back, as `repr`, `float`, `format`, `float.hex`, `float.fromhex` and `round` do it.
//!
//! The digits come from Rust's formatting, which gives the shortest ones that read back and is exact
//! to any number of digits, ties to even; what is here is where Python puts the point and exponent.
//!
//! Reference: Library Reference, "Format Specification Mini-Language", and "Additional Methods on Float".

use std::fmt::Write;

use super::fault::Fault;

/// Which way a float is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `e`: one digit, the point, `precision` digits, exponent.
    Exponent,
    /// `f`: `precision` digits after the point.
    Fixed,
    /// `g`: `precision` significant digits (0 counts as 1), exponent when it is shorter.
    General,
    /// The shortest digits that read back; the precision does not count.
    Repr,
}

/// Everything about writing a float but the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub form: Form,
    pub precision: usize,
    /// `#`: keep the point, and in General form the zeros at the end.
    pub alternate: bool,
    /// Write `1.0`, not `1`: what makes the text a float's.
    pub dot_zero: bool,
    /// `E`, `INF`, `NAN`.
    pub upper: bool,
}

impl Style {
    pub const REPR: Style =
        Style { form: Form::Repr, precision: 0, alternate: false, dot_zero: true, upper: false };

    /// The plain style of `form` with `precision`.
    pub fn new(form: Form, precision: usize) -> Style {
        Style { form, precision, alternate: false, dot_zero: false, upper: false }
    }
}

/// `repr(x)`.
pub fn repr(x: f64) -> String {
    write(x, Style::REPR)
}

/// `x` in the given style, `-` in front when the sign bit is set (but never before `nan`).
pub fn write(x: f64, style: Style) -> String {
    if x.is_nan() {
        return if style.upper { "NAN" } else { "nan" }.to_owned();
    }
    let mut out = String::new();
    if x.is_sign_negative() {
        out.push('-');
    }
    if x.is_infinite() {
        out.push_str(if style.upper { "INF" } else { "inf" });
        return out;
    }
    if style.form == Form::Fixed {
        let precision = style.precision.min(EXACT);
        write!(out, "{:.precision$}", x.abs()).expect("a String takes everything");
        zeros(&mut out, (style.precision - precision) as i64);
        if style.precision == 0 && style.alternate {
            out.push('.');
        }
        return out;
    }
    let Decimal { digits, point } = Decimal::of(x.abs(), style);
    let count = digits.len() as i64;
    let precision = style.precision.max(1) as i64;
    // Digits to show: zeros are added up to here.
    let (with_exponent, shown) = match style.form {
        Form::Exponent | Form::Fixed => (true, style.precision as i64 + 1),
        Form::General => (
            point <= -4 || point > precision - style.dot_zero as i64,
            if style.alternate { precision } else { count },
        ),
        Form::Repr => (point <= -4 || point > 16, count),
    };
    let place = if with_exponent { 1 } else { point };
    let shown = if style.dot_zero && !with_exponent { shown.max(place + 1) } else { shown };
    if place <= 0 {
        out.push_str("0.");
        zeros(&mut out, -place);
        out.push_str(&digits);
        zeros(&mut out, shown - count);
        if shown <= place && !style.alternate {
            out.pop();
        }
    } else {
        let before = place.min(count) as usize;
        out.push_str(&digits[..before]);
        zeros(&mut out, place - count);
        let after = shown - place;
        if after > 0 {
            out.push('.');
            out.push_str(&digits[before..]);
            zeros(&mut out, after - (count - before as i64));
        } else if style.alternate {
            out.push('.');
        }
    }
    if with_exponent {
        let exponent = point - 1;
        out.push(if style.upper { 'E' } else { 'e' });
        out.push(if exponent < 0 { '-' } else { '+' });
        write!(out, "{:02}", exponent.abs()).expect("a String takes everything");
    }
    out
}

fn zeros(out: &mut String, count: i64) {
    out.extend(std::iter::repeat_n('0', count.max(0) as usize));
}

/// A finite number as 0.DIGITS times ten to the `point`.
struct Decimal {
    digits: String,
    point: i64,
}

/// More digits than any double has; past it there are only zeros, which the caller writes.
const EXACT: usize = 1100;

impl Decimal {
    /// The digits of `x >= 0` that `style` asks for. Zeros at the end may be missing.
    fn of(x: f64, style: Style) -> Decimal {
        if x == 0.0 {
            return Decimal { digits: "0".to_owned(), point: 1 };
        }
        match style.form {
            Form::Repr => Decimal::shortest(x),
            Form::Exponent | Form::Fixed => {
                let precision = style.precision.min(EXACT);
                Decimal::from_exponent(&format!("{x:.precision$e}"), false)
            }
            Form::General => {
                let precision = style.precision.clamp(1, EXACT) - 1;
                Decimal::from_exponent(&format!("{x:.precision$e}"), true)
            }
        }
    }

    /// The shortest digits that read back as `x > 0`; of two that are equally near, the even ones.
    fn shortest(x: f64) -> Decimal {
        let short = Decimal::from_exponent(&format!("{x:e}"), true);
        // Rust rounds a tie up. There is one only if the exact digits are one more, a 5.
        let (mantissa, exponent) = mantissa_and_exponent(x);
        let fraction_bits = -exponent as i64 - mantissa.trailing_zeros() as i64;
        let places = short.digits.len() as i64 - short.point;
        let one_more = match fraction_bits {
            1.. => fraction_bits == places + 1,
            _ => places < 0 && x >= 2f64.powi(53),
        };
        if !one_more || !short.ends_odd() {
            return short;
        }
        let precision = short.digits.len() - 1;
        let text = format!("{x:.precision$e}");
        if text.parse() == Ok(x) { Decimal::from_exponent(&text, true) } else { short }
    }

    fn ends_odd(&self) -> bool {
        self.digits.bytes().last().is_some_and(|digit| digit & 1 == 1)
    }

    /// Reads Rust's `d.ddde-7`.
    fn from_exponent(text: &str, trim: bool) -> Decimal {
        let (mantissa, exponent) = text.split_once('e').expect("written with an exponent");
        let mut digits = mantissa.replace('.', "");
        if trim {
            digits.truncate(digits.trim_end_matches('0').len().max(1));
        }
        let exponent: i64 = exponent.parse().expect("written as an integer");
        Decimal { digits, point: exponent + 1 }
    }
}

/// The float that `text` spells, as `float(text)` reads it: `1_000.5`, `-inf`, `nan`. Whitespace is
/// stripped and digits are ASCII already. `None` when it is no float; too large is infinite.
pub fn parse(text: &[u8]) -> Option<f64> {
    let plain;
    let text = if text.contains(&b'_') {
        plain = without_underscores(text)?;
        &plain
    } else {
        text
    };
    // Rust takes what Python takes, and nothing else, once it is known to be ASCII.
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// `text` with the underscores between digits taken out; `None` when one is anywhere else.
fn without_underscores(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    for (at, &byte) in text.iter().enumerate() {
        if byte != b'_' {
            out.push(byte);
        } else if at == 0 || !digit(at - 1) || !digit(at + 1) {
            return None;
        }
    }
    Some(out)
}

/// `x.hex()`.
pub fn hex(x: f64) -> String {
    if !x.is_finite() {
        return repr(x);
    }
    let sign = if x.is_sign_negative() { "-" } else { "" };
    if x == 0.0 {
        return format!("{sign}0x0.0p+0");
    }
    let bits = x.to_bits();
    let mantissa = bits & ((1 << 52) - 1);
    match (bits >> 52) as i32 & 0x7FF {
        0 => format!("{sign}0x0.{mantissa:013x}p-1022"),
        biased => format!("{sign}0x1.{mantissa:013x}p{:+}", biased - 1023),
    }
}

/// `float.fromhex(text)`: ties go to even; ValueError and OverflowError as there.
pub fn from_hex(text: &[u8]) -> Result<f64, Fault> {
    let invalid = || Fault::value("invalid hexadecimal floating-point string");
    let too_large = || Fault::overflow("hexadecimal value too large to represent as a float");
    let text = text.trim_ascii();
    let (negative, body) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, text),
    };
    let signed = |x: f64| if negative { -x } else { x };
    match body.to_ascii_lowercase().as_slice() {
        b"inf" | b"infinity" => return Ok(signed(f64::INFINITY)),
        b"nan" => return Ok(signed(f64::NAN)),
        _ => {}
    }
    let body = match body {
        [b'0', b'x' | b'X', rest @ ..] => rest,
        _ => body,
    };
    let run = |bytes: &[u8]| bytes.iter().take_while(|b| b.is_ascii_hexdigit()).count();
    let (whole, rest) = body.split_at(run(body));
    let (fraction, rest) = match rest {
        [b'.', rest @ ..] => rest.split_at(run(rest)),
        _ => (&[][..], rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return Err(invalid());
    }
    let exponent = match rest {
        [] => 0i64,
        [b'p' | b'P', rest @ ..] => {
            let (minus, digits) = match rest {
                [b'-', digits @ ..] => (true, digits),
                [b'+', digits @ ..] => (false, digits),
                _ => (false, rest),
            };
            if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
                return Err(invalid());
            }
            // Held far from overflow, yet larger than any text can make up for.
            let size = digits.iter().fold(0i64, |n, d| (n * 10 + (d - b'0') as i64).min(1 << 58));
            if minus { -size } else { size }
        }
        _ => return Err(invalid()),
    };
    // The value is 0.BITS times two to `top`, BITS from the first nonzero digit on.
    let digits: Vec<u8> = whole.iter().chain(fraction).map(|&b| nibble(b)).collect();
    let Some(first) = digits.iter().position(|&d| d != 0) else { return Ok(signed(0.0)) };
    let lead = 4 - digits[first].leading_zeros() as i64 + 4;
    let top = (whole.len() as i64 - first as i64 - 1) * 4 + lead + exponent;
    if top > 1024 {
        return Err(too_large());
    }
    if top < -1074 {
        return Ok(signed(0.0));
    }
    // 64 bits of the number, and whether any after them is set.
    let mut bits: u64 = 0;
    let mut taken = 0;
    let mut sticky = false;
    for &digit in &digits[first..] {
        if taken < 60 {
            bits = bits << 4 | digit as u64;
            taken += 4;
        } else {
            sticky |= digit != 0;
        }
    }
    let have = taken - (4 - lead);
    // Subnormals keep fewer bits.
    let keep = 53.min(top + 1074);
    let mut mantissa = bits;
    let mut scale = top - have;
    if have > keep {
        let drop = have - keep;
        let half = 1u64 << (drop - 1);
        let lost = bits & ((half << 1) - 1);
        mantissa = bits >> drop;
        scale += drop;
        if lost > half || lost == half && (sticky || mantissa & 1 == 1) {
            mantissa += 1;
        }
    }
    let x = scale_exactly(mantissa as f64, scale);
    if x.is_infinite() { Err(too_large()) } else { Ok(signed(x)) }
}

fn nibble(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => byte - b'0',
        _ => (byte | 0x20) - b'a' + 10,
    }
}

/// `x` times two to `exponent` where the result needs no rounding.
fn scale_exactly(mut x: f64, mut exponent: i64) -> f64 {
    while exponent > 1000 {
        x *= 2f64.powi(1000);
        exponent -= 1000;
    }
    while exponent < -1000 {
        x *= 2f64.powi(-1000);
        exponent += 1000;
    }
    x * 2f64.powi(exponent as i32)
}

/// `round(x, digits)`: to the nearest decimal, an exact tie to the even one. OverflowError when the
/// rounded value is out of range. Without digits, `round(x)` is `x.round_ties_even()` as an int.
pub fn round(x: f64, digits: i64) -> Result<f64, Fault> {
    if !x.is_finite() || x == 0.0 || digits > 323 {
        return Ok(x);
    }
    if digits < -308 {
        return Ok(0.0f64.copysign(x));
    }
    if digits >= 0 {
        return Ok(format!("{x:.*}", digits as usize).parse().expect("written by Rust"));
    }
    let exact = Decimal::from_exponent(&format!("{:.800e}", x.abs()), true);
    // Significant digits that stay.
    let keep = exact.point + digits;
    let rounded = if keep > 0 {
        format!("{:.*e}", keep as usize - 1, x.abs()).parse().expect("written by Rust")
    } else if keep == 0 && exact.digits.as_str() > "5" {
        format!("1e{}", -digits).parse().expect("digits and an exponent")
    } else {
        0.0f64
    };
    if rounded.is_infinite() {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(x))
}

/// `x` as odd mantissa and exponent: `x == mantissa * 2**exponent`, both 0 for zero. Faults for
/// infinities (OverflowError) and nan (ValueError), worded as `float.as_integer_ratio` words them.
pub fn integer_ratio_parts(x: f64) -> Result<(i64, i32), Fault> {
    if x.is_nan() {
        return Err(Fault::value("cannot convert NaN to integer ratio"));
    }
    if x.is_infinite() {
        return Err(Fault::overflow("cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = mantissa_and_exponent(x);
    if mantissa == 0 {
        return Ok((0, 0));
    }
    let shift = mantissa.trailing_zeros();
    Ok((mantissa >> shift, exponent + shift as i32))
}

/// `x == mantissa * 2**exponent` for a finite `x`, the mantissa below 2**53 in size.
pub fn mantissa_and_exponent(x: f64) -> (i64, i32) {
    let bits = x.to_bits();
    let biased = (bits >> 52) as i32 & 0x7FF;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (size, exponent) =
        if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    (if x.is_sign_negative() { -size } else { size }, exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repr_as_cpython() {
        for (x, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e16, "1e+16"),
            (1e15, "1000000000000000.0"),
            (9999999999999998.0, "9999999999999998.0"),
            (12345678901234567.0, "1.2345678901234568e+16"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (1.5e-7, "1.5e-07"),
            (5e-324, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-inf"),
            (-f64::NAN, "nan"),
            (123456.789, "123456.789"),
            (-15145288803414.062, "-15145288803414.062"),
            (2212712196452881.2, "2212712196452881.2"),
        ] {
            assert_eq!(repr(x), text);
        }
    }

    fn styled(x: f64, kind: char, precision: usize, alternate: bool) -> String {
        let form = match kind.to_ascii_lowercase() {
            'e' => Form::Exponent,
            'f' => Form::Fixed,
            _ => Form::General,
        };
        write(
            x,
            Style {
                form,
                precision,
                alternate,
                dot_zero: kind == 'd',
                upper: kind.is_ascii_uppercase(),
            },
        )
    }

    #[test]
    fn styles_as_cpython() {
        for (x, kind, precision, alternate, text) in [
            (0.5, 'f', 0, false, "0"),
            (1.5, 'f', 0, false, "2"),
            (2.5, 'f', 0, false, "2"),
            (2.5, 'f', 0, true, "2."),
            (0.125, 'f', 2, false, "0.12"),
            (0.375, 'f', 2, false, "0.38"),
            (0.0, 'f', 3, false, "0.000"),
            (0.04, 'f', 1, false, "0.0"),
            (0.04, 'f', 0, false, "0"),
            (0.04, 'f', 0, true, "0."),
            (1e22, 'f', 1, false, "10000000000000000000000.0"),
            (0.0, 'e', 2, false, "0.00e+00"),
            (1234.5, 'E', 3, false, "1.234E+03"),
            (1.0, 'e', 0, true, "1.e+00"),
            (9.5, 'e', 0, false, "1e+01"),
            (8.5, 'e', 0, false, "8e+00"),
            (100000.0, 'g', 6, false, "100000"),
            (1000000.0, 'g', 6, false, "1e+06"),
            (1000000.0, 'g', 6, true, "1.00000e+06"),
            (0.0001, 'g', 6, false, "0.0001"),
            (0.00001, 'G', 6, false, "1E-05"),
            (1.0, 'g', 6, true, "1.00000"),
            (0.0, 'g', 6, true, "0.00000"),
            (0.0, 'g', 0, true, "0."),
            (123.0, 'd', 3, false, "1.23e+02"),
            (12.0, 'd', 3, false, "12.0"),
            (0.0, 'd', 3, false, "0.0"),
            (1e-5, 'g', 20, false, "1.0000000000000000818e-05"),
            (f64::INFINITY, 'F', 2, false, "INF"),
        ] {
            assert_eq!(styled(x, kind, precision, alternate), text, "{x} {kind} {precision}");
        }
        let long = styled(0.1, 'f', 70000, false);
        assert_eq!(long.len(), 70002);
        assert!(long.starts_with("0.1000000000000000055511151231257827021181583404541015625000"));
    }

    #[test]
    fn parse_as_cpython() {
        for (text, x) in [
            ("1_000.2_5", Some(1000.25)),
            ("1.", Some(1.0)),
            (".5", Some(0.5)),
            ("+1e5", Some(1e5)),
            ("1_0e1_0", Some(10e10)),
            ("infinity", Some(f64::INFINITY)),
            ("-INF", Some(f64::NEG_INFINITY)),
            ("1e400", Some(f64::INFINITY)),
            ("", None),
            (".", None),
            ("1__0", None),
            ("_1", None),
            ("1_", None),
            ("1_.0", None),
            ("1._0", None),
            ("1e_5", None),
            ("0x10", None),
            ("1e", None),
            ("infin", None),
            (" 1", None),
        ] {
            assert_eq!(parse(text.as_bytes()), x, "{text}");
        }
        assert!(parse(b"-nan").is_some_and(f64::is_nan));
    }

    #[test]
    fn hex_both_ways() {
        for (x, text) in [
            (1.0, "0x1.0000000000000p+0"),
            (-0.1, "-0x1.999999999999ap-4"),
            (5e-324, "0x0.0000000000001p-1022"),
            (1.7976931348623157e308, "0x1.fffffffffffffp+1023"),
            (-0.0, "-0x0.0p+0"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(hex(x), text);
            assert_eq!(from_hex(text.as_bytes()).map(f64::to_bits), Ok(x.to_bits()));
        }
        for (text, x) in [
            ("  0x.8p1 ", 1.0),
            ("ff", 255.0),
            ("0x1.00000000000008p0", 1.0),
            ("0x1.000000000000081p0", 1.0000000000000002),
            ("0x1.00000000000018p0", 1.0000000000000004),
            ("0x0.00000000000008p-1022", 0.0),
            ("0x0.000000000000081p-1022", 5e-324),
            ("0x0.00000000000018p-1022", 1e-323),
            ("0x0.fffffffffffff8p-1022", 2.2250738585072014e-308),
            ("0x1.fffffffffffff7p+1023", 1.7976931348623157e308),
            ("0x000000000000000000000001p-4", 0.0625),
            ("0xffffffffffffffffffff", 1.2089258196146292e24),
            ("0x0p999999999999999999999999", 0.0),
            ("0x1p-99999999999999999999999", 0.0),
        ] {
            assert_eq!(from_hex(text.as_bytes()), Ok(x), "{text}");
        }
        let kind = |text: &str| from_hex(text.as_bytes()).map_err(|fault| fault.kind).unwrap_err();
        use crate::algo::fault::Kind;
        assert_eq!(kind("0x1.fffffffffffff8p+1023"), Kind::OverflowError);
        assert_eq!(kind("0x1p1024"), Kind::OverflowError);
        for text in ["", "0x", "0x.", "1p", "0x1p1.0", "x1", "0x1 p1", "- 1"] {
            assert_eq!(kind(text), Kind::ValueError, "{text}");
        }
    }

    #[test]
    fn round_as_cpython() {
        for (x, digits, rounded) in [
            (2.675, 2, 2.67),
            (0.5, 0, 0.0),
            (1.5, 0, 2.0),
            (25.0, -1, 20.0),
            (35.0, -1, 40.0),
            (25.5, -1, 30.0),
            (5.0, -1, 0.0),
            (5.1, -1, 10.0),
            (15.0, -1, 20.0),
            (-1234.5, -2, -1200.0),
            (49.0, -3, 0.0),
            (1e300, -299, 1e300),
            (1.5e300, -300, 2e300),
            (0.1, 400, 0.1),
            (-0.4, 0, -0.0),
            (-3.0, -400, -0.0),
        ] {
            assert_eq!(
                round(x, digits).map(f64::to_bits),
                Ok(f64::to_bits(rounded)),
                "{x} {digits}"
            );
        }
        assert!(round(1.7e308, -308).is_err());
    }

    #[test]
    fn ratio_parts() {
        assert_eq!(integer_ratio_parts(0.75), Ok((3, -2)));
        assert_eq!(integer_ratio_parts(-10.0), Ok((-5, 1)));
        assert_eq!(integer_ratio_parts(0.0), Ok((0, 0)));
        assert_eq!(integer_ratio_parts(5e-324), Ok((1, -1074)));
        assert!(integer_ratio_parts(f64::NAN).is_err());
    }
}
