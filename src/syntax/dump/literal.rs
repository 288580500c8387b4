//! Constants as `ascii()` writes them.

use std::fmt::Write;

use super::super::ast::Constant;

pub(super) fn constant(out: &mut String, value: &Constant) {
    match value {
        Constant::None => out.push_str("None"),
        Constant::Bool(true) => out.push_str("True"),
        Constant::Bool(false) => out.push_str("False"),
        Constant::Ellipsis => out.push_str("Ellipsis"),
        Constant::Int(it) => out.push_str(&it.to_string()),
        Constant::BigInt(it) => out.push_str(&it.to_string()),
        Constant::Float(it) => out.push_str(&float(*it)),
        Constant::Complex { imag, .. } => {
            let digits = float(*imag);
            out.push_str(digits.strip_suffix(".0").unwrap_or(&digits));
            out.push('j');
        }
        Constant::Str(it) => text(out, it),
        Constant::Bytes(it) => {
            out.push('b');
            quoted(out, it.iter().map(|&it| u32::from(it)));
        }
        Constant::Tuple(items) => {
            out.push('(');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { ", " });
                constant(out, item);
            }
            out.push_str(if items.len() == 1 { ",)" } else { ")" });
        }
        Constant::FrozenSet(items) => {
            out.push_str("frozenset({");
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { ", " });
                constant(out, item);
            }
            out.push_str("})");
        }
    }
}

/// Shortest digits that read back, with an exponent below 1e-4 and from 1e16 on.
fn float(value: f64) -> String {
    if !value.is_finite() {
        return if value.is_nan() { "nan" } else { "inf" }.to_owned();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = value.to_string();
        return if plain.contains('.') { plain } else { plain + ".0" };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

/// `text` is UTF-8 in which surrogates may stand too.
pub(super) fn text(out: &mut String, text: &[u8]) {
    quoted(out, code_points(text));
}

fn code_points(text: &[u8]) -> impl Iterator<Item = u32> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (&first, _) = rest.split_first()?;
        let (length, mask) = match first {
            0..0x80 => (1, 0x7F),
            0x80..0xE0 => (2, 0x1F),
            0xE0..0xF0 => (3, 0x0F),
            _ => (4, 0x07),
        };
        let length = length.min(rest.len());
        let tail = rest[1..length].iter();
        let code = tail.fold(u32::from(first & mask), |n, it| n << 6 | u32::from(it & 0x3F));
        rest = &rest[length..];
        Some(code)
    })
}

fn quoted(out: &mut String, codes: impl Iterator<Item = u32> + Clone) {
    let has = |quote: char| codes.clone().any(|it| it == quote as u32);
    let bytes = out.ends_with('b');
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    out.push(quote);
    for code in codes {
        let written = match code {
            0x09 => out.write_str("\\t"),
            0x0A => out.write_str("\\n"),
            0x0D => out.write_str("\\r"),
            0x5C => out.write_str("\\\\"),
            _ if code == quote as u32 => write!(out, "\\{quote}"),
            0x20..0x7F => out.write_char(code as u8 as char),
            0..0x100 => write!(out, "\\x{code:02x}"),
            0x100..0x1_0000 if !bytes => write!(out, "\\u{code:04x}"),
            _ => write!(out, "\\U{code:08x}"),
        };
        written.expect("a string takes all that is written to it");
    }
    out.push(quote);
}
