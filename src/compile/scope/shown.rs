//! The table as CPython's `symtable` module shows it.
pub struct Shown;
