//! What CPython's `site` adds to the built-in names: `exit`, `quit`, `copyright`, `credits`, `license`, `help`.
//!
//! Reference: Library Reference, "Constants added by the site module".

use crate::object::{
    Args, Builtin, Layout, Name, Payload, Raised, Raises, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::container::this;

use super::print::write;

/// Whose language this is, and whose program.
pub const COPYRIGHT: &str = "Copyright (c) the authors of taipan.\n\
    Python is a trademark of the Python Software Foundation, which has no part in this program.";

const CREDITS: &str = "    Taipan speaks the language that Guido van Rossum began and the Python community made.\n    \
    See www.python.org for more about it.";

const LICENSE: &str = "Taipan may be used under the MIT licence or the Apache licence, version 2.0, whichever \
    you like better.";

/// The payload of `exit` and `quit`: their name.
pub struct Quitter {
    name: &'static str,
}

impl Payload for Quitter {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static QUITTER_LAYOUT: Layout = Layout::of::<Quitter>();

pub static QUITTER: TypeSpec = TypeSpec {
    name: "_sitebuiltins.Quitter",
    layout: Some(&QUITTER_LAYOUT),
    flags: flags::NO_NEW,
    doc: "Ends the program when it is called.",
    slots: |slots| {
        slots.repr.set(Some(|vm, it| {
            let name = this::<Quitter>(it).name;
            Ok(vm.text(&format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
        }));
        slots.call.set(Some(quit));
    },
    getset: &[crate::object::GetSet {
        name: "name",
        doc: "",
        get: |vm, it| Ok(vm.text(this::<Quitter>(it).name)),
        set: None,
    }],
    ..TypeSpec::DEFAULT
};

fn quit(vm: &Vm, _: &Value, args: Args) -> Raises<Value> {
    let (code,): (Value,) = crate::bind!(vm, args, "__call__(code=None)")?;
    // The program is not to read on from standard input.
    let stdin = crate::stdlib::sys_dict(vm).get_str(vm.name(Name::WordStdin));
    if let Some(stdin) = stdin.filter(|it| !it.is_none()) {
        let _ = protocol::call_method_opt(vm, &stdin, vm.name(Name::WordClose), &[]);
    }
    Err(Raised::with_args(Builtin::SystemExit, vec![code]))
}

/// The payload of `copyright`, `credits` and `license`.
pub struct Printer {
    text: &'static str,
    shown: &'static str,
}

impl Payload for Printer {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static PRINTER_LAYOUT: Layout = Layout::of::<Printer>();

pub static PRINTER: TypeSpec = TypeSpec {
    name: "_sitebuiltins._Printer",
    layout: Some(&PRINTER_LAYOUT),
    flags: flags::NO_NEW,
    doc: "A text that is printed when it is called.",
    slots: |slots| {
        slots.repr.set(Some(|vm, it| Ok(vm.text(this::<Printer>(it).shown))));
        slots.call.set(Some(|vm, it, args| {
            let () = crate::bind!(vm, args, "__call__()")?;
            print(vm, this::<Printer>(it).text)
        }));
    },
    ..TypeSpec::DEFAULT
};

/// Writes a text and the end of a line to `sys.stdout`.
pub fn print(vm: &Vm, text: &str) -> Raises<Value> {
    let stdout = crate::stdlib::sys_dict(vm).get_str(vm.name(Name::WordStdout));
    if let Some(stdout) = stdout.filter(|it| !it.is_none()) {
        write(vm, &stdout, &vm.str(&format!("{text}\n")))?;
    }
    Ok(Value::None)
}

/// The payload of `help`.
pub struct Helper;

impl Payload for Helper {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static HELPER_LAYOUT: Layout = Layout::of::<Helper>();

pub static HELPER: TypeSpec = TypeSpec {
    name: "_sitebuiltins._Helper",
    layout: Some(&HELPER_LAYOUT),
    flags: flags::NO_NEW,
    doc: "Shows what an object says about itself.",
    slots: |slots| {
        slots.repr.set(Some(|vm, _| {
            Ok(vm.text("Type help() for interactive help, or help(object) for help about object."))
        }));
        slots.call.set(Some(super::help::help));
    },
    ..TypeSpec::DEFAULT
};

/// Takes these names away again, for `-S`.
pub fn remove(vm: &Vm) {
    let Some(builtins) = vm.builtins.get() else { return };
    for name in ["exit", "quit", "copyright", "credits", "license", "help"] {
        drop(builtins.remove_str(&vm.intern(name)));
    }
}

pub fn constants(vm: &Vm) -> Vec<(&'static str, Value)> {
    let quitter = |name| vm.alloc(Builtin::Quitter, Quitter { name });
    let printer = |text, shown| vm.alloc(Builtin::Printer, Printer { text, shown });
    vec![
        ("exit", quitter("exit")),
        ("quit", quitter("quit")),
        ("copyright", printer(COPYRIGHT, COPYRIGHT)),
        ("credits", printer(CREDITS, CREDITS)),
        ("license", printer(LICENSE, "Type license() to see the full license text")),
        ("help", vm.alloc(Builtin::Helper, Helper)),
    ]
}
