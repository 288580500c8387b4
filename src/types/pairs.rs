//! The built-in iterators that give pairs, asked for the two items without a tuple around them: what a loop
//! takes apart at once need not be put together first.

use crate::object::{Builtin, Raises, Value, Vm};

use super::list::iterator::ListIterator;
use super::{dict, enumerate, zip};
use crate::protocol;

/// `next(iterator)`, taken apart; `None` at the end.
pub type NextPair = fn(&Vm, &Value) -> Raises<Option<(Value, Value)>>;

/// `next(iterator)`, those of lists in line.
#[inline(always)]
pub fn step(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    if let Value::Obj(object) = iterator
        && object.class().is(vm.class(Builtin::ListIterator))
        && let Some(it) = object.downcast_ref::<ListIterator>()
    {
        return Ok(it.advance().given());
    }
    protocol::next(vm, iterator)
}

/// How this iterator gives its pairs, if it is an exact instance of a built-in class that does.
pub fn next_pair(vm: &Vm, iterator: &Value) -> Option<NextPair> {
    let class = vm.type_of(iterator);
    let is = |which| class.is(vm.class(which));
    if is(Builtin::Enumerate) {
        return Some(enumerate::next_pair);
    }
    if is(Builtin::DictItemIterator) {
        return Some(dict::next_pair);
    }
    (is(Builtin::Zip) && zip::gives_pairs(iterator)).then_some(zip::next_pair)
}
