//! `accepted.toml`: breaks somebody has decided to live with.
//!
//! ```toml
//! [[accepted]]
//! id = "2b7e151628ae"
//! reason = "nobody used it"
//! ```

use std::collections::BTreeMap;
use std::path::Path;

use miette::NamedSource;
use serde::Deserialize;

use super::error::Error;
use crate::workspace::Client;

/// Accepted changes.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// The file, as messages show it.
    pub(super) name: String,
    /// By id.
    pub(super) reasons: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    reason: String,
}

/// Reads a client's list; where there is no file, nothing is accepted.
pub(super) fn read(client: &Client) -> Result<Accepted, Error> {
    let path = client.accepted();
    let name = client.show(&path);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(&text, name),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Accepted::default()),
        Err(source) => Err(Error::Unreadable { path: name, source }),
    }
}

/// Reads a list for any two documents, which has to be there.
pub(super) fn read_file(path: &Path) -> Result<Accepted, Error> {
    let name = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|source| Error::Unreadable { path: name.clone(), source })?;
    parse(&text, name)
}

fn parse(text: &str, name: String) -> Result<Accepted, Error> {
    let wrong = |message: String, span: Option<std::ops::Range<usize>>| Error::Accepted {
        path: name.clone(),
        message,
        text: NamedSource::new(&name, text.to_owned()).with_language("toml"),
        span: span.map(Into::into),
    };
    let file: File = toml::from_str(text).map_err(|error| wrong(error.message().to_owned(), error.span()))?;
    let mut reasons = BTreeMap::new();
    for Entry { id, reason } in file.accepted {
        let place = text.find(&id).map(|at| at..at + id.len());
        if reason.trim().is_empty() {
            return Err(wrong(format!("`{id}` is accepted without a reason"), place));
        }
        if reasons.insert(id.clone(), reason).is_some() {
            return Err(wrong(format!("`{id}` is accepted twice"), place));
        }
    }
    Ok(Accepted { name, reasons })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_is_accepted_once_and_for_a_reason() {
        let parsed = |text: &str| parse(text, "accepted.toml".to_owned()).map_err(|error| error.to_string());
        let accepted = parsed("[[accepted]]\nid = \"ab\"\nreason = \"nobody used it\"\n").unwrap();
        assert_eq!(accepted.reasons["ab"], "nobody used it");
        assert_eq!(
            parsed("[[accepted]]\nid = \"ab\"\nreason = \" \"\n").unwrap_err(),
            "`accepted.toml`: `ab` is accepted without a reason"
        );
        assert!(parsed("[[accepted]]\nid = \"ab\"\n").unwrap_err().contains("missing field `reason`"));
        assert!(parsed("").unwrap().reasons.is_empty());
    }
}
