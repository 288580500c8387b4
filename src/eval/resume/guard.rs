//! `try`, `with` and `async with` around something that suspends the frame.

use crate::object::{Flow, Fp, Node, Raised, Stmt, Value, Vm};
use crate::tri;

use super::super::coroutine;
use super::super::fail::raise_flow;
use super::super::names::Store;
use super::super::try_::{self, Handler};
use super::{Source, end, set_state, state, step};

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

    fn fail(&self, vm: &Vm, fp: Fp, raised: Raised) -> Flow {
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
