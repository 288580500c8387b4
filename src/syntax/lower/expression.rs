//! Expressions.

use std::rc::Rc;

use rustpython_parser::ast as tree;
use rustpython_parser::text_size::TextRange;

use super::super::ast::{
    BoolOp, CmpOp, Comp, Comprehension, Constant, DictComp, Expr, ExprContext, ExprKind, Lambda,
    Span, UnaryOp,
};
use super::super::check;
use super::super::front::{Front, Literal, Lowered};
use super::super::token::TokenKind;
use super::{context, operator};

impl Front<'_> {
    pub(super) fn exprs(&self, list: Vec<tree::Expr>) -> Lowered<Vec<Expr>> {
        list.into_iter().map(|it| self.expr(it)).collect()
    }

    #[allow(clippy::boxed_local)] // The grammar's nodes come boxed.
    pub(super) fn boxed(&self, it: Box<tree::Expr>) -> Lowered<Box<Expr>> {
        Ok(Box::new(self.expr(*it)?))
    }

    pub(super) fn optional(&self, it: Option<Box<tree::Expr>>) -> Lowered<Option<Box<Expr>>> {
        it.map(|it| self.boxed(it)).transpose()
    }

    pub fn expr(&self, it: tree::Expr) -> Lowered<Expr> {
        // CPython's parser goes this many levels down for what nests to the right.
        let weight = match &it {
            tree::Expr::UnaryOp(_) | tree::Expr::IfExp(_) => 1,
            tree::Expr::Lambda(_) => 2,
            tree::Expr::BinOp(it) if it.op == tree::Operator::Pow => 2,
            _ => 0,
        };
        self.nested(weight, || self.expr_kind(it))
    }

    fn expr_kind(&self, it: tree::Expr) -> Lowered<Expr> {
        let (span, kind) = match it {
            tree::Expr::Name(it) => {
                let (id, ctx) = (self.name(&it.id), context(it.ctx));
                (self.range(it.range), ExprKind::Name { id, ctx })
            }
            tree::Expr::Constant(it) => (self.range(it.range), self.constant_kind(it.value)),
            tree::Expr::Attribute(it) => {
                let value = self.boxed(it.value)?;
                let (attr, ctx) = (self.name(&it.attr), context(it.ctx));
                (self.range(it.range), ExprKind::Attribute { value, attr, ctx })
            }
            tree::Expr::Call(it) => {
                let span = self.range(it.range);
                let sole = it.args.len() == 1 && it.keywords.is_empty();
                let func = self.boxed(it.func)?;
                let mut args = Vec::with_capacity(it.args.len());
                for argument in it.args {
                    let bare = match &argument {
                        tree::Expr::GeneratorExp(it) => self.bare_generator(it.range),
                        _ => None,
                    };
                    let mut argument = self.expr(argument)?;
                    if let Some((open, close)) = bare {
                        if !sole || self.kind(close) != TokenKind::RightParen {
                            let message = "Generator expression must be parenthesized";
                            return self.refuse(argument.span, message);
                        }
                        // The only argument, it takes the call's parentheses for its own.
                        let place = self.span(self.tokens[open].start, self.tokens[close].end);
                        argument = moved_generator(argument, place);
                    }
                    args.push(argument);
                }
                let keywords = self.keywords(it.keywords)?;
                (span, ExprKind::Call { func, args, keywords })
            }
            tree::Expr::BinOp(it) => {
                let span = self.range(it.range);
                let (left, op) = (self.boxed(it.left)?, operator(it.op));
                (span, ExprKind::BinOp { left, op, right: self.boxed(it.right)? })
            }
            tree::Expr::Compare(it) => {
                let span = self.range(it.range);
                let left = self.boxed(it.left)?;
                let ops = it.ops.into_iter().map(comparison).collect();
                (span, ExprKind::Compare { left, ops, comparators: self.exprs(it.comparators)? })
            }
            tree::Expr::BoolOp(it) => {
                let op = match it.op {
                    tree::BoolOp::And => BoolOp::And,
                    tree::BoolOp::Or => BoolOp::Or,
                };
                (self.range(it.range), ExprKind::BoolOp { op, values: self.exprs(it.values)? })
            }
            tree::Expr::UnaryOp(it) => {
                let op = match it.op {
                    tree::UnaryOp::Invert => UnaryOp::Invert,
                    tree::UnaryOp::Not => UnaryOp::Not,
                    tree::UnaryOp::UAdd => UnaryOp::UAdd,
                    tree::UnaryOp::USub => UnaryOp::USub,
                };
                (self.range(it.range), ExprKind::UnaryOp { op, operand: self.boxed(it.operand)? })
            }
            tree::Expr::Subscript(it) => {
                let span = self.range(it.range);
                let value = self.boxed(it.value)?;
                let mut slice = self.boxed(it.slice)?;
                if let ExprKind::Starred { .. } = slice.kind {
                    // `a[*b]` asks for a tuple even without a comma.
                    let span = slice.span;
                    let kind = ExprKind::Tuple { elts: vec![*slice], ctx: ExprContext::Load };
                    slice = Box::new(Expr { span, kind });
                }
                (span, ExprKind::Subscript { value, slice, ctx: context(it.ctx) })
            }
            tree::Expr::Starred(it) => {
                let (value, ctx) = (self.boxed(it.value)?, context(it.ctx));
                (self.range(it.range), ExprKind::Starred { value, ctx })
            }
            tree::Expr::List(it) => {
                let (elts, ctx) = (self.exprs(it.elts)?, context(it.ctx));
                (self.range(it.range), ExprKind::List { elts, ctx })
            }
            tree::Expr::Tuple(it) => {
                let (elts, ctx) = (self.exprs(it.elts)?, context(it.ctx));
                (self.range(it.range), ExprKind::Tuple { elts, ctx })
            }
            tree::Expr::Set(it) => {
                (self.range(it.range), ExprKind::Set { elts: self.exprs(it.elts)? })
            }
            tree::Expr::Dict(it) => {
                let mut keys = Vec::with_capacity(it.keys.len());
                let mut values = Vec::with_capacity(it.values.len());
                for (key, value) in it.keys.into_iter().zip(it.values) {
                    keys.push(key.map(|it| self.expr(it)).transpose()?);
                    values.push(self.expr(value)?);
                }
                (self.range(it.range), ExprKind::Dict { keys, values })
            }
            tree::Expr::Slice(it) => {
                let span = self.range(it.range);
                let (lower, upper) = (self.optional(it.lower)?, self.optional(it.upper)?);
                (span, ExprKind::Slice { lower, upper, step: self.optional(it.step)? })
            }
            tree::Expr::IfExp(it) => {
                let span = self.range(it.range);
                let (body, test) = (self.boxed(it.body)?, self.boxed(it.test)?);
                (span, ExprKind::IfExp { test, body, orelse: self.boxed(it.orelse)? })
            }
            tree::Expr::Lambda(it) => {
                let span = self.range(it.range);
                let args = self.arguments(*it.args)?;
                let body = self.expr(*it.body)?;
                (span, ExprKind::Lambda(Rc::new(Lambda { args, body, span })))
            }
            tree::Expr::ListComp(it) => {
                let span = self.range(it.range);
                (span, ExprKind::ListComp(self.comp(span, *it.elt, it.generators)?))
            }
            tree::Expr::SetComp(it) => {
                let span = self.range(it.range);
                (span, ExprKind::SetComp(self.comp(span, *it.elt, it.generators)?))
            }
            tree::Expr::GeneratorExp(it) => {
                let span = self.range(it.range);
                (span, ExprKind::GeneratorExp(self.comp(span, *it.elt, it.generators)?))
            }
            tree::Expr::DictComp(it) => {
                let span = self.range(it.range);
                let (key, value) = (self.expr(*it.key)?, self.expr(*it.value)?);
                let generators = self.generators(it.generators)?;
                (span, ExprKind::DictComp(Rc::new(DictComp { key, value, generators, span })))
            }
            tree::Expr::NamedExpr(it) => {
                let span = self.named_range(it.range, &it.target, &it.value);
                let target = self.boxed(it.target)?;
                (span, ExprKind::NamedExpr { target, value: self.boxed(it.value)? })
            }
            tree::Expr::Await(it) => {
                (self.range(it.range), ExprKind::Await { value: self.boxed(it.value)? })
            }
            tree::Expr::Yield(it) => {
                (self.range(it.range), ExprKind::Yield { value: self.optional(it.value)? })
            }
            tree::Expr::YieldFrom(it) => {
                (self.range(it.range), ExprKind::YieldFrom { value: self.boxed(it.value)? })
            }
            // All strings are placeholders, so the grammar never makes these two.
            tree::Expr::JoinedStr(it) => {
                (self.range(it.range), ExprKind::JoinedStr { values: self.exprs(it.values)? })
            }
            tree::Expr::FormattedValue(it) => {
                let value = self.boxed(it.value)?;
                let format_spec = self.optional(it.format_spec)?;
                let kind = ExprKind::FormattedValue { value, conversion: -1, format_spec };
                (self.range(it.range), kind)
            }
        };
        Ok(Expr { span, kind })
    }

    /// The literal behind a placeholder, or one of the named constants.
    pub(super) fn constant_kind(&self, value: tree::Constant) -> ExprKind {
        let plain = |value| ExprKind::Constant { value, kind: None };
        match value {
            tree::Constant::Complex { real, .. } => {
                let literal = self.literals.borrow_mut()[real as usize].take();
                match literal.expect("each placeholder is lowered once") {
                    Literal::Number(value) => plain(value),
                    Literal::Bytes(value) => plain(Constant::Bytes(value)),
                    Literal::Text(value, unicode) => ExprKind::Constant {
                        value: Constant::Str(value),
                        kind: unicode.then(|| self.intern("u")),
                    },
                    Literal::Joined(values) => ExprKind::JoinedStr { values },
                }
            }
            tree::Constant::Bool(value) => plain(Constant::Bool(value)),
            tree::Constant::Ellipsis => plain(Constant::Ellipsis),
            _ => plain(Constant::None),
        }
    }

    fn comp(
        &self,
        span: Span,
        elt: tree::Expr,
        generators: Vec<tree::Comprehension>,
    ) -> Lowered<Rc<Comp>> {
        let elt = self.expr(elt)?;
        check::element(self, &elt)?;
        Ok(Rc::new(Comp { elt, generators: self.generators(generators)?, span }))
    }

    fn generators(&self, generators: Vec<tree::Comprehension>) -> Lowered<Vec<Comprehension>> {
        let one = |it: tree::Comprehension| {
            let target = self.expr(it.target)?;
            check::bound(self, &target)?;
            Ok(Comprehension {
                target,
                iter: self.expr(it.iter)?,
                ifs: self.exprs(it.ifs)?,
                is_async: it.is_async,
            })
        };
        generators.into_iter().map(one).collect()
    }

    /// Whether a generator expression has no parentheses of its own: then the tokens before and behind.
    pub(super) fn bare_generator(&self, range: TextRange) -> Option<(usize, usize)> {
        let first = self.token_from(range.start().into());
        let end = u32::from(range.end());
        if self.kind(first) == TokenKind::LeftParen
            && self.closing(first).is_some_and(|it| self.tokens[it].end == end)
        {
            return None;
        }
        Some((first.checked_sub(1)?, self.token_from(end)))
    }

    /// The grammar leaves out the closing parenthesis of `name := (value)`.
    fn named_range(&self, range: TextRange, target: &tree::Expr, value: &tree::Expr) -> Span {
        let value_start = self.token_from(tree::Ranged::end(target).into()) + 1;
        if self.kind(value_start) == TokenKind::LeftParen
            && let Some(close) = self.closing(value_start)
            && self.tokens[close].end > u32::from(tree::Ranged::end(value))
        {
            return self.span(range.start().into(), self.tokens[close].end);
        }
        self.range(range)
    }
}

fn moved_generator(argument: Expr, span: Span) -> Expr {
    let kind = match argument.kind {
        ExprKind::GeneratorExp(comp) => ExprKind::GeneratorExp(match Rc::try_unwrap(comp) {
            Ok(comp) => Rc::new(Comp { span, ..comp }),
            Err(shared) => shared,
        }),
        other => other,
    };
    Expr { span, kind }
}

fn comparison(op: tree::CmpOp) -> CmpOp {
    match op {
        tree::CmpOp::Eq => CmpOp::Eq,
        tree::CmpOp::NotEq => CmpOp::NotEq,
        tree::CmpOp::Lt => CmpOp::Lt,
        tree::CmpOp::LtE => CmpOp::LtE,
        tree::CmpOp::Gt => CmpOp::Gt,
        tree::CmpOp::GtE => CmpOp::GtE,
        tree::CmpOp::Is => CmpOp::Is,
        tree::CmpOp::IsNot => CmpOp::IsNot,
        tree::CmpOp::In => CmpOp::In,
        tree::CmpOp::NotIn => CmpOp::NotIn,
    }
}
