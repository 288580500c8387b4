//! The grammar's tree to our own, in the shape and with the places of CPython's.
//!
//! Together with the token stream this is all that knows the node types of the parser crate. The tree
//! is taken apart on the way, so nothing is copied. Where the grammar accepts more than CPython does,
//! [`check`](super::check) is asked.

mod expression;
mod pattern;

use std::rc::Rc;

use rustpython_parser::ast as tree;
use rustpython_parser::text_size::TextRange;

use super::ast::{
    Alias, Arg, Arguments, ClassDef, ExceptHandler, ExprContext, For, FunctionDef, Identifier,
    Keyword, MatchCase, Operator, Span, Stmt, StmtKind, Try, TypeAlias, TypeParam, TypeParamKind,
    With, WithItem,
};
use super::check;
use super::front::{Front, Lowered};
use super::stream::decode;
use super::token::{Token, TokenKind};

impl Front<'_> {
    fn range(&self, range: TextRange) -> Span {
        self.span(range.start().into(), range.end().into())
    }

    /// The place of a statement with a block: a `;` behind its last line belongs to it.
    fn block_range(&self, range: TextRange) -> Span {
        let end = u32::from(range.end());
        if !self.text[end as usize..].starts_with('\n') {
            let token = self.token_from(end);
            if self.kind(token) == TokenKind::Semicolon
                && self.kind(token + 1) == TokenKind::Newline
            {
                return self.span(range.start().into(), self.tokens[token].end);
            }
        }
        self.range(range)
    }

    fn name(&self, name: &tree::Identifier) -> Identifier {
        match name.as_str() {
            // The star of `from module import *` is no name of the source.
            "*" => self.intern("*"),
            encoded => self.name_at(decode(encoded)),
        }
    }

    fn dotted_name(&self, name: &tree::Identifier) -> Identifier {
        if !name.contains('.') {
            return self.name(name);
        }
        let parts: Vec<_> = name.split('.').map(|it| self.name_at(decode(it))).collect();
        self.intern(&parts.join("."))
    }

    pub fn statements(&self, body: Vec<tree::Stmt>) -> Lowered<Vec<Stmt>> {
        body.into_iter().map(|it| self.statement(it)).collect()
    }

    fn statement(&self, it: tree::Stmt) -> Lowered<Stmt> {
        self.nested(1, || self.statement_kind(it))
    }

    fn statement_kind(&self, it: tree::Stmt) -> Lowered<Stmt> {
        let (span, kind) = match it {
            tree::Stmt::Expr(it) => {
                let value = Box::new(self.expr(*it.value)?);
                (self.range(it.range), StmtKind::Expr { value })
            }
            tree::Stmt::Assign(it) => {
                let span = self.range(it.range);
                let targets = self.exprs(it.targets)?;
                let value = self.boxed(it.value)?;
                for target in &targets {
                    check::assigned(self, target)?;
                }
                let comment = self.type_comment_token(it.range.end().into());
                let type_comment = comment.map(|it| self.token_text(it).into());
                let span = match comment {
                    // It is part of the statement.
                    Some(comment) => self.span(it.range.start().into(), comment.end),
                    None => span,
                };
                (span, StmtKind::Assign { targets, value, type_comment })
            }
            tree::Stmt::AugAssign(it) => {
                let span = self.range(it.range);
                let target = self.boxed(it.target)?;
                check::augmented(self, &target)?;
                let (op, value) = (operator(it.op), self.boxed(it.value)?);
                (span, StmtKind::AugAssign { target, op, value })
            }
            tree::Stmt::AnnAssign(it) => {
                let span = self.range(it.range);
                let target = self.boxed(it.target)?;
                check::annotated(self, &target)?;
                let annotation = self.boxed(it.annotation)?;
                let value = self.optional(it.value)?;
                // In parentheses a name is not declared.
                let bare = (target.span.line, target.span.column) == (span.line, span.column);
                let simple = it.simple && bare;
                (span, StmtKind::AnnAssign { target, annotation, value, simple })
            }
            tree::Stmt::Return(it) => {
                (self.range(it.range), StmtKind::Return { value: self.optional(it.value)? })
            }
            tree::Stmt::If(it) => {
                let span = self.block_range(it.range);
                let test = self.boxed(it.test)?;
                let body = self.statements(it.body)?;
                (span, StmtKind::If { test, body, orelse: self.statements(it.orelse)? })
            }
            tree::Stmt::FunctionDef(it) => {
                let span = self.block_range(it.range);
                let function = self.function(
                    span,
                    it.name,
                    *it.args,
                    it.body,
                    it.decorator_list,
                    it.returns,
                    it.type_params,
                )?;
                (span, StmtKind::FunctionDef(function))
            }
            tree::Stmt::AsyncFunctionDef(it) => {
                let span = self.block_range(it.range);
                let function = self.function(
                    span,
                    it.name,
                    *it.args,
                    it.body,
                    it.decorator_list,
                    it.returns,
                    it.type_params,
                )?;
                (span, StmtKind::AsyncFunctionDef(function))
            }
            tree::Stmt::ClassDef(it) => {
                let span = self.block_range(it.range);
                let decorator_list = self.exprs(it.decorator_list)?;
                let name = self.name(&it.name);
                let type_params = self.type_params(it.type_params)?;
                let bases = self.exprs(it.bases)?;
                check::bases(self, &bases)?;
                let keywords = self.keywords(it.keywords)?;
                let body = self.statements(it.body)?;
                let class =
                    ClassDef { name, bases, keywords, body, decorator_list, type_params, span };
                (span, StmtKind::ClassDef(Rc::new(class)))
            }
            tree::Stmt::For(it) => {
                let span = self.block_range(it.range);
                let loop_ = self.for_(*it.target, *it.iter, it.body, it.orelse)?;
                (span, StmtKind::For(loop_))
            }
            tree::Stmt::AsyncFor(it) => {
                let span = self.block_range(it.range);
                let loop_ = self.for_(*it.target, *it.iter, it.body, it.orelse)?;
                (span, StmtKind::AsyncFor(loop_))
            }
            tree::Stmt::While(it) => {
                let span = self.block_range(it.range);
                let test = self.boxed(it.test)?;
                let body = self.statements(it.body)?;
                (span, StmtKind::While { test, body, orelse: self.statements(it.orelse)? })
            }
            tree::Stmt::With(it) => {
                (self.block_range(it.range), StmtKind::With(self.with(it.items, it.body)?))
            }
            tree::Stmt::AsyncWith(it) => {
                (self.block_range(it.range), StmtKind::AsyncWith(self.with(it.items, it.body)?))
            }
            tree::Stmt::Try(it) => {
                let span = self.block_range(it.range);
                let try_ = self.try_(it.body, it.handlers, it.orelse, it.finalbody)?;
                (span, StmtKind::Try(try_))
            }
            tree::Stmt::TryStar(it) => {
                let span = self.block_range(it.range);
                let try_ = self.try_(it.body, it.handlers, it.orelse, it.finalbody)?;
                (span, StmtKind::TryStar(try_))
            }
            tree::Stmt::Match(it) => {
                let span = self.block_range(it.range);
                let subject = self.boxed(it.subject)?;
                check::match_subject(self, &subject)?;
                let cases = it.cases.into_iter().map(|it| self.match_case(it));
                (span, StmtKind::Match { subject, cases: cases.collect::<Lowered<_>>()? })
            }
            tree::Stmt::Raise(it) => {
                let span = self.range(it.range);
                let exc = self.optional(it.exc)?;
                (span, StmtKind::Raise { exc, cause: self.optional(it.cause)? })
            }
            tree::Stmt::Assert(it) => {
                let span = self.range(it.range);
                let test = self.boxed(it.test)?;
                (span, StmtKind::Assert { test, msg: self.optional(it.msg)? })
            }
            tree::Stmt::Delete(it) => {
                let span = self.range(it.range);
                let targets = self.exprs(it.targets)?;
                check::deleted(self, &targets)?;
                (span, StmtKind::Delete { targets })
            }
            tree::Stmt::Import(it) => {
                let names = it.names.into_iter().map(|it| self.alias(it)).collect();
                (self.range(it.range), StmtKind::Import { names })
            }
            tree::Stmt::ImportFrom(it) => {
                let module = it.module.map(|it| self.dotted_name(&it));
                let names = it.names.into_iter().map(|it| self.alias(it)).collect();
                let level = it.level.map_or(0, |it| it.to_u32());
                (self.range(it.range), StmtKind::ImportFrom { module, names, level })
            }
            tree::Stmt::Global(it) => {
                let names = it.names.iter().map(|it| self.name(it)).collect();
                (self.range(it.range), StmtKind::Global { names })
            }
            tree::Stmt::Nonlocal(it) => {
                let names = it.names.iter().map(|it| self.name(it)).collect();
                (self.range(it.range), StmtKind::Nonlocal { names })
            }
            tree::Stmt::TypeAlias(it) => {
                let span = self.range(it.range);
                let name = self.boxed(it.name)?;
                let type_params = self.type_params(it.type_params)?;
                let value = Rc::new(self.expr(*it.value)?);
                let alias = TypeAlias { name, type_params, value, span };
                (span, StmtKind::TypeAlias(Rc::new(alias)))
            }
            tree::Stmt::Pass(it) => (self.range(it.range), StmtKind::Pass),
            tree::Stmt::Break(it) => (self.range(it.range), StmtKind::Break),
            tree::Stmt::Continue(it) => (self.range(it.range), StmtKind::Continue),
        };
        Ok(Stmt { span, kind })
    }

    #[allow(clippy::too_many_arguments)] // The fields of two node types that are one of ours.
    fn function(
        &self,
        span: Span,
        name: tree::Identifier,
        args: tree::Arguments,
        body: Vec<tree::Stmt>,
        decorator_list: Vec<tree::Expr>,
        returns: Option<Box<tree::Expr>>,
        type_params: Vec<tree::TypeParam>,
    ) -> Lowered<Rc<FunctionDef>> {
        let decorator_list = self.exprs(decorator_list)?;
        let type_comment = self.type_comment_in_header(span);
        Ok(Rc::new(FunctionDef {
            name: self.name(&name),
            type_params: self.type_params(type_params)?,
            args: self.arguments(args)?,
            returns: self.optional(returns)?,
            body: self.statements(body)?,
            decorator_list,
            type_comment,
            span,
        }))
    }

    fn for_(
        &self,
        target: tree::Expr,
        iter: tree::Expr,
        body: Vec<tree::Stmt>,
        orelse: Vec<tree::Stmt>,
    ) -> Lowered<Box<For>> {
        let end = tree::Ranged::end(&iter);
        let target = self.expr(target)?;
        check::bound(self, &target)?;
        Ok(Box::new(For {
            target,
            iter: self.expr(iter)?,
            body: self.statements(body)?,
            orelse: self.statements(orelse)?,
            type_comment: self.type_comment_from(end.into()),
        }))
    }

    fn with(&self, items: Vec<tree::WithItem>, body: Vec<tree::Stmt>) -> Lowered<Box<With>> {
        let end = items.last().map(|it| match &it.optional_vars {
            Some(vars) => tree::Ranged::end(&**vars),
            None => tree::Ranged::end(&it.context_expr),
        });
        let items = items.into_iter().map(|it| {
            let context_expr = self.expr(it.context_expr)?;
            let optional_vars = self.optional(it.optional_vars)?;
            if let Some(target) = &optional_vars {
                check::bound(self, target)?;
            }
            Ok(WithItem { context_expr, optional_vars })
        });
        Ok(Box::new(With {
            items: items.collect::<Lowered<_>>()?,
            body: self.statements(body)?,
            type_comment: end.and_then(|it| self.type_comment_from(it.into())),
        }))
    }

    fn try_(
        &self,
        body: Vec<tree::Stmt>,
        handlers: Vec<tree::ExceptHandler>,
        orelse: Vec<tree::Stmt>,
        finalbody: Vec<tree::Stmt>,
    ) -> Lowered<Box<Try>> {
        Ok(Box::new(Try {
            body: self.statements(body)?,
            handlers: handlers.into_iter().map(|it| self.handler(it)).collect::<Lowered<_>>()?,
            orelse: self.statements(orelse)?,
            finalbody: self.statements(finalbody)?,
        }))
    }

    fn handler(&self, it: tree::ExceptHandler) -> Lowered<ExceptHandler> {
        let tree::ExceptHandler::ExceptHandler(it) = it;
        Ok(ExceptHandler {
            span: self.block_range(it.range),
            type_: self.optional(it.type_)?,
            name: it.name.map(|it| self.name(&it)),
            body: self.statements(it.body)?,
        })
    }

    fn match_case(&self, it: tree::MatchCase) -> Lowered<MatchCase> {
        let pattern = self.pattern(it.pattern)?;
        check::case(self, &pattern)?;
        Ok(MatchCase { pattern, guard: self.optional(it.guard)?, body: self.statements(it.body)? })
    }

    fn alias(&self, it: tree::Alias) -> Alias {
        Alias {
            name: self.dotted_name(&it.name),
            asname: it.asname.map(|it| self.name(&it)),
            span: self.range(it.range),
        }
    }

    fn keywords(&self, keywords: Vec<tree::Keyword>) -> Lowered<Vec<Keyword>> {
        let keyword = |it: tree::Keyword| {
            Ok(Keyword {
                arg: it.arg.map(|it| self.name(&it)),
                value: self.expr(it.value)?,
                span: self.range(it.range),
            })
        };
        keywords.into_iter().map(keyword).collect()
    }

    fn arguments(&self, it: tree::Arguments) -> Lowered<Arguments> {
        let mut defaults = Vec::new();
        let mut positional = |parameters: Vec<tree::ArgWithDefault>| {
            let one = |it: tree::ArgWithDefault| {
                let parameter = self.arg(it.def)?;
                if let Some(default) = it.default {
                    defaults.push(self.expr(*default)?);
                }
                Ok(parameter)
            };
            parameters.into_iter().map(one).collect::<Lowered<Vec<_>>>()
        };
        let posonlyargs = positional(it.posonlyargs)?;
        let args = positional(it.args)?;
        let optional =
            |it: Option<Box<tree::Arg>>| it.map(|it| self.arg(*it).map(Box::new)).transpose();
        let vararg = optional(it.vararg)?;
        let (mut kwonlyargs, mut kw_defaults) = (Vec::new(), Vec::new());
        for it in it.kwonlyargs {
            kwonlyargs.push(self.arg(it.def)?);
            kw_defaults.push(it.default.map(|it| self.expr(*it)).transpose()?);
        }
        let kwarg = optional(it.kwarg)?;
        Ok(Arguments { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults })
    }

    fn arg(&self, it: tree::Arg) -> Lowered<Arg> {
        Ok(Arg {
            arg: self.name(&it.arg),
            annotation: self.optional(it.annotation)?,
            type_comment: self.parameter_type_comment(it.range.end().into()),
            span: self.range(it.range),
        })
    }

    fn type_params(&self, parameters: Vec<tree::TypeParam>) -> Lowered<Vec<TypeParam>> {
        parameters.into_iter().map(|it| self.type_param(it)).collect()
    }

    fn type_param(&self, it: tree::TypeParam) -> Lowered<TypeParam> {
        let (range, name, kind) = match it {
            tree::TypeParam::TypeVar(it) => {
                let bound = it.bound.map(|it| self.expr(*it).map(Rc::new)).transpose()?;
                (it.range, it.name, TypeParamKind::TypeVar { bound })
            }
            tree::TypeParam::ParamSpec(it) => (it.range, it.name, TypeParamKind::ParamSpec),
            tree::TypeParam::TypeVarTuple(it) => (it.range, it.name, TypeParamKind::TypeVarTuple),
        };
        let mut span = self.range(range);
        let defaults = self.defaults.borrow();
        let known = defaults.iter().find(|(start, _)| *start == u32::from(range.start()));
        let default = known.map(|(_, default)| default.clone());
        if let Some(default) = &default {
            (span.end_line, span.end_column) = (default.span.end_line, default.span.end_column);
        }
        Ok(TypeParam { span, name: self.name(&name), kind, default })
    }

    fn type_comment_from(&self, offset: u32) -> Option<Rc<str>> {
        Some(self.token_text(self.type_comment_token(offset)?).into())
    }

    /// The type comment between `offset` and the end of the logical line, or right after a header.
    fn type_comment_token(&self, offset: u32) -> Option<&Token> {
        let comment = self.type_comments.iter().find(|it| it.start >= offset)?;
        let between = &self.text[offset as usize..comment.start as usize];
        let mut code = between.chars().filter(|it| !it.is_ascii_whitespace());
        let only_header =
            code.all(|it| matches!(it, '#' | ':' | 't' | 'y' | 'p' | 'e' | ')' | ','));
        (only_header && between.matches('\n').count() <= 1).then_some(comment)
    }

    fn type_comment_in_header(&self, span: Span) -> Option<Rc<str>> {
        if self.type_comments.is_empty() {
            return None;
        }
        let starts = self.source.starts();
        let start = starts[span.line as usize - 1] + span.column;
        let mut depth = 0i32;
        let from = self.token_from(start);
        for token in &self.tokens[from..] {
            match token.kind {
                it if it.is_opening() => depth += 1,
                it if it.is_closing() => depth -= 1,
                TokenKind::Colon if depth == 0 => return self.type_comment_from(token.start),
                _ => {}
            }
        }
        None
    }

    /// A parameter's type comment stands behind the comma that follows, or before the parenthesis.
    fn parameter_type_comment(&self, end: u32) -> Option<Rc<str>> {
        if self.type_comments.is_empty() {
            return None;
        }
        let mut token = self.token_from(end);
        let mut depth = 0i32;
        // A default may follow.
        loop {
            match self.kind(token) {
                TokenKind::Comma if depth == 0 => {
                    token += 1;
                    break;
                }
                it if it.is_opening() => depth += 1,
                it if it.is_closing() && depth == 0 => break,
                it if it.is_closing() => depth -= 1,
                TokenKind::TypeComment if depth == 0 => break,
                TokenKind::EndMarker | TokenKind::Newline => return None,
                _ => {}
            }
            token += 1;
        }
        (self.kind(token) == TokenKind::TypeComment).then(|| self.word(token).into())
    }
}

fn operator(op: tree::Operator) -> Operator {
    match op {
        tree::Operator::Add => Operator::Add,
        tree::Operator::Sub => Operator::Sub,
        tree::Operator::Mult => Operator::Mult,
        tree::Operator::MatMult => Operator::MatMult,
        tree::Operator::Div => Operator::Div,
        tree::Operator::Mod => Operator::Mod,
        tree::Operator::Pow => Operator::Pow,
        tree::Operator::LShift => Operator::LShift,
        tree::Operator::RShift => Operator::RShift,
        tree::Operator::BitOr => Operator::BitOr,
        tree::Operator::BitXor => Operator::BitXor,
        tree::Operator::BitAnd => Operator::BitAnd,
        tree::Operator::FloorDiv => Operator::FloorDiv,
    }
}

fn context(ctx: tree::ExprContext) -> ExprContext {
    match ctx {
        tree::ExprContext::Load => ExprContext::Load,
        tree::ExprContext::Store => ExprContext::Store,
        tree::ExprContext::Del => ExprContext::Del,
    }
}
