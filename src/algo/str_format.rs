//! Templates of `str.format`: `"{0.name!r:>{width}} {{literal}}"`.
//!
//! [`Pieces`] reads a template lazily, because fields are looked up before what follows them is read.
//! A nested specification is a template again: format it first, at most [`DEPTH`] levels in all.
//!
//! Reference: Library Reference, "Format String Syntax"; PEP 3101.

use super::fault::Fault;
use super::unicode::decimal_value;
use super::wtf8;

/// How deep templates go: a field's specification may hold fields, those may not.
pub const DEPTH: usize = 2;

/// The ValueError for fields below that.
pub fn too_deep() -> Fault {
    Fault::value("Max string recursion exceeded")
}

/// Literal text and the field after it, if any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub literal: &'a [u8],
    pub field: Option<Field<'a>>,
}

/// A replacement field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    pub name: &'a [u8],
    /// The code point after `!`.
    pub conversion: Option<u32>,
    /// The text after `:`.
    pub spec: &'a [u8],
    /// Whether the specification holds a `{` and is a template itself.
    pub nested: bool,
}

/// The pieces of a template. After an error it is over.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    text: &'a [u8],
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a [u8]) -> Pieces<'a> {
        Pieces { text }
    }

    fn piece(&mut self) -> Result<Piece<'a>, Fault> {
        let text = self.text;
        let Some(at) = memchr::memchr2(b'{', b'}', text) else {
            self.text = b"";
            return Ok(Piece { literal: text, field: None });
        };
        let brace = text[at];
        if text.get(at + 1) == Some(&brace) {
            self.text = &text[at + 2..];
            return Ok(Piece { literal: &text[..=at], field: None });
        }
        if brace == b'}' {
            return Err(Fault::value("Single '}' encountered in format string"));
        }
        if at + 1 == text.len() {
            return Err(Fault::value("Single '{' encountered in format string"));
        }
        self.text = &text[at + 1..];
        Ok(Piece { literal: &text[..at], field: Some(self.field()?) })
    }

    fn take(&mut self) -> Option<u32> {
        let (code, width) = wtf8::decode(self.text, 0)?;
        self.text = &self.text[width..];
        Some(code)
    }

    /// Reads a field after its `{`, its `}` included.
    fn field(&mut self) -> Result<Field<'a>, Fault> {
        let text = self.text;
        let mut field = Field { name: b"", conversion: None, spec: b"", nested: false };
        let mut in_brackets = false;
        let end = text.iter().position(|byte| {
            // In an index only the bracket that closes it counts.
            match byte {
                b']' => in_brackets = false,
                b'[' => in_brackets = true,
                b'{' | b'}' | b':' | b'!' => return !in_brackets,
                _ => {}
            }
            false
        });
        let Some(end) = end else {
            return Err(Fault::value("expected '}' before end of string"));
        };
        field.name = &text[..end];
        self.text = &text[end + 1..];
        match text[end] {
            b'}' => return Ok(field),
            b'{' => return Err(Fault::value("unexpected '{' in field name")),
            b'!' => {
                let missing =
                    || Fault::value("end of string while looking for conversion specifier");
                field.conversion = Some(self.take().ok_or_else(missing)?);
                match self.take() {
                    Some(0x7D) => return Ok(field),
                    Some(0x3A) | None => {}
                    Some(_) => {
                        return Err(Fault::value("expected ':' after conversion specifier"));
                    }
                }
            }
            _ => {}
        }
        let text = self.text;
        let mut depth = 1;
        for (at, byte) in text.iter().enumerate() {
            match byte {
                b'{' => {
                    field.nested = true;
                    depth += 1;
                }
                b'}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                field.spec = &text[..at];
                self.text = &text[at + 1..];
                return Ok(field);
            }
        }
        Err(Fault::value("unmatched '{' in format spec"))
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.text.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.text = b"";
        }
        Some(piece)
    }
}

/// What a field's name starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// Nothing: the next positional argument.
    Auto,
    Position(usize),
    Keyword(&'a [u8]),
}

/// One step from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accessor<'a> {
    /// `.name`
    Attribute(&'a [u8]),
    /// `[0]`
    Index(usize),
    /// `[name]`
    Key(&'a [u8]),
}

/// Splits a field name into its first part and the steps from there. ValueError for a number that
/// does not fit.
pub fn split_name(name: &[u8]) -> Result<(First<'_>, Accessors<'_>), Fault> {
    let end = memchr::memchr2(b'.', b'[', name).unwrap_or(name.len());
    let first = match &name[..end] {
        b"" => First::Auto,
        text => number(text)?.map_or(First::Keyword(text), First::Position),
    };
    Ok((first, Accessors { text: &name[end..] }))
}

/// The number `text` is; `None` when it is none.
fn number(text: &[u8]) -> Result<Option<usize>, Fault> {
    let mut number = 0i64;
    for code in wtf8::code_points(text) {
        let Some(digit) = decimal_value(code) else { return Ok(None) };
        number = number
            .checked_mul(10)
            .and_then(|n| n.checked_add(digit as i64))
            .ok_or_else(|| Fault::value("Too many decimal digits in format string"))?;
    }
    Ok((!text.is_empty()).then_some(number as usize))
}

/// The steps after a name's first part, read as they are taken.
#[derive(Clone, Debug)]
pub struct Accessors<'a> {
    text: &'a [u8],
}

impl<'a> Accessors<'a> {
    fn accessor(&mut self) -> Result<Accessor<'a>, Fault> {
        let text = self.text;
        let empty = || Fault::value("Empty attribute in format string");
        match text[0] {
            b'.' => {
                let rest = &text[1..];
                let end = memchr::memchr2(b'.', b'[', rest).unwrap_or(rest.len());
                self.text = &rest[end..];
                if end == 0 { Err(empty()) } else { Ok(Accessor::Attribute(&rest[..end])) }
            }
            b'[' => {
                let rest = &text[1..];
                let end = memchr::memchr(b']', rest)
                    .ok_or_else(|| Fault::value("Missing ']' in format string"))?;
                let (key, after) = (&rest[..end], &rest[end + 1..]);
                self.text = after;
                let index = number(key)?;
                if key.is_empty() {
                    return Err(empty());
                }
                Ok(index.map_or(Accessor::Key(key), Accessor::Index))
            }
            _ => Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")),
        }
    }
}

impl<'a> Iterator for Accessors<'a> {
    type Item = Result<Accessor<'a>, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.text.is_empty() {
            return None;
        }
        let accessor = self.accessor();
        if accessor.is_err() {
            self.text = b"";
        }
        Some(accessor)
    }
}

/// Numbers the fields of one template, nested ones included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    #[default]
    Open,
    Manual,
    /// The number of the next field.
    Automatic(usize),
}

impl Numbering {
    /// Gives an empty name its position. ValueError when numbers are given here and left out there.
    pub fn resolve<'a>(&mut self, first: First<'a>) -> Result<First<'a>, Fault> {
        match (first, *self) {
            (First::Keyword(_), _) => Ok(first),
            (First::Position(_), Numbering::Automatic(_)) => Err(Fault::value(
                "cannot switch from automatic field numbering to manual field specification",
            )),
            (First::Position(_), _) => {
                *self = Numbering::Manual;
                Ok(first)
            }
            (First::Auto, Numbering::Manual) => Err(Fault::value(
                "cannot switch from manual field specification to automatic field numbering",
            )),
            (First::Auto, Numbering::Open) => {
                *self = Numbering::Automatic(1);
                Ok(First::Position(0))
            }
            (First::Auto, Numbering::Automatic(next)) => {
                *self = Numbering::Automatic(next + 1);
                Ok(First::Position(next))
            }
        }
    }
}

/// What `!r`, `!s` and `!a` do to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    Repr,
    Str,
    Ascii,
}

/// The conversion with this code point; ValueError when there is none.
pub fn conversion(code: u32) -> Result<Conversion, Fault> {
    match code {
        0x72 => Ok(Conversion::Repr),
        0x73 => Ok(Conversion::Str),
        0x61 => Ok(Conversion::Ascii),
        33..127 => {
            Err(Fault::value(format!("Unknown conversion specifier {}", code as u8 as char)))
        }
        _ => Err(Fault::value(format!("Unknown conversion specifier \\x{code:x}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::algo::fault::shown;
    use crate::algo::recorded::{ascii, cases};

    /// A template's pieces in the form the recorder writes them, the error last.
    fn described(template: &[u8]) -> String {
        let mut out = String::new();
        for piece in Pieces::new(template) {
            match piece {
                Ok(Piece { literal, field: None }) => out += &format!("<{}>", shown(literal)),
                Ok(Piece { literal, field: Some(field) }) => {
                    let conversion =
                        field.conversion.map_or(Vec::new(), |code| wtf8::from_code_points([code]));
                    out += &format!(
                        "<{}|{}|{}|{}>",
                        shown(literal),
                        shown(field.name),
                        shown(field.spec),
                        shown(&conversion)
                    );
                }
                Err(fault) => out += &format!(" {:?}: {fault}", fault.kind),
            }
        }
        out
    }

    fn described_name(name: &[u8]) -> String {
        let (first, accessors) = match split_name(name) {
            Ok(parts) => parts,
            Err(fault) => return format!(" {:?}: {fault}", fault.kind),
        };
        let mut out = match first {
            First::Auto => "<>".to_owned(),
            First::Position(at) => format!("<{at}>"),
            First::Keyword(name) => format!("<{}>", shown(name)),
        };
        for accessor in accessors {
            match accessor {
                Ok(Accessor::Attribute(name)) => out += &format!("<.{}>", shown(name)),
                Ok(Accessor::Index(at)) => out += &format!("<[{at}]>"),
                Ok(Accessor::Key(key)) => out += &format!("<[{}]>", shown(key)),
                Err(fault) => out += &format!(" {:?}: {fault}", fault.kind),
            }
        }
        out
    }

    #[test]
    fn as_recorded() {
        for case in cases(include_str!("../../tests/recorded/str_format.tsv")) {
            let [what, text, expected] = case.try_into().unwrap();
            let result = match ascii(&what) {
                "template" => described(&text),
                _ => described_name(&text),
            };
            assert_eq!(result, shown(&expected), "{}", shown(&text));
        }
    }

    #[test]
    fn numbering() {
        let mut open = Numbering::default();
        assert_eq!(open.resolve(First::Auto), Ok(First::Position(0)));
        assert_eq!(open.resolve(First::Keyword(b"a")), Ok(First::Keyword(b"a")));
        assert_eq!(open.resolve(First::Auto), Ok(First::Position(1)));
        assert!(open.resolve(First::Position(3)).is_err());
        let mut open = Numbering::default();
        assert_eq!(open.resolve(First::Position(3)), Ok(First::Position(3)));
        assert!(open.resolve(First::Auto).is_err());
        assert_eq!(conversion(0x1234).unwrap_err().message, "Unknown conversion specifier \\x1234");
    }
}
