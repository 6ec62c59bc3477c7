//! Dates and points in time as those of `time`.

use time::error::Parse;
use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{OffsetDateTime, UtcOffset};

use super::{Date, DateTime};

impl From<OffsetDateTime> for DateTime {
    fn from(time: OffsetDateTime) -> Self {
        // In UTC, for RFC 3339 has no offsets of seconds.
        let time = time.to_offset(UtcOffset::UTC);
        let (hour, minute, second) = time.to_hms();
        let fraction = match time.nanosecond() {
            0 => String::new(),
            nanoseconds => format!(".{}", format!("{nanoseconds:09}").trim_end_matches('0')),
        };
        Self(format!("{}T{hour:02}:{minute:02}:{second:02}{fraction}Z", Date::from(time.date())))
    }
}

impl DateTime {
    /// As a point in time of `time`, with the offset it was written with.
    ///
    /// # Errors
    /// Where the text is no point in time.
    pub fn to_time(&self) -> Result<OffsetDateTime, Parse> {
        OffsetDateTime::parse(&self.0, &Rfc3339)
    }
}

impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        let (year, month, day) = date.to_calendar_date();
        Self(format!("{year:04}-{:02}-{day:02}", u8::from(month)))
    }
}

impl Date {
    /// As a date of `time`.
    ///
    /// # Errors
    /// Where the text is no date.
    pub fn to_time(&self) -> Result<time::Date, Parse> {
        time::Date::parse(&self.0, &Iso8601::DATE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_time_go_out_and_come_back() {
        let time = DateTime::from("2024-02-29T23:59:59.5+02:00").to_time().unwrap();
        assert_eq!(DateTime::from(time), "2024-02-29T21:59:59.5Z");
        assert_eq!(DateTime::from(time).to_time().unwrap(), time);
        let date = Date::from("2024-02-29").to_time().unwrap();
        assert_eq!(Date::from(date), "2024-02-29");
        assert!(Date::from("2024-02-30").to_time().is_err());
    }
}
