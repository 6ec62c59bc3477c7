//! How the headers of an answer differ.

use crate::api::{Api, Header, HeaderSet, Operation, Response};
use crate::diff::{
    Direction, Finding, Found, Kind, Rust, compare::Relation, items, operations::OperationPair,
};
use crate::surface::Surface;

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Response, new: &Response) {
    for header in &old.headers {
        let other = new.headers.iter().find(|other| is_same(header, other));
        let rust = read(pair.old, old, header).map(|old| offered(found, old));
        let mut rust_items = paths(found, pair, (old, header));
        rust_items.extend(other.iter().flat_map(|other| paths(found, pair, (new, other))));
        rust_items.dedup();
        let finding = |kind, new_origin| Finding {
            old_origin: Some(&header.origin),
            new_origin,
            rust_items: rust_items.clone(),
            rust,
            direction: Direction::RECEIVED,
            old: Some(header.name.wire.clone()),
            ..pair.finding(kind)
        };
        let told = format!("header `{}` of status {} of {}", header.name.wire, new.status, pair.name);
        let Some(other) = other else {
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
        let (before, after) = (found.told(&header.ty, false), found.told(&other.ty, true));
        let message = if found.relate(&header.ty, &other.ty) != Relation::Same {
            format!("{told} holds {after} now, no longer {before}")
        } else if (header.explode, &header.media_type) != (other.explode, &other.media_type) {
            format!("{told} is written otherwise now")
        } else {
            continue;
        };
        found.report(Finding {
            message,
            old: Some(before),
            new: Some(after),
            ..finding(Kind::HeaderTypeChanged, Some(&other.origin))
        });
    }
    for header in new.headers.iter().filter(|header| old.headers.iter().all(|other| !is_same(header, other)))
    {
        found.report(Finding {
            new_origin: Some(&header.origin),
            old_origin: None,
            new: Some(header.name.wire.clone()),
            message: format!(
                "header `{}` was added to status {} of {}",
                header.name.wire, new.status, pair.name
            ),
            rust_items: paths(found, pair, (new, header)),
            ..pair.finding(Kind::HeaderAdded)
        });
    }
}

/// What callers see of the headers of a status that came or went: whether it breaks them, and which items it is about.
pub(super) fn of_status(
    found: &Found<'_>,
    pair: OperationPair<'_>,
    response: &Response,
) -> (Rust, Vec<String>) {
    let old = response.headers.iter().filter_map(|header| read(pair.old, response, header));
    let rust = old.map(|old| offered(found, old)).max().unwrap_or(Rust::None);
    let items = response.headers.iter().flat_map(|header| paths(found, pair, (response, header)));
    (rust, items.collect())
}

/// Compares the types that the headers of an operation are read as.
pub(super) fn compare_sets(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let sets = [
        (&pair.old.answer_headers, &pair.new.answer_headers),
        (&pair.old.failure_headers, &pair.new.failure_headers),
    ];
    for (old, new) in sets {
        let (Some(old), Some(new)) = (old, new) else { continue };
        if old.name == new.name {
            continue;
        }
        let is_kept = old.headers.iter().all(|header| offered(found, (old, header)) == Rust::None);
        let (before, after) = (items::headers(old), items::headers(new));
        found.report(Finding {
            message: format!("`{after}` reads headers of {}, no longer `{before}`", pair.name),
            old: Some(before.clone()),
            new: Some(after.clone()),
            rust: Some(if is_kept { Rust::None } else { Rust::Breaking }),
            rust_items: vec![before, after],
            ..pair.finding(Kind::HeaderSetChanged)
        });
    }
}

fn is_same(one: &Header, other: &Header) -> bool {
    one.name.wire.eq_ignore_ascii_case(&other.name.wire)
}

/// How callers read a header of an answer.
fn read<'o>(
    operation: &'o Operation,
    response: &Response,
    header: &Header,
) -> Option<(&'o HeaderSet, &'o Header)> {
    let Operation { answer_headers, failure_headers, .. } = operation;
    let set = if response.is_failure() { failure_headers } else { answer_headers };
    let set = set.as_ref()?;
    Some((set, set.headers.iter().find(|other| is_same(header, other))?))
}

/// Breaking, unless the new client reads the header by the same name as the same type, whatever answer it is of by now.
fn offered(found: &Found<'_>, (set, header): (&HeaderSet, &Header)) -> Rust {
    let signature = Surface::of(found.old.api).header(header);
    let surface = Surface::of(found.new.api);
    let mut headers = named(found.new.api, &set.name).flat_map(|set| &set.headers);
    let is_offered = headers.any(|header| surface.header(header) == signature);
    if is_offered { Rust::None } else { Rust::Breaking }
}

fn named<'a>(api: &'a Api, name: &str) -> impl Iterator<Item = &'a HeaderSet> {
    api.operations.iter().flat_map(Operation::header_sets).filter(move |set| set.name == name)
}

/// What reads a header of an answer, on either side, and its type where that came or went.
fn paths(
    found: &Found<'_>,
    pair: OperationPair<'_>,
    (response, header): (&Response, &Header),
) -> Vec<String> {
    let sides = [(pair.old, found.new.api), (pair.new, found.old.api)];
    let mut paths = Vec::new();
    for (operation, other) in sides {
        let Some((set, header)) = read(operation, response, header) else { continue };
        let path = items::headers(set);
        let method = items::header(set, header);
        if !paths.contains(&method) {
            paths.push(method);
        }
        if named(other, &set.name).next().is_none() {
            paths.push(path);
        }
    }
    paths
}
