//! The views of an `OrderedDict` and the iterator they share.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Builtin, Dict, Layout, Payload, Raises, Ref, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::types::container::{builtin_function, itself, this};
use crate::types::dict;
use crate::types::dict::views::{DictView, LAYOUT as VIEW_LAYOUT};

macro_rules! view {
    ($name:literal, $base:ident, $iter:path, $reversed:path) => {
        TypeSpec {
            name: $name,
            base: Builtin::$base,
            layout: Some(&VIEW_LAYOUT),
            flags: flags::NO_NEW,
            slots: |slots| slots.iter.set(Some($iter)),
            methods: &[native!("__reversed__($self, /)", "An iterator from the end.", $reversed)],
            ..TypeSpec::DEFAULT
        }
    };
}

pub static KEYS_SPEC: TypeSpec = view!("odict_keys", DictKeys, iter_keys, reversed_keys);
pub static VALUES_SPEC: TypeSpec = view!("odict_values", DictValues, iter_values, reversed_values);
pub static ITEMS_SPEC: TypeSpec = view!("odict_items", DictItems, iter_items, reversed_items);

pub fn keys(vm: &Vm, dict: Ref<Dict>) -> Value {
    vm.alloc(Builtin::OrderedDictKeys, DictView { dict })
}

pub fn values(vm: &Vm, dict: Ref<Dict>) -> Value {
    vm.alloc(Builtin::OrderedDictValues, DictView { dict })
}

pub fn items(vm: &Vm, dict: Ref<Dict>) -> Value {
    vm.alloc(Builtin::OrderedDictItems, DictView { dict })
}

fn iter_keys(vm: &Vm, view: &Value) -> Raises<Value> {
    Ok(iterator(vm, this::<DictView>(view).dict.clone(), Show::Keys, false))
}

fn iter_values(vm: &Vm, view: &Value) -> Raises<Value> {
    Ok(iterator(vm, this::<DictView>(view).dict.clone(), Show::Values, false))
}

fn iter_items(vm: &Vm, view: &Value) -> Raises<Value> {
    Ok(iterator(vm, this::<DictView>(view).dict.clone(), Show::Items, false))
}

fn reversed_keys(vm: &Vm, view: Ref<DictView>) -> Value {
    iterator(vm, view.dict.clone(), Show::Keys, true)
}

fn reversed_values(vm: &Vm, view: Ref<DictView>) -> Value {
    iterator(vm, view.dict.clone(), Show::Values, true)
}

fn reversed_items(vm: &Vm, view: Ref<DictView>) -> Value {
    iterator(vm, view.dict.clone(), Show::Items, true)
}

pub fn iter(vm: &Vm, object: &Value) -> Raises<Value> {
    Ok(iterator(vm, dict::of(object).clone(), Show::Keys, false))
}

pub fn reversed(vm: &Vm, dict: Ref<Dict>) -> Value {
    iterator(vm, dict, Show::Keys, true)
}

#[derive(Clone, Copy)]
enum Show {
    Keys,
    Values,
    Items,
}

/// The payload of `odict_iterator`.
pub struct OrderedDictIterator {
    /// `None` once exhausted.
    dict: RefCell<Option<Ref<Dict>>>,
    show: Show,
    backward: bool,
    /// The position of the next item: it is settled one step ahead, so that the last step sees no
    /// change. `None` when there is none.
    next: Cell<Option<usize>>,
    version: u32,
}

impl Payload for OrderedDictIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.dict, |it, visit| {
            if let Some(dict) = it {
                visit.object(dict);
            }
        });
    }
}

static LAYOUT: Layout = Layout::of::<OrderedDictIterator>();

pub static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "odict_iterator",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[native!("__reduce__($self, /)", "What pickling needs.", reduce)],
    ..TypeSpec::DEFAULT
};

/// The position of the first item from `from` on, or of the last one before it.
fn position(dict: &Dict, from: usize, backward: bool) -> Option<usize> {
    if backward {
        dict.previous(from).map(|(at, _)| at)
    } else {
        dict.next(from).map(|(after, _)| after - 1)
    }
}

fn iterator(vm: &Vm, dict: Ref<Dict>, show: Show, backward: bool) -> Value {
    let start = position(&dict, if backward { usize::MAX } else { 0 }, backward);
    let payload = OrderedDictIterator {
        show,
        backward,
        next: Cell::new(start),
        version: dict.version(),
        dict: RefCell::new(Some(dict)),
    };
    vm.alloc(Builtin::OrderedDictIterator, payload)
}

fn next(vm: &Vm, object: &Value) -> Raises<Option<Value>> {
    let it = this::<OrderedDictIterator>(object);
    let dict = it.dict.borrow().clone();
    let Some(dict) = dict else { return Ok(None) };
    let entry = match it.next.get() {
        Some(_) if dict.version() != it.version => {
            return Err(err!(RuntimeError, "OrderedDict mutated during iteration"));
        }
        Some(at) => dict.next(at).map(|(_, entry)| (at, entry.clone())),
        None => None,
    };
    let Some((at, entry)) = entry else {
        let old = it.dict.take();
        drop(old);
        return Ok(None);
    };
    it.next.set(position(&dict, if it.backward { at } else { at + 1 }, it.backward));
    Ok(Some(match it.show {
        Show::Keys => entry.key,
        Show::Values => entry.value,
        Show::Items => dict::pair(vm, entry.key, entry.value),
    }))
}

/// The items left, as a list; the iterator itself stays where it is.
fn reduce(vm: &Vm, it: Ref<OrderedDictIterator>) -> Raises<Value> {
    let copy = OrderedDictIterator {
        dict: RefCell::new(it.dict.borrow().clone()),
        show: it.show,
        backward: it.backward,
        next: it.next.clone(),
        version: it.version,
    };
    let copy = vm.alloc(Builtin::OrderedDictIterator, copy);
    let left = vm.list(crate::protocol::to_vec(vm, &copy)?);
    let args = vm.tuple(vec![left]);
    Ok(vm.tuple(vec![builtin_function(vm, "iter")?, args]))
}
