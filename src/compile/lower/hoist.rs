//! Expressions that contain a `yield` or an `await`.

use crate::eval::control;
use crate::eval::names::{SetLocal, TakeTemp};
use crate::eval::operand::Shape;
use crate::eval::resume;
use crate::object::{Node, Stmt};
use crate::syntax::ast::{Comprehension, Expr, ExprKind, Keyword};

use super::Lowerer;

/// Whether running the expression can suspend the frame.
pub fn suspends(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Await { .. } | ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => true,
        ExprKind::Lambda(it) => {
            it.args.defaults.iter().chain(it.args.kw_defaults.iter().flatten()).any(suspends)
        }
        ExprKind::GeneratorExp(it) => it.generators.first().is_some_and(|it| suspends(&it.iter)),
        ExprKind::ListComp(it) | ExprKind::SetComp(it) => {
            suspends(&it.elt) || generators_suspend(&it.generators)
        }
        ExprKind::DictComp(it) => {
            suspends(&it.key) || suspends(&it.value) || generators_suspend(&it.generators)
        }
        _ => any_child(expr, &mut suspends),
    }
}

fn generators_suspend(generators: &[Comprehension]) -> bool {
    generators.iter().any(|it| {
        it.is_async || suspends(&it.target) || suspends(&it.iter) || it.ifs.iter().any(suspends)
    })
}

/// Whether the expression binds a name of its own frame: `:=` or a suspension.
pub fn rebinds(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::NamedExpr { .. }
        | ExprKind::Await { .. }
        | ExprKind::Yield { .. }
        | ExprKind::YieldFrom { .. } => true,
        ExprKind::Name { .. }
        | ExprKind::Constant { .. }
        | ExprKind::Lambda(_)
        | ExprKind::GeneratorExp(_) => false,
        ExprKind::ListComp(_) | ExprKind::SetComp(_) | ExprKind::DictComp(_) => true,
        _ => any_child(expr, &mut rebinds),
    }
}

/// Whether a test holds for one of an expression's direct children.
fn any_child(expr: &Expr, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
    let mut keyword = |it: &Keyword| test(&it.value);
    match &expr.kind {
        ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } => values.iter().any(test),
        ExprKind::NamedExpr { target, value } => test(target) || test(value),
        ExprKind::BinOp { left, right, .. } => test(left) || test(right),
        ExprKind::UnaryOp { operand, .. } => test(operand),
        ExprKind::IfExp { test: condition, body, orelse } => {
            test(condition) || test(body) || test(orelse)
        }
        ExprKind::Dict { keys, values } => {
            keys.iter().flatten().any(&mut *test) || values.iter().any(test)
        }
        ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
            elts.iter().any(test)
        }
        ExprKind::Compare { left, comparators, .. } => test(left) || comparators.iter().any(test),
        ExprKind::Call { func, args, keywords } => {
            keywords.iter().any(&mut keyword) || test(func) || args.iter().any(test)
        }
        ExprKind::FormattedValue { value, format_spec, .. } => {
            test(value) || format_spec.as_deref().is_some_and(test)
        }
        ExprKind::Attribute { value, .. } | ExprKind::Starred { value, .. } => test(value),
        ExprKind::Subscript { value, slice, .. } => test(value) || test(slice),
        ExprKind::Slice { lower, upper, step } => {
            [lower, upper, step].into_iter().flatten().any(|it| test(it))
        }
        _ => false,
    }
}

impl Lowerer<'_> {
    /// Whether an expression has to be hoisted here.
    pub fn hoists(&self, expr: &Expr) -> bool {
        self.resumable && suspends(expr)
    }

    /// The nodes of expressions evaluated in this order. All but the last that suspends are put aside in
    /// temporary slots, so that nothing waits in registers while the frame is suspended.
    pub fn ordered(&mut self, exprs: &[&Expr]) -> Vec<Shape> {
        let last = if self.resumable { exprs.iter().rposition(|it| suspends(it)) } else { None };
        exprs
            .iter()
            .enumerate()
            .map(|(i, expr)| {
                let shape = self.shape(expr);
                match last {
                    Some(last) if i < last && !matches!(shape, Shape::Const(_)) => {
                        self.put_aside(shape.into_node())
                    }
                    _ => shape,
                }
            })
            .collect()
    }

    /// Evaluates a node now, ahead of the statement, and gives a node for what it gave.
    pub fn put_aside(&mut self, node: Box<dyn Node>) -> Shape {
        let slot = self.temp();
        self.pre.push(Box::new(SetLocal { slot, value: node }));
        Shape::Other(Box::new(TakeTemp(slot)))
    }

    /// Lowers something whose hoisted parts must run only when it is reached: gives them apart.
    pub fn apart<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> (Vec<Box<dyn Stmt>>, T) {
        let before = std::mem::take(&mut self.pre);
        let lowered = lower(self);
        let pre = std::mem::replace(&mut self.pre, before);
        (pre, lowered)
    }

    /// The statement for statements some of which may suspend the frame.
    pub fn sequence(&mut self, mut stmts: Vec<Box<dyn Stmt>>, suspends: bool) -> Box<dyn Stmt> {
        if !suspends {
            return control::block(stmts);
        }
        if stmts.len() == 1 {
            return stmts.remove(0);
        }
        let state = self.temp();
        Box::new(resume::Block { stmts: stmts.into(), state })
    }

    /// Puts what was hoisted in front of a statement.
    pub fn with_pre(&mut self, pre: Vec<Box<dyn Stmt>>, stmt: Box<dyn Stmt>) -> Box<dyn Stmt> {
        if pre.is_empty() {
            return stmt;
        }
        let mut stmts = pre;
        stmts.push(stmt);
        self.sequence(stmts, true)
    }
}
