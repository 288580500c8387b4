//! Entering the items of mappings and of iterables of pairs into a dict.

use crate::err;
use crate::object::{Builtin, Dict, Name, Raises, Ref, Value, Vm};
use crate::protocol;
use crate::protocol::keyed;

/// `dict.update(source)`: a mapping has a `keys` method, anything else gives pairs.
pub fn update(vm: &Vm, dict: &Ref<Dict>, source: &Value) -> Raises<()> {
    match source {
        Value::Dict(other) => merge(vm, dict, other),
        _ if protocol::getattr_opt(vm, source, vm.name(Name::WordKeys))?.is_some() => {
            update_from_mapping(vm, dict, source)
        }
        _ => update_from_pairs(vm, dict, source),
    }
}

/// Enters every item of a mapping, by its `keys` method unless it iterates as a dict does.
pub fn update_from_mapping(vm: &Vm, dict: &Ref<Dict>, mapping: &Value) -> Raises<()> {
    if let Some(other) = mapping.downcast::<Dict>()
        && iterates_as_dict(vm, mapping)
    {
        return merge(vm, dict, other);
    }
    let keys = protocol::call_method(vm, mapping, vm.name(Name::WordKeys), &[])?;
    protocol::for_each(vm, &keys, &mut |key| {
        let value = protocol::getitem(vm, mapping, &key)?;
        keyed::dict_set(vm, dict, key, value)
    })
}

/// The dict behind a mapping whose items count as they are, whatever `__getitem__` says: CPython asks only
/// whether iterating is a dict's own.
pub fn as_plain(vm: &Vm, mapping: &Value) -> Option<Ref<Dict>> {
    let dict = mapping.downcast::<Dict>()?;
    iterates_as_dict(vm, mapping).then(|| dict.clone())
}

fn iterates_as_dict(vm: &Vm, mapping: &Value) -> bool {
    let iter = vm.type_of(mapping).slots.iter.get().map(|it| it as usize);
    iter == vm.class(Builtin::Dict).slots.iter.get().map(|it| it as usize)
}

/// Enters every item of another dict; hashes are taken over.
pub fn merge(vm: &Vm, dict: &Ref<Dict>, other: &Ref<Dict>) -> Raises<()> {
    if dict.is(other) || other.is_empty() {
        return Ok(());
    }
    if dict.is_empty() {
        dict.copy_from(other);
        return Ok(());
    }
    let version = other.version();
    let mut from = 0;
    while let Some((after, entry)) = other.next(from) {
        let (hash, key, value) = (entry.hash, entry.key.clone(), entry.value.clone());
        from = after;
        set_hashed(vm, dict, hash, key, value)?;
        if other.version() != version {
            return Err(err!(RuntimeError, "dict mutated during update"));
        }
    }
    Ok(())
}

/// `dict[key] = value`, the hash of the key being known.
pub fn set_hashed(vm: &Vm, dict: &Dict, hash: u64, key: Value, value: Value) -> Raises<()> {
    match dict.find(hash, &key, &mut |candidate| protocol::equal(vm, candidate, &key))? {
        Some(at) => drop(dict.replace_at(at, value)),
        None => drop(dict.insert_new(hash, key, value)),
    }
    Ok(())
}

/// Enters pairs of key and value.
fn update_from_pairs(vm: &Vm, dict: &Ref<Dict>, pairs: &Value) -> Raises<()> {
    let mut number = 0usize;
    let iterator = protocol::iter(vm, pairs)?;
    while let Some(item) = protocol::next(vm, &iterator)? {
        let (key, value) = key_and_value(vm, &item, number)?;
        keyed::dict_set(vm, dict, key, value)?;
        number += 1;
        vm.poll()?;
    }
    Ok(())
}

fn key_and_value(vm: &Vm, item: &Value, number: usize) -> Raises<(Value, Value)> {
    let items: Vec<Value> = match item {
        Value::Tuple(pair) if pair.len() == 2 => {
            let pair = pair.items();
            return Ok((pair[0].clone(), pair[1].clone()));
        }
        Value::List(_) | Value::Tuple(_) => protocol::to_vec(vm, item)?,
        _ => match protocol::iter(vm, item) {
            Ok(iterator) => protocol::to_vec(vm, &iterator)?,
            Err(raised) if raised.is(vm, Builtin::TypeError) => {
                return Err(err!(
                    TypeError,
                    "cannot convert dictionary update sequence element #{number} to a sequence"
                ));
            }
            Err(raised) => return Err(raised),
        },
    };
    match <[Value; 2]>::try_from(items) {
        Ok([key, value]) => Ok((key, value)),
        Err(items) => Err(err!(
            ValueError,
            "dictionary update sequence element #{number} has length {}; 2 is required",
            items.len()
        )),
    }
}
