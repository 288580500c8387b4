//! Exceptions that nobody can catch: those of `__del__`, of callbacks, of the last clean-up.
//!
//! Reference: Library Reference, `sys.unraisablehook`.

use std::cell::Cell;

use crate::object::{Raised, Value, Vm};
use crate::types::exception::Exception;

use super::sources::{Sources, lines};
use super::{class_name, output, safe_repr, shown};

/// Who is told instead, where Python code has replaced `sys.unraisablehook`: gets the exception, the
/// message and the object, and says whether that settles it.
pub type Hook = fn(&Vm, &Value, Option<&str>, &Value) -> bool;

#[derive(Default)]
pub struct UnraisableHook(pub Cell<Option<Hook>>);

/// Reports an exception that `object` raised where nobody can catch it. `message` replaces the usual
/// "Exception ignored in" if it is not empty.
pub fn unraisable(vm: &Vm, raised: Raised, message: &str, object: &Value) {
    let exception = vm.instance_of(raised);
    let hook = vm.state::<UnraisableHook>().0.get();
    let given = (!message.is_empty()).then_some(message);
    if hook.is_some_and(|it| it(vm, &exception, given, object)) {
        return;
    }
    let text = format_unraisable(vm, &exception, message, object);
    output::write_chunks(vm, &[text]);
}

/// The text of such a report.
pub fn format_unraisable(vm: &Vm, exception: &Value, message: &str, object: &Value) -> String {
    let mut out = String::new();
    if !object.is_none() {
        let message = if message.is_empty() { "Exception ignored in" } else { message };
        out = format!("{message}: {}\n", safe_repr(vm, object, "object"));
    } else if !message.is_empty() {
        out = format!("{message}:\n");
    }
    let mut at = Exception::of(exception).and_then(|it| it.traceback.borrow().clone());
    if at.is_some() {
        out.push_str("Traceback (most recent call last):\n");
    }
    let sources = vm.state::<Sources>();
    while let Some(entry) = at {
        let code = entry.frame.function.code();
        let (filename, name) = (shown(&code.facts.filename), shown(&code.facts.name));
        let line = entry.span.line;
        out.push_str(&format!("  File \"{filename}\", line {line}, in {name}\n"));
        let is_file = !(filename.starts_with('<') && filename.ends_with('>'));
        if is_file && let Some(text) = sources.text(vm, &filename) {
            let shown = lines(&text, line, line)[0].trim_start().to_owned();
            if !shown.is_empty() {
                out.push_str(&format!("    {shown}\n"));
            }
        }
        at = entry.next.borrow().clone();
    }
    let text = match crate::protocol::str(vm, exception) {
        Ok(text) => shown(&text),
        Err(_) => "<exception str() failed>".to_owned(),
    };
    out.push_str(&format!("{}: {text}\n", class_name(vm, exception)));
    out
}
