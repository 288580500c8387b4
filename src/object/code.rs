//! [`Code`]: the payload of code objects.
//!
//! A code object knows names, flags and constants at once; the executable tree comes into being when
//! the code is first run with some globals ([`Code::body`]), because nodes hold on to the entries of
//! the globals they were made for.
//!
//! Reference: Data model, "Code objects".

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use super::dict::Dict;
use super::error::Raises;
use super::function::Body;
use super::heap::{Payload, Ref, Visitor, make};
use super::string::Str;
use super::value::Value;
use super::vm::Vm;

/// Bits of `co_flags`.
pub mod co {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
}

/// Builds executable trees; implemented by the compiler, which knows syntax trees.
pub trait Lower {
    /// The body of `code` for these globals. With `namespace` set, names that are not in function
    /// scopes live in the mapping in the frame's first slot (class bodies, `exec` with locals).
    fn lower(
        &self,
        vm: &Vm,
        code: &Ref<Code>,
        globals: &Ref<Dict>,
        builtins: &Ref<Dict>,
        namespace: bool,
    ) -> Raises<Body>;

    /// The names and constants that the code mentions.
    fn mentioned(&self, vm: &Vm, code: &Code) -> Mentioned;
}

/// `co_names` and `co_consts`.
#[derive(Clone, Default)]
pub struct Mentioned {
    pub names: Box<[Ref<Str>]>,
    /// Nested code objects among them.
    pub consts: Box<[Value]>,
}

/// What the compiler states about a code object.
#[derive(Clone)]
pub struct CodeFacts {
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub filename: Ref<Str>,
    pub first_line: u32,
    pub flags: u32,
    /// Positional parameters, positional-only ones included.
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub varnames: Box<[Ref<Str>]>,
    pub cellvars: Box<[Ref<Str>]>,
    pub freevars: Box<[Ref<Str>]>,
    /// The docstring, or `None`.
    pub doc: Value,
}

/// Identities of globals and built-ins, and whether the body runs over a namespace mapping.
type Key = (u32, u32, bool);

pub struct Code {
    pub facts: CodeFacts,
    lowering: Option<Rc<dyn Lower>>,
    /// By the identities of globals and built-ins: those must not be kept alive by their own code.
    bodies: RefCell<Vec<(Key, Rc<Body>)>>,
    /// Found when first asked for.
    mentioned: OnceCell<Mentioned>,
}

impl Payload for Code {
    fn traverse(&self, visit: &mut Visitor) {
        if let Some(mentioned) = self.mentioned.get() {
            visit.values(mentioned.consts.iter());
        }
        visit.value(&self.facts.doc);
    }
}

impl Code {
    /// The executable tree for these globals, built on first use.
    pub fn body(
        this: &Ref<Code>,
        vm: &Vm,
        globals: &Ref<Dict>,
        builtins: &Ref<Dict>,
        namespace: bool,
    ) -> Raises<Rc<Body>> {
        let key = (globals.identity(vm), builtins.identity(vm), namespace);
        let known = this.bodies.borrow().iter().find(|it| it.0 == key).map(|it| it.1.clone());
        if let Some(body) = known {
            return Ok(body);
        }
        let Some(lowering) = &this.lowering else {
            return Err(crate::err!(SystemError, "code object without a body"));
        };
        let body = Rc::new(lowering.lower(vm, this, globals, builtins, namespace)?);
        let mut bodies = this.bodies.borrow_mut();
        // Code that is run again and again with fresh globals keeps only a few of its bodies.
        if bodies.len() >= 4 {
            bodies.remove(0);
        }
        bodies.push((key, body.clone()));
        Ok(body)
    }

    /// A body that has been built, for any globals.
    pub fn any_body(&self) -> Option<Rc<Body>> {
        self.bodies.borrow().first().map(|it| it.1.clone())
    }

    /// Whether both come from the same piece of source.
    pub fn same_source(&self, other: &Code) -> bool {
        match (&self.lowering, &other.lowering) {
            (Some(a), Some(b)) => Rc::ptr_eq(a, b),
            _ => false,
        }
    }

    /// `co_names` and `co_consts`.
    pub fn mentioned(&self, vm: &Vm) -> &Mentioned {
        self.mentioned.get_or_init(|| match &self.lowering {
            Some(lowering) => lowering.mentioned(vm, self),
            None => Mentioned::default(),
        })
    }

    /// A code object of the same source about which other things are stated; `mentioned` where that is
    /// stated too.
    pub fn with_facts(&self, vm: &Vm, facts: CodeFacts, mentioned: Option<Mentioned>) -> Ref<Code> {
        let mentioned = mentioned.map_or_else(OnceCell::new, OnceCell::from);
        let lowering = self.lowering.clone();
        let code = Code { facts, lowering, bodies: RefCell::default(), mentioned };
        make(vm, vm.class(super::Builtin::Code), code)
    }

    pub fn has(&self, flag: u32) -> bool {
        self.facts.flags & flag != 0
    }

    /// The number of parameters, `*args` and `**kwargs` included.
    pub fn parameters(&self) -> usize {
        let facts = &self.facts;
        (facts.argcount + facts.kwonlyargcount) as usize
            + usize::from(self.has(co::VARARGS))
            + usize::from(self.has(co::VARKEYWORDS))
    }
}

impl Ref<Code> {
    pub fn new(vm: &Vm, facts: CodeFacts, lowering: Option<Box<dyn Lower>>) -> Ref<Code> {
        let lowering = lowering.map(Rc::from);
        let (bodies, mentioned) = (RefCell::default(), OnceCell::new());
        let code = Code { facts, lowering, bodies, mentioned };
        make(vm, vm.class(super::Builtin::Code), code)
    }
}
