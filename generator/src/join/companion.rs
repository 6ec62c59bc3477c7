//! A provider's own document, and the file in which those of a client are kept.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::elsewhere;
use crate::read::Committed;
use crate::repair;
use crate::source::{Damaged, KeptFile, Position};

/// A provider's own document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Companion {
    /// What the client's manifest calls it: a file.
    pub name: String,
    /// SHA-256 of that file, in lower-case hexadecimal.
    pub sha256: String,
    #[serde(rename = "document")]
    pub(super) value: Value,
}

/// A companion as a client's manifest names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanionFile {
    /// The file, as seen from the crate's folder.
    pub file: String,
    /// Where its operations are beside its own servers.
    pub server: Option<String>,
}

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept<C> {
    companions: C,
}

const FILE: KeptFile = KeptFile {
    holds: "the companions",
    code: "join::kept",
    help: "restore the file with git, or run `regen` where the whole companions are, which writes it anew",
    language: "json",
};

impl Companion {
    /// A document that was read, which is repaired as any other is.
    #[must_use]
    pub fn new(read: Committed, name: &str, sha256: String) -> Self {
        let mut document = read.document;
        repair::repair(&mut document, &repair::Settings::default());
        Self { name: name.to_owned(), sha256, value: document.value }
    }

    /// The same with its operations at one more server, for LowCodeAPI may reach the provider at a host that the
    /// provider's document doesn't name.
    #[must_use]
    pub fn also_at(mut self, server: &str) -> Self {
        elsewhere::add_server(&mut self.value, server);
        self
    }

    /// Reads the file companions are kept in; `name` is what errors call it.
    ///
    /// # Errors
    ///
    /// Where it is no such file.
    pub fn parse(text: &str, name: &str) -> Result<Vec<Self>, Damaged> {
        let kept: Kept<Vec<Self>> = serde_json::from_str(text).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
            let offset = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
            let message = error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
            FILE.damaged((name, text), Position { line, column, offset }, 0, message)
        })?;
        Ok(kept.companions)
    }
}

/// The text of the file.
pub(super) fn text(companions: &[Companion]) -> String {
    let kept = Kept { companions };
    serde_json::to_string_pretty(&kept).expect("companions are texts and values") + "\n"
}
