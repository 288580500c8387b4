//! Order, equality and membership.
//!
//! Reference: Language Reference, "Comparisons".

use crate::err;
use crate::object::dict::same_key;
use crate::object::{CompareOp, Raises, Value, Vm};

use super::iter::{iter, next};

/// `a op b`, as an object: what the operators give.
pub fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    vm.nested(" in comparison", || compare_here(vm, a, b, op))
}

fn compare_here(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (left, right) = (vm.type_of(a), vm.type_of(b));
    let mut asked_right = false;
    if !left.is(right)
        && right.is_subclass(left)
        && let Some(slot) = right.slots.compare.get()
    {
        asked_right = true;
        let result = slot(vm, b, a, op.reflected())?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if let Some(slot) = left.slots.compare.get() {
        let result = slot(vm, a, b, op)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    if !asked_right && let Some(slot) = right.slots.compare.get() {
        let result = slot(vm, b, a, op.reflected())?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    undecided(vm, a, b, op)
}

/// `a op b` after the left operand has declined and only the right one is left to be asked.
pub fn after_left(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    vm.nested(" in comparison", || {
        if let Some(slot) = vm.type_of(b).slots.compare.get() {
            let result = slot(vm, b, a, op.reflected())?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
        undecided(vm, a, b, op)
    })
}

fn undecided(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    match op {
        CompareOp::Eq => Ok(Value::bool(a.is(b))),
        CompareOp::Ne => Ok(Value::bool(!a.is(b))),
        _ => Err(err!(
            TypeError,
            "'{}' not supported between instances of '{}' and '{}'",
            op.symbol(),
            vm.type_name(a),
            vm.type_name(b)
        )),
    }
}

/// The truth of `a op b`.
pub fn holds(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<bool> {
    let result = compare(vm, a, b, op)?;
    vm.is_true(&result)
}

/// The truth of `a == b`.
#[inline]
pub fn equal(vm: &Vm, a: &Value, b: &Value) -> Raises<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a == b),
        (Value::Str(a), Value::Str(b)) => Ok(**a == **b),
        (Value::Tuple(_), Value::Tuple(_)) => match same_key(a, b) {
            Some(same) => Ok(same),
            None => holds(vm, a, b, CompareOp::Eq),
        },
        _ => holds(vm, a, b, CompareOp::Eq),
    }
}

/// The truth of `a < b`.
#[inline]
pub fn less(vm: &Vm, a: &Value, b: &Value) -> Raises<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Float(a), Value::Float(b)) => Ok(f64::from_bits(*a) < f64::from_bits(*b)),
        (Value::Str(a), Value::Str(b)) => Ok(a.bytes() < b.bytes()),
        _ => holds(vm, a, b, CompareOp::Lt),
    }
}

/// `a is b or a == b`: how containers compare.
#[inline]
pub fn same(vm: &Vm, a: &Value, b: &Value) -> Raises<bool> {
    if a.is(b) { Ok(true) } else { equal(vm, a, b) }
}

/// `item in container`.
pub fn contains(vm: &Vm, container: &Value, item: &Value) -> Raises<bool> {
    if let Some(slot) = vm.type_of(container).slots.contains.get() {
        return slot(vm, container, item);
    }
    let Ok(iterator) = iter_opt(vm, container)? else {
        let kind = vm.type_name(container);
        return Err(err!(TypeError, "argument of type '{kind}' is not iterable"));
    };
    while let Some(it) = next(vm, &iterator)? {
        if same(vm, &it, item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The iterator, or `Err(())` inside where the object has none.
fn iter_opt(vm: &Vm, object: &Value) -> Raises<Result<Value, ()>> {
    let slots = &vm.type_of(object).slots;
    if slots.iter.get().is_none() && slots.getitem.get().is_none() {
        return Ok(Err(()));
    }
    iter(vm, object).map(Ok)
}
