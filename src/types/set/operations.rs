//! What sets do with each other and with iterables.
//!
//! Results are built in the order CPython builds them, since that shows when they are iterated.

use crate::object::{Builtin, Raises, Ref, Set, Type, Value, Vm};
use crate::protocol;
use crate::protocol::keyed;

/// `set` or `frozenset`, whichever the operand is or derives from: the class of results.
fn base_class<'a>(vm: &'a Vm, set: &Ref<Set>) -> &'a Ref<Type> {
    let frozen = vm.class(Builtin::FrozenSet);
    if set.class().is_subclass(frozen) { frozen } else { vm.class(Builtin::Set) }
}

/// An empty set of the class that results have.
fn empty_like(vm: &Vm, set: &Ref<Set>) -> Ref<Set> {
    Ref::<Set>::of_class(vm, base_class(vm, set))
}

pub fn copy(vm: &Vm, set: &Ref<Set>) -> Ref<Set> {
    let copy = empty_like(vm, set);
    copy.copy_from(set);
    copy
}

/// The slot of an item whose hash is known.
pub fn find(vm: &Vm, set: &Set, hash: u64, item: &Value) -> Raises<Option<usize>> {
    set.find(hash, item, &mut |candidate| protocol::equal(vm, candidate, item))
}

fn add(vm: &Vm, set: &Set, hash: u64, item: Value) -> Raises<()> {
    if find(vm, set, hash, &item)?.is_none() {
        set.insert_new(hash, item);
    }
    Ok(())
}

fn discard(vm: &Vm, set: &Set, hash: u64, item: &Value) -> Raises<bool> {
    let at = find(vm, set, hash, item)?;
    let removed = at.map(|at| set.remove_at(at));
    Ok(removed.is_some())
}

/// Calls `body` with the hash and item of each.
fn each(set: &Set, mut body: impl FnMut(u64, Value) -> Raises<()>) -> Raises<()> {
    let mut from = 0;
    while let Some((after, hash, item)) = set.next(from) {
        from = after;
        body(hash, item)?;
    }
    Ok(())
}

/// `set |= other`, where `other` is any iterable.
pub fn update(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<()> {
    if let Some(other) = other.downcast::<Set>() {
        return merge(vm, set, other);
    }
    if let Value::Dict(dict) = other {
        set.make_room(dict.len());
        let mut from = 0;
        while let Some((after, entry)) = dict.next(from) {
            let (hash, key) = (entry.hash, entry.key.clone());
            from = after;
            add(vm, set, hash, key)?;
        }
        return Ok(());
    }
    protocol::for_each(vm, other, &mut |item| keyed::set_add(vm, set, item).map(drop))
}

fn merge(vm: &Vm, set: &Ref<Set>, other: &Ref<Set>) -> Raises<()> {
    if set.is(other) || other.is_empty() {
        return Ok(());
    }
    if set.is_unused() {
        set.copy_from(other);
        return Ok(());
    }
    set.make_room(other.len());
    each(other, |hash, item| add(vm, set, hash, item))
}

pub fn union(vm: &Vm, set: &Ref<Set>, others: &[Value]) -> Raises<Ref<Set>> {
    let all = copy(vm, set);
    for other in others {
        update(vm, &all, other)?;
    }
    Ok(all)
}

/// `set & other`, where `other` is any iterable.
pub fn intersection(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<Ref<Set>> {
    let both = empty_like(vm, set);
    let Some(other) = other.downcast::<Set>() else {
        protocol::for_each(vm, other, &mut |item| {
            let (hash, at) = keyed::set_find(vm, set, &item)?;
            if at.is_some() { add(vm, &both, hash, item) } else { Ok(()) }
        })?;
        return Ok(both);
    };
    if other.is(set) {
        return Ok(copy(vm, set));
    }
    let (larger, smaller) = if other.len() > set.len() { (other, set) } else { (set, other) };
    if smaller.select_plain(larger, true, &both) {
        return Ok(both);
    }
    each(smaller, |hash, item| {
        if find(vm, larger, hash, &item)?.is_some() { add(vm, &both, hash, item) } else { Ok(()) }
    })?;
    Ok(both)
}

pub fn intersection_of(vm: &Vm, set: &Ref<Set>, others: &[Value]) -> Raises<Ref<Set>> {
    let [first, rest @ ..] = others else { return Ok(copy(vm, set)) };
    let mut common = intersection(vm, set, first)?;
    for other in rest {
        common = intersection(vm, &common, other)?;
    }
    Ok(common)
}

/// `set - other`, where `other` is any iterable.
pub fn difference(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<Ref<Set>> {
    let size = match other {
        Value::Dict(dict) => Some(dict.len()),
        _ => other.downcast::<Set>().map(|it| it.len()),
    };
    // Many to look through and few to take out, or only iterable: a copy to take them out of.
    if size.is_none_or(|size| set.len() >> 2 > size) {
        let rest = copy(vm, set);
        difference_update(vm, &rest, other)?;
        return Ok(rest);
    }
    let rest = empty_like(vm, set);
    if let Some(other) = other.downcast::<Set>()
        && set.select_plain(other, false, &rest)
    {
        return Ok(rest);
    }
    each(set, |hash, item| {
        let there = match other {
            Value::Dict(dict) => {
                dict.find(hash, &item, &mut |key| protocol::equal(vm, key, &item))?.is_some()
            }
            _ => match other.downcast::<Set>() {
                Some(other) => find(vm, other, hash, &item)?.is_some(),
                None => false,
            },
        };
        if there { Ok(()) } else { add(vm, &rest, hash, item) }
    })?;
    Ok(rest)
}

pub fn difference_of(vm: &Vm, set: &Ref<Set>, others: &[Value]) -> Raises<Ref<Set>> {
    let [first, rest @ ..] = others else { return Ok(copy(vm, set)) };
    let left = difference(vm, set, first)?;
    for other in rest {
        difference_update(vm, &left, other)?;
    }
    Ok(left)
}

/// `set -= other`, where `other` is any iterable.
pub fn difference_update(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<()> {
    match other.downcast::<Set>() {
        Some(other) if other.is(set) => {
            clear(set);
            return Ok(());
        }
        Some(other) => {
            // Against a much larger set, only what is in both needs to be looked at.
            let common = if other.len() >> 3 > set.len() {
                intersection(vm, set, &Value::of(other.clone().into_any()))?
            } else {
                other.clone()
            };
            each(&common, |hash, item| discard(vm, set, hash, &item).map(drop))?;
        }
        None => {
            protocol::for_each(vm, other, &mut |item| keyed::set_remove(vm, set, &item).map(drop))?;
        }
    }
    set.compact();
    Ok(())
}

pub fn clear(set: &Ref<Set>) {
    crate::object::Payload::clear(&**set);
}

/// `set ^ other`, where `other` is any iterable.
pub fn symmetric_difference(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<Ref<Set>> {
    let either = empty_like(vm, set);
    update(vm, &either, other)?;
    toggle(vm, &either, set)?;
    Ok(either)
}

/// `set ^= other`, where `other` is any iterable.
pub fn symmetric_difference_update(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<()> {
    if let Some(other) = other.downcast::<Set>() {
        if other.is(set) {
            clear(set);
            return Ok(());
        }
        return toggle(vm, set, other);
    }
    if let Value::Dict(dict) = other {
        let mut from = 0;
        while let Some((after, entry)) = dict.next(from) {
            let (hash, key) = (entry.hash, entry.key.clone());
            from = after;
            if !discard(vm, set, hash, &key)? {
                add(vm, set, hash, key)?;
            }
        }
        return Ok(());
    }
    // Duplicates must count once.
    let items = empty_like(vm, set);
    update(vm, &items, other)?;
    toggle(vm, set, &items)
}

fn toggle(vm: &Vm, set: &Ref<Set>, other: &Ref<Set>) -> Raises<()> {
    each(
        other,
        |hash, item| {
            if discard(vm, set, hash, &item)? { Ok(()) } else { add(vm, set, hash, item) }
        },
    )
}

pub fn is_disjoint(vm: &Vm, set: &Ref<Set>, other: &Value) -> Raises<bool> {
    let Some(other) = other.downcast::<Set>() else {
        let iterator = protocol::iter(vm, other)?;
        while let Some(item) = protocol::next(vm, &iterator)? {
            if keyed::set_contains(vm, set, &item)? {
                return Ok(false);
            }
            vm.poll()?;
        }
        return Ok(true);
    };
    if other.is(set) {
        return Ok(set.is_empty());
    }
    let (larger, smaller) = if other.len() > set.len() { (other, set) } else { (set, other) };
    if let Some(disjoint) = smaller.within_plain(larger, false) {
        return Ok(disjoint);
    }
    let mut from = 0;
    while let Some((after, hash, item)) = smaller.next(from) {
        from = after;
        if find(vm, larger, hash, &item)?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether all items of one set are in the other.
pub fn is_subset(vm: &Vm, set: &Ref<Set>, of: &Ref<Set>) -> Raises<bool> {
    if set.len() > of.len() {
        return Ok(false);
    }
    if let Some(within) = set.within_plain(of, true) {
        return Ok(within);
    }
    let mut from = 0;
    while let Some((after, hash, item)) = set.next(from) {
        from = after;
        if find(vm, of, hash, &item)?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}
