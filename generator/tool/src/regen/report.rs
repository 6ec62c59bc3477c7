//! What a run did, in a few lines.

mod offered;

use std::fmt::{self, Display, Formatter};

use lowcodeapi_generator::Generated;
use lowcodeapi_generator::names::GivenUp;

use super::guard::Guard;
use super::source::Input;
use crate::terminal::{ALARM, LABEL, NOTICE};
use crate::tree::{Change, Drift};
use crate::workspace::Client;
pub(crate) use offered::Offered;

/// Everything but the files.
pub(super) struct Report<'a> {
    pub(super) client: &'a Client,
    pub(super) input: &'a Input,
    pub(super) made: &'a Generated,
    pub(super) guard: &'a Guard,
    pub(super) verbose: bool,
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.source(f)?;
        for alarm in &self.guard.alarms {
            writeln!(f, "{ALARM}warning    {alarm}{ALARM:#}")?;
        }
        if !self.guard.lost.is_empty() {
            writeln!(f, "{ALARM}lost       {}{ALARM:#}", self.guard.lost.join(", "))?;
        }
        let offered =
            Offered { made: self.made, origins: self.input.origins.as_ref(), verbose: self.verbose };
        offered.repairs(f)?;
        offered.companions(f)?;
        self.overlay(f)?;
        offered.learned(f)?;
        offered.client(f)
    }
}

impl Report<'_> {
    fn source(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Input { source, url, name, why, locked, .. } = self.input;
        if let Some(locked) = locked.filter(|locked| locked != source) {
            writeln!(f, "{ALARM}warning    the source is now `{source}`; the lock says `{locked}`{ALARM:#}")?;
        }
        write!(f, "{LABEL}source{LABEL:#}     {source}, {}", url.as_ref().unwrap_or(name))?;
        if url.is_some() && self.input.committed {
            write!(f, ", as committed")?;
        }
        if let Some(why) = why {
            write!(f, " ({why})")?;
        }
        writeln!(f)?;
        writeln!(
            f,
            "{LABEL}document{LABEL:#}   {}, {} bytes",
            self.made.form.shown(),
            self.made.document.len()
        )
    }

    fn overlay(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [(_, applied), (_, unchanged), (_, stale)] = self.made.overlay.tally();
        writeln!(
            f,
            "{LABEL}overlay{LABEL:#}    {}: {applied} applied, {unchanged} without effect, {stale} stale",
            counted(self.made.overlay.actions.len(), "action")
        )?;
        let (path, _) = self.client.overlay();
        let path = self.client.show(&path);
        for given_up in self.made.names.given_up() {
            let GivenUp { place, name, reason } = given_up;
            writeln!(f, "{ALARM}renamed    {place}: `{name}` {reason}{ALARM:#}")?;
        }
        for action in self.made.stale() {
            write!(
                f,
                "{NOTICE}           {path}:{}: `{}` matches nothing",
                action.position.line, action.target
            )?;
            if let Some(nearest) = &action.nearest {
                write!(f, "; the nearest there is: `{nearest}`")?;
            }
            writeln!(f, "{NOTICE:#}")?;
        }
        Ok(())
    }
}

/// The files a run wrote and deleted.
pub(super) struct Written<'a> {
    pub(super) client: &'a Client,
    pub(super) changes: &'a [Change<'a>],
}

impl Display for Written<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return writeln!(f, "{LABEL}files{LABEL:#}      up to date");
        }
        let deleted = self
            .changes
            .iter()
            .filter(|change| matches!(change.drift, Drift::Orphaned | Drift::Leftover))
            .count();
        write!(f, "{LABEL}files{LABEL:#}      {} written", self.changes.len() - deleted)?;
        writeln!(f, "{}", if deleted > 0 { format!(", {deleted} deleted") } else { String::new() })?;
        for Change { path, drift } in self.changes {
            let verb = match drift {
                Drift::Stale { .. } | Drift::Missing { .. } => "wrote  ",
                Drift::Orphaned | Drift::Leftover => "deleted",
            };
            writeln!(f, "           {verb} {}", self.client.show(path))?;
        }
        Ok(())
    }
}

pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
