//! Colours for reports on a terminal: added to the lines once they are made.
//!
//! Reference: Using Python on Unix, "Controlling color".

use std::env;
use std::io::IsTerminal;

use super::width::columns;

const PLACE: &str = "\x1b[35m";
const CLASS: &str = "\x1b[1;35m";
const PART: &str = "\x1b[31m";
const ANCHOR: &str = "\x1b[1;31m";
const RESET: &str = "\x1b[0m";

/// PYTHON_COLORS decides, then NO_COLOR, then FORCE_COLOR, then whether there is a terminal that can. What the
/// terminal can counts where the environment is to be ignored, too.
pub fn wanted(ignore_environment: bool, stream: &impl IsTerminal) -> bool {
    let is_set = |name: &str| env::var_os(name).is_some();
    if !ignore_environment {
        match env::var("PYTHON_COLORS").as_deref() {
            Ok("0") => return false,
            Ok("1") => return true,
            _ if is_set("NO_COLOR") => return false,
            _ if is_set("FORCE_COLOR") => return true,
            _ => {}
        }
    }
    let able = !matches!(env::var("TERM").as_deref(), Ok("dumb"));
    able && stream.is_terminal()
}

/// A frame, or the first lines about a SyntaxError: the place it names, and source lines with the marks below
/// them.
pub fn place_and_source(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if let Some(place) = place(line) {
            out.push_str(&place);
        } else if let Some(marks) = lines.next_if(|it| are_marks(it)) {
            let (source, marks) = marked(line, marks);
            out.push_str(&source);
            out.push_str(&marks);
        } else {
            out.push_str(line);
        }
    }
    out
}

/// `Class: message`, the class being the first `class` bytes.
pub fn class_and_message(line: &str, class: usize) -> String {
    let (class, rest) = line.split_at(class.min(line.len()));
    match rest.strip_prefix(": ").and_then(|it| it.strip_suffix('\n')) {
        Some(message) => format!("{CLASS}{class}{RESET}: {PLACE}{message}{RESET}\n"),
        None => format!("{CLASS}{class}{RESET}{rest}"),
    }
}

/// `  File "…", line …, in …`.
fn place(line: &str) -> Option<String> {
    let rest = line.strip_prefix("  File ")?.strip_suffix('\n')?;
    let (file, rest) = rest.rsplit_once(", line ")?;
    let paint = |it: &str| format!("{PLACE}{it}{RESET}");
    Some(match rest.split_once(", in ") {
        Some((number, name)) => {
            format!("  File {}, line {}, in {}\n", paint(file), paint(number), paint(name))
        }
        None => format!("  File {}, line {}\n", paint(file), paint(rest)),
    })
}

fn are_marks(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|it| matches!(it, b'~' | b'^' | b' '))
}

/// A source line and its marks, in pieces that are marked alike.
fn marked(source: &str, marks: &str) -> (String, String) {
    let marks: Vec<char> = marks.trim_end_matches('\n').chars().collect();
    let source: Vec<char> = source.trim_end_matches('\n').chars().collect();
    let mark_of = |column: usize| match marks.get(column) {
        Some('~') => PART,
        Some('^') => ANCHOR,
        _ => "",
    };
    let below = runs(marks.iter().enumerate().map(|(column, it)| (*it, mark_of(column))));
    let mut column = 0;
    let above = runs(source.iter().map(|it| {
        let colour = mark_of(column);
        column += columns(std::slice::from_ref(it), 1);
        (*it, colour)
    }));
    (above + "\n", below + "\n")
}

/// Characters with their colours, those of one colour together.
fn runs(characters: impl Iterator<Item = (char, &'static str)>) -> String {
    let mut out = String::new();
    let mut now = "";
    for (character, colour) in characters {
        if colour != now {
            if !now.is_empty() {
                out.push_str(RESET);
            }
            out.push_str(colour);
            now = colour;
        }
        out.push(character);
    }
    if !now.is_empty() {
        out.push_str(RESET);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames() {
        let text = "  File \"a, line 2\", line 6, in g\n    x / 0)\n    ~~^~~\n";
        let wanted = "  File \x1b[35m\"a, line 2\"\x1b[0m, line \x1b[35m6\x1b[0m, in \x1b[35mg\x1b[0m\n    \
                      \x1b[31mx \x1b[0m\x1b[1;31m/\x1b[0m\x1b[31m 0\x1b[0m)\n    \
                      \x1b[31m~~\x1b[0m\x1b[1;31m^\x1b[0m\x1b[31m~~\x1b[0m\n";
        assert_eq!(place_and_source(text), wanted);
        assert_eq!(place_and_source("    raise x\n"), "    raise x\n");
    }

    #[test]
    fn headlines() {
        assert_eq!(class_and_message("KeyError\n", 8), "\x1b[1;35mKeyError\x1b[0m\n");
        let text = class_and_message("E: a\nb\n", 1);
        assert_eq!(text, "\x1b[1;35mE\x1b[0m: \x1b[35ma\nb\x1b[0m\n");
    }
}
