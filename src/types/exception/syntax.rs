//! From the front end's description of an error to the exception object.

use crate::object::{Builtin, Raised, Value, Vm};
use crate::syntax::error::{ErrorKind, SyntaxError};

use super::syntax_error::{END_LINENO, END_OFFSET, FILENAME, LINENO, MSG, OFFSET, TEXT};
use super::{make, this};

/// The exception for an error in the source of that name.
pub fn exception(vm: &Vm, error: &SyntaxError, filename: &Value) -> Value {
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
    let text = error.text.as_ref().map_or(Value::None, |it| vm.text(it));
    let end_line = error.end_line.map_or(Value::None, |it| Value::Int(i64::from(it)));
    let details = vec![
        filename.clone(),
        Value::Int(i64::from(line)),
        number(error.offset),
        text,
        end_line,
        number(error.end_offset),
    ];
    let exception = make(vm, class, vec![message.clone(), vm.tuple(details.clone())]);
    let it = this(&exception);
    it.set_field(MSG, Some(message));
    let fields = [FILENAME, LINENO, OFFSET, TEXT, END_LINENO, END_OFFSET];
    for (field, value) in fields.into_iter().zip(details) {
        it.set_field(field, Some(value));
    }
    exception
}

/// The same, on its way.
pub fn raised(vm: &Vm, error: &SyntaxError, filename: &Value) -> Raised {
    Raised::instance(exception(vm, error, filename))
}
