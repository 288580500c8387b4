//! `types.GenericAlias`: a class together with types, as in `list[int]`.
//!
//! Reference: Library Reference, "Generic Alias Type"; PEP 585, PEP 646.

use std::cell::OnceCell;

use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Dict, GetSet, Layout, Name, Native, Payload, Raises, Ref,
    Str, Tuple, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::{native, protocol};

use super::container::{arity, builtin_function, no_keywords_for, this};
use super::typing::substitute::{parameters, substitute};
use super::union::union_of;

/// The payload of `types.GenericAlias` objects.
pub struct GenericAlias {
    pub origin: Value,
    pub args: Ref<Tuple>,
    parameters: OnceCell<Ref<Tuple>>,
    /// Made by `*alias`: one item of an argument list that stands for several.
    unpacked: bool,
}

impl Payload for GenericAlias {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.origin);
        visit.object(&self.args);
        self.parameters.get().into_iter().for_each(|it| visit.object(it));
    }
}

/// `class[item]` for built-in containers: what their `__class_getitem__` gives.
pub fn class_getitem(vm: &Vm, class: Value, item: Value) -> Raises<Value> {
    Ok(alias(vm, class, &item))
}

/// `origin[item]`; a tuple stands for several arguments.
pub fn alias(vm: &Vm, origin: Value, item: &Value) -> Value {
    vm.alloc(Builtin::GenericAlias, payload(vm, origin, item, false))
}

fn payload(vm: &Vm, origin: Value, item: &Value, unpacked: bool) -> GenericAlias {
    let args = match item.downcast::<Tuple>() {
        Some(args) => args.clone(),
        None => vm.tuple_ref(vec![item.clone()]),
    };
    GenericAlias { origin, args, parameters: OnceCell::new(), unpacked }
}

static LAYOUT: Layout = Layout::of::<GenericAlias>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "types.GenericAlias",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::WEAKREF,
    doc: "A class together with the types of what it holds: list[int].",
    slots: |slots| {
        slots.repr.set(Some(repr));
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
        GetSet {
            name: "__origin__",
            doc: "",
            get: |_, it| Ok(this::<GenericAlias>(it).origin.clone()),
            set: Some(read_only),
        },
        GetSet {
            name: "__args__",
            doc: "",
            get: |_, it| Ok(Value::of(this::<GenericAlias>(it).args.clone().into_any())),
            set: Some(read_only),
        },
        GetSet {
            name: "__unpacked__",
            doc: "",
            get: |_, it| Ok(Value::bool(this::<GenericAlias>(it).unpacked)),
            set: Some(read_only),
        },
        GetSet {
            name: "__parameters__",
            doc: "Type variables in the GenericAlias.",
            get: |vm, it| Ok(Value::Tuple(parameters_of(vm, this(it))?)),
            set: None,
        },
        GetSet { name: "__typing_unpacked_tuple_args__", doc: "", get: unpacked_args, set: None },
    ],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("__mro_entries__($self, bases, /)", "The class itself serves as a base.", mro_entries),
    native!("__instancecheck__($self, instance, /)", "Not possible.", instancecheck),
    native!("__subclasscheck__($self, cls, /)", "Not possible.", subclasscheck),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!(
        "__dir__($self, /)",
        "The names of the class's attributes, and of the alias's own.",
        dir
    ),
];

fn read_only(_: &Vm, _: &Value, _: Option<Value>) -> Raises<()> {
    Err(err!(AttributeError, "readonly attribute"))
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords_for(vm, class, Builtin::GenericAlias, args, "GenericAlias")?;
    let given = arity(args, "GenericAlias", 2, 2)?;
    Ok(vm.alloc_in(class, payload(vm, given[0].clone(), &given[1], false)))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let made = protocol::call(vm, &this::<GenericAlias>(it).origin, args)?;
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

/// Attributes that are not the class's.
const OWN: [&str; 12] = [
    "__args__",
    "__bases__",
    "__class__",
    "__copy__",
    "__deepcopy__",
    "__mro_entries__",
    "__origin__",
    "__parameters__",
    "__reduce__",
    "__reduce_ex__",
    "__typing_unpacked_tuple_args__",
    "__unpacked__",
];

fn getattro(vm: &Vm, it: &Value, name: &Ref<Str>) -> Raises<Value> {
    if OWN.iter().any(|own| own.as_bytes() == name.bytes()) {
        return protocol::generic_getattr(vm, it, name);
    }
    protocol::getattr(vm, &this::<GenericAlias>(it).origin, name)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<GenericAlias>(), b.downcast::<GenericAlias>()) else {
        return Ok(Value::NotImplemented);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NotImplemented);
    }
    let args = |it: &GenericAlias| Value::of(it.args.clone().into_any());
    let equal = a.unpacked == b.unpacked
        && protocol::equal(vm, &a.origin, &b.origin)?
        && protocol::equal(vm, &args(a), &args(b))?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let it = this::<GenericAlias>(it);
    let args = Value::of(it.args.clone().into_any());
    let hash = protocol::hash(vm, &it.origin)? ^ protocol::hash(vm, &args)?;
    Ok(if hash == -1 { -2 } else { hash })
}

fn parameters_of(vm: &Vm, it: &GenericAlias) -> Raises<Ref<Tuple>> {
    if let Some(known) = it.parameters.get() {
        return Ok(known.clone());
    }
    let found = vm.tuple_ref(parameters(vm, it.args.items())?);
    Ok(it.parameters.get_or_init(|| found).clone())
}

/// Puts types in the places of the type variables.
fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    let alias = this::<GenericAlias>(it);
    let params = parameters_of(vm, alias)?;
    let args = substitute(vm, it, alias.args.items(), params.items(), key)?;
    let payload = payload(vm, alias.origin.clone(), &vm.tuple(args), alias.unpacked);
    Ok(vm.alloc(Builtin::GenericAlias, payload))
}

/// `*alias` gives one item, the alias unpacked.
fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    let alias = this::<GenericAlias>(it);
    let args = Value::of(alias.args.clone().into_any());
    let one = vm.alloc(Builtin::GenericAlias, payload(vm, alias.origin.clone(), &args, true));
    protocol::iter(vm, &vm.tuple(vec![one]))
}

fn unpacked_args(vm: &Vm, it: &Value) -> Raises<Value> {
    let alias = this::<GenericAlias>(it);
    let of_tuple =
        matches!(&alias.origin, Value::Type(class) if class.is(vm.class(Builtin::Tuple)));
    Ok(match alias.unpacked && of_tuple {
        true => Value::of(alias.args.clone().into_any()),
        false => Value::None,
    })
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

fn reduce(vm: &Vm, it: Value) -> Raises<Value> {
    let alias = this::<GenericAlias>(&it);
    let args = Value::of(alias.args.clone().into_any());
    if alias.unpacked {
        // As the item of `*alias`.
        let packed =
            vm.alloc(Builtin::GenericAlias, payload(vm, alias.origin.clone(), &args, false));
        let iterator = protocol::iter(vm, &packed)?;
        return Ok(vm.tuple(vec![builtin_function(vm, "next")?, vm.tuple(vec![iterator])]));
    }
    let class = Value::Type(vm.class(Builtin::GenericAlias).clone());
    Ok(vm.tuple(vec![class, vm.tuple(vec![alias.origin.clone(), args])]))
}

fn dir(vm: &Vm, it: Ref<GenericAlias>) -> Raises<Value> {
    let names: Ref<Dict> = vm.dict();
    let of_class = protocol::call::call_special(vm, &it.origin, Name::Dir, &[])?;
    for name in protocol::to_vec(vm, &of_class.unwrap_or_else(|| vm.tuple(vec![])))? {
        protocol::keyed::dict_set(vm, &names, name, Value::None)?;
    }
    for name in OWN {
        names.set_str(vm, &vm.intern(name), Value::None);
    }
    Ok(vm.list(names.keys()))
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let alias = this::<GenericAlias>(it);
    let mut text = String::new();
    if alias.unpacked {
        text.push('*');
    }
    text.push_str(&shown(vm, &alias.origin)?);
    text.push('[');
    if alias.args.is_empty() {
        text.push_str("()");
    }
    push_items(vm, &mut text, alias.args.items())?;
    text.push(']');
    Ok(vm.text(&text))
}

fn push_items(vm: &Vm, text: &mut String, items: &[Value]) -> Raises<()> {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push_str(", ");
        }
        match item {
            Value::List(items) => {
                text.push('[');
                push_items(vm, text, &items.to_vec())?;
                text.push(']');
            }
            _ => text.push_str(&shown(vm, item)?),
        }
    }
    Ok(())
}

/// A type as aliases and unions show it: a class by its name.
pub fn shown(vm: &Vm, it: &Value) -> Raises<String> {
    match it {
        Value::Ellipsis => return Ok("...".to_owned()),
        Value::Type(class) if class.has(flags::PLAIN_META) => {
            return Ok(super::class::full_name(vm, class));
        }
        _ => {}
    }
    let get = |name: Name| protocol::getattr_opt(vm, it, vm.name(name));
    let is_alias = get(Name::Origin)?.is_some() && get(Name::Args)?.is_some();
    if !is_alias
        && let Some(name) = get(Name::Qualname)?
        && let Some(module) = get(Name::Module)?.filter(|it| !it.is_none())
    {
        let (name, module) = (protocol::str(vm, &name)?, protocol::str(vm, &module)?);
        let name = name.to_string_lossy();
        return Ok(match module.bytes() {
            b"builtins" => name.into_owned(),
            _ => format!("{}.{name}", module.to_string_lossy()),
        });
    }
    Ok(protocol::repr(vm, it)?.to_string_lossy().into_owned())
}
