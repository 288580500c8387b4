//! What one parse shares: the source with its tokens, and the tables that stand beside the grammar.
//!
//! The grammar sees neither literals nor names, only placeholders: the number of an entry in
//! `literals`, and the number of the token that spells a name. Lowering puts them back in. So nothing
//! is decoded twice, no value loses anything on the way, and every name knows where it stands.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::ast::{Constant, Expr, Identifier, Span};
use super::error::{ErrorKind, SyntaxError};
use super::literal::normalized;
use super::parse::ParseOptions;
use super::source::Source;
use super::token::{Token, TokenKind};
use super::warning::Warning;

/// What a literal's placeholder stands for.
pub enum Literal {
    Number(Constant),
    /// With the mark of a `u` prefix.
    Text(Rc<[u8]>, bool),
    Bytes(Rc<[u8]>),
    Joined(Vec<Expr>),
}

/// Why the parse stops: at which token, and in what words if those are known already.
pub struct Trouble {
    pub token: usize,
    pub error: Option<SyntaxError>,
    /// No better words are to be looked for.
    pub settled: bool,
}

pub type Lowered<T> = Result<T, Box<Trouble>>;

pub struct Front<'a> {
    pub source: &'a Source,
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub options: &'a ParseOptions,
    /// Where type comments are wanted: their tokens, which the grammar does not see.
    pub type_comments: Vec<Token>,
    pub literals: RefCell<Vec<Option<Literal>>>,
    /// Defaults of type parameters, by where the parameter starts.
    pub defaults: RefCell<Vec<(u32, Rc<Expr>)>>,
    /// What went wrong inside the token stream, which can only tell the grammar to stop.
    pub trouble: RefCell<Option<Box<Trouble>>>,
    pub warnings: RefCell<Vec<Warning>>,
    names: RefCell<HashSet<Identifier, BuildHasherDefault<FnvHasher>>>,
    /// The line looked up last: the next place is mostly in the same or the next one.
    last_line: Cell<usize>,
    pub depth: Cell<u32>,
    pub parser_depth: Cell<u32>,
}

impl<'a> Front<'a> {
    pub fn new(source: &'a Source, tokens: &'a [Token], options: &'a ParseOptions) -> Front<'a> {
        Front {
            source,
            text: source.text(),
            tokens,
            options,
            type_comments: Vec::new(),
            literals: RefCell::default(),
            defaults: RefCell::default(),
            trouble: RefCell::default(),
            warnings: RefCell::default(),
            names: RefCell::default(),
            last_line: Cell::new(0),
            depth: Cell::new(0),
            parser_depth: Cell::new(0),
        }
    }

    pub fn kind(&self, token: usize) -> TokenKind {
        self.tokens.get(token).map_or(TokenKind::EndMarker, |it| it.kind)
    }

    pub fn token_text(&self, token: &Token) -> &'a str {
        &self.text[token.start as usize..token.end as usize]
    }

    /// The text of token number `token`; empty beyond the last.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |it| self.token_text(it))
    }

    /// The first token that starts at `offset` or later.
    pub fn token_from(&self, offset: u32) -> usize {
        self.tokens.partition_point(|it| it.start < offset)
    }

    /// The token that closes the bracket `open`.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for (i, token) in self.tokens.iter().enumerate().skip(open) {
            if token.kind.is_opening() {
                depth += 1;
            } else if token.kind.is_closing() {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
        }
        None
    }

    pub fn place(&self, offset: u32) -> (u32, u32) {
        let starts = self.source.starts();
        let holds = |line: usize| {
            starts.get(line).is_some_and(|&it| it <= offset)
                && starts.get(line + 1).is_none_or(|&it| offset < it)
        };
        let last = self.last_line.get();
        let line = match (holds(last), holds(last + 1)) {
            (true, _) => last,
            (_, true) => last + 1,
            _ => starts.partition_point(|&it| it <= offset) - 1,
        };
        self.last_line.set(line);
        (line as u32 + 1, offset - starts[line])
    }

    pub fn span(&self, start: u32, end: u32) -> Span {
        let (line, column) = self.place(start);
        let (end_line, end_column) = self.place(end);
        Span { line, column, end_line, end_column }
    }

    /// One shared name for each spelling.
    pub fn intern(&self, name: &str) -> Identifier {
        let mut names = self.names.borrow_mut();
        match names.get(name) {
            Some(known) => known.clone(),
            None => {
                let name: Identifier = name.into();
                names.insert(name.clone());
                name
            }
        }
    }

    /// The name that token number `token` spells.
    pub fn name_at(&self, token: usize) -> Identifier {
        self.intern(&normalized(self.word(token)))
    }

    pub fn add_literal(&self, literal: Literal) -> usize {
        let mut literals = self.literals.borrow_mut();
        literals.push(Some(literal));
        literals.len() - 1
    }

    pub fn trouble(&self, token: usize, error: Option<SyntaxError>) -> Box<Trouble> {
        Box::new(Trouble { token, error, settled: false })
    }

    /// Trouble whose words are final: a literal that means nothing, a limit.
    pub fn settled(&self, token: usize, error: SyntaxError) -> Box<Trouble> {
        Box::new(Trouble { token, error: Some(error), settled: true })
    }

    /// An error in known words that spans `start..end`.
    pub fn error(&self, start: u32, end: u32, message: impl Into<String>) -> SyntaxError {
        SyntaxError::at(self.span(start, end), message).with_source(self.source)
    }

    /// An error in known words that spans a token.
    pub fn error_at(&self, token: usize, message: impl Into<String>) -> SyntaxError {
        let (start, end) = self.tokens.get(token).map_or((0, 0), |it| (it.start, it.end));
        self.error(start, end, message)
    }

    /// A tree node is refused, in known words: the parser will have stopped behind the node.
    pub fn refuse<T>(&self, span: Span, message: impl Into<String>) -> Lowered<T> {
        let starts = self.source.starts();
        let end = starts.get(span.end_line as usize - 1).map_or(0, |it| it + span.end_column);
        let error = SyntaxError::at(span, message).with_source(self.source);
        Err(self.trouble(self.token_from(end), Some(error)))
    }

    /// Counts one level of the tree while `inner` builds it; `weight` of the parser's own levels.
    pub fn nested<T>(&self, weight: u32, inner: impl FnOnce() -> Lowered<T>) -> Lowered<T> {
        const MAX_DEPTH: u32 = 9996;
        const MAX_PARSER_DEPTH: u32 = 5968;
        let (depth, parser_depth) = (self.depth.get() + 1, self.parser_depth.get() + weight);
        if parser_depth > MAX_PARSER_DEPTH {
            return Err(self.settled(0, too_complex()));
        }
        if depth > MAX_DEPTH {
            let message = "maximum recursion depth exceeded during compilation";
            return Err(self.settled(0, SyntaxError::bare(ErrorKind::Recursion, message)));
        }
        self.depth.set(depth);
        self.parser_depth.set(parser_depth);
        let result = inner();
        self.depth.set(depth - 1);
        self.parser_depth.set(parser_depth - weight);
        result
    }
}

pub fn too_complex() -> SyntaxError {
    let message = "Parser stack overflowed - Python source too complex to parse";
    SyntaxError::bare(ErrorKind::Memory, message)
}

/// FNV: what is hashed is short, and no order is ever asked for.
#[derive(Default)]
pub struct FnvHasher(u64);

impl Hasher for FnvHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn write_u64(&mut self, number: u64) {
        // The table looks at the highest bits and the lowest.
        let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}
