//! What the commands do to the input.

use rustyline::line_buffer::LineBuffer;

use super::buffer::{At, Word, WordAction};
use super::command::Command;
use super::menu::Menu;
use super::{Editor, Flow, external, indent};
use crate::repl::complete::{self, Completions};
use crate::repl::lines::{Host, Typed};

const STEP: usize = 4;

impl Editor<'_> {
    /// Does what a command says, `count` times where that has a meaning.
    pub fn run(&mut self, command: Command, count: usize, host: &dyn Host) -> Flow {
        use Command::*;
        if !matches!(command, Complete | CompleteBack | Accept | Abort) {
            self.menu = None;
        }
        if !matches!(
            command,
            KillLine | KillLineBack | KillInput | KillWord | KillWordBack | RubOutWord
        ) {
            self.kills.interrupt();
        }
        if !matches!(command, Up | Down) {
            self.goal = None;
        }
        self.buffer.begin_step();
        let times = count.clamp(1, 10_000);
        let n = times as u16;
        match command {
            Accept => return self.accept(host),
            Submit => return self.submit(host),
            Interrupt => return Flow::Interrupted,
            DeleteOrEnd if self.buffer.text().is_empty() => return Flow::Done(Typed::End),
            Suspend => self.suspend(),
            BackwardChar => self.go(|it| it.move_backward(n)),
            ForwardChar | LineEnd if self.buffer.is_at_end() => self.accept_suggestion(false),
            ForwardWord if self.buffer.is_at_end() => self.accept_suggestion(true),
            ForwardChar => self.go(|it| it.move_forward(n)),
            BackwardWord => self.go(|it| it.move_to_prev_word(Word::Emacs, n)),
            ForwardWord => self.go(|it| it.move_to_next_word(At::AfterEnd, Word::Emacs, n)),
            LineStart => self.line_start(),
            LineEnd => self.go(LineBuffer::move_end),
            BufferStart => self.buffer.set_cursor(0),
            BufferEnd => self.buffer.set_cursor(usize::MAX),
            Up | Down => (0..times).for_each(|_| self.vertically(command == Up)),
            HistoryBack | HistoryForward => {
                (0..times).for_each(|_| self.walk(command == HistoryBack))
            }
            HistoryFirst | HistoryLast => self.walk_to_end(command == HistoryFirst),
            SearchBack => self.search_on(false),
            SearchForward => self.search_on(true),
            DeleteOrEnd | DeleteChar => {
                let end = self.buffer.target(|it| it.move_forward(n));
                self.buffer.take(self.buffer.cursor()..end);
            }
            BackwardDelete => (0..times).for_each(|_| self.backspace()),
            KillLine => self.kill(|it, line| {
                let end = it.cursor() == line.end;
                // The end of the line, where nothing else is left of it.
                it.cursor()..if end { (line.end + 1).min(it.text().len()) } else { line.end }
            }),
            KillLineBack => self.kill(|it, line| {
                let start = if it.cursor() == line.start {
                    line.start.saturating_sub(1)
                } else {
                    line.start
                };
                start..it.cursor()
            }),
            KillInput => self.kill(|it, _| 0..it.text().len()),
            KillWord => {
                let end =
                    self.buffer.target(|it| it.move_to_next_word(At::AfterEnd, Word::Emacs, n));
                self.kill(|it, _| it.cursor()..end);
            }
            KillWordBack | RubOutWord => {
                let word = if command == RubOutWord { Word::Big } else { Word::Emacs };
                let start = self.buffer.target(|it| it.move_to_prev_word(word, n));
                self.kill(|it, _| start..it.cursor());
            }
            Yank => {
                if let Some(text) = self.kills.yank().map(str::to_owned) {
                    let from = self.buffer.cursor();
                    self.buffer.insert(&text);
                    self.yanked = from..self.buffer.cursor();
                }
            }
            YankPop if matches!(self.last, Some(Yank | YankPop)) => {
                if let Some(text) = self.kills.yank_pop().map(str::to_owned) {
                    let from = self.yanked.start;
                    self.buffer.replace(self.yanked.clone(), &text);
                    self.yanked = from..self.buffer.cursor();
                }
            }
            YankPop => {}
            YankLastArgument => self.yank_last_argument(),
            Undo => {
                let done = (0..times).all(|_| self.buffer.undo());
                if !done {
                    self.bell();
                }
            }
            Redo => {
                self.buffer.redo();
            }
            TransposeChars => self.buffer.transpose_characters(),
            TransposeWords => self.buffer.transpose_words(),
            Upcase => self.buffer.change_case(WordAction::Uppercase),
            Downcase => self.buffer.change_case(WordAction::Lowercase),
            Capitalize => self.buffer.change_case(WordAction::Capitalize),
            Complete => self.complete_key(),
            CompleteBack if self.menu.is_some() => self.step_menu(true),
            CompleteBack | Dedent => self.change_indent(false),
            Indent => self.change_indent(true),
            Comment => self.comment(),
            InsertLine => self.insert_line(),
            QuotedInsert => self.quoted = true,
            ClearScreen => self.clear_screen(),
            ExternalEditor => self.external(),
            Help => self.aside(|| host.help()),
            ShowHistory => {
                let text = self.listing();
                self.aside(|| host.page(&text));
            }
            PasteMode => {
                self.paste_mode = !self.paste_mode;
                self.prompts.clear();
            }
            Abort => {
                if self.menu.take().is_none() {
                    self.bell();
                }
            }
            Prefix => self.prefix = self.menu.take().is_none(),
        }
        Flow::Go
    }

    fn go(&mut self, motion: impl FnOnce(&mut LineBuffer) -> bool) {
        let to = self.buffer.target(motion);
        self.buffer.set_cursor(to);
    }

    /// The first character of the line that is no space, or the very start if the cursor is there.
    fn line_start(&mut self) {
        let line = self.buffer.line();
        let text = &self.buffer.text()[line.clone()];
        let first = line.start + text.len() - text.trim_start_matches([' ', '\t']).len();
        let at = if self.buffer.cursor() > first && first < line.end { first } else { line.start };
        self.buffer.set_cursor(at);
    }

    /// A line up or down in the input, in the column where the last such step began; beyond it, the history.
    fn vertically(&mut self, up: bool) {
        let edge = if up { self.buffer.is_first_line() } else { self.buffer.is_last_line() };
        if edge {
            self.walk(up);
            return;
        }
        let line = self.buffer.line();
        let before = self.buffer.before().chars().count();
        let goal = *self.goal.get_or_insert(before);
        let other = if up {
            self.buffer.line_at(line.start - 1)
        } else {
            self.buffer.line_at(line.end + 1)
        };
        let text = &self.buffer.text()[other.clone()];
        let at = text.char_indices().nth(goal).map_or(other.end, |it| other.start + it.0);
        self.buffer.set_cursor(at);
    }

    /// Cuts a range that ends or begins at the cursor.
    fn kill(
        &mut self,
        range: impl FnOnce(&super::buffer::Buffer, std::ops::Range<usize>) -> std::ops::Range<usize>,
    ) {
        let range = range(&self.buffer, self.buffer.line());
        let before = range.start < self.buffer.cursor();
        let text = self.buffer.take(range);
        self.kills.kill(&text, before);
    }

    /// Deletes a character, or a level of indentation.
    fn backspace(&mut self) {
        let before = self.buffer.before();
        let cursor = self.buffer.cursor();
        let indented = !before.is_empty() && before.bytes().all(|it| it == b' ');
        let start = if indented {
            cursor - ((before.len() - 1) % STEP + 1)
        } else {
            self.buffer.target(|it| it.move_backward(1))
        };
        self.buffer.take(start..cursor);
        self.auto = None;
    }

    /// A typed character. `hurried`: it came together with others, as from a program that types.
    pub fn type_character(&mut self, character: char, hurried: bool) {
        let line = self.buffer.line();
        if hurried && matches!(character, ' ' | '\t') && self.auto == Some(line.start) {
            // Whoever types an indentation means that one.
            self.buffer.take(line.start..self.buffer.cursor());
            self.auto = None;
        }
        self.buffer.type_character(character);
        if character == ':' {
            self.settle_clause();
        }
    }

    /// Takes `else` and its like to the level of their statement, if nobody has chosen another.
    fn settle_clause(&mut self) {
        let line = self.buffer.line();
        if self.auto != Some(line.start) {
            return;
        }
        let text = self.buffer.text();
        if let Some(wanted) = indent::of_clause(&text[..line.start], &text[line.clone()]) {
            let given = indent::indentation(&text[line.clone()]).len();
            self.buffer.replace_around(line.start..line.start + given, &wanted);
            self.auto = None;
        }
    }

    /// Enter: runs an input that is complete.
    fn accept(&mut self, host: &dyn Host) -> Flow {
        if self.menu.take().is_some_and(|it| it.chosen.is_some()) {
            return Flow::Go;
        }
        self.settle_clause();
        let text = self.buffer.text();
        if text.trim().is_empty() && !text.contains('\n') {
            return Flow::Done(Typed::Nothing);
        }
        let rest = &text[self.buffer.cursor()..];
        if rest.contains('\n') && !rest.trim().is_empty() {
            self.insert_line();
            return Flow::Go;
        }
        // A line of nothing but its indentation is an empty one.
        let last = text.rfind('\n').map_or(0, |it| it + 1);
        let blank = text[last..].trim().is_empty();
        let text = if blank { &text[..last] } else { text };
        if !blank && !self.pasted && !self.header.is_empty() && text.starts_with(&self.header) {
            self.insert_line();
            return Flow::Go;
        }
        if blank
            && self.terminal.is_pending()
            && self.terminal.peek().is_some_and(|it| matches!(it, b' ' | b'\t'))
        {
            // An indented line is about to follow: the block goes on, as in a file.
            self.insert_line();
            return Flow::Go;
        }
        let text = text.to_owned();
        if let Some(typed) = host.judge(&text, self.pasted) {
            return Flow::Done(typed);
        }
        if !indent::is_open(&text) && !text.ends_with('\\') {
            // From here on only an empty line ends it.
            self.header = text;
        }
        if !blank || self.buffer.is_at_end() {
            self.buffer.set_cursor(usize::MAX);
        }
        self.insert_line();
        Flow::Go
    }

    /// Runs the input, complete or not.
    fn submit(&mut self, host: &dyn Host) -> Flow {
        let text = self.buffer.text().trim_end();
        if text.is_empty() {
            return Flow::Done(Typed::Nothing);
        }
        let text = if text.contains('\n') { format!("{text}\n") } else { text.to_owned() };
        Flow::Done(host.judge(&text, true).unwrap_or(Typed::Input(text, None)))
    }

    /// Begins a line at the cursor, indented as the text before it asks for.
    pub fn insert_line(&mut self) {
        let (text, cursor) = (self.buffer.text(), self.buffer.cursor());
        let plain = self.paste_mode || self.hurried;
        let given = if plain { String::new() } else { indent::next(&text[..cursor]) };
        let after = &text[cursor..];
        let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
        let end = if plain { cursor } else { cursor + spaces };
        self.buffer.replace(cursor..end, &format!("\n{given}"));
        let line = self.buffer.line();
        self.auto = (!given.is_empty()).then_some(line.start);
    }

    /// More or less indentation for the line.
    pub fn change_indent(&mut self, more: bool) {
        let line = self.buffer.line();
        let text = &self.buffer.text()[line.clone()];
        let given = indent::indentation(text);
        let (old, new) = match given.strip_prefix('\t') {
            Some(_) if !more => (1, String::new()),
            _ if more => (given.len(), " ".repeat((given.len() / STEP + 1) * STEP)),
            _ => (given.len(), " ".repeat(given.len().saturating_sub(1) / STEP * STEP)),
        };
        self.buffer.replace_around(line.start..line.start + old, &new);
        self.auto = None;
    }

    /// Makes the line a comment, or takes that back.
    fn comment(&mut self) {
        let line = self.buffer.line();
        let text = &self.buffer.text()[line.clone()];
        let start = line.start + indent::indentation(text).len();
        let rest = &self.buffer.text()[start..line.end];
        if rest.starts_with('#') {
            let end = start + if rest.starts_with("# ") { 2 } else { 1 };
            self.buffer.replace_around(start..end, "");
        } else {
            self.buffer.replace_around(start..start, "# ");
        }
    }

    fn accept_suggestion(&mut self, word: bool) {
        let Some(suggestion) = self.suggestion() else { return };
        let end = if word {
            let start = suggestion.len() - suggestion.trim_start().len();
            let rest = &suggestion[start..];
            let end = rest.char_indices().skip(1).find(|it| !it.1.is_alphanumeric() && it.1 != '_');
            start + end.map_or(rest.len(), |it| it.0)
        } else {
            suggestion.len()
        };
        self.buffer.insert(&suggestion[..end]);
        self.pasted = true;
    }

    /// Tab.
    fn complete_key(&mut self) {
        if self.menu.is_some() {
            self.step_menu(false);
            return;
        }
        let before = self.buffer.before();
        if before.trim().is_empty() {
            let spaces = " ".repeat(STEP - before.len() % STEP);
            self.buffer.insert(&spaces);
            self.auto = None;
            return;
        }
        let cursor = self.buffer.cursor();
        let text = &self.buffer.text()[..cursor];
        let Completions { start, candidates } =
            complete::complete(self.session.vm(), self.session.main(), text);
        let typed = text[start..].to_owned();
        let menu = Menu { candidates, range: start..cursor, typed, chosen: None };
        match &menu.candidates[..] {
            [] => self.bell(),
            [only] => self.buffer.replace(menu.range, &only.text),
            _ => {
                let common = menu.common();
                let mut menu = menu;
                if common.len() > menu.typed.len() && common.starts_with(&menu.typed) {
                    self.buffer.replace(menu.range.clone(), &common);
                    menu.range.end = self.buffer.cursor();
                    menu.typed = common;
                }
                self.menu = Some(menu);
            }
        }
    }

    fn step_menu(&mut self, back: bool) {
        if let Some(mut menu) = self.menu.take() {
            let text = menu.step(back).to_owned();
            self.buffer.replace(menu.range.clone(), &text);
            menu.range.end = self.buffer.cursor();
            self.menu = Some(menu);
        }
    }

    fn external(&mut self) {
        let text = self.buffer.text().to_owned();
        let mut edited = Ok(None);
        self.aside(|| edited = external::edit(&text));
        match edited {
            Ok(Some(text)) => {
                self.set_text(&text, text.len());
                self.pasted = true;
            }
            Ok(None) => {}
            Err(why) => self.message = Some(why),
        }
    }

    /// All earlier inputs, as the pager is to show them.
    fn listing(&mut self) -> String {
        self.history.refresh();
        let mut out = String::new();
        for index in 0..self.history.len() {
            out.push_str(&self.history.get(index).unwrap_or_default());
            out.push('\n');
        }
        out
    }

    /// Pasted text: a transcript loses its prompts.
    pub fn paste(&mut self, text: &str) {
        self.menu = None;
        self.kills.interrupt();
        self.goal = None;
        self.buffer.begin_step();
        let whole = self.buffer.text().trim().is_empty();
        let stripped = indent::without_prompts(text);
        if whole && self.buffer.before().trim().is_empty() {
            // An indentation that was offered is not part of it.
            let line = self.buffer.line();
            self.buffer.take(line.start..self.buffer.cursor());
        }
        self.buffer.insert(stripped.as_deref().unwrap_or(text));
        self.auto = None;
        self.pasted = true;
    }
}
