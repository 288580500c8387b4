//! `types.UnionType`: one of several types, as in `int | str`.
//!
//! Reference: Library Reference, "Union Type"; PEP 604.

use std::cell::OnceCell;

use crate::err;
use crate::object::{
    BinaryOp, Builtin, CompareOp, GetSet, Layout, Payload, Raises, Ref, Tuple, TypeSpec, Value,
    Visitor, Vm, flags,
};
use crate::protocol;

use super::container::this;
use super::generic::{GenericAlias, shown};
use super::typing::substitute::{parameters, substitute};

/// The payload of `types.UnionType` objects: at least two different members.
pub struct Union {
    pub args: Ref<Tuple>,
    parameters: OnceCell<Ref<Tuple>>,
}

impl Payload for Union {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.args);
        self.parameters.get().into_iter().for_each(|it| visit.object(it));
    }
}

static LAYOUT: Layout = Layout::of::<Union>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "types.UnionType",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    doc: "One of several types: int | str",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.compare.set(Some(compare));
        slots.hash.set(Some(hash));
        slots.getitem.set(Some(getitem));
        slots.binary[BinaryOp::Or as usize].set(Some(union_of));
    },
    getset: &[
        GetSet {
            name: "__args__",
            doc: "",
            get: |_, it| Ok(Value::Tuple(this::<Union>(it).args.clone())),
            set: Some(|_, _, _| Err(err!(AttributeError, "readonly attribute"))),
        },
        GetSet {
            name: "__parameters__",
            doc: "Type variables in the types.UnionType.",
            get: |vm, it| Ok(Value::Tuple(parameters_of(vm, this(it))?)),
            set: None,
        },
    ],
    ..TypeSpec::DEFAULT
};

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let mut parts = Vec::new();
    for arg in this::<Union>(it).args.items() {
        parts.push(match arg {
            Value::Type(class) if class.is(vm.class(Builtin::NoneType)) => "None".to_owned(),
            other => shown(vm, other)?,
        });
    }
    Ok(vm.text(&parts.join(" | ")))
}

/// Whether a value can stand in a union that `|` makes.
fn is_member(vm: &Vm, it: &Value) -> bool {
    matches!(it, Value::Type(_) | Value::None)
        || it.downcast::<GenericAlias>().is_some()
        || it.downcast::<Union>().is_some()
        || vm.is_instance(it, Builtin::TypeAliasType)
}

/// `a | b` where both are types, aliases or `None`.
pub fn union_of(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    if !is_member(vm, a) || !is_member(vm, b) {
        return Ok(Value::NotImplemented);
    }
    let mut members: Vec<Value> = Vec::new();
    for side in [a, b] {
        let parts = match side {
            Value::None => vec![Value::Type(vm.class(Builtin::NoneType).clone())],
            _ => match side.downcast::<Union>() {
                Some(union) => union.args.items().to_vec(),
                None => vec![side.clone()],
            },
        };
        for part in parts {
            let mut known = false;
            for it in &members {
                known = known || same_member(vm, it, &part)?;
            }
            if !known {
                members.push(part);
            }
        }
    }
    if let [_] = members.as_slice() {
        return Ok(members.remove(0));
    }
    let args = vm.tuple_ref(members);
    Ok(vm.alloc(Builtin::UnionType, Union { args, parameters: OnceCell::new() }))
}

/// Aliases are the same if they are equal, all else if it is one object.
fn same_member(vm: &Vm, a: &Value, b: &Value) -> Raises<bool> {
    let aliases = a.downcast::<GenericAlias>().is_some() && b.downcast::<GenericAlias>().is_some();
    if aliases { protocol::equal(vm, a, b) } else { Ok(a.is(b)) }
}

/// The members as a frozen set, which is what equality and hash go by.
fn as_set(vm: &Vm, it: &Union) -> Raises<Value> {
    let class = Value::Type(vm.class(Builtin::FrozenSet).clone());
    protocol::call1(vm, &class, &Value::Tuple(it.args.clone()))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<Union>(), b.downcast::<Union>()) else {
        return Ok(Value::NotImplemented);
    };
    match op {
        CompareOp::Eq | CompareOp::Ne => {
            protocol::compare(vm, &as_set(vm, a)?, &as_set(vm, b)?, op)
        }
        _ => Ok(Value::NotImplemented),
    }
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    protocol::hash(vm, &as_set(vm, this(it))?)
}

fn parameters_of(vm: &Vm, it: &Union) -> Raises<Ref<Tuple>> {
    if let Some(known) = it.parameters.get() {
        return Ok(known.clone());
    }
    let found = vm.tuple_ref(parameters(vm, it.args.items())?);
    Ok(it.parameters.get_or_init(|| found).clone())
}

/// Puts types in the places of the type variables.
fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    let union = this::<Union>(it);
    let params = parameters_of(vm, union)?;
    let args = substitute(vm, it, union.args.items(), params.items(), key)?;
    let mut args = args.into_iter();
    let Some(mut result) = args.next() else { return Ok(it.clone()) };
    for arg in args {
        result = protocol::binary(vm, BinaryOp::Or, &result, &arg)?;
    }
    Ok(result)
}
