//! One interpreter and its `__main__`: what the command line, the prompt and the tests drive.

use crate::algo::hash::Key;
use crate::compile::{self, Input, Mode};
use crate::eval;
use crate::object::{
    Args, Builtin, Code, Dict, Hooks, Name, Raised, Raises, Ref, Type, TypeSpec, Value, Vm,
};
use crate::stdlib::run::{self, Request, Running, Source};
use crate::stdlib::sys::{self, Settings};
use crate::types::exception::stop;
use crate::{protocol, report, stdlib, types};

/// An interpreter with its `__main__` module.
pub struct Session {
    vm: Box<Vm>,
    main: Ref<Dict>,
}

/// The declaration of any built-in class.
fn spec(which: Builtin) -> &'static TypeSpec {
    let found =
        types::spec(which).or_else(|| eval::specs::spec(which)).or_else(|| stdlib::spec(which));
    match found {
        Some(spec) => spec,
        None => &types::object::UNDECLARED,
    }
}

fn make_class(vm: &Vm, which: Builtin) -> Ref<Type> {
    types::class::make::make_class(vm, which, spec(which))
}

fn finalize(vm: &Vm, it: &Value) {
    if let Some(del) = vm.type_of(it).slots.del.get() {
        // Whatever is under way is put aside while the finalizer runs.
        let pending = vm.peek_exception();
        let pending = if pending.is_err() { None } else { Some(vm.take_exception()) };
        del(vm, it);
        if let Some(pending) = pending {
            vm.set_exception(pending);
        }
    }
}

fn weak_callback(vm: &Vm, callback: &Value, reference: Value) {
    if let Err(raised) = protocol::call(vm, callback, Args::positional(&[reference])) {
        vm.unraisable(raised, "", callback);
    }
}

const HOOKS: Hooks = Hooks {
    make_class,
    populate: types::class::make::populate,
    exception: types::exception::hooks::make,
    set_context: types::exception::hooks::set_context,
    set_attribute_error: types::exception::hooks::set_attribute_error,
    add_traceback: types::exception::hooks::add_traceback,
    call: protocol::call,
    finalize,
    weak_callback,
    unraisable: report::unraisable,
};

/// `compile()` as the standard library asks for it.
fn compile_request(vm: &Vm, request: &Request) -> Raises<Value> {
    let mode = match request.mode {
        run::Mode::Exec => Mode::Exec,
        run::Mode::Eval => Mode::Eval,
        run::Mode::Single => Mode::Single,
    };
    let text;
    let input = match request.source {
        Source::Bytes(bytes) => Input::Bytes(bytes),
        Source::Text(source) => {
            text = match source.as_str() {
                Some(text) => text,
                None => {
                    return Err(crate::err!(
                        ValueError,
                        "source code string cannot contain surrogates"
                    ));
                }
            };
            Input::Text(text)
        }
        Source::Tree(_) => {
            return Err(crate::err!(
                NotImplementedError,
                "compile() does not take syntax trees yet"
            ));
        }
    };
    if request.flags & compile::flag::ONLY_AST != 0 {
        return Err(crate::err!(NotImplementedError, "compile() does not give syntax trees yet"));
    }
    let code = compile::compile(
        vm,
        input,
        request.filename,
        mode,
        request.flags,
        request.dont_inherit,
        request.optimize,
    )?;
    Ok(Value::of(code.into_any()))
}

impl Session {
    /// An interpreter on the present thread, which has `native_stack` bytes of stack.
    pub fn new(settings: Settings, native_stack: usize) -> Session {
        let vm = Vm::new(HOOKS, native_stack);
        // Ahead of everything: tables keep the hashes of their keys.
        vm.hash_key.set(Key::from_seed(settings.hash_seed));
        if let Some(digits) = settings.int_max_str_digits {
            types::int::set_digit_limit(&vm, digits);
        }
        let running = vm.state::<Running>();
        running.compile.set(Some(compile_request));
        running.run.set(Some(eval::run));
        stdlib::start(&vm, settings);
        let main = types::module::make(&vm, &vm.intern("__main__"), Value::None);
        let session = Session { main: main.dict.clone(), vm };
        session.set_up_main(Value::of(main.into_any()));
        session
    }

    pub fn vm(&self) -> &Vm {
        &self.vm
    }

    /// The namespace of `__main__`.
    pub fn main(&self) -> &Ref<Dict> {
        &self.main
    }

    /// Fills `__main__` as for a program that is about to run.
    fn set_up_main(&self, module: Value) {
        let vm = self.vm();
        for (name, value) in [
            (Name::Name, vm.text("__main__")),
            (Name::Doc, Value::None),
            (Name::Package, Value::None),
            (Name::Loader, Value::None),
            (Name::Spec, Value::None),
            (Name::Annotations, Value::Dict(vm.dict())),
        ] {
            self.main.set_str(vm, vm.name(name), value);
        }
        if let Some(modules) = vm.modules.get() {
            if let Some(builtins) = modules.get_str(&vm.intern("builtins")) {
                self.main.set_str(vm, vm.name(Name::Builtins), builtins);
            }
            modules.set_str(vm, &vm.intern("__main__"), module);
        }
    }

    /// Compiles a whole program.
    pub fn compile(&self, source: &[u8], filename: &str, mode: Mode) -> Raises<Ref<Code>> {
        let vm = self.vm();
        compile::compile(vm, Input::Bytes(source), &vm.str(filename), mode, 0, true, -1)
    }

    /// Runs a code object in `__main__`.
    pub fn run(&self, code: &Ref<Code>) -> Raises<Value> {
        eval::run(self.vm(), code, &self.main, None)
    }

    /// At the end of the program: `__main__` lets go of what it holds, last names first as CPython does for
    /// names that begin with one underscore, and cycles are collected, so that `__del__` runs.
    pub fn tear_down(&self) {
        let vm = self.vm();
        let keep = |name: &[u8]| name.starts_with(b"__");
        for single in [true, false] {
            for key in self.main.keys() {
                if let Value::Str(name) = &key
                    && !keep(name.bytes())
                    && (!single || name.bytes().starts_with(b"_"))
                {
                    let old = self.main.remove_str(name);
                    drop(old);
                }
            }
        }
        vm.heap.collect(vm, true);
    }
}

/// The version line.
pub const VERSION: &str = "Python 3.13.0";

/// How a program ended.
pub enum End {
    Status(i32),
    /// Uncaught KeyboardInterrupt: the process ends by the signal.
    Interrupted,
}

/// What an exception that nobody caught means for the process; it has been reported.
pub fn ended(vm: &Vm, raised: Raised) -> End {
    let exception = vm.instance_of(raised);
    if vm.is_instance(&exception, Builtin::SystemExit) {
        return End::Status(exit_status(vm, &exception));
    }
    let interrupted = vm.is_instance(&exception, Builtin::KeyboardInterrupt);
    report_uncaught(vm, &exception);
    if interrupted { End::Interrupted } else { End::Status(1) }
}

/// Calls `sys.excepthook`; if that fails too, both exceptions are shown.
pub fn report_uncaught(vm: &Vm, exception: &Value) {
    let hook = stdlib::sys_attribute(vm, "excepthook");
    let class = Value::Type(vm.type_of(exception).clone());
    let traceback =
        protocol::getattr(vm, exception, vm.name(Name::Traceback)).unwrap_or(Value::None);
    let Some(hook) = hook else {
        eprintln!("sys.excepthook is missing");
        report::print_exception(vm, exception);
        return;
    };
    if let Err(raised) =
        protocol::call(vm, &hook, Args::positional(&[class, exception.clone(), traceback]))
    {
        let failure = vm.instance_of(raised);
        eprintln!("Error in sys.excepthook:");
        report::print_exception(vm, &failure);
        eprintln!("\nOriginal exception was:");
        report::print_exception(vm, exception);
    }
}

/// The status that a SystemExit asks for.
fn exit_status(vm: &Vm, exception: &Value) -> i32 {
    match stop::exit_code(exception) {
        Value::None => 0,
        Value::Int(code) => (code & 0xff) as i32,
        Value::Bool(code) => code as i32,
        other if vm.is_instance(&other, Builtin::Int) => 0,
        other => {
            let text = protocol::str(vm, &other).map(|it| it.to_string_lossy().into_owned());
            let _ = sys::finish_streams(vm);
            eprintln!("{}", text.unwrap_or_default());
            1
        }
    }
}
