//! `io.BytesIO`: a stream of bytes in memory.
//!
//! Reference: Library Reference, "io.BytesIO".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, Payload, Raises, Ref, TypeSpec, Value, Visitor, Vm,
    flags,
};
use crate::protocol;
use crate::stdlib::sys::channel::closed_error;
use crate::stdlib::sys::stream::size;
use crate::types::bytes::{ByteArray, bytearray, bytes, bytes_like, content};
use crate::types::container::{itself, this};

use super::memory;

pub struct BytesIo {
    /// The memory; views of it are views of this.
    memory: RefCell<Ref<ByteArray>>,
    at: Cell<usize>,
    is_open: Cell<bool>,
}

impl Payload for BytesIo {
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<BytesIo>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_io.BytesIO",
    base: Builtin::IoBufferedBase,
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "BytesIO(initial_bytes=b'')\n--\n\nA stream of bytes in memory.",
    slots: |slots| {
        slots.new.set(Some(|vm, class, _| {
            let memory = RefCell::new(new_memory(vm, Vec::new()));
            let made = BytesIo { memory, at: Cell::new(0), is_open: Cell::new(true) };
            Ok(vm.alloc_in(class, made))
        }));
        slots.init.set(Some(init));
        slots.iter.set(Some(|vm, it| {
            of(it).check_open()?;
            itself(vm, it)
        }));
        slots.next.set(Some(next));
    },
    methods: METHODS,
    getset: &[GetSet {
        name: "closed",
        doc: "",
        get: |_, it| Ok(Value::bool(!of(it).is_open.get())),
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("readable($self, /)", "Whether it can be read.", able),
    native!("seekable($self, /)", "Whether the place can be changed.", able),
    native!("writable($self, /)", "Whether it can be written.", able),
    native!("close($self, /)", "Close the stream; its bytes are gone then.", close),
    native!("flush($self, /)", "Does nothing.", flush),
    native!("isatty($self, /)", "False.", isatty),
    native!("tell($self, /)", "The present place.", tell),
    native!("write($self, b, /)", "Write bytes and return how many.", write),
    native!("writelines($self, lines, /)", "Write each of the lines.", writelines),
    native!("read1($self, size=-1, /)", "Read so many bytes; all there are if below zero.", read),
    native!("readinto($self, buffer, /)", "Read into memory.", readinto),
    native!("readline($self, size=-1, /)", "Read a line.", readline),
    native!(
        "readlines($self, size=None, /)",
        "Read all lines, or about so many bytes of them.",
        readlines
    ),
    native!("read($self, size=-1, /)", "Read so many bytes; all there are if below zero.", read),
    native!("getbuffer($self, /)", "A view of all the bytes, which can be changed.", getbuffer),
    native!("getvalue($self, /)", "All of the bytes.", getvalue),
    native!("seek($self, pos, whence=0, /)", "Go to a place.", seek),
    native!(
        "truncate($self, size=None, /)",
        "Cut off at a place, the present one if none is named.",
        truncate
    ),
    native!("__getstate__($self, /)", "What pickling needs.", getstate),
    native!("__setstate__($self, state, /)", "Become what was pickled.", setstate),
    native!("__sizeof__($self, /)", "How many bytes the object takes.", sizeof),
];

fn of(it: &Value) -> &Ref<BytesIo> {
    this::<BytesIo>(it)
}

fn new_memory(vm: &Vm, data: Vec<u8>) -> Ref<ByteArray> {
    this::<ByteArray>(&bytearray(vm, data)).clone()
}

impl BytesIo {
    fn check_open(&self) -> Raises<()> {
        if self.is_open.get() { Ok(()) } else { Err(closed_error()) }
    }

    fn memory(&self) -> Ref<ByteArray> {
        self.memory.borrow().clone()
    }

    /// The bytes from the place on, up to so many, that `choose` wants; the place moves.
    fn take(&self, vm: &Vm, choose: impl FnOnce(&[u8]) -> usize) -> Value {
        let memory = self.memory();
        let data = memory.borrow();
        let rest = data.get(self.at.get()..).unwrap_or_default();
        let count = choose(rest);
        self.at.set(self.at.get() + count);
        bytes(vm, &rest[..count])
    }

    fn put(&self, piece: &[u8]) -> Raises<()> {
        let memory = self.memory();
        let mut data = memory.resize()?;
        if piece.is_empty() {
            return Ok(());
        }
        let at = self.at.get();
        if at > data.len() {
            data.resize(at, 0);
        }
        let over = piece.len().min(data.len() - at);
        data[at..at + over].copy_from_slice(&piece[..over]);
        data.extend_from_slice(&piece[over..]);
        self.at.set(at + piece.len());
        Ok(())
    }
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (initial,): (Option<Value>,) =
        crate::bind!(vm, args, "BytesIO(initial_bytes=<unrepresentable>)")?;
    let data = match initial.filter(|it| !it.is_none()) {
        Some(initial) => bytes_like(vm, &initial)?.to_vec(),
        None => Vec::new(),
    };
    let it = of(it);
    drop(it.memory().resize()?);
    it.memory.replace(new_memory(vm, data));
    it.at.set(0);
    it.is_open.set(true);
    Ok(())
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    let it = of(it);
    it.check_open()?;
    let line = it.take(vm, line_length);
    Ok(Some(line).filter(|it| content(it).is_some_and(|it| !it.is_empty())))
}

fn line_length(rest: &[u8]) -> usize {
    memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)
}

fn able(_: &Vm, it: Ref<BytesIo>) -> Raises<bool> {
    it.check_open()?;
    Ok(true)
}

fn close(vm: &Vm, it: Ref<BytesIo>) -> Raises<()> {
    drop(it.memory().resize()?);
    it.memory.replace(new_memory(vm, Vec::new()));
    it.is_open.set(false);
    Ok(())
}

fn flush(_: &Vm, it: Ref<BytesIo>) -> Raises<()> {
    it.check_open()
}

fn isatty(_: &Vm, it: Ref<BytesIo>) -> Raises<bool> {
    it.check_open()?;
    Ok(false)
}

fn tell(_: &Vm, it: Ref<BytesIo>) -> Raises<usize> {
    it.check_open()?;
    Ok(it.at.get())
}

fn write(vm: &Vm, it: Ref<BytesIo>, data: Value) -> Raises<usize> {
    it.check_open()?;
    let data = bytes_like(vm, &data)?.to_vec();
    it.put(&data)?;
    Ok(data.len())
}

fn writelines(vm: &Vm, it: Ref<BytesIo>, lines: Value) -> Raises<()> {
    it.check_open()?;
    protocol::for_each(vm, &lines, &mut |line| write(vm, it.clone(), line).map(drop))
}

fn read(vm: &Vm, it: Ref<BytesIo>, count: Value) -> Raises<Value> {
    it.check_open()?;
    let count = size(vm, &count)?.unwrap_or(usize::MAX);
    Ok(it.take(vm, |rest| rest.len().min(count)))
}

fn readline(vm: &Vm, it: Ref<BytesIo>, count: Value) -> Raises<Value> {
    it.check_open()?;
    let count = size(vm, &count)?.unwrap_or(usize::MAX);
    Ok(it.take(vm, |rest| line_length(rest).min(count)))
}

fn readlines(vm: &Vm, it: Ref<BytesIo>, hint: Value) -> Raises<Value> {
    it.check_open()?;
    let hint = size(vm, &hint)?.filter(|it| *it > 0).unwrap_or(usize::MAX);
    let (mut lines, mut total) = (Vec::new(), 0);
    while total < hint {
        let line = it.take(vm, line_length);
        let len = content(&line).map_or(0, |it| it.len());
        if len == 0 {
            break;
        }
        total += len;
        lines.push(line);
    }
    Ok(vm.list(lines))
}

fn readinto(vm: &Vm, it: Ref<BytesIo>, buffer: Value) -> Raises<usize> {
    let room = memory::room(vm, &buffer, "readinto")?;
    it.check_open()?;
    let data = it.take(vm, |rest| rest.len().min(room));
    let data = content(&data).map_or_else(Vec::new, |it| it.to_vec());
    memory::overwrite(&buffer, &data)?;
    Ok(data.len())
}

fn getbuffer(vm: &Vm, it: Ref<BytesIo>) -> Raises<Value> {
    it.check_open()?;
    let view = Value::Type(vm.class(Builtin::MemoryView).clone());
    protocol::call1(vm, &view, &Value::of(it.memory().into_any()))
}

fn getvalue(vm: &Vm, it: Ref<BytesIo>) -> Raises<Value> {
    it.check_open()?;
    Ok(bytes(vm, it.memory().borrow().as_slice()))
}

fn seek(_: &Vm, it: Ref<BytesIo>, place: i64, whence: i32) -> Raises<usize> {
    it.check_open()?;
    if whence == 0 && place < 0 {
        return Err(err!(ValueError, "negative seek value {place}"));
    }
    let from = match whence {
        0 => 0,
        1 => it.at.get() as i64,
        2 => it.memory().borrow().len() as i64,
        _ => return Err(err!(ValueError, "invalid whence ({whence}, should be 0, 1 or 2)")),
    };
    let Some(to) = from.checked_add(place) else {
        return Err(err!(OverflowError, "new position too large"));
    };
    it.at.set(to.max(0) as usize);
    Ok(it.at.get())
}

fn truncate(vm: &Vm, it: Ref<BytesIo>, place: Value) -> Raises<usize> {
    it.check_open()?;
    let place = match size_or_place(vm, &place)? {
        Some(place) if place < 0 => {
            return Err(err!(ValueError, "negative size value {place}"));
        }
        Some(place) => place as usize,
        None => it.at.get(),
    };
    let memory = it.memory();
    memory.resize()?.truncate(place);
    Ok(place)
}

fn size_or_place(vm: &Vm, place: &Value) -> Raises<Option<i64>> {
    match place {
        Value::None => Ok(None),
        place if vm.type_of(place).slots.index.get().is_none() => {
            let kind = vm.type_name(place);
            Err(err!(TypeError, "argument should be integer or None, not '{kind}'"))
        }
        place => protocol::to_isize(vm, place, Builtin::OverflowError).map(Some),
    }
}

fn getstate(vm: &Vm, it: Ref<BytesIo>) -> Raises<Value> {
    it.check_open()?;
    let data = bytes(vm, it.memory().borrow().as_slice());
    let at = Value::Int(it.at.get() as i64);
    let dict = super::own_dict(vm, &Value::of(it.into_any()))?;
    Ok(vm.tuple(vec![data, at, dict]))
}

fn setstate(vm: &Vm, it: Ref<BytesIo>, state: Value) -> Raises<()> {
    it.check_open()?;
    let items = super::state_items(vm, &it.clone().into_any(), &state, 3)?;
    let data = bytes_like(vm, &items[0])?.to_vec();
    drop(it.memory().resize()?);
    it.memory.replace(new_memory(vm, data));
    let at = protocol::to_isize(vm, &items[1], Builtin::OverflowError)?;
    let Ok(at) = usize::try_from(at) else {
        return Err(err!(ValueError, "position value cannot be negative"));
    };
    it.at.set(at);
    super::set_own_dict(vm, &Value::of(it.into_any()), &items[2])
}

fn sizeof(_: &Vm, it: Ref<BytesIo>) -> usize {
    size_of::<BytesIo>() + it.memory().borrow().len()
}
