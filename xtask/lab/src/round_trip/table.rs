//! What came of a round trip, for people.

use std::fmt;

use tool::terminal::{ALARM, LABEL};

use super::judge::Tried;
use super::report::Report;

/// So many kinds of losses are shown.
const KINDS: usize = 60;

/// The table.
pub(super) struct Table<'r> {
    pub(super) report: &'r Report,
    /// Whether every loss has its line.
    pub(super) all: bool,
}

/// What adds up.
#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    schemas: usize,
    undrawn: usize,
    untaken: usize,
    classes: [usize; 3],
    equal: [usize; 3],
    dropped: usize,
    refused: usize,
    changed: usize,
    explained: usize,
}

impl Sum {
    fn of(tried: &Tried) -> Self {
        let count = |wanted: bool| {
            tried
                .losses
                .iter()
                .filter(|one| one.explained.is_none() && (one.how == "changed") == wanted)
                .count()
        };
        Self {
            schemas: tried.schemas,
            undrawn: tried.undrawn.len() + tried.lost,
            untaken: tried.untaken.len(),
            classes: tried.classes,
            equal: tried.equal,
            dropped: tried.dropped,
            refused: count(false),
            changed: count(true),
            explained: tried.losses.iter().filter(|one| one.explained.is_some()).count(),
        }
    }

    fn add(mut self, other: Self) -> Self {
        self.schemas += other.schemas;
        self.undrawn += other.undrawn;
        self.untaken += other.untaken;
        self.dropped += other.dropped;
        self.refused += other.refused;
        self.changed += other.changed;
        self.explained += other.explained;
        for at in 0..3 {
            self.classes[at] += other.classes[at];
            self.equal[at] += other.equal[at];
        }
        self
    }

    fn instances(&self) -> usize {
        self.classes.iter().sum()
    }

    fn row(&self) -> String {
        let [valid, overlapping, open] = self.classes;
        format!(
            "{:>7}  {:>7}  {:>7}  {valid:>7}  {overlapping:>8}  {open:>7}  {:>7}  {:>7}  {:>7}  {:>9}  {:>7}  {:>9}",
            self.schemas,
            self.undrawn,
            self.untaken,
            self.equal.iter().sum::<usize>(),
            self.refused,
            self.changed,
            self.explained,
            self.dropped,
            percent(self.equal.iter().sum(), self.instances())
        )
    }
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.report.documents.iter().map(|tried| tried.document.chars().count());
        let width = names.max().unwrap_or_default().clamp(8, 60);
        writeln!(
            f,
            "{LABEL}{:width$}  schemas  undrawn  untaken    valid  overlaps     open    equal  refused  changed  explained  dropped      share{LABEL:#}",
            "document"
        )?;
        let mut all = Sum::default();
        for tried in &self.report.documents {
            let sum = Sum::of(tried);
            all = all.add(sum);
            writeln!(f, "{:width$}  {}", tried.document, sum.row())?;
        }
        writeln!(f, "{LABEL}{:width$}  {}{LABEL:#}", "all", all.row())?;
        for (class, name) in ["valid", "overlapping", "open"].iter().enumerate() {
            let (equal, of) = (all.equal[class], all.classes[class]);
            writeln!(f, "{name}: {equal} of {of} come back equal ({})", percent(equal, of))?;
        }
        self.kinds(f)?;
        for (document, reason) in &self.report.failed {
            writeln!(f, "{ALARM}{document}{ALARM:#}: {reason}")?;
        }
        if self.all {
            for loss in self.report.losses() {
                let explained = if loss.explained.is_some() { "explained: " } else { "" };
                writeln!(f, "{explained}{}{loss}", loss.document)?;
            }
        }
        Ok(())
    }
}

impl Table<'_> {
    fn kinds(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (explained, title) in [(false, "lost"), (true, "explained by a degradation on record")] {
            let groups = self.report.groups(explained);
            if groups.is_empty() {
                continue;
            }
            writeln!(f, "\n{LABEL}{title}, by kind{LABEL:#}")?;
            for (kind, group) in groups.iter().take(KINDS) {
                writeln!(f, "{:>6} in {:>3}  {kind}", group.count, group.documents)?;
                writeln!(f, "               {}{}", group.example.document, group.example)?;
                if let Some(explanation) = &group.example.explained {
                    writeln!(f, "               {explanation}")?;
                }
            }
            if groups.len() > KINDS {
                writeln!(f, "       and {} kinds more, which `--report` has", groups.len() - KINDS)?;
            }
        }
        Ok(())
    }
}

/// A share, rounded down: all but one is not all.
fn percent(part: usize, total: usize) -> String {
    let hundredths = part * 10_000 / total.max(1);
    format!("{}.{:02} %", hundredths / 100, hundredths % 100)
}
