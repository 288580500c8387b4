//! Subscripts `object[lower:upper:step]` with a literal step or none: built-in sequences are asked without
//! making a slice object.
//!
//! Reference: Expressions, "Slicings".

use std::borrow::Borrow;

use crate::object::{Flow, Fp, List, Node, Stmt, Value, Vm};
use crate::protocol;
use crate::types::slice::{adjust, make};
use crate::types::{list, range, str, tuple};
use crate::{load, tri};

use super::fail::{settle, settle_flow};
use super::names::Store;
use super::operand::{Operand, Shape};

/// `lower:upper:step`.
pub struct Bounds {
    pub lower: Option<Box<dyn Node>>,
    pub upper: Option<Box<dyn Node>>,
    /// `None` or an int other than 0.
    pub step: Value,
}

impl Bounds {
    /// Both values, `None` for what is left out; nothing where one has raised.
    #[inline(always)]
    fn eval(&self, vm: &Vm, fp: Fp) -> Option<(Value, Value)> {
        let part = |node: &Option<Box<dyn Node>>| match node {
            Some(node) => node.eval(vm, fp),
            None => Value::None,
        };
        let lower = part(&self.lower);
        if lower.is_err() {
            return None;
        }
        let upper = part(&self.upper);
        if upper.is_err() { None } else { Some((lower, upper)) }
    }

    /// Start, stop and step, if no `__index__` method has to be asked for them.
    #[inline(always)]
    fn numbers(&self, lower: &Value, upper: &Value) -> Option<(i64, i64, i64)> {
        let step = if let Value::Int(step) = &self.step { *step } else { 1 };
        let start = match lower {
            Value::Int(it) => *it,
            Value::None if step < 0 => i64::MAX,
            Value::None => 0,
            _ => return None,
        };
        let stop = match upper {
            Value::Int(it) => *it,
            Value::None if step < 0 => i64::MIN,
            Value::None => i64::MAX,
            _ => return None,
        };
        Some((start, stop, step))
    }

    #[inline(never)]
    fn get_slow(&self, vm: &Vm, fp: Fp, at: u32, object: &Value, parts: (Value, Value)) -> Value {
        let key = make(vm, parts.0, parts.1, self.step.clone());
        fp.head().position.set(at);
        settle(vm, fp, at, protocol::getitem(vm, object, &key))
    }
}

/// `object[lower:upper:step]`.
pub struct GetSlice<A> {
    pub object: A,
    pub bounds: Bounds,
    pub at: u32,
}

impl<A: Operand> Node for GetSlice<A> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let object = load!(self.object, vm, fp);
        let object = object.borrow();
        let Some((lower, upper)) = self.bounds.eval(vm, fp) else { return Value::Err };
        self.select(vm, fp, object, lower, upper)
    }
}

impl<A> GetSlice<A> {
    #[inline(always)]
    fn select(&self, vm: &Vm, fp: Fp, object: &Value, lower: Value, upper: Value) -> Value {
        if let Some(parts) = self.bounds.numbers(&lower, &upper) {
            match object {
                Value::List(list) => return vm.list(list::slice_of(list, parts)),
                Value::Tuple(it) => return tuple::slice_of(vm, it, adjust(parts, it.len())),
                Value::Str(it) => return str::select(vm, it, adjust(parts, it.count())),
                Value::Obj(_) => {
                    if let Some(part) = range::slice_of(vm, object, parts) {
                        return part;
                    }
                }
                _ => {}
            }
        }
        self.bounds.get_slow(vm, fp, self.at, object, (lower, upper))
    }
}

/// The node for `object[lower:upper:step]`.
pub fn get(object: Shape, bounds: Bounds, at: u32) -> Box<dyn Node> {
    crate::with_operand!(object, |object| Box::new(GetSlice { object, bounds, at }))
}

/// `object[lower:upper:step] = value`, the value at hand.
pub struct SetSlice {
    pub object: Box<dyn Node>,
    pub bounds: Bounds,
    pub at: u32,
}

/// `target[…] = object[…]`: what is selected from a list needs no list of its own on the way.
pub struct AssignSlice<A> {
    pub target: SetSlice,
    pub value: GetSlice<A>,
}

impl<A: Operand> Stmt for AssignSlice<A> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let object = load!(self.value.object, vm, fp, Flow::Err);
        let object = object.borrow();
        let Some((lower, upper)) = self.value.bounds.eval(vm, fp) else { return Flow::Err };
        if let Value::List(list) = object
            && let Some(parts) = self.value.bounds.numbers(&lower, &upper)
        {
            return self.target.store_items(vm, fp, list::slice_of(list, parts));
        }
        let value = tri!(self.value.select(vm, fp, object, lower, upper), Flow::Err);
        self.target.store(vm, fp, value)
    }
}

/// The statement for that.
pub fn assign(target: SetSlice, object: Shape, bounds: Bounds, at: u32) -> Box<dyn Stmt> {
    crate::with_operand!(object, |object| Box::new(AssignSlice {
        target,
        value: GetSlice { object, bounds, at }
    }))
}

impl SetSlice {
    /// Stores what a list of these items would be stored as.
    #[inline(always)]
    fn store_items(&self, vm: &Vm, fp: Fp, items: Vec<Value>) -> Flow {
        let object = tri!(self.object.eval(vm, fp), Flow::Err);
        let Some((lower, upper)) = self.bounds.eval(vm, fp) else { return Flow::Err };
        fp.head().position.set(self.at);
        let result = match (&object, self.bounds.numbers(&lower, &upper)) {
            (Value::List(it), Some(parts)) => list::assign_parts(it, parts, items),
            _ => {
                let key = make(vm, lower, upper, self.bounds.step.clone());
                protocol::setitem(vm, &object, &key, vm.list(items))
            }
        };
        settle_flow(vm, fp, self.at, result)
    }
}

impl Store for SetSlice {
    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        let object = tri!(self.object.eval(vm, fp), Flow::Err);
        let Some((lower, upper)) = self.bounds.eval(vm, fp) else { return Flow::Err };
        fp.head().position.set(self.at);
        let result = match (&object, self.bounds.numbers(&lower, &upper)) {
            (Value::List(it), Some(parts)) => {
                let items = match &value {
                    // Nobody else can see this list again.
                    Value::List(new) if new.header().count() == 1 => {
                        Ok(std::mem::take(&mut *List::borrow_mut(new)))
                    }
                    _ => list::assigned_items(vm, &value),
                };
                items.and_then(|items| list::assign_parts(it, parts, items))
            }
            _ => {
                let key = make(vm, lower, upper, self.bounds.step.clone());
                protocol::setitem(vm, &object, &key, value)
            }
        };
        settle_flow(vm, fp, self.at, result)
    }
}
