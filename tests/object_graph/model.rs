//! What ought to happen: objects as numbers, references as pairs, every death reckoned by hand.
//!
//! The order of PEP 442: of an object whose count falls to zero, first the finalizer runs, then its weak
//! references are emptied and called back, then its references go. Of unreachable cycles, first all weak
//! references are emptied, then those that can be reached are called back, then all finalizers run, and what
//! none of them made reachable dies.

use std::collections::BTreeSet;

pub type Id = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    List,
    Dict,
    Set,
    Tuple,
    /// An instance with attributes in slots of its shape.
    Plain,
    /// The dictionary of an instance, once somebody has asked for it.
    Attributes,
    /// A class with `__slots__`.
    Slotted,
    /// A subclass of `list` with `__slots__`: values outside the payload.
    Items,
    /// A class with `__del__`.
    Final,
    /// A callable, for callbacks.
    Hook,
    Cell,
    Closure,
    /// Suspended at its first `yield`.
    Generator,
    Weak,
}

/// What holds a reference inside an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Of a list, tuple or set; the order is that of the edges.
    Item,
    /// The value of a key in a dictionary.
    Key(i64),
    /// An attribute, by its place among the names.
    Name(usize),
    /// The dictionary of an instance.
    Dict,
    /// What a cell, closure or generator holds.
    Variable,
    Callback,
}

/// What `__del__` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Nothing,
    /// Keeps the object.
    Rescue,
    /// Keeps what its attribute `a` refers to.
    RescueOther,
    /// Sets its attribute `a` to `None`.
    Cut,
    /// Makes a list and keeps it.
    Make,
}

pub const ACTS: [Act; 5] = [Act::Nothing, Act::Rescue, Act::RescueOther, Act::Cut, Act::Make];

pub struct Node {
    pub kind: Kind,
    pub address: u64,
    pub alive: bool,
    /// Survived a collection.
    pub old: bool,
    pub finalized: bool,
    pub act: Act,
    /// References from the program, and from what runs at the moment.
    pub held: u32,
    pub edges: Vec<(Edge, Id)>,
    /// Of a weak reference: to what.
    pub target: Option<Id>,
}

/// What ran: of the objects with `__del__` and the callables their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Finalized(Id),
    CalledBack(Id),
}

#[derive(Default)]
pub struct Model {
    pub nodes: Vec<Node>,
    /// In the order in which they were reckoned, which is not always that of the heap.
    pub log: Vec<Event>,
    /// A weak reference and its object died through the same step: whether it was called back depends on
    /// which of the two was first. Reference, object, callback.
    unsure: Vec<(Id, Option<Id>, Id)>,
    /// What finalizers kept.
    pub kept: Vec<Id>,
    /// How many lists finalizers made.
    pub made: usize,
    pub living: BTreeSet<Id>,
    /// Weak references to each object, the oldest first.
    weak: Vec<Vec<Id>>,
    counts: Vec<u32>,
}

/// What a collection does, beside the log.
pub struct Collected {
    /// How many objects it finds. Weak references that only a callback kept reachable may count as well,
    /// which depends on the order.
    pub found: std::ops::RangeInclusive<usize>,
    /// These were called back for unreachable objects, before any finalizer of an unreachable object ran.
    pub called_back: Vec<Id>,
    pub finalized: Vec<Id>,
    pub resurrected: usize,
}

impl Model {
    /// A new object, held once.
    pub fn add(&mut self, kind: Kind, address: u64, act: Act) -> Id {
        let id = self.nodes.len();
        self.nodes.push(Node {
            kind,
            address,
            alive: true,
            old: false,
            finalized: false,
            act,
            held: 1,
            edges: vec![],
            target: None,
        });
        self.counts.push(1);
        self.weak.push(vec![]);
        self.living.insert(id);
        id
    }

    pub fn count(&self, id: Id) -> u32 {
        self.counts[id]
    }

    pub fn find(&self, from: Id, edge: Edge) -> Option<Id> {
        self.nodes[from].edges.iter().find(|it| it.0 == edge).map(|it| it.1)
    }

    pub fn hold(&mut self, id: Id) {
        self.nodes[id].held += 1;
        self.counts[id] += 1;
    }

    pub fn release(&mut self, id: Id) {
        self.nodes[id].held -= 1;
        self.decrement(id);
    }

    pub fn connect(&mut self, from: Id, edge: Edge, to: Id) {
        self.counts[to] += 1;
        self.nodes[from].edges.push((edge, to));
    }

    /// Removes the edge at a position.
    pub fn disconnect(&mut self, from: Id, position: usize) {
        let (_, to) = self.nodes[from].edges.remove(position);
        self.decrement(to);
    }

    pub fn refer_weakly(&mut self, weak: Id, target: Id) {
        self.nodes[weak].target = Some(target);
        self.weak[target].push(weak);
    }

    fn decrement(&mut self, id: Id) {
        self.counts[id] -= 1;
        if self.counts[id] == 0 {
            self.die(id);
        }
    }

    fn has_finalizer(&self, id: Id) -> bool {
        matches!(self.nodes[id].kind, Kind::Final | Kind::Generator) && !self.nodes[id].finalized
    }

    fn die(&mut self, id: Id) {
        if self.has_finalizer(id) {
            self.counts[id] = 1;
            self.finalize(id);
            self.counts[id] -= 1;
            if self.counts[id] > 0 {
                return;
            }
        }
        let weak = self.part(id);
        for &it in &weak {
            if let Some(hook) = self.find(it, Edge::Callback) {
                self.unsure.push((it, None, hook));
            }
        }
        self.call_back(weak);
        self.nodes[id].alive = false;
        self.living.remove(&id);
        if let Some(target) = self.nodes[id].target.take() {
            self.weak[target].retain(|it| *it != id);
            if let Some(hook) = self.find(id, Edge::Callback) {
                self.unsure.push((id, Some(target), hook));
            }
        }
        while let Some((_, to)) = self.nodes[id].edges.pop() {
            self.decrement(to);
        }
    }

    fn finalize(&mut self, id: Id) {
        self.nodes[id].finalized = true;
        if self.nodes[id].kind == Kind::Generator {
            // Closed: its variable goes.
            while let Some((_, to)) = self.nodes[id].edges.pop() {
                self.decrement(to);
            }
            return;
        }
        self.log.push(Event::Finalized(id));
        let attribute = |model: &Model| -> Option<Id> {
            let owner = model.find(id, Edge::Dict).unwrap_or(id);
            model.find(owner, Edge::Name(0))
        };
        match self.nodes[id].act {
            Act::Nothing => {}
            Act::Rescue => {
                self.hold(id);
                self.kept.push(id);
            }
            Act::RescueOther => {
                if let Some(other) = attribute(self) {
                    self.hold(other);
                    self.kept.push(other);
                }
            }
            Act::Cut => {
                let owner = self.find(id, Edge::Dict).unwrap_or(id);
                let edges = &self.nodes[owner].edges;
                if let Some(position) = edges.iter().position(|it| it.0 == Edge::Name(0)) {
                    self.disconnect(owner, position);
                }
            }
            Act::Make => self.made += 1,
        }
    }

    /// Empties the weak references to an object; gives them held, the newest first.
    fn part(&mut self, id: Id) -> Vec<Id> {
        let mut weak = std::mem::take(&mut self.weak[id]);
        for &it in &weak {
            self.nodes[it].target = None;
            self.hold(it);
        }
        weak.reverse();
        weak
    }

    /// Calls those back that have a callback; gives these.
    fn call_back(&mut self, weak: Vec<Id>) -> Vec<Id> {
        let mut called = Vec::new();
        for &it in &weak {
            if let Some(hook) = self.find(it, Edge::Callback) {
                called.push(hook);
                self.log.push(Event::CalledBack(hook));
                self.disconnect(it, 0);
            }
        }
        for it in weak {
            self.release(it);
        }
        called
    }

    /// What cannot be reached from held objects; of the young ones alone, all old ones count as held.
    pub fn unreachable(&self, full: bool) -> BTreeSet<Id> {
        let is_root = |id: &Id| self.nodes[*id].held > 0 || !full && self.nodes[*id].old;
        let mut pending: Vec<Id> = self.living.iter().copied().filter(is_root).collect();
        let mut reached: BTreeSet<Id> = pending.iter().copied().collect();
        while let Some(id) = pending.pop() {
            for &(_, to) in &self.nodes[id].edges {
                if reached.insert(to) {
                    pending.push(to);
                }
            }
        }
        self.living.difference(&reached).copied().collect()
    }

    pub fn collect(&mut self, full: bool) -> Collected {
        let garbage = self.unreachable(full);
        for &id in self.living.difference(&garbage) {
            self.nodes[id].old = true;
        }
        // The collector holds them while Python code runs.
        let mut emptied = Vec::new();
        for &id in &garbage {
            if let Some(target) = self.nodes[id].target.take() {
                self.weak[target].retain(|it| *it != id);
            }
        }
        for &id in &garbage {
            emptied.extend(self.part(id));
            self.counts[id] += 1;
        }
        let called = emptied.clone();
        let called_back = self.call_back(emptied);
        let gone = called.into_iter().filter(|it| !self.nodes[*it].alive).count();
        let finalized: Vec<Id> =
            garbage.iter().copied().filter(|it| self.has_finalizer(*it)).collect();
        for &id in &finalized {
            self.finalize(id);
        }
        // What finalizers have cut off is not found any more, but dead.
        let all = garbage.len();
        let mut garbage = garbage;
        while let Some(&id) = garbage.iter().find(|it| self.counts[**it] == 1) {
            garbage.remove(&id);
            self.decrement(id);
        }
        let cut_off = all - garbage.len();
        let dead: BTreeSet<Id> = match finalized.is_empty() {
            true => garbage.clone(),
            false => self.unreachable(true).intersection(&garbage).copied().collect(),
        };
        for &id in &dead {
            self.nodes[id].alive = false;
            self.living.remove(&id);
            let edges = std::mem::take(&mut self.nodes[id].edges);
            for (_, to) in edges {
                if dead.contains(&to) { self.counts[to] -= 1 } else { self.decrement(to) }
            }
        }
        for &id in &garbage {
            self.counts[id] -= 1;
            if !dead.contains(&id) {
                self.nodes[id].old = true;
                assert!(self.counts[id] > 0, "the model: resurrected objects are referred to");
            }
        }
        Collected {
            found: dead.len()..=dead.len() + gone,
            called_back,
            finalized,
            resurrected: all - cut_off - dead.len(),
        }
    }

    /// What ran since the last question for certain, and what may have run.
    pub fn events(&mut self) -> (Vec<Event>, Vec<Event>) {
        let mut certain = std::mem::take(&mut self.log);
        let mut possible = Vec::new();
        for (weak, target, hook) in std::mem::take(&mut self.unsure) {
            let event = Event::CalledBack(hook);
            if self.nodes[weak].alive {
                continue;
            }
            match target {
                // The object went first here.
                None => {
                    let place = certain.iter().position(|it| *it == event);
                    certain.remove(place.expect("the model: it was called back"));
                    possible.push(event);
                }
                Some(target) if !self.nodes[target].alive => possible.push(event),
                Some(_) => {}
            }
        }
        (certain, possible)
    }

    /// The counts are what edges and holders add up to: a check of the model itself.
    pub fn check(&self) {
        let mut counts: Vec<u32> = self.nodes.iter().map(|it| it.held).collect();
        for &id in &self.living {
            for &(_, to) in &self.nodes[id].edges {
                assert!(self.nodes[to].alive, "the model: {id} refers to {to}, which is dead");
                counts[to] += 1;
            }
        }
        for &id in &self.living {
            assert_eq!(counts[id], self.counts[id], "the model's own count of {id}");
        }
    }
}
