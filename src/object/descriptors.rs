//! Which of the standard streams the process was started without, and files of numbers that Python code names.
//!
//! Rust's runtime opens `/dev/null` for the streams before `main`, so it has to be asked before that.
//!
//! Invariant: [`look`] runs once, before any other code of this program, and calls one system function that
//! may be called at any time. A number becomes a file's own only where the caller says that it gives it up.
//!
//! Reference: Library Reference, `sys.stdin`: "can be None".

use std::fs::File;
use std::io::Error;
use std::os::fd::{BorrowedFd, FromRawFd};
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

/// The file that has this number: the number itself if `owned`, else another one for the same file.
pub fn file(fd: i32, owned: bool) -> Result<File, Error> {
    // SAFETY: asks about a number; no memory is involved.
    if fd < 0 || unsafe { libc::fcntl(fd, libc::F_GETFD) } == -1 {
        return Err(Error::from_raw_os_error(libc::EBADF));
    }
    if owned {
        // SAFETY: the number is open, and closing it is the new file's business from here on: who passed it
        // has given it up, as Python's `open(fd)` has it.
        return Ok(unsafe { File::from_raw_fd(fd) });
    }
    // SAFETY: the number is open, and is only looked at until the copy is made.
    let borrowed = unsafe { BorrowedFd::borrow_raw(fd) };
    Ok(File::from(borrowed.try_clone_to_owned()?))
}
