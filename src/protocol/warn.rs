//! Warnings: types say them here, the module `warnings` decides what becomes of them.
//!
//! Reference: Library Reference, "warnings — Warning control".

use std::cell::Cell;

use crate::object::{Builtin, Raises, Value, Vm};

/// Handles a warning of a class with a text, and perhaps the object it is about; the frame that runs is to blame.
pub type Handler = fn(&Vm, Builtin, &str, Option<&Value>) -> Raises<()>;

#[derive(Default)]
struct Installed(Cell<Option<Handler>>);

/// Makes `handler` the one that gets all warnings.
pub fn set_handler(vm: &Vm, handler: Handler) {
    vm.state::<Installed>().0.set(Some(handler));
}

/// `warnings.warn(message, category)`: raises where a filter makes an error of it. Until a handler is
/// installed, warnings are not shown.
#[cold]
pub fn warn(vm: &Vm, category: Builtin, message: &str) -> Raises<()> {
    warn_of(vm, category, message, None)
}

/// As [`warn()`], about an object.
#[cold]
pub fn warn_of(vm: &Vm, category: Builtin, message: &str, source: Option<&Value>) -> Raises<()> {
    match vm.state::<Installed>().0.get() {
        Some(handler) => handler(vm, category, message, source),
        None => Ok(()),
    }
}

/// Warns that a special method gave an instance of a subclass where the class itself is due.
#[cold]
pub fn strict_subclass(vm: &Vm, what: &str, class: &str, given: &str) -> Raises<()> {
    let message = format!(
        "{what} returned non-{class} (type {given}).  The ability to return an instance of a strict \
         subclass of {class} is deprecated, and may be removed in a future version of Python."
    );
    warn(vm, Builtin::DeprecationWarning, &message)
}
