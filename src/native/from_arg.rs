//! [`FromArg`]: the Rust types that an argument can become.

use std::any::TypeId;

use crate::err;
use crate::object::{
    Builtin, Literal, Param, ParamKind, Payload, Raised, Raises, Ref, Signature, Value, Vm,
};

/// A Rust type that an argument can become.
pub trait FromArg: Sized {
    /// Whether the default of a parameter of this type must be a literal, since it becomes a value.
    const LITERAL_DEFAULT: bool = true;
    /// Whether Python's `None` is an argument like any other, also in an `Option`.
    const TAKES_NONE: bool = false;

    /// `value` is `Err` where the argument is not given.
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Self>;
}

/// Which argument of what: for defaults and messages.
#[derive(Clone, Copy)]
pub struct Place {
    pub signature: &'static Signature,
    /// Among the values the body gets: a receiver is the first.
    pub slot: usize,
}

impl Place {
    /// Its index among the parameters; `None`: the receiver.
    pub fn index(self) -> Option<usize> {
        self.slot.checked_sub(usize::from(self.signature.receiver))
    }

    /// `None`: the receiver.
    pub fn param(self) -> Option<&'static Param> {
        self.signature.params.get(self.index()?)
    }

    /// Whether leaving the argument out is the same as giving `None`.
    pub fn allows_none(self) -> bool {
        self.param().is_some_and(|it| it.default == Some("None"))
    }

    /// `argument 1`, `argument 'name'`, or `argument` where there is but one.
    pub fn describe(self) -> String {
        match (self.param(), self.signature.params) {
            (Some(Param { kind: ParamKind::PositionalOnly, default: None, .. }), [_]) => {
                "argument".to_owned()
            }
            (Some(Param { kind: ParamKind::PositionalOnly, .. }), _) | (None, _) => {
                format!("argument {}", self.index().map_or(0, |it| it + 1))
            }
            (Some(param), _) => format!("argument '{}'", param.name),
        }
    }
}

/// `f() argument 1 must be str, not int`.
#[cold]
#[inline(never)]
pub fn type_error(vm: &Vm, value: &Value, place: Place, expected: &str) -> Raised {
    let name = place.signature.name;
    let given = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
    if place.index().is_none() {
        let given = vm.type_name(value);
        return err!(
            TypeError,
            "descriptor '{name}' for '{expected}' objects doesn't apply to a '{given}' object"
        );
    }
    let argument = place.describe();
    let or_none = if place.allows_none() { " or None" } else { "" };
    err!(TypeError, "{name}() {argument} must be {expected}{or_none}, not {given}")
}

/// The value of an argument that is not given.
#[inline(always)]
pub fn default_value(vm: &Vm, place: Place) -> Value {
    match place.param().map(|it| it.literal) {
        Some(Literal::None) => Value::None,
        Some(Literal::Bool(it)) => Value::bool(it),
        Some(Literal::Int(it)) => Value::Int(it),
        _ => rare_default(vm, place),
    }
}

#[cold]
#[inline(never)]
fn rare_default(vm: &Vm, place: Place) -> Value {
    match place.param() {
        Some(Param { kind: ParamKind::Args, .. }) => vm.tuple(vec![]),
        Some(Param { kind: ParamKind::Kwargs, .. }) => Value::Dict(vm.dict()),
        Some(Param { default: Some(text), .. }) => literal(vm, text),
        _ => Value::None,
    }
}

/// The value of a default; `None` for one that only an `Option` takes.
fn literal(vm: &Vm, text: &str) -> Value {
    match text.as_bytes() {
        b"()" => return vm.tuple(vec![]),
        [b'\'', middle @ .., b'\''] => return Value::Str(vm.intern_bytes(&unescape(middle))),
        _ => {}
    }
    text.parse().map_or(Value::None, Value::float)
}

fn unescape(text: &[u8]) -> Vec<u8> {
    let mut bytes = text.iter();
    let mut out = Vec::with_capacity(text.len());
    while let Some(&byte) = bytes.next() {
        out.push(match (byte, byte == b'\\') {
            (_, true) => match bytes.next() {
                Some(b'n') => b'\n',
                Some(b't') => b'\t',
                Some(&other) => other,
                None => b'\\',
            },
            (byte, false) => byte,
        });
    }
    out
}

impl FromArg for Value {
    const TAKES_NONE: bool = true;

    #[inline(always)]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Value> {
        Ok(if value.is_err() { default_value(vm, place) } else { value.clone() })
    }
}

/// `None` where the argument is not given or is Python's `None`; an `Option<Value>` only where it is
/// not given.
impl<T: FromArg> FromArg for Option<T> {
    const LITERAL_DEFAULT: bool = false;

    #[inline(always)]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Option<T>> {
        if value.is_err() || (!T::TAKES_NONE && value.is_none()) {
            return Ok(None);
        }
        T::from_arg(vm, value, place).map(Some)
    }
}

/// Truth.
impl FromArg for bool {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<bool> {
        match value {
            Value::Bool(it) => Ok(*it != 0),
            Value::Err => match default_value(vm, place) {
                Value::Bool(it) => Ok(it != 0),
                other => vm.is_true(&other),
            },
            other => vm.is_true(other),
        }
    }
}

/// An instance of the built-in class with that payload, or of a subclass of it.
impl<T: Payload> FromArg for Ref<T> {
    #[inline]
    fn from_arg(vm: &Vm, value: &Value, place: Place) -> Raises<Ref<T>> {
        match value.downcast::<T>() {
            Some(it) => Ok(it.clone()),
            None => payload_of_default(vm, value, place),
        }
    }
}

#[cold]
#[inline(never)]
fn payload_of_default<T: Payload>(vm: &Vm, value: &Value, place: Place) -> Raises<Ref<T>> {
    if value.is_err()
        && let Some(it) = default_value(vm, place).downcast::<T>()
    {
        return Ok(it.clone());
    }
    Err(type_error(vm, value, place, &name_of_class(vm, TypeId::of::<T>())))
}

/// The first class whose instances have this payload.
fn name_of_class(vm: &Vm, payload: TypeId) -> String {
    let mut classes = Builtin::ALL.iter().filter_map(|&it| vm.known_class(it));
    let class = classes.find(|it| it.layout.type_id == payload);
    class.map_or_else(|| "object".to_owned(), |it| it.name())
}
