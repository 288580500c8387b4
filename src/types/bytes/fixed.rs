//! `bytes` itself: its declaration, constructor and what only it has.

use crate::algo::escape::repr_bytes;
use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, Name, Raises, Ref, Slots, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol::call::call_special;

use super::{Bytes, LAYOUT, bytes, bytes_of, is_exact_bytes, methods, percent, slots as shared};

pub static SPEC: TypeSpec = TypeSpec {
    name: "bytes",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF,
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n\
          bytes(bytes_or_buffer) -> copy of its bytes\nbytes(int) -> that many zeros\nbytes() -> b''\n\n\
          A fixed sequence of bytes.",
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

methods::table! {
    native!(class "fromhex($type, string, /)", "The bytes that a text of hexadecimal digits means, two digits each; blanks between bytes are skipped.", super::hex::bytes_fromhex),
    native!("__bytes__($self, /)", "These bytes as an exact bytes object.", dunder_bytes),
    native!("__getnewargs__($self, /)", "What pickle gives to __new__.", getnewargs),
}

fn slots(slots: &Slots) {
    slots.repr.set(Some(repr));
    slots.str_.set(Some(repr));
    slots.hash.set(Some(hash));
    slots.compare.set(Some(shared::compare));
    slots.len.set(Some(shared::len));
    slots.getitem.set(Some(shared::getitem));
    slots.contains.set(Some(shared::contains));
    slots.concat.set(Some(shared::concat));
    slots.repeat.set(Some(shared::repeat));
    slots.iter.set(Some(super::iter::iter));
    slots.binary[BinaryOp::Mod as usize].set(Some(percent::modulo));
    slots.new.set(Some(new));
    slots.buffer.set(Some(crate::types::memoryview::exported::buffer));
}

fn of(value: &Value) -> &Ref<Bytes> {
    value.downcast::<Bytes>().expect("a slot of bytes is called with bytes")
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(vm.text(&repr_bytes(of(it).data())))
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let it = of(it);
    if let Some(known) = it.hash.get() {
        return Ok(known);
    }
    let hash = vm.hash_key().bytes(it.data());
    it.hash.set(Some(hash));
    Ok(hash)
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let made = make(vm, args)?;
    if class.is(vm.class(Builtin::Bytes)) {
        return Ok(made);
    }
    Ok(vm.alloc_in(class, Bytes::new(of(&made).data())))
}

fn make(vm: &Vm, args: Args) -> Raises<Value> {
    let source = shared::source(vm, args, false)?;
    if let Some(encoded) = source.encoded(vm)? {
        return Ok(encoded);
    }
    let Some(object) = &source.object else { return Ok(bytes(vm, [])) };
    if is_exact_bytes(vm, object) {
        return Ok(object.clone());
    }
    from_object(vm, object)
}

/// `bytes(object)`.
pub fn from_object(vm: &Vm, object: &Value) -> Raises<Value> {
    if let Some(made) = by_method(vm, object)? {
        return Ok(made);
    }
    if crate::types::str::text_of(object).is_some() {
        return Err(err!(TypeError, "string argument without an encoding"));
    }
    if let Some(zeros) = shared::zeros(vm, object)? {
        return Ok(bytes(vm, zeros));
    }
    Ok(bytes(vm, shared::contents_of(vm, object, "bytes", "bytes")?))
}

/// What `__bytes__` gives; `None` where the class has none.
pub fn by_method(vm: &Vm, object: &Value) -> Raises<Option<Value>> {
    if !object.is_heap() {
        return Ok(None);
    }
    let Some(made) = call_special(vm, object, Name::Bytes, &[])? else { return Ok(None) };
    if bytes_of(&made).is_none() {
        return Err(err!(TypeError, "__bytes__ returned non-bytes (type {})", vm.type_name(&made)));
    }
    Ok(Some(made))
}

fn dunder_bytes(vm: &Vm, this: Value) -> Raises<Value> {
    Ok(super::copy_of(vm, &this))
}

fn getnewargs(vm: &Vm, this: Value) -> Raises<Value> {
    Ok(vm.tuple(vec![bytes(vm, of(&this).data())]))
}
