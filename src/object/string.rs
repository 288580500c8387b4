//! [`Str`]: text, its bytes inline behind the header.
//!
//! Invariants: the bytes are generalized UTF-8 (lone surrogates as three bytes each). Length and form are
//! in the header, in the bits an object that is never tracked has for itself. Text that is ASCII and shorter
//! than [`LEN`] is of the plain form: its bytes follow the hash. All other text is wide: a [`Wide`] comes
//! before the bytes. So two equal texts are of one form. A string is immutable while more than one reference
//! exists; with exactly one, [`Ref::<Str>::append`] may grow it in place, up to `room`, which follows from
//! the length alone.

use std::alloc::{self, handle_alloc_error};
use std::cell::Cell;
use std::fmt;

use super::heap::{
    Header, Layout, Object, Payload, Ref, Visitor, allocate, allocate_builtin, free_block,
};
use super::types::Type;
use super::value::Value;
use super::vm::Vm;

#[repr(C)]
pub struct Str {
    /// `u64::MAX` until computed.
    hash: Cell<u64>,
    rest: [u64; 0],
}

/// What comes before the bytes of text that is not plain.
#[repr(C)]
struct Wide {
    /// Length in bytes.
    len: Cell<usize>,
    /// Length in code points.
    count: Cell<usize>,
    /// Null, or owned: made on the first index into long text that is not ASCII.
    offsets: Cell<*mut Offsets>,
}

// The bits in the header.
/// Length in bytes of plain text.
const LEN: u32 = (1 << 25) - 1;
const WIDE: u32 = 1 << 25;
const SURROGATES: u32 = 1 << 26;
const INTERNED: u32 = 1 << 27;
/// The block has the `room` of its length.
const GROWN: u32 = 1 << 28;

const NO_HASH: u64 = u64::MAX;
/// Code points between two entries of an offset table.
const STEP: usize = 64;

/// Byte offsets of code points 0, 64, 128, …
struct Offsets(Box<[u32]>);

impl Payload for Str {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

/// The room a grown string of `len` bytes has: it goes up by quarters of a power of two, so that a text
/// that grows byte by byte moves seldom.
fn room(len: usize) -> usize {
    // Steps are powers of two, 64 at least: no division.
    let bits = len.max(256).ilog2() - 2;
    ((len >> bits) + 1) << bits
}

impl Str {
    #[inline(always)]
    fn header(&self) -> &Header {
        // SAFETY: a `Str` only ever exists as the payload of an `Object<Str>`.
        unsafe {
            &*std::ptr::from_ref(self).byte_sub(std::mem::offset_of!(Object<Str>, payload)).cast()
        }
    }

    /// The bits in the header.
    #[inline(always)]
    fn facts(&self) -> u32 {
        self.header().own()
    }

    #[inline(always)]
    fn rest(&self) -> *const u8 {
        (&raw const self.rest).cast()
    }

    #[inline(always)]
    fn wide(&self) -> Option<&Wide> {
        if self.facts() & WIDE == 0 {
            return None;
        }
        // SAFETY: wide text has this behind its hash.
        Some(unsafe { &*self.rest().cast() })
    }

    #[inline(always)]
    fn len(&self) -> usize {
        match self.wide() {
            Some(wide) => wide.len.get(),
            None => (self.facts() & LEN) as usize,
        }
    }

    #[inline(always)]
    pub fn bytes(&self) -> &[u8] {
        let facts = self.facts();
        if facts & WIDE != 0 {
            return self.wide_bytes();
        }
        // SAFETY: that many bytes were written; they change only through `append`, which needs the one
        // reference there is.
        unsafe { std::slice::from_raw_parts(self.rest(), (facts & LEN) as usize) }
    }

    /// The bytes of wide text.
    #[inline(always)]
    fn wide_bytes(&self) -> &[u8] {
        // SAFETY: as for `bytes`, and `wide` for where they are.
        unsafe {
            let len = (*self.rest().cast::<Wide>()).len.get();
            std::slice::from_raw_parts(self.rest().add(size_of::<Wide>()), len)
        }
    }

    /// The text; `None` if it has lone surrogates.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        if self.has_surrogates() {
            return None;
        }
        // SAFETY: generalized UTF-8 without surrogates is UTF-8.
        Some(unsafe { std::str::from_utf8_unchecked(self.bytes()) })
    }

    /// The text, lone surrogates replaced by U+FFFD.
    pub fn to_string_lossy(&self) -> std::borrow::Cow<'_, str> {
        match self.as_str() {
            Some(text) => text.into(),
            None => crate::algo::wtf8::to_str_lossy(self.bytes()).into_owned().into(),
        }
    }

    /// Length in code points.
    #[inline(always)]
    pub fn count(&self) -> usize {
        match self.wide() {
            Some(wide) => wide.count.get(),
            None => (self.facts() & LEN) as usize,
        }
    }

    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        match self.wide() {
            Some(wide) => wide.count.get() == wide.len.get(),
            None => true,
        }
    }

    #[inline(always)]
    pub fn has_surrogates(&self) -> bool {
        self.facts() & SURROGATES != 0
    }

    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.facts() & INTERNED != 0
    }

    pub(super) fn set_interned(&self) {
        self.add_fact(INTERNED);
    }

    fn add_fact(&self, bit: u32) {
        self.header().set_own(self.facts() & (LEN | WIDE | SURROGATES | INTERNED | GROWN) | bit);
    }

    /// `hash()` of the text, as the bits the tables keep.
    #[inline(always)]
    pub fn hash(&self) -> u64 {
        let hash = self.hash.get();
        if hash == NO_HASH { self.compute_hash() } else { hash }
    }

    #[cold]
    fn compute_hash(&self) -> u64 {
        let hash = Vm::with_current(|vm| vm.hash_key().text(self.bytes())) as u64;
        self.hash.set(hash);
        hash
    }

    /// The byte offset of code point `index`, which is at most [`Str::count`].
    pub fn offset(&self, index: usize) -> usize {
        let Some(Wide { offsets: cell, .. }) = self.wide() else { return index };
        let bytes = self.wide_bytes();
        if self.is_ascii() {
            return index.min(bytes.len());
        }
        if index >= self.count() {
            return bytes.len();
        }
        let mut at = 0;
        let mut left = index;
        if self.count() > 2 * STEP && u32::try_from(bytes.len()).is_ok() {
            if cell.get().is_null() {
                let starts = bytes
                    .iter()
                    .enumerate()
                    .filter(|(_, b)| (**b as i8) >= -64)
                    .map(|(i, _)| i as u32);
                cell.set(Box::into_raw(Box::new(Offsets(starts.step_by(STEP).collect()))));
            }
            // SAFETY: owned by this string, freed only with it or when it grows.
            at = unsafe { (&(*cell.get()).0)[index / STEP] as usize };
            left = index % STEP;
        }
        while left > 0 {
            at += 1;
            while at < bytes.len() && (bytes[at] as i8) < -64 {
                at += 1;
            }
            left -= 1;
        }
        at
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string_lossy())
    }
}

/// The size of the block, rounded as all blocks are: `append` makes some itself.
#[inline(always)]
fn size(data: usize, wide: bool) -> usize {
    let wide = if wide { size_of::<Wide>() } else { 0 };
    (size_of::<Object<Str>>() + wide + data).next_multiple_of(16)
}

/// The layout of strings: sized by their length.
pub static LAYOUT: Layout = {
    // SAFETY (both): called by the heap on live strings only.
    unsafe fn size_of_str(it: *const Header) -> usize {
        let text = unsafe { &(*it.cast::<Object<Str>>()).payload };
        let (facts, len) = (text.facts(), text.len());
        size(if facts & GROWN != 0 { room(len) } else { len }, facts & WIDE != 0)
    }
    unsafe fn drop_str(it: *mut Header) {
        let text = unsafe { &(*it.cast::<Object<Str>>()).payload };
        if text.is_interned() {
            Vm::with_current(|vm| vm.forget_interned(text));
        }
        if let Some(wide) = text.wide()
            && !wide.offsets.get().is_null()
        {
            // SAFETY: owned by this string.
            drop(unsafe { Box::from_raw(wide.offsets.get()) });
        }
    }
    unsafe fn bury_str(it: *mut Header) {
        // SAFETY: dead; owns no other object.
        unsafe {
            let text = &(*it.cast::<Object<Str>>()).payload;
            let facts = text.facts();
            if facts & (INTERNED | WIDE | GROWN) == 0 {
                return free_block(it, size((facts & LEN) as usize, false));
            }
            let size = size_of_str(it);
            drop_str(it);
            free_block(it, size);
        }
    }
    Layout { size: size_of_str, drop: drop_str, bury: Some(bury_str), ..Layout::of::<Str>() }
};

/// What a text can be put together of.
pub trait Part {
    /// The text, in two pieces.
    fn texts(&self) -> [&[u8]; 2];
    /// Code points, and whether there are surrogates among them.
    fn measure(&self) -> (usize, bool);
}

impl Part for &[u8] {
    #[inline]
    fn texts(&self) -> [&[u8]; 2] {
        [self, b""]
    }

    #[inline]
    fn measure(&self) -> (usize, bool) {
        if self.is_ascii() {
            return (self.len(), false);
        }
        (crate::algo::wtf8::count(self), crate::algo::wtf8::has_surrogates(self))
    }
}

impl Part for &Str {
    #[inline]
    fn texts(&self) -> [&[u8]; 2] {
        [self.bytes(), b""]
    }

    #[inline]
    fn measure(&self) -> (usize, bool) {
        (self.count(), self.has_surrogates())
    }
}

/// A separator, and what comes after it.
impl Part for (&Str, &Str) {
    #[inline]
    fn texts(&self) -> [&[u8]; 2] {
        [self.0.bytes(), self.1.bytes()]
    }

    #[inline]
    fn measure(&self) -> (usize, bool) {
        (self.0.count() + self.1.count(), self.0.has_surrogates() | self.1.has_surrogates())
    }
}

/// What a text that is put together comes to.
struct Measure {
    len: usize,
    count: usize,
    surrogates: bool,
}

#[inline]
fn measured<P: Part>(parts: impl Iterator<Item = P>) -> Measure {
    let mut measure = Measure { len: 0, count: 0, surrogates: false };
    parts.for_each(|part| {
        let (count, surrogates) = part.measure();
        for text in part.texts() {
            measure.len = measure.len.checked_add(text.len()).expect("parts lie in memory");
        }
        measure.count += count;
        measure.surrogates |= surrogates;
    });
    measure
}

/// Copies a text; the short ones without a call.
///
/// # Safety
/// There is room for it at `to`.
#[inline(always)]
unsafe fn copy(text: &[u8], to: *mut u8) {
    let (from, len) = (text.as_ptr(), text.len());
    // SAFETY: each block lies within the first `len` bytes, in parts twice.
    unsafe {
        match len {
            0 => {}
            1 => to.write(*from),
            2 | 3 => {
                to.cast::<u16>().write_unaligned(from.cast::<u16>().read_unaligned());
                to.add(len - 1).write(*from.add(len - 1));
            }
            4..8 => {
                let tail = from.add(len - 4).cast::<u32>().read_unaligned();
                to.cast::<u32>().write_unaligned(from.cast::<u32>().read_unaligned());
                to.add(len - 4).cast::<u32>().write_unaligned(tail);
            }
            8..=16 => {
                let tail = from.add(len - 8).cast::<u64>().read_unaligned();
                to.cast::<u64>().write_unaligned(from.cast::<u64>().read_unaligned());
                to.add(len - 8).cast::<u64>().write_unaligned(tail);
            }
            _ => std::ptr::copy_nonoverlapping(from, to, len),
        }
    }
}

/// Whether a text is ASCII; short ones are looked at in a few words.
#[inline(always)]
fn is_ascii(text: &[u8]) -> bool {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let len = text.len();
    let word = |at: usize| {
        u64::from_ne_bytes(text[at..at + 8].try_into().expect("a word has eight bytes"))
    };
    let half =
        |at: usize| u32::from_ne_bytes(text[at..at + 4].try_into().expect("a half has four bytes"));
    // Words may overlap: a byte seen twice does no harm.
    match len {
        0 => true,
        1..4 => (text[0] | text[len / 2] | text[len - 1]) < 0x80,
        4..8 => (half(0) | half(len - 4)) & HIGH as u32 == 0,
        8..=16 => (word(0) | word(len - 8)) & HIGH == 0,
        _ => text.is_ascii(),
    }
}

impl Ref<Str> {
    /// An exact string of these bytes of generalized UTF-8.
    #[inline]
    pub fn exact(vm: &Vm, bytes: &[u8]) -> Ref<Str> {
        if is_ascii(bytes) {
            Self::ascii(vm, bytes)
        } else {
            Self::of_class(vm.class(super::Builtin::Str), bytes)
        }
    }

    /// An exact string of these bytes, which are ASCII.
    #[inline(always)]
    pub(super) fn ascii(vm: &Vm, bytes: &[u8]) -> Ref<Str> {
        let len = bytes.len();
        if len > LEN as usize {
            return Self::of_class(vm.class(super::Builtin::Str), bytes);
        }
        // SAFETY: header by `allocate_builtin`, payload and bytes written here, where the block has room
        // for them.
        unsafe {
            let it = allocate_builtin(vm.class(super::Builtin::Str), size(len, false));
            (*it).set_own(len as u32);
            let it = it.cast::<Object<Str>>();
            let payload = &raw mut (*it).payload;
            (&raw mut (*payload).hash).write(Cell::new(NO_HASH));
            copy(bytes, (&raw mut (*payload).rest).cast::<u8>());
            Ref::from_raw(it)
        }
    }

    /// A string object of `class` (`str` or a subclass) with these bytes of generalized UTF-8.
    #[inline]
    pub fn of_class(class: &Ref<Type>, bytes: &[u8]) -> Ref<Str> {
        Self::of_parts(class, std::iter::once(bytes))
    }

    /// A string object of `class` with the text of all parts, made in one allocation.
    #[inline]
    pub fn of_parts<P: Part>(
        class: &Ref<Type>,
        parts: impl Iterator<Item = P> + Clone,
    ) -> Ref<Str> {
        Self::placed(class, measured(parts.clone()), parts)
    }

    /// The text of all parts as an exact string, made in one allocation.
    #[inline]
    pub fn joined<P: Part>(vm: &Vm, parts: impl Iterator<Item = P> + Clone) -> Ref<Str> {
        let measure = measured(parts.clone());
        if measure.len > 1 {
            return Self::placed(vm.class(super::Builtin::Str), measure, parts);
        }
        let bytes: Vec<u8> = parts.flat_map(|it| it.texts().concat()).collect();
        vm.str_from_bytes(&bytes)
    }

    #[inline]
    fn placed<P: Part>(
        class: &Ref<Type>,
        Measure { len, count, surrogates }: Measure,
        parts: impl Iterator<Item = P>,
    ) -> Ref<Str> {
        let wide = count != len || len > LEN as usize;
        // SAFETY: header by `allocate`, payload and bytes written here before the object is seen; the
        // parts are counted again while they are copied, so no iterator makes them write too far.
        unsafe {
            let it = allocate(class, class.root_shape(), size(len, wide));
            let facts = if wide { WIDE } else { len as u32 };
            (*it).set_own(facts | if surrogates { SURROGATES } else { 0 });
            let payload = &raw mut (*it.cast::<Object<Str>>()).payload;
            (&raw mut (*payload).hash).write(Cell::new(NO_HASH));
            let mut data = (&raw mut (*payload).rest).cast::<u8>();
            if wide {
                let offsets = Cell::new(std::ptr::null_mut());
                data.cast::<Wide>().write(Wide { len: len.into(), count: count.into(), offsets });
                data = data.add(size_of::<Wide>());
            }
            let mut left = len;
            // Inner iteration: chained parts come out as plain loops.
            parts.for_each(|part| {
                for text in part.texts() {
                    left = left.checked_sub(text.len()).expect("the parts stay as they were");
                    copy(text, data);
                    data = data.add(text.len());
                }
            });
            assert!(left == 0, "the parts stay as they were");
            Ref::from_raw(it.cast())
        }
    }

    /// The concatenation of `parts`, made in one allocation.
    pub fn concat(vm: &Vm, parts: &[&[u8]]) -> Ref<Str> {
        Self::joined(vm, parts.iter().copied())
    }

    /// `left + right`, growing `left` in place where nobody else holds it.
    pub fn append(vm: &Vm, left: Ref<Str>, right: &Str) -> Ref<Str> {
        let (a, b) = (left.len(), right.len());
        let facts = left.facts();
        let wide = facts & WIDE != 0;
        let shared = left.header().count() != 1 || facts & INTERNED != 0;
        if shared
            || !right.is_ascii()
            || !left.is_ascii()
            || a + b < 32
            || !wide && a + b > LEN as usize
            || !left.class().is(vm.class(super::Builtin::Str))
        {
            return Self::joined(vm, [&*left, right].into_iter());
        }
        let have = if facts & GROWN != 0 { room(a) } else { a };
        let need = room(a + b);
        let mut it = left.as_ptr().cast_mut();
        std::mem::forget(left);
        // SAFETY: `left` was the only reference, so the block may move; both texts are ASCII, so there are
        // no offsets; sizes are those the layout computes.
        unsafe {
            if need != have {
                let old = alloc::Layout::from_size_align_unchecked(size(have, wide), 16);
                let block = alloc::realloc(it.cast(), old, size(need, wide));
                if block.is_null() {
                    handle_alloc_error(alloc::Layout::from_size_align_unchecked(
                        size(need, wide),
                        16,
                    ))
                }
                it = block.cast();
            }
            let payload = &(*it).payload;
            let end = payload.bytes().as_ptr().add(a).cast_mut();
            copy(right.bytes(), end);
            if let Some(wide) = payload.wide() {
                wide.len.set(a + b);
                wide.count.set(a + b);
            }
            let form = if wide { WIDE } else { (a + b) as u32 };
            (*it).header.set_own(form | GROWN);
            payload.hash.set(NO_HASH);
            Ref::from_raw(it)
        }
    }
}

/// Whether two texts of one length are the same; short ones are compared without a call.
#[inline(always)]
fn same(a: &[u8], b: &[u8]) -> bool {
    let len = a.len();
    if (8..=16).contains(&len) {
        let word = |text: &[u8], at: usize| {
            u64::from_ne_bytes(text[at..at + 8].try_into().expect("a word has eight bytes"))
        };
        return word(a, 0) == word(b, 0) && word(a, len - 8) == word(b, len - 8);
    }
    if (4..8).contains(&len) {
        let half = |text: &[u8], at: usize| {
            u32::from_ne_bytes(text[at..at + 4].try_into().expect("a half has four bytes"))
        };
        return half(a, 0) == half(b, 0) && half(a, len - 4) == half(b, len - 4);
    }
    if len < 4 {
        return match (a, b) {
            ([a], [b]) => a == b,
            ([a, b], [c, d]) => a == c && b == d,
            ([a, b, c], [d, e, f]) => a == d && b == e && c == f,
            _ => true,
        };
    }
    a == b
}

impl PartialEq for Str {
    #[inline(always)]
    fn eq(&self, other: &Str) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        let (mine, theirs) = (self.facts(), other.facts());
        // There is one interned string of a text.
        if (mine ^ theirs) & (LEN | WIDE) != 0 || mine & theirs & INTERNED != 0 {
            return false;
        }
        if mine & WIDE != 0 {
            return self.wide_bytes() == other.wide_bytes();
        }
        // SAFETY: both are plain texts of this length.
        let text =
            |it: &Str| unsafe { std::slice::from_raw_parts(it.rest(), (mine & LEN) as usize) };
        same(text(self), text(other))
    }
}

impl From<Ref<Str>> for Value {
    /// For exact strings only; an instance of a subclass becomes a `Value` by [`Value::of`].
    #[inline(always)]
    fn from(it: Ref<Str>) -> Value {
        Value::Str(it)
    }
}
