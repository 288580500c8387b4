//! An exception told in full: its chain, its notes, the exceptions in a group.
//!
//! Reference: Library Reference, "traceback"; PEP 654 for groups, PEP 678 for notes.

use std::collections::HashSet;

use crate::object::{Builtin, Name, Str, Value, Vm};
use crate::protocol;
use crate::types::exception::{Exception, group};

use super::colours;
use super::stack::{Files, format_stack};
use super::suggest::hint;
use super::syntax_error::format_syntax_error;
use super::{class_name, safe_repr, safe_str};

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// So many exceptions of a group are shown,
const GROUP_WIDTH: usize = 15;
/// and groups so deep in one another.
const GROUP_DEPTH: usize = 10;

/// The whole text about an exception, as the interpreter prints it.
pub fn format_exception(vm: &Vm, exception: &Value) -> String {
    chunks(vm, exception, false).concat()
}

/// The text in the pieces that a replaced `sys.stderr` gets it in, with colours or without.
pub(super) fn chunks(vm: &Vm, exception: &Value, coloured: bool) -> Vec<String> {
    let told = Told::new(vm, exception, coloured);
    let mut printer = Printer { told: &told, depth: 0, need_close: false, out: vec![] };
    printer.chain(0);
    printer.out
}

/// What is told of one exception. The others are named by their number.
#[derive(Default)]
struct One {
    stack: Vec<String>,
    last_lines: Vec<String>,
    cause: Option<usize>,
    context: Option<usize>,
    suppress_context: bool,
    members: Option<Vec<usize>>,
}

/// The exceptions that are told: the first, and those it leads to.
struct Told(Vec<One>);

impl Told {
    fn new(vm: &Vm, exception: &Value, coloured: bool) -> Told {
        let mut told = Told(vec![]);
        let mut files = Files::new(vm);
        let mut seen = HashSet::new();
        let mut add = |told: &mut Told, it: &Value, seen: &mut HashSet<u64>| {
            seen.insert(it.id());
            told.0.push(One::new(vm, &mut files, it, coloured));
            told.0.len() - 1
        };
        let first = add(&mut told, exception, &mut seen);
        let mut waiting = vec![(first, exception.clone())];
        // No recursion: a chain may be as long as it likes.
        while let Some((number, it)) = waiting.pop() {
            let Some(exception) = Exception::of(&it) else { continue };
            let cause = exception.cause.borrow().clone().filter(|it| !seen.contains(&it.id()));
            let cause = cause.map(|it| (add(&mut told, &it, &mut seen), it));
            let context = exception.context.borrow().clone();
            let context = context.filter(|it| {
                cause.is_none() && !exception.suppress_context.get() && !seen.contains(&it.id())
            });
            let context = context.map(|it| (add(&mut told, &it, &mut seen), it));
            let members = group::is_group(vm, &it).then(|| {
                let members = group::members_of(&it);
                let members = members.items().iter();
                members.map(|it| (add(&mut told, it, &mut seen), it.clone())).collect::<Vec<_>>()
            });
            let one = &mut told.0[number];
            one.suppress_context = exception.suppress_context.get();
            one.cause = cause.as_ref().map(|it| it.0);
            one.context = context.as_ref().map(|it| it.0);
            one.members = members.as_ref().map(|it| it.iter().map(|it| it.0).collect());
            waiting.extend(cause);
            waiting.extend(context);
            waiting.extend(members.into_iter().flatten());
        }
        told
    }
}

impl One {
    fn new(vm: &Vm, files: &mut Files, exception: &Value, coloured: bool) -> One {
        let traceback = Exception::of(exception).and_then(|it| it.traceback.borrow().clone());
        let mut stack = format_stack(files, traceback);
        let (mut last_lines, headline) = lines_and_headline(vm, exception);
        if coloured {
            stack.iter_mut().for_each(|it| *it = colours::place_and_source(it));
            let source = colours::place_and_source(&last_lines[..headline].concat());
            let class = class_name(vm, exception).len();
            let message = colours::class_and_message(&last_lines[headline], class);
            last_lines
                .splice(..=headline, [source, message].into_iter().filter(|it| !it.is_empty()));
        }
        One { stack, last_lines, ..One::default() }
    }
}

/// The lines below the frames, each ended: class and message, then the notes.
pub fn exception_lines(vm: &Vm, exception: &Value) -> Vec<String> {
    lines_and_headline(vm, exception).0
}

/// The lines, and which of them is that with class and message.
fn lines_and_headline(vm: &Vm, exception: &Value) -> (Vec<String>, usize) {
    let class = class_name(vm, exception);
    let mut lines = match Exception::of(exception) {
        Some(it) if vm.is_instance(exception, Builtin::SyntaxError) => {
            format_syntax_error(vm, it, &class)
        }
        _ => {
            let text = safe_str(vm, exception, "exception") + &hint(vm, exception);
            vec![if text.is_empty() { format!("{class}\n") } else { format!("{class}: {text}\n") }]
        }
    };
    let headline = lines.len() - 1;
    notes(vm, exception, &mut lines);
    (lines, headline)
}

fn notes(vm: &Vm, exception: &Value, lines: &mut Vec<String>) {
    let notes = match protocol::getattr_opt(vm, exception, vm.name(Name::Notes)) {
        Ok(None | Some(Value::None)) => return,
        Ok(Some(notes)) => notes,
        Err(raised) => {
            let error = vm.instance_of(raised);
            let error = safe_repr(vm, &error, "__notes__");
            lines.push(format!("Ignored error getting __notes__: {error}\n"));
            return;
        }
    };
    let is_sequence = notes.downcast::<Str>().is_none()
        && vm.type_of(&notes).has(crate::object::flags::SEQUENCE)
        && !vm.is_instance(&notes, Builtin::Bytes);
    match protocol::to_vec(vm, &notes) {
        Ok(notes) if is_sequence => {
            for note in notes {
                let note = safe_str(vm, &note, "note");
                lines.extend(note.split('\n').map(|it| format!("{it}\n")));
            }
        }
        _ => lines.push(format!("{}\n", safe_repr(vm, &notes, "__notes__"))),
    }
}

struct Printer<'a> {
    told: &'a Told,
    /// How deep in groups.
    depth: usize,
    /// The frame around a group's exceptions is still open.
    need_close: bool,
    out: Vec<String>,
}

impl Printer<'_> {
    fn indent(&self) -> String {
        " ".repeat(2 * self.depth)
    }

    /// Adds a text of some lines, within the frame of the group it belongs to.
    fn emit(&mut self, text: &str, margin: char) {
        if self.depth == 0 {
            self.out.push(text.to_owned());
            return;
        }
        let indent = self.indent();
        let lines = text.split_inclusive('\n').map(|it| format!("{indent}{margin} {it}"));
        self.out.push(lines.collect());
    }

    fn emit_all(&mut self, texts: &[String]) {
        texts.iter().for_each(|it| self.emit(it, '|'));
    }

    /// An exception after those that led to it.
    fn chain(&mut self, number: usize) {
        let mut links = vec![];
        let mut at = Some(number);
        while let Some(number) = at {
            let one = &self.told.0[number];
            let (message, next) = match (one.cause, one.context) {
                (Some(cause), _) => (Some(CAUSE), Some(cause)),
                (None, Some(context)) if !one.suppress_context => (Some(CONTEXT), Some(context)),
                _ => (None, None),
            };
            links.push((message, number));
            at = next;
        }
        for (message, number) in links.into_iter().rev() {
            if let Some(message) = message {
                self.emit(message, '|');
            }
            self.one(number);
        }
    }

    fn one(&mut self, number: usize) {
        let told = self.told;
        let one = &told.0[number];
        match &one.members {
            None => {
                if !one.stack.is_empty() {
                    self.emit("Traceback (most recent call last):\n", '|');
                    self.emit_all(&one.stack);
                }
                self.emit_all(&one.last_lines);
            }
            Some(_) if self.depth > GROUP_DEPTH => {
                self.emit(&format!("... (max_group_depth is {GROUP_DEPTH})\n"), '|');
            }
            Some(members) => self.group(one, members),
        }
    }

    fn group(&mut self, one: &One, members: &[usize]) {
        let outermost = self.depth == 0;
        if outermost {
            self.depth += 1;
        }
        if !one.stack.is_empty() {
            let margin = if outermost { '+' } else { '|' };
            self.emit("Exception Group Traceback (most recent call last):\n", margin);
            self.emit_all(&one.stack);
        }
        self.emit_all(&one.last_lines);
        let boxes = members.len().min(GROUP_WIDTH + 1);
        self.need_close = false;
        for (i, &member) in members.iter().take(boxes).enumerate() {
            let last = i + 1 == boxes;
            if last {
                // A group that is the last one in a group closes both.
                self.need_close = true;
            }
            let corner = if i == 0 { "+-" } else { "  " };
            let left_out = members.len().saturating_sub(GROUP_WIDTH);
            let title = if i < GROUP_WIDTH { (i + 1).to_string() } else { "...".to_owned() };
            let indent = self.indent();
            self.out.push(format!("{indent}{corner}+---------------- {title} ----------------\n"));
            self.depth += 1;
            if i < GROUP_WIDTH {
                self.chain(member);
            } else {
                let s = if left_out > 1 { "s" } else { "" };
                self.emit(&format!("and {left_out} more exception{s}\n"), '|');
            }
            if last && self.need_close {
                let indent = self.indent();
                self.out.push(format!("{indent}+------------------------------------\n"));
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if outermost {
            self.depth = 0;
        }
    }
}
