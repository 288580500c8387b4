//! Memory that a stream reads into: a bytearray, a view of one, an array.

use crate::err;
use crate::object::{Raised, Raises, Value, Vm};
use crate::types::bytes::{ByteArray, content};
use crate::types::memoryview::MemoryView;
use crate::types::typed_array::TypedArray;

/// How many bytes fit in; TypeError where it cannot be written.
pub fn room(vm: &Vm, value: &Value, method: &str) -> Raises<usize> {
    let writable = value.downcast::<ByteArray>().is_some()
        || value.downcast::<TypedArray>().is_some()
        || value.downcast::<MemoryView>().is_some_and(|it| !it.is_readonly());
    match content(value) {
        Some(content) if writable => Ok(content.len()),
        _ => Err(refused(vm, value, method)),
    }
}

#[cold]
fn refused(vm: &Vm, value: &Value, method: &str) -> Raised {
    let kind = vm.type_name(value);
    err!(TypeError, "{method}() argument must be read-write bytes-like object, not {kind}")
}

/// Puts data that fits at the start.
pub fn overwrite(value: &Value, data: &[u8]) -> Raises<()> {
    if let Some(array) = value.downcast::<ByteArray>() {
        array.borrow_mut()[..data.len()].copy_from_slice(data);
    } else if let Some(array) = value.downcast::<TypedArray>() {
        array.borrow_mut()[..data.len()].copy_from_slice(data);
    } else if let Some(view) = value.downcast::<MemoryView>() {
        view.overwrite(data)?;
    }
    Ok(())
}
