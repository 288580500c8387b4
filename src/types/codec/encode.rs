//! Text to bytes.

use std::borrow::Cow;

use crate::algo::wtf8;
use crate::object::{Raises, Ref, Str, Vm};

use super::handler::{Handler, Replacement, Unencodable, escaped_byte};
use super::{Encoding, Order, cp1252};

/// The bytes of a text; those of the text object itself where they are the same.
pub fn to_bytes<'a>(
    vm: &Vm,
    text: &'a Ref<Str>,
    encoding: Encoding,
    handler: &Handler,
) -> Raises<Cow<'a, [u8]>> {
    let bytes = text.bytes();
    match encoding {
        Encoding::Utf8 if !text.has_surrogates() => Ok(bytes.into()),
        Encoding::Ascii | Encoding::Latin1 | Encoding::Cp1252 if text.is_ascii() => {
            Ok(bytes.into())
        }
        Encoding::Utf8Sig => {
            let mut out = b"\xEF\xBB\xBF".to_vec();
            out.extend_from_slice(&to_bytes(vm, text, Encoding::Utf8, handler)?);
            Ok(out.into())
        }
        _ => Writer { vm, text, encoding, handler, out: Vec::with_capacity(bytes.len()) }
            .run()
            .map(Cow::Owned),
    }
}

struct Writer<'a> {
    vm: &'a Vm,
    text: &'a Ref<Str>,
    encoding: Encoding,
    handler: &'a Handler,
    out: Vec<u8>,
}

impl Writer<'_> {
    fn run(mut self) -> Raises<Vec<u8>> {
        match self.encoding {
            Encoding::Utf16(Order::Marked) => self.out.extend_from_slice(&[0xFF, 0xFE]),
            Encoding::Utf32(Order::Marked) => self.out.extend_from_slice(&[0xFF, 0xFE, 0, 0]),
            _ => {}
        }
        let bytes = self.text.bytes();
        let (mut at, mut index) = (0, 0);
        while let Some((code, width)) = wtf8::decode(bytes, at) {
            if self.push(code) {
                at += width;
                index += 1;
                continue;
            }
            index = self.unencodable(at, index)?;
            at = self.text.offset(index);
        }
        Ok(self.out)
    }

    /// Writes a character; false if the encoding lacks it.
    fn push(&mut self, code: u32) -> bool {
        let surrogate = (0xD800..0xE000).contains(&code);
        match self.encoding {
            Encoding::Ascii if code < 0x80 => self.out.push(code as u8),
            Encoding::Latin1 if code < 0x100 => self.out.push(code as u8),
            Encoding::Cp1252 => match cp1252::byte(code) {
                Some(byte) => self.out.push(byte),
                None => return false,
            },
            Encoding::Ascii | Encoding::Latin1 => return false,
            _ if surrogate => return false,
            Encoding::Utf8 | Encoding::Utf8Sig => wtf8::push(&mut self.out, code),
            Encoding::Utf16(order) => {
                let (high, low) = match code.checked_sub(0x10000) {
                    Some(rest) => (0xD800 | rest >> 10, Some(0xDC00 | rest & 0x3FF)),
                    None => (code, None),
                };
                for unit in std::iter::once(high).chain(low) {
                    let unit = unit as u16;
                    self.out.extend_from_slice(&match order {
                        Order::Big => unit.to_be_bytes(),
                        _ => unit.to_le_bytes(),
                    });
                }
            }
            Encoding::Utf32(order) => self.out.extend_from_slice(&match order {
                Order::Big => code.to_be_bytes(),
                _ => code.to_le_bytes(),
            }),
        }
        true
    }

    fn lacks(&self, code: u32) -> bool {
        match self.encoding {
            Encoding::Ascii => code >= 0x80,
            Encoding::Latin1 => code >= 0x100,
            Encoding::Cp1252 => cp1252::byte(code).is_none(),
            _ => (0xD800..0xE000).contains(&code),
        }
    }

    /// Handles the character at that offset, and in the narrow encodings those like it that follow.
    /// Gives the index of the character to go on with.
    fn unencodable(&mut self, at: usize, index: usize) -> Raises<usize> {
        let rest = wtf8::code_points(&self.text.bytes()[at..]);
        let wide = matches!(self.encoding, Encoding::Utf16(_) | Encoding::Utf32(_));
        let run = if wide { 1 } else { rest.clone().take_while(|&it| self.lacks(it)).count() };
        let (mut start, end) = (index, index + run);
        if *self.handler == Handler::SurrogateEscape && !wide {
            // What is escaped at the front is written even where the rest turns out to be an error.
            for byte in rest.take(run).map_while(escaped_byte) {
                self.out.push(byte);
                start += 1;
            }
            if start == end {
                return Ok(end);
            }
        }
        let problem = Unencodable {
            encoding: self.encoding.name(),
            text: self.text,
            start,
            end,
            reason: match self.encoding {
                Encoding::Ascii => "ordinal not in range(128)",
                Encoding::Latin1 => "ordinal not in range(256)",
                Encoding::Cp1252 => "character maps to <undefined>",
                _ => "surrogates not allowed",
            },
        };
        let (replacement, next) = problem.handle(self.vm, self.handler)?;
        match replacement {
            Replacement::Bytes(bytes) => {
                let unit = match self.encoding {
                    Encoding::Utf16(_) => 2,
                    Encoding::Utf32(_) => 4,
                    _ => 1,
                };
                if bytes.len() % unit != 0 {
                    return Err(problem.error(self.vm));
                }
                self.out.extend_from_slice(&bytes);
            }
            Replacement::Text(text) => {
                let narrow = matches!(self.encoding, Encoding::Latin1 | Encoding::Cp1252);
                for code in wtf8::code_points(&text) {
                    if code >= if narrow { 0x100 } else { 0x80 } || !self.push(code) {
                        return Err(problem.error(self.vm));
                    }
                }
            }
        }
        Ok(next)
    }
}
