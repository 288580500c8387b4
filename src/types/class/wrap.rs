//! Slot wrappers: the special methods of built-in classes as objects.
//!
//! `list.__len__` is a [`Wrapper`] (a "slot wrapper"); `[].__len__` one bound to its list.

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, CompareOp, GetSet, Layout, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor,
    Vm, flags,
};

use super::rows::{Call, Row, Slot};

/// The payload of `wrapper_descriptor` objects.
pub struct Wrapper {
    pub row: &'static Row,
    /// The class whose slot it calls.
    pub class: Ref<Type>,
}

impl Payload for Wrapper {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.class);
    }
}

/// The payload of `method-wrapper` objects.
pub struct BoundWrapper {
    pub wrapper: Ref<Wrapper>,
    pub receiver: Value,
}

impl Payload for BoundWrapper {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.wrapper);
        visit.value(&self.receiver);
    }
}

/// Whether a value found in a class is the wrapper of that slot.
pub fn is_wrapper_of(value: &Value, slot: Slot) -> bool {
    value.downcast::<Wrapper>().is_some_and(|it| it.row.slot == slot)
}

impl Wrapper {
    /// Calls the slot, for a receiver of the class.
    pub fn call(&self, vm: &Vm, receiver: &Value, args: Args) -> Raises<Value> {
        let slots = &self.class.slots;
        match self.row.call {
            Call::Any(call) => call(vm, slots, receiver, args),
            Call::Fixed(least, most, call) => {
                if !args.names.is_empty() {
                    return Err(err!(
                        TypeError,
                        "wrapper {}() takes no keyword arguments",
                        self.row.name
                    ));
                }
                let n = args.values.len();
                let (least, most) = (usize::from(least), usize::from(most));
                if n != 1 && is_method(self) {
                    let (class, name) = (self.class.name(), self.row.name);
                    return Err(err!(
                        TypeError,
                        "{class}.{name}() takes exactly one argument ({n} given)"
                    ));
                }
                if n < least || n > most {
                    let bound = if n < least { least } else { most };
                    let limit = match (least == most, n < least) {
                        (true, _) => "",
                        (false, true) => "at least ",
                        (false, false) => "at most ",
                    };
                    let s = if bound == 1 { "" } else { "s" };
                    // Where more than one argument is possible, CPython's parser is told an empty name.
                    let name = match self.row.slot {
                        Slot::Repeat | Slot::InplaceRepeat => " ",
                        Slot::Buffer | Slot::ReleaseBuffer => " ",
                        _ if most > 1 => " ",
                        _ => "",
                    };
                    return Err(err!(
                        TypeError,
                        "{name}expected {limit}{bound} argument{s}, got {n}"
                    ));
                }
                call(vm, slots, receiver, args.values)
            }
        }
    }
}

fn of(it: &Value) -> &Ref<Wrapper> {
    it.downcast::<Wrapper>().expect("slots are called with instances of their class")
}

fn of_bound(it: &Value) -> &Ref<BoundWrapper> {
    it.downcast::<BoundWrapper>().expect("slots are called with instances of their class")
}

fn descr_get(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let Some(object) = object else { return Ok(it.clone()) };
    let wrapper = of(it);
    check_receiver(vm, wrapper, object)?;
    Ok(vm.alloc(
        Builtin::MethodWrapper,
        BoundWrapper { wrapper: wrapper.clone(), receiver: object.clone() },
    ))
}

fn check_receiver(vm: &Vm, wrapper: &Wrapper, object: &Value) -> Raises<()> {
    if vm.type_of(object).is_subclass(&wrapper.class) {
        return Ok(());
    }
    Err(err!(
        TypeError,
        "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
        wrapper.row.name,
        wrapper.class.name(),
        vm.type_name(object)
    ))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let wrapper = of(it);
    let Some((receiver, rest)) = args.positionals().split_first() else {
        return Err(err!(
            TypeError,
            "descriptor '{}' of '{}' object needs an argument",
            wrapper.row.name,
            wrapper.class.name()
        ));
    };
    if !vm.type_of(receiver).is_subclass(&wrapper.class) {
        if is_method(wrapper) {
            check_receiver(vm, wrapper, receiver)?;
        }
        return Err(err!(
            TypeError,
            "descriptor '{}' requires a '{}' object but received a '{}'",
            wrapper.row.name,
            wrapper.class.name(),
            vm.type_name(receiver)
        ));
    }
    let _ = rest;
    wrapper.call(vm, receiver, Args { values: &args.values[1..], names: args.names })
}

/// Whether CPython has a method of its own in place of the wrapper, which words errors as methods do.
fn is_method(wrapper: &Wrapper) -> bool {
    match wrapper.class.name().as_str() {
        "dict" => matches!(wrapper.row.name, "__getitem__" | "__contains__"),
        "list" => wrapper.row.name == "__getitem__",
        "set" | "frozenset" => wrapper.row.name == "__contains__",
        _ => false,
    }
}

/// As those methods name their argument.
fn text_signature(wrapper: &Wrapper) -> &'static str {
    match (is_method(wrapper), wrapper.class.name().as_str()) {
        (true, "list") => "($self, index, /)",
        (true, "set" | "frozenset") => "($self, object, /)",
        _ => wrapper.row.text,
    }
}

fn call_bound(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let bound = of_bound(it);
    bound.wrapper.call(vm, &bound.receiver, args)
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let wrapper = of(it);
    Ok(vm.text(&format!(
        "<slot wrapper '{}' of '{}' objects>",
        wrapper.row.name,
        wrapper.class.name()
    )))
}

fn repr_bound(vm: &Vm, it: &Value) -> Raises<Value> {
    let bound = of_bound(it);
    Ok(vm.text(&format!(
        "<method-wrapper '{}' of {} object at {:#x}>",
        bound.wrapper.row.name,
        vm.type_name(&bound.receiver),
        bound.receiver.id()
    )))
}

fn compare_bound(_: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<BoundWrapper>(), b.downcast::<BoundWrapper>()) else {
        return Ok(Value::NotImplemented);
    };
    let equal = a.wrapper.is(&b.wrapper) && a.receiver.is(&b.receiver);
    Ok(match op {
        CompareOp::Eq => Value::bool(equal),
        CompareOp::Ne => Value::bool(!equal),
        _ => Value::NotImplemented,
    })
}

fn hash_bound(_: &Vm, it: &Value) -> Raises<i64> {
    let bound = of_bound(it);
    let a = crate::algo::hash::pointer(bound.receiver.id() as usize);
    let b = crate::algo::hash::pointer(bound.wrapper.as_ptr() as usize);
    Ok(if a ^ b == -1 { -2 } else { a ^ b })
}

fn qualname(vm: &Vm, wrapper: &Wrapper) -> Value {
    vm.text(&format!("{}.{}", wrapper.class.name(), wrapper.row.name))
}

/// Found again as an attribute of the class.
fn reduce(vm: &Vm, wrapper: Ref<Wrapper>) -> Raises<Value> {
    let owner = Value::Type(wrapper.class.clone());
    reduce_to_getattr(vm, owner, wrapper.row.name)
}

/// Found again as an attribute of the receiver.
fn reduce_bound(vm: &Vm, bound: Ref<BoundWrapper>) -> Raises<Value> {
    reduce_to_getattr(vm, bound.receiver.clone(), bound.wrapper.row.name)
}

pub fn reduce_to_getattr(vm: &Vm, owner: Value, name: &str) -> Raises<Value> {
    let getattr = crate::types::container::builtin_function(vm, "getattr")?;
    Ok(vm.tuple(vec![getattr, vm.tuple(vec![owner, vm.text(name)])]))
}

static LAYOUT: Layout = Layout::of::<Wrapper>();
static BOUND_LAYOUT: Layout = Layout::of::<BoundWrapper>();

pub static WRAPPER: TypeSpec = TypeSpec {
    name: "wrapper_descriptor",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.call.set(Some(call));
        slots.descr_get.set(Some(descr_get));
    },
    getset: &[
        GetSet { name: "__name__", doc: "", get: |vm, it| Ok(vm.text(of(it).row.name)), set: None },
        GetSet { name: "__qualname__", doc: "", get: |vm, it| Ok(qualname(vm, of(it))), set: None },
        GetSet { name: "__doc__", doc: "", get: |vm, it| Ok(vm.text(of(it).row.doc)), set: None },
        GetSet {
            name: "__text_signature__",
            doc: "",
            get: |vm, it| Ok(vm.text(text_signature(of(it)))),
            set: None,
        },
        GetSet {
            name: "__objclass__",
            doc: "",
            get: |_, it| Ok(Value::Type(of(it).class.clone())),
            set: None,
        },
    ],
    methods: &[native!("__reduce__($self, /)", "Found again by name.", reduce)],
    ..TypeSpec::DEFAULT
};

pub static BOUND: TypeSpec = TypeSpec {
    name: "method-wrapper",
    layout: Some(&BOUND_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.repr.set(Some(repr_bound));
        slots.call.set(Some(call_bound));
        slots.compare.set(Some(compare_bound));
        slots.hash.set(Some(hash_bound));
    },
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |vm, it| Ok(vm.text(of_bound(it).wrapper.row.name)),
            set: None,
        },
        GetSet {
            name: "__qualname__",
            doc: "",
            get: |vm, it| Ok(qualname(vm, &of_bound(it).wrapper)),
            set: None,
        },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |vm, it| Ok(vm.text(of_bound(it).wrapper.row.doc)),
            set: None,
        },
        GetSet {
            name: "__text_signature__",
            doc: "",
            get: |vm, it| Ok(vm.text(text_signature(&of_bound(it).wrapper))),
            set: None,
        },
        GetSet {
            name: "__self__",
            doc: "",
            get: |_, it| Ok(of_bound(it).receiver.clone()),
            set: None,
        },
        GetSet {
            name: "__objclass__",
            doc: "",
            get: |_, it| Ok(Value::Type(of_bound(it).wrapper.class.clone())),
            set: None,
        },
    ],
    methods: &[native!("__reduce__($self, /)", "Found again by name.", reduce_bound)],
    ..TypeSpec::DEFAULT
};
