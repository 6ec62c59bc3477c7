//! Reads what the judge said of a request and of its own answer.

use serde_json::Value;

use super::proxy::Answer;

/// What the judge said.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ruling {
    /// The request is allowed; what it has against its own answer, if anything.
    Allowed(Option<String>),
    /// The request is refused.
    Refused(Refusal),
    /// It couldn't answer.
    Unable(String),
}

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Refusal {
    /// What the reasons are about.
    pub(super) about: About,
    /// Each reason, with the part of the request it is about, such as `body.name`.
    pub(super) reasons: Vec<(String, String)>,
}

/// What a refusal is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum About {
    /// No path, or no method of it.
    Route,
    /// The credentials.
    Security,
    /// The media type of the body.
    MediaType,
    /// Values.
    Values,
}

impl About {
    /// A word for it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Security => "security",
            Self::MediaType => "media type",
            Self::Values => "values",
        }
    }
}

/// What an answer of the judge says.
pub(super) fn ruling(answer: &Answer) -> Ruling {
    let violations = answer.headers.get("sl-violations").and_then(|value| value.to_str().ok());
    let violations = violations.map(violations_of).unwrap_or_default();
    let of = |side: &str| -> Vec<&Violation> {
        violations.iter().filter(|violation| violation.side == side && violation.is_error).collect()
    };
    let refused = of("request");
    if let Some(first) = refused.first() {
        let about = match first.code.as_str() {
            "401" => About::Security,
            "415" => About::MediaType,
            _ => About::Values,
        };
        let reasons = refused.iter().map(|violation| (violation.part.clone(), violation.message.clone()));
        return Ruling::Refused(Refusal { about, reasons: reasons.collect() });
    }
    if let Some((kind, detail, problem)) = problem(answer) {
        let about = match kind.as_str() {
            "NO_PATH_MATCHED_ERROR" | "NO_METHOD_MATCHED_ERROR" | "NO_RESOURCE_PROVIDED_ERROR" => {
                Some(About::Route)
            }
            "UNAUTHORIZED" => Some(About::Security),
            "INVALID_CONTENT_TYPE" => Some(About::MediaType),
            "UNPROCESSABLE_ENTITY" => Some(About::Values),
            _ => None,
        };
        return match about {
            Some(about) => {
                let stated = problem["validation"].as_array().into_iter().flatten();
                let mut reasons: Vec<_> = stated
                    .map(|violation| (part(&violation["location"], 0), text(&violation["message"])))
                    .collect();
                if reasons.is_empty() {
                    reasons.push((String::new(), detail));
                }
                Ruling::Refused(Refusal { about, reasons })
            }
            None => Ruling::Unable(format!("{kind}: {detail}")),
        };
    }
    let own = of("response");
    Ruling::Allowed(
        (!own.is_empty())
            .then(|| own.iter().map(|violation| violation.message.as_str()).collect::<Vec<_>>().join("; ")),
    )
}

struct Violation {
    side: String,
    part: String,
    code: String,
    message: String,
    is_error: bool,
}

/// The violations in a header; one that is too long is cut off by the judge.
fn violations_of(header: &str) -> Vec<Violation> {
    let list = header.strip_prefix("Too many violations! ").unwrap_or(header);
    let mut found = Vec::new();
    let list = list.strip_prefix('[').unwrap_or(list);
    for violation in serde_json::Deserializer::from_str(&list.replace("},{", "} {")).into_iter::<Value>() {
        let Ok(violation) = violation else { break };
        found.push(Violation {
            side: text(&violation["location"][0]),
            part: part(&violation["location"], 1),
            code: text(&violation["code"]),
            message: text(&violation["message"]),
            is_error: violation["severity"] == "Error",
        });
    }
    found
}

/// The steps of a location from one of them on, such as `body.name`.
fn part(location: &Value, from: usize) -> String {
    let steps: Vec<String> = location.as_array().into_iter().flatten().skip(from).map(text).collect();
    steps.join(".")
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Kind, details and the whole of a problem the judge itself has (RFC 9457).
fn problem(answer: &Answer) -> Option<(String, String, Value)> {
    let content_type = answer.headers.get("content-type")?.to_str().ok()?;
    if !content_type.starts_with("application/problem+json") {
        return None;
    }
    let problem: Value = serde_json::from_slice(&answer.body).ok()?;
    let kind = problem["type"].as_str()?;
    // A document may describe problems too: these are the judge's own.
    let own = kind.strip_prefix("https://stoplight.io/prism/errors#");
    // Errors of JavaScript have names that are no URIs.
    let kind = own.or((!kind.contains(':')).then_some(kind))?.to_owned();
    let details = ["detail", "title"].iter().filter_map(|key| problem[*key].as_str());
    let detail = details.clone().find(|text| !text.is_empty()).unwrap_or_default().to_owned();
    Some((kind, detail, problem))
}

#[cfg(test)]
mod tests {
    use hyper::body::Bytes;
    use hyper::header::HeaderMap;

    use super::*;

    fn answer(headers: &[(&'static str, &str)], body: &str) -> Answer {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, value.parse().expect("a header"));
        }
        Answer { status: 400, headers: map, body: Bytes::from(body.to_owned()) }
    }

    #[test]
    fn violations_of_the_request_are_a_refusal_and_those_of_the_answer_are_not() {
        let request = r#"{"location":["request","body","a"],"severity":"Error","code":"type","message":"must be text"}"#;
        let response =
            r#"{"location":["response","body"],"severity":"Error","code":"type","message":"must be a list"}"#;
        let refused = ruling(&answer(&[("sl-violations", &format!("[{response},{request}]"))], ""));
        let reasons = vec![("body.a".to_owned(), "must be text".to_owned())];
        assert_eq!(refused, Ruling::Refused(Refusal { about: About::Values, reasons: reasons.clone() }));
        let own = ruling(&answer(&[("sl-violations", &format!("[{response}]"))], ""));
        assert_eq!(own, Ruling::Allowed(Some("must be a list".to_owned())));
        let cut =
            ruling(&answer(&[("sl-violations", &format!("Too many violations! [{request},{{\"loc"))], ""));
        assert_eq!(cut, Ruling::Refused(Refusal { about: About::Values, reasons }));
    }

    #[test]
    fn problems_of_the_judge_are_told_from_those_of_the_document() {
        let problem = |kind: &str| {
            let body = format!(r#"{{"type":"{kind}","title":"x","detail":"y"}}"#);
            ruling(&answer(&[("content-type", "application/problem+json")], &body))
        };
        let own = "https://stoplight.io/prism/errors#";
        let route = Refusal { about: About::Route, reasons: vec![(String::new(), "y".to_owned())] };
        assert_eq!(problem(&format!("{own}NO_PATH_MATCHED_ERROR")), Ruling::Refused(route));
        assert_eq!(problem(&format!("{own}NOT_ACCEPTABLE")), Ruling::Unable("NOT_ACCEPTABLE: y".to_owned()));
        assert_eq!(problem("https://example.com/problems/1"), Ruling::Allowed(None));
    }
}
