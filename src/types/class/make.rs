//! Making built-in classes from their declarations, and what all classes need: order of resolution, slots in
//! step with the namespace.
//!
//! Reference: Data model, "Metaclasses"; "The Python 2.3 Method Resolution Order" (C3).

use std::any::TypeId;

use crate::err;
use crate::object::types::NewType;
use crate::object::value::tag;
use crate::object::{
    Builtin, Instance, Name, NativeFunction, NativeKind, Raises, Ref, Slots, Str, Type, TypeSpec,
    Value, Vm, flags,
};
use crate::types::descriptor::{ClassMethodDescriptor, GetSetDescriptor, MethodDescriptor};

use super::rows::{self, Row, Slot};
use super::user;
use super::wrap::Wrapper;

/// Flags a class takes over from its base.
pub const INHERITED: u32 = flags::PREFIX
    | flags::INSTANCE_DICT
    | flags::WEAKREF
    | flags::FINALIZER
    | flags::EXCEPTION
    | flags::SEQUENCE
    | flags::MAPPING;

/// The hook that makes a built-in class.
pub fn make_class(vm: &Vm, which: Builtin, spec: &'static TypeSpec) -> Ref<Type> {
    if which == Builtin::Type {
        let class = Ref::<Type>::new(vm, None, new_type(which, spec, spec.flags));
        vm.set_class(Builtin::Type, class.clone());
        finish(vm, &class, spec, Some(vm.class(Builtin::Object)));
        return class;
    }
    let metaclass = vm.class(Builtin::Type).clone();
    if let Some(made) = vm.known_class(which) {
        return made.clone();
    }
    let base = if which == Builtin::Object { None } else { Some(vm.class(spec.base)) };
    let inherited = base.map_or(0, |it| it.flags.get() & INHERITED);
    let mut new = new_type(which, spec, spec.flags | inherited);
    new.extra_slots += base.map_or(0, |it| it.extra_slots);
    if spec.layout.is_none()
        && let Some(base) = base
    {
        new.layout = base.layout;
        if new.tag == tag::OBJ && base.tag.get() == tag::INST {
            new.tag = tag::INST;
        }
    }
    let class = Ref::<Type>::new(vm, Some(&metaclass), new);
    finish(vm, &class, spec, base);
    if which == Builtin::ExceptionGroup {
        crate::types::exception::group::add_second_base(vm, &class);
    }
    class
}

fn new_type(which: Builtin, spec: &'static TypeSpec, flags: u32) -> NewType {
    let layout = spec.layout.unwrap_or(&crate::object::instance::LAYOUT);
    let instances = layout.type_id == TypeId::of::<Instance>();
    NewType {
        layout,
        flags: flags | flags::IMMUTABLE | flags::PLAIN_META,
        tag: match which {
            Builtin::Str => tag::STR,
            Builtin::List => tag::LIST,
            Builtin::Tuple => tag::TUPLE,
            Builtin::Dict => tag::DICT,
            Builtin::Set => tag::SET,
            Builtin::Function => tag::FUNC,
            Builtin::NativeFunction => tag::NATIVE,
            Builtin::Type => tag::TYPE,
            Builtin::Cell => tag::CELL,
            Builtin::Generator | Builtin::Coroutine | Builtin::AsyncGenerator => tag::GEN,
            _ if instances && spec.layout.is_some() => tag::INST,
            _ => tag::OBJ,
        },
        spec: Some(spec),
        reserved: 0,
        extra_slots: spec.extra_slots,
    }
}

fn finish(_: &Vm, class: &Ref<Type>, spec: &'static TypeSpec, base: Option<&Ref<Type>>) {
    (spec.slots)(&class.slots);
    let mut mro = vec![class.clone()];
    if let Some(base) = base {
        // The flag refuses the base's constructor, not one of the class's own.
        let own_new = class.slots.new.get();
        class.slots.inherit(&base.slots);
        if class.has(flags::NO_NEW) {
            class.slots.new.set(own_new);
        }
        mro.extend(base.mro.borrow().iter().cloned());
        base.subclasses.borrow_mut().push(class.as_ptr());
        *class.base.borrow_mut() = Some(base.clone());
    }
    *class.mro.borrow_mut() = mro.into_boxed_slice();
    set_access_flags(class);
}

/// Brings the flags that say "the plain way" in step with the slots.
pub fn set_access_flags(class: &Type) {
    class.set_flag(flags::GENERIC_GETATTR, class.slots.getattro.get().is_none());
    class.set_flag(flags::GENERIC_SETATTR, class.slots.setattro.get().is_none());
    class.set_flag(flags::FINALIZER, class.slots.del.get().is_some());
}

/// `__bases__` of any class; a built-in class's tuple is made when asked for.
pub fn bases(vm: &Vm, class: &Ref<Type>) -> Ref<crate::object::Tuple> {
    if let Some(bases) = &*class.bases.borrow() {
        return bases.clone();
    }
    let base = class.base.borrow().clone();
    let bases = vm.tuple_ref(base.into_iter().map(Value::Type).collect());
    *class.bases.borrow_mut() = Some(bases.clone());
    bases
}

/// Classes whose namespace has a `__getattribute__` although it is the generic one.
const SHOWN_GETATTRIBUTE: &[&str] = &[
    "BaseException",
    "bytearray",
    "bytes",
    "complex",
    "dict",
    "enumerate",
    "filter",
    "int",
    "list",
    "map",
    "memoryview",
    "property",
    "range",
    "reversed",
    "set",
    "slice",
    "tuple",
    "zip",
    "collections.deque",
    "collections.defaultdict",
    "functools.partial",
    "types.UnionType",
];

/// The hook that fills a built-in class's namespace.
pub fn populate(vm: &Vm, class: &Ref<Type>, spec: &'static TypeSpec) {
    let namespace = class.namespace(vm);
    let base = class.base.borrow().clone();
    let set = |name: &str, value: Value| namespace.set_str(vm, &vm.intern(name), value);
    let is_object = base.is_none();
    for row in rows::all() {
        if row.name == "__getattr__" {
            continue;
        }
        let own = row.slot.address(&class.slots);
        let inherited = base.as_ref().and_then(|it| row.slot.address(&it.slots));
        let fills = own.is_some() && own != inherited;
        let always = is_object && matches!(row.slot, Slot::GetAttr | Slot::SetAttr)
            || row.slot == Slot::GetAttr && SHOWN_GETATTRIBUTE.contains(&spec.name);
        if !fills && !always || row.slot == Slot::SetAttr && spec.name == "module" {
            continue;
        }
        if row.slot == Slot::Hash && is_unhashable(&class.slots) {
            set(row.name, Value::None);
        } else {
            set(row.name, wrapper(vm, row, class));
        }
    }
    let own_new = class.slots.new.get().map(|it| it as usize);
    let inherited_new = base.as_ref().and_then(|it| it.slots.new.get()).map(|it| it as usize);
    if own_new.is_some() && own_new != inherited_new {
        set("__new__", new_function(vm, class));
    }
    for native in spec.methods {
        let value = match native.kind {
            NativeKind::Plain => vm.alloc(
                Builtin::MethodDescriptor,
                MethodDescriptor { native, class: class.clone() },
            ),
            NativeKind::Class => vm.alloc(
                Builtin::ClassMethodDescriptor,
                ClassMethodDescriptor { native, class: class.clone() },
            ),
            NativeKind::Static => {
                let receiver = Value::Type(class.clone());
                let function =
                    NativeFunction { native, receiver, bound: false, module: Value::Err };
                let function = vm.alloc(Builtin::NativeFunction, function);
                crate::types::method::static_method(vm, function)
            }
        };
        set(native.signature.name, value);
    }
    for getset in spec.getset {
        set(
            getset.name,
            vm.alloc(Builtin::GetSetDescriptor, GetSetDescriptor { getset, class: class.clone() }),
        );
    }
    let (doc, _) = spec.doc_and_signature();
    let doc = if doc.is_empty() { Value::None } else { vm.text(doc) };
    if namespace.get_str(vm.name(Name::Doc)).is_none() {
        set("__doc__", doc);
    }
    // Those of `types` belong to the interpreter, and tell their module without naming it.
    if let Some((module, _)) = spec.name.rsplit_once('.').filter(|it| it.0 != "types")
        && namespace.get_str(vm.name(Name::Module)).is_none()
    {
        set("__module__", vm.text(module));
    }
    (spec.attributes)(vm, class);
}

/// Enters `__init__`, and where asked for `__new__`, in a class that has them from its base but counts
/// as having its own.
pub fn add_constructor(vm: &Vm, class: &Ref<Type>, with_new: bool) {
    let namespace = class.namespace(vm);
    if let Some(row) = rows::all().find(|it| it.name == "__init__") {
        namespace.set_str(vm, vm.name(Name::Init), wrapper(vm, row, class));
    }
    if with_new {
        namespace.set_str(vm, vm.name(Name::New), new_function(vm, class));
    }
}

/// Enters a special method in a class that has it from its base but counts as having its own.
pub fn add_special(vm: &Vm, class: &Ref<Type>, name: &str) {
    if let Some(row) = rows::all().find(|it| it.name == name) {
        class.namespace(vm).set_str(vm, &vm.intern(name), wrapper(vm, row, class));
    }
}

fn wrapper(vm: &Vm, row: &'static Row, class: &Ref<Type>) -> Value {
    vm.alloc(Builtin::WrapperDescriptor, Wrapper { row, class: class.clone() })
}

/// `Class.__new__` of a built-in class as a function.
fn new_function(vm: &Vm, class: &Ref<Type>) -> Value {
    let function = NativeFunction {
        native: &super::NEW,
        receiver: Value::Type(class.clone()),
        bound: true,
        module: Value::Err,
    };
    vm.alloc(Builtin::NativeFunction, function)
}

/// The hash slot of classes whose instances cannot be hashed.
pub fn unhashable(vm: &Vm, it: &Value) -> Raises<i64> {
    Err(err!(TypeError, "unhashable type: '{}'", vm.type_name(it)))
}

pub fn is_unhashable(slots: &Slots) -> bool {
    slots.hash.get().map(|it| it as usize) == Some(unhashable as *const () as usize)
}

/// The order of resolution of a class with these bases (C3).
pub fn linearise(class: &Ref<Type>, bases: &[Ref<Type>]) -> Raises<Vec<Ref<Type>>> {
    if let [base] = bases {
        return Ok(std::iter::once(class).chain(base.mro.borrow().iter()).cloned().collect());
    }
    let mut lists: Vec<Vec<Ref<Type>>> = bases.iter().map(|it| it.mro.borrow().to_vec()).collect();
    lists.push(bases.to_vec());
    let mut mro = vec![class.clone()];
    loop {
        lists.retain(|it| !it.is_empty());
        if lists.is_empty() {
            return Ok(mro);
        }
        let next = lists.iter().map(|it| &it[0]).find(|candidate| {
            lists.iter().all(|list| !list[1..].iter().any(|it| it.is(candidate)))
        });
        let Some(next) = next.cloned() else {
            let mut names: Vec<String> = Vec::new();
            for list in &lists {
                let name = list[0].name();
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            return Err(err!(
                TypeError,
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            ));
        };
        for list in &mut lists {
            if list[0].is(&next) {
                list.remove(0);
            }
        }
        mro.push(next);
    }
}

/// Brings one slot of a class made at run time in step with its namespace and its bases'.
pub fn update_slot(vm: &Vm, class: &Ref<Type>, slot: Slot) {
    let names: Vec<&'static Row> = rows::all().filter(|it| it.slot == slot).collect();
    let mut wrapped: Option<Ref<Type>> = None;
    let mut user = false;
    let mut unhashable_here = false;
    for row in &names {
        let Some(found) = class.lookup(vm, &vm.intern(row.name)) else { continue };
        if slot == Slot::Hash && found.is_none() {
            unhashable_here = true;
            continue;
        }
        match found.downcast::<Wrapper>() {
            Some(wrapper) if wrapper.row.slot == slot => match &wrapped {
                None => wrapped = Some(wrapper.class.clone()),
                Some(other) if other.is(&wrapper.class) => {}
                // Methods of one slot from different classes: only calling them by name is right.
                Some(_) => user = true,
            },
            // `__add__ = list.__add__` and the like belong to the sequence slot, and the other way round.
            Some(_) if is_sequence_name(row.name) => {}
            _ => user = true,
        }
    }
    if unhashable_here {
        class.slots.hash.set(Some(unhashable));
    } else if user {
        user::install(slot, &class.slots);
    } else if let Some(from) = wrapped {
        slot.copy(&class.slots, &from.slots);
    } else {
        slot.copy(&class.slots, &Slots::default());
    }
}

fn is_sequence_name(name: &str) -> bool {
    matches!(name, "__add__" | "__mul__" | "__rmul__" | "__iadd__" | "__imul__")
}

/// The slots that a name stands for.
pub fn slots_named(name: &Str) -> impl Iterator<Item = Slot> + '_ {
    let dunder = name.bytes().starts_with(b"__") && name.bytes().ends_with(b"__");
    let rows = rows::all().take(if dunder { usize::MAX } else { 0 });
    rows.filter(|it| it.name.as_bytes() == name.bytes()).map(|it| it.slot)
}

/// After a change to `name` in `class`: slots of it and its subclasses, and the caches.
pub fn changed(vm: &Vm, class: &Ref<Type>, name: &Ref<Str>) {
    vm.bump_epoch();
    let slots: Vec<Slot> = slots_named(name).collect();
    let new = **name == **vm.name(Name::New);
    if !slots.is_empty() || new {
        update_tree(vm, class, &slots, new);
    }
}

fn update_tree(vm: &Vm, class: &Ref<Type>, slots: &[Slot], new: bool) {
    for &slot in slots {
        update_slot(vm, class, slot);
    }
    if new {
        update_new(vm, class);
    }
    set_access_flags(class);
    for sub in class.subclasses() {
        if sub.has(flags::HEAP) {
            update_tree(vm, &sub, slots, new);
        }
    }
}

/// The `new` slot follows `__new__`.
pub fn update_new(vm: &Vm, class: &Ref<Type>) {
    let own = class.lookup_with_owner(vm, vm.name(Name::New));
    match own {
        Some((_, owner)) if owner.has(flags::HEAP) => class.slots.new.set(Some(user::new)),
        Some((_, owner)) => class.slots.new.set(owner.slots.new.get()),
        None => {}
    }
}
