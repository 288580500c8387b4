//! Dictionaries and sets with keys of any kind: hashing and comparing may run Python code.

use crate::object::{Dict, Raises, Set, Value, Vm};

use super::compare::equal;
use super::hash::hash;

/// The hash of an int or a string.
#[inline(always)]
pub fn plain_hash(vm: &Vm, key: &Value) -> u64 {
    match key {
        Value::Str(text) => text.hash(),
        other => hash(vm, other).unwrap_or(0) as u64,
    }
}

/// The position of a key's entry, and the key's hash.
#[inline]
pub fn dict_find(vm: &Vm, dict: &Dict, key: &Value) -> Raises<(u64, Option<usize>)> {
    let hash = hash(vm, key)? as u64;
    let at = dict.find(hash, key, &mut |candidate| equal(vm, candidate, key))?;
    Ok((hash, at))
}

/// The value of a key.
#[inline]
pub fn dict_get(vm: &Vm, dict: &Dict, key: &Value) -> Raises<Option<Value>> {
    Ok(dict_find(vm, dict, key)?.1.map(|at| dict.value_at(at).clone()))
}

/// `dict[key] = value`.
#[inline]
pub fn dict_set(vm: &Vm, dict: &Dict, key: Value, value: Value) -> Raises<()> {
    match dict_find(vm, dict, &key)? {
        (_, Some(at)) => drop(dict.replace_at(at, value)),
        (hash, None) => drop(dict.insert_new(hash, key, value)),
    }
    Ok(())
}

/// Takes the value of a key out.
pub fn dict_remove(vm: &Vm, dict: &Dict, key: &Value) -> Raises<Option<Value>> {
    Ok(dict_find(vm, dict, key)?.1.map(|at| dict.remove_at(at).value))
}

/// The slot of a set's item, and the item's hash.
pub fn set_find(vm: &Vm, set: &Set, item: &Value) -> Raises<(u64, Option<usize>)> {
    let hash = hash(vm, item)? as u64;
    let at = set.find(hash, item, &mut |candidate| equal(vm, candidate, item))?;
    Ok((hash, at))
}

/// Adds an item; false if it was there.
pub fn set_add(vm: &Vm, set: &Set, item: Value) -> Raises<bool> {
    let hash = hash(vm, &item)? as u64;
    let item = match set.add_plain(hash, item) {
        Ok(added) => return Ok(added),
        Err(item) => item,
    };
    let at = set.find(hash, &item, &mut |candidate| equal(vm, candidate, &item))?;
    if at.is_none() {
        set.insert_new(hash, item);
    }
    Ok(at.is_none())
}

pub fn set_contains(vm: &Vm, set: &Set, item: &Value) -> Raises<bool> {
    Ok(set_find(vm, set, item)?.1.is_some())
}

/// Takes an item out; false if it was not there.
pub fn set_remove(vm: &Vm, set: &Set, item: &Value) -> Raises<bool> {
    let (_, at) = set_find(vm, set, item)?;
    at.map(|at| set.remove_at(at));
    Ok(at.is_some())
}
