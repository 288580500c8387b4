//! `groupby`: runs of items with the same key.

use std::cell::{Cell, RefCell};

use crate::object::{
    Args, Builtin, Layout, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm,
};
use crate::protocol;
use crate::types::container::{arity, itself, this};
use crate::types::dict::pair;

use super::iterator;

/// The payload of `groupby`.
pub struct GroupBy {
    iterator: Value,
    key: Value,
    /// The key of the present group.
    target: RefCell<Option<Value>>,
    /// The item fetched last and its key, until it is given away.
    current: RefCell<Option<Value>>,
    current_key: RefCell<Option<Value>>,
    /// The number of the one group that may go on; 0: none.
    group: Cell<u64>,
    groups: Cell<u64>,
}

impl Payload for GroupBy {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.iterator, &self.key]);
        for cell in [&self.target, &self.current, &self.current_key] {
            visit.cell(cell, |it, visit| visit.values(it));
        }
    }

    fn clear(&self) {
        let parts = [&self.target, &self.current, &self.current_key].map(|it| it.take());
        drop(parts);
    }
}

pub static SPEC: TypeSpec = iterator!(
    "itertools.groupby",
    GroupBy,
    "Pairs of a key and an iterator over the run of items with that key.",
    new,
    next,
    &[]
);

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, key): (Value, Value) = crate::bind!(vm, args, "groupby(iterable, key=None)")?;
    let payload = GroupBy {
        iterator: protocol::iter(vm, &iterable)?,
        key,
        target: RefCell::default(),
        current: RefCell::default(),
        current_key: RefCell::default(),
        group: Cell::new(0),
        groups: Cell::new(0),
    };
    Ok(vm.alloc_in(class, payload))
}

/// Fetches the next item; false at the end.
fn step(vm: &Vm, it: &GroupBy) -> Raises<bool> {
    let Some(item) = protocol::next(vm, &it.iterator)? else { return Ok(false) };
    let key = match it.key {
        Value::None => item.clone(),
        _ => protocol::call1(vm, &it.key, &item)?,
    };
    let old = (it.current.replace(Some(item)), it.current_key.replace(Some(key)));
    drop(old);
    Ok(true)
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let Some(it) = iterator.downcast::<GroupBy>() else { return Ok(None) };
    it.group.set(0);
    let key = loop {
        let (key, target) = (it.current_key.borrow().clone(), it.target.borrow().clone());
        if let Some(key) = key {
            match target {
                Some(target) if protocol::same(vm, &target, &key)? => {}
                _ => break key,
            }
        }
        if !step(vm, it)? {
            return Ok(None);
        }
        vm.poll()?;
    };
    let old = it.target.replace(Some(key.clone()));
    drop(old);
    Ok(Some(pair(vm, key.clone(), group(vm, it, key))))
}

/// The payload of `_grouper`: the iterator over one group.
pub struct Grouper {
    parent: Ref<GroupBy>,
    key: Value,
    number: u64,
}

impl Payload for Grouper {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.parent);
        visit.value(&self.key);
    }
}

static GROUPER_LAYOUT: Layout = Layout::of::<Grouper>();

pub static GROUPER: TypeSpec = TypeSpec {
    name: "itertools._grouper",
    layout: Some(&GROUPER_LAYOUT),
    slots: |slots| {
        slots.new.set(Some(new_grouper));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next_in_group));
    },
    ..TypeSpec::DEFAULT
};

fn group(vm: &Vm, parent: &Ref<GroupBy>, key: Value) -> Value {
    let number = parent.groups.get() + 1;
    parent.groups.set(number);
    parent.group.set(number);
    vm.alloc(Builtin::Grouper, Grouper { parent: parent.clone(), key, number })
}

fn new_grouper(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let given = arity(args, "_grouper", 2, 2)?;
    match given[0].downcast::<GroupBy>() {
        Some(parent) => Ok(group(vm, parent, given[1].clone())),
        None => Err(crate::err!(
            TypeError,
            "_grouper() argument 1 must be itertools.groupby, not {}",
            vm.type_name(&given[0])
        )),
    }
}

fn next_in_group(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Grouper>(iterator);
    let parent = &it.parent;
    if parent.group.get() != it.number {
        return Ok(None);
    }
    if parent.current.borrow().is_none() && !step(vm, parent)? {
        return Ok(None);
    }
    let key = parent.current_key.borrow().clone();
    let Some(key) = key else { return Ok(None) };
    if !protocol::same(vm, &it.key, &key)? {
        return Ok(None);
    }
    let old = parent.current_key.take();
    drop(old);
    Ok(parent.current.take())
}
