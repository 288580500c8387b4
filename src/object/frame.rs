//! [`Frame`] and [`Traceback`]: the payloads of frame and traceback objects.
//!
//! A frame object is made only when somebody looks: a traceback, `sys._getframe`. While its frame runs
//! it points to the slots; when the frame is left, the slots' contents move into it.
//!
//! Reference: Data model, "Frame objects" and "Traceback objects".

use std::cell::{Cell, RefCell};

use super::dict::Dict;
use super::function::Function;
use super::heap::{Header, Object, Payload, Ref, Visitor, make};
use super::stack::Fp;
use super::value::Value;
use super::vm::Vm;
use crate::syntax::ast::Span;

pub struct Frame {
    pub function: Ref<Function>,
    /// Null once the frame was left.
    fp: Cell<Fp>,
    /// The slots' contents after the frame was left.
    slots: RefCell<Vec<Value>>,
    /// Number of the last position, once the frame was left.
    position: Cell<u32>,
    back: RefCell<Option<Ref<Frame>>>,
    /// Extra variables that Python code put into `f_locals`.
    pub extra_locals: RefCell<Option<Ref<Dict>>>,
    pub trace: RefCell<Value>,
}

impl Payload for Frame {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.function);
        visit.cell(&self.slots, |slots, visit| visit.values(slots));
        visit.cell(&self.back, |it, visit| it.iter().for_each(|it| visit.object(it)));
        visit.cell(&self.extra_locals, |it, visit| it.iter().for_each(|it| visit.object(it)));
        visit.cell(&self.trace, |it, visit| visit.value(it));
    }

    fn clear(&self) {
        let slots = self.slots.take();
        let back = self.back.take();
        drop((slots, back));
    }
}

impl Frame {
    /// Whether the frame is still running (or a suspended generator's).
    pub fn is_live(&self) -> bool {
        !self.fp.get().is_null()
    }

    /// Whether the frame is among those running now.
    pub fn is_running(&self, vm: &Vm) -> bool {
        let mut fp = vm.frame.get();
        while !fp.is_null() {
            if fp == self.fp.get() {
                return true;
            }
            fp = fp.head().previous();
        }
        false
    }

    /// Whether this is the object of that running frame.
    pub fn is_of(&self, fp: Fp) -> bool {
        self.fp.get() == fp
    }

    /// What slot `i` holds; `Err` if nothing.
    pub fn slot(&self, i: u32) -> Value {
        let fp = self.fp.get();
        if fp.is_null() {
            return self.slots.borrow().get(i as usize).cloned().unwrap_or(Value::Err);
        }
        fp.get(i)
    }

    /// Sets slot `i`; of a running frame the old value is parked, since a node may be borrowing it.
    pub fn set_slot(&self, vm: &Vm, i: u32, value: Value) {
        let fp = self.fp.get();
        if fp.is_null() {
            let mut slots = self.slots.borrow_mut();
            if let Some(slot) = slots.get_mut(i as usize) {
                let old = std::mem::replace(slot, value);
                drop(slots);
                drop(old);
            }
        } else {
            let old = fp.replace(i, value);
            vm.park(old);
        }
    }

    /// Drops the locals of a frame that is not running: `frame.clear()`.
    pub fn clear_slots(&self) {
        let slots = self.slots.take();
        drop(slots);
    }

    /// The position the frame is at.
    pub fn span(&self) -> Span {
        let fp = self.fp.get();
        let position = if fp.is_null() { self.position.get() } else { fp.head().position.get() };
        span_of(&self.function, position)
    }

    /// `f_back`.
    pub fn back(&self, vm: &Vm) -> Option<Ref<Frame>> {
        let fp = self.fp.get();
        if fp.is_null() {
            return self.back.borrow().clone();
        }
        if fp.head().on_heap() && !self.is_running(vm) {
            // A suspended generator's link is what it was last time.
            return None;
        }
        let previous = fp.head().previous();
        if previous.is_null() { None } else { Some(vm.frame_object(previous)) }
    }
}

/// Where position number `position` of a function's body stands.
pub fn span_of(function: &Function, position: u32) -> Span {
    function
        .ready_body()
        .and_then(|it| it.positions.get(position as usize))
        .copied()
        .unwrap_or_default()
}

/// A running frame was moved.
pub(super) fn moved(frame: *const Object<Frame>, to: Fp) {
    // SAFETY: the head owns one count of its frame object.
    unsafe { (*frame).payload.fp.set(to) };
}

/// The frame is left: its object takes the slots' contents.
#[cold]
#[inline(never)]
pub(super) fn detach(fp: Fp, size: u32) {
    let head = fp.head();
    // SAFETY: the head owns one count of its frame object.
    let frame: Ref<Frame> = unsafe { Ref::from_raw(head.frame_ptr().cast_mut()) };
    head.set_frame_ptr(std::ptr::null());
    frame.fp.set(Fp::NULL);
    frame.position.set(head.position.get());
    if frame.header().count() > 1 {
        let slots: Vec<Value> = (0..size).map(|i| fp.take(i)).collect();
        let previous = head.previous();
        if !previous.is_null() {
            Vm::with_current(|vm| *frame.back.borrow_mut() = Some(vm.frame_object(previous)));
        }
        *frame.slots.borrow_mut() = slots;
    }
}

impl Vm {
    /// The frame object of a running frame, if somebody has asked for it before.
    pub fn known_frame_object(&self, fp: Fp) -> Option<Ref<Frame>> {
        let known = fp.head().frame_ptr();
        if known.is_null() {
            return None;
        }
        // SAFETY: the head owns one count; the new reference gets another.
        unsafe {
            (*known.cast::<Header>()).increment();
            Some(Ref::from_raw(known.cast_mut()))
        }
    }

    /// The frame object of a running frame.
    pub fn frame_object(&self, fp: Fp) -> Ref<Frame> {
        if let Some(known) = self.known_frame_object(fp) {
            return known;
        }
        let head = fp.head();
        let frame = Frame {
            function: head.function().clone(),
            fp: Cell::new(fp),
            slots: RefCell::default(),
            position: Cell::new(0),
            back: RefCell::default(),
            extra_locals: RefCell::default(),
            trace: RefCell::new(Value::None),
        };
        let frame = make(self, self.class(super::Builtin::Frame), frame);
        let own = frame.clone();
        head.set_frame_ptr(own.as_ptr());
        std::mem::forget(own);
        frame
    }
}

pub struct Traceback {
    pub frame: Ref<Frame>,
    /// Where the exception passed through the frame.
    pub span: Span,
    pub next: RefCell<Option<Ref<Traceback>>>,
}

impl Payload for Traceback {
    fn traverse(&self, visit: &mut Visitor) {
        visit.object(&self.frame);
        visit.cell(&self.next, |it, visit| it.iter().for_each(|it| visit.object(it)));
    }

    fn clear(&self) {
        let next = self.next.take();
        drop(next);
    }
}

impl Ref<Traceback> {
    pub fn new(
        vm: &Vm,
        frame: Ref<Frame>,
        span: Span,
        next: Option<Ref<Traceback>>,
    ) -> Ref<Traceback> {
        let traceback = Traceback { frame, span, next: RefCell::new(next) };
        make(vm, vm.class(super::Builtin::Traceback), traceback)
    }
}
