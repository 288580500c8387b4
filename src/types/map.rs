//! `map` and `filter`: a function applied to the items of iterables.
//!
//! Reference: Library Reference, "map" and "filter".

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{arity, itself, no_keywords_for, this};

/// The payload of `map`.
pub struct Map {
    function: Value,
    iterators: Box<[Value]>,
}

impl Payload for Map {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.function);
        visit.values(&self.iterators);
    }
}

static LAYOUT: Layout = Layout::of::<Map>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "map",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "map(function, iterable, /, *iterables)\n--\n\nWhat the function gives for each item of the iterable; for several iterables it gets an \
          item of each, until the shortest ends.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[native!("__reduce__($self, /)", "What pickling needs.", reduce)],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Map, args, "map")?;
    let [function, iterables @ ..] = args.positionals() else { return Err(too_few()) };
    if iterables.is_empty() {
        return Err(too_few());
    }
    let iterators: Raises<Vec<Value>> = iterables.iter().map(|it| protocol::iter(vm, it)).collect();
    let payload = Map { function: function.clone(), iterators: iterators?.into_boxed_slice() };
    Ok(vm.alloc_in(class, payload))
}

fn too_few() -> crate::object::Raised {
    err!(TypeError, "map() must have at least two arguments.")
}

fn next(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Map>(iterator);
    if let [only] = &*it.iterators {
        return match protocol::next(vm, only)? {
            Some(item) => protocol::call1(vm, &it.function, &item).map(Some),
            None => Ok(None),
        };
    }
    let mut items = Vec::with_capacity(it.iterators.len());
    for iterator in &it.iterators {
        match protocol::next(vm, iterator)? {
            Some(item) => items.push(item),
            None => return Ok(None),
        }
    }
    protocol::call(vm, &it.function, Args::positional(&items)).map(Some)
}

fn reduce(vm: &Vm, it: Ref<Map>) -> (Value, Value) {
    let mut parts = vec![it.function.clone()];
    parts.extend_from_slice(&it.iterators);
    (Value::Type(it.class().clone()), vm.tuple(parts))
}

/// The payload of `filter`.
pub struct Filter {
    function: Value,
    iterator: Value,
}

impl Payload for Filter {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.function, &self.iterator]);
    }
}

static FILTER_LAYOUT: Layout = Layout::of::<Filter>();

pub static FILTER_SPEC: TypeSpec = TypeSpec {
    name: "filter",
    layout: Some(&FILTER_LAYOUT),
    flags: flags::BASE,
    doc: "filter(function, iterable, /)\n--\n\nThe items of the iterable for which the function gives something true; with None as the \
          function, those that are true themselves.",
    slots: |slots| {
        slots.new.set(Some(new_filter));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next_filtered));
    },
    methods: &[native!("__reduce__($self, /)", "What pickling needs.", reduce_filter)],
    ..TypeSpec::DEFAULT
};

fn new_filter(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Filter, args, "filter")?;
    let given = arity(Args::positional(args.positionals()), "filter", 2, 2)?;
    let iterator = protocol::iter(vm, &given[1])?;
    Ok(vm.alloc_in(class, Filter { function: given[0].clone(), iterator }))
}

/// Whether the function of a filter says yes; `None` and `bool` ask for the item's own truth.
pub fn accepts(vm: &Vm, function: &Value, item: &Value) -> Raises<bool> {
    match function {
        Value::None => vm.is_true(item),
        Value::Type(class) if class.is(vm.class(Builtin::Bool)) => vm.is_true(item),
        _ => {
            let verdict = protocol::call1(vm, function, item)?;
            vm.is_true(&verdict)
        }
    }
}

fn next_filtered(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Filter>(iterator);
    while let Some(item) = protocol::next(vm, &it.iterator)? {
        if accepts(vm, &it.function, &item)? {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}

fn reduce_filter(vm: &Vm, it: Ref<Filter>) -> (Value, Value) {
    let parts = vec![it.function.clone(), it.iterator.clone()];
    (Value::Type(it.class().clone()), vm.tuple(parts))
}
