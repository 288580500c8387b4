//! `open`: files of text and of bytes.
//!
//! Reference: Library Reference, "open".

use std::fs::OpenOptions;
use std::io::{IsTerminal, Seek, SeekFrom};
use std::os::fd::AsRawFd;
use std::os::unix::ffi::OsStrExt;
use std::rc::Rc;

use crate::err;
use crate::object::{Args, Builtin, Name, Raises, Ref, Str, Value, Vm, descriptors};
use crate::protocol;
use crate::stdlib::sys::bytes_stream;
use crate::stdlib::sys::channel::{Channel, Flushing, system_error};
use crate::stdlib::sys::newline::Newline;
use crate::stdlib::sys::stream::{self, Options};
use crate::types::bytes::{bytes_like, bytes_of};

pub struct Mode {
    /// Of `r`, `w`, `x`, `a`.
    action: u8,
    update: bool,
    binary: bool,
}

impl Mode {
    /// As a raw file shows it.
    fn raw_name(&self) -> &'static str {
        match (self.action, self.update) {
            (b'r', false) => "rb",
            (b'r', true) | (b'w', true) => "rb+",
            (b'w', false) => "wb",
            (b'a', false) => "ab",
            (b'a', true) => "ab+",
            (_, false) => "xb",
            (_, true) => "xb+",
        }
    }
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

/// The mode of a raw file, which is always one of bytes.
pub fn raw_mode(mode: &Ref<Str>) -> Raises<Mode> {
    let text = mode.to_string_lossy();
    if text.bytes().any(|it| !b"rwxab+".contains(&it)) {
        return Err(err!(ValueError, "invalid mode: {text}"));
    }
    let actions = text.bytes().filter(|it| b"rwxa".contains(it)).count();
    if actions != 1 || text.bytes().filter(|it| *it == b'+').count() > 1 {
        return Err(err!(
            ValueError,
            "Must have exactly one of create/read/write/append mode and at most one plus"
        ));
    }
    parse(mode)
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
    let mode = parse(&mode)?;
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
    let Some(newline) = Newline::of(newline.as_ref().map(|it| it.bytes())) else {
        let shown = newline.as_ref().map_or(&[][..], |it| it.bytes());
        return Err(err!(
            ValueError,
            "illegal newline value: {}",
            crate::algo::escape::repr_str(shown)
        ));
    };
    let encoding = encoding.map_or("UTF-8".to_owned(), |it| it.to_string_lossy().into_owned());
    if !mode.binary {
        stream::check_encoding(&encoding, "open")?;
    }
    let channel = open_file(vm, &file, &mode, closefd, &opener)?;
    channel.flushing.set(match buffering {
        0 => Flushing::Always,
        1 => Flushing::Line,
        _ if channel.is_terminal() => Flushing::Line,
        _ => Flushing::Full,
    });
    if mode.binary {
        let class = match (buffering, mode.update, mode.action) {
            (0, ..) => Builtin::FileIo,
            (_, true, _) => Builtin::BufferedRandom,
            (_, _, b'r') => Builtin::BufferedReader,
            _ => Builtin::BufferedWriter,
        };
        return Ok(bytes_stream::over(vm, Rc::new(channel), class));
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

/// Opens what `file` names: a path, or the number of an open file.
pub fn open_file(
    vm: &Vm,
    file: &Value,
    mode: &Mode,
    closefd: bool,
    opener: &Value,
) -> Raises<Channel> {
    let reads = mode.action == b'r' || mode.update;
    let writes = mode.action != b'r' || mode.update;
    let system = |error: std::io::Error| system_error(vm, &error, std::slice::from_ref(file));
    let by_number = vm.is_instance(file, Builtin::Int);
    let mut opened = if by_number {
        let fd = number(vm, file)?;
        if fd < 0 {
            return Err(err!(ValueError, "negative file descriptor"));
        }
        descriptors::file(fd, closefd).map_err(|error| system_error(vm, &error, &[]))?
    } else {
        let path = path_bytes(vm, file)?;
        if !closefd {
            return Err(err!(ValueError, "Cannot use closefd=False with file name"));
        }
        if opener.is_none() {
            open_path(mode).open(std::ffi::OsStr::from_bytes(&path)).map_err(system)?
        } else {
            let flags = Value::Int(i64::from(system_flags(mode)));
            let fd = protocol::call(vm, opener, Args::positional(&[file.clone(), flags]))?;
            if !vm.is_instance(&fd, Builtin::Int) {
                return Err(err!(TypeError, "expected integer from opener"));
            }
            let fd = number(vm, &fd)?;
            if fd < 0 {
                return Err(err!(ValueError, "opener returned {fd}"));
            }
            descriptors::file(fd, true).map_err(system)?
        }
    };
    if opened.metadata().map_err(system)?.is_dir() {
        if by_number {
            // It stays whoever's it was.
            std::mem::forget(opened);
        }
        return Err(system(std::io::Error::from_raw_os_error(libc::EISDIR)));
    }
    if mode.action == b'a' && !opened.is_terminal() {
        // Where writing goes is where `tell()` is to say that it goes.
        let _ = opened.seek(SeekFrom::End(0));
    }
    let fd = match by_number {
        true => i64::from(number(vm, file)?),
        false => i64::from(opened.as_raw_fd()),
    };
    let mut channel = Channel::new(opened, fd, file.clone(), reads, writes);
    channel.mode = mode.raw_name();
    channel.closefd = closefd;
    Ok(channel)
}

fn number(vm: &Vm, fd: &Value) -> Raises<i32> {
    let fd = protocol::to_isize(vm, fd, Builtin::OverflowError)?;
    i32::try_from(fd).map_err(|_| err!(OverflowError, "Python int too large to convert to C int"))
}

fn open_path(mode: &Mode) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(mode.action == b'r' || mode.update);
    match mode.action {
        b'w' => options.write(true).create(true).truncate(true),
        b'x' => options.write(true).create_new(true),
        b'a' => options.append(true).create(true),
        _ => options.write(mode.update),
    };
    options
}

/// What the mode is for the system's `open`, which an opener is to call.
fn system_flags(mode: &Mode) -> i32 {
    let access = match (mode.action, mode.update) {
        (_, true) => libc::O_RDWR,
        (b'r', _) => libc::O_RDONLY,
        _ => libc::O_WRONLY,
    };
    let how = match mode.action {
        b'w' => libc::O_CREAT | libc::O_TRUNC,
        b'x' => libc::O_CREAT | libc::O_EXCL,
        b'a' => libc::O_CREAT | libc::O_APPEND,
        _ => 0,
    };
    access | how | libc::O_CLOEXEC
}
