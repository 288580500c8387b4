//! This process: the time it has taken.
//!
//! Invariant: structures handed to the system are valid when zeroed, and the system writes to them alone.
//!
//! Reference: `getrusage(2)`.

use std::time::Duration;

/// The processor time of this process, in the program and in the system for it.
pub fn cpu_time() -> (Duration, Duration) {
    // SAFETY: module invariant.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    };
    let time =
        |it: libc::timeval| Duration::from_micros(it.tv_sec as u64 * 1_000_000 + it.tv_usec as u64);
    (time(usage.ru_utime), time(usage.ru_stime))
}
