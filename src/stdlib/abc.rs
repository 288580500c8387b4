//! `_abc`: what is quick in `abc`: which classes count as subclasses of an abstract one.
//!
//! Reference: Library Reference, "abc — Abstract Base Classes"; PEP 3119.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use crate::err;
use crate::native;
use crate::object::{
    Builtin, Layout, Name, Native, Payload, Raises, Ref, Set, Str, Type, TypeSpec, Value, Visitor,
    Vm, Weakref, flags,
};
use crate::protocol;
use crate::types::instance_check::is_subclass;

pub const DOC: &str = "What is quick in `abc`.";

pub static FUNCTIONS: &[Native] = &[
    native!("_abc_init($module, self, /)", "Find the abstract methods of a class.", init),
    native!(
        "_abc_register($module, self, subclass, /)",
        "Let a class count as a subclass.",
        register
    ),
    native!(
        "_abc_instancecheck($module, self, instance, /)",
        "Whether an object counts as an instance.",
        instancecheck
    ),
    native!(
        "_abc_subclasscheck($module, self, subclass, /)",
        "Whether a class counts as a subclass.",
        subclasscheck
    ),
    native!("_get_dump($module, self, /)", "What is known of a class, for debugging.", dump),
    native!("_reset_registry($module, self, /)", "Forget the registered classes.", reset_registry),
    native!("_reset_caches($module, self, /)", "Forget what was found out.", reset_caches),
    native!(
        "get_cache_token($module, /)",
        "A number that changes with every registration.",
        cache_token
    ),
];

/// Weak references to classes, by their addresses.
#[derive(Default)]
struct Classes(RefCell<HashMap<u64, Ref<Weakref>>>);

impl Classes {
    fn contains(&self, class: &Value) -> bool {
        let known = self.0.borrow().get(&class.id()).cloned();
        known.and_then(|it| it.target()).is_some_and(|it| it.is(class))
    }

    fn add(&self, vm: &Vm, class: &Value) {
        let Some(object) = class.heap() else { return };
        let weak = Ref::<Weakref>::to(vm, vm.class(Builtin::Weakref), object, Value::None);
        let old = self.0.borrow_mut().insert(class.id(), weak);
        drop(old);
    }

    fn living(&self) -> Vec<Value> {
        self.0.borrow().values().filter_map(|it| it.target()).collect()
    }

    fn clear(&self) {
        let old = self.0.take();
        drop(old);
    }
}

/// What is known of an abstract class: the payload of its `_abc_impl`.
#[derive(Default)]
pub struct AbcData {
    registry: Classes,
    /// Classes that are subclasses, and classes that are none.
    yes: Classes,
    no: Classes,
    /// The token at which `no` was right.
    token: Cell<i64>,
}

impl Payload for AbcData {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

static LAYOUT: Layout = Layout::of::<AbcData>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "_abc._abc_data",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW,
    doc: "What is known of an abstract class.",
    ..TypeSpec::DEFAULT
};

/// Bumped by every registration.
#[derive(Default)]
struct Token(Cell<i64>);

fn token(vm: &Vm) -> i64 {
    vm.state::<Token>().0.get()
}

fn data(vm: &Vm, class: &Value) -> Raises<Ref<AbcData>> {
    let found = protocol::getattr(vm, class, &vm.intern("_abc_impl"))?;
    match found.downcast::<AbcData>() {
        Some(data) => Ok(data.clone()),
        None => Err(err!(TypeError, "_abc_impl is set to a wrong type")),
    }
}

fn init(vm: &Vm, class: Ref<Type>) -> Raises<()> {
    let value = Value::Type(class.clone());
    let is_abstract = |it: &Value| -> Raises<bool> {
        match protocol::getattr_opt(vm, it, vm.name(Name::Isabstractmethod))? {
            Some(flag) => vm.is_true(&flag),
            None => Ok(false),
        }
    };
    let names = Ref::<Set>::of_class(vm, vm.class(Builtin::FrozenSet));
    for (name, member) in class.namespace(vm).items() {
        if is_abstract(&member)? {
            protocol::keyed::set_add(vm, &names, name)?;
        }
    }
    let bases = protocol::getattr(vm, &value, vm.name(Name::Bases))?;
    for base in protocol::to_vec(vm, &bases)? {
        let inherited = protocol::getattr_opt(vm, &base, vm.name(Name::Abstractmethods))?;
        let Some(inherited) = inherited else { continue };
        for name in protocol::to_vec(vm, &inherited)? {
            let Some(text) = name.downcast::<Str>() else { continue };
            let member = protocol::getattr_opt(vm, &value, &vm.intern_bytes(text.bytes()))?;
            if let Some(member) = member
                && is_abstract(&member)?
            {
                protocol::keyed::set_add(vm, &names, name)?;
            }
        }
    }
    let names = Value::of(names.into_any());
    protocol::setattr(vm, &value, vm.name(Name::Abstractmethods), names)?;
    // Which patterns of `match` the instances fit.
    let kind = vm.intern("__abc_tpflags__");
    if let Some(Value::Int(bits)) = class.namespace(vm).remove_str(&kind) {
        class.set_flag(flags::SEQUENCE, bits & (1 << 5) != 0);
        class.set_flag(flags::MAPPING, bits & (1 << 6) != 0);
    }
    let data = AbcData { token: Cell::new(token(vm)), ..AbcData::default() };
    let data = vm.alloc(Builtin::AbcData, data);
    protocol::setattr(vm, &value, &vm.intern("_abc_impl"), data)
}

fn register(vm: &Vm, class: Value, subclass: Value) -> Raises<Value> {
    let Value::Type(registered) = &subclass else {
        return Err(err!(TypeError, "Can only register classes"));
    };
    if is_subclass(vm, &subclass, &class)? {
        return Ok(subclass);
    }
    if is_subclass(vm, &class, &subclass)? {
        return Err(err!(RuntimeError, "Refusing to create an inheritance cycle"));
    }
    data(vm, &class)?.registry.add(vm, &subclass);
    let token = vm.state::<Token>();
    token.0.set(token.0.get() + 1);
    if let Value::Type(class) = &class {
        for flag in [flags::SEQUENCE, flags::MAPPING] {
            if class.has(flag) {
                mark(registered, flag);
            }
        }
    }
    Ok(subclass)
}

/// Sets a flag for a class and those that derive from it.
fn mark(class: &Ref<Type>, flag: u32) {
    // A built-in class is what it is: `str` is no sequence for patterns, though registered as one.
    if class.has(flags::IMMUTABLE) {
        return;
    }
    class.set_flag(flag, true);
    for it in class.subclasses() {
        mark(&it, flag);
    }
}

fn instancecheck(vm: &Vm, class: Value, instance: Value) -> Raises<Value> {
    let known = data(vm, &class)?;
    let claimed = protocol::getattr(vm, &instance, vm.name(Name::Class))?;
    if known.yes.contains(&claimed) {
        return Ok(Value::TRUE);
    }
    let real = Value::Type(vm.type_of(&instance).clone());
    let same = real.is(&claimed);
    if same && known.token.get() == token(vm) && known.no.contains(&claimed) {
        return Ok(Value::FALSE);
    }
    let check = |subclass: &Value| {
        let name = vm.name(Name::Subclasscheck);
        protocol::call_method(vm, &class, name, std::slice::from_ref(subclass))
    };
    let result = check(&claimed)?;
    if same || vm.is_true(&result)? {
        return Ok(result);
    }
    check(&real)
}

fn subclasscheck(vm: &Vm, class: Value, subclass: Value) -> Raises<bool> {
    let Value::Type(candidate) = &subclass else {
        return Err(err!(TypeError, "issubclass() arg 1 must be a class"));
    };
    let known = data(vm, &class)?;
    if known.yes.contains(&subclass) {
        return Ok(true);
    }
    if known.token.get() < token(vm) {
        known.no.clear();
        known.token.set(token(vm));
    } else if known.no.contains(&subclass) {
        return Ok(false);
    }
    let answer = |yes: bool| {
        (if yes { &known.yes } else { &known.no }).add(vm, &subclass);
        Ok(yes)
    };
    let hook = vm.name(Name::Subclasshook);
    match protocol::call_method(vm, &class, hook, std::slice::from_ref(&subclass))? {
        Value::Bool(it) => return answer(it != 0),
        Value::NotImplemented => {}
        _ => {
            return Err(err!(
                AssertionError,
                "__subclasshook__ must return either False, True, or NotImplemented"
            ));
        }
    }
    if let Value::Type(class) = &class
        && candidate.is_subclass(class)
    {
        return answer(true);
    }
    for registered in known.registry.living() {
        if vm.nested("", || is_subclass(vm, &subclass, &registered))? {
            return answer(true);
        }
    }
    let derived = protocol::call_method(vm, &class, vm.name(Name::Subclasses), &[])?;
    for derived in protocol::to_vec(vm, &derived)? {
        if vm.nested("", || is_subclass(vm, &subclass, &derived))? {
            return answer(true);
        }
    }
    answer(false)
}

fn dump(vm: &Vm, class: Value) -> Raises<Value> {
    let known = data(vm, &class)?;
    let set = |classes: &Classes| -> Raises<Value> {
        let set = Ref::<Set>::new(vm);
        for class in classes.living() {
            protocol::keyed::set_add(vm, &set, class)?;
        }
        Ok(Value::Set(set))
    };
    let parts = vec![
        set(&known.registry)?,
        set(&known.yes)?,
        set(&known.no)?,
        Value::Int(known.token.get()),
    ];
    Ok(vm.tuple(parts))
}

fn reset_registry(vm: &Vm, class: Value) -> Raises<()> {
    data(vm, &class)?.registry.clear();
    Ok(())
}

fn reset_caches(vm: &Vm, class: Value) -> Raises<()> {
    let known = data(vm, &class)?;
    known.yes.clear();
    known.no.clear();
    Ok(())
}

fn cache_token(vm: &Vm) -> i64 {
    token(vm)
}
