//! `def`, `lambda`, `class`, `type`: code objects for what is inside, nodes for making it.

use std::rc::Rc;

use crate::eval::build::MakeTuple;
use crate::eval::function::{
    CallNow, Decorate, GenericBase, MakeAlias, MakeClass, MakeFunction, MakeTypeParam,
    TypeParamKind,
};
use crate::eval::names::{Assign, StoreThen};
use crate::eval::operand::Shape;
use crate::object::{Flow, Fp, Name, Node, Ref, Stmt, Str, Value, Vm};
use crate::syntax::ast::{self, Arguments, Expr, ExprKind, Span, StmtKind, TypeParam};

use super::Lowerer;
use super::code::{CodeKind, code_object};

impl Lowerer<'_> {
    pub fn define_function(&mut self, def: &Rc<ast::FunctionDef>, span: Span) -> Box<dyn Stmt> {
        let decorators: Vec<&Expr> = def.decorator_list.iter().collect();
        let decorator_nodes = self.nodes(&decorators);
        let qualname = self.qualname_of(&def.name);
        let made = if def.type_params.is_empty() {
            self.make_function(def, &qualname, None)
        } else {
            self.call_generic_function(def, &qualname)
        };
        let node = self.decorated(decorator_nodes, &def.decorator_list, made);
        let target = self.store_name(&def.name, span);
        Box::new(Assign { target, value: node })
    }

    fn decorated(
        &mut self,
        nodes: Vec<Box<dyn Node>>,
        exprs: &[Expr],
        made: Box<dyn Node>,
    ) -> Box<dyn Node> {
        let mut node = made;
        for (decorator, expr) in nodes.into_iter().zip(exprs).rev() {
            let at = self.at(expr.span);
            node = Box::new(Decorate { decorator, inner: node, at });
        }
        node
    }

    /// The node that makes a function: defaults and annotations evaluated here.
    fn make_function(
        &mut self,
        def: &Rc<ast::FunctionDef>,
        qualname: &str,
        type_params: Option<Box<dyn Node>>,
    ) -> Box<dyn Node> {
        let scope = self.table().of(Rc::as_ptr(def));
        let code = code_object(
            self.vm,
            self.unit,
            scope,
            CodeKind::Function(def.clone()),
            &def.name,
            qualname,
        );
        let closure = self.closure_of(scope);
        let generic = type_params.is_some();
        let (defaults, kwdefaults) =
            if generic { Default::default() } else { self.defaults(&def.args) };
        let (defaults_slot, kwdefaults_slot) = if generic {
            let slot = |name: &str| self.slots.get(&(self.host, name.into())).copied();
            (slot(".defaults"), slot(".kwdefaults"))
        } else {
            (None, None)
        };
        let annotations = self.annotations(def);
        Box::new(MakeFunction {
            code,
            defaults,
            defaults_slot,
            kwdefaults,
            kwdefaults_slot,
            annotations,
            closure,
            type_params,
        })
    }

    #[allow(clippy::type_complexity)]
    fn defaults(
        &mut self,
        args: &Arguments,
    ) -> (Box<[Box<dyn Node>]>, Box<[(Ref<Str>, Box<dyn Node>)]>) {
        let order: Vec<&Expr> =
            args.defaults.iter().chain(args.kw_defaults.iter().flatten()).collect();
        let mut nodes = self.nodes(&order).into_iter();
        let defaults = nodes.by_ref().take(args.defaults.len()).collect();
        let named = args.kwonlyargs.iter().zip(&args.kw_defaults).filter(|it| it.1.is_some());
        let kwdefaults =
            named.zip(nodes).map(|((arg, _), node)| (self.name(&arg.arg), node)).collect();
        (defaults, kwdefaults)
    }

    /// Annotations in the order CPython evaluates them.
    fn annotations(&mut self, def: &ast::FunctionDef) -> Box<[(Ref<Str>, Box<dyn Node>)]> {
        let args = &def.args;
        let all = args
            .args
            .iter()
            .chain(&args.posonlyargs)
            .chain(args.vararg.as_deref())
            .chain(&args.kwonlyargs)
            .chain(args.kwarg.as_deref());
        let mut annotations = Vec::new();
        for arg in all {
            if let Some(annotation) = &arg.annotation {
                let node = self.annotation(annotation);
                annotations.push((self.name(&arg.arg), node));
            }
        }
        if let Some(returns) = &def.returns {
            let node = self.annotation(returns);
            annotations.push((self.vm.intern("return"), node));
        }
        annotations.into()
    }

    pub fn lambda(&mut self, lambda: &Rc<ast::Lambda>) -> Box<dyn Node> {
        let scope = self.table().of(Rc::as_ptr(lambda));
        let qualname = self.qualname_of("<lambda>");
        let code = code_object(
            self.vm,
            self.unit,
            scope,
            CodeKind::Lambda(lambda.clone()),
            "<lambda>",
            &qualname,
        );
        let closure = self.closure_of(scope);
        let (defaults, kwdefaults) = self.defaults(&lambda.args);
        Box::new(MakeFunction {
            code,
            defaults,
            defaults_slot: None,
            kwdefaults,
            kwdefaults_slot: None,
            annotations: Box::default(),
            closure,
            type_params: None,
        })
    }

    pub fn define_class(&mut self, def: &Rc<ast::ClassDef>, span: Span) -> Box<dyn Stmt> {
        let decorators: Vec<&Expr> = def.decorator_list.iter().collect();
        let decorator_nodes = self.nodes(&decorators);
        let qualname = self.qualname_of(&def.name);
        let made = if def.type_params.is_empty() {
            self.make_class(def, &qualname, None)
        } else {
            self.call_generic_class(def, &qualname)
        };
        let node = self.decorated(decorator_nodes, &def.decorator_list, made);
        let target = self.store_name(&def.name, span);
        Box::new(Assign { target, value: node })
    }

    fn make_class(
        &mut self,
        def: &Rc<ast::ClassDef>,
        qualname: &str,
        generic_base: Option<Box<dyn Node>>,
    ) -> Box<dyn Node> {
        let scope = self.table().of(Rc::as_ptr(def));
        let code = code_object(
            self.vm,
            self.unit,
            scope,
            CodeKind::Class(def.clone()),
            &def.name,
            qualname,
        );
        let closure = self.closure_of(scope);
        let order: Vec<&Expr> =
            def.bases.iter().chain(def.keywords.iter().map(|it| &it.value)).collect();
        let mut nodes = self.nodes(&order).into_iter();
        let mut args = self.arguments(&def.bases, &def.keywords, &mut nodes).into_vec();
        let at = self.at(def.span);
        if let Some(base) = generic_base {
            args.insert(def.bases.len(), (crate::eval::call::Argument::Positional(base), at));
        }
        Box::new(MakeClass {
            name: self.vm.intern(&def.name),
            code,
            closure,
            args: args.into(),
            at,
        })
    }

    // Generics: a function around the definition holds the type parameters and is called at once.

    fn type_scope(&self, node: *const ()) -> crate::compile::scope::ScopeId {
        self.table().type_params_of(node).unwrap_or(crate::compile::scope::ScopeId::MODULE)
    }

    fn call_generic_function(
        &mut self,
        def: &Rc<ast::FunctionDef>,
        qualname: &str,
    ) -> Box<dyn Node> {
        let scope = self.type_scope(Rc::as_ptr(def).cast());
        let name = format!("<generic parameters of {}>", def.name);
        let kind = CodeKind::GenericFunction(def.clone(), qualname.to_owned());
        let outer = self.qualname_of(&name);
        let code = code_object(self.vm, self.unit, scope, kind, &name, &outer);
        let (defaults, kwdefaults) = self.defaults(&def.args);
        // The type scope always has a parameter for the defaults.
        let none = Shape::Const(Value::None).into_node();
        let mut args: Vec<Box<dyn Node>> =
            vec![if defaults.is_empty() { none } else { Box::new(MakeTuple(defaults)) }];
        if !kwdefaults.is_empty() {
            let at = self.at(def.span);
            let items = kwdefaults
                .into_vec()
                .into_iter()
                .map(|(name, node)| (Some(Shape::Const(Value::Str(name)).into_node()), node))
                .collect();
            args.push(Box::new(crate::eval::build::MakeDict { items, at }));
        }
        let at = self.at(def.span);
        Box::new(CallNow { code, closure: self.closure_of(scope), args: args.into(), at })
    }

    /// Inside the type scope: the parameters, then the function.
    pub fn generic_function(
        &mut self,
        def: &Rc<ast::FunctionDef>,
        qualname: &str,
    ) -> Box<dyn Node> {
        // The parameters come first: annotations use them.
        let params = self.type_params(&def.type_params);
        let slot = self.temp();
        let first: Box<dyn Stmt> = Box::new(crate::eval::names::SetLocal { slot, value: params });
        let taken = Box::new(crate::eval::names::TakeTemp(slot));
        let function = self.make_function(def, qualname, Some(taken));
        Box::new(crate::eval::control::ThenOne { first, tail: function })
    }

    fn call_generic_class(&mut self, def: &Rc<ast::ClassDef>, qualname: &str) -> Box<dyn Node> {
        let scope = self.type_scope(Rc::as_ptr(def).cast());
        let name = format!("<generic parameters of {}>", def.name);
        let kind = CodeKind::GenericClass(def.clone(), qualname.to_owned());
        let outer = self.qualname_of(&name);
        let code = code_object(self.vm, self.unit, scope, kind, &name, &outer);
        let at = self.at(def.span);
        Box::new(CallNow { code, closure: self.closure_of(scope), args: Box::default(), at })
    }

    pub fn generic_class(&mut self, def: &Rc<ast::ClassDef>, qualname: &str) -> Box<dyn Node> {
        let at = self.at(def.span);
        let params = self.type_params(&def.type_params);
        let store = self.store_name(&".type_params".into(), def.span);
        let params: Box<dyn Node> = Box::new(StoreThen { store, value: params });
        let base: Box<dyn Node> = Box::new(GenericBase { params, at });
        let store = self.store_name(&".generic_base".into(), def.span);
        // The base is made before the class's own bases are evaluated, since those may use the parameters.
        let slot = self.temp();
        let first: Box<dyn Stmt> = Box::new(crate::eval::names::SetLocal {
            slot,
            value: Box::new(StoreThen { store, value: base }),
        });
        let class =
            self.make_class(def, qualname, Some(Box::new(crate::eval::names::TakeTemp(slot))));
        Box::new(crate::eval::control::ThenOne { first, tail: class })
    }

    pub fn define_alias(&mut self, alias: &Rc<ast::TypeAlias>, span: Span) -> Box<dyn Stmt> {
        let ExprKind::Name { id, .. } = &alias.name.kind else {
            return Box::new(crate::eval::control::Pass);
        };
        let node = if alias.type_params.is_empty() {
            self.make_alias(alias, id, None)
        } else {
            let scope = self.type_scope(Rc::as_ptr(alias).cast());
            let name = format!("<generic parameters of {id}>");
            let qualname = self.qualname_of(id);
            let kind = CodeKind::GenericAlias(alias.clone(), qualname);
            let outer = self.qualname_of(&name);
            let code = code_object(self.vm, self.unit, scope, kind, &name, &outer);
            let at = self.at(span);
            Box::new(CallNow { code, closure: self.closure_of(scope), args: Box::default(), at })
        };
        let target = self.store_name(id, span);
        Box::new(Assign { target, value: node })
    }

    pub fn generic_alias(&mut self, alias: &Rc<ast::TypeAlias>, _: &str) -> Box<dyn Node> {
        let ExprKind::Name { id, .. } = &alias.name.kind else {
            return Shape::Const(Value::None).into_node();
        };
        let params = self.type_params(&alias.type_params);
        self.make_alias(alias, id, Some(params))
    }

    fn make_alias(
        &mut self,
        alias: &ast::TypeAlias,
        name: &ast::Identifier,
        params: Option<Box<dyn Node>>,
    ) -> Box<dyn Node> {
        let value = self.lazy(&alias.value, name);
        let at = self.at(alias.span);
        Box::new(MakeAlias { name: self.vm.intern(name), params, value, at })
    }

    /// A function that evaluates an expression when it is called.
    fn lazy(&mut self, expr: &Rc<Expr>, name: &str) -> Box<dyn Node> {
        let scope = self.table().of(Rc::as_ptr(expr));
        let qualname = self.qualname_of(name);
        let code =
            code_object(self.vm, self.unit, scope, CodeKind::Lazy(expr.clone()), name, &qualname);
        Box::new(MakeFunction {
            code,
            defaults: Box::default(),
            defaults_slot: None,
            kwdefaults: Box::default(),
            kwdefaults_slot: None,
            annotations: Box::default(),
            closure: self.closure_of(scope),
            type_params: None,
        })
    }

    /// Makes the type parameters, stores each under its name, and gives their tuple.
    fn type_params(&mut self, params: &[TypeParam]) -> Box<dyn Node> {
        let mut nodes: Vec<Box<dyn Node>> = Vec::with_capacity(params.len());
        for param in params {
            let at = self.at(param.span);
            let (kind, bound) = match &param.kind {
                ast::TypeParamKind::TypeVar { bound } => (TypeParamKind::TypeVar, bound.as_ref()),
                ast::TypeParamKind::ParamSpec => (TypeParamKind::ParamSpec, None),
                ast::TypeParamKind::TypeVarTuple => (TypeParamKind::TypeVarTuple, None),
            };
            let constrained = bound.is_some_and(|it| matches!(it.kind, ExprKind::Tuple { .. }));
            let bound = bound.map(|it| self.lazy(it, &param.name));
            let default = param.default.as_ref().map(|it| self.lazy(it, &param.name));
            let name = self.vm.intern(&param.name);
            let made = Box::new(MakeTypeParam { kind, name, bound, constrained, default, at });
            let store = self.store_name(&param.name, param.span);
            nodes.push(Box::new(StoreThen { store, value: made }));
        }
        Box::new(MakeTuple(nodes.into()))
    }
}

/// Makes `__annotations__` where annotated assignments will look for it.
pub struct SetUpAnnotations {
    /// In the mapping in the frame's first slot, not in the globals.
    pub namespace: bool,
}

impl Stmt for SetUpAnnotations {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let name = vm.name(Name::Annotations);
        let namespace = if self.namespace {
            fp.get(0)
        } else {
            Value::Dict(fp.head().function().globals.clone())
        };
        let result = match &namespace {
            Value::Dict(dict) => {
                if dict.get_str(name).is_none() {
                    dict.set_str(vm, name, Value::Dict(vm.dict()));
                }
                Ok(())
            }
            other => {
                let key = Value::Str(name.clone());
                match crate::protocol::getitem(vm, other, &key) {
                    Ok(_) => Ok(()),
                    Err(raised) if raised.is(vm, crate::object::Builtin::KeyError) => {
                        crate::protocol::setitem(vm, other, &key, Value::Dict(vm.dict()))
                    }
                    Err(raised) => Err(raised),
                }
            }
        };
        crate::eval::fail::settle_flow(vm, fp, 0, result)
    }
}

/// Names of the attributes that methods of the class assign on their first parameter: `__static_attributes__`.
pub fn static_attributes(def: &ast::ClassDef) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for stmt in &def.body {
        let (StmtKind::FunctionDef(method) | StmtKind::AsyncFunctionDef(method)) = &stmt.kind
        else {
            continue;
        };
        walk(&method.body, &mut |target| {
            if let ExprKind::Attribute { value, attr, .. } = &target.kind
                && let ExprKind::Name { id, .. } = &value.kind
                && &**id == "self"
                && !names.iter().any(|it| **it == **attr)
            {
                names.push(attr.to_string());
            }
        });
    }
    names
}

/// Shows every assignment target in the statements, nested ones too.
fn walk(stmts: &[ast::Stmt], see: &mut dyn FnMut(&Expr)) {
    fn target(it: &Expr, see: &mut dyn FnMut(&Expr)) {
        match &it.kind {
            ExprKind::Tuple { elts, .. } | ExprKind::List { elts, .. } => {
                elts.iter().for_each(|it| target(it, see));
            }
            ExprKind::Starred { value, .. } => target(value, see),
            _ => see(it),
        }
    }
    for stmt in stmts {
        match &stmt.kind {
            StmtKind::Assign { targets, .. } => targets.iter().for_each(|it| target(it, see)),
            StmtKind::AugAssign { target: it, .. } | StmtKind::AnnAssign { target: it, .. } => {
                target(it, see)
            }
            StmtKind::For(it) | StmtKind::AsyncFor(it) => {
                target(&it.target, see);
                walk(&it.body, see);
                walk(&it.orelse, see);
            }
            StmtKind::While { body, orelse, .. } | StmtKind::If { body, orelse, .. } => {
                walk(body, see);
                walk(orelse, see);
            }
            StmtKind::With(it) | StmtKind::AsyncWith(it) => {
                it.items
                    .iter()
                    .filter_map(|it| it.optional_vars.as_deref())
                    .for_each(|it| target(it, see));
                walk(&it.body, see);
            }
            StmtKind::Match { cases, .. } => cases.iter().for_each(|it| walk(&it.body, see)),
            StmtKind::Try(it) | StmtKind::TryStar(it) => {
                walk(&it.body, see);
                it.handlers.iter().for_each(|it| walk(&it.body, see));
                walk(&it.orelse, see);
                walk(&it.finalbody, see);
            }
            _ => {}
        }
    }
}
