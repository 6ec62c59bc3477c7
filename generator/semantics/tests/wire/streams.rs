//! Answers that are read while they come in, each event as what the document says that it is.

use std::time::{Duration, Instant};

use lowcodeapi_runtime::{ErrorKind, Reconnect, RetryBudget, RetryPolicy, Sequence};
use semantics::streams::Client;
use semantics::streams::types::{ChangesEvent, ChatRequest, RunEvent, Tick};
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

/// Waits hardly at all.
fn patient() -> RetryPolicy {
    RetryPolicy::default().base_delay(Duration::from_millis(1)).max_delay(Duration::from_millis(1))
}

/// A stream that is cut off between its first event and its second.
fn cut() -> Answer {
    Answer::new(200, "text/event-stream", "id: 7\ndata: {\"at\":1}\n\nid: 8\ndata: {\"at\":2,\"n\":0}\n\n")
        .truncated()
}

#[tokio::test]
async fn a_stream_that_broke_off_is_taken_up_behind_its_last_event() {
    let rest = Answer::new(200, "text/event-stream", "retry: 40\nid: 8\ndata: {\"at\":2}\n\n");
    let server = Server::answering([cut(), rest]);
    let mut ticks = client(&server).ticks().events().await.unwrap().reconnect(patient());
    assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 1);
    assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 2);
    assert!(ticks.next().await.unwrap().is_none());
    let seen = server.all();
    assert_eq!((seen.len(), seen[0].has("last-event-id")), (2, false));
    assert_eq!(seen[1].header("last-event-id"), "7");
}

#[tokio::test]
async fn nothing_is_sent_again_that_nobody_asked_for() {
    let server = Server::answering([cut()]);
    let mut ticks = client(&server).ticks().events().await.unwrap();
    assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 1);
    assert_eq!(ticks.next().await.unwrap_err().kind(), ErrorKind::Interrupted);
    assert!(ticks.next().await.unwrap().is_none());
    assert_eq!(server.all().len(), 1);
}

#[tokio::test]
async fn what_is_not_idempotent_is_sent_again_only_where_that_is_said() {
    let cut = || {
        Answer::new(200, "text/event-stream", "data: {\"delta\":\"a\"}\n\ndata: {\"delta\":\"b\"}\n\n\n")
            .truncated()
    };
    let server = Server::answering([cut(), cut(), streaming_answer()]);
    let mut events =
        client(&server).chat(ChatRequest::new("Hi")).events().await.unwrap().reconnect(patient());
    assert_eq!(events.next().await.unwrap().unwrap().data.delta, "a");
    assert_eq!(events.next().await.unwrap_err().kind(), ErrorKind::Interrupted);
    let bold = RetryPolicy::at_least_once().base_delay(Duration::from_millis(1));
    let mut events = client(&server).chat(ChatRequest::new("Hi")).events().await.unwrap().reconnect(bold);
    assert_eq!(events.next().await.unwrap().unwrap().data.delta, "a");
    assert_eq!(events.next().await.unwrap().unwrap().data.delta, "Hel");
    assert_eq!(server.all().len(), 3);
}

fn streaming_answer() -> Answer {
    Answer::new(200, "text/event-stream", CHUNKS)
}

#[tokio::test]
async fn tries_end_and_a_budget_bounds_them_all() {
    let gone = || Answer::empty(503);
    let server = Server::answering([cut(), gone(), gone(), gone()]);
    let mut ticks = client(&server).ticks().events().await.unwrap().reconnect(patient());
    assert!(ticks.next().await.unwrap().is_some());
    assert_eq!(ticks.next().await.unwrap_err().status(), Some(503));
    assert_eq!(server.all().len(), 3);

    let server = Server::answering([cut()]);
    let bounded = patient().budget(&RetryBudget::new(2));
    let mut ticks = client(&server).ticks().events().await.unwrap().reconnect(bounded);
    for _ in 0..3 {
        assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 1);
    }
    assert_eq!(ticks.next().await.unwrap_err().kind(), ErrorKind::Interrupted);
    assert_eq!(server.all().len(), 3);
}

#[tokio::test]
async fn a_subscription_ends_with_a_status_that_says_so() {
    let tick = |id: u8| {
        Answer::new(200, "text/event-stream", format!("retry: 30\nid: {id}\ndata: {{\"at\":{id}}}\n\n"))
    };
    let server = Server::answering([tick(1), tick(2), Answer::empty(204)]);
    let begun = Instant::now();
    let ticks = client(&server).ticks().events().await.unwrap();
    let mut ticks = ticks.reconnect(Reconnect::new(patient()).at_end());
    assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 1);
    assert_eq!(ticks.next().await.unwrap().unwrap().data.at, 2);
    assert!(ticks.next().await.unwrap().is_none());
    assert!(begun.elapsed() >= Duration::from_millis(60), "the service asked for 30 ms each time");
    assert_eq!(server.last().header("last-event-id"), "2");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_stream_is_taken_up_too() {
    let rest = Answer::new(200, "text/event-stream", "id: 8\ndata: {\"at\":2}\n\n");
    let server = Server::answering([cut(), rest]);
    let client = semantics::streams::blocking::Client::builder().base_url(server.url()).build().unwrap();
    let ticks = client.ticks().events().unwrap().reconnect(patient());
    let ticks: Vec<_> = ticks.map(|tick| tick.unwrap().data.at).collect();
    assert_eq!(ticks, [1, 2]);
    assert_eq!(server.last().header("last-event-id"), "7");
}

#[tokio::test]
async fn an_event_that_never_ends_is_an_error_before_it_fills_the_memory() {
    let endless = format!("data: {{\"at\":1}}\n\ndata: {}", "x".repeat((16 << 20) + 1));
    for media_type in ["text/event-stream", "application/x-ndjson"] {
        let text = if media_type == "text/event-stream" { endless.as_str() } else { &endless[6..] };
        let server = streaming(media_type, text);
        let client = client(&server);
        let mut events = match media_type {
            "text/event-stream" => client.ticks().events().await.unwrap(),
            _ => client.rows().events().await.unwrap(),
        };
        assert_eq!(events.next().await.unwrap().unwrap().data.at, 1);
        let error = loop {
            match events.next().await {
                Ok(Some(_)) => {}
                Ok(None) => panic!("it never ends"),
                Err(error) if error.kind() == ErrorKind::Decode => {}
                Err(error) => break error,
            }
        };
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{media_type}");
        assert!(events.next().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn events_are_told_apart_by_their_names() {
    let body = "event: started\ndata: {\"run\":\"r\"}\n\nevent: text\ndata: \"Hello\"\n\nevent: text\ndata: plain\n\n\
                event: count\ndata: 3\n\nevent: odd\ndata: {\"a\":1}\n\n";
    let server = streaming("text/event-stream", body);
    let mut events = client(&server).follow().events().await.unwrap();
    let mut read = Vec::new();
    while let Some(event) = events.next().await.unwrap() {
        read.push(match event.data {
            RunEvent::Started(event) => format!("started {}", event.data.run),
            RunEvent::Text(event) => format!("text {}", event.data),
            RunEvent::Count(event) => format!("count {}", event.data),
            RunEvent::Unknown(value) => format!("unknown {value}"),
            _ => "another".to_owned(),
        });
    }
    let odd = r#"unknown {"data":{"a":1},"event":"odd"}"#;
    assert_eq!(read, ["started r", "text \"Hello\"", "text plain", "count 3", odd]);
}

#[tokio::test]
async fn an_item_schema_of_several_events_is_told_by_name_too() {
    let body = "event: added\ndata: {\"at\": 4}\nid: 9\n\nevent: message\ndata: {\"name\": \"a\"}\n\n";
    let server = streaming("text/event-stream", body);
    let mut events = client(&server).changes().events().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(first.id.as_deref(), Some("9"));
    assert_eq!(first.data, value(json!({"event": "added", "data": {"at": 4}, "id": "9"})));
    let ChangesEvent::Message(second) = events.next().await.unwrap().unwrap().data else {
        panic!("it is the other")
    };
    assert_eq!(second.data.name.as_deref(), Some("a"));
}

#[tokio::test]
async fn bodies_of_many_values_are_written_one_after_another() {
    let server = Server::answering([Answer::empty(204)]);
    let client = client(&server);
    client.add_rows([Tick::new(1), Tick::new(2)]).await.unwrap();
    let seen = server.last();
    assert_eq!(
        (seen.header("content-type"), seen.text()),
        ("application/x-ndjson", "{\"at\":1}\n{\"at\":2}\n")
    );
    client.put_rows().body(Sequence::from_iterator((1..3).map(Tick::new))).await.unwrap();
    let seen = server.last();
    assert_eq!(seen.header("content-type"), "application/json-seq");
    assert_eq!(seen.text(), "\u{1e}{\"at\":1}\n\u{1e}{\"at\":2}\n");
}

#[tokio::test]
async fn what_an_iterator_yields_is_sent_once_and_a_list_again() {
    let refusing = || [Answer::empty(429), Answer::empty(204)];
    let server = Server::answering(refusing());
    client(&server).put_rows().body(vec![Tick::new(1)]).retry(patient()).await.unwrap();
    assert_eq!(server.all().len(), 2);
    let server = Server::answering(refusing());
    let rows = Sequence::from_iterator([Tick::new(1)]);
    let error = client(&server).put_rows().body(rows).retry(patient()).await.unwrap_err();
    assert_eq!((error.status(), server.all().len()), (Some(429), 1));
}
