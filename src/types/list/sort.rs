//! `list.sort`: keys are made first, then sorted along with the items.
//!
//! While it runs the list is empty, as Python code in a key function or a comparison can see.
//!
//! Reference: Library Reference, "list.sort"; "Sorting Techniques".

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
pub fn sort_items(vm: &Vm, items: &mut [Value], reverse: bool) -> Raises<()> {
    sort_pairs(vm, items, reverse, |it| it)
}

fn sort_by_key(vm: &Vm, items: &mut Vec<Value>, key: &Value, reverse: bool) -> Raises<()> {
    let mut keys = Vec::with_capacity(items.len());
    for item in items.iter() {
        keys.push(protocol::call1(vm, key, item)?);
        vm.poll()?;
    }
    let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(mem::take(items)).collect();
    let result = sort_pairs(vm, &mut pairs, reverse, |it| &it.0);
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

/// What the keys are: one kind throughout is compared without asking their class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Ints,
    Floats,
    Texts,
    /// Compared item by item here, without a detour through their class.
    Tuples,
    Any,
}

fn kind_of(key: &Value) -> Kind {
    match key {
        Value::Int(_) => Kind::Ints,
        Value::Float(bits) if !f64::from_bits(*bits).is_nan() => Kind::Floats,
        Value::Str(_) => Kind::Texts,
        Value::Tuple(_) => Kind::Tuples,
        _ => Kind::Any,
    }
}

fn sort_pairs<T>(vm: &Vm, pairs: &mut [T], reverse: bool, key: fn(&T) -> &Value) -> Raises<()> {
    let Some(first) = pairs.first() else { return Ok(()) };
    let mut kind = kind_of(key(first));
    if pairs.iter().any(|it| kind_of(key(it)) != kind) {
        kind = Kind::Any;
    }
    // Turned round before and after, equal items keep their order.
    if reverse {
        pairs.reverse();
    }
    let result = match kind {
        Kind::Ints => {
            algo::sort::sort_total(pairs, |a, b| int(key(a)).cmp(&int(key(b))));
            Ok(())
        }
        Kind::Floats => {
            algo::sort::sort_total(pairs, |a, b| {
                let (a, b) = (float(key(a)), float(key(b)));
                a.partial_cmp(&b).unwrap_or(std::cmp::Ordering::Equal)
            });
            Ok(())
        }
        Kind::Texts => {
            algo::sort::sort_total(pairs, |a, b| text(key(a)).cmp(text(key(b))));
            Ok(())
        }
        Kind::Tuples => algo::sort::sort(pairs, |a, b| {
            vm.poll()?;
            tuple_less(vm, items(key(a)), items(key(b)))
        }),
        Kind::Any => algo::sort::sort(pairs, |a, b| {
            vm.poll()?;
            protocol::less(vm, key(a), key(b))
        }),
    };
    if reverse {
        pairs.reverse();
    }
    result
}

fn int(key: &Value) -> i64 {
    match key {
        Value::Int(it) => *it,
        _ => unreachable!("all keys are ints"),
    }
}

fn float(key: &Value) -> f64 {
    match key {
        Value::Float(bits) => f64::from_bits(*bits),
        _ => unreachable!("all keys are floats"),
    }
}

fn text(key: &Value) -> &[u8] {
    match key {
        Value::Str(it) => it.bytes(),
        _ => unreachable!("all keys are strings"),
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
