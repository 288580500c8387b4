//! What the interpreter calls, and programs may replace: `displayhook`, `excepthook` and their kin.
//!
//! Reference: Library Reference, `sys.displayhook`, `sys.excepthook`, `sys.unraisablehook`.

use std::cell::Cell;

use crate::err;
use crate::object::{Builtin, Name, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::report;
use crate::stdlib::builtins::print::write;

/// How a prompt with more to say shows values while `sys.stdout` is the one the program was started with.
pub struct Display {
    /// A value is about to take the place of `_`.
    pub leaving: fn(&Vm),
    /// What is written for the value: its `repr()`, or that laid out.
    pub text: fn(&Vm, &Value) -> Raises<Ref<Str>>,
    /// The value has been shown.
    pub arrived: fn(&Vm, &Value),
}

#[derive(Default)]
pub struct Displaying(pub Cell<Option<&'static Display>>);

/// Prints what is not `None` and keeps it as `builtins._`.
pub fn displayhook(vm: &Vm, value: Value) -> Raises<()> {
    let Some(builtins) = vm.builtins.get() else {
        return Err(err!(RuntimeError, "lost builtins module"));
    };
    if value.is_none() {
        return Ok(());
    }
    let underscore = vm.name(Name::Underscore);
    let display = vm.state::<Displaying>().0.get();
    if let Some(display) = display {
        (display.leaving)(vm);
    }
    builtins.set_str(vm, underscore, Value::None);
    let stdout = super::super::sys_dict(vm)
        .get_str(vm.name(Name::WordStdout))
        .filter(|it| !it.is_none())
        .ok_or_else(|| err!(RuntimeError, "lost sys.stdout"))?;
    let own = || super::super::sys_attribute(vm, "__stdout__").is_some_and(|it| it.is(&stdout));
    let text = match display.filter(|_| own()) {
        Some(display) => (display.text)(vm, &value)?,
        None => protocol::repr(vm, &value)?,
    };
    match write(vm, &stdout, &text) {
        Err(raised) if raised.is(vm, Builtin::UnicodeEncodeError) => {
            let shown = crate::algo::escape::ascii_repr(text.bytes());
            write(vm, &stdout, &vm.str(&shown))?;
        }
        other => other?,
    }
    write(vm, &stdout, &vm.str("\n"))?;
    if let Some(display) = display {
        (display.arrived)(vm, &value);
    }
    builtins.set_str(vm, underscore, value);
    Ok(())
}

pub fn excepthook(vm: &Vm, _: Value, exception: Value, _: Value) {
    report::print_exception(vm, &exception);
}

pub fn unraisablehook(vm: &Vm, unraisable: Value) -> Raises<()> {
    let get = |name: &str| protocol::getattr(vm, &unraisable, &vm.intern(name));
    let (exception, message, object) = (get("exc_value")?, get("err_msg")?, get("object")?);
    let message = match message {
        Value::None => "Exception ignored in".to_owned(),
        other => protocol::str(vm, &other)?.to_string_lossy().into_owned(),
    };
    let text = report::format_unraisable(vm, &exception, &message, &object);
    let stderr = super::super::sys_dict(vm).get_str(vm.name(Name::WordStderr));
    if let Some(stderr) = stderr.filter(|it| !it.is_none()) {
        write(vm, &stderr, &vm.str(&text))?;
    }
    Ok(())
}

/// There is no debugger to enter.
pub fn breakpointhook(_: &Vm, _: &[Value]) -> Raises<Value> {
    Err(err!(NotImplementedError, "breakpoint() is not supported: there is no debugger"))
}
