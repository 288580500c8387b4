//! The iterators over `bytes` and `bytearray`.

use std::cell::{Cell, RefCell};

use crate::native;
use crate::object::{
    Builtin, Layout, Native, Payload, Raises, Ref, Slots, TypeSpec, Value, Visitor, Vm, flags,
};

use crate::types::container::{builtin_function, itself, state as state_number};

use super::{ByteArray, this};

pub struct BytesIterator {
    /// `Err` once exhausted.
    sequence: RefCell<Value>,
    at: Cell<usize>,
}

impl Payload for BytesIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.sequence, |it, visit| visit.value(it));
    }
}

static LAYOUT: Layout = Layout::of::<BytesIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "bytes_iterator",
    flags: flags::NO_NEW,
    layout: Some(&LAYOUT),
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

pub static ARRAY_SPEC: TypeSpec = TypeSpec {
    name: "bytearray_iterator",
    flags: flags::NO_NEW,
    layout: Some(&LAYOUT),
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("__length_hint__($self, /)", "How many bytes are left.", length_hint),
    native!("__reduce__($self, /)", "What pickle makes the iterator from.", reduce),
    native!("__setstate__($self, state, /)", "Go on at that index.", setstate),
];

fn slots(slots: &Slots) {
    slots.iter.set(Some(itself));
    slots.next.set(Some(|_, it| {
        let it = it.downcast::<BytesIterator>().expect("a slot is called with its own type");
        Ok(it.step().map(|byte| Value::Int(i64::from(byte))))
    }));
}

/// `iter(sequence)`.
pub fn iter(vm: &Vm, sequence: &Value) -> Raises<Value> {
    let class = match sequence.downcast::<ByteArray>() {
        Some(_) => Builtin::ByteArrayIterator,
        None => Builtin::BytesIterator,
    };
    Ok(vm.alloc(class, BytesIterator { sequence: sequence.clone().into(), at: 0.into() }))
}

impl BytesIterator {
    /// The next byte.
    #[inline]
    pub fn step(&self) -> Option<u8> {
        let sequence = self.sequence.borrow();
        if sequence.is_err() {
            return None;
        }
        let at = self.at.get();
        let byte = this(&sequence).get(at).copied();
        match byte {
            Some(_) => self.at.set(at + 1),
            None => {
                drop(sequence);
                let done = self.sequence.replace(Value::Err);
                drop(done);
            }
        }
        byte
    }
}

fn length_hint(_: &Vm, it: Ref<BytesIterator>) -> i64 {
    let sequence = it.sequence.borrow();
    if sequence.is_err() { 0 } else { this(&sequence).len().saturating_sub(it.at.get()) as i64 }
}

fn reduce(vm: &Vm, it: Ref<BytesIterator>) -> Raises<Value> {
    let iter = builtin_function(vm, "iter")?;
    let sequence = it.sequence.borrow().clone();
    Ok(if sequence.is_err() {
        // An exhausted iterator is pickled as one over an empty tuple.
        vm.tuple(vec![iter, vm.tuple(vec![vm.tuple(vec![])])])
    } else {
        vm.tuple(vec![iter, vm.tuple(vec![sequence]), Value::Int(it.at.get() as i64)])
    })
}

fn setstate(vm: &Vm, it: Ref<BytesIterator>, state: Value) -> Raises<()> {
    let index = state_number(vm, &state)?;
    let sequence = it.sequence.borrow();
    if !sequence.is_err() {
        it.at.set(usize::try_from(index).unwrap_or(0).min(this(&sequence).len()));
    }
    Ok(())
}
