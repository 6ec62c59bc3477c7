//! How the answers of an operation differ.

use super::{Direction, Finding, Found, Kind, Rust, choices, compare::Relation, items, operations::Twin};
use crate::api::{Header, Response, TypeRef};

pub(super) fn compare(found: &mut Found<'_>, twin: Twin<'_>) {
    let (old, new) = (&twin.old.responses, &twin.new.responses);
    for response in old {
        match new.iter().find(|other| other.status == response.status) {
            Some(other) => answer(found, twin, response, other),
            None => status(found, twin, response, false),
        }
    }
    for response in new.iter().filter(|response| old.iter().all(|other| other.status != response.status)) {
        status(found, twin, response, true);
    }
    output(found, twin);
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

fn status(found: &mut Found<'_>, twin: Twin<'_>, response: &Response, came: bool) {
    let kind = match (is_success(&response.status), came) {
        (true, true) => Kind::SuccessStatusAdded,
        (true, false) => Kind::SuccessStatusRemoved,
        (false, true) => Kind::ErrorStatusAdded,
        (false, false) => Kind::ErrorStatusRemoved,
    };
    let seen = choices::seen(found, twin, &response.status);
    let what = if came { "is documented now" } else { "is no longer documented" };
    let value = Some(response.status.clone());
    let (old, new) = if came { (None, value) } else { (value, None) };
    found.report(Finding {
        old_origin: (!came).then_some(&response.origin),
        new_origin: came.then_some(&response.origin),
        old,
        new,
        message: format!("status {} of {} {what}", response.status, twin.name),
        rust: seen.rust,
        rust_items: seen.rust_items,
        ..twin.finding(kind)
    });
}

fn answer(found: &mut Found<'_>, twin: Twin<'_>, old: &Response, new: &Response) {
    let (name, status) = (twin.name, &new.status);
    let seen = choices::seen(found, twin, status);
    let finding = |kind: Kind| Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        direction: Direction::RECEIVED,
        rust_items: seen.rust_items.clone(),
        rust: seen.rust.map(|rust| if rust == Rust::None { rust.max(milder(kind)) } else { rust }),
        ..twin.finding(kind)
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
        match new.contents.iter().find(|other| other.media_type == content.media_type) {
            None => found.report(Finding {
                old: Some(content.media_type.clone()),
                message: format!("status {status} of {name} no longer comes as `{}`", content.media_type),
                ..finding(Kind::ResponseMediaTypeRemoved)
            }),
            Some(other) => {
                let (before, after) = (found.told(&content.ty, false), found.told(&other.ty, true));
                // What the call yields is told below, in full.
                let is_output = Some(&content.ty) == twin.old.output.ty.as_ref()
                    && Some(&other.ty) == twin.new.output.ty.as_ref();
                if !is_output && found.relate(&content.ty, &other.ty) != Relation::Same {
                    let kind = if is_success(status) { Kind::AnswerChanged } else { Kind::ErrorBodyChanged };
                    let message =
                        format!("the body of status {status} of {name} is {after} now, no longer {before}");
                    found.report(Finding { message, old: Some(before), new: Some(after), ..finding(kind) });
                }
            }
        }
    }
    for content in &new.contents {
        if old.contents.iter().all(|other| other.media_type != content.media_type) {
            found.report(Finding {
                new: Some(content.media_type.clone()),
                message: format!("status {status} of {name} may come as `{}` too", content.media_type),
                ..finding(Kind::ResponseMediaTypeAdded)
            });
        }
    }
    headers(found, twin, old, new);
}

/// What a change means for callers where the type they see stays the same.
fn milder(kind: Kind) -> Rust {
    kind.rust(Direction::RECEIVED).min(Rust::Behaviour)
}

fn headers(found: &mut Found<'_>, twin: Twin<'_>, old: &Response, new: &Response) {
    let same = |one: &Header, other: &Header| one.name.wire.eq_ignore_ascii_case(&other.name.wire);
    for header in &old.headers {
        let finding = |kind, new_origin| Finding {
            old_origin: Some(&header.origin),
            new_origin,
            rust_items: Vec::new(),
            old: Some(header.name.wire.clone()),
            ..twin.finding(kind)
        };
        let told = format!("header `{}` of status {} of {}", header.name.wire, new.status, twin.name);
        let Some(other) = new.headers.iter().find(|other| same(header, other)) else {
            let kind =
                if header.required { Kind::RequiredHeaderRemoved } else { Kind::OptionalHeaderRemoved };
            found.report(Finding { message: format!("{told} was removed"), ..finding(kind, None) });
            continue;
        };
        found.docs(&header.docs, &other.docs);
        if header.required != other.required {
            let (kind, what) = if other.required {
                (Kind::HeaderBecameRequired, "is always there now")
            } else {
                (Kind::HeaderBecameOptional, "may be missing now")
            };
            let message = format!("{told} {what}");
            found.report(Finding { message, ..finding(kind, Some(&other.origin)) });
        }
        if found.relate(&header.ty, &other.ty) != Relation::Same {
            let message = format!("{told} holds {} now", found.told(&other.ty, true));
            found.report(Finding { message, ..finding(Kind::HeaderTypeChanged, Some(&other.origin)) });
        }
    }
    for header in new.headers.iter().filter(|header| old.headers.iter().all(|other| !same(header, other))) {
        found.report(Finding {
            new_origin: Some(&header.origin),
            old_origin: None,
            new: Some(header.name.wire.clone()),
            message: format!(
                "header `{}` was added to status {} of {}",
                header.name.wire, new.status, twin.name
            ),
            rust_items: Vec::new(),
            ..twin.finding(Kind::HeaderAdded)
        });
    }
}

/// What an awaited call yields: the one answer that Rust callers see as a type.
fn output(found: &mut Found<'_>, twin: Twin<'_>) {
    if choices::compare(found, twin) {
        return;
    }
    let origin =
        |responses: &'_ [Response]| responses.iter().position(|response| is_success(&response.status));
    let (old, new) = (&twin.old.output, &twin.new.output);
    let finding = |kind| Finding {
        old_origin: Some(
            origin(&twin.old.responses).map_or(&twin.old.origin, |at| &twin.old.responses[at].origin),
        ),
        new_origin: Some(
            origin(&twin.new.responses).map_or(&twin.new.origin, |at| &twin.new.responses[at].origin),
        ),
        direction: Direction::RECEIVED,
        rust_items: vec![twin.new.call.clone(), twin.method.to_owned()],
        ..twin.finding(kind)
    };
    let name = twin.name;
    let (old_ty, new_ty) = match (&old.ty, &new.ty) {
        (None, None) => return,
        (None, Some(ty)) => {
            let after = found.told(ty, true);
            return found.report(Finding {
                message: format!("{name} answers with {after} now, no longer with nothing"),
                new: Some(after),
                ..finding(Kind::OutputAppeared)
            });
        }
        (Some(ty), None) => {
            let before = found.told(ty, false);
            return found.report(Finding {
                message: format!("{name} answers with nothing now, no longer with {before}"),
                old: Some(before),
                ..finding(Kind::OutputDisappeared)
            });
        }
        (Some(old), Some(new)) => (old, new),
    };
    let spelled =
        (items::spell_output(found.old.api, twin.old), items::spell_output(found.new.api, twin.new));
    let (before, after) = (found.told(old_ty, false), found.told(new_ty, true));
    let kind = match found.relate(old_ty, new_ty) {
        Relation::Same if spelled.0 == spelled.1 && old.encoding == new.encoding => return,
        Relation::Same if old.encoding == new.encoding => {
            return found.respelled(finding(Kind::TypeRenamed), &spelled.0, &spelled.1, name);
        }
        Relation::Format => Kind::FormatChanged,
        Relation::Widened => Kind::OutputTypeWidened,
        Relation::Narrowed => Kind::OutputTypeNarrowed,
        Relation::Nullable => Kind::BecameNullable,
        Relation::NotNullable => Kind::NoLongerNullable,
        _ => Kind::OutputTypeChanged,
    };
    let same = spelled.0 == spelled.1;
    let is_text = old.encoding != new.encoding || matches!(new_ty, TypeRef::Primitive(_));
    let rust = match kind {
        Kind::FormatChanged if same => Some(Rust::None),
        _ if same && is_text => Some(Rust::Behaviour),
        _ => None,
    };
    let finding = found.reshaped(finding(kind), (old_ty, new_ty));
    found.report(Finding {
        message: format!("{name} answers with {after} now, no longer with {before}"),
        old: Some(before),
        new: Some(after),
        rust,
        ..finding
    });
}
