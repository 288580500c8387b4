//! The iterators of dicts: over keys, values and items, from either end.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::dict::Entry;
use crate::object::{
    Builtin, Dict, Layout, Native, Payload, Raised, Raises, Ref, TypeSpec, Value, Visitor, Vm,
    flags,
};
use crate::types::container::{builtin_function, itself, this};

use super::{of, pair};

/// The payload of all six kinds.
pub struct DictIterator {
    /// `None` once exhausted.
    dict: RefCell<Option<Ref<Dict>>>,
    /// Where to go on; from the end: the position after the next one.
    position: Cell<usize>,
    /// The dict's size at the start; [`CHANGED`] once it was found to have another.
    size: Cell<usize>,
    left: Cell<usize>,
}

const CHANGED: usize = usize::MAX;

impl Payload for DictIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.dict, |dict, visit| {
            if let Some(dict) = dict {
                visit.object(dict);
            }
        });
    }
}

static LAYOUT: Layout = Layout::of::<DictIterator>();

const METHODS: &[Native] = &[
    native!("__length_hint__($self, /)", "How many items are left.", length_hint),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
];

/// What an iterator shows of an entry.
type Show<T> = fn(&Vm, &Entry) -> T;

macro_rules! specs {
    ($($spec:ident, $name:literal, $next:ident, $step:ident, $show:expr;)*) => {$(
        pub static $spec: TypeSpec = TypeSpec {
            name: $name,
            layout: Some(&LAYOUT),
            flags: flags::NO_NEW,
            slots: |slots| {
                slots.iter.set(Some(itself));
                slots.next.set(Some($next));
            },
            methods: METHODS,
            ..TypeSpec::DEFAULT
        };

        fn $next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
            $step(vm, this::<DictIterator>(iterator), $show)
        }
    )*};
}

specs! {
    KEY_SPEC, "dict_keyiterator", next_key, forward, |_, it| it.key.clone();
    VALUE_SPEC, "dict_valueiterator", next_value, forward, |_, it| it.value.clone();
    ITEM_SPEC, "dict_itemiterator", next_item, forward, show_item;
    REVERSE_KEY_SPEC, "dict_reversekeyiterator", previous_key, backward, |_, it| it.key.clone();
    REVERSE_VALUE_SPEC, "dict_reversevalueiterator", previous_value, backward,
        |_, it| it.value.clone();
    REVERSE_ITEM_SPEC, "dict_reverseitemiterator", previous_item, backward, show_item;
}

pub fn next_pair(vm: &Vm, iterator: &Value) -> Raises<Option<(Value, Value)>> {
    forward(vm, this::<DictIterator>(iterator), |_, it| (it.key.clone(), it.value.clone()))
}

fn show_item(vm: &Vm, entry: &Entry) -> Value {
    pair(vm, entry.key.clone(), entry.value.clone())
}

#[inline(always)]
fn forward<T>(vm: &Vm, it: &DictIterator, show: Show<T>) -> Raises<Option<T>> {
    let found = match &*it.dict.borrow() {
        Some(dict) => {
            check_size(it, dict)?;
            match dict.next(it.position.get()) {
                Some((after, _)) if it.left.get() == 0 => {
                    it.position.set(after);
                    Err(keys_changed())
                }
                Some((after, entry)) => {
                    it.position.set(after);
                    it.left.set(it.left.get() - 1);
                    Ok(Some(show(vm, entry)))
                }
                None => Ok(None),
            }
        }
        None => return Ok(None),
    };
    if !matches!(found, Ok(Some(_))) {
        exhaust(it);
    }
    found
}

#[inline(always)]
fn backward<T>(vm: &Vm, it: &DictIterator, show: Show<T>) -> Raises<Option<T>> {
    let found = match &*it.dict.borrow() {
        Some(dict) => {
            check_size(it, dict)?;
            match dict.previous(it.position.get()) {
                Some((at, entry)) => {
                    it.position.set(at);
                    it.left.set(it.left.get().saturating_sub(1));
                    Some(show(vm, entry))
                }
                None => None,
            }
        }
        None => return Ok(None),
    };
    if found.is_none() {
        exhaust(it);
    }
    Ok(found)
}

#[inline(always)]
fn check_size(it: &DictIterator, dict: &Dict) -> Raises<()> {
    if it.size.get() == dict.len() { Ok(()) } else { Err(size_changed(it)) }
}

#[cold]
fn size_changed(it: &DictIterator) -> Raised {
    it.size.set(CHANGED);
    err!(RuntimeError, "dictionary changed size during iteration")
}

#[cold]
fn keys_changed() -> Raised {
    err!(RuntimeError, "dictionary keys changed during iteration")
}

#[cold]
fn exhaust(it: &DictIterator) {
    let dict = it.dict.take();
    drop(dict);
}

/// An iterator of one of the six kinds.
pub fn make(vm: &Vm, kind: Builtin, dict: &Ref<Dict>) -> Value {
    let backward = matches!(
        kind,
        Builtin::DictReverseKeyIterator
            | Builtin::DictReverseValueIterator
            | Builtin::DictReverseItemIterator
    );
    let len = dict.len();
    let iterator = DictIterator {
        dict: RefCell::new(Some(dict.clone())),
        position: Cell::new(if backward { usize::MAX } else { 0 }),
        size: Cell::new(len),
        left: Cell::new(len),
    };
    vm.alloc(kind, iterator)
}

pub fn iter(vm: &Vm, dict: &Value) -> Raises<Value> {
    Ok(make(vm, Builtin::DictKeyIterator, of(dict)))
}

pub fn reversed(vm: &Vm, dict: Ref<Dict>) -> Value {
    make(vm, Builtin::DictReverseKeyIterator, &dict)
}

fn length_hint(_: &Vm, it: Ref<DictIterator>) -> usize {
    match &*it.dict.borrow() {
        Some(dict) if it.size.get() == dict.len() => it.left.get(),
        _ => 0,
    }
}

/// The items left, as a list; the iterator itself stays where it is.
fn reduce(vm: &Vm, it: Ref<DictIterator>) -> Raises<Value> {
    let copy = DictIterator {
        dict: RefCell::new(it.dict.borrow().clone()),
        position: it.position.clone(),
        size: it.size.clone(),
        left: it.left.clone(),
    };
    let copy = vm.alloc_in(it.class(), copy);
    let left = vm.list(crate::protocol::to_vec(vm, &copy)?);
    let args = vm.tuple(vec![left]);
    Ok(vm.tuple(vec![builtin_function(vm, "iter")?, args]))
}
