//! OpenAPI 3.2: what it adds is sent and understood.

use semantics::latest::Client;
use semantics::latest::servers::Staging;
use semantics::latest::types::{AddPartsRequest, Cat, Dog, Other, Pet, Search, SearchWithin};
use serde_json::json;

use lowcodeapi_runtime::File;

use crate::{Answer, Server};

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

#[tokio::test]
async fn a_parameter_may_be_the_whole_query_string() {
    let server = Server::silent();
    let client = client(&server);
    let search = Search::new("a b&c").tags(["x", "y"]).within(SearchWithin::new().size(1));
    client.search(search.clone()).await.unwrap();
    assert_eq!(server.last().target, "/search?text=a%20b%26c&tags=x&tags=y&within=%7B%22size%22%3A1%7D");
    client.search_as_json().search(Search::new("a")).await.unwrap();
    let seen = server.last();
    assert_eq!((&*seen.method, &*seen.target), ("QUERY", "/search?%7B%22text%22%3A%22a%22%7D"));
}

#[tokio::test]
async fn cookies_of_the_style_cookie_go_out_as_they_are() {
    let server = Server::silent();
    client(&server).search(Search::new("a")).session("a/b+c==").flags(["x:1", "y;z"]).await.unwrap();
    assert_eq!(server.last().header("cookie"), "session=a/b+c==; flags=x:1; flags=y%3Bz");
}

#[tokio::test]
async fn a_default_is_read_where_the_discriminator_tells_nothing() {
    for (body, expected) in [
        (r#"{"kind":"cat","lives":9}"#, Pet::from(Cat::new().kind("cat").lives(9))),
        (r#"{"kind":"dog","owner":"Ann"}"#, Dog::new().kind("dog").owner("Ann").into()),
        (r#"{"kind":"newt","name":"Tim"}"#, Other::new().kind("newt").name("Tim").into()),
        (r#"{"name":"Tim"}"#, Other::new().name("Tim").into()),
        ("{}", Other::new().into()),
    ] {
        let server = Server::answering([Answer::answer(200, body)]);
        assert_eq!(
            client(&server).animals().dogs().swap_pet(Other::new()).await.unwrap(),
            expected,
            "{body}"
        );
        assert_eq!(server.last().json(), json!({}));
    }
}

#[tokio::test]
async fn examples_and_methods_are_read_where_they_are_now() {
    let server =
        Server::answering([Answer::answer(200, r#"{"text":"b","more":{"count":2}}"#), Answer::empty(204)]);
    let client = client(&server);
    assert_eq!(client.told().await.unwrap().more.and_then(|more| more.count), Some(2));
    client.fold().await.unwrap();
    assert_eq!(server.last().method, "FOLD");
}

#[tokio::test]
async fn groups_stand_in_the_groups_of_the_tags_that_theirs_are_part_of() {
    let server = Server::silent();
    let client = client(&server);
    client.animals().list().await.unwrap();
    assert_eq!(server.last().target, "/pets");
    // Each borrows the client alone, so it may be kept.
    let shows = client.animals().dogs().shows();
    shows.list().await.unwrap();
    assert_eq!(server.last().target, "/shows");
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn the_mock_has_the_same_groups() {
    let mock = Client::mock();
    mock.animals().dogs().shows().list().returns(());
    mock.client().animals().dogs().shows().list().await.unwrap();
    assert_eq!(mock.requests().len(), 1);
}

#[cfg(feature = "blocking")]
#[test]
fn clients_that_block_have_the_same_groups() {
    let server = Server::silent();
    let client = semantics::latest::blocking::Client::builder().base_url(server.url()).build().unwrap();
    client.animals().dogs().shows().list().send().unwrap();
    assert_eq!(server.last().target, "/shows");
}

#[tokio::test]
async fn parts_without_names_go_by_their_position() {
    let server = Server::silent();
    let client = client(&server);
    let parts = |text: &str, subtype: &str, content_type: &str| -> Vec<String> {
        let start = format!("multipart/{subtype}; boundary=");
        let boundary = content_type.strip_prefix(&*start).unwrap_or_else(|| panic!("{content_type}"));
        let text = text.strip_suffix(&format!("--{boundary}--\r\n")).expect("it ends");
        text.split(&format!("--{boundary}\r\n")).skip(1).map(|part| part.replace("\r\n", "|")).collect()
    };
    client.put_parts((Cat::new().lives(9), File::new("a.png", "p"))).await.unwrap();
    let seen = server.last();
    assert_eq!(
        parts(seen.text(), "related", seen.header("content-type")),
        [
            "Content-Type: application/ld+json|X-Kind: cat||{\"lives\":9}|",
            "Content-Disposition: attachment; filename=\"a.png\"|Content-Type: image/png||p|",
        ]
    );
    let file = File::new("b.png", "q").content_type("image/png");
    client.add_parts([AddPartsRequest::from(Search::new("a")), file.into()]).await.unwrap();
    let seen = server.last();
    assert_eq!(
        parts(seen.text(), "mixed", seen.header("content-type")),
        [
            "Content-Type: application/json||{\"text\":\"a\"}|",
            "Content-Disposition: attachment; filename=\"b.png\"|Content-Type: image/png||q|",
        ]
    );
}

#[test]
fn servers_go_by_their_names() {
    assert_eq!(String::from(Staging::new()), "https://staging.example.com");
}
