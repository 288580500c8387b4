//! Streams of bytes over files of the system: `sys.stdout.buffer`, and what `open` gives in binary mode.
//!
//! Reference: Library Reference, "io.BufferedReader", "io.BufferedWriter".

use std::io::SeekFrom;
use std::rc::Rc;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor,
    Vm, flags,
};
use crate::protocol;
use crate::stdlib::io::base::check_able;
use crate::stdlib::io::memory;
use crate::types::bytes::{bytes, bytes_like, bytes_of};
use crate::types::container::{itself, this};

use super::channel::{CHUNK, Channel, Late, closed_error};
use super::stream::{size, unsupported};

pub struct ByteStream {
    pub channel: Late,
}

impl Payload for ByteStream {
    fn traverse(&self, visit: &mut Visitor) {
        self.channel.traverse(visit);
    }
}

static LAYOUT: Layout = Layout::of::<ByteStream>();

const COMMON: TypeSpec = TypeSpec {
    base: Builtin::IoBufferedBase,
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

pub static READER: TypeSpec = TypeSpec {
    name: "_io.BufferedReader",
    doc: "BufferedReader(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA stream of bytes to read from.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.iter.set(Some(iter));
        slots.next.set(Some(next));
        slots.new.set(Some(new));
        slots.init.set(Some(|vm, it, args| init(vm, it, args, (true, false))));
    },
    methods: READ_METHODS,
    ..COMMON
};

pub static WRITER: TypeSpec = TypeSpec {
    name: "_io.BufferedWriter",
    doc: "BufferedWriter(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA stream of bytes to write to.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.new.set(Some(new));
        slots.init.set(Some(|vm, it, args| init(vm, it, args, (false, true))));
    },
    methods: WRITE_METHODS,
    ..COMMON
};

pub static RANDOM: TypeSpec = TypeSpec {
    name: "_io.BufferedRandom",
    doc: "BufferedRandom(raw, buffer_size=DEFAULT_BUFFER_SIZE)\n--\n\nA stream of bytes to read from and write to.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.iter.set(Some(iter));
        slots.next.set(Some(next));
        slots.new.set(Some(new));
        slots.init.set(Some(|vm, it, args| init(vm, it, args, (true, true))));
    },
    methods: RANDOM_METHODS,
    ..COMMON
};

/// The rows of the three kinds of streams: those that all have, and those of reading and of writing.
macro_rules! methods {
    ($name:ident: $($row:expr,)*) => {
        static $name: &[Native] = &[
            $($row,)*
            native!("flush($self, /)", "Hand everything written to the system.", flush),
            native!("close($self, /)", "Flush and close.", close),
            native!("detach($self, /)", "Give the stream below away.", detach),
            native!("fileno($self, /)", "The number the system has for the file.", fileno),
            native!("isatty($self, /)", "Whether this is a terminal.", isatty),
            native!("readable($self, /)", "Whether it can be read.", readable),
            native!("writable($self, /)", "Whether it can be written.", writable),
            native!("seekable($self, /)", "Whether the place can be changed.", seekable),
            native!("seek($self, target, whence=0, /)", "Go to a place.", seek),
            native!("tell($self, /)", "The present place.", tell),
            native!("truncate($self, pos=None, /)", "Make the file so many bytes long.", truncate),
            native!("__enter__($self, /)", "The stream itself.", enter),
        ];
    };
}

methods! { READ_METHODS:
    native!("read($self, size=-1, /)", "Read so many bytes; all there are if below zero.", read),
    native!("read1($self, size=-1, /)", "Read what is there, up to so many bytes.", read1),
    native!("peek($self, size=0, /)", "The bytes that are there, without going on.", peek),
    native!("readinto($self, buffer, /)", "Read into memory.", readinto),
    native!("readinto1($self, buffer, /)", "Read what is there into memory.", readinto1),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!("readlines($self, hint=-1, /)", "Read all lines.", readlines),
}

methods! { WRITE_METHODS:
    native!("write($self, buffer, /)", "Write bytes and return how many.", write),
    native!("writelines($self, lines, /)", "Write each of the lines.", writelines),
}

methods! { RANDOM_METHODS:
    native!("read($self, size=-1, /)", "Read so many bytes; all there are if below zero.", read),
    native!("read1($self, size=-1, /)", "Read what is there, up to so many bytes.", read1),
    native!("peek($self, size=0, /)", "The bytes that are there, without going on.", peek),
    native!("readinto($self, buffer, /)", "Read into memory.", readinto),
    native!("readinto1($self, buffer, /)", "Read what is there into memory.", readinto1),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!("readlines($self, hint=-1, /)", "Read all lines.", readlines),
    native!("write($self, buffer, /)", "Write bytes and return how many.", write),
    native!("writelines($self, lines, /)", "Write each of the lines.", writelines),
}

static GETSET: &[GetSet] = &[
    GetSet { name: "name", doc: "", get: |vm, it| of(it).channel.name(vm), set: None },
    GetSet { name: "mode", doc: "", get: mode, set: None },
    GetSet { name: "raw", doc: "", get: raw, set: None },
    GetSet {
        name: "closed",
        doc: "",
        get: |vm, it| Ok(Value::bool(of(it).channel.closed(vm)?)),
        set: None,
    },
];

pub fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, ByteStream { channel: Late::missing() }))
}

fn init(vm: &Vm, it: &Value, args: Args, (reads, writes): (bool, bool)) -> Raises<()> {
    let (raw, chunk): (Value, i64) = match (reads, writes) {
        (true, true) => crate::bind!(vm, args, "BufferedRandom(raw, buffer_size=8192)")?,
        (true, _) => crate::bind!(vm, args, "BufferedReader(raw, buffer_size=8192)")?,
        _ => crate::bind!(vm, args, "BufferedWriter(raw, buffer_size=8192)")?,
    };
    if reads && writes {
        check_able(vm, &raw, "seekable")?;
    }
    if reads {
        check_able(vm, &raw, "readable")?;
    }
    if writes {
        check_able(vm, &raw, "writable")?;
    }
    if chunk <= 0 {
        return Err(err!(ValueError, "buffer size must be strictly positive"));
    }
    of(it).channel.give(Channel::over(raw, true, chunk as usize, reads, writes));
    Ok(())
}

fn mode(vm: &Vm, it: &Value) -> Raises<Value> {
    match of(it).channel.object() {
        Some(object) => protocol::getattr(vm, &object, &vm.intern("mode")),
        None => Ok(vm.text(of(it).channel.mode)),
    }
}

fn raw(vm: &Vm, it: &Value) -> Raises<Value> {
    let channel = &of(it).channel;
    if !channel.is_attached() {
        return Ok(Value::None);
    }
    Ok(channel.object().unwrap_or_else(|| over(vm, Rc::clone(channel), Builtin::FileIo)))
}

fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    of(it).channel.check_open()?;
    itself(vm, it)
}

fn of(it: &Value) -> &Ref<ByteStream> {
    this::<ByteStream>(it)
}

/// The stream of bytes over a channel.
pub fn over(vm: &Vm, channel: Rc<Channel>, class: Builtin) -> Value {
    vm.alloc(class, ByteStream { channel: channel.into() })
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = crate::types::class::full_name(vm, vm.type_of(it));
    match protocol::getattr_opt(vm, it, &vm.intern("name"))? {
        Some(name) => {
            let name = protocol::repr(vm, &name)?;
            Ok(vm.text(&format!("<{class} name={}>", name.to_string_lossy())))
        }
        None => Ok(vm.text(&format!("<{class}>"))),
    }
}

fn check(vm: &Vm, ok: bool, it: &ByteStream, what: &str) -> Raises<()> {
    if it.channel.is_closed() || it.channel.closed(vm)? {
        return Err(err!(ValueError, "{what} closed file"));
    }
    if ok {
        return Ok(());
    }
    Err(unsupported(vm, if what == "write to" { "write" } else { "read" }))
}

fn check_readable(vm: &Vm, it: &ByteStream) -> Raises<()> {
    check(vm, it.channel.readable, it, "read of")?;
    if it.channel.writable {
        // What was written comes before what is read.
        it.channel.flush(vm)?;
    }
    Ok(())
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

fn read1(vm: &Vm, it: Ref<ByteStream>, count: Value) -> Raises<Value> {
    check_readable(vm, &it)?;
    let most = size(vm, &count)?.unwrap_or(CHUNK);
    if most == 0 {
        return Ok(bytes(vm, &[][..]));
    }
    let there = it.channel.available(vm)?;
    Ok(bytes(vm, it.channel.take(there.min(most))))
}

fn peek(vm: &Vm, it: Ref<ByteStream>, _: Value) -> Raises<Value> {
    check(vm, it.channel.readable, &it, "peek of")?;
    let there = it.channel.available(vm)?;
    Ok(bytes(vm, it.channel.look(there)))
}

fn readinto(vm: &Vm, it: Ref<ByteStream>, buffer: Value) -> Raises<usize> {
    let room = memory::room(vm, &buffer, "readinto")?;
    check_readable(vm, &it)?;
    let data = it.channel.read_bytes(vm, room)?;
    memory::overwrite(&buffer, &data)?;
    Ok(data.len())
}

fn readinto1(vm: &Vm, it: Ref<ByteStream>, buffer: Value) -> Raises<usize> {
    let room = memory::room(vm, &buffer, "readinto1")?;
    check_readable(vm, &it)?;
    let there = if room == 0 { 0 } else { it.channel.available(vm)? };
    let data = it.channel.take(there.min(room));
    memory::overwrite(&buffer, &data)?;
    Ok(data.len())
}

fn detach(vm: &Vm, it: Ref<ByteStream>) -> Raises<Value> {
    match it.channel.detach(vm)? {
        Some(object) => Ok(object),
        None => Err(err!(
            NotImplementedError,
            "detaching a file of the system from its buffers is not supported yet"
        )),
    }
}

fn truncate(vm: &Vm, it: Ref<ByteStream>, place: Option<i64>) -> Raises<i64> {
    check(vm, true, &it, "truncate of")?;
    if !it.channel.writable {
        return Err(unsupported(vm, "truncate"));
    }
    let place = match place {
        Some(place) => place,
        None => tell(vm, it.clone())?,
    };
    it.channel.truncate(vm, place.max(0) as u64)?;
    Ok(place)
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
    check(vm, it.channel.writable, &it, "write to")?;
    it.channel.rewind(vm)?;
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

fn fileno(vm: &Vm, it: Ref<ByteStream>) -> Raises<Value> {
    it.channel.check_open()?;
    it.channel.fileno(vm)
}

fn isatty(vm: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    it.channel.isatty(vm)
}

fn readable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    Ok(it.channel.readable)
}

fn writable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    Ok(it.channel.writable)
}

fn seekable(vm: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    it.channel.check_open()?;
    it.channel.is_seekable(vm)
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

fn enter(vm: &Vm, it: Ref<ByteStream>) -> Raises<Value> {
    if it.channel.closed(vm)? {
        return Err(closed_error());
    }
    Ok(Value::of(it.into_any()))
}
