//! What was found about one document, and how the report has it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lowcodeapi_generator::{Finding, Level};
use serde::Serialize;
use serde_json::{Value, json};

use super::error::Error;
use super::plan::Planned;
use super::proxy::Exchange;
use super::verdict::{Outcome, Verdict};

/// So many calls of each cause are shown.
const SHOWN: usize = 3;
/// Longer bodies are cut in the report.
const LONGEST: usize = 2000;

/// What was found about one document.
#[derive(Debug, Default, Serialize)]
pub(super) struct Entry {
    /// What it is called.
    pub(super) document: String,
    /// Why it could not be judged, where it couldn't.
    pub(super) failed: Option<String>,
    /// How many operations the client has methods for.
    pub(super) operations: usize,
    /// How many of them the judge accepted a request of.
    pub(super) accepted: usize,
    /// How many calls were made.
    pub(super) calls: usize,
    /// How many there would have been, had the time been enough.
    pub(super) planned: usize,
    /// What came of them.
    pub(super) outcomes: BTreeMap<Outcome, usize>,
    /// Accepted requests that went out as something else than they were made from.
    pub(super) altered: usize,
    /// Arguments and setters that nothing in the document stands for.
    pub(super) unknown: Vec<String>,
    /// What went wrong, each cause once.
    pub(super) causes: Vec<Cause>,
    /// The operations that are accepted.
    #[serde(skip)]
    pub(super) routes: BTreeSet<String>,
    /// How long the calls took.
    pub(super) seconds: u64,
}

/// One cause.
#[derive(Debug, Serialize)]
pub(super) struct Cause {
    /// What came of the calls.
    pub(super) outcome: &'static str,
    /// Whether it is the client's fault.
    pub(super) fault: bool,
    /// What went wrong.
    #[serde(rename = "cause")]
    pub(super) what: String,
    /// How many calls.
    pub(super) calls: usize,
    /// The first of them.
    pub(super) examples: Vec<Value>,
}

impl Entry {
    /// How many calls came to this.
    pub(super) fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.get(&outcome).copied().unwrap_or_default()
    }

    /// How many calls came to something of this kind.
    pub(super) fn sum(&self, of: impl Fn(Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|(outcome, _)| of(**outcome)).map(|(_, count)| count).sum()
    }

    /// Whether nothing is the client's fault.
    pub(super) fn is_good(&self) -> bool {
        self.failed.is_none() && self.sum(Outcome::is_fault) == 0
    }

    /// What is to be said against it, for programs.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let failed = self.failed.iter().map(|why| ("judge::failed", why.clone()));
        let causes = self.causes.iter().filter(|cause| cause.fault);
        let faults = causes.map(|cause| {
            ("judge::fault", format!("{} ({} calls): {}", cause.outcome, cause.calls, cause.what))
        });
        let findings = failed.chain(faults).map(|(code, message)| Finding::new(Level::Error, code, message));
        findings.map(|finding| finding.at(&self.document, None)).collect()
    }

    /// Takes down a call.
    pub(super) fn take(
        &mut self,
        route: &str,
        planned: &Planned,
        verdict: &Verdict,
        said: &Value,
        exchanges: &[Exchange],
    ) {
        self.calls += 1;
        *self.outcomes.entry(verdict.outcome).or_default() += 1;
        if verdict.outcome.is_accepted() && self.routes.insert(route.to_owned()) {
            self.accepted += 1;
        }
        if let Some(altered) = &verdict.altered {
            self.altered += 1;
            let cause = super::verdict::generic(altered);
            self.add("altered", false, cause, || shown(route, planned, said, exchanges));
        }
        if !verdict.cause.is_empty() {
            let outcome = verdict.outcome;
            self.add(outcome.word(), outcome.is_fault(), verdict.cause.clone(), || {
                shown(route, planned, said, exchanges)
            });
        }
    }

    fn add(&mut self, outcome: &'static str, fault: bool, cause: String, example: impl FnOnce() -> Value) {
        let known = self.causes.iter().position(|known| known.outcome == outcome && known.what == cause);
        let at = known.unwrap_or(self.causes.len());
        if known.is_none() {
            self.causes.push(Cause { outcome, fault, what: cause, calls: 0, examples: Vec::new() });
        }
        let entry = &mut self.causes[at];
        entry.calls += 1;
        if entry.examples.len() < SHOWN {
            entry.examples.push(example());
        }
    }
}

/// A call as the report has it.
fn shown(route: &str, planned: &Planned, said: &Value, exchanges: &[Exchange]) -> Value {
    let values: BTreeMap<&str, &Value> =
        planned.samples.iter().map(|sample| (sample.name.as_str(), &sample.value)).collect();
    let objections: BTreeMap<&str, &str> = planned
        .samples
        .iter()
        .filter_map(|sample| Some((sample.name.as_str(), sample.objection.as_deref()?)))
        .collect();
    let exchange = exchanges.last();
    let headers = |headers: &hyper::HeaderMap| -> BTreeMap<String, String> {
        let headers = headers.iter();
        headers
            .map(|(name, value)| (name.to_string(), cut(&String::from_utf8_lossy(value.as_bytes()))))
            .collect()
    };
    let request = exchange.map(|exchange| {
        let line = format!("{} {}", exchange.method, exchange.target);
        json!({"line": line, "server": exchange.server, "headers": headers(&exchange.headers), "body": cut(&String::from_utf8_lossy(&exchange.body))})
    });
    let answer = exchange.map(|exchange| match &exchange.answer {
        Ok(answer) => json!({"status": answer.status, "headers": headers(&answer.headers), "body": cut(&String::from_utf8_lossy(&answer.body))}),
        Err(why) => json!(why),
    });
    json!({
        "operation": route,
        "call": planned.kind,
        "prefer": planned.prefer,
        "values": values,
        "objections": objections,
        "request": request,
        "answer": answer,
        "said": cut(&said.to_string()),
    })
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        text.chars().take(LONGEST).chain(['…']).collect()
    }
}

/// Writes the report.
pub(super) fn write(path: &Path, entries: &[Entry]) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(entries).expect("a report is texts and numbers");
    std::fs::write(path, text + "\n").map_err(Error::write(path))
}
