//! Request bodies, answers, and the media types of both.

use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, QueryStyle, ReferenceOr, RequestBody, Response};
use serde_json::{Map, Value};

use super::reader::{Reader, extensions};
use super::{Located, NoteKind, ResponseNode};
use crate::document::Members as _;
use crate::extensions::POSITIONS;
use crate::source::pointer::child;

/// The media type of server-sent events.
pub(crate) const EVENT_STREAM: &str = "text/event-stream";

/// The encodings of parts that go by their position: of the first ones, and of the rest.
const BY_POSITION: [&str; 2] = ["prefixEncoding", "itemEncoding"];

/// The fields of an event (OpenAPI 3.2, section 4.14.3), the comment among them.
pub(crate) const EVENT_FIELDS: [&str; 5] = ["event", "data", "id", "retry", "comment"];

impl<'a> Reader<'a> {
    pub(super) fn request_body(
        &mut self,
        parent: &str,
        value: Option<&'a Value>,
    ) -> Option<Arc<Located<RequestBody>>> {
        let value = value.filter(|value| !value.is_null())?;
        let (pointer, members) = self.object("a request body", child(parent, "requestBody"), value)?;
        if let Some(known) = self.shared.request_bodies.get(&pointer) {
            return Some(Arc::clone(known));
        }
        let node = RequestBody {
            description: self.text(&pointer, "description", members.member("description")),
            content: self.content(&pointer, members.member("content")),
            required: self.flag(&pointer, "required", members.member("required")),
            extensions: extensions(members),
        };
        let body = Arc::new(Located { pointer: pointer.clone(), node });
        self.shared.request_bodies.insert(pointer, Arc::clone(&body));
        Some(body)
    }

    pub(super) fn responses(
        &mut self,
        parent: &str,
        value: Option<&'a Value>,
    ) -> IndexMap<String, Arc<ResponseNode>> {
        let mut responses = IndexMap::new();
        let members = self.members(parent, "responses", value);
        let parent = child(parent, "responses");
        for (key, value) in members.into_iter().flatten().filter(|(key, _)| !key.starts_with("x-")) {
            let place = child(&parent, key);
            let Some(status) = status(key) else {
                self.note(
                    NoteKind::Unknown,
                    place,
                    format!("`{key}` is no status, so this answer is left out"),
                );
                continue;
            };
            if value.is_null() {
                self.note(NoteKind::WrongType, place, "an answer is expected, but it is null");
            } else if responses.contains_key(&status) {
                self.note(NoteKind::Duplicate, place, format!("the answer for `{status}` stands here twice"));
            } else if let Some(response) = self.response(place, value) {
                responses.insert(status, response);
            }
        }
        responses
    }

    fn response(&mut self, place: String, value: &'a Value) -> Option<Arc<ResponseNode>> {
        let (pointer, members) = self.object("a response", place, value)?;
        if let Some(known) = self.shared.responses.get(&pointer) {
            return Some(Arc::clone(known));
        }
        let response = Response {
            description: self
                .text(&pointer, "description", members.member("description"))
                .unwrap_or_default(),
            content: self.content(&pointer, members.member("content")),
            extensions: extensions(members),
            ..Response::default()
        };
        let headers = self.headers(&pointer, members.member("headers"));
        let response = Arc::new(ResponseNode { pointer: pointer.clone(), response, headers });
        self.shared.responses.insert(pointer, Arc::clone(&response));
        Some(response)
    }

    /// The media types below `content`.
    pub(super) fn content(&mut self, parent: &str, value: Option<&'a Value>) -> IndexMap<String, MediaType> {
        let mut content = IndexMap::new();
        let media_types = self.members(parent, "content", value);
        let parent = child(parent, "content");
        for (name, value) in media_types.into_iter().flatten().filter(|(name, _)| !name.starts_with("x-")) {
            let place = child(&parent, name);
            if value.is_null() {
                content.insert(name.clone(), MediaType::default());
                continue;
            }
            let Some((pointer, members)) = self.object("a media type", place, value) else { continue };
            let positions = self.positions(name, &pointer, members);
            let schema = self.item_schema(name, &pointer, members).or_else(|| {
                let schema = members.member("schema").filter(|schema| !schema.is_null())?;
                Some((child(&pointer, "schema"), schema))
            });
            let schema = schema.map(|(pointer, schema)| self.schema(pointer, schema));
            let media_type = MediaType {
                schema,
                example: super::parameter::example(members).cloned(),
                examples: IndexMap::new(),
                encoding: match &positions {
                    Some(_) => self.encodings_by_position(&pointer, members),
                    None => self.encodings(&pointer, members.member("encoding")),
                },
                extensions: positions.into_iter().chain(extensions(members)).collect(),
            };
            content.insert(name.clone(), media_type);
        }
        content
    }

    /// The schema of what a stream is made of (OpenAPI 3.2): of each item, or of the JSON that is the data of an event.
    fn item_schema(
        &mut self,
        media_type: &str,
        parent: &str,
        members: &'a Map<String, Value>,
    ) -> Option<(String, &'a Value)> {
        let item = members.member("itemSchema").filter(|schema| !schema.is_null())?;
        let pointer = child(parent, "itemSchema");
        let is = |kind: &str| media_type.trim().to_ascii_lowercase().starts_with(kind);
        if !is(EVENT_STREAM) {
            return Some((pointer, item));
        }
        let (at, event) = self.object("a schema", pointer.clone(), item)?;
        // Events of several names are told apart by them.
        if ["oneOf", "anyOf"].iter().any(|keyword| event.contains_key(*keyword)) {
            return Some((pointer, item));
        }
        let at = child(&child(&at, "properties"), "data");
        Some(event_data(at, event.member("properties")?.member("data")?))
    }

    /// Whether the parts of a body go by their position (OpenAPI 3.2), and what its schema is of.
    fn positions(
        &mut self,
        media_type: &str,
        pointer: &str,
        members: &Map<String, Value>,
    ) -> Option<(String, Value)> {
        let is_multipart = media_type.trim().to_ascii_lowercase().starts_with("multipart/");
        let mut stated = BY_POSITION.into_iter().filter(|key| members.contains_key(*key)).peekable();
        if !is_multipart {
            for key in stated {
                let detail = format!("`{key}` is for the parts of a multipart body");
                self.note(NoteKind::Misplaced, child(pointer, key), detail);
            }
            return None;
        }
        let is_of_each = members.member("itemSchema").is_some();
        let is_stated = stated.peek().is_some() || is_of_each;
        is_stated.then(|| (POSITIONS.to_owned(), Value::from(if is_of_each { "each" } else { "all" })))
    }

    fn encodings_by_position(
        &mut self,
        parent: &str,
        members: &'a Map<String, Value>,
    ) -> IndexMap<String, Encoding> {
        let [prefix, rest] = BY_POSITION;
        let mut encodings = IndexMap::new();
        let first = self.items(parent, prefix, members.get(prefix));
        for (at, value) in first.iter().enumerate() {
            let encoding = self.encoding(&child(parent, prefix), &at.to_string(), value);
            encodings.extend(encoding.map(|encoding| (at.to_string(), encoding)));
        }
        if let Some(value) = members.get(rest) {
            let encoding = self.encoding(parent, rest, value);
            encodings.extend(encoding.map(|encoding| (format!("{}..", first.len()), encoding)));
        }
        encodings
    }

    fn encodings(&mut self, parent: &str, value: Option<&'a Value>) -> IndexMap<String, Encoding> {
        let parts = self.members(parent, "encoding", value);
        let parent = child(parent, "encoding");
        let mut encodings = IndexMap::new();
        for (name, value) in parts.into_iter().flatten() {
            let encoding = self.encoding(&parent, name, value);
            encodings.extend(encoding.map(|encoding| (name.clone(), encoding)));
        }
        encodings
    }

    fn encoding(&mut self, parent: &str, name: &str, value: &'a Value) -> Option<Encoding> {
        let members = self.members(parent, name, Some(value))?;
        let pointer = child(parent, name);
        // Parts within a part.
        for key in ["encoding"].into_iter().chain(BY_POSITION) {
            if members.contains_key(key) {
                let detail = format!("`{key}` is not read: a part in parts of its own is sent as it is");
                self.note(NoteKind::Unknown, child(&pointer, key), detail);
            }
        }
        let style = self.text(&pointer, "style", members.member("style"));
        let style = match style.as_deref() {
            Some("form") => Some(QueryStyle::Form),
            Some("spaceDelimited") => Some(QueryStyle::SpaceDelimited),
            Some("pipeDelimited") => Some(QueryStyle::PipeDelimited),
            Some("deepObject") => Some(QueryStyle::DeepObject),
            _ => None,
        };
        // Where either of them is stated, so is the style, by its default.
        let stated = ["explode", "allowReserved"].iter().any(|key| members.contains_key(*key));
        let style = style.or_else(|| stated.then_some(QueryStyle::Form));
        // The specification's default, which openapiv3 leaves to its user.
        let form = matches!(style, None | Some(QueryStyle::Form));
        let explode = members.member("explode");
        let headers = self.headers(&pointer, members.member("headers")).into_iter();
        let headers = headers.map(|(name, header)| (name, ReferenceOr::Item(header.node.data.clone())));
        Some(Encoding {
            content_type: self.text(&pointer, "contentType", members.member("contentType")),
            headers: headers.collect(),
            style,
            explode: explode.map_or(form, |_| self.flag(&pointer, "explode", explode)),
            allow_reserved: self.flag(&pointer, "allowReserved", members.member("allowReserved")),
            extensions: extensions(members),
        })
    }
}

/// What the data of an event is: text, or the JSON that it is said to be.
pub(super) fn event_data(at: String, data: &Value) -> (String, &Value) {
    match data.member("contentSchema") {
        Some(schema) => (child(&at, "contentSchema"), schema),
        None => (at, data),
    }
}

/// A status key as the model has it: three digits, a digit and `XX`, or `default`.
fn status(key: &str) -> Option<String> {
    let key = key.trim();
    match key.as_bytes() {
        [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9'] => Some(key.to_owned()),
        [b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Some(key.to_uppercase()),
        _ => key.eq_ignore_ascii_case("default").then(|| "default".to_owned()),
    }
}
