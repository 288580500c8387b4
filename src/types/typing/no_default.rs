//! `typing.NoDefault`: says that a type variable has no default.
//!
//! Reference: Library Reference, `typing.NoDefault`.

use std::cell::OnceCell;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Layout, Payload, Raises, Ref, Type, TypeSpec, Value, Visitor, Vm,
};

pub struct NoDefault;

impl Payload for NoDefault {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

#[derive(Default)]
struct Singleton(OnceCell<Value>);

/// The one instance.
pub fn no_default(vm: &Vm) -> Value {
    vm.state::<Singleton>().0.get_or_init(|| vm.alloc(Builtin::NoDefaultType, NoDefault)).clone()
}

static LAYOUT: Layout = Layout::of::<NoDefault>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "NoDefaultType",
    layout: Some(&LAYOUT),
    doc: "The type of the NoDefault singleton.",
    slots: |slots| {
        slots.repr.set(Some(|vm, _| Ok(vm.text("typing.NoDefault"))));
        slots.new.set(Some(new));
    },
    methods: &[native!("__reduce__($self, /)", "The name, by which pickling finds it.", reduce)],
    ..TypeSpec::DEFAULT
};

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    if !args.is_empty() {
        return Err(err!(TypeError, "NoDefaultType takes no arguments"));
    }
    Ok(no_default(vm))
}

fn reduce(_: &Vm, _: Value) -> &'static str {
    "NoDefault"
}
