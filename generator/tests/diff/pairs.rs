//! Small changes of parts of a document that a person judged: the worst verdict for the wire, and each cause told once.

use std::fmt::Write as _;

use lowcodeapi_generator::diff::{FlagKind, Report};
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
    /// The verdict for the wire of the way back, where it is another.
    #[serde(default)]
    back: Option<String>,
    /// Why oasdiff judges otherwise, where it does on principle.
    #[serde(default)]
    differs: Option<String>,
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

fn pairs() -> Vec<Pair> {
    serde_yaml::from_str(include_str!("cases/pairs.yaml")).expect("the pairs are well-formed")
}

#[test]
fn each_pair_has_its_verdict_and_each_cause_is_told_once() {
    let pairs = pairs();
    let mut wrong = String::new();
    for pair in &pairs {
        let (old, new) = (pair.document(&pair.old), pair.document(&pair.new));
        let report = compare(&old, &new);
        let mut told: Vec<&str> = report.changes.iter().map(|change| change.name).collect();
        told.sort_unstable();
        let unexplained = report.flags.iter().any(|flag| flag.kind == FlagKind::UnexplainedApiChange);
        if worst(&report) != pair.wire || told != pair.told || unexplained {
            let _ = writeln!(wrong, "{}: {told:?}, not {} {:?}", pair.what, pair.wire, pair.told);
            tell(&mut wrong, &report);
        }
        let back = compare(&new, &old);
        if pair.back.as_ref().is_some_and(|back_wire| worst(&back) != back_wire) {
            let _ = writeln!(wrong, "{}, the way back, not {:?}", pair.what, pair.back);
            tell(&mut wrong, &back);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn where_others_judge_otherwise_the_reason_is_told() {
    let pairs = pairs();
    let reasons = pairs.iter().filter_map(|pair| pair.differs.as_ref());
    assert!(reasons.clone().count() > 0);
    assert!(reasons.clone().all(|reason| reason.contains("oasdiff") && reason.split(' ').count() > 4));
}

fn tell(wrong: &mut String, report: &Report) {
    for change in &report.changes {
        let _ = writeln!(wrong, "    {:?} {} {}", change.wire, change.name, change.message);
    }
    for flag in &report.flags {
        let _ = writeln!(wrong, "    {} {}", flag.rule, flag.message);
    }
}
