//! What came of all documents together.

use std::collections::BTreeMap;
use std::path::Path;

use lowcodeapi_generator::Finding;
use serde::Serialize;
use tool::exit::ExitCode;

use super::judge::{Loss, Tried};
use crate::corpus::Error;

/// What came of all documents.
#[derive(Debug, Default, Serialize)]
pub(super) struct Report {
    /// Documents that were tried.
    pub(super) documents: Vec<Tried>,
    /// Documents that could not be, with the reason.
    pub(super) failed: Vec<(String, String)>,
}

/// Losses of one kind.
#[derive(Debug)]
pub(super) struct Group<'r> {
    /// How many.
    pub(super) count: usize,
    /// In how many documents.
    pub(super) documents: usize,
    /// The one with the shortest instance.
    pub(super) example: &'r Loss,
}

impl Report {
    /// Adds a document.
    pub(super) fn add(&mut self, tried: Tried) {
        self.documents.push(tried);
    }

    /// Adds a document that could not be tried.
    pub(super) fn fail(&mut self, document: &str, reason: &str) {
        self.failed.push((document.to_owned(), reason.to_owned()));
    }

    /// All losses.
    pub(super) fn losses(&self) -> impl Iterator<Item = &Loss> {
        self.documents.iter().flat_map(|tried| &tried.losses)
    }

    /// Losses by kind, the most frequent first.
    pub(super) fn groups(&self, explained: bool) -> Vec<(&str, Group<'_>)> {
        let mut groups: BTreeMap<&str, Vec<&Loss>> = BTreeMap::new();
        for loss in self.losses().filter(|loss| loss.explained.is_some() == explained) {
            groups.entry(&loss.kind).or_default().push(loss);
        }
        let mut groups: Vec<(&str, Group<'_>)> = groups
            .into_iter()
            .map(|(kind, losses)| {
                let mut documents: Vec<&str> = losses.iter().map(|loss| loss.document.as_str()).collect();
                documents.dedup();
                let example = losses.iter().min_by_key(|loss| loss.sent.len()).expect("a group has a loss");
                (kind, Group { count: losses.len(), documents: documents.len(), example })
            })
            .collect();
        groups.sort_by_key(|(_, group)| std::cmp::Reverse(group.count));
        groups
    }

    /// How the command ends.
    pub(super) fn exit(&self) -> ExitCode {
        if !self.failed.is_empty() {
            ExitCode::Generation
        } else if self.losses().any(|loss| loss.explained.is_none()) {
            ExitCode::Unmet
        } else {
            ExitCode::Done
        }
    }

    /// The same for programs.
    pub(super) fn problems(&self) -> Vec<Finding> {
        let failed = self.failed.iter().map(|(document, reason)| super::finding(document, reason.clone()));
        let lost = self.losses().filter(|loss| loss.explained.is_none());
        failed.chain(lost.map(|loss| super::finding(&loss.document, loss.to_string()))).collect()
    }

    /// Writes everything as JSON.
    pub(super) fn write(&self, path: &Path) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(self).expect("a report is texts and numbers");
        std::fs::write(path, format!("{text}\n")).map_err(Error::write(path))
    }
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { pointer, ty, how, path, sent, back, .. } = self;
        write!(f, "{pointer} ({ty}), {how} at `{path}`: {} → {}", short(sent), short(back))
    }
}

/// As much of a text as a line has room for.
fn short(text: &str) -> String {
    let mut short: String = text.chars().take(240).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
