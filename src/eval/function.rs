//! `def`, `lambda`, `class`: making functions and classes.
//!
//! Reference: Language Reference, "Function definitions", "Class definitions"; PEP 3115, PEP 560.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::err;
use crate::object::{
    Args, Body, Code, Fp, Function, Name, Node, Outgoing, Raises, Ref, Str, Tuple, Value, Vm,
};
use crate::protocol;
use crate::tri;

use super::call::{Argument, STAR_OF_MANY, call_function, collect};
use super::fail::{raise, trace};
use super::generator;
use super::names::CellSource;

/// `def` and `lambda`.
pub struct MakeFunction {
    pub code: Ref<Code>,
    pub defaults: Box<[Box<dyn Node>]>,
    /// Defaults at hand instead of nodes: a tuple or `None` in a slot.
    pub defaults_slot: Option<u32>,
    pub kwdefaults: Box<[(Ref<Str>, Box<dyn Node>)]>,
    pub kwdefaults_slot: Option<u32>,
    pub annotations: Box<[(Ref<Str>, Box<dyn Node>)]>,
    pub closure: Box<[CellSource]>,
    /// The type parameters, of a generic function.
    pub type_params: Option<Box<dyn Node>>,
}

/// A function over the running frame's globals.
pub fn make(
    vm: &Vm,
    fp: Fp,
    code: &Ref<Code>,
    closure: &[CellSource],
    namespace: bool,
) -> Ref<Function> {
    let outer = fp.head().function();
    let function = Ref::<Function>::new(
        vm,
        code.clone(),
        outer.globals.clone(),
        outer.builtins.clone(),
        closure.iter().map(|it| it.get(fp)),
        namespace,
    );
    if let Some(module) = outer.globals.get_str(vm.name(Name::Name)) {
        function.module.set(module);
    }
    function
}

impl Node for MakeFunction {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let mut defaults = Vec::with_capacity(self.defaults.len());
        for node in &self.defaults {
            defaults.push(tri!(node.eval(vm, fp)));
        }
        let mut kwdefaults = Vec::with_capacity(self.kwdefaults.len());
        for (name, node) in &self.kwdefaults {
            kwdefaults.push((name, tri!(node.eval(vm, fp))));
        }
        let annotations = if self.annotations.is_empty() {
            None
        } else {
            let dict = vm.dict();
            for (name, node) in &self.annotations {
                let value = tri!(node.eval(vm, fp));
                dict.set_str(vm, name, value);
            }
            Some(dict)
        };
        let function = make(vm, fp, &self.code, &self.closure, false);
        if !defaults.is_empty() {
            function.defaults.set(Some(vm.tuple_ref(defaults)));
        } else if let Some(slot) = self.defaults_slot {
            function.defaults.set(fp.get(slot).downcast::<Tuple>().cloned());
        }
        if !kwdefaults.is_empty() {
            let dict = vm.dict();
            for (name, value) in kwdefaults {
                dict.set_str(vm, name, value);
            }
            function.set_kwdefaults(Some(dict));
        } else if let Some(slot) = self.kwdefaults_slot {
            let dict = fp.get(slot).downcast::<crate::object::Dict>().cloned();
            function.set_kwdefaults(dict);
        }
        if let Some(dict) = annotations {
            function.set_annotations(Some(Value::Dict(dict)));
        }
        if let Some(node) = &self.type_params {
            let params = tri!(node.eval(vm, fp));
            function.set_type_params(params);
        }
        Value::Func(function)
    }
}

/// Runs a function at once: the scopes of type parameters.
pub struct CallNow {
    pub code: Ref<Code>,
    pub closure: Box<[CellSource]>,
    pub args: Box<[Box<dyn Node>]>,
    pub at: u32,
}

impl Node for CallNow {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let function = make(vm, fp, &self.code, &self.closure, false);
        let out = Outgoing::begin(vm);
        for arg in &self.args {
            let value = arg.eval(vm, fp);
            if value.is_err() {
                out.finish(vm);
                return Value::Err;
            }
            out.push(vm, value);
        }
        fp.head().position.set(self.at);
        let result = call_function(vm, &function, out, self.args.len() as u32, false);
        if result.is_err() {
            return trace(vm, fp, self.at);
        }
        result
    }
}

/// A generator expression: calls a function with the outermost iterator, which makes a generator.
pub struct GeneratorExpression {
    pub code: Ref<Code>,
    pub closure: Box<[CellSource]>,
    pub iter: Box<dyn Node>,
    /// Where the frame keeps the function for the next time, which most often is over the same cells. Not
    /// in comprehensions, whose cells would live on with it.
    pub kept: Option<u32>,
    pub body: OnceCell<Rc<Body>>,
    pub at: u32,
}

impl Node for GeneratorExpression {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let iterator = tri!(self.iter.eval(vm, fp));
        fp.head().position.set(self.at);
        if let Err(raised) = vm.poll() {
            return raise(vm, fp, self.at, raised);
        }
        if let Some(slot) = self.kept
            && let Value::Func(function) = fp.peek(slot)
            && let Some(body) = function.ready_body()
            && self.closure.iter().zip(function.closure()).all(|(it, cell)| it.borrow(fp).is(cell))
        {
            return generator::make_of_argument(vm, function, body, iterator);
        }
        self.make(vm, fp, iterator)
    }
}

impl GeneratorExpression {
    #[inline(never)]
    fn make(&self, vm: &Vm, fp: Fp, iterator: Value) -> Value {
        let outer = fp.head().function();
        let body = match self.body.get() {
            Some(body) => body,
            None => match Code::body(&self.code, vm, &outer.globals, &outer.builtins, false) {
                Ok(body) => self.body.get_or_init(|| body),
                Err(raised) => return raise(vm, fp, self.at, raised),
            },
        };
        let closure = self.closure.iter().map(|it| it.get(fp));
        let function = Ref::<Function>::of_expression(vm, &self.code, body, outer, closure);
        let made = generator::make_of_argument(vm, &function, body, iterator);
        if let Some(slot) = self.kept {
            fp.set(slot, Value::Func(function));
        }
        made
    }
}

/// `class`.
pub struct MakeClass {
    pub name: Ref<Str>,
    pub code: Ref<Code>,
    pub closure: Box<[CellSource]>,
    pub args: Box<[(Argument, u32)]>,
    pub at: u32,
}

impl Node for MakeClass {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        fp.head().position.set(self.at);
        let builder = fp.head().function().builtins.get_str(vm.name(Name::BuildClass));
        let Some(builder) = builder else {
            return raise(vm, fp, self.at, err!(NameError, "__build_class__ not found"));
        };
        let body = make(vm, fp, &self.code, &self.closure, true);
        let Some((mut values, names)) =
            collect(vm, fp, self.at, &builder, &self.args, STAR_OF_MANY)
        else {
            return Value::Err;
        };
        fp.head().position.set(self.at);
        let usual = matches!(
            &builder,
            Value::Native(it) if it.native.signature.name == Name::BuildClass.text()
        );
        let made = if usual {
            build_class(vm, &body, &self.name, Args { values: &values, names: &names })
        } else {
            values.splice(0..0, [Value::Func(body), Value::Str(self.name.clone())]);
            protocol::call(vm, &builder, Args { values: &values, names: &names })
        };
        match made {
            Ok(class) => class,
            Err(raised) => raise(vm, fp, self.at, raised),
        }
    }
}

/// `__build_class__(body, name, *bases, metaclass=…, **keywords)`.
pub fn build_class(vm: &Vm, body: &Ref<Function>, name: &Ref<Str>, args: Args) -> Raises<Value> {
    let given = args.positionals();
    let bases = resolve_bases(vm, given)?;
    let changed = bases.is_some();
    let bases: Vec<Value> = bases.unwrap_or_else(|| given.to_vec());
    let mut names: Vec<Ref<Str>> = args.names.to_vec();
    let mut keywords: Vec<Value> = args.values[given.len()..].to_vec();
    let mut metaclass = match names.iter().position(|it| it.bytes() == b"metaclass") {
        Some(i) => {
            names.remove(i);
            keywords.remove(i)
        }
        None => match bases.first() {
            Some(base) => Value::Type(vm.type_of(base).clone()),
            None => Value::Type(vm.class(crate::object::Builtin::Type).clone()),
        },
    };
    if let Value::Type(class) = &metaclass {
        metaclass = Value::Type(crate::types::class::new::winner(vm, class, &bases)?);
    }
    let name_value = Value::Str(name.clone());
    let bases_value = vm.tuple(bases.clone());
    let namespace = match protocol::getattr_opt(vm, &metaclass, vm.name(Name::Prepare))? {
        None => Value::Dict(vm.dict()),
        Some(prepare) => {
            let plain = matches!(&metaclass, Value::Type(class) if class.is(vm.class(crate::object::Builtin::Type)));
            if plain {
                Value::Dict(vm.dict())
            } else {
                let values: Vec<Value> =
                    [&name_value, &bases_value].into_iter().chain(&keywords).cloned().collect();
                protocol::call(vm, &prepare, Args { values: &values, names: &names })?
            }
        }
    };
    if vm.type_of(&namespace).slots.getitem.get().is_none() {
        let what = match &metaclass {
            Value::Type(class) => class.name(),
            _ => "<metaclass>".to_owned(),
        };
        return Err(err!(
            TypeError,
            "{what}.__prepare__() must return a mapping, not {}",
            vm.type_name(&namespace)
        ));
    }
    let cell = if body.namespace {
        super::run_body(vm, body, &namespace)?
    } else {
        // `__build_class__` called with an ordinary function.
        vm.call(&Value::Func(body.clone()), Args::NONE)?
    };
    if changed {
        protocol::setitem(vm, &namespace, &vm.text("__orig_bases__"), vm.tuple(given.to_vec()))?;
    }
    let values: Vec<Value> =
        [&name_value, &bases_value, &namespace].into_iter().chain(&keywords).cloned().collect();
    let class = protocol::call(vm, &metaclass, Args { values: &values, names: &names })?;
    if let (Value::Type(_), Value::Cell(cell)) = (&class, &cell) {
        match cell.get() {
            Value::Err => {
                return Err(err!(
                    RuntimeError,
                    "__class__ not set defining {} as {}. Was __classcell__ propagated to type.__new__?",
                    crate::algo::escape::repr_str(name.bytes()),
                    protocol::repr(vm, &class)?.to_string_lossy()
                ));
            }
            found if !found.is(&class) => {
                return Err(err!(
                    TypeError,
                    "__class__ set to {} defining {} as {}",
                    protocol::repr(vm, &found)?.to_string_lossy(),
                    crate::algo::escape::repr_str(name.bytes()),
                    protocol::repr(vm, &class)?.to_string_lossy()
                ));
            }
            _ => {}
        }
    }
    Ok(class)
}

/// Bases with `__mro_entries__` replaced by what that gives; `None` if there are none.
fn resolve_bases(vm: &Vm, bases: &[Value]) -> Raises<Option<Vec<Value>>> {
    let mut resolved: Option<Vec<Value>> = None;
    for (i, base) in bases.iter().enumerate() {
        let method = match base {
            Value::Type(_) => None,
            other => protocol::getattr_opt(vm, other, vm.name(Name::MroEntries))?,
        };
        match method {
            None => {
                if let Some(resolved) = &mut resolved {
                    resolved.push(base.clone());
                }
            }
            Some(method) => {
                let entries = protocol::call1(vm, &method, &vm.tuple(bases.to_vec()))?;
                let Some(entries) = entries.downcast::<Tuple>() else {
                    return Err(err!(TypeError, "__mro_entries__ must return a tuple"));
                };
                resolved
                    .get_or_insert_with(|| bases[..i].to_vec())
                    .extend(entries.items().iter().cloned());
            }
        }
    }
    Ok(resolved)
}

/// The value of a class body: the `__class__` cell if it has one, which is also stored as `__classcell__`.
pub struct ClassEnd {
    pub cell: Option<u32>,
    pub at: u32,
}

impl Node for ClassEnd {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let Some(slot) = self.cell else { return Value::None };
        let cell = fp.get(slot);
        let namespace = fp.get(0);
        let name = Value::Str(vm.name(Name::Classcell).clone());
        if let Err(raised) = protocol::setitem(vm, &namespace, &name, cell.clone()) {
            return raise(vm, fp, self.at, raised);
        }
        cell
    }
}

/// Calls a decorator on what stands below it.
pub struct Decorate {
    pub decorator: Box<dyn Node>,
    pub inner: Box<dyn Node>,
    pub at: u32,
}

impl Node for Decorate {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let decorator = tri!(self.decorator.eval(vm, fp));
        let inner = tri!(self.inner.eval(vm, fp));
        fp.head().position.set(self.at);
        super::fail::settle(vm, fp, self.at, protocol::call1(vm, &decorator, &inner))
    }
}

/// Makes a type parameter; bound and default are functions called when asked for.
pub struct MakeTypeParam {
    pub kind: TypeParamKind,
    pub name: Ref<Str>,
    pub bound: Option<Box<dyn Node>>,
    /// The bound is a tuple of constraints.
    pub constrained: bool,
    pub default: Option<Box<dyn Node>>,
    pub at: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TypeParamKind {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

impl Node for MakeTypeParam {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let mut parts = [None, None];
        for (part, node) in parts.iter_mut().zip([&self.bound, &self.default]) {
            if let Some(node) = node {
                *part = Some(tri!(node.eval(vm, fp)));
            }
        }
        let [bound, default] = parts;
        let made =
            super::type_params::make(vm, self.kind, &self.name, bound, self.constrained, default);
        super::fail::settle(vm, fp, self.at, made)
    }
}

/// `type name[params] = value`.
pub struct MakeAlias {
    pub name: Ref<Str>,
    pub params: Option<Box<dyn Node>>,
    pub value: Box<dyn Node>,
    pub at: u32,
}

impl Node for MakeAlias {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let params = match &self.params {
            Some(node) => tri!(node.eval(vm, fp)),
            None => vm.tuple(vec![]),
        };
        let value = tri!(self.value.eval(vm, fp));
        super::fail::settle(
            vm,
            fp,
            self.at,
            super::type_params::make_alias(vm, &self.name, params, value),
        )
    }
}

/// `Generic[params]`, the base that a class with type parameters gets.
pub struct GenericBase {
    pub params: Box<dyn Node>,
    pub at: u32,
}

impl Node for GenericBase {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let params = tri!(self.params.eval(vm, fp));
        super::fail::settle(vm, fp, self.at, super::type_params::generic_base(vm, params))
    }
}
