//! Source text to syntax tree; knows no objects.
//!
//! ```text
//! source → tokenizer → stream (→ grammar of rustpython-parser) → lower, check → ast
//!                                          └ a failure → diagnose → error
//! ```

pub mod ast;
mod check;
mod diagnose;
pub mod dump;
pub mod error;
mod front;
mod fstring;
mod literal;
mod lower;
pub mod mangle;
pub mod parse;
pub mod source;
mod stream;
pub mod token;
pub mod tokenizer;
pub mod warning;
