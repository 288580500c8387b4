//! The keys of a terminal, as what they send.

#![allow(dead_code, reason = "a keyboard has keys that no test presses")]

pub const ENTER: &str = "\r";
pub const ALT_ENTER: &str = "\x1b\r";
pub const TAB: &str = "\t";
pub const SHIFT_TAB: &str = "\x1b[Z";
pub const BACKSPACE: &str = "\x7f";
pub const ALT_BACKSPACE: &str = "\x1b\x7f";
pub const DELETE: &str = "\x1b[3~";
pub const ESCAPE: &str = "\x1b";
pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const LEFT: &str = "\x1b[D";
pub const HOME: &str = "\x1b[H";
pub const END: &str = "\x1b[F";
pub const CTRL_RIGHT: &str = "\x1b[1;5C";
pub const CTRL_LEFT: &str = "\x1b[1;5D";
pub const PAGE_UP: &str = "\x1b[5~";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const F1: &str = "\x1bOP";
pub const CTRL_A: &str = "\x01";
pub const CTRL_B: &str = "\x02";
pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";
pub const CTRL_E: &str = "\x05";
pub const CTRL_F: &str = "\x06";
pub const CTRL_G: &str = "\x07";
pub const CTRL_K: &str = "\x0b";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_N: &str = "\x0e";
pub const CTRL_P: &str = "\x10";
pub const CTRL_R: &str = "\x12";
pub const CTRL_T: &str = "\x14";
pub const CTRL_U: &str = "\x15";
pub const CTRL_W: &str = "\x17";
pub const CTRL_Y: &str = "\x19";
pub const CTRL_Z: &str = "\x1a";
pub const CTRL_UNDERSCORE: &str = "\x1f";
pub const ALT_B: &str = "\x1bb";
pub const ALT_D: &str = "\x1bd";
pub const ALT_F: &str = "\x1bf";
pub const ALT_Y: &str = "\x1by";

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
