//! `isinstance` and `issubclass`.
//!
//! Reference: Data model, "Customizing instance and subclass checks".

use crate::err;
use crate::object::{Args, Builtin, Name, Raises, Ref, Tuple, Type, Value, Vm, flags};
use crate::protocol;

use super::class::{is_real_instance, user};
use super::union::Union;

/// Whether the object's class is the class or derives from it, or is or derives from one in a tuple, where
/// that is known without running Python code.
#[inline]
pub fn quick_is_instance(vm: &Vm, object: &Value, class: &Value) -> Option<bool> {
    let kind = vm.type_of(object);
    let derives = |class: &Value| match class {
        Value::Type(class) if kind.is(class) => Some(true),
        Value::Type(class) if class.has(flags::PLAIN_META) => {
            if kind.mro.borrow().iter().any(|it| it.is(class)) {
                return Some(true);
            }
            // Such an object may claim to be of another class.
            if let Value::Inst(_) | Value::Obj(_) = object { None } else { Some(false) }
        }
        _ => None,
    };
    match class {
        Value::Tuple(classes) => {
            for class in classes.items() {
                if derives(class)? {
                    return Some(true);
                }
            }
            Some(false)
        }
        class => derives(class),
    }
}

/// `isinstance(object, class)`; `class` may be a tuple of classes or a union.
pub fn is_instance(vm: &Vm, object: &Value, class: &Value) -> Raises<bool> {
    if let Value::Type(class) = class {
        if vm.type_of(object).is(class) {
            return Ok(true);
        }
        if class.has(flags::PLAIN_META) {
            return is_real_instance(vm, object, class);
        }
    }
    if let Some(classes) = members(class) {
        for class in classes.items() {
            if vm.nested(" in __instancecheck__", || is_instance(vm, object, class))? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(result) =
        user::call_method(vm, class, vm.name(Name::Instancecheck), std::slice::from_ref(object))?
    {
        return vm.is_true(&result);
    }
    match abstract_bases(vm, class)? {
        Some(_) => match protocol::getattr_opt(vm, object, vm.name(Name::Class))? {
            Some(kind) => derives(vm, &kind, class),
            None => Ok(false),
        },
        None => {
            Err(err!(TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union"))
        }
    }
}

/// The classes in a tuple or a union.
fn members(classes: &Value) -> Option<&Ref<Tuple>> {
    classes.downcast::<Tuple>().or_else(|| classes.downcast::<Union>().map(|it| &it.args))
}

/// `issubclass(class, base)`; `base` may be a tuple of classes or a union.
pub fn is_subclass(vm: &Vm, class: &Value, base: &Value) -> Raises<bool> {
    if let (Value::Type(class), Value::Type(base)) = (class, base)
        && (class.is(base) || base.has(flags::PLAIN_META))
    {
        return Ok(class.is_subclass(base));
    }
    if let Some(bases) = members(base) {
        for base in bases.items() {
            if vm.nested(" in __subclasscheck__", || is_subclass(vm, class, base))? {
                return Ok(true);
            }
        }
        return Ok(false);
    }
    if let Some(result) =
        user::call_method(vm, base, vm.name(Name::Subclasscheck), std::slice::from_ref(class))?
    {
        return vm.is_true(&result);
    }
    is_real_subclass(vm, class, base)
}

/// `issubclass` without asking the metaclass: by order of resolution, or by `__bases__` of other objects.
pub fn is_real_subclass(vm: &Vm, class: &Value, base: &Value) -> Raises<bool> {
    if let (Value::Type(class), Value::Type(base)) = (class, base) {
        return Ok(class.is_subclass(base));
    }
    if abstract_bases(vm, class)?.is_none() {
        return Err(err!(TypeError, "issubclass() arg 1 must be a class"));
    }
    if abstract_bases(vm, base)?.is_none() {
        return Err(err!(
            TypeError,
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        ));
    }
    derives(vm, class, base)
}

/// `__bases__` of anything that has a tuple there.
fn abstract_bases(vm: &Vm, class: &Value) -> Raises<Option<Ref<Tuple>>> {
    let bases = protocol::getattr_opt(vm, class, vm.name(Name::Bases))?;
    Ok(bases.and_then(|it| it.downcast::<Tuple>().cloned()))
}

fn derives(vm: &Vm, class: &Value, base: &Value) -> Raises<bool> {
    if class.is(base) {
        return Ok(true);
    }
    let Some(bases) = abstract_bases(vm, class)? else { return Ok(false) };
    for it in bases.items() {
        if vm.nested("", || derives(vm, it, base))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a value is a class whose instances are exceptions.
pub fn is_exception_class(value: &Value) -> Option<&Ref<Type>> {
    match value {
        Value::Type(class) if class.has(flags::EXCEPTION) => Some(class),
        _ => None,
    }
}

/// Calls `class(*args)`, for constructors kept as built-in classes.
pub fn instantiate(vm: &Vm, class: Builtin, args: &[Value]) -> Raises<Value> {
    let class = Value::Type(vm.class(class).clone());
    protocol::call(vm, &class, Args::positional(args))
}
