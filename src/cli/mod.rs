//! The command line: which program runs, with which settings, and with which status the process ends.
//!
//! [`options`] reads the arguments, [`environment`] makes settings of them and of the variables, [`program`]
//! finds and runs what they name; [`help`] is what is shown instead. Messages and statuses are CPython's.
//!
//! Reference: Python Setup and Usage, "Command line and environment".

mod environment;
mod help;
pub mod options;
mod program;

use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::os::unix::ffi::OsStringExt;
use std::process::ExitCode;

use crate::object::{process, signal, thread};
use crate::repl;
use crate::session::Session;
use crate::session::ending::Outcome;
use crate::stdlib::sys::Settings;

use environment::Fatal;
use options::CommandLine;

/// Runs the program that the command line names. Does not come back: the process ends with its status.
pub fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let name = args.first().map_or("taipan".into(), |it| it.to_string_lossy().into_owned());
    let line = match options::read(args.get(1..).unwrap_or_default()) {
        Ok(line) => line,
        Err(complaint) => {
            eprint!("{}", help::misuse(&name, &complaint));
            std::process::exit(2)
        }
    };
    if let Some(text) = text_asked_for(&line, &name) {
        let mut stdout = std::io::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        std::process::exit(if written.is_ok() { 0 } else { 120 })
    }
    let orig_argv = args.into_iter().map(OsString::into_vec).collect();
    let settings = match environment::settings(&line, orig_argv) {
        Ok(settings) => settings,
        Err(Fatal(message)) => {
            eprint!("Fatal Python error: {message}\nPython runtime state: preinitialized\n\n");
            std::process::exit(1)
        }
    };
    // Signals are for the interpreter's thread: they interrupt what it waits for.
    let held = signal::hold();
    let ran = thread::with_big_stack(move |native_stack| {
        signal::install();
        held.release();
        let outcome = run(&line, settings, native_stack);
        process::end_in_place(match outcome {
            Outcome::Status(status) => process::End::Status(status),
            Outcome::Interrupted => process::End::Signal(libc::SIGINT),
        });
        if let Outcome::Status(status) = outcome {
            thread::end_process(status);
        }
        outcome
    });
    held.release();
    match ran {
        Ok(Outcome::Status(status)) => std::process::exit(status),
        Ok(Outcome::Interrupted) => {
            signal::die_by_interrupt();
            std::process::exit(130)
        }
        Err(error) => {
            eprintln!("{name}: no thread for the interpreter: {error}");
            std::process::exit(1)
        }
    }
}

/// What is shown in place of running anything.
fn text_asked_for(line: &CommandLine, name: &str) -> Option<String> {
    let options = &line.options;
    if options.help {
        return Some(help::options(name));
    }
    if options.help_all {
        return Some([help::options(name), help::environment(), help::xoptions()].join("\n"));
    }
    if options.help_env {
        return Some(help::environment());
    }
    if options.help_xoptions {
        return Some(help::xoptions());
    }
    (options.version > 0).then(|| help::version(options.version))
}

fn run(line: &CommandLine, mut settings: Settings, native_stack: usize) -> Outcome {
    let terminal = std::io::stdin().is_terminal();
    let prompt = environment::is_prompt(&settings, &line.program, terminal);
    program::set_path(line, &mut settings);
    let session = Session::new(settings.clone(), native_stack);
    let mut outcome = Outcome::Status(0);
    if !prompt {
        outcome = program::run(&session, line, &settings);
    }
    if prompt || environment::inspects(&settings) && (settings.interactive || terminal) {
        outcome = repl::run(&session, &settings, prompt);
    }
    session.close(outcome)
}
