//! Arithmetic nodes: the common case of two small ints or two floats in place, everything else in `slow`.

use std::borrow::Borrow;

use crate::object::{BinaryOp, Builtin, Flow, Fp, Node, Raises, Stmt, Temp, Value, Vm, flags};
use crate::types::class::user;
use crate::types::int;
use crate::{load, tri};

use super::fail::settle;
use super::operand::{Operand, Shape};

pub const ADD: u8 = BinaryOp::Add as u8;
pub const SUB: u8 = BinaryOp::Sub as u8;
pub const MUL: u8 = BinaryOp::Mul as u8;
pub const DIV: u8 = BinaryOp::Div as u8;
pub const MOD: u8 = BinaryOp::Mod as u8;
pub const LSHIFT: u8 = BinaryOp::LShift as u8;
pub const RSHIFT: u8 = BinaryOp::RShift as u8;
pub const OR: u8 = BinaryOp::Or as u8;
pub const XOR: u8 = BinaryOp::Xor as u8;
pub const AND: u8 = BinaryOp::And as u8;
pub const FLOORDIV: u8 = BinaryOp::FloorDiv as u8;
pub const POW: u8 = BinaryOp::Pow as u8;

/// The result for two unboxed numbers where it is at hand; `Err` otherwise.
#[inline(always)]
pub fn quick<const OP: u8>(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => {
            let (a, b) = (*a, *b);
            let result = match OP {
                ADD => a.checked_add(b),
                SUB => a.checked_sub(b),
                MUL => a.checked_mul(b),
                OR => Some(a | b),
                XOR => Some(a ^ b),
                AND => Some(a & b),
                // Division of 32-bit numbers is several times faster than that of 64-bit ones.
                MOD if (a | b) as u64 >> 32 == 0 && b != 0 => Some(i64::from(a as u32 % b as u32)),
                FLOORDIV if (a | b) as u64 >> 32 == 0 && b != 0 => {
                    Some(i64::from(a as u32 / b as u32))
                }
                MOD if b > 0 => Some(a.rem_euclid(b)),
                FLOORDIV if b > 0 => Some(a.div_euclid(b)),
                POW => match b {
                    2 => a.checked_mul(a),
                    0.. => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
                    _ => None,
                },
                RSHIFT if (0..64).contains(&b) => Some(a >> b),
                LSHIFT if (0..32).contains(&b) && a as u64 >> 31 == 0 => Some(a << b),
                DIV if b != 0 && a.unsigned_abs() < 1 << 53 && b.unsigned_abs() < 1 << 53 => {
                    return Value::float(a as f64 / b as f64);
                }
                _ => None,
            };
            match result {
                Some(it) => Value::Int(it),
                None => Value::Err,
            }
        }
        (Value::Float(a), Value::Float(b)) => float::<OP>(f64::from_bits(*a), f64::from_bits(*b)),
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < 1 << 53 => {
            float::<OP>(f64::from_bits(*a), *b as f64)
        }
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < 1 << 53 => {
            float::<OP>(*a as f64, f64::from_bits(*b))
        }
        _ => Value::Err,
    }
}

/// [`quick`] for an operator known at run time.
#[inline(always)]
pub fn quick_of(op: BinaryOp, a: &Value, b: &Value) -> Value {
    match op {
        BinaryOp::Add => quick::<ADD>(a, b),
        BinaryOp::Sub => quick::<SUB>(a, b),
        BinaryOp::Mul => quick::<MUL>(a, b),
        BinaryOp::Div => quick::<DIV>(a, b),
        BinaryOp::Or => quick::<OR>(a, b),
        BinaryOp::And => quick::<AND>(a, b),
        BinaryOp::Xor => quick::<XOR>(a, b),
        _ => Value::Err,
    }
}

#[inline(always)]
fn float<const OP: u8>(a: f64, b: f64) -> Value {
    match OP {
        POW => power(a, b),
        ADD => Value::float(a + b),
        SUB => Value::float(a - b),
        MUL => Value::float(a * b),
        DIV if b != 0.0 => Value::float(a / b),
        _ => Value::Err,
    }
}

/// `a ** b` where it is an ordinary number: the rest has rules of its own.
#[inline(never)]
fn power(a: f64, b: f64) -> Value {
    if a > 0.0 || a < 0.0 && b.fract() == 0.0 {
        let result = a.powf(b);
        if result.is_normal() {
            return Value::float(result);
        }
    }
    Value::Err
}

/// `a op b` for anything.
#[inline(never)]
pub fn slow(vm: &Vm, fp: Fp, at: u32, op: u8, a: &Value, b: &Value) -> Value {
    if op == ADD
        && let (Value::Str(a), Value::Str(b)) = (a, b)
    {
        return Value::Str(crate::object::Ref::concat(vm, &[a.bytes(), b.bytes()]));
    }
    if matches!(a, Value::Inst(_)) || matches!(b, Value::Inst(_)) {
        return by_method(vm, fp, at, op, a, b);
    }
    if let Some(slot) = int_slot(vm, op, a, b) {
        return settle(vm, fp, at, slot(vm, a, b));
    }
    fp.head().position.set(at);
    settle(vm, fp, at, crate::protocol::binary(vm, BinaryOp::ALL[op as usize], a, b))
}

/// `a op b` where at least one is an instance of a class made by Python code: its method is called without
/// a detour where there is no doubt whose turn it is.
#[inline(never)]
fn by_method(vm: &Vm, fp: Fp, at: u32, op: u8, a: &Value, b: &Value) -> Value {
    fp.head().position.set(at);
    let op = BinaryOp::ALL[op as usize];
    let called = match (a, b) {
        (Value::Inst(instance), _) => {
            let (left, right) = (instance.class(), vm.type_of(b));
            let first = left.is(right) || !right.has(flags::HEAP) || !right.is_subclass(left);
            let found = if first { user::operator(vm, left, op) } else { None };
            found.map(|it| super::call::call_method(vm, &it, a, std::slice::from_ref(b)))
        }
        // Numbers do not know what to do with instances.
        (Value::Int(_) | Value::Float(_), Value::Inst(instance)) => {
            let found = user::reflected_operator(vm, instance.class(), op);
            found.map(|it| super::call::call_method(vm, &it, b, std::slice::from_ref(a)))
        }
        _ => None,
    };
    let result = match called {
        None => crate::protocol::binary(vm, op, a, b),
        Some(Value::Err) => return super::fail::trace(vm, fp, at),
        Some(Value::NotImplemented) => user::after_first(vm, op, a, b),
        Some(value) => return value,
    };
    settle(vm, fp, at, result)
}

/// What does the operation, where both operands are exact ints: those have no say but their own.
#[inline]
fn int_slot(
    vm: &Vm,
    op: u8,
    a: &Value,
    b: &Value,
) -> Option<fn(&Vm, &Value, &Value) -> Raises<Value>> {
    let exact = |value: &Value| match value {
        Value::Int(_) => true,
        // What bools have of their own are the bitwise operators.
        Value::Bool(_) => op != AND,
        Value::Obj(it) => it.class().is(vm.class(Builtin::Int)),
        _ => false,
    };
    if !exact(a) || !exact(b) {
        return None;
    }
    Some(match op {
        ADD => int::add,
        SUB => int::sub,
        MUL => int::mul,
        AND => int::and,
        _ => return None,
    })
}

/// `left op right`.
pub struct Binary<const OP: u8, A, B> {
    pub left: A,
    pub right: B,
    pub at: u32,
}

impl<const OP: u8, A: Operand, B: Operand> Node for Binary<OP, A, B> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let left = if !A::SIMPLE && matches!(OP, AND | MOD | RSHIFT) {
            // What these make of a wide int may be small again.
            match self.left.load_wide(vm, fp) {
                Ok(left) => left,
                Err(()) => return narrowed(vm, fp, self.at, OP, &self.right),
            }
        } else {
            load!(self.left, vm, fp)
        };
        let right = load!(self.right, vm, fp);
        let result = quick::<OP>(left.borrow(), right.borrow());
        if !result.is_err() {
            return result;
        }
        slow(vm, fp, self.at, OP, left.borrow(), right.borrow())
    }

    fn eval_wide(&self, vm: &Vm, fp: Fp) -> Value {
        if !matches!(OP, ADD | SUB | MUL | XOR | AND | OR) {
            return self.eval(vm, fp);
        }
        let Ok(left) = self.left.load_wide(vm, fp) else {
            return widened(vm, fp, self.at, OP, &self.right);
        };
        let right = load!(self.right, vm, fp);
        let result = quick::<OP>(left.borrow(), right.borrow());
        if !result.is_err() {
            return result;
        }
        let (left, right) = (left.borrow(), right.borrow());
        match wide_of(vm, left) {
            Some(a) => wide(vm, fp, self.at, OP, a, right),
            None => slow(vm, fp, self.at, OP, left, right),
        }
    }
}

/// An exact int of at most 128 bits.
#[inline]
fn wide_of(vm: &Vm, value: &Value) -> Option<i128> {
    match value {
        Value::Int(n) => Some(i128::from(*n)),
        Value::Obj(it) if it.class().is(vm.class(Builtin::Int)) => int::as_wide(value),
        _ => None,
    }
}

/// `left op right` where the left operand is wide or failed.
#[inline(never)]
fn widened<B: Operand>(vm: &Vm, fp: Fp, at: u32, op: u8, right: &B) -> Value {
    let Some(left) = vm.wide.take() else { return Value::Err };
    let right = load!(right, vm, fp);
    wide(vm, fp, at, op, left, right.borrow())
}

/// As [`widened`], for one who wants a value.
#[inline(never)]
fn narrowed<B: Operand>(vm: &Vm, fp: Fp, at: u32, op: u8, right: &B) -> Value {
    let result = widened(vm, fp, at, op, right);
    match vm.wide.take() {
        Some(n) if result.is_err() => int::from_i128(vm, n),
        _ => result,
    }
}

/// `left op right` where that fits 128 bits; the result is small, or left in `vm.wide`.
#[inline(never)]
fn wide(vm: &Vm, fp: Fp, at: u32, op: u8, left: i128, right: &Value) -> Value {
    let result = wide_of(vm, right).and_then(|right| match op {
        ADD => left.checked_add(right),
        SUB => left.checked_sub(right),
        MUL => left.checked_mul(right),
        AND => Some(left & right),
        OR => Some(left | right),
        XOR => Some(left ^ right),
        MOD if right > 0 => Some(left.rem_euclid(right)),
        RSHIFT if (0..128).contains(&right) => Some(left >> right),
        _ => None,
    });
    match result.map(|n| (n, i64::try_from(n))) {
        Some((_, Ok(n))) => Value::Int(n),
        Some((n, Err(_))) => {
            vm.wide.set(Some(n));
            Value::Err
        }
        None => slow(vm, fp, at, op, &int::from_i128(vm, left), right),
    }
}

/// `local op= right`, where nothing else can see the local in between.
pub struct AugmentLocal<const OP: u8, B> {
    pub slot: u32,
    pub right: B,
    pub at: u32,
    /// Where the local stands.
    pub local_at: u32,
}

impl<const OP: u8, B: Operand> Stmt for AugmentLocal<OP, B> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let right = load!(self.right, vm, fp, Flow::Err);
        let result = quick::<OP>(fp.peek(self.slot), right.borrow());
        if !result.is_err() {
            fp.set(self.slot, result);
            return Flow::Next;
        }
        if fp.peek(self.slot).is_err() {
            super::fail::unbound_local(vm, fp, self.slot, self.local_at);
            return Flow::Err;
        }
        augment_slow(vm, fp, self.slot, self.at, OP, right.borrow())
    }
}

#[inline(never)]
fn augment_slow(vm: &Vm, fp: Fp, slot: u32, at: u32, op: u8, right: &Value) -> Flow {
    if op == ADD
        && let (Value::Str(_), Value::Str(right)) = (fp.peek(slot), right)
    {
        // Taken out of the slot, the text has no other owner and can grow in place.
        let Value::Str(left) = fp.take(slot) else { return Flow::Err };
        fp.set(slot, Value::Str(crate::object::Ref::append(vm, left, right)));
        return Flow::Next;
    }
    // Conditions that are counted.
    if op == ADD
        && let (Value::Int(left), Value::Bool(right)) = (fp.peek(slot), right)
        && let Some(sum) = left.checked_add(*right as i64)
    {
        fp.set(slot, Value::Int(sum));
        return Flow::Next;
    }
    let left = fp.get(slot);
    fp.head().position.set(at);
    let result = tri!(inplace(vm, fp, at, op, &left, right), Flow::Err);
    fp.set(slot, result);
    Flow::Next
}

/// The value `left op= right` stores.
#[inline(never)]
pub fn inplace(vm: &Vm, fp: Fp, at: u32, op: u8, left: &Value, right: &Value) -> Value {
    if let Some(slot) = int_slot(vm, op, left, right) {
        return settle(vm, fp, at, slot(vm, left, right));
    }
    fp.head().position.set(at);
    settle(vm, fp, at, crate::protocol::inplace(vm, BinaryOp::ALL[op as usize], left, right))
}

/// The value `left op= right` stores, both evaluated by nodes.
pub struct Inplace<const OP: u8> {
    pub left: Box<dyn Node>,
    pub right: Box<dyn Node>,
    pub at: u32,
}

impl<const OP: u8> Node for Inplace<OP> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let left = Temp::new(tri!(self.left.eval(vm, fp)));
        let right = Temp::new(tri!(self.right.eval(vm, fp)));
        let result = quick::<OP>(&left, &right);
        if !result.is_err() {
            return result;
        }
        inplace(vm, fp, self.at, OP, &left, &right)
    }
}

/// Calls a macro with the constant of an operator known at run time.
macro_rules! by_op {
    ($op:expr, $body:ident) => {
        match $op {
            BinaryOp::Add => $body!(ADD),
            BinaryOp::Sub => $body!(SUB),
            BinaryOp::Mul => $body!(MUL),
            BinaryOp::MatMul => $body!({ BinaryOp::MatMul as u8 }),
            BinaryOp::Div => $body!(DIV),
            BinaryOp::Mod => $body!(MOD),
            BinaryOp::Pow => $body!(POW),
            BinaryOp::LShift => $body!(LSHIFT),
            BinaryOp::RShift => $body!(RSHIFT),
            BinaryOp::Or => $body!(OR),
            BinaryOp::Xor => $body!(XOR),
            BinaryOp::And => $body!(AND),
            BinaryOp::FloorDiv => $body!(FLOORDIV),
            BinaryOp::DivMod => $body!({ BinaryOp::DivMod as u8 }),
        }
    };
}

/// Whether an operator's node is worth nine shapes.
fn is_fused(op: BinaryOp) -> bool {
    !matches!(op, BinaryOp::MatMul | BinaryOp::Pow | BinaryOp::DivMod)
}

/// The node for `left op right`.
pub fn binary(op: BinaryOp, left: Shape, right: Shape, at: u32) -> Box<dyn Node> {
    if !is_fused(op) {
        let (left, right) =
            (super::operand::Sub(left.into_node()), super::operand::Sub(right.into_node()));
        return match op {
            BinaryOp::MatMul => {
                Box::new(Binary::<{ BinaryOp::MatMul as u8 }, _, _> { left, right, at })
            }
            BinaryOp::Pow => Box::new(Binary::<POW, _, _> { left, right, at }),
            _ => Box::new(Binary::<{ BinaryOp::DivMod as u8 }, _, _> { left, right, at }),
        };
    }
    macro_rules! make {
        ($op:expr) => {
            crate::with_operand!(left, |left| crate::with_operand!(right, |right| Box::new(
                Binary::<{ $op }, _, _> { left, right, at }
            )))
        };
    }
    by_op!(op, make)
}

/// The statement for `local op= right`.
pub fn augment_local(
    op: BinaryOp,
    slot: u32,
    right: Shape,
    at: u32,
    local_at: u32,
) -> Box<dyn Stmt> {
    macro_rules! make {
        ($op:expr) => {
            crate::with_operand!(right, |right| Box::new(AugmentLocal::<{ $op }, _> {
                slot,
                right,
                at,
                local_at
            }))
        };
    }
    by_op!(op, make)
}

/// The node for the value of `left op= right`.
pub fn inplace_node(
    op: BinaryOp,
    left: Box<dyn Node>,
    right: Box<dyn Node>,
    at: u32,
) -> Box<dyn Node> {
    macro_rules! make {
        ($op:expr) => {
            Box::new(Inplace::<{ $op }> { left, right, at })
        };
    }
    by_op!(op, make)
}

/// `-x`, `+x`, `~x`.
pub struct Unary {
    pub operand: Box<dyn Node>,
    pub op: crate::syntax::ast::UnaryOp,
    pub at: u32,
}

impl Node for Unary {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        use crate::syntax::ast::UnaryOp;
        let value = tri!(self.operand.eval(vm, fp));
        match (self.op, &value) {
            (UnaryOp::USub, Value::Int(i)) if *i != i64::MIN => return Value::Int(-i),
            (UnaryOp::USub, Value::Float(bits)) => return Value::float(-f64::from_bits(*bits)),
            (UnaryOp::Invert, Value::Int(i)) => return Value::Int(!i),
            (UnaryOp::UAdd, Value::Int(_) | Value::Float(_)) => return value,
            _ => {}
        }
        fp.head().position.set(self.at);
        let result = match self.op {
            UnaryOp::USub => crate::protocol::unary_negative(vm, &value),
            UnaryOp::UAdd => crate::protocol::number::unary_positive(vm, &value),
            UnaryOp::Invert => crate::protocol::number::unary_invert(vm, &value),
            UnaryOp::Not => vm.is_true(&value).map(|it| Value::bool(!it)),
        };
        settle(vm, fp, self.at, result)
    }
}

/// `not x`.
pub struct Not {
    pub operand: Box<dyn Node>,
}

impl Node for Not {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        use crate::object::Truth;
        match self.operand.test(vm, fp) {
            Truth::False => Value::TRUE,
            Truth::True => Value::FALSE,
            Truth::Err => Value::Err,
        }
    }

    fn test(&self, vm: &Vm, fp: Fp) -> crate::object::Truth {
        use crate::object::Truth;
        match self.operand.test(vm, fp) {
            Truth::False => Truth::True,
            Truth::True => Truth::False,
            Truth::Err => Truth::Err,
        }
    }
}

/// `local = local op right` and the like: the result goes straight into the slot.
pub struct SetBinary<const OP: u8, A, B> {
    pub slot: u32,
    pub left: A,
    pub right: B,
    pub at: u32,
}

impl<const OP: u8, A: Operand, B: Operand> Stmt for SetBinary<OP, A, B> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = {
            let left = load!(self.left, vm, fp, Flow::Err);
            let right = load!(self.right, vm, fp, Flow::Err);
            let result = quick::<OP>(left.borrow(), right.borrow());
            if result.is_err() {
                slow(vm, fp, self.at, OP, left.borrow(), right.borrow())
            } else {
                result
            }
        };
        if value.is_err() {
            return Flow::Err;
        }
        fp.set(self.slot, value);
        Flow::Next
    }
}

/// The statement for `slot = left op right`.
pub fn set_binary(op: BinaryOp, slot: u32, left: Shape, right: Shape, at: u32) -> Box<dyn Stmt> {
    macro_rules! make {
        ($op:expr) => {
            crate::with_operand!(left, |left| crate::with_operand!(right, |right| Box::new(
                SetBinary::<{ $op }, _, _> { slot, left, right, at }
            )))
        };
    }
    if is_fused(op) {
        return match op {
            BinaryOp::Add => make!(ADD),
            BinaryOp::Sub => make!(SUB),
            BinaryOp::Mul => make!(MUL),
            BinaryOp::Div => make!(DIV),
            BinaryOp::Mod => make!(MOD),
            BinaryOp::FloorDiv => make!(FLOORDIV),
            _ => Box::new(super::names::SetLocal { slot, value: binary(op, left, right, at) }),
        };
    }
    Box::new(super::names::SetLocal { slot, value: binary(op, left, right, at) })
}
