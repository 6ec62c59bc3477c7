//! Answers that differ by status, as the alternatives of one type.

use super::bodies;
use super::output;
use crate::api::{Answer, Choice, Content, Encoding, Operation, Primitive, Response, Status, TypeRef};
use crate::names::{Case, Scope};

/// The answers of several responses; their type has no name yet.
pub(super) fn choice(responses: &[&Response]) -> Choice {
    let mut scope = Scope::new(Case::Camel, &["Self"]);
    let answers = in_order(responses).into_iter().map(|response| {
        let status = response.status;
        let (ty, encoding) = match response.contents.first() {
            _ if output::leads(status) => (Some(TypeRef::Primitive(Primitive::String)), Encoding::Redirect),
            Some(content) => (Some(content.ty.clone()), content.encoding.clone()),
            None => (None, Encoding::Json),
        };
        let variant = scope.claim(&reason(status)).rust;
        Answer { status, variant, ty, encoding, media_types: Vec::new() }
    });
    Choice { name: String::new(), answers: answers.collect() }
}

/// What an operation fails with, where the document says something of it. `default` is the answer of every status that
/// isn't named, so it is that of a failure too where no success has a status of its own. A status has an answer in each
/// media type, but where an envelope hides which one came.
pub(super) fn failure(responses: &[&Response], enveloped: bool) -> Option<Choice> {
    let is_failure = |response: &&Response| matches!(response.status.class(), None | Some(4 | 5));
    let most = if enveloped { 1 } else { usize::MAX };
    let typed = in_order(responses).into_iter().filter(is_failure).flat_map(|response| {
        let contents = response.contents.iter().filter(|content| is_typed(content)).take(most);
        contents.enumerate().map(|(at, content)| (response.status, at, content))
    });
    let mut typed: Vec<_> = typed.collect();
    // The first of each status has the first pick of names.
    typed.sort_by_key(|(_, at, _)| *at);
    let mut scope = Scope::new(Case::Camel, &["Self"]);
    let answers = typed.into_iter().map(|(status, at, content)| {
        let Content { media_type, encoding, ty, .. } = content;
        let name = match at {
            0 => reason(status),
            _ if media_type.contains('*') => format!("{} Other", reason(status)),
            _ => format!("{} {}", reason(status), bodies::word(media_type, encoding)),
        };
        Answer {
            status,
            variant: scope.claim(&name).rust,
            ty: Some(ty.clone()),
            encoding: encoding.clone(),
            media_types: vec![(media_type.clone(), encoding.clone())],
        }
    });
    let mut answers: Vec<Answer> = answers.collect();
    answers.sort_by_key(|answer| answer.status);
    (!answers.is_empty()).then(|| Choice { name: String::new(), answers })
}

/// Makes answers of one status and type one, whatever they come in.
pub(super) fn join_alike(operations: &mut [Operation]) {
    for failure in operations.iter_mut().filter_map(|operation| operation.failure.as_mut()) {
        let mut joined: Vec<Answer> = Vec::with_capacity(failure.answers.len());
        for answer in std::mem::take(&mut failure.answers) {
            match joined.iter_mut().find(|one| are_alike(one, &answer)) {
                Some(one) => one.media_types.extend(answer.media_types),
                None => joined.push(answer),
            }
        }
        for of_status in joined.chunk_by_mut(|one, other| one.status == other.status) {
            if let [only] = of_status
                && only.media_types.iter().all(|(_, encoding)| *encoding == only.encoding)
            {
                only.media_types.clear();
            }
        }
        failure.answers = joined;
    }
}

/// Whether answers are one, in whatever way each is written. In XML a type that the client's manifest names is text.
fn are_alike(one: &Answer, other: &Answer) -> bool {
    let is_own = |ty: &TypeRef| *ty == ty.without_chosen();
    let same = (one.status, &one.ty) == (other.status, &other.ty);
    same && (one.encoding == other.encoding || one.ty.as_ref().is_some_and(is_own))
}

/// Responses by their statuses: the order of keys has no meaning.
fn in_order<'r>(responses: &[&'r Response]) -> Vec<&'r Response> {
    let mut ordered = responses.to_vec();
    ordered.sort_by_key(|response| response.status);
    ordered
}

/// Whether a content is of a type of the document.
fn is_typed(content: &Content) -> bool {
    match content.encoding {
        Encoding::Json => content.ty != TypeRef::Json,
        Encoding::Xml => true,
        _ => false,
    }
}

/// What a status is called (RFC 9110, section 15).
fn reason(status: Status) -> String {
    let reason = match status {
        Status::Exact(200) => "Ok",
        Status::Exact(201) => "Created",
        Status::Exact(202) => "Accepted",
        Status::Exact(203) => "Non Authoritative",
        Status::Exact(204) => "No Content",
        Status::Exact(205) => "Reset Content",
        Status::Exact(206) => "Partial Content",
        Status::Exact(207) => "Multi Status",
        Status::Exact(300) => "Multiple Choices",
        Status::Exact(301) => "Moved Permanently",
        Status::Exact(302) => "Found",
        Status::Exact(303) => "See Other",
        Status::Exact(304) => "Not Modified",
        Status::Exact(307) => "Temporary Redirect",
        Status::Exact(308) => "Permanent Redirect",
        Status::Exact(400) => "Bad Request",
        Status::Exact(401) => "Unauthorized",
        Status::Exact(402) => "Payment Required",
        Status::Exact(403) => "Forbidden",
        Status::Exact(404) => "Not Found",
        Status::Exact(405) => "Method Not Allowed",
        Status::Exact(406) => "Not Acceptable",
        Status::Exact(408) => "Request Timeout",
        Status::Exact(409) => "Conflict",
        Status::Exact(410) => "Gone",
        Status::Exact(412) => "Precondition Failed",
        Status::Exact(413) => "Content Too Large",
        Status::Exact(415) => "Unsupported Media Type",
        Status::Exact(422) => "Unprocessable Content",
        Status::Exact(423) => "Locked",
        Status::Exact(424) => "Failed Dependency",
        Status::Exact(429) => "Too Many Requests",
        Status::Exact(500) => "Internal Server Error",
        Status::Exact(501) => "Not Implemented",
        Status::Exact(502) => "Bad Gateway",
        Status::Exact(503) => "Service Unavailable",
        Status::Exact(504) => "Gateway Timeout",
        Status::Range(2) => "Success",
        Status::Range(3) => "Redirection",
        Status::Range(4) => "Client Error",
        Status::Range(5) => "Server Error",
        Status::Default => "Default",
        Status::Exact(_) | Status::Range(_) => return format!("Status {status}"),
    };
    reason.to_owned()
}
