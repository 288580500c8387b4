//! [`InputSource`]: where the prompt's inputs come from.
//!
//! [`Plain`] reads lines as they come, from a pipe or from a terminal that cannot do more; the editor for
//! terminals is in [`editor`](super::editor).

use std::fs::File;
use std::io::{IsTerminal, Write};
use std::os::fd::AsFd;

use crate::object::{Code, Raises, Ref, Value, Vm};
use crate::stdlib::sys::channel::Channel;

/// What an input is called where its code has a filename.
pub struct Filenames {
    pub code: String,
    /// The filename in an error if it is no statement at all.
    pub wrong: String,
}

/// What was typed.
pub enum Typed {
    Nothing,
    End,
    /// An input, and what the compiler made of it; nothing yet if the lines ended before it was complete.
    Input(String, Option<Raises<Ref<Code>>>),
    /// What is no Python but a command of the prompt.
    Command(String),
    /// Several statements at once. They run one after the other.
    Statements(String, Vec<String>),
}

/// What a source asks while it reads an input.
pub trait Host {
    /// `sys.ps1`, or `sys.ps2` for further lines, as text; asked for afresh each time.
    fn prompt(&self, more: bool) -> String;

    /// What the text is if it is to be run; `None` if more lines are wanted. `whole`: it was put in as a whole, so
    /// that a block needs no empty line at its end.
    fn judge(&self, text: &str, whole: bool) -> Option<Typed>;

    /// Shows what the keys do.
    fn help(&self);

    /// Shows a long text.
    fn page(&self, text: &str);
}

/// Where inputs come from.
pub trait InputSource {
    /// The next input. KeyboardInterrupt for Ctrl-C.
    fn read(&mut self, vm: &Vm, host: &dyn Host) -> Raises<Typed>;

    /// What inputs are called, by their number.
    fn filenames(&self) -> fn(usize) -> Filenames;

    /// Starts a line of its own after input or program were cut off.
    fn new_line(&mut self);

    /// Whether somebody types, who is told that a line was dropped.
    fn is_typed(&self) -> bool;

    /// Whether this is the editor, with all that there is beyond Python.
    fn is_rich(&self) -> bool {
        false
    }

    /// Adds a whole input to the history, if there is one.
    fn remember(&mut self, _input: &str) {}
}

/// Lines as they come. The prompts go to standard output only where both ends are terminals, so that
/// redirected output is the program's alone.
pub struct Plain {
    input: Channel,
    is_typed: bool,
    prompts: Box<dyn Write>,
}

impl Plain {
    /// `None` where there is no standard input.
    pub fn open() -> Option<Plain> {
        let file = File::from(std::io::stdin().as_fd().try_clone_to_owned().ok()?);
        let is_typed = file.is_terminal();
        let terminals = is_typed && std::io::stdout().is_terminal();
        let prompts: Box<dyn Write> =
            if terminals { Box::new(std::io::stdout()) } else { Box::new(std::io::stderr()) };
        Some(Plain { input: Channel::new(file, 0, Value::None, true, false), is_typed, prompts })
    }

    /// A prompt that cannot be written is missed by nobody.
    fn show(&mut self, text: &str) {
        let _ = self.prompts.write_all(text.as_bytes());
        let _ = self.prompts.flush();
    }
}

impl Plain {
    /// The next line without its end; `None` at the end of the input.
    fn line(&mut self, vm: &Vm, prompt: &str) -> Raises<Option<String>> {
        self.show(prompt);
        let length = self.input.line_length(vm, false)?;
        if length == 0 {
            return Ok(None);
        }
        let line = self.input.take(length);
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match std::str::from_utf8(line) {
            Ok(line) => Ok(Some(line.to_owned())),
            Err(error) => {
                let at = error.valid_up_to();
                let why = match error.error_len() {
                    None => "unexpected end of data",
                    Some(_) if matches!(line[at], 0xC2..=0xF4) => "invalid continuation byte",
                    Some(_) => "invalid start byte",
                };
                Err(crate::err!(
                    SyntaxError,
                    "(unicode error) 'utf-8' codec can't decode byte 0x{:02x} in position {at}: {why}",
                    line[at]
                ))
            }
        }
    }
}

impl InputSource for Plain {
    fn read(&mut self, vm: &Vm, host: &dyn Host) -> Raises<Typed> {
        let mut text = String::new();
        loop {
            let more = !text.is_empty();
            let Some(line) = self.line(vm, &host.prompt(more))? else {
                return Ok(if more { Typed::Input(text, None) } else { Typed::End });
            };
            if !more && line.trim().is_empty() {
                return Ok(Typed::Nothing);
            }
            if more {
                text.push('\n');
            }
            text.push_str(&line);
            if let Some(typed) = host.judge(&text, false) {
                return Ok(typed);
            }
        }
    }

    fn filenames(&self) -> fn(usize) -> Filenames {
        // Tracebacks show `<stdin>` of it; the number tells the sources of inputs apart.
        |number| Filenames { code: format!("<stdin>-{number}"), wrong: "<stdin>".to_owned() }
    }

    fn new_line(&mut self) {
        self.show("\n");
    }

    fn is_typed(&self) -> bool {
        self.is_typed
    }
}
