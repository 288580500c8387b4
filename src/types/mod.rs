//! The built-in types, a file or folder each.
//!
//! Each type states itself as a `SPEC`; [`spec`] is the list of them.

pub mod container;
pub mod slice;

use crate::object::{Builtin, TypeSpec};

/// The declaration of a built-in class; `None` for classes that a module of the standard library declares.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    let spec = match which {
        // One row a class.
        Builtin::Slice => &slice::SPEC,
        _ => return None,
    };
    Some(spec)
}
