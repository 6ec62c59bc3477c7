//! Answers that differ by status, as the alternatives of one type.

use super::output;
use crate::api::{Answer, Choice, Content, Encoding, Primitive, Response, Status, TypeRef};
use crate::names::{Case, Scope};

/// The answers of several responses; their type has no name yet.
pub(super) fn choice(responses: &[&Response]) -> Choice {
    let mut ordered = responses.to_vec();
    // The order of keys has no meaning.
    ordered.sort_by_key(|response| response.status);
    let mut scope = Scope::new(Case::Camel, &["Self"]);
    let answers = ordered.into_iter().map(|response| {
        let content = response.contents.first();
        let status = response.status;
        let (ty, encoding) = match content {
            _ if output::leads(status) => (Some(TypeRef::Primitive(Primitive::String)), Encoding::Redirect),
            Some(content) => (Some(content.ty.clone()), content.encoding.clone()),
            None => (None, Encoding::Json),
        };
        let variant = scope.claim(&reason(status)).rust;
        Answer { status, variant, ty, encoding }
    });
    Choice { name: String::new(), answers: answers.collect() }
}

/// What an operation fails with, where the document says something of it. `default` is the answer of every status that
/// isn't named, so it is that of a failure too where no success has a status of its own.
pub(super) fn failure(responses: &[&Response]) -> Option<Choice> {
    let described = responses.iter().copied().filter(|response| {
        let failure = matches!(response.status.class(), None | Some(4 | 5));
        let content = response.contents.first();
        let typed = content.is_some_and(is_typed);
        failure && typed
    });
    let described: Vec<&Response> = described.collect();
    (!described.is_empty()).then(|| choice(&described))
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
