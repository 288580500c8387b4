//! `typing.TypeAliasType`: what the statement `type Name = …` makes.
//!
//! Reference: Library Reference, `typing.TypeAliasType`; PEP 695.

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, Function, GetSet, Layout, Native, Payload, Raises, Ref, Str, Tuple,
    Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::types::container::this;
use crate::types::{generic, union};

use super::variable::Lazy;

pub struct TypeAlias {
    name: Ref<Str>,
    parameters: Ref<Tuple>,
    value: Lazy,
    module: Value,
}

impl Payload for TypeAlias {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.parameters);
        visit.value(&self.module);
        self.value.show(visit);
    }

    fn clear(&self) {
        self.value.forget();
    }
}

static LAYOUT: Layout = Layout::of::<TypeAlias>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "typing.TypeAliasType",
    layout: Some(&LAYOUT),
    flags: flags::WEAKREF,
    doc: "A name for a type, as the type statement makes it: type Pair[T] = tuple[T, T]\n\n\
          The value is computed when it is first asked for.",
    slots: |slots| {
        slots.repr.set(Some(|_, it| Ok(Value::Str(this::<TypeAlias>(it).name.clone()))));
        slots.new.set(Some(new));
        slots.getitem.set(Some(getitem));
        slots.binary[BinaryOp::Or as usize].set(Some(union::union_of));
    },
    methods: METHODS,
    getset: &[
        GetSet {
            name: "__name__",
            doc: "",
            get: |_, it| Ok(Value::Str(this::<TypeAlias>(it).name.clone())),
            set: Some(super::read_only),
        },
        GetSet {
            name: "__value__",
            doc: "",
            get: |vm, it| this::<TypeAlias>(it).value.get(vm),
            set: None,
        },
        GetSet {
            name: "__type_params__",
            doc: "",
            get: |_, it| Ok(Value::Tuple(this::<TypeAlias>(it).parameters.clone())),
            set: None,
        },
        GetSet { name: "__parameters__", doc: "", get: parameters, set: None },
        GetSet {
            name: "__module__",
            doc: "",
            get: |_, it| Ok(this::<TypeAlias>(it).module.clone()),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] =
    &[native!("__reduce__($self, /)", "The name, by which pickling finds it.", reduce)];

/// Makes the alias of a `type` statement; `value` is the function that gives it.
pub fn make(vm: &Vm, name: &Ref<Str>, parameters: &Value, value: Value) -> Value {
    let module = match value.downcast::<Function>() {
        Some(function) => function.module.get(),
        None => super::caller(vm),
    };
    let parameters =
        parameters.downcast::<Tuple>().cloned().unwrap_or_else(|| vm.tuple_ref(vec![]));
    let value = Lazy::of(Some(value), Value::None);
    vm.alloc(Builtin::TypeAliasType, TypeAlias { name: name.clone(), parameters, value, module })
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let (name, value, parameters): (Ref<Str>, Value, Option<Value>) =
        crate::bind!(vm, args, "typealias(name, value, *, type_params=<unrepresentable>)")?;
    let parameters = match parameters {
        None => vm.tuple_ref(vec![]),
        Some(given) => match given.downcast::<Tuple>() {
            Some(given) => given.clone(),
            None => return Err(err!(TypeError, "type_params must be a tuple")),
        },
    };
    let module = super::caller(vm);
    Ok(vm.alloc(
        Builtin::TypeAliasType,
        TypeAlias { name, parameters, value: Lazy::known(value), module },
    ))
}

/// The type parameters, as subscripts see them.
fn parameters(vm: &Vm, it: &Value) -> Raises<Value> {
    super::generic::unpack_tuples(vm, this::<TypeAlias>(it).parameters.items())
        .map(|it| vm.tuple(it))
}

fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    if this::<TypeAlias>(it).parameters.is_empty() {
        return Err(err!(TypeError, "Only generic type aliases are subscriptable"));
    }
    Ok(generic::alias(vm, it.clone(), key))
}

fn reduce(_: &Vm, it: Ref<TypeAlias>) -> Ref<Str> {
    it.name.clone()
}
