//! `from __future__ import …`: which features a module asks for, and where it may ask.
//!
//! Reference: Language Reference, "Future statements".

use std::ops::BitOr;

use crate::syntax::ast::{Constant, ExprKind, Mod, Stmt, StmtKind};
use crate::syntax::error::SyntaxError;

/// The bits of `co_flags` and of `compile(flags=)` that stand for future features.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FutureFlags(pub u32);

impl FutureFlags {
    pub const NONE: FutureFlags = FutureFlags(0);
    pub const BARRY_AS_BDFL: FutureFlags = FutureFlags(0x40_0000);
    pub const GENERATOR_STOP: FutureFlags = FutureFlags(0x80_0000);
    pub const ANNOTATIONS: FutureFlags = FutureFlags(0x100_0000);

    pub fn contains(self, feature: FutureFlags) -> bool {
        self.0 & feature.0 == feature.0
    }
}

impl BitOr for FutureFlags {
    type Output = FutureFlags;

    fn bitor(self, other: FutureFlags) -> FutureFlags {
        FutureFlags(self.0 | other.0)
    }
}

/// What the module's opening future statements ask for; later ones are refused by [`super::check`].
pub fn future_features(module: &Mod) -> Result<FutureFlags, SyntaxError> {
    let mut found = FutureFlags::NONE;
    for stmt in opening(module) {
        let StmtKind::ImportFrom { names, .. } = &stmt.kind else { continue };
        for alias in names {
            found = found
                | feature(&alias.name).map_err(|message| {
                    // CPython names the start of the statement here, and no end.
                    let error = SyntaxError::at(stmt.span, message);
                    SyntaxError { end_line: error.line, end_offset: None, ..error }
                })?;
        }
    }
    Ok(found)
}

/// How many of the module's statements may still be future statements: the docstring and those
/// future statements that directly follow it.
pub fn opening_len(body: &[Stmt]) -> usize {
    let docstring = usize::from(body.first().is_some_and(is_docstring));
    docstring + body[docstring..].iter().take_while(|it| is_future(it)).count()
}

fn opening(module: &Mod) -> &[Stmt] {
    match module {
        Mod::Module { body, .. } | Mod::Interactive { body } => &body[..opening_len(body)],
        Mod::Expression { .. } | Mod::FunctionType { .. } => &[],
    }
}

fn is_docstring(stmt: &Stmt) -> bool {
    let StmtKind::Expr { value } = &stmt.kind else { return false };
    matches!(&value.kind, ExprKind::Constant { value: Constant::Str(_), .. })
}

/// A relative `from .__future__ import` is an ordinary import.
pub fn is_future(stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::ImportFrom { module: Some(module), level: 0, .. } if &**module == "__future__")
}

/// What has become the rule since asks for nothing any more.
fn feature(name: &str) -> Result<FutureFlags, String> {
    match name {
        "nested_scopes" | "generators" | "division" | "absolute_import" | "with_statement"
        | "print_function" | "unicode_literals" | "generator_stop" => Ok(FutureFlags::NONE),
        "barry_as_FLUFL" => Ok(FutureFlags::BARRY_AS_BDFL),
        "annotations" => Ok(FutureFlags::ANNOTATIONS),
        "braces" => Err("not a chance".to_owned()),
        _ => Err(format!("future feature {name:.100} is not defined")),
    }
}
