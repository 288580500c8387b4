//! `sys.set_asyncgen_hooks` and `sys.get_asyncgen_hooks`: what event loops want to know of asynchronous generators.
//!
//! Reference: Library Reference, `sys.set_asyncgen_hooks`; PEP 525.

use crate::err;
use crate::eval::coroutine::AsyncHooks;
use crate::native;
use crate::object::{Builtin, Native, Raises, TypeSpec, Value, Vm};
use crate::stdlib::struct_sequence::{BASE, field, make};

pub static FUNCTIONS: &[Native] = &[
    native!(
        "set_asyncgen_hooks($module, /, firstiter=<unrepresentable>, finalizer=<unrepresentable>)" as "",
        "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet what is called when an asynchronous generator is first \
         used, and when it is left.",
        set_hooks
    ),
    native!(
        "get_asyncgen_hooks($module, /)",
        "The hooks that were set, in a named tuple.",
        get_hooks
    ),
];

pub static HOOKS: TypeSpec = TypeSpec {
    name: "asyncgen_hooks",
    doc: "The hooks of asynchronous generators.",
    getset: &[field::<0>("firstiter"), field::<1>("finalizer")],
    ..BASE
};

fn set_hooks(vm: &Vm, firstiter: Option<Value>, finalizer: Option<Value>) -> Raises<()> {
    let hooks = vm.state::<AsyncHooks>();
    let check = |name: &str, hook: &Option<Value>| match hook {
        Some(hook) if !hook.is_none() && vm.type_of(hook).slots.call.get().is_none() => {
            let kind = vm.type_name(hook);
            Err(err!(TypeError, "callable {name} expected, got {kind}"))
        }
        _ => Ok(()),
    };
    check("finalizer", &finalizer)?;
    check("firstiter", &firstiter)?;
    for (place, hook) in [(&hooks.finalizer, finalizer), (&hooks.firstiter, firstiter)] {
        if let Some(hook) = hook {
            let old = place.replace(hook);
            drop(old);
        }
    }
    Ok(())
}

fn get_hooks(vm: &Vm) -> Value {
    let hooks = vm.state::<AsyncHooks>();
    let items = vec![hooks.firstiter.borrow().clone(), hooks.finalizer.borrow().clone()];
    make(vm, vm.class(Builtin::SysAsyncgenHooks), items, vec![])
}
