//! Long texts, a screen at a time: by the pager of the configuration, `$PAGER`, `less -R`, or the small one here.
//!
//! A text that fits on the screen is printed.

use std::io::Write;
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthChar;

use rustix::termios::{self, LocalModes, OptionalActions, SpecialCodeIndex};

use crate::object::{Vm, signal};

use super::{Size, screen_size};

/// Shows a text. `configured`: the command that the configuration names.
pub fn show(vm: &Vm, text: &str, configured: Option<&str>) {
    super::flush(vm);
    let Size { rows, columns } = screen_size();
    let lines = lines(text, columns);
    if lines.len() < rows {
        print(text);
        return;
    }
    let named = configured.map(ToOwned::to_owned).or_else(|| std::env::var("PAGER").ok());
    let named = named.filter(|it| !it.trim().is_empty());
    let ran = match named {
        Some(command) => run(&command, text),
        None if is_found("less") => run("less -R", text),
        None => false,
    };
    // A pager that is not there must not keep the text from being read.
    if !ran && Own::show(&lines).is_none() {
        print(text);
    }
}

fn print(text: &str) {
    let mut stdout = std::io::stdout().lock();
    // A terminal that is gone needs no text.
    let _ = stdout.write_all(text.trim_end_matches('\n').as_bytes());
    let _ = stdout.write_all(b"\n").and_then(|()| stdout.flush());
}

fn is_found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|it| it.join(program).is_file())
}

/// Whether that command could be run.
fn run(command: &str, text: &str) -> bool {
    let shell = Command::new("/bin/sh").arg("-c").arg(command).stdin(Stdio::piped()).spawn();
    let Ok(mut child) = shell else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // Whoever leaves the pager early has seen enough.
        let _ = stdin.write_all(text.as_bytes());
    }
    let status = child.wait();
    signal::take_interrupt();
    // 126 and 127: the shell could not run it.
    !matches!(status.map(|it| it.code()), Err(_) | Ok(Some(126 | 127)))
}

/// The lines of the terminal that a text takes.
fn lines(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut out = Vec::new();
    for line in text.trim_end_matches('\n').split('\n') {
        let (mut row, mut used) = (String::new(), 0);
        for character in line.replace('\t', "        ").chars() {
            let width = character.width().unwrap_or(0);
            if used + width > columns && used > 0 {
                out.push(std::mem::take(&mut row));
                used = 0;
            }
            row.push(character);
            used += width;
        }
        out.push(row);
    }
    out
}

/// What a key asks for.
#[derive(Debug, PartialEq, Eq)]
enum Key {
    Lines(isize),
    Pages(isize),
    First,
    Last,
    Leave,
    Other,
}

/// The pager for where there is no other.
struct Own<'a> {
    lines: &'a [String],
    rows: usize,
    top: usize,
}

impl Own<'_> {
    /// `None` where the terminal cannot be used.
    fn show(lines: &[String]) -> Option<()> {
        let stdin = std::io::stdin();
        let before = termios::tcgetattr(&stdin).ok()?;
        let mut raw = before.clone();
        raw.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        termios::tcsetattr(&stdin, OptionalActions::Drain, &raw).ok()?;
        let mut pager = Own { lines, rows: 0, top: 0 };
        write("\x1b[?1049h");
        pager.turn();
        write("\x1b[?1049l");
        let _ = termios::tcsetattr(&stdin, OptionalActions::Drain, &before);
        Some(())
    }

    fn turn(&mut self) {
        loop {
            self.rows = screen_size().rows.max(2) - 1;
            self.draw();
            let Some(key) = key() else { return };
            if key == Key::Leave || !self.act(&key) {
                return;
            }
        }
    }

    /// False at the end of the text, where the next page is asked for.
    fn act(&mut self, key: &Key) -> bool {
        let last = self.lines.len().saturating_sub(self.rows);
        let moved = |by: isize| self.top.saturating_add_signed(by).min(last);
        self.top = match key {
            Key::Pages(1) if self.top >= last => return false,
            Key::Pages(by) => moved(by * self.rows as isize),
            Key::Lines(by) => moved(*by),
            Key::First => 0,
            Key::Last => last,
            Key::Leave | Key::Other => self.top,
        };
        true
    }

    fn draw(&self) {
        let mut out = String::from("\x1b[H");
        for i in 0..self.rows {
            out.push_str(self.lines.get(self.top + i).map_or("~", |it| it));
            out.push_str("\x1b[K\r\n");
        }
        let seen = (self.top + self.rows).min(self.lines.len());
        let percent = seen * 100 / self.lines.len().max(1);
        out.push_str(&format!("-- {percent}% -- space: on, b: back, q: end\x1b[K"));
        write(&out);
    }
}

fn write(text: &str) {
    let mut stdout = std::io::stdout().lock();
    // As above: a terminal that is gone ends the reading of keys.
    let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
}

/// The next key; `None` when there are no more.
fn key() -> Option<Key> {
    let mut bytes = [0; 16];
    let count = loop {
        match rustix::io::read(std::io::stdin(), &mut bytes) {
            Ok(0) => return None,
            Ok(count) => break count,
            Err(rustix::io::Errno::INTR) => signal::take_interrupt(),
            Err(_) => return None,
        };
    };
    Some(meaning(&bytes[..count]))
}

fn meaning(bytes: &[u8]) -> Key {
    match bytes {
        b" " | b"f" | b"\x1b[6~" | b"\x06" => Key::Pages(1),
        b"b" | b"\x1b[5~" | b"\x02" => Key::Pages(-1),
        b"j" | b"\r" | b"\n" | b"\x1b[B" | b"\x1bOB" => Key::Lines(1),
        b"k" | b"\x1b[A" | b"\x1bOA" => Key::Lines(-1),
        b"g" | b"<" | b"\x1b[H" | b"\x1bOH" => Key::First,
        b"G" | b">" | b"\x1b[F" | b"\x1bOF" => Key::Last,
        b"q" | b"Q" | b"\x1b" | b"\x03" | b"\x04" => Key::Leave,
        // Typed faster than it was read: what counts is the first.
        [first, ..] if bytes.len() > 1 && *first != 0x1b => meaning(&[*first]),
        _ => Key::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_terminal() {
        assert_eq!(lines("a\n\nbcd\n", 2), ["a", "", "bc", "d"]);
        assert_eq!(lines("", 2), [""]);
        assert_eq!(lines("漢字a", 3), ["漢", "字a"]);
        assert_eq!(lines("漢", 1), ["漢"]);
    }

    #[test]
    fn pages() {
        let text: Vec<String> = (0..10).map(|it| it.to_string()).collect();
        let mut pager = Own { lines: &text, rows: 4, top: 0 };
        assert!(pager.act(&Key::Pages(1)));
        assert_eq!(pager.top, 4);
        assert!(pager.act(&Key::Pages(1)));
        assert_eq!(pager.top, 6);
        assert!(!pager.act(&Key::Pages(1)));
        assert!(pager.act(&Key::Lines(-100)));
        assert_eq!(pager.top, 0);
        assert!(pager.act(&Key::Last));
        assert_eq!(pager.top, 6);
    }

    #[test]
    fn keys() {
        assert_eq!(meaning(b"\x1b[B"), Key::Lines(1));
        assert_eq!(meaning(b"  "), Key::Pages(1));
        assert_eq!(meaning(b"x"), Key::Other);
        assert_eq!(meaning(b"\x1b"), Key::Leave);
    }
}
