//! The editor for terminals: an input, however many lines it has, is one text that is edited as a whole.
//!
//! From the keys down: [`keys`] makes keys of bytes, [`command`] says what they do, [`edit`] and [`recall`] do it
//! to the text ([`buffer`]), [`layout`] makes rows of the text and [`screen`] brings them to the terminal.
//!
//! Why not rustyline's own loop: it reads a line, or a block without `... ` before its lines; a block taller than
//! the screen leaves the cursor outside of it; each key writes the whole block (15 KB at 1,000 lines, here some
//! tens of bytes); and what was typed ahead is lost, since it reads in chunks. Its renderer and its terminal are
//! private, so a small patch could not change that. Tried first was a helper that puts prompts into the text as
//! hints; the cursor was off by their width. What rustyline has that stands alone is used: the line buffer with its
//! motions by grapheme and word, and the types of keys.
//!
//! Keys that come together, as from a program that types, are treated as text: no indentation is added for
//! them, and nothing is drawn until all are taken.

mod bindings;
mod buffer;
mod command;
mod edit;
mod external;
mod highlight;
mod indent;
mod keys;
mod kill_ring;
mod layout;
mod menu;
mod recall;
mod screen;
pub mod terminal;
mod vi;

use std::ops::Range;
use std::path::PathBuf;

use rustyline::{KeyCode, KeyEvent, Modifiers};

use crate::object::{Builtin, Raised, Raises, Vm};
use crate::report::colours;
use crate::session::Session;

use super::complete;
use super::config::Config;
use super::history::History;
use super::lines::{Filenames, Host, InputSource, Typed};
use super::theme::{Style, Theme};

use bindings::{Bindings, Pressed};
use buffer::Buffer;
use command::Command;
use keys::Input;
use kill_ring::KillRing;
use layout::{Clusters, Layout, Prompt};
use menu::Menu;
use recall::{Search, Walk};
use screen::{Frame, Row, Screen};
use terminal::{Size, Terminal};

/// What comes after a key.
pub enum Flow {
    Go,
    Done(Typed),
    Interrupted,
}

pub struct Editor<'a> {
    session: &'a Session,
    terminal: Terminal,
    screen: Screen,
    theme: Theme,
    suggestions: bool,
    signatures: bool,
    bindings: Bindings,
    clusters: Clusters,
    size: Size,
    history: History,
    kills: KillRing,
    source: highlight::Source,

    buffer: Buffer,
    /// The prompts of the lines so far.
    prompts: Vec<Prompt>,
    /// The first row on the screen, of a block that is taller.
    top: usize,
    menu: Option<Menu>,
    search: Option<Search>,
    walk: Walk,
    /// Said below the input until the next key.
    message: Option<String>,
    /// The column that steps up and down keep to.
    goal: Option<usize>,
    /// The start of the line whose indentation was added and not typed.
    auto: Option<usize>,
    /// The beginning of a block, which only an empty line ends; empty if the input is none so far.
    header: String,
    /// Whether the text was put in as a whole, and not typed.
    pasted: bool,
    paste_mode: bool,
    /// Whether the key came together with the one before or the one after it.
    hurried: bool,
    /// Whether the next key counts as pressed with Alt, comes after Ctrl-X, or is inserted as it is.
    prefix: bool,
    after_ctrl_x: bool,
    quoted: bool,
    /// A number typed for the next command.
    count: Option<usize>,
    last: Option<Command>,
    yanked: Range<usize>,
    /// Vi's keys, where they are wanted.
    vi: Option<vi::Vi>,
}

/// `$PYTHON_HISTORY`, else a file of our own in the home folder.
fn history_file(ignore_environment: bool) -> Option<PathBuf> {
    let named =
        std::env::var_os("PYTHON_HISTORY").filter(|it| !ignore_environment && !it.is_empty());
    match named {
        Some(path) => Some(path.into()),
        None => {
            let home = std::env::var_os("HOME").filter(|it| !it.is_empty())?;
            Some(PathBuf::from(home).join(".taipan_history"))
        }
    }
}

impl<'a> Editor<'a> {
    /// `None` where the terminal cannot be used.
    pub fn open(
        session: &'a Session,
        ignore_environment: bool,
        config: &Config,
    ) -> Option<Editor<'a>> {
        let terminal = Terminal::open()?;
        let colours = colours::wanted(ignore_environment, &std::io::stdout());
        Some(Editor {
            session,
            size: terminal.size(),
            terminal,
            screen: Screen::default(),
            theme: if colours { config.theme.clone() } else { Theme::plain() },
            suggestions: config.suggestions,
            signatures: config.signatures,
            bindings: Bindings::new(&config.keys),
            clusters: Clusters::of_terminal(),
            history: History::new(history_file(ignore_environment)),
            kills: KillRing::default(),
            source: highlight::Source::default(),
            buffer: Buffer::default(),
            prompts: vec![],
            top: 0,
            menu: None,
            search: None,
            walk: Walk::default(),
            message: None,
            goal: None,
            auto: None,
            header: String::new(),
            pasted: false,
            paste_mode: false,
            hurried: false,
            prefix: false,
            after_ctrl_x: false,
            quoted: false,
            count: None,
            last: None,
            yanked: 0..0,
            vi: config.vi.then(vi::Vi::default),
        })
    }

    fn vm(&self) -> &'a Vm {
        self.session.vm()
    }

    /// Begins an input.
    fn reset(&mut self) {
        self.buffer.clear();
        self.prompts.clear();
        self.top = 0;
        self.menu = None;
        self.search = None;
        self.forget_walk();
        self.message = None;
        self.goal = None;
        self.auto = None;
        self.header.clear();
        self.pasted = false;
        self.prefix = false;
        self.after_ctrl_x = false;
        self.bindings.reset();
        self.quoted = false;
        self.count = None;
        self.last = None;
        if let Some(vi) = &mut self.vi {
            vi.begin();
        }
    }

    /// Another text in the place of the whole input.
    fn set_text(&mut self, text: &str, cursor: usize) {
        self.buffer.begin_step();
        self.buffer.set(text, cursor);
        self.auto = None;
        self.top = 0;
    }

    fn edit(&mut self, host: &dyn Host) -> Flow {
        self.reset();
        self.size = self.terminal.size();
        self.start_line();
        self.screen.begin(self.size.columns);
        let mut more = self.terminal.is_pending();
        if !more {
            self.draw(host);
        }
        loop {
            let input = keys::read(&mut self.terminal);
            self.message = None;
            let together = more;
            more = self.terminal.is_pending();
            self.hurried = together || more;
            let flow = match input {
                Input::Key(key) if self.search.is_some() => {
                    self.search_key(key, host).unwrap_or(Flow::Go)
                }
                Input::Key(key) => self.key(key, host),
                Input::Paste(text) => {
                    self.search = None;
                    self.paste(&text);
                    Flow::Go
                }
                Input::Resized => {
                    self.resize();
                    Flow::Go
                }
                Input::Interrupted => Flow::Interrupted,
                Input::End => Flow::Done(Typed::End),
            };
            if !matches!(flow, Flow::Go) {
                self.finish(host);
                return flow;
            }
            if !self.terminal.is_pending() {
                self.draw(host);
            }
        }
    }

    /// What a key stands for.
    fn command_of(&self, key: KeyEvent) -> Option<Command> {
        match self.bindings.of(key) {
            Some(command) => command,
            None => command::emacs(key),
        }
    }

    /// The names of the commands, for the configuration.
    pub fn commands() -> Vec<&'static str> {
        command::COMMANDS.iter().map(|it| it.0).collect()
    }

    fn key(&mut self, key: KeyEvent, host: &dyn Host) -> Flow {
        let mut key = key;
        if std::mem::take(&mut self.quoted) {
            self.insert_quoted(key);
            return Flow::Go;
        }
        if std::mem::take(&mut self.prefix) {
            key.1 |= Modifiers::ALT;
        }
        match self.bindings.press(key) {
            Pressed::Waits => Flow::Go,
            Pressed::Bound(Some(command)) => self.command(command, host),
            Pressed::Bound(None) => Flow::Go,
            Pressed::Free(keys) => {
                for key in keys {
                    let flow = self.free_key(key, host);
                    if !matches!(flow, Flow::Go) {
                        return flow;
                    }
                }
                Flow::Go
            }
        }
    }

    /// A key that the configuration does not bind.
    fn free_key(&mut self, key: KeyEvent, host: &dyn Host) -> Flow {
        if std::mem::take(&mut self.after_ctrl_x) {
            if let Some(command) = command::after_ctrl_x(key) {
                return self.command(command, host);
            }
            return Flow::Go;
        }
        if command::is_ctrl_x(key) {
            self.after_ctrl_x = true;
            return Flow::Go;
        }
        if let Some(flow) = self.vi_key(key, host) {
            return flow;
        }
        match key {
            KeyEvent(KeyCode::Char(digit @ '0'..='9'), Modifiers::ALT) => {
                let digit = digit as usize - '0' as usize;
                let count = self.count.unwrap_or(0) * 10 + digit;
                self.count = Some(count.min(10_000));
                Flow::Go
            }
            KeyEvent(KeyCode::Char(character), Modifiers::NONE) => {
                self.menu = None;
                self.kills.interrupt();
                self.goal = None;
                self.buffer.begin_step();
                for _ in 0..self.count.take().unwrap_or(1).min(1000) {
                    self.type_character(character, self.hurried);
                }
                self.changed_by_hand();
                self.last = None;
                Flow::Go
            }
            _ => match self.command_of(key) {
                Some(command) => self.command(command, host),
                None => Flow::Go,
            },
        }
    }

    fn command(&mut self, command: Command, host: &dyn Host) -> Flow {
        let count = self.count.take().unwrap_or(1);
        let before = self.pasted.then(|| self.buffer.text().len());
        let flow = self.run(command, count, host);
        if before.is_some_and(|it| it != self.buffer.text().len()) && !self.puts_in_whole(command) {
            self.changed_by_hand();
        }
        self.last = Some(command);
        flow
    }

    /// Whether the command has put in a text that counts as pasted.
    fn puts_in_whole(&self, command: Command) -> bool {
        use Command::*;
        matches!(
            command,
            Up | Down
                | HistoryBack
                | HistoryForward
                | HistoryFirst
                | HistoryLast
                | ExternalEditor
                | ForwardChar
                | ForwardWord
                | LineEnd
        )
    }

    fn changed_by_hand(&mut self) {
        self.pasted = false;
    }

    fn insert_quoted(&mut self, key: KeyEvent) {
        let character = match key {
            KeyEvent(KeyCode::Char(it), Modifiers::CTRL) => char::from(it as u8 & 0x1f),
            KeyEvent(KeyCode::Char(it), _) => it,
            KeyEvent(KeyCode::Tab, _) => '\t',
            KeyEvent(KeyCode::Enter, _) => '\n',
            KeyEvent(KeyCode::Esc, _) => '\x1b',
            KeyEvent(KeyCode::Backspace, _) => '\x7f',
            _ => return,
        };
        self.buffer.begin_step();
        self.buffer.insert(character.encode_utf8(&mut [0; 4]));
        self.changed_by_hand();
    }

    /// Begins a line of its own where a program has left one unfinished.
    fn start_line(&mut self) {
        if crate::stdlib::sys::channel::take_unfinished_line() {
            // Fills the line: at its left end that is the line itself, anywhere else it wraps to the next.
            let fill = " ".repeat(self.size.columns.saturating_sub(1));
            self.terminal.write(format!("\x1b[2m\u{23ce}\x1b[0m{fill}\r\x1b[K").as_bytes());
        } else if self.terminal.has_echoed() {
            // The system has shown what was typed ahead; it is about to be shown behind the prompt.
            self.terminal.write(b"\r\x1b[K");
        }
    }

    fn bell(&mut self) {
        self.terminal.write(b"\x07");
    }

    fn resize(&mut self) {
        self.terminal.settle_size();
        self.size = self.terminal.size();
        self.screen.erase(self.size.columns, self.terminal.reflows());
        self.flush();
    }

    fn clear_screen(&mut self) {
        self.terminal.write(b"\x1b[H\x1b[2J");
        self.screen.begin(self.size.columns);
    }

    fn suspend(&mut self) {
        self.screen.finish();
        self.flush();
        self.terminal.suspend();
        self.size = self.terminal.size();
        self.screen.begin(self.size.columns);
    }

    /// Lets something else use the terminal for a while, below the input.
    fn aside(&mut self, action: impl FnOnce()) {
        self.screen.finish();
        self.flush();
        self.terminal.leave();
        action();
        self.terminal.enter();
        self.size = self.terminal.size();
        self.start_line();
        self.screen.begin(self.size.columns);
    }

    fn flush(&mut self) {
        let out = self.screen.take_output();
        if !out.is_empty() {
            self.terminal.write(out.as_bytes());
        }
    }

    /// The rest of an earlier input that begins like this one.
    fn suggestion(&mut self) -> Option<String> {
        let text = self.buffer.text();
        if !self.suggestions
            || !self.buffer.is_at_end()
            || text.trim().is_empty()
            || self.menu.is_some()
        {
            return None;
        }
        self.history.suggest(text)
    }

    /// What the function whose call is being typed takes.
    fn signature(&mut self) -> Option<String> {
        if !self.signatures {
            return None;
        }
        let cursor = self.buffer.cursor();
        self.source.set(self.buffer.text());
        let start = self.source.statement(cursor);
        let before = self.buffer.text().get(start..cursor)?;
        complete::signature(self.vm(), self.session.main(), before)
    }

    fn is_builtin(&self, word: &str) -> bool {
        let vm = self.vm();
        let name = vm.intern(word);
        vm.builtins.get().is_some_and(|it| it.get_str(&name).is_some())
            && self.session.main().get_str(&name).is_none()
    }

    /// Asks for the prompts of lines that have none yet.
    fn ask_prompts(&mut self, host: &dyn Host) {
        let lines = 1 + memchr::memchr_iter(b'\n', self.buffer.text().as_bytes()).count();
        while self.prompts.len() < lines {
            let more = !self.prompts.is_empty();
            // A prompt is asked for once; a block that was put in has the same for all its lines.
            if self.prompts.len() > 1 && lines - self.prompts.len() > 1 {
                break;
            }
            let text = host.prompt(more);
            let text = if self.paste_mode && !more { format!("(paste) {text}") } else { text };
            self.prompts.push(Prompt::new(&text));
        }
    }

    /// Brings what is typed to the screen.
    fn draw(&mut self, host: &dyn Host) {
        let suggestion = self.suggestion();
        let below = self.below(suggestion.is_some());
        self.draw_with(host, suggestion, below);
    }

    /// The rows below the input.
    fn below(&mut self, suggested: bool) -> Vec<Row> {
        let Size { rows, columns } = self.size;
        let most = (rows / 2).min(10);
        if let Some(menu) = &self.menu {
            return menu.rows(most, columns);
        }
        let (text, style) = match self.message.clone() {
            Some(message) => (Some(message), Style::Error),
            None if suggested || most == 0 => (None, Style::Plain),
            None => (self.signature().map(|it| format!("    {it}")), Style::Hint),
        };
        let Some(text) = text else { return vec![] };
        let mut row = Row::default();
        row.push_text(&layout::cut(&text, columns - 1), style);
        vec![row]
    }

    fn draw_with(&mut self, host: &dyn Host, suggestion: Option<String>, below: Vec<Row>) {
        self.ask_prompts(host);
        self.source.set(self.buffer.text());
        let frame = self.frame(suggestion, below);
        self.screen.draw(frame, &self.theme);
        if let Some(vi) = &self.vi {
            self.screen.set_shape(vi.shape());
        }
        self.flush();
    }

    fn frame(&mut self, suggestion: Option<String>, below: Vec<Row>) -> Frame {
        let Size { rows: screen_rows, columns } = self.size;
        let text = self.buffer.text();
        let cursor = self.buffer.cursor();
        let searching =
            self.search.as_ref().map(|it| [Prompt::new(&it.prompt()), Prompt::new("... ")]);
        let prompts = searching.as_ref().map_or(&self.prompts[..], |it| &it[..]);
        let layout = Layout { text, columns, clusters: self.clusters, prompts };
        let lines = layout::lines(text);
        let cursor_line = lines.partition_point(|it| it.end < cursor).min(lines.len() - 1);

        let above = prompts[0].rows_above(columns);
        let mut starts = Vec::with_capacity(lines.len() + 1);
        let mut total = above.len();
        for (number, line) in lines.iter().enumerate() {
            starts.push(total);
            let at_end = number == cursor_line && cursor == line.end;
            total += layout.height(number, line.clone(), at_end);
        }
        starts.push(total);
        let plain = |_| Style::Plain;
        let line = lines[cursor_line].clone();
        let (_, place) = layout.rows(cursor_line, line, Some(cursor), plain);
        let (row, column) = place.unwrap_or_default();
        let cursor_row = starts[cursor_line] + row;

        // The part that fits, with the cursor in it, moved as little as possible.
        let room = screen_rows.saturating_sub(below.len()).max(1);
        let top = if total <= room {
            0
        } else {
            let top = self.top.min(total - room).min(cursor_row);
            top.max((cursor_row + 1).saturating_sub(room))
        };
        let end = (top + room).min(total);

        let mut rows: Vec<Row> =
            above.into_iter().skip(top).take(end.saturating_sub(top)).collect();
        let first = starts.partition_point(|it| *it <= top).saturating_sub(1);
        let last = starts.partition_point(|it| *it < end).clamp(first + 1, lines.len());
        let visible = lines[first].start..lines[last - 1].end;
        let pieces =
            self.source.pieces(visible.start, visible.end, cursor, |it| self.is_builtin(it));
        let selected = self.vi.as_ref().and_then(|it| it.selection(text, cursor)).unwrap_or(0..0);
        let mut piece = 0;
        let mut style_at = |at: usize| {
            while pieces.get(piece).is_some_and(|it| it.0 <= at) {
                piece += 1;
            }
            if selected.contains(&at) {
                return Style::Selected;
            }
            pieces.get(piece).map_or(Style::Plain, |it| it.1)
        };
        for number in first..last {
            let at_cursor = (number == cursor_line).then_some(cursor);
            let (line_rows, _) =
                layout.rows(number, lines[number].clone(), at_cursor, &mut style_at);
            for (offset, row) in line_rows.into_iter().enumerate() {
                let at = starts[number] + offset;
                if (top..end).contains(&at) {
                    rows.push(row);
                }
            }
        }
        if let (Some(suggestion), Some(row)) = (suggestion, rows.last_mut()) {
            let first = suggestion.lines().next().unwrap_or("");
            let left = columns.saturating_sub(row.width() + 1);
            row.push_text(&layout::cut(first, left), Style::Hint);
        }
        rows.extend(below);
        self.top = top;
        Frame { rows, cursor: (cursor_row - top, column) }
    }

    /// Leaves the input as it was typed, with the cursor below it.
    fn finish(&mut self, host: &dyn Host) {
        self.menu = None;
        self.search = None;
        self.message = None;
        self.buffer.set_cursor(usize::MAX);
        self.ask_prompts(host);
        self.source.set(self.buffer.text());
        let size = self.size;
        self.size.rows = usize::MAX;
        let frame = self.frame(None, vec![]);
        self.size = size;
        if frame.rows.len() > size.rows {
            // All of it, so that it can be scrolled back to and copied.
            self.screen.erase(size.columns, true);
            self.screen.print(frame, &self.theme);
        } else {
            self.screen.draw(frame, &self.theme);
        }
        self.screen.finish();
        self.flush();
    }
}

impl InputSource for Editor<'_> {
    fn read(&mut self, vm: &Vm, host: &dyn Host) -> Raises<Typed> {
        vm.poll()?;
        if !self.terminal.enter() {
            return Ok(Typed::End);
        }
        let flow = self.edit(host);
        self.terminal.leave();
        match flow {
            Flow::Done(typed) => Ok(typed),
            Flow::Interrupted | Flow::Go => {
                Err(Raised::with_args(Builtin::KeyboardInterrupt, vec![]))
            }
        }
    }

    fn filenames(&self) -> fn(usize) -> Filenames {
        |number| {
            let name = format!("<python-input-{number}>");
            Filenames { code: name.clone(), wrong: name }
        }
    }

    fn new_line(&mut self) {
        // The editor leaves the cursor at the start of a line.
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn is_rich(&self) -> bool {
        true
    }

    fn remember(&mut self, input: &str) {
        self.history.add(input.trim_end());
    }
}
