//! Expressions.

use super::super::ast::{Comprehension, Expr, ExprContext, ExprKind};
use super::{Dump, literal};

impl Dump {
    pub(super) fn expr(&mut self, name: &str, it: &Expr) {
        self.field(name);
        self.expression(it);
    }

    pub(super) fn optional_expr(&mut self, name: &str, it: Option<&Expr>) {
        if let Some(it) = it {
            self.expr(name, it);
        }
    }

    pub(super) fn exprs(&mut self, name: &str, list: &[Expr]) {
        self.list(name, list, Self::expression);
    }

    pub(super) fn expr_or_none(&mut self, it: &Option<Expr>) {
        match it {
            Some(it) => self.expression(it),
            None => self.out.push_str("None"),
        }
    }

    fn context(&mut self, ctx: ExprContext) {
        self.field("ctx");
        self.out.push_str(&format!("{ctx:?}()"));
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        self.list("generators", generators, |dump, it| {
            dump.open("comprehension");
            dump.expr("target", &it.target);
            dump.expr("iter", &it.iter);
            dump.exprs("ifs", &it.ifs);
            dump.number("is_async", it.is_async.into());
            dump.close();
        });
    }

    fn comp(&mut self, class: &str, it: &super::super::ast::Comp) {
        self.open(class);
        self.expr("elt", &it.elt);
        self.generators(&it.generators);
    }

    fn expression(&mut self, it: &Expr) {
        match &it.kind {
            ExprKind::BoolOp { op, values } => {
                self.open("BoolOp");
                self.field("op");
                self.out.push_str(&format!("{op:?}()"));
                self.exprs("values", values);
            }
            ExprKind::NamedExpr { target, value } => {
                self.open("NamedExpr");
                self.expr("target", target);
                self.expr("value", value);
            }
            ExprKind::BinOp { left, op, right } => {
                self.open("BinOp");
                self.expr("left", left);
                self.operator(*op);
                self.expr("right", right);
            }
            ExprKind::UnaryOp { op, operand } => {
                self.open("UnaryOp");
                self.field("op");
                self.out.push_str(&format!("{op:?}()"));
                self.expr("operand", operand);
            }
            ExprKind::Lambda(it) => {
                self.open("Lambda");
                self.field("args");
                self.arguments(&it.args);
                self.expr("body", &it.body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.open("IfExp");
                self.expr("test", test);
                self.expr("body", body);
                self.expr("orelse", orelse);
            }
            ExprKind::Dict { keys, values } => {
                self.open("Dict");
                self.list("keys", keys, Self::expr_or_none);
                self.exprs("values", values);
            }
            ExprKind::Set { elts } => {
                self.open("Set");
                self.exprs("elts", elts);
            }
            ExprKind::ListComp(it) => self.comp("ListComp", it),
            ExprKind::SetComp(it) => self.comp("SetComp", it),
            ExprKind::GeneratorExp(it) => self.comp("GeneratorExp", it),
            ExprKind::DictComp(it) => {
                self.open("DictComp");
                self.expr("key", &it.key);
                self.expr("value", &it.value);
                self.generators(&it.generators);
            }
            ExprKind::Await { value } => {
                self.open("Await");
                self.expr("value", value);
            }
            ExprKind::Yield { value } => {
                self.open("Yield");
                self.optional_expr("value", value.as_deref());
            }
            ExprKind::YieldFrom { value } => {
                self.open("YieldFrom");
                self.expr("value", value);
            }
            ExprKind::Compare { left, ops, comparators } => {
                self.open("Compare");
                self.expr("left", left);
                self.list("ops", ops, |dump, op| dump.out.push_str(&format!("{op:?}()")));
                self.exprs("comparators", comparators);
            }
            ExprKind::Call { func, args, keywords } => {
                self.open("Call");
                self.expr("func", func);
                self.exprs("args", args);
                self.keywords(keywords);
            }
            ExprKind::FormattedValue { value, conversion, format_spec } => {
                self.open("FormattedValue");
                self.expr("value", value);
                self.number("conversion", (*conversion).into());
                self.optional_expr("format_spec", format_spec.as_deref());
            }
            ExprKind::JoinedStr { values } => {
                self.open("JoinedStr");
                self.exprs("values", values);
            }
            ExprKind::Constant { value, kind } => {
                self.open("Constant");
                self.field("value");
                literal::constant(&mut self.out, value);
                self.optional_text("kind", kind.as_deref());
            }
            ExprKind::Attribute { value, attr, ctx } => {
                self.open("Attribute");
                self.expr("value", value);
                self.text("attr", attr);
                self.context(*ctx);
            }
            ExprKind::Subscript { value, slice, ctx } => {
                self.open("Subscript");
                self.expr("value", value);
                self.expr("slice", slice);
                self.context(*ctx);
            }
            ExprKind::Starred { value, ctx } => {
                self.open("Starred");
                self.expr("value", value);
                self.context(*ctx);
            }
            ExprKind::Name { id, ctx } => {
                self.open("Name");
                self.text("id", id);
                self.context(*ctx);
            }
            ExprKind::List { elts, ctx } => {
                self.open("List");
                self.exprs("elts", elts);
                self.context(*ctx);
            }
            ExprKind::Tuple { elts, ctx } => {
                self.open("Tuple");
                self.exprs("elts", elts);
                self.context(*ctx);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.open("Slice");
                self.optional_expr("lower", lower.as_deref());
                self.optional_expr("upper", upper.as_deref());
                self.optional_expr("step", step.as_deref());
            }
        }
        self.close_at(it.span);
    }
}
