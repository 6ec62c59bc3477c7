//! The headers `Accept` and `Content-Type`, which the client sends itself: what a document leaves of them to the caller.

use std::sync::Arc;

use openapiv3::ParameterSchemaOrContent;

use super::facts::resolve;
use super::media::{encoding, essence, parameters, preference};
use super::nodes::pointer;
use super::parameters::text;
use super::responses::{statuses, successes};
use super::types::Types;
use crate::api::{Accept, Body, Docs, Encoding, Location, Name, Output, Parameter};
use crate::model::{Located, OperationNode, Parameter as Node, ParameterPlace};
use crate::names::Scope;

const ACCEPT: &str = "accept";
const CONTENT_TYPE: &str = "content-type";

/// The values a document has for a header.
#[derive(Debug, Default)]
struct Values {
    /// All there are, where it lists them.
    listed: Vec<String>,
    default: Option<String>,
    example: Option<String>,
}

impl Values {
    fn of(types: &Types<'_>, parameter: &Node) -> Self {
        let data = &parameter.data;
        let as_text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            return Self::default();
        };
        let Some(schema) = pointer(schema) else { return Self::default() };
        let seen = resolve(types.nodes, schema);
        let keywords = types.nodes.keywords(seen.definition);
        let listed = keywords.map(|keywords| &keywords.values[..]).unwrap_or_default();
        let example = keywords.and_then(|keywords| keywords.examples.first());
        Self {
            listed: listed.iter().filter_map(as_text).collect(),
            default: seen.annotations.default.and_then(as_text),
            example: data.example.as_ref().or(example).and_then(as_text),
        }
    }

    /// The one value a document demands.
    fn only(&self) -> Option<&str> {
        if let [only] = &self.listed[..] { Some(only) } else { None }
    }

    /// Whether the document names a header and says nothing of what it holds.
    fn are_unsaid(&self) -> bool {
        self.listed.is_empty() && self.default.is_none() && self.example.is_none()
    }

    /// Whether it has some, and all of them are among these media types.
    fn are_among(&self, known: &[&str]) -> bool {
        let hinted = self.default.iter().chain(&self.example).take(1);
        let mut values = if self.listed.is_empty() { hinted.collect() } else { Vec::new() };
        values.extend(&self.listed);
        !values.is_empty() && values.iter().all(|value| known.iter().any(|known| is_same(known, value)))
    }
}

/// Why a header parameter of these names is none of the call's; `None` where it says more than the media types of the
/// operation do, and so is the caller's to set. What says nothing is ignored, as the specification has it.
pub(super) fn reason_to_leave_out(
    types: &Types<'_>,
    node: &OperationNode,
    parameter: &Node,
) -> Option<String> {
    let name = &parameter.data.name;
    let values = Values::of(types, parameter);
    if name.eq_ignore_ascii_case(ACCEPT) {
        let known = answered(node);
        let unsaid = values.are_unsaid() && !known.iter().any(|media_type| media_type.contains('*'));
        let settled = unsaid || values.only().is_some() || values.are_among(&known);
        return settled
            .then(|| format!("the client sends the header `{name}` itself, for the media type it reads"));
    }
    let sent: Vec<&str> =
        node.request_body.iter().flat_map(|body| body.node.content.keys()).map(String::as_str).collect();
    if sent.is_empty() {
        return Some(format!("there is no body for the header `{name}` to describe"));
    }
    // Only the code that writes a multipart body knows its boundary.
    let parted = sent.iter().any(|media_type| encoding(media_type) == Encoding::Multipart);
    // And only whoever has the bytes knows of which kind they are.
    let written =
        |media_type: &&str| !media_type.contains('*') && essence(media_type) != "application/octet-stream";
    let unsaid = values.are_unsaid() && sent.iter().all(written);
    let settled = parted || unsaid || stated(&values, &sent).is_some() || values.are_among(&sent);
    settled.then(|| format!("the client sends the header `{name}` itself, for the media type of the body"))
}

/// Whether a header parameter is one of the two.
pub(super) fn is_one(parameter: &Node) -> bool {
    let name = &parameter.data.name;
    parameter.place == ParameterPlace::Header
        && [ACCEPT, CONTENT_TYPE].iter().any(|one| name.eq_ignore_ascii_case(one))
}

/// Carries over what the document demands of the two headers, rather than of the answer and the body.
pub(super) fn demand(types: &Types<'_>, node: &OperationNode, body: Option<&mut Body>, output: &mut Output) {
    if let Some(values) = declared(types, node, ACCEPT) {
        let is_read = |media_type: &&str| output.choice.is_none() && encoding(media_type) == output.encoding;
        let stated = values.only().or(values.default.as_deref().filter(is_read));
        // What is asked for anyway needs no word.
        let stated =
            stated.filter(|stated| !answered(node).first().is_some_and(|first| is_same(first, stated)));
        if let Some(stated) = stated {
            output.accept = Some(Accept { media_types: stated.to_owned(), is_demanded: true });
        }
    }
    if let (Some(values), Some(body)) = (declared(types, node, CONTENT_TYPE), body)
        && let [only] = &mut body.contents[..]
        && let Some(stated) = stated(&values, &[only.media_type.as_str()])
    {
        stated.clone_into(&mut only.media_type);
    }
}

/// The header that tells of which kind bytes or text are, where the document has only a range for them.
pub(super) fn of_range(body: &Body, known: &[Parameter], scope: &mut Scope) -> Option<Parameter> {
    let is_known = known
        .iter()
        .any(|one| one.location == Location::Header && one.name.wire.eq_ignore_ascii_case(CONTENT_TYPE));
    let range = body.contents.iter().find(|content| {
        content.media_type.contains('*') && matches!(content.encoding, Encoding::Bytes | Encoding::Text)
    });
    let range = range.filter(|_| !is_known)?;
    let usual = if range.encoding == Encoding::Text { "text/plain" } else { "application/octet-stream" };
    let name = Name { wire: "Content-Type".to_owned(), rust: scope.claim("Content-Type").rust };
    let summary =
        format!("Sets the media type of the body (`{}`); it is `{usual}` unless set.", range.media_type);
    let docs = Docs { summary, ..Docs::default() };
    Some(Parameter { docs, ..text(name, Location::Header, range.origin.clone()) })
}

fn declared(types: &Types<'_>, node: &OperationNode, name: &str) -> Option<Values> {
    let mut parameters = node.parameters.iter().map(|located: &Arc<Located<Node>>| &located.node);
    let parameter = parameters.find(|one| is_one(one) && one.data.name.eq_ignore_ascii_case(name))?;
    Some(Values::of(types, parameter))
}

/// The one media type a document demands for a body that has one, where the body is written the same way in both.
fn stated<'v>(values: &'v Values, sent: &[&str]) -> Option<&'v str> {
    let [sent] = sent else { return None };
    values.only().filter(|only| encoding(only) == encoding(sent) && !only.contains('*'))
}

/// The media types of success a caller can ask for without the header, the one the call asks for first; without any
/// that is JSON.
fn answered(node: &OperationNode) -> Vec<&str> {
    let success = successes(node);
    let answers = statuses(node).filter(|(status, _)| success.contains(status));
    let mut known: Vec<&str> =
        answers.flat_map(|(_, answer)| answer.response.content.keys()).map(String::as_str).collect();
    known.sort_by_cached_key(|media_type| preference(media_type));
    // Other names of JSON that hold the same have no method of their own.
    let asked = known.first().copied();
    known.retain(|media_type| Some(*media_type) == asked || encoding(media_type) != Encoding::Json);
    if known.iter().all(|media_type| media_type.contains("*/*")) {
        known.push("application/json");
    }
    known
}

/// Whether two media types are one, however their text is encoded.
fn is_same(one: &str, other: &str) -> bool {
    essence(one) == essence(other) && parameters(one).eq(parameters(other))
}
