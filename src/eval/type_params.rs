//! Type parameters at run time (PEP 695, PEP 696): until the typing objects stand, asking for them says so.

use crate::err;
use crate::object::{Raises, Ref, Str, Value, Vm};

use super::function::TypeParamKind;

pub fn make(
    _: &Vm,
    _: TypeParamKind,
    name: &Ref<Str>,
    _: Option<Value>,
    _: bool,
    _: Option<Value>,
) -> Raises<Value> {
    Err(err!(NotImplementedError, "type parameter {} is not supported yet", name.to_string_lossy()))
}

pub fn make_alias(_: &Vm, name: &Ref<Str>, _: Value, _: Value) -> Raises<Value> {
    Err(err!(NotImplementedError, "type alias {} is not supported yet", name.to_string_lossy()))
}

pub fn generic_base(_: &Vm, _: Value) -> Raises<Value> {
    Err(err!(NotImplementedError, "generic classes are not supported yet"))
}
