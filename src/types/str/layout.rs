//! Format specifications that are known before the values are: those of f-strings, of templates of `%` and
//! `str.format` that stand in the source.

use crate::algo::format_spec::{Spec, Value as Kind};
use crate::algo::number_text;
use crate::algo::percent::Format;
use crate::object::{Str, Value};

/// How exact ints, floats and strings are written in one place, as far as that is simple.
#[derive(Clone, Copy, Default)]
pub struct Layout {
    int: Option<Spec>,
    float: Option<Spec>,
    text: Option<Spec>,
    /// Nothing is asked for: each is written as `str()` has it.
    plain: bool,
    /// Not for strings.
    numbers: bool,
}

impl Layout {
    pub const PLAIN: Layout =
        Layout { int: None, float: None, text: None, plain: true, numbers: false };
    /// Nothing is simple.
    pub const NONE: Layout =
        Layout { int: None, float: None, text: None, plain: false, numbers: false };

    /// Of a specification after the `:`.
    pub fn of_spec(text: &[u8]) -> Layout {
        if text.is_empty() {
            return Layout::PLAIN;
        }
        Layout {
            int: Spec::parse(text, Kind::Int, "int").ok(),
            float: Spec::parse(text, Kind::Float, "float").ok(),
            text: Spec::parse(text, Kind::Str, "str").ok(),
            ..Layout::NONE
        }
    }

    /// The same for what was made text by `str()` first: only that is laid out as text is.
    pub fn of_text(self) -> Layout {
        Layout { int: None, float: None, ..self }
    }

    /// The same for numbers only.
    pub fn of_numbers(self) -> Layout {
        Layout { numbers: true, ..self }
    }

    /// Of a conversion of `%`.
    pub fn of_percent(format: &Format) -> Layout {
        let Some(spec) = format.as_spec() else { return Layout::NONE };
        match format.kind() {
            's' if format.is_bare() => Layout::PLAIN,
            's' => Layout { int: Some(spec.with_kind(b'd')), text: Some(spec), ..Layout::NONE },
            'd' | 'i' | 'u' => Layout { int: Some(spec.with_kind(b'd')), ..Layout::NONE },
            'x' | 'X' | 'o' => Layout { int: Some(spec), ..Layout::NONE },
            'f' | 'F' => Layout { float: Some(spec), ..Layout::NONE },
            _ => Layout::NONE,
        }
    }

    /// Writes the value if it is of a simple kind; false, with nothing written, otherwise.
    #[inline]
    pub fn write(&self, out: &mut Vec<u8>, value: &Value) -> bool {
        match value {
            Value::Int(n) if self.plain => {
                number_text::push_int(out, *n);
                true
            }
            Value::Int(n) => self.int.as_ref().is_some_and(|it| it.write_int(out, *n)),
            Value::Str(text) if self.plain && !self.numbers => {
                out.extend_from_slice(text.bytes());
                true
            }
            Value::Str(text) => self.text.as_ref().is_some_and(|it| write_text(it, out, text)),
            Value::Float(bits) if self.plain => number_text::push_repr(out, f64::from_bits(*bits)),
            Value::Float(bits) => {
                self.float.as_ref().is_some_and(|it| it.write_float(out, f64::from_bits(*bits)))
            }
            _ => false,
        }
    }
}

fn write_text(spec: &Spec, out: &mut Vec<u8>, text: &Str) -> bool {
    text.is_ascii() && spec.write_ascii(out, text.bytes())
}
