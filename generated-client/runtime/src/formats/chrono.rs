//! Dates and points in time as those of `chrono`.

use chrono::{FixedOffset, NaiveDate, ParseError, SecondsFormat, TimeZone};

use super::{Date, DateTime};

impl<Z: TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(time: chrono::DateTime<Z>) -> Self {
        Self(time.fixed_offset().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl DateTime {
    /// As a point in time of `chrono`, with the offset it was written with.
    ///
    /// # Errors
    /// Where the text is no point in time.
    pub fn to_chrono(&self) -> Result<chrono::DateTime<FixedOffset>, ParseError> {
        chrono::DateTime::parse_from_rfc3339(&self.0)
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date.to_string())
    }
}

impl Date {
    /// As a date of `chrono`.
    ///
    /// # Errors
    /// Where the text is no date.
    pub fn to_chrono(&self) -> Result<NaiveDate, ParseError> {
        self.0.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_chrono_go_out_and_come_back() {
        let time = chrono::DateTime::parse_from_rfc3339("2024-02-29T23:59:59.500+02:00").unwrap();
        assert_eq!(DateTime::from(time), "2024-02-29T23:59:59.500+02:00");
        assert_eq!(DateTime::from(time.to_utc()), "2024-02-29T21:59:59.500Z");
        assert_eq!(DateTime::from(time).to_chrono().unwrap(), time);
        let date = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
        assert_eq!(Date::from(date), "2024-02-29");
        assert_eq!(Date::from("2024-02-29").to_chrono().unwrap(), date);
        assert!(Date::from("2024-02-30").to_chrono().is_err());
    }
}
