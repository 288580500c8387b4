//! `array`: sequences of numbers or characters that lie side by side in memory.
//!
//! Reference: Library Reference, "array — Efficient arrays of numeric values".

mod iterator;
mod methods;

pub use iterator::SPEC as ITERATOR_SPEC;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, CompareOp, GetSet, Layout, Native, Raised, Raises, Ref, Slots, Type, TypeSpec,
    Value, Vm, flags,
};
use crate::protocol;
use crate::types::class::unhashable;
use crate::types::container::{arity, no_keywords_for, place, push_repr, repetitions, this};
use crate::types::slice::{self, Selection, Slice};
use crate::types::str::text_of;
use crate::types::typed_array::{CODES, Code, TypedArray, encode};

pub const DOC: &str = "Arrays of numbers or characters, each kind with a letter of its own:\n\n\
    b B h H i I l L q Q    signed and unsigned ints of 1, 2, 4 and 8 bytes\n\
    f d                    floats of 4 and 8 bytes\n\
    w                      characters (u as well, which is deprecated)";

pub static FUNCTIONS: &[Native] = &[native!(
    "_array_reconstructor($module, arraytype, typecode, mformat_code, items, /)",
    "What unpickling calls.",
    methods::reconstruct
)];

pub static CLASSES: &[(&str, Builtin)] =
    &[("array", Builtin::Array), ("ArrayType", Builtin::Array)];

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let letters: Vec<u8> = CODES.iter().map(|it| it.0).collect();
    vec![("typecodes", Value::Str(vm.str_from_bytes(&letters)))]
}

static LAYOUT: Layout = Layout::of::<TypedArray>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "array.array",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::SEQUENCE | flags::WEAKREF,
    doc: "array(typecode [, initializer]) -> array\n\nA sequence whose items are all of the kind that \
          the letter names, side by side in memory. It starts with the items of an iterable, or with \
          what a string or bytes-like object holds.",
    slots,
    methods: methods::METHODS,
    getset: &[
        GetSet {
            name: "typecode",
            doc: "The letter of the kind of items.",
            get: |vm, it| Ok(vm.text(&this::<TypedArray>(it).code.letter().to_string())),
            set: None,
        },
        GetSet {
            name: "itemsize",
            doc: "How many bytes an item takes.",
            get: |_, it| Ok(Value::Int(this::<TypedArray>(it).code.size() as i64)),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(unhashable));
    slots.compare.set(Some(compare));
    slots.iter.set(Some(iterator::iter));
    slots.len.set(Some(|_, it| Ok(this::<TypedArray>(it).len())));
    slots.getitem.set(Some(getitem));
    slots.setitem.set(Some(setitem));
    slots.contains.set(Some(|vm, it, value| {
        Ok(methods::find(vm, this::<TypedArray>(it), value, 0, usize::MAX)?.is_some())
    }));
    slots.concat.set(Some(concat));
    slots.repeat.set(Some(repeat));
    slots.inplace_concat.set(Some(inplace_concat));
    slots.inplace_repeat.set(Some(inplace_repeat));
}

/// A new array of that kind.
fn make(vm: &Vm, code: Code, data: Vec<u8>) -> Value {
    vm.alloc(Builtin::Array, TypedArray::new(code, data))
}

fn bad_code() -> Raised {
    err!(ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
}

/// The kind that a letter names.
fn code_of(vm: &Vm, value: &Value) -> Raises<Code> {
    let letter = text_of(value).filter(|it| it.count() == 1);
    let Some(letter) = letter else {
        let kind = vm.type_name(value);
        return Err(err!(TypeError, "array() argument 1 must be a unicode character, not {kind}"));
    };
    let (letter, _) = crate::algo::wtf8::decode(letter.bytes(), 0).unwrap_or_default();
    Code::of_letter(letter).ok_or_else(bad_code)
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Array, args, "array.array")?;
    let (code, initial) = match arity(Args::positional(args.positionals()), "array", 1, 2) {
        Ok([code]) => (code, None),
        Ok([code, initial, ..]) => (code, Some(initial)),
        Ok([]) | Err(_) => {
            let count = args.positionals().len();
            let bound = if count == 0 { "at least 1 argument" } else { "at most 2 arguments" };
            return Err(err!(TypeError, "array() takes {bound} ({count} given)"));
        }
    };
    let code = code_of(vm, code)?;
    if code == (Code::Char { old: true }) {
        let message = "The 'u' type code is deprecated and will be removed in Python 3.16";
        protocol::warn(vm, Builtin::DeprecationWarning, message)?;
    }
    let made = vm.alloc_in(class, TypedArray::new(code, Vec::new()));
    if let Some(initial) = initial {
        fill(vm, this::<TypedArray>(&made), initial)?;
    }
    Ok(made)
}

/// Puts what the constructor got into a new array.
fn fill(vm: &Vm, array: &Ref<TypedArray>, initial: &Value) -> Raises<()> {
    let letter = array.code.letter();
    if let Some(other) = initial.downcast::<TypedArray>() {
        if array.code.is_char() != other.code.is_char() {
            let from = other.code.letter();
            return Err(err!(
                TypeError,
                "cannot use a unicode array to initialize an array with typecode '{}'",
                if array.code.is_char() { from } else { letter }
            ));
        }
        return methods::extend_by(vm, array, initial);
    }
    if let Some(text) = text_of(initial) {
        if !array.code.is_char() {
            return Err(err!(
                TypeError,
                "cannot use a str to initialize an array with typecode '{letter}'"
            ));
        }
        methods::append_text(array, text.bytes());
        return Ok(());
    }
    if let Some(bytes) = crate::types::bytes::buffer(initial)
        && crate::types::bytes::is_bytes_or_bytearray(initial)
    {
        return methods::append_bytes(array, &bytes);
    }
    methods::extend_by(vm, array, initial)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let array = this::<TypedArray>(it);
    let name = vm.type_of(it).name();
    let name = name.rsplit('.').next().unwrap_or_default();
    let mut text = format!("{name}('{}'", array.code.letter()).into_bytes();
    if !array.is_empty() {
        text.extend_from_slice(b", ");
        let content =
            if array.code.is_char() { methods::text(vm, array) } else { methods::list(vm, array) };
        push_repr(vm, &mut text, &content)?;
    }
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<TypedArray>(), b.downcast::<TypedArray>()) else {
        return Ok(Value::NotImplemented);
    };
    if left.len() != right.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::bool(op == CompareOp::Ne));
    }
    let mut i = 0;
    while let (Some(x), Some(y)) = (left.get(vm, i), right.get(vm, i)) {
        if !protocol::equal(vm, &x, &y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => protocol::compare(vm, &x, &y, op),
            };
        }
        i += 1;
    }
    Ok(Value::bool(op.holds(left.len().cmp(&right.len()))))
}

fn index_of_key(vm: &Vm, key: &Value) -> Raises<i64> {
    if vm.type_of(key).slots.index.get().is_none() {
        return Err(err!(TypeError, "array indices must be integers"));
    }
    protocol::to_isize(vm, key, Builtin::IndexError)
}

/// The bytes of the selected items.
fn selected(array: &TypedArray, selected: Selection) -> Vec<u8> {
    let (size, data) = (array.code.size(), array.borrow());
    if selected.step == 1 {
        let start = selected.start as usize * size;
        return data[start..start + selected.count * size].to_vec();
    }
    selected.places().flat_map(|i| data[i * size..(i + 1) * size].iter().copied()).collect()
}

fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    let array = this::<TypedArray>(it);
    let index = match key {
        Value::Int(index) => {
            if let Some(item) = array.get_quick(*index) {
                return Ok(item);
            }
            *index
        }
        _ => {
            if let Some(slice) = key.downcast::<Slice>() {
                let parts = slice::unpack(vm, slice)?;
                let selection = slice::adjust(parts, array.len());
                return Ok(make(vm, array.code, selected(array, selection)));
            }
            index_of_key(vm, key)?
        }
    };
    place(index, array.len())
        .and_then(|i| array.get(vm, i))
        .ok_or_else(|| err!(IndexError, "array index out of range"))
}

fn setitem(vm: &Vm, it: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let array = this::<TypedArray>(it);
    if let (Value::Int(index), Some(value)) = (key, &value)
        && array.set_quick(*index, value)
    {
        return Ok(());
    }
    if let Some(slice) = key.downcast::<Slice>() {
        return set_slice(vm, array, slice, value);
    }
    let index = match key {
        Value::Int(index) => *index,
        _ => index_of_key(vm, key)?,
    };
    let out_of_range = || err!(IndexError, "array assignment index out of range");
    let at = place(index, array.len()).ok_or_else(out_of_range)?;
    match value {
        Some(value) => {
            // Making the number may have changed the array.
            let item = encode(vm, array.code, &value)?;
            if array.set(at, &item) { Ok(()) } else { Err(out_of_range()) }
        }
        None => {
            let size = array.code.size();
            array.borrow_mut().drain(at * size..(at + 1) * size);
            Ok(())
        }
    }
}

fn set_slice(vm: &Vm, array: &Ref<TypedArray>, slice: &Slice, value: Option<Value>) -> Raises<()> {
    let new = match &value {
        None => None,
        Some(value) => match value.downcast::<TypedArray>() {
            Some(other) if other.code == array.code => Some(other.borrow().clone()),
            Some(_) => return Err(bad_operand()),
            None => {
                let kind = vm.type_name(value);
                return Err(err!(
                    TypeError,
                    "can only assign array (not \"{kind}\") to array slice"
                ));
            }
        },
    };
    let parts = slice::unpack(vm, slice)?;
    let size = array.code.size();
    let chosen = slice::adjust(parts, array.len());
    let mut data = array.borrow_mut();
    match new {
        Some(new) if chosen.step == 1 => {
            let start = chosen.start as usize * size;
            data.splice(start..start + chosen.count * size, new);
        }
        Some(new) if new.len() != chosen.count * size => {
            return Err(err!(
                ValueError,
                "attempt to assign array of size {} to extended slice of size {}",
                new.len() / size,
                chosen.count
            ));
        }
        Some(new) => {
            for (i, item) in chosen.places().zip(new.chunks_exact(size)) {
                data[i * size..(i + 1) * size].copy_from_slice(item);
            }
        }
        None => {
            let gone: Vec<usize> = chosen.places().collect();
            let items = data.chunks_exact(size).enumerate();
            let kept = items.filter(|(i, _)| !gone.contains(i)).flat_map(|it| it.1.to_vec());
            let kept = kept.collect();
            *data = kept;
        }
    }
    Ok(())
}

#[cold]
fn bad_operand() -> Raised {
    err!(TypeError, "bad argument type for built-in operation")
}

fn concat(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let left = this::<TypedArray>(a);
    let Some(right) = b.downcast::<TypedArray>() else {
        let kind = vm.type_name(b);
        return Err(err!(TypeError, "can only append array (not \"{kind}\") to array"));
    };
    if left.code != right.code {
        return Err(bad_operand());
    }
    let mut data = left.borrow().clone();
    data.extend_from_slice(&right.borrow());
    Ok(make(vm, left.code, data))
}

fn repeat(vm: &Vm, it: &Value, count: &Value) -> Raises<Value> {
    let array = this::<TypedArray>(it);
    let count = repetitions(vm, count, array.borrow().len())?;
    Ok(make(vm, array.code, array.borrow().repeat(count)))
}

fn inplace_concat(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some(other) = b.downcast::<TypedArray>() else {
        let kind = vm.type_name(b);
        return Err(err!(TypeError, "can only extend array with array (not \"{kind}\")"));
    };
    methods::append_array(this::<TypedArray>(a), other)?;
    Ok(a.clone())
}

fn inplace_repeat(vm: &Vm, it: &Value, count: &Value) -> Raises<Value> {
    let array = this::<TypedArray>(it);
    let count = repetitions(vm, count, array.borrow().len())?;
    let repeated = array.borrow().repeat(count);
    *array.borrow_mut() = repeated;
    Ok(it.clone())
}
