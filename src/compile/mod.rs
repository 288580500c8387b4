//! Syntax tree to code: future features, scopes, what CPython refuses only after parsing, code objects, and
//! their lowering to executable trees.

pub mod check;
pub mod future;
pub mod lower;
pub mod scope;
pub mod source;
pub mod unparse;

pub use source::{Input, Mode, compile, flag};
