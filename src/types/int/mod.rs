//! `int`: whole numbers of any size.
//!
//! What fits a machine word is `Value::Int`, and `bool` is `Value::Bool`; a [`BigInteger`] is any other
//! int, and every instance of a subclass. [`as_int`] sees through that: whoever calculates asks it.
//!
//! Reference: Library Reference, "Numeric Types", "int" and "Additional Methods on Integer Types".

pub mod arithmetic;
mod bytes;
mod construct;
mod limit;
mod methods;
pub mod power;

use std::borrow::Cow;
use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{ToPrimitive, Zero};

pub use crate::algo::int_text::Int as IntRef;
use crate::algo::{hash, int_text};
use crate::native::{FromArg, Place, type_error};
use crate::object::{
    BinaryOp, Builtin, CompareOp, GetSet, Layout, Payload, Raises, Slots, TypeSpec, Value, Visitor,
    Vm, flags,
};

pub use arithmetic::{add, and, divmod, floordiv, mod_, mul, neg, or, sub, truediv, xor};
pub use construct::parse;
pub use limit::{digit_limit, limit_for, set_digit_limit};
pub use methods::{bits, from_float};
pub use power::{lshift, pow, rshift};

/// The payload of ints that do not fit a word, and of instances of subclasses.
pub struct BigInteger(pub BigInt);

impl Payload for BigInteger {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

pub static LAYOUT: Layout = Layout::of::<BigInteger>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "int",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF,
    doc: "int([x]) -> integer\nint(x, base=10) -> integer\n\nThe int that x stands for: x.__int__() of a \
          number, which cuts the fraction off a float; what a str, bytes or bytearray spells as an \
          integer literal in that base, white space around it allowed. Without x it is 0.\n\n\
          A base is 2 to 36, or 0: then the literal says by its prefix which it is, as in source.\n\
          >>> int('0b100', base=0)\n4",
    slots,
    methods: methods::METHODS,
    getset: GETSET,
    quick: Some(construct::quick),
    ..TypeSpec::DEFAULT
};

static GETSET: &[GetSet] = &[
    GetSet { name: "real", doc: "The number itself.", get: exact, set: None },
    GetSet { name: "imag", doc: "Always 0.", get: |_, _| Ok(Value::Int(0)), set: None },
    GetSet { name: "numerator", doc: "The number itself.", get: exact, set: None },
    GetSet { name: "denominator", doc: "Always 1.", get: |_, _| Ok(Value::Int(1)), set: None },
];

fn slots(slots: &Slots) {
    slots.new.set(Some(construct::new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(hash_of));
    slots.compare.set(Some(compare));
    slots.bool_.set(Some(truth));
    slots.int.set(Some(exact));
    slots.index.set(Some(exact));
    slots.float.set(Some(float));
    slots.negative.set(Some(neg));
    slots.positive.set(Some(exact));
    slots.absolute.set(Some(arithmetic::abs));
    slots.invert.set(Some(arithmetic::invert));
    slots.power.set(Some(power::pow_mod));
    for (op, function) in [
        (BinaryOp::Add, add as crate::object::types::Binary),
        (BinaryOp::Sub, sub),
        (BinaryOp::Mul, mul),
        (BinaryOp::Div, truediv),
        (BinaryOp::FloorDiv, floordiv),
        (BinaryOp::Mod, mod_),
        (BinaryOp::DivMod, divmod),
        (BinaryOp::Pow, pow),
        (BinaryOp::LShift, lshift),
        (BinaryOp::RShift, rshift),
        (BinaryOp::And, and),
        (BinaryOp::Or, or),
        (BinaryOp::Xor, xor),
    ] {
        slots.binary[op as usize].set(Some(function));
    }
}

/// The int of that size, boxed only if it must be.
#[inline]
pub fn from_bigint(vm: &Vm, n: BigInt) -> Value {
    match n.to_i64() {
        Some(n) => Value::Int(n),
        None => vm.alloc(Builtin::Int, BigInteger(n)),
    }
}

pub fn from_i128(vm: &Vm, n: i128) -> Value {
    match i64::try_from(n) {
        Ok(n) => Value::Int(n),
        Err(_) => vm.alloc(Builtin::Int, BigInteger(n.into())),
    }
}

pub fn from_u64(vm: &Vm, n: u64) -> Value {
    from_i128(vm, n.into())
}

/// The number, of an int, a bool or an instance of a subclass; `Big` only where it does not fit a word.
#[inline]
pub fn as_int(value: &Value) -> Option<IntRef<'_>> {
    match value {
        Value::Int(n) => Some(IntRef::Small(*n)),
        Value::Bool(n) => Some(IntRef::Small(*n as i64)),
        Value::Obj(it) => {
            let n = &it.downcast_ref::<BigInteger>()?.0;
            Some(n.to_i64().map_or(IntRef::Big(n), IntRef::Small))
        }
        _ => None,
    }
}

/// The number, if it has at most 128 bits.
#[inline]
pub fn as_wide(value: &Value) -> Option<i128> {
    match as_int(value)? {
        IntRef::Small(n) => Some(n.into()),
        IntRef::Big(n) => {
            let mut digits = n.iter_u64_digits();
            if digits.len() > 2 {
                return None;
            }
            let low = u128::from(digits.next().unwrap_or(0));
            let size = low | u128::from(digits.next().unwrap_or(0)) << 64;
            let size = i128::try_from(size).ok()?;
            Some(if n.sign() == num_bigint::Sign::Minus { -size } else { size })
        }
    }
}

/// As [`as_int`], where the receiver of a slot is looked at.
#[inline]
pub fn this(value: &Value) -> IntRef<'_> {
    as_int(value).expect("a slot of int is called on ints")
}

/// The number as a big one.
pub fn to_big(n: IntRef<'_>) -> Cow<'_, BigInt> {
    match n {
        IntRef::Small(n) => Cow::Owned(n.into()),
        IntRef::Big(n) => Cow::Borrowed(n),
    }
}

/// The number as a big one of its own.
pub fn to_owned(n: IntRef<'_>) -> BigInt {
    to_big(n).into_owned()
}

/// The int itself without its subclass: what `+n`, `n.real` and `n.__index__()` give.
pub fn exact(vm: &Vm, value: &Value) -> Raises<Value> {
    Ok(match this(value) {
        IntRef::Small(n) => Value::Int(n),
        IntRef::Big(_) if vm.type_of(value).is(vm.class(Builtin::Int)) => value.clone(),
        IntRef::Big(n) => vm.alloc(Builtin::Int, BigInteger(n.clone())),
    })
}

/// How two ints are ordered.
#[inline]
pub fn order(a: IntRef<'_>, b: IntRef<'_>) -> Ordering {
    match (a, b) {
        (IntRef::Small(a), IntRef::Small(b)) => a.cmp(&b),
        (IntRef::Big(a), IntRef::Big(b)) => a.cmp(b),
        // Beyond a word, the sign decides.
        (IntRef::Small(_), b) if b.is_negative() => Ordering::Greater,
        (IntRef::Small(_), _) => Ordering::Less,
        (a, _) if a.is_negative() => Ordering::Less,
        _ => Ordering::Greater,
    }
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    Ok(match (as_int(a), as_int(b)) {
        (Some(a), Some(b)) => Value::bool(op.holds(order(a, b))),
        _ => Value::NotImplemented,
    })
}

fn truth(_: &Vm, it: &Value) -> Raises<bool> {
    Ok(match this(it) {
        IntRef::Small(n) => n != 0,
        IntRef::Big(n) => !n.is_zero(),
    })
}

fn hash_of(_: &Vm, it: &Value) -> Raises<i64> {
    Ok(match this(it) {
        IntRef::Small(n) => hash::int(n),
        IntRef::Big(n) => hash::big_int(n),
    })
}

fn float(_: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::float(this(it).to_f64()?))
}

/// `repr(n)` and `str(n)`.
pub fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    if let Value::Int(n) = it {
        return Ok(crate::types::str::format::int_text(vm, *n));
    }
    let n = this(it);
    match n {
        IntRef::Small(n) => Ok(word_text(vm, n)),
        IntRef::Big(_) => Ok(vm.text(&int_text::decimal(n, digit_limit(vm))?)),
    }
}

fn word_text(vm: &Vm, n: i64) -> Value {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut size = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (size % 10) as u8;
        size /= 10;
        if size == 0 {
            break;
        }
    }
    if n < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    Value::Str(vm.str_from_bytes(&digits[at..]))
}

/// An int argument or receiver, subclasses included.
pub struct Integer(Value);

impl Integer {
    #[inline]
    pub fn get(&self) -> IntRef<'_> {
        this(&self.0)
    }

    pub fn value(&self) -> &Value {
        &self.0
    }
}

impl FromArg for Integer {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Integer> {
        match as_int(value) {
            Some(_) => Ok(Integer(value.clone())),
            None => Err(type_error(vm, value, place, "int")),
        }
    }
}

/// What `__index__` gives: an exact int, for functions of any int-like number.
pub struct Indexed(Value);

impl Indexed {
    #[inline]
    pub fn of(vm: &Vm, value: &Value) -> Raises<Indexed> {
        match value {
            Value::Int(_) => Ok(Indexed(value.clone())),
            other => crate::protocol::index(vm, other).map(Indexed),
        }
    }

    #[inline]
    pub fn get(&self) -> IntRef<'_> {
        this(&self.0)
    }

    pub fn into_value(self) -> Value {
        self.0
    }
}

impl FromArg for Indexed {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, _: Place) -> Raises<Indexed> {
        Indexed::of(vm, value)
    }
}
