//! `template % values`, for text and for bytes.
//!
//! Reference: Library Reference, "printf-style String Formatting" and "printf-style Bytes Formatting".

use crate::algo::percent::{Directive, Format, Piece, Pieces};
use crate::algo::search::Unit;
use crate::algo::wtf8;
use crate::err;
use crate::object::{Builtin, Raised, Raises, Str, Tuple, Value, Vm};
use crate::protocol;
use crate::types::int::{as_int, digit_limit};

use super::layout::Layout;
use super::{of, text_of};

const TEXT: Kind = Kind { unit: Unit::CodePoint, name: "string", convert: text_directive };

/// Writes one value of a template of text whose directive has no key and no `*`.
pub fn write_one(vm: &Vm, out: &mut Vec<u8>, format: &Format, value: &Value) -> Raises<()> {
    write_value(vm, out, format, value, &TEXT)
}

pub fn modulo(vm: &Vm, template: &Value, values: &Value) -> Raises<Value> {
    let Some(template) = text_of(template) else { return Ok(Value::NotImplemented) };
    let mut out = Vec::with_capacity(template.bytes().len() + 32);
    write(vm, &mut out, template.bytes(), values, &TEXT)?;
    Ok(Value::Str(vm.str_from_bytes(&out)))
}

/// What differs between templates of text and of bytes.
pub struct Kind {
    pub unit: Unit,
    pub name: &'static str,
    /// Writes a value by a conversion that is not for numbers; false if there is no such conversion.
    pub convert: fn(&Vm, &mut Vec<u8>, &Format, &Value) -> Raises<bool>,
}

/// The values still to be used.
struct Values<'a> {
    items: &'a [Value],
    at: usize,
    /// What keys are looked up in.
    mapping: Option<&'a Value>,
    /// What a key gave: the next value.
    found: Option<Value>,
}

impl Values<'_> {
    fn next(&mut self) -> Raises<Value> {
        if self.mapping.is_some()
            && let Some(found) = self.found.take()
        {
            return Ok(found);
        }
        match self.items.get(self.at) {
            Some(value) => {
                self.at += 1;
                Ok(value.clone())
            }
            None => Err(err!(TypeError, "not enough arguments for format string")),
        }
    }
}

pub fn write(
    vm: &Vm,
    out: &mut Vec<u8>,
    template: &[u8],
    values: &Value,
    what: &Kind,
) -> Raises<()> {
    let mut values = match values.downcast::<Tuple>() {
        Some(tuple) => Values { items: tuple.items(), at: 0, mapping: None, found: None },
        None => {
            let text = match what.unit {
                Unit::CodePoint => values.downcast::<Str>().is_some(),
                Unit::Byte => {
                    values.downcast::<Str>().is_some()
                        || crate::types::bytes::is_bytes_or_bytearray(values)
                }
            };
            let mapping = !text && vm.type_of(values).slots.getitem.get().is_some();
            let mapping = mapping.then_some(values);
            Values { items: std::slice::from_ref(values), at: 0, mapping, found: None }
        }
    };
    for piece in Pieces::new(template, what.unit) {
        match piece {
            Piece::Literal(text) => out.extend_from_slice(text),
            Piece::Directive(directive) => {
                write_directive(vm, out, directive, &mut values, what)?;
            }
        }
    }
    if values.at < values.items.len() && values.mapping.is_none() {
        let name = what.name;
        return Err(err!(TypeError, "not all arguments converted during {name} formatting"));
    }
    Ok(())
}

fn write_directive(
    vm: &Vm,
    out: &mut Vec<u8>,
    directive: Directive,
    values: &mut Values,
    what: &Kind,
) -> Raises<()> {
    if let Some(key) = directive.key {
        let Some(mapping) = values.mapping else {
            return Err(err!(TypeError, "format requires a mapping"));
        };
        let key = key?;
        let key = match what.unit {
            Unit::CodePoint => Value::Str(vm.str_from_bytes(key)),
            Unit::Byte => crate::types::bytes::bytes(vm, key),
        };
        values.found = Some(protocol::getitem(vm, mapping, &key)?);
        // What the key gave is now the one value there is.
        values.at = values.items.len();
    }
    let width = directive.star_width.then(|| star(vm, values, "ssize_t")).transpose()?;
    let precision = directive.star_precision.then(|| star(vm, values, "int")).transpose()?;
    let mut format = directive.end?;
    if let Some(width) = width {
        format.set_width(width);
    }
    if let Some(precision) = precision {
        format.set_precision(precision)?;
    }
    let value = values.next()?;
    write_value(vm, out, &format, &value, what)
}

/// The value of a `*`.
fn star(vm: &Vm, values: &mut Values, target: &str) -> Raises<i64> {
    let value = values.next()?;
    if !vm.is_instance(&value, Builtin::Int) {
        return Err(err!(TypeError, "* wants int"));
    }
    crate::native::to_i64(vm, &value, target)
}

fn write_value(
    vm: &Vm,
    out: &mut Vec<u8>,
    format: &Format,
    value: &Value,
    what: &Kind,
) -> Raises<()> {
    if Layout::of_percent(format).write(out, value) {
        return Ok(());
    }
    match format.kind() {
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
            let shown = match (what.unit, format.kind()) {
                (Unit::Byte, 'i') => 'd',
                (_, kind) => kind,
            };
            let number = to_int(vm, shown, value)?;
            let int = as_int(&number).ok_or_else(|| not_a_number(vm, shown, value))?;
            out.extend_from_slice(&format.int(int, digit_limit(vm))?);
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            // A float is what it is; others are asked.
            let own = crate::types::float::as_float(value);
            let number =
                own.map_or_else(|| protocol::number::to_f64(vm, value), Ok).map_err(|raised| {
                    match what.unit {
                        Unit::Byte if raised.is(vm, Builtin::TypeError) => {
                            err!(TypeError, "float argument required, not {}", vm.type_name(value))
                        }
                        _ => raised,
                    }
                })?;
            out.extend_from_slice(&format.float(number)?);
        }
        _ => {
            if !(what.convert)(vm, out, format, value)? {
                return Err(format.unsupported().into());
            }
        }
    }
    Ok(())
}

/// The int that `%d` or `%x` writes: a real number is cut for the former.
fn to_int(vm: &Vm, kind: char, value: &Value) -> Raises<Value> {
    if vm.is_instance(value, Builtin::Int) {
        return Ok(value.clone());
    }
    let slots = &vm.type_of(value).slots;
    let slot = match kind {
        'o' | 'x' | 'X' => slots.index.get(),
        _ => slots.int.get().or(slots.index.get()),
    };
    let Some(slot) = slot else { return Err(not_a_number(vm, kind, value)) };
    slot(vm, value).map_err(|raised| {
        if raised.is(vm, Builtin::TypeError) { not_a_number(vm, kind, value) } else { raised }
    })
}

#[cold]
fn not_a_number(vm: &Vm, kind: char, value: &Value) -> Raised {
    let required = match kind {
        'o' | 'x' | 'X' => "an integer",
        _ => "a real number",
    };
    err!(TypeError, "%{kind} format: {required} is required, not {}", vm.type_name(value))
}

/// `%s`, `%r`, `%a` and `%c` of text.
fn text_directive(vm: &Vm, out: &mut Vec<u8>, format: &Format, value: &Value) -> Raises<bool> {
    let text = match format.kind() {
        's' => protocol::str(vm, value)?,
        'r' => protocol::repr(vm, value)?,
        'a' => protocol::ascii(vm, value)?,
        'c' => {
            let text = character(vm, value)?;
            out.extend_from_slice(&format.character(&text)?);
            return Ok(true);
        }
        _ => return Ok(false),
    };
    if format.is_bare() {
        out.extend_from_slice(text.bytes());
    } else {
        out.extend_from_slice(&format.text(text.bytes())?);
    }
    Ok(true)
}

/// What `%c` writes.
fn character(vm: &Vm, value: &Value) -> Raises<Vec<u8>> {
    let wrong = || err!(TypeError, "%c requires int or char");
    if text_of(value).is_some() {
        let text = of(value);
        return if text.count() == 1 { Ok(text.bytes().to_vec()) } else { Err(wrong()) };
    }
    let code = match protocol::index(vm, value) {
        Ok(code) => code,
        Err(raised) if raised.is(vm, Builtin::TypeError) => return Err(wrong()),
        Err(raised) => return Err(raised),
    };
    match as_int(&code).and_then(|it| it.to_i64()) {
        Some(code @ 0..0x11_0000) => Ok(wtf8::from_code_points([code as u32])),
        _ => Err(err!(OverflowError, "%c arg not in range(0x110000)")),
    }
}
