//! [`Dict`]: an insertion-ordered hash table of objects, the payload of `dict` and every namespace.
//!
//! Entries lie in order in one array, removed ones leave a hole; from nine entries on an open-addressing
//! index of entry numbers sits beside them, below that a scan over the hashes is faster. Looking a key
//! up may need `__eq__` of user objects: [`Dict::find`] then calls back with nothing borrowed and starts
//! anew if the table has changed meanwhile.
//!
//! `version` changes whenever an entry's position could: on insertion, removal, clearing. A cache may
//! keep `(version, position)` and read values through [`Dict::value_at`] without hashing.

use std::cell::{Ref as Borrow, RefCell};
use std::ops::Deref;

use super::array::Array;
use super::heap::{Object, Payload, Ref, Visitor, make};
use super::index::{EMPTY, HOLE, Index};
use super::string::Str;
use super::value::Value;
use super::vm::Vm;

#[derive(Clone)]
pub struct Entry {
    pub hash: u64,
    /// `Err` in a hole.
    pub key: Value,
    pub value: Value,
}

#[derive(Default)]
pub struct Table {
    entries: Array<Entry>,
    /// None for small tables.
    index: Index,
    used: u32,
    version: u32,
    /// Tells this dictionary from those that had its address before; 0 until asked for.
    identity: u32,
    /// Every entry before this one is a hole: a dict used as a queue must not look at them again.
    first: u32,
}

/// Up to this many entries are scanned.
const SMALL: usize = 8;

/// Whether two keys are equal, where that can be said without running Python code.
#[inline]
pub fn same_key(a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) {
        return Some(true);
    }
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(**a == **b),
        (Value::Tuple(a), Value::Tuple(b)) => same_items(a.items(), b.items(), 8),
        (
            Value::Int(_) | Value::Bool(_) | Value::Float(_),
            Value::Int(_) | Value::Bool(_) | Value::Float(_),
        ) => Some(same_number(a, b)),
        (Value::Str(_), Value::Int(_)) | (Value::Int(_), Value::Str(_)) => Some(false),
        (Value::None | Value::Ellipsis | Value::NotImplemented, Value::Str(_) | Value::Int(_))
        | (Value::Str(_) | Value::Int(_), Value::None | Value::Ellipsis | Value::NotImplemented) => {
            Some(false)
        }
        _ => None,
    }
}

/// Whether tuples of these items are equal; those nested deeper than `depth` are left to others to compare.
fn same_items(a: &[Value], b: &[Value], depth: u32) -> Option<bool> {
    if depth == 0 {
        return None;
    }
    for (x, y) in a.iter().zip(b) {
        let same = match (x, y) {
            (Value::Int(x), Value::Int(y)) => x == y,
            (Value::Tuple(x), Value::Tuple(y)) => {
                x.is(y) || same_items(x.items(), y.items(), depth - 1)?
            }
            _ => same_key(x, y)?,
        };
        if !same {
            return Some(false);
        }
    }
    Some(a.len() == b.len())
}

fn same_number(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => f64::from_bits(*a) == f64::from_bits(*b),
        (Value::Float(x), Value::Int(i)) | (Value::Int(i), Value::Float(x)) => {
            equal_int_float(*i, f64::from_bits(*x))
        }
        (Value::Float(x), Value::Bool(i)) | (Value::Bool(i), Value::Float(x)) => {
            f64::from_bits(*x) == *i as f64
        }
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Int(a), Value::Bool(b)) | (Value::Bool(b), Value::Int(a)) => *a == *b as i64,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        _ => false,
    }
}

/// Exact equality of an int and a float.
pub fn equal_int_float(i: i64, x: f64) -> bool {
    // 2^63 itself does not fit an i64, though `i as f64` may round up to it.
    i as f64 == x && x < 9_223_372_036_854_775_808.0 && x as i64 == i
}

/// A step of the search for a key.
enum Probe {
    Found(usize),
    Missing,
    /// Entry whose key only Python code can compare; and where the search goes on after it.
    Ask(usize, Walk),
}

/// Where a search stands.
#[derive(Clone, Copy)]
struct Walk {
    slot: usize,
    perturb: u64,
}

impl Walk {
    fn start(hash: u64, mask: usize) -> Walk {
        Walk { slot: hash as usize & mask, perturb: hash }
    }

    #[inline(always)]
    fn step(&mut self, mask: usize) {
        self.perturb >>= 5;
        self.slot =
            self.slot.wrapping_mul(5).wrapping_add(self.perturb as usize).wrapping_add(1) & mask;
    }
}

impl Table {
    /// Where a key is. The frequent kinds of keys have a search of their own.
    #[inline(always)]
    fn probe(&self, hash: u64, key: &Value, from: Option<Walk>) -> Probe {
        match key {
            Value::Str(text) if from.is_none() => self.probe_text(hash, text),
            Value::Int(n) if from.is_none() => self.probe_int(hash, *n),
            _ => self.probe_any(hash, key, from),
        }
    }

    #[inline(never)]
    fn probe_text(&self, hash: u64, text: &Ref<Str>) -> Probe {
        self.probe_by(hash, None, |it| match it {
            Value::Str(it) => Some(it.is(text) || **it == **text),
            Value::Obj(_) | Value::Inst(_) | Value::Type(_) => None,
            // Of the built-in kinds no other is equal to text.
            _ => Some(false),
        })
    }

    #[inline(never)]
    fn probe_int(&self, hash: u64, n: i64) -> Probe {
        self.probe_by(hash, None, |it| match it {
            Value::Int(it) => Some(*it == n),
            other => same_key(other, &Value::Int(n)),
        })
    }

    #[inline(never)]
    fn probe_any(&self, hash: u64, key: &Value, from: Option<Walk>) -> Probe {
        self.probe_by(hash, from, |it| same_key(it, key))
    }

    #[inline(always)]
    fn probe_by(
        &self,
        hash: u64,
        from: Option<Walk>,
        same_key: impl Fn(&Value) -> Option<bool>,
    ) -> Probe {
        let places = self.index.places();
        if places.is_empty() {
            let start = from.map_or(0, |it| it.slot);
            for (i, entry) in self.entries.iter().enumerate().skip(start) {
                if entry.hash == hash && !entry.key.is_err() {
                    match same_key(&entry.key) {
                        Some(true) => return Probe::Found(i),
                        Some(false) => {}
                        None => return Probe::Ask(i, Walk { slot: i + 1, perturb: 0 }),
                    }
                }
            }
            return Probe::Missing;
        }
        let mask = places.len() - 1;
        let mut walk = from.unwrap_or_else(|| Walk::start(hash, mask));
        loop {
            let place = places[walk.slot];
            if place == EMPTY {
                return Probe::Missing;
            }
            walk.step(mask);
            if place != HOLE {
                let i = place as usize - 1;
                let entry = &self.entries[i];
                if entry.hash == hash {
                    match same_key(&entry.key) {
                        Some(true) => return Probe::Found(i),
                        Some(false) => {}
                        None => return Probe::Ask(i, walk),
                    }
                }
            }
        }
    }

    /// The entry of an exact string, comparing with nothing but exact strings.
    #[inline]
    fn position_of_str(&self, hash: u64, key: &Ref<Str>) -> Option<usize> {
        let matches = |entry: &Entry| {
            entry.hash == hash
                && matches!(&entry.key, Value::Str(it) if it.is(key) || **it == **key)
        };
        let places = self.index.places();
        if places.is_empty() {
            return self.entries.iter().position(matches);
        }
        let mask = places.len() - 1;
        let mut walk = Walk::start(hash, mask);
        loop {
            let place = places[walk.slot];
            if place == EMPTY {
                return None;
            }
            if place != HOLE && matches(&self.entries[place as usize - 1]) {
                return Some(place as usize - 1);
            }
            walk.step(mask);
        }
    }

    fn push(&mut self, hash: u64, key: Value, value: Value) -> usize {
        self.version = self.version.wrapping_add(1);
        let at = self.entries.len();
        if at >= SMALL || !self.index.is_none() {
            let needed = at.max(self.index.filled()) + 1;
            if needed * 3 > self.index.places().len() * 2 {
                self.rebuild();
            }
        }
        let at = self.entries.len();
        if at == self.entries.capacity() {
            // Small steps at first, for many dictionaries stay small; then growth by half: memory matters
            // more than a copy.
            self.entries.reserve_exact(if at < SMALL { at.max(2) } else { at / 2 });
        }
        self.entries.push(Entry { hash, key, value });
        self.used += 1;
        if !self.index.is_none() {
            self.enter(at);
        }
        at
    }

    #[inline(always)]
    fn enter(&mut self, at: usize) {
        let places = self.index.places();
        let mask = places.len() - 1;
        let mut walk = Walk::start(self.entries[at].hash, mask);
        while places[walk.slot] != EMPTY && places[walk.slot] != HOLE {
            walk.step(mask);
        }
        self.index.put(walk.slot, at);
    }

    /// Closes holes and sizes the index for growth.
    fn rebuild(&mut self) {
        if self.len() < self.entries.len() {
            self.entries.retain(|it| !it.key.is_err());
        }
        self.first = 0;
        let size = if self.len() < SMALL { 0 } else { ((self.len() + 1) * 2).next_power_of_two() };
        // The old one goes first: big ones should not be there at the same time.
        self.index = Index::default();
        self.index = Index::with_size(size);
        if size > 0 {
            let places = self.index.places_to_fill(self.entries.len());
            let mask = places.len() - 1;
            for (i, entry) in self.entries.iter().enumerate() {
                let mut walk = Walk::start(entry.hash, mask);
                while places[walk.slot] != EMPTY {
                    walk.step(mask);
                }
                places[walk.slot] = i as u32 + 1;
            }
        }
    }

    /// Enters all entries into a new index.
    fn reindex(&mut self) {
        let size = match self.entries.len() {
            ..=SMALL => 0,
            len => ((len + 1) * 2).next_power_of_two(),
        };
        self.index = Index::with_size(size);
        if size > 0 {
            for i in 0..self.entries.len() {
                if !self.entries[i].key.is_err() {
                    self.enter(i);
                }
            }
        }
    }

    /// Puts an entry into the hole before the first one.
    fn put_first(&mut self, entry: Entry) {
        if !self.index.is_none() && (self.index.filled() + 1) * 3 > self.index.places().len() * 2 {
            self.reindex();
        }
        self.version = self.version.wrapping_add(1);
        self.used += 1;
        self.first -= 1;
        let at = self.first as usize;
        self.entries[at] = entry;
        if !self.index.is_none() {
            self.enter(at);
        }
    }

    fn remove_at(&mut self, at: usize) -> Entry {
        self.version = self.version.wrapping_add(1);
        self.used -= 1;
        let hash = self.entries[at].hash;
        if !self.index.is_none() {
            let places = self.index.places();
            let mask = places.len() - 1;
            let mut walk = Walk::start(hash, mask);
            while places[walk.slot] != at as u32 + 1 {
                walk.step(mask);
            }
            self.index.vacate(walk.slot);
        }
        let hole = Entry { hash: 0, key: Value::Err, value: Value::Err };
        let entry = std::mem::replace(&mut self.entries[at], hole);
        // Holes at the end are given back, so that `popitem` stays O(1); their index entries stay holes.
        while self.entries.last().is_some_and(|it| it.key.is_err()) {
            self.entries.pop();
        }
        if self.used == 0 {
            self.entries.clear();
            self.index = Index::default();
            self.first = 0;
        } else if at == self.first as usize {
            let skipped = self.entries[at..].iter().take_while(|it| it.key.is_err()).count();
            self.first += skipped as u32;
        }
        entry
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + '_ {
        self.entries.iter().filter(|it| !it.key.is_err())
    }

    pub fn len(&self) -> usize {
        self.used as usize
    }

    pub fn is_empty(&self) -> bool {
        self.used == 0
    }
}

#[derive(Default)]
pub struct Dict(RefCell<Table>);

impl Payload for Dict {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.0, |table, visit| {
            for entry in table.entries.iter() {
                visit.value(&entry.key);
                visit.value(&entry.value);
            }
        });
    }

    fn clear(&self) {
        if let Ok(mut table) = self.0.try_borrow_mut() {
            let (version, identity) = (table.version.wrapping_add(1), table.identity);
            let empty = Table { version, identity, ..Table::default() };
            let old = std::mem::replace(&mut *table, empty);
            drop(table);
            drop(old);
        }
    }
}

impl Dict {
    #[inline(always)]
    fn peek(&self) -> &Table {
        // SAFETY: shared access that ends within this module's accessors, none of which runs other
        // code; a mutable borrow in progress is refused.
        match unsafe { self.0.try_borrow_unguarded() } {
            Ok(table) => table,
            Err(_) => borrowed(),
        }
    }

    pub fn borrow(&self) -> Borrow<'_, Table> {
        self.0.borrow()
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        self.peek().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Changes whenever the position of an entry could have.
    #[inline(always)]
    pub fn version(&self) -> u32 {
        self.peek().version
    }

    /// A number that no other dictionary has or had.
    pub fn identity(&self, vm: &Vm) -> u32 {
        let mut table = self.0.borrow_mut();
        if table.identity == 0 {
            table.identity = vm.next_identity();
        }
        table.identity
    }

    /// The value of the entry at a position that [`Dict::position_of`] gave at the present version.
    #[inline(always)]
    pub fn value_at(&self, at: usize) -> &Value {
        // The borrow ends before the entry can change: callers clone at once.
        &self.peek().entries[at].value
    }

    /// The value of the entry at a position, if the dictionary still has the version at which
    /// [`Dict::position_of`] gave it. Any other position, `u32::MAX` say, has no entry.
    #[inline(always)]
    pub fn value_at_version(&self, version: u32, at: u32) -> Option<&Value> {
        let table = self.peek();
        if table.version != version {
            return None;
        }
        // The borrow ends before the entry can change: callers clone at once.
        table.entries.get(at as usize).map(|it| &it.value)
    }

    /// As [`Dict::value_at_version`], if this is the dictionary of that identity.
    #[inline(always)]
    pub fn value_of(&self, identity: u32, version: u32, at: u32) -> Option<&Value> {
        if self.peek().identity == identity { self.value_at_version(version, at) } else { None }
    }

    /// Replaces the value at a position and returns the old one.
    #[inline(always)]
    pub fn replace_at(&self, at: usize, value: Value) -> Value {
        std::mem::replace(&mut self.0.borrow_mut().entries[at].value, value)
    }

    /// The entry behind `key`, whose hash is `hash`. `equal` answers for keys that only Python code can
    /// compare: it gets the entry's key.
    #[inline(always)]
    pub fn find<E>(
        &self,
        hash: u64,
        key: &Value,
        equal: &mut dyn FnMut(&Value) -> Result<bool, E>,
    ) -> Result<Option<usize>, E> {
        match self.peek().probe(hash, key, None) {
            Probe::Found(at) => Ok(Some(at)),
            Probe::Missing => Ok(None),
            Probe::Ask(..) => self.find_by_asking(hash, key, equal),
        }
    }

    #[inline(never)]
    fn find_by_asking<E>(
        &self,
        hash: u64,
        key: &Value,
        equal: &mut dyn FnMut(&Value) -> Result<bool, E>,
    ) -> Result<Option<usize>, E> {
        let mut from = None;
        loop {
            let probe = self.peek().probe(hash, key, from);
            match probe {
                Probe::Found(at) => return Ok(Some(at)),
                Probe::Missing => return Ok(None),
                Probe::Ask(at, walk) => {
                    let version = self.version();
                    let candidate = self.peek().entries[at].key.clone();
                    if equal(&candidate)? {
                        if self.version() == version {
                            return Ok(Some(at));
                        }
                        from = None;
                    } else {
                        from = if self.version() == version { Some(walk) } else { None };
                    }
                }
            }
        }
    }

    /// Whether a key is there, if that can be said without Python code.
    #[inline]
    pub fn has_plain(&self, hash: u64, key: &Value) -> Option<bool> {
        match self.peek().probe(hash, key, None) {
            Probe::Found(_) => Some(true),
            Probe::Missing => Some(false),
            Probe::Ask(..) => None,
        }
    }

    /// The value of a key, if any, where that can be said without Python code. The borrow ends before the
    /// entry can change: callers clone at once.
    #[inline(always)]
    pub fn get_plain(&self, hash: u64, key: &Value) -> Option<Option<&Value>> {
        let table = self.peek();
        match table.probe(hash, key, None) {
            Probe::Found(at) => Some(Some(&table.entries[at].value)),
            Probe::Missing => Some(None),
            Probe::Ask(..) => None,
        }
    }

    /// Makes room for that many entries in an empty dictionary.
    pub fn reserve(&self, count: usize) {
        let mut table = self.0.borrow_mut();
        if table.entries.capacity() == 0 && count > 0 {
            table.entries.reserve_exact(count);
        }
    }

    /// Adds an entry for a key that is known not to be there; returns its position.
    #[inline]
    pub fn insert_new(&self, hash: u64, key: Value, value: Value) -> usize {
        self.0.borrow_mut().push(hash, key, value)
    }

    /// Takes the entry at a position out.
    pub fn remove_at(&self, at: usize) -> Entry {
        self.0.borrow_mut().remove_at(at)
    }

    /// The last entry, taken out.
    pub fn pop_last(&self) -> Option<Entry> {
        let mut table = self.0.borrow_mut();
        let at = table.entries.iter().rposition(|it| !it.key.is_err())?;
        Some(table.remove_at(at))
    }

    /// The first entry, taken out.
    pub fn pop_first(&self) -> Option<Entry> {
        let at = self.next(0)?.0 - 1;
        Some(self.remove_at(at))
    }

    /// Makes the entry at a position the last one.
    pub fn move_to_back(&self, at: usize) {
        let mut table = self.0.borrow_mut();
        if at + 1 == table.entries.len() {
            return;
        }
        let entry = table.remove_at(at);
        table.push(entry.hash, entry.key, entry.value);
    }

    /// Makes the entry at a position the first one.
    pub fn move_to_front(&self, at: usize) {
        let mut table = self.0.borrow_mut();
        if at == table.first as usize {
            return;
        }
        if table.first == 0 {
            // Room for as many again, so that moving many costs little each.
            let holes = table.entries.len().max(4);
            let hole = || Entry { hash: 0, key: Value::Err, value: Value::Err };
            let mut entries: Vec<Entry> = std::iter::repeat_with(hole).take(holes).collect();
            entries.extend(std::mem::take(&mut table.entries).into_vec());
            table.entries = entries.into();
            table.first = holes as u32;
            table.reindex();
            let entry = table.remove_at(at + holes);
            table.put_first(entry);
            return;
        }
        let entry = table.remove_at(at);
        table.put_first(entry);
    }

    /// The first entry at or after `from`, and the position to go on from.
    #[inline]
    pub fn next(&self, from: usize) -> Option<(usize, &Entry)> {
        // The borrow ends before the entry can change: callers clone at once.
        let table = self.peek();
        let entries = &table.entries;
        let mut at = from.max(table.first as usize);
        while let Some(entry) = entries.get(at) {
            at += 1;
            if !entry.key.is_err() {
                return Some((at, entry));
            }
        }
        None
    }

    /// The last entry before position `before`, and its position.
    pub fn previous(&self, before: usize) -> Option<(usize, &Entry)> {
        let entries = &self.peek().entries;
        let before = before.min(entries.len());
        entries[..before].iter().enumerate().rev().find(|(_, it)| !it.key.is_err())
    }

    /// One more than the last position.
    pub fn end(&self) -> usize {
        self.peek().entries.len()
    }

    /// Makes this a copy of `other`, whatever it held before; keys are not compared.
    pub fn copy_from(&self, other: &Dict) {
        let mut copy = {
            let table = other.0.borrow();
            let mut entries = Vec::with_capacity(table.len());
            entries.extend(table.iter().cloned());
            Table { entries: entries.into(), used: table.used, ..Table::default() }
        };
        copy.rebuild();
        let mut table = self.0.borrow_mut();
        copy.version = table.version.wrapping_add(1);
        copy.identity = table.identity;
        let old = std::mem::replace(&mut *table, copy);
        drop(table);
        drop(old);
    }

    // Namespaces: keys that are exact strings.

    /// The value of a string key.
    #[inline]
    pub fn get_str(&self, key: &Ref<Str>) -> Option<Value> {
        let table = self.peek();
        table.position_of_str(key.hash(), key).map(|at| table.entries[at].value.clone())
    }

    /// The position of a string key, for caches.
    #[inline]
    pub fn position_of_str(&self, key: &Ref<Str>) -> Option<usize> {
        self.peek().position_of_str(key.hash(), key)
    }

    /// Sets a string key; the old value, if any, is dropped after the dictionary is whole again.
    pub fn set_str(&self, _: &Vm, key: &Ref<Str>, value: Value) {
        let old = {
            let mut table = self.0.borrow_mut();
            let hash = key.hash();
            match table.position_of_str(hash, key) {
                Some(at) => Some(std::mem::replace(&mut table.entries[at].value, value)),
                None => {
                    table.push(hash, Value::Str(key.clone()), value);
                    None
                }
            }
        };
        drop(old);
    }

    pub fn remove_str(&self, key: &Ref<Str>) -> Option<Value> {
        let mut table = self.0.borrow_mut();
        let at = table.position_of_str(key.hash(), key)?;
        Some(table.remove_at(at).value)
    }

    /// All keys and values, for loops that run Python code.
    pub fn items(&self) -> Vec<(Value, Value)> {
        self.peek().iter().map(|it| (it.key.clone(), it.value.clone())).collect()
    }

    /// All keys, for loops that run Python code.
    pub fn keys(&self) -> Vec<Value> {
        self.peek().iter().map(|it| it.key.clone()).collect()
    }

    /// All values, for loops that run Python code.
    pub fn values(&self) -> Vec<Value> {
        self.peek().iter().map(|it| it.value.clone()).collect()
    }
}

#[cold]
#[inline(never)]
fn borrowed() -> ! {
    panic!("a dictionary is used while it is being changed")
}

impl Ref<Dict> {
    #[inline]
    pub fn new(vm: &Vm) -> Ref<Dict> {
        make(vm, vm.class(super::Builtin::Dict), Dict::default())
    }
}

/// The globals or built-ins that nodes were made for, not counted: counted, they would be kept alive by
/// what they hold, behind the collector's back. A body only runs for functions that hold them.
#[derive(Clone, Copy)]
pub struct Lent(*const Object<Dict>);

impl Lent {
    pub fn new(dict: &Ref<Dict>) -> Lent {
        Lent(dict.as_ptr())
    }
}

impl Deref for Lent {
    type Target = Ref<Dict>;

    #[inline(always)]
    fn deref(&self) -> &Ref<Dict> {
        // SAFETY: nodes are used by running frames only, a frame's function is held by its caller, and it
        // holds the namespaces its body was made for: `Code::body` finds bodies by their identity. A `Ref`
        // is one pointer, so this can be looked at as one; nothing is counted.
        unsafe { &*std::ptr::from_ref(&self.0).cast::<Ref<Dict>>() }
    }
}

impl From<Ref<Dict>> for Value {
    /// For exact dictionaries only; an instance of a subclass becomes a `Value` by [`Value::of`].
    #[inline(always)]
    fn from(it: Ref<Dict>) -> Value {
        Value::Dict(it)
    }
}
