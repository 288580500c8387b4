//! The symbol table: for each scope of a module, its names and where each of them lives.
//!
//! [`build`] walks the tree once and notes what each scope does with each name; [`resolve`] then
//! decides scope by scope whether a name is local, shared with an inner function, or global.
//!
//! List, set and dict comprehensions run inside the frame of their host, the nearest scope around
//! them that is not such a comprehension itself. They keep a scope of their own here. A name they
//! share with the host is [`Free`](Binding::Free) in their scope, yet no reason to make the host's
//! variable a cell: whoever lowers such a name walks up with [`SymbolTable::host`] and asks again.
//!
//! CPython 3.13 merges such scopes into the host's, and by that takes a name free in one place of a
//! host for the iteration variable of a comprehension in another. Here they stay apart, as the
//! language has it; only what is shown of a table is merged ([`SymbolTable::shown`]).
//!
//! Reference: Language Reference, "Naming and binding"; PEP 227, 572, 695, 709.

mod build;
mod comprehension;
mod define;
mod order;
mod resolve;
mod shown;
mod symbols;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Index;
use std::rc::Rc;

use crate::compile::future::FutureFlags;
use crate::syntax::ast::{self, Identifier, Span};
use crate::syntax::error::SyntaxError;

pub use define::mangle;
pub use order::{Mention, Mentions};
pub use shown::Shown;
pub use symbols::{Symbol, Symbols, flag};

use symbols::QuickHash;

/// Names a scope within its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(u32);

impl ScopeId {
    pub const MODULE: ScopeId = ScopeId(0);

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Function,
    Lambda,
    Class,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    /// Around a generic function, class or alias: its type parameters.
    TypeParameters,
    /// The value of a `type` statement.
    TypeAlias,
    /// The bound or default of one type parameter.
    TypeVariable,
    /// An annotation that stays text (`from __future__ import annotations`): checked, then forgotten.
    Annotation,
}

impl ScopeKind {
    /// Its locals live in slots, and inner scopes see them.
    pub fn is_function_like(self) -> bool {
        !matches!(self, ScopeKind::Module | ScopeKind::Class | ScopeKind::Annotation)
    }

    /// Runs inside the frame of its host.
    pub fn is_inlined(self) -> bool {
        matches!(self, ScopeKind::ListComp | ScopeKind::SetComp | ScopeKind::DictComp)
    }

    pub fn is_comprehension(self) -> bool {
        self.is_inlined() || self == ScopeKind::GeneratorExp
    }
}

/// How a scope reaches a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// A slot of this scope.
    Local,
    /// This scope's variable, captured by a function inside.
    Cell,
    /// The variable of a scope further out. Of an inlined comprehension: whatever its host says,
    /// except that a class says nothing to it (see [`SymbolTable::host`]).
    Free,
    /// Declared `global`: past the namespace, straight to the globals.
    GlobalExplicit,
    GlobalImplicit,
    /// Looked up and stored in the namespace the code runs with, then globals and builtins.
    Name,
    /// In a class body: the namespace first, then the closure. Stores (after `nonlocal`) and
    /// deletions go to the closure.
    NameOrFree,
    /// In a type scope within a class: the class's namespace first, then the closure.
    ClassOrFree,
    /// In a type scope within a class: the class's namespace first, then the globals.
    ClassOrGlobal,
}

/// The node a scope was made for. Kept alive, so that its address stays its name.
#[derive(Clone, Debug)]
pub enum ScopeNode {
    Module,
    Function(Rc<ast::FunctionDef>),
    Lambda(Rc<ast::Lambda>),
    Class(Rc<ast::ClassDef>),
    Comp(Rc<ast::Comp>),
    DictComp(Rc<ast::DictComp>),
    TypeAlias(Rc<ast::TypeAlias>),
    /// An alias's value, a bound or a default.
    Expr(Rc<ast::Expr>),
}

impl ScopeNode {
    fn address(&self) -> Option<usize> {
        Some(match self {
            ScopeNode::Module => return None,
            ScopeNode::Function(it) => Rc::as_ptr(it) as usize,
            ScopeNode::Lambda(it) => Rc::as_ptr(it) as usize,
            ScopeNode::Class(it) => Rc::as_ptr(it) as usize,
            ScopeNode::Comp(it) => Rc::as_ptr(it) as usize,
            ScopeNode::DictComp(it) => Rc::as_ptr(it) as usize,
            ScopeNode::TypeAlias(it) => Rc::as_ptr(it) as usize,
            ScopeNode::Expr(it) => Rc::as_ptr(it) as usize,
        })
    }
}

#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    /// The function's or class's; `lambda`, `listcomp` and so on; `top` of a module.
    pub name: Identifier,
    pub parent: Option<ScopeId>,
    /// In the order their nodes were met.
    pub children: Vec<ScopeId>,
    pub node: ScopeNode,
    pub span: Span,
    pub symbols: Symbols,
    /// As `co_varnames` begins: positional, keyword-only, `*args`, `**kwargs`. Mangled.
    pub parameters: Vec<Identifier>,
    /// Sorted as `co_freevars`; those of the comprehensions inlined here are among them.
    pub freevars: Vec<Identifier>,
    /// Sorted; those of the comprehensions inlined here are among them. In a class `__class__` and
    /// `__classdict__` come last. In the order of `co_cellvars`: [`SymbolTable::cellvars`].
    pub cellvars: Vec<Identifier>,
    /// A function is around it, however far out.
    pub nested: bool,
    /// Holds a `yield`, or is a generator expression.
    pub generator: bool,
    /// `async def`, or holds an `await`, `async for` or `async with`.
    pub coroutine: bool,
    pub varargs: bool,
    pub varkeywords: bool,
    /// Holds a `return`.
    pub returns: bool,
    /// Module and class: holds an annotated assignment, so `__annotations__` has to be there.
    pub annotations: bool,
    /// Class: a method uses `__class__` or `super`.
    pub needs_class_closure: bool,
    /// Class: a type scope inside reads the class's namespace.
    pub needs_classdict: bool,
    /// Type scope: the class whose names it sees.
    pub class_entry: Option<ScopeId>,
    /// The class whose name mangles private names here.
    private: Option<Identifier>,
    /// In the type parameters of a class only these names are mangled.
    mangled: Option<define::MangledNames>,
    varnames: OnceCell<Vec<Identifier>>,
}

impl Scope {
    pub fn is_async_generator(&self) -> bool {
        self.coroutine && self.generator
    }

    /// The bits of `co_flags` that the scope decides.
    pub fn code_flags(&self) -> u32 {
        let function = self.kind.is_function_like();
        let bit = |value, holds| if holds { value } else { 0 };
        bit(code_flag::OPTIMIZED | code_flag::NEWLOCALS, function)
            | bit(code_flag::VARARGS, self.varargs)
            | bit(code_flag::VARKEYWORDS, self.varkeywords)
            | bit(code_flag::NESTED, function && self.nested)
            | bit(code_flag::GENERATOR, self.generator && !self.coroutine)
            | bit(code_flag::COROUTINE, self.coroutine && !self.generator)
            | bit(code_flag::ASYNC_GENERATOR, self.is_async_generator())
    }

    /// The name as this scope's table has it.
    pub fn mangle(&self, name: &Identifier) -> Identifier {
        define::mangle_in(self.private.as_ref(), self.mangled.as_ref(), name)
    }

    /// What this scope does with a name, if it was met here.
    pub fn symbol(&self, name: &Identifier) -> Option<&Symbol> {
        match name.starts_with("__") {
            true => self.symbols.get(&self.mangle(name)),
            false => self.symbols.get(name),
        }
    }
}

/// Bits of `co_flags`.
///
/// Reference: Library Reference, `inspect`, "Code Objects Bit Flags".
pub mod code_flag {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ASYNC_GENERATOR: u32 = 0x200;
}

/// What the scopes of a module depend on besides its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScopeOptions {
    pub future: FutureFlags,
    /// `PyCF_ALLOW_TOP_LEVEL_AWAIT`: a module may hold an `await` and becomes a coroutine by it.
    pub top_level_await: bool,
}

#[derive(Debug)]
pub struct SymbolTable {
    /// In the order they were entered: parents before children.
    pub scopes: Vec<Scope>,
    pub future: FutureFlags,
    by_node: HashMap<usize, ScopeId, QuickHash>,
}

impl Index<ScopeId> for SymbolTable {
    type Output = Scope;

    fn index(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }
}

/// The scopes of a module, or the first error that CPython's symbol table finds in it.
pub fn analyse(module: &ast::Mod, options: ScopeOptions) -> Result<SymbolTable, SyntaxError> {
    let built = build::build(module, options).map_err(|error| *error)?;
    resolve::resolve(built, options.future).map_err(|error| *error)
}

impl SymbolTable {
    pub fn ids(&self) -> impl Iterator<Item = ScopeId> {
        (0..self.scopes.len() as u32).map(ScopeId)
    }

    /// The scope that a node opens; the address is that of its `Rc`. For a `TypeAlias`'s value and a
    /// type parameter's bound or default it is the expression's.
    pub fn of<T>(&self, node: *const T) -> ScopeId {
        *self.by_node.get(&(node as usize)).expect("each node that opens a scope has been walked")
    }

    /// The scope of the type parameters of a function, class or alias that has some.
    pub fn type_params_of<T>(&self, node: *const T) -> Option<ScopeId> {
        self.by_node.get(&type_params_key(node as usize)).copied()
    }

    /// How code in `scope` reaches `name`, as written in the source.
    pub fn resolve(&self, scope: ScopeId, name: &Identifier) -> Binding {
        let it = &self[scope];
        let found = it.symbol(name).map_or(Binding::GlobalImplicit, |symbol| symbol.binding);
        match (it.kind, found) {
            (_, Binding::GlobalExplicit) => found,
            (ScopeKind::Module, _) => Binding::Name,
            (ScopeKind::Class, Binding::Free) => Binding::NameOrFree,
            (ScopeKind::Class, _) => Binding::Name,
            (kind, Binding::GlobalImplicit)
                if kind.is_inlined() && self.host(scope) == ScopeId::MODULE =>
            {
                Binding::Name
            }
            (_, Binding::GlobalImplicit) if it.class_entry.is_some() => Binding::ClassOrGlobal,
            (_, Binding::Free) if it.class_entry.is_some() && &**name != "__classdict__" => {
                Binding::ClassOrFree
            }
            _ => found,
        }
    }

    /// The scope in whose frame this one runs: itself, unless it is an inlined comprehension.
    ///
    /// A name that is `Free` in such a comprehension belongs to an inlined comprehension on the way
    /// or to the host, if one of them has it as `Local` or `Cell`; else it is in the closure of the
    /// host, whose `freevars` name it. If the host is a class it is always in its closure.
    pub fn host(&self, scope: ScopeId) -> ScopeId {
        let mut id = scope;
        while self[id].kind.is_inlined() {
            id = self[id].parent.expect("a comprehension stands in some scope");
        }
        id
    }

    /// `co_varnames`: the parameters, then the other locals in the order in which the code first
    /// touches them, those of inlined comprehensions included.
    pub fn varnames(&self, scope: ScopeId) -> &[Identifier] {
        self[scope].varnames.get_or_init(|| order::varnames(self, scope))
    }

    /// The names and constants of a scope's code. `module` is the tree that the table is of.
    pub fn mentions(&self, module: &ast::Mod, scope: ScopeId) -> Mentions {
        match scope {
            ScopeId::MODULE => order::module_mentions(self, module),
            _ => order::mentions(self, scope),
        }
    }

    /// `co_cellvars`: what `co_varnames` lists comes first, in that order.
    pub fn cellvars(&self, scope: ScopeId) -> Vec<Identifier> {
        let cells = &self[scope].cellvars;
        let varnames = self.varnames(scope);
        let listed = varnames.iter().filter(|it| cells.contains(it));
        listed.chain(cells.iter().filter(|it| !varnames.contains(it))).cloned().collect()
    }
}

/// Nodes are aligned, so no node has this address.
fn type_params_key(node: usize) -> usize {
    node + 1
}
