//! The value stack and the frames on it.
//!
//! Invariants: the stack is reserved once and never moves. A frame is a [`Head`] of two slots and then
//! the function's slots, of which `fp` points to the first; all of a frame's slots are initialised while
//! it runs. Slot numbers come from lowering and are below the body's size. Everything below `vm.sp` is in
//! use. Generators keep a frame of the same form behind their payload ([`super::generator`]).
//!
//! A caller lays out a call as [`Outgoing`]: room for the head, one slot for a receiver, the arguments.

use std::cell::Cell;
use std::ptr::null_mut;

use super::frame::Frame;
use super::function::Function;
use super::heap::{Header, Object, Ref};
use super::tuple::Tuple;
use super::value::{Temp, Value};
use super::vm::Vm;

/// A pointer to a frame's first slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fp(*mut Value);

/// What lies before a frame's slots.
#[repr(C)]
pub struct Head {
    /// The function that runs; the frame's caller holds it.
    function: Cell<*const Object<Function>>,
    previous: Cell<Fp>,
    /// The frame object, once somebody asked for one. One count is the frame's own.
    frame: Cell<*const Object<Frame>>,
    /// Number of the position the frame is at: set where a call is about to be made.
    pub position: Cell<u32>,
    /// Of resumable bodies: one more than the slot of what is delegated to, and [`ON_HEAP`].
    flags: Cell<u32>,
}

/// The frame is part of a generator.
const ON_HEAP: u32 = 1 << 31;

/// What the body delegates to may be resumed apart from it.
const APART: u32 = 1 << 30;

/// Slots that a head takes.
pub const HEAD: usize = size_of::<Head>() / size_of::<Value>();

impl Fp {
    pub const NULL: Fp = Fp(null_mut());

    #[inline(always)]
    pub(super) fn at(slots: *mut Value) -> Fp {
        Fp(slots)
    }

    #[inline(always)]
    pub(super) fn address(self) -> *mut Value {
        self.0
    }

    pub fn is_null(self) -> bool {
        self.0.is_null()
    }

    #[inline(always)]
    pub fn head(self) -> &'static Head {
        // SAFETY: a frame's head lies right before its slots, and lives as long as the frame runs;
        // callers do not keep the reference beyond that.
        unsafe { &*self.0.sub(HEAD).cast::<Head>() }
    }

    #[inline(always)]
    fn slot(self, slot: u32) -> *mut Value {
        // SAFETY: below the body's size, by lowering.
        unsafe { self.0.add(slot as usize) }
    }

    /// What a slot holds, borrowed. The borrow must end before the slot can be set: see lowering's rule
    /// on borrowed operands.
    #[inline(always)]
    pub fn peek<'a>(self, slot: u32) -> &'a Value {
        // SAFETY: initialised; not set during the borrow, by lowering's rule.
        unsafe { &*self.slot(slot) }
    }

    /// A copy of what a slot holds.
    #[inline(always)]
    pub fn get(self, slot: u32) -> Value {
        self.peek(slot).clone()
    }

    /// Sets a slot and drops what it held.
    #[inline(always)]
    pub fn set(self, slot: u32, value: Value) {
        // SAFETY: initialised. Values that own nothing are overwritten in place; others are dropped
        // only after the slot holds the new value, because that may run Python code.
        unsafe {
            let place = self.slot(slot);
            if (*place).is_heap() {
                set_slow(place, value);
            } else {
                place.write(value);
            }
        }
    }

    /// Sets `count` slots to copies of as many items, unless something owned is in one of them: nothing goes away
    /// then, so that no other code runs. False, and nothing is set, if this is not so.
    #[inline(always)]
    pub fn fill_quick(self, first: u32, count: usize, items: &[Value]) -> bool {
        if items.len() != count {
            return false;
        }
        // SAFETY: initialised slots of this frame, which hold nothing that would have to be dropped; the items
        // are elsewhere, on the heap, and counted before they are copied.
        unsafe {
            let place = self.slot(first);
            for i in 0..count {
                if (*place.add(i)).is_heap() {
                    return false;
                }
            }
            for item in items {
                if let Some(header) = item.header() {
                    header.increment();
                }
            }
            std::ptr::copy_nonoverlapping(items.as_ptr(), place, count);
        }
        true
    }

    /// As [`Fp::fill_quick`], for a number of items known while compiling.
    #[inline(always)]
    pub fn fill_few<const N: usize>(self, first: u32, items: &[Value; N]) -> bool {
        // SAFETY: as there.
        unsafe {
            let place = self.slot(first).cast::<[Value; N]>();
            if (*place).iter().any(Value::is_heap) {
                return false;
            }
            for header in items.iter().filter_map(Value::header) {
                header.increment();
            }
            place.write(std::ptr::read(items));
        }
        true
    }

    /// Sets a slot and returns what it held.
    #[inline(always)]
    pub fn replace(self, slot: u32, value: Value) -> Value {
        // SAFETY: initialised.
        unsafe { std::ptr::replace(self.slot(slot), value) }
    }

    /// Takes a slot's content out and leaves it unbound.
    #[inline(always)]
    pub fn take(self, slot: u32) -> Value {
        self.replace(slot, Value::Err)
    }

    /// The slots `from..to`.
    pub fn slots<'a>(self, from: u32, to: u32) -> &'a [Value] {
        // SAFETY: initialised; callers copy what they need before Python code runs.
        unsafe { std::slice::from_raw_parts(self.slot(from), (to - from) as usize) }
    }

    /// Makes the slots `from..to` unbound, whatever bits they hold.
    #[inline(always)]
    pub(super) fn init(self, from: u32, to: u32) {
        for i in from..to {
            // SAFETY: inside the frame; not initialised before.
            unsafe { self.slot(i).write(Value::Err) };
        }
    }

    /// Drops the arguments of a call that could not be entered and gives the stack back.
    #[cold]
    pub fn drop_arguments(self, vm: &Vm, count: u32, receiver: bool) {
        self.drop_slots(0, count);
        // SAFETY: head and receiver slot lie below the arguments, as `Outgoing` laid them out.
        vm.sp.set(unsafe { self.0.sub(HEAD + usize::from(!receiver)) });
    }

    /// Drops the slots `from..to`.
    #[inline(always)]
    pub(super) fn drop_slots(self, from: u32, to: u32) {
        for i in from..to {
            // SAFETY: initialised, and not used any more afterwards. Most slots own nothing.
            drop(Temp::new(unsafe { self.slot(i).read() }));
        }
    }
}

#[inline(never)]
unsafe fn set_slow(place: *mut Value, value: Value) {
    // SAFETY: handed on from `Fp::set`.
    let old = std::mem::ManuallyDrop::new(unsafe { std::ptr::replace(place, value) });
    if let Some(header) = old.header() {
        // SAFETY: the slot's reference is given up once.
        unsafe { Header::decrement(std::ptr::from_ref(header).cast_mut()) };
    }
}

impl Head {
    /// The function that runs in this frame.
    #[inline(always)]
    pub fn function(&self) -> &Ref<Function> {
        // SAFETY: set when the frame was entered, and held by the caller while it runs. A `Ref` is one
        // pointer, so the cell's content can be looked at as one; nothing is counted.
        unsafe { &*self.function.as_ptr().cast::<Ref<Function>>() }
    }

    /// The count of its function that a generator's head owns.
    ///
    /// # Safety
    /// The head is a generator's, and is not used afterwards.
    pub(super) unsafe fn take_function(&self) -> Ref<Function> {
        // SAFETY: handed on.
        unsafe { Ref::from_raw(self.function.get().cast_mut()) }
    }

    #[inline(always)]
    pub fn previous(&self) -> Fp {
        self.previous.get()
    }

    #[inline(always)]
    pub(super) fn set_previous(&self, fp: Fp) {
        self.previous.set(fp);
    }

    /// Whether the frame is part of a generator.
    #[inline(always)]
    pub fn on_heap(&self) -> bool {
        self.flags.get() & ON_HEAP != 0
    }

    /// The slot of what the body delegates to by `yield from` or `await`.
    #[inline(always)]
    pub fn delegate(&self) -> Option<u32> {
        (self.flags.get() & !(ON_HEAP | APART)).checked_sub(1)
    }

    /// As [`Head::delegate`], if what is in the slot may be resumed apart from the body.
    #[inline(always)]
    pub fn delegate_apart(&self) -> Option<u32> {
        if self.flags.get() & APART == 0 { None } else { self.delegate() }
    }

    #[inline(always)]
    pub fn set_delegate_apart(&self, slot: u32) {
        self.flags.set(self.flags.get() & ON_HEAP | APART | (slot + 1));
    }

    #[inline(always)]
    pub fn set_delegate(&self, slot: u32) {
        self.flags.set(self.flags.get() & ON_HEAP | (slot + 1));
    }

    #[inline(always)]
    pub fn set_no_delegate(&self) {
        self.flags.set(self.flags.get() & ON_HEAP);
    }

    #[inline(always)]
    pub(super) fn unset() -> Head {
        Head {
            function: Cell::new(std::ptr::null()),
            previous: Cell::new(Fp::NULL),
            frame: Cell::new(std::ptr::null()),
            position: Cell::new(0),
            flags: Cell::new(ON_HEAP),
        }
    }

    /// The head of a generator's new frame.
    #[inline(always)]
    pub(super) fn begin(&self, function: &Ref<Function>) {
        self.function.set(function.as_ptr());
    }

    /// The head of a frame that moves into a generator.
    pub(super) fn take_over(&self, from: &Head, to: Fp) {
        self.function.set(from.function.get());
        self.position.set(from.position.get());
        self.flags.set(from.flags.get() | ON_HEAP);
        let frame = from.frame.replace(std::ptr::null());
        self.frame.set(frame);
        if !frame.is_null() {
            super::frame::moved(frame, to);
        }
    }

    #[inline(always)]
    pub(super) fn frame_ptr(&self) -> *const Object<Frame> {
        self.frame.get()
    }

    pub(super) fn set_frame_ptr(&self, frame: *const Object<Frame>) {
        self.frame.set(frame);
    }
}

/// Enters a frame whose first `filled` slots hold the arguments.
#[inline(always)]
pub(super) fn enter(vm: &Vm, fp: Fp, function: &Ref<Function>, filled: u32, size: u32) {
    // SAFETY: `Outgoing` left room for the head; the slots up to `size` are below the stack's end, which
    // the caller checked.
    unsafe {
        let head = fp.0.sub(HEAD).cast::<Head>();
        (&raw mut (*head).function).write(Cell::new(function.as_ptr()));
        (&raw mut (*head).previous).write(Cell::new(vm.frame.get()));
        (&raw mut (*head).frame).write(Cell::new(std::ptr::null()));
        (&raw mut (*head).position).write(Cell::new(0));
        (&raw mut (*head).flags).write(Cell::new(0));
        fp.init(filled, size);
        vm.sp.set(fp.0.add(size as usize));
    }
    vm.frame.set(fp);
}

/// Leaves a frame: its slots are dropped, and the stack is as before [`Outgoing::begin`].
#[inline(always)]
pub(super) fn leave(vm: &Vm, fp: Fp, filled: u32, size: u32, receiver: bool) {
    let head = fp.head();
    vm.frame.set(head.previous());
    if !head.frame_ptr().is_null() {
        super::frame::detach(fp, size);
    }
    // The caller mostly knows the first number, so that this is no loop.
    fp.drop_slots(0, filled);
    fp.drop_slots(filled, size);
    // SAFETY: the head lies below the slots, and the slot of a missing receiver below that.
    vm.sp.set(unsafe { fp.0.sub(HEAD + usize::from(!receiver)) });
}

/// Whether a frame of `size` slots at `fp` would leave the stack.
#[inline(always)]
pub(super) fn fits(vm: &Vm, fp: Fp, size: u32) -> bool {
    fp.0.wrapping_add(size as usize) < vm.stack_end.get()
}

/// A call being laid out on top of the stack.
pub struct Outgoing(*mut Value);

impl Outgoing {
    /// Starts a call; the slot for a receiver stays empty unless [`Outgoing::set_receiver`] fills it.
    #[inline(always)]
    pub fn begin(vm: &Vm) -> Outgoing {
        let base = vm.sp.get();
        // SAFETY: frames end well below the reserved end (`MARGIN`), so that the head, the receiver and
        // the arguments of one call display still fit.
        unsafe {
            base.add(HEAD).write(Value::Err);
            vm.sp.set(base.add(HEAD + 1));
        }
        Outgoing(base)
    }

    #[inline(always)]
    pub fn set_receiver(&self, value: Value) {
        // SAFETY: written by `begin`.
        unsafe { self.0.add(HEAD).write(value) }
    }

    #[inline(always)]
    pub fn receiver(&self) -> &Value {
        // SAFETY: written by `begin`.
        unsafe { &*self.0.add(HEAD) }
    }

    #[inline(always)]
    pub fn push(&self, vm: &Vm, value: Value) {
        let sp = vm.sp.get();
        // SAFETY: see `begin`.
        unsafe {
            sp.write(value);
            vm.sp.set(sp.add(1));
        }
    }

    /// Lays down argument number `i`; those before it are there already.
    #[inline(always)]
    pub fn place(&self, vm: &Vm, i: usize, value: Value) {
        // SAFETY: see `begin`.
        unsafe {
            let at = self.0.add(HEAD + 1 + i);
            at.write(value);
            vm.sp.set(at.add(1));
        }
    }

    /// Argument number `i`, which has been laid down.
    #[inline(always)]
    pub fn argument(&self, i: usize) -> &Value {
        // SAFETY: laid down, and not replaced during the borrow: callers look at it at once.
        unsafe { &*self.0.add(HEAD + 1 + i) }
    }

    /// Puts a value in the place of argument number `i`, which has been laid down as "not given".
    #[inline(always)]
    pub fn fill(&self, i: usize, value: Value) {
        debug_assert!(self.argument(i).is_err());
        // SAFETY: laid down; what is overwritten owns nothing.
        unsafe { self.0.add(HEAD + 1 + i).write(value) };
    }

    /// The arguments pushed so far; with the receiver in front.
    #[inline(always)]
    pub fn with_receiver(&self, vm: &Vm) -> &[Value] {
        self.slice(vm, HEAD)
    }

    /// The arguments pushed so far.
    #[inline(always)]
    pub fn arguments(&self, vm: &Vm) -> &[Value] {
        self.slice(vm, HEAD + 1)
    }

    #[inline(always)]
    fn slice(&self, vm: &Vm, from: usize) -> &[Value] {
        // SAFETY: everything from the receiver up to `sp` is initialised.
        unsafe {
            let start = self.0.add(from);
            std::slice::from_raw_parts(start, vm.sp.get().offset_from(start) as usize)
        }
    }

    /// Puts another receiver in the place of the one that is there.
    #[inline(always)]
    pub fn set_receiver_dropping(&self, value: Value) {
        // SAFETY: written by `begin`; the old one is dropped after the slot holds the new.
        let old = unsafe { std::ptr::replace(self.0.add(HEAD), value) };
        drop(old);
    }

    /// The frame the callee would have with the receiver as its first argument.
    #[inline(always)]
    pub fn frame_with_receiver(self) -> Fp {
        // SAFETY: the receiver's slot lies there.
        Fp(unsafe { self.0.add(HEAD) })
    }

    /// The frame the callee would have without the receiver, which must be empty.
    #[inline(always)]
    pub fn frame(self) -> Fp {
        // SAFETY: the first argument's slot lies there; the receiver's slot becomes part of the head.
        Fp(unsafe { self.0.add(HEAD + 1) })
    }

    /// Makes a tuple of all but the first `kept` arguments, the receiver being one if there is one.
    pub fn pack(&self, vm: &Vm, kept: u32, receiver: bool) {
        // SAFETY: the values from there up to `sp` are initialised, and moved into the tuple.
        unsafe {
            let start = self.first(receiver).add(kept as usize).cast_mut();
            let count = vm.sp.get().offset_from(start) as usize;
            let tuple = if count == 0 {
                vm.tuple_ref(vec![])
            } else {
                let items = (0..count).map(|i| start.add(i).read());
                Ref::<Tuple>::of_class(vm, vm.class(super::Builtin::Tuple), items)
            };
            start.write(Value::Tuple(tuple));
            vm.sp.set(start.add(1));
        }
    }

    /// Where the arguments begin.
    #[inline(always)]
    pub(super) fn first(&self, receiver: bool) -> *const Value {
        // SAFETY: the receiver's slot lies in front of the arguments.
        unsafe { self.0.add(if receiver { HEAD } else { HEAD + 1 }) }
    }

    /// Gives the stack back without dropping anything: receiver and arguments were moved elsewhere.
    #[inline(always)]
    pub(super) fn abandon(self, vm: &Vm) {
        vm.sp.set(self.0);
    }

    /// Drops receiver and arguments.
    #[inline(always)]
    pub fn finish(self, vm: &Vm) {
        // SAFETY: everything from the receiver up to `sp` is initialised and not used any more.
        unsafe {
            let start = self.0.add(HEAD);
            let mut at = vm.sp.get();
            while at > start {
                at = at.sub(1);
                if (*at).is_heap() {
                    vm.sp.set(at);
                    std::ptr::drop_in_place(at);
                }
            }
        }
        vm.sp.set(self.0);
    }
}

/// Slots kept free beyond the last frame: arguments of one call.
pub const MARGIN: usize = 1 << 16;

/// Reserves the value stack: `slots` slots, committed by the system when touched.
pub(super) fn reserve(slots: usize) -> *mut Value {
    // SAFETY: a fresh private mapping.
    unsafe {
        let at = libc::mmap(
            null_mut(),
            slots * size_of::<Value>(),
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        );
        assert!(at != libc::MAP_FAILED, "the system refuses the value stack's address range");
        at.cast()
    }
}

pub(super) fn release(base: *mut Value, slots: usize) {
    // SAFETY: the mapping `reserve` made.
    unsafe {
        libc::munmap(base.cast(), slots * size_of::<Value>());
    }
}

/// Takes a frame off the stack whose slots were moved elsewhere. `receiver`: whether the call had one in
/// front of its arguments.
pub(super) fn abandon(vm: &Vm, fp: Fp, receiver: bool) {
    vm.frame.set(fp.head().previous());
    // SAFETY: head and receiver slot lie below the slots, as `Outgoing` laid them out.
    vm.sp.set(unsafe { fp.0.sub(HEAD + usize::from(!receiver)) });
}

/// Links a generator's frame to the running one, and makes it the running one.
#[inline(always)]
pub fn resume(vm: &Vm, fp: Fp) {
    fp.head().set_previous(vm.frame.get());
    vm.frame.set(fp);
}

/// Goes back from a generator's frame, which keeps its link.
#[inline(always)]
pub fn suspend(vm: &Vm, fp: Fp) {
    vm.frame.set(fp.head().previous());
}
