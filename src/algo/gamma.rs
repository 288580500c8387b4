//! `math.gamma` and `math.lgamma`.
//!
//! Gamma is Lanczos' approximation with g = 6.02468004077673 and 13 terms, as CPython uses it, with
//! exact factorials where they are floats.
//!
//! Reference: Library Reference, "math"; Lanczos, "A Precision Approximation of the Gamma Function".

use std::f64::consts::PI;

const G: f64 = 6.02468004077673;
const G_MINUS_HALF: f64 = 5.52468004077673;
const LOG_PI: f64 = 1.1447298858494002;

const NUMERATOR: [f64; 13] = [
    23531376880.41076,
    42919803642.6491,
    35711959237.35567,
    17921034426.03721,
    6039542586.352028,
    1439720407.3117216,
    248874557.86205417,
    31426415.585400194,
    2876370.6289353725,
    186056.26539522348,
    8071.672002365816,
    210.82427775157936,
    2.5066282746310002,
];
/// The coefficients of x*(x+1)*...*(x+11).
const DENOMINATOR: [f64; 13] = [
    0.0,
    39916800.0,
    120543840.0,
    150917976.0,
    105258076.0,
    45995730.0,
    13339535.0,
    2637558.0,
    357423.0,
    32670.0,
    1925.0,
    66.0,
    1.0,
];

/// Why there is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// ValueError "math domain error"
    Domain,
    /// OverflowError "math range error"
    Range,
}

fn lanczos_sum(x: f64) -> f64 {
    let (mut above, mut below) = (0.0, 0.0);
    if x < 5.0 {
        for (a, b) in NUMERATOR.iter().zip(&DENOMINATOR).rev() {
            above = above * x + a;
            below = below * x + b;
        }
    } else {
        // In powers of 1/x, so that nothing overflows.
        for (a, b) in NUMERATOR.iter().zip(&DENOMINATOR) {
            above = above / x + a;
            below = below / x + b;
        }
    }
    above / below
}

/// sin(pi * x), exact where it is 0 or 1.
fn sin_pi(x: f64) -> f64 {
    let size = x.abs() % 2.0;
    let value = match (2.0 * size).round() as i32 {
        0 => (PI * size).sin(),
        1 => (PI * (size - 0.5)).cos(),
        // Towards zero at the end of the half wave: this way round for the sign of 0.
        2 => (PI * (1.0 - size)).sin(),
        3 => -(PI * (size - 1.5)).cos(),
        _ => (PI * (size - 2.0)).sin(),
    };
    value * 1.0f64.copysign(x)
}

/// `math.gamma(x)`.
pub fn gamma(x: f64) -> Result<f64, NoValue> {
    if x.is_nan() || x == f64::INFINITY {
        return Ok(x);
    }
    if x == f64::NEG_INFINITY || x == 0.0 {
        return Err(NoValue::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(NoValue::Domain);
        }
        if x <= 23.0 {
            return Ok((2..x as u128).product::<u128>() as f64);
        }
    }
    let size = x.abs();
    let finite = |value: f64| if value.is_infinite() { Err(NoValue::Range) } else { Ok(value) };
    if size < 1e-20 {
        return finite(1.0 / x);
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(NoValue::Range) };
    }
    let base = size + G_MINUS_HALF;
    // What rounding took from the base, as a correction in the end.
    let lost = if size > G_MINUS_HALF {
        (base - size) - G_MINUS_HALF
    } else {
        (base - G_MINUS_HALF) - size
    };
    let correction = lost * G / base;
    let value = if x < 0.0 {
        let value = -PI / sin_pi(size) / size * base.exp() / lanczos_sum(size);
        let value = value - correction * value;
        if size < 140.0 {
            value / base.powf(size - 0.5)
        } else {
            let root = base.powf(size / 2.0 - 0.25);
            value / root / root
        }
    } else {
        let value = lanczos_sum(size) / base.exp();
        let value = value + correction * value;
        if size < 140.0 {
            value * base.powf(size - 0.5)
        } else {
            let root = base.powf(size / 2.0 - 0.25);
            value * root * root
        }
    };
    finite(value)
}

/// `math.lgamma(x)`: the logarithm of gamma's size.
pub fn lgamma(x: f64) -> Result<f64, NoValue> {
    if !x.is_finite() {
        return Ok(x.abs());
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(NoValue::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let value = lanczos_sum(size).ln() - G + (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    let value = if x < 0.0 { LOG_PI - sin_pi(size).abs().ln() - size.ln() - value } else { value };
    if value.is_infinite() { Err(NoValue::Range) } else { Ok(value) }
}
