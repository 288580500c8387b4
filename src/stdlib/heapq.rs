//! `_heapq`: lists whose first item is the smallest.
//!
//! Comparisons run Python code, which may change the list: items are looked at one by one, and a list whose
//! length has changed meanwhile is an error.
//!
//! Reference: Library Reference, "heapq — Heap queue algorithm".

use crate::err;
use crate::native;
use crate::object::{List, Native, Raised, Raises, Ref, Value, Vm};
use crate::protocol::less;

pub const DOC: &str = "Lists whose first item is the smallest.";

pub static FUNCTIONS: &[Native] = &[
    native!("heappush($module, heap, item, /)", "Put an item on the heap.", heappush),
    native!(
        "heappushpop($module, heap, item, /)",
        "Put an item on, then take the smallest off.",
        heappushpop
    ),
    native!("heappop($module, heap, /)", "Take the smallest item off.", heappop),
    native!(
        "heapreplace($module, heap, item, /)",
        "Take the smallest item off, then put another one on.",
        heapreplace
    ),
    native!("heapify($module, heap, /)", "Make a list a heap.", heapify),
    native!(
        "_heappop_max($module, heap, /)",
        "As heappop, of a heap whose first item is the largest.",
        heappop_max
    ),
    native!(
        "_heapreplace_max($module, heap, item, /)",
        "As heapreplace, of a heap whose first item is the largest.",
        heapreplace_max
    ),
    native!(
        "_heapify_max($module, heap, /)",
        "Make a list a heap whose first item is the largest.",
        heapify_max
    ),
];

#[cold]
fn out_of_range() -> Raised {
    err!(IndexError, "index out of range")
}

fn at(heap: &List, i: usize) -> Raises<Value> {
    heap.get(i).ok_or_else(out_of_range)
}

/// Whether `a` comes before `b`.
#[inline]
fn before(vm: &Vm, max: bool, a: &Value, b: &Value) -> Raises<bool> {
    if max { less(vm, b, a) } else { less(vm, a, b) }
}

fn changed(heap: &List, len: usize) -> Raises<()> {
    if heap.len() == len {
        Ok(())
    } else {
        Err(err!(RuntimeError, "list changed size during iteration"))
    }
}

fn swap(heap: &List, a: usize, b: usize) {
    heap.borrow_mut().swap(a, b);
}

/// Moves the item at `place` up, no further than `start`.
fn rise(vm: &Vm, heap: &List, start: usize, mut place: usize, max: bool) -> Raises<()> {
    let len = heap.len();
    if place >= len {
        return Err(out_of_range());
    }
    while place > start {
        let parent = (place - 1) / 2;
        let (item, above) = (at(heap, place)?, at(heap, parent)?);
        let moves = before(vm, max, &item, &above)?;
        changed(heap, len)?;
        if !moves {
            break;
        }
        swap(heap, place, parent);
        place = parent;
    }
    Ok(())
}

/// Moves the item at `place` down to the bottom, the child that comes first taking its place each time,
/// and then up again to where it belongs: that compares least.
fn sink(vm: &Vm, heap: &List, place: usize, max: bool) -> Raises<()> {
    let len = heap.len();
    if place >= len {
        return Err(out_of_range());
    }
    let mut now = place;
    while 2 * now + 1 < len {
        let mut child = 2 * now + 1;
        if child + 1 < len {
            let (left, right) = (at(heap, child)?, at(heap, child + 1)?);
            let is_left = before(vm, max, &left, &right)?;
            changed(heap, len)?;
            child += usize::from(!is_left);
        }
        swap(heap, now, child);
        now = child;
    }
    rise(vm, heap, place, now, max)
}

fn heappush(vm: &Vm, heap: Ref<List>, item: Value) -> Raises<()> {
    heap.push(item);
    rise(vm, &heap, 0, heap.len() - 1, false)
}

fn pop(vm: &Vm, heap: &List, max: bool) -> Raises<Value> {
    let last = heap.borrow_mut().pop().ok_or_else(out_of_range)?;
    if heap.is_empty() {
        return Ok(last);
    }
    let first = heap.replace(0, last).map_err(|_| out_of_range())?;
    sink(vm, heap, 0, max)?;
    Ok(first)
}

fn replace(vm: &Vm, heap: &List, item: Value, max: bool) -> Raises<Value> {
    let first = heap.replace(0, item).map_err(|_| out_of_range())?;
    sink(vm, heap, 0, max)?;
    Ok(first)
}

fn build(vm: &Vm, heap: &List, max: bool) -> Raises<()> {
    for place in (0..heap.len() / 2).rev() {
        sink(vm, heap, place, max)?;
    }
    Ok(())
}

fn heappop(vm: &Vm, heap: Ref<List>) -> Raises<Value> {
    pop(vm, &heap, false)
}

fn heapreplace(vm: &Vm, heap: Ref<List>, item: Value) -> Raises<Value> {
    replace(vm, &heap, item, false)
}

fn heappushpop(vm: &Vm, heap: Ref<List>, item: Value) -> Raises<Value> {
    let Some(first) = heap.get(0) else { return Ok(item) };
    if !less(vm, &first, &item)? {
        return Ok(item);
    }
    replace(vm, &heap, item, false)
}

fn heapify(vm: &Vm, heap: Ref<List>) -> Raises<()> {
    build(vm, &heap, false)
}

fn heappop_max(vm: &Vm, heap: Ref<List>) -> Raises<Value> {
    pop(vm, &heap, true)
}

fn heapreplace_max(vm: &Vm, heap: Ref<List>, item: Value) -> Raises<Value> {
    replace(vm, &heap, item, true)
}

fn heapify_max(vm: &Vm, heap: Ref<List>) -> Raises<()> {
    build(vm, &heap, true)
}
