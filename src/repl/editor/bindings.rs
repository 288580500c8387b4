//! Keys that the configuration gives another meaning.
//!
//! Reference: GNU Readline Library, "Key Bindings".

use rustyline::KeyEvent;

use super::command::Command;

#[derive(Default)]
pub struct Bindings {
    /// Keys pressed one after the other, and what they do; `None`: nothing.
    bound: Vec<(Vec<KeyEvent>, Option<Command>)>,
    /// The beginning of some of them.
    pressed: Vec<KeyEvent>,
}

/// What a key has come to.
#[derive(Debug, PartialEq)]
pub enum Pressed {
    /// More keys have to say.
    Waits,
    Bound(Option<Command>),
    /// Keys that have the meaning they always have.
    Free(Vec<KeyEvent>),
}

impl Bindings {
    /// Names that no command has mean that the keys do nothing.
    pub fn new(keys: &[(Vec<KeyEvent>, String)]) -> Bindings {
        let bound = keys.iter().map(|(keys, name)| (keys.clone(), Command::named(name)));
        Bindings { bound: bound.collect(), pressed: vec![] }
    }

    pub fn press(&mut self, key: KeyEvent) -> Pressed {
        let mut pressed = std::mem::take(&mut self.pressed);
        pressed.push(key);
        if let Some(found) = self.bound.iter().find(|it| it.0 == pressed) {
            return Pressed::Bound(found.1);
        }
        if self.bound.iter().any(|it| it.0.starts_with(&pressed)) {
            self.pressed = pressed;
            return Pressed::Waits;
        }
        Pressed::Free(pressed)
    }

    /// What a key alone is bound to.
    pub fn of(&self, key: KeyEvent) -> Option<Option<Command>> {
        self.bound.iter().find(|it| it.0 == [key]).map(|it| it.1)
    }

    pub fn reset(&mut self) {
        self.pressed.clear();
    }
}

#[cfg(test)]
mod tests {
    use rustyline::{KeyCode, Modifiers};

    use super::*;

    #[test]
    fn sequences() {
        let (x, u, e) = (KeyEvent::ctrl('X'), KeyEvent::ctrl('U'), KeyEvent::ctrl('E'));
        let f5 = KeyEvent(KeyCode::F(5), Modifiers::NONE);
        let mut bindings = Bindings::new(&[
            (vec![x, u], "undo".to_owned()),
            (vec![f5], "submit".to_owned()),
            (vec![e], "none".to_owned()),
        ]);
        assert_eq!(bindings.press(x), Pressed::Waits);
        assert_eq!(bindings.press(u), Pressed::Bound(Some(Command::Undo)));
        assert_eq!(bindings.press(x), Pressed::Waits);
        assert_eq!(bindings.press(e), Pressed::Free(vec![x, e]));
        assert_eq!(bindings.press(f5), Pressed::Bound(Some(Command::Submit)));
        assert_eq!(bindings.press(e), Pressed::Bound(None));
        assert_eq!(bindings.press(u), Pressed::Free(vec![u]));
        assert_eq!(bindings.press(x), Pressed::Waits);
        bindings.reset();
        assert_eq!(bindings.press(u), Pressed::Free(vec![u]));
        assert_eq!(bindings.of(f5), Some(Some(Command::Submit)));
        assert_eq!(bindings.of(x), None);
    }
}
