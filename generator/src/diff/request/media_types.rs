//! How the media types differ that a body may be sent in, and what is sent in each.

use super::{argument, parts};
use crate::api::{Body, Content, Operation, TypeRef};
use crate::diff::{
    Finding, Found, Kind, Rust, Side, Wire,
    compare::Relation,
    finding::Schemas,
    items,
    media::{self, Moved},
    operations::OperationPair,
    typed,
};
use crate::surface::Surface;

/// Both sides of a body, and of the operation that sends it.
#[derive(Clone, Copy)]
struct Bodies<'a> {
    pair: OperationPair<'a>,
    old: &'a Body,
    new: &'a Body,
    /// Whether what the call takes as its body is another type.
    taken_otherwise: bool,
}

/// A finding about a body, to be completed.
type Begun<'f, 'a> = &'f dyn Fn(Kind) -> Finding<'a>;

pub(super) fn compare<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    (old, new): (&'a Body, &'a Body),
    finding: Begun<'_, 'a>,
) {
    let spelled = (items::spell_body(found.old.api, pair.old), items::spell_body(found.new.api, pair.new));
    let bodies = Bodies { pair, old, new, taken_otherwise: spelled.0 != spelled.1 };
    let mut moved = Moved::between(&old.contents, &new.contents);
    let replaced = moved.replaced();
    for (content, other) in moved.kept {
        let both_first = is_first(old, content) && is_first(new, other);
        let emitted = both_first || (content.chosen_by.is_some() && other.chosen_by.is_some());
        alternatives(found, pair, (content, other), finding);
        value(found, pair, (content, other), emitted, finding);
    }
    for content in moved.gone {
        let gone = gone(found, bodies, content, finding);
        found.report(gone);
    }
    for content in moved.came {
        let came = came(found, bodies, content, finding);
        found.report(came);
    }
    for (content, other) in replaced {
        let gone = gone(found, bodies, content, finding);
        let came = came(found, bodies, other, finding);
        let message =
            format!("{} takes `{}` now, no longer `{}`", pair.name, other.media_type, content.media_type);
        found.report(media::instead(Kind::RequestMediaTypeChanged, gone, came, message));
    }
}

fn is_first(body: &Body, content: &Content) -> bool {
    body.contents.first().is_some_and(|first| first.media_type == content.media_type)
}

fn gone<'a>(found: &Found<'_>, bodies: Bodies<'_>, content: &Content, finding: Begun<'_, 'a>) -> Finding<'a> {
    let Bodies { pair, old, new, taken_otherwise } = bodies;
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
    Finding {
        old: Some(content.media_type.clone()),
        wire: still_taken(&new.contents, &content.media_type),
        message: format!("{} no longer takes `{}`", pair.name, content.media_type),
        rust_items: [argument(pair), alternative, without, lost.into_iter().collect()].concat(),
        rust: Some(rust),
        ..finding(Kind::RequestMediaTypeRemoved)
    }
}

fn came<'a>(found: &Found<'_>, bodies: Bodies<'_>, content: &Content, finding: Begun<'_, 'a>) -> Finding<'a> {
    let Bodies { pair, old, new, taken_otherwise } = bodies;
    let alternative = items::alternative(found.new, pair.new, content);
    let moved = by_method(found.new, pair.new, (old, new));
    let form = items::form(found.new, content).into_iter().collect();
    Finding {
        new: Some(content.media_type.clone()),
        message: format!("{} takes `{}` too", pair.name, content.media_type),
        rust_items: [argument(pair), alternative, moved, form].concat(),
        rust: (is_first(new, content) && taken_otherwise).then_some(Rust::Breaking),
        ..finding(Kind::RequestMediaTypeAdded)
    }
}

/// What of a media type that is gone goes on being taken: all that a range means, or some of what it meant.
fn still_taken(contents: &[Content], media_type: &str) -> Option<Wire> {
    let any = |covers: &dyn Fn(&str) -> bool| contents.iter().any(|content| covers(&content.media_type));
    let is_all = any(&|other| media::covers(other, media_type)).then_some(Wire::Compatible);
    is_all.or_else(|| any(&|other| media::covers(media_type, other)).then_some(Wire::Warning))
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
    finding: Begun<'_, 'a>,
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
    finding: Begun<'_, 'a>,
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
