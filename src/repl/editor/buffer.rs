//! The text of an input and its changes: rustyline's line buffer, with undo and redo.

use std::ops::Range;

use rustyline::line_buffer::{ChangeListener, DeleteListener, Direction, LineBuffer};

pub use rustyline::line_buffer::WordAction;
pub use rustyline::{At, Word};

/// `removed` stood at `at` where `inserted` stands now.
#[derive(Clone, Debug)]
struct Change {
    at: usize,
    removed: String,
    inserted: String,
}

/// Changes that are undone together.
#[derive(Clone, Debug, Default)]
struct Step {
    /// Where the cursor was before them.
    cursor: usize,
    changes: Vec<Change>,
    /// Whether typing goes on in it.
    typing: bool,
}

#[derive(Default)]
struct Log {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Whether the next change begins a step.
    begin: bool,
}

impl Log {
    fn add(&mut self, change: Change, cursor: usize) {
        self.undone.clear();
        match self.done.last_mut() {
            Some(step) if !self.begin => step.changes.push(change),
            _ => self.done.push(Step { cursor, changes: vec![change], typing: false }),
        }
        self.begin = false;
    }
}

/// What one operation of the line buffer does, seen by the log.
struct Listener<'a> {
    log: &'a mut Log,
    cursor: usize,
}

impl DeleteListener for Listener<'_> {
    fn delete(&mut self, at: usize, text: &str, _: Direction) {
        let change = Change { at, removed: text.to_owned(), inserted: String::new() };
        self.log.add(change, self.cursor);
    }
}

impl ChangeListener for Listener<'_> {
    fn insert_char(&mut self, at: usize, character: char) {
        self.insert_str(at, character.encode_utf8(&mut [0; 4]));
    }

    fn insert_str(&mut self, at: usize, text: &str) {
        let change = Change { at, removed: String::new(), inserted: text.to_owned() };
        self.log.add(change, self.cursor);
    }

    fn replace(&mut self, at: usize, old: &str, new: &str) {
        let change = Change { at, removed: old.to_owned(), inserted: new.to_owned() };
        self.log.add(change, self.cursor);
    }
}

/// Room that is enough for most inputs; the line buffer grows beyond it.
const ROOM: usize = 256;

pub struct Buffer {
    line: LineBuffer,
    log: Log,
}

impl Default for Buffer {
    fn default() -> Buffer {
        Buffer { line: LineBuffer::with_capacity(ROOM), log: Log::default() }
    }
}

impl Buffer {
    pub fn text(&self) -> &str {
        self.line.as_str()
    }

    pub fn cursor(&self) -> usize {
        self.line.pos()
    }

    pub fn is_at_end(&self) -> bool {
        self.line.is_cursor_at_end()
    }

    /// Moves the cursor; beyond the end is the end, and within a character its start.
    pub fn set_cursor(&mut self, at: usize) {
        let mut at = at.min(self.text().len());
        while !self.text().is_char_boundary(at) {
            at -= 1;
        }
        self.line.set_pos(at);
    }

    /// The line of the cursor, without its end.
    pub fn line(&self) -> Range<usize> {
        self.line_at(self.cursor())
    }

    pub fn line_at(&self, at: usize) -> Range<usize> {
        let start = self.text()[..at].rfind('\n').map_or(0, |it| it + 1);
        let end = self.text()[at..].find('\n').map_or(self.text().len(), |it| at + it);
        start..end
    }

    /// What stands in the cursor's line before it.
    pub fn before(&self) -> &str {
        &self.text()[self.line().start..self.cursor()]
    }

    pub fn is_first_line(&self) -> bool {
        !self.text()[..self.cursor()].contains('\n')
    }

    pub fn is_last_line(&self) -> bool {
        !self.text()[self.cursor()..].contains('\n')
    }

    /// The next changes are undone apart from those before.
    pub fn begin_step(&mut self) {
        self.log.begin = true;
    }

    /// Puts `text` in the place of `range`; the cursor stands behind it then.
    pub fn replace(&mut self, range: Range<usize>, text: &str) {
        if range.is_empty() && text.is_empty() {
            return;
        }
        let cursor = self.cursor();
        self.line.replace(range, text, &mut Listener { log: &mut self.log, cursor });
    }

    /// Puts `text` in the place of `range`; the cursor stays with the text it stands at.
    pub fn replace_around(&mut self, range: Range<usize>, text: &str) {
        let cursor = self.cursor();
        let (start, end) = (range.start, range.end);
        self.replace(range, text);
        self.set_cursor(match cursor {
            _ if cursor < start => cursor,
            _ if cursor >= end => cursor - (end - start) + text.len(),
            _ => start + text.len(),
        });
    }

    pub fn insert(&mut self, text: &str) {
        self.replace(self.cursor()..self.cursor(), text);
    }

    /// Inserts a character that was typed: those typed one after the other are undone together, word by word.
    pub fn type_character(&mut self, character: char) {
        let cursor = self.cursor();
        let goes_on = !self.log.begin || {
            let last = self.log.done.last();
            last.is_some_and(|step| {
                let end = step.changes.last().map(|it| it.at + it.inserted.len());
                step.typing && end == Some(cursor) && !character.is_whitespace()
            })
        };
        self.log.begin = !goes_on;
        self.insert(character.encode_utf8(&mut [0; 4]));
        if let Some(step) = self.log.done.last_mut() {
            step.typing = true;
        }
    }

    /// Takes out a range and gives it.
    pub fn take(&mut self, range: Range<usize>) -> String {
        let text = self.text()[range.clone()].to_owned();
        self.replace(range, "");
        text
    }

    /// Another text in the place of all there was.
    pub fn set(&mut self, text: &str, cursor: usize) {
        self.replace(0..self.text().len(), text);
        self.set_cursor(cursor);
    }

    /// Forgets text and changes.
    pub fn clear(&mut self) {
        *self = Buffer::default();
    }

    pub fn undo(&mut self) -> bool {
        let Some(step) = self.log.done.pop() else { return false };
        for change in step.changes.iter().rev() {
            let range = change.at..change.at + change.inserted.len();
            self.line.replace(range, &change.removed, &mut Unseen);
        }
        self.set_cursor(step.cursor);
        self.log.undone.push(step);
        self.log.begin = true;
        true
    }

    pub fn redo(&mut self) -> bool {
        let Some(mut step) = self.log.undone.pop() else { return false };
        for change in &step.changes {
            let range = change.at..change.at + change.removed.len();
            self.line.replace(range, &change.inserted, &mut Unseen);
        }
        step.typing = false;
        self.log.done.push(step);
        self.log.begin = true;
        true
    }

    /// Where a motion would take the cursor.
    pub fn target(&mut self, motion: impl FnOnce(&mut LineBuffer) -> bool) -> usize {
        let from = self.cursor();
        motion(&mut self.line);
        let to = self.cursor();
        self.line.set_pos(from);
        to
    }

    /// Exchanges the characters around the cursor.
    pub fn transpose_characters(&mut self) {
        let cursor = self.cursor();
        let line = self.line();
        // Not across the end of a line.
        let both = self.text()[line.start..line.end].chars().take(2).count() == 2;
        if both && cursor > line.start {
            if cursor == line.end && !self.is_at_end() {
                let back = self.target(|it| it.move_backward(1));
                self.set_cursor(back);
            }
            self.line.transpose_chars(&mut Listener { log: &mut self.log, cursor });
        }
    }

    pub fn transpose_words(&mut self) {
        let cursor = self.cursor();
        self.line.transpose_words(1, &mut Listener { log: &mut self.log, cursor });
    }

    /// Changes the case of the word behind the cursor.
    pub fn change_case(&mut self, action: WordAction) {
        let cursor = self.cursor();
        self.line.edit_word(action, &mut Listener { log: &mut self.log, cursor });
    }
}

/// Undoing is not itself logged.
struct Unseen;

impl DeleteListener for Unseen {
    fn delete(&mut self, _: usize, _: &str, _: Direction) {}
}

impl ChangeListener for Unseen {
    fn insert_char(&mut self, _: usize, _: char) {}

    fn insert_str(&mut self, _: usize, _: &str) {}

    fn replace(&mut self, _: usize, _: &str, _: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo() {
        let mut buffer = Buffer::default();
        for it in "ab cd".chars() {
            buffer.begin_step();
            buffer.type_character(it);
        }
        buffer.begin_step();
        buffer.replace(0..2, "xyz");
        assert_eq!(buffer.text(), "xyz cd");
        assert!(buffer.undo());
        assert_eq!((buffer.text(), buffer.cursor()), ("ab cd", 5));
        assert!(buffer.undo());
        assert_eq!(buffer.text(), "ab");
        assert!(buffer.undo());
        assert_eq!(buffer.text(), "");
        assert!(!buffer.undo());
        assert!(buffer.redo() && buffer.redo() && buffer.redo());
        assert_eq!(buffer.text(), "xyz cd");
        assert!(!buffer.redo());
    }

    #[test]
    fn more_than_the_first_room() {
        let mut buffer = Buffer::default();
        let long = "x = 1\n".repeat(1000);
        buffer.insert(&long);
        buffer.insert("é");
        assert_eq!(buffer.text().len(), long.len() + 2);
        buffer.undo();
        assert_eq!(buffer.text(), "");
    }

    #[test]
    fn the_cursor_stays_with_its_text() {
        let mut buffer = Buffer::default();
        buffer.insert("if x:\n        y");
        buffer.replace_around(6..14, "    ");
        assert_eq!((buffer.text(), buffer.cursor()), ("if x:\n    y", 11));
    }
}
