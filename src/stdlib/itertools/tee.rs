//! `tee`: several iterators over the same items.
//!
//! The items lie in a chain of blocks that all of them walk along; a block goes when the last one has
//! left it behind.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Name, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::container::{arity, itself, memory_error, no_keywords, this};

/// The payload of `_tee_dataobject`: a block of items, and how to get more.
pub struct TeeData {
    iterator: Value,
    items: RefCell<Vec<Value>>,
    next: RefCell<Option<Ref<TeeData>>>,
    /// The iterator is being asked right now.
    running: Cell<bool>,
}

const BLOCK: usize = 57;

impl Payload for TeeData {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.iterator);
        visit.cell(&self.items, |it, visit| visit.values(it));
        visit.cell(&self.next, |it, visit| {
            if let Some(next) = it {
                visit.object(next);
            }
        });
    }

    fn clear(&self) {
        let parts = (self.items.take(), self.next.take());
        drop(parts);
    }
}

static DATA_LAYOUT: Layout = Layout::of::<TeeData>();

pub static DATA: TypeSpec = TypeSpec {
    name: "itertools._tee_dataobject",
    layout: Some(&DATA_LAYOUT),
    flags: flags::NO_NEW,
    doc: "Items that several iterators share.",
    ..TypeSpec::DEFAULT
};

/// The payload of `_tee`: a place in the chain.
pub struct Tee {
    block: RefCell<Ref<TeeData>>,
    index: Cell<usize>,
}

impl Payload for Tee {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.block, |it, visit| visit.object(it));
    }
}

static LAYOUT: Layout = Layout::of::<Tee>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "itertools._tee",
    layout: Some(&LAYOUT),
    flags: flags::WEAKREF,
    doc: "One of several iterators over the same items.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[native!(
        "__copy__($self, /)",
        "An iterator that goes on from the same place.",
        copy
    )],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "_tee")?;
    let given = arity(args, "_tee", 1, 1)?;
    let iterator = protocol::iter(vm, &given[0])?;
    Ok(over(vm, iterator))
}

/// A tee of an iterator; of a tee, another one at the same place.
fn over(vm: &Vm, iterator: Value) -> Value {
    if let Some(tee) = iterator.downcast::<Tee>() {
        return copy(vm, tee.clone());
    }
    let block = RefCell::new(block(vm, iterator));
    vm.alloc(Builtin::Tee, Tee { block, index: Cell::new(0) })
}

fn block(vm: &Vm, iterator: Value) -> Ref<TeeData> {
    let data = TeeData {
        iterator,
        items: RefCell::default(),
        next: RefCell::default(),
        running: Cell::new(false),
    };
    let made = vm.alloc(Builtin::TeeData, data);
    this::<TeeData>(&made).clone()
}

fn copy(vm: &Vm, tee: Ref<Tee>) -> Value {
    let block = RefCell::new(tee.block.borrow().clone());
    vm.alloc(Builtin::Tee, Tee { block, index: tee.index.clone() })
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Tee>(iterator);
    if it.index.get() >= BLOCK {
        let here = it.block.borrow().clone();
        let follower = here.next.borrow().clone();
        let follower = follower.unwrap_or_else(|| {
            let made = block(vm, here.iterator.clone());
            here.next.replace(Some(made.clone()));
            made
        });
        let old = it.block.replace(follower);
        it.index.set(0);
        drop(old);
    }
    let here = it.block.borrow().clone();
    let index = it.index.get();
    let known = here.items.borrow().get(index).cloned();
    let item = match known {
        Some(item) => item,
        None => {
            if here.running.replace(true) {
                return Err(err!(RuntimeError, "cannot re-enter the tee iterator"));
            }
            let item = protocol::next(vm, &here.iterator);
            here.running.set(false);
            let Some(item) = item? else { return Ok(None) };
            here.items.borrow_mut().push(item.clone());
            item
        }
    };
    it.index.set(index + 1);
    Ok(Some(item))
}

pub fn tee(vm: &Vm, iterable: Value, n: isize) -> Raises<Value> {
    if n < 0 {
        return Err(err!(ValueError, "n must be >= 0"));
    }
    if n > 1 << 32 {
        return Err(memory_error());
    }
    if n == 0 {
        return Ok(vm.tuple(vec![]));
    }
    let iterator = protocol::iter(vm, &iterable)?;
    let copy_name = vm.name(Name::Copy);
    let (first, copier) = match protocol::getattr_opt(vm, &iterator, copy_name)? {
        Some(copier) => (iterator, copier),
        None => {
            let first = over(vm, iterator);
            let copier = protocol::getattr(vm, &first, copy_name)?;
            (first, copier)
        }
    };
    let mut all = vec![first];
    for _ in 1..n {
        all.push(protocol::call0(vm, &copier)?);
    }
    Ok(vm.tuple(all))
}
