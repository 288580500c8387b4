//! The built-in types, a file or folder each.
//!
//! Each type states itself as a `SPEC`; [`spec`] is the list of them.

pub mod container;
pub mod list;
pub mod range;
pub mod slice;
pub mod tuple;

use crate::object::{Builtin, TypeSpec};

/// The declaration of a built-in class; `None` for classes that a module of the standard library declares.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    let spec = match which {
        // One row a class.
        Builtin::Slice => &slice::SPEC,
        Builtin::Range => &range::SPEC,
        Builtin::RangeIterator => &range::ITERATOR_SPEC,
        Builtin::LongRangeIterator => &range::LONG_ITERATOR_SPEC,
        Builtin::Tuple => &tuple::SPEC,
        Builtin::TupleIterator => &tuple::ITERATOR_SPEC,
        Builtin::List => &list::SPEC,
        Builtin::ListIterator => &list::iterator::SPEC,
        Builtin::ListReverseIterator => &list::iterator::REVERSE_SPEC,
        _ => return None,
    };
    Some(spec)
}
