//! The literals that are keys of a mapping pattern: when they are equal, and how they read.

use std::fmt;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use crate::algo::{escape, float_text};
use crate::syntax::ast::{Constant, Expr, ExprKind, Operator, UnaryOp};

/// A literal, its sign and imaginary part worked in.
#[derive(Clone, Debug)]
pub(super) enum Key {
    None,
    Bool(bool),
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(Vec<u8>),
    Bytes(Vec<u8>),
}

impl Key {
    pub fn of(expr: &Expr) -> Option<Key> {
        match &expr.kind {
            ExprKind::Constant { value, .. } => Key::of_constant(value),
            ExprKind::UnaryOp { op: UnaryOp::USub, operand } => Some(match Key::of(operand)? {
                Key::Int(it) => Key::Int(-it),
                Key::Float(it) => Key::Float(-it),
                Key::Complex(re, im) => Key::Complex(-re, -im),
                _ => return None,
            }),
            ExprKind::BinOp { left, op, right } => {
                let (real, Key::Complex(_, im)) = (Key::of(left)?.real()?, Key::of(right)?) else {
                    return None;
                };
                match op {
                    Operator::Add => Some(Key::Complex(real, im)),
                    Operator::Sub => Some(Key::Complex(real, -im)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn of_constant(value: &Constant) -> Option<Key> {
        Some(match value {
            Constant::None => Key::None,
            Constant::Bool(it) => Key::Bool(*it),
            Constant::Int(it) => Key::Int((*it).into()),
            Constant::BigInt(it) => Key::Int((**it).clone()),
            Constant::Float(it) => Key::Float(*it),
            Constant::Complex { real, imag } => Key::Complex(*real, *imag),
            Constant::Str(it) => Key::Str(it.to_vec()),
            Constant::Bytes(it) => Key::Bytes(it.to_vec()),
            Constant::Ellipsis | Constant::Tuple(_) | Constant::FrozenSet(_) => return None,
        })
    }

    fn real(&self) -> Option<f64> {
        match self {
            Key::Int(it) => it.to_f64(),
            Key::Float(it) => Some(*it),
            _ => None,
        }
    }

    /// A number without a fraction, whatever its type.
    fn integer(&self) -> Option<BigInt> {
        match self {
            Key::Bool(it) => Some(u8::from(*it).into()),
            Key::Int(it) => Some(it.clone()),
            Key::Float(it) | Key::Complex(it, 0.0) if it.fract() == 0.0 => BigInt::from_f64(*it),
            _ => None,
        }
    }
}

/// As in a dict: `1`, `1.0` and `True` are the same key.
impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        match (self, other) {
            (Key::None, Key::None) => true,
            (Key::Str(a), Key::Str(b)) | (Key::Bytes(a), Key::Bytes(b)) => a == b,
            _ => match (self.integer(), other.integer()) {
                (Some(a), Some(b)) => a == b,
                (None, None) => self.parts().is_some() && self.parts() == other.parts(),
                _ => false,
            },
        }
    }
}

impl Key {
    fn parts(&self) -> Option<(f64, f64)> {
        match self {
            Key::Float(it) => Some((*it, 0.0)),
            Key::Complex(re, im) => Some((*re, *im)),
            _ => None,
        }
    }
}

/// Its `repr()`.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |it: f64| {
            let text = float_text::repr(it);
            text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
        };
        match self {
            Key::None => f.write_str("None"),
            Key::Bool(true) => f.write_str("True"),
            Key::Bool(false) => f.write_str("False"),
            Key::Int(it) => write!(f, "{it}"),
            Key::Float(it) => f.write_str(&float_text::repr(*it)),
            Key::Complex(re, im) if *re == 0.0 && re.is_sign_positive() => {
                write!(f, "{}j", part(*im))
            }
            Key::Complex(re, im) => {
                let sign = if im.is_sign_negative() { "" } else { "+" };
                write!(f, "({}{sign}{}j)", part(*re), part(*im))
            }
            Key::Str(it) => f.write_str(&escape::repr_str(it)),
            Key::Bytes(it) => f.write_str(&escape::repr_bytes(it)),
        }
    }
}
