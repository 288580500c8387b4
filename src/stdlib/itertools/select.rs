//! `compress`, `dropwhile`, `takewhile`, `filterfalse` and `islice`: some of the items.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::object::{
    Args, Builtin, Payload, Raised, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm,
};
use crate::protocol;
use crate::types::container::{arity, no_keywords_for, this};
use crate::types::map::accepts;

use super::iterator;

/// The payload of `compress`.
pub struct Compress {
    data: Value,
    selectors: Value,
}

impl Payload for Compress {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.data, &self.selectors]);
    }
}

pub static COMPRESS: TypeSpec = iterator!(
    "itertools.compress",
    Compress,
    "The items of `data` whose counterparts in `selectors` are true.",
    new_compress,
    next_compress,
    &[]
);

fn new_compress(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (data, selectors): (Value, Value) = crate::bind!(vm, args, "compress(data, selectors)")?;
    let data = protocol::iter(vm, &data)?;
    let selectors = protocol::iter(vm, &selectors)?;
    Ok(vm.alloc_in(class, Compress { data, selectors }))
}

fn next_compress(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Compress>(iterator);
    loop {
        let Some(item) = protocol::next(vm, &it.data)? else { return Ok(None) };
        let Some(selector) = protocol::next(vm, &it.selectors)? else { return Ok(None) };
        if vm.is_true(&selector)? {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
}

/// The payload of `dropwhile`, `takewhile` and `filterfalse`.
pub struct Filtered {
    function: Value,
    iterator: Value,
    /// `dropwhile` has started to give items, `takewhile` has stopped.
    turned: Cell<bool>,
}

impl Payload for Filtered {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.function, &self.iterator]);
    }
}

pub static DROP_WHILE: TypeSpec = iterator!(
    "itertools.dropwhile",
    Filtered,
    "The items from the first one on for which the predicate is false.",
    |vm, class, args| new_filtered(vm, class, args, Builtin::DropWhile, "dropwhile"),
    next_dropwhile,
    &[]
);

pub static TAKE_WHILE: TypeSpec = iterator!(
    "itertools.takewhile",
    Filtered,
    "The items before the first one for which the predicate is false.",
    |vm, class, args| new_filtered(vm, class, args, Builtin::TakeWhile, "takewhile"),
    next_takewhile,
    &[]
);

pub static FILTER_FALSE: TypeSpec = iterator!(
    "itertools.filterfalse",
    Filtered,
    "The items for which the function gives something false; with None as the function, those that \
     are false themselves.",
    |vm, class, args| new_filtered(vm, class, args, Builtin::FilterFalse, "filterfalse"),
    next_filterfalse,
    &[]
);

fn new_filtered(
    vm: &Vm,
    class: &Ref<Type>,
    args: Args,
    which: Builtin,
    name: &str,
) -> Raises<Value> {
    no_keywords_for(vm, class, which, args, name)?;
    let given = arity(Args::positional(args.positionals()), name, 2, 2)?;
    let (function, iterator) = (given[0].clone(), protocol::iter(vm, &given[1])?);
    Ok(vm.alloc_in(class, Filtered { function, iterator, turned: Cell::new(false) }))
}

fn says_yes(vm: &Vm, it: &Filtered, item: &Value) -> Raises<bool> {
    let verdict = protocol::call1(vm, &it.function, item)?;
    vm.is_true(&verdict)
}

fn next_dropwhile(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Filtered>(iterator);
    while let Some(item) = protocol::next(vm, &it.iterator)? {
        if it.turned.get() {
            return Ok(Some(item));
        }
        if !says_yes(vm, it, &item)? {
            it.turned.set(true);
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}

fn next_takewhile(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Filtered>(iterator);
    if it.turned.get() {
        return Ok(None);
    }
    let Some(item) = protocol::next(vm, &it.iterator)? else { return Ok(None) };
    if says_yes(vm, it, &item)? {
        return Ok(Some(item));
    }
    it.turned.set(true);
    Ok(None)
}

fn next_filterfalse(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Filtered>(iterator);
    while let Some(item) = protocol::next(vm, &it.iterator)? {
        if !accepts(vm, &it.function, &item)? {
            return Ok(Some(item));
        }
        vm.poll()?;
    }
    Ok(None)
}

/// The payload of `islice`.
pub struct ISlice {
    /// `None` once exhausted.
    iterator: RefCell<Option<Value>>,
    /// The place of the next item to give, and how many were fetched.
    next: Cell<i64>,
    fetched: Cell<i64>,
    stop: Option<i64>,
    step: i64,
}

impl Payload for ISlice {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.iterator, |it, visit| visit.values(it));
    }
}

pub static ISLICE: TypeSpec = iterator!(
    "itertools.islice",
    ISlice,
    "islice(iterable, stop)\nislice(iterable, start, stop[, step])\n\nThe items a slice would select, \
     as they come.",
    new_islice,
    next_islice,
    &[]
);

fn new_islice(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::ISlice, args, "islice")?;
    let given = arity(Args::positional(args.positionals()), "islice", 2, 4)?;
    // -1 stands for what is no number as well as for itself.
    let number =
        |it: &Value| -> i64 { protocol::to_isize(vm, it, Builtin::OverflowError).unwrap_or(-1) };
    let (start, stop) = match given {
        [_, stop] => (&Value::None, stop),
        _ => (&given[1], &given[2]),
    };
    let start = if start.is_none() { 0 } else { number(start) };
    let stop = match stop {
        Value::None => None,
        stop => match number(stop) {
            -1 => return Err(bad_argument("Stop argument")),
            stop => Some(stop),
        },
    };
    if start < 0 || stop.is_some_and(|it| it < 0) {
        return Err(bad_argument("Indices"));
    }
    let step = match given.get(3) {
        None | Some(Value::None) => 1,
        Some(step) => number(step),
    };
    if step < 1 {
        return Err(err!(ValueError, "Step for islice() must be a positive integer or None."));
    }
    let payload = ISlice {
        iterator: RefCell::new(Some(protocol::iter(vm, &given[0])?)),
        next: Cell::new(start),
        fetched: Cell::new(0),
        stop,
        step,
    };
    Ok(vm.alloc_in(class, payload))
}

fn bad_argument(what: &str) -> Raised {
    err!(ValueError, "{what} for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
}

fn next_islice(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<ISlice>(iterator);
    let source = it.iterator.borrow().clone();
    let Some(source) = source else { return Ok(None) };
    let fetch = || -> Raises<Option<Value>> {
        let item = protocol::next(vm, &source)?;
        it.fetched.set(it.fetched.get() + i64::from(item.is_some()));
        Ok(item)
    };
    let end = || {
        let source = it.iterator.take();
        drop(source);
        Ok(None)
    };
    while it.fetched.get() < it.next.get() {
        if fetch()?.is_none() {
            return end();
        }
        vm.poll()?;
    }
    if it.stop.is_some_and(|stop| it.fetched.get() >= stop) {
        return end();
    }
    let Some(item) = fetch()? else { return end() };
    let after = it.next.get().saturating_add(it.step);
    it.next.set(it.stop.map_or(after, |stop| after.min(stop)));
    Ok(Some(item))
}
