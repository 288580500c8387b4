//! Tracebacks, carets, "Did you mean": what is printed about exceptions.
//!
//! [`exception`] tells an exception with its chain, notes and groups; [`stack`] the frames of a
//! traceback, with the source lines that [`sources`] finds and the marks [`carets`] puts below them;
//! [`suggest`] guesses which name was meant. [`unraisable`] is for exceptions that nobody can catch.
//!
//! Reference: Library Reference, "traceback".

use crate::object::{Str, Value, Vm};
use crate::protocol;

mod carets;
pub mod colours;
mod exception;
mod output;
pub mod sources;
mod stack;
mod suggest;
mod syntax_error;
mod unraisable;
mod width;

pub use exception::{exception_lines, format_exception};
pub use output::{print_exception, print_text};
pub use sources::Sources;
pub use unraisable::{format_unraisable, unraisable};

/// Text for an output in UTF-8: what that cannot say is escaped.
pub fn shown(text: &Str) -> String {
    if let Some(text) = text.as_str() {
        return text.to_owned();
    }
    let bytes = text.bytes();
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some((code, width)) = crate::algo::wtf8::decode(bytes, at) {
        match char::from_u32(code) {
            Some(character) => out.push(character),
            None => out.push_str(&format!("\\u{code:04x}")),
        }
        at += width;
    }
    out
}

/// `str(value)`, or where that fails a text that says so.
fn safe_str(vm: &Vm, value: &Value, what: &str) -> String {
    match protocol::str(vm, value) {
        Ok(text) => shown(&text),
        Err(_) => format!("<{what} str() failed>"),
    }
}

/// `repr(value)`, or where that fails a text that says so.
pub fn safe_repr(vm: &Vm, value: &Value, what: &str) -> String {
    match protocol::repr(vm, value) {
        Ok(text) => shown(&text),
        Err(_) => format!("<{what} repr() failed>"),
    }
}

/// An exception's class as it is shown: with its module, unless that is `builtins` or `__main__`.
fn class_name(vm: &Vm, exception: &Value) -> String {
    let class = vm.type_of(exception);
    let name = shown(&class.qualname_str(vm));
    let value = Value::Type(class.clone());
    let module = protocol::getattr(vm, &value, vm.name(crate::object::Name::Module));
    match module.ok().as_ref().and_then(|it| it.downcast::<Str>()) {
        Some(module) => match shown(module).as_str() {
            "builtins" | "__main__" => name,
            module => format!("{module}.{name}"),
        },
        None => format!("<unknown>.{name}"),
    }
}
