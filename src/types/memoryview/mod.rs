//! `memoryview`: the bytes of another object, seen as items of some format and in one or more dimensions.
//!
//! Reference: Library Reference, "Memory Views".

pub mod exported;
mod item;
mod methods;

use std::cell::{Cell, RefCell};

use crate::bind;
use crate::err;
use crate::object::{
    Args, Builtin, CompareOp, GetSet, Layout, Payload, Raised, Raises, Ref, Slots, Tuple, Type,
    TypeSpec, Value, Visitor, Vm, flags,
};
use crate::protocol;
use crate::types::bytes::{ByteArray, content, not_bytes_like};
use crate::types::container::{itself, this};
use crate::types::slice::{self, Slice};

use item::Format;

#[derive(Clone)]
pub struct MemoryView {
    /// The `bytes` or `bytearray` whose content it is; gone after `release`.
    base: RefCell<Option<Value>>,
    /// The go-between where a `__buffer__` written in Python gave the memory.
    lent: RefCell<Option<Value>>,
    format: Format,
    readonly: bool,
    /// Where the first item is.
    start: usize,
    shape: Vec<usize>,
    /// Bytes from an item to the next, for each dimension.
    strides: Vec<isize>,
    hash: Cell<Option<i64>>,
}

impl Payload for MemoryView {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.base, |base, visit| {
            if let Some(base) = base {
                visit.value(base);
            }
        });
        visit.cell(&self.lent, |it, visit| it.iter().for_each(|it| visit.value(it)));
    }

    fn clear(&self) {
        self.let_go();
    }
}

impl Drop for MemoryView {
    fn drop(&mut self) {
        self.let_go();
    }
}

static LAYOUT: Layout = Layout::of::<MemoryView>();
static ITERATOR_LAYOUT: Layout = Layout::of::<MemoryIterator>();

pub static SPEC: TypeSpec = TypeSpec {
    name: "memoryview",
    layout: Some(&LAYOUT),
    flags: flags::SEQUENCE | flags::WEAKREF,
    doc: "memoryview(object)\n--\n\nA view on the bytes of an object that has the buffer protocol.",
    slots,
    methods: methods::METHODS,
    getset: GETSET,
    ..TypeSpec::DEFAULT
};

pub static ITERATOR_SPEC: TypeSpec = TypeSpec {
    name: "memory_iterator",
    layout: Some(&ITERATOR_LAYOUT),
    flags: flags::NO_NEW,
    slots: |slots| {
        slots.iter.set(Some(itself));
        slots.next.set(Some(next));
    },
    ..TypeSpec::DEFAULT
};

/// An attribute; a released view has none.
macro_rules! getter {
    ($name:literal, $doc:literal, |$vm:pat_param, $it:ident| $value:expr) => {
        GetSet {
            name: $name,
            doc: $doc,
            get: |$vm, it| {
                let $it = this::<MemoryView>(it);
                $it.base()?;
                Ok($value)
            },
            set: None,
        }
    };
}

static GETSET: &[GetSet] = &[
    getter!("obj", "The object whose bytes these are.", |_, it| {
        let lent = it.lent.borrow().clone();
        lent.map_or_else(|| it.base(), Ok)?
    }),
    getter!("nbytes", "How many bytes the items take together.", |_, it| {
        Value::Int(it.nbytes() as i64)
    }),
    getter!("readonly", "Whether the memory cannot be changed.", |_, it| Value::bool(it.readonly)),
    getter!("itemsize", "Bytes of an item.", |_, it| Value::Int(it.format.size() as i64)),
    getter!("format", "The format of an item, as the module struct has it.", |vm, it| {
        vm.text(&it.format.text())
    }),
    getter!("ndim", "How many dimensions there are.", |_, it| Value::Int(it.shape.len() as i64)),
    getter!("shape", "The length of each dimension.", |vm, it| {
        vm.tuple(it.shape.iter().map(|it| Value::Int(*it as i64)).collect())
    }),
    getter!("strides", "Bytes from an item to the next, for each dimension.", |vm, it| {
        vm.tuple(it.strides.iter().map(|it| Value::Int(*it as i64)).collect())
    }),
    getter!("suboffsets", "Empty: for arrays of pointers, which there are none of.", |vm, _it| {
        vm.tuple(vec![])
    }),
    getter!("c_contiguous", "Whether the items lie in memory as C orders them.", |_, it| {
        Value::bool(it.is_contiguous())
    }),
    getter!("f_contiguous", "Whether the items lie in memory as Fortran orders them.", |_, it| {
        Value::bool(it.is_fortran_contiguous())
    }),
    getter!("contiguous", "Whether the items lie in memory without gaps.", |_, it| {
        Value::bool(it.is_contiguous() || it.is_fortran_contiguous())
    }),
];

fn slots(slots: &Slots) {
    slots.new.set(Some(new));
    slots.repr.set(Some(repr));
    slots.hash.set(Some(hash));
    slots.compare.set(Some(compare));
    slots.len.set(Some(|_, it| this::<MemoryView>(it).len()));
    slots.getitem.set(Some(getitem));
    slots.setitem.set(Some(setitem));
    slots.iter.set(Some(iter));
    slots.buffer.set(Some(exported::buffer));
    slots.release_buffer.set(Some(exported::release_buffer));
}

impl MemoryView {
    /// A view on all of an object's bytes; `None` where it has no buffer.
    fn of(vm: &Vm, object: &Value, flags: i64) -> Raises<Option<MemoryView>> {
        match exported::exported(vm, object, flags)? {
            Some(view) => Ok(Some(view)),
            None => MemoryView::plain(object),
        }
    }

    /// As [`MemoryView::of`], of the built-in kinds.
    fn plain(object: &Value) -> Raises<Option<MemoryView>> {
        if let Some(view) = object.downcast::<MemoryView>() {
            view.base()?;
            return Ok(Some(view.again()));
        }
        if object.downcast::<crate::types::typed_array::TypedArray>().is_some() {
            return Err(err!(NotImplementedError, "memoryview() does not take arrays yet"));
        }
        let Some(data) = content(object) else { return Ok(None) };
        let len = data.len();
        drop(data);
        if let Some(array) = object.downcast::<ByteArray>() {
            array.export();
        }
        Ok(Some(MemoryView {
            readonly: object.downcast::<ByteArray>().is_none(),
            base: RefCell::new(Some(object.clone())),
            lent: RefCell::default(),
            format: Format::BYTES,
            start: 0,
            shape: vec![len],
            strides: vec![1],
            hash: Cell::new(None),
        }))
    }

    /// Another view that shows the same.
    fn again(&self) -> MemoryView {
        if let Some(array) = self.base.borrow().as_ref().and_then(|it| it.downcast::<ByteArray>()) {
            array.export();
        }
        if let Some(wrapper) = &*self.lent.borrow() {
            exported::enter(wrapper);
        }
        self.clone()
    }

    fn base(&self) -> Raises<Value> {
        self.base.borrow().clone().ok_or_else(released)
    }

    /// Gives the object up whose bytes are shown.
    fn let_go(&self) {
        let base = self.base.take();
        if let Some(array) = base.as_ref().and_then(|it| it.downcast::<ByteArray>()) {
            array.unexport();
        }
        let lent = self.lent.take();
        if let Some(wrapper) = &lent {
            exported::leave(wrapper);
        }
    }

    fn len(&self) -> Raises<usize> {
        self.base()?;
        Ok(self.shape.first().copied().unwrap_or(1))
    }

    fn nbytes(&self) -> usize {
        self.shape.iter().product::<usize>() * self.format.size()
    }

    fn is_contiguous(&self) -> bool {
        let shape = self.shape.iter().zip(&self.strides).rev();
        self.fits(shape)
    }

    fn is_fortran_contiguous(&self) -> bool {
        let shape = self.shape.iter().zip(&self.strides);
        self.fits(shape)
    }

    /// Whether there are no gaps if the dimensions come in that order, the closest first.
    fn fits<'a>(&self, dimensions: impl Iterator<Item = (&'a usize, &'a isize)>) -> bool {
        let mut step = self.format.size() as isize;
        if self.nbytes() == 0 {
            return true;
        }
        for (len, stride) in dimensions {
            if *len > 1 && *stride != step {
                return false;
            }
            step *= *len as isize;
        }
        true
    }

    /// Where the items start, in C's order.
    fn places(&self) -> Vec<usize> {
        let mut places = vec![self.start as isize];
        for (len, stride) in self.shape.iter().zip(&self.strides) {
            places = places
                .iter()
                .flat_map(|at| (0..*len as isize).map(move |i| at + i * stride))
                .collect();
        }
        places.into_iter().map(|it| it as usize).collect()
    }

    /// The bytes it shows, in C's order; `None` after `release`.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let base = self.base.borrow();
        let data = content(base.as_ref()?)?;
        if self.is_contiguous() {
            return Some(data[self.start..self.start + self.nbytes()].to_vec());
        }
        let size = self.format.size();
        Some(self.places().iter().flat_map(|&at| &data[at..at + size]).copied().collect())
    }

    pub fn is_readonly(&self) -> bool {
        self.readonly
    }

    /// Puts data that fits over the first bytes it shows.
    pub fn overwrite(&self, data: &[u8]) -> Raises<()> {
        let size = self.format.size();
        let places = if self.is_contiguous() { None } else { Some(self.places()) };
        self.change(|memory| match places {
            None => memory[self.start..self.start + data.len()].copy_from_slice(data),
            Some(places) => {
                for (item, at) in data.chunks(size).zip(places) {
                    memory[at..at + item.len()].copy_from_slice(item);
                }
            }
        })
    }

    /// The item whose bytes start there.
    fn item(&self, vm: &Vm, at: usize) -> Raises<Value> {
        let base = self.base()?;
        let data = content(&base).ok_or_else(released)?;
        let mut bytes = [0; 8];
        let size = self.format.size();
        bytes[..size].copy_from_slice(&data[at..at + size]);
        drop(data);
        self.format.read(vm, bytes)
    }

    /// The memory, to be changed.
    fn change(&self, change: impl FnOnce(&mut [u8])) -> Raises<()> {
        let base = self.base()?;
        match base.downcast::<ByteArray>() {
            Some(array) if !self.readonly => {
                change(&mut array.borrow_mut());
                Ok(())
            }
            _ => Err(err!(TypeError, "cannot modify read-only memory")),
        }
    }

    /// Where the item of an index in each dimension starts.
    fn place(&self, vm: &Vm, indices: &[Value]) -> Raises<usize> {
        let mut at = self.start as isize;
        for (i, index) in indices.iter().enumerate() {
            let index = protocol::to_isize(vm, index, Builtin::IndexError)?;
            let len = self.shape[i] as i64;
            let index = if index < 0 { index.saturating_add(len) } else { index };
            if !(0..len).contains(&index) {
                return Err(err!(IndexError, "index out of bounds on dimension {}", i + 1));
            }
            at += index as isize * self.strides[i];
        }
        Ok(at as usize)
    }

    /// The part that a slice of the first dimension selects.
    fn part(&self, vm: &Vm, slice: &Slice) -> Raises<MemoryView> {
        let chosen = slice::adjust(slice::unpack(vm, slice)?, self.shape[0]);
        let mut part = self.again();
        if chosen.count > 0 {
            part.start = (self.start as isize + chosen.start as isize * self.strides[0]) as usize;
        }
        part.shape[0] = chosen.count;
        part.strides[0] *= chosen.step as isize;
        Ok(part)
    }
}

#[cold]
fn released() -> Raised {
    err!(ValueError, "operation forbidden on released memoryview object")
}

/// A view as an object.
fn object(vm: &Vm, view: MemoryView) -> Value {
    vm.alloc(Builtin::MemoryView, view)
}

fn new(vm: &Vm, _: &Ref<Type>, args: Args) -> Raises<Value> {
    let (it,): (Value,) = bind!(vm, args, "memoryview(object)")?;
    view_of(vm, &it, exported::FULL_READ_ONLY)
}

fn view_of(vm: &Vm, it: &Value, flags: i64) -> Raises<Value> {
    match MemoryView::of(vm, it, flags)? {
        Some(view) => Ok(object(vm, view)),
        None => Err(err!(
            TypeError,
            "memoryview: a bytes-like object is required, not '{}'",
            vm.type_name(it)
        )),
    }
}

fn repr(vm: &Vm, it: &Value) -> Raises<Value> {
    let what = if this::<MemoryView>(it).base().is_ok() { "memory" } else { "released memory" };
    Ok(vm.text(&format!("<{what} at {:#x}>", it.id())))
}

fn hash(vm: &Vm, it: &Value) -> Raises<i64> {
    let it = this::<MemoryView>(it);
    if let Some(known) = it.hash.get() {
        return Ok(known);
    }
    let base = it.base()?;
    if !it.readonly {
        return Err(err!(ValueError, "cannot hash writable memoryview object"));
    }
    if !it.format.is_bytes() {
        return Err(err!(
            ValueError,
            "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"
        ));
    }
    // Asked only for the error it may raise.
    protocol::hash(vm, &base)?;
    let hash = vm.hash_key().bytes(&it.bytes().ok_or_else(released)?);
    it.hash.set(Some(hash));
    Ok(hash)
}

fn compare(vm: &Vm, a: &Value, b: &Value, op: CompareOp) -> Raises<Value> {
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(Value::NotImplemented);
    }
    let view = |it| MemoryView::of(vm, it, exported::FULL_READ_ONLY);
    let same = match (view(a), view(b)) {
        // A released view equals itself.
        (Err(_), _) | (_, Err(_)) => a.is(b),
        (Ok(Some(a)), Ok(Some(b))) => equal(vm, &a, &b)?,
        _ => return Ok(Value::NotImplemented),
    };
    Ok(Value::bool(same == (op == CompareOp::Eq)))
}

fn equal(vm: &Vm, a: &MemoryView, b: &MemoryView) -> Raises<bool> {
    if a.shape != b.shape {
        return Ok(false);
    }
    if a.format == b.format && a.format.is_integral() {
        return Ok(a.bytes() == b.bytes());
    }
    for (left, right) in a.places().into_iter().zip(b.places()) {
        if !protocol::equal(vm, &a.item(vm, left)?, &b.item(vm, right)?)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What stands between the brackets.
enum Key<'a> {
    Item(usize),
    Slice(&'a Ref<Slice>),
    /// Fewer indices than dimensions.
    Dimensions,
    Slices,
}

fn key_of<'a>(vm: &Vm, it: &MemoryView, key: &'a Value) -> Raises<Key<'a>> {
    it.base()?;
    let is_index = |key: &Value| vm.type_of(key).slots.index.get().is_some();
    let count = it.shape.len();
    if is_index(key) {
        return match count {
            1 => Ok(Key::Item(it.place(vm, std::slice::from_ref(key))?)),
            0 => Err(err!(TypeError, "invalid indexing of 0-dim memory")),
            _ => Err(err!(NotImplementedError, "multi-dimensional sub-views are not implemented")),
        };
    }
    if let Some(slice) = key.downcast::<Slice>() {
        return Ok(Key::Slice(slice));
    }
    let invalid = || err!(TypeError, "memoryview: invalid slice key");
    let keys = key.downcast::<Tuple>().ok_or_else(invalid)?.items();
    if keys.iter().all(is_index) {
        if keys.len() < count {
            return Ok(Key::Dimensions);
        }
        if keys.len() > count {
            return Err(err!(
                TypeError,
                "cannot index {count}-dimension view with {}-element tuple",
                keys.len()
            ));
        }
        return Ok(Key::Item(it.place(vm, keys)?));
    }
    if keys.iter().all(|key| key.downcast::<Slice>().is_some()) {
        return Ok(Key::Slices);
    }
    Err(invalid())
}

fn getitem(vm: &Vm, it: &Value, key: &Value) -> Raises<Value> {
    let it = this::<MemoryView>(it);
    match key_of(vm, it, key)? {
        Key::Item(at) => it.item(vm, at),
        Key::Slice(slice) => Ok(object(vm, it.part(vm, slice)?)),
        Key::Dimensions => Err(err!(NotImplementedError, "sub-views are not implemented")),
        Key::Slices => {
            Err(err!(NotImplementedError, "multi-dimensional slicing is not implemented"))
        }
    }
}

fn setitem(vm: &Vm, it: &Value, key: &Value, value: Option<Value>) -> Raises<()> {
    let it = this::<MemoryView>(it);
    it.base()?;
    if it.readonly {
        return Err(err!(TypeError, "cannot modify read-only memory"));
    }
    let Some(value) = value else { return Err(err!(TypeError, "cannot delete memory")) };
    match key_of(vm, it, key)? {
        Key::Item(at) => {
            let bytes = it.format.write(vm, &value)?;
            // Making the bytes may have released the view.
            it.change(|data| {
                let size = it.format.size();
                data[at..at + size].copy_from_slice(&bytes[..size]);
            })
        }
        Key::Slice(slice) => {
            let target = it.part(vm, slice)?;
            let source = MemoryView::of(vm, &value, exported::FULL_READ_ONLY)?
                .ok_or_else(|| not_bytes_like(vm, &value))?;
            if source.format != target.format || source.shape != target.shape {
                return Err(err!(
                    ValueError,
                    "memoryview assignment: lvalue and rvalue have different structures"
                ));
            }
            let bytes = source.bytes().ok_or_else(released)?;
            let (size, places) = (target.format.size(), target.places());
            target.change(|data| {
                for (at, item) in places.into_iter().zip(bytes.chunks(size)) {
                    data[at..at + size].copy_from_slice(item);
                }
            })
        }
        Key::Dimensions | Key::Slices => Err(err!(
            NotImplementedError,
            "memoryview slice assignments are currently restricted to ndim = 1"
        )),
    }
}

pub struct MemoryIterator {
    /// `Err` once exhausted.
    view: RefCell<Value>,
    at: Cell<usize>,
}

impl Payload for MemoryIterator {
    fn traverse(&self, visit: &mut Visitor) {
        visit.cell(&self.view, |it, visit| visit.value(it));
    }
}

fn iter(vm: &Vm, it: &Value) -> Raises<Value> {
    let view = this::<MemoryView>(it);
    view.base()?;
    match view.shape.len() {
        0 => return Err(err!(TypeError, "invalid indexing of 0-dim memory")),
        1 => {}
        _ => {
            return Err(err!(
                NotImplementedError,
                "multi-dimensional sub-views are not implemented"
            ));
        }
    }
    let view = RefCell::new(it.clone());
    Ok(vm.alloc(Builtin::MemoryIterator, MemoryIterator { view, at: Cell::new(0) }))
}

fn next(vm: &Vm, it: &Value) -> Raises<Option<Value>> {
    let it = this::<MemoryIterator>(it);
    let view = it.view.borrow().clone();
    let Some(view) = view.downcast::<MemoryView>() else { return Ok(None) };
    let at = it.at.get();
    if at < view.len()? {
        it.at.set(at + 1);
        let place = view.start as isize + at as isize * view.strides[0];
        return view.item(vm, place as usize).map(Some);
    }
    let done = it.view.replace(Value::Err);
    drop(done);
    Ok(None)
}
