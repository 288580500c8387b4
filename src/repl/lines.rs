//! Where the prompt's lines come from: the line editor on a terminal, or a pipe.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

/// What one read gave.
pub enum Line {
    Text(String),
    Interrupted,
    End,
}

pub enum LineSource {
    Editor(Box<DefaultEditor>, Option<PathBuf>),
    Pipe,
}

/// `$PYTHON_HISTORY`, else a file of our own in the home folder.
fn history_file() -> Option<PathBuf> {
    match std::env::var_os("PYTHON_HISTORY").filter(|it| !it.is_empty()) {
        Some(path) => Some(path.into()),
        None => std::env::var_os("HOME").map(|it| PathBuf::from(it).join(".taipan_history")),
    }
}

impl LineSource {
    pub fn open() -> LineSource {
        if std::io::stdin().is_terminal()
            && let Ok(mut editor) = DefaultEditor::new()
        {
            let file = history_file();
            if let Some(file) = &file {
                // A history that cannot be read is an empty one.
                let _ = editor.load_history(file);
            }
            return LineSource::Editor(Box::new(editor), file);
        }
        LineSource::Pipe
    }

    /// The name that tracebacks give to input number `count`.
    pub fn filename(&self, count: usize) -> String {
        match self {
            LineSource::Editor(..) => format!("<python-input-{count}>"),
            LineSource::Pipe => "<stdin>".to_owned(),
        }
    }

    pub fn read(&mut self, prompt: &str) -> Line {
        match self {
            LineSource::Editor(editor, _) => match editor.readline(prompt) {
                Ok(line) => Line::Text(line),
                Err(ReadlineError::Interrupted) => Line::Interrupted,
                Err(_) => Line::End,
            },
            LineSource::Pipe => {
                eprint!("{prompt}");
                let _ = std::io::stderr().flush();
                let mut line = String::new();
                match std::io::stdin().lock().read_line(&mut line) {
                    Ok(n) if n > 0 => {
                        while line.ends_with(['\n', '\r']) {
                            line.pop();
                        }
                        Line::Text(line)
                    }
                    _ => Line::End,
                }
            }
        }
    }

    /// Adds a whole input to the history.
    pub fn remember(&mut self, text: &str) {
        if let LineSource::Editor(editor, file) = self
            && !text.is_empty()
            && editor.add_history_entry(text).is_ok_and(|added| added)
            && let Some(file) = file
        {
            let _ = editor.append_history(file);
        }
    }

    /// The end of input was met: the shell's prompt starts on a line of its own.
    pub fn close(&self) {
        match self {
            LineSource::Editor(..) => println!(),
            LineSource::Pipe => eprintln!(),
        }
    }
}
