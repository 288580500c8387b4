//! What type variables of all kinds have in common: name, variance, and parts that are computed when first
//! asked for.
//!
//! Reference: PEP 695, "Lazy Evaluation".

use std::cell::RefCell;

use crate::err;
use crate::object::{Builtin, GetSet, Name, Payload, Raises, Ref, Str, Tuple, Value, Visitor, Vm};
use crate::protocol;
use crate::types::container::this;

use super::no_default::no_default;

/// A value that a function gives when it is first asked for.
pub struct Lazy {
    function: RefCell<Value>,
    /// `Err` until the function has run.
    value: RefCell<Value>,
}

impl Lazy {
    pub fn known(value: Value) -> Lazy {
        Lazy { function: RefCell::new(Value::Err), value: RefCell::new(value) }
    }

    /// The result of the function; without one, `otherwise`.
    pub fn of(function: Option<Value>, otherwise: Value) -> Lazy {
        match function {
            Some(function) => {
                Lazy { function: RefCell::new(function), value: RefCell::new(Value::Err) }
            }
            None => Lazy::known(otherwise),
        }
    }

    /// The value, if it has been computed.
    pub fn ready(&self) -> Option<Value> {
        self.value.borrow().clone().given()
    }

    pub fn get(&self, vm: &Vm) -> Raises<Value> {
        if let Some(value) = self.ready() {
            return Ok(value);
        }
        let function = self.function.borrow().clone();
        let value = protocol::call0(vm, &function)?;
        let old = (self.function.replace(Value::Err), self.value.replace(value.clone()));
        drop(old);
        Ok(value)
    }

    pub fn show(&self, visit: &mut Visitor) {
        visit.cell(&self.function, |it, visit| visit.value(it));
        visit.cell(&self.value, |it, visit| visit.value(it));
    }

    pub fn forget(&self) {
        let old = (self.function.replace(Value::Err), self.value.replace(Value::None));
        drop(old);
    }
}

/// How a variable's types relate to those of the generic class.
#[derive(Clone, Copy, Default)]
pub struct Variance {
    pub covariant: bool,
    pub contravariant: bool,
    pub inferred: bool,
}

impl Variance {
    /// That of type parameter lists.
    pub const INFERRED: Variance =
        Variance { covariant: false, contravariant: false, inferred: true };

    /// From the arguments of a constructor.
    pub fn checked(covariant: bool, contravariant: bool, inferred: bool) -> Raises<Variance> {
        if covariant && contravariant {
            return Err(err!(ValueError, "Bivariant types are not supported."));
        }
        if inferred && (covariant || contravariant) {
            return Err(err!(ValueError, "Variance cannot be specified with infer_variance."));
        }
        Ok(Variance { covariant, contravariant, inferred })
    }

    fn mark(self) -> &'static str {
        match self {
            Variance { inferred: true, .. } => "",
            Variance { covariant: true, .. } => "+",
            Variance { contravariant: true, .. } => "-",
            _ => "~",
        }
    }
}

/// The payload of `TypeVar`, `ParamSpec` and `TypeVarTuple` objects.
pub struct TypeVariable {
    pub name: Ref<Str>,
    pub variance: Variance,
    pub bound: Lazy,
    pub constraints: Lazy,
    pub default: Lazy,
}

impl Payload for TypeVariable {
    fn traverse(&self, visit: &mut Visitor) {
        for lazy in [&self.bound, &self.constraints, &self.default] {
            lazy.show(visit);
        }
    }

    fn clear(&self) {
        for lazy in [&self.bound, &self.constraints, &self.default] {
            lazy.forget();
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    TypeVar,
    ParamSpec,
    TypeVarTuple,
}

impl Kind {
    fn class(self) -> Builtin {
        match self {
            Kind::TypeVar => Builtin::TypeVar,
            Kind::ParamSpec => Builtin::ParamSpec,
            Kind::TypeVarTuple => Builtin::TypeVarTuple,
        }
    }
}

/// Makes the variable of a type parameter list. The bound, which may be a tuple of constraints, and the
/// default are functions that give them.
pub fn make(
    vm: &Vm,
    kind: Kind,
    name: &Ref<Str>,
    bound: Option<Value>,
    constrained: bool,
    default: Option<Value>,
) -> Value {
    let (bound, constraints) = if constrained { (None, bound) } else { (bound, None) };
    let payload = TypeVariable {
        name: name.clone(),
        variance: Variance::INFERRED,
        bound: Lazy::of(bound, Value::None),
        constraints: Lazy::of(constraints, vm.tuple(vec![])),
        default: Lazy::of(default, no_default(vm)),
    };
    vm.alloc(kind.class(), payload)
}

/// Makes the variable of a constructor call, which belongs to the calling module.
pub fn made_by_call(vm: &Vm, kind: Kind, variable: TypeVariable) -> Value {
    let made = vm.alloc(kind.class(), variable);
    let module = super::caller(vm);
    if !module.is_none()
        && let Some(dict) = protocol::attr::instance_dict(vm, &made)
    {
        dict.set_str(vm, vm.name(Name::Module), module);
    }
    made
}

pub fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let it = this::<TypeVariable>(it);
    Ok(vm.text(&format!("{}{}", it.variance.mark(), it.name.to_string_lossy())))
}

pub fn reduce(_: &Vm, it: Ref<TypeVariable>) -> Ref<Str> {
    it.name.clone()
}

pub fn has_default(vm: &Vm, it: Ref<TypeVariable>) -> bool {
    it.default.ready().is_none_or(|value| !value.is(&no_default(vm)))
}

/// `__mro_entries__`: type variables are no bases.
pub fn mro_entries(vm: &Vm, it: Value, _: Value) -> Raises<Value> {
    let kind = vm.type_of(&it).name_str(vm);
    Err(err!(TypeError, "Cannot subclass an instance of {}", kind.to_string_lossy()))
}

pub const NAME: GetSet = GetSet {
    name: "__name__",
    doc: "",
    get: |_, it| Ok(Value::Str(this::<TypeVariable>(it).name.clone())),
    set: Some(super::read_only),
};

pub const BOUND: GetSet = GetSet {
    name: "__bound__",
    doc: "",
    get: |vm, it| this::<TypeVariable>(it).bound.get(vm),
    set: None,
};

pub const CONSTRAINTS: GetSet = GetSet {
    name: "__constraints__",
    doc: "",
    get: |vm, it| this::<TypeVariable>(it).constraints.get(vm),
    set: None,
};

pub const DEFAULT: GetSet = GetSet {
    name: "__default__",
    doc: "",
    get: |vm, it| this::<TypeVariable>(it).default.get(vm),
    set: None,
};

pub const COVARIANT: GetSet = GetSet {
    name: "__covariant__",
    doc: "",
    get: |_, it| Ok(Value::bool(this::<TypeVariable>(it).variance.covariant)),
    set: Some(super::read_only),
};

pub const CONTRAVARIANT: GetSet = GetSet {
    name: "__contravariant__",
    doc: "",
    get: |_, it| Ok(Value::bool(this::<TypeVariable>(it).variance.contravariant)),
    set: Some(super::read_only),
};

pub const INFER_VARIANCE: GetSet = GetSet {
    name: "__infer_variance__",
    doc: "",
    get: |_, it| Ok(Value::bool(this::<TypeVariable>(it).variance.inferred)),
    set: Some(super::read_only),
};

/// The default of a constructor's argument.
pub fn default_of(vm: &Vm, given: Option<Value>) -> Lazy {
    Lazy::known(given.unwrap_or_else(|| no_default(vm)))
}

/// The parameters of an alias.
pub fn parameters_of(vm: &Vm, alias: &Value) -> Raises<Vec<Value>> {
    let parameters = protocol::getattr(vm, alias, vm.name(Name::Parameters))?;
    match parameters.downcast::<Tuple>() {
        Some(them) => Ok(them.items().to_vec()),
        None => protocol::to_vec(vm, &parameters),
    }
}

/// The place of a variable among the parameters of an alias.
pub fn place(parameters: &[Value], it: &Value) -> Raises<usize> {
    let found = parameters.iter().position(|parameter| parameter.is(it));
    found.ok_or_else(|| err!(ValueError, "sequence.index(x): x not in sequence"))
}
