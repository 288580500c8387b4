//! `float`: numbers of the machine, in double precision.
//!
//! An exact float is `Value::Float`; [`FloatObject`] is the payload of instances of subclasses.
//!
//! Reference: Library Reference, "Numeric Types", "float" and "Additional Methods on Float".

mod arithmetic;
mod construct;
mod methods;

use crate::algo::{float_text, hash};
use crate::native::{FromArg, Place, type_error};
use crate::object::{
    BinaryOp, CompareOp, GetSet, Layout, Payload, Raises, Slots, TypeSpec, Value, Visitor, Vm,
    flags,
};

use super::int::{self, as_int};

pub use arithmetic::{add, divmod, floordiv, mod_, mul, pow, power, sub, truediv};
pub use construct::{from_number, parse};

/// The payload of instances of subclasses.
pub struct FloatObject(pub f64);

impl Payload for FloatObject {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<FloatObject>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "float",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF,
    doc: "float(x=0, /)\n--\n\nThe number x, or the one that a string spells, as a float.",
    slots,
    methods: methods::METHODS,
    getset: GETSET,
    quick: Some(construct::quick),
    ..TypeSpec::DEFAULT
};

static GETSET: &[GetSet] = &[
    GetSet { name: "real", doc: "The number itself.", get: exact, set: None },
    GetSet { name: "imag", doc: "Always 0.0.", get: |_, _| Ok(Value::float(0.0)), set: None },
];

fn slots(slots: &Slots) {
    slots.new.set(Some(construct::new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(hash_of));
    slots.compare.set(Some(compare));
    slots.bool_.set(Some(|_, it| Ok(this(it) != 0.0)));
    slots.int.set(Some(|vm, it| int::from_float(vm, this(it))));
    slots.float.set(Some(exact));
    slots.negative.set(Some(|_, it| Ok(Value::float(-this(it)))));
    slots.positive.set(Some(exact));
    slots.absolute.set(Some(|_, it| Ok(Value::float(this(it).abs()))));
    slots.power.set(Some(arithmetic::pow_with_modulus));
    for (op, function) in [
        (BinaryOp::Add, add as crate::object::types::Binary),
        (BinaryOp::Sub, sub),
        (BinaryOp::Mul, mul),
        (BinaryOp::Div, truediv),
        (BinaryOp::FloorDiv, floordiv),
        (BinaryOp::Mod, mod_),
        (BinaryOp::DivMod, divmod),
        (BinaryOp::Pow, pow),
    ] {
        slots.binary[op as usize].set(Some(function));
    }
}

/// The number, of a float or an instance of a subclass.
#[inline]
pub fn as_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(bits) => Some(f64::from_bits(*bits)),
        Value::Obj(it) => Some(it.downcast_ref::<FloatObject>()?.0),
        _ => None,
    }
}

/// As [`as_float`], of the receiver of a slot.
#[inline]
pub fn this(value: &Value) -> f64 {
    as_float(value).expect("a slot of float is called on floats")
}

fn exact(_: &Vm, value: &Value) -> Raises<Value> {
    Ok(Value::float(this(value)))
}

/// `repr(x)` and `str(x)`.
pub fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(vm.text(&float_text::repr(this(it))))
}

fn hash_of(_: &Vm, it: &Value) -> Raises<i64> {
    let x = this(it);
    // A nan equals nothing: its hash is that of its identity.
    Ok(hash::float(x).unwrap_or_else(|| hash::pointer(it.id() as usize)))
}

/// Floats with floats and, exactly, with ints.
pub fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let Some(x) = as_float(a) else { return Ok(Value::NotImplemented) };
    let order = if let Some(y) = as_float(b) {
        x.partial_cmp(&y)
    } else if let Some(n) = as_int(b) {
        crate::algo::int_math::compare_to_float(n, x).map(|it| it.reverse())
    } else {
        return Ok(Value::NotImplemented);
    };
    // Against a nan nothing holds but "not equal".
    Ok(Value::bool(order.map_or(op == CompareOp::Ne, |it| op.holds(it))))
}

/// A receiver that is a float, subclasses included.
pub struct Receiver(Value);

impl Receiver {
    pub fn get(&self) -> f64 {
        this(&self.0)
    }

    pub fn value(&self) -> &Value {
        &self.0
    }
}

impl FromArg for Receiver {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Receiver> {
        match as_float(value) {
            Some(_) => Ok(Receiver(value.clone())),
            None => Err(type_error(vm, value, place, "float")),
        }
    }
}
