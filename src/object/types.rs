//! [`Type`]: the payload of classes, built in or made by `class`, and their slots.
//!
//! A slot is a function pointer for one kind of operation, as CPython's `tp_…`, `nb_…`, `sq_…` and
//! `mp_…` fields are. Built-in classes fill them directly; for classes made at run time they lead to
//! functions that call the methods with the double-underscore names. `types::class` keeps slots,
//! namespace and method resolution order in step.

use std::cell::{Cell, OnceCell, RefCell};

use super::dict::Dict;
use super::error::Raises;
use super::function::Function;
use super::heap::{Layout, Object, Payload, Ref, Visitor};
use super::instance::Instance;
use super::method_place::MethodPlace;
use super::names::Name;
use super::native::Native;
use super::shape::Shape;
use super::string::Str;
use super::tuple::Tuple;
use super::value::Value;
use super::vm::Vm;

/// Bits of [`Type::flags`].
pub mod flags {
    /// Made at run time: instances own a reference to the class.
    pub const HEAP: u32 = 1;
    /// May be inherited from.
    pub const BASE: u32 = 1 << 1;
    /// Objects have a word before the header for dictionary and slots outside the payload.
    pub const PREFIX: u32 = 1 << 2;
    /// Instances take attributes of any name.
    pub const INSTANCE_DICT: u32 = 1 << 3;
    /// Weak references to instances are allowed.
    pub const WEAKREF: u32 = 1 << 4;
    /// Has a finalizer: `__del__`, or a built-in kind's own.
    pub const FINALIZER: u32 = 1 << 5;
    /// Its attributes cannot be set from Python.
    pub const IMMUTABLE: u32 = 1 << 6;
    /// Attribute look-up on instances is the generic one (no `__getattribute__`, no `__getattr__`).
    pub const GENERIC_GETATTR: u32 = 1 << 7;
    /// Attribute setting on instances is the generic one.
    pub const GENERIC_SETATTR: u32 = 1 << 8;
    /// Instances are exceptions.
    pub const EXCEPTION: u32 = 1 << 9;
    /// Has `__get__` (its instances are descriptors).
    pub const DESCRIPTOR: u32 = 1 << 10;
    /// Has `__set__` or `__delete__`.
    pub const DATA_DESCRIPTOR: u32 = 1 << 11;
    /// Matches `match` sequence patterns.
    pub const SEQUENCE: u32 = 1 << 12;
    /// Matches `match` mapping patterns.
    pub const MAPPING: u32 = 1 << 13;
    /// Abstract: cannot be instantiated (`__abstractmethods__` is not empty).
    pub const ABSTRACT: u32 = 1 << 14;
    /// The metaclass is exactly `type`, so that look-ups and calls on the class are the plain ones.
    pub const PLAIN_META: u32 = 1 << 15;
    /// `Cls(...)` is `object.__new__` followed by a Python `__init__`, or by nothing.
    pub const PLAIN_NEW: u32 = 1 << 16;
    /// Cannot be called from Python to make instances.
    pub const NO_NEW: u32 = 1 << 17;
    /// A positional class pattern matches the subject itself (`case int(x)`).
    pub const MATCH_SELF: u32 = 1 << 18;
}

/// The six rich comparisons, with CPython's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// The operator as source text.
    pub fn symbol(self) -> &'static str {
        ["<", "<=", "==", "!=", ">", ">="][self as usize]
    }

    /// The comparison that holds for `(b, a)` where this one holds for `(a, b)`.
    pub fn reflected(self) -> CompareOp {
        [CompareOp::Gt, CompareOp::Ge, CompareOp::Eq, CompareOp::Ne, CompareOp::Lt, CompareOp::Le]
            [self as usize]
    }

    /// Whether the comparison holds for two things ordered so.
    #[inline(always)]
    pub fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => ordering.is_lt(),
            CompareOp::Le => ordering.is_le(),
            CompareOp::Eq => ordering.is_eq(),
            CompareOp::Ne => ordering.is_ne(),
            CompareOp::Gt => ordering.is_gt(),
            CompareOp::Ge => ordering.is_ge(),
        }
    }
}

/// The binary number operations: [`Slots::binary`] and [`Slots::inplace`] are indexed by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    MatMul,
    Div,
    Mod,
    Pow,
    LShift,
    RShift,
    Or,
    Xor,
    And,
    FloorDiv,
    DivMod,
}

pub const BINARY_OPS: usize = 14;

impl BinaryOp {
    pub const ALL: [BinaryOp; BINARY_OPS] = [
        BinaryOp::Add,
        BinaryOp::Sub,
        BinaryOp::Mul,
        BinaryOp::MatMul,
        BinaryOp::Div,
        BinaryOp::Mod,
        BinaryOp::Pow,
        BinaryOp::LShift,
        BinaryOp::RShift,
        BinaryOp::Or,
        BinaryOp::Xor,
        BinaryOp::And,
        BinaryOp::FloorDiv,
        BinaryOp::DivMod,
    ];

    /// As error messages name it.
    pub fn symbol(self) -> &'static str {
        ["+", "-", "*", "@", "/", "%", "** or pow()", "<<", ">>", "|", "^", "&", "//", "divmod()"]
            [self as usize]
    }

    /// The method names are `__…__`, `__r…__` and `__i…__` around this.
    pub fn stem(self) -> &'static str {
        [
            "add", "sub", "mul", "matmul", "truediv", "mod", "pow", "lshift", "rshift", "or",
            "xor", "and", "floordiv", "divmod",
        ][self as usize]
    }
}

/// The arguments of a call: positional values, then the values of `names`.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub values: &'a [Value],
    pub names: &'a [Ref<Str>],
}

impl<'a> Args<'a> {
    pub const NONE: Args<'static> = Args { values: &[], names: &[] };

    #[inline(always)]
    pub fn positional(values: &'a [Value]) -> Args<'a> {
        Args { values, names: &[] }
    }

    #[inline(always)]
    pub fn positionals(self) -> &'a [Value] {
        &self.values[..self.values.len() - self.names.len()]
    }

    /// Keyword names and values in call order.
    pub fn keywords(self) -> impl Iterator<Item = (&'a Ref<Str>, &'a Value)> {
        self.names.iter().zip(&self.values[self.values.len() - self.names.len()..])
    }

    pub fn is_empty(self) -> bool {
        self.values.is_empty()
    }
}

pub type Unary = fn(&Vm, &Value) -> Raises<Value>;
pub type Binary = fn(&Vm, &Value, &Value) -> Raises<Value>;
pub type Ternary = fn(&Vm, &Value, &Value, &Value) -> Raises<Value>;
/// With `value` absent: deletion.
pub type Setter = fn(&Vm, &Value, &Value, Option<Value>) -> Raises<()>;

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        /// What instances of a class can do; see the module's head. Every binary function gets its
        /// operands in source order and is also asked when its type is only the right operand's.
        #[derive(Default)]
        pub struct Slots {
            $($(#[$doc])* pub $name: Cell<Option<$type>>,)*
            pub binary: [Cell<Option<Binary>>; BINARY_OPS],
            pub inplace: [Cell<Option<Binary>>; BINARY_OPS],
        }

        impl Slots {
            /// Takes over every slot of `base` that is still empty here.
            pub fn inherit(&self, base: &Slots) {
                $(if self.$name.get().is_none() {
                    self.$name.set(base.$name.get());
                })*
                for i in 0..BINARY_OPS {
                    if self.binary[i].get().is_none() {
                        self.binary[i].set(base.binary[i].get());
                    }
                    if self.inplace[i].get().is_none() {
                        self.inplace[i].set(base.inplace[i].get());
                    }
                }
            }
        }
    };
}

slots! {
    repr: Unary,
    str_: Unary,
    hash: fn(&Vm, &Value) -> Raises<i64>,
    call: fn(&Vm, &Value, Args) -> Raises<Value>,
    /// `obj.name`; the name is interned.
    getattro: fn(&Vm, &Value, &Ref<Str>) -> Raises<Value>,
    /// `obj.name = value`, or with no value `del obj.name`; the name is interned.
    setattro: fn(&Vm, &Value, &Ref<Str>, Option<Value>) -> Raises<()>,
    /// May give `NotImplemented`.
    compare: fn(&Vm, &Value, &Value, CompareOp) -> Raises<Value>,
    iter: Unary,
    /// `None` at the end.
    next: fn(&Vm, &Value) -> Raises<Option<Value>>,
    await_: Unary,
    aiter: Unary,
    anext: Unary,
    len: fn(&Vm, &Value) -> Raises<usize>,
    getitem: Binary,
    setitem: Setter,
    contains: fn(&Vm, &Value, &Value) -> Raises<bool>,
    /// Sequence `+`: asked after the number slots of both operands.
    concat: Binary,
    /// Sequence `*`: (sequence, count).
    repeat: Binary,
    inplace_concat: Binary,
    inplace_repeat: Binary,
    bool_: fn(&Vm, &Value) -> Raises<bool>,
    int: Unary,
    float: Unary,
    index: Unary,
    negative: Unary,
    positive: Unary,
    absolute: Unary,
    invert: Unary,
    /// Three-argument `pow`; the two-argument form is in `binary`.
    power: Ternary,
    /// `(descriptor, instance if any, owner)`.
    descr_get: fn(&Vm, &Value, Option<&Value>, &Value) -> Raises<Value>,
    /// `(descriptor, instance, value)`; no value: deletion.
    descr_set: fn(&Vm, &Value, &Value, Option<Value>) -> Raises<()>,
    new: fn(&Vm, &Ref<Type>, Args) -> Raises<Value>,
    init: fn(&Vm, &Value, Args) -> Raises<()>,
    /// `__del__`.
    del: fn(&Vm, &Value),
    /// `__buffer__`, with the flags of the buffer protocol: a memoryview.
    buffer: fn(&Vm, &Value, i64) -> Raises<Value>,
    /// `__release_buffer__`: gives back a memoryview that `buffer` gave.
    release_buffer: fn(&Vm, &Value, &Value) -> Raises<()>,
}

/// One attribute computed by Rust code.
pub struct GetSet {
    pub name: &'static str,
    pub doc: &'static str,
    pub get: fn(&Vm, &Value) -> Raises<Value>,
    /// `None`: read-only. Called without a value to delete.
    pub set: Option<fn(&Vm, &Value, Option<Value>) -> Raises<()>>,
}

/// How a built-in class is declared.
pub struct TypeSpec {
    /// With its module where that is not `builtins`: `collections.deque`.
    pub name: &'static str,
    pub base: super::Builtin,
    /// `None`: the base's.
    pub layout: Option<&'static Layout>,
    /// `BASE`, `PREFIX`, `INSTANCE_DICT`, `WEAKREF`, `SEQUENCE`, `MAPPING`, `MATCH_SELF`, `NO_NEW`, … beside the base's.
    pub flags: u32,
    /// Values that each instance keeps in [`Extra`](super::Extra), beside the base's.
    pub extra_slots: u32,
    pub doc: &'static str,
    pub slots: fn(&Slots),
    pub methods: &'static [Native],
    pub getset: &'static [GetSet],
    /// Further class attributes, made when the namespace is first looked at.
    pub attributes: fn(&Vm, &Ref<Type>),
    /// What calling the class itself with one argument of a frequent kind gives; `Err`, with no exception, for
    /// all others.
    pub quick: Option<fn(&Vm, &Value) -> Value>,
}

impl TypeSpec {
    /// `__doc__` and `__text_signature__`. As in CPython, the latter stands in front of the text where
    /// a class has one: `float(x=0, /)`, a line of two dashes, an empty line.
    pub fn doc_and_signature(&self) -> (&'static str, Option<&'static str>) {
        match self.doc.split_once("\n--\n\n") {
            Some((signature, doc)) => (doc, signature.find('(').map(|at| &signature[at..])),
            None => (self.doc, None),
        }
    }

    /// The values most declarations leave as they are.
    pub const DEFAULT: TypeSpec = TypeSpec {
        name: "",
        base: super::Builtin::Object,
        layout: None,
        flags: 0,
        extra_slots: 0,
        doc: "",
        slots: |_| {},
        methods: &[],
        getset: &[],
        attributes: |_, _| {},
        quick: None,
    };
}

pub struct Type {
    /// `__name__`; of a built-in class only once it was asked for, see [`Ref::<Type>::name_str`].
    pub name: RefCell<Option<Ref<Str>>>,
    /// `__qualname__` where it is not `__name__`.
    pub qualname: RefCell<Option<Ref<Str>>>,
    pub layout: &'static Layout,
    pub flags: Cell<u32>,
    /// Tag of values that are instances.
    pub tag: Cell<u64>,
    /// Slots that instances keep outside their payload, those of the bases included.
    pub extra_slots: u32,
    /// Inline slots new instances get.
    pub capacity: Cell<u32>,
    pub slots: Slots,
    pub base: RefCell<Option<Ref<Type>>>,
    pub bases: RefCell<Option<Ref<Tuple>>>,
    pub mro: RefCell<Box<[Ref<Type>]>>,
    pub subclasses: RefCell<Vec<*const Object<Type>>>,
    namespace: OnceCell<Ref<Dict>>,
    /// Declares a built-in class: its namespace is made when it is first looked at.
    pub spec: Option<&'static TypeSpec>,
    root: Box<Shape>,
    dict_root: Box<Shape>,
    /// Function called by `Cls(...)` after `object.__new__`, where [`flags::PLAIN_NEW`] is set.
    pub init_function: RefCell<Value>,
    /// Where the methods behind frequent slots are.
    specials: OnceCell<Box<[MethodPlace; SPECIALS]>>,
}

/// Special methods whose places a class remembers once one of them was asked for.
#[derive(Clone, Copy, Debug)]
#[repr(u8)]
pub enum Special {
    Getitem,
    Setitem,
    Len,
    Contains,
    Bool,
    Call,
    Next,
    Hash,
}

const SPECIALS: usize = 8;

impl Payload for Type {
    fn traverse(&self, visit: &mut Visitor) {
        if let Some(namespace) = self.namespace.get() {
            visit.object(namespace);
        }
        visit.cell(&self.base, |base, visit| {
            if let Some(base) = base {
                visit.object(base);
            }
        });
        visit.cell(&self.bases, |bases, visit| {
            if let Some(bases) = bases {
                visit.object(bases);
            }
        });
        visit.cell(&self.mro, |mro, visit| mro.iter().for_each(|it| visit.object(it)));
        visit.cell(&self.init_function, |it, visit| visit.value(it));
    }

    fn clear(&self) {
        if let Some(namespace) = self.namespace.get() {
            namespace.clear();
        }
        // The class itself stands in its own order of resolution.
        let mro = self.mro.take();
        let init = self.init_function.replace(Value::Err);
        drop((mro, init));
    }
}

impl Drop for Type {
    fn drop(&mut self) {
        // Caches know classes by their addresses.
        Vm::with_current(Vm::bump_epoch);
        let me = std::ptr::from_ref(self);
        for base in self.bases.borrow().iter().flat_map(|it| it.items()) {
            if let Value::Type(base) = base {
                base.subclasses.borrow_mut().retain(|it| !std::ptr::eq(payload_of(*it), me));
            }
        }
    }
}

fn payload_of(it: *const Object<Type>) -> *const Type {
    // SAFETY: only an address is computed; entries of `subclasses` are live or just dying.
    unsafe { &raw const (*it).payload }
}

/// What one look-up on a class found: where in which namespace, or nothing.
#[derive(Clone, Copy)]
pub(super) struct Lookup {
    key: (usize, usize),
    epoch: u32,
    version: u32,
    position: u32,
    /// Null: no class in the order of resolution has the name.
    namespace: *const Object<Dict>,
}

impl Default for Lookup {
    fn default() -> Lookup {
        Lookup { key: (0, 0), epoch: 0, version: 0, position: 0, namespace: std::ptr::null() }
    }
}

/// Recent look-ups on classes. An entry holds while the class epoch stays: no class has gained or lost a
/// name since, nor has one died.
pub(super) struct Lookups(Box<[Cell<Lookup>]>);

const LOOKUPS: usize = 2048;

/// Slots of a class's first instance, and the mark that nothing better is known.
const FIRST_SLOTS: u32 = 8;
const GUESSED: u32 = 1 << 31;
/// Slots of later instances that are not initialised by the class, if earlier ones have had no more.
const FEW_SLOTS: u32 = 2;

impl Default for Lookups {
    fn default() -> Lookups {
        Lookups((0..LOOKUPS).map(|_| Cell::default()).collect())
    }
}

impl Lookups {
    #[inline(always)]
    fn entry(&self, key: (usize, usize)) -> &Cell<Lookup> {
        let mixed = (key.0 >> 5) ^ (key.1 >> 4).wrapping_mul(31) ^ (key.1 >> 12);
        &self.0[mixed % LOOKUPS]
    }
}

/// What a new class starts with.
pub struct NewType {
    pub layout: &'static Layout,
    pub flags: u32,
    /// Tag of its instances' values.
    pub tag: u64,
    pub spec: Option<&'static TypeSpec>,
    /// Slots at the front of each instance that `__slots__` of this class and its bases reserve.
    pub reserved: u32,
    /// Slots that its instances keep outside their payload.
    pub extra_slots: u32,
}

impl Ref<Type> {
    /// A class without name, namespace, bases, order of resolution or slots yet: `types::class`
    /// completes it. Without a metaclass it becomes `type` itself, the class of its own.
    pub fn new(vm: &Vm, metaclass: Option<&Ref<Type>>, new: NewType) -> Ref<Type> {
        let payload = Type {
            qualname: RefCell::default(),
            name: RefCell::default(),
            layout: new.layout,
            flags: Cell::new(new.flags),
            tag: Cell::new(new.tag),
            extra_slots: new.extra_slots,
            capacity: Cell::new(0),
            slots: Slots::default(),
            base: RefCell::default(),
            bases: RefCell::default(),
            mro: RefCell::default(),
            subclasses: RefCell::default(),
            namespace: OnceCell::new(),
            spec: new.spec,
            root: Box::new(Shape::root(new.reserved)),
            dict_root: Box::new(Shape::dict_mode(new.reserved)),
            init_function: RefCell::new(Value::Err),
            specials: OnceCell::new(),
        };
        let made = match metaclass {
            Some(metaclass) => super::heap::make(vm, metaclass, payload),
            None => super::heap::make_first(payload),
        };
        made.root.set_class(made.as_ptr());
        made.dict_root.set_class(made.as_ptr());
        if metaclass.is_none() {
            made.header().set_shape(&raw const *made.root);
        }
        made
    }

    /// `__name__`.
    pub fn name_str(&self, vm: &Vm) -> Ref<Str> {
        if let Some(name) = &*self.name.borrow() {
            return name.clone();
        }
        let name = vm.intern(self.spec_name());
        *self.name.borrow_mut() = Some(name.clone());
        name
    }

    /// `__qualname__`.
    pub fn qualname_str(&self, vm: &Vm) -> Ref<Str> {
        let known = self.qualname.borrow().clone();
        known.unwrap_or_else(|| self.name_str(vm))
    }

    pub fn is_subclass(&self, of: &Ref<Type>) -> bool {
        self.is(of) || self.mro.borrow().iter().any(|it| it.is(of))
    }

    /// The attribute of that interned name in this class or the first of its bases that has it.
    #[inline]
    pub fn lookup(&self, vm: &Vm, name: &Ref<Str>) -> Option<Value> {
        let key = (self.as_ptr() as usize, name.as_ptr() as usize);
        let entry = vm.lookups.entry(key);
        let found = entry.get();
        if found.key == key && found.epoch == vm.epoch.get() {
            if found.namespace.is_null() {
                return None;
            }
            // SAFETY: the namespace is that of a class in the order of resolution of a class that lives,
            // both unchanged in this epoch; a `Ref` is one pointer, and nothing is counted.
            let namespace = unsafe { &*std::ptr::from_ref(&found.namespace).cast::<Ref<Dict>>() };
            if namespace.version() == found.version {
                return Some(namespace.value_at(found.position as usize).clone());
            }
        }
        self.lookup_slow(vm, name, key)
    }

    #[inline(never)]
    fn lookup_slow(&self, vm: &Vm, name: &Ref<Str>, key: (usize, usize)) -> Option<Value> {
        let mro = self.mro.borrow();
        let mut found = Lookup { key, epoch: vm.epoch.get(), ..Lookup::default() };
        let mut value = None;
        for class in mro.iter() {
            let namespace = class.namespace(vm);
            if let Some(position) = namespace.position_of_str(name) {
                found.namespace = namespace.as_ptr();
                found.version = namespace.version();
                found.position = position as u32;
                value = Some(namespace.value_at(position).clone());
                break;
            }
        }
        // Names that are not interned have addresses that others may get.
        if name.is_interned() && !mro.is_empty() {
            vm.lookups.entry(key).set(found);
        }
        value
    }

    /// Remembers where the order of resolution has `name` first.
    pub fn place_method(&self, vm: &Vm, name: &Ref<Str>, place: &MethodPlace) {
        place.forget();
        let mro = self.mro.borrow();
        if let Some(owner) = mro.iter().find(|it| it.namespace(vm).position_of_str(name).is_some())
        {
            place.learn(vm, owner.namespace(vm), name);
        }
    }

    /// The Python function that is the special method of that name, if it is one.
    #[inline(always)]
    pub fn special(&self, vm: &Vm, which: Special, name: Name) -> Option<Ref<Function>> {
        if let Some(places) = self.specials.get()
            && let Some(function) = places[which as usize].function(vm)
        {
            return Some(function);
        }
        self.special_slow(vm, which, name)
    }

    #[inline(never)]
    fn special_slow(&self, vm: &Vm, which: Special, name: Name) -> Option<Ref<Function>> {
        if !self.has(flags::HEAP) {
            return None;
        }
        let name = vm.name(name);
        let Some(Value::Func(function)) = self.lookup(vm, name) else { return None };
        let places = self.specials.get_or_init(Box::default);
        self.place_method(vm, name, &places[which as usize]);
        Some(function)
    }

    /// As [`Ref::<Type>::lookup`], with the class that has it.
    pub fn lookup_with_owner(&self, vm: &Vm, name: &Ref<Str>) -> Option<(Value, Ref<Type>)> {
        let mro = self.mro.borrow();
        mro.iter().find_map(|class| Some((class.namespace(vm).get_str(name)?, class.clone())))
    }

    /// The class's own attributes. Those of a built-in class are made on the first call.
    #[inline]
    pub fn namespace(&self, vm: &Vm) -> &Ref<Dict> {
        match self.namespace.get() {
            Some(namespace) => namespace,
            None => self.populate(vm),
        }
    }

    /// The namespace, if it has been made.
    pub fn known_namespace(&self) -> Option<&Ref<Dict>> {
        self.namespace.get()
    }

    #[cold]
    fn populate(&self, vm: &Vm) -> &Ref<Dict> {
        let namespace = self.namespace.get_or_init(|| Ref::<Dict>::new(vm));
        if let Some(spec) = self.spec {
            (vm.hooks.populate)(vm, self, spec);
        }
        namespace
    }

    /// Makes `namespace` the class's own attributes; only for a class that has none yet.
    pub fn set_namespace(&self, namespace: Ref<Dict>) {
        let unset = self.namespace.set(namespace).is_ok();
        debug_assert!(unset, "a class gets its namespace once");
    }

    /// How many slots new instances get; `None`: that of a first instance will tell.
    pub fn expect_slots(&self, count: Option<u32>) {
        self.capacity.set(count.unwrap_or(FIRST_SLOTS | GUESSED));
    }

    /// An instance has got more slots than it had room for.
    pub(super) fn expect_more_slots(&self, count: u32) {
        if self.capacity.get() & !GUESSED < count {
            self.capacity.set(count);
        }
    }

    /// An instance has just been initialised: later ones get as many slots as it uses.
    #[inline(always)]
    pub fn learn_slots(&self, instance: &Ref<Instance>) {
        if self.capacity.get() & GUESSED != 0 {
            self.capacity.set(instance.header().shape().len());
        }
    }

    /// Slots for a new instance.
    #[inline(always)]
    pub fn slots_of_next(&self) -> u32 {
        let capacity = self.capacity.get();
        if capacity & GUESSED == 0 { capacity } else { self.guessed_slots() }
    }

    /// The first instance gets some; later ones, as long as no instance was initialised by the class, as many
    /// as any has used.
    #[cold]
    #[inline(never)]
    fn guessed_slots(&self) -> u32 {
        if self.capacity.get() != FIRST_SLOTS | GUESSED {
            let used = self.root_shape().longest();
            self.capacity.set(used.max(FEW_SLOTS));
            return used.max(FEW_SLOTS);
        }
        // Not the first guess any more.
        self.capacity.set(GUESSED);
        FIRST_SLOTS
    }

    /// Makes the class give up everything it holds; it is of no use afterwards.
    #[cfg(feature = "leak-check")]
    pub(super) fn dissolve(&self) {
        // SAFETY: at the end of the interpreter nobody else looks at the class.
        let namespace = unsafe { (*self.as_ptr().cast_mut()).payload.namespace.take() };
        let names = (self.name.take(), self.qualname.take());
        let bases = (self.base.take(), self.bases.take(), self.mro.take());
        let init = self.init_function.replace(Value::Err);
        self.subclasses.take();
        drop((namespace, names, bases, init));
    }

    /// The living direct subclasses.
    pub fn subclasses(&self) -> Vec<Ref<Type>> {
        let them = self.subclasses.borrow();
        them.iter()
            .map(|&it| {
                // SAFETY: a class leaves its bases' lists when it dies.
                unsafe {
                    (*it).header.increment();
                    Ref::from_raw(it.cast_mut())
                }
            })
            .collect()
    }
}

impl Type {
    #[inline(always)]
    pub fn has(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u32, on: bool) {
        let flags = self.flags.get() & !flag;
        self.flags.set(if on { flags | flag } else { flags });
    }

    /// The shape of instances without attributes.
    #[inline(always)]
    pub fn root_shape(&self) -> &Shape {
        &self.root
    }

    /// The shape of instances whose attributes are in a dictionary.
    #[inline(always)]
    pub fn dict_shape(&self) -> &Shape {
        &self.dict_root
    }

    /// As messages name the class: a built-in one with its module, as in `collections.deque`.
    pub fn name(&self) -> String {
        match (self.spec, &*self.name.borrow()) {
            (Some(spec), _) => spec.name.to_owned(),
            (None, Some(name)) => name.to_string_lossy().into_owned(),
            (None, None) => "?".to_owned(),
        }
    }

    fn spec_name(&self) -> &'static str {
        let full = self.spec.map_or("?", |it| it.name);
        full.rsplit('.').next().unwrap_or(full)
    }
}
