//! `FrameLocalsProxy`: the variables of a function's frame as a mapping that writes through.
//!
//! Reference: Data model, "Frame objects", `f_locals`; PEP 667.

use crate::err;
use crate::native;
use crate::object::{
    Args, BinaryOp, Builtin, CompareOp, Dict, Frame, Layout, Native, Payload, Raised, Raises, Ref,
    Str, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

use super::class::make::unhashable;
use super::container::{no_keywords, this};
use super::frame::{set_variable, snapshot, variable, variables};

pub struct FrameLocalsProxy {
    frame: Ref<Frame>,
}

impl FrameLocalsProxy {
    pub fn new(frame: Ref<Frame>) -> FrameLocalsProxy {
        FrameLocalsProxy { frame }
    }

    /// All variables that are bound, as a new dict.
    fn snapshot(&self, vm: &Vm) -> Ref<Dict> {
        match snapshot(vm, &self.frame) {
            Value::Dict(it) => it,
            _ => vm.dict(),
        }
    }
}

impl Payload for FrameLocalsProxy {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.frame);
    }
}

static LAYOUT: Layout = Layout::of::<FrameLocalsProxy>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "FrameLocalsProxy",
    layout: Some(&LAYOUT),
    flags: flags::MAPPING,
    slots: |slots| {
        slots.new.set(Some(new));
        slots.repr.set(Some(repr));
        slots.hash.set(Some(unhashable));
        slots.compare.set(Some(compare));
        slots.iter.set(Some(|vm, it| {
            let keys = this::<FrameLocalsProxy>(it).snapshot(vm).keys();
            protocol::iter(vm, &vm.list(keys))
        }));
        slots.len.set(Some(|vm, it| Ok(this::<FrameLocalsProxy>(it).snapshot(vm).len())));
        slots.getitem.set(Some(getitem));
        slots.setitem.set(Some(setitem));
        slots.contains.set(Some(|vm, it, key| Ok(find(vm, this(it), key)?.is_some())));
        slots.binary[BinaryOp::Or as usize].set(Some(or));
        slots.inplace[BinaryOp::Or as usize].set(Some(|vm, it, other| {
            update(vm, this::<FrameLocalsProxy>(it).clone(), other.clone())?;
            Ok(it.clone())
        }));
    },
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("update($self, object, /)", "Set the variables that a mapping names.", update),
    native!("__reversed__($self, /)", "The names, last one first.", reversed),
    native!("copy($self, /)", "The variables as a dict.", copy),
    native!("keys($self, /)", "The names, as a list.", keys),
    native!("values($self, /)", "What the variables hold, as a list.", values),
    native!("items($self, /)", "Names and what they hold, as a list.", items),
    native!("get($self, key, default=None, /)", "A variable's value, or the default.", get),
    native!(
        "setdefault($self, key, default=None, /)",
        "A variable's value; the default, which it is set to, if it is unbound.",
        set_default
    ),
];

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "FrameLocalsProxy")?;
    let [frame] = args.positionals() else {
        let count = args.values.len();
        return Err(err!(TypeError, "FrameLocalsProxy expected 1 argument, got {count}"));
    };
    match frame.downcast::<Frame>() {
        Some(frame) => Ok(vm.alloc_in(class, FrameLocalsProxy::new(frame.clone()))),
        None => Err(err!(TypeError, "expect frame, not {}", vm.type_name(frame))),
    }
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    super::container::guarded_repr(vm, it, "{...}", || {
        let it = this::<FrameLocalsProxy>(it);
        protocol::repr(vm, &Value::Dict(it.snapshot(vm))).map(Value::Str)
    })
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let Some(left) = a.downcast::<FrameLocalsProxy>() else { return Ok(Value::NotImplemented) };
    let equal = match b.downcast::<FrameLocalsProxy>() {
        Some(right) => left.frame.is(&right.frame),
        None if b.downcast::<Dict>().is_some() => {
            protocol::equal(vm, &Value::Dict(left.snapshot(vm)), b)?
        }
        None => return Ok(Value::NotImplemented),
    };
    match op {
        CompareOp::Eq => Ok(Value::bool(equal)),
        CompareOp::Ne => Ok(Value::bool(!equal)),
        _ => Ok(Value::NotImplemented),
    }
}

/// The value of a key, if it is there.
fn find(vm: &Vm, it: &Ref<FrameLocalsProxy>, key: &Value) -> Raises<Option<Value>> {
    if let Some(slot) = slot_of(it, key) {
        return Ok(variable(&it.frame, slot).given());
    }
    let extra = it.frame.extra_locals.borrow().clone();
    match extra {
        Some(extra) => protocol::keyed::dict_get(vm, &extra, key),
        None => Ok(None),
    }
}

fn slot_of(it: &FrameLocalsProxy, key: &Value) -> Option<u32> {
    let key = key.downcast::<Str>()?;
    let variables = variables(&it.frame);
    variables.iter().find(|it| it.0.bytes() == key.bytes()).map(|it| it.1)
}

fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    match find(vm, this(it), key)? {
        Some(value) => Ok(value),
        None => {
            let key = protocol::repr(vm, key)?;
            let message = format!("local variable '{}' is not defined", key.to_string_lossy());
            Err(Raised::with_args(Builtin::KeyError, vec![vm.text(&message)]))
        }
    }
}

fn setitem(vm: &Vm, it: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let Some(value) = value else {
        return Err(err!(TypeError, "cannot remove variables from FrameLocalsProxy"));
    };
    let it = this::<FrameLocalsProxy>(it);
    if let Some(slot) = slot_of(it, key) {
        set_variable(vm, &it.frame, slot, value);
        return Ok(());
    }
    let extra = it.frame.extra_locals.borrow_mut().get_or_insert_with(|| vm.dict()).clone();
    protocol::keyed::dict_set(vm, &extra, key.clone(), value)
}

/// `dict(a) | dict(b)` in a new dict.
fn or(vm: &Vm, a: &Value, b: &Value) -> Raises<Value> {
    let part = |it: &Value| match it.downcast::<FrameLocalsProxy>() {
        Some(it) => Some(it.snapshot(vm)),
        None => it.downcast::<Dict>().cloned(),
    };
    let (Some(a), Some(b)) = (part(a), part(b)) else { return Ok(Value::NotImplemented) };
    let both = vm.dict();
    both.copy_from(&a);
    for (key, value) in b.items() {
        protocol::keyed::dict_set(vm, &both, key, value)?;
    }
    Ok(Value::Dict(both))
}

fn update(vm: &Vm, it: Ref<FrameLocalsProxy>, other: Value) -> Raises<()> {
    let pairs = match (other.downcast::<FrameLocalsProxy>(), other.downcast::<Dict>()) {
        (Some(other), _) => other.snapshot(vm).items(),
        (_, Some(other)) => other.items(),
        _ => {
            return Err(err!(
                TypeError,
                "update() argument must be dict or another FrameLocalsProxy"
            ));
        }
    };
    let it = Value::of(it.into_any());
    for (key, value) in pairs {
        setitem(vm, &it, &key, Some(value))?;
    }
    Ok(())
}

fn reversed(vm: &Vm, it: Ref<FrameLocalsProxy>) -> Raises<Value> {
    let mut keys = keys(vm, it);
    keys.reverse();
    protocol::iter(vm, &vm.list(keys))
}

fn copy(vm: &Vm, it: Ref<FrameLocalsProxy>) -> Value {
    Value::Dict(it.snapshot(vm))
}

fn keys(vm: &Vm, it: Ref<FrameLocalsProxy>) -> Vec<Value> {
    it.snapshot(vm).keys()
}

fn values(vm: &Vm, it: Ref<FrameLocalsProxy>) -> Vec<Value> {
    it.snapshot(vm).values()
}

fn items(vm: &Vm, it: Ref<FrameLocalsProxy>) -> Vec<Value> {
    let items = it.snapshot(vm).items();
    items.into_iter().map(|(key, value)| vm.tuple(vec![key, value])).collect()
}

fn get(vm: &Vm, it: Ref<FrameLocalsProxy>, key: Value, default: Value) -> Raises<Value> {
    Ok(find(vm, &it, &key)?.unwrap_or(default))
}

fn set_default(vm: &Vm, it: Ref<FrameLocalsProxy>, key: Value, default: Value) -> Raises<Value> {
    if let Some(known) = find(vm, &it, &key)? {
        return Ok(known);
    }
    setitem(vm, &Value::of(it.into_any()), &key, Some(default.clone()))?;
    Ok(default)
}
