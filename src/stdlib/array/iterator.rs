//! `arrayiterator`.

use std::cell::{Cell, RefCell};

use crate::native;
use crate::object::{Builtin, Layout, Payload, Raises, Ref, TypeSpec, Value, Visitor, Vm, flags};
use crate::types::container::{builtin_function, itself, state, this};
use crate::types::typed_array::TypedArray;

pub struct ArrayIterator {
    /// `None` once exhausted.
    array: RefCell<Option<Ref<TypedArray>>>,
    index: Cell<usize>,
}

impl Payload for ArrayIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.array, |it, visit| {
            if let Some(it) = it {
                visit.object(it);
            }
        });
    }
}

static LAYOUT: Layout = Layout::of::<ArrayIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "array.arrayiterator",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!("__setstate__($self, state, /)", "Go to a place.", setstate),
    ],
    ..TypeSpec::DEFAULT
};

pub fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    let array = RefCell::new(Some(this::<TypedArray>(it).clone()));
    Ok(vm.alloc(Builtin::ArrayIterator, ArrayIterator { array, index: Cell::new(0) }))
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<ArrayIterator>(iterator);
    let found = match &*it.array.borrow() {
        Some(array) => array.get(vm, it.index.get()),
        None => return Ok(None),
    };
    match found {
        Some(_) => it.index.set(it.index.get() + 1),
        None => drop(it.array.take()),
    }
    Ok(found)
}

fn reduce(vm: &Vm, it: Ref<ArrayIterator>) -> Raises<Value> {
    let iter = builtin_function(vm, "iter")?;
    let array = it.array.borrow().clone();
    Ok(match array {
        Some(array) => {
            let args = vm.tuple(vec![Value::of(array.into_any())]);
            vm.tuple(vec![iter, args, Value::Int(it.index.get() as i64)])
        }
        None => {
            let empty = vm.tuple(vec![vm.tuple(vec![])]);
            vm.tuple(vec![iter, empty])
        }
    })
}

fn setstate(vm: &Vm, it: Ref<ArrayIterator>, place: Value) -> Raises<()> {
    let place = state(vm, &place)?.max(0) as usize;
    if let Some(array) = &*it.array.borrow() {
        it.index.set(place.min(array.len()));
    }
    Ok(())
}
