//! The attributes of class objects: `__name__`, `__mro__`, `__dict__`, …
//!
//! Reference: Data model, "Special attributes" of classes.

use crate::err;
use crate::object::{Builtin, GetSet, Name, Raises, Ref, Str, Tuple, Type, Value, Vm, flags};
use crate::protocol;

use super::class::make;

pub static GETSET: &[GetSet] = &[
    GetSet { name: "__name__", doc: "", get: name, set: Some(set_name) },
    GetSet { name: "__qualname__", doc: "", get: qualname, set: Some(set_qualname) },
    GetSet { name: "__module__", doc: "", get: module, set: Some(set_module) },
    GetSet { name: "__doc__", doc: "", get: doc, set: Some(set_doc) },
    GetSet { name: "__bases__", doc: "", get: bases, set: Some(set_bases) },
    GetSet { name: "__base__", doc: "", get: base, set: None },
    GetSet { name: "__mro__", doc: "", get: mro, set: None },
    GetSet { name: "__dict__", doc: "", get: dict, set: None },
    GetSet {
        name: "__abstractmethods__",
        doc: "",
        get: abstract_methods,
        set: Some(set_abstract_methods),
    },
    GetSet { name: "__annotations__", doc: "", get: annotations, set: Some(set_annotations) },
    GetSet { name: "__type_params__", doc: "", get: type_params, set: Some(set_type_params) },
    GetSet { name: "__text_signature__", doc: "", get: text_signature, set: None },
    GetSet { name: "__flags__", doc: "", get: flags_, set: None },
    GetSet { name: "__basicsize__", doc: "", get: |_, _| Ok(Value::Int(16)), set: None },
    GetSet { name: "__itemsize__", doc: "", get: itemsize, set: None },
    GetSet {
        name: "__dictoffset__",
        doc: "",
        get: |_, it| Ok(Value::Int(offset(it, flags::INSTANCE_DICT))),
        set: None,
    },
    GetSet {
        name: "__weakrefoffset__",
        doc: "",
        get: |_, it| Ok(Value::Int(offset(it, flags::WEAKREF))),
        set: None,
    },
];

/// Bytes of one item of those types whose objects differ in length.
fn itemsize(vm: &Vm, class: &Value) -> Raises<Value> {
    let sizes = [(Builtin::Tuple, 8), (Builtin::Int, 4), (Builtin::Bytes, 1), (Builtin::Type, 40)];
    let class = class.downcast::<Type>();
    let size =
        sizes.iter().find(|(base, _)| class.is_some_and(|it| it.is_subclass(vm.class(*base))));
    Ok(Value::Int(size.map_or(0, |it| it.1)))
}

/// `__dict__` of instances, in the first class that gives them one.
pub static INSTANCE_DICT: GetSet = GetSet {
    name: "__dict__",
    doc: "dictionary for instance variables",
    get: |vm, it| match protocol::attr::instance_dict(vm, it) {
        Some(dict) => Ok(Value::Dict(dict)),
        None => Err(protocol::attr::no_attribute(vm, it, &vm.intern("__dict__"))),
    },
    set: Some(set_instance_dict),
};

/// `__weakref__` of instances, likewise.
pub static INSTANCE_WEAKREF: GetSet = GetSet {
    name: "__weakref__",
    doc: "list of weak references to the object",
    get: |vm, it| {
        let first =
            it.heap().and_then(|it| crate::object::weak::references(vm, it).into_iter().next());
        Ok(first.map_or(Value::None, |it| Value::of(it.into_any())))
    },
    set: None,
};

fn set_instance_dict(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let dict = match value {
        Some(value) => match value.downcast::<crate::object::Dict>() {
            Some(dict) => dict.clone(),
            None => {
                return Err(err!(
                    TypeError,
                    "__dict__ must be set to a dictionary, not a '{}'",
                    vm.type_name(&value)
                ));
            }
        },
        None => vm.dict(),
    };
    match it {
        Value::Inst(instance) => instance.set_dict(vm, dict),
        _ => {
            if let Some(extra) = it.heap().and_then(|it| it.header().extra()) {
                let old = extra.dict.replace(Some(dict));
                drop(old);
            }
        }
    }
    Ok(())
}

fn of(it: &Value) -> &Ref<Type> {
    match it {
        Value::Type(class) => class,
        _ => unreachable!("descriptors check what they are asked for"),
    }
}

fn offset(it: &Value, flag: u32) -> i64 {
    if of(it).has(flag) { -1 } else { 0 }
}

/// The class, if its attribute `name` may be set to `value`.
fn settable<'a>(it: &'a Value, name: &str, value: &Option<Value>) -> Raises<&'a Ref<Type>> {
    let class = of(it);
    if class.has(flags::IMMUTABLE) {
        return Err(err!(
            TypeError,
            "cannot set '{name}' attribute of immutable type '{}'",
            class.name()
        ));
    }
    if value.is_none() {
        return Err(err!(
            TypeError,
            "cannot delete '{name}' attribute of immutable type '{}'",
            class.name()
        ));
    }
    Ok(class)
}

fn name(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::Str(of(it).name_str(vm)))
}

fn text(vm: &Vm, class: &Type, attribute: &str, value: Option<Value>) -> Raises<Ref<Str>> {
    let value = value.unwrap_or(Value::None);
    match value.downcast::<Str>() {
        Some(text) => Ok(vm.intern_bytes(text.bytes())),
        None => Err(err!(
            TypeError,
            "can only assign string to {}.{attribute}, not '{}'",
            class.name(),
            vm.type_name(&value)
        )),
    }
}

fn set_name(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = settable(it, "__name__", &value)?;
    let text = text(vm, class, "__name__", value)?;
    if text.bytes().contains(&0) {
        return Err(err!(ValueError, "type name must not contain null characters"));
    }
    *class.name.borrow_mut() = Some(text);
    Ok(())
}

fn qualname(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::Str(of(it).qualname_str(vm)))
}

fn set_qualname(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = settable(it, "__qualname__", &value)?;
    let text = text(vm, class, "__qualname__", value)?;
    *class.qualname.borrow_mut() = Some(text);
    Ok(())
}

fn module(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = of(it);
    match class.namespace(vm).get_str(vm.name(Name::Module)) {
        // A built-in class may describe `__module__` of its instances by a descriptor of this name.
        Some(found @ Value::Str(_)) => Ok(found),
        Some(found) if class.has(flags::HEAP) => Ok(found),
        _ if class.has(flags::HEAP) => {
            Err(protocol::attr::no_attribute(vm, it, vm.name(Name::Module)))
        }
        _ => {
            let module =
                class.spec.and_then(|it| it.name.rsplit_once('.')).map_or("builtins", |it| it.0);
            Ok(vm.text(module))
        }
    }
}

fn set_entry(vm: &Vm, class: &Ref<Type>, name: Name, value: Value) {
    class.namespace(vm).set_str(vm, vm.name(name), value);
    make::changed(vm, class, vm.name(name));
}

fn set_module(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = settable(it, "__module__", &value)?;
    set_entry(vm, class, Name::Module, value.unwrap_or(Value::None));
    Ok(())
}

fn doc(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = of(it);
    if let Some(spec) = class.spec {
        let (doc, _) = spec.doc_and_signature();
        return Ok(if doc.is_empty() { Value::None } else { vm.text(doc) });
    }
    match class.namespace(vm).get_str(vm.name(Name::Doc)) {
        Some(found) => match vm.type_of(&found).slots.descr_get.get() {
            Some(get) => get(vm, &found, None, it),
            None => Ok(found),
        },
        None => Ok(Value::None),
    }
}

fn set_doc(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = settable(it, "__doc__", &value)?;
    set_entry(vm, class, Name::Doc, value.unwrap_or(Value::None));
    Ok(())
}

fn bases(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::Tuple(make::bases(vm, of(it))))
}

fn set_bases(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = settable(it, "__bases__", &value)?;
    let value = value.unwrap_or(Value::None);
    let Some(tuple) = value.downcast::<Tuple>() else {
        return Err(err!(
            TypeError,
            "can only assign tuple to {}.__bases__, not {}",
            class.name(),
            vm.type_name(&value)
        ));
    };
    if tuple.is_empty() {
        return Err(err!(
            TypeError,
            "can only assign non-empty tuple to {}.__bases__, not ()",
            class.name()
        ));
    }
    let mut bases = Vec::new();
    for base in tuple.items() {
        let Value::Type(base) = base else {
            return Err(err!(
                TypeError,
                "{}.__bases__ must be tuple of classes, not '{}'",
                class.name(),
                vm.type_name(base)
            ));
        };
        if base.is_subclass(class) {
            return Err(err!(TypeError, "a __bases__ item causes an inheritance cycle"));
        }
        if base.layout.type_id != class.layout.type_id
            || base.root_shape().len() > class.root_shape().len()
            || base.extra_slots > class.extra_slots
        {
            let old = class.base.borrow().as_ref().map_or(String::new(), |it| it.name());
            return Err(err!(
                TypeError,
                "__bases__ assignment: '{}' object layout differs from '{old}'",
                base.name()
            ));
        }
        bases.push(base.clone());
    }
    let before = make::bases(vm, class);
    let mro = make::linearise(class, &bases)?;
    for base in before.items() {
        if let Value::Type(base) = base {
            base.subclasses.borrow_mut().retain(|it| !std::ptr::eq(*it, class.as_ptr()));
        }
    }
    for base in &bases {
        base.subclasses.borrow_mut().push(class.as_ptr());
    }
    *class.base.borrow_mut() = Some(bases[0].clone());
    *class.bases.borrow_mut() = Some(vm.tuple_ref(tuple.items().to_vec()));
    *class.mro.borrow_mut() = mro.into_boxed_slice();
    refresh(vm, class)?;
    Ok(())
}

/// After a change of bases: order of resolution of subclasses, and all slots.
fn refresh(vm: &Vm, class: &Ref<Type>) -> Raises<()> {
    for row in super::class::rows::all() {
        make::update_slot(vm, class, row.slot);
    }
    make::update_new(vm, class);
    make::set_access_flags(class);
    vm.bump_epoch();
    for sub in class.subclasses() {
        let bases = make::bases(vm, &sub);
        let bases: Vec<Ref<Type>> = bases.items().iter().map(|it| of(it).clone()).collect();
        let mro = make::linearise(&sub, &bases)?;
        *sub.mro.borrow_mut() = mro.into_boxed_slice();
        refresh(vm, &sub)?;
    }
    Ok(())
}

fn base(_: &Vm, it: &Value) -> Raises<Value> {
    let base = of(it).base.borrow().clone();
    Ok(base.map_or(Value::None, Value::Type))
}

fn mro(vm: &Vm, it: &Value) -> Raises<Value> {
    let mro = of(it).mro.borrow().iter().cloned().map(Value::Type).collect();
    Ok(vm.tuple(mro))
}

fn dict(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(crate::types::mappingproxy::make(vm, Value::Dict(of(it).namespace(vm).clone())))
}

fn own(vm: &Vm, it: &Value, name: Name) -> Option<Value> {
    of(it).namespace(vm).get_str(vm.name(name))
}

fn abstract_methods(vm: &Vm, it: &Value) -> Raises<Value> {
    let is_type = of(it).is(vm.class(crate::object::Builtin::Type));
    match own(vm, it, Name::Abstractmethods) {
        Some(found) if !is_type => Ok(found),
        _ => Err(vm.attribute_error(
            it,
            vm.name(Name::Abstractmethods),
            "__abstractmethods__".to_owned(),
        )),
    }
}

fn set_abstract_methods(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = of(it);
    let name = vm.name(Name::Abstractmethods);
    match value {
        Some(value) => {
            let any = vm.is_true(&value)?;
            class.namespace(vm).set_str(vm, name, value);
            class.set_flag(flags::ABSTRACT, any);
        }
        None => {
            if class.namespace(vm).remove_str(name).is_none() {
                return Err(vm.attribute_error(it, name, "__abstractmethods__".to_owned()));
            }
            class.set_flag(flags::ABSTRACT, false);
        }
    }
    vm.bump_epoch();
    Ok(())
}

fn annotations(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = of(it);
    if !class.has(flags::HEAP) {
        return Err(protocol::attr::no_attribute(vm, it, vm.name(Name::Annotations)));
    }
    if let Some(found) = own(vm, it, Name::Annotations) {
        return match vm.type_of(&found).slots.descr_get.get() {
            Some(get) => get(vm, &found, None, it),
            None => Ok(found),
        };
    }
    let made = Value::Dict(vm.dict());
    class.namespace(vm).set_str(vm, vm.name(Name::Annotations), made.clone());
    Ok(made)
}

fn set_annotations(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = of(it);
    if class.has(flags::IMMUTABLE) {
        return Err(err!(
            TypeError,
            "cannot set '__annotations__' attribute of immutable type '{}'",
            class.name()
        ));
    }
    match value {
        Some(value) => class.namespace(vm).set_str(vm, vm.name(Name::Annotations), value),
        None => {
            if class.namespace(vm).remove_str(vm.name(Name::Annotations)).is_none() {
                let name = vm.name(Name::Annotations);
                return Err(vm.attribute_error(it, name, "__annotations__".to_owned()));
            }
        }
    }
    Ok(())
}

fn type_params(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(own(vm, it, Name::TypeParams).unwrap_or_else(|| vm.tuple(vec![])))
}

fn set_type_params(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let class = settable(it, "__type_params__", &value)?;
    set_entry(vm, class, Name::TypeParams, value.unwrap_or(Value::None));
    Ok(())
}

fn text_signature(vm: &Vm, it: &Value) -> Raises<Value> {
    let signature = of(it).spec.and_then(|spec| spec.doc_and_signature().1);
    Ok(signature.map_or(Value::None, |it| vm.text(it)))
}

/// The bits of CPython's `tp_flags` that Python code looks at.
fn flags_(_: &Vm, it: &Value) -> Raises<Value> {
    let class = of(it);
    let bits = [
        (flags::SEQUENCE, 1 << 5),
        (flags::MAPPING, 1 << 6),
        (flags::IMMUTABLE, 1 << 8),
        (flags::HEAP, 1 << 9),
        (flags::BASE, 1 << 10),
        (flags::ABSTRACT, 1 << 20),
        (flags::EXCEPTION, 1 << 30),
    ];
    Ok(Value::Int(bits.iter().filter(|it| class.has(it.0)).map(|it| it.1).sum()))
}
