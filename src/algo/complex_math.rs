//! Functions of complex numbers: roots, logarithms, exponentials, trigonometric and hyperbolic
//! functions and their inverses, right up to the ends of the range and on both sides of the cuts.
//!
//! What C says of infinities, nan and signed zeros holds for each.
//!
//! Reference: Library Reference, "cmath"; C99, Annex G.6; Kahan, "Branch Cuts for Complex Elementary
//! Functions"; Hull, Fairgrieve and Tang, "Implementing the Complex Arcsine and Arccosine Functions
//! Using Exception Handling".

use std::f64::consts::{E, FRAC_PI_2, LN_2, LN_10};

use super::complex::Complex;
use super::float_arith::ldexp;
use super::gamma::NoValue;
use super::hyperbolic::asinh as real_asinh;

type Result = std::result::Result<Complex, NoValue>;

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// Beyond this, sums and squares of parts may overflow.
const LARGE: f64 = f64::MAX / 4.0;

fn new(real: f64, imag: f64) -> Complex {
    Complex { real, imag }
}

fn is_finite(z: Complex) -> bool {
    z.real.is_finite() && z.imag.is_finite()
}

/// `i * z`.
fn turned(z: Complex) -> Complex {
    new(-z.imag, z.real)
}

/// `-i * z`.
fn turned_back(z: Complex) -> Complex {
    new(z.imag, -z.real)
}

fn negated(z: Complex) -> Complex {
    new(-z.real, -z.imag)
}

fn angle(z: Complex) -> f64 {
    z.imag.atan2(z.real)
}

fn in_range(z: Complex) -> Result {
    if z.real.is_infinite() || z.imag.is_infinite() { Err(NoValue::Range) } else { Ok(z) }
}

/// `x` times two to a small power.
fn scaled(x: f64, exponent: i64) -> f64 {
    ldexp(x, exponent).unwrap_or(INF)
}

/// The logarithm of the size where that could overflow.
fn log_of_large(z: Complex) -> f64 {
    (z.real / 2.0).hypot(z.imag / 2.0).ln() + LN_2
}

pub fn sqrt(z: Complex) -> Complex {
    let Complex { real, imag } = z;
    if imag.is_infinite() {
        return new(INF, imag);
    }
    match real {
        INF => return new(INF, if imag.is_nan() { NAN } else { 0f64.copysign(imag) }),
        f64::NEG_INFINITY if imag.is_nan() => return new(NAN, INF),
        f64::NEG_INFINITY => return new(0.0, INF.copysign(imag)),
        _ if real.is_nan() || imag.is_nan() => return new(NAN, NAN),
        _ if real == 0.0 && imag == 0.0 => return new(0.0, imag),
        _ => {}
    }
    let (width, height) = (real.abs(), imag.abs());
    let root = if width < f64::MIN_POSITIVE && height < f64::MIN_POSITIVE {
        // Subnormal parts have lost digits; lifted they keep what they have.
        let lifted = scaled(width, 53);
        scaled((lifted + lifted.hypot(scaled(height, 53))).sqrt(), -27)
    } else {
        let eighth = width / 8.0;
        2.0 * (eighth + eighth.hypot(height / 8.0)).sqrt()
    };
    let other = height / (2.0 * root);
    if real >= 0.0 { new(root, other.copysign(imag)) } else { new(other, root.copysign(imag)) }
}

pub fn log(z: Complex) -> Result {
    if z.real.is_infinite() || z.imag.is_infinite() {
        return Ok(new(INF, angle(z)));
    }
    if !is_finite(z) {
        return Ok(new(NAN, NAN));
    }
    let (width, height) = (z.real.abs(), z.imag.abs());
    let real = if width > LARGE || height > LARGE {
        log_of_large(z)
    } else if width < f64::MIN_POSITIVE && height < f64::MIN_POSITIVE {
        if width == 0.0 && height == 0.0 {
            return Err(NoValue::Domain);
        }
        scaled(width, 53).hypot(scaled(height, 53)).ln() - 53.0 * LN_2
    } else {
        let size = width.hypot(height);
        if (0.71..=1.73).contains(&size) {
            // Near 1 the logarithm is as small as what the size lacks.
            let (long, short) = (width.max(height), width.min(height));
            ((long - 1.0) * (long + 1.0) + short * short).ln_1p() / 2.0
        } else {
            size.ln()
        }
    };
    Ok(new(real, angle(z)))
}

pub fn log10(z: Complex) -> Result {
    let z = log(z)?;
    Ok(new(z.real / LN_10, z.imag / LN_10))
}

/// `size` in the direction of `angle`, where the size is 0 or infinite.
fn extreme(size: f64, angle: f64) -> Complex {
    new(size.copysign(angle.cos()), size.copysign(angle.sin()))
}

pub fn exp(z: Complex) -> Result {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        if imag.is_infinite() && (real.is_finite() || real == INF) {
            return Err(NoValue::Domain);
        }
        return Ok(match real {
            INF if imag == 0.0 => new(INF, imag),
            INF if imag.is_finite() => extreme(INF, imag),
            INF => new(INF, NAN),
            f64::NEG_INFINITY if imag == 0.0 => new(0.0, imag),
            f64::NEG_INFINITY if imag.is_finite() => extreme(0.0, imag),
            f64::NEG_INFINITY => new(0.0, 0.0),
            _ if imag == 0.0 => new(real, imag),
            _ => new(NAN, NAN),
        });
    }
    let (length, rest) =
        if real > LARGE.ln() { ((real - 1.0).exp(), E) } else { (real.exp(), 1.0) };
    in_range(new(length * imag.cos() * rest, length * imag.sin() * rest))
}

pub fn cosh(z: Complex) -> Result {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        if imag.is_infinite() && !real.is_nan() {
            return Err(NoValue::Domain);
        }
        return Ok(if real.is_infinite() {
            let sign = 1f64.copysign(real);
            if imag == 0.0 {
                new(INF, sign * imag)
            } else if imag.is_finite() {
                new(INF.copysign(imag.cos()), sign * INF.copysign(imag.sin()))
            } else {
                new(INF, NAN)
            }
        } else if real == 0.0 || imag == 0.0 {
            new(NAN, 0.0)
        } else {
            new(NAN, NAN)
        });
    }
    let (real, rest) = shortened(real);
    in_range(new(imag.cos() * real.cosh() * rest, imag.sin() * real.sinh() * rest))
}

pub fn sinh(z: Complex) -> Result {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        if imag.is_infinite() && !real.is_nan() {
            return Err(NoValue::Domain);
        }
        return Ok(if real.is_infinite() {
            if imag == 0.0 {
                z
            } else if imag.is_finite() {
                let sign = 1f64.copysign(real);
                new(sign * INF.copysign(imag.cos()), INF.copysign(imag.sin()))
            } else {
                new(INF, NAN)
            }
        } else if real == 0.0 {
            new(0.0, NAN)
        } else if imag == 0.0 {
            new(NAN, imag)
        } else {
            new(NAN, NAN)
        });
    }
    let (real, rest) = shortened(real);
    in_range(new(imag.cos() * real.sinh() * rest, imag.sin() * real.cosh() * rest))
}

/// `x` one nearer to zero where `cosh(x)` alone would overflow, and the factor that is then missing.
fn shortened(x: f64) -> (f64, f64) {
    if x.abs() > LARGE.ln() { (x - 1f64.copysign(x), E) } else { (x, 1.0) }
}

pub fn tanh(z: Complex) -> Result {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        if imag.is_infinite() && real.is_finite() {
            return Err(NoValue::Domain);
        }
        return Ok(if real.is_infinite() {
            let imag = if imag == 0.0 {
                imag
            } else if imag.is_finite() {
                0f64.copysign(2.0 * imag.sin() * imag.cos())
            } else {
                0.0
            };
            new(1f64.copysign(real), imag)
        } else if imag == 0.0 {
            new(NAN, imag)
        } else {
            new(NAN, NAN)
        });
    }
    if real.abs() > LARGE.ln() {
        let imag = 4.0 * imag.sin() * imag.cos() * (-2.0 * real.abs()).exp();
        return Ok(new(1f64.copysign(real), imag));
    }
    let (a, b) = (real.tanh(), imag.tan());
    let scale = 1.0 / real.cosh();
    let product = a * b;
    let divisor = 1.0 + product * product;
    Ok(new(a * (1.0 + b * b) / divisor, b / divisor * scale * scale))
}

pub fn cos(z: Complex) -> Result {
    cosh(turned(z))
}

pub fn sin(z: Complex) -> Result {
    Ok(turned_back(sinh(turned(z))?))
}

pub fn tan(z: Complex) -> Result {
    Ok(turned_back(tanh(turned(z))?))
}

pub fn acos(z: Complex) -> Complex {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        return if real.is_infinite() && imag.is_nan() {
            new(NAN, INF)
        } else if real.is_infinite() || imag.is_infinite() {
            new(imag.abs().atan2(real), -INF.copysign(imag))
        } else if real == 0.0 {
            new(FRAC_PI_2, NAN)
        } else {
            new(NAN, NAN)
        };
    }
    if real.abs() > LARGE || imag.abs() > LARGE {
        return new(imag.abs().atan2(real), -log_of_twice(z).copysign(imag));
    }
    let (left, right) = (sqrt(new(1.0 - real, -imag)), sqrt(new(1.0 + real, imag)));
    new(
        2.0 * left.real.atan2(right.real),
        real_asinh(right.real * left.imag - right.imag * left.real),
    )
}

pub fn acosh(z: Complex) -> Complex {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        return if real.is_infinite() || imag.is_infinite() {
            new(INF, angle(z))
        } else {
            new(NAN, NAN)
        };
    }
    if real.abs() > LARGE || imag.abs() > LARGE {
        return new(log_of_twice(z), angle(z));
    }
    let (left, right) = (sqrt(new(real - 1.0, imag)), sqrt(new(real + 1.0, imag)));
    new(
        real_asinh(left.real * right.real + left.imag * right.imag),
        2.0 * left.imag.atan2(right.real),
    )
}

/// The logarithm of twice the size, where that could overflow.
fn log_of_twice(z: Complex) -> f64 {
    (z.real / 2.0).hypot(z.imag / 2.0).ln() + LN_2 * 2.0
}

pub fn asin(z: Complex) -> Complex {
    turned_back(asinh(turned(z)))
}

pub fn asinh(z: Complex) -> Complex {
    let Complex { real, imag } = z;
    if !is_finite(z) {
        return if real.is_infinite() && imag.is_nan() {
            new(real, NAN)
        } else if real.is_nan() {
            let size = if imag.is_infinite() { INF } else { NAN };
            new(size, if imag == 0.0 { imag } else { NAN })
        } else if imag.is_nan() {
            new(NAN, NAN)
        } else {
            new(INF.copysign(real), imag.atan2(real.abs()))
        };
    }
    if real.abs() > LARGE || imag.abs() > LARGE {
        return new(log_of_twice(z).copysign(real), imag.atan2(real.abs()));
    }
    let (left, right) = (sqrt(new(1.0 + imag, -real)), sqrt(new(1.0 - imag, real)));
    new(
        real_asinh(left.real * right.imag - right.real * left.imag),
        imag.atan2(left.real * right.real - left.imag * right.imag),
    )
}

pub fn atan(z: Complex) -> Result {
    Ok(turned_back(atanh(turned(z))?))
}

pub fn atanh(z: Complex) -> Result {
    let Complex { real, imag } = z;
    if real.is_sign_negative() && !real.is_nan() {
        return atanh(negated(z)).map(negated);
    }
    if !is_finite(z) {
        return Ok(if imag.is_infinite() {
            new(0.0, FRAC_PI_2.copysign(imag))
        } else if real.is_infinite() && imag.is_nan() {
            new(0.0, NAN)
        } else if real.is_infinite() {
            new(0.0, FRAC_PI_2.copysign(imag))
        } else if real == 0.0 {
            new(0.0, NAN)
        } else {
            new(NAN, NAN)
        });
    }
    let height = imag.abs();
    let limit = LARGE.sqrt();
    if real > limit || height > limit {
        let half = (real / 2.0).hypot(imag / 2.0);
        return Ok(new(real / 4.0 / half / half, FRAC_PI_2.copysign(imag)));
    }
    if real == 1.0 && height < f64::MIN_POSITIVE.sqrt() {
        if height == 0.0 {
            return Err(NoValue::Domain);
        }
        let size = -(height.sqrt() / height.hypot(2.0).sqrt()).ln();
        return Ok(new(size, (2f64.atan2(-height) / 2.0).copysign(imag)));
    }
    let distance = 1.0 - real;
    Ok(new(
        (4.0 * real / (distance * distance + height * height)).ln_1p() / 4.0,
        -(-2.0 * imag).atan2(distance * (1.0 + real) - height * height) / 2.0,
    ))
}

/// The number of that size and angle.
pub fn rect(size: f64, angle: f64) -> Result {
    if !size.is_finite() || !angle.is_finite() {
        if angle.is_infinite() && size != 0.0 && !size.is_nan() {
            return Err(NoValue::Domain);
        }
        return Ok(if size.is_infinite() && angle.is_finite() && angle != 0.0 {
            let it = extreme(INF, angle);
            if size > 0.0 { it } else { negated(it) }
        } else if size.is_infinite() && angle == 0.0 {
            new(size, if size > 0.0 { angle } else { -angle })
        } else if size.is_infinite() {
            new(INF, NAN)
        } else if size == 0.0 {
            new(0.0, 0.0)
        } else if angle == 0.0 {
            new(NAN, 0.0)
        } else {
            new(NAN, NAN)
        });
    }
    Ok(if angle == 0.0 {
        // Keeps the signs that multiplying by a sine of zero would.
        new(size, size * angle)
    } else {
        new(size * angle.cos(), size * angle.sin())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algo::recorded::{ascii, cases};

    fn parts(field: &str) -> Complex {
        let bits = |text| f64::from_bits(u64::from_str_radix(text, 16).unwrap());
        let (real, imag) = field.split_once(' ').unwrap();
        new(bits(real), bits(imag))
    }

    fn call(name: &str, z: Complex) -> Result {
        match name {
            "acos" => Ok(acos(z)),
            "acosh" => Ok(acosh(z)),
            "asin" => Ok(asin(z)),
            "asinh" => Ok(asinh(z)),
            "atan" => atan(z),
            "atanh" => atanh(z),
            "cos" => cos(z),
            "cosh" => cosh(z),
            "exp" => exp(z),
            "log" => log(z),
            "log10" => log10(z),
            "rect" => rect(z.real, z.imag),
            "sin" => sin(z),
            "sinh" => sinh(z),
            "sqrt" => Ok(sqrt(z)),
            "tan" => tan(z),
            "tanh" => tanh(z),
            other => panic!("no function {other}"),
        }
    }

    #[test]
    fn as_recorded() {
        // The C library of another machine may round otherwise.
        let near = |a: f64, b: f64| {
            a.is_nan() && b.is_nan()
                || a.to_bits() == b.to_bits()
                || (a - b).abs() <= a.abs() * 1e-15
        };
        for case in cases(include_str!("../../tests/recorded/complex_math.tsv")) {
            let [name, argument, expected] = &case[..] else { panic!("three fields") };
            let (name, argument, expected) = (ascii(name), parts(ascii(argument)), ascii(expected));
            let found = call(name, argument);
            let fits = match (found, expected) {
                (Err(NoValue::Domain), "ValueError") | (Err(NoValue::Range), "OverflowError") => {
                    true
                }
                (Err(_), _) | (_, "ValueError" | "OverflowError") => false,
                (Ok(found), expected) => {
                    let expected = parts(expected);
                    near(found.real, expected.real) && near(found.imag, expected.imag)
                }
            };
            assert!(fits, "{name} {argument:?}: {found:?}, not {expected}");
        }
    }
}
