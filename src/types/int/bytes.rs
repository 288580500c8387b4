//! Ints to bytes and back.
//!
//! Reference: Library Reference, "Additional Methods on Integer Types".

use num_bigint::{BigInt, Sign};

use crate::err;
use crate::object::{Builtin, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::bytes::{bytes, bytes_of, fixed, slots};
use crate::types::container::memory_error;

use super::{IntRef, Integer, bits, from_bigint};

/// Whether the most significant byte comes last.
fn is_little(byteorder: &Str) -> Raises<bool> {
    match byteorder.bytes() {
        b"little" => Ok(true),
        b"big" => Ok(false),
        _ => Err(err!(ValueError, "byteorder must be either 'little' or 'big'")),
    }
}

pub fn to_bytes(
    vm: &Vm,
    n: Integer,
    length: isize,
    byteorder: Ref<Str>,
    signed: bool,
) -> Raises<Value> {
    let little = is_little(&byteorder)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(err!(ValueError, "length argument must be non-negative"));
    };
    let n = n.get();
    let negative = n.is_negative();
    if negative && !signed {
        return Err(err!(OverflowError, "can't convert negative int to unsigned"));
    }
    let needed = match n {
        // As in CPython, -1 is nothing but sign.
        IntRef::Small(0) | IntRef::Small(-1) if length == 0 => 0,
        IntRef::Small(n) if n < 0 => bits(IntRef::Small(!n)) + 1,
        IntRef::Big(n) if negative => (n + 1u8).bits() + 1,
        n => bits(n) + u64::from(signed),
    };
    if needed.div_ceil(8) > length as u64 {
        return Err(err!(OverflowError, "int too big to convert"));
    }
    if length > LARGEST {
        return Err(memory_error());
    }
    let mut data = match n {
        IntRef::Small(n) => n.to_le_bytes().to_vec(),
        IntRef::Big(n) => n.to_signed_bytes_le(),
    };
    data.resize(length, if negative { 0xff } else { 0 });
    if !little {
        data.reverse();
    }
    Ok(bytes(vm, data))
}

const LARGEST: usize = 1 << 40;

pub fn from_bytes(
    vm: &Vm,
    class: Ref<Type>,
    data: Value,
    byteorder: Ref<Str>,
    signed: bool,
) -> Raises<Value> {
    let little = is_little(&byteorder)?;
    let data = match fixed::by_method(vm, &data)? {
        Some(made) => made,
        None => bytes(vm, slots::contents_of(vm, &data, "bytes", "bytes")?),
    };
    let n = read(vm, bytes_of(&data).unwrap_or_default(), little, signed);
    if class.is(vm.class(Builtin::Int)) {
        return Ok(n);
    }
    protocol::call1(vm, &Value::Type(class), &n)
}

fn read(vm: &Vm, data: &[u8], little: bool, signed: bool) -> Value {
    if data.len() < 8 || signed && data.len() == 8 {
        let top = if little { data.last() } else { data.first() };
        let fill = if signed && top.is_some_and(|it| *it >= 0x80) { 0xff } else { 0 };
        let mut word = [fill; 8];
        if little {
            word[..data.len()].copy_from_slice(data);
            return Value::Int(i64::from_le_bytes(word));
        }
        word[8 - data.len()..].copy_from_slice(data);
        return Value::Int(i64::from_be_bytes(word));
    }
    from_bigint(
        vm,
        match (little, signed) {
            (true, true) => BigInt::from_signed_bytes_le(data),
            (true, false) => BigInt::from_bytes_le(Sign::Plus, data),
            (false, true) => BigInt::from_signed_bytes_be(data),
            (false, false) => BigInt::from_bytes_be(Sign::Plus, data),
        },
    )
}
