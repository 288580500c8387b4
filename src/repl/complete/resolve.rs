//! What an expression stands for, as far as that can be told without running anything of the program's: no
//! property, no `__getattr__`, no `__eq__`, no `__dir__`.

use crate::compile::{self, Mode};
use crate::object::{Builtin, Dict, Function, Name, Ref, Str, Type, Value, Vm};
use crate::protocol;
use crate::syntax::ast::{Constant, Expr, ExprKind, Mod, UnaryOp};
use crate::types::descriptor::MethodDescriptor;
use crate::types::method::{self, Method};
use crate::types::module::Module;
use crate::types::property::{self, Property};

/// What is known of an expression.
#[derive(Clone)]
pub enum Known {
    /// It is this very object.
    Value(Value),
    /// It is some instance of this class.
    Of(Ref<Type>),
}

impl Known {
    /// The class of what it is.
    pub fn class(&self, vm: &Vm) -> Ref<Type> {
        match self {
            Known::Value(value) => vm.type_of(value).clone(),
            Known::Of(class) => class.clone(),
        }
    }
}

pub struct Resolver<'a> {
    pub vm: &'a Vm,
    /// The variables at the prompt.
    pub main: &'a Dict,
}

impl Resolver<'_> {
    /// What the source of an expression stands for.
    pub fn source(&self, text: &str) -> Option<Known> {
        self.expression(&*self.tree(text)?)
    }

    /// What the source of something called stands for, and whether it gets a receiver in front of its arguments.
    pub fn callee(&self, text: &str) -> Option<(Known, bool)> {
        let tree = self.tree(text)?;
        let known = self.expression(&tree)?;
        let ExprKind::Attribute { value, attr, .. } = &tree.kind else {
            return Some((known, false));
        };
        let bound = match self.expression(value)? {
            Known::Value(Value::Type(_)) => false,
            Known::Value(value) => {
                value.downcast::<Module>().is_none()
                    && protocol::attr::own_attr(&value, &self.vm.intern(attr)).is_none()
            }
            Known::Of(_) => true,
        };
        Some((known, bound))
    }

    fn tree(&self, text: &str) -> Option<Box<Expr>> {
        let filename = self.vm.str("<completion>");
        // Wrong source says nothing; its error is nobody's.
        match compile::source::tree(self.vm, text, &filename, Mode::Eval, 0).ok()? {
            Mod::Expression { body } => Some(body),
            _ => None,
        }
    }

    fn of(&self, class: Builtin) -> Option<Known> {
        Some(Known::Of(self.vm.class(class).clone()))
    }

    fn expression(&self, expr: &Expr) -> Option<Known> {
        match &expr.kind {
            ExprKind::Name { id, .. } => self.name(id),
            ExprKind::Constant { value, .. } => match value {
                Constant::None => Some(Known::Value(Value::None)),
                Constant::Ellipsis => Some(Known::Value(Value::Ellipsis)),
                Constant::Bool(_) => self.of(Builtin::Bool),
                Constant::Int(_) | Constant::BigInt(_) => self.of(Builtin::Int),
                Constant::Float(_) => self.of(Builtin::Float),
                Constant::Complex { .. } => self.of(Builtin::Complex),
                Constant::Str(_) => self.of(Builtin::Str),
                Constant::Bytes(_) => self.of(Builtin::Bytes),
                _ => None,
            },
            ExprKind::JoinedStr { .. } => self.of(Builtin::Str),
            ExprKind::List { .. } | ExprKind::ListComp(_) => self.of(Builtin::List),
            ExprKind::Tuple { .. } => self.of(Builtin::Tuple),
            ExprKind::Dict { .. } | ExprKind::DictComp(_) => self.of(Builtin::Dict),
            ExprKind::Set { .. } | ExprKind::SetComp(_) => self.of(Builtin::Set),
            ExprKind::GeneratorExp(_) => self.of(Builtin::Generator),
            ExprKind::Lambda(_) => self.of(Builtin::Function),
            ExprKind::Compare { .. } => self.of(Builtin::Bool),
            ExprKind::UnaryOp { op: UnaryOp::Not, .. } => self.of(Builtin::Bool),
            ExprKind::Attribute { value, attr, .. } => {
                self.attribute(&self.expression(value)?, attr)
            }
            ExprKind::Subscript { value, slice, .. } => self.item(&self.expression(value)?, slice),
            ExprKind::Call { func, .. } => self.result(func),
            _ => None,
        }
    }

    fn name(&self, name: &str) -> Option<Known> {
        let name = self.vm.intern(name);
        let found = self.main.get_str(&name).or_else(|| self.vm.builtins.get()?.get_str(&name));
        found.map(Known::Value)
    }

    /// The attribute, where no descriptor of the program's has a say.
    pub fn attribute(&self, of: &Known, name: &str) -> Option<Known> {
        let (vm, name) = (self.vm, self.vm.intern(name));
        match of {
            Known::Value(Value::Type(class)) => {
                let found = class.lookup(vm, &name)?;
                Some(self.unwrapped(found))
            }
            Known::Value(value) => {
                if let Some(module) = value.downcast::<Module>() {
                    return module.dict.get_str(&name).map(Known::Value);
                }
                let found = vm.type_of(value).lookup(vm, &name);
                match (&found, protocol::attr::own_attr(value, &name)) {
                    (Some(found), _) if vm.type_of(found).slots.descr_set.get().is_some() => {
                        self.read(found)
                    }
                    (_, Some(own)) => Some(Known::Value(own)),
                    (Some(found), None) => Some(self.unwrapped(found.clone())),
                    (None, None) => None,
                }
            }
            Known::Of(class) => {
                let found = class.lookup(vm, &name)?;
                if vm.type_of(&found).slots.descr_set.get().is_some() {
                    return self.read(&found);
                }
                Some(self.unwrapped(found))
            }
        }
    }

    /// What a property promises to give.
    fn read(&self, found: &Value) -> Option<Known> {
        let property = found.downcast::<Property>()?;
        match property::getter(property) {
            Value::Func(getter) => self.promised(&getter),
            _ => None,
        }
    }

    fn unwrapped(&self, found: Value) -> Known {
        if let Value::Obj(object) = &found
            && let Some(function) = method::wrapped_function(object)
        {
            return Known::Value(function);
        }
        Known::Value(found)
    }

    /// `container[key]` for a literal key of a plain container.
    fn item(&self, of: &Known, key: &Expr) -> Option<Known> {
        match of {
            Known::Value(Value::Dict(dict)) => match &key.kind {
                ExprKind::Constant { value: Constant::Str(text), .. } => {
                    let text = self.vm.intern_bytes(text);
                    dict.get_str(&text).map(Known::Value)
                }
                _ => {
                    let wanted = whole(key)?;
                    let found = dict
                        .items()
                        .into_iter()
                        .find(|(key, _)| matches!(key, Value::Int(it) if *it == wanted));
                    found.map(|it| Known::Value(it.1))
                }
            },
            Known::Value(Value::List(list)) => {
                let items = list.to_vec();
                pick(&items, whole(key)?).map(Known::Value)
            }
            Known::Value(Value::Tuple(tuple)) => pick(tuple.items(), whole(key)?).map(Known::Value),
            Known::Value(Value::Str(_)) => self.of(Builtin::Str),
            Known::Of(class) if class.is(self.vm.class(Builtin::Str)) => self.of(Builtin::Str),
            _ => None,
        }
    }

    /// What calling gives: an instance of a class, what a function's annotation promises, or what is known of
    /// a built-in one.
    fn result(&self, callee: &Expr) -> Option<Known> {
        let vm = self.vm;
        match self.expression(callee)? {
            Known::Value(Value::Type(class)) => {
                let plain = vm.type_of(&Value::Type(class.clone())).is(vm.class(Builtin::Type));
                (plain && !class.is(vm.class(Builtin::Type))).then_some(Known::Of(class))
            }
            Known::Value(Value::Func(function)) => self.promised(&function),
            Known::Value(Value::Native(function)) => {
                self.of(native_result(function.native.signature.name)?)
            }
            Known::Value(other) => {
                if let Some(method) = other.downcast::<Method>() {
                    return match &method.function {
                        Value::Func(function) => self.promised(function),
                        _ => None,
                    };
                }
                let method = other.downcast::<MethodDescriptor>()?;
                let name = method.native.signature.name;
                let owner = method.class.name();
                match method_result(&owner, name)? {
                    Gives::Same => Some(Known::Of(method.class.clone())),
                    Gives::Class(class) => self.of(class),
                }
            }
            Known::Of(_) => None,
        }
    }

    /// The class that a function's `return` annotation names, if that has been evaluated.
    fn promised(&self, function: &Ref<Function>) -> Option<Known> {
        let annotations = known_annotations(function)?;
        match annotations.get_str(&self.vm.intern("return"))? {
            Value::Type(class) => Some(Known::Of(class)),
            Value::None => Some(Known::Value(Value::None)),
            _ => None,
        }
    }

    /// The names of the attributes.
    pub fn attributes(&self, of: &Known) -> Vec<Ref<Str>> {
        let vm = self.vm;
        let mut names = Vec::new();
        let mut add = |dict: &Dict| {
            names.extend(dict.keys().into_iter().filter_map(|it| match it {
                Value::Str(name) => Some(name),
                _ => None,
            }));
        };
        match of {
            Known::Value(Value::Type(class)) => {
                class.mro.borrow().iter().for_each(|it| add(it.namespace(vm)));
                return names;
            }
            Known::Value(value) => {
                if let Some(module) = value.downcast::<Module>() {
                    add(&module.dict);
                    return names;
                }
                if let Value::Inst(instance) = value {
                    let shape = instance.header().shape();
                    if shape.is_dict_mode() {
                        add(&instance.dict(vm));
                    } else {
                        let own =
                            shape.keys().into_iter().filter(|it| !instance.slot(it.1).is_err());
                        names.extend(own.map(|it| it.0));
                    }
                } else if let Some(extra) = value.heap().and_then(|it| it.header().existing_extra())
                    && let Some(dict) = &*extra.dict.borrow()
                {
                    add(dict);
                }
            }
            Known::Of(_) => {}
        }
        let class = of.class(vm);
        for it in class.mro.borrow().iter() {
            for key in it.namespace(vm).keys() {
                if let Value::Str(name) = key {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The parameters that may be given by name.
    pub fn parameters(&self, (callee, bound): (Known, bool)) -> Vec<Ref<Str>> {
        let function = match &callee {
            Known::Value(Value::Func(function)) => Some((function.clone(), usize::from(bound))),
            Known::Value(Value::Type(class)) => {
                match class.lookup(self.vm, self.vm.name(Name::Init)) {
                    Some(Value::Func(function)) => Some((function, 1)),
                    _ => None,
                }
            }
            Known::Value(other) => other.downcast::<Method>().and_then(|it| match &it.function {
                Value::Func(function) => Some((function.clone(), 1)),
                _ => None,
            }),
            Known::Of(_) => None,
        };
        let Some((function, bound)) = function else { return vec![] };
        let code = function.code();
        let facts = &code.facts;
        let from = (facts.posonlyargcount as usize).max(bound);
        let to = (facts.argcount + facts.kwonlyargcount) as usize;
        facts.varnames.get(from..to).unwrap_or_default().to_vec()
    }
}

fn whole(key: &Expr) -> Option<i64> {
    match &key.kind {
        ExprKind::Constant { value: Constant::Int(it), .. } => Some(*it),
        ExprKind::UnaryOp { op: UnaryOp::USub, operand } => whole(operand).map(|it| -it),
        _ => None,
    }
}

fn pick(items: &[Value], index: i64) -> Option<Value> {
    let index = if index < 0 { index + items.len() as i64 } else { index };
    items.get(usize::try_from(index).ok()?).cloned()
}

/// What a method gives.
enum Gives {
    /// An instance of the class that has the method.
    Same,
    Class(Builtin),
}

fn method_result(class: &str, name: &str) -> Option<Gives> {
    use Gives::{Class, Same};
    Some(match (class, name) {
        ("str" | "bytes" | "bytearray", "split" | "rsplit" | "splitlines") => Class(Builtin::List),
        ("str" | "bytes" | "bytearray", "partition" | "rpartition") => Class(Builtin::Tuple),
        ("str" | "bytes" | "bytearray", "find" | "rfind" | "index" | "rindex" | "count") => {
            Class(Builtin::Int)
        }
        ("str", "encode") => Class(Builtin::Bytes),
        ("bytes" | "bytearray", "decode" | "hex") => Class(Builtin::Str),
        ("str" | "bytes" | "bytearray", name) => {
            if name.starts_with("is") || name.ends_with("swith") {
                Class(Builtin::Bool)
            } else if name.starts_with("__") {
                return None;
            } else {
                Same
            }
        }
        ("list" | "dict" | "set" | "frozenset", "copy") => Same,
        ("list" | "tuple", "index" | "count") => Class(Builtin::Int),
        ("set" | "frozenset", "union" | "intersection" | "difference" | "symmetric_difference") => {
            Same
        }
        ("int", "bit_length" | "bit_count" | "conjugate" | "__abs__") => Class(Builtin::Int),
        ("int" | "float", "as_integer_ratio") => Class(Builtin::Tuple),
        ("int" | "float", "is_integer") => Class(Builtin::Bool),
        ("int", "to_bytes") => Class(Builtin::Bytes),
        ("float", "hex") => Class(Builtin::Str),
        _ => return None,
    })
}

fn native_result(name: &str) -> Option<Builtin> {
    Some(match name {
        "repr" | "ascii" | "chr" | "bin" | "oct" | "hex" | "input" | "format" => Builtin::Str,
        "len" | "ord" | "hash" | "id" => Builtin::Int,
        "sorted" | "dir" => Builtin::List,
        "divmod" => Builtin::Tuple,
        "globals" | "locals" | "vars" => Builtin::Dict,
        "isinstance" | "issubclass" | "callable" | "hasattr" | "all" | "any" => Builtin::Bool,
        _ => return None,
    })
}

/// The annotations of a function, if they have been evaluated.
fn known_annotations(function: &Function) -> Option<Ref<Dict>> {
    match function.annotations() {
        Some(Value::Dict(dict)) => Some(dict),
        _ => None,
    }
}
