//! `complex(real, imag)`.
//!
//! Reference: Library Reference, "complex".

use crate::algo::complex::{self, Complex, NotComplex};
use crate::algo::unicode;
use crate::bind;
use crate::err;
use crate::object::{Args, Builtin, Name, Raises, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::types::float::from_number;

use super::{ComplexObject, as_complex};

pub fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let (real, imag): (Option<Value>, Option<Value>) = bind!(vm, args, "complex(real=0, imag=0)")?;
    if let (Some(only), None) = (&real, &imag)
        && class.is(vm.class(Builtin::Complex))
        && vm.type_of(only).is(class)
    {
        return Ok(only.clone());
    }
    let z = made_of(vm, real.as_ref(), imag.as_ref())?;
    Ok(vm.alloc_in(class, ComplexObject(z)))
}

fn made_of(vm: &Vm, real: Option<&Value>, imag: Option<&Value>) -> Raises<Complex> {
    if let Some(text) = real.and_then(|it| it.downcast::<Str>()) {
        if imag.is_some() {
            return Err(err!(TypeError, "complex() can't take second arg if first is a string"));
        }
        return parse(vm, text);
    }
    if imag.is_some_and(|it| it.downcast::<Str>().is_some()) {
        return Err(err!(TypeError, "complex() second arg can't be a string"));
    }
    let (first, first_is_complex) = match real {
        None => (Complex::new(0.0, 0.0), false),
        Some(it) => match from_complex_method(vm, it)? {
            Some(z) => (z, true),
            None => match from_number(vm, it)? {
                Some(x) => (Complex::new(x, 0.0), false),
                None => {
                    let kind = vm.type_name(it);
                    return Err(err!(
                        TypeError,
                        "complex() first argument must be a string or a number, not '{kind}'"
                    ));
                }
            },
        },
    };
    let Some(imag) = imag else { return Ok(first) };
    let mut z = first;
    if let Some(second) = as_complex(imag) {
        // real + second * 1j.
        z.real = first.real - second.imag;
        z.imag = if first_is_complex { first.imag + second.real } else { second.real };
        return Ok(z);
    }
    match from_number(vm, imag)? {
        Some(x) => z.imag = if first_is_complex { first.imag + x } else { x },
        None => {
            let kind = vm.type_name(imag);
            return Err(err!(
                TypeError,
                "complex() second argument must be a number, not '{kind}'"
            ));
        }
    }
    Ok(z)
}

/// What `__complex__` gives; `None` where the class has no such method.
fn from_complex_method(vm: &Vm, it: &Value) -> Raises<Option<Complex>> {
    match it {
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => return Ok(None),
        _ => {}
    }
    if vm.type_of(it).is(vm.class(Builtin::Complex)) {
        return Ok(as_complex(it));
    }
    match protocol::call::call_special(vm, it, Name::Complex, &[])? {
        None => Ok(None),
        Some(given) => match as_complex(&given) {
            Some(z) => {
                let class = vm.type_of(&given);
                if !class.is(vm.class(Builtin::Complex)) {
                    let (method, kind) = ("__complex__", class.name());
                    protocol::warn::strict_subclass(vm, method, "complex", &kind)?;
                }
                Ok(Some(z))
            }
            None => {
                let kind = vm.type_name(&given);
                Err(err!(TypeError, "__complex__ returned non-complex (type {kind})"))
            }
        },
    }
}

/// The value as a complex number, for functions of any number: by `__complex__`, `__float__` or
/// `__index__`.
pub fn from_value(vm: &Vm, it: &Value) -> Raises<Complex> {
    if let Some(z) = from_complex_method(vm, it)? {
        return Ok(z);
    }
    match from_number(vm, it)? {
        Some(x) => Ok(Complex::new(x, 0.0)),
        None => Err(err!(TypeError, "must be real number, not {}", vm.type_name(it))),
    }
}

fn parse(vm: &Vm, text: &Ref<Str>) -> Raises<Complex> {
    match complex::parse(&unicode::ascii_number(text.bytes())) {
        Ok(z) => Ok(z),
        Err(NotComplex::Malformed) => Err(err!(ValueError, "complex() arg is a malformed string")),
        Err(NotComplex::Underscore) => {
            let repr = protocol::repr(vm, &Value::of(text.clone().into_any()))?;
            let shown = repr.to_string_lossy();
            Err(err!(ValueError, "could not convert string to complex: {shown}"))
        }
    }
}
