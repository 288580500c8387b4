//! `defaultdict`: a dict that makes the values of keys it does not have.
//!
//! The payload is a plain dict's; `default_factory` is kept as a `__slots__` member would be.
//!
//! Reference: Library Reference, "defaultdict objects".

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, Dict, Native, Raised, Raises, Ref, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::protocol::keyed;
use crate::types::container::push_repr;
use crate::types::descriptor::MemberDescriptor;
use crate::types::dict;

pub static SPEC: TypeSpec = TypeSpec {
    name: "collections.defaultdict",
    base: Builtin::Dict,
    flags: flags::BASE | flags::PREFIX,
    doc: "defaultdict(default_factory=None, /, [...])\n\nA dict that calls `default_factory` for the \
          value of a key it does not have. The further arguments are those of dict.",
    slots: |slots| {
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
        slots.binary[BinaryOp::Or as usize].set(Some(or));
    },
    methods: METHODS,
    attributes,
    extra_slots: 1,
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!(
        "__missing__($self, object, /)",
        "What looking up a key gives that is not there.",
        missing
    ),
    native!("copy($self, /)", "A new defaultdict of the same items and factory.", copy),
    native!("__copy__($self, /)", "A new defaultdict of the same items and factory.", copy),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

fn attributes(vm: &Vm, class: &Ref<Type>) {
    let name = vm.intern("default_factory");
    let member =
        MemberDescriptor { name: name.clone(), class: class.clone(), index: 0, inline: false };
    let member = vm.alloc(Builtin::MemberDescriptor, member);
    class.namespace(vm).set_str(vm, &name, member);
}

/// What makes the values; `None` if nothing does.
fn factory(it: &Ref<Dict>) -> Value {
    let extra = it.header().existing_extra();
    let factory = extra.and_then(|it| it.slots.borrow().first().cloned());
    factory.and_then(Value::given).unwrap_or(Value::None)
}

fn set_factory(it: &Ref<Dict>, factory: Value) {
    let Some(extra) = it.header().extra() else { return };
    let mut slots = extra.slots.borrow_mut();
    let old = match slots.first_mut() {
        Some(slot) => Some(std::mem::replace(slot, factory)),
        None => {
            slots.push(factory);
            None
        }
    };
    drop(slots);
    drop(old);
}

fn init(vm: &Vm, object: &Value, args: Args) -> Raises<()> {
    let positional = args.positionals();
    let mut rest = args;
    let mut factory = Value::None;
    if let Some(first) = positional.first() {
        if !first.is_none() && vm.type_of(first).slots.call.get().is_none() {
            return Err(err!(TypeError, "first argument must be callable or None"));
        }
        factory = first.clone();
        rest.values = &args.values[1..];
    }
    set_factory(dict::of(object), factory);
    match vm.class(Builtin::Dict).slots.init.get() {
        Some(init) => init(vm, object, rest),
        None => Ok(()),
    }
}

fn repr(vm: &Vm, object: &Value) -> Raises<Value> {
    let mut text = vm.type_of(object).name_str(vm).bytes().to_vec();
    text.push(b'(');
    let factory = factory(dict::of(object));
    // A factory may be bound to the very dict it is the factory of.
    let shown = crate::types::container::guarded_repr(vm, &factory, "...", || {
        protocol::repr(vm, &factory).map(|it| Value::of(it.into_any()))
    })?;
    push_text(&mut text, &shown);
    text.extend_from_slice(b", ");
    match vm.class(Builtin::Dict).slots.repr.get() {
        Some(repr) => push_text(&mut text, &repr(vm, object)?),
        None => push_repr(vm, &mut text, object)?,
    }
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

fn push_text(text: &mut Vec<u8>, shown: &Value) {
    if let Some(shown) = shown.downcast::<crate::object::Str>() {
        text.extend_from_slice(shown.bytes());
    }
}

/// `type(it)(factory, items)`.
fn make_like(vm: &Vm, it: &Ref<Dict>, items: &Value) -> Raises<Value> {
    let class = Value::Type(it.class().clone());
    protocol::call(vm, &class, Args::positional(&[factory(it), items.clone()]))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::NotImplemented);
    };
    let like = if vm.is_instance(a, Builtin::DefaultDict) { left } else { right };
    let both = make_like(vm, like, a)?;
    match both.downcast::<Dict>() {
        Some(dict) => dict::update::update(vm, dict, b)?,
        None => drop(protocol::inplace(vm, BinaryOp::Or, &both, b)?),
    }
    Ok(both)
}

fn missing(vm: &Vm, it: Ref<Dict>, object: Value) -> Raises<Value> {
    let factory = factory(&it);
    if factory.is_none() {
        return Err(Raised::key_error(&object));
    }
    let value = protocol::call0(vm, &factory)?;
    if it.class().is(vm.class(Builtin::DefaultDict)) {
        keyed::dict_set(vm, &it, object, value.clone())?;
    } else {
        protocol::setitem(vm, &Value::of(it.into_any()), &object, value.clone())?;
    }
    Ok(value)
}

fn copy(vm: &Vm, it: Ref<Dict>) -> Raises<Value> {
    let items = Value::of(it.clone().into_any());
    make_like(vm, &it, &items)
}

fn reduce(vm: &Vm, it: Ref<Dict>) -> Raises<Value> {
    let class = Value::Type(it.class().clone());
    let factory = factory(&it);
    let args = vm.tuple(if factory.is_none() { vec![] } else { vec![factory] });
    let object = Value::of(it.into_any());
    let items = protocol::call_method(vm, &object, &vm.intern("items"), &[])?;
    let items = protocol::iter(vm, &items)?;
    Ok(vm.tuple(vec![class, args, Value::None, Value::None, items]))
}
