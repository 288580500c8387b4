//! What a person sees: the terminal's screen, made from the bytes that a program has sent.

use avt::{Color, Terminal};
use unicode_width::UnicodeWidthChar;

/// One place of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    pub char: char,
    pub bold: bool,
    pub faint: bool,
    pub inverse: bool,
    /// The number of the colour it is written in; `None` is the terminal's own, or one that has no number.
    pub colour: Option<u8>,
}

pub struct Screen {
    terminal: Terminal,
    /// The start of a character that has not come whole.
    torn: Vec<u8>,
    /// The escape sequence that is under way.
    sequence: String,
    /// A frame has begun that the terminal is to show only when it is whole.
    in_frame: bool,
}

impl Screen {
    pub fn new(rows: u16, cols: u16) -> Screen {
        let terminal = Terminal::with_scrollback(cols.into(), rows.into(), None);
        let terminal = terminal.expect("a screen has rows and columns");
        Screen { terminal, torn: Vec::new(), sequence: String::new(), in_frame: false }
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.terminal.resize(cols.into(), rows.into());
    }

    /// Shows what a program has sent. Gives what the terminal answers.
    pub fn feed(&mut self, bytes: &[u8]) -> String {
        self.torn.extend(bytes);
        let bytes = std::mem::take(&mut self.torn);
        let mut answer = String::new();
        let mut rest = &bytes[..];
        while !rest.is_empty() {
            let (text, wrong) = match std::str::from_utf8(rest) {
                Ok(text) => (text, 0),
                Err(error) => {
                    let valid = &rest[..error.valid_up_to()];
                    let text = std::str::from_utf8(valid).expect("it was found valid");
                    let Some(wrong) = error.error_len() else {
                        self.torn = rest[valid.len()..].to_vec();
                        rest = valid;
                        continue;
                    };
                    (text, wrong)
                }
            };
            text.chars().for_each(|it| self.show(it, &mut answer));
            if wrong > 0 {
                self.show('\u{fffd}', &mut answer);
            }
            rest = &rest[text.len() + wrong..];
        }
        answer
    }

    fn show(&mut self, character: char, answer: &mut String) {
        // A combining character joins the one before it and takes no place.
        if character.width() == Some(0) && !character.is_control() {
            return;
        }
        self.terminal.feed(character);
        if character == '\x1b' {
            self.sequence.clear();
        } else if self.sequence.is_empty() {
            return;
        }
        self.sequence.push(character);
        match &self.sequence[..] {
            "\x1b[?2026h" => self.in_frame = true,
            "\x1b[?2026l" => self.in_frame = false,
            "\x1b[6n" => {
                let (row, col) = self.cursor();
                answer.push_str(&format!("\x1b[{};{}R", row + 1, col + 1));
            }
            _ => {}
        }
        let is_control = self.sequence.len() > 1 && !self.sequence.starts_with("\x1b[");
        if is_control || self.sequence.len() > 2 && matches!(character, '@'..='~') {
            self.sequence.clear();
        }
    }

    /// Nothing is being drawn: no frame is open, no escape sequence torn, the cursor is not hidden.
    pub fn is_settled(&self) -> bool {
        let whole = self.sequence.is_empty() && self.torn.is_empty();
        whole && !self.in_frame && self.terminal.cursor().visible
    }

    /// The rows without blanks at their ends, and without the empty ones at the end.
    pub fn rows(&self) -> Vec<String> {
        let lines = self.terminal.screen().visible_lines();
        trimmed(lines.map(|it| it.text().trim_end().to_owned()).collect())
    }

    /// The rows as one text.
    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// All that was ever shown and not overwritten, also what has left at the top. Rows that the terminal itself
    /// has broken are one line.
    pub fn lines(&self) -> Vec<String> {
        trimmed(self.terminal.primary_screen().text())
    }

    /// Row and column, from 0.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.terminal.cursor();
        let (cols, _) = self.terminal.size();
        (cursor.row, cursor.col.min(cols - 1))
    }

    pub fn row(&self, row: usize) -> String {
        self.rows().get(row).cloned().unwrap_or_default()
    }

    pub fn cell(&self, row: usize, col: usize) -> Option<Cell> {
        let cell = self.terminal.screen().line(row)?.cells().get(col)?;
        let pen = cell.pen();
        let colour = match pen.foreground() {
            Some(Color::Indexed(number)) => Some(number),
            _ => None,
        };
        let (bold, faint, inverse) = (pen.is_bold(), pen.is_faint(), pen.is_inverse());
        Some(Cell { char: cell.char(), bold, faint, inverse, colour })
    }

    /// The character to the left of the cursor in its row.
    pub fn before_cursor(&self) -> Option<char> {
        let (row, col) = self.cursor();
        let line = self.terminal.screen().line(row)?;
        // The second half of a wide character has no width.
        line.cells()[..col].iter().rev().find(|it| it.width() > 0).map(|it| it.char())
    }

    /// The last rows are exactly these.
    pub fn ends_with(&self, rows: &[&str]) -> bool {
        let seen = self.rows();
        seen.len() >= rows.len() && seen[seen.len() - rows.len()..] == *rows
    }

    /// The screen with a frame and the cursor, for people.
    pub fn picture(&self) -> String {
        let (row, col) = self.cursor();
        let edge = "-".repeat(self.terminal.size().0);
        let rows = self.rows();
        let last = rows.len().max(row + 1);
        let line = |at: usize| {
            let text = rows.get(at).map_or("", |it| it);
            let mark =
                if at == row { format!("   <- cursor, column {col}") } else { String::new() };
            format!("|{text}{mark}\n")
        };
        format!("{edge}\n{}{edge}", (0..last).map(line).collect::<String>())
    }
}

fn trimmed(mut rows: Vec<String>) -> Vec<String> {
    let used = rows.iter().rposition(|it| !it.is_empty()).map_or(0, |at| at + 1);
    rows.truncate(used);
    rows
}
