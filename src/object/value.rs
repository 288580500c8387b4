//! [`Value`]: any Python object, in two machine words.
//!
//! Invariant: every payload is exactly one 8-byte integer or pointer, so that rustc passes a `Value`
//! in two registers (measured: a natural enum with mixed payloads is 2.6 times slower). The kinds
//! that nodes look at first have a tag of their own; such a tag stands for an *exact* instance: an
//! instance of a subclass of `list` is an [`Value::Obj`], so matching on `Value::List` also answers
//! the question whether a user override could be in the way.

use std::any::Any;
use std::borrow::Borrow;
use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::Deref;

use super::dict::Dict;
use super::function::{CellBox, Function, NativeFunction};
use super::generator::Generator;
use super::heap::{AnyRef, Header, Payload, Ref};
use super::instance::Instance;
use super::list::List;
use super::set::Set;
use super::string::Str;
use super::tuple::Tuple;
use super::types::Type;

/// Any Python object. See the module's invariant on payloads.
#[repr(C, u64)]
pub enum Value {
    /// Never visible to Python code: "the exception is in the [`Vm`](super::Vm)" where a node
    /// returns it, "unbound" in a slot, "not given" in an argument slot.
    Err,
    None,
    NotImplemented,
    Ellipsis,
    Bool(u64),
    Int(i64),
    /// The bits of an `f64`.
    Float(u64),
    Str(Ref<Str>),
    List(Ref<List>),
    Tuple(Ref<Tuple>),
    Dict(Ref<Dict>),
    Set(Ref<Set>),
    /// An instance of a class whose layout is that of `object`.
    Inst(Ref<Instance>),
    Func(Ref<Function>),
    Native(Ref<NativeFunction>),
    Type(Ref<Type>),
    /// A cell: a variable shared between functions. Python code sees it as `cell` object.
    Cell(Ref<CellBox>),
    /// A generator, coroutine or asynchronous generator.
    Gen(Ref<Generator>),
    /// Everything else: look at its type.
    Obj(AnyRef),
}

const FIRST_HEAP_TAG: u64 = 7;

/// The tags of heap values, as a class keeps the one of its instances.
pub mod tag {
    pub const STR: u64 = 7;
    pub const LIST: u64 = 8;
    pub const TUPLE: u64 = 9;
    pub const DICT: u64 = 10;
    pub const SET: u64 = 11;
    pub const INST: u64 = 12;
    pub const FUNC: u64 = 13;
    pub const NATIVE: u64 = 14;
    pub const TYPE: u64 = 15;
    pub const CELL: u64 = 16;
    pub const GEN: u64 = 17;
    pub const OBJ: u64 = 18;
}

#[repr(C)]
struct Raw {
    tag: u64,
    payload: u64,
}

impl Value {
    pub const TRUE: Value = Value::Bool(1);
    pub const FALSE: Value = Value::Bool(0);

    #[inline(always)]
    fn raw(&self) -> &Raw {
        // SAFETY: `Value` is `repr(C, u64)`: a u64 tag, then a union of 8-byte payloads.
        unsafe { &*std::ptr::from_ref(self).cast::<Raw>() }
    }

    #[inline(always)]
    pub fn tag(&self) -> u64 {
        self.raw().tag
    }

    #[inline(always)]
    pub fn is_heap(&self) -> bool {
        self.raw().tag >= FIRST_HEAP_TAG
    }

    #[inline(always)]
    pub fn bool(it: bool) -> Value {
        Value::Bool(u64::from(it))
    }

    #[inline(always)]
    pub fn float(it: f64) -> Value {
        Value::Float(it.to_bits())
    }

    #[inline(always)]
    pub fn is_err(&self) -> bool {
        self.raw().tag == 0
    }

    #[inline(always)]
    pub fn is_none(&self) -> bool {
        self.raw().tag == 1
    }

    #[inline(always)]
    pub fn is_not_implemented(&self) -> bool {
        self.raw().tag == 2
    }

    /// `None` where this is the "not given" mark.
    #[inline]
    pub fn given(self) -> Option<Value> {
        if self.is_err() { None } else { Some(self) }
    }

    /// Lets go of the value: what the end of its scope does, without a call for those that own nothing.
    #[inline(always)]
    pub fn discard(self) {
        drop(Temp::new(self));
    }

    /// The heap object behind this value, if there is one.
    #[inline(always)]
    pub fn heap(&self) -> Option<&AnyRef> {
        if self.is_heap() {
            // SAFETY: heap tags hold one non-null pointer to a `Header`, as `AnyRef` does.
            Some(unsafe { &*std::ptr::from_ref(&self.raw().payload).cast::<AnyRef>() })
        } else {
            None
        }
    }

    #[inline(always)]
    pub(super) fn header(&self) -> Option<&Header> {
        self.heap().map(|it| it.header())
    }

    /// The payload, if this is an instance of `T`'s built-in type or of a subclass of it. For kinds with
    /// a tag of their own this comes out as a test of the tag before anything else is looked at.
    #[inline]
    pub fn downcast<T: Payload>(&self) -> Option<&Ref<T>> {
        fn same<A: Payload, B: Payload>(it: &Ref<A>) -> Option<&Ref<B>> {
            (it as &dyn Any).downcast_ref()
        }
        match self {
            Value::Str(it) => same(it),
            Value::List(it) => same(it),
            Value::Tuple(it) => same(it),
            Value::Dict(it) => same(it),
            Value::Set(it) => same(it),
            Value::Inst(it) => same(it),
            Value::Func(it) => same(it),
            Value::Native(it) => same(it),
            Value::Type(it) => same(it),
            Value::Cell(it) => same(it),
            Value::Gen(it) => same(it),
            Value::Obj(it) => it.downcast_ref::<T>(),
            _ => None,
        }
    }

    /// `a is b`.
    #[inline(always)]
    pub fn is(&self, other: &Value) -> bool {
        let (a, b) = (self.raw(), other.raw());
        // The constants carry no payload: theirs is undefined and must not be compared.
        a.tag == b.tag && (a.tag < 4 || a.payload == b.payload)
    }

    /// The value of a heap object, tagged as its class says.
    #[inline]
    pub fn of(it: AnyRef) -> Value {
        let raw = Raw { tag: it.class().tag.get(), payload: it.as_ptr() as u64 };
        std::mem::forget(it);
        // SAFETY: a class's tag is the one whose payload type its layout is; the count moves along.
        unsafe { std::mem::transmute::<Raw, Value>(raw) }
    }

    /// What `id()` gives: the address of a heap object; for the unboxed kinds a number made from
    /// kind and payload, equal exactly where `is` holds.
    pub fn id(&self) -> u64 {
        let raw = self.raw();
        match raw.tag {
            tag if tag >= FIRST_HEAP_TAG => raw.payload,
            tag if tag < 4 => 0x1000 + tag * 32,
            tag => (raw.payload.rotate_left(8) ^ (tag << 60)) | 1,
        }
    }
}

// Dropping needs no code here: each heap variant drops its `Ref`, all alike, which comes out as one
// range test on the tag and one decrement.

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        if let Some(header) = self.header() {
            header.increment();
        }
        // SAFETY: the count now includes the copy; unboxed kinds are plain data.
        unsafe { std::ptr::read(self) }
    }
}

/// A value on its way out of a node. Most such values own nothing, and letting those go costs one comparison
/// where the drop glue of [`Value`] is a call.
pub struct Temp(ManuallyDrop<Value>);

impl Temp {
    #[inline(always)]
    pub fn new(value: Value) -> Temp {
        Temp(ManuallyDrop::new(value))
    }

    #[inline(always)]
    pub fn into_value(self) -> Value {
        let mut this = ManuallyDrop::new(self);
        // SAFETY: `this` is not dropped, so the value is taken once.
        unsafe { ManuallyDrop::take(&mut this.0) }
    }
}

impl Drop for Temp {
    #[inline(always)]
    fn drop(&mut self) {
        if let Some(header) = self.0.header() {
            // SAFETY: this value's count is given up once; the wrapper is never dropped itself.
            unsafe { Header::decrement(std::ptr::from_ref(header).cast_mut()) }
        }
    }
}

impl Deref for Temp {
    type Target = Value;

    #[inline(always)]
    fn deref(&self) -> &Value {
        &self.0
    }
}

impl Borrow<Value> for Temp {
    #[inline(always)]
    fn borrow(&self) -> &Value {
        &self.0
    }
}

/// Copies of values.
pub fn copies(values: &[Value]) -> Vec<Value> {
    let mut copies = Vec::with_capacity(values.len());
    push_copies(&mut copies, values);
    copies
}

/// Adds copies of values: all at once, then those that are counted are.
pub fn push_copies(to: &mut Vec<Value>, values: &[Value]) {
    to.reserve(values.len());
    let len = to.len();
    // SAFETY: there is room; the counts include the copies before those can be seen; unboxed kinds are
    // plain data.
    unsafe {
        std::ptr::copy_nonoverlapping(values.as_ptr(), to.as_mut_ptr().add(len), values.len());
        values.iter().filter_map(Value::header).for_each(Header::increment);
        to.set_len(len + values.len());
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Int(i) => write!(f, "Int({i})"),
            Value::Float(bits) => write!(f, "Float({})", f64::from_bits(*bits)),
            Value::Str(s) => write!(f, "Str({s:?})"),
            other => write!(f, "Value(tag {}, id {:#x})", other.tag(), other.id()),
        }
    }
}
