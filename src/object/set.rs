//! [`Set`]: the payload of `set` and `frozenset`.
//!
//! The table is laid out and probed as CPython's, because its order shows: a set of small ints must
//! iterate, print and pop in the same order. Looking an item up may need `__eq__` of user objects; see
//! [`Dict::find`](super::dict::Dict::find) for how that is kept safe.

use std::alloc::{self, Layout, handle_alloc_error};
use std::cell::{Cell, Ref as Borrow, RefCell};

use super::dict::same_key;
use super::heap::{Payload, Ref, Visitor, make};
use super::types::Type;
use super::value::Value;
use super::vm::Vm;

#[derive(Clone)]
struct Slot {
    hash: u64,
    /// `Err` in an empty slot and in one whose item was removed.
    key: Value,
}

const VACANT: u64 = 0;
const REMOVED: u64 = u64::MAX;
/// Neighbours looked at before jumping on.
const LINEAR: usize = 9;
const MINIMUM: usize = 8;
/// Tables of no more slots are written by a loop, which takes less than the call that others are worth.
const SMALL: usize = 32;

#[derive(Clone, Default)]
pub struct Table {
    /// None until the first item comes; else a power of two, [`MINIMUM`] at least.
    slots: Vec<Slot>,
    used: usize,
    /// Used and removed slots.
    fill: usize,
    /// Where `pop` goes on looking.
    finger: usize,
    version: u32,
}

fn vacant(size: usize) -> Vec<Slot> {
    if size <= SMALL {
        let mut slots: Vec<Slot> = Vec::with_capacity(size);
        for slot in slots.spare_capacity_mut() {
            slot.write(Slot { hash: VACANT, key: Value::Err });
        }
        // SAFETY: as many were written just now.
        unsafe { slots.set_len(size) };
        return slots;
    }
    let layout = Layout::array::<Slot>(size).expect("a table's size is far below isize::MAX");
    // SAFETY: the size is not zero; zeroes make a vacant slot, `Err` being the kind of value that has the
    // tag 0. Big blocks come zeroed, so that slots take memory only once they are used.
    unsafe {
        let slots = alloc::alloc_zeroed(layout).cast::<Slot>();
        if slots.is_null() {
            handle_alloc_error(layout)
        }
        Vec::from_raw_parts(slots, size, size)
    }
}

impl Slot {
    #[inline(always)]
    fn is_vacant(&self) -> bool {
        self.key.is_err() && self.hash == VACANT
    }
}

/// The places of `hash` in a table with `mask`, in probing order.
struct Probes {
    mask: usize,
    perturb: u64,
    base: usize,
    offset: usize,
    span: usize,
}

impl Probes {
    #[inline(always)]
    fn new(hash: u64, mask: usize) -> Probes {
        let base = hash as usize & mask;
        Probes { mask, perturb: hash, base, offset: 0, span: Self::span(base, mask) }
    }

    #[inline(always)]
    fn span(base: usize, mask: usize) -> usize {
        if base + LINEAR <= mask { LINEAR } else { 0 }
    }

    #[inline(always)]
    fn next(&mut self) -> usize {
        if self.offset > self.span {
            self.perturb >>= 5;
            self.base =
                self.base.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize)
                    & self.mask;
            self.offset = 0;
            self.span = Self::span(self.base, self.mask);
        }
        self.offset += 1;
        self.base + self.offset - 1
    }
}

/// A step of the search for an item.
enum Probe {
    Found(usize),
    /// This slot is vacant; where no table is yet, its first.
    Missing(usize),
    /// The item there only Python code can compare.
    Ask(usize),
}

impl Table {
    #[inline(always)]
    fn mask(&self) -> usize {
        self.slots.len().max(MINIMUM) - 1
    }

    /// The slot of an item.
    #[inline]
    fn probe(&self, probes: &mut Probes, hash: u64, key: &Value) -> Probe {
        if self.slots.is_empty() {
            return Probe::Missing(probes.base);
        }
        loop {
            let at = probes.next();
            let slot = &self.slots[at];
            if slot.hash == hash && !slot.key.is_err() {
                match same_key(&slot.key, key) {
                    Some(true) => return Probe::Found(at),
                    Some(false) => {}
                    None => return Probe::Ask(at),
                }
            } else if slot.is_vacant() {
                return Probe::Missing(at);
            }
        }
    }

    /// As [`Table::probe`] from the start: most items are found, or missed, in the first place.
    #[inline(always)]
    fn look_up(&self, hash: u64, key: &Value) -> Probe {
        let at = hash as usize & self.slots.len().wrapping_sub(1);
        if let Some(slot) = self.slots.get(at) {
            if slot.hash == hash && slot.key.is(key) {
                return Probe::Found(at);
            }
            if slot.is_vacant() {
                return Probe::Missing(at);
            }
        }
        self.probe(&mut Probes::new(hash, self.mask()), hash, key)
    }

    fn insert_clean(slots: &mut [Slot], hash: u64, key: Value) {
        let first = hash as usize & (slots.len() - 1);
        if slots[first].is_vacant() {
            slots[first] = Slot { hash, key };
            return;
        }
        let mut probes = Probes::new(hash, slots.len() - 1);
        loop {
            let at = probes.next();
            if slots[at].is_vacant() {
                slots[at] = Slot { hash, key };
                return;
            }
        }
    }

    fn resize(&mut self, least: usize) {
        let mut size = MINIMUM;
        while size <= least {
            size <<= 1;
        }
        let old = std::mem::replace(&mut self.slots, vacant(size));
        for slot in old {
            if !slot.key.is_err() {
                Self::insert_clean(&mut self.slots, slot.hash, slot.key);
            }
        }
        self.fill = self.used;
        self.version = self.version.wrapping_add(1);
    }

    fn insert(&mut self, hash: u64, key: Value) {
        if self.slots.is_empty() {
            self.slots = vacant(MINIMUM);
        }
        let first = hash as usize & self.mask();
        if self.slots[first].is_vacant() {
            self.used += 1;
            self.version = self.version.wrapping_add(1);
            return self.occupy(first, hash, key);
        }
        let mut probes = Probes::new(hash, self.mask());
        let mut at = probes.next();
        let mut gap = None;
        while !self.slots[at].is_vacant() {
            if self.slots[at].key.is_err() {
                gap = Some(at);
            }
            at = probes.next();
        }
        self.used += 1;
        self.version = self.version.wrapping_add(1);
        // The last gap on the way is filled before a vacant slot is.
        if let Some(gap) = gap {
            self.slots[gap] = Slot { hash, key };
            return;
        }
        self.occupy(at, hash, key);
    }

    /// Puts an item, which is counted already, in a vacant slot.
    #[inline(always)]
    fn occupy(&mut self, at: usize, hash: u64, key: Value) {
        self.slots[at] = Slot { hash, key };
        self.fill += 1;
        if self.fill * 5 >= self.mask() * 3 {
            self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
        }
    }

    fn remove(&mut self, at: usize) -> Value {
        self.used -= 1;
        self.version = self.version.wrapping_add(1);
        self.slots[at].hash = REMOVED;
        std::mem::replace(&mut self.slots[at].key, Value::Err)
    }

    pub fn iter(&self) -> impl Iterator<Item = (u64, &Value)> + '_ {
        self.slots.iter().filter(|it| !it.key.is_err()).map(|it| (it.hash, &it.key))
    }
}

pub struct Set {
    table: RefCell<Table>,
    /// Of a frozenset, once computed.
    pub hash: Cell<Option<i64>>,
}

impl Payload for Set {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.table, |table, visit| visit.values(table.slots.iter().map(|it| &it.key)));
    }

    fn clear(&self) {
        let old = self.table.try_borrow_mut().map(|mut it| {
            let version = it.version.wrapping_add(1);
            std::mem::replace(&mut *it, Table { version, ..Table::default() })
        });
        drop(old);
    }
}

impl Drop for Set {
    fn drop(&mut self) {
        let slots = &mut self.table.get_mut().slots;
        if slots.iter().all(|it| !it.key.is_heap()) {
            // SAFETY: fewer than before, and those left out own nothing that would have to be dropped.
            unsafe { slots.set_len(0) };
        }
    }
}

impl Default for Set {
    fn default() -> Set {
        Set { table: RefCell::default(), hash: Cell::new(None) }
    }
}

impl Set {
    pub fn borrow(&self) -> Borrow<'_, Table> {
        self.table.borrow()
    }

    pub fn len(&self) -> usize {
        self.table.borrow().used
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Changes with every insertion and removal.
    pub fn version(&self) -> u32 {
        self.table.borrow().version
    }

    /// The slot of an item. `equal` answers for items that only Python code can compare.
    pub fn find<E>(
        &self,
        hash: u64,
        key: &Value,
        equal: &mut dyn FnMut(&Value) -> Result<bool, E>,
    ) -> Result<Option<usize>, E> {
        'again: loop {
            let mut probes = Probes::new(hash, self.table.borrow().mask());
            loop {
                let table = self.table.borrow();
                let (at, candidate, version) = match table.probe(&mut probes, hash, key) {
                    Probe::Found(at) => return Ok(Some(at)),
                    Probe::Missing(_) => return Ok(None),
                    Probe::Ask(at) => (at, table.slots[at].key.clone(), table.version),
                };
                drop(table);
                let equal = equal(&candidate)?;
                if self.version() != version {
                    continue 'again;
                }
                if equal {
                    return Ok(Some(at));
                }
            }
        }
    }

    /// Whether an item is there, if that can be said without Python code.
    pub fn has_plain(&self, hash: u64, key: &Value) -> Option<bool> {
        match self.table.borrow().look_up(hash, key) {
            Probe::Found(_) => Some(true),
            Probe::Missing(_) => Some(false),
            Probe::Ask(_) => None,
        }
    }

    /// Whether all items of this set are in the other, or none of them is, as `all` asks for; nothing
    /// where Python code would have to say.
    pub fn within_plain(&self, other: &Set, all: bool) -> Option<bool> {
        let (mine, theirs) = (self.table.borrow(), other.table.borrow());
        for (hash, key) in mine.iter() {
            let found = match theirs.look_up(hash, key) {
                Probe::Found(_) => true,
                Probe::Missing(_) => false,
                Probe::Ask(_) => return None,
            };
            if found != all {
                return Some(false);
            }
        }
        Some(true)
    }

    /// Adds to `to`, an empty set, the items that are in the other set or those that are not, as `common`
    /// asks for. False, and nothing is added, where Python code would have to say what is equal.
    pub fn select_plain(&self, other: &Set, common: bool, to: &Set) -> bool {
        let (mine, theirs) = (self.table.borrow(), other.table.borrow());
        let mut table = to.table.borrow_mut();
        for (hash, key) in mine.iter() {
            let found = match theirs.look_up(hash, key) {
                Probe::Found(_) => true,
                Probe::Missing(_) => false,
                Probe::Ask(_) => {
                    let version = table.version.wrapping_add(1);
                    *table = Table { version, ..Table::default() };
                    return false;
                }
            };
            if found == common {
                table.insert(hash, key.clone());
            }
        }
        true
    }

    /// Adds an item; false if it was there. Gives the item back where Python code would have to say.
    #[inline]
    pub fn add_plain(&self, hash: u64, key: Value) -> Result<bool, Value> {
        let mut table = self.table.borrow_mut();
        match table.look_up(hash, &key) {
            Probe::Found(_) => {
                drop(table);
                drop(key);
                return Ok(false);
            }
            Probe::Ask(_) => return Err(key),
            Probe::Missing(at) if table.fill == table.used && !table.slots.is_empty() => {
                table.used += 1;
                table.version = table.version.wrapping_add(1);
                table.occupy(at, hash, key);
            }
            Probe::Missing(_) => table.insert(hash, key),
        }
        Ok(true)
    }

    /// Adds an item that is known not to be there.
    pub fn insert_new(&self, hash: u64, key: Value) {
        self.table.borrow_mut().insert(hash, key);
    }

    pub fn key_at(&self, at: usize) -> Value {
        self.table.borrow().slots[at].key.clone()
    }

    pub fn remove_at(&self, at: usize) -> Value {
        self.table.borrow_mut().remove(at)
    }

    /// Some item, taken out: the one CPython would choose.
    pub fn pop(&self) -> Option<Value> {
        let mut table = self.table.borrow_mut();
        if table.used == 0 {
            return None;
        }
        let mut at = table.finger & table.mask();
        while table.slots[at].key.is_err() {
            at = if at == table.mask() { 0 } else { at + 1 };
        }
        table.finger = at + 1;
        Some(table.remove(at))
    }

    /// The first item in a slot at or after `from`, its hash, and the slot to go on from.
    pub fn next(&self, from: usize) -> Option<(usize, u64, Value)> {
        let table = self.table.borrow();
        let left = table.slots.get(from..)?;
        let at = left.iter().position(|it| !it.key.is_err())?;
        Some((from + at + 1, left[at].hash, left[at].key.clone()))
    }

    /// All items, for loops that run Python code.
    pub fn to_vec(&self) -> Vec<Value> {
        self.table.borrow().iter().map(|(_, key)| key.clone()).collect()
    }

    /// All items with their hashes.
    pub fn hashed(&self) -> Vec<(u64, Value)> {
        self.table.borrow().iter().map(|(hash, key)| (hash, key.clone())).collect()
    }

    /// Makes this a copy of `other`, whatever it held before; items are not compared. The order follows
    /// from inserting other's items in their order into a table of fitting size, as CPython merges.
    pub fn copy_from(&self, other: &Set) {
        let source = other.table.borrow().clone();
        let mut table = Table::default();
        if source.used * 5 >= MINIMUM * 3 - 3 {
            table.resize(source.used * 2);
        }
        if table.mask() == source.mask() && source.fill == source.used {
            table = Table { finger: 0, ..source };
        } else {
            if table.slots.is_empty() {
                table.slots = vacant(MINIMUM);
            }
            for (hash, key) in source.iter() {
                Table::insert_clean(&mut table.slots, hash, key.clone());
            }
            table.used = source.used;
            table.fill = source.used;
        }
        let mut mine = self.table.borrow_mut();
        table.version = mine.version.wrapping_add(1);
        let old = std::mem::replace(&mut *mine, table);
        drop(mine);
        drop(old);
    }

    /// Grows the table, if need be, for that many items to come: where CPython does so in one step.
    pub fn make_room(&self, more: usize) {
        let mut table = self.table.borrow_mut();
        if (table.fill + more) * 5 >= table.mask() * 3 {
            let least = (table.used + more) * 2;
            table.resize(least);
        }
    }

    /// Closes the gaps after many removals.
    pub fn compact(&self) {
        let mut table = self.table.borrow_mut();
        if table.fill - table.used > table.mask() / 4 {
            let least = if table.used > 50_000 { table.used * 2 } else { table.used * 4 };
            table.resize(least);
        }
    }

    /// Whether no item was ever in the table, which is as small as can be.
    pub fn is_unused(&self) -> bool {
        let table = self.table.borrow();
        table.fill == 0 && table.slots.len() <= MINIMUM
    }

    /// How many slots the table has.
    pub fn slots(&self) -> usize {
        self.table.borrow().mask() + 1
    }

    /// Takes the whole content of `other`.
    pub fn swap(&self, other: &Set) {
        self.table.swap(&other.table);
        let version = self.version().max(other.version()).wrapping_add(1);
        self.table.borrow_mut().version = version;
        other.table.borrow_mut().version = version;
    }
}

impl Ref<Set> {
    /// An empty `set`, `frozenset` or instance of a subclass.
    pub fn of_class(vm: &Vm, class: &Ref<Type>) -> Ref<Set> {
        make(vm, class, Set::default())
    }

    pub fn new(vm: &Vm) -> Ref<Set> {
        make(vm, vm.class(super::Builtin::Set), Set::default())
    }
}
