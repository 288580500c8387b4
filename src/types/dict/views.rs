//! `dict_keys`, `dict_values` and `dict_items`: views of a dict that follow its changes.
//!
//! Reference: Library Reference, "Dictionary view objects".

use crate::native;
use crate::object::{
    BinaryOp, Builtin, CompareOp, Dict, GetSet, Layout, Payload, Raises, Ref, Set, Slots, Tuple,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::protocol::keyed;
use crate::types::class::unhashable;
use crate::types::container::{guarded_repr, push_repr, this};
use crate::types::set::operations as sets;

use super::{iterator, update};

/// The payload of all three kinds.
pub struct DictView {
    pub dict: Ref<Dict>,
}

impl Payload for DictView {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.dict);
    }
}

pub static LAYOUT: Layout = Layout::of::<DictView>();

const MAPPING: &[GetSet] = &[GetSet {
    name: "mapping",
    doc: "The dict this is a view of, to be read only.",
    get: |vm, view| {
        let dict = Value::of(this::<DictView>(view).dict.clone().into_any());
        Ok(crate::types::mappingproxy::make(vm, dict))
    },
    set: None,
}];

pub static KEYS_SPEC: TypeSpec = TypeSpec {
    name: "dict_keys",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        common_slots(slots);
        set_slots(slots);
        slots.iter.set(Some(|vm, view| iter(vm, view, Builtin::DictKeyIterator)));
        slots.contains.set(Some(has_key));
    },
    methods: &[
        native!("isdisjoint($self, object, /)", "Whether no item is in both.", isdisjoint),
        native!("__reversed__($self, /)", "An iterator from the end.", reversed_keys),
    ],
    getset: MAPPING,
    ..TypeSpec::DEFAULT
};

pub static VALUES_SPEC: TypeSpec = TypeSpec {
    name: "dict_values",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        common_slots(slots);
        slots.iter.set(Some(|vm, view| iter(vm, view, Builtin::DictValueIterator)));
    },
    methods: &[native!("__reversed__($self, /)", "An iterator from the end.", reversed_values)],
    getset: MAPPING,
    ..TypeSpec::DEFAULT
};

pub static ITEMS_SPEC: TypeSpec = TypeSpec {
    name: "dict_items",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        common_slots(slots);
        set_slots(slots);
        slots.iter.set(Some(|vm, view| iter(vm, view, Builtin::DictItemIterator)));
        slots.contains.set(Some(has_item));
    },
    methods: &[
        native!("isdisjoint($self, object, /)", "Whether no item is in both.", isdisjoint),
        native!("__reversed__($self, /)", "An iterator from the end.", reversed_items),
    ],
    getset: MAPPING,
    ..TypeSpec::DEFAULT
};

fn common_slots(slots: &Slots) {
    slots.repr.set(Some(repr));
    slots.len.set(Some(|_, view| Ok(this::<DictView>(view).dict.len())));
}

/// What keys and items share with sets.
pub fn set_slots(slots: &Slots) {
    slots.hash.set(Some(unhashable));
    slots.compare.set(Some(compare));
    slots.binary[BinaryOp::Sub as usize].set(Some(sub));
    slots.binary[BinaryOp::And as usize].set(Some(and));
    slots.binary[BinaryOp::Xor as usize].set(Some(xor));
    slots.binary[BinaryOp::Or as usize].set(Some(or));
}

pub fn keys(vm: &Vm, dict: Ref<Dict>) -> Value {
    vm.alloc(Builtin::DictKeys, DictView { dict })
}

pub fn values(vm: &Vm, dict: Ref<Dict>) -> Value {
    vm.alloc(Builtin::DictValues, DictView { dict })
}

pub fn items(vm: &Vm, dict: Ref<Dict>) -> Value {
    vm.alloc(Builtin::DictItems, DictView { dict })
}

fn iter(vm: &Vm, view: &Value, kind: Builtin) -> Raises<Value> {
    Ok(iterator::make(vm, kind, &this::<DictView>(view).dict))
}

fn reversed_keys(vm: &Vm, view: Ref<DictView>) -> Value {
    iterator::make(vm, Builtin::DictReverseKeyIterator, &view.dict)
}

fn reversed_values(vm: &Vm, view: Ref<DictView>) -> Value {
    iterator::make(vm, Builtin::DictReverseValueIterator, &view.dict)
}

fn reversed_items(vm: &Vm, view: Ref<DictView>) -> Value {
    iterator::make(vm, Builtin::DictReverseItemIterator, &view.dict)
}

pub fn repr(vm: &Vm, view: &Value) -> Raises<Value> {
    guarded_repr(vm, view, "...", || {
        let items = vm.list(protocol::to_vec(vm, view)?);
        let mut text = vm.type_name(view).into_bytes();
        text.push(b'(');
        push_repr(vm, &mut text, &items)?;
        text.push(b')');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn has_key(vm: &Vm, view: &Value, key: &Value) -> Raises<bool> {
    Ok(keyed::dict_find(vm, &this::<DictView>(view).dict, key)?.1.is_some())
}

fn has_item(vm: &Vm, view: &Value, item: &Value) -> Raises<bool> {
    let Some(pair) = item.downcast::<Tuple>() else { return Ok(false) };
    let [key, value] = pair.items() else { return Ok(false) };
    match keyed::dict_get(vm, &this::<DictView>(view).dict, key)? {
        Some(found) => protocol::same(vm, &found, value),
        None => Ok(false),
    }
}

/// Whether the value is a view of keys or items.
fn is_set_view(vm: &Vm, value: &Value) -> bool {
    value.downcast::<DictView>().is_some()
        && vm.type_of(value).slots.binary[BinaryOp::And as usize].get().is_some()
}

fn is_exact_set(vm: &Vm, value: &Value) -> bool {
    matches!(value, Value::Set(_)) || vm.type_of(value).is(vm.class(Builtin::FrozenSet))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    if b.downcast::<Set>().is_none() && !is_set_view(vm, b) {
        return Ok(Value::NotImplemented);
    }
    let (left, right) = (protocol::len(vm, a)?, protocol::len(vm, b)?);
    Ok(Value::bool(match op {
        CompareOp::Eq => left == right && all_in(vm, a, b)?,
        CompareOp::Ne => left != right || !all_in(vm, a, b)?,
        CompareOp::Lt => left < right && all_in(vm, a, b)?,
        CompareOp::Le => left <= right && all_in(vm, a, b)?,
        CompareOp::Gt => left > right && all_in(vm, b, a)?,
        CompareOp::Ge => left >= right && all_in(vm, b, a)?,
    }))
}

fn all_in(vm: &Vm, items: &Value, container: &Value) -> Raises<bool> {
    let iterator = protocol::iter(vm, items)?;
    while let Some(item) = protocol::next(vm, &iterator)? {
        if !protocol::contains(vm, container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A new set of the items of an operand, which may be any iterable.
fn to_set(vm: &Vm, items: &Value) -> Raises<Ref<Set>> {
    let set = Ref::<Set>::new(vm);
    match items.downcast::<DictView>() {
        Some(view) if vm.type_of(items).is(vm.class(Builtin::DictKeys)) => {
            sets::update(vm, &set, &Value::of(view.dict.clone().into_any()))?;
        }
        _ => sets::update(vm, &set, items)?,
    }
    Ok(set)
}

fn sub(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let set = to_set(vm, a)?;
    sets::difference_update(vm, &set, b)?;
    Ok(Value::of(set.into_any()))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let set = to_set(vm, a)?;
    sets::update(vm, &set, b)?;
    Ok(Value::of(set.into_any()))
}

fn and(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (mut view, mut other) = if is_set_view(vm, a) { (a, b) } else { (b, a) };
    let len = protocol::len(vm, view)?;
    if let Value::Set(set) = other
        && len <= set.len()
    {
        return sets::intersection(vm, set, view).map(|it| Value::of(it.into_any()));
    }
    if is_set_view(vm, other) && protocol::len(vm, other)? > len {
        (view, other) = (other, view);
    }
    let set = Ref::<Set>::new(vm);
    protocol::for_each(vm, other, &mut |item| {
        if protocol::contains(vm, view, &item)? {
            keyed::set_add(vm, &set, item)?;
        }
        Ok(())
    })?;
    Ok(Value::of(set.into_any()))
}

fn xor(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    if vm.is_instance(a, Builtin::DictItems) && vm.is_instance(b, Builtin::DictItems) {
        return items_xor(vm, &this::<DictView>(a).dict, &this::<DictView>(b).dict);
    }
    let set = to_set(vm, a)?;
    sets::symmetric_difference_update(vm, &set, b)?;
    Ok(Value::of(set.into_any()))
}

/// Values are compared here, so only those that differ need to be hashable.
fn items_xor(vm: &Vm, a: &Ref<Dict>, b: &Ref<Dict>) -> Raises<Value> {
    let left = vm.dict();
    update::merge(vm, &left, a)?;
    let set = Ref::<Set>::new(vm);
    for (key, value) in b.items() {
        let found = keyed::dict_get(vm, &left, &key)?;
        match found {
            Some(found) if protocol::same(vm, &found, &value)? => {
                super::remove(vm, &left, &key)?;
            }
            _ => {
                keyed::set_add(vm, &set, super::pair(vm, key, value))?;
            }
        }
    }
    for (key, value) in left.items() {
        keyed::set_add(vm, &set, super::pair(vm, key, value))?;
    }
    Ok(Value::of(set.into_any()))
}

fn isdisjoint(vm: &Vm, view: Ref<DictView>, object: Value) -> Raises<bool> {
    let view = Value::of(view.into_any());
    if view.is(&object) {
        return Ok(protocol::len(vm, &view)? == 0);
    }
    let (mut container, mut items) = (&view, &object);
    if (is_exact_set(vm, items) || is_set_view(vm, items))
        && protocol::len(vm, items)? > protocol::len(vm, container)?
    {
        (container, items) = (items, container);
    }
    let iterator = protocol::iter(vm, items)?;
    while let Some(item) = protocol::next(vm, &iterator)? {
        if protocol::contains(vm, container, &item)? {
            return Ok(false);
        }
        vm.poll()?;
    }
    Ok(true)
}
