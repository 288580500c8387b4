//! Values of earlier inputs: `_1`, `_2` and so on by the number of the input, `__` and `___` for those before
//! `_`.
//!
//! They are names in `builtins`, as `_` is, so a variable of the program's goes first. Numbers are those of
//! `<python-input-N>`. The last hundred are kept, but only what is small: a value with more than a megabyte
//! in it, as far as that is found by looking at ten thousand objects, is not kept, and goes as soon as it
//! has grown to that. Nor is one kept that has something to do when it dies (`__del__`), or that holds what
//! runs: generators, frames, tracebacks, open files.

use std::cell::{Cell, RefCell};
use std::collections::{HashSet, VecDeque};

use crate::object::{Builtin, Name, Value, Vm};
use crate::protocol;

/// Values kept at most.
const MOST: usize = 100;
/// Bytes that a value may have in it.
const BYTES: usize = 1 << 20;
/// Objects that are looked at to find that out.
const LOOKED_AT: usize = 10_000;

#[derive(Default)]
struct Kept {
    /// The numbers under which there are values, the oldest first.
    numbers: RefCell<VecDeque<usize>>,
    /// What was `_` before the value that is being shown.
    before: RefCell<Option<Value>>,
    /// The input for which values were looked at again.
    looked_at: Cell<usize>,
}

/// A value is about to be shown and to take the place of `_`.
pub fn leaving(vm: &Vm) {
    let Some(builtins) = vm.builtins.get() else { return };
    let last = builtins.get_str(vm.name(Name::Underscore)).filter(|it| !it.is_none());
    let last = last.filter(|it| is_small(vm, it));
    *vm.state::<Kept>().before.borrow_mut() = last;
}

/// A value has been shown.
pub fn arrived(vm: &Vm, value: &Value) {
    let Some(builtins) = vm.builtins.get() else { return };
    let kept = vm.state::<Kept>();
    if let Some(before) = kept.before.take() {
        let (second, third) = (vm.intern("__"), vm.intern("___"));
        let older = builtins.get_str(&second);
        match older.filter(|it| is_small(vm, it)) {
            Some(older) => builtins.set_str(vm, &third, older),
            None => drop(builtins.remove_str(&third)),
        }
        builtins.set_str(vm, &second, before);
    }
    let number = vm.state::<super::display::Showing>().number.get();
    if kept.looked_at.replace(number) != number {
        forget_large(vm, &kept);
    }
    let name = vm.intern(&format!("_{number}"));
    if !is_small(vm, value) {
        return;
    }
    builtins.set_str(vm, &name, value.clone());
    let mut numbers = kept.numbers.borrow_mut();
    if numbers.back() != Some(&number) {
        numbers.push_back(number);
    }
    let oldest = if numbers.len() > MOST { numbers.pop_front() } else { None };
    drop(numbers);
    if let Some(oldest) = oldest {
        drop(builtins.remove_str(&vm.intern(&format!("_{oldest}"))));
    }
}

/// Looks at some of the values again: what has grown since then goes.
fn forget_large(vm: &Vm, kept: &Kept) {
    let Some(builtins) = vm.builtins.get() else { return };
    // In turns, so that each input costs the same.
    for _ in 0..4 {
        let Some(number) = kept.numbers.borrow_mut().pop_front() else { return };
        let name = vm.intern(&format!("_{number}"));
        let Some(value) = builtins.get_str(&name) else { continue };
        if is_small(vm, &value) {
            kept.numbers.borrow_mut().push_back(number);
        } else {
            drop(builtins.remove_str(&name));
        }
    }
    kept.numbers.borrow_mut().make_contiguous().sort_unstable();
}

/// Whether keeping a value costs little and delays nothing.
fn is_small(vm: &Vm, value: &Value) -> bool {
    let mut seen = HashSet::new();
    let mut waiting = vec![value.clone()];
    let mut bytes = 0;
    while let Some(value) = waiting.pop() {
        if matches!(value, Value::Gen(_)) {
            return false;
        }
        // Classes, functions and modules are held by others; of these the value at hand is only one more holder.
        if !value.is_heap() || matches!(value, Value::Type(_) | Value::Func(_) | Value::Native(_)) {
            continue;
        }
        if !seen.insert(value.id()) {
            continue;
        }
        let class = vm.type_of(&value);
        if class.slots.del.get().is_some() {
            return false;
        }
        let is = |which| vm.known_class(which).is_some_and(|it| class.is(it));
        if is(Builtin::Module) {
            continue;
        }
        if is(Builtin::Frame) || is(Builtin::Traceback) || is(Builtin::TextStream) {
            return false;
        }
        bytes += match &value {
            Value::Str(text) => text.bytes().len(),
            // Numbers are in the container itself.
            Value::List(list) => 16 * list.len(),
            Value::Tuple(tuple) => 16 * tuple.len(),
            Value::Dict(dict) => 48 * dict.len(),
            Value::Set(set) => 32 * set.len(),
            _ => 0,
        } + 64;
        // Objects that refer to none keep their content themselves.
        let referents = vm.heap.referents(&value);
        if referents.is_empty()
            && matches!(value, Value::Obj(_))
            && class.spec.is_some()
            && let Some(Ok(length)) = protocol::len_opt(vm, &value)
        {
            bytes += length;
        }
        bytes += 16 * referents.len();
        if bytes > BYTES
            || seen.len() > LOOKED_AT
            || waiting.len() + referents.len() > LOOKED_AT * 8
        {
            return false;
        }
        waiting.extend(referents);
    }
    true
}
