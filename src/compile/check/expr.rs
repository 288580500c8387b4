//! Expressions.

use std::rc::Rc;

use crate::syntax::ast::*;

use super::{Block, Checked, Checker, Unit, UnitKind, refuse};

impl<'a> Checker<'a, '_> {
    pub(super) fn exprs(&mut self, all: &'a [Expr]) -> Checked {
        all.iter().try_for_each(|it| self.expr(it))
    }

    pub(super) fn option(&mut self, it: &'a Option<Box<Expr>>) -> Checked {
        it.as_deref().map_or(Ok(()), |it| self.expr(it))
    }

    pub(super) fn expr(&mut self, it: &'a Expr) -> Checked {
        let span = it.span;
        match &it.kind {
            ExprKind::Constant { .. } => Ok(()),
            ExprKind::Name { id, ctx } => match ctx {
                ExprContext::Load => Ok(()),
                ExprContext::Store => self.store(id, span),
                ExprContext::Del if &**id == "__debug__" => refuse(span, "cannot delete __debug__"),
                ExprContext::Del => Ok(()),
            },
            ExprKind::Attribute { value, attr, ctx } => {
                self.expr(value)?;
                match ctx {
                    ExprContext::Store => self.store(attr, span),
                    ExprContext::Load | ExprContext::Del => Ok(()),
                }
            }
            ExprKind::Subscript { value, slice, ctx } => {
                if *ctx == ExprContext::Load {
                    self.warn_of_subscript(value, slice);
                }
                self.expr(value)?;
                self.expr(slice)
            }
            ExprKind::Call { func, args, keywords } => {
                self.keywords_once(keywords)?;
                self.warn_of_call(func);
                self.expr(func)?;
                self.arguments(args, keywords)
            }
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::UnaryOp { op, operand } => match (op, &operand.kind) {
                (UnaryOp::Not, ExprKind::Compare { left, ops, comparators }) if ops.len() == 1 => {
                    // `not x is y` is compiled as `x is not y`.
                    let opposite = match ops[0] {
                        CmpOp::Is => CmpOp::IsNot,
                        CmpOp::IsNot => CmpOp::Is,
                        op => op,
                    };
                    self.warn_of_identity(left, &[opposite], comparators, operand.span);
                    self.expr(left)?;
                    self.exprs(comparators)
                }
                _ => self.expr(operand),
            },
            ExprKind::Compare { left, ops, comparators } => {
                self.warn_of_identity(left, ops, comparators, span);
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => self.exprs(values),
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::List { elts, ctx } | ExprKind::Tuple { elts, ctx } => match ctx {
                ExprContext::Load => self.elements(elts),
                ExprContext::Store => self.targets(elts, span),
                ExprContext::Del => self.exprs(elts),
            },
            ExprKind::Set { elts } => self.elements(elts),
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    key.as_ref().map_or(Ok(()), |key| self.expr(key))?;
                    self.expr(value)?;
                }
                Ok(())
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value)?;
                self.option(format_spec)
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option(lower)?;
                self.option(upper)?;
                self.option(step)
            }
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.expr(target)
            }
            ExprKind::Starred { ctx: ExprContext::Store, .. } => {
                refuse(span, "starred assignment target must be in a list or tuple")
            }
            ExprKind::Starred { .. } => refuse(span, "can't use starred expression here"),
            ExprKind::Lambda(lambda) => {
                self.parameters(&lambda.args)?;
                self.defaults(&lambda.args)?;
                self.within(Unit::new(UnitKind::Function), |walk| walk.expr(&lambda.body))
            }
            ExprKind::ListComp(comp) | ExprKind::SetComp(comp) => self.inlined(
                self.table[self.table.of(Rc::as_ptr(comp))].coroutine,
                &comp.generators,
                [&comp.elt].into_iter(),
                span,
            ),
            ExprKind::DictComp(comp) => self.inlined(
                self.table[self.table.of(Rc::as_ptr(comp))].coroutine,
                &comp.generators,
                [&comp.key, &comp.value].into_iter(),
                span,
            ),
            ExprKind::GeneratorExp(comp) => {
                self.within(Unit::new(UnitKind::Generator), |walk| {
                    walk.generators(&comp.generators, true, [&comp.elt].into_iter(), span)
                })?;
                comp.generators.first().map_or(Ok(()), |it| self.expr(&it.iter))
            }
            ExprKind::Await { value } => {
                if !self.awaits_at_top_level() {
                    if !self.in_function() {
                        return refuse(span, "'await' outside function");
                    }
                    if !self.may_await() && self.unit.kind != UnitKind::Generator {
                        return refuse(span, "'await' outside async function");
                    }
                }
                self.expr(value)
            }
            ExprKind::Yield { value } => {
                if !self.in_function() {
                    return refuse(span, "'yield' outside function");
                }
                self.option(value)
            }
            ExprKind::YieldFrom { value } => {
                if !self.in_function() {
                    return refuse(span, "'yield from' outside function");
                }
                if self.unit.kind == UnitKind::AsyncFunction {
                    return refuse(span, "'yield from' inside async function");
                }
                self.expr(value)
            }
        }
    }

    /// Where a star spreads its operand.
    fn elements(&mut self, elts: &'a [Expr]) -> Checked {
        elts.iter().try_for_each(|it| match &it.kind {
            ExprKind::Starred { value, .. } => self.expr(value),
            _ => self.expr(it),
        })
    }

    /// The parts of a tuple or list that is assigned to.
    fn targets(&mut self, elts: &'a [Expr], span: Span) -> Checked {
        let mut stars =
            (0..elts.len()).filter(|&at| matches!(elts[at].kind, ExprKind::Starred { .. }));
        // Unpacking counts what comes before the star in a byte, and what comes after it in three.
        if stars.next().is_some_and(|at| at >= 1 << 8 || elts.len() - at > 1 << 23) {
            return refuse(span, "too many expressions in star-unpacking assignment");
        }
        if stars.next().is_some() {
            return refuse(span, "multiple starred expressions in assignment");
        }
        self.elements(elts)
    }

    pub(super) fn arguments(&mut self, args: &'a [Expr], keywords: &'a [Keyword]) -> Checked {
        self.elements(args)?;
        keywords.iter().try_for_each(|it| self.expr(&it.value))
    }

    pub(super) fn keywords_once(&mut self, keywords: &[Keyword]) -> Checked {
        for (at, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            self.store(name, keyword.span)?;
            if let Some(again) = keywords[at + 1..].iter().find(|it| it.arg.as_ref() == Some(name))
            {
                return refuse(again.span, format!("keyword argument repeated: {name}"));
            }
        }
        Ok(())
    }

    pub(super) fn parameters(&mut self, args: &Arguments) -> Checked {
        let each = args.posonlyargs.iter().chain(&args.args).chain(args.vararg.as_deref());
        let mut each = each.chain(&args.kwonlyargs).chain(args.kwarg.as_deref());
        each.try_for_each(|it| self.store(&it.arg, it.span))
    }

    pub(super) fn defaults(&mut self, args: &'a Arguments) -> Checked {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|it| self.expr(it))
    }

    /// A list, set or dict comprehension. One that awaits needs a function that may.
    fn inlined(
        &mut self,
        is_async: bool,
        generators: &'a [Comprehension],
        results: impl Iterator<Item = &'a Expr>,
        span: Span,
    ) -> Checked {
        generators.first().map_or(Ok(()), |it| self.expr(&it.iter))?;
        if is_async && !self.may_await() && self.unit.kind != UnitKind::Generator {
            return refuse(span, "asynchronous comprehension outside of an asynchronous function");
        }
        self.generators(generators, true, results, span)
    }

    /// `outermost`: the first iterable belongs to the scope around.
    fn generators(
        &mut self,
        generators: &'a [Comprehension],
        outermost: bool,
        mut results: impl Iterator<Item = &'a Expr>,
        span: Span,
    ) -> Checked {
        let mut open = 0;
        for (at, generator) in generators.iter().enumerate() {
            if !(outermost && at == 0) {
                self.expr(&generator.iter)?;
            }
            if generator.is_async {
                self.block(Block::Other, span, |_| Ok(()))?;
                self.unit.blocks.push(Block::Other);
                open += 1;
            }
            self.expr(&generator.target)?;
            self.exprs(&generator.ifs)?;
        }
        results.try_for_each(|it| self.expr(it))?;
        self.unit.blocks.truncate(self.unit.blocks.len() - open);
        Ok(())
    }
}
