//! `list.sort`: keys are made first, then sorted along with the items.
//!
//! While it runs the list is empty, as Python code in a key function or a comparison can see.
//!
//! Keys of one kind throughout (ints, floats, texts, tuples of such) are not asked for their order: each gets
//! a [`Rank`], a number that sorts as the key does as far as it goes, and only equal ranks look at the keys.
//!
//! Reference: Library Reference, "list.sort"; "Sorting Techniques".

use std::cmp::Ordering;
use std::mem;

use crate::algo;
use crate::err;
use crate::object::{List, Raises, Ref, Value, Vm};
use crate::protocol;

pub fn sort(vm: &Vm, list: Ref<List>, key: Option<Value>, reverse: bool) -> Raises<()> {
    let mut items = mem::take(&mut *list.borrow_mut());
    let result = match key.filter(|it| !it.is_none()) {
        None => sort_items(vm, &mut items, reverse),
        Some(key) => sort_by_key(vm, &mut items, &key, reverse),
    };
    let seen = mem::replace(&mut *list.borrow_mut(), items);
    let untouched = seen.capacity() == 0;
    drop(seen);
    result?;
    if !untouched {
        return Err(err!(ValueError, "list modified during sort"));
    }
    Ok(())
}

/// Sorts values, as `sorted` and `list.sort` without a key do.
pub fn sort_items(vm: &Vm, items: &mut Vec<Value>, reverse: bool) -> Raises<()> {
    match kind_of(items) {
        Kind::Ints => {
            // Equal ints are the same: the numbers alone are sorted.
            let mut numbers: Vec<i64> = items.iter().map(int).collect();
            numbers.sort();
            if reverse {
                numbers.reverse();
            }
            items.iter_mut().zip(numbers).for_each(|(item, n)| *item = Value::Int(n));
            Ok(())
        }
        Kind::Any => sort_by_asking(vm, items, reverse, |it| it),
        kind => {
            let order = order_of(items, kind, reverse);
            arrange(items, &order);
            Ok(())
        }
    }
}

fn sort_by_key(vm: &Vm, items: &mut Vec<Value>, key: &Value, reverse: bool) -> Raises<()> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items.iter() {
        keys.push(protocol::call1(vm, key, item)?);
        vm.poll()?;
    }
    let kind = kind_of(&keys);
    if kind != Kind::Any {
        let order = order_of(&keys, kind, reverse);
        arrange(items, &order);
        return Ok(());
    }
    let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(mem::take(items)).collect();
    let result = sort_by_asking(vm, &mut pairs, reverse, |it| &it.0);
    let keys: Vec<Value> = pairs
        .into_iter()
        .map(|(key, item)| {
            items.push(item);
            key
        })
        .collect();
    drop(keys);
    result
}

/// Sorts keys whose order only they know.
fn sort_by_asking<T>(vm: &Vm, pairs: &mut [T], reverse: bool, key: fn(&T) -> &Value) -> Raises<()> {
    // Turned round before and after, equal items keep their order.
    if reverse {
        pairs.reverse();
    }
    let tuples = pairs.iter().all(|it| matches!(key(it), Value::Tuple(_)));
    let result = algo::sort::sort(pairs, |a, b| {
        vm.poll()?;
        if tuples {
            tuple_less(vm, items(key(a)), items(key(b)))
        } else {
            protocol::less(vm, key(a), key(b))
        }
    });
    if reverse {
        pairs.reverse();
    }
    result
}

/// What all keys are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ints,
    /// Without nan.
    Floats,
    Texts,
    /// Of one length, at each place of one of the kinds above.
    Tuples,
    /// Anything else, or nothing at all.
    Any,
}

/// The kind of a single key that is no tuple.
#[inline(always)]
fn simple_kind(key: &Value) -> Kind {
    match key {
        Value::Int(_) => Kind::Ints,
        Value::Float(bits) if !f64::from_bits(*bits).is_nan() => Kind::Floats,
        Value::Str(_) => Kind::Texts,
        _ => Kind::Any,
    }
}

fn kind_of(keys: &[Value]) -> Kind {
    // Positions are kept in 32 bits.
    let Some(first) = keys.first().filter(|_| u32::try_from(keys.len()).is_ok()) else {
        return Kind::Any;
    };
    if let Value::Tuple(first) = first {
        let kinds: Vec<Kind> = first.items().iter().map(simple_kind).collect();
        let alike = |key: &Value| match key {
            Value::Tuple(it) => {
                it.len() == kinds.len()
                    && it.items().iter().zip(&kinds).all(|(it, kind)| simple_kind(it) == *kind)
            }
            _ => false,
        };
        let known = !kinds.is_empty() && !kinds.contains(&Kind::Any);
        return if known && keys.iter().all(alike) { Kind::Tuples } else { Kind::Any };
    }
    let kind = simple_kind(first);
    if keys.iter().all(|it| simple_kind(it) == kind) { kind } else { Kind::Any }
}

/// A key's rank and its place.
type Rank = (u64, u32);

/// The places of the keys in their order.
fn order_of(keys: &[Value], kind: Kind, reverse: bool) -> Vec<Rank> {
    let mut ranks: Vec<Rank> = keys.iter().zip(0..).map(|(key, i)| (rank(key), i)).collect();
    if reverse {
        ranks.reverse();
    }
    match kind {
        Kind::Ints | Kind::Floats => ranks.sort_by_key(|it| it.0),
        _ => ranks.sort_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| compare(&keys[a.1 as usize], &keys[b.1 as usize]))
        }),
    }
    if reverse {
        ranks.reverse();
    }
    ranks
}

/// A number that is less where the key is less.
fn rank(key: &Value) -> u64 {
    const SIGN: u64 = 1 << 63;
    match key {
        Value::Int(n) => *n as u64 ^ SIGN,
        Value::Float(bits) => {
            // Both zeros are one.
            let bits = (f64::from_bits(*bits) + 0.0).to_bits();
            if bits & SIGN == 0 { bits | SIGN } else { !bits }
        }
        Value::Str(text) => {
            let bytes = text.bytes();
            match bytes.first_chunk() {
                Some(start) => u64::from_be_bytes(*start),
                None => {
                    let mut start = [0; 8];
                    start[..bytes.len()].copy_from_slice(bytes);
                    u64::from_be_bytes(start)
                }
            }
        }
        Value::Tuple(items) => items.items().first().map_or(0, rank),
        _ => 0,
    }
}

/// The order of two keys of one of the kinds known here.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => {
            f64::from_bits(*a).partial_cmp(&f64::from_bits(*b)).unwrap_or(Ordering::Equal)
        }
        (Value::Str(a), Value::Str(b)) if a.is(b) => Ordering::Equal,
        (Value::Str(a), Value::Str(b)) => a.bytes().cmp(b.bytes()),
        (Value::Tuple(a), Value::Tuple(b)) => {
            let pairs = a.items().iter().zip(b.items());
            pairs.map(|(a, b)| compare(a, b)).find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
        }
        _ => Ordering::Equal,
    }
}

/// Puts at each place the item that the order names for it.
fn arrange(items: &mut Vec<Value>, order: &[Rank]) {
    let take = |it: &Rank| mem::replace(&mut items[it.1 as usize], Value::Err);
    *items = order.iter().map(take).collect();
}

fn int(key: &Value) -> i64 {
    match key {
        Value::Int(it) => *it,
        _ => unreachable!("all keys are ints"),
    }
}

fn items(key: &Value) -> &[Value] {
    match key {
        Value::Tuple(it) => it.items(),
        _ => unreachable!("all keys are tuples"),
    }
}

/// `a < b` for tuples.
fn tuple_less(vm: &Vm, a: &[Value], b: &[Value]) -> Raises<bool> {
    for (x, y) in a.iter().zip(b) {
        if !protocol::same(vm, x, y)? {
            return protocol::less(vm, x, y);
        }
    }
    Ok(a.len() < b.len())
}
