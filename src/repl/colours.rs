//! Whether to write colours.
//!
//! Reference: Using Python on Unix, "Controlling color".

use std::env;
use std::io::IsTerminal;

/// PYTHON_COLORS decides, then NO_COLOR, then FORCE_COLOR, then whether there is a terminal that can.
pub fn wanted(ignore_environment: bool, stream: &impl IsTerminal) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|it| !it.is_empty());
    if !ignore_environment {
        match env::var("PYTHON_COLORS").as_deref() {
            Ok("0") => return false,
            Ok("1") => return true,
            _ => {}
        }
    }
    if set("NO_COLOR") {
        return false;
    }
    if set("FORCE_COLOR") {
        return true;
    }
    let able = !matches!(env::var("TERM").as_deref(), Ok("dumb"));
    able && stream.is_terminal()
}
