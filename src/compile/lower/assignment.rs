//! Assignments: targets, augmented forms, `del`.

use crate::eval::arith;
use crate::eval::attr::{self, DeleteAttr};
use crate::eval::build::{self, Unpack, UnpackLocals};
use crate::eval::control::{self, Pass};
use crate::eval::index::{self, DeleteItem};
use crate::eval::names::{Assign, AssignMany, PeekTemp, SetLocal, Store, TakeTemp};
use crate::eval::operand::Shape;
use crate::eval::slice::{self, SetSlice};
use crate::object::{Node, Stmt, Value};
use crate::syntax::ast::{self, Expr, ExprKind};

use super::Lowerer;
use super::expression::operator;
use super::hoist::rebinds;
use super::place::Place;

impl Lowerer<'_> {
    /// The store for any target.
    pub fn store(&mut self, target: &Expr) -> Box<dyn Store> {
        let at = self.at_name(target.span, target);
        match &target.kind {
            ExprKind::Name { id, .. } => self.store_name(id, target.span),
            ExprKind::Attribute { value, attr, .. } => {
                let object = self.shape(value);
                attr::set(object, self.name(attr), at)
            }
            ExprKind::Subscript { value, slice, .. } => {
                if let Some((object, bounds)) = self.sliced(value, slice) {
                    return Box::new(SetSlice { object: object.into_node(), bounds, at });
                }
                let mut shapes = self.ordered(&[value, slice]).into_iter();
                let object = shapes.next().unwrap_or(Shape::Const(Value::None));
                let key = shapes.next().unwrap_or(Shape::Const(Value::None));
                index::set(object, key, at)
            }
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                if let Some(slots) = self.local_slots(elts) {
                    return Box::new(UnpackLocals::new(slots, at));
                }
                let star = elts.iter().position(|it| matches!(it.kind, ExprKind::Starred { .. }));
                let targets = elts.iter().map(|it| self.store(it)).collect();
                Box::new(Unpack { targets, star, at })
            }
            ExprKind::Starred { value, .. } => self.store(value),
            // The parser lets nothing else through.
            _ => Box::new(crate::eval::names::StoreLocal(0)),
        }
    }

    /// The slots of targets that are all local variables.
    pub(super) fn local_slots(&self, targets: &[Expr]) -> Option<Vec<u32>> {
        let slot = |target: &Expr| match &target.kind {
            ExprKind::Name { id, .. } => match self.place(id) {
                Place::Local(slot) => Some(slot),
                _ => None,
            },
            _ => None,
        };
        targets.iter().map(slot).collect()
    }

    /// Whether a target takes one value, and evaluating its own expressions cannot suspend the frame.
    fn is_single(&self, target: &Expr) -> bool {
        match &target.kind {
            ExprKind::Name { .. } => true,
            ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => !self.hoists(target),
            _ => false,
        }
    }

    pub(super) fn assign(&mut self, targets: &[Expr], value: &Expr) -> Box<dyn Stmt> {
        let [target] = targets else {
            let value = self.value_before(value, targets);
            let targets = targets.iter().map(|it| self.store(it)).collect();
            return Box::new(AssignMany { targets, value });
        };
        if let (ExprKind::Tuple { elts, .. }, ExprKind::Tuple { elts: values, .. }) =
            (&target.kind, &value.kind)
            && elts.len() == values.len()
            && elts.iter().all(|it| self.is_single(it))
            && !values
                .iter()
                .any(|it| matches!(it.kind, ExprKind::Starred { .. }) || self.hoists(it))
            && !elts.is_empty()
        {
            let values = values.iter().map(|it| self.node(it)).collect();
            if let Some(slots) = self.local_slots(elts) {
                return build::assign_locals(slots, values);
            }
            let targets = elts.iter().map(|it| self.store(it)).collect();
            return build::assign_each(targets, values);
        }
        let value_suspends = self.hoists(value);
        match &target.kind {
            ExprKind::Name { id, .. } => {
                if let Place::Local(slot) = self.place(id) {
                    if let ExprKind::BinOp { left, op, right } = &value.kind
                        && !value_suspends
                        && !rebinds(right)
                    {
                        let (left, right) = (self.shape(left), self.shape(right));
                        let at = self.at(value.span);
                        return arith::set_binary(operator(*op), slot, left, right, at);
                    }
                    let value = self.node(value);
                    return Box::new(SetLocal { slot, value });
                }
            }
            ExprKind::Attribute { value: object, attr, .. }
                if !value_suspends && !self.hoists(object) =>
            {
                let value = self.node(value);
                let object = self.shape(object);
                let at = self.at_name(target.span, target);
                return attr::assign(object, self.name(attr), value, at);
            }
            ExprKind::Subscript { value: object, slice, .. }
                if !value_suspends
                    && !self.hoists(object)
                    && !self.hoists(slice)
                    && !matches!(slice.kind, ExprKind::Slice { .. }) =>
            {
                let value = self.node(value);
                let (object, slice_shape) = (self.shape(object), self.shape(slice));
                let object = if matches!(object, Shape::Local(..)) && rebinds(slice) {
                    Shape::Other(object.into_node())
                } else {
                    object
                };
                let at = self.at(target.span);
                return index::assign(object, slice_shape, value, at);
            }
            ExprKind::Subscript { value: object, slice: key, .. }
                if !value_suspends && !self.hoists(object) && !self.hoists(key) =>
            {
                if let ExprKind::Subscript { value: from, slice: from_key, .. } = &value.kind
                    && let Some((from, from_bounds)) = self.sliced(from, from_key)
                {
                    let from_at = self.at(value.span);
                    let at = self.at(target.span);
                    if let Some((object, bounds)) = self.sliced(object, key) {
                        let target = SetSlice { object: object.into_node(), bounds, at };
                        return slice::assign(target, from, from_bounds, from_at);
                    }
                    let value = slice::get(from, from_bounds, from_at);
                    return Box::new(Assign { target: self.store(target), value });
                }
            }
            _ => {}
        }
        if let ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } = &target.kind
            && !value_suspends
            && let Some(slots) = self.local_slots(elts)
        {
            let value = self.shape(value);
            let at = self.at_name(target.span, target);
            return build::assign_unpacked(value, UnpackLocals::new(slots, at));
        }
        let value = self.value_before(value, targets);
        let target = self.store(target);
        Box::new(Assign { target, value })
    }

    /// A value that is computed before its targets' own expressions, also where those suspend.
    pub(super) fn value_before(&mut self, value: &Expr, targets: &[Expr]) -> Box<dyn Node> {
        let node = self.node(value);
        if targets.iter().any(|it| self.hoists(it)) {
            self.put_aside(node).into_node()
        } else {
            node
        }
    }

    pub(super) fn augment(
        &mut self,
        target: &Expr,
        op: ast::Operator,
        value: &Expr,
        stmt: &ast::Stmt,
    ) -> Box<dyn Stmt> {
        let op = operator(op);
        let at = self.at(stmt.span);
        let target_at = self.at_name(target.span, target);
        let value_suspends = self.hoists(value);
        match &target.kind {
            ExprKind::Name { id, .. } => {
                if let Place::Local(slot) = self.place(id)
                    && !value_suspends
                    && !rebinds(value)
                {
                    let right = self.shape(value);
                    return arith::augment_local(op, slot, right, at, target_at);
                }
                let mut left = self.load(id, target.span).into_node();
                if value_suspends {
                    left = self.put_aside(left).into_node();
                }
                let right = self.node(value);
                let store = self.store_name(id, target.span);
                Box::new(Assign { target: store, value: arith::inplace_node(op, left, right, at) })
            }
            ExprKind::Attribute { value: object, attr, .. } => {
                let name = self.name(attr);
                if value_suspends {
                    let (slot, object) = self.keep(object);
                    let old = attr::get(object, name.clone(), target_at);
                    let old = self.put_aside(old).into_node();
                    let right = self.node(value);
                    let new = arith::inplace_node(op, old, right, at);
                    let target = attr::set(Shape::Other(Box::new(TakeTemp(slot))), name, target_at);
                    return Box::new(Assign { target, value: new });
                }
                let mut object = self.shape(object);
                if rebinds(value) {
                    object = Shape::Other(object.into_node());
                }
                let value = self.node(value);
                attr::augment(op, object, name, value, at, target_at)
            }
            ExprKind::Subscript { value: object, slice, .. } => {
                if value_suspends {
                    let (object_slot, object) = self.keep(object);
                    let (key_slot, key) = self.keep(slice);
                    let old = index::get(object, key, target_at);
                    let old = self.put_aside(old).into_node();
                    let right = self.node(value);
                    let new = arith::inplace_node(op, old, right, at);
                    let target = index::set(
                        Shape::Other(Box::new(TakeTemp(object_slot))),
                        Shape::Other(Box::new(TakeTemp(key_slot))),
                        target_at,
                    );
                    return Box::new(Assign { target, value: new });
                }
                let (mut object, mut key) = self.pair(object, slice);
                if rebinds(value) {
                    object = Shape::Other(object.into_node());
                    key = Shape::Other(key.into_node());
                }
                let value = self.node(value);
                index::augment(object, key, op, value, at, target_at)
            }
            _ => Box::new(Pass),
        }
    }

    /// Evaluates an expression into a slot that is read more than once.
    pub(super) fn keep(&mut self, expr: &Expr) -> (u32, Shape) {
        let node = self.node(expr);
        let slot = self.temp();
        self.pre.push(Box::new(SetLocal { slot, value: node }));
        (slot, Shape::Other(Box::new(PeekTemp(slot))))
    }

    pub(super) fn delete(&mut self, targets: &[Expr]) -> Box<dyn Stmt> {
        let mut stmts: Vec<Box<dyn Stmt>> = Vec::with_capacity(targets.len());
        for target in targets {
            let at = self.at_name(target.span, target);
            stmts.push(match &target.kind {
                ExprKind::Name { id, .. } => self.delete_name(id, target.span),
                ExprKind::Attribute { value, attr, .. } => {
                    let object = self.node(value);
                    Box::new(DeleteAttr { object, name: self.name(attr), at })
                }
                ExprKind::Subscript { value, slice, .. } => {
                    let mut nodes = self.nodes(&[value, slice]).into_iter();
                    let object =
                        nodes.next().unwrap_or_else(|| Shape::Const(Value::None).into_node());
                    let key = nodes.next().unwrap_or_else(|| Shape::Const(Value::None).into_node());
                    Box::new(DeleteItem { object, key, at })
                }
                ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => self.delete(elts),
                _ => Box::new(Pass),
            });
        }
        control::block(stmts)
    }
}
