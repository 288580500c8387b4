//! `chain`, `zip_longest`, `pairwise`, `batched`, `starmap` and `accumulate`: items put together.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, Payload, Raises, Ref, Tuple, Type, TypeSpec, Value, Visitor, Vm,
};
use crate::protocol;
use crate::types::container::{arity, no_keywords_for, this};
use crate::types::dict::pair;

use super::iterator;

/// The payload of `chain`.
pub struct Chain {
    /// Iterator over the iterables; `None` once it has ended.
    iterables: RefCell<Option<Value>>,
    /// Iterator over the present one of them.
    active: RefCell<Option<Value>>,
}

impl Payload for Chain {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.iterables, |it, visit| visit.values(it));
        visit.cell(&self.active, |it, visit| visit.values(it));
    }
}

pub static CHAIN: TypeSpec = iterator!(
    "itertools.chain",
    Chain,
    "The items of the first iterable, then those of the next, and so on.",
    new_chain,
    next_chain,
    &[
        native!(
            class "from_iterable($type, iterable, /)",
            "A chain of the iterables that an iterable gives.",
            chain_from_iterable
        ),
        native!(
            class "__class_getitem__($type, object, /)",
            "A parameterised alias.",
            crate::types::generic::class_getitem
        ),
    ]
);

fn new_chain(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Chain, args, "chain")?;
    let iterables = vm.tuple(args.positionals().to_vec());
    chain(vm, class, &iterables)
}

fn chain(vm: &Vm, class: &Ref<Type>, iterables: &Value) -> Raises<Value> {
    let iterables = RefCell::new(Some(protocol::iter(vm, iterables)?));
    Ok(vm.alloc_in(class, Chain { iterables, active: RefCell::default() }))
}

fn chain_from_iterable(vm: &Vm, class: Ref<Type>, iterable: Value) -> Raises<Value> {
    chain(vm, &class, &iterable)
}

fn next_chain(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Chain>(iterator);
    let end = || {
        let iterables = it.iterables.take();
        drop(iterables);
    };
    loop {
        let active = it.active.borrow().clone();
        if let Some(active) = active {
            if let Some(item) = protocol::next(vm, &active)? {
                return Ok(Some(item));
            }
            let active = it.active.take();
            drop(active);
        }
        let iterables = it.iterables.borrow().clone();
        let Some(iterables) = iterables else { return Ok(None) };
        let Some(iterable) = protocol::next(vm, &iterables).inspect_err(|_| end())? else {
            end();
            return Ok(None);
        };
        let active = protocol::iter(vm, &iterable).inspect_err(|_| end())?;
        let old = it.active.replace(Some(active));
        drop(old);
    }
}

/// The payload of `zip_longest`.
pub struct ZipLongest {
    /// `None` for those that have ended.
    iterators: RefCell<Vec<Option<Value>>>,
    active: Cell<usize>,
    fill: Value,
}

impl Payload for ZipLongest {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.iterators, |it, visit| visit.values(it.iter().flatten()));
        visit.value(&self.fill);
    }
}

pub static ZIP_LONGEST: TypeSpec = iterator!(
    "itertools.zip_longest",
    ZipLongest,
    "Tuples of the first items of all iterables, of the second ones, and so on until the longest \
     ends; `fillvalue` stands in for those that are missing.",
    new_zip_longest,
    next_zip_longest,
    &[]
);

fn new_zip_longest(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let mut fill = Value::None;
    for (name, value) in args.keywords() {
        if args.names.len() > 1 || name.bytes() != b"fillvalue" {
            return Err(err!(TypeError, "zip_longest() got an unexpected keyword argument"));
        }
        fill = value.clone();
    }
    let mut iterators = Vec::with_capacity(args.positionals().len());
    for iterable in args.positionals() {
        iterators.push(Some(protocol::iter(vm, iterable)?));
    }
    let active = Cell::new(iterators.len());
    Ok(vm.alloc_in(class, ZipLongest { iterators: RefCell::new(iterators), active, fill }))
}

fn next_zip_longest(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<ZipLongest>(iterator);
    if it.active.get() == 0 {
        return Ok(None);
    }
    let count = it.iterators.borrow().len();
    let mut items = Vec::with_capacity(count);
    for i in 0..count {
        let source = it.iterators.borrow()[i].clone();
        let Some(source) = source else {
            items.push(it.fill.clone());
            continue;
        };
        match protocol::next(vm, &source) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => {
                it.active.set(it.active.get().saturating_sub(1));
                if it.active.get() == 0 {
                    return Ok(None);
                }
                items.push(it.fill.clone());
                let old = it.iterators.borrow_mut()[i].take();
                drop(old);
            }
            Err(raised) => {
                it.active.set(0);
                return Err(raised);
            }
        }
    }
    Ok(Some(vm.tuple(items)))
}

/// The payload of `pairwise`.
pub struct Pairwise {
    /// `None` once exhausted.
    iterator: RefCell<Option<Value>>,
    last: RefCell<Option<Value>>,
}

impl Payload for Pairwise {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.iterator, |it, visit| visit.values(it));
        visit.cell(&self.last, |it, visit| visit.values(it));
    }
}

pub static PAIRWISE: TypeSpec = iterator!(
    "itertools.pairwise",
    Pairwise,
    "Pairs of each item and the next.",
    new_pairwise,
    next_pairwise,
    &[]
);

fn new_pairwise(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Pairwise, args, "pairwise")?;
    let given = arity(Args::positional(args.positionals()), "pairwise", 1, 1)?;
    let iterator = RefCell::new(Some(protocol::iter(vm, &given[0])?));
    Ok(vm.alloc_in(class, Pairwise { iterator, last: RefCell::default() }))
}

fn next_pairwise(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Pairwise>(iterator);
    let end = || {
        let parts = (it.iterator.take(), it.last.take());
        drop(parts);
    };
    let source = it.iterator.borrow().clone();
    let Some(source) = source else { return Ok(None) };
    let last = it.last.borrow().clone();
    let last = match last {
        Some(last) => last,
        None => {
            let Some(first) = protocol::next(vm, &source).inspect_err(|_| end())? else {
                end();
                return Ok(None);
            };
            let old = it.last.replace(Some(first.clone()));
            drop(old);
            // Fetching the first item may have used this very iterator up.
            if it.iterator.borrow().is_none() {
                end();
                return Ok(None);
            }
            first
        }
    };
    let Some(item) = protocol::next(vm, &source).inspect_err(|_| end())? else {
        end();
        return Ok(None);
    };
    let old = it.last.replace(Some(item.clone()));
    drop(old);
    Ok(Some(pair(vm, last, item)))
}

/// The payload of `batched`.
pub struct Batched {
    /// `None` once exhausted.
    iterator: RefCell<Option<Value>>,
    size: usize,
    strict: bool,
}

impl Payload for Batched {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.iterator, |it, visit| visit.values(it));
    }
}

pub static BATCHED: TypeSpec = iterator!(
    "itertools.batched",
    Batched,
    "Tuples of `n` items each; the last may be shorter, which is a ValueError with strict=True.",
    new_batched,
    next_batched,
    &[]
);

fn new_batched(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, size, strict): (Value, isize, bool) =
        crate::bind!(vm, args, "batched(iterable, n, *, strict=False)")?;
    if size < 1 {
        return Err(err!(ValueError, "n must be at least one"));
    }
    let iterator = RefCell::new(Some(protocol::iter(vm, &iterable)?));
    Ok(vm.alloc_in(class, Batched { iterator, size: size as usize, strict }))
}

fn next_batched(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Batched>(iterator);
    let source = it.iterator.borrow().clone();
    let Some(source) = source else { return Ok(None) };
    let mut items = Vec::with_capacity(it.size.min(1 << 12));
    while items.len() < it.size {
        match protocol::next(vm, &source) {
            Ok(Some(item)) => items.push(item),
            Ok(None) => break,
            Err(raised) => {
                let old = it.iterator.take();
                drop(old);
                return Err(raised);
            }
        }
        vm.poll()?;
    }
    if items.len() < it.size {
        let old = it.iterator.take();
        drop(old);
        if items.is_empty() {
            return Ok(None);
        }
        if it.strict {
            return Err(err!(ValueError, "batched(): incomplete batch"));
        }
    }
    Ok(Some(vm.tuple(items)))
}

/// The payload of `starmap`.
pub struct StarMap {
    function: Value,
    iterator: Value,
}

impl Payload for StarMap {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.function, &self.iterator]);
    }
}

pub static STAR_MAP: TypeSpec = iterator!(
    "itertools.starmap",
    StarMap,
    "What the function gives for each item of the iterable, taken as its arguments.",
    new_starmap,
    next_starmap,
    &[]
);

fn new_starmap(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::StarMap, args, "starmap")?;
    let given = arity(Args::positional(args.positionals()), "starmap", 2, 2)?;
    let (function, iterator) = (given[0].clone(), protocol::iter(vm, &given[1])?);
    Ok(vm.alloc_in(class, StarMap { function, iterator }))
}

fn next_starmap(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<StarMap>(iterator);
    let Some(args) = protocol::next(vm, &it.iterator)? else { return Ok(None) };
    let result = match args.downcast::<Tuple>() {
        Some(args) => protocol::call(vm, &it.function, Args::positional(args.items())),
        None => {
            let args = protocol::to_vec(vm, &args)?;
            protocol::call(vm, &it.function, Args::positional(&args))
        }
    };
    result.map(Some)
}

/// The payload of `accumulate`.
pub struct Accumulate {
    iterator: Value,
    function: Value,
    initial: RefCell<Option<Value>>,
    total: RefCell<Option<Value>>,
}

impl Payload for Accumulate {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.iterator, &self.function]);
        visit.cell(&self.initial, |it, visit| visit.values(it));
        visit.cell(&self.total, |it, visit| visit.values(it));
    }
}

pub static ACCUMULATE: TypeSpec = iterator!(
    "itertools.accumulate",
    Accumulate,
    "The running totals of the items, or what a function of two arguments makes of the last result \
     and the next item.",
    new_accumulate,
    next_accumulate,
    &[]
);

fn new_accumulate(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, function, initial): (Value, Value, Value) =
        crate::bind!(vm, args, "accumulate(iterable, func=None, *, initial=None)")?;
    let payload = Accumulate {
        iterator: protocol::iter(vm, &iterable)?,
        function,
        initial: RefCell::new(if initial.is_none() { None } else { Some(initial) }),
        total: RefCell::default(),
    };
    Ok(vm.alloc_in(class, payload))
}

fn next_accumulate(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Accumulate>(iterator);
    let initial = it.initial.take();
    let total = match initial {
        Some(initial) => initial,
        None => {
            let Some(item) = protocol::next(vm, &it.iterator)? else { return Ok(None) };
            let total = it.total.borrow().clone();
            match total {
                None => item,
                Some(total) if it.function.is_none() => {
                    protocol::binary(vm, BinaryOp::Add, &total, &item)?
                }
                Some(total) => protocol::call(vm, &it.function, Args::positional(&[total, item]))?,
            }
        }
    };
    let old = it.total.replace(Some(total.clone()));
    drop(old);
    Ok(Some(total))
}
