//! Generators, coroutines and asynchronous generators at work.
//!
//! Resuming a generator links its frame to the caller's and runs the body's re-entrant statements, which find
//! the way back to the `yield` by the state each keeps in a slot of the frame ([`super::resume`]).
//!
//! Reference: Language Reference, "Yield expressions"; Data model, "Coroutines".

use crate::err;
use crate::object::generator::State;
use crate::object::{
    Body, BodyKind, Builtin, Flow, Function, Generator, Mark, Name, News, Outgoing, Raised, Raises,
    Ref, Value, Vm, stack,
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

/// The class of what calling a function of this kind makes.
fn class_of(kind: BodyKind) -> Builtin {
    match kind {
        BodyKind::Coroutine => Builtin::Coroutine,
        BodyKind::AsyncGenerator => Builtin::AsyncGenerator,
        _ => Builtin::Generator,
    }
}

/// Makes the generator that calling `function` gives, its `count` arguments those in `out`.
#[inline]
pub fn make(
    vm: &Vm,
    function: &Ref<Function>,
    body: &Body,
    out: Outgoing,
    count: u32,
    receiver: bool,
) -> Value {
    let class = vm.class(class_of(body.kind));
    Value::Gen(Ref::<Generator>::of_call(vm, class, function, body, out, count, receiver))
}

/// Makes the generator that calling `function` with one argument gives: of bodies that take just that.
#[inline]
pub fn make_of_argument(vm: &Vm, function: &Ref<Function>, body: &Body, argument: Value) -> Value {
    let class = vm.class(class_of(body.kind));
    Value::Gen(Ref::<Generator>::of_argument(vm, class, function, body, argument))
}

/// The generator behind an exact `generator` object.
#[inline(always)]
pub fn as_generator(value: &Value) -> Option<&Ref<Generator>> {
    match value {
        Value::Gen(it) if it.kind == BodyKind::Generator => Some(it),
        _ => None,
    }
}

/// Resumes with `None`: `next(generator)`.
#[inline]
pub fn next(vm: &Vm, generator: &Generator) -> Step {
    step_of(vm, advance(vm, generator))
}

#[inline(always)]
fn step_of(vm: &Vm, flow: Flow) -> Step {
    match flow {
        Flow::Yield => Step::Yielded(vm.take_result()),
        Flow::Return => Step::Returned(vm.take_result()),
        _ => Step::Failed,
    }
}

/// Hands each item of a generator to `body`, until that says no.
#[inline]
pub fn each(
    vm: &Vm,
    generator: &Generator,
    mut body: impl FnMut(Value) -> Raises<bool>,
) -> Raises<()> {
    let mut picks = true;
    loop {
        if picks {
            let mut end = Flow::Yield;
            let item = pick(vm, generator, &mut end);
            if !item.is_err() {
                if !body(item)? {
                    return Ok(());
                }
                vm.poll()?;
                continue;
            }
            match end {
                Flow::Yield => picks = false,
                Flow::Return => {
                    drop(vm.take_result());
                    return Ok(());
                }
                _ => return Err(vm.take_raised()),
            }
        }
        match advance(vm, generator) {
            Flow::Yield => {
                if !body(vm.take_result())? {
                    return Ok(());
                }
            }
            Flow::Return => {
                drop(vm.take_result());
                return Ok(());
            }
            _ => return Err(vm.take_raised()),
        }
        vm.poll()?;
    }
}

/// The next item of a generator whose body is one loop. Where this gives none (`Err`), `end` says why: `Return`
/// or `Err`, or `Yield` if it must be resumed the common way.
#[inline]
fn pick(vm: &Vm, it: &Generator, end: &mut Flow) -> Value {
    let state = it.state.get();
    if !matches!(state, State::Suspended | State::Created) || it.has(Mark::Delegated) {
        return Value::Err;
    }
    if !vm.enter_call() {
        vm.leave_call();
        return Value::Err;
    }
    stack::resume(vm, it.frame());
    it.state.set(State::Running);
    it.set_top(it);
    it.base.set(vm.depth.get());
    let item = it.pick(vm, end);
    vm.leave_call();
    stack::suspend(vm, it.frame());
    if !item.is_err() {
        it.state.set(State::Suspended);
        return item;
    }
    if *end == Flow::Yield {
        it.state.set(state);
    } else {
        *end = finish(vm, it, *end);
    }
    Value::Err
}

/// Resumes with `None`: `Yield` or `Return`, the value left in the `Vm`, or `Err`.
#[inline]
pub fn advance(vm: &Vm, generator: &Generator) -> Flow {
    vm.clear_signal();
    enter(vm, generator)
}

/// Resumes a generator that somebody holds, with the signal in the `Vm`.
#[inline]
pub(super) fn enter(vm: &Vm, root: &Generator) -> Flow {
    let state = root.state.get();
    if matches!(state, State::Suspended | State::Created)
        && !root.has(Mark::Delegated)
        && vm.enter_call()
    {
        stack::resume(vm, root.frame());
        root.state.set(State::Running);
        root.set_top(root);
        root.base.set(vm.depth.get());
        return drive(vm, root, root);
    }
    enter_odd(vm, root, state)
}

#[inline(never)]
fn enter_odd(vm: &Vm, root: &Generator, state: State) -> Flow {
    if state == State::Closed {
        return match closed(vm, root) {
            News::End => Flow::Return,
            _ => Flow::Err,
        };
    }
    if is_running(vm, root) {
        executing(vm, root);
        return Flow::Err;
    }
    if root.has(Mark::Delegated) {
        // Whoever delegates to this one no longer knows the end of its chain.
        vm.break_chains();
    } else if state != State::Delegating {
        // The fast way has counted the call, and found no room for it.
        vm.leave_call();
        too_deep(vm, root);
        return Flow::Err;
    }
    if !vm.enter_call() {
        vm.leave_call();
        too_deep(vm, root);
        return Flow::Err;
    }
    stack::resume(vm, root.frame());
    match begin_chain(vm, root, state) {
        Some(end) => drive(vm, root, end),
        None => {
            vm.depth.set(root.base.get() - 1);
            stack::suspend(vm, root.frame());
            too_deep(vm, root);
            Flow::Err
        }
    }
}

/// There is no room to go on with a generator: as if its body had failed.
#[cold]
fn too_deep(vm: &Vm, it: &Generator) {
    it.close_at_end();
    super::fail::too_deep(vm);
}

/// Where to go on in a chain of delegates that begins with this generator, the frame of which was linked:
/// at its end, if that is known, else here. `None`: it is too deep.
#[inline]
fn begin_chain<'a>(vm: &Vm, top: &'a Generator, state: State) -> Option<&'a Generator> {
    top.set_top(top);
    top.base.set(vm.depth.get());
    if state == State::Delegating
        && let Some(end) = top.deepest(vm)
    {
        let depth = vm.depth.get() + top.length.get();
        if depth > vm.recursion_limit.get() {
            return None;
        }
        vm.depth.set(depth);
        vm.frame.set(end.frame());
        top.mark(Mark::Busy, true);
        end.state.set(State::Running);
        return Some(end);
    }
    top.state.set(State::Running);
    Some(top)
}

/// Runs `it`, and whatever generators it asks for items or delegates to, until `root` is suspended or ends:
/// `Yield` or `Return`, the value left in the `Vm`, or `Err`.
///
/// Generators that ask others for items do not call each other: each suspends itself ([`Vm::pull`]) and is
/// gone back to with [`News`]. What a delegate hands out goes straight to the first of its chain, and the
/// next resumption straight to the last.
fn drive<'a>(vm: &'a Vm, root: &'a Generator, mut it: &'a Generator) -> Flow {
    loop {
        let flow = it.exec(vm);
        let flow = if flow == Flow::Yield {
            if let Some(child) = vm.take_pulled() {
                it = descend(vm, it, child);
                continue;
            }
            if it.frame().head().delegate_apart().is_some() {
                it = link(vm, it);
            }
            let top = it.top();
            it.state.set(State::Suspended);
            if !it.is(top) {
                top.length.set(vm.depth.get() - top.base.get());
                top.set_deepest(vm, it);
            }
            top.mark(Mark::Busy, false);
            vm.depth.set(top.base.get() - 1);
            stack::suspend(vm, top.frame());
            it = top;
            Flow::Yield
        } else {
            vm.leave_call();
            stack::suspend(vm, it.frame());
            finish(vm, it, flow)
        };
        if it.is(root) {
            return flow;
        }
        it = vm.frame.get().owner();
        vm.news.set(match flow {
            Flow::Yield => News::Item,
            Flow::Return => News::End,
            _ => News::Failed,
        });
        it.state.set(State::Running);
    }
}

/// A generator was suspended because what it delegates to was, without that having been entered by way of
/// [`descend`]: makes them a chain all the same. Gives its end.
fn link<'a>(vm: &Vm, mut it: &'a Generator) -> &'a Generator {
    while let Some(slot) = it.frame().head().delegate_apart()
        && let Some(child) = super::coroutine::as_plain(it.frame().peek(slot))
        && matches!(child.state.get(), State::Suspended | State::Delegating)
    {
        vm.depth.set(vm.depth.get() + 1);
        vm.frame.set(it.frame());
        delegate_to(vm, it, child);
        it = child;
    }
    it
}

/// Goes from a generator to the one it asks for an item or delegates to; back to it with news if that one
/// cannot be entered. Asking for an item takes no room on the native stack; see [`depth_limit`].
#[inline]
fn descend<'a>(vm: &Vm, it: &'a Generator, child: &'a Generator) -> &'a Generator {
    let state = child.state.get();
    let depth = vm.depth.get() + 1;
    let delegates = it.frame().head().delegate().is_some();
    if !matches!(state, State::Created | State::Suspended) || depth > depth_limit(vm, delegates) {
        return descend_odd(vm, it, child, state);
    }
    vm.depth.set(depth);
    if delegates {
        delegate_to(vm, it, child);
    } else {
        stack::resume(vm, child.frame());
        if child.has(Mark::Delegated) {
            vm.break_chains();
        }
        child.set_top(child);
        child.base.set(depth);
    }
    child.state.set(State::Running);
    child
}

/// Enters what a generator delegates to, as part of its chain.
fn delegate_to(vm: &Vm, it: &Generator, child: &Generator) {
    let again = child.has(Mark::Delegated);
    child.mark(Mark::Delegated, true);
    if again && child.frame().head().previous() != it.frame() {
        // It may be in somebody else's chain.
        vm.break_chains();
    }
    stack::resume(vm, child.frame());
    it.state.set(State::Delegating);
    it.mark(Mark::Busy, true);
    child.set_top(it.top());
}

/// How deep a generator that another asks for an item, or delegates to, may run. Asking takes no room on the
/// native stack, and chains of loops over loops are longer than the recursion limit in programs that work in
/// CPython; but they do end.
#[inline]
fn depth_limit(vm: &Vm, delegates: bool) -> u32 {
    const PULLS: u32 = 20_000;
    let limit = vm.recursion_limit.get();
    if delegates { limit } else { limit.saturating_add(PULLS) }
}

#[inline(never)]
fn descend_odd<'a>(
    vm: &Vm,
    it: &'a Generator,
    child: &'a Generator,
    state: State,
) -> &'a Generator {
    if state == State::Closed {
        vm.news.set(closed(vm, child));
        return it;
    }
    let delegates = it.frame().head().delegate().is_some();
    if is_running(vm, child) {
        executing(vm, child);
    } else if vm.depth.get() < depth_limit(vm, delegates) {
        vm.depth.set(vm.depth.get() + 1);
        if delegates {
            delegate_to(vm, it, child);
            child.state.set(State::Running);
            return child;
        }
        stack::resume(vm, child.frame());
        if child.has(Mark::Delegated) {
            vm.break_chains();
        }
        if let Some(end) = begin_chain(vm, child, state) {
            return end;
        }
        vm.depth.set(child.base.get() - 1);
        stack::suspend(vm, child.frame());
        too_deep(vm, child);
    } else {
        too_deep(vm, child);
    }
    vm.news.set(News::Failed);
    it
}

/// What resuming a generator that has ended comes to.
#[cold]
fn closed(vm: &Vm, it: &Generator) -> News {
    if it.kind == BodyKind::Coroutine {
        vm.raise(err!(RuntimeError, "cannot reuse already awaited coroutine"));
        return News::Failed;
    }
    vm.set_result(Value::None);
    News::End
}

#[cold]
fn executing(vm: &Vm, it: &Generator) {
    vm.raise(err!(ValueError, "{} already executing", word(it.kind)));
}

/// Whether a generator, or what it delegates to, is running.
pub fn is_running(vm: &Vm, it: &Generator) -> bool {
    match it.state.get() {
        State::Running => true,
        State::Delegating if it.has(Mark::Delegated) => {
            let mut fp = vm.frame.get();
            while !fp.is_null() {
                if fp == it.frame() {
                    return true;
                }
                fp = fp.head().previous();
            }
            false
        }
        State::Delegating => it.has(Mark::Busy),
        _ => false,
    }
}

/// The body has ended: `Return` with the value left in the `Vm`, or `Err`.
#[inline(never)]
fn finish(vm: &Vm, generator: &Generator, flow: Flow) -> Flow {
    match flow {
        Flow::Return => {
            let value = vm.take_result();
            generator.close_at_end();
            vm.set_result(value);
            Flow::Return
        }
        Flow::Err => {
            generator.close_at_end();
            stop_iteration_leaves(vm, generator.kind);
            Flow::Err
        }
        _ => {
            generator.close_at_end();
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
    let state = generator.state.get();
    match signal {
        Signal::Send(value) => {
            if state == State::Created && !value.is_none() {
                vm.raise(err!(
                    TypeError,
                    "can't send non-None value to a just-started {}",
                    word(generator.kind)
                ));
                return Step::Failed;
            }
            vm.set_signal((false, value));
        }
        Signal::Throw(exception) => {
            match state {
                State::Created => {
                    // Thrown in before the first statement: the body never runs.
                    vm.set_exception(exception);
                    let fp = generator.frame();
                    stack::resume(vm, fp);
                    super::fail::trace(vm, fp, 0);
                    stack::suspend(vm, fp);
                    generator.close();
                    return Step::Failed;
                }
                State::Closed if generator.kind != BodyKind::Coroutine => {
                    vm.set_exception(exception);
                    return Step::Failed;
                }
                State::Delegating if !is_running(vm, generator) => {
                    // The statement that delegates passes it on.
                    generator.state.set(State::Suspended);
                }
                _ => {}
            }
            vm.set_signal((true, exception));
        }
    }
    step_of(vm, enter(vm, generator))
}

/// A StopIteration that leaves a generator would look like its end: it becomes a RuntimeError (PEP 479).
#[cold]
pub(super) fn stop_iteration_leaves(vm: &Vm, kind: BodyKind) {
    let exception = vm.peek_exception();
    let what = if vm.is_instance(&exception, Builtin::StopIteration) {
        "StopIteration"
    } else if kind == BodyKind::AsyncGenerator
        && vm.is_instance(&exception, Builtin::StopAsyncIteration)
    {
        "StopAsyncIteration"
    } else {
        return;
    };
    let cause = vm.take_exception();
    let message = vm.text(&format!("{} raised {what}", word(kind)));
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
            generator.close();
            return Ok(Value::None);
        }
        State::Closed => return Ok(Value::None),
        State::Suspended if is_unguarded(generator) => {
            generator.close();
            return Ok(Value::None);
        }
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

/// Whether nothing in a suspended generator would notice that it is closed.
#[inline]
fn is_unguarded(it: &Generator) -> bool {
    it.kind == BodyKind::Generator
        && !it.has(Mark::Delegated)
        && it.frame().head().function().ready_body().is_some_and(|it| it.unguarded)
}

/// Finalizer of generators that were left suspended.
pub fn finalize(vm: &Vm, it: &Value) {
    let Some(generator) = it.downcast::<Generator>() else { return };
    if generator.state.get() == State::Created && generator.kind == BodyKind::Coroutine {
        let name = generator.qualname().to_string_lossy().into_owned();
        super::coroutine::warn_never_awaited(vm, it, &name);
    }
    match generator.state.get() {
        // Closed here and not by its death: a finalizer of another may have kept it.
        State::Suspended if is_unguarded(generator) => return generator.close(),
        State::Suspended | State::Delegating => {}
        _ => return,
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

/// What a suspended generator delegates to by `yield from` or `await`.
pub fn delegate(vm: &Vm, it: &Generator) -> Option<Value> {
    if !matches!(it.state.get(), State::Suspended | State::Delegating) || is_running(vm, it) {
        return None;
    }
    let fp = it.fp()?;
    let slot = fp.head().delegate()?;
    match fp.get(slot) {
        // `async for` does without the object that `__anext__()` would give.
        Value::Gen(it) if it.kind == BodyKind::AsyncGenerator => {
            Some(super::coroutine::asend_under_way(vm, &it))
        }
        other => other.given(),
    }
}
