//! What a document became: what was repaired of it, what the client offers, and what it carries less precisely or not.

use std::fmt::{self, Display, Formatter};

use super::counted;
use crate::pipeline::Made;
use crate::terminal::{LABEL, NOTICE};

/// What a document became.
pub(crate) struct Offered<'a> {
    pub(crate) made: &'a Made,
    /// Each place rather than how many there are of a kind.
    pub(crate) verbose: bool,
}

impl Display for Offered<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.repairs(f)?;
        self.client(f)
    }
}

impl Offered<'_> {
    pub(super) fn repairs(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let repairs = self.made.tally_repairs();
        tally(f, format_args!("{LABEL}repairs{LABEL:#}   "), self.made.repairs.len(), repairs)?;
        if self.verbose {
            for repair in &self.made.repairs {
                let position = self.made.source.source().locate(&repair.pointer);
                let line = position.map(|position| position.line);
                place(f, line, &repair.kind, &repair.pointer, &repair.detail)?;
            }
        }
        Ok(())
    }

    pub(super) fn client(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let api = &self.made.api;
        let mut parts = vec![counted(api.operations.len(), "operation"), counted(api.types.len(), "type")];
        let rest = [(self.made.inferred.len(), "inferred from examples"), (api.left_out.len(), "left out")];
        parts.extend(
            rest.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")),
        );
        writeln!(f, "{LABEL}client{LABEL:#}     {}", parts.join(", "))?;
        for left_out in &api.left_out {
            writeln!(
                f,
                "{NOTICE}           left out: {}, {}{NOTICE:#}",
                left_out.operation, left_out.reason
            )?;
        }
        if self.verbose {
            for pointer in &self.made.inferred {
                writeln!(f, "           inferred: {pointer}")?;
            }
        }
        self.degraded(f)
    }

    fn degraded(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let degradations = &self.made.api.degradations;
        if degradations.is_empty() {
            return Ok(());
        }
        let kinds = self.made.tally_degradations();
        tally(f, format_args!("{LABEL}degraded{LABEL:#}  "), degradations.len(), kinds)?;
        if self.verbose {
            for spot in degradations {
                let position = self.made.source.locate(&spot.origin.0);
                let line = position.map(|position| position.line);
                place(f, line, spot.kind.as_str(), &spot.origin.0, &spot.detail)?;
            }
        }
        Ok(())
    }
}

/// How many there are, and of which kinds.
fn tally(
    f: &mut Formatter<'_>,
    label: fmt::Arguments<'_>,
    count: usize,
    kinds: impl IntoIterator<Item = (impl Display, usize)>,
) -> fmt::Result {
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let details = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
    writeln!(f, "{label} {count}{details}")
}

/// One of them, and where it is.
fn place(f: &mut Formatter<'_>, line: Option<usize>, kind: &str, pointer: &str, detail: &str) -> fmt::Result {
    let line = line.map(|line| format!("{line}:")).unwrap_or_default();
    let pointer = if pointer.is_empty() { "(root)" } else { pointer };
    writeln!(f, "           {line} {kind} {pointer}: {detail}")
}
