//! What the schemas of matched operations say that nothing else has told: where values that went on their way before
//! don't any more, or may not.

use serde_json::{Map, Value};

use super::DocumentDiff;
use crate::api::{Content, Header, Parameter, Pointer};
use crate::diff::{
    Direction, Finding, Kind, Rust,
    constraints::{self, Bound},
    decide, media,
    operations::Matched,
    parameters, refs,
    subset::{Answer, Gap, Travel},
    webhooks,
};
use crate::source::pointer;

/// The members of an object below a place, each with its own; references are followed.
fn below<'a>(document: &'a Value, at: &str, keyword: &str) -> impl Iterator<Item = (&'a str, String)> {
    let at = pointer::child(refs::chain(document, at).last().map_or(at, String::as_str), keyword);
    let members = document.pointer(&at).and_then(Value::as_object).into_iter().flatten();
    members.map(move |(name, _)| (name.as_str(), pointer::child(&at, name)))
}

impl DocumentDiff<'_, '_, '_> {
    /// Compares the schemas of all that operations of both sides send and receive.
    pub(super) fn gaps(&mut self, matched: &Matched) {
        let (old, new) = (self.found.old.api, self.found.new.api);
        for (before, after) in matched {
            let (before, after) = (&old.operations[*before], &new.operations[*after]);
            for (old, new) in parameters::matched(before, after) {
                self.parameter(old, new);
            }
            if let (Some(before), Some(after)) = (&before.body, &after.body) {
                self.contents(&before.contents, &after.contents, Travel::Sent);
            }
            for response in &before.responses {
                let Some(other) = after.responses.iter().find(|other| other.status == response.status) else {
                    continue;
                };
                self.contents(&response.contents, &other.contents, Travel::Received);
                for header in &response.headers {
                    let is_twin = |other: &&Header| other.name.wire.eq_ignore_ascii_case(&header.name.wire);
                    if let Some(other) = other.headers.iter().find(is_twin) {
                        self.places(&header.origin, &other.origin, Travel::Received);
                    }
                }
            }
        }
        for (before, after) in webhooks::matched(old, new) {
            self.places(&webhooks::body(before), &webhooks::body(after), Travel::Received);
            self.answers(&before.origin, &after.origin);
        }
    }

    /// Compares what two webhooks are answered with, which whoever has a client sends.
    fn answers(&mut self, old: &Pointer, new: &Pointer) {
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        for (status, at) in below(documents.0, &old.0, "responses") {
            let mut others = below(documents.1, &new.0, "responses");
            let Some((_, other)) = others.find(|(other, _)| *other == status) else { continue };
            for (media_type, at) in below(documents.0, &at, "content") {
                let mut others = below(documents.1, &other, "content");
                if let Some((_, other)) = others.find(|(other, _)| media::is_same(other, media_type)) {
                    self.places(&Pointer(at), &Pointer(other), Travel::Sent);
                }
            }
        }
    }

    /// Texts of parameters are compared as they are written: a number that becomes a text is one still.
    fn parameter(&mut self, old: &Parameter, new: &Parameter) {
        let is_same = self.found.relate(&old.ty, &new.ty) == crate::diff::compare::Relation::Same;
        if is_same && old.location == new.location {
            self.places(&old.origin, &new.origin, Travel::Sent);
        }
    }

    fn contents(&mut self, old: &[Content], new: &[Content], travel: Travel) {
        for content in old {
            if let Some(other) = media::counterpart(new, &content.media_type) {
                self.places(&content.origin, &other.origin, travel);
            }
        }
    }

    fn places(&mut self, old: &Pointer, new: &Pointer, travel: Travel) {
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        let schemas = decide::schema(documents.0, &old.0).zip(decide::schema(documents.1, &new.0));
        let Some((old, new)) = schemas else { return };
        for gap in self.found.gaps((&old, &new), travel) {
            self.gap(&gap, travel);
        }
    }

    fn gap(&mut self, gap: &Gap, travel: Travel) {
        let (old, new) = match travel {
            Travel::Sent => (&gap.narrow, &gap.wide),
            Travel::Received => (&gap.wide, &gap.narrow),
        };
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        let nodes = documents.0.pointer(old).zip(documents.1.pointer(new));
        let is_known = nodes.is_some_and(|(old, new)| self.found.is_known(old, new));
        if is_known || [old, new, &gap.used_at].into_iter().any(|at| self.found.alarmed_around(at)) {
            return;
        }
        let back = match travel {
            Travel::Sent => self.found.is_subset((old, new), Travel::Received),
            Travel::Received => self.found.is_subset((old, new), Travel::Sent),
        };
        let what = super::words(documents.1, new);
        if let Some(listed) =
            nodes.and_then(|nodes| listed(nodes, travel)).filter(|_| gap.answer == Answer::No)
        {
            return self.values(listed, (old, new), &what, travel);
        }
        if gap.answer == Answer::No
            && nodes.is_some_and(|nodes| self.bounds(nodes, (old, new), &what, travel))
        {
            return;
        }
        let (kind, message) = match (gap.answer, back, travel) {
            (Answer::Undecidable | Answer::Yes, ..) => {
                let message = format!("{what} has to meet other conditions, which the client doesn't check");
                (Kind::ConditionChanged, message)
            }
            (Answer::No, Answer::Yes, Travel::Sent) => {
                (Kind::TypeNarrowed, format!("{what} may no longer be all that it could be"))
            }
            (Answer::No, Answer::Yes, Travel::Received) => {
                (Kind::TypeWidened, format!("{what} may be what it couldn't be before"))
            }
            (Answer::No, ..) => (Kind::TypeChanged, format!("{what} is something else than before")),
        };
        let direction = direction(travel);
        let (old, new) = (Pointer(old.to_string()), Pointer(new.to_string()));
        let (wire, rust) = (Some(kind.wire(direction)), Some(Rust::None));
        self.report_between((&old, &new), direction, Finding { message, rust, wire, ..Finding::of(kind) });
    }

    /// Bounds of values that a client doesn't read, where nothing else differs; whether there were any to tell.
    fn bounds(
        &mut self,
        nodes: (&Value, &Value),
        (old, new): (&str, &str),
        what: &str,
        travel: Travel,
    ) -> bool {
        let Some(nodes) = nodes.0.as_object().zip(nodes.1.as_object()) else { return false };
        let others = |node| without(node, constraints::KEYWORDS);
        if others(nodes.0) != others(nodes.1) {
            return false;
        }
        let documents = (&self.found.old.document.value, &self.found.new.document.value);
        let differing = constraints::KEYWORDS.iter().flat_map(|keyword| {
            // Those of either end are told together.
            let is_second = keyword.starts_with("exclusive");
            let by =
                |keyword| constraints::differing_by(keyword, (documents.0, nodes.0), (documents.1, nodes.1));
            if is_second { Vec::new() } else { by(keyword) }
        });
        let differing: Vec<_> = differing.collect();
        let (old, new) = (Pointer(old.to_owned()), Pointer(new.to_owned()));
        let direction = direction(travel);
        for one in &differing {
            let kind = match one.bound {
                Bound::Tightened { .. } => Kind::ConstraintTightened,
                Bound::Loosened => Kind::ConstraintLoosened,
                Bound::Undecidable => Kind::PatternChanged,
            };
            let message = format!("`{}` of {what} {}", one.keyword, one.words());
            let (was, is) = one.values();
            let (wire, rust) = (Some(kind.wire(direction)), Some(Rust::None));
            let finding = Finding { old: was, new: is, message, rust, wire, ..Finding::of(kind) };
            self.report_between((&old, &new), direction, finding);
        }
        !differing.is_empty()
    }

    /// Values of a list that came or went where a client has no type for them.
    fn values(
        &mut self,
        (kind, values): (Kind, Vec<String>),
        (old, new): (&str, &str),
        what: &str,
        travel: Travel,
    ) {
        let (old, new) = (Pointer(old.to_owned()), Pointer(new.to_owned()));
        let direction = direction(travel);
        let word = match travel {
            Travel::Sent => "removed from",
            Travel::Received => "added to",
        };
        for value in values {
            let message = format!("value `{value}` was {word} {what}");
            let (was, is) = match travel {
                Travel::Sent => (Some(value), None),
                Travel::Received => (None, Some(value)),
            };
            let (wire, rust) = (Some(kind.wire(direction)), Some(Rust::None));
            let finding = Finding { old: was, new: is, message, rust, wire, ..Finding::of(kind) };
            self.report_between((&old, &new), direction, finding);
        }
    }
}

/// The values that break the way of schemas which differ in the values they list, and in nothing else.
fn listed((old, new): (&Value, &Value), travel: Travel) -> Option<(Kind, Vec<String>)> {
    let values = |schema: &Value| match (schema.get("enum"), schema.get("const")) {
        (Some(values), None) => values.as_array().cloned(),
        (None, Some(value)) => Some(vec![value.clone()]),
        _ => None,
    };
    let others = |schema: &Value| Some(without(schema.as_object()?, &["const", "enum"]));
    if others(old)? != others(new)? {
        return None;
    }
    let (old, new) = (values(old)?, values(new)?);
    let (kind, of, known) = match travel {
        Travel::Sent => (Kind::EnumValueRemoved, old, new),
        Travel::Received => (Kind::EnumValueAdded, new, old),
    };
    let differing = of.iter().filter(|value| !known.contains(value));
    let told = differing.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then_some((kind, told))
}

/// A schema without some of its keywords.
fn without(schema: &Map<String, Value>, keywords: &[&str]) -> Map<String, Value> {
    let others = schema.iter().filter(|(keyword, _)| !keywords.contains(&keyword.as_str()));
    others.map(|(keyword, value)| (keyword.clone(), value.clone())).collect()
}

fn direction(travel: Travel) -> Direction {
    match travel {
        Travel::Sent => Direction::SENT,
        Travel::Received => Direction::RECEIVED,
    }
}
