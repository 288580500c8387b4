//! `io.StringIO`: a stream of text in memory.
//!
//! Reference: Library Reference, "io.StringIO".

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use crate::algo::wtf8;
use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, Payload, Raised, Raises, Ref, Str, TypeSpec, Value,
    Visitor, Vm, flags,
};
use crate::protocol;
use crate::stdlib::sys::newline::{Newline, kinds, seen_newlines, translated};
use crate::stdlib::sys::stream::size;
use crate::types::container::this;

pub struct StringIo {
    text: RefCell<Text>,
    newline: Cell<Newline>,
    /// Kinds of line ends that have been written, where they are of interest.
    seen: Cell<u8>,
    is_open: Cell<bool>,
}

/// The text and the place in it.
#[derive(Default)]
struct Text {
    data: Vec<u8>,
    /// Characters.
    count: usize,
    /// The place, in characters and in bytes; beyond the end, the bytes say where the end is.
    at: usize,
    at_byte: usize,
}

impl Payload for StringIo {
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<StringIo>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_io.StringIO",
    base: Builtin::IoTextBase,
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "StringIO(initial_value='', newline='\\n')\n--\n\nA stream of text in memory.",
    slots: |slots| {
        slots.new.set(Some(|vm, class, _| Ok(vm.alloc_in(class, StringIo::default()))));
        slots.init.set(Some(init));
        slots.next.set(Some(next));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("close($self, /)", "Close the stream; its text is gone then.", close),
    native!("getvalue($self, /)", "All of the text.", getvalue),
    native!(
        "read($self, size=-1, /)",
        "Read so many characters; all there are if below zero.",
        read
    ),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!("tell($self, /)", "The present place.", tell),
    native!(
        "truncate($self, pos=None, /)",
        "Cut the text off at a place, the present one if none is named.",
        truncate
    ),
    native!("seek($self, pos, whence=0, /)", "Go to a place.", seek),
    native!("write($self, s, /)", "Write text and return the number of characters.", write),
    native!("seekable($self, /)", "Whether the place can be changed.", able),
    native!("readable($self, /)", "Whether it can be read.", able),
    native!("writable($self, /)", "Whether it can be written.", able),
    native!("__getstate__($self, /)", "What pickling needs.", getstate),
    native!("__setstate__($self, state, /)", "Become what was pickled.", setstate),
];

static GETSET: &[GetSet] = &[
    GetSet {
        name: "closed",
        doc: "",
        get: |_, it| Ok(Value::bool(!of(it).is_open.get())),
        set: None,
    },
    GetSet {
        name: "newlines",
        doc: "",
        get: |vm, it| {
            of(it).check_open()?;
            Ok(seen_newlines(vm, of(it).seen.get()))
        },
        set: None,
    },
    GetSet {
        name: "line_buffering",
        doc: "",
        get: |_, it| {
            of(it).check_open()?;
            Ok(Value::FALSE)
        },
        set: None,
    },
];

fn of(it: &Value) -> &Ref<StringIo> {
    this::<StringIo>(it)
}

impl Default for StringIo {
    fn default() -> StringIo {
        StringIo {
            text: RefCell::default(),
            newline: Cell::new(Newline::Lf),
            seen: Cell::new(0),
            is_open: Cell::new(true),
        }
    }
}

/// The stream behind a value whose class is exactly `StringIO`.
pub fn exact<'a>(vm: &Vm, value: &'a Value) -> Option<&'a Ref<StringIo>> {
    let stream = value.downcast::<StringIo>()?;
    stream.class().is(vm.class(Builtin::StringIo)).then_some(stream)
}

#[cold]
fn closed() -> Raised {
    err!(ValueError, "I/O operation on closed file")
}

impl Text {
    /// Where the character with that number starts.
    fn byte_of(&self, index: usize) -> usize {
        if self.count == self.data.len() || index >= self.count {
            return index.min(self.data.len());
        }
        if index >= self.at && self.at <= self.count {
            return self.at_byte + wtf8::offset(&self.data[self.at_byte..], index - self.at);
        }
        wtf8::offset(&self.data, index)
    }

    fn go(&mut self, at: usize) {
        self.at_byte = self.byte_of(at);
        self.at = at;
    }

    fn put(&mut self, bytes: &[u8], count: usize) {
        if self.at > self.count {
            let gap = self.at - self.count;
            self.data.resize(self.data.len() + gap, 0);
            self.count = self.at;
            self.at_byte = self.data.len();
        }
        if self.at == self.count {
            self.data.extend_from_slice(bytes);
            self.count += count;
        } else {
            let end = (self.at + count).min(self.count);
            let end_byte = self.byte_of(end);
            self.data.splice(self.at_byte..end_byte, bytes.iter().copied());
            self.count += count - (end - self.at);
        }
        self.at += count;
        self.at_byte += bytes.len();
    }

    /// Goes ahead by so many bytes and gives them.
    fn take(&mut self, len: usize) -> &[u8] {
        let start = self.at_byte;
        let piece = &self.data[start..start + len];
        self.at += if self.count == self.data.len() { len } else { wtf8::count(piece) };
        self.at_byte += len;
        piece
    }

    /// What is left from the place on.
    fn rest(&self) -> &[u8] {
        if self.at > self.count { &[] } else { &self.data[self.at_byte..] }
    }
}

impl StringIo {
    pub fn check_open(&self) -> Raises<()> {
        if self.is_open.get() { Ok(()) } else { Err(closed()) }
    }

    /// Writes text in which line ends stay what they are: the stream is open.
    pub fn push(&self, bytes: &[u8]) {
        let (bytes, count) = match self.newline.get() {
            Newline::Lf => (Cow::Borrowed(bytes), None),
            Newline::Any => {
                self.seen.set(self.seen.get() | kinds(bytes));
                (Cow::Borrowed(bytes), None)
            }
            newline => {
                if newline == Newline::Universal {
                    self.seen.set(self.seen.get() | kinds(bytes));
                }
                (translated(bytes, newline), None::<usize>)
            }
        };
        let count = count.unwrap_or_else(|| wtf8::count(&bytes));
        self.text.borrow_mut().put(&bytes, count);
    }

    /// How many bytes the next line takes.
    fn line_length(&self, rest: &[u8]) -> usize {
        let found = match self.newline.get() {
            Newline::Universal | Newline::Lf => memchr::memchr(b'\n', rest).map(|at| at + 1),
            Newline::Cr => memchr::memchr(b'\r', rest).map(|at| at + 1),
            Newline::CrLf => memchr::memmem::find(rest, b"\r\n").map(|at| at + 2),
            Newline::Any => memchr::memchr2(b'\n', b'\r', rest).map(|at| {
                at + 1 + usize::from(rest[at] == b'\r' && rest.get(at + 1) == Some(&b'\n'))
            }),
        };
        found.unwrap_or(rest.len())
    }

    fn line(&self, vm: &Vm, limit: Option<usize>) -> Ref<Str> {
        let mut text = self.text.borrow_mut();
        let rest = text.rest();
        let mut len = self.line_length(rest);
        if let Some(limit) = limit {
            len = len.min(wtf8::offset(&rest[..len], limit));
        }
        vm.str_from_bytes(text.take(len))
    }
}

fn newline_of(vm: &Vm, value: &Value) -> Raises<Newline> {
    if !value.is_none() && value.downcast::<Str>().is_none() {
        let kind = vm.type_name(value);
        return Err(err!(TypeError, "newline must be str or None, not {kind}"));
    }
    match Newline::of(value.downcast::<Str>().map(|it| it.bytes())) {
        Some(newline) => Ok(newline),
        None => {
            let shown = protocol::repr(vm, value)?;
            Err(err!(ValueError, "illegal newline value: {}", shown.to_string_lossy()))
        }
    }
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (initial, newline): (Value, Value) =
        crate::bind!(vm, args, "StringIO(initial_value='', newline='\\n')")?;
    set_up(vm, of(it), &initial, &newline)
}

fn set_up(vm: &Vm, it: &StringIo, initial: &Value, newline: &Value) -> Raises<()> {
    let newline = newline_of(vm, newline)?;
    if !initial.is_none() && initial.downcast::<Str>().is_none() {
        let kind = vm.type_name(initial);
        return Err(err!(TypeError, "initial_value must be str or None, not {kind}"));
    }
    it.newline.set(newline);
    it.seen.set(0);
    it.is_open.set(true);
    *it.text.borrow_mut() = Text::default();
    if let Some(text) = initial.downcast::<Str>() {
        it.push(text.bytes());
        it.text.borrow_mut().go(0);
    }
    Ok(())
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    let stream = of(it);
    stream.check_open()?;
    if stream.class().is(vm.class(Builtin::StringIo)) {
        let line = stream.line(vm, None);
        return Ok(Some(Value::Str(line.clone())).filter(|_| line.count() > 0));
    }
    // A subclass may read lines in its own way.
    let line = super::base::call(vm, it, "readline", &[])?;
    match line.downcast::<Str>() {
        Some(text) if text.count() == 0 => Ok(None),
        Some(_) => Ok(Some(line)),
        None => {
            let kind = vm.type_name(&line);
            Err(err!(OSError, "readline() should have returned a str object, not '{kind}'"))
        }
    }
}

fn close(_: &Vm, it: Ref<StringIo>) {
    it.is_open.set(false);
    *it.text.borrow_mut() = Text::default();
}

fn getvalue(vm: &Vm, it: Ref<StringIo>) -> Raises<Value> {
    it.check_open()?;
    Ok(Value::Str(vm.str_from_bytes(&it.text.borrow().data)))
}

fn read(vm: &Vm, it: Ref<StringIo>, count: Value) -> Raises<Value> {
    it.check_open()?;
    let count = size(vm, &count)?;
    let mut text = it.text.borrow_mut();
    let rest = text.rest();
    let len = count.map_or(rest.len(), |count| wtf8::offset(rest, count).min(rest.len()));
    Ok(Value::Str(vm.str_from_bytes(text.take(len))))
}

fn readline(vm: &Vm, it: Ref<StringIo>, count: Value) -> Raises<Value> {
    it.check_open()?;
    let limit = size(vm, &count)?;
    Ok(Value::Str(it.line(vm, limit)))
}

fn tell(_: &Vm, it: Ref<StringIo>) -> Raises<usize> {
    it.check_open()?;
    Ok(it.text.borrow().at)
}

fn truncate(vm: &Vm, it: Ref<StringIo>, place: Value) -> Raises<i64> {
    it.check_open()?;
    let place = match place {
        Value::None => it.text.borrow().at as i64,
        place => {
            if vm.type_of(&place).slots.index.get().is_none() {
                let kind = vm.type_name(&place);
                return Err(err!(TypeError, "argument should be integer or None, not '{kind}'"));
            }
            protocol::to_isize(vm, &place, Builtin::OverflowError)?
        }
    };
    let Ok(end) = usize::try_from(place) else {
        return Err(err!(ValueError, "Negative size value {place}"));
    };
    let mut text = it.text.borrow_mut();
    if end < text.count {
        let end_byte = text.byte_of(end);
        text.data.truncate(end_byte);
        text.count = end;
        let at = text.at;
        text.go(at);
    }
    Ok(place)
}

fn seek(_: &Vm, it: Ref<StringIo>, place: i64, whence: i32) -> Raises<i64> {
    it.check_open()?;
    match whence {
        0 if place < 0 => return Err(err!(ValueError, "Negative seek position {place}")),
        1 | 2 if place != 0 => return Err(err!(OSError, "Can't do nonzero cur-relative seeks")),
        0..=2 => {}
        _ => return Err(err!(ValueError, "Invalid whence ({whence}, should be 0, 1 or 2)")),
    }
    let mut text = it.text.borrow_mut();
    let place = match whence {
        0 => place,
        1 => text.at as i64,
        _ => text.count as i64,
    };
    text.go(place as usize);
    Ok(place)
}

fn write(vm: &Vm, it: Ref<StringIo>, text: Value) -> Raises<usize> {
    let Some(text) = text.downcast::<Str>() else {
        return Err(err!(TypeError, "string argument expected, got '{}'", vm.type_name(&text)));
    };
    it.check_open()?;
    it.push(text.bytes());
    Ok(text.count())
}

fn able(_: &Vm, it: Ref<StringIo>) -> Raises<bool> {
    it.check_open()?;
    Ok(true)
}

fn getstate(vm: &Vm, it: Ref<StringIo>) -> Raises<Value> {
    it.check_open()?;
    let newline = match it.newline.get() {
        Newline::Universal => Value::None,
        Newline::Any => vm.text(""),
        Newline::Lf => vm.text("\n"),
        Newline::Cr => vm.text("\r"),
        Newline::CrLf => vm.text("\r\n"),
    };
    let (text, at) = {
        let text = it.text.borrow();
        (vm.str_from_bytes(&text.data), text.at)
    };
    let object = Value::of(it.into_any());
    let dict = super::own_dict(vm, &object)?;
    Ok(vm.tuple(vec![Value::Str(text), newline, Value::Int(at as i64), dict]))
}

fn setstate(vm: &Vm, it: Ref<StringIo>, state: Value) -> Raises<()> {
    it.check_open()?;
    let items = super::state_items(vm, &it.clone().into_any(), &state, 4)?;
    set_up(vm, &it, &items[0], &items[1])?;
    // The text is as it was read: it is not translated once more.
    if let Some(text) = items[0].downcast::<Str>() {
        let mut inner = it.text.borrow_mut();
        *inner = Text::default();
        inner.put(text.bytes(), text.count());
    }
    let at = protocol::to_isize(vm, &items[2], Builtin::OverflowError)?;
    let Ok(at) = usize::try_from(at) else {
        return Err(err!(ValueError, "position value cannot be negative"));
    };
    it.text.borrow_mut().go(at);
    super::set_own_dict(vm, &Value::of(it.into_any()), &items[3])
}
