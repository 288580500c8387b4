//! The command line: what to run, with which settings, and the exit status it ends with.
//!
//! [`options`] reads the arguments. Statuses and messages are CPython's.
//!
//! Reference: "Command line and environment".

pub mod options;

use std::io::{IsTerminal, Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::Path;
use std::process::ExitCode;

use crate::compile::Mode;
use crate::object::{Builtin, Name, Raised, Raises, Value, signal, thread};
use crate::session::{End, Session, ended};
use crate::stdlib::import::{self, Runnable};
use crate::stdlib::sys;
use crate::{protocol, repl, report, stdlib};

use options::{Options, Program, Request};

/// Runs what the command line asks for. Does not come back: the process ends with the program's status.
pub fn main() -> ExitCode {
    let status = match options::read(std::env::args_os().collect()) {
        Request::Show(text) => i32::from(std::io::stdout().write_all(text.as_bytes()).is_err()),
        Request::Misuse(text) => {
            eprint!("{text}");
            2
        }
        Request::Run(options) => match thread::with_big_stack(move |size| run(*options, size)) {
            Ok(status) => status,
            Err(error) => {
                eprintln!("taipan: no thread for the interpreter: {error}");
                1
            }
        },
    };
    std::process::exit(status)
}

fn run(mut options: Options, native_stack: usize) -> i32 {
    let ignored = options.settings.ignore_environment;
    let environment = |name: &str| {
        if ignored { None } else { std::env::var_os(name).filter(|it| !it.is_empty()) }
    };
    let seed = match hash_seed(environment("PYTHONHASHSEED")) {
        Ok(seed) => seed,
        Err(message) => {
            eprintln!("Fatal Python error: {message}");
            return 1;
        }
    };
    options.settings.hash_seed = seed;
    options.settings.hash_randomization = seed != 0;
    if let Err(message) = options::complete(&mut options.settings) {
        eprintln!("Fatal Python error: {message}");
        return 1;
    }
    let more_paths = environment("PYTHONPATH");
    options.settings.path = search_path(&options, more_paths);
    signal::install();
    let optimize = u8::try_from(options.settings.optimize.min(2)).unwrap_or(2);
    let session = Session::new(options.settings.clone(), native_stack);
    let vm = session.vm();
    vm.state::<crate::compile::source::Settings>().optimize.set(optimize);

    let prompt = options.program == Program::Stdin
        && (std::io::stdin().is_terminal() || options.settings.interactive);
    let mut end = if prompt { End::Status(0) } else { program(&session, &options) };
    let after = options.settings.inspect
        && (options.settings.interactive || std::io::stdin().is_terminal());
    if prompt || after {
        end = repl::run(&session, options.settings.quiet || !prompt);
    }
    let status = finish(&session, end);
    // The process ends next: the system takes the memory back faster than a walk over the heap would, and
    // classes could not be freed in an order that suits all of them.
    std::mem::forget(session);
    status
}

/// The seed of string hashes; zero if they are to be the same in every run.
fn hash_seed(seed: Option<std::ffi::OsString>) -> Result<u32, String> {
    let seed = seed.map(|it| it.to_string_lossy().into_owned());
    match seed.as_deref() {
        None | Some("random") => {
            let mut bytes = [0; 4];
            let random = std::fs::File::open("/dev/urandom").and_then(|mut it| it.read_exact(&mut bytes));
            let seed = match random {
                Ok(()) => u32::from_ne_bytes(bytes),
                Err(_) => std::process::id(),
            };
            // Zero would switch randomisation off.
            Ok(seed.max(1))
        }
        Some(text) => match text.parse::<u32>() {
            Ok(seed) => Ok(seed),
            Err(_) => Err(
                "config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]"
                    .to_owned(),
            ),
        },
    }
}

/// `sys.path`: the program's folder in front, then PYTHONPATH.
fn search_path(options: &Options, more: Option<std::ffi::OsString>) -> Vec<Vec<u8>> {
    let mut path = Vec::new();
    if !options.settings.safe_path {
        path.push(match &options.program {
            Program::File(file) => {
                let file = Path::new(std::ffi::OsStr::from_bytes(file));
                let file = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
                let folder = if file.is_dir() { Some(file.as_path()) } else { file.parent() };
                folder.map(|it| it.as_os_str().as_bytes().to_vec()).unwrap_or_default()
            }
            Program::Module(_) => {
                std::env::current_dir().map(|it| it.into_os_string().into_vec()).unwrap_or_default()
            }
            Program::Command(_) | Program::Stdin => Vec::new(),
        });
    }
    for folder in more.iter().flat_map(std::env::split_paths) {
        path.push(folder.into_os_string().into_vec());
    }
    path
}

/// Runs the program and says how it ended.
fn program(session: &Session, options: &Options) -> End {
    let vm = session.vm();
    let result = match &options.program {
        Program::Command(text) => {
            vm.state::<report::Sources>().add("<string>", &String::from_utf8_lossy(text));
            let mut text = text.clone();
            text.push(b'\n');
            execute(session, &text, "<string>", None)
        }
        Program::File(file) => match read_file(options, file) {
            Ok((source, path)) => execute(session, &source, &path, Some(&path)),
            Err(message) => {
                eprint!("{message}");
                return End::Status(if message.contains("__main__") { 1 } else { 2 });
            }
        },
        Program::Module(name) => run_module(session, &String::from_utf8_lossy(name)),
        Program::Stdin => {
            let mut source = Vec::new();
            if std::io::stdin().read_to_end(&mut source).is_err() {
                source.clear();
            }
            execute(session, &source, "<stdin>", Some("<stdin>"))
        }
    };
    match result {
        Ok(()) => End::Status(0),
        Err(raised) => ended(vm, raised),
    }
}

fn executable(options: &Options) -> String {
    options
        .settings
        .orig_argv
        .first()
        .map(|it| String::from_utf8_lossy(it).into_owned())
        .unwrap_or_default()
}

/// The script's text and its absolute path.
fn read_file(options: &Options, file: &[u8]) -> Result<(Vec<u8>, String), String> {
    let path = Path::new(std::ffi::OsStr::from_bytes(file));
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let shown = absolute.to_string_lossy().into_owned();
    if path.is_dir() {
        let main = absolute.join("__main__.py");
        return match std::fs::read(&main) {
            Ok(source) => Ok((source, main.to_string_lossy().into_owned())),
            Err(_) => Err(format!(
                "{}: can't find '__main__' module in '{}'\n",
                executable(options),
                String::from_utf8_lossy(file)
            )),
        };
    }
    match std::fs::read(path) {
        Ok(source) if options.skip_first_line => {
            let rest =
                source.iter().position(|it| *it == b'\n').map_or(&[][..], |at| &source[at..]);
            Ok((rest.to_vec(), shown))
        }
        Ok(source) => Ok((source, shown)),
        Err(error) => {
            let code = error.raw_os_error().unwrap_or(2);
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or("");
            Err(format!(
                "{}: can't open file '{shown}': [Errno {code}] {text}\n",
                executable(options)
            ))
        }
    }
}

fn execute(session: &Session, source: &[u8], filename: &str, file: Option<&str>) -> Raises<()> {
    let vm = session.vm();
    if let Some(file) = file {
        let main = session.main();
        main.set_str(vm, vm.name(Name::File), vm.text(file));
        main.set_str(vm, vm.name(Name::Cached), Value::None);
    }
    let code = session.compile(source, filename, Mode::Exec)?;
    session.run(&code).map(drop)
}

/// `-m`: a module that has a source, or a package's `__main__`, runs as the program.
fn run_module(session: &Session, name: &str) -> Raises<()> {
    let vm = session.vm();
    let complain = |message: String| {
        let settings = sys::settings(vm);
        let executable = settings.orig_argv.first().map_or(&b""[..], |it| it);
        eprintln!("{}: {message}", String::from_utf8_lossy(executable));
        Err(Raised::with_args(Builtin::SystemExit, vec![Value::Int(1)]))
    };
    let mut full = name.to_owned();
    let mut found = match import::program(vm, &full) {
        // A package on the way to it is missing.
        Err(raised) if raised.is(vm, Builtin::ModuleNotFoundError) => {
            let exception = vm.instance_of(raised);
            let why = protocol::str(vm, &exception)?;
            return complain(format!(
                "Error while finding module specification for '{name}' (ModuleNotFoundError: {})",
                report::shown(&why)
            ));
        }
        other => other?,
    };
    if let Runnable::Package = found {
        full.push_str(".__main__");
        found = import::program(vm, &full)?;
        if let Runnable::Missing = found {
            return complain(format!(
                "No module named {full}; '{name}' is a package and cannot be directly executed"
            ));
        }
    }
    match found {
        Runnable::Source { text, filename, file, spec } => {
            let main = session.main();
            if let (Some(file), Some(Value::List(argv))) =
                (&file, stdlib::sys_attribute(vm, "argv"))
            {
                // An empty `sys.argv`, as an imported package may leave it, stays so.
                let _ = argv.replace(0, file.clone());
            }
            let package = full.rfind('.').map_or("", |it| &full[..it]);
            main.set_str(vm, vm.name(Name::Package), vm.text(package));
            main.set_str(vm, vm.name(Name::Spec), spec);
            execute(session, &text, &filename, file.is_some().then_some(filename.as_str()))
        }
        Runnable::Missing => complain(format!("No module named {name}")),
        Runnable::Native | Runnable::Package => {
            complain(format!("No code object available for {name}"))
        }
    }
}

/// Runs what waits for the end, flushes, and gives the status.
fn finish(session: &Session, end: End) -> i32 {
    let vm = session.vm();
    stdlib::atexit::run(vm);
    session.tear_down();
    let mut status = match end {
        End::Status(status) => status,
        End::Interrupted => 130,
    };
    for (stream, result) in sys::finish_streams(vm) {
        let Err(raised) = result else { continue };
        let is_stdout = stdlib::sys_attribute(vm, "stdout").is_some_and(|it| it.is(&stream));
        if is_stdout {
            let exception = vm.instance_of(raised);
            let lines = report::exception_lines(vm, &exception);
            eprint!("Exception ignored on flushing sys.stdout:\n{}", lines.concat());
            status = 120;
        }
    }
    if let End::Interrupted = end {
        signal::die_by_interrupt();
    }
    status
}
