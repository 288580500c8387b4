//! `set_iterator`.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Builtin, Layout, Payload, Raises, Ref, Set, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::types::container::{builtin_function, itself, this};

pub struct SetIterator {
    /// `None` once exhausted.
    set: RefCell<Option<Ref<Set>>>,
    /// The slot to go on from.
    place: Cell<usize>,
    /// The set's size at the start; [`CHANGED`] once it was found to have another.
    size: Cell<usize>,
    left: Cell<usize>,
}

const CHANGED: usize = usize::MAX;

impl Payload for SetIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.set, |set, visit| {
            if let Some(set) = set {
                visit.object(set);
            }
        });
    }
}

static LAYOUT: Layout = Layout::of::<SetIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "set_iterator",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
    ],
    ..TypeSpec::DEFAULT
};

pub fn iter(vm: &Vm, set: &Value) -> Raises<Value> {
    let set = super::of(set).clone();
    let size = set.len();
    let iterator = SetIterator {
        set: RefCell::new(Some(set)),
        place: Cell::new(0),
        size: Cell::new(size),
        left: Cell::new(size),
    };
    Ok(vm.alloc(Builtin::SetIterator, iterator))
}

fn next(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<SetIterator>(iterator);
    let found = match &*it.set.borrow() {
        Some(set) if set.len() != it.size.get() => {
            it.size.set(CHANGED);
            return Err(err!(RuntimeError, "Set changed size during iteration"));
        }
        Some(set) => set.next(it.place.get()),
        None => return Ok(None),
    };
    match found {
        Some((after, _, item)) => {
            it.place.set(after);
            it.left.set(it.left.get().saturating_sub(1));
            Ok(Some(item))
        }
        None => {
            let set = it.set.take();
            drop(set);
            Ok(None)
        }
    }
}

fn length_hint(_: &Vm, it: Ref<SetIterator>) -> usize {
    match &*it.set.borrow() {
        Some(set) if set.len() == it.size.get() => it.left.get(),
        _ => 0,
    }
}

/// The items left, as a list; the iterator itself stays where it is.
fn reduce(vm: &Vm, it: Ref<SetIterator>) -> Raises<Value> {
    let copy = SetIterator {
        set: RefCell::new(it.set.borrow().clone()),
        place: it.place.clone(),
        size: it.size.clone(),
        left: it.left.clone(),
    };
    let copy = vm.alloc(Builtin::SetIterator, copy);
    let left = vm.list(crate::protocol::to_vec(vm, &copy)?);
    let args = vm.tuple(vec![left]);
    Ok(vm.tuple(vec![builtin_function(vm, "iter")?, args]))
}
