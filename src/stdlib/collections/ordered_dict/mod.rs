//! `OrderedDict`: a dict whose order can be changed and counts in comparisons.
//!
//! The payload is a plain dict's, which keeps the order of insertion.
//!
//! Reference: Library Reference, "OrderedDict objects".

pub mod views;

use crate::err;
use crate::native;
use crate::native::{Keywords, Rest};
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Dict, GetSet, Name, Native, Raised, Raises, Ref, Type,
    TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::protocol::attr::instance_dict;
use crate::protocol::keyed;
use crate::types::class::unhashable;
use crate::types::container::{guarded_repr, push_repr};
use crate::types::dict;

pub static SPEC: TypeSpec = TypeSpec {
    name: "collections.OrderedDict",
    base: Builtin::Dict,
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "A dict whose items can be moved, and which is equal to another OrderedDict only if the \
          order is the same.",
    slots: |slots| {
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
        slots.hash.set(Some(unhashable));
        slots.compare.set(Some(compare));
        slots.iter.set(Some(views::iter));
        slots.binary[BinaryOp::Or as usize].set(Some(or));
        slots.inplace[BinaryOp::Or as usize].set(Some(inplace_or));
    },
    methods: METHODS,
    getset: &[GetSet {
        name: "__dict__",
        doc: "",
        get: |vm, it| Ok(instance_dict(vm, it).map_or(Value::None, Value::Dict)),
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

pub static METHODS: &[Native] = &[
    native!(
        class "fromkeys($type, /, iterable, value=None)",
        "A new OrderedDict with the iterable's items as keys, all with the same value.",
        fromkeys
    ),
    native!("__sizeof__($self, /)", "How many bytes the dict takes.", sizeof),
    native!("__reduce__($self, /)", "What pickling needs.", reduce),
    native!(
        "setdefault($self, /, key, default=None)",
        "The value of the key, which is entered with the default first where there is none.",
        setdefault
    ),
    native!(
        "pop($self, /, key, default=<unrepresentable>)",
        "Take the key out and return its value.\n\nWhere there is none: the default if one is \
         given, else KeyError.",
        pop
    ),
    native!(
        "popitem($self, /, last=True)",
        "Take the last item out and return it as a pair; the first one if `last` is false.",
        popitem
    ),
    native!("keys($self, /)", "The keys, as a view that follows changes.", views::keys),
    native!("values($self, /)", "The values, as a view that follows changes.", views::values),
    native!("items($self, /)", "The items as pairs, a view that follows changes.", views::items),
    native!(
        "update($self, *args, **kwargs)" as "",
        "Enter the items of a mapping or an iterable of pairs, then the keyword arguments.",
        update_method
    ),
    native!("clear($self, /)", "Empty the dict.", clear),
    native!("copy($self, /)", "A new OrderedDict of the same items.", copy),
    native!("__reversed__($self, /)", "An iterator over the keys from the end.", views::reversed),
    native!(
        "move_to_end($self, /, key, last=True)",
        "Make the item with that key the last one, or the first one if `last` is false.\n\n\
         KeyError when there is none.",
        move_to_end
    ),
];

fn is_exact(vm: &Vm, it: &Ref<Dict>) -> bool {
    it.class().is(vm.class(Builtin::OrderedDict))
}

/// `object[key] = value`, which a subclass may override.
fn set(vm: &Vm, object: &Value, key: Value, value: Value) -> Raises<()> {
    match object.downcast::<Dict>() {
        Some(it) if is_exact(vm, it) => keyed::dict_set(vm, it, key, value),
        _ => protocol::setitem(vm, object, &key, value),
    }
}

fn init(vm: &Vm, object: &Value, args: Args) -> Raises<()> {
    match args.positionals() {
        [] => {}
        [source] => update(vm, object, source)?,
        more => {
            return Err(err!(TypeError, "expected at most 1 arguments, got {}", more.len()));
        }
    }
    for (name, value) in args.keywords() {
        set(vm, object, Value::Str(name.clone()), value.clone())?;
    }
    Ok(())
}

/// Enters the items of a mapping or of an iterable of pairs.
fn update(vm: &Vm, object: &Value, source: &Value) -> Raises<()> {
    if let Value::Dict(source) = source {
        for (key, value) in source.items() {
            set(vm, object, key, value)?;
        }
        return Ok(());
    }
    if protocol::getattr_opt(vm, source, vm.name(Name::WordKeys))?.is_some() {
        let keys = protocol::call_method(vm, source, vm.name(Name::WordKeys), &[])?;
        return protocol::for_each(vm, &keys, &mut |key| {
            let value = protocol::getitem(vm, source, &key)?;
            set(vm, object, key, value)
        });
    }
    let items = vm.name(Name::WordItems);
    let pairs = protocol::call::call_method_opt(vm, source, items, &[])?;
    protocol::for_each(vm, pairs.as_ref().unwrap_or(source), &mut |pair| {
        let (key, value) = key_and_value(vm, &pair)?;
        set(vm, object, key, value)
    })
}

fn key_and_value(vm: &Vm, pair: &Value) -> Raises<(Value, Value)> {
    let iterator = protocol::iter(vm, pair)?;
    let Some(key) = protocol::next(vm, &iterator)? else {
        return Err(err!(ValueError, "need more than 0 values to unpack"));
    };
    let Some(value) = protocol::next(vm, &iterator)? else {
        return Err(err!(ValueError, "need more than 1 value to unpack"));
    };
    if protocol::next(vm, &iterator)?.is_some() {
        return Err(err!(ValueError, "too many values to unpack (expected 2)"));
    }
    Ok((key, value))
}

fn repr(vm: &Vm, object: &Value) -> Raises<Value> {
    let it = dict::of(object);
    let mut text = vm.type_of(object).name_str(vm).bytes().to_vec();
    if it.is_empty() {
        text.extend_from_slice(b"()");
        return Ok(Value::Str(vm.str_from_bytes(&text)));
    }
    guarded_repr(vm, object, "...", || {
        let plain = vm.dict();
        if is_exact(vm, it) {
            plain.copy_from(it);
        } else {
            let items = protocol::call_method(vm, object, vm.name(Name::WordItems), &[])?;
            dict::update::update(vm, &plain, &items)?;
        }
        text.push(b'(');
        push_repr(vm, &mut text, &Value::Dict(plain))?;
        text.push(b')');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Dict>(), b.downcast::<Dict>()) else {
        return Ok(Value::NotImplemented);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NotImplemented);
    }
    let mut equal = dict::equal(vm, left, right)?;
    if equal && vm.is_instance(a, Builtin::OrderedDict) && vm.is_instance(b, Builtin::OrderedDict) {
        for (x, y) in left.keys().iter().zip(&right.keys()) {
            if !protocol::same(vm, x, y)? {
                equal = false;
                break;
            }
        }
    }
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    if a.downcast::<Dict>().is_none() || b.downcast::<Dict>().is_none() {
        return Ok(Value::NotImplemented);
    }
    let like = if vm.is_instance(a, Builtin::OrderedDict) { a } else { b };
    let class = Value::Type(vm.type_of(like).clone());
    let both = protocol::call1(vm, &class, a)?;
    update(vm, &both, b)?;
    Ok(both)
}

fn inplace_or(vm: &Vm, object: &Value, other: &Value) -> Raises<Value> {
    update(vm, object, other)?;
    Ok(object.clone())
}

fn fromkeys(vm: &Vm, class: Value, iterable: Value, value: Value) -> Raises<Value> {
    let made = protocol::call0(vm, &class)?;
    protocol::for_each(vm, &iterable, &mut |key| set(vm, &made, key, value.clone()))?;
    Ok(made)
}

/// A plain dict's size, and a node of a linked list for each item as CPython has it.
fn sizeof(vm: &Vm, it: Ref<Dict>) -> Raises<usize> {
    let plain = vm.dict();
    plain.copy_from(&it);
    let size = protocol::call_method(vm, &Value::Dict(plain), &vm.intern("__sizeof__"), &[])?;
    let Value::Int(size) = size else { return Ok(0) };
    Ok(size as usize + 96 + 56 * it.len())
}

fn reduce(vm: &Vm, it: Ref<Dict>) -> Raises<Value> {
    let class = Value::Type(it.class().clone());
    let object = Value::of(it.into_any());
    let state = protocol::call_method(vm, &object, &vm.intern("__getstate__"), &[])?;
    let items = protocol::call_method(vm, &object, vm.name(Name::WordItems), &[])?;
    let items = protocol::iter(vm, &items)?;
    Ok(vm.tuple(vec![class, vm.tuple(vec![]), state, Value::None, items]))
}

fn setdefault(vm: &Vm, it: Ref<Dict>, key: Value, default: Value) -> Raises<Value> {
    if is_exact(vm, &it) {
        let (hash, at) = keyed::dict_find(vm, &it, &key)?;
        if let Some(at) = at {
            return Ok(it.value_at(at).clone());
        }
        it.insert_new(hash, key, default.clone());
        return Ok(default);
    }
    let object = Value::of(it.into_any());
    if protocol::contains(vm, &object, &key)? {
        return protocol::getitem(vm, &object, &key);
    }
    protocol::setitem(vm, &object, &key, default.clone())?;
    Ok(default)
}

fn pop(vm: &Vm, it: Ref<Dict>, key: Value, default: Option<Value>) -> Raises<Value> {
    let found = if is_exact(vm, &it) {
        dict::remove(vm, &it, &key)?
    } else {
        let object = Value::of(it.into_any());
        if protocol::contains(vm, &object, &key)? {
            let value = protocol::getitem(vm, &object, &key)?;
            protocol::delitem(vm, &object, &key)?;
            Some(value)
        } else {
            None
        }
    };
    match found.or(default) {
        Some(value) => Ok(value),
        None => Err(no_such_key(&key)),
    }
}

/// CPython takes the key for the arguments of the exception: a tuple's items, none for `None`.
#[cold]
fn no_such_key(key: &Value) -> Raised {
    let args = match key {
        Value::None => vec![],
        Value::Tuple(items) => items.items().to_vec(),
        key => vec![key.clone()],
    };
    Raised::with_args(Builtin::KeyError, args)
}

fn popitem(vm: &Vm, it: Ref<Dict>, last: bool) -> Raises<Value> {
    let entry = if last { it.pop_last() } else { it.pop_first() };
    match entry {
        Some(entry) => Ok(dict::pair(vm, entry.key, entry.value)),
        None => Err(Raised::key_error(&vm.text("dictionary is empty"))),
    }
}

fn update_method(vm: &Vm, it: Ref<Dict>, args: Rest, kwargs: Keywords) -> Raises<()> {
    let object = Value::of(it.into_any());
    match &*args {
        [] => {}
        [source] => update(vm, &object, source)?,
        more => {
            return Err(err!(
                TypeError,
                "update() takes at most 1 positional argument ({} given)",
                more.len()
            ));
        }
    }
    for (name, value) in kwargs.items() {
        set(vm, &object, Value::Str(name), value)?;
    }
    Ok(())
}

fn clear(_: &Vm, it: Ref<Dict>) {
    crate::object::Payload::clear(&*it);
}

fn copy(vm: &Vm, it: Ref<Dict>) -> Raises<Value> {
    let class: &Ref<Type> = it.class();
    let made = protocol::call0(vm, &Value::Type(class.clone()))?;
    if is_exact(vm, &it) {
        dict::of(&made).copy_from(&it);
        return Ok(made);
    }
    let object = Value::of(it.into_any());
    protocol::for_each(vm, &object, &mut |key| {
        let value = protocol::getitem(vm, &object, &key)?;
        set(vm, &made, key, value)
    })?;
    Ok(made)
}

fn move_to_end(vm: &Vm, it: Ref<Dict>, key: Value, last: bool) -> Raises<()> {
    let Some(at) = keyed::dict_find(vm, &it, &key)?.1 else {
        return Err(no_such_key(&key));
    };
    if last {
        it.move_to_back(at)
    } else {
        it.move_to_front(at)
    }
    Ok(())
}
