//! Syntax tree to code: future features, scopes, and what CPython refuses only after parsing.

pub mod check;
pub mod future;
pub mod scope;
