//! `product`, `permutations`, `combinations` and `combinations_with_replacement`.

use std::cell::RefCell;

use crate::err;
use crate::object::{Args, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm};
use crate::protocol;
use crate::types::container::{memory_error, this};

use super::iterator;

/// More positions than this no machine could walk through.
const MOST: usize = 1 << 32;

/// The payload of `product`.
pub struct Product {
    pools: Vec<Vec<Value>>,
    /// Which item of each pool comes next, the pools being repeated; `None` once exhausted.
    indices: RefCell<Option<Vec<usize>>>,
}

impl Payload for Product {
    fn traverse(&self, visit: &mut Visitor) {
        self.pools.iter().for_each(|it| visit.values(it));
    }
}

pub static PRODUCT: TypeSpec = iterator!(
    "itertools.product",
    Product,
    "All tuples of one item from each iterable, as nested loops would make them; `repeat` takes the \
     iterables several times.",
    new_product,
    next_product,
    &[]
);

fn new_product(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let iterables = args.positionals();
    // Bound without the iterables, so that they need no tuple.
    let keywords = Args { values: &args.values[iterables.len()..], names: args.names };
    let (repeat,): (isize,) = crate::bind!(vm, keywords, "product(*, repeat=1)")?;
    if repeat < 0 {
        return Err(err!(ValueError, "repeat argument cannot be negative"));
    }
    let repeat = repeat as usize;
    let count = match iterables.len().checked_mul(repeat) {
        Some(count) if count <= MOST => count,
        _ => return Err(memory_error()),
    };
    let pools: Vec<Vec<Value>> = match repeat {
        0 => Vec::new(),
        _ => iterables.iter().map(|it| protocol::to_vec(vm, it)).collect::<Raises<_>>()?,
    };
    let empty = pools.iter().any(|it| it.is_empty());
    let indices = RefCell::new(if empty { None } else { Some(vec![0; count]) });
    Ok(vm.alloc_in(class, Product { pools, indices }))
}

fn next_product(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Product>(iterator);
    let mut state = it.indices.borrow_mut();
    let Some(indices) = &mut *state else { return Ok(None) };
    let pool = |i: usize| &it.pools[i % it.pools.len()];
    let items = indices.iter().enumerate().map(|(i, &at)| pool(i)[at].clone()).collect();
    let advanced = (0..indices.len()).rev().any(|i| {
        indices[i] += 1;
        if indices[i] < pool(i).len() {
            return true;
        }
        indices[i] = 0;
        false
    });
    if !advanced {
        *state = None;
    }
    drop(state);
    Ok(Some(vm.tuple(items)))
}

/// The payload of `permutations`.
pub struct Permutations {
    pool: Vec<Value>,
    length: usize,
    /// `None` once exhausted.
    state: RefCell<Option<Turning>>,
}

struct Turning {
    indices: Vec<usize>,
    /// How many turns each place has left.
    cycles: Vec<usize>,
}

impl Payload for Permutations {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values(&self.pool);
    }
}

pub static PERMUTATIONS: TypeSpec = iterator!(
    "itertools.permutations",
    Permutations,
    "All tuples of `r` items of the iterable, in all orders; of all items if `r` is left out.",
    new_permutations,
    next_permutations,
    &[]
);

fn new_permutations(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, length): (Value, Value) =
        crate::bind!(vm, args, "permutations(iterable, r=None)")?;
    let pool = protocol::to_vec(vm, &iterable)?;
    let n = pool.len();
    let length = match length {
        Value::None => n,
        Value::Int(it) if it >= 0 => it as usize,
        Value::Int(_) => return Err(negative()),
        Value::Bool(it) => it as usize,
        other if vm.is_instance(&other, crate::object::Builtin::Int) => {
            match crate::native::to_i64(vm, &other, "ssize_t")? {
                it if it >= 0 => it as usize,
                _ => return Err(negative()),
            }
        }
        _ => return Err(err!(TypeError, "Expected int as r")),
    };
    let state = (length <= n).then(|| Turning {
        indices: (0..n).collect(),
        cycles: (0..length).map(|i| n - i).collect(),
    });
    Ok(vm.alloc_in(class, Permutations { pool, length, state: RefCell::new(state) }))
}

fn negative() -> crate::object::Raised {
    err!(ValueError, "r must be non-negative")
}

fn next_permutations(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Permutations>(iterator);
    let mut state = it.state.borrow_mut();
    let Some(Turning { indices, cycles }) = &mut *state else { return Ok(None) };
    let items = indices[..it.length].iter().map(|&i| it.pool[i].clone()).collect();
    let n = indices.len();
    let advanced = (0..it.length).rev().any(|i| {
        cycles[i] -= 1;
        if cycles[i] == 0 {
            indices[i..].rotate_left(1);
            cycles[i] = n - i;
            return false;
        }
        indices.swap(i, n - cycles[i]);
        true
    });
    if !advanced {
        *state = None;
    }
    drop(state);
    Ok(Some(vm.tuple(items)))
}

/// The payload of `combinations` and `combinations_with_replacement`.
pub struct Combinations {
    pool: Vec<Value>,
    /// `None` once exhausted.
    indices: RefCell<Option<Vec<usize>>>,
}

impl Payload for Combinations {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values(&self.pool);
    }
}

pub static COMBINATIONS: TypeSpec = iterator!(
    "itertools.combinations",
    Combinations,
    "All tuples of `r` items of the iterable, in its order.",
    new_combinations,
    next_combinations,
    &[]
);

fn new_combinations(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, length): (Value, isize) = crate::bind!(vm, args, "combinations(iterable, r)")?;
    let pool = protocol::to_vec(vm, &iterable)?;
    let length = usize::try_from(length).map_err(|_| negative())?;
    let indices = RefCell::new((length <= pool.len()).then(|| (0..length).collect()));
    Ok(vm.alloc_in(class, Combinations { pool, indices }))
}

/// The items at the indices.
fn chosen(it: &Combinations, indices: &[usize]) -> Vec<Value> {
    indices.iter().map(|&i| it.pool[i].clone()).collect()
}

fn next_combinations(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Combinations>(iterator);
    let mut state = it.indices.borrow_mut();
    let Some(indices) = &mut *state else { return Ok(None) };
    let items = chosen(it, indices);
    let (n, r) = (it.pool.len(), indices.len());
    // The last index that is not yet as far as it can go moves on, those after it follow.
    match (0..r).rev().find(|&i| indices[i] != i + n - r) {
        Some(i) => {
            let first = indices[i] + 1;
            for (index, next) in indices[i..].iter_mut().zip(first..) {
                *index = next;
            }
        }
        None => *state = None,
    }
    drop(state);
    Ok(Some(vm.tuple(items)))
}

pub static WITH_REPLACEMENT: TypeSpec = iterator!(
    "itertools.combinations_with_replacement",
    Combinations,
    "All tuples of `r` items of the iterable, in its order, each item as often as you like.",
    new_with_replacement,
    next_with_replacement,
    &[]
);

fn new_with_replacement(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (iterable, length): (Value, isize) =
        crate::bind!(vm, args, "combinations_with_replacement(iterable, r)")?;
    let pool = protocol::to_vec(vm, &iterable)?;
    let length = usize::try_from(length).map_err(|_| negative())?;
    if length > MOST {
        return Err(memory_error());
    }
    let any = length == 0 || !pool.is_empty();
    let indices = RefCell::new(any.then(|| vec![0; length]));
    Ok(vm.alloc_in(class, Combinations { pool, indices }))
}

fn next_with_replacement(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Combinations>(iterator);
    let mut state = it.indices.borrow_mut();
    let Some(indices) = &mut *state else { return Ok(None) };
    let items = chosen(it, indices);
    match indices.iter().rposition(|&index| index + 1 < it.pool.len()) {
        Some(i) => {
            let next = indices[i] + 1;
            indices[i..].fill(next);
        }
        None => *state = None,
    }
    drop(state);
    Ok(Some(vm.tuple(items)))
}
