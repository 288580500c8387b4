//! Arithmetic: operand order, reflected and in-place forms, conversion to integers.
//!
//! Reference: Data model, "Emulating numeric types".

use crate::err;
use crate::object::types::Unary;
use crate::object::{BinaryOp, Builtin, Name, Raised, Raises, Value, Vm, flags};

/// `a op b`.
pub fn binary(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Raises<Value> {
    let result = binary_slots(vm, op, a, b)?;
    if !result.is_not_implemented() {
        return Ok(result);
    }
    binary_declined(vm, op, a, b)
}

/// `a op b` after the number slots of both operands have declined.
#[cold]
pub fn binary_declined(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Raises<Value> {
    if let Some(result) = sequence(vm, op, a, b)? {
        return Ok(result);
    }
    Err(unsupported(vm, op.symbol(), a, b))
}

/// Asks the number slots of both operands, the right one first where its class overrides the left's.
fn binary_slots(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Raises<Value> {
    let (left, right) = (vm.type_of(a), vm.type_of(b));
    let left_slot = left.slots.binary[op as usize].get();
    let mut right_slot = right.slots.binary[op as usize].get();
    if left.is(right) || left_slot.map(|it| it as usize) == right_slot.map(|it| it as usize) {
        right_slot = None;
    }
    if let Some(slot) = left_slot {
        if let Some(reflected) = right_slot
            && right.is_subclass(left)
        {
            let result = reflected(vm, a, b)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
            right_slot = None;
        }
        let result = slot(vm, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    match right_slot {
        Some(slot) => slot(vm, a, b),
        None => Ok(Value::NotImplemented),
    }
}

/// Concatenation and repetition of sequences, which come after the number slots.
fn sequence(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Raises<Option<Value>> {
    match op {
        BinaryOp::Add => match vm.type_of(a).slots.concat.get() {
            Some(concat) => concat(vm, a, b).map(Some),
            None => Ok(None),
        },
        BinaryOp::Mul => {
            if let Some(repeat) = vm.type_of(a).slots.repeat.get() {
                return repeat_by(vm, repeat, a, b).map(Some);
            }
            match vm.type_of(b).slots.repeat.get() {
                Some(repeat) => repeat_by(vm, repeat, b, a).map(Some),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

fn repeat_by(
    vm: &Vm,
    repeat: crate::object::types::Binary,
    sequence: &Value,
    count: &Value,
) -> Raises<Value> {
    if vm.type_of(count).slots.index.get().is_none() {
        return Err(err!(
            TypeError,
            "can't multiply sequence by non-int of type '{}'",
            vm.type_name(count)
        ));
    }
    repeat(vm, sequence, count)
}

/// `a op= b`: the value to store.
pub fn inplace(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Raises<Value> {
    if let Some(slot) = vm.type_of(a).slots.inplace[op as usize].get() {
        let result = slot(vm, a, b)?;
        if !result.is_not_implemented() {
            return Ok(result);
        }
    }
    let result = binary_slots(vm, op, a, b)?;
    if !result.is_not_implemented() {
        return Ok(result);
    }
    let slots = &vm.type_of(a).slots;
    match op {
        BinaryOp::Add => {
            if let Some(concat) = slots.inplace_concat.get().or(slots.concat.get()) {
                return concat(vm, a, b);
            }
        }
        BinaryOp::Mul => {
            if let Some(repeat) = slots.inplace_repeat.get().or(slots.repeat.get()) {
                return repeat_by(vm, repeat, a, b);
            }
            // A left operand that is some kind of container leaves no say to the right one.
            let container = slots.len.get().is_some()
                || slots.contains.get().is_some()
                || vm.type_of(a).has(flags::HEAP);
            if !container && let Some(repeat) = vm.type_of(b).slots.repeat.get() {
                return repeat_by(vm, repeat, b, a);
            }
        }
        _ => {}
    }
    let symbol = ["+=", "-=", "*=", "@=", "/=", "%=", "**=", "<<=", ">>=", "|=", "^=", "&=", "//="]
        [op as usize];
    Err(unsupported(vm, symbol, a, b))
}

#[cold]
fn unsupported(vm: &Vm, symbol: &str, a: &Value, b: &Value) -> Raised {
    let (left, right) = (vm.type_name(a), vm.type_name(b));
    if symbol == ">>" && matches!(a, Value::Native(it) if it.native.signature.name == "print") {
        return err!(
            TypeError,
            "unsupported operand type(s) for >>: '{left}' and '{right}'. Did you mean \"print(<message>, \
             file=<output_stream>)\"?"
        );
    }
    err!(TypeError, "unsupported operand type(s) for {symbol}: '{left}' and '{right}'")
}

/// `pow(a, b, c)`.
pub fn power(vm: &Vm, a: &Value, b: &Value, c: &Value) -> Raises<Value> {
    if c.is_none() {
        return binary(vm, BinaryOp::Pow, a, b);
    }
    for operand in [a, b, c] {
        if let Some(slot) = vm.type_of(operand).slots.power.get() {
            let result = slot(vm, a, b, c)?;
            if !result.is_not_implemented() {
                return Ok(result);
            }
        }
    }
    Err(err!(
        TypeError,
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        vm.type_name(a),
        vm.type_name(b),
        vm.type_name(c)
    ))
}

fn unary(vm: &Vm, slot: Option<Unary>, symbol: &str, a: &Value) -> Raises<Value> {
    match slot {
        Some(slot) => slot(vm, a),
        None => Err(err!(TypeError, "bad operand type for {symbol}: '{}'", vm.type_name(a))),
    }
}

/// `-a`.
pub fn unary_negative(vm: &Vm, a: &Value) -> Raises<Value> {
    unary(vm, vm.type_of(a).slots.negative.get(), "unary -", a)
}

/// `+a`.
pub fn unary_positive(vm: &Vm, a: &Value) -> Raises<Value> {
    unary(vm, vm.type_of(a).slots.positive.get(), "unary +", a)
}

/// `~a`.
pub fn unary_invert(vm: &Vm, a: &Value) -> Raises<Value> {
    unary(vm, vm.type_of(a).slots.invert.get(), "unary ~", a)
}

/// `abs(a)`.
pub fn absolute(vm: &Vm, a: &Value) -> Raises<Value> {
    unary(vm, vm.type_of(a).slots.absolute.get(), "abs()", a)
}

/// `operator.index(a)`: an exact int.
#[inline]
pub fn index(vm: &Vm, a: &Value) -> Raises<Value> {
    match a {
        Value::Int(it) => Ok(Value::Int(*it)),
        Value::Bool(it) => Ok(Value::Int(*it as i64)),
        other => index_of_object(vm, other),
    }
}

#[inline(never)]
fn index_of_object(vm: &Vm, a: &Value) -> Raises<Value> {
    let (class, int) = (vm.type_of(a), vm.class(Builtin::Int));
    // An int is its own index, whatever a subclass's `__index__` says.
    let slots = if class.is_subclass(int) { &int.slots } else { &class.slots };
    let Some(slot) = slots.index.get() else {
        let name = class.name();
        return Err(err!(TypeError, "'{name}' object cannot be interpreted as an integer"));
    };
    let result = slot(vm, a)?;
    let class = vm.type_of(&result);
    if class.is(int) {
        return Ok(result);
    }
    match int.slots.index.get() {
        Some(exact) if class.is_subclass(int) => {
            super::warn::strict_subclass(vm, "__index__", "int", &class.name())?;
            exact(vm, &result)
        }
        _ => Err(err!(TypeError, "__index__ returned non-int (type {})", class.name())),
    }
}

/// An index or count; what does not fit is an error of class `overflow`.
pub fn to_isize(vm: &Vm, a: &Value, overflow: Builtin) -> Raises<i64> {
    match index(vm, a)? {
        Value::Int(it) => Ok(it),
        Value::Bool(it) => Ok(it as i64),
        _ => Err(Raised::new(
            overflow,
            format!("cannot fit '{}' into an index-sized integer", vm.type_name(a)),
        )),
    }
}

/// An index or count, clamped to what fits: for slices and the like.
pub fn to_isize_clamped(vm: &Vm, a: &Value) -> Raises<i64> {
    match index(vm, a)? {
        Value::Int(it) => Ok(it),
        Value::Bool(it) => Ok(it as i64),
        big => {
            let negative = super::less(vm, &big, &Value::Int(0))?;
            Ok(if negative { i64::MIN } else { i64::MAX })
        }
    }
}

/// `float(a)` for numbers: `__float__`, then `__index__`.
pub fn to_f64(vm: &Vm, a: &Value) -> Raises<f64> {
    match a {
        Value::Float(bits) => return Ok(f64::from_bits(*bits)),
        Value::Int(it) => return Ok(*it as f64),
        Value::Bool(it) => return Ok(*it as f64),
        _ => {}
    }
    let slots = &vm.type_of(a).slots;
    if let Some(float) = slots.float.get() {
        return match float(vm, a)? {
            Value::Float(bits) => Ok(f64::from_bits(bits)),
            other => Err(err!(
                TypeError,
                "{}.{} returned non-float (type {})",
                vm.type_name(a),
                Name::Float.text(),
                vm.type_name(&other)
            )),
        };
    }
    if slots.index.get().is_some() {
        let int = index(vm, a)?;
        return to_f64(vm, &int);
    }
    Err(err!(TypeError, "must be real number, not {}", vm.type_name(a)))
}
