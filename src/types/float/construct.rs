//! `float(x)`.
//!
//! Reference: Library Reference, "float".

use crate::algo::{float_text, int_text, unicode};
use crate::err;
use crate::object::{Args, Builtin, Raised, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::bytes::buffer;
use crate::types::container::{arity, no_keywords};

use super::{FloatObject, as_float};

pub fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    // Keywords may be meant for the `__init__` of a subclass.
    let init = |class: &Type| class.slots.init.get().map(|it| it as usize);
    if init(class) == init(vm.class(Builtin::Float)) {
        no_keywords(args, "float")?;
    }
    let x = match arity(args, "float", 0, 1)? {
        [] => 0.0,
        [it] => convert(vm, it)?,
        _ => unreachable!("the count is checked"),
    };
    Ok(make(vm, class, x))
}

/// `float(x)` of numbers.
pub fn quick(_: &Vm, x: &Value) -> Value {
    match x {
        Value::Float(_) => x.clone(),
        Value::Int(n) => Value::float(*n as f64),
        _ => Value::Err,
    }
}

/// A float of that class.
pub fn make(vm: &Vm, class: &Ref<Type>, x: f64) -> Value {
    if class.is(vm.class(Builtin::Float)) {
        Value::float(x)
    } else {
        vm.alloc_in(class, FloatObject(x))
    }
}

fn convert(vm: &Vm, it: &Value) -> Raises<f64> {
    if let Some(x) = from_number(vm, it)? {
        return Ok(x);
    }
    if let Some(text) = it.downcast::<Str>() {
        return parse(vm, text);
    }
    if let Some(data) = buffer(it) {
        return float_text::parse(int_text::strip(&data)).ok_or_else(|| invalid(vm, it));
    }
    let kind = vm.type_name(it);
    Err(err!(TypeError, "float() argument must be a string or a real number, not '{kind}'"))
}

/// What `__float__` or else `__index__` gives; `None` for what has neither.
pub fn from_number(vm: &Vm, it: &Value) -> Raises<Option<f64>> {
    match it {
        Value::Float(bits) => return Ok(Some(f64::from_bits(*bits))),
        Value::Int(n) => return Ok(Some(*n as f64)),
        Value::Str(_) => return Ok(None),
        _ => {}
    }
    let slots = &vm.type_of(it).slots;
    if let Some(float) = slots.float.get() {
        let given = float(vm, it)?;
        return match as_float(&given) {
            Some(x) => {
                let class = vm.type_of(&given);
                if !class.is(vm.class(Builtin::Float)) {
                    let method = format!("{}.__float__", vm.type_name(it));
                    protocol::warn::strict_subclass(vm, &method, "float", &class.name())?;
                }
                Ok(Some(x))
            }
            None => {
                let (kind, other) = (vm.type_name(it), vm.type_name(&given));
                Err(err!(TypeError, "{kind}.__float__ returned non-float (type {other})"))
            }
        };
    }
    if slots.index.get().is_some() {
        let n = protocol::index(vm, it)?;
        return Ok(Some(crate::types::int::this(&n).to_f64()?));
    }
    Ok(None)
}

/// The float that a text spells.
pub fn parse(vm: &Vm, text: &Ref<Str>) -> Raises<f64> {
    match float_text::parse(int_text::strip(&unicode::ascii_number(text.bytes()))) {
        Some(x) => Ok(x),
        None => Err(invalid(vm, &Value::of(text.clone().into_any()))),
    }
}

#[cold]
fn invalid(vm: &Vm, text: &Value) -> Raised {
    match protocol::repr(vm, text) {
        Ok(repr) => {
            err!(ValueError, "could not convert string to float: {}", repr.to_string_lossy())
        }
        Err(raised) => raised,
    }
}
