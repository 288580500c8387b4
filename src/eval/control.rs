//! Statements that steer: blocks, conditions, loops, return; and the tails of functions.
//!
//! A function body is an expression: statements in tail position give their value in registers
//! ([`Tail`]-nodes below); `return` elsewhere leaves it in the [`Vm`] and unwinds by [`Flow::Return`].

use crate::err;
use crate::object::{
    Builtin, Dict, Flow, Fp, Function, Name, Node, Ref, Set, Stmt, Truth, Value, Vm,
};
use crate::protocol;
use crate::tri;

use crate::types::list::iterator::ListIterator;

use super::call::call_method;
use super::fail::{ensure_traced, raise_flow, settle};
use super::names::Store;

/// An expression statement.
pub struct Discard(pub Box<dyn Node>);

impl Stmt for Discard {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        tri!(self.0.eval(vm, fp), Flow::Err).discard();
        Flow::Next
    }
}

/// Statements in order.
pub struct Block(pub Box<[Box<dyn Stmt>]>);

impl Stmt for Block {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        for stmt in &self.0 {
            let flow = stmt.exec(vm, fp);
            if flow != Flow::Next {
                return flow;
            }
        }
        Flow::Next
    }
}

/// Two to four statements in order, unrolled.
pub struct BlockOf<const N: usize>(pub [Box<dyn Stmt>; N]);

impl<const N: usize> Stmt for BlockOf<N> {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        for stmt in &self.0[..N - 1] {
            let flow = stmt.exec(vm, fp);
            if flow != Flow::Next {
                return flow;
            }
        }
        self.0[N - 1].exec(vm, fp)
    }
}

/// `pass`, `global`, an annotation without effect.
pub struct Pass;

impl Stmt for Pass {
    fn exec(&self, _: &Vm, _: Fp) -> Flow {
        Flow::Next
    }
}

/// The statement for a list of statements.
pub fn block(mut stmts: Vec<Box<dyn Stmt>>) -> Box<dyn Stmt> {
    macro_rules! sized {
        ($($n:literal)*) => {
            match stmts.len() {
                0 => Box::new(Pass),
                1 => stmts.remove(0),
                $($n => match <[Box<dyn Stmt>; $n]>::try_from(stmts) {
                    Ok(stmts) => Box::new(BlockOf::<$n>(stmts)),
                    Err(stmts) => Box::new(Block(stmts.into())),
                },)*
                _ => Box::new(Block(stmts.into())),
            }
        };
    }
    sized!(2 3 4)
}

/// `if`.
pub struct If {
    pub test: Box<dyn Node>,
    pub body: Box<dyn Stmt>,
    pub orelse: Option<Box<dyn Stmt>>,
    pub at: u32,
}

impl Stmt for If {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        match self.test.test(vm, fp) {
            Truth::True => self.body.exec(vm, fp),
            Truth::False => match &self.orelse {
                Some(orelse) => orelse.exec(vm, fp),
                None => Flow::Next,
            },
            Truth::Err => {
                ensure_traced(vm, fp, self.at);
                Flow::Err
            }
        }
    }
}

/// Something asked for attention at the end of a loop's round.
#[cold]
#[inline(never)]
pub fn attend(vm: &Vm, fp: Fp, at: u32) -> Flow {
    match vm.service() {
        Ok(()) => Flow::Next,
        Err(raised) => raise_flow(vm, fp, at, raised),
    }
}

/// After a loop's body: `None` goes on, `Some` leaves the loop with that flow (`Break` as such).
macro_rules! after_round {
    ($vm:expr, $fp:expr, $at:expr, $flow:expr) => {
        let flow = $flow;
        if flow > Flow::Continue {
            if flow == Flow::Break {
                return Flow::Next;
            }
            return flow;
        }
        if Vm::needs_attention() && attend($vm, $fp, $at) != Flow::Next {
            return Flow::Err;
        }
    };
}

/// `while`.
pub struct While {
    pub test: Box<dyn Node>,
    pub body: Box<dyn Stmt>,
    pub orelse: Option<Box<dyn Stmt>>,
    pub at: u32,
}

impl Stmt for While {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        loop {
            match self.test.test(vm, fp) {
                Truth::True => {}
                Truth::False => break,
                Truth::Err => {
                    ensure_traced(vm, fp, self.at);
                    return Flow::Err;
                }
            }
            after_round!(vm, fp, self.at, self.body.exec(vm, fp));
        }
        match &self.orelse {
            Some(orelse) => orelse.exec(vm, fp),
            None => Flow::Next,
        }
    }
}

/// `for`; `local` is the target's slot where it is a plain local variable.
pub struct For {
    pub local: Option<u32>,
    pub target: Option<Box<dyn Store>>,
    pub iter: Box<dyn Node>,
    pub body: Box<dyn Stmt>,
    pub orelse: Option<Box<dyn Stmt>>,
    pub at: u32,
}

impl For {
    #[inline(always)]
    fn put(&self, vm: &Vm, fp: Fp, value: Value) -> bool {
        match self.local {
            Some(slot) => {
                fp.set(slot, value);
                true
            }
            None => match &self.target {
                Some(target) => target.store(vm, fp, value) == Flow::Next,
                None => true,
            },
        }
    }
}

impl Stmt for For {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let iterable = tri!(self.iter.eval(vm, fp), Flow::Err);
        macro_rules! round {
            ($item:expr) => {
                if !self.put(vm, fp, $item) {
                    return Flow::Err;
                }
                after_round!(vm, fp, self.at, self.body.exec(vm, fp));
            };
        }
        match &iterable {
            Value::List(list) => {
                let mut i = 0;
                while let Some(item) = list.get(i) {
                    i += 1;
                    round!(item);
                }
            }
            Value::Tuple(tuple) => {
                for item in tuple.items() {
                    round!(item.clone());
                }
            }
            Value::Dict(dict) => return self.exec_dict(vm, fp, dict),
            Value::Set(set) => return self.exec_set(vm, fp, set),
            other => {
                if let Some((start, stop, step)) = crate::types::range::as_small(other) {
                    let mut i = start;
                    while if step > 0 { i < stop } else { i > stop } {
                        round!(Value::Int(i));
                        match i.checked_add(step) {
                            Some(next) => i = next,
                            None => break,
                        }
                    }
                } else {
                    return self.exec_iterator(vm, fp, other);
                }
            }
        }
        self.finish(vm, fp)
    }
}

impl For {
    fn finish(&self, vm: &Vm, fp: Fp) -> Flow {
        match &self.orelse {
            Some(orelse) => orelse.exec(vm, fp),
            None => Flow::Next,
        }
    }

    /// Over the keys of a dictionary: its iterator in line.
    #[inline(never)]
    fn exec_dict(&self, vm: &Vm, fp: Fp, dict: &Dict) -> Flow {
        let size = dict.len();
        let (mut from, mut left) = (0, size);
        loop {
            if dict.len() != size {
                let raised = err!(RuntimeError, "dictionary changed size during iteration");
                return raise_flow(vm, fp, self.at, raised);
            }
            let Some((after, entry)) = dict.next(from) else { break };
            if left == 0 {
                let raised = err!(RuntimeError, "dictionary keys changed during iteration");
                return raise_flow(vm, fp, self.at, raised);
            }
            let key = entry.key.clone();
            (from, left) = (after, left - 1);
            if !self.put(vm, fp, key) {
                return Flow::Err;
            }
            after_round!(vm, fp, self.at, self.body.exec(vm, fp));
        }
        self.finish(vm, fp)
    }

    /// Over the items of a set: its iterator in line.
    #[inline(never)]
    fn exec_set(&self, vm: &Vm, fp: Fp, set: &Set) -> Flow {
        let size = set.len();
        let mut from = 0;
        loop {
            if set.len() != size {
                let raised = err!(RuntimeError, "Set changed size during iteration");
                return raise_flow(vm, fp, self.at, raised);
            }
            let Some((after, _, item)) = set.next(from) else { break };
            from = after;
            if !self.put(vm, fp, item) {
                return Flow::Err;
            }
            after_round!(vm, fp, self.at, self.body.exec(vm, fp));
        }
        self.finish(vm, fp)
    }

    #[inline(never)]
    fn exec_iterator(&self, vm: &Vm, fp: Fp, iterable: &Value) -> Flow {
        if let Value::Str(text) = iterable
            && text.is_ascii()
        {
            for byte in text.bytes() {
                if !self.put(vm, fp, Value::Str(vm.str_from_code(u32::from(*byte)))) {
                    return Flow::Err;
                }
                after_round!(vm, fp, self.at, self.body.exec(vm, fp));
            }
            return self.finish(vm, fp);
        }
        if let Value::Obj(object) = iterable
            && object.class().is(vm.class(Builtin::FrozenSet))
            && let Some(set) = object.downcast_ref::<Set>()
        {
            return self.exec_set(vm, fp, set);
        }
        fp.head().position.set(self.at);
        let iterator = match super::coroutine::iter(vm, iterable) {
            Ok(iterator) => iterator,
            Err(raised) => return raise_flow(vm, fp, self.at, raised),
        };
        if let Some(generator) = super::generator::as_generator(&iterator) {
            loop {
                fp.head().position.set(self.at);
                match super::generator::advance(vm, generator) {
                    Flow::Yield => {
                        let item = vm.take_result();
                        if !self.put(vm, fp, item) {
                            return Flow::Err;
                        }
                    }
                    Flow::Return => {
                        drop(vm.take_result());
                        break;
                    }
                    _ => {
                        super::fail::trace(vm, fp, self.at);
                        return Flow::Err;
                    }
                }
                after_round!(vm, fp, self.at, self.body.exec(vm, fp));
            }
            return self.finish(vm, fp);
        }
        if let Value::Inst(_) = iterator {
            return self.exec_instance(vm, fp, &iterator);
        }
        if let Value::Obj(object) = &iterator
            && object.class().is(vm.class(Builtin::ListIterator))
            && let Some(list) = object.downcast_ref::<ListIterator>()
        {
            loop {
                let item = list.advance();
                if item.is_err() {
                    break;
                }
                if !self.put(vm, fp, item) {
                    return Flow::Err;
                }
                after_round!(vm, fp, self.at, self.body.exec(vm, fp));
            }
            drop(iterator);
            return self.finish(vm, fp);
        }
        let Some(next) = vm.type_of(&iterator).slots.next.get() else { return Flow::Err };
        if let Some(target) = &self.target
            && let Some([first, second]) = target.pair()
            && let Some(next) = crate::types::pairs::next_pair(vm, &iterator)
        {
            loop {
                fp.head().position.set(self.at);
                match next(vm, &iterator) {
                    Ok(Some((a, b))) => {
                        if first.store(vm, fp, a) != Flow::Next
                            || second.store(vm, fp, b) != Flow::Next
                        {
                            return Flow::Err;
                        }
                    }
                    Ok(None) => break,
                    Err(raised) => return raise_flow(vm, fp, self.at, raised),
                }
                after_round!(vm, fp, self.at, self.body.exec(vm, fp));
            }
            drop(iterator);
            return self.finish(vm, fp);
        }
        loop {
            fp.head().position.set(self.at);
            match next(vm, &iterator) {
                Ok(Some(item)) => {
                    if !self.put(vm, fp, item) {
                        return Flow::Err;
                    }
                }
                Ok(None) => break,
                Err(raised) => return raise_flow(vm, fp, self.at, raised),
            }
            after_round!(vm, fp, self.at, self.body.exec(vm, fp));
        }
        drop(iterator);
        self.finish(vm, fp)
    }
}

/// What calling `__next__` of an instance gave.
enum Given {
    Item(Value),
    End,
    Failed,
}

impl For {
    /// The loop over an instance of a class made by Python code.
    #[inline(never)]
    fn exec_instance(&self, vm: &Vm, fp: Fp, iterator: &Value) -> Flow {
        let mut known: Option<Ref<Function>> = None;
        let (mut class, mut epoch) = (std::ptr::null(), 0);
        loop {
            fp.head().position.set(self.at);
            let now = vm.type_of(iterator);
            if class != now.as_ptr() || epoch != vm.epoch.get() {
                (class, epoch) = (now.as_ptr(), vm.epoch.get());
                known = match now.lookup(vm, vm.name(Name::Next)) {
                    Some(Value::Func(function)) => Some(function),
                    _ => None,
                };
            }
            let given = match &known {
                Some(function) => match call_method(vm, function, iterator, &[]) {
                    Value::Err => self.no_item(vm, fp),
                    item => Given::Item(item),
                },
                None => match protocol::next(vm, iterator) {
                    Ok(Some(item)) => Given::Item(item),
                    Ok(None) => Given::End,
                    Err(raised) => {
                        raise_flow(vm, fp, self.at, raised);
                        Given::Failed
                    }
                },
            };
            match given {
                Given::Item(item) => {
                    if !self.put(vm, fp, item) {
                        return Flow::Err;
                    }
                }
                Given::End => break,
                Given::Failed => return Flow::Err,
            }
            after_round!(vm, fp, self.at, self.body.exec(vm, fp));
        }
        self.finish(vm, fp)
    }

    #[cold]
    fn no_item(&self, vm: &Vm, fp: Fp) -> Given {
        if vm.is_instance(&vm.peek_exception(), Builtin::StopIteration) {
            drop(vm.take_exception());
            return Given::End;
        }
        super::fail::trace(vm, fp, self.at);
        Given::Failed
    }
}

/// `break` and `continue`.
pub struct Leave(pub Flow);

impl Stmt for Leave {
    fn exec(&self, _: &Vm, _: Fp) -> Flow {
        self.0
    }
}

/// `return` where it is not in tail position.
pub struct Return(pub Option<Box<dyn Node>>);

impl Stmt for Return {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = match &self.0 {
            Some(node) => tri!(node.eval(vm, fp), Flow::Err),
            None => Value::None,
        };
        vm.set_result(value);
        Flow::Return
    }
}

/// Statements, then the tail of a function.
pub struct Then {
    pub first: Box<[Box<dyn Stmt>]>,
    pub tail: Box<dyn Node>,
}

impl Node for Then {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        for stmt in &self.first {
            let flow = stmt.exec(vm, fp);
            if flow != Flow::Next {
                return leave(vm, flow);
            }
        }
        self.tail.eval(vm, fp)
    }
}

/// One statement, then the tail.
pub struct ThenOne {
    pub first: Box<dyn Stmt>,
    pub tail: Box<dyn Node>,
}

impl Node for ThenOne {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let flow = self.first.exec(vm, fp);
        if flow != Flow::Next {
            return leave(vm, flow);
        }
        self.tail.eval(vm, fp)
    }
}

/// The value of a function that a statement left.
#[inline(always)]
fn leave(vm: &Vm, flow: Flow) -> Value {
    if flow == Flow::Return { vm.take_result() } else { Value::Err }
}

/// `if` in tail position: `if test: body` with the rest of the function as the other branch.
pub struct TailIf {
    pub test: Box<dyn Node>,
    pub body: Box<dyn Node>,
    pub orelse: Box<dyn Node>,
    pub at: u32,
}

impl Node for TailIf {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.test.test(vm, fp) {
            Truth::True => self.body.eval(vm, fp),
            Truth::False => self.orelse.eval(vm, fp),
            Truth::Err => {
                ensure_traced(vm, fp, self.at);
                Value::Err
            }
        }
    }
}

/// A statement as the whole tail: the function returns `None` after it.
pub struct TailStmt(pub Box<dyn Stmt>);

impl Node for TailStmt {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        match self.0.exec(vm, fp) {
            Flow::Next => Value::None,
            flow => leave(vm, flow),
        }
    }
}

/// An expression statement at the end of a function: evaluated for its effect.
pub struct TailDiscard(pub Box<dyn Node>);

impl Node for TailDiscard {
    fn eval(&self, vm: &Vm, fp: Fp) -> Value {
        let value = tri!(self.0.eval(vm, fp));
        drop(value);
        Value::None
    }
}

/// `assert`.
pub struct Assert {
    pub test: Box<dyn Node>,
    pub message: Option<Box<dyn Node>>,
    pub at: u32,
}

impl Stmt for Assert {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        match self.test.test(vm, fp) {
            Truth::True => return Flow::Next,
            Truth::False => {}
            Truth::Err => {
                ensure_traced(vm, fp, self.at);
                return Flow::Err;
            }
        }
        let args = match &self.message {
            Some(node) => vec![tri!(node.eval(vm, fp), Flow::Err)],
            None => vec![],
        };
        raise_flow(
            vm,
            fp,
            self.at,
            crate::object::Raised::with_args(crate::object::Builtin::AssertionError, args),
        )
    }
}

/// At the prompt, a bare expression is shown by `sys.displayhook`.
pub struct Display {
    pub value: Box<dyn Node>,
    pub at: u32,
}

impl Stmt for Display {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow {
        let value = tri!(self.value.eval(vm, fp), Flow::Err);
        let result = display(vm, &value);
        if settle(vm, fp, self.at, result).is_err() { Flow::Err } else { Flow::Next }
    }
}

fn display(vm: &Vm, value: &Value) -> crate::object::Raises<Value> {
    let sys = vm.modules.get().and_then(|it| it.get_str(&vm.intern("sys")));
    let hook = match sys {
        Some(sys) => protocol::getattr_opt(vm, &sys, &vm.intern("displayhook"))?,
        None => None,
    };
    match hook {
        Some(hook) => protocol::call1(vm, &hook, value),
        None => Err(crate::err!(RuntimeError, "lost sys.displayhook")),
    }
}
