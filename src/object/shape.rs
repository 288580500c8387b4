//! Shapes (hidden classes): which attribute of an instance is in which slot.
//!
//! Invariant: a class owns its shapes as a tree of transitions; a shape never changes what it says
//! about slots, so a cache may trust `(shape, slot)` for as long as the class lives. The slots that
//! `__slots__` reserves come first and have no key.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use super::heap::{Object, Ref};
use super::string::Str;
use super::types::Type;
use super::vm::Vm;

pub struct Shape {
    class: Cell<*const Object<Type>>,
    parent: *const Shape,
    /// The attribute this shape adds to its parent; interned.
    key: Option<Ref<Str>>,
    /// How many slots an instance of this shape uses.
    len: u32,
    /// Attributes are in a dictionary, not in slots.
    dict_mode: bool,
    /// Boxed, since other shapes, instances and caches know them by their addresses.
    #[allow(clippy::vec_box)]
    transitions: RefCell<Vec<Box<Shape>>>,
    /// Slots by key address, for shapes too long to walk.
    index: OnceCell<HashMap<usize, u32>>,
}

/// A shape as caches remember it: compared, never looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeMark(pub(super) *const Shape);

impl ShapeMark {
    pub const NONE: ShapeMark = ShapeMark(std::ptr::null());

    #[inline(always)]
    pub(super) fn address(self) -> usize {
        self.0 as usize
    }

    #[inline(always)]
    pub fn is_none(self) -> bool {
        self.0.is_null()
    }

    /// A mark for a class, which no shape and no other class has.
    #[inline(always)]
    pub fn of_class(class: &Ref<Type>) -> ShapeMark {
        ShapeMark(class.as_ptr().cast())
    }
}

const NOWHERE: u32 = u32::MAX;

/// What one look-up on a shape found.
#[derive(Clone, Copy, Default)]
struct SlotLookup {
    key: (usize, usize),
    epoch: u32,
    slot: u32,
    plain: u8,
}

/// What may be done to an attribute by way of its slot alone, whatever the class has of that name.
#[derive(Clone, Copy)]
pub struct Plain(u8);

impl Plain {
    pub const GET: Plain = Plain(1);
    pub const SET: Plain = Plain(2);
}

/// Recent look-ups on shapes, for sites that see too many of them. An entry holds while the class epoch
/// stays: no class has died, and shapes live as long as theirs.
pub(super) struct SlotLookups(Box<[Cell<SlotLookup>]>);

const LOOKUPS: usize = 1024;

impl Default for SlotLookups {
    fn default() -> SlotLookups {
        SlotLookups((0..LOOKUPS).map(|_| Cell::default()).collect())
    }
}

impl SlotLookups {
    #[inline(always)]
    fn entry(&self, key: (usize, usize)) -> &Cell<SlotLookup> {
        let mixed = (key.0 >> 4) ^ (key.1 >> 4).wrapping_mul(31) ^ (key.1 >> 12);
        &self.0[mixed % LOOKUPS]
    }
}

/// From this many attributes on, an instance keeps them in a dictionary.
pub const MAX_SLOTS: u32 = 64;
const WALK: u32 = 6;

impl Shape {
    pub(super) fn root(reserved: u32) -> Shape {
        Shape {
            class: Cell::new(std::ptr::null()),
            parent: std::ptr::null(),
            key: None,
            len: reserved,
            dict_mode: false,
            transitions: RefCell::default(),
            index: OnceCell::new(),
        }
    }

    pub(super) fn dict_mode(reserved: u32) -> Shape {
        Shape { dict_mode: true, ..Shape::root(reserved) }
    }

    pub(super) fn set_class(&self, class: *const Object<Type>) {
        self.class.set(class);
    }

    #[inline(always)]
    pub fn class(&self) -> &Ref<Type> {
        // SAFETY: set right after the class was made; the class owns this shape. A `Ref` is one
        // pointer, so the cell's content can be looked at as one; nothing is counted.
        unsafe { &*self.class.as_ptr().cast::<Ref<Type>>() }
    }

    /// How caches remember this shape.
    #[inline(always)]
    pub fn mark(&self) -> ShapeMark {
        ShapeMark(self)
    }

    #[inline(always)]
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline(always)]
    pub fn is_dict_mode(&self) -> bool {
        self.dict_mode
    }

    pub(super) fn parent(&self) -> Option<&Shape> {
        // SAFETY: a parent owns its children.
        unsafe { self.parent.as_ref() }
    }

    pub(super) fn key(&self) -> Option<&Ref<Str>> {
        self.key.as_ref()
    }

    /// The slot of the attribute with this interned name.
    pub fn find(&self, name: &Ref<Str>) -> Option<u32> {
        let address = name.as_ptr() as usize;
        if self.len > WALK {
            return self.index.get_or_init(|| self.slots().collect()).get(&address).copied();
        }
        self.slots().find(|(key, _)| *key == address).map(|(_, slot)| slot)
    }

    /// As [`Shape::find`], by way of the interpreter's table of recent look-ups.
    #[inline]
    pub fn find_cached(&self, vm: &Vm, name: &Ref<Str>) -> Option<u32> {
        if self.len <= WALK / 2 {
            return self.find(name);
        }
        let key = (std::ptr::from_ref(self) as usize, name.as_ptr() as usize);
        let entry = vm.slot_lookups.get_or_init(SlotLookups::default).entry(key);
        let known = entry.get();
        let slot = if known.key == key && known.epoch == vm.epoch.get() {
            known.slot
        } else {
            let slot = self.find(name).unwrap_or(NOWHERE);
            entry.set(SlotLookup { key, epoch: vm.epoch.get(), slot, plain: 0 });
            slot
        };
        if slot == NOWHERE { None } else { Some(slot) }
    }

    /// The slot of the attribute, if somebody noted that this may be done by way of it.
    #[inline]
    pub fn plain_slot(&self, vm: &Vm, name: &Ref<Str>, plain: Plain) -> Option<u32> {
        let key = (std::ptr::from_ref(self) as usize, name.as_ptr() as usize);
        let known = vm.slot_lookups.get()?.entry(key).get();
        if known.key == key && known.epoch == vm.epoch.get() && known.plain & plain.0 != 0 {
            return Some(known.slot);
        }
        None
    }

    /// Notes that the attribute, which is in `slot` by its key, may be treated so in this epoch.
    pub fn note_plain(&self, vm: &Vm, name: &Ref<Str>, slot: u32, plain: Plain) {
        let key = (std::ptr::from_ref(self) as usize, name.as_ptr() as usize);
        let epoch = vm.epoch.get();
        let entry = vm.slot_lookups.get_or_init(SlotLookups::default).entry(key);
        let known = entry.get();
        let before = if known.key == key && known.epoch == epoch { known.plain } else { 0 };
        entry.set(SlotLookup { key, epoch, slot, plain: before | plain.0 });
    }

    /// Key addresses and slots, last first.
    fn slots(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        std::iter::successors(Some(self), |it| it.parent())
            .filter_map(|it| it.key.as_ref().map(|key| (key.as_ptr() as usize, it.len - 1)))
    }

    /// The attribute names in slot order, with their slots.
    pub fn keys(&self) -> Vec<(Ref<Str>, u32)> {
        let mut keys: Vec<_> = std::iter::successors(Some(self), |it| it.parent())
            .filter_map(|it| it.key.clone().map(|key| (key, it.len - 1)))
            .collect();
        keys.reverse();
        keys
    }

    /// The most slots that any shape which begins as this one has.
    pub(super) fn longest(&self) -> u32 {
        let longer = self.transitions.borrow();
        longer.iter().map(|it| it.longest()).max().unwrap_or(self.len)
    }

    /// The shape with one more attribute; `None` where instances should turn to a dictionary.
    pub fn with(&self, name: &Ref<Str>) -> Option<&Shape> {
        if self.len >= MAX_SLOTS || self.dict_mode {
            return None;
        }
        let mut transitions = self.transitions.borrow_mut();
        let found =
            transitions.iter().position(|it| it.key.as_ref().is_some_and(|key| key.is(name)));
        let at = found.unwrap_or_else(|| {
            transitions.push(Box::new(Shape {
                class: self.class.clone(),
                parent: self,
                key: Some(name.clone()),
                ..Shape::root(self.len + 1)
            }));
            transitions.len() - 1
        });
        // SAFETY: boxed, and never removed from the list while the class lives.
        Some(unsafe { &*std::ptr::from_ref(&*transitions[at]) })
    }
}
