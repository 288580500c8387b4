//! `object.__reduce_ex__` and `__getstate__`: how objects are taken apart for pickling and copying.
//!
//! Reference: Library Reference, "pickle", "Pickling Class Instances"; PEP 307, PEP 3154.

use std::any::TypeId;

use crate::err;
use crate::object::{
    Args, Builtin, Dict, Instance, Name, Raises, Ref, Str, Tuple, Type, Value, Vm, flags,
};
use crate::protocol;

use super::class::user;
use super::descriptor::MethodDescriptor;

/// What `copyreg.name` is.
fn copyreg(vm: &Vm, name: Name) -> Raises<Value> {
    let loaded = vm.modules.get().and_then(|it| it.get_str(vm.name(Name::WordCopyreg)));
    let module = match loaded {
        Some(module) => module,
        None => {
            let import = vm.builtins.get().and_then(|it| it.get_str(vm.name(Name::Import)));
            let Some(import) = import else {
                return Err(err!(ImportError, "__import__ not found"));
            };
            protocol::call1(vm, &import, &Value::Str(vm.name(Name::WordCopyreg).clone()))?
        }
    };
    protocol::getattr(vm, &module, vm.name(name))
}

/// The names of the slots that instances of a class have, which `copyreg` notes in the class.
fn slot_names(vm: &Vm, class: &Ref<Type>) -> Raises<Value> {
    if let Some(names @ Value::List(_)) = class.namespace(vm).get_str(vm.name(Name::Slotnames)) {
        return Ok(names);
    }
    protocol::call1(vm, &copyreg(vm, Name::WordSlotnames)?, &Value::Type(class.clone()))
}

/// `(getattr, (object, name))`.
pub fn by_getattr(vm: &Vm, object: Value, name: Value) -> Raises<Value> {
    let getattr = vm.builtins.get().and_then(|it| it.get_str(&vm.intern("getattr")));
    Ok(vm.tuple(vec![getattr.unwrap_or(Value::None), vm.tuple(vec![object, name])]))
}

pub fn reduce(vm: &Vm, it: Value) -> Raises<Value> {
    common(vm, &it, 0)
}

pub fn reduce_ex(vm: &Vm, it: Value, version: i32) -> Raises<Value> {
    // A class that has its own `__reduce__` is asked for that.
    let found = vm.type_of(&it).lookup(vm, vm.name(Name::Reduce));
    let plain = found.as_ref().is_none_or(|it| {
        let method = it.downcast::<MethodDescriptor>();
        method.is_some_and(|it| it.class.is(vm.class(Builtin::Object)))
    });
    if !plain {
        return protocol::call_method(vm, &it, vm.name(Name::Reduce), &[]);
    }
    common(vm, &it, version)
}

fn common(vm: &Vm, it: &Value, version: i32) -> Raises<Value> {
    if version < 2 {
        let function = copyreg(vm, Name::WordReduceEx)?;
        return vm.call(&function, Args::positional(&[it.clone(), Value::Int(version.into())]));
    }
    by_new(vm, it)
}

/// Arguments for `__new__`, by position and by name, as the object gives them.
fn new_arguments(vm: &Vm, it: &Value) -> Raises<Option<(Ref<Tuple>, Option<Ref<Dict>>)>> {
    if let Some(given) = user::call_method(vm, it, vm.name(Name::GetnewargsEx), &[])? {
        let Some(pair) = given.downcast::<Tuple>() else {
            return Err(err!(
                TypeError,
                "__getnewargs_ex__ should return a tuple, not '{}'",
                vm.type_name(&given)
            ));
        };
        let [args, keywords] = pair.items() else {
            return Err(err!(
                ValueError,
                "__getnewargs_ex__ should return a tuple of length 2, not {}",
                pair.len()
            ));
        };
        let Some(args) = args.downcast::<Tuple>() else {
            return Err(err!(
                TypeError,
                "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '{}'",
                vm.type_name(args)
            ));
        };
        let Some(keywords) = keywords.downcast::<Dict>() else {
            return Err(err!(
                TypeError,
                "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '{}'",
                vm.type_name(keywords)
            ));
        };
        return Ok(Some((args.clone(), Some(keywords.clone()))));
    }
    match user::call_method(vm, it, vm.name(Name::Getnewargs), &[])? {
        None => Ok(None),
        Some(given) => match given.downcast::<Tuple>() {
            Some(args) => Ok(Some((args.clone(), None))),
            None => Err(err!(
                TypeError,
                "__getnewargs__ should return a tuple, not '{}'",
                vm.type_name(&given)
            )),
        },
    }
}

/// `(copyreg.__newobj__, (class, *args), state, items of a list, items of a dict)`.
fn by_new(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = vm.type_of(it).clone();
    if class.has(flags::NO_NEW) || class.slots.new.get().is_none() {
        return Err(err!(TypeError, "cannot pickle '{}' object", class.name()));
    }
    let arguments = new_arguments(vm, it)?;
    let is_list = vm.is_instance(it, Builtin::List);
    let is_dict = vm.is_instance(it, Builtin::Dict);
    let required = arguments.is_none() && !is_list && !is_dict;
    let class_value = Value::Type(class);
    let (function, args) = match arguments {
        Some((args, Some(keywords))) if !keywords.is_empty() => {
            let args = vec![class_value, Value::Tuple(args), Value::Dict(keywords)];
            (copyreg(vm, Name::NewobjEx)?, args)
        }
        arguments => {
            let args = arguments.map(|it| it.0.items().to_vec()).unwrap_or_default();
            let args = std::iter::once(class_value).chain(args).collect();
            (copyreg(vm, Name::Newobj)?, args)
        }
    };
    let state = state(vm, it, required)?;
    let list = if is_list { protocol::iter(vm, it)? } else { Value::None };
    let dict = if is_dict {
        let items = protocol::call_method(vm, it, vm.name(Name::WordItems), &[])?;
        protocol::iter(vm, &items)?
    } else {
        Value::None
    };
    Ok(vm.tuple(vec![function, vm.tuple(args), state, list, dict]))
}

/// What `__getstate__` gives. `required`: nothing else of the object is kept.
fn state(vm: &Vm, it: &Value, required: bool) -> Raises<Value> {
    let name = vm.name(Name::Getstate);
    let found = vm.type_of(it).lookup(vm, name);
    let plain = found.as_ref().and_then(|it| it.downcast::<MethodDescriptor>());
    if plain.is_some_and(|it| it.class.is(vm.class(Builtin::Object))) {
        return default_state(vm, it, required);
    }
    protocol::call_method(vm, it, name, &[])
}

pub fn getstate(vm: &Vm, it: Value) -> Raises<Value> {
    default_state(vm, &it, false)
}

fn default_state(vm: &Vm, it: &Value, required: bool) -> Raises<Value> {
    let class = vm.type_of(it).clone();
    if required && class.layout.type_id != TypeId::of::<Instance>() {
        let kind = class.name();
        // Objects of no fixed size are worded differently.
        return Err(if vm.is_instance(it, Builtin::Tuple) || vm.is_instance(it, Builtin::Int) {
            err!(TypeError, "cannot pickle {kind} objects")
        } else {
            err!(TypeError, "cannot pickle '{kind}' object")
        });
    }
    let state = match protocol::getattr_opt(vm, it, vm.name(Name::Dict))? {
        Some(dict) if class.has(flags::INSTANCE_DICT) => dict,
        _ => Value::None,
    };
    let names = slot_names(vm, &class)?;
    let slots = vm.dict();
    for name in protocol::to_vec(vm, &names)? {
        let Some(name) = name.downcast::<Str>() else { continue };
        let name = vm.intern_str(name);
        if let Some(value) = protocol::getattr_opt(vm, it, &name)? {
            slots.set_str(vm, &name, value);
        }
    }
    if slots.is_empty() {
        return Ok(state);
    }
    Ok(vm.tuple(vec![state, Value::Dict(slots)]))
}
