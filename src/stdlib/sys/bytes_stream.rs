//! Streams of bytes over files of the system: `sys.stdout.buffer`, and what `open` gives in binary mode.
//!
//! Reference: Library Reference, "io.BufferedReader", "io.BufferedWriter".

use std::io::SeekFrom;
use std::rc::Rc;

use crate::err;
use crate::native;
use crate::object::{
    Builtin, GetSet, Layout, Native, Payload, Raises, Ref, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::bytes::{bytes, bytes_like, bytes_of};
use crate::types::container::{itself, this};

use super::channel::{Channel, closed_error};
use super::stream::{size, unsupported};

pub struct ByteStream {
    pub channel: Rc<Channel>,
}

impl Payload for ByteStream {
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<ByteStream>();

const COMMON: TypeSpec = TypeSpec {
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF | flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
        slots.new.set(Some(|_, _, _| {
            Err(err!(
                NotImplementedError,
                "making a buffered stream is not supported yet; open() makes binary files"
            ))
        }));
    },
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

pub static READER: TypeSpec = TypeSpec {
    name: "_io.BufferedReader",
    doc: "A stream of bytes to read from.",
    methods: READ_METHODS,
    ..COMMON
};

pub static WRITER: TypeSpec = TypeSpec {
    name: "_io.BufferedWriter",
    doc: "A stream of bytes to write to.",
    methods: WRITE_METHODS,
    ..COMMON
};

static READ_METHODS: &[Native] = &[
    native!("read($self, size=-1, /)", "Read so many bytes; all there are if below zero.", read),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!("readlines($self, hint=-1, /)", "Read all lines.", readlines),
    native!("write($self, buffer, /)", "Write bytes and return how many.", write),
    native!("flush($self, /)", "Hand everything written to the system.", flush),
    native!("close($self, /)", "Flush and close.", close),
    native!("fileno($self, /)", "The number the system has for the file.", fileno),
    native!("isatty($self, /)", "Whether this is a terminal.", isatty),
    native!("readable($self, /)", "Whether it can be read.", readable),
    native!("writable($self, /)", "Whether it can be written.", writable),
    native!("seekable($self, /)", "Whether the place can be changed.", seekable),
    native!("seek($self, target, whence=0, /)", "Go to a place.", seek),
    native!("tell($self, /)", "The present place.", tell),
    native!("__enter__($self, /)", "The stream itself.", enter),
    native!("__exit__($self, /, *args)", "Close the stream.", exit),
];

static WRITE_METHODS: &[Native] = &[
    native!("write($self, buffer, /)", "Write bytes and return how many.", write),
    native!("writelines($self, lines, /)", "Write each of the lines.", writelines),
    native!("read($self, size=-1, /)", "Read so many bytes; all there are if below zero.", read),
    native!("flush($self, /)", "Hand everything written to the system.", flush),
    native!("close($self, /)", "Flush and close.", close),
    native!("fileno($self, /)", "The number the system has for the file.", fileno),
    native!("isatty($self, /)", "Whether this is a terminal.", isatty),
    native!("readable($self, /)", "Whether it can be read.", readable),
    native!("writable($self, /)", "Whether it can be written.", writable),
    native!("seekable($self, /)", "Whether the place can be changed.", seekable),
    native!("seek($self, target, whence=0, /)", "Go to a place.", seek),
    native!("tell($self, /)", "The present place.", tell),
    native!("__enter__($self, /)", "The stream itself.", enter),
    native!("__exit__($self, /, *args)", "Close the stream.", exit),
];

static GETSET: &[GetSet] = &[
    GetSet { name: "name", doc: "", get: |_, it| Ok(of(it).channel.name.clone()), set: None },
    GetSet {
        name: "mode",
        doc: "",
        get: |vm, it| Ok(vm.text(if of(it).channel.writable { "wb" } else { "rb" })),
        set: None,
    },
    GetSet {
        name: "closed",
        doc: "",
        get: |_, it| Ok(Value::bool(of(it).channel.is_closed())),
        set: None,
    },
];

fn of(it: &Value) -> &Ref<ByteStream> {
    this::<ByteStream>(it)
}

/// The stream of bytes over a channel.
pub fn over(vm: &Vm, channel: Rc<Channel>, writer: bool) -> Value {
    let class = if writer { Builtin::BufferedWriter } else { Builtin::BufferedReader };
    vm.alloc(class, ByteStream { channel })
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let name = protocol::repr(vm, &of(it).channel.name)?;
    let class = crate::types::class::full_name(vm, vm.type_of(it));
    Ok(vm.text(&format!("<{class} name={}>", name.to_string_lossy())))
}

fn check(vm: &Vm, ok: bool, closed: bool, what: &str) -> Raises<()> {
    if closed {
        return Err(err!(ValueError, "{what} closed file"));
    }
    if ok {
        return Ok(());
    }
    Err(unsupported(vm, if what == "write to" { "write" } else { "read" }))
}

fn check_readable(vm: &Vm, it: &ByteStream) -> Raises<()> {
    check(vm, it.channel.readable, it.channel.is_closed(), "read of")
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    let line = readline(vm, of(it).clone(), Value::None)?;
    Ok(Some(line).filter(|it| bytes_of(it).is_some_and(|it| !it.is_empty())))
}

fn read(vm: &Vm, it: Ref<ByteStream>, count: Value) -> Raises<Value> {
    check_readable(vm, &it)?;
    let data = match size(vm, &count)? {
        None => it.channel.read_all(vm)?,
        Some(count) => it.channel.read_bytes(vm, count)?,
    };
    Ok(bytes(vm, data))
}

fn readline(vm: &Vm, it: Ref<ByteStream>, count: Value) -> Raises<Value> {
    check_readable(vm, &it)?;
    let most = size(vm, &count)?.unwrap_or(usize::MAX);
    let whole = it.channel.line_length(vm, false)?;
    Ok(bytes(vm, it.channel.take(whole.min(most))))
}

fn readlines(vm: &Vm, it: Ref<ByteStream>, hint: Value) -> Raises<Value> {
    let hint = size(vm, &hint)?.filter(|it| *it > 0).unwrap_or(usize::MAX);
    let mut lines = Vec::new();
    let mut total = 0;
    while total < hint {
        let line = readline(vm, it.clone(), Value::None)?;
        let count = bytes_of(&line).map_or(0, <[u8]>::len);
        if count == 0 {
            break;
        }
        total += count;
        lines.push(line);
    }
    Ok(vm.list(lines))
}

fn write(vm: &Vm, it: Ref<ByteStream>, data: Value) -> Raises<usize> {
    if let Value::Str(_) = data {
        return Err(err!(TypeError, "a bytes-like object is required, not 'str'"));
    }
    let data = bytes_like(vm, &data)?.to_vec();
    check(vm, it.channel.writable, it.channel.is_closed(), "write to")?;
    it.channel.write(vm, &data)?;
    Ok(data.len())
}

fn writelines(vm: &Vm, it: Ref<ByteStream>, lines: Value) -> Raises<()> {
    protocol::for_each(vm, &lines, &mut |line| write(vm, it.clone(), line).map(drop))
}

fn flush(vm: &Vm, it: Ref<ByteStream>) -> Raises<()> {
    if it.channel.is_closed() {
        return Err(err!(ValueError, "flush of closed file"));
    }
    it.channel.flush_bytes(vm)
}

fn close(vm: &Vm, it: Ref<ByteStream>) -> Raises<()> {
    it.channel.close(vm)
}

fn fileno(_: &Vm, it: Ref<ByteStream>) -> Raises<i64> {
    it.channel.check_open()?;
    Ok(it.channel.fd)
}

fn isatty(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    Ok(it.channel.is_terminal())
}

fn readable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    Ok(it.channel.readable)
}

fn writable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    Ok(it.channel.writable)
}

fn seekable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    Ok(it.channel.is_seekable())
}

fn seek(vm: &Vm, it: Ref<ByteStream>, place: i64, whence: i32) -> Raises<i64> {
    it.channel.check_open()?;
    let to = match whence {
        0 => SeekFrom::Start(
            u64::try_from(place).map_err(|_| err!(ValueError, "negative seek value {place}"))?,
        ),
        1 => SeekFrom::Current(place),
        2 => SeekFrom::End(place),
        _ => return Err(err!(ValueError, "whence value {whence} unsupported")),
    };
    Ok(it.channel.seek(vm, to)? as i64)
}

fn tell(vm: &Vm, it: Ref<ByteStream>) -> Raises<i64> {
    it.channel.check_open()?;
    Ok(it.channel.seek(vm, SeekFrom::Current(0))? as i64)
}

fn enter(_: &Vm, it: Ref<ByteStream>) -> Raises<Value> {
    if it.channel.is_closed() {
        return Err(closed_error());
    }
    Ok(Value::of(it.into_any()))
}

fn exit(vm: &Vm, it: Ref<ByteStream>, _: crate::native::Rest) -> Raises<()> {
    it.channel.close(vm)
}
