//! `_io._IOBase` and the bases of raw, buffered and text streams: what a stream can do by its other methods.
//!
//! Reference: Library Reference, "io: Class hierarchy".

use crate::err;
use crate::native;
use crate::native::Rest;
use crate::object::{Builtin, GetSet, Native, Raised, Raises, Slots, TypeSpec, Value, Vm, flags};
use crate::protocol;
use crate::stdlib::sys::channel::closed_error;
use crate::stdlib::sys::stream::{size, unsupported};
use crate::types::bytes::{bytearray, bytes, bytes_of, content};
use crate::types::container::itself;

pub static IO: TypeSpec = TypeSpec {
    name: "_io._IOBase",
    flags: flags::BASE,
    doc: "What all streams have.",
    slots: io_slots,
    methods: IO_METHODS,
    getset: &[GetSet {
        name: "closed",
        doc: "",
        get: |vm, it| Ok(Value::bool(own_closed(vm, it)?)),
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

pub static RAW: TypeSpec = TypeSpec {
    name: "_io._RawIOBase",
    base: Builtin::IoBase,
    flags: flags::BASE,
    doc: "What streams without buffers have: they read by `readinto`.",
    methods: RAW_METHODS,
    ..TypeSpec::DEFAULT
};

pub static BUFFERED: TypeSpec = TypeSpec {
    name: "_io._BufferedIOBase",
    base: Builtin::IoBase,
    flags: flags::BASE,
    doc: "What streams of bytes with buffers have.",
    methods: BUFFERED_METHODS,
    ..TypeSpec::DEFAULT
};

pub static TEXT: TypeSpec = TypeSpec {
    name: "_io._TextIOBase",
    base: Builtin::IoBase,
    flags: flags::BASE,
    doc: "What streams of text have.",
    methods: TEXT_METHODS,
    getset: &[
        GetSet { name: "encoding", doc: "", get: |_, _| Ok(Value::None), set: None },
        GetSet { name: "newlines", doc: "", get: |_, _| Ok(Value::None), set: None },
        GetSet { name: "errors", doc: "", get: |_, _| Ok(Value::None), set: None },
    ],
    ..TypeSpec::DEFAULT
};

static IO_METHODS: &[Native] = &[
    native!("seek($self, offset, whence=0, /)", "Go to a place.", seek),
    native!("tell($self, /)", "The present place.", tell),
    native!("truncate($self, size=None, /)", "Make the file so many bytes long.", truncate),
    native!("flush($self, /)", "Hand on everything written.", flush),
    native!("close($self, /)", "Flush and close.", close),
    native!("seekable($self, /)", "Whether the place can be changed.", no),
    native!("readable($self, /)", "Whether it can be read.", no),
    native!("writable($self, /)", "Whether it can be written.", no),
    native!("_checkClosed($self, msg=None, /)", "", check_closed),
    native!("_checkSeekable($self, msg=None, /)", "", check_seekable),
    native!("_checkReadable($self, msg=None, /)", "", check_readable),
    native!("_checkWritable($self, msg=None, /)", "", check_writable),
    native!("fileno($self, /)", "The number the system has for the file.", fileno),
    native!("isatty($self, /)", "Whether this is a terminal.", isatty),
    native!("__enter__($self, /)", "The stream itself.", enter),
    native!("__exit__($self, /, *args)", "Close the stream.", exit),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!("readlines($self, hint=-1, /)", "Read all lines, or about so much of them.", readlines),
    native!("writelines($self, lines, /)", "Write each of the lines.", writelines),
];

static RAW_METHODS: &[Native] = &[
    native!(
        "read($self, size=-1, /)",
        "Read so many bytes; all there are if below zero.",
        raw_read
    ),
    native!("readall($self, /)", "Read all there is.", readall),
    native!("readinto($self, buffer, /)", "Read into memory.", raw_refuse),
    native!("write($self, buffer, /)", "Write bytes and return how many.", raw_refuse),
];

static BUFFERED_METHODS: &[Native] = &[
    native!("detach($self, /)", "Give the stream below away.", refuse_detach),
    native!("read($self, size=-1, /)", "Read so many bytes.", refuse_read),
    native!("read1($self, size=-1, /)", "Read what is there.", refuse_read1),
    native!("readinto($self, buffer, /)", "Read into memory.", readinto),
    native!("readinto1($self, buffer, /)", "Read what is there into memory.", readinto1),
    native!("write($self, buffer, /)", "Write bytes and return how many.", refuse_write),
];

static TEXT_METHODS: &[Native] = &[
    native!("detach($self, /)", "Give the stream below away.", refuse_detach),
    native!("read($self, size=-1, /)", "Read so many characters.", refuse_read),
    native!("readline($self, size=-1, /)", "Read a line.", refuse_readline),
    native!("write($self, text, /)", "Write text.", refuse_write),
];

fn io_slots(slots: &Slots) {
    slots.iter.set(Some(|vm, it| {
        check_open(vm, it)?;
        itself(vm, it)
    }));
    slots.next.set(Some(|vm, it| {
        let line = call(vm, it, "readline", &[])?;
        let is_empty = match protocol::item::len_opt(vm, &line) {
            Some(len) => len? == 0,
            None => !vm.is_true(&line)?,
        };
        Ok(Some(line).filter(|_| !is_empty))
    }));
}

/// `object.method(*args)`.
pub fn call(vm: &Vm, object: &Value, method: &str, args: &[Value]) -> Raises<Value> {
    protocol::call_method(vm, object, &vm.intern(method), args)
}

/// Set on a stream that `_IOBase.close` has closed.
const MARK: &str = "__IOBase_closed";

fn own_closed(vm: &Vm, it: &Value) -> Raises<bool> {
    Ok(protocol::getattr_opt(vm, it, &vm.intern(MARK))?.is_some())
}

/// ValueError where the attribute `closed` is true.
pub fn check_open(vm: &Vm, it: &Value) -> Raises<()> {
    let closed = protocol::getattr(vm, it, &vm.intern("closed"))?;
    if vm.is_true(&closed)? { Err(closed_error()) } else { Ok(()) }
}

fn seek(vm: &Vm, _: Value, _: Value, _: Value) -> Raises<()> {
    Err(unsupported(vm, "seek"))
}

fn tell(vm: &Vm, it: Value) -> Raises<Value> {
    call(vm, &it, "seek", &[Value::Int(0), Value::Int(1)])
}

fn truncate(vm: &Vm, _: Value, _: Value) -> Raises<()> {
    Err(unsupported(vm, "truncate"))
}

fn flush(vm: &Vm, it: Value) -> Raises<()> {
    if own_closed(vm, &it)? { Err(closed_error()) } else { Ok(()) }
}

fn close(vm: &Vm, it: Value) -> Raises<()> {
    if own_closed(vm, &it)? {
        return Ok(());
    }
    let flushed = call(vm, &it, "flush", &[]);
    protocol::setattr(vm, &it, &vm.intern(MARK), Value::TRUE)?;
    flushed.map(drop)
}

fn no(_: &Vm, _: Value) -> bool {
    false
}

fn check_closed(vm: &Vm, it: Value, _: Value) -> Raises<()> {
    check_open(vm, &it)
}

/// UnsupportedOperation unless `method()` is true.
pub fn check_able(vm: &Vm, it: &Value, method: &str) -> Raises<()> {
    // Anything that is not `True` itself is a no.
    match call(vm, it, method, &[])? {
        Value::Bool(1) => Ok(()),
        _ => Err(unsupported(vm, &format!("File or stream is not {method}."))),
    }
}

fn check_seekable(vm: &Vm, it: Value, _: Value) -> Raises<()> {
    check_able(vm, &it, "seekable")
}

fn check_readable(vm: &Vm, it: Value, _: Value) -> Raises<()> {
    check_able(vm, &it, "readable")
}

fn check_writable(vm: &Vm, it: Value, _: Value) -> Raises<()> {
    check_able(vm, &it, "writable")
}

fn fileno(vm: &Vm, _: Value) -> Raises<()> {
    Err(unsupported(vm, "fileno"))
}

fn isatty(vm: &Vm, it: Value) -> Raises<bool> {
    check_open(vm, &it)?;
    Ok(false)
}

fn enter(vm: &Vm, it: Value) -> Raises<Value> {
    check_open(vm, &it)?;
    Ok(it)
}

fn exit(vm: &Vm, it: Value, _: Rest) -> Raises<()> {
    call(vm, &it, "close", &[]).map(drop)
}

fn readline(vm: &Vm, it: Value, limit: Value) -> Raises<Value> {
    let limit = size(vm, &limit)?;
    let peek = protocol::getattr_opt(vm, &it, &vm.intern("peek"))?;
    let mut line = Vec::new();
    while limit.is_none_or(|it| line.len() < it) {
        let mut count = 1;
        if let Some(peek) = &peek {
            let ahead = protocol::call1(vm, peek, &Value::Int(1))?;
            let Some(ahead) = bytes_of(&ahead) else {
                let kind = vm.type_name(&ahead);
                return Err(err!(
                    OSError,
                    "peek() should have returned a bytes object, not '{kind}'"
                ));
            };
            if !ahead.is_empty() {
                count = ahead.iter().position(|it| *it == b'\n').map_or(ahead.len(), |at| at + 1);
                count = limit.map_or(count, |limit| count.min(limit - line.len()));
            }
        }
        let piece = call(vm, &it, "read", &[Value::Int(count as i64)])?;
        let Some(piece) = bytes_of(&piece) else {
            let kind = vm.type_name(&piece);
            return Err(err!(OSError, "read() should have returned a bytes object, not '{kind}'"));
        };
        line.extend_from_slice(piece);
        if piece.is_empty() || line.ends_with(b"\n") {
            break;
        }
    }
    Ok(bytes(vm, line))
}

fn readlines(vm: &Vm, it: Value, hint: Value) -> Raises<Value> {
    let hint = size(vm, &hint)?.filter(|it| *it > 0);
    let mut lines = Vec::new();
    let mut total = 0;
    let iterator = protocol::iter(vm, &it)?;
    while let Some(line) = protocol::next(vm, &iterator)? {
        total += protocol::item::len(vm, &line)?;
        lines.push(line);
        if hint.is_some_and(|hint| total >= hint) {
            break;
        }
    }
    Ok(vm.list(lines))
}

fn writelines(vm: &Vm, it: Value, lines: Value) -> Raises<()> {
    check_open(vm, &it)?;
    protocol::for_each(vm, &lines, &mut |line| call(vm, &it, "write", &[line]).map(drop))
}

fn raw_read(vm: &Vm, it: Value, count: Value) -> Raises<Value> {
    let Some(count) = size(vm, &count)? else { return call(vm, &it, "readall", &[]) };
    let room = bytearray(vm, vec![0; count]);
    let n = call(vm, &it, "readinto", std::slice::from_ref(&room))?;
    if n.is_none() {
        return Ok(n);
    }
    let n = protocol::to_isize(vm, &n, Builtin::ValueError)?;
    let data = content(&room).map_or_else(Vec::new, |it| it.to_vec());
    match usize::try_from(n).ok().filter(|it| *it <= data.len()) {
        Some(n) => Ok(bytes(vm, &data[..n])),
        None => Err(err!(ValueError, "readinto returned {n} outside buffer size {}", data.len())),
    }
}

fn readall(vm: &Vm, it: Value) -> Raises<Value> {
    let mut all = Vec::new();
    let mut has_read = false;
    loop {
        let piece = call(vm, &it, "read", &[Value::Int(8192)])?;
        if piece.is_none() && !has_read {
            return Ok(piece);
        }
        let data = match bytes_of(&piece) {
            Some(data) => data,
            None if piece.is_none() => &[],
            None => return Err(err!(TypeError, "read() should return bytes")),
        };
        if data.is_empty() {
            return Ok(bytes(vm, all));
        }
        has_read = true;
        all.extend_from_slice(data);
    }
}

fn raw_refuse(_: &Vm, _: Value, _: Value) -> Raises<()> {
    Err(Raised::with_args(Builtin::NotImplementedError, vec![]))
}

fn refuse_detach(vm: &Vm, _: Value) -> Raises<()> {
    Err(unsupported(vm, "detach"))
}

fn refuse_read(vm: &Vm, _: Value, _: Value) -> Raises<()> {
    Err(unsupported(vm, "read"))
}

fn refuse_read1(vm: &Vm, _: Value, _: Value) -> Raises<()> {
    Err(unsupported(vm, "read1"))
}

fn refuse_readline(vm: &Vm, _: Value, _: Value) -> Raises<()> {
    Err(unsupported(vm, "readline"))
}

fn refuse_write(vm: &Vm, _: Value, _: Value) -> Raises<()> {
    Err(unsupported(vm, "write"))
}

fn readinto(vm: &Vm, it: Value, buffer: Value) -> Raises<usize> {
    read_into(vm, &it, &buffer, "read", "readinto")
}

fn readinto1(vm: &Vm, it: Value, buffer: Value) -> Raises<usize> {
    read_into(vm, &it, &buffer, "read1", "readinto1")
}

fn read_into(vm: &Vm, it: &Value, buffer: &Value, method: &str, name: &str) -> Raises<usize> {
    let room = super::memory::room(vm, buffer, name)?;
    let data = call(vm, it, method, &[Value::Int(room as i64)])?;
    let Some(found) = bytes_of(&data) else {
        return Err(err!(TypeError, "{method}() should return bytes"));
    };
    if found.len() > room {
        let len = found.len();
        return Err(err!(
            ValueError,
            "{method}() returned too much data: {room} bytes requested, {len} returned"
        ));
    }
    super::memory::overwrite(buffer, found)?;
    Ok(found.len())
}
