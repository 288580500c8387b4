//! `partial`: a function with some of its arguments given.

use std::cell::RefCell;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Dict, GetSet, Layout, Payload, Raises, Ref, Str, Tuple, Type, TypeSpec, Value,
    Visitor, Vm, flags,
};
use crate::types::class::full_name;
use crate::types::container::{guarded_repr, push_repr, this};

pub struct Partial {
    parts: RefCell<Parts>,
}

#[derive(Clone)]
struct Parts {
    function: Value,
    args: Ref<Tuple>,
    keywords: Ref<Dict>,
}

impl Payload for Partial {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.parts, |it, visit| {
            visit.value(&it.function);
            visit.object(&it.args);
            visit.object(&it.keywords);
        });
    }
}

static LAYOUT: Layout = Layout::of::<Partial>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "functools.partial",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "partial(func, /, *args, **keywords)\n--\n\nA function with some of its arguments given.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.call.set(Some(call));
        slots.repr.set(Some(repr));
    },
    methods: &[
        native!("__reduce__($self, /)", "Helper for pickle.", reduce),
        native!("__setstate__($self, object, /)", "Helper for pickle.", setstate),
        native!(
            class "__class_getitem__($type, object, /)",
            "See PEP 585.",
            crate::types::generic::class_getitem
        ),
    ],
    getset: &[
        GetSet {
            name: "func",
            doc: "function object to use in future partial calls",
            get: |_, it| Ok(parts(it).function),
            set: Some(readonly),
        },
        GetSet {
            name: "args",
            doc: "tuple of arguments to future partial calls",
            get: |_, it| Ok(Value::Tuple(parts(it).args)),
            set: Some(readonly),
        },
        GetSet {
            name: "keywords",
            doc: "dictionary of keyword arguments to future partial calls",
            get: |_, it| Ok(Value::Dict(parts(it).keywords)),
            set: Some(readonly),
        },
        crate::types::object::DICT,
    ],
    ..TypeSpec::DEFAULT
};

fn readonly(_: &Vm, _: &Value, _: Option<Value>) -> Raises<()> {
    Err(err!(AttributeError, "readonly attribute"))
}

fn parts(it: &Value) -> Parts {
    this::<Partial>(it).parts.borrow().clone()
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let Some((function, rest)) = args.positionals().split_first() else {
        return Err(err!(TypeError, "type 'partial' takes at least one argument"));
    };
    if vm.type_of(function).slots.call.get().is_none() {
        return Err(err!(TypeError, "the first argument must be callable"));
    }
    let keywords = vm.dict();
    let mut all = Vec::new();
    let mut function = function.clone();
    // A partial of a partial is one of the function itself, unless it has attributes of its own.
    if let Some(inner) = function.downcast::<Partial>()
        && inner.class().is(vm.class(Builtin::Partial))
        && inner.header().existing_extra().is_none_or(|it| it.dict.borrow().is_none())
    {
        let inner = inner.parts.borrow().clone();
        all.extend_from_slice(inner.args.items());
        keywords.copy_from(&inner.keywords);
        function = inner.function;
    }
    all.extend_from_slice(rest);
    for (name, value) in args.keywords() {
        keywords.set_str(vm, name, value.clone());
    }
    let parts = Parts { function, args: vm.tuple_ref(all), keywords };
    Ok(vm.alloc_in(class, Partial { parts: RefCell::new(parts) }))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let Parts { function, args: first, keywords } = parts(it);
    if keywords.is_empty() {
        const FEW: usize = 6;
        let all = first.items().iter().chain(args.values).cloned();
        let count = first.len() + args.values.len();
        if count <= FEW {
            let mut values = [const { Value::Err }; FEW];
            values.iter_mut().zip(all).for_each(|(slot, value)| *slot = value);
            return vm.call(&function, Args { values: &values[..count], names: args.names });
        }
        let values: Vec<Value> = all.collect();
        return vm.call(&function, Args { values: &values, names: args.names });
    }
    let mut values: Vec<Value> = first.items().iter().chain(args.positionals()).cloned().collect();
    let mut names: Vec<Ref<Str>> = Vec::with_capacity(keywords.len() + args.names.len());
    for (name, value) in keywords.items() {
        let Some(name) = name.downcast::<Str>() else {
            return Err(err!(TypeError, "keywords must be strings"));
        };
        let given = args.keywords().find(|(it, _)| it.bytes() == name.bytes());
        values.push(given.map_or(value, |(_, value)| value.clone()));
        names.push(name.clone());
    }
    for (name, value) in args.keywords() {
        if keywords.get_str(name).is_none() {
            names.push(name.clone());
            values.push(value.clone());
        }
    }
    vm.call(&function, Args { values: &values, names: &names })
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    guarded_repr(vm, it, "...", || {
        let class = vm.type_of(it);
        let Parts { function, args, keywords } = parts(it);
        let mut text = format!("{}(", full_name(vm, class)).into_bytes();
        push_repr(vm, &mut text, &function)?;
        for value in args.items() {
            text.extend_from_slice(b", ");
            push_repr(vm, &mut text, value)?;
        }
        for (name, value) in keywords.items() {
            text.extend_from_slice(b", ");
            text.extend_from_slice(crate::protocol::str(vm, &name)?.bytes());
            text.push(b'=');
            push_repr(vm, &mut text, &value)?;
        }
        text.push(b')');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn reduce(vm: &Vm, it: Value) -> Value {
    let Parts { function, args, keywords } = parts(&it);
    let extra = it.heap().and_then(|it| it.header().existing_extra());
    let dict = extra.and_then(|it| it.dict.borrow().clone()).map_or(Value::None, Value::Dict);
    let state = vm.tuple(vec![function.clone(), Value::Tuple(args), Value::Dict(keywords), dict]);
    let class = Value::Type(vm.type_of(&it).clone());
    vm.tuple(vec![class, vm.tuple(vec![function]), state])
}

fn setstate(vm: &Vm, it: Value, state: Value) -> Raises<()> {
    let invalid = || err!(TypeError, "invalid partial state");
    let state = state.downcast::<Tuple>().cloned().ok_or_else(invalid)?;
    let [function, args, keywords, dict] = state.items() else { return Err(invalid()) };
    let args = args.downcast::<Tuple>().ok_or_else(invalid)?;
    if vm.type_of(function).slots.call.get().is_none() {
        return Err(invalid());
    }
    let copy = vm.dict();
    match keywords {
        Value::None => {}
        other => copy.copy_from(other.downcast::<Dict>().ok_or_else(invalid)?),
    }
    let parts = Parts {
        function: function.clone(),
        args: vm.tuple_ref(args.items().to_vec()),
        keywords: copy,
    };
    let old = this::<Partial>(&it).parts.replace(parts);
    drop(old);
    if let Some(given) = dict.downcast::<Dict>()
        && let Some(own) = crate::protocol::attr::instance_dict(vm, &it)
    {
        own.copy_from(given);
    }
    Ok(())
}
