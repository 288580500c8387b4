//! Heap objects: header, counted references, allocation and deterministic, iterative deallocation.
//!
//! Invariants:
//! - Every heap object starts with a [`Header`]; its `shape` points to a shape of its class, and the
//!   class's [`Layout`] describes the payload behind the header. Both outlive the object: an object of
//!   a class made at run time owns one count of that class.
//! - `rc` counts the [`Ref`]s, [`AnyRef`]s and `Value`s that hold the object. At zero it is finalised,
//!   its weak references are cleared, its payload dropped and its memory freed, in that order.
//! - Objects belong to one thread; the current [`Vm`] is found through a thread-local pointer that is
//!   set while a `Vm` lives.
//! - Classes with [`flags::PREFIX`](super::types::flags) have 16 bytes before the header, the first
//!   word of which is null or owns an [`Extra`]: attribute dictionary and `__slots__` of objects whose
//!   payload has no room of its own for them.

use std::alloc::{alloc, dealloc as free, handle_alloc_error};
use std::any::TypeId;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::NonNull;

use super::dict::Dict;
use super::gc::Trial;
use super::shape::{Shape, ShapeMark};
use super::types::{Type, flags};
use super::value::Value;
use super::vm::Vm;
use super::weak;

/// What every heap object begins with: 16 bytes.
#[repr(C)]
pub struct Header {
    rc: Cell<u32>,
    /// Bits 0-28: 1 + position in the tracked list, 0 if untracked; or with [`OWN`], whatever the payload
    /// keeps there. Bits 30, 31: see below.
    gc: Cell<u32>,
    shape: Cell<*const Shape>,
}

const INDEX_MASK: u32 = (1 << 30) - 1;
/// The object is never tracked, and its payload has bits 0-28 for itself.
const OWN: u32 = 1 << 29;
/// Objects beyond these are not tracked: their positions could not be told.
pub(super) const MOST_TRACKED: usize = OWN as usize - 1;
/// Weak references to the object exist.
const WEAKLY_REFERENCED: u32 = 1 << 30;
/// `__del__` has run.
const FINALIZED: u32 = 1 << 31;

impl Header {
    #[inline(always)]
    pub fn increment(&self) {
        self.rc.set(self.rc.get() + 1);
    }

    /// Gives one reference up.
    ///
    /// # Safety
    /// `this` is live and the caller owns the reference.
    #[inline(always)]
    pub(super) unsafe fn decrement(this: *mut Header) {
        // SAFETY: live by the caller's promise.
        let rc = unsafe { &(*this).rc };
        let left = rc.get() - 1;
        rc.set(left);
        if left == 0 {
            // SAFETY: nobody holds the object any more.
            unsafe { die(this) }
        }
    }

    #[inline(always)]
    pub fn count(&self) -> u32 {
        self.rc.get()
    }

    #[inline(always)]
    pub fn shape(&self) -> &Shape {
        // SAFETY: shapes outlive the objects that have them (module invariant).
        unsafe { &*self.shape.get() }
    }

    #[inline(always)]
    pub fn shape_mark(&self) -> ShapeMark {
        ShapeMark(self.shape.get())
    }

    #[inline(always)]
    pub(super) fn set_shape(&self, shape: *const Shape) {
        self.shape.set(shape);
    }

    #[inline(always)]
    pub fn class(&self) -> &Ref<Type> {
        self.shape().class()
    }

    /// One more than the position in the tracked list; 0 if untracked.
    #[inline(always)]
    pub(super) fn number(&self) -> usize {
        (self.gc.get() & INDEX_MASK) as usize
    }

    #[inline(always)]
    pub(super) fn index(&self) -> Option<usize> {
        let index = (self.gc.get() & INDEX_MASK).wrapping_sub(1);
        if index < OWN - 1 { Some(index as usize) } else { None }
    }

    pub(super) fn set_index(&self, index: Option<usize>) {
        let index = index.map_or(0, |it| it as u32 + 1);
        self.gc.set(self.gc.get() & !INDEX_MASK | index);
    }

    /// The bits of the payload's own: see [`Header::set_own`].
    #[inline(always)]
    pub(super) fn own(&self) -> u32 {
        self.gc.get()
    }

    /// Sets the bits 0-28 that the payload of an object that is never tracked has for itself.
    #[inline(always)]
    pub(super) fn set_own(&self, bits: u32) {
        self.gc.set(self.gc.get() & !INDEX_MASK | OWN | bits);
    }

    pub(super) fn has_weakrefs(&self) -> bool {
        self.gc.get() & WEAKLY_REFERENCED != 0
    }

    pub(super) fn set_has_weakrefs(&self, on: bool) {
        let bits = self.gc.get() & !WEAKLY_REFERENCED;
        self.gc.set(if on { bits | WEAKLY_REFERENCED } else { bits });
    }

    pub fn is_finalized(&self) -> bool {
        self.gc.get() & FINALIZED != 0
    }

    pub(super) fn set_finalized(&self) {
        self.gc.set(self.gc.get() | FINALIZED);
    }

    fn extra_cell(&self) -> Option<&Cell<*mut Extra>> {
        if self.class().has(flags::PREFIX) {
            // SAFETY: such objects have 16 bytes before the header, made by `allocate`.
            Some(unsafe { &*std::ptr::from_ref(self).byte_sub(PREFIX).cast::<Cell<*mut Extra>>() })
        } else {
            None
        }
    }

    /// Attribute dictionary and slots kept outside the payload, made on first use; `None` for classes
    /// whose instances have no such place.
    pub fn extra(&self) -> Option<&Extra> {
        let cell = self.extra_cell()?;
        if cell.get().is_null() {
            cell.set(Box::into_raw(Box::default()));
        }
        // SAFETY: owned by this object and freed only with it.
        Some(unsafe { &*cell.get() })
    }

    /// As [`Header::extra`], but makes nothing.
    pub fn existing_extra(&self) -> Option<&Extra> {
        let cell = self.extra_cell()?;
        // SAFETY: null, or owned by this object and freed only with it.
        unsafe { cell.get().as_ref() }
    }
}

/// Room for the prefix word, keeping the header 16-byte aligned.
const PREFIX: usize = 16;

/// What an object of a class with [`flags::PREFIX`] keeps outside its payload.
#[derive(Default)]
pub struct Extra {
    pub dict: RefCell<Option<Ref<Dict>>>,
    pub slots: RefCell<Vec<Value>>,
}

/// A heap object: header, then payload.
#[repr(C)]
pub struct Object<T> {
    pub(super) header: Header,
    pub(super) payload: T,
}

/// What a heap object holds behind its header.
pub trait Payload: Sized + 'static {
    /// Whether the object can be part of a reference cycle.
    const TRACKED: bool = true;

    /// Shows every reference the payload owns to `visit`, each as often as it is counted.
    ///
    /// Must not run Python code. A part that is mutably borrowed at the moment is left out.
    fn traverse(&self, visit: &mut Visitor);

    /// Gives up references so that a cycle through this object ends.
    fn clear(&self) {}
}

/// Receives the references an object owns.
pub struct Visitor<'a>(pub(super) Visit<'a>);

/// What is done with each reference. The collector's own two passes are told apart here, so that the loops over
/// the items of containers have them in line.
pub(super) enum Visit<'a> {
    Show(&'a mut dyn FnMut(&Header)),
    Subtract(&'a mut Trial),
    Reach(&'a mut Trial),
}

impl Visitor<'_> {
    #[inline]
    fn header(&mut self, it: &Header) {
        match &mut self.0 {
            Visit::Show(show) => show(it),
            Visit::Subtract(trial) => trial.subtract(it),
            Visit::Reach(trial) => trial.reach(it),
        }
    }

    #[inline]
    pub fn value(&mut self, it: &Value) {
        if let Some(header) = it.header() {
            self.header(header);
        }
    }

    #[inline]
    pub fn values<'v>(&mut self, them: impl IntoIterator<Item = &'v Value>) {
        let headers = them.into_iter().filter_map(Value::header);
        match &mut self.0 {
            Visit::Show(show) => headers.for_each(show),
            Visit::Subtract(trial) => headers.for_each(|it| trial.subtract(it)),
            Visit::Reach(trial) => headers.for_each(|it| trial.reach(it)),
        }
    }

    pub fn object<T>(&mut self, it: &Ref<T>) {
        self.header(it.header());
    }

    pub fn any(&mut self, it: &AnyRef) {
        self.header(it.header());
    }

    /// A `RefCell`'s content, if it can be looked at now.
    pub fn cell<T>(&mut self, cell: &RefCell<T>, show: impl FnOnce(&T, &mut Self)) {
        if let Ok(content) = cell.try_borrow() {
            show(&content, self);
        }
    }
}

/// How the heap handles one kind of payload.
pub struct Layout {
    pub type_id: TypeId,
    /// Bytes of header and payload of this very object.
    pub(super) size: unsafe fn(*const Header) -> usize,
    pub(super) traverse: unsafe fn(*const Header, &mut Visitor),
    pub(super) clear: unsafe fn(*const Header),
    pub(super) drop: unsafe fn(*mut Header),
    /// Drops payload and block of an object of a class made before the program ran, in one go.
    pub(super) bury: Option<unsafe fn(*mut Header)>,
}

impl Layout {
    /// The layout of `Object<T>`.
    pub const fn of<T: Payload>() -> Layout {
        // SAFETY (all four): the heap calls them on live objects of a class with this layout only.
        unsafe fn size<T>(_: *const Header) -> usize {
            size_of::<Object<T>>()
        }
        unsafe fn traverse<T: Payload>(it: *const Header, visit: &mut Visitor) {
            unsafe { (*it.cast::<Object<T>>()).payload.traverse(visit) }
        }
        unsafe fn clear<T: Payload>(it: *const Header) {
            unsafe { (*it.cast::<Object<T>>()).payload.clear() }
        }
        unsafe fn drop<T>(it: *mut Header) {
            unsafe { std::ptr::drop_in_place(&raw mut (*it.cast::<Object<T>>()).payload) }
        }
        unsafe fn bury<T: Payload>(it: *mut Header) {
            // Like `release`, for a payload that is known here.
            let release_now = |it: *mut Header| unsafe {
                if T::TRACKED && (*it).index().is_some() {
                    Vm::with_current(|vm| vm.heap.untrack(&*it));
                }
                std::ptr::drop_in_place(&raw mut (*it.cast::<Object<T>>()).payload);
                free_block(it, size_of::<Object<T>>());
            };
            if T::TRACKED { nested(it, release_now) } else { release_now(it) }
        }
        Layout {
            type_id: TypeId::of::<T>(),
            size: size::<T>,
            traverse: traverse::<T>,
            clear: clear::<T>,
            drop: drop::<T>,
            bury: Some(bury::<T>),
        }
    }
}

/// A counted reference to a heap object with payload `T`.
pub struct Ref<T>(NonNull<Object<T>>, PhantomData<Object<T>>);

impl<T> Ref<T> {
    /// # Safety
    /// `it` is a live object with payload `T`, and the caller hands over one count.
    #[inline(always)]
    pub(super) unsafe fn from_raw(it: *mut Object<T>) -> Ref<T> {
        // SAFETY: live, so not null.
        Ref(unsafe { NonNull::new_unchecked(it) }, PhantomData)
    }

    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: a `Ref` keeps its object alive.
        unsafe { &(*self.0.as_ptr()).header }
    }

    #[inline(always)]
    pub fn class(&self) -> &Ref<Type> {
        self.header().class()
    }

    #[inline(always)]
    pub fn as_ptr(&self) -> *const Object<T> {
        self.0.as_ptr()
    }

    #[inline(always)]
    pub fn is(&self, other: &Ref<T>) -> bool {
        self.0 == other.0
    }

    #[inline(always)]
    pub fn as_any(&self) -> &AnyRef {
        // SAFETY: both are one non-null pointer to an object's header.
        unsafe { &*std::ptr::from_ref(self).cast::<AnyRef>() }
    }

    #[inline(always)]
    pub fn into_any(self) -> AnyRef {
        let it = AnyRef(self.0.cast());
        std::mem::forget(self);
        it
    }
}

impl<T> Deref for Ref<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: a `Ref` keeps its object alive.
        unsafe { &(*self.0.as_ptr()).payload }
    }
}

impl<T> Clone for Ref<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        self.header().increment();
        Ref(self.0, PhantomData)
    }
}

impl<T> Drop for Ref<T> {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this reference's count is given up once.
        unsafe { Header::decrement(self.0.as_ptr().cast()) }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ref({:p})", self.0)
    }
}

/// A counted reference to a heap object of any kind.
pub struct AnyRef(NonNull<Header>);

impl AnyRef {
    /// # Safety
    /// `it` is live, and the caller hands over one count.
    #[inline(always)]
    pub(super) unsafe fn from_raw(it: *mut Header) -> AnyRef {
        // SAFETY: live, so not null.
        AnyRef(unsafe { NonNull::new_unchecked(it) })
    }

    #[inline(always)]
    pub fn header(&self) -> &Header {
        // SAFETY: an `AnyRef` keeps its object alive.
        unsafe { self.0.as_ref() }
    }

    #[inline(always)]
    pub fn class(&self) -> &Ref<Type> {
        self.header().class()
    }

    #[inline(always)]
    pub fn as_ptr(&self) -> *const Header {
        self.0.as_ptr()
    }

    /// `obj.__class__ = class` for objects whose attributes are outside their payload. Both classes have
    /// the same layout, and both or neither keep a word before the header.
    pub fn set_class(&self, class: &Ref<Type>) {
        let old = self.class().clone();
        debug_assert!(
            old.layout.type_id == class.layout.type_id
                && old.has(flags::PREFIX) == class.has(flags::PREFIX)
        );
        if class.has(flags::HEAP) {
            class.header().increment();
        }
        self.header().set_shape(class.root_shape());
        if old.has(flags::HEAP) {
            // SAFETY: the count this object owned of its old class.
            unsafe { Header::decrement(old.as_ptr().cast_mut().cast()) };
        }
    }

    #[inline]
    pub fn downcast_ref<T: Payload>(&self) -> Option<&Ref<T>> {
        if self.class().layout.type_id == TypeId::of::<T>() {
            // SAFETY: the class's layout says that the payload is a `T`.
            Some(unsafe { &*std::ptr::from_ref(self).cast::<Ref<T>>() })
        } else {
            None
        }
    }
}

impl Clone for AnyRef {
    #[inline(always)]
    fn clone(&self) -> Self {
        self.header().increment();
        AnyRef(self.0)
    }
}

impl Drop for AnyRef {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: this reference's count is given up once.
        unsafe { Header::decrement(self.0.as_ptr()) }
    }
}

/// The block an object takes. Its size is a multiple of the alignment: for others the allocator has no
/// fast way.
#[inline(always)]
fn memory(size: usize, prefix: usize) -> std::alloc::Layout {
    std::alloc::Layout::from_size_align((size + prefix).next_multiple_of(16), 16)
        .expect("object sizes are far below isize::MAX")
}

/// Reserves an object of `size` bytes (header included) of `class`, header written, payload not.
///
/// # Safety
/// The caller writes a payload of the class's layout before anything else sees the object.
#[inline(always)]
pub(super) unsafe fn allocate(class: &Ref<Type>, shape: *const Shape, size: usize) -> *mut Header {
    let flags = class.flags.get();
    let prefix = if flags & flags::PREFIX == 0 { 0 } else { PREFIX };
    let layout = memory(size, prefix);
    // SAFETY: the size is not zero; the blocks written lie inside what was reserved.
    unsafe {
        let block = alloc(layout);
        if block.is_null() {
            handle_alloc_error(layout)
        }
        if prefix != 0 {
            block.cast::<*mut Extra>().write(std::ptr::null_mut());
        }
        let it = block.add(prefix).cast::<Header>();
        it.write(Header { rc: Cell::new(1), gc: Cell::new(0), shape: Cell::new(shape) });
        if flags & flags::HEAP != 0 {
            class.header().increment();
        }
        it
    }
}

/// As [`allocate`], for a class that is neither made at run time nor keeps a word before the header.
///
/// # Safety
/// As [`allocate`].
#[inline(always)]
pub(super) unsafe fn allocate_builtin(class: &Ref<Type>, size: usize) -> *mut Header {
    debug_assert!(class.flags.get() & (flags::PREFIX | flags::HEAP) == 0);
    let layout = memory(size, 0);
    // SAFETY: the size is not zero; the header lies inside what was reserved.
    unsafe {
        let it = alloc(layout).cast::<Header>();
        if it.is_null() {
            handle_alloc_error(layout)
        }
        let shape = Cell::new(std::ptr::from_ref(class.root_shape()));
        it.write(Header { rc: Cell::new(1), gc: Cell::new(0), shape });
        it
    }
}

/// Makes an object of `class` around `payload`.
#[inline]
pub(super) fn make<T: Payload>(vm: &Vm, class: &Ref<Type>, payload: T) -> Ref<T> {
    debug_assert!(class.layout.type_id == TypeId::of::<T>(), "{} has another layout", class.name());
    // SAFETY: the payload is written before the object is seen.
    unsafe {
        let it = allocate(class, class.root_shape(), size_of::<Object<T>>()).cast::<Object<T>>();
        (&raw mut (*it).payload).write(payload);
        // Attributes outside the payload make a cycle possible in any case.
        if T::TRACKED || class.has(flags::PREFIX) {
            vm.heap.track(&(*it).header);
        }
        Ref::from_raw(it)
    }
}

/// Makes the first object of all: `type`, which has no class yet; the caller sets its shape.
pub(super) fn make_first(payload: Type) -> Ref<Type> {
    let layout = memory(size_of::<Object<Type>>(), 0);
    // SAFETY: the block is as large as the object written into it.
    unsafe {
        let it = alloc(layout).cast::<Object<Type>>();
        if it.is_null() {
            handle_alloc_error(layout)
        }
        let header =
            Header { rc: Cell::new(1), gc: Cell::new(0), shape: Cell::new(std::ptr::null()) };
        it.write(Object { header, payload });
        Ref::from_raw(it)
    }
}

/// The last reference is gone: the out-of-line half of every decrement.
///
/// # Safety
/// `it` is live with a count of zero.
#[cold]
#[inline(never)]
unsafe fn die(it: *mut Header) {
    // SAFETY: `it` stays allocated until `bury`.
    unsafe {
        let header = &*it;
        let class = header.class();
        let flags = class.flags.get();
        if flags & (flags::PREFIX | flags::HEAP) == 0
            && (flags & flags::FINALIZER == 0 || header.is_finalized())
            && !header.has_weakrefs()
            && let Some(bury) = class.layout.bury
        {
            return bury(it);
        }
        if class.has(flags::FINALIZER) && !header.is_finalized() {
            // `__del__` sees a live object and may keep it.
            header.rc.set(1);
            header.set_finalized();
            finalize(&AnyRefGuard(it));
            header.rc.set(header.rc.get() - 1);
            if header.rc.get() != 0 {
                return;
            }
        }
        if header.has_weakrefs() {
            header.rc.set(1);
            weak::clear(header);
            header.rc.set(header.rc.get() - 1);
            if header.rc.get() != 0 {
                return;
            }
        }
        bury(it);
    }
}

/// A borrowed look at a dying object.
struct AnyRefGuard(*mut Header);

fn finalize(it: &AnyRefGuard) {
    Vm::with_current(|vm| {
        // SAFETY: the count was set to one by `die`; a second one makes the value's own.
        let value = unsafe {
            (*it.0).increment();
            Value::of(AnyRef::from_raw(it.0))
        };
        vm.finalize(&value);
    });
}

/// Drops the payload and frees the memory. Nested deaths beyond a depth wait in a list, so that a long
/// chain cannot overflow the stack.
///
/// # Safety
/// `it` has a count of zero and is not used afterwards.
pub(super) unsafe fn bury(it: *mut Header) {
    // SAFETY: handed on.
    nested(it, |it| unsafe { release(it) });
}

/// Runs `release` on a dead object, or has it wait where deaths nest too deep.
#[inline(always)]
pub(super) fn nested(it: *mut Header, release_now: impl FnOnce(*mut Header)) {
    const DEPTH: u32 = 64;
    let depth = GRAVE.with(|it| it.depth.get());
    if depth >= DEPTH {
        GRAVE.with(|it| it.waiting.set(true));
        // SAFETY: dead, but still allocated. Finalizers of others may run before its turn, and collections
        // with them, which must not find it.
        let header = unsafe { &*it };
        if header.index().is_some() {
            Vm::with_current(|vm| vm.heap.untrack(header));
        }
        WAITING.with(|waiting| waiting.borrow_mut().push(it));
        return;
    }
    GRAVE.with(|it| it.depth.set(depth + 1));
    release_now(it);
    if depth == 0 && GRAVE.with(|it| it.waiting.get()) {
        release_waiting();
    }
    GRAVE.with(|it| it.depth.set(depth));
}

#[cold]
#[inline(never)]
fn release_waiting() {
    while let Some(next) = WAITING.with(|waiting| waiting.borrow_mut().pop()) {
        // SAFETY: each entry is a dead object waiting for just this.
        unsafe { release(next) };
    }
    GRAVE.with(|it| it.waiting.set(false));
}

/// Gives the block of an object of `size` bytes without prefix back.
///
/// # Safety
/// The object's payload has been dropped and nothing refers to it.
#[inline(always)]
pub(super) unsafe fn free_block(it: *mut Header, size: usize) {
    // SAFETY: handed on; `allocate` made the block.
    unsafe { free(it.cast::<u8>(), memory(size, 0)) }
}

struct Grave {
    depth: Cell<u32>,
    /// Whether any object waits.
    waiting: Cell<bool>,
}

thread_local! {
    // Two variables, since one with a destructor is slower to get at.
    static GRAVE: Grave = const { Grave { depth: Cell::new(0), waiting: Cell::new(false) } };
    static WAITING: RefCell<Vec<*mut Header>> = const { RefCell::new(Vec::new()) };
}

/// # Safety
/// As [`bury`].
unsafe fn release(it: *mut Header) {
    // SAFETY: dead, but still allocated; the class outlives it, by the count released last.
    unsafe {
        let header = &*it;
        let class = std::ptr::from_ref(header.class());
        let class = std::mem::ManuallyDrop::new(std::ptr::read(class));
        let flags = class.flags.get();
        let layout = class.layout;
        if header.index().is_some() {
            Vm::with_current(|vm| vm.heap.untrack(header));
        }
        let prefix = if flags & flags::PREFIX == 0 { 0 } else { PREFIX };
        if prefix != 0 {
            let extra = it.byte_sub(PREFIX).cast::<*mut Extra>().read();
            if !extra.is_null() {
                drop(Box::from_raw(extra));
            }
        }
        let size = (layout.size)(it);
        (layout.drop)(it);
        free(it.cast::<u8>().sub(prefix), memory(size, prefix));
        if flags & flags::HEAP != 0 {
            drop(std::mem::ManuallyDrop::into_inner(class));
        }
    }
}
