//! The table of all documents, what it adds up to, and the causes of what went wrong.

use std::fmt;

use super::entry::Entry;
use super::verdict::Outcome;
use tool::terminal::{ALARM, LABEL, NOTICE};

/// The table.
#[derive(Debug)]
pub(super) struct Table<'a>(pub(super) &'a [Entry]);

const HEAD: &str = "operations  accepted   calls  refused  disputed  sample  prism  not sent  read  lossy  unread  disputed  invalid  typed  untyped  unread failures  altered";

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|entry| entry.document.chars().count());
        let width = names.max().unwrap_or_default().clamp(8, 60);
        writeln!(f, "{LABEL}{:width$}  {HEAD}{LABEL:#}", "document")?;
        for entry in self.0.iter().filter(|entry| entry.failed.is_none()) {
            writeln!(f, "{:width$}  {}", entry.document, row(std::slice::from_ref(entry)))?;
        }
        writeln!(f, "{LABEL}{:width$}{LABEL:#}  {}", "all", row(self.0))?;
        writeln!(f)?;
        for entry in self.0 {
            if let Some(why) = &entry.failed {
                writeln!(f, "{ALARM}{}{ALARM:#}: {why}", entry.document)?;
            }
            if entry.calls < entry.planned {
                let (calls, planned) = (entry.calls, entry.planned);
                writeln!(
                    f,
                    "{NOTICE}{}{NOTICE:#}: {calls} of {planned} calls, then the time was over",
                    entry.document
                )?;
            }
            if !entry.unknown.is_empty() {
                let unknown = entry.unknown.join(", ");
                writeln!(f, "{NOTICE}{}{NOTICE:#}: nothing is known of {unknown}", entry.document)?;
            }
        }
        for entry in self.0 {
            let mut causes: Vec<_> = entry.causes.iter().collect();
            causes.sort_by_key(|cause| (!cause.fault, cause.outcome, std::cmp::Reverse(cause.calls)));
            for cause in causes {
                let operation = cause.examples.first().and_then(|example| example["operation"].as_str());
                let style = if cause.fault { ALARM } else { LABEL };
                writeln!(
                    f,
                    "{style}{}{style:#} {} x{} {}: {}",
                    cause.outcome,
                    entry.document,
                    cause.calls,
                    operation.unwrap_or_default(),
                    cause.what
                )?;
            }
        }
        Ok(())
    }
}

/// Numbers below the head's words.
fn row(entries: &[Entry]) -> String {
    let sum = |of: &dyn Fn(&Entry) -> usize| entries.iter().map(of).sum::<usize>();
    let count = |outcome: Outcome| sum(&|entry| entry.count(outcome));
    let numbers = [
        sum(&|entry| entry.operations),
        sum(&|entry| entry.accepted),
        sum(&|entry| entry.calls),
        count(Outcome::Refused),
        count(Outcome::RefusedDisputed),
        count(Outcome::RefusedSample),
        count(Outcome::Unable),
        count(Outcome::Unheld) + count(Outcome::Unsent) + count(Outcome::Died),
        count(Outcome::Read),
        count(Outcome::ReadLossy),
        count(Outcome::Unread),
        count(Outcome::UnreadDisputed),
        count(Outcome::UnreadInvalid),
        count(Outcome::Typed),
        count(Outcome::Untyped),
        count(Outcome::UntypedFailure),
        sum(&|entry| entry.altered),
    ];
    let columns = HEAD.split("  ").filter(|column| !column.is_empty()).map(str::trim);
    let cells =
        numbers.iter().zip(columns).map(|(number, column)| format!("{number:>width$}", width = column.len()));
    cells.collect::<Vec<_>>().join("  ")
}
