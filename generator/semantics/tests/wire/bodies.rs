//! Bodies go out in the media type the caller chooses, as the document describes it.

use lowcodeapi_runtime::File;
use semantics::bodies::Client;
use semantics::bodies::types::{
    NestedAddress, NestedDeep, NestedLine, NestedRequest, NestedSpread, Pet, PetColour, Upload, UploadMeta,
};
use serde_json::json;

use crate::Server;

fn client() -> (Server, Client) {
    let server = Server::silent();
    let client = Client::builder().base_url(server.url()).build().unwrap();
    (server, client)
}

fn rex() -> Pet {
    Pet::new("Rex & Co").tags(["a", "b"]).colour(PetColour::new().b(1))
}

/// The pairs of the form that was sent, sorted: forms have no order, and whether ours follows the document depends on a
/// feature of the JSON library that any crate of a build may turn on.
fn pairs(server: &Server) -> Vec<String> {
    let mut pairs: Vec<_> = server.last().text().split('&').map(str::to_owned).collect();
    pairs.sort();
    pairs
}

fn sent(server: &Server) -> (String, String) {
    let seen = server.last();
    (seen.header("content-type").to_owned(), seen.text().to_owned())
}

#[tokio::test]
async fn json_goes_first_and_every_other_media_type_has_a_method() {
    let (server, client) = client();
    client.several(rex()).await.unwrap();
    assert_eq!(server.last().header("content-type"), "application/json");
    assert_eq!(server.last().json(), json!({"name": "Rex & Co", "tags": ["a", "b"], "colour": {"b": 1}}));
    client.several_as_form(rex()).await.unwrap();
    assert_eq!(server.last().header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(pairs(&server), ["colour=%7B%22b%22%3A1%7D", "name=Rex%20%26%20Co", "tags=a", "tags=b"]);
    client.several_as_xml(rex()).await.unwrap();
    let pet = "<Pet><name>Rex &amp; Co</name><tags>a</tags><tags>b</tags><colour><b>1</b></colour></Pet>";
    let written = format!(r#"<?xml version="1.0" encoding="UTF-8"?>{pet}"#);
    assert_eq!(sent(&server), ("application/xml".into(), written));
    client.several_as_text("Rex").await.unwrap();
    assert_eq!(sent(&server), ("text/plain; charset=utf-8".into(), "Rex".into()));
    client.several_as_bytes(vec![0, 255]).await.unwrap();
    assert_eq!(
        (server.last().header("content-type"), &server.last().body[..]),
        ("application/octet-stream", &[0, 255][..])
    );
}

#[tokio::test]
async fn an_optional_body_has_a_setter_for_each_media_type() {
    let (server, client) = client();
    client.optional().await.unwrap();
    assert_eq!(sent(&server), (String::new(), String::new()));
    client.optional().body(Pet::new("Rex")).await.unwrap();
    assert_eq!(sent(&server), ("application/json".into(), r#"{"name":"Rex"}"#.into()));
    client.optional().body_as_csv("a,b").await.unwrap();
    assert_eq!(sent(&server), ("text/csv".into(), "a,b".into()));
}

#[tokio::test]
async fn members_of_a_form_are_written_as_their_encoding_says() {
    let (server, client) = client();
    client.form(rex()).await.unwrap();
    assert_eq!(pairs(&server), ["colour=%7B%22b%22%3A1%7D", "name=Rex%20%26%20Co", "tags=a,b"]);
}

#[tokio::test]
async fn objects_in_a_form_are_json_text_unless_a_style_is_stated() {
    let (server, client) = client();
    let address = NestedAddress::new().city("Bonn").zip("1+2");
    let lines = [NestedLine::new().b(1), NestedLine::new().b(2)];
    let deep = NestedDeep::new().city("a b");
    let spread = NestedSpread::new().city("Ulm");
    let none: [&str; 0] = [];
    let body = NestedRequest::new()
        .id("x")
        .address(address)
        .lines(lines)
        .joined(["c", "d"])
        .none(none)
        .raw("a/b%20&");
    client.nested(body.deep(deep).spread(spread)).await.unwrap();
    let expected = [
        "address=%7B%22city%22%3A%22Bonn%22%2C%22zip%22%3A%221%2B2%22%7D",
        "city=Ulm",
        "deep%5Bcity%5D=a%20b",
        "id=x",
        "joined=c,d",
        "lines=%7B%22b%22%3A1%7D",
        "lines=%7B%22b%22%3A2%7D",
        "raw=a/b%20%26",
    ];
    assert_eq!(pairs(&server), expected);
}

#[tokio::test]
async fn parts_have_names_files_and_media_types() {
    let (server, client) = client();
    let meta = UploadMeta::new().b(1);
    let upload =
        Upload::new(File::new("a.png", [1, 2])).more([File::new("b.txt", "b").content_type("text/plain")]);
    client.upload(upload.meta(meta).note("hi")).await.unwrap();
    let seen = server.last();
    let parts = seen.parts(&["Content-Type"]);
    let expected = [
        "form-data; name=\"file\"; filename=\"a.png\"|image/png|\u{1}\u{2}",
        "form-data; name=\"more\"; filename=\"b.txt\"|text/plain|b",
        "form-data; name=\"meta\"|application/vnd.meta+json|{\"b\":1}",
        "form-data; name=\"note\"|hi",
    ];
    assert_eq!(parts, expected);
}

#[tokio::test]
async fn json_of_another_name_and_bytes_of_any_kind_say_what_they_are() {
    let (server, client) = client();
    client.patch(Pet::new("Rex")).await.unwrap();
    assert_eq!(sent(&server), ("application/merge-patch+json".into(), r#"{"name":"Rex"}"#.into()));
    client.image("png").await.unwrap();
    assert_eq!(sent(&server), ("application/octet-stream".into(), "png".into()));
}

#[tokio::test]
async fn what_could_have_a_body_and_has_none_says_so() {
    let (server, client) = client();
    client.nothing_by_get().await.unwrap();
    client.nothing_by_delete().await.unwrap();
    client.nothing_by_post().await.unwrap();
    client.nothing_by_put().await.unwrap();
    client.nothing_by_patch().await.unwrap();
    client.optional().await.unwrap();
    client.several_as_text("").await.unwrap();
    let seen = server.all();
    let lengths: Vec<_> = seen.iter().map(|seen| seen.header("content-length")).collect();
    assert_eq!(lengths, ["", "", "0", "0", "0", "0", "0"]);
}
