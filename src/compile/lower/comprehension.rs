//! Comprehensions: loops in slots of their own inside the host's frame; generator expressions.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::eval::build::{After, Collect, Collection, Empty, collect_into};
use crate::eval::control::{self, Pass};
use crate::eval::function::GeneratorExpression;
use crate::eval::names::{Clear, MakeCells, PeekTemp, SetLocal, TakeTemp};
use crate::eval::operand::Shape;
use crate::eval::resume;
use crate::object::{BodyKind, Node, Stmt};
use crate::syntax::ast::{self, Comprehension, Expr, Span};

use super::Lowerer;
use super::code::{CodeKind, code_object, qualified};
use super::expression::Comp;
use super::hoist::suspends;

impl Lowerer<'_> {
    /// A list, set or dictionary comprehension.
    pub fn comprehension(&mut self, comp: Comp, span: Span) -> Shape {
        let (scope, generators, collection) = match &comp {
            Comp::List(it) => (self.table().of(Rc::as_ptr(it)), &it.generators, Collection::List),
            Comp::Set(it) => (self.table().of(Rc::as_ptr(it)), &it.generators, Collection::Set),
            Comp::Dict(it) => (self.table().of(Rc::as_ptr(it)), &it.generators, Collection::Dict),
        };
        let inner_suspends = self.resumable
            && (generators.iter().enumerate().any(|(i, it)| {
                it.is_async || (i > 0 && suspends(&it.iter)) || it.ifs.iter().any(suspends)
            }) || match &comp {
                Comp::List(it) | Comp::Set(it) => suspends(&it.elt),
                Comp::Dict(it) => suspends(&it.key) || suspends(&it.value),
            });
        let at = self.at(span);
        let result = self.temp();
        // The outermost iterable belongs to the enclosing scope.
        let mut iter = self.iterated(&generators[0].iter);
        if inner_suspends {
            iter = self.put_aside(iter).into_node();
        }
        let outer = std::mem::replace(&mut self.scope, scope);
        let (own, cells) = self.comprehension_slots(scope);
        let mut first: Vec<Box<dyn Stmt>> = Vec::new();
        first.push(Box::new(SetLocal { slot: result, value: Box::new(Empty(collection)) }));
        if !cells.is_empty() {
            first.push(Box::new(MakeCells(cells.into())));
        }
        let body = self.comprehension_loops(
            generators,
            0,
            Some(iter),
            inner_suspends,
            None,
            &mut |this| {
                let (pre, what) = this.apart(|this| match &comp {
                    Comp::List(it) => Collect::Append(this.shape(&it.elt)),
                    Comp::Set(it) => Collect::Add(this.node(&it.elt)),
                    Comp::Dict(it) => {
                        let mut nodes = this.nodes(&[&it.key, &it.value]);
                        let value = nodes.pop().unwrap_or_else(|| {
                            Shape::Const(crate::object::Value::None).into_node()
                        });
                        let key = nodes.pop().unwrap_or_else(|| {
                            Shape::Const(crate::object::Value::None).into_node()
                        });
                        Collect::Set(key, value)
                    }
                });
                this.with_pre(pre, collect_into(result, what, at))
            },
        );
        first.push(body);
        let scratch = own.iter().copied().chain([result]).collect();
        if !own.is_empty() {
            first.push(Box::new(Clear(own.into())));
        }
        self.scope = outer;
        if inner_suspends {
            let stmt = self.sequence(first, true);
            self.pre.push(stmt);
            return Shape::Other(Box::new(TakeTemp(result)));
        }
        Shape::Other(Box::new(After {
            first: control::block(first),
            value: Box::new(TakeTemp(result)),
            scratch,
        }))
    }

    /// Slots for the comprehension's own names: all of them, and those that hold cells.
    fn comprehension_slots(
        &mut self,
        scope: crate::compile::scope::ScopeId,
    ) -> (Vec<u32>, Vec<u32>) {
        use crate::compile::scope::Binding;
        let table = self.table();
        let (mut own, mut cells) = (Vec::new(), Vec::new());
        for symbol in table[scope].symbols.iter() {
            let binding = table.resolve(scope, &symbol.name);
            if !matches!(binding, Binding::Local | Binding::Cell) {
                continue;
            }
            let slot = match self.slots.get(&(scope, symbol.name.clone())) {
                Some(slot) => *slot,
                None => self.new_slot_for(scope, &symbol.name),
            };
            own.push(slot);
            if binding == Binding::Cell {
                cells.push(slot);
            }
        }
        (own, cells)
    }

    /// The loops of a comprehension from generator `i` on, around what `collect` makes.
    fn comprehension_loops(
        &mut self,
        generators: &[Comprehension],
        i: usize,
        iter: Option<Box<dyn Node>>,
        suspending: bool,
        yielded: Option<&Expr>,
        collect: &mut dyn FnMut(&mut Self) -> Box<dyn Stmt>,
    ) -> Box<dyn Stmt> {
        let Some(generator) = generators.get(i) else { return collect(self) };
        let (pre, iter) = match iter {
            Some(iter) => (vec![], iter),
            None => self.apart(|this| this.iterated(&generator.iter)),
        };
        let at = self.at(generator.iter.span);
        let target = self.for_target(&generator.target);
        if suspending
            && !generator.is_async
            && generator.ifs.len() <= 1
            && !generator.ifs.iter().any(|it| self.hoists(it))
            && i + 1 == generators.len()
            && let Some(elt) = yielded
        {
            let test_at = generator.ifs.first().map_or(at, |it| self.at(it.span));
            let test = generator.ifs.first().map(|it| self.node(it));
            let value = self.node(elt);
            let yield_at = self.at(elt.span);
            let iterator = self.temp();
            let produces = self.kind == BodyKind::AsyncGenerator;
            let target = target.resumable();
            let stmt: Box<dyn Stmt> = Box::new(resume::ForYield {
                iter,
                target,
                before: None,
                test,
                value,
                after: None,
                iterator,
                at,
                test_at,
                yield_at,
                produces,
                pulls: self.handling == 0,
            });
            return self.with_pre(pre, stmt);
        }
        let mut body =
            self.comprehension_body(&generator.ifs, generators, i, suspending, yielded, collect);
        if body.is_none() {
            body = Some(Box::new(Pass));
        }
        let body = body.unwrap_or_else(|| Box::new(Pass));
        let stmt: Box<dyn Stmt> = if generator.is_async {
            let (iterator, awaiting, state) = (self.temp(), self.temp(), self.temp());
            let target = target.resumable();
            Box::new(resume::AsyncFor {
                iter,
                target,
                body,
                orelse: Box::new(Pass),
                iterator,
                awaiting,
                state,
                at,
                next_at: at,
                pulls: self.handling == 0,
            })
        } else if suspending {
            let (iterator, state) = (self.temp(), self.temp());
            let target = target.resumable();
            Box::new(resume::For {
                iter,
                target,
                body,
                orelse: Box::new(Pass),
                iterator,
                state,
                at,
                pulls: self.handling == 0,
            })
        } else {
            let (local, target) = target.split();
            Box::new(control::For { local, target, iter, body, orelse: None, at })
        };
        self.with_pre(pre, stmt)
    }

    /// The conditions of one generator around what is inside of them.
    fn comprehension_body(
        &mut self,
        ifs: &[Expr],
        generators: &[Comprehension],
        i: usize,
        suspending: bool,
        yielded: Option<&Expr>,
        collect: &mut dyn FnMut(&mut Self) -> Box<dyn Stmt>,
    ) -> Option<Box<dyn Stmt>> {
        let Some((condition, rest)) = ifs.split_first() else {
            return Some(self.comprehension_loops(
                generators,
                i + 1,
                None,
                suspending,
                yielded,
                collect,
            ));
        };
        let (pre, test) = self.apart(|this| this.node(condition));
        let at = self.at(condition.span);
        let body = self.comprehension_body(rest, generators, i, suspending, yielded, collect)?;
        let stmt: Box<dyn Stmt> = if suspending {
            let state = self.temp();
            Box::new(resume::If { test, body, orelse: Box::new(Pass), state, at })
        } else {
            Box::new(control::If { test, body, orelse: None, at })
        };
        Some(self.with_pre(pre, stmt))
    }

    /// A generator expression: a function called at once with the outermost iterator.
    pub fn generator_expression(&mut self, comp: &Rc<ast::Comp>, span: Span) -> Box<dyn Node> {
        let scope = self.table().of(Rc::as_ptr(comp));
        let qualname = self.qualname_of("<genexpr>");
        let code = code_object(
            self.vm,
            self.unit,
            scope,
            CodeKind::Generator(comp.clone()),
            "<genexpr>",
            &qualname,
        );
        let at = self.at(span);
        let first = &comp.generators[0];
        let iter = self.iterated(&first.iter);
        let iter_at = self.at(first.iter.span);
        let function = if first.is_async {
            crate::eval::coroutine::async_iter
        } else {
            crate::protocol::iter as fn(&crate::object::Vm, &crate::object::Value) -> _
        };
        let iter: Box<dyn Node> =
            Box::new(crate::eval::build::Apply { operand: iter, function, at: iter_at });
        let closure = self.closure_of(scope);
        let inlined = self.table()[self.scope].kind.is_inlined();
        let kept = (closure.is_empty() || !inlined).then(|| self.temp());
        Box::new(GeneratorExpression { code, closure, iter, kept, body: OnceCell::new(), at })
    }

    /// The body of a generator expression.
    pub fn generator_body(&mut self, comp: &Rc<ast::Comp>) -> Box<dyn Stmt> {
        let produces = self.kind == BodyKind::AsyncGenerator;
        // It stays in its slot: `super()` takes it for the first argument, as in CPython.
        let iter: Box<dyn Node> = Box::new(PeekTemp(0));
        let plain = if self.hoists(&comp.elt) { None } else { Some(&comp.elt) };
        self.comprehension_loops(&comp.generators, 0, Some(iter), true, plain, &mut |this| {
            let (pre, value) = this.apart(|this| this.node(&comp.elt));
            let (state, at) = (this.temp(), this.at(comp.elt.span));
            this.with_pre(pre, Box::new(resume::Yield { value, into: None, state, at, produces }))
        })
    }

    /// The qualified name of something defined here.
    pub fn qualname_of(&self, name: &str) -> String {
        let parent = self.code.facts.qualname.to_string_lossy();
        qualified(self.unit, self.scope, &parent, name)
    }

    /// The target of a loop.
    pub fn for_target(&mut self, target: &Expr) -> Target {
        let place = match &target.kind {
            ast::ExprKind::Name { id, .. } => Some(self.place(id)),
            _ => None,
        };
        match place {
            Some(super::place::Place::Local(slot)) => Target::Local(slot),
            _ => Target::Store(self.store(target)),
        }
    }
}

/// Where a loop puts its items.
pub enum Target {
    Local(u32),
    Store(Box<dyn crate::eval::names::Store>),
}

impl Target {
    /// For loops that can be suspended.
    pub fn resumable(self) -> resume::Target {
        match self {
            Target::Local(slot) => resume::Target::Local(slot),
            Target::Store(store) => resume::Target::Store(store),
        }
    }

    pub fn split(self) -> (Option<u32>, Option<Box<dyn crate::eval::names::Store>>) {
        match self {
            Target::Local(slot) => (Some(slot), None),
            Target::Store(store) => (None, Some(store)),
        }
    }
}
