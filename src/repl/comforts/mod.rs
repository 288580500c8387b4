//! What the prompt offers beside Python: commands, pages of help, values of earlier inputs, undo.
//!
//! All of it exists only where the editor runs, at a terminal. [`command`] tells commands from Python;
//! [`inspect`] answers `obj?`, [`shell`] runs `!command`, [`timing`] `%time`; [`display`] lays out and cuts what
//! is shown, [`values`] keeps it as `_1`; [`log`] knows the session for `%save`; [`pager`] shows long texts.

mod command;
mod display;
mod inspect;
mod log;
mod pager;
mod shell;
mod snapshot;
mod timing;
mod values;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::algo::suggest;
use crate::compile::source::WarningSink;
use crate::compile::{self, Input, Mode};
use crate::eval;
use crate::object::{Builtin, Code, Name, Raised, Raises, Ref, Value, Vm, process, signal};
use crate::protocol;
use crate::report::{self, Sources};
use crate::session::Session;
use crate::stdlib::builtins::help::HelpPager;
use crate::stdlib::builtins::print::write;
use crate::stdlib::{codeop, sys, sys_attribute, sys_dict};
use crate::types::exception::Exception;

use super::config::Config;
use super::editor::terminal::Size;
use command::Command;
use display::Showing;
use log::{End, Log};
use snapshot::{Snapshots, Taken};

/// What `%` alone and F1 tell: how it is typed, and what it does.
const COMMANDS: &[(&str, &str)] = &[
    ("obj?  ?obj", "type, signature, documentation of an object"),
    ("obj??", "the same with its source"),
    ("!command", "runs a command of the shell; {name} in it is a variable's value"),
    ("name = !command", "the lines that a command writes, as a list"),
    ("%all  %more", "the value that was cut last, whole"),
    ("%help", "this list"),
    ("%history [n]", "the last inputs, with their numbers"),
    ("%pretty [on|off]", "whether containers wider than the terminal are broken over lines"),
    ("%run file", "runs a program in this session"),
    (
        "%save [-f] file",
        "the inputs as a program; as a doctest with --doctest or if the file is a .txt",
    ),
    ("%time statement", "how long a statement takes"),
    ("%timeit [-n N] [-r R] statement", "how long it takes on average, run many times"),
    ("%undo [n]", "the session as it was before the last input, or before the last n"),
    ("%who", "the variables of this session"),
    ("_  __  ___  _3", "the last values, and that of input 3"),
    ("clear", "an empty screen"),
    ("exit  quit", "leaves, as Ctrl-D does"),
    ("help  help(obj)", "this list; what an object says about itself"),
];

const KEYS: &[(&str, &str)] = &[
    ("Enter", "runs the input if it is complete, else begins a line"),
    ("Alt-Enter", "runs the input as it is"),
    ("Tab", "completes; indents at the start of a line"),
    ("Up  Down", "moves in the input, then through earlier ones"),
    ("Ctrl-R", "searches the earlier inputs"),
    ("Right", "takes the suggestion"),
    ("Ctrl-C", "drops the input; stops what runs"),
    ("Ctrl-D", "leaves, where nothing is typed"),
    ("F1", "this list"),
];

/// Keys and commands, for F1 and `help`.
pub fn keys_help() -> String {
    let mut out = String::new();
    let python = "\nCommands (a line that is Python always is Python)\n";
    for (title, rows) in [("Keys\n", KEYS), (python, COMMANDS)] {
        out.push_str(title);
        for (what, does) in rows {
            out.push_str(&format!("  {what:<32}  {does}\n"));
        }
    }
    out
}

/// The pager, for `help()`.
#[derive(Default)]
struct PagerCommand(RefCell<Option<String>>);

pub struct Comforts<'a> {
    session: &'a Session,
    log: Log,
    snapshots: Snapshots,
    /// The text of the input that runs.
    running: RefCell<String>,
    number: Cell<usize>,
    /// Whether it was Python.
    has_begun: Cell<bool>,
}

/// A command that is a name alone.
enum Bare {
    /// `exit`, `quit`, `copyright`: this object, called.
    Call(Value),
    Help,
    Clear,
}

impl<'a> Comforts<'a> {
    pub fn new(session: &'a Session, config: &Config) -> Comforts<'a> {
        let vm = session.vm();
        display::install(vm, config.pretty, config.fold);
        *vm.state::<PagerCommand>().0.borrow_mut() = config.pager.clone();
        vm.state::<HelpPager>().0.set(Some(|vm, text| {
            page(vm, text);
            Ok(true)
        }));
        Comforts {
            session,
            log: Log::default(),
            snapshots: Snapshots::new(config.undo),
            running: RefCell::default(),
            number: Cell::default(),
            has_begun: Cell::default(),
        }
    }

    fn vm(&self) -> &'a Vm {
        self.session.vm()
    }

    /// Whether a text is a command.
    pub fn is_command(&self, text: &str) -> bool {
        self.bare(text.trim()).is_some() || self.parsed(text).is_some()
    }

    fn parsed(&self, text: &str) -> Option<Command> {
        let vm = self.vm();
        let found = command::parse(text, |text| is_python(vm, text))?;
        match &found {
            Command::Inspect { what, .. } if !inspect::is_expression(vm, what) => None,
            _ => Some(found),
        }
    }

    /// Runs a command. `compile` makes code of what `%time` is to run.
    pub fn command(&self, text: &str, compile: impl Fn(&str) -> Raises<Ref<Code>>) -> Raises<()> {
        let vm = self.vm();
        if let Some(bare) = self.bare(text.trim()) {
            return self.run_bare(bare);
        }
        let Some(found) = self.parsed(text) else { return Ok(()) };
        match found {
            Command::Inspect { what, .. } if what.is_empty() => {
                page(vm, &keys_help());
                Ok(())
            }
            Command::Inspect { what, source } => {
                page(vm, &inspect::describe(self, &what, source));
                Ok(())
            }
            Command::Shell(command) => self.shell(&command),
            Command::Capture { name, command } => self.capture(&name, &command),
            Command::Named { name, arguments } => self.named(&name, &arguments, &compile),
        }
    }

    /// The command that a name alone is, where the program has not given it another meaning.
    fn bare(&self, name: &str) -> Option<Bare> {
        if !matches!(name, "exit" | "quit" | "help" | "copyright" | "clear") {
            return None;
        }
        let vm = self.vm();
        let own = vm.intern(name);
        if self.session.main().get_str(&own).is_some() {
            return None;
        }
        let builtin = vm.builtins.get().and_then(|it| it.get_str(&own));
        let Some(builtin) = builtin else { return (name == "clear").then_some(Bare::Clear) };
        // A name that somebody has put there is Python's.
        let is = |which| vm.is_instance(&builtin, which);
        match name {
            "exit" | "quit" if is(Builtin::Quitter) => Some(Bare::Call(builtin)),
            "copyright" if is(Builtin::Printer) => Some(Bare::Call(builtin)),
            "help" if is(Builtin::Helper) => Some(Bare::Help),
            _ => None,
        }
    }

    fn run_bare(&self, bare: Bare) -> Raises<()> {
        let vm = self.vm();
        match bare {
            Bare::Call(function) => protocol::call0(vm, &function).map(drop),
            Bare::Help => {
                page(vm, &keys_help());
                Ok(())
            }
            Bare::Clear => {
                show(vm, "\x1b[H\x1b[2J\x1b[3J");
                Ok(())
            }
        }
    }

    fn shell(&self, command: &str) -> Raises<()> {
        let vm = self.vm();
        if command.is_empty() {
            tell(vm, "!command runs a command of the shell");
            return Ok(());
        }
        let command = shell::interpolated(vm, self.session.main(), command)?;
        flush(vm);
        shell::run(vm, &command);
        Ok(())
    }

    fn capture(&self, name: &str, command: &str) -> Raises<()> {
        let vm = self.vm();
        let command = shell::interpolated(vm, self.session.main(), command)?;
        if !self.snapshot() {
            return Ok(());
        }
        let lines = shell::capture(vm, &command);
        self.session.main().set_str(vm, &vm.intern(name), lines);
        Ok(())
    }

    fn named(
        &self,
        name: &str,
        arguments: &str,
        compile: &dyn Fn(&str) -> Raises<Ref<Code>>,
    ) -> Raises<()> {
        let vm = self.vm();
        match name {
            "" | "help" => page(vm, &keys_help()),
            "time" if arguments.is_empty() => tell(vm, "%time statement"),
            "time" => {
                let code = compile(&format!("{arguments}\n"))?;
                if !self.snapshot() {
                    return Ok(());
                }
                return timing::time(vm, || {
                    eval::run(vm, &code, self.session.main(), None).map(drop)
                });
            }
            "undo" => self.undo(arguments),
            "timeit" | "run" if !arguments.is_empty() && !self.snapshot() => {}
            "timeit" => return timing::timeit(self, arguments),
            "history" => return self.history(arguments),
            "save" => self.save(arguments),
            "who" => self.who(),
            "pretty" => {
                let pretty = &vm.state::<Showing>().pretty;
                match arguments {
                    "on" => pretty.set(true),
                    "off" => pretty.set(false),
                    "" => pretty.set(!pretty.get()),
                    _ => tell(vm, "%pretty [on|off]"),
                }
                if arguments.is_empty() {
                    tell(vm, if pretty.get() { "on" } else { "off" });
                }
            }
            "run" => return self.run(arguments),
            "all" | "more" => match vm.state::<Showing>().whole() {
                Some(text) => page(vm, &text),
                None => tell(vm, "no value was cut, or one that is too long to be kept"),
            },
            unknown => {
                let known: Vec<String> = COMMANDS
                    .iter()
                    .flat_map(|it| it.0.split_whitespace())
                    .filter_map(|it| it.strip_prefix('%').map(ToOwned::to_owned))
                    .collect();
                let meant = suggest::closest(unknown, &known);
                let meant = meant.map_or(String::new(), |it| format!(" Did you mean %{it}?"));
                tell(vm, &format!("There is no command %{unknown}.{meant} %help lists them."));
            }
        }
        Ok(())
    }

    fn history(&self, arguments: &str) -> Raises<()> {
        let vm = self.vm();
        let count = match arguments {
            "" => 20,
            text => match text.parse() {
                Ok(count) => count,
                Err(_) => {
                    tell(vm, "%history [n]: n is the number of inputs to show");
                    return Ok(());
                }
            },
        };
        let mut out = String::new();
        self.log.each(count, |it| {
            let text = it.text.replace('\n', "\n       ");
            out.push_str(&format!("{:>5}  {text}\n", it.number));
        });
        if out.is_empty() {
            tell(vm, "nothing has been run yet");
        } else {
            page(vm, &out);
        }
        Ok(())
    }

    fn save(&self, arguments: &str) {
        let vm = self.vm();
        let (mut force, mut doctest, mut path) = (false, false, None);
        for word in arguments.split_whitespace() {
            match word {
                "-f" => force = true,
                "--doctest" => doctest = true,
                word if path.is_none() && !word.starts_with('-') => path = Some(word),
                _ => {
                    tell(vm, "%save [-f] [--doctest] file");
                    return;
                }
            }
        }
        let Some(path) = path else {
            tell(vm, "%save [-f] [--doctest] file");
            return;
        };
        let home = std::env::var("HOME").unwrap_or_default();
        let path = match path.strip_prefix("~/") {
            Some(rest) => format!("{home}/{rest}"),
            None => path.to_owned(),
        };
        let (text, told) = match doctest || path.ends_with(".txt") {
            true => self.log.doctest(),
            false => self.log.script(),
        };
        match log::write_file(&path, &text, force) {
            Ok(()) => tell(vm, &format!("{path}: {told}")),
            Err(message) => tell(vm, &message),
        }
    }

    fn who(&self) {
        let vm = self.vm();
        let mut rows: Vec<(String, String)> = Vec::new();
        for (key, value) in self.session.main().items() {
            if let Value::Str(name) = key
                && !name.bytes().starts_with(b"_")
            {
                rows.push((report::shown(&name), vm.type_name(&value)));
            }
        }
        if rows.is_empty() {
            tell(vm, "there are no variables yet");
            return;
        }
        rows.sort();
        let width = rows.iter().map(|it| it.0.chars().count()).max().unwrap_or(0);
        let lines: Vec<String> =
            rows.iter().map(|(name, class)| format!("{name:<width$}  {class}")).collect();
        page(vm, &lines.join("\n"));
    }

    /// Runs a file in `__main__`.
    fn run(&self, path: &str) -> Raises<()> {
        let vm = self.vm();
        if path.is_empty() {
            tell(vm, "%run file");
            return Ok(());
        }
        let source = match std::fs::read(path) {
            Ok(source) => source,
            Err(error) => {
                tell(vm, &format!("{path}: {}", sys::channel::message(&error)));
                return Ok(());
            }
        };
        let name = vm.str(path);
        let code = compile::compile(vm, Input::File(&source), &name, Mode::Exec, 0, true, -1)?;
        eval::run(vm, &code, self.session.main(), None).map(drop)
    }

    /// An input is about to run. False if it is undone already: this is the session as it was before.
    pub fn before_input(&self, text: &str) -> bool {
        if !self.snapshot() {
            return false;
        }
        text.clone_into(&mut self.running.borrow_mut());
        let vm = self.vm();
        vm.state::<Showing>().was_cut.set(false);
        self.has_begun.set(false);
        self.log.begin(vm);
        true
    }

    /// False where what follows was undone.
    fn snapshot(&self) -> bool {
        flush(self.vm());
        let Taken::Woken(undone) = self.snapshots.take() else { return true };
        // Ctrl-C was for what was undone.
        signal::take_interrupt();
        let what = match undone {
            1 => "the last input is undone".to_owned(),
            many => format!("the last {many} inputs are undone"),
        };
        let outside = "files, network and other processes are as they are";
        tell(self.vm(), &format!("{what}; {outside}; this is process {} now", std::process::id()));
        false
    }

    fn undo(&self, arguments: &str) {
        let count = match arguments {
            "" => Ok(1),
            text => text.parse(),
        };
        let vm = self.vm();
        match count {
            Ok(count) if count > 0 => {
                flush(vm);
                tell(vm, &self.snapshots.undo(count));
            }
            _ => tell(vm, "%undo [n]: n is the number of inputs to undo"),
        }
    }

    /// The number of the input whose values are shown from now on.
    pub fn numbered(&self, number: usize) {
        self.number.set(number);
        self.has_begun.set(true);
        self.vm().state::<Showing>().number.set(number);
    }

    /// The input has run, with this result.
    pub fn after_input(&self, result: Raises<()>) -> Raises<()> {
        let vm = self.vm();
        flush(vm);
        let (end, result) = match result {
            Ok(()) => (End::Done, Ok(())),
            Err(raised) if !self.has_begun.get() || raised.is(vm, Builtin::SystemExit) => {
                (End::Wrong, Err(raised))
            }
            Err(raised) => {
                let exception = vm.instance_of(raised);
                let end = match is_plain(vm, &exception) {
                    true => report::exception_lines(vm, &exception).concat().trim_end().to_owned(),
                    false => vm.type_name(&exception),
                };
                (End::Raised(end), Err(Raised::again(exception)))
            }
        };
        let cut = vm.state::<Showing>().was_cut.get();
        self.log.end(vm, self.number.get(), &self.running.take(), end, cut);
        result
    }
}

/// Whether the message of an exception can be had without running anything of the program's.
fn is_plain(vm: &Vm, exception: &Value) -> bool {
    let Some(it) = Exception::of(exception) else { return false };
    let own = vm.type_of(exception).lookup(vm, vm.name(Name::Str));
    let plain = |it: &Value| vm.type_of(it).spec.is_some();
    !matches!(own, Some(Value::Func(_))) && it.args.borrow().items().iter().all(plain)
}

/// Whether the compiler takes a text, or could take it with more lines.
fn is_python(vm: &Vm, text: &str) -> bool {
    let probe = |text: &str, probing| match probing {
        true => codeop::probe_input(vm, text, 0),
        false => compile::source::tree(vm, text, &vm.str("<input>"), Mode::Exec, 0).map(drop),
    };
    // What it warns of is told when it is run.
    let sink = vm.state::<WarningSink>();
    let warn = sink.0.take();
    let found = codeop::maybe_compile(vm, text, false, probe).is_ok();
    sink.0.set(warn);
    found
}

/// The name of the last input whose text is like that.
fn latest_source(vm: &Vm, fits: impl Fn(&str) -> bool) -> Option<String> {
    let sources: Rc<Sources> = vm.state();
    let names =
        (0..=vm.state::<Showing>().number.get()).rev().map(|it| format!("<python-input-{it}>"));
    names.into_iter().find(|it| sources.get(it).is_some_and(|text| fits(&text)))
}

fn screen_size() -> Size {
    Size::of(std::io::stdout())
}

/// What Python code has written comes before what is written beside it.
fn flush(vm: &Vm) {
    // What cannot be written is told at the end.
    let _ = sys::finish_streams(vm);
}

/// Says something in a line of its own.
fn tell(vm: &Vm, text: &str) {
    show(vm, &format!("{text}\n"));
}

/// Writes to the terminal, as the program does.
fn show(vm: &Vm, text: &str) {
    let stdout = sys_attribute(vm, "__stdout__").filter(|it| !it.is_none());
    let stdout = stdout.or_else(|| sys_dict(vm).get_str(vm.name(Name::WordStdout)));
    if let Some(stdout) = stdout {
        // A terminal that is gone needs no words.
        let _ = write(vm, &stdout, &vm.str(text));
    }
    flush(vm);
}

/// Shows a text, a screen at a time if it is longer.
pub fn page(vm: &Vm, text: &str) {
    let command = vm.state::<PagerCommand>().0.borrow().clone();
    pager::show(vm, text, command.as_deref());
}
