//! How the media types differ that an answer comes in, and what comes in each.

use super::{alternatives, output::OutputChange};
use crate::api::{Content, Primitive, Response, Status, TypeRef};
use crate::diff::{
    Finding, Found, Kind, Rust, Wire,
    compare::Relation,
    envelope::{self, Envelope},
    finding::Schemas,
    items,
    media::{self, Moved},
    operations::OperationPair,
};

/// A finding about an answer, to be completed.
type Begun<'f, 'a> = &'f dyn Fn(Kind) -> Finding<'a>;

/// Compares the contents of an answer. What came or went with what the call yields is told with that.
pub(super) fn compare<'a>(
    found: &mut Found<'_>,
    (pair, told): (OperationPair<'a>, &mut Option<OutputChange<'a>>),
    (old, new): (&'a Response, &'a Response),
    finding: Begun<'_, 'a>,
) {
    let (name, status) = (pair.name, new.status);
    let mut moved = Moved::between(&old.contents, &new.contents);
    let is_told = |content: &&Content| told.as_ref().is_some_and(|told| told.tells(content));
    let (yielded_before, gone_otherwise) = moved.gone.into_iter().partition(is_told);
    let (yielded_now, came_otherwise) = moved.came.into_iter().partition(is_told);
    (moved.gone, moved.came) = (gone_otherwise, came_otherwise);
    let went = yielded_before.into_iter().map(|content| gone(found, pair, (old, new), content, finding));
    let mut along: Vec<Finding<'a>> = went.collect();
    along.extend(yielded_now.into_iter().map(|content| came(found, pair, old, content, finding)));
    let mut changes: Vec<Finding<'a>> = Vec::new();
    for (content, other) in moved.replaced() {
        let gone = gone(found, pair, (old, new), content, finding);
        let came = came(found, pair, old, other, finding);
        let message = format!(
            "status {status} of {name} comes as `{}` now, no longer as `{}`",
            other.media_type, content.media_type
        );
        changes.push(media::instead(Kind::ResponseMediaTypeChanged, gone, came, message));
    }
    changes.extend(moved.gone.into_iter().map(|content| gone(found, pair, (old, new), content, finding)));
    changes.extend(moved.came.into_iter().map(|content| came(found, pair, old, content, finding)));
    for (content, other) in moved.kept {
        if let Some(renamed) = alternatives::renamed(found, pair, (content, other), finding) {
            // Which media type has a method of its own follows from which other ones there are.
            let is_renamed = content.chosen_by.is_some() && other.chosen_by.is_some();
            match changes.first_mut().or(along.first_mut()).filter(|_| !is_renamed) {
                Some(cause) => cause.absorb(renamed),
                None => found.report(renamed),
            }
        }
        kept(found, pair, (new, content, other), finding);
    }
    if let Some(told) = told {
        for finding in along {
            told.absorb(found, finding);
        }
    }
    for finding in changes {
        found.report(finding);
    }
}

fn gone<'a>(
    found: &Found<'_>,
    pair: OperationPair<'_>,
    (old, new): (&Response, &Response),
    content: &Content,
    finding: Begun<'_, 'a>,
) -> Finding<'a> {
    let any = |is_one: &dyn Fn(&str) -> bool| new.contents.iter().any(|other| is_one(&other.media_type));
    let wire = any(&|other| media::covers(&content.media_type, other)).then_some(Wire::Compatible);
    // It may be what it was, or anything else that the range means.
    let wire =
        wire.or_else(|| any(&|other| media::covers(other, &content.media_type)).then_some(Wire::Warning));
    let gone = Finding {
        wire,
        old: Some(content.media_type.clone()),
        message: format!(
            "status {} of {} no longer comes as `{}`",
            new.status, pair.name, content.media_type
        ),
        ..finding(Kind::ResponseMediaTypeRemoved)
    };
    alternatives::streamed(pair, old.success, alternatives::gone(found, pair, content, gone))
}

fn came<'a>(
    found: &Found<'_>,
    pair: OperationPair<'_>,
    old: &Response,
    content: &Content,
    finding: Begun<'_, 'a>,
) -> Finding<'a> {
    let came = finding(Kind::ResponseMediaTypeAdded);
    let (status, media_type) = (old.status, &content.media_type);
    let message = if old.contents.is_empty() {
        format!("status {status} of {} has a body now, `{media_type}`", pair.name)
    } else {
        format!("status {status} of {} may come as `{media_type}` too", pair.name)
    };
    let rust_items = [came.rust_items.clone(), items::alternative(found.new, pair.new, content)].concat();
    Finding { new: Some(media_type.clone()), message, rust_items, ..came }
}

/// What comes in a media type that is in both.
fn kept<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    (response, old, new): (&Response, &'a Content, &'a Content),
    finding: Begun<'_, 'a>,
) {
    let (name, status) = (pair.name, response.status);
    events(found, pair, (old, new), finding);
    // What the call yields is told for itself, in full.
    let is_output =
        Some(&old.ty) == pair.old.output.ty.as_ref() && Some(&new.ty) == pair.new.output.ty.as_ref();
    let types = (&old.ty, &new.ty);
    if let Some(envelope) = envelope::between((found.old.api, types.0), (found.new.api, types.1)) {
        enveloped(found, pair, types, (status, &envelope, is_output), finding);
    } else if !is_output {
        let kind = if response.success { Kind::AnswerChanged } else { Kind::ErrorBodyChanged };
        let sides = (found.old, found.new);
        let schemas = Some(Schemas::of(&old.origin, &new.origin));
        let finding =
            |kind| Finding { schemas, ..alternatives::changed(sides, pair, (old, new), finding(kind)) };
        body(found, types, &format!("the body of status {status} of {name}"), kind, &finding);
    }
}

/// What the events of a stream hold.
fn events<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'_>,
    (old, new): (&Content, &Content),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let read = |kind| {
        let finding = finding(kind);
        let rust_items = vec![items::setter(pair.old, "events"), items::setter(pair.new, "events")];
        Finding { rust: Some(Rust::Breaking), rust_items, ..finding }
    };
    let text = TypeRef::Primitive(Primitive::String);
    let types = (old.item.as_ref().unwrap_or(&text), new.item.as_ref().unwrap_or(&text));
    body(found, types, &format!("the data of the events of {}", pair.name), Kind::AnswerChanged, &read);
}

/// How what an answer holds differs, where that isn't what the call yields.
fn body<'a>(
    found: &mut Found<'_>,
    (old, new): (&TypeRef, &TypeRef),
    what: &str,
    kind: Kind,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let same = found.relate(old, new) == Relation::Same;
    let renamed = finding(Kind::TypeRenamed);
    if same && renamed.rust == Some(Rust::Breaking) {
        found.respelled(renamed, (old, new), what);
    } else if !same {
        let (before, after) = (found.told(old, false), found.told(new, true));
        found.report(Finding {
            message: format!("{what} is {after} now, no longer {before}"),
            old: Some(before),
            new: Some(after),
            ..finding(kind)
        });
    }
}

/// An envelope came or went: whoever sees what the answer holds sees another type.
fn enveloped<'a>(
    found: &mut Found<'_>,
    pair: OperationPair<'a>,
    types: (&TypeRef, &TypeRef),
    (status, envelope, is_output): (Status, &Envelope<'_>, bool),
    finding: &dyn Fn(Kind) -> Finding<'a>,
) {
    let mut finding = finding(Kind::EnvelopeChanged);
    let is_seen = is_output || finding.rust.is_some();
    if is_output {
        finding.rust_items.extend([pair.new.call.clone(), pair.method.to_owned()]);
    }
    if is_seen {
        finding.rust_items.extend(items::named(found.old.api, types.0));
        finding.rust_items.extend(items::named(found.new.api, types.1));
    }
    let (old, new) = envelope.values();
    let verb = if envelope.came { "was put into" } else { "was taken out of" };
    found.report(Finding {
        message: format!(
            "the body of status {status} of {} {verb} an envelope: `{}`",
            pair.name, envelope.member
        ),
        old,
        new,
        rust: Some(if is_seen { Rust::Breaking } else { Rust::None }),
        ..finding
    });
}
