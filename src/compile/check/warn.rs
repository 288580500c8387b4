//! What is surely a mistake, though it compiles: each becomes a `SyntaxWarning`.

use crate::syntax::ast::*;

use super::Checker;
use crate::syntax::error::SyntaxError;
use crate::syntax::warning::Warning;

impl Checker<'_, '_> {
    fn warn(&mut self, span: Span, message: String) {
        let error = SyntaxError::at(span, message.as_str());
        self.warnings.push(Warning { message, line: span.line, error });
    }

    pub(super) fn warn_of_true_assertion(&mut self, test: &Expr, span: Span) {
        if matches!(&test.kind, ExprKind::Tuple { elts, .. } if !elts.is_empty()) {
            self.warn(span, "assertion is always true, perhaps remove parentheses?".to_owned());
        }
    }

    pub(super) fn warn_of_identity(
        &mut self,
        left: &Expr,
        ops: &[CmpOp],
        right: &[Expr],
        span: Span,
    ) {
        let mut left = left;
        for (op, right) in ops.iter().zip(right) {
            let name = literal(left).or_else(|| literal(right));
            match (op, name) {
                (CmpOp::Is, Some(name)) => {
                    return self
                        .warn(span, format!("\"is\" with '{name}' literal. Did you mean \"==\"?"));
                }
                (CmpOp::IsNot, Some(name)) => {
                    return self.warn(
                        span,
                        format!("\"is not\" with '{name}' literal. Did you mean \"!=\"?"),
                    );
                }
                _ => left = right,
            }
        }
    }

    pub(super) fn warn_of_call(&mut self, func: &Expr) {
        if !matches!(func.kind, ExprKind::Lambda(_))
            && let Some(name) = type_name(func)
        {
            let message = format!("'{name}' object is not callable; perhaps you missed a comma?");
            self.warn(func.span, message);
        }
    }

    pub(super) fn warn_of_subscript(&mut self, value: &Expr, index: &Expr) {
        let Some(name) = type_name(value) else { return };
        match name {
            "dict" => {}
            "str" | "bytes" | "tuple" | "list" => {
                let index = type_name(index).filter(|it| !matches!(*it, "int" | "bool"));
                if let Some(index) = index {
                    let message = format!(
                        "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
                    );
                    self.warn(value.span, message);
                }
            }
            // `True[0]` counts as an int, and is one.
            _ => {
                let message =
                    format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
                self.warn(value.span, message);
            }
        }
    }
}

/// The type of a constant that nobody means by identity.
fn literal(it: &Expr) -> Option<&'static str> {
    constant(it).filter(|name| !matches!(*name, "NoneType" | "bool" | "ellipsis"))
}

/// The type of what folds to a constant.
fn constant(it: &Expr) -> Option<&'static str> {
    match &it.kind {
        ExprKind::Constant { value, .. } => Some(match value {
            Constant::None => "NoneType",
            Constant::Bool(_) => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Complex { .. } => "complex",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) => "frozenset",
        }),
        ExprKind::UnaryOp { op, operand } => {
            let operand = constant(operand)?;
            match (op, operand) {
                (UnaryOp::Not, _) => Some("bool"),
                (UnaryOp::Invert, "int") => Some("int"),
                (UnaryOp::USub | UnaryOp::UAdd, "int" | "float" | "complex") => Some(operand),
                _ => None,
            }
        }
        ExprKind::Tuple { elts, ctx: ExprContext::Load }
            if elts.iter().all(|it| constant(it).is_some()) =>
        {
            Some("tuple")
        }
        _ => None,
    }
}

/// The type of what the expression makes, where its shape tells.
fn type_name(it: &Expr) -> Option<&'static str> {
    match &it.kind {
        ExprKind::Tuple { .. } => Some("tuple"),
        ExprKind::List { .. } | ExprKind::ListComp(_) => Some("list"),
        ExprKind::Dict { .. } | ExprKind::DictComp(_) => Some("dict"),
        ExprKind::Set { .. } | ExprKind::SetComp(_) => Some("set"),
        ExprKind::GeneratorExp(_) => Some("generator"),
        ExprKind::Lambda(_) => Some("function"),
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => Some("str"),
        _ => constant(it),
    }
}
