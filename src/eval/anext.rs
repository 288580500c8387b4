//! `anext(iterator, default)`: an awaitable that gives the default where the iterator is at its end.
//!
//! Reference: Library Reference, `anext`.

use crate::native;
use crate::object::{
    Builtin, Layout, Payload, Raised, Raises, Ref, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::container::{itself, this};

use super::coroutine;

/// The payload of `anext_awaitable` objects.
pub struct AnextAwaitable {
    awaitable: Value,
    default: Value,
}

impl Payload for AnextAwaitable {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.awaitable);
        visit.value(&self.default);
    }
}

/// Wraps what `__anext__` gave.
pub fn with_default(vm: &Vm, awaitable: Value, default: Value) -> Value {
    vm.alloc(Builtin::AnextAwaitable, AnextAwaitable { awaitable, default })
}

static LAYOUT: Layout = Layout::of::<AnextAwaitable>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "anext_awaitable",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.await_.set(Some(itself));
        slots.next.set(Some(next));
    },
    methods: &[
        native!("send($self, value, /)", "Resume with a value.", send),
        native!(raw "throw($self, /, *args)" as "", "Raise an exception where it is suspended.", throw),
        native!("close($self, /)", "Raise GeneratorExit where it is suspended.", close),
    ],
    ..TypeSpec::DEFAULT
};

/// Calls a method of the awaitable's iterator; its end by StopAsyncIteration is an end with the default.
fn proxy(vm: &Vm, it: &AnextAwaitable, method: &str, args: &[Value]) -> Raises<Value> {
    let iterator = coroutine::awaitable_iterator(vm, &it.awaitable)?;
    match protocol::call_method(vm, &iterator, &vm.intern(method), args) {
        Err(raised) if raised.is(vm, Builtin::StopAsyncIteration) => {
            Err(Raised::stop_iteration(it.default.clone()))
        }
        other => other,
    }
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    match proxy(vm, this(it), "__next__", &[]) {
        Ok(value) => Ok(Some(value)),
        Err(raised) if raised.is(vm, Builtin::StopIteration) => {
            let exception = vm.instance_of(raised);
            drop(vm.take_stop_value());
            vm.set_stop_value(protocol::getattr(
                vm,
                &exception,
                vm.name(crate::object::Name::WordValue),
            )?);
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

fn send(vm: &Vm, it: Ref<AnextAwaitable>, value: Value) -> Raises<Value> {
    proxy(vm, &it, "send", &[value])
}

fn throw(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    proxy(vm, this(&slots[0]), "throw", super::generator_type::rest(&slots[1]))
}

fn close(vm: &Vm, it: Ref<AnextAwaitable>) -> Raises<Value> {
    proxy(vm, &it, "close", &[])
}
