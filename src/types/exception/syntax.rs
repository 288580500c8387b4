//! From the front end's description of an error to the exception object.

use crate::object::{Builtin, Raised, Str, Value, Vm};
use crate::syntax::error::{ErrorKind, SyntaxError};
use crate::syntax::source::Source;

use super::syntax_error::{FILENAME, LINENO, TEXT};
use super::{make, this};

/// The exception for an error in the source of that name.
pub fn exception(vm: &Vm, error: &SyntaxError, filename: &Value) -> Value {
    build(vm, error, filename, true)
}

/// The exception for an error found by the symbol table: its place is not among `args`.
pub fn symbols_exception(vm: &Vm, error: &SyntaxError, filename: &Value) -> Value {
    build(vm, error, filename, false)
}

/// [`exception`], on its way.
pub fn raised(vm: &Vm, error: &SyntaxError, filename: &Value) -> Raised {
    Raised::instance(exception(vm, error, filename))
}

/// Adds the line of the source to an error of the later stages, which have only its number.
pub fn set_text(vm: &Vm, exception: &Value, source: &str) {
    if !vm.is_instance(exception, Builtin::SyntaxError) {
        return;
    }
    let exception = this(exception);
    let given = |field| exception.field(field).filter(|it| !it.is_none());
    if given(TEXT).is_some() {
        return;
    }
    let Some(Value::Int(line)) = given(LINENO) else { return };
    let line = usize::try_from(line - 1).ok().and_then(|it| source.split('\n').nth(it));
    if let Some(line) = line {
        exception.set_field(TEXT, Some(vm.text(&format!("{line}\n"))));
    }
}

fn build(vm: &Vm, error: &SyntaxError, filename: &Value, place_in_args: bool) -> Value {
    let class = match error.kind {
        ErrorKind::Syntax => Builtin::SyntaxError,
        ErrorKind::Indentation => Builtin::IndentationError,
        ErrorKind::Tab => Builtin::TabError,
        ErrorKind::IncompleteInput => Builtin::IncompleteInputError,
        ErrorKind::Memory => Builtin::MemoryError,
        ErrorKind::Recursion => Builtin::RecursionError,
        ErrorKind::Value => Builtin::ValueError,
    };
    let message = vm.text(&error.message);
    if matches!(error.kind, ErrorKind::Memory | ErrorKind::Recursion | ErrorKind::Value) {
        let args = if error.message.is_empty() { vec![] } else { vec![message] };
        return make(vm, class, args);
    }
    let Some(line) = error.line else {
        return make(vm, class, vec![message]);
    };
    let number = |it: Option<i32>| it.map_or(Value::None, |it| Value::Int(i64::from(it)));
    let text = error.text.clone().or_else(|| line_of_file(filename, line));
    let details = vec![
        filename.clone(),
        Value::Int(i64::from(line)),
        number(error.offset),
        text.map_or(Value::None, |it| vm.text(&it)),
        error.end_line.map_or(Value::None, |it| Value::Int(i64::from(it))),
        number(error.end_offset),
    ];
    if place_in_args {
        return make(vm, class, vec![message, vm.tuple(details)]);
    }
    let exception = make(vm, class, vec![message]);
    for (field, value) in (FILENAME..).zip(details) {
        this(&exception).set_field(field, Some(value));
    }
    exception
}

/// What the later stages of compilation do not have at hand: a line of the source, from the file that it
/// is said to come from.
fn line_of_file(filename: &Value, line: u32) -> Option<String> {
    let filename = filename.downcast::<Str>()?;
    let bytes = std::fs::read(filename.as_str()?).ok()?;
    let source = Source::from_bytes(&bytes).ok()?;
    let text = source.line(line);
    (!text.is_empty()).then(|| text.to_owned())
}
