//! What `except*` does with the exception it is offered, and what is raised after the clauses.
//!
//! Reference: Language Reference, "except* clause"; PEP 654.

use crate::err;
use crate::object::{Builtin, Raises, Value, Vm};
use crate::protocol;

use super::group::{is_group, projection, wrap};
use super::hooks::{check_catchable, is_one_of};
use super::{Exception, this};

/// What a clause for `wanted` catches of the exception, and what is left of it.
pub fn split_star(
    vm: &Vm,
    exception: &Value,
    wanted: &Value,
) -> Raises<(Option<Value>, Option<Value>)> {
    check_catchable(wanted)?;
    check_no_group(vm, wanted)?;
    if exception.is_none() {
        return Ok((None, None));
    }
    if is_one_of(vm, exception, wanted) {
        if is_group(vm, exception) {
            return Ok((Some(exception.clone()), None));
        }
        // A naked exception is shown to the clause in a group of its own.
        let members = vm.tuple(vec![exception.clone()]);
        return Ok((Some(wrap(vm, "", members)?), None));
    }
    if !is_group(vm, exception) {
        return Ok((None, Some(exception.clone())));
    }
    let args = [wanted.clone()];
    let pair = protocol::call_method(vm, exception, &vm.intern("split"), &args)?;
    let kind = vm.type_name(exception);
    let Some(pair) = pair.downcast::<crate::object::Tuple>() else {
        let given = vm.type_name(&pair);
        return Err(err!(TypeError, "{kind}.split must return a tuple, not {given}"));
    };
    let [matched, rest, ..] = pair.items() else {
        let size = pair.len();
        return Err(err!(
            TypeError,
            "{kind}.split must return a 2-tuple, got tuple of size {size}"
        ));
    };
    let part = |it: &Value| if it.is_none() { None } else { Some(it.clone()) };
    Ok((part(matched), part(rest)))
}

fn check_no_group(vm: &Vm, wanted: &Value) -> Raises<()> {
    let group = vm.class(Builtin::BaseExceptionGroup);
    let is = |it: &Value| matches!(it, Value::Type(it) if it.is_subclass(group));
    let bad = match wanted.downcast::<crate::object::Tuple>() {
        Some(classes) => classes.items().iter().any(is),
        None => is(wanted),
    };
    if bad {
        return Err(err!(
            TypeError,
            "catching ExceptionGroup with except* is not allowed. Use except instead."
        ));
    }
    Ok(())
}

/// What a `try` with `except*` clauses raises in the end: of `original`, the exceptions that its clauses
/// raised (again, or new ones) and the rest that none has caught. `None`: nothing.
pub fn prep_reraise_star(vm: &Vm, original: &Value, raised: Vec<Value>) -> Raises<Option<Value>> {
    let mut raised = raised.into_iter().filter(|it| !it.is_none());
    if !is_group(vm, original) {
        // Only one clause can have run.
        return Ok(raised.next());
    }
    let (again, mut new): (Vec<Value>, Vec<Value>) =
        raised.partition(|it| is_part_of(vm, it, original));
    if let Some(again) = projection(vm, original, &again)? {
        if new.is_empty() {
            return Ok(Some(again));
        }
        new.push(again);
    }
    match new.len() {
        0 | 1 => Ok(new.pop()),
        _ => wrap(vm, "", vm.list(new)).map(Some),
    }
}

/// Whether an exception was split off the original and raised again as it was.
fn is_part_of(vm: &Vm, exception: &Value, original: &Value) -> bool {
    if !is_group(vm, exception) {
        return false;
    }
    let Some(a) = Exception::of(exception) else { return false };
    let b = this(original);
    let same = |a: &Option<Value>, b: &Option<Value>| match (a, b) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    };
    let same_traceback = match (&*a.traceback.borrow(), &*b.traceback.borrow()) {
        (Some(a), Some(b)) => a.is(b),
        (None, None) => true,
        _ => false,
    };
    same_traceback
        && same(&a.context.borrow(), &b.context.borrow())
        && same(&a.cause.borrow(), &b.cause.borrow())
}
