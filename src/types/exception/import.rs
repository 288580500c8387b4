//! `ImportError`.

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, Dict, GetSet, Layout, Native, Raises, Ref, TypeSpec, Value, Vm, flags,
};

use super::{Exception, existing_dict, field, init as base_init, reduce_with, this};

const MSG: usize = 0;
const NAME: usize = 1;
const PATH: usize = 2;
const NAME_FROM: usize = 3;

static LAYOUT: Layout = Layout::of::<Exception>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "ImportError",
    base: Builtin::Exception,
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "A module cannot be imported, or lacks the name asked for.",
    slots: |slots| {
        slots.init.set(Some(init));
        slots.str_.set(Some(str));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] =
    &[native!("__reduce__($self, /)", "How to make the exception again.", reduce)];

static GETSET: &[GetSet] = &[
    field!("msg", MSG, "exception message"),
    field!("name", NAME, "module name"),
    field!("path", PATH, "module path"),
    field!("name_from", NAME_FROM, "name imported from module"),
];

/// The keyword arguments of a constructor whose positional ones all go to `args`.
pub(super) fn keywords<const N: usize>(
    args: Args,
    class: &str,
    names: [&str; N],
) -> Raises<[Option<Value>; N]> {
    let mut found = [const { None }; N];
    for (name, value) in args.keywords() {
        match names.iter().position(|it| it.as_bytes() == name.bytes()) {
            Some(at) => found[at] = Some(value.clone()),
            None => {
                let name = name.to_string_lossy();
                return Err(err!(
                    TypeError,
                    "{class}() got an unexpected keyword argument '{name}'"
                ));
            }
        }
    }
    Ok(found)
}

fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    let [name, path, name_from] = keywords(args, "ImportError", ["name", "path", "name_from"])?;
    base_init(vm, it, Args::positional(args.positionals()))?;
    let exception = this(it);
    exception.set_field(NAME, name);
    exception.set_field(PATH, path);
    exception.set_field(NAME_FROM, name_from);
    fill(it);
    Ok(())
}

/// Sets `msg` from the arguments.
pub(super) fn fill(it: &Value) {
    let exception = this(it);
    let args = exception.args();
    let msg = if let [msg] = args.items() { Some(msg.clone()) } else { None };
    exception.set_field(MSG, msg);
}

fn str(vm: &Vm, it: &Value) -> Raises<Value> {
    match this(it).field(MSG) {
        Some(Value::Str(msg)) => Ok(Value::Str(msg)),
        _ => super::str(vm, it),
    }
}

fn reduce(vm: &Vm, it: Value) -> Value {
    let exception = this(&it);
    let own = existing_dict(&it);
    let named = [("name", NAME), ("path", PATH), ("name_from", NAME_FROM)];
    let mut state = own.clone();
    if named.iter().any(|it| exception.field(it.1).is_some()) {
        let dict: Ref<Dict> = vm.dict();
        if let Some(Value::Dict(own)) = &own {
            dict.copy_from(own);
        }
        for (name, field) in named {
            if let Some(value) = exception.field(field) {
                dict.set_str(vm, &vm.intern(name), value);
            }
        }
        state = Some(Value::Dict(dict));
    }
    reduce_with(vm, &it, Value::Tuple(exception.args()), state)
}

/// `ImportError(message, name=name, path=path)`, or the same of `ModuleNotFoundError`.
pub fn import_error(vm: &Vm, class: Builtin, message: &str, name: Value, path: Value) -> Value {
    let exception = super::make(vm, class, vec![vm.text(message)]);
    let it = this(&exception);
    it.set_field(NAME, Some(name));
    it.set_field(PATH, Some(path));
    exception
}

/// Tells an ImportError which name was to be imported from the module.
pub fn set_name_from(exception: &Value, name: Value) {
    this(exception).set_field(NAME_FROM, Some(name));
}

/// `name` and `name_from` of an ImportError.
pub fn names_of(exception: &Value) -> (Option<Value>, Option<Value>) {
    let it = this(exception);
    (it.field(NAME), it.field(NAME_FROM))
}
