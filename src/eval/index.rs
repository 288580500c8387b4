//! Subscript nodes.

use std::borrow::Borrow;

use crate::object::{BinaryOp, Builtin, Flow, Fp, Name, Node, Special, Stmt, Value, Vm};
use crate::protocol;
use crate::{load, tri};

use super::call::call_method;
use super::fail::{settle, settle_flow, trace};
use super::names::Store;
use super::operand::{Operand, Shape};

/// Where item `index` of a sequence of `len` items is.
#[inline(always)]
fn place(index: i64, len: usize) -> usize {
    (if index < 0 { index.wrapping_add(len as i64) } else { index }) as usize
}

/// `object[key]` for values at hand.
#[inline(always)]
pub fn get_item(vm: &Vm, fp: Fp, at: u32, object: &Value, key: &Value) -> Value {
    if let Value::Int(index) = key {
        match object {
            Value::List(list) => {
                if let Some(item) = list.get(place(*index, list.len())) {
                    return item;
                }
            }
            Value::Tuple(tuple) => {
                if let Some(item) = tuple.items().get(place(*index, tuple.len())) {
                    return item.clone();
                }
            }
            _ => {}
        }
    }
    get_slow(vm, fp, at, object, key)
}

#[inline(never)]
fn get_slow(vm: &Vm, fp: Fp, at: u32, object: &Value, key: &Value) -> Value {
    if let Value::Dict(dict) = object {
        if let Value::Str(name) = key
            && let Some(value) = dict.get_str(name)
        {
            return value;
        }
        match protocol::keyed::dict_get(vm, dict, key) {
            Ok(Some(value)) => return value,
            Ok(None) => {
                return super::fail::raise(vm, fp, at, crate::object::Raised::key_error(key));
            }
            Err(raised) => return super::fail::raise(vm, fp, at, raised),
        }
    }
    fp.head().position.set(at);
    let class = vm.type_of(object);
    if let Value::Inst(_) = object
        && let Some(function) = class.special(vm, Special::Getitem, Name::Getitem)
    {
        let result = call_method(vm, &function, object, std::slice::from_ref(key));
        if result.is_err() {
            return trace(vm, fp, at);
        }
        return result;
    }
    match class.slots.getitem.get() {
        Some(slot) => settle(vm, fp, at, slot(vm, object, key)),
        None => settle(vm, fp, at, protocol::getitem(vm, object, key)),
    }
}

/// `object[key]`.
pub struct GetItem<A, B> {
    pub object: A,
    pub key: B,
    pub at: u32,
}

impl<A: Operand, B: Operand> Node for GetItem<A, B> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let object = load!(self.object, vm, fp);
        let key = load!(self.key, vm, fp);
        get_item(vm, fp, self.at, object.borrow(), key.borrow())
    }
}

/// The node for a subscript.
pub fn get(object: Shape, key: Shape, at: u32) -> Box<dyn Node> {
    crate::with_operand!(object, |object| crate::with_operand!(key, |key| Box::new(GetItem {
        object,
        key,
        at
    })))
}

#[inline(always)]
fn set_item(vm: &Vm, fp: Fp, at: u32, object: &Value, key: &Value, value: Value) -> Flow {
    let mut value = value;
    if let (Value::List(list), Value::Int(index)) = (object, key) {
        match list.replace(place(*index, list.len()), value) {
            Ok(old) => {
                if old.is_heap() {
                    drop_old(old);
                }
                return Flow::Next;
            }
            Err(back) => value = back,
        }
    }
    set_slow(vm, fp, at, object, key, value)
}

#[inline(never)]
fn drop_old(old: Value) {
    drop(old);
}

#[inline(never)]
fn set_slow(vm: &Vm, fp: Fp, at: u32, object: &Value, key: &Value, value: Value) -> Flow {
    fp.head().position.set(at);
    let class = vm.type_of(object);
    if let Value::Inst(_) = object
        && let Some(function) = class.special(vm, Special::Setitem, Name::Setitem)
    {
        let result = call_method(vm, &function, object, &[key.clone(), value]);
        if result.is_err() {
            trace(vm, fp, at);
            return Flow::Err;
        }
        result.discard();
        return Flow::Next;
    }
    let result = match object {
        Value::Dict(dict) => protocol::keyed::dict_set(vm, dict, key.clone(), value),
        _ => match class.slots.setitem.get() {
            Some(slot) => slot(vm, object, key, Some(value)),
            None => protocol::setitem(vm, object, key, value),
        },
    };
    settle_flow(vm, fp, at, result)
}

/// `object[key] = value`, the value at hand.
pub struct SetItem<A, B> {
    pub object: A,
    pub key: B,
    pub at: u32,
}

impl<A: Operand, B: Operand> Store for SetItem<A, B> {
    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        let object = load!(self.object, vm, fp, Flow::Err);
        let key = load!(self.key, vm, fp, Flow::Err);
        set_item(vm, fp, self.at, object.borrow(), key.borrow(), value)
    }
}

/// The store for a subscript target.
pub fn set(object: Shape, key: Shape, at: u32) -> Box<dyn Store> {
    crate::with_operand!(object, |object| crate::with_operand!(key, |key| Box::new(SetItem {
        object,
        key,
        at
    })))
}

/// `object[key] = value` as a statement of its own.
pub struct AssignItem<A, B> {
    pub target: SetItem<A, B>,
    pub value: Box<dyn Node>,
}

impl<A: Operand, B: Operand> Stmt for AssignItem<A, B> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        let object = load!(self.target.object, vm, fp, Flow::Err);
        let key = load!(self.target.key, vm, fp, Flow::Err);
        set_item(vm, fp, self.target.at, object.borrow(), key.borrow(), value)
    }
}

/// The statement `object[key] = value`.
pub fn assign(object: Shape, key: Shape, value: Box<dyn Node>, at: u32) -> Box<dyn Stmt> {
    crate::with_operand!(object, |object| crate::with_operand!(key, |key| Box::new(AssignItem {
        target: SetItem { object, key, at },
        value
    })))
}

/// `del object[key]`.
pub struct DeleteItem {
    pub object: Box<dyn Node>,
    pub key: Box<dyn Node>,
    pub at: u32,
}

impl Stmt for DeleteItem {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let object = tri!(self.object.eval(vm, fp), Flow::Err);
        let key = tri!(self.key.eval(vm, fp), Flow::Err);
        fp.head().position.set(self.at);
        settle_flow(vm, fp, self.at, protocol::delitem(vm, &object, &key))
    }
}

/// `object[key] op= value`: object and key evaluated once.
pub struct AugmentItem<A, B> {
    pub object: A,
    pub key: B,
    pub op: BinaryOp,
    pub value: Box<dyn Node>,
    pub at: u32,
    pub target_at: u32,
}

impl<A: Operand, B: Operand> Stmt for AugmentItem<A, B> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let object = load!(self.object, vm, fp, Flow::Err);
        let key = load!(self.key, vm, fp, Flow::Err);
        let (object, key) = (object.borrow(), key.borrow());
        if let (Value::List(list), Value::Int(index)) = (object, key)
            && let Some(old) = list.get_number(place(*index, list.len()))
        {
            let right = tri!(self.value.eval(vm, fp), Flow::Err);
            if !right.is_heap() {
                let new = super::arith::quick_of(self.op, &old, &right);
                if !new.is_err()
                    && let Ok(before) = list.replace(place(*index, list.len()), new)
                {
                    before.discard();
                    return Flow::Next;
                }
            }
            return self.finish(vm, fp, object, key, old, right);
        }
        let old = tri!(get_item(vm, fp, self.target_at, object, key), Flow::Err);
        let right = tri!(self.value.eval(vm, fp), Flow::Err);
        self.finish(vm, fp, object, key, old, right)
    }
}

impl<A, B> AugmentItem<A, B> {
    /// The rest, for any operands.
    #[inline(never)]
    fn finish(
        &self,
        vm: &Vm,
        fp: Fp,
        object: &Value,
        key: &Value,
        old: Value,
        right: Value,
    ) -> Flow {
        let new = super::arith::quick_of(self.op, &old, &right);
        let new = if new.is_err() {
            tri!(super::arith::inplace(vm, fp, self.at, self.op as u8, &old, &right), Flow::Err)
        } else {
            new
        };
        drop(old);
        set_item(vm, fp, self.target_at, object, key, new)
    }
}

/// The statement `object[key] op= value`; the value must not bind a local that stands for object or key.
pub fn augment(
    object: Shape,
    key: Shape,
    op: BinaryOp,
    value: Box<dyn Node>,
    at: u32,
    target_at: u32,
) -> Box<dyn Stmt> {
    crate::with_operand!(object, |object| crate::with_operand!(key, |key| Box::new(AugmentItem {
        object,
        key,
        op,
        value,
        at,
        target_at
    })))
}

/// `lower:upper:step` as a slice object.
pub struct MakeSlice {
    pub parts: [Option<Box<dyn Node>>; 3],
}

impl Node for MakeSlice {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let mut parts = [Value::None, Value::None, Value::None];
        for (value, node) in parts.iter_mut().zip(&self.parts) {
            if let Some(node) = node {
                *value = tri!(node.eval(vm, fp));
            }
        }
        let [start, stop, step] = parts;
        vm.alloc(Builtin::Slice, crate::types::slice::Slice { start, stop, step })
    }
}
