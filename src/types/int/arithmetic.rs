//! The operators of ints but powers and shifts.
//!
//! Each is both the slot of the class and what the evaluator calls when a machine word will not do.
//!
//! Reference: Language Reference, "Binary arithmetic operations", "Binary bitwise operations".

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};

use crate::algo::int_math;
use crate::err;
use crate::object::{Builtin, Raised, Raises, Value, Vm};

use super::IntRef::{Big, Small};
use super::{BigInteger, IntRef, as_int, exact, from_bigint, from_i128, this, to_big};

/// Both operands as ints, or "not for me".
macro_rules! operands {
    ($a:ident, $b:ident) => {
        match (as_int($a), as_int($b)) {
            (Some(a), Some(b)) => (a, b),
            _ => return Ok(Value::NotImplemented),
        }
    };
}
pub(super) use operands;

/// What is known not to fit a word.
fn boxed(vm: &Vm, n: BigInt) -> Value {
    vm.alloc(Builtin::Int, BigInteger(n))
}

/// `a + b`.
pub fn add(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (Small(a), Small(b)) => match a.checked_add(b) {
            Some(n) => Value::Int(n),
            None => boxed(vm, BigInt::from(i128::from(a) + i128::from(b))),
        },
        (Small(a), Big(b)) => from_bigint(vm, b + a),
        (Big(a), Small(b)) => from_bigint(vm, a + b),
        (Big(a), Big(b)) => from_bigint(vm, a + b),
    })
}

/// `a - b`.
pub fn sub(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (Small(a), Small(b)) => match a.checked_sub(b) {
            Some(n) => Value::Int(n),
            None => boxed(vm, BigInt::from(i128::from(a) - i128::from(b))),
        },
        (Small(a), Big(b)) => from_bigint(vm, a - b),
        (Big(a), Small(b)) => from_bigint(vm, a - b),
        (Big(a), Big(b)) => from_bigint(vm, a - b),
    })
}

/// `a * b`.
pub fn mul(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (Small(a), Small(b)) => match a.checked_mul(b) {
            Some(n) => Value::Int(n),
            None => boxed(vm, BigInt::from(i128::from(a) * i128::from(b))),
        },
        (Small(0), _) | (_, Small(0)) => Value::Int(0),
        (Small(a), Big(b)) => from_bigint(vm, b * a),
        (Big(a), Small(b)) => from_bigint(vm, a * b),
        (Big(a), Big(b)) => boxed(vm, a * b),
    })
}

#[cold]
fn division_by_zero(message: &str) -> Raised {
    Raised::new(Builtin::ZeroDivisionError, message)
}

const DIVISION: &str = "integer division or modulo by zero";

/// `a // b`.
pub fn floordiv(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (_, Small(0)) => return Err(division_by_zero(DIVISION)),
        (Small(a), Small(b)) => match a.checked_div(b) {
            Some(quotient) => {
                let inexact = a % b != 0 && (a < 0) != (b < 0);
                Value::Int(quotient - i64::from(inexact))
            }
            None => boxed(vm, -BigInt::from(a)),
        },
        (Small(a), Big(b)) => Value::Int(-i64::from(a != 0 && (a < 0) != b.is_negative())),
        // Rounding towards zero is rounding down: no need of the remainder.
        (Big(a), Small(b)) if a.is_negative() == (b < 0) => from_bigint(vm, a / b),
        (Big(a), Small(b)) => {
            let (quotient, rest) = a.magnitude().div_rem(&BigUint::from(b.unsigned_abs()));
            let quotient = quotient + u8::from(!rest.is_zero());
            from_bigint(vm, BigInt::from_biguint(Sign::Minus, quotient))
        }
        (Big(a), Big(b)) => from_bigint(vm, int_math::div_mod_floor(a, b).0),
    })
}

/// `a % b`.
pub fn mod_(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (_, Small(0)) => return Err(division_by_zero("integer modulo by zero")),
        (Small(a), Small(b)) => Value::Int(floor_rest(a.wrapping_rem(b), b)),
        (Small(a), Big(b)) if a == 0 || (a < 0) == b.is_negative() => Value::Int(a),
        (Small(a), Big(b)) => from_bigint(vm, b + a),
        (Big(a), Small(b)) => Value::Int(rest_by_word(a, b)),
        (Big(a), Big(b)) => from_bigint(vm, int_math::div_mod_floor(a, b).1),
    })
}

/// The remainder with the divisor's sign, from the one with the dividend's.
fn floor_rest(rest: i64, divisor: i64) -> i64 {
    if rest != 0 && (rest < 0) != (divisor < 0) { rest + divisor } else { rest }
}

fn rest_by_word(a: &BigInt, b: i64) -> i64 {
    let size = b.unsigned_abs();
    let rest = (a.magnitude() % size).to_u64().expect("below the divisor");
    // Towards the side of the divisor; what is below `size` fits with that sign.
    let rest = if rest != 0 && a.is_negative() != (b < 0) { size - rest } else { rest };
    if b < 0 { (rest as i64).wrapping_neg() } else { rest as i64 }
}

/// `divmod(a, b)`.
pub fn divmod(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (quotient, rest) = match operands!(a, b) {
        (_, Small(0)) => return Err(division_by_zero(DIVISION)),
        (Big(a), Big(b)) => {
            let (quotient, rest) = int_math::div_mod_floor(a, b);
            (from_bigint(vm, quotient), from_bigint(vm, rest))
        }
        _ => (floordiv(vm, a, b)?, mod_(vm, a, b)?),
    };
    Ok(vm.tuple(vec![quotient, rest]))
}

/// Integers up to this are floats.
const EXACT: u64 = 1 << 53;

/// `a / b`: the nearest float.
pub fn truediv(_: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(Value::float(match operands!(a, b) {
        (_, Small(0)) => return Err(division_by_zero("division by zero")),
        (Small(a), Small(b)) if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT => {
            a as f64 / b as f64
        }
        (a, b) => int_math::true_divide(&to_big(a), &to_big(b))?,
    }))
}

/// `-a`.
pub fn neg(vm: &Vm, a: &Value) -> Raises<Value> {
    Ok(match this(a) {
        Small(n) => from_i128(vm, -i128::from(n)),
        Big(n) => from_bigint(vm, -n),
    })
}

/// `abs(a)`.
pub fn abs(vm: &Vm, a: &Value) -> Raises<Value> {
    match this(a) {
        Small(n) => Ok(from_i128(vm, i128::from(n).abs())),
        Big(n) if n.is_negative() => Ok(boxed(vm, -n)),
        Big(_) => exact(vm, a),
    }
}

/// `~a`.
pub fn invert(vm: &Vm, a: &Value) -> Raises<Value> {
    Ok(match this(a) {
        Small(n) => Value::Int(!n),
        Big(n) => from_bigint(vm, !n),
    })
}

/// `a & b`.
pub fn and(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (Small(a), Small(b)) => Value::Int(a & b),
        // Only the lowest word of the big one counts.
        (Small(n), Big(big)) | (Big(big), Small(n)) if n >= 0 => Value::Int(n & low_word(big)),
        (a, b) => match (wide(a), wide(b)) {
            (Some(a), Some(b)) => from_i128(vm, a & b),
            _ => from_bigint(vm, &*to_big(a) & &*to_big(b)),
        },
    })
}

/// What fits two words: the products of hashes and random generators, mostly.
#[inline]
fn wide(n: IntRef<'_>) -> Option<i128> {
    match n {
        Small(n) => Some(n.into()),
        Big(n) if n.bits() < 128 => n.to_i128(),
        Big(_) => None,
    }
}

/// The lowest 64 bits in two's complement.
fn low_word(n: &BigInt) -> i64 {
    let low = n.iter_u64_digits().next().unwrap_or(0) as i64;
    if n.is_negative() { low.wrapping_neg() } else { low }
}

/// `a | b`.
pub fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (Small(a), Small(b)) => Value::Int(a | b),
        (a, b) => match (wide(a), wide(b)) {
            (Some(a), Some(b)) => from_i128(vm, a | b),
            _ => from_bigint(vm, &*to_big(a) | &*to_big(b)),
        },
    })
}

/// `a ^ b`.
pub fn xor(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    Ok(match operands!(a, b) {
        (Small(a), Small(b)) => Value::Int(a ^ b),
        (a, b) => match (wide(a), wide(b)) {
            (Some(a), Some(b)) => from_i128(vm, a ^ b),
            _ => from_bigint(vm, &*to_big(a) ^ &*to_big(b)),
        },
    })
}

/// The value as an int where only ints are allowed, e.g. shift counts.
pub(super) fn is_zero(n: IntRef<'_>) -> bool {
    matches!(n, Small(0))
}

/// MemoryError where a result of that many bits could not be held.
pub(super) fn check_size(bits: u128) -> Raises<()> {
    if bits > MOST_BITS {
        return Err(Raised::with_args(Builtin::MemoryError, vec![]));
    }
    Ok(())
}

/// 8 GiB.
const MOST_BITS: u128 = 1 << 36;

#[cold]
pub(super) fn negative_shift() -> Raised {
    err!(ValueError, "negative shift count")
}
