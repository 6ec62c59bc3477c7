//! How the operations of both sides differ.

mod matching;

use std::rc::Rc;

use super::{
    Finding, Found, Kind, Place, Rust,
    compare::Relation,
    items,
    lifecycle::{self, Farewell},
    parameters, request, responses, security,
};
use crate::api::{Api, Location, Operation, Urls};
use crate::names::reserved;
use crate::surface::Surface;
use foldhash::HashSet;
pub(super) use matching::{is_at_same_url, matched};
use matching::{route, unnamed};

/// The operations of both sides that are the same one, by position.
pub(super) type Matched = Vec<(usize, usize)>;

/// Compares the operations, of which these are in both.
pub(super) fn compare(found: &mut Found<'_>, matched: &Matched) {
    let (old, new) = (found.old.api, found.new.api);
    let kept: HashSet<usize> = matched.iter().map(|pair| pair.0).collect();
    let known: HashSet<usize> = matched.iter().map(|pair| pair.1).collect();
    for (_, operation) in old.operations.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        removed(found, operation);
    }
    for (_, operation) in new.operations.iter().enumerate().filter(|(at, _)| !known.contains(at)) {
        added(found, operation);
    }
    for (old_at, new_at) in matched {
        operation(found, &old.operations[*old_at], &new.operations[*new_at]);
    }
}

fn removed(found: &mut Found<'_>, operation: &Operation) {
    let name = items::operation_name(operation);
    let farewell = Farewell::of(found, &operation.origin, operation.deprecated);
    let kind = match farewell {
        Farewell::Unannounced => Kind::OperationRemoved,
        Farewell::Due => Kind::DeprecatedOperationRemoved,
        Farewell::Early(_) => Kind::OperationRemovedEarly,
    };
    found.report(Finding {
        place: Place::Operation(&name),
        old_origin: Some(&operation.origin),
        old: Some(name.to_string()),
        message: format!("operation {name} was removed{}", farewell.verdict().1),
        rust_items: items::of_operation(found.old, operation),
        ..Finding::of(kind)
    });
}

fn added(found: &mut Found<'_>, operation: &Operation) {
    let name = items::operation_name(operation);
    found.report(Finding {
        place: Place::Operation(&name),
        new_origin: Some(&operation.origin),
        new: Some(name.to_string()),
        message: format!("operation {name} was added"),
        rust_items: items::of_operation(found.new, operation),
        ..Finding::of(Kind::OperationAdded)
    });
}

/// The ways through pages a call has; gaining one breaks nobody.
fn pagination(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let (old, new) = (&pair.old.pagination, &pair.new.pagination);
    let ways = |operation: &Operation| {
        let pagination = operation.pagination.as_ref();
        let items =
            pagination.and_then(|pagination| pagination.items.as_ref()).filter(|items| items.is_offered);
        [pagination.map(|_| "pages"), items.map(|_| "items")]
    };
    let (before, after) = (ways(pair.old), ways(pair.new));
    let next = |pagination: &Option<crate::api::Pagination>| {
        pagination.as_ref().map(|pagination| (pagination.next.clone(), pagination.ends.clone()))
    };
    let item = |pagination: &'_ Option<crate::api::Pagination>| {
        pagination.as_ref().and_then(|pagination| Some(pagination.items.as_ref()?.item.clone()))
    };
    // Where only a type's name differs, that is told for itself.
    let retyped = match (item(old), item(new)) {
        (Some(old), Some(new)) => found.relate(&old, &new) != Relation::Same,
        _ => false,
    };
    if before == after && next(old) == next(new) && !retyped {
        return;
    }
    let lost = before.iter().flatten().any(|way| !after.iter().flatten().any(|other| other == way));
    let (what, rust) = match (before == after, lost) {
        (true, _) if retyped => ("the items on the pages of {} are of another type", Rust::Breaking),
        (true, _) => ("the pages of {} follow each other in another way", Rust::Behaviour),
        (false, true) => ("{} no longer says how its pages follow each other", Rust::Breaking),
        (false, false) => ("{} says how its pages follow each other", Rust::None),
    };
    let items = reserved::PAGED.iter().map(|method| items::setter(pair.new, method));
    let finding = pair.finding(Kind::PaginationChanged);
    found.report(Finding {
        message: what.replace("{}", pair.name),
        rust: Some(rust),
        rust_items: finding.rust_items.iter().cloned().chain(items).collect(),
        ..finding
    });
}

/// Both sides of one operation, for the functions that compare its parts.
#[derive(Clone, Copy)]
pub(super) struct OperationPair<'a> {
    pub(super) old: &'a Operation,
    pub(super) new: &'a Operation,
    /// What reports call it: the new side's method and path.
    pub(super) name: &'a Rc<str>,
    /// The path of the method that makes the call.
    pub(super) method: &'a str,
}

impl<'a> OperationPair<'a> {
    /// A finding about the operation, to be completed.
    pub(super) fn finding(&self, kind: Kind) -> Finding<'a> {
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
    let method = Surface::of(found.new.api).path_of_method(new);
    let pair = OperationPair { old, new, name: &name, method: &method };
    found.docs(&old.docs, &new.docs);
    identity(found, pair);
    pagination(found, pair);
    if old.deprecated != new.deprecated {
        let (kind, what) = if new.deprecated {
            (Kind::Deprecated, "is deprecated now")
        } else {
            (Kind::NoLongerDeprecated, "is no longer deprecated")
        };
        found.report(Finding { message: format!("operation {name} {what}"), ..pair.finding(kind) });
    }
    let origins = (&old.origin, &new.origin);
    lifecycle::compare(found, origins, &format!("operation {name}"), &|kind| pair.finding(kind));
    lifecycle::stability(found, pair);
    parameters::compare(found, pair);
    request::compare(found, pair);
    responses::compare(found, pair);
    security::operation(found, pair);
}

/// Path, id, tag, and the names that follow from them.
fn identity(found: &mut Found<'_>, pair: OperationPair<'_>) {
    address(found, pair);
    let OperationPair { old, new, name, .. } = pair;
    if old.name.rust != new.name.rust || old.call != new.call {
        found.report(Finding {
            old: Some(old.name.wire.clone()),
            new: Some(new.name.wire.clone()),
            message: format!(
                "the method of {name} is called `{}` now, no longer `{}`",
                new.name.rust, old.name.rust
            ),
            rust_items: [items::of_operation(found.old, old), items::of_operation(found.new, new)].concat(),
            ..pair.finding(Kind::OperationRenamed)
        });
    } else if old.name.wire != new.name.wire || old.name_source != new.name_source {
        found.report(Finding {
            old: Some(old.name.wire.clone()),
            new: Some(new.name.wire.clone()),
            message: format!("the operation id of {name} changed, but not the method's name"),
            rust_items: Vec::new(),
            ..pair.finding(Kind::OperationIdChanged)
        });
    }
    let tag =
        |api: &Api, operation: &Operation| operation.group.map(|group| api.groups[group].name.wire.clone());
    let (before, after) = (tag(found.old.api, old), tag(found.new.api, new));
    if before != after {
        let grouped = found.new.api.settings.is_grouped();
        let told = |tag: &Option<String>| tag.as_ref().map_or("none".to_owned(), |tag| format!("`{tag}`"));
        found.report(Finding {
            message: format!("the tag of {name} changed from {} to {}", told(&before), told(&after)),
            old: before,
            new: after,
            rust_items: if grouped {
                [items::of_operation(found.old, old), items::of_operation(found.new, new)].concat()
            } else {
                Vec::new()
            },
            ..pair.finding(if grouped { Kind::GroupChanged } else { Kind::TagChanged })
        });
    }
}

/// Where the request goes.
fn address(found: &mut Found<'_>, pair: OperationPair<'_>) {
    let OperationPair { old, new, name, .. } = pair;
    if route(old) != route(new) {
        if old.method == new.method && is_at_same_url((found.old.api, old), (found.new.api, new)) {
            // It goes where it went: that a prefix moved is told once.
            return;
        }
        let before = items::operation_name(old);
        found.report(Finding {
            old: Some(before.to_string()),
            new: Some(name.to_string()),
            message: format!("operation `{}` moved from {before} to {name}", new.name.wire),
            ..pair.finding(Kind::OperationMoved)
        });
        return;
    }
    let told = |urls: &Urls| {
        let order = if urls.old_first { [&urls.old, &urls.new] } else { [&urls.new, &urls.old] };
        let formats: Vec<_> = order.into_iter().flatten().map(|url| format!("`{url}`")).collect();
        formats.join(", else ")
    };
    if bare_urls(old) != bare_urls(new) {
        let (before, after) = (told(&old.urls), told(&new.urls));
        found.report(Finding {
            message: format!("{name} is sent to {after} now, no longer to {before}"),
            old: Some(before),
            new: Some(after),
            ..pair.finding(Kind::UrlChanged)
        });
    }
    if old.urls.query != new.urls.query {
        let told = |urls: &Urls| {
            let each = urls.query.iter().map(|(key, value)| format!("{key}={value}"));
            each.collect::<Vec<_>>().join("&")
        };
        let (before, after) = (told(&old.urls), told(&new.urls));
        found.report(Finding {
            message: format!("every call of {name} sends `{after}` in its query now, no longer `{before}`"),
            old: Some(before),
            new: Some(after),
            ..pair.finding(Kind::FixedQueryChanged)
        });
    }
}

/// The URLs of both formats in the order they are tried, without the names of parameters: the old format has them in
/// its path as they are.
fn bare_urls(operation: &Operation) -> (Option<String>, Option<String>, bool) {
    let Urls { new, old, old_first, .. } = &operation.urls;
    let is_parameter = |segment: &str| {
        let mut path = operation.parameters.iter().filter(|parameter| parameter.location == Location::Path);
        path.any(|parameter| parameter.name.wire == segment)
    };
    let bare = |path: &String| {
        let segments = path.split('/').map(|segment| if is_parameter(segment) { "{}" } else { segment });
        segments.collect::<Vec<_>>().join("/")
    };
    (new.as_deref().map(unnamed), old.as_ref().map(bare), *old_first)
}
