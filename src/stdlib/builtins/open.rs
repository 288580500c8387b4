//! `open`: files of text and of bytes.
//!
//! Reference: Library Reference, "open".

use std::fs::OpenOptions;
use std::io::{IsTerminal, Seek, SeekFrom};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;

use crate::err;
use crate::object::{Builtin, Name, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::stdlib::sys::bytes_stream;
use crate::stdlib::sys::channel::{Channel, Flushing, system_error};
use crate::stdlib::sys::stream::{self, Newline, Options};
use crate::types::bytes::{bytes_like, bytes_of};
use crate::types::codec::Encoding;

struct Mode {
    /// Of `r`, `w`, `x`, `a`.
    action: u8,
    update: bool,
    binary: bool,
}

fn parse(mode: &Ref<Str>) -> Raises<Mode> {
    let text = mode.to_string_lossy();
    let invalid = || err!(ValueError, "invalid mode: '{text}'");
    let mut seen = [false; 128];
    for c in text.bytes() {
        if !b"axrwb+t".contains(&c) || std::mem::replace(&mut seen[usize::from(c)], true) {
            return Err(invalid());
        }
    }
    let has = |c: u8| seen[usize::from(c)];
    if has(b't') && has(b'b') {
        return Err(err!(ValueError, "can't have text and binary mode at once"));
    }
    let actions: Vec<u8> = b"xrwa".iter().copied().filter(|it| has(*it)).collect();
    let [action] = actions[..] else {
        return Err(err!(ValueError, "must have exactly one of create/read/write/append mode"));
    };
    Ok(Mode { action, update: has(b'+'), binary: has(b'b') })
}

/// The bytes of a path: of text, bytes, or what `__fspath__` gives.
pub fn path_bytes(vm: &Vm, path: &Value) -> Raises<Vec<u8>> {
    let bytes = if let Some(text) = path.downcast::<Str>() {
        let encoded = crate::types::codec::encode(vm, text, "utf-8", "surrogateescape")?;
        bytes_of(&encoded).map_or_else(Vec::new, <[u8]>::to_vec)
    } else if let Some(bytes) = bytes_of(path) {
        bytes.to_vec()
    } else if let Some(inner) = protocol::call::call_special(vm, path, Name::Fspath, &[])? {
        if inner.downcast::<Str>().is_none() && bytes_of(&inner).is_none() {
            return Err(err!(
                TypeError,
                "expected {}.__fspath__() to return str or bytes, not {}",
                vm.type_name(path),
                vm.type_name(&inner)
            ));
        }
        return path_bytes(vm, &inner);
    } else if vm.is_instance(path, Builtin::ByteArray) {
        bytes_like(vm, path)?.to_vec()
    } else {
        return Err(err!(
            TypeError,
            "expected str, bytes or os.PathLike object, not {}",
            vm.type_name(path)
        ));
    };
    if bytes.contains(&0) {
        return Err(err!(ValueError, "embedded null byte"));
    }
    Ok(bytes)
}

#[allow(clippy::too_many_arguments)]
pub fn open(
    vm: &Vm,
    file: Value,
    mode: Ref<Str>,
    buffering: i32,
    encoding: Option<Ref<Str>>,
    errors: Option<Ref<Str>>,
    newline: Option<Ref<Str>>,
    closefd: bool,
    opener: Value,
) -> Raises<Value> {
    if let Value::Int(_) | Value::Bool(_) = file {
        return Err(err!(NotImplementedError, "open() of a file descriptor is not supported yet"));
    }
    if !opener.is_none() {
        return Err(err!(NotImplementedError, "open() with an opener is not supported yet"));
    }
    let mode = parse(&mode)?;
    if !closefd {
        return Err(err!(ValueError, "Cannot use closefd=False with file name"));
    }
    if mode.binary {
        let given = [
            ("an encoding", encoding.is_some()),
            ("an errors", errors.is_some()),
            ("a newline", newline.is_some()),
        ];
        if let Some((what, _)) = given.iter().find(|it| it.1) {
            return Err(err!(ValueError, "binary mode doesn't take {what} argument"));
        }
    } else if buffering == 0 {
        return Err(err!(ValueError, "can't have unbuffered text I/O"));
    }
    let newline = match newline.as_ref().map(|it| it.bytes()) {
        None => Newline::Universal,
        Some(b"") => Newline::Any,
        Some(b"\n") => Newline::Lf,
        Some(b"\r") => Newline::Cr,
        Some(b"\r\n") => Newline::CrLf,
        Some(other) => {
            return Err(err!(
                ValueError,
                "illegal newline value: {}",
                crate::algo::escape::repr_str(other)
            ));
        }
    };
    let encoding = encoding.map_or("utf-8".to_owned(), |it| it.to_string_lossy().into_owned());
    if !mode.binary {
        match Encoding::named(&encoding) {
            None => return Err(err!(LookupError, "unknown encoding: {encoding}")),
            Some(Encoding::Utf16(_) | Encoding::Utf32(_) | Encoding::Utf8Sig) => {
                return Err(err!(
                    NotImplementedError,
                    "open() with encoding '{encoding}' is not supported yet"
                ));
            }
            Some(_) => {}
        }
    }
    let path = path_bytes(vm, &file)?;
    let channel = open_file(vm, &path, &file, &mode)?;
    channel.flushing.set(match buffering {
        0 => Flushing::Always,
        1 => Flushing::Line,
        _ if channel.is_terminal() => Flushing::Line,
        _ => Flushing::Full,
    });
    if mode.binary {
        return Ok(bytes_stream::over(vm, Rc::new(channel), mode.action != b'r'));
    }
    let shown = match (mode.action, mode.update) {
        (b'r', false) => "r",
        (b'r', true) => "r+",
        (b'w', false) => "w",
        (b'w', true) => "w+",
        (b'a', false) => "a",
        (b'a', true) => "a+",
        (_, false) => "x",
        (_, true) => "x+",
    };
    let errors = errors.map_or("strict".to_owned(), |it| it.to_string_lossy().into_owned());
    Ok(stream::make(vm, channel, Options { mode: shown, encoding, errors, newline }))
}

fn open_file(vm: &Vm, path: &[u8], name: &Value, mode: &Mode) -> Raises<Channel> {
    let reads = mode.action == b'r' || mode.update;
    let writes = mode.action != b'r' || mode.update;
    let mut options = OpenOptions::new();
    options.read(reads);
    match mode.action {
        b'w' => options.write(true).create(true).truncate(true),
        b'x' => options.write(true).create_new(true),
        b'a' => options.append(true).create(true),
        _ => options.write(mode.update),
    };
    let system = |error: std::io::Error| system_error(vm, &error, std::slice::from_ref(name));
    let mut file = options.open(std::ffi::OsStr::from_bytes(path)).map_err(system)?;
    if file.metadata().map_err(system)?.is_dir() {
        return Err(system(std::io::Error::from_raw_os_error(libc::EISDIR)));
    }
    if mode.action == b'a' && !file.is_terminal() {
        // Where writing goes is where `tell()` is to say that it goes.
        let _ = file.seek(SeekFrom::End(0));
    }
    let fd = i64::from(file.as_raw_fd());
    Ok(Channel::new(file, fd, name.clone(), reads, writes))
}
