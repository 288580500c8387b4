//! The tracked list and the cycle collector: trial deletion in two generations.
//!
//! Invariant: `objects[i]` is live and its header's index is `i`; objects from `young` on have been
//! made since the last collection. An object is garbage when all of its references come from other
//! garbage, so the roots need no list: they are what the counts leave unexplained. A container that is
//! mutably borrowed shows no references, which keeps its contents alive.
//!
//! Collections run at loop back edges and calls only (`Vm::service`), never inside an allocation.

use std::cell::{Cell, RefCell};

use super::heap::{AnyRef, Header, MOST_TRACKED, Ref, Visit, Visitor};
use super::types::flags;
use super::value::Value;
use super::vm::Vm;
use super::weak::{self, Weakref};

/// Net container allocations between two young collections, as CPython's default threshold.
pub const YOUNG_THRESHOLD: i64 = 2000;

/// The objects that can be part of a cycle.
pub struct Heap {
    objects: RefCell<Vec<*const Header>>,
    /// Where the young generation starts in `objects`.
    young: Cell<usize>,
    /// Allocations minus deallocations since the last collection.
    pub(super) balance: Cell<i64>,
    threshold: Cell<i64>,
    /// How many objects survived the last full collection.
    survivors: Cell<usize>,
    enabled: Cell<bool>,
    collecting: Cell<bool>,
    /// Collections, objects collected, uncollectable: what `gc.get_stats` tells.
    pub collections: Cell<[usize; 2]>,
    pub collected: Cell<[usize; 2]>,
}

impl Default for Heap {
    fn default() -> Heap {
        Heap {
            objects: RefCell::default(),
            young: Cell::new(0),
            balance: Cell::new(0),
            threshold: Cell::new(YOUNG_THRESHOLD),
            survivors: Cell::new(0),
            enabled: Cell::new(true),
            collecting: Cell::new(false),
            collections: Cell::default(),
            collected: Cell::default(),
        }
    }
}

impl Heap {
    #[inline]
    pub(super) fn track(&self, header: &Header) {
        let mut objects = self.objects.borrow_mut();
        let index = objects.len();
        if index == objects.capacity() && !make_room(&mut objects) {
            return;
        }
        header.set_index(Some(index));
        // SAFETY: there is room.
        unsafe {
            objects.as_mut_ptr().add(index).write(header);
            objects.set_len(index + 1);
        }
        let balance = self.balance.get() + 1;
        self.balance.set(balance);
        if balance >= self.threshold.get() {
            Vm::request_attention();
        }
    }

    #[inline]
    pub(super) fn untrack(&self, header: &Header) {
        let Some(index) = header.index() else { return };
        self.balance.set(self.balance.get() - 1);
        let mut objects = self.objects.borrow_mut();
        let young = self.young.get();
        let mut hole = index;
        if index < young {
            // The last old object fills the hole, the last young one takes its place.
            let last_old = objects[young - 1];
            objects[index] = last_old;
            // SAFETY: tracked objects are live.
            unsafe { (*last_old).set_index(Some(index)) };
            self.young.set(young - 1);
            hole = young - 1;
        }
        let last = objects.pop().expect("a tracked object is in the list");
        if hole < objects.len() {
            objects[hole] = last;
            // SAFETY: tracked objects are live.
            unsafe { (*last).set_index(Some(hole)) };
        }
        header.set_index(None);
    }

    /// Whether enough was allocated for a collection to be due.
    #[inline(always)]
    pub fn is_due(&self) -> bool {
        self.balance.get() >= self.threshold.get()
    }

    pub fn is_enabled(&self) -> bool {
        self.enabled.get()
    }

    pub fn set_enabled(&self, on: bool) {
        self.enabled.set(on);
    }

    pub fn threshold(&self) -> i64 {
        self.threshold.get()
    }

    pub fn set_threshold(&self, threshold: i64) {
        self.threshold.set(if threshold <= 0 { i64::MAX } else { threshold });
    }

    /// How many objects are tracked.
    pub fn len(&self) -> usize {
        self.objects.borrow().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many objects the young generation holds.
    pub fn young_len(&self) -> usize {
        self.len() - self.young.get()
    }

    /// Whether the collector looks after the object.
    pub fn is_tracked(&self, it: &Value) -> bool {
        it.header().is_some_and(|it| it.index().is_some())
    }

    /// Every tracked object, as `gc.get_objects` gives them.
    pub fn snapshot(&self) -> Vec<Value> {
        self.objects.borrow().iter().map(|&it| own(it)).collect()
    }

    /// The objects `of` refers to directly.
    pub fn referents(&self, of: &Value) -> Vec<Value> {
        let mut found: Vec<*const Header> = Vec::new();
        if let Some(header) = of.header() {
            visit(header, Visit::Show(&mut |it| found.push(it)));
        }
        found.into_iter().map(own).collect()
    }

    /// A collection if one is due: the young generation, or all when much has survived of late.
    pub fn collect_if_due(&self, vm: &Vm) {
        if !self.is_due() {
            return;
        }
        if !self.enabled.get() {
            self.balance.set(0);
            return;
        }
        let promoted = self.young.get().saturating_sub(self.survivors.get());
        if promoted > YOUNG_THRESHOLD as usize * 5 && promoted > self.survivors.get() / 4 {
            self.collect(vm, true);
        } else {
            self.collect(vm, false);
        }
    }

    /// Finds and breaks cycles; returns how many unreachable objects there were.
    pub fn collect(&self, vm: &Vm, full: bool) -> usize {
        if self.collecting.replace(true) {
            return 0;
        }
        self.balance.set(0);
        let start = if full { 0 } else { self.young.get() };
        let garbage = self.unreachable(start);
        self.young.set(self.objects.borrow().len());
        if full {
            self.survivors.set(self.objects.borrow().len().saturating_sub(garbage.len()));
        }
        let found = if garbage.is_empty() { 0 } else { self.dispose(vm, garbage) };
        self.balance.set(0);
        let which = usize::from(full);
        let (mut runs, mut sums) = (self.collections.get(), self.collected.get());
        runs[which] += 1;
        sums[which] += found;
        self.collections.set(runs);
        self.collected.set(sums);
        self.collecting.set(false);
        found
    }

    /// The objects from `start` on that nothing but each other holds.
    fn unreachable(&self, start: usize) -> Vec<AnyRef> {
        let left = self.left(start, None);
        let mut garbage = Vec::with_capacity(left.iter().filter(|it| is_garbage(**it)).count());
        let objects = self.objects.borrow();
        let them = objects[start..].iter().zip(&left).filter(|it| is_garbage(*it.1));
        garbage.extend(them.map(|it| own_any(*it.0)));
        garbage
    }

    /// For each object from `start` on, what tells whether it is one (of `among`, where that is given) that
    /// nothing outside of them holds: [`is_garbage`].
    fn left(&self, start: usize, among: Option<&[AnyRef]>) -> Vec<i32> {
        let objects = self.objects.borrow();
        let count = objects.len() - start;
        let left: Vec<i32> = match among {
            None => objects[start..].iter().map(|&it| count_of(it)).collect(),
            Some(them) => {
                let mut left = vec![NOT_MEANT; count];
                for header in them.iter().map(AnyRef::header) {
                    if let Some(index) = header.index() {
                        // One count is `among`'s own.
                        left[index - start] = count_of(header) - 1;
                    }
                }
                left
            }
        };
        let mut trial = Trial { left, before: start + 1, at: 0, pending: Vec::new() };
        for (i, &it) in objects[start..].iter().enumerate() {
            if trial.left[i] > NOT_MEANT {
                // SAFETY: tracked objects are live.
                visit(unsafe { &*it }, Visit::Subtract(&mut trial));
            }
        }
        // One way through the list meets all that is held: what an object holds further down the list is
        // met there, and only what lies before it has to be kept in mind.
        for i in 0..count {
            if trial.left[i] <= 0 {
                continue;
            }
            trial.at = i;
            let mut next = i;
            loop {
                // SAFETY: tracked objects are live.
                visit(unsafe { &*objects[start + next] }, Visit::Reach(&mut trial));
                match trial.pending.pop() {
                    Some(it) => next = it as usize,
                    None => break,
                }
            }
        }
        trial.left
    }

    /// Ends the life of unreachable objects in the order of PEP 442: weak references, finalizers, then the
    /// cycles themselves. Returns how many objects that were.
    fn dispose(&self, vm: &Vm, mut garbage: Vec<AnyRef>) -> usize {
        let gone = part_weakly(vm, &garbage);
        let mut finalized = false;
        for it in &garbage {
            let header = it.header();
            if header.class().has(flags::FINALIZER) && !header.is_finalized() {
                header.set_finalized();
                vm.finalize(&Value::of(it.clone()));
                finalized = true;
            }
        }
        if finalized {
            // What finalizers have cut off has died of itself by now, but for the list here, and does not count.
            let mut before = usize::MAX;
            while garbage.len() < before {
                before = garbage.len();
                garbage.retain(|it| it.header().count() > 1);
            }
            // A finalizer may have made some of them reachable again.
            let left = self.left(0, Some(&garbage));
            let stays = |it: &AnyRef| it.header().index().is_some_and(|it| is_garbage(left[it]));
            // Told before any goes: positions change when one does.
            let mut stay = garbage.iter().map(stays).collect::<Vec<bool>>().into_iter();
            garbage.retain(|_| stay.next() == Some(true));
        }
        for it in &garbage {
            self.break_up(it);
        }
        garbage.len() + gone
    }

    /// Makes an object give up what it refers to.
    pub(super) fn break_up(&self, it: &AnyRef) {
        let header = it.header();
        let clear = header.class().layout.clear;
        if let Some(extra) = header.existing_extra() {
            let parts = (extra.dict.take(), extra.slots.take());
            drop(parts);
        }
        // SAFETY: `it` keeps the object alive; the layout is its class's.
        unsafe { clear(header) };
    }
}

/// Makes room in the tracked list; false where that is as long as it can be.
#[cold]
#[inline(never)]
fn make_room(objects: &mut Vec<*const Header>) -> bool {
    let more = objects.len().max(1024).min(MOST_TRACKED - objects.len());
    objects.reserve_exact(more);
    more > 0
}

/// Marks objects outside of those that are meant; what is below it counts as the same.
const NOT_MEANT: i32 = i32::MIN / 2;

/// Whether an object is meant, and its count explained by others that are and are not reachable.
fn is_garbage(left: i32) -> bool {
    left <= 0 && left > NOT_MEANT
}

/// Trial deletion among the objects of the tracked list from a place on.
pub(super) struct Trial {
    /// What each object's count leaves unexplained; more than 0 once it is known to be reachable.
    left: Vec<i32>,
    /// The number of the first object.
    before: usize,
    /// Where the way through the list has got to.
    at: usize,
    /// Objects before that place which were found to be reachable, but not yet looked into.
    pending: Vec<u32>,
}

impl Trial {
    /// A reference to an object is explained by another that is meant.
    #[inline(always)]
    pub(super) fn subtract(&mut self, it: &Header) {
        // An untracked or older object comes out as one far beyond the end.
        if let Some(left) = self.left.get_mut(it.number().wrapping_sub(self.before)) {
            *left -= 1;
        }
    }

    /// An object is reachable.
    #[inline(always)]
    pub(super) fn reach(&mut self, it: &Header) {
        let slot = it.number().wrapping_sub(self.before);
        if let Some(left) = self.left.get_mut(slot)
            && is_garbage(*left)
        {
            *left = 1;
            if slot < self.at {
                self.pending.push(slot as u32);
            }
        }
    }
}

/// Empties the weak references to unreachable objects, and those that are such themselves, before any Python
/// code runs; then calls back those that can be reached. Returns how many of these are gone thereby.
fn part_weakly(vm: &Vm, garbage: &[AnyRef]) -> usize {
    let mut emptied: Vec<Ref<Weakref>> = Vec::new();
    for it in garbage {
        if let Some(weakref) = it.downcast_ref::<Weakref>() {
            weak::part(vm, weakref);
        }
    }
    for header in garbage.iter().map(AnyRef::header).filter(|it| it.has_weakrefs()) {
        emptied.extend(weak::empty(vm, header));
    }
    let mut gone = 0;
    for weakref in emptied {
        let kept = weakref.clone();
        weak::call_back(vm, weakref);
        gone += usize::from(kept.header().count() == 1);
    }
    gone
}

fn count_of(it: *const Header) -> i32 {
    // SAFETY: only called on entries of the tracked list, which are live.
    let count = unsafe { (*it).count() };
    // More references than that do not fit in memory.
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn own(it: *const Header) -> Value {
    Value::of(own_any(it))
}

fn own_any(it: *const Header) -> AnyRef {
    // SAFETY: called on live objects; the count is raised before the reference is made.
    unsafe {
        (*it).increment();
        AnyRef::from_raw(it.cast_mut())
    }
}

/// Visits every reference `header`'s object owns.
fn visit(header: &Header, what: Visit) {
    let class = header.class();
    let mut visitor = Visitor(what);
    // SAFETY: the object is live and the layout is its class's.
    unsafe { (class.layout.traverse)(header, &mut visitor) };
    if let Some(extra) = header.existing_extra() {
        visitor.cell(&extra.dict, |dict, visit| {
            if let Some(dict) = dict {
                visit.object(dict);
            }
        });
        visitor.cell(&extra.slots, |slots, visit| visit.values(slots));
    }
    if class.has(flags::HEAP) {
        visitor.object(class);
    }
}
