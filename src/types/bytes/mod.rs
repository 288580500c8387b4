//! `bytes` and `bytearray`: sequences of small ints, fixed and changeable.
//!
//! What both can do is in [`methods`], in one table; a body gets either kind and gives back the same kind.
//!
//! Reference: Library Reference, "Binary Sequence Types".

pub mod array;
pub mod fixed;
pub mod hex;
pub mod iter;
pub mod methods;
pub mod percent;
pub mod slots;

use std::borrow::Cow;
use std::cell::{Cell, Ref as Borrow, RefCell, RefMut};
use std::ops::Deref;

use crate::err;
use crate::object::{Builtin, Layout, Payload, Raised, Raises, Value, Visitor, Vm};
use crate::protocol;
use crate::types::memoryview::MemoryView;
use crate::types::memoryview::exported::{SIMPLE, exported_bytes};

pub use array::SPEC as ARRAY_SPEC;
pub use fixed::SPEC;

/// The payload of `bytes`.
pub struct Bytes {
    data: Box<[u8]>,
    hash: Cell<Option<i64>>,
}

/// The payload of `bytearray`.
#[derive(Default)]
pub struct ByteArray {
    data: RefCell<Vec<u8>>,
    /// How many views there are: while there are any, the size stays.
    exports: Cell<usize>,
}

impl Payload for Bytes {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

impl Payload for ByteArray {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<Bytes>();
static ARRAY_LAYOUT: Layout = Layout::of::<ByteArray>();

impl Bytes {
    pub fn new(data: impl Into<Box<[u8]>>) -> Bytes {
        Bytes { data: data.into(), hash: Cell::new(None) }
    }

    #[inline(always)]
    pub fn data(&self) -> &[u8] {
        &self.data
    }
}

impl ByteArray {
    pub fn new(data: Vec<u8>) -> ByteArray {
        ByteArray { data: RefCell::new(data), exports: Cell::new(0) }
    }

    pub fn borrow(&self) -> Borrow<'_, Vec<u8>> {
        self.data.borrow()
    }

    /// For changes that leave the size as it is.
    pub fn borrow_mut(&self) -> RefMut<'_, Vec<u8>> {
        self.data.borrow_mut()
    }

    /// For changes of size; BufferError while there are views.
    pub fn resize(&self) -> Raises<RefMut<'_, Vec<u8>>> {
        if self.exports.get() > 0 {
            return Err(err!(BufferError, "Existing exports of data: object cannot be re-sized"));
        }
        Ok(self.data.borrow_mut())
    }

    /// A view comes into being.
    pub fn export(&self) {
        self.exports.set(self.exports.get() + 1);
    }

    /// A view is gone.
    pub fn unexport(&self) {
        self.exports.set(self.exports.get() - 1);
    }
}

/// A `bytes` object.
pub fn bytes(vm: &Vm, data: impl Into<Box<[u8]>>) -> Value {
    vm.alloc(Builtin::Bytes, Bytes::new(data))
}

/// A `bytearray` object.
pub fn bytearray(vm: &Vm, data: Vec<u8>) -> Value {
    vm.alloc(Builtin::ByteArray, ByteArray::new(data))
}

/// The content of a `bytes` object.
#[inline]
pub fn bytes_of(value: &Value) -> Option<&[u8]> {
    value.downcast::<Bytes>().map(|it| it.data())
}

pub fn is_exact_bytes(vm: &Vm, value: &Value) -> bool {
    vm.type_of(value).is(vm.class(Builtin::Bytes))
}

pub fn is_bytes_or_bytearray(value: &Value) -> bool {
    value.downcast::<Bytes>().is_some() || value.downcast::<ByteArray>().is_some()
}

/// The content of a bytes-like object, looked at while no Python code runs.
pub enum Content<'a> {
    Fixed(&'a [u8]),
    Array(Borrow<'a, Vec<u8>>),
    /// What a view shows, copied.
    Viewed(Vec<u8>),
}

impl Deref for Content<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Content::Fixed(data) => data,
            Content::Array(data) => data,
            Content::Viewed(data) => data,
        }
    }
}

/// The content of a bytes-like object; `None` for any other.
#[inline]
pub fn content(value: &Value) -> Option<Content<'_>> {
    if let Some(it) = value.downcast::<Bytes>() {
        return Some(Content::Fixed(it.data()));
    }
    if let Some(it) = value.downcast::<ByteArray>() {
        return Some(Content::Array(it.borrow()));
    }
    // Strings are what is most often asked about in vain.
    if matches!(value, Value::Obj(_)) {
        if let Some(it) = value.downcast::<super::typed_array::TypedArray>() {
            return Some(Content::Array(it.borrow()));
        }
        return value.downcast::<MemoryView>()?.bytes().map(Content::Viewed);
    }
    None
}

/// As [`content`], but what could change is copied, so that Python code may run.
pub fn buffer(value: &Value) -> Option<Cow<'_, [u8]>> {
    match content(value)? {
        Content::Fixed(data) => Some(Cow::Borrowed(data)),
        Content::Array(data) => Some(Cow::Owned(data.to_vec())),
        Content::Viewed(data) => Some(Cow::Owned(data)),
    }
}

/// The content of an argument that must be bytes-like.
pub fn bytes_like<'a>(vm: &Vm, value: &'a Value) -> Raises<Content<'a>> {
    content(value).ok_or_else(|| not_bytes_like(vm, value))
}

/// As [`bytes_like`], but Python code may run while it is looked at.
pub fn buffer_like<'a>(vm: &Vm, value: &'a Value) -> Raises<Cow<'a, [u8]>> {
    if let Some(data) = buffer(value) {
        return Ok(data);
    }
    match exported_bytes(vm, value, SIMPLE)? {
        Some(data) => Ok(Cow::Owned(data)),
        None => Err(not_bytes_like(vm, value)),
    }
}

#[cold]
pub fn not_bytes_like(vm: &Vm, value: &Value) -> Raised {
    err!(TypeError, "a bytes-like object is required, not '{}'", vm.type_name(value))
}

/// The content of a method's receiver, which is `bytes` or `bytearray` by how methods are called.
#[inline]
fn this(value: &Value) -> Content<'_> {
    content(value).expect("a method of bytes is called with bytes or a bytearray")
}

/// A new object of the kind of `model`: `bytes` or `bytearray`, exactly.
fn like(vm: &Vm, model: &Value, data: &[u8]) -> Value {
    if model.downcast::<ByteArray>().is_some() {
        bytearray(vm, data.to_vec())
    } else {
        bytes(vm, data)
    }
}

/// As [`like`], of bytes that are at hand as a vector.
fn like_vec(vm: &Vm, model: &Value, data: Vec<u8>) -> Value {
    if model.downcast::<ByteArray>().is_some() { bytearray(vm, data) } else { bytes(vm, data) }
}

/// A copy; exact `bytes` are their own.
fn copy_of(vm: &Vm, model: &Value) -> Value {
    if is_exact_bytes(vm, model) { model.clone() } else { like(vm, model, &this(model)) }
}

/// A byte from an int: `bytes` or `byte` names it in the ValueError.
pub fn byte(vm: &Vm, value: &Value, name: &str) -> Raises<u8> {
    let found = match value {
        Value::Int(it) => Some(*it),
        other => match protocol::index(vm, other)? {
            Value::Int(it) => Some(it),
            Value::Bool(it) => Some(it as i64),
            _ => None,
        },
    };
    match found.map(u8::try_from) {
        Some(Ok(byte)) => Ok(byte),
        _ => Err(err!(ValueError, "{name} must be in range(0, 256)")),
    }
}

/// What `find` and its kin look for: bytes, or one byte as an int.
enum Needle<'a> {
    Byte([u8; 1]),
    Bytes(Content<'a>),
}

impl Deref for Needle<'_> {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match self {
            Needle::Byte(byte) => byte,
            Needle::Bytes(bytes) => bytes,
        }
    }
}

fn needle<'a>(vm: &Vm, value: &'a Value) -> Raises<Needle<'a>> {
    if let Some(content) = content(value) {
        return Ok(Needle::Bytes(content));
    }
    if vm.type_of(value).slots.index.get().is_none() {
        return Err(err!(
            TypeError,
            "argument should be integer or bytes-like object, not '{}'",
            vm.type_name(value)
        ));
    }
    Ok(Needle::Byte([byte(vm, value, "byte")?]))
}

/// The bytes that ints of an iterable give.
fn collect(vm: &Vm, iterable: &Value, name: &str) -> Raises<Vec<u8>> {
    let mut out = Vec::new();
    protocol::for_each(vm, iterable, &mut |item| {
        out.push(byte(vm, &item, name)?);
        Ok(())
    })?;
    Ok(out)
}

/// Whether `iter()` would find a way to iterate.
fn is_iterable(vm: &Vm, value: &Value) -> bool {
    let slots = &vm.type_of(value).slots;
    slots.iter.get().is_some() || slots.getitem.get().is_some()
}
