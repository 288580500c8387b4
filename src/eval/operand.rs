//! Operands: what a fused node takes without a call through a table.
//!
//! Most operands are a local variable or a constant. A node generic over [`Operand`] borrows those in
//! place and evaluates anything else; lowering picks the shape. Borrowing a local is sound only while
//! nothing can set its slot: lowering falls back to [`Sub`] for a left operand whenever the right one
//! could (`:=`, `del`, `yield`, `await`).

use std::borrow::Borrow;

use crate::object::{Fp, Node, Value, Vm};

use super::fail::unbound_local;

pub trait Operand: 'static {
    /// Loading cannot run Python code.
    const SIMPLE: bool;
    type Held<'a>: Borrow<Value>
    where
        Self: 'a;

    /// The value; `Err` with the exception in `vm`.
    fn load<'a>(&'a self, vm: &Vm, fp: Fp) -> Result<Self::Held<'a>, ()>;
}

/// A local variable: its slot, and the position to blame if it is unbound.
pub struct Local(pub u32, pub u32);

impl Operand for Local {
    const SIMPLE: bool = true;
    type Held<'a> = &'a Value;

    #[inline(always)]
    fn load<'a>(&'a self, vm: &Vm, fp: Fp) -> Result<&'a Value, ()> {
        let value = fp.peek(self.0);
        if value.is_err() {
            unbound_local(vm, fp, self.0, self.1);
            return Err(());
        }
        Ok(value)
    }
}

pub struct Const(pub Value);

impl Operand for Const {
    const SIMPLE: bool = true;
    type Held<'a> = &'a Value;

    #[inline(always)]
    fn load<'a>(&'a self, _: &Vm, _: Fp) -> Result<&'a Value, ()> {
        Ok(&self.0)
    }
}

/// Any expression.
pub struct Sub(pub Box<dyn Node>);

impl Operand for Sub {
    const SIMPLE: bool = false;
    type Held<'a> = Value;

    #[inline(always)]
    fn load(&self, vm: &Vm, fp: Fp) -> Result<Value, ()> {
        let value = self.0.eval(vm, fp);
        if value.is_err() { Err(()) } else { Ok(value) }
    }
}

/// An expression before a node is chosen for it.
pub enum Shape {
    Local(u32, u32),
    Const(Value),
    Other(Box<dyn Node>),
}

impl Shape {
    /// The expression as a node of its own.
    pub fn into_node(self) -> Box<dyn Node> {
        match self {
            Shape::Local(slot, at) => Box::new(super::names::LoadLocal(Local(slot, at))),
            Shape::Const(value) => Box::new(super::names::Constant(value)),
            Shape::Other(node) => node,
        }
    }
}

/// Binds the operand of a shape to a name and evaluates an expression generic in it.
#[macro_export]
macro_rules! with_operand {
    ($shape:expr, |$name:ident| $body:expr) => {
        match $shape {
            $crate::eval::operand::Shape::Local(slot, at) => {
                let $name = $crate::eval::operand::Local(slot, at);
                $body
            }
            $crate::eval::operand::Shape::Const(value) => {
                let $name = $crate::eval::operand::Const(value);
                $body
            }
            $crate::eval::operand::Shape::Other(node) => {
                let $name = $crate::eval::operand::Sub(node);
                $body
            }
        }
    };
}

/// The value of an operand, or leaves the node with `Value::Err`.
#[macro_export]
macro_rules! load {
    ($operand:expr, $vm:expr, $fp:expr) => {
        match $operand.load($vm, $fp) {
            Ok(value) => value,
            Err(()) => return $crate::object::Value::Err,
        }
    };
    ($operand:expr, $vm:expr, $fp:expr, $otherwise:expr) => {
        match $operand.load($vm, $fp) {
            Ok(value) => value,
            Err(()) => return $otherwise,
        }
    };
}

/// The value of a node, or leaves with an error of the caller's kind.
#[macro_export]
macro_rules! tri {
    ($value:expr) => {
        $crate::tri!($value, $crate::object::Value::Err)
    };
    ($value:expr, $otherwise:expr) => {{
        let value = $value;
        if value.is_err() {
            return $otherwise;
        }
        value
    }};
}
