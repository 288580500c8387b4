//! Powers and shifts of ints, whose results can be large: sizes are checked first, and long
//! calculations can be interrupted.
//!
//! Reference: Language Reference, "The power operator", "Shifting operations"; Library Reference, `pow`.

use num_bigint::BigInt;
use num_traits::{One, Signed, ToPrimitive};

use crate::algo::int_math;
use crate::err;
use crate::object::{Raises, Value, Vm};
use crate::types::float;

use super::IntRef::{Big, Small};
use super::arithmetic::{check_size, is_zero, negative_shift, operands};
use super::{IntRef, as_int, from_bigint, from_i128, to_big};

/// `a ** b`.
pub fn pow(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (base, exponent) = operands!(a, b);
    if exponent.is_negative() {
        let base = base.to_f64()?;
        return float::power(vm, base, exponent.to_f64()?);
    }
    match (base, exponent) {
        (_, Small(0)) | (Small(1), _) => Ok(Value::Int(1)),
        (Small(0), _) => Ok(Value::Int(0)),
        (Small(-1), exponent) => Ok(Value::Int(if is_odd(exponent) { -1 } else { 1 })),
        (Small(2), Small(n)) if n < 63 => Ok(Value::Int(1 << n)),
        (Small(base), Small(exponent)) => {
            if let Ok(exponent) = u32::try_from(exponent)
                && let Some(n) = base.checked_pow(exponent)
            {
                return Ok(Value::Int(n));
            }
            big_power(vm, &base.into(), exponent as u64).map(|n| from_bigint(vm, n))
        }
        (Big(base), Small(exponent)) => {
            big_power(vm, base, exponent as u64).map(|n| from_bigint(vm, n))
        }
        // Nothing holds that.
        (_, Big(_)) => check_size(u128::MAX).map(|()| Value::NotImplemented),
    }
}

fn is_odd(n: IntRef<'_>) -> bool {
    match n {
        Small(n) => n & 1 == 1,
        Big(n) => n.bit(0),
    }
}

/// `base ** exponent` by squaring, the twos of the base apart: they are one shift.
fn big_power(vm: &Vm, base: &BigInt, exponent: u64) -> Raises<BigInt> {
    check_size(u128::from(base.bits() - 1) * u128::from(exponent))?;
    let twos = base.trailing_zeros().unwrap_or(0);
    let odd = if twos == 0 { base.clone() } else { base >> twos };
    let mut power = odd.clone();
    if odd.magnitude().is_one() {
        if exponent & 1 == 0 {
            power = BigInt::one();
        }
    } else {
        let small = odd.to_i64();
        for bit in (0..exponent.ilog2()).rev() {
            vm.poll()?;
            power = &power * &power;
            if exponent >> bit & 1 == 1 {
                match small {
                    Some(odd) => power *= odd,
                    None => power *= &odd,
                }
            }
        }
    }
    Ok(if twos == 0 { power } else { power << (twos * exponent) })
}

/// `pow(a, b, c)`.
pub fn pow_mod(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Raises<Value> {
    let (Some(base), Some(exponent)) = (as_int(a), as_int(b)) else {
        return Ok(Value::NotImplemented);
    };
    if c.is_none() {
        return pow(vm, a, b);
    }
    let Some(modulus) = as_int(c) else { return Ok(Value::NotImplemented) };
    match (base, exponent, modulus) {
        (Small(base), Small(exponent), Small(modulus)) if exponent >= 0 && modulus != 0 => {
            Ok(from_i128(vm, word_power(base, exponent as u64, modulus)))
        }
        _ => {
            let (base, exponent, modulus) = (to_big(base), to_big(exponent), to_big(modulus));
            Ok(from_bigint(vm, int_math::pow_mod(&base, &exponent, &modulus)?))
        }
    }
}

fn word_power(base: i64, mut exponent: u64, modulus: i64) -> i128 {
    let size = u128::from(modulus.unsigned_abs());
    let mut square = i128::from(base).rem_euclid(size as i128) as u128;
    let mut result = 1 % size;
    while exponent != 0 {
        if exponent & 1 == 1 {
            result = result * square % size;
        }
        exponent >>= 1;
        square = square * square % size;
    }
    let result = result as i128;
    // The result has the sign of the modulus.
    if modulus < 0 && result != 0 { result - size as i128 } else { result }
}

/// `a << b`.
pub fn lshift(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (n, count) = operands!(a, b);
    if count.is_negative() {
        return Err(negative_shift());
    }
    if is_zero(n) {
        return Ok(Value::Int(0));
    }
    if let (Small(n), Small(count @ 0..64)) = (n, count) {
        return Ok(from_i128(vm, i128::from(n) << count));
    }
    let count = match count {
        Small(count) => count as u64,
        // No more fit the size field of CPython's ints.
        Big(count) if count.to_u128().is_some_and(|it| it < MOST_SHIFT) => u64::MAX,
        Big(_) => return Err(err!(OverflowError, "too many digits in integer")),
    };
    check_size(count.into())?;
    Ok(from_bigint(vm, &*to_big(n) << count))
}

const MOST_SHIFT: u128 = 30 * ((i64::MAX as u128 - 24) / 4);

/// `a >> b`.
pub fn rshift(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (n, count) = operands!(a, b);
    if count.is_negative() {
        return Err(negative_shift());
    }
    let gone = if n.is_negative() { Value::Int(-1) } else { Value::Int(0) };
    Ok(match (n, count) {
        (_, Big(_)) => gone,
        (Small(n), Small(count)) => Value::Int(n >> count.min(63)),
        (Big(n), Small(count)) if count as u64 >= n.bits() => {
            if n.is_negative() {
                Value::Int(-1)
            } else {
                Value::Int(0)
            }
        }
        (Big(n), Small(count)) => from_bigint(vm, n >> count),
    })
}
