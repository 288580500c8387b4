//! Adjacent strings as one literal, and what f-strings are made of.
//!
//! Reference: Language Reference, "String literal concatenation" and "Formatted string literals".

use super::ast::{Constant, Expr, ExprKind};
use super::diagnose::place;
use super::front::{Front, Literal, Lowered};
use super::literal::{Decoded, decode};
use super::stream::{Context, expression};
use super::token::{Token, TokenKind};
use super::warning::Warning;

/// A part of a literal: text, or a finished field.
enum Part {
    Text { value: Vec<u8>, unicode: bool, start: u32, end: u32 },
    Field(Expr),
}

impl Front<'_> {
    /// The strings from token `*at` on that stand next to each other; `*at` ends up behind them.
    pub fn string_group(&self, at: &mut usize, end: usize) -> Lowered<Literal> {
        let first = *at - 1;
        *at = first;
        if let Some(literal) = self.lone_string(first, end)? {
            *at = first + 1;
            return Ok(literal);
        }
        let (mut parts, mut bytes) = (Vec::new(), Vec::new());
        let (mut all, mut with_bytes, mut formatted) = (0, 0, false);
        while *at < end && matches!(self.kind(*at), TokenKind::String | TokenKind::FStringStart) {
            all += 1;
            let token = self.tokens[*at];
            let prefix = prefix(self.token_text(&token));
            if token.kind == TokenKind::FStringStart {
                formatted = true;
                *at += 1;
                self.fstring_parts(at, end, prefix.raw, false, &mut parts)?;
                if self.kind(*at) == TokenKind::FStringEnd {
                    *at += 1;
                }
                continue;
            }
            let mut value = Vec::new();
            self.plain_string(*at, &prefix, &mut value)?;
            if prefix.bytes {
                with_bytes += 1;
                bytes.extend(value);
            } else {
                let (start, end) = (token.start, token.end);
                parts.push(Part::Text { value, unicode: prefix.unicode, start, end });
            }
            *at += 1;
        }
        if with_bytes == all {
            return Ok(Literal::Bytes(bytes.into()));
        }
        if with_bytes > 0 {
            let error = place(self, *at, "cannot mix bytes and nonbytes literals");
            return Err(self.settled(*at, error));
        }
        if formatted {
            return Ok(Literal::Joined(self.joined(parts)));
        }
        let unicode = matches!(parts.first(), Some(Part::Text { unicode: true, .. }));
        let values = parts.into_iter().filter_map(|it| match it {
            Part::Text { value, .. } => Some(value),
            Part::Field(_) => None,
        });
        Ok(Literal::Text(values.collect::<Vec<_>>().concat().into(), unicode))
    }

    /// The common case: one string that needs no decoding.
    fn lone_string(&self, token: usize, end: usize) -> Lowered<Option<Literal>> {
        let alone = self.kind(token) == TokenKind::String
            && (token + 1 >= end
                || !matches!(self.kind(token + 1), TokenKind::String | TokenKind::FStringStart));
        if !alone {
            return Ok(None);
        }
        let text = self.token_text(&self.tokens[token]);
        let prefix = prefix(text);
        let body = body(text, prefix.length);
        if !prefix.raw && body.contains('\\') || prefix.bytes && !body.is_ascii() {
            let mut value = Vec::with_capacity(body.len());
            self.plain_string(token, &prefix, &mut value)?;
            return Ok(Some(match prefix.bytes {
                true => Literal::Bytes(value.into()),
                false => Literal::Text(value.into(), prefix.unicode),
            }));
        }
        let value = body.as_bytes().into();
        Ok(Some(match prefix.bytes {
            true => Literal::Bytes(value),
            false => Literal::Text(value, prefix.unicode),
        }))
    }

    fn plain_string(&self, token: usize, prefix: &Prefix, out: &mut Vec<u8>) -> Lowered<()> {
        let body = body(self.token_text(&self.tokens[token]), prefix.length);
        let decoded = decode(body, prefix.bytes, prefix.raw, out);
        self.report(token, token, decoded)
    }

    /// Warns of token `token`; an error is placed at `place`.
    fn report(&self, token: usize, place: usize, decoded: Decoded) -> Lowered<()> {
        if let Some(escape) = decoded.invalid_escape {
            let message = escape.message();
            let error = self.error_at(token, message.clone());
            let line = self.tokens[token].line;
            self.warnings.borrow_mut().push(Warning { message, line, error });
        }
        match decoded.error {
            Some(message) => Err(self.settled(place + 1, self.error_at(place, message))),
            None => Ok(()),
        }
    }

    /// The inside of an f-string or of a format spec, up to the token that ends it.
    fn fstring_parts(
        &self,
        at: &mut usize,
        end: usize,
        raw: bool,
        in_spec: bool,
        parts: &mut Vec<Part>,
    ) -> Lowered<()> {
        while *at < end {
            match self.kind(*at) {
                TokenKind::FStringMiddle => {
                    let token = self.tokens[*at];
                    let mut value = Vec::new();
                    let decoded = decode(self.token_text(&token), false, raw, &mut value);
                    // What is wrong with an f-string's text is found when all of it has been read.
                    let whole = (*at..end).find(|&it| self.kind(it) == TokenKind::FStringEnd);
                    let place = if in_spec { *at } else { whole.unwrap_or(*at) };
                    self.report(*at, place, decoded)?;
                    // Of a doubled brace the token has one, the place has both.
                    let next = self.tokens.get(*at + 1).map_or(token.end, |it| it.start);
                    let brace = self.text[token.end as usize..].starts_with(['{', '}']);
                    let doubled = brace && next == token.end + 1;
                    push_text(parts, value, token.start, token.end + u32::from(doubled));
                    *at += 1;
                }
                TokenKind::LeftBrace => self.field(at, end, raw, parts)?,
                _ => break,
            }
        }
        Ok(())
    }

    /// The token that ends the expression of a field: `=`, `!`, `:` or `}` outside all brackets.
    fn field_expression_end(&self, from: usize, end: usize) -> usize {
        use TokenKind as K;
        let mut depth = 0u32;
        for token in from..end {
            match self.kind(token) {
                K::Colon | K::Equal | K::Exclamation | K::RightBrace | K::FStringEnd
                    if depth == 0 =>
                {
                    return token;
                }
                K::FStringStart => depth += 1,
                K::FStringEnd => depth -= 1,
                it if it.is_opening() => depth += 1,
                it if it.is_closing() => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        end
    }

    /// A replacement field, whose `{` is token `*at`.
    fn field(&self, at: &mut usize, end: usize, raw: bool, parts: &mut Vec<Part>) -> Lowered<()> {
        let open = self.tokens[*at];
        let from = *at + 1;
        let to = self.field_expression_end(from, end);
        if to == from {
            return Err(self.trouble(from, self.empty_field(from)));
        }
        let value = match expression(self, from, to, Context::Field) {
            Ok(value) => value,
            // The expression is followed by something else than a field may hold.
            Err(trouble) if trouble.token >= to => return Err(self.trouble(to, None)),
            Err(trouble) => return Err(trouble),
        };
        let mut token = to;
        let debug = self.kind(token) == TokenKind::Equal;
        if debug {
            token += 1;
        }
        let debug_end = self.tokens.get(token).map_or(open.end, |it| it.start);
        let mut conversion = -1;
        if self.kind(token) == TokenKind::Exclamation {
            conversion = self.conversion(token)?;
            token += 2;
        }
        let mut format_spec = None;
        if self.kind(token) == TokenKind::Colon {
            let start = self.tokens[token].start;
            token += 1;
            let mut spec = Vec::new();
            self.fstring_parts(&mut token, end, raw, true, &mut spec)?;
            let spec_end = self.tokens[token - 1].end;
            let kind = ExprKind::JoinedStr { values: self.joined(spec) };
            format_spec = Some(Box::new(Expr { span: self.span(start, spec_end), kind }));
        }
        let Some(close) = self.tokens.get(token).filter(|it| it.kind == TokenKind::RightBrace)
        else {
            let error = match token < self.tokens.len() {
                true => Some(self.error_at(token, "f-string: expecting '}'")),
                false => None,
            };
            return Err(self.trouble(token, error));
        };
        if conversion == 0 {
            let name =
                (to..token).find(|&it| self.kind(it) == TokenKind::Exclamation).unwrap_or(to) + 1;
            let message = format!(
                "f-string: invalid conversion character '{}': expected 's', 'r', or 'a'",
                self.word(name)
            );
            return Err(self.settled(token, self.error_at(name, message)));
        }
        if debug {
            let shown = without_comments(&self.text[open.end as usize..debug_end as usize]);
            if conversion == -1 && format_spec.is_none() {
                conversion = i32::from(b'r');
            }
            // As in any text of the f-string, backslashes mean something here.
            let mut text = Vec::new();
            if decode(&shown, false, raw, &mut text).error.is_some() {
                text = shown.into_bytes();
            }
            push_text(parts, text, open.end, debug_end);
        }
        let kind = ExprKind::FormattedValue { value: Box::new(value), conversion, format_spec };
        parts.push(Part::Field(Expr { span: self.span(open.start, close.end), kind }));
        *at = token + 1;
        Ok(())
    }

    fn empty_field(&self, token: usize) -> Option<super::error::SyntaxError> {
        let found = self.tokens.get(token)?;
        let text = self.token_text(found);
        Some(self.error_at(token, format!("f-string: valid expression required before '{text}'")))
    }

    /// The `r` of `!r`; token `mark` is the `!`.
    fn conversion(&self, mark: usize) -> Lowered<i32> {
        let fail = |token: usize, message: &str| {
            Err(self.trouble(token, Some(self.error_at(token, message))))
        };
        let Some(&Token { kind, start, .. }) = self.tokens.get(mark + 1) else {
            return Err(self.trouble(mark + 1, None));
        };
        if kind != TokenKind::Name {
            return match kind {
                TokenKind::Colon | TokenKind::RightBrace => {
                    fail(mark + 1, "f-string: missing conversion character")
                }
                _ => fail(mark + 1, "f-string: invalid conversion character"),
            };
        }
        if start != self.tokens[mark].end {
            let message = "f-string: conversion type must come right after the exclamanation mark";
            let (start, end) = (self.tokens[mark].start, self.tokens[mark + 1].end);
            return Err(self.settled(mark + 1, self.error(start, end, message)));
        }
        match self.word(mark + 1) {
            "s" | "r" | "a" => Ok(i32::from(self.word(mark + 1).as_bytes()[0])),
            // Refused when the field has turned out to be whole.
            _ => Ok(0),
        }
    }

    /// Parts as expressions: neighbouring texts in one, empty ones left out.
    fn joined(&self, parts: Vec<Part>) -> Vec<Expr> {
        let mut values = Vec::with_capacity(parts.len());
        let mut pending: Option<(Vec<u8>, bool, u32, u32)> = None;
        let flush = |pending: &mut Option<(Vec<u8>, bool, u32, u32)>, values: &mut Vec<Expr>| {
            if let Some((value, unicode, start, end)) = pending.take()
                && !value.is_empty()
            {
                let value = Constant::Str(value.into());
                let kind = ExprKind::Constant { value, kind: unicode.then(|| self.intern("u")) };
                values.push(Expr { span: self.span(start, end), kind });
            }
        };
        for part in parts {
            match part {
                Part::Text { value, unicode, start, end } => match &mut pending {
                    Some((text, _, _, last)) => {
                        text.extend(value);
                        *last = end;
                    }
                    None => pending = Some((value, unicode, start, end)),
                },
                Part::Field(field) => {
                    flush(&mut pending, &mut values);
                    values.push(field);
                }
            }
        }
        flush(&mut pending, &mut values);
        values
    }
}

fn push_text(parts: &mut Vec<Part>, value: Vec<u8>, start: u32, end: u32) {
    if !value.is_empty() {
        parts.push(Part::Text { value, unicode: false, start, end });
    }
}

struct Prefix {
    length: usize,
    raw: bool,
    bytes: bool,
    /// Only the lower-case `u` is remembered in the tree.
    unicode: bool,
}

fn prefix(text: &str) -> Prefix {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let has = |it: u8| text.bytes().take(length).any(|byte| byte.to_ascii_lowercase() == it);
    Prefix { length, raw: has(b'r'), bytes: has(b'b'), unicode: text.starts_with('u') }
}

/// What stands between the quotes.
fn body(text: &str, prefix_length: usize) -> &str {
    let quoted = &text[prefix_length..];
    let triple = quoted.len() >= 6 && (quoted.starts_with("'''") || quoted.starts_with("\"\"\""));
    let quotes = if triple { 3 } else { 1 };
    &quoted[quotes..quoted.len() - quotes]
}

/// What `{value = }` shows of its own text: comments are left out, strings kept.
fn without_comments(text: &str) -> String {
    if !text.contains('#') {
        return text.to_owned();
    }
    let (mut shown, mut quote, mut comment) = (String::with_capacity(text.len()), None, false);
    for character in text.chars() {
        match (character, quote) {
            ('\n', _) => comment = false,
            _ if comment => continue,
            ('#', None) => {
                comment = true;
                continue;
            }
            ('"' | '\'', None) => quote = Some(character),
            (it, Some(open)) if it == open => quote = None,
            _ => {}
        }
        shown.push(character);
    }
    shown
}
