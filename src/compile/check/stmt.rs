//! Statements.

use std::rc::Rc;

use crate::compile::future::is_future;
use crate::syntax::ast::*;

use super::{Block, Checked, Checker, Unit, UnitKind, refuse};

impl<'a> Checker<'a, '_> {
    /// The statements before which nothing but a docstring stands.
    pub(super) fn opening(&mut self, body: &'a [Stmt]) -> Checked {
        body.iter().filter(|it| !is_future(it)).try_for_each(|it| self.stmt(it))
    }

    pub(super) fn stmts(&mut self, body: &'a [Stmt]) -> Checked {
        body.iter().try_for_each(|it| self.stmt(it))
    }

    fn stmt(&mut self, it: &'a Stmt) -> Checked {
        let span = it.span;
        match &it.kind {
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Assign { targets, value, .. } => {
                self.expr(value)?;
                self.exprs(targets)
            }
            StmtKind::AugAssign { target, value, .. } => self.aug_assign(target, value),
            StmtKind::AnnAssign { target, annotation, value, .. } => {
                self.ann_assign(target, annotation, value.as_deref(), span)
            }
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Return { value } => self.return_(value.as_deref(), span),
            StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::While { test, body, orelse } => {
                self.block(Block::Loop, span, |walk| {
                    walk.expr(test)?;
                    walk.stmts(body)
                })?;
                self.stmts(orelse)
            }
            StmtKind::For(it) => {
                self.block(Block::Loop, span, |walk| {
                    walk.expr(&it.iter)?;
                    walk.expr(&it.target)?;
                    walk.stmts(&it.body)
                })?;
                self.stmts(&it.orelse)
            }
            StmtKind::AsyncFor(it) => {
                if !self.may_await() {
                    return refuse(span, "'async for' outside async function");
                }
                self.expr(&it.iter)?;
                self.block(Block::Loop, span, |walk| {
                    walk.expr(&it.target)?;
                    walk.stmts(&it.body)
                })?;
                self.stmts(&it.orelse)
            }
            StmtKind::With(it) => self.with(&it.items, &it.body),
            StmtKind::AsyncWith(it) => {
                if !self.may_await() {
                    return refuse(span, "'async with' outside async function");
                }
                self.with(&it.items, &it.body)
            }
            StmtKind::Try(it) => self.try_finally(it, false, span),
            StmtKind::TryStar(it) => self.try_finally(it, true, span),
            StmtKind::Match { subject, cases } => self.match_(subject, cases),
            StmtKind::Raise { exc, cause } => {
                self.option(exc)?;
                self.option(cause)
            }
            StmtKind::Assert { test, msg } => {
                self.warn_of_true_assertion(test, span);
                self.expr(test)?;
                self.option(msg)
            }
            StmtKind::Import { names } => names.iter().try_for_each(|alias| {
                let package = || alias.name.split('.').next().unwrap_or_default();
                self.store(alias.asname.as_deref().unwrap_or_else(package), span)
            }),
            StmtKind::ImportFrom { .. } if is_future(it) => {
                refuse(span, "from __future__ imports must occur at the beginning of the file")
            }
            StmtKind::ImportFrom { names, .. } => names.iter().try_for_each(|alias| {
                self.store(alias.asname.as_ref().unwrap_or(&alias.name), span)
            }),
            StmtKind::FunctionDef(def) => self.function(def, UnitKind::Function, span),
            StmtKind::AsyncFunctionDef(def) => self.function(def, UnitKind::AsyncFunction, span),
            StmtKind::ClassDef(def) => self.class(def, span),
            StmtKind::TypeAlias(alias) => self.type_alias(alias, span),
            StmtKind::Break => match self.unwind(true, span)? {
                true => Ok(()),
                false => refuse(span, "'break' outside loop"),
            },
            StmtKind::Continue => match self.unwind(true, span)? {
                true => Ok(()),
                false => refuse(span, "'continue' not properly in loop"),
            },
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } | StmtKind::Pass => Ok(()),
        }
    }

    fn aug_assign(&mut self, target: &'a Expr, value: &'a Expr) -> Checked {
        match &target.kind {
            ExprKind::Name { id, .. } => {
                self.expr(value)?;
                self.store(id, target.span)
            }
            // `x.__debug__ += 1` is let through.
            ExprKind::Attribute { value: object, .. } => {
                self.expr(object)?;
                self.expr(value)
            }
            _ => {
                self.expr(target)?;
                self.expr(value)
            }
        }
    }

    fn ann_assign(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        span: Span,
    ) -> Checked {
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } => self.store(id, span)?,
            ExprKind::Attribute { value: object, attr, .. } => {
                self.store(attr, span)?;
                if value.is_none() {
                    self.expr(object)?;
                }
            }
            ExprKind::Subscript { value: object, slice, .. } if value.is_none() => {
                self.expr(object)?;
                self.expr(slice)?;
            }
            _ => {}
        }
        // In a function annotations of variables are not evaluated.
        let evaluated = matches!(self.unit.kind, UnitKind::Module | UnitKind::Class);
        match evaluated && !self.annotations_are_text() {
            true => self.expr(annotation),
            false => Ok(()),
        }
    }

    fn return_(&mut self, value: Option<&'a Expr>, span: Span) -> Checked {
        if !self.in_function() {
            return refuse(span, "'return' outside function");
        }
        let mut place = span;
        if let Some(value) = value {
            if self.unit.is_async_generator {
                return refuse(span, "'return' with value in async generator");
            }
            self.expr(value)?;
            // A constant is returned from where it stands.
            if matches!(value.kind, ExprKind::Constant { .. }) && value.span.line == span.line {
                place = value.span;
            }
        }
        self.unwind(false, place).map(|_| ())
    }

    fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt]) -> Checked {
        let Some((item, rest)) = items.split_first() else { return self.stmts(body) };
        self.expr(&item.context_expr)?;
        self.block(Block::Other, item.context_expr.span, |walk| {
            walk.option(&item.optional_vars)?;
            walk.with(rest, body)
        })
    }

    fn try_finally(&mut self, it: &'a Try, star: bool, span: Span) -> Checked {
        if it.finalbody.is_empty() {
            return self.try_except(it, star, span);
        }
        self.block(Block::Finally(&it.finalbody, false), span, |walk| {
            walk.try_except(it, star, span)
        })?;
        // CPython writes the code of a `finally` twice; the second time an exception is under way.
        self.stmts(&it.finalbody)?;
        self.block(Block::Other, span, |walk| walk.stmts(&it.finalbody))
    }

    fn try_except(&mut self, it: &'a Try, star: bool, span: Span) -> Checked {
        if it.handlers.is_empty() {
            return self.stmts(&it.body);
        }
        self.block(Block::Other, span, |walk| walk.stmts(&it.body))?;
        self.stmts(&it.orelse)?;
        let handlers = if star { Block::Group } else { Block::Other };
        self.block(handlers, span, |walk| {
            for (at, handler) in it.handlers.iter().enumerate() {
                if handler.type_.is_none() && at + 1 < it.handlers.len() {
                    return refuse(handler.span, "default 'except:' must be last");
                }
                walk.option(&handler.type_)?;
                if let Some(name) = &handler.name {
                    walk.store(name, handler.span)?;
                }
                walk.block(Block::Other, handler.span, |walk| walk.stmts(&handler.body))?;
            }
            Ok(())
        })
    }

    fn function(&mut self, def: &'a Rc<FunctionDef>, kind: UnitKind, span: Span) -> Checked {
        self.parameters(&def.args)?;
        self.exprs(&def.decorator_list)?;
        self.defaults(&def.args)?;
        let generic = !def.type_params.is_empty();
        self.maybe_generic(generic, |walk| {
            walk.type_params(&def.type_params)?;
            walk.annotations(&def.args, def.returns.as_deref())?;
            let scope = &walk.table[walk.table.of(Rc::as_ptr(def))];
            let mut unit = Unit::new(kind);
            unit.is_async_generator = scope.is_async_generator();
            if scope.generator || scope.coroutine {
                // What turns a StopIteration into a RuntimeError counts as a block.
                unit.blocks.push(Block::Other);
            }
            walk.within(unit, |walk| walk.stmts(&def.body))
        })?;
        self.store(&def.name, span)
    }

    fn class(&mut self, def: &'a ClassDef, span: Span) -> Checked {
        self.exprs(&def.decorator_list)?;
        self.maybe_generic(!def.type_params.is_empty(), |walk| {
            walk.type_params(&def.type_params)?;
            walk.within(Unit::new(UnitKind::Class), |walk| walk.stmts(&def.body))?;
            walk.keywords_once(&def.keywords)?;
            walk.arguments(&def.bases, &def.keywords)
        })?;
        self.store(&def.name, span)
    }

    fn type_alias(&mut self, alias: &'a TypeAlias, span: Span) -> Checked {
        self.maybe_generic(!alias.type_params.is_empty(), |walk| {
            walk.type_params(&alias.type_params)?;
            walk.within(Unit::new(UnitKind::Type), |walk| walk.expr(&alias.value))
        })?;
        match &alias.name.kind {
            ExprKind::Name { id, .. } => self.store(id, span),
            _ => Ok(()),
        }
    }

    fn maybe_generic(&mut self, generic: bool, walk: impl FnOnce(&mut Self) -> Checked) -> Checked {
        match generic {
            true => self.within(Unit::new(UnitKind::Type), walk),
            false => walk(self),
        }
    }

    fn type_params(&mut self, params: &'a [TypeParam]) -> Checked {
        let mut seen_default = false;
        for param in params {
            if let TypeParamKind::TypeVar { bound: Some(bound) } = &param.kind {
                self.within(Unit::new(UnitKind::Type), |walk| walk.expr(bound))?;
            }
            if let Some(default) = &param.default {
                seen_default = true;
                self.within(Unit::new(UnitKind::Type), |walk| match &default.kind {
                    ExprKind::Starred { value, .. } => walk.expr(value),
                    _ => walk.expr(default),
                })?;
            } else if seen_default {
                let name = &param.name;
                let message =
                    format!("non-default type parameter '{name}' follows default type parameter");
                return refuse(param.span, message);
            }
            self.store(&param.name, param.span)?;
        }
        Ok(())
    }

    fn annotations(&mut self, args: &'a Arguments, returns: Option<&'a Expr>) -> Checked {
        if self.annotations_are_text() {
            return Ok(());
        }
        // Positional-only ones come second.
        for arg in args.args.iter().chain(&args.posonlyargs) {
            self.option(&arg.annotation)?;
        }
        if let Some(annotation) = args.vararg.as_ref().and_then(|it| it.annotation.as_deref()) {
            match &annotation.kind {
                ExprKind::Starred { value, .. } => self.expr(value)?,
                _ => self.expr(annotation)?,
            }
        }
        for arg in args.kwonlyargs.iter().chain(args.kwarg.as_deref()) {
            self.option(&arg.annotation)?;
        }
        returns.map_or(Ok(()), |it| self.expr(it))
    }
}
