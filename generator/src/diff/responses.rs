//! How the answers of an operation differ.

mod alternatives;
mod headers;
mod output;

use super::{
    Direction, Finding, Found, Kind, Rust, Wire, choices,
    compare::Relation,
    envelope::{self, Envelope},
    finding::Schemas,
    items, media,
    operations::OperationPair,
};
use crate::api::{AnsweredFailure, Content, Primitive, Response, Status, TypeRef};

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let (old, new) = (&pair.old.responses, &pair.new.responses);
    for response in old {
        match new.iter().find(|other| other.status == response.status) {
            Some(other) => answer(found, pair, response, other),
            None => status(found, pair, response, false),
        }
    }
    for response in new.iter().filter(|response| old.iter().all(|other| other.status != response.status)) {
        status(found, pair, response, true);
    }
    headers::compare_sets(found, pair);
    alternatives::demanded(found, pair);
    output::compare(found, pair);
    answered_failure(found, pair);
}

/// What tells a failure that is answered with a status of success.
fn answered_failure(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let (old, new) = (&pair.old.output.answered_failure, &pair.new.output.answered_failure);
    if old == new {
        return;
    }
    let what = match (old, new) {
        (None, _) => "an answer with a status of success can be a failure now",
        (_, None) => "no answer with a status of success is a failure now",
        _ => "failures with a status of success are told in another way",
    };
    let shown = |told: &Option<AnsweredFailure>| {
        told.as_ref().map(|told| format!("`{}` is {}", told.member, told.is.0))
    };
    found.report(Finding {
        old: shown(old),
        new: shown(new),
        direction: Direction::RECEIVED,
        message: format!("{what}: {}", pair.name),
        ..pair.finding(Kind::AnsweredFailureChanged)
    });
}

fn status(found: &mut Found<'_>, pair: OperationPair<'_>, response: &Response, came: bool) {
    let kind = match (response.success, came) {
        (true, true) => Kind::SuccessStatusAdded,
        (true, false) => Kind::SuccessStatusRemoved,
        (false, true) => Kind::ErrorStatusAdded,
        (false, false) => Kind::ErrorStatusRemoved,
    };
    let mut seen = choices::seen(found, pair, response.status);
    let (rust, items) = headers::of_status(found, pair, response);
    seen.rust_items.extend(items);
    if rust == Rust::Breaking {
        seen.rust = Some(rust);
    }
    let what = if came { "is documented now" } else { "is no longer documented" };
    let value = Some(response.status.to_string());
    let (old, new) = if came { (None, value) } else { (value, None) };
    // A range of statuses that came means it too, and one that went meant those that came.
    let is_covered = !came
        && pair
            .new
            .responses
            .iter()
            .any(|other| covers(other.status, response.status) || covers(response.status, other.status));
    let finding = Finding {
        wire: is_covered.then_some(Wire::Compatible),
        old_origin: (!came).then_some(&response.origin),
        new_origin: came.then_some(&response.origin),
        old,
        new,
        message: format!("status {} of {} {what}", response.status, pair.name),
        rust: seen.rust,
        rust_items: seen.rust_items,
        ..pair.finding(kind)
    };
    found.report(if came { finding } else { alternatives::streamed(pair, response.success, finding) });
}

fn covers(range: Status, status: Status) -> bool {
    matches!((range, status), (Status::Range(first), Status::Exact(status)) if status / 100 == u16::from(first))
}

fn answer(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Response, new: &Response) {
    let (name, status) = (pair.name, new.status);
    let seen = choices::seen(found, pair, status);
    let finding = |kind: Kind| Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        direction: Direction::RECEIVED,
        rust_items: seen.rust_items.clone(),
        rust: seen.rust.map(|rust| if rust == Rust::None { rust.max(milder(kind)) } else { rust }),
        ..pair.finding(kind)
    };
    found.docs(&old.docs, &new.docs);
    if old.unwrapped != new.unwrapped {
        let told = |member: &Option<String>| member.clone().unwrap_or_else(|| "none".to_owned());
        found.report(Finding {
            old: Some(told(&old.unwrapped)),
            new: Some(told(&new.unwrapped)),
            message: format!("the envelope of status {status} of {name} changed"),
            ..finding(Kind::EnvelopeChanged)
        });
    }
    for content in &old.contents {
        match media::counterpart(&new.contents, &content.media_type) {
            None => {
                let covers = |one: &str, other: &str| media::covers(one, other);
                let mut now = new.contents.iter();
                let wire = now.clone().any(|other| covers(&content.media_type, &other.media_type));
                let wire = wire.then_some(Wire::Compatible).or_else(|| {
                    // It may be what it was, or anything else that the range means.
                    now.any(|other| covers(&other.media_type, &content.media_type)).then_some(Wire::Warning)
                });
                let gone = Finding {
                    wire,
                    old: Some(content.media_type.clone()),
                    message: format!("status {status} of {name} no longer comes as `{}`", content.media_type),
                    ..finding(Kind::ResponseMediaTypeRemoved)
                };
                let gone = alternatives::gone(found, pair, content, gone);
                found.report(alternatives::streamed(pair, old.success, gone));
            }
            Some(other) => {
                alternatives::renamed(found, pair, (content, other), &finding);
                events(found, pair, (content, other), &finding);
                // What the call yields is told below, in full.
                let is_output = Some(&content.ty) == pair.old.output.ty.as_ref()
                    && Some(&other.ty) == pair.new.output.ty.as_ref();
                let types = (&content.ty, &other.ty);
                if let Some(envelope) = envelope::between((found.old.api, types.0), (found.new.api, types.1))
                {
                    enveloped(found, pair, types, (status, &envelope, is_output), &finding);
                } else if !is_output {
                    let kind = if new.success { Kind::AnswerChanged } else { Kind::ErrorBodyChanged };
                    let sides = (found.old, found.new);
                    let schemas = Some(Schemas::of(&content.origin, &other.origin));
                    let finding = |kind| Finding {
                        schemas,
                        ..alternatives::changed(sides, pair, (content, other), finding(kind))
                    };
                    body(found, types, &format!("the body of status {status} of {name}"), kind, &finding);
                }
            }
        }
    }
    for content in &new.contents {
        if media::counterpart(&old.contents, &content.media_type).is_none() {
            found.report(Finding {
                new: Some(content.media_type.clone()),
                rust_items: [seen.rust_items.clone(), items::alternative(found.new, pair.new, content)]
                    .concat(),
                message: if old.contents.is_empty() {
                    format!("status {status} of {name} has a body now, `{}`", content.media_type)
                } else {
                    format!("status {status} of {name} may come as `{}` too", content.media_type)
                },
                ..finding(Kind::ResponseMediaTypeAdded)
            });
        }
    }
    headers::compare(found, pair, old, new);
}

/// What the events of a stream hold.
fn events<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'_>,
    (old, new): (&Content, &Content),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let read = |kind| {
        let finding = finding(kind);
        let rust_items = vec![items::setter(pair.old, "events"), items::setter(pair.new, "events")];
        Finding { rust: Some(Rust::Breaking), rust_items, ..finding }
    };
    let text = TypeRef::Primitive(Primitive::String);
    let types = (old.item.as_ref().unwrap_or(&text), new.item.as_ref().unwrap_or(&text));
    body(found, types, &format!("the data of the events of {}", pair.name), Kind::AnswerChanged, &read);
}

/// How what an answer holds differs, where that isn't what the call yields.
fn body<'a>(
    found: &mut Found<'_>,
    (old, new): (&TypeRef, &TypeRef),
    what: &str,
    kind: Kind,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let same = found.relate(old, new) == Relation::Same;
    let renamed = finding(Kind::TypeRenamed);
    if same && renamed.rust == Some(Rust::Breaking) {
        found.respelled(renamed, (old, new), what);
    } else if !same {
        let (before, after) = (found.told(old, false), found.told(new, true));
        found.report(Finding {
            message: format!("{what} is {after} now, no longer {before}"),
            old: Some(before),
            new: Some(after),
            ..finding(kind)
        });
    }
}

/// An envelope came or went: whoever sees what the answer holds sees another type.
fn enveloped<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    types: (&TypeRef, &TypeRef),
    (status, envelope, is_output): (Status, &Envelope<'_>, bool),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let mut finding = finding(Kind::EnvelopeChanged);
    let is_seen = is_output || finding.rust.is_some();
    if is_output {
        finding.rust_items.extend([pair.new.call.clone(), pair.method.to_owned()]);
    }
    if is_seen {
        finding.rust_items.extend(items::named(found.old.api, types.0));
        finding.rust_items.extend(items::named(found.new.api, types.1));
    }
    let (old, new) = envelope.values();
    let verb = if envelope.came { "was put into" } else { "was taken out of" };
    found.report(Finding {
        message: format!(
            "the body of status {status} of {} {verb} an envelope: `{}`",
            pair.name, envelope.member
        ),
        old,
        new,
        rust: Some(if is_seen { Rust::Breaking } else { Rust::None }),
        ..finding
    });
}

/// What a change means for callers where the type they see stays the same.
fn milder(kind: Kind) -> Rust {
    kind.rust(Direction::RECEIVED).min(Rust::Behaviour)
}
