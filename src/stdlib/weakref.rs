//! `_weakref`: weak references, for the module `weakref`.
//!
//! Reference: Library Reference, "weakref".

use crate::native;
use crate::object::{Builtin, Dict, Native, Raises, Ref, Value, Vm, Weakref, weak};
use crate::protocol::keyed;
use crate::types::weakref::proxy;

pub const DOC: &str = "Weak references.";

pub static FUNCTIONS: &[Native] = &[
    native!(
        "getweakrefcount($module, object, /)",
        "How many weak references to an object there are.",
        count
    ),
    native!("getweakrefs($module, object, /)", "The weak references to an object.", references),
    native!(
        "proxy($module, object, callback=None, /)",
        "A stand-in that does not keep its object alive.",
        proxy
    ),
    native!(
        "_remove_dead_weakref($module, dct, key, /)",
        "Take a key out whose value is a weak reference to what is gone.",
        remove_dead
    ),
];

pub static CLASSES: &[(&str, Builtin)] = &[
    ("ref", Builtin::Weakref),
    ("ReferenceType", Builtin::Weakref),
    ("ProxyType", Builtin::WeakProxy),
    ("CallableProxyType", Builtin::WeakCallableProxy),
];

fn all(vm: &Vm, object: &Value) -> Vec<Ref<Weakref>> {
    object.heap().map_or_else(Vec::new, |it| weak::references(vm, it))
}

fn count(vm: &Vm, object: Value) -> usize {
    all(vm, &object).len()
}

fn references(vm: &Vm, object: Value) -> Vec<Value> {
    all(vm, &object).into_iter().map(|it| Value::of(it.into_any())).collect()
}

fn remove_dead(vm: &Vm, dict: Ref<Dict>, key: Value) -> Raises<()> {
    let (_, at) = keyed::dict_find(vm, &dict, &key)?;
    if let Some(at) = at {
        let value = dict.value_at(at).clone();
        if value.downcast::<Weakref>().is_some_and(|it| it.target().is_none()) {
            drop(keyed::dict_remove(vm, &dict, &key)?);
        }
    }
    Ok(())
}
