//! What a request says of itself: as what it carries its body, and as what it asks for its answer.

use super::events;
use super::media::{essence, parameters};
use crate::api::{Accept, Body, Content, Encoding, Output, Response};

/// The media type of JSON where the document names no other.
const JSON: &str = "application/json";

/// Decides the `Content-Type` of each body.
pub(super) fn content_types(body: &mut Body) {
    for content in &mut body.contents {
        content.content_type = content_type(content);
    }
}

fn content_type(content: &Content) -> Option<String> {
    let media_type = &content.media_type;
    let usual = match content.encoding {
        Encoding::Json => JSON,
        Encoding::Xml => "application/xml",
        Encoding::Text | Encoding::EventStream => "text/plain",
        // A range such as `image/*` can't be sent.
        Encoding::Bytes if media_type.contains('*') => return Some("application/octet-stream".to_owned()),
        Encoding::Bytes => return Some(media_type.clone()),
        Encoding::Multipart => {
            let essence = essence(media_type);
            let subtype = essence.strip_prefix("multipart/");
            if content.by_position {
                let subtype = subtype.filter(|kind| *kind != "form-data");
                return subtype.map(|kind| if kind == "*" { "mixed" } else { kind }.to_owned());
            }
            let subtype = subtype.filter(|kind| ["mixed", "related", "alternative"].contains(kind));
            return subtype.map(str::to_owned);
        }
        // A form says so by itself, and a redirect is never sent.
        Encoding::Form | Encoding::Redirect => return None,
    };
    let own = essence(media_type) != usual || parameters(media_type).next().is_some();
    // What is no media type can't be sent as one.
    let is_said = own && media_type.contains('/') && !media_type.contains('*');
    is_said.then(|| media_type.clone())
}

/// Decides what an answer is asked for as, and how it can be read while it comes in.
pub(super) fn answer(output: &mut Output, responses: &[Response]) {
    output.streaming = events::streaming(responses);
    if output.accept.is_none() {
        output.accept = accept(output, responses);
    }
}

fn accept(output: &Output, responses: &[Response]) -> Option<Accept> {
    if let Some(choice) = &output.choice {
        // Empty answers and redirects come whatever is asked for.
        let mut held =
            choice.answers.iter().filter(|one| one.ty.is_some() && one.encoding != Encoding::Redirect);
        let json = held.clone().next().is_some() && held.all(|answer| answer.encoding == Encoding::Json);
        return if json { names_of_json(responses) } else { Some(Accept::anything()) };
    }
    output.ty.as_ref()?;
    match output.encoding {
        Encoding::Json | Encoding::Form => names_of_json(responses),
        Encoding::Redirect => Some(Accept::anything()),
        Encoding::Text | Encoding::Xml | Encoding::EventStream | Encoding::Bytes | Encoding::Multipart => {
            let mut contents = successes(responses).flat_map(|response| &response.contents);
            let read = contents.find(|content| content.encoding == output.encoding);
            read.map(|content| Accept::of(&content.media_type))
        }
    }
}

/// The media types of JSON answers, where one of them goes by a name of its own.
fn names_of_json(responses: &[Response]) -> Option<Accept> {
    let mut asked: Vec<&str> = Vec::new();
    for content in successes(responses).filter_map(|response| response.contents.first()) {
        let name = if has_own_name(&content.media_type) { content.media_type.as_str() } else { JSON };
        if !asked.contains(&name) {
            asked.push(name);
        }
    }
    asked.iter().any(|name| *name != JSON).then(|| Accept::of(asked.join(", ")))
}

/// Whether JSON goes by another name, or by one of several versions, rather than being just JSON.
fn has_own_name(media_type: &str) -> bool {
    let essence = essence(media_type);
    let own = essence.ends_with("+json") || essence == "text/json";
    !essence.contains('*') && (own || parameters(media_type).next().is_some())
}

fn successes(responses: &[Response]) -> impl Iterator<Item = &Response> {
    responses.iter().filter(|response| response.success)
}
