//! `cmath`: functions of complex numbers.
//!
//! Reference: Library Reference, "cmath — Mathematical functions for complex numbers".

use crate::algo::complex::Complex;
use crate::algo::complex_math as functions;
use crate::algo::gamma::NoValue;
use crate::err;
use crate::native;
use crate::native::{FromArg, Place};
use crate::object::{Native, Raised, Raises, Value, Vm};
use crate::types::complex::{from_value, make};

pub const DOC: &str = "Mathematical functions of complex numbers.";

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("pi", Value::float(std::f64::consts::PI)),
        ("e", Value::float(std::f64::consts::E)),
        ("tau", Value::float(std::f64::consts::TAU)),
        ("inf", Value::float(f64::INFINITY)),
        ("infj", make(vm, Complex::new(0.0, f64::INFINITY))),
        ("nan", Value::float(f64::NAN)),
        ("nanj", make(vm, Complex::new(0.0, f64::NAN))),
    ]
}

pub static FUNCTIONS: &[Native] = &[
    native!("acos($module, z, /)", "The inverse cosine of z.", acos),
    native!("acosh($module, z, /)", "The inverse hyperbolic cosine of z.", acosh),
    native!("asin($module, z, /)", "The inverse sine of z.", asin),
    native!("asinh($module, z, /)", "The inverse hyperbolic sine of z.", asinh),
    native!("atan($module, z, /)", "The inverse tangent of z.", atan),
    native!("atanh($module, z, /)", "The inverse hyperbolic tangent of z.", atanh),
    native!("cos($module, z, /)", "The cosine of z.", cos),
    native!("cosh($module, z, /)", "The hyperbolic cosine of z.", cosh),
    native!("exp($module, z, /)", "e to the power of z.", exp),
    native!(
        "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)",
        "Whether a and b differ by at most rel_tol of the larger one, or by at most abs_tol.\n\n\
         A nan is close to nothing, an infinity only to itself.",
        isclose
    ),
    native!("isfinite($module, z, /)", "Whether both parts of z are finite.", isfinite),
    native!("isinf($module, z, /)", "Whether a part of z is infinite.", isinf),
    native!("isnan($module, z, /)", "Whether a part of z is nan.", isnan),
    native!(
        "log($module, z, base=<unrepresentable>, /)",
        "The logarithm of z in that base, the natural one if none is given.",
        log
    ),
    native!("log10($module, z, /)", "The logarithm of z in base 10.", log10),
    native!("phase($module, z, /)", "The angle of z in radians, from -pi to pi.", phase),
    native!("polar($module, z, /)", "The size and the angle of z.", polar),
    native!("rect($module, r, phi, /)", "The number of size r and angle phi.", rect),
    native!("sin($module, z, /)", "The sine of z.", sin),
    native!("sinh($module, z, /)", "The hyperbolic sine of z.", sinh),
    native!("sqrt($module, z, /)", "The square root of z.", sqrt),
    native!("tan($module, z, /)", "The tangent of z.", tan),
    native!("tanh($module, z, /)", "The hyperbolic tangent of z.", tanh),
];

/// An argument that is any number.
struct Number(Complex);

impl FromArg for Number {
    fn from_arg(vm: &Vm, value: &Value, _: Place) -> Raises<Number> {
        from_value(vm, value).map(Number)
    }
}

#[cold]
fn no_value(why: NoValue) -> Raised {
    match why {
        NoValue::Domain => err!(ValueError, "math domain error"),
        NoValue::Range => err!(OverflowError, "math range error"),
    }
}

fn result(vm: &Vm, z: Result<Complex, NoValue>) -> Raises<Value> {
    z.map(|z| make(vm, z)).map_err(no_value)
}

fn acos(vm: &Vm, z: Number) -> Value {
    make(vm, functions::acos(z.0))
}

fn acosh(vm: &Vm, z: Number) -> Value {
    make(vm, functions::acosh(z.0))
}

fn asin(vm: &Vm, z: Number) -> Value {
    make(vm, functions::asin(z.0))
}

fn asinh(vm: &Vm, z: Number) -> Value {
    make(vm, functions::asinh(z.0))
}

fn atan(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::atan(z.0))
}

fn atanh(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::atanh(z.0))
}

fn cos(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::cos(z.0))
}

fn cosh(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::cosh(z.0))
}

fn exp(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::exp(z.0))
}

fn isclose(_: &Vm, a: Number, b: Number, rel_tol: f64, abs_tol: f64) -> Raises<bool> {
    if rel_tol < 0.0 || abs_tol < 0.0 {
        return Err(err!(ValueError, "tolerances must be non-negative"));
    }
    let (a, b) = (a.0, b.0);
    if a == b {
        return Ok(true);
    }
    if is_infinite(a) || is_infinite(b) {
        return Ok(false);
    }
    let size = |z: Complex| z.real.hypot(z.imag);
    let apart = size(Complex::new(a.real - b.real, a.imag - b.imag));
    Ok(apart <= rel_tol * size(b) || apart <= rel_tol * size(a) || apart <= abs_tol)
}

fn isfinite(_: &Vm, z: Number) -> bool {
    z.0.real.is_finite() && z.0.imag.is_finite()
}

fn is_infinite(z: Complex) -> bool {
    z.real.is_infinite() || z.imag.is_infinite()
}

fn isinf(_: &Vm, z: Number) -> bool {
    is_infinite(z.0)
}

fn isnan(_: &Vm, z: Number) -> bool {
    z.0.real.is_nan() || z.0.imag.is_nan()
}

fn log(vm: &Vm, z: Number, base: Option<Value>) -> Raises<Value> {
    let logarithm = functions::log(z.0);
    let Some(base) = base else { return result(vm, logarithm) };
    let base = from_value(vm, &base)?;
    let base = functions::log(base).map_err(no_value)?;
    // With a base, the pole at zero is no error.
    let pole = Complex::new(f64::NEG_INFINITY, z.0.imag.atan2(z.0.real));
    let quotient = logarithm.unwrap_or(pole).divide(base);
    Ok(make(vm, quotient.map_err(|_| no_value(NoValue::Domain))?))
}

fn log10(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::log10(z.0))
}

fn phase(_: &Vm, z: Number) -> Raises<f64> {
    let angle = z.0.imag.atan2(z.0.real);
    // C calls it an error when the angle is too small for a float.
    if angle == 0.0 && z.0.imag != 0.0 && z.0.real.is_finite() {
        return Err(no_value(NoValue::Range));
    }
    Ok(angle)
}

fn polar(_: &Vm, z: Number) -> Raises<(f64, f64)> {
    let size = z.0.abs().map_err(|_| no_value(NoValue::Range))?;
    Ok((size, z.0.imag.atan2(z.0.real)))
}

fn rect(vm: &Vm, r: f64, phi: f64) -> Raises<Value> {
    result(vm, functions::rect(r, phi))
}

fn sin(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::sin(z.0))
}

fn sinh(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::sinh(z.0))
}

fn sqrt(vm: &Vm, z: Number) -> Value {
    make(vm, functions::sqrt(z.0))
}

fn tan(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::tan(z.0))
}

fn tanh(vm: &Vm, z: Number) -> Raises<Value> {
    result(vm, functions::tanh(z.0))
}
