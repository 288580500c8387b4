//! Generators, coroutines and asynchronous generators at work.
//!
//! A generator owns a frame in a block of its own ([`Detached`]). Resuming it links the frame to the
//! caller's and runs the body's re-entrant statements, which find the way back to the `yield` by the state
//! each keeps in a slot of the frame ([`super::resume`]).
//!
//! Reference: Language Reference, "Yield expressions"; Data model, "Coroutines".

use std::cell::{Cell, RefCell};

use crate::err;
use crate::object::{
    Body, BodyKind, Builtin, Detached, Flow, Fp, Function, Name, Payload, Raised, Raises, Ref, Str,
    Value, Visitor, Vm, stack,
};

/// What a resumed generator is told.
pub enum Signal {
    Send(Value),
    Throw(Value),
}

/// How a resumption ended.
pub enum Step {
    Yielded(Value),
    Returned(Value),
    /// The exception is stored.
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Created,
    Suspended,
    Running,
    Closed,
}

/// The payload of generators, coroutines and asynchronous generators.
pub struct Generator {
    pub function: Ref<Function>,
    frame: RefCell<Option<Detached>>,
    /// The frame's slots; null once it is gone.
    fp: Cell<Fp>,
    pub state: Cell<State>,
    pub kind: BodyKind,
    pub name: RefCell<Ref<Str>>,
    pub qualname: RefCell<Ref<Str>>,
    /// Of asynchronous generators: `aclose()` has run, an `asend` is under way, the hooks were called.
    pub closed: Cell<bool>,
    pub running_async: Cell<bool>,
    pub hooked: Cell<bool>,
    /// Of asynchronous generators: what the event loop wants called in place of closing; `None` if nothing.
    pub finalizer: RefCell<Value>,
}

impl Payload for Generator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.function);
        visit.cell(&self.finalizer, |it, visit| visit.value(it));
        visit.cell(&self.frame, |frame, visit| {
            if let Some(frame) = frame {
                visit.values(frame.fp().slots(0, frame.size()));
            }
        });
    }

    fn clear(&self) {
        if self.state.get() != State::Running {
            close_frame(self);
        }
    }
}

/// Makes the generator that calling `function` gives.
pub fn make(vm: &Vm, function: &Ref<Function>, body: &Body, arguments: &[Value]) -> Value {
    let frame = Detached::new(function, arguments.iter().cloned(), body.size);
    let generator = Generator {
        function: function.clone(),
        fp: Cell::new(frame.fp()),
        frame: RefCell::new(Some(frame)),
        state: Cell::new(State::Created),
        kind: body.kind,
        name: RefCell::new(function.name.borrow().clone()),
        qualname: RefCell::new(function.qualname.borrow().clone()),
        closed: Cell::new(false),
        running_async: Cell::new(false),
        hooked: Cell::new(false),
        finalizer: RefCell::new(Value::None),
    };
    let class = match body.kind {
        BodyKind::Coroutine => Builtin::Coroutine,
        BodyKind::AsyncGenerator => Builtin::AsyncGenerator,
        _ => Builtin::Generator,
    };
    vm.alloc(class, generator)
}

/// The generator behind an exact `generator` object.
#[inline]
pub fn as_generator(value: &Value) -> Option<&Ref<Generator>> {
    value.downcast::<Generator>().filter(|it| it.kind == BodyKind::Generator)
}

/// Resumes with `None`: `next(generator)`.
#[inline]
pub fn next(vm: &Vm, generator: &Ref<Generator>) -> Step {
    match advance(vm, generator) {
        Flow::Yield => Step::Yielded(vm.take_result()),
        Flow::Return => Step::Returned(vm.take_result()),
        _ => Step::Failed,
    }
}

/// Resumes with `None`: `Yield` or `Return`, the value left in the `Vm`, or `Err`.
#[inline]
pub fn advance(vm: &Vm, generator: &Ref<Generator>) -> Flow {
    let state = generator.state.get();
    let fp = generator.fp.get();
    if matches!(state, State::Suspended | State::Created) && !fp.is_null() && vm.enter_call() {
        vm.clear_signal();
        let flow = run_frame(vm, generator, fp);
        if flow == Flow::Yield {
            generator.state.set(State::Suspended);
            return flow;
        }
        return finish(vm, generator, flow);
    }
    advance_slow(vm, generator, state)
}

#[cold]
fn advance_slow(vm: &Vm, generator: &Ref<Generator>, state: State) -> Flow {
    if matches!(state, State::Suspended | State::Created) && !generator.fp.get().is_null() {
        vm.leave_call();
        super::fail::too_deep(vm);
        return Flow::Err;
    }
    match resume(vm, generator, Signal::Send(Value::None)) {
        Step::Yielded(value) => {
            vm.set_result(value);
            Flow::Yield
        }
        Step::Returned(value) => {
            vm.set_result(value);
            Flow::Return
        }
        Step::Failed => Flow::Err,
    }
}

/// Runs the body from where it is; the call was entered already.
#[inline(always)]
fn run_frame(vm: &Vm, generator: &Ref<Generator>, fp: Fp) -> Flow {
    generator.state.set(State::Running);
    // The generator must outlive its own run, whatever the body drops.
    let keep = generator.clone();
    stack::resume(vm, fp);
    let flow = run(vm, &keep, fp);
    stack::suspend(vm, fp);
    vm.leave_call();
    flow
}

/// The body has ended: `Return` with the value left in the `Vm`, or `Err`.
#[inline(never)]
fn finish(vm: &Vm, generator: &Ref<Generator>, flow: Flow) -> Flow {
    match flow {
        Flow::Return => {
            let value = vm.take_result();
            close_frame(generator);
            vm.set_result(value);
            Flow::Return
        }
        Flow::Err => {
            close_frame(generator);
            stop_iteration_leaves(vm, generator);
            Flow::Err
        }
        _ => {
            close_frame(generator);
            vm.set_result(Value::None);
            Flow::Return
        }
    }
}

fn word(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Coroutine => "coroutine",
        BodyKind::AsyncGenerator => "async generator",
        _ => "generator",
    }
}

/// Resumes a generator.
pub fn resume(vm: &Vm, generator: &Ref<Generator>, signal: Signal) -> Step {
    match generator.state.get() {
        State::Suspended => {}
        State::Created => match &signal {
            Signal::Send(value) if !value.is_none() => {
                vm.raise(err!(
                    TypeError,
                    "can't send non-None value to a just-started {}",
                    word(generator.kind)
                ));
                return Step::Failed;
            }
            Signal::Send(_) => {}
            Signal::Throw(exception) => {
                // Thrown in before the first statement: the body never runs.
                vm.set_exception(exception.clone());
                let fp = generator.frame.borrow().as_ref().map(Detached::fp);
                if let Some(fp) = fp {
                    stack::resume(vm, fp);
                    super::fail::trace(vm, fp, 0);
                    stack::suspend(vm, fp);
                }
                close_frame(generator);
                return Step::Failed;
            }
        },
        State::Running => {
            vm.raise(err!(ValueError, "{} already executing", word(generator.kind)));
            return Step::Failed;
        }
        State::Closed => {
            return match signal {
                _ if generator.kind == BodyKind::Coroutine => {
                    vm.raise(err!(RuntimeError, "cannot reuse already awaited coroutine"));
                    Step::Failed
                }
                Signal::Throw(exception) => {
                    vm.set_exception(exception);
                    Step::Failed
                }
                Signal::Send(_) => Step::Returned(Value::None),
            };
        }
    }
    let fp = generator.fp.get();
    if fp.is_null() {
        return Step::Returned(Value::None);
    }
    if !vm.enter_call() {
        vm.leave_call();
        super::fail::too_deep(vm);
        return Step::Failed;
    }
    vm.set_signal(match signal {
        Signal::Send(value) => (false, value),
        Signal::Throw(exception) => (true, exception),
    });
    let flow = run_frame(vm, generator, fp);
    if flow == Flow::Yield {
        generator.state.set(State::Suspended);
        return Step::Yielded(vm.take_result());
    }
    match finish(vm, generator, flow) {
        Flow::Return => Step::Returned(vm.take_result()),
        _ => Step::Failed,
    }
}

#[inline(always)]
fn run(vm: &Vm, generator: &Generator, fp: Fp) -> Flow {
    match generator.function.ready_body().and_then(|body| body.steps.as_ref()) {
        Some(steps) => steps.exec(vm, fp),
        None => Flow::Next,
    }
}

fn close_frame(generator: &Generator) {
    generator.state.set(State::Closed);
    generator.fp.set(Fp::NULL);
    let frame = generator.frame.take();
    drop(frame);
}

/// A StopIteration that leaves a generator would look like its end: it becomes a RuntimeError (PEP 479).
#[cold]
fn stop_iteration_leaves(vm: &Vm, generator: &Generator) {
    let exception = vm.peek_exception();
    let what = if vm.is_instance(&exception, Builtin::StopIteration) {
        "StopIteration"
    } else if generator.kind == BodyKind::AsyncGenerator
        && vm.is_instance(&exception, Builtin::StopAsyncIteration)
    {
        "StopAsyncIteration"
    } else {
        return;
    };
    let cause = vm.take_exception();
    let message = vm.text(&format!("{} raised {what}", word(generator.kind)));
    let error = (vm.hooks.exception)(vm, Builtin::RuntimeError, vec![message]);
    match chain(vm, &error, &cause) {
        Ok(()) => vm.set_exception(error),
        Err(raised) => drop(vm.raise(raised)),
    }
}

/// Makes `cause` both the cause and the context of an exception.
pub(super) fn chain(vm: &Vm, error: &Value, cause: &Value) -> Raises<()> {
    for name in [Name::Cause, Name::Context] {
        crate::protocol::setattr(vm, error, vm.name(name), cause.clone())?;
    }
    Ok(())
}

/// `generator.send(value)`, for callers outside the tree.
pub fn send(vm: &Vm, generator: &Ref<Generator>, value: Value) -> Raises<Step> {
    match resume(vm, generator, Signal::Send(value)) {
        Step::Failed => Err(vm.take_raised()),
        step => Ok(step),
    }
}

/// `generator.throw(exception)`: delivered to the innermost delegate first, by the suspended statement.
pub fn throw(vm: &Vm, generator: &Ref<Generator>, exception: Value) -> Raises<Step> {
    match resume(vm, generator, Signal::Throw(exception)) {
        Step::Failed => Err(vm.take_raised()),
        step => Ok(step),
    }
}

/// `generator.close()`; gives what a `return` during it returned.
pub fn close(vm: &Vm, generator: &Ref<Generator>) -> Raises<Value> {
    match generator.state.get() {
        State::Created => {
            close_frame(generator);
            return Ok(Value::None);
        }
        State::Closed => return Ok(Value::None),
        _ => {}
    }
    let exit = (vm.hooks.exception)(vm, Builtin::GeneratorExit, vec![]);
    match throw(vm, generator, exit) {
        Ok(Step::Returned(value)) => Ok(value),
        Ok(_) => Err(err!(RuntimeError, "{} ignored GeneratorExit", word(generator.kind))),
        Err(raised)
            if raised.is(vm, Builtin::GeneratorExit) || raised.is(vm, Builtin::StopIteration) =>
        {
            Ok(Value::None)
        }
        Err(raised) => Err(raised),
    }
}

/// Finalizer of generators that were left suspended.
pub fn finalize(vm: &Vm, it: &Value) {
    let Some(generator) = it.downcast::<Generator>() else { return };
    if generator.state.get() == State::Created && generator.kind == BodyKind::Coroutine {
        let name = generator.qualname.borrow().to_string_lossy().into_owned();
        super::coroutine::warn_never_awaited(vm, it, &name);
    }
    if generator.state.get() != State::Suspended {
        return;
    }
    if generator.kind == BodyKind::AsyncGenerator && super::coroutine::finalize_async(vm, it) {
        return;
    }
    if let Err(raised) = close(vm, generator) {
        vm.unraisable(raised, "", it);
    }
}

/// The error for `await x` and the like on what cannot be awaited.
#[cold]
pub fn not_awaitable(vm: &Vm, value: &Value) -> Raised {
    err!(TypeError, "object {} can't be used in 'await' expression", vm.type_name(value))
}

impl Generator {
    /// The frame, while there is one.
    pub fn fp(&self) -> Option<Fp> {
        self.frame.borrow().as_ref().map(Detached::fp)
    }

    /// What a suspended generator delegates to by `yield from` or `await`.
    pub fn delegate(&self) -> Option<Value> {
        if self.state.get() != State::Suspended {
            return None;
        }
        let fp = self.fp()?;
        let slot = fp.head().flags.get().checked_sub(1)?;
        fp.get(slot).given()
    }
}
