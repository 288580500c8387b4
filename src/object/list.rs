//! [`List`]: the payload of `list`.
//!
//! The items sit in a `RefCell`; no borrow is held while Python code can run. The accessors here are
//! what nodes use: they clone or replace one item and cannot be interrupted.

use std::cell::{Ref as Borrow, RefCell, RefMut};

use super::heap::{Payload, Ref, Visitor, make};
use super::value::Value;
use super::vm::Vm;

#[derive(Default)]
pub struct List(RefCell<Vec<Value>>);

impl Payload for List {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.0, |items, visit| visit.values(items));
    }

    fn clear(&self) {
        let items = self.0.try_borrow_mut().map(|mut it| std::mem::take(&mut *it));
        drop(items.map(drop_items));
    }
}

impl Drop for List {
    fn drop(&mut self) {
        drop_items(std::mem::take(self.0.get_mut()));
    }
}

/// Drops the items of a list, the last one first, as CPython.
pub fn drop_items(mut items: Vec<Value>) {
    if !items.iter().any(Value::is_heap) {
        // SAFETY: fewer than before, and those left out own nothing.
        unsafe { items.set_len(0) };
        return;
    }
    while let Some(item) = items.pop() {
        drop(item);
    }
}

impl List {
    pub fn from_vec(items: Vec<Value>) -> List {
        List(RefCell::new(items))
    }

    #[inline(always)]
    pub fn borrow(&self) -> Borrow<'_, Vec<Value>> {
        self.0.borrow()
    }

    #[inline(always)]
    pub fn borrow_mut(&self) -> RefMut<'_, Vec<Value>> {
        self.0.borrow_mut()
    }

    #[inline(always)]
    fn peek(&self) -> &Vec<Value> {
        // SAFETY: shared access that ends within this module's accessors, none of which runs other
        // code; a mutable borrow in progress is refused.
        match unsafe { self.0.try_borrow_unguarded() } {
            Ok(items) => items,
            Err(_) => borrowed(),
        }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.peek().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of item `i`.
    #[inline(always)]
    pub fn get(&self, i: usize) -> Option<Value> {
        self.peek().get(i).cloned()
    }

    /// Item `i`, if it is an int or a float.
    #[inline(always)]
    pub fn get_number(&self, i: usize) -> Option<Value> {
        match self.peek().get(i)? {
            Value::Int(it) => Some(Value::Int(*it)),
            Value::Float(it) => Some(Value::Float(*it)),
            _ => None,
        }
    }

    /// Puts `value` at `i` and returns what was there; gives `value` back if there is no such item.
    #[inline(always)]
    pub fn replace(&self, i: usize, value: Value) -> Result<Value, Value> {
        match self.0.borrow_mut().get_mut(i) {
            Some(slot) => Ok(std::mem::replace(slot, value)),
            None => Err(value),
        }
    }

    #[inline(always)]
    pub fn push(&self, value: Value) {
        self.0.borrow_mut().push(value);
    }

    /// A copy of all items, for loops that run Python code.
    pub fn to_vec(&self) -> Vec<Value> {
        super::value::copies(self.peek())
    }
}

#[cold]
#[inline(never)]
fn borrowed() -> ! {
    panic!("a list is used while it is being changed")
}

impl Ref<List> {
    #[inline]
    pub fn new(vm: &Vm, items: Vec<Value>) -> Ref<List> {
        make(vm, vm.class(super::Builtin::List), List::from_vec(items))
    }
}

impl From<Ref<List>> for Value {
    /// For exact lists only; an instance of a subclass becomes a `Value` by [`Value::of`].
    #[inline(always)]
    fn from(it: Ref<List>) -> Value {
        Value::List(it)
    }
}
