//! [`Weakref`]: the payload of weak references and proxies.
//!
//! Invariant: an object whose header says that weak references exist has an entry in `Vm::weak`, which
//! lists the living `Weakref` objects that point to it, oldest first, null where one has died; each knows
//! its place. When the object dies they are emptied first and then their callbacks run, newest first.

use std::cell::{Cell, RefCell};

use super::heap::{AnyRef, Header, Object, Payload, Ref, Visitor, make};
use super::types::Type;
use super::value::Value;
use super::vm::Vm;

pub struct Weakref {
    target: Cell<*const Header>,
    /// Place in the target's list.
    place: Cell<usize>,
    pub callback: RefCell<Value>,
    /// Hash of the target, once asked for.
    pub hash: Cell<Option<i64>>,
}

impl Payload for Weakref {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.callback, |it, visit| visit.value(it));
    }

    fn clear(&self) {
        let callback = self.callback.replace(Value::None);
        drop(callback);
    }
}

impl Weakref {
    /// The object pointed to, if it lives.
    pub fn target(&self) -> Option<Value> {
        let target = self.target.get();
        if target.is_null() {
            return None;
        }
        // SAFETY: emptied before the target dies.
        unsafe {
            if (*target).count() == 0 {
                return None;
            }
            (*target).increment();
            Some(Value::of(AnyRef::from_raw(target.cast_mut())))
        }
    }
}

/// The weak references to one object.
#[derive(Default)]
pub struct References {
    them: Vec<*const Object<Weakref>>,
    living: usize,
}

impl References {
    fn push(&mut self, it: &Ref<Weakref>) {
        it.place.set(self.them.len());
        self.them.push(it.as_ptr());
        self.living += 1;
    }

    fn remove(&mut self, place: usize) {
        self.them[place] = std::ptr::null();
        self.living -= 1;
        if self.them.len() > 8 && self.living < self.them.len() / 2 {
            self.them.retain(|it| !it.is_null());
            for (place, &it) in self.them.iter().enumerate() {
                // SAFETY: entries that are not null are allocated: a reference leaves the list when it dies.
                unsafe { (*it).payload.place.set(place) };
            }
        }
    }

    fn living(&self) -> impl Iterator<Item = Ref<Weakref>> + '_ {
        self.them.iter().filter_map(|&it| own(it))
    }
}

impl Drop for Weakref {
    fn drop(&mut self) {
        if !self.target.get().is_null() {
            Vm::with_current(|vm| part(vm, self));
        }
    }
}

impl Ref<Weakref> {
    /// A weak reference of `class` to a heap object.
    pub fn to(vm: &Vm, class: &Ref<Type>, target: &AnyRef, callback: Value) -> Ref<Weakref> {
        let header = target.header();
        let weakref = Weakref {
            target: Cell::new(header),
            place: Cell::new(0),
            callback: RefCell::new(callback),
            hash: Cell::new(None),
        };
        let made = make(vm, class, weakref);
        header.set_has_weakrefs(true);
        vm.weak.borrow_mut().entry(std::ptr::from_ref(header) as usize).or_default().push(&made);
        made
    }
}

/// The living weak references to an object, oldest first.
pub fn references(vm: &Vm, target: &AnyRef) -> Vec<Ref<Weakref>> {
    let weak = vm.weak.borrow();
    let list = weak.get(&(target.as_ptr() as usize));
    list.into_iter().flat_map(References::living).collect()
}

fn own(it: *const Object<Weakref>) -> Option<Ref<Weakref>> {
    // SAFETY: entries of the table are live or just dying; a dying one has a count of zero.
    unsafe {
        if it.is_null() || (*it).header.count() == 0 {
            return None;
        }
        (*it).header.increment();
        Some(Ref::from_raw(it.cast_mut()))
    }
}

/// Empties the weak references to a dying object and runs their callbacks.
pub(super) fn clear(header: &Header) {
    Vm::with_current(|vm| {
        for weakref in empty(vm, header) {
            call_back(vm, weakref);
        }
    });
}

/// Empties the weak references to a dying object and gives the living ones, newest first.
pub(super) fn empty(vm: &Vm, header: &Header) -> Vec<Ref<Weakref>> {
    header.set_has_weakrefs(false);
    let list =
        vm.weak.borrow_mut().remove(&(std::ptr::from_ref(header) as usize)).unwrap_or_default();
    let mut living: Vec<Ref<Weakref>> = list.living().collect();
    for weakref in &living {
        weakref.target.set(std::ptr::null());
    }
    living.reverse();
    living
}

/// Runs the callback, if there is one.
pub(super) fn call_back(vm: &Vm, weakref: Ref<Weakref>) {
    let callback = weakref.callback.replace(Value::None);
    if !callback.is_none() {
        (vm.hooks.weak_callback)(vm, &callback, Value::of(weakref.into_any()));
    }
}

/// Empties a weak reference before its target dies.
pub(super) fn part(vm: &Vm, weakref: &Weakref) {
    let target = weakref.target.replace(std::ptr::null());
    if target.is_null() {
        return;
    }
    let mut weak = vm.weak.borrow_mut();
    if let Some(list) = weak.get_mut(&(target as usize)) {
        list.remove(weakref.place.get());
        if list.living == 0 {
            weak.remove(&(target as usize));
            // SAFETY: emptied before the target dies, so it lives.
            unsafe { (*target).set_has_weakrefs(false) };
        }
    }
}
