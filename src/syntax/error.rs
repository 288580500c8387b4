//! What the front end and the scope pass raise: a plain description that upper layers make an exception of.
//!
//! Reference: Library Reference, "Built-in Exceptions", `SyntaxError`.

use super::ast::Span;
use super::source::Source;

/// The exception class to raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    Syntax,
    Indentation,
    Tab,
    /// `_IncompleteInputError`, raised in place of any other where the caller asked for it.
    IncompleteInput,
    Memory,
    Recursion,
    Value,
}

/// A refusal to compile. Without a `line` the exception has a message and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: ErrorKind,
    pub message: String,
    /// From 1; 0 where CPython says so.
    pub line: Option<u32>,
    /// From 1, in the unit CPython uses at this stage: see [`SyntaxError::at`].
    pub offset: Option<i32>,
    pub end_line: Option<u32>,
    pub end_offset: Option<i32>,
    pub text: Option<String>,
    /// More input could make it right: the first parse failed after the tokenizer had met the end.
    pub incomplete: bool,
}

impl SyntaxError {
    /// At a span of the tree, offsets counted in bytes. The symbol table and the compiler report them
    /// as they are, and take `text` from the file that the code names; the parser goes on to
    /// [`with_source`](Self::with_source).
    pub fn at(span: Span, message: impl Into<String>) -> SyntaxError {
        SyntaxError {
            line: Some(span.line),
            offset: Some(span.column as i32 + 1),
            end_line: Some(span.end_line),
            end_offset: Some(span.end_column as i32 + 1),
            ..SyntaxError::bare(ErrorKind::Syntax, message)
        }
    }

    /// An error that has no place in the source.
    pub fn bare(kind: ErrorKind, message: impl Into<String>) -> SyntaxError {
        SyntaxError {
            kind,
            message: message.into(),
            line: None,
            offset: None,
            end_line: None,
            end_offset: None,
            text: None,
            incomplete: false,
        }
    }

    pub fn of_kind(self, kind: ErrorKind) -> SyntaxError {
        SyntaxError { kind, ..self }
    }

    /// Byte offsets become character offsets, and the line that `line` names becomes the text.
    pub fn with_source(mut self, source: &Source) -> SyntaxError {
        let Some(line) = self.line else { return self };
        let characters = |offset: i32| match offset {
            1.. => source.characters_before(line, offset as u32 - 1) as i32 + 1,
            _ => offset,
        };
        self.offset = self.offset.map(characters);
        // The end is measured in this line too, even when it stands in a later one.
        let length = source.line(line).trim_end_matches('\n').len() as i32;
        let elsewhere = self.end_line.is_some_and(|it| it != line);
        let limit = if elsewhere { length + 1 } else { i32::MAX };
        self.end_offset = self.end_offset.map(|it| characters(it.min(limit)));
        self.text = Some(source.line(line).to_owned());
        self
    }
}
