//! Where a module is: in the interpreter, with a finder of the program's, or in the folders of a path.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use crate::object::{Args, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::stdlib::python::{self, Embedded};
use crate::stdlib::sys::channel::system_error;
use crate::stdlib::{Declared, declared, sys_attribute};
use crate::types::bytes::bytes_of;
use crate::types::codec;

/// What a module is made of.
pub enum Found {
    Native(&'static Declared),
    /// Python source in the interpreter.
    Embedded(&'static Embedded),
    File {
        path: Vec<u8>,
        text: Vec<u8>,
        /// The folder of a package.
        locations: Option<Vec<u8>>,
    },
    /// A package without `__init__.py`: its folders.
    Namespace(Vec<Vec<u8>>),
    /// What a finder in `sys.meta_path` gave.
    Spec(Value),
}

/// Modules that CPython has in its binary, so that no file comes before them.
const FIXED: &[&str] = &[
    "builtins",
    "sys",
    "time",
    "gc",
    "itertools",
    "errno",
    "atexit",
    "abc",
    "io",
    "os",
    "codecs",
    "stat",
    "posix",
    "marshal",
    "signal",
    "_thread",
    "posixpath",
    "os.path",
    "genericpath",
    "site",
];

fn is_fixed(name: &str) -> bool {
    FIXED.contains(&name) || name.starts_with('_')
}

/// Looks for a module; `path` is its package's.
pub fn find(vm: &Vm, name: &Ref<Str>, path: Option<&Value>) -> Raises<Option<Found>> {
    if let Some(spec) = by_finders(vm, name, path)? {
        return Ok(Some(Found::Spec(spec)));
    }
    let text = name.to_string_lossy();
    if is_fixed(&text)
        && let Some(found) = built_in(&text)
    {
        return Ok(Some(found));
    }
    let last = &text[text.rfind('.').map_or(0, |it| it + 1)..];
    let folders = match path {
        Some(path) => super::texts(vm, path)?,
        None => match sys_attribute(vm, "path") {
            Some(path) if !path.is_none() => super::texts(vm, &path)?,
            _ => vec![],
        },
    };
    if let Some(found) = in_folders(vm, &folders, last)? {
        return Ok(Some(found));
    }
    Ok(built_in(&text))
}

fn built_in(name: &str) -> Option<Found> {
    declared(name).map(Found::Native).or_else(|| python::embedded(name).map(Found::Embedded))
}

fn by_finders(vm: &Vm, name: &Ref<Str>, path: Option<&Value>) -> Raises<Option<Value>> {
    let Some(Value::List(finders)) = sys_attribute(vm, "meta_path") else { return Ok(None) };
    for finder in finders.to_vec() {
        let args = [Value::Str(name.clone()), path.cloned().unwrap_or(Value::None), Value::None];
        let find = protocol::getattr_opt(vm, &finder, &vm.intern("find_spec"))?;
        let Some(find) = find else { continue };
        let spec = vm.call(&find, Args::positional(&args))?;
        if !spec.is_none() {
            return Ok(Some(spec));
        }
    }
    Ok(None)
}

/// Looks through folders. A file or a package with `__init__.py` in a later one comes before a mere folder.
fn in_folders(vm: &Vm, folders: &[Ref<Str>], last: &str) -> Raises<Option<Found>> {
    let mut portions = Vec::new();
    for folder in folders {
        let encoded = codec::encode(vm, folder, "utf-8", "surrogateescape")?;
        let mut base = bytes_of(&encoded).unwrap_or_default().to_vec();
        if base.is_empty() {
            match std::env::current_dir() {
                Ok(current) => base = current.as_os_str().as_bytes().to_vec(),
                Err(_) => continue,
            }
        }
        if !base.ends_with(b"/") {
            base.push(b'/');
        }
        base.extend_from_slice(last.as_bytes());
        let package = Path::new(OsStr::from_bytes(&base));
        let is_folder = package.is_dir();
        if is_folder {
            let init = [&base[..], b"/__init__.py"].concat();
            if is_file(&init) {
                return read(vm, init, Some(base)).map(Some);
            }
        }
        let file = [&base[..], b".py"].concat();
        if is_file(&file) {
            return read(vm, file, None).map(Some);
        }
        if is_folder {
            portions.push(base);
        }
    }
    Ok(if portions.is_empty() { None } else { Some(Found::Namespace(portions)) })
}

fn is_file(path: &[u8]) -> bool {
    Path::new(OsStr::from_bytes(path)).is_file()
}

fn read(vm: &Vm, path: Vec<u8>, locations: Option<Vec<u8>>) -> Raises<Found> {
    match fs::read(OsStr::from_bytes(&path)) {
        Ok(text) => Ok(Found::File { path, text, locations }),
        Err(error) => {
            let name = Value::Str(crate::stdlib::sys::stream::lossless(vm, &path));
            Err(system_error(vm, &error, &[name]))
        }
    }
}
