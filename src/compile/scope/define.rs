//! Noting a name in a scope, and what CPython refuses while it does so.

use std::cell::RefCell;
use std::rc::Rc;

use crate::syntax::ast::{Identifier, Span};

use super::build::{Builder, Checked, refuse};
use super::symbols::{Symbol, flag};
use super::{Binding, ScopeId, ScopeKind};

/// The names of a class's type parameters, shared by the scopes in which only these are mangled.
pub(super) type MangledNames = Rc<RefCell<Vec<Identifier>>>;

/// A `global` or `nonlocal` statement, or the `:=` that acts like one: where to report its errors.
#[derive(Debug)]
pub(super) struct Directive {
    pub scope: ScopeId,
    pub name: Identifier,
    pub span: Span,
}

pub use crate::syntax::mangle::mangle;

pub(super) fn mangle_in(
    class_name: Option<&Identifier>,
    only: Option<&MangledNames>,
    name: &Identifier,
) -> Identifier {
    match (class_name, only) {
        (None, _) => name.clone(),
        (Some(_), Some(only)) if !only.borrow().contains(name) => name.clone(),
        (Some(class_name), _) => mangle(Some(class_name), name),
    }
}

impl Builder {
    /// The current scope does `what` with `name`.
    pub(super) fn define(&mut self, name: &Identifier, what: u16, span: Span) -> Checked {
        self.define_in(self.current(), name, what, span)
    }

    pub(super) fn define_in(
        &mut self,
        id: ScopeId,
        name: &Identifier,
        what: u16,
        span: Span,
    ) -> Checked {
        let name = self.mangle(name);
        let is_target = self.open().comp_iter_target && id == self.current();
        let scope = &mut self.scopes[id.index()];
        let flags = match scope.symbols.get_mut(&name) {
            Some(symbol) => {
                if what & symbol.flags & flag::PARAM != 0 {
                    return refuse(
                        span,
                        format!("duplicate argument '{name}' in function definition"),
                    );
                }
                if what & symbol.flags & flag::TYPE_PARAM != 0 {
                    return refuse(span, format!("duplicate type parameter '{name}'"));
                }
                symbol.flags |= what;
                &mut symbol.flags
            }
            None => {
                let position = scope.symbols.len();
                scope.symbols.push(Symbol {
                    name: name.clone(),
                    flags: what,
                    binding: Binding::GlobalImplicit,
                });
                &mut scope.symbols.at_mut(position).flags
            }
        };
        if is_target {
            if *flags & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{name}'"
                );
                return refuse(span, message);
            }
            *flags |= flag::COMP_ITER;
        }
        if what & flag::PARAM != 0 {
            scope.parameters.push(name);
        } else if what & flag::GLOBAL != 0 && id != ScopeId::MODULE {
            // A global declared anywhere is the module's.
            let symbols = &mut self.scopes[ScopeId::MODULE.index()].symbols;
            match symbols.get_mut(&name) {
                Some(symbol) => symbol.flags |= what,
                None => {
                    symbols.push(Symbol { name, flags: what, binding: Binding::GlobalImplicit })
                }
            }
        }
        Ok(())
    }

    pub(super) fn mangle(&self, name: &Identifier) -> Identifier {
        match &self.private {
            Some(class_name) if name.starts_with("__") => {
                let only = self.scopes[self.current().index()].mangled.as_ref();
                mangle_in(Some(class_name), only, name)
            }
            _ => name.clone(),
        }
    }

    pub(super) fn flags_in(&self, id: ScopeId, name: &Identifier) -> u16 {
        self.scopes[id.index()].symbols.flags(&self.mangle(name))
    }

    pub(super) fn declare(&mut self, name: &Identifier, span: Span) {
        let directive = Directive { scope: self.current(), name: self.mangle(name), span };
        self.directives.push(directive);
    }

    /// `global` and `nonlocal` come before anything else the scope does with the name.
    pub(super) fn declaration(&mut self, names: &[Identifier], what: u16, span: Span) -> Checked {
        let kind = if what == flag::GLOBAL { "global" } else { "nonlocal" };
        for name in names {
            let flags = self.flags_in(self.current(), name);
            let is = |flag| flags & flag != 0;
            let message = if is(flag::PARAM) {
                format!("name '{name}' is parameter and {kind}")
            } else if is(flag::USE) {
                format!("name '{name}' is used prior to {kind} declaration")
            } else if is(flag::ANNOT) {
                format!("annotated name '{name}' can't be {kind}")
            } else if is(flag::LOCAL) {
                format!("name '{name}' is assigned to before {kind} declaration")
            } else {
                self.define(name, what, span)?;
                self.declare(name, span);
                continue;
            };
            return refuse(span, message);
        }
        Ok(())
    }

    /// What an annotation or a type scope may not hold itself.
    pub(super) fn refuse_in_annotation(&self, what: &str, span: Span) -> Checked {
        let place = match self.scopes[self.current().index()].kind {
            ScopeKind::Annotation => "an annotation",
            ScopeKind::TypeVariable => self.open().place,
            ScopeKind::TypeAlias => "a type alias",
            ScopeKind::TypeParameters => "the definition of a generic",
            _ => return Ok(()),
        };
        refuse(span, format!("{what} cannot be used within {place}"))
    }
}
