//! Weak references and proxies.
//!
//! Reference: Library Reference, "weakref — Weak references".

use crate::algo::escape::repr_str;
use crate::err;
use crate::native;
use crate::object::types::Slots;
use crate::object::{
    AnyRef, Args, BinaryOp, Builtin, CompareOp, GetSet, Layout, Name, Raised, Raises, Ref, Str,
    Type, TypeSpec, Value, Vm, Weakref, flags, weak,
};
use crate::protocol;

use super::container::this;

static LAYOUT: Layout = Layout::of::<Weakref>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "weakref.ReferenceType",
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "A reference that does not keep its object alive.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(|_, _, _| Ok(())));
        slots.call.set(Some(call));
        slots.repr.set(Some(repr));
        slots.hash.set(Some(hash));
        slots.compare.set(Some(compare));
    },
    methods: &[native!(
        class "__class_getitem__($type, object, /)",
        "See PEP 585.",
        super::generic::class_getitem
    )],
    getset: &[GetSet {
        name: "__callback__",
        doc: "",
        get: |_, it| {
            let it = this::<Weakref>(it);
            // Once the object is gone the callback has been called or given up.
            Ok(if it.target().is_some() { it.callback.borrow().clone() } else { Value::None })
        },
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

pub static PROXY: TypeSpec = TypeSpec {
    name: "weakref.ProxyType",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: proxy_slots,
    methods: PROXY_METHODS,
    ..TypeSpec::DEFAULT
};

pub static CALLABLE_PROXY: TypeSpec = TypeSpec {
    name: "weakref.CallableProxyType",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        proxy_slots(slots);
        slots.call.set(Some(|vm, it, args| {
            let target = alive(it)?;
            vm.call(&target, args)
        }));
    },
    methods: PROXY_METHODS,
    ..TypeSpec::DEFAULT
};

/// The object behind a value, if weak references to it can be made.
fn referable<'a>(vm: &Vm, object: &'a Value) -> Raises<&'a AnyRef> {
    match object.heap() {
        Some(it) if it.class().has(flags::WEAKREF) => Ok(it),
        _ => Err(err!(
            TypeError,
            "cannot create weak reference to '{}' object",
            vm.type_name(object)
        )),
    }
}

/// A reference or proxy of exactly that class without a callback, if there is one already.
fn existing(vm: &Vm, object: &AnyRef, class: &Ref<Type>) -> Option<Value> {
    weak::references(vm, object)
        .into_iter()
        .find(|it| it.class().is(class) && it.callback.borrow().is_none())
        .map(|it| Value::of(it.into_any()))
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    if !args.names.is_empty() && class.is(vm.class(Builtin::Weakref)) {
        return Err(err!(TypeError, "ref() takes no keyword arguments"));
    }
    let given = Args::positional(args.positionals());
    let given = super::container::arity(given, "__new__", 1, 2)?;
    let callback = given.get(1).cloned().unwrap_or(Value::None);
    let object = referable(vm, &given[0])?;
    if callback.is_none()
        && class.is(vm.class(Builtin::Weakref))
        && let Some(known) = existing(vm, object, class)
    {
        return Ok(known);
    }
    Ok(Value::of(Ref::<Weakref>::to(vm, class, object, callback).into_any()))
}

/// `weakref.proxy(object, callback)`.
pub fn proxy(vm: &Vm, object: Value, callback: Value) -> Raises<Value> {
    let target = referable(vm, &object)?;
    let callable = target.class().slots.call.get().is_some();
    let class = if callable { Builtin::WeakCallableProxy } else { Builtin::WeakProxy };
    let class = vm.class(class);
    if callback.is_none()
        && let Some(known) = existing(vm, target, class)
    {
        return Ok(known);
    }
    Ok(Value::of(Ref::<Weakref>::to(vm, class, target, callback).into_any()))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    if !args.names.is_empty() {
        return Err(err!(TypeError, "weakref() takes no keyword arguments"));
    }
    super::container::arity(args, "weakref", 0, 0)?;
    let _ = vm;
    Ok(this::<Weakref>(it).target().unwrap_or(Value::None))
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    shown(vm, it, "weakref")
}

fn shown(vm: &Vm, it: &Value, kind: &str) -> Raises<Value> {
    let id = it.id();
    let Some(target) = this::<Weakref>(it).target() else {
        return Ok(vm.text(&format!("<{kind} at {id:#x}; dead>")));
    };
    let name = match &target {
        _ if kind == "weakproxy" => None,
        target => protocol::getattr_opt(vm, target, vm.name(Name::Name))?,
    };
    let name = name.and_then(|it| it.downcast::<Str>().cloned());
    let name = name.map_or(String::new(), |it| format!(" ({})", it.to_string_lossy()));
    let class = repr_str(vm.type_name(&target).as_bytes());
    Ok(vm.text(&format!("<{kind} at {id:#x}; to {class} at {:#x}{name}>", target.id())))
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let it = this::<Weakref>(it);
    if let Some(hash) = it.hash.get() {
        return Ok(hash);
    }
    let Some(target) = it.target() else {
        return Err(err!(TypeError, "weak object has gone away"));
    };
    let hash = protocol::hash(vm, &target)?;
    it.hash.set(Some(hash));
    Ok(hash)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let is_reference = |it: &Value| vm.is_instance(it, Builtin::Weakref);
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || !is_reference(a) || !is_reference(b) {
        return Ok(Value::NotImplemented);
    }
    match (this::<Weakref>(a).target(), this::<Weakref>(b).target()) {
        (Some(a), Some(b)) => protocol::compare(vm, &a, &b, op),
        _ => Ok(Value::bool(a.is(b) == (op == CompareOp::Eq))),
    }
}

// Proxies.

fn gone() -> Raised {
    err!(ReferenceError, "weakly-referenced object no longer exists")
}

/// What a proxy stands for.
fn alive(proxy: &Value) -> Raises<Value> {
    this::<Weakref>(proxy).target().ok_or_else(gone)
}

/// The value itself, or what it stands for if it is a proxy.
fn unwrap(vm: &Vm, value: &Value) -> Raises<Value> {
    let class = vm.type_of(value);
    if class.is(vm.class(Builtin::WeakProxy)) || class.is(vm.class(Builtin::WeakCallableProxy)) {
        return alive(value);
    }
    Ok(value.clone())
}

fn binary<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    protocol::binary(vm, BinaryOp::ALL[OP], &unwrap(vm, a)?, &unwrap(vm, b)?)
}

fn inplace<const OP: usize>(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    protocol::inplace(vm, BinaryOp::ALL[OP], &unwrap(vm, a)?, &unwrap(vm, b)?)
}

macro_rules! operators {
    ($slots:ident: $($op:literal)*) => {$(
        $slots.binary[$op].set(Some(binary::<$op>));
        if $op != BinaryOp::DivMod as usize {
            $slots.inplace[$op].set(Some(inplace::<$op>));
        }
    )*};
}

fn proxy_slots(slots: &Slots) {
    slots.repr.set(Some(|vm, it| shown(vm, it, "weakproxy")));
    slots.str_.set(Some(|vm, it| protocol::text::str_value(vm, &alive(it)?)));
    slots.hash.set(Some(super::class::unhashable));
    slots.getattro.set(Some(|vm, it, name| protocol::getattr(vm, &alive(it)?, name)));
    slots.setattro.set(Some(|vm, it, name, value| match value {
        Some(value) => protocol::setattr(vm, &alive(it)?, name, value),
        None => protocol::delattr(vm, &alive(it)?, name),
    }));
    slots
        .compare
        .set(Some(|vm, a, b, op| protocol::compare(vm, &unwrap(vm, a)?, &unwrap(vm, b)?, op)));
    slots.iter.set(Some(|vm, it| protocol::iter(vm, &alive(it)?)));
    slots.next.set(Some(|vm, it| {
        let target = alive(it)?;
        if vm.type_of(&target).slots.next.get().is_none() {
            let kind = vm.type_name(&target);
            return Err(err!(TypeError, "Weakref proxy referenced a non-iterator '{kind}' object"));
        }
        protocol::next(vm, &target)
    }));
    slots.len.set(Some(|vm, it| protocol::len(vm, &alive(it)?)));
    slots.getitem.set(Some(|vm, it, key| protocol::getitem(vm, &alive(it)?, key)));
    slots.setitem.set(Some(|vm, it, key, value| match value {
        Some(value) => protocol::setitem(vm, &alive(it)?, key, value),
        None => protocol::delitem(vm, &alive(it)?, key),
    }));
    slots.contains.set(Some(|vm, it, item| protocol::contains(vm, &alive(it)?, item)));
    slots.bool_.set(Some(|vm, it| vm.is_true(&alive(it)?)));
    slots
        .int
        .set(Some(|vm, it| super::instance_check::instantiate(vm, Builtin::Int, &[alive(it)?])));
    slots
        .float
        .set(Some(|vm, it| super::instance_check::instantiate(vm, Builtin::Float, &[alive(it)?])));
    slots.index.set(Some(|vm, it| protocol::index(vm, &alive(it)?)));
    slots.negative.set(Some(|vm, it| protocol::unary_negative(vm, &alive(it)?)));
    slots.positive.set(Some(|vm, it| protocol::number::unary_positive(vm, &alive(it)?)));
    slots.absolute.set(Some(|vm, it| protocol::number::absolute(vm, &alive(it)?)));
    slots.invert.set(Some(|vm, it| protocol::number::unary_invert(vm, &alive(it)?)));
    slots.power.set(Some(|vm, a, b, c| {
        protocol::number::power(vm, &unwrap(vm, a)?, &unwrap(vm, b)?, &unwrap(vm, c)?)
    }));
    operators!(slots: 0 1 2 3 4 5 6 7 8 9 10 11 12 13);
}

static PROXY_METHODS: &[crate::object::Native] = &[
    native!("__bytes__($self, /)", "The bytes of the object.", proxy_bytes),
    native!("__reversed__($self, /)", "The object's items from the end.", proxy_reversed),
];

fn proxy_bytes(vm: &Vm, proxy: Value) -> Raises<Value> {
    super::instance_check::instantiate(vm, Builtin::Bytes, &[alive(&proxy)?])
}

fn proxy_reversed(vm: &Vm, proxy: Value) -> Raises<Value> {
    super::instance_check::instantiate(vm, Builtin::Reversed, &[alive(&proxy)?])
}
