//! The second look at source that does not parse: which rule fits the mistake.
//!
//! CPython parses wrong source once more, with rules for common mistakes tried at their places in the
//! grammar, and the first that fits speaks. So the order of alternatives is part of the behaviour, and
//! so is how far ahead a rule looks: a rule that needs the token where the tokenizer fails, fails with
//! it. Nothing is built here; a rule answers with the token behind what it matched.
//!
//! Reference: Language Reference, "Full Grammar specification".

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::super::ast::Expr;
use super::super::check::{self, Targets};
use super::super::error::{ErrorKind, SyntaxError};
use super::super::front::{FnvHasher, Front, too_complex};
use super::super::stream::{Context, expression};
use super::super::token::TokenKind;
use super::{behind, place};

/// Rules within rules, as deep as CPython goes.
const MAX_DEPTH: usize = 6000;

/// Why the second look ends early.
pub enum Stop {
    Error(Box<SyntaxError>),
    /// A rule needed the token at which the tokenizer failed.
    Tokenizer,
}

/// The token behind a match.
pub type Match = Result<Option<usize>, Stop>;

/// Leaves the function unless the rule matched.
macro_rules! need {
    ($rule:expr) => {
        match $rule? {
            Some(behind) => behind,
            None => return Ok(None),
        }
    };
}
pub(super) use need;

/// Rules whose result at a token is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    Expression,
    StarExpression,
    NamedMistake,
    Disjunction,
    Conjunction,
    Inversion,
    BitwiseOr,
    Factor,
    Primary,
    Strings,
    StarTarget,
    Arguments,
    Block,
    SimpleStatement,
    Statement,
    TypeParameter,
}

pub struct Recogniser<'f, 'a> {
    pub front: &'f Front<'a>,
    /// The last token any rule has looked at.
    pub fetched: usize,
    /// Rules for mistakes are left out.
    pub quiet: bool,
    /// The expression that the last clause of a comprehension ended with.
    pub last_clause: (usize, usize),
    /// Lists and sets behind expressions that have been looked into.
    pub displays: HashSet<usize>,
    pub no_displays: bool,
    /// Targets of loops are not judged.
    pub no_targets: bool,
    pub depth: usize,
    known: HashMap<u64, Option<usize>, BuildHasherDefault<FnvHasher>>,
}

impl<'f, 'a> Recogniser<'f, 'a> {
    pub fn new(front: &'f Front<'a>, at: usize) -> Recogniser<'f, 'a> {
        Recogniser {
            front,
            fetched: at,
            quiet: false,
            last_clause: (at, at),
            displays: HashSet::new(),
            no_displays: false,
            no_targets: false,
            depth: 0,
            known: HashMap::default(),
        }
    }

    /// Nothing is tried again before the statement that comes next.
    pub fn forget(&mut self) {
        self.known.clear();
    }

    pub fn kind(&mut self, token: usize) -> Result<TokenKind, Stop> {
        self.fetched = self.fetched.max(token);
        match self.front.tokens.get(token) {
            Some(found) => Ok(found.kind),
            None => Err(Stop::Tokenizer),
        }
    }

    pub fn is(&mut self, token: usize, kind: TokenKind) -> Result<bool, Stop> {
        Ok(self.kind(token)? == kind)
    }

    pub fn token(&mut self, token: usize, kind: TokenKind) -> Match {
        Ok(self.is(token, kind)?.then_some(token + 1))
    }

    pub fn is_any(&mut self, token: usize, kinds: &[TokenKind]) -> Result<bool, Stop> {
        let kind = self.kind(token)?;
        Ok(kinds.contains(&kind))
    }

    pub fn is_word(&mut self, token: usize, word: &str) -> Result<bool, Stop> {
        Ok(self.kind(token)? == TokenKind::Name && self.front.word(token) == word)
    }

    /// `rule` at `at`, looked up if it has been tried there.
    pub fn once(&mut self, rule: Rule, at: usize, body: impl FnOnce(&mut Self) -> Match) -> Match {
        let key = (at as u64) << 8 | rule as u64;
        if let Some(&known) = self.known.get(&key) {
            return Ok(known);
        }
        if self.depth == MAX_DEPTH {
            return Self::stop(too_complex());
        }
        self.depth += 1;
        let found = body(self)?;
        self.depth -= 1;
        self.known.insert(key, found);
        Ok(found)
    }

    pub fn quietly(&mut self, body: impl FnOnce(&mut Self) -> Match) -> Match {
        let before = std::mem::replace(&mut self.quiet, true);
        let result = body(self);
        self.quiet = before;
        result
    }

    /// What `rule` matches, or nothing at all: always a match.
    pub fn maybe(&mut self, at: usize, rule: impl FnOnce(&mut Self, usize) -> Match) -> Match {
        Ok(Some(rule(self, at)?.unwrap_or(at)))
    }

    /// `rule` with commas between; a comma at the end is left.
    pub fn separated(&mut self, at: usize, rule: impl Fn(&mut Self, usize) -> Match) -> Match {
        let mut end = need!(rule(self, at));
        while self.is(end, TokenKind::Comma)? {
            match rule(self, end + 1)? {
                Some(behind) => end = behind,
                None => break,
            }
        }
        Ok(Some(end))
    }

    pub fn maybe_comma(&mut self, at: usize) -> Result<usize, Stop> {
        Ok(at + usize::from(self.is(at, TokenKind::Comma)?))
    }

    /// How many brackets are open behind `token`.
    pub fn level(&self, token: usize) -> usize {
        let kinds = self.front.tokens[..=token].iter().map(|it| it.kind);
        kinds.fold(0usize, |level, it| match it {
            _ if it.is_opening() => level + 1,
            _ if it.is_closing() => level.saturating_sub(1),
            _ => level,
        })
    }

    /// The tree of tokens that some rule has matched.
    pub fn tree(&self, from: usize, to: usize) -> Option<Expr> {
        let tree = expression(self.front, from, to, Context::Field).ok();
        self.front.trouble.borrow_mut().take();
        tree
    }

    pub fn described(&self, from: usize, to: usize) -> &'static str {
        self.tree(from, to).map_or("expression", |it| check::described(&it))
    }

    fn stop<T>(error: SyntaxError) -> Result<T, Stop> {
        Err(Stop::Error(Box::new(error)))
    }

    /// Spans the tokens from `first` up to `behind`.
    pub fn raise<T>(
        &self,
        first: usize,
        behind: usize,
        message: impl Into<String>,
    ) -> Result<T, Stop> {
        let (start, end) = (self.front.tokens[first].start, self.front.tokens[behind - 1].end);
        Self::stop(self.front.error(start, end, message))
    }

    /// From a line end to where the tokenizer stands.
    pub fn raise_line_end<T>(&self, at: usize, message: &str) -> Result<T, Stop> {
        let found = self.front.tokens[at];
        let error = self.front.error(found.start, found.end, message);
        // The tokenizer stands behind the comment that the line ends with.
        let rest = &self.front.text[found.end as usize..];
        let comment = rest.find('\n').unwrap_or(rest.len()) as u32;
        let error = match comment {
            0 => error,
            _ => self.front.error(found.start, found.end + comment, message),
        };
        Self::stop(match found.touched_end {
            // The end of the source, which has no place.
            true => SyntaxError {
                offset: Some(0),
                end_offset: error.end_offset.map(|it| it - 1),
                ..error
            },
            false => error,
        })
    }

    pub fn raise_at<T>(&self, token: usize, message: &str) -> Result<T, Stop> {
        Self::stop(place(self.front, token, message))
    }

    /// Spans one expression, without parentheses around it.
    pub fn raise_expression<T>(
        &self,
        from: usize,
        to: usize,
        message: impl Into<String>,
    ) -> Result<T, Stop> {
        self.raise_between((from, to), (from, to), message)
    }

    /// From the start of one expression to the end of another, parentheses around them left out.
    pub fn raise_between<T>(
        &self,
        first: (usize, usize),
        last: (usize, usize),
        message: impl Into<String>,
    ) -> Result<T, Stop> {
        let tokens = &self.front.tokens;
        let mut span = self.front.span(tokens[first.0].start, tokens[last.1 - 1].end);
        if tokens[first.0].kind == TokenKind::LeftParen
            && let Some(tree) = self.tree(first.0, first.1)
        {
            (span.line, span.column) = (tree.span.line, tree.span.column);
        }
        if tokens[last.1 - 1].kind == TokenKind::RightParen
            && let Some(tree) = self.tree(last.0, last.1)
        {
            (span.end_line, span.end_column) = (tree.span.end_line, tree.span.end_column);
        }
        Self::stop(SyntaxError::at(span, message).with_source(self.front.source))
    }

    /// At the last token looked at.
    pub fn raise_here<T>(&self, message: &str) -> Result<T, Stop> {
        // What the end of the source stands for has no place of its own.
        let placeless = match self.front.kind(self.fetched) {
            TokenKind::Indent | TokenKind::Dedent | TokenKind::EndMarker => true,
            TokenKind::Newline => self.front.tokens[self.fetched].touched_end,
            _ => false,
        };
        Self::stop(match placeless {
            true => behind(self.front, self.fetched, message, ErrorKind::Syntax),
            false => place(self.front, self.fetched, message),
        })
    }

    /// From `first` to where the tokenizer stands.
    pub fn raise_from<T>(&self, first: usize, message: &str) -> Result<T, Stop> {
        let last = self.fetched.min(self.front.tokens.len() - 1);
        let (start, end) = (self.front.tokens[first].start, self.front.tokens[last].end);
        let mut error = self.front.error(start, end, message);
        error.end_offset = error.end_offset.map(|it| it - 1);
        Self::stop(error)
    }

    /// A header whose block is missing, if it is: no indentation behind the line end at `newline`.
    pub fn need_block<T: Default>(
        &mut self,
        head: usize,
        newline: usize,
        what: &str,
    ) -> Result<T, Stop> {
        if self.quiet
            || !self.is(newline, TokenKind::Newline)?
            || self.is(newline + 1, TokenKind::Indent)?
        {
            return Ok(T::default());
        }
        let line = self.front.tokens[head].line;
        let message = format!("expected an indented block after {what} on line {line}");
        match self.raise_here::<T>(&message) {
            Err(Stop::Error(error)) => {
                Err(Stop::Error(Box::new(error.of_kind(ErrorKind::Indentation))))
            }
            other => other,
        }
    }

    /// The first part of tokens `from..to` that is no target, worded.
    pub fn check_targets(&self, from: usize, to: usize, targets: Targets) -> Result<(), Stop> {
        let Some(tree) = self.tree(from, to) else { return Ok(()) };
        match check::invalid_target(&tree, targets) {
            Some(culprit) => {
                let verb = if targets == Targets::Del { "delete" } else { "assign to" };
                let message = format!("cannot {verb} {}", check::described(culprit));
                Self::stop(SyntaxError::at(culprit.span, message).with_source(self.front.source))
            }
            None => Ok(()),
        }
    }
}
