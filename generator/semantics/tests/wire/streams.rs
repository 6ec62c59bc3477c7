//! Answers that are read while they come in, each event as what the document says that it is.

use lowcodeapi_runtime::ErrorKind;
use semantics::streams::Client;
use semantics::streams::types::ChatRequest;
use serde_json::json;

use super::{Answer, Server, value};

const CHUNKS: &str = "event: part\nid: 1\ndata: {\"delta\":\"Hel\"}\n\ndata: {\"delta\":7}\n\ndata: {\"delta\":\"lo\"}\n\n\
                      data: [DONE]\n\ndata: {\"delta\":\"never\"}\n\n";

fn streaming(media_type: &str, body: &str) -> Server {
    Server::answering([Answer::new(200, media_type, body)])
}

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).build().unwrap()
}

#[tokio::test]
async fn a_request_that_reads_a_stream_asks_for_one() {
    let server = streaming("text/event-stream", CHUNKS);
    let mut events = client(&server).chat(ChatRequest::new("Hi")).events().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!((first.event.as_str(), first.data.delta.as_str()), ("part", "Hel"));
    // One that can't be read is no end.
    let error = events.next().await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("delta")));
    assert_eq!(events.next().await.unwrap().unwrap().data, value(json!({"delta": "lo"})));
    assert!(events.next().await.unwrap().is_none());
    assert!(events.next().await.unwrap().is_none());
    assert_eq!(events.last_event_id(), Some("1"));
    let seen = server.last();
    assert_eq!(seen.header("accept"), "text/event-stream");
    assert_eq!(seen.text(), r#"{"prompt":"Hi","stream":true}"#);
}

#[tokio::test]
async fn a_request_that_reads_no_stream_is_as_the_caller_says() {
    let server = streaming("application/json", r#"{"text":"Hello"}"#);
    assert_eq!(client(&server).chat(ChatRequest::new("Hi")).await.unwrap().text, "Hello");
    assert_eq!(server.last().text(), r#"{"prompt":"Hi"}"#);
    let refused = client(&server).chat(ChatRequest::new("Hi").stream(false)).events().await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Config);
    assert_eq!(server.all().len(), 1);
}

#[tokio::test]
async fn an_item_schema_says_what_an_event_holds() {
    let server = streaming("text/event-stream", "data: {\"at\": 3}\n\ndata: {\"at\":1e1}\n\n");
    let mut ticks = client(&server).ticks().events().await.unwrap();
    assert_eq!(ticks.next().await.unwrap().unwrap().data, value(json!({"at": 3})));
    assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 10);
    assert!(ticks.next().await.unwrap().is_none());
}

#[tokio::test]
async fn lines_and_records_are_events_too() {
    let server = streaming("application/x-ndjson", "{\"at\":1}\n\n{\"at\":2}");
    let mut rows = client(&server).rows().events().await.unwrap();
    assert_eq!(rows.next().await.unwrap().unwrap().data, value(json!({"at": 1})));
    assert_eq!(rows.next().await.unwrap().unwrap().data, value(json!({"at": 2})));
    assert!(rows.next().await.unwrap().is_none());
    assert_eq!(server.last().header("accept"), "application/x-ndjson");
    let server = streaming("application/json-seq", "\u{1e}{\"name\":\n\"a\"}\n\u{1e}{}\n");
    let mut records = client(&server).records().events().await.unwrap();
    assert_eq!(records.next().await.unwrap().unwrap().data.name.as_deref(), Some("a"));
    assert_eq!(records.next().await.unwrap().unwrap().data.name, None);
    assert!(records.next().await.unwrap().is_none());
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_waits_for_each_event() {
    let server = streaming("text/event-stream", CHUNKS);
    let client = semantics::streams::blocking::Client::builder().base_url(server.url()).build().unwrap();
    let events = client.chat(ChatRequest::new("Hi")).events().unwrap();
    let deltas: Vec<_> = events.map(|event| event.ok().map(|event| event.data.delta)).collect();
    assert_eq!(deltas, [Some("Hel".to_owned()), None, Some("lo".to_owned())]);
    assert_eq!(server.last().text(), r#"{"prompt":"Hi","stream":true}"#);
}
