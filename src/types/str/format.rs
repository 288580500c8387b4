//! `str.format`, `str.format_map`, `__format__`, and the fields of f-strings.
//!
//! Reference: Library Reference, "Format String Syntax"; PEP 3101.

use crate::algo::float_text;
use crate::algo::format_spec::{self, Spec, Value as Kind};
use crate::algo::int_text::{DEFAULT_LIMIT, Int};
use crate::algo::number_text::Digits;
use crate::algo::str_format::{
    self, Accessor, Conversion, DEPTH, Field, First, Numbering, Pieces, split_name,
};
use crate::err;
use crate::native::{Keywords, Rest};
use crate::object::{Raised, Raises, Ref, Str, Value, Vm};
use crate::protocol;

use super::layout::Layout;

pub fn format(vm: &Vm, text: Ref<Str>, args: Rest, kwargs: Keywords) -> Raises<Value> {
    fill_in(vm, &text, &Source::Arguments(&args, &kwargs))
}

pub fn format_map(vm: &Vm, text: Ref<Str>, mapping: Value) -> Raises<Value> {
    fill_in(vm, &text, &Source::Mapping(&mapping))
}

/// Where fields are looked up.
enum Source<'a> {
    Arguments(&'a [Value], &'a Keywords),
    Mapping(&'a Value),
}

fn fill_in(vm: &Vm, template: &Ref<Str>, source: &Source) -> Raises<Value> {
    let mut out = Vec::with_capacity(template.bytes().len() + 32);
    let mut numbering = Numbering::default();
    write_template(vm, &mut out, template.bytes(), source, &mut numbering, DEPTH)?;
    Ok(Value::Str(vm.str_from_bytes(&out)))
}

fn write_template(
    vm: &Vm,
    out: &mut Vec<u8>,
    template: &[u8],
    source: &Source,
    numbering: &mut Numbering,
    depth: usize,
) -> Raises<()> {
    if depth == 0 {
        return Err(str_format::too_deep().into());
    }
    for piece in Pieces::new(template) {
        let piece = piece?;
        out.extend_from_slice(piece.literal);
        if let Some(field) = piece.field {
            write_field(vm, out, &field, source, numbering, depth)?;
        }
    }
    Ok(())
}

fn write_field(
    vm: &Vm,
    out: &mut Vec<u8>,
    field: &Field,
    source: &Source,
    numbering: &mut Numbering,
    depth: usize,
) -> Raises<()> {
    let value = look_up(vm, field.name, source, numbering)?;
    let conversion = field.conversion.map(str_format::conversion).transpose()?;
    let value = converted(vm, value, conversion)?;
    if field.nested {
        let mut spec = Vec::new();
        write_template(vm, &mut spec, field.spec, source, numbering, depth - 1)?;
        return append_spec(vm, out, &value, &spec);
    }
    append_spec(vm, out, &value, field.spec)
}

fn look_up(vm: &Vm, name: &[u8], source: &Source, numbering: &mut Numbering) -> Raises<Value> {
    let (first, accessors) = split_name(name)?;
    let mut value = match (numbering.resolve(first)?, source) {
        (First::Keyword(name), Source::Arguments(_, keywords)) => {
            let name = vm.str_from_bytes(name);
            let found = keywords.get(&name);
            found.ok_or_else(|| Raised::key_error(&Value::Str(name)))?
        }
        (First::Keyword(name), Source::Mapping(mapping)) => {
            protocol::getitem(vm, mapping, &Value::Str(vm.str_from_bytes(name)))?
        }
        (First::Position(at), Source::Arguments(values, _)) => match values.get(at) {
            Some(value) => value.clone(),
            None => {
                return Err(err!(
                    IndexError,
                    "Replacement index {at} out of range for positional args tuple"
                ));
            }
        },
        (_, Source::Mapping(_)) => {
            return Err(err!(ValueError, "Format string contains positional fields"));
        }
        (First::Auto, Source::Arguments(..)) => {
            unreachable!("numbering resolves what is automatic")
        }
    };
    for accessor in accessors {
        value = match accessor? {
            Accessor::Attribute(name) => protocol::getattr(vm, &value, &vm.intern_bytes(name))?,
            Accessor::Index(at) => protocol::getitem(vm, &value, &Value::Int(at as i64))?,
            Accessor::Key(key) => {
                protocol::getitem(vm, &value, &Value::Str(vm.str_from_bytes(key)))?
            }
        };
    }
    Ok(value)
}

fn converted(vm: &Vm, value: Value, conversion: Option<Conversion>) -> Raises<Value> {
    Ok(match conversion {
        None => value,
        Some(Conversion::Str) => protocol::str_value(vm, &value)?,
        Some(Conversion::Repr) => Value::of(protocol::repr(vm, &value)?.into_any()),
        Some(Conversion::Ascii) => Value::Str(protocol::ascii(vm, &value)?),
    })
}

pub fn dunder_format(vm: &Vm, text: Ref<Str>, format_spec: Ref<Str>) -> Raises<Value> {
    if format_spec.count() == 0 {
        return protocol::str_value(vm, &Value::of(text.into_any()));
    }
    let class = text.class().name();
    let out = format_spec::format_str(text.bytes(), format_spec.bytes(), &class)?;
    if out == text.bytes() {
        return Ok(Value::of(text.into_any()));
    }
    Ok(Value::Str(vm.str_from_bytes(&out)))
}

/// Appends `format(value, spec)`.
pub fn append_spec(vm: &Vm, out: &mut Vec<u8>, value: &Value, spec: &[u8]) -> Raises<()> {
    if spec.is_empty() {
        if Layout::PLAIN.write(out, value) {
            return Ok(());
        }
        if let Value::Float(bits) = value {
            out.extend_from_slice(float_text::repr(f64::from_bits(*bits)).as_bytes());
            return Ok(());
        }
    }
    let done = match value {
        Value::Int(n) => Spec::parse(spec, Kind::Int, "int")?.write_int(out, *n),
        Value::Float(x) => {
            Spec::parse(spec, Kind::Float, "float")?.write_float(out, f64::from_bits(*x))
        }
        _ => false,
    };
    if done {
        return Ok(());
    }
    let formatted = match value {
        Value::Str(text) => format_spec::format_str(text.bytes(), spec, "str"),
        Value::Int(n) => format_spec::format_int(Int::Small(*n), spec, "int", DEFAULT_LIMIT),
        Value::Float(bits) => format_spec::format_float(f64::from_bits(*bits), spec, "float"),
        _ => {
            let text = protocol::format(vm, value, &vm.str_from_bytes(spec))?;
            out.extend_from_slice(text.bytes());
            return Ok(());
        }
    };
    out.extend_from_slice(&formatted?);
    Ok(())
}

/// One field of an f-string appended to what is written so far: `{value!conversion:spec}`. Runs no user
/// code for exact `int`, `float` and `str`.
#[inline]
pub fn append_field(
    vm: &Vm,
    out: &mut Vec<u8>,
    value: &Value,
    conversion: Option<Conversion>,
    spec: &[u8],
) -> Raises<()> {
    match conversion {
        None => append_spec(vm, out, value, spec),
        Some(_) => {
            let text = converted(vm, value.clone(), conversion)?;
            append_spec(vm, out, &text, spec)
        }
    }
}

/// `str(n)`.
#[inline]
pub fn int_text(vm: &Vm, n: i64) -> Value {
    let digits = Digits::decimal(n.unsigned_abs());
    if n >= 0 {
        return Value::Str(vm.str_from_bytes(digits.bytes()));
    }
    Value::Str(vm.str_from_bytes(&[b"-", digits.bytes()].concat()))
}
