//! Source text to syntax tree; knows no objects.

pub mod ast;
pub mod error;
pub mod source;
