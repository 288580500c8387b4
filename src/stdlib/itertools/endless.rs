//! `count`, `cycle` and `repeat`: iterators that need not end.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, Native, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm,
};
use crate::protocol;
use crate::types::container::{arity, no_keywords_for, push_repr, this};

use super::iterator;

/// The payload of `count`.
pub struct Count {
    next: RefCell<Value>,
    step: Value,
}

impl Payload for Count {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.step);
        visit.cell(&self.next, |it, visit| visit.value(it));
    }
}

pub static COUNT: TypeSpec = TypeSpec {
    slots: |slots| {
        slots.new.set(Some(new_count));
        slots.repr.set(Some(repr_count));
        slots.iter.set(Some(crate::types::container::itself));
        slots.next.set(Some(next_count));
    },
    ..iterator!(
        "itertools.count",
        Count,
        "The numbers from `start` on, `step` apart, without end.",
        new_count,
        next_count,
        COUNT_METHODS
    )
};

const COUNT_METHODS: &[Native] =
    &[native!("__reduce__($self, /)", "What pickling needs.", reduce_count)];

fn new_count(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (start, step): (Value, Value) = crate::bind!(vm, args, "count(start=0, step=1)")?;
    if !is_number(vm, &start) || !is_number(vm, &step) {
        return Err(err!(TypeError, "a number is required"));
    }
    let start = match (&start, &step) {
        (Value::Bool(it), Value::Int(1)) => Value::Int(*it as i64),
        _ => start,
    };
    Ok(vm.alloc_in(class, Count { next: RefCell::new(start), step }))
}

fn is_number(vm: &Vm, value: &Value) -> bool {
    let slots = &vm.type_of(value).slots;
    slots.index.get().is_some()
        || slots.int.get().is_some()
        || slots.float.get().is_some()
        || vm.is_instance(value, Builtin::Complex)
}

fn next_count(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Count>(iterator);
    let value = it.next.borrow().clone();
    let after = match (&value, &it.step) {
        (Value::Int(a), Value::Int(b)) => a.checked_add(*b).map(Value::Int),
        _ => None,
    };
    let after = match after {
        Some(after) => after,
        None => protocol::binary(vm, BinaryOp::Add, &value, &it.step)?,
    };
    let old = it.next.replace(after);
    drop(old);
    Ok(Some(value))
}

fn repr_count(vm: &Vm, object: &Value) -> Raises<Value> {
    let it = this::<Count>(object);
    let next = it.next.borrow().clone();
    let mut text = short_name(vm, object);
    text.push(b'(');
    push_repr(vm, &mut text, &next)?;
    if !matches!(it.step, Value::Int(1)) {
        text.extend_from_slice(b", ");
        push_repr(vm, &mut text, &it.step)?;
    }
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// The class's name without its module.
fn short_name(vm: &Vm, object: &Value) -> Vec<u8> {
    vm.type_of(object).name_str(vm).bytes().to_vec()
}

fn reduce_count(vm: &Vm, it: Ref<Count>) -> (Value, Value) {
    let next = it.next.borrow().clone();
    let args = match it.step {
        Value::Int(1) => vec![next],
        _ => vec![next, it.step.clone()],
    };
    (Value::Type(it.class().clone()), vm.tuple(args))
}

/// The payload of `cycle`.
pub struct Cycle {
    /// `None` once it has ended: then the saved items come again and again.
    iterator: RefCell<Option<Value>>,
    saved: RefCell<Vec<Value>>,
    index: Cell<usize>,
}

impl Payload for Cycle {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.iterator, |it, visit| visit.values(it));
        visit.cell(&self.saved, |it, visit| visit.values(it));
    }

    fn clear(&self) {
        let parts = (self.iterator.take(), self.saved.take());
        drop(parts);
    }
}

pub static CYCLE: TypeSpec = iterator!(
    "itertools.cycle",
    Cycle,
    "The items of the iterable, again and again.",
    new_cycle,
    next_cycle,
    &[]
);

fn new_cycle(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::Cycle, args, "cycle")?;
    let given = arity(Args::positional(args.positionals()), "cycle", 1, 1)?;
    let iterator = RefCell::new(Some(protocol::iter(vm, &given[0])?));
    Ok(vm.alloc_in(class, Cycle { iterator, saved: RefCell::default(), index: Cell::new(0) }))
}

fn next_cycle(vm: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Cycle>(iterator);
    let source = it.iterator.borrow().clone();
    if let Some(source) = source {
        if let Some(item) = protocol::next(vm, &source)? {
            it.saved.borrow_mut().push(item.clone());
            return Ok(Some(item));
        }
        let source = it.iterator.take();
        drop(source);
    }
    let saved = it.saved.borrow();
    let index = it.index.get();
    let item = saved.get(index).cloned();
    it.index.set(if index + 1 >= saved.len() { 0 } else { index + 1 });
    Ok(item)
}

/// The payload of `repeat`.
pub struct Repeat {
    object: Value,
    /// `None`: without end.
    left: Cell<Option<i64>>,
}

impl Payload for Repeat {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.object);
    }
}

pub static REPEAT: TypeSpec = TypeSpec {
    slots: |slots| {
        slots.new.set(Some(new_repeat));
        slots.repr.set(Some(repr_repeat));
        slots.iter.set(Some(crate::types::container::itself));
        slots.next.set(Some(next_repeat));
    },
    ..iterator!(
        "itertools.repeat",
        Repeat,
        "The object again and again: `times` times, or without end.",
        new_repeat,
        next_repeat,
        REPEAT_METHODS
    )
};

const REPEAT_METHODS: &[Native] = &[
    native!("__length_hint__($self, /)", "How often it comes yet.", hint_repeat),
    native!("__reduce__($self, /)", "What pickling needs.", reduce_repeat),
];

fn new_repeat(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (object, times): (Value, Option<Value>) =
        crate::bind!(vm, args, "repeat(object, times=<unrepresentable>)")?;
    let times = match times {
        Some(times) => {
            let times = protocol::index(vm, &times)?;
            let Value::Int(times) = times else {
                return Err(err!(OverflowError, "Python int too large to convert to C ssize_t"));
            };
            Some(times.max(0))
        }
        None => None,
    };
    Ok(vm.alloc_in(class, Repeat { object, left: Cell::new(times) }))
}

fn next_repeat(_: &Vm, iterator: &Value) -> Raises<Option<Value>> {
    let it = this::<Repeat>(iterator);
    match it.left.get() {
        Some(0) => return Ok(None),
        Some(left) => it.left.set(Some(left - 1)),
        None => {}
    }
    Ok(Some(it.object.clone()))
}

fn repr_repeat(vm: &Vm, object: &Value) -> Raises<Value> {
    let it = this::<Repeat>(object);
    let mut text = short_name(vm, object);
    text.push(b'(');
    push_repr(vm, &mut text, &it.object)?;
    if let Some(left) = it.left.get() {
        text.extend_from_slice(format!(", {left}").as_bytes());
    }
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

fn hint_repeat(_: &Vm, it: Ref<Repeat>) -> Raises<i64> {
    it.left.get().ok_or_else(|| err!(TypeError, "len() of unsized object"))
}

fn reduce_repeat(vm: &Vm, it: Ref<Repeat>) -> (Value, Value) {
    let mut args = vec![it.object.clone()];
    args.extend(it.left.get().map(Value::Int));
    (Value::Type(it.class().clone()), vm.tuple(args))
}
