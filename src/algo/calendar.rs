//! The proleptic Gregorian calendar, and times of day as fields.
//!
//! Reference: ISO 8601; IEEE Std 1003.1, "Seconds Since the Epoch".

pub const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment in fields, numbered as Python's `struct_time` does: months, days of month and year from 1,
/// days of week from 0 for Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Fields {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    pub yearday: i64,
    /// Daylight saving time: 0 no, 1 yes, -1 unknown.
    pub dst: i64,
}

pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to the date.
pub fn days_from_date(year: i64, month: i64, day: i64) -> i64 {
    // Years begin in March, so that the leap day is a year's last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era * 146_097 + days - 719_468
}

/// Year, month and day that lie so many days after 1970-01-01.
pub fn date_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

impl Fields {
    /// The moment so many seconds after 1970-01-01, in the zone whose offset has been added.
    pub fn from_seconds(seconds: i64, dst: i64) -> Fields {
        let days = seconds.div_euclid(86_400);
        let rest = seconds.rem_euclid(86_400);
        let (year, month, day) = date_from_days(days);
        Fields {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            yearday: days - days_from_date(year, 1, 1) + 1,
            dst,
        }
    }

    /// Seconds after 1970-01-01; fields may lie beyond their range.
    pub fn to_seconds(self) -> i64 {
        let month = self.month - 1;
        let (year, month) = (self.year + month.div_euclid(12), month.rem_euclid(12) + 1);
        let days = days_from_date(year, month, 1) + self.day - 1;
        days * 86_400 + self.hour * 3600 + self.minute * 60 + self.second
    }

    /// Year and week by ISO 8601.
    pub fn iso_week(self) -> (i64, i64) {
        let week = (self.yearday - 1 - self.weekday + 10) / 7;
        let weeks_of = |year: i64| {
            let first = (days_from_date(year, 1, 1) + 3).rem_euclid(7);
            if first == 3 || (first == 2 && is_leap(year)) { 53 } else { 52 }
        };
        match week {
            0 => (self.year - 1, weeks_of(self.year - 1)),
            53 if weeks_of(self.year) == 52 => (self.year + 1, 1),
            _ => (self.year, week),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, date_from_days, days_from_date};

    #[test]
    fn dates_and_days_are_inverse() {
        for days in (-1_000_000..1_000_000).step_by(97) {
            let (year, month, day) = date_from_days(days);
            assert_eq!(days_from_date(year, month, day), days);
        }
        assert_eq!(date_from_days(0), (1970, 1, 1));
        assert_eq!(date_from_days(-1), (1969, 12, 31));
    }

    #[test]
    fn fields_and_seconds_are_inverse() {
        let it = Fields::from_seconds(1_709_210_096, 0);
        assert_eq!((it.year, it.month, it.day, it.yearday, it.weekday), (2024, 2, 29, 60, 3));
        assert_eq!(it.to_seconds(), 1_709_210_096);
        assert_eq!(Fields::from_seconds(1_609_459_200, 0).iso_week(), (2020, 53));
    }
}
