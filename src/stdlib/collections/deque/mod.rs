//! `deque`: a sequence that grows and shrinks at both ends.
//!
//! Reference: Library Reference, "deque objects".

pub mod iterator;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, CompareOp, GetSet, Layout, Native, Payload, Raised, Raises, Ref, Slots, Type,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::class::unhashable;
use crate::types::container::{
    bound, bound_of, guarded_repr, memory_error, place, push_repr, repetitions, this,
};

#[derive(Default)]
pub struct Deque {
    items: RefCell<VecDeque<Value>>,
    maxlen: Cell<Option<usize>>,
    /// Changes with every insertion and removal.
    version: Cell<u64>,
}

impl Payload for Deque {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.items, |it, visit| visit.values(it));
    }

    fn clear(&self) {
        self.touch();
        let items = self.items.try_borrow_mut().map(|mut it| std::mem::take(&mut *it));
        drop(items);
    }
}

impl Deque {
    fn touch(&self) {
        self.version.set(self.version.get() + 1);
    }

    fn len(&self) -> usize {
        self.items.borrow().len()
    }

    fn get(&self, i: usize) -> Option<Value> {
        self.items.borrow().get(i).cloned()
    }

    fn push_back(&self, item: Value) {
        self.touch();
        let mut items = self.items.borrow_mut();
        items.push_back(item);
        let full = self.maxlen.get().is_some_and(|it| items.len() > it);
        let pushed_out = if full { items.pop_front() } else { None };
        drop(items);
        drop(pushed_out);
    }

    fn push_front(&self, item: Value) {
        self.touch();
        let mut items = self.items.borrow_mut();
        items.push_front(item);
        let full = self.maxlen.get().is_some_and(|it| items.len() > it);
        let pushed_out = if full { items.pop_back() } else { None };
        drop(items);
        drop(pushed_out);
    }

    fn to_vec(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }
}

static LAYOUT: Layout = Layout::of::<Deque>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "collections.deque",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::SEQUENCE | flags::WEAKREF,
    doc: "A sequence that grows and shrinks quickly at both ends.\n\nWith `maxlen`, what is put in at \
          one end of a full deque pushes items out at the other.",
    slots,
    methods: METHODS,
    getset: &[GetSet {
        name: "maxlen",
        doc: "How many items fit in, or None.",
        get: |_, it| Ok(maxlen_value(this::<Deque>(it))),
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    Native {
        swift: Some(swift_append),
        ..native!("append($self, item, /)", "Put the item in at the right end.", append)
    },
    native!("appendleft($self, item, /)", "Put the item in at the left end.", appendleft),
    native!("clear($self, /)", "Empty the deque.", clear),
    native!("__copy__($self, /)", "A new deque of the same items.", copy),
    native!("copy($self, /)", "A new deque of the same items.", copy),
    native!("count($self, value, /)", "How many items are equal to `value`.", count),
    native!("extend($self, iterable, /)", "Put all items in at the right end.", extend),
    native!(
        "extendleft($self, iterable, /)",
        "Put all items in at the left end, one after the other.",
        extendleft
    ),
    native!(
        "index($self, value, start=<unrepresentable>, stop=<unrepresentable>, /)" as
            "($self, value, [start, [stop]])",
        "The place of the first item equal to `value`.\n\nValueError when there is none.",
        index
    ),
    native!(
        "insert($self, index, value, /)",
        "Put the value in before the item at `index`.",
        insert
    ),
    Native {
        swift: Some(swift_pop),
        ..native!("pop($self, /)", "Take the rightmost item out and return it.", pop)
    },
    Native {
        swift: Some(swift_popleft),
        ..native!("popleft($self, /)", "Take the leftmost item out and return it.", popleft)
    },
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!(
        "remove($self, value, /)",
        "Take the first item equal to `value` out.\n\nValueError when there is none.",
        remove
    ),
    native!("__reversed__($self, /)", "An iterator from the right end.", iterator::reversed),
    native!("reverse($self, /)", "Turn the order of the items round, in place.", reverse),
    native!(
        "rotate($self, n=1, /)",
        "Move all items `n` places to the right, round the end; to the left if `n` is negative.",
        rotate
    ),
    native!("__sizeof__($self, /)", "How many bytes the deque takes.", sizeof),
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
    slots.len.set(Some(|_, it| Ok(this::<Deque>(it).len())));
    slots.getitem.set(Some(getitem));
    slots.setitem.set(Some(setitem));
    slots.contains.set(Some(contains));
    slots.concat.set(Some(concat));
    slots.repeat.set(Some(repeat));
    slots.inplace_concat.set(Some(inplace_concat));
    slots.inplace_repeat.set(Some(inplace_repeat));
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, Deque::default()))
}

fn init(vm: &Vm, deque: &Value, args: Args) -> Raises<()> {
    let (iterable, maxlen): (Option<Value>, Value) =
        crate::bind!(vm, args, "deque(iterable=<unrepresentable>, maxlen=None)")?;
    let maxlen = match maxlen {
        Value::None => None,
        maxlen if !vm.is_instance(&maxlen, Builtin::Int) => {
            return Err(err!(TypeError, "an integer is required"));
        }
        maxlen => {
            let maxlen = crate::native::to_i64(vm, &maxlen, "ssize_t")?;
            let maxlen = usize::try_from(maxlen);
            Some(maxlen.map_err(|_| err!(ValueError, "maxlen must be non-negative"))?)
        }
    };
    let deque = this::<Deque>(deque);
    deque.maxlen.set(maxlen);
    Payload::clear(&**deque);
    match iterable {
        Some(iterable) => extend_by(vm, deque, &iterable),
        None => Ok(()),
    }
}

fn extend_by(vm: &Vm, deque: &Ref<Deque>, iterable: &Value) -> Raises<()> {
    if let Some(other) = iterable.downcast::<Deque>()
        && other.is(deque)
    {
        deque.to_vec().into_iter().for_each(|it| deque.push_back(it));
        return Ok(());
    }
    protocol::for_each(vm, iterable, &mut |item| {
        deque.push_back(item);
        Ok(())
    })
}

fn maxlen_value(deque: &Deque) -> Value {
    deque.maxlen.get().map_or(Value::None, |it| Value::Int(it as i64))
}

fn repr(vm: &Vm, object: &Value) -> Raises<Value> {
    guarded_repr(vm, object, "[...]", || {
        let deque = this::<Deque>(object);
        let mut text = vm.type_of(object).name_str(vm).bytes().to_vec();
        text.push(b'(');
        push_repr(vm, &mut text, &vm.list(deque.to_vec()))?;
        if let Some(maxlen) = deque.maxlen.get() {
            text.extend_from_slice(format!(", maxlen={maxlen}").as_bytes());
        }
        text.push(b')');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Deque>(), b.downcast::<Deque>()) else {
        return Ok(Value::NotImplemented);
    };
    if left.len() != right.len() {
        match op {
            CompareOp::Eq => return Ok(Value::FALSE),
            CompareOp::Ne => return Ok(Value::TRUE),
            _ => {}
        }
    }
    let (left_version, right_version) = (left.version.get(), right.version.get());
    let mut i = 0;
    while let (Some(x), Some(y)) = (left.get(i), right.get(i)) {
        if !protocol::same(vm, &x, &y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => protocol::compare(vm, &x, &y, op),
            };
        }
        if left.version.get() != left_version || right.version.get() != right_version {
            return Err(mutated());
        }
        i += 1;
    }
    Ok(Value::bool(op.holds(left.len().cmp(&right.len()))))
}

#[cold]
fn mutated() -> Raised {
    err!(RuntimeError, "deque mutated during iteration")
}

#[cold]
fn out_of_range() -> Raised {
    err!(IndexError, "deque index out of range")
}

fn index_of_key(vm: &Vm, key: &Value) -> Raises<i64> {
    if let Value::Int(index) = key {
        return Ok(*index);
    }
    if vm.type_of(key).slots.index.get().is_none() {
        let kind = vm.type_name(key);
        return Err(err!(TypeError, "sequence index must be integer, not '{kind}'"));
    }
    protocol::to_isize(vm, key, Builtin::IndexError)
}

fn getitem(vm: &Vm, deque: &Value, key: &Value) -> Raises<Value> {
    let index = index_of_key(vm, key)?;
    let deque = this::<Deque>(deque);
    place(index, deque.len()).and_then(|i| deque.get(i)).ok_or_else(out_of_range)
}

fn setitem(vm: &Vm, deque: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let index = index_of_key(vm, key)?;
    let deque = this::<Deque>(deque);
    let at = place(index, deque.len()).ok_or_else(out_of_range)?;
    let mut items = deque.items.borrow_mut();
    let old = match value {
        Some(value) => Some(std::mem::replace(&mut items[at], value)),
        None => {
            deque.touch();
            items.remove(at)
        }
    };
    drop(items);
    drop(old);
    Ok(())
}

/// The place of the first item equal to `value` from `start` up to `stop`. `changed` is raised where
/// comparing changed the deque.
fn find(
    vm: &Vm,
    deque: &Deque,
    value: &Value,
    (start, stop): (usize, usize),
    changed: fn() -> Raised,
) -> Raises<Option<usize>> {
    let version = deque.version.get();
    for i in start..stop {
        let Some(item) = deque.get(i) else { break };
        let found = protocol::same(vm, &item, value)?;
        if found {
            return Ok(Some(i));
        }
        if deque.version.get() != version {
            return Err(changed());
        }
    }
    Ok(None)
}

fn contains(vm: &Vm, deque: &Value, value: &Value) -> Raises<bool> {
    Ok(find(vm, this::<Deque>(deque), value, (0, usize::MAX), mutated)?.is_some())
}

fn concat(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    if b.downcast::<Deque>().is_none() {
        let kind = vm.type_name(b);
        return Err(err!(TypeError, "can only concatenate deque (not \"{kind}\") to deque"));
    }
    let both = copy(vm, this::<Deque>(a).clone())?;
    if let Some(deque) = both.downcast::<Deque>() {
        extend_by(vm, deque, b)?;
    }
    Ok(both)
}

fn repeat(vm: &Vm, deque: &Value, count: &Value) -> Raises<Value> {
    let made = copy(vm, this::<Deque>(deque).clone())?;
    inplace_repeat(vm, &made, count)
}

fn inplace_concat(vm: &Vm, deque: &Value, other: &Value) -> Raises<Value> {
    extend_by(vm, this::<Deque>(deque), other)?;
    Ok(deque.clone())
}

fn inplace_repeat(vm: &Vm, value: &Value, count: &Value) -> Raises<Value> {
    let deque = this::<Deque>(value);
    let len = deque.len();
    let count = match deque.maxlen.get() {
        // Only as many rounds as show in the end.
        Some(most) if len > 0 => {
            let count = protocol::to_isize(vm, count, Builtin::OverflowError)?.max(0) as usize;
            count.min(most / len + 1)
        }
        _ => repetitions(vm, count, len)?,
    };
    if count == 0 {
        Payload::clear(&**deque);
        return Ok(value.clone());
    }
    let items = deque.to_vec();
    if items.len().saturating_mul(count) > 1 << 33 {
        return Err(memory_error());
    }
    for _ in 1..count {
        items.iter().for_each(|it| deque.push_back(it.clone()));
    }
    Ok(value.clone())
}

fn append(_: &Vm, deque: Ref<Deque>, item: Value) {
    deque.push_back(item);
}

fn appendleft(_: &Vm, deque: Ref<Deque>, item: Value) {
    deque.push_front(item);
}

fn clear(_: &Vm, deque: Ref<Deque>) {
    Payload::clear(&*deque);
}

fn copy(vm: &Vm, deque: Ref<Deque>) -> Raises<Value> {
    let class = deque.class().clone();
    if class.is(vm.class(Builtin::Deque)) {
        let copy = Deque { items: RefCell::new(deque.items.borrow().clone()), ..Deque::default() };
        copy.maxlen.set(deque.maxlen.get());
        return Ok(vm.alloc_in(&class, copy));
    }
    let maxlen = maxlen_value(&deque);
    let mut args = vec![Value::of(deque.into_any())];
    if !maxlen.is_none() {
        args.push(maxlen);
    }
    protocol::call(vm, &Value::Type(class), Args::positional(&args))
}

fn count(vm: &Vm, deque: Ref<Deque>, value: Value) -> Raises<usize> {
    let version = deque.version.get();
    let (mut count, mut i) = (0, 0);
    while let Some(item) = deque.get(i) {
        count += usize::from(protocol::same(vm, &item, &value)?);
        if deque.version.get() != version {
            return Err(mutated());
        }
        i += 1;
    }
    Ok(count)
}

fn extend(vm: &Vm, deque: Ref<Deque>, iterable: Value) -> Raises<()> {
    extend_by(vm, &deque, &iterable)
}

fn extendleft(vm: &Vm, deque: Ref<Deque>, iterable: Value) -> Raises<()> {
    if let Some(other) = iterable.downcast::<Deque>()
        && other.is(&deque)
    {
        deque.to_vec().into_iter().for_each(|it| deque.push_front(it));
        return Ok(());
    }
    protocol::for_each(vm, &iterable, &mut |item| {
        deque.push_front(item);
        Ok(())
    })
}

#[cold]
fn not_there(vm: &Vm, value: &Value) -> Raised {
    match protocol::repr(vm, value) {
        Ok(text) => err!(ValueError, "{} is not in deque", text.to_string_lossy()),
        Err(raised) => raised,
    }
}

fn index(
    vm: &Vm,
    deque: Ref<Deque>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Raises<usize> {
    let start = start.map_or(Ok(0), |it| bound_of(vm, &it, deque.len()))?;
    let stop = stop.map_or(Ok(usize::MAX), |it| bound_of(vm, &it, deque.len()))?;
    find(vm, &deque, &value, (start, stop), mutated)?.ok_or_else(|| not_there(vm, &value))
}

fn insert(_: &Vm, deque: Ref<Deque>, index: isize, value: Value) -> Raises<()> {
    let len = deque.len();
    if deque.maxlen.get() == Some(len) {
        return Err(err!(IndexError, "deque already at its maximum size"));
    }
    deque.touch();
    deque.items.borrow_mut().insert(bound(index as i64, len), value);
    Ok(())
}

fn pop(_: &Vm, deque: Ref<Deque>) -> Raises<Value> {
    deque.touch();
    deque.items.borrow_mut().pop_back().ok_or_else(empty)
}

/// As `popleft`, where there is an item.
fn swift_popleft(_: &Vm, deque: &Value, args: &[Value]) -> Value {
    if !args.is_empty() {
        return Value::Err;
    }
    let deque = this::<Deque>(deque);
    let item = deque.items.borrow_mut().pop_front();
    match item {
        Some(item) => {
            deque.touch();
            item
        }
        None => Value::Err,
    }
}

/// As `pop`, where there is an item.
fn swift_pop(_: &Vm, deque: &Value, args: &[Value]) -> Value {
    if !args.is_empty() {
        return Value::Err;
    }
    let deque = this::<Deque>(deque);
    let item = deque.items.borrow_mut().pop_back();
    match item {
        Some(item) => {
            deque.touch();
            item
        }
        None => Value::Err,
    }
}

fn swift_append(_: &Vm, deque: &Value, args: &[Value]) -> Value {
    let [item] = args else { return Value::Err };
    this::<Deque>(deque).push_back(item.clone());
    Value::None
}

fn popleft(_: &Vm, deque: Ref<Deque>) -> Raises<Value> {
    deque.touch();
    deque.items.borrow_mut().pop_front().ok_or_else(empty)
}

#[cold]
fn empty() -> Raised {
    err!(IndexError, "pop from an empty deque")
}

fn reduce(vm: &Vm, deque: Ref<Deque>) -> Raises<Value> {
    let class = Value::Type(deque.class().clone());
    let maxlen = maxlen_value(&deque);
    let args = match maxlen {
        Value::None => vec![],
        maxlen => vec![vm.tuple(vec![]), maxlen],
    };
    let deque = Value::of(deque.into_any());
    let state = protocol::call_method(vm, &deque, &vm.intern("__getstate__"), &[])?;
    let items = protocol::iter(vm, &deque)?;
    Ok(vm.tuple(vec![class, vm.tuple(args), state, items]))
}

fn remove(vm: &Vm, deque: Ref<Deque>, value: Value) -> Raises<()> {
    let changed = || err!(IndexError, "deque mutated during remove().");
    let version = deque.version.get();
    let at = find(vm, &deque, &value, (0, usize::MAX), changed)?;
    if deque.version.get() != version {
        return Err(changed());
    }
    let Some(at) = at else { return Err(not_there(vm, &value)) };
    deque.touch();
    let removed = deque.items.borrow_mut().remove(at);
    drop(removed);
    Ok(())
}

fn reverse(_: &Vm, deque: Ref<Deque>) {
    deque.items.borrow_mut().make_contiguous().reverse();
}

fn rotate(_: &Vm, deque: Ref<Deque>, n: isize) {
    deque.touch();
    let mut items = deque.items.borrow_mut();
    if !items.is_empty() {
        let n = n.rem_euclid(items.len() as isize) as usize;
        items.rotate_right(n);
    }
}

/// As CPython's blocks of 64 items would take.
fn sizeof(_: &Vm, deque: Ref<Deque>) -> usize {
    216 + 528 * deque.len().div_ceil(64).max(1)
}
