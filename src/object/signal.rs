//! Signals: Ctrl-C sets a flag that loops and calls look at; writing to a closed pipe is an error, not the end.

use std::sync::atomic::Ordering;

use super::vm::{ATTENTION, INTERRUPTED};

extern "C" fn interrupted(_: libc::c_int) {
    // Only atomics: nothing else is safe in a handler.
    INTERRUPTED.store(true, Ordering::Relaxed);
    ATTENTION.store(true, Ordering::Relaxed);
}

fn handle(signal: libc::c_int, handler: libc::sighandler_t) {
    // SAFETY: the structure is valid when zeroed; the handler touches atomics only.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        libc::sigaction(signal, &raw const action, std::ptr::null_mut());
    }
}

/// Makes Ctrl-C interrupt Python code and ignores SIGPIPE.
pub fn install() {
    handle(libc::SIGPIPE, libc::SIG_IGN);
    // A parent that ignores Ctrl-C for its children (a shell's background jobs) is left its way.
    // SAFETY: only asks for the present action.
    let ignored = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(libc::SIGINT, std::ptr::null(), &raw mut action);
        action.sa_sigaction == libc::SIG_IGN
    };
    if !ignored {
        let handler: extern "C" fn(libc::c_int) = interrupted;
        handle(libc::SIGINT, handler as *const () as libc::sighandler_t);
    }
}

/// Ends the process by SIGINT, as shells expect of a program that Ctrl-C has stopped.
pub fn die_by_interrupt() {
    handle(libc::SIGINT, libc::SIG_DFL);
    // SAFETY: sends a signal to this process.
    unsafe {
        libc::kill(libc::getpid(), libc::SIGINT);
    }
}
