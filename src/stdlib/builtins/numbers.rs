//! Built-in functions of numbers: `abs`, `bin`, `divmod`, `hex`, `oct`, `pow`, `round`, `sum`.

use crate::algo::float_sum::Compensated;
use crate::err;
use crate::eval::generator;
use crate::object::{Args, BinaryOp, Builtin, Name, Raises, Value, Vm};
use crate::protocol;
use crate::types::int::as_int;

pub fn abs(vm: &Vm, x: Value) -> Raises<Value> {
    protocol::number::absolute(vm, &x)
}

/// `abs` of small ints and floats.
pub fn quick_abs(_: &Vm, x: &Value) -> Value {
    match x {
        Value::Int(n) => n.checked_abs().map_or(Value::Err, Value::Int),
        Value::Float(bits) => Value::float(f64::from_bits(*bits).abs()),
        _ => Value::Err,
    }
}

pub fn bin(vm: &Vm, number: Value) -> Raises<String> {
    let n = protocol::index(vm, &number)?;
    Ok(as_int(&n).map_or_else(String::new, |it| it.bin()))
}

pub fn oct(vm: &Vm, number: Value) -> Raises<String> {
    let n = protocol::index(vm, &number)?;
    Ok(as_int(&n).map_or_else(String::new, |it| it.oct()))
}

pub fn hex(vm: &Vm, number: Value) -> Raises<String> {
    let n = protocol::index(vm, &number)?;
    Ok(as_int(&n).map_or_else(String::new, |it| it.hex()))
}

pub fn divmod(vm: &Vm, x: Value, y: Value) -> Raises<Value> {
    protocol::binary(vm, BinaryOp::DivMod, &x, &y)
}

pub fn pow(vm: &Vm, base: Value, exp: Value, modulus: Value) -> Raises<Value> {
    protocol::number::power(vm, &base, &exp, &modulus)
}

pub fn round(vm: &Vm, number: Value, digits: Value) -> Raises<Value> {
    let Some(method) = protocol::lookup_special(vm, &number, Name::Round)? else {
        return Err(err!(
            TypeError,
            "type {} doesn't define __round__ method",
            vm.type_name(&number)
        ));
    };
    if digits.is_none() {
        return protocol::call0(vm, &method);
    }
    vm.call(&method, Args::positional(&[digits]))
}

/// What has been added up so far.
enum Total {
    Int(i64),
    Float(Compensated),
    Any(Value),
}

pub fn sum(vm: &Vm, iterable: Value, start: Value) -> Raises<Value> {
    let refused = [
        (Builtin::Str, "strings", "''"),
        (Builtin::Bytes, "bytes", "b''"),
        (Builtin::ByteArray, "bytearray", "b''"),
    ];
    for (class, what, empty) in refused {
        if start.is_heap() && vm.is_instance(&start, class) {
            return Err(err!(TypeError, "sum() can't sum {what} [use {empty}.join(seq) instead]"));
        }
    }
    let mut total = match start {
        Value::Int(n) => Total::Int(n),
        Value::Float(bits) => Total::Float(Compensated::new(f64::from_bits(bits))),
        other => Total::Any(other),
    };
    if let (Total::Int(start), Value::List(list)) = (&total, &iterable)
        && let Some(sum) = sum_of_ints(*start, &list.borrow())
    {
        return Ok(Value::Int(sum));
    }
    let mut take = |item: Value| -> Raises<()> {
        if let (Total::Int(n), Value::Int(m)) = (&mut total, &item)
            && let Some(sum) = n.checked_add(*m)
        {
            *n = sum;
            return Ok(());
        }
        let now = std::mem::replace(&mut total, Total::Int(0));
        total = add(vm, now, item)?;
        Ok(())
    };
    match generator::as_generator(&iterable) {
        Some(it) => generator::each(vm, it, |item| take(item).map(|()| true))?,
        None => protocol::for_each(vm, &iterable, &mut take)?,
    }
    Ok(match total {
        Total::Int(n) => Value::Int(n),
        Total::Float(sum) => Value::float(sum.finish()),
        Total::Any(value) => value,
    })
}

/// The sum of ints that stays small all the way.
fn sum_of_ints(start: i64, items: &[Value]) -> Option<i64> {
    items.iter().try_fold(start, |sum, item| match item {
        Value::Int(n) => sum.checked_add(*n),
        _ => None,
    })
}

fn add(vm: &Vm, total: Total, item: Value) -> Raises<Total> {
    Ok(match (total, item) {
        (Total::Int(n), Value::Int(m)) => match n.checked_add(m) {
            Some(sum) => Total::Int(sum),
            None => slow(vm, Value::Int(n), Value::Int(m))?,
        },
        (Total::Int(n), Value::Bool(m)) => add(vm, Total::Int(n), Value::Int(m as i64))?,
        (Total::Int(n), Value::Float(bits)) => {
            // From here on the sum is one of floats; the first one is added plainly.
            Total::Float(Compensated::new(n as f64 + f64::from_bits(bits)))
        }
        (Total::Int(n), other) => slow(vm, Value::Int(n), other)?,
        (Total::Float(mut sum), Value::Float(bits)) => {
            sum.add(f64::from_bits(bits));
            Total::Float(sum)
        }
        (Total::Float(mut sum), Value::Int(n)) => {
            sum.add_int(n as f64);
            Total::Float(sum)
        }
        (Total::Float(sum), other) => slow(vm, Value::float(sum.finish()), other)?,
        (Total::Any(value), other) => slow(vm, value, other)?,
    })
}

fn slow(vm: &Vm, a: Value, b: Value) -> Raises<Total> {
    Ok(match protocol::binary(vm, BinaryOp::Add, &a, &b)? {
        // A float after ints and others begins a sum of floats anew.
        Value::Float(bits) => Total::Float(Compensated::new(f64::from_bits(bits))),
        other => Total::Any(other),
    })
}
