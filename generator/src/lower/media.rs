//! Media types: how a value becomes bytes, and which of several is preferred.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::bodies;
use super::draft::InlinePlace;
use super::events;
use super::nodes::pointer;
use super::parts;
use super::types::{Types, nullable};
use super::xml;
use crate::api::{Content, DegradationKind, Encoding, Pointer, Primitive, TypeRef};
use crate::model::{EVENT_STREAM, SchemaType};
use crate::source::pointer::child;

/// What a body is to the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyRole {
    /// The client sends it.
    Sent,
    /// An answer of success, which it reads.
    Answered,
    /// An answer that says why the call failed.
    Failed,
}

/// The contents a map of media types describes, the preferred one first.
pub(super) fn contents<'m>(
    types: &mut Types<'m>,
    content: &'m indexmap::IndexMap<String, MediaType>,
    origin: &str,
    place: &InlinePlace,
    role: BodyRole,
) -> Vec<Content> {
    let mut ordered: Vec<(&'m String, &'m MediaType)> = content.iter().collect();
    if ordered.iter().any(|(key, _)| is_media_type(key)) {
        ordered.retain(|(key, _)| {
            let kept = is_media_type(key);
            if !kept {
                let at = child(&child(origin, "content"), key);
                types.degrade(&at, DegradationKind::UnsupportedMediaType, no_media_type(key));
            }
            kept
        });
    }
    ordered.sort_by_cached_key(|(media_type, _)| preference(media_type));
    let mut contents: Vec<Content> = Vec::with_capacity(ordered.len());
    for (media_type, node) in ordered {
        let at = child(&child(origin, "content"), media_type);
        let schema = node.schema.as_ref().and_then(pointer);
        let is_structured = schema.is_some_and(|schema| is_structured(types, schema));
        let encoding = match encoding(media_type) {
            // Whatever it is: where it is called bytes, it is bytes.
            Encoding::Json | Encoding::Text if schema.is_some_and(|schema| is_binary(types, schema)) => {
                Encoding::Bytes
            }
            // Whoever fails to make a picture says why in JSON, though the document has but one media type for both.
            Encoding::Bytes | Encoding::Text
                if role == BodyRole::Failed && is_structured && !is_markup(media_type) =>
            {
                Encoding::Json
            }
            // What nothing describes is text.
            Encoding::Text if types.reads_xml && is_structured && is_xml(media_type) => Encoding::Xml,
            // A form is made of what is sent; no answer is taken apart as one.
            Encoding::Form if role != BodyRole::Sent => Encoding::Text,
            encoding => encoding,
        };
        let ty = if is_media_type(media_type) {
            let name = name(media_type);
            let other = if name == "application/json" { String::new() } else { format!(" {name}") };
            let word = (!contents.is_empty()).then(|| bodies::word(media_type, &encoding));
            let ty = ty(types, schema, &encoding, &place.in_media(word, &other));
            let is_form = role == BodyRole::Sent && encoding == Encoding::Multipart;
            if is_form { parts::root(types, ty, node, media_type, &at) } else { ty }
        } else {
            types.degrade(&at, DegradationKind::UnsupportedMediaType, no_media_type(media_type));
            TypeRef::Json
        };
        // What is typed in one media type is not lost by being plain in another.
        let is_typed = contents.first().is_some_and(|first| !is_plain(&first.encoding));
        let is_one_by_one = is_sequential(media_type)
            && match role {
                BodyRole::Answered => true,
                BodyRole::Sent => essence(media_type) != EVENT_STREAM,
                BodyRole::Failed => false,
            };
        if is_structured && !is_typed && is_plain(&encoding) && !is_one_by_one {
            let as_what = if encoding == Encoding::Bytes { "bytes" } else { "text" };
            let detail = format!("`{media_type}` is carried as {as_what}");
            types.degrade(&at, DegradationKind::UnsupportedMediaType, detail);
        }
        let parts = match role {
            BodyRole::Sent => parts::parts(types, node, &at, &encoding),
            BodyRole::Answered | BodyRole::Failed => IndexMap::new(),
        };
        let by_position = role == BodyRole::Sent
            && encoding == Encoding::Multipart
            && matches!(ty, TypeRef::Array(_) | TypeRef::Tuple(_));
        let item = schema.filter(|_| is_one_by_one);
        let item_is_event = item.is_some_and(|schema| events::is_whole(types, media_type, schema));
        let item = item.and_then(|schema| events::item(types, schema, place));
        let xml = schema.filter(|_| encoding == Encoding::Xml).map(|schema| xml::root(types.nodes, schema));
        contents.push(Content {
            media_type: media_type.clone(),
            encoding,
            ty,
            item,
            item_is_event,
            xml,
            parts,
            by_position,
            qs: false,
            content_type: None,
            chosen_by: None,
            origin: Pointer(at),
        });
    }
    contents
}

/// Whether a key is a media type, if one spelled carelessly.
fn is_media_type(key: &str) -> bool {
    key.contains('/') || key.is_empty() || encoding(key) != Encoding::Bytes
}

fn no_media_type(key: &str) -> String {
    format!("`{key}` is no media type")
}

/// Whether a value is carried as it is, whatever its schema says.
fn is_plain(encoding: &Encoding) -> bool {
    matches!(encoding, Encoding::Text | Encoding::Bytes)
}

/// How a media type is written and read.
pub(super) fn encoding(media_type: &str) -> Encoding {
    let essence = essence(media_type);
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Encoding::Form,
        "text/event-stream" => Encoding::EventStream,
        "*/*" | "application/*" | "" => Encoding::Json,
        // Which doesn't exist; a form with parts is meant.
        "application/form-data" => Encoding::Multipart,
        text if is_text(text) => Encoding::Text,
        json if is_json(json) => Encoding::Json,
        multipart if multipart.starts_with("multipart/") => Encoding::Multipart,
        _ => Encoding::Bytes,
    }
}

/// A media type without its parameters, as the document writes it.
pub(super) fn name(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// A media type without its parameters, in lower case; the first, where a document writes several as one.
pub(super) fn essence(media_type: &str) -> String {
    name(media_type).split(',').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What names one of several versions or kinds: all parameters but the one that says how text is encoded.
pub(super) fn parameters(media_type: &str) -> impl Iterator<Item = &str> {
    let parameters = media_type.split(';').skip(1).map(str::trim);
    parameters
        .filter(|parameter| !parameter.is_empty() && !parameter.to_ascii_lowercase().starts_with("charset"))
}

/// Whether an answer of a media type is one JSON document, or text, after another.
pub(super) fn is_sequential(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "text/event-stream"
        || ["ndjson", "jsonl", "jsonlines", "json-lines", "json-seq", "stream+json"]
            .iter()
            .any(|end| essence.ends_with(end))
}

/// Whether it is XML by its name.
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// Text that is no JSON document, though it may be made of several.
fn is_text(essence: &str) -> bool {
    const TEXTS: [&str; 8] = ["csv", "graphql", "html", "javascript", "jwt", "sql", "text", "toml"];
    let (kind, subtype) = essence.split_once('/').unwrap_or_default();
    (kind == "text" && !subtype.ends_with("json"))
        || is_markup(essence)
        || (kind == "application" && TEXTS.contains(&subtype))
        || matches!(subtype, "text" | "stream+json")
        || ["jose", "+jwe", "+jwt", "ndjson", "jsonl", "json-seq"].iter().any(|end| subtype.ends_with(end))
}

fn is_markup(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("xml") || essence.ends_with("yaml")
}

fn is_json(essence: &str) -> bool {
    essence.contains("json") && !essence.contains("smile") && !essence.contains("jsonnet")
}

/// JSON goes first, then what can be described member by member, parts before a form that holds no files, then text and
/// bytes, and streams last, which services answer with where they are asked to. Among those a range goes last, and
/// otherwise the name decides: the order of keys has no meaning.
pub(super) fn preference(media_type: &str) -> impl Ord + use<> {
    let essence = essence(media_type);
    let rank = match encoding(media_type) {
        Encoding::Json if essence == "application/json" => 0,
        Encoding::Json => 1,
        Encoding::Multipart => 2,
        Encoding::Form => 3,
        Encoding::Xml | Encoding::Text if is_xml(media_type) => 4,
        Encoding::Xml | Encoding::Text | Encoding::Bytes | Encoding::Redirect
            if !is_sequential(media_type) =>
        {
            5
        }
        Encoding::EventStream => 6,
        _ => 7,
    };
    (rank, essence.contains('*'), essence, media_type.to_owned())
}

fn ty<'m>(
    types: &mut Types<'m>,
    schema: Option<&'m str>,
    encoding: &Encoding,
    place: &InlinePlace,
) -> TypeRef {
    match encoding {
        Encoding::Text | Encoding::EventStream | Encoding::Redirect => TypeRef::Primitive(Primitive::String),
        Encoding::Bytes => TypeRef::Primitive(Primitive::Binary),
        Encoding::Json | Encoding::Xml | Encoding::Form | Encoding::Multipart => {
            let described = schema.map(|schema| types.of(schema, place));
            let described = described.map(|value| nullable(value.ty, value.nullable));
            let ty = match described.unwrap_or(TypeRef::Json) {
                // Inside JSON bytes are text.
                TypeRef::Primitive(Primitive::Binary) if *encoding == Encoding::Json => {
                    TypeRef::Primitive(Primitive::String)
                }
                ty => ty,
            };
            if *encoding == Encoding::Json || ty != TypeRef::Json { ty } else { TypeRef::JsonObject }
        }
    }
}

/// Whether a schema describes nothing but a run of bytes.
fn is_binary(types: &Types<'_>, schema: &str) -> bool {
    let definition = super::facts::resolve(types.nodes, schema).definition;
    types.nodes.keywords(definition).is_some_and(|keywords| keywords.format.as_deref() == Some("binary"))
}

/// Whether a schema describes members or items rather than a run of bytes or a scalar.
fn is_structured(types: &Types<'_>, schema: &str) -> bool {
    has_structure(types, schema, DEEPEST_ALTERNATIVE)
}

/// How far alternatives within alternatives are followed: they may lead back to where they began.
const DEEPEST_ALTERNATIVE: usize = 8;

fn has_structure(types: &Types<'_>, schema: &str, depth: usize) -> bool {
    let definition = super::facts::resolve(types.nodes, schema).definition;
    types.nodes.keywords(definition).is_some_and(|keywords| {
        let scalar = matches!(
            keywords.kind,
            Some(
                SchemaType::String
                    | SchemaType::Integer
                    | SchemaType::Number
                    | SchemaType::Boolean
                    | SchemaType::Null
            )
        );
        // What Swagger 2.0 called a file is an object of no members to those who converted it.
        let bare = keywords.kind == Some(SchemaType::Object)
            && keywords.properties.is_empty()
            && keywords.patterns.is_empty()
            && keywords.additional.is_none();
        let mut alternatives = keywords.one_of.iter().chain(&keywords.any_of).peekable();
        let is_one_of_scalars = keywords.kind.is_none()
            && keywords.properties.is_empty()
            && depth > 0
            && alternatives.peek().is_some()
            && !alternatives.any(|alternative| has_structure(types, alternative, depth - 1));
        let is_plain = scalar || bare || is_one_of_scalars;
        !keywords.is_annotation() && !is_plain && keywords.format.as_deref() != Some("binary")
    })
}
