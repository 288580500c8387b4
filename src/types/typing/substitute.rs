//! Type variables in the arguments of aliases and unions: finding them, and putting types in their place.
//!
//! Reference: Library Reference, "Generic Alias Type"; PEP 585, PEP 646.

use crate::err;
use crate::object::{Name, Raises, Tuple, Value, Vm};
use crate::protocol;

/// `__parameters__`: the variables among the arguments, each once.
pub fn parameters(vm: &Vm, args: &[Value]) -> Raises<Vec<Value>> {
    let mut found: Vec<Value> = Vec::new();
    let mut add = |it: &Value| {
        if !found.iter().any(|known| known.is(it)) {
            found.push(it.clone());
        }
    };
    for arg in args {
        // `__parameters__` of a class says nothing about the class without a subscript.
        if matches!(arg, Value::Type(_)) {
            continue;
        }
        if protocol::getattr_opt(vm, arg, vm.name(Name::TypingSubst))?.is_some() {
            add(arg);
        } else if let Some(inner) = inner_parameters(vm, arg)? {
            inner.iter().for_each(&mut add);
        }
    }
    Ok(found)
}

fn inner_parameters(vm: &Vm, arg: &Value) -> Raises<Option<Vec<Value>>> {
    let inner = protocol::getattr_opt(vm, arg, vm.name(Name::Parameters))?;
    Ok(inner.as_ref().and_then(|it| it.downcast::<Tuple>()).map(|it| it.items().to_vec()))
}

/// The items of a subscript, unpacked tuples of known length taken apart.
pub fn flat_args(vm: &Vm, item: &Value) -> Raises<Vec<Value>> {
    let items = match item.downcast::<Tuple>() {
        Some(items) => items.items().to_vec(),
        None => vec![item.clone()],
    };
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        let parts = match &item {
            Value::Type(_) => None,
            _ => protocol::getattr_opt(vm, &item, &vm.intern("__typing_unpacked_tuple_args__"))?,
        };
        match parts.as_ref().and_then(|it| it.downcast::<Tuple>()) {
            Some(parts) if !matches!(parts.items().last(), Some(Value::Ellipsis)) => {
                flat.extend_from_slice(parts.items());
            }
            _ => flat.push(item),
        }
    }
    Ok(flat)
}

/// The arguments with the items of a subscript in the places of the parameters.
pub fn substitute(
    vm: &Vm,
    owner: &Value,
    args: &[Value],
    params: &[Value],
    item: &Value,
) -> Raises<Vec<Value>> {
    let shown = || protocol::repr(vm, owner).map(|it| it.to_string_lossy().into_owned());
    if params.is_empty() {
        return Err(err!(TypeError, "{} is not a generic class", shown()?));
    }
    let mut items = flat_args(vm, item)?;
    for param in params {
        let prepare = protocol::getattr_opt(vm, param, vm.name(Name::TypingPrepareSubst))?;
        if let Some(prepare) = prepare.filter(|it| !it.is_none()) {
            let given = [owner.clone(), vm.tuple(items)];
            let prepared = protocol::call(vm, &prepare, crate::object::Args::positional(&given))?;
            items = match prepared.downcast::<Tuple>() {
                Some(items) => items.items().to_vec(),
                None => vec![prepared],
            };
        }
    }
    if items.len() != params.len() {
        let what = if items.len() > params.len() { "many" } else { "few" };
        return Err(err!(
            TypeError,
            "Too {what} arguments for {}; actual {}, expected {}",
            shown()?,
            items.len(),
            params.len()
        ));
    }
    let mut new = Vec::with_capacity(args.len());
    for arg in args {
        if matches!(arg, Value::Type(_)) {
            new.push(arg.clone());
            continue;
        }
        let filled = match protocol::getattr_opt(vm, arg, vm.name(Name::TypingSubst))? {
            Some(subst) => match params.iter().position(|it| it.is(arg)) {
                Some(i) => protocol::call1(vm, &subst, &items[i])?,
                None => arg.clone(),
            },
            None => fill_inner(vm, arg, params, &items)?,
        };
        match filled.downcast::<Tuple>() {
            Some(parts) if is_unpacked_variable(vm, arg)? => new.extend_from_slice(parts.items()),
            _ => new.push(filled),
        }
    }
    Ok(new)
}

/// An argument that has parameters of its own, filled in.
fn fill_inner(vm: &Vm, arg: &Value, params: &[Value], items: &[Value]) -> Raises<Value> {
    let Some(inner) = inner_parameters(vm, arg)?.filter(|it| !it.is_empty()) else {
        return Ok(arg.clone());
    };
    let mut given = Vec::with_capacity(inner.len());
    for param in &inner {
        match params.iter().position(|it| it.is(param)) {
            Some(i) => match items[i].downcast::<Tuple>() {
                Some(parts) if vm.type_of(param).slots.iter.get().is_some() => {
                    given.extend_from_slice(parts.items());
                }
                _ => given.push(items[i].clone()),
            },
            None => given.push(param.clone()),
        }
    }
    protocol::getitem(vm, arg, &vm.tuple(given))
}

/// Whether an argument is `*Ts`.
fn is_unpacked_variable(vm: &Vm, arg: &Value) -> Raises<bool> {
    match protocol::getattr_opt(vm, arg, &vm.intern("__typing_is_unpacked_typevartuple__"))? {
        Some(it) => vm.is_true(&it),
        None => Ok(false),
    }
}
