//! What `regen` changes, against what was committed.

use lowcodeapi_generator::diff::{self, Report, Side};

use super::half::{self, Half};
use super::sides::Finder;
use super::{accepted, painted};
use crate::lock::Source;
use crate::pipeline::Made;
use crate::shell;
use crate::workspace::Client;

/// More changes than this belong into a pull request, not into a terminal.
const MOST: usize = 10;

/// The state a client is in before a run.
pub(crate) struct Before {
    half: Option<Half>,
}

/// Notes the state a client is committed in: in git, or on disk where git doesn't know it.
pub(crate) fn since_commit(client: &Client) -> Before {
    let finder = Finder::of(client);
    let committed = finder.git.commit("HEAD").ok().flatten();
    let committed = committed.and_then(|commit| finder.revision("HEAD", &commit, None).ok());
    // What can't be read can't be compared; the run itself has said so where it matters.
    let texts = committed.or_else(|| finder.working_tree(None).ok());
    Before { half: texts.and_then(|texts| half::make(&texts).ok()) }
}

impl Before {
    /// What was made since, in a few lines; nothing where nothing has a meaning.
    pub(crate) fn told(&self, client: &Client, made: &Made, source: Source) -> String {
        let Some(report) = self.report(client, made, source).filter(|report| !report.is_empty()) else {
            return String::new();
        };
        format!("\n{}", painted(&diff::summary(&report, MOST, &shell::command(["diff"]))))
    }

    fn report(&self, client: &Client, made: &Made, source: Source) -> Option<Report> {
        let old = self.half.as_ref()?;
        let settings = &client.settings;
        let grouped = settings.group == lowcodeapi_generator::Grouping::Tag;
        let provenance =
            half::provenance(made, Some(source.to_string()), Some(settings.host.clone()), grouped);
        let served = half::served(made);
        let new = half::side(&client.show(&client.document()), made, provenance);
        let new = Side { served: served.as_ref(), ..new };
        let mut report = diff::diff(&old.side(), &new);
        if let Ok(accepted) = accepted::read(client) {
            report.accept(&accepted.reasons);
        }
        Some(report)
    }
}
