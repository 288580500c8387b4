//! A program on a pseudo-terminal: type keys, wait for what the screen shows.
//!
//! Nothing here sleeps: [`Pty::expect`] waits for a text until a deadline, and then shows all there was.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{FromRawFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(20);

pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";
pub const UP: &str = "\x1b[A";
pub const ENTER: &str = "\r";

pub struct Pty {
    master: File,
    child: Child,
    output: Receiver<Vec<u8>>,
    /// What came so far, as it came.
    raw: Vec<u8>,
    /// How much of the plain text has been waited for.
    at: usize,
}

/// Both ends of a new pseudo-terminal.
fn open() -> (OwnedFd, OwnedFd) {
    let (mut master, mut slave) = (-1, -1);
    let size = libc::winsize { ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 };
    let (no_name, no_settings) = (std::ptr::null_mut(), std::ptr::null_mut());
    // SAFETY: the two places are written by the call; the other arguments may be null or are read only.
    let opened = unsafe {
        libc::openpty(
            &raw mut master,
            &raw mut slave,
            no_name,
            no_settings,
            (&raw const size).cast_mut(),
        )
    };
    assert_eq!(opened, 0, "no pseudo-terminal: {}", std::io::Error::last_os_error());
    for end in [master, slave] {
        // SAFETY: sets a flag of a descriptor that is open. Children of other tests must not hold it.
        unsafe { libc::fcntl(end, libc::F_SETFD, libc::FD_CLOEXEC) };
    }
    // SAFETY: both were opened above and belong to nobody else.
    unsafe { (OwnedFd::from_raw_fd(master), OwnedFd::from_raw_fd(slave)) }
}

impl Pty {
    /// Starts a command whose standard streams and controlling terminal are a new pseudo-terminal.
    pub fn start(command: &mut Command) -> Pty {
        let (master, slave) = open();
        let copy = || Stdio::from(slave.try_clone().expect("a descriptor can be duplicated"));
        command.stdin(copy()).stdout(copy()).stderr(copy());
        // SAFETY: only calls that are allowed between fork and exec: the child leads a session of its own,
        // whose terminal is its standard input.
        unsafe {
            command.pre_exec(|| {
                let made = libc::setsid() >= 0 && libc::ioctl(0, libc::TIOCSCTTY, 0) >= 0;
                if made { Ok(()) } else { Err(std::io::Error::last_os_error()) }
            });
        }
        let child = command.spawn().expect("the program can be started");
        // The command keeps copies of the child's end, which has to be closed for the end to be seen.
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        drop(slave);
        let master = File::from(master);
        let mut reader = master.try_clone().expect("a descriptor can be duplicated");
        let (send, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            // An error is how a terminal says that nobody is at its other end.
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if send.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Pty { master, child, output, raw: Vec::new(), at: 0 }
    }

    /// The number of the process that was started.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Types some keys.
    pub fn keys(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).expect("the terminal takes keys");
    }

    /// Types a line.
    pub fn line(&mut self, line: &str) {
        self.keys(line);
        self.keys(ENTER);
    }

    /// Waits until the screen shows `text`, behind what was waited for before.
    pub fn expect(&mut self, text: &str) {
        let deadline = Instant::now() + LIMIT;
        loop {
            let seen = plain(&self.raw);
            if let Some(found) = seen.get(self.at..).and_then(|it| it.find(text)) {
                self.at += found + text.len();
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(chunk) => self.raw.extend(chunk),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {text:?}; the screen shows:\n{}", plain(&self.raw))
                }
            }
        }
    }

    /// Types a line and waits for what comes of it: `answer` stands in lines of its own.
    pub fn ask(&mut self, line: &str, answer: &str) {
        self.line(line);
        self.expect(&format!("\n{answer}"));
    }

    /// Waits for the program to end. Gives all it has written, as it came.
    pub fn finish_raw(mut self) -> String {
        self.read_to_end();
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Waits for the program to end. Gives all the screen has shown, and the status.
    pub fn finish(mut self) -> (String, i32) {
        self.read_to_end();
        let status = self.child.wait().expect("the program was started here");
        (plain(&self.raw), status.code().unwrap_or_else(|| -status.signal().unwrap_or(0)))
    }

    fn read_to_end(&mut self) {
        let deadline = Instant::now() + LIMIT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(chunk) => self.raw.extend(chunk),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("did not end; the screen shows:\n{}", plain(&self.raw))
                }
            }
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // A test that has failed leaves nobody behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The text without carriage returns and without sequences that move the cursor or set colours.
fn plain(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {}
            '\x1b' if characters.next_if_eq(&'[').is_some() => {
                // Up to the letter that ends it.
                for it in characters.by_ref() {
                    if matches!(it, '@'..='~') {
                        break;
                    }
                }
            }
            it => out.push(it),
        }
    }
    out
}
