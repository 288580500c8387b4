//! Complex numbers: the operators and the text.
//!
//! A number is its real and imaginary part; the real operators of Rust do the rest.
//!
//! Reference: Library Reference, "complex" and "Numeric Types"; Smith, "Algorithm 116: Complex division".

use super::fault::Fault;
use super::float_text::{self, Form, Style};
use super::int_text::strip;

/// Real and imaginary part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Complex {
    pub real: f64,
    pub imag: f64,
}

impl Complex {
    pub const ONE: Complex = Complex { real: 1.0, imag: 0.0 };

    pub fn new(real: f64, imag: f64) -> Complex {
        Complex { real, imag }
    }

    pub fn multiply(self, other: Complex) -> Complex {
        Complex {
            real: self.real * other.real - self.imag * other.imag,
            imag: self.real * other.imag + self.imag * other.real,
        }
    }

    /// ZeroDivisionError for a divisor of 0.
    pub fn divide(self, by: Complex) -> Result<Complex, Fault> {
        // Through the larger part of the divisor, so that nothing overflows on the way.
        if by.real.abs() >= by.imag.abs() {
            if by.real == 0.0 {
                return Err(Fault::zero_division("complex division by zero"));
            }
            let ratio = by.imag / by.real;
            let divisor = by.real + by.imag * ratio;
            Ok(Complex {
                real: (self.real + self.imag * ratio) / divisor,
                imag: (self.imag - self.real * ratio) / divisor,
            })
        } else if by.imag.abs() >= by.real.abs() {
            let ratio = by.real / by.imag;
            let divisor = by.real * ratio + by.imag;
            Ok(Complex {
                real: (self.real * ratio + self.imag) / divisor,
                imag: (self.imag * ratio - self.real) / divisor,
            })
        } else {
            Ok(Complex { real: f64::NAN, imag: f64::NAN })
        }
    }

    /// `self ** exponent`. ZeroDivisionError and OverflowError.
    pub fn power(self, exponent: Complex) -> Result<Complex, Fault> {
        let whole = exponent.imag == 0.0
            && exponent.real == exponent.real.floor()
            && exponent.real.abs() <= 100.0;
        let result = if whole {
            self.whole_power(exponent.real as i32)?
        } else {
            self.polar_power(exponent)?
        };
        if result.real.is_infinite() || result.imag.is_infinite() {
            return Err(Fault::overflow("complex exponentiation"));
        }
        Ok(result)
    }

    /// By squaring.
    fn whole_power(self, exponent: i32) -> Result<Complex, Fault> {
        let mut result = Complex::ONE;
        let mut square = self;
        let mut bits = exponent.unsigned_abs();
        while bits != 0 {
            if bits & 1 == 1 {
                result = result.multiply(square);
            }
            bits >>= 1;
            square = square.multiply(square);
        }
        if exponent >= 0 {
            return Ok(result);
        }
        Complex::ONE.divide(result).map_err(|_| zero_to_negative())
    }

    fn polar_power(self, exponent: Complex) -> Result<Complex, Fault> {
        if exponent.real == 0.0 && exponent.imag == 0.0 {
            return Ok(Complex::ONE);
        }
        if self.real == 0.0 && self.imag == 0.0 {
            if exponent.imag != 0.0 || exponent.real < 0.0 {
                return Err(zero_to_negative());
            }
            return Ok(Complex::new(0.0, 0.0));
        }
        let size = self.real.hypot(self.imag);
        let angle = self.imag.atan2(self.real);
        let mut length = size.powf(exponent.real);
        let mut phase = angle * exponent.real;
        if exponent.imag != 0.0 {
            length /= (angle * exponent.imag).exp();
            phase += exponent.imag * size.ln();
        }
        if phase.is_infinite() {
            // It has no sine; CPython takes this for the other error of the domain.
            return Err(zero_to_negative());
        }
        Ok(Complex::new(length * phase.cos(), length * phase.sin()))
    }

    /// `abs(self)`. OverflowError.
    pub fn abs(self) -> Result<f64, Fault> {
        let size = self.real.hypot(self.imag);
        if size.is_infinite() && self.real.is_finite() && self.imag.is_finite() {
            return Err(Fault::overflow("absolute value too large"));
        }
        Ok(size)
    }

    /// `repr(self)`: `2j`, `(1+2j)`.
    pub fn repr(self) -> String {
        let part = |x| float_text::write(x, Style::new(Form::Repr, 0));
        let imag = part(self.imag);
        if self.real == 0.0 && self.real.is_sign_positive() {
            return format!("{imag}j");
        }
        let plus = if imag.starts_with('-') { "" } else { "+" };
        format!("({}{plus}{imag}j)", part(self.real))
    }
}

fn zero_to_negative() -> Fault {
    Fault::zero_division("0.0 to a negative or complex power")
}

/// Why a text is no complex number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotComplex {
    /// "complex() arg is a malformed string"
    Malformed,
    /// "could not convert string to complex: ...": an underscore stands where none may.
    Underscore,
}

/// `complex(text)`. Unicode digits and blanks must be ASCII already.
pub fn parse(text: &[u8]) -> Result<Complex, NotComplex> {
    let digit = |at: usize| text.get(at).is_some_and(u8::is_ascii_digit);
    let stray =
        |(at, &byte): (usize, &u8)| byte == b'_' && !(at > 0 && digit(at - 1) && digit(at + 1));
    let underscores = text.contains(&b'_');
    if underscores && (text.contains(&0) || text.iter().enumerate().any(stray)) {
        return Err(NotComplex::Underscore);
    }
    let plain: Vec<u8> = text.iter().copied().filter(|&byte| byte != b'_').collect();
    parse_plain(strip(&plain)).ok_or(NotComplex::Malformed)
}

fn parse_plain(text: &[u8]) -> Option<Complex> {
    let text = match text {
        [b'(', inner @ .., b')'] => strip(inner),
        _ => text,
    };
    let is_j = |rest: &[u8]| matches!(rest, [b'j' | b'J']);
    let (first, rest) = text.split_at(float_len(text));
    if first.is_empty() {
        // A unit: j, +j, -j.
        return match text {
            [b'+', rest @ ..] if is_j(rest) => Some(Complex::new(0.0, 1.0)),
            [b'-', rest @ ..] if is_j(rest) => Some(Complex::new(0.0, -1.0)),
            _ if is_j(text) => Some(Complex::new(0.0, 1.0)),
            _ => None,
        };
    }
    let first = float_text::parse(first)?;
    if rest.is_empty() {
        return Some(Complex::new(first, 0.0));
    }
    if is_j(rest) {
        return Some(Complex::new(0.0, first));
    }
    let sign = match rest[0] {
        b'+' => 1.0,
        b'-' => -1.0,
        _ => return None,
    };
    let (second, end) = rest.split_at(float_len(rest));
    if second.is_empty() {
        return is_j(&rest[1..]).then_some(Complex::new(first, sign));
    }
    let second = float_text::parse(second)?;
    is_j(end).then_some(Complex::new(first, second))
}

/// How many bytes of `text` are a float, sign included; 0 when it starts with none.
fn float_len(text: &[u8]) -> usize {
    let at = matches!(text.first(), Some(b'+' | b'-')) as usize;
    for name in [&b"infinity"[..], b"inf", b"nan"] {
        if text.len() >= at + name.len() && text[at..at + name.len()].eq_ignore_ascii_case(name) {
            return at + name.len();
        }
    }
    let digits = |at: usize| text[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(at);
    let mut end = at + whole;
    let mut fraction = 0;
    if text.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        end += 1 + fraction;
    }
    if whole + fraction == 0 {
        return 0;
    }
    if matches!(text.get(end), Some(b'e' | b'E')) {
        let sign = matches!(text.get(end + 1), Some(b'+' | b'-')) as usize;
        let exponent = text.get(end + 1 + sign..).map_or(0, |_| digits(end + 1 + sign));
        if exponent > 0 {
            end += 1 + sign + exponent;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators() {
        let z = Complex::new;
        assert_eq!(z(1.0, 2.0).divide(z(3.0, -4.0)), Ok(z(-0.2, 0.4)));
        assert!(z(1.0, 2.0).divide(z(0.0, -0.0)).is_err());
        assert_eq!(z(1.0, 2.0).power(z(2.0, 0.0)), Ok(z(-3.0, 4.0)));
        assert_eq!(z(1.0, 2.0).power(z(-3.0, 0.0)), Ok(z(-0.08800000000000001, 0.016)));
        assert_eq!(z(1.0, 2.0).power(z(0.5, 0.0)), Ok(z(1.272019649514069, 0.7861513777574233)));
        assert_eq!(z(1.0, 2.0).power(z(1.0, 1.0)), Ok(z(-0.24720004426291722, 0.6964504870825432)));
        assert_eq!(z(10.0, 0.0).power(z(200.0, 0.0)), Ok(z(1e200, 0.0)));
        assert!(z(1e200, 0.0).power(z(2.0, 0.0)).is_err());
        assert!(
            z(0.0, 0.0).power(z(-1.0, 0.0)).is_err() && z(0.0, 0.0).power(z(0.0, 1.0)).is_err()
        );
        assert!(z(1.7e308, 1.7e308).abs().is_err());
    }

    #[test]
    fn text_as_cpython() {
        for (text, expected) in [
            ("( 1+2j )", Ok("(1+2j)")),
            (" 1 + 2j", Err(NotComplex::Malformed)),
            ("1_0+2_0j", Ok("(10+20j)")),
            ("j", Ok("1j")),
            ("1-j", Ok("(1-1j)")),
            ("1e5j", Ok("100000j")),
            ("1+2", Err(NotComplex::Malformed)),
            ("(1", Err(NotComplex::Malformed)),
            ("1+2J", Ok("(1+2j)")),
            ("1e5+-2j", Err(NotComplex::Malformed)),
            ("1__0j", Err(NotComplex::Underscore)),
            ("-infinity-nanj", Ok("(-inf+nanj)")),
            ("infj", Ok("infj")),
            ("", Err(NotComplex::Malformed)),
            ("()", Err(NotComplex::Malformed)),
            ("1j+2", Err(NotComplex::Malformed)),
            ("+-1j", Err(NotComplex::Malformed)),
            ("1.e5-.5e-3j", Ok("(100000-0.0005j)")),
            ("((1))", Err(NotComplex::Malformed)),
            ("1 j", Err(NotComplex::Malformed)),
            ("1e+j", Err(NotComplex::Malformed)),
            ("1e", Err(NotComplex::Malformed)),
            ("-0-0j", Ok("(-0-0j)")),
            ("-0j", Ok("-0j")),
        ] {
            let found = parse(text.as_bytes()).map(Complex::repr);
            assert_eq!(found, expected.map(str::to_owned), "{text}");
        }
    }
}
