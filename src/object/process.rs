//! This process, and copies of it: one waits, and may go on in the place of the process that it is a copy of.
//!
//! A copy is made by forking twice, so that it is nobody's child whom a program could wait for. Only the thread
//! that asks for it goes on in the copy, which is the interpreter's; the thread that started that one does not
//! exist there, so a copy ends by `_exit` and never by returning from its thread.
//!
//! Where a copy has taken over, the process that was started stays behind: it hands signals on ([`stand_by`]),
//! and ends as the copy does, which says how over a channel ([`end_in_place`]).
//!
//! Invariant: between a fork and what follows it in the child only functions run that need no lock of another
//! thread: the other thread of this program, if there is one, waits in a join and holds none. Structures handed
//! to the system are valid when zeroed. Handlers store to atomics and do nothing else.
//!
//! Reference: `fork(2)`, `_exit(2)`, `waitpid(2)`, `sigaction(2)`, `getrusage(2)`.

use std::io::{Error, ErrorKind, Read, Write};
use std::os::fd::{AsRawFd, BorrowedFd, IntoRawFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::time::Duration;

use super::signal::{self, Held, set_action};

fn usage() -> libc::rusage {
    // SAFETY: module invariant.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    }
}

/// The processor time of this process, in the program and in the system for it.
pub fn cpu_time() -> (Duration, Duration) {
    let usage = usage();
    let time =
        |it: libc::timeval| Duration::from_micros(it.tv_sec as u64 * 1_000_000 + it.tv_usec as u64);
    (time(usage.ru_utime), time(usage.ru_stime))
}

/// The bytes of memory that this process has; the most it had where the system does not tell more.
pub fn memory() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    let pages = pages.and_then(|it| it.split_whitespace().nth(1)?.parse::<u64>().ok());
    match pages {
        // SAFETY: asks for a constant.
        Some(pages) => pages * unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as u64,
        None => usage().ru_maxrss as u64 * if cfg!(target_vendor = "apple") { 1 } else { 1024 },
    }
}

/// Ends the process here and now; nothing is flushed, no handler is run.
pub fn leave(status: i32) -> ! {
    // SAFETY: ends the process.
    unsafe { libc::_exit(status) }
}

/// Which of the two somebody is after a copy was made.
pub enum Copied {
    Original,
    /// The copy, which no key interrupts until it is to go on.
    Copy(Box<Deaf>),
}

/// Makes a copy of this process.
pub fn copy() -> Result<Copied, Error> {
    let held = signal::hold();
    // SAFETY: module invariant; the child forks again at once.
    let middle = unsafe { libc::fork() };
    match middle {
        -1 => {
            let error = Error::last_os_error();
            held.release();
            Err(error)
        }
        0 => {
            // SAFETY: module invariant; one of the two ends at once.
            let copy = unsafe { libc::fork() };
            if copy != 0 {
                leave(i32::from(copy < 0));
            }
            Ok(Copied::Copy(Box::new(Deaf::new(held))))
        }
        middle => {
            let made = ended_well(middle);
            held.release();
            if made { Ok(Copied::Original) } else { Err(ErrorKind::OutOfMemory.into()) }
        }
    }
}

fn ended_well(child: libc::pid_t) -> bool {
    let mut status = 0;
    loop {
        // SAFETY: waits for a child of this process and writes to a local.
        match unsafe { libc::waitpid(child, &raw mut status, 0) } {
            -1 if Error::last_os_error().kind() == ErrorKind::Interrupted => {}
            ended => return ended == child && status == 0,
        }
    }
}

/// What keys and windows send.
const FROM_TERMINAL: [libc::c_int; 6] =
    [libc::SIGINT, libc::SIGQUIT, libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU, libc::SIGWINCH];

/// Signals of the terminal ignored, and what they did before.
pub struct Deaf([libc::sigaction; FROM_TERMINAL.len()]);

impl Deaf {
    /// Ignores them; then lets in those that were held back.
    fn new(held: Held) -> Deaf {
        let before = FROM_TERMINAL.map(|it| set_action(it, libc::SIG_IGN, 0));
        held.release();
        Deaf(before)
    }

    /// Makes them do again what they did.
    pub fn end(self) {
        for (signal, action) in FROM_TERMINAL.into_iter().zip(&self.0) {
            // SAFETY: the action is one that the system gave.
            unsafe { libc::sigaction(signal, action, std::ptr::null_mut()) };
        }
    }
}

/// How a process ends.
#[derive(Clone, Copy)]
pub enum End {
    Status(i32),
    Signal(i32),
}

/// What a copy says to the process that stays behind: a letter, and a number.
fn message(letter: u8, number: i32) -> [u8; 5] {
    let [a, b, c, d] = number.to_le_bytes();
    [letter, a, b, c, d]
}

const PROCESS: u8 = b'p';
const STATUS: u8 = b's';
const SIGNAL: u8 = b'k';

/// The channel to the process that this one stands in for; -1: it was started itself.
static CHANNEL: AtomicI32 = AtomicI32::new(-1);

/// From now on this process stands in for the one at the other end.
pub fn stand_in(mut channel: UnixStream) {
    // SAFETY: asks for a number.
    let own = unsafe { libc::getpid() };
    // One that is gone needs to know nothing.
    let _ = channel.write_all(&message(PROCESS, own));
    CHANNEL.store(channel.into_raw_fd(), Ordering::Relaxed);
}

/// The channel to the process that this one stands in for.
pub fn channel() -> Option<BorrowedFd<'static>> {
    let fd = CHANNEL.load(Ordering::Relaxed);
    // SAFETY: the descriptor was given up to this place and stays open until the process ends.
    (fd >= 0).then(|| unsafe { BorrowedFd::borrow_raw(fd) })
}

/// A copy that waits is not the one that stands in.
pub fn forget_channel() {
    let fd = CHANNEL.swap(-1, Ordering::Relaxed);
    if fd >= 0 {
        // SAFETY: the descriptor belongs to this place, which has just forgotten it.
        unsafe { libc::close(fd) };
    }
}

/// Ends a process that stands in for another, which is told how; returns where this is not one.
pub fn end_in_place(end: End) {
    let Some(channel) = channel() else { return };
    let _ = std::io::stdout().flush();
    let text = match end {
        End::Status(status) => message(STATUS, status),
        End::Signal(signal) => message(SIGNAL, signal),
    };
    // SAFETY: writes from a local to a descriptor that is open.
    unsafe { libc::write(channel.as_raw_fd(), text.as_ptr().cast(), text.len()) };
    leave(match end {
        End::Status(status) => status,
        End::Signal(signal) => 128 + signal,
    })
}

/// Signals that somebody has sent to this process alone: a bit each; and from [`SEEN`] on those that came from the
/// terminal.
static SENT: AtomicU64 = AtomicU64::new(0);

const SEEN: libc::c_int = 32;

extern "C" fn sent(signal: libc::c_int, info: *mut libc::siginfo_t, _: *mut libc::c_void) {
    // SAFETY: the system gives a valid structure to handlers that ask for one.
    let code = unsafe { (*info).si_code };
    // Those of the terminal go to the copy as well, which is in the same group.
    let bit = if code <= 0 { signal } else { signal + SEEN };
    SENT.fetch_or(1 << bit, Ordering::Relaxed);
}

const HANDED_ON: [libc::c_int; 5] =
    [libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGUSR1, libc::SIGUSR2];

/// Waits for the copy that is to take over. Then stays behind: signals are handed on, and the process ends as the
/// copy does. Comes back only if the copy does not answer.
pub fn stand_by(mut channel: UnixStream) {
    let mut text = [0; 5];
    if channel.read_exact(&mut text).is_err() || text[0] != PROCESS {
        return;
    }
    let held = signal::hold();
    for signal in [libc::SIGQUIT, libc::SIGWINCH, libc::SIGCHLD] {
        set_action(signal, libc::SIG_DFL, 0);
    }
    set_action(libc::SIGQUIT, libc::SIG_IGN, 0);
    for signal in [libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU, libc::SIGCONT] {
        set_action(signal, libc::SIG_DFL, 0);
    }
    let handler: extern "C" fn(_, _, _) = sent;
    for signal in HANDED_ON {
        set_action(signal, handler as *const () as libc::sighandler_t, libc::SA_SIGINFO);
    }
    let mut last = None;
    let mut copy = number(text);
    loop {
        wait(&channel, &held);
        let waiting = SENT.swap(0, Ordering::Relaxed);
        for signal in HANDED_ON.into_iter().filter(|it| waiting & (1 << it) != 0) {
            last = Some(signal);
            // SAFETY: sends a signal; the copy holds the channel, so the number is still its own.
            unsafe { libc::kill(copy, signal) };
        }
        if waiting & (1 << (libc::SIGHUP + SEEN)) != 0 {
            last = Some(libc::SIGHUP);
        }
        if !is_readable(&channel) {
            continue;
        }
        match channel.read_exact(&mut text) {
            Ok(()) if text[0] == PROCESS => copy = number(text),
            Ok(()) if text[0] == STATUS => leave(number(text)),
            Ok(()) => die_by(number(text)),
            Err(_) => match last {
                Some(signal) => die_by(signal),
                // Killed, by a signal that nobody can tell of.
                None => die_by(libc::SIGKILL),
            },
        }
    }
}

fn number(text: [u8; 5]) -> i32 {
    let [_, a, b, c, d] = text;
    i32::from_le_bytes([a, b, c, d])
}

fn poll(channel: &UnixStream) -> libc::pollfd {
    libc::pollfd { fd: channel.as_raw_fd(), events: libc::POLLIN, revents: 0 }
}

/// Waits for a message or a signal; those that are held back come in only here.
fn wait(channel: &UnixStream, held: &Held) {
    let mut poll = poll(channel);
    held.while_let_in(|mask| {
        // SAFETY: one descriptor that is open, and a mask that the system has filled.
        unsafe {
            #[cfg(target_os = "linux")]
            libc::ppoll(&raw mut poll, 1, std::ptr::null(), mask);
            #[cfg(not(target_os = "linux"))]
            {
                let mut before: libc::sigset_t = std::mem::zeroed();
                libc::pthread_sigmask(libc::SIG_SETMASK, mask, &raw mut before);
                libc::poll(&raw mut poll, 1, 1000);
                libc::pthread_sigmask(libc::SIG_SETMASK, &raw const before, std::ptr::null_mut());
            }
        }
    });
}

fn is_readable(channel: &UnixStream) -> bool {
    let mut poll = poll(channel);
    // SAFETY: one descriptor that is open.
    unsafe { libc::poll(&raw mut poll, 1, 0) > 0 }
}

/// Ends the process by a signal.
fn die_by(signal: i32) -> ! {
    set_action(signal, libc::SIG_DFL, 0);
    // SAFETY: lets the signal in, and sends it to this process.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, signal);
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const set, std::ptr::null_mut());
        libc::kill(libc::getpid(), signal);
    }
    leave(128 + signal)
}
