//! What a document forgot can be added to any call, and nothing that decides who asks for what.

use crate::support::client::{Error, SendEmailRequest};
use crate::support::{Act, Server, client, no_route, ok};
use lowcodeapi_runtime::{Delivery, ErrorKind, Value};
use serde_json::json;

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;
const PAGE: &str = r#"{"id":"p"}"#;

/// An error of the caller's, before anything was sent.
#[track_caller]
fn refused(server: &Server, error: &Error, why: &str) {
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{error}");
    assert!(error.message().contains(why), "{error}");
    assert_eq!(error.attempts(), 0);
    assert_eq!(server.connections(), 0, "{error}");
}

#[tokio::test]
async fn a_query_pair_a_header_and_a_member_go_out_with_the_rest() {
    let server = Server::new([ok(MESSAGE)]);
    let call = client(&server).send_email(SendEmailRequest::from("a@b"));
    let call = call.query_pair("dry run", true).query_pair("n", 5).query_pair("n", "a&b");
    call.header("X-Trace-Id", 7)
        .body_member("Tags", json!([{"a": 1}]))
        .body_member("ü\"", 2.0)
        .await
        .unwrap();
    let seen = &server.seen()[0];
    assert!(seen.target.ends_with("&dry%20run=true&n=5&n=a%26b"), "{}", seen.target);
    assert_eq!(seen.header("x-trace-id"), Some("7"));
    assert_eq!(seen.text(), r#"{"FromEmailAddress":"a@b","Tags":[{"a":1}],"ü\"":2}"#);
}

#[tokio::test]
async fn an_object_without_members_takes_one_and_numbers_stay_as_they_are_written() {
    let server = Server::new([ok(MESSAGE), ok("{}")]);
    let client = client(&server);
    client.send_email(SendEmailRequest::default()).body_member("a", Value::Null).await.unwrap();
    client.batch_update("s", json!({"n": 1.5})).body_member("m", 1e300).await.unwrap();
    assert_eq!(server.seen()[0].text(), r#"{"a":null}"#);
    assert_eq!(server.seen()[1].text(), format!(r#"{{"n":1.5,"m":{}}}"#, json!(1e300)));
}

#[tokio::test]
async fn a_pair_stands_beside_a_parameter_of_its_name_and_setters_may_follow() {
    let server = Server::new([ok(PAGE)]);
    client(&server).retrieve_page("p").query_pair("filter[expand]", "z").expand(["a", "b"]).await.unwrap();
    let target = &server.seen()[0].target;
    assert!(target.ends_with("&filter%5Bexpand%5D=a&filter%5Bexpand%5D=b&filter%5Bexpand%5D=z"), "{target}");
}

#[tokio::test]
async fn every_try_and_both_url_formats_have_what_was_added() {
    let server = Server::new([Act::answer(429, ""), no_route(), ok(PAGE)]);
    let call = client(&server).retrieve_page("p").query_pair("a", 1).header("X-A", "1");
    assert_eq!(call.detailed().await.unwrap().attempts, 3);
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    for seen in seen {
        assert_eq!((seen.target.matches("a=1").count(), seen.header("x-a")), (1, Some("1")), "{seen:?}");
    }
}

#[tokio::test]
async fn accept_and_content_type_take_the_place_of_the_clients_own() {
    let server = Server::new([ok(MESSAGE)]);
    let call = client(&server).send_email(SendEmailRequest::default());
    call.header("accept", "application/vnd.a+json")
        .header("Content-Type", "application/b+json")
        .await
        .unwrap();
    let seen = &server.seen()[0];
    for (name, expected) in [("accept", "application/vnd.a+json"), ("content-type", "application/b+json")] {
        let sent: Vec<_> =
            seen.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value).collect();
        assert_eq!(sent, [expected]);
    }
}

#[tokio::test]
async fn a_name_that_carries_a_credential_is_refused() {
    let server = Server::new([]);
    let client = client(&server);
    let send = || client.send_email(SendEmailRequest::default());
    for name in ["api_token", "API_TOKEN", "api_token[]", "api_token[0]"] {
        let error = send().query_pair(name, "at_other").await.unwrap_err();
        refused(&server, &error, "credential");
        assert!(!format!("{error} {error:?}").contains("at_other"), "{error:?}");
    }
    for name in ["Authorization", "authorization"] {
        refused(&server, &send().header(name, "Bearer x").await.unwrap_err(), "credential");
    }
}

#[tokio::test]
async fn what_decides_where_a_request_goes_or_ends_is_refused() {
    let server = Server::new([]);
    let client = client(&server);
    for name in [
        "Host",
        "content-length",
        "Transfer-Encoding",
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "upgrade",
        "proxy-authorization",
        "proxy-connection",
    ] {
        refused(&server, &client.ping().header(name, "x").await.unwrap_err(), "where a request goes");
    }
    for value in ["a\r\nHost: evil", "a\nb", "a\0"] {
        refused(&server, &client.ping().header("X-A", value).await.unwrap_err(), "can't carry");
    }
    for name in ["", "X A", "X-A\r\nHost"] {
        refused(&server, &client.ping().header(name, "x").await.unwrap_err(), "no name of a header");
    }
    for name in ["", "[a]"] {
        refused(&server, &client.ping().query_pair(name, "x").await.unwrap_err(), "name");
    }
    // In the old format, it would be the page that is meant.
    for name in ["page_id", "page_id[]"] {
        let error = client.retrieve_page("p").query_pair(name, "q").await.unwrap_err();
        refused(&server, &error, "another resource");
    }
}

#[tokio::test]
async fn what_the_call_sets_already_is_refused_in_any_order() {
    let server = Server::new([]);
    let client = client(&server);
    refused(
        &server,
        &client.retrieve_page("p").header("x-trace", 1).trace("t").await.unwrap_err(),
        "sets it already",
    );
    refused(&server, &client.ping().header("X-A", 1).header("x-a", 2).await.unwrap_err(), "sets it already");
    let send = || client.send_email(SendEmailRequest::from("a@b"));
    let error = send().body_member("FromEmailAddress", "c@d").await.unwrap_err();
    refused(&server, &error, "`FromEmailAddress` can't be added: the call sets it already");
    let error = send().body_member("a", 1).body_member("a", 2).await.unwrap_err();
    refused(&server, &error, "sets it already");
}

#[tokio::test]
async fn a_member_needs_an_object_to_be_added_to() {
    let server = Server::new([]);
    let client = client(&server);
    refused(&server, &client.ping().body_member("a", 1).await.unwrap_err(), "no body");
    for body in [json!([1]), json!("{}"), json!(null), json!(1)] {
        let error = client.batch_update("s", body).body_member("a", 1).await.unwrap_err();
        refused(&server, &error, "no JSON object");
    }
    let error = client.send_email(SendEmailRequest::default()).body_member("a", f64::NAN).await.unwrap_err();
    refused(&server, &error, "`a` can't be serialised: NaN");
}

#[tokio::test]
async fn a_form_takes_a_member_in_brackets_as_it_writes_its_own() {
    let server = Server::new([ok("{}")]);
    let client = client(&server);
    let submit = || client.submit(&json!({"a b": {"c": [1]}}));
    let error = submit().body_member("a b", 1).await.unwrap_err();
    refused(&server, &error, "sets it already");
    submit().body_member("a", json!({"d": ["e"]})).await.unwrap();
    assert_eq!(server.seen()[0].text(), "a%20b%5Bc%5D%5B0%5D=1&a%5Bd%5D%5B0%5D=e");
}

#[tokio::test]
async fn the_first_mistake_is_the_one_that_is_told() {
    let server = Server::new([]);
    let call = client(&server).retrieve_page("").header("host", "x").body_member("a", 1);
    refused(&server, &call.await.unwrap_err(), "path parameter `page_id` is empty");
}

#[cfg(feature = "blocking")]
#[test]
fn calls_that_block_take_it_too() {
    let server = Server::new([ok(MESSAGE)]);
    let client = crate::support::client::blocking::Client::builder();
    let client = client.token(crate::support::TOKEN).base_url(server.url()).build().unwrap();
    let send = || client.send_email(SendEmailRequest::default());
    let error = send().query_pair("api_token", "x").send().unwrap_err();
    refused(&server, &error, "credential");
    send().query_pair("a", 1).header("x-a", "b").body_member("c", 2).send().unwrap();
    let seen = &server.seen()[0];
    assert!(seen.target.ends_with("&a=1"), "{}", seen.target);
    assert_eq!((seen.header("x-a"), seen.text()), (Some("b"), r#"{"c":2}"#));
}
