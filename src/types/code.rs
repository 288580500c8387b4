//! `code`: compiled source, ready to run.
//!
//! Reference: Data model, "Code objects".

use crate::err;
use crate::native;
use crate::native::Keywords;
use crate::object::{
    Args, Builtin, Code, CodeFacts, CompareOp, GetSet, Layout, Native, Raises, Ref, Str, Tuple,
    Type, TypeSpec, Value, Vm,
};
use crate::protocol;
use crate::syntax::ast::Span;

use super::container::this;

static LAYOUT: Layout = Layout::of::<Code>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "code",
    layout: Some(&LAYOUT),
    doc: "Compiled source, made by `compile`, `def` and the like.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.repr.set(Some(repr));
        slots.hash.set(Some(hash));
        slots.compare.set(Some(compare));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!("co_lines($self, /)", "Where each line starts and ends in the code.", co_lines),
    native!("co_positions($self, /)", "Lines and columns of each place in the code.", co_positions),
    native!("_varname_from_oparg($self, /, oparg)", "The variable of that number.", varname),
    native!("__sizeof__($self, /)", "Memory of the code in bytes.", super::object::sizeof),
    native!("replace($self, /, **changes)", "A copy with some attributes changed.", replace),
    native!("__replace__($self, /, **changes)", "The same as replace().", replace),
];

/// A row of the attributes that the compiler states.
macro_rules! fact {
    ($name:literal, |$vm:pat_param, $facts:ident| $value:expr) => {
        GetSet {
            name: $name,
            doc: "",
            get: |$vm, it| {
                let $facts = &this::<Code>(it).facts;
                Ok($value)
            },
            set: None,
        }
    };
}

static GETSET: &[GetSet] = &[
    fact!("co_argcount", |_, facts| Value::Int(i64::from(facts.argcount))),
    fact!("co_posonlyargcount", |_, facts| Value::Int(i64::from(facts.posonlyargcount))),
    fact!("co_kwonlyargcount", |_, facts| Value::Int(i64::from(facts.kwonlyargcount))),
    fact!("co_stacksize", |_, facts| Value::Int(1 + facts.varnames.len() as i64)),
    fact!("co_flags", |_, facts| Value::Int(i64::from(facts.flags))),
    fact!("co_nlocals", |_, facts| Value::Int(facts.varnames.len() as i64)),
    GetSet {
        name: "co_consts",
        doc: "",
        get: |vm, it| Ok(vm.tuple(this::<Code>(it).mentioned(vm).consts.to_vec())),
        set: None,
    },
    GetSet {
        name: "co_names",
        doc: "",
        get: |vm, it| Ok(names(vm, &this::<Code>(it).mentioned(vm).names)),
        set: None,
    },
    fact!("co_filename", |_, facts| Value::Str(facts.filename.clone())),
    fact!("co_name", |_, facts| Value::Str(facts.name.clone())),
    fact!("co_qualname", |_, facts| Value::Str(facts.qualname.clone())),
    fact!("co_firstlineno", |_, facts| Value::Int(i64::from(facts.first_line))),
    fact!("co_varnames", |vm, facts| names(vm, &facts.varnames)),
    fact!("co_cellvars", |vm, facts| names(vm, &facts.cellvars)),
    fact!("co_freevars", |vm, facts| names(vm, &facts.freevars)),
    // There is no bytecode; the tables that describe it are empty too.
    GetSet { name: "co_code", doc: "", get: no_bytes, set: None },
    GetSet { name: "_co_code_adaptive", doc: "", get: no_bytes, set: None },
    GetSet { name: "co_linetable", doc: "", get: no_bytes, set: None },
    GetSet { name: "co_lnotab", doc: "", get: line_numbers, set: None },
    GetSet { name: "co_exceptiontable", doc: "", get: no_bytes, set: None },
];

/// Locals, then those cells that are not among them, then the closure.
fn varname(_: &Vm, code: Ref<Code>, number: usize) -> Raises<Value> {
    let facts = &code.facts;
    let known = |it: &&Ref<Str>| facts.varnames.iter().any(|other| other.bytes() == it.bytes());
    let cells = facts.cellvars.iter().filter(|it| !known(it));
    let mut all = facts.varnames.iter().chain(cells).chain(&facts.freevars);
    let found = all.nth(number).cloned().map(Value::Str);
    found.ok_or_else(|| err!(IndexError, "tuple index out of range"))
}

fn line_numbers(vm: &Vm, it: &Value) -> Raises<Value> {
    let message = "co_lnotab is deprecated, use co_lines instead.";
    crate::protocol::warn::warn(vm, Builtin::DeprecationWarning, message)?;
    no_bytes(vm, it)
}

fn no_bytes(vm: &Vm, _: &Value) -> Raises<Value> {
    vm.call(&Value::Type(vm.class(Builtin::Bytes).clone()), Args::NONE)
}

fn names(vm: &Vm, them: &[Ref<Str>]) -> Value {
    vm.tuple(them.iter().cloned().map(Value::Str).collect())
}

fn new(_: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let count = args.positionals().len();
    if count < 16 {
        return Err(err!(TypeError, "code expected at least 16 arguments, got {count}"));
    }
    Err(err!(NotImplementedError, "code objects cannot be made from bytecode"))
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let facts = &this::<Code>(it).facts;
    let (name, filename) = (facts.name.to_string_lossy(), facts.filename.to_string_lossy());
    let line = match facts.first_line {
        0 => -1,
        line => i64::from(line),
    };
    let id = it.id();
    Ok(vm.text(&format!("<code object {name} at {id:#x}, file \"{filename}\", line {line}>")))
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let code = this::<Code>(it);
    let facts = &code.facts;
    let parts = [
        Value::Str(facts.name.clone()),
        Value::Int(i64::from(facts.first_line)),
        Value::Int(i64::from(facts.argcount)),
        names(vm, &code.mentioned(vm).names),
        names(vm, &facts.varnames),
    ];
    protocol::hash(vm, &vm.tuple(parts.to_vec()))
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    let (Some(left), Some(right)) = (a.downcast::<Code>(), b.downcast::<Code>()) else {
        return Ok(Value::NotImplemented);
    };
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NotImplemented);
    }
    let equal = a.is(b) || left.same_source(right) && same_facts(vm, left, right)?;
    Ok(Value::bool(equal == (op == CompareOp::Eq)))
}

fn same_facts(vm: &Vm, left: &Code, right: &Code) -> Raises<bool> {
    let (a, b) = (&left.facts, &right.facts);
    let numbers = |it: &CodeFacts| {
        [it.first_line, it.flags, it.argcount, it.posonlyargcount, it.kwonlyargcount]
    };
    let texts = |code: &Code| {
        let (it, mentioned) = (&code.facts, code.mentioned(vm));
        let lists = [&it.varnames, &it.cellvars, &it.freevars, &mentioned.names];
        let lists = lists.map(|it| names(vm, it)).to_vec();
        // Nested code is the same where the source is.
        let consts = mentioned.consts.iter().filter(|it| it.downcast::<Code>().is_none());
        vm.tuple([lists, consts.cloned().collect()].concat())
    };
    Ok(numbers(a) == numbers(b)
        && a.name.bytes() == b.name.bytes()
        && protocol::equal(vm, &texts(left), &texts(right))?)
}

/// The places in the code: those of a body that has been built, else only where the code starts.
fn positions(code: &Code) -> Vec<Span> {
    let known = code.any_body().map(|it| it.positions.to_vec()).filter(|it| !it.is_empty());
    known.unwrap_or_else(|| {
        let line = code.facts.first_line;
        vec![Span { line, ..Span::default() }]
    })
}

fn co_lines(vm: &Vm, code: Ref<Code>) -> Raises<Value> {
    let mut rows: Vec<(i64, i64, u32)> = vec![];
    for (span, start) in positions(&code).iter().zip((0..).step_by(2)) {
        match rows.last_mut() {
            Some(last) if last.2 == span.line => last.1 = start + 2,
            _ => rows.push((start, start + 2, span.line)),
        }
    }
    let rows = rows.into_iter().map(|(start, end, line)| {
        vm.tuple(vec![Value::Int(start), Value::Int(end), Value::Int(i64::from(line))])
    });
    protocol::iter(vm, &vm.list(rows.collect()))
}

fn co_positions(vm: &Vm, code: Ref<Code>) -> Raises<Value> {
    let rows = positions(&code).into_iter().map(|it| {
        let number = |it: u32| Value::Int(i64::from(it));
        let numbers = match it.end_line {
            0 => [number(it.line), Value::None, Value::None, Value::None],
            _ => [it.line, it.end_line, it.column, it.end_column].map(number),
        };
        vm.tuple(numbers.to_vec())
    });
    protocol::iter(vm, &vm.list(rows.collect()))
}

fn replace(vm: &Vm, code: Ref<Code>, changes: Keywords) -> Raises<Value> {
    let mut facts = code.facts.clone();
    let mut mentioned = None;
    for (name, value) in changes.items() {
        let name = name.to_string_lossy().into_owned();
        let text = |to: &mut Ref<Str>| -> Raises<()> {
            *to = expect::<Str>(vm, &name, "str", &value)?;
            Ok(())
        };
        let number = |to: &mut u32| -> Raises<()> {
            let given = crate::native::to_i64(vm, &value, "int")?;
            *to = u32::try_from(given)
                .map_err(|_| err!(ValueError, "{name} must be a positive integer"))?;
            Ok(())
        };
        let list = |to: &mut Box<[Ref<Str>]>| -> Raises<()> {
            let given = expect::<Tuple>(vm, &name, "tuple", &value)?;
            let mut texts = vec![];
            for item in given.items() {
                let Some(text) = item.downcast::<Str>() else {
                    let kind = vm.type_name(item);
                    return Err(err!(
                        TypeError,
                        "name tuples must contain only strings, not '{kind}'"
                    ));
                };
                texts.push(vm.intern_str(text));
            }
            *to = texts.into_boxed_slice();
            Ok(())
        };
        match name.as_str() {
            "co_name" => text(&mut facts.name)?,
            "co_qualname" => text(&mut facts.qualname)?,
            "co_filename" => text(&mut facts.filename)?,
            "co_firstlineno" => number(&mut facts.first_line)?,
            "co_flags" => number(&mut facts.flags)?,
            "co_argcount" => number(&mut facts.argcount)?,
            "co_posonlyargcount" => number(&mut facts.posonlyargcount)?,
            "co_kwonlyargcount" => number(&mut facts.kwonlyargcount)?,
            "co_names" => {
                list(&mut mentioned.get_or_insert_with(|| code.mentioned(vm).clone()).names)?;
            }
            "co_varnames" => list(&mut facts.varnames)?,
            "co_cellvars" => list(&mut facts.cellvars)?,
            "co_freevars" => list(&mut facts.freevars)?,
            "co_consts" => {
                let given = expect::<Tuple>(vm, &name, "tuple", &value)?;
                mentioned.get_or_insert_with(|| code.mentioned(vm).clone()).consts =
                    given.items().into();
            }
            "co_stacksize" | "co_nlocals" => {
                let mut ignored = 0;
                number(&mut ignored)?;
            }
            "co_code" | "co_linetable" | "co_exceptiontable" => {
                return Err(err!(NotImplementedError, "{name} cannot be replaced"));
            }
            _ => {
                return Err(err!(
                    TypeError,
                    "replace() got an unexpected keyword argument '{name}'"
                ));
            }
        }
    }
    Ok(Value::of(code.with_facts(vm, facts, mentioned).into_any()))
}

fn expect<T: crate::object::Payload>(
    vm: &Vm,
    name: &str,
    expected: &str,
    value: &Value,
) -> Raises<Ref<T>> {
    value.downcast::<T>().cloned().ok_or_else(|| {
        let given = if value.is_none() { "None".to_owned() } else { vm.type_name(value) };
        err!(TypeError, "replace() argument '{name}' must be {expected}, not {given}")
    })
}
