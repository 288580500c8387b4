//! The line editor for terminals, on rustyline: one line at a time, history by whole inputs.
//!
//! [`assistant`] completes, colours and suggests; [`indent`] knows how blocks are indented.
//!
//! Reference: Python tutorial, "Interactive Input Editing and History Substitution".

mod assistant;
mod highlight;
mod indent;

use std::io::Write;
use std::path::PathBuf;

use rustyline::config::{CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{ColorMode, Editor, EventHandler, KeyCode, KeyEvent, Modifiers};

use crate::object::{Builtin, Raised, Raises, Vm, signal};
use crate::report::colours;
use crate::session::Session;

use super::lines::{Filenames, LineSource};
use assistant::{Assistant, BackspaceKey, TabKey};

const HISTORY_SIZE: usize = 10_000;

pub struct Terminal<'a> {
    editor: Editor<Assistant<'a>, FileHistory>,
    history: Option<PathBuf>,
}

/// `$PYTHON_HISTORY`, else a file of our own in the home folder: CPython's has another format.
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

impl<'a> Terminal<'a> {
    /// `None` where the terminal cannot be used.
    pub fn open(session: &'a Session, ignore_environment: bool) -> Option<Terminal<'a>> {
        let colours = colours::wanted(ignore_environment, &std::io::stdout());
        let config = Config::builder()
            .max_history_size(HISTORY_SIZE)
            .ok()?
            .completion_type(CompletionType::List)
            .completion_show_all_if_ambiguous(true)
            .indent_size(4)
            .color_mode(if colours { ColorMode::Forced } else { ColorMode::Disabled })
            .build();
        let mut editor = Editor::with_config(config).ok()?;
        editor.set_helper(Some(Assistant { session, earlier: String::new().into(), colours }));
        let plain = |code| KeyEvent(code, Modifiers::NONE);
        editor.bind_sequence(plain(KeyCode::Tab), EventHandler::Conditional(Box::new(TabKey)));
        let backspace = || EventHandler::Conditional(Box::new(BackspaceKey));
        editor.bind_sequence(plain(KeyCode::Backspace), backspace());
        editor.bind_sequence(KeyEvent::ctrl('H'), backspace());
        let history = history_file(ignore_environment);
        if let Some(file) = &history {
            // A history that cannot be read is an empty one.
            let _ = editor.load_history(file);
        }
        Some(Terminal { editor, history })
    }
}

impl LineSource for Terminal<'_> {
    fn read(&mut self, vm: &Vm, prompt: &str, earlier: &str) -> Raises<Option<String>> {
        vm.poll()?;
        if let Some(assistant) = self.editor.helper() {
            earlier.clone_into(&mut assistant.earlier.borrow_mut());
        }
        let given = indent::next(earlier);
        match self.editor.readline_with_initial(prompt, (&given, "")) {
            Ok(line) => {
                let line = indent::without_prompts(&line).unwrap_or(line);
                Ok(Some(indent::settle(earlier, &given, &line)))
            }
            Err(ReadlineError::Eof) => Ok(None),
            Err(ReadlineError::Interrupted) => {
                Err(Raised::with_args(Builtin::KeyboardInterrupt, vec![]))
            }
            // A signal from elsewhere.
            Err(_) if signal::take_interrupt() => {
                Err(Raised::with_args(Builtin::KeyboardInterrupt, vec![]))
            }
            Err(_) => Ok(None),
        }
    }

    fn filenames(&self, number: usize) -> Filenames {
        let name = format!("<python-input-{number}>");
        Filenames { code: name.clone(), wrong: name }
    }

    fn new_line(&mut self) {
        let mut stdout = std::io::stdout();
        // The terminal may be gone.
        let _ = stdout.write_all(b"\n").and_then(|()| stdout.flush());
    }

    fn is_typed(&self) -> bool {
        true
    }

    fn takes_commands(&self) -> bool {
        true
    }

    fn remember(&mut self, input: &str) {
        let input = input.trim_end();
        if input.is_empty() || !self.editor.add_history_entry(input).unwrap_or(false) {
            return;
        }
        // At once, so that nothing is lost and other sessions see it; that may fail without harm.
        if let Some(file) = &self.history
            && self.editor.append_history(file).is_err()
        {
            let _ = self.editor.save_history(file);
        }
    }
}
