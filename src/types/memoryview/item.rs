//! The formats of a view's items.
//!
//! Reference: Library Reference, "struct", "Format Characters": the native ones.

use crate::err;
use crate::native::to_i64;
use crate::object::{Builtin, Raised, Raises, Value, Vm};
use crate::protocol;
use crate::protocol::number::to_f64;
use crate::types::bytes::{bytes, bytes_of};
use crate::types::int;

/// A native format: one character, perhaps behind an `@`.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    code: u8,
    /// Whether the `@` was written.
    native: bool,
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.code == other.code
    }
}

impl Format {
    pub const BYTES: Format = Format { code: b'B', native: false };

    pub fn named(text: &[u8]) -> Option<Format> {
        let (code, native) = match text {
            [code] => (*code, false),
            [b'@', code] => (*code, true),
            _ => return None,
        };
        b"bBchHiIlLqQnNfd?Pe".contains(&code).then_some(Format { code, native })
    }

    pub fn text(self) -> String {
        format!("{}{}", if self.native { "@" } else { "" }, self.code as char)
    }

    pub fn size(self) -> usize {
        match self.code {
            b'b' | b'B' | b'c' | b'?' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            _ => 8,
        }
    }

    pub fn is_bytes(self) -> bool {
        matches!(self.code, b'b' | b'B' | b'c')
    }

    /// Whether items with the same bytes, and only those, are equal.
    pub fn is_integral(self) -> bool {
        !matches!(self.code, b'f' | b'd' | b'e' | b'?')
    }

    /// The value of an item whose bytes are at the front.
    pub fn read(self, vm: &Vm, data: [u8; 8]) -> Raises<Value> {
        let [a, b, c, d, ..] = data;
        Ok(match self.code {
            b'c' => bytes(vm, [a]),
            b'?' => Value::bool(a != 0),
            b'B' => Value::Int(a.into()),
            b'b' => Value::Int((a as i8).into()),
            b'H' => Value::Int(u16::from_le_bytes([a, b]).into()),
            b'h' => Value::Int(i16::from_le_bytes([a, b]).into()),
            b'I' => Value::Int(u32::from_le_bytes([a, b, c, d]).into()),
            b'i' => Value::Int(i32::from_le_bytes([a, b, c, d]).into()),
            b'L' | b'Q' | b'N' | b'P' => int::from_u64(vm, u64::from_le_bytes(data)),
            b'f' => Value::float(f32::from_le_bytes([a, b, c, d]).into()),
            b'd' => Value::float(f64::from_le_bytes(data)),
            b'e' => Value::float(half(u16::from_le_bytes([a, b]))),
            _ => Value::Int(i64::from_le_bytes(data)),
        })
    }

    /// The bytes of an item with that value, at the front.
    pub fn write(self, vm: &Vm, value: &Value) -> Raises<[u8; 8]> {
        let mut out = [0; 8];
        match self.code {
            b'c' => match bytes_of(value) {
                Some([byte]) => out[0] = *byte,
                Some(_) => return Err(self.wrong_value()),
                None => return Err(self.wrong_type()),
            },
            b'?' => out[0] = u8::from(vm.is_true(value)?),
            b'f' | b'd' | b'e' => {
                let number = to_f64(vm, value).map_err(|it| self.worded(vm, it))?;
                match self.code {
                    b'f' => out[..4].copy_from_slice(&(number as f32).to_le_bytes()),
                    b'd' => out = number.to_le_bytes(),
                    _ => {
                        return Err(err!(
                            NotImplementedError,
                            "memoryview: format e not supported"
                        ));
                    }
                }
            }
            _ => out = self.integer(vm, value)?,
        }
        Ok(out)
    }

    fn integer(self, vm: &Vm, value: &Value) -> Raises<[u8; 8]> {
        let value = protocol::index(vm, value).map_err(|it| self.worded(vm, it))?;
        if matches!(self.code, b'L' | b'Q' | b'N' | b'P') {
            let n = int::as_int(&value).and_then(|it| u64::try_from(&*int::to_big(it)).ok());
            return n.map(u64::to_le_bytes).ok_or_else(|| self.wrong_value());
        }
        let n = to_i64(vm, &value, "long").map_err(|it| self.worded(vm, it))?;
        let fits = match self.code {
            b'B' => u8::try_from(n).is_ok(),
            b'b' => i8::try_from(n).is_ok(),
            b'H' => u16::try_from(n).is_ok(),
            b'h' => i16::try_from(n).is_ok(),
            b'I' => u32::try_from(n).is_ok(),
            b'i' => i32::try_from(n).is_ok(),
            _ => true,
        };
        if fits { Ok(n.to_le_bytes()) } else { Err(self.wrong_value()) }
    }

    /// A conversion's error in the words of views.
    fn worded(self, vm: &Vm, raised: Raised) -> Raised {
        if raised.is(vm, Builtin::TypeError) {
            self.wrong_type()
        } else if raised.is(vm, Builtin::OverflowError) || raised.is(vm, Builtin::ValueError) {
            self.wrong_value()
        } else {
            raised
        }
    }

    #[cold]
    fn wrong_type(self) -> Raised {
        err!(TypeError, "memoryview: invalid type for format '{}'", self.text())
    }

    #[cold]
    fn wrong_value(self) -> Raised {
        err!(ValueError, "memoryview: invalid value for format '{}'", self.text())
    }
}

/// A float of two bytes.
fn half(bits: u16) -> f64 {
    let sign = if bits >> 15 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    sign * match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * 2f64.powi(exponent - 15),
    }
}
