//! Text streams over files of the system: `sys.stdin`, `sys.stdout`, `sys.stderr`, and what `open` gives.
//!
//! Reference: Library Reference, "io.TextIOBase", "io.TextIOWrapper".

use std::cell::{Cell, OnceCell, RefCell};
use std::io::SeekFrom;
use std::rc::Rc;

use crate::algo::wtf8;
use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, Payload, Raised, Raises, Ref, Str, Type, TypeSpec,
    Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::codec;
use crate::types::container::{itself, this};

use super::channel::{Channel, Flushing, Late, closed_error};
use super::newline::{Newline, kinds, seen_newlines, translated};

pub struct TextStream {
    pub channel: Late,
    pub mode: &'static str,
    pub encoding: RefCell<String>,
    pub errors: RefCell<String>,
    pub newline: Cell<Newline>,
    /// UTF-8 without translation of line ends: text without surrogates is written as it is.
    pub plain: Cell<bool>,
    /// Kinds of line ends that were read.
    seen: Cell<u8>,
    /// Whether something was read, after which the encoding stays.
    has_read: Cell<bool>,
    /// Whether lines are being read by iteration, during which there is no `tell`.
    is_iterated: Cell<bool>,
    pub line_buffering: Cell<bool>,
    /// The stream of bytes below, once asked for.
    pub buffer: OnceCell<Value>,
}

impl Payload for TextStream {
    fn traverse(&self, visit: &mut Visitor) {
        self.channel.traverse(visit);
        if let Some(buffer) = self.buffer.get() {
            visit.value(buffer);
        }
    }
}

static LAYOUT: Layout = Layout::of::<TextStream>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_io.TextIOWrapper",
    layout: Some(&LAYOUT),
    base: Builtin::IoTextBase,
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "TextIOWrapper(buffer, encoding=None, errors=None, newline=None,\n              line_buffering=False, write_through=False)\n--\n\nA stream of text over a stream of bytes.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.iter.set(Some(|vm, it| {
            this::<TextStream>(it).channel.check_open()?;
            itself(vm, it)
        }));
        slots.next.set(Some(next));
        slots.new.set(Some(new));
        slots.init.set(Some(init));
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
    native!("detach($self, /)", "Give the stream below away.", detach),
    native!("__enter__($self, /)", "The stream itself.", enter),
];

static GETSET: &[GetSet] = &[
    GetSet { name: "name", doc: "", get: |vm, it| of(it).channel.name(vm), set: None },
    GetSet {
        name: "encoding",
        doc: "",
        get: |vm, it| Ok(vm.text(&of(it).encoding.borrow())),
        set: None,
    },
    GetSet {
        name: "errors",
        doc: "",
        get: |vm, it| Ok(vm.text(&of(it).errors.borrow())),
        set: None,
    },
    GetSet { name: "mode", doc: "", get: mode, set: None },
    GetSet {
        name: "closed",
        doc: "",
        get: |vm, it| Ok(Value::bool(of(it).channel.closed(vm)?)),
        set: None,
    },
    GetSet {
        name: "newlines",
        doc: "",
        get: |vm, it| Ok(seen_newlines(vm, of(it).seen.get())),
        set: None,
    },
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

fn mode(vm: &Vm, it: &Value) -> Raises<Value> {
    match of(it).mode {
        "" => {
            let class = crate::types::class::full_name(vm, vm.type_of(it));
            let message = format!("'{class}' object has no attribute 'mode'");
            Err(vm.attribute_error(it, &vm.intern("mode"), message))
        }
        mode => Ok(vm.text(mode)),
    }
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
    let stream = stream(Rc::new(channel).into(), options);
    stream.line_buffering.set(line_buffering);
    vm.alloc(Builtin::TextStream, stream)
}

fn stream(channel: Late, options: Options) -> TextStream {
    let made = TextStream {
        channel,
        mode: options.mode,
        plain: Cell::new(false),
        encoding: RefCell::new(options.encoding),
        errors: RefCell::new(options.errors),
        newline: Cell::new(options.newline),
        line_buffering: Cell::new(false),
        seen: Cell::new(0),
        has_read: Cell::new(false),
        is_iterated: Cell::new(false),
        buffer: OnceCell::new(),
    };
    made.find_plain();
    made
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    let options = Options {
        mode: "",
        encoding: String::new(),
        errors: String::new(),
        newline: Newline::Universal,
    };
    Ok(vm.alloc_in(class, stream(Late::missing(), options)))
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    type Given = (Value, Option<Ref<Str>>, Option<Ref<Str>>, Option<Ref<Str>>, bool, bool);
    let (buffer, encoding, errors, newline, line_buffering, write_through): Given = crate::bind!(
        vm,
        args,
        "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"
    )?;
    let Some(newline_kind) = Newline::of(newline.as_ref().map(|it| it.bytes())) else {
        let shown =
            newline.as_ref().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        return Err(err!(ValueError, "illegal newline value: {shown}"));
    };
    let encoding = match &encoding {
        Some(it) if it.bytes() != b"locale" => it.to_string_lossy().into_owned(),
        _ => "UTF-8".to_owned(),
    };
    check_encoding(&encoding, "TextIOWrapper")?;
    let able = |method: &str| -> Raises<bool> {
        let answer = protocol::call_method(vm, &buffer, &vm.intern(method), &[])?;
        vm.is_true(&answer)
    };
    let (reads, writes) = (able("readable")?, able("writable")?);
    let channel = Channel::over(buffer.clone(), false, super::channel::CHUNK, reads, writes);
    channel.flushing.set(match (write_through, line_buffering) {
        (true, _) => Flushing::Always,
        (_, true) => Flushing::Line,
        _ => Flushing::Full,
    });
    let errors = errors.map_or("strict".to_owned(), |it| it.to_string_lossy().into_owned());
    let stream = of(it);
    *stream.encoding.borrow_mut() = encoding;
    *stream.errors.borrow_mut() = errors;
    stream.newline.set(newline_kind);
    stream.line_buffering.set(line_buffering);
    stream.channel.give(channel);
    stream.find_plain();
    let _ = stream.buffer.set(buffer);
    Ok(())
}

/// Refuses an encoding that is not known, or that streams cannot do yet.
pub fn check_encoding(encoding: &str, what: &str) -> Raises<()> {
    match codec::Encoding::named(encoding) {
        None => Err(err!(LookupError, "unknown encoding: {encoding}")),
        Some(codec::Encoding::Utf16(_) | codec::Encoding::Utf32(_) | codec::Encoding::Utf8Sig) => {
            Err(err!(
                NotImplementedError,
                "{what}() with encoding '{encoding}' is not supported yet"
            ))
        }
        Some(_) => Ok(()),
    }
}

/// The stream behind a value whose class is exactly the built-in one.
pub fn exact<'a>(vm: &Vm, value: &'a Value) -> Option<&'a Ref<TextStream>> {
    let stream = value.downcast::<TextStream>()?;
    stream.class().is(vm.class(Builtin::TextStream)).then_some(stream)
}

impl TextStream {
    fn find_plain(&self) {
        let utf8 = codec::Encoding::named(&self.encoding.borrow()) == Some(codec::Encoding::Utf8);
        self.plain.set(utf8 && !matches!(self.newline.get(), Newline::Cr | Newline::CrLf));
    }

    /// Adds text to what is to be written; [`TextStream::written`] is to follow.
    #[inline]
    pub fn push(&self, vm: &Vm, text: &Ref<Str>) -> Raises<()> {
        if self.plain.get() && !text.has_surrogates() {
            self.channel.push(text.bytes());
            return Ok(());
        }
        let text = match self.newline.get() {
            newline @ (Newline::Cr | Newline::CrLf) => {
                vm.str_from_bytes(&translated(text.bytes(), newline))
            }
            _ => text.clone(),
        };
        let (encoding, errors) = (self.encoding.borrow().clone(), self.errors.borrow().clone());
        let encoded = codec::encode(vm, &text, &encoding, &errors)?;
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
        if !self.channel.writable {
            return Err(unsupported(vm, "not writable"));
        }
        self.channel.rewind(vm)
    }

    fn check_readable(&self, vm: &Vm) -> Raises<()> {
        self.channel.check_open()?;
        if !self.channel.readable {
            return Err(unsupported(vm, "not readable"));
        }
        if self.channel.writable {
            self.channel.flush(vm)?;
        }
        self.has_read.set(true);
        Ok(())
    }

    pub fn write_text(&self, vm: &Vm, text: &Ref<Str>) -> Raises<()> {
        self.check_writable(vm)?;
        self.push(vm, text)?;
        self.written(vm, text.bytes().contains(&b'\n'))
    }

    /// Text of bytes read, line ends translated.
    fn text(&self, vm: &Vm, mut data: Vec<u8>) -> Raises<Value> {
        if matches!(self.newline.get(), Newline::Universal | Newline::Any) && self.seen.get() != 7 {
            self.seen.set(self.seen.get() | kinds(&data));
        }
        if self.newline.get() == Newline::Universal && data.contains(&b'\r') {
            data = translated(&data, Newline::Universal).into_owned();
        }
        if self.plain.get() && data.is_ascii() {
            return Ok(Value::Str(vm.str_from_bytes(&data)));
        }
        let object = crate::types::bytes::bytes(vm, data.clone());
        let (encoding, errors) = (self.encoding.borrow().clone(), self.errors.borrow().clone());
        codec::decode(vm, &object, &data, &encoding, &errors)
    }

    /// The next line with its end; empty at the end of the file.
    pub fn line(&self, vm: &Vm) -> Raises<Value> {
        self.check_readable(vm)?;
        let channel = &self.channel;
        let count = self.line_bytes(vm)?;
        self.text(vm, channel.take(count))
    }

    /// How many bytes the next line takes, its end with it.
    fn line_bytes(&self, vm: &Vm) -> Raises<usize> {
        let channel = &self.channel;
        let newline = self.newline.get();
        if newline == Newline::CrLf {
            let mut from = 0;
            loop {
                let count = channel.line_length_from(vm, from, false)?;
                let ended = count > 0 && channel.peek(vm, count - 1)? == Some(b'\n');
                if !ended || count > 1 && channel.peek(vm, count - 2)? == Some(b'\r') {
                    return Ok(count);
                }
                from = count;
            }
        }
        if newline == Newline::Cr {
            let mut from = 0;
            loop {
                let count = channel.line_length_from(vm, from, true)?;
                if count == from || channel.peek(vm, count - 1)? != Some(b'\n') {
                    return Ok(count);
                }
                from = count;
            }
        }
        let returns = matches!(newline, Newline::Universal | Newline::Any);
        let mut count = channel.line_length(vm, returns)?;
        if returns
            && count > 0
            && channel.peek(vm, count - 1)? == Some(b'\r')
            && channel.peek(vm, count)? == Some(b'\n')
        {
            count += 1;
        }
        Ok(count)
    }

    /// How many bytes the next `count` characters take.
    fn characters(&self, vm: &Vm, count: usize) -> Raises<usize> {
        let channel = &self.channel;
        let single = !matches!(
            codec::Encoding::named(&self.encoding.borrow()),
            Some(codec::Encoding::Utf8 | codec::Encoding::Utf8Sig)
        );
        let mut at = 0;
        for _ in 0..count {
            let Some(first) = channel.peek(vm, at)? else { break };
            let crlf = first == b'\r'
                && self.newline.get() == Newline::Universal
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
    let mut text = format!("<{}", crate::types::class::full_name(vm, vm.type_of(it)));
    let name = match stream.channel.object() {
        Some(object) => protocol::getattr_opt(vm, &object, &vm.intern("name"))?,
        None => stream.channel.name(vm).ok(),
    };
    if let Some(name) = name {
        text.push_str(&format!(" name={}", protocol::repr(vm, &name)?.to_string_lossy()));
    }
    if !stream.mode.is_empty() {
        text.push_str(&format!(" mode='{}'", stream.mode));
    }
    text.push_str(&format!(" encoding='{}'>", stream.encoding.borrow()));
    Ok(vm.text(&text))
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    let stream = of(it);
    let line = stream.line(vm)?;
    let is_line = line.downcast::<Str>().is_some_and(|it| it.count() > 0);
    stream.is_iterated.set(is_line);
    Ok(Some(line).filter(|_| is_line))
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
    let whole = stream.line_bytes(vm)?;
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

fn fileno(vm: &Vm, stream: Ref<TextStream>) -> Raises<Value> {
    stream.channel.check_open()?;
    stream.channel.fileno(vm)
}

fn isatty(vm: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    stream.channel.isatty(vm)
}

fn readable(_: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    Ok(stream.channel.readable)
}

fn writable(_: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    Ok(stream.channel.writable)
}

fn seekable(vm: &Vm, stream: Ref<TextStream>) -> Raises<bool> {
    stream.channel.check_open()?;
    stream.channel.is_seekable(vm)
}

fn seek(vm: &Vm, stream: Ref<TextStream>, place: i64, whence: i32) -> Raises<i64> {
    stream.channel.check_open()?;
    if !stream.channel.is_seekable(vm)? {
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
    stream.is_iterated.set(false);
    Ok(stream.channel.seek(vm, to)? as i64)
}

fn tell(vm: &Vm, stream: Ref<TextStream>) -> Raises<i64> {
    stream.channel.check_open()?;
    if !stream.channel.is_seekable(vm)? {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if stream.is_iterated.get() {
        return Err(err!(OSError, "telling position disabled by next() call"));
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
    let text = |it: &Option<Value>, name: &str| match it {
        None | Some(Value::None) => Ok(None),
        Some(it) => match it.downcast::<Str>() {
            Some(it) => Ok(Some(it.to_string_lossy().into_owned())),
            None => Err(err!(
                TypeError,
                "reconfigure() argument '{name}' must be str or None, not {}",
                vm.type_name(it)
            )),
        },
    };
    let (encoding, errors) = (text(&encoding, "encoding")?, text(&errors, "errors")?);
    let changes = encoding.is_some() || errors.is_some() || newline.is_some();
    if stream.has_read.get() && (encoding.is_some() || newline.is_some()) {
        return Err(unsupported(
            vm,
            "It is not possible to set the encoding or newline of stream after the first read",
        ));
    }
    let newline = match &newline {
        None => None,
        Some(it) => match Newline::of(it.downcast::<Str>().map(|it| it.bytes())) {
            Some(kind) if it.is_none() || it.downcast::<Str>().is_some() => Some(kind),
            Some(_) => {
                return Err(err!(
                    TypeError,
                    "reconfigure() argument 'newline' must be str or None, not {}",
                    vm.type_name(it)
                ));
            }
            None => {
                let shown = protocol::str(vm, it)?;
                return Err(err!(ValueError, "illegal newline value: {}", shown.to_string_lossy()));
            }
        },
    };
    if let Some(encoding) = &encoding {
        check_encoding(encoding, "reconfigure")?;
    }
    stream.channel.flush(vm)?;
    if changes {
        match (encoding, errors) {
            (Some(encoding), errors) => {
                *stream.encoding.borrow_mut() = encoding;
                *stream.errors.borrow_mut() = errors.unwrap_or_else(|| "strict".to_owned());
            }
            (None, Some(errors)) => *stream.errors.borrow_mut() = errors,
            (None, None) => {}
        }
        if let Some(newline) = newline {
            stream.newline.set(newline);
        }
        stream.find_plain();
    }
    if let Some(on) = line_buffering {
        stream.line_buffering.set(on);
        stream.channel.flushing.set(if on { Flushing::Line } else { Flushing::Full });
    }
    if write_through == Some(true) {
        stream.channel.flushing.set(Flushing::Always);
    }
    Ok(())
}

fn enter(vm: &Vm, stream: Ref<TextStream>) -> Raises<Value> {
    if stream.channel.closed(vm)? {
        return Err(closed_error());
    }
    Ok(Value::of(stream.into_any()))
}

fn detach(vm: &Vm, stream: Ref<TextStream>) -> Raises<Value> {
    if let Some(object) = stream.channel.detach(vm)? {
        return Ok(object);
    }
    Err(err!(
        NotImplementedError,
        "detaching a file of the system from its text is not supported yet"
    ))
}

fn buffer(vm: &Vm, it: &Value) -> Raises<Value> {
    let stream = of(it);
    let channel = &stream.channel;
    if channel.object().is_none() {
        if !channel.is_attached() {
            return Ok(Value::None);
        }
        let class = match (channel.readable, channel.writable) {
            (true, true) => Builtin::BufferedRandom,
            (true, _) => Builtin::BufferedReader,
            _ => Builtin::BufferedWriter,
        };
        let made = || super::bytes_stream::over(vm, Rc::clone(channel), class);
        return Ok(stream.buffer.get_or_init(made).clone());
    }
    Ok(stream.buffer.get().cloned().unwrap_or(Value::None))
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
