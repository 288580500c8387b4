//! What an algorithm says when it cannot go on: which built-in exception, and its text.

use std::fmt;

use super::wtf8;

/// The built-in exception a [`Fault`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    KeyError,
    MemoryError,
    OverflowError,
    TypeError,
    ValueError,
    ZeroDivisionError,
}

/// An exception to be: its class and its text as CPython 3.13 prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub kind: Kind,
    pub message: String,
}

impl Fault {
    pub fn value(message: impl Into<String>) -> Fault {
        Fault { kind: Kind::ValueError, message: message.into() }
    }

    pub fn overflow(message: impl Into<String>) -> Fault {
        Fault { kind: Kind::OverflowError, message: message.into() }
    }

    pub fn type_(message: impl Into<String>) -> Fault {
        Fault { kind: Kind::TypeError, message: message.into() }
    }

    pub fn zero_division(message: impl Into<String>) -> Fault {
        Fault { kind: Kind::ZeroDivisionError, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// Text for a message. Lone surrogates come out as `\udc80`, which is how stderr shows them.
pub fn shown(text: &[u8]) -> String {
    match wtf8::to_str(text) {
        Some(text) => text.to_owned(),
        None => wtf8::code_points(text).fold(String::new(), |mut out, code| {
            match char::from_u32(code) {
                Some(c) => out.push(c),
                None => out.push_str(&format!("\\u{code:04x}")),
            }
            out
        }),
    }
}
