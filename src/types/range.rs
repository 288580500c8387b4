//! `range`: an arithmetic progression of ints, and its iterators.
//!
//! Bounds that fit machine words, as nearly all do, are calculated with directly; others through the
//! arithmetic of ints.
//!
//! Reference: Library Reference, "Ranges".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, GetSet, Layout, Native, Payload, Raised, Raises, Ref,
    Slots, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{arity, builtin_function, itself, no_keywords, place, push_repr, this};
use super::slice::{self, Slice};

/// The payload of `range`: exact ints.
pub struct Range {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
    pub length: Value,
}

impl Payload for Range {
    const TRACKED: bool = false;
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.start, &self.stop, &self.step, &self.length]);
    }
}

/// A range whose bounds and length are machine words.
#[derive(Clone, Copy)]
struct Small {
    start: i64,
    stop: i64,
    step: i64,
    length: i64,
}

impl Range {
    #[inline(always)]
    fn small(&self) -> Option<Small> {
        match (&self.start, &self.stop, &self.step, &self.length) {
            (&Value::Int(start), &Value::Int(stop), &Value::Int(step), &Value::Int(length)) => {
                Some(Small { start, stop, step, length })
            }
            _ => None,
        }
    }
}

/// Start, stop and step of a range where all of them and its length are machine words: what a loop can
/// count by itself. Counting must stop before it would step over an `i64`'s end.
#[inline]
pub fn as_small(value: &Value) -> Option<(i64, i64, i64)> {
    let Value::Obj(_) = value else { return None };
    value.downcast::<Range>()?.small().map(|it| (it.start, it.stop, it.step))
}

/// The numbers of such a range.
pub fn numbers(value: &Value) -> Option<impl ExactSizeIterator<Item = i64> + use<>> {
    let Value::Obj(_) = value else { return None };
    let Small { start, step, length, .. } = value.downcast::<Range>()?.small()?;
    // Lengths are below `i64::MAX`; what is longer than memory has no use for its own length.
    let length = usize::try_from(length).unwrap_or(0);
    Some((0..length).map(move |i| start.wrapping_add((i as i64).wrapping_mul(step))))
}

static LAYOUT: Layout = Layout::of::<Range>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "range",
    layout: Some(&LAYOUT),
    flags: flags::SEQUENCE,
    doc: "range(stop)\nrange(start, stop[, step])\n\nThe ints from start (0 if left out) up to, but \
          without, stop, step apart; downwards if step is negative.",
    slots,
    methods: METHODS,
    getset: &[
        GetSet {
            name: "start",
            doc: "",
            get: |_, it| Ok(this::<Range>(it).start.clone()),
            set: None,
        },
        GetSet {
            name: "stop",
            doc: "",
            get: |_, it| Ok(this::<Range>(it).stop.clone()),
            set: None,
        },
        GetSet {
            name: "step",
            doc: "",
            get: |_, it| Ok(this::<Range>(it).step.clone()),
            set: None,
        },
    ],
    quick: Some(quick),
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!("__reversed__($self, /)", "An iterator over the range from its end.", reversed),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!("count($self, object, /)", "How many of the numbers are equal to the object.", count),
    native!(
        "index($self, object, /)",
        "The place of the number equal to the object.\n\nValueError when there is none.",
        index
    ),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(hash));
    slots.compare.set(Some(compare));
    slots.bool_.set(Some(|vm, it| vm.is_true(&this::<Range>(it).length)));
    slots.iter.set(Some(iter));
    slots.len.set(Some(len));
    slots.getitem.set(Some(getitem));
    slots.contains.set(Some(contains));
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "range")?;
    let given = arity(args, "range", 1, 3)?;
    let int = |it: &Value| protocol::index(vm, it);
    match given {
        [stop] => make(vm, Value::Int(0), int(stop)?, Value::Int(1)),
        [start, stop] => make(vm, int(start)?, int(stop)?, Value::Int(1)),
        _ => {
            let (start, stop, step) = (int(&given[0])?, int(&given[1])?, int(&given[2])?);
            if !vm.is_true(&step)? {
                return Err(err!(ValueError, "range() arg 3 must not be zero"));
            }
            make(vm, start, stop, step)
        }
    }
}

/// A range of exact ints; `step` is not zero.
/// `range(stop)`.
fn quick(vm: &Vm, stop: &Value) -> Value {
    let &Value::Int(stop) = stop else { return Value::Err };
    let [start, step, length] = [0, 1, stop.max(0)].map(Value::Int);
    vm.alloc(Builtin::Range, Range { start, stop: Value::Int(stop), step, length })
}

pub fn make(vm: &Vm, start: Value, stop: Value, step: Value) -> Raises<Value> {
    let length = length(vm, &start, &stop, &step)?;
    Ok(vm.alloc(Builtin::Range, Range { start, stop, step, length }))
}

fn length(vm: &Vm, start: &Value, stop: &Value, step: &Value) -> Raises<Value> {
    if let (&Value::Int(start), &Value::Int(stop), &Value::Int(step)) = (start, stop, step) {
        let span = if step > 0 {
            i128::from(stop) - i128::from(start)
        } else {
            i128::from(start) - i128::from(stop)
        };
        let step = i128::from(step).abs();
        let length = if span <= 0 { 0 } else { (span - 1) / step + 1 };
        if let Ok(length) = i64::try_from(length) {
            return Ok(Value::Int(length));
        }
    }
    let (low, high, step) = if protocol::less(vm, step, &Value::Int(0))? {
        (stop, start, protocol::unary_negative(vm, step)?)
    } else {
        (start, stop, step.clone())
    };
    if !protocol::less(vm, low, high)? {
        return Ok(Value::Int(0));
    }
    let span = sub(vm, &sub(vm, high, low)?, &Value::Int(1))?;
    add(vm, &protocol::binary(vm, BinaryOp::FloorDiv, &span, &step)?, &Value::Int(1))
}

fn add(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    protocol::binary(vm, BinaryOp::Add, a, b)
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    protocol::binary(vm, BinaryOp::Sub, a, b)
}

fn mul(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    protocol::binary(vm, BinaryOp::Mul, a, b)
}

/// `start + i * step`.
fn item(vm: &Vm, start: &Value, step: &Value, i: &Value) -> Raises<Value> {
    add(vm, start, &mul(vm, i, step)?)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let it = this::<Range>(it);
    let mut text = b"range(".to_vec();
    push_repr(vm, &mut text, &it.start)?;
    text.extend_from_slice(b", ");
    push_repr(vm, &mut text, &it.stop)?;
    if !matches!(it.step, Value::Int(1)) {
        text.extend_from_slice(b", ");
        push_repr(vm, &mut text, &it.step)?;
    }
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// Equal ranges hash alike: those of the same items.
fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let it = this::<Range>(it);
    let parts = match it.length {
        Value::Int(0) => vec![Value::Int(0), Value::None, Value::None],
        Value::Int(1) => vec![Value::Int(1), it.start.clone(), Value::None],
        _ => vec![it.length.clone(), it.start.clone(), it.step.clone()],
    };
    protocol::hash(vm, &vm.tuple(parts))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Range>(), b.downcast::<Range>()) else {
        return Ok(Value::NotImplemented);
    };
    match op {
        CompareOp::Eq => equal(vm, left, right).map(Value::bool),
        CompareOp::Ne => equal(vm, left, right).map(|it| Value::bool(!it)),
        _ => Ok(Value::NotImplemented),
    }
}

fn equal(vm: &Vm, a: &Range, b: &Range) -> Raises<bool> {
    if !protocol::equal(vm, &a.length, &b.length)? {
        return Ok(false);
    }
    match a.length {
        Value::Int(0) => Ok(true),
        Value::Int(1) => protocol::equal(vm, &a.start, &b.start),
        _ => Ok(protocol::equal(vm, &a.start, &b.start)? && protocol::equal(vm, &a.step, &b.step)?),
    }
}

fn len(_: &Vm, it: &Value) -> Raises<usize> {
    match this::<Range>(it).length {
        Value::Int(length) => Ok(length as usize),
        _ => Err(err!(OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    let it = this::<Range>(it);
    if let (Value::Int(index), Some(small)) = (key, it.small()) {
        return match place(*index, small.length as usize) {
            Some(i) => {
                Ok(Value::Int(small.start.wrapping_add((i as i64).wrapping_mul(small.step))))
            }
            None => Err(out_of_range()),
        };
    }
    if let Some(selected) = key.downcast::<Slice>() {
        return select(vm, it, selected);
    }
    if vm.type_of(key).slots.index.get().is_none() {
        let kind = vm.type_name(key);
        return Err(err!(TypeError, "range indices must be integers or slices, not {kind}"));
    }
    let mut index = protocol::index(vm, key)?;
    let zero = Value::Int(0);
    if protocol::less(vm, &index, &zero)? {
        index = add(vm, &index, &it.length)?;
    }
    if protocol::less(vm, &index, &zero)? || !protocol::less(vm, &index, &it.length)? {
        return Err(out_of_range());
    }
    item(vm, &it.start, &it.step, &index)
}

#[cold]
fn out_of_range() -> Raised {
    err!(IndexError, "range object index out of range")
}

/// The part that an unpacked slice selects from a range, where machine words suffice; `None` for other objects.
pub fn slice_of(vm: &Vm, it: &Value, parts: (i64, i64, i64)) -> Option<Value> {
    let Value::Obj(object) = it else { return None };
    let small = object.downcast_ref::<Range>()?.small()?;
    let selected = slice::adjust(parts, usize::try_from(small.length).ok()?);
    let bound = |i: i64| small.step.checked_mul(i)?.checked_add(small.start);
    let (start, stop) = (bound(selected.start)?, bound(selected.stop)?);
    let step = small.step.checked_mul(selected.step)?;
    make(vm, Value::Int(start), Value::Int(stop), Value::Int(step)).ok()
}

fn select(vm: &Vm, it: &Range, selected: &Slice) -> Raises<Value> {
    let [start, stop, step] = slice::indices(vm, selected, &it.length)?;
    let from = item(vm, &it.start, &it.step, &start)?;
    let to = item(vm, &it.start, &it.step, &stop)?;
    let step = mul(vm, &step, &it.step)?;
    make(vm, from, to, step)
}

/// Whether the object is an int as `range` finds by calculation: of a subclass, `__eq__` could decide.
fn is_plain_int(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Int(_) | Value::Bool(_) => true,
        _ => vm.type_of(value).is(vm.class(Builtin::Int)),
    }
}

fn contains(vm: &Vm, range: &Value, value: &Value) -> Raises<bool> {
    if is_plain_int(vm, value) {
        return has(vm, this::<Range>(range), value);
    }
    Ok(search(vm, range, value)?.is_some())
}

/// Whether an int is among the numbers.
fn has(vm: &Vm, it: &Range, value: &Value) -> Raises<bool> {
    let value = protocol::index(vm, value)?;
    if let (Some(small), Value::Int(value)) = (it.small(), &value) {
        let value = *value;
        let inside = if small.step > 0 {
            small.start <= value && value < small.stop
        } else {
            small.stop < value && value <= small.start
        };
        let distance = i128::from(value) - i128::from(small.start);
        return Ok(inside && distance % i128::from(small.step) == 0);
    }
    let (low, high) = if protocol::less(vm, &it.step, &Value::Int(0))? {
        (protocol::less(vm, &it.stop, &value)?, !protocol::less(vm, &it.start, &value)?)
    } else {
        (!protocol::less(vm, &value, &it.start)?, protocol::less(vm, &value, &it.stop)?)
    };
    if !low || !high {
        return Ok(false);
    }
    let distance = sub(vm, &value, &it.start)?;
    let rest = protocol::binary(vm, BinaryOp::Mod, &distance, &it.step)?;
    Ok(!vm.is_true(&rest)?)
}

/// The place of the first number equal to the object, by comparing them all.
fn search(vm: &Vm, range: &Value, value: &Value) -> Raises<Option<usize>> {
    let iterator = protocol::iter(vm, range)?;
    let mut at = 0;
    while let Some(item) = protocol::next(vm, &iterator)? {
        if protocol::same(vm, &item, value)? {
            return Ok(Some(at));
        }
        at += 1;
        vm.poll()?;
    }
    Ok(None)
}

fn reduce(vm: &Vm, it: Ref<Range>) -> (Value, Value) {
    let parts = vec![it.start.clone(), it.stop.clone(), it.step.clone()];
    (Value::Type(it.class().clone()), vm.tuple(parts))
}

fn count(vm: &Vm, it: Ref<Range>, object: Value) -> Raises<usize> {
    if is_plain_int(vm, &object) {
        return has(vm, &it, &object).map(usize::from);
    }
    let mut count = 0;
    protocol::for_each(vm, &Value::of(it.into_any()), &mut |item| {
        count += usize::from(protocol::same(vm, &item, &object)?);
        Ok(())
    })?;
    Ok(count)
}

fn index(vm: &Vm, it: Ref<Range>, object: Value) -> Raises<Value> {
    if !is_plain_int(vm, &object) {
        return match search(vm, &Value::of(it.into_any()), &object)? {
            Some(at) => Ok(Value::Int(at as i64)),
            None => Err(err!(ValueError, "sequence.index(x): x not in sequence")),
        };
    }
    if !has(vm, &it, &object)? {
        let object = protocol::repr(vm, &object)?;
        return Err(err!(ValueError, "{} is not in range", object.to_string_lossy()));
    }
    let distance = sub(vm, &object, &it.start)?;
    protocol::binary(vm, BinaryOp::FloorDiv, &distance, &it.step)
}

/// The payload of `range_iterator`.
pub struct RangeIterator {
    next: Cell<i64>,
    step: i64,
    left: Cell<i64>,
}

impl Payload for RangeIterator {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static ITERATOR_LAYOUT: Layout = Layout::of::<RangeIterator>();

pub static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "range_iterator",
    layout: Some(&ITERATOR_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many numbers are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce_iterator),
        native!("__setstate__($self, object, /)", "Go to a place.", setstate),
    ],
    ..TypeSpec::DEFAULT
};

fn iter(vm: &Vm, range: &Value) -> Raises<Value> {
    let it = this::<Range>(range);
    Ok(match it.small() {
        Some(small) => small_iterator(vm, small.start, small.step, small.length),
        None => {
            let parts = [&it.start, &it.step, &it.length].map(Value::clone);
            long_iterator(vm, parts)
        }
    })
}

fn small_iterator(vm: &Vm, start: i64, step: i64, length: i64) -> Value {
    let iterator = RangeIterator { next: Cell::new(start), step, left: Cell::new(length) };
    vm.alloc(Builtin::RangeIterator, iterator)
}

/// `reversed` of a range.
pub fn reversed_of(vm: &Vm, value: &Value) -> Option<Raises<Value>> {
    let Value::Obj(object) = value else { return None };
    let it = object.downcast_ref::<Range>()?;
    Some(reversed(vm, it.clone()))
}

fn reversed(vm: &Vm, it: Ref<Range>) -> Raises<Value> {
    if let Some(small) = it.small()
        && let Some(step) = small.step.checked_neg()
    {
        let last = small.start.wrapping_add((small.length - 1).wrapping_mul(small.step));
        return Ok(small_iterator(vm, last, step, small.length));
    }
    let last = item(vm, &it.start, &it.step, &sub(vm, &it.length, &Value::Int(1))?)?;
    let step = protocol::unary_negative(vm, &it.step)?;
    Ok(long_iterator(vm, [last, step, it.length.clone()]))
}

impl RangeIterator {
    /// The next number; `Err` at the end.
    #[inline]
    pub fn advance(&self) -> Value {
        let left = self.left.get();
        if left <= 0 {
            return Value::Err;
        }
        self.left.set(left - 1);
        let value = self.next.get();
        self.next.set(value.wrapping_add(self.step));
        Value::Int(value)
    }
}

fn next(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    Ok(this::<RangeIterator>(iterator).advance().given())
}

fn length_hint(_: &Vm, it: Ref<RangeIterator>) -> i64 {
    it.left.get()
}

fn reduce_iterator(vm: &Vm, it: Ref<RangeIterator>) -> Raises<Value> {
    let start = it.next.get();
    let stop = start.wrapping_add(it.step.wrapping_mul(it.left.get()));
    let range = make(vm, Value::Int(start), Value::Int(stop), Value::Int(it.step))?;
    let args = vm.tuple(vec![range]);
    Ok(vm.tuple(vec![builtin_function(vm, "iter")?, args, Value::None]))
}

fn setstate(vm: &Vm, it: Ref<RangeIterator>, place: Value) -> Raises<()> {
    let place = super::container::state(vm, &place)?.clamp(0, it.left.get());
    it.next.set(it.next.get().wrapping_add(place.wrapping_mul(it.step)));
    it.left.set(it.left.get() - place);
    Ok(())
}

/// The payload of `longrange_iterator`: ints of any size.
pub struct LongRangeIterator {
    start: Value,
    step: Value,
    length: Value,
    index: RefCell<Value>,
}

impl Payload for LongRangeIterator {
    const TRACKED: bool = false;
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.start, &self.step, &self.length]);
    }
}

static LONG_ITERATOR_LAYOUT: Layout = Layout::of::<LongRangeIterator>();

pub static LONG_ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "longrange_iterator",
    layout: Some(&LONG_ITERATOR_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next_long));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many numbers are left.", long_length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce_long),
        native!("__setstate__($self, object, /)", "Go to a place.", setstate_long),
    ],
    ..TypeSpec::DEFAULT
};

fn long_iterator(vm: &Vm, [start, step, length]: [Value; 3]) -> Value {
    let index = RefCell::new(Value::Int(0));
    vm.alloc(Builtin::LongRangeIterator, LongRangeIterator { start, step, length, index })
}

fn next_long(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<LongRangeIterator>(iterator);
    let index = it.index.borrow().clone();
    if !protocol::less(vm, &index, &it.length)? {
        return Ok(None);
    }
    let after = add(vm, &index, &Value::Int(1))?;
    it.index.replace(after);
    item(vm, &it.start, &it.step, &index).map(Some)
}

fn long_length_hint(vm: &Vm, it: Ref<LongRangeIterator>) -> Raises<Value> {
    let index = it.index.borrow().clone();
    sub(vm, &it.length, &index)
}

fn reduce_long(vm: &Vm, it: Ref<LongRangeIterator>) -> Raises<Value> {
    let index = it.index.borrow().clone();
    let start = item(vm, &it.start, &it.step, &index)?;
    let stop = item(vm, &it.start, &it.step, &it.length)?;
    let args = vm.tuple(vec![make(vm, start, stop, it.step.clone())?]);
    Ok(vm.tuple(vec![builtin_function(vm, "iter")?, args, Value::None]))
}

fn setstate_long(vm: &Vm, it: Ref<LongRangeIterator>, place: Value) -> Raises<()> {
    let place = protocol::index(vm, &place)?;
    let place = if protocol::less(vm, &place, &Value::Int(0))? {
        Value::Int(0)
    } else if protocol::less(vm, &it.length, &place)? {
        it.length.clone()
    } else {
        place
    };
    it.index.replace(place);
    Ok(())
}
