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
use recogniser::{Recogniser, Stop};

/// What the second look found, and the last token it looked at.
pub struct Finding {
    pub error: Option<SyntaxError>,
    /// It ended where the tokenizer failed.
    pub tokenizer: bool,
    pub fetched: usize,
}

/// Looks for a known mistake in the statement that holds `token`.
pub fn known_mistake(front: &Front, token: usize, mode: Mode) -> Finding {
    let start = match mode {
        Mode::Exec | Mode::Single => statement_before(front, token),
        Mode::Eval | Mode::FuncType => 0,
    };
    let mut recogniser = Recogniser::new(front, start);
    let stopped = match mode {
        Mode::Exec => recogniser.statements(start),
        Mode::Single => recogniser.statements(start),
        Mode::Eval => recogniser.expressions(start),
        Mode::FuncType => Ok(None),
    };
    let fetched = recogniser.fetched;
    match stopped {
        Ok(_) => Finding { error: None, tokenizer: false, fetched },
        Err(Stop::Error(error)) => Finding { error: Some(*error), tokenizer: false, fetched },
        Err(Stop::Tokenizer) => Finding { error: None, tokenizer: true, fetched },
    }
}

/// The start of the outermost statement before the one that `token` starts or belongs to: the mistake
/// may be that this one has not ended.
fn statement_before(front: &Front, token: usize) -> usize {
    use TokenKind as K;
    let (mut depth, mut start, mut before, mut decorated) = (0usize, 0, 0, false);
    for (i, found) in front.tokens.iter().enumerate().take(token + 1) {
        match found.kind {
            K::Indent => depth += 1,
            K::Dedent => depth = depth.saturating_sub(1),
            _ => {}
        }
        let opens = i == 0 || matches!(front.kind(i - 1), K::Newline | K::Dedent);
        let goes_on = matches!(found.kind, K::Dedent | K::Elif | K::Else | K::Except | K::Finally);
        if depth == 0 && opens && !goes_on {
            if !decorated {
                (before, start) = (start, i);
            }
            decorated = found.kind == K::At;
        }
    }
    before.min(start)
}

/// The error when no rule fits.
pub fn plain_error(front: &Front, token: usize) -> SyntaxError {
    let token = token.min(front.tokens.len().saturating_sub(1));
    match front.kind(token) {
        TokenKind::Indent => behind(front, token, "unexpected indent", ErrorKind::Indentation),
        TokenKind::Dedent => behind(front, token, "unexpected unindent", ErrorKind::Indentation),
        TokenKind::EndMarker => behind(front, token, "invalid syntax", ErrorKind::Syntax),
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

/// Source without a statement, in single mode.
pub fn single_error(front: &Front) -> SyntaxError {
    SyntaxError {
        line: Some(0),
        offset: Some(0),
        end_line: Some(0),
        end_offset: Some(0),
        text: Some(front.text.to_owned()),
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
        TokenKind::EndMarker | TokenKind::Newline => last.line,
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
