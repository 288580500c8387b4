//! Type parameters at run time (PEP 695, PEP 696).

use crate::object::{Raises, Ref, Str, Value, Vm};
use crate::types::typing::variable::{self, Kind};
use crate::types::typing::{alias, generic};

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
    Ok(variable::make(vm, kind, name, bound, constrained, default))
}

pub fn make_alias(vm: &Vm, name: &Ref<Str>, params: Value, value: Value) -> Raises<Value> {
    Ok(alias::make(vm, name, &params, value))
}

pub fn generic_base(vm: &Vm, params: Value) -> Raises<Value> {
    generic::base(vm, &params)
}
