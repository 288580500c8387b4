//! The prompt: a source of inputs, the question "complete, incomplete or wrong?", and the loop around them.
//!
//! Inputs are judged by the function that `codeop` has and compiled in `single` mode; values go to
//! `sys.displayhook`, exceptions to `sys.excepthook`. [`lines`] reads pipes and simple terminals, [`editor`]
//! the others.
//!
//! Reference: Library Reference, "code" and "codeop"; Python Setup and Usage, "Command line and environment".

mod comforts;
mod complete;
mod config;
mod editor;
mod history;
mod lines;
mod theme;

use std::cell::Cell;
use std::io::IsTerminal;

use crate::compile::{self, Input, Mode, flag};
use crate::object::{Builtin, Code, Name, Raised, Raises, Ref, Value, Vm};
use crate::report::{self, Sources};
use crate::session::Session;
use crate::session::ending::{Outcome, exit_status, report_uncaught};
use crate::stdlib::sys::{self, Settings, channel, stream};
use crate::stdlib::{codeop, sys_attribute, sys_dict};
use crate::syntax::ast::{Mod, Stmt, StmtKind};
use crate::types::exception::syntax;
use crate::{eval, protocol};

use comforts::Comforts;
use config::Config;
use editor::Editor;
use lines::{Filenames, Host, InputSource, Plain, Typed};

/// Reads, runs and shows until the input ends or somebody leaves. `alone`: no program ran before.
pub fn run(session: &Session, settings: &Settings, alone: bool) -> Outcome {
    let vm = session.vm();
    let sys = sys_dict(vm);
    for (name, text) in [(Name::WordPs1, ">>> "), (Name::WordPs2, "... ")] {
        if sys.get_str(vm.name(name)).is_none() {
            sys.set_str(vm, vm.name(name), vm.text(text));
        }
    }
    if alone && !settings.quiet {
        let system = std::env::consts::OS;
        let help = "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.";
        report::print_text(vm, &format!("Python {} on {system}\n{help}\n", sys::version()));
    }
    let Some((mut source, config)) = open(session, settings) else { return Outcome::Status(0) };
    let names = source.filenames();
    let comforts = source.is_rich().then(|| Comforts::new(session, &config));
    let prompt = Prompt { session, names, comforts, count: Cell::new(0), future: Cell::new(0) };
    if let Some(status) = prompt.startup(settings, alone || source.is_rich()) {
        return Outcome::Status(status);
    }
    loop {
        match prompt.step(&mut *source) {
            Step::Next => {}
            Step::End => return Outcome::Status(0),
            Step::Leave(status) => return Outcome::Status(status),
        }
    }
}

/// The editor if both ends are terminals that can move the cursor, else plain lines. The configuration is read
/// for the editor only.
fn open<'a>(
    session: &'a Session,
    settings: &Settings,
) -> Option<(Box<dyn InputSource + 'a>, Config)> {
    let terminals = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let dumb = matches!(std::env::var("TERM").as_deref(), Err(_) | Ok("" | "dumb" | "unknown"));
    let ignored = settings.ignore_environment;
    let basic = !ignored && std::env::var_os("PYTHON_BASIC_REPL").is_some_and(|it| !it.is_empty());
    if terminals && !dumb && !basic {
        let (config, problems) = Config::load(ignored, &Editor::commands());
        if let Some(editor) = Editor::open(session, ignored, &config) {
            for problem in problems {
                report::print_text(session.vm(), &format!("{problem}\n"));
            }
            return Some((Box::new(editor), config));
        }
    }
    Some((Box::new(Plain::open()?), Config::default()))
}

/// What comes after one input.
enum Step {
    Next,
    End,
    Leave(i32),
}

struct Prompt<'a> {
    session: &'a Session,
    names: fn(usize) -> Filenames,
    /// What the editor's prompt offers beside Python.
    comforts: Option<Comforts<'a>>,
    /// Inputs so far.
    count: Cell<usize>,
    /// Future features that inputs have asked for.
    future: Cell<u32>,
}

impl Prompt<'_> {
    fn vm(&self) -> &Vm {
        self.session.vm()
    }

    /// Whether an input may be several statements; else the second is an error, as in a basic prompt.
    fn takes_statements(&self) -> bool {
        let names = (self.names)(0);
        names.wrong == names.code
    }

    /// Runs the file that `PYTHONSTARTUP` names.
    fn startup(&self, settings: &Settings, wanted: bool) -> Option<i32> {
        let path = std::env::var_os("PYTHONSTARTUP");
        let path = path.filter(|it| !settings.ignore_environment && !it.is_empty())?;
        if !wanted {
            return None;
        }
        let vm = self.vm();
        let name = stream::lossless(vm, std::os::unix::ffi::OsStrExt::as_bytes(&*path));
        let source = match std::fs::read(&path) {
            Ok(source) => source,
            Err(error) => {
                let named = [Value::Str(name)];
                let exception = vm.instance_of(channel::system_error(vm, &error, &named));
                let lines = report::exception_lines(vm, &exception).concat();
                report::print_text(vm, &format!("Could not open PYTHONSTARTUP\n{lines}"));
                return None;
            }
        };
        let main = self.session.main();
        main.set_str(vm, vm.name(Name::File), Value::Str(name.clone()));
        let code = self.session.compile(Input::File(&source), &name);
        let result = code.and_then(|it| self.session.run(&it));
        drop(main.remove_str(vm.name(Name::File)));
        result.err().and_then(|raised| self.show(raised))
    }

    /// Reads and runs one input.
    fn step(&self, source: &mut dyn InputSource) -> Step {
        let result = match source.read(self.vm(), self) {
            Ok(Typed::End) => {
                source.new_line();
                return Step::End;
            }
            Ok(Typed::Nothing) => return Step::Next,
            Ok(Typed::Input(text, compiled)) => {
                if compiled.is_none() {
                    source.new_line();
                }
                source.remember(&text);
                self.run_noted(&text, || self.run_input(&text, compiled))
            }
            Ok(Typed::Command(text)) => {
                source.remember(&text);
                let compile = |text: &str| self.compile(text, Mode::Single);
                match &self.comforts {
                    Some(comforts) => comforts.command(&text, compile),
                    None => Ok(()),
                }
            }
            Ok(Typed::Statements(text, statements)) => {
                source.remember(&text);
                self.run_noted(&text, || {
                    statements.iter().try_for_each(|it| self.run_input(it, None))
                })
            }
            Err(raised) if raised.is(self.vm(), Builtin::KeyboardInterrupt) => {
                // Typed away, not run: no traceback.
                source.new_line();
                if source.is_typed() {
                    report::print_text(self.vm(), "KeyboardInterrupt\n");
                }
                return Step::Next;
            }
            Err(raised) => Err(raised),
        };
        self.flush();
        match result.err().and_then(|raised| self.show(raised)) {
            Some(status) => Step::Leave(status),
            None => Step::Next,
        }
    }

    fn flush(&self) {
        // What cannot be written is told at the end.
        let _ = sys::finish_streams(self.vm());
    }

    /// Shows what an input raised; a status if that was to leave.
    fn show(&self, raised: Raised) -> Option<i32> {
        let vm = self.vm();
        let exception = vm.instance_of(raised);
        if vm.is_instance(&exception, Builtin::SystemExit) {
            return Some(exit_status(vm, &exception));
        }
        report_uncaught(vm, &exception)
    }

    /// The statements of a text that is nothing but whole ones; those that share a line stay together.
    fn statements(&self, text: &str) -> Option<Vec<String>> {
        let vm = self.vm();
        let name = vm.str("<input>");
        let tree = compile::source::tree(vm, text, &name, Mode::Exec, self.future.get()).ok()?;
        let Mod::Module { body, .. } = tree else { return None };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut starts: Vec<usize> = body.iter().map(|it| first_line(it) as usize - 1).collect();
        starts.dedup();
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        Some(starts.iter().zip(ends).map(|(from, to)| lines[*from..to].concat()).collect())
    }

    /// Compiles an input that is complete, or as complete as it gets.
    fn compile(&self, text: &str, mode: Mode) -> Raises<Ref<Code>> {
        let vm = self.vm();
        let future = self.future.get();
        let names = (self.names)(self.count.get());
        if names.wrong == names.code {
            self.count.set(self.count.get() + 1);
        }
        let tree = compile::source::tree(vm, text, &vm.str(&names.wrong), mode, future)?;
        if names.wrong != names.code {
            self.count.set(self.count.get() + 1);
        }
        let filename = vm.str(&names.code);
        let tree = Input::Tree(tree);
        match compile::compile(vm, tree, &filename, mode, future, true, -1) {
            Ok(code) => {
                vm.state::<Sources>().add(&names.code, text);
                self.future.set(future | code.facts.flags & flag::FUTURE & !0x10);
                Ok(code)
            }
            Err(raised) => {
                let exception = vm.instance_of(raised);
                syntax::set_text(vm, &exception, text);
                Err(Raised::instance(exception))
            }
        }
    }

    /// Runs an input as `body` does; the comforts are told.
    fn run_noted(&self, text: &str, body: impl FnOnce() -> Raises<()>) -> Raises<()> {
        let Some(comforts) = &self.comforts else { return body() };
        if !comforts.before_input(text) {
            return Ok(());
        }
        comforts.after_input(body())
    }

    fn run_input(&self, text: &str, compiled: Option<Raises<Ref<Code>>>) -> Raises<()> {
        let code = compiled.unwrap_or_else(|| self.compile(text, Mode::Single))?;
        if let Some(comforts) = &self.comforts {
            comforts.numbered(self.count.get().saturating_sub(1));
        }
        eval::run(self.vm(), &code, self.session.main(), None).map(drop)
    }
}

impl Host for Prompt<'_> {
    fn prompt(&self, more: bool) -> String {
        prompt(self.vm(), if more { Name::WordPs2 } else { Name::WordPs1 })
    }

    fn judge(&self, text: &str, whole: bool) -> Option<Typed> {
        let vm = self.vm();
        if self.comforts.as_ref().is_some_and(|it| it.is_command(text)) {
            return Some(Typed::Command(text.to_owned()));
        }
        let lines = text.trim_end().contains('\n');
        if whole
            && lines
            && let Some(statements) = self.statements(text)
        {
            return Some(Typed::Statements(text.to_owned(), statements));
        }
        let number = self.count.get();
        let probe = |text: &str, probing| match probing {
            true => codeop::probe_input(vm, text, self.future.get()).map(|()| None),
            false => self.compile(text, Mode::Single).map(Some),
        };
        let compiled =
            codeop::maybe_compile(vm, text, false, probe).map(Option::flatten).transpose()?;
        if lines && compiled.is_err() && self.takes_statements() {
            // Several statements where one was expected; or one of them is wrong, and the error is about that.
            return Some(match self.statements(text) {
                Some(statements) => Typed::Statements(text.to_owned(), statements),
                None => {
                    self.count.set(number);
                    Typed::Input(text.to_owned(), Some(self.compile(text, Mode::Exec)))
                }
            });
        }
        Some(Typed::Input(text.to_owned(), Some(compiled)))
    }

    fn help(&self) {
        self.page(&comforts::keys_help());
    }

    fn page(&self, text: &str) {
        comforts::page(self.vm(), text);
    }
}

/// Where a statement begins, decorators included.
fn first_line(stmt: &Stmt) -> u32 {
    let decorators = match &stmt.kind {
        StmtKind::FunctionDef(it) | StmtKind::AsyncFunctionDef(it) => &it.decorator_list[..],
        StmtKind::ClassDef(it) => &it.decorator_list[..],
        _ => &[],
    };
    decorators.iter().map(|it| it.span.line).fold(stmt.span.line, u32::min)
}

/// `str(sys.ps1)`, asked for afresh each time; nothing if that fails.
fn prompt(vm: &Vm, name: Name) -> String {
    let text = sys_attribute(vm, name.text()).map(|it| protocol::str(vm, &it));
    match text {
        Some(Ok(text)) => report::shown(&text),
        _ => String::new(),
    }
}
