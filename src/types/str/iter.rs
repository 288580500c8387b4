//! The iterators over text.

use std::cell::{Cell, RefCell};

use crate::algo::wtf8;
use crate::native;
use crate::object::{
    Builtin, Layout, Native, Payload, Raises, Ref, Slots, Str, TypeSpec, Value, Visitor, Vm,
};

use crate::types::container::{builtin_function, itself, state as state_number};

use super::of;

/// The payload of both kinds of iterator.
pub struct StrIterator {
    /// Gone once exhausted.
    text: RefCell<Option<Ref<Str>>>,
    /// The byte offset of what comes next.
    at: Cell<usize>,
}

impl Payload for StrIterator {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<StrIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "str_iterator",
    flags: crate::object::flags::NO_NEW,
    layout: Some(&LAYOUT),
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

pub static ASCII_SPEC: TypeSpec = TypeSpec {
    name: "str_ascii_iterator",
    flags: crate::object::flags::NO_NEW,
    layout: Some(&LAYOUT),
    slots,
    methods: METHODS,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("__length_hint__($self, /)", "How many characters are left.", length_hint),
    native!("__reduce__($self, /)", "What pickle makes the iterator from.", reduce),
    native!("__setstate__($self, state, /)", "Go on at that index.", setstate),
];

fn slots(slots: &Slots) {
    slots.iter.set(Some(itself));
    slots.next.set(Some(|vm, it| {
        let it = it.downcast::<StrIterator>().expect("a slot is called with its own type");
        Ok(it.step(vm))
    }));
}

/// `iter(text)`.
pub fn iter(vm: &Vm, text: &Value) -> Raises<Value> {
    let text = of(text).clone();
    let class = if text.is_ascii() { Builtin::StrAsciiIterator } else { Builtin::StrIterator };
    Ok(vm.alloc(class, StrIterator { text: Some(text).into(), at: 0.into() }))
}

impl StrIterator {
    /// The next character.
    #[inline]
    pub fn step(&self, vm: &Vm) -> Option<Value> {
        let text = self.text.borrow();
        let bytes = text.as_ref()?.bytes();
        let at = self.at.get();
        match bytes.get(at) {
            Some(byte) if byte.is_ascii() => {
                self.at.set(at + 1);
                Some(Value::Str(vm.str_from_bytes(&bytes[at..=at])))
            }
            Some(_) => {
                let (code, width) = wtf8::decode(bytes, at)?;
                self.at.set(at + width);
                Some(Value::Str(vm.str_from_code(code)))
            }
            None => {
                drop(text);
                self.text.take();
                None
            }
        }
    }
}

fn length_hint(_: &Vm, it: Ref<StrIterator>) -> Raises<Value> {
    let text = it.text.borrow();
    let left = text.as_ref().map_or(0, |text| wtf8::count(&text.bytes()[it.at.get()..]));
    Ok(Value::Int(left as i64))
}

fn reduce(vm: &Vm, it: Ref<StrIterator>) -> Raises<Value> {
    let iter = builtin_function(vm, "iter")?;
    let text = it.text.borrow().clone();
    Ok(match text {
        Some(text) => {
            let index = wtf8::count(&text.bytes()[..it.at.get()]);
            let args = vm.tuple(vec![Value::of(text.into_any())]);
            vm.tuple(vec![iter, args, Value::Int(index as i64)])
        }
        None => {
            let args = vm.tuple(vec![Value::Str(vm.str_from_bytes(b""))]);
            vm.tuple(vec![iter, args])
        }
    })
}

fn setstate(vm: &Vm, it: Ref<StrIterator>, state: Value) -> Raises<Value> {
    let index = state_number(vm, &state)?;
    if let Some(text) = &*it.text.borrow() {
        let index = usize::try_from(index).unwrap_or(0).min(text.count());
        it.at.set(text.offset(index));
    }
    Ok(Value::None)
}
