//! How `repr` and `ascii` write text and bytes.
//!
//! Reference: Library Reference, "repr" and "ascii"; Language Reference, "String and Bytes literals".

use std::fmt::Write;

use super::unicode::is_printable;
use super::wtf8;

/// `'` unless only `"` spares backslashes.
fn quote_for(text: &[u8]) -> u8 {
    if text.contains(&b'\'') && !text.contains(&b'"') { b'"' } else { b'\'' }
}

/// `repr(text)`. What is not printable is escaped, surrogates too, so a Rust string holds it.
pub fn repr_str(text: &[u8]) -> String {
    quoted(text, is_printable)
}

/// `ascii(text)`.
pub fn ascii_str(text: &[u8]) -> String {
    quoted(text, |_| false)
}

/// Escapes what is beyond ASCII and not to be shown, and whatever cannot stand in a literal.
fn quoted(text: &[u8], shows: fn(u32) -> bool) -> String {
    let quote = quote_for(text);
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote as char);
    let plain = |&byte: &u8| matches!(byte, b' '..=b'~') && byte != quote && byte != b'\\';
    let mut rest = text;
    while !rest.is_empty() {
        let stretch = rest.iter().take_while(|byte| plain(byte)).count();
        out.push_str(std::str::from_utf8(&rest[..stretch]).expect("ASCII"));
        let mut codes = wtf8::code_points(&rest[stretch..]);
        if let Some(code) = codes.next() {
            match char::from_u32(code) {
                Some(c) if c.is_ascii() => push_ascii(&mut out, c as u8, quote),
                Some(c) if shows(code) => out.push(c),
                _ => push_escape(&mut out, code),
            }
        }
        rest = codes.rest();
    }
    out.push(quote as char);
    out
}

fn push_ascii(out: &mut String, byte: u8, quote: u8) {
    match byte {
        b'\t' => out.push_str("\\t"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b' '..=b'~' => {
            if byte == quote || byte == b'\\' {
                out.push('\\');
            }
            out.push(byte as char);
        }
        _ => push_escape(out, byte as u32),
    }
}

/// `\x..`, `\u....` or `\U........`, whichever is shortest.
pub fn push_escape(out: &mut String, code: u32) {
    let written = match code {
        0..0x100 => write!(out, "\\x{code:02x}"),
        0x100..0x10000 => write!(out, "\\u{code:04x}"),
        _ => write!(out, "\\U{code:08x}"),
    };
    written.expect("a String takes everything");
}

/// `ascii(value)` from `repr(value)`: what is beyond ASCII is escaped.
pub fn ascii_repr(repr: &[u8]) -> String {
    let mut out = String::with_capacity(repr.len());
    for code in wtf8::code_points(repr) {
        match code {
            0..0x80 => out.push(code as u8 as char),
            _ => push_escape(&mut out, code),
        }
    }
    out
}

/// `repr(data)` of bytes.
pub fn repr_bytes(data: &[u8]) -> String {
    let quote = quote_for(data);
    let mut out = String::with_capacity(data.len() + 3);
    out.push('b');
    out.push(quote as char);
    data.iter().for_each(|&byte| push_ascii(&mut out, byte, quote));
    out.push(quote as char);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_as_cpython() {
        for (text, repr, ascii) in [
            ("it's", r#""it's""#, r#""it's""#),
            ("'\"", r#"'\'"'"#, r#"'\'"'"#),
            ("\"", "'\"'", "'\"'"),
            ("\t\n\r\\\0\x1f\x7f", r"'\t\n\r\\\x00\x1f\x7f'", r"'\t\n\r\\\x00\x1f\x7f'"),
            ("é\u{a0}\u{ad}", "'é\\xa0\\xad'", r"'\xe9\xa0\xad'"),
            ("€\u{2028}\u{378}", "'€\\u2028\\u0378'", r"'\u20ac\u2028\u0378'"),
            ("😀\u{e0001}", "'😀\\U000e0001'", r"'\U0001f600\U000e0001'"),
        ] {
            assert_eq!(repr_str(text.as_bytes()), repr);
            assert_eq!(ascii_str(text.as_bytes()), ascii);
        }
        assert_eq!(repr_str(&wtf8::from_code_points([0xDC80])), r"'\udc80'");
        assert_eq!(ascii_repr("<é>".as_bytes()), r"<\xe9>");
    }

    #[test]
    fn bytes_as_cpython() {
        assert_eq!(repr_bytes(b"a'\\\n\x00\xff~"), r#"b"a'\\\n\x00\xff~""#);
        assert_eq!(repr_bytes(b"'\""), r#"b'\'"'"#);
    }
}
