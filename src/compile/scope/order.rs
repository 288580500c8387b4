//! `co_varnames`: a function's locals in the order in which its code first touches them.
//!
//! Found only when asked for: the order matters to `locals()` and to code objects, not to scopes.
//! A local that no code touches (`x: int` alone) has no slot.

use std::collections::HashSet;

use crate::compile::future::FutureFlags;
use crate::syntax::ast::*;

use super::symbols::{QuickHash, flag};
use super::{Binding, ScopeId, ScopeKind, ScopeNode, SymbolTable};

pub(super) fn varnames(table: &SymbolTable, id: ScopeId) -> Vec<Identifier> {
    let scope = &table[id];
    let names = scope.parameters.clone();
    let mut order = Order {
        table,
        scope: id,
        seen: names.iter().cloned().collect(),
        names,
        blocks: Vec::new(),
        text_annotations: table.future.contains(FutureFlags::ANNOTATIONS),
    };
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
    blocks: Vec<Block<'t>>,
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
        let name = self.table[id].mangle(name);
        loop {
            let scope = &self.table[id];
            match scope.symbols.get(&name).map(|it| it.binding) {
                Some(Binding::Local) => return self.add(&name),
                Some(Binding::Free) if scope.kind.is_inlined() => {
                    id = scope.parent.expect("a comprehension stands in some scope");
                }
                _ => return,
            }
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
            StmtKind::Expr { value } => self.expr(value),
            StmtKind::Assign { targets, value, .. } => {
                self.expr(value);
                self.exprs(targets);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target);
                self.expr(value);
            }
            StmtKind::AnnAssign { target, value, .. } => match (value, &target.kind) {
                (Some(value), _) => {
                    self.expr(value);
                    self.expr(target);
                }
                (None, ExprKind::Name { .. }) => {}
                (None, _) => self.expr(target),
            },
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Return { value } => {
                self.option(value);
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
            StmtKind::Import { names } => names.iter().for_each(|alias| match &alias.asname {
                Some(asname) => self.touch(asname),
                None => match alias.name.split_once('.') {
                    Some((package, _)) => self.touch(&package.into()),
                    None => self.touch(&alias.name),
                },
            }),
            StmtKind::ImportFrom { names, .. } => {
                names
                    .iter()
                    .for_each(|alias| self.touch(alias.asname.as_ref().unwrap_or(&alias.name)));
            }
            StmtKind::FunctionDef(def) | StmtKind::AsyncFunctionDef(def) => self.function(def),
            StmtKind::ClassDef(def) => {
                self.exprs(&def.decorator_list);
                if def.type_params.is_empty() {
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
        }
    }

    fn function(&mut self, def: &'t FunctionDef) {
        self.exprs(&def.decorator_list);
        self.defaults(&def.args);
        if def.type_params.is_empty() && !self.text_annotations {
            let args = &def.args;
            let each = args.args.iter().chain(&args.posonlyargs).chain(args.vararg.as_deref());
            for arg in each.chain(&args.kwonlyargs).chain(args.kwarg.as_deref()) {
                self.option(&arg.annotation);
            }
            self.option(&def.returns);
        }
        self.touch(&def.name);
    }

    fn defaults(&mut self, args: &'t Arguments) {
        self.exprs(&args.defaults);
        args.kw_defaults.iter().flatten().for_each(|it| self.expr(it));
    }

    /// Names are bound once the whole pattern has matched.
    fn pattern(&mut self, it: &'t Pattern, captures: &mut Vec<&'t Identifier>) {
        match &it.kind {
            PatternKind::Value { value } => self.expr(value),
            PatternKind::Singleton { .. } => {}
            PatternKind::Sequence { patterns } => {
                patterns.iter().for_each(|it| self.pattern(it, captures));
            }
            PatternKind::Mapping { keys, patterns, rest } => {
                self.exprs(keys);
                patterns.iter().for_each(|it| self.pattern(it, captures));
                captures.extend(rest);
            }
            PatternKind::Class { cls, patterns, kwd_patterns, .. } => {
                self.expr(cls);
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
        match &it.kind {
            ExprKind::Constant { .. } => {}
            ExprKind::Name { id, .. } => self.touch(id),
            ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. }
            | ExprKind::UnaryOp { operand: value, .. }
            | ExprKind::Await { value }
            | ExprKind::YieldFrom { value } => self.expr(value),
            ExprKind::Yield { value } => self.option(value),
            ExprKind::Call { func, args, keywords } => {
                self.expr(func);
                self.exprs(args);
                keywords.iter().for_each(|it| self.expr(&it.value));
            }
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
            ExprKind::Lambda(lambda) => self.defaults(&lambda.args),
            ExprKind::GeneratorExp(comp) => {
                comp.generators.iter().take(1).for_each(|it| self.expr(&it.iter))
            }
            ExprKind::ListComp(comp) | ExprKind::SetComp(comp) => {
                let id = self.table.of(std::rc::Rc::as_ptr(comp));
                self.inlined(id, &comp.generators, |walk| walk.expr(&comp.elt));
            }
            ExprKind::DictComp(comp) => {
                let id = self.table.of(std::rc::Rc::as_ptr(comp));
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
