//! `list_iterator` and `list_reverseiterator`.

use std::cell::{Cell, RefCell};

use crate::native;
use crate::object::{Builtin, Layout, List, Payload, Raises, Ref, TypeSpec, Value, Visitor, Vm};

use super::of;
use crate::types::container::{builtin_function, itself, state, this};

/// The payload of both kinds.
pub struct ListIterator {
    /// `None` once exhausted: the list may grow afterwards without the iterator coming to life again.
    list: RefCell<Option<Ref<List>>>,
    /// The next place; for the reverse iterator one more than it.
    index: Cell<usize>,
}

impl Payload for ListIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.list, |list, visit| {
            if let Some(list) = list {
                visit.object(list);
            }
        });
    }
}

static LAYOUT: Layout = Layout::of::<ListIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "list_iterator",
    layout: Some(&LAYOUT),
    flags: crate::object::flags::NO_NEW,
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

pub static REVERSE_SPEC: TypeSpec = TypeSpec {
    name: "list_reverseiterator",
    layout: Some(&LAYOUT),
    flags: crate::object::flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next_back));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint_back),
        native!("__reduce__($self, /)", "What pickling needs.", reduce_back),
        native!("__setstate__($self, object, /)", "Go to a place.", setstate_back),
    ],
    ..TypeSpec::DEFAULT
};

pub fn iter(vm: &Vm, list: &Value) -> Raises<Value> {
    let list = RefCell::new(Some(of(list).clone()));
    Ok(vm.alloc(Builtin::ListIterator, ListIterator { list, index: Cell::new(0) }))
}

pub fn reversed(vm: &Vm, list: Ref<List>) -> Value {
    let index = Cell::new(list.len());
    let list = RefCell::new(Some(list));
    vm.alloc(Builtin::ListReverseIterator, ListIterator { list, index })
}

impl ListIterator {
    /// The next item of a forward iterator; `Err` at the end.
    #[inline]
    pub fn advance(&self) -> Value {
        let found = match &*self.list.borrow() {
            Some(list) => list.get(self.index.get()),
            None => return Value::Err,
        };
        match found {
            Some(item) => {
                self.index.set(self.index.get() + 1);
                item
            }
            None => {
                exhaust(self);
                Value::Err
            }
        }
    }
}

fn next(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    Ok(this::<ListIterator>(iterator).advance().given())
}

fn next_back(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<ListIterator>(iterator);
    let found = match &*it.list.borrow() {
        Some(list) => it.index.get().checked_sub(1).and_then(|at| list.get(at)),
        None => return Ok(None),
    };
    match found {
        Some(_) => it.index.set(it.index.get() - 1),
        None => exhaust(it),
    }
    Ok(found)
}

/// All that an iterator over a list has left, taken at once; nothing where it is no such iterator.
pub fn rest(vm: &Vm, iterator: &Value) -> Option<Vec<Value>> {
    let Value::Obj(object) = iterator else { return None };
    let it = object.downcast_ref::<ListIterator>()?;
    let list = it.list.take();
    let Some(list) = list else { return Some(Vec::new()) };
    let items = list.borrow();
    let at = it.index.get();
    Some(if !object.class().is(vm.class(Builtin::ListReverseIterator)) {
        items.get(at..).map(<[Value]>::to_vec).unwrap_or_default()
    } else {
        let left = items.get(..at).unwrap_or_default();
        left.iter().rev().cloned().collect()
    })
}

#[cold]
fn exhaust(it: &ListIterator) {
    let list = it.list.take();
    drop(list);
}

fn length_hint(_: &Vm, it: Ref<ListIterator>) -> usize {
    let len = it.list.borrow().as_ref().map_or(0, |list| list.len());
    len.saturating_sub(it.index.get())
}

fn length_hint_back(_: &Vm, it: Ref<ListIterator>) -> usize {
    let len = it.list.borrow().as_ref().map_or(0, |list| list.len());
    if it.index.get() <= len { it.index.get() } else { 0 }
}

fn reduce(vm: &Vm, it: Ref<ListIterator>) -> Raises<Value> {
    let iter = builtin_function(vm, "iter")?;
    let list = it.list.borrow().clone();
    Ok(match list {
        Some(list) => {
            let args = vm.tuple(vec![Value::of(list.into_any())]);
            vm.tuple(vec![iter, args, Value::Int(it.index.get() as i64)])
        }
        None => {
            let empty = vm.tuple(vec![vm.list(vec![])]);
            vm.tuple(vec![iter, empty])
        }
    })
}

fn reduce_back(vm: &Vm, it: Ref<ListIterator>) -> Raises<Value> {
    let list = it.list.borrow().clone();
    Ok(match list {
        Some(list) => {
            let reversed = Value::Type(vm.class(Builtin::Reversed).clone());
            let args = vm.tuple(vec![Value::of(list.into_any())]);
            vm.tuple(vec![reversed, args, Value::Int(it.index.get() as i64 - 1)])
        }
        None => {
            let empty = vm.tuple(vec![vm.list(vec![])]);
            vm.tuple(vec![builtin_function(vm, "iter")?, empty])
        }
    })
}

fn setstate(vm: &Vm, it: Ref<ListIterator>, place: Value) -> Raises<()> {
    let place = state(vm, &place)?.max(0) as usize;
    if let Some(list) = &*it.list.borrow() {
        it.index.set(place.min(list.len()));
    }
    Ok(())
}

fn setstate_back(vm: &Vm, it: Ref<ListIterator>, place: Value) -> Raises<()> {
    let place = state(vm, &place)?.max(-1).saturating_add(1) as usize;
    if let Some(list) = &*it.list.borrow() {
        it.index.set(place.min(list.len()));
    }
    Ok(())
}
