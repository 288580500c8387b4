//! `bytearray` itself: its declaration, constructor and what changes it.

use crate::algo::escape::repr_bytes;
use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, Raises, Ref, Slots, Str, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::types::memoryview::exported::{SIMPLE, exported_bytes};
use crate::types::slice::{self, Slice};

use super::{
    ARRAY_LAYOUT, ByteArray, byte, bytearray, collect, content, is_iterable, methods, percent,
    slots as shared,
};

pub static SPEC: TypeSpec = TypeSpec {
    name: "bytearray",
    layout: Some(&ARRAY_LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF,
    doc: "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n\
          bytearray(bytes_or_buffer) -> copy of its bytes\nbytearray(int) -> that many zeros\n\
          bytearray() -> an empty one\n\nA sequence of bytes that can be changed.",
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

methods::table! {
    native!(class "fromhex($type, string, /)", "The bytes that a text of hexadecimal digits means, two digits each; blanks between bytes are skipped.", super::hex::bytearray_fromhex),
    native!("append($self, item, /)", "Add a byte at the end.", append),
    native!("clear($self, /)", "Remove all bytes.", clear),
    native!("copy($self, /)", "A copy.", copy),
    native!("extend($self, iterable_of_ints, /)", "Add the bytes of an iterable of ints at the end.", extend),
    native!("insert($self, index, item, /)", "Put a byte before the one at `index`.", insert),
    native!("pop($self, index=-1, /)", "Take the byte at `index` out and return it; the last one if none is named.\n\nIndexError when there is no such byte.", pop),
    native!("remove($self, value, /)", "Remove the first byte of that value; ValueError if there is none.", remove),
    native!("reverse($self, /)", "Turn the order of the bytes around.", reverse),
    native!("__alloc__($self, /)", "Bytes allocated for the content.", alloc),
    native!("__reduce__($self, /)", "What pickle makes the object from.", reduce),
    native!("__reduce_ex__($self, proto=0, /)", "What pickle makes the object from.", reduce_ex),
    native!("__sizeof__($self, /)", "Bytes of memory the object takes.", sizeof),
}

fn slots(slots: &Slots) {
    slots.repr.set(Some(repr));
    slots.str_.set(Some(repr));
    slots.hash.set(Some(crate::types::class::unhashable));
    slots.compare.set(Some(shared::compare));
    slots.len.set(Some(shared::len));
    slots.getitem.set(Some(shared::getitem));
    slots.setitem.set(Some(setitem));
    slots.contains.set(Some(shared::contains));
    slots.concat.set(Some(shared::concat));
    slots.repeat.set(Some(shared::repeat));
    slots.inplace_concat.set(Some(inplace_concat));
    slots.inplace_repeat.set(Some(inplace_repeat));
    slots.iter.set(Some(super::iter::iter));
    slots.binary[BinaryOp::Mod as usize].set(Some(percent::modulo));
    slots.new.set(Some(new));
    slots.buffer.set(Some(crate::types::memoryview::exported::buffer));
    slots.init.set(Some(init));
    slots.release_buffer.set(Some(crate::types::memoryview::exported::release_buffer));
}

fn of(value: &Value) -> &Ref<ByteArray> {
    value.downcast::<ByteArray>().expect("a slot of bytearray is called with a bytearray")
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let text = format!("{}({})", vm.type_name(it), repr_bytes(&of(it).borrow()));
    Ok(vm.text(&text))
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, ByteArray::default()))
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let source = shared::source(vm, args, true)?;
    let data = match (source.encoded(vm)?, &source.object) {
        (Some(encoded), _) => content(&encoded).map_or(Vec::new(), |it| it.to_vec()),
        (None, None) => Vec::new(),
        (None, Some(object)) => {
            if crate::types::str::text_of(object).is_some() {
                return Err(err!(TypeError, "string argument without an encoding"));
            }
            match shared::zeros(vm, object)? {
                Some(zeros) => zeros,
                None => shared::contents_of(vm, object, "bytearray", "byte")?,
            }
        }
    };
    let array = of(it);
    if !data.is_empty() || !array.borrow().is_empty() {
        *array.resize()? = data;
    }
    Ok(())
}

fn setitem(vm: &Vm, it: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    if let Some(slice) = key.downcast::<Slice>() {
        return set_slice(vm, of(it), slice, value);
    }
    let at = shared::place(vm, it, key)?;
    let byte = value.map(|value| byte(vm, &value, "byte")).transpose()?;
    // Making the int may have changed the array.
    let at = at.filter(|at| *at < of(it).borrow().len());
    let at = at.ok_or_else(|| err!(IndexError, "bytearray index out of range"))?;
    match byte {
        Some(byte) => of(it).borrow_mut()[at] = byte,
        None => {
            of(it).resize()?.remove(at);
        }
    }
    Ok(())
}

/// The bytes that are put in place of a slice.
fn replacement(vm: &Vm, value: &Value) -> Raises<Vec<u8>> {
    let slots = &vm.type_of(value).slots;
    let number = slots.index.get().is_some() || slots.int.get().is_some();
    if number || crate::types::str::text_of(value).is_some() {
        return Err(err!(
            TypeError,
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)"
        ));
    }
    shared::contents_of(vm, value, "bytearray", "byte")
}

fn set_slice(vm: &Vm, it: &Ref<ByteArray>, slice: &Ref<Slice>, value: Option<Value>) -> Raises<()> {
    let bounds = slice::unpack(vm, slice)?;
    let new = value.map(|it| replacement(vm, &it)).transpose()?;
    let chosen = slice::adjust(bounds, it.borrow().len());
    if chosen.step == 1 {
        let start = chosen.start as usize;
        let same_size = new.as_ref().map_or(0, |it| it.len()) == chosen.count;
        let mut data = if same_size { it.borrow_mut() } else { it.resize()? };
        data.splice(start..start + chosen.count, new.unwrap_or_default());
        return Ok(());
    }
    match new {
        None => {
            let mut places: Vec<usize> = chosen.places().collect();
            places.sort_unstable();
            let mut places = places.into_iter().peekable();
            let mut at = 0;
            it.resize()?.retain(|_| {
                let gone = places.next_if_eq(&at).is_some();
                at += 1;
                !gone
            });
        }
        // An empty replacement deletes.
        Some(new) if new.is_empty() && chosen.count > 0 => {
            return set_slice(vm, it, slice, None);
        }
        Some(new) if new.len() != chosen.count => {
            return Err(err!(
                ValueError,
                "attempt to assign bytes of size {} to extended slice of size {}",
                new.len(),
                chosen.count
            ));
        }
        Some(new) => {
            let mut data = it.borrow_mut();
            chosen.places().zip(new).for_each(|(at, byte)| data[at] = byte);
        }
    }
    Ok(())
}

fn inplace_concat(vm: &Vm, it: &Value, other: &Value) -> Raises<Value> {
    let exported = exported_bytes(vm, other, SIMPLE)?;
    let Some(tail) = exported.or_else(|| content(other).map(|it| it.to_vec())) else {
        return Err(err!(
            TypeError,
            "can't concat {} to {}",
            vm.type_name(other),
            vm.type_name(it)
        ));
    };
    if !tail.is_empty() {
        of(it).resize()?.extend_from_slice(&tail);
    }
    Ok(it.clone())
}

fn inplace_repeat(vm: &Vm, it: &Value, count: &Value) -> Raises<Value> {
    let count = protocol::to_isize(vm, count, Builtin::OverflowError)?;
    let data = shared::repeated(it, count)?;
    if data.len() != of(it).borrow().len() {
        *of(it).resize()? = data;
    }
    Ok(it.clone())
}

fn append(vm: &Vm, this: Ref<ByteArray>, item: Value) -> Raises<()> {
    let byte = byte(vm, &item, "byte")?;
    this.resize()?.push(byte);
    Ok(())
}

fn clear(_: &Vm, this: Ref<ByteArray>) -> Raises<()> {
    *this.resize()? = Vec::new();
    Ok(())
}

fn copy(vm: &Vm, this: Ref<ByteArray>) -> Value {
    let data = this.borrow().clone();
    bytearray(vm, data)
}

fn extend(vm: &Vm, this: Ref<ByteArray>, iterable_of_ints: Value) -> Raises<()> {
    let exported = exported_bytes(vm, &iterable_of_ints, SIMPLE)?;
    let more = match exported.or_else(|| content(&iterable_of_ints).map(|it| it.to_vec())) {
        Some(data) => data,
        None if crate::types::str::text_of(&iterable_of_ints).is_some() => {
            let kind = vm.type_name(&iterable_of_ints);
            return Err(err!(TypeError, "expected iterable of integers; got: '{kind}'"));
        }
        None if !is_iterable(vm, &iterable_of_ints) => {
            let kind = vm.type_name(&iterable_of_ints);
            return Err(err!(TypeError, "can't extend bytearray with {kind}"));
        }
        None => collect(vm, &iterable_of_ints, "byte")?,
    };
    if !more.is_empty() {
        this.resize()?.extend_from_slice(&more);
    }
    Ok(())
}

fn insert(vm: &Vm, this: Ref<ByteArray>, index: isize, item: Value) -> Raises<()> {
    let byte = byte(vm, &item, "byte")?;
    let mut data = this.resize()?;
    let len = data.len() as isize;
    let at = if index < 0 { index.saturating_add(len).max(0) } else { index.min(len) };
    data.insert(at as usize, byte);
    Ok(())
}

fn pop(_: &Vm, this: Ref<ByteArray>, index: isize) -> Raises<Value> {
    let data = this.borrow();
    if data.is_empty() {
        return Err(err!(IndexError, "pop from empty bytearray"));
    }
    let at = if index < 0 { index.saturating_add(data.len() as isize) } else { index };
    match usize::try_from(at) {
        Ok(at) if at < data.len() => {
            drop(data);
            Ok(Value::Int(i64::from(this.resize()?.remove(at))))
        }
        _ => Err(err!(IndexError, "pop index out of range")),
    }
}

fn remove(vm: &Vm, this: Ref<ByteArray>, value: Value) -> Raises<()> {
    let byte = byte(vm, &value, "byte")?;
    let found = memchr::memchr(byte, &this.borrow());
    match found {
        Some(at) => {
            this.resize()?.remove(at);
            Ok(())
        }
        None => Err(err!(ValueError, "value not found in bytearray")),
    }
}

fn reverse(_: &Vm, this: Ref<ByteArray>) {
    this.borrow_mut().reverse();
}

fn alloc(_: &Vm, this: Ref<ByteArray>) -> Value {
    let data = this.borrow();
    Value::Int(if data.is_empty() { 0 } else { data.len() as i64 + 1 })
}

fn sizeof(_: &Vm, this: Ref<ByteArray>) -> Value {
    let data = this.borrow();
    Value::Int(56 + if data.is_empty() { 0 } else { data.len() as i64 + 1 })
}

fn reduce(vm: &Vm, this: Value) -> Raises<Value> {
    reduced(vm, &this, 2)
}

fn reduce_ex(vm: &Vm, this: Value, proto: i32) -> Raises<Value> {
    reduced(vm, &this, proto)
}

/// Class, arguments and attributes; the content is text for the protocols that know no bytes.
fn reduced(vm: &Vm, this: &Value, protocol: i32) -> Raises<Value> {
    let data = of(this).borrow().clone();
    let args = if protocol >= 3 {
        vec![super::bytes(vm, data)]
    } else {
        let text: Ref<Str> = vm.str_from_bytes(&crate::algo::wtf8::from_latin1(&data));
        vec![Value::Str(text), vm.text("latin-1")]
    };
    let state = match protocol::attr::instance_dict(vm, this) {
        Some(dict) => Value::Dict(dict),
        None => Value::None,
    };
    let class = Value::Type(vm.type_of(this).clone());
    Ok(vm.tuple(vec![class, vm.tuple(args), state]))
}
