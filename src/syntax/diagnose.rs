//! What to say about source that does not parse. Runs after a failure only.
//!
//! The grammar tells which token it could not take; that is the token CPython reports too. A few kinds
//! of mistake get words of their own.

use super::ast::Span;
use super::error::{ErrorKind, SyntaxError};
use super::front::Front;
use super::token::TokenKind;

/// The error for a parse that stopped at token number `token`.
pub fn diagnose(front: &Front, token: usize) -> SyntaxError {
    let token = token.min(front.tokens.len().saturating_sub(1));
    if let Some(error) = missing_block(front, token) {
        return error;
    }
    match front.kind(token) {
        TokenKind::Indent => behind(front, token, "unexpected indent", ErrorKind::Indentation),
        TokenKind::Dedent => behind(front, token, "unexpected unindent", ErrorKind::Indentation),
        TokenKind::EndMarker => behind(front, token, "invalid syntax", ErrorKind::Syntax),
        _ => {
            if let Some(error) = missing_colon(front, token) {
                return error;
            }
            place(front, token, "invalid syntax")
        }
    }
}

/// At a token. A line end is one character wide, and one made up by the end of the source has no place.
fn place(front: &Front, token: usize, message: &str) -> SyntaxError {
    let found = front.tokens[token];
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
    let error = SyntaxError::bare(ErrorKind::Syntax, "invalid syntax");
    SyntaxError {
        line: Some(0),
        offset: Some(0),
        end_line: Some(0),
        end_offset: Some(0),
        text: Some(front.text.to_owned()),
        ..error
    }
}

fn line_head(front: &Front, token: usize) -> usize {
    use TokenKind::{Dedent, Indent, Newline};
    let starts = |it: usize| it == 0 || matches!(front.kind(it - 1), Newline | Indent | Dedent);
    (0..=token).rev().find(|&it| starts(it)).unwrap_or(0)
}

/// A header ends its line and no block follows.
fn missing_block(front: &Front, token: usize) -> Option<SyntaxError> {
    if token < 2
        || front.kind(token) == TokenKind::Indent
        || front.kind(token - 1) != TokenKind::Newline
        || front.kind(token - 2) != TokenKind::Colon
    {
        return None;
    }
    let head = line_head(front, token - 2);
    let what = header(front, head)?;
    let line = front.tokens[head].line;
    let message = format!("expected an indented block after {what} on line {line}");
    Some(match front.kind(token) {
        TokenKind::Dedent | TokenKind::EndMarker | TokenKind::Newline => {
            behind(front, token, &message, ErrorKind::Indentation)
        }
        _ => front.error_at(token, message).of_kind(ErrorKind::Indentation),
    })
}

fn header(front: &Front, head: usize) -> Option<&'static str> {
    use TokenKind as K;
    Some(match (front.kind(head), front.kind(head + 1)) {
        (K::If, _) => "'if' statement",
        (K::Elif, _) => "'elif' statement",
        (K::Else, _) => "'else' statement",
        (K::For, _) | (K::Async, K::For) => "'for' statement",
        (K::While, _) => "'while' statement",
        (K::With, _) | (K::Async, K::With) => "'with' statement",
        (K::Try, _) => "'try' statement",
        (K::Finally, _) => "'finally' statement",
        (K::Except, K::Star) => "'except*' statement",
        (K::Except, _) => "'except' statement",
        (K::Def, _) | (K::Async, K::Def) => "function definition",
        (K::Class, _) => "class definition",
        (K::Name, _) if front.word(head) == "match" => "'match' statement",
        (K::Name, _) if front.word(head) == "case" => "'case' statement",
        _ => return None,
    })
}

/// A header whose line ends without a colon.
fn missing_colon(front: &Front, token: usize) -> Option<SyntaxError> {
    use TokenKind as K;
    let head = line_head(front, token);
    let forced = matches!(front.kind(head), K::Else | K::Try | K::Finally) && token == head + 1;
    let ended = front.kind(token) == K::Newline && head < token && header(front, head).is_some();
    if !forced && !ended {
        return None;
    }
    if ended && !forced {
        let (mut depth, mut lambdas, mut last) = (0i32, 0, K::Newline);
        for it in head..token {
            match front.kind(it) {
                K::Colon if depth == 0 && lambdas == 0 => return None,
                K::Colon if depth == 0 => lambdas -= 1,
                K::Lambda if depth == 0 => lambdas += 1,
                kind if kind.is_opening() => depth += 1,
                kind if kind.is_closing() => depth -= 1,
                _ => {}
            }
            last = front.kind(it);
        }
        // Only a complete header lacks nothing but the colon.
        let complete = matches!(
            last,
            K::Name
                | K::Number
                | K::String
                | K::FStringEnd
                | K::True
                | K::False
                | K::None
                | K::RightParen
                | K::RightBracket
                | K::RightBrace
                | K::Ellipsis
        ) || matches!(front.kind(head), K::Except) && token == head + 1;
        let bare = token == head + 1 && front.kind(head) != K::Except;
        let needs_in =
            matches!(front.kind(head), K::For) && !(head..token).any(|it| front.kind(it) == K::In);
        if !complete || bare || needs_in {
            return None;
        }
        if front.kind(head) == K::Def && front.kind(token - 1) == K::Name && token == head + 2 {
            return Some(place(front, token, "expected '('"));
        }
    }
    Some(place(front, token, "expected ':'"))
}
