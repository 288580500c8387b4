//! What the interpreter below asks of exceptions: making, chaining, tracebacks; and what the `raise` and
//! `except` statements mean.
//!
//! Reference: Language Reference, "The raise statement", "The try statement".

use crate::err;
use crate::object::frame::span_of;
use crate::object::{
    Args, Builtin, Fp, Function, Name, Raised, Raises, Ref, Traceback, Tuple, Type, Value, Vm,
    flags,
};
use crate::protocol;

use super::{Exception, import, is_exception_class, stop, this};

pub use super::names::set_attribute_error;

/// An exception object of a built-in class, as calling the class makes it.
pub fn make(vm: &Vm, which: Builtin, args: Vec<Value>) -> Value {
    let class = vm.class(which);
    let base = &vm.class(Builtin::BaseException).slots;
    if address(class.slots.new.get()) != address(base.new.get()) {
        return construct(vm, class, &args).unwrap_or_else(|raised| vm.instance_of(raised));
    }
    let made = vm.alloc_in(class, Exception::with_args(vm.tuple_ref(args)));
    match which {
        Builtin::StopIteration => stop::fill_stop(&made),
        Builtin::SystemExit => stop::fill_exit(&made),
        Builtin::ImportError | Builtin::ModuleNotFoundError => import::fill(&made),
        // Theirs only takes keywords.
        Builtin::AttributeError | Builtin::NameError | Builtin::UnboundLocalError => {}
        _ => {
            let init = class.slots.init.get();
            let args = this(&made).args();
            if let Some(init) = init
                && address(Some(init)) != address(base.init.get())
                && let Err(raised) = init(vm, &made, Args::positional(args.items()))
            {
                return vm.instance_of(raised);
            }
        }
    }
    made
}

/// Slots are told apart by the addresses of their functions.
pub(super) fn address<F: SlotFunction>(slot: Option<F>) -> usize {
    slot.map_or(0, F::address)
}

pub(super) trait SlotFunction {
    fn address(self) -> usize;
}

impl SlotFunction for fn(&Vm, &Ref<Type>, Args) -> Raises<Value> {
    fn address(self) -> usize {
        self as usize
    }
}

impl SlotFunction for fn(&Vm, &Value, Args) -> Raises<()> {
    fn address(self) -> usize {
        self as usize
    }
}

fn construct(vm: &Vm, class: &Ref<Type>, args: &[Value]) -> Raises<Value> {
    let args = Args::positional(args);
    let new = class.slots.new.get().expect("exception classes inherit a constructor");
    let made = new(vm, class, args)?;
    if let Some(init) = vm.type_of(&made).slots.init.get() {
        init(vm, &made, args)?;
    }
    Ok(made)
}

/// What calling an exception class with these arguments makes, where that is all it does: neither
/// constructor nor initialiser is its own.
#[inline]
pub fn plain(vm: &Vm, class: &Ref<Type>, args: &[Value]) -> Option<Value> {
    let base = &vm.class(Builtin::BaseException).slots;
    let slots = &class.slots;
    if address(slots.new.get()) != address(base.new.get())
        || address(slots.init.get()) != address(base.init.get())
        || class.has(flags::HEAP)
    {
        return None;
    }
    Some(made(vm, class, args))
}

/// An exception object as `BaseException.__new__` makes it.
fn made(vm: &Vm, class: &Ref<Type>, args: &[Value]) -> Value {
    let args = match args {
        [only] => Ref::<Tuple>::of(vm, [only.clone()]),
        args => vm.tuple_ref(args.to_vec()),
    };
    vm.alloc_in(class, Exception::with_args(args))
}

/// The exception object of a class made by Python code that leaves making to `BaseException`, and its
/// `__init__` if that is a function: to be called with the exception in front of the arguments.
pub fn with_init(vm: &Vm, class: &Ref<Type>, args: &[Value]) -> Option<(Value, Ref<Function>)> {
    let base = &vm.class(Builtin::BaseException).slots;
    if !class.has(flags::EXCEPTION)
        || address(class.slots.new.get()) != address(base.new.get())
        || !class.has(flags::PLAIN_META)
        || class.has(flags::ABSTRACT)
        || !crate::types::class::user::is_user_init(&class.slots)
    {
        return None;
    }
    match class.lookup(vm, vm.name(Name::Init)) {
        Some(Value::Func(init)) => Some((made(vm, class, args), init)),
        _ => None,
    }
}

/// The exception being handled becomes the context of a fresh one.
pub fn set_context(vm: &Vm, exception: &Value) {
    let handled = vm.handled();
    if handled.is_none() || handled.is(exception) {
        return;
    }
    let Some(fresh) = Exception::of(exception) else { return };
    // The chain must not come back to the fresh exception; `slow` follows at half speed, to notice a
    // loop that somebody else made.
    let mut at = handled.clone();
    let mut slow = handled.clone();
    let mut slow_moves = false;
    while let Some(next) = context_of(&at) {
        if next.is(exception) {
            if let Some(it) = Exception::of(&at) {
                it.set_context(None);
            }
            break;
        }
        at = next;
        if at.is(&slow) {
            break;
        }
        if slow_moves && let Some(next) = context_of(&slow) {
            slow = next;
        }
        slow_moves = !slow_moves;
    }
    fresh.set_context(Some(handled));
}

fn context_of(exception: &Value) -> Option<Value> {
    Exception::of(exception)?.context.borrow().clone()
}

/// Puts the frame and its position in front of the stored exception's traceback.
pub fn add_traceback(vm: &Vm, fp: Fp, position: u32) {
    let exception = vm.peek_exception();
    let Some(exception) = Exception::of(&exception) else { return };
    let span = span_of(fp.head().function(), position);
    let frame = vm.frame_object(fp);
    let next = exception.traceback.take();
    let traceback = Ref::<Traceback>::new(vm, frame, span, next);
    *exception.traceback.borrow_mut() = Some(traceback);
}

/// Whether an `except` clause for this class or tuple of classes catches the exception.
pub fn matches(vm: &Vm, exception: &Value, wanted: &Value) -> Raises<bool> {
    match wanted {
        Value::Type(class) if is_exception_class(wanted) => {
            Ok(vm.type_of(exception).is_subclass(class))
        }
        _ => matches_tuple(vm, exception, wanted),
    }
}

#[cold]
fn matches_tuple(vm: &Vm, exception: &Value, wanted: &Value) -> Raises<bool> {
    check_catchable(wanted)?;
    Ok(is_one_of(vm, exception, wanted))
}

/// Refuses what `except` cannot catch.
pub(super) fn check_catchable(wanted: &Value) -> Raises<()> {
    let good = match wanted.downcast::<crate::object::Tuple>() {
        Some(classes) => classes.items().iter().all(is_exception_class),
        None => is_exception_class(wanted),
    };
    if good {
        return Ok(());
    }
    Err(err!(TypeError, "catching classes that do not inherit from BaseException is not allowed"))
}

/// As [`matches`], for what has been checked.
pub(super) fn is_one_of(vm: &Vm, exception: &Value, wanted: &Value) -> bool {
    let class = vm.type_of(exception);
    let is = |it: &Value| matches!(it, Value::Type(it) if class.is_subclass(it));
    match wanted.downcast::<crate::object::Tuple>() {
        Some(classes) => classes.items().iter().any(is),
        None => is(wanted),
    }
}

/// What `raise exception from cause` raises; `cause` is absent where the statement has no `from`.
pub fn from_raise(vm: &Vm, exception: Value, cause: Option<Value>) -> Raised {
    match raised_value(vm, exception, cause) {
        Ok(exception) => Raised::instance(exception),
        Err(raised) => raised,
    }
}

/// The exception object that `raise exception from cause` raises.
pub fn raised_value(vm: &Vm, exception: Value, cause: Option<Value>) -> Raises<Value> {
    let Some(exception) = instantiate(vm, exception)? else {
        return Err(err!(TypeError, "exceptions must derive from BaseException"));
    };
    if let Some(cause) = cause {
        let cause = match cause {
            Value::None => None,
            other => match instantiate(vm, other)? {
                Some(cause) => Some(cause),
                None => {
                    return Err(err!(TypeError, "exception causes must derive from BaseException"));
                }
            },
        };
        this(&exception).set_cause(cause);
    }
    Ok(exception)
}

/// The exception that a class or an instance stands for; `None` where it is neither.
fn instantiate(vm: &Vm, it: Value) -> Raises<Option<Value>> {
    if !is_exception_class(&it) {
        return Ok(Exception::of(&it).is_some().then_some(it));
    }
    if let Value::Type(class) = &it
        && let base = &vm.class(Builtin::BaseException).slots
        && !class.has(flags::HEAP)
        && address(class.slots.new.get()) == address(base.new.get())
        && (address(class.slots.init.get()) == address(base.init.get())
            || class.is(vm.class(Builtin::StopIteration)))
    {
        return Ok(Some(vm.alloc_in(class, Exception::with_args(vm.tuple_ref(vec![])))));
    }
    let made = vm.call(&it, Args::NONE)?;
    if Exception::of(&made).is_some() {
        return Ok(Some(made));
    }
    let class = protocol::repr(vm, &it)?;
    let kind = protocol::repr(vm, &Value::Type(vm.type_of(&made).clone()))?;
    Err(err!(
        TypeError,
        "calling {} should have returned an instance of BaseException, not {}",
        class.to_string_lossy(),
        kind.to_string_lossy()
    ))
}

/// The exception object behind an exception on its way, for `generator.throw` and the like: a class is
/// called with `value` as its argument or arguments.
pub fn normalise(vm: &Vm, class: &Value, value: Option<&Value>) -> Raises<Value> {
    let value = value.filter(|it| !it.is_none());
    if let (Value::Type(class), Some(value)) = (class, value)
        && Exception::of(value).is_some()
        && vm.type_of(value).is_subclass(class)
    {
        return Ok(value.clone());
    }
    let made = match value {
        None => vm.call(class, Args::NONE)?,
        Some(Value::Tuple(args)) => vm.call(class, Args::positional(args.items()))?,
        Some(value) => vm.call(class, Args::positional(std::slice::from_ref(value)))?,
    };
    if Exception::of(&made).is_some() {
        return Ok(made);
    }
    let class = protocol::repr(vm, class)?;
    Err(err!(
        TypeError,
        "calling {} should have returned an instance of BaseException, not {}",
        class.to_string_lossy(),
        vm.type_name(&made)
    ))
}
