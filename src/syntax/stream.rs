//! Our tokens as the grammar wants them.
//!
//! Soft keywords are decided here, literals and names become placeholders, and what the grammar does
//! not know is taken out and parsed on its own: replacement fields and type parameter defaults.
//!
//! Reference: Language Reference, "Keywords", "Soft Keywords".

use std::cell::Cell;
use std::rc::Rc;

use rustpython_parser::ast::Mod;
use rustpython_parser::lexer::{LexResult, LexicalError, LexicalErrorType};
use rustpython_parser::text_size::{TextRange, TextSize};
use rustpython_parser::{Mode, ParseErrorType, Tok, parse_tokens};

use super::ast::Expr;
use super::error::{ErrorKind, SyntaxError};
use super::front::{Front, Literal, Lowered, Trouble};
use super::literal;
use super::token::TokenKind;

/// Tokens `at..end` as an iterator for the grammar.
pub struct Stream<'f, 'a> {
    front: &'f Front<'a>,
    at: usize,
    end: usize,
    /// Statements are read, not an expression inside something.
    statements: bool,
    /// The token the grammar took last.
    pulled: &'f Cell<usize>,
    /// For each open block, whether `match` opened it.
    blocks: Vec<bool>,
    match_header: bool,
    /// A parenthesis is to be closed before this token.
    close_before: usize,
    queued: Option<(Tok, TextRange)>,
    parameters: Option<TypeParameters>,
}

/// Inside `[...]` behind a name that `class`, `def` or `type` introduced.
struct TypeParameters {
    depth: u32,
    /// The token that the current parameter starts with.
    first: usize,
}

fn range(start: u32, end: u32) -> TextRange {
    TextRange::new(TextSize::from(start), TextSize::from(end))
}

/// Token numbers as names: five characters that no keyword, dot or wildcard is made of.
fn encode(token: usize) -> String {
    let digit = |shift: u32| (b'0' + (token >> shift & 0x3F) as u8) as char;
    let mut name = String::with_capacity(5);
    name.extend([digit(24), digit(18), digit(12), digit(6), digit(0)]);
    name
}

/// The token number that [`encode`] wrote.
pub fn decode(name: &str) -> usize {
    name.bytes().fold(0, |n, it| n << 6 | (it - b'0') as usize)
}

impl<'f, 'a> Stream<'f, 'a> {
    pub fn new(
        front: &'f Front<'a>,
        at: usize,
        end: usize,
        statements: bool,
        pulled: &'f Cell<usize>,
    ) -> Stream<'f, 'a> {
        Stream {
            front,
            at,
            end,
            statements,
            pulled,
            blocks: Vec::new(),
            match_header: false,
            close_before: usize::MAX,
            queued: None,
            parameters: None,
        }
    }

    fn stop(&self, token: usize, error: Option<SyntaxError>) -> Option<LexResult> {
        self.stop_for(self.front.trouble(token, error))
    }

    fn stop_for(&self, trouble: Box<Trouble>) -> Option<LexResult> {
        self.front.trouble.borrow_mut().get_or_insert(trouble);
        Some(Err(LexicalError::new(LexicalErrorType::Eof, TextSize::default())))
    }

    fn starts_statement(&self, token: usize) -> bool {
        use TokenKind::{Dedent, Indent, Newline};
        token == 0 || matches!(self.front.kind(token - 1), Newline | Indent | Dedent)
    }

    /// A name, or the soft keyword that is spelt like it.
    fn word(&mut self, token: usize) -> Tok {
        let front = self.front;
        if self.statements {
            match front.word(token) {
                "match" if self.starts_statement(token) => {
                    if let Some(header) = match_header(front, token, self.end) {
                        self.match_header = true;
                        if header.is_tuple {
                            // The grammar gives an open tuple wrong places, so it gets parentheses.
                            let start = front.tokens[token + 1].start;
                            self.queued = Some((Tok::Lpar, range(start, start)));
                            self.close_before = header.colon;
                        }
                        return Tok::Match;
                    }
                }
                "case" if self.starts_statement(token) && self.blocks.last() == Some(&true) => {
                    return Tok::Case;
                }
                "type"
                    if front.kind(token + 1) == TokenKind::Name
                        && (self.starts_statement(token)
                            || matches!(
                                front.kind(token - 1),
                                TokenKind::Semicolon | TokenKind::Colon
                            )) =>
                {
                    return Tok::Type;
                }
                _ => {}
            }
        }
        Tok::Name { name: encode(token) }
    }

    fn literal(&self, number: usize) -> Tok {
        Tok::Complex { real: number as f64, imag: 0.0 }
    }

    /// Follows the brackets of a type parameter list; takes out a default where one starts.
    fn type_parameter(&mut self, token: usize) -> Lowered<bool> {
        let front = self.front;
        let kind = front.kind(token);
        let Some(list) = &mut self.parameters else {
            let introduced = kind == TokenKind::LeftBracket
                && self.statements
                && token >= 2
                && front.kind(token - 1) == TokenKind::Name
                && match front.kind(token - 2) {
                    TokenKind::Class | TokenKind::Def => true,
                    TokenKind::Name => front.word(token - 2) == "type",
                    _ => false,
                };
            if introduced {
                self.parameters = Some(TypeParameters { depth: 0, first: token + 1 });
            }
            return Ok(false);
        };
        match kind {
            it if it.is_opening() => list.depth += 1,
            it if it.is_closing() => {
                if list.depth == 0 {
                    self.parameters = None;
                } else {
                    list.depth -= 1;
                }
            }
            TokenKind::Comma if list.depth == 0 => list.first = token + 1,
            TokenKind::Equal if list.depth == 0 && token > list.first => {
                let first = list.first;
                let from = token + 1;
                let to = default_end(front, from, self.end);
                let starred = front.kind(from) == TokenKind::Star;
                if to == from || starred && front.kind(first) != TokenKind::Star {
                    return Err(front.trouble(from, None));
                }
                let value = expression(front, from, to, Context::Default)?;
                let key = front.tokens[first].start;
                front.defaults.borrow_mut().push((key, Rc::new(value)));
                self.at = to;
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }

    fn advance(&mut self) -> Option<LexResult> {
        let front = self.front;
        loop {
            if let Some(token) = self.queued.take() {
                return Some(Ok(token));
            }
            let token = self.at;
            self.pulled.set(token);
            if token >= self.end {
                return match token >= front.tokens.len() {
                    // Here the tokenizer failed.
                    true => self.stop(token, None),
                    false => None,
                };
            }
            if self.close_before == token {
                self.close_before = usize::MAX;
                let end = front.tokens[token - 1].end;
                return Some(Ok((Tok::Rpar, range(end, end))));
            }
            self.at += 1;
            match self.type_parameter(token) {
                Ok(false) => {}
                Ok(true) => continue,
                Err(trouble) => return self.stop_for(trouble),
            }
            let found = front.tokens[token];
            let mut end = found.end;
            let tok = match found.kind {
                TokenKind::Name => self.word(token),
                TokenKind::Number => {
                    let limit = front.options.max_int_digits;
                    match literal::number(front.token_text(&found), limit) {
                        Ok(value) => self.literal(front.add_literal(Literal::Number(value))),
                        Err(digits) => {
                            let error = too_many_digits(front, token, digits);
                            return self.stop_for(front.settled(token, error));
                        }
                    }
                }
                TokenKind::String | TokenKind::FStringStart => {
                    match front.string_group(&mut self.at, self.end) {
                        Ok(value) => {
                            end = front.tokens[self.at - 1].end;
                            self.literal(front.add_literal(value))
                        }
                        Err(trouble) => return self.stop_for(trouble),
                    }
                }
                TokenKind::Indent => {
                    self.blocks.push(std::mem::take(&mut self.match_header));
                    Tok::Indent
                }
                TokenKind::Dedent => {
                    self.blocks.pop();
                    Tok::Dedent
                }
                TokenKind::TypeComment => continue,
                TokenKind::EndMarker => return None,
                TokenKind::FStringMiddle | TokenKind::FStringEnd => return self.stop(token, None),
                TokenKind::Stray | TokenKind::Exclamation => return self.stop(token, None),
                // The grammar takes these two, CPython does not.
                TokenKind::DoubleStar if lacks_operand(front, token) => {
                    return self.stop(token + 1, None);
                }
                TokenKind::Star
                    if front.kind(token + 1) == TokenKind::Comma
                        && front.kind(token + 2) == TokenKind::DoubleStar =>
                {
                    let error = front.error_at(token, "named arguments must follow bare *");
                    return self.stop(token + 2, Some(error));
                }
                TokenKind::NotEqual => {
                    let diamond = front.token_text(&found) == "<>";
                    match (diamond, front.options.barry_as_bdfl) {
                        (false, true) => {
                            let message = "with Barry as BDFL, use '<>' instead of '!='";
                            return self.stop(token, Some(front.error_at(token, message)));
                        }
                        (true, false) => return self.stop(token, None),
                        _ => Tok::NotEqual,
                    }
                }
                kind => operator(kind),
            };
            return Some(Ok((tok, range(found.start, end))));
        }
    }
}

impl Iterator for Stream<'_, '_> {
    type Item = LexResult;

    fn next(&mut self) -> Option<LexResult> {
        self.advance()
    }
}

fn lacks_operand(front: &Front, token: usize) -> bool {
    matches!(front.kind(token + 1), TokenKind::RightParen | TokenKind::Comma | TokenKind::Colon)
}

fn too_many_digits(front: &Front, token: usize, digits: usize) -> SyntaxError {
    let limit = front.options.max_int_digits;
    let message = format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} \
         digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal \
         for huge integer literals to avoid decimal conversion limits."
    );
    SyntaxError { offset: Some(0), end_offset: Some(0), ..front.error_at(token, message) }
}

/// Where the default that starts at `from` ends: before the next `,` or `]` outside brackets.
fn default_end(front: &Front, from: usize, end: usize) -> usize {
    let mut depth = 0u32;
    for token in from..end {
        match front.kind(token) {
            it if it.is_opening() => depth += 1,
            TokenKind::RightBracket | TokenKind::Comma if depth == 0 => return token,
            it if it.is_closing() => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    end
}

pub struct MatchHeader {
    /// `usize::MAX` if the line has none, so that the statement fails as a `match` statement.
    pub colon: usize,
    pub is_tuple: bool,
}

/// Whether the name `match` at the start of a statement opens a `match` statement: it does if the next
/// token cannot go on an expression that starts with a name, or if the line ends in a `:`.
pub fn match_header(front: &Front, token: usize, end: usize) -> Option<MatchHeader> {
    use TokenKind as K;
    let sure = match front.kind(token + 1) {
        K::Name | K::Number | K::String | K::FStringStart => true,
        K::LeftBrace | K::Tilde | K::Ellipsis => true,
        K::None | K::True | K::False | K::Lambda | K::Await | K::Yield => true,
        K::LeftParen | K::LeftBracket | K::Minus | K::Plus | K::Star | K::Not => false,
        _ => return None,
    };
    let (mut depth, mut lambdas, mut is_tuple) = (0i32, 0, false);
    for i in token + 1..end {
        match front.kind(i) {
            K::FStringStart => depth += 1,
            K::FStringEnd => depth -= 1,
            it if it.is_opening() => depth += 1,
            it if it.is_closing() => depth -= 1,
            K::Comma if depth == 0 && lambdas == 0 => is_tuple = true,
            K::Lambda if depth == 0 => lambdas += 1,
            K::Colon if depth == 0 && lambdas > 0 => lambdas -= 1,
            K::Colon if depth == 0 => {
                let ends_line = i + 1 >= end || front.kind(i + 1) == K::Newline;
                return (ends_line || sure).then_some(MatchHeader { colon: i, is_tuple });
            }
            K::Newline => break,
            _ => {}
        }
    }
    sure.then_some(MatchHeader { colon: usize::MAX, is_tuple: false })
}

/// What an expression parsed on its own stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A replacement field: `yield` and several expressions may stand there without parentheses.
    Field,
    Default,
    FunctionType,
}

/// Parses tokens `from..to` as one expression.
pub fn expression(front: &Front, from: usize, to: usize, context: Context) -> Lowered<Expr> {
    let pulled = Cell::new(from);
    let stream = Stream::new(front, from, to, false, &pulled);
    let parsed = if context == Context::Field && front.kind(from) == TokenKind::Yield {
        // The grammar has `yield` as a statement or in parentheses only.
        let (start, end) = (front.tokens[from].start, front.tokens[to - 1].end);
        let parenthesis = |tok, at| Some(Ok((tok, range(at, at)))).into_iter();
        let wrapped: Box<dyn Iterator<Item = LexResult>> = Box::new(
            parenthesis(Tok::Lpar, start).chain(stream).chain(parenthesis(Tok::Rpar, end)),
        );
        grammar(wrapped, Mode::Expression)
    } else {
        grammar(Box::new(stream), Mode::Expression)
    };
    match parsed {
        Ok(Mod::Expression(it)) => front.expr(*it.body),
        Ok(_) => Err(front.trouble(from, None)),
        Err(error) => Err(trouble_of(front, error, pulled.get())),
    }
}

/// Parses tokens `from..to` as statements.
pub fn statements(front: &Front, from: usize, to: usize) -> Lowered<Mod> {
    let pulled = Cell::new(from);
    let stream = Stream::new(front, from, to, true, &pulled);
    grammar(Box::new(stream), Mode::Module).map_err(|error| trouble_of(front, error, pulled.get()))
}

/// The one place where the grammar is instantiated.
fn grammar(
    tokens: Box<dyn Iterator<Item = LexResult> + '_>,
    mode: Mode,
) -> Result<Mod, rustpython_parser::ParseError> {
    parse_tokens(tokens, mode, "")
}

fn trouble_of(front: &Front, error: rustpython_parser::ParseError, pulled: usize) -> Box<Trouble> {
    if let Some(trouble) = front.trouble.borrow_mut().take() {
        return trouble;
    }
    // The few rules that the grammar checks itself.
    let token = front.token_from(error.offset.into());
    let message = match error.error {
        ParseErrorType::Lexical(LexicalErrorType::OtherError(message)) => message,
        ParseErrorType::Lexical(LexicalErrorType::DefaultArgumentError) => {
            "parameter without a default follows parameter with a default".to_owned()
        }
        ParseErrorType::Lexical(LexicalErrorType::PositionalArgumentError) => {
            "positional argument follows keyword argument".to_owned()
        }
        ParseErrorType::Lexical(LexicalErrorType::UnpackedArgumentError) => {
            let starred = front.kind(token) == TokenKind::Star;
            match starred {
                true => "iterable argument unpacking follows keyword argument unpacking",
                false => "positional argument follows keyword argument unpacking",
            }
            .to_owned()
        }
        _ => return front.trouble(pulled, None),
    };
    front.trouble(pulled, Some(front.error_at(token, message).of_kind(ErrorKind::Syntax)))
}

#[rustfmt::skip]
fn operator(kind: TokenKind) -> Tok {
    use TokenKind as K;
    match kind {
        K::Newline => Tok::Newline,
        K::False => Tok::False, K::None => Tok::None, K::True => Tok::True, K::And => Tok::And,
        K::As => Tok::As, K::Assert => Tok::Assert, K::Async => Tok::Async, K::Await => Tok::Await,
        K::Break => Tok::Break, K::Class => Tok::Class, K::Continue => Tok::Continue,
        K::Def => Tok::Def, K::Del => Tok::Del, K::Elif => Tok::Elif, K::Else => Tok::Else,
        K::Except => Tok::Except, K::Finally => Tok::Finally, K::For => Tok::For,
        K::From => Tok::From, K::Global => Tok::Global, K::If => Tok::If, K::Import => Tok::Import,
        K::In => Tok::In, K::Is => Tok::Is, K::Lambda => Tok::Lambda, K::Nonlocal => Tok::Nonlocal,
        K::Not => Tok::Not, K::Or => Tok::Or, K::Pass => Tok::Pass, K::Raise => Tok::Raise,
        K::Return => Tok::Return, K::Try => Tok::Try, K::While => Tok::While, K::With => Tok::With,
        K::Yield => Tok::Yield,
        K::LeftParen => Tok::Lpar, K::RightParen => Tok::Rpar, K::LeftBracket => Tok::Lsqb,
        K::RightBracket => Tok::Rsqb, K::LeftBrace => Tok::Lbrace, K::RightBrace => Tok::Rbrace,
        K::Colon => Tok::Colon, K::Comma => Tok::Comma, K::Semicolon => Tok::Semi,
        K::Plus => Tok::Plus, K::Minus => Tok::Minus, K::Star => Tok::Star, K::Slash => Tok::Slash,
        K::Bar => Tok::Vbar, K::Ampersand => Tok::Amper, K::Less => Tok::Less,
        K::Greater => Tok::Greater, K::Equal => Tok::Equal, K::Dot => Tok::Dot,
        K::Percent => Tok::Percent, K::EqualEqual => Tok::EqEqual, K::LessEqual => Tok::LessEqual,
        K::GreaterEqual => Tok::GreaterEqual, K::Tilde => Tok::Tilde, K::Caret => Tok::CircumFlex,
        K::LeftShift => Tok::LeftShift, K::RightShift => Tok::RightShift,
        K::DoubleStar => Tok::DoubleStar, K::PlusEqual => Tok::PlusEqual,
        K::MinusEqual => Tok::MinusEqual, K::StarEqual => Tok::StarEqual,
        K::SlashEqual => Tok::SlashEqual, K::PercentEqual => Tok::PercentEqual,
        K::AmpersandEqual => Tok::AmperEqual, K::BarEqual => Tok::VbarEqual,
        K::CaretEqual => Tok::CircumflexEqual, K::LeftShiftEqual => Tok::LeftShiftEqual,
        K::RightShiftEqual => Tok::RightShiftEqual, K::DoubleStarEqual => Tok::DoubleStarEqual,
        K::DoubleSlash => Tok::DoubleSlash, K::DoubleSlashEqual => Tok::DoubleSlashEqual,
        K::At => Tok::At, K::AtEqual => Tok::AtEqual, K::Arrow => Tok::Rarrow,
        K::Ellipsis => Tok::Ellipsis, K::ColonEqual => Tok::ColonEqual,
        // Everything else has been dealt with by the stream.
        K::NotEqual | K::Name | K::Number | K::String | K::FStringStart | K::FStringMiddle
        | K::FStringEnd | K::Indent | K::Dedent | K::EndMarker | K::TypeComment | K::Exclamation
        | K::Stray => Tok::NotEqual,
    }
}
