//! `compile()`: source text or a tree to a code object, in the modes `exec`, `eval` and `single`.
//!
//! The prompt, `-c`, scripts, `exec` and `eval` all come through here.
//!
//! Reference: Library Reference, `compile()`; `codeop`.

use std::cell::Cell;
use std::rc::Rc;

use crate::err;
use crate::object::{Code, Raises, Ref, Str, Value, Vm};
use crate::syntax::ast::Mod;
use crate::syntax::error::SyntaxError;
use crate::syntax::parse::{ParseOptions, parse};
use crate::syntax::source::Source;
use crate::syntax::warning::Warning;
use crate::types::exception;

use super::future::{FutureFlags, future_features};
use super::lower::{CodeKind, Unit, check_docstrings, code_object};
use super::scope::{ScopeId, ScopeOptions, analyse};

pub use crate::syntax::parse::Mode;

/// The bits of `compile(flags=)` beside those of future features.
pub mod flag {
    pub const DONT_IMPLY_DEDENT: u32 = 0x200;
    pub const ONLY_AST: u32 = 0x400;
    pub const TYPE_COMMENTS: u32 = 0x1000;
    pub const ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
    pub const ALLOW_INCOMPLETE_INPUT: u32 = 0x4000;
    pub const OPTIMIZED_AST: u32 = 0x8000 | ONLY_AST;
    /// What may be passed from Python.
    pub const KNOWN: u32 = DONT_IMPLY_DEDENT
        | OPTIMIZED_AST
        | TYPE_COMMENTS
        | ALLOW_TOP_LEVEL_AWAIT
        | ALLOW_INCOMPLETE_INPUT
        | 0x100
        | FUTURE;
    /// Future features, those of the past included.
    pub const FUTURE: u32 = 0x1fe_0000 | 0x10;
}

/// What is compiled.
pub enum Input<'a> {
    Text(&'a str),
    /// With a coding cookie or a byte order mark, perhaps.
    Bytes(&'a [u8]),
    /// The same, from a file that is run: what cannot be read as text is told in other words.
    File(&'a [u8]),
    Tree(Mod),
}

/// Where syntax warnings go: set by the layer that knows warning filters. `Err` turns one into an error.
#[derive(Default)]
pub struct WarningSink(pub Cell<Option<fn(&Vm, &Warning, &Ref<Str>) -> Raises<()>>>);

/// Settings of the interpreter that `compile()` falls back on.
#[derive(Default)]
pub struct Settings {
    /// `-O`: what `optimize=-1` means.
    pub optimize: Cell<u8>,
    /// Digits an int literal may have; `None`: 4300.
    pub max_int_digits: Cell<Option<usize>>,
}

/// Compiles. `flags` are those of `compile()`, future features included; `optimize` is -1 for the
/// interpreter's own level. Unless `dont_inherit`, the running code's future features hold too.
///
/// Errors: SyntaxError and its kin, ValueError for a bad `optimize`, whatever a warning turned into an error.
pub fn compile(
    vm: &Vm,
    input: Input,
    filename: &Ref<Str>,
    mode: Mode,
    flags: u32,
    dont_inherit: bool,
    optimize: i32,
) -> Raises<Ref<Code>> {
    let flags = if dont_inherit { flags } else { flags | inherited(vm) };
    let optimize = level(vm, optimize)?;
    let name = Value::Str(filename.clone());
    let raised = |error: SyntaxError| exception::syntax::raised(vm, &error, &name);
    // Only an escape makes a lone surrogate, and hardly any source has one.
    let surrogates = match &input {
        Input::Text(text) => escapes_surrogate(text.as_bytes()),
        Input::Bytes(bytes) | Input::File(bytes) => escapes_surrogate(bytes),
        Input::Tree(_) => true,
    };
    let (tree, mut warnings) = match input {
        Input::Tree(tree) => (tree, vec![]),
        Input::Text(text) => {
            parse_source(vm, Source::from_text(text).map_err(raised)?, mode, flags)
                .map_err(raised)?
        }
        Input::Bytes(bytes) => {
            parse_source(vm, Source::from_bytes(bytes).map_err(raised)?, mode, flags)
                .map_err(raised)?
        }
        Input::File(bytes) => {
            let source = Source::from_file(bytes, &filename.to_string_lossy());
            parse_source(vm, source.map_err(raised)?, mode, flags).map_err(raised)?
        }
    };
    let (unit, checked) = match analysed(vm, tree, filename, flags, optimize, &mut warnings) {
        Ok(unit) => (Some(unit), Ok(())),
        Err(error) => (None, Err(error)),
    };
    let sink = vm.state::<WarningSink>().0.get();
    if let Some(sink) = sink {
        for warning in &warnings {
            sink(vm, warning, filename)?;
        }
    }
    checked.map_err(raised)?;
    let Some(unit) = unit else { return Err(err!(SystemError, "nothing was compiled")) };
    if surrogates && optimize < 2 {
        check_docstrings(vm, &unit.tree)?;
    }
    Ok(code_object(vm, &Rc::new(unit), ScopeId::MODULE, CodeKind::Module, "<module>", "<module>"))
}

/// Whether there is a `\uD800` or a `\U0000D800` in it.
fn escapes_surrogate(source: &[u8]) -> bool {
    let marks = source.windows(3).filter(|it| it[0] == b'\\');
    marks.into_iter().any(|it| matches!(it, [_, b'u', b'd' | b'D'] | [_, b'U', b'0']))
}

/// The tree alone, with future features in mind but without scopes or checks: `PyCF_ONLY_AST`.
pub fn tree(vm: &Vm, input: &str, filename: &Ref<Str>, mode: Mode, flags: u32) -> Raises<Mod> {
    let name = Value::Str(filename.clone());
    let raised = |error: SyntaxError| exception::syntax::raised(vm, &error, &name);
    let source = Source::from_text(input).map_err(raised)?;
    let (tree, warnings) = parse_source(vm, source, mode, flags).map_err(raised)?;
    if let Some(sink) = vm.state::<WarningSink>().0.get() {
        for warning in &warnings {
            sink(vm, warning, filename)?;
        }
    }
    Ok(tree)
}

fn parse_source(
    vm: &Vm,
    source: Source,
    mode: Mode,
    flags: u32,
) -> Result<(Mod, Vec<Warning>), SyntaxError> {
    let options = ParseOptions {
        dont_imply_dedent: flags & flag::DONT_IMPLY_DEDENT != 0,
        allow_incomplete: flags & flag::ALLOW_INCOMPLETE_INPUT != 0,
        type_comments: flags & flag::TYPE_COMMENTS != 0,
        barry_as_bdfl: flags & FutureFlags::BARRY_AS_BDFL.0 != 0,
        max_int_digits: vm.state::<Settings>().max_int_digits.get().unwrap_or(4300),
    };
    parse(&source, mode, &options)
}

fn analysed(
    _: &Vm,
    tree: Mod,
    filename: &Ref<Str>,
    flags: u32,
    optimize: u8,
    warnings: &mut Vec<Warning>,
) -> Result<Unit, SyntaxError> {
    let future = FutureFlags(flags & flag::FUTURE) | future_features(&tree)?;
    let options =
        ScopeOptions { future, top_level_await: flags & flag::ALLOW_TOP_LEVEL_AWAIT != 0 };
    let table = analyse(&tree, options)?;
    super::check::check(&tree, &table, options, warnings)?;
    Ok(Unit { tree, table, filename: filename.clone(), flags: future.0, optimize })
}

/// Future features of the code that is running.
fn inherited(vm: &Vm) -> u32 {
    let fp = vm.frame.get();
    if fp.is_null() { 0 } else { fp.head().function().code().facts.flags & flag::FUTURE & !0x10 }
}

fn level(vm: &Vm, optimize: i32) -> Raises<u8> {
    match optimize {
        -1 => Ok(vm.state::<Settings>().optimize.get()),
        0..=2 => Ok(optimize as u8),
        _ => Err(err!(ValueError, "compile(): invalid optimize value")),
    }
}
