//! What to say about source that does not parse. Runs after a failure only.
//!
//! The grammar tells which token it could not take; that is the token CPython reports too, unless a
//! rule for a common mistake fits.
//!
//! Reference: Language Reference, "Full Grammar specification".

mod calls;
mod expressions;
mod patterns;
mod recogniser;
mod statements;

use super::ast::Span;
use super::error::{ErrorKind, SyntaxError};
use super::front::Front;
use super::parse::Mode;
use super::token::TokenKind;
use recogniser::Recogniser;
pub use recogniser::Stop;

/// What the second look found, and the last token it looked at.
pub struct Finding {
    pub error: Option<SyntaxError>,
    /// The token that CPython stops at, if that is one before the grammar's: the grammar goes on
    /// behind some things that CPython does not take.
    pub stopped: Option<usize>,
    /// It ended where the tokenizer failed.
    pub tokenizer: bool,
    pub fetched: usize,
}

/// Looks for a known mistake in source whose parse has stopped at `token`.
pub fn known_mistake(front: &Front, token: usize, mode: Mode) -> Finding {
    let mut recogniser = Recogniser::new(front, 0);
    // The outermost statement that was whole last: what is wrong may be that it has not ended.
    let mut last = 0;
    let result = match mode {
        Mode::Exec | Mode::Single => whole_statements(&mut recogniser, 0, &mut last),
        Mode::Eval => whole_expression(&mut recogniser),
        Mode::FuncType => Ok(()),
    };
    let fetched = recogniser.fetched;
    let finding = Finding { error: None, stopped: None, tokenizer: false, fetched };
    match result {
        Ok(()) => {
            // Without rules for mistakes it stops where the first look of CPython does.
            let mut recogniser = Recogniser::new(front, last);
            recogniser.quiet = true;
            let _ = match mode {
                Mode::Eval => whole_expression(&mut recogniser),
                _ => recogniser.statements(last).map(|_| ()),
            };
            let earlier = recogniser.fetched < token && mode != Mode::FuncType;
            Finding { stopped: earlier.then_some(recogniser.fetched), ..finding }
        }
        Err(Stop::Error(error)) => Finding { error: Some(*error), ..finding },
        Err(Stop::Tokenizer) => Finding { tokenizer: true, ..finding },
    }
}

/// Where the first look of CPython ends, without rules for mistakes: at a token, at what the tokenizer
/// fails with, or with an error that needs no second look. All statements before `from` are fine.
pub fn first_stop(front: &Front, from: usize, mode: Mode) -> Result<usize, Stop> {
    let mut recogniser = Recogniser::new(front, from);
    recogniser.quiet = true;
    match mode {
        Mode::Eval => whole_expression(&mut recogniser)?,
        Mode::Exec | Mode::Single => whole_statements(&mut recogniser, from, &mut 0)?,
        Mode::FuncType => return Err(Stop::Tokenizer),
    }
    Ok(recogniser.fetched)
}

/// An expression and the line ends behind it.
fn whole_expression(recogniser: &mut Recogniser) -> Result<(), Stop> {
    if let Some(mut end) = recogniser.expressions(0)? {
        while recogniser.is(end, TokenKind::Newline)? {
            end += 1;
        }
    }
    Ok(())
}

fn whole_statements(
    recogniser: &mut Recogniser,
    mut at: usize,
    last: &mut usize,
) -> Result<(), Stop> {
    while let Some(end) = recogniser.statement(at)? {
        (*last, at) = (at, end);
        recogniser.forget();
    }
    Ok(())
}

/// The error when no rule fits.
pub fn plain_error(front: &Front, token: usize) -> SyntaxError {
    let token = token.min(front.tokens.len().saturating_sub(1));
    match front.kind(token) {
        TokenKind::Indent => behind(front, token, "unexpected indent", ErrorKind::Indentation),
        TokenKind::Dedent => behind(front, token, "unexpected unindent", ErrorKind::Indentation),
        TokenKind::EndMarker if front.text.is_empty() => empty_source(),
        TokenKind::EndMarker => {
            let error = behind(front, token, "invalid syntax", ErrorKind::Syntax);
            SyntaxError { offset: Some(0), end_offset: Some(0), ..error }
        }
        _ => place(front, token, "invalid syntax"),
    }
}

/// At a token. A line end is one character wide, and one made up by the end of the source has no place.
pub fn place(front: &Front, token: usize, message: &str) -> SyntaxError {
    let token = token.min(front.tokens.len().saturating_sub(1));
    let found = front.tokens[token];
    if matches!(found.kind, TokenKind::Indent | TokenKind::Dedent | TokenKind::EndMarker) {
        return behind(front, token, message, ErrorKind::Syntax);
    }
    if found.kind != TokenKind::Newline {
        return front.error_at(token, message);
    }
    if found.touched_end {
        let error = front.error(found.start, found.start, message);
        return SyntaxError { offset: Some(0), end_offset: Some(0), ..error };
    }
    // After a comment the line end starts where the comment does.
    let rest = &front.text[found.end as usize..];
    let length = rest.find('\n').map_or(rest.len(), |it| it + 1) as u32;
    let (line, column) = front.place(found.start);
    let span = Span { line, column, end_line: line, end_column: column + length };
    SyntaxError::at(span, message).with_source(front.source)
}

/// At the place that the tokenizer had reached: tokens of indentation have none of their own.
fn behind(front: &Front, token: usize, message: &str, kind: ErrorKind) -> SyntaxError {
    let found = front.tokens[token];
    let line_start = front.source.starts()[found.line as usize - 1];
    let column = front.source.characters_before(found.line, found.end - line_start);
    SyntaxError {
        line: Some(found.line),
        offset: Some(column as i32),
        end_line: Some(found.line),
        end_offset: Some(-1),
        text: Some(front.source.line(found.line).to_owned()),
        ..SyntaxError::bare(kind, message)
    }
}

/// Nothing at all, where something must be.
fn empty_source() -> SyntaxError {
    SyntaxError {
        line: Some(0),
        offset: Some(0),
        end_line: Some(0),
        end_offset: Some(0),
        text: Some(String::new()),
        ..SyntaxError::bare(ErrorKind::Syntax, "invalid syntax")
    }
}

/// The text that goes with an error in line `line` when the tokenizer has got to the token `fetched`.
///
/// In the line where the tokenizer stands it is all that the tokenizer holds: the line with its end,
/// and the lines before that are joined to it. Of an earlier line it is that line alone.
pub fn error_text(front: &Front, line: u32, fetched: usize) -> String {
    let Some(last) = front.tokens.get(fetched.min(front.tokens.len().wrapping_sub(1))) else {
        return front.source.line(line).to_owned();
    };
    let past_end = fetched >= front.tokens.len();
    let reached = match last.kind {
        TokenKind::EndMarker | TokenKind::Newline | TokenKind::Dedent => last.line,
        _ => front.place(last.end).0,
    };
    if past_end || reached > line {
        return front.source.line(line).trim_end_matches('\n').to_owned();
    }
    let mut first = line;
    while first > 1 && is_joined(front, first) {
        first -= 1;
    }
    (first..=line).map(|it| front.source.line(it)).collect()
}

/// Whether line `line` goes on within a string or behind a backslash.
fn is_joined(front: &Front, line: u32) -> bool {
    let start = front.source.starts()[line as usize - 1];
    let token = front.token_from(start);
    let spans = token > 0 && {
        let before = front.tokens[token - 1];
        before.end > start && before.kind != TokenKind::Newline
    };
    spans || front.source.line(line - 1).trim_end_matches('\n').ends_with('\\')
}
