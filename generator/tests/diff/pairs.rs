//! Small changes of parts of a document that a person judged: the worst verdict for the wire, and each cause told once.

use std::fmt::Write as _;

use lowcodeapi_generator::diff::FlagKind;
use serde::Deserialize;
use serde_json::{Value, json};

use super::cases::Part;
use super::positions::worst;
use super::sides::compare;

/// A part of a document, and what becomes of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    what: String,
    #[serde(rename = "in")]
    part: Part,
    /// Of the specification.
    #[serde(default)]
    version: Option<String>,
    wire: String,
    /// The names of all kinds of change that are told.
    #[serde(default)]
    told: Vec<String>,
    old: Value,
    new: Value,
}

impl Pair {
    fn document(&self, part: &Value) -> Value {
        let mut document = self.part.document(part);
        match self.version.as_deref() {
            None => {}
            Some("2.0") => {
                let members = document.as_object_mut().expect("a document is an object");
                members.shift_remove("openapi");
                members.insert("swagger".to_owned(), json!("2.0"));
            }
            Some(version) => document["openapi"] = json!(version),
        }
        document
    }
}

#[test]
fn each_pair_has_its_verdict_and_each_cause_is_told_once() {
    let pairs: Vec<Pair> =
        serde_yaml::from_str(include_str!("cases/pairs.yaml")).expect("the pairs are well-formed");
    let mut wrong = String::new();
    for pair in &pairs {
        let report = compare(&pair.document(&pair.old), &pair.document(&pair.new));
        let mut told: Vec<&str> = report.changes.iter().map(|change| change.name).collect();
        told.sort_unstable();
        let unexplained = report.flags.iter().any(|flag| flag.kind == FlagKind::UnexplainedApiChange);
        if worst(&report) != pair.wire || told != pair.told || unexplained {
            let _ = writeln!(
                wrong,
                "{}: {} {told:?}, not {} {:?}",
                pair.what,
                worst(&report),
                pair.wire,
                pair.told
            );
            for change in &report.changes {
                let _ = writeln!(wrong, "    {:?} {} {}", change.wire, change.name, change.message);
            }
            for flag in &report.flags {
                let _ = writeln!(wrong, "    {} {}", flag.rule, flag.message);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
