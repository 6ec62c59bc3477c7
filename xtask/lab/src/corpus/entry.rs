//! What was found about one document, and how the report has it.

use std::collections::BTreeMap;
use std::path::Path;

use lowcodeapi_generator::{Finding, Level};
use serde::{Serialize, Serializer};

use super::companions::Companions;
use super::error::Error;
use super::messages::Messages;

/// What was found about one document.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    /// Its path below the folder it was found in.
    pub(crate) document: String,
    /// How many operations it has.
    pub(super) operations: usize,
    /// How many of them are methods of the client.
    pub(super) methods: usize,
    /// The others, each with the reason.
    pub(super) left_out: Vec<LeftOut>,
    /// How many types the client has.
    pub(super) types: usize,
    /// How many of the places that have a type have only `Value` or a free map.
    pub(super) untyped: usize,
    /// What companions describe of it.
    pub(super) companions: Companions,
    /// How many spots of the document were repaired.
    pub(super) repairs: usize,
    /// How long it took, disk and compilation apart.
    pub(super) millis: u128,
    /// How it ended.
    pub(crate) outcome: Outcome,
    /// How many spots are less precise than the document.
    #[serde(skip)]
    pub(super) degraded: usize,
    /// The package its client was emitted as, where it was.
    #[serde(skip)]
    pub(crate) package: Option<String>,
}

/// An operation that is no method.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    /// Method and path key.
    pub(super) operation: String,
    /// Why.
    pub(super) reason: String,
}

/// How a document ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// As it should; with `--check`, compiled without a word.
    Good,
    /// No client was made.
    Refused(Refusal),
    /// A stage of the pipeline panicked, which none may.
    Panicked(String),
    /// Operations are neither methods nor left out by name.
    Lost(usize),
    /// The compiler had something to say.
    Complained(Messages),
}

/// Why no client was made.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// In a line.
    pub(super) error: String,
    /// Everything that is wrong.
    pub(super) problems: Vec<Finding>,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.error)?;
        // One problem that is the error itself is told already.
        let told = |problem: &&Finding| !self.error.ends_with(&problem.message);
        self.problems.iter().filter(told).try_for_each(|problem| write!(f, "\n    {problem}"))
    }
}

impl Entry {
    /// One of which nothing is known but how it ended.
    pub(super) fn new(document: &str, outcome: Outcome) -> Self {
        Self {
            document: document.to_owned(),
            operations: 0,
            methods: 0,
            left_out: Vec::new(),
            types: 0,
            untyped: 0,
            companions: Companions::default(),
            repairs: 0,
            millis: 0,
            outcome,
            degraded: 0,
            package: None,
        }
    }

    /// What is to be said against it, for programs.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let code = match &self.outcome {
            Outcome::Good => return Vec::new(),
            Outcome::Refused(refusal) => return refusal.problems.clone(),
            Outcome::Panicked(_) => "corpus::panicked",
            Outcome::Lost(_) => "corpus::lost_operations",
            Outcome::Complained(_) => "corpus::compiler",
        };
        let finding = Finding::new(Level::Error, code, self.outcome.to_string());
        vec![finding.at(&self.document, None)]
    }

    /// Whether there is nothing to be said against it.
    pub(crate) fn is_good(&self) -> bool {
        matches!(self.outcome, Outcome::Good)
    }
}

impl Outcome {
    /// In a word or two.
    pub(super) fn short(&self) -> String {
        match self {
            Self::Good => "ok".to_owned(),
            Self::Refused(_) => "refused".to_owned(),
            Self::Panicked(_) => "panicked".to_owned(),
            Self::Lost(count) => format!("{count} lost"),
            Self::Complained(messages) => messages.counts(),
        }
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Good => f.write_str("ok"),
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Panicked(message) => write!(f, "panicked: {message}"),
            Self::Lost(count) => write!(f, "{count} operation(s) are neither methods nor left out by name"),
            Self::Complained(messages) => messages.fmt(f),
        }
    }
}

impl Serialize for Outcome {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Adds counts of the same kind up.
pub(super) fn add(sums: &mut BTreeMap<String, usize>, counts: impl IntoIterator<Item = (String, usize)>) {
    for (kind, count) in counts {
        *sums.entry(kind).or_default() += count;
    }
}

/// Writes the report.
pub(super) fn write(path: &Path, entries: &[Entry]) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(entries).expect("entries are texts and numbers");
    std::fs::write(path, format!("{text}\n")).map_err(Error::write(path))
}
