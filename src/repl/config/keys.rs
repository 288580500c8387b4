//! Names of keys, as in `ctrl-x ctrl-e`, `alt-enter`, `f5`.
//!
//! Reference: GNU Readline Library, "Readline Init File Syntax", for what keys are called.

use rustyline::{KeyCode, KeyEvent, Modifiers};

/// The keys that a binding names, pressed one after the other; else what is wrong.
pub fn parse(names: &str) -> Result<Vec<KeyEvent>, String> {
    let keys: Vec<KeyEvent> =
        names.split_ascii_whitespace().map(key).collect::<Result<_, String>>()?;
    match keys.first() {
        None => Err("no key is named".to_owned()),
        Some(KeyEvent(KeyCode::Char(_), Modifiers::NONE)) => {
            Err(format!("{names:?} begins with a key that types text"))
        }
        Some(_) => Ok(keys),
    }
}

fn key(name: &str) -> Result<KeyEvent, String> {
    let mut rest = name;
    let mut modifiers = Modifiers::NONE;
    while let Some((modifier, key)) = rest.split_once('-')
        && !modifier.is_empty()
    {
        modifiers |= match modifier.to_ascii_lowercase().as_str() {
            "ctrl" | "control" => Modifiers::CTRL,
            "alt" | "meta" => Modifiers::ALT,
            "shift" => Modifiers::SHIFT,
            "page" => break,
            _ => return Err(format!("{modifier:?} in {name:?} is none of ctrl, alt, shift")),
        };
        rest = key;
    }
    let mut characters = rest.chars();
    if let (Some(character), None) = (characters.next(), characters.next()) {
        return Ok(character_key(character, modifiers));
    }
    let code = match rest.to_ascii_lowercase().as_str() {
        "enter" | "return" => KeyCode::Enter,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        "delete" | "del" => KeyCode::Delete,
        "insert" => KeyCode::Insert,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" | "page-up" => KeyCode::PageUp,
        "pagedown" | "page-down" => KeyCode::PageDown,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "escape" | "esc" => KeyCode::Esc,
        "space" => return Ok(character_key(' ', modifiers)),
        other => match other.strip_prefix('f').map(str::parse::<u8>) {
            Some(Ok(number @ 1..=24)) => KeyCode::F(number),
            _ => return Err(format!("there is no key {name:?}")),
        },
    };
    Ok(KeyEvent::normalize(KeyEvent(code, modifiers)))
}

/// What a terminal sends for a character with modifiers.
fn character_key(character: char, mut modifiers: Modifiers) -> KeyEvent {
    let mut character = character;
    if modifiers.contains(Modifiers::SHIFT) && character.is_ascii_lowercase() {
        character = character.to_ascii_uppercase();
        modifiers.remove(Modifiers::SHIFT);
    }
    if modifiers.contains(Modifiers::CTRL) {
        // These and the keys of the same code cannot be told apart.
        let same = match character.to_ascii_lowercase() {
            'i' => Some(KeyCode::Tab),
            'j' | 'm' => Some(KeyCode::Enter),
            'h' | '?' => Some(KeyCode::Backspace),
            '[' => Some(KeyCode::Esc),
            _ => None,
        };
        if let Some(code) = same {
            return KeyEvent(code, modifiers - Modifiers::CTRL);
        }
        character = match character {
            ' ' | '2' => '@',
            '/' | '7' => '_',
            it => it,
        };
    }
    KeyEvent::normalize(KeyEvent(KeyCode::Char(character), modifiers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let with = |code, modifiers| Ok(vec![KeyEvent(code, modifiers)]);
        let (ctrl, alt) = (Modifiers::CTRL, Modifiers::ALT);
        for (name, wanted) in [
            ("ctrl-x", with(KeyCode::Char('X'), ctrl)),
            ("Ctrl-X", with(KeyCode::Char('X'), ctrl)),
            ("alt-x", with(KeyCode::Char('x'), alt)),
            ("alt-X", with(KeyCode::Char('X'), alt)),
            ("alt-shift-x", with(KeyCode::Char('X'), alt)),
            ("ctrl-alt-x", with(KeyCode::Char('X'), ctrl | alt)),
            ("alt--", with(KeyCode::Char('-'), alt)),
            ("ctrl-space", with(KeyCode::Char('@'), ctrl)),
            ("ctrl-/", with(KeyCode::Char('_'), ctrl)),
            ("ctrl-h", with(KeyCode::Backspace, Modifiers::NONE)),
            ("ctrl-right", with(KeyCode::Right, ctrl)),
            ("alt-enter", with(KeyCode::Enter, alt)),
            ("shift-tab", with(KeyCode::BackTab, Modifiers::NONE)),
            ("shift-up", with(KeyCode::Up, Modifiers::SHIFT)),
            ("F5", with(KeyCode::F(5), Modifiers::NONE)),
            ("page-up", with(KeyCode::PageUp, Modifiers::NONE)),
            ("ctrl-pagedown", with(KeyCode::PageDown, ctrl)),
            (
                "ctrl-x ctrl-e",
                Ok(vec![KeyEvent(KeyCode::Char('X'), ctrl), KeyEvent(KeyCode::Char('E'), ctrl)]),
            ),
            (
                "ctrl-x u",
                Ok(vec![
                    KeyEvent(KeyCode::Char('X'), ctrl),
                    KeyEvent(KeyCode::Char('u'), Modifiers::NONE),
                ]),
            ),
        ] {
            assert_eq!(parse(name), wanted, "{name}");
        }
        for (name, wrong) in [
            ("", "no key is named"),
            ("x", "\"x\" begins with a key that types text"),
            ("space", "\"space\" begins with a key that types text"),
            ("hyper-x", "\"hyper\" in \"hyper-x\" is none of ctrl, alt, shift"),
            ("f25", "there is no key \"f25\""),
            ("ctrl-", "there is no key \"ctrl-\""),
            ("ctrl-entr", "there is no key \"ctrl-entr\""),
        ] {
            assert_eq!(parse(name), Err(wrong.to_owned()), "{name}");
        }
    }
}
