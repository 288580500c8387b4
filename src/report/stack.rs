//! The frames of a traceback, with their source lines.

use std::collections::HashMap;
use std::rc::Rc;

use crate::object::{Ref, Traceback, Vm};
use crate::protocol;
use crate::syntax::ast::Span;

use super::carets::{dedent, mark};
use super::shown;
use super::sources::{Sources, lines};

/// A frame and line shown more often than this in a row is only counted from then on.
const REPETITIONS: usize = 3;

/// Reads sources once for all frames that are shown.
pub struct Files<'a> {
    vm: &'a Vm,
    sources: Rc<Sources>,
    texts: HashMap<String, Option<Rc<str>>>,
    /// Frames that have been formatted: recursion makes many that look alike.
    formatted: HashMap<Place, String>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    filename: String,
    name: String,
    span: Span,
}

impl<'a> Files<'a> {
    pub fn new(vm: &'a Vm) -> Files<'a> {
        let sources = vm.state::<Sources>();
        Files { vm, sources, texts: HashMap::new(), formatted: HashMap::new() }
    }

    fn text(&mut self, filename: &str) -> Option<Rc<str>> {
        if let Some(known) = self.texts.get(filename) {
            return known.clone();
        }
        let text = self.sources.text(self.vm, filename);
        self.texts.insert(filename.to_owned(), text.clone());
        text
    }

    fn format(&mut self, place: &Place) -> String {
        if let Some(known) = self.formatted.get(place) {
            return known.clone();
        }
        let text = self.format_new(place);
        self.formatted.insert(place.clone(), text.clone());
        text
    }

    fn format_new(&mut self, place: &Place) -> String {
        let Place { filename, name, span } = place;
        // The inputs of a plain prompt are told apart by a number that is not shown.
        let title = if filename.starts_with("<stdin>-") { "<stdin>" } else { filename };
        let mut out = format!("  File \"{title}\", line {}, in {name}\n", span.line);
        let Some(text) = self.text(filename) else { return out };
        let original = lines(&text, span.line, span.end_line.max(span.line));
        if dedent(&original).iter().all(|it| it.trim().is_empty()) {
            return out;
        }
        // Without an end, only the line is known.
        if span.end_line == 0 {
            let line = original[0].trim();
            if !line.is_empty() {
                out.push_str(&format!("    {line}\n"));
            }
        } else {
            out.push_str(&mark(&original, span.column, span.end_column));
        }
        out
    }
}

/// The frames of a traceback, each a text of some lines.
pub fn format_stack(files: &mut Files, traceback: Option<Ref<Traceback>>) -> Vec<String> {
    let places = places(files.vm, traceback);
    let mut out = vec![];
    let mut count = 0;
    for (i, place) in places.iter().enumerate() {
        let again = i > 0 && {
            let last = &places[i - 1];
            (&last.filename, last.span.line, &last.name)
                == (&place.filename, place.span.line, &place.name)
        };
        if !again {
            out.extend(repeated(count));
            count = 0;
        }
        count += 1;
        if count <= REPETITIONS {
            out.push(files.format(place));
        }
    }
    out.extend(repeated(count));
    out
}

fn repeated(count: usize) -> Option<String> {
    let more = count.checked_sub(REPETITIONS).filter(|it| *it > 0)?;
    let s = if more == 1 { "" } else { "s" };
    Some(format!("  [Previous line repeated {more} more time{s}]\n"))
}

fn places(vm: &Vm, traceback: Option<Ref<Traceback>>) -> Vec<Place> {
    let mut places = vec![];
    let mut at = traceback;
    while let Some(it) = at {
        let code = it.frame.function.code();
        let facts = &code.facts;
        let mut span = it.span;
        if span.line == 0 {
            span = Span { line: facts.first_line, ..Span::default() };
        }
        let (filename, name) = (shown(&facts.filename), shown(&facts.name));
        places.push(Place { filename, name, span });
        at = it.next.borrow().clone();
    }
    if let Some(limit) = limit(vm) {
        // As a slice from `len - limit` on, which counts from the end where it is negative.
        let count = places.len() as i64;
        let from = count - limit;
        let from = if from < 0 { (from + count).max(0) } else { from.min(count) };
        places.drain(..from as usize);
    }
    places
}

/// `sys.tracebacklimit`.
fn limit(vm: &Vm) -> Option<i64> {
    let sys = vm.modules.get()?.get_str(&vm.intern("sys"))?;
    let limit = protocol::getattr_opt(vm, &sys, &vm.intern("tracebacklimit")).ok()??;
    protocol::number::to_isize_clamped(vm, &limit).ok().map(|it| it.max(0))
}
