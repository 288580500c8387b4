//! `_collections`: what `collections` needs fast: `deque`, `defaultdict`, `OrderedDict`, and the helpers
//! of `Counter` and `namedtuple`.
//!
//! Reference: Library Reference, "collections".

pub mod default_dict;
pub mod deque;
pub mod ordered_dict;
pub mod tuple_getter;

use crate::native;
use crate::object::{BinaryOp, Builtin, Dict, Native, Raises, Ref, TypeSpec, Value, Vm};
use crate::protocol;
use crate::protocol::keyed;

pub static FUNCTIONS: &[Native] = &[native!(
    "_count_elements($module, mapping, iterable, /)",
    "Add one to the value of each item of the iterable.",
    count_elements
)];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("deque", Builtin::Deque),
    ("defaultdict", Builtin::DefaultDict),
    ("_deque_iterator", Builtin::DequeIterator),
    ("_deque_reverse_iterator", Builtin::DequeReverseIterator),
    ("_tuplegetter", Builtin::TupleGetter),
    ("OrderedDict", Builtin::OrderedDict),
];

pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::Deque => &deque::SPEC,
        Builtin::DequeIterator => &deque::iterator::SPEC,
        Builtin::DequeReverseIterator => &deque::iterator::REVERSE_SPEC,
        Builtin::DefaultDict => &default_dict::SPEC,
        Builtin::OrderedDict => &ordered_dict::SPEC,
        Builtin::OrderedDictIterator => &ordered_dict::views::ITERATOR_SPEC,
        Builtin::OrderedDictKeys => &ordered_dict::views::KEYS_SPEC,
        Builtin::OrderedDictValues => &ordered_dict::views::VALUES_SPEC,
        Builtin::OrderedDictItems => &ordered_dict::views::ITEMS_SPEC,
        Builtin::TupleGetter => &tuple_getter::SPEC,
        _ => return None,
    })
}

fn count_elements(vm: &Vm, mapping: Value, iterable: Value) -> Raises<()> {
    let one = Value::Int(1);
    if let Some(dict) = mapping.downcast::<Dict>()
        && counts_as_dict(vm, &mapping)
    {
        return protocol::for_each(vm, &iterable, &mut |item| {
            let (hash, at) = keyed::dict_find(vm, dict, &item)?;
            let Some(at) = at else {
                dict.insert_new(hash, item, one.clone());
                return Ok(());
            };
            let count = dict.value_at(at).clone();
            if let Value::Int(count) = count
                && let Some(more) = count.checked_add(1)
            {
                dict.replace_at(at, Value::Int(more));
                return Ok(());
            }
            let more = protocol::binary(vm, BinaryOp::Add, &count, &one)?;
            keyed::dict_set(vm, dict, item, more)
        });
    }
    let get = protocol::getattr(vm, &mapping, &vm.intern("get"))?;
    protocol::for_each(vm, &iterable, &mut |item| {
        let args = [item, Value::Int(0)];
        let count = protocol::call(vm, &get, crate::object::Args::positional(&args))?;
        let more = protocol::binary(vm, BinaryOp::Add, &count, &one)?;
        protocol::setitem(vm, &mapping, &args[0], more)
    })
}

/// Whether the class overrides neither `get` nor `__setitem__` of dict.
fn counts_as_dict(vm: &Vm, mapping: &Value) -> bool {
    let (class, dict): (_, &Ref<_>) = (vm.type_of(mapping), vm.class(Builtin::Dict));
    // By name: a class with a `__delitem__` of its own has another slot for `__setitem__`, too.
    ["get", "__setitem__"].iter().all(|name| {
        let name = vm.intern(name);
        match (class.lookup(vm, &name), dict.lookup(vm, &name)) {
            (Some(mine), Some(plain)) => mine.is(&plain),
            _ => false,
        }
    })
}
