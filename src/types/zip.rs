//! `zip`: the items of several iterables side by side.
//!
//! Reference: Library Reference, "zip".

use std::cell::Cell;

use crate::err;
use crate::native;
use crate::object::{
    Args, Layout, Payload, Raised, Raises, Ref, Tuple, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{itself, this};
use super::dict::pair;
use super::pairs::step;

pub struct Zip {
    iterators: Box<[Value]>,
    strict: Cell<bool>,
}

impl Payload for Zip {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values(&self.iterators);
    }
}

static LAYOUT: Layout = Layout::of::<Zip>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "zip",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "zip(*iterables, strict=False)\n--\n\nTuples of the first items of all iterables, of the second ones, and so on until the \
          shortest ends.\n\nWith strict=True it is a ValueError if one ends before the others.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!("__setstate__($self, object, /)", "Set whether to be strict.", setstate),
    ],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let mut strict = false;
    if args.names.len() > 1 {
        let count = args.names.len();
        return Err(err!(TypeError, "zip() takes at most 1 keyword argument ({count} given)"));
    }
    for (name, value) in args.keywords() {
        if name.bytes() != b"strict" {
            let name = name.to_string_lossy();
            return Err(err!(TypeError, "zip() got an unexpected keyword argument '{name}'"));
        }
        strict = vm.is_true(value)?;
    }
    let iterators: Raises<Vec<Value>> =
        args.positionals().iter().map(|it| protocol::iter(vm, it)).collect();
    let payload = Zip { iterators: iterators?.into_boxed_slice(), strict: Cell::new(strict) };
    Ok(vm.alloc_in(class, payload))
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Zip>(iterator);
    if it.iterators.len() == 2 {
        return Ok(next_pair(vm, iterator)?.map(|(a, b)| pair(vm, a, b)));
    }
    if it.iterators.is_empty() {
        return Ok(None);
    }
    let mut items = Vec::with_capacity(it.iterators.len());
    for (i, iterator) in it.iterators.iter().enumerate() {
        match protocol::next(vm, iterator)? {
            Some(item) => items.push(item),
            None => return ended(vm, it, i),
        }
    }
    Ok(Some(vm.tuple(items)))
}

/// Whether there are two iterables.
pub fn gives_pairs(iterator: &Value) -> bool {
    this::<Zip>(iterator).iterators.len() == 2
}

pub fn next_pair(vm: &Vm, iterator: &Value) -> Raises<Option<(Value, Value)>> {
    let it = this::<Zip>(iterator);
    let [first, second] = &*it.iterators else { return Ok(None) };
    let Some(a) = step(vm, first)? else { return ended(vm, it, 0) };
    let Some(b) = step(vm, second)? else { return ended(vm, it, 1) };
    Ok(Some((a, b)))
}

/// Iterator `i` has ended: so do all, unless being strict.
#[cold]
fn ended<T>(vm: &Vm, it: &Zip, i: usize) -> Raises<Option<T>> {
    if !it.strict.get() {
        return Ok(None);
    }
    if i > 0 {
        return Err(uneven(i, "shorter"));
    }
    for (i, iterator) in it.iterators.iter().enumerate().skip(1) {
        if protocol::next(vm, iterator)?.is_some() {
            return Err(uneven(i, "longer"));
        }
    }
    Ok(None)
}

fn uneven(i: usize, how: &str) -> Raised {
    let others = if i == 1 { " " } else { "s 1-" };
    err!(ValueError, "zip() argument {} is {how} than argument{others}{i}", i + 1)
}

fn reduce(vm: &Vm, it: Ref<Zip>) -> Value {
    let class = Value::Type(it.class().clone());
    let iterators = Ref::<Tuple>::of_class(
        vm,
        vm.class(crate::object::Builtin::Tuple),
        it.iterators.iter().cloned(),
    );
    let mut parts = vec![class, Value::Tuple(iterators)];
    if it.strict.get() {
        parts.push(Value::TRUE);
    }
    vm.tuple(parts)
}

fn setstate(_: &Vm, it: Ref<Zip>, strict: bool) {
    it.strict.set(strict);
}
