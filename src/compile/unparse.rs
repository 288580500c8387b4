//! Expressions back to text, for annotations that stay text (`from __future__ import annotations`).
//!
//! Parentheses follow precedence, as `ast.unparse` writes them.

use crate::algo::{escape, float_text};
use crate::syntax::ast::{
    BoolOp, CmpOp, Comprehension, Constant, Expr, ExprKind, Operator, UnaryOp,
};

/// The text of an expression.
pub fn expression(expr: &Expr) -> String {
    let mut out = String::new();
    write(&mut out, expr, 0);
    out
}

// Precedences, loosest first.
const TUPLE: u8 = 1;
const TEST: u8 = 2;
const OR: u8 = 3;
const AND: u8 = 4;
const NOT: u8 = 5;
const COMPARE: u8 = 6;
const BIT_OR: u8 = 7;
const BIT_XOR: u8 = 8;
const BIT_AND: u8 = 9;
const SHIFT: u8 = 10;
const ARITH: u8 = 11;
const TERM: u8 = 12;
const FACTOR: u8 = 13;
const POWER: u8 = 14;
const AWAIT: u8 = 15;
const ATOM: u8 = 16;

fn operator(op: Operator) -> (&'static str, u8) {
    match op {
        Operator::Add => ("+", ARITH),
        Operator::Sub => ("-", ARITH),
        Operator::Mult => ("*", TERM),
        Operator::MatMult => ("@", TERM),
        Operator::Div => ("/", TERM),
        Operator::Mod => ("%", TERM),
        Operator::FloorDiv => ("//", TERM),
        Operator::Pow => ("**", POWER),
        Operator::LShift => ("<<", SHIFT),
        Operator::RShift => (">>", SHIFT),
        Operator::BitOr => ("|", BIT_OR),
        Operator::BitXor => ("^", BIT_XOR),
        Operator::BitAnd => ("&", BIT_AND),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => "==",
        CmpOp::NotEq => "!=",
        CmpOp::Lt => "<",
        CmpOp::LtE => "<=",
        CmpOp::Gt => ">",
        CmpOp::GtE => ">=",
        CmpOp::Is => "is",
        CmpOp::IsNot => "is not",
        CmpOp::In => "in",
        CmpOp::NotIn => "not in",
    }
}

/// How tightly an expression binds.
fn precedence(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Tuple { .. }
        | ExprKind::Yield { .. }
        | ExprKind::YieldFrom { .. }
        | ExprKind::NamedExpr { .. } => TUPLE,
        ExprKind::Lambda(_) | ExprKind::IfExp { .. } => TEST,
        ExprKind::BoolOp { op: BoolOp::Or, .. } => OR,
        ExprKind::BoolOp { op: BoolOp::And, .. } => AND,
        ExprKind::UnaryOp { op: UnaryOp::Not, .. } => NOT,
        ExprKind::UnaryOp { .. } => FACTOR,
        ExprKind::Compare { .. } => COMPARE,
        ExprKind::BinOp { op, .. } => operator(*op).1,
        ExprKind::Await { .. } => AWAIT,
        _ => ATOM,
    }
}

fn write(out: &mut String, expr: &Expr, least: u8) {
    let mine = precedence(expr);
    if mine < least {
        out.push('(');
        bare(out, expr);
        out.push(')');
    } else {
        bare(out, expr);
    }
}

fn list(out: &mut String, exprs: &[Expr]) {
    for (i, expr) in exprs.iter().enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        write(out, expr, TEST);
    }
}

fn bare(out: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::Name { id, .. } => out.push_str(id),
        ExprKind::Constant { value, kind } => {
            if kind.is_some() {
                out.push('u');
            }
            constant(out, value);
        }
        ExprKind::Attribute { value, attr, .. } => {
            write(out, value, ATOM);
            if matches!(
                value.kind,
                ExprKind::Constant { value: Constant::Int(_) | Constant::BigInt(_), .. }
            ) {
                out.push(' ');
            }
            out.push('.');
            out.push_str(attr);
        }
        ExprKind::Subscript { value, slice, .. } => {
            write(out, value, ATOM);
            out.push('[');
            match &slice.kind {
                ExprKind::Tuple { elts, .. } if elts.len() > 1 => list(out, elts),
                ExprKind::Tuple { elts, .. } if elts.len() == 1 => {
                    list(out, elts);
                    out.push(',');
                }
                _ => write(out, slice, 0),
            }
            out.push(']');
        }
        ExprKind::Slice { lower, upper, step } => {
            if let Some(it) = lower {
                write(out, it, TEST);
            }
            out.push(':');
            if let Some(it) = upper {
                write(out, it, TEST);
            }
            if let Some(it) = step {
                out.push(':');
                write(out, it, TEST);
            }
        }
        ExprKind::Starred { value, .. } => {
            out.push('*');
            write(out, value, BIT_OR);
        }
        ExprKind::BinOp { left, op, right } => {
            let (symbol, mine) = operator(*op);
            let (a, b) = if *op == Operator::Pow { (mine + 1, mine) } else { (mine, mine + 1) };
            write(out, left, a);
            out.push(' ');
            out.push_str(symbol);
            out.push(' ');
            write(out, right, b);
        }
        ExprKind::UnaryOp { op, operand } => {
            out.push_str(match op {
                UnaryOp::Invert => "~",
                UnaryOp::Not => "not ",
                UnaryOp::UAdd => "+",
                UnaryOp::USub => "-",
            });
            write(out, operand, precedence(expr));
        }
        ExprKind::BoolOp { op, values } => {
            for (i, value) in values.iter().enumerate() {
                if i > 0 {
                    out.push_str(if *op == BoolOp::And { " and " } else { " or " });
                }
                write(out, value, precedence(expr) + 1);
            }
        }
        ExprKind::Compare { left, ops, comparators } => {
            write(out, left, COMPARE + 1);
            for (op, right) in ops.iter().zip(comparators) {
                out.push(' ');
                out.push_str(comparison(*op));
                out.push(' ');
                write(out, right, COMPARE + 1);
            }
        }
        ExprKind::IfExp { test, body, orelse } => {
            write(out, body, TEST + 1);
            out.push_str(" if ");
            write(out, test, TEST + 1);
            out.push_str(" else ");
            write(out, orelse, TEST);
        }
        ExprKind::Call { func, args, keywords } => {
            write(out, func, ATOM);
            out.push('(');
            list(out, args);
            for (i, keyword) in keywords.iter().enumerate() {
                if i > 0 || !args.is_empty() {
                    out.push_str(", ");
                }
                match &keyword.arg {
                    Some(name) => {
                        out.push_str(name);
                        out.push('=');
                    }
                    None => out.push_str("**"),
                }
                write(out, &keyword.value, TEST);
            }
            out.push(')');
        }
        ExprKind::Tuple { elts, .. } => {
            out.push('(');
            list(out, elts);
            if elts.len() == 1 {
                out.push(',');
            }
            out.push(')');
        }
        ExprKind::List { elts, .. } => {
            out.push('[');
            list(out, elts);
            out.push(']');
        }
        ExprKind::Set { elts } => {
            out.push('{');
            list(out, elts);
            out.push('}');
        }
        ExprKind::Dict { keys, values } => {
            out.push('{');
            for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                match key {
                    Some(key) => {
                        write(out, key, TEST);
                        out.push_str(": ");
                        write(out, value, TEST);
                    }
                    None => {
                        out.push_str("**");
                        write(out, value, BIT_OR);
                    }
                }
            }
            out.push('}');
        }
        ExprKind::ListComp(it) => comprehension(out, '[', &[&it.elt], &it.generators, ']'),
        ExprKind::SetComp(it) => comprehension(out, '{', &[&it.elt], &it.generators, '}'),
        ExprKind::GeneratorExp(it) => comprehension(out, '(', &[&it.elt], &it.generators, ')'),
        ExprKind::DictComp(it) => {
            comprehension(out, '{', &[&it.key, &it.value], &it.generators, '}')
        }
        ExprKind::NamedExpr { target, value } => {
            out.push('(');
            write(out, target, ATOM);
            out.push_str(" := ");
            write(out, value, TEST);
            out.push(')');
        }
        ExprKind::Await { value } => {
            out.push_str("await ");
            write(out, value, ATOM);
        }
        ExprKind::Yield { value } => {
            out.push_str("(yield");
            if let Some(value) = value {
                out.push(' ');
                write(out, value, TUPLE);
            }
            out.push(')');
        }
        ExprKind::YieldFrom { value } => {
            out.push_str("(yield from ");
            write(out, value, TEST);
            out.push(')');
        }
        ExprKind::Lambda(it) => {
            out.push_str("lambda");
            let mut names: Vec<String> = Vec::new();
            let positional: Vec<_> = it.args.posonlyargs.iter().chain(&it.args.args).collect();
            let plain = positional.len() - it.args.defaults.len();
            for (i, arg) in positional.iter().enumerate() {
                let mut text = arg.arg.to_string();
                if i >= plain {
                    text.push('=');
                    text.push_str(&expression(&it.args.defaults[i - plain]));
                }
                names.push(text);
                if i + 1 == it.args.posonlyargs.len() {
                    names.push("/".to_owned());
                }
            }
            match &it.args.vararg {
                Some(arg) => names.push(format!("*{}", arg.arg)),
                None if !it.args.kwonlyargs.is_empty() => names.push("*".to_owned()),
                None => {}
            }
            for (arg, default) in it.args.kwonlyargs.iter().zip(&it.args.kw_defaults) {
                names.push(match default {
                    Some(default) => format!("{}={}", arg.arg, expression(default)),
                    None => arg.arg.to_string(),
                });
            }
            if let Some(arg) = &it.args.kwarg {
                names.push(format!("**{}", arg.arg));
            }
            if !names.is_empty() {
                out.push(' ');
                out.push_str(&names.join(", "));
            }
            out.push_str(": ");
            write(out, &it.body, TEST);
        }
        ExprKind::JoinedStr { values } => {
            let mut text = String::new();
            for value in values {
                field(&mut text, value);
            }
            out.push('f');
            out.push_str(&escape::repr_str(text.as_bytes()));
        }
        ExprKind::FormattedValue { .. } => field(out, expr),
    }
}

/// A piece of an f-string, without quotes.
fn field(out: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::Constant { value: Constant::Str(text), .. } => {
            let text = String::from_utf8_lossy(text);
            out.push_str(&text.replace('{', "{{").replace('}', "}}"));
        }
        ExprKind::FormattedValue { value, conversion, format_spec } => {
            out.push('{');
            let inner = expression(value);
            if inner.starts_with('{') {
                out.push(' ');
            }
            out.push_str(&inner);
            if let Ok(conversion) = u8::try_from(*conversion) {
                out.push('!');
                out.push(char::from(conversion));
            }
            if let Some(spec) = format_spec {
                out.push(':');
                if let ExprKind::JoinedStr { values } = &spec.kind {
                    values.iter().for_each(|it| field(out, it));
                }
            }
            out.push('}');
        }
        _ => write(out, expr, TEST),
    }
}

fn comprehension(
    out: &mut String,
    open: char,
    parts: &[&Expr],
    generators: &[Comprehension],
    close: char,
) {
    out.push(open);
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            out.push_str(": ");
        }
        write(out, part, TEST);
    }
    for it in generators {
        out.push_str(if it.is_async { " async for " } else { " for " });
        match &it.target.kind {
            ExprKind::Tuple { elts, .. } if elts.len() > 1 => list(out, elts),
            _ => write(out, &it.target, TUPLE),
        }
        out.push_str(" in ");
        write(out, &it.iter, TEST + 1);
        for condition in &it.ifs {
            out.push_str(" if ");
            write(out, condition, TEST + 1);
        }
    }
    out.push(close);
}

fn constant(out: &mut String, value: &Constant) {
    match value {
        Constant::None => out.push_str("None"),
        Constant::Bool(true) => out.push_str("True"),
        Constant::Bool(false) => out.push_str("False"),
        Constant::Ellipsis => out.push_str("..."),
        Constant::Int(it) => out.push_str(&it.to_string()),
        Constant::BigInt(it) => out.push_str(&it.to_string()),
        Constant::Float(it) => out.push_str(&float_text::repr(*it).replace("inf", "1e309")),
        Constant::Complex { imag, .. } => {
            out.push_str(float_text::repr(*imag).replace("inf", "1e309").trim_end_matches(".0"));
            out.push('j');
        }
        Constant::Str(text) => out.push_str(&escape::repr_str(text)),
        Constant::Bytes(bytes) => out.push_str(&escape::repr_bytes(bytes)),
        Constant::Tuple(items) | Constant::FrozenSet(items) => {
            out.push('(');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                constant(out, item);
            }
            if items.len() == 1 {
                out.push(',');
            }
            out.push(')');
        }
    }
}
