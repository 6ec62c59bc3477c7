//! How the webhooks and callbacks of both sides differ: what the service sends, and whoever has a client receives.

use std::rc::Rc;

use super::{Direction, Finding, Found, Kind, Place, Rust, Wire, compare::Relation, finding::Schemas, items};
use crate::api::{Api, Incoming, Pointer, ToldBy, TypeRef, Webhooks};
use crate::source::pointer;
use crate::surface::{Module, paths};

/// The webhooks of both sides that are the same one.
pub(super) fn matched<'a>(old: &'a Api, new: &'a Api) -> Vec<(&'a Incoming, &'a Incoming)> {
    let pairs = old.webhooks.requests.iter();
    pairs.filter_map(|one| Some((one, counterpart(&new.webhooks, one)?))).collect()
}

/// A webhook as reports name it.
pub(super) fn name(request: &Incoming) -> Rc<str> {
    request.place.as_str().into()
}

/// Where the document has what a webhook carries.
pub(super) fn body(request: &Incoming) -> Pointer {
    Pointer(pointer::child(&request.origin.0, "requestBody"))
}

fn counterpart<'a>(webhooks: &'a Webhooks, request: &Incoming) -> Option<&'a Incoming> {
    webhooks.requests.iter().find(|other| other.place == request.place)
}

pub(super) fn compare(found: &mut Found<'_>) {
    let (old, new) = (found.old.api, found.new.api);
    for request in old.webhooks.requests.iter().filter(|one| counterpart(&new.webhooks, one).is_none()) {
        let name = name(request);
        found.report(Finding {
            place: Place::Operation(&name),
            old_origin: Some(&request.origin),
            old: Some(name.to_string()),
            message: format!("{name} is no longer sent"),
            ..finding(request, Kind::WebhookRemoved)
        });
    }
    for request in new.webhooks.requests.iter().filter(|one| counterpart(&old.webhooks, one).is_none()) {
        let name = name(request);
        found.report(Finding {
            place: Place::Operation(&name),
            new_origin: Some(&request.origin),
            new: Some(name.to_string()),
            message: format!("{name} is sent too"),
            ..finding(request, Kind::WebhookAdded)
        });
    }
    let matched = matched(old, new);
    for (old, new) in &matched {
        request(found, old, new);
    }
    if !matched.is_empty() {
        all(found, &old.webhooks, &new.webhooks);
    }
}

fn finding(request: &Incoming, kind: Kind) -> Finding<'_> {
    Finding {
        direction: Direction::RECEIVED,
        rust_items: vec![paths::webhook(request), paths::webhooks(), Module::Webhooks.name().to_owned()],
        ..Finding::of(kind)
    }
}

fn request(found: &mut Found<'_>, old: &Incoming, new: &Incoming) {
    let name = name(new);
    let finding = |kind: Kind| Finding {
        place: Place::Operation(&name),
        old_origin: Some(&old.origin),
        new_origin: Some(&new.origin),
        rust_items: vec![paths::webhook(old), paths::webhook(new)],
        ..self::finding(new, kind)
    };
    found.docs(&old.docs, &new.docs);
    if old.name.rust != new.name.rust {
        found.report(Finding {
            old: Some(old.name.rust.clone()),
            new: Some(new.name.rust.clone()),
            message: format!(
                "the variant of {name} is called `{}` now, no longer `{}`",
                new.name.rust, old.name.rust
            ),
            ..finding(Kind::WebhookRenamed)
        });
    }
    if old.deprecated != new.deprecated {
        let (kind, what) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding { message: format!("{name} {what}"), ..finding(kind) });
    }
    if let Some(wire) = told_otherwise(found, old, new) {
        let (before, after) = (old.tags.join(", "), new.tags.join(", "));
        found.report(Finding {
            message: format!("{name} says that it is `{after}` now, no longer `{before}`"),
            old: Some(before),
            new: Some(after),
            wire: Some(wire),
            ..finding(Kind::WebhooksToldOtherwise)
        });
    }
    let bodies = (body(old), body(new));
    let finding = |kind| Finding { schemas: Some(Schemas::of(&bodies.0, &bodies.1)), ..finding(kind) };
    let relation = match (&old.payload, &new.payload) {
        (None, None) => Relation::Same,
        (Some(old), Some(new)) => found.decided((old, new), &finding(Kind::WebhookPayloadChanged)),
        (Some(_), None) | (None, Some(_)) => Relation::Changed,
    };
    let kind = match relation {
        Relation::Same => return,
        Relation::Narrowed | Relation::NotNullable | Relation::BecameEnum => Kind::WebhookPayloadNarrowed,
        _ => Kind::WebhookPayloadChanged,
    };
    let spell = |api: &Api, payload: &Option<TypeRef>| {
        payload.as_ref().map_or_else(|| "nothing".to_owned(), |ty| items::spell(api, ty))
    };
    let (before, after) = (spell(found.old.api, &old.payload), spell(found.new.api, &new.payload));
    found.report(Finding {
        message: format!("{name} carries `{after}` now, no longer `{before}`"),
        old: Some(before),
        new: Some(after),
        ..finding(kind)
    });
}

/// What it does to whoever receives a webhook that it says otherwise which one it is. Where all of them are told apart by
/// something else now, that is told once.
fn told_otherwise(found: &Found<'_>, old: &Incoming, new: &Incoming) -> Option<Wire> {
    let is_same = old.tags.len() == new.tags.len() && new.tags.iter().all(|tag| old.tags.contains(tag));
    if is_same || found.old.api.webhooks.told_by != found.new.api.webhooks.told_by {
        return None;
    }
    let known = new.tags.iter().filter(|tag| old.tags.contains(tag)).count();
    Some(match known {
        // What isn't known yet is one webhook more.
        _ if known == new.tags.len() => Wire::Compatible,
        0 => Wire::Breaking,
        _ => Wire::Warning,
    })
}

/// What is said of all webhooks at once.
fn all(found: &mut Found<'_>, old: &Webhooks, new: &Webhooks) {
    if old.told_by != new.told_by {
        found.report(Finding {
            old: Some(format!("{:?}", old.told_by)),
            new: Some(format!("{:?}", new.told_by)),
            message: "webhooks are told apart by something else now".to_owned(),
            rust_items: vec![paths::webhooks()],
            // Whoever had to know which one comes still does, and nothing else has to be told any more.
            wire: [&old.told_by, &new.told_by].contains(&&ToldBy::Name).then_some(Wire::Compatible),
            ..Finding::of(Kind::WebhooksToldOtherwise)
        });
    }
    if old.signing != new.signing {
        let (message, wire, rust) = match (&old.signing, &new.signing) {
            (None, _) => {
                ("it is known now how webhooks are signed", Some(Wire::Compatible), Some(Rust::None))
            }
            (_, None) => {
                let message =
                    "nothing says how webhooks are signed any more: `verify` is gone, `verify_by` stays";
                (message, Some(Wire::Compatible), Some(Rust::Breaking))
            }
            _ => ("webhooks are signed in another way now", None, None),
        };
        found.report(Finding {
            old: old.signing.as_ref().map(|signing| format!("{signing:?}")),
            new: new.signing.as_ref().map(|signing| format!("{signing:?}")),
            message: message.to_owned(),
            rust_items: vec![paths::webhooks()],
            wire,
            rust,
            ..Finding::of(Kind::WebhooksToldOtherwise)
        });
    }
}
