//! Float operators where Python's rules differ from the machine's, and single steps between floats.
//!
//! Reference: Language Reference, "Binary arithmetic operations"; Library Reference, "divmod", "math".

use super::fault::Fault;

/// `divmod(x, y)`: the remainder has the divisor's sign, the quotient is rounded down; `None` for
/// `y == 0`.
pub fn divmod(x: f64, y: f64) -> Option<(f64, f64)> {
    if y == 0.0 {
        return None;
    }
    let rest = x % y;
    let mut quotient = (x - rest) / y;
    let modulus = if rest == 0.0 {
        0.0f64.copysign(y)
    } else if (rest < 0.0) != (y < 0.0) {
        quotient -= 1.0;
        rest + y
    } else {
        rest
    };
    if quotient == 0.0 {
        return Some((0.0f64.copysign(x / y), modulus));
    }
    // The quotient is whole but for rounding.
    let floor = quotient.floor();
    Some((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, modulus))
}

/// `x // y`.
pub fn floor_divide(x: f64, y: f64) -> Result<f64, Fault> {
    divmod(x, y)
        .map(|(quotient, _)| quotient)
        .ok_or_else(|| Fault::zero_division("float floor division by zero"))
}

/// `x % y`.
pub fn modulo(x: f64, y: f64) -> Result<f64, Fault> {
    if y == 0.0 {
        return Err(Fault::zero_division("float modulo by zero"));
    }
    let rest = x % y;
    Ok(if rest == 0.0 {
        0.0f64.copysign(y)
    } else if (rest < 0.0) != (y < 0.0) {
        rest + y
    } else {
        rest
    })
}

/// What `x ** y` comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Power {
    Float(f64),
    /// A negative base and an exponent that is not whole: the result is complex.
    Complex,
    /// ZeroDivisionError "0.0 cannot be raised to a negative power".
    ZeroToNegative,
    /// OverflowError (34, 'Numerical result out of range').
    Overflow,
}

/// `x ** y`.
pub fn power(x: f64, y: f64) -> Power {
    if x == 0.0 && y < 0.0 && y.is_finite() {
        return Power::ZeroToNegative;
    }
    if x < 0.0 && x.is_finite() && y.is_finite() && y != y.floor() {
        return Power::Complex;
    }
    let result = x.powf(y);
    if result.is_infinite() && x.is_finite() && y.is_finite() {
        return Power::Overflow;
    }
    Power::Float(result)
}

/// `math.remainder(x, y)`: of the quotient rounded to even; `None` is a domain error.
pub fn remainder(x: f64, y: f64) -> Option<f64> {
    if x.is_nan() || y.is_nan() {
        return Some(x + y);
    }
    if x.is_infinite() || y == 0.0 {
        return None;
    }
    if y.is_infinite() {
        return Some(x);
    }
    let (size, divisor) = (x.abs(), y.abs());
    let rest = size % divisor;
    // Compared this way, nothing overflows and nothing is rounded.
    let other = divisor - rest;
    let nearest = if rest < other {
        rest
    } else if rest > other {
        -other
    } else {
        // A tie: whether the whole quotient is even shows in the remainder of half of it.
        rest - 2.0 * (0.5 * (size - rest) % divisor)
    };
    Some(nearest * 1.0f64.copysign(x))
}

/// `math.nextafter(x, towards, steps=steps)`.
pub fn next_after(x: f64, towards: f64, steps: u64) -> f64 {
    if steps == 0 || x.is_nan() {
        return x;
    }
    if towards.is_nan() {
        return towards;
    }
    if x == towards {
        return towards;
    }
    // Floats in their order are integers in their order.
    let rank = |x: f64| {
        let size = (x.to_bits() & !SIGN) as i64;
        if x.is_sign_negative() { -size } else { size }
    };
    let (from, to) = (rank(x), rank(towards));
    let distance = (to as i128 - from as i128).unsigned_abs();
    if steps as u128 >= distance {
        return towards;
    }
    let steps = steps as i64;
    let target = if to > from { from + steps } else { from - steps };
    // Zero keeps the sign of the side it was reached from.
    let negative = target < 0 || target == 0 && from < 0;
    f64::from_bits(target.unsigned_abs() | if negative { SIGN } else { 0 })
}

const SIGN: u64 = 1 << 63;

/// `math.ulp(x)`: the value of the last bit.
pub fn ulp(x: f64) -> f64 {
    let size = x.abs();
    if !size.is_finite() {
        return size;
    }
    match size.next_up() {
        f64::INFINITY => size - size.next_down(),
        next => next - size,
    }
}

/// `math.fma(x, y, z)`: `x*y + z`, rounded once. ValueError, OverflowError.
pub fn fma(x: f64, y: f64, z: f64) -> Result<f64, Fault> {
    let result = x.mul_add(y, z);
    if result.is_nan() && !x.is_nan() && !y.is_nan() && !z.is_nan() {
        return Err(Fault::value("invalid operation in fma"));
    }
    if result.is_infinite() && x.is_finite() && y.is_finite() && z.is_finite() {
        return Err(Fault::overflow("overflow in fma"));
    }
    Ok(result)
}

/// `math.frexp(x)`: `x == mantissa * 2**exponent`, the mantissa in 0.5..1.
pub fn frexp(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let biased = |x: f64| (x.to_bits() >> 52) as i32 & 0x7FF;
    let (x, offset) = if biased(x) == 0 { (x * 2f64.powi(54), -54) } else { (x, 0) };
    let mantissa = f64::from_bits(x.to_bits() & !(0x7FF << 52) | 1022 << 52);
    (mantissa, biased(x) - 1022 + offset)
}

/// `math.ldexp(x, exponent)`: rounded once; `None` when it overflows.
pub fn ldexp(x: f64, exponent: i64) -> Option<f64> {
    if x == 0.0 || !x.is_finite() {
        return Some(x);
    }
    let (mantissa, own) = frexp(x);
    let exponent = exponent.saturating_add(own as i64);
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    match exponent {
        1025.. => None,
        // The mantissa is below 1: the largest exponent takes two steps.
        -1021..=1024 => Some(mantissa * 2.0 * power(exponent - 1)),
        -1080..=-1022 => Some(mantissa * power(-1000) * power(exponent + 1000)),
        _ => Some(0.0f64.copysign(x)),
    }
}

/// The bits of the nearest half-precision float, ties to even; `None` when it is out of range.
pub fn to_half(x: f64) -> Option<u16> {
    let sign = (x.to_bits() >> 48) as u16 & 0x8000;
    let bits = if x.is_nan() {
        0x7E00
    } else if x.is_infinite() {
        0x7C00
    } else if x == 0.0 {
        0
    } else {
        let (_, exponent) = frexp(x);
        // In units of the last of its 11 bits; those of subnormals are all the same.
        let unit = (exponent - 11).max(-24);
        let size = (x.abs() * 2f64.powi(-unit)).round_ties_even() as u64;
        // A carry out of the bits raises the exponent, as it should.
        let bits = size + ((unit as i64 + 24) << 10) as u64;
        if bits >= 0x7C00 {
            return None;
        }
        bits as u16
    };
    Some(sign | bits)
}

/// The half-precision float with these bits.
pub fn from_half(bits: u16) -> f64 {
    let exponent = (bits >> 10 & 0x1F) as i32;
    let fraction = (bits & 0x3FF) as f64;
    let size = match exponent {
        0 => fraction * 2f64.powi(-24),
        0x1F if fraction == 0.0 => f64::INFINITY,
        0x1F => f64::NAN,
        _ => (fraction + 1024.0) * 2f64.powi(exponent - 25),
    };
    if bits & 0x8000 != 0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn division() {
        let inf = f64::INFINITY;
        for (x, y, quotient, modulus) in [
            (7.5, 2.0, 3.0, 1.5),
            (-7.5, 2.0, -4.0, 0.5),
            (7.5, -2.0, -4.0, -0.5),
            (-0.0, 1.0, -0.0, 0.0),
            (0.0, -1.0, -0.0, -0.0),
            (1.0, inf, 0.0, 1.0),
            (-1.0, inf, -1.0, inf),
            (4.0, 0.1, 39.0, 0.09999999999999978),
            (1e300, 1e-300, inf, 9.891492150646154e-301),
        ] {
            let found = divmod(x, y).unwrap();
            if y > 1e-200 {
                assert_eq!(found.0.to_bits(), f64::to_bits(quotient), "{x} // {y}");
                assert_eq!(found.1.to_bits(), f64::to_bits(modulus), "{x} % {y}");
                assert_eq!(modulo(x, y).unwrap().to_bits(), f64::to_bits(modulus));
            }
        }
        assert_eq!(divmod(1.0, 0.0), None);
        assert!(floor_divide(inf, 2.0).unwrap().is_nan());
    }

    #[test]
    fn powers() {
        assert_eq!(power(0.0, -1.0), Power::ZeroToNegative);
        assert_eq!(power(-0.0, f64::NEG_INFINITY), Power::Float(f64::INFINITY));
        assert_eq!(power(-2.0, 0.5), Power::Complex);
        assert_eq!(power(10.0, 400.0), Power::Overflow);
        assert_eq!(power(-1.0, f64::INFINITY), Power::Float(1.0));
        assert_eq!(power(f64::NEG_INFINITY, 0.5), Power::Float(f64::INFINITY));
        assert_eq!(power(f64::NAN, 0.0), Power::Float(1.0));
        assert_eq!(power(-2.0, 3.0), Power::Float(-8.0));
    }

    #[test]
    fn steps() {
        assert_eq!(next_after(1.0, 2.0, 3), 1.0000000000000007);
        assert_eq!(next_after(5e-324, -1.0, 2), -5e-324);
        assert_eq!(next_after(-5e-324, 1.0, 1).to_bits(), SIGN);
        assert_eq!(next_after(0.0, -0.0, 1).to_bits(), SIGN);
        assert_eq!(next_after(-1.0, 2.0, u64::MAX), 2.0);
        assert_eq!(next_after(1.0, f64::NAN, 0), 1.0);
        assert_eq!(ulp(0.0), 5e-324);
        assert_eq!(ulp(f64::MAX), 1.99584030953472e+292);
        assert_eq!(remainder(5.5, 2.0), Some(-0.5));
        assert_eq!(remainder(5.0, 2.0), Some(1.0));
        assert_eq!(remainder(7.0, 2.0), Some(-1.0));
        assert_eq!(remainder(-3.0, 2.0), Some(1.0));
        assert_eq!(remainder(f64::INFINITY, 2.0), None);
        assert_eq!(frexp(5e-324), (0.5, -1073));
        assert_eq!(frexp(-8.0), (-0.5, 4));
        assert_eq!(ldexp(0.5, -1073), Some(5e-324));
        assert_eq!(ldexp(0.75, -1074), Some(5e-324));
        assert_eq!(ldexp(0.5, -1074), Some(0.0));
        assert_eq!(ldexp(f64::MAX, 0), Some(f64::MAX));
        assert_eq!(ldexp(5e-324, 2097), Some(2f64.powi(1023)));
        assert_eq!(ldexp(1.0, 1024), None);
        assert!(fma(1e308, 10.0, -1e308).is_err() && fma(0.0, f64::INFINITY, 1.0).is_err());
    }
    #[test]
    fn halves() {
        for bits in (0..0x7C00).chain(0x8000..0xFC00) {
            assert_eq!(to_half(from_half(bits)), Some(bits));
        }
        for (x, bits) in [
            (65519.0, 0x7BFF),
            (6e-8, 0x0001),
            (2.9e-8, 0x0000),
            (2f64.powi(-25), 0x0000),
            (2f64.powi(-24) * 1.5, 0x0002),
            (1.0 / 3.0, 0x3555),
            (f64::NAN, 0x7E00),
            (f64::NEG_INFINITY, 0xFC00),
            (2f64.powi(-14) * (1.0 - 2f64.powi(-12)), 0x0400),
        ] {
            assert_eq!(to_half(x), Some(bits), "{x}");
        }
        assert_eq!(to_half(65520.0), None);
    }
}
