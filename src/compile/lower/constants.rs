//! Set and list displays that hold constants only.
//!
//! Where a set display is only looked into or looped over, it is made once, as a frozenset. Elsewhere
//! a set of three constants or more is filled from that frozenset: its order follows from the frozenset's,
//! not from the source, and Python code can see that.

use crate::eval::build::CopySet;
use crate::eval::names::Constant;
use crate::eval::operand::Shape;
use crate::object::{Builtin, Node, Ref, Set, Value};
use crate::protocol::keyed;
use crate::syntax::ast::{Expr, ExprKind};

use super::Lowerer;

/// Below this, the items of a set display are put in one by one.
const FEW: usize = 3;

/// Whether the expression may come out as a constant; cheap to ask.
fn looks_constant(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Constant { .. } => true,
        ExprKind::UnaryOp { operand, .. } => looks_constant(operand),
        ExprKind::BinOp { left, right, .. } => looks_constant(left) && looks_constant(right),
        ExprKind::Tuple { elts, .. } => elts.iter().all(looks_constant),
        _ => false,
    }
}

impl Lowerer<'_> {
    /// The frozenset of a set display of constants.
    pub fn constant_set(&mut self, expr: &Expr) -> Option<Ref<Set>> {
        let ExprKind::Set { elts } = &expr.kind else { return None };
        if !elts.iter().all(looks_constant) {
            return None;
        }
        let frozen = || Ref::<Set>::of_class(self.vm, self.vm.class(Builtin::FrozenSet));
        let (first, set) = (frozen(), frozen());
        for item in elts {
            let Shape::Const(item) = self.shape(item) else { return None };
            keyed::set_add(self.vm, &first, item).ok()?;
        }
        // CPython makes constants unique by making the frozenset once more, from its own items.
        for item in first.to_vec() {
            keyed::set_add(self.vm, &set, item).ok()?;
        }
        Some(set)
    }

    /// A set display, if it is to be filled from a frozenset.
    pub fn set_of_constants(&mut self, expr: &Expr, len: usize) -> Option<Box<dyn Node>> {
        let set = if len >= FEW { self.constant_set(expr)? } else { return None };
        Some(Box::new(CopySet(set)))
    }

    /// What a loop runs over.
    pub fn iterated(&mut self, expr: &Expr) -> Box<dyn Node> {
        if let Some(set) = self.constant_set(expr) {
            return Box::new(Constant(Value::of(set.into_any())));
        }
        match self.constant_list(expr) {
            Some(items) => Box::new(Constant(self.vm.tuple(items))),
            None => self.node(expr),
        }
    }

    /// The items of a list display of constants: nobody sees that it is made once, as a tuple.
    fn constant_list(&mut self, expr: &Expr) -> Option<Vec<Value>> {
        let ExprKind::List { elts, .. } = &expr.kind else { return None };
        if !elts.iter().all(looks_constant) {
            return None;
        }
        let constant = |it| match self.shape(it) {
            Shape::Const(item) => Some(item),
            _ => None,
        };
        elts.iter().map(constant).collect()
    }
}
