//! From bytes to keys: escape sequences of terminals, UTF-8, pasted text.
//!
//! Keys are rustyline's types. What no key sends is swallowed as a whole, so that its rest is not typed.
//!
//! Reference: ECMA-48, section 5.4 (control sequences); xterm, "PC-Style Function Keys"; the `CSI u` form of keys.

use std::time::Duration;

use rustyline::{KeyCode, KeyEvent, Modifiers};

use super::terminal::{Next, Terminal};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Key(KeyEvent),
    /// Text that was pasted, with `\n` line ends.
    Paste(String),
    Resized,
    Interrupted,
    End,
}

/// How long the rest of a sequence may take: less than it takes to press Escape and another key.
const REST: Duration = Duration::from_millis(40);
/// How long pasted text may stop without having ended.
const PASTE_REST: Duration = Duration::from_secs(3);

const ESCAPE: u8 = 0x1b;
const CTRL_C: u8 = 3;

fn plain(code: KeyCode) -> Input {
    Input::Key(KeyEvent(code, Modifiers::NONE))
}

/// Waits for the next key.
pub fn read(terminal: &mut Terminal) -> Input {
    loop {
        let byte = match terminal.next(None) {
            Next::Byte(byte) => byte,
            Next::Resized => return Input::Resized,
            Next::Interrupted => return Input::Interrupted,
            Next::End => return Input::End,
            Next::TimedOut => continue,
        };
        let found = if byte == ESCAPE { escaped(terminal) } else { Some(single(terminal, byte)) };
        if let Some(found) = found {
            return found;
        }
    }
}

/// A byte of the rest of a sequence.
fn rest(terminal: &mut Terminal) -> Option<u8> {
    loop {
        match terminal.next(Some(REST)) {
            Next::Byte(byte) => return Some(byte),
            // The size is asked for anyway when the key has been dealt with.
            Next::Resized => {}
            _ => return None,
        }
    }
}

/// A key that is one character.
fn single(terminal: &mut Terminal, first: u8) -> Input {
    match character(terminal, first) {
        '\n' | '\r' => plain(KeyCode::Enter),
        it => Input::Key(KeyEvent::new(it, Modifiers::NONE)),
    }
}

/// Decodes UTF-8; what is none becomes U+FFFD.
fn character(terminal: &mut Terminal, first: u8) -> char {
    let length = match first {
        0..=0x7f => return first as char,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return char::REPLACEMENT_CHARACTER,
    };
    let mut bytes = [first, 0, 0, 0];
    for place in &mut bytes[1..length] {
        match rest(terminal) {
            Some(byte @ 0x80..=0xbf) => *place = byte,
            Some(byte) => {
                terminal.give_back(byte);
                return char::REPLACEMENT_CHARACTER;
            }
            None => return char::REPLACEMENT_CHARACTER,
        }
    }
    let text = std::str::from_utf8(&bytes[..length]);
    text.ok().and_then(|it| it.chars().next()).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// What follows an Escape; `None` for a sequence that is no key.
fn escaped(terminal: &mut Terminal) -> Option<Input> {
    match rest(terminal) {
        None => Some(plain(KeyCode::Esc)),
        Some(b'[') => control_sequence(terminal),
        Some(b'O') => match rest(terminal) {
            None => Some(Input::Key(KeyEvent::alt('O'))),
            Some(byte) => match final_key(byte) {
                Some(code) => Some(plain(code)),
                None => {
                    terminal.give_back(byte);
                    None
                }
            },
        },
        Some(ESCAPE) => {
            terminal.give_back(ESCAPE);
            Some(plain(KeyCode::Esc))
        }
        Some(byte) => Some(match single(terminal, byte) {
            Input::Key(KeyEvent(code, modifiers)) => {
                Input::Key(KeyEvent(code, modifiers | Modifiers::ALT))
            }
            other => other,
        }),
    }
}

/// The key that a letter at the end of a sequence stands for.
fn final_key(byte: u8) -> Option<KeyCode> {
    Some(match byte {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'M' => KeyCode::Enter,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

/// The key of a sequence that ends with `~`.
fn numbered_key(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// Modifiers as terminals count them: one more than the sum of their bits.
fn modifiers(number: u32) -> Modifiers {
    let bits = number.saturating_sub(1);
    let mut out = Modifiers::NONE;
    for (bit, modifier) in [(1, Modifiers::SHIFT), (2, Modifiers::ALT), (4, Modifiers::CTRL)] {
        if bits & bit != 0 {
            out |= modifier;
        }
    }
    out
}

fn control_sequence(terminal: &mut Terminal) -> Option<Input> {
    let mut parameters = String::new();
    let last = loop {
        match rest(terminal) {
            // Alt-[, or a sequence that was cut off.
            None if parameters.is_empty() => return Some(Input::Key(KeyEvent::alt('['))),
            None => return None,
            // The Linux console's function keys.
            Some(b'[') if parameters.is_empty() => {
                return match rest(terminal) {
                    Some(byte @ b'A'..=b'E') => Some(plain(KeyCode::F(byte - b'A' + 1))),
                    _ => None,
                };
            }
            Some(byte @ 0x20..=0x3f) if parameters.len() < 64 => parameters.push(byte as char),
            Some(byte @ 0x40..=0x7e) => break byte,
            Some(byte) => {
                terminal.give_back(byte);
                return None;
            }
        }
    };
    let mut numbers = parameters.split(';').map(|it| {
        let digits = it.split(':').next().unwrap_or("");
        digits.parse::<u32>().unwrap_or(0)
    });
    let first = numbers.next().unwrap_or(0);
    let second = numbers.next().unwrap_or(1).max(1);
    let key = |code, modifiers| Some(Input::Key(KeyEvent::normalize(KeyEvent(code, modifiers))));
    match last {
        b'~' if first == 200 => Some(pasted(terminal)),
        b'~' if first == 27 => coded(numbers.next().unwrap_or(0), modifiers(second)),
        b'~' => key(numbered_key(first)?, modifiers(second)),
        b'u' => coded(first, modifiers(second)),
        b'Z' => key(KeyCode::BackTab, modifiers(second) & !Modifiers::SHIFT),
        letter => key(final_key(letter)?, modifiers(second)),
    }
}

/// A key that is told by the number of its character.
fn coded(number: u32, modifiers: Modifiers) -> Option<Input> {
    let key = match number {
        13 => KeyEvent(KeyCode::Enter, modifiers),
        27 => KeyEvent(KeyCode::Esc, modifiers),
        127 => KeyEvent(KeyCode::Backspace, modifiers),
        _ => KeyEvent::normalize(KeyEvent::new(char::from_u32(number)?, modifiers)),
    };
    Some(Input::Key(key))
}

/// Text up to the sequence that ends it. Text that stops without it ends by time, or by Ctrl-C.
fn pasted(terminal: &mut Terminal) -> Input {
    const END: &[u8] = b"\x1b[201~";
    let mut bytes = Vec::new();
    loop {
        match terminal.next(Some(PASTE_REST)) {
            Next::Byte(CTRL_C) if !terminal.is_pending() => return Input::Interrupted,
            Next::Byte(byte) => {
                bytes.push(byte);
                if byte == b'~' && bytes.ends_with(END) {
                    bytes.truncate(bytes.len() - END.len());
                    break;
                }
            }
            Next::Resized => {}
            Next::Interrupted => return Input::Interrupted,
            Next::TimedOut | Next::End => break,
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))
}
