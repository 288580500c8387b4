//! The methods of floats.

use num_bigint::BigInt;

use crate::algo::{float_text, format_spec};
use crate::err;
use crate::native;
use crate::object::{Native, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::int::{self, Indexed, IntRef};

use super::{Receiver, construct};

pub static METHODS: &[Native] = &[
    native!("conjugate($self, /)", "The number itself: it has no imaginary part.", conjugate),
    native!("__trunc__($self, /)", "The int nearest towards zero.", trunc),
    native!("__floor__($self, /)", "The largest int that is not above.", floor),
    native!("__ceil__($self, /)", "The smallest int that is not below.", ceil),
    native!(
        "__round__($self, ndigits=None, /)",
        "The nearest int, ties to the even one; with ndigits, the nearest float with so many decimals.",
        round
    ),
    native!(
        "as_integer_ratio($self, /)",
        "A pair of ints in lowest terms whose quotient is the number, the second positive.\n\n\
         OverflowError for infinities, ValueError for nan.\n\n\
         >>> (-0.25).as_integer_ratio()\n(-1, 4)",
        as_integer_ratio
    ),
    native!(
        class "fromhex($type, string, /)",
        "The float that a hexadecimal text spells.\n\n>>> float.fromhex('-0x1.8p1')\n-3.0",
        fromhex
    ),
    native!(
        "hex($self, /)",
        "The number as a hexadecimal text, exactly.\n\n>>> (-3.0).hex()\n'-0x1.8000000000000p+1'",
        hex
    ),
    native!("is_integer($self, /)", "Whether the number is whole.", is_integer),
    native!("__getnewargs__($self, /)", "What pickling needs.", getnewargs),
    native!(
        class "__getformat__($type, typestr, /)",
        "How the machine stores a 'double' or 'float'; for CPython's tests.",
        getformat
    ),
    native!("__format__($self, format_spec, /)", "The number as the specification asks.", format),
];

fn conjugate(_: &Vm, x: Receiver) -> f64 {
    x.get()
}

fn trunc(vm: &Vm, x: Receiver) -> Raises<Value> {
    int::from_float(vm, x.get())
}

fn floor(vm: &Vm, x: Receiver) -> Raises<Value> {
    int::from_float(vm, x.get().floor())
}

fn ceil(vm: &Vm, x: Receiver) -> Raises<Value> {
    int::from_float(vm, x.get().ceil())
}

fn round(vm: &Vm, x: Receiver, ndigits: Option<Value>) -> Raises<Value> {
    let Some(ndigits) = ndigits.filter(|it| !it.is_none()) else {
        return int::from_float(vm, x.get().round_ties_even());
    };
    let digits = match Indexed::of(vm, &ndigits)?.get() {
        IntRef::Small(digits) => digits,
        big if big.is_negative() => i64::MIN,
        _ => i64::MAX,
    };
    Ok(Value::float(float_text::round(x.get(), digits)?))
}

fn as_integer_ratio(vm: &Vm, x: Receiver) -> Raises<(Value, Value)> {
    let (mantissa, exponent) = float_text::integer_ratio_parts(x.get())?;
    let (numerator, denominator) = if exponent >= 0 {
        (BigInt::from(mantissa) << exponent, BigInt::from(1))
    } else {
        (BigInt::from(mantissa), BigInt::from(1) << -exponent)
    };
    Ok((int::from_bigint(vm, numerator), int::from_bigint(vm, denominator)))
}

fn fromhex(vm: &Vm, class: Ref<Type>, string: Value) -> Raises<Value> {
    let Some(text) = string.downcast::<Str>() else {
        return Err(err!(TypeError, "bad argument type for built-in operation"));
    };
    let x = float_text::from_hex(text.bytes())?;
    if class.is(vm.class(crate::object::Builtin::Float)) {
        return Ok(construct::make(vm, &class, x));
    }
    protocol::call1(vm, &Value::Type(class), &Value::float(x))
}

fn hex(_: &Vm, x: Receiver) -> String {
    float_text::hex(x.get())
}

fn is_integer(_: &Vm, x: Receiver) -> bool {
    let x = x.get();
    x.is_finite() && x == x.floor()
}

fn getnewargs(vm: &Vm, x: Receiver) -> Value {
    vm.tuple(vec![Value::float(x.get())])
}

fn getformat(_: &Vm, _: Ref<Type>, typestr: Ref<Str>) -> Raises<&'static str> {
    match typestr.bytes() {
        b"double" | b"float" => Ok(if cfg!(target_endian = "little") {
            "IEEE, little-endian"
        } else {
            "IEEE, big-endian"
        }),
        _ => Err(err!(ValueError, "__getformat__() argument 1 must be 'double' or 'float'")),
    }
}

fn format(vm: &Vm, x: Receiver, format_spec: Ref<Str>) -> Raises<Value> {
    if format_spec.count() == 0 {
        return protocol::str(vm, x.value()).map(|it| Value::of(it.into_any()));
    }
    let kind = vm.type_name(x.value());
    let text = format_spec::format_float(x.get(), format_spec.bytes(), &kind)?;
    Ok(Value::Str(vm.str_from_bytes(&text)))
}
