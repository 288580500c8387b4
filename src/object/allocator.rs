//! The allocator of the whole program: mimalloc, by its fast ways.
//!
//! Invariant: mimalloc's blocks of 16 bytes and more are aligned to 16, smaller ones to 8. So requests that
//! ask for no more than that go to the plain functions; asking mimalloc for an alignment it gives anyway
//! makes it take larger blocks from elsewhere whenever the fitting page has none at hand (measured:
//! `line.split()` is a quarter slower).
//!
//! With the feature `leak-check` the system's allocator is left in place, which sanitizers replace by theirs.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys as mi;

pub struct Allocator;

#[cfg(not(feature = "leak-check"))]
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// Whether a plain block of that size is aligned as it should be.
#[inline(always)]
fn is_plain(size: usize, align: usize) -> bool {
    align <= 8 || align == 16 && size >= 16
}

// SAFETY: mimalloc's functions do what the trait asks for; the module's invariant covers alignment.
unsafe impl GlobalAlloc for Allocator {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (size, align) = (layout.size(), layout.align());
        // SAFETY: sizes and alignments of a `Layout` are valid.
        unsafe {
            if is_plain(size, align) {
                mi::mi_malloc(size)
            } else {
                mi::mi_malloc_aligned(size, align)
            }
            .cast()
        }
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let (size, align) = (layout.size(), layout.align());
        // SAFETY: as above.
        unsafe {
            if is_plain(size, align) {
                mi::mi_zalloc(size)
            } else {
                mi::mi_zalloc_aligned(size, align)
            }
            .cast()
        }
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the block came from here.
        unsafe { mi::mi_free(block.cast()) }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let align = layout.align();
        // SAFETY: the block came from here; the new size is valid for the alignment.
        unsafe {
            if is_plain(size, align) {
                mi::mi_realloc(block.cast(), size)
            } else {
                mi::mi_realloc_aligned(block.cast(), size, align)
            }
            .cast()
        }
    }
}
