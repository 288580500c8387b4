//! The slots `bytes` and `bytearray` share.

use crate::algo::search;
use crate::err;
use crate::object::{Args, Builtin, CompareOp, Raises, Value, Vm};
use crate::protocol;
use crate::types::container::memory_error;
use crate::types::memoryview::exported::{FULL_READ_ONLY, SIMPLE, exported_bytes};
use crate::types::slice::{self, Selection, Slice};
use crate::types::str::{LARGEST, str_argument};
use crate::{bind, types::codec};

use super::{
    ByteArray, Content, byte, collect, content, copy_of, is_iterable, like, like_vec,
    not_bytes_like, this,
};

pub fn len(_: &Vm, it: &Value) -> Raises<usize> {
    Ok(this(it).len())
}

pub fn compare(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let is_array = |it: &Value| it.downcast::<ByteArray>().is_some();
    let (Some(left), Some(right)) = (content(a), content(b)) else {
        return Ok(Value::NotImplemented);
    };
    // Only a bytearray compares itself with a view.
    let viewed = matches!(left, Content::Viewed(_)) || matches!(right, Content::Viewed(_));
    if viewed && !is_array(a) && !is_array(b) {
        return Ok(Value::NotImplemented);
    }
    Ok(Value::bool(match op {
        CompareOp::Eq => *left == *right,
        CompareOp::Ne => *left != *right,
        _ => op.holds(left.cmp(&right)),
    }))
}

pub fn contains(vm: &Vm, it: &Value, item: &Value) -> Raises<bool> {
    if let Some(part) = content(item) {
        return Ok(search::find(&this(it), &part).is_some());
    }
    if vm.type_of(item).slots.index.get().is_none() {
        return Err(not_bytes_like(vm, item));
    }
    let byte = byte(vm, item, "byte")?;
    Ok(memchr::memchr(byte, &this(it)).is_some())
}

pub fn concat(vm: &Vm, left: &Value, right: &Value) -> Raises<Value> {
    let exported = exported_bytes(vm, right, SIMPLE)?;
    let Some(tail) = exported.map(Content::Viewed).or_else(|| content(right)) else {
        let (left, right) = (vm.type_name(left), vm.type_name(right));
        return Err(err!(TypeError, "can't concat {right} to {left}"));
    };
    let head = this(left);
    if tail.is_empty() {
        return Ok(copy_of(vm, left));
    }
    let mut out = Vec::with_capacity(head.len() + tail.len());
    out.extend_from_slice(&head);
    out.extend_from_slice(&tail);
    Ok(like_vec(vm, left, out))
}

/// The content `count` times.
pub fn repeated(it: &Value, count: i64) -> Raises<Vec<u8>> {
    let data = this(it);
    let count = usize::try_from(count).unwrap_or(0);
    let size = data.len().checked_mul(count).filter(|it| isize::try_from(*it).is_ok());
    match size {
        None if it.downcast::<ByteArray>().is_none() => {
            Err(err!(OverflowError, "repeated bytes are too long"))
        }
        Some(size) if size <= LARGEST => Ok(data.repeat(count)),
        _ => Err(memory_error()),
    }
}

pub fn repeat(vm: &Vm, it: &Value, count: &Value) -> Raises<Value> {
    let count = protocol::to_isize(vm, count, Builtin::OverflowError)?;
    if count == 1 {
        return Ok(copy_of(vm, it));
    }
    Ok(like_vec(vm, it, repeated(it, count)?))
}

/// The place an index names, or `None` if there is none; TypeError for what is no index.
pub fn place(vm: &Vm, it: &Value, key: &Value) -> Raises<Option<usize>> {
    let index = match key {
        Value::Int(index) => *index,
        other if vm.type_of(other).slots.index.get().is_some() => {
            protocol::to_isize(vm, other, Builtin::IndexError)?
        }
        other => {
            let model = if it.downcast::<ByteArray>().is_some() { "bytearray" } else { "byte" };
            return Err(err!(
                TypeError,
                "{model} indices must be integers or slices, not {}",
                vm.type_name(other)
            ));
        }
    };
    let len = this(it).len();
    let at = if index < 0 { index.wrapping_add(len as i64) } else { index };
    Ok(usize::try_from(at).ok().filter(|at| *at < len))
}

pub fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    if let Some(slice) = key.downcast::<Slice>() {
        let bounds = slice::unpack(vm, slice)?;
        let data = this(it);
        let Selection { start, step, count, .. } = slice::adjust(bounds, data.len());
        if step == 1 {
            if count == data.len() {
                drop(data);
                return Ok(copy_of(vm, it));
            }
            let start = start as usize;
            return Ok(like(vm, it, &data[start..start + count]));
        }
        let picked = (0..count as i64).map(|i| data[(start + i * step) as usize]).collect();
        return Ok(like_vec(vm, it, picked));
    }
    match place(vm, it, key)? {
        Some(at) => Ok(Value::Int(i64::from(this(it)[at]))),
        None if it.downcast::<ByteArray>().is_some() => {
            Err(err!(IndexError, "bytearray index out of range"))
        }
        None => Err(err!(IndexError, "index out of range")),
    }
}

/// What a constructor was given.
pub struct Source {
    pub object: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
}

/// Takes the arguments of `bytes` or `bytearray` apart.
pub fn source(vm: &Vm, args: Args, array: bool) -> Raises<Source> {
    let (object, encoding, errors): (Option<Value>, Option<Value>, Option<Value>) = if array {
        bind!(
            vm,
            args,
            "bytearray(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
        )?
    } else {
        bind!(
            vm,
            args,
            "bytes(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)"
        )?
    };
    let name = if array { "bytearray" } else { "bytes" };
    for (value, which) in [(&encoding, " 'encoding'"), (&errors, " 'errors'")] {
        if let Some(value) = value {
            str_argument(vm, value, name, which)?;
        }
    }
    Ok(Source { object, encoding, errors })
}

impl Source {
    /// The bytes where text is encoded, and the errors of encodings without text.
    pub fn encoded(&self, vm: &Vm) -> Raises<Option<Value>> {
        let text = self.object.as_ref().and_then(crate::types::str::text_of);
        let without = |what: &str| err!(TypeError, "{what} without a string argument");
        match (text, &self.encoding, &self.errors) {
            (Some(text), Some(encoding), errors) => {
                let encoding = str_argument(vm, encoding, "", "")?;
                let errors = errors.as_ref().map(|it| str_argument(vm, it, "", "")).transpose()?;
                codec::encode(
                    vm,
                    text,
                    &codec::name(vm, Some(encoding), "")?,
                    &codec::name(vm, errors, "strict")?,
                )
                .map(Some)
            }
            (None, Some(_), _) => Err(without("encoding")),
            (Some(_), None, Some(_)) => Err(err!(TypeError, "string argument without an encoding")),
            (None, None, Some(_)) => Err(without("errors")),
            _ => Ok(None),
        }
    }
}

/// That many zeros, if `object` is a count; `None` if it is none.
pub fn zeros(vm: &Vm, object: &Value) -> Raises<Option<Vec<u8>>> {
    if vm.type_of(object).slots.index.get().is_none() {
        return Ok(None);
    }
    let count = match protocol::to_isize(vm, object, Builtin::OverflowError) {
        Ok(count) => count,
        Err(raised) if raised.is(vm, Builtin::TypeError) => return Ok(None),
        Err(raised) => return Err(raised),
    };
    match usize::try_from(count) {
        Ok(count) if count <= LARGEST => Ok(Some(vec![0; count])),
        Ok(_) => Err(memory_error()),
        Err(_) => Err(err!(ValueError, "negative count")),
    }
}

/// The bytes of a bytes-like object or of an iterable of ints.
pub fn contents_of(vm: &Vm, object: &Value, model: &str, byte_name: &str) -> Raises<Vec<u8>> {
    if let Some(data) = exported_bytes(vm, object, FULL_READ_ONLY)? {
        return Ok(data);
    }
    if let Some(data) = content(object) {
        return Ok(data.to_vec());
    }
    if !is_iterable(vm, object) || crate::types::str::text_of(object).is_some() {
        return Err(err!(TypeError, "cannot convert '{}' object to {model}", vm.type_name(object)));
    }
    collect(vm, object, byte_name)
}
