//! `enumerate`: the items of an iterable with their numbers.
//!
//! Reference: Library Reference, "enumerate".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Layout, Payload, Raised, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{itself, this};
use super::dict::pair;
use super::pairs::step;

pub struct Enumerate {
    iterator: Value,
    number: Cell<i64>,
    /// The number once it has outgrown `number`.
    big: RefCell<Option<Value>>,
}

impl Payload for Enumerate {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.iterator);
    }
}

static LAYOUT: Layout = Layout::of::<Enumerate>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "enumerate",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "enumerate(iterable, start=0)\n--\n\nPairs of a number, from `start` on, and an item of the iterable.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!(
            class "__class_getitem__($type, object, /)",
            "A parameterised alias.",
            crate::types::generic::class_getitem
        ),
    ],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, start) = bind(args)?;
    let (number, big) = match start {
        None => (0, None),
        Some(start) => match protocol::index(vm, start)? {
            Value::Int(number) => (number, None),
            big => (i64::MAX, Some(big)),
        },
    };
    let iterator = protocol::iter(vm, iterable)?;
    let payload = Enumerate { iterator, number: Cell::new(number), big: RefCell::new(big) };
    Ok(vm.alloc_in(class, payload))
}

/// CPython words these errors by hand, unlike those of its other constructors.
fn bind<'a>(args: Args<'a>) -> Raises<(&'a Value, Option<&'a Value>)> {
    let names: Vec<_> = args.names.iter().map(|it| it.to_string_lossy()).collect();
    let names: Vec<&str> = names.iter().map(|it| &**it).collect();
    let expect = |at: usize, name: &str| {
        if names[at] == name { Ok(()) } else { Err(invalid(names[at])) }
    };
    match (args.values, names.as_slice()) {
        ([], _) => Err(err!(TypeError, "enumerate() missing required argument 'iterable'")),
        ([iterable], []) => Ok((iterable, None)),
        ([iterable], [_]) => expect(0, "iterable").map(|()| (iterable, None)),
        ([iterable, start], []) => Ok((iterable, Some(start))),
        ([iterable, start], [_]) => expect(0, "start").map(|()| (iterable, Some(start))),
        ([start, iterable], ["start", _]) => {
            expect(1, "iterable").map(|()| (iterable, Some(start)))
        }
        ([iterable, start], [_, _]) => {
            expect(0, "iterable")?;
            expect(1, "start").map(|()| (iterable, Some(start)))
        }
        (more, _) => {
            Err(err!(TypeError, "enumerate() takes at most 2 arguments ({} given)", more.len()))
        }
    }
}

fn invalid(name: &str) -> Raised {
    err!(TypeError, "'{name}' is an invalid keyword argument for enumerate()")
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    Ok(next_pair(vm, iterator)?.map(|(number, item)| pair(vm, number, item)))
}

pub fn next_pair(vm: &Vm, iterator: &Value) -> Raises<Option<(Value, Value)>> {
    let it = this::<Enumerate>(iterator);
    let Some(item) = step(vm, &it.iterator)? else { return Ok(None) };
    let number = it.number.get();
    // What is big stays there: `number` is at its limit from then on.
    if number == i64::MAX {
        return next_big(vm, it, item).map(Some);
    }
    it.number.set(number + 1);
    Ok(Some((Value::Int(number), item)))
}

#[cold]
fn next_big(vm: &Vm, it: &Enumerate, item: Value) -> Raises<(Value, Value)> {
    let number = it.big.borrow().clone().unwrap_or(Value::Int(it.number.get()));
    let after = protocol::binary(vm, BinaryOp::Add, &number, &Value::Int(1))?;
    it.big.replace(Some(after));
    Ok((number, item))
}

fn reduce(vm: &Vm, it: Ref<Enumerate>) -> (Value, Value) {
    let number = it.big.borrow().clone().unwrap_or(Value::Int(it.number.get()));
    let class = Value::Type(it.class().clone());
    (class, vm.tuple(vec![it.iterator.clone(), number]))
}
