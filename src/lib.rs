//! Taipan: Python 3.13 in the terminal.

pub mod algo;
pub mod cli;
pub mod compile;
pub mod eval;
pub mod native;
pub mod object;
pub mod protocol;
pub mod repl;
pub mod report;
pub mod session;
pub mod stdlib;
pub mod syntax;
pub mod types;
