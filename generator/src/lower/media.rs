//! Media types: how a value becomes bytes, and which of several is preferred.

use indexmap::IndexMap;
use openapiv3::MediaType;

use super::draft::Place;
use super::keywords::pointer;
use super::types::{Types, nullable};
use crate::api::{Content, DegradationKind, Encoding, Part, Pointer, Primitive, TypeRef};

/// The contents a map of media types describes, the preferred one first.
pub(super) fn contents<'m>(
    types: &mut Types<'m>,
    content: &'m indexmap::IndexMap<String, MediaType>,
    origin: &str,
    place: &Place,
) -> Vec<Content> {
    let mut ordered: Vec<(&'m String, &'m MediaType)> = content.iter().collect();
    ordered.sort_by_key(|(media_type, _)| preference(media_type));
    let mut contents = Vec::with_capacity(ordered.len());
    for (media_type, node) in ordered {
        let at = format!("{origin}/content/{}", escape(media_type));
        let schema = node.schema.as_ref().and_then(pointer);
        let encoding = match encoding(media_type) {
            // Whatever it is: where it is called bytes, it is bytes.
            Encoding::Json
                if media_type.contains('*') && schema.is_some_and(|schema| is_binary(types, schema)) =>
            {
                Encoding::Bytes
            }
            encoding => encoding,
        };
        let ty = ty(types, schema, &encoding, &at, media_type, place);
        contents.push(Content {
            media_type: media_type.clone(),
            encoding,
            ty,
            parts: parts(node),
            qs: false,
            chosen_by: None,
            origin: Pointer(at),
        });
    }
    contents
}

/// What the document says about single members of a form.
fn parts(node: &MediaType) -> IndexMap<String, Part> {
    let parts = node.encoding.iter().map(|(name, encoding)| {
        // Of a list or a range any may be meant.
        let media_type = encoding.content_type.clone().filter(|media_type| !media_type.contains([',', '*']));
        let style =
            encoding.style.as_ref().map(|style| (super::parameters::query_style(style), encoding.explode));
        (name.clone(), Part { media_type, style })
    });
    parts.collect()
}

/// A token of a JSON pointer.
pub(super) fn escape(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

/// How a media type is written and read.
pub(super) fn encoding(media_type: &str) -> Encoding {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => Encoding::Form,
        "text/event-stream" => Encoding::EventStream,
        "*/*" | "application/*" | "" => Encoding::Json,
        json if is_json(json) => Encoding::Json,
        multipart if multipart.starts_with("multipart/") => Encoding::Multipart,
        text if text.starts_with("text/") || text.ends_with("xml") || text.ends_with("yaml") => {
            Encoding::Text
        }
        "application/graphql" | "application/javascript" | "application/x-ndjson" | "application/jsonl" => {
            Encoding::Text
        }
        _ => Encoding::Bytes,
    }
}

fn is_json(essence: &str) -> bool {
    essence == "text/json"
        || essence.ends_with("/json")
        || essence.ends_with("+json")
        || essence == "application/x-json"
        || (essence.contains("json")
            && !essence.contains("json-seq")
            && !essence.ends_with("jsonl")
            && !essence.contains("ndjson"))
}

/// JSON goes first, then what can be described member by member, then the rest in the document's order.
fn preference(media_type: &str) -> u8 {
    match encoding(media_type) {
        Encoding::Json if media_type.starts_with("application/json") => 0,
        Encoding::Json => 1,
        Encoding::Multipart | Encoding::Form => 2,
        Encoding::Text | Encoding::Bytes | Encoding::EventStream => 3,
    }
}

fn ty<'m>(
    types: &mut Types<'m>,
    schema: Option<&'m str>,
    encoding: &Encoding,
    at: &str,
    media_type: &str,
    place: &Place,
) -> TypeRef {
    match encoding {
        Encoding::Text | Encoding::EventStream => TypeRef::Primitive(Primitive::String),
        Encoding::Bytes => {
            if schema.is_some_and(|schema| is_structured(types, schema)) {
                let detail = format!("`{media_type}` is carried as bytes");
                types.degrade(at, DegradationKind::UnsupportedMediaType, detail);
            }
            TypeRef::Primitive(Primitive::Binary)
        }
        Encoding::Json | Encoding::Form | Encoding::Multipart => {
            let described = schema.map(|schema| types.of(schema, place));
            let described = described.map(|value| nullable(value.ty, value.nullable));
            let ty = described.unwrap_or(TypeRef::Json);
            if *encoding == Encoding::Json || ty != TypeRef::Json { ty } else { TypeRef::JsonObject }
        }
    }
}

/// Whether a schema describes nothing but a run of bytes.
fn is_binary(types: &Types<'_>, schema: &str) -> bool {
    let home = super::facts::resolve(types.nodes, schema).home;
    types.nodes.keywords(home).is_some_and(|keywords| keywords.format == Some("binary"))
}

/// Whether a schema describes more than a run of bytes.
fn is_structured(types: &Types<'_>, schema: &str) -> bool {
    let home = super::facts::resolve(types.nodes, schema).home;
    types.nodes.keywords(home).is_some_and(|keywords| {
        !keywords.is_annotation() && keywords.kind != Some("string") && keywords.format != Some("binary")
    })
}
