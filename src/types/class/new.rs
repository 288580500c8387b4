//! `type.__new__`: making a class at run time.
//!
//! Reference: Data model, "Customizing class creation"; Library Reference, `type`.

use std::any::TypeId;

use crate::err;
use crate::object::types::NewType;
use crate::object::value::tag;
use crate::object::{
    Args, Builtin, CellBox, Dict, Instance, Name, Raises, Ref, Str, Type, Value, Vm, flags,
};
use crate::protocol;
use crate::types::class_attrs;
use crate::types::descriptor::{GetSetDescriptor, MemberDescriptor};

use super::make::{INHERITED, linearise, set_access_flags, slots_named, update_new, update_slot};
use super::rows;

/// The most derived of the metaclasses.
pub fn winner(vm: &Vm, metaclass: &Ref<Type>, bases: &[Value]) -> Raises<Ref<Type>> {
    let mut winner = metaclass.clone();
    for base in bases {
        let kind = vm.type_of(base);
        if winner.is_subclass(kind) {
            continue;
        }
        if kind.is_subclass(&winner) {
            winner = kind.clone();
            continue;
        }
        return Err(err!(
            TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses \
             of all its bases"
        ));
    }
    Ok(winner)
}

/// `metaclass.__new__(metaclass, name, bases, namespace, **keywords)`.
pub fn new_class(
    vm: &Vm,
    metaclass: &Ref<Type>,
    name: &Ref<Str>,
    bases: &[Value],
    namespace: &Dict,
    keywords: Args,
) -> Raises<Value> {
    let object = Value::Type(vm.class(Builtin::Object).clone());
    let bases: Vec<Value> = if bases.is_empty() { vec![object] } else { bases.to_vec() };
    let base_classes = check_bases(vm, &bases)?;
    let base = best_base(&base_classes)?;
    let dict = vm.dict();
    dict.copy_from(namespace);
    let slots = Slots::read(vm, name, &dict, &base, &base_classes)?;

    let reserved_before = base.root_shape().len();
    let inline = base.layout.type_id == TypeId::of::<Instance>();
    let mut class_flags = flags::HEAP | flags::BASE;
    for it in &base_classes {
        class_flags |= it.flags.get() & INHERITED & !flags::PREFIX;
    }
    class_flags |= base.flags.get() & flags::PREFIX;
    if slots.dict {
        class_flags |= flags::INSTANCE_DICT;
    }
    if slots.weakref {
        class_flags |= flags::WEAKREF;
    }
    if !inline && (slots.dict || !slots.names.is_empty()) {
        class_flags |= flags::PREFIX;
    }
    if metaclass.is(vm.class(Builtin::Type)) {
        class_flags |= flags::PLAIN_META;
    }
    let count = slots.names.len() as u32;
    let class = Ref::<Type>::new(
        vm,
        Some(metaclass),
        NewType {
            layout: base.layout,
            flags: class_flags,
            tag: if inline {
                tag::INST
            } else if base.tag.get() == tag::TYPE {
                tag::TYPE
            } else {
                tag::OBJ
            },
            spec: None,
            reserved: if inline { reserved_before + count } else { 0 },
            extra_slots: if inline { 0 } else { base.extra_slots + count },
        },
    );
    class.expect_slots(match (inline, slots.dict) {
        (false, _) => Some(0),
        (true, false) => Some(reserved_before + count),
        (true, true) => None,
    });
    *class.name.borrow_mut() = Some(name.clone());
    *class.base.borrow_mut() = Some(base.clone());
    *class.bases.borrow_mut() = Some(vm.tuple_ref(bases));
    fill_namespace(vm, &class, name, &dict)?;
    let first = if inline { reserved_before } else { base.extra_slots };
    for (i, slot) in slots.names.iter().enumerate() {
        let member = MemberDescriptor {
            name: slot.clone(),
            class: class.clone(),
            index: first + i as u32,
            inline,
        };
        dict.set_str(vm, slot, vm.alloc(Builtin::MemberDescriptor, member));
    }
    for (wanted, flag, getset) in [
        (slots.dict, flags::INSTANCE_DICT, &class_attrs::INSTANCE_DICT),
        (slots.weakref, flags::WEAKREF, &class_attrs::INSTANCE_WEAKREF),
    ] {
        let name = vm.intern(getset.name);
        // Classes and modules have a `__dict__` of their own, which metaclasses keep.
        let inherited = |it: &Ref<Type>| it.has(flag) || it.lookup(vm, &name).is_some();
        if wanted && !base_classes.iter().any(inherited) && dict.get_str(&name).is_none() {
            let getset = GetSetDescriptor { getset, class: class.clone() };
            dict.set_str(vm, &name, vm.alloc(Builtin::GetSetDescriptor, getset));
        }
    }
    complete_namespace(vm, &dict);
    let cell = dict.remove_str(vm.name(Name::Classcell));
    let classdict = dict.remove_str(&vm.intern("__classdictcell__"));
    class.set_namespace(dict.clone());
    if let Some(cell) = classdict.as_ref().and_then(|it| it.downcast::<CellBox>()) {
        drop(cell.replace(Value::Dict(dict.clone())));
    }
    set_mro(vm, &class, metaclass, &base_classes)?;
    inherit(vm, &class, &base);
    for it in &base_classes {
        it.subclasses.borrow_mut().push(class.as_ptr());
    }
    let value = Value::Type(class.clone());
    if let Some(cell) = &cell {
        match cell.downcast::<CellBox>() {
            Some(cell) => drop(cell.replace(value.clone())),
            None => {
                return Err(err!(
                    TypeError,
                    "__classcell__ must be a nonlocal cell, not <class '{}'>",
                    vm.type_name(cell)
                ));
            }
        }
    }
    set_names(vm, &class, &dict)?;
    init_subclass(vm, &class, keywords)?;
    Ok(value)
}

fn check_bases(vm: &Vm, bases: &[Value]) -> Raises<Vec<Ref<Type>>> {
    let mut classes: Vec<Ref<Type>> = Vec::with_capacity(bases.len());
    for base in bases {
        let Value::Type(class) = base else {
            return Err(err!(TypeError, "bases must be types"));
        };
        if !class.has(flags::BASE) {
            return Err(err!(TypeError, "type '{}' is not an acceptable base type", class.name()));
        }
        if classes.iter().any(|it| it.is(class)) {
            return Err(err!(TypeError, "duplicate base class {}", class.name()));
        }
        classes.push(class.clone());
    }
    let _ = vm;
    Ok(classes)
}

/// The nearest class in `class`'s line of bases that gives instances their layout.
fn solid(class: &Ref<Type>) -> Ref<Type> {
    let mut class = class.clone();
    loop {
        let base = class.base.borrow().clone();
        let Some(base) = base else { return class };
        // Classes that add fields to a payload of the same type say so by a layout of their own.
        let same_layout = std::ptr::eq(base.layout, class.layout);
        let same_slots = base.root_shape().len() == class.root_shape().len()
            && base.extra_slots == class.extra_slots;
        if !(same_layout && same_slots) {
            return class;
        }
        class = base;
    }
}

/// The base whose instances' layout the new class takes over.
fn best_base(bases: &[Ref<Type>]) -> Raises<Ref<Type>> {
    let mut best = bases[0].clone();
    let mut layout = solid(&best);
    for base in &bases[1..] {
        let candidate = solid(base);
        if layout.is_subclass(&candidate) {
            continue;
        }
        if candidate.is_subclass(&layout) {
            layout = candidate;
            best = base.clone();
        } else {
            return Err(err!(TypeError, "multiple bases have instance lay-out conflict"));
        }
    }
    Ok(best)
}

/// What `__slots__` asks for.
struct Slots {
    names: Vec<Ref<Str>>,
    dict: bool,
    weakref: bool,
}

impl Slots {
    fn read(
        vm: &Vm,
        class: &Ref<Str>,
        namespace: &Dict,
        base: &Ref<Type>,
        bases: &[Ref<Type>],
    ) -> Raises<Slots> {
        let any_dict = bases.iter().any(|it| it.has(flags::INSTANCE_DICT));
        let any_weakref = bases.iter().any(|it| it.has(flags::WEAKREF));
        let Some(given) = namespace.get_str(vm.name(Name::Slots)) else {
            return Ok(Slots { names: vec![], dict: true, weakref: true });
        };
        let items = match &given {
            Value::Str(_) => vec![given.clone()],
            _ => protocol::to_vec(vm, &given)?,
        };
        let variable = base.layout.type_id == TypeId::of::<crate::object::Tuple>()
            || base.is_subclass(vm.class(Builtin::Int))
            || base.is_subclass(vm.class(Builtin::Bytes));
        let mut slots = Slots { names: vec![], dict: any_dict, weakref: any_weakref };
        for item in &items {
            let Value::Str(item) = item else {
                return Err(err!(
                    TypeError,
                    "__slots__ items must be strings, not '{}'",
                    vm.type_name(item)
                ));
            };
            match item.bytes() {
                b"__dict__" => {
                    if any_dict || slots.dict {
                        return Err(err!(
                            TypeError,
                            "__dict__ slot disallowed: we already got one"
                        ));
                    }
                    slots.dict = true;
                }
                b"__weakref__" => {
                    if any_weakref || slots.weakref {
                        return Err(err!(
                            TypeError,
                            "__weakref__ slot disallowed: we already got one"
                        ));
                    }
                    slots.weakref = true;
                }
                _ => {
                    if variable {
                        return Err(err!(
                            TypeError,
                            "nonempty __slots__ not supported for subtype of '{}'",
                            base.name()
                        ));
                    }
                    let text = item.to_string_lossy();
                    if !crate::algo::unicode::is_identifier(item.bytes()) {
                        return Err(err!(TypeError, "__slots__ must be identifiers"));
                    }
                    let plain: std::rc::Rc<str> = (*text).into();
                    let mangled =
                        crate::syntax::mangle::mangle(Some(&class.to_string_lossy()), &plain);
                    let name = vm.intern(&mangled);
                    if namespace.get_str(&name).is_some() {
                        return Err(err!(
                            ValueError,
                            "{} in __slots__ conflicts with class variable",
                            crate::algo::escape::repr_str(name.bytes())
                        ));
                    }
                    slots.names.push(name);
                }
            }
        }
        slots.names.sort_by(|a, b| a.bytes().cmp(b.bytes()));
        Ok(slots)
    }
}

fn fill_namespace(vm: &Vm, class: &Ref<Type>, name: &Ref<Str>, dict: &Ref<Dict>) -> Raises<()> {
    match dict.remove_str(vm.name(Name::Qualname)) {
        None => *class.qualname.borrow_mut() = Some(name.clone()),
        Some(Value::Str(text)) => *class.qualname.borrow_mut() = Some(text),
        Some(other) => {
            return Err(err!(
                TypeError,
                "type __qualname__ must be a str, not {}",
                vm.type_name(&other)
            ));
        }
    }
    if dict.get_str(vm.name(Name::Module)).is_none() {
        let fp = vm.frame.get();
        if !fp.is_null()
            && let Some(module) = fp.head().function().globals.get_str(vm.name(Name::Name))
        {
            dict.set_str(vm, vm.name(Name::Module), module);
        }
    }
    if let Some(function @ Value::Func(_)) = dict.get_str(vm.name(Name::New)) {
        let wrapped = crate::types::method::static_method(vm, function);
        dict.set_str(vm, vm.name(Name::New), wrapped);
    }
    for name in [Name::InitSubclass, Name::ClassGetitem] {
        if let Some(function @ Value::Func(_)) = dict.get_str(vm.name(name)) {
            let wrapped = crate::types::method::class_method(vm, function);
            dict.set_str(vm, vm.name(name), wrapped);
        }
    }
    Ok(())
}

/// What the namespace gets after everything else, where it does not have it.
fn complete_namespace(vm: &Vm, dict: &Ref<Dict>) {
    if dict.get_str(vm.name(Name::Doc)).is_none() {
        dict.set_str(vm, vm.name(Name::Doc), Value::None);
    }
    if dict.get_str(vm.name(Name::Eq)).is_some() && dict.get_str(vm.name(Name::Hash)).is_none() {
        dict.set_str(vm, vm.name(Name::Hash), Value::None);
    }
}

/// The order of resolution, from the metaclass's `mro` where it has its own.
pub fn set_mro(
    vm: &Vm,
    class: &Ref<Type>,
    metaclass: &Ref<Type>,
    bases: &[Ref<Type>],
) -> Raises<()> {
    let own = metaclass.lookup_with_owner(vm, vm.name(Name::WordMro));
    let mro = match own {
        Some((_, owner)) if owner.has(flags::HEAP) => {
            *class.mro.borrow_mut() = Box::new([class.clone()]);
            let value = Value::Type(class.clone());
            let list = super::user::call_method(vm, &value, vm.name(Name::WordMro), &[])?
                .unwrap_or(Value::None);
            let mut mro = Vec::new();
            for it in protocol::to_vec(vm, &list)? {
                let Value::Type(it) = it else {
                    return Err(err!(
                        TypeError,
                        "mro() returned a non-class ('{}')",
                        vm.type_name(&it)
                    ));
                };
                mro.push(it);
            }
            mro
        }
        _ => linearise(class, bases)?,
    };
    *class.mro.borrow_mut() = mro.into_boxed_slice();
    Ok(())
}

/// Slots: the base's, and anew those whose methods lie in the namespaces that come into the order of
/// resolution beside the base's: the class's own and those of its other bases.
fn inherit(vm: &Vm, class: &Ref<Type>, base: &Ref<Type>) {
    class.slots.inherit(&base.slots);
    class.slots.del.set(base.slots.del.get());
    let mut slots: Vec<rows::Slot> = Vec::new();
    {
        let (mro, base_mro) = (class.mro.borrow(), base.mro.borrow());
        let mut expected = base_mro.iter().peekable();
        for it in mro.iter() {
            if expected.next_if(|next| next.is(it)).is_some() {
                continue;
            }
            for key in it.namespace(vm).borrow().iter().map(|it| &it.key) {
                if let Value::Str(key) = key {
                    slots.extend(slots_named(key));
                }
            }
        }
        // A metaclass's `mro` may have put them into another order or left some out.
        if expected.next().is_some() {
            slots = rows::all().map(|it| it.slot).collect();
        }
    }
    while let Some(slot) = slots.pop() {
        slots.retain(|it| *it != slot);
        update_slot(vm, class, slot);
    }
    update_new(vm, class);
    set_access_flags(class);
}

fn set_names(vm: &Vm, class: &Ref<Type>, dict: &Dict) -> Raises<()> {
    let owner = Value::Type(class.clone());
    for (key, value) in dict.items() {
        let kind = vm.type_of(&value);
        if let Value::Func(_) | Value::Str(_) | Value::Int(_) | Value::None = value {
            continue;
        }
        let Some(method) = kind.lookup(vm, vm.name(Name::SetName)) else { continue };
        let method = protocol::attr::bind(vm, method, &value, kind)?;
        if let Err(raised) = vm.call(&method, Args::positional(&[owner.clone(), key.clone()])) {
            let exception = vm.instance_of(raised);
            let key = protocol::repr(vm, &key)?;
            let note = format!(
                "Error calling __set_name__ on '{}' instance {} in '{}'",
                vm.type_name(&value),
                key.to_string_lossy(),
                class.name()
            );
            protocol::call_method(vm, &exception, &vm.intern("add_note"), &[vm.text(&note)])?;
            return Err(crate::object::Raised::again(exception));
        }
    }
    Ok(())
}

fn init_subclass(vm: &Vm, class: &Ref<Type>, keywords: Args) -> Raises<()> {
    let name = vm.name(Name::InitSubclass);
    let mro = class.mro.borrow().to_vec();
    let found = mro[1..]
        .iter()
        .find_map(|it| it.namespace(vm).get_str(name).map(|found| (found, it.clone())));
    let Some((found, owner)) = found else { return Ok(()) };
    let plain = owner.is(vm.class(Builtin::Object));
    if plain && keywords.is_empty() {
        return Ok(());
    }
    let owner = Value::Type(class.clone());
    let bound = match vm.type_of(&found).slots.descr_get.get() {
        Some(get) => get(vm, &found, None, &owner)?,
        None => found,
    };
    vm.call(&bound, keywords).map(drop)
}
