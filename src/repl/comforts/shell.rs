//! `!command` and `name = !command`: the shell's commands at the prompt.
//!
//! The command runs through `/bin/sh`, at the terminal as it is: Ctrl-C is for the command, not for the
//! interpreter. `$name` is the shell's own. `{name}` is replaced by `str()` of the variable of that name if
//! `__main__` has one, as it is, without quoting; any other braces are the shell's.

use std::process::{Command, ExitStatus, Stdio};

use crate::object::{Dict, Raises, Ref, Value, Vm, signal};
use crate::protocol;
use crate::report;
use crate::stdlib::sys::stream;

use super::command::is_name;
use super::tell;

/// The command with the variables that it names in braces.
pub fn interpolated(vm: &Vm, main: &Dict, command: &str) -> Raises<String> {
    let mut out = String::with_capacity(command.len());
    let mut rest = command;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let inside = rest[1..].split_once('}').map(|it| it.0).filter(|it| is_name(it));
        // `${name}` is the shell's.
        let inside = inside.filter(|_| !out.ends_with('$'));
        match inside.and_then(|it| Some((it, main.get_str(&vm.intern(it))?))) {
            Some((name, value)) => {
                out.push_str(&protocol::str(vm, &value).map(|it| report::shown(&it))?);
                rest = &rest[name.len() + 2..];
            }
            None => {
                out.push('{');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

fn shell(command: &str) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command);
    shell
}

/// Runs a command at the terminal. How it failed is told in a line.
pub fn run(vm: &Vm, command: &str) {
    let status = shell(command).status();
    // Ctrl-C was for the command, which had it from the terminal.
    signal::take_interrupt();
    match status {
        Ok(status) => tell_failure(vm, status),
        Err(error) => tell(vm, &format!("/bin/sh cannot be run: {error}")),
    }
}

/// Runs a command and gives the lines it writes to its standard output.
pub fn capture(vm: &Vm, command: &str) -> Value {
    let output = shell(command).stdin(Stdio::inherit()).stderr(Stdio::inherit()).output();
    signal::take_interrupt();
    match output {
        Ok(output) => {
            tell_failure(vm, output.status);
            let text = output.stdout.strip_suffix(b"\n").unwrap_or(&output.stdout);
            if output.stdout.is_empty() {
                return vm.list(vec![]);
            }
            let lines = text.split(|it| *it == b'\n');
            vm.list(lines.map(|it| Value::Str(line(vm, it))).collect())
        }
        Err(error) => {
            tell(vm, &format!("/bin/sh cannot be run: {error}"));
            vm.list(vec![])
        }
    }
}

fn line(vm: &Vm, bytes: &[u8]) -> Ref<crate::object::Str> {
    stream::lossless(vm, bytes.strip_suffix(b"\r").unwrap_or(bytes))
}

fn tell_failure(vm: &Vm, status: ExitStatus) {
    use std::os::unix::process::ExitStatusExt;
    match (status.code(), status.signal()) {
        (Some(0), _) => {}
        (Some(code), _) => tell(vm, &format!("exit status {code}")),
        (None, Some(signal)) => tell(vm, &format!("ended by signal {signal}")),
        (None, None) => tell(vm, "ended"),
    }
}
