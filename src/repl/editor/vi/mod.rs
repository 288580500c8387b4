//! The keys of vi: a mode to insert, one for commands, and one to select.
//!
//! While inserting, the keys are those of Emacs but for Escape, so that the arrows, Tab and the searches work as
//! they always do. The cursor's shape tells the modes apart: a bar inserts, a block commands.

mod grammar;
mod motions;

use std::ops::Range;

use rustyline::{KeyCode, KeyEvent, Modifiers};

use crate::repl::lines::Host;

use super::command::Command;
use super::{Editor, Flow};

use grammar::{Action, Motion, Operator, Parsed};
use motions::{LastFind, Target};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    #[default]
    Insert,
    Command,
    /// Where the selection began, and whether it is of whole lines.
    Select(usize, bool),
}

#[derive(Default)]
pub struct Vi {
    mode: Mode,
    /// The keys of a command that is not complete.
    keys: Vec<char>,
    last_find: LastFind,
    /// Whether what was cut last was whole lines.
    cut_lines: bool,
    /// The last change: its count and action, and what was typed with it.
    change: Option<(Option<usize>, Action)>,
    typed: String,
    /// Whether what is typed belongs to the last change.
    records: bool,
}

impl Vi {
    pub fn begin(&mut self) {
        *self = Vi { change: self.change, typed: std::mem::take(&mut self.typed), ..Vi::default() };
    }

    pub fn inserts(&self) -> bool {
        self.mode == Mode::Insert
    }

    /// The sequence for the shape of the cursor.
    pub fn shape(&self) -> &'static str {
        if self.inserts() { "\x1b[6 q" } else { "\x1b[2 q" }
    }

    /// The text that is selected.
    pub fn selection(&self, text: &str, cursor: usize) -> Option<Range<usize>> {
        let Mode::Select(from, lines) = self.mode else { return None };
        let from = from.min(text.len());
        let (start, end) = (from.min(cursor), from.max(cursor));
        if lines {
            let first = text[..start].rfind('\n').map_or(0, |it| it + 1);
            let last = text[end..].find('\n').map_or(text.len(), |it| end + it);
            return Some(first..last);
        }
        let length = text[end..].chars().next().map_or(0, char::len_utf8);
        Some(start..end + length)
    }
}

impl Editor<'_> {
    /// A key in vi's way; `None` if it does what it does in Emacs' way too.
    pub fn vi_key(&mut self, key: KeyEvent, host: &dyn Host) -> Option<Flow> {
        let KeyEvent(code, modifiers) = key;
        if self.vi.as_ref()?.inserts() {
            return match (code, modifiers) {
                (KeyCode::Esc, Modifiers::NONE) => {
                    self.leave_insert();
                    Some(Flow::Go)
                }
                // Escape and a key that came fast after it.
                (KeyCode::Char(it), Modifiers::ALT) if !it.is_ascii_digit() => {
                    self.leave_insert();
                    self.vi_command(it, host)
                }
                (KeyCode::Char(it), Modifiers::NONE) => {
                    let vi = self.vi.as_mut()?;
                    if !vi.records {
                        return None;
                    }
                    // Part of the command that began it: it is undone and repeated with that.
                    vi.typed.push(it);
                    self.menu = None;
                    self.buffer.insert(it.encode_utf8(&mut [0; 4]));
                    self.changed_by_hand();
                    Some(Flow::Go)
                }
                (KeyCode::Backspace, Modifiers::NONE) => {
                    self.vi.as_mut()?.typed.pop();
                    None
                }
                _ => None,
            };
        }
        match (code, modifiers) {
            (KeyCode::Esc, _) => {
                let vi = self.vi.as_mut()?;
                vi.keys.clear();
                vi.mode = Mode::Command;
                self.menu = None;
                Some(Flow::Go)
            }
            (KeyCode::Char(it), Modifiers::NONE) => self.vi_command(it, host),
            (KeyCode::Char('R'), Modifiers::CTRL) => {
                self.buffer.redo();
                self.stay_on_line();
                Some(Flow::Go)
            }
            (KeyCode::Backspace, Modifiers::NONE) => self.vi_command('\x08', host),
            (KeyCode::Tab | KeyCode::BackTab, _) => Some(Flow::Go),
            _ => None,
        }
    }

    /// Keeps the cursor on a character, where there is one.
    pub fn stay_on_line(&mut self) {
        let line = self.buffer.line();
        if self.buffer.cursor() == line.end && line.end > line.start {
            let back = self.buffer.target(|it| it.move_backward(1));
            self.buffer.set_cursor(back);
        }
    }

    fn leave_insert(&mut self) {
        if let Some(vi) = &mut self.vi {
            vi.mode = Mode::Command;
            vi.keys.clear();
            vi.records = false;
        }
        self.menu = None;
        if self.buffer.cursor() > self.buffer.line().start {
            let back = self.buffer.target(|it| it.move_backward(1));
            self.buffer.set_cursor(back);
        }
    }

    /// A key of a command.
    fn vi_command(&mut self, key: char, host: &dyn Host) -> Option<Flow> {
        let vi = self.vi.as_mut()?;
        vi.keys.push(key);
        let selected = matches!(vi.mode, Mode::Select(..));
        let (count, action) = match grammar::parse(&vi.keys, selected) {
            Parsed::More => return Some(Flow::Go),
            Parsed::None => {
                vi.keys.clear();
                self.bell();
                return Some(Flow::Go);
            }
            Parsed::Command(count, action) => (count, action),
        };
        vi.keys.clear();
        self.buffer.begin_step();
        self.changed_by_hand();
        let flow = self.vi_action(count, action, host);
        if self.vi.as_ref().is_some_and(|it| it.mode == Mode::Command) {
            self.stay_on_line();
        }
        Some(flow)
    }

    fn vi_action(&mut self, count: Option<usize>, action: Action, host: &dyn Host) -> Flow {
        let times = count.unwrap_or(1);
        match action {
            Action::Operate(operator, _) if operator != Operator::Yank => {
                self.remember_change(count, action)
            }
            Action::Insert(_)
            | Action::Replace(_)
            | Action::SwapCase
            | Action::Join
            | Action::Put { .. } => {
                self.remember_change(count, action);
            }
            _ => {}
        }
        match action {
            Action::Move(Motion::Up) => return self.run(Command::Up, times, host),
            Action::Move(Motion::Down) => return self.run(Command::Down, times, host),
            Action::Move(motion) => self.vi_move(motion, count),
            Action::Operate(operator, motion) => self.operate(operator, motion, times),
            Action::Insert(key) => self.vi_insert(key),
            Action::Replace(character) => self.replace_characters(times, |_| character.to_string()),
            Action::SwapCase => {
                self.replace_characters(times, |it| match it {
                    it if it.is_uppercase() => it.to_lowercase().to_string(),
                    it => it.to_uppercase().to_string(),
                });
                let right = self.buffer.target(|it| it.move_forward(1));
                self.buffer.set_cursor(right.min(self.buffer.line().end));
            }
            Action::Join => {
                for _ in 0..times.saturating_sub(1).max(1) {
                    let line = self.buffer.line();
                    let text = self.buffer.text();
                    if line.end == text.len() {
                        break;
                    }
                    let rest = &text[line.end + 1..];
                    let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
                    self.buffer.replace(line.end..line.end + 1 + spaces, " ");
                    self.buffer.set_cursor(line.end);
                }
            }
            Action::Put { before } => self.put(before, times),
            Action::Undo => {
                let undone = (0..times).all(|_| self.buffer.undo());
                if !undone {
                    self.bell();
                }
            }
            Action::Repeat => return self.repeat(count, host),
            Action::Select { lines } => {
                let cursor = self.buffer.cursor();
                if let Some(vi) = &mut self.vi {
                    vi.mode = match vi.mode {
                        Mode::Select(_, was) if was == lines => Mode::Command,
                        Mode::Select(from, _) => Mode::Select(from, lines),
                        _ => Mode::Select(cursor, lines),
                    };
                }
            }
            Action::Search { forward } => self.search_on(forward),
        }
        Flow::Go
    }

    fn remember_change(&mut self, count: Option<usize>, action: Action) {
        if let Some(vi) = &mut self.vi
            && !matches!(vi.mode, Mode::Select(..))
        {
            vi.change = Some((count, action));
            vi.typed.clear();
        }
    }

    /// Does the last change again, with what was typed then.
    fn repeat(&mut self, count: Option<usize>, host: &dyn Host) -> Flow {
        let Some(vi) = &mut self.vi else { return Flow::Go };
        let Some((first, action)) = vi.change else { return Flow::Go };
        let typed = vi.typed.clone();
        let count = count.or(first);
        let flow = self.vi_action(count, action, host);
        if self.vi.as_ref().is_some_and(Vi::inserts) {
            self.buffer.insert(&typed);
            self.leave_insert();
        }
        if let Some(vi) = &mut self.vi {
            vi.typed = typed;
            vi.change = Some((count, action));
        }
        flow
    }

    fn target_of(&mut self, motion: Motion, count: usize) -> Option<Target> {
        let cursor = self.buffer.cursor();
        let last = &mut self.vi.as_mut()?.last_find;
        motions::target(self.buffer.text(), cursor, motion, count, last)
    }

    fn vi_move(&mut self, motion: Motion, count: Option<usize>) {
        if motion == Motion::BufferEnd
            && let Some(line) = count
        {
            let start =
                super::layout::lines(self.buffer.text()).get(line.max(1) - 1).map(|it| it.start);
            self.buffer.set_cursor(start.unwrap_or(usize::MAX));
            return;
        }
        let Some(target) = self.target_of(motion, count.unwrap_or(1)) else { return };
        if let (Motion::Object { .. }, Some(vi)) = (motion, &mut self.vi) {
            vi.mode = Mode::Select(target.range.start, target.lines);
            self.buffer.set_cursor(target.range.end);
            let back = self.buffer.target(|it| it.move_backward(1));
            self.buffer.set_cursor(back.max(target.range.start));
            return;
        }
        self.buffer.set_cursor(target.to);
    }

    /// Begins to insert.
    fn vi_insert(&mut self, key: char) {
        let line = self.buffer.line();
        match key {
            'a' => {
                let right = self.buffer.target(|it| it.move_forward(1));
                self.buffer.set_cursor(right.min(line.end));
            }
            'I' => {
                let text = &self.buffer.text()[line.clone()];
                self.buffer.set_cursor(line.start + text.len() - text.trim_start().len());
            }
            'A' => self.buffer.set_cursor(line.end),
            'o' => {
                self.buffer.set_cursor(line.end);
                self.insert_line();
            }
            'O' => {
                let text = &self.buffer.text()[line.clone()];
                let indentation = super::indent::indentation(text).to_owned();
                self.buffer.replace(line.start..line.start, &format!("{indentation}\n"));
                self.buffer.set_cursor(line.start + indentation.len());
            }
            _ => {}
        }
        self.start_insert();
    }

    fn start_insert(&mut self) {
        if let Some(vi) = &mut self.vi {
            vi.mode = Mode::Insert;
            vi.records = true;
        }
    }

    fn replace_characters(&mut self, count: usize, with: impl Fn(char) -> String) {
        let line = self.buffer.line();
        let start = self.buffer.cursor();
        let text = &self.buffer.text()[start..line.end];
        if text.chars().count() < count {
            return;
        }
        let new: String = text.chars().take(count).map(&with).collect();
        let old: usize = text.chars().take(count).map(char::len_utf8).sum();
        let last = new.chars().next_back().map_or(0, char::len_utf8);
        self.buffer.replace(start..start + old, &new);
        self.buffer.set_cursor(start + new.len() - last);
    }

    fn operate(&mut self, operator: Operator, motion: Motion, count: usize) {
        let cursor = self.buffer.cursor();
        let selection = self
            .vi
            .as_ref()
            .and_then(|vi| Some((vi.selection(self.buffer.text(), cursor)?, vi.mode)));
        let (range, lines) = match selection {
            Some((range, mode)) => {
                if let Some(vi) = &mut self.vi {
                    vi.mode = Mode::Command;
                }
                (range, matches!(mode, Mode::Select(_, true)))
            }
            None => {
                // `cw` leaves the space behind the word.
                let motion = match (operator, motion) {
                    (Operator::Change, Motion::NextWord { big }) => Motion::WordEnd { big },
                    (_, it) => it,
                };
                let Some(target) = self.target_of(motion, count) else {
                    if operator == Operator::Change {
                        self.start_insert();
                    }
                    return;
                };
                (target.range, target.lines)
            }
        };
        let range = match motion {
            // A word at the end of a line ends there.
            Motion::NextWord { .. } if crosses_line_end(&self.buffer.text()[range.clone()]) => {
                let text = &self.buffer.text()[range.clone()];
                let end =
                    text.find('\n').filter(|it| *it > 0).map_or(range.end, |it| range.start + it);
                range.start..end
            }
            _ => range,
        };
        match operator {
            Operator::Yank => {
                let text = self.buffer.text()[range.clone()].to_owned();
                self.keep(&text, lines);
                self.buffer.set_cursor(if lines { cursor } else { range.start });
            }
            Operator::Delete | Operator::Change if lines => {
                let text = self.buffer.text()[range.clone()].to_owned();
                self.keep(&text, true);
                if operator == Operator::Change {
                    let first = &self.buffer.text()[range.start..];
                    let indentation =
                        super::indent::indentation(first.lines().next().unwrap_or(""));
                    let start = (range.start + indentation.len()).min(range.end);
                    self.buffer.take(start..range.end);
                    self.start_insert();
                } else {
                    let whole = self.buffer.text().len();
                    let range = match (range.start, range.end) {
                        (start, end) if end < whole => start..end + 1,
                        (start, end) => start.saturating_sub(1)..end,
                    };
                    self.buffer.take(range);
                    self.vi_move(Motion::FirstCharacter, None);
                }
            }
            Operator::Delete | Operator::Change => {
                let text = self.buffer.take(range);
                self.keep(&text, false);
                if operator == Operator::Change {
                    self.start_insert();
                }
            }
            Operator::Indent | Operator::Dedent => {
                self.buffer.set_cursor(range.start);
                let rows = self.buffer.text()[range.clone()].matches('\n').count() + 1;
                for row in 0..rows {
                    self.change_indent(operator == Operator::Indent);
                    let next = self.buffer.line().end + 1;
                    if row + 1 < rows && next <= self.buffer.text().len() {
                        self.buffer.set_cursor(next);
                    }
                }
            }
            Operator::Upcase | Operator::Downcase => {
                let text = &self.buffer.text()[range.clone()];
                let text = if operator == Operator::Upcase {
                    text.to_uppercase()
                } else {
                    text.to_lowercase()
                };
                let start = range.start;
                self.buffer.replace(range, &text);
                self.buffer.set_cursor(start);
            }
        }
    }

    /// Keeps what was cut or copied.
    fn keep(&mut self, text: &str, lines: bool) {
        self.kills.interrupt();
        self.kills.kill(text, false);
        if let Some(vi) = &mut self.vi {
            vi.cut_lines = lines;
        }
    }

    fn put(&mut self, before: bool, count: usize) {
        let Some(text) = self.kills.yank().map(|it| repeated(it, count)) else { return };
        let lines = self.vi.as_ref().is_some_and(|it| it.cut_lines);
        let line = self.buffer.line();
        if lines {
            let (at, text) = if before {
                (line.start, format!("{text}\n"))
            } else {
                (line.end, format!("\n{text}"))
            };
            self.buffer.replace(at..at, &text);
            self.buffer.set_cursor(if before { line.start } else { line.end + 1 });
            return;
        }
        if !before && self.buffer.cursor() < line.end {
            let right = self.buffer.target(|it| it.move_forward(1));
            self.buffer.set_cursor(right);
        }
        self.buffer.insert(&text);
        let back = self.buffer.target(|it| it.move_backward(1));
        self.buffer.set_cursor(back);
    }
}

/// Whether a motion over words went from one line into the next.
fn crosses_line_end(text: &str) -> bool {
    text.contains('\n') && text.trim_end().len() < text.len()
}

/// A text several times, but not without bound.
fn repeated(text: &str, count: usize) -> String {
    text.repeat(count.min((1 << 20) / text.len().max(1)).max(1))
}
