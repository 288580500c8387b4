//! The items of an `array.array`: here, since whatever takes bytes-like objects takes arrays.
//!
//! Invariant: the data is a whole number of items of the code's size long.

use std::cell::{Ref as Borrow, RefCell, RefMut};

use crate::err;
use crate::object::{Payload, Raises, Value, Visitor, Vm};
use crate::protocol;

use super::int::{as_int, from_u64, to_big};

/// What the items of an array are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    I8,
    U8,
    /// A character; `old` for the deprecated letter.
    Char {
        old: bool,
    },
    I16,
    U16,
    I32,
    U32,
    /// `l` and `q` differ in how numbers that do not fit are refused.
    I64 {
        long: bool,
    },
    U64 {
        long: bool,
    },
    F32,
    F64,
}

/// All codes with their letters, in the order of `array.typecodes`.
pub const CODES: [(u8, Code); 14] = [
    (b'b', Code::I8),
    (b'B', Code::U8),
    (b'u', Code::Char { old: true }),
    (b'w', Code::Char { old: false }),
    (b'h', Code::I16),
    (b'H', Code::U16),
    (b'i', Code::I32),
    (b'I', Code::U32),
    (b'l', Code::I64 { long: true }),
    (b'L', Code::U64 { long: true }),
    (b'q', Code::I64 { long: false }),
    (b'Q', Code::U64 { long: false }),
    (b'f', Code::F32),
    (b'd', Code::F64),
];

impl Code {
    pub fn of_letter(letter: u32) -> Option<Code> {
        CODES.iter().find(|it| u32::from(it.0) == letter).map(|it| it.1)
    }

    pub fn letter(self) -> char {
        CODES.iter().find(|it| it.1 == self).map_or('?', |it| char::from(it.0))
    }

    /// Bytes that an item takes.
    #[inline]
    pub fn size(self) -> usize {
        match self {
            Code::I8 | Code::U8 => 1,
            Code::I16 | Code::U16 => 2,
            Code::Char { .. } | Code::I32 | Code::U32 | Code::F32 => 4,
            Code::I64 { .. } | Code::U64 { .. } | Code::F64 => 8,
        }
    }

    pub fn is_char(self) -> bool {
        matches!(self, Code::Char { .. })
    }
}

/// An item as it lies in memory: as many of the bytes as its size says.
pub type Item = [u8; 8];

fn item<const N: usize>(bytes: [u8; N]) -> Item {
    let mut item = [0; 8];
    item[..N].copy_from_slice(&bytes);
    item
}

/// The item that a value becomes.
#[inline]
pub fn encode(vm: &Vm, code: Code, value: &Value) -> Raises<Item> {
    match (code, value) {
        (Code::F64, Value::Float(bits)) => Ok(bits.to_ne_bytes()),
        (Code::I64 { .. }, Value::Int(it)) => Ok(it.to_ne_bytes()),
        _ => encode_slow(vm, code, value),
    }
}

fn encode_slow(vm: &Vm, code: Code, value: &Value) -> Raises<Item> {
    Ok(match code {
        Code::F64 => protocol::number::to_f64(vm, value)?.to_ne_bytes(),
        Code::F32 => item((protocol::number::to_f64(vm, value)? as f32).to_ne_bytes()),
        Code::Char { .. } => {
            let text = super::str::text_of(value).filter(|it| it.count() == 1);
            let Some(text) = text else {
                return Err(err!(TypeError, "array item must be unicode character"));
            };
            let (code, _) = crate::algo::wtf8::decode(text.bytes(), 0).unwrap_or_default();
            item(code.to_ne_bytes())
        }
        Code::I8 => item((ranged(vm, value, -0x80, 0x7F, "signed char")? as i8).to_ne_bytes()),
        Code::U8 => {
            item((ranged(vm, value, 0, 0xFF, "unsigned byte integer")? as u8).to_ne_bytes())
        }
        Code::I16 => {
            let it = ranged(vm, value, -0x8000, 0x7FFF, "signed short integer")?;
            item((it as i16).to_ne_bytes())
        }
        Code::U16 => item((ranged(vm, value, 0, 0xFFFF, "unsigned short")? as u16).to_ne_bytes()),
        Code::I32 => {
            let (least, most) = (i64::from(i32::MIN), i64::from(i32::MAX));
            item((ranged(vm, value, least, most, "signed integer")? as i32).to_ne_bytes())
        }
        Code::U32 => {
            let it = unsigned(vm, value, "unsigned int", true)?;
            let it = u32::try_from(it)
                .map_err(|_| err!(OverflowError, "unsigned int is greater than maximum"))?;
            item(it.to_ne_bytes())
        }
        Code::I64 { long: true } => crate::native::to_i64(vm, value, "long")?.to_ne_bytes(),
        Code::I64 { long: false } => match protocol::index(vm, value)? {
            Value::Int(it) => it.to_ne_bytes(),
            _ => return Err(err!(OverflowError, "int too big to convert")),
        },
        Code::U64 { long } => unsigned(vm, value, "unsigned long", long)?.to_ne_bytes(),
    })
}

/// An int in a range. What is out of reach is refused by the C type that CPython converts through first:
/// `short` for `b`, `int` for `H`, and `long` for all.
fn ranged(vm: &Vm, value: &Value, least: i64, most: i64, name: &str) -> Raises<i64> {
    let it = crate::native::to_i64(vm, value, "long")?;
    let (inner, inner_least, inner_most) = match name {
        "signed char" => ("signed short integer", -0x8000, 0x7FFF),
        "unsigned short" => ("signed integer", i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (name, least, most),
    };
    for (name, least, most) in [(inner, inner_least, inner_most), (name, least, most)] {
        if it < least {
            return Err(err!(OverflowError, "{name} is less than minimum"));
        }
        if it > most {
            return Err(err!(OverflowError, "{name} is greater than maximum"));
        }
    }
    Ok(it)
}

fn unsigned(vm: &Vm, value: &Value, target: &str, long: bool) -> Raises<u64> {
    let number = protocol::index(vm, value)?;
    if let Value::Int(it) = number
        && let Ok(it) = u64::try_from(it)
    {
        return Ok(it);
    }
    let big = as_int(&number).map(|it| to_big(it).into_owned()).unwrap_or_default();
    let negative = big.sign() == num_bigint::Sign::Minus;
    match u64::try_from(big) {
        Ok(it) => Ok(it),
        Err(_) if negative && long => {
            Err(err!(OverflowError, "can't convert negative value to unsigned int"))
        }
        Err(_) if negative => Err(err!(OverflowError, "can't convert negative int to unsigned")),
        Err(_) if long => {
            let target = if target == "unsigned int" { "unsigned long" } else { target };
            Err(err!(OverflowError, "Python int too large to convert to C {target}"))
        }
        Err(_) => Err(err!(OverflowError, "int too big to convert")),
    }
}

/// The value of the item that stands at the start of the bytes.
#[inline]
fn decode(vm: &Vm, code: Code, bytes: &[u8]) -> Value {
    fn first<const N: usize>(bytes: &[u8]) -> [u8; N] {
        bytes.first_chunk().copied().unwrap_or([0; N])
    }
    match code {
        Code::F64 => Value::float(f64::from_ne_bytes(first(bytes))),
        Code::I64 { .. } => Value::Int(i64::from_ne_bytes(first(bytes))),
        Code::I32 => Value::Int(i64::from(i32::from_ne_bytes(first(bytes)))),
        Code::I8 => Value::Int(i64::from(i8::from_ne_bytes(first(bytes)))),
        Code::U8 => Value::Int(i64::from(u8::from_ne_bytes(first(bytes)))),
        Code::I16 => Value::Int(i64::from(i16::from_ne_bytes(first(bytes)))),
        Code::U16 => Value::Int(i64::from(u16::from_ne_bytes(first(bytes)))),
        Code::U32 => Value::Int(i64::from(u32::from_ne_bytes(first(bytes)))),
        Code::U64 { .. } => from_u64(vm, u64::from_ne_bytes(first(bytes))),
        Code::F32 => Value::float(f64::from(f32::from_ne_bytes(first(bytes)))),
        Code::Char { .. } => Value::Str(vm.str_from_code(u32::from_ne_bytes(first(bytes)))),
    }
}

pub struct TypedArray {
    pub code: Code,
    data: RefCell<Vec<u8>>,
}

impl Payload for TypedArray {
    const TRACKED: bool = false;
    fn traverse(&self, _: &mut Visitor) {}
}

impl TypedArray {
    /// The data must be a whole number of items.
    pub fn new(code: Code, data: Vec<u8>) -> TypedArray {
        TypedArray { code, data: RefCell::new(data) }
    }

    /// How many items there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.data.borrow().len() / self.code.size()
    }

    pub fn is_empty(&self) -> bool {
        self.data.borrow().is_empty()
    }

    pub fn borrow(&self) -> Borrow<'_, Vec<u8>> {
        self.data.borrow()
    }

    /// For changes that keep a whole number of items.
    pub fn borrow_mut(&self) -> RefMut<'_, Vec<u8>> {
        self.data.borrow_mut()
    }

    /// The value of an item.
    #[inline]
    pub fn get(&self, vm: &Vm, i: usize) -> Option<Value> {
        let data = self.data.borrow();
        let bytes = data.get(i.checked_mul(self.code.size())?..).filter(|it| !it.is_empty())?;
        Some(decode(vm, self.code, bytes))
    }

    /// Where the eight bytes of item `index` are.
    #[inline(always)]
    fn wide_place(data: &[u8], index: i64) -> Option<usize> {
        let at = if index < 0 { index + (data.len() / 8) as i64 } else { index };
        let at = usize::try_from(at).ok()?.checked_mul(8)?;
        if at < data.len() { Some(at) } else { None }
    }

    /// The item there, of the kinds that are as wide as values are; `None` for others or if there is no such.
    #[inline(always)]
    pub fn get_quick(&self, index: i64) -> Option<Value> {
        if !matches!(self.code, Code::F64 | Code::I64 { .. }) {
            return None;
        }
        let data = self.data.borrow();
        let bytes = data.get(Self::wide_place(&data, index)?..)?.first_chunk::<8>()?;
        Some(match self.code {
            Code::F64 => Value::Float(u64::from_ne_bytes(*bytes)),
            _ => Value::Int(i64::from_ne_bytes(*bytes)),
        })
    }

    /// Replaces an item of such a kind by a value that needs no conversion; false for anything else.
    #[inline(always)]
    pub fn set_quick(&self, index: i64, value: &Value) -> bool {
        let item = match (self.code, value) {
            (Code::F64, Value::Float(bits)) => bits.to_ne_bytes(),
            (Code::I64 { .. }, Value::Int(it)) => it.to_ne_bytes(),
            _ => return false,
        };
        let mut data = self.data.borrow_mut();
        let Some(at) = Self::wide_place(&data, index) else { return false };
        match data.get_mut(at..).and_then(|it| it.first_chunk_mut::<8>()) {
            Some(place) => {
                *place = item;
                true
            }
            None => false,
        }
    }

    /// Replaces an item; false if there is no such.
    #[inline]
    pub fn set(&self, i: usize, item: &Item) -> bool {
        let size = self.code.size();
        match self.data.borrow_mut().get_mut(i * size..(i + 1) * size) {
            Some(place) => {
                place.copy_from_slice(&item[..size]);
                true
            }
            None => false,
        }
    }

    pub fn push(&self, item: &Item) {
        self.data.borrow_mut().extend_from_slice(&item[..self.code.size()]);
    }
}
