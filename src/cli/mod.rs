//! The command line.

use std::process::ExitCode;

use crate::compile::Mode;
use crate::object::thread;
use crate::report;
use crate::session::Session;
use crate::stdlib::sys::Settings;

/// Runs the program that the command line names and gives its exit status.
pub fn main() -> ExitCode {
    let status = thread::with_big_stack(run).unwrap_or(1);
    std::process::exit(status)
}

fn run(native_stack: usize) -> i32 {
    let args: Vec<String> = std::env::args().collect();
    let (source, filename) = match args.get(1).map(String::as_str) {
        Some("-c") => {
            (args.get(2).cloned().unwrap_or_default().into_bytes(), "<string>".to_owned())
        }
        Some(path) => (std::fs::read(path).unwrap_or_default(), path.to_owned()),
        None => {
            let mut text = Vec::new();
            let _ = std::io::Read::read_to_end(&mut std::io::stdin(), &mut text);
            (text, "<stdin>".to_owned())
        }
    };
    let session = Session::new(Settings::default(), native_stack);
    let vm = session.vm();
    let result =
        session.compile(&source, &filename, Mode::Exec).and_then(|code| session.run(&code));
    let status = match result {
        Ok(_) => 0,
        Err(raised) => {
            let exception = vm.instance_of(raised);
            report::print_exception(vm, &exception);
            1
        }
    };
    crate::stdlib::sys::finish_streams(vm);
    std::mem::forget(session);
    status
}
