//! What ends a line of text, and the translation of line ends.
//!
//! Reference: Library Reference, "io.TextIOWrapper", on `newline`.

use std::borrow::Cow;

use crate::object::{Value, Vm};

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// Any of `\n`, `\r` and `\r\n`, all read as `\n`.
    Universal,
    /// Any of them, read as they are.
    Any,
    Lf,
    Cr,
    CrLf,
}

impl Newline {
    /// Of the argument that streams of text take; nothing where it means nothing.
    pub fn of(text: Option<&[u8]>) -> Option<Newline> {
        Some(match text {
            None => Newline::Universal,
            Some(b"") => Newline::Any,
            Some(b"\n") => Newline::Lf,
            Some(b"\r") => Newline::Cr,
            Some(b"\r\n") => Newline::CrLf,
            Some(_) => return None,
        })
    }
}

const SEEN_CR: u8 = 1;
const SEEN_LF: u8 = 2;
const SEEN_CRLF: u8 = 4;

/// The kinds of line ends in a text, as bits.
pub fn kinds(text: &[u8]) -> u8 {
    let mut found = 0;
    let mut at = 0;
    while let Some(next) = memchr::memchr2(b'\n', b'\r', &text[at..]) {
        at += next;
        let pair = text[at] == b'\r' && text.get(at + 1) == Some(&b'\n');
        found |= match (text[at], pair) {
            (_, true) => SEEN_CRLF,
            (b'\r', _) => SEEN_CR,
            _ => SEEN_LF,
        };
        at += 1 + usize::from(pair);
    }
    found
}

/// What the attribute `newlines` shows for kinds seen: one, or a tuple of them.
pub fn seen_newlines(vm: &Vm, seen: u8) -> Value {
    let all = [(SEEN_CR, "\r"), (SEEN_LF, "\n"), (SEEN_CRLF, "\r\n")];
    let mut found: Vec<Value> =
        all.iter().filter(|it| seen & it.0 != 0).map(|it| vm.text(it.1)).collect();
    match found.len() {
        0 => Value::None,
        1 => found.remove(0),
        _ => vm.tuple(found),
    }
}

/// Text with its line ends as `newline` has them: read, where that is `Universal`, else written.
pub fn translated(text: &[u8], newline: Newline) -> Cow<'_, [u8]> {
    let end: &[u8] = match newline {
        Newline::Universal => return universal(text),
        Newline::Cr => b"\r",
        Newline::CrLf => b"\r\n",
        Newline::Any | Newline::Lf => return Cow::Borrowed(text),
    };
    if !text.contains(&b'\n') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len() + 8);
    for &byte in text {
        if byte == b'\n' {
            out.extend_from_slice(end);
        } else {
            out.push(byte);
        }
    }
    Cow::Owned(out)
}

fn universal(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut i = 0;
    while i < text.len() {
        if text[i] == b'\r' {
            out.push(b'\n');
            i += usize::from(text.get(i + 1) == Some(&b'\n'));
        } else {
            out.push(text[i]);
        }
        i += 1;
    }
    Cow::Owned(out)
}
