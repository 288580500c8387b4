//! Where each name lives, once all scopes are known.
//!
//! Scopes were numbered as they were entered, so one pass in that order meets them as CPython's
//! analysis does, and whatever a name may be bound in has been decided before.

use super::build::Built;
use super::define::Directive;
use super::symbols::{Symbol, flag};
use super::{Binding, Scope, ScopeId, ScopeKind, SymbolTable};
use crate::compile::future::FutureFlags;
use crate::syntax::ast::{Identifier, Span};
use crate::syntax::error::SyntaxError;

pub(super) fn resolve(built: Built, future: FutureFlags) -> Result<SymbolTable, Box<SyntaxError>> {
    let mut resolver = Resolver { scopes: built.scopes, directives: built.directives };
    for id in 0..resolver.scopes.len() {
        let id = ScopeId(id as u32);
        for position in 0..resolver.scope(id).symbols.len() {
            let binding = resolver.place(id, position)?;
            let symbol = resolver.scopes[id.index()].symbols.at_mut(position);
            // Meanwhile a name can have become a cell only by scopes inside, which come later.
            symbol.binding = binding;
        }
    }
    resolver.list_cells_and_frees();
    Ok(SymbolTable { scopes: resolver.scopes, future, by_node: built.by_node })
}

struct Resolver {
    scopes: Vec<Scope>,
    directives: Vec<Directive>,
}

impl Resolver {
    fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    fn place(&mut self, id: ScopeId, position: usize) -> Result<Binding, Box<SyntaxError>> {
        let scope = self.scope(id);
        let symbol = scope.symbols.at(position);
        if symbol.is(flag::GLOBAL) {
            if symbol.is(flag::NONLOCAL) {
                return self.refuse_declared(id, position, "name '{}' is nonlocal and global");
            }
            return Ok(Binding::GlobalExplicit);
        }
        if symbol.is(flag::NONLOCAL) {
            let Some(parent) = scope.parent else {
                let message = "nonlocal declaration not allowed at module level";
                return self.refuse_declared(id, position, message);
            };
            let Some(binder) = self.binder(parent, &symbol.name) else {
                return self.refuse_declared(id, position, "no binding for nonlocal '{}' found");
            };
            if self.scope(binder).symbols.flags(&symbol.name) & flag::TYPE_PARAM != 0 {
                let message = "nonlocal binding not allowed for type parameter '{}'";
                return self.refuse_declared(id, position, message);
            }
            self.capture(id, binder, symbol.name.clone());
            return Ok(Binding::Free);
        }
        if symbol.is(flag::BOUND) {
            return Ok(Binding::Local);
        }
        if let Some(class) = scope.class_entry {
            let flags = self.scope(class).symbols.flags(&symbol.name);
            if flags & flag::GLOBAL != 0 {
                return Ok(Binding::GlobalExplicit);
            }
            if flags & flag::BOUND != 0 && flags & flag::NONLOCAL == 0 {
                return Ok(Binding::GlobalImplicit);
            }
        }
        let Some(binder) = scope.parent.and_then(|parent| self.binder(parent, &symbol.name)) else {
            return Ok(Binding::GlobalImplicit);
        };
        // Run inside its class, a comprehension has no cell to find the class through.
        if scope.kind.is_inlined()
            && self.scope(binder).kind == ScopeKind::Class
            && &*symbol.name == "__class__"
            && self.host(id) == binder
        {
            return Ok(Binding::GlobalImplicit);
        }
        self.capture(id, binder, symbol.name.clone());
        Ok(Binding::Free)
    }

    /// The scope, from `start` outwards, whose variable an inner scope means by `name`.
    fn binder(&self, start: ScopeId, name: &str) -> Option<ScopeId> {
        let mut next = Some(start);
        while let Some(id) = next {
            let scope = self.scope(id);
            match scope.kind {
                ScopeKind::Module => return None,
                // Its names are no variables; those two are cells beside them.
                ScopeKind::Class if matches!(name, "__class__" | "__classdict__") => {
                    return Some(id);
                }
                ScopeKind::Class => {}
                _ => {
                    let flags = scope.symbols.flags(name);
                    if flags & flag::GLOBAL != 0 {
                        return None;
                    }
                    if flags & flag::NONLOCAL == 0 && flags & flag::BOUND != 0 {
                        return Some(id);
                    }
                }
            }
            next = scope.parent;
        }
        None
    }

    /// The scope `id` uses the variable `name` of `binder`: those between hand it on, and it becomes
    /// a cell unless all of them run in the binder's frame.
    fn capture(&mut self, id: ScopeId, binder: ScopeId, name: Identifier) {
        let mut inner = id;
        let mut closure = false;
        loop {
            let outer = self.scope(inner).parent.expect("the binder is around it");
            closure |= !self.runs_in(inner, outer);
            if outer == binder {
                break;
            }
            let scope = &mut self.scopes[outer.index()];
            let keeps_own = scope.kind == ScopeKind::Class || scope.class_entry.is_some();
            match scope.symbols.get_mut(&name) {
                Some(symbol) if keeps_own && symbol.flags != 0 => symbol.flags |= flag::FREE_CLASS,
                Some(_) => {}
                None => scope.symbols.push(Symbol {
                    name: name.clone(),
                    flags: 0,
                    binding: Binding::Free,
                }),
            }
            inner = outer;
        }
        let scope = &mut self.scopes[binder.index()];
        match &*name {
            "__class__" if scope.kind == ScopeKind::Class => scope.needs_class_closure = true,
            "__classdict__" if scope.kind == ScopeKind::Class => scope.needs_classdict = true,
            _ if closure => {
                let symbol = scope.symbols.get_mut(&name).expect("the binder has the name");
                symbol.binding = Binding::Cell;
            }
            _ => {}
        }
    }

    /// CPython makes a function of a comprehension in a type scope that sees a class.
    fn runs_in(&self, inner: ScopeId, outer: ScopeId) -> bool {
        self.scope(inner).kind.is_inlined() && self.scope(outer).class_entry.is_none()
    }

    fn host(&self, mut id: ScopeId) -> ScopeId {
        while self.scope(id).kind.is_inlined() {
            id = self.scope(id).parent.expect("a comprehension stands in some scope");
        }
        id
    }

    fn list_cells_and_frees(&mut self) {
        // From the innermost: what comprehensions keep in cells is listed with their host's.
        for id in (0..self.scopes.len()).rev() {
            let scope = &mut self.scopes[id];
            let named = |symbol: &Symbol| symbol.name.clone();
            let mut frees: Vec<Identifier> = scope
                .symbols
                .iter()
                .filter(|it| it.binding == Binding::Free || it.is(flag::FREE_CLASS))
                .map(named)
                .collect();
            frees.sort();
            scope
                .cellvars
                .extend(scope.symbols.iter().filter(|it| it.binding == Binding::Cell).map(named));
            scope.cellvars.sort();
            scope.cellvars.dedup();
            scope.freevars = frees;
            if scope.needs_class_closure {
                scope.cellvars.push("__class__".into());
            }
            if scope.needs_classdict {
                scope.cellvars.push("__classdict__".into());
            }
            let Some(parent) = scope.parent.filter(|_| scope.kind.is_inlined()) else { continue };
            if self.runs_in(ScopeId(id as u32), parent) {
                let cells = self.scopes[id].cellvars.clone();
                self.scopes[parent.index()].cellvars.extend(cells);
            }
        }
    }

    fn refuse_declared<T>(
        &self,
        id: ScopeId,
        position: usize,
        message: &str,
    ) -> Result<T, Box<SyntaxError>> {
        let name = &self.scope(id).symbols.at(position).name;
        let declared = self.directives.iter().find(|it| it.scope == id && it.name == *name);
        let span = declared.map_or(Span::default(), |it| it.span);
        Err(Box::new(SyntaxError::at(span, message.replace("{}", name))))
    }
}
