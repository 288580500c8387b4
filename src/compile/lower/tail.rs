//! Bodies of code objects: prologue, statements, and the tail that gives the value.

use crate::compile::scope::{Binding, ScopeKind};
use crate::eval::control::{self, TailDiscard, TailIf, TailStmt, Then, ThenOne};
use crate::eval::function::ClassEnd;
use crate::eval::names::{Assign, Constant, MakeCells};
use crate::eval::operand::Shape;
use crate::object::{Body, Node, Stmt, Value};
use crate::syntax::ast::{self, Mod, Span, StmtKind};

use super::Lowerer;
use super::code::CodeKind;
use super::docstring::docstring;

/// Whether control never goes past these statements.
fn ends(stmts: &[ast::Stmt]) -> bool {
    stmts.iter().any(|it| match &it.kind {
        StmtKind::Return { .. } | StmtKind::Raise { .. } => true,
        StmtKind::If { body, orelse, .. } => !orelse.is_empty() && ends(body) && ends(orelse),
        _ => false,
    })
}

/// Whether the statements contain a `return` that a tail could serve.
fn returns(stmts: &[ast::Stmt]) -> bool {
    stmts.iter().any(|it| match &it.kind {
        StmtKind::Return { .. } => true,
        StmtKind::If { body, orelse, .. } => returns(body) || returns(orelse),
        _ => false,
    })
}

impl Lowerer<'_> {
    /// The body of this lowerer's code object.
    pub fn body(mut self, kind: &CodeKind) -> Body {
        let prologue = self.prologue();
        match kind {
            CodeKind::Function(def) => {
                let skip = usize::from(!docstring(self.vm, &def.body).is_none());
                let stmts: Vec<&ast::Stmt> = def.body.iter().skip(skip).collect();
                if self.resumable {
                    let mut lowered = prologue;
                    lowered.extend(self.statements(&def.body[skip..]));
                    let steps = self.sequence(lowered, true);
                    return self.finish(Box::new(Constant(Value::None)), Some(steps));
                }
                let tail = self.tail(&stmts);
                let node = in_front(prologue, tail);
                self.finish(node, None)
            }
            CodeKind::Lambda(lambda) => {
                if self.resumable {
                    let (pre, value) = self.apart(|this| this.node(&lambda.body));
                    let mut lowered = prologue;
                    lowered.extend(pre);
                    lowered.push(Box::new(control::Return(Some(value))));
                    let steps = self.sequence(lowered, true);
                    return self.finish(Box::new(Constant(Value::None)), Some(steps));
                }
                let node = self.node(&lambda.body);
                let node = in_front(prologue, node);
                self.finish(node, None)
            }
            CodeKind::Generator(comp) => {
                let mut lowered = prologue;
                lowered.push(self.generator_body(comp));
                let steps = self.sequence(lowered, true);
                self.finish(Box::new(Constant(Value::None)), Some(steps))
            }
            CodeKind::Module => self.module_body(prologue),
            CodeKind::Class(def) => {
                let lowered = self.class_body(def, prologue);
                let cell = self.slots.get(&(self.host, "__class__".into())).copied();
                let at = self.at(def.span);
                let node =
                    Box::new(Then { first: lowered.into(), tail: Box::new(ClassEnd { cell, at }) });
                self.finish(node, None)
            }
            CodeKind::GenericFunction(def, qualname) => {
                let node = self.generic_function(def, qualname);
                let node = in_front(prologue, node);
                self.finish(node, None)
            }
            CodeKind::GenericClass(def, qualname) => {
                let node = self.generic_class(def, qualname);
                let node = in_front(prologue, node);
                self.finish(node, None)
            }
            CodeKind::GenericAlias(alias, qualname) => {
                let node = self.generic_alias(alias, qualname);
                let node = in_front(prologue, node);
                self.finish(node, None)
            }
            CodeKind::Lazy(expr) => {
                let node = self.node(expr);
                let node = in_front(prologue, node);
                self.finish(node, None)
            }
        }
    }

    /// Makes the cells of variables that inner functions share.
    fn prologue(&mut self) -> Vec<Box<dyn Stmt>> {
        let table = self.table();
        let host = self.host;
        let mut cells: Vec<u32> = self
            .slots
            .iter()
            .filter(|((scope, name), _)| {
                *scope == host
                    && (table.resolve(host, name) == Binding::Cell
                        || table[host].kind == ScopeKind::Class
                            && table[host].cellvars.contains(name))
            })
            .map(|(_, slot)| *slot)
            .collect();
        cells.sort_unstable();
        if cells.is_empty() { vec![] } else { vec![Box::new(MakeCells(cells.into()))] }
    }

    fn module_body(mut self, mut lowered: Vec<Box<dyn Stmt>>) -> Body {
        let unit = self.unit.clone();
        let body: &[ast::Stmt] = match &unit.tree {
            Mod::Module { body, .. } | Mod::Interactive { body } => body,
            Mod::Expression { body } => {
                if self.resumable {
                    let (pre, value) = self.apart(|this| this.node(body));
                    lowered.extend(pre);
                    lowered.push(Box::new(control::Return(Some(value))));
                    let steps = self.sequence(lowered, true);
                    return self.finish(Box::new(Constant(Value::None)), Some(steps));
                }
                let node = self.node(body);
                return self.finish(node, None);
            }
            Mod::FunctionType { .. } => &[],
        };
        if self.table()[self.host].annotations {
            lowered.push(self.set_up_annotations());
        }
        let mut skip = 0;
        if matches!(unit.tree, Mod::Module { .. }) {
            let doc = docstring(self.vm, body);
            if !doc.is_none() && unit.optimize < 2 {
                skip = 1;
                let target = self.store_name(&"__doc__".into(), Span::default());
                lowered.push(Box::new(Assign { target, value: Box::new(Constant(doc)) }));
            }
        }
        lowered.extend(self.statements(&body[skip..]));
        if self.resumable {
            let steps = self.sequence(lowered, true);
            return self.finish(Box::new(Constant(Value::None)), Some(steps));
        }
        let node = Box::new(TailStmt(control::block(lowered)));
        self.finish(node, None)
    }

    /// Makes `__annotations__` in the namespace if it is not there.
    fn set_up_annotations(&mut self) -> Box<dyn Stmt> {
        let place = self.place(&"__annotations__".into());
        Box::new(super::definition::SetUpAnnotations {
            namespace: place == super::place::Place::Name,
        })
    }

    fn class_body(
        &mut self,
        def: &ast::ClassDef,
        prologue: Vec<Box<dyn Stmt>>,
    ) -> Vec<Box<dyn Stmt>> {
        let mut lowered = prologue;
        let span = def.span;
        let set = |this: &mut Self, name: &str, value: Box<dyn Node>| -> Box<dyn Stmt> {
            let target = this.store_name(&name.into(), span);
            Box::new(Assign { target, value })
        };
        if let Some(slot) = self.slots.get(&(self.host, "__classdict__".into())).copied() {
            let cell = Box::new(crate::eval::names::StoreCell(slot));
            let namespace = Box::new(crate::eval::names::PeekTemp(0));
            lowered.push(Box::new(Assign { target: cell, value: namespace }));
        }
        let module = self.load_module_name();
        lowered.push(set(self, "__module__", module));
        let qualname = Value::Str(self.code.facts.qualname.clone());
        lowered.push(set(self, "__qualname__", Box::new(Constant(qualname))));
        let line = Value::Int(i64::from(self.code.facts.first_line));
        lowered.push(set(self, "__firstlineno__", Box::new(Constant(line))));
        if !def.type_params.is_empty() {
            let params = self.load(&".type_params".into(), span).into_node();
            lowered.push(set(self, "__type_params__", params));
        }
        if self.table()[self.host].annotations {
            lowered.push(self.set_up_annotations());
        }
        let doc = docstring(self.vm, &def.body);
        let mut skip = 0;
        if !doc.is_none() && self.unit.optimize < 2 {
            skip = 1;
            lowered.push(set(self, "__doc__", Box::new(Constant(doc))));
        }
        lowered.extend(self.statements(&def.body[skip..]));
        let attributes = super::definition::static_attributes(def);
        let names = attributes.iter().map(|it| Value::Str(self.vm.intern(it))).collect();
        let names = self.vm.tuple(names);
        lowered.push(set(self, "__static_attributes__", Box::new(Constant(names))));
        if let Some(slot) = self.slots.get(&(self.host, "__classdict__".into())).copied() {
            let cell = Box::new(crate::eval::names::PeekTemp(slot));
            lowered.push(set(self, "__classdictcell__", cell));
        }
        lowered
    }

    fn load_module_name(&mut self) -> Box<dyn Node> {
        let name: ast::Identifier = "__name__".into();
        self.load(&name, Span::default()).into_node()
    }

    /// The node that runs these statements as the end of a function.
    fn tail(&mut self, stmts: &[&ast::Stmt]) -> Box<dyn Node> {
        let mut first: Vec<Box<dyn Stmt>> = Vec::new();
        let mut i = 0;
        while i < stmts.len() {
            let stmt = stmts[i];
            let rest = &stmts[i + 1..];
            match &stmt.kind {
                StmtKind::Return { value } => {
                    let node = match value {
                        Some(value) => self.node(value),
                        None => Shape::Const(Value::None).into_node(),
                    };
                    return in_front(first, node);
                }
                StmtKind::If { test, body, orelse } => {
                    let here = std::slice::from_ref(stmt);
                    if rest.is_empty() || (returns(here) && (ends(body) || ends(orelse))) {
                        let at = self.at(test.span);
                        let test = self.node(test);
                        let mut then: Vec<&ast::Stmt> = body.iter().collect();
                        let mut other: Vec<&ast::Stmt> = orelse.iter().collect();
                        if !ends(body) {
                            then.extend(rest);
                        }
                        if !ends(orelse) {
                            other.extend(rest);
                        }
                        let body = self.tail(&then);
                        let orelse = self.tail(&other);
                        return in_front(first, Box::new(TailIf { test, body, orelse, at }));
                    }
                    first.push(self.statement(stmt));
                }
                StmtKind::Expr { value } if rest.is_empty() => {
                    if matches!(value.kind, ast::ExprKind::Constant { .. }) {
                        return in_front(first, Shape::Const(Value::None).into_node());
                    }
                    let node = self.node(value);
                    return in_front(first, Box::new(TailDiscard(node)));
                }
                _ if rest.is_empty() => {
                    let lowered = self.statement(stmt);
                    return in_front(first, Box::new(TailStmt(lowered)));
                }
                _ => first.extend(self.statements(std::slice::from_ref(stmt))),
            }
            i += 1;
        }
        in_front(first, Shape::Const(Value::None).into_node())
    }
}

/// A tail with statements in front.
fn in_front(mut first: Vec<Box<dyn Stmt>>, tail: Box<dyn Node>) -> Box<dyn Node> {
    match first.len() {
        0 => tail,
        1 => Box::new(ThenOne { first: first.remove(0), tail }),
        _ => Box::new(Then { first: first.into(), tail }),
    }
}
