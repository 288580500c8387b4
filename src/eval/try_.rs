//! `try`, `with`, `raise`.
//!
//! Reference: Language Reference, "The try statement", "The with statement", "The raise statement".

use crate::err;
use crate::object::{Args, Flow, Fp, Function, Name, Node, Raised, Raises, Ref, Stmt, Value, Vm};
use crate::protocol;
use crate::tri;
use crate::types::exception;

use super::call::call_method;
use super::fail::raise_flow;
use super::names::Store;

/// One `except` clause.
pub struct Handler {
    /// `None`: a bare `except`.
    pub class: Option<Box<dyn Node>>,
    pub store: Option<Box<dyn Store>>,
    /// Unbinds the name again.
    pub unbind: Option<Box<dyn Stmt>>,
    pub body: Box<dyn Stmt>,
    pub at: u32,
}

pub struct Try {
    pub body: Box<dyn Stmt>,
    pub handlers: Box<[Handler]>,
    pub orelse: Option<Box<dyn Stmt>>,
}

impl Stmt for Try {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        match self.body.exec(vm, fp) {
            Flow::Err => self.handle(vm, fp),
            Flow::Next => match &self.orelse {
                Some(orelse) => orelse.exec(vm, fp),
                None => Flow::Next,
            },
            flow => flow,
        }
    }
}

impl Try {
    #[inline(never)]
    fn handle(&self, vm: &Vm, fp: Fp) -> Flow {
        let exc = vm.take_exception();
        let before = vm.replace_handled(exc.clone());
        let flow = match find_handler(vm, fp, &self.handlers, &exc) {
            Ok(Some(handler)) => {
                let flow = match &handler.store {
                    Some(store) => store.store(vm, fp, exc.clone()),
                    None => Flow::Next,
                };
                let flow = if flow == Flow::Next { handler.body.exec(vm, fp) } else { flow };
                unbind(vm, fp, handler, flow);
                flow
            }
            Ok(None) => {
                vm.set_exception(exc);
                Flow::Err
            }
            Err(()) => Flow::Err,
        };
        drop(vm.replace_handled(before));
        flow
    }
}

/// The first clause that takes the exception.
pub fn find_handler<'h>(
    vm: &Vm,
    fp: Fp,
    handlers: &'h [Handler],
    exc: &Value,
) -> Result<Option<&'h Handler>, ()> {
    for handler in handlers {
        let Some(class) = &handler.class else { return Ok(Some(handler)) };
        let class = tri!(class.eval(vm, fp), Err(()));
        match exception::hooks::matches(vm, exc, &class) {
            Ok(true) => return Ok(Some(handler)),
            Ok(false) => {}
            Err(raised) => {
                super::fail::raise(vm, fp, handler.at, raised);
                return Err(());
            }
        }
    }
    Ok(None)
}

/// `del name` at the end of a clause; a name that is gone already is fine.
pub fn unbind(vm: &Vm, fp: Fp, handler: &Handler, flow: Flow) {
    let Some(unbind) = &handler.unbind else { return };
    let saved = Saved::new(vm, flow);
    let _ = unbind.exec(vm, fp);
    saved.restore(vm);
}

/// Unbinds a name by storing "nothing" and deleting it.
pub struct Unbind {
    pub store: Box<dyn Store>,
    pub delete: Box<dyn Stmt>,
}

impl Stmt for Unbind {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        if self.store.store(vm, fp, Value::None) == Flow::Next {
            self.delete.exec(vm, fp)
        } else {
            Flow::Err
        }
    }
}

/// What a statement left in the interpreter, put aside while another one runs.
pub struct Saved {
    result: Value,
    exception: Value,
}

impl Saved {
    pub fn new(vm: &Vm, flow: Flow) -> Saved {
        Saved {
            result: if matches!(flow, Flow::Return | Flow::Yield) {
                vm.take_result()
            } else {
                Value::Err
            },
            exception: if flow == Flow::Err { vm.take_exception() } else { Value::Err },
        }
    }

    pub fn restore(self, vm: &Vm) {
        if !self.result.is_err() {
            vm.set_result(self.result);
        }
        if !self.exception.is_err() {
            vm.set_exception(self.exception);
        }
    }
}

/// `try … finally`.
pub struct Finally {
    pub body: Box<dyn Stmt>,
    pub finalbody: Box<dyn Stmt>,
}

impl Stmt for Finally {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let flow = self.body.exec(vm, fp);
        if matches!(flow, Flow::Next | Flow::Continue | Flow::Break) {
            let last = self.finalbody.exec(vm, fp);
            return if last == Flow::Next { flow } else { last };
        }
        self.unwind(vm, fp, flow)
    }
}

impl Finally {
    #[inline(never)]
    fn unwind(&self, vm: &Vm, fp: Fp, flow: Flow) -> Flow {
        let saved = Saved::new(vm, flow);
        let failed = flow == Flow::Err;
        let before = if failed { vm.replace_handled(saved.exception.clone()) } else { Value::Err };
        let last = self.finalbody.exec(vm, fp);
        if failed {
            drop(vm.replace_handled(before));
        }
        if last == Flow::Next {
            saved.restore(vm);
            return flow;
        }
        last
    }
}

/// `try … except*`.
pub struct TryStar {
    pub body: Box<dyn Stmt>,
    pub handlers: Box<[Handler]>,
    pub orelse: Option<Box<dyn Stmt>>,
    pub at: u32,
}

impl Stmt for TryStar {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        match self.body.exec(vm, fp) {
            Flow::Err => {}
            Flow::Next => {
                return match &self.orelse {
                    Some(orelse) => orelse.exec(vm, fp),
                    None => Flow::Next,
                };
            }
            flow => return flow,
        }
        let exc = vm.take_exception();
        let before = vm.replace_handled(exc.clone());
        let flow = self.handle(vm, fp, &exc);
        drop(vm.replace_handled(before));
        flow
    }
}

impl TryStar {
    fn handle(&self, vm: &Vm, fp: Fp, exc: &Value) -> Flow {
        let mut rest = Some(exc.clone());
        // What the clauses raised.
        let mut raised_by: Vec<Value> = Vec::new();
        for handler in &self.handlers {
            let Some(present) = rest.take() else { break };
            let Some(class) = &handler.class else { break };
            let class = tri!(class.eval(vm, fp), Flow::Err);
            let (matched, left) = match exception::group::split_star(vm, &present, &class) {
                Ok(parts) => parts,
                Err(raised) => return raise_flow(vm, fp, handler.at, raised),
            };
            rest = left;
            let Some(matched) = matched else { continue };
            let handled = vm.replace_handled(matched.clone());
            let flow = match &handler.store {
                Some(store) => store.store(vm, fp, matched),
                None => Flow::Next,
            };
            let flow = if flow == Flow::Next { handler.body.exec(vm, fp) } else { flow };
            unbind(vm, fp, handler, flow);
            drop(vm.replace_handled(handled));
            match flow {
                Flow::Err => raised_by.push(vm.take_exception()),
                Flow::Next => {}
                flow => return flow,
            }
        }
        if let Some(rest) = rest {
            raised_by.push(rest);
        }
        match exception::group::prep_reraise_star(vm, exc, raised_by) {
            Ok(None) => Flow::Next,
            Ok(Some(next)) => {
                vm.set_exception(next);
                Flow::Err
            }
            Err(raised) => raise_flow(vm, fp, self.at, raised),
        }
    }
}

/// `raise exception from cause`.
pub struct Raise {
    pub exception: Box<dyn Node>,
    pub cause: Option<Box<dyn Node>>,
    pub at: u32,
}

impl Stmt for Raise {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let exc = tri!(self.exception.eval(vm, fp), Flow::Err);
        let cause = match &self.cause {
            Some(node) => Some(tri!(node.eval(vm, fp), Flow::Err)),
            None => None,
        };
        fp.head().position.set(self.at);
        match exception::hooks::raised_value(vm, exc, cause) {
            Ok(exc) => {
                (vm.hooks.set_context)(vm, &exc);
                vm.set_exception(exc);
                super::fail::trace(vm, fp, self.at);
                Flow::Err
            }
            Err(raised) => raise_flow(vm, fp, self.at, raised),
        }
    }
}

/// A bare `raise`.
pub struct Reraise(pub u32);

impl Stmt for Reraise {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let exc = vm.handled();
        if exc.is_none() {
            return raise_flow(
                vm,
                fp,
                self.0,
                err!(RuntimeError, "No active exception to reraise"),
            );
        }
        vm.set_exception(exc);
        Flow::Err
    }
}

/// The methods of a context manager: exit bound, and what entering gives (for `async with` still to be awaited).
pub fn enter(vm: &Vm, manager: &Value, asynchronous: bool) -> Raises<(Value, Value)> {
    let (enter, exit, what) = if asynchronous {
        (Name::Aenter, Name::Aexit, "asynchronous context manager")
    } else {
        (Name::Enter, Name::Exit, "context manager")
    };
    let lacks = |name: Name| -> Raised {
        let missed =
            if name == exit { format!(" (missed {} method)", exit.text()) } else { String::new() };
        err!(
            TypeError,
            "'{}' object does not support the {what} protocol{missed}",
            vm.type_name(manager)
        )
    };
    let Some(enter_method) = protocol::lookup_special(vm, manager, enter)? else {
        return Err(lacks(enter));
    };
    let Some(exit_method) = protocol::lookup_special(vm, manager, exit)? else {
        return Err(lacks(exit));
    };
    let value = protocol::call0(vm, &enter_method)?;
    Ok((exit_method, value))
}

/// Calls a bound `__exit__`; with an exception, says whether it was swallowed.
pub fn call_exit(vm: &Vm, exit: &Value, exc: Option<&Value>) -> Raises<Value> {
    let args = exit_arguments(vm, exc)?;
    protocol::call(vm, exit, Args::positional(&args))
}

fn exit_arguments(vm: &Vm, exc: Option<&Value>) -> Raises<[Value; 3]> {
    Ok(match exc {
        None => [Value::None, Value::None, Value::None],
        Some(exc) => {
            let class = Value::Type(vm.type_of(exc).clone());
            let traceback = protocol::getattr(vm, exc, vm.name(Name::Traceback))?;
            [class, exc.clone(), traceback]
        }
    })
}

/// The `__exit__` of a `with` statement.
enum Exit {
    /// A Python function of the manager's class, to be called with the manager in front.
    Function(Ref<Function>, Value),
    Bound(Value),
}

impl Exit {
    fn call(&self, vm: &Vm, exc: Option<&Value>) -> Raises<Value> {
        match self {
            Exit::Function(function, manager) => {
                let args = exit_arguments(vm, exc)?;
                vm.check(call_method(vm, function, manager, &args))
            }
            Exit::Bound(exit) => call_exit(vm, exit, exc),
        }
    }
}

/// Enters a context manager: no bound methods are made where its methods are Python functions.
fn begin(vm: &Vm, manager: Value) -> Raises<(Exit, Value)> {
    let class = vm.type_of(&manager);
    if let Some(Value::Func(enter)) = class.lookup(vm, vm.name(Name::Enter))
        && let Some(Value::Func(exit)) = class.lookup(vm, vm.name(Name::Exit))
    {
        let value = vm.check(call_method(vm, &enter, &manager, &[]))?;
        return Ok((Exit::Function(exit, manager), value));
    }
    let (exit, value) = enter(vm, &manager, false)?;
    Ok((Exit::Bound(exit), value))
}

/// `with` of one item.
pub struct With {
    pub manager: Box<dyn Node>,
    pub target: Option<Box<dyn Store>>,
    pub body: Box<dyn Stmt>,
    pub at: u32,
}

impl Stmt for With {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let manager = tri!(self.manager.eval(vm, fp), Flow::Err);
        fp.head().position.set(self.at);
        let (exit, value) = match begin(vm, manager) {
            Ok(it) => it,
            Err(raised) => return raise_flow(vm, fp, self.at, raised),
        };
        let flow = match &self.target {
            Some(target) => target.store(vm, fp, value),
            None => {
                drop(value);
                Flow::Next
            }
        };
        let flow = if flow == Flow::Next { self.body.exec(vm, fp) } else { flow };
        leave(vm, fp, self.at, &exit, flow)
    }
}

/// Ends a `with` block whose body ended with `flow`.
fn leave(vm: &Vm, fp: Fp, at: u32, exit: &Exit, flow: Flow) -> Flow {
    fp.head().position.set(at);
    if flow == Flow::Err {
        let exc = vm.take_exception();
        let before = vm.replace_handled(exc.clone());
        let result = exit.call(vm, Some(&exc)).and_then(|it| vm.is_true(&it));
        drop(vm.replace_handled(before));
        return match result {
            Ok(true) => Flow::Next,
            Ok(false) => {
                vm.set_exception(exc);
                Flow::Err
            }
            Err(raised) => raise_flow(vm, fp, at, raised),
        };
    }
    let saved = Saved::new(vm, flow);
    match exit.call(vm, None) {
        Ok(_) => {
            saved.restore(vm);
            flow
        }
        Err(raised) => raise_flow(vm, fp, at, raised),
    }
}
