//! [`Array`]: a growable sequence with 16 bytes of bookkeeping where a `Vec` has 24, for tables that small
//! objects have.
//!
//! Invariant: the first `len` of `capacity` items at `start` are initialised, and the block is one that a
//! `Vec` of that capacity could own.

use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::ptr::NonNull;

pub struct Array<T> {
    start: NonNull<T>,
    len: u32,
    capacity: u32,
    owned: PhantomData<T>,
}

impl<T> Array<T> {
    pub const fn new() -> Array<T> {
        Array { start: NonNull::dangling(), len: 0, capacity: 0, owned: PhantomData }
    }

    #[inline(always)]
    pub fn capacity(&self) -> usize {
        self.capacity as usize
    }

    #[inline(always)]
    pub fn push(&mut self, item: T) {
        if self.len == self.capacity {
            self.reserve_exact((self.capacity() / 2).max(4));
        }
        // SAFETY: there is room.
        unsafe { self.start.as_ptr().add(self.len as usize).write(item) };
        self.len += 1;
    }

    #[inline(always)]
    pub fn pop(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        // SAFETY: it was initialised, and is taken once.
        Some(unsafe { self.start.as_ptr().add(self.len as usize).read() })
    }

    #[inline(never)]
    pub fn reserve_exact(&mut self, more: usize) {
        self.as_vec(|it| it.reserve_exact(more));
    }

    pub fn clear(&mut self) {
        drop(std::mem::take(self));
    }

    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.as_vec(|it| it.retain(keep));
    }

    fn as_vec<R>(&mut self, change: impl FnOnce(&mut Vec<T>) -> R) -> R {
        let mut items = std::mem::take(self).into_vec();
        let result = change(&mut items);
        *self = Array::from(items);
        result
    }

    pub fn into_vec(self) -> Vec<T> {
        let this = ManuallyDrop::new(self);
        // SAFETY: the module's invariant; the array is given up.
        unsafe {
            Vec::from_raw_parts(this.start.as_ptr(), this.len as usize, this.capacity as usize)
        }
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(items: Vec<T>) -> Array<T> {
        let mut items = ManuallyDrop::new(items);
        let number = |it: usize| u32::try_from(it).expect("tables have fewer than 2^32 entries");
        let (len, capacity) = (number(items.len()), number(items.capacity()));
        let start = NonNull::new(items.as_mut_ptr()).expect("a vector's pointer is not null");
        Array { start, len, capacity, owned: PhantomData }
    }
}

impl<T> FromIterator<T> for Array<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Array<T> {
        Array::from(Vec::from_iter(items))
    }
}

impl<T> Default for Array<T> {
    fn default() -> Array<T> {
        Array::new()
    }
}

impl<T> Drop for Array<T> {
    fn drop(&mut self) {
        // SAFETY: the module's invariant; the block is not used afterwards.
        unsafe {
            drop(Vec::from_raw_parts(
                self.start.as_ptr(),
                self.len as usize,
                self.capacity as usize,
            ));
        }
    }
}

impl<T> Deref for Array<T> {
    type Target = [T];

    #[inline(always)]
    fn deref(&self) -> &[T] {
        // SAFETY: the module's invariant.
        unsafe { std::slice::from_raw_parts(self.start.as_ptr(), self.len as usize) }
    }
}

impl<T> DerefMut for Array<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: the module's invariant.
        unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.len as usize) }
    }
}
