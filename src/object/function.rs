//! [`Function`]: the payload of functions made by `def` and `lambda`; the executable tree's traits.
//!
//! Reference: Data model, "User-defined functions".

use std::cell::{Cell, OnceCell, UnsafeCell};
use std::rc::Rc;

use crate::syntax::ast::Span;

use super::code::Code;
use super::dict::Dict;
use super::error::Raises;
use super::heap::{Header, Layout, Object, Payload, Ref, Visitor, allocate, make};
use super::place::Place;
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
    /// What the code is called, as generators tell.
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
}

impl Body {
    /// See [`Body::exact`].
    pub const NEVER: u32 = u32::MAX;

    #[inline(always)]
    pub fn is_plain(&self) -> bool {
        self.exact != Body::NEVER
    }
}

/// The cells of the free variables, in the order of `co_freevars`, lie behind it in the same block.
#[repr(C)]
pub struct Function {
    code: Place<Ref<Code>>,
    /// Null until first called; else one count of an `Rc`.
    body: Cell<*const Body>,
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    pub defaults: Place<Option<Ref<Tuple>>>,
    pub module: Place<Value>,
    rare: OnceCell<Box<Rare>>,
    /// How many cells there are.
    count: Cell<u32>,
    /// The body runs over a namespace mapping in its first slot: class bodies and `exec`.
    pub namespace: bool,
    cells: UnsafeCell<[Ref<CellBox>; 0]>,
}

/// What few functions have; names and the docstring are the code's unless they were set.
struct Rare {
    name: Place<Option<Ref<Str>>>,
    qualname: Place<Option<Ref<Str>>>,
    doc: Place<Value>,
    kwdefaults: Place<Option<Ref<Dict>>>,
    annotations: Place<Value>,
    type_params: Place<Value>,
}

impl Default for Rare {
    fn default() -> Rare {
        Rare {
            name: Place::default(),
            qualname: Place::default(),
            doc: Place::new(Value::Err),
            kwdefaults: Place::default(),
            annotations: Place::new(Value::Err),
            type_params: Place::new(Value::Err),
        }
    }
}

/// The layout of functions: sized by the number of their cells.
pub static LAYOUT: Layout = {
    // SAFETY: called by the heap on live functions only.
    unsafe fn size_of_function(it: *const Header) -> usize {
        size(unsafe { (*it.cast::<Object<Function>>()).payload.count.get() as usize })
    }
    Layout { size: size_of_function, bury: None, ..Layout::of::<Function>() }
};

const fn size(cells: usize) -> usize {
    size_of::<Object<Function>>() + cells * size_of::<Ref<CellBox>>()
}

impl Payload for Function {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(self.code.peek());
        visit.object(&self.globals);
        visit.object(&self.builtins);
        self.closure().iter().for_each(|it| visit.object(it));
        self.defaults.peek().iter().for_each(|it| visit.object(it));
        visit.value(self.module.peek());
        if let Some(rare) = self.rare.get() {
            rare.kwdefaults.peek().iter().for_each(|it| visit.object(it));
            for place in [&rare.doc, &rare.annotations, &rare.type_params] {
                visit.value(place.peek());
            }
        }
    }

    fn clear(&self) {
        self.defaults.set(None);
        if let Some(rare) = self.rare.get() {
            rare.kwdefaults.set(None);
            rare.annotations.set(Value::Err);
        }
    }
}

impl Function {
    /// Lays down the defaults of the last `missing` parameters; false, and nothing is, if there are not as many.
    #[inline(always)]
    pub fn fill_defaults(&self, vm: &Vm, out: &Outgoing, missing: usize) -> bool {
        // Nothing runs while they are looked at.
        let items = self.defaults.peek().as_ref().map_or(&[][..], |it| it.items());
        let Some(first) = items.len().checked_sub(missing) else { return false };
        for value in &items[first..] {
            out.push(vm, value.clone());
        }
        true
    }

    #[inline(always)]
    pub fn code(&self) -> Ref<Code> {
        self.code.get()
    }

    /// Cells of the free variables, in the order of `co_freevars`.
    #[inline(always)]
    pub fn closure(&self) -> &[Ref<CellBox>] {
        // SAFETY: that many cells were written behind the payload, and stay there.
        unsafe { std::slice::from_raw_parts(self.cells.get().cast(), self.count.get() as usize) }
    }

    /// The body, if the function has been called before.
    #[inline(always)]
    pub fn ready_body(&self) -> Option<&Body> {
        // SAFETY: held by one count. Assigning `__code__` leaves the old body to the Vm, which keeps it,
        // since a frame may be running it.
        unsafe { self.body.get().as_ref() }
    }

    /// The body, lowered now if need be.
    pub fn body(&self, vm: &Vm) -> Raises<&Body> {
        if self.body.get().is_null() {
            let code = self.code();
            let body = Code::body(&code, vm, &self.globals, &self.builtins, self.namespace)?;
            self.body.set(Rc::into_raw(body));
        }
        Ok(self.ready_body().expect("set just now"))
    }

    fn take_body(&self) -> Option<Rc<Body>> {
        let body = self.body.replace(std::ptr::null());
        // SAFETY: not null, it is the count that `body` or `of_expression` left there.
        if body.is_null() { None } else { Some(unsafe { Rc::from_raw(body) }) }
    }

    /// `function.__code__ = code`.
    pub fn set_code(&self, vm: &Vm, code: Ref<Code>) {
        if let Some(body) = self.take_body() {
            vm.keep_body(body);
        }
        // Names and docstring stay as they are.
        let (name, qualname, doc) = (self.name(), self.qualname(), self.doc());
        self.set_name(name);
        self.set_qualname(qualname);
        self.set_doc(doc);
        self.code.set(code);
    }

    fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    pub fn name(&self) -> Ref<Str> {
        let own = self.rare.get().and_then(|it| it.name.get());
        own.unwrap_or_else(|| self.code.peek().facts.name.clone())
    }

    pub fn set_name(&self, name: Ref<Str>) {
        self.rare().name.set(Some(name));
    }

    pub fn qualname(&self) -> Ref<Str> {
        let own = self.rare.get().and_then(|it| it.qualname.get());
        own.unwrap_or_else(|| self.code.peek().facts.qualname.clone())
    }

    pub fn set_qualname(&self, name: Ref<Str>) {
        self.rare().qualname.set(Some(name));
    }

    /// The names that were set, if any was.
    #[inline(always)]
    pub(super) fn own_names(&self) -> Option<[Option<Ref<Str>>; 2]> {
        let rare = self.rare.get()?;
        let names = [rare.name.get(), rare.qualname.get()];
        if names.iter().all(Option::is_none) { None } else { Some(names) }
    }

    pub fn doc(&self) -> Value {
        let own = self.rare.get().and_then(|it| it.doc.get().given());
        own.unwrap_or_else(|| self.code.peek().facts.doc.clone())
    }

    pub fn set_doc(&self, doc: Value) {
        self.rare().doc.set(doc);
    }

    pub fn kwdefaults(&self) -> Option<Ref<Dict>> {
        self.rare.get().and_then(|it| it.kwdefaults.get())
    }

    pub fn set_kwdefaults(&self, defaults: Option<Ref<Dict>>) {
        if defaults.is_some() || self.rare.get().is_some() {
            self.rare().kwdefaults.set(defaults);
        }
    }

    /// A dict, once asked for.
    pub fn annotations(&self) -> Option<Value> {
        self.rare.get().and_then(|it| it.annotations.get().given())
    }

    pub fn set_annotations(&self, annotations: Option<Value>) {
        self.rare().annotations.set(annotations.unwrap_or(Value::Err));
    }

    /// A tuple, if there are any.
    pub fn type_params(&self) -> Option<Value> {
        self.rare.get().and_then(|it| it.type_params.get().given())
    }

    pub fn set_type_params(&self, params: Value) {
        self.rare().type_params.set(params);
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        // Code that runs once (module and class bodies, lambdas made in passing) may be dropped by its
        // own last statement only after the frame has let go: frames hold the function.
        drop(self.take_body());
        let count = self.count.replace(0) as usize;
        // SAFETY: the cells, which nobody sees any more.
        unsafe {
            let cells = self.cells.get().cast::<Ref<CellBox>>();
            std::ptr::slice_from_raw_parts_mut(cells, count).drop_in_place();
        }
    }
}

impl Ref<Function> {
    pub fn new(
        vm: &Vm,
        code: Ref<Code>,
        globals: Ref<Dict>,
        builtins: Ref<Dict>,
        closure: impl ExactSizeIterator<Item = Ref<CellBox>>,
        namespace: bool,
    ) -> Ref<Function> {
        let class = vm.class(super::Builtin::Function);
        let most = closure.len();
        // SAFETY: payload and cells are written before the object is seen, and no more cells than there is
        // room for.
        unsafe {
            let it = allocate(class, class.root_shape(), size(most)).cast::<Object<Function>>();
            (&raw mut (*it).payload).write(Function {
                code: Place::new(code),
                body: Cell::new(std::ptr::null()),
                globals,
                builtins,
                defaults: Place::default(),
                module: Place::new(Value::None),
                rare: OnceCell::new(),
                count: Cell::new(0),
                namespace,
                cells: UnsafeCell::new([]),
            });
            let made: Ref<Function> = Ref::from_raw(it);
            let cells = (&raw const (*it).payload.cells).cast::<Ref<CellBox>>().cast_mut();
            let mut count = 0;
            for cell in closure.take(most) {
                cells.add(count).write(cell);
                count += 1;
            }
            assert!(count == most, "the closure is as long as it says");
            made.count.set(count as u32);
            vm.heap.track(made.header());
            made
        }
    }

    /// The function of a generator expression, which nobody gets to see: its body is at hand, and it goes
    /// without a module.
    pub fn of_expression(
        vm: &Vm,
        code: &Ref<Code>,
        body: &Rc<Body>,
        outer: &Function,
        closure: impl ExactSizeIterator<Item = Ref<CellBox>>,
    ) -> Ref<Function> {
        let (globals, builtins) = (outer.globals.clone(), outer.builtins.clone());
        let made = Ref::<Function>::new(vm, code.clone(), globals, builtins, closure, false);
        made.body.set(Rc::into_raw(body.clone()));
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
