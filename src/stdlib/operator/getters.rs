//! `attrgetter`, `itemgetter` and `methodcaller`.

use crate::err;
use crate::native;
use crate::object::{Args, Layout, Payload, Raises, Ref, Str, Type, TypeSpec, Value, Visitor, Vm};
use crate::protocol;
use crate::types::container::{guarded_repr, push_repr, this};

/// The payload of all three: what to get.
pub struct Getter {
    /// Items; or names of attributes; or the method's positional arguments.
    items: Vec<Value>,
    /// For attributes: each name split at its dots.
    paths: Vec<Vec<Ref<Str>>>,
    /// For a method: its name, and the keyword arguments.
    method: Option<Ref<Str>>,
    names: Vec<Ref<Str>>,
    values: Vec<Value>,
}

impl Payload for Getter {
    fn traverse(&self, visit: &mut Visitor) {
        visit.values(&self.items);
        visit.values(&self.values);
    }
}

static LAYOUT: Layout = Layout::of::<Getter>();

pub static ITEM: TypeSpec = TypeSpec {
    name: "operator.itemgetter",
    layout: Some(&LAYOUT),
    doc: "itemgetter(item, /, *items)\n--\n\nA callable that gets these items of its argument.",
    slots: |slots| {
        slots.new.set(Some(new_item));
        slots.call.set(Some(get_item));
        slots.repr.set(Some(repr));
    },
    methods: &[native!("__reduce__($self, /)", "Helper for pickle.", reduce)],
    ..TypeSpec::DEFAULT
};

pub static ATTR: TypeSpec = TypeSpec {
    name: "operator.attrgetter",
    layout: Some(&LAYOUT),
    doc: "attrgetter(attr, /, *attrs)\n--\n\nA callable that gets these attributes of its argument.",
    slots: |slots| {
        slots.new.set(Some(new_attr));
        slots.call.set(Some(get_attr));
        slots.repr.set(Some(repr));
    },
    methods: &[native!("__reduce__($self, /)", "Helper for pickle.", reduce)],
    ..TypeSpec::DEFAULT
};

pub static METHOD: TypeSpec = TypeSpec {
    name: "operator.methodcaller",
    layout: Some(&LAYOUT),
    doc: "methodcaller(name, /, *args, **kwargs)\n--\n\nA callable that calls that method of its argument.",
    slots: |slots| {
        slots.new.set(Some(new_method));
        slots.call.set(Some(call_method));
        slots.repr.set(Some(repr));
    },
    methods: &[native!("__reduce__($self, /)", "Helper for pickle.", reduce)],
    ..TypeSpec::DEFAULT
};

fn plain(items: Vec<Value>) -> Getter {
    Getter { items, paths: vec![], method: None, names: vec![], values: vec![] }
}

fn given<'a>(args: Args<'a>, name: &str) -> Raises<&'a [Value]> {
    if !args.names.is_empty() {
        return Err(err!(TypeError, "{name}() takes no keyword arguments"));
    }
    if args.is_empty() {
        return Err(err!(TypeError, "{name} expected 1 argument, got 0"));
    }
    Ok(args.values)
}

fn new_item(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let items = given(args, "itemgetter")?.to_vec();
    Ok(vm.alloc_in(class, plain(items)))
}

fn new_attr(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let items = given(args, "attrgetter")?.to_vec();
    let mut paths = Vec::with_capacity(items.len());
    for item in &items {
        let Some(text) = item.downcast::<Str>() else {
            return Err(err!(TypeError, "attribute name must be a string"));
        };
        let parts = text.bytes().split(|it| *it == b'.');
        paths.push(parts.map(|it| vm.intern_bytes(it)).collect());
    }
    Ok(vm.alloc_in(class, Getter { paths, ..plain(items) }))
}

fn new_method(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let positional = args.positionals();
    let Some((name, rest)) = positional.split_first() else {
        return Err(err!(TypeError, "methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(err!(TypeError, "method name must be a string"));
    };
    let getter = Getter {
        method: Some(vm.intern_bytes(name.bytes())),
        names: args.names.to_vec(),
        values: args.keywords().map(|(_, value)| value.clone()).collect(),
        ..plain(rest.to_vec())
    };
    Ok(vm.alloc_in(class, getter))
}

fn argument<'a>(args: Args<'a>, name: &str) -> Raises<&'a Value> {
    if !args.names.is_empty() {
        return Err(err!(TypeError, "{name}() takes no keyword arguments"));
    }
    match args.values {
        [only] => Ok(only),
        more => Err(err!(TypeError, "{name} expected 1 argument, got {}", more.len())),
    }
}

fn get_item(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let object = argument(args, "itemgetter")?;
    let getter = this::<Getter>(it);
    if let [item] = &getter.items[..] {
        return match (item, object) {
            (Value::Int(i), Value::Tuple(tuple)) if *i >= 0 && (*i as usize) < tuple.len() => {
                Ok(tuple.items()[*i as usize].clone())
            }
            _ => protocol::getitem(vm, object, item),
        };
    }
    let mut found = Vec::with_capacity(getter.items.len());
    for item in &getter.items {
        found.push(protocol::getitem(vm, object, item)?);
    }
    Ok(vm.tuple(found))
}

fn get_path(vm: &Vm, object: &Value, path: &[Ref<Str>]) -> Raises<Value> {
    let mut at = object.clone();
    for name in path {
        at = protocol::getattr(vm, &at, name)?;
    }
    Ok(at)
}

fn get_attr(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let object = argument(args, "attrgetter")?;
    let getter = this::<Getter>(it);
    if let [path] = &getter.paths[..] {
        return get_path(vm, object, path);
    }
    let mut found = Vec::with_capacity(getter.paths.len());
    for path in &getter.paths {
        found.push(get_path(vm, object, path)?);
    }
    Ok(vm.tuple(found))
}

fn call_method(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let object = argument(args, "methodcaller")?;
    let getter = this::<Getter>(it);
    let Some(name) = &getter.method else { return Ok(Value::None) };
    let method = protocol::getattr(vm, object, name)?;
    if getter.names.is_empty() {
        return vm.call(&method, Args::positional(&getter.items));
    }
    let all = [&getter.items[..], &getter.values].concat();
    vm.call(&method, Args { values: &all, names: &getter.names })
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let name = crate::types::class::full_name(vm, vm.type_of(it));
    guarded_repr(vm, it, &format!("{name}(...)"), || {
        let getter = this::<Getter>(it);
        let mut text = format!("{name}(").into_bytes();
        let method = getter.method.clone().map(Value::Str);
        let mut first = true;
        for item in method.iter().chain(&getter.items) {
            if !std::mem::take(&mut first) {
                text.extend_from_slice(b", ");
            }
            push_repr(vm, &mut text, item)?;
        }
        for (name, value) in getter.names.iter().zip(&getter.values) {
            text.extend_from_slice(b", ");
            text.extend_from_slice(name.bytes());
            text.push(b'=');
            push_repr(vm, &mut text, value)?;
        }
        text.push(b')');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn reduce(vm: &Vm, it: Ref<Getter>) -> Raises<Value> {
    let class = Value::Type(it.class().clone());
    let method = it.method.clone().map(Value::Str);
    if !it.names.is_empty() {
        let partial = Value::Type(vm.class(crate::object::Builtin::Partial).clone());
        let args: Vec<Value> =
            std::iter::once(class).chain(method).chain(it.values.iter().cloned()).collect();
        let made = vm.call(&partial, Args { values: &args, names: &it.names })?;
        return Ok(vm.tuple(vec![made, vm.tuple(it.items.clone())]));
    }
    let args = method.into_iter().chain(it.items.iter().cloned()).collect();
    Ok(vm.tuple(vec![class, vm.tuple(args)]))
}
