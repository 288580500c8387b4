//! `UnicodeEncodeError`, `UnicodeDecodeError` and `UnicodeTranslateError`.

use crate::err;
use crate::object::{Args, Builtin, GetSet, Layout, Raises, Str, TypeSpec, Value, Vm, flags};
use crate::protocol;

use super::{Exception, cannot_delete_number, field, init as base_init, this};

const ENCODING: usize = 0;
const OBJECT: usize = 1;
const START: usize = 2;
const END: usize = 3;
const REASON: usize = 4;

static ENCODE_LAYOUT: Layout = Layout::of::<Exception>();
static DECODE_LAYOUT: Layout = Layout::of::<Exception>();
static TRANSLATE_LAYOUT: Layout = Layout::of::<Exception>();

pub static ENCODE: TypeSpec = TypeSpec {
    name: "UnicodeEncodeError",
    base: Builtin::UnicodeError,
    layout: Some(&ENCODE_LAYOUT),
    flags: flags::BASE,
    doc: "Text cannot be encoded.",
    slots: |slots| {
        slots.init.set(Some(init_encode));
        slots.str_.set(Some(str_encode));
    },
    getset: GETSET,
    attributes: super::classes::constructor,
    ..TypeSpec::DEFAULT
};

pub static DECODE: TypeSpec = TypeSpec {
    name: "UnicodeDecodeError",
    base: Builtin::UnicodeError,
    layout: Some(&DECODE_LAYOUT),
    flags: flags::BASE,
    doc: "Bytes cannot be decoded.",
    slots: |slots| {
        slots.init.set(Some(init_decode));
        slots.str_.set(Some(str_decode));
    },
    getset: GETSET,
    attributes: super::classes::constructor,
    ..TypeSpec::DEFAULT
};

pub static TRANSLATE: TypeSpec = TypeSpec {
    name: "UnicodeTranslateError",
    base: Builtin::UnicodeError,
    layout: Some(&TRANSLATE_LAYOUT),
    flags: flags::BASE,
    doc: "Text cannot be translated.",
    slots: |slots| {
        slots.init.set(Some(init_translate));
        slots.str_.set(Some(str_translate));
    },
    getset: GETSET,
    attributes: super::classes::constructor,
    ..TypeSpec::DEFAULT
};

/// A row of an attribute that is a number.
macro_rules! number {
    ($name:literal, $index:expr, $doc:literal) => {
        GetSet {
            name: $name,
            doc: $doc,
            get: |_, it| Ok(Value::Int(number_of(it, $index))),
            set: Some(|vm, it, value| {
                let number = match value {
                    None => return Err(cannot_delete_number()),
                    Some(Value::Int(number)) => number,
                    Some(Value::Bool(number)) => number as i64,
                    Some(other) if vm.is_instance(&other, Builtin::Int) => {
                        protocol::to_isize(vm, &other, Builtin::OverflowError).map_err(|_| {
                            err!(OverflowError, "Python int too large to convert to C ssize_t")
                        })?
                    }
                    Some(_) => return Err(err!(TypeError, "an integer is required")),
                };
                this(it).set_field($index, Some(Value::Int(number)));
                Ok(())
            }),
        }
    };
}

static GETSET: &[GetSet] = &[
    field!("encoding", ENCODING, "exception encoding"),
    field!("object", OBJECT, "exception object"),
    number!("start", START, "exception start"),
    number!("end", END, "exception end"),
    field!("reason", REASON, "exception reason"),
];

fn number_of(it: &Value, field: usize) -> i64 {
    match this(it).field(field) {
        Some(Value::Int(number)) => number,
        _ => 0,
    }
}

fn expect_count<'a>(args: Args<'a>, count: usize) -> Raises<&'a [Value]> {
    let given = args.positionals();
    if given.len() == count {
        return Ok(given);
    }
    let given = given.len();
    Err(err!(TypeError, "function takes exactly {count} arguments ({given} given)"))
}

fn expect_str(vm: &Vm, given: &[Value], index: usize) -> Raises<Value> {
    if given[index].downcast::<Str>().is_some() {
        return Ok(given[index].clone());
    }
    let kind = match &given[index] {
        Value::None => "None".to_owned(),
        other => vm.type_name(other),
    };
    Err(err!(TypeError, "argument {} must be str, not {kind}", index + 1))
}

fn number_at(vm: &Vm, given: &[Value], index: usize) -> Raises<Value> {
    crate::native::to_i64(vm, &given[index], "ssize_t").map(Value::Int)
}

fn fill(it: &Value, fields: [Option<Value>; 5]) {
    let exception = this(it);
    for (index, value) in fields.into_iter().enumerate() {
        exception.set_field(index, value);
    }
}

fn init_encode(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)?;
    let given = expect_count(args, 5)?;
    let encoding = expect_str(vm, given, 0)?;
    let object = expect_str(vm, given, 1)?;
    let (start, end) = (number_at(vm, given, 2)?, number_at(vm, given, 3)?);
    let reason = expect_str(vm, given, 4)?;
    fill(it, [Some(encoding), Some(object), Some(start), Some(end), Some(reason)]);
    Ok(())
}

fn init_decode(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)?;
    let given = expect_count(args, 5)?;
    let encoding = expect_str(vm, given, 0)?;
    let (start, end) = (number_at(vm, given, 2)?, number_at(vm, given, 3)?);
    let reason = expect_str(vm, given, 4)?;
    let object = match &given[1] {
        object if vm.is_instance(object, Builtin::Bytes) => object.clone(),
        object
            if vm.is_instance(object, Builtin::ByteArray)
                || vm.is_instance(object, Builtin::MemoryView) =>
        {
            // A copy, since the buffer may change.
            let bytes = Value::Type(vm.class(Builtin::Bytes).clone());
            vm.call(&bytes, Args::positional(std::slice::from_ref(object)))?
        }
        object => {
            let kind = vm.type_name(object);
            return Err(err!(TypeError, "a bytes-like object is required, not '{kind}'"));
        }
    };
    fill(it, [Some(encoding), Some(object), Some(start), Some(end), Some(reason)]);
    Ok(())
}

fn init_translate(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)?;
    let given = expect_count(args, 4)?;
    let object = expect_str(vm, given, 0)?;
    let (start, end) = (number_at(vm, given, 1)?, number_at(vm, given, 2)?);
    let reason = expect_str(vm, given, 3)?;
    fill(it, [None, Some(object), Some(start), Some(end), Some(reason)]);
    Ok(())
}

/// The text of a field for messages.
fn shown(vm: &Vm, it: &Value, field: usize) -> Raises<String> {
    match this(it).field(field) {
        Some(value) => Ok(protocol::str(vm, &value)?.to_string_lossy().into_owned()),
        None => Ok("<NULL>".to_owned()),
    }
}

/// The one character the error is about, if it is one.
fn one_character(it: &Value) -> Option<u32> {
    let (start, end) = (number_of(it, START), number_of(it, END));
    let Some(Value::Str(text)) = this(it).field(OBJECT) else { return None };
    if start < 0 || start as usize >= text.count() || end.checked_sub(start) != Some(1) {
        return None;
    }
    crate::algo::wtf8::decode(text.bytes(), text.offset(start as usize)).map(|it| it.0)
}

fn escaped(code: u32) -> String {
    match code {
        0..=0xff => format!("\\x{code:02x}"),
        0x100..=0xffff => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

fn str_encode(vm: &Vm, it: &Value) -> Raises<Value> {
    about_text(vm, it, |vm| Ok(format!("'{}' codec can't encode", shown(vm, it, ENCODING)?)))
}

fn str_translate(vm: &Vm, it: &Value) -> Raises<Value> {
    about_text(vm, it, |_| Ok("can't translate".to_owned()))
}

fn about_text(vm: &Vm, it: &Value, what: impl Fn(&Vm) -> Raises<String>) -> Raises<Value> {
    if this(it).field(OBJECT).is_none() {
        return Ok(vm.text(""));
    }
    let reason = shown(vm, it, REASON)?;
    let what = what(vm)?;
    let (start, end) = (number_of(it, START), number_of(it, END));
    let text = match one_character(it) {
        Some(code) => {
            format!("{what} character '{}' in position {start}: {reason}", escaped(code))
        }
        None => {
            let last = end.wrapping_sub(1);
            format!("{what} characters in position {start}-{last}: {reason}")
        }
    };
    Ok(vm.text(&text))
}

fn str_decode(vm: &Vm, it: &Value) -> Raises<Value> {
    let Some(object) = this(it).field(OBJECT) else { return Ok(vm.text("")) };
    let reason = shown(vm, it, REASON)?;
    let encoding = shown(vm, it, ENCODING)?;
    let (start, end) = (number_of(it, START), number_of(it, END));
    let mut byte = None;
    if start >= 0 && end.checked_sub(start) == Some(1) && protocol::len_opt(vm, &object).is_some() {
        let size = protocol::len(vm, &object)?;
        if (start as usize) < size
            && let Value::Int(it) = protocol::getitem(vm, &object, &Value::Int(start))?
        {
            byte = Some(it);
        }
    }
    let text = match byte {
        Some(byte) => format!(
            "'{encoding}' codec can't decode byte 0x{byte:02x} in position {start}: {reason}"
        ),
        None => {
            let last = end.wrapping_sub(1);
            format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}")
        }
    };
    Ok(vm.text(&text))
}
