//! Which day it is.

use std::time::{SystemTime, UNIX_EPOCH};

use lowcodeapi_generator::diff::Day;

const SECONDS_A_DAY: u64 = 86_400;

/// Today, by universal time.
pub(super) fn today() -> Day {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since_1970(passed.as_secs() / SECONDS_A_DAY)
}

/// The day so many days after the first of 1970. Years are counted from March, so that a leap day is the last of one.
fn since_1970(days: u64) -> Day {
    // From the first of March of the year 0; every 400 years are alike.
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month < 3);
    format!("{year:04}-{month:02}-{day:02}").parse().expect("it is written as a day")
}

#[cfg(test)]
mod tests {
    use super::since_1970;

    #[test]
    fn days_are_those_of_the_calendar() {
        let days = [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_787, "2026-11-30")];
        for (passed, day) in days {
            assert_eq!(since_1970(passed).to_string(), day);
        }
    }
}
