//! `BaseExceptionGroup` and `ExceptionGroup`: several exceptions raised as one.
//!
//! Reference: Library Reference, "Exception groups"; PEP 654.

use std::collections::HashSet;

use crate::err;
use crate::native;
use crate::object::{
    Args, Builtin, GetSet, Layout, Name, Native, Raises, Ref, Str, Tuple, Type, TypeSpec, Value,
    Vm, flags,
};
use crate::protocol;
use crate::types::class_attrs::INSTANCE_WEAKREF;
use crate::types::descriptor::GetSetDescriptor;

use super::hooks::is_one_of;
pub use super::star::{prep_reraise_star, split_star};
use super::{Exception, init as base_init, is_exception_class, this};

const MESSAGE: usize = 0;
const EXCEPTIONS: usize = 1;

static LAYOUT: Layout = Layout::of::<Exception>();

pub static BASE_SPEC: TypeSpec = TypeSpec {
    name: "BaseExceptionGroup",
    base: Builtin::BaseException,
    layout: Some(&LAYOUT),
    flags: flags::BASE,
    doc: "Several exceptions raised as one, with a message.",
    slots: |slots| {
        slots.new.set(Some(new));
        slots.init.set(Some(base_init_of_group));
        slots.str_.set(Some(str));
    },
    methods: METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

pub static SPEC: TypeSpec = TypeSpec {
    name: "ExceptionGroup",
    base: Builtin::BaseExceptionGroup,
    // CPython makes this class as the class statement does, and it shows.
    flags: flags::BASE | flags::WEAKREF,
    attributes: |vm, class| {
        let namespace = class.namespace(vm);
        namespace.set_str(vm, vm.name(Name::Module), vm.text("builtins"));
        let getset = GetSetDescriptor { getset: &INSTANCE_WEAKREF, class: class.clone() };
        let weakref = vm.alloc(Builtin::GetSetDescriptor, getset);
        namespace.set_str(vm, &vm.intern(INSTANCE_WEAKREF.name), weakref);
    },
    ..TypeSpec::DEFAULT
};

static METHODS: &[Native] = &[
    native!(class "__class_getitem__($type, object, /)", "A parameterised alias.", class_getitem),
    native!("derive($self, object, /)", "A group of other exceptions with this message.", derive),
    native!(
        "split($self, object, /)",
        "Two groups: of the exceptions that match, and of the others.",
        split
    ),
    native!("subgroup($self, object, /)", "The group of the exceptions that match.", subgroup),
];

static GETSET: &[GetSet] = &[
    GetSet {
        name: "message",
        doc: "exception message",
        get: |_, it| super::read_field(it, MESSAGE),
        set: Some(read_only),
    },
    GetSet {
        name: "exceptions",
        doc: "nested exceptions",
        get: |_, it| super::read_field(it, EXCEPTIONS),
        set: Some(read_only),
    },
];

fn read_only(_: &Vm, _: &Value, _: Option<Value>) -> Raises<()> {
    Err(err!(AttributeError, "readonly attribute"))
}

/// `ExceptionGroup` has two bases: `BaseExceptionGroup`, which it is declared with, and `Exception`.
pub fn add_second_base(vm: &Vm, class: &Ref<Type>) {
    let first = vm.class(Builtin::BaseExceptionGroup).clone();
    let second = vm.class(Builtin::Exception).clone();
    let last = vm.class(Builtin::BaseException).mro.borrow().to_vec();
    let mut mro = vec![class.clone(), first.clone(), second.clone()];
    mro.extend(last);
    second.subclasses.borrow_mut().push(class.as_ptr());
    *class.bases.borrow_mut() = Some(vm.tuple_ref(vec![Value::Type(first), Value::Type(second)]));
    *class.mro.borrow_mut() = mro.into_boxed_slice();
}

fn new(vm: &Vm, class: &Ref<Type>, args: Args) -> Raises<Value> {
    let function = "BaseExceptionGroup.__new__()";
    let [message, members] = args.positionals() else {
        let count = args.positionals().len();
        return Err(err!(TypeError, "{function} takes exactly 2 arguments ({count} given)"));
    };
    if message.downcast::<Str>().is_none() {
        let kind = if message.is_none() { "None".to_owned() } else { vm.type_name(message) };
        return Err(err!(TypeError, "{function} argument 1 must be str, not {kind}"));
    }
    if !is_sequence(vm, members) {
        return Err(err!(TypeError, "second argument (exceptions) must be a sequence"));
    }
    let members = match members {
        Value::Tuple(members) => members.clone(),
        other => vm.tuple_ref(protocol::to_vec(vm, other)?),
    };
    if members.is_empty() {
        return Err(err!(ValueError, "second argument (exceptions) must be a non-empty sequence"));
    }
    let exception = vm.class(Builtin::Exception);
    let mut only_exceptions = true;
    for (i, member) in members.items().iter().enumerate() {
        if Exception::of(member).is_none() {
            return Err(err!(
                ValueError,
                "Item {i} of second argument (exceptions) is not an exception"
            ));
        }
        only_exceptions &= vm.type_of(member).is_subclass(exception);
    }
    let group = vm.class(Builtin::ExceptionGroup);
    let class = if class.is(vm.class(Builtin::BaseExceptionGroup)) && only_exceptions {
        group
    } else if only_exceptions {
        class
    } else if class.is(group) {
        return Err(err!(TypeError, "Cannot nest BaseExceptions in an ExceptionGroup"));
    } else if class.is_subclass(exception) {
        return Err(err!(TypeError, "Cannot nest BaseExceptions in '{}'", class.name()));
    } else {
        class
    };
    let made = super::new(vm, class, args)?;
    let payload = this(&made);
    payload.set_field(MESSAGE, Some(message.clone()));
    payload.set_field(EXCEPTIONS, Some(Value::Tuple(members)));
    Ok(made)
}

fn is_sequence(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::List(_) | Value::Tuple(_) | Value::Str(_) => true,
        Value::Dict(_) | Value::Set(_) => false,
        _ if value.downcast::<crate::object::Dict>().is_some() => false,
        _ => {
            let class = vm.type_of(value);
            let by_method = class.lookup(vm, vm.name(Name::Getitem)).is_some();
            class.slots.getitem.get().is_some() && by_method && !class.has(flags::MAPPING)
        }
    }
}

fn base_init_of_group(vm: &Vm, it: &Value, args: Args) -> Raises<()> {
    base_init(vm, it, args)
}

fn str(vm: &Vm, it: &Value) -> Raises<Value> {
    let message = this(it).field(MESSAGE).unwrap_or(Value::None);
    let mut text = protocol::str(vm, &message)?.bytes().to_vec();
    let count = members_of(it).len();
    let s = if count == 1 { "" } else { "s" };
    text.extend(format!(" ({count} sub-exception{s})").into_bytes());
    Ok(Value::Str(vm.str_from_bytes(&text)))
}

/// Whether a value is an exception group.
pub fn is_group(vm: &Vm, value: &Value) -> bool {
    vm.is_instance(value, Builtin::BaseExceptionGroup)
}

/// The exceptions in a group.
pub fn members_of(group: &Value) -> Ref<Tuple> {
    match this(group).field(EXCEPTIONS) {
        Some(Value::Tuple(members)) => members,
        // A subclass's `__new__` has gone around the constructor.
        _ => Vm::with_current(|vm| vm.tuple_ref(vec![])),
    }
}

/// A group as the constructor makes it: an `ExceptionGroup` if it can be one.
pub fn wrap(vm: &Vm, message: &str, members: Value) -> Raises<Value> {
    let args = [vm.text(message), members];
    let args = Args::positional(&args);
    let made = new(vm, vm.class(Builtin::BaseExceptionGroup), args)?;
    base_init(vm, &made, args)?;
    Ok(made)
}

fn class_getitem(vm: &Vm, class: Value, item: Value) -> Raises<Value> {
    let alias = Value::Type(vm.class(Builtin::GenericAlias).clone());
    vm.call(&alias, Args::positional(&[class, item]))
}

fn derive(vm: &Vm, it: Value, members: Value) -> Raises<Value> {
    let message = this(&it).field(MESSAGE).unwrap_or(Value::None);
    let class = Value::Type(vm.class(Builtin::BaseExceptionGroup).clone());
    vm.call(&class, Args::positional(&[message, members]))
}

/// What `split` and `subgroup` choose by.
enum Matcher<'a> {
    Classes(&'a Value),
    Predicate(&'a Value),
    /// Addresses of exception objects.
    These(HashSet<u64>),
}

impl Matcher<'_> {
    fn from<'a>(vm: &Vm, it: &'a Value) -> Raises<Matcher<'a>> {
        let callable = vm.type_of(it).slots.call.get().is_some();
        if callable && !matches!(it, Value::Type(_)) {
            return Ok(Matcher::Predicate(it));
        }
        let classes = match it.downcast::<Tuple>() {
            Some(classes) => classes.items().iter().all(is_exception_class),
            None => is_exception_class(it),
        };
        if classes {
            return Ok(Matcher::Classes(it));
        }
        Err(err!(
            TypeError,
            "expected an exception type, a tuple of exception types, or a callable (other than a class)"
        ))
    }

    fn accepts(&self, vm: &Vm, exception: &Value) -> Raises<bool> {
        match self {
            Matcher::Classes(wanted) => Ok(is_one_of(vm, exception, wanted)),
            Matcher::Predicate(predicate) => {
                let answer =
                    vm.call(predicate, Args::positional(std::slice::from_ref(exception)))?;
                vm.is_true(&answer)
            }
            Matcher::These(them) => Ok(!is_group(vm, exception) && them.contains(&exception.id())),
        }
    }
}

type Parts = (Option<Value>, Option<Value>);

/// Splits a group, and the groups in it, into what matches and the rest.
fn divide(vm: &Vm, exception: &Value, matcher: &Matcher, with_rest: bool) -> Raises<Parts> {
    if matcher.accepts(vm, exception)? {
        return Ok((Some(exception.clone()), None));
    }
    if !is_group(vm, exception) {
        return Ok((None, with_rest.then(|| exception.clone())));
    }
    let (mut matching, mut others) = (vec![], vec![]);
    for member in members_of(exception).items() {
        let (matched, rest) = vm.nested(" in exceptiongroup_split_recursive", || {
            divide(vm, member, matcher, with_rest)
        })?;
        matching.extend(matched);
        others.extend(rest);
    }
    Ok((subset(vm, exception, matching)?, subset(vm, exception, others)?))
}

/// A group like the original, of some of its members.
fn subset(vm: &Vm, original: &Value, members: Vec<Value>) -> Raises<Option<Value>> {
    if members.is_empty() {
        return Ok(None);
    }
    let made = protocol::call_method(vm, original, &vm.intern("derive"), &[vm.list(members)])?;
    if !is_group(vm, &made) {
        return Err(err!(TypeError, "derive must return an instance of BaseExceptionGroup"));
    }
    let (from, to) = (this(original), this(&made));
    let traceback = from.traceback.borrow().clone();
    if traceback.is_some() {
        to.set_traceback(traceback);
    }
    to.set_context(from.context.borrow().clone());
    to.set_cause(from.cause.borrow().clone());
    to.suppress_context.set(from.suppress_context.get());
    let name = vm.name(Name::Notes);
    if let Some(notes) = protocol::getattr_opt(vm, original, name)?
        && is_sequence(vm, &notes)
    {
        // A list of its own: a note added to one part is not one of the other.
        let notes = protocol::to_vec(vm, &notes)?;
        protocol::setattr(vm, &made, name, vm.list(notes))?;
    }
    Ok(Some(made))
}

fn split(vm: &Vm, it: Value, matcher: Value) -> Raises<(Option<Value>, Option<Value>)> {
    let matcher = Matcher::from(vm, &matcher)?;
    divide(vm, &it, &matcher, true)
}

fn subgroup(vm: &Vm, it: Value, matcher: Value) -> Raises<Option<Value>> {
    let matcher = Matcher::from(vm, &matcher)?;
    Ok(divide(vm, &it, &matcher, false)?.0)
}

/// The part of a group whose leaves are those of the groups `keep`; `None` where there are none.
pub(super) fn projection(vm: &Vm, group: &Value, keep: &[Value]) -> Raises<Option<Value>> {
    let mut leaves = HashSet::new();
    for it in keep {
        gather(vm, it, &mut leaves)?;
    }
    Ok(divide(vm, group, &Matcher::These(leaves), false)?.0)
}

fn gather(vm: &Vm, exception: &Value, into: &mut HashSet<u64>) -> Raises<()> {
    if !is_group(vm, exception) {
        into.insert(exception.id());
        return Ok(());
    }
    for member in members_of(exception).items() {
        vm.nested(" in collect_exception_group_leaf_ids", || gather(vm, member, into))?;
    }
    Ok(())
}
