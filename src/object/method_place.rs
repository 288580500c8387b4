//! Where classes have their methods: what call sites and the interpreter remember of look-ups.
//!
//! Invariant: an entry holds while the class epoch stays and the namespace it points into is unchanged. No
//! class dies without the epoch moving on, so the pointers are good as long as the epoch is that of the entry.

use std::cell::Cell;

use super::dict::Dict;
use super::function::Function;
use super::heap::{Object, Ref};
use super::shape::ShapeMark;
use super::string::Str;
use super::types::Type;
use super::value::Value;
use super::vm::Vm;

/// Where a class has a method: which entry of which namespace. Caches at call sites keep this and not the
/// function, which they would keep alive behind the collector's back.
pub struct MethodPlace {
    namespace: Cell<*const Object<Dict>>,
    version: Cell<u32>,
    position: Cell<u32>,
    epoch: Cell<u32>,
}

impl MethodPlace {
    /// Nowhere yet.
    pub const fn new() -> MethodPlace {
        MethodPlace {
            namespace: Cell::new(std::ptr::null()),
            version: Cell::new(0),
            position: Cell::new(0),
            epoch: Cell::new(0),
        }
    }

    /// Remembers where `name` is, if that namespace, which must be one of a living class, has it.
    pub fn learn(&self, vm: &Vm, namespace: &Ref<Dict>, name: &Ref<Str>) {
        self.forget();
        if let Some(position) = namespace.position_of_str(name) {
            self.namespace.set(namespace.as_ptr());
            self.version.set(namespace.version());
            self.position.set(position as u32);
            self.epoch.set(vm.epoch.get());
        }
    }

    pub fn forget(&self) {
        self.epoch.set(0);
    }

    /// What lies there: good until other code runs.
    #[inline(always)]
    pub fn value(&self, vm: &Vm) -> Option<&Value> {
        if self.epoch.get() != vm.epoch.get() {
            return None;
        }
        // SAFETY: the epoch is that of `learn`, so no class has died since and the namespace lives. A `Ref` is
        // one pointer, and nothing is counted.
        let namespace = unsafe { &*self.namespace.as_ptr().cast::<Ref<Dict>>() };
        namespace.value_at_version(self.version.get(), self.position.get())
    }

    /// The Python function that lies there.
    #[inline(always)]
    pub fn function(&self, vm: &Vm) -> Option<Ref<Function>> {
        match self.value(vm) {
            Some(Value::Func(function)) => Some(function.clone()),
            _ => None,
        }
    }
}

impl Default for MethodPlace {
    fn default() -> MethodPlace {
        MethodPlace::new()
    }
}

/// Methods found lately by the shapes of their instances, for call sites that see too many shapes.
pub struct MethodLookups(Box<[MethodLookup]>);

#[derive(Default)]
struct MethodLookup {
    key: Cell<(usize, usize)>,
    place: MethodPlace,
}

const METHOD_LOOKUPS: usize = 512;

impl Default for MethodLookups {
    fn default() -> MethodLookups {
        MethodLookups((0..METHOD_LOOKUPS).map(|_| MethodLookup::default()).collect())
    }
}

impl Vm {
    #[inline(always)]
    fn method_lookup(&self, shape: ShapeMark, name: &Ref<Str>) -> (&MethodLookup, (usize, usize)) {
        let key = (shape.address(), name.as_ptr() as usize);
        let mixed = (key.0 >> 4) ^ (key.1 >> 4).wrapping_mul(31) ^ (key.1 >> 12);
        let lookups = self.method_lookups.get_or_init(MethodLookups::default);
        (&lookups.0[mixed % METHOD_LOOKUPS], key)
    }

    /// The function that `name` is for instances of the shape, if [`Vm::note_method`] said so.
    #[inline]
    pub fn known_method(&self, shape: ShapeMark, name: &Ref<Str>) -> Option<Ref<Function>> {
        let (lookup, key) = self.method_lookup(shape, name);
        if lookup.key.get() == key { lookup.place.function(self) } else { None }
    }

    /// Notes that instances of the shape, which is one of the class's, have no attribute `name` of their own,
    /// and that the class says what it is.
    pub fn note_method(&self, shape: ShapeMark, class: &Ref<Type>, name: &Ref<Str>) {
        let (lookup, key) = self.method_lookup(shape, name);
        class.place_method(self, name, &lookup.place);
        lookup.key.set(key);
    }
}
