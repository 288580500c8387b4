//! Iteration.

use crate::err;
use crate::object::{BodyKind, Builtin, Raises, Set, Value, Vm};

use super::item::length_hint;

/// `iter(object)`.
pub fn iter(vm: &Vm, object: &Value) -> Raises<Value> {
    let class = vm.type_of(object);
    if let Some(slot) = class.slots.iter.get() {
        let iterator = slot(vm, object)?;
        if vm.type_of(&iterator).slots.next.get().is_none() {
            return Err(err!(
                TypeError,
                "iter() returned non-iterator of type '{}'",
                vm.type_name(&iterator)
            ));
        }
        return Ok(iterator);
    }
    if class.slots.getitem.get().is_some() && !class.has(crate::object::flags::MAPPING) {
        return Ok(vm.alloc(Builtin::SequenceIterator, SequenceIterator::new(object.clone())));
    }
    Err(err!(TypeError, "'{}' object is not iterable", class.name()))
}

/// `next(iterator)`; `None` at the end.
#[inline]
pub fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    match vm.type_of(iterator).slots.next.get() {
        Some(slot) => slot(vm, iterator),
        None => Err(err!(TypeError, "'{}' object is not an iterator", vm.type_name(iterator))),
    }
}

/// Calls `body` with each item of an iterable.
pub fn for_each(
    vm: &Vm,
    iterable: &Value,
    body: &mut dyn FnMut(Value) -> Raises<()>,
) -> Raises<()> {
    match iterable {
        Value::List(list) => {
            let mut i = 0;
            while let Some(item) = list.get(i) {
                body(item)?;
                i += 1;
            }
            Ok(())
        }
        Value::Tuple(tuple) => tuple.items().iter().try_for_each(|it| body(it.clone())),
        Value::Set(set) => for_each_of_set(vm, set, body),
        _ => {
            if let Value::Obj(object) = iterable
                && object.class().is(vm.class(Builtin::FrozenSet))
                && let Some(set) = object.downcast_ref::<Set>()
            {
                return for_each_of_set(vm, set, body);
            }
            if let Value::Gen(generator) = iterable
                && generator.kind == BodyKind::Generator
            {
                return (vm.hooks.each_item)(vm, generator, body);
            }
            let iterator = iter(vm, iterable)?;
            let Some(slot) = vm.type_of(&iterator).slots.next.get() else {
                return next(vm, &iterator).map(drop);
            };
            while let Some(item) = slot(vm, &iterator)? {
                body(item)?;
                vm.poll()?;
            }
            Ok(())
        }
    }
}

/// The iterator of sets in line.
fn for_each_of_set(vm: &Vm, set: &Set, body: &mut dyn FnMut(Value) -> Raises<()>) -> Raises<()> {
    let size = set.len();
    let mut from = 0;
    loop {
        if set.len() != size {
            return Err(err!(RuntimeError, "Set changed size during iteration"));
        }
        let Some((after, _, item)) = set.next(from) else { return Ok(()) };
        from = after;
        body(item)?;
        vm.poll()?;
    }
}

/// All items of an iterable.
pub fn to_vec(vm: &Vm, iterable: &Value) -> Raises<Vec<Value>> {
    match iterable {
        Value::List(list) => Ok(list.to_vec()),
        Value::Tuple(tuple) => Ok(tuple.items().to_vec()),
        Value::Set(set) => Ok(set.to_vec()),
        Value::Dict(dict) => Ok(dict.keys()),
        _ => {
            let iterator = iter(vm, iterable)?;
            let hint = length_hint(vm, iterable, 0)?;
            if hint > 1 << 36 {
                return Err(crate::object::Raised::with_args(Builtin::MemoryError, vec![]));
            }
            let hint = hint.min(1 << 20);
            // Most generators give a few items.
            let few = if matches!(iterable, Value::Gen(_)) { 8 } else { 0 };
            let mut items = Vec::with_capacity(hint.max(few));
            for_each_of_iterator(vm, &iterator, &mut |item| {
                items.push(item);
                Ok(())
            })?;
            Ok(items)
        }
    }
}

fn for_each_of_iterator(
    vm: &Vm,
    iterator: &Value,
    body: &mut dyn FnMut(Value) -> Raises<()>,
) -> Raises<()> {
    if let Value::Gen(generator) = iterator
        && generator.kind == BodyKind::Generator
    {
        return (vm.hooks.each_item)(vm, generator, body);
    }
    while let Some(item) = next(vm, iterator)? {
        body(item)?;
        vm.poll()?;
    }
    Ok(())
}

/// Iterates by `object[0]`, `object[1]`, … until IndexError: the payload of `iterator` objects.
pub struct SequenceIterator {
    /// `Err` once exhausted.
    pub sequence: std::cell::RefCell<Value>,
    pub index: std::cell::Cell<i64>,
}

impl SequenceIterator {
    pub fn new(sequence: Value) -> SequenceIterator {
        SequenceIterator { sequence: sequence.into(), index: 0.into() }
    }
}

impl crate::object::Payload for SequenceIterator {
    fn traverse(&self, visit: &mut crate::object::Visitor) {
        visit.cell(&self.sequence, |it, visit| visit.value(it));
    }
}
