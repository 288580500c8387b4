//! The options, read as CPython reads them: short ones combine, and they end with what names the program.
//!
//! Reference: "Command line and environment".

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use crate::session::VERSION;
use crate::stdlib::sys::Settings;

/// What is to be run.
#[derive(Debug, PartialEq, Eq)]
pub enum Program {
    Command(Vec<u8>),
    Module(Vec<u8>),
    File(Vec<u8>),
    /// `-` or nothing.
    Stdin,
}

/// What the command line asks for.
pub enum Request {
    Run(Box<Options>),
    /// Text for standard output, and done.
    Show(String),
    /// Text for standard error, and status 2.
    Misuse(String),
}

pub struct Options {
    pub program: Program,
    pub settings: Settings,
    /// `-x`: the first line of a file is skipped.
    pub skip_first_line: bool,
}

const HELP: &str = "\
usage: {exe} [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options:
-B     : write no bytecode files (there are none); also PYTHONDONTWRITEBYTECODE=x
-c cmd : run this text as a program (ends the options)
-d     : debug the parser; no effect
-E     : ignore environment variables that begin with PYTHON
-h     : print this help and exit (also -? or --help)
-i     : show the prompt after the program has run; also PYTHONINSPECT=x
-I     : isolate from the environment and the user's directories
-m mod : run a module as a program (ends the options)
-O     : leave out assert and what depends on __debug__
-OO    : as -O, and leave out docstrings
-P     : do not put an unsafe path in front of sys.path
-q     : no version and licence lines when the prompt starts
-s     : leave the user's site directory out of sys.path
-S     : do not import site
-u     : write standard output and error through at once
-v     : say what is imported; no effect
-V     : print the version and exit (also --version; -VV says more)
-W arg : control warnings
-x     : skip the first line of the source
-X opt : set an option of this implementation
file   : run this file as a program
-      : run what standard input holds (default; the prompt if that is a terminal)
arg ...: what the program finds in sys.argv[1:]
";

fn misuse(exe: &str, what: &str) -> Request {
    Request::Misuse(format!(
        "{what}\nusage: {exe} [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `python -h' for more information.\n"
    ))
}

/// Reads the arguments; the first is the program's own name.
pub fn read(args: Vec<OsString>) -> Request {
    let args: Vec<Vec<u8>> = args.into_iter().map(OsStringExt::into_vec).collect();
    let exe = String::from_utf8_lossy(args.first().map_or(b"taipan", |it| it)).into_owned();
    let mut settings = Settings { orig_argv: args.clone(), ..Settings::default() };
    settings.dont_write_bytecode = false;
    let mut skip_first_line = false;
    let mut version = 0;
    let mut at = 1;
    let program = 'options: loop {
        let Some(arg) = args.get(at) else { break Program::Stdin };
        at += 1;
        if arg == b"-" {
            break Program::Stdin;
        }
        if arg == b"--" {
            match args.get(at) {
                Some(file) => {
                    at += 1;
                    break Program::File(file.clone());
                }
                None => break Program::Stdin,
            }
        }
        if let Some(long) = arg.strip_prefix(b"--") {
            match long {
                b"help" | b"help-all" | b"help-env" | b"help-xoptions" => {
                    return Request::Show(HELP.replace("{exe}", &exe));
                }
                b"version" => version += 1,
                b"check-hash-based-pycs" => at += 1,
                _ => {
                    return misuse(
                        &exe,
                        &format!("unknown option {}", String::from_utf8_lossy(arg)),
                    );
                }
            }
            continue;
        }
        let Some(letters) = arg.strip_prefix(b"-") else { break Program::File(arg.clone()) };
        let mut i = 0;
        while i < letters.len() {
            let letter = letters[i];
            i += 1;
            if matches!(letter, b'c' | b'm' | b'W' | b'X') {
                let value = if i < letters.len() {
                    letters[i..].to_vec()
                } else if let Some(next) = args.get(at) {
                    at += 1;
                    next.clone()
                } else {
                    return misuse(
                        &exe,
                        &format!("Argument expected for the -{} option", char::from(letter)),
                    );
                };
                match letter {
                    b'c' => break 'options Program::Command(value),
                    b'm' => break 'options Program::Module(value),
                    b'W' => settings.warnoptions.push(String::from_utf8_lossy(&value).into_owned()),
                    _ => settings.xoptions.push(String::from_utf8_lossy(&value).into_owned()),
                }
                break;
            }
            match letter {
                b'h' | b'?' => return Request::Show(HELP.replace("{exe}", &exe)),
                b'V' => version += 1,
                b'i' => {
                    settings.inspect = true;
                    settings.interactive = true;
                }
                b'q' => settings.quiet = true,
                b'u' => settings.unbuffered = true,
                b'O' => settings.optimize += 1,
                b'B' => settings.dont_write_bytecode = true,
                b'E' => settings.ignore_environment = true,
                b'I' => {
                    settings.isolated = true;
                    settings.ignore_environment = true;
                    settings.no_user_site = true;
                    settings.safe_path = true;
                }
                b's' => settings.no_user_site = true,
                b'S' => settings.no_site = true,
                b'P' => settings.safe_path = true,
                b'b' => settings.bytes_warning += 1,
                b'd' => settings.debug = true,
                b'v' => settings.verbose += 1,
                b'x' => skip_first_line = true,
                b't' | b'R' => {}
                other => return misuse(&exe, &format!("Unknown option: -{}", char::from(other))),
            }
        }
    };
    if version > 0 {
        let more = if version > 1 {
            format!(" (taipan {})", env!("CARGO_PKG_VERSION"))
        } else {
            String::new()
        };
        return Request::Show(format!("{VERSION}{more}\n"));
    }
    let name: &[u8] = match &program {
        Program::Command(_) => b"-c",
        Program::Module(_) => b"-m",
        Program::File(file) => file,
        Program::Stdin if args.get(at.saturating_sub(1)).is_some_and(|it| it == b"-") => b"-",
        Program::Stdin => b"",
    };
    settings.argv = std::iter::once(name.to_vec())
        .chain(args.get(at..).unwrap_or_default().iter().cloned())
        .collect();
    settings.executable =
        std::env::current_exe().map(|it| it.into_os_string().into_vec()).unwrap_or_default();
    Request::Run(Box::new(Options { program, settings, skip_first_line }))
}

/// Adds what the environment and `-X` say. `Err` says what cannot be obeyed.
pub fn complete(settings: &mut Settings) -> Result<(), String> {
    let ignored = settings.ignore_environment;
    let variable = |name: &str| {
        let value = std::env::var_os(name).filter(|it| !ignored && !it.is_empty())?;
        Some(value.to_string_lossy().into_owned())
    };
    // A number, or any text for 1.
    let level = |name: &str| {
        variable(name).map_or(0, |it| it.parse().ok().filter(|it| *it >= 0).unwrap_or(1))
    };
    settings.optimize = settings.optimize.max(level("PYTHONOPTIMIZE")).min(2);
    settings.verbose = settings.verbose.max(level("PYTHONVERBOSE"));
    settings.debug |= level("PYTHONDEBUG") > 0;
    settings.unbuffered |= variable("PYTHONUNBUFFERED").is_some();
    settings.no_user_site |= variable("PYTHONNOUSERSITE").is_some();
    settings.safe_path |= variable("PYTHONSAFEPATH").is_some();
    settings.dont_write_bytecode |= variable("PYTHONDONTWRITEBYTECODE").is_some();
    settings.inspect |= variable("PYTHONINSPECT").is_some();
    let filters = std::mem::take(&mut settings.warnoptions);
    let given = std::mem::take(&mut settings.xoptions);
    settings.dev_mode = given.iter().any(|it| it == "dev") || variable("PYTHONDEVMODE").is_some();
    settings.utf8_mode = given.iter().any(|it| it == "utf8" || it == "utf8=1")
        || variable("PYTHONUTF8").as_deref() == Some("1");
    settings.int_max_str_digits = digits(&given, variable("PYTHONINTMAXSTRDIGITS"))?;
    settings.xoptions = given;
    if settings.dev_mode {
        settings.warnoptions.push("default".to_owned());
    }
    if let Some(filters) = variable("PYTHONWARNINGS") {
        settings.warnoptions.extend(filters.split(',').map(str::to_owned));
    }
    settings.warnoptions.extend(filters);
    match settings.bytes_warning {
        0 => {}
        1 => settings.warnoptions.push("default::BytesWarning".to_owned()),
        _ => settings.warnoptions.push("error::BytesWarning".to_owned()),
    }
    Ok(())
}

/// The limit of `int` digits: `-X int_max_str_digits` before the variable.
fn digits(xoptions: &[String], variable: Option<String>) -> Result<Option<usize>, String> {
    let valid = |text: &str| text.parse().ok().filter(|it| *it == 0 || *it >= 640);
    let option = xoptions.iter().rev().find_map(|it| {
        it.strip_prefix("int_max_str_digits").map(|it| it.strip_prefix('=').unwrap_or(it))
    });
    if let Some(option) = option {
        return valid(option).map(Some).ok_or_else(|| {
            let what = "-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.";
            format!("config_init_int_max_str_digits: {what}")
        });
    }
    match variable {
        None => Ok(None),
        Some(text) => valid(&text).map(Some).ok_or_else(|| {
            let what = "PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.";
            format!("config_init_int_max_str_digits: {what}")
        }),
    }
}
