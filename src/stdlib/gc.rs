//! `gc`: the collector of reference cycles.
//!
//! Reference: Library Reference, "gc — Garbage Collector interface".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::native::Rest;
use crate::object::{Args, Native, Raises, Value, Vm};

pub const DOC: &str = "The collector of reference cycles.";

pub static FUNCTIONS: &[Native] = &[
    native!("enable($module, /)", "Collect from time to time.", enable),
    native!("disable($module, /)", "Collect only when asked to.", disable),
    native!("isenabled($module, /)", "Whether collections happen by themselves.", isenabled),
    native!(
        "collect($module, /, generation=2)",
        "Collect now; the number of unreachable objects found.",
        collect
    ),
    native!(
        "get_count($module, /)",
        "How much was allocated since the last collections.",
        get_count
    ),
    native!(raw "set_threshold($module, threshold0, threshold1=10, threshold2=0, /)" as "", "Set how much allocation makes a collection due.", set_threshold),
    native!(
        "get_threshold($module, /)",
        "How much allocation makes a collection due.",
        get_threshold
    ),
    native!("get_debug($module, /)", "The debugging flags.", get_debug),
    native!("set_debug($module, flags, /)", "Set the debugging flags.", set_debug),
    native!(
        "get_objects($module, /, generation=None)",
        "The objects that the collector looks after.",
        get_objects
    ),
    native!("get_stats($module, /)", "What the collections of each generation found.", get_stats),
    native!(
        "is_tracked($module, obj, /)",
        "Whether the collector looks after the object.",
        is_tracked
    ),
    native!(
        "is_finalized($module, obj, /)",
        "Whether the object's finalizer has run.",
        is_finalized
    ),
    native!(
        "get_referrers($module, /, *objs)",
        "The objects that refer to any of these.",
        get_referrers
    ),
    native!("get_referents($module, /, *objs)", "The objects that these refer to.", get_referents),
    native!("freeze($module, /)", "Leave out of collections what is there now.", freeze),
    native!("unfreeze($module, /)", "Take it in again.", unfreeze),
    native!("get_freeze_count($module, /)", "How many objects are left out.", get_freeze_count),
];

/// What is kept for the functions that only tell what was set.
struct State {
    thresholds: Cell<(i64, i64)>,
    debug: Cell<i32>,
    callbacks: RefCell<Value>,
}

impl Default for State {
    fn default() -> State {
        State {
            thresholds: Cell::new((10, 0)),
            debug: Cell::new(0),
            callbacks: RefCell::new(Value::None),
        }
    }
}

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let callbacks = vm.list(vec![]);
    drop(vm.state::<State>().callbacks.replace(callbacks.clone()));
    vec![
        ("garbage", vm.list(vec![])),
        ("callbacks", callbacks),
        ("DEBUG_STATS", Value::Int(1)),
        ("DEBUG_COLLECTABLE", Value::Int(2)),
        ("DEBUG_UNCOLLECTABLE", Value::Int(4)),
        ("DEBUG_SAVEALL", Value::Int(32)),
        ("DEBUG_LEAK", Value::Int(38)),
    ]
}

fn enable(vm: &Vm) {
    vm.heap.set_enabled(true);
}

fn disable(vm: &Vm) {
    vm.heap.set_enabled(false);
}

fn isenabled(vm: &Vm) -> bool {
    vm.heap.is_enabled()
}

fn collect(vm: &Vm, generation: i32) -> Raises<usize> {
    if !(0..=2).contains(&generation) {
        return Err(err!(ValueError, "invalid generation"));
    }
    tell(vm, "start", generation, 0)?;
    let found = vm.heap.collect(vm, generation > 0);
    tell(vm, "stop", generation, found)?;
    Ok(found)
}

/// Calls the functions in `gc.callbacks`.
fn tell(vm: &Vm, phase: &str, generation: i32, collected: usize) -> Raises<()> {
    let callbacks = vm.state::<State>().callbacks.borrow().clone();
    let Value::List(callbacks) = callbacks else { return Ok(()) };
    for callback in callbacks.to_vec() {
        let info = vm.dict();
        info.set_str(vm, &vm.intern("generation"), Value::Int(i64::from(generation)));
        info.set_str(vm, &vm.intern("collected"), Value::Int(collected as i64));
        info.set_str(vm, &vm.intern("uncollectable"), Value::Int(0));
        let args = [vm.text(phase), Value::Dict(info)];
        if let Err(raised) = vm.call(&callback, Args::positional(&args)) {
            vm.unraisable(raised, "", &callback);
        }
    }
    Ok(())
}

fn get_count(vm: &Vm) -> (usize, usize, usize) {
    (vm.heap.young_len(), 0, 0)
}

fn set_threshold(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let number = |it: &Value| crate::native::to_i64(vm, it, "int");
    let state = vm.state::<State>();
    let (mut second, mut third) = state.thresholds.get();
    let [zero, one, two] = slots else { return Ok(Value::None) };
    vm.heap.set_threshold(number(zero)?);
    if !one.is_err() {
        second = number(one)?;
    }
    if !two.is_err() {
        third = number(two)?;
    }
    state.thresholds.set((second, third));
    Ok(Value::None)
}

fn get_threshold(vm: &Vm) -> (i64, i64, i64) {
    let (second, third) = vm.state::<State>().thresholds.get();
    let first = vm.heap.threshold();
    (if first == i64::MAX { 0 } else { first }, second, third)
}

fn get_debug(vm: &Vm) -> i32 {
    vm.state::<State>().debug.get()
}

fn set_debug(vm: &Vm, flags: i32) {
    vm.state::<State>().debug.set(flags);
}

fn get_objects(vm: &Vm, generation: Option<i32>) -> Raises<Vec<Value>> {
    match generation {
        Some(n) if n < 0 => Err(err!(ValueError, "generation parameter cannot be negative")),
        Some(n) if n > 2 => Err(err!(
            ValueError,
            "generation parameter must be less than the number of available generations (3)"
        )),
        _ => Ok(vm.heap.snapshot()),
    }
}

fn get_stats(vm: &Vm) -> Value {
    let (runs, found) = (vm.heap.collections.get(), vm.heap.collected.get());
    let row = |collections: usize, collected: usize| {
        let dict = vm.dict();
        for (name, number) in
            [("collections", collections), ("collected", collected), ("uncollectable", 0)]
        {
            dict.set_str(vm, &vm.intern(name), Value::Int(number as i64));
        }
        Value::Dict(dict)
    };
    vm.list(vec![row(runs[0], found[0]), row(0, 0), row(runs[1], found[1])])
}

fn is_tracked(vm: &Vm, object: Value) -> bool {
    vm.heap.is_tracked(&object)
}

fn is_finalized(_: &Vm, object: Value) -> bool {
    object.heap().is_some_and(|it| it.header().is_finalized())
}

fn get_referrers(vm: &Vm, objects: Rest) -> Vec<Value> {
    let refers = |it: &Value| {
        let referents = vm.heap.referents(it);
        referents.iter().any(|it| objects.iter().any(|wanted| wanted.is(it)))
    };
    let is_args = |it: &Value| match it {
        Value::Tuple(tuple) => std::ptr::eq(tuple.items(), &*objects),
        _ => false,
    };
    vm.heap.snapshot().into_iter().filter(|it| refers(it) && !is_args(it)).collect()
}

fn get_referents(vm: &Vm, objects: Rest) -> Vec<Value> {
    objects.iter().flat_map(|it| vm.heap.referents(it)).collect()
}

fn freeze(_: &Vm) {}

fn unfreeze(_: &Vm) {}

fn get_freeze_count(_: &Vm) -> usize {
    0
}
