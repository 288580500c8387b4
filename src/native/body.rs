//! [`Body`]: what a Rust function must look like to be a native's body.

use std::ops::Deref;

use crate::object::{Args, Dict, Raises, Ref, Signature, Str, Tuple, Value, Vm};

use super::from_arg::{FromArg, Place, type_error};
use super::result::IntoResult;
use super::signature::is_literal;

/// A Rust function whose parameters, after the interpreter, are made of arguments.
pub trait Body<Params> {
    type Params: FromSlots;
    fn run(&self, vm: &Vm, slots: &[Value], signature: &'static Signature) -> Raises<Value>;
}

/// A tuple of types that arguments can become.
pub trait FromSlots: Sized {
    /// For each, whether a default must be a literal.
    const LITERAL: &'static [bool];
    fn from_slots(vm: &Vm, slots: &[Value], signature: &'static Signature) -> Raises<Self>;
}

macro_rules! bodies {
    ($($T:ident $i:literal)*) => {
        impl<$($T: FromArg,)*> FromSlots for ($($T,)*) {
            const LITERAL: &'static [bool] = &[$($T::LITERAL_DEFAULT,)*];

            #[allow(non_snake_case, unused_variables)]
            #[inline(always)]
            fn from_slots(vm: &Vm, slots: &[Value], signature: &'static Signature) -> Raises<Self> {
                let [$($T),*] = slots else { mismatch(signature) };
                Ok(($($T::from_arg(vm, $T, Place { signature, slot: $i })?,)*))
            }
        }

        impl<Function, Out, $($T,)*> Body<($($T,)*)> for Function
        where
            Function: Fn(&Vm, $($T),*) -> Out,
            Out: IntoResult,
            $($T: FromArg,)*
        {
            type Params = ($($T,)*);

            #[allow(non_snake_case)]
            #[inline(always)]
            fn run(&self, vm: &Vm, slots: &[Value], signature: &'static Signature) -> Raises<Value> {
                let ($($T,)*) = <($($T,)*)>::from_slots(vm, slots, signature)?;
                self(vm, $($T),*).into_result(vm)
            }
        }
    };
}

bodies!();
bodies!(A 0);
bodies!(A 0 B 1);
bodies!(A 0 B 1 C 2);
bodies!(A 0 B 1 C 2 D 3);
bodies!(A 0 B 1 C 2 D 3 E 4);
bodies!(A 0 B 1 C 2 D 3 E 4 F 5);
bodies!(A 0 B 1 C 2 D 3 E 4 F 5 G 6);
bodies!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7);
bodies!(A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8);

#[cold]
fn mismatch(signature: &Signature) -> ! {
    // `check` has compared them for natives; a `bind!` with another number of types ends here in the
    // first test that calls it.
    panic!("{}{} is bound to another number of values", signature.name, signature.text)
}

/// Fails the build where a body does not fit its signature.
pub const fn check<Params, B: Body<Params>>(_: &B, signature: &Signature) {
    let literal = <B::Params as FromSlots>::LITERAL;
    let first = signature.receiver as usize;
    assert!(
        literal.len() == first + signature.params.len(),
        "the body has another number of parameters than the signature"
    );
    let mut i = 0;
    while i < signature.params.len() {
        if let Some(default) = signature.params[i].default {
            assert!(
                !literal[first + i] || is_literal(default),
                "a default that is not a literal needs an `Option`"
            );
        }
        i += 1;
    }
}

/// What `*args` gathered.
pub struct Rest(Option<Ref<Tuple>>);

impl Deref for Rest {
    type Target = [Value];
    fn deref(&self) -> &[Value] {
        self.0.as_ref().map_or(&[], |it| it.items())
    }
}

impl FromArg for Rest {
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Rest> {
        match value {
            Value::Err => Ok(Rest(None)),
            Value::Tuple(items) => Ok(Rest(Some(items.clone()))),
            other => Err(type_error(vm, other, place, "tuple")),
        }
    }
}

/// What `**kwargs` gathered, in call order.
pub struct Keywords(Option<Ref<Dict>>);

impl Keywords {
    pub fn is_empty(&self) -> bool {
        self.0.as_ref().is_none_or(|it| it.is_empty())
    }

    pub fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |it| it.len())
    }

    pub fn get(&self, name: &Ref<Str>) -> Option<Value> {
        self.0.as_ref()?.get_str(name)
    }

    pub fn items(&self) -> Vec<(Ref<Str>, Value)> {
        let items = self.0.iter().flat_map(|it| it.items());
        let named = items.filter_map(|(name, value)| match name {
            Value::Str(name) => Some((name, value)),
            _ => None,
        });
        named.collect()
    }
}

impl FromArg for Keywords {
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Keywords> {
        match value {
            Value::Err => Ok(Keywords(None)),
            Value::Dict(them) => Ok(Keywords(Some(them.clone()))),
            other => Err(type_error(vm, other, place, "dict")),
        }
    }
}

/// `callee(*rest, **keywords)`.
pub fn forward(vm: &Vm, callee: &Value, rest: &[Value], keywords: &Keywords) -> Raises<Value> {
    let (names, values): (Vec<_>, Vec<_>) = keywords.items().into_iter().unzip();
    if names.is_empty() {
        return vm.call(callee, Args::positional(rest));
    }
    let values = [rest, &values].concat();
    vm.call(callee, Args { values: &values, names: &names })
}
