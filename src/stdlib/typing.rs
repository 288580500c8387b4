//! `_typing`: what `typing` gets from the interpreter.

use crate::native;
use crate::object::{Builtin, Native, Value, Vm};
use crate::types::typing::no_default::no_default;

pub static FUNCTIONS: &[Native] = &[native!("_idfunc($module, x, /)", "The argument.", identity)];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("TypeVar", Builtin::TypeVar),
    ("ParamSpec", Builtin::ParamSpec),
    ("TypeVarTuple", Builtin::TypeVarTuple),
    ("ParamSpecArgs", Builtin::ParamSpecArgs),
    ("ParamSpecKwargs", Builtin::ParamSpecKwargs),
    ("TypeAliasType", Builtin::TypeAliasType),
    ("Generic", Builtin::Generic),
];

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    vec![("NoDefault", no_default(vm))]
}

fn identity(_: &Vm, it: Value) -> Value {
    it
}
