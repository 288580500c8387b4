//! The modules of the standard library that are written in Rust, a file or folder each.

pub mod math;
