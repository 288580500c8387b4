//! The classes of functions and of cells, as Python sees them.
//!
//! Reference: Data model, "User-defined functions"; Library Reference, `types.FunctionType`, `types.CellType`.

use crate::err;
use crate::object::{
    Args, CellBox, Code, CompareOp, Dict, Function, GetSet, Layout, Name, Raises, Ref, Str, Tuple,
    Type, TypeSpec, Value, Vm, flags,
};
use crate::protocol;
use crate::types::class::unhashable;
use crate::types::container::{arity, no_keywords, this};
use crate::types::method;

use super::call::call_with_args;
use super::generator_type::text;

static CELL_LAYOUT: Layout = Layout::of::<CellBox>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "function",
    layout: Some(&crate::object::function::LAYOUT),
    flags: flags::PREFIX | flags::INSTANCE_DICT | flags::WEAKREF,
    doc: "A function made of a code object and its globals.\n\n\
          name, argdefs and kwdefaults replace what the code says; closure is a tuple of cells, one for each free\n\
          variable.",
    slots: |slots| {
        slots.repr.set(Some(repr));
        slots.call.set(Some(call));
        slots.descr_get.set(Some(descr_get));
        slots.new.set(Some(new));
    },
    getset: &[
        GetSet { name: "__code__", doc: "", get: code, set: Some(set_code) },
        GetSet { name: "__defaults__", doc: "", get: defaults, set: Some(set_defaults) },
        GetSet { name: "__kwdefaults__", doc: "", get: kwdefaults, set: Some(set_kwdefaults) },
        GetSet { name: "__annotations__", doc: "", get: annotations, set: Some(set_annotations) },
        GetSet { name: "__closure__", doc: "", get: closure, set: Some(read_only) },
        GetSet {
            name: "__globals__",
            doc: "",
            get: |_, it| Ok(Value::of(this::<Function>(it).globals.clone().into_any())),
            set: Some(read_only),
        },
        GetSet {
            name: "__builtins__",
            doc: "",
            get: |_, it| Ok(Value::of(this::<Function>(it).builtins.clone().into_any())),
            set: Some(read_only),
        },
        GetSet {
            name: "__name__",
            doc: "",
            get: |_, it| Ok(Value::Str(this::<Function>(it).name())),
            set: Some(|_, it, value| {
                this::<Function>(it).set_name(text(value, "__name__")?);
                Ok(())
            }),
        },
        GetSet {
            name: "__qualname__",
            doc: "",
            get: |_, it| Ok(Value::Str(this::<Function>(it).qualname())),
            set: Some(|_, it, value| {
                this::<Function>(it).set_qualname(text(value, "__qualname__")?);
                Ok(())
            }),
        },
        GetSet {
            name: "__doc__",
            doc: "",
            get: |_, it| Ok(this::<Function>(it).doc()),
            set: Some(|_, it, value| {
                this::<Function>(it).set_doc(value.unwrap_or(Value::None));
                Ok(())
            }),
        },
        GetSet {
            name: "__module__",
            doc: "",
            get: |_, it| Ok(this::<Function>(it).module.get()),
            set: Some(|_, it, value| {
                this::<Function>(it).module.set(value.unwrap_or(Value::None));
                Ok(())
            }),
        },
        GetSet { name: "__type_params__", doc: "", get: type_params, set: Some(set_type_params) },
        GetSet { name: "__dict__", doc: "", get: dict, set: Some(set_dict) },
    ],
    ..TypeSpec::DEFAULT
};

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let name = this::<Function>(it).qualname().to_string_lossy().into_owned();
    Ok(vm.text(&format!("<function {name} at {:#x}>", it.id())))
}

fn call(vm: &Vm, it: &Value, args: Args) -> Raises<Value> {
    let result = call_with_args(vm, this(it), args);
    vm.check(result)
}

/// Looked up on an instance, a function becomes a method.
fn descr_get(vm: &Vm, it: &Value, object: Option<&Value>, _: &Value) -> Raises<Value> {
    Ok(match object {
        None | Some(Value::None) => it.clone(),
        Some(object) => method::bind(vm, it.clone(), object.clone()),
    })
}

fn read_only(_: &Vm, _: &Value, _: Option<Value>) -> Raises<()> {
    Err(err!(AttributeError, "readonly attribute"))
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    type Given = (Ref<Code>, Ref<Dict>, Value, Value, Value, Value);
    let (code, globals, name, defaults, closure, kwdefaults): Given = crate::bind!(
        vm,
        args,
        "function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)"
    )?;
    let none_or = |value: &Value, fits: bool, number: u32, what: &str, kind: &str| -> Raises<()> {
        if fits || value.is_none() {
            return Ok(());
        }
        Err(err!(TypeError, "arg {number} ({what}) must be None or {kind}"))
    };
    let wanted = code.facts.freevars.len();
    none_or(&name, name.downcast::<Str>().is_some(), 3, "name", "string")?;
    none_or(&defaults, defaults.downcast::<Tuple>().is_some(), 4, "defaults", "tuple")?;
    let cells = closure.downcast::<Tuple>();
    if cells.is_none() {
        if wanted != 0 && closure.is_none() {
            return Err(err!(TypeError, "arg 5 (closure) must be tuple"));
        }
        none_or(&closure, false, 5, "closure", "tuple")?;
    }
    none_or(&kwdefaults, kwdefaults.downcast::<Dict>().is_some(), 6, "kwdefaults", "dict")?;
    let cells = cells.map_or(&[][..], |it| it.items());
    if cells.len() != wanted {
        return Err(err!(
            ValueError,
            "{} requires closure of length {wanted}, not {}",
            code.facts.name.to_string_lossy(),
            cells.len()
        ));
    }
    let mut closure = Vec::with_capacity(wanted);
    for cell in cells {
        match cell.downcast::<CellBox>() {
            Some(cell) => closure.push(cell.clone()),
            None => {
                let kind = vm.type_name(cell);
                return Err(err!(TypeError, "arg 5 (closure) expected cell, found {kind}"));
            }
        }
    }
    let builtins = builtins_of(vm, &globals)?;
    let function =
        Ref::<Function>::new(vm, code, globals.clone(), builtins, closure.into_iter(), false);
    if let Some(name) = name.downcast::<Str>() {
        function.set_name(name.clone());
    }
    function.defaults.set(defaults.downcast::<Tuple>().cloned());
    function.set_kwdefaults(kwdefaults.downcast::<Dict>().cloned());
    if let Some(module) = globals.get_str(vm.name(Name::Name)) {
        function.module.set(module);
    }
    Ok(Value::Func(function))
}

/// The built-in names for these globals, which stay as they are.
fn builtins_of(vm: &Vm, globals: &Ref<Dict>) -> Raises<Ref<Dict>> {
    match globals.get_str(vm.name(Name::Builtins)) {
        Some(_) => super::builtins_of(vm, globals),
        None => Ok(vm.builtins.get().unwrap_or(globals).clone()),
    }
}

fn code(_: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::of(this::<Function>(it).code().into_any()))
}

fn set_code(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let function = this::<Function>(it);
    let Some(code) = value.as_ref().and_then(|it| it.downcast::<Code>()) else {
        return Err(err!(TypeError, "__code__ must be set to a code object"));
    };
    let (wanted, given) = (function.closure().len(), code.facts.freevars.len());
    if wanted != given {
        return Err(err!(
            ValueError,
            "{}() requires a code object with {wanted} free vars, not {given}",
            function.name().to_string_lossy()
        ));
    }
    function.set_code(vm, code.clone());
    // Call sites remember what they have learnt about functions.
    vm.bump_epoch();
    Ok(())
}

fn defaults(_: &Vm, it: &Value) -> Raises<Value> {
    let defaults = this::<Function>(it).defaults.get();
    Ok(defaults.map_or(Value::None, |it| Value::of(it.into_any())))
}

fn set_defaults(_: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let defaults = optional::<Tuple>(value, "__defaults__", "tuple")?;
    this::<Function>(it).defaults.set(defaults);
    Ok(())
}

/// An object of a kind; `None` for Python's `None` and for deletion.
fn optional<T: crate::object::Payload>(
    value: Option<Value>,
    attribute: &str,
    kind: &str,
) -> Raises<Option<Ref<T>>> {
    match value {
        None | Some(Value::None) => Ok(None),
        Some(value) => match value.downcast::<T>() {
            Some(it) => Ok(Some(it.clone())),
            None => Err(err!(TypeError, "{attribute} must be set to a {kind} object")),
        },
    }
}

fn kwdefaults(_: &Vm, it: &Value) -> Raises<Value> {
    let kwdefaults = this::<Function>(it).kwdefaults();
    Ok(kwdefaults.map_or(Value::None, |it| Value::of(it.into_any())))
}

fn set_kwdefaults(_: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let kwdefaults = optional::<Dict>(value, "__kwdefaults__", "dict")?;
    this::<Function>(it).set_kwdefaults(kwdefaults);
    Ok(())
}

fn annotations(vm: &Vm, it: &Value) -> Raises<Value> {
    let function = this::<Function>(it);
    Ok(function.annotations().unwrap_or_else(|| {
        let made = Value::Dict(vm.dict());
        function.set_annotations(Some(made.clone()));
        made
    }))
}

fn set_annotations(_: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let annotations = optional::<Dict>(value, "__annotations__", "dict")?;
    this::<Function>(it).set_annotations(annotations.map(|it| Value::of(it.into_any())));
    Ok(())
}

fn closure(vm: &Vm, it: &Value) -> Raises<Value> {
    let closure = this::<Function>(it).closure();
    if closure.is_empty() {
        return Ok(Value::None);
    }
    Ok(vm.tuple(closure.iter().cloned().map(Value::Cell).collect()))
}

fn type_params(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(this::<Function>(it).type_params().unwrap_or_else(|| vm.tuple(vec![])))
}

fn set_type_params(_: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    match value {
        Some(value) if value.downcast::<Tuple>().is_some() => {
            this::<Function>(it).set_type_params(value);
            Ok(())
        }
        _ => Err(err!(TypeError, "__type_params__ must be set to a tuple")),
    }
}

fn dict(vm: &Vm, it: &Value) -> Raises<Value> {
    let dict = protocol::attr::instance_dict(vm, it);
    Ok(dict.map_or(Value::None, |it| Value::of(it.into_any())))
}

fn set_dict(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let Some(value) = value else { return Err(err!(TypeError, "cannot delete __dict__")) };
    let Some(dict) = value.downcast::<Dict>() else {
        let kind = vm.type_name(&value);
        return Err(err!(TypeError, "__dict__ must be set to a dictionary, not a '{kind}'"));
    };
    if let Some(extra) = it.heap().and_then(|it| it.header().extra()) {
        let old = extra.dict.replace(Some(dict.clone()));
        drop(old);
    }
    Ok(())
}

pub static CELL: TypeSpec = TypeSpec {
    name: "cell",
    layout: Some(&CELL_LAYOUT),
    doc: "A variable shared between functions.\n\nWithout contents the cell is empty, and reading cell_contents \
          raises ValueError.",
    slots: |slots| {
        slots.repr.set(Some(repr_cell));
        slots.compare.set(Some(compare_cells));
        slots.hash.set(Some(unhashable));
        slots.new.set(Some(new_cell));
    },
    getset: &[GetSet { name: "cell_contents", doc: "", get: contents, set: Some(set_contents) }],
    ..TypeSpec::DEFAULT
};

fn new_cell(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    no_keywords(args, "cell")?;
    let given = arity(args, "cell", 0, 1)?;
    Ok(Value::Cell(vm.cell(given.first().cloned().unwrap_or(Value::Err))))
}

fn repr_cell(vm: &Vm, it: &Value) -> Raises<Value> {
    let held = this::<CellBox>(it).get();
    let id = it.id();
    Ok(vm.text(&if held.is_err() {
        format!("<cell at {id:#x}: empty>")
    } else {
        format!("<cell at {id:#x}: {} object at {:#x}>", vm.type_name(&held), held.id())
    }))
}

/// By contents; an empty cell comes before all others.
fn compare_cells(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(a), Some(b)) = (a.downcast::<CellBox>(), b.downcast::<CellBox>()) else {
        return Ok(Value::NotImplemented);
    };
    match (a.get().given(), b.get().given()) {
        (Some(a), Some(b)) => protocol::compare(vm, &a, &b, op),
        (a, b) => Ok(Value::bool(op.holds(a.is_some().cmp(&b.is_some())))),
    }
}

fn contents(_: &Vm, it: &Value) -> Raises<Value> {
    let held = this::<CellBox>(it).get();
    held.given().ok_or_else(|| err!(ValueError, "Cell is empty"))
}

fn set_contents(_: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let old = this::<CellBox>(it).replace(value.unwrap_or(Value::Err));
    drop(old);
    Ok(())
}
