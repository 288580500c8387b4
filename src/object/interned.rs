//! [`Interned`]: the table of strings of which there is one for each text.
//!
//! Invariant: an entry points to a living string, which leaves the table when it dies; the table holds no count.
//! Text is hashed under the interpreter's key, as that of dictionaries is, so that nobody can prepare names that
//! fall together.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hash, Hasher};
use std::mem::ManuallyDrop;

use super::heap::{Object, Ref};
use super::string::Str;
use crate::algo::hash::Key;

#[derive(Default)]
pub(super) struct Interned(RefCell<HashSet<Entry, TextHashing>>);

struct Entry(*const Object<Str>);

impl Entry {
    fn text(&self) -> ManuallyDrop<Ref<Str>> {
        // SAFETY: the string lives while it is in the table; no count is taken or given up.
        ManuallyDrop::new(unsafe { Ref::from_raw(self.0.cast_mut()) })
    }
}

impl Borrow<[u8]> for Entry {
    fn borrow(&self) -> &[u8] {
        // SAFETY: the string lives, and its text stays, while it is in the table.
        unsafe { (*self.0).payload.bytes() }
    }
}

impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Borrow::<[u8]>::borrow(self).hash(state);
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Entry) -> bool {
        Borrow::<[u8]>::borrow(self) == Borrow::<[u8]>::borrow(other)
    }
}

impl Eq for Entry {}

#[derive(Clone, Copy)]
struct TextHashing(Key);

impl Default for TextHashing {
    fn default() -> TextHashing {
        TextHashing(Key::from_seed(0))
    }
}

/// Gets one piece of text; its length, which comes along, is in its hash already.
struct TextHasher {
    key: Key,
    hash: u64,
}

impl BuildHasher for TextHashing {
    type Hasher = TextHasher;

    fn build_hasher(&self) -> TextHasher {
        TextHasher { key: self.0, hash: 0 }
    }
}

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.hash = self.key.bytes(bytes) as u64;
    }

    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        self.hash
    }
}

impl Interned {
    /// Hashes under `key` from now on.
    pub fn set_key(&self, key: Key) {
        let mut table = self.0.borrow_mut();
        let mut next = HashSet::with_capacity_and_hasher(table.len().max(512), TextHashing(key));
        next.extend(table.drain());
        *table = next;
    }

    pub fn get(&self, text: &[u8]) -> Option<Ref<Str>> {
        self.0.borrow().get(text).map(|it| Ref::clone(&it.text()))
    }

    pub fn insert(&self, text: &Ref<Str>) {
        self.0.borrow_mut().insert(Entry(text.as_ptr()));
    }

    pub fn remove(&self, text: &Str) {
        self.0.borrow_mut().remove(text.bytes());
    }
}
