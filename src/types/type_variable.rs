//! Type parameters as objects: `TypeVar`, `ParamSpec`, `TypeVarTuple`, and `type` aliases.
//!
//! Bounds, constraints, defaults and alias values are functions that run when first asked for.
//!
//! Reference: Language Reference, "Type parameter lists"; PEP 695, PEP 696.

use std::cell::RefCell;

use crate::err;
use crate::object::{
    Args, BinaryOp, Builtin, GetSet, Layout, Name, Payload, Raises, Ref, Str, Type, TypeSpec,
    Value, Visitor, Vm, flags,
};
use crate::protocol;

/// A value that a function gives when it is first asked for.
pub struct Lazy {
    function: RefCell<Option<Value>>,
    value: RefCell<Value>,
}

impl Lazy {
    pub fn new(function: Option<Value>, otherwise: Value) -> Lazy {
        Lazy { function: RefCell::new(function), value: RefCell::new(otherwise) }
    }

    fn get(&self, vm: &Vm) -> Raises<Value> {
        let function = self.function.borrow().clone();
        if let Some(function) = function {
            let value = protocol::call0(vm, &function)?;
            let old = (self.function.take(), self.value.replace(value));
            drop(old);
        }
        Ok(self.value.borrow().clone())
    }

    fn show(&self, visit: &mut Visitor) {
        visit.cell(&self.function, |it, visit| it.iter().for_each(|it| visit.value(it)));
        visit.cell(&self.value, |it, visit| visit.value(it));
    }
}

/// The payload of type variables of all kinds.
pub struct TypeVariable {
    name: Ref<Str>,
    bound: Lazy,
    /// The bound is a tuple of constraints.
    constrained: bool,
    /// `NoDefault` is shown where there is none.
    default: Lazy,
    module: Value,
}

impl Payload for TypeVariable {
    fn traverse(&self, visit: &mut Visitor) {
        self.bound.show(visit);
        self.default.show(visit);
        visit.value(&self.module);
    }
}

fn of(it: &Value) -> &Ref<TypeVariable> {
    it.downcast::<TypeVariable>().expect("slots are called with instances of their class")
}

/// The kinds of type parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

/// Makes a type parameter of the statement forms.
pub fn make(
    vm: &Vm,
    kind: Kind,
    name: &Ref<Str>,
    bound: Option<Value>,
    constrained: bool,
    default: Option<Value>,
) -> Value {
    let class = match kind {
        Kind::TypeVar => Builtin::TypeVar,
        Kind::ParamSpec => Builtin::ParamSpec,
        Kind::TypeVarTuple => Builtin::TypeVarTuple,
    };
    let fp = vm.frame.get();
    let module =
        if fp.is_null() { None } else { fp.head().function().globals.get_str(vm.name(Name::Name)) };
    let no_default = no_default(vm);
    vm.alloc(
        class,
        TypeVariable {
            name: name.clone(),
            bound: Lazy::new(bound, Value::None),
            constrained,
            default: Lazy::new(default, no_default),
            module: module.unwrap_or(Value::None),
        },
    )
}

/// The class `typing.NoDefault` is the one instance of; the class itself stands for it.
fn no_default(vm: &Vm) -> Value {
    Value::Type(vm.class(Builtin::NoDefaultType).clone())
}

/// Whether subscripting fills this argument in.
pub fn is_parameter(_: &Vm, it: &Value) -> bool {
    it.downcast::<TypeVariable>().is_some()
}

/// Whether the value can stand in `a | b`.
pub fn is_union_member(_: &Vm, it: &Value) -> bool {
    it.downcast::<TypeVariable>().is_some() || it.downcast::<Alias>().is_some()
}

static LAYOUT: Layout = Layout::of::<TypeVariable>();

static GETSET: &[GetSet] = &[
    GetSet {
        name: "__name__",
        doc: "",
        get: |_, it| Ok(Value::Str(of(it).name.clone())),
        set: None,
    },
    GetSet { name: "__module__", doc: "", get: |_, it| Ok(of(it).module.clone()), set: None },
    GetSet {
        name: "__bound__",
        doc: "",
        get: |vm, it| if of(it).constrained { Ok(Value::None) } else { of(it).bound.get(vm) },
        set: None,
    },
    GetSet {
        name: "__constraints__",
        doc: "",
        get: |vm, it| if of(it).constrained { of(it).bound.get(vm) } else { Ok(vm.tuple(vec![])) },
        set: None,
    },
    GetSet { name: "__default__", doc: "", get: |vm, it| of(it).default.get(vm), set: None },
    GetSet { name: "__covariant__", doc: "", get: |_, _| Ok(Value::FALSE), set: None },
    GetSet { name: "__contravariant__", doc: "", get: |_, _| Ok(Value::FALSE), set: None },
    GetSet { name: "__infer_variance__", doc: "", get: |_, _| Ok(Value::TRUE), set: None },
];

static TUPLE_GETSET: &[GetSet] = &[
    GetSet {
        name: "__name__",
        doc: "",
        get: |_, it| Ok(Value::Str(of(it).name.clone())),
        set: None,
    },
    GetSet { name: "__module__", doc: "", get: |_, it| Ok(of(it).module.clone()), set: None },
    GetSet { name: "__default__", doc: "", get: |vm, it| of(it).default.get(vm), set: None },
];

fn refuse(_: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Err(err!(
        NotImplementedError,
        "{}() outside of type parameter lists is not supported yet",
        class.name()
    ))
}

macro_rules! spec {
    ($name:ident, $text:literal, $doc:literal, $getset:expr) => {
        pub static $name: TypeSpec = TypeSpec {
            name: $text,
            layout: Some(&LAYOUT),
            flags: flags::WEAKREF,
            doc: $doc,
            slots: |slots| {
                slots.repr.set(Some(|_, it| Ok(Value::Str(of(it).name.clone()))));
                slots.new.set(Some(refuse));
                slots.binary[BinaryOp::Or as usize].set(Some(super::generic::union_of));
            },
            getset: $getset,
            ..TypeSpec::DEFAULT
        };
    };
}

spec!(TYPE_VAR, "typing.TypeVar", "A type that a caller chooses.", GETSET);
spec!(
    PARAM_SPEC,
    "typing.ParamSpec",
    "The parameters of a function that a caller chooses.",
    TUPLE_GETSET
);
spec!(
    TYPE_VAR_TUPLE,
    "typing.TypeVarTuple",
    "Any number of types that a caller chooses.",
    TUPLE_GETSET
);

pub static NO_DEFAULT: TypeSpec = TypeSpec {
    name: "typing.NoDefaultType",
    doc: "The type of the mark for type parameters without a default.",
    ..TypeSpec::DEFAULT
};

/// The payload of what `type X = …` makes.
pub struct Alias {
    name: Ref<Str>,
    params: Value,
    value: Lazy,
    module: Value,
}

impl Payload for Alias {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.params);
        visit.value(&self.module);
        self.value.show(visit);
    }
}

/// Makes a type alias; `value` is the function that gives it.
pub fn make_alias(vm: &Vm, name: &Ref<Str>, params: Value, value: Value) -> Value {
    let fp = vm.frame.get();
    let module =
        if fp.is_null() { None } else { fp.head().function().globals.get_str(vm.name(Name::Name)) };
    vm.alloc(
        Builtin::TypeAliasType,
        Alias {
            name: name.clone(),
            params,
            value: Lazy::new(Some(value), Value::None),
            module: module.unwrap_or(Value::None),
        },
    )
}

fn of_alias(it: &Value) -> &Ref<Alias> {
    it.downcast::<Alias>().expect("slots are called with instances of their class")
}

static ALIAS_LAYOUT: Layout = Layout::of::<Alias>();

pub static ALIAS: TypeSpec = TypeSpec {
    name: "typing.TypeAliasType",
    layout: Some(&ALIAS_LAYOUT),
    flags: flags::WEAKREF,
    doc: "What a type statement makes: a name for a type.",
    slots: |slots| {
        slots.repr.set(Some(|_, it| Ok(Value::Str(of_alias(it).name.clone()))));
        slots.new.set(Some(refuse));
        slots.getitem.set(Some(|vm, it, key| {
            if matches!(&of_alias(it).params, Value::Tuple(params) if params.is_empty()) {
                return Err(err!(TypeError, "Only generic type aliases are subscriptable"));
            }
            Ok(super::generic::alias(vm, it.clone(), key))
        }));
        slots.binary[BinaryOp::Or as usize].set(Some(super::generic::union_of));
    },
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |_, it| Ok(Value::Str(of_alias(it).name.clone())),
            set: None,
        },
        GetSet {
            name: "__module__",
            doc: "",
            get: |_, it| Ok(of_alias(it).module.clone()),
            set: None,
        },
        GetSet { name: "__value__", doc: "", get: |vm, it| of_alias(it).value.get(vm), set: None },
        GetSet {
            name: "__type_params__",
            doc: "",
            get: |_, it| Ok(of_alias(it).params.clone()),
            set: None,
        },
        GetSet {
            name: "__parameters__",
            doc: "",
            get: |_, it| Ok(of_alias(it).params.clone()),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

/// `typing.Generic`: the base that classes with type parameters get.
pub static GENERIC: TypeSpec = TypeSpec {
    name: "typing.Generic",
    flags: flags::BASE,
    doc: "Base of classes with type parameters.",
    methods: &[
        crate::native!(class "__class_getitem__($cls, params, /)", "A parameterised class.", generic_getitem),
    ],
    ..TypeSpec::DEFAULT
};

fn generic_getitem(vm: &Vm, class: Value, params: Value) -> Raises<Value> {
    if let Value::Type(it) = &class
        && !it.is(vm.class(Builtin::Generic))
        && protocol::getattr_opt(vm, &class, vm.name(Name::Parameters))?
            .is_none_or(|it| matches!(&it, Value::Tuple(it) if it.is_empty()))
    {
        return Err(err!(
            TypeError,
            "{} is not a generic class",
            protocol::repr(vm, &class)?.to_string_lossy()
        ));
    }
    Ok(super::generic::alias(vm, class, &params))
}

/// `Generic[params]`.
pub fn generic_base(vm: &Vm, params: &Value) -> Value {
    super::generic::alias(vm, Value::Type(vm.class(Builtin::Generic).clone()), params)
}
