//! `dict`: values by key, in the order the keys came in.
//!
//! Reference: Library Reference, "Mapping Types".

pub mod iterator;
pub mod update;
pub mod views;

use crate::err;
use crate::native;
use crate::native::{Keywords, Rest};
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Dict, Layout, Name, Native, Raised, Raises, Ref, Slots,
    Tuple, Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::protocol::keyed;
pub use iterator::next_pair;

use super::class::unhashable;
use super::container::{arity, guarded_repr, push_repr, this};

static LAYOUT: Layout = Layout::of::<Dict>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "dict",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::MAPPING | flags::MATCH_SELF,
    doc: "Values by key, in the order the keys came in.\n\ndict() is empty; dict(mapping) has the \
          items of the mapping; dict(iterable) takes its items as pairs of key and value. Keyword \
          arguments become items too: dict(one=1, two=2).",
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!("__sizeof__($self, /)", "How many bytes the dict takes.", sizeof),
    Native {
        swift: Some(swift_get),
        ..native!(
            "get($self, key, default=None, /)",
            "The value of the key; the default where there is none.",
            get
        )
    },
    Native {
        swift: Some(swift_setdefault),
        ..native!(
            "setdefault($self, key, default=None, /)",
            "The value of the key, which is entered with the default first where there is none.",
            setdefault
        )
    },
    native!(
        "pop($self, key, default=<unrepresentable>, /)",
        "Take the key out and return its value.\n\nWhere there is none: the default if one is \
         given, else KeyError.",
        pop
    ),
    native!(
        "popitem($self, /)",
        "Take the item that came in last out and return it as a pair.\n\nKeyError when the dict \
         is empty.",
        popitem
    ),
    native!("keys($self, /)", "The keys, as a view that follows changes.", views::keys),
    native!("items($self, /)", "The items as pairs, a view that follows changes.", views::items),
    native!("values($self, /)", "The values, as a view that follows changes.", views::values),
    native!(
        "update($self, *args, **kwargs)" as "",
        "Enter the items of a mapping or an iterable of pairs, then the keyword arguments.",
        update_method
    ),
    native!(
        class "fromkeys($type, iterable, value=None, /)",
        "A new dict with the iterable's items as keys, all with the same value.",
        fromkeys
    ),
    native!("clear($self, /)", "Empty the dict.", clear),
    native!("copy($self, /)", "A new dict of the same items.", copy),
    native!(
        "__reversed__($self, /)",
        "An iterator over the keys from the end.",
        iterator::reversed
    ),
    native!(
        class "__class_getitem__($type, object, /)",
        "A parameterised alias.",
        crate::types::generic::class_getitem
    ),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.init.set(Some(init));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(unhashable));
    slots.compare.set(Some(compare));
    slots.iter.set(Some(iterator::iter));
    slots.len.set(Some(|_, dict| Ok(of(dict).len())));
    slots.getitem.set(Some(getitem));
    slots.setitem.set(Some(setitem));
    slots.contains.set(Some(|vm, dict, key| Ok(keyed::dict_find(vm, of(dict), key)?.1.is_some())));
    slots.binary[BinaryOp::Or as usize].set(Some(or));
    slots.inplace[BinaryOp::Or as usize].set(Some(inplace_or));
}

/// The payload of a slot's receiver.
#[inline(always)]
pub fn of(value: &Value) -> &Ref<Dict> {
    match value {
        Value::Dict(dict) => dict,
        other => this::<Dict>(other),
    }
}

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(vm.alloc_in(class, Dict::default()))
}

fn init(vm: &Vm, dict: &Value, args: Args) -> Raises<()> {
    let given = arity(args, "dict", 0, 1)?;
    let payload = of(dict);
    if let [source] = given {
        update::update(vm, payload, source)?;
    }
    for (name, value) in args.keywords() {
        payload.set_str(vm, name, value.clone());
    }
    Ok(())
}

fn repr(vm: &Vm, value: &Value) -> Raises<Value> {
    let dict = of(value);
    if dict.is_empty() {
        return Ok(vm.text("{}"));
    }
    guarded_repr(vm, value, "{...}", || {
        let mut text = b"{".to_vec();
        let mut from = 0;
        while let Some((after, entry)) = dict.next(from) {
            let (key, value) = (entry.key.clone(), entry.value.clone());
            from = after;
            if text.len() > 1 {
                text.extend_from_slice(b", ");
            }
            push_repr(vm, &mut text, &key)?;
            text.extend_from_slice(b": ");
            push_repr(vm, &mut text, &value)?;
        }
        text.push(b'}');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::NotImplemented);
    };
    match op {
        CompareOp::Eq => equal(vm, left, right).map(Value::bool),
        CompareOp::Ne => equal(vm, left, right).map(|it| Value::bool(!it)),
        _ => Ok(Value::NotImplemented),
    }
}

/// Whether both hold equal values under equal keys, in whatever order.
pub fn equal(vm: &Vm, a: &Ref<Dict>, b: &Ref<Dict>) -> Raises<bool> {
    if a.len() != b.len() {
        return Ok(false);
    }
    let mut from = 0;
    while let Some((after, entry)) = a.next(from) {
        let (hash, key, value) = (entry.hash, entry.key.clone(), entry.value.clone());
        from = after;
        let found = b.find(hash, &key, &mut |candidate| protocol::equal(vm, candidate, &key))?;
        let Some(at) = found else { return Ok(false) };
        let other = b.value_at(at).clone();
        if !protocol::same(vm, &other, &value)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn getitem(vm: &Vm, object: &Value, key: &Value) -> Raises<Value> {
    if let Some(value) = keyed::dict_get(vm, of(object), key)? {
        return Ok(value);
    }
    missing(vm, object, key)
}

/// What a key that is not there gives: a subclass may have `__missing__`.
#[cold]
fn missing(vm: &Vm, object: &Value, key: &Value) -> Raises<Value> {
    if !matches!(object, Value::Dict(_)) {
        let args = std::slice::from_ref(key);
        if let Some(value) = protocol::call::call_special(vm, object, Name::Missing, args)? {
            return Ok(value);
        }
    }
    Err(Raised::key_error(key))
}

fn setitem(vm: &Vm, dict: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let dict = of(dict);
    match value {
        Some(value) => keyed::dict_set(vm, dict, key.clone(), value),
        None => remove(vm, dict, key)?.map(drop).ok_or_else(|| Raised::key_error(key)),
    }
}

/// Takes a key out; gives its value.
pub fn remove(vm: &Vm, dict: &Ref<Dict>, key: &Value) -> Raises<Option<Value>> {
    let at = keyed::dict_find(vm, dict, key)?.1;
    // The entry's parts are dropped when the dict is whole again.
    Ok(at.map(|at| dict.remove_at(at).value))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let (Some(left), Some(_)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::NotImplemented);
    };
    let both = vm.dict();
    both.copy_from(left);
    update::update(vm, &both, b)?;
    Ok(Value::Dict(both))
}

fn inplace_or(vm: &Vm, dict: &Value, other: &Value) -> Raises<Value> {
    update::update(vm, of(dict), other)?;
    Ok(dict.clone())
}

/// As CPython's tables would take: a power of two of which two thirds are used.
fn sizeof(_: &Vm, dict: Ref<Dict>) -> usize {
    let table = dict.borrow();
    if table.is_empty() {
        return 48;
    }
    let mut slots: usize = 8;
    while slots * 2 / 3 < table.len() {
        slots *= 2;
    }
    let index = match slots {
        ..256 => 1,
        256..65536 => 2,
        _ => 4,
    };
    let texts = table.iter().all(|it| matches!(it.key, Value::Str(_)));
    let entry = if texts { 16 } else { 24 };
    80 + slots * index + slots * 2 / 3 * entry
}

fn get(vm: &Vm, dict: Ref<Dict>, key: Value, default: Value) -> Raises<Value> {
    Ok(keyed::dict_get(vm, &dict, &key)?.unwrap_or(default))
}

/// `dict.get(key)` and `dict.get(key, default)` with keys that need no Python code.
fn swift_get(vm: &Vm, dict: &Value, args: &[Value]) -> Value {
    let (Value::Dict(dict), [key @ (Value::Str(_) | Value::Int(_)), rest @ ..]) = (dict, args)
    else {
        return Value::Err;
    };
    match dict.get_plain(keyed::plain_hash(vm, key), key) {
        Some(Some(value)) => value.clone(),
        Some(None) => match rest {
            [] => Value::None,
            [default] => default.clone(),
            _ => Value::Err,
        },
        None => Value::Err,
    }
}

/// `dict.setdefault(key, default)` with keys that need no Python code and are there.
fn swift_setdefault(vm: &Vm, dict: &Value, args: &[Value]) -> Value {
    let (Value::Dict(dict), [key @ (Value::Str(_) | Value::Int(_)), _]) = (dict, args) else {
        return Value::Err;
    };
    match dict.get_plain(keyed::plain_hash(vm, key), key) {
        Some(Some(value)) => value.clone(),
        _ => Value::Err,
    }
}

fn setdefault(vm: &Vm, dict: Ref<Dict>, key: Value, default: Value) -> Raises<Value> {
    match keyed::dict_find(vm, &dict, &key)? {
        (_, Some(at)) => Ok(dict.value_at(at).clone()),
        (hash, None) => {
            dict.insert_new(hash, key, default.clone());
            Ok(default)
        }
    }
}

fn pop(vm: &Vm, dict: Ref<Dict>, key: Value, default: Option<Value>) -> Raises<Value> {
    match remove(vm, &dict, &key)?.or(default) {
        Some(value) => Ok(value),
        None => Err(Raised::key_error(&key)),
    }
}

fn popitem(vm: &Vm, dict: Ref<Dict>) -> Raises<Value> {
    match dict.pop_last() {
        Some(entry) => Ok(vm.tuple(vec![entry.key, entry.value])),
        None => Err(Raised::key_error(&vm.text("popitem(): dictionary is empty"))),
    }
}

fn update_method(vm: &Vm, dict: Ref<Dict>, args: Rest, kwargs: Keywords) -> Raises<()> {
    match &*args {
        [] => {}
        [source] => update::update(vm, &dict, source)?,
        more => {
            let count = more.len();
            return Err(err!(TypeError, "update expected at most 1 argument, got {count}"));
        }
    }
    for (name, value) in kwargs.items() {
        dict.set_str(vm, &name, value);
    }
    Ok(())
}

fn fromkeys(vm: &Vm, class: Value, iterable: Value, value: Value) -> Raises<Value> {
    let made = match &class {
        Value::Type(it) if it.is(vm.class(Builtin::Dict)) => Value::Dict(vm.dict()),
        _ => protocol::call0(vm, &class)?,
    };
    match &made {
        Value::Dict(dict) => protocol::for_each(vm, &iterable, &mut |key| {
            keyed::dict_set(vm, dict, key, value.clone())
        })?,
        _ => protocol::for_each(vm, &iterable, &mut |key| {
            protocol::setitem(vm, &made, &key, value.clone())
        })?,
    }
    Ok(made)
}

fn clear(_: &Vm, dict: Ref<Dict>) {
    crate::object::Payload::clear(&*dict);
}

fn copy(vm: &Vm, dict: Ref<Dict>) -> Ref<Dict> {
    let copy = vm.dict();
    copy.copy_from(&dict);
    copy
}

/// Key and value as the pair that `items()` shows.
pub fn pair(vm: &Vm, key: Value, value: Value) -> Value {
    Value::Tuple(Ref::<Tuple>::of(vm, [key, value]))
}
