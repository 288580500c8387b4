//! The last lines about a `SyntaxError`: file, source line, marks, message.

use crate::object::{Str, Value, Vm};
use crate::types::exception::Exception;
use crate::types::exception::syntax_error::{
    END_LINENO, END_OFFSET, FILENAME, LINENO, MSG, OFFSET, TEXT,
};

use super::{safe_str, shown};

/// The lines, each ended, for an exception of that class name.
pub fn format_syntax_error(vm: &Vm, exception: &Exception, class: &str) -> Vec<String> {
    let given = |field| exception.field(field).filter(|it| !it.is_none());
    let words = |field| given(field).map(|it| safe_str(vm, &it, "exception"));
    let number = |field| match given(field) {
        Some(Value::Int(it)) => Some(it),
        Some(Value::Bool(it)) => Some(it as i64),
        _ => None,
    };
    let mut out = vec![];
    let filename = words(FILENAME);
    let line = words(LINENO);
    let mut suffix = String::new();
    match (&line, &filename) {
        (Some(line), _) => {
            let name = filename.as_deref().filter(|it| !it.is_empty()).unwrap_or("<string>");
            out.push(format!("  File \"{name}\", line {line}\n"));
        }
        (None, Some(filename)) => suffix = format!(" ({filename})"),
        (None, None) => {}
    }
    if let Some(text) = given(TEXT).as_ref().and_then(|it| it.downcast::<Str>()) {
        let same_line = line == words(END_LINENO);
        let end = if same_line { Some(number(END_OFFSET)) } else { None };
        out.extend(source_line(&shown(text), number(OFFSET), end));
    }
    let msg = words(MSG).filter(|it| !it.is_empty());
    let msg = msg.as_deref().unwrap_or("<no detail available>");
    out.push(format!("{class}: {msg}{suffix}\n"));
    out
}

/// The source line and the marks below it. `end` is absent where the error goes on in another line.
fn source_line(text: &str, offset: Option<i64>, end: Option<Option<i64>>) -> Vec<String> {
    let right_stripped = text.trim_end_matches('\n');
    let stripped = right_stripped.trim_start_matches([' ', '\n', '\x0c']);
    let line: Vec<char> = stripped.chars().collect();
    let length = right_stripped.chars().count() as i64;
    let spaces = length - line.len() as i64;
    let mut out = vec![format!("    {stripped}\n")];
    let Some(mut offset) = offset else { return out };
    let mut end = match end {
        Some(end) => end.filter(|it| *it != 0).unwrap_or(offset),
        None => length + 1,
    };
    let whole = text.chars().count() as i64;
    if whole > 0 && offset > whole {
        offset = length + 1;
    }
    if whole > 0 && end > whole {
        end = length + 1;
    }
    if offset >= end || end < 0 {
        end = offset + 1;
    }
    let (start, end) = (offset - 1 - spaces, end - 1 - spaces);
    if start >= 0 {
        // Blanks other than spaces stay, so that the marks line up.
        let blank = |it: &char| if it.is_whitespace() { *it } else { ' ' };
        let before: String = line.iter().take(start as usize).map(blank).collect();
        let marks = "^".repeat((end - start).max(0) as usize);
        out.push(format!("    {before}{marks}\n"));
    }
    out
}
