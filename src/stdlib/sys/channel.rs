//! A file of the system, or another stream, with buffers: what text and byte streams read from and write to.

use std::cell::{Cell, OnceCell, RefCell};
use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Read, Seek, SeekFrom, Write};
use std::ops::Deref;
use std::os::fd::AsRawFd;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::err;
use crate::object::{Builtin, Raised, Raises, Value, Visitor, Vm, signal};
use crate::protocol;
use crate::types::bytes::{bytearray, bytes, content};
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
    /// `None` once closed, and where there is an object instead.
    file: RefCell<Option<File>>,
    /// The stream below, where that is not a file of the system.
    object: RefCell<Option<Value>>,
    /// Whether that is a raw stream, which reads by `readinto`.
    raw: bool,
    state: Cell<State>,
    /// How many bytes are read and written at once.
    chunk: usize,
    /// As `mode` of a raw file shows it.
    pub mode: &'static str,
    /// Whether closing closes the file of the system.
    pub closefd: bool,
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
    /// What is written meanwhile, for whoever wants to know.
    copy: RefCell<Option<Copy>>,
    input: RefCell<Input>,
}

/// The beginning of what was written.
struct Copy {
    data: Vec<u8>,
    most: usize,
    is_cut: bool,
}

/// The channel of a stream, which `__init__` gives it where a class is called.
#[derive(Default)]
pub struct Late {
    given: OnceCell<Rc<Channel>>,
    /// Stands in until then; streams that are made with their channel have none.
    missing: Option<Rc<Channel>>,
}

impl Late {
    pub fn missing() -> Late {
        let channel = Channel::over(Value::None, false, CHUNK, true, true);
        channel.object.take();
        channel.state.set(State::Missing);
        Late { given: OnceCell::new(), missing: Some(Rc::new(channel)) }
    }

    /// Gives the channel; a stream keeps the one it has.
    pub fn give(&self, channel: Channel) {
        let _ = self.given.set(Rc::new(channel));
    }
}

impl From<Rc<Channel>> for Late {
    fn from(channel: Rc<Channel>) -> Late {
        Late { given: OnceCell::from(channel), missing: None }
    }
}

impl Deref for Late {
    type Target = Rc<Channel>;

    #[inline]
    fn deref(&self) -> &Rc<Channel> {
        let channel = self.given.get().or(self.missing.as_ref());
        channel.expect("a stream is made with a channel or with one that stands in")
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not made yet.
    Missing,
    Open,
    Closed,
    /// The stream below has been given away.
    Detached,
}

#[derive(Default)]
struct Input {
    data: Vec<u8>,
    at: usize,
}

pub const CHUNK: usize = 8192;

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

/// Whether the last text that went to standard output or error has no end of line.
static UNFINISHED: AtomicBool = AtomicBool::new(false);

/// How many bytes waited at the terminal when the prompt gave it up. The system hands them out as one line, though
/// they may be several, which are for whoever asks next.
static TYPED_AHEAD: AtomicUsize = AtomicUsize::new(0);

/// Says how many bytes wait at the terminal that a prompt gives up.
pub fn set_typed_ahead(count: usize) {
    TYPED_AHEAD.store(count, Ordering::Relaxed);
}

fn note_written(fd: i64, data: &[u8]) {
    if matches!(fd, 1 | 2)
        && let Some(last) = data.last()
    {
        UNFINISHED.store(*last != b'\n', Ordering::Relaxed);
    }
}

/// Whether the cursor of the terminal may be within a line, as far as our own output tells; taken notice of.
pub fn take_unfinished_line() -> bool {
    UNFINISHED.swap(false, Ordering::Relaxed)
}

#[cold]
pub fn closed_error() -> Raised {
    err!(ValueError, "I/O operation on closed file.")
}

impl Channel {
    pub fn new(file: File, fd: i64, name: Value, readable: bool, writable: bool) -> Channel {
        Channel {
            file: RefCell::new(Some(file)),
            object: RefCell::default(),
            raw: false,
            state: Cell::new(State::Open),
            chunk: CHUNK,
            mode: match (readable, writable) {
                (true, false) => "rb",
                (false, true) => "wb",
                _ => "rb+",
            },
            closefd: true,
            fd,
            name,
            readable,
            writable,
            flushing: Cell::new(Flushing::Full),
            text: RefCell::default(),
            out: RefCell::default(),
            copy: RefCell::default(),
            input: RefCell::default(),
        }
    }

    /// A channel over a stream that is an object: a raw one, or one that has buffers itself.
    pub fn over(object: Value, raw: bool, chunk: usize, readable: bool, writable: bool) -> Channel {
        Channel {
            file: RefCell::default(),
            object: RefCell::new(Some(object)),
            raw,
            state: Cell::new(State::Open),
            chunk,
            mode: "",
            closefd: true,
            fd: -1,
            name: Value::None,
            readable,
            writable,
            flushing: Cell::new(Flushing::Full),
            text: RefCell::default(),
            out: RefCell::default(),
            copy: RefCell::default(),
            input: RefCell::default(),
        }
    }

    /// The stream below, where that is an object.
    pub fn object(&self) -> Option<Value> {
        self.object.borrow().clone()
    }

    pub fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.object, |it, visit| {
            if let Some(object) = it {
                visit.value(object);
            }
        });
    }

    /// A call to the stream below; `None` where that is a file of the system.
    fn ask(&self, vm: &Vm, method: &str, args: &[Value]) -> Raises<Option<Value>> {
        match self.object() {
            Some(object) => protocol::call_method(vm, &object, &vm.intern(method), args).map(Some),
            None => Ok(None),
        }
    }

    /// Whether this stream was closed; one below may be closed without that.
    pub fn is_closed(&self) -> bool {
        self.state.get() == State::Closed
    }

    /// What the attribute `closed` says.
    pub fn closed(&self, vm: &Vm) -> Raises<bool> {
        match self.object() {
            Some(object) => vm.is_true(&protocol::getattr(vm, &object, &vm.intern("closed"))?),
            None => match self.state.get() {
                State::Closed => Ok(true),
                State::Open => Ok(false),
                State::Detached | State::Missing => self.check_open().map(|()| false),
            },
        }
    }

    pub fn is_terminal(&self) -> bool {
        self.file.borrow().as_ref().is_some_and(File::is_terminal)
    }

    pub fn isatty(&self, vm: &Vm) -> Raises<bool> {
        match self.ask(vm, "isatty", &[])? {
            Some(answer) => vm.is_true(&answer),
            None => Ok(self.is_terminal()),
        }
    }

    pub fn fileno(&self, vm: &Vm) -> Raises<Value> {
        Ok(self.ask(vm, "fileno", &[])?.unwrap_or(Value::Int(self.fd)))
    }

    /// What `name` shows.
    pub fn name(&self, vm: &Vm) -> Raises<Value> {
        match self.object() {
            Some(object) => protocol::getattr(vm, &object, &vm.intern("name")),
            None => match self.state.get() {
                State::Detached | State::Missing => self.check_open().map(|()| Value::None),
                _ => Ok(self.name.clone()),
            },
        }
    }

    #[cold]
    fn detached(&self) -> Raised {
        let what = if self.raw { "raw stream" } else { "underlying buffer" };
        err!(ValueError, "{what} has been detached")
    }

    pub fn check_open(&self) -> Raises<()> {
        match self.state.get() {
            State::Open => Ok(()),
            State::Closed => Err(closed_error()),
            State::Detached => Err(self.detached()),
            State::Missing => Err(err!(ValueError, "I/O operation on uninitialized object")),
        }
    }

    /// Whether there is a stream below.
    pub fn is_attached(&self) -> bool {
        !matches!(self.state.get(), State::Detached | State::Missing)
    }

    /// Gives the stream below away.
    pub fn detach(&self, vm: &Vm) -> Raises<Option<Value>> {
        self.check_open()?;
        self.flush(vm)?;
        if self.object.borrow().is_none() {
            return Ok(None);
        }
        self.state.set(State::Detached);
        Ok(self.object.take())
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
        if !due {
            return Ok(());
        }
        if self.flushing.get() == Flushing::Line {
            return self.flush(vm);
        }
        self.settle();
        self.flush_bytes(vm)
    }

    /// Writes bytes, before text that is still pending.
    pub fn write(&self, vm: &Vm, bytes: &[u8]) -> Raises<()> {
        let waiting = self.out.borrow().len();
        if self.raw && waiting > 0 && waiting + bytes.len() > self.chunk {
            self.flush_bytes(vm)?;
        }
        self.out.borrow_mut().extend_from_slice(bytes);
        let due = match self.flushing.get() {
            Flushing::Always => true,
            Flushing::Line | Flushing::Full => self.out.borrow().len() > self.chunk,
        };
        if due { self.flush_bytes(vm) } else { Ok(()) }
    }

    /// Hands everything to the system.
    pub fn flush(&self, vm: &Vm) -> Raises<()> {
        self.settle();
        self.flush_bytes(vm)?;
        if !self.raw {
            self.ask(vm, "flush", &[])?;
        }
        Ok(())
    }

    /// Hands the bytes to the system, but not text that is still pending.
    pub fn flush_bytes(&self, vm: &Vm) -> Raises<()> {
        if let Some(object) = self.object() {
            return self.flush_to(vm, &object);
        }
        loop {
            let mut out = self.out.borrow_mut();
            if out.is_empty() {
                return Ok(());
            }
            let mut file = self.file.borrow_mut();
            let Some(file) = file.as_mut() else { return Err(closed_error()) };
            let result = file.write(&out);
            note_written(self.fd, &out);
            if let (Ok(n), Some(copy)) = (&result, &mut *self.copy.borrow_mut()) {
                let room = copy.most - copy.data.len();
                copy.is_cut |= *n > room;
                copy.data.extend_from_slice(&out[..room.min(*n)]);
            }
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

    /// From now on keeps a copy of what is written, `most` bytes of it.
    pub fn start_copy(&self, most: usize) {
        *self.copy.borrow_mut() = Some(Copy { data: vec![], most, is_cut: false });
    }

    /// The copy, and whether it lacks something; no more is kept.
    pub fn end_copy(&self) -> (Vec<u8>, bool) {
        match self.copy.take() {
            Some(copy) => (copy.data, copy.is_cut),
            None => (vec![], true),
        }
    }

    /// Hands the bytes to the stream below.
    fn flush_to(&self, vm: &Vm, object: &Value) -> Raises<()> {
        loop {
            let data = self.out.take();
            if data.is_empty() {
                return Ok(());
            }
            let len = data.len();
            let chunk = bytes(vm, data);
            let written = protocol::call_method(
                vm,
                object,
                &vm.intern("write"),
                std::slice::from_ref(&chunk),
            )?;
            if !self.raw {
                continue;
            }
            let n = if written.is_none() { Ok(0) } else { self.count(vm, &written, len, "write") };
            let rest = content(&chunk)
                .map_or_else(Vec::new, |it| it[*n.as_ref().unwrap_or(&0)..].to_vec());
            self.out.borrow_mut().splice(0..0, rest);
            if n? == 0 && written.is_none() {
                let text = "write could not complete without blocking";
                return Err(Raised::instance(os_error(vm, libc::EAGAIN, text, &[])));
            }
        }
    }

    /// How many bytes a raw stream says it has read or written.
    fn count(&self, vm: &Vm, given: &Value, most: usize, what: &str) -> Raises<usize> {
        let n = protocol::to_isize(vm, given, Builtin::ValueError)?;
        match usize::try_from(n).ok().filter(|it| *it <= most) {
            Some(n) => Ok(n),
            None => Err(err!(
                OSError,
                "raw {what}() returned invalid length {n} (should have been between 0 and {most})"
            )),
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
        self.check_open()?;
        if let Some(object) = self.object()
            && vm.is_true(&protocol::getattr(vm, &object, &vm.intern("closed"))?)?
        {
            return Ok(());
        }
        let result = self.flush(vm);
        let file = self.file.take();
        drop(file);
        let closed = self.ask(vm, "close", &[]).map(drop);
        self.discard();
        self.state.set(State::Closed);
        result.and(closed)
    }

    /// Reads on; false at the end of the file.
    fn fill(&self, vm: &Vm) -> Raises<bool> {
        if let Some(object) = self.object() {
            return self.fill_from(vm, &object);
        }
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
                // Of what was typed at the prompt beyond the line that runs, only as much as is asked for.
                let ahead =
                    if terminal && self.fd == 0 { TYPED_AHEAD.load(Ordering::Relaxed) } else { 0 };
                if ahead > 0 {
                    TYPED_AHEAD.store(ahead - 1, Ordering::Relaxed);
                }
                input.data.resize(len + if ahead > 0 { 1 } else { CHUNK }, 0);
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

    /// Reads on from the stream below.
    fn fill_from(&self, vm: &Vm, object: &Value) -> Raises<bool> {
        if self.raw {
            let room = bytearray(vm, vec![0; self.chunk]);
            let view = Value::Type(vm.class(Builtin::MemoryView).clone());
            let view = protocol::call1(vm, &view, &room)?;
            let n = protocol::call_method(
                vm,
                object,
                &vm.intern("readinto"),
                std::slice::from_ref(&view),
            )?;
            protocol::call_method(vm, &view, &vm.intern("release"), &[])?;
            if n.is_none() {
                return Ok(false);
            }
            let n = self.count(vm, &n, self.chunk, "readinto")?;
            if let Some(data) = content(&room) {
                self.received(&data[..n]);
            }
            return Ok(n > 0);
        }
        let read1 = protocol::getattr_opt(vm, object, &vm.intern("read1"))?;
        let (read, name) = match read1 {
            Some(read) => (read, "read1"),
            None => (protocol::getattr(vm, object, &vm.intern("read"))?, "read"),
        };
        let data = protocol::call1(vm, &read, &Value::Int(self.chunk as i64))?;
        self.receive(vm, &data, name)
    }

    /// Takes what a method of the stream below gave.
    fn receive(&self, vm: &Vm, data: &Value, method: &str) -> Raises<bool> {
        match content(data) {
            Some(data) => {
                self.received(&data);
                Ok(!data.is_empty())
            }
            None => Err(err!(
                TypeError,
                "underlying {method}() should have returned a bytes-like object, not '{}'",
                vm.type_name(data)
            )),
        }
    }

    fn received(&self, data: &[u8]) {
        let mut input = self.input.borrow_mut();
        let at = std::mem::take(&mut input.at);
        input.data.drain(..at);
        input.data.extend_from_slice(data);
    }

    /// The bytes that are there without reading on, or after reading once where there are none.
    pub fn available(&self, vm: &Vm) -> Raises<usize> {
        let waiting = || {
            let input = self.input.borrow();
            input.data.len() - input.at
        };
        if waiting() == 0 {
            self.fill(vm)?;
        }
        Ok(waiting())
    }

    /// The bytes read next, `count` of them, which are there; they stay.
    pub fn look(&self, count: usize) -> Vec<u8> {
        let input = self.input.borrow();
        input.data[input.at..input.at + count].to_vec()
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
        self.line_length_from(vm, 0, returns)
    }

    /// As [`Channel::line_length`], for what comes after the first `from` bytes; those are counted.
    pub fn line_length_from(&self, vm: &Vm, mut from: usize, returns: bool) -> Raises<usize> {
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
        match if self.raw { None } else { self.ask(vm, "read", &[])? } {
            Some(data) => drop(self.receive(vm, &data, "read")?),
            None => while self.fill(vm)? {},
        }
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

    /// Takes back what was read ahead, so that writing goes to the place that reading has come to.
    pub fn rewind(&self, vm: &Vm) -> Raises<()> {
        if !self.readable {
            return Ok(());
        }
        let unread = {
            let mut input = self.input.borrow_mut();
            let unread = input.data.len() - input.at;
            *input = Input::default();
            unread as i64
        };
        if unread == 0 || self.ask(vm, "seek", &[Value::Int(-unread), Value::Int(1)])?.is_some() {
            return Ok(());
        }
        self.file_call(vm, |file| file.seek(SeekFrom::Current(-unread)).map(drop))
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
        let below = match to {
            SeekFrom::Current(0) => self.ask(vm, "tell", &[])?,
            SeekFrom::Start(n) => self.ask(vm, "seek", &[Value::Int(n as i64)])?,
            SeekFrom::Current(n) => self.ask(vm, "seek", &[Value::Int(n), Value::Int(1)])?,
            SeekFrom::End(n) => self.ask(vm, "seek", &[Value::Int(n), Value::Int(2)])?,
        };
        if let Some(place) = below {
            let place = protocol::to_isize(vm, &place, Builtin::OverflowError)?;
            let place = if to == SeekFrom::Current(0) { place - unread } else { place };
            return u64::try_from(place)
                .map_err(|_| err!(OSError, "Raw stream returned invalid position {place}"));
        }
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
        if self.ask(vm, "truncate", &[Value::Int(size as i64)])?.is_some() {
            return Ok(());
        }
        let result = match self.file.borrow().as_ref() {
            Some(file) => file.set_len(size),
            None => return Err(closed_error()),
        };
        result.map_err(|error| system_error(vm, &error, &[]))
    }

    pub fn is_seekable(&self, vm: &Vm) -> Raises<bool> {
        if let Some(answer) = self.ask(vm, "seekable", &[])? {
            return vm.is_true(&answer);
        }
        let mut file = self.file.borrow_mut();
        Ok(file.as_mut().is_some_and(|it| it.stream_position().is_ok()))
    }

    /// Reads from the file of the system itself, past the buffers.
    pub fn read_raw(&self, vm: &Vm, count: usize) -> Raises<Vec<u8>> {
        let mut data = vec![0; count];
        let n = self.file_call(vm, |file| file.read(&mut data))?;
        data.truncate(n);
        Ok(data)
    }

    /// Writes to the file of the system itself, past the buffers.
    pub fn write_raw(&self, vm: &Vm, data: &[u8]) -> Raises<usize> {
        note_written(self.fd, data);
        self.file_call(vm, |file| file.write(data))
    }

    fn file_call<T>(
        &self,
        vm: &Vm,
        mut call: impl FnMut(&mut File) -> std::io::Result<T>,
    ) -> Raises<T> {
        loop {
            let result = {
                let mut file = self.file.borrow_mut();
                let Some(file) = file.as_mut() else { return Err(closed_error()) };
                call(file)
            };
            match result {
                Ok(it) => return Ok(it),
                Err(error) if error.kind() == ErrorKind::Interrupted => vm.poll()?,
                Err(error) => return Err(system_error(vm, &error, &[])),
            }
        }
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
