//! `match` statements: what a pattern may bind, and where it makes others useless.
//!
//! Reference: Language Reference, "The match statement".

use crate::syntax::ast::*;

use super::keys::Key;
use super::{Checked, Checker, refuse};

/// One case's pattern on the walk.
struct Case {
    /// The names captured so far.
    stores: Vec<Identifier>,
    /// A pattern that always matches may stand here.
    irrefutable: bool,
}

impl<'a> Checker<'a, '_> {
    pub(super) fn match_(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Checked {
        self.expr(subject)?;
        for (at, case) in cases.iter().enumerate() {
            let irrefutable = case.guard.is_some() || at + 1 == cases.len();
            self.pattern(&case.pattern, &mut Case { stores: Vec::new(), irrefutable })?;
            self.option(&case.guard)?;
            self.stmts(&case.body)?;
        }
        Ok(())
    }

    fn pattern(&mut self, it: &'a Pattern, case: &mut Case) -> Checked {
        let span = it.span;
        match &it.kind {
            PatternKind::Value { value } => match value.kind {
                ExprKind::Constant { .. } | ExprKind::Attribute { .. } => self.expr(value),
                // Signed and complex numbers.
                ExprKind::UnaryOp { .. } | ExprKind::BinOp { .. } => Ok(()),
                _ => refuse(span, "patterns may only match literals and attribute lookups"),
            },
            PatternKind::Singleton { .. } => Ok(()),
            PatternKind::Sequence { patterns } => self.sequence(patterns, span, case),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.keys(keys, span)?;
                self.subpatterns(patterns, case)?;
                self.capture(rest.as_ref(), span, case)
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.attributes(kwd_attrs, kwd_patterns)?;
                self.expr(cls)?;
                self.subpatterns(patterns, case)?;
                self.subpatterns(kwd_patterns, case)
            }
            PatternKind::Star { name } => self.capture(name.as_ref(), span, case),
            PatternKind::As { pattern: Some(pattern), name } => {
                self.pattern(pattern, case)?;
                self.capture(name.as_ref(), span, case)
            }
            PatternKind::As { pattern: None, name } => {
                if !case.irrefutable {
                    return refuse(
                        span,
                        match name {
                            Some(name) => format!(
                                "name capture '{name}' makes remaining patterns unreachable"
                            ),
                            None => "wildcard makes remaining patterns unreachable".to_owned(),
                        },
                    );
                }
                self.capture(name.as_ref(), span, case)
            }
            PatternKind::Or { patterns } => self.alternatives(patterns, span, case),
        }
    }

    /// Inside another pattern anything may match always.
    fn subpatterns(&mut self, patterns: &'a [Pattern], case: &mut Case) -> Checked {
        let outer = std::mem::replace(&mut case.irrefutable, true);
        patterns.iter().try_for_each(|it| self.pattern(it, case))?;
        case.irrefutable = outer;
        Ok(())
    }

    fn sequence(&mut self, patterns: &'a [Pattern], span: Span, case: &mut Case) -> Checked {
        let is_star = |it: &&Pattern| matches!(it.kind, PatternKind::Star { .. });
        if patterns.iter().filter(is_star).count() > 1 {
            return refuse(span, "multiple starred names in sequence pattern");
        }
        if patterns.iter().position(|it| is_star(&it)).is_some_and(|at| at >= 1 << 8) {
            return refuse(span, "too many expressions in star-unpacking sequence pattern");
        }
        self.subpatterns(patterns, case)
    }

    fn keys(&mut self, keys: &'a [Expr], span: Span) -> Checked {
        let mut seen: Vec<Key> = Vec::new();
        for key in keys {
            if let Some(value) = Key::of(key) {
                if seen.contains(&value) {
                    return refuse(span, format!("mapping pattern checks duplicate key ({value})"));
                }
                seen.push(value);
            } else if !matches!(key.kind, ExprKind::Attribute { .. }) {
                let message = "mapping pattern keys may only match literals and attribute lookups";
                return refuse(span, message);
            }
            self.expr(key)?;
        }
        Ok(())
    }

    fn attributes(&mut self, names: &'a [Identifier], patterns: &'a [Pattern]) -> Checked {
        for (at, (name, pattern)) in names.iter().zip(patterns).enumerate() {
            self.store(name, pattern.span)?;
            if let Some(again) = (at + 1..names.len()).find(|&later| names[later] == *name) {
                let message = format!("attribute name repeated in class pattern: {name}");
                return refuse(patterns[again].span, message);
            }
        }
        Ok(())
    }

    fn capture(&mut self, name: Option<&Identifier>, span: Span, case: &mut Case) -> Checked {
        let Some(name) = name else { return Ok(()) };
        self.store(name, span)?;
        if case.stores.contains(name) {
            return refuse(span, format!("multiple assignments to name '{name}' in pattern"));
        }
        case.stores.push(name.clone());
        Ok(())
    }

    /// Only the last one may match always, and each binds the same names.
    fn alternatives(&mut self, patterns: &'a [Pattern], span: Span, case: &mut Case) -> Checked {
        let mut common: Option<Vec<Identifier>> = None;
        for (at, pattern) in patterns.iter().enumerate() {
            let irrefutable = case.irrefutable && at + 1 == patterns.len();
            let mut inner = Case { stores: Vec::new(), irrefutable };
            self.pattern(pattern, &mut inner)?;
            match &common {
                None => common = Some(inner.stores),
                Some(common) => {
                    let same = |name| inner.stores.contains(name);
                    if common.len() != inner.stores.len() || !common.iter().all(same) {
                        return refuse(span, "alternative patterns bind different names");
                    }
                }
            }
        }
        for name in common.into_iter().flatten() {
            self.capture(Some(&name), span, case)?;
        }
        Ok(())
    }
}
