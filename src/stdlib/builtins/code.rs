//! Built-in functions that run code or look at the frame that runs.

use crate::err;
use crate::object::{Args, CellBox, Code, Dict, Name, Raises, Ref, Str, Tuple, Value, Vm};
use crate::stdlib::run::{Mode, Request, Source};
use crate::stdlib::{frames, import as imports, run, sys, sys_attribute};
use crate::types::bytes::buffer;

pub fn globals(vm: &Vm) -> Raises<Ref<Dict>> {
    frames::globals(vm)
}

pub fn locals(vm: &Vm) -> Raises<Value> {
    frames::locals(vm)
}

pub fn breakpoint(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let hook = sys_attribute(vm, "breakpointhook")
        .ok_or_else(|| err!(RuntimeError, "lost sys.breakpointhook"))?;
    let (args, keywords) = match slots {
        [args, keywords] => (args.downcast::<Tuple>(), keywords),
        _ => (None, &Value::Err),
    };
    let (names, values) = crate::types::class::keyword_pairs(keywords);
    let all: Vec<Value> = args.iter().flat_map(|it| it.items()).cloned().chain(values).collect();
    vm.call(&hook, Args { values: &all, names: &names })
}

/// `__build_class__(function, name, /, *bases, metaclass=…, **keywords)`.
pub fn build_class(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let (args, keywords) = match slots {
        [args, keywords] => (args.downcast::<Tuple>().cloned(), keywords),
        _ => (None, &Value::Err),
    };
    let args = args.unwrap_or_else(|| vm.tuple_ref(vec![]));
    let [function, name, bases @ ..] = args.items() else {
        return Err(err!(TypeError, "__build_class__: not enough arguments"));
    };
    let Value::Func(function) = function else {
        return Err(err!(TypeError, "__build_class__: func must be a function"));
    };
    let Some(name) = name.downcast::<Str>() else {
        return Err(err!(TypeError, "__build_class__: name is not a string"));
    };
    let (names, values) = crate::types::class::keyword_pairs(keywords);
    let all: Vec<Value> = bases.iter().cloned().chain(values).collect();
    crate::eval::function::build_class(vm, function, name, Args { values: &all, names: &names })
}

pub fn import(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let [name, globals, locals, fromlist, level] = slots else { return Ok(Value::None) };
    let Some(name) = name.downcast() else {
        return Err(err!(TypeError, "module name must be a string"));
    };
    let given = |it: &Value| if it.is_err() { Value::None } else { it.clone() };
    let level = match level {
        Value::Err => 0,
        other => crate::native::to_i64(vm, other, "int")?,
    };
    let _ = locals;
    imports::import(vm, name, &given(globals), &given(fromlist), level)
}

/// Namespaces for `eval` and `exec`: what is given, or the present ones.
struct Namespaces {
    globals: Ref<Dict>,
    locals: Option<Value>,
}

fn namespaces(vm: &Vm, globals: Value, locals: Value, name: &str) -> Raises<Namespaces> {
    let check_locals = || {
        if locals.is_none() || vm.type_of(&locals).slots.getitem.get().is_some() {
            return Ok(());
        }
        Err(if name == "exec" {
            err!(TypeError, "locals must be a mapping or None, not {}", vm.type_name(&locals))
        } else {
            err!(TypeError, "locals must be a mapping")
        })
    };
    if name == "eval" {
        check_locals()?;
    }
    let given = match &globals {
        Value::None => None,
        other => Some(other.downcast::<Dict>().cloned().ok_or_else(|| {
            if name == "exec" {
                err!(TypeError, "exec() globals must be a dict, not {}", vm.type_name(other))
            } else if vm.type_of(other).slots.getitem.get().is_some() {
                err!(TypeError, "globals must be a real dict; try eval(expr, {{}}, mapping)")
            } else {
                err!(TypeError, "globals must be a dict")
            }
        })?),
    };
    check_locals()?;
    let (globals, locals) = match (given, locals) {
        (Some(globals), Value::None) => (globals, None),
        (Some(globals), locals) => (globals, Some(locals)),
        (None, Value::None) => {
            let globals = frames::globals(vm)?;
            let locals = frames::locals(vm)?;
            let same = matches!(&locals, Value::Dict(it) if it.is(&globals));
            (globals, (!same).then_some(locals))
        }
        (None, locals) => (frames::globals(vm)?, Some(locals)),
    };
    let builtins = vm.name(Name::Builtins);
    if globals.get_str(builtins).is_none()
        && let Some(own) = vm.builtins.get()
    {
        globals.set_str(vm, builtins, Value::Dict(own.clone()));
    }
    let locals = locals.filter(|it| !matches!(it, Value::Dict(it) if it.is(&globals)));
    Ok(Namespaces { globals, locals })
}

/// Source text as an argument, its bytes kept where it is not text.
enum Text {
    Str(Ref<Str>),
    Bytes(Vec<u8>),
    Tree(Value),
}

impl Text {
    fn source(&self) -> Source<'_> {
        match self {
            Text::Str(text) => Source::Text(text),
            Text::Bytes(bytes) => Source::Bytes(bytes),
            Text::Tree(tree) => Source::Tree(tree),
        }
    }
}

/// The text of a source argument; `None` where it is something else.
fn text_of(vm: &Vm, source: &Value) -> Raises<Option<Text>> {
    let text = match source.downcast::<Str>() {
        Some(text) => Text::Str(text.clone()),
        None => match buffer(source) {
            Some(bytes) => Text::Bytes(bytes.into_owned()),
            None => return Ok(None),
        },
    };
    if let Text::Str(text) = &text
        && text.has_surrogates()
    {
        // Source is UTF-8, and a lone surrogate has no place there.
        crate::types::codec::encode(vm, text, "utf-8", "strict")?;
    }
    let bytes = match &text {
        Text::Str(text) => text.bytes(),
        Text::Bytes(bytes) => bytes,
        Text::Tree(_) => &[],
    };
    if bytes.contains(&0) {
        let message = vm.text("source code string cannot contain null bytes");
        let class = crate::object::Builtin::SyntaxError;
        return Err(crate::object::Raised::with_args(class, vec![message]));
    }
    Ok(Some(text))
}

/// Bits of `flags` that stand for `from __future__ import …`.
const FUTURES: i64 = 0x1FE_0000;
const ONLY_AST: i64 = 0x400;
const OTHER_FLAGS: i64 = 0x100 | 0x200 | 0x1000 | 0x2000 | 0x4000 | 0x8000;

#[allow(clippy::too_many_arguments)]
pub fn compile(
    vm: &Vm,
    source: Value,
    filename: Value,
    mode: Value,
    flags: i32,
    dont_inherit: bool,
    optimize: i32,
    _feature_version: i32,
) -> Raises<Value> {
    let path = super::open::path_bytes(vm, &filename)?;
    let filename = sys::stream::lossless(vm, &path);
    let Some(mode) = mode.downcast::<Str>() else {
        let kind = vm.type_name(&mode);
        return Err(err!(TypeError, "compile() argument 'mode' must be str, not {kind}"));
    };
    let flags = i64::from(flags);
    if flags & !(FUTURES | ONLY_AST | OTHER_FLAGS) != 0 {
        return Err(err!(ValueError, "compile(): unrecognised flags"));
    }
    if !(-1..=2).contains(&optimize) {
        return Err(err!(ValueError, "compile(): invalid optimize value"));
    }
    let mode = match mode.bytes() {
        b"exec" => Mode::Exec,
        b"eval" => Mode::Eval,
        b"single" => Mode::Single,
        b"func_type" if flags & ONLY_AST == 0 => {
            return Err(err!(ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
        }
        _ if flags & ONLY_AST != 0 => {
            return Err(err!(
                ValueError,
                "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
            ));
        }
        _ => {
            return Err(err!(ValueError, "compile() mode must be 'exec', 'eval' or 'single'"));
        }
    };
    let text = match text_of(vm, &source)? {
        Some(text) => text,
        None if source.is_heap() && is_tree(vm, &source)? => Text::Tree(source.clone()),
        None => {
            return Err(err!(TypeError, "compile() arg 1 must be a string, bytes or AST object"));
        }
    };
    let flags = flags as u32;
    let request =
        Request { source: text.source(), filename: &filename, mode, flags, dont_inherit, optimize };
    run::compile(vm, &request)
}

/// Whether an object is a node of a syntax tree.
fn is_tree(vm: &Vm, object: &Value) -> Raises<bool> {
    let class = Value::Type(vm.type_of(object).clone());
    let fields = crate::protocol::getattr_opt(vm, &class, &vm.intern("_fields"))?;
    let module = crate::protocol::getattr_opt(vm, &class, vm.name(Name::Module))?;
    let module = module.and_then(|it| it.downcast::<Str>().cloned());
    Ok(fields.is_some() && module.is_some_and(|it| matches!(it.bytes(), b"ast" | b"_ast")))
}

fn free_variables(code: &Code, name: &str) -> Raises<()> {
    if code.facts.freevars.is_empty() {
        return Ok(());
    }
    Err(err!(TypeError, "code object passed to {name}() may not contain free variables"))
}

pub fn eval(vm: &Vm, source: Value, globals: Value, locals: Value) -> Raises<Value> {
    let code = source.downcast::<Code>();
    let text = if code.is_some() { None } else { text_of(vm, &source)? };
    if code.is_none() && text.is_none() {
        namespaces(vm, globals, locals, "eval")?;
        return Err(err!(TypeError, "eval() arg 1 must be a string, bytes or code object"));
    }
    let at = namespaces(vm, globals, locals, "eval")?;
    let code = match (code, text) {
        (Some(code), _) => {
            free_variables(code, "eval")?;
            code.clone()
        }
        (None, Some(text)) => {
            let text = match text {
                Text::Str(text) => Text::Str(vm.str_from_bytes(unindented(text.bytes()))),
                Text::Bytes(bytes) => Text::Bytes(unindented(&bytes).to_vec()),
                other => other,
            };
            code_of(vm, &text, Mode::Eval)?
        }
        (None, None) => return Ok(Value::None),
    };
    run::run(vm, &code, &at.globals, at.locals.as_ref())
}

/// Blanks before an expression mean nothing.
fn unindented(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|it| !matches!(it, b' ' | b'\t')).unwrap_or(text.len());
    &text[start..]
}

fn code_of(vm: &Vm, text: &Text, mode: Mode) -> Raises<Ref<Code>> {
    let filename = vm.str("<string>");
    let request = Request {
        source: text.source(),
        filename: &filename,
        mode,
        flags: 0,
        dont_inherit: false,
        optimize: -1,
    };
    run::compile_code(vm, &request)
}

pub fn exec(vm: &Vm, source: Value, globals: Value, locals: Value, closure: Value) -> Raises<()> {
    let at = namespaces(vm, globals, locals, "exec")?;
    let mut cells = run::Closure::default();
    let code = match source.downcast::<Code>() {
        Some(code) => {
            cells = closure_cells(code, &closure)?;
            code.clone()
        }
        None => {
            if !closure.is_none() {
                return Err(err!(
                    TypeError,
                    "closure can only be used when source is a code object"
                ));
            }
            match text_of(vm, &source)? {
                Some(text) => code_of(vm, &text, Mode::Exec)?,
                None => {
                    return Err(err!(
                        TypeError,
                        "exec() arg 1 must be a string, bytes or code object"
                    ));
                }
            }
        }
    };
    run::run_with_closure(vm, &code, &at.globals, at.locals.as_ref(), cells).map(drop)
}

/// The cells in the tuple that is given for a code object's free variables.
fn closure_cells(code: &Code, closure: &Value) -> Raises<run::Closure> {
    let free = code.facts.freevars.len();
    if free == 0 {
        if !closure.is_none() {
            return Err(err!(TypeError, "cannot use a closure with this code object"));
        }
        return Ok(run::Closure::default());
    }
    let given = closure.downcast::<Tuple>().filter(|it| it.items().len() == free);
    let cells = given.map(|it| it.items().iter().map(|it| it.downcast::<CellBox>().cloned()));
    cells
        .and_then(Iterator::collect)
        .ok_or_else(|| err!(TypeError, "code object requires a closure of exactly length {free}"))
}
