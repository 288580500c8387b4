//! `_bisect`: places in sorted sequences.
//!
//! Reference: Library Reference, "bisect — Array bisection algorithm".

use crate::err;
use crate::native;
use crate::object::{Builtin, List, Native, Raises, Value, Vm};
use crate::protocol;

pub const DOC: &str = "Places in sorted sequences.";

pub static FUNCTIONS: &[Native] = &[
    native!(
        "bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)",
        "The place after all items that are at most x.",
        bisect_right
    ),
    native!(
        "bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)",
        "The place before all items that are at least x.",
        bisect_left
    ),
    native!(
        "insort_right($module, /, a, x, lo=0, hi=None, *, key=None)",
        "Put x in, after what equals it.",
        insort_right
    ),
    native!(
        "insort_left($module, /, a, x, lo=0, hi=None, *, key=None)",
        "Put x in, before what equals it.",
        insort_left
    ),
];

fn place(
    vm: &Vm,
    items: &Value,
    x: &Value,
    lo: i64,
    hi: Option<i64>,
    key: &Value,
    right: bool,
) -> Raises<i64> {
    if lo < 0 {
        return Err(err!(ValueError, "lo must be non-negative"));
    }
    let (mut lo, mut hi) = (
        lo,
        hi.filter(|it| *it != -1)
            .map_or_else(|| protocol::len(vm, items).map(|it| it as i64), Ok)?,
    );
    while lo < hi {
        let middle = lo + (hi - lo) / 2;
        let item = match items {
            Value::List(list) => list
                .get(middle as usize)
                .ok_or_else(|| err!(IndexError, "list index out of range"))?,
            other => protocol::getitem(vm, other, &Value::Int(middle))?,
        };
        let item = if key.is_none() { item } else { protocol::call1(vm, key, &item)? };
        let goes_left =
            if right { protocol::less(vm, x, &item)? } else { !protocol::less(vm, &item, x)? };
        if goes_left {
            hi = middle;
        } else {
            lo = middle + 1;
        }
    }
    Ok(lo)
}

fn bisect_right(vm: &Vm, a: Value, x: Value, lo: i64, hi: Option<i64>, key: Value) -> Raises<i64> {
    place(vm, &a, &x, lo, hi, &key, true)
}

fn bisect_left(vm: &Vm, a: Value, x: Value, lo: i64, hi: Option<i64>, key: Value) -> Raises<i64> {
    place(vm, &a, &x, lo, hi, &key, false)
}

#[allow(clippy::too_many_arguments)]
fn insort(
    vm: &Vm,
    a: Value,
    x: Value,
    lo: i64,
    hi: Option<i64>,
    key: Value,
    right: bool,
) -> Raises<()> {
    let wanted = if key.is_none() { x.clone() } else { protocol::call1(vm, &key, &x)? };
    let at = place(vm, &a, &wanted, lo, hi, &key, right)?;
    match a.downcast::<List>() {
        Some(list) if list.class().is(vm.class(Builtin::List)) => {
            let at = (at as usize).min(list.len());
            list.borrow_mut().insert(at, x);
        }
        _ => {
            protocol::call_method(vm, &a, &vm.intern("insert"), &[Value::Int(at), x])?;
        }
    }
    Ok(())
}

fn insort_right(vm: &Vm, a: Value, x: Value, lo: i64, hi: Option<i64>, key: Value) -> Raises<()> {
    insort(vm, a, x, lo, hi, key, true)
}

fn insort_left(vm: &Vm, a: Value, x: Value, lo: i64, hi: Option<i64>, key: Value) -> Raises<()> {
    insort(vm, a, x, lo, hi, key, false)
}
