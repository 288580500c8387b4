//! Named tuples of the interpreter's own: `sys.flags`, `time.struct_time` and their kin.
//!
//! The fields are the first rows of the class's attributes, made by [`field`]; those beyond the length of the
//! tuple (`tm_zone`) are kept beside it.

use crate::err;
use crate::native;
use crate::object::{
    Builtin, Dict, GetSet, Name, Native, Raises, Ref, Tuple, Type, TypeSpec, Value, Vm,
};
use crate::protocol;
use crate::types::class::full_name;
use crate::types::container::push_repr;

/// The attribute that is item `I`.
pub const fn field<const I: usize>(name: &'static str) -> GetSet {
    GetSet { name, doc: "", get: item::<I>, set: None }
}

/// An attribute beyond the tuple's items: the one with number `I` among those.
pub const fn hidden_field<const I: usize>(name: &'static str) -> GetSet {
    GetSet { name, doc: "hidden", get: hidden::<I>, set: None }
}

fn item<const I: usize>(_: &Vm, it: &Value) -> Raises<Value> {
    let tuple = it.downcast::<Tuple>();
    Ok(tuple.and_then(|it| it.items().get(I).cloned()).unwrap_or(Value::None))
}

fn hidden<const I: usize>(_: &Vm, it: &Value) -> Raises<Value> {
    let extra = it.heap().and_then(|it| it.header().existing_extra());
    let value = extra.and_then(|it| it.slots.borrow().get(I).cloned());
    Ok(value.unwrap_or(Value::None))
}

pub static METHODS: &[Native] = &[native!("__reduce__($self, /)", "Helper for pickle.", reduce)];

/// What all of these classes have in common; a class adds name, doc and fields.
pub const BASE: TypeSpec = TypeSpec {
    base: Builtin::Tuple,
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.new.set(Some(|vm, class, _| {
            Err(err!(TypeError, "cannot create '{}' instances", full_name(vm, class)))
        }));
    },
    methods: METHODS,
    attributes: counts,
    ..TypeSpec::DEFAULT
};

/// The names of the fields that are items.
fn visible(vm: &Vm, class: &Ref<Type>) -> Vec<&'static str> {
    let spec = class.mro.borrow().iter().find_map(|it| it.spec);
    let _ = vm;
    let rows = spec.map_or(&[][..], |it| it.getset);
    let is_item = |it: &&GetSet| !it.doc.starts_with("hidden");
    rows.iter().filter(is_item).map(|it| it.name).collect()
}

/// The class attributes that tell how many fields there are.
fn counts(vm: &Vm, class: &Ref<Type>) {
    let rows = class.spec.map_or(&[][..], |it| it.getset);
    let names = visible(vm, class);
    let namespace = class.namespace(vm);
    namespace.set_str(vm, vm.name(Name::WordNFields), Value::Int(rows.len() as i64));
    namespace.set_str(vm, vm.name(Name::WordNSequenceFields), Value::Int(names.len() as i64));
    namespace.set_str(vm, vm.name(Name::WordNUnnamedFields), Value::Int(0));
    let names = names.into_iter().map(|it| Value::Str(vm.intern(it))).collect();
    namespace.set_str(vm, vm.name(Name::MatchArgs), vm.tuple(names));
}

/// An instance with these items, and with what lies beyond them.
pub fn make(vm: &Vm, class: &Ref<Type>, items: Vec<Value>, hidden: Vec<Value>) -> Value {
    let made = Value::of(Ref::<Tuple>::of_class(vm, class, items.into_iter()).into_any());
    if !hidden.is_empty()
        && let Some(extra) = made.heap().and_then(|it| it.header().extra())
    {
        *extra.slots.borrow_mut() = hidden;
    }
    made
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let class = vm.type_of(it);
    let Some(tuple) = it.downcast::<Tuple>() else { return Ok(vm.text("")) };
    let mut text = format!("{}(", full_name(vm, class)).into_bytes();
    for (i, (name, value)) in visible(vm, class).iter().zip(tuple.items()).enumerate() {
        if i > 0 {
            text.extend_from_slice(b", ");
        }
        text.extend_from_slice(name.as_bytes());
        text.push(b'=');
        push_repr(vm, &mut text, value)?;
    }
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

fn reduce(vm: &Vm, it: Ref<Tuple>) -> Value {
    let class = Value::Type(it.class().clone());
    let items = vm.tuple(it.items().to_vec());
    let args = vm.tuple(vec![items, Value::Dict(vm.dict())]);
    vm.tuple(vec![class, args])
}

/// The constructor of a class whose instances Python code may make: `Class(sequence, dict={})`.
pub fn construct(
    vm: &Vm,
    class: &Ref<Type>,
    args: crate::object::Args,
    most: usize,
) -> Raises<Value> {
    let (sequence, dict): (Value, Option<Value>) =
        crate::bind!(vm, args, "structseq(sequence, dict={})")?;
    let name = full_name(vm, class);
    if vm.type_of(&sequence).slots.len.get().is_none()
        && vm.type_of(&sequence).slots.iter.get().is_none()
    {
        return Err(err!(TypeError, "constructor requires a sequence"));
    }
    let items = protocol::to_vec(vm, &sequence)?;
    let dict = match &dict {
        None => None,
        Some(it) => Some(
            it.downcast::<Dict>()
                .ok_or_else(|| err!(TypeError, "{name}() takes a dict as second arg, if any"))?,
        ),
    };
    let least = visible(vm, class).len();
    let count = items.len();
    let exactly = least == most;
    if count < least || count > most {
        let (how, bound) = match (exactly, count < least) {
            (true, _) => ("a", least),
            (false, true) => ("an at least", least),
            (false, false) => ("an at most", most),
        };
        return Err(err!(
            TypeError,
            "{name}() takes {how} {bound}-sequence ({count}-sequence given)"
        ));
    }
    let mut shown = items;
    let mut hidden = shown.split_off(least);
    let rows = class.mro.borrow().iter().find_map(|it| it.spec).map_or(&[][..], |it| it.getset);
    for row in rows.iter().skip(least + hidden.len()) {
        let given = dict.and_then(|it| it.get_str(&vm.intern(row.name)));
        hidden.push(given.unwrap_or(Value::None));
    }
    Ok(make(vm, class, shown, hidden))
}
