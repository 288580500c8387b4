//! `_tuplegetter`: the descriptor behind the fields of a named tuple.

use std::cell::RefCell;

use crate::err;
use crate::native;
use crate::object::{
    Args, GetSet, Layout, Payload, Raises, Ref, Tuple, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::container::{arity, no_keywords, push_repr, this};

pub struct TupleGetter {
    pub index: isize,
    doc: RefCell<Value>,
}

impl Payload for TupleGetter {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.doc, |it, visit| visit.value(it));
    }
}

static LAYOUT: Layout = Layout::of::<TupleGetter>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "collections._tuplegetter",
    layout: Some(&LAYOUT),
    flags: flags::DESCRIPTOR | flags::DATA_DESCRIPTOR,
    slots: |slots| {
        slots.new.set(Some(new));
        slots.repr.set(Some(repr));
        slots.descr_get.set(Some(get));
        slots.descr_set.set(Some(set));
    },
    methods: &[native!("__reduce__($self, /)", "What pickling needs.", reduce)],
    getset: &[GetSet {
        name: "__doc__",
        doc: "",
        get: |_, it| Ok(this::<TupleGetter>(it).doc.borrow().clone()),
        set: Some(|_, it, doc| {
            let old = this::<TupleGetter>(it).doc.replace(doc.unwrap_or(Value::None));
            drop(old);
            Ok(())
        }),
    }],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "_tuplegetter")?;
    let given = arity(args, "_tuplegetter", 2, 2)?;
    let index = protocol::to_isize(vm, &given[0], crate::object::Builtin::OverflowError)? as isize;
    Ok(vm.alloc_in(class, TupleGetter { index, doc: RefCell::new(given[1].clone()) }))
}

fn get(vm: &Vm, getter: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    let it = this::<TupleGetter>(getter);
    let object = match object {
        None | Some(Value::None) => return Ok(getter.clone()),
        Some(object) => object,
    };
    let Some(tuple) = object.downcast::<Tuple>() else {
        return Err(err!(
            TypeError,
            "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
            it.index,
            vm.type_name(object)
        ));
    };
    let item = usize::try_from(it.index).ok().and_then(|i| tuple.items().get(i));
    item.cloned().ok_or_else(|| err!(IndexError, "tuple index out of range"))
}

fn set(_: &Vm, _: &Value, _: &Value, value: Option<Value>) -> Raises<()> {
    Err(match value {
        Some(_) => err!(AttributeError, "can't set attribute"),
        None => err!(AttributeError, "can't delete attribute"),
    })
}

fn repr(vm: &Vm, getter: &Value) -> Raises<Value> {
    let it = this::<TupleGetter>(getter);
    let doc = it.doc.borrow().clone();
    let mut text = vm.type_of(getter).name_str(vm).bytes().to_vec();
    text.extend_from_slice(format!("({}, ", it.index).as_bytes());
    push_repr(vm, &mut text, &doc)?;
    text.push(b')');
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

fn reduce(vm: &Vm, it: Ref<TupleGetter>) -> (Ref<Type>, Value) {
    let doc = it.doc.borrow().clone();
    (it.class().clone(), vm.tuple(vec![Value::Int(it.index as i64), doc]))
}
