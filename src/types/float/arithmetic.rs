//! The operators of floats, with floats and ints on either side.
//!
//! Reference: Language Reference, "Binary arithmetic operations", "The power operator".

use crate::algo::complex::Complex;
use crate::algo::float_arith::{self, Power};
use crate::err;
use crate::object::{Builtin, Raised, Raises, Value, Vm};
use crate::types::complex;
use crate::types::int::as_int;

use super::as_float;

/// An operand as a float; `None` for what is no number. OverflowError for too large an int.
#[inline]
fn operand(value: &Value) -> Raises<Option<f64>> {
    match value {
        Value::Float(bits) => Ok(Some(f64::from_bits(*bits))),
        Value::Int(n) => Ok(Some(*n as f64)),
        other => match as_float(other) {
            Some(x) => Ok(Some(x)),
            None => as_int(other).map(|n| n.to_f64()).transpose().map_err(Raised::from),
        },
    }
}

/// Both operands as floats, or "not for me".
macro_rules! operands {
    ($a:ident, $b:ident) => {
        match operand($a)? {
            Some(x) => match operand($b)? {
                Some(y) => (x, y),
                None => return Ok(Value::NotImplemented),
            },
            None => return Ok(Value::NotImplemented),
        }
    };
}

/// `a + b`.
pub fn add(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    Ok(Value::float(x + y))
}

/// `a - b`.
pub fn sub(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    Ok(Value::float(x - y))
}

/// `a * b`.
pub fn mul(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    Ok(Value::float(x * y))
}

/// `a / b`.
pub fn truediv(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    if y == 0.0 {
        return Err(err!(ZeroDivisionError, "float division by zero"));
    }
    Ok(Value::float(x / y))
}

/// `a // b`.
pub fn floordiv(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    Ok(Value::float(float_arith::floor_divide(x, y)?))
}

/// `a % b`.
pub fn mod_(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    Ok(Value::float(float_arith::modulo(x, y)?))
}

/// `divmod(a, b)`.
pub fn divmod(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    match float_arith::divmod(x, y) {
        Some((quotient, rest)) => Ok(vm.tuple(vec![Value::float(quotient), Value::float(rest)])),
        None => Err(err!(ZeroDivisionError, "float divmod()")),
    }
}

/// `a ** b`.
pub fn pow(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (x, y) = operands!(a, b);
    power(vm, x, y)
}

/// `x ** y`: a complex number where `x` is negative and `y` not whole.
pub fn power(vm: &Vm, x: f64, y: f64) -> Raises<Value> {
    match float_arith::power(x, y) {
        Power::Float(it) => Ok(Value::float(it)),
        Power::Complex => Ok(complex::make(vm, Complex::new(x, 0.0).power(Complex::new(y, 0.0))?)),
        Power::ZeroToNegative => {
            Err(err!(ZeroDivisionError, "0.0 cannot be raised to a negative power"))
        }
        Power::Overflow => Err(range_error(vm)),
    }
}

/// The OverflowError that carries C's error number.
#[cold]
pub fn range_error(vm: &Vm) -> Raised {
    let text = vm.text("Numerical result out of range");
    Raised::with_args(Builtin::OverflowError, vec![Value::Int(34), text])
}

/// `pow(a, b, c)`.
pub fn pow_with_modulus(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Raises<Value> {
    if c.is_none() {
        return pow(vm, a, b);
    }
    let is_number = |it: &Value| as_float(it).is_some() || as_int(it).is_some();
    if !is_number(a) || !is_number(b) {
        return Ok(Value::NotImplemented);
    }
    Err(err!(TypeError, "pow() 3rd argument not allowed unless all arguments are integers"))
}
