//! `reversed`: the items of a sequence from its end.
//!
//! Reference: Library Reference, "reversed".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Name, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{arity, itself, no_keywords_for, state, this};
use super::sequence_iterator::ends;

pub struct Reversed {
    /// `Err` once exhausted.
    sequence: RefCell<Value>,
    index: Cell<i64>,
}

impl Payload for Reversed {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.sequence, |it, visit| visit.value(it));
    }
}

static LAYOUT: Layout = Layout::of::<Reversed>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "reversed",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "reversed(sequence, /)\n--\n\nThe items of the sequence from its end to its start.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__length_hint__($self, /)", "How many items are left.", length_hint),
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!("__setstate__($self, object, /)", "Go to a place.", setstate),
    ],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Reversed, args, "reversed")?;
    let given = arity(Args::positional(args.positionals()), "reversed", 1, 1)?;
    let sequence = &given[0];
    if let Value::List(list) = sequence {
        return Ok(super::list::iterator::reversed(vm, list.clone()));
    }
    if let Some(iterator) = super::range::reversed_of(vm, sequence) {
        return iterator;
    }
    let not_reversible =
        || err!(TypeError, "'{}' object is not reversible", vm.type_name(sequence));
    if let Some(method) = protocol::lookup_special(vm, sequence, Name::Reversed)? {
        if method.is_none() {
            return Err(not_reversible());
        }
        return protocol::call0(vm, &method);
    }
    let kind = vm.type_of(sequence);
    if kind.slots.getitem.get().is_none() || sequence.downcast::<crate::object::Dict>().is_some() {
        return Err(not_reversible());
    }
    let len = protocol::len(vm, sequence)?;
    let payload =
        Reversed { sequence: RefCell::new(sequence.clone()), index: Cell::new(len as i64 - 1) };
    Ok(vm.alloc_in(class, payload))
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Reversed>(iterator);
    let index = it.index.get();
    if index >= 0 {
        let sequence = it.sequence.borrow().clone();
        match protocol::getitem(vm, &sequence, &Value::Int(index)) {
            Ok(item) => {
                it.index.set(index - 1);
                return Ok(Some(item));
            }
            Err(raised) if ends(vm, &raised) => {}
            Err(raised) => return Err(raised),
        }
    }
    it.index.set(-1);
    let old = it.sequence.replace(Value::Err);
    drop(old);
    Ok(None)
}

fn length_hint(vm: &Vm, it: Ref<Reversed>) -> Raises<i64> {
    let sequence = it.sequence.borrow().clone();
    if sequence.is_err() {
        return Ok(0);
    }
    let left = it.index.get() + 1;
    let len = protocol::len(vm, &sequence)? as i64;
    Ok(if len < left { 0 } else { left })
}

fn reduce(vm: &Vm, it: Ref<Reversed>) -> Value {
    let class = Value::Type(it.class().clone());
    let sequence = it.sequence.borrow().clone();
    if sequence.is_err() {
        let empty = vm.tuple(vec![vm.tuple(vec![])]);
        return vm.tuple(vec![class, empty]);
    }
    let args = vm.tuple(vec![sequence]);
    vm.tuple(vec![class, args, Value::Int(it.index.get())])
}

fn setstate(vm: &Vm, it: Ref<Reversed>, place: Value) -> Raises<()> {
    let place = state(vm, &place)?;
    let sequence = it.sequence.borrow().clone();
    if !sequence.is_err() {
        let len = protocol::len(vm, &sequence)? as i64;
        it.index.set(place.clamp(-1, len - 1));
    }
    Ok(())
}
