//! How the answers of an operation differ.

mod alternatives;
mod headers;
mod media_types;
mod output;

use super::{Direction, Finding, Found, Kind, Rust, Wire, choices, operations::OperationPair};
use crate::api::{AnsweredFailure, Response, Status};
use output::OutputChange;

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let (old, new) = (&pair.old.responses, &pair.new.responses);
    let mut told = if choices::compare(found, pair) { None } else { output::compare(found, pair) };
    for response in old {
        match new.iter().find(|other| other.status == response.status) {
            Some(other) => answer(found, (pair, &mut told), (response, other)),
            None => status(found, pair, response, false),
        }
    }
    for response in new.iter().filter(|response| old.iter().all(|other| other.status != response.status)) {
        status(found, pair, response, true);
    }
    headers::compare_sets(found, pair);
    alternatives::demanded(found, pair);
    if let Some(told) = told {
        told.report(found);
    }
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

fn answer<'a>(
    found: &mut Found<'_>,
    (pair, told): (OperationPair<'a>, &mut Option<OutputChange<'a>>),
    (old, new): (&'a Response, &'a Response),
) {
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
    media_types::compare(found, (pair, told), (old, new), &finding);
    headers::compare(found, pair, old, new);
}

/// What a change means for callers where the type they see stays the same.
fn milder(kind: Kind) -> Rust {
    kind.rust(Direction::RECEIVED).min(Rust::Behaviour)
}
