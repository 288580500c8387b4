//! `atexit`: functions to call when the program ends.
//!
//! Reference: Library Reference, "atexit — Exit handlers".

use std::cell::RefCell;

use crate::err;
use crate::native;
use crate::native::{Keywords, Rest};
use crate::object::{Args, Native, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::report;

pub const DOC: &str = "Functions to call when the program ends.";

pub static FUNCTIONS: &[Native] = &[
    native!(
        "register($module, func, /, *args, **kwargs)",
        "Have a function called at the end; it is returned.",
        register
    ),
    native!(
        "unregister($module, func, /)",
        "Do not call a function at the end after all.",
        unregister
    ),
    native!("_clear($module, /)", "Forget all of them.", clear),
    native!("_ncallbacks($module, /)", "How many there are.", count),
    native!("_run_exitfuncs($module, /)", "Call all of them now, the last one first.", run),
];

struct Callback {
    function: Value,
    args: Vec<Value>,
    names: Vec<Ref<Str>>,
}

#[derive(Default)]
struct Callbacks(RefCell<Vec<Callback>>);

fn register(vm: &Vm, function: Value, args: Rest, keywords: Keywords) -> Raises<Value> {
    if vm.type_of(&function).slots.call.get().is_none() {
        return Err(err!(TypeError, "the first argument must be callable"));
    }
    let (names, values): (Vec<_>, Vec<_>) = keywords.items().into_iter().unzip();
    let args = args.iter().cloned().chain(values).collect();
    let callback = Callback { function: function.clone(), args, names };
    vm.state::<Callbacks>().0.borrow_mut().push(callback);
    Ok(function)
}

fn unregister(vm: &Vm, function: Value) -> Raises<()> {
    let state = vm.state::<Callbacks>();
    let known: Vec<Value> = state.0.borrow().iter().map(|it| it.function.clone()).collect();
    let mut drop_it = Vec::with_capacity(known.len());
    for it in &known {
        drop_it.push(protocol::equal(vm, it, &function)?);
    }
    let mut flags = drop_it.into_iter();
    let mut removed = Vec::new();
    let kept = std::mem::take(&mut *state.0.borrow_mut());
    let kept: Vec<Callback> = kept
        .into_iter()
        .filter_map(|it| {
            if flags.next() == Some(true) {
                removed.push(it);
                None
            } else {
                Some(it)
            }
        })
        .collect();
    *state.0.borrow_mut() = kept;
    drop(removed);
    Ok(())
}

fn clear(vm: &Vm) {
    let old = vm.state::<Callbacks>().0.take();
    drop(old);
}

fn count(vm: &Vm) -> usize {
    vm.state::<Callbacks>().0.borrow().len()
}

/// Calls the registered functions, the last one first; an exception is reported and does not stop it.
pub fn run(vm: &Vm) {
    let state = vm.state::<Callbacks>();
    loop {
        let last = state.0.borrow_mut().pop();
        let Some(callback) = last else { return };
        let args = Args { values: &callback.args, names: &callback.names };
        if let Err(raised) = vm.call(&callback.function, args) {
            let function = report::safe_repr(vm, &callback.function, "object");
            let message = format!("Exception ignored in atexit callback {function}");
            vm.unraisable(raised, &message, &Value::None);
        }
    }
}
