//! The table as `symtable` shows it: the names of inlined comprehensions merged into their host's.
//!
//! Reference: Library Reference, `symtable`; PEP 709.

use crate::syntax::ast::Identifier;

use super::{Binding, Scope, ScopeId, ScopeKind, Symbol, SymbolTable, flag};

/// One scope with what was inlined into it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub scope: ScopeId,
    pub symbols: Vec<Symbol>,
    pub children: Vec<Shown>,
}

impl SymbolTable {
    pub fn shown(&self) -> Shown {
        self.show(ScopeId::MODULE)
    }

    pub(super) fn show(&self, id: ScopeId) -> Shown {
        let scope = &self[id];
        // What is only handed on to inner scopes comes last, if it is not there by then.
        let own = scope.symbols.iter().filter(|it| it.flags != 0);
        let mut shown = Shown { scope: id, symbols: own.cloned().collect(), children: Vec::new() };
        let mut cells = Vec::new();
        for &child in &scope.children {
            let inner = self.show(child);
            if self[child].kind.is_inlined() && scope.class_entry.is_none() {
                merge(&mut shown.symbols, &inner.symbols, scope.kind, &mut cells);
                shown.children.extend(inner.children);
            } else {
                shown.children.push(inner);
            }
        }
        mark_cells(&mut shown.symbols, &cells, scope);
        let keeps_own = !scope.kind.is_function_like() || scope.class_entry.is_some();
        for handed in scope.symbols.iter().filter(|it| it.flags == 0) {
            match shown.symbols.iter_mut().find(|it| it.name == handed.name) {
                Some(symbol) if keeps_own => symbol.flags |= flag::FREE_CLASS,
                Some(_) => {}
                None => shown.symbols.push(handed.clone()),
            }
        }
        shown
    }
}

fn merge(host: &mut Vec<Symbol>, inlined: &[Symbol], kind: ScopeKind, cells: &mut Vec<Identifier>) {
    for symbol in inlined.iter().filter(|it| !it.is(flag::PARAM)) {
        if symbol.binding == Binding::Cell || symbol.is(flag::COMP_CELL) {
            cells.push(symbol.name.clone());
        }
        if host.iter().all(|it| it.name != symbol.name) {
            // A class is no variable of its own body, and CPython says so here too late.
            let lost = kind == ScopeKind::Class && &*symbol.name == "__class__";
            let binding = if lost { Binding::GlobalImplicit } else { symbol.binding };
            host.push(Symbol { binding, ..symbol.clone() });
        }
    }
}

/// What a comprehension keeps in a cell is a cell of its host, whatever else has that name there.
fn mark_cells(symbols: &mut [Symbol], cells: &[Identifier], scope: &Scope) {
    for symbol in symbols.iter_mut().filter(|it| cells.contains(&it.name)) {
        symbol.flags |= flag::COMP_CELL;
        if scope.kind.is_function_like() && symbol.binding == Binding::Local {
            symbol.binding = Binding::Cell;
        }
    }
}
