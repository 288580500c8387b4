//! The objects behind type hints that the language itself makes: type variables, `type` aliases, `Generic`.
//!
//! What only hints need beyond that (`Union`, `Unpack`, checks of arguments) is in the module `typing`, which is
//! imported when an operation comes to need it.
//!
//! Reference: Library Reference, "typing — Support for type hints"; PEP 484, PEP 612, PEP 646, PEP 695, PEP 696.

pub mod alias;
pub mod generic;
pub mod no_default;
pub mod param_spec;
pub mod substitute;
pub mod type_var;
pub mod type_var_tuple;
pub mod variable;

use crate::err;
use crate::object::{Args, Name, Raises, Value, Vm};
use crate::protocol;

/// The module `typing`.
fn module(vm: &Vm) -> Raises<Value> {
    let name = vm.intern("typing");
    if let Some(module) = vm.modules.get().and_then(|it| it.get_str(&name)) {
        return Ok(module);
    }
    let import = vm.builtins.get().and_then(|it| it.get_str(vm.name(Name::Import)));
    match import {
        Some(import) => protocol::call1(vm, &import, &Value::Str(name)),
        None => Err(err!(ImportError, "__import__ not found")),
    }
}

/// `typing.name`.
pub fn attribute(vm: &Vm, name: &str) -> Raises<Value> {
    protocol::getattr(vm, &module(vm)?, &vm.intern(name))
}

/// `typing.name(*args)`.
pub fn call(vm: &Vm, name: &str, args: &[Value]) -> Raises<Value> {
    let function = attribute(vm, name)?;
    protocol::call(vm, &function, Args::positional(args))
}

/// The name of the module whose code runs, for `__module__` of what it makes.
fn caller(vm: &Vm) -> Value {
    let fp = vm.frame.get();
    if fp.is_null() { Value::None } else { fp.head().function().module.get() }
}

/// `left | right` where one of them is a type variable.
fn union(vm: &Vm, left: &Value, right: &Value) -> Raises<Value> {
    call(vm, "_make_union", &[left.clone(), right.clone()])
}

/// Refuses what is no type where one is due.
fn type_check(vm: &Vm, value: Value, message: &str) -> Raises<Value> {
    match value {
        // What nearly all bounds are.
        Value::Type(ref class) if class.spec.is_some_and(|it| !it.name.starts_with("typing.")) => {
            Ok(value)
        }
        _ => call(vm, "_type_check", &[value, vm.text(message)]),
    }
}

fn read_only(_: &Vm, _: &Value, _: Option<Value>) -> Raises<()> {
    Err(err!(AttributeError, "readonly attribute"))
}
