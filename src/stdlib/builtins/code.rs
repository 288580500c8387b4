//! Built-in functions that run code or look at the frame that runs.

use crate::err;
use crate::object::{Args, Dict, Name, Raises, Ref, Tuple, Value, Vm};
use crate::stdlib::{frames, import as imports, sys_attribute};

pub fn globals(vm: &Vm) -> Raises<Ref<Dict>> {
    frames::globals(vm)
}

pub fn locals(vm: &Vm) -> Raises<Value> {
    frames::locals(vm)
}

pub fn breakpoint(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let hook = sys_attribute(vm, "breakpointhook")
        .ok_or_else(|| err!(RuntimeError, "lost sys.breakpointhook"))?;
    let (args, keywords) = match slots {
        [args, keywords] => (args.downcast::<Tuple>(), keywords),
        _ => (None, &Value::Err),
    };
    let (names, values) = crate::types::class::keyword_pairs(keywords);
    let all: Vec<Value> =
        args.iter().flat_map(|it| it.items()).cloned().chain(values).collect();
    vm.call(&hook, Args { values: &all, names: &names })
}

pub fn import(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let [name, globals, locals, fromlist, level] = slots else { return Ok(Value::None) };
    let Some(name) = name.downcast() else {
        return Err(err!(TypeError, "module name must be a string"));
    };
    let given = |it: &Value| if it.is_err() { Value::None } else { it.clone() };
    let level = match level {
        Value::Err => 0,
        other => crate::native::to_i64(vm, other, "int")?,
    };
    imports::import_name(vm, name, &given(globals), &given(locals), &given(fromlist), level)
}

/// Namespaces for `eval` and `exec`: what is given, or the present ones.
struct Namespaces {
    globals: Ref<Dict>,
    locals: Option<Value>,
}

fn namespaces(vm: &Vm, globals: Value, locals: Value, name: &str) -> Raises<Namespaces> {
    if !locals.is_none() && vm.type_of(&locals).slots.getitem.get().is_none() {
        return Err(if name == "exec" {
            err!(TypeError, "locals must be a mapping or None, not {}", vm.type_name(&locals))
        } else {
            err!(TypeError, "locals must be a mapping")
        });
    }
    let given = match &globals {
        Value::None => None,
        other => Some(other.downcast::<Dict>().cloned().ok_or_else(|| {
            if name == "exec" {
                err!(TypeError, "exec() globals must be a dict, not {}", vm.type_name(other))
            } else if vm.type_of(other).slots.getitem.get().is_some() {
                err!(TypeError, "globals must be a real dict; try eval(code, {{}}, mapping)")
            } else {
                err!(TypeError, "globals must be a dict")
            }
        })?),
    };
    let (globals, locals) = match (given, locals) {
        (Some(globals), Value::None) => (globals, None),
        (Some(globals), locals) => (globals, Some(locals)),
        (None, Value::None) => {
            let globals = frames::globals(vm)?;
            let locals = frames::locals(vm)?;
            let same = matches!(&locals, Value::Dict(it) if it.is(&globals));
            (globals, (!same).then_some(locals))
        }
        (None, locals) => (frames::globals(vm)?, Some(locals)),
    };
    let builtins = vm.name(Name::Builtins);
    if globals.get_str(builtins).is_none()
        && let Some(own) = vm.builtins.get()
    {
        globals.set_str(vm, builtins, Value::Dict(own.clone()));
    }
    let locals = locals.filter(|it| !matches!(it, Value::Dict(it) if it.is(&globals)));
    Ok(Namespaces { globals, locals })
}
