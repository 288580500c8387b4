//! What any object can be asked: its attributes, items, truth, order, hash, text; to be called, iterated
//! and calculated with. Every function here follows the slots of the object's class and words the error
//! where the class has none.
//!
//! Reference: Data model, "Special method names".

pub mod attr;
pub mod call;
pub mod compare;
pub mod hash;
pub mod item;
pub mod iter;
pub mod keyed;
pub mod number;
pub mod text;
pub mod warn;

pub use attr::{
    delattr, generic_getattr, generic_setattr, getattr, getattr_opt, lookup_special, setattr,
};
pub use call::{call, call_method, call_method_opt, call0, call1};
pub use compare::{compare, contains, equal, less, same};
pub use hash::hash;
pub use item::{delitem, getitem, len, len_opt, length_hint, setitem};
pub use iter::{for_each, iter, next, to_vec};
pub use number::{binary, index, inplace, to_isize, unary_negative};
pub use text::{ascii, format, repr, str, str_value};
pub use warn::warn;
