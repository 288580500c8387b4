//! `complex`: numbers with an imaginary part.
//!
//! Reference: Library Reference, "Numeric Types", "complex".

mod construct;

use crate::algo::complex::Complex;
use crate::algo::{format_spec, hash, int_math};
use crate::err;
use crate::native;
use crate::object::{
    BinaryOp, Builtin, CompareOp, GetSet, Layout, Native, Payload, Raised, Raises, Ref, Slots, Str,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::this as receiver;
use super::float::as_float;
use super::int::as_int;

pub use construct::from_value;

/// The payload of complex numbers.
pub struct ComplexObject(pub Complex);

impl Payload for ComplexObject {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<ComplexObject>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "complex",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "complex(real=0, imag=0)\n--\n\nThe number real + imag*1j, or the one that a string spells.\n\n\
          What is not given is 0.",
    slots,
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static GETSET: &[GetSet] = &[
    GetSet {
        name: "real",
        doc: "The real part.",
        get: |_, it| Ok(Value::float(this(it).real)),
        set: None,
    },
    GetSet {
        name: "imag",
        doc: "The imaginary part.",
        get: |_, it| Ok(Value::float(this(it).imag)),
        set: None,
    },
];

pub static METHODS: &[Native] = &[
    native!(
        "conjugate($self, /)",
        "The number with the sign of the imaginary part turned.\n\n>>> (3-4j).conjugate()\n(3+4j)",
        conjugate
    ),
    native!("__complex__($self, /)", "The number as an exact complex.", complex),
    native!("__getnewargs__($self, /)", "What pickling needs.", getnewargs),
    native!("__format__($self, format_spec, /)", "The number as the specification asks.", format),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(construct::new));
    slots.repr.set(Some(|vm, it| Ok(vm.text(&this(it).repr()))));
    slots.hash.set(Some(hash_of));
    slots.compare.set(Some(compare));
    slots.bool_.set(Some(|_, it| Ok(this(it).real != 0.0 || this(it).imag != 0.0)));
    slots.negative.set(Some(|vm, it| {
        let z = this(it);
        Ok(make(vm, Complex::new(-z.real, -z.imag)))
    }));
    slots.positive.set(Some(|vm, it| Ok(exact(vm, it))));
    slots.absolute.set(Some(|_, it| Ok(Value::float(this(it).abs()?))));
    slots.power.set(Some(pow_with_modulus));
    for (op, function) in [
        (BinaryOp::Add, add as crate::object::types::Binary),
        (BinaryOp::Sub, sub),
        (BinaryOp::Mul, mul),
        (BinaryOp::Div, truediv),
        (BinaryOp::Pow, pow),
    ] {
        slots.binary[op as usize].set(Some(function));
    }
}

/// A complex number.
pub fn make(vm: &Vm, z: Complex) -> Value {
    vm.alloc(Builtin::Complex, ComplexObject(z))
}

/// The number, of a complex or an instance of a subclass.
#[inline]
pub fn as_complex(value: &Value) -> Option<Complex> {
    match value {
        Value::Obj(it) => Some(it.downcast_ref::<ComplexObject>()?.0),
        _ => None,
    }
}

fn this(value: &Value) -> Complex {
    receiver::<ComplexObject>(value).0
}

fn exact(vm: &Vm, value: &Value) -> Value {
    if vm.type_of(value).is(vm.class(Builtin::Complex)) {
        value.clone()
    } else {
        make(vm, this(value))
    }
}

/// An operand as a complex number; `None` for what is no number. OverflowError for too large an int.
fn operand(value: &Value) -> Raises<Option<Complex>> {
    if let Some(z) = as_complex(value) {
        return Ok(Some(z));
    }
    if let Some(x) = as_float(value) {
        return Ok(Some(Complex::new(x, 0.0)));
    }
    match as_int(value) {
        Some(n) => Ok(Some(Complex::new(n.to_f64()?, 0.0))),
        None => Ok(None),
    }
}

/// Calculates where both operands are numbers.
fn calculate(
    vm: &Vm,
    a: &Value,
    b: &Value,
    operator: impl FnOnce(Complex, Complex) -> Raises<Complex>,
) -> Raises<Value> {
    let Some(x) = operand(a)? else { return Ok(Value::NotImplemented) };
    let Some(y) = operand(b)? else { return Ok(Value::NotImplemented) };
    Ok(make(vm, operator(x, y)?))
}

/// `a + b`.
pub fn add(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    calculate(vm, a, b, |x, y| Ok(Complex::new(x.real + y.real, x.imag + y.imag)))
}

/// `a - b`.
pub fn sub(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    calculate(vm, a, b, |x, y| Ok(Complex::new(x.real - y.real, x.imag - y.imag)))
}

/// `a * b`.
pub fn mul(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    calculate(vm, a, b, |x, y| Ok(x.multiply(y)))
}

/// `a / b`.
pub fn truediv(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    calculate(vm, a, b, |x, y| x.divide(y).map_err(Raised::from))
}

/// `a ** b`.
pub fn pow(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    calculate(vm, a, b, |x, y| x.power(y).map_err(Raised::from))
}

fn pow_with_modulus(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Raises<Value> {
    if c.is_none() {
        return pow(vm, a, b);
    }
    if operand(a)?.is_none() || operand(b)?.is_none() {
        return Ok(Value::NotImplemented);
    }
    Err(err!(ValueError, "complex modulo"))
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(z), CompareOp::Eq | CompareOp::Ne) = (as_complex(a), op) else {
        return Ok(Value::NotImplemented);
    };
    let equal = if let Some(other) = as_complex(b) {
        z.real == other.real && z.imag == other.imag
    } else if let Some(x) = as_float(b) {
        z.imag == 0.0 && z.real == x
    } else if let Some(n) = as_int(b) {
        z.imag == 0.0 && int_math::compare_to_float(n, z.real).is_some_and(|it| it.is_eq())
    } else {
        return Ok(Value::NotImplemented);
    };
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn hash_of(_: &Vm, it: &Value) -> Raises<i64> {
    let z = this(it);
    // Parts that are nan hash by identity.
    let part = |x| hash::float(x).unwrap_or_else(|| hash::pointer(it.id() as usize));
    Ok(hash::complex(part(z.real), part(z.imag)))
}

fn conjugate(vm: &Vm, z: Ref<ComplexObject>) -> Value {
    make(vm, Complex::new(z.0.real, -z.0.imag))
}

fn complex(vm: &Vm, z: Ref<ComplexObject>) -> Value {
    exact(vm, &Value::of(z.into_any()))
}

fn getnewargs(_: &Vm, z: Ref<ComplexObject>) -> (f64, f64) {
    (z.0.real, z.0.imag)
}

fn format(vm: &Vm, z: Ref<ComplexObject>, format_spec: Ref<Str>) -> Raises<Value> {
    let Complex { real, imag } = z.0;
    let value = Value::of(z.into_any());
    if format_spec.count() == 0 {
        return protocol::str(vm, &value).map(|it| Value::of(it.into_any()));
    }
    let kind = vm.type_name(&value);
    let text = format_spec::format_complex(real, imag, format_spec.bytes(), &kind)?;
    Ok(Value::Str(vm.str_from_bytes(&text)))
}
