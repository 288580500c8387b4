//! The classes whose instances the evaluator makes.

use crate::object::{Builtin, TypeSpec};

use super::{anext, function_type, generator_type};

/// The declaration of a class of this layer.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::Function => &function_type::SPEC,
        Builtin::Cell => &function_type::CELL,
        Builtin::Generator => &generator_type::GENERATOR,
        Builtin::Coroutine => &generator_type::COROUTINE,
        Builtin::CoroutineWrapper => &generator_type::WRAPPER,
        Builtin::AsyncGenerator => &generator_type::ASYNC_GENERATOR,
        Builtin::AsyncGeneratorAsend => &generator_type::ASEND,
        Builtin::AsyncGeneratorAthrow => &generator_type::ATHROW,
        Builtin::AnextAwaitable => &anext::SPEC,
        _ => return None,
    })
}
