//! Descriptors of built-in classes: methods, computed attributes, `__slots__` members.
//!
//! Reference: Data model, "Implementing Descriptors"; Library Reference, `types.MethodDescriptorType` and its kin.

use crate::err;
use crate::native as natives;
use crate::object::{
    Args, Builtin, GetSet, Layout, Native, NativeFunction, Payload, Raises, Ref, Str, Type,
    TypeSpec, Value, Visitor, Vm, flags,
};

/// The payload of `method_descriptor` objects: `list.append`.
pub struct MethodDescriptor {
    pub native: &'static Native,
    pub class: Ref<Type>,
}

/// The payload of `classmethod_descriptor` objects: what `dict.__dict__['fromkeys']` is.
pub struct ClassMethodDescriptor {
    pub native: &'static Native,
    pub class: Ref<Type>,
}

/// The payload of `getset_descriptor` objects.
pub struct GetSetDescriptor {
    pub getset: &'static GetSet,
    pub class: Ref<Type>,
}

/// The payload of `member_descriptor` objects: one of `__slots__`.
pub struct MemberDescriptor {
    pub name: Ref<Str>,
    pub class: Ref<Type>,
    pub index: u32,
    /// In the instance's inline slots, not outside its payload.
    pub inline: bool,
}

macro_rules! payload {
    ($($name:ident),*) => {
        $(impl Payload for $name {
            fn traverse(&self, visit: &mut Visitor) {
                visit.object(&self.class);
            }
        })*
    };
}

payload!(MethodDescriptor, ClassMethodDescriptor, GetSetDescriptor, MemberDescriptor);

static METHOD_LAYOUT: Layout = Layout::of::<MethodDescriptor>();
static CLASS_METHOD_LAYOUT: Layout = Layout::of::<ClassMethodDescriptor>();
static GETSET_LAYOUT: Layout = Layout::of::<GetSetDescriptor>();
static MEMBER_LAYOUT: Layout = Layout::of::<MemberDescriptor>();

fn of<T: Payload>(it: &Value) -> &Ref<T> {
    it.downcast::<T>().expect("slots are called with instances of their class")
}

fn check(vm: &Vm, name: &str, class: &Ref<Type>, object: &Value) -> Raises<()> {
    if vm.type_of(object).is_subclass(class) {
        return Ok(());
    }
    Err(err!(
        TypeError,
        "descriptor '{name}' for '{}' objects doesn't apply to a '{}' object",
        class.name(),
        vm.type_name(object)
    ))
}

fn reduce_method(vm: &Vm, method: Ref<MethodDescriptor>) -> Raises<Value> {
    let owner = Value::Type(method.class.clone());
    super::class::wrap::reduce_to_getattr(vm, owner, method.native.signature.name)
}

pub static METHOD: TypeSpec = TypeSpec {
    name: "method_descriptor",
    layout: Some(&METHOD_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| {
            let it = of::<MethodDescriptor>(it);
            Ok(vm.text(&format!(
                "<method '{}' of '{}' objects>",
                it.native.signature.name,
                it.class.name()
            )))
        }));
        slots.call.set(Some(call_method));
        slots.descr_get.set(Some(bind_method));
    },
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |vm, it| Ok(vm.text(of::<MethodDescriptor>(it).native.signature.name)),
            set: None,
        },
        GetSet {
            name: "__qualname__",
            doc: "",
            get: |vm, it| {
                let it = of::<MethodDescriptor>(it);
                Ok(vm.text(&format!("{}.{}", it.class.name(), it.native.signature.name)))
            },
            set: None,
        },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |vm, it| Ok(vm.text(of::<MethodDescriptor>(it).native.doc)),
            set: None,
        },
        GetSet {
            name: "__objclass__",
            doc: "",
            get: |_, it| Ok(Value::Type(of::<MethodDescriptor>(it).class.clone())),
            set: None,
        },
        GetSet {
            name: "__text_signature__",
            doc: "",
            get: |vm, it| {
                let text = of::<MethodDescriptor>(it).native.signature.text;
                Ok(if text.is_empty() { Value::None } else { vm.text(text) })
            },
            set: None,
        },
    ],
    methods: &[natives!("__reduce__($self, /)", "Found again by name.", reduce_method)],
    ..TypeSpec::DEFAULT
};

fn call_method(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let method = of::<MethodDescriptor>(it);
    let name = method.native.signature.name;
    if args.positionals().is_empty() {
        return Err(err!(
            TypeError,
            "unbound method {}.{name}() needs an argument",
            method.class.name()
        ));
    }
    let receiver = &args.values[0];
    check(vm, name, &method.class, receiver)?;
    let rest = Args { values: &args.values[1..], names: args.names };
    natives::call(vm, method.native, Some(receiver), &Value::Err, rest)
}

fn bind_method(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let method = of::<MethodDescriptor>(it);
    let Some(object) = object else { return Ok(it.clone()) };
    check(vm, method.native.signature.name, &method.class, object)?;
    Ok(bound(vm, method.native, object.clone()))
}

/// A built-in method bound to its receiver.
pub fn bound(vm: &Vm, native: &'static Native, receiver: Value) -> Value {
    vm.alloc(
        Builtin::NativeFunction,
        NativeFunction { native, receiver, bound: true, module: Value::Err },
    )
}

pub static CLASS_METHOD: TypeSpec = TypeSpec {
    name: "classmethod_descriptor",
    layout: Some(&CLASS_METHOD_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| {
            let it = of::<ClassMethodDescriptor>(it);
            Ok(vm.text(&format!(
                "<method '{}' of '{}' objects>",
                it.native.signature.name,
                it.class.name()
            )))
        }));
        slots.call.set(Some(call_class_method));
        slots.descr_get.set(Some(bind_class_method));
    },
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |vm, it| Ok(vm.text(of::<ClassMethodDescriptor>(it).native.signature.name)),
            set: None,
        },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |vm, it| Ok(vm.text(of::<ClassMethodDescriptor>(it).native.doc)),
            set: None,
        },
        GetSet {
            name: "__objclass__",
            doc: "",
            get: |_, it| Ok(Value::Type(of::<ClassMethodDescriptor>(it).class.clone())),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn call_class_method(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let method = of::<ClassMethodDescriptor>(it);
    let name = method.native.signature.name;
    let Some(Value::Type(class)) = args.positionals().first() else {
        return Err(err!(
            TypeError,
            "descriptor '{name}' of '{}' object needs an argument",
            method.class.name()
        ));
    };
    if !class.is_subclass(&method.class) {
        return Err(err!(
            TypeError,
            "descriptor '{name}' requires a subtype of '{}' but received '{}'",
            method.class.name(),
            class.name()
        ));
    }
    let rest = Args { values: &args.values[1..], names: args.names };
    natives::call(vm, method.native, Some(&args.values[0]), &Value::Err, rest)
}

fn bind_class_method(vm: &Vm, it: &Value, _: Option<&Value>, owner: &Value) -> Raises<Value> {
    Ok(bound(vm, of::<ClassMethodDescriptor>(it).native, owner.clone()))
}

pub static GETSET: TypeSpec = TypeSpec {
    name: "getset_descriptor",
    layout: Some(&GETSET_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| {
            let it = of::<GetSetDescriptor>(it);
            Ok(vm.text(&format!(
                "<attribute '{}' of '{}' objects>",
                it.getset.name,
                it.class.name()
            )))
        }));
        slots.descr_get.set(Some(get_attribute));
        slots.descr_set.set(Some(set_attribute));
    },
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |vm, it| Ok(vm.text(of::<GetSetDescriptor>(it).getset.name)),
            set: None,
        },
        GetSet {
            name: "__qualname__",
            doc: "",
            get: |vm, it| {
                let it = of::<GetSetDescriptor>(it);
                Ok(vm.text(&format!("{}.{}", it.class.name(), it.getset.name)))
            },
            set: None,
        },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |vm, it| Ok(vm.text(of::<GetSetDescriptor>(it).getset.doc)),
            set: None,
        },
        GetSet {
            name: "__objclass__",
            doc: "",
            get: |_, it| Ok(Value::Type(of::<GetSetDescriptor>(it).class.clone())),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn get_attribute(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let Some(object) = object else { return Ok(it.clone()) };
    let descriptor = of::<GetSetDescriptor>(it);
    check(vm, descriptor.getset.name, &descriptor.class, object)?;
    (descriptor.getset.get)(vm, object)
}

fn set_attribute(vm: &Vm, it: &Value, object: &Value, value: Option<Value>) -> Raises<()> {
    let descriptor = of::<GetSetDescriptor>(it);
    check(vm, descriptor.getset.name, &descriptor.class, object)?;
    match descriptor.getset.set {
        Some(set) => set(vm, object, value),
        None if is_field(&descriptor.class.name(), descriptor.getset.name) => {
            Err(err!(AttributeError, "readonly attribute"))
        }
        None => Err(vm.attribute_error(
            object,
            &vm.intern(descriptor.getset.name),
            format!(
                "attribute '{}' of '{}' objects is not writable",
                descriptor.getset.name,
                descriptor.class.name()
            ),
        )),
    }
}

/// Whether CPython keeps the attribute in a field of the object that is shown as it is: setting one that
/// may not be set is worded in another way than where a function computes the attribute.
fn is_field(class: &str, name: &str) -> bool {
    let fields: &[&str] = match class {
        "BaseExceptionGroup" => &["message", "exceptions"],
        "property" => &["fget", "fset", "fdel"],
        "range" | "slice" => &["start", "stop", "step"],
        "complex" => &["real", "imag"],
        "super" => &["__thisclass__", "__self__", "__self_class__"],
        "method" => &["__func__", "__self__"],
        "classmethod" | "staticmethod" => &["__func__", "__wrapped__"],
        "function" => &["__closure__", "__globals__", "__builtins__"],
        "module" | "types.SimpleNamespace" => &["__dict__"],
        "type" => &[
            "__basicsize__",
            "__itemsize__",
            "__flags__",
            "__base__",
            "__dictoffset__",
            "__weakrefoffset__",
        ],
        "traceback" => &["tb_frame", "tb_lasti"],
        "method-wrapper" => &["__self__"],
        "wrapper_descriptor"
        | "method_descriptor"
        | "classmethod_descriptor"
        | "getset_descriptor"
        | "member_descriptor" => &["__objclass__", "__name__"],
        "types.GenericAlias" => &["__origin__", "__args__", "__unpacked__"],
        "types.UnionType" => &["__args__"],
        "weakref.ReferenceType" => &["__callback__"],
        "functools.partial" => &["func", "args", "keywords"],
        "code" => &[
            "co_argcount",
            "co_posonlyargcount",
            "co_kwonlyargcount",
            "co_stacksize",
            "co_flags",
            "co_nlocals",
            "co_consts",
            "co_names",
            "co_filename",
            "co_name",
            "co_qualname",
            "co_firstlineno",
            "co_linetable",
            "co_exceptiontable",
        ],
        _ => &[],
    };
    fields.contains(&name)
}

pub static MEMBER: TypeSpec = TypeSpec {
    name: "member_descriptor",
    layout: Some(&MEMBER_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| {
            let it = of::<MemberDescriptor>(it);
            Ok(vm.text(&format!(
                "<member '{}' of '{}' objects>",
                it.name.to_string_lossy(),
                it.class.name()
            )))
        }));
        slots.descr_get.set(Some(get_member));
        slots.descr_set.set(Some(set_member));
    },
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |_, it| Ok(Value::Str(of::<MemberDescriptor>(it).name.clone())),
            set: None,
        },
        GetSet { name: "__doc__", doc: "", get: |_, _| Ok(Value::None), set: None },
        GetSet {
            name: "__objclass__",
            doc: "",
            get: |_, it| Ok(Value::Type(of::<MemberDescriptor>(it).class.clone())),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn get_member(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let Some(object) = object else { return Ok(it.clone()) };
    let member = of::<MemberDescriptor>(it);
    check(vm, &member.name.to_string_lossy(), &member.class, object)?;
    let value = match object {
        Value::Inst(instance) if member.inline => instance.slot(member.index).clone(),
        _ => {
            let extra = object.heap().and_then(|it| it.header().extra());
            let value = extra.and_then(|it| it.slots.borrow().get(member.index as usize).cloned());
            value.unwrap_or(Value::Err)
        }
    };
    if value.is_err() {
        return Err(crate::protocol::attr::no_attribute(vm, object, &member.name));
    }
    Ok(value)
}

fn set_member(vm: &Vm, it: &Value, object: &Value, value: Option<Value>) -> Raises<()> {
    let member = of::<MemberDescriptor>(it);
    check(vm, &member.name.to_string_lossy(), &member.class, object)?;
    let deleting = value.is_none();
    let value = value.unwrap_or(Value::Err);
    let old = match object {
        Value::Inst(instance) if member.inline => instance.replace_slot(member.index, value),
        _ => {
            let Some(extra) = object.heap().and_then(|it| it.header().extra()) else {
                return Ok(());
            };
            let mut slots = extra.slots.borrow_mut();
            let index = member.index as usize;
            if slots.len() <= index {
                slots.resize(index + 1, Value::Err);
            }
            std::mem::replace(&mut slots[index], value)
        }
    };
    if deleting && old.is_err() {
        return Err(err!(AttributeError, "{}", member.name.to_string_lossy()));
    }
    Ok(())
}
