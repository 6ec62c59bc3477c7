//! Swagger 2.0: what it says otherwise than OpenAPI 3 means the same on the wire.

use lowcodeapi_runtime::{Credential, File};
use semantics::swagger::types::{Cat, FillInRequest, Pet, Refusal, Renamed, UploadRequest};
use semantics::swagger::{AddPetFailure, Client};
use serde_json::json;

use crate::{Answer, Server};

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).credential("key", "secret").build().unwrap()
}

#[tokio::test]
async fn lists_are_written_as_their_collection_format_says() {
    let server = Server::silent();
    let client = client(&server);
    let list = ["a", "b c"];
    client
        .lists(list)
        .plain(list)
        .commas(list)
        .spaces(list)
        .bars(list)
        .each(list)
        .x_trace("7")
        .await
        .unwrap();
    let seen = server.last();
    assert_eq!(
        seen.target,
        "/lists/a,b%20c?plain=a,b%20c&commas=a,b%20c&spaces=a%20b%20c&bars=a%7Cb%20c&each=a&each=b%20c"
    );
    assert_eq!((seen.header("x-trace"), seen.header("x-key")), ("7", "secret"));
    // What no style of OpenAPI 3 can write is text that the caller writes.
    client.lists(list).tabs("a\tb").x_bars("a|b").await.unwrap();
    let seen = server.last();
    assert_eq!((&*seen.target, seen.header("x-bars")), ("/lists/a,b%20c?tabs=a%09b", "a|b"));
}

#[tokio::test]
async fn a_body_is_in_the_media_types_of_document_and_operation() {
    let pet = r#"{"kind":"feline","name":"Tom","lives":9}"#;
    let server = Server::answering([Answer::answer(201, pet).header("X-Left", "4")]);
    let cat = Cat::new("feline", "Tom").lives(9).born(None);
    let answered = client(&server).add_pet(cat.clone()).detailed().await.unwrap();
    let Pet::Feline(read) = answered.value else { panic!("it is a cat: {:?}", answered.value) };
    assert_eq!(read.lives, Some(9));
    let seen = server.last();
    assert_eq!(seen.header("content-type"), "application/json");
    assert_eq!(seen.json(), json!({"kind": "feline", "name": "Tom", "lives": 9, "born": null}));
    let server = Server::answering([Answer::new(200, "application/vnd.pets+json", pet)]);
    let client = Client::builder()
        .base_url(server.url())
        .credential("login", Credential::basic("ann", "secret"))
        .build()
        .unwrap();
    client.put_pet(cat).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.header("content-type"), "application/vnd.pets+json");
    assert_eq!(seen.header("accept"), "application/vnd.pets+json");
    assert_eq!(seen.header("authorization"), "Basic YW5uOnNlY3JldA==");
}

#[tokio::test]
async fn shared_answers_of_failure_are_typed() {
    let server = Server::answering([Answer::answer(400, r#"{"reason":"full"}"#)]);
    let error = client(&server).add_pet(Cat::new("feline", "Tom")).await.unwrap_err();
    assert_eq!(AddPetFailure::of(&error), Some(AddPetFailure::BadRequest(Refusal::new("full"))));
}

#[tokio::test]
async fn parameters_of_a_form_are_its_members() {
    let server = Server::silent();
    let list = ["a", "b"];
    client(&server).fill_in(FillInRequest::new("Ann").tags(list).each(list).note("x y")).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(seen.text(), "name=Ann&tags=a,b&each=a&each=b&note=x%20y");
    client(&server).upload(UploadRequest::new(File::new("a.txt", "hi")).note("x")).await.unwrap();
    let expected = [
        "form-data; name=\"file\"; filename=\"a.txt\"|application/octet-stream|hi",
        "form-data; name=\"note\"|x",
    ];
    assert_eq!(server.last().parts(&["Content-Type"]), expected);
}

#[tokio::test]
async fn an_answer_that_is_a_file_is_bytes() {
    let server = Server::answering([Answer::new(200, "image/png", "\u{1}")]);
    assert_eq!(&client(&server).download().await.unwrap()[..], b"\x01");
    assert_eq!(server.last().header("accept"), "image/png");
}

#[tokio::test]
async fn nullable_is_said_by_an_extension() {
    let server = Server::silent();
    client(&server).rename(Renamed::new(None)).await.unwrap();
    assert_eq!(server.last().json(), json!({"owner": null}));
}
