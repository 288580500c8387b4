//! The functions of one or two floats.

use std::f64::consts::PI;

use crate::algo::gamma::NoValue;
use crate::algo::{self, float_arith, hyperbolic, int_math};
use crate::err;
use crate::object::{Name, Raised, Raises, Value, Vm};
use crate::protocol::call::call_special;
use crate::protocol::number::to_f64;
use crate::types::float::as_float;
use crate::types::int::{self, Indexed, IntRef, as_int};

#[cold]
fn domain() -> Raised {
    err!(ValueError, "math domain error")
}

#[cold]
fn range() -> Raised {
    err!(OverflowError, "math range error")
}

/// The result of a function that is finite wherever it is defined.
#[inline]
fn defined(x: f64, result: f64) -> Raises<f64> {
    if result.is_nan() && !x.is_nan() || result.is_infinite() && x.is_finite() {
        return Err(domain());
    }
    Ok(result)
}

/// The result of a function that can leave the range of floats.
#[inline]
fn ranged(x: f64, result: f64) -> Raises<f64> {
    if result.is_infinite() && x.is_finite() { Err(range()) } else { Ok(result) }
}

pub fn acos(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.acos())
}

pub fn acosh(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, hyperbolic::acosh(x))
}

pub fn asin(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.asin())
}

pub fn asinh(_: &Vm, x: f64) -> f64 {
    hyperbolic::asinh(x)
}

pub fn atan(_: &Vm, x: f64) -> f64 {
    x.atan()
}

pub fn atan2(_: &Vm, y: f64, x: f64) -> f64 {
    y.atan2(x)
}

pub fn atanh(_: &Vm, x: f64) -> Raises<f64> {
    if x.abs() >= 1.0 { Err(domain()) } else { Ok(hyperbolic::atanh(x)) }
}

pub fn cbrt(_: &Vm, x: f64) -> f64 {
    // The nearest float. C libraries (glibc before 2.41) can be one off: cbrt(27) is 3.0000000000000004 there.
    x.cbrt()
}

/// By the method of that name, or else through a float.
fn rounded(vm: &Vm, x: &Value, method: Name, round: fn(f64) -> f64) -> Raises<Value> {
    match x {
        Value::Float(bits) => return int::from_float(vm, round(f64::from_bits(*bits))),
        Value::Int(_) => return Ok(x.clone()),
        _ => {}
    }
    match call_special(vm, x, method, &[])? {
        Some(result) => Ok(result),
        None => int::from_float(vm, round(to_f64(vm, x)?)),
    }
}

pub fn ceil(vm: &Vm, x: Value) -> Raises<Value> {
    rounded(vm, &x, Name::Ceil, f64::ceil)
}

pub fn copysign(_: &Vm, x: f64, y: f64) -> f64 {
    x.copysign(y)
}

pub fn cos(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.cos())
}

pub fn cosh(_: &Vm, x: f64) -> Raises<f64> {
    ranged(x, x.cosh())
}

pub fn degrees(_: &Vm, x: f64) -> f64 {
    x * (180.0 / PI)
}

pub fn erf(_: &Vm, x: f64) -> f64 {
    algo::erf::erf(x)
}

pub fn erfc(_: &Vm, x: f64) -> f64 {
    algo::erf::erfc(x)
}

pub fn exp(_: &Vm, x: f64) -> Raises<f64> {
    ranged(x, x.exp())
}

pub fn exp2(_: &Vm, x: f64) -> Raises<f64> {
    ranged(x, x.exp2())
}

pub fn expm1(_: &Vm, x: f64) -> Raises<f64> {
    ranged(x, x.exp_m1())
}

pub fn fabs(_: &Vm, x: f64) -> f64 {
    x.abs()
}

pub fn floor(vm: &Vm, x: Value) -> Raises<Value> {
    if let Value::Float(bits) = &x {
        let down = f64::from_bits(*bits).floor();
        if down.abs() < 9e18 {
            return Ok(Value::Int(down as i64));
        }
    }
    rounded(vm, &x, Name::Floor, f64::floor)
}

pub fn fma(_: &Vm, x: f64, y: f64, z: f64) -> Raises<f64> {
    Ok(float_arith::fma(x, y, z)?)
}

pub fn fmod(_: &Vm, x: f64, y: f64) -> Raises<f64> {
    let result = x % y;
    if result.is_nan() && !x.is_nan() && !y.is_nan() { Err(domain()) } else { Ok(result) }
}

pub fn frexp(_: &Vm, x: f64) -> (f64, i32) {
    float_arith::frexp(x)
}

fn from_gamma(result: Result<f64, NoValue>) -> Raises<f64> {
    result.map_err(|it| match it {
        NoValue::Domain => domain(),
        NoValue::Range => range(),
    })
}

pub fn gamma(_: &Vm, x: f64) -> Raises<f64> {
    from_gamma(algo::gamma::gamma(x))
}

pub fn isclose(_: &Vm, a: f64, b: f64, rel_tol: f64, abs_tol: f64) -> Raises<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(err!(ValueError, "tolerances must be non-negative"));
    }
    if a == b {
        return Ok(true);
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(false);
    }
    let apart = (b - a).abs();
    Ok(apart <= (rel_tol * b).abs() || apart <= (rel_tol * a).abs() || apart <= abs_tol)
}

pub fn isfinite(_: &Vm, x: f64) -> bool {
    x.is_finite()
}

pub fn isinf(_: &Vm, x: f64) -> bool {
    x.is_infinite()
}

pub fn isnan(_: &Vm, x: f64) -> bool {
    x.is_nan()
}

pub fn ldexp(_: &Vm, x: f64, i: Value) -> Raises<f64> {
    let exponent = match as_int(&i) {
        Some(IntRef::Small(exponent)) => exponent,
        Some(big) if big.is_negative() => i64::MIN,
        Some(_) => i64::MAX,
        None => return Err(err!(TypeError, "Expected an int as second argument to ldexp.")),
    };
    float_arith::ldexp(x, exponent).ok_or_else(range)
}

pub fn lgamma(_: &Vm, x: f64) -> Raises<f64> {
    from_gamma(algo::gamma::lgamma(x))
}

/// A logarithm: of floats, and of ints of any size.
fn logarithm(vm: &Vm, x: &Value, function: fn(f64) -> f64) -> Raises<f64> {
    let x = match as_int(x) {
        Some(IntRef::Big(n)) if !IntRef::Big(n).is_negative() => match IntRef::Big(n).to_f64() {
            Ok(x) => x,
            Err(_) => {
                let (mantissa, exponent) = int_math::frexp(n);
                return Ok(function(mantissa) + function(2.0) * exponent as f64);
            }
        },
        Some(IntRef::Big(_)) => return Err(domain()),
        Some(IntRef::Small(n)) => n as f64,
        None => to_f64(vm, x)?,
    };
    // At zero it is minus infinity, below there is none.
    if x <= 0.0 { Err(domain()) } else { Ok(function(x)) }
}

pub fn log(vm: &Vm, x: Value, base: Option<Value>) -> Raises<f64> {
    let result = logarithm(vm, &x, f64::ln)?;
    let Some(base) = base else { return Ok(result) };
    let base = logarithm(vm, &base, f64::ln)?;
    if base == 0.0 {
        return Err(err!(ZeroDivisionError, "float division by zero"));
    }
    Ok(result / base)
}

pub fn log10(vm: &Vm, x: Value) -> Raises<f64> {
    logarithm(vm, &x, f64::log10)
}

pub fn log1p(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.ln_1p())
}

pub fn log2(vm: &Vm, x: Value) -> Raises<f64> {
    logarithm(vm, &x, f64::log2)
}

pub fn modf(_: &Vm, x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (0.0f64.copysign(x), x);
    }
    (x.fract().copysign(x), x.trunc())
}

pub fn nextafter(vm: &Vm, x: f64, y: f64, steps: Option<Value>) -> Raises<f64> {
    let steps = match steps.filter(|it| !it.is_none()) {
        None => 1,
        Some(steps) => match Indexed::of(vm, &steps)?.get() {
            steps if steps.is_negative() => {
                return Err(err!(ValueError, "steps must be a non-negative integer"));
            }
            IntRef::Small(steps) => steps as u64,
            IntRef::Big(_) => u64::MAX,
        },
    };
    Ok(float_arith::next_after(x, y, steps))
}

pub fn pow(_: &Vm, x: f64, y: f64) -> Raises<f64> {
    let result = x.powf(y);
    if result.is_finite() || !x.is_finite() || !y.is_finite() {
        return Ok(result);
    }
    // A pole at zero is outside the domain, other infinities are too large.
    if result.is_nan() || x == 0.0 { Err(domain()) } else { Err(range()) }
}

pub fn radians(_: &Vm, x: f64) -> f64 {
    x * (PI / 180.0)
}

pub fn remainder(_: &Vm, x: f64, y: f64) -> Raises<f64> {
    float_arith::remainder(x, y).ok_or_else(domain)
}

pub fn sin(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.sin())
}

pub fn sinh(_: &Vm, x: f64) -> Raises<f64> {
    ranged(x, x.sinh())
}

pub fn sqrt(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.sqrt())
}

pub fn tan(_: &Vm, x: f64) -> Raises<f64> {
    defined(x, x.tan())
}

pub fn tanh(_: &Vm, x: f64) -> f64 {
    x.tanh()
}

pub fn trunc(vm: &Vm, x: Value) -> Raises<Value> {
    if let Value::Float(_) = x
        && let Some(x) = as_float(&x)
    {
        return int::from_float(vm, x);
    }
    match call_special(vm, &x, Name::Trunc, &[])? {
        Some(result) => Ok(result),
        None => Err(err!(TypeError, "type {} doesn't define __trunc__ method", vm.type_name(&x))),
    }
}

pub fn ulp(_: &Vm, x: f64) -> f64 {
    float_arith::ulp(x)
}
