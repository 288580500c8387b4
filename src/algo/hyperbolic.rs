//! Inverse hyperbolic functions, through the logarithm that suits the range, as C's library has them.
//!
//! Reference: Sun's fdlibm, `s_asinh`, `e_acosh`, `e_atanh`.

use std::f64::consts::LN_2;

/// Above this, adding or subtracting 1 from the square changes nothing.
const LARGE: f64 = (1u64 << 28) as f64;

/// The inverse hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < 1.0 / LARGE {
        return x;
    }
    let result = if size > LARGE {
        size.ln() + LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let square = x * x;
        (size + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

/// The inverse hyperbolic cosine; nan below 1.
pub fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x >= LARGE {
        x.ln() + LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let above = x - 1.0;
        (above + (2.0 * above + above * above).sqrt()).ln_1p()
    }
}

/// The inverse hyperbolic tangent of what is smaller than 1 in size.
pub fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || size < 1.0 / LARGE {
        return x;
    }
    let twice = size + size;
    let result = if size < 0.5 {
        0.5 * (twice + twice * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * (twice / (1.0 - size)).ln_1p()
    };
    result.copysign(x)
}
