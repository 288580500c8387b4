//! Text put together from values: f-strings, and templates in the source for `%` and `str.format`.
//!
//! What a template says is read while lowering ([`Layout`]). A template that is not simple keeps its general
//! way, so that what is wrong with it is found when it is used.
//!
//! Reference: Language Reference, "Formatted string literals"; Library Reference, "Format String Syntax" and
//! "printf-style String Formatting".

use crate::algo::percent::{self, Format};
use crate::algo::search::Unit;
use crate::algo::str_format::{self, Conversion, First, Numbering, split_name};
use crate::object::{BinaryOp, Fp, Node, Ref, Str, Value, Vm};
use crate::tri;
use crate::types::str::format::{append_field, append_spec};
use crate::types::str::layout::Layout;
use crate::types::str::percent::write_one;

use super::fail::{raise, settle};

/// A format specification in an f-string.
pub enum Spec {
    /// Known while lowering; `None` where there is none.
    Known(Option<Ref<Str>>, Layout),
    Computed(Box<dyn Node>),
}

impl Spec {
    /// What a field with this constant specification does.
    pub fn known(text: Option<Ref<Str>>, conversion: Option<Conversion>) -> Spec {
        let bytes = text.as_ref().map_or(&b""[..], |it| it.bytes());
        let layout = match conversion {
            None => Layout::of_spec(bytes),
            // Ints are the same by `repr()`, not as text to be laid out.
            Some(Conversion::Str) if bytes.is_empty() => Layout::PLAIN,
            Some(Conversion::Str) => Layout::of_spec(bytes).of_text(),
            Some(_) if bytes.is_empty() => Layout::PLAIN.of_numbers(),
            Some(_) => Layout::NONE,
        };
        Spec::Known(text, layout)
    }
}

/// A piece of an f-string.
pub enum Piece {
    Text(Ref<Str>),
    Field(Box<dyn Node>, Option<Conversion>, Spec, u32),
}

/// What the conversion of an f-string's field stands for.
pub fn conversion_of(letter: char) -> Conversion {
    match letter {
        'r' => Conversion::Repr,
        'a' => Conversion::Ascii,
        _ => Conversion::Str,
    }
}

/// An f-string.
pub struct FString(pub Box<[Piece]>);

impl Node for FString {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let mut text = Buffer::take(vm);
        for piece in &self.0 {
            match piece {
                Piece::Text(it) => text.out.extend_from_slice(it.bytes()),
                Piece::Field(node, conversion, spec, at) => {
                    let value = tri!(node.eval(vm, fp));
                    if let Spec::Known(_, layout) = spec
                        && layout.write(&mut text.out, &value)
                    {
                        continue;
                    }
                    if !field_slow(vm, fp, *at, &mut text.out, &value, *conversion, spec) {
                        return Value::Err;
                    }
                }
            }
        }
        Value::Str(vm.str_from_bytes(&text.out))
    }
}

/// Writes a field's value by the general way; false with the exception stored.
#[inline(never)]
fn field_slow(
    vm: &Vm,
    fp: Fp,
    at: u32,
    out: &mut Vec<u8>,
    value: &Value,
    conversion: Option<Conversion>,
    spec: &Spec,
) -> bool {
    let spec = match spec {
        Spec::Known(text, _) => text.clone(),
        Spec::Computed(node) => match node.eval(vm, fp) {
            Value::Err => return false,
            Value::Str(text) => Some(text),
            _ => None,
        },
    };
    fp.head().position.set(at);
    let spec = spec.as_ref().map_or(&b""[..], |it| it.bytes());
    match append_field(vm, out, value, conversion, spec) {
        Ok(()) => true,
        Err(raised) => {
            raise(vm, fp, at, raised);
            false
        }
    }
}

/// A buffer that is used again, as long as no other is in use.
struct Buffer<'a> {
    vm: &'a Vm,
    out: Vec<u8>,
}

/// A buffer that has grown beyond this is not kept.
const KEPT: usize = 1 << 12;

impl Buffer<'_> {
    #[inline(always)]
    fn take(vm: &Vm) -> Buffer<'_> {
        let mut out = vm.text_buffer.take();
        out.clear();
        Buffer { vm, out }
    }
}

impl Drop for Buffer<'_> {
    #[inline(always)]
    fn drop(&mut self) {
        let out = std::mem::take(&mut self.out);
        if out.capacity() <= KEPT {
            self.vm.text_buffer.set(out);
        }
    }
}

/// A piece of a template: text, or which value goes there.
enum Part {
    Text(Box<[u8]>),
    Percent(usize, Box<Format>, Layout),
    Field(usize, Option<Conversion>, Box<[u8]>, Layout),
}

/// `"template" % (a, b)`, or with any other value on the right that turns out to be no tuple.
pub struct Percent {
    template: Ref<Str>,
    parts: Box<[Part]>,
    count: usize,
    values: Values,
    at: u32,
}

/// What is on the right of `%`.
pub enum Values {
    /// The elements of a tuple display.
    Tuple(Box<[Box<dyn Node>]>),
    One(Box<dyn Node>),
}

/// The parts of a `%` template, and how many values they take, where it is simple.
fn percent_parts(template: &[u8]) -> Option<(Box<[Part]>, usize)> {
    let mut parts = Vec::new();
    let mut count = 0;
    for piece in percent::Pieces::new(template, Unit::CodePoint) {
        parts.push(match piece {
            percent::Piece::Literal(text) => Part::Text(text.into()),
            percent::Piece::Directive(it) => {
                if it.key.is_some() || it.star_width || it.star_precision {
                    return None;
                }
                let format = it.end.ok()?;
                let layout = Layout::of_percent(&format);
                count += 1;
                Part::Percent(count - 1, Box::new(format), layout)
            }
        });
    }
    Some((parts.into(), count))
}

/// The node for `"template" % values`; the values come back where the template is not simple.
pub fn percent(template: &Ref<Str>, values: Values, at: u32) -> Result<Box<dyn Node>, Values> {
    match (percent_parts(template.bytes()), &values) {
        (Some((_, count)), Values::Tuple(nodes)) if nodes.len() != count => Err(values),
        (Some((_, count)), Values::One(_)) if count != 1 => Err(values),
        (Some((parts, count)), _) => {
            Ok(Box::new(Percent { template: template.clone(), parts, count, values, at }))
        }
        (None, _) => Err(values),
    }
}

impl Node for Percent {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match &self.values {
            Values::Tuple(nodes) => {
                let mut values = Vec::with_capacity(self.count);
                for node in nodes {
                    values.push(tri!(node.eval(vm, fp)));
                }
                fill_in(vm, fp, self.at, &self.parts, &values)
            }
            Values::One(node) => {
                let value = tri!(node.eval(vm, fp));
                if matches!(value, Value::Int(_) | Value::Float(_) | Value::Str(_)) {
                    return fill_in(vm, fp, self.at, &self.parts, std::slice::from_ref(&value));
                }
                let template = Value::Str(self.template.clone());
                fp.head().position.set(self.at);
                let result = crate::protocol::binary(vm, BinaryOp::Mod, &template, &value);
                settle(vm, fp, self.at, result)
            }
        }
    }
}

/// `"template".format(a, k=b)`.
pub struct FormatCall {
    parts: Box<[Part]>,
    /// The arguments in their order, positional ones first.
    values: Box<[Box<dyn Node>]>,
    at: u32,
}

/// The parts of a template of `str.format` called with these arguments, where it is simple.
fn format_parts(template: &[u8], positional: usize, names: &[Ref<Str>]) -> Option<Box<[Part]>> {
    let mut parts = Vec::new();
    let mut numbering = Numbering::default();
    for piece in str_format::Pieces::new(template) {
        let piece = piece.ok()?;
        if !piece.literal.is_empty() {
            parts.push(Part::Text(piece.literal.into()));
        }
        let Some(field) = piece.field else { continue };
        let (first, mut accessors) = split_name(field.name).ok()?;
        if field.nested || accessors.next().is_some() {
            return None;
        }
        let which = match numbering.resolve(first).ok()? {
            First::Position(at) if at < positional => at,
            First::Keyword(name) => positional + names.iter().position(|it| it.bytes() == name)?,
            _ => return None,
        };
        let conversion = field.conversion.map(str_format::conversion).transpose().ok()?;
        let layout = match conversion {
            None => Layout::of_spec(field.spec),
            Some(_) => Layout::NONE,
        };
        parts.push(Part::Field(which, conversion, field.spec.into(), layout));
    }
    Some(parts.into())
}

/// The node for such a call; the arguments come back where the template is not simple.
pub fn format_call(
    template: &Ref<Str>,
    values: Vec<Box<dyn Node>>,
    names: &[Ref<Str>],
    at: u32,
) -> Result<Box<dyn Node>, Vec<Box<dyn Node>>> {
    match format_parts(template.bytes(), values.len() - names.len(), names) {
        Some(parts) => Ok(Box::new(FormatCall { parts, values: values.into(), at })),
        None => Err(values),
    }
}

impl Node for FormatCall {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let mut values = Vec::with_capacity(self.values.len());
        for node in &self.values {
            values.push(tri!(node.eval(vm, fp)));
        }
        fill_in(vm, fp, self.at, &self.parts, &values)
    }
}

fn fill_in(vm: &Vm, fp: Fp, at: u32, parts: &[Part], values: &[Value]) -> Value {
    let mut text = Buffer::take(vm);
    for part in parts {
        let out = &mut text.out;
        match part {
            Part::Text(it) => out.extend_from_slice(it),
            Part::Percent(which, format, layout) => {
                let value = &values[*which];
                if !layout.write(out, value) {
                    fp.head().position.set(at);
                    if let Err(raised) = write_one(vm, out, format, value) {
                        return raise(vm, fp, at, raised);
                    }
                }
            }
            Part::Field(which, conversion, spec, layout) => {
                let value = &values[*which];
                if !layout.write(out, value) {
                    fp.head().position.set(at);
                    let done = match conversion {
                        None => append_spec(vm, out, value, spec),
                        Some(_) => append_field(vm, out, value, *conversion, spec),
                    };
                    if let Err(raised) = done {
                        return raise(vm, fp, at, raised);
                    }
                }
            }
        }
    }
    Value::Str(vm.str_from_bytes(&text.out))
}
