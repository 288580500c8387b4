//! Comprehensions, and the assignment expressions that reach out of them.
//!
//! Reference: Language Reference, "Displays for lists, sets and dictionaries"; PEP 572.

use crate::syntax::ast::{Comprehension, Expr, ExprKind, Identifier, Span};

use super::build::{Builder, Checked, refuse};
use super::symbols::flag;
use super::{ScopeKind, ScopeNode};

impl Builder {
    /// `value` is set in a dict comprehension, whose key is `elt`.
    pub(super) fn comprehension(
        &mut self,
        kind: ScopeKind,
        node: ScopeNode,
        span: Span,
        generators: &[Comprehension],
        elt: &Expr,
        value: Option<&Expr>,
    ) -> Checked {
        let [outermost, inner @ ..] = generators else { return Ok(()) };
        self.iterable(&outermost.iter)?;
        let name = self.names.comprehension(kind);
        self.enter(kind, name, node, span);
        if outermost.is_async {
            self.scope().coroutine = true;
        }
        let argument = self.names.iterator.clone();
        self.define(&argument, flag::PARAM, span)?;
        self.target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        for generator in inner {
            self.target(&generator.target)?;
            self.iterable(&generator.iter)?;
            self.exprs(&generator.ifs)?;
            if generator.is_async {
                self.scope().coroutine = true;
            }
        }
        if let Some(value) = value {
            self.expr(value)?;
        }
        self.expr(elt)?;
        let is_generator = kind == ScopeKind::GeneratorExp;
        self.scope().generator = is_generator;
        let is_async = self.scope().coroutine && !is_generator;
        self.exit();
        if is_async {
            self.scope().coroutine = true;
        }
        Ok(())
    }

    fn target(&mut self, target: &Expr) -> Checked {
        self.open_mut().comp_iter_target = true;
        let done = self.expr(target);
        self.open_mut().comp_iter_target = false;
        done
    }

    fn iterable(&mut self, iter: &Expr) -> Checked {
        self.open_mut().comp_iter_expr += 1;
        let done = self.expr(iter);
        self.open_mut().comp_iter_expr -= 1;
        done
    }

    pub(super) fn named_expr(&mut self, target: &Expr, value: &Expr, span: Span) -> Checked {
        self.refuse_in_annotation("named expression", span)?;
        if self.open().comp_iter_expr > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            return refuse(span, message);
        }
        if let (true, ExprKind::Name { id, .. }) =
            (self.scope().kind.is_comprehension(), &target.kind)
        {
            self.bind_outside(id, target.span)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// The target of `:=` belongs to the function or module around all comprehensions.
    fn bind_outside(&mut self, name: &Identifier, span: Span) -> Checked {
        let reserved =
            |place| refuse(span, format!("assignment expression within a comprehension {place}"));
        for at in (0..self.stack.len()).rev() {
            let id = self.stack[at].id;
            match self.scopes[id.index()].kind {
                kind if kind.is_comprehension() => {
                    let flags = self.flags_in(id, name);
                    if flags & flag::COMP_ITER != 0 && flags & (flag::LOCAL | flag::GLOBAL) != 0 {
                        let message = format!(
                            "assignment expression cannot rebind comprehension iteration variable '{name}'"
                        );
                        return refuse(span, message);
                    }
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let is_global = self.flags_in(id, name) & flag::GLOBAL != 0;
                    let what = if is_global { flag::GLOBAL } else { flag::NONLOCAL };
                    self.define(name, what, span)?;
                    self.declare(name, span);
                    return self.define_in(id, name, flag::LOCAL, span);
                }
                ScopeKind::Module => {
                    self.define(name, flag::GLOBAL, span)?;
                    self.declare(name, span);
                    return self.define_in(id, name, flag::GLOBAL, span);
                }
                ScopeKind::Class => return reserved("cannot be used in a class body"),
                ScopeKind::TypeParameters => {
                    return reserved("cannot be used within the definition of a generic");
                }
                ScopeKind::TypeAlias => return reserved("cannot be used in a type alias"),
                ScopeKind::TypeVariable => return reserved("cannot be used in a TypeVar bound"),
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn refuse_yield_in_comprehension(&mut self, span: Span) -> Checked {
        let place = match self.scope().kind {
            ScopeKind::ListComp => "list comprehension",
            ScopeKind::SetComp => "set comprehension",
            ScopeKind::DictComp => "dict comprehension",
            ScopeKind::GeneratorExp => "generator expression",
            _ => return Ok(()),
        };
        refuse(span, format!("'yield' inside {place}"))
    }
}
