//! Signals: Ctrl-C sets a flag that loops and calls look at; writing to a closed pipe is an error, not the end.
//!
//! Invariant: handlers store to atomics and do nothing else, but for [`end_with_terminal_restored`]. Signals are to arrive on the interpreter's
//! thread, so that they interrupt the system calls it waits in: the thread that starts it holds them all
//! back ([`hold`]), and the interpreter's thread lets them in ([`Held::release`]).
//!
//! Reference: `sigaction(2)`, `pthread_sigmask(3)`; Library Reference, "signal", on the default handlers.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};
use std::time::Duration;

use super::vm::{ATTENTION, INTERRUPTED};

extern "C" fn interrupted(_: libc::c_int) {
    INTERRUPTED.store(true, Ordering::Relaxed);
    ATTENTION.store(true, Ordering::Relaxed);
}

/// Sets what a signal does; gives what it did. Without restarting system calls: a read that waits ends with EINTR.
/// The handler is one of this layer's, or the system's.
pub(super) fn set_action(
    signal: libc::c_int,
    handler: libc::sighandler_t,
    flags: libc::c_int,
) -> libc::sigaction {
    // SAFETY: both structures are valid when zeroed; the handlers keep to the invariants of their modules.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        let mut before: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        action.sa_flags = flags;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(signal, &raw const action, &raw mut before);
        before
    }
}

fn handle(signal: libc::c_int, handler: libc::sighandler_t) {
    set_action(signal, handler, 0);
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

/// Why a wait has come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    Readable,
    TimedOut,
    Signal,
}

/// Waits until there is something to read, or Ctrl-C is pressed; false for the latter.
pub fn wait_readable(fd: libc::c_int) -> bool {
    wait(fd, None, || INTERRUPTED.load(Ordering::Relaxed)) != Wake::Signal
}

/// Waits for something to read, for the end of the time if that is limited, or for a signal: Ctrl-C from elsewhere
/// or another size of the terminal, as [`take_interrupt`] and [`take_resize`] tell.
pub fn wait_key(fd: libc::c_int, limit: Option<Duration>) -> Wake {
    wait(fd, limit, || INTERRUPTED.load(Ordering::Relaxed) || RESIZED.load(Ordering::Relaxed))
}

/// A signal that comes just before the wait begins is not missed, as it would be by a read. `came`: whether one has
/// come already.
fn wait(fd: libc::c_int, limit: Option<Duration>, came: impl Fn() -> bool) -> Wake {
    if fd < 0 || fd as usize >= libc::FD_SETSIZE {
        return if came() { Wake::Signal } else { Wake::Readable };
    }
    let limit = limit.map(|it| libc::timespec {
        tv_sec: it.as_secs() as libc::time_t,
        tv_nsec: it.subsec_nanos() as libc::c_long,
    });
    let limit = limit.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
    let held = hold();
    let wake = if came() {
        Wake::Signal
    } else {
        // SAFETY: the set is valid when zeroed and the descriptor is below its size; the limit is a local or null;
        // the signals of `held` are let in only while the call waits.
        let count = unsafe {
            let mut set: libc::fd_set = std::mem::zeroed();
            libc::FD_SET(fd, &raw mut set);
            let none = std::ptr::null_mut();
            libc::pselect(fd + 1, &raw mut set, none, none, limit, &raw const held.0)
        };
        let interrupted = std::io::ErrorKind::Interrupted;
        match count {
            0 => Wake::TimedOut,
            ..0 if std::io::Error::last_os_error().kind() == interrupted => Wake::Signal,
            _ => Wake::Readable,
        }
    };
    held.release();
    wake
}

static RESIZED: AtomicBool = AtomicBool::new(false);

extern "C" fn resized(_: libc::c_int) {
    RESIZED.store(true, Ordering::Relaxed);
}

/// Whether the terminal has got another size and nobody has taken notice yet; takes notice.
pub fn take_resize() -> bool {
    RESIZED.swap(false, Ordering::Relaxed)
}

/// How the terminal is to be left, and what is written to it then: null while nobody has changed it.
static CHANGED: AtomicPtr<Restoration> = AtomicPtr::new(std::ptr::null_mut());
static RESTORATION: OnceLock<Restoration> = OnceLock::new();

struct Restoration {
    settings: libc::termios,
    text: &'static [u8],
}

extern "C" fn end_with_terminal_restored(signal: libc::c_int) {
    let restoration = CHANGED.load(Ordering::Acquire);
    handle(signal, libc::SIG_DFL);
    // SAFETY: the pointer is null or comes from `RESTORATION`, which lives forever and is not written any more.
    // `tcsetattr`, `write`, `sigaction` and `raise` are among what a handler may call.
    unsafe {
        if let Some(it) = restoration.as_ref() {
            libc::tcsetattr(0, libc::TCSANOW, &raw const it.settings);
            libc::write(1, it.text.as_ptr().cast(), it.text.len());
        }
        // Comes in when the handler returns.
        libc::raise(signal);
    }
}

/// From now on a new size of the terminal is noticed ([`take_resize`]), and SIGHUP, SIGTERM and SIGQUIT end the
/// process with the terminal as it is at this moment, after `text`, if [`terminal_changed`] says so.
pub fn watch_terminal(text: &'static [u8]) {
    let handler: extern "C" fn(libc::c_int) = resized;
    handle(libc::SIGWINCH, handler as *const () as libc::sighandler_t);
    RESTORATION.get_or_init(|| {
        // SAFETY: the structure is valid when zeroed and filled by the call.
        let settings = unsafe {
            let mut settings: libc::termios = std::mem::zeroed();
            libc::tcgetattr(0, &raw mut settings);
            settings
        };
        Restoration { settings, text }
    });
    let handler: extern "C" fn(libc::c_int) = end_with_terminal_restored;
    for signal in [libc::SIGHUP, libc::SIGTERM, libc::SIGQUIT] {
        if !is_ignored(signal) {
            handle(signal, handler as *const () as libc::sighandler_t);
        }
    }
}

/// Says whether the terminal is in another mode than at the start.
pub fn terminal_changed(changed: bool) {
    let place = RESTORATION.get().filter(|_| changed);
    let place = place.map_or(std::ptr::null_mut(), |it| std::ptr::from_ref(it).cast_mut());
    CHANGED.store(place, Ordering::Release);
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
    /// Calls something with the mask under which they come in.
    pub fn while_let_in<T>(&self, body: impl FnOnce(*const libc::sigset_t) -> T) -> T {
        body(&raw const self.0)
    }

    /// Lets them in on this thread.
    pub fn release(&self) {
        // SAFETY: the set was filled by the system.
        unsafe {
            libc::pthread_sigmask(libc::SIG_SETMASK, &raw const self.0, std::ptr::null_mut());
        }
    }
}
