//! Bound methods, `classmethod`, `staticmethod`, and built-in functions as objects.
//!
//! Reference: Data model, "Instance methods"; Library Reference, `classmethod` and `staticmethod`.

use std::cell::RefCell;

use crate::err;
use crate::native as natives;
use crate::object::{
    AnyRef, Args, Builtin, CompareOp, GetSet, Layout, Name, NativeFunction, Payload, Raises, Ref,
    Str, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

/// The payload of `method` objects.
pub struct Method {
    pub function: Value,
    pub receiver: Value,
}

impl Payload for Method {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.function);
        visit.value(&self.receiver);
    }
}

/// A function bound to its receiver.
#[inline]
pub fn bind(vm: &Vm, function: Value, receiver: Value) -> Value {
    vm.alloc(Builtin::Method, Method { function, receiver })
}

fn of(it: &Value) -> &Ref<Method> {
    it.downcast::<Method>().expect("slots are called with instances of their class")
}

static METHOD_LAYOUT: Layout = Layout::of::<Method>();

pub static METHOD: TypeSpec = TypeSpec {
    name: "method",
    layout: Some(&METHOD_LAYOUT),
    flags: flags::WEAKREF,
    doc: "A function bound to the object it was looked up on.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.call.set(Some(call));
        slots.compare.set(Some(compare));
        slots.hash.set(Some(hash));
        slots.getattro.set(Some(getattro));
        slots.new.set(Some(new));
        slots.descr_get.set(Some(|_, it, _, _| Ok(it.clone())));
    },
    methods: &[crate::native!("__reduce__($self, /)", "Helper for pickle.", reduce_method)],
    getset: &[
        GetSet { name: "__func__", doc: "", get: |_, it| Ok(of(it).function.clone()), set: None },
        GetSet { name: "__self__", doc: "", get: |_, it| Ok(of(it).receiver.clone()), set: None },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |vm, it| protocol::getattr(vm, &of(it).function, vm.name(Name::Doc)),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let (function, receiver): (Value, Value) =
        crate::bind!(vm, args, "method(function, instance, /)")?;
    if vm.type_of(&function).slots.call.get().is_none() {
        return Err(err!(TypeError, "first argument must be callable"));
    }
    if receiver.is_none() {
        return Err(err!(TypeError, "instance must not be None"));
    }
    Ok(bind(vm, function, receiver))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let mut method = of(it);
    let mut receivers = vec![method.receiver.clone()];
    // A method may be bound to another receiver, and so on without end.
    while vm.type_of(&method.function).is(vm.class(Builtin::Method)) {
        method = of(&method.function);
        receivers.push(method.receiver.clone());
    }
    receivers.reverse();
    receivers.extend_from_slice(args.values);
    protocol::call(vm, &method.function, Args { values: &receivers, names: args.names })
}

fn reduce_method(vm: &Vm, it: Ref<Method>) -> Raises<Value> {
    let name = protocol::getattr(vm, &it.function, vm.name(Name::Name))?;
    super::object_reduce::by_getattr(vm, it.receiver.clone(), name)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let method = of(it);
    let name = match protocol::getattr_opt(vm, &method.function, vm.name(Name::Qualname))? {
        Some(Value::Str(name)) => name.to_string_lossy().into_owned(),
        _ => match protocol::getattr_opt(vm, &method.function, vm.name(Name::Name))? {
            Some(Value::Str(name)) => name.to_string_lossy().into_owned(),
            _ => "?".to_owned(),
        },
    };
    let receiver = protocol::repr(vm, &method.receiver)?;
    Ok(vm.text(&format!("<bound method {name} of {}>", receiver.to_string_lossy())))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<Method>(), b.downcast::<Method>()) else {
        return Ok(Value::NotImplemented);
    };
    let equal = a.receiver.is(&b.receiver) && protocol::equal(vm, &a.function, &b.function)?;
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NotImplemented,
    })
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let method = of(it);
    let hash = crate::algo::hash::pointer(method.receiver.id() as usize)
        ^ protocol::hash(vm, &method.function)?;
    Ok(if hash == -1 { -2 } else { hash })
}

/// The method's own attributes, then the function's.
fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    let class = vm.type_of(it);
    match class.lookup(vm, name) {
        Some(found) => protocol::attr::bind(vm, found, it, class),
        None => protocol::getattr(vm, &of(it).function, name),
    }
}

/// The payload of `classmethod` and `staticmethod` objects.
pub struct Wrapped {
    /// `Err` until `__init__` has run.
    pub function: RefCell<Value>,
}

impl Payload for Wrapped {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.function, |it, visit| visit.value(it));
    }

    fn clear(&self) {
        let old = self.function.replace(Value::None);
        drop(old);
    }
}

fn wrapped(it: &Value) -> Value {
    let function = it.downcast::<Wrapped>().map(|it| it.function.borrow().clone());
    function.and_then(Value::given).unwrap_or(Value::None)
}

/// What a `classmethod` or `staticmethod` object is made of.
pub fn wrapped_function(it: &AnyRef) -> Option<Value> {
    it.downcast_ref::<Wrapped>().and_then(|it| it.function.borrow().clone().given())
}

pub fn static_method(vm: &Vm, function: Value) -> Value {
    vm.alloc(Builtin::StaticMethod, Wrapped { function: RefCell::new(function) })
}

pub fn class_method(vm: &Vm, function: Value) -> Value {
    vm.alloc(Builtin::ClassMethod, Wrapped { function: RefCell::new(function) })
}

static WRAPPED_LAYOUT: Layout = Layout::of::<Wrapped>();

fn new_wrapped(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, Wrapped { function: RefCell::new(Value::Err) }))
}

/// Sets the function and copies the attributes that `functools.wraps` would.
fn set_function(vm: &Vm, it: &Value, function: Value) -> Raises<()> {
    if let Some(wrapped) = it.downcast::<Wrapped>() {
        let old = wrapped.function.replace(function.clone());
        drop(old);
    }
    for name in [Name::Module, Name::Name, Name::Qualname, Name::Doc] {
        if let Some(value) = protocol::getattr_opt(vm, &function, vm.name(name))?
            && let Some(dict) = protocol::attr::instance_dict(vm, it)
        {
            dict.set_str(vm, vm.name(name), value);
        }
    }
    Ok(())
}

fn init_class(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (function,): (Value,) = crate::bind!(vm, args, "classmethod(function, /)")?;
    set_function(vm, it, function)
}

fn init_static(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let (function,): (Value,) = crate::bind!(vm, args, "staticmethod(function, /)")?;
    set_function(vm, it, function)
}

fn repr_wrapped(vm: &Vm, it: &Value, kind: &str) -> Raises<Value> {
    let function = protocol::repr(vm, &wrapped(it))?;
    Ok(vm.text(&format!("<{kind}({})>", function.to_string_lossy())))
}

fn is_abstract(vm: &Vm, it: &Value) -> Raises<Value> {
    match protocol::getattr_opt(vm, &wrapped(it), vm.name(Name::Isabstractmethod))? {
        Some(value) => Ok(Value::bool(vm.is_true(&value)?)),
        None => Ok(Value::FALSE),
    }
}

static WRAPPED_GETSET: &[GetSet] = &[
    GetSet { name: "__func__", doc: "", get: |_, it| Ok(wrapped(it)), set: None },
    GetSet { name: "__wrapped__", doc: "", get: |_, it| Ok(wrapped(it)), set: None },
    GetSet { name: "__isabstractmethod__", doc: "", get: is_abstract, set: None },
    GetSet {
        name: "__dict__",
        doc: "",
        get: |vm, it| Ok(protocol::attr::instance_dict(vm, it).map_or(Value::None, Value::Dict)),
        set: None,
    },
];

pub static CLASS_METHOD: TypeSpec = TypeSpec {
    name: "classmethod",
    layout: Some(&WRAPPED_LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "classmethod(function, /)\n--\n\nclassmethod(function) -> method\n\nMakes a method that gets the class it is called on, instead of an instance.",
    slots: |slots| {
        slots.repr.set(Some(|vm, it| repr_wrapped(vm, it, "classmethod")));
        slots.new.set(Some(new_wrapped));
        slots.init.set(Some(init_class));
        slots.descr_get.set(Some(|vm, it, object, owner| {
            let owner = match (owner, object) {
                (Value::None, Some(object)) => Value::Type(vm.type_of(object).clone()),
                _ => owner.clone(),
            };
            let function =
                it.downcast::<Wrapped>().map_or(Value::Err, |it| it.function.borrow().clone());
            if function.is_err() {
                return Err(err!(RuntimeError, "uninitialized classmethod object"));
            }
            Ok(bind(vm, function, owner))
        }));
    },
    getset: WRAPPED_GETSET,
    ..TypeSpec::DEFAULT
};

pub static STATIC_METHOD: TypeSpec = TypeSpec {
    name: "staticmethod",
    layout: Some(&WRAPPED_LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "staticmethod(function, /)\n--\n\nstaticmethod(function) -> method\n\nMakes a method that gets neither instance nor class.",
    slots: |slots| {
        slots.repr.set(Some(|vm, it| repr_wrapped(vm, it, "staticmethod")));
        slots.new.set(Some(new_wrapped));
        slots.init.set(Some(init_static));
        slots.call.set(Some(|vm, it, args| protocol::call(vm, &wrapped(it), args)));
        slots.descr_get.set(Some(|_, it, _, _| {
            let function =
                it.downcast::<Wrapped>().map_or(Value::Err, |it| it.function.borrow().clone());
            if function.is_err() {
                return Err(err!(RuntimeError, "uninitialized staticmethod object"));
            }
            Ok(function)
        }));
    },
    getset: WRAPPED_GETSET,
    ..TypeSpec::DEFAULT
};

static NATIVE_LAYOUT: Layout = Layout::of::<NativeFunction>();

fn native(it: &Value) -> &Ref<NativeFunction> {
    it.downcast::<NativeFunction>().expect("slots are called with instances of their class")
}

pub static NATIVE: TypeSpec = TypeSpec {
    name: "builtin_function_or_method",
    layout: Some(&NATIVE_LAYOUT),
    flags: flags::WEAKREF | flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(repr_native));
        slots.call.set(Some(|vm, it, args| natives::call_function(vm, native(it), args)));
        slots.compare.set(Some(compare_native));
        slots.hash.set(Some(hash_native));
    },
    methods: &[crate::native!("__reduce__($self, /)", "Helper for pickle.", reduce_native)],
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |vm, it| Ok(vm.text(native(it).native.signature.name)),
            set: None,
        },
        GetSet { name: "__qualname__", doc: "", get: qualname_native, set: None },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |vm, it| {
                let doc = native(it).native.doc;
                Ok(if doc.is_empty() { Value::None } else { vm.text(doc) })
            },
            set: None,
        },
        GetSet {
            name: "__self__",
            doc: "",
            get: |_, it| Ok(native(it).receiver.clone().given().unwrap_or(Value::None)),
            set: None,
        },
        GetSet {
            name: "__module__",
            doc: "",
            get: |_, it| Ok(native(it).module.clone().given().unwrap_or(Value::None)),
            set: None,
        },
        GetSet {
            name: "__text_signature__",
            doc: "",
            get: |vm, it| {
                let text = native(it).native.signature.text;
                Ok(if text.is_empty() { Value::None } else { vm.text(text) })
            },
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

/// The name of a module's function; otherwise how to get the method again.
fn reduce_native(vm: &Vm, it: Ref<NativeFunction>) -> Raises<Value> {
    let name = vm.text(it.native.signature.name);
    match owner_name(vm, &it) {
        None => Ok(name),
        Some(_) => super::object_reduce::by_getattr(vm, it.receiver.clone(), name),
    }
}

fn owner_name(vm: &Vm, function: &NativeFunction) -> Option<String> {
    match &function.receiver {
        Value::Err => None,
        Value::Type(class) => Some(class.qualname_str(vm).to_string_lossy().into_owned()),
        other if vm.is_instance(other, Builtin::Module) => None,
        other => Some(vm.type_of(other).qualname_str(vm).to_string_lossy().into_owned()),
    }
}

fn qualname_native(vm: &Vm, it: &Value) -> Raises<Value> {
    let function = native(it);
    let name = function.native.signature.name;
    Ok(vm
        .text(&owner_name(vm, function).map_or(name.to_owned(), |owner| format!("{owner}.{name}"))))
}

fn repr_native(vm: &Vm, it: &Value) -> Raises<Value> {
    let function = native(it);
    let name = function.native.signature.name;
    Ok(vm.text(&match &function.receiver {
        Value::Err => format!("<built-in function {name}>"),
        other if vm.is_instance(other, Builtin::Module) => format!("<built-in function {name}>"),
        other => format!(
            "<built-in method {name} of {} object at {:#x}>",
            vm.type_name(other),
            other.id()
        ),
    }))
}

fn compare_native(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Value::Native(a), Value::Native(b)) = (a, b) else { return Ok(Value::NotImplemented) };
    let equal = std::ptr::eq(a.native, b.native) && a.receiver.is(&b.receiver);
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NotImplemented,
    })
}

fn hash_native(_: &Vm, it: &Value) -> Raises<i64> {
    let function = native(it);
    let receiver = if function.receiver.is_err() { 0 } else { function.receiver.id() };
    let hash = crate::algo::hash::pointer(std::ptr::from_ref(function.native) as usize)
        ^ crate::algo::hash::pointer(receiver as usize);
    Ok(if hash == -1 { -2 } else { hash })
}
