//! [`Vm`]: the state of one interpreter.
//!
//! It is passed as `&Vm` and keeps what changes in cells: finalizers run wherever a last reference goes,
//! also inside code that holds the `Vm`, so no part of the interpreter may assume that it alone sees it.

use std::any::{Any, TypeId};
use std::cell::{Cell, OnceCell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::ptr::NonNull;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::algo::hash::Key;

use super::builtin::{BUILTINS, Builtin};
use super::dict::Dict;
use super::error::{Raised, Raises};
use super::function::{Body, CellBox, Function, Stmt, Truth};
use super::gc::Heap;
use super::generator::{Generator, News};
use super::heap::{Payload, Ref, make};
use super::interned::Interned;
use super::stack::{self, Fp};
use super::string::Str;
use super::thread;
use super::tuple::Tuple;
use super::types::{Args, Type, TypeSpec};
use super::value::Value;

/// Something wants attention at the next back edge or call: a signal or a collection. A static, because
/// signal handlers set it.
pub static ATTENTION: AtomicBool = AtomicBool::new(false);
/// Ctrl-C was pressed.
pub static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// What the layers above provide.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Makes a built-in class.
    pub make_class: fn(&Vm, Builtin) -> Ref<Type>,
    /// Fills the namespace of a built-in class.
    pub populate: fn(&Vm, &Ref<Type>, &'static TypeSpec),
    /// Makes an exception object.
    pub exception: fn(&Vm, Builtin, Vec<Value>) -> Value,
    /// Sets a fresh exception's `__context__` to the one being handled.
    pub set_context: fn(&Vm, &Value),
    /// Sets `obj` and `name` of an AttributeError.
    pub set_attribute_error: fn(&Value, &Value, &Ref<Str>),
    /// Adds the frame and position to the traceback of the stored exception.
    pub add_traceback: fn(&Vm, Fp, u32),
    /// Calls any object.
    pub call: fn(&Vm, &Value, Args) -> Raises<Value>,
    /// Calls a function with a receiver in front of the arguments.
    pub call_function: fn(&Vm, &Ref<Function>, &Value, &[Value]) -> Raises<Value>,
    /// Calls a function with each item of a generator.
    pub each_item: fn(&Vm, &Generator, &mut dyn FnMut(Value) -> Raises<()>) -> Raises<()>,
    /// Runs `__del__`.
    pub finalize: fn(&Vm, &Value),
    /// Calls a weak reference's callback.
    pub weak_callback: fn(&Vm, &Value, Value),
    /// Reports an exception that nobody can handle: prefix of the message, and what it concerns.
    pub unraisable: fn(&Vm, Raised, &str, &Value),
}

pub struct Vm {
    pub heap: Heap,
    pub hooks: Hooks,
    classes: [OnceCell<Ref<Type>>; BUILTINS],
    interned: Interned,
    /// Strings of one code point below 256, and at 256 the empty one.
    latin1: [OnceCell<Ref<Str>>; 257],
    empty_tuple: OnceCell<Ref<Tuple>>,
    /// See [`Node::eval_wide`](super::Node::eval_wide).
    pub wide: Cell<Option<i128>>,
    /// Room for text that is being put together; whoever uses it takes it out.
    pub text_buffer: Cell<Vec<u8>>,
    names: [OnceCell<Ref<Str>>; super::names::NAMES],
    exception: UnsafeCell<Value>,
    result: UnsafeCell<Value>,
    /// The exception being handled, or `None`.
    handled: RefCell<Value>,
    signal: RefCell<(bool, Value)>,
    signalled: Cell<bool>,
    /// The last `yield` was an asynchronous generator's own, not one of what it awaits.
    pub produced: Cell<bool>,
    /// What a statement that a generator is gone back to is told.
    pub news: Cell<News>,
    /// A generator that the running one asks for an item.
    pulled: Cell<Option<NonNull<Generator>>>,
    /// The innermost statement a generator that is being suspended can go on with.
    leaf: Cell<Option<NonNull<dyn Stmt>>>,
    /// Bumped whenever the ends of chains of delegating generators are no longer known.
    pub(super) chains: Cell<u32>,
    /// The value of a `StopIteration` that an iterator's `next` turned into "no more".
    stop_value: RefCell<Value>,
    pub(super) lookups: super::types::Lookups,
    pub(super) method_lookups: OnceCell<super::method_place::MethodLookups>,
    pub(super) slot_lookups: OnceCell<super::shape::SlotLookups>,
    /// Bumped whenever a class changes in a way that inline caches must notice.
    pub epoch: Cell<u32>,
    pub(super) sp: Cell<*mut Value>,
    stack_base: *mut Value,
    pub(super) stack_end: Cell<*mut Value>,
    /// The running frame.
    pub frame: Cell<Fp>,
    /// Depth of Python calls.
    pub depth: Cell<u32>,
    pub recursion_limit: Cell<u32>,
    /// Depth of native code that recurses.
    native_depth: Cell<u32>,
    /// Lowest native stack address Python code may reach.
    pub stack_limit: Cell<usize>,
    graveyard: RefCell<Vec<Value>>,
    kept_bodies: RefCell<Vec<Rc<Body>>>,
    identities: Cell<u32>,
    pub(super) weak: RefCell<HashMap<usize, super::weak::References>>,
    /// Objects whose `repr` is under way.
    pub repr_guard: RefCell<Vec<u64>>,
    state: RefCell<HashMap<TypeId, Rc<dyn Any>>>,
    pub builtins: OnceCell<Ref<Dict>>,
    /// `sys.modules`.
    pub modules: OnceCell<Ref<Dict>>,
    /// Key of string and bytes hashes: PYTHONHASHSEED.
    hash_key: Cell<Key>,
    service_hooks: RefCell<Vec<fn(&Vm) -> Raises<()>>>,
}

const STACK_SLOTS: usize = 1 << 26;
/// How deep native code may recurse, as in CPython apart from the recursion limit.
const NATIVE_LIMIT: u32 = 10_000;

thread_local! {
    static CURRENT: Cell<*const Vm> = const { Cell::new(std::ptr::null()) };
}

impl Vm {
    /// An interpreter for this thread. It is boxed, since objects find it by its address, and becomes
    /// the thread's current one.
    pub fn new(hooks: Hooks, native_stack: usize) -> Box<Vm> {
        let stack_base = stack::reserve(STACK_SLOTS);
        let vm = Box::new(Vm {
            heap: Heap::default(),
            hooks,
            classes: [const { OnceCell::new() }; BUILTINS],
            interned: Interned::default(),
            latin1: [const { OnceCell::new() }; 257],
            empty_tuple: OnceCell::new(),
            text_buffer: Cell::default(),
            wide: Cell::new(None),
            names: [const { OnceCell::new() }; super::names::NAMES],
            exception: UnsafeCell::new(Value::Err),
            result: UnsafeCell::new(Value::Err),
            handled: RefCell::new(Value::None),
            signal: RefCell::new((false, Value::None)),
            signalled: Cell::new(false),
            produced: Cell::new(false),
            news: Cell::new(News::Nothing),
            pulled: Cell::new(None),
            leaf: Cell::new(None),
            chains: Cell::new(1),
            stop_value: RefCell::new(Value::None),
            lookups: super::types::Lookups::default(),
            method_lookups: OnceCell::new(),
            slot_lookups: OnceCell::new(),
            epoch: Cell::new(1),
            sp: Cell::new(stack_base),
            stack_base,
            // SAFETY: inside the reservation.
            stack_end: Cell::new(unsafe { stack_base.add(STACK_SLOTS - stack::MARGIN) }),
            frame: Cell::new(Fp::NULL),
            depth: Cell::new(0),
            recursion_limit: Cell::new(1000),
            native_depth: Cell::new(0),
            stack_limit: Cell::new(thread::stack_limit(native_stack)),
            graveyard: RefCell::default(),
            kept_bodies: RefCell::default(),
            identities: Cell::new(0),
            weak: RefCell::default(),
            repr_guard: RefCell::default(),
            state: RefCell::default(),
            builtins: OnceCell::new(),
            modules: OnceCell::new(),
            hash_key: Cell::new(Key::from_seed(0)),
            service_hooks: RefCell::default(),
        });
        CURRENT.set(&raw const *vm);
        vm
    }

    /// Calls `body` with this thread's interpreter. Objects only live while there is one.
    #[inline]
    pub fn with_current<T>(body: impl FnOnce(&Vm) -> T) -> T {
        let vm = CURRENT.get();
        assert!(!vm.is_null(), "objects need a living interpreter");
        // SAFETY: set while the `Vm` lives, which is longer than any object.
        body(unsafe { &*vm })
    }

    /// A built-in class.
    #[inline(always)]
    pub fn class(&self, which: Builtin) -> &Ref<Type> {
        match self.classes[which as usize].get() {
            Some(class) => class,
            None => self.make_class(which),
        }
    }

    #[cold]
    #[inline(never)]
    fn make_class(&self, which: Builtin) -> &Ref<Type> {
        let class = (self.hooks.make_class)(self, which);
        // Making a class may have made the same one on the way (`type` and `object` need each other).
        self.classes[which as usize].get_or_init(|| class)
    }

    /// The class, if it has been made.
    pub fn known_class(&self, which: Builtin) -> Option<&Ref<Type>> {
        self.classes[which as usize].get()
    }

    /// Enters a class made while another one was.
    pub fn set_class(&self, which: Builtin, class: Ref<Type>) -> &Ref<Type> {
        self.classes[which as usize].get_or_init(|| class)
    }

    /// The class of any value.
    #[inline(always)]
    pub fn type_of<'a>(&'a self, value: &'a Value) -> &'a Ref<Type> {
        if let Some(header) = value.header() {
            return header.class();
        }
        self.class(match value {
            Value::Int(_) => Builtin::Int,
            Value::Float(_) => Builtin::Float,
            Value::Bool(_) => Builtin::Bool,
            Value::NotImplemented => Builtin::NotImplementedType,
            Value::Ellipsis => Builtin::EllipsisType,
            _ => Builtin::NoneType,
        })
    }

    /// The name of a value's class, for messages.
    pub fn type_name(&self, value: &Value) -> String {
        self.type_of(value).name()
    }

    /// Whether a value is an instance of a built-in class or of a subclass of it, by its type alone.
    pub fn is_instance(&self, value: &Value, class: Builtin) -> bool {
        self.type_of(value).is_subclass(self.class(class))
    }

    /// An object of a built-in class.
    #[inline]
    pub fn alloc<T: Payload>(&self, class: Builtin, payload: T) -> Value {
        Value::of(make(self, self.class(class), payload).into_any())
    }

    /// An object of any class whose layout is that of `T`.
    #[inline]
    pub fn alloc_in<T: Payload>(&self, class: &Ref<Type>, payload: T) -> Value {
        Value::of(make(self, class, payload).into_any())
    }

    // Strings and tuples.

    pub fn str(&self, text: &str) -> Ref<Str> {
        self.str_from_bytes(text.as_bytes())
    }

    /// `str` as a [`Value`].
    pub fn text(&self, text: &str) -> Value {
        Value::Str(self.str(text))
    }

    /// A string of these bytes of generalized UTF-8.
    #[inline]
    pub fn str_from_bytes(&self, bytes: &[u8]) -> Ref<Str> {
        match bytes {
            [] => self.one_of_latin1(256),
            [byte] => self.one_of_latin1(usize::from(*byte)),
            _ => Ref::<Str>::exact(self, bytes),
        }
    }

    /// A string of one code point.
    pub fn str_from_code(&self, code: u32) -> Ref<Str> {
        if code < 256 {
            return self.one_of_latin1(code as usize);
        }
        let mut bytes = Vec::with_capacity(4);
        crate::algo::wtf8::push(&mut bytes, code);
        Ref::<Str>::of_class(self.class(Builtin::Str), &bytes)
    }

    fn one_of_latin1(&self, which: usize) -> Ref<Str> {
        self.latin1[which]
            .get_or_init(|| {
                let mut bytes = Vec::new();
                if which < 256 {
                    crate::algo::wtf8::push(&mut bytes, which as u32);
                }
                let it = Ref::<Str>::of_class(self.class(Builtin::Str), &bytes);
                self.intern_new(&it);
                it
            })
            .clone()
    }

    fn intern_new(&self, it: &Ref<Str>) {
        it.set_interned();
        self.interned.insert(it);
    }

    /// Key of string and bytes hashes.
    #[inline(always)]
    pub fn hash_key(&self) -> Key {
        self.hash_key.get()
    }

    /// Sets the key, before anything has been hashed.
    pub fn set_hash_key(&self, key: Key) {
        self.hash_key.set(key);
        self.interned.set_key(key);
    }

    /// The one string object with this text that attribute names and cached keys use.
    pub fn intern(&self, text: &str) -> Ref<Str> {
        self.intern_bytes(text.as_bytes())
    }

    pub fn intern_bytes(&self, bytes: &[u8]) -> Ref<Str> {
        if let Some(known) = self.interned.get(bytes) {
            return known;
        }
        if bytes.len() == 1 && bytes[0] < 128 {
            return self.one_of_latin1(usize::from(bytes[0]));
        }
        let it = Ref::<Str>::of_class(self.class(Builtin::Str), bytes);
        self.intern_new(&it);
        it
    }

    /// The interned string equal to `text`, which becomes it if there is none yet.
    #[inline]
    pub fn intern_str(&self, text: &Ref<Str>) -> Ref<Str> {
        if text.is_interned() { text.clone() } else { self.intern_bytes(text.bytes()) }
    }

    pub(super) fn forget_interned(&self, text: &Str) {
        self.interned.remove(text);
    }

    /// The interned string of a well-known name.
    #[inline]
    pub fn name(&self, name: super::names::Name) -> &Ref<Str> {
        self.names[name as usize].get_or_init(|| self.intern(name.text()))
    }

    pub fn tuple(&self, items: Vec<Value>) -> Value {
        Value::Tuple(self.tuple_ref(items))
    }

    pub fn tuple_ref(&self, items: Vec<Value>) -> Ref<Tuple> {
        if items.is_empty() {
            let class = self.class(Builtin::Tuple);
            return self
                .empty_tuple
                .get_or_init(|| Ref::<Tuple>::of_class(self, class, std::iter::empty()))
                .clone();
        }
        Ref::<Tuple>::of_vec(self, items)
    }

    pub fn list(&self, items: Vec<Value>) -> Value {
        Value::List(Ref::<super::list::List>::new(self, items))
    }

    pub fn dict(&self) -> Ref<Dict> {
        Ref::<Dict>::new(self)
    }

    pub fn cell(&self, value: Value) -> Ref<CellBox> {
        Ref::<CellBox>::new(self, value)
    }

    // Exceptions on their way, and results.

    pub fn set_exception(&self, exception: Value) {
        // SAFETY: no borrow of the cell leaves these functions.
        let old = unsafe { std::mem::replace(&mut *self.exception.get(), exception) };
        drop(old);
    }

    /// The exception that `Value::Err` stands for, taken out.
    pub fn take_exception(&self) -> Value {
        // SAFETY: as above.
        let exception = unsafe { std::mem::replace(&mut *self.exception.get(), Value::Err) };
        debug_assert!(!exception.is_err(), "an error was signalled without an exception");
        exception
    }

    /// The exception that `Value::Err` stands for.
    pub fn peek_exception(&self) -> Value {
        // SAFETY: as above.
        unsafe { (*self.exception.get()).clone() }
    }

    /// Leaves the value of a `return` or `yield` for the one who runs the statement.
    #[inline(always)]
    pub fn set_result(&self, value: Value) {
        // SAFETY: the cell holds `Err` between uses, so nothing needs dropping.
        unsafe { self.result.get().write(value) };
    }

    #[inline(always)]
    pub fn take_result(&self) -> Value {
        // SAFETY: as above.
        unsafe { std::mem::replace(&mut *self.result.get(), Value::Err) }
    }

    /// The exception being handled (`sys.exception()`), or `None`.
    pub fn handled(&self) -> Value {
        self.handled.borrow().clone()
    }

    /// Sets the exception being handled and returns the one before.
    pub fn replace_handled(&self, exception: Value) -> Value {
        self.handled.replace(exception)
    }

    // Calls and checks.

    #[inline]
    pub fn truth(&self, value: &Value) -> Truth {
        match value {
            Value::Bool(it) => Truth::from(*it != 0),
            Value::None => Truth::False,
            Value::Int(it) => Truth::from(*it != 0),
            Value::Float(bits) => Truth::from(f64::from_bits(*bits) != 0.0),
            Value::Str(it) => Truth::from(it.count() != 0),
            Value::List(it) => Truth::from(!it.is_empty()),
            Value::Tuple(it) => Truth::from(!it.is_empty()),
            Value::Dict(it) => Truth::from(!it.is_empty()),
            Value::Err => Truth::Err,
            other => self.truth_slow(other),
        }
    }

    #[inline(never)]
    fn truth_slow(&self, value: &Value) -> Truth {
        match self.is_true(value) {
            Ok(it) => Truth::from(it),
            Err(raised) => {
                self.raise(raised);
                Truth::Err
            }
        }
    }

    /// `bool(value)`.
    pub fn is_true(&self, value: &Value) -> Raises<bool> {
        match value {
            Value::Bool(it) => return Ok(*it != 0),
            Value::None => return Ok(false),
            Value::Int(it) => return Ok(*it != 0),
            _ => {}
        }
        let slots = &self.type_of(value).slots;
        if let Some(bool_) = slots.bool_.get() {
            return bool_(self, value);
        }
        match slots.len.get() {
            Some(len) => Ok(len(self, value)? != 0),
            None => Ok(true),
        }
    }

    /// Calls any object.
    pub fn call(&self, callee: &Value, args: Args) -> Raises<Value> {
        (self.hooks.call)(self, callee, args)
    }

    /// Leaves the value of a `StopIteration` for `yield from`, when `next` says "no more".
    pub fn set_stop_value(&self, value: Value) {
        if !value.is_none() {
            let old = self.stop_value.replace(value);
            drop(old);
        }
    }

    /// The value left by the iterator that has just ended, or `None`.
    pub fn take_stop_value(&self) -> Value {
        self.stop_value.replace(Value::None)
    }

    /// Reports an exception that nobody can handle.
    pub fn unraisable(&self, raised: Raised, prefix: &str, what: &Value) {
        (self.hooks.unraisable)(self, raised, prefix, what);
    }

    pub(super) fn finalize(&self, value: &Value) {
        (self.hooks.finalize)(self, value);
    }

    /// Whether a call may go one level deeper; counts it. Pair with [`Vm::leave_call`].
    #[inline(always)]
    pub fn enter_call(&self) -> bool {
        let depth = self.depth.get() + 1;
        self.depth.set(depth);
        depth <= self.recursion_limit.get() && thread::stack_pointer() > self.stack_limit.get()
    }

    #[inline(always)]
    pub fn leave_call(&self) {
        self.depth.set(self.depth.get() - 1);
    }

    /// Runs `body` one level deeper, for native code that recurses (repr, comparison, …).
    /// `what` completes "maximum recursion depth exceeded", e.g. " while getting the repr of an object".
    pub fn nested<T>(&self, what: &str, body: impl FnOnce() -> Raises<T>) -> Raises<T> {
        let depth = self.native_depth.get();
        if depth >= NATIVE_LIMIT || thread::stack_pointer() <= self.stack_limit.get() {
            return Err(self.recursion_error(what));
        }
        self.native_depth.set(depth + 1);
        let result = body();
        self.native_depth.set(depth);
        result
    }

    #[cold]
    pub fn recursion_error(&self, what: &str) -> Raised {
        Raised::new(Builtin::RecursionError, format!("maximum recursion depth exceeded{what}"))
    }

    /// Asks for attention at the next back edge or call.
    pub fn request_attention() {
        ATTENTION.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked for attention.
    #[inline(always)]
    pub fn needs_attention() -> bool {
        ATTENTION.load(Ordering::Relaxed)
    }

    /// Does what attention was asked for: collects cycles, raises KeyboardInterrupt. Long native loops
    /// call it too now and then.
    #[cold]
    #[inline(never)]
    pub fn service(&self) -> Raises<()> {
        ATTENTION.store(false, Ordering::Relaxed);
        let parked = self.graveyard.take();
        drop(parked);
        self.heap.collect_if_due(self);
        let hooks: Vec<_> = self.service_hooks.borrow().clone();
        for hook in hooks {
            hook(self)?;
        }
        if INTERRUPTED.swap(false, Ordering::Relaxed) {
            return Err(Raised::with_args(Builtin::KeyboardInterrupt, vec![]));
        }
        Ok(())
    }

    /// Adds something [`Vm::service`] does.
    pub fn on_service(&self, hook: fn(&Vm) -> Raises<()>) {
        self.service_hooks.borrow_mut().push(hook);
    }

    /// For long native loops: raises KeyboardInterrupt if Ctrl-C was pressed.
    #[inline]
    pub fn poll(&self) -> Raises<()> {
        if Vm::needs_attention() { self.service() } else { Ok(()) }
    }

    /// Keeps a value displaced from a frame until no node can be borrowing it.
    pub fn park(&self, value: Value) {
        if value.is_heap() {
            self.graveyard.borrow_mut().push(value);
            Vm::request_attention();
        }
    }

    pub(super) fn next_identity(&self) -> u32 {
        self.identities.set(self.identities.get() + 1);
        self.identities.get()
    }

    pub(super) fn keep_body(&self, body: Rc<Body>) {
        self.kept_bodies.borrow_mut().push(body);
    }

    /// State that a layer above keeps for the interpreter, made on first use.
    pub fn state<T: Default + 'static>(&self) -> Rc<T> {
        if let Some(known) = self.state.borrow().get(&TypeId::of::<T>()) {
            return known.clone().downcast::<T>().expect("entries are keyed by their type");
        }
        let made = Rc::new(T::default());
        self.state.borrow_mut().insert(TypeId::of::<T>(), made.clone());
        made
    }

    #[cfg(feature = "leak-check")]
    pub(super) fn drop_state(&self) {
        let parked = (self.graveyard.take(), self.kept_bodies.take());
        drop(parked);
        let state = self.state.take();
        drop(state);
    }

    /// Takes out the objects that are there once, and gives the built-in classes.
    #[cfg(feature = "leak-check")]
    pub(super) fn take_shared(&mut self) -> Vec<Ref<Type>> {
        let strings: Vec<_> = self.names.iter_mut().map(OnceCell::take).collect();
        drop(strings);
        let strings: Vec<_> = self.latin1.iter_mut().map(OnceCell::take).collect();
        drop(strings);
        drop(self.empty_tuple.take());
        self.classes.iter_mut().filter_map(OnceCell::take).collect()
    }

    /// A number that changes with every class change that matters to caches.
    pub fn bump_epoch(&self) {
        self.epoch.set(self.epoch.get().wrapping_add(1));
    }

    /// Whether so many values more fit on the value stack.
    pub fn has_room(&self, count: usize) -> bool {
        let left = (self.stack_end.get() as usize).saturating_sub(self.sp.get() as usize)
            / size_of::<Value>();
        count + 64 < left
    }

    /// What a generator that is about to be resumed is told: an exception to raise, or a value sent. Nothing
    /// need be said for `None`.
    #[inline]
    pub fn set_signal(&self, signal: (bool, Value)) {
        if !signal.0 && signal.1.is_none() {
            self.clear_signal();
            return;
        }
        self.signalled.set(true);
        let old = self.signal.replace(signal);
        drop(old);
    }

    /// A value of `None` is sent.
    #[inline(always)]
    pub fn clear_signal(&self) {
        self.signalled.set(false);
    }

    /// Whether the suspended statement is told anything but to go on.
    #[inline(always)]
    pub fn is_signalled(&self) -> bool {
        self.signalled.get()
    }

    /// Whether an exception is what the suspended statement is told.
    #[inline(always)]
    pub fn is_thrown(&self) -> bool {
        self.signalled.get() && self.signal.borrow().0
    }

    /// What the suspended statement is told: whether it is an exception, and the value.
    #[inline(always)]
    pub fn take_signal(&self) -> (bool, Value) {
        if !self.signalled.replace(false) {
            return (false, Value::None);
        }
        self.signal.replace((false, Value::None))
    }

    /// The frame being suspended can go on with this statement alone.
    #[inline(always)]
    pub fn set_leaf<S: Stmt + 'static>(&self, stmt: &S) {
        self.leaf.set(Some(NonNull::from(stmt as &(dyn Stmt + 'static))));
    }

    /// As [`Vm::set_leaf`], if nothing inside of it can.
    #[inline(always)]
    pub fn offer_leaf<S: Stmt + 'static>(&self, stmt: &S) {
        if self.leaf.get().is_none() {
            self.set_leaf(stmt);
        }
    }

    /// The statements around must be gone through to go on.
    #[inline(always)]
    pub fn clear_leaf(&self) {
        self.leaf.set(None);
    }

    #[inline(always)]
    pub(super) fn take_leaf(&self) -> Option<NonNull<dyn Stmt>> {
        // Set in two words, it is read in two: at once it would have to wait until both have reached memory.
        let place = self.leaf.as_ptr().cast::<usize>();
        // SAFETY: a pointer to a trait object is two words, and so is an optional one.
        let words =
            unsafe { [std::ptr::read_volatile(place), std::ptr::read_volatile(place.add(1))] };
        // SAFETY: the words of what the cell holds, without one if the first is zero.
        let leaf = unsafe { std::mem::transmute::<[usize; 2], Option<NonNull<dyn Stmt>>>(words) };
        self.leaf.set(None);
        leaf
    }

    /// The running generator suspends itself to get an item from `it`, which it holds.
    #[inline(always)]
    pub fn pull(&self, it: &Generator) {
        self.pulled.set(Some(NonNull::from(it)));
    }

    #[inline(always)]
    pub fn take_pulled(&self) -> Option<&Generator> {
        // SAFETY: held by the generator that asked, which waits for it.
        self.pulled.replace(None).map(|it| unsafe { it.as_ref() })
    }

    /// Whatever was known about the ends of chains of delegating generators is to be found out anew.
    pub fn break_chains(&self) {
        self.chains.set(self.chains.get().wrapping_add(1));
    }

    /// Takes a suspended frame off the value stack into a coroutine.
    pub fn lift_frame(
        &self,
        class: Builtin,
        function: &Ref<Function>,
        body: &Body,
        fp: Fp,
        receiver: bool,
    ) -> Value {
        let made = Ref::<Generator>::of_frame(self, self.class(class), function, body, fp);
        stack::abandon(self, fp, receiver);
        self.leave_call();
        Value::Gen(made)
    }

    /// Enters the frame of a call whose first `filled` slots hold the arguments. False: the stacks are
    /// exhausted, nothing was entered.
    #[inline(always)]
    pub fn enter_frame(&self, fp: Fp, function: &Ref<Function>, filled: u32, size: u32) -> bool {
        if !self.enter_call() || !stack::fits(self, fp, size) {
            self.leave_call();
            return false;
        }
        stack::enter(self, fp, function, filled, size);
        true
    }

    /// Leaves it again; its slots are dropped. `filled` as it was entered with; `receiver`: the frame began with
    /// the receiver.
    #[inline(always)]
    pub fn leave_frame(&self, fp: Fp, filled: u32, size: u32, receiver: bool) {
        stack::leave(self, fp, filled, size, receiver);
        self.leave_call();
    }
}

impl Drop for Vm {
    fn drop(&mut self) {
        // Objects die while the interpreter still stands.
        self.graveyard.take();
        self.state.take();
        stack::release(self.stack_base, STACK_SLOTS);
        CURRENT.set(std::ptr::null());
    }
}
