//! Bytes to text.

use crate::algo::wtf8;
use crate::object::{Raises, Ref, Str, Value, Vm};

use super::handler::{Handler, Undecodable};
use super::{Encoding, Order, cp1252};

/// The text that `data`, which is not empty, means. `object` is what it belongs to.
pub fn to_text(
    vm: &Vm,
    object: &Value,
    data: &[u8],
    encoding: Encoding,
    handler: &Handler,
) -> Raises<Ref<Str>> {
    let data_is_text = match encoding {
        Encoding::Utf8 => std::str::from_utf8(data).is_ok(),
        Encoding::Ascii | Encoding::Latin1 | Encoding::Cp1252 => data.is_ascii(),
        _ => false,
    };
    if data_is_text {
        return Ok(vm.str_from_bytes(data));
    }
    let reader = Reader { vm, object, data, handler, out: Vec::with_capacity(data.len()) };
    let text = match encoding {
        Encoding::Latin1 => wtf8::from_latin1(data),
        Encoding::Ascii => reader.ascii()?,
        Encoding::Cp1252 => reader.cp1252()?,
        Encoding::Utf8 => reader.utf8(0)?,
        Encoding::Utf8Sig => reader.utf8(if data.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 })?,
        Encoding::Utf16(order) => reader.utf16(order)?,
        Encoding::Utf32(order) => reader.utf32(order)?,
    };
    Ok(vm.str_from_bytes(&text))
}

struct Reader<'a> {
    vm: &'a Vm,
    object: &'a Value,
    data: &'a [u8],
    handler: &'a Handler,
    out: Vec<u8>,
}

impl Reader<'_> {
    /// Handles bytes that mean nothing; gives where to go on.
    fn undecodable(
        &mut self,
        encoding: &'static str,
        start: usize,
        end: usize,
        reason: &'static str,
    ) -> Raises<usize> {
        let (object, data) = (self.object, self.data);
        let problem = Undecodable { encoding, object, data, start, end, reason };
        problem.handle(self.vm, self.handler, &mut self.out)
    }

    fn ascii(mut self) -> Raises<Vec<u8>> {
        let mut at = 0;
        while let Some(&byte) = self.data.get(at) {
            if byte.is_ascii() {
                self.out.push(byte);
                at += 1;
            } else {
                at = self.undecodable("ascii", at, at + 1, "ordinal not in range(128)")?;
            }
        }
        Ok(self.out)
    }

    fn cp1252(mut self) -> Raises<Vec<u8>> {
        let mut at = 0;
        while let Some(&byte) = self.data.get(at) {
            match cp1252::code(byte) {
                Some(code) => {
                    wtf8::push(&mut self.out, code);
                    at += 1;
                }
                None => {
                    let reason = "character maps to <undefined>";
                    at = self.undecodable("charmap", at, at + 1, reason)?;
                }
            }
        }
        Ok(self.out)
    }

    fn utf8(mut self, mut at: usize) -> Raises<Vec<u8>> {
        loop {
            let error = match std::str::from_utf8(&self.data[at..]) {
                Ok(text) => {
                    self.out.extend_from_slice(text.as_bytes());
                    return Ok(self.out);
                }
                Err(error) => error,
            };
            let start = at + error.valid_up_to();
            self.out.extend_from_slice(&self.data[at..start]);
            let (end, reason) = match error.error_len() {
                None => (self.data.len(), "unexpected end of data"),
                Some(len) => (
                    start + len,
                    match self.data[start] {
                        0xC2..=0xF4 => "invalid continuation byte",
                        _ => "invalid start byte",
                    },
                ),
            };
            at = self.undecodable("utf-8", start, end, reason)?;
        }
    }

    fn utf16(mut self, order: Order) -> Raises<Vec<u8>> {
        let (big, mut at) = match (order, self.data) {
            (Order::Marked, [0xFF, 0xFE, ..]) => (false, 2),
            (Order::Marked, [0xFE, 0xFF, ..]) => (true, 2),
            (order, _) => (order == Order::Big, 0),
        };
        let name = if big { "utf-16-be" } else { "utf-16-le" };
        let unit = |data: &[u8], at: usize| {
            let pair = data.get(at..at + 2)?.first_chunk().copied()?;
            Some(u32::from(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }))
        };
        let len = self.data.len();
        while at < len {
            let Some(code) = unit(self.data, at) else {
                at = self.undecodable(name, at, len, "truncated data")?;
                continue;
            };
            at = match code {
                0xD800..0xDC00 => match unit(self.data, at + 2) {
                    Some(low @ 0xDC00..0xE000) => {
                        wtf8::push(&mut self.out, 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF));
                        at + 4
                    }
                    Some(_) => self.undecodable(name, at, at + 2, "illegal UTF-16 surrogate")?,
                    None => self.undecodable(name, at, len, "unexpected end of data")?,
                },
                0xDC00..0xE000 => self.undecodable(name, at, at + 2, "illegal encoding")?,
                _ => {
                    wtf8::push(&mut self.out, code);
                    at + 2
                }
            };
        }
        Ok(self.out)
    }

    fn utf32(mut self, order: Order) -> Raises<Vec<u8>> {
        let (big, mut at) = match (order, self.data) {
            (Order::Marked, [0xFF, 0xFE, 0, 0, ..]) => (false, 4),
            (Order::Marked, [0, 0, 0xFE, 0xFF, ..]) => (true, 4),
            (order, _) => (order == Order::Big, 0),
        };
        let name = if big { "utf-32-be" } else { "utf-32-le" };
        let len = self.data.len();
        while at < len {
            let Some(&unit) = self.data[at..].first_chunk() else {
                at = self.undecodable(name, at, len, "truncated data")?;
                continue;
            };
            let code = if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
            at = match code {
                0xD800..0xE000 => {
                    let reason = "code point in surrogate code point range(0xd800, 0xe000)";
                    self.undecodable(name, at, at + 4, reason)?
                }
                0x11_0000.. => {
                    self.undecodable(name, at, at + 4, "code point not in range(0x110000)")?
                }
                _ => {
                    wtf8::push(&mut self.out, code);
                    at + 4
                }
            };
        }
        Ok(self.out)
    }
}
