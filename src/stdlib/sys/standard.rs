//! The three standard streams.

use std::fs::File;
use std::io::IsTerminal;
use std::os::fd::AsFd;

use crate::object::{Dict, Name, Raises, Ref, Value, Vm, descriptors};

use super::channel::{Channel, Flushing};
use super::newline::Newline;
use super::stream::{self, Options, TextStream};

/// Makes `sys.stdin`, `stdout` and `stderr`; one whose file the system does not have becomes `None`.
pub fn install_streams(vm: &Vm, sys: &Dict) {
    let settings = super::settings(vm);
    let unbuffered = settings.unbuffered;
    let (encoding, errors) = coding(settings.ignore_environment);
    let own = |fd: usize, file: std::io::Result<std::os::fd::OwnedFd>| {
        file.ok().map(File::from).filter(|_| !descriptors::was_closed(fd))
    };
    let files = [
        ("stdin", own(0, std::io::stdin().as_fd().try_clone_to_owned())),
        ("stdout", own(1, std::io::stdout().as_fd().try_clone_to_owned())),
        ("stderr", own(2, std::io::stderr().as_fd().try_clone_to_owned())),
    ];
    for (fd, (name, file)) in files.into_iter().enumerate() {
        let stream = match file {
            None => Value::None,
            Some(file) => {
                let terminal = file.is_terminal();
                let reads = fd == 0;
                let shown = vm.text(&format!("<{name}>"));
                let channel = Channel::new(file, fd as i64, shown, reads, !reads);
                channel.flushing.set(match fd {
                    _ if unbuffered => Flushing::Always,
                    2 => Flushing::Line,
                    _ if terminal => Flushing::Line,
                    _ => Flushing::Full,
                });
                let errors = if fd == 2 { "backslashreplace" } else { &errors };
                let options = Options {
                    mode: if reads { "r" } else { "w" },
                    encoding: encoding.clone(),
                    errors: errors.to_owned(),
                    newline: if reads { Newline::Universal } else { Newline::Lf },
                };
                stream::make(vm, channel, options)
            }
        };
        sys.set_str(vm, &vm.intern(name), stream.clone());
        sys.set_str(vm, &vm.intern(&format!("__{name}__")), stream);
    }
}

/// Encoding and error handler of the standard streams: PYTHONIOENCODING, else by the locale.
fn coding(ignore_environment: bool) -> (String, String) {
    let given = std::env::var("PYTHONIOENCODING").ok().filter(|_| !ignore_environment);
    let given = given.unwrap_or_default();
    let (encoding, errors) = given.split_once(':').unwrap_or((&given, ""));
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|it| std::env::var(it).ok())
        .find(|it| !it.is_empty())
        .unwrap_or_default();
    // The locale without a language takes what is not text along.
    let plain = matches!(locale.as_str(), "" | "C" | "POSIX" | "C.UTF-8" | "C.utf8");
    let default = if plain { "surrogateescape" } else { "strict" };
    let encoding = if encoding.is_empty() { "utf-8" } else { encoding };
    let errors = match (errors, given.is_empty()) {
        ("", true) => default,
        ("", false) => "strict",
        (errors, _) => errors,
    };
    (encoding.to_owned(), errors.to_owned())
}

/// `sys.stdout` where it is a stream of the built-in class: what can be written to without a call.
pub fn stdout_of(vm: &Vm, stdout: &Value) -> Option<Ref<TextStream>> {
    stream::exact(vm, stdout).cloned()
}

/// Flushes the standard streams at the end. What fails is given: the stream and why.
pub fn finish_streams(vm: &Vm) -> Vec<(Value, Raises<()>)> {
    let sys = crate::stdlib::sys_dict(vm);
    let mut failed = Vec::new();
    for name in [Name::WordStdout, Name::WordStderr] {
        let Some(stream) = sys.get_str(vm.name(name)) else { continue };
        if stream.is_none() {
            continue;
        }
        let result = match stream::exact(vm, &stream) {
            Some(it) if it.channel.is_closed() => Ok(()),
            Some(it) => {
                let result = it.channel.flush(vm);
                if result.is_err() {
                    it.channel.discard();
                }
                result
            }
            None => crate::protocol::call_method_opt(vm, &stream, vm.name(Name::WordFlush), &[])
                .map(drop),
        };
        if result.is_err() {
            failed.push((stream, result));
        }
    }
    failed
}
