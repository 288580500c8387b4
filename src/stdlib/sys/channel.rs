//! A file of the system with buffers: what text and byte streams read from and write to.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Read, Seek, SeekFrom, Write};
use std::os::fd::AsRawFd;

use crate::err;
use crate::object::{Raised, Raises, Value, Vm, signal};
use crate::types::exception::os::os_error;

/// When what was written goes to the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flushing {
    Always,
    /// After each line.
    Line,
    /// When the buffer is full.
    Full,
}

pub struct Channel {
    /// `None` once closed.
    file: RefCell<Option<File>>,
    /// The number `fileno()` gives.
    pub fd: i64,
    /// What `name` gives.
    pub name: Value,
    pub readable: bool,
    pub writable: bool,
    pub flushing: Cell<Flushing>,
    /// Bytes of text that have not got to `out` yet: what is written to the stream of bytes below comes
    /// before them.
    text: RefCell<Vec<u8>>,
    out: RefCell<Vec<u8>>,
    input: RefCell<Input>,
}

#[derive(Default)]
struct Input {
    data: Vec<u8>,
    at: usize,
}

const CHUNK: usize = 8192;

/// The OSError for an error of the system.
pub fn system_error(vm: &Vm, error: &std::io::Error, filenames: &[Value]) -> Raised {
    let code = error.raw_os_error().unwrap_or(libc::EIO);
    Raised::instance(os_error(vm, code, &message(error), filenames))
}

/// The system's words for the error, without the number that Rust appends.
pub fn message(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.rfind(" (os error ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

#[cold]
pub fn closed_error() -> Raised {
    err!(ValueError, "I/O operation on closed file.")
}

impl Channel {
    pub fn new(file: File, fd: i64, name: Value, readable: bool, writable: bool) -> Channel {
        Channel {
            file: RefCell::new(Some(file)),
            fd,
            name,
            readable,
            writable,
            flushing: Cell::new(Flushing::Full),
            text: RefCell::default(),
            out: RefCell::default(),
            input: RefCell::default(),
        }
    }

    pub fn is_closed(&self) -> bool {
        self.file.borrow().is_none()
    }

    pub fn is_terminal(&self) -> bool {
        self.file.borrow().as_ref().is_some_and(File::is_terminal)
    }

    pub fn check_open(&self) -> Raises<()> {
        if self.is_closed() { Err(closed_error()) } else { Ok(()) }
    }

    /// Appends to the text that is to be written; [`Channel::written`] is to follow.
    #[inline]
    pub fn push(&self, bytes: &[u8]) {
        self.text.borrow_mut().extend_from_slice(bytes);
    }

    /// Moves pending text to the bytes to be written.
    fn settle(&self) {
        let mut text = self.text.borrow_mut();
        let mut out = self.out.borrow_mut();
        if out.is_empty() {
            std::mem::swap(&mut *out, &mut *text);
        } else {
            out.extend_from_slice(&text);
            text.clear();
        }
    }

    /// Sends what was pushed on its way, as the way of flushing says.
    pub fn written(&self, vm: &Vm, has_line: bool) -> Raises<()> {
        let due = match self.flushing.get() {
            Flushing::Always => true,
            Flushing::Line => has_line || self.text.borrow().len() >= CHUNK,
            Flushing::Full => self.text.borrow().len() >= CHUNK,
        };
        if due { self.flush(vm) } else { Ok(()) }
    }

    /// Writes bytes, before text that is still pending.
    pub fn write(&self, vm: &Vm, bytes: &[u8]) -> Raises<()> {
        self.out.borrow_mut().extend_from_slice(bytes);
        let due = match self.flushing.get() {
            Flushing::Always => true,
            Flushing::Line | Flushing::Full => self.out.borrow().len() >= CHUNK,
        };
        if due { self.flush_bytes(vm) } else { Ok(()) }
    }

    /// Hands everything to the system.
    pub fn flush(&self, vm: &Vm) -> Raises<()> {
        self.settle();
        self.flush_bytes(vm)
    }

    /// Hands the bytes to the system, but not text that is still pending.
    pub fn flush_bytes(&self, vm: &Vm) -> Raises<()> {
        loop {
            let mut out = self.out.borrow_mut();
            if out.is_empty() {
                return Ok(());
            }
            let mut file = self.file.borrow_mut();
            let Some(file) = file.as_mut() else { return Err(closed_error()) };
            let result = file.write(&out);
            match result {
                Ok(0) => return Err(system_error(vm, &ErrorKind::WriteZero.into(), &[])),
                Ok(n) if n == out.len() => out.clear(),
                Ok(n) => drop(out.drain(..n)),
                Err(error) if error.kind() == ErrorKind::Interrupted => {
                    drop(out);
                    vm.poll()?;
                }
                Err(error) => {
                    drop(out);
                    return Err(system_error(vm, &error, &[]));
                }
            }
        }
    }

    /// Forgets what has not been written.
    pub fn discard(&self) {
        self.text.borrow_mut().clear();
        self.out.borrow_mut().clear();
    }

    pub fn close(&self, vm: &Vm) -> Raises<()> {
        if self.is_closed() {
            return Ok(());
        }
        let result = self.flush(vm);
        let file = self.file.take();
        drop(file);
        self.discard();
        result
    }

    /// Reads on; false at the end of the file.
    fn fill(&self, vm: &Vm) -> Raises<bool> {
        let terminal = self.is_terminal();
        loop {
            let fd = self.file.borrow().as_ref().map_or(-1, AsRawFd::as_raw_fd);
            if terminal && !signal::wait_readable(fd) {
                vm.poll()?;
                continue;
            }
            let result = {
                let mut input = self.input.borrow_mut();
                let mut file = self.file.borrow_mut();
                let Some(file) = file.as_mut() else { return Err(closed_error()) };
                let at = input.at;
                if at > 0 {
                    input.data.drain(..at);
                    input.at = 0;
                }
                let len = input.data.len();
                input.data.resize(len + CHUNK, 0);
                let result = file.read(&mut input.data[len..]);
                input.data.truncate(len + result.as_ref().map_or(0, |it| *it));
                result
            };
            match result {
                Ok(n) => return Ok(n > 0),
                Err(error) if error.kind() == ErrorKind::Interrupted => vm.poll()?,
                Err(error) => return Err(system_error(vm, &error, &[])),
            }
        }
    }

    /// The byte `ahead` of the place read next; `None` at the end.
    pub fn peek(&self, vm: &Vm, ahead: usize) -> Raises<Option<u8>> {
        loop {
            {
                let input = self.input.borrow();
                if let Some(&byte) = input.data.get(input.at + ahead) {
                    return Ok(Some(byte));
                }
            }
            if !self.fill(vm)? {
                return Ok(None);
            }
        }
    }

    /// Takes `count` bytes that were peeked at.
    pub fn take(&self, count: usize) -> Vec<u8> {
        let mut input = self.input.borrow_mut();
        let end = (input.at + count).min(input.data.len());
        let taken = input.data[input.at..end].to_vec();
        input.at = end;
        taken
    }

    /// The number of bytes up to and with the next `\n` (also `\r`, if `returns`); all where there is none.
    pub fn line_length(&self, vm: &Vm, returns: bool) -> Raises<usize> {
        let mut from = 0;
        loop {
            {
                let input = self.input.borrow();
                let rest = &input.data[input.at..];
                let rest = rest.get(from..).unwrap_or_default();
                let found = if returns {
                    memchr::memchr2(b'\n', b'\r', rest)
                } else {
                    memchr::memchr(b'\n', rest)
                };
                if let Some(at) = found {
                    return Ok(from + at + 1);
                }
                from += rest.len();
            }
            if !self.fill(vm)? {
                return Ok(from);
            }
        }
    }

    /// Everything up to the end.
    pub fn read_all(&self, vm: &Vm) -> Raises<Vec<u8>> {
        while self.fill(vm)? {}
        let mut input = self.input.borrow_mut();
        let at = std::mem::take(&mut input.at);
        let mut data = std::mem::take(&mut input.data);
        data.drain(..at);
        Ok(data)
    }

    /// Up to `count` bytes; fewer only at the end.
    pub fn read_bytes(&self, vm: &Vm, count: usize) -> Raises<Vec<u8>> {
        if count > 0 {
            self.peek(vm, count - 1)?;
        }
        Ok(self.take(count))
    }

    /// Moves to a place and says where that is.
    pub fn seek(&self, vm: &Vm, to: SeekFrom) -> Raises<u64> {
        self.flush(vm)?;
        let unread = {
            let mut input = self.input.borrow_mut();
            let unread = input.data.len() - input.at;
            if to != SeekFrom::Current(0) {
                *input = Input::default();
            }
            unread as i64
        };
        let to = match to {
            SeekFrom::Current(n) if n != 0 => SeekFrom::Current(n - unread),
            other => other,
        };
        let place = {
            let mut file = self.file.borrow_mut();
            let Some(file) = file.as_mut() else { return Err(closed_error()) };
            file.seek(to)
        };
        let place = place.map_err(|error| system_error(vm, &error, &[]))?;
        Ok(if to == SeekFrom::Current(0) { place - unread as u64 } else { place })
    }

    pub fn truncate(&self, vm: &Vm, size: u64) -> Raises<()> {
        self.flush(vm)?;
        let result = match self.file.borrow().as_ref() {
            Some(file) => file.set_len(size),
            None => return Err(closed_error()),
        };
        result.map_err(|error| system_error(vm, &error, &[]))
    }

    pub fn is_seekable(&self) -> bool {
        let mut file = self.file.borrow_mut();
        file.as_mut().is_some_and(|it| it.stream_position().is_ok())
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        // What is left goes out as well as it can; nobody is there to hear of an error.
        self.settle();
        let out = self.out.take();
        if let Some(file) = self.file.borrow_mut().as_mut()
            && !out.is_empty()
        {
            let _ = file.write_all(&out);
        }
    }
}
