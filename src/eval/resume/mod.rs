//! Re-entrant statements: what the body of a generator, coroutine or asynchronous generator is made of where
//! it contains a `yield` or `await`.
//!
//! Each keeps one state slot in the frame, unbound while the statement is not under way. Resuming runs the
//! body again from the top; every statement sees by its slot where it was and goes straight there, down to
//! the `yield`, which takes what was sent or thrown. A statement that ends leaves its slot unbound.

use crate::err;
use crate::object::{Awaited, Builtin, Flow, Fp, News, Node, Raises, Stmt, Truth, Value, Vm};
use crate::protocol;
use crate::tri;

mod guard;
mod loops;

pub use guard::{Finally, Try, With};
pub use loops::{AsyncFor, For, ForYield, Target, WhileYield};

use super::control::attend;
use super::coroutine;
use super::fail::{ensure_traced, raise_flow, trace};
use super::generator::{self, Signal, Step};

/// A statement's place in its own course.
#[inline(always)]
fn state(fp: Fp, slot: u32) -> i64 {
    match fp.peek(slot) {
        Value::Int(state) => *state,
        _ => 0,
    }
}

#[inline(always)]
fn set_state(fp: Fp, slot: u32, state: i64) {
    fp.set(slot, Value::Int(state));
}

#[inline(always)]
fn end(fp: Fp, slot: u32) {
    fp.set(slot, Value::Err);
}

/// The statement was resumed apart from those around it ([`Vm::set_leaf`]) and has ended, as `news` says.
#[cold]
fn ended(vm: &Vm) -> Flow {
    match vm.news.replace(News::Nothing) {
        News::EndedReturn => Flow::Return,
        News::EndedErr => Flow::Err,
        _ => Flow::Next,
    }
}

/// Statements in order.
pub struct Block {
    pub stmts: Box<[Box<dyn Stmt>]>,
    pub state: u32,
}

impl Stmt for Block {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let from = state(fp, self.state) as usize;
        let mut i = from;
        let flow = loop {
            let Some(stmt) = self.stmts.get(i) else { break Flow::Next };
            let flow = stmt.exec(vm, fp);
            if flow != Flow::Next {
                if flow == Flow::Yield {
                    if i != from {
                        set_state(fp, self.state, i as i64);
                    }
                    return flow;
                }
                break flow;
            }
            i += 1;
        };
        if from != 0 {
            end(fp, self.state);
        }
        flow
    }
}

/// `yield value` as a statement: what is sent goes to a slot.
pub struct Yield {
    pub value: Box<dyn Node>,
    pub into: Option<u32>,
    pub state: u32,
    pub at: u32,
    /// In an asynchronous generator, a value for `async for` and not for the event loop.
    pub produces: bool,
}

impl Stmt for Yield {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        if state(fp, self.state) == 0 {
            let value = tri!(self.value.eval(vm, fp), Flow::Err);
            vm.set_result(value);
            vm.produced.set(self.produces);
            fp.head().set_no_delegate();
            set_state(fp, self.state, 1);
            fp.head().position.set(self.at);
            return Flow::Yield;
        }
        end(fp, self.state);
        let (thrown, value) = vm.take_signal();
        if thrown {
            // The exception that the generator is handling, not only the caller's, is its context.
            (vm.hooks.set_context)(vm, &value);
            vm.set_exception(value);
            trace(vm, fp, self.at);
            return Flow::Err;
        }
        if let Some(slot) = self.into {
            fp.set(slot, value);
        }
        Flow::Next
    }
}

/// What `yield from` and `await` start from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// An iterable.
    YieldFrom,
    /// An awaitable.
    Await,
    /// What `__aenter__`, `__aexit__` and `__anext__` give, with messages of their own.
    Enter,
    Exit,
    Next,
}

/// `yield from iterable` and `await awaitable`: the state slot holds the iterator that is delegated to.
pub struct Delegate {
    pub iterable: Box<dyn Node>,
    pub source: Source,
    pub into: Option<u32>,
    pub state: u32,
    pub at: u32,
    /// Generators are run by way of [`Vm::pull`]: not where an exception may be being handled, which would be
    /// forgotten then.
    pub pulls: bool,
}

impl Stmt for Delegate {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        if fp.peek(self.state).is_err() {
            if vm.news.get() != News::Nothing {
                return ended(vm);
            }
            if let Some(flow) = self.begin(vm, fp) {
                return flow;
            }
        } else {
            match vm.news.replace(News::Nothing) {
                News::Nothing => {}
                News::End => {
                    let value = vm.take_result();
                    drop(fp.take(self.state));
                    return self.give(fp, value);
                }
                _ => {
                    drop(fp.take(self.state));
                    trace(vm, fp, self.at);
                    return Flow::Err;
                }
            }
        }
        if self.pulls
            && fp.head().on_heap()
            && !vm.is_thrown()
            && let Some(it) = coroutine::as_plain(fp.peek(self.state))
        {
            fp.head().position.set(self.at);
            fp.head().set_delegate_apart(self.state);
            vm.pull(it);
            // Gone back to but once, at its end, so it is no place to go on from apart from those around.
            return Flow::Yield;
        }
        let (flow, value) = step(vm, fp, self.state, self.at);
        match flow {
            Flow::Next => self.give(fp, value),
            Flow::Yield => {
                self.mark(fp);
                vm.set_leaf(self);
                flow
            }
            flow => flow,
        }
    }
}

impl Delegate {
    /// Notes what the suspended frame delegates to.
    #[inline(always)]
    fn mark(&self, fp: Fp) {
        if self.pulls {
            fp.head().set_delegate_apart(self.state);
        } else {
            fp.head().set_delegate(self.state);
        }
    }

    /// Evaluates what is delegated to; `Some` if there is nothing to be sent to it now.
    #[inline(always)]
    fn begin(&self, vm: &Vm, fp: Fp) -> Option<Flow> {
        let iterable = if self.source == Source::Await {
            match self.iterable.eval_awaited(vm, fp, self.at) {
                Awaited::Object(it) => it,
                Awaited::Done(value) => return Some(self.give(fp, value)),
                Awaited::Suspended(coroutine) => {
                    fp.set(self.state, coroutine);
                    vm.produced.set(false);
                    self.mark(fp);
                    return Some(Flow::Yield);
                }
                Awaited::Failed => {
                    trace(vm, fp, self.at);
                    return Some(Flow::Err);
                }
            }
        } else {
            self.iterable.eval(vm, fp)
        };
        if iterable.is_err() {
            return Some(Flow::Err);
        }
        fp.head().position.set(self.at);
        match coroutine::delegate_of(vm, fp, &iterable, self.source) {
            Ok(iterator) => fp.set(self.state, iterator),
            Err(raised) => return Some(raise_flow(vm, fp, self.at, raised)),
        }
        vm.clear_signal();
        None
    }

    #[inline(always)]
    fn give(&self, fp: Fp, value: Value) -> Flow {
        if let Some(slot) = self.into {
            fp.set(slot, value);
        }
        Flow::Next
    }
}

/// Passes the signal on to the iterator in `slot`. `Next` with its result, `Yield`, or `Err`.
fn step(vm: &Vm, fp: Fp, slot: u32, at: u32) -> (Flow, Value) {
    let iterator = fp.get(slot);
    let (thrown, value) = vm.take_signal();
    fp.head().position.set(at);
    let result =
        if thrown { throw_into(vm, &iterator, value) } else { send_into(vm, &iterator, value) };
    match result {
        Ok(Step::Yielded(value)) => {
            vm.set_result(value);
            vm.produced.set(false);
            fp.head().set_delegate(slot);
            (Flow::Yield, Value::Err)
        }
        Ok(Step::Returned(value)) => {
            drop(fp.take(slot));
            (Flow::Next, value)
        }
        Ok(Step::Failed) => {
            drop(fp.take(slot));
            trace(vm, fp, at);
            (Flow::Err, Value::Err)
        }
        Err(raised) => {
            drop(fp.take(slot));
            raise_flow(vm, fp, at, raised);
            (Flow::Err, Value::Err)
        }
    }
}

/// `iterator.send(value)`, or `next(iterator)` for `None`.
pub fn send_into(vm: &Vm, iterator: &Value, value: Value) -> Raises<Step> {
    if let Some(it) = coroutine::as_plain(iterator) {
        return Ok(generator::resume(vm, it, Signal::Send(value)));
    }
    if value.is_none() {
        // A loop that was not interested in the value of an iterator's end may have left it.
        drop(vm.take_stop_value());
        return match protocol::next(vm, iterator)? {
            Some(value) => Ok(Step::Yielded(value)),
            None => Ok(Step::Returned(vm.take_stop_value())),
        };
    }
    returned(vm, protocol::call_method(vm, iterator, &vm.intern("send"), &[value]))
}

/// `iterator.throw(exception)`; GeneratorExit closes it instead.
pub fn throw_into(vm: &Vm, iterator: &Value, exception: Value) -> Raises<Step> {
    if vm.is_instance(&exception, Builtin::GeneratorExit) {
        if let Some(it) = coroutine::as_plain(iterator) {
            generator::close(vm, it)?;
        } else {
            protocol::call_method_opt(vm, iterator, &vm.intern("close"), &[])?;
        }
        return Err(crate::object::Raised::again(exception));
    }
    if let Some(it) = coroutine::as_plain(iterator) {
        return Ok(generator::resume(vm, it, Signal::Throw(exception)));
    }
    match protocol::getattr_opt(vm, iterator, &vm.intern("throw"))? {
        Some(method) => returned(vm, protocol::call1(vm, &method, &exception)),
        None => Err(crate::object::Raised::again(exception)),
    }
}

/// What a method that signals its end by StopIteration gave.
fn returned(vm: &Vm, result: Raises<Value>) -> Raises<Step> {
    match result {
        Ok(value) => Ok(Step::Yielded(value)),
        Err(raised) if raised.is(vm, Builtin::StopIteration) => {
            let exception = vm.instance_of(raised);
            let value = protocol::getattr(vm, &exception, &vm.intern("value"))?;
            Ok(Step::Returned(value))
        }
        Err(raised) => Err(raised),
    }
}

pub struct If {
    pub test: Box<dyn Node>,
    pub body: Box<dyn Stmt>,
    pub orelse: Box<dyn Stmt>,
    pub state: u32,
    pub at: u32,
}

impl Stmt for If {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let before = state(fp, self.state);
        let mut branch = before;
        if branch == 0 {
            branch = match self.test.test(vm, fp) {
                Truth::True => 1,
                Truth::False => 2,
                Truth::Err => {
                    ensure_traced(vm, fp, self.at);
                    return Flow::Err;
                }
            };
        }
        let flow = if branch == 1 { self.body.exec(vm, fp) } else { self.orelse.exec(vm, fp) };
        if flow == Flow::Yield {
            if before == 0 {
                set_state(fp, self.state, branch);
            }
        } else if before != 0 {
            end(fp, self.state);
        }
        flow
    }
}

/// `while`; `before` runs ahead of each test, for tests that contain a `yield`.
pub struct While {
    pub before: Option<Box<dyn Stmt>>,
    pub test: Box<dyn Node>,
    pub body: Box<dyn Stmt>,
    pub orelse: Box<dyn Stmt>,
    pub state: u32,
    pub at: u32,
}

impl Stmt for While {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        const TEST: i64 = 0;
        const BODY: i64 = 1;
        const ELSE: i64 = 2;
        let mut at = state(fp, self.state);
        if at == TEST && self.before.is_none() && vm.news.get() != News::Nothing {
            return ended(vm);
        }
        loop {
            if at == TEST {
                if let Some(before) = &self.before {
                    let flow = before.exec(vm, fp);
                    if flow != Flow::Next {
                        // State 0 is also where a suspended test goes on.
                        return flow;
                    }
                }
                at = match self.test.test(vm, fp) {
                    Truth::True => BODY,
                    Truth::False => ELSE,
                    Truth::Err => {
                        ensure_traced(vm, fp, self.at);
                        return Flow::Err;
                    }
                };
            }
            if at == ELSE {
                let flow = self.orelse.exec(vm, fp);
                if flow == Flow::Yield {
                    set_state(fp, self.state, ELSE);
                } else {
                    end(fp, self.state);
                }
                return flow;
            }
            let flow = self.body.exec(vm, fp);
            match flow {
                Flow::Yield => {
                    set_state(fp, self.state, BODY);
                    if self.before.is_none() {
                        vm.offer_leaf(self);
                    }
                    return flow;
                }
                Flow::Next | Flow::Continue => {}
                Flow::Break => {
                    end(fp, self.state);
                    return Flow::Next;
                }
                _ => {
                    end(fp, self.state);
                    return flow;
                }
            }
            end(fp, self.state);
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                return Flow::Err;
            }
            at = TEST;
        }
    }
}

/// The error for an iterable that is no coroutine, in a place that needs one.
#[cold]
pub fn not_async_iterable(vm: &Vm, value: &Value) -> crate::object::Raised {
    err!(
        TypeError,
        "'async for' requires an object with __aiter__ method, got {}",
        vm.type_name(value)
    )
}
