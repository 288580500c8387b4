//! The native stack: a thread with a big reserved stack, and how far it has grown.

/// Native stack reserved for the interpreter's thread; the system commits what is touched.
pub const STACK: usize = 1 << 30;
/// Kept free at its end for Rust code that does not check.
const RESERVE: usize = 1 << 20;

/// Runs `body` on a thread of its own with a big stack, falling back to smaller ones where the system
/// refuses; returns what it returns. A panic in it goes on here.
pub fn with_big_stack<T: Send + 'static>(
    body: impl FnOnce(usize) -> T + Send + 'static,
) -> std::io::Result<T> {
    let body = std::sync::Arc::new(std::sync::Mutex::new(Some(body)));
    let mut size = STACK;
    loop {
        let shared = body.clone();
        let run = move || {
            let body =
                shared.lock().ok().and_then(|mut it| it.take()).expect("the body is run once");
            body(size)
        };
        match std::thread::Builder::new().name("taipan".into()).stack_size(size).spawn(run) {
            Ok(handle) => {
                return Ok(handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            Err(_) if size > 8 << 20 => size /= 2,
            Err(error) => return Err(error),
        }
    }
}

/// Ends the process here and now. Giving back what the interpreter's thread and the allocator hold would take
/// the system longer than the shortest programs run. Where leaks are looked for, or `.ci/release` counts, it returns,
/// and the process ends the long way.
pub fn end_process(status: i32) {
    if cfg!(any(feature = "leak-check", counting)) {
        return;
    }
    // What Python code has written was flushed by its streams; this is for the host's own.
    let _ = std::io::Write::flush(&mut std::io::stdout());
    // SAFETY: ends the process; no handler of anybody's is run.
    unsafe { libc::_exit(status) }
}

/// The present depth of the native stack, as an address; it grows downwards.
#[inline(always)]
pub fn stack_pointer() -> usize {
    let pointer: usize;
    // SAFETY (both): copies a register.
    #[cfg(target_arch = "x86_64")]
    unsafe {
        std::arch::asm!("mov {}, rsp", out(reg) pointer, options(nomem, nostack, preserves_flags));
    }
    #[cfg(target_arch = "aarch64")]
    unsafe {
        std::arch::asm!("mov {}, sp", out(reg) pointer, options(nomem, nostack, preserves_flags));
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        let here = 0u8;
        pointer = std::hint::black_box(&raw const here) as usize;
    }
    pointer
}

/// The lowest address Python code may reach on a thread that has `size` bytes of stack from about here.
pub fn stack_limit(size: usize) -> usize {
    stack_pointer().saturating_sub(size.saturating_sub(RESERVE))
}
