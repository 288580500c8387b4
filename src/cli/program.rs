//! Finding and running the program: a command, a module, a file, a folder, standard input.
//!
//! Reference: Python Setup and Usage, "Interface options"; Library Reference, "runpy".

use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use crate::compile::Input;
use crate::object::{Builtin, Name, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::report::{self, Sources};
use crate::session::Session;
use crate::session::ending::{Outcome, settle};
use crate::stdlib::import::{self, Runnable};
use crate::stdlib::sys::{Settings, channel, stream};
use crate::stdlib::{module_spec, sys_attribute};
use crate::types::codec;

use super::options::{CommandLine, Program};

fn path_of(bytes: &[u8]) -> &Path {
    Path::new(OsStr::from_bytes(bytes))
}

/// The path with the current folder in front where it is relative; as it was written otherwise.
fn in_current_folder(path: &Path) -> PathBuf {
    std::env::current_dir().unwrap_or_default().join(path)
}

/// Puts the program's folder in front of `sys.path`, unless `-P` says not to.
pub fn set_path(line: &CommandLine, settings: &mut Settings) {
    if settings.safe_path {
        return;
    }
    let first = match &line.program {
        Program::Command(_) | Program::Stdin => PathBuf::new(),
        Program::Module(_) => std::env::current_dir().unwrap_or_default(),
        Program::File(file) => {
            let path = path_of(file);
            let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            if absolute.is_dir() {
                absolute
            } else {
                // The folder of the file itself, not of a link to it.
                let real = std::fs::canonicalize(&absolute).unwrap_or(absolute);
                real.parent().unwrap_or(Path::new("/")).to_owned()
            }
        }
    };
    settings.path.insert(0, first.into_os_string().into_vec());
}

/// Runs the program; what it raises is reported.
pub fn run(session: &Session, line: &CommandLine, settings: &Settings) -> Outcome {
    let vm = session.vm();
    let inspect = settings.inspect;
    let name = settings.orig_argv.first().map(|it| String::from_utf8_lossy(it).into_owned());
    let name = name.unwrap_or_default();
    let result = match &line.program {
        Program::Command(text) => match command(vm, text) {
            Some(text) => execute(session, Input::Bytes(&text), &vm.str("<string>")),
            None => return Outcome::Status(1),
        },
        Program::Module(module) => match run_module(session, &String::from_utf8_lossy(module)) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(complaint)) => {
                let executable = String::from_utf8_lossy(&settings.executable);
                report::print_text(vm, &format!("{executable}: {complaint}\n"));
                return Outcome::Status(1);
            }
            Err(raised) => Err(raised),
        },
        Program::File(file) if path_of(file).is_dir() => {
            let main = std::path::absolute(path_of(file)).unwrap_or_default().join("__main__.py");
            match std::fs::read(&main) {
                Ok(source) => run_folder(session, &source, &main),
                Err(_) => {
                    let file = String::from_utf8_lossy(file);
                    report::print_text(
                        vm,
                        &format!("{name}: can't find '__main__' module in '{file}'\n"),
                    );
                    return Outcome::Status(1);
                }
            }
        }
        Program::File(file) => {
            let path = in_current_folder(path_of(file));
            match std::fs::read(path_of(file)) {
                Ok(mut source) => {
                    if line.options.skip_first_line {
                        // The line stays, empty, for the sake of the line numbers.
                        let end = source.iter().position(|it| *it == b'\n');
                        source.drain(..end.unwrap_or(source.len()));
                    }
                    let filename = stream::lossless(vm, path.as_os_str().as_bytes());
                    execute_file(session, &source, &filename)
                }
                Err(error) => {
                    let number = error.raw_os_error().unwrap_or(libc::EIO);
                    let (path, why) = (path.display(), channel::message(&error));
                    report::print_text(
                        vm,
                        &format!("{name}: can't open file '{path}': [Errno {number}] {why}\n"),
                    );
                    return Outcome::Status(2);
                }
            }
        }
        Program::Stdin => match standard_input(vm) {
            Ok(source) => execute_file(session, &source, &vm.str("<stdin>")),
            Err(raised) => Err(raised),
        },
    };
    settle(vm, result, inspect)
}

/// The text of `-c`, which tracebacks will show lines of. Without one, the reason has been reported.
fn command(vm: &Vm, text: &[u8]) -> Option<Vec<u8>> {
    let mut text = text.to_vec();
    text.push(b'\n');
    let object = stream::lossless(vm, &text);
    if let Err(raised) = codec::encode(vm, &object, "utf-8", "strict") {
        let exception = vm.instance_of(raised);
        let lines = report::exception_lines(vm, &exception).concat();
        report::print_text(
            vm,
            &format!("Unable to decode the command from the command line:\n{lines}"),
        );
        return None;
    }
    vm.state::<Sources>().add("<string>", &String::from_utf8_lossy(&text));
    Some(text)
}

fn execute(session: &Session, source: Input, filename: &Ref<Str>) -> Raises<()> {
    let code = session.compile(source, filename)?;
    session.run(&code).map(drop)
}

/// Runs the source of a file; while it runs there is a `__file__`.
fn execute_file(session: &Session, source: &[u8], filename: &Ref<Str>) -> Raises<()> {
    let (vm, main) = (session.vm(), session.main());
    main.set_str(vm, vm.name(Name::File), Value::Str(filename.clone()));
    main.set_str(vm, vm.name(Name::Cached), Value::None);
    let result = execute(session, Input::File(source), filename);
    drop(main.remove_str(vm.name(Name::File)));
    drop(main.remove_str(vm.name(Name::Cached)));
    result
}

/// All of standard input, which Python code then finds at its end.
fn standard_input(vm: &Vm) -> Raises<Vec<u8>> {
    let stdin = sys_attribute(vm, "stdin").unwrap_or(Value::None);
    match stream::exact(vm, &stdin) {
        Some(stdin) => stdin.channel.read_all(vm),
        // The process was started without one.
        None => Ok(vec![]),
    }
}

/// A folder's `__main__.py` is a module of that name.
fn run_folder(session: &Session, source: &[u8], main: &Path) -> Raises<()> {
    let vm = session.vm();
    let filename = stream::lossless(vm, main.as_os_str().as_bytes());
    let origin = Value::Str(filename.clone());
    let spec = module_spec::make(vm, &vm.intern("__main__"), Value::None, origin, Value::None);
    become_module(session, "", spec, Some(&filename));
    execute(session, Input::Bytes(source), &filename)
}

/// Sets what `__main__` tells about the module that runs in it.
fn become_module(session: &Session, package: &str, spec: Value, file: Option<&Ref<Str>>) {
    let (vm, main) = (session.vm(), session.main());
    main.set_str(vm, vm.name(Name::Package), vm.text(package));
    main.set_str(vm, vm.name(Name::Loader), Value::None);
    main.set_str(vm, vm.name(Name::Spec), spec);
    if let Some(file) = file {
        main.set_str(vm, vm.name(Name::File), Value::Str(file.clone()));
        main.set_str(vm, vm.name(Name::Cached), Value::None);
    }
}

/// `-m`: a module that has a source, or a package's `__main__`. The inner error is a complaint without
/// traceback.
fn run_module(session: &Session, name: &str) -> Raises<Result<(), String>> {
    let vm = session.vm();
    let mut full = name.to_owned();
    let mut found = match import::program(vm, &full) {
        // A package on the way to it is missing, or none.
        Err(raised) if raised.is(vm, Builtin::ModuleNotFoundError) => {
            let exception = vm.instance_of(raised);
            let why = report::shown(&*protocol::str(vm, &exception)?);
            return Ok(Err(format!(
                "Error while finding module specification for '{name}' (ModuleNotFoundError: {why})"
            )));
        }
        other => other?,
    };
    if let Runnable::Package = found {
        full.push_str(".__main__");
        found = import::program(vm, &full)?;
        if let Runnable::Missing = found {
            return Ok(Err(format!(
                "No module named {full}; '{name}' is a package and cannot be directly executed"
            )));
        }
    }
    match found {
        Runnable::Source { text, filename, file, spec } => {
            let package = full.rfind('.').map_or("", |it| &full[..it]);
            let file_text = file.as_ref().and_then(|it| it.downcast::<Str>());
            become_module(session, package, spec, file_text);
            if let (Some(file), Some(Value::List(argv))) = (&file, sys_attribute(vm, "argv")) {
                // An empty `sys.argv`, as an imported package may leave it, stays so.
                let _ = argv.replace(0, file.clone());
            }
            execute(session, Input::Bytes(&text), &vm.str(&filename))?;
            Ok(Ok(()))
        }
        Runnable::Missing => Ok(Err(format!("No module named {name}"))),
        Runnable::Native | Runnable::Package => {
            Ok(Err(format!("No code object available for {name}")))
        }
    }
}
