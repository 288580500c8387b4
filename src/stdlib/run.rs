//! Running source text: what importing a file, `exec` and `eval` come down to.

use std::cell::Cell;

use crate::err;
use crate::object::{CellBox, Code, Dict, Raises, Ref, Str, Value, Vm};

/// What `compile` is asked for.
pub struct Request<'a> {
    pub source: Source<'a>,
    pub filename: &'a Ref<Str>,
    pub mode: Mode,
    pub flags: u32,
    pub dont_inherit: bool,
    pub optimize: i32,
}

#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// Bytes in the encoding they say; UTF-8 if none.
    Bytes(&'a [u8]),
    Text(&'a Ref<Str>),
    Tree(&'a Value),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Exec,
    Eval,
    Single,
}

pub type Compile = fn(&Vm, &Request) -> Raises<Value>;
pub type Closure = Box<[Ref<CellBox>]>;
pub type Run = fn(&Vm, &Ref<Code>, &Ref<Dict>, Option<&Value>, Closure) -> Raises<Value>;

/// The compiler and the evaluator.
#[derive(Default)]
pub struct Running {
    pub compile: Cell<Option<Compile>>,
    pub run: Cell<Option<Run>>,
}

/// Source to a code object.
pub fn compile(vm: &Vm, request: &Request) -> Raises<Value> {
    match vm.state::<Running>().compile.get() {
        Some(compile) => compile(vm, request),
        None => Err(err!(NotImplementedError, "there is no compiler")),
    }
}

pub fn compile_code(vm: &Vm, request: &Request) -> Raises<Ref<Code>> {
    match compile(vm, request)?.downcast::<Code>() {
        Some(code) => Ok(code.clone()),
        None => Err(err!(SystemError, "the compiler gave no code object")),
    }
}

/// Runs a code object in a namespace.
pub fn run(
    vm: &Vm,
    code: &Ref<Code>,
    globals: &Ref<Dict>,
    locals: Option<&Value>,
) -> Raises<Value> {
    run_with_closure(vm, code, globals, locals, Closure::default())
}

/// The same for code that has free variables.
pub fn run_with_closure(
    vm: &Vm,
    code: &Ref<Code>,
    globals: &Ref<Dict>,
    locals: Option<&Value>,
    closure: Closure,
) -> Raises<Value> {
    match vm.state::<Running>().run.get() {
        Some(run) => run(vm, code, globals, locals, closure),
        None => Err(err!(NotImplementedError, "there is no evaluator")),
    }
}

/// Runs the statements of a module.
pub fn module_source(
    vm: &Vm,
    source: &[u8],
    filename: &Ref<Str>,
    globals: &Ref<Dict>,
) -> Raises<()> {
    let request = Request {
        source: Source::Bytes(source),
        filename,
        mode: Mode::Exec,
        flags: 0,
        dont_inherit: true,
        optimize: -1,
    };
    let code = compile_code(vm, &request)?;
    run(vm, &code, globals, None).map(drop)
}
