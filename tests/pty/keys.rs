//! The keys of a terminal, as what they send.

pub const ENTER: &str = "\r";
pub const TAB: &str = "\t";
pub const BACKSPACE: &str = "\x7f";
pub const ESCAPE: &str = "\x1b";
pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const LEFT: &str = "\x1b[D";
pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";
pub const CTRL_G: &str = "\x07";
pub const CTRL_R: &str = "\x12";

/// What a terminal sends for pasted text to a program that has asked for bracketed paste.
pub fn paste(text: &str) -> String {
    // Terminals paste the end of a line as the Enter key.
    format!("\x1b[200~{}\x1b[201~", text.replace('\n', ENTER))
}

/// The keys that a text is made of: characters and escape sequences.
pub fn split(text: &str) -> Vec<&str> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\x1b' if rest[1..].starts_with('[') => {
                let end = rest[2..].find(|it| matches!(it, '@'..='~'));
                end.map_or(rest.len(), |at| 2 + at + 1)
            }
            '\x1b' => {
                let behind = if rest[1..].starts_with('O') { 2 } else { 1 };
                let last = rest[behind..].chars().next();
                behind + last.map_or(0, char::len_utf8)
            }
            it => it.len_utf8(),
        };
        let (key, after) = rest.split_at(length);
        keys.push(key);
        rest = after;
    }
    keys
}
