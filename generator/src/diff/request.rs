//! How the body an operation sends differs.

mod media_types;
mod parts;

use super::{Direction, Finding, Found, Kind, Rust, Side, items, operations::OperationPair};
use crate::api::{Body, Operation};

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let OperationPair { old, new, name, .. } = pair;
    match (&old.body, &new.body) {
        (None, None) => undocumented(found, pair),
        (None, Some(body)) => {
            let (kind, what) = if body.required {
                (Kind::RequiredBodyAdded, "a required")
            } else {
                (Kind::OptionalBodyAdded, "an optional")
            };
            found.report(Finding {
                new_origin: Some(&body.origin),
                message: format!("{name} takes {what} body now"),
                rust: old.undocumented_body.is_some().then_some(Rust::Breaking),
                rust_items: [whole(found.new, pair.method, new, body), setters(pair)].concat(),
                ..pair.finding(kind)
            });
        }
        (Some(body), None) => found.report(Finding {
            old_origin: Some(&body.origin),
            new_origin: None,
            message: format!("{name} no longer takes a body"),
            rust_items: [whole(found.old, pair.method, old, body), setters(pair)].concat(),
            ..pair.finding(Kind::BodyRemoved)
        }),
        (Some(old_body), Some(new_body)) => bodies(found, pair, old_body, new_body),
    }
}

/// The setters of bodies that the document says nothing of.
fn setters(pair: OperationPair<'_>) -> Vec<String> {
    let setter =
        |operation: &Operation| Some(items::setter(operation, operation.undocumented_body.as_ref()?));
    [pair.old, pair.new].into_iter().filter_map(setter).collect()
}

/// A body that neither document says anything of is set by another name where a parameter took that.
fn undocumented(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let (old, new) = (&pair.old.undocumented_body, &pair.new.undocumented_body);
    if let (Some(before), Some(after)) = (old, new)
        && before != after
    {
        found.report(Finding {
            old: Some(before.clone()),
            new: Some(after.clone()),
            message: format!("the body of {} is set by `{after}` now", pair.name),
            rust_items: setters(pair),
            ..pair.finding(Kind::IdentifierChanged)
        });
    }
}

/// All that a body is given by.
fn whole(side: &Side<'_>, method: &str, operation: &Operation, body: &Body) -> Vec<String> {
    let setter = (!body.required).then(|| items::setter(operation, &body.argument));
    let mut rust_items: Vec<String> = std::iter::once(method.to_owned()).chain(setter).collect();
    for content in &body.contents {
        rust_items.extend(items::alternative(side, operation, content));
        rust_items.extend(items::form(side, content));
    }
    rust_items
}

fn bodies(found: &mut Found<'_>, pair: OperationPair<'_>, old: &Body, new: &Body) {
    let name = pair.name;
    let finding = |kind| Finding {
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        direction: Direction::SENT,
        ..pair.finding(kind)
    };
    found.docs(&old.docs, &new.docs);
    if old.required != new.required {
        let (kind, what) = if new.required {
            (Kind::BodyBecameRequired, "required")
        } else {
            (Kind::BodyBecameOptional, "optional")
        };
        found.report(Finding {
            message: format!("the body of {name} is {what} now"),
            old: Some(old.required.to_string()),
            new: Some(new.required.to_string()),
            rust_items: argument(pair),
            ..finding(kind)
        });
    } else if !new.required && old.argument != new.argument {
        found.report(Finding {
            old: Some(old.argument.clone()),
            new: Some(new.argument.clone()),
            message: format!("the body of {name} is set by `{}` now", new.argument),
            rust_items: argument(pair),
            ..finding(Kind::IdentifierChanged)
        });
    }
    media_types::compare(found, pair, (old, new), &finding);
}

/// What takes the body: the method, or setters of the call.
fn argument(pair: OperationPair<'_>) -> Vec<String> {
    let mut rust_items = vec![pair.method.to_owned()];
    for operation in [pair.old, pair.new] {
        if let Some(body) = operation.body.as_ref().filter(|body| !body.required) {
            rust_items.push(items::setter(operation, &body.argument));
        }
    }
    rust_items.dedup();
    rust_items
}
