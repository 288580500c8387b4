//! Generators, coroutines and asynchronous generators as Python sees them: their classes, and those of the
//! awaitables that they give.
//!
//! Reference: Language Reference, "Generator-iterator methods", "Asynchronous generator-iterator methods";
//! Data model, "Coroutine Objects".

use crate::err;
use crate::native;
use crate::object::{
    Builtin, Generator, GetSet, Layout, Mark, Native, Payload, Raised, Raises, Ref, Str, Traceback,
    Tuple, TypeSpec, Value, Vm, flags,
};
use crate::types::container::{itself, this};
use crate::types::exception::hooks::normalise;
use crate::types::instance_check::is_exception_class;

use super::coroutine::{self, Asend, Athrow, CoroutineWrapper, Driver};
use crate::object::generator::{LAYOUT, State};

use super::generator::{self, Step};

static WRAPPER_LAYOUT: Layout = Layout::of::<CoroutineWrapper>();
static ASEND_LAYOUT: Layout = Layout::of::<Asend>();
static ATHROW_LAYOUT: Layout = Layout::of::<Athrow>();

pub static GENERATOR: TypeSpec = TypeSpec {
    name: "generator",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW | flags::WEAKREF,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| repr(vm, it, "generator")));
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
        slots.del.set(Some(generator::finalize));
    },
    methods: &[
        SEND,
        THROW,
        CLOSE,
        SIZEOF,
        native!(class "__class_getitem__($type, object, /)", "A parameterised alias.", crate::types::generic::class_getitem),
    ],
    getset: &[
        NAME,
        QUALNAME,
        GetSet {
            name: "gi_yieldfrom",
            doc: "what the generator delegates to, or None",
            get: delegate,
            set: None,
        },
        GetSet { name: "gi_running", doc: "", get: running, set: None },
        GetSet { name: "gi_frame", doc: "", get: frame, set: None },
        GetSet { name: "gi_suspended", doc: "", get: suspended, set: None },
        GetSet { name: "gi_code", doc: "", get: code, set: None },
    ],
    ..TypeSpec::DEFAULT
};

pub static COROUTINE: TypeSpec = TypeSpec {
    name: "coroutine",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW | flags::WEAKREF,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| repr(vm, it, "coroutine")));
        slots.await_.set(Some(wrap));
        slots.del.set(Some(generator::finalize));
    },
    methods: &[
        SEND,
        THROW,
        CLOSE,
        SIZEOF,
        native!(class "__class_getitem__($type, object, /)", "A parameterised alias.", crate::types::generic::class_getitem),
    ],
    getset: &[
        NAME,
        QUALNAME,
        GetSet {
            name: "cr_await",
            doc: "what the coroutine awaits, or None",
            get: delegate,
            set: None,
        },
        GetSet { name: "cr_running", doc: "", get: running, set: None },
        GetSet { name: "cr_frame", doc: "", get: frame, set: None },
        GetSet { name: "cr_suspended", doc: "", get: suspended, set: None },
        GetSet { name: "cr_code", doc: "", get: code, set: None },
        // Where coroutines are made is not tracked.
        GetSet { name: "cr_origin", doc: "", get: |_, _| Ok(Value::None), set: None },
    ],
    ..TypeSpec::DEFAULT
};

pub static WRAPPER: TypeSpec = TypeSpec {
    name: "coroutine_wrapper",
    layout: Some(&WRAPPER_LAYOUT),
    flags: flags::NO_NEW,
    doc: "An iterator that drives a coroutine.",
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(|vm, it| next_of(vm, &this::<CoroutineWrapper>(it).coroutine)));
    },
    methods: &[
        native!("send($self, object, /)", "Resume the coroutine with a value.", send_wrapper),
        native!(
            "throw($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)" as "",
            "Raise an exception in the coroutine.",
            throw_wrapper
        ),
        native!("close($self, /)", "Raise GeneratorExit in the coroutine.", close_wrapper),
    ],
    ..TypeSpec::DEFAULT
};

pub static ASYNC_GENERATOR: TypeSpec = TypeSpec {
    name: "async_generator",
    layout: Some(&LAYOUT),
    flags: flags::NO_NEW | flags::WEAKREF,
    slots: |slots| {
        slots.repr.set(Some(|vm, it| repr(vm, it, "async_generator")));
        slots.aiter.set(Some(itself));
        slots.anext.set(Some(|vm, it| coroutine::asend(vm, this(it), Value::Err)));
        slots.del.set(Some(generator::finalize));
    },
    methods: &[
        SIZEOF,
        native!(
            "asend($self, value, /)",
            "An awaitable that resumes the generator with a value.",
            asend
        ),
        native!(
            raw "athrow($self, /, *args)" as "",
            "An awaitable that raises an exception in the generator.",
            athrow
        ),
        native!(
            "aclose($self, /)",
            "An awaitable that raises GeneratorExit in the generator.",
            aclose
        ),
        native!(class "__class_getitem__($type, object, /)", "A parameterised alias.", crate::types::generic::class_getitem),
    ],
    getset: &[
        NAME,
        QUALNAME,
        GetSet {
            name: "ag_await",
            doc: "what the generator awaits, or None",
            get: delegate,
            set: None,
        },
        GetSet { name: "ag_frame", doc: "", get: frame, set: None },
        GetSet {
            name: "ag_running",
            doc: "",
            get: |_, it| Ok(Value::bool(this::<Generator>(it).has(Mark::AsyncRunning))),
            set: None,
        },
        GetSet { name: "ag_code", doc: "", get: code, set: None },
        GetSet { name: "ag_suspended", doc: "", get: suspended, set: None },
    ],
    ..TypeSpec::DEFAULT
};

pub static ASEND: TypeSpec = TypeSpec {
    name: "async_generator_asend",
    layout: Some(&ASEND_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.await_.set(Some(itself));
        slots.next.set(Some(|vm, it| ended(vm, this::<Asend>(it).send(vm, Value::None)?)));
        slots.del.set(Some(|vm, it| this::<Asend>(it).finalize(vm, it)));
    },
    methods: &[
        native!(
            "send($self, object, /)",
            "Resume the generator with a value.",
            send_driver::<Asend>
        ),
        native!(
            "throw($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)" as "",
            "Raise an exception in the generator.",
            throw_driver::<Asend>
        ),
        native!("close($self, /)", "Raise GeneratorExit in the generator.", close_driver::<Asend>),
    ],
    ..TypeSpec::DEFAULT
};

pub static ATHROW: TypeSpec = TypeSpec {
    name: "async_generator_athrow",
    layout: Some(&ATHROW_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.await_.set(Some(itself));
        slots.next.set(Some(|vm, it| ended(vm, this::<Athrow>(it).send(vm, Value::None)?)));
        slots.del.set(Some(|vm, it| this::<Athrow>(it).finalize(vm, it)));
    },
    methods: &[
        native!(
            "send($self, object, /)",
            "Resume the generator with a value.",
            send_driver::<Athrow>
        ),
        native!(
            "throw($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)" as "",
            "Raise an exception in the generator.",
            throw_driver::<Athrow>
        ),
        native!("close($self, /)", "Raise GeneratorExit in the generator.", close_driver::<Athrow>),
    ],
    ..TypeSpec::DEFAULT
};

const SIZEOF: Native =
    native!("__sizeof__($self, /)", "Memory of the object in bytes.", crate::types::object::sizeof);
const SEND: Native = native!(
    "send($self, value, /)",
    "Resume with a value, which the `yield` gives.\n\nReturns the next value handed out, or raises StopIteration.",
    send
);

const THROW: Native = native!(
    "throw($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)" as "",
    "throw(exception)\n\nRaise an exception at the `yield`, and return the next value handed out.",
    throw
);

const CLOSE: Native = native!(
    "close($self, /)",
    "Raise GeneratorExit at the `yield`, and return what a `return` then returns.",
    close
);

const NAME: GetSet = GetSet {
    name: "__name__",
    doc: "name of the generator",
    get: |_, it| Ok(Value::Str(this::<Generator>(it).name())),
    set: Some(|_, it, value| {
        this::<Generator>(it).set_name(text(value, "__name__")?);
        Ok(())
    }),
};

const QUALNAME: GetSet = GetSet {
    name: "__qualname__",
    doc: "qualified name of the generator",
    get: |_, it| Ok(Value::Str(this::<Generator>(it).qualname())),
    set: Some(|_, it, value| {
        this::<Generator>(it).set_qualname(text(value, "__qualname__")?);
        Ok(())
    }),
};

/// A name that is to be set, which must be a string: of generators and functions.
pub(super) fn text(value: Option<Value>, attribute: &str) -> Raises<Ref<Str>> {
    match value.as_ref().and_then(|it| it.downcast::<Str>()) {
        Some(text) => Ok(text.clone()),
        None => Err(err!(TypeError, "{attribute} must be set to a string object")),
    }
}

fn repr(vm: &Vm, it: &Value, kind: &str) -> Raises<Value> {
    let name = this::<Generator>(it).qualname().to_string_lossy().into_owned();
    Ok(vm.text(&format!("<{kind} object {name} at {:#x}>", it.id())))
}

fn delegate(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(generator::delegate(vm, this::<Generator>(it)).unwrap_or(Value::None))
}

fn running(vm: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::bool(generator::is_running(vm, this::<Generator>(it))))
}

fn suspended(vm: &Vm, it: &Value) -> Raises<Value> {
    let generator = this::<Generator>(it);
    let state = generator.state.get();
    let begun = matches!(state, State::Suspended | State::Delegating);
    Ok(Value::bool(begun && !generator::is_running(vm, generator)))
}

fn frame(vm: &Vm, it: &Value) -> Raises<Value> {
    let fp = this::<Generator>(it).fp();
    Ok(fp.map_or(Value::None, |fp| Value::of(vm.frame_object(fp).into_any())))
}

fn code(_: &Vm, it: &Value) -> Raises<Value> {
    Ok(Value::of(this::<Generator>(it).function().code().into_any()))
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    next_of(vm, this(it))
}

fn next_of(vm: &Vm, it: &Ref<Generator>) -> Raises<Option<Value>> {
    ended(vm, generator::next(vm, it))
}

/// What `next` gives: at the end the value returned is left for whoever wants it.
fn ended(vm: &Vm, step: Step) -> Raises<Option<Value>> {
    match step {
        Step::Yielded(value) => Ok(Some(value)),
        Step::Returned(value) => {
            // What an earlier iterator may have left is no longer wanted.
            drop(vm.take_stop_value());
            vm.set_stop_value(value);
            Ok(None)
        }
        Step::Failed => Err(vm.take_raised()),
    }
}

/// What `send` and `throw` give: at the end StopIteration.
fn yielded(step: Step) -> Raises<Value> {
    match step {
        Step::Yielded(value) => Ok(value),
        Step::Returned(value) => Err(Raised::stop_iteration(value)),
        Step::Failed => Ok(Value::Err),
    }
}

fn send(vm: &Vm, it: Ref<Generator>, value: Value) -> Raises<Value> {
    yielded(generator::send(vm, &it, value)?)
}

/// The exception that the arguments of `throw` name.
pub(super) fn thrown(vm: &Vm, args: &[Value]) -> Raises<Value> {
    let [kind, rest @ ..] = args else {
        return Err(err!(TypeError, "throw expected at least 1 argument, got 0"));
    };
    let given = |i: usize| rest.get(i).filter(|it| !it.is_err());
    let value = given(0).filter(|it| !it.is_none());
    let traceback = match given(1) {
        None | Some(Value::None) => None,
        Some(other) => match other.downcast::<Traceback>() {
            Some(it) => Some(it.clone()),
            None => {
                return Err(err!(TypeError, "throw() third argument must be a traceback object"));
            }
        },
    };
    let exception = if is_exception_class(kind).is_some() {
        normalise(vm, kind, value)?
    } else if vm.is_instance(kind, Builtin::BaseException) {
        if value.is_some() {
            return Err(err!(TypeError, "instance exception may not have a separate value"));
        }
        kind.clone()
    } else {
        return Err(err!(
            TypeError,
            "exceptions must be classes or instances deriving from BaseException, not {}",
            vm.type_name(kind)
        ));
    };
    if let Some(traceback) = traceback {
        let name = vm.name(crate::object::Name::Traceback);
        crate::protocol::setattr(vm, &exception, name, Value::of(traceback.into_any()))?;
    }
    Ok(exception)
}

/// Values of optional arguments; those not given stay `Err`.
fn throw_args(kind: Value, value: Option<Value>, traceback: Option<Value>) -> [Value; 3] {
    [kind, value.unwrap_or(Value::Err), traceback.unwrap_or(Value::Err)]
}

fn throw(
    vm: &Vm,
    it: Ref<Generator>,
    kind: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Raises<Value> {
    let exception = thrown(vm, &throw_args(kind, value, traceback))?;
    let exception = vm.instance_of(Raised::instance(exception));
    yielded(generator::throw(vm, &it, exception)?)
}

fn close(vm: &Vm, it: Ref<Generator>) -> Raises<Value> {
    generator::close(vm, &it)
}

fn wrap(vm: &Vm, it: &Value) -> Raises<Value> {
    let coroutine = this::<Generator>(it).clone();
    Ok(vm.alloc(Builtin::CoroutineWrapper, CoroutineWrapper { coroutine }))
}

fn send_wrapper(vm: &Vm, it: Ref<CoroutineWrapper>, value: Value) -> Raises<Value> {
    send(vm, it.coroutine.clone(), value)
}

fn throw_wrapper(
    vm: &Vm,
    it: Ref<CoroutineWrapper>,
    kind: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Raises<Value> {
    throw(vm, it.coroutine.clone(), kind, value, traceback)
}

fn close_wrapper(vm: &Vm, it: Ref<CoroutineWrapper>) -> Raises<Value> {
    generator::close(vm, &it.coroutine)
}

fn asend(vm: &Vm, it: Ref<Generator>, value: Value) -> Raises<Value> {
    coroutine::asend(vm, &it, value)
}

fn athrow(vm: &Vm, slots: &[Value]) -> Raises<Value> {
    let args = rest(&slots[1]);
    if args.is_empty() {
        return Err(err!(TypeError, "athrow expected at least 1 argument, got 0"));
    }
    coroutine::athrow(vm, this(&slots[0]), Some(args.into()))
}

/// What `*args` of a raw body gathered.
pub(super) fn rest(slot: &Value) -> &[Value] {
    slot.downcast::<Tuple>().map_or(&[], |it| it.items())
}

fn aclose(vm: &Vm, it: Ref<Generator>) -> Raises<Value> {
    coroutine::athrow(vm, &it, None)
}

fn send_driver<D: Driver + Payload>(vm: &Vm, it: Ref<D>, value: Value) -> Raises<Value> {
    yielded(it.send(vm, value)?)
}

fn throw_driver<D: Driver + Payload>(
    vm: &Vm,
    it: Ref<D>,
    kind: Value,
    value: Option<Value>,
    traceback: Option<Value>,
) -> Raises<Value> {
    yielded(it.throw(vm, &throw_args(kind, value, traceback))?)
}

fn close_driver<D: Driver + Payload>(vm: &Vm, it: Ref<D>) -> Raises<()> {
    coroutine::close(vm, &*it)
}
