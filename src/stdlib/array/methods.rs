//! The methods of arrays.

use crate::algo::wtf8;
use crate::err;
use crate::native;
use crate::object::{Builtin, Native, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::bytes::{buffer_like, bytes};
use crate::types::container::{bound, place};
use crate::types::typed_array::{Code, TypedArray, encode};

use super::{code_of, make};

pub static METHODS: &[Native] = &[
    native!("append($self, v, /)", "Put the value in at the end.", append),
    native!(
        "buffer_info($self, /)",
        "The address of the items, and how many there are.",
        buffer_info
    ),
    native!(
        "byteswap($self, /)",
        "Turn the order of the bytes of each item round; for items of 1, 2, 4 or 8 bytes.",
        byteswap
    ),
    native!("clear($self, /)", "Remove all items.", clear),
    native!("count($self, v, /)", "How many items are equal to the value.", count),
    native!("extend($self, bb, /)", "Put all items of an iterable in at the end.", extend),
    native!(
        "fromfile($self, f, n, /)",
        "Put `n` items in at the end that a file's read() gives.\n\nEOFError if it has less.",
        fromfile
    ),
    native!("fromlist($self, list, /)", "Put the items of a list in at the end.", fromlist),
    native!(
        "frombytes($self, buffer, /)",
        "Put the items in at the end that lie in a bytes-like object.",
        frombytes
    ),
    native!(
        "fromunicode($self, ustr, /)",
        "Put the characters of a text in at the end.\n\nValueError unless the items are characters.",
        fromunicode
    ),
    native!(
        "index($self, v, start=0, stop=sys.maxsize, /)",
        "The place of the first item equal to the value.\n\nValueError when there is none.",
        index
    ),
    native!("insert($self, i, v, /)", "Put the value in before the item at `i`.", insert),
    native!(
        "pop($self, i=-1, /)",
        "Take the item at `i` out and return it; the last one if none is named.",
        pop
    ),
    native!(
        "remove($self, v, /)",
        "Take the first item equal to the value out.\n\nValueError when there is none.",
        remove
    ),
    native!("reverse($self, /)", "Turn the order of the items round, in place.", reverse),
    native!("tobytes($self, /)", "The items as they lie in memory.", tobytes),
    native!("tofile($self, f, /)", "Give the items as bytes to a file's write().", tofile),
    native!("tolist($self, /)", "The items in a list.", tolist),
    native!(
        "tounicode($self, /)",
        "The characters as text.\n\nValueError unless the items are characters.",
        tounicode
    ),
    native!("__copy__($self, /)", "A new array of the same items.", copy),
    native!("__deepcopy__($self, unused, /)", "A new array of the same items.", deepcopy),
    native!("__reduce_ex__($self, value, /)", "What pickling needs.", reduce_ex),
    native!("__sizeof__($self, /)", "How many bytes the array takes.", sizeof),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

type Array = Ref<TypedArray>;

fn append(vm: &Vm, array: Array, value: Value) -> Raises<()> {
    array.push(&encode(vm, array.code, &value)?);
    Ok(())
}

fn buffer_info(_: &Vm, array: Array) -> (Value, Value) {
    let address = array.borrow().as_ptr() as i64;
    (Value::Int(address), Value::Int(array.len() as i64))
}

fn byteswap(_: &Vm, array: Array) -> Raises<()> {
    let size = array.code.size();
    let mut data = array.borrow().clone();
    data.chunks_exact_mut(size).for_each(<[u8]>::reverse);
    check_characters(array.code, &data)?;
    *array.borrow_mut() = data;
    Ok(())
}

fn clear(_: &Vm, array: Array) {
    array.borrow_mut().clear();
}

/// The place of the first item equal to `value` from `start` up to `stop`.
pub fn find(
    vm: &Vm,
    array: &TypedArray,
    value: &Value,
    start: usize,
    stop: usize,
) -> Raises<Option<usize>> {
    let mut i = start;
    while i < stop
        && let Some(item) = array.get(vm, i)
    {
        if protocol::equal(vm, &item, value)? {
            return Ok(Some(i));
        }
        i += 1;
    }
    Ok(None)
}

fn count(vm: &Vm, array: Array, value: Value) -> Raises<usize> {
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, &array, &value, from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    Ok(count)
}

fn extend(vm: &Vm, array: Array, iterable: Value) -> Raises<()> {
    match iterable.downcast::<TypedArray>() {
        Some(other) => append_array(&array, other),
        None => extend_by(vm, &array, &iterable),
    }
}

/// Appends the items of an array of the same kind, which may be the same array.
pub fn append_array(array: &Array, other: &Array) -> Raises<()> {
    if array.code != other.code {
        return Err(err!(TypeError, "can only extend with array of same kind"));
    }
    let data = other.borrow().clone();
    array.borrow_mut().extend_from_slice(&data);
    Ok(())
}

/// Appends the items of any iterable.
pub fn extend_by(vm: &Vm, array: &Array, iterable: &Value) -> Raises<()> {
    protocol::for_each(vm, iterable, &mut |item| {
        array.push(&encode(vm, array.code, &item)?);
        Ok(())
    })
}

/// Appends the characters of a text.
pub fn append_text(array: &Array, text: &[u8]) {
    let mut data = array.borrow_mut();
    for code in wtf8::code_points(text) {
        data.extend_from_slice(&code.to_ne_bytes());
    }
}

/// Appends items as they lie in memory.
pub fn append_bytes(array: &Array, bytes: &[u8]) -> Raises<()> {
    if !bytes.len().is_multiple_of(array.code.size()) {
        return Err(err!(ValueError, "bytes length not a multiple of item size"));
    }
    check_characters(array.code, bytes)?;
    array.borrow_mut().extend_from_slice(bytes);
    Ok(())
}

/// Refuses what would not be characters.
fn check_characters(code: Code, bytes: &[u8]) -> Raises<()> {
    if !code.is_char() {
        return Ok(());
    }
    let (items, _) = bytes.as_chunks::<4>();
    match items.iter().map(|it| u32::from_ne_bytes(*it)).find(|it| *it > 0x10_FFFF) {
        Some(wrong) => {
            Err(err!(ValueError, "character U+{wrong:x} is not in range [U+0000; U+10ffff]"))
        }
        None => Ok(()),
    }
}

fn fromfile(vm: &Vm, array: Array, file: Value, count: i64) -> Raises<()> {
    let Ok(count) = usize::try_from(count) else {
        return Err(err!(ValueError, "negative count"));
    };
    let wanted = count.saturating_mul(array.code.size());
    let wanted = i64::try_from(wanted).map_err(|_| crate::types::container::memory_error())?;
    let read = protocol::call_method_opt(vm, &file, &vm.intern("read"), &[Value::Int(wanted)])?;
    let Some(read) = read else {
        let kind = vm.type_name(&file);
        return Err(err!(AttributeError, "'{kind}' object has no attribute 'read'"));
    };
    let Some(data) = crate::types::bytes::bytes_of(&read) else {
        return Err(err!(TypeError, "read() didn't return bytes"));
    };
    append_bytes(&array, data)?;
    if data.len() < wanted as usize {
        return Err(err!(EOFError, "read() didn't return enough bytes"));
    }
    Ok(())
}

fn fromlist(vm: &Vm, array: Array, list: Value) -> Raises<()> {
    let Some(list) = list.downcast::<crate::object::List>() else {
        return Err(err!(TypeError, "arg must be list"));
    };
    let before = array.borrow().len();
    let mut i = 0;
    while let Some(item) = list.get(i) {
        match encode(vm, array.code, &item) {
            Ok(item) => array.push(&item),
            Err(raised) => {
                // All or nothing.
                array.borrow_mut().truncate(before);
                return Err(raised);
            }
        }
        i += 1;
    }
    Ok(())
}

fn frombytes(vm: &Vm, array: Array, buffer: Value) -> Raises<()> {
    append_bytes(&array, &buffer_like(vm, &buffer)?)
}

fn fromunicode(_: &Vm, array: Array, text: Ref<Str>) -> Raises<()> {
    if !array.code.is_char() {
        return Err(err!(
            ValueError,
            "fromunicode() may only be called on unicode type arrays ('u' or 'w')"
        ));
    }
    append_text(&array, text.bytes());
    Ok(())
}

fn index(
    vm: &Vm,
    array: Array,
    value: Value,
    start: Option<i64>,
    stop: Option<i64>,
) -> Raises<usize> {
    let len = array.len();
    let start = bound(start.unwrap_or(0), len);
    let stop = bound(stop.unwrap_or(i64::MAX), len);
    find(vm, &array, &value, start, stop)?
        .ok_or_else(|| err!(ValueError, "array.index(x): x not in array"))
}

fn insert(vm: &Vm, array: Array, at: i64, value: Value) -> Raises<()> {
    let item = encode(vm, array.code, &value)?;
    let size = array.code.size();
    let at = bound(at, array.len()) * size;
    array.borrow_mut().splice(at..at, item[..size].iter().copied());
    Ok(())
}

/// Takes an item out.
fn take(array: &TypedArray, at: usize) {
    let size = array.code.size();
    array.borrow_mut().drain(at * size..(at + 1) * size);
}

fn pop(vm: &Vm, array: Array, at: i64) -> Raises<Value> {
    if array.is_empty() {
        return Err(err!(IndexError, "pop from empty array"));
    }
    let found = place(at, array.len()).and_then(|at| Some((at, array.get(vm, at)?)));
    match found {
        Some((at, item)) => {
            take(&array, at);
            Ok(item)
        }
        None => Err(err!(IndexError, "pop index out of range")),
    }
}

fn remove(vm: &Vm, array: Array, value: Value) -> Raises<()> {
    match find(vm, &array, &value, 0, usize::MAX)? {
        Some(at) if at < array.len() => {
            take(&array, at);
            Ok(())
        }
        _ => Err(err!(ValueError, "array.remove(x): x not in array")),
    }
}

fn reverse(_: &Vm, array: Array) {
    let mut data = array.borrow_mut();
    data.reverse();
    data.chunks_exact_mut(array.code.size()).for_each(<[u8]>::reverse);
}

fn tobytes(vm: &Vm, array: Array) -> Value {
    bytes(vm, array.borrow().clone())
}

fn tofile(vm: &Vm, array: Array, file: Value) -> Raises<()> {
    let data = tobytes(vm, array);
    match protocol::call_method_opt(vm, &file, &vm.intern("write"), &[data])? {
        Some(_) => Ok(()),
        None => {
            let kind = vm.type_name(&file);
            Err(err!(AttributeError, "'{kind}' object has no attribute 'write'"))
        }
    }
}

/// All items in a list.
pub fn list(vm: &Vm, array: &TypedArray) -> Value {
    vm.list((0..array.len()).filter_map(|i| array.get(vm, i)).collect())
}

fn tolist(vm: &Vm, array: Array) -> Value {
    list(vm, &array)
}

/// The characters as text.
pub fn text(vm: &Vm, array: &TypedArray) -> Value {
    let data = array.borrow();
    let (items, _) = data.as_chunks::<4>();
    let codes = items.iter().map(|it| u32::from_ne_bytes(*it));
    Value::Str(vm.str_from_bytes(&wtf8::from_code_points(codes)))
}

fn tounicode(vm: &Vm, array: Array) -> Raises<Value> {
    if !array.code.is_char() {
        return Err(err!(
            ValueError,
            "tounicode() may only be called on unicode type arrays ('u' or 'w')"
        ));
    }
    Ok(text(vm, &array))
}

fn copy(vm: &Vm, array: Array) -> Value {
    make(vm, array.code, array.borrow().clone())
}

fn deepcopy(vm: &Vm, array: Array, _: Value) -> Value {
    copy(vm, array)
}

/// The number under which pickles know a kind of items on this machine.
fn format_code(code: Code) -> i64 {
    let big = i64::from(cfg!(target_endian = "big"));
    match code {
        Code::U8 => 0,
        Code::I8 => 1,
        Code::U16 => 2 + big,
        Code::I16 => 4 + big,
        Code::U32 => 6 + big,
        Code::I32 => 8 + big,
        Code::U64 { .. } => 10 + big,
        Code::I64 { .. } => 12 + big,
        Code::F32 => 14 + big,
        Code::F64 => 16 + big,
        Code::Char { .. } => 20 + big,
    }
}

fn reduce_ex(vm: &Vm, array: Array, version: i64) -> Value {
    let class = Value::Type(array.class().clone());
    let letter = vm.text(&array.code.letter().to_string());
    let whole = Value::of(array.clone().into_any());
    let state = match protocol::getattr_opt(vm, &whole, &vm.intern("__dict__")) {
        Ok(Some(dict)) => dict,
        _ => Value::None,
    };
    let reconstruct = vm
        .modules
        .get()
        .and_then(|it| it.get_str(&vm.intern("array")))
        .and_then(|it| protocol::getattr(vm, &it, &vm.intern("_array_reconstructor")).ok());
    match reconstruct {
        Some(function) if version >= 3 => {
            let code = Value::Int(format_code(array.code));
            let args = vm.tuple(vec![class, letter, code, tobytes(vm, array)]);
            vm.tuple(vec![function, args, state])
        }
        _ => {
            let args = vm.tuple(vec![letter, list(vm, &array)]);
            vm.tuple(vec![class, args, state])
        }
    }
}

/// `_array_reconstructor`: what another machine pickled is read by its format.
pub fn reconstruct(
    vm: &Vm,
    class: Ref<Type>,
    letter: Value,
    format: i64,
    items: Value,
) -> Raises<Value> {
    if !class.is_subclass(vm.class(Builtin::Array)) {
        let name = class.name();
        return Err(err!(TypeError, "{name} is not a subtype of array.array"));
    }
    let code = code_of(vm, &letter)?;
    let Some(data) = crate::types::bytes::bytes_of(&items) else {
        let kind = vm.type_name(&items);
        return Err(err!(TypeError, "fourth argument should be bytes, not {kind}"));
    };
    let array = vm.alloc_in(&class, TypedArray::new(code, Vec::new()));
    let Some(it) = array.downcast::<TypedArray>() else { return Ok(array) };
    let own = format_code(code);
    if format == own {
        append_bytes(it, data)?;
    } else if (2..=21).contains(&format) && format / 2 == own / 2 {
        let mut data = data.to_vec();
        data.chunks_mut(code.size()).for_each(<[u8]>::reverse);
        append_bytes(it, &data)?;
    } else {
        return Err(err!(ValueError, "third argument must be a valid machine format code."));
    }
    Ok(array)
}

fn sizeof(_: &Vm, array: Array) -> usize {
    64 + array.borrow().len()
}
