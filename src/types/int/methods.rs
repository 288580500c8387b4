//! The methods of ints.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use crate::algo::format_spec;
use crate::algo::int_math;
use crate::native;
use crate::object::{Native, Raises, Ref, Str, Value, Vm};
use crate::protocol;

use super::bytes::{from_bytes, to_bytes};
use super::{Indexed, IntRef, Integer, exact, from_bigint, limit_for, repr, to_big};

pub static METHODS: &[Native] = &[
    native!("conjugate($self, /)", "The number itself: it has no imaginary part.", itself),
    native!(
        "bit_length($self, /)",
        "How many bits the number takes in binary, without sign.\n\n>>> (37).bit_length()\n6",
        bit_length
    ),
    native!(
        "bit_count($self, /)",
        "How many ones are in the binary form of the number's size.\n\n>>> (13).bit_count()\n3",
        bit_count
    ),
    native!(
        "as_integer_ratio($self, /)",
        "The number and 1: a pair whose quotient it is.\n\n>>> (10).as_integer_ratio()\n(10, 1)",
        as_integer_ratio
    ),
    native!(
        "to_bytes($self, /, length=1, byteorder='big', *, signed=False)",
        "The number as that many bytes.\n\n\
         byteorder is 'big' if the most significant byte comes first, or 'little'; a negative number \
         needs signed.\nOverflowError when the bytes are too few.",
        to_bytes
    ),
    native!(
        class "from_bytes($type, /, bytes, byteorder='big', *, signed=False)",
        "The number that the bytes are, from a bytes-like object or an iterable of ints.\n\n\
         byteorder is 'big' if the most significant byte comes first, or 'little'; signed says that \
         the number can be negative.",
        from_bytes
    ),
    native!("is_integer($self, /)", "True. Floats have the same question.", is_integer),
    native!("__trunc__($self, /)", "The number itself.", itself),
    native!("__floor__($self, /)", "The number itself.", itself),
    native!("__ceil__($self, /)", "The number itself.", itself),
    native!(
        "__round__($self, ndigits=<unrepresentable>, /)",
        "The number itself, or rounded to a multiple of ten to the -ndigits, ties to the even one.",
        round
    ),
    native!("__getnewargs__($self, /)", "What pickling needs.", getnewargs),
    native!("__format__($self, format_spec, /)", "The number as the specification asks.", format),
    native!("__sizeof__($self, /)", "How many bytes CPython takes for the number.", sizeof),
];

fn itself(vm: &Vm, n: Integer) -> Raises<Value> {
    exact(vm, n.value())
}

fn bit_length(_: &Vm, n: Integer) -> Value {
    Value::Int(bits(n.get()) as i64)
}

/// How many bits the size takes.
pub fn bits(n: IntRef<'_>) -> u64 {
    match n {
        IntRef::Small(n) => u64::from(u64::BITS - n.unsigned_abs().leading_zeros()),
        IntRef::Big(n) => n.bits(),
    }
}

fn bit_count(_: &Vm, n: Integer) -> Value {
    Value::Int(match n.get() {
        IntRef::Small(n) => n.unsigned_abs().count_ones().into(),
        IntRef::Big(n) => n.magnitude().count_ones() as i64,
    })
}

fn as_integer_ratio(vm: &Vm, n: Integer) -> Raises<(Value, i64)> {
    Ok((exact(vm, n.value())?, 1))
}

fn is_integer(_: &Vm, _: Integer) -> bool {
    true
}

fn round(vm: &Vm, n: Integer, ndigits: Option<Value>) -> Raises<Value> {
    let Some(ndigits) = ndigits else { return exact(vm, n.value()) };
    let ndigits = Indexed::of(vm, &ndigits)?;
    match ndigits.get() {
        digits if !digits.is_negative() => exact(vm, n.value()),
        IntRef::Small(digits) => {
            let rounded = int_math::round(&to_big(n.get()), digits.unsigned_abs());
            Ok(from_bigint(vm, rounded))
        }
        IntRef::Big(_) => Ok(Value::Int(0)),
    }
}

fn getnewargs(vm: &Vm, n: Integer) -> Raises<Value> {
    Ok(vm.tuple(vec![exact(vm, n.value())?]))
}

fn format(vm: &Vm, n: Integer, format_spec: Ref<Str>) -> Raises<Value> {
    let value = n.value();
    if format_spec.count() == 0 {
        return match value {
            Value::Int(_) => repr(vm, value),
            other => protocol::str(vm, other).map(|it| Value::of(it.into_any())),
        };
    }
    let (kind, limit) = (vm.type_name(value), limit_for(vm, n.get()));
    let text = format_spec::format_int(n.get(), format_spec.bytes(), &kind, limit)?;
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// A header of 24 bytes, then 4 for each 30 bits, one group at least.
fn sizeof(_: &Vm, n: Integer) -> Value {
    Value::Int(24 + 4 * bits(n.get()).div_ceil(30).max(1) as i64)
}

/// `int(x)` of a float.
pub fn from_float(vm: &Vm, x: f64) -> Raises<Value> {
    // Both bounds are exact floats.
    if (-9223372036854775808.0..9223372036854775808.0).contains(&x) {
        return Ok(Value::Int(x as i64));
    }
    let n: BigInt = int_math::from_float(x)?;
    debug_assert!(n.to_i64().is_none(), "smaller ones are converted above");
    Ok(from_bigint(vm, n))
}
