//! The evaluator: the executable tree runs itself over frames of slots.
//!
//! Lowering builds [`Node`](crate::object::Node)s and [`Stmt`](crate::object::Stmt)s out of the modules
//! here. A node returns its value in registers, or `Value::Err` with the exception in the `Vm`. Common cases
//! stand in the node's body; everything else is one call into a cold function.
//!
//! Reading order: [`operand`], [`arith`], [`compare`], [`names`], [`attr`], [`index`], [`slice`], [`call`] with [`bind`] and
//! [`method`], [`control`], [`try_`], [`build`], [`format`](mod@format), [`function`], [`pattern`], [`import`]; then [`generator`] and the
//! re-entrant statements in [`resume`]; [`fail`] is where all of them go when something is wrong.

pub mod anext;
pub mod arith;
pub mod attr;
pub mod bind;
pub mod build;
pub mod call;
pub mod call_global;
pub mod call_keywords;
pub mod call_super;
pub mod compare;
pub mod control;
pub mod coroutine;
pub mod fail;
pub mod format;
pub mod function;
pub mod function_type;
pub mod generator;
pub mod generator_type;
pub mod global_attr;
pub mod import;
pub mod index;
pub mod method;
pub mod names;
pub mod operand;
pub mod pattern;
pub mod resume;
pub mod slice;
pub mod specs;
pub mod try_;
pub mod type_params;

use crate::object::{
    Args, CellBox, Code, Dict, Function, Name, Outgoing, Raises, Ref, Value, Vm, co,
};

/// Runs a code object with these globals; `locals` is the mapping its names live in, where that is not the
/// globals themselves.
///
/// Errors: whatever the code raises.
pub fn run(
    vm: &Vm,
    code: &Ref<Code>,
    globals: &Ref<Dict>,
    locals: Option<&Value>,
) -> Raises<Value> {
    run_with_closure(vm, code, globals, locals, Box::default())
}

/// [`run`] for code that has free variables: `closure` are their cells.
pub fn run_with_closure(
    vm: &Vm,
    code: &Ref<Code>,
    globals: &Ref<Dict>,
    locals: Option<&Value>,
    closure: Box<[Ref<CellBox>]>,
) -> Raises<Value> {
    let namespace = match locals {
        Some(Value::Dict(dict)) if dict.is(globals) => None,
        // A function's code has locals of its own.
        _ if code.has(co::OPTIMIZED) => None,
        other => other,
    };
    // Of globals that are an instance of a subclass, names are looked up by its methods.
    let own = Value::of(globals.clone().into_any());
    let namespace = match namespace {
        None if !matches!(own, Value::Dict(_)) && !code.has(co::OPTIMIZED) => Some(&own),
        other => other,
    };
    let builtins = builtins_of(vm, globals)?;
    let function = Ref::<Function>::new(
        vm,
        code.clone(),
        globals.clone(),
        builtins,
        closure.into_iter(),
        namespace.is_some(),
    );
    if let Some(module) = globals.get_str(vm.name(Name::Name)) {
        function.module.set(module);
    }
    // Errors about its arguments call the code by its name alone.
    function.set_qualname(code.facts.name.clone());
    match namespace {
        Some(namespace) => run_body(vm, &function, namespace),
        None => {
            if code.has(co::OPTIMIZED) {
                // The code of a function: it may have parameters.
                let result = call::call_with_args(vm, &function, Args::NONE);
                return vm.check(result);
            }
            let out = Outgoing::begin(vm);
            let result = call::call_function(vm, &function, out, 0, false);
            vm.check(result)
        }
    }
}

/// Runs a function whose names live in a namespace mapping: a class body, or `exec` with locals.
pub fn run_body(vm: &Vm, function: &Ref<Function>, namespace: &Value) -> Raises<Value> {
    let out = Outgoing::begin(vm);
    out.push(vm, namespace.clone());
    let result = call::call_function(vm, function, out, 1, false);
    vm.check(result)
}

/// The built-in names that code with these globals sees: `__builtins__` among them, put there if it is missing.
pub fn builtins_of(vm: &Vm, globals: &Ref<Dict>) -> Raises<Ref<Dict>> {
    let Some(builtins) = vm.builtins.get() else {
        return Ok(globals.clone());
    };
    let name = vm.name(Name::Builtins);
    match globals.get_str(name) {
        Some(Value::Dict(own)) => Ok(own),
        Some(module) => match crate::protocol::getattr_opt(vm, &module, &vm.intern("__dict__"))? {
            Some(Value::Dict(own)) => Ok(own),
            _ => Ok(builtins.clone()),
        },
        None => {
            let module = vm.modules.get().and_then(|it| it.get_str(&vm.intern("builtins")));
            globals.set_str(vm, name, module.unwrap_or_else(|| Value::Dict(builtins.clone())));
            Ok(builtins.clone())
        }
    }
}
