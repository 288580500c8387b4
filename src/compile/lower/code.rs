//! Code objects: what the compiler knows before anything is lowered.

use std::rc::Rc;

use crate::compile::scope::{Mention, Mentions, ScopeId, ScopeKind, SymbolTable};
use crate::object::code::{Lower, Mentioned};
use crate::object::{Body, Code, CodeFacts, Dict, Raises, Ref, Str, Value, Vm};
use crate::syntax::ast::{self, Mod};

use super::docstring::docstring;

/// A compiled source: its tree and scopes, shared by all code objects in it.
pub struct Unit {
    pub tree: Mod,
    pub table: SymbolTable,
    pub filename: Ref<Str>,
    /// Bits of `co_flags` that all code of the unit has: future features.
    pub flags: u32,
    /// 1 leaves `assert` out, 2 docstrings too.
    pub optimize: u8,
}

/// What a code object is the code of.
#[derive(Clone)]
pub enum CodeKind {
    Module,
    Function(Rc<ast::FunctionDef>),
    Lambda(Rc<ast::Lambda>),
    Class(Rc<ast::ClassDef>),
    Generator(Rc<ast::Comp>),
    /// The type parameters around a generic function, class or alias.
    GenericFunction(Rc<ast::FunctionDef>, String),
    GenericClass(Rc<ast::ClassDef>, String),
    GenericAlias(Rc<ast::TypeAlias>, String),
    /// The value of an alias, a bound or a default: evaluated when asked for.
    Lazy(Rc<ast::Expr>),
}

/// What a code object keeps to be lowered from.
pub struct CodeLowering {
    pub unit: Rc<Unit>,
    pub scope: ScopeId,
    pub kind: CodeKind,
}

impl Lower for CodeLowering {
    fn lower(
        &self,
        vm: &Vm,
        code: &Ref<Code>,
        globals: &Ref<Dict>,
        builtins: &Ref<Dict>,
        namespace: bool,
    ) -> Raises<Body> {
        super::lower(self, vm, code, globals, builtins, namespace)
    }

    fn mentioned(&self, vm: &Vm, code: &Code) -> Mentioned {
        let Mentions { names, constants } = self.unit.table.mentions(&self.unit.tree, self.scope);
        let mut consts: Vec<Value> =
            constants.iter().map(|it| self.mention(vm, code, it)).collect();
        if matches!(self.kind, CodeKind::Function(_)) && !code.facts.doc.is_none() {
            // `None` stood for it, and may be wanted for itself as well.
            let none = std::mem::replace(&mut consts[0], code.facts.doc.clone());
            consts.push(none);
        }
        Mentioned { names: names.iter().map(|it| vm.intern(it)).collect(), consts: consts.into() }
    }
}

impl CodeLowering {
    fn mention(&self, vm: &Vm, code: &Code, it: &Mention) -> Value {
        let table = &self.unit.table;
        let (scope, kind, name) = match it {
            Mention::Constant(constant) => return super::expression::constant(vm, constant),
            Mention::Function(def) => {
                (table.of(Rc::as_ptr(def)), CodeKind::Function(def.clone()), &*def.name)
            }
            Mention::Class(def) => {
                (table.of(Rc::as_ptr(def)), CodeKind::Class(def.clone()), &*def.name)
            }
            Mention::Lambda(it) => {
                (table.of(Rc::as_ptr(it)), CodeKind::Lambda(it.clone()), "<lambda>")
            }
            Mention::Generator(it) => {
                (table.of(Rc::as_ptr(it)), CodeKind::Generator(it.clone()), "<genexpr>")
            }
        };
        let parent = code.facts.qualname.to_string_lossy();
        let mut qualname = qualified(&self.unit, self.scope, &parent, name);
        let generic = match &kind {
            CodeKind::Function(def) if !def.type_params.is_empty() => {
                let scope = table.type_params_of(Rc::as_ptr(def));
                scope.map(|it| (it, CodeKind::GenericFunction(def.clone(), qualname.clone())))
            }
            CodeKind::Class(def) if !def.type_params.is_empty() => {
                let scope = table.type_params_of(Rc::as_ptr(def));
                scope.map(|it| (it, CodeKind::GenericClass(def.clone(), qualname.clone())))
            }
            _ => None,
        };
        let code = match generic {
            Some((scope, kind)) => {
                let name = format!("<generic parameters of {name}>");
                qualname = qualified(&self.unit, self.scope, &parent, &name);
                code_object(vm, &self.unit, scope, kind, &name, &qualname)
            }
            None => code_object(vm, &self.unit, scope, kind, name, &qualname),
        };
        Value::of(code.into_any())
    }
}

/// Makes the code object of a scope. `name` and `qualname` are what it is called.
pub fn code_object(
    vm: &Vm,
    unit: &Rc<Unit>,
    scope: ScopeId,
    kind: CodeKind,
    name: &str,
    qualname: &str,
) -> Ref<Code> {
    let table = &unit.table;
    let facts = &table[scope];
    let intern = |names: &[ast::Identifier]| -> Box<[Ref<Str>]> {
        names.iter().map(|it| vm.intern(it)).collect()
    };
    let varnames: Box<[Ref<Str>]> =
        if facts.kind.is_function_like() { intern(table.varnames(scope)) } else { Box::default() };
    let (argcount, posonly, kwonly) = match &kind {
        CodeKind::Function(def) => counts(&def.args),
        CodeKind::Lambda(def) => counts(&def.args),
        CodeKind::Generator(_) => (1, 0, 0),
        _ => (facts.parameters.len() as u32, 0, 0),
    };
    let body = match &kind {
        CodeKind::Function(def) => Some(&def.body),
        _ => None,
    };
    let doc = match body {
        Some(body) if unit.optimize < 2 => docstring(vm, body),
        _ => Value::None,
    };
    let first_line = match &kind {
        CodeKind::Module => 1,
        CodeKind::Function(def) | CodeKind::GenericFunction(def, _) => {
            def.decorator_list.first().map_or(def.span.line, |it| it.span.line)
        }
        CodeKind::Class(def) | CodeKind::GenericClass(def, _) => {
            def.decorator_list.first().map_or(def.span.line, |it| it.span.line)
        }
        _ => facts.span.line,
    };
    let code_facts = CodeFacts {
        name: vm.intern(name),
        qualname: vm.intern(qualname),
        filename: unit.filename.clone(),
        first_line,
        flags: facts.code_flags() | unit.flags,
        argcount,
        posonlyargcount: posonly,
        kwonlyargcount: kwonly,
        varnames,
        cellvars: intern(&table.cellvars(scope)),
        freevars: intern(&facts.freevars),
        doc,
    };
    Ref::<Code>::new(
        vm,
        code_facts,
        Some(Box::new(CodeLowering { unit: unit.clone(), scope, kind })),
    )
}

fn counts(args: &ast::Arguments) -> (u32, u32, u32) {
    let posonly = args.posonlyargs.len() as u32;
    (posonly + args.args.len() as u32, posonly, args.kwonlyargs.len() as u32)
}

/// What the qualified names of things defined in a scope begin with.
pub fn qualified(unit: &Unit, parent: ScopeId, parent_qualname: &str, name: &str) -> String {
    let table = &unit.table;
    let identifier: ast::Identifier = name.into();
    let mut parent = parent;
    // Type parameters and inlined comprehensions leave no trace in names.
    while table[parent].kind == ScopeKind::TypeParameters || table[parent].kind.is_inlined() {
        match table[parent].parent {
            Some(up) => parent = up,
            None => break,
        }
    }
    if table.resolve(parent, &identifier) == crate::compile::scope::Binding::GlobalExplicit {
        return name.to_owned();
    }
    match table[parent].kind {
        ScopeKind::Module => name.to_owned(),
        ScopeKind::Class => format!("{parent_qualname}.{name}"),
        _ => format!("{parent_qualname}.<locals>.{name}"),
    }
}
