//! `list`: a growable sequence of any objects.
//!
//! Reference: Library Reference, "Lists" and "Mutable Sequence Types".

pub mod iterator;
pub mod sort;

use std::mem;

use crate::err;
use crate::native;
use crate::object::dict::same_key;
use crate::object::value::{copies, push_copies};
use crate::object::{
    Args, Builtin, CompareOp, Layout, List, Native, Raised, Raises, Ref, Slots, Type, TypeSpec,
    Value, Vm, flags,
};
use crate::protocol;

use super::class::unhashable;
use super::container::{
    bound_of, guarded_repr, make_room, memory_error, no_keywords, place, push_repr, repetitions,
    sequence_items, this,
};
use super::slice::{self, Selection, Slice};

static LAYOUT: Layout = Layout::of::<List>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "list",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::SEQUENCE | flags::MATCH_SELF,
    doc: "list(iterable=(), /)\n--\n\nA growable sequence of any objects.\n\nlist() is empty; list(iterable) holds the items \
          of the iterable.",
    slots,
    methods: METHODS,
    quick: Some(quick),
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!(
        "__reversed__($self, /)",
        "An iterator over the list from its end.",
        iterator::reversed
    ),
    native!("__sizeof__($self, /)", "How many bytes the list takes.", sizeof),
    native!("clear($self, /)", "Empty the list.", clear),
    native!("copy($self, /)", "A new list of the same items.", copy),
    native!("append($self, object, /)", "Put the object at the end of the list.", append),
    native!(
        "insert($self, index, object, /)",
        "Put the object before the item at `index`.",
        insert
    ),
    native!(
        "extend($self, iterable, /)",
        "Put all items of the iterable at the end of the list.",
        extend_method
    ),
    Native {
        swift: Some(swift_pop),
        ..native!(
            "pop($self, index=-1, /)",
            "Take the item at `index` out of the list and return it; the last one if none is named.\n\n\
         IndexError when there is no such item.",
            pop
        )
    },
    native!(
        "remove($self, value, /)",
        "Take the first item equal to `value` out.\n\nValueError when there is none.",
        remove
    ),
    native!(
        "index($self, value, start=0, stop=sys.maxsize, /)",
        "The place of the first item equal to `value`.\n\nValueError when there is none.",
        index
    ),
    native!("count($self, value, /)", "How many items are equal to `value`.", count),
    native!("reverse($self, /)", "Turn the order of the items round, in place.", reverse),
    native!(
        "sort($self, /, *, key=None, reverse=False)",
        "Sort the items in place, in ascending order unless `reverse` is true.\n\n\
         With `key`, items are ordered by what key(item) gives. Equal items keep their order.",
        sort::sort
    ),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.init.set(Some(init));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(unhashable));
    slots.compare.set(Some(compare));
    slots.iter.set(Some(iterator::iter));
    slots.len.set(Some(|_, list| Ok(of(list).len())));
    slots.getitem.set(Some(getitem));
    slots.setitem.set(Some(setitem));
    slots.contains.set(Some(contains));
    slots.concat.set(Some(concat));
    slots.repeat.set(Some(repeat));
    slots.inplace_concat.set(Some(inplace_concat));
    slots.inplace_repeat.set(Some(inplace_repeat));
}

/// The payload of a slot's receiver.
#[inline(always)]
fn of(value: &Value) -> &Ref<List> {
    match value {
        Value::List(list) => list,
        other => this::<List>(other),
    }
}

/// `list(iterable)` of what needs no Python code.
fn quick(vm: &Vm, iterable: &Value) -> Value {
    match iterable {
        Value::List(it) => vm.list(it.to_vec()),
        Value::Tuple(it) => vm.list(it.items().to_vec()),
        other => match crate::types::range::numbers(other) {
            Some(numbers) if numbers.len() < 1 << 20 => vm.list(numbers.map(Value::Int).collect()),
            _ => Value::Err,
        },
    }
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, List::default()))
}

fn init(vm: &Vm, list: &Value, args: Args) -> Raises<()> {
    let class = vm.type_of(list);
    // A subclass that makes its instances itself may take what keywords it likes.
    let makes = class.slots.new.get().map(|it| it as usize);
    if makes == vm.class(Builtin::List).slots.new.get().map(|it| it as usize) {
        no_keywords(args, "list")?;
    }
    let given = super::container::arity(Args::positional(args.positionals()), "list", 0, 1)?;
    let list = of(list);
    if !list.is_empty() {
        drop(mem::take(&mut *list.borrow_mut()));
    }
    match given {
        [iterable] => extend(vm, list, iterable),
        _ => Ok(()),
    }
}

/// Puts all items of an iterable at the end.
pub fn extend(vm: &Vm, list: &Ref<List>, iterable: &Value) -> Raises<()> {
    match iterable {
        Value::List(other) if !other.is(list) => {
            push_copies(&mut list.borrow_mut(), &other.borrow());
        }
        Value::Tuple(other) => push_copies(&mut list.borrow_mut(), other.items()),
        Value::List(_) | Value::Set(_) | Value::Dict(_) => {
            let items = protocol::to_vec(vm, iterable)?;
            list.borrow_mut().extend(items);
        }
        other if let Some(numbers) = crate::types::range::numbers(other) => {
            let mut items = list.borrow_mut();
            items.try_reserve(numbers.len()).map_err(|_| memory_error())?;
            items.extend(numbers.map(Value::Int));
        }
        _ => {
            let iterator = protocol::iter(vm, iterable)?;
            let hint = protocol::length_hint(vm, iterable, 0)?;
            if hint > 1 << 36 {
                return Err(memory_error());
            }
            list.borrow_mut().reserve(hint.min(1 << 20));
            let Some(next) = vm.type_of(&iterator).slots.next.get() else {
                return protocol::next(vm, &iterator).map(drop);
            };
            while let Some(item) = next(vm, &iterator)? {
                list.push(item);
                vm.poll()?;
            }
        }
    }
    Ok(())
}

fn repr(vm: &Vm, value: &Value) -> Raises<Value> {
    let list = of(value);
    if list.is_empty() {
        return Ok(vm.text("[]"));
    }
    guarded_repr(vm, value, "[...]", || {
        let mut text = b"[".to_vec();
        let mut i = 0;
        // Item by item: a `__repr__` may change the list.
        while let Some(item) = list.get(i) {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            push_repr(vm, &mut text, &item)?;
            i += 1;
        }
        text.push(b']');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<List>(), b.downcast::<List>()) else {
        return Ok(Value::NotImplemented);
    };
    if left.len() != right.len() {
        match op {
            CompareOp::Eq => return Ok(Value::FALSE),
            CompareOp::Ne => return Ok(Value::TRUE),
            _ => {}
        }
    }
    // What is the same without asking anyone is passed over.
    let mut i = {
        let (left, right) = (left.borrow(), right.borrow());
        left.iter().zip(right.iter()).take_while(|(x, y)| same_key(x, y) == Some(true)).count()
    };
    while let (Some(x), Some(y)) = (left.get(i), right.get(i)) {
        if !protocol::same(vm, &x, &y)? {
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

fn getitem(vm: &Vm, list: &Value, key: &Value) -> Raises<Value> {
    let list = of(list);
    if let Value::Int(index) = key {
        return match place(*index, list.len()).and_then(|i| list.get(i)) {
            Some(item) => Ok(item),
            None => Err(out_of_range()),
        };
    }
    if let Some(slice) = key.downcast::<Slice>() {
        return Ok(vm.list(slice_of(list, slice::unpack(vm, slice)?)));
    }
    let index = index_of_key(vm, key)?;
    place(index, list.len()).and_then(|i| list.get(i)).ok_or_else(out_of_range)
}

/// Copies of the items that an unpacked slice selects.
pub fn slice_of(list: &List, parts: (i64, i64, i64)) -> Vec<Value> {
    let items = list.borrow();
    selection(&items, slice::adjust(parts, items.len()))
}

/// Copies of the selected items.
pub fn selection(items: &[Value], selected: Selection) -> Vec<Value> {
    match selected.step {
        1 => copies(&items[selected.start as usize..][..selected.count]),
        -1 => {
            let after = (selected.start + 1) as usize;
            items[after - selected.count..after].iter().rev().cloned().collect()
        }
        _ => selected.places().map(|i| items[i].clone()).collect(),
    }
}

#[cold]
fn out_of_range() -> Raised {
    err!(IndexError, "list index out of range")
}

fn index_of_key(vm: &Vm, key: &Value) -> Raises<i64> {
    if vm.type_of(key).slots.index.get().is_none() {
        let kind = vm.type_name(key);
        return Err(err!(TypeError, "list indices must be integers or slices, not {kind}"));
    }
    protocol::to_isize(vm, key, Builtin::IndexError)
}

fn setitem(vm: &Vm, list: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let list = of(list);
    if let Some(slice) = key.downcast::<Slice>() {
        return match value {
            Some(value) => assign_slice(vm, list, slice, &value),
            None => delete_slice(vm, list, slice),
        };
    }
    let index = match key {
        Value::Int(index) => *index,
        _ => index_of_key(vm, key)?,
    };
    let Some(at) = place(index, list.len()) else {
        return Err(err!(IndexError, "list assignment index out of range"));
    };
    // The old item goes only when the list is whole again.
    let old = match value {
        Some(value) => list.replace(at, value),
        None => Ok(list.borrow_mut().remove(at)),
    };
    drop(old);
    Ok(())
}

fn assign_slice(vm: &Vm, list: &Ref<List>, slice: &Slice, value: &Value) -> Raises<()> {
    let parts = slice::unpack(vm, slice)?;
    assign_parts(list, parts, assigned_items(vm, value)?)
}

/// The items of what is assigned to a slice.
pub fn assigned_items(vm: &Vm, value: &Value) -> Raises<Vec<Value>> {
    match iterator::rest(vm, value) {
        Some(items) => Ok(items),
        None => sequence_items(vm, value, "must assign iterable to extended slice"),
    }
}

/// Puts items in the place of those that an unpacked slice selects.
pub fn assign_parts(list: &List, parts: (i64, i64, i64), mut new: Vec<Value>) -> Raises<()> {
    let mut items = list.borrow_mut();
    let selected = slice::adjust(parts, items.len());
    let old: Vec<Value> = if selected.step == 1 {
        let start = selected.start as usize;
        if new.len() == selected.count {
            items[start..start + selected.count].swap_with_slice(&mut new);
            drop(items);
            drop(new);
            return Ok(());
        }
        items.splice(start..start + selected.count, new).collect()
    } else if new.len() != selected.count {
        return Err(err!(
            ValueError,
            "attempt to assign sequence of size {} to extended slice of size {}",
            new.len(),
            selected.count
        ));
    } else {
        let places = selected.places().zip(new);
        places.map(|(i, item)| mem::replace(&mut items[i], item)).collect()
    };
    drop(items);
    drop(old);
    Ok(())
}

fn delete_slice(vm: &Vm, list: &Ref<List>, slice: &Slice) -> Raises<()> {
    let parts = slice::unpack(vm, slice)?;
    let mut items = list.borrow_mut();
    let selected = slice::adjust(parts, items.len());
    let old = remove_selection(&mut items, selected);
    drop(items);
    drop(old);
    Ok(())
}

/// Takes the selected items out.
pub fn remove_selection(items: &mut Vec<Value>, selected: Selection) -> Vec<Value> {
    let Selection { mut start, mut step, count, .. } = selected;
    if count == 0 {
        return Vec::new();
    }
    if step < 0 {
        start += (count as i64 - 1) * step;
        step = -step;
    }
    let (start, step) = (start as usize, step as usize);
    if step == 1 {
        return items.drain(start..start + count).collect();
    }
    let mut place = start;
    let mut removed = Vec::with_capacity(count);
    let tail = items.split_off(start);
    for (i, item) in (start..).zip(tail) {
        if i == place && removed.len() < count {
            removed.push(item);
            place = place.saturating_add(step);
        } else {
            items.push(item);
        }
    }
    removed
}

fn contains(vm: &Vm, list: &Value, value: &Value) -> Raises<bool> {
    Ok(find(vm, of(list), value, 0, usize::MAX)?.is_some())
}

/// The place of the first item equal to `value` among those from `start` to `stop`.
fn find(
    vm: &Vm,
    list: &Ref<List>,
    value: &Value,
    start: usize,
    stop: usize,
) -> Raises<Option<usize>> {
    let mut from = start;
    loop {
        let candidate = {
            let items = list.borrow();
            let stop = stop.min(items.len());
            if from >= stop {
                return Ok(None);
            }
            // Items that differ without asking Python code are passed over.
            let possible =
                items[from..stop].iter().position(|it| same_key(it, value) != Some(false));
            match possible {
                Some(skipped) => {
                    from += skipped;
                    items[from].clone()
                }
                None => return Ok(None),
            }
        };
        if protocol::same(vm, &candidate, value)? {
            return Ok(Some(from));
        }
        from += 1;
    }
}

fn concat(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some(right) = b.downcast::<List>() else {
        let kind = vm.type_name(b);
        return Err(err!(TypeError, "can only concatenate list (not \"{kind}\") to list"));
    };
    let (left, right) = (of(a).borrow(), right.borrow());
    let mut items = Vec::with_capacity(left.len() + right.len());
    push_copies(&mut items, &left);
    push_copies(&mut items, &right);
    drop((left, right));
    Ok(vm.list(items))
}

fn repeat(vm: &Vm, list: &Value, count: &Value) -> Raises<Value> {
    let items = of(list).borrow();
    let count = {
        let len = items.len();
        drop(items);
        repetitions(vm, count, len)?
    };
    let repeated = repeated(&of(list).borrow(), count)?;
    Ok(vm.list(repeated))
}

/// The items `count` times over.
pub fn repeated(items: &[Value], count: usize) -> Raises<Vec<Value>> {
    let mut all = Vec::new();
    make_room(&mut all, items.len() * count)?;
    match items {
        [one] => all.resize(count, one.clone()),
        _ => {
            for _ in 0..count {
                push_copies(&mut all, items);
            }
        }
    }
    Ok(all)
}

fn inplace_concat(vm: &Vm, list: &Value, other: &Value) -> Raises<Value> {
    extend(vm, of(list), other)?;
    Ok(list.clone())
}

fn inplace_repeat(vm: &Vm, list: &Value, count: &Value) -> Raises<Value> {
    let payload = of(list);
    let len = payload.len();
    let count = repetitions(vm, count, len)?;
    let mut items = payload.borrow_mut();
    if count == 0 {
        let old = mem::take(&mut *items);
        drop(items);
        drop(old);
    } else {
        make_room(&mut items, len * (count - 1))?;
        for _ in 1..count {
            items.extend_from_within(..len);
        }
    }
    Ok(list.clone())
}

fn sizeof(_: &Vm, list: Ref<List>) -> usize {
    40 + 8 * list.len()
}

fn clear(_: &Vm, list: Ref<List>) {
    // Emptied before the items go: dropping one may run Python code that looks at this list.
    let items = mem::take(&mut *list.borrow_mut());
    drop(items);
}

fn copy(vm: &Vm, list: Ref<List>) -> Value {
    vm.list(list.to_vec())
}

fn append(_: &Vm, list: Ref<List>, object: Value) {
    list.push(object);
}

fn insert(_: &Vm, list: Ref<List>, index: isize, object: Value) {
    let mut items = list.borrow_mut();
    let at = super::container::bound(index as i64, items.len());
    items.insert(at, object);
}

fn extend_method(vm: &Vm, list: Ref<List>, iterable: Value) -> Raises<()> {
    extend(vm, &list, &iterable)
}

fn pop(_: &Vm, list: Ref<List>, index: isize) -> Raises<Value> {
    let mut items = list.borrow_mut();
    if index == -1 {
        return items.pop().ok_or_else(|| err!(IndexError, "pop from empty list"));
    }
    if items.is_empty() {
        return Err(err!(IndexError, "pop from empty list"));
    }
    match place(index as i64, items.len()) {
        Some(i) => Ok(items.remove(i)),
        None => Err(err!(IndexError, "pop index out of range")),
    }
}

/// `list.pop()` and `list.pop(index)` where there is such an item.
fn swift_pop(_: &Vm, list: &Value, args: &[Value]) -> Value {
    let Value::List(list) = list else { return Value::Err };
    let mut items = list.borrow_mut();
    match args {
        [] => items.pop().unwrap_or(Value::Err),
        [Value::Int(index)] => match place(*index, items.len()) {
            Some(i) => items.remove(i),
            None => Value::Err,
        },
        _ => Value::Err,
    }
}

fn remove(vm: &Vm, list: Ref<List>, value: Value) -> Raises<()> {
    let Some(at) = find(vm, &list, &value, 0, usize::MAX)? else {
        return Err(err!(ValueError, "list.remove(x): x not in list"));
    };
    let mut items = list.borrow_mut();
    let removed = if at < items.len() { Some(items.remove(at)) } else { None };
    drop(items);
    drop(removed);
    Ok(())
}

fn index(
    vm: &Vm,
    list: Ref<List>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Raises<usize> {
    let start = start.map_or(Ok(0), |it| bound_of(vm, &it, list.len()))?;
    let stop = stop.map_or(Ok(usize::MAX), |it| bound_of(vm, &it, list.len()))?;
    match find(vm, &list, &value, start, stop)? {
        Some(at) => Ok(at),
        None => {
            let value = protocol::repr(vm, &value)?;
            Err(err!(ValueError, "{} is not in list", value.to_string_lossy()))
        }
    }
}

fn count(vm: &Vm, list: Ref<List>, value: Value) -> Raises<usize> {
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, &list, &value, from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    Ok(count)
}

fn reverse(_: &Vm, list: Ref<List>) {
    list.borrow_mut().reverse();
}
