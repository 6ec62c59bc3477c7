//! Dates and points in time as those of `jiff`.

use jiff::Timestamp;
use jiff::civil;

use super::{Date, DateTime};

impl From<Timestamp> for DateTime {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

impl DateTime {
    /// As a timestamp of `jiff`.
    ///
    /// # Errors
    /// Where the text is no point in time.
    pub fn to_jiff(&self) -> Result<Timestamp, jiff::Error> {
        self.0.parse()
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self(date.to_string())
    }
}

impl Date {
    /// As a date of `jiff`.
    ///
    /// # Errors
    /// Where the text is no date.
    pub fn to_jiff(&self) -> Result<civil::Date, jiff::Error> {
        self.0.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_jiff_go_out_and_come_back() {
        let timestamp: Timestamp = "2024-02-29T23:59:59.5+02:00".parse().unwrap();
        assert_eq!(DateTime::from(timestamp), "2024-02-29T21:59:59.5Z");
        assert_eq!(DateTime::from("2024-02-29T23:59:59.5+02:00").to_jiff().unwrap(), timestamp);
        assert_eq!(Date::from(civil::date(2024, 2, 29)), "2024-02-29");
        assert_eq!(Date::from("2024-02-29").to_jiff().unwrap(), civil::date(2024, 2, 29));
        assert!(DateTime::from("soon").to_jiff().is_err());
    }
}
