//! `None`, `NotImplemented` and `Ellipsis`.
//!
//! Reference: Library Reference, "Built-in Constants".

use crate::err;
use crate::object::{Args, Builtin, CompareOp, Native, Raises, Ref, Type, TypeSpec, Value, Vm};

/// A singleton's constructor gives the one object there is.
macro_rules! constructor {
    ($name:ident, $class:literal, $value:ident) => {
        fn $name(_: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
            if !args.is_empty() {
                return Err(err!(TypeError, concat!($class, " takes no arguments")));
            }
            Ok(Value::$value)
        }
    };
}

constructor!(new_none, "NoneType", None);
constructor!(new_not_implemented, "NotImplementedType", NotImplemented);
constructor!(new_ellipsis, "EllipsisType", Ellipsis);

/// CPython 3.13 hashes `None` to this.
fn hash_none(_: &Vm, _: &Value) -> Raises<i64> {
    Ok(0xfca8_6420)
}

fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    Ok(match op {
        CompareOp::Eq if a.is(b) => Value::TRUE,
        CompareOp::Ne if a.is(b) => Value::FALSE,
        _ => Value::NotImplemented,
    })
}

pub static NONE: TypeSpec = TypeSpec {
    name: "NoneType",
    doc: "The type of the None singleton.",
    slots: |slots| {
        slots.repr.set(Some(|vm, _| Ok(vm.text("None"))));
        slots.bool_.set(Some(|_, _| Ok(false)));
        slots.hash.set(Some(hash_none));
        slots.compare.set(Some(compare));
        slots.new.set(Some(new_none));
    },
    ..TypeSpec::DEFAULT
};

static REDUCE: &[Native] = &[crate::native!("__reduce__($self, /)", "Helper for pickle.", name_of)];

/// Pickled by name.
fn name_of(_: &Vm, it: Value) -> &'static str {
    if let Value::Ellipsis = it { "Ellipsis" } else { "NotImplemented" }
}

fn truth_of_not_implemented(vm: &Vm, _: &Value) -> Raises<bool> {
    let message = "NotImplemented should not be used in a boolean context";
    crate::protocol::warn::warn(vm, Builtin::DeprecationWarning, message)?;
    Ok(true)
}

pub static NOT_IMPLEMENTED: TypeSpec = TypeSpec {
    name: "NotImplementedType",
    doc: "The type of the NotImplemented singleton.",
    slots: |slots| {
        slots.repr.set(Some(|vm, _| Ok(vm.text("NotImplemented"))));
        slots.bool_.set(Some(truth_of_not_implemented));
        slots.new.set(Some(new_not_implemented));
    },
    methods: REDUCE,
    ..TypeSpec::DEFAULT
};

pub static ELLIPSIS: TypeSpec = TypeSpec {
    name: "ellipsis",
    doc: "The type of the Ellipsis singleton.",
    slots: |slots| {
        slots.repr.set(Some(|vm, _| Ok(vm.text("Ellipsis"))));
        slots.new.set(Some(new_ellipsis));
    },
    methods: REDUCE,
    ..TypeSpec::DEFAULT
};
