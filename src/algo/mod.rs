//! Algorithms that know nothing of Python objects or syntax.
//!
//! Plain Rust types go in and come out; what can fail says so with an `Option` or a [`fault::Fault`],
//! which the types layer turns into the exception. Text is generalized UTF-8, see [`wtf8`].

pub mod calendar;
pub mod complex;
pub mod complex_math;
pub mod erf;
pub mod escape;
pub mod fault;
pub mod float_arith;
pub mod float_sum;
#[cfg(test)]
mod float_tests;
pub mod float_text;
pub mod format_spec;
pub mod gamma;
pub mod hash;
pub mod hyperbolic;
pub mod int_math;
pub mod int_text;
pub mod mt19937;
pub mod number_text;
pub mod percent;
#[cfg(test)]
pub(crate) mod recorded;
pub mod search;
pub mod sha512;
pub mod sort;
pub mod str_format;
#[cfg(test)]
mod str_tests;
pub mod strftime;
pub mod strptime;
pub mod suggest;
pub mod unicode;
mod unicode_tables;
pub mod wtf8;
