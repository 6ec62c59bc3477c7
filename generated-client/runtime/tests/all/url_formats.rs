//! Two URL formats: the second is tried only where nothing can have been done by the first.

use crate::support::client::SendEmailRequest;
use crate::support::{Act, Server, TOKEN, builder, client, no_route, ok};
use lowcodeapi_runtime::{Delivery, ErrorKind, UrlFormat};
use serde_json::json;

const PAGE: &str = r#"{"data":{"id":"a"}}"#;
const NEW: &str = "/awsses/v1/pages/a%2Fb%20c?api_token=at_SENTINEL%2F0%2Bx%3D9~Q";
const OLD: &str = "/awsses/v1/pages/page_id?api_token=at_SENTINEL%2F0%2Bx%3D9~Q&page_id=a%2Fb%20c";

#[tokio::test]
async fn parameters_travel_in_path_query_header_and_body() {
    let server = Server::new([ok(PAGE)]);
    client(&server).retrieve_page("a/b c").expand(["x", "y&z"]).trace("t").await.unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].target, format!("{NEW}&filter%5Bexpand%5D=x&filter%5Bexpand%5D=y%26z"));
    assert_eq!((seen[0].method.as_str(), seen[0].header("x-trace")), ("GET", Some("t")));
    assert!(seen[0].header("user-agent").unwrap().starts_with("lowcodeapi-runtime/"));

    server.script([ok("1")]);
    client(&server).delete_page("a", json!({ "hard": true })).await.unwrap();
    let seen = server.seen();
    assert_eq!((seen[0].method.as_str(), seen[0].text()), ("DELETE", r#"{"hard":true}"#));
    assert_eq!(seen[0].header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn what_the_service_inserts_into_a_path_stays_one_value() {
    for (value, inserted) in [("50%/a", "50%2525%2Fa"), ("a?b#c", "a%253Fb%2523c"), ("a%2Fb", "a%25252Fb")] {
        let server = Server::new([no_route(), ok(PAGE)]);
        client(&server).retrieve_page(value).await.unwrap();
        let targets = server.targets();
        assert!(targets[0].starts_with(&format!("/awsses/v1/pages/{inserted}?")), "{targets:?}");
        assert!(targets[1].ends_with(&format!("page_id={inserted}")), "{targets:?}");
    }
}

#[tokio::test]
async fn the_old_format_is_tried_where_the_new_one_has_no_route_and_is_remembered() {
    for miss in [no_route(), Act::answer(405, ""), Act::answer(405, r#"{"message":"Method Not Allowed"}"#)] {
        let server = Server::new([miss, ok(PAGE)]);
        let client = client(&server);
        let detailed = client.retrieve_page("a/b c").detailed().await.unwrap();
        assert_eq!((detailed.url_format, detailed.attempts), (Some(UrlFormat::Old), 2));
        assert_eq!(server.targets(), [NEW, OLD]);
        let again = client.clone().retrieve_page("a/b c").detailed().await.unwrap();
        assert_eq!((again.url_format, again.attempts), (Some(UrlFormat::Old), 1));
        assert_eq!(server.targets().last().unwrap(), OLD);
    }
}

#[tokio::test]
async fn an_operation_whose_urls_are_equal_is_tried_once() {
    let server = Server::new([no_route()]);
    let error = client(&server).send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::RouteMiss, Delivery::NotSent));
    assert_eq!(
        server.targets(),
        [format!("/awsses/v2/email/outbound-emails?api_token={}", "at_SENTINEL%2F0%2Bx%3D9~Q")]
    );
    assert!(!error.to_string().contains(TOKEN));
}

#[tokio::test]
async fn no_other_answer_leads_to_the_second_format() {
    for answer in [
        Act::answer(404, r#"{"message":"no such page","provider":"awsses","error":{}}"#),
        Act::answer(405, r#"{"message":"no","provider":"awsses","error":"no"}"#),
        Act::answer(404, "<html>not found</html>"),
        Act::answer(404, ""),
        Act::answer(400, r#"{"message":"Unexpected end of JSON input"}"#),
        Act::answer(403, r#"{"message":"Invalid api_token","provider":"awsses","error":{"code":403}}"#),
        Act::answer(500, r#"{"message":"crash"}"#),
        ok("<html>"),
    ] {
        let server = Server::new([answer.clone()]);
        let client = builder(&server.url()).retry(lowcodeapi_runtime::RetryPolicy::none()).build().unwrap();
        client.retrieve_page("a").await.unwrap_err();
        assert_eq!(server.seen().len(), 1, "{answer:?}");
    }
}

#[tokio::test]
async fn a_route_miss_in_both_formats_is_one_error_of_two_attempts() {
    let server = Server::new([no_route()]);
    let error = client(&server).retrieve_page("a").await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::RouteMiss, Delivery::NotSent, 2)
    );
}

#[tokio::test]
async fn a_closed_connection_leads_an_idempotent_method_to_the_second_format() {
    let server = Server::new([Act::ResetAfterReading, ok(PAGE)]);
    let detailed = client(&server).retrieve_page("a").detailed().await.unwrap();
    assert_eq!((detailed.url_format, server.seen().len()), (Some(UrlFormat::Old), 2));
}

#[tokio::test]
async fn a_closed_connection_never_leads_a_post_to_the_second_format() {
    let server = Server::new([Act::ResetAfterReading, ok("1")]);
    let error = client(&server).batch_update("a", json!({})).await.unwrap_err();
    assert_eq!((error.delivery(), server.seen().len()), (Delivery::Unknown, 1));
}

#[tokio::test]
async fn a_verb_glued_to_a_parameter_goes_old_first() {
    let server = Server::new([ok("1")]);
    client(&server).batch_update("a:b", json!({})).await.unwrap();
    assert!(server.targets()[0].starts_with("/awsses/v4/spreadsheets/spreadsheetid-batchupdate?"));
    assert!(server.targets()[0].ends_with("&spreadsheetId=a%3Ab"));
    server.script([no_route(), ok("1")]);
    client(&server).batch_update("a:b", json!({})).await.unwrap();
    assert!(server.targets()[1].starts_with("/awsses/v4/spreadsheets/a%3Ab:batchUpdate?"));
}

#[tokio::test]
async fn a_pinned_format_is_the_only_one() {
    let server = Server::new([no_route()]);
    let old = builder(&server.url()).url_format(UrlFormat::Old).build().unwrap();
    old.retrieve_page("a/b c").await.unwrap_err();
    assert_eq!(server.targets(), [OLD]);
    server.script([no_route()]);
    client(&server).retrieve_page("a/b c").url_format(UrlFormat::New).await.unwrap_err();
    assert_eq!(server.targets(), [NEW]);
}

#[tokio::test]
async fn a_value_that_would_name_another_resource_is_refused() {
    let server = Server::new([ok(PAGE)]);
    let climbing = ["a/../b", "../a", "a/..", "a/./b", "..\\a", "%2e%2E", "a%2f..", "%252e%252e%255cb"];
    for value in ["", ".", ".."].into_iter().chain(climbing) {
        let error = client(&server).retrieve_page(value).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{value}");
    }
    assert_eq!(server.seen().len(), 0);
    for (value, sent) in [
        ("a.b", "a.b"),
        ("..a", "..a"),
        ("v1..v2", "v1..v2"),
        ("a/b", "a%2Fb"),
        ("%2e.%2e", "%25252e.%25252e"),
    ] {
        server.script([ok(PAGE)]);
        client(&server).retrieve_page(value).await.unwrap();
        assert!(
            server.targets().last().unwrap().starts_with(&format!("/awsses/v1/pages/{sent}?")),
            "{value}"
        );
    }
}
