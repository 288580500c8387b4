//! For tests: what CPython 3.13 answered, as the scripts in tests/recorders wrote it down.
//!
//! A line is a case; its fields are between tabs, in Python's `ascii()` without the quotes.

use super::wtf8;

/// The cases in `table`, field by field.
pub fn cases(table: &str) -> impl Iterator<Item = Vec<Vec<u8>>> {
    table.lines().map(|line| line.split('\t').map(unescaped).collect())
}

fn unescaped(field: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = field;
    while let Some((before, after)) = rest.split_once('\\') {
        out.extend_from_slice(before.as_bytes());
        let digits = match after.as_bytes()[0] {
            b'x' => 2,
            b'u' => 4,
            b'U' => 8,
            escape => {
                out.push(match escape {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    other => other,
                });
                rest = &after[1..];
                continue;
            }
        };
        let code = u32::from_str_radix(&after[1..=digits], 16).expect("recorded");
        wtf8::push(&mut out, code);
        rest = &after[1 + digits..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// A field that is ASCII.
pub fn ascii(field: &[u8]) -> &str {
    std::str::from_utf8(field).expect("recorded as ASCII")
}
