//! `list[int]` and `int | str`: generic aliases and unions.
//!
//! Reference: Library Reference, "Generic Alias Type" and "Union Type"; PEP 585, PEP 604.

use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, GetSet, Layout, Name, Native, Payload, Raises, Ref, Str,
    Tuple, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::{native, protocol};

/// The payload of `types.GenericAlias` objects.
pub struct GenericAlias {
    pub origin: Value,
    pub args: Ref<Tuple>,
    /// Made by `*alias`: one item of an argument list that stands for several.
    pub unpacked: bool,
}

impl Payload for GenericAlias {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.origin);
        visit.object(&self.args);
    }
}

/// The payload of `types.UnionType` objects: at least two different members.
pub struct Union {
    pub args: Ref<Tuple>,
}

impl Payload for Union {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.args);
    }
}

fn of(it: &Value) -> &Ref<GenericAlias> {
    it.downcast::<GenericAlias>().expect("slots are called with instances of their class")
}

fn of_union(it: &Value) -> &Ref<Union> {
    it.downcast::<Union>().expect("slots are called with instances of their class")
}

/// `class[item]` for built-in containers: what their `__class_getitem__` gives.
pub fn class_getitem(vm: &Vm, class: Value, item: Value) -> Raises<Value> {
    Ok(alias(vm, class, &item))
}

/// `origin[item]`; a tuple stands for several arguments.
pub fn alias(vm: &Vm, origin: Value, item: &Value) -> Value {
    let args = match item {
        Value::Tuple(args) => args.clone(),
        other => vm.tuple_ref(vec![other.clone()]),
    };
    vm.alloc(Builtin::GenericAlias, GenericAlias { origin, args, unpacked: false })
}

static LAYOUT: Layout = Layout::of::<GenericAlias>();
static UNION_LAYOUT: Layout = Layout::of::<Union>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "types.GenericAlias",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::WEAKREF,
    doc: "A class together with the types of what it holds: list[int].",
    slots: |slots| {
        slots.repr.set(Some(|vm, it| Ok(vm.text(&shown_alias(vm, of(it))?))));
        slots.new.set(Some(new));
        slots.call.set(Some(call));
        slots.getattro.set(Some(getattro));
        slots.compare.set(Some(compare));
        slots.hash.set(Some(hash));
        slots.getitem.set(Some(getitem));
        slots.iter.set(Some(iter));
        slots.binary[BinaryOp::Or as usize].set(Some(union_of));
    },
    methods: METHODS,
    getset: &[
        GetSet { name: "__origin__", doc: "", get: |_, it| Ok(of(it).origin.clone()), set: None },
        GetSet {
            name: "__args__",
            doc: "",
            get: |_, it| Ok(Value::Tuple(of(it).args.clone())),
            set: None,
        },
        GetSet {
            name: "__parameters__",
            doc: "",
            get: |vm, it| Ok(vm.tuple(parameters(vm, &of(it).args))),
            set: None,
        },
        GetSet {
            name: "__unpacked__",
            doc: "",
            get: |_, it| Ok(Value::bool(of(it).unpacked)),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("__mro_entries__($self, bases, /)", "The class itself serves as a base.", mro_entries),
    native!("__instancecheck__($self, instance, /)", "Not possible.", instancecheck),
    native!("__subclasscheck__($self, cls, /)", "Not possible.", subclasscheck),
];

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let (origin, item): (Value, Value) = crate::bind!(vm, args, "GenericAlias(origin, args, /)")?;
    Ok(alias(vm, origin, &item))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let made = protocol::call(vm, &of(it).origin, args)?;
    // Instances that take attributes know what they were made by.
    match protocol::setattr(vm, &made, &vm.intern("__orig_class__"), it.clone()) {
        Err(raised)
            if !raised.is(vm, Builtin::AttributeError) && !raised.is(vm, Builtin::TypeError) =>
        {
            Err(raised)
        }
        _ => Ok(made),
    }
}

/// The alias's own attributes, then the class's.
fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    let text = name.bytes();
    let own = [
        "__origin__",
        "__args__",
        "__parameters__",
        "__unpacked__",
        "__mro_entries__",
        "__class__",
        "__instancecheck__",
        "__subclasscheck__",
    ];
    let dunder = text.starts_with(b"__") && text.ends_with(b"__");
    if own.iter().any(|it| it.as_bytes() == text) {
        return protocol::generic_getattr(vm, it, name);
    }
    if dunder
        && vm.type_of(it).lookup(vm, name).is_some()
        && !matches!(text, b"__name__" | b"__qualname__" | b"__doc__" | b"__module__")
    {
        return protocol::generic_getattr(vm, it, name);
    }
    protocol::getattr(vm, &of(it).origin, name)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<GenericAlias>(), b.downcast::<GenericAlias>()) else {
        return Ok(Value::NotImplemented);
    };
    let equal = a.unpacked == b.unpacked
        && protocol::equal(vm, &a.origin, &b.origin)?
        && protocol::equal(vm, &Value::Tuple(a.args.clone()), &Value::Tuple(b.args.clone()))?;
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NotImplemented,
    })
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let it = of(it);
    let hash =
        protocol::hash(vm, &it.origin)? ^ protocol::hash(vm, &Value::Tuple(it.args.clone()))?;
    Ok(if hash == -1 { -2 } else { hash })
}

/// Fills the type variables of an alias with the items.
fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    let this = of(it);
    let parameters = parameters(vm, &this.args);
    let shown = || shown_alias(vm, this);
    if parameters.is_empty() {
        return Err(err!(TypeError, "{} is not a generic class", shown()?));
    }
    let items = match key {
        Value::Tuple(items) => items.items().to_vec(),
        other => vec![other.clone()],
    };
    if items.len() != parameters.len() {
        let what = if items.len() > parameters.len() { "Too many" } else { "Too few" };
        return Err(err!(
            TypeError,
            "{what} arguments for {}; actual {}, expected {}",
            shown()?,
            items.len(),
            parameters.len()
        ));
    }
    let mut args = Vec::with_capacity(this.args.len());
    for arg in this.args.items() {
        args.push(substitute(vm, arg, &parameters, &items)?);
    }
    Ok(alias(vm, this.origin.clone(), &vm.tuple(args)))
}

fn substitute(vm: &Vm, arg: &Value, parameters: &[Value], items: &[Value]) -> Raises<Value> {
    if let Some(i) = parameters.iter().position(|it| it.is(arg)) {
        return Ok(items[i].clone());
    }
    if let Some(inner) = arg.downcast::<GenericAlias>() {
        let mut args = Vec::with_capacity(inner.args.len());
        for arg in inner.args.items() {
            args.push(substitute(vm, arg, parameters, items)?);
        }
        return Ok(alias(vm, inner.origin.clone(), &vm.tuple(args)));
    }
    Ok(arg.clone())
}

fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    let this = of(it);
    let one = GenericAlias { origin: this.origin.clone(), args: this.args.clone(), unpacked: true };
    let one = vm.alloc(Builtin::GenericAlias, one);
    protocol::iter(vm, &vm.tuple(vec![one]))
}

fn mro_entries(vm: &Vm, it: Ref<GenericAlias>, _: Value) -> Value {
    vm.tuple(vec![it.origin.clone()])
}

fn instancecheck(_: &Vm, _: Value, _: Value) -> Raises<Value> {
    Err(err!(TypeError, "isinstance() argument 2 cannot be a parameterized generic"))
}

fn subclasscheck(_: &Vm, _: Value, _: Value) -> Raises<Value> {
    Err(err!(TypeError, "issubclass() argument 2 cannot be a parameterized generic"))
}

/// The type variables among the arguments, each once.
fn parameters(vm: &Vm, args: &Tuple) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for arg in args.items() {
        let inner = match arg.downcast::<GenericAlias>() {
            Some(inner) => parameters(vm, &inner.args),
            None if crate::types::type_variable::is_parameter(vm, arg) => vec![arg.clone()],
            None => vec![],
        };
        for it in inner {
            if !found.iter().any(|seen| seen.is(&it)) {
                found.push(it);
            }
        }
    }
    found
}

fn shown_alias(vm: &Vm, it: &GenericAlias) -> Raises<String> {
    let mut text = String::new();
    if it.unpacked {
        text.push('*');
    }
    text.push_str(&shown(vm, &it.origin)?);
    text.push('[');
    for (i, arg) in it.args.items().iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        text.push_str(&shown(vm, arg)?);
    }
    if it.args.is_empty() {
        text.push_str("()");
    }
    text.push(']');
    Ok(text)
}

/// An argument as aliases and unions show it: classes by their names.
fn shown(vm: &Vm, it: &Value) -> Raises<String> {
    match it {
        Value::Ellipsis => return Ok("...".to_owned()),
        Value::None => return Ok("None".to_owned()),
        Value::List(items) => {
            let mut parts = Vec::new();
            for item in items.to_vec() {
                parts.push(shown(vm, &item)?);
            }
            return Ok(format!("[{}]", parts.join(", ")));
        }
        Value::Type(class) if class.is(vm.class(Builtin::NoneType)) => return Ok("None".to_owned()),
        Value::Type(class) => return Ok(super::class::full_name(vm, class)),
        _ => {}
    }
    if it.downcast::<GenericAlias>().is_none()
        && let Some(Value::Str(name)) = protocol::getattr_opt(vm, it, vm.name(Name::Qualname))?
        && let Some(Value::Str(module)) = protocol::getattr_opt(vm, it, vm.name(Name::Module))?
    {
        let name = name.to_string_lossy();
        return Ok(match module.bytes() {
            b"builtins" => name.into_owned(),
            _ => format!("{}.{name}", module.to_string_lossy()),
        });
    }
    Ok(protocol::repr(vm, it)?.to_string_lossy().into_owned())
}

pub static UNION: TypeSpec = TypeSpec {
    name: "types.UnionType",
    layout: Some(&UNION_LAYOUT),
    flags: flags::WEAKREF,
    doc: "One of several types: int | str.",
    slots: |slots| {
        slots.repr.set(Some(|vm, it| {
            let mut parts = Vec::new();
            for arg in of_union(it).args.items() {
                parts.push(shown(vm, arg)?);
            }
            Ok(vm.text(&parts.join(" | ")))
        }));
        slots.compare.set(Some(compare_unions));
        slots.hash.set(Some(hash_union));
        slots.binary[BinaryOp::Or as usize].set(Some(union_of));
    },
    methods: &[
        native!(
            "__instancecheck__($self, instance, /)",
            "Whether one member says so.",
            union_instancecheck
        ),
        native!(
            "__subclasscheck__($self, cls, /)",
            "Whether one member says so.",
            union_subclasscheck
        ),
    ],
    getset: &[
        GetSet {
            name: "__args__",
            doc: "",
            get: |_, it| Ok(Value::Tuple(of_union(it).args.clone())),
            set: None,
        },
        GetSet {
            name: "__parameters__",
            doc: "",
            get: |vm, it| Ok(vm.tuple(parameters(vm, &of_union(it).args))),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

/// Whether a value can stand in a union.
fn is_member(vm: &Vm, it: &Value) -> bool {
    matches!(it, Value::Type(_) | Value::None)
        || it.downcast::<GenericAlias>().is_some()
        || it.downcast::<Union>().is_some()
        || crate::types::type_variable::is_union_member(vm, it)
}

/// `a | b` where both are types, aliases or `None`.
pub fn union_of(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    if !is_member(vm, a) || !is_member(vm, b) {
        return Ok(Value::NotImplemented);
    }
    let mut members: Vec<Value> = Vec::new();
    for side in [a, b] {
        let parts = match side.downcast::<Union>() {
            Some(union) => union.args.items().to_vec(),
            None => vec![match side {
                Value::None => Value::Type(vm.class(Builtin::NoneType).clone()),
                other => other.clone(),
            }],
        };
        for part in parts {
            let mut known = false;
            for it in &members {
                known = known || protocol::same(vm, it, &part)?;
            }
            if !known {
                members.push(part);
            }
        }
    }
    if members.len() == 1 {
        return Ok(members.remove(0));
    }
    Ok(vm.alloc(Builtin::UnionType, Union { args: vm.tuple_ref(members) }))
}

fn compare_unions(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<Union>(), b.downcast::<Union>()) else {
        return Ok(Value::NotImplemented);
    };
    let mut equal = a.args.len() == b.args.len();
    for member in a.args.items() {
        let mut found = false;
        for other in b.args.items() {
            found = found || protocol::same(vm, member, other)?;
        }
        equal = equal && found;
    }
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NotImplemented,
    })
}

fn hash_union(vm: &Vm, it: &Value) -> Raises<i64> {
    let mut hashes = Vec::new();
    for arg in of_union(it).args.items() {
        hashes.push(protocol::hash(vm, arg)?);
    }
    Ok(crate::algo::hash::frozenset(hashes))
}

fn union_instancecheck(vm: &Vm, it: Ref<Union>, instance: Value) -> Raises<bool> {
    for arg in it.args.items() {
        if super::instance_check::is_instance(vm, &instance, arg)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn union_subclasscheck(vm: &Vm, it: Ref<Union>, class: Value) -> Raises<bool> {
    for arg in it.args.items() {
        if super::instance_check::is_subclass(vm, &class, arg)? {
            return Ok(true);
        }
    }
    Ok(false)
}
