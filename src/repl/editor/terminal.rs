//! The terminal: keys as bytes, one at a time, and what is written.
//!
//! Invariant: nothing is read beyond the key that is asked for. What was typed ahead stays with the system, for
//! whoever reads next: `input()`, a child process, or the next prompt. Line ends are left to the system too
//! (ICRNL stays on), so that Enter is the same byte whenever it was pressed.
//!
//! Reference: `termios(3)`; xterm's "Bracketed Paste Mode".

use std::collections::VecDeque;
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::{AsFd, AsRawFd};
use std::time::Duration;

use rustix::termios::{self, LocalModes, OptionalActions, OutputModes, SpecialCodeIndex, Termios};

use crate::object::signal::{self, Wake};
use crate::stdlib::sys::channel;

/// Rows and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub rows: usize,
    pub columns: usize,
}

impl Size {
    /// The size of a terminal; one of the usual size where it does not tell.
    pub fn of(terminal: impl AsFd) -> Size {
        match termios::tcgetwinsize(terminal) {
            Ok(it) if it.ws_row > 0 && it.ws_col > 0 => {
                Size { rows: it.ws_row.into(), columns: it.ws_col.into() }
            }
            _ => Size { rows: 24, columns: 80 },
        }
    }
}

/// What comes from the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Byte(u8),
    TimedOut,
    Resized,
    /// Ctrl-C that did not come as a key.
    Interrupted,
    End,
}

const PASTE_ON: &[u8] = b"\x1b[?2004h";
const PASTE_OFF: &[u8] = b"\x1b[?2004l";

pub struct Terminal {
    input: File,
    output: File,
    /// The settings to return to; `None` while they are in force.
    saved: Option<Termios>,
    /// How many of the bytes that wait were typed while the system edited the line.
    ahead: usize,
    /// How many bytes are known to wait.
    waiting: usize,
    /// Bytes given back.
    returned: VecDeque<u8>,
}

/// What Ctrl-D leaves among bytes typed ahead: the system takes it for the end of a line.
const END_TYPED_AHEAD: u8 = 0;
const CTRL_D: u8 = 4;

impl Terminal {
    /// Standard input and output; `None` where they are no terminal that can be set.
    pub fn open() -> Option<Terminal> {
        let input = File::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?);
        let output = File::from(std::io::stdout().as_fd().try_clone_to_owned().ok()?);
        termios::tcgetattr(&input).ok()?;
        signal::watch_terminal(b"\x1b[?2004l\r\n");
        let returned = VecDeque::new();
        Some(Terminal { input, output, saved: None, ahead: 0, waiting: 0, returned })
    }

    /// Takes over the editing of lines. False if the terminal is gone.
    pub fn enter(&mut self) -> bool {
        let Ok(saved) = termios::tcgetattr(&self.input) else { return false };
        let mut raw = saved.clone();
        raw.make_raw();
        raw.input_modes |= termios::InputModes::ICRNL;
        raw.output_modes |= saved.output_modes & (OutputModes::OPOST | OutputModes::ONLCR);
        raw.control_modes = saved.control_modes;
        // A read never waits: what was thought to be there may be gone.
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        debug_assert!(!raw.local_modes.contains(LocalModes::ISIG));
        signal::terminal_changed(true);
        if termios::tcsetattr(&self.input, OptionalActions::Now, &raw).is_err() {
            signal::terminal_changed(false);
            return false;
        }
        self.saved = Some(saved);
        self.waiting = self.count();
        self.ahead = self.waiting;
        channel::set_typed_ahead(0);
        self.write(PASTE_ON);
        true
    }

    /// Gives the editing of lines back to the system.
    pub fn leave(&mut self) {
        if let Some(saved) = self.saved.take() {
            self.write(PASTE_OFF);
            channel::set_typed_ahead(self.count());
            // The terminal may be gone.
            let _ = termios::tcsetattr(&self.input, OptionalActions::Now, &saved);
            signal::terminal_changed(false);
        }
    }

    pub fn size(&self) -> Size {
        Size::of(&self.output)
    }

    /// Waits until the size stays the same for a moment: while somebody drags a corner, what is drawn is wrong
    /// before it is seen.
    pub fn settle_size(&mut self) {
        const MOMENT: Duration = Duration::from_millis(25);
        loop {
            match self.next(Some(MOMENT)) {
                Next::Resized => {}
                Next::Byte(byte) => {
                    self.give_back(byte);
                    return;
                }
                _ => return,
            }
        }
    }

    /// Whether the terminal wraps lines again when its width changes, as far as its environment tells: most do.
    pub fn reflows(&self) -> bool {
        let set = |name| std::env::var_os(name).is_some();
        let in_screen = set("STY") && !set("TMUX");
        !set("XTERM_VERSION") && !in_screen
    }

    fn count(&self) -> usize {
        rustix::io::ioctl_fionread(&self.input).map_or(0, |it| it as usize)
    }

    /// Whether the system has shown what waits, as it was typed before [`Terminal::enter`].
    pub fn has_echoed(&self) -> bool {
        self.ahead > 0
    }

    /// Whether more has been typed already.
    pub fn is_pending(&mut self) -> bool {
        if !self.returned.is_empty() || self.waiting > 0 {
            return true;
        }
        self.waiting = self.count();
        self.waiting > 0
    }

    /// The next byte, or why there is none. `limit`: how long to wait for it.
    pub fn next(&mut self, limit: Option<Duration>) -> Next {
        if let Some(byte) = self.returned.pop_front() {
            return Next::Byte(byte);
        }
        if signal::take_resize() {
            return Next::Resized;
        }
        loop {
            let woken = self.waiting == 0;
            if woken {
                match signal::wait_key(self.input.as_raw_fd(), limit) {
                    Wake::TimedOut => return Next::TimedOut,
                    Wake::Signal if signal::take_interrupt() => return Next::Interrupted,
                    Wake::Signal => return Next::Resized,
                    Wake::Readable => self.waiting = self.count().max(1),
                }
            }
            let mut byte = [0];
            self.waiting -= 1;
            match self.input.read(&mut byte) {
                // Ctrl-C, pressed before the terminal was taken over, has thrown away what waited.
                Ok(0) if !woken => self.waiting = 0,
                Ok(0) => return Next::End,
                Ok(_) => {
                    let ahead = self.ahead > 0;
                    self.ahead = self.ahead.saturating_sub(1);
                    let ended = ahead && byte[0] == END_TYPED_AHEAD;
                    return Next::Byte(if ended { CTRL_D } else { byte[0] });
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {
                    return if signal::take_interrupt() {
                        Next::Interrupted
                    } else {
                        Next::Resized
                    };
                }
                Err(_) => return Next::End,
            }
        }
    }

    /// The byte that comes next, if it waits.
    pub fn peek(&mut self) -> Option<u8> {
        if !self.is_pending() {
            return None;
        }
        match self.next(Some(Duration::ZERO)) {
            Next::Byte(byte) => {
                self.give_back(byte);
                Some(byte)
            }
            _ => None,
        }
    }

    /// Gives a byte back: it comes next.
    pub fn give_back(&mut self, byte: u8) {
        self.returned.push_front(byte);
    }

    /// Writes. What cannot be written is seen by nobody.
    pub fn write(&mut self, bytes: &[u8]) {
        let _ = self.output.write_all(bytes);
    }

    /// Stops this process and those it was started with, as Ctrl-Z does, until they are told to go on.
    pub fn suspend(&mut self) {
        self.leave();
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        self.enter();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.leave();
    }
}
