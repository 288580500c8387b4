//! The namespaces of the frame that runs, for `globals()`, `locals()` and what goes by them.
//!
//! Reference: Library Reference, "locals"; PEP 667.

use crate::err;
use crate::object::{CellBox, Dict, Fp, Raises, Ref, Value, Vm, co};

/// The globals of the function that runs.
pub fn globals(vm: &Vm) -> Raises<Ref<Dict>> {
    let fp = vm.frame.get();
    if fp.is_null() {
        return Err(err!(SystemError, "globals() is called without a frame"));
    }
    Ok(fp.head().function().globals.clone())
}

/// What `locals()` gives: the namespace itself at module and class level, a snapshot in a function.
pub fn locals(vm: &Vm) -> Raises<Value> {
    let fp = vm.frame.get();
    if fp.is_null() {
        return Err(err!(SystemError, "frame does not exist"));
    }
    let function = fp.head().function();
    if function.namespace {
        return Ok(fp.get(0));
    }
    if !function.code().has(co::OPTIMIZED) {
        return Ok(Value::Dict(function.globals.clone()));
    }
    Ok(Value::Dict(snapshot(vm, fp)))
}

/// The bound local variables of a function's frame, those of enclosing functions it uses included.
fn snapshot(vm: &Vm, fp: Fp) -> Ref<Dict> {
    let dict = vm.dict();
    let function = fp.head().function();
    if let Some(body) = function.ready_body() {
        for (name, slot, cell) in &body.locals {
            let mut value = fp.get(*slot);
            if *cell && let Some(cell) = value.downcast::<CellBox>() {
                value = cell.get();
            }
            if let Some(value) = value.given() {
                dict.set_str(vm, name, value);
            }
        }
    }
    let code = function.code();
    for (name, cell) in code.facts.freevars.iter().zip(function.closure()) {
        if let Some(value) = cell.get().given() {
            dict.set_str(vm, name, value);
        }
    }
    if let Some(frame) = vm.known_frame_object(fp)
        && let Some(extra) = &*frame.extra_locals.borrow()
    {
        for (name, value) in extra.items() {
            if let Value::Str(name) = &name {
                dict.set_str(vm, name, value);
            }
        }
    }
    dict
}
