//! [`Function`]: the payload of functions made by `def` and `lambda`; the executable tree's traits.
//!
//! Reference: Data model, "User-defined functions".

use std::cell::{Cell, RefCell, UnsafeCell};
use std::rc::Rc;

use crate::syntax::ast::Span;

use super::code::Code;
use super::dict::Dict;
use super::error::Raises;
use super::heap::{Payload, Ref, Visitor, make};
use super::stack::{Fp, Outgoing};
use super::string::Str;
use super::tuple::Tuple;
use super::value::{Temp, Value};
use super::vm::Vm;

pub use super::native::NativeFunction;

/// How a statement ended. Ordered: everything above `Continue` leaves a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Flow {
    Next,
    Continue,
    Break,
    /// The value is in [`Vm::take_result`].
    Return,
    /// A generator hands out a value, which is in [`Vm::take_result`].
    Yield,
    /// The exception is in the [`Vm`].
    Err,
}

/// A truth value, or an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Truth {
    False,
    True,
    Err,
}

impl From<bool> for Truth {
    #[inline(always)]
    fn from(it: bool) -> Truth {
        if it { Truth::True } else { Truth::False }
    }
}

/// An expression, ready to run over a frame.
pub trait Node {
    /// The expression's value; `Value::Err` with the exception in `vm`.
    fn eval(&self, vm: &Vm, fp: Fp) -> Value;

    /// As [`Node::eval`], but an int of more than 64 bits may be left in [`Vm::wide`]: `Value::Err` with a
    /// number there. So products that a mask cuts at once are never made into objects.
    #[inline]
    fn eval_wide(&self, vm: &Vm, fp: Fp) -> Value {
        self.eval(vm, fp)
    }

    /// The truth of the expression's value.
    #[inline]
    fn test(&self, vm: &Vm, fp: Fp) -> Truth {
        let value = Temp::new(self.eval(vm, fp));
        vm.truth(&value)
    }

    /// The expression as the operand of `await` at position `at`. A call of a coroutine function runs its
    /// body at once, and makes a coroutine only if that is suspended.
    #[inline]
    fn eval_awaited(&self, vm: &Vm, fp: Fp, _at: u32) -> Awaited {
        Awaited::Object(self.eval(vm, fp))
    }
}

/// What became of the operand of `await`.
pub enum Awaited {
    /// Its value, yet to be awaited; `Value::Err` as ever.
    Object(Value),
    /// It was awaited, with this result.
    Done(Value),
    /// It is being awaited, and has suspended itself: this is its coroutine.
    Suspended(Value),
    /// Awaiting it has failed; the exception is stored.
    Failed,
}

/// A statement, ready to run over a frame.
pub trait Stmt {
    fn exec(&self, vm: &Vm, fp: Fp) -> Flow;

    /// The next value of a loop that is a generator's whole body, for somebody who takes one after the other: what
    /// suspending the frame takes is left out. Where this gives none (`Err`), `end` says why: `Next` at the end,
    /// `Err`, or `Yield` if this is no such loop or not in the state for it.
    fn pick(&self, _: &Vm, _: Fp, end: &mut Flow) -> Value {
        *end = Flow::Yield;
        Value::Err
    }
}

/// What calling a function makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// The executable tree of a code object for certain globals.
pub struct Body {
    pub node: Box<dyn Node>,
    /// For generators and their kin: the re-entrant form, run in place of `node`.
    pub steps: Option<Box<dyn Stmt>>,
    pub kind: BodyKind,
    /// Positional parameters.
    pub params: u32,
    /// Slots: parameters, other locals, temporaries.
    pub size: u32,
    /// Called with exactly so many positional arguments (`params`), the function needs no binding and no
    /// frame other than the plain one. [`Body::NEVER`]: it always does.
    pub exact: u32,
    /// Called with exactly `params` positional arguments, a generator needs no binding either.
    pub positional: bool,
    /// Nothing in it looks at an exception that passes by, nor is anything delegated to: closing a suspended
    /// generator comes to letting its frame go.
    pub unguarded: bool,
    /// Where nodes stand: they name their position by its number.
    pub positions: Box<[Span]>,
    /// Slot and name of each local variable, for `locals()`; `true` where the slot holds a cell.
    pub locals: Box<[(Ref<Str>, u32, bool)]>,
}

impl Body {
    /// See [`Body::exact`].
    pub const NEVER: u32 = u32::MAX;

    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.exact != Body::NEVER
    }
}

pub struct Function {
    code: RefCell<Ref<Code>>,
    /// Null until first called; else `body_owner`'s content.
    body: Cell<*const Body>,
    body_owner: RefCell<Option<Rc<Body>>>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    /// Cells of the free variables, in the order of `co_freevars`.
    pub closure: Box<[Ref<CellBox>]>,
    pub name: RefCell<Ref<Str>>,
    pub qualname: RefCell<Ref<Str>>,
    /// A tuple, or `None`.
    pub defaults: RefCell<Option<Ref<Tuple>>>,
    pub kwdefaults: RefCell<Option<Ref<Dict>>>,
    pub doc: RefCell<Value>,
    pub module: RefCell<Value>,
    /// A dict; `Err` until first asked for.
    pub annotations: RefCell<Value>,
    pub type_params: RefCell<Value>,
    /// The body runs over a namespace mapping in its first slot: class bodies and `exec`.
    pub namespace: bool,
}

impl Payload for Function {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.code, |it, visit| visit.object(it));
        visit.object(&self.globals);
        visit.object(&self.builtins);
        self.closure.iter().for_each(|it| visit.object(it));
        visit.cell(&self.defaults, |it, visit| it.iter().for_each(|it| visit.object(it)));
        visit.cell(&self.kwdefaults, |it, visit| it.iter().for_each(|it| visit.object(it)));
        for cell in [&self.doc, &self.module, &self.annotations, &self.type_params] {
            visit.cell(cell, |it, visit| visit.value(it));
        }
    }

    fn clear(&self) {
        let defaults = (self.defaults.take(), self.kwdefaults.take());
        let annotations = self.annotations.replace(Value::Err);
        drop((defaults, annotations));
    }
}

impl Function {
    /// Lays down the defaults of the last `missing` parameters; false, and nothing is, if there are not as many.
    #[inline(always)]
    pub fn fill_defaults(&self, vm: &Vm, out: &Outgoing, missing: usize) -> bool {
        let defaults = self.defaults.borrow();
        let items = defaults.as_ref().map_or(&[][..], |it| it.items());
        let Some(first) = items.len().checked_sub(missing) else { return false };
        for value in &items[first..] {
            out.push(vm, value.clone());
        }
        true
    }

    #[inline(always)]
    /// The code, borrowed: nothing may assign another meanwhile.
    pub fn borrow_code(&self) -> std::cell::Ref<'_, Ref<Code>> {
        self.code.borrow()
    }

    pub fn code(&self) -> Ref<Code> {
        self.code.borrow().clone()
    }

    /// The body, if the function has been called before.
    #[inline(always)]
    pub fn ready_body(&self) -> Option<&Body> {
        // SAFETY: points into `body_owner`. Assigning `__code__` leaves the old body to the Vm, which
        // keeps it, since a frame may be running it.
        unsafe { self.body.get().as_ref() }
    }

    /// The body, lowered now if need be.
    pub fn body(&self, vm: &Vm) -> Raises<&Body> {
        if self.body.get().is_null() {
            let code = self.code();
            let body = Code::body(&code, vm, &self.globals, &self.builtins, self.namespace)?;
            self.body.set(Rc::as_ptr(&body));
            *self.body_owner.borrow_mut() = Some(body);
        }
        Ok(self.ready_body().expect("set just now"))
    }

    /// `function.__code__ = code`.
    pub fn set_code(&self, vm: &Vm, code: Ref<Code>) {
        self.body.set(std::ptr::null());
        if let Some(body) = self.body_owner.borrow_mut().take() {
            vm.keep_body(body);
        }
        let old = self.code.replace(code);
        drop(old);
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        // Code that runs once (module and class bodies, lambdas made in passing) may be dropped by its
        // own last statement only after the frame has let go: frames hold the function.
        self.body.set(std::ptr::null());
    }
}

impl Ref<Function> {
    pub fn new(
        vm: &Vm,
        code: Ref<Code>,
        globals: Ref<Dict>,
        builtins: Ref<Dict>,
        closure: Box<[Ref<CellBox>]>,
        namespace: bool,
    ) -> Ref<Function> {
        let function = Function {
            name: RefCell::new(code.facts.name.clone()),
            qualname: RefCell::new(code.facts.qualname.clone()),
            doc: RefCell::new(code.facts.doc.clone()),
            code: RefCell::new(code),
            body: Cell::new(std::ptr::null()),
            body_owner: RefCell::default(),
            module: RefCell::new(Value::None),
            globals,
            builtins,
            closure,
            defaults: RefCell::default(),
            kwdefaults: RefCell::default(),
            annotations: RefCell::new(Value::Err),
            type_params: RefCell::new(Value::Err),
            namespace,
        };
        make(vm, vm.class(super::Builtin::Function), function)
    }
}

impl Ref<Function> {
    /// The function of a generator expression, which nobody gets to see: its body is at hand, and it goes
    /// without a module.
    pub fn of_expression(
        vm: &Vm,
        code: &Ref<Code>,
        body: &Rc<Body>,
        outer: &Function,
        closure: Box<[Ref<CellBox>]>,
    ) -> Ref<Function> {
        let (globals, builtins) = (outer.globals.clone(), outer.builtins.clone());
        let made = Ref::<Function>::new(vm, code.clone(), globals, builtins, closure, false);
        made.body.set(Rc::as_ptr(body));
        *made.body_owner.borrow_mut() = Some(body.clone());
        made
    }
}

/// The payload of cells: a variable shared between functions.
pub struct CellBox(UnsafeCell<Value>);

impl Payload for CellBox {
    fn traverse(&self, visit: &mut Visitor) {
        visit.value(self.peek());
    }

    fn clear(&self) {
        drop(self.replace(Value::Err));
    }
}

impl CellBox {
    #[inline(always)]
    fn peek(&self) -> &Value {
        // SAFETY: borrows end within this module's functions, none of which runs other code.
        unsafe { &*self.0.get() }
    }

    /// What the variable holds; `Err` if it is unbound.
    #[inline(always)]
    pub fn get(&self) -> Value {
        self.peek().clone()
    }

    #[inline(always)]
    pub fn replace(&self, value: Value) -> Value {
        // SAFETY: as `peek`.
        std::mem::replace(unsafe { &mut *self.0.get() }, value)
    }
}

impl Ref<CellBox> {
    #[inline]
    pub fn new(vm: &Vm, value: Value) -> Ref<CellBox> {
        make(vm, vm.class(super::Builtin::Cell), CellBox(UnsafeCell::new(value)))
    }
}
