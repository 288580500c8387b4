//! [`Tuple`]: a fixed sequence, its items inline behind the header.
//!
//! Invariant: `len` items are initialised from the moment the object can be seen.

use std::cell::{Cell, UnsafeCell};

use super::heap::{
    Header, Layout, Object, Payload, Ref, Visitor, allocate, allocate_builtin, free_block, nested,
};
use super::types::Type;
use super::value::{Value, tag};
use super::vm::Vm;

#[repr(C)]
pub struct Tuple {
    len: usize,
    items: UnsafeCell<[Value; 0]>,
}

impl Payload for Tuple {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values(self.items());
    }

    // A tuple breaks no cycle itself: whatever mutable object it is in a cycle with does.
}

impl Tuple {
    #[inline(always)]
    pub fn items(&self) -> &[Value] {
        // SAFETY: `len` items were written by `from_iter_exact` and never change.
        unsafe { std::slice::from_raw_parts(self.items.get().cast(), self.len) }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

const fn size(len: usize) -> usize {
    size_of::<Object<Tuple>>() + len * size_of::<Value>()
}

/// The layout of tuples: sized by their length.
pub static LAYOUT: Layout = {
    // SAFETY (both): called by the heap on live tuples only.
    unsafe fn size_of_tuple(it: *const Header) -> usize {
        size(unsafe { (*it.cast::<Object<Tuple>>()).payload.len })
    }
    unsafe fn drop_tuple(it: *mut Header) {
        unsafe {
            let tuple = &(*it.cast::<Object<Tuple>>()).payload;
            // The last one first, as CPython.
            let items = tuple.items.get().cast::<Value>();
            for i in (0..tuple.len).rev() {
                let item = items.add(i);
                if (*item).is_heap() {
                    std::ptr::drop_in_place(item);
                }
            }
        }
    }
    unsafe fn bury_tuple(it: *mut Header) {
        nested(it, |it| {
            // SAFETY: dead; the block goes last.
            unsafe {
                if (*it).index().is_some() {
                    Vm::with_current(|vm| vm.heap.untrack(&*it));
                }
                let size = size_of_tuple(it);
                drop_tuple(it);
                free_block(it, size);
            }
        });
    }
    Layout {
        size: size_of_tuple,
        drop: drop_tuple,
        bury: Some(bury_tuple),
        ..Layout::of::<Tuple>()
    }
};

impl Ref<Tuple> {
    /// A tuple of `class` (`tuple` or a subclass). Items beyond the iterator's exact length are lost;
    /// making them must not run Python code that could see the unfinished tuple (it is not tracked yet).
    pub fn of_class(
        vm: &Vm,
        class: &Ref<Type>,
        items: impl ExactSizeIterator<Item = Value>,
    ) -> Ref<Tuple> {
        let len = items.len();
        // SAFETY: payload and items are written before the object is seen; `filled` bounds what a
        // panicking iterator would leave to drop (nothing: the block leaks then).
        unsafe {
            let it = allocate(class, class.root_shape(), size(len)).cast::<Object<Tuple>>();
            (&raw mut (*it).payload.len).write(len);
            let slots = (&raw mut (*it).payload.items).cast::<Value>();
            let filled = Cell::new(0);
            for item in items.take(len) {
                slots.add(filled.get()).write(item);
                filled.set(filled.get() + 1);
            }
            for i in filled.get()..len {
                slots.add(i).write(Value::None);
            }
            if len > 0 {
                vm.heap.track(&(*it).header);
            }
            Ref::from_raw(it)
        }
    }
}

/// Whether a tuple of these items can be part of a cycle: text and unboxed values cannot, nor can tuples of
/// such.
#[inline(always)]
fn can_cycle(items: &[Value]) -> bool {
    items.iter().any(|it| match it {
        Value::Tuple(it) => it.header().index().is_some(),
        other => other.tag() > tag::STR,
    })
}

impl Ref<Tuple> {
    /// An exact tuple of a few items.
    #[inline(always)]
    pub fn of<const N: usize>(vm: &Vm, items: [Value; N]) -> Ref<Tuple> {
        let class = vm.class(super::Builtin::Tuple);
        // SAFETY: payload and items are written before the object is seen; nothing can fail.
        unsafe {
            let it = allocate_builtin(class, size(N)).cast::<Object<Tuple>>();
            (&raw mut (*it).payload.len).write(N);
            (&raw mut (*it).payload.items).cast::<[Value; N]>().write(items);
            if can_cycle((*it).payload.items()) {
                vm.heap.track(&(*it).header);
            }
            Ref::from_raw(it)
        }
    }

    /// An exact tuple of these items.
    #[inline]
    pub fn of_vec(vm: &Vm, mut items: Vec<Value>) -> Ref<Tuple> {
        let class = vm.class(super::Builtin::Tuple);
        let len = items.len();
        // SAFETY: as above; the vector forgets the items before they are moved.
        unsafe {
            let it = allocate_builtin(class, size(len)).cast::<Object<Tuple>>();
            (&raw mut (*it).payload.len).write(len);
            items.set_len(0);
            let place = (&raw mut (*it).payload.items).cast::<Value>();
            std::ptr::copy_nonoverlapping(items.as_ptr(), place, len);
            if can_cycle((*it).payload.items()) {
                vm.heap.track(&(*it).header);
            }
            Ref::from_raw(it)
        }
    }
}

impl From<Ref<Tuple>> for Value {
    /// For exact tuples only; an instance of a subclass becomes a `Value` by [`Value::of`].
    #[inline(always)]
    fn from(it: Ref<Tuple>) -> Value {
        Value::Tuple(it)
    }
}
