//! What is allowed but doubtful: a `SyntaxWarning` for whoever asked for the parse to report.

use super::error::SyntaxError;

/// A `SyntaxWarning` in line `line`; where a filter makes an error of it, `error` is that error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub message: String,
    pub line: u32,
    pub error: SyntaxError,
}
