//! What `await`, `yield from`, `async for` and `async with` ask of objects, and the protocol of asynchronous
//! generators.
//!
//! Reference: Language Reference, "Await expression" and "Asynchronous generator-iterator methods"; PEP 492,
//! PEP 525.

use std::cell::{Cell, RefCell};

use crate::err;
use crate::object::{
    BodyKind, Builtin, Fp, Generator, Mark, Name, Payload, Raised, Raises, Ref, Value, Visitor, Vm,
    co,
};
use crate::protocol;

use crate::object::generator::State;

use super::generator::{self, Signal, Step};
use super::resume::{Source, not_async_iterable};

/// The payload of `coroutine_wrapper` objects: what `coroutine.__await__()` gives.
pub struct CoroutineWrapper {
    pub coroutine: Ref<Generator>,
}

impl Payload for CoroutineWrapper {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.coroutine);
    }
}

/// The generator or coroutine that can be resumed in place of calling methods of `value`.
#[inline]
pub fn as_plain(value: &Value) -> Option<&Ref<Generator>> {
    match value {
        Value::Gen(it) if it.kind != BodyKind::AsyncGenerator => Some(it),
        Value::Obj(it) => it.downcast_ref::<CoroutineWrapper>().map(|it| &it.coroutine),
        _ => None,
    }
}

fn is_coroutine(value: &Value) -> bool {
    matches!(value, Value::Gen(it) if it.kind == BodyKind::Coroutine)
}

/// A generator whose function went through `types.coroutine`.
fn is_awaitable_generator(value: &Value) -> bool {
    let generator = value.downcast::<Generator>();
    generator.is_some_and(|it| {
        it.kind == BodyKind::Generator && it.function().code().has(co::ITERABLE_COROUTINE)
    })
}

/// The iterator that `yield from value` or `await value` delegates to.
pub fn delegate_of(vm: &Vm, fp: Fp, value: &Value, source: Source) -> Raises<Value> {
    if source != Source::YieldFrom {
        if let Value::Gen(it) = value
            && it.kind == BodyKind::Coroutine
            && it.state.get() != State::Created
            && generator::delegate(vm, it).is_some()
        {
            return Err(err!(RuntimeError, "coroutine is being awaited already"));
        }
        return awaitable(vm, value, source);
    }
    if is_coroutine(value) {
        let code = fp.head().function().code();
        if !code.has(co::COROUTINE | co::ITERABLE_COROUTINE) {
            return Err(err!(
                TypeError,
                "cannot 'yield from' a coroutine object in a non-coroutine generator"
            ));
        }
        return Ok(value.clone());
    }
    iter(vm, value)
}

/// `iter(value)`; an `__iter__` or `__await__` that Python code defines is called without detours.
pub fn iter(vm: &Vm, value: &Value) -> Raises<Value> {
    if let Some(iterator) = own_method(vm, value, Name::Iter)? {
        if matches!(&iterator, Value::Gen(it) if it.kind == BodyKind::Generator) {
            return Ok(iterator);
        }
        if vm.type_of(&iterator).slots.next.get().is_none() {
            return Err(err!(
                TypeError,
                "iter() returned non-iterator of type '{}'",
                vm.type_name(&iterator)
            ));
        }
        return Ok(iterator);
    }
    protocol::iter(vm, value)
}

/// What a method without arguments gives that is a Python function of an instance's class; `None` if it is
/// no such function.
#[inline]
fn own_method(vm: &Vm, value: &Value, name: Name) -> Raises<Option<Value>> {
    if let Value::Inst(instance) = value
        && let Some(Value::Func(function)) = instance.class().lookup(vm, vm.name(name))
    {
        return vm.check(super::call::call_method(vm, &function, value, &[])).map(Some);
    }
    Ok(None)
}

/// The iterator behind an awaitable object.
fn awaitable(vm: &Vm, value: &Value, source: Source) -> Raises<Value> {
    if is_coroutine(value) || is_awaitable_generator(value) {
        return Ok(value.clone());
    }
    let Some(slot) = vm.type_of(value).slots.await_.get() else {
        let method = match source {
            Source::Enter => "__aenter__",
            Source::Exit => "__aexit__",
            _ => return Err(generator::not_awaitable(vm, value)),
        };
        return Err(err!(
            TypeError,
            "'async with' received an object from {method} that does not implement __await__: {}",
            vm.type_name(value)
        ));
    };
    let iterator = match own_method(vm, value, Name::Await)? {
        Some(iterator) => iterator,
        None => slot(vm, value)?,
    };
    if is_coroutine(&iterator) || is_awaitable_generator(&iterator) {
        return Err(err!(TypeError, "__await__() returned a coroutine"));
    }
    if vm.type_of(&iterator).slots.next.get().is_none() {
        return Err(err!(
            TypeError,
            "__await__() returned non-iterator of type '{}'",
            vm.type_name(&iterator)
        ));
    }
    Ok(iterator)
}

/// As [`awaitable`], always something with the methods of a generator-like iterator.
pub fn awaitable_iterator(vm: &Vm, value: &Value) -> Raises<Value> {
    let iterator = awaitable(vm, value, Source::Await)?;
    match vm.type_of(&iterator).slots.await_.get() {
        Some(slot) if is_coroutine(&iterator) => slot(vm, &iterator),
        _ => Ok(iterator),
    }
}

/// The asynchronous iterator of an `async for` statement.
pub fn async_iter(vm: &Vm, iterable: &Value) -> Raises<Value> {
    let Some(slot) = vm.type_of(iterable).slots.aiter.get() else {
        return Err(not_async_iterable(vm, iterable));
    };
    let iterator = match own_method(vm, iterable, Name::Aiter)? {
        Some(iterator) => iterator,
        None => slot(vm, iterable)?,
    };
    if vm.type_of(&iterator).slots.anext.get().is_none() {
        return Err(err!(
            TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            vm.type_name(&iterator)
        ));
    }
    Ok(iterator)
}

/// The iterator behind the awaitable that `__anext__` gives.
pub fn async_next(vm: &Vm, _: Fp, iterator: &Value) -> Raises<Value> {
    if let Some(it) = iterator.downcast::<Generator>() {
        return asend(vm, it, Value::Err);
    }
    let Some(slot) = vm.type_of(iterator).slots.anext.get() else {
        return Err(err!(
            TypeError,
            "'async for' requires an iterator with __anext__ method, got {}",
            vm.type_name(iterator)
        ));
    };
    let next = slot(vm, iterator)?;
    awaitable(vm, &next, Source::Next).map_err(|raised| {
        let cause = vm.instance_of(raised);
        let message = vm.text(&format!(
            "'async for' received an invalid object from __anext__: {}",
            vm.type_name(&next)
        ));
        let error = (vm.hooks.exception)(vm, Builtin::TypeError, vec![message]);
        match generator::chain(vm, &error, &cause) {
            Ok(()) => Raised::again(error),
            Err(raised) => raised,
        }
    })
}

/// Says that a coroutine was dropped before anybody awaited it.
pub fn warn_never_awaited(vm: &Vm, it: &Value, name: &str) {
    warn(vm, it, &format!("coroutine '{name}' was never awaited"), Some(it));
}

fn warn(vm: &Vm, it: &Value, message: &str, source: Option<&Value>) {
    if let Err(raised) = protocol::warn::warn_of(vm, Builtin::RuntimeWarning, message, source) {
        vm.unraisable(raised, "", it);
    }
}

/// What `sys.set_asyncgen_hooks` sets: each is `None` or a callable.
pub struct AsyncHooks {
    pub firstiter: RefCell<Value>,
    pub finalizer: RefCell<Value>,
}

impl Default for AsyncHooks {
    fn default() -> AsyncHooks {
        AsyncHooks { firstiter: RefCell::new(Value::None), finalizer: RefCell::new(Value::None) }
    }
}

/// An asynchronous generator is used for the first time: the hooks hear of it.
pub fn start(vm: &Vm, it: &Ref<Generator>) -> Raises<()> {
    if it.has(Mark::Hooked) {
        return Ok(());
    }
    it.mark(Mark::Hooked, true);
    let hooks = vm.state::<AsyncHooks>();
    let finalizer = hooks.finalizer.borrow().clone();
    if !finalizer.is_none() {
        it.set_finalizer(finalizer);
    }
    let firstiter = hooks.firstiter.borrow().clone();
    if !firstiter.is_none() {
        protocol::call1(vm, &firstiter, &Value::of(it.clone().into_any()))?;
    }
    Ok(())
}

/// Leaves a suspended asynchronous generator that nobody holds any more to its event loop. False if there is
/// no loop.
pub fn finalize_async(vm: &Vm, it: &Value) -> bool {
    let Some(generator) = it.downcast::<Generator>() else { return false };
    if generator.has(Mark::AsyncClosed) {
        return false;
    }
    let Some(finalizer) = generator.finalizer() else { return false };
    if let Err(raised) = protocol::call1(vm, &finalizer, it) {
        vm.unraisable(raised, "", it);
    }
    true
}

/// How far an `asend()`, `athrow()` or `aclose()` object has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Fresh,
    Underway,
    Used,
}

/// The payload of what `__anext__()` and `asend()` give.
pub struct Asend {
    pub generator: Ref<Generator>,
    /// `Err` for `__anext__()`.
    pub value: Value,
    pub progress: Cell<Progress>,
}

impl Payload for Asend {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.generator);
        visit.value(&self.value);
    }
}

/// The payload of what `athrow()` and `aclose()` give.
pub struct Athrow {
    pub generator: Ref<Generator>,
    /// The arguments of `athrow()`; `None` for `aclose()`.
    pub exception: Option<Box<[Value]>>,
    pub progress: Cell<Progress>,
}

impl Payload for Athrow {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.generator);
        visit.values(self.exception.iter().flat_map(|it| it.iter()));
    }
}

/// `generator.asend(value)`; with `Err`, `generator.__anext__()`.
pub fn asend(vm: &Vm, it: &Ref<Generator>, value: Value) -> Raises<Value> {
    start(vm, it)?;
    let payload = Asend { generator: it.clone(), value, progress: Cell::new(Progress::Fresh) };
    Ok(vm.alloc(Builtin::AsyncGeneratorAsend, payload))
}

/// What an `async for` that runs the generator itself would await.
pub fn asend_under_way(vm: &Vm, it: &Ref<Generator>) -> Value {
    let progress = Cell::new(Progress::Underway);
    let payload = Asend { generator: it.clone(), value: Value::Err, progress };
    vm.alloc(Builtin::AsyncGeneratorAsend, payload)
}

/// `generator.athrow(*exception)`; without one, `generator.aclose()`.
pub fn athrow(vm: &Vm, it: &Ref<Generator>, exception: Option<Box<[Value]>>) -> Raises<Value> {
    start(vm, it)?;
    let payload = Athrow { generator: it.clone(), exception, progress: Cell::new(Progress::Fresh) };
    Ok(vm.alloc(Builtin::AsyncGeneratorAthrow, payload))
}

fn stop_async() -> Raised {
    Raised::with_args(Builtin::StopAsyncIteration, vec![])
}

/// An awaitable that drives an asynchronous generator.
pub trait Driver {
    /// Sends a value in: `Yielded` is for the event loop, `Returned` is what the `await` gives.
    fn send(&self, vm: &Vm, value: Value) -> Raises<Step>;
    fn throw(&self, vm: &Vm, exception: &[Value]) -> Raises<Step>;
    fn progress(&self) -> &Cell<Progress>;
    /// Warns if it was dropped before it was awaited.
    fn finalize(&self, vm: &Vm, it: &Value);
}

/// `driver.close()`.
pub fn close<D: Driver>(vm: &Vm, driver: &D) -> Raises<()> {
    if driver.progress().get() == Progress::Used {
        return Ok(());
    }
    let exit = Value::Type(vm.class(Builtin::GeneratorExit).clone());
    match driver.throw(vm, &[exit]) {
        Ok(Step::Yielded(_)) => Err(err!(RuntimeError, "coroutine ignored GeneratorExit")),
        Ok(_) => Ok(()),
        Err(raised)
            if raised.is(vm, Builtin::StopIteration)
                || raised.is(vm, Builtin::StopAsyncIteration)
                || raised.is(vm, Builtin::GeneratorExit) =>
        {
            Ok(())
        }
        Err(raised) => Err(raised),
    }
}

/// The result of resuming the generator, as the awaiting code sees it: the generator's own `yield` ends the
/// `await`, what an inner `await` hands out goes on to the event loop.
fn unwrap(vm: &Vm, it: &Generator, step: Step) -> Raises<Step> {
    match step {
        Step::Yielded(value) if vm.produced.get() => {
            it.mark(Mark::AsyncRunning, false);
            Ok(Step::Returned(value))
        }
        Step::Yielded(value) => Ok(Step::Yielded(value)),
        Step::Returned(_) => {
            it.mark(Mark::AsyncClosed, true);
            it.mark(Mark::AsyncRunning, false);
            Err(stop_async())
        }
        Step::Failed => {
            let raised = vm.take_raised();
            if ends(vm, &raised) {
                it.mark(Mark::AsyncClosed, true);
            }
            it.mark(Mark::AsyncRunning, false);
            Err(raised)
        }
    }
}

fn ends(vm: &Vm, raised: &Raised) -> bool {
    raised.is(vm, Builtin::StopAsyncIteration) || raised.is(vm, Builtin::GeneratorExit)
}

/// Throws what the arguments of a `throw` method name into the generator.
fn throw_in(vm: &Vm, it: &Ref<Generator>, exception: &[Value]) -> Step {
    match super::generator_type::thrown(vm, exception) {
        Ok(exception) => {
            let exception = vm.instance_of(Raised::instance(exception));
            generator::resume(vm, it, Signal::Throw(exception))
        }
        Err(raised) => {
            vm.raise(raised);
            Step::Failed
        }
    }
}

impl Asend {
    fn begin(&self) -> Raises<()> {
        if self.progress.get() == Progress::Used {
            return Err(err!(RuntimeError, "cannot reuse already awaited __anext__()/asend()"));
        }
        if self.progress.get() == Progress::Fresh {
            if self.generator.has(Mark::AsyncRunning) {
                self.progress.set(Progress::Used);
                return Err(err!(
                    RuntimeError,
                    "anext(): asynchronous generator is already running"
                ));
            }
            self.progress.set(Progress::Underway);
        }
        self.generator.mark(Mark::AsyncRunning, true);
        Ok(())
    }

    fn finish(&self, vm: &Vm, step: Step) -> Raises<Step> {
        let result = unwrap(vm, &self.generator, step);
        if !matches!(result, Ok(Step::Yielded(_))) {
            self.progress.set(Progress::Used);
        }
        result
    }
}

impl Driver for Asend {
    fn send(&self, vm: &Vm, value: Value) -> Raises<Step> {
        let fresh = self.progress.get() == Progress::Fresh;
        self.begin()?;
        let value = match &self.value {
            own if fresh && value.is_none() && !own.is_err() => own.clone(),
            _ => value,
        };
        let step = generator::resume(vm, &self.generator, Signal::Send(value));
        self.finish(vm, step)
    }

    fn throw(&self, vm: &Vm, exception: &[Value]) -> Raises<Step> {
        self.begin()?;
        let step = throw_in(vm, &self.generator, exception);
        self.finish(vm, step)
    }

    fn progress(&self) -> &Cell<Progress> {
        &self.progress
    }

    fn finalize(&self, vm: &Vm, it: &Value) {
        if !self.value.is_err() {
            never_awaited(vm, it, self, &self.generator, "asend");
        }
    }
}

fn never_awaited<D: Driver>(vm: &Vm, it: &Value, driver: &D, of: &Generator, method: &str) {
    if driver.progress().get() != Progress::Fresh {
        return;
    }
    let name = crate::algo::escape::repr_str(of.qualname().bytes());
    warn(vm, it, &format!("coroutine method '{method}' of {name} was never awaited"), None);
}

impl Athrow {
    fn method(&self) -> &'static str {
        if self.exception.is_some() { "athrow" } else { "aclose" }
    }

    fn check(&self) -> Raises<()> {
        if self.progress.get() == Progress::Used {
            return Err(err!(RuntimeError, "cannot reuse already awaited aclose()/athrow()"));
        }
        if self.progress.get() == Progress::Fresh && self.generator.has(Mark::AsyncRunning) {
            self.progress.set(Progress::Used);
            return Err(err!(
                RuntimeError,
                "{}(): asynchronous generator is already running",
                self.method()
            ));
        }
        Ok(())
    }

    /// Of `aclose()`, nothing may come out of the generator but what it awaits.
    fn finish(&self, vm: &Vm, step: Step) -> Raises<Step> {
        if self.exception.is_some() {
            let result = unwrap(vm, &self.generator, step);
            if !matches!(result, Ok(Step::Yielded(_))) {
                self.progress.set(Progress::Used);
            }
            return result;
        }
        let result = match step {
            Step::Yielded(_) if vm.produced.get() => {
                Err(err!(RuntimeError, "async generator ignored GeneratorExit"))
            }
            Step::Yielded(value) => return Ok(Step::Yielded(value)),
            Step::Returned(_) => Ok(Step::Returned(Value::None)),
            Step::Failed => match vm.take_raised() {
                raised if ends(vm, &raised) => Ok(Step::Returned(Value::None)),
                raised => Err(raised),
            },
        };
        self.generator.mark(Mark::AsyncRunning, false);
        self.progress.set(Progress::Used);
        result
    }
}

impl Driver for Athrow {
    fn send(&self, vm: &Vm, value: Value) -> Raises<Step> {
        let it = &self.generator;
        if self.progress.get() != Progress::Used && it.state.get() == State::Closed {
            self.progress.set(Progress::Used);
            return Ok(Step::Returned(Value::None));
        }
        self.check()?;
        if self.progress.get() == Progress::Underway {
            let step = generator::resume(vm, it, Signal::Send(value));
            return self.finish(vm, step);
        }
        if it.has(Mark::AsyncClosed) {
            self.progress.set(Progress::Used);
            return Err(stop_async());
        }
        if !value.is_none() {
            return Err(err!(
                RuntimeError,
                "can't send non-None value to a just-started coroutine"
            ));
        }
        self.progress.set(Progress::Underway);
        it.mark(Mark::AsyncRunning, true);
        let step = match &self.exception {
            Some(exception) => throw_in(vm, it, exception),
            None => {
                it.mark(Mark::AsyncClosed, true);
                throw_in(vm, it, &[Value::Type(vm.class(Builtin::GeneratorExit).clone())])
            }
        };
        self.finish(vm, step)
    }

    fn throw(&self, vm: &Vm, exception: &[Value]) -> Raises<Step> {
        self.check()?;
        self.progress.set(Progress::Underway);
        self.generator.mark(Mark::AsyncRunning, true);
        let step = throw_in(vm, &self.generator, exception);
        self.finish(vm, step)
    }

    fn progress(&self) -> &Cell<Progress> {
        &self.progress
    }

    fn finalize(&self, vm: &Vm, it: &Value) {
        never_awaited(vm, it, self, &self.generator, self.method());
    }
}
