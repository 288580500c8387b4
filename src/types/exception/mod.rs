//! The exception classes: one payload for all of them, `BaseException` itself, and who is whose base.
//!
//! Classes with attributes of their own keep them in [`Exception::fields`], numbered in the file that
//! declares the class.
//!
//! Reference: Library Reference, "Built-in Exceptions".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::native;
use crate::object::{
    Args, GetSet, Layout, List, Name, Native, Payload, Raised, Raises, Ref, Slots, Traceback,
    Tuple, Type, TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;

mod classes;
pub mod group;
pub mod hooks;
pub mod import;
pub mod names;
pub mod os;
pub mod star;
pub mod stop;
pub mod syntax;
pub mod syntax_error;
pub mod unicode;

pub use classes::spec;
pub use hooks::{from_raise, make, matches};
pub use star::{prep_reraise_star, split_star};

/// The payload of every exception object.
pub struct Exception {
    pub args: RefCell<Ref<Tuple>>,
    pub traceback: RefCell<Option<Ref<Traceback>>>,
    pub context: RefCell<Option<Value>>,
    pub cause: RefCell<Option<Value>>,
    pub suppress_context: Cell<bool>,
    /// Attributes of certain classes; missing or `Err` where not set.
    pub fields: RefCell<Vec<Value>>,
}

impl Payload for Exception {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.args, |it, visit| visit.object(it));
        visit.cell(&self.traceback, |it, visit| it.iter().for_each(|it| visit.object(it)));
        visit.cell(&self.context, |it, visit| visit.values(it));
        visit.cell(&self.cause, |it, visit| visit.values(it));
        visit.cell(&self.fields, |it, visit| visit.values(it));
    }

    fn clear(&self) {
        let traceback = self.traceback.take();
        let chain = (self.context.take(), self.cause.take());
        let fields = self.fields.take();
        drop((traceback, chain, fields));
    }
}

impl Exception {
    /// The payload of an exception object; `None` for other objects.
    pub fn of(value: &Value) -> Option<&Ref<Exception>> {
        value.downcast::<Exception>()
    }

    fn with_args(args: Ref<Tuple>) -> Exception {
        Exception {
            args: RefCell::new(args),
            traceback: RefCell::default(),
            context: RefCell::default(),
            cause: RefCell::default(),
            suppress_context: Cell::new(false),
            fields: RefCell::default(),
        }
    }

    /// The attribute of that number; `None` where it is not set.
    pub fn field(&self, index: usize) -> Option<Value> {
        self.fields.borrow().get(index).cloned().and_then(Value::given)
    }

    /// Sets the attribute of that number, or with `None` unsets it.
    pub fn set_field(&self, index: usize, value: Option<Value>) {
        let value = value.unwrap_or(Value::Err);
        let mut fields = self.fields.borrow_mut();
        if fields.len() <= index {
            fields.resize(index + 1, Value::Err);
        }
        let old = std::mem::replace(&mut fields[index], value);
        drop(fields);
        drop(old);
    }

    /// `exception.args`.
    pub fn args(&self) -> Ref<Tuple> {
        self.args.borrow().clone()
    }

    pub fn set_args(&self, args: Ref<Tuple>) {
        let old = self.args.replace(args);
        drop(old);
    }

    pub fn set_traceback(&self, traceback: Option<Ref<Traceback>>) {
        let old = self.traceback.replace(traceback);
        drop(old);
    }

    pub fn set_context(&self, context: Option<Value>) {
        let old = self.context.replace(context);
        drop(old);
    }

    /// `__cause__ = cause`, which also suppresses the context.
    pub fn set_cause(&self, cause: Option<Value>) {
        let old = self.cause.replace(cause);
        self.suppress_context.set(true);
        drop(old);
    }
}

/// The payload of an exception object; `None` for other objects.
pub fn of(value: &Value) -> Option<&Ref<Exception>> {
    Exception::of(value)
}

/// The payload of a slot's or row's receiver.
pub(crate) fn this(value: &Value) -> &Ref<Exception> {
    value.downcast::<Exception>().expect("slots are called on instances of their class")
}

/// Reads an attribute kept in a field; `None` where it is not set.
fn read_field(value: &Value, index: usize) -> Raises<Value> {
    Ok(this(value).field(index).unwrap_or(Value::None))
}

/// Sets or deletes an attribute kept in a field.
fn write_field(value: &Value, index: usize, to: Option<Value>) -> Raises<()> {
    this(value).set_field(index, to);
    Ok(())
}

/// A row of a class's attributes kept in a field.
macro_rules! field {
    ($name:literal, $index:expr, $doc:literal) => {
        $crate::object::GetSet {
            name: $name,
            doc: $doc,
            get: |_, it| $crate::types::exception::read_field(it, $index),
            set: Some(|_, it, value| $crate::types::exception::write_field(it, $index, value)),
        }
    };
}
pub(crate) use field;

static LAYOUT: Layout = Layout::of::<Exception>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "BaseException",
    layout: Some(&LAYOUT),
    flags: flags::BASE | flags::PREFIX | flags::INSTANCE_DICT | flags::EXCEPTION,
    doc: "What can be raised: the base of every exception class.",
    slots: |slots: &Slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(init));
        slots.repr.set(Some(repr));
        slots.str_.set(Some(str));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

/// `BaseException.__new__`: keeps the positional arguments; keywords are for `__init__` to judge.
pub fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let args = match args.positionals() {
        [] => vm.tuple_ref(vec![]),
        [only] => Ref::<Tuple>::of(vm, [only.clone()]),
        given => vm.tuple_ref(given.to_vec()),
    };
    Ok(vm.alloc_in(class, Exception::with_args(args)))
}

/// `BaseException.__init__`.
pub fn init(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    no_keywords(vm.type_of(it), args)?;
    keep_args(vm, it, args);
    Ok(())
}

/// `args` becomes the positional arguments, unless they are the very ones `__new__` has kept.
fn keep_args(vm: &Vm, it: &Value, args: Args) {
    let exception = this(it);
    let given = args.positionals();
    let known = exception.args();
    let same = known.len() == given.len() && known.items().iter().zip(given).all(|(a, b)| a.is(b));
    if !same {
        exception.set_args(vm.tuple_ref(given.to_vec()));
    }
}

fn no_keywords(class: &Ref<Type>, args: Args) -> Raises<()> {
    if args.names.is_empty() {
        return Ok(());
    }
    Err(err!(TypeError, "{}() takes no keyword arguments", class.name()))
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let name = vm.type_of(it).name_str(vm);
    let args = this(it).args();
    let mut text = name.bytes().to_vec();
    if let [only] = args.items() {
        text.push(b'(');
        text.extend_from_slice(protocol::repr(vm, only)?.bytes());
        text.push(b')');
    } else {
        text.extend_from_slice(protocol::repr(vm, &Value::Tuple(args))?.bytes());
    }
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// `BaseException.__str__`.
pub fn str(vm: &Vm, it: &Value) -> Raises<Value> {
    let args = this(it).args();
    match args.items() {
        [] => Ok(vm.text("")),
        [only] => protocol::str(vm, only).map(Value::Str),
        _ => protocol::str(vm, &Value::Tuple(args)).map(Value::Str),
    }
}

pub static METHODS: &[Native] = &[
    native!("__reduce__($self, /)", "How to make the exception again.", reduce),
    native!("__setstate__($self, object, /)", "Set attributes from a dict.", set_state),
    native!(
        "with_traceback($self, object, /)",
        "Set `__traceback__` and return the exception.",
        with_traceback
    ),
    native!("add_note($self, object, /)", "Add a line that is shown below the message.", add_note),
];

/// `(class, args)`, followed by the attribute dictionary if there is one.
pub fn reduce_with(vm: &Vm, it: &Value, args: Value, state: Option<Value>) -> Value {
    let mut parts = vec![Value::Type(vm.type_of(it).clone()), args];
    parts.extend(state);
    vm.tuple(parts)
}

/// The attribute dictionary, if it has been made.
fn existing_dict(it: &Value) -> Option<Value> {
    let extra = it.heap()?.header().existing_extra()?;
    extra.dict.borrow().clone().map(Value::Dict)
}

fn reduce(vm: &Vm, it: Value) -> Value {
    let args = Value::Tuple(this(&it).args());
    reduce_with(vm, &it, args, existing_dict(&it))
}

fn set_state(vm: &Vm, it: Value, state: Value) -> Raises<()> {
    if state.is_none() {
        return Ok(());
    }
    let Some(state) = state.downcast::<crate::object::Dict>() else {
        return Err(err!(TypeError, "state is not a dictionary"));
    };
    for (name, value) in state.items() {
        let Some(name) = name.downcast::<crate::object::Str>() else {
            let kind = vm.type_name(&name);
            return Err(err!(TypeError, "attribute name must be string, not '{kind}'"));
        };
        protocol::setattr(vm, &it, &vm.intern_str(name), value)?;
    }
    Ok(())
}

fn with_traceback(_: &Vm, it: Value, traceback: Value) -> Raises<Value> {
    assign_traceback(&it, &traceback)?;
    Ok(it)
}

fn assign_traceback(it: &Value, traceback: &Value) -> Raises<()> {
    let traceback = match traceback {
        Value::None => None,
        other => Some(
            other
                .downcast::<Traceback>()
                .cloned()
                .ok_or_else(|| err!(TypeError, "__traceback__ must be a traceback or None"))?,
        ),
    };
    this(it).set_traceback(traceback);
    Ok(())
}

fn add_note(vm: &Vm, it: Value, note: Value) -> Raises<()> {
    if note.downcast::<crate::object::Str>().is_none() {
        return Err(err!(TypeError, "note must be a str, not '{}'", vm.type_name(&note)));
    }
    let name = vm.name(Name::Notes);
    let notes = match protocol::getattr_opt(vm, &it, name)? {
        Some(notes) => notes,
        None => {
            let notes = vm.list(vec![]);
            protocol::setattr(vm, &it, name, notes.clone())?;
            notes
        }
    };
    match notes.downcast::<List>() {
        Some(notes) => notes.push(note),
        None => return Err(err!(TypeError, "Cannot add note: __notes__ is not a list")),
    }
    Ok(())
}

static GETSET: &[GetSet] = &[
    GetSet {
        name: "__suppress_context__",
        doc: "",
        get: |_, it| Ok(Value::bool(this(it).suppress_context.get())),
        set: Some(|_, it, value| match value {
            Some(Value::Bool(value)) => {
                this(it).suppress_context.set(value != 0);
                Ok(())
            }
            Some(_) => Err(err!(TypeError, "attribute value type must be bool")),
            None => Err(cannot_delete_number()),
        }),
    },
    GetSet {
        name: "__dict__",
        doc: "",
        get: |vm, it| Ok(protocol::attr::instance_dict(vm, it).map_or(Value::None, Value::Dict)),
        set: Some(set_dict),
    },
    GetSet {
        name: "args",
        doc: "",
        get: |_, it| Ok(Value::Tuple(this(it).args())),
        set: Some(|vm, it, value| {
            let value = value.ok_or_else(|| err!(TypeError, "args may not be deleted"))?;
            let args = match value {
                Value::Tuple(args) => args,
                other => vm.tuple_ref(protocol::to_vec(vm, &other)?),
            };
            this(it).set_args(args);
            Ok(())
        }),
    },
    GetSet {
        name: "__traceback__",
        doc: "",
        get: |_, it| {
            let traceback = this(it).traceback.borrow().clone();
            Ok(traceback.map_or(Value::None, |it| Value::of(it.into_any())))
        },
        set: Some(|_, it, value| {
            let value = value.ok_or_else(|| err!(TypeError, "__traceback__ may not be deleted"))?;
            assign_traceback(it, &value)
        }),
    },
    GetSet {
        name: "__context__",
        doc: "exception context",
        get: |_, it| Ok(this(it).context.borrow().clone().unwrap_or(Value::None)),
        set: Some(|_, it, value| {
            let value = value.ok_or_else(|| err!(TypeError, "__context__ may not be deleted"))?;
            let context = exception_or_none(value, "exception context must be None")?;
            this(it).set_context(context);
            Ok(())
        }),
    },
    GetSet {
        name: "__cause__",
        doc: "exception cause",
        get: |_, it| Ok(this(it).cause.borrow().clone().unwrap_or(Value::None)),
        set: Some(|_, it, value| {
            let value = value.ok_or_else(|| err!(TypeError, "__cause__ may not be deleted"))?;
            let cause = exception_or_none(value, "exception cause must be None")?;
            this(it).set_cause(cause);
            Ok(())
        }),
    },
];

fn set_dict(vm: &Vm, it: &Value, value: Option<Value>) -> Raises<()> {
    let value = value.ok_or_else(|| err!(TypeError, "cannot delete __dict__"))?;
    let Some(dict) = value.downcast::<crate::object::Dict>() else {
        let kind = vm.type_name(&value);
        return Err(err!(TypeError, "__dict__ must be set to a dictionary, not a '{kind}'"));
    };
    if let Some(extra) = it.heap().and_then(|it| it.header().extra()) {
        let old = extra.dict.replace(Some(dict.clone()));
        drop(old);
    }
    Ok(())
}

fn exception_or_none(value: Value, refusal: &str) -> Raises<Option<Value>> {
    match value {
        Value::None => Ok(None),
        value if Exception::of(&value).is_some() => Ok(Some(value)),
        _ => Err(err!(TypeError, "{refusal} or derive from BaseException")),
    }
}

fn cannot_delete_number() -> Raised {
    err!(TypeError, "can't delete numeric/char attribute")
}

/// Whether a value is a class that may be raised and caught.
pub fn is_exception_class(value: &Value) -> bool {
    matches!(value, Value::Type(class) if class.has(flags::EXCEPTION))
}
