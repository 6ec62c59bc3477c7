//! How the body an operation sends differs.

mod parts;

use super::{
    Direction, Finding, Found, Kind, Rust, Side, Wire, compare::Relation, finding::Schemas, items, media,
    operations::OperationPair, typed,
};
use crate::api::{Body, Content, Operation, TypeRef};
use crate::surface::Surface;

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
    media_types(found, pair, old, new, &finding);
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

/// Only the first media type is emitted: what callers write depends on it alone.
/// What of a media type that is gone goes on being taken: all that a range means, or some of what it meant.
fn still_taken(contents: &[Content], media_type: &str) -> Option<Wire> {
    let any = |covers: &dyn Fn(&str) -> bool| contents.iter().any(|content| covers(&content.media_type));
    let is_all = any(&|other| media::covers(other, media_type)).then_some(Wire::Compatible);
    is_all.or_else(|| any(&|other| media::covers(media_type, other)).then_some(Wire::Warning))
}

fn media_types<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    old: &'a Body,
    new: &'a Body,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let name = pair.name;
    let spelled = (items::spell_body(found.old.api, pair.old), items::spell_body(found.new.api, pair.new));
    let taken_otherwise = spelled.0 != spelled.1;
    let is_first = |body: &Body, content: &Content| {
        body.contents.first().is_some_and(|first| first.media_type == content.media_type)
    };
    for content in &old.contents {
        let Some(other) = media::counterpart(&new.contents, &content.media_type) else {
            let rust = match (is_first(old, content), taken_otherwise) {
                (true, true) => Rust::Breaking,
                (true, false) => Rust::Behaviour,
                (false, _) if content.chosen_by.is_some() => Rust::Breaking,
                (false, _) => Rust::None,
            };
            let lost = items::form(found.old, content).filter(|_| !has_form(found.new, found.old, content));
            let without = by_method(found.old, pair.old, (new, old));
            let rust = if lost.is_some() || !without.is_empty() { Rust::Breaking } else { rust };
            let alternative = items::alternative(found.old, pair.old, content);
            found.report(Finding {
                old: Some(content.media_type.clone()),
                wire: still_taken(&new.contents, &content.media_type),
                message: format!("{name} no longer takes `{}`", content.media_type),
                rust_items: [argument(pair), alternative, without, lost.into_iter().collect()].concat(),
                rust: Some(rust),
                ..finding(Kind::RequestMediaTypeRemoved)
            });
            continue;
        };
        let both_first = is_first(old, content) && is_first(new, other);
        let emitted = both_first || (content.chosen_by.is_some() && other.chosen_by.is_some());
        alternatives(found, pair, (content, other), finding);
        value(found, pair, (content, other), emitted, finding);
    }
    for content in &new.contents {
        if media::counterpart(&old.contents, &content.media_type).is_none() {
            found.report(Finding {
                new: Some(content.media_type.clone()),
                message: format!("{name} takes `{}` too", content.media_type),
                rust_items: [
                    argument(pair),
                    items::alternative(found.new, pair.new, content),
                    by_method(found.new, pair.new, (old, new)),
                    items::form(found.new, content).into_iter().collect(),
                ]
                .concat(),
                rust: (is_first(new, content) && taken_otherwise).then_some(Rust::Breaking),
                ..finding(Kind::RequestMediaTypeAdded)
            });
        }
    }
}

/// The methods for media types that the other side's operation sends by its own method.
fn by_method(side: &Side<'_>, operation: &Operation, (other, own): (&Body, &Body)) -> Vec<String> {
    let is_moved = |content: &&Content| {
        media::counterpart(&other.contents, &content.media_type)
            .is_some_and(|content| content.chosen_by.is_none())
    };
    own.contents
        .iter()
        .filter(is_moved)
        .flat_map(|content| items::alternative(side, operation, content))
        .collect()
}

/// Whether a type of one side that becomes a form does so on the other side too.
fn has_form(side: &Side<'_>, of: &Side<'_>, content: &Content) -> bool {
    let path = items::form(of, content);
    let forms = Surface::of(side.api).forms().whole;
    path.is_some_and(|path| forms.iter().any(|at| items::type_path(&side.api.types[*at]) == path))
}

/// How one media type is chosen, and how the members of its form are written.
fn alternatives<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    (old, new): (&Content, &Content),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    if old.chosen_by.is_some() && new.chosen_by.is_some() && old.chosen_by != new.chosen_by {
        let (before, after) =
            (items::alternative(found.old, pair.old, old), items::alternative(found.new, pair.new, new));
        found.report(Finding {
            message: format!("the way to send `{}` to {} has another name", new.media_type, pair.name),
            old: before.first().cloned(),
            new: after.first().cloned(),
            rust_items: [before, after].concat(),
            ..finding(Kind::IdentifierChanged)
        });
    }
    parts::compare(found, pair, (old, new), finding);
    if let (Some(before), Some(after)) = (&old.xml, &new.xml)
        && before != after
    {
        found.report(Finding {
            message: format!("the body of {} is called `{}` in XML now", pair.name, after.local),
            old: Some(before.local.clone()),
            new: Some(after.local.clone()),
            rust: Some(Rust::Behaviour),
            ..finding(Kind::FieldRespelled)
        });
    }
}

fn value<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    (old_content, new_content): (&'a Content, &'a Content),
    emitted: bool,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    // Of a body that is sent value by value, each of them.
    let carried = |content: &'a Content| content.item.as_ref().unwrap_or(&content.ty);
    let (old, new) = (carried(old_content), carried(new_content));
    let mut rust_items = argument(pair);
    rust_items.extend(items::alternative(found.old, pair.old, old_content));
    rust_items.extend(items::alternative(found.new, pair.new, new_content));
    let schemas = Some(Schemas::of(&old_content.origin, &new_content.origin));
    let finding = |kind| Finding { rust_items: rust_items.clone(), schemas, ..finding(kind) };
    let what = format!("the body of {}", pair.name);
    let (before, after) = (items::spell(found.old.api, old), items::spell(found.new.api, new));
    let relation = found.decided((old, new), &finding(Kind::BodyTypeChanged));
    let kind = match relation {
        Relation::Same => return found.respelled(finding(Kind::TypeRenamed), (old, new), &what),
        Relation::Narrowed if matches!(old, TypeRef::Json | TypeRef::JsonObject) => Kind::BodySchemaAppeared,
        Relation::Widened if matches!(new, TypeRef::Json | TypeRef::JsonObject) => {
            Kind::BodySchemaDisappeared
        }
        Relation::Changed => Kind::BodyTypeChanged,
        other => typed::kind(other).unwrap_or(Kind::BodyTypeChanged),
    };
    let rust =
        (!emitted || (before == after && typed::is_of_format(found.relate(old, new)))).then_some(Rust::None);
    let finding = found.reshaped(finding(kind), (old, new));
    let (before, after) = (found.told(old, false), found.told(new, true));
    found.report(Finding {
        message: format!("{what} is {after} now, no longer {before}"),
        old: Some(before),
        new: Some(after),
        rust,
        ..finding
    });
}
