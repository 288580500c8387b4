//! Where reports go: `sys.stderr`.

use std::io::Write;

use crate::object::{Builtin, Name, Raises, Value, Vm};
use crate::protocol;

use super::colours;
use super::exception::chunks;

/// Prints what there is to say about an exception, as the interpreter does for one nobody caught.
pub fn print_exception(vm: &Vm, exception: &Value) {
    write_chunks(vm, &chunks(vm, exception, is_coloured(vm)));
}

/// Whether reports have colours: they go to the standard error stream itself, and that is a terminal.
fn is_coloured(vm: &Vm) -> bool {
    let Some(sys) = vm.modules.get().and_then(|it| it.get_str(vm.name(Name::WordSys))) else {
        return false;
    };
    let get =
        |of: &Value, name: &str| protocol::getattr_opt(vm, of, &vm.intern(name)).ok().flatten();
    let file = get(&sys, "stderr");
    let own = file.as_ref().zip(get(&sys, "__stderr__")).is_some_and(|(file, it)| file.is(&it));
    let flags = get(&sys, "flags").and_then(|it| get(&it, "ignore_environment"));
    let ignored = matches!(flags, Some(Value::Int(1)));
    own && colours::wanted(ignored, &std::io::stderr())
}

/// Writes a text to `sys.stderr`.
pub fn print_text(vm: &Vm, text: &str) {
    write_chunks(vm, &[text.to_owned()]);
}

/// Writes a report to `sys.stderr`; what fails there cannot be reported and is given up.
pub(super) fn write_chunks(vm: &Vm, chunks: &[String]) {
    let sys = vm.modules.get().and_then(|it| it.get_str(vm.name(Name::WordSys)));
    let file = sys.map(|it| protocol::getattr_opt(vm, &it, vm.name(Name::WordStderr)));
    match file {
        Some(Ok(Some(file))) => {
            let _ = write(vm, &file, chunks);
        }
        // Without the module, or the attribute, there is still the stream itself.
        _ => {
            let mut stderr = std::io::stderr().lock();
            for chunk in chunks {
                if stderr.write_all(chunk.as_bytes()).is_err() {
                    return;
                }
            }
            let _ = stderr.flush();
        }
    }
}

fn write(vm: &Vm, file: &Value, chunks: &[String]) -> Raises<()> {
    if file.is_none() {
        return Ok(());
    }
    let write = vm.name(Name::WordWrite);
    if vm.type_of(file).is(vm.class(Builtin::TextStream)) {
        protocol::call_method(vm, file, write, &[vm.text(&chunks.concat())])?;
    } else {
        for chunk in chunks {
            // As `print(chunk, end='')` writes it.
            protocol::call_method(vm, file, write, &[vm.text(chunk)])?;
            protocol::call_method(vm, file, write, &[vm.text("")])?;
        }
    }
    protocol::call_method_opt(vm, file, vm.name(Name::WordFlush), &[])?;
    Ok(())
}
