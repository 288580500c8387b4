//! Values, the heap, classes and the interpreter's state; the only home of `unsafe`.
//!
//! Reading order: [`value`], [`heap`], [`types`], [`shape`] and [`instance`], [`gc`], [`vm`]; then the
//! payloads nodes know by tag ([`string`], [`list`], [`tuple`], [`dict`], [`set`], [`function`]) and the
//! frames ([`stack`], [`frame`]).

pub mod allocator;
mod array;
pub mod builtin;
pub mod code;
pub mod descriptors;
pub mod dict;
pub mod error;
pub mod frame;
pub mod function;
pub mod gc;
pub mod generator;
pub mod heap;
mod index;
pub mod instance;
mod interned;
pub mod list;
pub mod method_place;
pub mod names;
pub mod native;
pub mod place;
pub mod process;
pub mod set;
pub mod shape;
pub mod signal;
pub mod stack;
pub mod string;
#[cfg(feature = "leak-check")]
mod teardown;
pub mod thread;
pub mod tuple;
pub mod types;
pub mod value;
pub mod vm;
pub mod weak;

pub use builtin::Builtin;
pub use code::{Code, CodeFacts, co};
pub use dict::Dict;
pub use error::{Raised, Raises};
pub use frame::{Frame, Traceback};
pub use function::{
    Awaited, Body, BodyKind, CellBox, Flow, Function, NativeFunction, Node, Stmt, Truth,
};
pub use generator::{Generator, Mark, News};
pub use heap::{AnyRef, Extra, Header, Layout, Payload, Ref, Visitor};
pub use instance::Instance;
pub use list::List;
pub use method_place::MethodPlace;
pub use names::Name;
pub use native::{Literal, Native, NativeKind, Param, ParamKind, Signature};
pub use place::Place;
pub use set::Set;
pub use shape::{Plain, Shape, ShapeMark};
pub use stack::{Fp, Outgoing};
pub use string::Str;
pub use tuple::Tuple;
pub use types::{Args, BinaryOp, CompareOp, GetSet, Slots, Special, Type, TypeSpec, flags};
pub use value::{Temp, Value};
pub use vm::{Hooks, Vm};
pub use weak::Weakref;
