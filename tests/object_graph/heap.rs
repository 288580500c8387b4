//! The real graph beside the model: every step is taken in both, then they are compared.

use std::collections::HashMap;
use std::mem::ManuallyDrop;

use taipan::compile::Input;
use taipan::object::{Args, Builtin, CellBox, Function, List, Name, Ref, Str, Value, Vm, Weakref};
use taipan::protocol;
use taipan::session::Session;
use taipan::session::ending::Outcome;
use taipan::stdlib::sys::Settings;

use super::model::{ACTS, Act, Edge, Event, Id, Kind, Model};
use super::random::Random;

const SOURCE: &str = "
log = []
kept = []

class Plain:
    pass

class Slotted:
    __slots__ = ('a', 'b', 'c', 'd')

class Items(list):
    __slots__ = ('a', 'b', 'c', 'd')

class Hook:
    def __call__(self, reference):
        assert reference() is None
        log.append(2 * self.key)

class Final:
    def __del__(self):
        log.append(2 * self.key + 1)
        act = self.act
        if act == 1:
            kept.append(self)
        elif act == 2:
            other = getattr(self, 'a', None)
            if other is not None:
                kept.append(other)
        elif act == 3:
            self.a = None
        elif act == 4:
            kept.append([])

def closure():
    variable = None
    def inner():
        return variable
    return inner

def generator(variable):
    yield
    yield variable
";

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const CLASSES: [(Kind, &str); 5] = [
    (Kind::Plain, "Plain"),
    (Kind::Slotted, "Slotted"),
    (Kind::Items, "Items"),
    (Kind::Hook, "Hook"),
    (Kind::Final, "Final"),
];

#[derive(Default, Debug)]
pub struct Totals {
    pub steps: usize,
    pub objects: usize,
    pub most_living: usize,
    pub collections: usize,
    pub collected: usize,
    pub finalized: usize,
    pub finalized_in_cycles: usize,
    pub resurrected: usize,
    pub called_back: usize,
    pub called_back_for_cycles: usize,
}

impl Totals {
    pub fn add(&mut self, other: Totals) {
        self.steps += other.steps;
        self.objects += other.objects;
        self.most_living = self.most_living.max(other.most_living);
        self.collections += other.collections;
        self.collected += other.collected;
        self.finalized += other.finalized;
        self.finalized_in_cycles += other.finalized_in_cycles;
        self.resurrected += other.resurrected;
        self.called_back += other.called_back;
        self.called_back_for_cycles += other.called_back_for_cycles;
    }
}

struct World<'a> {
    session: &'a Session,
    random: Random,
    model: Model,
    /// The references that the program holds, with their objects' numbers.
    roots: Vec<(Id, Value)>,
    by_address: HashMap<u64, Id>,
    /// How often each class was referred to at the start.
    class_counts: Vec<(Kind, Value, u32)>,
    totals: Totals,
    seed: u64,
}

const WARM_UP: usize = 500;

/// Runs one seed.
pub fn run(stack: usize, random: Random, seed: u64, steps: usize) -> Totals {
    // Where the test fails it is left alone: what is wrong with the objects may be wrong with its end too.
    let session = ManuallyDrop::new(Session::new(Settings::default(), stack));
    let vm = session.vm();
    vm.heap.set_enabled(false);
    let code = session.compile(Input::Text(SOURCE), &vm.str("<graph>"));
    let code = code.unwrap_or_else(|_| panic!("the source compiles"));
    assert!(session.run(&code).is_ok(), "the source runs");
    drop(code);
    let mut world = World {
        session: &session,
        random,
        model: Model::default(),
        roots: vec![],
        by_address: HashMap::new(),
        class_counts: vec![],
        totals: Totals::default(),
        seed,
    };
    // What the first use of each class leaves behind is no leak.
    for class in [Builtin::List, Builtin::Set, Builtin::Dict, Builtin::Tuple, Builtin::Weakref] {
        vm.class(class).namespace(vm);
    }
    world.count_classes();
    world.live(WARM_UP);
    world.model = Model::default();
    world.totals = Totals::default();
    let before = vm.heap.len();
    world.live(steps);
    assert_eq!(vm.heap.len(), before, "seed {seed}: tracked objects are left over");
    let mut totals = std::mem::take(&mut world.totals);
    totals.steps = steps;
    totals.objects = world.model.nodes.len();
    drop(world);
    let outcome = ManuallyDrop::into_inner(session).close(Outcome::Status(0));
    assert_eq!(outcome, Outcome::Status(0));
    totals
}

impl World<'_> {
    fn vm(&self) -> &Vm {
        self.session.vm()
    }

    fn name(&self, name: &str) -> Ref<Str> {
        self.vm().intern(name)
    }

    fn global(&self, name: &str) -> Value {
        self.session.main().get_str(&self.name(name)).expect("the source defines it")
    }

    fn call(&self, name: &str, args: &[Value]) -> Value {
        let made = self.vm().call(&self.global(name), Args::positional(args));
        made.unwrap_or_else(|_| panic!("{name} can be called"))
    }

    fn global_list(&self, name: &str) -> Ref<List> {
        match self.global(name) {
            Value::List(list) => list,
            _ => panic!("{name} is a list"),
        }
    }

    fn count_classes(&mut self) {
        for (kind, name) in CLASSES {
            let class = self.global(name);
            let count = class.heap().expect("a class").header().count();
            self.class_counts.push((kind, class, count));
        }
    }

    /// Takes so many steps, then lets everything go.
    fn live(&mut self, steps: usize) {
        for step in 0..steps {
            self.step(step);
        }
        // Finalizers of the last objects may keep some once more.
        loop {
            while let Some(root) = self.roots.pop() {
                self.let_go(root);
                self.settle(steps);
            }
            self.collect(true, steps);
            if self.roots.is_empty() {
                break;
            }
        }
        let living = self.model.living.len();
        assert_eq!(living, 0, "seed {}: objects that nobody holds live on", self.seed);
    }

    fn step(&mut self, step: usize) {
        let crowded = self.roots.len() > 80;
        match self.random.below(100) {
            _ if self.roots.is_empty() => self.make(),
            0..26 if !crowded => self.make(),
            26..64 => self.change(Self::connect),
            64..70 => self.change(Self::disconnect),
            0..26 | 70..90 => {
                let mut which = self.random.below(self.roots.len());
                // Weak references that outlive their objects are the interesting ones.
                if self.model.nodes[self.roots[which].0].kind == Kind::Weak {
                    which = self.random.below(self.roots.len());
                }
                let root = self.roots.swap_remove(which);
                self.let_go(root);
            }
            90..94 => {
                let (id, value) = self.walk();
                self.model.hold(id);
                self.roots.push((id, value));
            }
            94..97 => self.change(Self::materialise),
            _ => {
                // With many let go at once, more that holds itself is left.
                for _ in 0..self.random.below(self.roots.len().max(1)) {
                    let root = self.roots.pop().expect("fewer than there are");
                    self.let_go(root);
                    self.settle(step);
                }
                let full = !self.random.one_in(3);
                self.collect(full, step);
                return;
            }
        }
        self.settle(step);
    }

    fn let_go(&mut self, (id, value): (Id, Value)) {
        drop(value);
        self.model.release(id);
    }

    fn enter(&mut self, kind: Kind, value: Value, act: Act) -> Id {
        let id = self.model.add(kind, value.id(), act);
        self.by_address.insert(value.id(), id);
        self.roots.push((id, value));
        id
    }

    fn make(&mut self) {
        const KINDS: [Kind; 18] = [
            Kind::List,
            Kind::List,
            Kind::Dict,
            Kind::Set,
            Kind::Tuple,
            Kind::Tuple,
            Kind::Plain,
            Kind::Plain,
            Kind::Plain,
            Kind::Slotted,
            Kind::Items,
            Kind::Final,
            Kind::Final,
            Kind::Hook,
            Kind::Closure,
            Kind::Generator,
            Kind::Weak,
            Kind::Weak,
        ];
        let kind = *self.random.pick(&KINDS);
        let act = *self.random.pick(&ACTS);
        self.make_of(kind, act);
    }

    fn make_of(&mut self, kind: Kind, act: Act) -> Id {
        match kind {
            Kind::List => self.enter(kind, self.vm().list(vec![]), act),
            Kind::Dict => self.enter(kind, Value::Dict(self.vm().dict()), act),
            Kind::Set => {
                let class = Value::Type(self.vm().class(Builtin::Set).clone());
                let set = self.vm().call(&class, Args::NONE);
                self.enter(kind, set.unwrap_or_else(|_| panic!("a set")), act)
            }
            Kind::Tuple => {
                let count = 1 + self.random.below(3);
                let items: Vec<(Id, Value)> = (0..count).map(|_| self.walk_or_new()).collect();
                let (ids, values): (Vec<Id>, Vec<Value>) = items.into_iter().unzip();
                let id = self.enter(kind, self.vm().tuple(values), act);
                ids.into_iter().for_each(|to| self.model.connect(id, Edge::Item, to));
                id
            }
            Kind::Plain => self.enter(kind, self.call("Plain", &[]), act),
            Kind::Slotted => self.enter(kind, self.call("Slotted", &[]), act),
            Kind::Items => self.enter(kind, self.call("Items", &[]), act),
            Kind::Hook | Kind::Final => {
                let value = self.call(if kind == Kind::Hook { "Hook" } else { "Final" }, &[]);
                let id = self.model.nodes.len() as i64;
                let act_number = ACTS.iter().position(|it| *it == act).unwrap_or(0) as i64;
                self.set_attribute(&value, "key", Value::Int(id));
                self.set_attribute(&value, "act", Value::Int(act_number));
                self.enter(kind, value, act)
            }
            Kind::Closure => {
                let function = self.call("closure", &[]);
                let cell = cell_of(&function);
                let id = self.enter(kind, function, act);
                let cell_id = self.enter(Kind::Cell, Value::Cell(cell), act);
                self.model.connect(id, Edge::Variable, cell_id);
                let root = self.roots.pop().expect("the cell, just entered");
                self.let_go(root);
                id
            }
            Kind::Generator => {
                let (to, value) = self.walk_or_new();
                let generator = self.call("generator", &[value]);
                let first = protocol::next(self.vm(), &generator);
                assert!(first.is_ok_and(|it| it.is_some()), "it yields");
                let id = self.enter(kind, generator, act);
                self.model.connect(id, Edge::Variable, to);
                id
            }
            Kind::Weak => {
                let (target, object) = self.walk_or_new();
                let hook = !self.random.one_in(4);
                let hook = hook.then(|| self.hook());
                let callback = hook.as_ref().map_or(Value::None, |it| it.1.clone());
                let hook = hook.map(|it| it.0);
                let vm = self.vm();
                let class = vm.class(Builtin::Weakref);
                let object = object.heap().expect("all objects of the graph are on the heap");
                let weak = Ref::<Weakref>::to(vm, class, object, callback);
                let id = self.enter(kind, Value::of(weak.into_any()), act);
                self.model.refer_weakly(id, target);
                if let Some(hook) = hook {
                    self.model.connect(id, Edge::Callback, hook);
                }
                id
            }
            Kind::Attributes | Kind::Cell => unreachable!("made on the way to others"),
        }
    }

    /// A callable from among what can be reached, or a new one.
    fn hook(&mut self) -> (Id, Value) {
        for _ in 0..4 {
            if self.roots.is_empty() {
                break;
            }
            let found = self.walk();
            if self.model.nodes[found.0].kind == Kind::Hook {
                return found;
            }
        }
        let id = self.make_of(Kind::Hook, Act::Nothing);
        (id, self.roots.last().expect("just made").1.clone())
    }

    fn walk_or_new(&mut self) -> (Id, Value) {
        if self.roots.is_empty() {
            self.make_of(Kind::List, Act::Nothing);
        }
        self.walk()
    }

    /// An object some references away from one that is held.
    fn walk(&mut self) -> (Id, Value) {
        let which = self.random.below(self.roots.len());
        let (mut id, mut value) = self.roots[which].clone();
        for _ in 0..self.random.below(6) {
            let edges = &self.model.nodes[id].edges;
            if edges.is_empty() || self.model.nodes[id].kind == Kind::Generator {
                break;
            }
            let position = self.random.below(edges.len());
            let (edge, to) = edges[position];
            value = self.follow(&value, id, edge, position);
            id = to;
            assert_eq!(value.id(), self.model.nodes[id].address, "seed {}: {edge:?}", self.seed);
        }
        (id, value)
    }

    fn follow(&self, from: &Value, id: Id, edge: Edge, position: usize) -> Value {
        let vm = self.vm();
        let found = match edge {
            Edge::Item => match from {
                Value::Tuple(tuple) => Some(tuple.items()[position].clone()),
                Value::Set(set) => {
                    let wanted = self.model.nodes[self.model.nodes[id].edges[position].1].address;
                    set.to_vec().into_iter().find(|it| it.id() == wanted)
                }
                _ => {
                    let nth = self.items_before(id, position);
                    from.downcast::<List>().and_then(|it| it.get(nth))
                }
            },
            Edge::Key(key) => protocol::getitem(vm, from, &Value::Int(key)).ok(),
            Edge::Name(i) => match from {
                Value::Dict(dict) => dict.get_str(&self.name(NAMES[i])),
                _ => protocol::getattr(vm, from, &self.name(NAMES[i])).ok(),
            },
            Edge::Dict => protocol::getattr(vm, from, vm.name(Name::Dict)).ok(),
            Edge::Variable => match from {
                Value::Cell(cell) => Some(cell.get()),
                function => Some(Value::Cell(cell_of(function))),
            },
            Edge::Callback => from.downcast::<Weakref>().map(|it| it.callback.borrow().clone()),
        };
        found.unwrap_or_else(|| panic!("seed {}: {edge:?} is not there", self.seed))
    }

    /// How many items come before the edge at a position.
    fn items_before(&self, id: Id, position: usize) -> usize {
        let before = &self.model.nodes[id].edges[..position];
        before.iter().filter(|it| it.0 == Edge::Item).count()
    }

    fn set_attribute(&self, of: &Value, name: &str, value: Value) {
        let set = protocol::setattr(self.vm(), of, &self.name(name), value);
        assert!(set.is_ok(), "attributes can be set");
    }

    /// Does something to an object that can be reached, and holds it meanwhile.
    fn change(&mut self, change: fn(&mut Self, Id, &Value)) {
        let (id, object) = self.walk();
        self.model.hold(id);
        change(self, id, &object);
        self.let_go((id, object));
    }

    fn connect(&mut self, from: Id, object: &Value) {
        let (to, value) = self.walk();
        let kind = self.model.nodes[from].kind;
        let vm = self.session.vm();
        match kind {
            Kind::Items if self.random.one_in(2) => self.connect_name(from, object, to, value),
            Kind::List | Kind::Items => {
                object.downcast::<List>().expect("a list").push(value);
                self.model.connect(from, Edge::Item, to);
            }
            Kind::Dict => {
                let edge = Edge::Key(self.random.below(6) as i64);
                let Edge::Key(key) = edge else { return };
                self.model.hold(to);
                self.drop_edge(from, edge);
                let set = protocol::setitem(vm, object, &Value::Int(key), value);
                assert!(set.is_ok());
                self.model.connect(from, edge, to);
                self.model.release(to);
            }
            Kind::Set => {
                let hashable = [Kind::Plain, Kind::Slotted, Kind::Final, Kind::Hook];
                let known = self.model.nodes[from].edges.iter().any(|it| it.1 == to);
                if hashable.contains(&self.model.nodes[to].kind) && !known {
                    let add = vm.intern("add");
                    let added = protocol::call_method(vm, object, &add, &[value]);
                    assert!(added.is_ok());
                    self.model.connect(from, Edge::Item, to);
                }
            }
            Kind::Plain | Kind::Slotted | Kind::Final | Kind::Hook | Kind::Attributes => {
                self.connect_name(from, object, to, value);
            }
            Kind::Cell => {
                self.model.hold(to);
                let old = object.downcast::<CellBox>().expect("a cell").replace(value);
                drop(old);
                self.drop_edge(from, Edge::Variable);
                self.model.connect(from, Edge::Variable, to);
                self.model.release(to);
            }
            Kind::Tuple | Kind::Closure | Kind::Generator | Kind::Weak => {}
        }
    }

    fn connect_name(&mut self, from: Id, object: &Value, to: Id, value: Value) {
        let which = self.random.below(NAMES.len());
        let owner = self.model.find(from, Edge::Dict).unwrap_or(from);
        self.model.hold(to);
        match object {
            Value::Dict(dict) => dict.set_str(self.vm(), &self.name(NAMES[which]), value),
            _ => self.set_attribute(object, NAMES[which], value),
        }
        self.drop_edge(owner, Edge::Name(which));
        self.model.connect(owner, Edge::Name(which), to);
        self.model.release(to);
    }

    /// Takes an edge that is to be replaced out of the model.
    fn drop_edge(&mut self, from: Id, edge: Edge) {
        let position = self.model.nodes[from].edges.iter().position(|it| it.0 == edge);
        if let Some(position) = position {
            self.model.disconnect(from, position);
        }
    }

    fn disconnect(&mut self, from: Id, object: &Value) {
        let node = &self.model.nodes[from];
        let fixed = [Kind::Tuple, Kind::Closure, Kind::Generator, Kind::Weak];
        if node.edges.is_empty() || fixed.contains(&node.kind) {
            return;
        }
        let position = self.random.below(node.edges.len());
        let (edge, to) = node.edges[position];
        let vm = self.session.vm();
        let done = match (edge, object) {
            (Edge::Dict, _) => return,
            (Edge::Item, Value::Set(_)) => {
                let value = self.follow(object, from, edge, position);
                let discard = vm.intern("discard");
                protocol::call_method(vm, object, &discard, &[value]).map(drop)
            }
            (Edge::Item, _) => {
                let nth = self.items_before(from, position);
                let taken = object.downcast::<List>().expect("a list").borrow_mut().remove(nth);
                drop(taken);
                Ok(())
            }
            (Edge::Key(key), _) => protocol::delitem(vm, object, &Value::Int(key)),
            (Edge::Name(which), Value::Dict(dict)) => {
                drop(dict.remove_str(&self.name(NAMES[which])));
                Ok(())
            }
            (Edge::Name(which), _) => protocol::delattr(vm, object, &self.name(NAMES[which])),
            _ => {
                drop(object.downcast::<CellBox>().expect("a cell").replace(Value::Err));
                Ok(())
            }
        };
        assert!(done.is_ok(), "seed {}: {edge:?} to {to} can be removed", self.seed);
        self.model.disconnect(from, position);
        if let Edge::Name(_) = edge {
            // An instance that has lost an attribute may keep the others in a dictionary.
            self.materialise(from, object);
        }
    }

    /// Asks for the dictionary of an instance, which is an object from then on.
    fn materialise(&mut self, id: Id, object: &Value) {
        let kind = self.model.nodes[id].kind;
        let has = self.model.find(id, Edge::Dict).is_some();
        if !matches!(kind, Kind::Plain | Kind::Final | Kind::Hook) || has {
            return;
        }
        let dict = protocol::getattr(self.vm(), object, self.vm().name(Name::Dict));
        let dict = dict.unwrap_or_else(|_| panic!("instances have one"));
        let edges = std::mem::take(&mut self.model.nodes[id].edges);
        let attributes = self.enter(Kind::Attributes, dict, Act::Nothing);
        self.model.nodes[attributes].edges = edges;
        self.model.connect(id, Edge::Dict, attributes);
    }

    fn collect(&mut self, full: bool, step: usize) {
        let found = self.vm().heap.collect(self.vm(), full);
        let expected = self.model.collect(full);
        let seed = self.seed;
        assert!(
            expected.found.contains(&found),
            "seed {seed}, step {step}: {found} objects found, not {:?} (full: {full})",
            expected.found
        );
        self.totals.collections += 1;
        self.totals.collected += found;
        self.totals.finalized_in_cycles += expected.finalized.len();
        self.totals.called_back_for_cycles += expected.called_back.len();
        self.totals.resurrected += expected.resurrected;
        let log = self.read_log();
        let last = expected.called_back.iter().filter_map(|it| {
            let event = Event::CalledBack(*it);
            let once = log.iter().filter(|it| **it == event).count() == 1;
            log.iter().position(|it| *it == event).filter(|_| once)
        });
        let first = expected
            .finalized
            .iter()
            .filter_map(|it| log.iter().position(|event| *event == Event::Finalized(*it)));
        if let (Some(last), Some(first)) = (last.max(), first.min()) {
            assert!(last < first, "seed {seed}, step {step}: finalizers before callbacks");
        }
        self.settle(step);
    }

    fn read_log(&self) -> Vec<Event> {
        let log = self.global_list("log").to_vec();
        let event = |it: Value| match it {
            Value::Int(it) if it % 2 == 1 => Event::Finalized(it as usize / 2),
            Value::Int(it) => Event::CalledBack(it as usize / 2),
            _ => panic!("the log holds numbers"),
        };
        log.into_iter().map(event).collect()
    }

    /// Compares everything.
    fn settle(&mut self, step: usize) {
        let seed = self.seed;
        let log = self.read_log();
        self.global_list("log").borrow_mut().clear();
        let (expected, mut possible) = self.model.events();
        let mut left = log.clone();
        for event in &expected {
            match left.iter().position(|it| it == event) {
                Some(place) => drop(left.swap_remove(place)),
                None => panic!("seed {seed}, step {step}: no {event:?} among {log:?}"),
            }
        }
        for event in &left {
            match possible.iter().position(|it| it == event) {
                Some(place) => drop(possible.swap_remove(place)),
                None => panic!("seed {seed}, step {step}: {event:?} besides {expected:?}"),
            }
        }
        self.totals.finalized += log.iter().filter(|it| matches!(it, Event::Finalized(_))).count();
        self.totals.called_back +=
            log.iter().filter(|it| matches!(it, Event::CalledBack(_))).count();

        let list = self.global_list("kept");
        let kept = std::mem::take(&mut *list.borrow_mut());
        drop(list);
        let mut expected = std::mem::take(&mut self.model.kept);
        let living = &self.model.living;
        self.by_address.retain(|_, id| living.contains(id));
        for value in kept {
            match self.by_address.get(&value.id()) {
                Some(&id) => {
                    let place = expected.iter().position(|it| *it == id);
                    let place = place.unwrap_or_else(|| {
                        panic!("seed {seed}, step {step}: {id} was kept unexpectedly")
                    });
                    expected.swap_remove(place);
                    self.roots.push((id, value));
                }
                None => {
                    self.model.made = self.model.made.checked_sub(1).unwrap_or_else(|| {
                        panic!("seed {seed}, step {step}: an unknown object was kept")
                    });
                    self.enter(Kind::List, value, Act::Nothing);
                }
            }
        }
        assert!(expected.is_empty(), "seed {seed}, step {step}: {expected:?} were not kept");
        assert_eq!(self.model.made, 0, "seed {seed}, step {step}: lists made by finalizers");
        self.audit(step);
    }

    /// The living objects are those of the model, each with as many references, and the weak ones point
    /// where they should.
    fn audit(&mut self, step: usize) {
        let seed = self.seed;
        self.model.check();
        self.totals.most_living = self.totals.most_living.max(self.model.living.len());
        let mut seen = 0;
        let snapshot = self.vm().heap.snapshot();
        for value in &snapshot {
            let Some(&id) = self.by_address.get(&value.id()) else { continue };
            seen += 1;
            let node = &self.model.nodes[id];
            let header = value.heap().expect("tracked objects are on the heap").header();
            // One is the snapshot's.
            assert_eq!(
                header.count() - 1,
                self.model.count(id),
                "seed {seed}, step {step}: references to {id}, a {:?}",
                node.kind
            );
            assert_eq!(header.is_finalized(), node.finalized, "seed {seed}, step {step}: {id}");
            if let Some(weakref) = value.downcast::<Weakref>() {
                let target = weakref.target().map(|it| it.id());
                let expected = node.target.map(|it| self.model.nodes[it].address);
                assert_eq!(target, expected, "seed {seed}, step {step}: what {id} refers to");
                let has_callback = !weakref.callback.borrow().is_none();
                assert_eq!(has_callback, self.model.find(id, Edge::Callback).is_some());
            }
            if self.random.one_in(16) {
                self.compare_referents(id, value, step);
            }
        }
        drop(snapshot);
        let living = self.model.living.len();
        assert_eq!(seen, living, "seed {seed}, step {step}: objects that live");
        for (kind, class, before) in &self.class_counts {
            let instances = self.model.living.iter();
            let instances = instances.filter(|it| self.model.nodes[**it].kind == *kind).count();
            let count = class.heap().expect("a class").header().count();
            assert_eq!(count, before + instances as u32, "seed {seed}, step {step}: {kind:?}");
        }
    }

    /// The references that the collector sees are those of the model.
    fn compare_referents(&self, id: Id, value: &Value, step: usize) {
        let referents = self.vm().heap.referents(value);
        let known = |it: &Value| self.by_address.get(&it.id()).copied();
        let mut found: Vec<Id> = referents.iter().filter_map(known).collect();
        let mut expected: Vec<Id> = self.model.nodes[id].edges.iter().map(|it| it.1).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(
            found, expected,
            "seed {}, step {step}: referents of {id}, a {:?}",
            self.seed, self.model.nodes[id].kind
        );
    }
}

fn cell_of(function: &Value) -> Ref<CellBox> {
    function.downcast::<Function>().expect("a function").closure()[0].clone()
}
