//! A document such as LowCodeAPI serves, with answers from the provider's own.

use lowcodeapi_runtime::{Described, ErrorKind};
use semantics::shelf::{Client, PlaceBookFailure, types};
use serde_json::json;

use crate::{Answer, Server};

fn answering<const N: usize>(answers: [(u16, &str); N]) -> (Server, Client) {
    let server = Server::answering(answers.map(|(status, answer)| Answer::answer(status, answer)));
    let client = Client::builder().token("at_secret").base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn an_answer_is_typed_out_of_the_gateways_envelope() {
    let enveloped = r#"{"data": {"id": 9007199254740993, "title": "Emma", "state": "there"}, "message": "", "provider": "semantics"}"#;
    let (server, client) = answering([(200, enveloped)]);
    let request = types::PlaceBookRequest::new().title("Emma").pages(320).isbn("978");
    let placed = client.place_book(12, request).notify(types::PlaceBookNotify::Owner).await.unwrap();
    let book = placed.typed().unwrap();
    assert_eq!(
        (book.id, book.title.as_str(), book.state),
        (9_007_199_254_740_993, "Emma", Some(types::BookState::There))
    );
    let seen = server.last();
    assert_eq!(seen.target, "/semantics/v1/shelves/12/books?api_token=at_secret&notify=owner");
    assert_eq!(seen.text(), r#"{"title":"Emma","pages":320,"isbn":"978"}"#);
}

#[tokio::test]
async fn whatever_a_success_answers_it_stays_one() {
    let foreign = r#"{"data": {"queued": true}}"#;
    let (_server, client) = answering([
        (200, foreign),
        (200, ""),
        (202, "accepted"),
        (200, r#"{"data": {"id": "x", "title": "Emma"}}"#),
    ]);
    let place = || client.place_book(1, types::PlaceBookRequest::new());
    assert_eq!(place().await.unwrap(), Described::Other(json!({"queued": true})));
    assert_eq!(place().await.unwrap(), Described::Other(json!(null)));
    assert_eq!(place().await.unwrap(), Described::Other(json!("accepted")));
    let error = place().await.unwrap().typed().unwrap_err();
    assert_eq!(error.value(), &json!({"id": "x", "title": "Emma"}));
}

#[tokio::test]
async fn a_refusal_is_typed_out_of_the_gateways() {
    let refusal = r#"{"message": "Error received from semantics", "provider": "semantics", "error": {"reason": "full", "hint": "lend one"}}"#;
    let (_server, client) = answering([(409, refusal)]);
    let error = client.place_book(1, types::PlaceBookRequest::new()).await.unwrap_err();
    let Some(PlaceBookFailure::Conflict(problem)) = PlaceBookFailure::of(&error) else {
        panic!("the companion describes it: {error:?}");
    };
    assert_eq!((problem.reason.as_str(), problem.hint.as_deref()), ("full", Some("lend one")));
}

#[tokio::test]
async fn pages_are_walked_by_their_cursor_and_never_by_a_link_past_the_gateway() {
    let first = r#"{"data": {"data": [{"id": 1, "title": "A"}], "next_cursor": "two", "next": "https://shelf.example/v1/x"}}"#;
    let last = r#"{"data": {"data": [{"id": 2, "title": "B"}]}}"#;
    let (server, client) = answering([(200, first), (200, last)]);
    let mut items = client.browse_books(3).fields(["id", "title"]).items();
    let mut titles = Vec::new();
    while let Some(book) = items.next().await.unwrap() {
        titles.push(book.title);
    }
    assert_eq!(titles, ["A", "B"]);
    let targets: Vec<String> = server.all().iter().map(|seen| seen.target.clone()).collect();
    let path = "/semantics/v1/shelves/3/books?api_token=at_secret";
    assert_eq!(targets, [format!("{path}&fields=id,title"), format!("{path}&fields=id,title&cursor=two")]);
}

#[tokio::test]
async fn a_call_that_nobody_describes_stays_as_it_was() {
    let (_server, client) = answering([(200, r#"{"data": {"a": 1}}"#), (500, "{}")]);
    assert_eq!(client.get_about().await.unwrap(), json!({"a": 1}));
    assert_eq!(client.get_about().await.unwrap_err().kind(), ErrorKind::Server);
}

#[tokio::test]
async fn an_answer_that_holds_nothing_can_be_read_all_the_same() {
    let locked = r#"{"data": {"locked": true}}"#;
    let (_server, client) = answering([(200, locked), (200, ""), (200, locked)]);
    let () = client.lock_shelf(1).await.unwrap();
    let () = client.lock_shelf(1).await.unwrap();
    assert_eq!(
        client.lock_shelf(1).json::<lowcodeapi_runtime::Value>().await.unwrap(),
        json!({"locked": true})
    );
}

#[tokio::test]
async fn a_page_that_is_not_as_described_ends_the_walk_and_says_how_to_have_it() {
    let first = r#"{"data": {"data": [{"id": 1, "title": "A"}], "next_cursor": "two"}}"#;
    let foreign = r#"{"data": {"data": [{"id": "x", "title": "B"}]}}"#;
    let (server, client) = answering([(200, first), (200, foreign), (200, foreign)]);
    let mut items = client.browse_books(3).items();
    assert_eq!(items.next().await.unwrap().map(|book| book.title).as_deref(), Some("A"));
    let error = items.next().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)));
    assert!(error.message().contains("not as the provider's own document describes it"), "{error}");
    assert_eq!(error.decode::<lowcodeapi_runtime::Value>().unwrap()["data"][0]["title"], "B");
    assert!(client.browse_books(3).cursor("two").await.unwrap().as_typed().is_none());
    assert_eq!(server.all().len(), 3, "no page is asked for twice");
}
