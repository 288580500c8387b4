//! The encoding cp1252, Western European Windows: latin-1 but for the bytes 0x80 to 0x9f.
//!
//! Reference: Library Reference, "Standard Encodings".

/// Of the bytes from 0x80 on; 0 where there is none.
const FROM_80: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/// The code point of a byte, if it has one.
pub fn code(byte: u8) -> Option<u32> {
    match byte {
        0x80..=0x9f => Some(u32::from(FROM_80[usize::from(byte - 0x80)])).filter(|it| *it != 0),
        _ => Some(u32::from(byte)),
    }
}

/// The byte of a code point, if it has one.
pub fn byte(code: u32) -> Option<u8> {
    match code {
        0..0x80 | 0xa0..0x100 => Some(code as u8),
        _ => (0x80..=0x9f).find(|it| self::code(*it) == Some(code)),
    }
}
