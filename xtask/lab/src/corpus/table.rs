//! The table of all documents, and what it adds up to.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use super::Rows;
use super::companions::Companions;
use super::entry::{Entry, Outcome, add};
use super::slowest::Slowest;
use super::typed::Places;
use tool::terminal::{ALARM, LABEL};

/// What no single entry says.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    /// Places that have a type.
    pub(super) places: Places,
    /// What companions describe.
    pub(super) companions: Companions,
    /// Repairs by kind.
    pub(super) repairs: BTreeMap<String, usize>,
    /// Degraded spots by kind.
    pub(super) degradations: BTreeMap<String, usize>,
    /// From the start to the last document, disk included, compilation not.
    pub(super) wall: Duration,
    /// The most memory this process has had until then, in bytes, where the system says.
    pub(super) memory: Option<u64>,
}

impl Totals {
    /// Adds those of another document.
    pub(super) fn join(&mut self, other: Self) {
        self.places.join(other.places);
        self.companions.join(other.companions);
        add(&mut self.repairs, other.repairs);
        add(&mut self.degradations, other.degradations);
    }
}

/// The table.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) entries: &'a [Entry],
    pub(super) totals: &'a Totals,
    /// Whether everything was compiled too.
    pub(super) checked: bool,
    /// Which of them have a row.
    pub(super) rows: Rows,
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<&Entry> =
            self.entries.iter().filter(|entry| self.rows == Rows::All || !entry.is_good()).collect();
        if !rows.is_empty() {
            Self::rows(f, &rows)?;
            writeln!(f)?;
        }
        self.findings(f)?;
        self.totals(f)
    }
}

impl Table<'_> {
    fn rows(f: &mut fmt::Formatter<'_>, rows: &[&Entry]) -> fmt::Result {
        let names = rows.iter().map(|entry| entry.document.chars().count());
        let width = names.max().unwrap_or_default().clamp(8, 60);
        writeln!(
            f,
            "{LABEL}{:width$}  operations  methods  types  untyped  repairs  degraded      ms  outcome{LABEL:#}",
            "document"
        )?;
        for entry in rows {
            let Entry {
                document,
                operations,
                methods,
                types,
                untyped,
                repairs,
                degraded,
                millis,
                outcome,
                ..
            } = entry;
            let short = outcome.short();
            write!(
                f,
                "{document:width$}  {operations:>10}  {methods:>7}  {types:>5}  {untyped:>7}  {repairs:>7}  {degraded:>8}  {millis:>6}  "
            )?;
            if entry.is_good() { writeln!(f, "{short}")? } else { writeln!(f, "{ALARM}{short}{ALARM:#}")? }
        }
        Ok(())
    }

    fn findings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for entry in self.entries {
            for left in &entry.left_out {
                writeln!(
                    f,
                    "{LABEL}left out{LABEL:#} {}: {} ({})",
                    entry.document,
                    left.operation.trim(),
                    left.reason
                )?;
            }
        }
        for entry in self.entries.iter().filter(|entry| !entry.is_good()) {
            writeln!(f, "{ALARM}{}{ALARM:#}: {}", entry.document, entry.outcome)?;
        }
        Ok(())
    }

    fn totals(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Totals { places, companions, repairs, degradations, wall, memory } = self.totals;
        let sum = |of: fn(&Entry) -> usize| self.entries.iter().map(of).sum::<usize>();
        let generated = self.entries.iter().filter(|entry| !is_failure(&entry.outcome)).count();
        let good = self.entries.iter().filter(|entry| entry.is_good()).count();
        let total = self.entries.len();
        let share = |part| percent(part, total);
        write!(f, "{LABEL}documents{LABEL:#}  {generated} of {total} generate ({})", share(generated))?;
        if self.checked {
            write!(f, ", {good} of {total} compile without error or warning ({})", share(good))?;
        }
        writeln!(f, "; {:.1} s", wall.as_secs_f64())?;
        writeln!(
            f,
            "{LABEL}operations{LABEL:#} {}: {} methods, {} left out by name",
            sum(|entry| entry.operations),
            sum(|entry| entry.methods),
            sum(|entry| entry.left_out.len())
        )?;
        writeln!(
            f,
            "{LABEL}types{LABEL:#}      {}; {:.1} % of {} places are typed ({:.1} % without answers that no document describes)",
            sum(|entry| entry.types),
            places.share(),
            places.all,
            places.share_described()
        )?;
        writeln!(
            f,
            "{LABEL}answers{LABEL:#}    {} of {} that hold something are typed",
            places.answers - places.untyped_answers,
            places.answers
        )?;
        let Companions { matched, json, typed, nothing } = companions;
        if *matched > 0 {
            writeln!(
                f,
                "{LABEL}companions{LABEL:#} {matched} operations matched; {json} of them answer JSON by their companion, {typed} of those are typed; {nothing} answer nothing",
            )?;
        }
        writeln!(f, "{LABEL}repairs{LABEL:#}    {}{}", sum(|entry| entry.repairs), by_kind(repairs))?;
        writeln!(f, "{LABEL}degraded{LABEL:#}   {}{}", sum(|entry| entry.degraded), by_kind(degradations))?;
        if let Some(bytes) = memory {
            writeln!(
                f,
                "{LABEL}memory{LABEL:#}     {} MiB at most, all documents of the run in one process",
                bytes >> 20
            )?;
        }
        write!(f, "{}", Slowest(self.entries))
    }
}

/// A share, rounded down: all but one is not all.
fn percent(part: usize, total: usize) -> String {
    let tenths = part * 1000 / total.max(1);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

fn is_failure(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Refused(_) | Outcome::Panicked(_) | Outcome::Lost(_))
}

fn by_kind(counts: &BTreeMap<String, usize>) -> String {
    let kinds: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn all_but_one_is_not_a_hundred_percent() {
        assert_eq!(percent(2638, 2639), "99.9 %");
        assert_eq!(percent(7, 7), "100.0 %");
        assert_eq!(percent(0, 0), "0.0 %");
    }
}
