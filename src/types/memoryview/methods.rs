//! The methods of views.

use crate::err;
use crate::native;
use crate::native::Rest;
use crate::object::{Builtin, Native, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::types::bytes::{bytes, hex};
use crate::types::str::text_of;

use super::item::Format;
use super::{MemoryView, object, released};

pub static METHODS: &[Native] = &[
    native!(
        class "_from_flags($type, /, object, flags)",
        "A view asked for with these flags of the buffer protocol.",
        from_flags
    ),
    native!(
        "cast($self, /, format, shape=<unrepresentable>)",
        "The same memory in another format or shape.",
        cast
    ),
    native!(
        "hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
        "The bytes as text, two hexadecimal digits each.\n\n`sep` goes between groups of `bytes_per_sep` bytes, counted from the right; from the left if negative.",
        hex_text
    ),
    native!(
        "release($self, /)",
        "Give up the memory; the view is of no use from then on.",
        release
    ),
    native!(
        "tobytes($self, /, order='C')",
        "The bytes as a bytes object, ordered as C or Fortran would.",
        tobytes
    ),
    native!(
        "tolist($self, /)",
        "The items as a list, of lists if there are several dimensions.",
        tolist
    ),
    native!("toreadonly($self, /)", "A view of the same memory that cannot change it.", toreadonly),
    native!("__enter__($self, /)", "The view itself.", enter),
    native!("__exit__($self, /, *exc_info)", "Release the memory.", exit),
];

fn from_flags(vm: &Vm, _: Value, it: Value, flags: i32) -> Raises<Value> {
    let slots = &vm.type_of(&it).slots;
    match slots.buffer.get() {
        Some(buffer) if !crate::types::class::user::is_user_buffer(slots) => {
            buffer(vm, &it, i64::from(flags))
        }
        _ => super::view_of(vm, &it, i64::from(flags)),
    }
}

fn cast(vm: &Vm, it: Ref<MemoryView>, format: Ref<Str>, shape: Option<Value>) -> Raises<Value> {
    it.base()?;
    if !it.is_contiguous() {
        return Err(err!(TypeError, "memoryview: casts are restricted to C-contiguous views"));
    }
    if shape.is_some() && it.shape.len() != 1 || it.shape.len() > 1 && shape.is_some() {
        return Err(err!(TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let shape = shape.map(|shape| lengths(vm, &shape)).transpose()?;
    let format = Format::named(format.bytes()).ok_or_else(|| {
        err!(
            ValueError,
            "memoryview: destination format must be a native single character format prefixed with an \
             optional '@'"
        )
    })?;
    if !it.format.is_bytes() && !format.is_bytes() {
        return Err(err!(TypeError, "memoryview: cannot cast between two non-byte formats"));
    }
    let (nbytes, size) = (it.nbytes(), format.size());
    if !nbytes.is_multiple_of(size) {
        return Err(err!(TypeError, "memoryview: length is not a multiple of itemsize"));
    }
    let shape = shape.unwrap_or_else(|| vec![nbytes / size]);
    let total = shape.iter().try_fold(size, |total, len| total.checked_mul(*len));
    if total != Some(nbytes) {
        return Err(err!(TypeError, "memoryview: product(shape) * itemsize != buffer size"));
    }
    let mut view = it.again();
    view.format = format;
    view.strides = shape
        .iter()
        .rev()
        .scan(size as isize, |step, len| {
            let stride = *step;
            *step *= *len as isize;
            Some(stride)
        })
        .collect();
    view.strides.reverse();
    view.shape = shape;
    view.hash.set(None);
    Ok(object(vm, view))
}

fn lengths(vm: &Vm, shape: &Value) -> Raises<Vec<usize>> {
    if !vm.is_instance(shape, Builtin::List) && !vm.is_instance(shape, Builtin::Tuple) {
        return Err(err!(TypeError, "shape must be a list or a tuple"));
    }
    let mut lengths = Vec::new();
    for len in protocol::to_vec(vm, shape)? {
        if !vm.is_instance(&len, Builtin::Int) {
            return Err(err!(TypeError, "memoryview.cast(): elements of shape must be integers"));
        }
        match protocol::to_isize(vm, &len, Builtin::OverflowError)? {
            len @ 1.. => lengths.push(len as usize),
            _ => {
                return Err(err!(
                    ValueError,
                    "memoryview.cast(): elements of shape must be integers > 0"
                ));
            }
        }
    }
    Ok(lengths)
}

fn hex_text(vm: &Vm, it: Ref<MemoryView>, sep: Option<Value>, bytes_per_sep: i32) -> Raises<Value> {
    let data = it.bytes().ok_or_else(released)?;
    hex::text(vm, &data, sep, bytes_per_sep)
}

fn release(_: &Vm, it: Ref<MemoryView>) {
    it.let_go();
}

fn tobytes(vm: &Vm, it: Ref<MemoryView>, order: Option<Value>) -> Raises<Value> {
    it.base()?;
    let order = order.filter(|it| !it.is_none());
    let text = order.as_ref().map(|order| {
        text_of(order).ok_or_else(|| {
            let kind = vm.type_name(order);
            err!(TypeError, "tobytes() argument 'order' must be str or None, not {kind}")
        })
    });
    let fortran = match text.transpose()?.map(|it| it.bytes()) {
        None | Some(b"C") => false,
        Some(b"A") => !it.is_contiguous() && it.is_fortran_contiguous(),
        Some(b"F") => true,
        Some(_) => return Err(err!(ValueError, "order must be 'C', 'F' or 'A'")),
    };
    if !fortran || it.shape.len() < 2 {
        return Ok(bytes(vm, it.bytes().ok_or_else(released)?));
    }
    let mut turned = it.again();
    turned.shape.reverse();
    turned.strides.reverse();
    Ok(bytes(vm, turned.bytes().ok_or_else(released)?))
}

fn tolist(vm: &Vm, it: Ref<MemoryView>) -> Raises<Value> {
    it.base()?;
    let mut items = Vec::new();
    for at in it.places() {
        items.push(it.item(vm, at)?);
    }
    if it.shape.is_empty() {
        return Ok(items.pop().unwrap_or(Value::None));
    }
    // The innermost lists first.
    for &len in it.shape[1..].iter().rev() {
        let lists =
            if len == 0 { vec![] } else { items.chunks(len).map(<[Value]>::to_vec).collect() };
        items = lists.into_iter().map(|it| vm.list(it)).collect();
    }
    Ok(vm.list(items))
}

fn toreadonly(vm: &Vm, it: Ref<MemoryView>) -> Raises<Value> {
    it.base()?;
    let mut view = it.again();
    view.readonly = true;
    Ok(object(vm, view))
}

fn enter(_: &Vm, it: Ref<MemoryView>) -> Raises<Ref<MemoryView>> {
    it.base()?;
    Ok(it)
}

fn exit(_: &Vm, it: Ref<MemoryView>, _: Rest) {
    it.let_go();
}
