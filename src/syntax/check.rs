//! What the grammar accepts and CPython's parser does not: targets, patterns, bare generators.
//!
//! Reference: Language Reference, "Full Grammar specification".

use super::ast::{CmpOp, Constant, Expr, ExprKind, Operator, Pattern, PatternKind};
use super::front::{Front, Lowered};

/// What CPython calls an expression in its messages.
pub fn described(it: &Expr) -> &'static str {
    match &it.kind {
        ExprKind::Attribute { .. } => "attribute",
        ExprKind::Subscript { .. } => "subscript",
        ExprKind::Starred { .. } => "starred",
        ExprKind::Name { .. } => "name",
        ExprKind::List { .. } => "list",
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Call { .. } => "function call",
        ExprKind::BoolOp { .. } | ExprKind::BinOp { .. } | ExprKind::UnaryOp { .. } => "expression",
        ExprKind::GeneratorExp(_) => "generator expression",
        ExprKind::Yield { .. } | ExprKind::YieldFrom { .. } => "yield expression",
        ExprKind::Await { .. } => "await expression",
        ExprKind::ListComp(_) => "list comprehension",
        ExprKind::SetComp(_) => "set comprehension",
        ExprKind::DictComp(_) => "dict comprehension",
        ExprKind::Dict { .. } => "dict literal",
        ExprKind::Set { .. } => "set display",
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "f-string expression",
        ExprKind::Constant { value, .. } => match value {
            Constant::None => "None",
            Constant::Bool(false) => "False",
            Constant::Bool(true) => "True",
            Constant::Ellipsis => "ellipsis",
            _ => "literal",
        },
        ExprKind::Compare { .. } => "comparison",
        ExprKind::IfExp { .. } => "conditional expression",
        ExprKind::NamedExpr { .. } => "named expression",
        ExprKind::Slice { .. } => "slice",
    }
}

/// What a target is a target of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Targets {
    Star,
    Del,
    For,
}

/// The first part of `target` that is none.
pub fn invalid_target(target: &Expr, targets: Targets) -> Option<&Expr> {
    match &target.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => None,
        ExprKind::Starred { value, .. } if targets != Targets::Del => {
            invalid_target(value, targets)
        }
        ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
            elts.iter().find_map(|it| invalid_target(it, targets))
        }
        // `for x in y` taken for one expression.
        ExprKind::Compare { left, ops, .. } if targets == Targets::For => match ops.first() {
            Some(CmpOp::In) => invalid_target(left, targets),
            _ => None,
        },
        _ => Some(target),
    }
}

fn refuse_target(front: &Front, target: &Expr, targets: Targets) -> Lowered<()> {
    match invalid_target(target, targets) {
        Some(it) => {
            let verb = if targets == Targets::Del { "delete" } else { "assign to" };
            front.refuse(it.span, format!("cannot {verb} {}", described(it)))
        }
        None => Ok(()),
    }
}

/// A target of an assignment.
pub fn assigned(front: &Front, target: &Expr) -> Lowered<()> {
    refuse_target(front, target, Targets::Star)
}

pub fn augmented(front: &Front, target: &Expr) -> Lowered<()> {
    match &target.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => Ok(()),
        _ => {
            let what = described(target);
            let message = format!("'{what}' is an illegal expression for augmented assignment");
            front.refuse(target.span, message)
        }
    }
}

pub fn annotated(front: &Front, target: &Expr) -> Lowered<()> {
    match &target.kind {
        ExprKind::Name { .. } | ExprKind::Attribute { .. } | ExprKind::Subscript { .. } => Ok(()),
        ExprKind::List { .. } | ExprKind::Tuple { .. } => {
            let message =
                format!("only single target (not {}) can be annotated", described(target));
            front.refuse(target.span, message)
        }
        _ => front.refuse(target.span, "illegal target for annotation"),
    }
}

pub fn deleted(front: &Front, targets: &[Expr]) -> Lowered<()> {
    targets.iter().try_for_each(|it| refuse_target(front, it, Targets::Del))
}

/// The target of `for`, in a statement or a comprehension, and of `with`.
pub fn bound(front: &Front, target: &Expr) -> Lowered<()> {
    refuse_target(front, target, Targets::Star)
}

/// What a list, set or generator comprehension repeats.
pub fn element(front: &Front, elt: &Expr) -> Lowered<()> {
    match elt.kind {
        ExprKind::Starred { .. } => {
            front.refuse(elt.span, "iterable unpacking cannot be used in comprehension")
        }
        _ => Ok(()),
    }
}

/// A class header takes no bare generator.
pub fn bases(front: &Front, bases: &[Expr]) -> Lowered<()> {
    for base in bases {
        if let ExprKind::GeneratorExp(_) = base.kind {
            let starts = front.source.starts();
            let start = starts[base.span.line as usize - 1] + base.span.column;
            let first = front.token_from(start);
            let closed = front.closing(first).map(|it| front.tokens[it].end);
            let end = starts[base.span.end_line as usize - 1] + base.span.end_column;
            if !front.kind(first).is_opening() || closed != Some(end) {
                // CPython stops at the `for`, which it does not expect here.
                let loop_ = (first..front.tokens.len())
                    .find(|&it| matches!(front.kind(it), super::token::TokenKind::For));
                return Err(front.trouble(loop_.unwrap_or(first), None));
            }
        }
    }
    Ok(())
}

pub fn match_subject(front: &Front, subject: &Expr) -> Lowered<()> {
    match subject.kind {
        // Without a comma a star makes no tuple.
        ExprKind::Starred { .. } => {
            let starts = front.source.starts();
            let end = starts[subject.span.end_line as usize - 1] + subject.span.end_column;
            Err(front.trouble(front.token_from(end), None))
        }
        _ => Ok(()),
    }
}

/// A whole pattern after `case`.
pub fn case(front: &Front, it: &Pattern) -> Lowered<()> {
    match it.kind {
        PatternKind::Star { .. } => star_outside(front, it),
        _ => pattern(front, it),
    }
}

fn star_outside(front: &Front, it: &Pattern) -> Lowered<()> {
    let starts = front.source.starts();
    let end = starts[it.span.end_line as usize - 1] + it.span.end_column;
    Err(front.trouble(front.token_from(end), None))
}

fn pattern(front: &Front, it: &Pattern) -> Lowered<()> {
    let all = |list: &[Pattern]| list.iter().try_for_each(|it| case(front, it));
    match &it.kind {
        PatternKind::Value { value } => literal(front, value),
        PatternKind::Singleton { .. } | PatternKind::Star { .. } => Ok(()),
        PatternKind::Sequence { patterns } => patterns.iter().try_for_each(|it| pattern(front, it)),
        PatternKind::Mapping { keys, patterns, rest } => {
            keys.iter().try_for_each(|it| literal(front, it))?;
            all(patterns)?;
            match rest.as_deref() {
                Some("_") => Err(front.trouble(last_underscore(front, it), None)),
                _ => Ok(()),
            }
        }
        PatternKind::Class { patterns, kwd_patterns, .. } => {
            all(patterns)?;
            all(kwd_patterns)
        }
        PatternKind::As { pattern: Some(inner), name } => {
            if name.is_none() {
                let token = last_underscore(front, it);
                let error = front.error_at(token, "cannot use '_' as a target");
                return Err(front.trouble(token, Some(error)));
            }
            case(front, inner)
        }
        PatternKind::As { pattern: None, .. } => Ok(()),
        PatternKind::Or { patterns } => all(patterns),
    }
}

/// The last `_` inside a pattern: the name that may not be bound.
fn last_underscore(front: &Front, it: &Pattern) -> usize {
    let starts = front.source.starts();
    let end = starts[it.span.end_line as usize - 1] + it.span.end_column;
    let behind = front.token_from(end);
    (0..behind).rev().find(|&token| front.word(token) == "_").unwrap_or(behind)
}

/// A literal in a pattern: a sign goes with a number only, a sum is a complex number.
fn literal(front: &Front, value: &Expr) -> Lowered<()> {
    let number = |it: &Expr| match &it.kind {
        ExprKind::Constant { value, .. } => Some(matches!(value, Constant::Complex { .. })),
        _ => None,
    };
    let is_text = |it: &Expr| match &it.kind {
        ExprKind::Constant { value, .. } => matches!(value, Constant::Str(_) | Constant::Bytes(_)),
        ExprKind::JoinedStr { .. } => true,
        _ => false,
    };
    let misplaced = |it: &Expr| {
        let start = front.source.starts()[it.span.line as usize - 1] + it.span.column;
        Err(front.trouble(front.token_from(start), None))
    };
    match &value.kind {
        ExprKind::UnaryOp { operand, .. } if is_text(operand) => misplaced(operand),
        ExprKind::BinOp { left, op: Operator::Add | Operator::Sub, right } => {
            let real = match &left.kind {
                ExprKind::UnaryOp { operand, .. } => operand,
                _ => left,
            };
            if let Some(text) = [real, right].into_iter().find(|it| is_text(it)) {
                return misplaced(text);
            }
            if number(real) == Some(true) {
                return refuse_number(front, real, "real number required in complex literal");
            }
            if number(right) == Some(false) {
                let message = "imaginary number required in complex literal";
                return refuse_number(front, right, message);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn refuse_number(front: &Front, number: &Expr, message: &str) -> Lowered<()> {
    match front.refuse::<()>(number.span, message) {
        Err(trouble) => Err(Box::new(super::front::Trouble { settled: true, ..*trouble })),
        accepted => accepted,
    }
}
