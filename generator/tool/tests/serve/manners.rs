//! What SES accepts and refuses, and how the service words it.

use serde_json::{Value, json};

use crate::stand::{Answer, BULK, SEND, Stand, bulk, simple, with};

#[test]
fn a_token_is_asked_for_and_echoed() {
    let stand = Stand::start(&["--token", "at_known"]);
    let body = stand.post(SEND, simple().to_string()).unwrap().is(401);
    assert_eq!(body["error"]["code"], 401);
    let body = stand.post(&format!("{SEND}?api_token=wrong"), simple().to_string()).unwrap().is(401);
    assert_eq!(body["error"]["logging"]["query"]["api_token"], "wrong");
    assert_eq!(body["error"]["logging"]["headers"]["content-type"], "application/json");
    let body = stand.post(&format!("{SEND}?api_token=at_other"), simple().to_string()).unwrap().is(403);
    assert_eq!(
        body,
        json!({ "message": "Invalid api_token", "provider": "awsses", "error": { "code": 403 } })
    );
    stand.post(&format!("{SEND}?api_token=at_known"), simple().to_string()).unwrap().is(200);
    let stand = Stand::start(&["--no-credentials"]);
    let message = stand.call(SEND, &simple()).is(403)["message"].to_string();
    assert!(message.contains("No access token is associated"), "{message}");
}

#[test]
fn results_come_in_either_envelope() {
    let body = Stand::start(&[]).call(SEND, &simple()).is(200);
    assert!(body["data"]["MessageId"].is_string(), "{body}");
    let body = Stand::start(&["--envelope", "open"]).call(SEND, &simple()).is(200);
    assert!(body["result"]["MessageId"].is_string(), "{body}");
    assert!(body["message"].is_string() && body["response_headers"].is_object(), "{body}");
}

#[test]
fn message_ids_are_unique() {
    let stand = Stand::start(&[]);
    let ids: std::collections::HashSet<String> =
        (0..20).map(|_| stand.call(SEND, &simple()).is(200)["data"]["MessageId"].to_string()).collect();
    assert_eq!(ids.len(), 20);
}

#[test]
fn an_unverified_sender_is_refused() {
    let from = |address: &str| with(simple(), "/FromEmailAddress", address.into());
    let stand = Stand::start(&[]);
    stand.call(SEND, &from("me@unverified.example")).refused(400, "MessageRejected");
    let stand = Stand::start(&["--verified", "me@example.org", "example.net"]);
    stand.call(SEND, &from("Me <ME@example.org>")).is(200);
    stand.call(SEND, &from("anyone@example.net")).is(200);
    let message = stand.call(SEND, &from("you@example.org")).refused(400, "MessageRejected");
    assert!(message.contains("not verified") && message.contains("you@example.org"), "{message}");
    let request = with(bulk(&["ann@example.com"]), "/FromEmailAddress", "you@example.org".into());
    stand.call(BULK, &request).refused(400, "MessageRejected");
}

#[test]
fn a_request_that_breaks_a_rule_is_refused() {
    let stand = Stand::start(&[]);
    let header = json!({ "Name": "X-A", "Value": "a" });
    let many = |count: usize| vec![json!("ann@example.com"); count];
    let bad = [
        with(simple(), "/Destination/ToAddresses", json!(["nobody"])),
        with(simple(), "/Destination/ToAddresses", json!([])),
        with(simple(), "/Destination/ToAddresses", many(51).into()),
        with(simple(), "/ReplyToAddresses", json!(["x"])),
        with(simple(), "/FromEmailAddress", Value::Null),
        with(simple(), "/Content", Value::Null),
        with(simple(), "/Content", json!({})),
        with(simple(), "/Content/Simple/Body", json!({})),
        with(simple(), "/Content/Simple/Headers", vec![header; 16].into()),
        with(simple(), "/Content/Simple/Headers", json!([{ "Name": "X A", "Value": "a" }])),
        with(simple(), "/EmailTags", json!([{ "Name": "a b", "Value": "c" }])),
        with(simple(), "/Content", json!({ "Template": {} })),
        with(
            simple(),
            "/Content",
            json!({ "Template": { "TemplateName": "WelcomeTemplate", "TemplateData": "[]" } }),
        ),
        json!({}),
        json!([]),
    ];
    for request in bad {
        let answer = stand.call(SEND, &request);
        assert_eq!(answer.status, 400, "{request}: {}", answer.body);
        assert_eq!(answer.body["provider"], "awsses", "{request}");
    }
    assert!(stand.mails().is_empty());
    stand.call(SEND, &with(simple(), "/Destination/ToAddresses", many(50).into())).is(200);
    let request = with(simple(), "/Content", json!({ "Raw": { "Data": "not base64!" } }));
    stand.call(SEND, &request).refused(400, "SerializationException");
}

#[test]
fn a_missing_template_is_an_error_for_one_and_an_outcome_for_many() {
    let stand = Stand::start(&["--template", "Mine"]);
    let template = |name: &str| json!({ "Template": { "TemplateName": name } });
    stand.call(SEND, &with(simple(), "/Content", template("None"))).refused(404, "NotFoundException");
    stand.call(SEND, &with(simple(), "/Content", template("Mine"))).is(200);
    let body = stand
        .call(BULK, &with(bulk(&["a@example.com", "b@example.com"]), "/DefaultContent", template("None")));
    let results = body.is(200)["data"]["BulkEmailEntryResults"].clone();
    assert_eq!(results.as_array().map(Vec::len), Some(2));
    assert_eq!(results[1]["Status"], "TEMPLATE_NOT_FOUND");
}

#[test]
fn each_bulk_entry_has_an_outcome_of_its_own() {
    let stand = Stand::start(&[]);
    let body = stand.call(BULK, &bulk(&["a@example.com", "nowhere", "c@example.com"])).is(200);
    let results = &body["data"]["BulkEmailEntryResults"];
    let statuses: Vec<&str> =
        results.as_array().unwrap().iter().map(|result| result["Status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["SUCCESS", "INVALID_PARAMETER", "SUCCESS"]);
    assert!(results[0]["MessageId"].is_string() && results[1]["Error"].is_string(), "{results}");
    stand.call(BULK, &bulk(&["a@example.com"; 51])).refused(400, "BadRequestException");
    stand.call(BULK, &bulk(&[])).refused(400, "BadRequestException");
    assert_eq!(stand.mails().len(), 2);
}

#[test]
fn quota_and_rate_are_limits_by_flag() {
    let stand = Stand::start(&["--daily-quota", "3"]);
    let body = stand.call(BULK, &bulk(&["a@example.com", "b@example.com"])).is(200);
    assert_eq!(body["data"]["BulkEmailEntryResults"][1]["Status"], "SUCCESS");
    stand.call(SEND, &simple()).is(200);
    let message = stand.call(SEND, &simple()).refused(400, "LimitExceededException");
    assert_eq!(message, "Daily message quota exceeded.");
    let body = stand.call(BULK, &bulk(&["a@example.com"])).is(200);
    assert_eq!(body["data"]["BulkEmailEntryResults"][0]["Status"], "ACCOUNT_DAILY_QUOTA_EXCEEDED");

    let stand = Stand::start(&["--rate", "1"]);
    stand.call(SEND, &simple()).is(200);
    let Answer { status, body } = stand.call(SEND, &simple());
    assert_eq!((status, &body["headers"]["retry-after"]), (429, &json!("1")));
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    stand.call(SEND, &simple()).is(200);
}
