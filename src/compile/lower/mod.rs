//! Lowering: from the syntax tree and its scopes to the executable tree.
//!
//! A [`Lowerer`] builds the body of one code object: names become slots, cells or cached dictionary entries,
//! expressions become nodes (fused where the operands are simple), statements become statements. In
//! generators and coroutines an expression with a `yield` or `await` in it is hoisted: what stands to the left of
//! it goes to temporary slots in order, the `yield` becomes a statement of its own ([`hoist`]).
//!
//! List, set and dictionary comprehensions run inside the frame of their host, in slots of their own.

mod assignment;
mod calls;
mod code;
mod comprehension;
mod constants;
mod definition;
mod docstring;
mod expression;
mod hoist;
mod patterns;
mod place;
mod statement;
mod tail;

pub use code::{CodeKind, Unit, code_object};
pub use docstring::check_docstrings;

use std::collections::HashMap;
use std::rc::Rc;

use crate::compile::scope::{ScopeId, ScopeKind, SymbolTable};
use crate::object::{Body, BodyKind, Code, Dict, Node, Raises, Ref, Stmt, Str, Vm, co};
use crate::syntax::ast::{Expr, ExprKind, Identifier, Span};

use code::CodeLowering;

/// Builds the body of one code object.
pub struct Lowerer<'a> {
    vm: &'a Vm,
    unit: &'a Rc<Unit>,
    code: &'a Ref<Code>,
    globals: &'a Ref<Dict>,
    builtins: &'a Ref<Dict>,
    /// Names that are not in function scopes live in the mapping in slot 0.
    namespace: bool,
    /// The scope expressions are in now: the code's own, or a comprehension inlined in it.
    scope: ScopeId,
    host: ScopeId,
    slots: HashMap<(ScopeId, Identifier), u32>,
    next_slot: u32,
    positions: Vec<Span>,
    /// The body can be suspended.
    resumable: bool,
    /// Statements that must run before the expression being lowered.
    pre: Vec<Box<dyn Stmt>>,
    kind: BodyKind,
    /// How many `except` clauses and final blocks are around: an exception may be being handled there.
    handling: u32,
    /// See [`Body::unguarded`].
    guarded: bool,
}

impl<'a> Lowerer<'a> {
    fn new(
        lowering: &'a CodeLowering,
        vm: &'a Vm,
        code: &'a Ref<Code>,
        globals: &'a Ref<Dict>,
        builtins: &'a Ref<Dict>,
        namespace: bool,
    ) -> Lowerer<'a> {
        let kind = if code.has(co::ASYNC_GENERATOR) {
            BodyKind::AsyncGenerator
        } else if code.has(co::COROUTINE) {
            BodyKind::Coroutine
        } else if code.has(co::GENERATOR) {
            BodyKind::Generator
        } else {
            BodyKind::Function
        };
        let mut this = Lowerer {
            vm,
            unit: &lowering.unit,
            code,
            globals,
            builtins,
            namespace,
            scope: lowering.scope,
            host: lowering.scope,
            slots: HashMap::new(),
            next_slot: u32::from(namespace),
            positions: Vec::new(),
            resumable: kind != BodyKind::Function,
            pre: Vec::new(),
            kind,
            handling: 0,
            guarded: false,
        };
        this.assign_slots();
        this
    }

    fn table(&self) -> &'a SymbolTable {
        &self.unit.table
    }

    /// Parameters first, then the other locals, then cells that are neither.
    fn assign_slots(&mut self) {
        let table = self.table();
        let scope = &table[self.host];
        if scope.kind.is_function_like() {
            for name in &scope.parameters {
                self.new_slot_for(self.host, name);
            }
            for name in table.varnames(self.host) {
                if !self.slots.contains_key(&(self.host, name.clone())) {
                    self.new_slot_for(self.host, name);
                }
            }
        }
        for symbol in scope.symbols.iter() {
            let binding = table.resolve(self.host, &symbol.name);
            let wanted = match binding {
                crate::compile::scope::Binding::Cell => true,
                crate::compile::scope::Binding::Local => scope.kind.is_function_like(),
                _ => false,
            };
            if wanted && !self.slots.contains_key(&(self.host, symbol.name.clone())) {
                self.new_slot_for(self.host, &symbol.name);
            }
        }
        for name in &scope.cellvars {
            if scope.kind == ScopeKind::Class
                && !self.slots.contains_key(&(self.host, name.clone()))
            {
                self.new_slot_for(self.host, name);
            }
        }
    }

    fn new_slot_for(&mut self, scope: ScopeId, name: &Identifier) -> u32 {
        let slot = self.temp();
        self.slots.insert((scope, name.clone()), slot);
        slot
    }

    /// A fresh slot.
    fn temp(&mut self) -> u32 {
        let slot = self.next_slot;
        self.next_slot += 1;
        slot
    }

    /// The number of a position.
    fn at(&mut self, span: Span) -> u32 {
        if self.positions.last() == Some(&span) {
            return self.positions.len() as u32 - 1;
        }
        self.positions.push(span);
        self.positions.len() as u32 - 1
    }

    /// The position of what is done with an attribute: where that is in a later line than the start of
    /// the span, it begins at the attribute's name.
    fn at_name(&mut self, span: Span, expr: &Expr) -> u32 {
        let ExprKind::Attribute { attr, .. } = &expr.kind else { return self.at(span) };
        let (line, end) = (expr.span.end_line, expr.span.end_column);
        if span.line == line {
            return self.at(span);
        }
        let column = end.saturating_sub(attr.chars().count() as u32);
        self.at(Span { line, column, ..span })
    }

    /// The interned string of an identifier, mangled as the scope demands.
    fn name(&self, name: &Identifier) -> Ref<Str> {
        if name.starts_with("__") {
            return self.vm.intern(&self.table()[self.scope].mangle(name));
        }
        self.vm.intern(name)
    }

    /// The finished body.
    fn finish(self, node: Box<dyn Node>, steps: Option<Box<dyn Stmt>>) -> Body {
        let code = self.code;
        let mut locals: Vec<(Ref<Str>, u32, bool)> = self
            .slots
            .iter()
            .filter(|((_, name), _)| !name.starts_with('.'))
            .map(|((scope, name), slot)| {
                // Other scopes are comprehensions that run in this frame.
                let scope = *scope;
                let cell = self.table().resolve(scope, name)
                    == crate::compile::scope::Binding::Cell
                    || self.table()[scope].cellvars.contains(name);
                (self.vm.intern(name), *slot, cell)
            })
            .collect();
        locals.sort_by_key(|it| it.1);
        let params = if self.namespace { 1 } else { code.parameters() as u32 };
        let positional =
            code.facts.kwonlyargcount == 0 && !code.has(co::VARARGS) && !code.has(co::VARKEYWORDS);
        let plain = positional && self.kind == BodyKind::Function;
        Body {
            node,
            steps,
            kind: self.kind,
            params,
            size: self.next_slot.max(params),
            exact: if plain { params } else { Body::NEVER },
            positional,
            unguarded: !self.guarded,
            positions: self.positions.into(),
            locals: locals.into(),
            name: code.facts.name.clone(),
            qualname: code.facts.qualname.clone(),
        }
    }
}

/// The body of a code object for these globals.
fn lower(
    lowering: &CodeLowering,
    vm: &Vm,
    code: &Ref<Code>,
    globals: &Ref<Dict>,
    builtins: &Ref<Dict>,
    namespace: bool,
) -> Raises<Body> {
    let lowerer = Lowerer::new(lowering, vm, code, globals, builtins, namespace);
    Ok(lowerer.body(&lowering.kind))
}
