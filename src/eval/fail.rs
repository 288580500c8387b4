//! Where nodes go when something is wrong: all of it out of line and cold.
//!
//! The node that fails, and each call node an exception passes on its way out, names its position; the
//! traceback gets one entry for each frame.

use crate::err;
use crate::object::{Builtin, Flow, Fp, Raised, Raises, Ref, Str, Truth, Value, Vm};

/// An exception is stored: adds this frame to its traceback.
#[cold]
#[inline(never)]
pub fn trace(vm: &Vm, fp: Fp, at: u32) -> Value {
    (vm.hooks.add_traceback)(vm, fp, at);
    Value::Err
}

/// Raises at a position.
#[cold]
#[inline(never)]
pub fn raise(vm: &Vm, fp: Fp, at: u32, raised: Raised) -> Value {
    vm.raise(raised);
    trace(vm, fp, at)
}

/// As [`raise`], for statements.
#[cold]
#[inline(never)]
pub fn raise_flow(vm: &Vm, fp: Fp, at: u32, raised: Raised) -> Flow {
    raise(vm, fp, at, raised);
    Flow::Err
}

/// The value, or raises at a position.
#[inline(always)]
pub fn settle(vm: &Vm, fp: Fp, at: u32, result: Raises<Value>) -> Value {
    match result {
        Ok(value) => value,
        Err(raised) => raise(vm, fp, at, raised),
    }
}

/// The truth, or raises at a position.
#[inline(always)]
pub fn settle_truth(vm: &Vm, fp: Fp, at: u32, result: Raises<bool>) -> Truth {
    match result {
        Ok(it) => Truth::from(it),
        Err(raised) => {
            raise(vm, fp, at, raised);
            Truth::Err
        }
    }
}

/// Goes on, or raises at a position.
#[inline(always)]
pub fn settle_flow(vm: &Vm, fp: Fp, at: u32, result: Raises<()>) -> Flow {
    match result {
        Ok(()) => Flow::Next,
        Err(raised) => raise_flow(vm, fp, at, raised),
    }
}

/// The name of the local variable in a slot.
fn local_name(fp: Fp, slot: u32) -> String {
    let function = fp.head().function();
    let name = function
        .ready_body()
        .and_then(|body| body.locals.iter().find(|it| it.1 == slot).map(|it| it.0.clone()));
    name.map_or_else(|| "?".to_owned(), |it| it.to_string_lossy().into_owned())
}

#[cold]
#[inline(never)]
pub fn unbound_local(vm: &Vm, fp: Fp, slot: u32, at: u32) -> Value {
    let name = local_name(fp, slot);
    raise(
        vm,
        fp,
        at,
        err!(
            UnboundLocalError,
            "cannot access local variable '{name}' where it is not associated with a value"
        ),
    )
}

#[cold]
#[inline(never)]
pub fn unbound_free(vm: &Vm, fp: Fp, name: &Str, at: u32) -> Value {
    let name = name.to_string_lossy();
    raise(
        vm,
        fp,
        at,
        err!(
            NameError,
            "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
        ),
    )
}

#[cold]
#[inline(never)]
pub fn undefined(vm: &Vm, fp: Fp, name: &Ref<Str>, at: u32) -> Value {
    let message = vm.text(&format!("name '{}' is not defined", name.to_string_lossy()));
    let exception = (vm.hooks.exception)(vm, Builtin::NameError, vec![message]);
    if let Err(raised) =
        crate::protocol::setattr(vm, &exception, &vm.intern("name"), Value::Str(name.clone()))
    {
        return raise(vm, fp, at, raised);
    }
    raise(vm, fp, at, Raised::instance(exception))
}

/// The stacks are exhausted.
#[cold]
#[inline(never)]
pub fn too_deep(vm: &Vm) -> Value {
    vm.raise(vm.recursion_error(""))
}

/// An exception is stored that may have been raised below this frame's own nodes (by `__bool__` of a tested
/// value, say): adds this frame unless the operand that failed has done so.
#[cold]
#[inline(never)]
pub fn ensure_traced(vm: &Vm, fp: Fp, at: u32) {
    let exc = vm.peek_exception();
    let newest =
        crate::types::exception::Exception::of(&exc).and_then(|it| it.traceback.borrow().clone());
    let here = newest.is_some_and(|it| it.frame.is_of(fp));
    if !here {
        trace(vm, fp, at);
    }
}
