//! `types.SimpleNamespace`: an object that is nothing but its attributes.
//!
//! Reference: Library Reference, "types.SimpleNamespace".

use crate::err;
use crate::native;
use crate::native::Keywords;
use crate::object::{
    Args, Builtin, CompareOp, Dict, GetSet, Instance, Raises, Ref, Str, Type, TypeSpec, Value, Vm,
    flags,
};
use crate::protocol;
use crate::protocol::attr::instance_dict;

use super::class::unhashable;
use super::container::{arity, guarded_repr, push_repr};

pub static SPEC: TypeSpec = TypeSpec {
    name: "types.SimpleNamespace",
    flags: flags::BASE | flags::INSTANCE_DICT,
    doc: "An object with the attributes given, as a mapping, pairs or keyword arguments.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
        slots.hash.set(Some(unhashable));
        slots.compare.set(Some(compare));
    },
    methods: &[
        native!("__reduce__($self, /)", "What pickling needs.", reduce),
        native!(
            "__replace__($self, /, **changes)",
            "A namespace with the same attributes but for those given.",
            replace
        ),
    ],
    getset: &[GetSet {
        name: "__dict__",
        doc: "",
        get: |vm, it| Ok(Value::Dict(attributes(vm, it))),
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, _: Args) -> Raises<Value> {
    Ok(Value::of(Ref::<Instance>::new(vm, class).into_any()))
}

fn attributes(vm: &Vm, namespace: &Value) -> Ref<Dict> {
    instance_dict(vm, namespace).expect("the class says that its instances have a dict")
}

fn init(vm: &Vm, namespace: &Value, args: Args) -> Raises<()> {
    let given = arity(Args::positional(args.positionals()), "SimpleNamespace", 0, 1)?;
    let dict = attributes(vm, namespace);
    if let [source] = given {
        let source = match source {
            Value::Dict(source) => source.clone(),
            _ => {
                let made = vm.dict();
                super::dict::update::update(vm, &made, source)?;
                made
            }
        };
        if source.keys().iter().any(|it| it.downcast::<Str>().is_none()) {
            return Err(err!(TypeError, "keywords must be strings"));
        }
        super::dict::update::merge(vm, &dict, &source)?;
    }
    for (name, value) in args.keywords() {
        dict.set_str(vm, name, value.clone());
    }
    Ok(())
}

fn repr(vm: &Vm, namespace: &Value) -> Raises<Value> {
    let exact = vm.type_of(namespace).is(vm.class(Builtin::SimpleNamespace));
    let name = if exact { "namespace".to_owned() } else { vm.type_name(namespace) };
    guarded_repr(vm, namespace, &format!("{name}(...)"), || {
        let mut text = format!("{name}(").into_bytes();
        let mut first = true;
        for (key, value) in attributes(vm, namespace).items() {
            let Some(key) = key.downcast::<Str>().filter(|it| it.count() > 0) else { continue };
            if !first {
                text.extend_from_slice(b", ");
            }
            first = false;
            text.extend_from_slice(key.bytes());
            text.push(b'=');
            push_repr(vm, &mut text, &value)?;
        }
        text.push(b')');
        Ok(Value::Str(vm.str_from_bytes(&text)))
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let is_ours = |it: &Value| vm.is_instance(it, Builtin::SimpleNamespace);
    if !is_ours(a) || !is_ours(b) {
        return Ok(Value::NotImplemented);
    }
    let (left, right) = (attributes(vm, a), attributes(vm, b));
    protocol::compare(vm, &Value::Dict(left), &Value::Dict(right), op)
}

fn reduce(vm: &Vm, it: Ref<Instance>) -> (Value, Value, Value) {
    let class = Value::Type(it.class().clone());
    let dict = attributes(vm, &Value::of(it.into_any()));
    (class, vm.tuple(vec![]), Value::Dict(dict))
}

fn replace(vm: &Vm, it: Ref<Instance>, changes: Keywords) -> Raises<Value> {
    let class = Value::Type(it.class().clone());
    let made = protocol::call0(vm, &class)?;
    if !vm.is_instance(&made, Builtin::SimpleNamespace) {
        return Err(err!(
            TypeError,
            "expect types.SimpleNamespace type, but {}() returned '{}' object",
            vm.type_name(&Value::of(it.into_any())),
            vm.type_name(&made)
        ));
    }
    let dict = attributes(vm, &made);
    super::dict::update::merge(vm, &dict, &attributes(vm, &Value::of(it.into_any())))?;
    for (name, value) in changes.items() {
        dict.set_str(vm, &name, value);
    }
    Ok(made)
}
