//! One interpreter and its `__main__`: what the command line, the prompt and the tests drive.

pub mod ending;

use crate::compile::{self, Input, Mode};
use crate::eval;
use crate::object::{
    Args, Builtin, Code, Dict, Hooks, Name, Raises, Ref, Str, Type, TypeSpec, Value, Vm,
};
use crate::stdlib::run::{self, Request, Running, Source};
use crate::stdlib::sys::Settings;
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
    call_function: eval::call::call_with_receiver,
    each_item: |vm, generator, body| {
        eval::generator::each(vm, generator, |item| body(item).map(|()| true))
    },
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
                // What cannot be encoded cannot be compiled, and says so.
                None => {
                    types::codec::encode(vm, source, "utf-8", "strict")?;
                    return Err(crate::err!(SystemError, "source code cannot be encoded"));
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
        vm.set_hash_key(settings.hash_key);
        let optimize = settings.optimize.clamp(0, 2) as u8;
        vm.state::<compile::source::Settings>().optimize.set(optimize);
        if let Some(digits) = settings.int_max_str_digits {
            types::int::set_digit_limit(&vm, digits);
            vm.state::<compile::source::Settings>().max_int_digits.set(Some(digits));
        }
        let no_site = settings.no_site;
        let running = vm.state::<Running>();
        running.compile.set(Some(compile_request));
        running.run.set(Some(eval::run_with_closure));
        stdlib::start(&vm, settings);
        if no_site {
            stdlib::builtins::site::remove(&vm);
        }
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
            (Name::Loader, stdlib::module_spec::importer(vm)),
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
    pub fn compile(&self, source: Input, filename: &Ref<Str>) -> Raises<Ref<Code>> {
        compile::compile(self.vm(), source, filename, Mode::Exec, 0, true, -1)
    }

    /// Runs a code object in `__main__`.
    pub fn run(&self, code: &Ref<Code>) -> Raises<Value> {
        eval::run(self.vm(), code, &self.main, None)
    }
}
