//! What a document became: what was repaired of it, what the client offers, and what it carries less precisely or not.

use std::fmt::{self, Display, Formatter};

use lowcodeapi_generator::api::DegradationKind;
use lowcodeapi_generator::infer::Inference;
use lowcodeapi_generator::learn::Unused;
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::{Generated, assumed, repair};

use super::counted;
use crate::terminal::{LABEL, NOTICE};

/// What a document became.
pub(crate) struct Offered<'a> {
    pub(crate) made: &'a Generated,
    /// Where the document's parts come from, where that isn't the committed text.
    pub(crate) origins: Option<&'a Origins>,
    /// Each place rather than how many there are of a kind.
    pub(crate) verbose: bool,
}

impl Display for Offered<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.repairs(f)?;
        self.companions(f)?;
        self.client(f)
    }
}

impl Offered<'_> {
    pub(super) fn repairs(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let repairs = repair::tally_by_name(&self.made.repairs);
        tally(f, format_args!("{LABEL}repairs{LABEL:#}   "), self.made.repairs.len(), repairs)?;
        if self.verbose {
            for repair in &self.made.repairs {
                place(f, &self.line(&repair.pointer), repair.kind.as_str(), &repair.pointer, &repair.detail)?;
            }
        }
        Ok(())
    }

    pub(super) fn companions(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let report = &self.made.companions;
        if report.text.is_none() {
            return Ok(());
        }
        let operations = counted(report.matched.len(), "operation");
        write!(f, "{LABEL}companions{LABEL:#} {operations} matched, {} ambiguous, ", report.ambiguous.len())?;
        write!(
            f,
            "{} unmatched; {}",
            report.unmatched.len(),
            counted(report.disagreements.len(), "disagreement")
        )?;
        writeln!(f, "{}", if self.verbose { "" } else { " (`--verbose` lists them)" })?;
        for (finding, pointer) in assumed::of_companions(self.made).filter(|_| self.verbose) {
            writeln!(f, "           {} {pointer}: {}", self.now(pointer), finding.message)?;
        }
        Ok(())
    }

    pub(super) fn learned(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let report = &self.made.learned;
        if report.text.is_none() {
            return Ok(());
        }
        let answers = counted(report.applied.len(), "answer");
        writeln!(f, "{LABEL}learned{LABEL:#}    {answers}, {} unused", report.unused.len())?;
        for Unused { operation, reason } in &report.unused {
            writeln!(f, "{NOTICE}           {operation}: {reason}{NOTICE:#}")?;
        }
        Ok(())
    }

    pub(super) fn client(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let api = &self.made.api;
        let mut parts = vec![counted(api.operations.len(), "operation"), counted(api.types.len(), "type")];
        let rest = [(self.made.inferences.len(), "inferred from examples"), (api.left_out.len(), "left out")];
        parts.extend(
            rest.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")),
        );
        writeln!(f, "{LABEL}client{LABEL:#}     {}", parts.join(", "))?;
        for left_out in &api.left_out {
            let line =
                if self.verbose { format!("{} ", self.now(&left_out.origin.0)) } else { String::new() };
            let (operation, reason) = (&left_out.operation, &left_out.reason);
            writeln!(f, "{NOTICE}           {line}left out: {operation}, {reason}{NOTICE:#}")?;
        }
        for spot in api.degradations.iter().filter(|spot| spot.kind == DegradationKind::UnknownSecurity) {
            let line = self.now(&spot.origin.0);
            writeln!(f, "{NOTICE}           {line} {} {}{NOTICE:#}", spot.origin.0, spot.detail)?;
        }
        if let Some((finding, _)) = assumed::unfilled(self.made) {
            writeln!(f, "{NOTICE}           {}{NOTICE:#}", finding.message)?;
        }
        if self.verbose {
            for Inference { pointer, .. } in &self.made.inferences {
                writeln!(f, "           {} inferred: {pointer}", self.now(pointer))?;
            }
        }
        self.degraded(f)
    }

    /// The line of what stands at a pointer of the document as it became.
    fn now(&self, pointer: &str) -> String {
        self.line(&self.made.source.source_pointer(pointer))
    }

    /// The line of what stands at a pointer of the document before anything was done to it, with the file where that
    /// isn't the document's own; empty where it has none.
    fn line(&self, pointer: &str) -> String {
        let Some(origins) = self.origins else {
            let position = self.made.source.source().locate(pointer);
            return position.map_or_else(String::new, |position| format!("{}:", position.line));
        };
        let Some(place) = origins.excerpt(pointer) else { return String::new() };
        if origins.files().next() == Some(place.text.name()) {
            return format!("{}:", place.position.line);
        }
        format!("{}:{}:", place.text.name(), place.position.line)
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
                place(f, &self.now(&spot.origin.0), spot.kind.as_str(), &spot.origin.0, &spot.detail)?;
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
fn place(f: &mut Formatter<'_>, line: &str, kind: &str, pointer: &str, detail: &str) -> fmt::Result {
    let pointer = if pointer.is_empty() { "(root)" } else { pointer };
    writeln!(f, "           {line} {kind} {pointer}: {detail}")
}
