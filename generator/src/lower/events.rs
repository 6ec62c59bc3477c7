//! Answers that are streams: what each event holds, and what makes a service answer so.

use super::draft::InlinePlace;
use super::facts::resolve;
use super::media;
use super::types::Types;
use crate::api::{Content, Encoding, Operation, Primitive, Response, Shape, Streaming, Type, TypeRef};
use crate::model::{EVENT_FIELDS, EVENT_STREAM, Schema, SchemaType};

/// Members of a request that switch streaming on.
const SWITCH: &str = "stream";

/// The type of an event, by the schema beside the media type, or that of its items where it is of a list; none where that is
/// text.
pub(super) fn item<'m>(types: &mut Types<'m>, schema: &'m str, place: &InlinePlace) -> Option<TypeRef> {
    let definition = resolve(types.nodes, schema).definition;
    let keywords = types.nodes.keywords(definition)?;
    let schema = match (keywords.kind, keywords.items.as_deref()) {
        (Some(SchemaType::Array), Some(items)) => items,
        _ => schema,
    };
    let ty = types.nested(schema, &place.with("Event", " event"));
    let is_text = matches!(ty, TypeRef::Json | TypeRef::Primitive(Primitive::String | Primitive::Binary));
    (!is_text).then_some(ty)
}

/// Whether a schema describes whole events, their names among it, rather than their data.
pub(super) fn is_whole(types: &Types<'_>, media_type: &str, schema: &str) -> bool {
    let Some(keywords) = types.nodes.keywords(resolve(types.nodes, schema).definition) else { return false };
    let alternatives = if keywords.one_of.is_empty() { &keywords.any_of } else { &keywords.one_of };
    let is_event = |schema: &str| {
        let definition = resolve(types.nodes, schema).definition;
        types.nodes.keywords(definition).is_some_and(is_event_of_a_name)
    };
    media::essence(media_type) == EVENT_STREAM
        && if alternatives.is_empty() {
            is_event(schema)
        } else {
            alternatives.iter().all(|alternative| is_event(alternative))
        }
}

/// Whether an object has an event's fields and no others, its name and its data among them.
fn is_event_of_a_name(keywords: &Schema) -> bool {
    let properties = &keywords.properties;
    let is_of_events = properties.keys().all(|name| EVENT_FIELDS.contains(&name.as_str()));
    is_of_events && ["event", "data"].iter().all(|name| properties.contains_key(*name))
}

/// How an answer can be read while it comes in.
pub(super) fn streaming(responses: &[Response]) -> Option<Streaming> {
    let contents = || responses.iter().filter(|response| response.success).flat_map(|one| &one.contents);
    let is_stream = |content: &&Content| content.item.is_some() || content.encoding == Encoding::EventStream;
    if let Some(content) = contents().find(is_stream) {
        return Some(Streaming::Events { media_type: content.media_type.clone(), switch: None });
    }
    let mut read =
        responses.iter().filter(|response| response.success).filter_map(|one| one.contents.first());
    read.any(|content| content.encoding == Encoding::Bytes).then_some(Streaming::Download)
}

/// Finds the members of requests that make services answer with a stream.
pub(super) fn switches(operations: &mut [Operation], types: &[Type]) {
    for operation in operations {
        let Some(Streaming::Events { switch, .. }) = &mut operation.output.streaming else { continue };
        let body = operation.body.as_ref().and_then(|body| body.contents.first());
        let Some(TypeRef::Named(id) | TypeRef::Boxed(id)) = body.map(|content| &content.ty) else { continue };
        let Shape::Struct(structure) = &types[id.0].shape else { continue };
        let is_switch = structure.fields.iter().any(|field| {
            let bare = match &field.ty {
                TypeRef::Nullable(inner) => inner,
                ty => ty,
            };
            field.name.wire == SWITCH && *bare == TypeRef::Primitive(Primitive::Bool)
        });
        *switch = is_switch.then(|| SWITCH.to_owned());
    }
}
