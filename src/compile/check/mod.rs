//! What CPython refuses, or warns of, only when it makes code: after parsing and after the scopes.
//!
//! The walk takes the order in which CPython writes its code, so that of several errors the same one
//! is reported: a class's body before its bases, a value before its target, and a `finally` at each
//! `return` that leaves its `try`.
//!
//! Reference: Language Reference, "Simple statements" and "Compound statements".

mod expr;
mod keys;
mod pattern;
mod stmt;
mod warn;

use crate::compile::future::{FutureFlags, opening_len};
use crate::compile::scope::{ScopeOptions, SymbolTable};
use crate::syntax::ast::{Mod, Span, Stmt};
use crate::syntax::error::SyntaxError;
use crate::syntax::warning::Warning;

/// Checks a whole module. Warnings that come before an error are kept as well.
pub fn check(
    module: &Mod,
    table: &SymbolTable,
    options: ScopeOptions,
    warnings: &mut Vec<Warning>,
) -> Result<(), SyntaxError> {
    let mut checker = Checker { table, options, warnings, unit: Unit::new(UnitKind::Module) };
    match module {
        Mod::Module { body, .. } | Mod::Interactive { body } => {
            // The opening statements may be future statements; no other ever may.
            let (opening, rest) = body.split_at(opening_len(body));
            checker.opening(opening).and_then(|()| checker.stmts(rest))
        }
        Mod::Expression { body } => checker.expr(body),
        Mod::FunctionType { .. } => Ok(()),
    }
    .map_err(|error| *error)
}

/// Boxed, as these calls nest as deep as the tree does.
type Checked = Result<(), Box<SyntaxError>>;

fn refuse(span: Span, message: impl Into<String>) -> Checked {
    Err(Box::new(SyntaxError::at(span, message)))
}

/// What one code object is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UnitKind {
    Module,
    Class,
    Function,
    AsyncFunction,
    /// A generator expression, in which any `await` makes it asynchronous.
    Generator,
    /// Type parameters, the value of an alias, a bound or a default.
    Type,
}

/// A block around the statement at hand, in the same code object.
#[derive(Clone, Copy)]
enum Block<'a> {
    Loop,
    /// A `try` whose `finally` is still to come, and whether some `return` has led there already.
    Finally(&'a [Stmt], bool),
    /// Within an `except*` clause.
    Group,
    Other,
}

/// CPython nests blocks no deeper in one code object.
const MAX_BLOCKS: usize = 21;

struct Unit<'a> {
    kind: UnitKind,
    is_async_generator: bool,
    blocks: Vec<Block<'a>>,
}

impl Unit<'_> {
    fn new(kind: UnitKind) -> Self {
        Unit { kind, is_async_generator: false, blocks: Vec::new() }
    }
}

struct Checker<'a, 'w> {
    table: &'a SymbolTable,
    options: ScopeOptions,
    warnings: &'w mut Vec<Warning>,
    unit: Unit<'a>,
}

impl<'a> Checker<'a, '_> {
    /// Walks what becomes a code object of its own.
    fn within(&mut self, unit: Unit<'a>, walk: impl FnOnce(&mut Self) -> Checked) -> Checked {
        let outer = std::mem::replace(&mut self.unit, unit);
        walk(self)?;
        self.unit = outer;
        Ok(())
    }

    fn block(
        &mut self,
        block: Block<'a>,
        span: Span,
        walk: impl FnOnce(&mut Self) -> Checked,
    ) -> Checked {
        if self.unit.blocks.len() >= MAX_BLOCKS {
            return refuse(span, "too many statically nested blocks");
        }
        self.unit.blocks.push(block);
        walk(self)?;
        self.unit.blocks.pop();
        Ok(())
    }

    /// Leaves blocks from the innermost out, through their `finally` parts: all of them, or those in
    /// the nearest loop. False if there is no such loop.
    fn unwind(&mut self, to_loop: bool, span: Span) -> Result<bool, Box<SyntaxError>> {
        for at in (0..self.unit.blocks.len()).rev() {
            match self.unit.blocks[at] {
                Block::Loop if to_loop => return Ok(true),
                Block::Group => {
                    let message =
                        "'break', 'continue' and 'return' cannot appear in an except* block";
                    refuse(span, message)?;
                }
                // One look at it is enough: it says the same each time.
                Block::Finally(body, false) => {
                    self.unit.blocks[at] = Block::Finally(body, true);
                    let left = self.unit.blocks.split_off(at);
                    self.stmts(body)?;
                    self.unit.blocks.extend(left);
                }
                _ => {}
            }
        }
        Ok(false)
    }

    fn in_function(&self) -> bool {
        !matches!(self.unit.kind, UnitKind::Module | UnitKind::Class)
    }

    fn may_await(&self) -> bool {
        self.unit.kind == UnitKind::AsyncFunction || self.awaits_at_top_level()
    }

    fn awaits_at_top_level(&self) -> bool {
        self.options.top_level_await && self.unit.kind == UnitKind::Module
    }

    fn annotations_are_text(&self) -> bool {
        self.options.future.contains(FutureFlags::ANNOTATIONS)
    }

    /// `__debug__` is a constant of the language.
    fn store(&self, name: &str, span: Span) -> Checked {
        match name {
            "__debug__" => refuse(span, "cannot assign to __debug__"),
            _ => Ok(()),
        }
    }
}
