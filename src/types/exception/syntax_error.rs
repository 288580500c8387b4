//! `SyntaxError`, its attributes and text.

use crate::err;
use crate::object::{Args, Builtin, GetSet, Layout, Raises, TypeSpec, Value, Vm, flags};
use crate::protocol;

use super::{Exception, field, init as base_init, this};

pub const MSG: usize = 0;
pub const FILENAME: usize = 1;
pub const LINENO: usize = 2;
pub const OFFSET: usize = 3;
pub const TEXT: usize = 4;
pub const END_LINENO: usize = 5;
pub const END_OFFSET: usize = 6;
const PRINT_FILE_AND_LINE: usize = 7;

static LAYOUT: Layout = Layout::of::<Exception>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "SyntaxError",
    base: Builtin::Exception,
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "Source text is not a program.",
    slots: |slots| {
        slots.init.set(Some(init));
        slots.str_.set(Some(str));
    },
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

pub static INCOMPLETE_INPUT: TypeSpec = TypeSpec {
    name: "_IncompleteInputError",
    base: Builtin::SyntaxError,
    flags: flags::BASE,
    doc: "Source text is a program that goes on.",
    ..TypeSpec::DEFAULT
};

static GETSET: &[GetSet] = &[
    field!("msg", MSG, "exception msg"),
    field!("filename", FILENAME, "exception filename"),
    field!("lineno", LINENO, "exception lineno"),
    field!("offset", OFFSET, "exception offset"),
    field!("text", TEXT, "exception text"),
    field!("end_lineno", END_LINENO, "exception end lineno"),
    field!("end_offset", END_OFFSET, "exception end offset"),
    field!("print_file_and_line", PRINT_FILE_AND_LINE, "exception print_file_and_line"),
];

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)?;
    let exception = this(it);
    let given = args.positionals();
    if let Some(msg) = given.first() {
        exception.set_field(MSG, Some(msg.clone()));
    }
    let [_, details] = given else { return Ok(()) };
    let details = protocol::to_vec(vm, details)?;
    let count = details.len();
    if count < 4 {
        return Err(err!(TypeError, "function takes at least 4 arguments ({count} given)"));
    }
    if count > 6 {
        return Err(err!(TypeError, "function takes at most 6 arguments ({count} given)"));
    }
    for (value, field) in details.into_iter().zip(FILENAME..) {
        exception.set_field(field, Some(value));
    }
    if count == 5 {
        return Err(err!(TypeError, "end_offset must be provided when end_lineno is provided"));
    }
    Ok(())
}

fn str(vm: &Vm, it: &Value) -> Raises<Value> {
    let exception = this(it);
    let msg = exception.field(MSG).unwrap_or(Value::None);
    let mut text = protocol::str(vm, &msg)?.bytes().to_vec();
    let filename = match exception.field(FILENAME) {
        Some(Value::Str(name)) => {
            Some(name.bytes().rsplit(|&it| it == b'/').next().unwrap_or_default().to_vec())
        }
        _ => None,
    };
    let line = match exception.field(LINENO) {
        Some(Value::Int(line)) => Some(line),
        // As a C long that does not hold it.
        Some(big @ Value::Obj(_)) if vm.type_of(&big).is(vm.class(Builtin::Int)) => Some(-1),
        _ => None,
    };
    match (filename, line) {
        (None, None) => {}
        (Some(name), None) => text.extend([b" (", &name[..], b")"].concat()),
        (None, Some(line)) => text.extend(format!(" (line {line})").into_bytes()),
        (Some(name), Some(line)) => {
            text.extend([b" (", &name[..], format!(", line {line})").as_bytes()].concat());
        }
    }
    Ok(Value::Str(vm.str_from_bytes(&text)))
}
