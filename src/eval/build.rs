//! Displays: lists, tuples, sets, dictionaries; and unpacking.

use std::borrow::Borrow;

use crate::err;
use crate::object::value::tag;
use crate::object::{Flow, Fp, List, Node, Ref, Set, Stmt, Tuple, Value, Vm};
use crate::protocol;
use crate::{load, tri};

use super::fail::{raise, raise_flow, settle};
use super::names::{Store, StoreLocal};
use super::operand::{Operand, Shape};

/// An element of a display: the node, and whether it is `*element`.
pub struct Element {
    pub node: Box<dyn Node>,
    pub star: bool,
}

fn evaluate(vm: &Vm, fp: Fp, nodes: &[Box<dyn Node>]) -> Option<Vec<Value>> {
    let mut values = Vec::with_capacity(nodes.len());
    for node in nodes {
        let value = node.eval(vm, fp);
        if value.is_err() {
            return None;
        }
        values.push(value);
    }
    Some(values)
}

/// The values of a display with stars; `set` decides how what cannot be iterated is refused.
fn evaluate_stars(vm: &Vm, fp: Fp, at: u32, elements: &[Element], set: bool) -> Option<Vec<Value>> {
    let mut values = Vec::with_capacity(elements.len());
    for element in elements {
        let value = element.node.eval(vm, fp);
        if value.is_err() {
            return None;
        }
        if !element.star {
            values.push(value);
            continue;
        }
        let slots = &vm.type_of(&value).slots;
        let spread = if !set && slots.iter.get().is_none() && slots.getitem.get().is_none() {
            Err(err!(TypeError, "Value after * must be an iterable, not {}", vm.type_name(&value)))
        } else {
            protocol::to_vec(vm, &value)
        };
        match spread {
            Ok(items) => values.extend(items),
            Err(raised) => {
                raise(vm, fp, at, raised);
                return None;
            }
        }
    }
    Some(values)
}

/// `[a, b]`.
pub struct MakeList(pub Box<[Box<dyn Node>]>);

impl Node for MakeList {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match evaluate(vm, fp, &self.0) {
            Some(values) => vm.list(values),
            None => Value::Err,
        }
    }
}

/// `(a, b)`.
pub struct MakeTuple(pub Box<[Box<dyn Node>]>);

impl Node for MakeTuple {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match &*self.0 {
            [a, b] => {
                let items = [tri!(a.eval(vm, fp)), tri!(b.eval(vm, fp))];
                return Value::Tuple(Ref::<Tuple>::of(vm, items));
            }
            [a, b, c] => {
                let items = [tri!(a.eval(vm, fp)), tri!(b.eval(vm, fp)), tri!(c.eval(vm, fp))];
                return Value::Tuple(Ref::<Tuple>::of(vm, items));
            }
            _ => {}
        }
        match evaluate(vm, fp, &self.0) {
            Some(values) => vm.tuple(values),
            None => Value::Err,
        }
    }
}

/// The kinds of display that take `*elements`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    List,
    Tuple,
    Set,
}

/// A display with stars in it, or a set display.
pub struct MakeFrom {
    pub kind: Kind,
    pub elements: Box<[Element]>,
    pub at: u32,
}

impl Node for MakeFrom {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let Some(values) = evaluate_stars(vm, fp, self.at, &self.elements, self.kind == Kind::Set)
        else {
            return Value::Err;
        };
        match self.kind {
            Kind::List => vm.list(values),
            Kind::Tuple => vm.tuple(values),
            Kind::Set => {
                let set = Ref::<Set>::new(vm);
                for value in values {
                    if let Err(raised) = protocol::keyed::set_add(vm, &set, value) {
                        return raise(vm, fp, self.at, raised);
                    }
                }
                Value::Set(set)
            }
        }
    }
}

/// A set display of constants, which are there in a frozenset.
pub struct CopySet(pub Ref<Set>);

impl Node for CopySet {
    fn eval(&self, vm: &Vm, _: Fp) -> Value {
        let set = Ref::<Set>::new(vm);
        set.copy_from(&self.0);
        Value::Set(set)
    }
}

/// `{key: value, **mapping}`.
pub struct MakeDict {
    pub items: Box<[(Option<Box<dyn Node>>, Box<dyn Node>)]>,
    pub at: u32,
}

impl Node for MakeDict {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let dict = vm.dict();
        if self.items.len() > 2 {
            dict.reserve(self.items.len());
        }
        for (key, node) in &self.items {
            let result = match key {
                Some(key) => {
                    let key = tri!(key.eval(vm, fp));
                    let value = tri!(node.eval(vm, fp));
                    protocol::keyed::dict_set(vm, &dict, key, value)
                }
                None => {
                    let mapping = tri!(node.eval(vm, fp));
                    merge(vm, &dict, &mapping)
                }
            };
            if let Err(raised) = result {
                return raise(vm, fp, self.at, raised);
            }
        }
        Value::Dict(dict)
    }
}

fn merge(vm: &Vm, dict: &crate::object::Dict, mapping: &Value) -> crate::object::Raises<()> {
    if let Some(other) = crate::types::dict::update::as_plain(vm, mapping) {
        for (key, value) in other.items() {
            protocol::keyed::dict_set(vm, dict, key, value)?;
        }
        return Ok(());
    }
    let Some(keys) = protocol::call_method_opt(vm, mapping, &vm.intern("keys"), &[])? else {
        return Err(err!(TypeError, "'{}' object is not a mapping", vm.type_name(mapping)));
    };
    for key in protocol::to_vec(vm, &keys)? {
        let value = protocol::getitem(vm, mapping, &key)?;
        protocol::keyed::dict_set(vm, dict, key, value)?;
    }
    Ok(())
}

/// `a, b = value`.
pub struct Unpack {
    pub targets: Box<[Box<dyn Store>]>,
    /// Which target is starred.
    pub star: Option<usize>,
    pub at: u32,
}

impl Store for Unpack {
    fn pair(&self) -> Option<[&dyn Store; 2]> {
        match &*self.targets {
            [first, second] if self.star.is_none() => Some([&**first, &**second]),
            _ => None,
        }
    }

    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        if self.star.is_none()
            && let Value::Tuple(tuple) = &value
            && tuple.len() == self.targets.len()
        {
            for (target, item) in self.targets.iter().zip(tuple.items()) {
                if target.store(vm, fp, item.clone()) != Flow::Next {
                    return Flow::Err;
                }
            }
            return Flow::Next;
        }
        if self.star.is_none()
            && let Value::List(list) = &value
            && list.len() == self.targets.len()
            && let Some(items) = few(list)
        {
            for (target, item) in self.targets.iter().zip(items) {
                if target.store(vm, fp, item) != Flow::Next {
                    return Flow::Err;
                }
            }
            return Flow::Next;
        }
        let items = match unpack(vm, &value, self.targets.len(), self.star) {
            Ok(items) => items,
            Err(raised) => return raise_flow(vm, fp, self.at, raised),
        };
        for (target, item) in self.targets.iter().zip(items) {
            if target.store(vm, fp, item) != Flow::Next {
                return Flow::Err;
            }
        }
        Flow::Next
    }
}

/// The items of a short list, which storing them may change.
#[inline(always)]
fn few(list: &List) -> Option<[Value; 4]> {
    if list.len() > 4 {
        return None;
    }
    Some(std::array::from_fn(|i| list.get(i).unwrap_or(Value::Err)))
}

/// `a, b = value` where the targets are local variables.
pub struct UnpackLocals {
    pub slots: Box<[StoreLocal]>,
    /// Each slot is the one after that before it.
    pub in_line: bool,
    pub at: u32,
}

impl Store for UnpackLocals {
    fn pair(&self) -> Option<[&dyn Store; 2]> {
        match &*self.slots {
            [first, second] => Some([first, second]),
            _ => None,
        }
    }

    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        if self.quick(fp, &value) {
            return Flow::Next;
        }
        match &value {
            Value::Tuple(tuple) if tuple.len() == self.slots.len() => {
                for (slot, item) in self.slots.iter().zip(tuple.items()) {
                    fp.set(slot.0, item.clone());
                }
                Flow::Next
            }
            Value::List(list) if list.len() == self.slots.len() => {
                if !self.slots.iter().all(|slot| fp.peek(slot.0).tag() <= tag::STR) {
                    // What goes away may change the list.
                    return self.spread(fp, list.to_vec());
                }
                for (slot, item) in self.slots.iter().zip(List::borrow(list).iter()) {
                    fp.set(slot.0, item.clone());
                }
                Flow::Next
            }
            _ => self.store_slow(vm, fp, &value),
        }
    }
}

impl UnpackLocals {
    pub fn new(slots: Vec<u32>, at: u32) -> UnpackLocals {
        let in_line = !slots.is_empty() && slots.windows(2).all(|it| it[1] == it[0] + 1);
        UnpackLocals { slots: slots.into_iter().map(StoreLocal).collect(), in_line, at }
    }

    /// Stores the items of a list or tuple all at once, where nothing owned is in the slots before; false if this
    /// is not such a case.
    #[inline(always)]
    fn quick(&self, fp: Fp, value: &Value) -> bool {
        if !self.in_line {
            return false;
        }
        let (first, count) = (self.slots[0].0, self.slots.len());
        match value {
            Value::Tuple(tuple) => fp.fill_quick(first, count, tuple.items()),
            Value::List(list) => fp.fill_quick(first, count, &List::borrow(list)),
            _ => false,
        }
    }

    #[inline(never)]
    fn spread(&self, fp: Fp, items: Vec<Value>) -> Flow {
        for (slot, item) in self.slots.iter().zip(items) {
            fp.set(slot.0, item);
        }
        Flow::Next
    }

    #[inline(never)]
    fn store_slow(&self, vm: &Vm, fp: Fp, value: &Value) -> Flow {
        match unpack(vm, value, self.slots.len(), None) {
            Ok(items) => self.spread(fp, items),
            Err(raised) => raise_flow(vm, fp, self.at, raised),
        }
    }
}

/// `a, b = value` as a statement of its own: the value is looked at where it lies.
pub struct AssignUnpacked<A> {
    pub value: A,
    pub target: UnpackLocals,
}

impl<A: Operand> Stmt for AssignUnpacked<A> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = load!(self.value, vm, fp, Flow::Err);
        if self.target.quick(fp, value.borrow()) {
            return Flow::Next;
        }
        self.target.store(vm, fp, A::own(value))
    }
}

/// As [`AssignUnpacked`], into `N` slots in line.
pub struct AssignFew<const N: usize, A>(AssignUnpacked<A>);

impl<const N: usize, A: Operand> Stmt for AssignFew<N, A> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let AssignUnpacked { value, target } = &self.0;
        let value = load!(value, vm, fp, Flow::Err);
        let first = target.slots[0].0;
        let done = match value.borrow() {
            Value::Tuple(tuple) => match tuple.items().first_chunk::<N>() {
                Some(items) if tuple.len() == N => fp.fill_few(first, items),
                _ => false,
            },
            Value::List(list) => match List::borrow(list).first_chunk::<N>() {
                Some(items) if list.len() == N => fp.fill_few(first, items),
                _ => false,
            },
            _ => false,
        };
        if done { Flow::Next } else { target.store(vm, fp, A::own(value)) }
    }
}

/// The statement for that.
pub fn assign_unpacked(value: Shape, target: UnpackLocals) -> Box<dyn Stmt> {
    macro_rules! sized {
        ($($n:literal)*) => {
            crate::with_operand!(value, |value| match target.slots.len() {
                $($n if target.in_line => {
                    Box::new(AssignFew::<$n, _>(AssignUnpacked { value, target })) as Box<dyn Stmt>
                })*
                _ => Box::new(AssignUnpacked { value, target }),
            })
        };
    }
    sized!(2 3 4 5 6 8 10)
}

/// The values of `count` targets.
#[inline(never)]
pub fn unpack(
    vm: &Vm,
    value: &Value,
    count: usize,
    star: Option<usize>,
) -> crate::object::Raises<Vec<Value>> {
    let too_few = |got: usize| {
        let least = count - usize::from(star.is_some());
        let bound = if star.is_some() { format!("at least {least}") } else { least.to_string() };
        err!(ValueError, "not enough values to unpack (expected {bound}, got {got})")
    };
    let mut items = match value {
        Value::List(list) => list.to_vec(),
        Value::Tuple(tuple) => tuple.items().to_vec(),
        other => {
            let slots = &vm.type_of(other).slots;
            if slots.iter.get().is_none() && slots.getitem.get().is_none() {
                return Err(err!(
                    TypeError,
                    "cannot unpack non-iterable {} object",
                    vm.type_name(other)
                ));
            }
            let iterator = protocol::iter(vm, other)?;
            let mut items = Vec::new();
            // What stands before a starred target is taken first; the rest is listed by itself.
            let most = star.unwrap_or(count + 1);
            while items.len() < most {
                match protocol::next(vm, &iterator)? {
                    Some(item) => items.push(item),
                    None if star.is_some() => return Err(too_few(items.len())),
                    None => break,
                }
            }
            if star.is_some() {
                items.extend(protocol::to_vec(vm, &iterator)?);
            }
            if star.is_none() && items.len() > count {
                return Err(err!(ValueError, "too many values to unpack (expected {count})"));
            }
            items
        }
    };
    match star {
        None if items.len() > count => {
            Err(err!(ValueError, "too many values to unpack (expected {count})"))
        }
        None if items.len() < count => Err(too_few(items.len())),
        None => Ok(items),
        Some(_) if items.len() + 1 < count => Err(too_few(items.len())),
        Some(star) => {
            let after = count - star - 1;
            let tail = items.split_off(items.len() - after);
            let middle = items.split_off(star);
            items.push(vm.list(middle));
            items.extend(tail);
            Ok(items)
        }
    }
}

/// `a, b = x, y` without the tuple, for targets that are plain names.
pub struct AssignTuple {
    pub targets: Box<[Box<dyn Store>]>,
    pub values: Box<[Box<dyn Node>]>,
}

impl Stmt for AssignTuple {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let Some(values) = evaluate(vm, fp, &self.values) else { return Flow::Err };
        for (target, value) in self.targets.iter().zip(values) {
            if target.store(vm, fp, value) != Flow::Next {
                return Flow::Err;
            }
        }
        Flow::Next
    }
}

/// As [`AssignTuple`], for a few.
pub struct AssignEach<const N: usize> {
    pub targets: [Box<dyn Store>; N],
    pub values: [Box<dyn Node>; N],
}

impl<const N: usize> Stmt for AssignEach<N> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let mut values = [const { Value::Err }; N];
        for (value, node) in values.iter_mut().zip(&self.values) {
            *value = tri!(node.eval(vm, fp), Flow::Err);
        }
        for (target, value) in self.targets.iter().zip(values) {
            if target.store(vm, fp, value) != Flow::Next {
                return Flow::Err;
            }
        }
        Flow::Next
    }
}

/// The statement for `a, b.c = x, y`: as many targets as values.
pub fn assign_each(targets: Vec<Box<dyn Store>>, values: Vec<Box<dyn Node>>) -> Box<dyn Stmt> {
    fn sized<const N: usize>(
        targets: Vec<Box<dyn Store>>,
        values: Vec<Box<dyn Node>>,
    ) -> Box<dyn Stmt> {
        match (<[_; N]>::try_from(targets), <[_; N]>::try_from(values)) {
            (Ok(targets), Ok(values)) => Box::new(AssignEach { targets, values }),
            _ => unreachable!("as many of both"),
        }
    }
    match targets.len() {
        2 => sized::<2>(targets, values),
        3 => sized::<3>(targets, values),
        4 => sized::<4>(targets, values),
        _ => Box::new(AssignTuple { targets: targets.into(), values: values.into() }),
    }
}

/// `a, b = x, y` for local variables.
pub struct AssignLocals<const N: usize> {
    pub slots: [u32; N],
    pub values: [Box<dyn Node>; N],
}

impl<const N: usize> Stmt for AssignLocals<N> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let mut values = [const { Value::Err }; N];
        for (value, node) in values.iter_mut().zip(&self.values) {
            *value = tri!(node.eval(vm, fp), Flow::Err);
        }
        for (slot, value) in self.slots.iter().zip(values) {
            fp.set(*slot, value);
        }
        Flow::Next
    }
}

/// The statement for `a, b = x, y` where the targets are local variables.
pub fn assign_locals(slots: Vec<u32>, values: Vec<Box<dyn Node>>) -> Box<dyn Stmt> {
    fn sized<const N: usize>(slots: &[u32], values: Vec<Box<dyn Node>>) -> Box<dyn Stmt> {
        let slots_of = std::array::from_fn(|i| slots[i]);
        match <[Box<dyn Node>; N]>::try_from(values) {
            Ok(values) => Box::new(AssignLocals { slots: slots_of, values }),
            Err(values) => unfused(slots, values),
        }
    }
    fn unfused(slots: &[u32], values: Vec<Box<dyn Node>>) -> Box<dyn Stmt> {
        let store = |slot: &u32| -> Box<dyn Store> { Box::new(StoreLocal(*slot)) };
        let targets = slots.iter().map(store).collect();
        Box::new(AssignTuple { targets, values: values.into() })
    }
    match slots.len() {
        2 => sized::<2>(&slots, values),
        3 => sized::<3>(&slots, values),
        4 => sized::<4>(&slots, values),
        _ => unfused(&slots, values),
    }
}

/// Runs statements, then gives the value of a node: comprehensions and hoisted expressions.
pub struct After {
    pub first: Box<dyn Stmt>,
    pub value: Box<dyn Node>,
    /// Slots that are emptied if the statement fails.
    pub scratch: Box<[u32]>,
}

impl Node for After {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.first.exec(vm, fp) {
            Flow::Next => self.value.eval(vm, fp),
            _ => {
                for &slot in &self.scratch {
                    drop(fp.take(slot));
                }
                Value::Err
            }
        }
    }
}

/// What a comprehension adds to its result, which is in a temporary slot.
///
/// The result is the slot's alone until the comprehension has ended, so it can be borrowed.
pub enum Collect {
    Append(Shape),
    Add(Box<dyn Node>),
    Set(Box<dyn Node>, Box<dyn Node>),
}

/// The statement that adds it.
pub fn collect_into(slot: u32, what: Collect, at: u32) -> Box<dyn Stmt> {
    match what {
        Collect::Append(item) => {
            crate::with_operand!(item, |item| Box::new(CollectItem { slot, item }))
        }
        Collect::Add(item) => Box::new(CollectUnique { slot, item, at }),
        Collect::Set(key, value) => Box::new(CollectEntry { slot, key, value, at }),
    }
}

/// `[item for …]`
struct CollectItem<A> {
    slot: u32,
    item: A,
}

impl<A: Operand> Stmt for CollectItem<A> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let item = A::own(load!(self.item, vm, fp, Flow::Err));
        if let Value::List(list) = fp.peek(self.slot) {
            list.push(item);
        }
        Flow::Next
    }
}

/// `{item for …}`
struct CollectUnique {
    slot: u32,
    item: Box<dyn Node>,
    at: u32,
}

impl Stmt for CollectUnique {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.item.eval(vm, fp), Flow::Err);
        if let Value::Set(set) = fp.peek(self.slot)
            && let Err(raised) = protocol::keyed::set_add(vm, set, value)
        {
            return raise_flow(vm, fp, self.at, raised);
        }
        Flow::Next
    }
}

/// `{key: value for …}`
struct CollectEntry {
    slot: u32,
    key: Box<dyn Node>,
    value: Box<dyn Node>,
    at: u32,
}

impl Stmt for CollectEntry {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let key = tri!(self.key.eval(vm, fp), Flow::Err);
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        if let Value::Dict(dict) = fp.peek(self.slot)
            && let Err(raised) = protocol::keyed::dict_set(vm, dict, key, value)
        {
            return raise_flow(vm, fp, self.at, raised);
        }
        Flow::Next
    }
}
/// An empty list, set or dictionary.
pub struct Empty(pub Collection);

#[derive(Clone, Copy)]
pub enum Collection {
    List,
    Set,
    Dict,
}

impl Node for Empty {
    fn eval(&self, vm: &Vm, _: Fp) -> Value {
        match self.0 {
            Collection::List => vm.list(vec![]),
            Collection::Set => Value::Set(Ref::<Set>::new(vm)),
            Collection::Dict => Value::Dict(vm.dict()),
        }
    }
}

/// Any fallible computation on values at hand.
pub struct Apply {
    pub operand: Box<dyn Node>,
    pub function: fn(&Vm, &Value) -> crate::object::Raises<Value>,
    pub at: u32,
}

impl Node for Apply {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let value = tri!(self.operand.eval(vm, fp));
        fp.head().position.set(self.at);
        settle(vm, fp, self.at, (self.function)(vm, &value))
    }
}
