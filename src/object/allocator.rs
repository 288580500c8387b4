//! The allocator of the whole program: mimalloc, by its fast ways.
//!
//! Invariant: mimalloc's blocks of 16 bytes and more are aligned to 16, smaller ones to 8. So requests that
//! ask for no more than that go to the plain functions; asking mimalloc for an alignment it gives anyway
//! makes it take larger blocks from elsewhere whenever the fitting page has none at hand (measured:
//! `line.split()` is a quarter slower).
//!
//! Blocks from [`BIG`] bytes on are mappings of their own, on Linux: a table that grows is moved by the
//! system page by page, where copying it would need the room of both for a while, and the part of it that
//! is not used yet takes no memory. Size and alignment alone tell which blocks those are.
//!
//! With the feature `leak-check` the system's allocator is left in place, which sanitizers replace by theirs.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys as mi;

pub struct Allocator;

#[cfg(not(feature = "leak-check"))]
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

/// From this size on, a block is a mapping of its own.
const BIG: usize = if cfg!(target_os = "linux") { 2 << 20 } else { usize::MAX };

#[inline(always)]
fn is_big(size: usize, align: usize) -> bool {
    size >= BIG && align <= PAGE
}

/// Mappings are aligned to this and to more where pages are larger; lengths are rounded by the system.
const PAGE: usize = 4096;

#[cold]
#[inline(never)]
fn map(size: usize) -> *mut u8 {
    let (access, kind) =
        (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_PRIVATE | libc::MAP_ANONYMOUS);
    // SAFETY: a fresh private mapping.
    let at = unsafe { libc::mmap(std::ptr::null_mut(), size, access, kind, -1, 0) };
    if at == libc::MAP_FAILED { std::ptr::null_mut() } else { at.cast() }
}

/// # Safety
/// `block` is a mapping of that size that `map` or `resize` made, and is not used any more.
#[cold]
#[inline(never)]
unsafe fn unmap(block: *mut u8, size: usize) {
    // SAFETY: handed on.
    unsafe { libc::munmap(block.cast(), size) };
}

/// Gives a block another size where the old one, the new one or both are big.
///
/// # Safety
/// `block` has that layout and is not used any more if the answer is not null.
#[cold]
#[inline(never)]
unsafe fn resize(block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
    let align = layout.align();
    #[cfg(target_os = "linux")]
    if is_big(layout.size(), align) && is_big(size, align) {
        // SAFETY: the whole mapping, which nobody else knows.
        let at = unsafe { libc::mremap(block.cast(), layout.size(), size, libc::MREMAP_MAYMOVE) };
        return if at == libc::MAP_FAILED { std::ptr::null_mut() } else { at.cast() };
    }
    // SAFETY: both blocks are as large as what is copied.
    unsafe {
        let new = Allocator.alloc(Layout::from_size_align_unchecked(size, align));
        if !new.is_null() {
            std::ptr::copy_nonoverlapping(block, new, size.min(layout.size()));
            Allocator.dealloc(block, layout);
        }
        new
    }
}

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
        if is_big(size, align) {
            return map(size);
        }
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
        if is_big(size, align) {
            // The system gives zeroes.
            return map(size);
        }
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
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block came from here, by the way that its layout tells.
        unsafe {
            if is_big(layout.size(), layout.align()) {
                return unmap(block, layout.size());
            }
            mi::mi_free(block.cast());
        }
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let align = layout.align();
        // SAFETY: the block came from here; the new size is valid for the alignment.
        unsafe {
            if is_big(size.max(layout.size()), align) {
                return resize(block, layout, size);
            }
            if is_plain(size, align) {
                mi::mi_realloc(block.cast(), size)
            } else {
                mi::mi_realloc_aligned(block.cast(), size, align)
            }
            .cast()
        }
    }
}
