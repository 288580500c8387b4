//! `typing.TypeVarTuple`: any number of types that the user of a generic chooses.
//!
//! Reference: Library Reference, `typing.TypeVarTuple`; PEP 646.

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Native, Raises, Ref, Str, Tuple, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;

use super::variable::{self, Kind, Lazy, TypeVariable, Variance};

static LAYOUT: Layout = Layout::of::<TypeVariable>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "typing.TypeVarTuple",
    layout: Some(&LAYOUT),
    flags: flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "Any number of types that the user of a generic function or class chooses.\n\n\
          Usually written in a type parameter list: def all_of[*Ts](*items: *Ts) -> tuple[*Ts]",
    slots: |slots| {
        slots.repr.set(Some(|_, it| {
            Ok(Value::Str(crate::types::container::this::<TypeVariable>(it).name.clone()))
        }));
        slots.new.set(Some(new));
        slots.iter.set(Some(iter));
    },
    methods: METHODS,
    getset: &[variable::NAME, variable::DEFAULT],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        "__typing_subst__($self, arg, /)",
        "Not possible: the variable stands for several types.",
        subst
    ),
    native!(
        "__typing_prepare_subst__($self, alias, args, /)",
        "The arguments, those for this variable gathered in a tuple.",
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
    let (name, default): (Ref<Str>, Option<Value>) =
        crate::bind!(vm, args, "typevartuple(name, *, default=typing.NoDefault)")?;
    let variable = TypeVariable {
        name,
        variance: Variance::default(),
        bound: Lazy::known(Value::None),
        constraints: Lazy::known(Value::None),
        default: variable::default_of(vm, default),
    };
    Ok(variable::made_by_call(vm, Kind::TypeVarTuple, variable))
}

/// `Unpack[variable]`, as other code than subscripts writes `*variable`.
pub fn unpacked(vm: &Vm, it: &Value) -> Raises<Value> {
    let unpack = super::attribute(vm, "Unpack")?;
    protocol::getitem(vm, &unpack, it)
}

fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    let item = unpacked(vm, it)?;
    protocol::iter(vm, &vm.tuple(vec![item]))
}

fn subst(_: &Vm, _: Value, _: Value) -> Raises<Value> {
    Err(err!(TypeError, "Substitution of bare TypeVarTuple is not supported"))
}

fn prepare(vm: &Vm, it: Value, alias: Value, args: Value) -> Raises<Value> {
    let params = variable::parameters_of(vm, &alias)?;
    let args = protocol::to_vec(vm, &args)?;
    let shown = || protocol::str(vm, &alias).map(|it| it.to_string_lossy().into_owned());
    let index = variable::place(&params, &it)?;
    let after = params.len() - index - 1;
    if params[index + 1..].iter().any(|it| vm.is_instance(it, Builtin::TypeVarTuple)) {
        return Err(err!(TypeError, "More than one TypeVarTuple parameter in {}", shown()?));
    }
    // An unpacked `tuple[X, ...]` among the arguments stands for as many as are wanted.
    let mut endless: Option<(usize, Value)> = None;
    for (i, arg) in args.iter().enumerate() {
        if let Some(item) = endless_item(vm, arg)? {
            if endless.is_some() {
                return Err(err!(
                    TypeError,
                    "More than one unpacked arbitrary-length tuple argument"
                ));
            }
            endless = Some((i, item));
        }
    }
    let (mut left, mut right) = (index, after);
    match &endless {
        Some((at, _)) => {
            left = left.min(*at);
            right = right.min(args.len() - at - 1);
        }
        None if left + right > args.len() => {
            return Err(err!(
                TypeError,
                "Too few arguments for {}; actual {}, expected at least {}",
                shown()?,
                args.len(),
                params.len() - 1
            ));
        }
        None => {}
    }
    let end = args.len() - right;
    let variable = crate::types::container::this::<TypeVariable>(&it);
    let middle = if left == end && variable::has_default(vm, variable.clone()) {
        let default = variable.default.get(vm)?;
        super::substitute::flat_args(vm, &default)?
    } else {
        args[left..end].to_vec()
    };
    let fill = endless.map_or(Value::None, |it| it.1);
    let mut all = args[..left].to_vec();
    all.extend(std::iter::repeat_n(fill.clone(), index - left));
    all.push(vm.tuple(middle));
    all.extend(std::iter::repeat_n(fill, after - right));
    all.extend_from_slice(&args[end..]);
    Ok(vm.tuple(all))
}

/// The `X` of an unpacked `tuple[X, ...]`.
fn endless_item(vm: &Vm, arg: &Value) -> Raises<Option<Value>> {
    if matches!(arg, Value::Type(_)) {
        return Ok(None);
    }
    let parts = protocol::getattr_opt(vm, arg, &vm.intern("__typing_unpacked_tuple_args__"))?;
    Ok(match parts.as_ref().and_then(|it| it.downcast::<Tuple>()).map(|it| it.items()) {
        Some([item, Value::Ellipsis]) => Some(item.clone()),
        _ => None,
    })
}
