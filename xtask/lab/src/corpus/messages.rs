//! What the compiler, clippy and rustdoc say about a package, as cargo hands it on.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// So many of them are shown.
const SHOWN: usize = 3;

/// What was said about one package.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    errors: usize,
    warnings: usize,
    /// The first of them, as the compiler prints them.
    first: Vec<String>,
}

/// A line of cargo's output (`--message-format=json`).
#[derive(Debug, Deserialize)]
pub(crate) struct Line {
    reason: String,
    #[serde(default)]
    manifest_path: PathBuf,
    message: Option<Message>,
    executable: Option<PathBuf>,
    target: Option<Target>,
}

#[derive(Debug, Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Message {
    level: String,
    #[serde(rename = "message")]
    text: String,
    rendered: Option<String>,
    code: Option<serde_json::Value>,
    spans: Vec<serde_json::Value>,
}

impl Line {
    /// The folder of the package it is about.
    pub(crate) fn package(&self) -> Option<PathBuf> {
        Some(self.manifest_path.parent()?.to_owned())
    }

    /// The program that was compiled.
    pub(crate) fn executable(&self) -> Option<&Path> {
        self.executable.as_deref()
    }

    /// Whether it says that an example of the package was compiled.
    pub(crate) fn is_example(&self) -> bool {
        self.is_artifact()
            && self.target.as_ref().is_some_and(|target| target.kind.iter().any(|kind| kind == "example"))
    }

    /// Whether it says that the package was compiled.
    pub(crate) fn is_artifact(&self) -> bool {
        self.reason == "compiler-artifact"
    }
}

impl Messages {
    /// Counts a line, unless it only counts others (`2 warnings emitted`) or explains.
    pub(crate) fn add(&mut self, line: &Line) {
        let Some(message) = &line.message else { return };
        if message.spans.is_empty() && message.code.is_none() && is_summary(&message.text) {
            return;
        }
        match message.level.as_str() {
            "warning" => self.warnings += 1,
            level if level.starts_with("error") => self.errors += 1,
            _ => return,
        }
        if self.first.len() < SHOWN {
            self.first.push(message.rendered.as_ref().unwrap_or(&message.text).trim_end().to_owned());
        }
    }

    /// Adds an error that is no message: the compiler itself ended early.
    pub(crate) fn fail(&mut self, reason: &str) {
        self.errors += 1;
        self.first.push(reason.to_owned());
    }

    /// Whether nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// Whether there was an error among them.
    pub(crate) fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many errors.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// How many.
    pub(crate) fn counts(&self) -> String {
        format!("{} errors, {} warnings", self.errors, self.warnings)
    }
}

fn is_summary(message: &str) -> bool {
    message.ends_with("emitted") || message.starts_with("aborting due to") || message.starts_with("could not")
}

impl fmt::Display for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.counts())?;
        for message in &self.first {
            write!(f, "\n{message}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lines: &[&str]) -> Messages {
        let mut messages = Messages::default();
        for line in lines {
            messages.add(&serde_json::from_str(line).unwrap());
        }
        messages
    }

    #[test]
    fn messages_are_counted_and_summaries_are_not() {
        let messages = said(&[
            r#"{"reason":"compiler-message","manifest_path":"/w/a/Cargo.toml","message":{"level":"warning","message":"unused","rendered":"warning: unused\n","code":null,"spans":[{}]}}"#,
            r#"{"reason":"compiler-message","manifest_path":"/w/a/Cargo.toml","message":{"level":"warning","message":"1 warning emitted","rendered":"","code":null,"spans":[]}}"#,
            r#"{"reason":"compiler-message","manifest_path":"/w/a/Cargo.toml","message":{"level":"error","message":"mismatched","rendered":null,"code":null,"spans":[{}]}}"#,
            r#"{"reason":"build-finished","success":false}"#,
        ]);
        assert_eq!(messages.to_string(), "1 errors, 1 warnings\nwarning: unused\nmismatched");
    }
}
