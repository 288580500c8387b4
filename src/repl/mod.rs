//! The prompt: a line source, the question "complete, incomplete or wrong?", and the loop around them.
//!
//! Each input is compiled in `single` mode by the same function that `compile()` is; values go to
//! `sys.displayhook`, errors to `sys.excepthook`. With standard input that is no terminal (`-i` only) lines are
//! read as they are and prompts go to standard error.
//!
//! Reference: Library Reference, `code` and `codeop`.

mod lines;

use crate::compile::{self, Input, Mode, flag};
use crate::object::{Builtin, Code, Raised, Raises, Ref, Value, Vm};
use crate::session::{End, Session, VERSION, ended, report_uncaught};
use crate::{eval, protocol, report, stdlib};

use lines::{Line, LineSource};

/// What an input is so far.
pub enum Judgement {
    Complete(Ref<Code>),
    Incomplete,
    Wrong(Raised),
}

/// Judges an input as `codeop.compile_command` does: complete if it compiles, incomplete if more lines could
/// still make it compile, wrong otherwise.
pub fn judge(vm: &Vm, text: &str, filename: &str, future: u32) -> Judgement {
    let name = vm.str(filename);
    let flags = future | flag::ALLOW_INCOMPLETE_INPUT | flag::DONT_IMPLY_DEDENT;
    let blank =
        text.lines().all(|it| it.trim_start().is_empty() || it.trim_start().starts_with('#'));
    let text = if blank { "pass" } else { text };
    let compiled = |text: &str, flags: u32| {
        compile::compile(vm, Input::Text(text), &name, Mode::Single, flags, true, -1)
    };
    match compiled(text, flags) {
        Ok(code) => Judgement::Complete(code),
        Err(raised) if raised.is(vm, Builtin::IncompleteInputError) => Judgement::Incomplete,
        Err(_) => match compiled(&format!("{text}\n"), flags) {
            Ok(_) => Judgement::Incomplete,
            Err(raised) if raised.is(vm, Builtin::IncompleteInputError) => Judgement::Incomplete,
            Err(_) => match compiled(text, flags & !flag::ALLOW_INCOMPLETE_INPUT) {
                Ok(code) => Judgement::Complete(code),
                Err(raised) => Judgement::Wrong(raised),
            },
        },
    }
}

/// Reads, runs and shows until the input ends or the program exits.
pub fn run(session: &Session, quiet: bool) -> End {
    let vm = session.vm();
    let sys = stdlib::sys_dict(vm);
    for (name, text) in [("ps1", ">>> "), ("ps2", "... ")] {
        if stdlib::sys_attribute(vm, name).is_none() {
            sys.set_str(vm, &vm.intern(name), vm.text(text));
        }
    }
    if !quiet {
        eprintln!(
            "{} (taipan {}) on linux\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.",
            VERSION,
            env!("CARGO_PKG_VERSION")
        );
    }
    let mut source = LineSource::open();
    let mut count = 0;
    let mut future = 0;
    loop {
        let Some(text) = read_input(vm, &mut source, count, future) else { break };
        let text = match text {
            Ok(text) => text,
            Err(raised) => {
                show(vm, raised);
                continue;
            }
        };
        if text.trim().is_empty() {
            continue;
        }
        let filename = source.filename(count);
        count += 1;
        vm.state::<report::Sources>().add(&filename, &text);
        let result = match judge(vm, &text, &filename, future) {
            Judgement::Complete(code) => {
                future |= code.facts.flags & flag::FUTURE & !0x10;
                eval::run(vm, &code, session.main(), None)
            }
            Judgement::Wrong(raised) => Err(raised),
            Judgement::Incomplete => complain(vm, &text, &filename, future),
        };
        let _ = crate::stdlib::sys::finish_streams(vm);
        if let Err(raised) = result {
            if raised.is(vm, Builtin::SystemExit) {
                return ended(vm, raised);
            }
            show(vm, raised);
        }
    }
    source.close();
    End::Status(0)
}

/// The error of an input that ended in the middle.
fn complain(vm: &Vm, text: &str, filename: &str, future: u32) -> Raises<Value> {
    compile::compile(vm, Input::Text(text), &vm.str(filename), Mode::Single, future, true, -1)
        .map(|_| Value::None)
}

fn show(vm: &Vm, raised: Raised) {
    let exception = vm.instance_of(raised);
    stdlib::sys_dict(vm).set_str(vm, &vm.intern("last_exc"), exception.clone());
    report_uncaught(vm, &exception);
}

/// One whole input: lines until it is complete or wrong. `None` at the end of all input.
fn read_input(
    vm: &Vm,
    source: &mut LineSource,
    count: usize,
    future: u32,
) -> Option<Raises<String>> {
    let mut text = String::new();
    loop {
        let prompt = prompt(vm, if text.is_empty() { "ps1" } else { "ps2" });
        match source.read(&prompt) {
            Line::Text(line) => {
                let blank = line.trim().is_empty();
                if text.is_empty() && blank {
                    return Some(Ok(String::new()));
                }
                text.push_str(&line);
                text.push('\n');
            }
            Line::Interrupted => {
                return Some(Err(Raised::with_args(Builtin::KeyboardInterrupt, vec![])));
            }
            Line::End if text.is_empty() => return None,
            Line::End => break,
        }
        let filename = source.filename(count);
        let so_far = text.strip_suffix('\n').unwrap_or(&text);
        match judge(vm, so_far, &filename, future) {
            Judgement::Incomplete => {}
            Judgement::Complete(_) | Judgement::Wrong(_) => break,
        }
    }
    source.remember(text.trim_end());
    Some(Ok(text))
}

/// `str(sys.ps1)`, asked for afresh each time; nothing if that fails.
fn prompt(vm: &Vm, name: &str) -> String {
    let text = stdlib::sys_attribute(vm, name).map(|it| protocol::str(vm, &it));
    match text {
        Some(Ok(text)) => text.to_string_lossy().into_owned(),
        _ => String::new(),
    }
}
