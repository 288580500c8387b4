//! The options as one table, and reading a command line by it.
//!
//! [`Table`] is the only list of options: its rows say letter, value and help text. Short options combine
//! (`-Bc text`) and end at `-c`, `-m`, a file, `-` or `--`; [`read`] finds that place, takes combined
//! letters apart and lets clap fill the table with what comes before it.
//!
//! Reference: Python Setup and Usage, "Command line and environment".

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};

use clap::{ArgAction, CommandFactory, Parser};

/// Every option. The doc comments are the help text.
#[derive(Parser, Debug)]
#[command(
    name = "taipan",
    disable_help_flag = true,
    disable_version_flag = true,
    args_override_self = true,
    no_binary_name = true
)]
pub struct Table {
    /// warn where bytes are compared with text or shown as text; -bb: an error
    #[arg(short = 'b', action = ArgAction::Count)]
    pub bytes_warning: u8,
    /// set sys.dont_write_bytecode; compiled files are never written anyway
    #[arg(short = 'B')]
    pub dont_write_bytecode: bool,
    /// run this text (options end here)
    #[arg(short = 'c', value_name = "cmd", allow_hyphen_values = true)]
    pub command: Option<OsString>,
    /// set sys.flags.debug
    #[arg(short = 'd')]
    pub debug: bool,
    /// ignore the environment variables PYTHON*
    #[arg(short = 'E')]
    pub ignore_environment: bool,
    /// show this help (also -? and --help) and leave
    #[arg(short = 'h', long = "help", short_alias = '?')]
    pub help: bool,
    /// show a prompt after the program has run, and whatever standard input is
    #[arg(short = 'i')]
    pub interactive: bool,
    /// isolate the program: as -E, -P and -s
    #[arg(short = 'I')]
    pub isolated: bool,
    /// run the module of this name, found as by import (options end here)
    #[arg(short = 'm', value_name = "mod", allow_hyphen_values = true)]
    pub module: Option<OsString>,
    /// leave out assertions and what depends on __debug__; -OO: docstrings too
    #[arg(short = 'O', action = ArgAction::Count)]
    pub optimize: u8,
    /// put neither the program's folder nor the current one in front of sys.path
    #[arg(short = 'P')]
    pub safe_path: bool,
    /// no banner before the prompt
    #[arg(short = 'q')]
    pub quiet: bool,
    /// set sys.flags.no_user_site
    #[arg(short = 's')]
    pub no_user_site: bool,
    /// no `exit`, `help` and other names for the prompt among the built-ins
    #[arg(short = 'S')]
    pub no_site: bool,
    /// write standard output and error at once, without buffers
    #[arg(short = 'u')]
    pub unbuffered: bool,
    /// set sys.flags.verbose
    #[arg(short = 'v', action = ArgAction::Count)]
    pub verbose: u8,
    /// show the version (also --version) and leave; -VV: more of it
    #[arg(short = 'V', long = "version", action = ArgAction::Count)]
    pub version: u8,
    /// add a filter for warnings: action:message:category:module:line
    #[arg(short = 'W', value_name = "arg", allow_hyphen_values = true, action = ArgAction::Append)]
    pub warnings: Vec<OsString>,
    /// skip the first line of the file
    #[arg(short = 'x')]
    pub skip_first_line: bool,
    /// set an option of the implementation (--help-xoptions lists them)
    #[arg(short = 'X', value_name = "opt", allow_hyphen_values = true, action = ArgAction::Append)]
    pub xoptions: Vec<OsString>,
    /// accepted: compiled files are not used
    #[arg(long = "check-hash-based-pycs", value_name = "when", allow_hyphen_values = true)]
    pub check_pycs: Option<OsString>,
    /// show the environment variables and leave
    #[arg(long = "help-env")]
    pub help_env: bool,
    /// show the options for -X and leave
    #[arg(long = "help-xoptions")]
    pub help_xoptions: bool,
    /// show all help and leave
    #[arg(long = "help-all")]
    pub help_all: bool,
    /// accepted, no effect
    #[arg(short = 'R', hide = true)]
    pub randomize: bool,
    /// accepted, no effect
    #[arg(short = 't', hide = true)]
    pub tabs: bool,
}

/// What runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    Command(Vec<u8>),
    Module(Vec<u8>),
    /// A file, or a folder with a `__main__.py`.
    File(Vec<u8>),
    /// Standard input, which may be a terminal.
    Stdin,
}

/// A command line that was understood.
#[derive(Debug)]
pub struct CommandLine {
    pub options: Table,
    pub program: Program,
    /// `sys.argv`.
    pub argv: Vec<Vec<u8>>,
}

/// The command line as shells complete it: the options, then a file and its arguments.
pub fn completed() -> clap::Command {
    let path = |id: &'static str| clap::Arg::new(id).value_hint(clap::ValueHint::FilePath);
    Table::command()
        .no_binary_name(false)
        .arg(
            path("file")
                .help("the program: a file, a folder with a __main__.py, or - for standard input"),
        )
        .arg(path("args").num_args(0..).help("the program's own arguments: sys.argv[1:]"))
}

/// Reads a command line, the program's own name left out. An error is the complaint's first line.
pub fn read(args: &[OsString]) -> Result<CommandLine, String> {
    let command = Table::command();
    let takes_value = |arg: Option<&clap::Arg>| arg.map(|it| it.get_action().takes_values());
    let by_letter = |letter: char| {
        let mut all = command.get_arguments();
        let has = |it: &&clap::Arg| {
            it.get_short_and_visible_aliases().is_some_and(|them| them.contains(&letter))
                || it.get_all_short_aliases().is_some_and(|them| them.contains(&letter))
        };
        takes_value(all.find(has))
    };
    let by_name =
        |name: &str| takes_value(command.get_arguments().find(|it| it.get_long() == Some(name)));
    // One option or value each, as clap is to see them.
    let mut plain: Vec<OsString> = Vec::new();
    let mut file = None;
    let mut rest = args;
    'all: while let Some((arg, after)) = rest.split_first() {
        let bytes = arg.as_bytes();
        if bytes == b"--" {
            if let Some((first, after)) = after.split_first() {
                (file, rest) = (Some(first), after);
            }
            break;
        }
        if bytes == b"-" || !bytes.starts_with(b"-") {
            (file, rest) = (Some(arg), after);
            break;
        }
        rest = after;
        if let Some(name) = bytes.strip_prefix(b"--") {
            let name = String::from_utf8_lossy(name);
            let Some(valued) = by_name(&name) else {
                return Err(format!("unknown option --{name}"));
            };
            plain.push(arg.clone());
            if valued {
                let Some((value, after)) = rest.split_first() else {
                    return Err(format!("Argument expected for the --{name} options"));
                };
                plain.push(value.clone());
                rest = after;
            }
            continue;
        }
        let mut letters = &bytes[1..];
        while let Some((&letter, more)) = letters.split_first() {
            letters = more;
            let shown = char::from(letter);
            if letter == b'J' {
                return Err("-J is reserved for Jython".to_owned());
            }
            let Some(valued) = by_letter(shown) else {
                return Err(format!("Unknown option: -{shown}"));
            };
            plain.push(OsString::from(format!("-{shown}")));
            if !valued {
                continue;
            }
            if !letters.is_empty() {
                plain.push(OsString::from_vec(letters.to_vec()));
            } else if let Some((value, after)) = rest.split_first() {
                plain.push(value.clone());
                rest = after;
            } else {
                return Err(format!("Argument expected for the -{shown} option"));
            }
            if matches!(letter, b'c' | b'm') {
                break 'all;
            }
            break;
        }
    }
    let options = Table::try_parse_from(plain).map_err(|it| it.to_string())?;
    let bytes = |it: &OsString| it.as_bytes().to_vec();
    let (program, name) = match (&options.command, &options.module, file) {
        (Some(text), _, _) => (Program::Command(bytes(text)), b"-c".to_vec()),
        (_, Some(name), _) => (Program::Module(bytes(name)), b"-m".to_vec()),
        (_, _, Some(file)) if file == "-" => (Program::Stdin, bytes(file)),
        (_, _, Some(file)) => (Program::File(bytes(file)), bytes(file)),
        _ => (Program::Stdin, vec![]),
    };
    let argv = std::iter::once(name).chain(rest.iter().map(bytes)).collect();
    Ok(CommandLine { options, program, argv })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(args: &[&str]) -> Result<CommandLine, String> {
        read(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    fn understood(args: &[&str]) -> CommandLine {
        line(args).expect("a command line that is right")
    }

    #[test]
    fn the_table_is_consistent() {
        Table::command().debug_assert();
    }

    #[test]
    fn short_options_combine() {
        let it = understood(&["-Bqc", "x", "-i", "--"]);
        assert!(it.options.dont_write_bytecode && it.options.quiet && !it.options.interactive);
        assert_eq!(it.program, Program::Command(b"x".to_vec()));
        assert_eq!(it.argv, [&b"-c"[..], b"-i", b"--"]);
        assert_eq!(understood(&["-c=1"]).program, Program::Command(b"=1".to_vec()));
        assert_eq!(understood(&["-c", ""]).program, Program::Command(vec![]));
        assert_eq!(understood(&["-c", "-1"]).program, Program::Command(b"-1".to_vec()));
        assert_eq!(understood(&["-bb", "-OO", "-B", "-B"]).options.optimize, 2);
    }

    #[test]
    fn options_end_at_the_program() {
        assert_eq!(understood(&["-i", "-", "-q"]).argv, [&b"-"[..], b"-q"]);
        assert_eq!(understood(&["--", "-x"]).program, Program::File(b"-x".to_vec()));
        assert_eq!(understood(&["--"]).program, Program::Stdin);
        let it = understood(&["-Wdefault", "-W", "-", "-Xdev", "f", "-c"]);
        assert_eq!((it.options.warnings.len(), it.options.xoptions.len()), (2, 1));
        assert_eq!(it.argv, [&b"f"[..], b"-c"]);
    }

    #[test]
    fn complaints() {
        assert_eq!(line(&["-Z"]).unwrap_err(), "Unknown option: -Z");
        assert_eq!(line(&["--foo"]).unwrap_err(), "unknown option --foo");
        assert_eq!(line(&["-Bc"]).unwrap_err(), "Argument expected for the -c option");
        assert_eq!(line(&["-J"]).unwrap_err(), "-J is reserved for Jython");
    }
}
