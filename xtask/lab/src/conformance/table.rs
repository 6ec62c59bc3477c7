//! The verdicts as a Markdown table, ready for the README.

use std::fmt;

/// A verdict.
#[derive(Debug)]
pub(super) struct Row {
    request: String,
    validator: String,
    verdict: String,
    good: bool,
}

impl Row {
    /// As it should be.
    pub(super) fn good(request: &str, validator: &str, verdict: &str) -> Self {
        Self::new(request, validator, verdict, true)
    }

    /// Not as it should be.
    pub(super) fn bad(request: &str, validator: &str, verdict: &str) -> Self {
        Self::new(request, validator, verdict, false)
    }

    fn new(request: &str, validator: &str, verdict: &str, good: bool) -> Self {
        let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
        Self { request: cell(request), validator: cell(validator), verdict: cell(verdict), good }
    }
}

/// All verdicts.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<Row>);

impl Table {
    pub(super) fn push(&mut self, row: Row) {
        self.0.push(row);
    }

    /// How many are not as they should be.
    pub(super) fn refused(&self) -> usize {
        self.0.iter().filter(|row| !row.good).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| request | validator | verdict |\n|---|---|---|")?;
        for Row { request, validator, verdict, .. } in &self.0 {
            writeln!(f, "| {request} | {validator} | {verdict} |")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_cannot_break_the_table() {
        let mut table = Table::default();
        table.push(Row::good("a", "b", "valid"));
        table.push(Row::bad("a|b", "c", "one\ntwo"));
        assert_eq!(table.refused(), 1);
        let shown = table.to_string();
        assert_eq!(shown.lines().last(), Some("| a\\|b | c | one two |"));
    }
}
