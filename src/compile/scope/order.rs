//! `co_varnames`: a function's locals in the order in which its code first touches them; `co_names` and
//! `co_consts` in the same way.
//!
//! Found only when asked for: the order matters to `locals()` and to code objects, not to scopes.
//! A local that no code touches (`x: int` alone) has no slot.

use std::collections::HashSet;
use std::rc::Rc;

use crate::compile::future::FutureFlags;
use crate::syntax::ast::*;

use super::symbols::{QuickHash, flag};
use super::{Binding, ScopeId, ScopeKind, ScopeNode, SymbolTable};

/// Something among the constants of a code object.
#[derive(Clone, Debug)]
pub enum Mention {
    Constant(Constant),
    Function(Rc<FunctionDef>),
    Lambda(Rc<Lambda>),
    Class(Rc<ClassDef>),
    Generator(Rc<Comp>),
}

/// What code mentions beside its locals: names that are no variables, and constants.
#[derive(Debug, Default)]
pub struct Mentions {
    pub names: Vec<Identifier>,
    pub constants: Vec<Mention>,
}

impl<'t> Order<'t> {
    fn new(table: &'t SymbolTable, id: ScopeId) -> Order<'t> {
        let names = table[id].parameters.clone();
        Order {
            table,
            scope: id,
            seen: names.iter().cloned().collect(),
            names,
            mentions: Mentions::default(),
            blocks: Vec::new(),
            shows_values: false,
            text_annotations: table.future.contains(FutureFlags::ANNOTATIONS),
        }
    }
}

/// The names and constants of a module's code.
pub(super) fn module_mentions(table: &SymbolTable, module: &Mod) -> Mentions {
    let mut order = Order::new(table, ScopeId::MODULE);
    match module {
        Mod::Module { body, .. } => {
            order.named_docstring(body);
            order.stmts(body);
            order.none();
        }
        Mod::Interactive { body } => {
            order.shows_values = true;
            order.stmts(body);
            order.none();
        }
        Mod::Expression { body } => order.expr(body),
        Mod::FunctionType { .. } => {}
    }
    order.mentions
}

/// Those of any other code.
pub(super) fn mentions(table: &SymbolTable, id: ScopeId) -> Mentions {
    let scope = &table[id];
    let mut order = Order::new(table, id);
    match &scope.node {
        ScopeNode::Function(def) if scope.kind == ScopeKind::Function => {
            // The first is the docstring, whether there is one or not: `None` stands here for both.
            order.none();
            order.stmts(&def.body);
            if !matches!(def.body.last().map(|it| &it.kind), Some(StmtKind::Return { .. })) {
                order.none();
            }
        }
        ScopeNode::Lambda(lambda) => {
            order.none();
            order.expr(&lambda.body);
        }
        ScopeNode::Comp(comp) => {
            order.generators(&comp.generators);
            order.expr(&comp.elt);
            order.none();
        }
        ScopeNode::Class(def) if scope.kind == ScopeKind::Class => {
            ["__name__", "__module__"].iter().for_each(|it| order.name(&(*it).into()));
            order.text(&scope.name);
            order.name(&"__qualname__".into());
            order.constant(Constant::Int(i64::from(def.span.line)));
            order.name(&"__firstlineno__".into());
            order.named_docstring(&def.body);
            order.stmts(&def.body);
            order.constant(Constant::Tuple(Rc::new([])));
            order.name(&"__static_attributes__".into());
            if scope.needs_class_closure {
                order.name(&"__classcell__".into());
            }
            order.none();
        }
        ScopeNode::Expr(expr) => order.expr(expr),
        _ => {}
    }
    order.mentions
}

pub(super) fn varnames(table: &SymbolTable, id: ScopeId) -> Vec<Identifier> {
    let scope = &table[id];
    let mut order = Order::new(table, id);
    match (scope.kind, &scope.node) {
        (ScopeKind::Function, ScopeNode::Function(def)) => order.stmts(&def.body),
        (_, ScopeNode::Lambda(lambda)) => order.expr(&lambda.body),
        (ScopeKind::GeneratorExp, ScopeNode::Comp(comp)) => {
            order.generators(&comp.generators);
            order.expr(&comp.elt);
        }
        // Modules and classes have names; what type scopes and inlined comprehensions have does not show.
        (kind, _) if kind.is_function_like() => {
            let locals = scope.symbols.iter().filter(|it| it.binding == Binding::Local);
            locals.for_each(|it| order.add(&it.name));
        }
        _ => {}
    }
    order.names
}

/// What a `return`, `break` or `continue` may have to leave.
#[derive(Clone, Copy)]
enum Block<'t> {
    Loop,
    Finally(&'t [Stmt]),
}

struct Order<'t> {
    table: &'t SymbolTable,
    /// The function's, or that of a comprehension inlined in it.
    scope: ScopeId,
    names: Vec<Identifier>,
    seen: HashSet<Identifier, QuickHash>,
    mentions: Mentions,
    blocks: Vec<Block<'t>>,
    /// Expression statements are shown, constants too.
    shows_values: bool,
    text_annotations: bool,
}

impl<'t> Order<'t> {
    fn add(&mut self, name: &Identifier) {
        if self.seen.insert(name.clone()) {
            self.names.push(name.clone());
        }
    }

    fn touch(&mut self, name: &Identifier) {
        let mut id = self.scope;
        let mangled = self.table[id].mangle(name);
        loop {
            let scope = &self.table[id];
            match self.table.resolve(id, name) {
                Binding::Local => return self.add(&mangled),
                Binding::Free | Binding::GlobalImplicit | Binding::Name
                    if scope.kind.is_inlined() =>
                {
                    id = scope.parent.expect("a comprehension stands in some scope");
                }
                Binding::Cell | Binding::Free | Binding::NameOrFree | Binding::ClassOrFree => {
                    return;
                }
                _ => return self.mention(mangled),
            }
        }
    }

    fn mention(&mut self, name: Identifier) {
        if !self.mentions.names.contains(&name) {
            self.mentions.names.push(name);
        }
    }

    /// A name that is an attribute or a module, or is stored without being written.
    fn name(&mut self, name: &Identifier) {
        let mangled = self.table[self.scope].mangle(name);
        self.mention(mangled);
    }

    fn constant(&mut self, constant: Constant) {
        let known = |it: &Mention| matches!(it, Mention::Constant(it) if *it == constant);
        if !self.mentions.constants.iter().any(known) {
            self.mentions.constants.push(Mention::Constant(constant));
        }
    }

    fn none(&mut self) {
        self.constant(Constant::None);
    }

    fn text(&mut self, text: &str) {
        self.constant(Constant::Str(text.as_bytes().into()));
    }

    fn texts<'a>(&mut self, texts: impl Iterator<Item = &'a Identifier>) {
        let texts = texts.map(|it| Constant::Str(it.as_bytes().into()));
        self.constant(Constant::Tuple(texts.collect()));
    }

    /// Of a module or class the docstring is a constant that is stored under a name.
    fn named_docstring(&mut self, body: &'t [Stmt]) {
        if let Some(StmtKind::Expr { value }) = body.first().map(|it| &it.kind)
            && let ExprKind::Constant { value: value @ Constant::Str(_), .. } = &value.kind
        {
            self.constant(value.clone());
            self.name(&"__doc__".into());
        }
    }

    /// An annotation of a module's or class's variable is evaluated and kept.
    fn annotation(&mut self, target: &'t Expr, annotation: &'t Expr, simple: bool) {
        let ExprKind::Name { id, .. } = &target.kind else { return };
        let kind = self.table[self.scope].kind;
        if simple && matches!(kind, ScopeKind::Module | ScopeKind::Class) {
            if !self.text_annotations {
                self.expr(annotation);
            }
            self.name(&"__annotations__".into());
            let name = self.table[self.scope].mangle(id);
            self.text(&name);
        }
    }

    fn call(&mut self, it: &'t Expr) {
        let ExprKind::Call { func, args, keywords } = &it.kind else { return };
        self.expr(func);
        self.exprs(args);
        keywords.iter().for_each(|it| self.expr(&it.value));
        let named = keywords.iter().filter_map(|it| it.arg.as_ref());
        if !keywords.is_empty() && keywords.iter().all(|it| it.arg.is_some()) {
            self.texts(named);
        }
    }

    /// A comprehension sets aside at once whatever the function keeps under its names, and under
    /// those of comprehensions inside.
    fn enter(&mut self, id: ScopeId) {
        for symbol in self.table.show(id).symbols {
            if symbol.is(flag::LOCAL) && !symbol.is(flag::NONLOCAL) {
                self.add(&symbol.name);
            }
        }
    }

    fn leave(&mut self, to_loop: bool) {
        for at in (0..self.blocks.len()).rev() {
            match self.blocks[at] {
                Block::Loop if to_loop => return,
                Block::Loop => {}
                Block::Finally(body) => {
                    // Seen once, it touches nothing new.
                    self.blocks[at] = Block::Finally(&[]);
                    let left = self.blocks.split_off(at);
                    self.stmts(body);
                    self.blocks.extend(left);
                }
            }
        }
    }

    fn block(&mut self, block: Block<'t>, walk: impl FnOnce(&mut Self)) {
        self.blocks.push(block);
        walk(self);
        self.blocks.pop();
    }

    fn stmts(&mut self, body: &'t [Stmt]) {
        body.iter().for_each(|it| self.stmt(it));
    }

    fn stmt(&mut self, it: &'t Stmt) {
        match &it.kind {
            // A constant alone leaves no trace.
            StmtKind::Expr { value }
                if matches!(value.kind, ExprKind::Constant { .. }) && !self.shows_values => {}
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Assign { targets, value, .. } => {
                self.expr(value);
                self.exprs(targets);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, annotation, value, simple } => {
                match (value, &target.kind) {
                    (Some(value), _) => {
                        self.expr(value);
                        self.expr(target);
                    }
                    (None, ExprKind::Name { .. }) => {}
                    (None, _) => self.expr(target),
                }
                self.annotation(target, annotation, *simple);
            }
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Return { value } => {
                match value {
                    Some(value) => self.expr(value),
                    None => self.none(),
                }
                self.leave(false);
            }
            StmtKind::Break | StmtKind::Continue => self.leave(true),
            StmtKind::If { test, body, orelse } => {
                self.expr(test);
                self.stmts(body);
                self.stmts(orelse);
            }
            StmtKind::While { test, body, orelse } => {
                self.block(Block::Loop, |walk| {
                    walk.expr(test);
                    walk.stmts(body);
                });
                self.stmts(orelse);
            }
            StmtKind::For(it) | StmtKind::AsyncFor(it) => {
                self.expr(&it.iter);
                self.block(Block::Loop, |walk| {
                    walk.expr(&it.target);
                    walk.stmts(&it.body);
                });
                self.stmts(&it.orelse);
            }
            StmtKind::With(it) | StmtKind::AsyncWith(it) => {
                for item in &it.items {
                    self.expr(&item.context_expr);
                    self.option(&item.optional_vars);
                }
                self.stmts(&it.body);
            }
            StmtKind::Try(it) | StmtKind::TryStar(it) => {
                self.block(Block::Finally(&it.finalbody), |walk| walk.try_(it));
                self.stmts(&it.finalbody);
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject);
                for case in cases {
                    let mut captures = Vec::new();
                    self.pattern(&case.pattern, &mut captures);
                    captures.into_iter().for_each(|it| self.touch(it));
                    self.option(&case.guard);
                    self.stmts(&case.body);
                }
            }
            StmtKind::Raise { exc, cause } => {
                self.option(exc);
                self.option(cause);
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test);
                self.option(msg);
            }
            StmtKind::Import { names } => {
                for alias in names {
                    self.constant(Constant::Int(0));
                    self.none();
                    self.mention(alias.name.clone());
                    let mut parts = alias.name.split('.');
                    match (&alias.asname, parts.next()) {
                        (Some(asname), _) => {
                            parts.for_each(|it| self.mention(it.into()));
                            self.touch(asname);
                        }
                        (None, package) => self.touch(&package.unwrap_or_default().into()),
                    }
                }
            }
            StmtKind::ImportFrom { module, names, level } => {
                self.constant(Constant::Int(i64::from(*level)));
                self.texts(names.iter().map(|it| &it.name));
                self.mention(module.clone().unwrap_or_default());
                for alias in names.iter().filter(|it| &*it.name != "*") {
                    self.mention(alias.name.clone());
                    self.touch(alias.asname.as_ref().unwrap_or(&alias.name));
                }
            }
            StmtKind::FunctionDef(def) | StmtKind::AsyncFunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => {
                self.exprs(&def.decorator_list);
                if def.type_params.is_empty() {
                    self.mentions.constants.push(Mention::Class(def.clone()));
                    self.text(&def.name);
                    self.exprs(&def.bases);
                    def.keywords.iter().for_each(|it| self.expr(&it.value));
                }
                self.touch(&def.name);
            }
            StmtKind::TypeAlias(alias) => self.expr(&alias.name),
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } | StmtKind::Pass => {}
        }
    }

    fn try_(&mut self, it: &'t Try) {
        self.stmts(&it.body);
        self.stmts(&it.orelse);
        for handler in &it.handlers {
            self.option(&handler.type_);
            if let Some(name) = &handler.name {
                self.touch(name);
            }
            self.stmts(&handler.body);
            if handler.name.is_some() {
                // The name is set to `None` before it is deleted.
                self.none();
            }
        }
    }

    fn function(&mut self, def: &'t Rc<FunctionDef>) {
        self.exprs(&def.decorator_list);
        self.defaults(&def.args);
        if def.type_params.is_empty() && !self.text_annotations {
            let args = &def.args;
            let each = args.args.iter().chain(&args.posonlyargs).chain(args.vararg.as_deref());
            for arg in each.chain(&args.kwonlyargs).chain(args.kwarg.as_deref()) {
                if let Some(annotation) = &arg.annotation {
                    let name = self.table[self.scope].mangle(&arg.arg);
                    self.text(&name);
                    self.expr(annotation);
                }
            }
            if let Some(returns) = &def.returns {
                self.text("return");
                self.expr(returns);
            }
        }
        self.mentions.constants.push(Mention::Function(def.clone()));
        self.touch(&def.name);
    }

    fn defaults(&mut self, args: &'t Arguments) {
        match folded_items(&args.defaults).filter(|it| !it.is_empty()) {
            Some(items) => self.constant(Constant::Tuple(items.into())),
            None => self.exprs(&args.defaults),
        }
        args.kw_defaults.iter().flatten().for_each(|it| self.expr(it));
        let with_default = args.kwonlyargs.iter().zip(&args.kw_defaults);
        let mut named = with_default.filter(|it| it.1.is_some()).map(|it| &it.0.arg).peekable();
        if named.peek().is_some() {
            self.texts(named);
        }
    }

    /// Names are bound once the whole pattern has matched.
    fn pattern(&mut self, it: &'t Pattern, captures: &mut Vec<&'t Identifier>) {
        match &it.kind {
            PatternKind::Value { value } => self.expr(value),
            PatternKind::Singleton { value } => self.constant(value.clone()),
            PatternKind::Sequence { patterns } => {
                patterns.iter().for_each(|it| self.pattern(it, captures));
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                self.exprs(keys);
                patterns.iter().for_each(|it| self.pattern(it, captures));
                captures.extend(rest);
            }
            PatternKind::Class { cls, patterns, kwd_attrs, kwd_patterns } => {
                self.expr(cls);
                self.texts(kwd_attrs.iter());
                patterns.iter().chain(kwd_patterns).for_each(|it| self.pattern(it, captures));
            }
            PatternKind::Star { name } => captures.extend(name),
            PatternKind::As { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern, captures);
                }
                captures.extend(name);
            }
            PatternKind::Or { patterns } => {
                let Some((first, rest)) = patterns.split_first() else { return };
                self.pattern(first, captures);
                // The others bind the same names.
                rest.iter().for_each(|it| self.pattern(it, &mut Vec::new()));
            }
        }
    }

    fn exprs(&mut self, all: &'t [Expr]) {
        all.iter().for_each(|it| self.expr(it));
    }

    fn option(&mut self, it: &'t Option<Box<Expr>>) {
        if let Some(it) = it {
            self.expr(it);
        }
    }

    fn expr(&mut self, it: &'t Expr) {
        if let Some(constant) = folded(it) {
            return self.constant(constant);
        }
        match &it.kind {
            ExprKind::Constant { .. } => {}
            ExprKind::Name { id, .. } => self.touch(id),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value);
                self.name(attr);
            }
            ExprKind::Starred { value, .. }
            | ExprKind::UnaryOp { operand: value, .. }
            | ExprKind::Await { value }
            | ExprKind::YieldFrom { value } => self.expr(value),
            ExprKind::Yield { value } => self.option(value),
            ExprKind::Call { .. } => self.call(it),
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::Set { elts: values }
            | ExprKind::List { elts: values, .. }
            | ExprKind::Tuple { elts: values, .. } => self.exprs(values),
            ExprKind::BinOp { left, right, .. }
            | ExprKind::Subscript { value: left, slice: right, .. } => {
                self.expr(left);
                self.expr(right);
            }
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left);
                self.exprs(comparators);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test);
                self.expr(body);
                self.expr(orelse);
            }
            ExprKind::Dict { keys, values } => {
                for (key, value) in keys.iter().zip(values) {
                    key.iter().for_each(|key| self.expr(key));
                    self.expr(value);
                }
            }
            ExprKind::FormattedValue { value, format_spec, .. } => {
                self.expr(value);
                self.option(format_spec);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option(lower);
                self.option(upper);
                self.option(step);
            }
            ExprKind::NamedExpr { target, value } => {
                self.expr(value);
                self.expr(target);
            }
            ExprKind::Lambda(lambda) => {
                self.defaults(&lambda.args);
                self.mentions.constants.push(Mention::Lambda(lambda.clone()));
            }
            ExprKind::GeneratorExp(comp) => {
                self.mentions.constants.push(Mention::Generator(comp.clone()));
                comp.generators.iter().take(1).for_each(|it| self.expr(&it.iter))
            }
            ExprKind::ListComp(comp) | ExprKind::SetComp(comp) => {
                let id = self.table.of(Rc::as_ptr(comp));
                self.inlined(id, &comp.generators, |walk| walk.expr(&comp.elt));
            }
            ExprKind::DictComp(comp) => {
                let id = self.table.of(Rc::as_ptr(comp));
                self.inlined(id, &comp.generators, |walk| {
                    walk.expr(&comp.key);
                    walk.expr(&comp.value);
                });
            }
        }
    }

    fn inlined(
        &mut self,
        id: ScopeId,
        generators: &'t [Comprehension],
        result: impl FnOnce(&mut Self),
    ) {
        generators.iter().take(1).for_each(|it| self.expr(&it.iter));
        self.enter(id);
        let outer = std::mem::replace(&mut self.scope, id);
        self.generators(generators);
        result(self);
        self.scope = outer;
    }

    /// All but the first iterable, which belongs to the scope around.
    fn generators(&mut self, generators: &'t [Comprehension]) {
        for (at, generator) in generators.iter().enumerate() {
            if at > 0 {
                self.expr(&generator.iter);
            }
            self.expr(&generator.target);
            self.exprs(&generator.ifs);
        }
    }
}

/// The constant that an expression comes out as: a literal, a sign before a number, a tuple of such.
fn folded(it: &Expr) -> Option<Constant> {
    match &it.kind {
        ExprKind::Constant { value, .. } => Some(value.clone()),
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => match folded(operand)? {
            Constant::Int(it) => it.checked_neg().map(Constant::Int),
            Constant::Float(it) => Some(Constant::Float(-it)),
            _ => None,
        },
        ExprKind::Tuple { elts, ctx: ExprContext::Load } => {
            Some(Constant::Tuple(folded_items(elts)?.into()))
        }
        _ => None,
    }
}

fn folded_items(all: &[Expr]) -> Option<Vec<Constant>> {
    all.iter().map(folded).collect()
}
