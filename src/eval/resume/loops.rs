//! Loops that can be suspended: `for`, generator expressions, `async for`.

use crate::object::{
    AnyRef, BodyKind, Builtin, Flow, Fp, Generator, Mark, News, Node, Ref, Stmt, Truth, Value, Vm,
};
use crate::protocol;
use crate::tri;
use crate::types::list::iterator::ListIterator;
use crate::types::range::RangeIterator;

use super::super::control::attend;
use super::super::fail::{ensure_traced, raise_flow, trace};
use super::super::generator::{self, Step};
use super::super::names::Store;
use super::super::{coroutine, try_};
use super::{end, ended, set_state, state, step};

/// `for`: the iterator is in a slot of its own.
pub struct For {
    pub iter: Box<dyn Node>,
    pub target: Target,
    pub body: Box<dyn Stmt>,
    pub orelse: Box<dyn Stmt>,
    pub iterator: u32,
    pub state: u32,
    pub at: u32,
    /// As [`super::Delegate::pulls`].
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
    if let Value::Obj(object) = fp.peek(iterator)
        && let Some(item) = advance_plain(vm, object)
    {
        return if item.is_err() { Got::End } else { Got::Item(item) };
    }
    next_by_slot(vm, fp, iterator, at)
}

#[inline]
fn next_by_slot(vm: &Vm, fp: Fp, iterator: u32, at: u32) -> Got {
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

/// `for target in iter: [before;] [if test:] yield value[; after]`: every generator expression, and many
/// generators.
///
/// The loop itself is the place where the frame is suspended, so one slot tells all.
pub struct ForYield {
    pub iter: Box<dyn Node>,
    pub target: Target,
    /// What stands before and after the `yield`, in statements that are never suspended.
    pub before: Option<Box<dyn Stmt>>,
    pub test: Option<Box<dyn Node>>,
    pub value: Box<dyn Node>,
    pub after: Option<Box<dyn Stmt>>,
    /// Unbound while the loop is not under way.
    pub iterator: u32,
    pub at: u32,
    pub test_at: u32,
    pub yield_at: u32,
    pub produces: bool,
    /// As [`super::Delegate::pulls`].
    pub pulls: bool,
}

impl Stmt for ForYield {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let news = vm.news.get();
        if news == News::Nothing
            && !vm.is_signalled()
            && self.after.is_none()
            && !Vm::needs_attention()
        {
            match fp.peek(self.iterator) {
                Value::Gen(it)
                    if self.pulls && it.kind == BodyKind::Generator && fp.head().on_heap() =>
                {
                    fp.head().position.set(self.at);
                    fp.head().set_no_delegate();
                    vm.pull(it);
                    vm.set_leaf(self);
                    return Flow::Yield;
                }
                Value::Obj(_) if self.before.is_none() => {
                    return if self.test.is_none() {
                        self.go_on::<false>(vm, fp)
                    } else {
                        self.go_on::<true>(vm, fp)
                    };
                }
                _ => {}
            }
        } else if news == News::Item
            && self.test.is_none()
            && self.before.is_none()
            && let Target::Local(slot) = self.target
        {
            return self.pass_on(vm, fp, slot);
        }
        self.exec_any(vm, fp)
    }

    fn pick(&self, vm: &Vm, fp: Fp, end: &mut Flow) -> Value {
        *end = Flow::Yield;
        if self.before.is_some() || self.after.is_some() {
            return Value::Err;
        }
        if fp.peek(self.iterator).is_err()
            && begin_loop(vm, fp, &*self.iter, self.iterator, self.at) != Flow::Next
        {
            *end = Flow::Err;
            return Value::Err;
        }
        let ended = loop {
            fp.head().position.set(self.at);
            let Value::Obj(object) = fp.peek(self.iterator) else { return Value::Err };
            let item = match advance_plain(vm, object) {
                Some(item) => item,
                None => match next_by_slot(vm, fp, self.iterator, self.at) {
                    Got::Item(item) => item,
                    Got::End => Value::Err,
                    _ => break Flow::Err,
                },
            };
            if item.is_err() {
                break Flow::Next;
            }
            if !self.target.put(vm, fp, item) {
                break Flow::Err;
            }
            match self.test.as_ref().map_or(Truth::True, |test| test.test(vm, fp)) {
                Truth::True => {
                    let value = self.value.eval(vm, fp);
                    if value.is_err() {
                        break Flow::Err;
                    }
                    fp.head().position.set(self.yield_at);
                    return value;
                }
                Truth::False => {}
                Truth::Err => {
                    ensure_traced(vm, fp, self.test_at);
                    break Flow::Err;
                }
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                break Flow::Err;
            }
        };
        *end = end_loop(vm, fp, self.iterator, ended);
        Value::Err
    }
}

/// The next item of an iterator over a list or a range, `Err` at its end; `None` for all others.
#[inline(always)]
fn advance_plain(vm: &Vm, object: &AnyRef) -> Option<Value> {
    let class = object.class();
    if class.is(vm.class(Builtin::ListIterator)) {
        return object.downcast_ref::<ListIterator>().map(|it| it.advance());
    }
    if class.is(vm.class(Builtin::RangeIterator)) {
        return object.downcast_ref::<RangeIterator>().map(|it| it.advance());
    }
    None
}

impl ForYield {
    /// The item that was asked for has come: there is a value to give for it.
    #[inline(never)]
    fn pass_on(&self, vm: &Vm, fp: Fp, slot: u32) -> Flow {
        vm.news.set(News::Nothing);
        fp.set(slot, vm.take_result());
        let value = self.value.eval(vm, fp);
        if value.is_err() {
            return end_loop(vm, fp, self.iterator, Flow::Err);
        }
        self.give(vm, fp, value)
    }

    #[inline(always)]
    fn give(&self, vm: &Vm, fp: Fp, value: Value) -> Flow {
        vm.set_result(value);
        vm.produced.set(self.produces);
        fp.head().set_no_delegate();
        fp.head().position.set(self.yield_at);
        vm.set_leaf(self);
        Flow::Yield
    }

    /// The next round, of a loop over a list or a range, for a frame that is told nothing. `TESTED`: it has a
    /// condition.
    #[inline(never)]
    fn go_on<const TESTED: bool>(&self, vm: &Vm, fp: Fp) -> Flow {
        loop {
            fp.head().position.set(self.at);
            let Value::Obj(object) = fp.peek(self.iterator) else { return self.exec_any(vm, fp) };
            let Some(item) = advance_plain(vm, object) else { return self.exec_any(vm, fp) };
            if item.is_err() {
                return end_loop(vm, fp, self.iterator, Flow::Next);
            }
            if !self.target.put(vm, fp, item) {
                return end_loop(vm, fp, self.iterator, Flow::Err);
            }
            let passes = match &self.test {
                Some(test) if TESTED => test.test(vm, fp),
                _ => Truth::True,
            };
            match passes {
                Truth::True => {
                    let value = self.value.eval(vm, fp);
                    if value.is_err() {
                        return end_loop(vm, fp, self.iterator, Flow::Err);
                    }
                    return self.give(vm, fp, value);
                }
                Truth::False => {}
                Truth::Err => {
                    ensure_traced(vm, fp, self.test_at);
                    return end_loop(vm, fp, self.iterator, Flow::Err);
                }
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                return end_loop(vm, fp, self.iterator, Flow::Err);
            }
        }
    }

    #[inline(never)]
    fn exec_any(&self, vm: &Vm, fp: Fp) -> Flow {
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
            if vm.is_signalled() {
                let (thrown, value) = vm.take_signal();
                if thrown {
                    (vm.hooks.set_context)(vm, &value);
                    vm.set_exception(value);
                    trace(vm, fp, self.yield_at);
                    return end_loop(vm, fp, self.iterator, Flow::Err);
                }
            }
            if let Some(after) = &self.after {
                match after.exec(vm, fp) {
                    Flow::Next | Flow::Continue => {}
                    Flow::Break => return end_loop(vm, fp, self.iterator, Flow::Next),
                    flow => return end_loop(vm, fp, self.iterator, flow),
                }
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
            let before = match &self.before {
                None => Flow::Next,
                Some(before) => before.exec(vm, fp),
            };
            let passes = match before {
                Flow::Next => match &self.test {
                    None => Truth::True,
                    Some(test) => test.test(vm, fp),
                },
                Flow::Continue => Truth::False,
                Flow::Break => return end_loop(vm, fp, self.iterator, Flow::Next),
                flow => return end_loop(vm, fp, self.iterator, flow),
            };
            match passes {
                Truth::True => {
                    let value = self.value.eval(vm, fp);
                    if value.is_err() {
                        return end_loop(vm, fp, self.iterator, Flow::Err);
                    }
                    return self.give(vm, fp, value);
                }
                Truth::False => {}
                Truth::Err => {
                    ensure_traced(vm, fp, self.test_at);
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

/// `while test: [before;] [if condition:] yield value[; after]`.
///
/// As in [`ForYield`], one slot tells all.
pub struct WhileYield {
    pub test: Box<dyn Node>,
    pub before: Option<Box<dyn Stmt>>,
    pub condition: Option<Box<dyn Node>>,
    pub value: Box<dyn Node>,
    pub after: Option<Box<dyn Stmt>>,
    /// Unbound while the loop is not under way.
    pub state: u32,
    pub at: u32,
    pub condition_at: u32,
    pub yield_at: u32,
    pub produces: bool,
}

impl Stmt for WhileYield {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        if fp.peek(self.state).is_err() {
            if vm.news.get() != News::Nothing {
                return ended(vm);
            }
        } else {
            if vm.is_signalled() {
                let (thrown, value) = vm.take_signal();
                if thrown {
                    return self.fail(vm, fp, value);
                }
            }
            if let Some(after) = &self.after {
                match after.exec(vm, fp) {
                    Flow::Next | Flow::Continue => {}
                    flow => return self.leave(fp, flow),
                }
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                return self.leave(fp, Flow::Err);
            }
        }
        loop {
            match self.test.test(vm, fp) {
                Truth::True => {}
                Truth::False => return self.leave(fp, Flow::Next),
                Truth::Err => {
                    ensure_traced(vm, fp, self.at);
                    return self.leave(fp, Flow::Err);
                }
            }
            match self.before.as_ref().map_or(Flow::Next, |it| it.exec(vm, fp)) {
                Flow::Next => {
                    match self.condition.as_ref().map_or(Truth::True, |it| it.test(vm, fp)) {
                        Truth::True => break,
                        Truth::False => {}
                        Truth::Err => {
                            ensure_traced(vm, fp, self.condition_at);
                            return self.leave(fp, Flow::Err);
                        }
                    }
                }
                Flow::Continue => {}
                flow => return self.leave(fp, flow),
            }
            if Vm::needs_attention() && attend(vm, fp, self.at) != Flow::Next {
                return self.leave(fp, Flow::Err);
            }
        }
        let value = self.value.eval(vm, fp);
        if value.is_err() {
            return self.leave(fp, Flow::Err);
        }
        vm.set_result(value);
        vm.produced.set(self.produces);
        fp.head().set_no_delegate();
        fp.head().position.set(self.yield_at);
        set_state(fp, self.state, 1);
        vm.set_leaf(self);
        Flow::Yield
    }
}

impl WhileYield {
    fn leave(&self, fp: Fp, flow: Flow) -> Flow {
        end(fp, self.state);
        if flow == Flow::Break { Flow::Next } else { flow }
    }

    #[cold]
    fn fail(&self, vm: &Vm, fp: Fp, exception: Value) -> Flow {
        // The exception that the generator is handling, not only the caller's, is its context.
        (vm.hooks.set_context)(vm, &exception);
        vm.set_exception(exception);
        trace(vm, fp, self.yield_at);
        self.leave(fp, Flow::Err)
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
    /// As [`super::Delegate::pulls`].
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
                && !it.has(Mark::AsyncRunning)
            {
                if !it.has(Mark::Hooked)
                    && let Err(raised) = coroutine::start(vm, it)
                {
                    raise_flow(vm, fp, self.next_at, raised);
                    return Got::Failed;
                }
                it.mark(Mark::AsyncRunning, true);
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
    fn run(&self, vm: &Vm, fp: Fp, it: &Ref<Generator>) -> Got {
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
    fn came(&self, vm: &Vm, fp: Fp, it: &Ref<Generator>, news: News) -> Got {
        match news {
            News::Item if vm.produced.get() => {
                it.mark(Mark::AsyncRunning, false);
                Got::Item(vm.take_result())
            }
            News::Item => {
                // For the event loop: what the generator awaits has suspended itself.
                fp.head().set_delegate(self.iterator);
                Got::Pull
            }
            News::End => {
                drop(vm.take_result());
                it.mark(Mark::AsyncClosed, true);
                it.mark(Mark::AsyncRunning, false);
                Got::End
            }
            _ => {
                if vm.is_instance(&vm.peek_exception(), Builtin::GeneratorExit) {
                    it.mark(Mark::AsyncClosed, true);
                }
                it.mark(Mark::AsyncRunning, false);
                trace(vm, fp, self.next_at);
                Got::Failed
            }
        }
    }
}
