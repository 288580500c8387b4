//! `frame`: one activation of a piece of code.
//!
//! Reference: Data model, "Frame objects".

use crate::err;
use crate::native;
use crate::object::{
    CellBox, Dict, Frame, GetSet, Layout, Native, Raises, Ref, Str, TypeSpec, Value, Vm, co, flags,
};
use crate::syntax::ast::Span;

use super::container::this;
use super::frame_locals::FrameLocalsProxy;

static LAYOUT: Layout = Layout::of::<Frame>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "frame",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| slots.repr.set(Some(repr)),
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("clear($self, /)", "Let go of what the frame's variables hold.", clear),
    native!("__sizeof__($self, /)", "Memory of the frame in bytes.", super::object::sizeof),
];

static GETSET: &[GetSet] = &[
    GetSet {
        name: "f_back",
        doc: "",
        get: |vm, it| {
            let back = this::<Frame>(it).back(vm);
            Ok(back.map_or(Value::None, |it| Value::of(it.into_any())))
        },
        set: None,
    },
    GetSet {
        name: "f_locals",
        doc: "",
        get: |vm, it| Ok(locals(vm, this::<Frame>(it))),
        set: None,
    },
    GetSet {
        name: "f_lineno",
        doc: "",
        get: |_, it| Ok(Value::Int(i64::from(line(this::<Frame>(it))))),
        set: Some(|_, _, value| match value {
            None => Err(err!(AttributeError, "cannot delete attribute")),
            Some(Value::Int(_) | Value::Bool(_)) => {
                Err(err!(ValueError, "f_lineno can only be set in a trace function"))
            }
            Some(_) => Err(err!(ValueError, "lineno must be an integer")),
        }),
    },
    GetSet {
        name: "f_lasti",
        doc: "",
        get: |_, it| {
            let it = this::<Frame>(it);
            Ok(Value::Int(lasti(it, it.span())))
        },
        set: None,
    },
    GetSet {
        name: "f_globals",
        doc: "",
        get: |_, it| Ok(Value::Dict(this::<Frame>(it).function.globals.clone())),
        set: None,
    },
    GetSet {
        name: "f_builtins",
        doc: "",
        get: |_, it| Ok(Value::Dict(this::<Frame>(it).function.builtins.clone())),
        set: None,
    },
    GetSet {
        name: "f_code",
        doc: "",
        get: |_, it| Ok(Value::of(this::<Frame>(it).function.code().into_any())),
        set: None,
    },
    GetSet {
        name: "f_trace",
        doc: "",
        get: |_, it| Ok(this::<Frame>(it).trace.borrow().clone()),
        set: Some(|_, it, value| {
            let old = this::<Frame>(it).trace.replace(value.unwrap_or(Value::None));
            drop(old);
            Ok(())
        }),
    },
    GetSet { name: "f_trace_lines", doc: "", get: |_, _| Ok(Value::TRUE), set: None },
    GetSet { name: "f_trace_opcodes", doc: "", get: |_, _| Ok(Value::FALSE), set: None },
];

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let frame = this::<Frame>(it);
    let facts = &frame.function.code().facts;
    let filename = crate::algo::escape::repr_str(facts.filename.bytes());
    let name = facts.name.to_string_lossy();
    let line = line(frame);
    Ok(vm.text(&format!("<frame at {:#x}, file {filename}, line {line}, code {name}>", it.id())))
}

/// `f_lineno`: where the frame is, or before it has begun where its code starts.
pub fn line(frame: &Frame) -> u32 {
    match frame.span().line {
        0 => frame.function.code().facts.first_line,
        line => line,
    }
}

/// A number for a place in the frame's code, as `co_positions()` counts them: twice its index, since
/// the readers of these numbers halve them. -1: not known.
pub fn lasti(frame: &Frame, span: Span) -> i64 {
    let positions = frame.function.ready_body().map_or(&[][..], |it| &it.positions[..]);
    positions.iter().position(|it| *it == span).map_or(-1, |it| 2 * it as i64)
}

fn clear(vm: &Vm, frame: Ref<Frame>) -> Raises<()> {
    if frame.is_running(vm) {
        return Err(err!(RuntimeError, "cannot clear an executing frame"));
    }
    if frame.is_live() {
        return Err(err!(RuntimeError, "cannot clear a suspended frame"));
    }
    frame.clear_slots();
    let extra = (frame.extra_locals.take(), frame.trace.replace(Value::None));
    drop(extra);
    Ok(())
}

/// `f_locals`: of a function a view that writes through, elsewhere the namespace itself.
pub fn locals(vm: &Vm, frame: &Ref<Frame>) -> Value {
    namespace(frame).unwrap_or_else(|| {
        vm.alloc(crate::object::Builtin::FrameLocalsProxy, FrameLocalsProxy::new(frame.clone()))
    })
}

/// The mapping that the names of a module, class body or `exec` live in; `None`: a function's frame.
pub fn namespace(frame: &Frame) -> Option<Value> {
    let function = &frame.function;
    if function.namespace {
        let mapping = frame.slot(0);
        // A class body that is over has given its namespace away.
        return Some(mapping.given().unwrap_or(Value::None));
    }
    let optimised = function.code().has(co::OPTIMIZED);
    (!optimised).then(|| Value::Dict(function.globals.clone()))
}

/// What `locals()` gives: of a function a new dict.
pub fn snapshot(vm: &Vm, frame: &Ref<Frame>) -> Value {
    if let Some(namespace) = namespace(frame) {
        return namespace;
    }
    let dict: Ref<Dict> = vm.dict();
    for (name, slot, _) in variables(frame) {
        let value = variable(frame, slot);
        if !value.is_err() {
            dict.set_str(vm, &name, value);
        }
    }
    if let Some(extra) = &*frame.extra_locals.borrow() {
        for (name, value) in extra.items() {
            if let Value::Str(name) = name {
                dict.set_str(vm, &name, value);
            }
        }
    }
    Value::Dict(dict)
}

/// Name and slot of each local variable.
pub fn variables(frame: &Frame) -> Vec<(Ref<Str>, u32, bool)> {
    frame.function.ready_body().map_or_else(Vec::new, |it| it.locals.to_vec())
}

/// What the variable in a slot holds; `Err` if it is unbound.
pub fn variable(frame: &Frame, slot: u32) -> Value {
    let value = frame.slot(slot);
    match value.downcast::<CellBox>() {
        Some(cell) => cell.get(),
        None => value,
    }
}

/// Sets the variable in a slot.
pub fn set_variable(vm: &Vm, frame: &Frame, slot: u32, value: Value) {
    match frame.slot(slot).downcast::<CellBox>() {
        Some(cell) => vm.park(cell.replace(value)),
        None => frame.set_slot(vm, slot, value),
    }
}
