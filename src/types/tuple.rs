//! `tuple`: a fixed sequence of any objects, and `tuple_iterator`.
//!
//! Reference: Library Reference, "Tuples".

use std::cell::{Cell, RefCell};

use crate::algo;
use crate::err;
use crate::native;
use crate::object::dict::same_key;
use crate::object::{
    Args, Builtin, CompareOp, Layout, Native, Payload, Raised, Raises, Ref, Slots, Tuple, Type,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{
    arity, bound_of, builtin_function, guarded_repr, itself, no_keywords, place, push_repr,
    repetitions, state, this,
};
use super::list::{repeated, selection};
use super::slice::{self, Selection, Slice};

pub static SPEC: TypeSpec = TypeSpec {
    name: "tuple",
    layout: Some(&crate::object::tuple::LAYOUT),
    flags: flags::BASE | flags::SEQUENCE | flags::MATCH_SELF,
    doc: "tuple(iterable=(), /)\n--\n\nA fixed sequence of any objects.\n\ntuple() is empty; tuple(iterable) holds the items of \
          the iterable. A tuple is returned as it is.",
    slots,
    methods: METHODS,
    quick: Some(quick),
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!("__getnewargs__($self, /)", "What pickling gives to `__new__`.", getnewargs),
    native!(
        "index($self, value, start=0, stop=sys.maxsize, /)",
        "The place of the first item equal to `value`.\n\nValueError when there is none.",
        index
    ),
    native!("count($self, value, /)", "How many items are equal to `value`.", count),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(hash));
    slots.compare.set(Some(compare));
    slots.iter.set(Some(iter));
    slots.len.set(Some(|_, tuple| Ok(of(tuple).len())));
    slots.getitem.set(Some(getitem));
    slots
        .contains
        .set(Some(|vm, tuple, value| Ok(find(vm, of(tuple).items(), value, 0)?.is_some())));
    slots.concat.set(Some(concat));
    slots.repeat.set(Some(repeat));
}

/// The payload of a slot's receiver.
#[inline(always)]
fn of(value: &Value) -> &Ref<Tuple> {
    match value {
        Value::Tuple(tuple) => tuple,
        other => this::<Tuple>(other),
    }
}

/// `tuple(iterable)` of lists and tuples.
fn quick(vm: &Vm, iterable: &Value) -> Value {
    match iterable {
        Value::Tuple(_) => iterable.clone(),
        Value::List(it) => vm.tuple(it.to_vec()),
        _ => Value::Err,
    }
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let plain = vm.class(Builtin::Tuple);
    let init = |it: &Ref<Type>| it.slots.init.get().map(|it| it as usize);
    if init(class) == init(plain) {
        no_keywords(args, "tuple")?;
    }
    let given = arity(Args::positional(args.positionals()), "tuple", 0, 1)?;
    let items = match given {
        [it @ Value::Tuple(_)] if class.is(plain) => return Ok(it.clone()),
        [iterable] => protocol::to_vec(vm, iterable)?,
        _ => Vec::new(),
    };
    if class.is(plain) {
        return Ok(vm.tuple(items));
    }
    Ok(Value::of(Ref::<Tuple>::of_class(vm, class, items.into_iter()).into_any()))
}

fn repr(vm: &Vm, value: &Value) -> Raises<Value> {
    let tuple = of(value);
    if tuple.is_empty() {
        return Ok(vm.text("()"));
    }
    guarded_repr(vm, value, "(...)", || {
        let mut text = b"(".to_vec();
        for (i, item) in tuple.items().iter().enumerate() {
            if i > 0 {
                text.extend_from_slice(b", ");
            }
            push_repr(vm, &mut text, item)?;
        }
        text.extend_from_slice(if tuple.len() == 1 { b",)" } else { b")" });
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn hash(vm: &Vm, tuple: &Value) -> Raises<i64> {
    hash_of_items(vm, of(tuple).items())
}

fn hash_of_items(vm: &Vm, items: &[Value]) -> Raises<i64> {
    let mut hash = algo::hash::Tuple::default();
    for item in items {
        hash.add(match item {
            Value::Int(it) => algo::hash::int(*it),
            Value::Tuple(it) => hash_of_items(vm, it.items())?,
            other => protocol::hash(vm, other)?,
        });
    }
    Ok(hash.finish())
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Tuple>(), b.downcast::<Tuple>()) else {
        return Ok(Value::NotImplemented);
    };
    let (left, right) = (left.items(), right.items());
    for (x, y) in left.iter().zip(right) {
        if !protocol::same(vm, x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => protocol::compare(vm, x, y, op),
            };
        }
    }
    Ok(Value::bool(op.holds(left.len().cmp(&right.len()))))
}

fn getitem(vm: &Vm, value: &Value, key: &Value) -> Raises<Value> {
    let items = of(value).items();
    if let Value::Int(index) = key {
        return match place(*index, items.len()) {
            Some(i) => Ok(items[i].clone()),
            None => Err(out_of_range()),
        };
    }
    if let Some(slice) = key.downcast::<Slice>() {
        let selected = slice::resolve(vm, slice, items.len())?;
        if let Value::Tuple(tuple) = value {
            return Ok(slice_of(vm, tuple, selected));
        }
        return Ok(vm.tuple(selection(items, selected)));
    }
    if vm.type_of(key).slots.index.get().is_none() {
        let kind = vm.type_name(key);
        return Err(err!(TypeError, "tuple indices must be integers or slices, not {kind}"));
    }
    let index = protocol::to_isize(vm, key, Builtin::IndexError)?;
    place(index, items.len()).map(|i| items[i].clone()).ok_or_else(out_of_range)
}

/// The selected items as a tuple: this one itself if those are all.
pub fn slice_of(vm: &Vm, tuple: &Ref<Tuple>, selected: Selection) -> Value {
    if selected.step != 1 {
        return vm.tuple(selection(tuple.items(), selected));
    }
    if selected.count == tuple.len() {
        return Value::Tuple(tuple.clone());
    }
    if selected.count == 0 {
        return vm.tuple(vec![]);
    }
    let items = &tuple.items()[selected.start as usize..][..selected.count];
    let class = vm.class(Builtin::Tuple);
    Value::Tuple(Ref::<Tuple>::of_class(vm, class, items.iter().cloned()))
}

#[cold]
fn out_of_range() -> Raised {
    err!(IndexError, "tuple index out of range")
}

/// The place of the first item equal to `value`, at or after `start`.
fn find(vm: &Vm, items: &[Value], value: &Value, start: usize) -> Raises<Option<usize>> {
    for (i, item) in items.iter().enumerate().skip(start) {
        let found = match same_key(item, value) {
            Some(it) => it,
            None => protocol::same(vm, item, value)?,
        };
        if found {
            return Ok(Some(i));
        }
    }
    Ok(None)
}

fn concat(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some(right) = b.downcast::<Tuple>() else {
        let kind = vm.type_name(b);
        return Err(err!(TypeError, "can only concatenate tuple (not \"{kind}\") to tuple"));
    };
    let left = of(a);
    match (a, b) {
        (_, Value::Tuple(_)) if left.is_empty() => return Ok(b.clone()),
        (Value::Tuple(_), _) if right.is_empty() => return Ok(a.clone()),
        _ => {}
    }
    Ok(vm.tuple([left.items(), right.items()].concat()))
}

fn repeat(vm: &Vm, value: &Value, count: &Value) -> Raises<Value> {
    let tuple = of(value);
    let count = repetitions(vm, count, tuple.len())?;
    if matches!(value, Value::Tuple(_)) && (count == 1 || tuple.is_empty()) {
        return Ok(value.clone());
    }
    Ok(vm.tuple(repeated(tuple.items(), count)?))
}

fn getnewargs(vm: &Vm, tuple: Ref<Tuple>) -> Value {
    let copy = vm.tuple(tuple.items().to_vec());
    vm.tuple(vec![copy])
}

fn index(
    vm: &Vm,
    tuple: Ref<Tuple>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Raises<usize> {
    let items = tuple.items();
    let start = start.map_or(Ok(0), |it| bound_of(vm, &it, items.len()))?;
    let stop = stop.map_or(Ok(items.len()), |it| bound_of(vm, &it, items.len()))?;
    find(vm, &items[..stop], &value, start)?
        .ok_or_else(|| err!(ValueError, "tuple.index(x): x not in tuple"))
}

fn count(vm: &Vm, tuple: Ref<Tuple>, value: Value) -> Raises<usize> {
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find(vm, tuple.items(), &value, from)? {
        count += 1;
        from = at + 1;
    }
    Ok(count)
}

/// The payload of `tuple_iterator`.
pub struct TupleIterator {
    /// `None` once exhausted.
    tuple: RefCell<Option<Ref<Tuple>>>,
    index: Cell<usize>,
}

impl Payload for TupleIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.tuple, |tuple, visit| {
            if let Some(tuple) = tuple {
                visit.object(tuple);
            }
        });
    }
}

static ITERATOR_LAYOUT: Layout = Layout::of::<TupleIterator>();

pub static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "tuple_iterator",
    layout: Some(&ITERATOR_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!("__setstate__($self, object, /)", "Go to a place.", setstate),
    ],
    ..TypeSpec::DEFAULT
};

fn iter(vm: &Vm, tuple: &Value) -> Raises<Value> {
    let tuple = RefCell::new(Some(of(tuple).clone()));
    Ok(vm.alloc(Builtin::TupleIterator, TupleIterator { tuple, index: Cell::new(0) }))
}

fn next(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<TupleIterator>(iterator);
    let index = it.index.get();
    let found = match &*it.tuple.borrow() {
        Some(tuple) => tuple.items().get(index).cloned(),
        None => return Ok(None),
    };
    if found.is_some() {
        it.index.set(index + 1);
    } else {
        let tuple = it.tuple.take();
        drop(tuple);
    }
    Ok(found)
}

fn length_hint(_: &Vm, it: Ref<TupleIterator>) -> usize {
    let len = it.tuple.borrow().as_ref().map_or(0, |tuple| tuple.len());
    len.saturating_sub(it.index.get())
}

fn reduce(vm: &Vm, it: Ref<TupleIterator>) -> Raises<Value> {
    let iter = builtin_function(vm, "iter")?;
    let tuple = it.tuple.borrow().clone();
    Ok(match tuple {
        Some(tuple) => {
            let args = vm.tuple(vec![Value::of(tuple.into_any())]);
            vm.tuple(vec![iter, args, Value::Int(it.index.get() as i64)])
        }
        None => {
            let empty = vm.tuple(vec![vm.tuple(vec![])]);
            vm.tuple(vec![iter, empty])
        }
    })
}

fn setstate(vm: &Vm, it: Ref<TupleIterator>, place: Value) -> Raises<()> {
    let place = state(vm, &place)?.max(0) as usize;
    if let Some(tuple) = &*it.tuple.borrow() {
        it.index.set(place.min(tuple.len()));
    }
    Ok(())
}
