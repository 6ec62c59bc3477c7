//! What a call answers.

use indexmap::IndexMap;
use openapiv3::ParameterSchemaOrContent;

use super::choice;
use super::described::described;
use super::docs;
use super::draft::InlinePlace;
use super::envelope;
use super::media::{self, BodyRole};
use super::nodes::pointer;
use super::types::{Types, nullable};
use crate::api::{
    Choice, ChosenBy, Content, DegradationKind, DescribedBy, Encoding, Header, Operation, Pointer, Primitive,
    Response, Status, TypeRef,
};
use crate::extensions::{COMPANION, LEARNED};
use crate::model::{OperationNode, ResponseNode};
use crate::names::{Case, Scope};

/// The documented answers of an operation.
pub(super) fn responses<'m>(
    types: &mut Types<'m>,
    node: &'m OperationNode,
    position: usize,
    enveloped: bool,
) -> Vec<Response> {
    let success = successes(node);
    let several = success.len() > 1;
    let answers = statuses(node).map(|(status, response)| {
        let is_success = success.contains(&status);
        let part = match status {
            _ if is_success && !several => "Response".to_owned(),
            Status::Default => "Error Response".to_owned(),
            status => format!("{status} Response"),
        };
        let place = types.in_operation(position, part, &status.to_string());
        answer(types, status, response, &place, (is_success, enveloped && is_success))
    });
    answers.collect()
}

fn answer<'m>(
    types: &mut Types<'m>,
    status: Status,
    node: &'m ResponseNode,
    place: &InlinePlace,
    (is_success, enveloped): (bool, bool),
) -> Response {
    let role = if is_success { BodyRole::Answered } else { BodyRole::Failed };
    let described = has_content(types, status, node).then_some(&node.response.content);
    // What a provider calls `data` stands within what its gateway does.
    let is_own =
        enveloped && ![COMPANION, LEARNED].iter().any(|key| node.response.extensions.contains_key(*key));
    let unwrapped = described.filter(|_| is_own).and_then(|content| envelope::content(types, content));
    let (contents, member) = if let Some((media_type, inside)) = unwrapped {
        let value = types.of(inside.pointer, place);
        let content = Content {
            media_type: media_type.to_owned(),
            encoding: Encoding::Json,
            ty: nullable(value.ty, value.nullable),
            item: None,
            item_is_event: false,
            xml: None,
            parts: IndexMap::new(),
            qs: false,
            by_position: false,
            content_type: None,
            chosen_by: None,
            origin: Pointer(inside.pointer.to_owned()),
        };
        (vec![content], Some(inside.member.to_owned()))
    } else {
        let contents = described.map(|content| media::contents(types, content, &node.pointer, place, role));
        (contents.unwrap_or_default(), None)
    };
    Response {
        status,
        success: is_success,
        contents,
        headers: headers(types, node, place),
        unwrapped: member,
        docs: docs::description(Some(&node.response.description)),
        origin: Pointer(node.pointer.clone()),
    }
}

/// Whether the content a document describes can come: not with a status that says there is none, whatever the document
/// promises (RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5).
fn has_content(types: &mut Types<'_>, status: Status, node: &ResponseNode) -> bool {
    let may_have = !matches!(status, Status::Exact(204 | 205 | 304));
    if !may_have && !node.response.content.is_empty() {
        let at = format!("{}/content", node.pointer);
        let detail = format!("an answer of status {status} has no content");
        types.degrade(&at, DegradationKind::ContentOfNoContent, detail);
    }
    may_have
}

fn headers<'m>(types: &mut Types<'m>, node: &'m ResponseNode, place: &InlinePlace) -> Vec<Header> {
    let wires: Vec<&String> = node.headers.keys().collect();
    let names = Scope::new(Case::Snake, &[]).claim_each(&wires);
    let headers = node.headers.values().zip(names).map(|(located, name)| {
        let part = format!("{} {}", place.part, name.wire);
        let place = place.with(part, format_args!(" header {}", name.wire));
        let header = &located.node.data;
        let described = described(types, &header.format, &located.pointer, &place);
        let ty = if is_http_date(types, &header.format) {
            TypeRef::Primitive(Primitive::DateTime)
        } else {
            described.ty
        };
        Header {
            name,
            ty,
            required: header.required,
            explode: located.node.explode,
            media_type: described.media_type,
            deprecated: header.deprecated == Some(true),
            docs: docs::description(header.description.as_deref()),
            origin: Pointer(located.pointer.clone()),
        }
    });
    headers.collect()
}

/// Whether it is a point in time as HTTP writes it: to callers one like any other.
fn is_http_date(types: &Types<'_>, format: &ParameterSchemaOrContent) -> bool {
    let ParameterSchemaOrContent::Schema(schema) = format else { return false };
    let keywords = pointer(schema).and_then(|schema| types.nodes.keywords(schema));
    keywords.is_some_and(|keywords| keywords.format.as_deref() == Some("http-date"))
}

/// Lets a caller ask for each media type of success that the call doesn't ask for itself.
pub(super) fn alternatives(responses: &mut [Response], scope: &mut Scope) {
    let mut words: Vec<String> = Vec::new();
    for response in responses.iter_mut().filter(|response| response.success) {
        let Some((first, others)) = response.contents.split_first_mut() else { continue };
        for content in others {
            let word = super::bodies::word(&content.media_type, &content.encoding);
            // Events have a way of their own, and what holds the same in JSON is the same.
            let is_other = match content.encoding {
                Encoding::EventStream => false,
                Encoding::Json => content.ty != TypeRef::Json && content.ty != first.ty,
                // A file under the name of JSON or text is the same file under either.
                Encoding::Bytes if first.encoding == Encoding::Bytes => {
                    media::encoding(&content.media_type) == Encoding::Bytes
                }
                _ => content.media_type != first.media_type,
            };
            if is_other && !words.contains(&word) {
                let call = scope.claim(&format!("as {word}")).rust;
                content.chosen_by = Some(ChosenBy { method: String::new(), call });
                words.push(word);
            }
        }
    }
}

/// Takes back the alternatives that turned out to hold what the call itself yields.
pub(super) fn withdraw_alternatives(operations: &mut [Operation]) {
    let responses = operations.iter_mut().flat_map(|operation| &mut operation.responses);
    for response in responses {
        let Some((first, others)) = response.contents.split_first_mut() else { continue };
        let same = |content: &&mut Content| {
            (&content.encoding, &content.ty) == (&Encoding::Json, &first.ty)
                && first.encoding == Encoding::Json
        };
        others.iter_mut().filter(same).for_each(|content| content.chosen_by = None);
    }
}

/// What a failed call is answered with. In an envelope that is what the provider says, and its own document knows it;
/// the service's describes the service's refusals.
pub(super) fn failure(node: &OperationNode, responses: &[Response], enveloped: bool) -> Option<Choice> {
    let is_companions = |response: &&Response| comes_from(node, response, COMPANION);
    let said = responses.iter().filter(|response| !enveloped || is_companions(response));
    choice::failure(&said.collect::<Vec<_>>(), enveloped)
}

/// What describes the answers of success.
pub(super) fn described_by(node: &OperationNode, successes: &[&Response]) -> DescribedBy {
    let any = |key| successes.iter().any(|response| comes_from(node, response, key));
    match (any(COMPANION), any(LEARNED)) {
        (true, _) => DescribedBy::Companion,
        (false, true) => DescribedBy::Samples,
        (false, false) => DescribedBy::Document,
    }
}

/// Whether an answer is marked as what something else than the document describes.
fn comes_from(node: &OperationNode, response: &Response, key: &str) -> bool {
    let answers = statuses(node).filter(|(status, _)| *status == response.status);
    answers.into_iter().any(|(_, answer)| answer.response.extensions.contains_key(key))
}

/// The answers of an operation; what is no status, the model has left out.
pub(super) fn statuses(node: &OperationNode) -> impl Iterator<Item = (Status, &ResponseNode)> {
    node.responses.iter().filter_map(|(key, response)| Some((Status::parse(key)?, &**response)))
}

/// The statuses that mean success: those from 200 to 299, or `default` where nothing says otherwise.
pub(super) fn successes(node: &OperationNode) -> Vec<Status> {
    let all = || statuses(node).map(|(status, _)| status);
    let success: Vec<Status> = all().filter(|status| status.class() == Some(2)).collect();
    if success.is_empty() && !all().any(|status| matches!(status.class(), Some(1 | 3))) {
        return all().filter(|status| *status == Status::Default).collect();
    }
    success
}
