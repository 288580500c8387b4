//! Docstrings: found at the head of a body, and without the indentation of the source.
//!
//! Reference: Language Reference, "Function definitions" and "Class definitions".

use crate::algo::wtf8;
use crate::object::{Raises, Value, Vm};
use crate::syntax::ast::{Constant, ExprKind, Mod, Stmt, StmtKind};
use crate::types::codec;

/// The docstring at the head of a body, or `None`.
pub fn docstring(vm: &Vm, body: &[Stmt]) -> Value {
    match text(body) {
        Some(text) => Value::Str(vm.str_from_bytes(&clean(text))),
        None => Value::None,
    }
}

fn text(body: &[Stmt]) -> Option<&[u8]> {
    match body.first().map(|it| &it.kind) {
        Some(StmtKind::Expr { value }) => match &value.kind {
            ExprKind::Constant { value: Constant::Str(text), .. } => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Cleaning needs UTF-8, so a docstring with a lone surrogate does not compile.
///
/// Errors: UnicodeEncodeError
pub fn check_docstrings(vm: &Vm, tree: &Mod) -> Raises<()> {
    match tree {
        Mod::Module { body, .. } => head(vm, body),
        Mod::Interactive { body } => blocks(vm, body),
        _ => Ok(()),
    }
}

fn head(vm: &Vm, body: &[Stmt]) -> Raises<()> {
    if let Some(text) = text(body)
        && wtf8::has_surrogates(text)
    {
        codec::encode(vm, &vm.str_from_bytes(&expand_tabs(text)), "utf-8", "strict")?;
    }
    blocks(vm, body)
}

fn blocks(vm: &Vm, body: &[Stmt]) -> Raises<()> {
    for stmt in body {
        match &stmt.kind {
            StmtKind::FunctionDef(it) | StmtKind::AsyncFunctionDef(it) => head(vm, &it.body)?,
            StmtKind::ClassDef(it) => head(vm, &it.body)?,
            StmtKind::For(it) | StmtKind::AsyncFor(it) => {
                blocks(vm, &it.body)?;
                blocks(vm, &it.orelse)?;
            }
            StmtKind::While { body, orelse, .. } | StmtKind::If { body, orelse, .. } => {
                blocks(vm, body)?;
                blocks(vm, orelse)?;
            }
            StmtKind::With(it) | StmtKind::AsyncWith(it) => blocks(vm, &it.body)?,
            StmtKind::Match { cases, .. } => {
                cases.iter().try_for_each(|it| blocks(vm, &it.body))?
            }
            StmtKind::Try(it) | StmtKind::TryStar(it) => {
                blocks(vm, &it.body)?;
                it.handlers.iter().try_for_each(|it| blocks(vm, &it.body))?;
                blocks(vm, &it.orelse)?;
                blocks(vm, &it.finalbody)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Removes the indentation that all lines but the first share, as the compiler does since 3.13.
fn clean(text: &[u8]) -> Vec<u8> {
    let indent_of = |line: &[u8]| line.iter().take_while(|it| **it == b' ').count();
    let text = expand_tabs(text);
    let lines: Vec<&[u8]> = text.split(|it| *it == b'\n').collect();
    let margin = lines
        .iter()
        .skip(1)
        .filter(|it| indent_of(it) < it.len())
        .map(|it| indent_of(it))
        .min()
        .unwrap_or(0);
    let mut cleaned: Vec<u8> = Vec::with_capacity(text.len());
    for (i, line) in lines.iter().enumerate() {
        if i == 0 {
            cleaned.extend_from_slice(&line[indent_of(line)..]);
        } else {
            cleaned.push(b'\n');
            cleaned.extend_from_slice(&line[margin.min(indent_of(line))..]);
        }
    }
    cleaned
}

fn expand_tabs(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut column = 0;
    for &byte in text {
        match byte {
            b'\t' => {
                let width = 8 - column % 8;
                out.extend(std::iter::repeat_n(b' ', width));
                column += width;
            }
            b'\n' | b'\r' => {
                out.push(byte);
                column = 0;
            }
            _ => {
                out.push(byte);
                column += 1;
            }
        }
    }
    out
}
