//! `_io`: the classes of streams. Those over files of the system, which `open` makes and `sys` has, are in
//! [`sys`](super::sys); here are the bases, the streams in memory and the file without buffers.
//!
//! Reference: Library Reference, "io".

pub mod base;
pub mod bytes_io;
pub mod file_io;
pub mod memory;
pub mod string_io;

use crate::err;
use crate::native;
use crate::object::{AnyRef, Builtin, Native, Raises, Ref, Str, Tuple, TypeSpec, Value, Vm};
use crate::protocol;
use crate::protocol::attr::instance_dict;

pub const DOC: &str = "Streams.";

pub static FUNCTIONS: &[Native] = &[
    native!("open_code($module, /, path)", "Open a file of code for reading.", open_code),
    native!(
        "text_encoding($module, encoding, stacklevel=2, /)",
        "The encoding that is given, or the name that stands for the default.",
        text_encoding
    ),
];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("_IOBase", Builtin::IoBase),
    ("_RawIOBase", Builtin::IoRawBase),
    ("_BufferedIOBase", Builtin::IoBufferedBase),
    ("_TextIOBase", Builtin::IoTextBase),
    ("StringIO", Builtin::StringIo),
    ("BytesIO", Builtin::BytesIo),
    ("FileIO", Builtin::FileIo),
    ("BufferedReader", Builtin::BufferedReader),
    ("BufferedWriter", Builtin::BufferedWriter),
    ("BufferedRandom", Builtin::BufferedRandom),
    ("TextIOWrapper", Builtin::TextStream),
    ("BlockingIOError", Builtin::BlockingIOError),
];

/// The declarations of the classes of this folder.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::IoBase => &base::IO,
        Builtin::IoRawBase => &base::RAW,
        Builtin::IoBufferedBase => &base::BUFFERED,
        Builtin::IoTextBase => &base::TEXT,
        Builtin::StringIo => &string_io::SPEC,
        Builtin::BytesIo => &bytes_io::SPEC,
        Builtin::FileIo => &file_io::SPEC,
        _ => return None,
    })
}

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let mut found = vec![("DEFAULT_BUFFER_SIZE", Value::Int(super::sys::channel::CHUNK as i64))];
    if let Ok(class) = super::sys::stream::unsupported_class(vm) {
        found.push(("UnsupportedOperation", class));
    }
    if let Some(open) = vm.builtins.get().and_then(|it| it.get_str(&vm.intern("open"))) {
        found.push(("open", open));
    }
    found
}

fn open_code(vm: &Vm, path: Ref<Str>) -> Raises<Value> {
    let open = crate::types::container::builtin_function(vm, "open")?;
    let args = [Value::Str(path), vm.text("rb")];
    protocol::call(vm, &open, crate::object::Args::positional(&args))
}

fn text_encoding(vm: &Vm, encoding: Value, _: i32) -> Value {
    if encoding.is_none() { vm.text("locale") } else { encoding }
}

/// A copy of a stream's own attributes for pickling; `None` where there are none.
fn own_dict(vm: &Vm, it: &Value) -> Raises<Value> {
    match instance_dict(vm, it) {
        Some(dict) if !dict.is_empty() => {
            protocol::call_method(vm, &Value::Dict(dict), &vm.intern("copy"), &[])
        }
        _ => Ok(Value::None),
    }
}

fn set_own_dict(vm: &Vm, it: &Value, given: &Value) -> Raises<()> {
    if given.is_none() {
        return Ok(());
    }
    if !vm.is_instance(given, Builtin::Dict) {
        let kind = vm.type_name(given);
        return Err(err!(TypeError, "fourth item of state should be a dict, got a {kind}"));
    }
    match instance_dict(vm, it) {
        Some(dict) => {
            let update = vm.intern("update");
            protocol::call_method(vm, &Value::Dict(dict), &update, std::slice::from_ref(given))
                .map(drop)
        }
        None => Ok(()),
    }
}

/// The items of the tuple that `__setstate__` gets.
fn state_items(vm: &Vm, it: &AnyRef, state: &Value, count: usize) -> Raises<Vec<Value>> {
    match state.downcast::<Tuple>() {
        Some(items) if items.items().len() >= count => Ok(items.items().to_vec()),
        _ => {
            let class = crate::types::class::full_name(vm, it.class());
            let kind = vm.type_name(state);
            Err(err!(
                TypeError,
                "{class}.__setstate__ argument should be {count}-tuple, got {kind}"
            ))
        }
    }
}
