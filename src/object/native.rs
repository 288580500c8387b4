//! [`Native`]: a function written in Rust as Python sees it. The `native` layer declares and binds them.

use super::error::Raises;
use super::heap::{Payload, Visitor};
use super::types::Args;
use super::value::Value;
use super::vm::Vm;

/// One Python-visible function written in Rust.
pub struct Native {
    pub signature: Signature,
    pub doc: &'static str,
    /// Gets one value a parameter, receiver first where there is one, `Err` for "not given".
    pub body: fn(&Vm, &[Value]) -> Raises<Value>,
    pub kind: NativeKind,
    /// The result for one argument of a frequent kind; `Err`, with no exception, for all others.
    pub quick: Option<fn(&Vm, &Value) -> Value>,
    /// The same for two arguments.
    pub pair: Option<fn(&Vm, &Value, &Value) -> Value>,
    /// Where the body wants `*args` or `**kwargs` in objects: what does without in frequent calls; `None` where
    /// this is not one of them.
    pub few: Option<fn(&Vm, Args) -> Option<Raises<Value>>>,
    /// Of a method of a built-in class: the result for a receiver and arguments of frequent kinds, which stay the
    /// caller's; `Err`, with no exception and nothing changed, for all others.
    pub swift: Option<fn(&Vm, &Value, &[Value]) -> Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// A module's function or a method called on an instance.
    Plain,
    /// A method called on the class.
    Class,
    /// A method that ignores what it is called on.
    Static,
}

/// A name and parameters, as in `pop($self, index=-1, /)`.
#[derive(Clone, Copy)]
pub struct Signature {
    pub name: &'static str,
    /// What `__text_signature__` gives: `($self, index=-1, /)`.
    pub text: &'static str,
    pub params: &'static [Param],
    /// The first parameter is the receiver (`$self`, `$type`, `$cls`); it is not among `params`.
    pub receiver: bool,
    /// Called with this many positional arguments (receiver not counted) and no keywords, arguments
    /// need no binding: they go to the body in order, padded with `Err`. `least > most`: never.
    pub least: u32,
    pub most: u32,
}

#[derive(Clone, Copy)]
pub struct Param {
    pub name: &'static str,
    pub kind: ParamKind,
    /// The default's source text, or `None` where the argument must be given.
    pub default: Option<&'static str>,
    /// The default again, where it is one of the most frequent.
    pub literal: Literal,
}

/// A default that needs no reading at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Literal {
    None,
    Bool(bool),
    Int(i64),
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    PositionalOnly,
    Positional,
    Args,
    KeywordOnly,
    Kwargs,
}

/// The payload of built-in functions and of built-in methods bound to their receiver.
pub struct NativeFunction {
    pub native: &'static Native,
    /// What `__self__` gives: the receiver of a bound method, the module of a function, else `Err`.
    pub receiver: Value,
    /// Whether `receiver` is passed to the body.
    pub bound: bool,
    /// `__module__`, or `Err`.
    pub module: Value,
}

impl Payload for NativeFunction {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(&self.receiver);
        visit.value(&self.module);
    }
}
