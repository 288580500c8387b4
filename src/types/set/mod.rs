//! `set` and `frozenset`: unordered collections of distinct hashable objects; `set_iterator`.
//!
//! Reference: Library Reference, "Set Types".

mod iterator;
pub mod operations;

pub use iterator::SPEC as ITERATOR_SPEC;

use crate::algo;
use crate::native;
use crate::native::Rest;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Layout, Native, Raised, Raises, Ref, Set, Slots, Type,
    TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::protocol::keyed;

use super::class::unhashable;
use super::container::{arity, guarded_repr, no_keywords, push_repr, this};
use operations as sets;

static LAYOUT: Layout = Layout::of::<Set>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "set",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF | flags::WEAKREF,
    doc: "set(iterable=(), /)\n--\n\nAn unordered collection of distinct hashable objects.\n\nset() is empty; set(iterable) \
          holds the items of the iterable.",
    slots: |slots| {
        common_slots(slots);
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.hash.set(Some(unhashable));
        slots.inplace[BinaryOp::Sub as usize].set(Some(inplace_sub));
        slots.inplace[BinaryOp::And as usize].set(Some(inplace_and));
        slots.inplace[BinaryOp::Xor as usize].set(Some(inplace_xor));
        slots.inplace[BinaryOp::Or as usize].set(Some(inplace_or));
    },
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    Native {
        swift: Some(swift_add),
        ..native!("add($self, object, /)", "Put the object into the set, unless it is there.", add)
    },
    native!("clear($self, /)", "Empty the set.", clear),
    native!("copy($self, /)", "A new set of the same items.", copy),
    native!("discard($self, object, /)", "Take the object out, if it is there.", discard),
    native!(
        "difference($self, /, *others)",
        "The items that are in none of the others, as a new set.",
        difference
    ),
    native!(
        "difference_update($self, /, *others)",
        "Take out what is in any of the others.",
        difference_update
    ),
    native!(
        "intersection($self, /, *others)",
        "The items that are in all of the others too, as a new set.",
        intersection
    ),
    native!(
        "intersection_update($self, /, *others)",
        "Keep only what is in all of the others too.",
        intersection_update
    ),
    native!("isdisjoint($self, other, /)", "Whether no item is in both.", isdisjoint),
    native!("issubset($self, other, /)", "Whether every item is in the other.", issubset),
    native!("issuperset($self, other, /)", "Whether every item of the other is here.", issuperset),
    native!(
        "pop($self, /)",
        "Take some item out and return it.\n\nKeyError when the set is empty.",
        pop
    ),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!(
        "remove($self, object, /)",
        "Take the object out.\n\nKeyError when it is not there.",
        remove
    ),
    native!("__sizeof__($self, /)", "How many bytes the set takes.", sizeof),
    native!(
        "symmetric_difference($self, other, /)",
        "The items that are in just one of both, as a new set.",
        symmetric_difference
    ),
    native!(
        "symmetric_difference_update($self, other, /)",
        "Take out what is in the other, and put in what was only there.",
        symmetric_difference_update
    ),
    native!("union($self, /, *others)", "The items of all, as a new set.", union),
    native!("update($self, /, *others)", "Put in the items of all the others.", update),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

pub static FROZEN_SPEC: TypeSpec = TypeSpec {
    name: "frozenset",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::MATCH_SELF | flags::WEAKREF,
    doc: "frozenset(iterable=(), /)\n--\n\nAn unordered collection of distinct hashable objects that never changes.\n\nfrozenset() is \
          empty; frozenset(iterable) holds the items of the iterable.",
    slots: |slots| {
        common_slots(slots);
        slots.new.set(Some(new_frozen));
        slots.hash.set(Some(hash));
    },
    methods: FROZEN_METHODS,
    ..TypeSpec::DEFAULT
};

pub static FROZEN_METHODS: &[Native] = &[
    native!("copy($self, /)", "The set itself; of a subclass's instance a frozenset.", copy),
    native!(
        "difference($self, /, *others)",
        "The items that are in none of the others, as a new frozenset.",
        difference
    ),
    native!(
        "intersection($self, /, *others)",
        "The items that are in all of the others too, as a new frozenset.",
        intersection
    ),
    native!("isdisjoint($self, other, /)", "Whether no item is in both.", isdisjoint),
    native!("issubset($self, other, /)", "Whether every item is in the other.", issubset),
    native!("issuperset($self, other, /)", "Whether every item of the other is here.", issuperset),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!("__sizeof__($self, /)", "How many bytes the set takes.", sizeof),
    native!(
        "symmetric_difference($self, other, /)",
        "The items that are in just one of both, as a new frozenset.",
        symmetric_difference
    ),
    native!("union($self, /, *others)", "The items of all, as a new frozenset.", union),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

fn common_slots(slots: &Slots) {
    slots.repr.set(Some(repr));
    slots.compare.set(Some(compare));
    slots.iter.set(Some(iterator::iter));
    slots.len.set(Some(|_, set| Ok(of(set).len())));
    slots.contains.set(Some(|vm, set, item| Ok(find_key(vm, of(set), item)?.is_some())));
    slots.binary[BinaryOp::Sub as usize].set(Some(sub));
    slots.binary[BinaryOp::And as usize].set(Some(and));
    slots.binary[BinaryOp::Xor as usize].set(Some(xor));
    slots.binary[BinaryOp::Or as usize].set(Some(or));
}

/// The payload of a slot's receiver.
#[inline(always)]
fn of(value: &Value) -> &Ref<Set> {
    match value {
        Value::Set(set) => set,
        other => this::<Set>(other),
    }
}

fn value(set: Ref<Set>) -> Value {
    Value::of(set.into_any())
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(value(Ref::<Set>::of_class(vm, class)))
}

fn init(vm: &Vm, set: &Value, args: Args) -> Raises<()> {
    no_keywords(args, "set")?;
    let given = arity(args, "set", 0, 1)?;
    let set = of(set);
    if !set.is_unused() {
        sets::clear(set);
    }
    match given {
        [iterable] => sets::update(vm, set, iterable),
        _ => Ok(()),
    }
}

fn new_frozen(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let plain = vm.class(Builtin::FrozenSet);
    let init = |it: &Ref<Type>| it.slots.init.get().map(|it| it as usize);
    if init(class) == init(plain) {
        no_keywords(args, "frozenset")?;
    }
    let given = arity(Args::positional(args.positionals()), "frozenset", 0, 1)?;
    if let [it] = given
        && class.is(plain)
        && vm.type_of(it).is(plain)
    {
        return Ok(it.clone());
    }
    let set = Ref::<Set>::of_class(vm, class);
    if let [iterable] = given {
        sets::update(vm, &set, iterable)?;
    }
    Ok(value(set))
}

fn repr(vm: &Vm, object: &Value) -> Raises<Value> {
    let set = of(object);
    let name = vm.type_name(object);
    if set.is_empty() {
        return Ok(vm.text(&format!("{name}()")));
    }
    guarded_repr(vm, object, &format!("{name}(...)"), || {
        let plain = matches!(object, Value::Set(_));
        let mut text = if plain { Vec::new() } else { format!("{name}(").into_bytes() };
        for (i, item) in set.to_vec().iter().enumerate() {
            text.extend_from_slice(if i == 0 { b"{" } else { b", " });
            push_repr(vm, &mut text, item)?;
        }
        text.extend_from_slice(if plain { b"}" } else { b"})" });
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Set>(), b.downcast::<Set>()) else {
        return Ok(Value::NotImplemented);
    };
    Ok(Value::bool(match op {
        CompareOp::Eq => equal(vm, left, right)?,
        CompareOp::Ne => !equal(vm, left, right)?,
        CompareOp::Le => sets::is_subset(vm, left, right)?,
        CompareOp::Ge => sets::is_subset(vm, right, left)?,
        CompareOp::Lt => left.len() < right.len() && sets::is_subset(vm, left, right)?,
        CompareOp::Gt => left.len() > right.len() && sets::is_subset(vm, right, left)?,
    }))
}

/// [`compare`] for sets and frozensets themselves, where no Python code has to be asked.
#[inline]
pub fn compare_plain(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Option<bool> {
    let exact = |it: &Value| {
        let class = vm.type_of(it);
        class.is(vm.class(Builtin::FrozenSet)) || class.is(vm.class(Builtin::Set))
    };
    if !exact(a) || !exact(b) {
        return None;
    }
    let (a, b) = (a.downcast::<Set>()?, b.downcast::<Set>()?);
    let (small, large) = (a.len(), b.len());
    match op {
        CompareOp::Le => Some(small <= large && a.within_plain(b, true)?),
        CompareOp::Lt => Some(small < large && a.within_plain(b, true)?),
        CompareOp::Ge => Some(small >= large && b.within_plain(a, true)?),
        CompareOp::Gt => Some(small > large && b.within_plain(a, true)?),
        CompareOp::Eq => Some(small == large && a.within_plain(b, true)?),
        CompareOp::Ne => Some(small != large || !a.within_plain(b, true)?),
    }
}

fn equal(vm: &Vm, a: &Ref<Set>, b: &Ref<Set>) -> Raises<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    if let (Some(a), Some(b)) = (a.hash.get(), b.hash.get())
        && a != b
    {
        return Ok(false);
    }
    sets::is_subset(vm, a, b)
}

fn hash(_: &Vm, set: &Value) -> Raises<i64> {
    let set = of(set);
    if let Some(known) = set.hash.get() {
        return Ok(known);
    }
    let hash = algo::hash::frozenset(set.borrow().iter().map(|(hash, _)| hash as i64));
    set.hash.set(Some(hash));
    Ok(hash)
}

/// The slot of a key. A set, though unhashable, is looked for as the frozenset equal to it.
fn find_key(vm: &Vm, set: &Ref<Set>, key: &Value) -> Raises<Option<usize>> {
    match keyed::set_find(vm, set, key) {
        Ok((_, at)) => Ok(at),
        Err(raised) => {
            if !raised.is(vm, Builtin::TypeError) || !vm.is_instance(key, Builtin::Set) {
                return Err(raised);
            }
            let frozen = Ref::<Set>::of_class(vm, vm.class(Builtin::FrozenSet));
            frozen.copy_from(of(key));
            Ok(keyed::set_find(vm, set, &value(frozen))?.1)
        }
    }
}

/// The operands of a set operator, if both are sets.
fn both<'a>(a: &'a Value, b: &'a Value) -> Option<(&'a Ref<Set>, &'a Ref<Set>)> {
    Some((a.downcast::<Set>()?, b.downcast::<Set>()?))
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some((left, _)) = both(a, b) else { return Ok(Value::NotImplemented) };
    sets::difference(vm, left, b).map(value)
}

fn and(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some((left, _)) = both(a, b) else { return Ok(Value::NotImplemented) };
    sets::intersection(vm, left, b).map(value)
}

fn xor(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some((left, _)) = both(a, b) else { return Ok(Value::NotImplemented) };
    sets::symmetric_difference(vm, left, b).map(value)
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let Some((left, _)) = both(a, b) else { return Ok(Value::NotImplemented) };
    sets::union(vm, left, std::slice::from_ref(b)).map(value)
}

fn inplace_sub(vm: &Vm, set: &Value, other: &Value) -> Raises<Value> {
    if other.downcast::<Set>().is_none() {
        return Ok(Value::NotImplemented);
    }
    sets::difference_update(vm, of(set), other)?;
    Ok(set.clone())
}

fn inplace_and(vm: &Vm, set: &Value, other: &Value) -> Raises<Value> {
    if other.downcast::<Set>().is_none() {
        return Ok(Value::NotImplemented);
    }
    let common = sets::intersection(vm, of(set), other)?;
    of(set).swap(&common);
    Ok(set.clone())
}

fn inplace_xor(vm: &Vm, set: &Value, other: &Value) -> Raises<Value> {
    if other.downcast::<Set>().is_none() {
        return Ok(Value::NotImplemented);
    }
    sets::symmetric_difference_update(vm, of(set), other)?;
    Ok(set.clone())
}

fn inplace_or(vm: &Vm, set: &Value, other: &Value) -> Raises<Value> {
    if other.downcast::<Set>().is_none() {
        return Ok(Value::NotImplemented);
    }
    sets::update(vm, of(set), other)?;
    Ok(set.clone())
}

/// As `add`, for items that need no Python code.
fn swift_add(vm: &Vm, set: &Value, args: &[Value]) -> Value {
    match (set, args) {
        (Value::Set(set), [item @ (Value::Str(_) | Value::Int(_))]) => {
            match set.add_plain(keyed::plain_hash(vm, item), item.clone()) {
                Ok(_) => Value::None,
                Err(_) => Value::Err,
            }
        }
        _ => Value::Err,
    }
}

fn add(vm: &Vm, set: Ref<Set>, object: Value) -> Raises<()> {
    keyed::set_add(vm, &set, object).map(drop)
}

fn clear(_: &Vm, set: Ref<Set>) {
    sets::clear(&set);
}

fn copy(vm: &Vm, set: Ref<Set>) -> Ref<Set> {
    if set.class().is(vm.class(Builtin::FrozenSet)) { set } else { sets::copy(vm, &set) }
}

fn discard(vm: &Vm, set: Ref<Set>, object: Value) -> Raises<()> {
    let removed = find_key(vm, &set, &object)?.map(|at| set.remove_at(at));
    drop(removed);
    Ok(())
}

fn difference(vm: &Vm, set: Ref<Set>, others: Rest) -> Raises<Ref<Set>> {
    sets::difference_of(vm, &set, &others)
}

fn difference_update(vm: &Vm, set: Ref<Set>, others: Rest) -> Raises<()> {
    others.iter().try_for_each(|other| sets::difference_update(vm, &set, other))
}

fn intersection(vm: &Vm, set: Ref<Set>, others: Rest) -> Raises<Ref<Set>> {
    sets::intersection_of(vm, &set, &others)
}

fn intersection_update(vm: &Vm, set: Ref<Set>, others: Rest) -> Raises<()> {
    let common = sets::intersection_of(vm, &set, &others)?;
    set.swap(&common);
    Ok(())
}

fn isdisjoint(vm: &Vm, set: Ref<Set>, other: Value) -> Raises<bool> {
    sets::is_disjoint(vm, &set, &other)
}

fn issubset(vm: &Vm, set: Ref<Set>, other: Value) -> Raises<bool> {
    match other.downcast::<Set>() {
        Some(other) => sets::is_subset(vm, &set, other),
        None => Ok(sets::intersection(vm, &set, &other)?.len() == set.len()),
    }
}

fn issuperset(vm: &Vm, set: Ref<Set>, other: Value) -> Raises<bool> {
    if let Some(other) = other.downcast::<Set>() {
        return sets::is_subset(vm, other, &set);
    }
    let iterator = protocol::iter(vm, &other)?;
    while let Some(item) = protocol::next(vm, &iterator)? {
        if !keyed::set_contains(vm, &set, &item)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}

fn pop(vm: &Vm, set: Ref<Set>) -> Raises<Value> {
    set.pop().ok_or_else(|| Raised::key_error(&vm.text("pop from an empty set")))
}

fn reduce(vm: &Vm, set: Ref<Set>) -> Raises<(Value, Value, Value)> {
    let class = Value::Type(set.class().clone());
    let items = vm.list(set.to_vec());
    let object = value(set);
    let state = protocol::call_method(vm, &object, &vm.intern("__getstate__"), &[])?;
    Ok((class, vm.tuple(vec![items]), state))
}

fn remove(vm: &Vm, set: Ref<Set>, object: Value) -> Raises<()> {
    match find_key(vm, &set, &object)? {
        Some(at) => drop(set.remove_at(at)),
        None => return Err(Raised::key_error(&object)),
    }
    Ok(())
}

fn sizeof(_: &Vm, set: Ref<Set>) -> usize {
    match set.slots() {
        8 => 200,
        slots => 200 + 16 * slots,
    }
}

fn symmetric_difference(vm: &Vm, set: Ref<Set>, other: Value) -> Raises<Ref<Set>> {
    sets::symmetric_difference(vm, &set, &other)
}

fn symmetric_difference_update(vm: &Vm, set: Ref<Set>, other: Value) -> Raises<()> {
    sets::symmetric_difference_update(vm, &set, &other)
}

fn union(vm: &Vm, set: Ref<Set>, others: Rest) -> Raises<Ref<Set>> {
    sets::union(vm, &set, &others)
}

fn update(vm: &Vm, set: Ref<Set>, others: Rest) -> Raises<()> {
    others.iter().try_for_each(|other| sets::update(vm, &set, other))
}
