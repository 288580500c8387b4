//! What CPython's `site` adds to the built-in names: `exit`, `quit`, `copyright`, `credits`, `license`, `help`.
//!
//! Reference: Library Reference, "Constants added by the site module".

use crate::err;
use crate::object::{
    Args, Builtin, Layout, Name, Payload, Raised, Raises, Ref, Str, TypeSpec, Value, Visitor, Vm,
    flags,
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

fn print(vm: &Vm, text: &str) -> Raises<Value> {
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
        slots.call.set(Some(help));
    },
    ..TypeSpec::DEFAULT
};

fn text_attribute(vm: &Vm, object: &Value, name: &str) -> Raises<Option<Ref<Str>>> {
    let found = protocol::getattr_opt(vm, object, &vm.intern(name))?;
    Ok(found.and_then(|it| it.downcast::<Str>().cloned()))
}

/// Signature and docstring of the object.
fn help(vm: &Vm, _: &Value, args: Args) -> Raises<Value> {
    if args.is_empty() {
        return Err(err!(
            NotImplementedError,
            "interactive help is not supported; help(object) shows an object's documentation"
        ));
    }
    let (object,): (Value,) = crate::bind!(vm, args, "__call__(object, /)")?;
    let described = match &object {
        Value::Type(_) | Value::Func(_) | Value::Native(_) => object.clone(),
        other if text_attribute(vm, other, "__name__")?.is_some() => other.clone(),
        other => Value::Type(vm.type_of(other).clone()),
    };
    let name = text_attribute(vm, &described, "__name__")?;
    let name = name.map_or("object".to_owned(), |it| it.to_string_lossy().into_owned());
    let kind = match &described {
        Value::Type(_) => "class",
        Value::Func(_) => "function",
        Value::Native(_) => "built-in function",
        _ => "",
    };
    let mut out = format!("Help on {kind} {name}:\n\n").replace("  ", " ");
    let signature = text_attribute(vm, &described, "__text_signature__")?;
    let signature = signature.map_or(String::new(), |it| {
        it.to_string_lossy().replace("$self, ", "self, ").replace("$module, ", "").replace("$", "")
    });
    out.push_str(&format!("{name}{signature}\n"));
    match text_attribute(vm, &described, "__doc__")? {
        Some(doc) => {
            for line in doc.to_string_lossy().lines() {
                out.push_str(&format!("    {line}\n"));
            }
        }
        None => out.push_str("    There is no documentation.\n"),
    }
    print(vm, &out)
}

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
