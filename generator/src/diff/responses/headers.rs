//! How the headers of an answer differ.

use crate::api::{Header, Response};
use crate::diff::{
    Direction, Finding, Found, Kind, Rust, compare::Relation, items, operations::OperationPair,
};

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Response, new: &Response) {
    let same = |one: &Header, other: &Header| one.name.wire.eq_ignore_ascii_case(&other.name.wire);
    for header in &old.headers {
        let finding = |kind, new_origin| Finding {
            old_origin: Some(&header.origin),
            new_origin,
            rust_items: Vec::new(),
            direction: Direction::RECEIVED,
            old: Some(header.name.wire.clone()),
            ..pair.finding(kind)
        };
        let told = format!("header `{}` of status {} of {}", header.name.wire, new.status, pair.name);
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
            let (before, after) = (found.told(&header.ty, false), found.told(&other.ty, true));
            let types = (items::named(found.old.api, &header.ty), items::named(found.new.api, &other.ty));
            let is_gone = types.0.iter().any(|path| !types.1.contains(path));
            found.report(Finding {
                message: format!("{told} holds {after} now, no longer {before}"),
                rust: is_gone.then_some(Rust::Breaking),
                rust_items: [types.0, types.1].concat(),
                old: Some(before),
                new: Some(after),
                ..finding(Kind::HeaderTypeChanged, Some(&other.origin))
            });
        }
    }
    for header in new.headers.iter().filter(|header| old.headers.iter().all(|other| !same(header, other))) {
        found.report(Finding {
            new_origin: Some(&header.origin),
            old_origin: None,
            new: Some(header.name.wire.clone()),
            message: format!(
                "header `{}` was added to status {} of {}",
                header.name.wire, new.status, pair.name
            ),
            rust_items: Vec::new(),
            ..pair.finding(Kind::HeaderAdded)
        });
    }
}
