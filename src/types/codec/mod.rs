//! Text to bytes and back, in the encodings Python has built in.
//!
//! [`encode`] and [`decode`] are what `str.encode`, `bytes.decode` and the constructors use. Encodings that
//! are not here, and error handlers somebody registered, are asked for through [`Registry`], which the
//! module `_codecs` fills.
//!
//! Reference: Library Reference, "codecs", "Standard Encodings" and "Error Handlers".

mod cp1252;
pub mod decode;
pub mod encode;
pub mod handler;

use std::borrow::Cow;
use std::cell::Cell;

use crate::err;
use crate::object::{Raises, Ref, Str, Value, Vm};

pub use handler::Handler;

/// What the `codecs` registry adds.
#[derive(Default)]
pub struct Registry {
    /// `(text, encoding, errors)` to bytes.
    pub encode: Cell<Option<fn(&Vm, &Value, &str, &str) -> Raises<Value>>>,
    /// `(bytes, encoding, errors)` to text.
    pub decode: Cell<Option<fn(&Vm, &Value, &str, &str) -> Raises<Value>>>,
    /// The registered error handler of that name.
    pub handler: Cell<Option<fn(&Vm, &str) -> Raises<Option<Value>>>>,
}

/// The encodings built in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    /// With a mark at the start that is dropped on reading.
    Utf8Sig,
    Ascii,
    Latin1,
    Cp1252,
    Utf16(Order),
    Utf32(Order),
}

/// The order of the bytes of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Said by a mark at the start; this machine's where there is none.
    Marked,
    Little,
    Big,
}

impl Encoding {
    /// The encoding of that name, in any of its spellings.
    pub fn named(name: &str) -> Option<Encoding> {
        match name {
            "utf-8" => return Some(Encoding::Utf8),
            "ascii" => return Some(Encoding::Ascii),
            "latin-1" => return Some(Encoding::Latin1),
            _ => {}
        }
        Some(match &normalized(name)[..] {
            "utf-8" | "utf8" | "u8" | "utf" | "cp65001" | "utf8-ucs2" | "utf8-ucs4" => {
                Encoding::Utf8
            }
            "utf-8-sig" | "utf8-sig" => Encoding::Utf8Sig,
            "ascii" | "us-ascii" | "646" | "ansi-x3.4-1968" | "iso646-us" | "cp367" | "ibm367"
            | "us" | "iso-646.irv-1991" | "iso-ir-6" | "csascii" | "ansi-x3-4-1968"
            | "ansi-x3.4-1986" => Encoding::Ascii,
            "latin-1" | "latin1" | "latin" | "l1" | "iso-8859-1" | "iso8859-1" | "iso88591"
            | "8859" | "cp819" | "ibm819" | "csisolatin1" | "iso-ir-100" | "iso8859"
            | "iso-8859-1-1987" => Encoding::Latin1,
            "cp1252" | "1252" | "windows-1252" | "cp-1252" => Encoding::Cp1252,
            "utf-16" | "utf16" | "u16" => Encoding::Utf16(Order::Marked),
            "utf-16-le" | "utf-16le" | "utf16-le" | "unicodelittleunmarked" => {
                Encoding::Utf16(Order::Little)
            }
            "utf-16-be" | "utf-16be" | "utf16-be" | "unicodebigunmarked" => {
                Encoding::Utf16(Order::Big)
            }
            "utf-32" | "utf32" | "u32" => Encoding::Utf32(Order::Marked),
            "utf-32-le" | "utf-32le" | "utf32-le" => Encoding::Utf32(Order::Little),
            "utf-32-be" | "utf-32be" | "utf32-be" => Encoding::Utf32(Order::Big),
            _ => return None,
        })
    }

    /// As errors name it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 | Encoding::Utf8Sig => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Cp1252 => "charmap",
            Encoding::Utf16(Order::Marked) => "utf-16",
            Encoding::Utf16(Order::Little) => "utf-16-le",
            Encoding::Utf16(Order::Big) => "utf-16-be",
            Encoding::Utf32(Order::Marked) => "utf-32",
            Encoding::Utf32(Order::Little) => "utf-32-le",
            Encoding::Utf32(Order::Big) => "utf-32-be",
        }
    }
}

/// Lower case, with a hyphen for anything between letters and digits but a dot.
fn normalized(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '.' {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else {
            gap = true;
        }
    }
    out
}

/// An encoding's or a handler's name as an argument gave it, or the default.
pub fn name<'a>(
    vm: &Vm,
    given: Option<&'a Ref<Str>>,
    default: &'static str,
) -> Raises<Cow<'a, str>> {
    let Some(given) = given else { return Ok(default.into()) };
    let Some(name) = given.as_str() else {
        encode::to_bytes(vm, given, Encoding::Utf8, &Handler::Strict)?;
        return Ok(given.to_string_lossy());
    };
    if name.contains('\0') {
        return Err(err!(ValueError, "embedded null character"));
    }
    Ok(name.into())
}

/// The arguments `encoding` and `errors` of a method.
pub fn names<'a>(
    vm: &Vm,
    method: &str,
    encoding: &'a Option<Value>,
    errors: &'a Option<Value>,
) -> Raises<(Cow<'a, str>, Cow<'a, str>)> {
    let text = |value: &'a Option<Value>, which: &str, default| {
        let given =
            value.as_ref().map(|it| super::str::str_argument(vm, it, method, which)).transpose()?;
        name(vm, given, default)
    };
    Ok((text(encoding, " 'encoding'", "utf-8")?, text(errors, " 'errors'", "strict")?))
}

/// `text.encode(encoding, errors)`: a bytes object.
pub fn encode(vm: &Vm, text: &Ref<Str>, encoding: &str, errors: &str) -> Raises<Value> {
    match Encoding::named(encoding) {
        Some(encoding) => {
            let data = encode::to_bytes(vm, text, encoding, &Handler::named(errors))?;
            Ok(super::bytes::bytes(vm, data))
        }
        None => match vm.state::<Registry>().encode.get() {
            Some(encode) => encode(vm, &Value::of(text.clone().into_any()), encoding, errors),
            None => Err(err!(LookupError, "unknown encoding: {encoding}")),
        },
    }
}

/// `data.decode(encoding, errors)`: text. `object` is what `data` belongs to.
pub fn decode(vm: &Vm, object: &Value, data: &[u8], encoding: &str, errors: &str) -> Raises<Value> {
    if data.is_empty() {
        return Ok(Value::Str(vm.str_from_bytes(b"")));
    }
    match Encoding::named(encoding) {
        Some(encoding) => {
            let text = decode::to_text(vm, object, data, encoding, &Handler::named(errors))?;
            Ok(Value::Str(text))
        }
        None => match vm.state::<Registry>().decode.get() {
            Some(decode) => decode(vm, object, encoding, errors),
            None => Err(err!(LookupError, "unknown encoding: {encoding}")),
        },
    }
}
