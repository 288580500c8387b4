//! Earlier inputs: walking through them, and searching while the search is typed.

use std::collections::HashMap;

use super::{Editor, Flow};
use crate::repl::lines::Host;
use rustyline::{KeyCode, KeyEvent, Modifiers};

use super::command::{self, Command};

/// A walk through the history.
#[derive(Default)]
pub struct Walk {
    /// The entry that is shown; `None` for the input itself.
    at: Option<usize>,
    /// What the entries have to begin with.
    prefix: String,
    /// What was typed before the walk.
    typed: String,
    /// Entries that were changed on the way.
    changed: HashMap<usize, String>,
    /// Which earlier input's last word was put in, and how long it is.
    argument: Option<(usize, usize)>,
}

/// A search, whose pattern is being typed.
pub struct Search {
    pattern: String,
    forward: bool,
    at: Option<usize>,
    failed: bool,
    /// The input before it.
    typed: String,
    cursor: usize,
}

impl Search {
    pub fn prompt(&self) -> String {
        let failed = if self.failed { "failed " } else { "" };
        let direction = if self.forward { "f" } else { "r" };
        format!("({failed}{direction}-search `{}') ", self.pattern)
    }
}

impl Editor<'_> {
    /// Shows the input that comes before the shown one, or after it.
    pub fn walk(&mut self, back: bool) {
        if self.walk.at.is_none() {
            if !back {
                return;
            }
            self.history.refresh();
            let text = self.buffer.text();
            // What stands before the cursor, where somebody has gone back in it on purpose.
            let prefix =
                if self.buffer.is_last_line() { &text[..self.buffer.cursor()] } else { text };
            self.walk.prefix =
                if prefix.trim().is_empty() { String::new() } else { prefix.to_owned() };
            self.walk.typed = text.to_owned();
        }
        let from = self.walk.at.unwrap_or_else(|| self.history.len());
        let found = if back {
            self.history.previous_with_prefix(from, &self.walk.prefix)
        } else {
            self.history.next_with_prefix(from, &self.walk.prefix)
        };
        if back && found.is_none() {
            return;
        }
        self.show(found);
    }

    /// Shows the first entry of all, or the input itself.
    pub fn walk_to_end(&mut self, first: bool) {
        if first {
            if self.walk.at.is_none() {
                self.history.refresh();
                self.walk.typed = self.buffer.text().to_owned();
                self.walk.prefix.clear();
            }
            if self.history.len() > 0 {
                self.show(Some(0));
            }
        } else if self.walk.at.is_some() {
            self.show(None);
        }
    }

    fn show(&mut self, entry: Option<usize>) {
        if let Some(at) = self.walk.at {
            let text = self.buffer.text();
            if self.history.get(at).is_some_and(|it| it != text) {
                self.walk.changed.insert(at, text.to_owned());
            }
        }
        let text = match entry {
            None => std::mem::take(&mut self.walk.typed),
            Some(at) => match self.walk.changed.get(&at) {
                Some(text) => text.clone(),
                None => self.history.get(at).unwrap_or_default().into_owned(),
            },
        };
        self.walk.at = entry;
        self.set_text(&text, text.len());
        self.pasted = entry.is_some_and(|it| !self.walk.changed.contains_key(&it));
    }

    pub fn forget_walk(&mut self) {
        self.walk = Walk::default();
    }

    /// Puts in the last word of the input before, then of the one before that.
    pub fn yank_last_argument(&mut self) {
        self.history.refresh();
        let (from, length) = match self.walk.argument {
            Some((at, length)) if self.last == Some(Command::YankLastArgument) => (at, length),
            _ => (self.history.len(), 0),
        };
        let mut at = from;
        while at > 0 {
            at -= 1;
            let entry = self.history.get(at).unwrap_or_default();
            let end = |it: char| it.is_whitespace() || matches!(it, ')' | ']' | '}' | ':' | ',');
            let word = entry.trim_end_matches(end);
            let start =
                word.rfind(|it: char| it.is_whitespace() || matches!(it, '(' | '[' | '{' | ','));
            let word = word[start.map_or(0, |it| it + 1)..].to_owned();
            // A bracket of more than one byte would not be among those above.
            if !word.is_empty() {
                let cursor = self.buffer.cursor();
                self.buffer.replace(cursor - length..cursor, &word);
                self.walk.argument = Some((at, word.len()));
                return;
            }
        }
    }

    /// Begins a search, or goes on to the next place.
    pub fn search_on(&mut self, forward: bool) {
        if let Some(search) = &mut self.search {
            search.forward = forward;
            let at = search.at;
            self.find(at);
            return;
        }
        self.history.refresh();
        self.search = Some(Search {
            pattern: String::new(),
            forward,
            at: self.walk.at,
            failed: false,
            typed: self.buffer.text().to_owned(),
            cursor: self.buffer.cursor(),
        });
    }

    /// Looks for the pattern beyond entry `from`.
    fn find(&mut self, from: Option<usize>) {
        let Some(search) = &mut self.search else { return };
        let found = if search.forward {
            from.and_then(|it| self.history.search_forward(it, &search.pattern))
        } else {
            let from = from.unwrap_or_else(|| self.history.len());
            self.history.search_backward(from, &search.pattern)
        };
        search.failed = found.is_none();
        if let Some((entry, place)) = found {
            search.at = Some(entry);
            let text = self.history.get(entry).unwrap_or_default().into_owned();
            self.set_text(&text, place);
        }
    }

    /// A key while a search is on. `None`: the search has ended, and the key is to do what it always does.
    pub fn search_key(&mut self, key: KeyEvent, host: &dyn Host) -> Option<Flow> {
        let pattern_changed = match key {
            KeyEvent(KeyCode::Char(it), Modifiers::NONE) => {
                self.search.as_mut()?.pattern.push(it);
                true
            }
            KeyEvent(KeyCode::Backspace, _) => {
                self.search.as_mut()?.pattern.pop();
                true
            }
            _ => false,
        };
        if pattern_changed {
            let search = self.search.as_mut()?;
            if search.pattern.is_empty() {
                let (typed, cursor) = (search.typed.clone(), search.cursor);
                search.at = None;
                search.failed = false;
                self.set_text(&typed, cursor);
                return Some(Flow::Go);
            }
            // The entry shown may still do.
            let from = match (search.at, search.forward) {
                (Some(at), false) => Some(at + 1),
                (Some(at), true) => at.checked_sub(1),
                (None, _) => None,
            };
            self.find(from);
            return Some(Flow::Go);
        }
        match self.command_of(key) {
            Some(Command::SearchBack) => self.search_on(false),
            Some(Command::SearchForward) => self.search_on(true),
            Some(Command::Abort | Command::Interrupt) => {
                let search = self.search.take()?;
                self.set_text(&search.typed, search.cursor);
            }
            _ => {
                let search = self.search.take()?;
                self.walk.at = search.at;
                if search.at.is_some() {
                    self.walk.typed = search.typed;
                    self.walk.prefix.clear();
                    self.pasted = true;
                }
                if command::is_escape(key) {
                    return Some(Flow::Go);
                }
                return Some(self.key(key, host));
            }
        }
        Some(Flow::Go)
    }
}
