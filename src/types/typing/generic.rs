//! `typing.Generic`: the base of classes with type parameters.
//!
//! Reference: Library Reference, `typing.Generic`; PEP 695.

use crate::native;
use crate::object::{Args, Builtin, Name, Native, Raises, Tuple, TypeSpec, Value, Vm, flags};
use crate::protocol;
use crate::types::class::keyword_pairs;

pub static SPEC: TypeSpec = TypeSpec {
    name: "typing.Generic",
    flags: flags::BASE,
    doc: "Base of generic classes.\n\n\
          A class with a type parameter list has it without saying so: class Box[T]: ...",
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(
        raw class "__class_getitem__($cls, /, *args, **kwargs)" as "",
        "The class for these types.",
        class_getitem
    ),
    native!(
        raw class "__init_subclass__($cls, /, *args, **kwargs)" as "",
        "Finds the type parameters of a new subclass.",
        init_subclass
    ),
];

fn class_getitem(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    delegate(vm, "_generic_class_getitem", slots)
}

fn init_subclass(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    delegate(vm, "_generic_init_subclass", slots)
}

/// Calls a function of `typing` with the class and the arguments.
fn delegate(vm: &Vm, name: &str, slots: &[Value]) -> Raises<Value> {
    let mut values = vec![slots[0].clone()];
    if let Some(args) = slots[1].downcast::<Tuple>() {
        values.extend_from_slice(args.items());
    }
    let (names, keywords) = keyword_pairs(&slots[2]);
    values.extend(keywords);
    let function = super::attribute(vm, name)?;
    protocol::call(vm, &function, Args { values: &values, names: &names })
}

/// `Generic[params]`, the base of a class with these type parameters.
pub fn base(vm: &Vm, params: &Value) -> Raises<Value> {
    let items = protocol::to_vec(vm, params)?;
    let items = unpack_tuples(vm, &items)?;
    let generic = Value::Type(vm.class(Builtin::Generic).clone());
    let getitem = protocol::getattr(vm, &generic, vm.name(Name::ClassGetitem))?;
    protocol::call1(vm, &getitem, &vm.tuple(items))
}

/// Type parameters as subscripts have them: variables for several types are unpacked.
pub fn unpack_tuples(vm: &Vm, params: &[Value]) -> Raises<Vec<Value>> {
    let mut all = Vec::with_capacity(params.len());
    for param in params {
        all.push(match vm.is_instance(param, Builtin::TypeVarTuple) {
            true => super::type_var_tuple::unpacked(vm, param)?,
            false => param.clone(),
        });
    }
    Ok(all)
}
