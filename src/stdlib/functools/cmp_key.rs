//! `cmp_to_key`: keys that compare by a function.

use std::cell::RefCell;

use crate::err;
use crate::object::{
    Args, Builtin, CompareOp, GetSet, Layout, Payload, Raises, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::class::unhashable;
use crate::types::container::this;

pub struct CmpKey {
    compare: Value,
    /// `Err` in what `cmp_to_key` itself gives.
    object: RefCell<Value>,
}

impl Payload for CmpKey {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.compare);
        visit.cell(&self.object, |it, visit| visit.value(it));
    }
}

static LAYOUT: Layout = Layout::of::<CmpKey>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "functools.KeyWrapper",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.call.set(Some(call));
        slots.compare.set(Some(compare));
        slots.hash.set(Some(unhashable));
    },
    getset: &[GetSet {
        name: "obj",
        doc: "Value wrapped by a key function.",
        get: |_, it| Ok(this::<CmpKey>(it).object.borrow().clone().given().unwrap_or(Value::None)),
        set: Some(|_, it, value| {
            let old = this::<CmpKey>(it).object.replace(value.unwrap_or(Value::Err));
            drop(old);
            Ok(())
        }),
    }],
    ..TypeSpec::DEFAULT
};

pub fn cmp_to_key(vm: &Vm, compare: Value) -> Value {
    vm.alloc(Builtin::CmpKey, CmpKey { compare, object: RefCell::new(Value::Err) })
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let (object,): (Value,) = crate::bind!(vm, args, "K(obj)")?;
    let compare = this::<CmpKey>(it).compare.clone();
    Ok(vm.alloc(Builtin::CmpKey, CmpKey { compare, object: RefCell::new(object) }))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<CmpKey>(), b.downcast::<CmpKey>()) else {
        return Err(err!(TypeError, "other argument must be K instance"));
    };
    let (x, y) = (left.object.borrow().clone(), right.object.borrow().clone());
    if x.is_err() || y.is_err() {
        return Err(err!(AttributeError, "object"));
    }
    let result = vm.call(&left.compare, Args::positional(&[x, y]))?;
    protocol::compare(vm, &result, &Value::Int(0), op)
}
