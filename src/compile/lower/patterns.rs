//! `match` statements.

use crate::eval::names::Store;
use crate::eval::operand::Shape;
use crate::eval::pattern::{Case, Match, Pattern, ResumableMatch};
use crate::object::Stmt;
use crate::syntax::ast::{self, Expr, Identifier, MatchCase, PatternKind, Span};

use super::Lowerer;
use super::expression::constant;

/// Captures of one pattern: the slot each goes to, and its name.
type Captures = Vec<(u32, Identifier, Span)>;

impl Lowerer<'_> {
    pub fn match_statement(
        &mut self,
        subject: &Expr,
        cases: &[MatchCase],
        suspending: bool,
    ) -> Box<dyn Stmt> {
        let subject_node = self.node(subject);
        let cases: Box<[Case]> = cases.iter().map(|it| self.case(it)).collect();
        if suspending {
            let state = self.temp();
            return Box::new(ResumableMatch { subject: subject_node, cases, state });
        }
        Box::new(Match { subject: subject_node, cases })
    }

    fn case(&mut self, case: &MatchCase) -> Case {
        let at = self.at(case.pattern.span);
        let mut captures = Captures::new();
        let pattern = self.pattern(&case.pattern, &mut captures);
        let captures: Box<[(u32, Box<dyn Store>)]> = captures
            .iter()
            .map(|(slot, name, span)| (*slot, self.store_name(name, *span)))
            .collect();
        let (pre, guard) = match &case.guard {
            Some(guard) => {
                let (pre, guard) = self.apart(|this| this.node(guard));
                (pre, Some(guard))
            }
            None => (vec![], None),
        };
        let guard = guard.map(|guard| -> Box<dyn crate::object::Node> {
            if pre.is_empty() {
                guard
            } else {
                Box::new(crate::eval::build::After {
                    first: crate::eval::control::block(pre),
                    value: guard,
                    scratch: Box::default(),
                })
            }
        });
        let body = self.block(&case.body);
        Case { pattern, captures, guard, body, at }
    }

    fn capture(&mut self, name: &Identifier, span: Span, captures: &mut Captures) -> u32 {
        // Alternatives of an or-pattern share the slot of a name.
        if let Some((slot, _, _)) = captures.iter().find(|it| it.1 == *name) {
            return *slot;
        }
        let slot = self.temp();
        captures.push((slot, name.clone(), span));
        slot
    }

    fn patterns(&mut self, patterns: &[ast::Pattern], captures: &mut Captures) -> Box<[Pattern]> {
        patterns.iter().map(|it| self.pattern(it, captures)).collect()
    }

    fn pattern(&mut self, pattern: &ast::Pattern, captures: &mut Captures) -> Pattern {
        let at = self.at(pattern.span);
        match &pattern.kind {
            PatternKind::Value { value } => match self.shape(value) {
                Shape::Const(literal) => Pattern::Literal(literal, at),
                other => Pattern::Value(other.into_node(), at),
            },
            PatternKind::Singleton { value } => Pattern::Singleton(constant(self.vm, value)),
            PatternKind::Sequence { patterns } => {
                let star =
                    patterns.iter().position(|it| matches!(it.kind, PatternKind::Star { .. }));
                let Some(i) = star else {
                    let before = self.patterns(patterns, captures);
                    return Pattern::Sequence { before, star: None, after: Box::default(), at };
                };
                let before = self.patterns(&patterns[..i], captures);
                let star = match &patterns[i].kind {
                    PatternKind::Star { name: Some(name) } => {
                        Some(self.capture(name, patterns[i].span, captures))
                    }
                    _ => None,
                };
                let after = self.patterns(&patterns[i + 1..], captures);
                Pattern::Sequence { before, star: Some(star), after, at }
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                let keys = keys.iter().map(|it| self.node(it)).collect();
                let values = self.patterns(patterns, captures);
                let rest = rest.as_ref().map(|it| self.capture(it, pattern.span, captures));
                Pattern::Mapping { keys, values, rest, at }
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                let class = self.node(cls);
                let positional = self.patterns(patterns, captures);
                let keywords = kwd_attrs
                    .iter()
                    .zip(kwd_patterns)
                    .map(|(name, it)| (self.name(name), self.pattern(it, captures)))
                    .collect();
                Pattern::Class { class, positional, keywords, at }
            }
            PatternKind::Star { .. } => Pattern::Wildcard,
            PatternKind::As { pattern: inner, name } => {
                let inner_pattern = inner.as_ref().map(|it| Box::new(self.pattern(it, captures)));
                match name {
                    Some(name) => {
                        Pattern::As(inner_pattern, self.capture(name, pattern.span, captures))
                    }
                    None => Pattern::Wildcard,
                }
            }
            PatternKind::Or { patterns } => Pattern::Or(self.patterns(patterns, captures)),
        }
    }
}
