//! The walk over the tree: which scopes there are, and what each does with each name.
//!
//! It visits in the order in which CPython's symbol table does: the first error must be the same.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::compile::future::FutureFlags;
use crate::syntax::ast::*;
use crate::syntax::error::SyntaxError;

use super::define::Directive;
use super::symbols::{QuickHash, Symbols, flag};
use super::{Scope, ScopeId, ScopeKind, ScopeNode, ScopeOptions, type_params_key};

/// Boxed, as these calls nest as deep as the tree does.
pub(super) type Checked = Result<(), Box<SyntaxError>>;

pub(super) fn refuse(span: Span, message: impl Into<String>) -> Checked {
    Err(Box::new(SyntaxError::at(span, message)))
}

/// What the walk leaves for [`super::resolve`].
pub(super) struct Built {
    pub scopes: Vec<Scope>,
    pub by_node: HashMap<usize, ScopeId, QuickHash>,
    pub directives: Vec<Directive>,
}

/// A scope whose end has not come yet.
pub(super) struct Open {
    pub id: ScopeId,
    /// Within the target of a comprehension's `for`.
    pub comp_iter_target: bool,
    /// How many iterables of comprehensions are being walked, functions inside them included.
    pub comp_iter_expr: u32,
    /// What a `TypeVariable` scope is, for messages.
    pub place: &'static str,
}

/// Names that the walk itself gives out.
pub(super) struct Names {
    pub top: Identifier,
    pub lambda: Identifier,
    pub annotation: Identifier,
    pub listcomp: Identifier,
    pub setcomp: Identifier,
    pub dictcomp: Identifier,
    pub genexpr: Identifier,
    pub iterator: Identifier,
    pub class: Identifier,
    pub classdict: Identifier,
    pub type_params: Identifier,
    pub dunder_type_params: Identifier,
    pub generic_base: Identifier,
    pub defaults: Identifier,
    pub kwdefaults: Identifier,
}

impl Names {
    fn new() -> Names {
        Names {
            top: "top".into(),
            lambda: "lambda".into(),
            annotation: "_annotation".into(),
            listcomp: "listcomp".into(),
            setcomp: "setcomp".into(),
            dictcomp: "dictcomp".into(),
            genexpr: "genexpr".into(),
            iterator: ".0".into(),
            class: "__class__".into(),
            classdict: "__classdict__".into(),
            type_params: ".type_params".into(),
            dunder_type_params: "__type_params__".into(),
            generic_base: ".generic_base".into(),
            defaults: ".defaults".into(),
            kwdefaults: ".kwdefaults".into(),
        }
    }

    pub fn comprehension(&self, kind: ScopeKind) -> Identifier {
        match kind {
            ScopeKind::ListComp => self.listcomp.clone(),
            ScopeKind::SetComp => self.setcomp.clone(),
            ScopeKind::DictComp => self.dictcomp.clone(),
            _ => self.genexpr.clone(),
        }
    }
}

pub(super) struct Builder {
    pub scopes: Vec<Scope>,
    pub stack: Vec<Open>,
    pub names: Names,
    pub directives: Vec<Directive>,
    /// The class whose name mangles here.
    pub private: Option<Identifier>,
    by_node: HashMap<usize, ScopeId, QuickHash>,
    options: ScopeOptions,
    /// Walking an annotation that stays text: its scopes are forgotten in the end.
    in_text: bool,
}

pub(super) fn build(module: &Mod, options: ScopeOptions) -> Result<Built, Box<SyntaxError>> {
    let mut builder = Builder {
        scopes: Vec::new(),
        stack: Vec::new(),
        names: Names::new(),
        directives: Vec::new(),
        private: None,
        by_node: HashMap::default(),
        options,
        in_text: false,
    };
    let top = builder.names.top.clone();
    builder.enter(ScopeKind::Module, top, ScopeNode::Module, Span::default());
    match module {
        Mod::Module { body, .. } | Mod::Interactive { body } => builder.stmts(body)?,
        Mod::Expression { body } => builder.expr(body)?,
        Mod::FunctionType { argtypes, returns } => {
            builder.exprs(argtypes)?;
            builder.expr(returns)?;
        }
    }
    builder.exit();
    Ok(Built { scopes: builder.scopes, by_node: builder.by_node, directives: builder.directives })
}

impl Builder {
    pub fn open(&self) -> &Open {
        self.stack.last().expect("the module is open as long as the walk lasts")
    }

    pub fn open_mut(&mut self) -> &mut Open {
        self.stack.last_mut().expect("the module is open as long as the walk lasts")
    }

    pub fn current(&self) -> ScopeId {
        self.open().id
    }

    pub fn scope(&mut self) -> &mut Scope {
        let id = self.current();
        &mut self.scopes[id.index()]
    }

    pub fn enter(&mut self, kind: ScopeKind, name: Identifier, node: ScopeNode, span: Span) {
        let id = ScopeId(self.scopes.len() as u32);
        let mut comp_iter_expr = 0;
        let (mut parent, mut nested, mut mangled) = (None, false, None);
        if let Some(outer) = self.stack.last() {
            // An assignment in a lambda within a comprehension's iterable is refused as well.
            comp_iter_expr = outer.comp_iter_expr;
            let scope = &mut self.scopes[outer.id.index()];
            parent = Some(outer.id);
            nested = scope.nested || scope.kind.is_function_like();
            // A class mangles all names in it again.
            mangled = scope.mangled.clone().filter(|_| kind != ScopeKind::Class);
            if kind != ScopeKind::Annotation {
                scope.children.push(id);
            }
        }
        if let Some(address) =
            node.address().filter(|_| !self.in_text && kind != ScopeKind::Annotation)
        {
            let key =
                if kind == ScopeKind::TypeParameters { type_params_key(address) } else { address };
            self.by_node.insert(key, id);
        }
        self.scopes.push(Scope {
            kind,
            name,
            parent,
            children: Vec::new(),
            node,
            span,
            symbols: Symbols::default(),
            parameters: Vec::new(),
            freevars: Vec::new(),
            cellvars: Vec::new(),
            nested,
            generator: false,
            coroutine: false,
            varargs: false,
            varkeywords: false,
            returns: false,
            annotations: false,
            needs_class_closure: false,
            needs_classdict: false,
            class_entry: None,
            private: self.private.clone(),
            mangled,
            varnames: OnceCell::new(),
        });
        self.stack.push(Open { id, comp_iter_target: false, comp_iter_expr, place: "" });
    }

    pub fn exit(&mut self) {
        self.stack.pop();
    }

    // Statements.

    pub fn stmts(&mut self, body: &[Stmt]) -> Checked {
        body.iter().try_for_each(|it| self.stmt(it))
    }

    fn stmt(&mut self, it: &Stmt) -> Checked {
        let span = it.span;
        match &it.kind {
            StmtKind::FunctionDef(def) => self.function(def, false, span),
            StmtKind::AsyncFunctionDef(def) => self.function(def, true, span),
            StmtKind::ClassDef(def) => self.class(def, span),
            StmtKind::Return { value } => {
                self.option(value)?;
                self.scope().returns = true;
                Ok(())
            }
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)
            }
            StmtKind::TypeAlias(alias) => self.type_alias(alias, span),
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                self.annotated(target, *simple, value.is_some(), span)?;
                self.annotation(annotation)?;
                self.option(value)
            }
            StmtKind::For(it) => self.for_(it),
            StmtKind::AsyncFor(it) => {
                self.await_at_top_level();
                self.for_(it)
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)
            }
            StmtKind::With(it) => self.with(it),
            StmtKind::AsyncWith(it) => {
                self.await_at_top_level();
                self.with(it)
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                cases.iter().try_for_each(|case| self.case(case))
            }
            StmtKind::Raise { exc, cause } => {
                self.option(exc)?;
                self.option(cause)
            }
            StmtKind::Try(it) | StmtKind::TryStar(it) => self.try_(it),
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.option(msg)
            }
            StmtKind::Import { names } | StmtKind::ImportFrom { names, .. } => {
                names.iter().try_for_each(|it| self.alias(it))
            }
            StmtKind::Global { names } => self.declaration(names, flag::GLOBAL, span),
            StmtKind::Nonlocal { names } => self.declaration(names, flag::NONLOCAL, span),
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }

    fn function(&mut self, def: &Rc<FunctionDef>, is_async: bool, span: Span) -> Checked {
        self.define(&def.name, flag::LOCAL, span)?;
        self.defaults(&def.args)?;
        self.exprs(&def.decorator_list)?;
        let generic = !def.type_params.is_empty();
        if generic {
            self.type_parameters(&def.name, ScopeNode::Function(def.clone()), span)?;
            let (defaults, kwdefaults) =
                (self.names.defaults.clone(), self.names.kwdefaults.clone());
            self.define(&defaults, flag::PARAM, span)?;
            if def.args.kw_defaults.iter().any(Option::is_some) {
                self.define(&kwdefaults, flag::PARAM, span)?;
            }
            self.type_params(&def.type_params)?;
        }
        self.annotations(&def.args, def.returns.as_deref(), span)?;
        self.enter(ScopeKind::Function, def.name.clone(), ScopeNode::Function(def.clone()), span);
        self.scope().coroutine = is_async;
        self.arguments(&def.args)?;
        self.stmts(&def.body)?;
        self.exit();
        if generic {
            self.exit();
        }
        Ok(())
    }

    fn class(&mut self, def: &Rc<ClassDef>, span: Span) -> Checked {
        self.define(&def.name, flag::LOCAL, span)?;
        self.exprs(&def.decorator_list)?;
        let outer = self.private.clone();
        let generic = !def.type_params.is_empty();
        if generic {
            self.type_parameters(&def.name, ScopeNode::Class(def.clone()), span)?;
            let (type_params, base) =
                (self.names.type_params.clone(), self.names.generic_base.clone());
            self.define(&type_params, flag::LOCAL | flag::USE, span)?;
            self.define(&base, flag::LOCAL | flag::USE, span)?;
            self.private = Some(def.name.clone());
            self.scope().private = self.private.clone();
            self.scope().mangled = Some(Rc::default());
            self.type_params(&def.type_params)?;
        }
        self.exprs(&def.bases)?;
        self.keywords(&def.keywords)?;
        self.private = Some(def.name.clone());
        self.enter(ScopeKind::Class, def.name.clone(), ScopeNode::Class(def.clone()), span);
        if generic {
            let (dunder, type_params) =
                (self.names.dunder_type_params.clone(), self.names.type_params.clone());
            self.define(&dunder, flag::LOCAL, span)?;
            self.define(&type_params, flag::USE, span)?;
        }
        self.stmts(&def.body)?;
        self.exit();
        if generic {
            self.exit();
        }
        self.private = outer;
        Ok(())
    }

    fn type_alias(&mut self, alias: &Rc<TypeAlias>, span: Span) -> Checked {
        self.expr(&alias.name)?;
        let ExprKind::Name { id, .. } = &alias.name.kind else {
            return refuse(span, "type alias target must be a name");
        };
        let generic = !alias.type_params.is_empty();
        if generic {
            self.type_parameters(id, ScopeNode::TypeAlias(alias.clone()), span)?;
            self.type_params(&alias.type_params)?;
        }
        self.type_scope(ScopeKind::TypeAlias, id, &alias.value, span, "")?;
        if generic {
            self.exit();
        }
        Ok(())
    }

    /// The scope around a generic definition.
    fn type_parameters(&mut self, name: &Identifier, node: ScopeNode, span: Span) -> Checked {
        self.enter(ScopeKind::TypeParameters, name.clone(), node, span);
        self.see_class(span)
    }

    /// The scope of a lazily evaluated type expression.
    fn type_scope(
        &mut self,
        kind: ScopeKind,
        name: &Identifier,
        value: &Rc<Expr>,
        span: Span,
        place: &'static str,
    ) -> Checked {
        self.enter(kind, name.clone(), ScopeNode::Expr(value.clone()), span);
        self.open_mut().place = place;
        self.see_class(value.span)?;
        self.expr(value)?;
        self.exit();
        Ok(())
    }

    /// A type scope directly in a class, or in another type scope there, sees the class's names.
    fn see_class(&mut self, span: Span) -> Checked {
        let parent = self.scope().parent.expect("a type scope stands in some scope");
        let outer = &self.scopes[parent.index()];
        let class = if outer.kind == ScopeKind::Class { Some(parent) } else { outer.class_entry };
        self.scope().class_entry = class;
        match class {
            Some(_) => {
                let classdict = self.names.classdict.clone();
                self.define(&classdict, flag::USE, span)
            }
            None => Ok(()),
        }
    }

    fn type_params(&mut self, params: &[TypeParam]) -> Checked {
        for param in params {
            if let Some(mangled) = &self.scope().mangled {
                mangled.borrow_mut().push(param.name.clone());
            }
            self.define(&param.name, flag::TYPE_PARAM | flag::LOCAL, param.span)?;
            let place = match &param.kind {
                TypeParamKind::TypeVar { bound } => {
                    if let Some(bound) = bound {
                        let place = match bound.kind {
                            ExprKind::Tuple { .. } => "a TypeVar constraint",
                            _ => "a TypeVar bound",
                        };
                        self.type_scope(
                            ScopeKind::TypeVariable,
                            &param.name,
                            bound,
                            bound.span,
                            place,
                        )?;
                    }
                    "a TypeVar default"
                }
                TypeParamKind::ParamSpec => "a ParamSpec default",
                TypeParamKind::TypeVarTuple => "a TypeVarTuple default",
            };
            if let Some(default) = &param.default {
                self.type_scope(
                    ScopeKind::TypeVariable,
                    &param.name,
                    default,
                    default.span,
                    place,
                )?;
            }
        }
        Ok(())
    }

    /// Defaults belong to the scope that the function stands in.
    fn defaults(&mut self, args: &Arguments) -> Checked {
        self.exprs(&args.defaults)?;
        args.kw_defaults.iter().flatten().try_for_each(|it| self.expr(it))
    }

    fn arguments(&mut self, args: &Arguments) -> Checked {
        for arg in args.posonlyargs.iter().chain(&args.args).chain(&args.kwonlyargs) {
            self.define(&arg.arg, flag::PARAM, arg.span)?;
        }
        if let Some(arg) = &args.vararg {
            self.define(&arg.arg, flag::PARAM, arg.span)?;
            self.scope().varargs = true;
        }
        if let Some(arg) = &args.kwarg {
            self.define(&arg.arg, flag::PARAM, arg.span)?;
            self.scope().varkeywords = true;
        }
        Ok(())
    }

    fn annotations(&mut self, args: &Arguments, returns: Option<&Expr>, span: Span) -> Checked {
        let each = args.posonlyargs.iter().chain(&args.args);
        let each =
            each.chain(args.vararg.as_deref()).chain(args.kwarg.as_deref()).chain(&args.kwonlyargs);
        let mut each = each.filter_map(|arg| arg.annotation.as_deref());
        self.annotation_scope(span, |walk| each.try_for_each(|it| walk.expr(it)))?;
        returns.map_or(Ok(()), |it| self.annotation(it))
    }

    fn annotation(&mut self, it: &Expr) -> Checked {
        self.annotation_scope(it.span, |walk| walk.expr(it))
    }

    /// Under `from __future__ import annotations` nothing in an annotation counts, but what may not
    /// stand there is refused.
    fn annotation_scope(
        &mut self,
        span: Span,
        walk: impl FnOnce(&mut Builder) -> Checked,
    ) -> Checked {
        if !self.options.future.contains(FutureFlags::ANNOTATIONS) {
            return walk(self);
        }
        let (scopes, directives, outer) = (self.scopes.len(), self.directives.len(), self.in_text);
        self.in_text = true;
        let name = self.names.annotation.clone();
        self.enter(ScopeKind::Annotation, name, ScopeNode::Module, span);
        walk(self)?;
        self.exit();
        self.in_text = outer;
        self.scopes.truncate(scopes);
        self.directives.truncate(directives);
        Ok(())
    }

    fn annotated(&mut self, target: &Expr, simple: bool, has_value: bool, span: Span) -> Checked {
        if matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class) {
            self.scope().annotations = true;
        }
        let ExprKind::Name { id, .. } = &target.kind else { return self.expr(target) };
        let flags = self.flags_in(self.current(), id);
        let declared = flags & (flag::GLOBAL | flag::NONLOCAL) != 0;
        if declared && self.current() != ScopeId::MODULE && simple {
            let kind = if flags & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
            return refuse(span, format!("annotated name '{id}' can't be {kind}"));
        }
        if simple {
            self.define(id, flag::ANNOT | flag::LOCAL, target.span)
        } else if has_value {
            self.define(id, flag::LOCAL, target.span)
        } else {
            Ok(())
        }
    }

    fn for_(&mut self, it: &For) -> Checked {
        self.expr(&it.target)?;
        self.expr(&it.iter)?;
        self.stmts(&it.body)?;
        self.stmts(&it.orelse)
    }

    fn with(&mut self, it: &With) -> Checked {
        for item in &it.items {
            self.expr(&item.context_expr)?;
            self.option(&item.optional_vars)?;
        }
        self.stmts(&it.body)
    }

    fn try_(&mut self, it: &Try) -> Checked {
        self.stmts(&it.body)?;
        for handler in &it.handlers {
            self.option(&handler.type_)?;
            if let Some(name) = &handler.name {
                self.define(name, flag::LOCAL, handler.span)?;
            }
            self.stmts(&handler.body)?;
        }
        self.stmts(&it.orelse)?;
        self.stmts(&it.finalbody)
    }

    fn alias(&mut self, it: &Alias) -> Checked {
        let bound = match &it.asname {
            Some(asname) => asname.clone(),
            None => match it.name.split_once('.') {
                Some((package, _)) => package.into(),
                None => it.name.clone(),
            },
        };
        if &*it.name != "*" {
            return self.define(&bound, flag::IMPORT, it.span);
        }
        match self.scope().kind {
            ScopeKind::Module => Ok(()),
            _ => refuse(it.span, "import * only allowed at module level"),
        }
    }

    /// With the permission for it, an `await` in a module's own body makes the module a coroutine.
    fn await_at_top_level(&mut self) {
        if self.options.top_level_await && self.scope().kind == ScopeKind::Module {
            self.scope().coroutine = true;
        }
    }

    // Patterns.

    fn case(&mut self, it: &MatchCase) -> Checked {
        self.pattern(&it.pattern)?;
        self.option(&it.guard)?;
        self.stmts(&it.body)
    }

    fn pattern(&mut self, it: &Pattern) -> Checked {
        match &it.kind {
            PatternKind::Value { value } => self.expr(value),
            PatternKind::Singleton { .. } => Ok(()),
            PatternKind::Sequence { patterns } | PatternKind::Or { patterns } => {
                self.patterns(patterns)
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                self.exprs(keys)?;
                self.patterns(patterns)?;
                self.capture(rest, it.span)
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls)?;
                self.patterns(patterns)?;
                self.patterns(kwd_patterns)
            }
            PatternKind::Star { name } => self.capture(name, it.span),
            PatternKind::As { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                self.capture(name, it.span)
            }
        }
    }

    fn patterns(&mut self, all: &[Pattern]) -> Checked {
        all.iter().try_for_each(|it| self.pattern(it))
    }

    fn capture(&mut self, name: &Option<Identifier>, span: Span) -> Checked {
        name.as_ref().map_or(Ok(()), |name| self.define(name, flag::LOCAL, span))
    }

    // Expressions.

    pub fn exprs(&mut self, all: &[Expr]) -> Checked {
        all.iter().try_for_each(|it| self.expr(it))
    }

    fn option(&mut self, it: &Option<Box<Expr>>) -> Checked {
        it.as_deref().map_or(Ok(()), |it| self.expr(it))
    }

    fn keywords(&mut self, all: &[Keyword]) -> Checked {
        all.iter().try_for_each(|it| self.expr(&it.value))
    }

    pub fn expr(&mut self, it: &Expr) -> Checked {
        match &it.kind {
            ExprKind::Name { id, ctx } => self.name(id, *ctx, it.span),
            ExprKind::Constant { .. } => Ok(()),
            ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. }
            | ExprKind::UnaryOp { operand: value, .. } => self.expr(value),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.keywords(keywords)
            }
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::Set { elts: values }
            | ExprKind::List { elts: values, .. }
            | ExprKind::Tuple { elts: values, .. } => self.exprs(values),
            ExprKind::BinOp { left, right, .. }
            | ExprKind::Subscript { value: left, slice: right, .. } => {
                self.expr(left)?;
                self.expr(right)
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|it| self.expr(it))?;
                self.exprs(values)
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
            ExprKind::NamedExpr { target, value } => self.named_expr(target, value, it.span),
            ExprKind::Lambda(lambda) => self.lambda(lambda, it.span),
            ExprKind::ListComp(comp) => self.comp(ScopeKind::ListComp, comp, it.span),
            ExprKind::SetComp(comp) => self.comp(ScopeKind::SetComp, comp, it.span),
            ExprKind::GeneratorExp(comp) => self.comp(ScopeKind::GeneratorExp, comp, it.span),
            ExprKind::DictComp(comp) => {
                let node = ScopeNode::DictComp(comp.clone());
                let value = Some(&comp.value);
                self.comprehension(
                    ScopeKind::DictComp,
                    node,
                    it.span,
                    &comp.generators,
                    &comp.key,
                    value,
                )
            }
            ExprKind::Yield { value } => self.yield_(value.as_deref(), it.span),
            ExprKind::YieldFrom { value } => self.yield_(Some(value), it.span),
            ExprKind::Await { value } => {
                self.refuse_in_annotation("await expression", it.span)?;
                self.await_at_top_level();
                self.expr(value)?;
                self.scope().coroutine = true;
                Ok(())
            }
        }
    }

    fn name(&mut self, id: &Identifier, ctx: ExprContext, span: Span) -> Checked {
        let load = ctx == ExprContext::Load;
        self.define(id, if load { flag::USE } else { flag::LOCAL }, span)?;
        // `super()` finds its class through this cell.
        if load && &**id == "super" && self.scope().kind.is_function_like() {
            let class = self.names.class.clone();
            return self.define(&class, flag::USE, span);
        }
        Ok(())
    }

    fn comp(&mut self, kind: ScopeKind, comp: &Rc<Comp>, span: Span) -> Checked {
        self.comprehension(
            kind,
            ScopeNode::Comp(comp.clone()),
            span,
            &comp.generators,
            &comp.elt,
            None,
        )
    }

    fn lambda(&mut self, lambda: &Rc<Lambda>, span: Span) -> Checked {
        self.defaults(&lambda.args)?;
        let name = self.names.lambda.clone();
        self.enter(ScopeKind::Lambda, name, ScopeNode::Lambda(lambda.clone()), span);
        self.arguments(&lambda.args)?;
        self.expr(&lambda.body)?;
        self.exit();
        Ok(())
    }

    fn yield_(&mut self, value: Option<&Expr>, span: Span) -> Checked {
        self.refuse_in_annotation("yield expression", span)?;
        value.map_or(Ok(()), |it| self.expr(it))?;
        self.scope().generator = true;
        self.refuse_yield_in_comprehension(span)
    }
}
