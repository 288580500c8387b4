//! Which of the standard streams the process was started without.
//!
//! Rust's runtime opens `/dev/null` for them before `main`, so it has to be asked before that.
//!
//! Invariant: [`look`] runs once, before any other code of this program, and calls one system function that
//! may be called at any time.
//!
//! Reference: Library Reference, `sys.stdin`: "can be None".

use std::sync::atomic::{AtomicU8, Ordering};

/// A bit for each of the first three descriptors that was closed.
static CLOSED: AtomicU8 = AtomicU8::new(0);

extern "C" fn look() {
    for fd in 0..3 {
        // SAFETY: asks about a number; no memory is involved.
        if unsafe { libc::fcntl(fd, libc::F_GETFD) } == -1 {
            CLOSED.fetch_or(1 << fd, Ordering::Relaxed);
        }
    }
}

// SAFETY: the system's loader calls the functions listed in this section before `main`.
#[used]
#[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".init_array"))]
#[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__mod_init_func"))]
static LOOK: extern "C" fn() = look;

/// Whether the process was started without standard input (0), output (1) or error (2).
pub fn was_closed(fd: usize) -> bool {
    CLOSED.load(Ordering::Relaxed) & (1 << fd) != 0
}
