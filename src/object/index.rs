//! [`Index`]: where in a [`Dict`](super::Dict)'s entries a hash leads: a table of entry numbers, one pointer
//! wide.
//!
//! Invariant: `block` is null, or owned: a head of two words and then `mask + 1` words, a power of two.

use std::alloc::{self, Layout, handle_alloc_error};
use std::ptr::null_mut;

/// A place that has never been taken: a search ends there.
pub const EMPTY: u32 = 0;
/// A place whose entry is gone. Other places hold one more than the number of their entry.
pub const HOLE: u32 = u32::MAX;

#[repr(C)]
struct Head {
    mask: u32,
    /// How many places are not [`EMPTY`]: a search ends at an empty one, so some must stay.
    filled: u32,
}

pub struct Index {
    block: *mut Head,
}

impl Default for Index {
    fn default() -> Index {
        Index { block: null_mut() }
    }
}

fn layout(size: usize) -> Layout {
    let head = size_of::<Head>();
    Layout::from_size_align(head + size * size_of::<u32>(), align_of::<Head>())
        .expect("a table's size is far below isize::MAX")
}

impl Index {
    /// An index with that many places, a power of two; none for 0.
    pub fn with_size(size: usize) -> Index {
        if size == 0 {
            return Index::default();
        }
        let mask = u32::try_from(size - 1).expect("tables have fewer than 2^32 entries");
        let layout = layout(size);
        // SAFETY: the size is not zero, and the head lies in the block. Zeroed places are empty ones.
        unsafe {
            let block = alloc::alloc_zeroed(layout).cast::<Head>();
            if block.is_null() {
                handle_alloc_error(layout)
            }
            (*block).mask = mask;
            Index { block }
        }
    }

    #[inline(always)]
    fn head(&self) -> Option<&Head> {
        // SAFETY: the module's invariant.
        unsafe { self.block.as_ref() }
    }

    /// The places; none if there is no index.
    #[inline(always)]
    pub fn places(&self) -> &[u32] {
        match self.head() {
            None => &[],
            // SAFETY: the module's invariant.
            Some(head) => unsafe {
                let len = head.mask as usize + 1;
                std::slice::from_raw_parts(self.block.add(1).cast(), len)
            },
        }
    }

    /// The places of an index that is there, all of them empty, to be filled with that many entries.
    pub fn places_to_fill(&mut self, count: usize) -> &mut [u32] {
        let len = self.places().len();
        assert!(count < len, "an index has more places than entries");
        // SAFETY: the module's invariant; there is a block, since it has places.
        unsafe {
            (*self.block).filled = count as u32;
            std::slice::from_raw_parts_mut(self.block.add(1).cast(), len)
        }
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.block.is_null()
    }

    pub fn filled(&self) -> usize {
        self.head().map_or(0, |it| it.filled as usize)
    }

    /// Puts an entry's number in a place that holds no entry.
    #[inline(always)]
    pub fn put(&mut self, place: usize, entry: usize) {
        let was = self.replace(place, entry as u32 + 1);
        if was == EMPTY {
            // SAFETY: there is a block, since it has a place.
            unsafe { (*self.block).filled += 1 };
        }
    }

    /// Marks a place as one whose entry is gone.
    pub fn vacate(&mut self, place: usize) {
        self.replace(place, HOLE);
    }

    #[inline(always)]
    fn replace(&mut self, place: usize, with: u32) -> u32 {
        let size = self.places().len();
        assert!(place < size, "no place of the index");
        // SAFETY: a place of the block.
        unsafe { std::ptr::replace(self.block.add(1).cast::<u32>().add(place), with) }
    }
}

impl Drop for Index {
    fn drop(&mut self) {
        let size = self.places().len();
        if size > 0 {
            // SAFETY: made with this layout, and not used afterwards.
            unsafe { alloc::dealloc(self.block.cast(), layout(size)) };
        }
    }
}
