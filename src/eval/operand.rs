//! Operands: what a fused node takes without a call through a table.
//!
//! Most operands are a local variable or a constant. A node generic over [`Operand`] borrows those in
//! place and evaluates anything else; lowering picks the shape. Borrowing a local is sound only while
//! nothing can set its slot: lowering falls back to [`Sub`] for a left operand whenever the right one
//! could (`:=`, `del`, `yield`, `await`).

use std::borrow::Borrow;

use crate::object::{Fp, Node, Temp, Value, Vm};

use super::fail::unbound_local;
use super::names::LoadGlobal;

pub trait Operand: 'static {
    /// Loading cannot run Python code.
    const SIMPLE: bool;
    type Held<'a>: Borrow<Value>
    where
        Self: 'a;

    /// The value; `Err` with the exception in `vm`.
    fn load<'a>(&'a self, vm: &Vm, fp: Fp) -> Result<Self::Held<'a>, ()>;

    /// As [`Operand::load`], by [`Node::eval_wide`].
    #[inline(always)]
    fn load_wide<'a>(&'a self, vm: &Vm, fp: Fp) -> Result<Self::Held<'a>, ()> {
        self.load(vm, fp)
    }

    /// What was loaded, as a value of one's own.
    fn own(held: Self::Held<'_>) -> Value;
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

    #[inline(always)]
    fn own(held: &Value) -> Value {
        held.clone()
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

    #[inline(always)]
    fn own(held: &Value) -> Value {
        held.clone()
    }
}

/// Any expression.
pub struct Sub(pub Box<dyn Node>);

impl Operand for Sub {
    const SIMPLE: bool = false;
    type Held<'a> = Temp;

    #[inline(always)]
    fn load(&self, vm: &Vm, fp: Fp) -> Result<Temp, ()> {
        let value = self.0.eval(vm, fp);
        if value.is_err() { Err(()) } else { Ok(Temp::new(value)) }
    }

    #[inline(always)]
    fn load_wide(&self, vm: &Vm, fp: Fp) -> Result<Temp, ()> {
        let value = self.0.eval_wide(vm, fp);
        if value.is_err() { Err(()) } else { Ok(Temp::new(value)) }
    }

    #[inline(always)]
    fn own(held: Temp) -> Value {
        held.into_value()
    }
}

/// An expression before a node is chosen for it.
pub enum Shape {
    Local(u32, u32),
    Const(Value),
    Global(LoadGlobal),
    Other(Box<dyn Node>),
}

impl Shape {
    /// The expression as a node of its own.
    pub fn into_node(self) -> Box<dyn Node> {
        match self {
            Shape::Local(slot, at) => Box::new(super::names::LoadLocal(Local(slot, at))),
            Shape::Const(value) => Box::new(super::names::Constant(value)),
            Shape::Global(global) => Box::new(global),
            Shape::Other(node) => node,
        }
    }

    /// The expression, a global name as any other.
    pub fn plain(self) -> Shape {
        match self {
            Shape::Global(global) => Shape::Other(Box::new(global)),
            other => other,
        }
    }

    /// The expression's value, for nodes that keep shapes: arguments of calls.
    #[inline(always)]
    pub fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self {
            Shape::Local(slot, at) => {
                let value = fp.peek(*slot);
                if value.is_err() {
                    return unbound_local(vm, fp, *slot, *at);
                }
                value.clone()
            }
            Shape::Const(value) => value.clone(),
            Shape::Global(global) => global.get(vm, fp),
            Shape::Other(node) => node.eval(vm, fp),
        }
    }
}

/// Binds the operand of a shape to a name and evaluates an expression generic in it.
#[macro_export]
macro_rules! with_operand {
    ($shape:expr, |$name:ident| $body:expr) => {
        match $shape.plain() {
            $crate::eval::operand::Shape::Local(slot, at) => {
                let $name = $crate::eval::operand::Local(slot, at);
                $body
            }
            $crate::eval::operand::Shape::Const(value) => {
                let $name = $crate::eval::operand::Const(value);
                $body
            }
            shape => {
                let $name = $crate::eval::operand::Sub(shape.into_node());
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
