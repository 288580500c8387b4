//! What helps while a line is typed: completion, colours, suggestions.

use std::borrow::Cow;
use std::cell::RefCell;

use rustyline::completion::{Candidate, Completer};
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::SearchDirection;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Context, Event, EventContext, Helper, Movement, RepeatCount,
};

use crate::repl::complete::{self, Completions};
use crate::session::Session;

use super::highlight;

pub struct Assistant<'a> {
    pub session: &'a Session,
    /// The lines of the input before the one that is typed.
    pub earlier: RefCell<String>,
    pub colours: bool,
}

impl Assistant<'_> {
    /// The input up to the cursor, and how much of it is in earlier lines.
    fn before(&self, line: &str, cursor: usize) -> (String, usize) {
        let earlier = self.earlier.borrow();
        if earlier.is_empty() {
            return (line[..cursor].to_owned(), 0);
        }
        (format!("{earlier}\n{}", &line[..cursor]), earlier.len() + 1)
    }

    fn is_builtin(&self, word: &str) -> bool {
        let vm = self.session.vm();
        let name = vm.intern(word);
        vm.builtins.get().is_some_and(|it| it.get_str(&name).is_some())
            && self.session.main().get_str(&name).is_none()
    }
}

pub struct Offer(complete::Candidate);

impl Candidate for Offer {
    fn display(&self) -> &str {
        if self.0.about.is_empty() { &self.0.text } else { &self.0.about }
    }

    fn replacement(&self) -> &str {
        &self.0.text
    }
}

impl Completer for Assistant<'_> {
    type Candidate = Offer;

    fn complete(
        &self,
        line: &str,
        cursor: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Offer>)> {
        let (before, offset) = self.before(line, cursor);
        let Completions { start, candidates } =
            complete::complete(self.session.vm(), self.session.main(), &before);
        let offers = candidates.into_iter().map(|mut it| {
            // What is shown is the name with its parameters.
            if it.about.starts_with('(') {
                it.about.insert_str(0, &it.text);
            } else {
                it.about.clear();
            }
            Offer(it)
        });
        Ok((start.saturating_sub(offset), offers.collect()))
    }
}

/// The rest of an earlier input that began like this one, or what the function being called takes.
pub enum Suggestion {
    Rest(String),
    Signature(String),
}

impl Hint for Suggestion {
    fn display(&self) -> &str {
        match self {
            Suggestion::Rest(text) | Suggestion::Signature(text) => text,
        }
    }

    fn completion(&self) -> Option<&str> {
        match self {
            Suggestion::Rest(text) => Some(text),
            Suggestion::Signature(_) => None,
        }
    }
}

impl Hinter for Assistant<'_> {
    type Hint = Suggestion;

    fn hint(&self, line: &str, cursor: usize, context: &Context<'_>) -> Option<Suggestion> {
        if line.trim().is_empty() || cursor < line.len() {
            return None;
        }
        let (before, _) = self.before(line, cursor);
        let vm = self.session.vm();
        if let Some(signature) = complete::signature(vm, self.session.main(), &before) {
            return Some(Suggestion::Signature(format!("\n    {signature}")));
        }
        if !self.earlier.borrow().is_empty() {
            return None;
        }
        let last = context.history().len().checked_sub(1)?;
        let found = context.history().starts_with(line, last, SearchDirection::Reverse).ok()??;
        let rest = found.entry.get(line.len()..)?;
        let first = rest.lines().next().unwrap_or("");
        (!first.is_empty()).then(|| Suggestion::Rest(first.to_owned()))
    }
}

impl Highlighter for Assistant<'_> {
    fn highlight<'l>(&self, line: &'l str, cursor: usize) -> Cow<'l, str> {
        if !self.colours {
            return Cow::Borrowed(line);
        }
        let earlier = self.earlier.borrow();
        Cow::Owned(highlight::coloured(&earlier, line, cursor, |it| self.is_builtin(it)))
    }

    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        // Whoever has set prompts of their own has coloured them as they like.
        if !self.colours || !matches!(prompt, ">>> " | "... ") {
            return Cow::Borrowed(prompt);
        }
        Cow::Owned(format!("{}{prompt}{}", highlight::PROMPT, highlight::RESET))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        if !self.colours {
            return Cow::Borrowed(hint);
        }
        Cow::Owned(format!("{}{hint}{}", highlight::HINT, highlight::RESET))
    }

    fn highlight_char(&self, _: &str, _: usize, _: CmdKind) -> bool {
        self.colours
    }
}

impl Validator for Assistant<'_> {}

impl Helper for Assistant<'_> {}

/// Tab in the indentation of a line inserts a level of it.
pub struct TabKey;

impl ConditionalEventHandler for TabKey {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let before = &context.line()[..context.pos()];
        before.trim().is_empty().then(|| Cmd::Insert(1, " ".repeat(4 - before.len() % 4)))
    }
}

/// Backspace in the indentation of a line removes a level of it.
pub struct BackspaceKey;

impl ConditionalEventHandler for BackspaceKey {
    fn handle(&self, _: &Event, n: RepeatCount, _: bool, context: &EventContext) -> Option<Cmd> {
        let before = &context.line()[..context.pos()];
        let indented = !before.is_empty() && before.bytes().all(|it| it == b' ');
        (n == 1 && indented).then_some(Cmd::Dedent(Movement::WholeLine))
    }
}
