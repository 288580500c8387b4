//! `StopIteration` and `SystemExit`: exceptions that carry a value.

use crate::object::{Args, Builtin, GetSet, Layout, Raises, TypeSpec, Value, Vm, flags};

use super::{Exception, field, init as base_init, this};

/// Field of `StopIteration.value` and of `SystemExit.code`.
const VALUE: usize = 0;

static STOP_LAYOUT: Layout = Layout::of::<Exception>();
static EXIT_LAYOUT: Layout = Layout::of::<Exception>();

pub static STOP_ITERATION: TypeSpec = TypeSpec {
    name: "StopIteration",
    base: Builtin::Exception,
    layout: Some(&STOP_LAYOUT),
    flags: flags::BASE,
    doc: "An iterator has no more items; `value` is what a generator returned.",
    slots: |slots| slots.init.set(Some(init_stop)),
    getset: &[field!("value", VALUE, "generator return value")],
    ..TypeSpec::DEFAULT
};

pub static SYSTEM_EXIT: TypeSpec = TypeSpec {
    name: "SystemExit",
    base: Builtin::BaseException,
    layout: Some(&EXIT_LAYOUT),
    flags: flags::BASE,
    doc: "Asks to leave the program with the status `code`.",
    slots: |slots| slots.init.set(Some(init_exit)),
    getset: EXIT_GETSET,
    ..TypeSpec::DEFAULT
};

static EXIT_GETSET: &[GetSet] = &[field!("code", VALUE, "exception code")];

fn init_stop(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)?;
    fill_stop(it);
    Ok(())
}

/// Sets `StopIteration.value` from the arguments.
pub(super) fn fill_stop(it: &Value) {
    let exception = this(it);
    let value = exception.args().items().first().cloned();
    if value.is_some() || exception.field(VALUE).is_some() {
        exception.set_field(VALUE, Some(value.unwrap_or(Value::None)));
    }
}

fn init_exit(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)?;
    fill_exit(it);
    Ok(())
}

/// Sets `SystemExit.code` from the arguments.
pub(super) fn fill_exit(it: &Value) {
    let exception = this(it);
    let args = exception.args();
    match args.items() {
        [] => {}
        [only] => exception.set_field(VALUE, Some(only.clone())),
        _ => exception.set_field(VALUE, Some(Value::Tuple(args))),
    }
}

/// `StopIteration.value` of an exception object: what a generator returned.
pub fn stop_value(exception: &Value) -> Value {
    this(exception).field(VALUE).unwrap_or(Value::None)
}

/// `SystemExit.code` of an exception object.
pub fn exit_code(exception: &Value) -> Value {
    this(exception).field(VALUE).unwrap_or(Value::None)
}
