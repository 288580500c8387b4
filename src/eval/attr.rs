//! Attribute nodes and their inline caches.
//!
//! A cache entry says: instances of this shape have the attribute in this slot. It holds while the class
//! epoch stays the same, since then no class has gained a data descriptor of that name.

use std::borrow::Borrow;
use std::cell::{Cell, OnceCell};

use crate::object::{
    BinaryOp, Builtin, Flow, Fp, Instance, MethodPlace, Name, Node, Plain, Ref, ShapeMark, Stmt,
    Str, Temp, Truth, Type, Value, Vm, flags,
};
use crate::protocol;
use crate::types::descriptor::MemberDescriptor;
use crate::types::property::{self, Property};
use crate::{load, tri};

use super::arith;
use super::fail::{settle, settle_flow};
use super::names::Store;
use super::operand::{Operand, Shape};

const WAYS: usize = 4;
/// After so many shapes a site keeps those it has: the others go by what is known of their shapes.
const SETTLED: u8 = 16;

/// Shapes seen here and the slot each has the attribute in.
pub struct SlotCache {
    shapes: [Cell<ShapeMark>; WAYS],
    slots: [Cell<u32>; WAYS],
    epoch: Cell<u32>,
    next: Cell<u8>,
    class: OnceCell<Box<FromClass>>,
}

/// An attribute that comes from a class.
#[derive(Default)]
struct FromClass {
    /// A class, or a shape without an attribute of the name.
    owner: Cell<Option<ShapeMark>>,
    /// Where the classes have what is found for it.
    place: MethodPlace,
}

impl SlotCache {
    pub fn new() -> SlotCache {
        SlotCache {
            shapes: [const { Cell::new(ShapeMark::NONE) }; WAYS],
            slots: [const { Cell::new(0) }; WAYS],
            epoch: Cell::new(0),
            next: Cell::new(0),
            class: OnceCell::new(),
        }
    }

    /// The slot for an instance, if its shape has been seen.
    #[inline(always)]
    pub(super) fn find(&self, vm: &Vm, instance: &Ref<Instance>) -> Option<u32> {
        if self.epoch.get() != vm.epoch.get() {
            return None;
        }
        let shape = instance.header().shape_mark();
        (0..WAYS).find(|&i| self.shapes[i].get() == shape).map(|i| self.slots[i].get())
    }

    fn learn(&self, vm: &Vm, shape: ShapeMark, slot: u32) {
        self.sync(vm);
        let next = self.next.get();
        if next >= SETTLED {
            return;
        }
        self.next.set(next + 1);
        let at = next as usize % WAYS;
        self.shapes[at].set(shape);
        self.slots[at].set(slot);
    }

    /// Remembers that what `owner` stands for has the attribute from the class.
    fn learn_class(&self, vm: &Vm, owner: ShapeMark, class: &Ref<Type>, name: &Ref<Str>) {
        self.sync(vm);
        let known = self.class.get_or_init(Box::default);
        known.owner.set(Some(owner));
        class.place_method(vm, name, &known.place);
    }

    /// Forgets what was remembered in another epoch.
    fn sync(&self, vm: &Vm) {
        if self.epoch.get() == vm.epoch.get() {
            return;
        }
        self.epoch.set(vm.epoch.get());
        self.shapes.iter().for_each(|it| it.set(ShapeMark::NONE));
        self.next.set(0);
        if let Some(known) = self.class.get() {
            known.owner.set(None);
        }
    }

    /// The attribute, where it comes from a class and this site remembers so; else `Err`.
    #[inline(always)]
    pub(super) fn find_class(&self, vm: &Vm, object: &Value) -> Value {
        let Some(known) = self.class.get() else { return Value::Err };
        let (owner, on_class) = match object {
            Value::Type(class) => (ShapeMark::of_class(class), true),
            Value::Inst(instance) => (instance.header().shape_mark(), false),
            _ => return Value::Err,
        };
        if known.owner.get() != Some(owner) || self.epoch.get() != vm.epoch.get() {
            return Value::Err;
        }
        match known.place.value(vm) {
            Some(found) if is_plain(vm, found) => found.clone(),
            Some(function @ Value::Func(_)) if on_class => function.clone(),
            Some(function @ Value::Func(_)) => {
                crate::types::method::bind(vm, function.clone(), object.clone())
            }
            _ => Value::Err,
        }
    }
}

impl Default for SlotCache {
    fn default() -> SlotCache {
        SlotCache::new()
    }
}

/// Whether a class attribute is what reading it gives: its type has no `__get__`.
#[inline(always)]
fn is_plain(vm: &Vm, value: &Value) -> bool {
    !value.is_heap() || vm.type_of(value).slots.descr_get.get().is_none()
}

/// Whether reading `name` from classes of the metaclass is what `type` does, and the metaclass has no such name.
fn is_plain_of_meta(vm: &Vm, metaclass: &Ref<Type>, name: &Ref<Str>) -> bool {
    let way = |it: &Ref<Type>| it.slots.getattro.get().map(|it| it as usize);
    way(metaclass) == way(vm.class(Builtin::Type)) && metaclass.lookup(vm, name).is_none()
}

/// `object.name`.
pub struct GetAttr<A> {
    pub object: A,
    pub name: Ref<Str>,
    pub cache: SlotCache,
    pub at: u32,
}

impl<A: Operand> Node for GetAttr<A> {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let object = load!(self.object, vm, fp);
        if let Value::Inst(instance) = object.borrow()
            && let Some(slot) = self.cache.find(vm, instance)
        {
            match instance.inline_slot(slot) {
                Some(value) if !value.is_err() => return value.clone(),
                Some(_) => {}
                None => return get_overflow(vm, fp, self, object.borrow(), slot),
            }
        }
        get_from_class(vm, fp, self.at, object.borrow(), &self.name, &self.cache)
    }

    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        let object = load!(self.object, vm, fp, Truth::Err);
        if let Value::Inst(instance) = object.borrow()
            && let Some(slot) = self.cache.find(vm, instance)
        {
            match instance.inline_slot(slot) {
                Some(Value::Bool(it)) => return Truth::from(*it != 0),
                Some(Value::None) => return Truth::False,
                Some(Value::Int(it)) => return Truth::from(*it != 0),
                Some(Value::List(it)) => return Truth::from(!it.is_empty()),
                _ => {}
            }
        }
        test_slow(vm, fp, self, object.borrow())
    }
}

/// The truth of an attribute that is not a plain one.
#[inline(never)]
fn test_slow<A>(vm: &Vm, fp: Fp, site: &GetAttr<A>, object: &Value) -> Truth {
    let value = match object {
        Value::Inst(instance) => match site.cache.find(vm, instance) {
            Some(slot) => instance.slot(slot).clone(),
            None => Value::Err,
        },
        _ => Value::Err,
    };
    let value = Temp::new(if value.is_err() {
        get_from_class(vm, fp, site.at, object, &site.name, &site.cache)
    } else {
        value
    });
    vm.truth(&value)
}

/// An attribute that is not in a slot known here.
#[inline(never)]
pub(super) fn get_from_class(
    vm: &Vm,
    fp: Fp,
    at: u32,
    object: &Value,
    name: &Ref<Str>,
    cache: &SlotCache,
) -> Value {
    let found = cache.find_class(vm, object);
    if found.is_err() {
        return get_slow(vm, fp, at, object, name, cache);
    }
    found
}

/// The attribute of an instance with more of them than its class's instances were expected to have.
#[inline(never)]
fn get_overflow<A>(vm: &Vm, fp: Fp, site: &GetAttr<A>, object: &Value, slot: u32) -> Value {
    if let Value::Inst(instance) = object
        && let value = instance.slot(slot)
        && !value.is_err()
    {
        return value.clone();
    }
    get_slow(vm, fp, site.at, object, &site.name, &site.cache)
}

/// Looks the attribute up and remembers the slot where there is one.
#[inline(never)]
pub fn get_slow(
    vm: &Vm,
    fp: Fp,
    at: u32,
    object: &Value,
    name: &Ref<Str>,
    cache: &SlotCache,
) -> Value {
    if let Value::Inst(instance) = object {
        let class = instance.class();
        if class.has(flags::GENERIC_GETATTR) {
            let shape = instance.header().shape();
            if let Some(slot) = shape.plain_slot(vm, name, Plain::GET) {
                cache.learn(vm, shape.mark(), slot);
                let value = instance.slot(slot);
                if !value.is_err() {
                    return value.clone();
                }
            }
            match class.lookup(vm, name) {
                None => {
                    if !shape.is_dict_mode()
                        && let Some(slot) = shape.find_cached(vm, name)
                    {
                        cache.learn(vm, shape.mark(), slot);
                        shape.note_plain(vm, name, slot, Plain::GET);
                        let value = instance.slot(slot);
                        if !value.is_err() {
                            return value.clone();
                        }
                    }
                }
                Some(found) => {
                    if vm.type_of(&found).is(vm.class(Builtin::Property))
                        && let Some(property) = found.downcast::<Property>()
                        && let Value::Func(getter) = property::getter(property)
                    {
                        fp.head().position.set(at);
                        let result = (vm.hooks.call_function)(vm, &getter, object, &[]);
                        return settle(vm, fp, at, result);
                    }
                    if name.is(vm.name(Name::Class))
                        && vm.type_of(&found).is(vm.class(Builtin::GetSetDescriptor))
                    {
                        return Value::Type(class.clone());
                    }
                    if let Some(member) = found.downcast::<MemberDescriptor>() {
                        if member.inline && class.is_subclass(&member.class) {
                            cache.learn(vm, shape.mark(), member.index);
                            let value = instance.slot(member.index);
                            if !value.is_err() {
                                return value.clone();
                            }
                        }
                    } else if vm.type_of(&found).slots.descr_set.get().is_none()
                        && !shape.is_dict_mode()
                    {
                        match shape.find_cached(vm, name) {
                            Some(slot) => {
                                cache.learn(vm, shape.mark(), slot);
                                shape.note_plain(vm, name, slot, Plain::GET);
                                let value = instance.slot(slot);
                                if !value.is_err() {
                                    return value.clone();
                                }
                            }
                            None => cache.learn_class(vm, shape.mark(), class, name),
                        }
                    }
                }
            }
        }
    }
    if let Value::Type(class) = object
        && is_plain_of_meta(vm, class.class(), name)
        && let Some(found) = class.lookup(vm, name)
        && (matches!(found, Value::Func(_)) || is_plain(vm, &found))
    {
        cache.learn_class(vm, ShapeMark::of_class(class), class, name);
        return found;
    }
    fp.head().position.set(at);
    settle(vm, fp, at, protocol::getattr(vm, object, name))
}

/// The node for an attribute.
pub fn get(object: Shape, name: Ref<Str>, at: u32) -> Box<dyn Node> {
    if let Shape::Global(global) = object {
        return super::global_attr::get(global, name, at);
    }
    crate::with_operand!(object, |object| Box::new(GetAttr {
        object,
        name,
        cache: SlotCache::new(),
        at
    }))
}

/// What setting an attribute did to shapes seen here.
pub struct SetCache {
    from: Cell<ShapeMark>,
    /// The shape after adding the attribute; null where it was there already.
    to: Cell<ShapeMark>,
    slot: Cell<u32>,
    epoch: Cell<u32>,
}

impl SetCache {
    pub fn new() -> SetCache {
        SetCache {
            from: Cell::new(ShapeMark::NONE),
            to: Cell::new(ShapeMark::NONE),
            slot: Cell::new(0),
            epoch: Cell::new(0),
        }
    }
}

/// `object.name = value`, the value at hand.
pub struct SetAttr<A> {
    pub object: A,
    pub name: Ref<Str>,
    pub cache: SetCache,
    pub at: u32,
}

impl<A: Operand> SetAttr<A> {
    #[inline(always)]
    fn put(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        let object = load!(self.object, vm, fp, Flow::Err);
        if let Value::Inst(instance) = object.borrow() {
            let cache = &self.cache;
            if instance.header().shape_mark() == cache.from.get()
                && cache.epoch.get() == vm.epoch.get()
            {
                if cache.to.get().is_none() {
                    instance.replace_slot(cache.slot.get(), value).discard();
                } else {
                    instance.push_slot_at(cache.to.get(), value);
                }
                return Flow::Next;
            }
        }
        set_slow(vm, fp, self.at, object.borrow(), &self.name, value, &self.cache)
    }
}

impl<A: Operand> Store for SetAttr<A> {
    fn store(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        self.put(vm, fp, value)
    }
}

#[inline(never)]
fn set_slow(
    vm: &Vm,
    fp: Fp,
    at: u32,
    object: &Value,
    name: &Ref<Str>,
    value: Value,
    cache: &SetCache,
) -> Flow {
    if let Value::Inst(instance) = object {
        let class = instance.class();
        if class.has(flags::GENERIC_SETATTR) {
            let shape = instance.header().shape();
            if let Some(slot) = shape.plain_slot(vm, name, Plain::SET) {
                remember(vm, cache, shape.mark(), ShapeMark::NONE, slot);
                instance.replace_slot(slot, value).discard();
                return Flow::Next;
            }
            let found = class.lookup(vm, name);
            let member = found.as_ref().and_then(|it| it.downcast::<MemberDescriptor>());
            if let Some(member) = member {
                if member.inline && class.is_subclass(&member.class) {
                    remember(vm, cache, shape.mark(), ShapeMark::NONE, member.index);
                    instance.replace_slot(member.index, value).discard();
                    return Flow::Next;
                }
            } else if class.has(flags::INSTANCE_DICT)
                && !shape.is_dict_mode()
                && found.is_none_or(|it| vm.type_of(&it).slots.descr_set.get().is_none())
            {
                if let Some(slot) = shape.find_cached(vm, name) {
                    remember(vm, cache, shape.mark(), ShapeMark::NONE, slot);
                    shape.note_plain(vm, name, slot, Plain::SET);
                    instance.replace_slot(slot, value).discard();
                    return Flow::Next;
                }
                if let Some(next) = shape.with(name) {
                    remember(vm, cache, shape.mark(), next.mark(), next.len() - 1);
                    instance.push_slot(next, value);
                    return Flow::Next;
                }
            }
        }
    }
    fp.head().position.set(at);
    settle_flow(vm, fp, at, protocol::setattr(vm, object, name, value))
}

fn remember(vm: &Vm, cache: &SetCache, from: ShapeMark, to: ShapeMark, slot: u32) {
    cache.from.set(from);
    cache.to.set(to);
    cache.slot.set(slot);
    cache.epoch.set(vm.epoch.get());
}

/// The store for an attribute target.
pub fn set(object: Shape, name: Ref<Str>, at: u32) -> Box<dyn Store> {
    crate::with_operand!(object, |object| Box::new(SetAttr {
        object,
        name,
        cache: SetCache::new(),
        at
    }))
}

/// `object.name = value` as a statement of its own, the most common store.
pub struct AssignAttr<A> {
    pub target: SetAttr<A>,
    pub value: Box<dyn Node>,
}

impl<A: Operand> Stmt for AssignAttr<A> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        self.target.put(vm, fp, value)
    }
}

/// The statement `object.name = value`.
pub fn assign(object: Shape, name: Ref<Str>, value: Box<dyn Node>, at: u32) -> Box<dyn Stmt> {
    crate::with_operand!(object, |object| Box::new(AssignAttr {
        target: SetAttr { object, name, cache: SetCache::new(), at },
        value
    }))
}

/// `del object.name`.
pub struct DeleteAttr {
    pub object: Box<dyn Node>,
    pub name: Ref<Str>,
    pub at: u32,
}

impl Stmt for DeleteAttr {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let object = tri!(self.object.eval(vm, fp), Flow::Err);
        fp.head().position.set(self.at);
        settle_flow(vm, fp, self.at, protocol::delattr(vm, &object, &self.name))
    }
}

/// `object.name op= value`: the object evaluated once. Nothing may set a local that holds it meanwhile.
pub struct AugmentAttr<const OP: u8, A> {
    pub object: A,
    pub value: Box<dyn Node>,
    site: AugmentSite,
}

struct AugmentSite {
    name: Ref<Str>,
    get: SlotCache,
    set: SetCache,
    /// What `set` knows holds for getting as well: the attribute lies in that slot of such instances.
    plain: Cell<bool>,
    op: BinaryOp,
    at: u32,
    target_at: u32,
}

impl AugmentSite {
    /// The slot of an instance's attribute, if it can be both read and written there.
    #[inline(always)]
    fn slot(&self, vm: &Vm, object: &Value) -> Option<u32> {
        match object {
            Value::Inst(instance)
                if instance.header().shape_mark() == self.set.from.get()
                    && self.set.epoch.get() == vm.epoch.get()
                    && self.plain.get() =>
            {
                Some(self.set.slot.get())
            }
            _ => None,
        }
    }

    /// The value before.
    #[inline(never)]
    fn load(&self, vm: &Vm, fp: Fp, object: &Value) -> Value {
        if let Value::Inst(instance) = object
            && let Some(slot) = self.get.find(vm, instance)
        {
            let value = instance.slot(slot);
            if !value.is_err() {
                return value.clone();
            }
        }
        get_slow(vm, fp, self.target_at, object, &self.name, &self.get)
    }

    /// The rest where the fast way does not apply.
    #[inline(never)]
    fn finish(&self, vm: &Vm, fp: Fp, object: &Value, old: Value, right: Value) -> Flow {
        let new = arith::quick_of(self.op, &old, &right);
        let new = if new.is_err() {
            tri!(arith::inplace(vm, fp, self.at, self.op as u8, &old, &right), Flow::Err)
        } else {
            new
        };
        drop((old, right));
        if let Some(slot) = self.slot(vm, object)
            && let Value::Inst(instance) = object
        {
            instance.replace_slot(slot, new).discard();
            return Flow::Next;
        }
        let flow = set_slow(vm, fp, self.target_at, object, &self.name, new, &self.set);
        self.plain.set(match object {
            Value::Inst(it) => {
                it.header().shape_mark() == self.set.from.get()
                    && self.set.to.get().is_none()
                    && self.get.find(vm, it) == Some(self.set.slot.get())
            }
            _ => false,
        });
        flow
    }
}

impl<const OP: u8, A: Operand> Stmt for AugmentAttr<OP, A> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let object = load!(self.object, vm, fp, Flow::Err);
        let site = &self.site;
        let old = match (site.slot(vm, object.borrow()), object.borrow()) {
            (Some(slot), Value::Inst(instance)) => match instance.inline_slot(slot) {
                Some(Value::Int(old)) => Value::Int(*old),
                Some(Value::Float(old)) => Value::Float(*old),
                _ => tri!(site.load(vm, fp, object.borrow()), Flow::Err),
            },
            _ => tri!(site.load(vm, fp, object.borrow()), Flow::Err),
        };
        let right = self.value.eval(vm, fp);
        if right.is_err() {
            old.discard();
            return Flow::Err;
        }
        if !old.is_heap()
            && !right.is_heap()
            && let Some(slot) = site.slot(vm, object.borrow())
            && let Value::Inst(instance) = object.borrow()
        {
            let new = arith::quick::<OP>(&old, &right);
            if !new.is_err() {
                std::mem::forget((old, right));
                instance.replace_slot(slot, new).discard();
                return Flow::Next;
            }
        }
        site.finish(vm, fp, object.borrow(), old, right)
    }
}

/// The statement `object.name op= value`.
pub fn augment(
    op: BinaryOp,
    object: Shape,
    name: Ref<Str>,
    value: Box<dyn Node>,
    at: u32,
    target_at: u32,
) -> Box<dyn Stmt> {
    let (get, set, plain) = (SlotCache::new(), SetCache::new(), Cell::new(false));
    let site = AugmentSite { name, get, set, plain, op, at, target_at };
    macro_rules! make {
        ($op:expr) => {
            crate::with_operand!(object, |object| Box::new(AugmentAttr::<{ $op }, _> {
                object,
                value,
                site
            }))
        };
    }
    match op {
        BinaryOp::Add => make!(arith::ADD),
        BinaryOp::Sub => make!(arith::SUB),
        BinaryOp::Mul => make!(arith::MUL),
        // What is done to ints and floats more rarely goes the common way.
        _ => make!(BinaryOp::MatMul as u8),
    }
}

impl Default for SetCache {
    fn default() -> SetCache {
        SetCache::new()
    }
}
