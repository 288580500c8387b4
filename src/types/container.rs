//! What the container types and their iterators share: receivers, argument counts, indices, nested repr.

use crate::err;
use crate::object::{Args, Builtin, Payload, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;

/// The payload of a slot's receiver: slots are only called on instances of their class.
#[inline(always)]
pub fn this<T: Payload>(value: &Value) -> &Ref<T> {
    value.downcast::<T>().expect("a slot is called on instances of its class")
}

/// `iter` of iterators.
pub fn itself(_: &Vm, iterator: &Value) -> Raises<Value> {
    Ok(iterator.clone())
}

/// The positional arguments of a function that takes from `least` to `most` of them.
pub fn arity<'a>(args: Args<'a>, name: &str, least: usize, most: usize) -> Raises<&'a [Value]> {
    let given = args.positionals();
    let count = given.len();
    if (least..=most).contains(&count) {
        return Ok(given);
    }
    let bound = if count < least { least } else { most };
    let how = match () {
        _ if least == most => "",
        _ if count < least => "at least ",
        _ => "at most ",
    };
    let s = if bound == 1 { "" } else { "s" };
    Err(err!(TypeError, "{name} expected {how}{bound} argument{s}, got {count}"))
}

/// Refuses keyword arguments.
pub fn no_keywords(args: Args, name: &str) -> Raises<()> {
    if args.names.is_empty() {
        return Ok(());
    }
    Err(err!(TypeError, "{name}() takes no keyword arguments"))
}

/// Refuses keywords, unless a subclass takes them in its `__init__`.
pub fn no_keywords_for(
    vm: &Vm,
    class: &Ref<Type>,
    which: Builtin,
    args: Args,
    name: &str,
) -> Raises<()> {
    let init = |it: &Ref<Type>| it.slots.init.get().map(|it| it as usize);
    if args.names.is_empty() || init(class) != init(vm.class(which)) {
        return Ok(());
    }
    no_keywords(args, name)
}

/// The place of `index` in a sequence of `len` items, counted from the end if it is negative.
#[inline(always)]
pub fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index.wrapping_add(len as i64) } else { index };
    if (index as u64) < len as u64 { Some(index as usize) } else { None }
}

/// A bound as `list.index(x, start, stop)` takes it: counted from the end if negative, then clamped.
pub fn bound(index: i64, len: usize) -> usize {
    let index = if index < 0 { index.saturating_add(len as i64).max(0) } else { index };
    (index as usize).min(len)
}

/// A bound of `index(x, start, stop)`, from the argument.
pub fn bound_of(vm: &Vm, value: &Value, len: usize) -> Raises<usize> {
    if vm.type_of(value).slots.index.get().is_none() {
        return Err(err!(TypeError, "slice indices must be integers or have an __index__ method"));
    }
    protocol::number::to_isize_clamped(vm, value).map(|it| bound(it, len))
}

/// How often a sequence of `len` items is to be repeated for a count; MemoryError where the result could
/// not be held.
pub fn repetitions(vm: &Vm, count: &Value, len: usize) -> Raises<usize> {
    let count = protocol::to_isize(vm, count, Builtin::OverflowError)?.max(0) as usize;
    match count.checked_mul(len) {
        Some(total) if total <= MOST_ITEMS => Ok(count),
        _ => Err(memory_error()),
    }
}

/// More items than this no machine holds.
const MOST_ITEMS: usize = 1 << 33;

/// Makes room for more items; MemoryError where there is none.
pub fn make_room(items: &mut Vec<Value>, more: usize) -> Raises<()> {
    items.try_reserve_exact(more).map_err(|_| memory_error())
}

#[cold]
pub fn memory_error() -> crate::object::Raised {
    crate::object::Raised::with_args(Builtin::MemoryError, vec![])
}

/// Runs `body` unless the repr of `object` is under way further up; then the text is `again`.
pub fn guarded_repr(
    vm: &Vm,
    object: &Value,
    again: &str,
    body: impl FnOnce() -> Raises<Value>,
) -> Raises<Value> {
    let id = object.id();
    if vm.repr_guard.borrow().contains(&id) {
        return Ok(vm.text(again));
    }
    vm.repr_guard.borrow_mut().push(id);
    let result = body();
    vm.repr_guard.borrow_mut().pop();
    result
}

/// Appends the repr of a value to a text being made.
pub fn push_repr(vm: &Vm, text: &mut Vec<u8>, value: &Value) -> Raises<()> {
    let repr: Ref<Str> = protocol::repr(vm, value)?;
    text.extend_from_slice(repr.bytes());
    Ok(())
}

/// All items of what must be iterable; the message where it is not.
pub fn sequence_items(vm: &Vm, value: &Value, message: &str) -> Raises<Vec<Value>> {
    match value {
        Value::List(_) | Value::Tuple(_) => protocol::to_vec(vm, value),
        _ => match protocol::iter(vm, value) {
            Ok(iterator) => protocol::to_vec(vm, &iterator),
            Err(raised) if raised.is(vm, Builtin::TypeError) => Err(err!(TypeError, "{message}")),
            Err(raised) => Err(raised),
        },
    }
}

/// A function of `builtins`, for `__reduce__`.
pub fn builtin_function(vm: &Vm, name: &str) -> Raises<Value> {
    let found = vm.builtins.get().and_then(|it| it.get_str(&vm.intern(name)));
    found.ok_or_else(|| err!(AttributeError, "module 'builtins' has no attribute '{name}'"))
}

/// The number that `__setstate__` of an iterator gets.
pub fn state(vm: &Vm, value: &Value) -> Raises<i64> {
    match value {
        Value::Int(it) => Ok(*it),
        Value::Bool(it) => Ok(*it as i64),
        _ => match protocol::index(vm, value) {
            Ok(_) => Err(err!(OverflowError, "Python int too large to convert to C ssize_t")),
            Err(_) => Err(err!(TypeError, "an integer is required")),
        },
    }
}
