//! How what an awaited call yields differs: the one answer that Rust callers see as a type.

use crate::api::{Content, Encoding, Response, TypeRef};
use crate::diff::{
    Direction, Finding, Found, Kind, Rust, Wire, compare::Relation, envelope, finding::Schemas, items, media,
    operations::OperationPair, typed::is_of_format,
};
use crate::names::reserved;

/// What is told of what a call yields, with the media types that came and went along.
pub(super) struct OutputChange<'a> {
    finding: Finding<'a>,
    contents: Vec<&'a Content>,
    /// The values of an envelope that is all there is to tell, if it was told.
    envelope: Option<(Option<String>, Option<String>)>,
}

impl<'a> OutputChange<'a> {
    /// Whether it tells that a media type came or went.
    pub(super) fn tells(&self, content: &Content) -> bool {
        self.contents.iter().any(|one| std::ptr::eq(*one, content))
    }

    /// Takes over what it means that a media type came or went.
    pub(super) fn absorb(&mut self, found: &mut Found<'_>, other: Finding<'a>) {
        self.finding.wire = Some(found.wire(&self.finding).max(found.wire(&other)));
        self.finding.absorb(other);
    }

    pub(super) fn report(self, found: &mut Found<'_>) {
        let at = self.finding.new_origin.map_or("", |origin| origin.0.as_str());
        let is_told = self
            .envelope
            .is_some_and(|(old, new)| found.told_values(&["D5"], at, old.as_deref(), new.as_deref()));
        if !is_told {
            found.report(self.finding);
        }
    }
}

pub(super) fn compare<'a>(found: &mut Found<'_>, pair: OperationPair<'a>) -> Option<OutputChange<'a>> {
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
        (None, None) => return None,
        (Some(old), Some(new)) => (old, new),
        _ => return Some(all_or_nothing(found, pair, &finding)),
    };
    let envelope = envelope::between((found.old.api, old_ty), (found.new.api, new_ty));
    let envelope = envelope.map(|envelope| envelope.values());
    let spelled =
        (items::spell_output(found.old.api, pair.old), items::spell_output(found.new.api, pair.new));
    let (before, after) = (found.told(old_ty, false), found.told(new_ty, true));
    let contents = (yielded(&pair.old.responses, old_ty), yielded(&pair.new.responses, new_ty));
    let schemas = contents.0.zip(contents.1).map(|(old, new)| Schemas::of(&old.origin, &new.origin));
    let moved = contents.0.zip(contents.1);
    let moved = moved.filter(|(old, new)| !media::is_same(&old.media_type, &new.media_type));
    // What the client asked for goes on coming, whatever is preferred now.
    let is_kept = moved.is_some_and(|(old, _)| offered(&pair.new.responses, &old.media_type));
    let finding = |kind| Finding { schemas, wire: is_kept.then_some(Wire::Compatible), ..finding(kind) };
    let relation = found.decided((old_ty, new_ty), &finding(Kind::OutputTypeChanged));
    let kind = match relation {
        Relation::Same if spelled.0 == spelled.1 && old.encoding == new.encoding => {
            if old.documented || !new.documented {
                return None;
            }
            let finding = Finding {
                message: format!("the answer of {name} is documented now, as {}", found.told(new_ty, true)),
                ..finding(Kind::OutputTypeNarrowed)
            };
            return Some(OutputChange { finding, contents: Vec::new(), envelope });
        }
        Relation::Same if old.encoding == new.encoding => {
            found.respelled(finding(Kind::TypeRenamed), (old_ty, new_ty), name);
            return None;
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
    let (before, after) = match moved {
        Some((old, new)) => {
            (format!("{before} as `{}`", old.media_type), format!("{after} as `{}`", new.media_type))
        }
        // The same type, read in another way.
        None if before == after => (encoded(&before, &old.encoding), encoded(&after, &new.encoding)),
        None => (before, after),
    };
    let finding = Finding {
        message: format!("{name} answers with {after} now, no longer with {before}"),
        old: Some(before),
        new: Some(after),
        rust,
        ..finding
    };
    let contents = moved.into_iter().flat_map(|(old, new)| [old, new]).collect();
    Some(OutputChange { finding, contents, envelope })
}

/// A body that came or went.
fn all_or_nothing<'a>(
    found: &Found<'_>,
    pair: OperationPair<'a>,
    finding: &dyn Fn(Kind) -> Finding<'a>,
) -> OutputChange<'a> {
    let name = pair.name;
    let old = pair.old.output.ty.as_ref().map(|ty| found.told(ty, false));
    let new = pair.new.output.ty.as_ref().map(|ty| found.told(ty, true));
    let words = |told: &Option<String>| told.clone().unwrap_or_else(|| "nothing".to_owned());
    let message = format!("{name} answers with {} now, no longer with {}", words(&new), words(&old));
    let kind = if new.is_some() { Kind::OutputAppeared } else { Kind::OutputDisappeared };
    let responses = if new.is_some() { &pair.new.responses } else { &pair.old.responses };
    let contents = successes(responses).collect();
    OutputChange { finding: Finding { old, new, message, ..finding(kind) }, contents, envelope: None }
}

/// The content that an awaited call yields as a type.
fn yielded<'a>(responses: &'a [Response], ty: &TypeRef) -> Option<&'a Content> {
    successes(responses).find(|content| content.ty == *ty)
}

/// What answers of success may come in.
fn successes(responses: &[Response]) -> impl Iterator<Item = &Content> {
    responses.iter().filter(|response| response.success).flat_map(|response| &response.contents)
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
