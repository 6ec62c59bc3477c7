//! What `regen` changes, against what was there before.

use std::cell::OnceCell;

use lowcodeapi_generator::diff::{self, Report, Side};
use lowcodeapi_generator::sides::{self, Half, Reading, Texts};
use lowcodeapi_generator::{Generated, Lowered};

use super::sides::Finder;
use super::{accepted, day, painted};
use crate::lock::Source;
use crate::shell;
use crate::workspace::Client;

/// More changes than this belong into a pull request, not into a terminal.
const MOST: usize = 10;

/// The state a client is in before a run: its texts, and what the pipeline makes of them once somebody asks.
pub(crate) struct Before {
    /// As committed in git, or as they lie on disk where git doesn't know them.
    texts: Option<Texts>,
    /// Whether the two are the same.
    is_on_disk: bool,
    half: OnceCell<Option<Half>>,
}

impl Before {
    /// Notes the state, before anything is written.
    pub(crate) fn of(client: &Client) -> Self {
        let finder = Finder::of(client);
        let committed = finder.git.commit("HEAD").ok().flatten();
        let committed = committed.and_then(|commit| finder.revision("HEAD", &commit, None).ok());
        // What can't be read can't be compared; the run itself says so where it matters.
        let on_disk = finder.working_tree(None).ok();
        let is_on_disk = match (&committed, &on_disk) {
            (Some(committed), Some(on_disk)) => committed.become_the_same(on_disk),
            (committed, _) => committed.is_none(),
        };
        Self { texts: committed.or(on_disk), is_on_disk, half: OnceCell::new() }
    }

    /// What the pipeline makes of the client as it lies on disk, where that is how it is committed and it makes
    /// anything.
    pub(crate) fn on_disk(&self) -> Option<&Lowered> {
        self.half().filter(|_| self.is_on_disk).map(Half::made)
    }

    /// What was made since, in a few lines; nothing where nothing has a meaning.
    pub(crate) fn summary(&self, client: &Client, made: &Generated, source: Source) -> String {
        let Some(report) = self.report(client, made, source).filter(|report| !report.is_empty()) else {
            return String::new();
        };
        format!("\n{}", painted(&diff::summary(&report, MOST, &shell::command(["diff"]))))
    }

    fn report(&self, client: &Client, made: &Generated, source: Source) -> Option<Report> {
        let old = self.half()?;
        let (host, overlay) = (Some(client.settings.host.clone()), client.show(&client.overlay().0));
        let reading = Reading::from(made);
        let provenance = reading.provenance(Some(source.to_string()), host, &overlay);
        let served = reading.served();
        let new = sides::side(&client.show(&client.document()), &made.api, &made.source, provenance);
        let new = Side { served: served.as_ref(), today: Some(day::today()), ..new };
        let mut report = diff::diff(&old.side(), &new);
        if let Ok(accepted) = accepted::read(client) {
            report.accept(&accepted.reasons);
        }
        Some(report)
    }

    fn half(&self) -> Option<&Half> {
        self.half.get_or_init(|| sides::make(self.texts.as_ref()?).ok()).as_ref()
    }
}
