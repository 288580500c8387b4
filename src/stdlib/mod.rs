//! The modules of the standard library that are written in Rust, a file or folder each.

pub mod cmath;
pub mod collections;
pub mod itertools;
pub mod math;

use crate::object::{Builtin, TypeSpec};

/// The declaration of a class that belongs to a module.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    itertools::spec(which).or_else(|| collections::spec(which))
}
