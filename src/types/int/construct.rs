//! `int(x)` and `int(text, base)`.
//!
//! Reference: Library Reference, "int".

use crate::algo::int_text::{self, LOWEST_LIMIT, NotInt, Parsed};
use crate::algo::unicode::ascii_number;
use crate::bind;
use crate::err;
use crate::object::{Args, Builtin, Name, Raised, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::bytes::{buffer, bytes, is_bytes_or_bytearray};
use crate::types::container::arity;

use super::{BigInteger, as_int, digit_limit, exact, from_bigint, to_owned};

pub fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let made = if args.names.is_empty() {
        let given = arity(args, "int", 0, 2)?;
        make(vm, given.first(), given.get(1))?
    } else {
        let (x, base): (Option<Value>, Option<Value>) =
            bind!(vm, args, "int(x=<unrepresentable>, /, base=<unrepresentable>)")?;
        make(vm, x.as_ref(), base.as_ref())?
    };
    if class.is(vm.class(Builtin::Int)) {
        return Ok(made);
    }
    let n = as_int(&made).map(to_owned).expect("the conversions give ints");
    Ok(vm.alloc_in(class, BigInteger(n)))
}

/// `int(x)` of numbers and short runs of digits.
pub fn quick(_: &Vm, x: &Value) -> Value {
    match x {
        Value::Int(_) => x.clone(),
        Value::Bool(it) => Value::Int(*it as i64),
        Value::Float(bits) => {
            let x = f64::from_bits(*bits);
            if x.abs() < 9e18 { Value::Int(x as i64) } else { Value::Err }
        }
        Value::Str(text) => match text.bytes() {
            digits @ [_, ..] if digits.len() <= 18 && digits.iter().all(u8::is_ascii_digit) => {
                let n = digits.iter().fold(0, |n, &digit| n * 10 + i64::from(digit - b'0'));
                Value::Int(n)
            }
            _ => Value::Err,
        },
        _ => Value::Err,
    }
}

fn make(vm: &Vm, x: Option<&Value>, base: Option<&Value>) -> Raises<Value> {
    match (x, base) {
        (None, None) => Ok(Value::Int(0)),
        (None, Some(_)) => Err(err!(TypeError, "int() missing string argument")),
        (Some(x), None) => convert(vm, x),
        (Some(x), Some(base)) => in_base(vm, x, base),
    }
}

/// `int(x)`: an exact int.
fn convert(vm: &Vm, x: &Value) -> Raises<Value> {
    match x {
        Value::Int(_) => return Ok(x.clone()),
        Value::Str(text) => return parse(vm, text, 10),
        _ => {}
    }
    let slots = &vm.type_of(x).slots;
    if let Some(int) = slots.int.get() {
        return returned(vm, int(vm, x)?, "__int__");
    }
    if let Some(index) = slots.index.get() {
        return returned(vm, index(vm, x)?, "__index__");
    }
    if let Some(cut) = protocol::call::call_special(vm, x, Name::Trunc, &[])? {
        let message = "The delegation of int() to __trunc__ is deprecated.";
        protocol::warn(vm, Builtin::DeprecationWarning, message)?;
        if as_int(&cut).is_none() && vm.type_of(&cut).slots.index.get().is_none() {
            let kind = vm.type_name(&cut);
            return Err(err!(TypeError, "__trunc__ returned non-Integral (type {kind})"));
        }
        return protocol::index(vm, &cut);
    }
    if let Some(text) = x.downcast::<Str>() {
        return parse(vm, text, 10);
    }
    if let Some(data) = buffer(x) {
        return parse_bytes(vm, &data, 10);
    }
    Err(err!(
        TypeError,
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        vm.type_name(x)
    ))
}

/// What a special method gave, as an exact int.
fn returned(vm: &Vm, value: Value, method: &str) -> Raises<Value> {
    match as_int(&value) {
        Some(_) => exact(vm, &value),
        None => Err(err!(TypeError, "{method} returned non-int (type {})", vm.type_name(&value))),
    }
}

/// `int(x, base)`.
fn in_base(vm: &Vm, x: &Value, base: &Value) -> Raises<Value> {
    let base = match protocol::index(vm, base)? {
        Value::Int(base @ (0 | 2..=36)) => base as u32,
        _ => return Err(err!(ValueError, "int() base must be >= 2 and <= 36, or 0")),
    };
    if let Some(text) = x.downcast::<Str>() {
        return parse(vm, text, base);
    }
    match buffer(x).filter(|_| is_bytes_or_bytearray(x)) {
        Some(data) => parse_bytes(vm, &data, base),
        None => Err(err!(TypeError, "int() can't convert non-string with explicit base")),
    }
}

/// The int that a text spells in that base: 0 or 2 to 36.
pub fn parse(vm: &Vm, text: &Ref<Str>, base: u32) -> Raises<Value> {
    match read(vm, &ascii_number(text.bytes()), base)? {
        Some(n) => Ok(n),
        None => Err(invalid(vm, &Value::of(text.clone().into_any()), base)),
    }
}

fn parse_bytes(vm: &Vm, data: &[u8], base: u32) -> Raises<Value> {
    match read(vm, data, base)? {
        Some(n) => Ok(n),
        None => Err(invalid(vm, &bytes(vm, data), base)),
    }
}

/// `None`: the text is no int.
fn read(vm: &Vm, text: &[u8], base: u32) -> Raises<Option<Value>> {
    // No limit can be lower.
    let limit = if text.len() <= LOWEST_LIMIT { 0 } else { digit_limit(vm) };
    match int_text::parse(text, base, limit) {
        Ok(Parsed::Small(n)) => Ok(Some(Value::Int(n))),
        Ok(Parsed::Big(n)) => Ok(Some(from_bigint(vm, n))),
        Err(NotInt::Invalid) => Ok(None),
        Err(NotInt::TooLong(digits)) => Err(int_text::too_many_digits(limit, digits).into()),
    }
}

#[cold]
fn invalid(vm: &Vm, text: &Value, base: u32) -> Raised {
    match protocol::repr(vm, text) {
        Ok(repr) => {
            let shown: String = repr.to_string_lossy().chars().take(200).collect();
            err!(ValueError, "invalid literal for int() with base {base}: {shown}")
        }
        Err(raised) => raised,
    }
}
