//! What a caller adds to a call of any client: beside its parameters, on every page, and never where a secret goes.

use lowcodeapi_runtime::{Delivery, ErrorKind};
use semantics::{bodies, names, pages, security};
use serde_json::json;

use crate::{Answer, Server};

macro_rules! refused {
    ($call:expr, $why:expr) => {{
        let error = $call.await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{error}");
        assert!(error.message().contains($why), "{error}");
    }};
}

#[tokio::test]
async fn no_name_of_any_security_scheme_is_taken_whatever_the_operation_asks_for() {
    let server = Server::silent();
    let client = security::Client::builder().base_url(server.url()).build().unwrap();
    refused!(client.open().header("x-key", "x"), "credential");
    refused!(client.open().header("Authorization", "x"), "credential");
    refused!(client.open().header("Cookie", "session=x"), "credential");
    refused!(client.open().query_pair("key", "x"), "credential");
    assert_eq!(server.all().len(), 0);
    client.open().query_pair("X-Key", "x").header("session", "y").await.unwrap();
    assert_eq!((server.last().target.as_str(), server.last().header("session")), ("/open?X-Key=x", "y"));
}

#[tokio::test]
async fn cookies_are_added_where_none_carries_a_secret() {
    let server = Server::silent();
    let client = bodies::Client::builder().base_url(server.url()).build().unwrap();
    client.nothing_by_get().header("Cookie", "a=1; b=2").await.unwrap();
    assert_eq!(server.last().header("cookie"), "a=1; b=2");
}

#[tokio::test]
async fn a_form_takes_a_member_as_it_writes_its_own() {
    let server = Server::silent();
    let client = bodies::Client::builder().base_url(server.url()).build().unwrap();
    let pet = || bodies::types::Pet::new("Rex");
    let owner = json!({"a": "b c"});
    client
        .form(pet())
        .body_member("age", 3)
        .body_member("of", ["x", "y"])
        .body_member("owner", owner)
        .await
        .unwrap();
    assert_eq!(server.last().text(), "name=Rex&age=3&of=x&of=y&owner=%7B%22a%22%3A%22b%20c%22%7D");
    refused!(client.form(pet()).body_member("name", "Max"), "the call sets it already");
    refused!(client.several_as_text("Rex").body_member("a", 1), "neither a JSON object nor");
    refused!(client.optional().body_member("a", 1), "no body");
    client.optional().body_member("a", 1).body(pet()).await.unwrap();
    assert_eq!(server.last().text(), r#"{"name":"Rex","a":1}"#);
}

#[tokio::test]
async fn the_boundary_of_a_form_with_files_stays() {
    let server = Server::silent();
    let client = bodies::Client::builder().base_url(server.url()).build().unwrap();
    let upload = || bodies::types::Upload::new(lowcodeapi_runtime::File::new("a.png", "x"));
    refused!(client.upload(upload()).header("Content-Type", "multipart/form-data"), "sets it already");
    refused!(client.upload(upload()).body_member("a", 1), "neither a JSON object nor");
}

#[tokio::test]
async fn parameters_of_the_same_names_have_others() {
    let server = Server::silent();
    let client = names::Client::builder().base_url(server.url()).build().unwrap();
    let call = client.doors().header_("a").query_pair_("b").body_member_("c");
    call.header("X-D", "d").query_pair("e", "f").await.unwrap();
    let seen = server.last();
    assert_eq!(seen.target, "/doors?header=a&query_pair=b&e=f");
    assert_eq!((seen.header("body_member"), seen.header("x-d")), ("c", "d"));
}

#[tokio::test]
async fn every_page_is_asked_for_with_what_was_added() {
    let pages = [
        r#"{"data": [{"id": "a"}], "next": "?page=2&a=1"}"#,
        r#"{"data": [{"id": "b"}], "next": "/v1/links?page=3"}"#,
        r#"{"data": [{"id": "c"}]}"#,
    ];
    let server = Server::answering(pages.map(|page| Answer::answer(200, page)));
    let client = pages::Client::builder().credential("Key", "s").base_url(format!("{}/v1", server.url()));
    let client = client.build().unwrap();
    let mut walk = client.by_link().query_pair("a", 1).header("X-A", "b").pages();
    while walk.next().await.unwrap().is_some() {}
    let seen = server.all();
    let targets: Vec<_> = seen.iter().map(|seen| seen.target.as_str()).collect();
    assert_eq!(targets, ["/v1/links?key=s&a=1", "/v1/links?key=s&page=2&a=1", "/v1/links?key=s&page=3&a=1"]);
    assert!(seen.iter().all(|seen| seen.header("x-a") == "b"));
}

#[tokio::test]
async fn a_walk_goes_on_from_the_page_that_was_added() {
    let pages = [r#"{"data": [{"id": "a"}]}"#, r#"{"data": []}"#];
    let server = Server::answering(pages.map(|page| Answer::answer(200, page)));
    let client = pages::Client::builder().credential("Key", "s").base_url(server.url()).build().unwrap();
    let mut walk = client.by_number().query_pair("page", 7).pages();
    while walk.next().await.unwrap().is_some() {}
    let targets: Vec<_> = server.all().into_iter().map(|seen| seen.target.clone()).collect();
    assert_eq!(targets, ["/numbers?key=s&page=7", "/numbers?key=s&page=8"]);
}

#[tokio::test]
async fn a_member_stays_beside_the_token_of_the_next_page() {
    let pages = [r#"{"Pets": [{"id": "a"}], "NextToken": "t"}"#, r#"{"Pets": []}"#];
    let server = Server::answering(pages.map(|page| Answer::answer(200, page)));
    let client = pages::Client::builder().credential("Key", "s").base_url(server.url()).build().unwrap();
    let mut walk = client.by_body(pages::types::ByBodyRequest::new("cat")).body_member("Limit", 1).pages();
    while walk.next().await.unwrap().is_some() {}
    let bodies: Vec<_> = server.all().iter().map(|seen| seen.json()).collect();
    assert_eq!(
        bodies,
        [json!({"kind": "cat", "Limit": 1}), json!({"kind": "cat", "Limit": 1, "NextToken": "t"})]
    );
}
