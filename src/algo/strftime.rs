//! `strftime`: time fields to text, as the C library does it in the C locale.
//!
//! Reference: IEEE Std 1003.1, `strftime`; the GNU C library's flags.

use super::calendar::{DAYS, Fields, MONTHS};

/// The zone that `%Z` and `%z` tell of.
#[derive(Clone, Debug, Default)]
pub struct Zone {
    pub name: String,
    /// Seconds east of Greenwich.
    pub offset: i64,
}

/// How a number is filled up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fill {
    Zero,
    Space,
    None,
}

#[derive(Clone, Copy)]
struct Flags {
    fill: Option<Fill>,
    upper: bool,
    swap: bool,
    width: usize,
}

/// The text of `format`, generalized UTF-8 in and out.
pub fn strftime(format: &[u8], time: &Fields, zone: &Zone) -> Vec<u8> {
    let mut out = Vec::with_capacity(format.len() * 2);
    let mut i = 0;
    while i < format.len() {
        if format[i] != b'%' {
            out.push(format[i]);
            i += 1;
            continue;
        }
        let start = i;
        i += 1;
        let mut flags = Flags { fill: None, upper: false, swap: false, width: 0 };
        while let Some(&flag) = format.get(i) {
            match flag {
                b'-' => flags.fill = Some(Fill::None),
                b'_' => flags.fill = Some(Fill::Space),
                b'0' => flags.fill = Some(Fill::Zero),
                b'^' => flags.upper = true,
                b'#' => flags.swap = true,
                _ => break,
            }
            i += 1;
        }
        while let Some(digit @ b'0'..=b'9') = format.get(i) {
            flags.width = (flags.width * 10 + usize::from(digit - b'0')).min(1000);
            i += 1;
        }
        while matches!(format.get(i), Some(b'E' | b'O')) {
            i += 1;
        }
        let Some(&directive) = format.get(i) else {
            out.extend_from_slice(&format[start..]);
            break;
        };
        i += 1;
        match one(directive, time, zone, flags) {
            Some(text) => pad(&mut out, &text, flags, directive),
            None => out.extend_from_slice(&format[start..i]),
        }
    }
    out
}

fn pad(out: &mut Vec<u8>, text: &str, flags: Flags, directive: u8) {
    let text = match directive {
        b'p' if flags.swap => text.to_lowercase(),
        b'Z' if flags.swap => text.to_lowercase(),
        _ if flags.upper || flags.swap => text.to_uppercase(),
        _ => text.to_owned(),
    };
    let fill = match flags.fill {
        Some(Fill::Zero) => b'0',
        Some(Fill::None) => 0,
        None if text.starts_with(|c: char| c.is_ascii_digit()) => b'0',
        _ => b' ',
    };
    if fill != 0 {
        out.extend(std::iter::repeat_n(fill, flags.width.saturating_sub(text.chars().count())));
    }
    out.extend_from_slice(text.as_bytes());
}

fn number(n: i64, digits: usize, fill: Fill, flags: Flags) -> String {
    match flags.fill.unwrap_or(fill) {
        Fill::None => n.to_string(),
        Fill::Space => format!("{n:digits$}"),
        Fill::Zero => format!("{n:0digits$}"),
    }
}

fn nested(format: &str, time: &Fields, zone: &Zone) -> String {
    String::from_utf8_lossy(&strftime(format.as_bytes(), time, zone)).into_owned()
}

/// What stands for one directive; `None` for what is none.
fn one(directive: u8, time: &Fields, zone: &Zone, flags: Flags) -> Option<String> {
    let day = |full: bool| match DAYS.get(time.weekday as usize) {
        Some(name) => if full { name } else { &name[..3] }.to_owned(),
        None => "?".to_owned(),
    };
    let month = |full: bool| match MONTHS.get((time.month - 1) as usize) {
        Some(name) => if full { name } else { &name[..3] }.to_owned(),
        None => "?".to_owned(),
    };
    let two = |n: i64| number(n, 2, Fill::Zero, flags);
    let twelve = (time.hour + 11).rem_euclid(12) + 1;
    let (iso_year, iso_week) = time.iso_week();
    // Sunday is the first day here.
    let from_sunday = (time.weekday + 1) % 7;
    Some(match directive {
        b'a' => day(false),
        b'A' => day(true),
        b'b' | b'h' => month(false),
        b'B' => month(true),
        b'c' => nested("%a %b %e %H:%M:%S %Y", time, zone),
        b'C' => two(time.year.div_euclid(100)),
        b'd' => two(time.day),
        b'D' | b'x' => nested("%m/%d/%y", time, zone),
        b'e' => number(time.day, 2, Fill::Space, flags),
        b'F' => nested("%Y-%m-%d", time, zone),
        b'g' => two(iso_year.rem_euclid(100)),
        b'G' => number(iso_year, 1, Fill::None, flags),
        b'H' => two(time.hour),
        b'I' => two(twelve),
        b'j' => number(time.yearday, 3, Fill::Zero, flags),
        b'k' => number(time.hour, 2, Fill::Space, flags),
        b'l' => number(twelve, 2, Fill::Space, flags),
        b'm' => two(time.month),
        b'M' => two(time.minute),
        b'n' => "\n".to_owned(),
        b'p' => if time.hour >= 12 { "PM" } else { "AM" }.to_owned(),
        b'P' => if time.hour >= 12 { "pm" } else { "am" }.to_owned(),
        b'r' => nested("%I:%M:%S %p", time, zone),
        b'R' => nested("%H:%M", time, zone),
        b's' => (time.to_seconds() - zone.offset).to_string(),
        b'S' => two(time.second),
        b't' => "\t".to_owned(),
        b'T' | b'X' => nested("%H:%M:%S", time, zone),
        b'u' => (time.weekday + 1).to_string(),
        b'U' => two((time.yearday - 1 + 7 - from_sunday) / 7),
        b'V' => two(iso_week),
        b'w' => from_sunday.to_string(),
        b'W' => two((time.yearday - 1 + 7 - time.weekday) / 7),
        b'y' => two(time.year.rem_euclid(100)),
        b'Y' => number(time.year, 1, Fill::None, flags),
        b'Z' => zone.name.clone(),
        b'z' => {
            let sign = if zone.offset < 0 { '-' } else { '+' };
            let minutes = zone.offset.abs() / 60;
            format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
        }
        b'%' => "%".to_owned(),
        _ => return None,
    })
}
