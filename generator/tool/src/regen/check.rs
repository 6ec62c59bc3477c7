//! `--check`: what is not as it would be, where it differs, and the command that mends it.

use std::fmt::{self, Display, Formatter};

use lowcodeapi_generator::Generated;

use super::Error;
use super::report::counted;
use crate::exit::{ExitCode, Failure};
use crate::shell;
use crate::terminal::{ALARM, LABEL};
use crate::tree::{Change, Drift};
use crate::workspace::Client;

/// How much of a long line is shown.
const WIDTH: usize = 160;

/// Stale files count more than a stale overlay: regenerating comes first, and shows the overlay's state anyway.
pub(super) fn verdict(changes: &[Change], made: &Generated) -> Result<ExitCode, Failure> {
    let stale = made.stale().count();
    match (changes.is_empty(), stale) {
        (false, _) => Ok(ExitCode::Stale),
        (true, 0) => Ok(ExitCode::Done),
        (true, count) => Err(Error::OverlayStale { count }.into()),
    }
}

/// The files that are not as they would be.
pub(super) struct Findings<'a> {
    pub(super) client: &'a Client,
    pub(super) changes: &'a [Change<'a>],
}

impl Display for Findings<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.changes.is_empty() {
            return writeln!(f, "{LABEL}files{LABEL:#}      up to date");
        }
        writeln!(
            f,
            "{LABEL}files{LABEL:#}      {} not as they would be",
            counted(self.changes.len(), "file")
        )?;
        for Change { path, drift } in self.changes {
            let path = self.client.show(path);
            match drift {
                Drift::Stale { difference, .. } => {
                    writeln!(f, "{ALARM}stale      {path}:{}{ALARM:#}", difference.line)?;
                    line(f, "-", difference.is.as_deref())?;
                    line(f, "+", difference.should_be.as_deref())?;
                }
                Drift::Missing { .. } => writeln!(f, "{ALARM}missing    {path}{ALARM:#}")?,
                Drift::Orphaned => writeln!(f, "{ALARM}orphaned   {path}{ALARM:#}")?,
                Drift::Leftover => {
                    writeln!(f, "{ALARM}leftover   {path} (a refresh was interrupted){ALARM:#}")?;
                }
            }
        }
        writeln!(
            f,
            "{LABEL}mend it{LABEL:#}    {}",
            mending_command(shell::arguments().map(|argument| argument.to_string_lossy().into_owned()))
        )
    }
}

fn line(f: &mut Formatter<'_>, sign: &str, text: Option<&str>) -> fmt::Result {
    match text {
        None => writeln!(f, "           {sign} (end of file)"),
        Some(text) if text.chars().count() > WIDTH => {
            writeln!(f, "           {sign} {}…", text.chars().take(WIDTH).collect::<String>())
        }
        Some(text) => writeln!(f, "           {sign} {text}"),
    }
}

/// The same command, writing.
fn mending_command(arguments: impl Iterator<Item = String>) -> String {
    let kept: Vec<String> =
        arguments.filter(|argument| argument != "--check" && argument != "--verbose").collect();
    shell::command(kept.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mending_command_can_be_pasted() {
        shell::started_as(shell::ALIAS);
        let command =
            |arguments: &[&str]| mending_command(arguments.iter().map(|&argument| argument.to_owned()));
        assert_eq!(command(&["regen", "--check", "--offline"]), "cargo xtask regen --offline");
        assert_eq!(
            command(&["regen", "--spec", "it's here.json"]),
            r"cargo xtask regen --spec 'it'\''s here.json'"
        );
    }
}
