//! `slice`: start, stop and step of an extended subscript, and what they select from a sequence.
//!
//! Reference: Library Reference, "slice"; Data model, "Slice objects".

use std::cmp::Ordering;

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, GetSet, Layout, Native, Payload, Raises, Ref, Slots, Type,
    TypeSpec, Value, Visitor, Vm,
};
use crate::protocol;
use crate::protocol::number::to_isize_clamped;

use super::container::{arity, no_keywords, push_repr, this};

pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Payload for Slice {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values([&self.start, &self.stop, &self.step]);
    }
}

static LAYOUT: Layout = Layout::of::<Slice>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "slice",
    layout: Some(&LAYOUT),
    doc: "slice(stop)\nslice(start, stop[, step])\n\nWhat stands between the brackets of an \
          extended subscript such as a[0:10:2].",
    slots,
    methods: METHODS,
    getset: &[
        GetSet {
            name: "start",
            doc: "",
            get: |_, it| Ok(this::<Slice>(it).start.clone()),
            set: None,
        },
        GetSet {
            name: "stop",
            doc: "",
            get: |_, it| Ok(this::<Slice>(it).stop.clone()),
            set: None,
        },
        GetSet {
            name: "step",
            doc: "",
            get: |_, it| Ok(this::<Slice>(it).step.clone()),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!(
        "indices($self, object, /)",
        "Start, stop and step of the slice fitted to a sequence of that length.",
        indices_method
    ),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(hash));
    slots.compare.set(Some(compare));
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "slice")?;
    Ok(match arity(args, "slice", 1, 3)? {
        [stop] => make(vm, Value::None, stop.clone(), Value::None),
        [start, stop] => make(vm, start.clone(), stop.clone(), Value::None),
        given => make(vm, given[0].clone(), given[1].clone(), given[2].clone()),
    })
}

/// A slice object.
pub fn make(vm: &Vm, start: Value, stop: Value, step: Value) -> Value {
    vm.alloc(Builtin::Slice, Slice { start, stop, step })
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let it = this::<Slice>(it);
    let mut text = b"slice(".to_vec();
    push_repr(vm, &mut text, &it.start)?;
    text.extend_from_slice(b", ");
    push_repr(vm, &mut text, &it.stop)?;
    text.extend_from_slice(b", ");
    push_repr(vm, &mut text, &it.step)?;
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// xxHash over the parts, as for a tuple but without the length.
fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let it = this::<Slice>(it);
    let mut hash = PRIME_5;
    for part in [&it.start, &it.stop, &it.step] {
        let lane = protocol::hash(vm, part)? as u64;
        hash = hash.wrapping_add(lane.wrapping_mul(PRIME_2)).rotate_left(31);
        hash = hash.wrapping_mul(PRIME_1);
    }
    Ok(if hash == u64::MAX { 1_546_275_796 } else { hash as i64 })
}

/// As the tuples of their parts compare.
fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Slice>(), b.downcast::<Slice>()) else {
        return Ok(Value::NotImplemented);
    };
    if a.is(b) {
        return Ok(Value::bool(op.holds(Ordering::Equal)));
    }
    let parts = [(&left.start, &right.start), (&left.stop, &right.stop), (&left.step, &right.step)];
    for (x, y) in parts {
        if !protocol::same(vm, x, y)? {
            return match op {
                CompareOp::Eq => Ok(Value::FALSE),
                CompareOp::Ne => Ok(Value::TRUE),
                _ => protocol::compare(vm, x, y, op),
            };
        }
    }
    Ok(Value::bool(op.holds(Ordering::Equal)))
}

fn indices_method(vm: &Vm, it: Ref<Slice>, object: Value) -> Raises<(Value, Value, Value)> {
    indices(vm, &it, &object).map(Into::into)
}

fn reduce(vm: &Vm, it: Ref<Slice>) -> (Value, Value) {
    let parts = vec![it.start.clone(), it.stop.clone(), it.step.clone()];
    (Value::Type(it.class().clone()), vm.tuple(parts))
}

/// Which items of a sequence a slice selects: `count` of them from `start` on, `step` apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
    pub count: usize,
}

impl Selection {
    /// The places in order.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..self.count as i64).map(move |i| (self.start + i * self.step) as usize)
    }
}

/// Start, stop and step as numbers, before they are fitted to a length. Runs `__index__` methods, so ask
/// for the length afterwards.
pub fn unpack(vm: &Vm, slice: &Slice) -> Raises<(i64, i64, i64)> {
    let step = match &slice.step {
        Value::None => 1,
        step => number(vm, step)?.max(-i64::MAX),
    };
    if step == 0 {
        return Err(err!(ValueError, "slice step cannot be zero"));
    }
    let start = match &slice.start {
        Value::None if step < 0 => i64::MAX,
        Value::None => 0,
        start => number(vm, start)?,
    };
    let stop = match &slice.stop {
        Value::None if step < 0 => i64::MIN,
        Value::None => i64::MAX,
        stop => number(vm, stop)?,
    };
    Ok((start, stop, step))
}

fn number(vm: &Vm, value: &Value) -> Raises<i64> {
    if let Value::Int(it) = value {
        return Ok(*it);
    }
    expect_index(vm, value)?;
    to_isize_clamped(vm, value)
}

fn expect_index(vm: &Vm, value: &Value) -> Raises<()> {
    if vm.type_of(value).slots.index.get().is_some() {
        return Ok(());
    }
    Err(err!(TypeError, "slice indices must be integers or None or have an __index__ method"))
}

/// Fits unpacked numbers to a length.
pub fn adjust((start, stop, step): (i64, i64, i64), len: usize) -> Selection {
    let len = len as i64;
    let (lowest, highest) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let fit = |it: i64| {
        let it = if it < 0 { it.saturating_add(len) } else { it };
        it.clamp(lowest, highest)
    };
    let (start, stop) = (fit(start), fit(stop));
    let count = match step {
        1 => (stop - start).max(0),
        2.. if start < stop => (stop - start - 1) / step + 1,
        ..=-1 if stop < start => (start - stop - 1) / -step + 1,
        _ => 0,
    };
    Selection { start, stop, step, count: count as usize }
}

/// What a slice selects from a sequence of `len` items that `__index__` methods cannot change.
pub fn resolve(vm: &Vm, slice: &Slice, len: usize) -> Raises<Selection> {
    Ok(adjust(unpack(vm, slice)?, len))
}

/// `indices(len)`: start, stop and step fitted to a length, all of any size.
pub fn indices(vm: &Vm, slice: &Slice, len: &Value) -> Raises<[Value; 3]> {
    let len = protocol::index(vm, len)?;
    if protocol::less(vm, &len, &Value::Int(0))? {
        return Err(err!(ValueError, "length should not be negative"));
    }
    let zero = Value::Int(0);
    let step = match &slice.step {
        Value::None => Value::Int(1),
        step => whole(vm, step)?,
    };
    if !vm.is_true(&step)? {
        return Err(err!(ValueError, "slice step cannot be zero"));
    }
    let backwards = protocol::less(vm, &step, &zero)?;
    let (lowest, highest) = if backwards {
        (Value::Int(-1), protocol::binary(vm, BinaryOp::Sub, &len, &Value::Int(1))?)
    } else {
        (zero.clone(), len.clone())
    };
    let fit = |it: &Value| -> Raises<Value> {
        let mut it = whole(vm, it)?;
        if protocol::less(vm, &it, &zero)? {
            it = protocol::binary(vm, BinaryOp::Add, &it, &len)?;
            return Ok(if protocol::less(vm, &it, &lowest)? { lowest.clone() } else { it });
        }
        Ok(if protocol::less(vm, &highest, &it)? { highest.clone() } else { it })
    };
    let start = match &slice.start {
        Value::None if backwards => highest.clone(),
        Value::None => lowest.clone(),
        start => fit(start)?,
    };
    let stop = match &slice.stop {
        Value::None if backwards => lowest.clone(),
        Value::None => highest.clone(),
        stop => fit(stop)?,
    };
    Ok([start, stop, step])
}

fn whole(vm: &Vm, value: &Value) -> Raises<Value> {
    expect_index(vm, value)?;
    protocol::index(vm, value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(parts: (i64, i64, i64), len: usize) -> (i64, i64, usize) {
        let it = adjust(parts, len);
        (it.start, it.stop, it.count)
    }

    #[test]
    fn fits_bounds_to_the_length() {
        assert_eq!(selection((0, i64::MAX, 1), 5), (0, 5, 5));
        assert_eq!(selection((i64::MAX, i64::MIN, -1), 5), (4, -1, 5));
        assert_eq!(selection((-2, 100, 1), 5), (3, 5, 2));
        assert_eq!(selection((1, 5, 3), 5), (1, 5, 2));
        assert_eq!(selection((3, 1, 1), 5), (3, 1, 0));
        assert_eq!(selection((i64::MAX, i64::MIN, -i64::MAX), 3), (2, -1, 1));
        assert_eq!(selection((0, 0, 1), 0), (0, 0, 0));
    }
}
