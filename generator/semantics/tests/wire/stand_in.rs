//! A client with a companion, end to end: over HTTP to a gateway on this machine, which keeps what it was asked.

use lowcodeapi_runtime::{Delivery, ErrorKind};
use semantics::shelf::{Client, PlaceBookFailure, types};
use serde_json::{Value, json};
use stand_in::{Background, Envelope, Events, Route, Settings};

/// The gateway's route for placing a book, in the URL formats it knows.
fn place_book(paths: &[&str], status: u16, body: Value) -> Route {
    Route {
        operation: "place_book".to_owned(),
        method: "POST".to_owned(),
        paths: paths.iter().map(|path| (*path).to_owned()).collect(),
        status,
        body,
        events: None,
    }
}

const NEW: &str = "/v1/shelves/{shelf_id}/books";
const OLD: &str = "/v1/shelves/shelf_id/books";

fn start(route: Route, envelope: Envelope) -> (Background, Client) {
    let provider = "semantics".to_owned();
    let settings = Settings { provider, routes: vec![route], envelope, ..Settings::default() };
    let gateway = Background::start(settings, Vec::new()).unwrap();
    let client = Client::builder().token("at_secret").base_url(gateway.url()).build().unwrap();
    (gateway, client)
}

/// Runs the client's part of a test: the gateway is started and ended outside of it, for it has threads of its own.
fn driven(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a thread can wait").block_on(test);
}

fn book() -> types::PlaceBookRequest {
    types::PlaceBookRequest::new().title("Emma & co").pages(320).isbn("978")
}

/// What the gateway was asked, as its journal has it.
fn journal(gateway: &Background) -> Value {
    json!(gateway.requests())
}

#[test]
fn a_service_of_a_language_model_streams_to_whoever_asks_for_it() {
    use semantics::chat::types::{CompletionRequest, UserMessage};

    let chunk = |text: &str| json!({"id": "c", "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": null}]});
    let items = vec![chunk("Hel"), chunk("lo"), json!("[DONE]")];
    let route = Route {
        operation: "create_completion".to_owned(),
        events: Some(Events { media_type: "text/event-stream".to_owned(), items, are_whole: false }),
        ..place_book(&["/chat/completions"], 200, json!({"id": "c", "choices": []}))
    };
    let settings = Settings { routes: vec![route], is_direct: true, ..Settings::default() };
    let service = Background::start(settings, Vec::new()).unwrap();
    let client = semantics::chat::Client::builder().token("sk").base_url(service.url()).build().unwrap();
    let asked = || CompletionRequest::new("small", [UserMessage::new("Hi")]);
    driven(async {
        let mut events = client.create_completion(asked()).events().await.unwrap();
        let mut text = String::new();
        while let Some(chunk) = events.next().await.unwrap() {
            text.push_str(&chunk.data.choices[0].delta.content.clone().flatten().unwrap());
        }
        assert_eq!(text, "Hello");
        assert!(client.create_completion(asked()).await.unwrap().choices.is_empty());
    });
    let asked = journal(&service);
    assert_eq!((&asked[0]["body"]["stream"], &asked[1]["body"]["stream"]), (&json!(true), &Value::Null));
}

#[test]
fn a_request_is_as_the_gateway_wants_it_and_the_answer_is_the_providers_type() {
    let answer = json!({"id": 7, "title": "Emma & co", "state": "lent", "shelf": {"id": 12}});
    for envelope in [Envelope::Data, Envelope::Open] {
        let (gateway, client) = start(place_book(&[NEW, OLD], 201, answer.clone()), envelope);
        driven(async {
            let placed = client.place_book(12, book()).notify(types::PlaceBookNotify::Owner).await.unwrap();
            let book = placed.typed().expect("the answer is a book");
            let state = Some(types::BookState::Lent);
            assert_eq!((book.id, book.title.as_str(), book.state), (7, "Emma & co", state));
        });
        let body = json!({"title": "Emma & co", "pages": 320, "isbn": "978"});
        let query = json!([["notify", "owner"]]);
        let asked = json!([{"operation": "place_book", "path": "/v1/shelves/12/books", "query": query, "body": body}]);
        assert_eq!(journal(&gateway), asked);
    }
}

#[test]
fn a_gateway_of_the_old_format_gets_the_parameters_in_the_query() {
    let (gateway, client) = start(place_book(&[OLD], 200, json!({"id": 1, "title": "Emma"})), Envelope::Open);
    driven(async {
        for _ in 0..2 {
            let placed = client.place_book(12, book()).await.unwrap();
            assert!(placed.as_typed().is_some());
        }
    });
    let asked = journal(&gateway);
    assert_eq!(asked.as_array().map(Vec::len), Some(2));
    for asked in asked.as_array().unwrap() {
        assert_eq!((&asked["path"], &asked["query"]), (&json!(OLD), &json!([["shelf_id", "12"]])));
    }
}

#[test]
fn a_refusal_is_the_providers_type_and_was_not_accepted() {
    let problem = json!({"reason": "full", "hint": "lend one"});
    let (gateway, client) = start(place_book(&[NEW, OLD], 409, problem), Envelope::Data);
    driven(async {
        let error = client.place_book(12, book()).await.unwrap_err();
        assert_eq!((error.status(), error.delivery()), (Some(409), Delivery::Refused));
        let Some(PlaceBookFailure::Conflict(problem)) = PlaceBookFailure::of(&error) else {
            panic!("the companion describes it: {error:?}");
        };
        assert_eq!((problem.reason.as_str(), problem.hint.as_deref()), ("full", Some("lend one")));
        assert_eq!(gateway.requests().len(), 1, "a refusal is no reason to ask in the other format");
        let error = client.place_book(12, book()).body_member("title", "twice").await.unwrap_err();
        assert_eq!((error.kind(), gateway.requests().len()), (ErrorKind::Config, 1));
    });
}
