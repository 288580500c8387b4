//! `strptime`: text to time fields, in the C locale.
//!
//! Reference: Library Reference, "time.strptime" and "strftime() and strptime() Format Codes".

use super::calendar::{DAYS, Fields, MONTHS, date_from_days, days_from_date, is_leap};

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    pub fields: Fields,
    /// Microseconds.
    pub fraction: i64,
    pub zone: Option<String>,
    /// Seconds east of Greenwich.
    pub offset: Option<i64>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// The text is not as the format says.
    Mismatch,
    /// So many characters are left at the end.
    Remains(usize),
    BadDirective(char),
    Stray,
    /// Fields that contradict each other or the calendar.
    Other(String),
}

#[derive(Default)]
struct Found {
    year: Option<i64>,
    iso_year: Option<i64>,
    iso_week: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    hour: Option<i64>,
    hour12: Option<i64>,
    afternoon: Option<bool>,
    minute: i64,
    second: i64,
    fraction: i64,
    weekday: Option<i64>,
    yearday: Option<i64>,
    week: Option<(i64, bool)>,
    zone: Option<String>,
    dst: i64,
    offset: Option<i64>,
}

struct Reader<'a> {
    text: &'a [char],
    at: usize,
}

impl Reader<'_> {
    /// A number of up to `most` digits within bounds; as many digits as make one.
    fn number(&mut self, most: usize, low: i64, high: i64) -> Result<i64, Unread> {
        let digits = self.text[self.at..].iter().take(most).take_while(|c| c.is_ascii_digit());
        let digits: Vec<i64> = digits.filter_map(|c| c.to_digit(10)).map(i64::from).collect();
        for count in (1..=digits.len()).rev() {
            let n = digits[..count].iter().fold(0, |n, digit| n * 10 + digit);
            if (low..=high).contains(&n) {
                self.at += count;
                return Ok(n);
            }
        }
        Err(Unread::Mismatch)
    }

    fn exactly(&mut self, count: usize) -> Result<i64, Unread> {
        let digits = self.text.get(self.at..self.at + count).ok_or(Unread::Mismatch)?;
        let mut n = 0;
        for c in digits {
            n = n * 10 + i64::from(c.to_digit(10).ok_or(Unread::Mismatch)?);
        }
        self.at += count;
        Ok(n)
    }

    /// Which of these words comes next, whatever its case; the longest that fits.
    fn word(&mut self, words: &[&str]) -> Result<usize, Unread> {
        let rest = &self.text[self.at..];
        let fits = |word: &str| {
            let mut count = 0;
            let same = word.chars().all(|c| {
                count += 1;
                rest.get(count - 1).is_some_and(|it| it.eq_ignore_ascii_case(&c))
            });
            (same && !word.is_empty()).then_some(count)
        };
        let best = words.iter().enumerate().filter_map(|(i, it)| Some((fits(it)?, i))).max();
        let (count, which) = best.ok_or(Unread::Mismatch)?;
        self.at += count;
        Ok(which)
    }

    fn blanks(&mut self) -> usize {
        let from = self.at;
        while self.text.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.at - from
    }
}

/// Reads `text` as `format` says. `zones` are the local names without and with daylight saving time.
pub fn strptime(text: &str, format: &str, zones: [&str; 2]) -> Result<Parsed, Unread> {
    let text: Vec<char> = text.chars().collect();
    let mut reader = Reader { text: &text, at: 0 };
    let mut found = Found { dst: -1, ..Found::default() };
    check(format)?;
    read(&mut reader, format, &mut found, zones)?;
    if reader.at < text.len() {
        return Err(Unread::Remains(text.len() - reader.at));
    }
    complete(found)
}

/// Refuses what is no format, before the text is looked at.
fn check(format: &str) -> Result<(), Unread> {
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c == '%' {
            match chars.next() {
                None => return Err(Unread::Stray),
                Some(c) if "aAbBcdfGHIjmMpSuUVwWxXyYzZ%".contains(c) => {}
                Some(c) => return Err(Unread::BadDirective(c)),
            }
        }
    }
    Ok(())
}

fn read(
    reader: &mut Reader,
    format: &str,
    found: &mut Found,
    zones: [&str; 2],
) -> Result<(), Unread> {
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            while chars.peek().is_some_and(|c| c.is_whitespace()) {
                chars.next();
            }
            if reader.blanks() == 0 {
                return Err(Unread::Mismatch);
            }
            continue;
        }
        if c != '%' {
            let same =
                reader.text.get(reader.at).is_some_and(|it| it.to_lowercase().eq(c.to_lowercase()));
            if !same {
                return Err(Unread::Mismatch);
            }
            reader.at += 1;
            continue;
        }
        directive(reader, chars.next().unwrap_or('%'), found, zones)?;
    }
    Ok(())
}

fn directive(
    reader: &mut Reader,
    which: char,
    found: &mut Found,
    zones: [&str; 2],
) -> Result<(), Unread> {
    let short =
        |names: &[&'static str]| -> Vec<&'static str> { names.iter().map(|it| &it[..3]).collect() };
    match which {
        'a' => found.weekday = Some(reader.word(&short(&DAYS))? as i64),
        'A' => found.weekday = Some(reader.word(&DAYS)? as i64),
        'b' => found.month = Some(reader.word(&short(&MONTHS))? as i64 + 1),
        'B' => found.month = Some(reader.word(&MONTHS)? as i64 + 1),
        'c' => read(reader, "%a %b %d %H:%M:%S %Y", found, zones)?,
        'x' => read(reader, "%m/%d/%y", found, zones)?,
        'X' => read(reader, "%H:%M:%S", found, zones)?,
        'd' => {
            if reader.text.get(reader.at) == Some(&' ')
                && reader.text.get(reader.at + 1).is_some_and(|c| ('1'..='9').contains(c))
            {
                reader.at += 1;
            }
            found.day = Some(reader.number(2, 1, 31)?);
        }
        'f' => {
            let from = reader.at;
            let n = reader.number(6, 0, 999_999)?;
            let missing = 6 - (reader.at - from) as u32;
            found.fraction = n * 10_i64.pow(missing);
        }
        'G' => found.iso_year = Some(reader.exactly(4)?),
        'H' => found.hour = Some(reader.number(2, 0, 23)?),
        'I' => found.hour12 = Some(reader.number(2, 1, 12)?),
        'j' => found.yearday = Some(reader.number(3, 1, 366)?),
        'm' => found.month = Some(reader.number(2, 1, 12)?),
        'M' => found.minute = reader.number(2, 0, 59)?,
        'p' => found.afternoon = Some(reader.word(&["am", "pm"])? == 1),
        'S' => found.second = reader.number(2, 0, 61)?,
        'u' => found.weekday = Some(reader.number(1, 1, 7)? - 1),
        'w' => found.weekday = Some((reader.number(1, 0, 6)? + 6) % 7),
        'U' => found.week = Some((reader.number(2, 0, 53)?, false)),
        'W' => found.week = Some((reader.number(2, 0, 53)?, true)),
        'V' => found.iso_week = Some(reader.number(2, 1, 53)?),
        'y' => {
            let n = reader.exactly(2)?;
            found.year = Some(if n <= 68 { 2000 + n } else { 1900 + n });
        }
        'Y' => found.year = Some(reader.exactly(4)?),
        'z' => found.offset = Some(offset(reader)?),
        'Z' => {
            let names = ["utc", "gmt", zones[0], zones[1]];
            let which = reader.word(&names)?;
            found.zone = Some(names[which].to_owned());
            let both = zones[0].eq_ignore_ascii_case(zones[1]);
            found.dst = match which {
                _ if both && which >= 2 => -1,
                3 => 1,
                _ => 0,
            };
        }
        _ => {
            if reader.text.get(reader.at) != Some(&'%') {
                return Err(Unread::Mismatch);
            }
            reader.at += 1;
        }
    }
    Ok(())
}

fn offset(reader: &mut Reader) -> Result<i64, Unread> {
    let sign = match reader.text.get(reader.at) {
        Some('Z') => {
            reader.at += 1;
            return Ok(0);
        }
        Some('+') => 1,
        Some('-') => -1,
        _ => return Err(Unread::Mismatch),
    };
    reader.at += 1;
    let hours = reader.exactly(2)?;
    let colon = reader.text.get(reader.at) == Some(&':');
    reader.at += usize::from(colon);
    let minutes = reader.exactly(2)?;
    let mut seconds = 0;
    let next = reader.at + usize::from(colon);
    let more = if colon { reader.text.get(reader.at) == Some(&':') } else { true };
    if more && reader.text.get(next).is_some_and(char::is_ascii_digit) {
        reader.at = next;
        seconds = reader.exactly(2)?;
    }
    Ok(sign * (hours * 3600 + minutes * 60 + seconds))
}

/// Works out what the fields read leave open.
fn complete(found: Found) -> Result<Parsed, Unread> {
    let other = |text: &str| Err(Unread::Other(text.to_owned()));
    if let Some(iso_year) = found.iso_year {
        if found.yearday.is_some() {
            return other(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.",
            );
        }
        if found.iso_week.is_none() || found.weekday.is_none() {
            return other(
                "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive \
                 ('%A', '%a', '%w', or '%u').",
            );
        }
        let _ = iso_year;
    } else if found.iso_week.is_some() {
        return if found.year.is_none() || found.weekday.is_none() {
            other(
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive \
                 ('%A', '%a', '%w', or '%u').",
            )
        } else {
            other(
                "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.",
            )
        };
    }
    let leap_day = found.year.is_none() && found.month == Some(2) && found.day == Some(29);
    let year = found.year.unwrap_or(if leap_day { 1904 } else { 1900 });
    let hour = match (found.hour, found.hour12, found.afternoon) {
        (Some(hour), _, _) => hour,
        (None, Some(hour), Some(true)) => hour % 12 + 12,
        (None, Some(hour), _) => hour % 12,
        (None, None, _) => 0,
    };
    let mut date = (year, found.month.unwrap_or(1), found.day.unwrap_or(1));
    let mut yearday = found.yearday;
    let first = days_from_date(year, 1, 1);
    let first_weekday = (first + 3).rem_euclid(7);
    if let (Some(iso_year), Some(week), Some(weekday)) =
        (found.iso_year, found.iso_week, found.weekday)
    {
        let fourth = days_from_date(iso_year, 1, 4);
        let monday = fourth - (fourth + 3).rem_euclid(7);
        date = date_from_days(monday + (week - 1) * 7 + weekday);
        yearday = None;
    } else if let (None, Some((week, monday)), Some(weekday), Some(_)) =
        (yearday, found.week, found.weekday, found.year)
    {
        let (first_weekday, weekday) = if monday {
            (first_weekday, weekday)
        } else {
            ((first_weekday + 1) % 7, (weekday + 1) % 7)
        };
        let of_week_zero = (7 - first_weekday) % 7;
        let day = if week == 0 {
            1 + weekday - first_weekday
        } else {
            1 + of_week_zero + 7 * (week - 1) + weekday
        };
        date = date_from_days(first + day - 1);
    } else if let Some(day) = yearday {
        date = date_from_days(first + day - 1);
    } else {
        let lengths = [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        if lengths.get(date.1 as usize - 1).is_some_and(|most| date.2 > *most) {
            return other("day is out of range for month");
        }
    }
    let days = days_from_date(date.0, date.1, date.2);
    let yearday = yearday.unwrap_or(days - days_from_date(date.0, 1, 1) + 1);
    let fields = Fields {
        // A leap day without a year was read in one that has it.
        year: if leap_day { 1900 } else { date.0 },
        month: date.1,
        day: date.2,
        hour,
        minute: found.minute,
        second: found.second,
        weekday: found.weekday.unwrap_or((days + 3).rem_euclid(7)),
        yearday,
        dst: found.dst,
    };
    Ok(Parsed { fields, fraction: found.fraction, zone: found.zone, offset: found.offset })
}
