//! Patterns.

use rustpython_parser::ast as tree;

use super::super::ast::{Constant, ExprKind, Identifier, Pattern, PatternKind};
use super::super::front::{Front, Lowered};

impl Front<'_> {
    fn patterns(&self, list: Vec<tree::Pattern>) -> Lowered<Vec<Pattern>> {
        list.into_iter().map(|it| self.pattern(it)).collect()
    }

    /// `_` binds nothing.
    fn capture(&self, name: Option<tree::Identifier>) -> Option<Identifier> {
        name.map(|it| self.name(&it)).filter(|it| &**it != "_")
    }

    pub(super) fn pattern(&self, it: tree::Pattern) -> Lowered<Pattern> {
        self.nested(0, || self.pattern_kind(it))
    }

    fn pattern_kind(&self, it: tree::Pattern) -> Lowered<Pattern> {
        let (range, kind) = match it {
            tree::Pattern::MatchValue(it) => {
                (it.range, PatternKind::Value { value: self.boxed(it.value)? })
            }
            tree::Pattern::MatchSingleton(it) => {
                let value = match self.constant_kind(it.value) {
                    ExprKind::Constant { value, .. } => value,
                    _ => Constant::None,
                };
                (it.range, PatternKind::Singleton { value })
            }
            tree::Pattern::MatchSequence(it) => {
                (it.range, PatternKind::Sequence { patterns: self.patterns(it.patterns)? })
            }
            tree::Pattern::MatchMapping(it) => {
                let kind = PatternKind::Mapping {
                    keys: self.exprs(it.keys)?,
                    patterns: self.patterns(it.patterns)?,
                    rest: it.rest.map(|it| self.name(&it)),
                };
                (it.range, kind)
            }
            tree::Pattern::MatchClass(it) => {
                let kind = PatternKind::Class {
                    cls: self.boxed(it.cls)?,
                    patterns: self.patterns(it.patterns)?,
                    kwd_attrs: it.kwd_attrs.iter().map(|it| self.name(it)).collect(),
                    kwd_patterns: self.patterns(it.kwd_patterns)?,
                };
                (it.range, kind)
            }
            tree::Pattern::MatchStar(it) => {
                (it.range, PatternKind::Star { name: self.capture(it.name) })
            }
            tree::Pattern::MatchAs(it) => {
                let pattern = it.pattern.map(|it| self.pattern(*it).map(Box::new)).transpose()?;
                (it.range, PatternKind::As { pattern, name: self.capture(it.name) })
            }
            tree::Pattern::MatchOr(it) => {
                (it.range, PatternKind::Or { patterns: self.patterns(it.patterns)? })
            }
        };
        Ok(Pattern { span: self.range(range), kind })
    }
}
