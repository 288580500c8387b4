//! The modules of the standard library that are written in Rust, a file or folder each.
//!
//! [`MODULES`] is the list of them: a new module is its file and one row. A module is made when it is first
//! imported ([`import`]).

pub mod abc;
pub mod array;
pub mod atexit;
pub mod bisect;
pub mod builtins;
pub mod cmath;
pub mod codeop;
pub mod collections;
pub mod errno;
pub mod frames;
pub mod functools;
pub mod gc;
pub mod heapq;
pub mod import;
pub mod io;
pub mod itertools;
pub mod math;
pub mod module_spec;
pub mod operator;
pub mod python;
pub mod random;
pub mod run;
pub mod struct_sequence;
pub mod sys;
pub mod time;
pub mod typing;
pub mod warnings;
pub mod weakref;

use std::cell::OnceCell;

use crate::object::{Builtin, Dict, Native, NativeFunction, Ref, TypeSpec, Value, Vm};
use crate::types::module::{self, Module};

/// A module as its file declares it.
pub struct Declared {
    pub name: &'static str,
    pub doc: &'static str,
    pub functions: &'static [&'static [Native]],
    /// The classes, with the names they have in the module.
    pub classes: &'static [(&'static str, Builtin)],
    /// Everything else that the module starts with.
    pub constants: fn(&Vm) -> Vec<(&'static str, Value)>,
}

const NOTHING: fn(&Vm) -> Vec<(&'static str, Value)> = |_| vec![];

/// Every module that is written in Rust.
pub static MODULES: &[Declared] = &[
    Declared {
        name: "_warnings",
        doc: warnings::DOC,
        functions: &[warnings::FUNCTIONS],
        classes: &[],
        constants: warnings::constants,
    },
    Declared {
        name: "_bisect",
        doc: bisect::DOC,
        functions: &[bisect::FUNCTIONS],
        classes: &[],
        constants: NOTHING,
    },
    Declared {
        name: "_heapq",
        doc: heapq::DOC,
        functions: &[heapq::FUNCTIONS],
        classes: &[],
        constants: NOTHING,
    },
    Declared {
        name: "_abc",
        doc: abc::DOC,
        functions: &[abc::FUNCTIONS],
        classes: &[],
        constants: NOTHING,
    },
    Declared {
        name: "_random",
        doc: random::DOC,
        functions: &[random::FUNCTIONS],
        classes: random::CLASSES,
        constants: NOTHING,
    },
    Declared {
        name: "_typing",
        doc: "What typing gets from the interpreter.",
        functions: &[typing::FUNCTIONS],
        classes: typing::CLASSES,
        constants: typing::constants,
    },
    Declared {
        name: "time",
        doc: time::DOC,
        functions: &[time::FUNCTIONS],
        classes: time::CLASSES,
        constants: time::constants,
    },
    Declared {
        name: "_functools",
        doc: functools::DOC,
        functions: &[functools::FUNCTIONS],
        classes: functools::CLASSES,
        constants: NOTHING,
    },
    Declared {
        name: "_operator",
        doc: operator::DOC,
        functions: operator::FUNCTIONS,
        classes: operator::CLASSES,
        constants: NOTHING,
    },
    Declared {
        name: "_weakref",
        doc: weakref::DOC,
        functions: &[weakref::FUNCTIONS],
        classes: weakref::CLASSES,
        constants: NOTHING,
    },
    Declared {
        name: "_codeop",
        doc: codeop::DOC,
        functions: &[codeop::FUNCTIONS],
        classes: &[],
        constants: codeop::constants,
    },
    Declared {
        name: "array",
        doc: array::DOC,
        functions: &[array::FUNCTIONS],
        classes: array::CLASSES,
        constants: array::constants,
    },
    Declared {
        name: "atexit",
        doc: atexit::DOC,
        functions: &[atexit::FUNCTIONS],
        classes: &[],
        constants: NOTHING,
    },
    Declared {
        name: "errno",
        doc: errno::DOC,
        functions: &[],
        classes: &[],
        constants: errno::constants,
    },
    Declared {
        name: "gc",
        doc: gc::DOC,
        functions: &[gc::FUNCTIONS],
        classes: &[],
        constants: gc::constants,
    },
    Declared {
        name: "_collections",
        doc: "What is quick in `collections`.",
        functions: &[collections::FUNCTIONS],
        classes: collections::CLASSES,
        constants: NOTHING,
    },
    Declared {
        name: "builtins",
        doc: builtins::DOC,
        functions: &[builtins::FUNCTIONS],
        classes: builtins::CLASSES,
        constants: builtins::constants,
    },
    Declared {
        name: "_io",
        doc: io::DOC,
        functions: &[io::FUNCTIONS],
        classes: io::CLASSES,
        constants: io::constants,
    },
    Declared {
        name: "cmath",
        doc: cmath::DOC,
        functions: &[cmath::FUNCTIONS],
        classes: &[],
        constants: cmath::constants,
    },
    Declared {
        name: "itertools",
        doc: "Iterators that make up for loops.",
        functions: &[itertools::FUNCTIONS],
        classes: itertools::CLASSES,
        constants: NOTHING,
    },
    Declared {
        name: "math",
        doc: math::DOC,
        functions: &[math::FUNCTIONS],
        classes: &[],
        constants: math::constants,
    },
    Declared {
        name: "sys",
        doc: sys::DOC,
        functions: &[sys::FUNCTIONS, sys::async_hooks::FUNCTIONS],
        classes: &[],
        constants: sys::constants,
    },
];

/// The declaration of a built-in class that a module of the standard library has.
pub fn spec(which: Builtin) -> Option<&'static TypeSpec> {
    Some(match which {
        Builtin::AbcData => &abc::SPEC,
        Builtin::Random => &random::SPEC,
        Builtin::Array => &array::SPEC,
        Builtin::ArrayIterator => &array::ITERATOR_SPEC,
        Builtin::StructTime => &time::STRUCT_TIME,
        Builtin::ModuleSpec => &module_spec::SPEC,
        Builtin::BuiltinImporter => &module_spec::IMPORTER,
        Builtin::Quitter => &builtins::site::QUITTER,
        Builtin::Printer => &builtins::site::PRINTER,
        Builtin::Helper => &builtins::site::HELPER,
        Builtin::TextStream => &sys::stream::SPEC,
        Builtin::SysFlags => &sys::info::FLAGS,
        Builtin::SysVersionInfo => &sys::info::VERSION_INFO,
        Builtin::SysFloatInfo => &sys::info::FLOAT_INFO,
        Builtin::SysIntInfo => &sys::info::INT_INFO,
        Builtin::SysHashInfo => &sys::info::HASH_INFO,
        Builtin::SysThreadInfo => &sys::info::THREAD_INFO,
        Builtin::SysAsyncgenHooks => &sys::async_hooks::HOOKS,
        Builtin::BufferedReader => &sys::bytes_stream::READER,
        Builtin::BufferedWriter => &sys::bytes_stream::WRITER,
        Builtin::BufferedRandom => &sys::bytes_stream::RANDOM,
        _ => {
            return itertools::spec(which)
                .or_else(|| collections::spec(which))
                .or_else(|| functools::spec(which))
                .or_else(|| operator::spec(which))
                .or_else(|| io::spec(which));
        }
    })
}

/// The declaration of the module of that name, if it is written in Rust.
pub fn declared(name: &str) -> Option<&'static Declared> {
    MODULES.iter().find(|it| it.name == name)
}

/// A function of a module as an object.
pub fn function(vm: &Vm, native: &'static Native, module: &Value, name: &Value) -> Value {
    let function =
        NativeFunction { native, receiver: module.clone(), bound: false, module: name.clone() };
    vm.alloc(Builtin::NativeFunction, function)
}

/// A new module object with everything it is declared to have.
pub fn make(vm: &Vm, declared: &'static Declared) -> Ref<Module> {
    let name = vm.intern(declared.name);
    let doc = if declared.doc.is_empty() { Value::None } else { vm.text(declared.doc) };
    let made = module::make(vm, &name, doc);
    let value = Value::of(made.clone().into_any());
    let name = Value::Str(name);
    let set = |name: &str, value: Value| made.dict.set_str(vm, &vm.intern(name), value);
    for native in declared.functions.iter().copied().flatten() {
        set(native.signature.name, function(vm, native, &value, &name));
    }
    for &(name, class) in declared.classes {
        set(name, Value::Type(vm.class(class).clone()));
    }
    for (name, value) in (declared.constants)(vm) {
        set(name, value);
    }
    made
}

/// The modules that exist from the start.
#[derive(Default)]
pub struct Core {
    sys: OnceCell<Ref<Dict>>,
}

/// The dictionary of `sys`.
pub fn sys_dict(vm: &Vm) -> Ref<Dict> {
    vm.state::<Core>().sys.get().cloned().unwrap_or_else(|| vm.dict())
}

/// `sys.name`, if it is set.
pub fn sys_attribute(vm: &Vm, name: &str) -> Option<Value> {
    vm.state::<Core>().sys.get()?.get_str(&vm.intern(name))
}

/// Makes `builtins` and `sys`: what an interpreter needs before it runs anything.
pub fn start(vm: &Vm, settings: sys::Settings) {
    let _ = vm.modules.set(vm.dict());
    sys::configure(vm, settings);
    crate::protocol::warn::set_handler(vm, warnings::from_type);
    vm.state::<crate::compile::source::WarningSink>().0.set(Some(warnings::from_compiler));
    for name in ["sys", "builtins"] {
        let declared = declared(name).expect("both are in the list");
        let made = make(vm, declared);
        import::finish_native(vm, &made, name, "built-in");
        if name == "sys" {
            let _ = vm.state::<Core>().sys.set(made.dict.clone());
            sys::install_streams(vm, &made.dict);
        } else {
            let _ = vm.builtins.set(made.dict.clone());
        }
        if let Some(modules) = vm.modules.get() {
            modules.set_str(vm, &vm.intern(name), Value::of(made.into_any()));
        }
    }
}
