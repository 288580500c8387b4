//! Classes: `type` itself, and what keeps namespace, slots and order of resolution in step.
//!
//! [`rows`] is the table of special methods; [`make`] completes built-in classes, [`new`] makes classes at
//! run time, whose slots lead to the functions in [`user`]; [`wrap`] shows slots as methods.
//!
//! Reference: Library Reference, `type`; Data model, "Custom classes".

pub mod make;
pub mod new;
pub mod rows;
pub mod user;
pub mod wrap;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Name, Native, NativeKind, Raises, Ref, Str, Type, TypeSpec, Value, Vm,
    flags,
};
use crate::protocol;

pub use make::{is_unhashable, unhashable};

static LAYOUT: Layout = Layout::of::<Type>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "type",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::WEAKREF,
    doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.call.set(Some(call));
        slots.getattro.set(Some(getattro));
        slots.setattro.set(Some(setattro));
        slots.new.set(Some(new_));
        slots.init.set(Some(init));
        slots.binary[crate::object::BinaryOp::Or as usize].set(Some(crate::types::union::union_of));
    },
    methods: METHODS,
    getset: super::class_attrs::GETSET,
    quick: Some(|vm, object| Value::Type(vm.type_of(object).clone())),
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("mro($self, /)", "The order in which the bases are searched for attributes.", mro),
    native!("__subclasses__($self, /)", "The direct subclasses that are alive.", subclasses),
    native!(
        raw class "__prepare__($cls, /, *args, **kwargs)" as "($cls, name, bases, /, **kwds)",
        "The namespace for the body of a class statement.",
        prepare
    ),
    native!(
        "__instancecheck__($self, instance, /)",
        "Whether an object is an instance.",
        instancecheck
    ),
    native!(
        "__subclasscheck__($self, subclass, /)",
        "Whether a class is a subclass.",
        subclasscheck
    ),
    native!("__dir__($self, /)", "The names that attribute access on the class finds.", dir),
    native!("__sizeof__($self, /)", "Memory of the class in bytes.", sizeof),
];

/// `__new__` of built-in classes: the receiver is the class whose constructor it is.
pub static NEW: Native = Native {
    signature: *crate::signature!("__new__($type, *args, **kwargs)"),
    doc: "Create and return a new object.  See help(type) for accurate signature.",
    body: new_of,
    kind: NativeKind::Plain,
    quick: None,
    pair: None,
    few: None,
    swift: None,
};

fn new_of(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let [Value::Type(owner), args, keywords] = slots else {
        return Err(err!(SystemError, "__new__ needs its class and arguments"));
    };
    let name = owner.name();
    // No argument at all comes as "not given".
    let args = if let Value::Tuple(args) = args { args.items() } else { &[] };
    let Some((first, rest)) = args.split_first() else {
        return Err(err!(TypeError, "{name}.__new__(): not enough arguments"));
    };
    let Value::Type(class) = first else {
        return Err(err!(
            TypeError,
            "{name}.__new__(X): X is not a type object ({})",
            vm.type_name(first)
        ));
    };
    if !class.is_subclass(owner) {
        return Err(err!(
            TypeError,
            "{name}.__new__({0}): {0} is not a subtype of {name}",
            class.name()
        ));
    }
    // `object.__new__(dict)` would make a dict without a dict's content.
    let mut solid = class.clone();
    while solid.has(flags::HEAP) {
        let base = solid.base.borrow().clone();
        match base {
            Some(base) => solid = base,
            None => break,
        }
    }
    let address = |it: &Ref<Type>| it.slots.new.get().map(|it| it as usize);
    if address(&solid) != address(owner) {
        return Err(err!(
            TypeError,
            "{name}.__new__({}) is not safe, use {}.__new__()",
            class.name(),
            solid.name()
        ));
    }
    let (names, values) = keyword_pairs(keywords);
    let all: Vec<Value> = rest.iter().cloned().chain(values).collect();
    match owner.slots.new.get() {
        Some(new) => new(vm, class, Args { values: &all, names: &names }),
        None => Err(err!(TypeError, "cannot create '{name}' instances")),
    }
}

/// Names and values of a bound `**kwargs` slot.
pub fn keyword_pairs(keywords: &Value) -> (Vec<Ref<Str>>, Vec<Value>) {
    let Value::Dict(dict) = keywords else { return (vec![], vec![]) };
    dict.items()
        .into_iter()
        .filter_map(|(key, value)| match key {
            Value::Str(key) => Some((key, value)),
            _ => None,
        })
        .unzip()
}

/// Calling a class makes an instance.
pub fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let Value::Type(class) = it else {
        return Err(err!(TypeError, "'{}' object is not callable", vm.type_name(it)));
    };
    if class.is(vm.class(Builtin::Type)) {
        if args.names.is_empty() && args.values.len() == 1 {
            return Ok(Value::Type(vm.type_of(&args.values[0]).clone()));
        }
        if args.positionals().len() == 1 && args.values.len() > 1 {
            return Err(err!(TypeError, "type() takes no keyword arguments"));
        }
        if args.positionals().len() != 3 {
            return Err(err!(TypeError, "type() takes 1 or 3 arguments"));
        }
    }
    let Some(new) = class.slots.new.get() else {
        return Err(err!(TypeError, "cannot create '{}' instances", full_name(vm, class)));
    };
    let made = vm.nested(" while calling a Python object", || new(vm, class, args))?;
    initialised(vm, class, made, args)
}

/// Calls a class that the interpreter was built with.
#[inline]
pub fn call_builtin(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    if let [value] = args.values
        && class.is(vm.class(Builtin::Type))
        && args.names.is_empty()
    {
        return Ok(Value::Type(vm.type_of(value).clone()));
    }
    if let Some(new) = class.slots.new.get()
        && !class.is(vm.class(Builtin::Type))
        && class.class().is(vm.class(Builtin::Type))
    {
        let made = vm.nested(" while calling a Python object", || new(vm, class, args))?;
        if vm.type_of(&made).is(class) && crate::types::object::has_no_init(class) {
            return Ok(made);
        }
        return initialised(vm, class, made, args);
    }
    crate::protocol::call(vm, &Value::Type(class.clone()), args)
}

#[inline(never)]
fn initialised(vm: &Vm, class: &Ref<Type>, made: Value, args: Args) -> Raises<Value> {
    let kind = vm.type_of(&made);
    if kind.is_subclass(class)
        && let Some(init) = kind.slots.init.get()
    {
        vm.nested(" while calling a Python object", || init(vm, &made, args))?;
    }
    Ok(made)
}

/// Name with module, as some messages give it for classes outside `builtins`.
pub fn full_name(vm: &Vm, class: &Ref<Type>) -> String {
    match class.namespace(vm).get_str(vm.name(Name::Module)) {
        Some(Value::Str(module)) if module.bytes() != b"builtins" => {
            format!("{}.{}", module.to_string_lossy(), class.qualname_str(vm).to_string_lossy())
        }
        // A built-in class may have its module in its name only.
        _ => match class.spec.filter(|_| !class.has(flags::HEAP)) {
            Some(spec) => spec.name.to_owned(),
            None => class.qualname_str(vm).to_string_lossy().into_owned(),
        },
    }
}

fn new_(vm: &Vm, metaclass: &Ref<Type>, args: Args) -> Raises<Value> {
    let positional = args.positionals();
    let [name, bases, namespace] = positional else {
        return Err(err!(
            TypeError,
            "type.__new__() takes exactly 3 arguments ({} given)",
            positional.len()
        ));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(err!(
            TypeError,
            "type.__new__() argument 1 must be str, not {}",
            vm.type_name(name)
        ));
    };
    let Some(bases) = bases.downcast::<crate::object::Tuple>() else {
        return Err(err!(
            TypeError,
            "type.__new__() argument 2 must be tuple, not {}",
            vm.type_name(bases)
        ));
    };
    let Some(dict) = namespace.downcast::<crate::object::Dict>() else {
        return Err(err!(
            TypeError,
            "type.__new__() argument 3 must be dict, not {}",
            vm.type_name(namespace)
        ));
    };
    if name.bytes().contains(&0) {
        return Err(err!(ValueError, "type name must not contain null characters"));
    }
    // It must be possible to say it in UTF-8.
    crate::types::codec::encode(vm, name, "utf-8", "strict")?;
    for base in bases.items() {
        if !matches!(base, Value::Type(_))
            && protocol::attr::lookup_special(vm, base, Name::MroEntries)?.is_some()
        {
            return Err(err!(
                TypeError,
                "type() doesn't support MRO entry resolution; use types.new_class()"
            ));
        }
    }
    let winner = new::winner(vm, metaclass, bases.items())?;
    if !winner.is(metaclass)
        && let Some(new) = winner.slots.new.get()
        && new as usize != new_ as *const () as usize
    {
        return new(vm, &winner, args);
    }
    let keywords = Args { values: &args.values[positional.len()..], names: args.names };
    let name = if let Value::Str(_) = positional[0] {
        vm.intern_str(name)
    } else {
        vm.intern_bytes(name.bytes())
    };
    new::new_class(vm, &winner, &name, bases.items(), dict, keywords)
}

fn init(_: &Vm, _: &Value, args: Args) -> Raises<()> {
    let n = args.positionals().len();
    if n == 1 && !args.names.is_empty() {
        return Err(err!(TypeError, "type.__init__() takes no keyword arguments"));
    }
    if n != 1 && n != 3 {
        return Err(err!(TypeError, "type.__init__() takes 1 or 3 arguments"));
    }
    Ok(())
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let Value::Type(class) = it else { return Ok(vm.text("<class>")) };
    Ok(vm.text(&format!("<class '{}'>", full_name(vm, class))))
}

/// `Class.name`: data descriptors of the metaclass, then the class and its bases, then the metaclass.
fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    let Value::Type(class) = it else { return protocol::generic_getattr(vm, it, name) };
    let metaclass = class.class();
    let meta = metaclass.lookup(vm, name);
    if let Some(found) = &meta {
        let slots = &vm.type_of(found).slots;
        if slots.descr_set.get().is_some()
            && let Some(get) = slots.descr_get.get()
        {
            return get(vm, found, Some(it), &Value::Type(metaclass.clone()));
        }
    }
    if let Some(found) = class.lookup(vm, name) {
        return match vm.type_of(&found).slots.descr_get.get() {
            Some(get) => get(vm, &found, None, it),
            None => Ok(found),
        };
    }
    match meta {
        Some(found) => protocol::attr::bind(vm, found, it, metaclass),
        None => Err(protocol::attr::no_attribute(vm, it, name)),
    }
}

fn setattro(vm: &Vm, it: &Value, name: &Ref<Str>, value: Option<Value>) -> Raises<()> {
    let Value::Type(class) = it else { return protocol::generic_setattr(vm, it, name, value) };
    if class.has(flags::IMMUTABLE) {
        return Err(err!(
            TypeError,
            "cannot set {} attribute of immutable type '{}'",
            crate::algo::escape::repr_str(name.bytes()),
            class.name()
        ));
    }
    if let Some(found) = class.class().lookup(vm, name)
        && let Some(set) = vm.type_of(&found).slots.descr_set.get()
    {
        return set(vm, &found, it, value);
    }
    let namespace = class.namespace(vm);
    match value {
        Some(value) => {
            let old = namespace.get_str(name);
            // A plain value that takes the place of another changes nothing that caches know.
            let plain = |it: &Value| {
                let slots = &vm.type_of(it).slots;
                slots.descr_get.get().is_none() && slots.descr_set.get().is_none()
            };
            let quiet = old.as_ref().is_some_and(plain)
                && plain(&value)
                && !name.bytes().starts_with(b"__");
            namespace.set_str(vm, name, value);
            if !quiet {
                make::changed(vm, class, name);
            }
            drop(old);
        }
        None => {
            let Some(old) = namespace.remove_str(name) else {
                return Err(protocol::attr::no_attribute(vm, it, name));
            };
            make::changed(vm, class, name);
            drop(old);
        }
    }
    Ok(())
}

fn mro(vm: &Vm, class: Ref<Type>) -> Raises<Value> {
    let bases = make::bases(vm, &class);
    let bases: Vec<Ref<Type>> = bases
        .items()
        .iter()
        .filter_map(|it| if let Value::Type(it) = it { Some(it.clone()) } else { None })
        .collect();
    let mro = if bases.is_empty() { vec![class] } else { make::linearise(&class, &bases)? };
    Ok(vm.list(mro.into_iter().map(Value::Type).collect()))
}

fn subclasses(vm: &Vm, class: Ref<Type>) -> Value {
    vm.list(class.subclasses().into_iter().map(Value::Type).collect())
}

fn prepare(vm: &Vm, _: &[Value]) -> Raises<Value> {
    Ok(Value::Dict(vm.dict()))
}

fn instancecheck(vm: &Vm, class: Ref<Type>, instance: Value) -> Raises<bool> {
    is_real_instance(vm, &instance, &class)
}

/// `isinstance` without asking the metaclass: by type, then by `__class__`.
pub fn is_real_instance(vm: &Vm, instance: &Value, class: &Ref<Type>) -> Raises<bool> {
    let kind = vm.type_of(instance);
    if kind.is_subclass(class) {
        return Ok(true);
    }
    if let Value::Inst(_) | Value::Obj(_) = instance {
        match protocol::getattr_opt(vm, instance, vm.name(Name::Class))? {
            Some(Value::Type(claimed)) if !claimed.is(kind) => {
                return Ok(claimed.is_subclass(class));
            }
            _ => {}
        }
    }
    Ok(false)
}

fn subclasscheck(vm: &Vm, class: Ref<Type>, subclass: Value) -> Raises<bool> {
    crate::types::instance_check::is_real_subclass(vm, &subclass, &Value::Type(class))
}

fn dir(vm: &Vm, class: Ref<Type>) -> Value {
    let names = vm.dict();
    for it in class.mro.borrow().iter() {
        for key in it.namespace(vm).keys() {
            if let Value::Str(key) = key {
                names.set_str(vm, &key, Value::None);
            }
        }
    }
    vm.list(names.keys())
}

fn sizeof(_: &Vm, _: Ref<Type>) -> usize {
    size_of::<Type>()
}
