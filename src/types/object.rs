//! `object`: the base of all classes.
//!
//! Reference: Library Reference, `object`; Data model, "Basic customization".

use crate::err;
use crate::native;
use crate::object::{
    Args, CompareOp, Dict, GetSet, Instance, Name, Native, Raises, Ref, Str, Type, TypeSpec, Value,
    Vm, flags, instance,
};
use crate::protocol;
use crate::types::complex::as_complex;
use crate::types::float::as_float;

use super::class::{full_name, user};
use super::object_reduce as reduce;

pub static SPEC: TypeSpec = TypeSpec {
    name: "object",
    layout: Some(&instance::LAYOUT),
    flags: flags::BASE,
    doc: "object()\n--\n\nThe base class of the class hierarchy.\n\nWhen called, it takes no arguments and makes a featureless \
          object that has no\nattributes of its own and cannot be given any.\n",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.str_.set(Some(str_));
        slots.hash.set(Some(hash));
        slots.compare.set(Some(compare));
        slots.new.set(Some(new));
        slots.init.set(Some(init));
    },
    methods: METHODS,
    getset: &[GetSet {
        name: "__class__",
        doc: "the object's class",
        get: class,
        set: Some(set_class),
    }],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        "__format__($self, format_spec, /)",
        "The object as text; no format specification is understood.",
        format
    ),
    native!("__dir__($self, /)", "The names that attribute access on the object finds.", dir),
    native!("__sizeof__($self, /)", "Memory of the object in bytes.", sizeof),
    native!("__reduce__($self, /)", "Helper for pickle.", reduce::reduce),
    native!("__reduce_ex__($self, protocol, /)", "Helper for pickle.", reduce::reduce_ex),
    native!("__getstate__($self, /)", "Helper for pickle.", reduce::getstate),
    native!(class "__init_subclass__($type, /)", "Called on a class when it is subclassed; does nothing here.", init_subclass),
    native!(
        class "__subclasshook__($type, object, /)",
        "Abstract classes override it to answer issubclass().",
        subclasshook
    ),
];

/// `__dict__` of classes that declare it: the attribute dictionary of instances that keep one.
pub const DICT: GetSet = GetSet {
    name: "__dict__",
    doc: "",
    get: |vm, it| Ok(protocol::attr::instance_dict(vm, it).map_or(Value::None, Value::Dict)),
    set: Some(|vm, it, value| {
        let Some(dict) = value.as_ref().and_then(|it| it.downcast::<Dict>()) else {
            let kind = value.map_or_else(|| "NoneType".to_owned(), |it| vm.type_name(&it));
            return Err(err!(TypeError, "__dict__ must be set to a dictionary, not a '{kind}'"));
        };
        if let Some(extra) = it.heap().and_then(|it| it.header().extra()) {
            let old = extra.dict.replace(Some(dict.clone()));
            drop(old);
        }
        Ok(())
    }),
};

/// `object.__new__`.
pub fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    if !args.is_empty() {
        let own_new =
            class.slots.new.get().map(|it| it as usize) != Some(new as *const () as usize);
        if own_new {
            return Err(err!(
                TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)"
            ));
        }
        if class.slots.init.get().map(|it| it as usize) == Some(init as *const () as usize) {
            return Err(err!(TypeError, "{}() takes no arguments", class.name()));
        }
    }
    if class.has(flags::ABSTRACT) {
        return Err(abstract_error(vm, class));
    }
    if class.layout.type_id != instance::LAYOUT.type_id {
        return Err(err!(
            TypeError,
            "object.__new__({0}) is not safe, use {0}.__new__()",
            class.name()
        ));
    }
    Ok(Value::of(Ref::<Instance>::new(vm, class).into_any()))
}

fn abstract_error(vm: &Vm, class: &Ref<Type>) -> crate::object::Raised {
    let names = class.namespace(vm).get_str(vm.name(Name::Abstractmethods)).unwrap_or(Value::None);
    let mut names: Vec<String> = match protocol::to_vec(vm, &names) {
        Ok(names) => names
            .iter()
            .filter_map(|it| it.downcast::<Str>().map(|it| it.to_string_lossy().into_owned()))
            .collect(),
        Err(raised) => return raised,
    };
    names.sort();
    let s = if names.len() == 1 { "" } else { "s" };
    let list = names.iter().map(|it| format!("'{it}'")).collect::<Vec<_>>().join(", ");
    err!(
        TypeError,
        "Can't instantiate abstract class {} without an implementation for abstract method{s} {list}",
        class.name()
    )
}

/// `object.__init__`.
pub fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    if args.is_empty() {
        return Ok(());
    }
    let class = vm.type_of(it);
    if class.slots.init.get().map(|it| it as usize) != Some(init as *const () as usize) {
        return Err(err!(
            TypeError,
            "object.__init__() takes exactly one argument (the instance to initialize)"
        ));
    }
    if class.slots.new.get().map(|it| it as usize) == Some(new as *const () as usize) {
        return Err(err!(
            TypeError,
            "{}.__init__() takes exactly one argument (the instance to initialize)",
            class.name()
        ));
    }
    Ok(())
}

/// Whether initialising an instance does nothing: arguments were for `__new__` to judge.
#[inline]
pub fn has_no_init(class: &Ref<Type>) -> bool {
    class.slots.init.get().is_none_or(|it| it as usize == init as *const () as usize)
        && class.slots.new.get().map(|it| it as usize) != Some(new as *const () as usize)
}

/// Whether instances are made by `object.__new__` without arguments being looked at.
pub fn has_plain_new(class: &Type) -> bool {
    class.slots.new.get().map(|it| it as usize) == Some(new as *const () as usize)
        && user::is_user_init(&class.slots)
        && !class.has(flags::ABSTRACT)
        && class.has(flags::PLAIN_META)
}

/// Whether calling the class without arguments makes an instance and does nothing else.
pub fn has_bare_new(class: &Type) -> bool {
    class.slots.new.get().map(|it| it as usize) == Some(new as *const () as usize)
        && class.slots.init.get().map(|it| it as usize) == Some(init as *const () as usize)
        && class.has(flags::HEAP)
        && !class.has(flags::ABSTRACT)
        && class.has(flags::PLAIN_META)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = vm.type_of(it);
    let module = class.namespace(vm).get_str(vm.name(Name::Module));
    let name = match module {
        Some(Value::Str(module)) if module.bytes() != b"builtins" => {
            format!("{}.{}", module.to_string_lossy(), class.qualname_str(vm).to_string_lossy())
        }
        _ => full_name(vm, class),
    };
    Ok(vm.text(&format!("<{name} object at {:#x}>", it.id())))
}

fn str_(vm: &Vm, it: &Value) -> Raises<Value> {
    match vm.type_of(it).slots.repr.get() {
        Some(slot) => slot(vm, it),
        None => repr(vm, it),
    }
}

/// Hash by identity.
pub fn hash(_: &Vm, it: &Value) -> Raises<i64> {
    Ok(crate::algo::hash::pointer(it.id() as usize))
}

/// Equality by identity; `!=` follows from `==`.
pub fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    match op {
        CompareOp::Eq if a.is(b) => Ok(Value::TRUE),
        CompareOp::Ne => {
            let Some(slot) = vm.type_of(a).slots.compare.get() else {
                return Ok(Value::NotImplemented);
            };
            let equal = slot(vm, a, b, CompareOp::Eq)?;
            if equal.is_not_implemented() {
                return Ok(equal);
            }
            Ok(Value::bool(!vm.is_true(&equal)?))
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn format(vm: &Vm, it: Value, spec: Value) -> Raises<Value> {
    let Some(spec) = spec.downcast::<Str>() else {
        return Err(err!(
            TypeError,
            "__format__() argument must be str, not {}",
            vm.type_name(&spec)
        ));
    };
    if spec.count() != 0 {
        return Err(err!(
            TypeError,
            "unsupported format string passed to {}.__format__",
            vm.type_name(&it)
        ));
    }
    protocol::text::str_value(vm, &it)
}

/// The names attribute access finds, sorted by the caller.
fn dir(vm: &Vm, it: Value) -> Raises<Value> {
    let names = vm.dict();
    if let Some(dict) = protocol::getattr_opt(vm, &it, &vm.intern("__dict__"))?
        && let Some(dict) = dict.downcast::<Dict>()
    {
        for key in dict.keys() {
            if let Value::Str(key) = key {
                names.set_str(vm, &key, Value::None);
            }
        }
    }
    if let Some(Value::Type(class)) = protocol::getattr_opt(vm, &it, vm.name(Name::Class))? {
        for class in class.mro.borrow().iter() {
            for key in class.namespace(vm).keys() {
                if let Value::Str(key) = key {
                    names.set_str(vm, &key, Value::None);
                }
            }
        }
    }
    Ok(vm.list(names.keys()))
}

pub fn sizeof(_: &Vm, it: Value) -> usize {
    match &it {
        Value::Inst(instance) => 32 + 16 * instance.header().shape().len() as usize,
        // Their values have no size of their own to tell; what CPython says.
        _ if as_float(&it).is_some() => 24,
        _ if as_complex(&it).is_some() => 32,
        _ if let Some(bytes) = crate::types::bytes::bytes_of(&it) => 33 + bytes.len(),
        _ => 16,
    }
}

fn init_subclass(_: &Vm, _: Ref<Type>) {}

fn subclasshook(_: &Vm, _: Ref<Type>, _: Value) -> Value {
    Value::NotImplemented
}

fn class(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::Type(vm.type_of(it).clone()))
}

fn set_class(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let new = match value {
        Some(Value::Type(new)) => new,
        Some(other) => {
            return Err(err!(
                TypeError,
                "__class__ must be set to a class, not '{}' object",
                vm.type_name(&other)
            ));
        }
        None => return Err(err!(TypeError, "can't delete __class__ attribute")),
    };
    let old = vm.type_of(it).clone();
    let module = vm.class(crate::object::Builtin::Module);
    let modules = new.is_subclass(module) && old.is_subclass(module);
    if !modules && (!new.has(flags::HEAP) || !old.has(flags::HEAP)) {
        return Err(err!(
            TypeError,
            "__class__ assignment only supported for mutable types or ModuleType subclasses"
        ));
    }
    let same = old.layout.type_id == new.layout.type_id
        && old.root_shape().len() == new.root_shape().len()
        && old.has(flags::INSTANCE_DICT) == new.has(flags::INSTANCE_DICT)
        && old.has(flags::PREFIX) == new.has(flags::PREFIX);
    if !same {
        return Err(err!(
            TypeError,
            "__class__ assignment: '{}' object layout differs from '{}'",
            new.name(),
            old.name()
        ));
    }
    match it {
        Value::Inst(instance) => instance.set_class(vm, &new),
        Value::Obj(any) => any.set_class(&new),
        _ => {}
    }
    Ok(())
}

/// Stands in for a class that no layer declares: it has no instances.
pub static UNDECLARED: TypeSpec = TypeSpec {
    name: "undeclared",
    flags: flags::NO_NEW,
    doc: "A class that is not there yet.",
    ..TypeSpec::DEFAULT
};
