//! Statements.

use crate::compile::scope::ScopeKind;
use crate::eval::control::{self, Assert, Discard, Display, Leave, Pass, Return};
use crate::eval::import::{Import, ImportFrom, ImportStar};
use crate::eval::index::{self};
use crate::eval::names::Assign;
use crate::eval::operand::Shape;
use crate::eval::resume;
use crate::eval::try_::{Finally, Handler, Raise, Reraise, Try, TryStar, Unbind, With};
use crate::object::{Flow, Node, Stmt, Value};
use crate::syntax::ast::{self, ExceptHandler, Expr, ExprKind, Mod, StmtKind, WithItem};

use super::Lowerer;
use super::hoist::suspends;

/// Whether running the statement can suspend the frame.
pub fn statement_suspends(stmt: &ast::Stmt) -> bool {
    let all = |stmts: &[ast::Stmt]| stmts.iter().any(statement_suspends);
    let opt = |it: &Option<Box<Expr>>| it.as_deref().is_some_and(suspends);
    match &stmt.kind {
        StmtKind::AsyncFor(_) | StmtKind::AsyncWith(_) => true,
        StmtKind::FunctionDef(it) | StmtKind::AsyncFunctionDef(it) => {
            it.decorator_list.iter().any(suspends)
                || it.args.defaults.iter().any(suspends)
                || it.args.kw_defaults.iter().flatten().any(suspends)
                || opt(&it.returns)
        }
        StmtKind::ClassDef(it) => {
            it.decorator_list.iter().any(suspends)
                || it.bases.iter().any(suspends)
                || it.keywords.iter().any(|it| suspends(&it.value))
        }
        StmtKind::Return { value } => opt(value),
        StmtKind::Delete { targets } => targets.iter().any(suspends),
        StmtKind::Assign { targets, value, .. } => suspends(value) || targets.iter().any(suspends),
        StmtKind::AugAssign { target, value, .. } => suspends(target) || suspends(value),
        StmtKind::AnnAssign { target, annotation, value, .. } => {
            suspends(target) || suspends(annotation) || opt(value)
        }
        StmtKind::For(it) => {
            suspends(&it.iter) || suspends(&it.target) || all(&it.body) || all(&it.orelse)
        }
        StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
            suspends(test) || all(body) || all(orelse)
        }
        StmtKind::With(it) => {
            it.items.iter().any(|it| suspends(&it.context_expr) || opt(&it.optional_vars))
                || all(&it.body)
        }
        StmtKind::Match { subject, cases } => {
            suspends(subject)
                || cases.iter().any(|it| all(&it.body) || it.guard.as_deref().is_some_and(suspends))
        }
        StmtKind::Raise { exc, cause } => opt(exc) || opt(cause),
        StmtKind::Try(it) | StmtKind::TryStar(it) => {
            all(&it.body)
                || all(&it.orelse)
                || all(&it.finalbody)
                || it.handlers.iter().any(|it| all(&it.body) || opt(&it.type_))
        }
        StmtKind::Assert { test, msg } => suspends(test) || opt(msg),
        StmtKind::Expr { value } => suspends(value),
        _ => false,
    }
}

/// See [`Lowerer::around_yield`].
struct AroundYield {
    before: Option<Box<dyn Stmt>>,
    test: Option<Box<dyn Node>>,
    value: Box<dyn Node>,
    after: Option<Box<dyn Stmt>>,
    test_at: u32,
    yield_at: u32,
}

impl Lowerer<'_> {
    fn suspending(&self, stmts: &[ast::Stmt]) -> bool {
        self.resumable && stmts.iter().any(statement_suspends)
    }

    /// The statement for a list of statements.
    pub fn block(&mut self, stmts: &[ast::Stmt]) -> Box<dyn Stmt> {
        let suspending = self.suspending(stmts);
        let lowered = self.statements(stmts);
        self.sequence(lowered, suspending)
    }

    /// As [`Lowerer::block`], where an exception may be being handled.
    fn block_handling(&mut self, stmts: &[ast::Stmt]) -> Box<dyn Stmt> {
        self.handling += 1;
        let lowered = self.block(stmts);
        self.handling -= 1;
        lowered
    }

    pub fn statements(&mut self, stmts: &[ast::Stmt]) -> Vec<Box<dyn Stmt>> {
        let mut lowered = Vec::with_capacity(stmts.len());
        for stmt in stmts {
            let idle = match &stmt.kind {
                StmtKind::Pass | StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => true,
                StmtKind::Expr { value } => {
                    matches!(value.kind, ExprKind::Constant { .. }) && !self.displays()
                }
                _ => false,
            };
            if !idle {
                lowered.push(self.statement(stmt));
            }
        }
        lowered
    }

    /// Whether bare expressions are shown.
    fn displays(&self) -> bool {
        matches!(self.unit.tree, Mod::Interactive { .. })
            && self.table()[self.host].kind == ScopeKind::Module
    }

    /// One statement, with whatever had to be hoisted out of its expressions in front.
    pub fn statement(&mut self, stmt: &ast::Stmt) -> Box<dyn Stmt> {
        let (pre, lowered) = self.apart(|this| this.bare_statement(stmt));
        self.with_pre(pre, lowered)
    }

    fn bare_statement(&mut self, stmt: &ast::Stmt) -> Box<dyn Stmt> {
        let at = self.at(stmt.span);
        match &stmt.kind {
            StmtKind::Expr { value } if self.displays() => {
                let value = self.node(value);
                Box::new(Display { value, at })
            }
            StmtKind::Expr { value } => self.expression_statement(value),
            StmtKind::Assign { targets, value, .. } => self.assign(targets, value),
            StmtKind::AugAssign { target, op, value } => self.augment(target, *op, value, stmt),
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, annotation, value.as_deref(), *simple)
            }
            StmtKind::Return { value } => {
                let value = value.as_ref().map(|it| self.node(it));
                Box::new(Return(value))
            }
            StmtKind::Delete { targets } => self.delete(targets),
            StmtKind::If { test, body, orelse } => {
                let suspending = self.suspending(body) || self.suspending(orelse);
                let test_at = self.at(test.span);
                let test = self.node(test);
                if suspending {
                    let body = self.block(body);
                    let orelse = self.block(orelse);
                    let state = self.temp();
                    return Box::new(resume::If { test, body, orelse, state, at: test_at });
                }
                let body = self.block(body);
                let orelse = if orelse.is_empty() { None } else { Some(self.block(orelse)) };
                Box::new(control::If { test, body, orelse, at: test_at })
            }
            StmtKind::While { test, body, orelse } => self.while_loop(test, body, orelse),
            StmtKind::For(it) => {
                self.for_loop(it, self.suspending(&it.body) || self.suspending(&it.orelse))
            }
            StmtKind::AsyncFor(it) => {
                let next_at = at;
                let at = self.at(it.iter.span);
                let iter = self.node(&it.iter);
                let target = self.for_target(&it.target).resumable();
                let body = self.block(&it.body);
                let orelse = self.block(&it.orelse);
                let (iterator, awaiting, state) = (self.temp(), self.temp(), self.temp());
                Box::new(resume::AsyncFor {
                    iter,
                    target,
                    body,
                    orelse,
                    iterator,
                    awaiting,
                    state,
                    at,
                    next_at,
                    pulls: self.handling == 0,
                })
            }
            StmtKind::With(it) => {
                self.guarded = true;
                self.with(&it.items, &it.body, false)
            }
            StmtKind::AsyncWith(it) => {
                self.guarded = true;
                self.with(&it.items, &it.body, true)
            }
            StmtKind::Raise { exc: None, .. } => Box::new(Reraise(at)),
            StmtKind::Raise { exc: Some(exc), cause } => {
                let order: Vec<&Expr> = std::iter::once(&**exc).chain(cause.as_deref()).collect();
                let mut nodes = self.nodes(&order).into_iter();
                let exception =
                    nodes.next().unwrap_or_else(|| Shape::Const(Value::None).into_node());
                Box::new(Raise { exception, cause: nodes.next(), at })
            }
            StmtKind::Try(it) => {
                self.guarded = true;
                self.try_statement(it)
            }
            StmtKind::TryStar(it) => {
                self.guarded = true;
                self.try_star(it, at)
            }
            StmtKind::Assert { test, msg } => {
                if self.unit.optimize > 0 {
                    return Box::new(Pass);
                }
                let at = self.at(test.span);
                let test = self.node(test);
                let message = msg.as_ref().map(|it| self.node(it));
                Box::new(Assert { test, message, at })
            }
            StmtKind::Import { names } => {
                let mut stmts: Vec<Box<dyn Stmt>> = Vec::with_capacity(names.len());
                for alias in names {
                    let top: ast::Identifier =
                        alias.name.split('.').next().unwrap_or(&alias.name).into();
                    let (target, path) = match &alias.asname {
                        Some(name) => {
                            let path = alias
                                .name
                                .split('.')
                                .skip(1)
                                .map(|it| self.vm.intern(it))
                                .collect();
                            (self.store_name(name, alias.span), path)
                        }
                        None => (self.store_name(&top, alias.span), Box::default()),
                    };
                    let name = self.vm.intern(&alias.name);
                    stmts.push(Box::new(Import { name, target, path, at }));
                }
                control::block(stmts)
            }
            StmtKind::ImportFrom { module, names, level } => {
                let module = self.vm.intern(module.as_deref().unwrap_or(""));
                let level = i64::from(*level);
                if names.len() == 1 && &*names[0].name == "*" {
                    return Box::new(ImportStar { module, level, namespace: self.namespace, at });
                }
                let names = names
                    .iter()
                    .map(|it| {
                        let target =
                            self.store_name(it.asname.as_ref().unwrap_or(&it.name), it.span);
                        (self.vm.intern(&it.name), target)
                    })
                    .collect();
                Box::new(ImportFrom { module, level, names, at })
            }
            StmtKind::Match { subject, cases } => {
                let suspending =
                    self.resumable && cases.iter().any(|it| it.body.iter().any(statement_suspends));
                self.match_statement(subject, cases, suspending)
            }
            StmtKind::FunctionDef(def) => self.define_function(def, stmt.span),
            StmtKind::AsyncFunctionDef(def) => self.define_function(def, stmt.span),
            StmtKind::ClassDef(def) => self.define_class(def, stmt.span),
            StmtKind::TypeAlias(alias) => self.define_alias(alias, stmt.span),
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } | StmtKind::Pass => Box::new(Pass),
            StmtKind::Break => Box::new(Leave(Flow::Break)),
            StmtKind::Continue => Box::new(Leave(Flow::Continue)),
        }
    }

    /// A bare `yield` needs no slot for what is sent.
    fn expression_statement(&mut self, value: &Expr) -> Box<dyn Stmt> {
        if let ExprKind::Yield { value: inner } = &value.kind
            && self.resumable
        {
            let node = match inner {
                Some(inner) => self.node(inner),
                None => Shape::Const(Value::None).into_node(),
            };
            let (state, at) = (self.temp(), self.at(value.span));
            let produces = self.kind == crate::object::BodyKind::AsyncGenerator;
            return Box::new(resume::Yield { value: node, into: None, state, at, produces });
        }
        Box::new(Discard(self.node(value)))
    }

    fn while_loop(
        &mut self,
        test: &Expr,
        body: &[ast::Stmt],
        orelse: &[ast::Stmt],
    ) -> Box<dyn Stmt> {
        let at = self.at(test.span);
        let suspending = self.hoists(test) || self.suspending(body) || self.suspending(orelse);
        let (pre, test) = self.apart(|this| this.node(test));
        if suspending
            && pre.is_empty()
            && orelse.is_empty()
            && let Some(parts) = self.around_yield(body)
        {
            return Box::new(resume::WhileYield {
                test,
                before: parts.before,
                condition: parts.test,
                value: parts.value,
                after: parts.after,
                state: self.temp(),
                at,
                condition_at: parts.test_at,
                yield_at: parts.yield_at,
                produces: self.produces(),
            });
        }
        let body = self.block(body);
        if suspending {
            let before = if pre.is_empty() { None } else { Some(self.sequence(pre, true)) };
            let orelse = self.block(orelse);
            let state = self.temp();
            return Box::new(resume::While { before, test, body, orelse, state, at });
        }
        let orelse = if orelse.is_empty() { None } else { Some(self.block(orelse)) };
        Box::new(control::While { test, body, orelse, at })
    }

    /// A loop's body that is suspended at one place: a `yield` that is a statement of its own, or all there
    /// is under an `if` at the body's end.
    fn around_yield(&mut self, body: &[ast::Stmt]) -> Option<AroundYield> {
        let place = body.iter().position(|it| self.suspending(std::slice::from_ref(it)))?;
        let (before, rest) = body.split_at(place);
        let (only, after) = rest.split_first()?;
        if self.suspending(after) {
            return None;
        }
        let (test, only) = match &only.kind {
            StmtKind::If { test, body, orelse }
                if after.is_empty() && orelse.is_empty() && !self.hoists(test) =>
            {
                let [only] = &**body else { return None };
                (Some(test), only)
            }
            _ => (None, only),
        };
        let StmtKind::Expr { value } = &only.kind else { return None };
        let ExprKind::Yield { value: yielded } = &value.kind else { return None };
        if yielded.as_ref().is_some_and(|it| suspends(it)) {
            return None;
        }
        let before = if before.is_empty() { None } else { Some(self.block(before)) };
        let test_at = self.at(test.map_or(value.span, |it| it.span));
        let test = test.map(|it| self.node(it));
        let value_node = match yielded {
            Some(it) => self.node(it),
            None => Shape::Const(Value::None).into_node(),
        };
        let yield_at = self.at(value.span);
        let after = if after.is_empty() { None } else { Some(self.block(after)) };
        Some(AroundYield { before, test, value: value_node, after, test_at, yield_at })
    }

    /// Whether a `yield` is for `async for` and not for the event loop.
    fn produces(&self) -> bool {
        self.kind == crate::object::BodyKind::AsyncGenerator
    }

    fn for_loop(&mut self, it: &ast::For, suspending: bool) -> Box<dyn Stmt> {
        let at = self.at(it.iter.span);
        let iter = self.iterated(&it.iter);
        let target = self.for_target(&it.target);
        if suspending
            && it.orelse.is_empty()
            && let Some(parts) = self.around_yield(&it.body)
        {
            let iterator = self.temp();
            return Box::new(resume::ForYield {
                iter,
                target: target.resumable(),
                before: parts.before,
                test: parts.test,
                value: parts.value,
                after: parts.after,
                iterator,
                at,
                test_at: parts.test_at,
                yield_at: parts.yield_at,
                produces: self.produces(),
                pulls: self.handling == 0,
            });
        }
        let body = self.block(&it.body);
        if suspending {
            let orelse = self.block(&it.orelse);
            let (iterator, state) = (self.temp(), self.temp());
            return Box::new(resume::For {
                iter,
                target: target.resumable(),
                body,
                orelse,
                iterator,
                state,
                at,
                pulls: self.handling == 0,
            });
        }
        let orelse = if it.orelse.is_empty() { None } else { Some(self.block(&it.orelse)) };
        let (local, target) = target.split();
        Box::new(control::For { local, target, iter, body, orelse, at })
    }

    fn with(
        &mut self,
        items: &[WithItem],
        body: &[ast::Stmt],
        asynchronous: bool,
    ) -> Box<dyn Stmt> {
        let Some((item, rest)) = items.split_first() else { return self.block(body) };
        let suspending = asynchronous
            || self.suspending(body)
            || self.resumable && rest.iter().any(|it| suspends(&it.context_expr));
        let at = self.at(item.context_expr.span);
        let (pre, manager) = self.apart(|this| this.node(&item.context_expr));
        let target = item.optional_vars.as_ref().map(|it| self.store(it));
        let inner = self.with(rest, body, asynchronous);
        let stmt: Box<dyn Stmt> = if suspending {
            let (state, exit, awaiting, pending) =
                (self.temp(), self.temp(), self.temp(), self.temp());
            Box::new(resume::With {
                manager,
                target,
                body: inner,
                asynchronous,
                state,
                exit,
                awaiting,
                pending,
                at,
            })
        } else {
            Box::new(With { manager, target, body: inner, at })
        };
        self.with_pre(pre, stmt)
    }

    fn handlers(&mut self, handlers: &[ExceptHandler]) -> Box<[Handler]> {
        handlers
            .iter()
            .map(|it| {
                let at = self.at(it.span);
                let class = it.type_.as_ref().map(|it| self.node(it));
                let store = it.name.as_ref().map(|name| self.store_name(name, it.span));
                let unbind = it.name.as_ref().map(|name| -> Box<dyn Stmt> {
                    let store = self.store_name(name, it.span);
                    let delete = self.delete_name(name, it.span);
                    Box::new(Unbind { store, delete })
                });
                let body = self.block_handling(&it.body);
                Handler { class, store, unbind, body, at }
            })
            .collect()
    }

    fn try_statement(&mut self, it: &ast::Try) -> Box<dyn Stmt> {
        let inner_suspends = self.suspending(&it.body)
            || self.suspending(&it.orelse)
            || it.handlers.iter().any(|it| self.suspending(&it.body));
        let body = self.block(&it.body);
        let inner: Box<dyn Stmt> = if it.handlers.is_empty() {
            body
        } else {
            let handlers = self.handlers(&it.handlers);
            if inner_suspends {
                let orelse = self.block(&it.orelse);
                let (state, exception) = (self.temp(), self.temp());
                Box::new(resume::Try { body, handlers, orelse, state, exception })
            } else {
                let orelse = if it.orelse.is_empty() { None } else { Some(self.block(&it.orelse)) };
                Box::new(Try { body, handlers, orelse })
            }
        };
        if it.finalbody.is_empty() {
            return inner;
        }
        let final_suspends = self.suspending(&it.finalbody);
        let finalbody = self.block_handling(&it.finalbody);
        if inner_suspends || final_suspends {
            let (state, pending) = (self.temp(), self.temp());
            return Box::new(resume::Finally { body: inner, finalbody, state, pending });
        }
        Box::new(Finally { body: inner, finalbody })
    }

    fn try_star(&mut self, it: &ast::Try, at: u32) -> Box<dyn Stmt> {
        let body = self.block(&it.body);
        let handlers = self.handlers(&it.handlers);
        let orelse = if it.orelse.is_empty() { None } else { Some(self.block(&it.orelse)) };
        let inner: Box<dyn Stmt> = Box::new(TryStar { body, handlers, orelse, at });
        if it.finalbody.is_empty() {
            return inner;
        }
        let finalbody = self.block_handling(&it.finalbody);
        Box::new(Finally { body: inner, finalbody })
    }

    fn annotated(
        &mut self,
        target: &Expr,
        annotation: &Expr,
        value: Option<&Expr>,
        simple: bool,
    ) -> Box<dyn Stmt> {
        let mut stmts: Vec<Box<dyn Stmt>> = Vec::new();
        if let Some(value) = value {
            stmts.push(self.assign(std::slice::from_ref(target), value));
        }
        let in_function = self.table()[self.host].kind.is_function_like();
        if !in_function
            && let ExprKind::Name { id, .. } = &target.kind
            && simple
        {
            let at = self.at(annotation.span);
            let value = self.annotation(annotation);
            let annotations: ast::Identifier = "__annotations__".into();
            let dict = self.load(&annotations, target.span);
            let key = Shape::Const(Value::Str(self.name(id)));
            stmts.push(Box::new(Assign { target: index::set(dict, key, at), value }));
        } else if !in_function && !self.lazy_annotations() {
            stmts.push(Box::new(Discard(self.node(annotation))));
        } else if in_function && !simple && value.is_none() {
            // The target of a bare annotation is evaluated, not stored to.
            match &target.kind {
                ExprKind::Attribute { value, .. } => {
                    stmts.push(Box::new(Discard(self.node(value))))
                }
                ExprKind::Subscript { value, slice, .. } => {
                    for node in self.nodes(&[value, slice]) {
                        stmts.push(Box::new(Discard(node)));
                    }
                }
                _ => {}
            }
        }
        control::block(stmts)
    }

    /// Whether annotations stay text.
    pub fn lazy_annotations(&self) -> bool {
        self.unit.flags & crate::compile::future::FutureFlags::ANNOTATIONS.0 != 0
    }

    /// The node of an annotation.
    pub fn annotation(&mut self, annotation: &Expr) -> Box<dyn Node> {
        if self.lazy_annotations() {
            let text = crate::compile::unparse::expression(annotation);
            return Shape::Const(Value::Str(self.vm.str_from_bytes(text.as_bytes()))).into_node();
        }
        if let ExprKind::Starred { value, .. } = &annotation.kind {
            // `*args: *Ts`: the one item that unpacking gives.
            let operand = self.node(value);
            let at = self.at(annotation.span);
            return Box::new(crate::eval::build::Apply { operand, function: first_item, at });
        }
        self.node(annotation)
    }
}

fn first_item(vm: &crate::object::Vm, value: &Value) -> crate::object::Raises<Value> {
    let items = crate::protocol::to_vec(vm, value)?;
    match <[Value; 1]>::try_from(items) {
        Ok([item]) => Ok(item),
        Err(items) if items.is_empty() => {
            Err(crate::err!(ValueError, "not enough values to unpack (expected 1, got 0)"))
        }
        Err(_) => Err(crate::err!(ValueError, "too many values to unpack (expected 1)")),
    }
}
