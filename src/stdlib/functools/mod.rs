//! `_functools`: what is quick in `functools`.
//!
//! Reference: Library Reference, "functools".

pub mod cmp_key;
pub mod lru_cache;
pub mod partial;

use crate::err;
use crate::native;
use crate::object::{Args, Builtin, Native, Raises, TypeSpec, Value, Vm};
use crate::protocol;

pub const DOC: &str = "What is quick in `functools`.";

pub static FUNCTIONS: &[Native] = &[
    native!(
        "reduce($module, function, iterable, initial=<unrepresentable>, /)" as "($module, function, iterable[, initial], /)",
        "Put the items together by a function of two arguments, from left to right.",
        reduce
    ),
    native!(
        "cmp_to_key($module, /, mycmp)",
        "A key function made of one that compares.",
        cmp_key::cmp_to_key
    ),
];

pub static CLASSES: &[(&str, Builtin)] =
    &[("partial", Builtin::Partial), ("_lru_cache_wrapper", Builtin::LruCacheWrapper)];

pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::Partial => &partial::SPEC,
        Builtin::LruCacheWrapper => &lru_cache::SPEC,
        Builtin::CmpKey => &cmp_key::SPEC,
        _ => return None,
    })
}

fn reduce(vm: &Vm, function: Value, iterable: Value, initial: Option<Value>) -> Raises<Value> {
    let iterator = match protocol::iter(vm, &iterable) {
        Err(raised) if raised.is(vm, Builtin::TypeError) => {
            return Err(err!(TypeError, "reduce() arg 2 must support iteration"));
        }
        other => other?,
    };
    let mut all = match initial {
        Some(initial) => initial,
        None => match protocol::next(vm, &iterator)? {
            Some(first) => first,
            None => {
                return Err(err!(TypeError, "reduce() of empty iterable with no initial value"));
            }
        },
    };
    while let Some(item) = protocol::next(vm, &iterator)? {
        all = vm.call(&function, Args::positional(&[all, item]))?;
        vm.poll()?;
    }
    Ok(all)
}
