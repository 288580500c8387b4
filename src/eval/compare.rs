//! Comparison nodes, with a `test` of their own so that conditions make no bool objects.

use std::borrow::Borrow;
use std::cmp::Ordering;

use crate::object::{Builtin, CompareOp, Fp, List, Node, Set, Temp, Truth, Value, Vm, flags};
use crate::protocol;
use crate::types::class::user;
use crate::{load, tri};

use super::fail::{settle, settle_truth};
use super::operand::{Operand, Shape};

const EQ: u8 = 2;
const NE: u8 = 3;

const fn op_of(op: u8) -> CompareOp {
    match op {
        0 => CompareOp::Lt,
        1 => CompareOp::Le,
        2 => CompareOp::Eq,
        3 => CompareOp::Ne,
        4 => CompareOp::Gt,
        _ => CompareOp::Ge,
    }
}

#[inline(always)]
fn ints<const OP: u8>(a: i64, b: i64) -> bool {
    match op_of(OP) {
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

#[inline(always)]
fn floats<const OP: u8>(a: f64, b: f64) -> bool {
    match op_of(OP) {
        CompareOp::Lt => a < b,
        CompareOp::Le => a <= b,
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        CompareOp::Gt => a > b,
        CompareOp::Ge => a >= b,
    }
}

/// `left op right`.
pub struct Compare<const OP: u8, A, B> {
    pub left: A,
    pub right: B,
    pub at: u32,
}

impl<const OP: u8, A: Operand, B: Operand> Node for Compare<OP, A, B> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let left = load!(self.left, vm, fp);
        let right = load!(self.right, vm, fp);
        match (left.borrow(), right.borrow()) {
            (Value::Int(a), Value::Int(b)) => Value::bool(ints::<OP>(*a, *b)),
            (Value::Float(a), Value::Float(b)) => {
                Value::bool(floats::<OP>(f64::from_bits(*a), f64::from_bits(*b)))
            }
            (left, right) => compare_slow(vm, fp, self.at, OP, left, right),
        }
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        let left = load!(self.left, vm, fp, Truth::Err);
        let right = load!(self.right, vm, fp, Truth::Err);
        match (left.borrow(), right.borrow()) {
            (Value::Int(a), Value::Int(b)) => Truth::from(ints::<OP>(*a, *b)),
            (Value::Float(a), Value::Float(b)) => {
                Truth::from(floats::<OP>(f64::from_bits(*a), f64::from_bits(*b)))
            }
            (Value::Str(a), Value::Str(b)) if OP == EQ || OP == NE => {
                Truth::from((**a == **b) == (OP == EQ))
            }
            (left, right) => test_slow(vm, fp, self.at, OP, left, right),
        }
    }
}

/// `left op right` of an int and a float where the int is one that floats can have.
#[inline(always)]
fn mixed(op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
    let exact = |n: i64| (n.unsigned_abs() < 1 << 53).then_some(n as f64);
    let (a, b) = match (left, right) {
        (Value::Float(a), Value::Int(b)) => (f64::from_bits(*a), exact(*b)?),
        (Value::Int(a), Value::Float(b)) => (exact(*a)?, f64::from_bits(*b)),
        _ => return None,
    };
    // Nothing holds of a NaN but that it is something else.
    Some(a.partial_cmp(&b).map_or(op == CompareOp::Ne, |order| op.holds(order)))
}

#[inline(never)]
fn compare_slow(vm: &Vm, fp: Fp, at: u32, op: u8, left: &Value, right: &Value) -> Value {
    if let Some(it) = mixed(op_of(op), left, right) {
        return Value::bool(it);
    }
    if let (Value::Str(a), Value::Str(b)) = (left, right) {
        return Value::bool(strings(op_of(op), a, b));
    }
    if let (Value::Tuple(a), Value::Tuple(b)) = (left, right)
        && let Some(it) = tuples(op_of(op), a.items(), b.items())
    {
        return Value::bool(it);
    }
    fp.head().position.set(at);
    match by_method(vm, fp, at, op_of(op), left, right) {
        Some(value) => value,
        None => settle(vm, fp, at, protocol::compare(vm, left, right, op_of(op))),
    }
}

/// `left op right` where the left operand is an instance of a class made by Python code: its method is called
/// without a detour where there is no doubt that it is asked first. `None`: not such a case.
#[inline(always)]
fn by_method(
    vm: &Vm,
    fp: Fp,
    at: u32,
    op: CompareOp,
    left: &Value,
    right: &Value,
) -> Option<Value> {
    let Value::Inst(instance) = left else { return None };
    let (class, other) = (instance.class(), vm.type_of(right));
    if !class.is(other) && other.has(flags::HEAP) && other.is_subclass(class) {
        return None;
    }
    let function = user::comparison(vm, class, op)?;
    Some(match super::call::call_method(vm, &function, left, std::slice::from_ref(right)) {
        Value::Err => super::fail::trace(vm, fp, at),
        Value::NotImplemented => {
            settle(vm, fp, at, protocol::compare::after_left(vm, left, right, op))
        }
        value => value,
    })
}

#[inline(never)]
fn test_slow(vm: &Vm, fp: Fp, at: u32, op: u8, left: &Value, right: &Value) -> Truth {
    if let (Value::Set(_) | Value::Obj(_), Value::Set(_) | Value::Obj(_)) = (left, right)
        && let Some(it) = crate::types::set::compare_plain(vm, left, right, op_of(op))
    {
        return Truth::from(it);
    }
    if let Some(it) = mixed(op_of(op), left, right) {
        return Truth::from(it);
    }
    if let (Value::Str(a), Value::Str(b)) = (left, right) {
        return Truth::from(strings(op_of(op), a, b));
    }
    if let (Value::Tuple(a), Value::Tuple(b)) = (left, right)
        && let Some(it) = tuples(op_of(op), a.items(), b.items())
    {
        return Truth::from(it);
    }
    fp.head().position.set(at);
    match by_method(vm, fp, at, op_of(op), left, right) {
        Some(Value::Err) => Truth::Err,
        Some(value) => {
            let value = Temp::new(value);
            settle_truth(vm, fp, at, vm.is_true(&value))
        }
        None => settle_truth(vm, fp, at, protocol::compare::holds(vm, left, right, op_of(op))),
    }
}

/// `a op b` of tuples where only ints, floats and strings have a say in it.
fn tuples(op: CompareOp, a: &[Value], b: &[Value]) -> Option<bool> {
    for (x, y) in a.iter().zip(b) {
        let order = match (x, y) {
            (Value::Int(x), Value::Int(y)) => x.cmp(y),
            (Value::Str(x), Value::Str(y)) if **x == **y => Ordering::Equal,
            (Value::Str(x), Value::Str(y)) => x.bytes().cmp(y.bytes()),
            (Value::Float(x), Value::Float(y)) => {
                f64::from_bits(*x).partial_cmp(&f64::from_bits(*y))?
            }
            _ => return None,
        };
        if order.is_ne() {
            return Some(op.holds(order));
        }
    }
    Some(op.holds(a.len().cmp(&b.len())))
}

fn strings(op: CompareOp, a: &crate::object::Str, b: &crate::object::Str) -> bool {
    match op {
        CompareOp::Eq => a == b,
        CompareOp::Ne => a != b,
        // Generalized UTF-8 sorts as its code points do.
        op => op.holds(a.bytes().cmp(b.bytes())),
    }
}

/// The node for one comparison.
pub fn compare(op: CompareOp, left: Shape, right: Shape, at: u32) -> Box<dyn Node> {
    macro_rules! make {
        ($op:literal) => {
            crate::with_operand!(left, |left| crate::with_operand!(right, |right| Box::new(
                Compare::<$op, _, _> { left, right, at }
            )))
        };
    }
    match op {
        CompareOp::Lt => make!(0),
        CompareOp::Le => make!(1),
        CompareOp::Eq => make!(2),
        CompareOp::Ne => make!(3),
        CompareOp::Gt => make!(4),
        CompareOp::Ge => make!(5),
    }
}

/// `left is right`, `left is not right`.
pub struct Is<A, B> {
    pub left: A,
    pub right: B,
    pub negated: bool,
}

impl<A: Operand, B: Operand> Node for Is<A, B> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.test(vm, fp) {
            Truth::Err => Value::Err,
            it => Value::bool(it == Truth::True),
        }
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        let left = load!(self.left, vm, fp, Truth::Err);
        let right = load!(self.right, vm, fp, Truth::Err);
        Truth::from(left.borrow().is(right.borrow()) != self.negated)
    }
}

/// The node for an identity test.
pub fn is(left: Shape, right: Shape, negated: bool) -> Box<dyn Node> {
    crate::with_operand!(left, |left| crate::with_operand!(right, |right| Box::new(Is {
        left,
        right,
        negated
    })))
}

/// `left in right`, `left not in right`.
pub struct In<A, B> {
    pub left: A,
    pub right: B,
    pub negated: bool,
    pub at: u32,
}

impl<A: Operand, B: Operand> Node for In<A, B> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.test(vm, fp) {
            Truth::Err => Value::Err,
            it => Value::bool(it == Truth::True),
        }
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        let left = load!(self.left, vm, fp, Truth::Err);
        let right = load!(self.right, vm, fp, Truth::Err);
        let (left, right) = (left.borrow(), right.borrow());
        match (left, right) {
            (Value::Str(part), Value::Str(text)) => {
                Truth::from(crate::types::str::holds(text, part) != self.negated)
            }
            _ => contains(vm, fp, self.at, left, right, self.negated),
        }
    }
}

/// The node for `left in right`.
pub fn in_(left: Shape, right: Shape, negated: bool, at: u32) -> Box<dyn Node> {
    crate::with_operand!(left, |left| crate::with_operand!(right, |right| Box::new(In {
        left,
        right,
        negated,
        at
    })))
}

#[inline(never)]
pub fn contains(vm: &Vm, fp: Fp, at: u32, item: &Value, container: &Value, negated: bool) -> Truth {
    let hash = |item| protocol::hash(vm, item).unwrap_or(0) as u64;
    let quick = match (container, item) {
        (Value::Dict(dict), Value::Str(_) | Value::Int(_)) => dict.has_plain(hash(item), item),
        (Value::Set(set), Value::Str(_) | Value::Int(_)) => set.has_plain(hash(item), item),
        (Value::Obj(object), Value::Str(_) | Value::Int(_))
            if object.class().is(vm.class(Builtin::FrozenSet)) =>
        {
            object.downcast_ref::<Set>().and_then(|it| it.has_plain(hash(item), item))
        }
        (Value::Set(set), Value::Type(class)) if class.has(flags::PLAIN_META) => {
            set.has_plain(hash(item), item)
        }
        (Value::Tuple(tuple), _) => any_same(tuple.items(), item),
        (Value::List(list), _) => any_same(&List::borrow(list), item),
        _ => None,
    };
    if let Some(found) = quick {
        return Truth::from(found != negated);
    }
    fp.head().position.set(at);
    let found = protocol::contains(vm, container, item);
    let found = found.map(|it| it != negated);
    settle_truth(vm, fp, at, found)
}

/// Whether an item is among others; nothing where Python code would have to say.
#[inline]
fn any_same(items: &[Value], item: &Value) -> Option<bool> {
    for it in items {
        match crate::object::dict::same_key(it, item) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => return None,
        }
    }
    Some(false)
}

/// What a link of a comparison chain does.
#[derive(Clone, Copy)]
pub enum Link {
    Order(CompareOp),
    Is { negated: bool },
    In { negated: bool },
}

/// `a < b < c`: each operand evaluated once, the rest left out when a link fails.
pub struct Chain {
    pub first: Box<dyn Node>,
    pub links: Box<[(Link, Box<dyn Node>, u32)]>,
}

impl Node for Chain {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let mut left = tri!(self.first.eval(vm, fp));
        let last = self.links.len() - 1;
        for (i, (link, node, at)) in self.links.iter().enumerate() {
            let right = tri!(node.eval(vm, fp));
            let result = tri!(apply(vm, fp, *at, *link, &left, &right));
            if i == last {
                return result;
            }
            match vm.truth(&result) {
                Truth::True => {}
                Truth::False => return result,
                Truth::Err => return super::fail::trace(vm, fp, *at),
            }
            left = right;
        }
        Value::Err
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        let mut left = tri!(self.first.eval(vm, fp), Truth::Err);
        for (link, node, at) in &self.links {
            let right = tri!(node.eval(vm, fp), Truth::Err);
            let truth = match (link, &left, &right) {
                (Link::Order(op), Value::Int(a), Value::Int(b)) => Truth::from(op.holds(a.cmp(b))),
                _ => {
                    let result = tri!(apply(vm, fp, *at, *link, &left, &right), Truth::Err);
                    match vm.truth(&result) {
                        Truth::Err => {
                            super::fail::trace(vm, fp, *at);
                            Truth::Err
                        }
                        truth => truth,
                    }
                }
            };
            if truth != Truth::True {
                return truth;
            }
            left = right;
        }
        Truth::True
    }
}

/// One comparison of values at hand.
pub fn apply(vm: &Vm, fp: Fp, at: u32, link: Link, left: &Value, right: &Value) -> Value {
    match link {
        Link::Order(op) => match (left, right) {
            (Value::Int(a), Value::Int(b)) => Value::bool(op.holds(a.cmp(b))),
            _ => compare_slow(vm, fp, at, op as u8, left, right),
        },
        Link::Is { negated } => Value::bool(left.is(right) != negated),
        Link::In { negated } => match contains(vm, fp, at, left, right, negated) {
            Truth::Err => Value::Err,
            it => Value::bool(it == Truth::True),
        },
    }
}

/// `left and right`, `left or right`.
pub struct Logic<const AND: bool> {
    pub left: Box<dyn Node>,
    pub right: Box<dyn Node>,
    pub at: u32,
}

impl<const AND: bool> Node for Logic<AND> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let left = tri!(self.left.eval(vm, fp));
        match vm.truth(&left) {
            Truth::Err => super::fail::trace(vm, fp, self.at),
            it if (it == Truth::True) == AND => {
                drop(left);
                self.right.eval(vm, fp)
            }
            _ => left,
        }
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        match self.left.test(vm, fp) {
            Truth::Err => Truth::Err,
            it if (it == Truth::True) == AND => self.right.test(vm, fp),
            it => it,
        }
    }
}

/// `body if test else orelse`.
pub struct IfElse {
    pub test: Box<dyn Node>,
    pub body: Box<dyn Node>,
    pub orelse: Box<dyn Node>,
}

impl Node for IfElse {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.test.test(vm, fp) {
            Truth::True => self.body.eval(vm, fp),
            Truth::False => self.orelse.eval(vm, fp),
            Truth::Err => Value::Err,
        }
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        match self.test.test(vm, fp) {
            Truth::True => self.body.test(vm, fp),
            Truth::False => self.orelse.test(vm, fp),
            Truth::Err => Truth::Err,
        }
    }
}
