//! The functions of ints.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};

use crate::algo::int_math;
use crate::err;
use crate::native::body::Rest;
use crate::object::{Raises, Value, Vm};
use crate::types::int::{Indexed, IntRef, from_bigint, from_u64, to_big};

/// The size of an int that is not negative.
fn natural(n: IntRef<'_>) -> BigUint {
    to_big(n).magnitude().clone()
}

fn from_natural(vm: &Vm, n: BigUint) -> Value {
    from_bigint(vm, BigInt::from(n))
}

pub fn factorial(vm: &Vm, n: Indexed) -> Raises<Value> {
    match n.get() {
        n if n.is_negative() => {
            Err(err!(ValueError, "factorial() not defined for negative values"))
        }
        IntRef::Small(n) => Ok(from_natural(vm, int_math::factorial(n as u64))),
        IntRef::Big(_) => {
            Err(err!(OverflowError, "factorial() argument should not exceed {}", i64::MAX))
        }
    }
}

pub fn perm(vm: &Vm, n: Value, k: Option<Value>) -> Raises<Value> {
    let Some(k) = k.filter(|it| !it.is_none()) else { return factorial(vm, Indexed::of(vm, &n)?) };
    let (n, k) = (Indexed::of(vm, &n)?, Indexed::of(vm, &k)?);
    check_natural(n.get(), k.get())?;
    let (n, k) = (natural(n.get()), natural(k.get()));
    if k > n {
        return Ok(Value::Int(0));
    }
    match k.to_i64() {
        Some(k) => Ok(from_natural(vm, int_math::perm(&n, k as u64))),
        None => Err(err!(OverflowError, "k must not exceed {}", i64::MAX)),
    }
}

fn check_natural(n: IntRef<'_>, k: IntRef<'_>) -> Raises<()> {
    if n.is_negative() {
        return Err(err!(ValueError, "n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(err!(ValueError, "k must be a non-negative integer"));
    }
    Ok(())
}

pub fn comb(vm: &Vm, n: Indexed, k: Indexed) -> Raises<Value> {
    check_natural(n.get(), k.get())?;
    let (n, k) = (natural(n.get()), natural(k.get()));
    let Some(k) = int_math::comb_size(&n, &k) else { return Ok(Value::Int(0)) };
    match k.to_i64() {
        Some(k) => Ok(from_natural(vm, int_math::comb(&n, k as u64))),
        None => Err(err!(OverflowError, "min(n - k, k) must not exceed {}", i64::MAX)),
    }
}

pub fn gcd(vm: &Vm, integers: Rest) -> Raises<Value> {
    let mut result = Value::Int(0);
    for it in integers.iter() {
        let it = Indexed::of(vm, it)?;
        result = match (crate::types::int::this(&result), it.get()) {
            (IntRef::Small(a), IntRef::Small(b)) => {
                from_u64(vm, a.unsigned_abs().gcd(&b.unsigned_abs()))
            }
            (a, b) => from_bigint(vm, int_math::gcd_signed(&to_big(a), &to_big(b))),
        };
    }
    Ok(result)
}

pub fn lcm(vm: &Vm, integers: Rest) -> Raises<Value> {
    let mut result = BigUint::from(1u8);
    for it in integers.iter() {
        let n = natural_size(Indexed::of(vm, it)?.get());
        result = if n.is_zero() || result.is_zero() {
            BigUint::ZERO
        } else {
            &result / int_math::gcd(&result, &n) * n
        };
    }
    Ok(from_natural(vm, result))
}

fn natural_size(n: IntRef<'_>) -> BigUint {
    natural(n)
}

pub fn isqrt(vm: &Vm, n: Indexed) -> Raises<Value> {
    match n.get() {
        n if n.is_negative() => Err(err!(ValueError, "isqrt() argument must be nonnegative")),
        IntRef::Small(n) => Ok(Value::Int(n.isqrt())),
        IntRef::Big(n) => Ok(from_natural(vm, int_math::isqrt(n.magnitude()))),
    }
}
