//! Text streams over files of the system: `sys.stdin`, `sys.stdout`, `sys.stderr`, and what `open` gives.
//!
//! Reference: Library Reference, "io.TextIOBase", "io.TextIOWrapper".

use std::cell::{Cell, OnceCell};
use std::io::SeekFrom;
use std::rc::Rc;

use crate::algo::wtf8;
use crate::err;
use crate::native;
use crate::object::{
    Builtin, GetSet, Layout, Native, Payload, Raised, Raises, Ref, Str, TypeSpec, Value, Visitor,
    Vm, flags,
};
use crate::protocol;
use crate::types::codec;
use crate::types::container::{itself, this};

use super::channel::{Channel, Flushing, closed_error};

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// Any of `\n`, `\r` and `\r\n`, all read as `\n`.
    Universal,
    /// Any of them, read as they are.
    Any,
    Lf,
    Cr,
    CrLf,
}

pub struct TextStream {
    pub channel: Rc<Channel>,
    pub mode: &'static str,
    pub encoding: String,
    pub errors: String,
    pub newline: Newline,
    /// UTF-8 without translation of line ends: text without surrogates is written as it is.
    pub plain: bool,
    pub line_buffering: Cell<bool>,
    /// The stream of bytes below, once asked for.
    pub buffer: OnceCell<Value>,
}

impl Payload for TextStream {
    fn traverse(&self, visit: &mut Visitor) {
        if let Some(buffer) = self.buffer.get() {
            visit.value(buffer);
        }
    }
}

static LAYOUT: Layout = Layout::of::<TextStream>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_io.TextIOWrapper",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF | flags::NO_NEW,
    doc: "A stream of text over a stream of bytes.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.iter.set(Some(|vm, it| {
            this::<TextStream>(it).channel.check_open()?;
            itself(vm, it)
        }));
        slots.next.set(Some(next));
        slots.new.set(Some(|_, _, _| {
            Err(err!(
                NotImplementedError,
                "making a TextIOWrapper is not supported yet; open() makes text files"
            ))
        }));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("write($self, text, /)", "Write text and return the number of characters.", write),
    native!("writelines($self, lines, /)", "Write each of the lines.", writelines),
    native!("flush($self, /)", "Hand everything written to the system.", flush),
    native!(
        "read($self, size=-1, /)",
        "Read so many characters; all there are if below zero.",
        read
    ),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!(
        "readlines($self, hint=-1, /)",
        "Read all lines, or about so many characters of them.",
        readlines
    ),
    native!("close($self, /)", "Flush and close.", close),
    native!("fileno($self, /)", "The number the system has for the file.", fileno),
    native!("isatty($self, /)", "Whether this is a terminal.", isatty),
    native!("readable($self, /)", "Whether it can be read.", readable),
    native!("writable($self, /)", "Whether it can be written.", writable),
    native!("seekable($self, /)", "Whether the place can be changed.", seekable),
    native!("seek($self, cookie, whence=0, /)", "Go to a place that tell() gave.", seek),
    native!("tell($self, /)", "The present place.", tell),
    native!("truncate($self, pos=None, /)", "Make the file so many bytes long.", truncate),
    native!(
        "reconfigure($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
        "Change how the stream is buffered.",
        reconfigure
    ),
    native!("__enter__($self, /)", "The stream itself.", enter),
    native!("__exit__($self, /, *args)", "Close the stream.", exit),
];

static GETSET: &[GetSet] = &[
    GetSet { name: "name", doc: "", get: |_, it| Ok(of(it).channel.name.clone()), set: None },
    GetSet { name: "encoding", doc: "", get: |vm, it| Ok(vm.text(&of(it).encoding)), set: None },
    GetSet { name: "errors", doc: "", get: |vm, it| Ok(vm.text(&of(it).errors)), set: None },
    GetSet { name: "mode", doc: "", get: |vm, it| Ok(vm.text(of(it).mode)), set: None },
    GetSet {
        name: "closed",
        doc: "",
        get: |_, it| Ok(Value::bool(of(it).channel.is_closed())),
        set: None,
    },
    GetSet { name: "newlines", doc: "", get: |_, _| Ok(Value::None), set: None },
    GetSet {
        name: "line_buffering",
        doc: "",
        get: |_, it| Ok(Value::bool(of(it).line_buffering.get())),
        set: None,
    },
    GetSet {
        name: "write_through",
        doc: "",
        get: |_, it| Ok(Value::bool(of(it).channel.flushing.get() == Flushing::Always)),
        set: None,
    },
    GetSet { name: "buffer", doc: "", get: buffer, set: None },
];

fn of(it: &Value) -> &Ref<TextStream> {
    this::<TextStream>(it)
}

/// How a text stream is made.
pub struct Options {
    pub mode: &'static str,
    pub encoding: String,
    pub errors: String,
    pub newline: Newline,
}

pub fn make(vm: &Vm, channel: Channel, options: Options) -> Value {
    let line_buffering = channel.flushing.get() == Flushing::Line;
    let utf8 = codec::Encoding::named(&options.encoding) == Some(codec::Encoding::Utf8);
    let stream = TextStream {
        channel: Rc::new(channel),
        mode: options.mode,
        plain: utf8 && !matches!(options.newline, Newline::Cr | Newline::CrLf),
        encoding: options.encoding,
        errors: options.errors,
        newline: options.newline,
        line_buffering: Cell::new(line_buffering),
        buffer: OnceCell::new(),
    };
    vm.alloc(Builtin::TextStream, stream)
}

/// The stream behind a value whose class is exactly the built-in one.
pub fn exact<'a>(vm: &Vm, value: &'a Value) -> Option<&'a Ref<TextStream>> {
    let stream = value.downcast::<TextStream>()?;
    stream.class().is(vm.class(Builtin::TextStream)).then_some(stream)
}

impl TextStream {
    /// Adds text to what is to be written; [`TextStream::written`] is to follow.
    #[inline]
    pub fn push(&self, vm: &Vm, text: &Ref<Str>) -> Raises<()> {
        if self.plain && !text.has_surrogates() {
            self.channel.push(text.bytes());
            return Ok(());
        }
        let translated = match self.newline {
            Newline::Cr => Some(replace(text.bytes(), b"\r")),
            Newline::CrLf => Some(replace(text.bytes(), b"\r\n")),
            _ => None,
        };
        let text = translated.map_or_else(|| text.clone(), |it| vm.str_from_bytes(&it));
        let encoded = codec::encode(vm, &text, &self.encoding, &self.errors)?;
        if let Some(bytes) = crate::types::bytes::bytes_of(&encoded) {
            self.channel.push(bytes);
        }
        Ok(())
    }

    /// Sends pushed text on its way.
    #[inline]
    pub fn written(&self, vm: &Vm, has_line: bool) -> Raises<()> {
        self.channel.written(vm, has_line)
    }

    pub fn check_writable(&self, vm: &Vm) -> Raises<()> {
        self.channel.check_open()?;
        if self.channel.writable { Ok(()) } else { Err(unsupported(vm, "not writable")) }
    }

    fn check_readable(&self, vm: &Vm) -> Raises<()> {
        self.channel.check_open()?;
        if self.channel.readable { Ok(()) } else { Err(unsupported(vm, "not readable")) }
    }

    pub fn write_text(&self, vm: &Vm, text: &Ref<Str>) -> Raises<()> {
        self.check_writable(vm)?;
        self.push(vm, text)?;
        self.written(vm, text.bytes().contains(&b'\n'))
    }

    /// Text of bytes read, line ends translated.
    fn text(&self, vm: &Vm, mut data: Vec<u8>) -> Raises<Value> {
        if self.newline == Newline::Universal && data.contains(&b'\r') {
            data = universal(&data);
        }
        if self.plain && data.is_ascii() {
            return Ok(Value::Str(vm.str_from_bytes(&data)));
        }
        let object = crate::types::bytes::bytes(vm, data.clone());
        codec::decode(vm, &object, &data, &self.encoding, &self.errors)
    }

    /// The next line with its end; empty at the end of the file.
    pub fn line(&self, vm: &Vm) -> Raises<Value> {
        self.check_readable(vm)?;
        let channel = &self.channel;
        let returns = matches!(self.newline, Newline::Universal | Newline::Any | Newline::Cr);
        let mut count = channel.line_length(vm, returns)?;
        if returns
            && count > 0
            && channel.peek(vm, count - 1)? == Some(b'\r')
            && channel.peek(vm, count)? == Some(b'\n')
            && self.newline != Newline::Cr
        {
            count += 1;
        }
        self.text(vm, channel.take(count))
    }

    /// How many bytes the next `count` characters take.
    fn characters(&self, vm: &Vm, count: usize) -> Raises<usize> {
        let channel = &self.channel;
        let single = !matches!(
            codec::Encoding::named(&self.encoding),
            Some(codec::Encoding::Utf8 | codec::Encoding::Utf8Sig)
        );
        let mut at = 0;
        for _ in 0..count {
            let Some(first) = channel.peek(vm, at)? else { break };
            let crlf = first == b'\r'
                && self.newline == Newline::Universal
                && channel.peek(vm, at + 1)? == Some(b'\n');
            at += match first {
                _ if crlf => 2,
                _ if single => 1,
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => 1,
            };
        }
        Ok(at)
    }
}

fn replace(text: &[u8], newline: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 8);
    for &byte in text {
        if byte == b'\n' {
            out.extend_from_slice(newline);
        } else {
            out.push(byte);
        }
    }
    out
}

fn universal(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut i = 0;
    while i < data.len() {
        if data[i] == b'\r' {
            out.push(b'\n');
            i += usize::from(data.get(i + 1) == Some(&b'\n'));
        } else {
            out.push(data[i]);
        }
        i += 1;
    }
    out
}

/// `io.UnsupportedOperation`, an OSError and a ValueError.
pub fn unsupported_class(vm: &Vm) -> Raises<Value> {
    #[derive(Default)]
    struct Class(OnceCell<Value>);
    let state = vm.state::<Class>();
    if let Some(class) = state.0.get() {
        return Ok(class.clone());
    }
    let bases = [Builtin::OSError, Builtin::ValueError].map(|it| Value::Type(vm.class(it).clone()));
    let namespace = vm.dict();
    namespace.set_str(vm, vm.name(crate::object::Name::Module), vm.text("io"));
    let args = [vm.text("UnsupportedOperation"), vm.tuple(bases.to_vec()), Value::Dict(namespace)];
    let metaclass = Value::Type(vm.class(Builtin::Type).clone());
    let class = protocol::call(vm, &metaclass, crate::object::Args::positional(&args))?;
    Ok(state.0.get_or_init(|| class).clone())
}

#[cold]
pub fn unsupported(vm: &Vm, message: &str) -> Raised {
    let made = unsupported_class(vm).and_then(|it| protocol::call1(vm, &it, &vm.text(message)));
    made.map_or_else(|raised| raised, Raised::instance)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let stream = of(it);
    let name = protocol::repr(vm, &stream.channel.name)?;
    Ok(vm.text(&format!(
        "<_io.TextIOWrapper name={} mode='{}' encoding='{}'>",
        name.to_string_lossy(),
        stream.mode,
        stream.encoding
    )))
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    let line = of(it).line(vm)?;
    Ok(Some(line).filter(|it| it.downcast::<Str>().is_some_and(|it| it.count() > 0)))
}

fn write(vm: &Vm, stream: Ref<TextStream>, text: Value) -> Raises<usize> {
    let Some(text) = text.downcast::<Str>() else {
        return Err(err!(TypeError, "write() argument must be str, not {}", vm.type_name(&text)));
    };
    stream.write_text(vm, text)?;
    Ok(text.count())
}

fn writelines(vm: &Vm, stream: Ref<TextStream>, lines: Value) -> Raises<()> {
    stream.channel.check_open()?;
    protocol::for_each(vm, &lines, &mut |line| write(vm, stream.clone(), line).map(drop))
}

fn flush(vm: &Vm, stream: Ref<TextStream>) -> Raises<()> {
    stream.channel.check_open()?;
    stream.channel.flush(vm)
}

/// A size argument: `None` where it means "everything".
pub fn size(vm: &Vm, value: &Value) -> Raises<Option<usize>> {
    match value {
        Value::None => Ok(None),
        Value::Int(n) => Ok(usize::try_from(*n).ok()),
        other if vm.type_of(other).slots.index.get().is_some() => {
            let n = protocol::to_isize(vm, other, Builtin::OverflowError)?;
            Ok(usize::try_from(n).ok())
        }
        other => Err(err!(
            TypeError,
            "argument should be integer or None, not '{}'",
            vm.type_name(other)
        )),
    }
}

fn read(vm: &Vm, stream: Ref<TextStream>, count: Value) -> Raises<Value> {
    stream.check_readable(vm)?;
    let data = match size(vm, &count)? {
        None => stream.channel.read_all(vm)?,
        Some(count) => {
            let bytes = stream.characters(vm, count)?;
            stream.channel.take(bytes)
        }
    };
    stream.text(vm, data)
}

fn readline(vm: &Vm, stream: Ref<TextStream>, count: isize) -> Raises<Value> {
    if count < 0 {
        return stream.line(vm);
    }
    stream.check_readable(vm)?;
    let whole = stream.channel.line_length(vm, stream.newline != Newline::Lf)?;
    let bytes = stream.characters(vm, count as usize)?.min(whole);
    stream.text(vm, stream.channel.take(bytes))
}

fn readlines(vm: &Vm, stream: Ref<TextStream>, hint: Value) -> Raises<Value> {
    let hint = size(vm, &hint)?.filter(|it| *it > 0);
    let mut lines = Vec::new();
    let mut total = 0;
    loop {
        let line = stream.line(vm)?;
        let count = line.downcast::<Str>().map_or(0, |it| it.count());
        if count == 0 {
            return Ok(vm.list(lines));
        }
        lines.push(line);
        total += count;
        if hint.is_some_and(|hint| total >= hint) {
            return Ok(vm.list(lines));
        }
    }
}

fn close(vm: &Vm, stream: Ref<TextStream>) -> Raises<()> {
    stream.channel.close(vm)
}

fn fileno(_: &Vm, stream: Ref<TextStream>) -> Raises<i64> {
    stream.channel.check_open()?;
    Ok(stream.channel.fd)
}

fn isatty(_: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    Ok(stream.channel.is_terminal())
}

fn readable(_: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    Ok(stream.channel.readable)
}

fn writable(_: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    Ok(stream.channel.writable)
}

fn seekable(_: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    Ok(stream.channel.is_seekable())
}

fn seek(vm: &Vm, stream: Ref<TextStream>, place: i64, whence: i32) -> Raises<i64> {
    stream.channel.check_open()?;
    if !stream.channel.is_seekable() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let to = match (whence, place) {
        (0, place) => match u64::try_from(place) {
            Ok(place) => SeekFrom::Start(place),
            Err(_) => return Err(err!(ValueError, "negative seek position {place}")),
        },
        (1, 0) => SeekFrom::Current(0),
        (2, 0) => SeekFrom::End(0),
        (1, _) => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        (2, _) => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        _ => {
            return Err(err!(ValueError, "invalid whence ({whence}, should be 0, 1 or 2)"));
        }
    };
    Ok(stream.channel.seek(vm, to)? as i64)
}

fn tell(vm: &Vm, stream: Ref<TextStream>) -> Raises<i64> {
    stream.channel.check_open()?;
    if !stream.channel.is_seekable() {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    Ok(stream.channel.seek(vm, SeekFrom::Current(0))? as i64)
}

fn truncate(vm: &Vm, stream: Ref<TextStream>, size: Option<i64>) -> Raises<i64> {
    let size = match size {
        Some(size) => size,
        None => tell(vm, stream.clone())?,
    };
    stream.channel.truncate(vm, size.max(0) as u64)?;
    Ok(size)
}

fn reconfigure(
    vm: &Vm,
    stream: Ref<TextStream>,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    line_buffering: Option<bool>,
    write_through: Option<bool>,
) -> Raises<()> {
    if [&encoding, &errors, &newline].iter().any(|it| it.as_ref().is_some_and(|it| !it.is_none())) {
        return Err(err!(
            NotImplementedError,
            "changing the encoding of an open stream is not supported yet"
        ));
    }
    stream.channel.flush(vm)?;
    if let Some(on) = line_buffering {
        stream.line_buffering.set(on);
        stream.channel.flushing.set(if on { Flushing::Line } else { Flushing::Full });
    }
    if write_through == Some(true) {
        stream.channel.flushing.set(Flushing::Always);
    }
    Ok(())
}

fn enter(_: &Vm, stream: Ref<TextStream>) -> Raises<Value> {
    if stream.channel.is_closed() {
        return Err(closed_error());
    }
    Ok(Value::of(stream.into_any()))
}

fn exit(vm: &Vm, stream: Ref<TextStream>, _: crate::native::Rest) -> Raises<()> {
    stream.channel.close(vm)
}

fn buffer(vm: &Vm, it: &Value) -> Raises<Value> {
    let stream = of(it);
    let made = stream.buffer.get_or_init(|| {
        super::bytes_stream::over(vm, stream.channel.clone(), stream.channel.writable)
    });
    Ok(made.clone())
}

/// Text of the system (an argument, a file name) whose bytes may not be UTF-8.
pub fn lossless(vm: &Vm, bytes: &[u8]) -> Ref<Str> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while !rest.is_empty() {
        match std::str::from_utf8(rest) {
            Ok(_) => {
                text.extend_from_slice(rest);
                break;
            }
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                text.extend_from_slice(good);
                // As file names are read: each byte that means nothing becomes a lone surrogate.
                let len = error.error_len().unwrap_or(bad.len());
                for &byte in &bad[..len] {
                    wtf8::push(&mut text, 0xDC00 + u32::from(byte));
                }
                rest = &bad[len..];
            }
        }
    }
    vm.str_from_bytes(&text)
}

impl TextStream {
    /// Adds ASCII text to what is to be written.
    #[inline]
    pub fn channel_push(&self, ascii: &[u8]) {
        self.channel.push(ascii);
    }
}
