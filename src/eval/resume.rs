//! Re-entrant statements: what the body of a generator, coroutine or asynchronous generator is made of where
//! it contains a `yield` or `await`.
//!
//! Each keeps one state slot in the frame, unbound while the statement is not under way. Resuming runs the
//! body again from the top; every statement sees by its slot where it was and goes straight there, down to
//! the `yield`, which takes what was sent or thrown. A statement that ends leaves its slot unbound.

use crate::err;
use crate::object::{
    Awaited, BodyKind, Builtin, Flow, Fp, News, Node, Raises, Stmt, Truth, Value, Vm,
};
use crate::protocol;
use crate::tri;

use super::control::attend;
use super::coroutine;
use super::fail::{ensure_traced, raise_flow, trace};
use super::generator::{self, Signal, Step};
use super::names::Store;
use super::try_::{self, Handler};

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

/// `for`: the iterator is in a slot of its own.
pub struct For {
    pub iter: Box<dyn Node>,
    pub target: Target,
    pub body: Box<dyn Stmt>,
    pub orelse: Box<dyn Stmt>,
    pub iterator: u32,
    pub state: u32,
    pub at: u32,
    /// As [`Delegate::pulls`].
    pub pulls: bool,
}

/// Where a loop puts its items: a local variable's slot, or anywhere.
pub enum Target {
    Local(u32),
    Store(Box<dyn Store>),
}

impl Target {
    #[inline(always)]
    fn put(&self, vm: &Vm, fp: Fp, item: Value) -> bool {
        match self {
            Target::Local(slot) => {
                fp.set(*slot, item);
                true
            }
            Target::Store(store) => store.store(vm, fp, item) == Flow::Next,
        }
    }
}

/// What a loop got from its iterator.
enum Got {
    Item(Value),
    End,
    /// The exception is stored and traced.
    Failed,
    /// The generator must run first.
    Pull,
}

/// Evaluates what a loop iterates over into its slot.
#[inline(never)]
fn begin_loop(vm: &Vm, fp: Fp, iter: &dyn Node, iterator: u32, at: u32) -> Flow {
    let iterable = tri!(iter.eval(vm, fp), Flow::Err);
    fp.head().position.set(at);
    match coroutine::iter(vm, &iterable) {
        Ok(it) => {
            fp.set(iterator, it);
            Flow::Next
        }
        Err(raised) => raise_flow(vm, fp, at, raised),
    }
}

/// The next item of the iterator in a slot.
#[inline(always)]
fn next_item(vm: &Vm, fp: Fp, iterator: u32, at: u32, pulls: bool) -> Got {
    fp.head().position.set(at);
    if let Some(it) = generator::as_generator(fp.peek(iterator)) {
        if pulls && fp.head().on_heap() {
            fp.head().set_no_delegate();
            vm.clear_signal();
            vm.pull(it);
            return Got::Pull;
        }
        return match generator::next(vm, it) {
            Step::Yielded(item) => Got::Item(item),
            Step::Returned(_) => Got::End,
            Step::Failed => {
                trace(vm, fp, at);
                Got::Failed
            }
        };
    }
    match protocol::next(vm, fp.peek(iterator)) {
        Ok(Some(item)) => Got::Item(item),
        Ok(None) => Got::End,
        Err(raised) => {
            raise_flow(vm, fp, at, raised);
            Got::Failed
        }
    }
}

/// What came of [`Got::Pull`].
#[inline(always)]
fn pulled(vm: &Vm, fp: Fp, news: News, at: u32) -> Got {
    match news {
        News::Item => Got::Item(vm.take_result()),
        News::End => {
            drop(vm.take_result());
            Got::End
        }
        _ => {
            trace(vm, fp, at);
            Got::Failed
        }
    }
}

impl Stmt for For {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        const BODY: i64 = 1;
        const ELSE: i64 = 2;
        const PULL: i64 = 3;
        let mut at = state(fp, self.state);
        if at == 0 {
            if vm.news.get() != News::Nothing {
                return ended(vm);
            }
            if begin_loop(vm, fp, &*self.iter, self.iterator, self.at) != Flow::Next {
                return Flow::Err;
            }
        }
        let flow = loop {
            if at == ELSE {
                let flow = self.orelse.exec(vm, fp);
                if flow == Flow::Yield {
                    set_state(fp, self.state, ELSE);
                    return flow;
                }
                break flow;
            }
            if at != BODY {
                let got = if at == PULL {
                    pulled(vm, fp, vm.news.replace(News::Nothing), self.at)
                } else {
                    next_item(vm, fp, self.iterator, self.at, self.pulls)
                };
                match got {
                    Got::Item(item) => {
                        if !self.target.put(vm, fp, item) {
                            break Flow::Err;
                        }
                    }
                    Got::End => {
                        at = ELSE;
                        continue;
                    }
                    Got::Failed => break Flow::Err,
                    Got::Pull => {
                        set_state(fp, self.state, PULL);
                        vm.set_leaf(self);
                        return Flow::Yield;
                    }
                }
            }
            at = 0;
            match self.body.exec(vm, fp) {
                Flow::Yield => {
                    set_state(fp, self.state, BODY);
                    vm.offer_leaf(self);
                    return Flow::Yield;
                }
                Flow::Next | Flow::Continue => {}
                Flow::Break => break Flow::Next,
                flow => break flow,
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                break Flow::Err;
            }
        };
        end(fp, self.state);
        end_loop(vm, fp, self.iterator, flow)
    }
}

/// Lets a loop's iterator go, which must not disturb what the loop ends with.
#[inline(never)]
fn end_loop(vm: &Vm, fp: Fp, iterator: u32, flow: Flow) -> Flow {
    let saved = try_::Saved::new(vm, flow);
    drop(fp.take(iterator));
    saved.restore(vm);
    flow
}

/// `for target in iter: [if test:] yield value`: every generator expression, and many generators.
///
/// The loop itself is the place where the frame is suspended, so one slot tells all.
pub struct ForYield {
    pub iter: Box<dyn Node>,
    pub target: Target,
    pub test: Option<Box<dyn Node>>,
    pub value: Box<dyn Node>,
    /// Unbound while the loop is not under way.
    pub iterator: u32,
    pub at: u32,
    pub yield_at: u32,
    pub produces: bool,
    /// As [`Delegate::pulls`].
    pub pulls: bool,
}

impl Stmt for ForYield {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let news = vm.news.replace(News::Nothing);
        let mut got = if fp.peek(self.iterator).is_err() {
            if news != News::Nothing {
                vm.news.set(news);
                return ended(vm);
            }
            if begin_loop(vm, fp, &*self.iter, self.iterator, self.at) != Flow::Next {
                return Flow::Err;
            }
            next_item(vm, fp, self.iterator, self.at, self.pulls)
        } else if news != News::Nothing {
            pulled(vm, fp, news, self.at)
        } else {
            let (thrown, value) = vm.take_signal();
            if thrown {
                (vm.hooks.set_context)(vm, &value);
                vm.set_exception(value);
                trace(vm, fp, self.yield_at);
                return end_loop(vm, fp, self.iterator, Flow::Err);
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                return end_loop(vm, fp, self.iterator, Flow::Err);
            }
            next_item(vm, fp, self.iterator, self.at, self.pulls)
        };
        loop {
            match got {
                Got::Item(item) => {
                    if !self.target.put(vm, fp, item) {
                        return end_loop(vm, fp, self.iterator, Flow::Err);
                    }
                }
                Got::End => return end_loop(vm, fp, self.iterator, Flow::Next),
                Got::Failed => return end_loop(vm, fp, self.iterator, Flow::Err),
                Got::Pull => {
                    vm.set_leaf(self);
                    return Flow::Yield;
                }
            }
            let passes = match &self.test {
                None => Truth::True,
                Some(test) => test.test(vm, fp),
            };
            match passes {
                Truth::True => {
                    let value = self.value.eval(vm, fp);
                    if value.is_err() {
                        return end_loop(vm, fp, self.iterator, Flow::Err);
                    }
                    vm.set_result(value);
                    vm.produced.set(self.produces);
                    fp.head().set_no_delegate();
                    fp.head().position.set(self.yield_at);
                    vm.set_leaf(self);
                    return Flow::Yield;
                }
                Truth::False => {}
                Truth::Err => {
                    ensure_traced(vm, fp, self.at);
                    return end_loop(vm, fp, self.iterator, Flow::Err);
                }
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                return end_loop(vm, fp, self.iterator, Flow::Err);
            }
            got = next_item(vm, fp, self.iterator, self.at, self.pulls);
        }
    }
}

/// `async for`.
pub struct AsyncFor {
    pub iter: Box<dyn Node>,
    pub target: Target,
    pub body: Box<dyn Stmt>,
    pub orelse: Box<dyn Stmt>,
    pub iterator: u32,
    pub awaiting: u32,
    pub state: u32,
    pub at: u32,
    /// Where the next item is waited for.
    pub next_at: u32,
    /// As [`Delegate::pulls`].
    pub pulls: bool,
}

impl Stmt for AsyncFor {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        const AWAIT: i64 = 1;
        const BODY: i64 = 2;
        const ELSE: i64 = 3;
        let mut at = state(fp, self.state);
        if at == 0 {
            if vm.news.get() != News::Nothing {
                return ended(vm);
            }
            let iterable = tri!(self.iter.eval(vm, fp), Flow::Err);
            fp.head().position.set(self.at);
            match coroutine::async_iter(vm, &iterable) {
                Ok(iterator) => fp.set(self.iterator, iterator),
                Err(raised) => return raise_flow(vm, fp, self.at, raised),
            }
        }
        let flow = loop {
            match at {
                ELSE => {
                    let flow = self.orelse.exec(vm, fp);
                    if flow == Flow::Yield {
                        set_state(fp, self.state, ELSE);
                        return flow;
                    }
                    break flow;
                }
                BODY => {}
                _ => match self.next(vm, fp, at == AWAIT) {
                    Got::Item(item) => {
                        if !self.target.put(vm, fp, item) {
                            break Flow::Err;
                        }
                    }
                    Got::End => {
                        at = ELSE;
                        continue;
                    }
                    Got::Failed => break Flow::Err,
                    Got::Pull => {
                        set_state(fp, self.state, AWAIT);
                        vm.set_leaf(self);
                        return Flow::Yield;
                    }
                },
            }
            at = 0;
            match self.body.exec(vm, fp) {
                Flow::Yield => {
                    set_state(fp, self.state, BODY);
                    vm.offer_leaf(self);
                    return Flow::Yield;
                }
                Flow::Next | Flow::Continue => {}
                Flow::Break => break Flow::Next,
                flow => break flow,
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                break Flow::Err;
            }
        };
        end(fp, self.state);
        end_loop(vm, fp, self.iterator, flow)
    }
}

impl AsyncFor {
    /// The next item, or [`Got::Pull`] where the frame has to be suspended for it. An asynchronous generator
    /// is run without an object for its `__anext__()` being made.
    fn next(&self, vm: &Vm, fp: Fp, waiting: bool) -> Got {
        if !waiting {
            fp.head().position.set(self.next_at);
            if let Value::Gen(it) = fp.peek(self.iterator)
                && it.kind == BodyKind::AsyncGenerator
                && !it.running_async.get()
            {
                if !it.hooked.get()
                    && let Err(raised) = coroutine::start(vm, it)
                {
                    raise_flow(vm, fp, self.next_at, raised);
                    return Got::Failed;
                }
                it.running_async.set(true);
                vm.clear_signal();
                return self.run(vm, fp, it);
            }
            let iterator = fp.get(self.iterator);
            match coroutine::async_next(vm, fp, &iterator) {
                Ok(awaitable) => fp.set(self.awaiting, awaitable),
                Err(raised) => {
                    raise_flow(vm, fp, self.next_at, raised);
                    return Got::Failed;
                }
            }
            vm.clear_signal();
        } else if fp.peek(self.awaiting).is_err()
            && let Value::Gen(it) = fp.peek(self.iterator)
        {
            match vm.news.replace(News::Nothing) {
                News::Nothing if vm.is_thrown() => {
                    // What is thrown in takes the way that it takes for an `__anext__()` object.
                    fp.set(self.awaiting, coroutine::asend_under_way(vm, it));
                }
                News::Nothing => return self.run(vm, fp, it),
                news => return self.came(vm, fp, it, news),
            }
        }
        let (flow, item) = step(vm, fp, self.awaiting, self.next_at);
        match flow {
            Flow::Yield => Got::Pull,
            Flow::Next => Got::Item(item),
            _ if vm.is_instance(&vm.peek_exception(), Builtin::StopAsyncIteration) => {
                drop(vm.take_exception());
                Got::End
            }
            _ => Got::Failed,
        }
    }

    /// Resumes the asynchronous generator with the signal.
    #[inline(always)]
    fn run(&self, vm: &Vm, fp: Fp, it: &crate::object::Ref<crate::object::Generator>) -> Got {
        if self.pulls && fp.head().on_heap() {
            fp.head().set_no_delegate();
            vm.pull(it);
            return Got::Pull;
        }
        let news = match generator::enter(vm, it) {
            Flow::Yield => News::Item,
            Flow::Return => News::End,
            _ => News::Failed,
        };
        self.came(vm, fp, it, news)
    }

    /// What came of running the asynchronous generator.
    #[inline(always)]
    fn came(
        &self,
        vm: &Vm,
        fp: Fp,
        it: &crate::object::Ref<crate::object::Generator>,
        news: News,
    ) -> Got {
        match news {
            News::Item if vm.produced.get() => {
                it.running_async.set(false);
                Got::Item(vm.take_result())
            }
            News::Item => {
                // For the event loop: what the generator awaits has suspended itself.
                fp.head().set_delegate(self.iterator);
                Got::Pull
            }
            News::End => {
                drop(vm.take_result());
                it.closed.set(true);
                it.running_async.set(false);
                Got::End
            }
            _ => {
                if vm.is_instance(&vm.peek_exception(), Builtin::GeneratorExit) {
                    it.closed.set(true);
                }
                it.running_async.set(false);
                trace(vm, fp, self.next_at);
                Got::Failed
            }
        }
    }
}

/// `try … except … else`.
pub struct Try {
    pub body: Box<dyn Stmt>,
    pub handlers: Box<[Handler]>,
    pub orelse: Box<dyn Stmt>,
    pub state: u32,
    /// The exception a clause is handling.
    pub exception: u32,
}

impl Stmt for Try {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        const ELSE: i64 = 1;
        const HANDLER: i64 = 2;
        let at = state(fp, self.state);
        if at == 0 {
            match self.body.exec(vm, fp) {
                Flow::Next => return self.run_else(vm, fp),
                Flow::Err => {
                    let exc = vm.take_exception();
                    let before = vm.replace_handled(exc.clone());
                    let found = try_::find_handler(vm, fp, &self.handlers, &exc);
                    let flow = match found {
                        Ok(Some(handler)) => {
                            let number =
                                self.handlers.iter().position(|it| std::ptr::eq(it, handler));
                            let flow = match &handler.store {
                                Some(store) => store.store(vm, fp, exc.clone()),
                                None => Flow::Next,
                            };
                            fp.set(self.exception, exc);
                            if flow == Flow::Next {
                                self.run_handler(vm, fp, number.unwrap_or(0))
                            } else {
                                flow
                            }
                        }
                        Ok(None) => {
                            vm.set_exception(exc);
                            Flow::Err
                        }
                        Err(()) => Flow::Err,
                    };
                    drop(vm.replace_handled(before));
                    return flow;
                }
                flow => return flow,
            }
        }
        if at == ELSE {
            return self.run_else(vm, fp);
        }
        let before = vm.replace_handled(fp.get(self.exception));
        let flow = self.run_handler(vm, fp, (at - HANDLER) as usize);
        drop(vm.replace_handled(before));
        flow
    }
}

impl Try {
    fn run_else(&self, vm: &Vm, fp: Fp) -> Flow {
        let flow = self.orelse.exec(vm, fp);
        if flow == Flow::Yield {
            set_state(fp, self.state, 1);
        } else {
            end(fp, self.state);
        }
        flow
    }

    fn run_handler(&self, vm: &Vm, fp: Fp, number: usize) -> Flow {
        let handler = &self.handlers[number];
        let flow = handler.body.exec(vm, fp);
        if flow == Flow::Yield {
            set_state(fp, self.state, 2 + number as i64);
            vm.clear_leaf();
            return flow;
        }
        end(fp, self.state);
        drop(fp.take(self.exception));
        try_::unbind(vm, fp, handler, flow);
        flow
    }
}

/// `try … finally`: what was under way is kept in slots while the final block runs.
pub struct Finally {
    pub body: Box<dyn Stmt>,
    pub finalbody: Box<dyn Stmt>,
    pub state: u32,
    pub pending: u32,
}

impl Stmt for Finally {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let at = state(fp, self.state);
        let flow = if at == 0 {
            let flow = self.body.exec(vm, fp);
            if flow == Flow::Yield {
                return flow;
            }
            match flow {
                Flow::Return => fp.set(self.pending, vm.take_result()),
                Flow::Err => fp.set(self.pending, vm.take_exception()),
                _ => {}
            }
            flow
        } else {
            FLOWS[at as usize - 1]
        };
        let failed = flow == Flow::Err;
        let before = if failed { vm.replace_handled(fp.get(self.pending)) } else { Value::Err };
        let last = self.finalbody.exec(vm, fp);
        if failed {
            drop(vm.replace_handled(before));
        }
        if last == Flow::Yield {
            let number = FLOWS.iter().position(|&it| it == flow).unwrap_or(0);
            set_state(fp, self.state, number as i64 + 1);
            if failed {
                // The exception is the one being handled again when the block goes on.
                vm.clear_leaf();
            }
            return last;
        }
        end(fp, self.state);
        let pending = fp.take(self.pending);
        if last != Flow::Next {
            return last;
        }
        match flow {
            Flow::Return => vm.set_result(pending),
            Flow::Err => vm.set_exception(pending),
            _ => {}
        }
        flow
    }
}

const FLOWS: [Flow; 5] = [Flow::Next, Flow::Continue, Flow::Break, Flow::Return, Flow::Err];

/// `with` and `async with` of one item.
pub struct With {
    pub manager: Box<dyn Node>,
    pub target: Option<Box<dyn Store>>,
    pub body: Box<dyn Stmt>,
    pub asynchronous: bool,
    pub state: u32,
    /// The bound `__exit__`.
    pub exit: u32,
    /// What is being awaited.
    pub awaiting: u32,
    /// A result or exception that waits for `__exit__`.
    pub pending: u32,
    pub at: u32,
}

impl Stmt for With {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        const ENTER: i64 = 1;
        const BODY: i64 = 2;
        const EXIT: i64 = 3;
        let mut at = state(fp, self.state);
        if at == 0 {
            let manager = tri!(self.manager.eval(vm, fp), Flow::Err);
            fp.head().position.set(self.at);
            let (exit, value) = match try_::enter(vm, &manager, self.asynchronous) {
                Ok(it) => it,
                Err(raised) => return raise_flow(vm, fp, self.at, raised),
            };
            drop(manager);
            fp.set(self.exit, exit);
            if self.asynchronous {
                match coroutine::delegate_of(vm, fp, &value, Source::Enter) {
                    Ok(awaitable) => fp.set(self.awaiting, awaitable),
                    Err(raised) => return raise_flow(vm, fp, self.at, raised),
                }
                vm.set_signal((false, Value::None));
                at = ENTER;
            } else {
                if !self.bind(vm, fp, value) {
                    return self.leave(vm, fp, Flow::Err);
                }
                at = BODY;
            }
        }
        if at == ENTER {
            let (flow, value) = step(vm, fp, self.awaiting, self.at);
            match flow {
                Flow::Yield => {
                    set_state(fp, self.state, ENTER);
                    return flow;
                }
                Flow::Next => {
                    if !self.bind(vm, fp, value) {
                        return self.leave(vm, fp, Flow::Err);
                    }
                }
                _ => {
                    end(fp, self.state);
                    drop(fp.take(self.exit));
                    return flow;
                }
            }
            at = BODY;
        }
        if at == BODY {
            let flow = self.body.exec(vm, fp);
            if flow == Flow::Yield {
                set_state(fp, self.state, BODY);
                return flow;
            }
            return self.leave(vm, fp, flow);
        }
        self.await_exit(vm, fp, FLOWS[(at - EXIT) as usize])
    }
}

impl With {
    fn bind(&self, vm: &Vm, fp: Fp, value: Value) -> bool {
        match &self.target {
            Some(target) => target.store(vm, fp, value) == Flow::Next,
            None => true,
        }
    }

    fn leave(&self, vm: &Vm, fp: Fp, flow: Flow) -> Flow {
        let saved = match flow {
            Flow::Return => vm.take_result(),
            Flow::Err => vm.take_exception(),
            _ => Value::Err,
        };
        let failed = flow == Flow::Err;
        fp.set(self.pending, saved.clone());
        fp.head().position.set(self.at);
        let exit = fp.take(self.exit);
        let before = if failed { vm.replace_handled(saved.clone()) } else { Value::Err };
        let result = try_::call_exit(vm, &exit, failed.then_some(&saved));
        if self.asynchronous {
            let awaitable = result.and_then(|it| coroutine::delegate_of(vm, fp, &it, Source::Exit));
            if failed {
                drop(vm.replace_handled(before));
            }
            return match awaitable {
                Ok(awaitable) => {
                    fp.set(self.awaiting, awaitable);
                    vm.set_signal((false, Value::None));
                    self.await_exit(vm, fp, flow)
                }
                Err(raised) => self.fail(vm, fp, raised),
            };
        }
        let result = result.and_then(|it| if failed { vm.is_true(&it) } else { Ok(false) });
        if failed {
            drop(vm.replace_handled(before));
        }
        match result {
            Ok(swallowed) => self.finish(vm, fp, flow, swallowed),
            Err(raised) => self.fail(vm, fp, raised),
        }
    }

    fn await_exit(&self, vm: &Vm, fp: Fp, flow: Flow) -> Flow {
        let failed = flow == Flow::Err;
        let before = if failed { vm.replace_handled(fp.get(self.pending)) } else { Value::Err };
        let (stepped, value) = step(vm, fp, self.awaiting, self.at);
        if failed {
            drop(vm.replace_handled(before));
        }
        match stepped {
            Flow::Yield => {
                let number = FLOWS.iter().position(|&it| it == flow).unwrap_or(0);
                set_state(fp, self.state, 3 + number as i64);
                Flow::Yield
            }
            Flow::Next => match if failed { vm.is_true(&value) } else { Ok(false) } {
                Ok(swallowed) => self.finish(vm, fp, flow, swallowed),
                Err(raised) => self.fail(vm, fp, raised),
            },
            _ => {
                end(fp, self.state);
                drop(fp.take(self.pending));
                Flow::Err
            }
        }
    }

    fn fail(&self, vm: &Vm, fp: Fp, raised: crate::object::Raised) -> Flow {
        end(fp, self.state);
        drop(fp.take(self.pending));
        raise_flow(vm, fp, self.at, raised)
    }

    fn finish(&self, vm: &Vm, fp: Fp, flow: Flow, swallowed: bool) -> Flow {
        end(fp, self.state);
        let pending = fp.take(self.pending);
        match flow {
            Flow::Return => vm.set_result(pending),
            Flow::Err if swallowed => return Flow::Next,
            Flow::Err => vm.set_exception(pending),
            _ => {}
        }
        flow
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
