//! `KeyError`, `AttributeError` and `NameError`: something of a certain name or key is not there.

use crate::native;
use crate::object::{
    Args, Builtin, Dict, GetSet, Layout, Native, Raises, Ref, Str, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::types::class::make::add_special;

use super::import::keywords;
use super::{Exception, existing_dict, field, init as base_init, reduce_with, this};

/// Field of `AttributeError.name` and `NameError.name`.
const NAME: usize = 0;
/// Field of `AttributeError.obj`.
const OBJECT: usize = 1;

pub static KEY_ERROR: TypeSpec = TypeSpec {
    name: "KeyError",
    base: Builtin::LookupError,
    flags: flags::BASE,
    doc: "A mapping has no such key.",
    slots: |slots| slots.str_.set(Some(key_error_str)),
    ..TypeSpec::DEFAULT
};

/// A single argument is shown as `repr` does: an empty key would vanish otherwise.
fn key_error_str(vm: &Vm, it: &Value) -> Raises<Value> {
    match this(it).args().items() {
        [key] => protocol::repr(vm, key).map(Value::Str),
        _ => super::str(vm, it),
    }
}

static ATTRIBUTE_LAYOUT: Layout = Layout::of::<Exception>();
static NAME_LAYOUT: Layout = Layout::of::<Exception>();

pub static ATTRIBUTE_ERROR: TypeSpec = TypeSpec {
    name: "AttributeError",
    base: Builtin::Exception,
    layout: Some(&ATTRIBUTE_LAYOUT),
    flags: flags::BASE,
    doc: "An object has no attribute of that name, or it cannot be set.",
    slots: |slots| slots.init.set(Some(init_attribute_error)),
    methods: ATTRIBUTE_METHODS,
    getset: ATTRIBUTE_GETSET,
    attributes: |vm, class| add_special(vm, class, "__str__"),
    ..TypeSpec::DEFAULT
};

static ATTRIBUTE_GETSET: &[GetSet] =
    &[field!("name", NAME, "attribute name"), field!("obj", OBJECT, "object")];

static ATTRIBUTE_METHODS: &[Native] = &[
    native!("__getstate__($self, /)", "The attributes, without the object.", get_state),
    native!("__reduce__($self, /)", "How to make the exception again.", reduce),
];

fn init_attribute_error(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let [name, object] = keywords(args, "AttributeError", ["name", "obj"])?;
    base_init(vm, it, Args::positional(args.positionals()))?;
    let exception = this(it);
    exception.set_field(NAME, name);
    exception.set_field(OBJECT, object);
    Ok(())
}

/// The hook that tells an AttributeError which object lacks which name, unless it knows.
pub fn set_attribute_error(exception: &Value, object: &Value, name: &Ref<Str>) {
    if let Some(exception) = Exception::of(exception)
        && exception.field(NAME).is_none()
        && exception.field(OBJECT).is_none()
    {
        exception.set_field(NAME, Some(Value::Str(name.clone())));
        exception.set_field(OBJECT, Some(object.clone()));
    }
}

fn state_of(vm: &Vm, it: &Value) -> Value {
    let own = existing_dict(it);
    let exception = this(it);
    let Some(name) = exception.field(NAME) else { return own.unwrap_or(Value::None) };
    let state: Ref<Dict> = vm.dict();
    if let Some(Value::Dict(own)) = &own {
        state.copy_from(own);
    }
    state.set_str(vm, &vm.intern("name"), name);
    state.set_str(vm, &vm.intern("args"), Value::Tuple(exception.args()));
    Value::Dict(state)
}

fn get_state(vm: &Vm, it: Value) -> Value {
    state_of(vm, &it)
}

fn reduce(vm: &Vm, it: Value) -> Value {
    let args = Value::Tuple(this(&it).args());
    let state = state_of(vm, &it);
    reduce_with(vm, &it, args, Some(state))
}

pub static NAME_ERROR: TypeSpec = TypeSpec {
    name: "NameError",
    base: Builtin::Exception,
    layout: Some(&NAME_LAYOUT),
    flags: flags::BASE,
    doc: "There is no variable of that name.",
    slots: |slots| slots.init.set(Some(init_name_error)),
    getset: &[field!("name", NAME, "name")],
    attributes: |vm, class| add_special(vm, class, "__str__"),
    ..TypeSpec::DEFAULT
};

fn init_name_error(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let [name] = keywords(args, "NameError", ["name"])?;
    base_init(vm, it, Args::positional(args.positionals()))?;
    this(it).set_field(NAME, name);
    Ok(())
}

/// `NameError(message, name=name)`.
pub fn name_error(vm: &Vm, class: Builtin, message: &str, name: &Ref<Str>) -> Value {
    let exception = super::make(vm, class, vec![vm.text(message)]);
    this(&exception).set_field(NAME, Some(Value::Str(name.clone())));
    exception
}

/// `name` of a NameError or AttributeError.
pub fn name_of(exception: &Value) -> Option<Value> {
    Exception::of(exception)?.field(NAME)
}

/// `obj` of an AttributeError.
pub fn object_of(exception: &Value) -> Option<Value> {
    Exception::of(exception)?.field(OBJECT)
}
