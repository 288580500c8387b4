//! [`Raised`]: a Python exception on its way through Rust code.

use std::fmt;

use crate::algo::fault::{Fault, Kind};

use super::builtin::Builtin;
use super::heap::Ref;
use super::string::Str;
use super::value::Value;
use super::vm::Vm;

/// What may raise returns this.
pub type Raises<T> = Result<T, Raised>;

/// An exception that propagates through `?`. Made by [`err!`](crate::err) without touching the
/// interpreter; the exception object comes into being when somebody looks ([`Vm::instance_of`]).
pub struct Raised(Box<Pending>);

pub(super) enum Pending {
    /// Not yet an object: class and message.
    Message(Builtin, String),
    /// Not yet an object: class and arguments.
    Arguments(Builtin, Vec<Value>),
    /// An instance raised just now: its context is yet to be set.
    Fresh(Value),
    /// An instance that has been on its way before.
    Underway(Value),
}

impl Raised {
    #[cold]
    pub fn new(class: Builtin, message: impl Into<String>) -> Raised {
        Raised(Box::new(Pending::Message(class, message.into())))
    }

    #[cold]
    pub fn with_args(class: Builtin, args: Vec<Value>) -> Raised {
        Raised(Box::new(Pending::Arguments(class, args)))
    }

    /// `KeyError(key)`.
    #[cold]
    pub fn key_error(key: &Value) -> Raised {
        Raised::with_args(Builtin::KeyError, vec![key.clone()])
    }

    /// `StopIteration(value)`.
    #[cold]
    pub fn stop_iteration(value: Value) -> Raised {
        let args = if value.is_none() { vec![] } else { vec![value] };
        Raised::with_args(Builtin::StopIteration, args)
    }

    /// Raises an exception object, as `raise obj` does.
    #[cold]
    pub fn instance(exception: Value) -> Raised {
        Raised(Box::new(Pending::Fresh(exception)))
    }

    /// Lets an exception object that was caught go on.
    #[cold]
    pub fn again(exception: Value) -> Raised {
        Raised(Box::new(Pending::Underway(exception)))
    }

    pub(super) fn into_pending(self) -> Pending {
        *self.0
    }

    pub(super) fn pending(&self) -> &Pending {
        &self.0
    }

    /// Whether the exception is an instance of a built-in exception class.
    pub fn is(&self, vm: &Vm, class: Builtin) -> bool {
        match self.pending() {
            Pending::Message(it, _) | Pending::Arguments(it, _) => {
                *it == class || vm.class(*it).is_subclass(vm.class(class))
            }
            Pending::Fresh(it) | Pending::Underway(it) => {
                vm.type_of(it).is_subclass(vm.class(class))
            }
        }
    }
}

impl From<Fault> for Raised {
    #[cold]
    fn from(fault: Fault) -> Raised {
        let class = match fault.kind {
            // Says nothing.
            Kind::MemoryError => return Raised::with_args(Builtin::MemoryError, vec![]),
            Kind::KeyError => Builtin::KeyError,
            Kind::OverflowError => Builtin::OverflowError,
            Kind::TypeError => Builtin::TypeError,
            Kind::ValueError => Builtin::ValueError,
            Kind::ZeroDivisionError => Builtin::ZeroDivisionError,
        };
        Raised::new(class, fault.message)
    }
}

impl fmt::Debug for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pending() {
            Pending::Message(class, message) => write!(f, "{class:?}: {message}"),
            Pending::Arguments(class, args) => write!(f, "{class:?}{args:?}"),
            Pending::Fresh(it) | Pending::Underway(it) => write!(f, "{it:?}"),
        }
    }
}

/// Makes a [`Raised`]: `err!(ValueError, "bad {x}")`.
#[macro_export]
macro_rules! err {
    ($class:ident, $($message:tt)*) => {
        $crate::object::Raised::new($crate::object::Builtin::$class, format!($($message)*))
    };
}

impl Vm {
    /// The exception object of a [`Raised`].
    pub fn instance_of(&self, raised: Raised) -> Value {
        let (fresh, exception) = match raised.into_pending() {
            Pending::Underway(exception) => return exception,
            Pending::Fresh(exception) => (true, exception),
            Pending::Message(class, message) => {
                let message = Value::Str(self.str(&message));
                (true, (self.hooks.exception)(self, class, vec![message]))
            }
            Pending::Arguments(class, args) => (true, (self.hooks.exception)(self, class, args)),
        };
        if fresh {
            (self.hooks.set_context)(self, &exception);
        }
        exception
    }

    /// Stores the exception and returns `Value::Err`: the boundary from `?` code to nodes.
    #[cold]
    pub fn raise(&self, raised: Raised) -> Value {
        let exception = self.instance_of(raised);
        self.set_exception(exception);
        Value::Err
    }

    /// The other way: takes the stored exception after a node gave `Value::Err`.
    #[cold]
    pub fn take_raised(&self) -> Raised {
        Raised::again(self.take_exception())
    }

    /// `Value::Err` becomes `Err`.
    #[inline(always)]
    pub fn check(&self, value: Value) -> Raises<Value> {
        if value.is_err() { Err(self.take_raised()) } else { Ok(value) }
    }

    /// `Err` becomes `Value::Err`.
    #[inline(always)]
    pub fn settle(&self, result: Raises<Value>) -> Value {
        match result {
            Ok(value) => value,
            Err(raised) => self.raise(raised),
        }
    }

    /// An `AttributeError` that knows object and name.
    #[cold]
    pub fn attribute_error(&self, object: &Value, name: &Ref<Str>, message: String) -> Raised {
        let message = Value::Str(self.str(&message));
        let exception = (self.hooks.exception)(self, Builtin::AttributeError, vec![message]);
        (self.hooks.set_attribute_error)(&exception, object, name);
        Raised::instance(exception)
    }
}
