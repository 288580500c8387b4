//! `typing.TypeVar`: a type that the user of a generic chooses.
//!
//! Reference: Library Reference, `typing.TypeVar`.

use crate::err;
use crate::native;
use crate::native::Rest;
use crate::object::{
    Args, BinaryOp, Builtin, Layout, Native, Raises, Ref, Str, Tuple, Type, TypeSpec, Value, Vm,
    flags,
};
use crate::protocol;

use super::no_default::no_default;
use super::variable::{self, Kind, Lazy, TypeVariable, Variance};

static LAYOUT: Layout = Layout::of::<TypeVariable>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "typing.TypeVar",
    layout: Some(&LAYOUT),
    flags: flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "A type that the user of a generic function or class chooses.\n\n\
          Usually written in a type parameter list: def first[T](items: list[T]) -> T",
    slots: |slots| {
        slots.repr.set(Some(variable::repr));
        slots.new.set(Some(new));
        slots.binary[BinaryOp::Or as usize].set(Some(super::union));
    },
    methods: METHODS,
    getset: &[
        variable::NAME,
        variable::BOUND,
        variable::CONSTRAINTS,
        variable::DEFAULT,
        variable::COVARIANT,
        variable::CONTRAVARIANT,
        variable::INFER_VARIANCE,
    ],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        "__typing_subst__($self, arg, /)",
        "What stands for the variable when it is filled in.",
        subst
    ),
    native!(
        "__typing_prepare_subst__($self, alias, args, /)",
        "The arguments, with the default added where one is missing.",
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
    type Given = (Ref<Str>, Rest, Value, Option<Value>, bool, bool, bool);
    let (name, constraints, bound, default, covariant, contravariant, inferred): Given = crate::bind!(
        vm,
        args,
        "typevar(name, *constraints, bound=None, default=typing.NoDefault, covariant=False, contravariant=False, infer_variance=False)"
    )?;
    let variance = Variance::checked(covariant, contravariant, inferred)?;
    let bound = match bound {
        Value::None => Value::None,
        bound => super::type_check(vm, bound, "Bound must be a type.")?,
    };
    match constraints.len() {
        0 => {}
        1 => return Err(err!(TypeError, "A single constraint is not allowed")),
        _ if !bound.is_none() => {
            return Err(err!(TypeError, "Constraints cannot be combined with bound=..."));
        }
        _ => {}
    }
    let variable = TypeVariable {
        name,
        variance,
        bound: Lazy::known(bound),
        constraints: Lazy::known(vm.tuple(constraints.to_vec())),
        default: variable::default_of(vm, default),
    };
    Ok(variable::made_by_call(vm, Kind::TypeVar, variable))
}

fn subst(vm: &Vm, it: Value, arg: Value) -> Raises<Value> {
    match arg {
        Value::Type(ref class) if class.spec.is_some_and(|it| !it.name.starts_with("typing.")) => {
            Ok(arg)
        }
        // Another variable takes the place as it is.
        _ if vm.is_instance(&arg, Builtin::TypeVar) => Ok(arg),
        _ => super::call(vm, "_typevar_subst", &[it, arg]),
    }
}

fn prepare(vm: &Vm, it: Value, alias: Value, args: Value) -> Raises<Value> {
    let index = variable::place(&variable::parameters_of(vm, &alias)?, &it)?;
    let count = protocol::len(vm, &args)?;
    if index < count {
        return Ok(args);
    }
    if index == count {
        let default = this_default(vm, &it)?;
        if !default.is(&no_default(vm)) {
            let mut all = match args.downcast::<Tuple>() {
                Some(args) => args.items().to_vec(),
                None => protocol::to_vec(vm, &args)?,
            };
            all.push(default);
            return Ok(vm.tuple(all));
        }
    }
    Err(err!(
        TypeError,
        "Too few arguments for {}; actual {count}, expected at least {}",
        protocol::str(vm, &alias)?.to_string_lossy(),
        index + 1
    ))
}

fn this_default(vm: &Vm, it: &Value) -> Raises<Value> {
    crate::types::container::this::<TypeVariable>(it).default.get(vm)
}
