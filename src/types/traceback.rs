//! `traceback`: the frames an exception passed through, outermost first.
//!
//! Reference: Data model, "Traceback objects".

use crate::err;
use crate::native;
use crate::object::{
    Args, Frame, GetSet, Layout, Native, Raises, Ref, Traceback, Type, TypeSpec, Value, Vm,
};
use crate::syntax::ast::Span;

use super::container::this;
use super::frame::lasti;

static LAYOUT: Layout = Layout::of::<Traceback>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "traceback",
    layout: Some(&LAYOUT),
    doc: "One frame that an exception passed through, and the rest of them.",
    slots: |slots| slots.new.set(Some(new)),
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[native!("__dir__($self, /)", "The names of the attributes.", dir)];

static GETSET: &[GetSet] = &[
    GetSet {
        name: "tb_frame",
        doc: "",
        get: |_, it| Ok(Value::of(this::<Traceback>(it).frame.clone().into_any())),
        set: None,
    },
    GetSet {
        name: "tb_lasti",
        doc: "",
        get: |_, it| {
            let it = this::<Traceback>(it);
            Ok(Value::Int(lasti(&it.frame, it.span)))
        },
        set: None,
    },
    GetSet {
        name: "tb_next",
        doc: "",
        get: |_, it| {
            let next = this::<Traceback>(it).next.borrow().clone();
            Ok(next.map_or(Value::None, |it| Value::of(it.into_any())))
        },
        set: Some(set_next),
    },
    GetSet {
        name: "tb_lineno",
        doc: "",
        get: |_, it| Ok(Value::Int(i64::from(this::<Traceback>(it).span.line))),
        set: None,
    },
];

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let (next, frame, _, line): (Value, Ref<Frame>, i32, i32) =
        crate::bind!(vm, args, "traceback(tb_next, tb_frame, tb_lasti, tb_lineno)")?;
    let next = traceback_or_none(vm, &next)?;
    // Only the line is known.
    let span = Span { line: line.max(0) as u32, ..Span::default() };
    Ok(Value::of(Ref::<Traceback>::new(vm, frame, span, next).into_any()))
}

fn traceback_or_none(vm: &Vm, value: &Value) -> Raises<Option<Ref<Traceback>>> {
    match value {
        Value::None => Ok(None),
        other => match other.downcast::<Traceback>() {
            Some(it) => Ok(Some(it.clone())),
            None => {
                let kind = vm.type_name(other);
                Err(err!(TypeError, "expected traceback object, got '{kind}'"))
            }
        },
    }
}

fn dir(vm: &Vm, _: Ref<Traceback>) -> Vec<Value> {
    ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].map(|it| vm.text(it)).to_vec()
}

fn set_next(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let it = this::<Traceback>(it);
    let value = value.ok_or_else(|| err!(TypeError, "can't delete tb_next attribute"))?;
    let next = traceback_or_none(vm, &value)?;
    let mut at = next.clone();
    while let Some(other) = at {
        if other.is(it) {
            return Err(err!(ValueError, "traceback loop detected"));
        }
        at = other.next.borrow().clone();
    }
    let old = it.next.replace(next);
    drop(old);
    Ok(())
}
