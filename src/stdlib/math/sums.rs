//! The functions of many numbers: sums, products, distances.

use crate::algo::float_sum::{self, ExactSum, ProductSum};
use crate::err;
use crate::native::body::Rest;
use crate::object::{BinaryOp, Raises, Value, Vm};
use crate::protocol::{self, number::to_f64};
use crate::types::int;

pub fn hypot(vm: &Vm, coordinates: Rest) -> Raises<f64> {
    let coordinates: Vec<f64> =
        coordinates.iter().map(|it| to_f64(vm, it)).collect::<Raises<_>>()?;
    Ok(float_sum::hypot(&coordinates))
}

pub fn dist(vm: &Vm, p: Value, q: Value) -> Raises<f64> {
    let (p, q) = (protocol::to_vec(vm, &p)?, protocol::to_vec(vm, &q)?);
    if p.len() != q.len() {
        return Err(err!(ValueError, "both points must have the same number of dimensions"));
    }
    let mut apart = Vec::with_capacity(p.len());
    for (p, q) in p.iter().zip(&q) {
        apart.push(to_f64(vm, p)? - to_f64(vm, q)?);
    }
    Ok(float_sum::hypot(&apart))
}

pub fn fsum(vm: &Vm, seq: Value) -> Raises<f64> {
    let mut sum = ExactSum::default();
    protocol::for_each(vm, &seq, &mut |it| Ok(sum.add(to_f64(vm, &it)?)?))?;
    Ok(sum.finish()?)
}

pub fn prod(vm: &Vm, iterable: Value, start: Value) -> Raises<Value> {
    let mut product = start;
    protocol::for_each(vm, &iterable, &mut |it| {
        product = match (&product, &it) {
            (Value::Int(_), Value::Int(_)) => int::mul(vm, &product, &it)?,
            (Value::Float(a), Value::Float(b)) => {
                Value::float(f64::from_bits(*a) * f64::from_bits(*b))
            }
            _ => protocol::binary(vm, BinaryOp::Mul, &product, &it)?,
        };
        Ok(())
    })?;
    Ok(product)
}

/// What the pairs so far allow to calculate with; each kind is left for good at the first other pair.
enum Kind {
    Ints,
    /// Their sum, once there is a pair.
    Floats(Option<ProductSum>),
    Objects,
}

pub fn sumprod(vm: &Vm, p: Value, q: Value) -> Raises<Value> {
    let (p, q) = (protocol::iter(vm, &p)?, protocol::iter(vm, &q)?);
    let mut total = Value::Int(0);
    let mut kind = Kind::Ints;
    loop {
        let (left, right) = match (protocol::next(vm, &p)?, protocol::next(vm, &q)?) {
            (Some(left), Some(right)) => (left, right),
            (None, None) => break,
            _ => return Err(err!(ValueError, "Inputs are not the same length")),
        };
        vm.poll()?;
        if let Kind::Ints = kind
            && !is_exact_int(vm, &left, &right)
        {
            kind = Kind::Floats(None);
        }
        if let Kind::Floats(sum) = &mut kind {
            match float_pair(&left, &right) {
                Some((x, y)) => {
                    sum.get_or_insert_default().add(x, y);
                    continue;
                }
                None => {
                    total = add_floats(vm, total, *sum)?;
                    kind = Kind::Objects;
                }
            }
        }
        let product = protocol::binary(vm, BinaryOp::Mul, &left, &right)?;
        total = protocol::binary(vm, BinaryOp::Add, &total, &product)?;
    }
    match kind {
        Kind::Floats(sum) => add_floats(vm, total, sum),
        _ => Ok(total),
    }
}

fn is_exact_int(vm: &Vm, a: &Value, b: &Value) -> bool {
    let is_int = |it: &Value| vm.type_of(it).is(vm.class(crate::object::Builtin::Int));
    is_int(a) && is_int(b)
}

/// A pair with at least one float and no more than a word in the other.
fn float_pair(a: &Value, b: &Value) -> Option<(f64, f64)> {
    let as_float = |it: &Value| match it {
        Value::Float(bits) => Some(f64::from_bits(*bits)),
        _ => int::as_int(it).filter(|_| !is_subclassed(it)).and_then(|n| n.to_f64().ok()),
    };
    match (a, b) {
        (Value::Float(_), _) | (_, Value::Float(_)) => Some((as_float(a)?, as_float(b)?)),
        _ => None,
    }
}

fn is_subclassed(it: &Value) -> bool {
    it.heap().is_some_and(|it| it.class().has(crate::object::flags::HEAP))
}

fn add_floats(vm: &Vm, total: Value, sum: Option<ProductSum>) -> Raises<Value> {
    let Some(sum) = sum else { return Ok(total) };
    protocol::binary(vm, BinaryOp::Add, &total, &Value::float(sum.finish()))
}
