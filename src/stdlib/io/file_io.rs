//! `io.FileIO`: a file of the system without buffers.
//!
//! Reference: Library Reference, "io.FileIO".

use std::io::SeekFrom;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, Raises, Ref, Str, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::stdlib::builtins::open;
use crate::stdlib::sys::bytes_stream::{self, ByteStream};
use crate::stdlib::sys::stream::{size, unsupported};
use crate::types::bytes::{bytes, bytes_like};
use crate::types::container::this;

use super::memory;

static LAYOUT: Layout = Layout::of::<ByteStream>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_io.FileIO",
    base: Builtin::IoRawBase,
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "FileIO(file, mode='r', closefd=True, opener=None)\n--\n\nA file of the system, read and written without buffers.",
    slots: |slots| {
        slots.new.set(Some(bytes_stream::new));
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        "read($self, size=-1, /)",
        "Read up to so many bytes; all there are if below zero.",
        read
    ),
    native!("readall($self, /)", "Read all there is.", readall),
    native!("readinto($self, buffer, /)", "Read into memory.", readinto),
    native!("write($self, b, /)", "Write bytes and return how many.", write),
    native!("seek($self, pos, whence=0, /)", "Go to a place.", seek),
    native!("tell($self, /)", "The present place.", tell),
    native!("truncate($self, size=None, /)", "Make the file so many bytes long.", truncate),
    native!("close($self, /)", "Close the file.", close),
    native!("seekable($self, /)", "Whether the place can be changed.", seekable),
    native!("readable($self, /)", "Whether it can be read.", readable),
    native!("writable($self, /)", "Whether it can be written.", writable),
    native!("fileno($self, /)", "The number the system has for the file.", fileno),
    native!("isatty($self, /)", "Whether this is a terminal.", isatty),
];

static GETSET: &[GetSet] = &[
    GetSet { name: "name", doc: "", get: |_, it| Ok(of(it).channel.name.clone()), set: None },
    GetSet { name: "mode", doc: "", get: |vm, it| Ok(vm.text(of(it).channel.mode)), set: None },
    GetSet {
        name: "closed",
        doc: "",
        get: |_, it| Ok(Value::bool(of(it).channel.is_closed())),
        set: None,
    },
    GetSet {
        name: "closefd",
        doc: "",
        get: |_, it| Ok(Value::bool(of(it).channel.closefd)),
        set: None,
    },
];

fn of(it: &Value) -> &Ref<ByteStream> {
    this::<ByteStream>(it)
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (file, mode, closefd, opener): (Value, Ref<Str>, bool, Value) =
        crate::bind!(vm, args, "FileIO(file, mode='r', closefd=True, opener=None)")?;
    let mode = open::raw_mode(&mode)?;
    let channel = open::open_file(vm, &file, &mode, closefd, &opener)?;
    of(it).channel.give(channel);
    Ok(())
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let channel = &of(it).channel;
    let class = crate::types::class::full_name(vm, vm.type_of(it));
    if channel.is_closed() {
        return Ok(vm.text(&format!("<{class} [closed]>")));
    }
    let name = protocol::repr(vm, &channel.name)?;
    let closefd = if channel.closefd { "True" } else { "False" };
    Ok(vm.text(&format!(
        "<{class} name={} mode='{}' closefd={closefd}>",
        name.to_string_lossy(),
        channel.mode
    )))
}

fn check(vm: &Vm, it: &ByteStream, able: bool, what: &str) -> Raises<()> {
    check_open(it)?;
    if able { Ok(()) } else { Err(unsupported(vm, &format!("File not open for {what}"))) }
}

fn check_open(it: &ByteStream) -> Raises<()> {
    if it.channel.is_closed() {
        return Err(err!(ValueError, "I/O operation on closed file"));
    }
    Ok(())
}

fn read(vm: &Vm, it: Ref<ByteStream>, count: Value) -> Raises<Value> {
    check(vm, &it, it.channel.readable, "reading")?;
    match size(vm, &count)? {
        Some(count) => Ok(bytes(vm, it.channel.read_raw(vm, count)?)),
        None => readall(vm, it),
    }
}

fn readall(vm: &Vm, it: Ref<ByteStream>) -> Raises<Value> {
    check(vm, &it, it.channel.readable, "reading")?;
    let mut all = Vec::new();
    loop {
        let piece = it.channel.read_raw(vm, 1 << 16)?;
        if piece.is_empty() {
            return Ok(bytes(vm, all));
        }
        all.extend_from_slice(&piece);
    }
}

fn readinto(vm: &Vm, it: Ref<ByteStream>, buffer: Value) -> Raises<usize> {
    check(vm, &it, it.channel.readable, "reading")?;
    let room = memory::room(vm, &buffer, "readinto")?;
    let data = it.channel.read_raw(vm, room)?;
    memory::overwrite(&buffer, &data)?;
    Ok(data.len())
}

fn write(vm: &Vm, it: Ref<ByteStream>, data: Value) -> Raises<usize> {
    check(vm, &it, it.channel.writable, "writing")?;
    let data = bytes_like(vm, &data)?.to_vec();
    it.channel.write_raw(vm, &data)
}

fn seek(vm: &Vm, it: Ref<ByteStream>, place: i64, whence: i32) -> Raises<i64> {
    check_open(&it)?;
    let to = match whence {
        0 => match u64::try_from(place) {
            Ok(place) => SeekFrom::Start(place),
            Err(_) => {
                let error = std::io::Error::from_raw_os_error(libc::EINVAL);
                return Err(crate::stdlib::sys::channel::system_error(vm, &error, &[]));
            }
        },
        1 => SeekFrom::Current(place),
        2 => SeekFrom::End(place),
        _ => {
            let error = std::io::Error::from_raw_os_error(libc::EINVAL);
            return Err(crate::stdlib::sys::channel::system_error(vm, &error, &[]));
        }
    };
    Ok(it.channel.seek(vm, to)? as i64)
}

fn tell(vm: &Vm, it: Ref<ByteStream>) -> Raises<i64> {
    seek(vm, it, 0, 1)
}

fn truncate(vm: &Vm, it: Ref<ByteStream>, size: Option<i64>) -> Raises<i64> {
    check(vm, &it, it.channel.writable, "writing")?;
    let size = match size {
        Some(size) => size,
        None => tell(vm, it.clone())?,
    };
    let Ok(bytes) = u64::try_from(size) else {
        let error = std::io::Error::from_raw_os_error(libc::EINVAL);
        return Err(crate::stdlib::sys::channel::system_error(vm, &error, &[]));
    };
    it.channel.truncate(vm, bytes)?;
    Ok(size)
}

fn close(vm: &Vm, it: Ref<ByteStream>) -> Raises<()> {
    it.channel.close(vm)
}

fn seekable(vm: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    check_open(&it)?;
    it.channel.is_seekable(vm)
}

fn readable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    check_open(&it)?;
    Ok(it.channel.readable)
}

fn writable(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    check_open(&it)?;
    Ok(it.channel.writable)
}

fn fileno(_: &Vm, it: Ref<ByteStream>) -> Raises<i64> {
    check_open(&it)?;
    Ok(it.channel.fd)
}

fn isatty(_: &Vm, it: Ref<ByteStream>) -> Raises<bool> {
    check_open(&it)?;
    Ok(it.channel.is_terminal())
}
