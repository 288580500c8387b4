//! `_codeop`: is an input complete, incomplete or wrong? What `codeop`, `code` and the prompt stand on.
//!
//! Reference: Library Reference, "codeop — Compile Python code".

use crate::compile::source::WarningSink;
use crate::compile::{self, Mode, flag};
use crate::native;
use crate::object::{Args, Builtin, Native, Raises, Ref, Str, Value, Vm};
use crate::protocol;
use crate::report;

pub const DOC: &str = "Is an input complete, incomplete or wrong?";

pub static FUNCTIONS: &[Native] = &[
    native!(
        "judge($module, compiler, source, filename, symbol, /)",
        "What the compiler makes of the source; None if more lines could complete it.",
        judge
    ),
    native!(
        "format_exception($module, exception, /)",
        "The text that the interpreter prints about an exception.",
        format_exception
    ),
];

pub fn constants(_: &Vm) -> Vec<(&'static str, Value)> {
    vec![
        ("ALLOW_INCOMPLETE_INPUT", Value::Int(i64::from(flag::ALLOW_INCOMPLETE_INPUT))),
        ("DONT_IMPLY_DEDENT", Value::Int(i64::from(flag::DONT_IMPLY_DEDENT))),
    ]
}

/// Flags for a compiler that is to find out whether an input is complete.
const PROBE: u32 = flag::ALLOW_INCOMPLETE_INPUT | flag::DONT_IMPLY_DEDENT;

/// Compiles `source` if it is complete; `None` if more lines could still make it so, an error if it is
/// wrong. `compiler` is called with a text and whether it is only asked for completeness: the end of an
/// input does not close its blocks then.
pub fn maybe_compile<T>(
    vm: &Vm,
    source: &str,
    expression: bool,
    compiler: impl Fn(&str, bool) -> Raises<T>,
) -> Raises<Option<T>> {
    let blank = source.split('\n').map(str::trim).all(|it| it.is_empty() || it.starts_with('#'));
    let source = if blank && !expression { "pass" } else { source };
    if incomplete(vm, source, &compiler)? { Ok(None) } else { compiler(source, false).map(Some) }
}

fn incomplete<T>(
    vm: &Vm,
    source: &str,
    compiler: &impl Fn(&str, bool) -> Raises<T>,
) -> Raises<bool> {
    // Warnings are for when it is compiled to be run.
    let sink = vm.state::<WarningSink>();
    let warn = sink.0.take();
    let probed = probe(vm, source, compiler);
    sink.0.set(warn);
    probed
}

fn probe<T>(vm: &Vm, source: &str, compiler: &impl Fn(&str, bool) -> Raises<T>) -> Raises<bool> {
    match compiler(source, true) {
        Ok(_) => return Ok(false),
        Err(raised) if raised.is(vm, Builtin::SyntaxError) => {}
        Err(raised) => return Err(raised),
    }
    // The end of the line may take the error away, or show that more lines do not.
    match compiler(&format!("{source}\n"), true) {
        Ok(_) => Ok(true),
        Err(raised) if raised.is(vm, Builtin::SyntaxError) => {
            Ok(raised.is(vm, Builtin::IncompleteInputError))
        }
        Err(raised) => Err(raised),
    }
}

/// The question of [`maybe_compile`] for one input at the prompt. `future` are the flags of future features
/// that earlier inputs asked for.
///
/// What only the later stages of the compiler object to is found when the input is whole.
pub fn probe_input(vm: &Vm, source: &str, future: u32) -> Raises<()> {
    let flags = PROBE | future;
    compile::source::tree(vm, source, &vm.str("<stdin>"), Mode::Single, flags).map(drop)
}

fn judge(
    vm: &Vm,
    compiler: Value,
    source: Value,
    filename: Value,
    symbol: Ref<Str>,
) -> Raises<Value> {
    let Some(source) = source.downcast::<Str>().cloned() else {
        // Only text can be looked at line by line.
        protocol::call_method(vm, &source, &vm.intern("split"), &[vm.text("\n")])?;
        let kind = vm.type_name(&source);
        return Err(crate::err!(TypeError, "source must be str, not {kind}"));
    };
    let Some(source) = source.as_str() else {
        // The compiler has words for it.
        let args = [Value::Str(source), filename, Value::Str(symbol)];
        return vm.call(&compiler, Args::positional(&args));
    };
    let name = vm.intern("incomplete_input");
    let compiled = maybe_compile(vm, source, symbol.bytes() == b"eval", |text, probing| {
        let mut values = vec![vm.text(text), filename.clone(), Value::Str(symbol.clone())];
        let names = if probing { &[][..] } else { std::slice::from_ref(&name) };
        values.extend(names.iter().map(|_| Value::FALSE));
        vm.call(&compiler, Args { values: &values, names })
    })?;
    Ok(compiled.unwrap_or(Value::None))
}

fn format_exception(vm: &Vm, exception: Value) -> Raises<Value> {
    if !vm.is_instance(&exception, Builtin::BaseException) {
        let kind = vm.type_name(&exception);
        return Err(crate::err!(TypeError, "Exception expected for value, {kind} found"));
    }
    Ok(vm.text(&report::format_exception(vm, &exception)))
}
