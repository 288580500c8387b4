//! [`Place`]: where an object keeps a counted reference that can be exchanged, without more room than the
//! reference takes.
//!
//! Invariant: copying what a place holds does no more than count, so nothing else looks at the place
//! meanwhile; what was in it is dropped only after the new content is there.

use std::cell::UnsafeCell;

use super::heap::{AnyRef, Ref};
use super::value::Value;

/// What is copied by counting.
pub trait Counted: Clone {}

impl<T> Counted for Ref<T> {}
impl Counted for AnyRef {}
impl Counted for Value {}
impl<T: Counted> Counted for Option<T> {}

#[derive(Default)]
pub struct Place<T>(UnsafeCell<T>);

impl<T: Counted> Place<T> {
    pub const fn new(content: T) -> Place<T> {
        Place(UnsafeCell::new(content))
    }

    /// The content, borrowed for as long as nothing else runs.
    #[inline(always)]
    pub(super) fn peek(&self) -> &T {
        // SAFETY: this module's callers, all in this layer, let go before the place can change.
        unsafe { &*self.0.get() }
    }

    #[inline(always)]
    pub fn get(&self) -> T {
        self.peek().clone()
    }

    #[inline(always)]
    pub fn replace(&self, content: T) -> T {
        // SAFETY: nobody borrows the content across this call (module invariant).
        std::mem::replace(unsafe { &mut *self.0.get() }, content)
    }

    pub fn set(&self, content: T) {
        drop(self.replace(content));
    }
}
