//! `mappingproxy` (`types.MappingProxyType`): a mapping seen through glass.
//!
//! Reference: Library Reference, "types.MappingProxyType".

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Layout, Name, Native, Payload, Raises, Ref, Slots, Type,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::container::{push_repr, this};

pub struct MappingProxy {
    pub mapping: Value,
}

impl Payload for MappingProxy {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.mapping);
    }
}

static LAYOUT: Layout = Layout::of::<MappingProxy>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "mappingproxy",
    layout: Some(&LAYOUT),
    flags: flags::MAPPING,
    doc: "A view of a mapping through which it cannot be changed.",
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!(
        "get($self, key, default=None, /)",
        "The value of the key; the default where there is none.",
        get
    ),
    native!("keys($self, /)", "The keys.", keys),
    native!("values($self, /)", "The values.", values),
    native!("items($self, /)", "The items as pairs.", items),
    native!("copy($self, /)", "A copy of the mapping.", copy),
    native!("__reversed__($self, /)", "An iterator over the keys from the end.", reversed),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.str_.set(Some(|vm, it| protocol::str_value(vm, mapping(it))));
    slots.hash.set(Some(|vm, it| protocol::hash(vm, mapping(it))));
    slots.compare.set(Some(compare));
    slots.iter.set(Some(|vm, it| protocol::iter(vm, mapping(it))));
    slots.len.set(Some(|vm, it| protocol::len(vm, mapping(it))));
    slots.getitem.set(Some(|vm, it, key| protocol::getitem(vm, mapping(it), key)));
    slots.contains.set(Some(contains));
    slots.binary[BinaryOp::Or as usize].set(Some(or));
    slots.inplace[BinaryOp::Or as usize].set(Some(inplace_or));
}

fn mapping(it: &Value) -> &Value {
    &this::<MappingProxy>(it).mapping
}

/// A proxy of a mapping.
pub fn make(vm: &Vm, mapping: Value) -> Value {
    vm.alloc(Builtin::MappingProxy, MappingProxy { mapping })
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let (mapping,): (Value,) = crate::bind!(vm, args, "mappingproxy(mapping)")?;
    let class = vm.type_of(&mapping);
    let is_sequence = matches!(mapping, Value::List(_) | Value::Tuple(_))
        || vm.is_instance(&mapping, Builtin::List)
        || vm.is_instance(&mapping, Builtin::Tuple);
    if class.slots.getitem.get().is_none() || is_sequence {
        let kind = class.name();
        return Err(err!(TypeError, "mappingproxy() argument must be a mapping, not {kind}"));
    }
    Ok(make(vm, mapping))
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let mut text = b"mappingproxy(".to_vec();
    push_repr(vm, &mut text, mapping(it))?;
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// What the proxies among the operands stand for.
fn unwrapped(value: &Value) -> &Value {
    value.downcast::<MappingProxy>().map_or(value, |it| &it.mapping)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    match a.downcast::<MappingProxy>() {
        Some(proxy) => protocol::compare(vm, &proxy.mapping, b, op),
        None => Ok(Value::NotImplemented),
    }
}

fn contains(vm: &Vm, it: &Value, key: &Value) -> Raises<bool> {
    protocol::contains(vm, mapping(it), key)
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    protocol::binary(vm, BinaryOp::Or, unwrapped(a), unwrapped(b))
}

fn inplace_or(vm: &Vm, it: &Value, _: &Value) -> Raises<Value> {
    let kind = vm.type_name(it);
    Err(err!(TypeError, "'|=' is not supported by {kind}; use '|' instead"))
}

fn method(vm: &Vm, it: &MappingProxy, name: Name, args: &[Value]) -> Raises<Value> {
    protocol::call_method(vm, &it.mapping, vm.name(name), args)
}

fn get(vm: &Vm, it: Ref<MappingProxy>, key: Value, default: Value) -> Raises<Value> {
    method(vm, &it, Name::WordGet, &[key, default])
}

fn keys(vm: &Vm, it: Ref<MappingProxy>) -> Raises<Value> {
    method(vm, &it, Name::WordKeys, &[])
}

fn values(vm: &Vm, it: Ref<MappingProxy>) -> Raises<Value> {
    method(vm, &it, Name::WordValues, &[])
}

fn items(vm: &Vm, it: Ref<MappingProxy>) -> Raises<Value> {
    method(vm, &it, Name::WordItems, &[])
}

fn copy(vm: &Vm, it: Ref<MappingProxy>) -> Raises<Value> {
    protocol::call_method(vm, &it.mapping, &vm.intern("copy"), &[])
}

fn reversed(vm: &Vm, it: Ref<MappingProxy>) -> Raises<Value> {
    method(vm, &it, Name::Reversed, &[])
}
