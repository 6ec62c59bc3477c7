//! What the provider's own OpenAPI document says and LowCodeAPI's leaves out: answers, names, types, descriptions.
//!
//! An operation is matched by its method and the provider's URL, which LowCodeAPI's document states. LowCodeAPI's
//! document stays the authority for what its gateway takes: which operations, which parameters, and where. A companion
//! never says where a request or a credential goes: its servers, security schemes and links are not taken.

mod answers;
mod bodies;
mod companion;
mod elsewhere;
mod grafts;
mod identity;
mod operations;
mod parameters;
mod prune;
mod refine;
mod route;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::document::{Document, METHODS};
use crate::extensions::{COMPANION, NATIVE_URL};
use crate::source::pointer::child;
pub use companion::{Companion, CompanionFile};
pub use elsewhere::{is_server, server_of_most};
use grafts::Grafts;
use identity::Identities;
use operations::{Found, Native, Operations};
use route::Route;

type Object = Map<String, Value>;

/// What companions said of a document.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The operations that a companion describes.
    pub matched: Vec<Matched>,
    /// The operations that a companion has more than once, so that nothing was taken.
    pub ambiguous: Vec<Unmatched>,
    /// The operations that no companion has.
    pub unmatched: Vec<Unmatched>,
    /// Where a companion says something else than the document.
    pub disagreements: Vec<Disagreement>,
    /// The companions, cut down to the operations that matched and what those refer to: the text of a file that
    /// [`Companion::parse`] reads. `None` where there are no companions.
    pub text: Option<String>,
}

/// An operation that a companion describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Where it stands in the document.
    pub pointer: String,
    /// The companion, and where in it: `stripe.json#/paths/~1v1~1charges/get`.
    pub place: String,
    /// Whether it says which JSON success is answered with.
    pub answers_json: bool,
}

/// An operation for which nothing was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// Where it stands in the document.
    pub pointer: String,
    /// Its method, and the provider's URL or else its path.
    pub operation: String,
}

/// A place where a companion says something else than the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// Where it stands in the document.
    pub pointer: String,
    /// The companion, and where in it.
    pub place: String,
    /// What each of them says, and which one counts.
    pub detail: String,
}

impl Report {
    /// How many operations matched, were ambiguous and did not match, and how many disagreements there are.
    #[must_use]
    pub fn tally(&self) -> BTreeMap<&'static str, usize> {
        BTreeMap::from([
            ("matched", self.matched.len()),
            ("ambiguous", self.ambiguous.len()),
            ("unmatched", self.unmatched.len()),
            ("disagreements", self.disagreements.len()),
        ])
    }
}

/// Where the operations of a repaired document stand that a companion has, once each.
#[must_use]
pub fn matched(document: &Document, companion: &Companion) -> Vec<String> {
    let operations = Operations::of(companion);
    let wanted = wanted(&document.value);
    let is_one = |wanted: &&Wanted| matches!(operations.find(wanted.route.as_ref()), Some(Found::One(_)));
    wanted.iter().filter(is_one).map(|wanted| wanted.pointer.clone()).collect()
}

/// The provider's URLs of the operations of a repaired document, of those for which it states one.
#[must_use]
pub fn native_urls(document: &Document) -> Vec<String> {
    wanted(&document.value)
        .into_iter()
        .filter(|wanted| wanted.route.is_some())
        .map(|wanted| wanted.url)
        .collect()
}

/// Puts into a repaired document what companions know of its operations. Of several that have an operation, the first
/// one counts.
pub fn join(document: &mut Document, companions: &[Companion]) -> Report {
    let mut report = Report::default();
    if companions.is_empty() {
        return report;
    }
    let wanted = wanted(&document.value);
    // What is committed is all that is joined, so that a run without the whole companions makes the same.
    let pruned: Vec<Companion> =
        companions.iter().map(|companion| prune::prune(companion, &wanted)).collect();
    report.text = Some(companion::text(&pruned));
    let operations: Vec<Operations<'_>> = pruned.iter().map(Operations::of).collect();
    let found: Vec<_> = wanted
        .iter()
        .map(|wanted| {
            let mut found =
                operations.iter().enumerate().map(|(at, one)| (at, one.find(wanted.route.as_ref())));
            found.find_map(|(at, found)| Some((at, found?)))
        })
        .collect();
    let described: Vec<bool> = operations.iter().map(answers::are_described).collect();
    let identities = Identities::of(&document.value, &found);
    let mut grafts = Grafts::new(&document.value, pruned.iter().map(|companion| &companion.value).collect());
    for (wanted, found) in wanted.iter().zip(&found) {
        let (at, native) = match found {
            Some((at, Found::One(native))) => (*at, native),
            Some((_, Found::Several(_))) => {
                report.ambiguous.push(wanted.unmatched());
                continue;
            }
            None => {
                report.unmatched.push(wanted.unmatched());
                continue;
            }
        };
        let Some(item) = document.value.pointer_mut(&child("/paths", &wanted.key)) else { continue };
        let companion = &pruned[at].name;
        let mut joint = Joint {
            grafts: &mut grafts,
            at,
            companion,
            native,
            answers_are_described: described[at],
            wanted,
            report: &mut report,
        };
        joint.join(item, &identities);
        let place = joint.place(&native.pointer);
        let answers_json = answers::answers_json(native);
        report.matched.push(Matched { pointer: wanted.pointer.clone(), place, answers_json });
    }
    grafts.finish(&mut document.value);
    report
}

/// An operation of the document.
#[derive(Debug)]
struct Wanted {
    key: String,
    method: &'static str,
    pointer: String,
    /// Where it is at the provider; `None` where the document doesn't say.
    route: Option<Route>,
    /// The provider's URL, or else the path.
    url: String,
}

impl Wanted {
    fn unmatched(&self) -> Unmatched {
        let operation = format!("{} {}", self.method.to_uppercase(), self.url.trim());
        Unmatched { pointer: self.pointer.clone(), operation }
    }
}

fn wanted(document: &Value) -> Vec<Wanted> {
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let operations = items.flat_map(|(key, item)| {
        METHODS.iter().filter_map(move |method| Some((key, *method, item.get(method)?)))
    });
    let wanted = operations.map(|(key, method, operation)| {
        let url = operation.get(NATIVE_URL).and_then(Value::as_str);
        Wanted {
            key: key.clone(),
            method,
            pointer: child(&child("/paths", key), method),
            route: url.and_then(|url| Route::new(method, url)),
            url: url.unwrap_or(key).to_owned(),
        }
    });
    wanted.collect()
}

/// One operation of the document and the one of a companion that it is.
struct Joint<'j, 'c> {
    grafts: &'j mut Grafts<'c>,
    /// Which of the companions it is, and its name.
    at: usize,
    companion: &'j str,
    native: &'j Native<'c>,
    /// Whether the companion says of most operations what they answer.
    answers_are_described: bool,
    wanted: &'j Wanted,
    report: &'j mut Report,
}

impl<'c> Joint<'_, 'c> {
    fn join(&mut self, item: &mut Value, identities: &Identities) {
        self.parameters(item);
        let Some(operation) = item.get_mut(self.wanted.method).and_then(Value::as_object_mut) else { return };
        identities.give(operation, self.native);
        self.body(operation);
        self.answers(operation);
        operation.insert(COMPANION.to_owned(), json!(self.place(&self.native.pointer)));
    }

    /// A part of the companion as it may stand in the document.
    fn take(&mut self, value: &Value) -> Value {
        self.grafts.take(self.at, value)
    }

    /// What a value of the companion is, behind its references.
    fn resolved(&self, value: &'c Value) -> &'c Value {
        self.native.resolved(value)
    }

    /// A place of the companion, as reports name it.
    fn place(&self, pointer: &str) -> String {
        format!("{}#{pointer}", self.companion)
    }

    fn disagree(&mut self, pointer: &str, native: &str, detail: String) {
        let place = self.place(native);
        self.report.disagreements.push(Disagreement { pointer: pointer.to_owned(), place, detail });
    }
}

#[cfg(test)]
mod tests;
