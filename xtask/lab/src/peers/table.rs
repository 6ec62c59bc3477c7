//! What was measured on one document, as a Markdown table ready for the README.

use std::fmt;
use std::process::ExitStatus;
use std::time::Duration;

use super::check::Checked;
use super::generator::{Finish, Generator};
use super::measure::Run;

/// What one generator did.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Which.
    pub(super) generator: &'a Generator,
    /// Its runs.
    pub(super) runs: Vec<Run>,
    /// How many operations the client has, where there is one.
    pub(super) kept: Option<usize>,
    /// What cargo says of it, where it was asked.
    pub(super) checked: Option<Checked>,
}

/// All of them on one document.
#[derive(Debug)]
pub(super) struct Table<'a> {
    document: String,
    operations: usize,
    checked: bool,
    rows: Vec<Row<'a>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(document: &str, operations: usize, checked: bool) -> Self {
        Self { document: document.to_owned(), operations, checked, rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: Row<'a>) {
        self.rows.push(row);
    }
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { document, operations, checked, rows } = self;
        let (title, line) =
            if *checked { (" `cargo check` | memory | lines |", "---:|---:|---:|") } else { ("", "") };
        writeln!(f, "| `{document}` | best | median | memory | exit | of {operations} operations |{title}")?;
        writeln!(f, "|---|---:|---:|---:|---:|---:|{line}")?;
        rows.iter().try_for_each(|row| row.write(f, *checked))?;
        for row in rows {
            if let Some(failed) = row.runs.iter().find(|run| !run.is_good()) {
                writeln!(f, "\n{} says: {}", row.generator.title(), failed.said)?;
            }
            if let Some(Checked::Untried(why)) = &row.checked {
                writeln!(f, "\n{}'s client can't be checked: {why}", row.generator.title())?;
            }
        }
        Ok(())
    }
}

impl Row<'_> {
    fn write(&self, f: &mut fmt::Formatter<'_>, checked: bool) -> fmt::Result {
        let mut walls: Vec<Duration> = self.runs.iter().map(|run| run.wall).collect();
        walls.sort_unstable();
        let best = walls.first().map_or_else(none, seconds);
        let memory = mebibytes(self.runs.iter().filter_map(|run| run.memory).max());
        let exit = self.runs.iter().find(|run| !run.is_good()).or(self.runs.first());
        let exit = exit.map_or_else(none, |run| ended(run.status));
        let kept = self.kept.map_or_else(none, |kept| kept.to_string());
        let title = self.generator.title();
        write!(f, "| {title} | {best} | {} | {memory} | {exit} | {kept} |", median(&walls))?;
        match &self.checked {
            Some(Checked::Good(cost)) => {
                write!(f, " {} | {} | {} |", seconds(&cost.time), mebibytes(cost.memory), cost.lines)?;
            }
            Some(Checked::Bad(1)) => write!(f, " 1 error | {0} | {0} |", none())?,
            Some(Checked::Bad(errors)) => write!(f, " {errors} errors | {0} | {0} |", none())?,
            Some(Checked::Untried(_)) | None if checked => write!(f, " {0} | {0} | {0} |", none())?,
            Some(Checked::Untried(_)) | None => {}
        }
        writeln!(f)
    }
}

/// How the figures came about, as far as they need it to be understood.
pub(super) fn notes(generators: &[Generator], absent: &[String], checked: bool) -> String {
    let mut notes = vec![
        "Memory is that of a generator's largest process. Operations kept are counted in the emitted code: public \
         async methods of the client, less those that call the operation of another in another media type; for this \
         one, which has no async methods, the endpoints they call."
            .to_owned(),
    ];
    if checked {
        notes.push(
            "`cargo check` is that of the client alone, its dependencies built and nothing left by an earlier pass: what \
             processors spent on it, the best of three where that is less than ten seconds, and the memory of the largest process."
                .to_owned(),
        );
    }
    for generator in generators.iter().filter(|_| checked) {
        let title = generator.title();
        match generator.finish {
            Finish::WorkspaceWithRustls => {
                notes.push(format!("For `cargo check`, rustls takes the place of the system's TLS in {title}'s manifest."));
            }
            Finish::Crate { dependencies, .. } => notes.push(format!(
                "{title} emits a module; for `cargo check` it gets a manifest with what its `{dependencies}` lists."
            )),
            Finish::Workspace => {}
        }
    }
    notes.extend(absent.iter().map(|sentence| format!("{sentence}.")));
    notes.join("\n\n") + "\n"
}

fn none() -> String {
    "–".to_owned()
}

fn mebibytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(none, |bytes| format!("{} MiB", bytes >> 20))
}

fn seconds(wall: &Duration) -> String {
    format!("{:.2} s", wall.as_secs_f64())
}

fn median(sorted: &[Duration]) -> String {
    match sorted.len() {
        0 => none(),
        count if count % 2 == 1 => seconds(&sorted[count / 2]),
        count => seconds(&((sorted[count / 2 - 1] + sorted[count / 2]) / 2)),
    }
}

/// The code, else what the system says: which signal it was.
fn ended(status: ExitStatus) -> String {
    status.code().map_or_else(|| status.to_string(), |code| code.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_lies_in_the_middle() {
        let walls: Vec<Duration> = [1, 2, 4, 9].map(Duration::from_secs).into();
        assert_eq!(median(&walls), "3.00 s");
        assert_eq!(median(&walls[..3]), "2.00 s");
        assert_eq!(median(&[]), "–");
    }
}
