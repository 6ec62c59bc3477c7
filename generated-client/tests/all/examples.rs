//! The examples, as the processes a user would run.

use std::path::PathBuf;
use std::process::{Command, Output};

use crate::support::answering;
use serde_json::{Value, json};

/// Cargo builds the examples beside the tests.
fn binary(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("this test is a file");
    let profile = test.parent().and_then(|folder| folder.parent()).expect("a file in `deps`");
    let binary = profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(binary.is_file(), "`{}` is missing: run all tests once, or build the examples", binary.display());
    binary
}

fn run(name: &str, base_url: &str) -> Output {
    Command::new(binary(name))
        .env("LOWCODEAPI_API_TOKEN", "at_example")
        .env("LOWCODEAPI_BASE_URL", base_url)
        .env("MAIL_FROM", "news@example.com")
        .env("MAIL_TO", "ann@example.com")
        .env_remove("LOWCODEAPI_URL_FORMAT")
        .output()
        .expect("the example runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn sent() -> (u16, Value) {
    (200, json!({ "data": { "MessageId": "0100018b-1" } }))
}

/// Runs an example against a service that takes the mail, and returns the one body it sent.
fn accepted(name: &str, path: &str, answer: (u16, Value)) -> (Output, Value) {
    let service = answering([answer]);
    let output = run(name, &service.url());
    let seen = service.only();
    assert_eq!((seen.method.as_str(), seen.path()), ("POST", path));
    assert_eq!(seen.query(), "api_token=at_example");
    assert_eq!(seen.header("content-type"), Some("application/json"));
    (output, seen.json())
}

#[test]
fn welcome_sends_html_with_a_plain_alternative_and_a_tag() {
    let (output, body) = accepted("welcome", "/awsses/v2/email/outbound-emails", sent());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "sent: 0100018b-1\n");
    assert_eq!(
        body,
        json!({
            "FromEmailAddress": "news@example.com",
            "Destination": { "ToAddresses": ["ann@example.com"] },
            "Content": { "Simple": {
                "Subject": { "Data": "Welcome to our service" },
                "Body": {
                    "Text": { "Data": "Welcome!\n\nGood to have you with us." },
                    "Html": { "Data": "<h1>Welcome!</h1><p>Good to have you with us.</p>" },
                },
            } },
            "EmailTags": [{ "Name": "EmailType", "Value": "Welcome" }],
        })
    );
}

#[test]
fn newsletter_has_copies_and_another_address_for_answers() {
    let (output, body) = accepted("newsletter", "/awsses/v2/email/outbound-emails", sent());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        body["Destination"],
        json!({
            "ToAddresses": ["ann@example.com"],
            "CcAddresses": ["cc@example.com"],
            "BccAddresses": ["archive@example.com"],
        })
    );
    assert_eq!(body["ReplyToAddresses"], json!(["editors@example.com"]));
}

const BULK: &str = "/awsses/v2/email/outbound-bulk-emails";

#[test]
fn bulk_gives_each_recipient_values_of_their_own() {
    let results = json!([
        { "Status": "SUCCESS", "MessageId": "0100018b-1" },
        { "Status": "SUCCESS", "MessageId": "0100018b-2" },
    ]);
    let (output, body) = accepted("bulk", BULK, (200, json!({ "data": { "BulkEmailEntries": results } })));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "sent: 0100018b-1\nsent: 0100018b-2\n");
    assert_eq!(body["DefaultContent"]["Template"]["TemplateName"], "PromotionTemplate");
    let first = &body["BulkEmailEntries"][0];
    assert_eq!(first["Destination"]["ToAddresses"], json!(["ann@example.com"]));
    let values = first["ReplacementEmailContent"]["ReplacementTemplate"]["ReplacementTemplateData"].as_str();
    let values: Value = serde_json::from_str(values.expect("JSON text")).expect("JSON text");
    assert_eq!(values, json!({ "name": "Alice", "code": "SAVE20" }));
    assert_eq!(first.get("ReplacementTags"), None, "tags are no template variables");
}

#[test]
fn bulk_fails_where_an_entry_fails_and_names_it() {
    let results = json!([
        { "Status": "SUCCESS", "MessageId": "0100018b-1" },
        { "Status": "MESSAGE_REJECTED", "Error": "Email address not verified" },
    ]);
    let (output, _) = accepted("bulk", BULK, (200, json!({ "BulkEmailEntryResults": results })));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output), "failed: entry 1: MESSAGE_REJECTED: Email address not verified\n");
}

/// What an example says on standard error about the failure.
fn told(output: &Output) -> [String; 3] {
    let text = stderr(output);
    ["kind: ", "code: ", "delivery: "].map(|label| {
        let line = text.lines().find_map(|line| line.strip_prefix(label));
        line.unwrap_or_else(|| panic!("no `{label}` in {text}")).to_owned()
    })
}

#[test]
fn a_refused_sender_is_told_by_kind_code_and_delivery() {
    let error = json!({
        "message": "Error received from the awsses API",
        "provider": "awsses",
        "error": { "__type": "MessageRejected", "Message": "Email address not verified" },
    });
    for example in ["welcome", "newsletter", "bulk"] {
        let service = answering([(400, error.clone())]);
        let output = run(example, &service.url());
        assert_eq!(output.status.code(), Some(1), "{example}");
        assert_eq!(told(&output), ["Refused", "MessageRejected", "Refused"], "{example}");
        assert!(stderr(&output).contains("Email address not verified"), "{}", stderr(&output));
        assert_eq!(service.seen().len(), 1, "{example}: a refused mail is not sent again");
    }
}

#[test]
fn a_failure_in_doubt_is_told_as_unknown_and_not_repeated() {
    let service = answering([(500, json!({ "message": "boom", "provider": "awsses", "error": "boom" }))]);
    let output = run("welcome", &service.url());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output), ["Server", "none", "Unknown"]);
    assert_eq!(service.seen().len(), 1);
}

#[test]
fn a_service_that_is_down_and_a_missing_token_are_told_as_not_sent() {
    // Nobody listens on the port of a listener that is gone.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let output = run("welcome", &format!("http://{}", gone.expect("a free port")));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output), ["Connect", "none", "NotSent"]);
    let output =
        Command::new(binary("welcome")).env_remove("LOWCODEAPI_API_TOKEN").output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output), ["Config", "none", "NotSent"]);
    assert!(stderr(&output).contains("set `LOWCODEAPI_API_TOKEN`"), "{}", stderr(&output));
}

#[test]
fn no_failure_shows_the_token() {
    let echo =
        json!({ "message": "bad", "provider": "awsses", "error": { "code": 401, "token": "at_example" } });
    for status in [401, 400, 500, 200] {
        let output = run("welcome", &answering([(status, echo.clone())]).url());
        assert_eq!(output.status.code(), Some(1));
        assert!(!stderr(&output).contains("at_example"), "{}", stderr(&output));
    }
}
