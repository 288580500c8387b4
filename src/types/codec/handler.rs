//! What becomes of characters an encoding lacks and of bytes that mean nothing: the error handlers.

use std::fmt::Write;

use crate::algo::escape::push_escape;
use crate::algo::wtf8;
use crate::err;
use crate::object::{Builtin, Raised, Raises, Ref, Str, Tuple, Value, Vm};
use crate::protocol;

use super::Registry;
use crate::types::bytes::bytes_of;

/// An error handler, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handler {
    Strict,
    Ignore,
    Replace,
    BackslashReplace,
    XmlCharRefReplace,
    NameReplace,
    SurrogateEscape,
    SurrogatePass,
    /// One that somebody registered.
    Registered(String),
}

/// What a handler puts in place of characters.
pub enum Replacement {
    /// Generalized UTF-8.
    Text(Vec<u8>),
    Bytes(Vec<u8>),
}

/// Characters `start..end` of a text that an encoding lacks.
pub struct Unencodable<'a> {
    pub encoding: &'static str,
    pub text: &'a Ref<Str>,
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

/// Bytes `start..end` of some data that mean nothing.
pub struct Undecodable<'a> {
    pub encoding: &'static str,
    /// What the data belongs to.
    pub object: &'a Value,
    pub data: &'a [u8],
    pub start: usize,
    pub end: usize,
    pub reason: &'static str,
}

impl Handler {
    pub fn named(name: &str) -> Handler {
        match name {
            "strict" => Handler::Strict,
            "ignore" => Handler::Ignore,
            "replace" => Handler::Replace,
            "backslashreplace" => Handler::BackslashReplace,
            "xmlcharrefreplace" => Handler::XmlCharRefReplace,
            "namereplace" => Handler::NameReplace,
            "surrogateescape" => Handler::SurrogateEscape,
            "surrogatepass" => Handler::SurrogatePass,
            other => Handler::Registered(other.to_owned()),
        }
    }
}

/// The handler object somebody registered under a name.
fn registered(vm: &Vm, name: &str) -> Raises<Value> {
    let found = match vm.state::<Registry>().handler.get() {
        Some(look_up) => look_up(vm, name)?,
        None => None,
    };
    found.ok_or_else(|| err!(LookupError, "unknown error handler name '{name}'"))
}

/// What a registered handler gave: the replacement and where to go on.
fn answer(vm: &Vm, result: &Value, len: usize, what: &str) -> Raises<(Value, usize)> {
    let wrong = || err!(TypeError, "{what}");
    let parts = result.downcast::<Tuple>().ok_or_else(wrong)?;
    let [replacement, position] = parts.items() else { return Err(wrong()) };
    if !vm.is_instance(position, Builtin::Int) {
        return Err(wrong());
    }
    let at = protocol::to_isize(vm, position, Builtin::IndexError)?;
    let from_start = if at < 0 { at.saturating_add(len as i64) } else { at };
    match usize::try_from(from_start) {
        Ok(it) if it <= len => Ok((replacement.clone(), it)),
        _ => Err(err!(IndexError, "position {at} from error handler out of bounds")),
    }
}

impl Unencodable<'_> {
    fn arguments(&self, vm: &Vm) -> Vec<Value> {
        vec![
            vm.text(self.encoding),
            super::super::str::exact(vm, self.text),
            Value::Int(self.start as i64),
            Value::Int(self.end as i64),
            vm.text(self.reason),
        ]
    }

    #[cold]
    pub fn error(&self, vm: &Vm) -> Raised {
        Raised::with_args(Builtin::UnicodeEncodeError, self.arguments(vm))
    }

    fn codes(&self) -> impl Iterator<Item = u32> + '_ {
        let bytes = self.text.bytes();
        wtf8::code_points(&bytes[self.text.offset(self.start)..self.text.offset(self.end)])
    }

    /// What goes in their place, and where to go on.
    pub fn handle(&self, vm: &Vm, handler: &Handler) -> Raises<(Replacement, usize)> {
        let mut text = String::new();
        match handler {
            Handler::Strict => return Err(self.error(vm)),
            Handler::Ignore => {}
            Handler::Replace => self.codes().for_each(|_| text.push('?')),
            Handler::BackslashReplace => self.codes().for_each(|it| push_escape(&mut text, it)),
            Handler::XmlCharRefReplace => {
                for code in self.codes() {
                    write!(text, "&#{code};").expect("a String takes everything");
                }
            }
            Handler::NameReplace => {
                for code in self.codes() {
                    match char::from_u32(code).and_then(unicode_names2::name) {
                        Some(name) => {
                            write!(text, "\\N{{{name}}}").expect("a String takes everything");
                        }
                        None => push_escape(&mut text, code),
                    }
                }
            }
            Handler::SurrogateEscape => {
                let bytes: Option<Vec<u8>> = self.codes().map(escaped_byte).collect();
                let bytes = bytes.ok_or_else(|| self.error(vm))?;
                return Ok((Replacement::Bytes(bytes), self.end));
            }
            Handler::SurrogatePass => {
                let mut bytes = Vec::new();
                for code in self.codes() {
                    if !(0xD800..0xE000).contains(&code) || !pass(&mut bytes, self.encoding, code) {
                        return Err(self.error(vm));
                    }
                }
                return Ok((Replacement::Bytes(bytes), self.end));
            }
            Handler::Registered(name) => return self.ask(vm, &registered(vm, name)?),
        }
        Ok((Replacement::Text(text.into_bytes()), self.end))
    }

    fn ask(&self, vm: &Vm, handler: &Value) -> Raises<(Replacement, usize)> {
        let class = Builtin::UnicodeEncodeError;
        let exception = (vm.hooks.exception)(vm, class, self.arguments(vm));
        let result = protocol::call1(vm, handler, &exception)?;
        let what = "encoding error handler must return (str/bytes, int) tuple";
        let (replacement, at) = answer(vm, &result, self.text.count(), what)?;
        if let Some(text) = replacement.downcast::<Str>() {
            return Ok((Replacement::Text(text.bytes().to_vec()), at));
        }
        match bytes_of(&replacement) {
            Some(bytes) => Ok((Replacement::Bytes(bytes.to_vec()), at)),
            None => Err(err!(TypeError, "{what}")),
        }
    }
}

/// The byte that a lone surrogate stands for under `surrogateescape`.
pub fn escaped_byte(code: u32) -> Option<u8> {
    (0xDC80..0xDD00).contains(&code).then_some((code - 0xDC00) as u8)
}

/// Writes a surrogate as the encoding would if it were a character; false if that is none of the UTFs.
fn pass(out: &mut Vec<u8>, encoding: &str, code: u32) -> bool {
    match encoding {
        "utf-8" => wtf8::push(out, code),
        "utf-16" | "utf-16-le" => out.extend_from_slice(&(code as u16).to_le_bytes()),
        "utf-16-be" => out.extend_from_slice(&(code as u16).to_be_bytes()),
        "utf-32" | "utf-32-le" => out.extend_from_slice(&code.to_le_bytes()),
        "utf-32-be" => out.extend_from_slice(&code.to_be_bytes()),
        _ => return false,
    }
    true
}

impl Undecodable<'_> {
    fn arguments(&self, vm: &Vm) -> Vec<Value> {
        let object = match crate::types::bytes::is_exact_bytes(vm, self.object) {
            true => self.object.clone(),
            false => crate::types::bytes::bytes(vm, self.data),
        };
        vec![
            vm.text(self.encoding),
            object,
            Value::Int(self.start as i64),
            Value::Int(self.end as i64),
            vm.text(self.reason),
        ]
    }

    #[cold]
    pub fn error(&self, vm: &Vm) -> Raised {
        Raised::with_args(Builtin::UnicodeDecodeError, self.arguments(vm))
    }

    /// Appends what goes in their place; gives where to go on.
    pub fn handle(&self, vm: &Vm, handler: &Handler, out: &mut Vec<u8>) -> Raises<usize> {
        let bytes = &self.data[self.start..self.end];
        match handler {
            Handler::Strict => return Err(self.error(vm)),
            Handler::Ignore => {}
            Handler::Replace => wtf8::push(out, 0xFFFD),
            Handler::BackslashReplace => {
                for byte in bytes {
                    out.extend_from_slice(format!("\\x{byte:02x}").as_bytes());
                }
            }
            Handler::XmlCharRefReplace | Handler::NameReplace => {
                return Err(err!(
                    TypeError,
                    "don't know how to handle UnicodeDecodeError in error callback"
                ));
            }
            Handler::SurrogateEscape => {
                let escaped = bytes.iter().take(4).take_while(|it| !it.is_ascii());
                let count = escaped.clone().count();
                if count == 0 {
                    return Err(self.error(vm));
                }
                escaped.for_each(|it| wtf8::push(out, 0xDC00 + u32::from(*it)));
                return Ok(self.start + count);
            }
            Handler::SurrogatePass => {
                let (code, width) = self.passed().ok_or_else(|| self.error(vm))?;
                wtf8::push(out, code);
                return Ok(self.start + width);
            }
            Handler::Registered(name) => {
                let handler = registered(vm, name)?;
                return self.ask(vm, &handler, out);
            }
        }
        Ok(self.end)
    }

    /// The surrogate that stands at the start, with its width.
    fn passed(&self) -> Option<(u32, usize)> {
        let rest = &self.data[self.start..];
        let (code, width) = match self.encoding {
            "utf-8" => match rest {
                [0xED, b @ 0xA0..=0xBF, c @ 0x80..=0xBF, ..] => {
                    (0xD000 | u32::from(b & 0x3F) << 6 | u32::from(c & 0x3F), 3)
                }
                _ => return None,
            },
            "utf-16-le" => (u32::from(u16::from_le_bytes(*rest.first_chunk()?)), 2),
            "utf-16-be" => (u32::from(u16::from_be_bytes(*rest.first_chunk()?)), 2),
            "utf-32-le" => (u32::from_le_bytes(*rest.first_chunk()?), 4),
            "utf-32-be" => (u32::from_be_bytes(*rest.first_chunk()?), 4),
            _ => return None,
        };
        (0xD800..0xE000).contains(&code).then_some((code, width))
    }

    fn ask(&self, vm: &Vm, handler: &Value, out: &mut Vec<u8>) -> Raises<usize> {
        let class = Builtin::UnicodeDecodeError;
        let exception = (vm.hooks.exception)(vm, class, self.arguments(vm));
        let result = protocol::call1(vm, handler, &exception)?;
        let what = "decoding error handler must return (str, int) tuple";
        let (replacement, at) = answer(vm, &result, self.data.len(), what)?;
        let text = replacement.downcast::<Str>().ok_or_else(|| err!(TypeError, "{what}"))?;
        out.extend_from_slice(text.bytes());
        Ok(at)
    }
}
