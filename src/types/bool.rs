//! `bool`: the two ints that are truth values.
//!
//! Reference: Library Reference, "Boolean Type".

use crate::object::{
    Args, BinaryOp, Builtin, Raises, Ref, Slots, Type, TypeSpec, Value, Vm, flags,
};

use crate::protocol;

use super::container::{arity, no_keywords};
use super::int;

pub static SPEC: TypeSpec = TypeSpec {
    name: "bool",
    base: Builtin::Int,
    flags: flags::MATCH_SELF,
    doc: "bool(object=False, /)\n--\n\nTrue if the object counts as true, else False; these two are the \
          only instances there are, and ints 1 and 0 at that.",
    slots,
    ..TypeSpec::DEFAULT
};

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.invert.set(Some(invert));
    slots.binary[BinaryOp::And as usize].set(Some(and));
    slots.binary[BinaryOp::Or as usize].set(Some(or));
    slots.binary[BinaryOp::Xor as usize].set(Some(xor));
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "bool")?;
    match arity(args, "bool", 0, 1)? {
        [it] => vm.is_true(it).map(Value::bool),
        _ => Ok(Value::FALSE),
    }
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let name = if matches!(it, Value::Bool(0)) { "False" } else { "True" };
    Ok(Value::Str(vm.intern(name)))
}

fn invert(vm: &Vm, it: &Value) -> Raises<Value> {
    protocol::warn(
        vm,
        Builtin::DeprecationWarning,
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns \
         the bitwise inversion of the underlying int object and is usually not what you expect from \
         negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want \
         the bitwise inversion of the underlying int.",
    )?;
    int::arithmetic::invert(vm, it)
}

fn and(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => Ok(Value::Bool(a & b)),
        _ => int::and(vm, a, b),
    }
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => Ok(Value::Bool(a | b)),
        _ => int::or(vm, a, b),
    }
}

fn xor(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => Ok(Value::Bool(a ^ b)),
        _ => int::xor(vm, a, b),
    }
}
