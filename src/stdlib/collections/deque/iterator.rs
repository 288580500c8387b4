//! The iterators of deques, from either end.

use std::cell::Cell;

use crate::native;
use crate::object::{
    Args, Builtin, Layout, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm,
};
use crate::types::container::{itself, this};

use super::{Deque, mutated};

/// The payload of both kinds.
pub struct DequeIterator {
    deque: Ref<Deque>,
    version: u64,
    left: Cell<usize>,
}

impl Payload for DequeIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.deque);
    }
}

static LAYOUT: Layout = Layout::of::<DequeIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "collections._deque_iterator",
    layout: Some(&LAYOUT),
    slots: |slots| {
        slots.new.set(Some(|vm, _, args| new(vm, args, Builtin::DequeIterator)));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
    ],
    ..TypeSpec::DEFAULT
};

pub static REVERSE_SPEC: TypeSpec = TypeSpec {
    name: "collections._deque_reverse_iterator",
    layout: Some(&LAYOUT),
    slots: |slots| {
        slots.new.set(Some(|vm, _, args| new(vm, args, Builtin::DequeReverseIterator)));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next_back));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
    ],
    ..TypeSpec::DEFAULT
};

fn make(vm: &Vm, which: Builtin, deque: Ref<Deque>, passed: usize) -> Value {
    let left = Cell::new(deque.len().saturating_sub(passed));
    let version = deque.version.get();
    vm.alloc(which, DequeIterator { deque, version, left })
}

fn new(vm: &Vm, args: Args, which: Builtin) -> Raises<Value> {
    let (deque, passed): (Ref<Deque>, isize) =
        crate::bind!(vm, args, "_deque_iterator(deque, index=0, /)")?;
    Ok(make(vm, which, deque, passed.max(0) as usize))
}

pub fn iter(vm: &Vm, deque: &Value) -> Raises<Value> {
    Ok(make(vm, Builtin::DequeIterator, this::<Deque>(deque).clone(), 0))
}

pub fn reversed(vm: &Vm, deque: Ref<Deque>) -> Value {
    make(vm, Builtin::DequeReverseIterator, deque, 0)
}

fn check(it: &DequeIterator) -> Raises<()> {
    if it.deque.version.get() == it.version {
        return Ok(());
    }
    it.left.set(0);
    Err(mutated())
}

fn next(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<DequeIterator>(iterator);
    check(it)?;
    let left = it.left.get();
    if left == 0 {
        return Ok(None);
    }
    it.left.set(left - 1);
    Ok(it.deque.get(it.deque.len() - left))
}

fn next_back(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<DequeIterator>(iterator);
    check(it)?;
    let left = it.left.get();
    if left == 0 {
        return Ok(None);
    }
    it.left.set(left - 1);
    Ok(it.deque.get(left - 1))
}

fn length_hint(_: &Vm, it: Ref<DequeIterator>) -> usize {
    it.left.get()
}

fn reduce(vm: &Vm, it: Ref<DequeIterator>) -> (Ref<Type>, Value) {
    let passed = it.deque.len().saturating_sub(it.left.get());
    let deque = Value::of(it.deque.clone().into_any());
    (it.class().clone(), vm.tuple(vec![deque, Value::Int(passed as i64)]))
}
