//! What one call shows, by what was said and what was sent.

use hyper::body::Bytes;
use hyper::header::HeaderMap;
use serde_json::json;

use super::super::raise::Direction;
use super::super::samples::Sample;
use super::*;

const REFUSAL: &str =
    r#"[{"location":["request","body"],"severity":"Error","code":"type","message":"must be right"}]"#;

/// What is judged: a body of JSON that was sent as `sent`, and answered.
struct Call<'c> {
    media_type: &'c str,
    objection: Option<&'c str>,
    sent: &'c str,
    said: Value,
    violations: &'c str,
    answer: (u16, &'c str),
}

impl Default for Call<'_> {
    fn default() -> Self {
        let said = json!({"read": {"value": {"a": 1}}});
        Self {
            media_type: "application/json",
            objection: None,
            sent: r#"{"a":1}"#,
            said,
            violations: "",
            answer: (200, r#"{"a":1}"#),
        }
    }
}

impl Call<'_> {
    fn outcome(self) -> Outcome {
        let schema = json!({"type": "object", "properties": {"a": {"type": "integer"}, "b": {}}});
        let content = json!({"content": {"application/json": {"schema": schema}}});
        let document =
            json!({"openapi": "3.1.0", "o": {"responses": {"200": content, "404": content, "422": {}}}});
        let mut headers = HeaderMap::new();
        headers.insert("content-type", "application/json".parse().expect("a header"));
        if !self.violations.is_empty() {
            headers.insert("sl-violations", self.violations.parse().expect("a header"));
        }
        let (status, body) = self.answer;
        let exchange = Exchange {
            method: "POST".to_owned(),
            server: "base".to_owned(),
            target: "/".to_owned(),
            headers: HeaderMap::new(),
            body: Bytes::from(self.sent.to_owned()),
            answer: Ok(Answer { status, headers, body: Bytes::from(body.to_owned()) }),
        };
        let sample = Sample {
            name: "body".to_owned(),
            part: RequestPart::Body(self.media_type.to_owned()),
            value: json!({"a": 1}),
            given: json!({"a": 1}),
            objection: self.objection.map(str::to_owned),
        };
        let planned = Planned {
            kind: "least",
            samples: vec![sample],
            answered: String::new(),
            prefer: String::new(),
            forced: (status >= 400).then_some(status),
        };
        let received = Schemas::new(&document, Direction::Received);
        let case =
            Case { planned: &planned, operation: "/o", document: Written(&document), received: &received };
        verdict(&case, &self.said, &[exchange]).outcome
    }
}

#[test]
fn a_refusal_is_the_fault_of_whoever_made_the_value_wrong() {
    let refused = || Call { violations: REFUSAL, ..Call::default() };
    assert_eq!(refused().outcome(), Outcome::RefusedDisputed);
    assert_eq!(Call { sent: "{}", ..refused() }.outcome(), Outcome::Refused);
    assert_eq!(Call { objection: Some("too long"), ..refused() }.outcome(), Outcome::RefusedSample);
    let altered = Call { objection: Some("too long"), sent: "{}", ..refused() };
    assert_eq!(altered.outcome(), Outcome::Refused);
    assert_eq!(Call { media_type: "application/xml", sent: "text", ..refused() }.outcome(), Outcome::Unable);
    let route = REFUSAL.replace("\"type\"", "401");
    assert_eq!(Call { violations: &route, ..Call::default() }.outcome(), Outcome::Refused);
}

#[test]
fn a_valid_answer_that_is_not_read_is_the_clients_fault() {
    let failed = || Call { said: json!({"failed": {"message": "no"}}), ..Call::default() };
    assert_eq!(Call::default().outcome(), Outcome::Read);
    assert_eq!(failed().outcome(), Outcome::Unread);
    assert_eq!(Call { answer: (200, r#"{"a":"x"}"#), ..failed() }.outcome(), Outcome::UnreadDisputed);
    assert_eq!(Call { answer: (200, r#"{"a":1,"b":2}"#), ..Call::default() }.outcome(), Outcome::ReadLossy);
}

#[test]
fn a_failure_is_typed_where_the_document_describes_it() {
    let failed = |typed: Value, answer| {
        Call { said: json!({"failed": {"message": "no", "typed": typed}}), answer, ..Call::default() }
            .outcome()
    };
    assert_eq!(failed(json!({"a": 1}), (404, r#"{"a":1}"#)), Outcome::Typed);
    assert_eq!(failed(Value::Null, (404, r#"{"a":1}"#)), Outcome::UntypedFailure);
    assert_eq!(failed(Value::Null, (422, "{}")), Outcome::Untyped);
}

#[test]
fn what_was_not_sent_says_why() {
    let said = json!({"unheld": {"name": "body", "why": "missing field"}});
    assert_eq!(Call { said, ..Call::default() }.outcome(), Outcome::Unheld);
    assert_eq!(Call { said: json!({"died": "signal"}), ..Call::default() }.outcome(), Outcome::Died);
}
