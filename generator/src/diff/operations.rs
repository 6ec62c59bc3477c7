//! Which operations of both sides are the same, and how they differ.

use indexmap::IndexMap;

use super::{Direction, Finding, Found, Kind, Place, Rust, items, parameters, responses, security};
use crate::api::{Api, Body, NameSource, Operation, TypeRef};

/// The operations of both sides that are the same one, by position.
pub(super) type Matched = Vec<(usize, usize)>;

/// Compares the operations and returns those that are in both.
pub(super) fn compare(found: &mut Found<'_>) -> Matched {
    let (old, new) = (found.old.api, found.new.api);
    let matched = matched(old, new);
    for (at, operation) in old.operations.iter().enumerate() {
        if matched.iter().all(|pair| pair.0 != at) {
            removed(found, operation);
        }
    }
    for (at, operation) in new.operations.iter().enumerate() {
        if matched.iter().all(|pair| pair.1 != at) {
            added(found, operation);
        }
    }
    for (old_at, new_at) in &matched {
        operation(found, &old.operations[*old_at], &new.operations[*new_at]);
    }
    matched
}

/// Matches by method and path, placeholders' names aside; what is left by stated operation id.
fn matched(old: &Api, new: &Api) -> Matched {
    let mut by_route: IndexMap<_, Vec<usize>> = IndexMap::new();
    for (at, operation) in new.operations.iter().enumerate() {
        by_route.entry(route(operation)).or_default().push(at);
    }
    let mut pairs: Vec<(usize, Option<usize>)> = Vec::new();
    for (at, operation) in old.operations.iter().enumerate() {
        let twin = by_route.get_mut(&route(operation)).filter(|twins| !twins.is_empty()).map(|twins| {
            // Paths may differ in nothing but a placeholder's name; the one of the same spelling comes first.
            let same = twins.iter().position(|twin| new.operations[*twin].key == operation.key);
            twins.remove(same.unwrap_or(0))
        });
        pairs.push((at, twin));
    }
    let taken: std::collections::HashSet<usize> = pairs.iter().filter_map(|pair| pair.1).collect();
    let mut by_id: IndexMap<&str, usize> = IndexMap::new();
    for (at, operation) in new.operations.iter().enumerate() {
        if !taken.contains(&at) && operation.name_source == NameSource::OperationId {
            by_id.insert(&operation.name.wire, at);
        }
    }
    let by_id = |at: usize| {
        let operation = &old.operations[at];
        let stated = operation.name_source == NameSource::OperationId;
        by_id.get(operation.name.wire.as_str()).copied().filter(|_| stated)
    };
    pairs.into_iter().filter_map(|(at, twin)| Some((at, twin.or_else(|| by_id(at))?))).collect()
}

/// Method and path without the names of its placeholders.
fn route(operation: &Operation) -> (String, String) {
    let mut path = String::with_capacity(operation.key.len());
    let mut inside = false;
    for character in operation.key.chars() {
        match character {
            '{' => inside = true,
            '}' => {
                inside = false;
                path.push_str("{}");
            }
            _ if inside => {}
            other => path.push(other),
        }
    }
    (operation.method.clone(), path)
}

fn removed(found: &mut Found<'_>, operation: &Operation) {
    let name = items::operation_name(operation);
    let kind = if operation.deprecated { Kind::DeprecatedOperationRemoved } else { Kind::OperationRemoved };
    found.report(Finding {
        place: Place::Operation(&name),
        old_origin: Some(&operation.origin),
        old: Some(name.clone()),
        message: format!("operation {name} was removed"),
        rust_items: vec![
            items::method(found.old.api, operation, found.old.provenance.grouped),
            operation.call.clone(),
        ],
        ..Finding::of(kind)
    });
}

fn added(found: &mut Found<'_>, operation: &Operation) {
    let name = items::operation_name(operation);
    found.report(Finding {
        place: Place::Operation(&name),
        new_origin: Some(&operation.origin),
        new: Some(name.clone()),
        message: format!("operation {name} was added"),
        rust_items: vec![
            items::method(found.new.api, operation, found.new.provenance.grouped),
            operation.call.clone(),
        ],
        ..Finding::of(Kind::OperationAdded)
    });
}

/// Both sides of one operation, for the functions that compare its parts.
#[derive(Clone, Copy)]
pub(super) struct Twin<'a> {
    pub(super) old: &'a Operation,
    pub(super) new: &'a Operation,
    /// What reports call it: the new side's method and path.
    pub(super) name: &'a str,
    /// The path of the method that makes the call.
    pub(super) method: &'a str,
}

impl Twin<'_> {
    /// A finding about the operation, to be completed.
    pub(super) fn finding(&self, kind: Kind) -> Finding<'_> {
        Finding {
            place: Place::Operation(self.name),
            old_origin: Some(&self.old.origin),
            new_origin: Some(&self.new.origin),
            rust_items: vec![self.method.to_owned()],
            ..Finding::of(kind)
        }
    }
}

fn operation(found: &mut Found<'_>, old: &Operation, new: &Operation) {
    let name = items::operation_name(new);
    let method = items::method(found.new.api, new, found.new.provenance.grouped);
    let twin = Twin { old, new, name: &name, method: &method };
    found.docs(&old.docs, &new.docs);
    identity(found, twin);
    if old.deprecated != new.deprecated {
        let (kind, what) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding { message: format!("operation {name} {what}"), ..twin.finding(kind) });
    }
    parameters::compare(found, twin);
    body(found, twin);
    responses::compare(found, twin);
    security::operation(found, twin);
    if old.pagination != new.pagination {
        let message = format!("the way through the pages of {name} changed");
        found.report(Finding { message, ..twin.finding(Kind::PaginationChanged) });
    }
}

/// Path, id, tag, and the names that follow from them.
fn identity(found: &mut Found<'_>, twin: Twin<'_>) {
    let Twin { old, new, name, .. } = twin;
    if route(old) != route(new) {
        let before = items::operation_name(old);
        found.report(Finding {
            old: Some(before.clone()),
            new: Some(name.to_owned()),
            message: format!("operation `{}` moved from {before} to {name}", new.name.wire),
            ..twin.finding(Kind::OperationMoved)
        });
    } else if old.urls.old != new.urls.old || old.urls.old_first != new.urls.old_first {
        let url = |url: &Option<String>| url.clone().unwrap_or_else(|| "none".to_owned());
        let (before, after) = (url(&old.urls.old), url(&new.urls.old));
        found.report(Finding {
            message: format!("the old-format URL of {name} changed from {before} to {after}"),
            old: Some(before),
            new: Some(after),
            ..twin.finding(Kind::OldUrlChanged)
        });
    }
    let (old_method, new_method) =
        (items::method(found.old.api, old, found.old.provenance.grouped), twin.method.to_owned());
    if old.name.rust != new.name.rust || old.call != new.call {
        found.report(Finding {
            old: Some(old.name.wire.clone()),
            new: Some(new.name.wire.clone()),
            message: format!(
                "the method of {name} is called `{}` now, no longer `{}`",
                new.name.rust, old.name.rust
            ),
            rust_items: vec![old_method.clone(), new_method.clone(), old.call.clone(), new.call.clone()],
            ..twin.finding(Kind::OperationRenamed)
        });
    } else if old.name.wire != new.name.wire {
        found.report(Finding {
            old: Some(old.name.wire.clone()),
            new: Some(new.name.wire.clone()),
            message: format!("the operation id of {name} changed, but not the method's name"),
            rust_items: Vec::new(),
            ..twin.finding(Kind::OperationIdChanged)
        });
    }
    let tag =
        |api: &Api, operation: &Operation| operation.group.map(|group| api.groups[group].name.wire.clone());
    let (before, after) = (tag(found.old.api, old), tag(found.new.api, new));
    if before != after {
        let grouped = found.new.provenance.grouped;
        found.report(Finding {
            message: format!(
                "the tag of {name} changed from `{}` to `{}`",
                before.as_deref().unwrap_or("none"),
                after.as_deref().unwrap_or("none")
            ),
            old: before,
            new: after,
            rust_items: if grouped { vec![old_method, new_method] } else { Vec::new() },
            ..twin.finding(if grouped { Kind::GroupChanged } else { Kind::TagChanged })
        });
    }
}

fn body(found: &mut Found<'_>, twin: Twin<'_>) {
    let Twin { old, new, name, .. } = twin;
    match (&old.body, &new.body) {
        (None, None) => {}
        (None, Some(body)) => {
            let (kind, what) = if body.required {
                (Kind::RequiredBodyAdded, "a required")
            } else {
                (Kind::OptionalBodyAdded, "an optional")
            };
            found.report(Finding {
                new_origin: Some(&body.origin),
                message: format!("{name} takes {what} body now"),
                rust_items: vec![twin.method.to_owned(), items::setter(new, &body.argument)],
                ..twin.finding(kind)
            });
        }
        (Some(body), None) => found.report(Finding {
            old_origin: Some(&body.origin),
            new_origin: None,
            message: format!("{name} no longer takes a body"),
            rust_items: vec![twin.method.to_owned(), items::setter(old, &body.argument)],
            ..twin.finding(Kind::BodyRemoved)
        }),
        (Some(old_body), Some(new_body)) => bodies(found, twin, old_body, new_body),
    }
}

fn bodies(found: &mut Found<'_>, twin: Twin<'_>, old: &Body, new: &Body) {
    let name = twin.name;
    let finding =
        |kind| Finding { old_origin: Some(&old.origin), new_origin: Some(&new.origin), ..twin.finding(kind) };
    found.docs(&old.docs, &new.docs);
    if old.required != new.required {
        let (kind, what) = if new.required {
            (Kind::BodyBecameRequired, "required")
        } else {
            (Kind::BodyBecameOptional, "optional")
        };
        found.report(Finding { message: format!("the body of {name} is {what} now"), ..finding(kind) });
    }
    for content in &old.contents {
        let Some(twin_content) = new.contents.iter().find(|other| other.media_type == content.media_type)
        else {
            found.report(Finding {
                old: Some(content.media_type.clone()),
                message: format!("{name} no longer takes `{}`", content.media_type),
                ..finding(Kind::RequestMediaTypeRemoved)
            });
            continue;
        };
        if content.encoding != twin_content.encoding {
            let message = format!("the body of {name} is encoded in another way");
            found.report(Finding { message, ..finding(Kind::RequestEncodingChanged) });
        }
        body_type(found, twin, &content.ty, &twin_content.ty, &finding);
    }
    for content in &new.contents {
        if old.contents.iter().all(|other| other.media_type != content.media_type) {
            found.report(Finding {
                new: Some(content.media_type.clone()),
                message: format!("{name} takes `{}` too", content.media_type),
                ..finding(Kind::RequestMediaTypeAdded)
            });
        }
    }
}

fn body_type<'a>(
    found: &mut Found<'_>,
    twin: Twin<'a>,
    old: &TypeRef,
    new: &TypeRef,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    use super::compare::Relation;
    let relation = found.relate(old, new);
    let (before, after) = (items::spell(found.old.api, old), items::spell(found.new.api, new));
    let kind = match relation {
        Relation::Same => return found.respelled(finding(Kind::TypeRenamed), &before, &after, twin.name),
        Relation::Narrowed if matches!(old, TypeRef::Json | TypeRef::JsonObject) => Kind::BodySchemaAppeared,
        Relation::Widened if matches!(new, TypeRef::Json | TypeRef::JsonObject) => {
            Kind::BodySchemaDisappeared
        }
        _ => Kind::BodyTypeChanged,
    };
    let rust = (before == after).then_some(Rust::None);
    found.report(Finding {
        direction: Direction::SENT,
        message: format!("the body of {} is `{after}` now, no longer `{before}`", twin.name),
        old: Some(before),
        new: Some(after),
        rust,
        ..finding(kind)
    });
}
