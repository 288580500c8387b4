//! Type parameters at run time (PEP 695, PEP 696).

use crate::object::{Raises, Ref, Str, Value, Vm};
use crate::types::type_variable::{self, Kind};

use super::function::TypeParamKind;

pub fn make(
    vm: &Vm,
    kind: TypeParamKind,
    name: &Ref<Str>,
    bound: Option<Value>,
    constrained: bool,
    default: Option<Value>,
) -> Raises<Value> {
    let kind = match kind {
        TypeParamKind::TypeVar => Kind::TypeVar,
        TypeParamKind::ParamSpec => Kind::ParamSpec,
        TypeParamKind::TypeVarTuple => Kind::TypeVarTuple,
    };
    Ok(type_variable::make(vm, kind, name, bound, constrained, default))
}

pub fn make_alias(vm: &Vm, name: &Ref<Str>, params: Value, value: Value) -> Raises<Value> {
    Ok(type_variable::make_alias(vm, name, params, value))
}

pub fn generic_base(vm: &Vm, params: Value) -> Raises<Value> {
    Ok(type_variable::generic_base(vm, &params))
}
