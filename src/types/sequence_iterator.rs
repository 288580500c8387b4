//! `iterator`: what `iter(object)` gives for objects that only have `__getitem__`; and
//! `callable_iterator`, what `iter(callable, sentinel)` gives.
//!
//! Reference: Library Reference, "iter"; Language Reference, "Emulating container types".

use std::cell::RefCell;

use crate::native;
use crate::object::{
    Builtin, Layout, Payload, Raised, Raises, Ref, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::protocol::iter::SequenceIterator;

use super::container::{builtin_function, itself, state, this};

static LAYOUT: Layout = Layout::of::<SequenceIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "iterator",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!("__setstate__($self, object, /)", "Go to a place.", setstate),
    ],
    ..TypeSpec::DEFAULT
};

/// Whether asking for an item ended the sequence.
pub fn ends(vm: &Vm, raised: &Raised) -> bool {
    raised.is(vm, Builtin::IndexError) || raised.is(vm, Builtin::StopIteration)
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<SequenceIterator>(iterator);
    let sequence = it.sequence.borrow().clone();
    if sequence.is_err() {
        return Ok(None);
    }
    let index = it.index.get();
    if index == i64::MAX {
        return Err(crate::err!(OverflowError, "iter index too large"));
    }
    match protocol::getitem(vm, &sequence, &Value::Int(index)) {
        Ok(item) => {
            it.index.set(index + 1);
            Ok(Some(item))
        }
        Err(raised) if ends(vm, &raised) => {
            let old = it.sequence.replace(Value::Err);
            drop(old);
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

fn length_hint(vm: &Vm, it: Ref<SequenceIterator>) -> Raises<Value> {
    let sequence = it.sequence.borrow().clone();
    if sequence.is_err() {
        return Ok(Value::Int(0));
    }
    match protocol::len_opt(vm, &sequence) {
        Some(len) => Ok(Value::Int((len? as i64 - it.index.get()).max(0))),
        None => Ok(Value::NotImplemented),
    }
}

fn reduce(vm: &Vm, it: Ref<SequenceIterator>) -> Raises<Value> {
    let iter = builtin_function(vm, "iter")?;
    let sequence = it.sequence.borrow().clone();
    if sequence.is_err() {
        let empty = vm.tuple(vec![vm.tuple(vec![])]);
        return Ok(vm.tuple(vec![iter, empty]));
    }
    let args = vm.tuple(vec![sequence]);
    Ok(vm.tuple(vec![iter, args, Value::Int(it.index.get())]))
}

fn setstate(vm: &Vm, it: Ref<SequenceIterator>, place: Value) -> Raises<()> {
    it.index.set(state(vm, &place)?.max(0));
    Ok(())
}

/// The payload of `callable_iterator`.
pub struct CallableIterator {
    /// Callable and sentinel; `None` once exhausted.
    parts: RefCell<Option<(Value, Value)>>,
}

impl Payload for CallableIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.parts, |parts, visit| {
            if let Some((callable, sentinel)) = parts {
                visit.values([callable, sentinel]);
            }
        });
    }
}

static CALLABLE_LAYOUT: Layout = Layout::of::<CallableIterator>();

pub static CALLABLE_SPEC: TypeSpec = TypeSpec {
    name: "callable_iterator",
    layout: Some(&CALLABLE_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next_call));
    },
    methods: &[native!("__reduce__($self, /)", "What pickling needs.", reduce_callable)],
    ..TypeSpec::DEFAULT
};

/// `iter(callable, sentinel)`.
pub fn until(vm: &Vm, callable: Value, sentinel: Value) -> Value {
    let parts = RefCell::new(Some((callable, sentinel)));
    vm.alloc(Builtin::CallableIterator, CallableIterator { parts })
}

fn next_call(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<CallableIterator>(iterator);
    let parts = it.parts.borrow().clone();
    let Some((callable, sentinel)) = parts else { return Ok(None) };
    match protocol::call0(vm, &callable) {
        // The call itself may have exhausted the iterator.
        Ok(_) if it.parts.borrow().is_none() => return Ok(None),
        Ok(result) if !protocol::same(vm, &sentinel, &result)? => return Ok(Some(result)),
        Ok(_) => {}
        Err(raised) if raised.is(vm, Builtin::StopIteration) => {}
        Err(raised) => return Err(raised),
    }
    let old = it.parts.take();
    drop(old);
    Ok(None)
}

fn reduce_callable(vm: &Vm, it: Ref<CallableIterator>) -> Raises<(Value, Value)> {
    let iter = builtin_function(vm, "iter")?;
    let parts = it.parts.borrow().clone();
    let args = match parts {
        Some((callable, sentinel)) => vec![callable, sentinel],
        None => vec![vm.tuple(vec![])],
    };
    Ok((iter, vm.tuple(args)))
}
