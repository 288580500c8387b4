//! [`Generator`]: the payload of generators, coroutines and asynchronous generators, their frame inline
//! behind it.
//!
//! Invariants: the frame's head is the payload's last field and its `size` slots follow it in the same
//! block, so that a frame finds its generator by its address. The slots are initialised from the moment the
//! object can be seen until the frame is given up ([`Generator::close`]). Statements that a generator is
//! resumed at belong to the body it was made with, which outlives it: a function keeps its body, and one
//! that is replaced goes to the `Vm`. `top` and `deepest` are uncounted: they are followed only while the
//! chain they belong to is intact, which `Vm::chains` tells.

use std::cell::{Cell, OnceCell, UnsafeCell};
use std::ptr::NonNull;

use super::function::{Body, BodyKind, Flow, Function, Stmt};
use super::heap::{
    Header, Layout, Object, Payload, Ref, Visitor, allocate_builtin, free_block, nested,
};
use super::place::Place;
use super::stack::{Fp, HEAD, Head, Outgoing};
use super::string::Str;
use super::types::Type;
use super::value::Value;
use super::vm::Vm;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Created,
    Suspended,
    /// What it delegates to is suspended or running, and was entered by way of it.
    Delegating,
    Running,
    Closed,
}

/// What a statement that is gone back to is told, other than by the signal of who resumed the generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Nothing,
    /// The generator that it asked for an item has handed one out: it is the result.
    Item,
    /// That generator has ended; what it returned is the result.
    End,
    /// That generator has failed.
    Failed,
    /// The statement itself was resumed apart from those around it, and has ended so.
    EndedNext,
    EndedReturn,
    EndedErr,
}

#[repr(C)]
pub struct Generator {
    rare: OnceCell<Box<Rare>>,
    body: *const Body,
    /// The statement to go on with, if it can go on without those around it.
    resume_at: Cell<Option<NonNull<dyn Stmt>>>,
    /// The generator by way of which this one was entered: the first of the chain of delegates it is in.
    top: Cell<*const Generator>,
    /// Of a chain's first: the generator at its end, valid while `chains` is the `Vm`'s.
    deepest: Cell<*const Generator>,
    chains: Cell<u32>,
    /// How many calls deep the end of the chain is below its first.
    pub length: Cell<u32>,
    /// The depth of calls that this generator runs at.
    pub base: Cell<u32>,
    pub state: Cell<State>,
    pub kind: BodyKind,
    /// A bit for each [`Mark`].
    marks: Cell<u8>,
    /// Its function is one that the generator owns a count of.
    head: Head,
    slots: UnsafeCell<[Value; 0]>,
}

/// What is so of a generator, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mark {
    /// The frame's slots are no longer there.
    Gone = 1,
    /// As a chain's first, it is running.
    Busy = 2,
    /// Another generator has delegated to this one.
    Delegated = 4,
    /// Of asynchronous generators: `aclose()` has run.
    AsyncClosed = 8,
    /// Of asynchronous generators: an `asend` is under way.
    AsyncRunning = 16,
    /// Of asynchronous generators: the hooks were called.
    Hooked = 32,
}

/// What few generators have; names are those of the body unless they were set.
#[derive(Default)]
struct Rare {
    name: Place<Option<Ref<Str>>>,
    qualname: Place<Option<Ref<Str>>>,
    /// Of asynchronous generators: what the event loop wants called in place of closing.
    finalizer: Place<Option<Value>>,
}

/// Where the slots are in the object.
const SLOTS: usize =
    std::mem::offset_of!(Object<Generator>, payload) + std::mem::offset_of!(Generator, slots);

impl Payload for Generator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(self.function());
        if let Some(rare) = self.rare.get() {
            rare.finalizer.peek().iter().for_each(|it| visit.value(it));
        }
        if !self.has(Mark::Gone) {
            visit.values(self.frame().slots(0, self.body().size));
        }
    }

    fn clear(&self) {
        // Of a chain that is running, whoever runs it holds the first; so none of it is garbage.
        if self.state.get() != State::Running {
            self.close();
        }
    }
}

const fn size(slots: u32) -> usize {
    size_of::<Object<Generator>>() + slots as usize * size_of::<Value>()
}

/// The layout of generators and their kin: sized by their frames.
pub static LAYOUT: Layout = {
    // SAFETY (both): called by the heap on live generators only.
    unsafe fn size_of_generator(it: *const Header) -> usize {
        size(unsafe { (*it.cast::<Object<Generator>>()).payload.body().size })
    }
    unsafe fn drop_generator(it: *mut Header) {
        unsafe {
            let it = it.cast::<Object<Generator>>();
            (*it).payload.close();
            std::ptr::drop_in_place(&raw mut (*it).payload);
        }
    }
    // Of generators that need no finalising.
    unsafe fn bury_generator(it: *mut Header) {
        nested(it, |it| unsafe {
            if (*it).index().is_some() {
                Vm::with_current(|vm| vm.heap.untrack(&*it));
            }
            let bytes = size_of_generator(it);
            drop_generator(it);
            free_block(it, bytes);
        });
    }
    Layout {
        size: size_of_generator,
        drop: drop_generator,
        bury: Some(bury_generator),
        ..Layout::of::<Generator>()
    }
};

impl Fp {
    /// The generator whose frame this is: of frames for which [`Head::on_heap`] holds only.
    #[inline(always)]
    pub fn owner<'a>(self) -> &'a Generator {
        debug_assert!(self.head().on_heap());
        // SAFETY: the frame lies behind a generator's payload (module invariant); callers do not keep the
        // reference beyond the frame.
        unsafe { &(*self.address().byte_sub(SLOTS).cast::<Object<Generator>>()).payload }
    }
}

impl Ref<Generator> {
    /// A generator whose first slots are the `count` arguments in `out`, the receiver among them if there
    /// is one.
    #[inline]
    pub fn of_call(
        vm: &Vm,
        class: &Ref<Type>,
        function: &Ref<Function>,
        body: &Body,
        out: Outgoing,
        count: u32,
        receiver: bool,
    ) -> Ref<Generator> {
        let from = out.first(receiver);
        let made = Ref::<Generator>::holding(vm, class, function, body, from, count);
        made.head.begin(function);
        made.frame().init(count, body.size);
        // The arguments were moved.
        out.abandon(vm);
        vm.heap.track(made.header());
        made
    }

    /// A generator whose first slot is this argument, the only one.
    #[inline]
    pub fn of_argument(
        vm: &Vm,
        class: &Ref<Type>,
        function: &Ref<Function>,
        body: &Body,
        argument: Value,
    ) -> Ref<Generator> {
        // It moves into the slot.
        let argument = std::mem::ManuallyDrop::new(argument);
        let made = Ref::<Generator>::holding(vm, class, function, body, &raw const *argument, 1);
        made.head.begin(function);
        made.frame().init(1, body.size);
        vm.heap.track(made.header());
        made
    }

    /// Takes a frame of this `body` off the value stack, where it has been running and now is suspended.
    pub fn of_frame(
        vm: &Vm,
        class: &Ref<Type>,
        function: &Ref<Function>,
        body: &Body,
        fp: Fp,
    ) -> Ref<Generator> {
        let made = Ref::<Generator>::holding(vm, class, function, body, fp.address(), body.size);
        made.head.take_over(fp.head(), made.frame());
        made.state.set(State::Suspended);
        made.resume_at.set(vm.take_leaf());
        vm.heap.track(made.header());
        made
    }

    /// Made but for its head and the slots from `count` on, and not tracked yet.
    #[inline(always)]
    fn holding(
        _: &Vm,
        class: &Ref<Type>,
        function: &Ref<Function>,
        body: &Body,
        from: *const Value,
        count: u32,
    ) -> Ref<Generator> {
        // SAFETY: payload and slots are written before the object is seen; the values moved are given up
        // by the caller.
        unsafe {
            let it = allocate_builtin(class, size(body.size)).cast::<Object<Generator>>();
            // The head, which the caller fills in, owns this count.
            std::mem::forget(function.clone());
            (&raw mut (*it).payload).write(Generator {
                rare: OnceCell::new(),
                body,
                resume_at: Cell::new(None),
                top: Cell::new(std::ptr::null()),
                deepest: Cell::new(std::ptr::null()),
                chains: Cell::new(0),
                length: Cell::new(0),
                base: Cell::new(0),
                state: Cell::new(State::Created),
                kind: body.kind,
                marks: Cell::new(0),
                head: Head::unset(),
                slots: UnsafeCell::new([]),
            });
            let slots = it.byte_add(SLOTS).cast::<Value>();
            for i in 0..count as usize {
                slots.add(i).write(from.add(i).read());
            }
            let made = Ref::from_raw(it);
            if let Some(names) = function.own_names() {
                Generator::set_names(&made, names);
            }
            made
        }
    }
}

impl Generator {
    fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    #[cold]
    fn set_names(&self, [name, qualname]: [Option<Ref<Str>>; 2]) {
        self.rare().name.set(name);
        self.rare().qualname.set(qualname);
    }

    #[inline(always)]
    pub fn has(&self, mark: Mark) -> bool {
        self.marks.get() & mark as u8 != 0
    }

    #[inline(always)]
    pub fn mark(&self, mark: Mark, on: bool) {
        let others = self.marks.get() & !(mark as u8);
        self.marks.set(others | if on { mark as u8 } else { 0 });
    }

    #[inline(always)]
    pub fn function(&self) -> &Ref<Function> {
        self.head.function()
    }

    #[inline(always)]
    fn body(&self) -> &Body {
        // SAFETY: outlives the generator (module invariant).
        unsafe { &*self.body }
    }

    pub fn name(&self) -> Ref<Str> {
        let own = self.rare.get().and_then(|it| it.name.get());
        own.unwrap_or_else(|| self.body().name.clone())
    }

    pub fn set_name(&self, name: Ref<Str>) {
        self.rare().name.set(Some(name));
    }

    pub fn qualname(&self) -> Ref<Str> {
        let own = self.rare.get().and_then(|it| it.qualname.get());
        own.unwrap_or_else(|| self.body().qualname.clone())
    }

    pub fn set_qualname(&self, name: Ref<Str>) {
        self.rare().qualname.set(Some(name));
    }

    pub fn finalizer(&self) -> Option<Value> {
        self.rare.get().and_then(|it| it.finalizer.get())
    }

    pub fn set_finalizer(&self, finalizer: Value) {
        self.rare().finalizer.set(Some(finalizer));
    }

    /// The frame, whether or not it is still there.
    #[inline(always)]
    pub fn frame(&self) -> Fp {
        Fp::at(self.slots.get().cast())
    }

    /// The frame, while there is one.
    pub fn fp(&self) -> Option<Fp> {
        if self.has(Mark::Gone) { None } else { Some(self.frame()) }
    }

    #[inline(always)]
    pub fn is(&self, other: &Generator) -> bool {
        std::ptr::eq(self, other)
    }

    /// Runs the body from where it is. A signal or news say what it is told.
    #[inline(always)]
    pub fn exec(&self, vm: &Vm) -> Flow {
        let Some(leaf) = self.resume_at.get() else {
            let flow = self.steps(vm);
            if flow == Flow::Yield {
                self.resume_at.set(vm.take_leaf());
            }
            return flow;
        };
        // SAFETY: part of the body (module invariant).
        let flow = unsafe { leaf.as_ref() }.exec(vm, self.frame());
        if flow == Flow::Yield {
            self.resume_at.set(vm.take_leaf());
            return flow;
        }
        self.exec_around(vm, flow)
    }

    /// See [`Stmt::pick`](super::Stmt::pick).
    #[inline(always)]
    pub fn pick(&self, vm: &Vm, end: &mut Flow) -> Value {
        // SAFETY: outlives the generator (module invariant).
        match unsafe { &(*self.body).steps } {
            Some(steps) => steps.pick(vm, self.frame(), end),
            None => Value::Err,
        }
    }

    /// The statement that was gone on with has ended: those around it go on.
    fn exec_around(&self, vm: &Vm, flow: Flow) -> Flow {
        vm.news.set(match flow {
            Flow::Return => News::EndedReturn,
            Flow::Err => News::EndedErr,
            _ => News::EndedNext,
        });
        self.resume_at.set(None);
        let flow = self.steps(vm);
        if flow == Flow::Yield {
            self.resume_at.set(vm.take_leaf());
        }
        flow
    }

    #[inline(always)]
    fn steps(&self, vm: &Vm) -> Flow {
        match &self.body().steps {
            Some(steps) => steps.exec(vm, self.frame()),
            None => Flow::Next,
        }
    }

    /// The first of the chain that it was entered by.
    #[inline(always)]
    pub fn top(&self) -> &Generator {
        // SAFETY: set when it was entered, by a generator that is kept by whoever runs the chain.
        unsafe { &*self.top.get() }
    }

    #[inline(always)]
    pub fn set_top(&self, top: &Generator) {
        self.top.set(top);
    }

    /// The end of the chain that begins here, if it is still known.
    #[inline(always)]
    pub fn deepest(&self, vm: &Vm) -> Option<&Generator> {
        if self.chains.get() == vm.chains.get() {
            // SAFETY: no link of the chain was touched otherwise since it was set, and each holds the next.
            Some(unsafe { &*self.deepest.get() })
        } else {
            None
        }
    }

    #[inline(always)]
    pub fn set_deepest(&self, vm: &Vm, deepest: &Generator) {
        self.deepest.set(deepest);
        self.chains.set(vm.chains.get());
    }

    /// Gives up the frame.
    pub fn close(&self) {
        let before = self.state.replace(State::Closed);
        if self.has(Mark::Gone) {
            return;
        }
        self.mark(Mark::Gone, true);
        if before == State::Delegating || self.has(Mark::Delegated) && before != State::Running {
            Vm::with_current(Vm::break_chains);
        }
        let fp = self.frame();
        fp.head().set_previous(Fp::NULL);
        if !fp.head().frame_ptr().is_null() {
            super::frame::detach(fp, self.body().size);
        }
        fp.drop_slots(0, self.body().size);
    }

    /// As [`Generator::close`] after the body's end: there is nothing left to finalise.
    #[inline]
    pub fn close_at_end(&self) {
        self.close();
        // SAFETY: payloads lie behind their object's header.
        let header = unsafe {
            &*std::ptr::from_ref(self)
                .byte_sub(std::mem::offset_of!(Object<Generator>, payload))
                .cast::<Header>()
        };
        header.set_finalized();
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        // SAFETY: the count that `holding` left to the head.
        drop(unsafe { self.head.take_function() });
    }
}

/// Slots that a generator's head takes, as every frame's.
const _: () = assert!(HEAD * size_of::<Value>() == size_of::<Head>());
const _: () = assert!(
    std::mem::offset_of!(Generator, slots)
        == std::mem::offset_of!(Generator, head) + size_of::<Head>()
);
