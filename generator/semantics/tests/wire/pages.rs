//! Lists are walked through to their end, however the document says that the next page is asked for.

use lowcodeapi_runtime::ErrorKind;
use semantics::pages::Client;
use semantics::pages::types::{ByBodyRequest, Pet};

use crate::{Answer, Server};

fn client<const N: usize>(answers: [&str; N]) -> (Server, Client) {
    let server = Server::answering(answers.map(|answer| Answer::answer(200, answer)));
    let builder = Client::builder().credential("Key", "at_secret");
    let client = builder.base_url(format!("{}/v1", server.url())).build().unwrap();
    (server, client)
}

/// Path and query of each request, without the secret.
fn asked(server: &Server) -> Vec<String> {
    let plain = |target: String| {
        assert_eq!(target.matches("key=at_secret").count(), 1, "{target}");
        target
            .replace("?key=at_secret&", "?")
            .replace("&key=at_secret", "")
            .replace("?key=at_secret", "")
            .replace("/v1/", "/")
    };
    server.all().into_iter().map(|seen| plain(seen.target.clone())).collect()
}

macro_rules! collected {
    ($walk:expr) => {{
        let mut walk = $walk;
        let mut all = Vec::new();
        while let Some(one) = walk.next().await.unwrap() {
            all.push(one);
        }
        assert!(walk.next().await.unwrap().is_none());
        all
    }};
}

fn ids(pets: Vec<Pet>) -> Vec<String> {
    pets.into_iter().map(|pet| pet.id).collect()
}

#[tokio::test]
async fn a_token_of_the_answer_goes_into_the_next_request() {
    let (server, client) = client([
        r#"{"pets": [{"id": "a"}, {"id": "b"}], "nextPageToken": "x y"}"#,
        r#"{"nextPageToken": "z"}"#,
        r#"{"pets": [{"id": "c"}], "nextPageToken": ""}"#,
    ]);
    assert_eq!(ids(collected!(client.by_token().size(2).items())), ["a", "b", "c"]);
    assert_eq!(
        asked(&server),
        ["/tokens?size=2", "/tokens?size=2&pageToken=x%20y", "/tokens?size=2&pageToken=z"]
    );
}

#[tokio::test]
async fn a_walk_begins_where_the_caller_says_and_ends_where_a_token_comes_again() {
    let (server, client) =
        client([r#"{"nextPageToken": "b"}"#, r#"{"nextPageToken": "c"}"#, r#"{"nextPageToken": "b"}"#]);
    assert_eq!(collected!(client.by_token().page_token("a").pages()).len(), 3);
    let expected = ["/tokens?pageToken=a", "/tokens?pageToken=b", "/tokens?pageToken=c"];
    assert_eq!(asked(&server), expected);
}

#[tokio::test]
async fn a_flag_ends_it_whatever_the_token() {
    let (server, client) = client([
        r#"{"pets": [], "owners": [], "meta": {"next_cursor": "a", "has_more": true}}"#,
        r#"{"pets": [], "owners": [], "meta": {"next_cursor": "b", "has_more": false}}"#,
    ]);
    assert_eq!(collected!(client.by_nested_token().pages()).len(), 2);
    assert_eq!(asked(&server), ["/nested", "/nested?cursor=a"]);
}

#[tokio::test]
async fn a_token_goes_into_the_body_beside_what_the_caller_asked_for() {
    let (server, client) =
        client([r#"{"Pets": [{"id": "a"}], "NextToken": "t"}"#, r#"{"Pets": [{"id": "b"}]}"#]);
    assert_eq!(ids(collected!(client.by_body(ByBodyRequest::new("cat")).items())), ["a", "b"]);
    let bodies: Vec<_> = server.all().iter().map(|seen| seen.json()).collect();
    assert_eq!(
        bodies,
        [serde_json::json!({"kind": "cat"}), serde_json::json!({"kind": "cat", "NextToken": "t"})]
    );
}

#[tokio::test]
async fn the_id_of_the_last_item_leads_on_while_there_is_more() {
    let (server, client) = client([
        r#"{"data": [{"id": "a"}, {"id": "b"}], "has_more": true}"#,
        r#"{"data": [{"id": "c"}], "has_more": false}"#,
    ]);
    assert_eq!(ids(collected!(client.by_last().items())), ["a", "b", "c"]);
    assert_eq!(asked(&server), ["/last", "/last?starting_after=b"]);
}

#[tokio::test]
async fn pages_are_counted_to_the_last_or_an_empty_one() {
    let page = r#"{"data": [{"id": "a"}], "total_pages": 3}"#;
    let (server, counted) = client([page]);
    assert_eq!(collected!(counted.by_number().items()).len(), 3);
    assert_eq!(asked(&server), ["/numbers", "/numbers?page=2", "/numbers?page=3"]);
    let (server, counted) = client([page, r#"{"data": []}"#]);
    assert_eq!(collected!(counted.by_number().page(2).pages()).len(), 2);
    assert_eq!(asked(&server), ["/numbers?page=2", "/numbers?page=3"]);
}

#[tokio::test]
async fn items_are_counted_to_their_number() {
    let page = r#"{"data": [{"id": "a"}, {"id": "b"}], "total": 5}"#;
    let (server, client) = client([page, page, r#"{"data": [{"id": "c"}], "total": 5}"#]);
    assert_eq!(collected!(client.by_offset().size(2).items()).len(), 5);
    assert_eq!(asked(&server), ["/offsets?size=2", "/offsets?size=2&offset=2", "/offsets?size=2&offset=4"]);
}

#[tokio::test]
async fn a_page_that_is_missing_as_a_whole_is_the_last() {
    let page = Answer::answer(200, r#"{"data": [{"id": "a"}, {"id": "b"}], "total": 5}"#);
    let server = Server::answering([page, Answer::empty(204)]);
    let builder = Client::builder().credential("Key", "at_secret");
    let client = builder.base_url(format!("{}/v1", server.url())).build().unwrap();
    assert_eq!(ids(collected!(client.maybe().items())), ["a", "b"]);
    assert_eq!(asked(&server), ["/maybe", "/maybe?offset=2"]);
}

#[tokio::test]
async fn links_are_followed_however_they_name_the_service() {
    let (server, client) = client([
        r#"{"next": "?page=2"}"#,
        r#"{"next": "/v1/links/more?page=3&key=at_secret"}"#,
        r#"{"next": "https://api.example.com/links?page=4"}"#,
        r#"{"next": null}"#,
    ]);
    assert_eq!(collected!(client.by_link().pages()).len(), 4);
    assert_eq!(asked(&server), ["/links", "/links?page=2", "/links/more?page=3", "/links?page=4"]);
}

#[tokio::test]
async fn a_link_to_another_host_is_not_followed() {
    let other = Server::silent();
    for link in
        [other.url(), "https://evil.example/v1/links".into(), "//evil.example/".into(), "file:///etc".into()]
    {
        let (server, client) = client([&*format!(r#"{{"data": [{{"id": "a"}}], "next": "{link}"}}"#)]);
        let mut items = client.by_link().items();
        assert_eq!(items.next().await.unwrap().map(|pet| pet.id).as_deref(), Some("a"));
        let error = items.next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert!(items.next().await.unwrap().is_none());
        assert_eq!(server.all().len(), 1);
    }
    assert!(other.all().is_empty());
}

#[tokio::test]
async fn the_header_link_is_followed_where_the_document_has_it() {
    let first = Answer::answer(200, r#"[{"id": "a"}]"#)
        .header("link", "</v1/headers?page=9>; rel=last, </v1/headers?page=2>; rel=\"next\"");
    let server = Server::answering([first, Answer::answer(200, r#"[{"id": "b"}]"#)]);
    let builder = Client::builder().credential("Key", "at_secret");
    let client = builder.base_url(format!("{}/v1", server.url())).build().unwrap();
    assert_eq!(ids(collected!(client.by_header().items())), ["a", "b"]);
    assert_eq!(asked(&server), ["/headers", "/headers?page=2"]);
}

#[tokio::test]
async fn an_error_is_the_last_thing_that_comes() {
    let server =
        Server::answering([Answer::answer(200, r#"{"nextPageToken": "a"}"#), Answer::answer(404, "{}")]);
    let client = Client::builder().credential("Key", "at_secret").base_url(server.url()).build().unwrap();
    let mut pages = client.by_token().pages();
    assert!(pages.next().await.unwrap().is_some());
    assert_eq!(pages.next().await.unwrap_err().status(), Some(404));
    assert!(pages.next().await.unwrap().is_none());
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_clients_walk_by_iterators() {
    let server = Server::answering(
        [r#"{"pets": [{"id": "a"}], "nextPageToken": "b"}"#, r#"{"pets": [{"id": "c"}]}"#]
            .map(|page| Answer::answer(200, page)),
    );
    let builder = semantics::pages::blocking::Client::builder().credential("Key", "at_secret");
    let client = builder.base_url(server.url()).build().unwrap();
    let pets: Vec<_> = client.by_token().items().map(|pet| pet.unwrap().id).collect();
    assert_eq!(pets, ["a", "c"]);
    assert_eq!(client.by_token().pages().filter_map(Result::ok).count(), 1);
}

#[test]
fn streams_can_be_sent_to_other_threads() {
    fn is_stream<S: futures_core::Stream + Send + 'static>(_: S) {}
    let (_, client) = client(["{}"]);
    is_stream(client.by_token().pages());
    is_stream(client.by_token().items());
}
