//! The documents that took longest: a crawl in one of two thousand is no average's business.

use std::fmt;

use super::entry::Entry;
use tool::terminal::{ALARM, LABEL};

/// So many are named.
const NAMED: usize = 5;
/// Nobody waits that long for a client.
const TOO_LONG: u128 = 10_000;

/// Names them.
#[derive(Debug)]
pub(super) struct Slowest<'a>(pub(super) &'a [Entry]);

impl fmt::Display for Slowest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut entries: Vec<&Entry> = self.0.iter().collect();
        // Those that took as long stay in the order of their names.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.millis));
        let too_long = entries.iter().filter(|entry| entry.millis > TOO_LONG).count();
        let names = entries.iter().take(NAMED).map(|entry| {
            format!("{} {}.{:02} s", entry.document, entry.millis / 1000, entry.millis % 1000 / 10)
        });
        writeln!(f, "{LABEL}slowest{LABEL:#}    {}", names.collect::<Vec<_>>().join(", "))?;
        if too_long > 0 {
            writeln!(f, "{ALARM}too long{ALARM:#}   {too_long} of {} took more than 10 s", entries.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::entry::Outcome;

    fn entry(document: &str, millis: u128) -> Entry {
        Entry { millis, ..Entry::new(document, Outcome::Good) }
    }

    #[test]
    fn the_slowest_are_named_first_and_what_takes_too_long_is_counted() {
        let entries =
            [entry("a", 90), entry("b", 10_001), entry("c", 90), entry("d", 1), entry("e", 2), entry("f", 3)];
        let said = anstream::adapter::strip_str(&Slowest(&entries).to_string()).to_string();
        assert_eq!(
            said,
            "slowest    b 10.00 s, a 0.09 s, c 0.09 s, f 0.00 s, e 0.00 s\ntoo long   1 of 6 took more than 10 s\n"
        );
        assert!(!Slowest(&entries[2..]).to_string().contains("too long"));
    }
}
