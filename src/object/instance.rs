//! [`Instance`]: an object of a class whose layout is that of `object`, attributes in inline slots.
//!
//! Invariants: slot `i` lies inline for `i < capacity`, else in `more.overflow[i - capacity]`; the
//! first `shape.len()` slots are initialised. With a dict-mode shape the slots reserved by `__slots__`
//! stay, all other attributes are in `more.dict`.

use std::cell::{Cell, UnsafeCell};

use super::dict::Dict;
use super::heap::{Header, Layout, Object, Payload, Ref, Visitor, allocate};
use super::shape::{Shape, ShapeMark};
use super::string::Str;
use super::types::{Type, flags};
use super::value::Value;
use super::vm::Vm;

#[repr(C)]
pub struct Instance {
    more: Cell<*mut More>,
    capacity: u32,
    slots: UnsafeCell<[Value; 0]>,
}

#[derive(Default)]
struct More {
    overflow: Vec<Value>,
    dict: Option<Ref<Dict>>,
}

const fn size(capacity: u32) -> usize {
    size_of::<Object<Instance>>() + capacity as usize * size_of::<Value>()
}

impl Payload for Instance {
    fn traverse(&self, visit: &mut Visitor) {
        let instance = self.as_object();
        let len = instance.header.shape().len();
        // SAFETY: slots below the shape's length are initialised.
        visit.values((0..len).map(|i| unsafe { &*self.slot_ptr(i) }));
        if let Some(More { dict: Some(dict), .. }) = self.more() {
            visit.object(dict);
        }
    }

    fn clear(&self) {
        let instance = self.as_object();
        for i in 0..instance.header.shape().len() {
            // SAFETY: initialised; the slot stays valid, holding `Err` for "unset".
            let old = unsafe { std::ptr::replace(self.slot_ptr(i), Value::Err) };
            drop(old);
        }
        // Given up, not emptied: others may hold it.
        // SAFETY: owned by this object; not reachable by others but through it.
        let dict = unsafe { self.more.get().as_mut() }.and_then(|more| more.dict.take());
        drop(dict);
    }
}

impl Instance {
    fn as_object(&self) -> &Object<Instance> {
        // SAFETY: an `Instance` only ever exists as the payload of an `Object<Instance>`.
        unsafe {
            &*std::ptr::from_ref(self)
                .byte_sub(std::mem::offset_of!(Object<Instance>, payload))
                .cast()
        }
    }

    fn more(&self) -> Option<&More> {
        // SAFETY: null or owned by this object.
        unsafe { self.more.get().as_ref() }
    }

    /// The `More`, made if need be. The reference must not outlive the next call.
    #[allow(clippy::mut_from_ref)]
    fn more_mut(&self) -> &mut More {
        if self.more.get().is_null() {
            self.more.set(Box::into_raw(Box::default()));
        }
        // SAFETY: owned by this object; callers let go before anything else looks at it.
        unsafe { &mut *self.more.get() }
    }

    #[inline(always)]
    fn slot_ptr(&self, i: u32) -> *mut Value {
        if i < self.capacity {
            // SAFETY: inside the block allocated by `new`.
            unsafe { self.slots.get().cast::<Value>().add(i as usize) }
        } else {
            self.overflow_ptr(i)
        }
    }

    #[inline(never)]
    fn overflow_ptr(&self, i: u32) -> *mut Value {
        let overflow = &mut self.more_mut().overflow;
        &raw mut overflow[(i - self.capacity) as usize]
    }
}

/// The layout of instances: sized by the capacity each was made with.
pub static LAYOUT: Layout = {
    // SAFETY (both): called by the heap on live instances only.
    unsafe fn size_of_instance(it: *const Header) -> usize {
        size(unsafe { (*it.cast::<Object<Instance>>()).payload.capacity })
    }
    unsafe fn drop_instance(it: *mut Header) {
        unsafe {
            let object = it.cast::<Object<Instance>>();
            let instance = &(*object).payload;
            let used = (*object).header.shape().len().min(instance.capacity);
            for i in 0..used {
                std::ptr::drop_in_place(instance.slots.get().cast::<Value>().add(i as usize));
            }
            let more = instance.more.get();
            if !more.is_null() {
                drop(Box::from_raw(more));
            }
        }
    }
    Layout { size: size_of_instance, drop: drop_instance, bury: None, ..Layout::of::<Instance>() }
};

impl Ref<Instance> {
    /// A fresh instance of `class`, whose layout must be [`LAYOUT`].
    #[inline]
    pub fn new(vm: &Vm, class: &Ref<Type>) -> Ref<Instance> {
        let shape = class.root_shape();
        let reserved = shape.len();
        let capacity = class.slots_of_next().max(reserved);
        // SAFETY: payload and reserved slots are written before the object is seen.
        unsafe {
            let it = allocate(class, shape, size(capacity)).cast::<Object<Instance>>();
            (&raw mut (*it).payload.more).write(Cell::new(std::ptr::null_mut()));
            (&raw mut (*it).payload.capacity).write(capacity);
            let slots = (&raw mut (*it).payload.slots).cast::<Value>();
            for i in 0..reserved as usize {
                slots.add(i).write(Value::Err);
            }
            vm.heap.track(&(*it).header);
            Ref::from_raw(it)
        }
    }

    /// What slot `i` holds; `Err` if a reserved slot is unset. `i` is below the shape's length.
    #[inline(always)]
    pub fn slot(&self, i: u32) -> &Value {
        debug_assert!(i < self.header().shape().len());
        // SAFETY: initialised. The borrow ends before the slot can change: callers clone at once, or
        // use it only while no Python code can run.
        unsafe { &*self.slot_ptr(i) }
    }

    /// As [`Ref::<Instance>::slot`], if the slot lies in the object itself.
    #[inline(always)]
    pub fn inline_slot(&self, i: u32) -> Option<&Value> {
        debug_assert!(i < self.header().shape().len());
        if i < self.capacity {
            // SAFETY: initialised and inside the block; the borrow ends as that of `slot` does.
            Some(unsafe { &*self.slots.get().cast::<Value>().add(i as usize) })
        } else {
            None
        }
    }

    /// Replaces what slot `i` holds and returns it.
    #[inline(always)]
    pub fn replace_slot(&self, i: u32, value: Value) -> Value {
        debug_assert!(i < self.header().shape().len());
        // SAFETY: initialised; nobody borrows slots across this call.
        unsafe { std::ptr::replace(self.slot_ptr(i), value) }
    }

    /// Adds the attribute that leads from the present shape to `next`.
    #[inline(always)]
    pub fn push_slot(&self, next: &Shape, value: Value) {
        let i = next.len() - 1;
        if i < self.capacity {
            // SAFETY: inside the block, not yet initialised.
            unsafe { self.slots.get().cast::<Value>().add(i as usize).write(value) };
        } else {
            self.overflowing(i, value);
        }
        self.header().set_shape(next);
    }

    /// As [`Ref::<Instance>::push_slot`], for a shape that a cache kept: it must be one that follows the
    /// present shape of this very instance, and its class must be alive, which it is if the instance is.
    #[inline(always)]
    pub fn push_slot_at(&self, next: ShapeMark, value: Value) {
        // SAFETY: a class keeps its shapes while it lives; the cache's entry was checked against the
        // instance's present shape, so `next` belongs to the instance's own class.
        self.push_slot(unsafe { &*next.0 }, value);
    }

    #[cold]
    #[inline(never)]
    fn overflowing(&self, i: u32, value: Value) {
        let class = self.class();
        class.expect_more_slots(i + 1);
        self.more_mut().overflow.push(value);
    }

    /// The attribute of that interned name in the instance itself.
    pub fn find(&self, name: &Ref<Str>) -> Option<Value> {
        let shape = self.header().shape();
        if shape.is_dict_mode() {
            return self.more().and_then(|it| it.dict.as_ref()).and_then(|it| it.get_str(name));
        }
        let found = self.slot(shape.find(name)?);
        if found.is_err() { None } else { Some(found.clone()) }
    }

    /// Sets the attribute of that interned name in the instance itself.
    pub fn store(&self, vm: &Vm, name: &Ref<Str>, value: Value) {
        let shape = self.header().shape();
        if !shape.is_dict_mode() {
            if let Some(slot) = shape.find(name) {
                drop(self.replace_slot(slot, value));
                return;
            }
            if let Some(next) = shape.with(name) {
                self.push_slot(next, value);
                return;
            }
        }
        self.dict(vm).set_str(vm, name, value);
    }

    /// Removes the attribute of that interned name; false if there is none.
    pub fn remove(&self, vm: &Vm, name: &Ref<Str>) -> bool {
        let shape = self.header().shape();
        if !shape.is_dict_mode() {
            if shape.find(name).is_none() {
                return false;
            }
            if shape.key().is_some_and(|key| key.is(name))
                && let Some(parent) = shape.parent()
            {
                let i = shape.len() - 1;
                let old = self.replace_slot(i, Value::Err);
                if i >= self.capacity {
                    self.more_mut().overflow.pop();
                }
                self.header().set_shape(parent);
                drop(old);
                return true;
            }
        }
        self.dict(vm).remove_str(name).is_some()
    }

    /// `__dict__`: from here on the attributes are in this dictionary.
    pub fn dict(&self, vm: &Vm) -> Ref<Dict> {
        let shape = self.header().shape();
        if shape.is_dict_mode() {
            return self.more_mut().dict.get_or_insert_with(|| Ref::<Dict>::new(vm)).clone();
        }
        let dict = Ref::<Dict>::new(vm);
        let reserved = self.class().root_shape().len();
        for (name, slot) in shape.keys() {
            dict.set_str(vm, &name, self.replace_slot(slot, Value::Err));
        }
        let more = self.more_mut();
        more.overflow.truncate(reserved.saturating_sub(self.capacity) as usize);
        more.dict = Some(dict.clone());
        self.header().set_shape(self.class().dict_shape());
        dict
    }

    /// Makes `dict` the attribute dictionary, as `obj.__dict__ = d` does.
    pub fn set_dict(&self, vm: &Vm, dict: Ref<Dict>) {
        let old = self.dict(vm);
        self.more_mut().dict = Some(dict);
        drop(old);
    }

    /// Whether the class lets its instances have attributes of any name.
    pub fn has_dict(&self) -> bool {
        self.class().has(flags::INSTANCE_DICT)
    }

    /// `obj.__class__ = class`: the attributes move along. Both classes have as many reserved slots.
    pub fn set_class(&self, vm: &Vm, class: &Ref<Type>) {
        let old = self.class().clone();
        if self.header().shape().is_dict_mode() || !class.has(flags::INSTANCE_DICT) {
            if class.has(flags::INSTANCE_DICT) {
                self.header().set_shape(class.dict_shape());
            } else {
                self.header().set_shape(class.root_shape());
            }
        } else {
            let mut shape = Some(class.root_shape());
            for (name, _) in self.header().shape().keys() {
                shape = shape.and_then(|it| it.with(&name));
            }
            if let Some(shape) = shape {
                self.header().set_shape(shape);
            } else {
                self.dict(vm);
                self.header().set_shape(class.dict_shape());
            }
        }
        if class.has(flags::HEAP) {
            class.header().increment();
        }
        if old.has(flags::HEAP) {
            // SAFETY: the count this instance owned of its old class.
            unsafe { Header::decrement(old.as_ptr().cast_mut().cast()) };
        }
    }
}
