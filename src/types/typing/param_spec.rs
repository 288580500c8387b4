//! `typing.ParamSpec`: the parameters of a function that the user of a generic chooses; its `args` and `kwargs`.
//!
//! Reference: Library Reference, `typing.ParamSpec`; PEP 612.

use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, GetSet, Layout, Native, Payload, Raises, Ref, Str, Type,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::class::unhashable;
use crate::types::container::this;

use super::variable::{self, Kind, Lazy, TypeVariable, Variance};

static LAYOUT: Layout = Layout::of::<TypeVariable>();
static PART_LAYOUT: Layout = Layout::of::<Part>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "typing.ParamSpec",
    layout: Some(&LAYOUT),
    flags: flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "The parameters of a function that the user of a generic function or class chooses.\n\n\
          Usually written in a type parameter list: def traced[**P, R](f: Callable[P, R]) -> Callable[P, R]",
    slots: |slots| {
        slots.repr.set(Some(variable::repr));
        slots.new.set(Some(new));
        slots.binary[BinaryOp::Or as usize].set(Some(super::union));
    },
    methods: METHODS,
    getset: &[
        variable::NAME,
        variable::BOUND,
        variable::DEFAULT,
        variable::COVARIANT,
        variable::CONTRAVARIANT,
        variable::INFER_VARIANCE,
        GetSet {
            name: "args",
            doc: "the type of *args",
            get: |vm, it| Ok(part(vm, Builtin::ParamSpecArgs, it)),
            set: None,
        },
        GetSet {
            name: "kwargs",
            doc: "the type of **kwargs",
            get: |vm, it| Ok(part(vm, Builtin::ParamSpecKwargs, it)),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        "__typing_subst__($self, arg, /)",
        "What stands for the parameters when they are filled in.",
        subst
    ),
    native!(
        "__typing_prepare_subst__($self, alias, args, /)",
        "The arguments, the list of parameter types as a tuple.",
        prepare
    ),
    native!("__reduce__($self, /)", "The name, by which pickling finds it.", variable::reduce),
    native!(
        "__mro_entries__($self, bases, /)",
        "Type variables are no bases.",
        variable::mro_entries
    ),
    native!("has_default($self, /)", "Whether the variable has a default.", variable::has_default),
];

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    type Given = (Ref<Str>, Value, Option<Value>, bool, bool, bool);
    let (name, bound, default, covariant, contravariant, inferred): Given = crate::bind!(
        vm,
        args,
        "paramspec(name, *, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)"
    )?;
    let variance = Variance::checked(covariant, contravariant, inferred)?;
    // Unlike a type variable's, a bound that is not given is the type of None.
    let bound = match bound {
        Value::None => Value::Type(vm.class(Builtin::NoneType).clone()),
        bound => super::type_check(vm, bound, "Bound must be a type.")?,
    };
    let variable = TypeVariable {
        name,
        variance,
        bound: Lazy::known(bound),
        constraints: Lazy::known(Value::None),
        default: variable::default_of(vm, default),
    };
    Ok(variable::made_by_call(vm, Kind::ParamSpec, variable))
}

fn subst(vm: &Vm, it: Value, arg: Value) -> Raises<Value> {
    super::call(vm, "_paramspec_subst", &[it, arg])
}

fn prepare(vm: &Vm, it: Value, alias: Value, args: Value) -> Raises<Value> {
    super::call(vm, "_paramspec_prepare_subst", &[it, alias, args])
}

/// The payload of `P.args` and `P.kwargs`.
pub struct Part {
    origin: Value,
}

impl Payload for Part {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.origin);
    }
}

fn part(vm: &Vm, class: Builtin, origin: &Value) -> Value {
    vm.alloc(class, Part { origin: origin.clone() })
}

macro_rules! part {
    ($spec:ident, $class:ident, $name:literal, $attribute:literal, $signature:literal, $doc:literal) => {
        pub static $spec: TypeSpec = TypeSpec {
            name: $name,
            layout: Some(&PART_LAYOUT),
            flags: flags::WEAKREF,
            doc: $doc,
            slots: |slots| {
                slots.repr.set(Some(|vm, it| repr_part(vm, it, $attribute)));
                slots
                    .compare
                    .set(Some(|vm, a, b, op| compare_parts(vm, a, b, op, Builtin::$class)));
                slots.hash.set(Some(unhashable));
                slots.new.set(Some(|vm, _, args| {
                    let (origin,): (Value,) = crate::bind!(vm, args, $signature)?;
                    Ok(part(vm, Builtin::$class, &origin))
                }));
            },
            methods: PART_METHODS,
            getset: PART_GETSET,
            ..TypeSpec::DEFAULT
        };
    };
}

part!(
    ARGS,
    ParamSpecArgs,
    "typing.ParamSpecArgs",
    "args",
    "paramspecargs(origin)",
    "The type of the positional arguments that a ParamSpec stands for: P.args"
);
part!(
    KWARGS,
    ParamSpecKwargs,
    "typing.ParamSpecKwargs",
    "kwargs",
    "paramspeckwargs(origin)",
    "The type of the keyword arguments that a ParamSpec stands for: P.kwargs"
);

static PART_METHODS: &[Native] = &[native!(
    "__mro_entries__($self, bases, /)",
    "Type variables are no bases.",
    variable::mro_entries
)];

static PART_GETSET: &[GetSet] = &[GetSet {
    name: "__origin__",
    doc: "",
    get: |_, it| Ok(this::<Part>(it).origin.clone()),
    set: Some(super::read_only),
}];

fn repr_part(vm: &Vm, it: &Value, attribute: &str) -> Raises<Value> {
    let origin = &this::<Part>(it).origin;
    let name = match origin.downcast::<TypeVariable>() {
        Some(variable) => variable.name.clone(),
        None => protocol::repr(vm, origin)?,
    };
    Ok(vm.text(&format!("{}.{attribute}", name.to_string_lossy())))
}

fn compare_parts(vm: &Vm, a: &Value, b: &Value, op: CompareOp, class: Builtin) -> Raises<Value> {
    if !vm.is_instance(a, class) || !vm.is_instance(b, class) {
        return Ok(Value::NotImplemented);
    }
    match op {
        CompareOp::Eq | CompareOp::Ne => {
            protocol::compare(vm, &this::<Part>(a).origin, &this::<Part>(b).origin, op)
        }
        _ => Ok(Value::NotImplemented),
    }
}
