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
    let is_in = |all: &[Response], one: &Response| all.iter().any(|other| other.status == one.status);
    let mut gone: Vec<&Response> = old.iter().filter(|one| !is_in(new, one)).collect();
    let mut came: Vec<&Response> = new.iter().filter(|one| !is_in(old, one)).collect();
    let kept = old.iter().filter_map(|one| Some((one, new.iter().find(|other| other.status == one.status)?)));
    let moved = moved(&mut gone, &mut came);
    for (before, after) in &moved {
        respelled(found, pair, before, after);
    }
    for answers in kept.chain(moved) {
        answer(found, (pair, &mut told), answers);
    }
    for response in gone {
        status(found, pair, response, false);
    }
    for response in came {
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

/// Takes the statuses of which one means the other, and nothing else does: `200` became `2XX`.
fn moved<'a>(
    gone: &mut Vec<&'a Response>,
    came: &mut Vec<&'a Response>,
) -> Vec<(&'a Response, &'a Response)> {
    let is_same = |one: &Response, other: &Response| {
        one.success == other.success && (covers(one.status, other.status) || covers(other.status, one.status))
    };
    let alone = |one: &&'a Response| {
        let mut others = came.iter().filter(|other| is_same(one, other));
        let other = others.next().filter(|_| others.next().is_none())?;
        (gone.iter().filter(|one| is_same(one, other)).count() == 1).then_some((*one, *other))
    };
    let moved: Vec<_> = gone.iter().filter_map(alone).collect();
    gone.retain(|one| moved.iter().all(|(gone, _)| gone.status != one.status));
    came.retain(|one| moved.iter().all(|(_, came)| came.status != one.status));
    moved
}

/// A status that stands in a range now, or alone.
fn respelled(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Response, new: &Response) {
    let kind = if old.success { Kind::SuccessStatusChanged } else { Kind::ErrorStatusChanged };
    let seen = choices::seen(found, pair, (old.status, new.status));
    let message = format!("status {} of {} is documented as {} now", old.status, pair.name, new.status);
    found.report(Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        direction: Direction::RECEIVED,
        old: Some(old.status.to_string()),
        new: Some(new.status.to_string()),
        message,
        rust: seen.rust,
        rust_items: seen.rust_items,
        ..pair.finding(kind)
    });
}

fn status(found: &mut Found<'_>, pair: OperationPair<'_>, response: &Response, came: bool) {
    let kind = match (response.success, came) {
        (true, true) => Kind::SuccessStatusAdded,
        (true, false) => Kind::SuccessStatusRemoved,
        (false, true) => Kind::ErrorStatusAdded,
        (false, false) => Kind::ErrorStatusRemoved,
    };
    let mut seen = choices::seen(found, pair, (response.status, response.status));
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
    let seen = choices::seen(found, pair, (old.status, status));
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
