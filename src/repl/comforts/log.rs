//! What was typed in this session and what came of it: `%history`, and `%save` as a script or a doctest.
//!
//! Kept are ten thousand inputs, and of each the first 64 KB of output, 8 MB in all.
//!
//! Reference: Library Reference, "doctest".

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use crate::object::{Ref, Vm};
use crate::stdlib::sys::stream;
use crate::stdlib::sys_attribute;

const INPUTS: usize = 10_000;
const OUTPUT: usize = 64 << 10;
const ALL: usize = 8 << 20;

/// How an input ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    Done,
    /// It raised: the line that says what.
    Raised(String),
    /// It was no Python.
    Wrong,
}

pub struct Entry {
    pub number: usize,
    pub text: String,
    output: String,
    /// Whether the output is all that was written, as it was written.
    whole: bool,
    end: End,
}

#[derive(Default)]
pub struct Log {
    entries: RefCell<VecDeque<Entry>>,
    kept: Cell<usize>,
    /// Inputs that are not kept any more.
    forgotten: Cell<usize>,
}

impl Log {
    /// The inputs, the oldest first.
    pub fn each(&self, last: usize, show: impl FnMut(&Entry)) {
        let entries = self.entries.borrow();
        entries.iter().skip(entries.len().saturating_sub(last)).for_each(show);
    }

    /// From now on what is written to the terminal is noted down.
    pub fn begin(&self, vm: &Vm) {
        if let Some(stdout) = terminal(vm) {
            stdout.channel.start_copy(OUTPUT);
        }
    }

    /// Enters an input that has run. `changed`: what it has shown was not all of it.
    pub fn end(&self, vm: &Vm, number: usize, text: &str, end: End, changed: bool) {
        let copy = terminal(vm).map(|it| it.channel.end_copy());
        let (output, cut) = copy.unwrap_or((vec![], true));
        let output = String::from_utf8_lossy(&output).into_owned();
        let whole = !cut && !changed;
        self.kept.set(self.kept.get() + output.len() + text.len());
        let text = text.trim_end().to_owned();
        let mut entries = self.entries.borrow_mut();
        entries.push_back(Entry { number, text, output, whole, end });
        while entries.len() > INPUTS || self.kept.get() > ALL && entries.len() > 1 {
            let Some(oldest) = entries.pop_front() else { break };
            self.kept.set(self.kept.get().saturating_sub(oldest.output.len() + oldest.text.len()));
            self.forgotten.set(self.forgotten.get() + 1);
        }
    }

    /// What ran without an error, as a program; and what is to be said about it.
    pub fn script(&self) -> (String, String) {
        let entries = self.entries.borrow();
        let good = entries.iter().filter(|it| it.end == End::Done);
        let text: String = good.clone().map(|it| format!("{}\n", it.text)).collect();
        let saved = good.count();
        (text, self.told(saved, "left out because they failed", entries.len() - saved))
    }

    /// The session as a doctest.
    pub fn doctest(&self) -> (String, String) {
        let entries = self.entries.borrow();
        let all = entries.iter().filter(|it| it.end != End::Wrong);
        let text: String = all.clone().map(Entry::doctest).collect();
        let saved = all.count();
        (text, self.told(saved, "left out because they were no Python", entries.len() - saved))
    }

    fn told(&self, saved: usize, why: &str, left_out: usize) -> String {
        let mut told = format!("{saved} input{}", if saved == 1 { "" } else { "s" });
        if left_out > 0 {
            told.push_str(&format!(", {left_out} {why}"));
        }
        if self.forgotten.get() > 0 {
            told.push_str(&format!(", the first {} are not known any more", self.forgotten.get()));
        }
        told
    }
}

impl Entry {
    fn doctest(&self) -> String {
        let mut out = String::new();
        let raised = matches!(self.end, End::Raised(_));
        // What cannot be expected word for word is shown, but not tested.
        let skipped = !self.whole || raised && !self.output.is_empty();
        for (i, line) in self.text.split('\n').enumerate() {
            let line = match i {
                0 if skipped => format!(">>> {line}  # doctest: +SKIP"),
                0 => format!(">>> {line}"),
                _ => format!("... {line}"),
            };
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if self.text.contains('\n')
            && self.text.lines().last().is_some_and(|it| it.starts_with(' '))
        {
            out.push_str("...\n");
        }
        if !self.output.is_empty() {
            for line in self.output.strip_suffix('\n').unwrap_or(&self.output).split('\n') {
                let blank = line.trim().is_empty();
                out.push_str(if blank { "<BLANKLINE>" } else { line });
                out.push('\n');
            }
        }
        if let End::Raised(what) = &self.end {
            out.push_str(&format!("Traceback (most recent call last):\n    ...\n{what}\n"));
        }
        out
    }
}

/// The standard output as the program was started with it.
fn terminal(vm: &Vm) -> Option<Ref<stream::TextStream>> {
    let stdout = sys_attribute(vm, "__stdout__")?;
    stream::exact(vm, &stdout).cloned()
}

/// Writes a file; one that is there already only with `force`.
pub fn write_file(path: &str, text: &str, force: bool) -> Result<(), String> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true);
    } else {
        options.create_new(true);
    }
    let written = options.open(path).and_then(|mut it| it.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            format!("{path} is there already: %save -f {path} overwrites it")
        }
        _ => format!("{path}: {}", crate::stdlib::sys::channel::message(&error)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, output: &str, end: End) -> Entry {
        Entry { number: 0, text: text.to_owned(), output: output.to_owned(), whole: true, end }
    }

    #[test]
    fn doctests() {
        assert_eq!(entry("1 + 1", "2\n", End::Done).doctest(), ">>> 1 + 1\n2\n");
        assert_eq!(entry("x = 1", "", End::Done).doctest(), ">>> x = 1\n");
        assert_eq!(
            entry("for i in 1, 2:\n    print()", "\n\n", End::Done).doctest(),
            ">>> for i in 1, 2:\n...     print()\n...\n<BLANKLINE>\n<BLANKLINE>\n"
        );
        assert_eq!(
            entry("1/0", "", End::Raised("ZeroDivisionError: division by zero".into())).doctest(),
            ">>> 1/0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero\n"
        );
        let mut cut = entry("x", "1", End::Done);
        cut.whole = false;
        assert_eq!(cut.doctest(), ">>> x  # doctest: +SKIP\n1\n");
    }
}
