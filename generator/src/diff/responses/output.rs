//! How what an awaited call yields differs: the one answer that Rust callers see as a type.

use crate::api::{Content, Encoding, Response, TypeRef};
use crate::diff::{
    Direction, Finding, Found, Kind, Rust, Wire, choices, compare::Relation, envelope, finding::Schemas,
    items, media, operations::OperationPair, typed::is_of_format,
};
use crate::names::reserved;

pub(super) fn compare(found: &mut Found<'_>, pair: OperationPair<'_>) {
    if choices::compare(found, pair) {
        return;
    }
    let origin = |responses: &'_ [Response]| responses.iter().position(|response| response.success);
    let (old, new) = (&pair.old.output, &pair.new.output);
    let finding = |kind| Finding {
        old_origin: Some(
            origin(&pair.old.responses).map_or(&pair.old.origin, |at| &pair.old.responses[at].origin),
        ),
        new_origin: Some(
            origin(&pair.new.responses).map_or(&pair.new.origin, |at| &pair.new.responses[at].origin),
        ),
        direction: Direction::RECEIVED,
        rust_items: [vec![pair.new.call.clone(), pair.method.to_owned()], taken(pair)].concat(),
        ..pair.finding(kind)
    };
    let name = pair.name;
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
    if let Some(envelope) = envelope::between((found.old.api, old_ty), (found.new.api, new_ty)) {
        let (before, after) = envelope.values();
        let at = finding(Kind::EnvelopeChanged).new_origin.map_or("", |origin| origin.0.as_str());
        if found.told_values(&["D5"], at, before.as_deref(), after.as_deref()) {
            return;
        }
    }
    let spelled =
        (items::spell_output(found.old.api, pair.old), items::spell_output(found.new.api, pair.new));
    let (before, after) = (found.told(old_ty, false), found.told(new_ty, true));
    let contents = (yielded(&pair.old.responses, old_ty), yielded(&pair.new.responses, new_ty));
    let schemas = contents.0.zip(contents.1).map(|(old, new)| Schemas::of(&old.origin, &new.origin));
    // What the client asked for goes on coming, whatever is preferred now.
    let is_kept = contents.0.zip(contents.1).is_some_and(|(old, new)| {
        !media::is_same(&old.media_type, &new.media_type) && offered(&pair.new.responses, &old.media_type)
    });
    let finding = |kind| Finding { schemas, wire: is_kept.then_some(Wire::Compatible), ..finding(kind) };
    let relation = found.decided((old_ty, new_ty), &finding(Kind::OutputTypeChanged));
    let kind = match relation {
        Relation::Same if spelled.0 == spelled.1 && old.encoding == new.encoding => {
            if old.documented || !new.documented {
                return;
            }
            return found.report(Finding {
                message: format!("the answer of {name} is documented now, as {}", found.told(new_ty, true)),
                ..finding(Kind::OutputTypeNarrowed)
            });
        }
        Relation::Same if old.encoding == new.encoding => {
            return found.respelled(finding(Kind::TypeRenamed), (old_ty, new_ty), name);
        }
        Relation::Format => Kind::FormatChanged,
        Relation::Widened => Kind::OutputTypeWidened,
        Relation::Narrowed => Kind::OutputTypeNarrowed,
        Relation::Nullable => Kind::BecameNullable,
        Relation::NotNullable => Kind::NoLongerNullable,
        _ => Kind::OutputTypeChanged,
    };
    let finding = |kind: Kind| match finding(kind) {
        finding if old.encoding == new.encoding || finding.wire.is_some() => finding,
        // The same values are written in another way.
        finding => Finding { wire: Some(kind.wire(Direction::RECEIVED)), ..finding },
    };
    let same = spelled.0 == spelled.1;
    let is_text = old.encoding != new.encoding || matches!(new_ty, TypeRef::Primitive(_));
    let rust = match (same, is_of_format(found.relate(old_ty, new_ty))) {
        (true, true) => Some(Rust::None),
        (true, false) if is_text => Some(Rust::Behaviour),
        _ => None,
    };
    let finding = found.reshaped(finding(kind), (old_ty, new_ty));
    let (before, after) = if before == after {
        // The same type, read in another way.
        (encoded(&before, &old.encoding), encoded(&after, &new.encoding))
    } else {
        (before, after)
    };
    found.report(Finding {
        message: format!("{name} answers with {after} now, no longer with {before}"),
        old: Some(before),
        new: Some(after),
        rust,
        ..finding
    });
}

/// The content that an awaited call yields as a type.
fn yielded<'a>(responses: &'a [Response], ty: &TypeRef) -> Option<&'a Content> {
    let contents =
        responses.iter().filter(|response| response.success).flat_map(|response| &response.contents);
    contents.into_iter().find(|content| content.ty == *ty)
}

fn offered(responses: &[Response], media_type: &str) -> bool {
    let mut successes = responses.iter().filter(|response| response.success);
    successes.any(|response| media::counterpart(&response.contents, media_type).is_some())
}

/// How an answer can be taken that the document says nothing of, where that comes or goes.
fn taken(pair: OperationPair<'_>) -> Vec<String> {
    if pair.old.output.is_open() == pair.new.output.is_open() {
        return Vec::new();
    }
    reserved::UNDOCUMENTED.iter().map(|method| items::setter(pair.new, method)).collect()
}

fn encoded(ty: &str, encoding: &Encoding) -> String {
    let encoding = match encoding {
        Encoding::Json => "JSON",
        Encoding::Xml => "XML",
        Encoding::Form => "a form",
        Encoding::Multipart => "parts",
        Encoding::Text => "text",
        Encoding::Bytes => "bytes",
        Encoding::EventStream => "a stream of events",
        Encoding::Redirect => "a redirect",
    };
    format!("{ty} as {encoding}")
}
