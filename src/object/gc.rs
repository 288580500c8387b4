//! The tracked list and the cycle collector: trial deletion in two generations.
//!
//! Invariant: `objects[i]` is live and its header's index is `i`; objects from `young` on have been
//! made since the last collection. An object is garbage when all of its references come from other
//! garbage, so the roots need no list: they are what the counts leave unexplained. A container that is
//! mutably borrowed shows no references, which keeps its contents alive.
//!
//! Collections run at loop back edges and calls only (`Vm::service`), never inside an allocation.

use std::cell::{Cell, RefCell};

use super::heap::{AnyRef, Header, Ref, Visit, Visitor};
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
        header.set_index(Some(objects.len()));
        objects.push(header);
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
        let garbage = self.unreachable(start, None);
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

    /// The objects from `start` on (or those of `among`) that nothing outside of them holds.
    fn unreachable(&self, start: usize, among: Option<&[Value]>) -> Vec<Value> {
        let objects = self.objects.borrow();
        let count = objects.len() - start;
        let left: Vec<i64> = match among {
            None => objects[start..].iter().map(|&it| i64::from(count_of(it))).collect(),
            Some(them) => {
                let mut left = vec![NOT_MEANT; count];
                for header in them.iter().filter_map(Value::header) {
                    if let Some(index) = header.index() {
                        // One count is `among`'s own.
                        left[index - start] = i64::from(header.count()) - 1;
                    }
                }
                left
            }
        };
        let mut trial = Trial { left, before: start + 1, pending: Vec::new() };
        for (i, &it) in objects[start..].iter().enumerate() {
            if trial.left[i] > NOT_MEANT {
                // SAFETY: tracked objects are live.
                visit(unsafe { &*it }, Visit::Subtract(&mut trial));
            }
        }
        for i in 0..count {
            if trial.left[i] > 0 {
                trial.left[i] = REACHABLE;
                trial.pending.push(i);
            }
        }
        while let Some(i) = trial.pending.pop() {
            // SAFETY: tracked objects are live.
            visit(unsafe { &*objects[start + i] }, Visit::Reach(&mut trial));
        }
        let left = trial.left;
        (0..count)
            .filter(|&i| left[i] != REACHABLE && left[i] > NOT_MEANT)
            .map(|i| own(objects[start + i]))
            .collect()
    }

    /// Ends the life of unreachable objects in the order of PEP 442: weak references, finalizers, then the
    /// cycles themselves. Returns how many objects that were.
    fn dispose(&self, vm: &Vm, mut garbage: Vec<Value>) -> usize {
        let gone = part_weakly(vm, &garbage);
        let mut finalized = false;
        for it in &garbage {
            let header = it.header().expect("only heap objects are tracked");
            if header.class().has(flags::FINALIZER) && !header.is_finalized() {
                header.set_finalized();
                vm.finalize(it);
                finalized = true;
            }
        }
        if finalized {
            // What finalizers have cut off has died of itself by now, but for the list here, and does not count.
            let mut before = usize::MAX;
            while garbage.len() < before {
                before = garbage.len();
                garbage.retain(|it| it.header().is_some_and(|it| it.count() > 1));
            }
            // A finalizer may have made some of them reachable again.
            garbage = self.unreachable(0, Some(&garbage));
        }
        for it in &garbage {
            self.break_up(it);
        }
        garbage.len() + gone
    }

    /// Makes an object give up what it refers to.
    pub(super) fn break_up(&self, it: &Value) {
        let Some(header) = it.header() else { return };
        let clear = header.class().layout.clear;
        if let Some(extra) = header.existing_extra() {
            let parts = (extra.dict.take(), extra.slots.take());
            drop(parts);
        }
        // SAFETY: `it` keeps the object alive; the layout is its class's.
        unsafe { clear(header) };
    }
}

/// Marks objects outside of those that are meant; what is below it counts as the same.
const NOT_MEANT: i64 = i64::MIN / 2;
const REACHABLE: i64 = i64::MAX;

/// Trial deletion among the objects of the tracked list from a place on.
pub(super) struct Trial {
    /// What each object's count leaves unexplained.
    left: Vec<i64>,
    /// The number of the first object.
    before: usize,
    /// Found to be reachable, but not yet looked into.
    pending: Vec<usize>,
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
            && *left != REACHABLE
            && *left > NOT_MEANT
        {
            *left = REACHABLE;
            self.pending.push(slot);
        }
    }
}

/// Empties the weak references to unreachable objects, and those that are such themselves, before any Python
/// code runs; then calls back those that can be reached. Returns how many of these are gone thereby.
fn part_weakly(vm: &Vm, garbage: &[Value]) -> usize {
    let mut emptied: Vec<Ref<Weakref>> = Vec::new();
    for it in garbage {
        if let Some(weakref) = it.downcast::<Weakref>() {
            weak::part(vm, weakref);
        }
    }
    for header in garbage.iter().filter_map(Value::header).filter(|it| it.has_weakrefs()) {
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

fn count_of(it: *const Header) -> u32 {
    // SAFETY: only called on entries of the tracked list, which are live.
    unsafe { (*it).count() }
}

fn own(it: *const Header) -> Value {
    // SAFETY: called on live objects; the count is raised before the reference is made.
    unsafe {
        (*it).increment();
        Value::of(AnyRef::from_raw(it.cast_mut()))
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
