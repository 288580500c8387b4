//! Signals: Ctrl-C sets a flag that loops and calls look at; writing to a closed pipe is an error, not the end.
//!
//! Invariant: handlers store to atomics and do nothing else. Signals are to arrive on the interpreter's
//! thread, so that they interrupt the system calls it waits in: the thread that starts it holds them all
//! back ([`hold`]), and the interpreter's thread lets them in ([`Held::release`]).
//!
//! Reference: `sigaction(2)`, `pthread_sigmask(3)`; Library Reference, "signal", on the default handlers.

use std::sync::atomic::Ordering;

use super::vm::{ATTENTION, INTERRUPTED};

extern "C" fn interrupted(_: libc::c_int) {
    INTERRUPTED.store(true, Ordering::Relaxed);
    ATTENTION.store(true, Ordering::Relaxed);
}

/// Without restarting system calls: a read that waits ends with EINTR.
fn handle(signal: libc::c_int, handler: libc::sighandler_t) {
    // SAFETY: the structure is valid when zeroed; the handler touches atomics only.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(signal, &raw const action, std::ptr::null_mut());
    }
}

fn is_ignored(signal: libc::c_int) -> bool {
    // SAFETY: only asks for the present action.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &raw mut action) == 0
            && action.sa_sigaction == libc::SIG_IGN
    }
}

/// Makes Ctrl-C interrupt Python code and ignores SIGPIPE.
pub fn install() {
    handle(libc::SIGPIPE, libc::SIG_IGN);
    // A parent that ignores Ctrl-C for its children (a shell's background jobs) is left its way.
    if !is_ignored(libc::SIGINT) {
        let handler: extern "C" fn(libc::c_int) = interrupted;
        handle(libc::SIGINT, handler as *const () as libc::sighandler_t);
    }
}

/// Whether Ctrl-C was pressed and nobody has taken notice yet; takes notice.
pub fn take_interrupt() -> bool {
    INTERRUPTED.swap(false, Ordering::Relaxed)
}

/// Waits until there is something to read, or Ctrl-C is pressed; false for the latter. A Ctrl-C that comes
/// just before the wait begins is not missed, as it would be by a read.
pub fn wait_readable(fd: libc::c_int) -> bool {
    if fd < 0 || fd as usize >= libc::FD_SETSIZE {
        return true;
    }
    let held = hold();
    let readable = !INTERRUPTED.load(Ordering::Relaxed) && {
        // SAFETY: the set is valid when zeroed and the descriptor is below its size; the signals of `held`
        // are let in only while the call waits.
        unsafe {
            let mut set: libc::fd_set = std::mem::zeroed();
            libc::FD_SET(fd, &raw mut set);
            let none = std::ptr::null_mut();
            let set = &raw mut set;
            libc::pselect(fd + 1, set, none, none, std::ptr::null(), &raw const held.0) >= 0
                || std::io::Error::last_os_error().kind() != std::io::ErrorKind::Interrupted
        }
    };
    held.release();
    readable
}

/// Ends the process by SIGINT, as shells expect of a program that Ctrl-C has stopped. Returns only if the
/// system refuses.
pub fn die_by_interrupt() {
    handle(libc::SIGINT, libc::SIG_DFL);
    // SAFETY: sends a signal to this process.
    unsafe {
        libc::kill(libc::getpid(), libc::SIGINT);
    }
}

/// Signals held back on a thread, and which of them were before.
#[derive(Clone, Copy)]
pub struct Held(libc::sigset_t);

/// Holds back every signal that can be, on this thread and those it starts.
pub fn hold() -> Held {
    // SAFETY: both sets are locals; `sigfillset` initialises one, the system the other.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        let mut before: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&raw mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &raw const all, &raw mut before);
        Held(before)
    }
}

impl Held {
    /// Lets them in on this thread.
    pub fn release(&self) {
        // SAFETY: the set was filled by the system.
        unsafe {
            libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.0, std::ptr::null_mut());
        }
    }
}
