//! Answers that differ by status, as the alternatives of one type.

use super::output;
use crate::api::{Answer, Choice, Encoding, Primitive, Response, TypeRef};
use crate::names::{Case, Scope};

/// The answers of several responses; their type has no name yet.
pub(super) fn choice(responses: &[&Response]) -> Choice {
    let mut ordered = responses.to_vec();
    ordered.sort_by_key(|response| {
        let breadth = match response.status.as_str() {
            "default" => 2,
            range if range.ends_with("XX") => 1,
            _ => 0,
        };
        // The order of keys has no meaning.
        (breadth, response.status.as_str())
    });
    let mut scope = Scope::new(Case::Camel, &["Self"]);
    let answers = ordered.into_iter().map(|response| {
        let content = response.contents.first();
        let wish = reason(&response.status);
        let (ty, encoding) = match content {
            _ if output::leads(&response.status) => {
                (Some(TypeRef::Primitive(Primitive::String)), Encoding::Redirect)
            }
            Some(content) => (Some(content.ty.clone()), content.encoding.clone()),
            None => (None, Encoding::Json),
        };
        let variant = scope.claim_first(&response.status, &[wish.as_str()]).rust;
        Answer { status: response.status.clone(), variant, ty, encoding }
    });
    Choice { name: String::new(), answers: answers.collect() }
}

/// What an operation fails with, where the document says something of it. `default` is the answer of every status that
/// isn't named, so it is that of a failure too where no success has a status of its own.
pub(super) fn failure(responses: &[Response]) -> Option<Choice> {
    let described = responses.iter().filter(|response| {
        let failure = response.status.starts_with(['4', '5']) || response.status == "default";
        let content = response.contents.first();
        let typed =
            content.is_some_and(|content| content.encoding == Encoding::Json && content.ty != TypeRef::Json);
        failure && typed
    });
    let described: Vec<&Response> = described.collect();
    (!described.is_empty()).then(|| choice(&described))
}

/// What a status is called (RFC 9110, section 15).
fn reason(status: &str) -> String {
    let reason = match status {
        "200" => "Ok",
        "201" => "Created",
        "202" => "Accepted",
        "203" => "Non Authoritative",
        "204" => "No Content",
        "205" => "Reset Content",
        "206" => "Partial Content",
        "207" => "Multi Status",
        "2XX" => "Success",
        "300" => "Multiple Choices",
        "301" => "Moved Permanently",
        "302" => "Found",
        "303" => "See Other",
        "304" => "Not Modified",
        "307" => "Temporary Redirect",
        "308" => "Permanent Redirect",
        "3XX" => "Redirection",
        "400" => "Bad Request",
        "401" => "Unauthorized",
        "402" => "Payment Required",
        "403" => "Forbidden",
        "404" => "Not Found",
        "405" => "Method Not Allowed",
        "406" => "Not Acceptable",
        "408" => "Request Timeout",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "Precondition Failed",
        "413" => "Content Too Large",
        "415" => "Unsupported Media Type",
        "422" => "Unprocessable Content",
        "423" => "Locked",
        "424" => "Failed Dependency",
        "429" => "Too Many Requests",
        "4XX" => "Client Error",
        "500" => "Internal Server Error",
        "501" => "Not Implemented",
        "502" => "Bad Gateway",
        "503" => "Service Unavailable",
        "504" => "Gateway Timeout",
        "5XX" => "Server Error",
        "default" => "Default",
        other => return format!("Status {other}"),
    };
    reason.to_owned()
}
