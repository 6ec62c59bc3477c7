//! Media types are sent and asked for as the document names them, and a caller chooses where it leaves a choice.

use semantics::media::types::{ChosenAccept, Pet};
use semantics::media::{Client, KindsFailure, PictureFailure};
use serde_json::json;

use crate::{Answer, Server, value};

const REX: &str = r#"{"name":"Rex"}"#;

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let builder = Client::builder().credential("Bearer", "at_secret");
    let client = builder.base_url(server.url()).build().unwrap();
    (server, client)
}

/// `Accept` and `Content-Type` of the last request.
fn negotiated(server: &Server) -> (String, String) {
    let seen = server.last();
    (seen.header("accept").to_owned(), seen.header("content-type").to_owned())
}

#[tokio::test]
async fn an_answer_is_asked_for_in_each_of_its_media_types() {
    let (server, client) = answering([
        Answer::answer(200, REX),
        Answer::new(200, "text/csv", "name\nRex\n"),
        Answer::new(200, "application/xml", "<pet><name>Rex</name></pet>"),
        Answer::new(200, "application/vnd.shop.xlsx", [0, 255]),
        Answer::answer(200, r#"{"pet": {"name": "Rex"}, "at": "noon"}"#),
        Answer::new(200, "application/vnd.shop.xlsx", [1, 2]),
    ]);
    let asked = |server: &Server| server.last().header("accept").to_owned();
    assert_eq!(client.pets().await.unwrap().name, "Rex");
    assert_eq!(asked(&server), "application/json");
    // A parameter was called so first.
    assert_eq!(client.pets().as_csv(true).as_csv_2().await.unwrap(), "name\nRex\n");
    assert_eq!(
        (asked(&server), server.last().target.clone()),
        ("text/csv".into(), "/pets?as_csv=true".into())
    );
    assert_eq!(client.pets().as_xml().await.unwrap().name, "Rex");
    assert_eq!(asked(&server), "application/xml");
    assert_eq!(client.pets().as_vnd_shop_xlsx().await.unwrap(), &[0, 255][..]);
    assert_eq!(asked(&server), "application/vnd.shop.xlsx");
    let starred = client.pets().as_vnd_star_v2_json().detailed().await.unwrap();
    assert_eq!(
        (starred.value.at.as_str(), asked(&server).as_str()),
        ("noon", "application/vnd.star.v2+json")
    );
    let mut download = client.pets().as_vnd_shop_xlsx().stream().await.unwrap();
    assert_eq!(download.chunk().await.unwrap().as_deref(), Some(&[1, 2][..]));
    assert_eq!(asked(&server), "application/vnd.shop.xlsx");
}

#[tokio::test]
async fn a_body_that_is_nothing_but_xml_says_so() {
    let (server, client) = answering([Answer::new(200, "application/xml", "<pet><name>Rex</name></pet>")]);
    assert_eq!(client.xml(Pet::new("A")).await.unwrap(), Pet::new("Rex"));
    assert_eq!(negotiated(&server), ("application/xml".into(), "application/xml".into()));
    assert!(server.last().text().ends_with("<Pet><name>A</name></Pet>"));
}

#[tokio::test]
async fn versions_of_json_are_told_apart_by_the_parameters_of_their_media_type() {
    let (server, client) = answering([Answer::answer(200, REX)]);
    client.versions(Pet::new("Rex")).await.unwrap();
    let accept = "application/json;version=2020-03-16, application/vnd.pet+json";
    assert_eq!(negotiated(&server), (accept.into(), "application/json;v=2".into()));
}

#[tokio::test]
async fn what_the_document_has_asked_for_by_default_is_asked_for_unless_the_caller_does() {
    let (server, client) = answering([Answer::answer(200, REX)]);
    client.preview().await.unwrap();
    assert_eq!(server.last().header("accept"), "application/vnd.preview+json");
    client.preview().accept("application/json").await.unwrap();
    assert_eq!(server.last().header("accept"), "application/json");
}

#[tokio::test]
async fn the_only_value_of_a_header_is_sent_without_asking() {
    let (server, client) = answering([Answer::new(200, "image/jpeg", "jpeg")]);
    assert_eq!(client.demanded("zip").await.unwrap(), "jpeg");
    assert_eq!(negotiated(&server), ("image/jpeg".into(), "application/zip".into()));
}

#[tokio::test]
async fn a_header_that_says_more_than_the_media_types_is_the_callers_to_set() {
    let (server, client) = answering([Answer::answer(200, REX)]);
    client.chosen().body(Pet::new("Rex")).await.unwrap();
    assert_eq!(negotiated(&server), ("application/json".into(), "application/json".into()));
    let chosen =
        || client.chosen().content_type("application/pet+json").accept(ChosenAccept::ApplicationPetV3Json);
    // The body comes after its media type, and yet doesn't undo it.
    chosen().body(Pet::new("Rex")).await.unwrap();
    assert_eq!(negotiated(&server), ("application/pet.v3+json".into(), "application/pet+json".into()));
    // Another answer is asked for by its own media type.
    chosen().as_csv().await.unwrap();
    assert_eq!(server.last().header("accept"), "text/csv");
}

#[tokio::test]
async fn headers_that_http_or_the_client_owns_are_not_asked_for() {
    let (server, client) = answering([Answer::empty(204)]);
    client.owned("a=1").content_encoding("identity").await.unwrap();
    let seen = server.last();
    let headers = ["content-length", "connection", "content-encoding"].map(|name| seen.header(name));
    assert_eq!(headers, ["3", "", "identity"]);
    assert!(server.url().ends_with(seen.header("host")), "{seen:?}");
    assert_eq!(negotiated(&server), ("application/json".into(), "text/plain; charset=utf-8".into()));
}

#[tokio::test]
async fn a_caller_says_what_bytes_of_any_kind_are() {
    let (server, client) = answering([Answer::empty(204)]);
    client.avatar("png").content_type("image/png").await.unwrap();
    assert_eq!((server.last().header("content-type"), server.last().text()), ("image/png", "png"));
    client.avatar("png").await.unwrap();
    assert_eq!(server.last().header("content-type"), "application/octet-stream");
}

#[tokio::test]
async fn bodies_of_parts_are_of_the_kind_the_document_names() {
    let (server, client) = answering([Answer::empty(204)]);
    client.parts(Pet::new("Rex")).await.unwrap();
    let seen = server.last();
    assert!(seen.header("content-type").starts_with("multipart/mixed; boundary="), "{seen:?}");
    assert!(seen.text().contains("name=\"name\"\r\n\r\nRex\r\n"), "{seen:?}");
    client.carelessly(Pet::new("Rex")).await.unwrap();
    assert!(server.last().header("content-type").starts_with("multipart/form-data; boundary="));
}

#[tokio::test]
async fn the_header_authorization_is_given_where_no_credential_is_sent_in_it() {
    let (server, client) = answering([Answer::empty(204)]);
    client.signed("OAuth oauth_token=\"t\"").await.unwrap();
    assert_eq!(server.last().header("authorization"), "OAuth oauth_token=\"t\"");
    client.granted().await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer at_secret");
}

#[tokio::test]
async fn whoever_fails_to_make_a_picture_says_why_in_json() {
    let (_server, client) = answering([Answer::answer(404, r#"{"title":"no film"}"#)]);
    let error = client.picture().await.unwrap_err();
    assert_eq!(PictureFailure::of(&error), Some(PictureFailure::Default(value(json!({"title": "no film"})))));
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_clients_ask_for_other_media_types_too() {
    let server = Server::answering([Answer::new(200, "text/csv", "Rex")]);
    let client = semantics::media::blocking::Client::builder().base_url(server.url()).build().unwrap();
    assert_eq!(client.chosen().as_csv().send().unwrap(), "Rex");
}

#[tokio::test]
async fn failures_are_read_by_their_media_type() {
    const ANY: &str = r#"{"title":"t","name":"n","pet":{"name":"n"},"at":"a"}"#;
    let (_server, client) = answering([
        Answer::new(400, "application/json; charset=utf-8", ANY),
        Answer::new(400, "application/problem+json", ANY),
        Answer::new(400, "text/json", ANY),
        Answer::new(400, "application/vnd.other+json", ANY),
        Answer::new(400, "text/html", ANY),
        Answer::new(400, "text/plain", "no"),
        Answer::new(404, "application/problem+json", ANY),
        Answer::new(404, "application/xml", "<Pet><name>n</name></Pet>"),
    ]);
    let mut read = Vec::new();
    for _ in 0..8 {
        read.push(KindsFailure::of(&client.kinds().await.unwrap_err()));
    }
    let problem = || Some(KindsFailure::BadRequest(value(json!({"title": "t"}))));
    let missing = || Some(KindsFailure::NotFound(value(json!({"name": "n"}))));
    let other = Some(KindsFailure::BadRequestProblemJson(value(json!({"name": "n"}))));
    let any = Some(KindsFailure::BadRequestOther(value(json!({"pet": {"name": "n"}, "at": "a"}))));
    assert_eq!(read, [problem(), other, problem(), any, problem(), None, missing(), missing()]);
}
