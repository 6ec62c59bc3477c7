//! A service of a language model, as the well-known ones describe themselves: its answers come whole or as a stream of parts.

use lowcodeapi_runtime::{Delivery, ErrorKind, RetryPolicy};
use semantics::chat::types::{
    CompletionRequest, ContentPart, ImagePart, ImagePartImageUrl, MessageEvent, MessageRequest,
    RequestMessage, SystemMessage, TextPart, UserMessage,
};
use semantics::chat::{Client, Failure};
use serde_json::json;

use crate::{Answer, Server};

const EVENTS: &str = "text/event-stream; charset=utf-8";

/// A completion in pieces, with what keeps the connection open, and a chunk of a later version.
const CHUNKS: &str = concat!(
    ": open\n\n",
    "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
    "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null,\"logprobs\":null}]}\r\n\r\n",
    "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"paused\"}]}\n\n",
    "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}\n\n",
    "data: [DONE]\n\n",
);

const MESSAGE: &str = concat!(
    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m1\",\"text\":\"\"}}\n\n",
    "event: ping\ndata: {\"type\": \"ping\"}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\ndata: \"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n",
    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"citations_delta\",\"at\":1}}\n\n",
    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n",
);

fn answering(answer: Answer) -> (Server, Client) {
    let server = Server::answering([answer]);
    let client = Client::builder().base_url(server.url()).token("sk-SENTINEL").retry(RetryPolicy::none());
    (server, client.build().unwrap())
}

fn asked() -> CompletionRequest {
    let picture = ImagePart::new(ImagePartImageUrl::new("https://example.com/a.png"));
    let parts: [ContentPart; 2] = [TextPart::new("What is it?").into(), picture.into()];
    let messages: [RequestMessage; 3] = [
        SystemMessage::new("Be brief.").into(),
        UserMessage::new("Hello").into(),
        UserMessage::new(Vec::from(parts)).into(),
    ];
    CompletionRequest::new("small", messages)
}

#[tokio::test]
async fn a_completion_comes_in_chunks_until_the_service_says_that_it_is_done() {
    let (server, client) = answering(Answer::new(200, EVENTS, CHUNKS));
    let mut events = client.create_completion(asked()).events().await.unwrap();
    let (mut text, mut reasons, mut used) = (String::new(), Vec::new(), None);
    while let Some(chunk) = events.next().await.unwrap() {
        for choice in chunk.data.choices {
            text.push_str(&choice.delta.content.flatten().unwrap_or_default());
            reasons.extend(choice.finish_reason.map(|reason| reason.to_string()));
        }
        used = used.or(chunk.data.usage.flatten().and_then(|usage| usage.output_tokens));
    }
    // A reason that nobody knows yet is kept.
    assert_eq!((text.as_str(), &reasons[..], used), ("Hello", &["paused".to_owned()][..], Some(2)));
    let seen = server.last();
    assert_eq!(
        (seen.header("accept"), seen.header("authorization")),
        ("text/event-stream", "Bearer sk-SENTINEL")
    );
    let expected = json!({
        "model": "small", "stream": true,
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Hello"},
            {"role": "user", "content": [
                {"type": "text", "text": "What is it?"},
                {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}},
            ]},
        ],
    });
    assert_eq!(seen.json(), expected);
}

#[tokio::test]
async fn the_same_call_without_a_stream_is_answered_whole() {
    let answer = r#"{"id":"c1","choices":[{"message":{"role":"assistant","content":"Hello"}}]}"#;
    let (server, client) = answering(Answer::answer(200, answer));
    let completion = client.create_completion(asked()).await.unwrap();
    assert_eq!(completion.choices[0].message.content.as_ref().and_then(Option::as_deref), Some("Hello"));
    assert_eq!(
        (server.last().header("accept"), &server.last().json()["stream"]),
        ("application/json", &json!(null))
    );
}

#[tokio::test]
async fn events_that_say_themselves_what_they_are_are_a_union() {
    let (server, client) = answering(Answer::new(200, EVENTS, MESSAGE));
    let mut events = client.create_message(MessageRequest::new("small", 16, "Hi")).events().await.unwrap();
    let mut seen = Vec::new();
    while let Some(event) = events.next().await.unwrap() {
        seen.push(match event.data {
            MessageEvent::MessageStart(start) => format!("start {}", start.message.id),
            MessageEvent::ContentBlockDelta(delta) => {
                let delta = serde_json::to_value(&delta.delta).unwrap();
                // What nobody knows yet is kept whole.
                assert!(
                    delta["type"] == "text_delta" || delta == json!({"type": "citations_delta", "at": 1})
                );
                delta["type"].as_str().unwrap().to_owned()
            }
            MessageEvent::Ping(_) => event.event,
            MessageEvent::MessageStop(_) => "stop".to_owned(),
            other => panic!("{other:?}"),
        });
    }
    assert_eq!(seen, ["start m1", "ping", "text_delta", "citations_delta", "stop"]);
    // The header with one value is sent with every call.
    assert_eq!(server.last().header("model-version"), "2023-06-01");
    assert_eq!(server.last().json()["stream"], json!(true));
}

#[tokio::test]
async fn a_refused_stream_is_its_problem_and_one_that_breaks_off_an_error() {
    let problem = r#"{"error":{"type":"overloaded","message":"sk-SENTINEL is over its limit"}}"#;
    let (_server, client) = answering(Answer::answer(529, problem));
    let error = client.create_completion(asked()).events().await.unwrap_err();
    let Some(Failure::Default(told)) = Failure::of(&error) else { panic!("{error}") };
    assert_eq!((error.status(), told.error.r#type.as_str()), (Some(529), "overloaded"));
    assert!(!format!("{error} {error:?} {told:?}").contains("SENTINEL"));

    let (_server, client) = answering(Answer::new(200, EVENTS, CHUNKS).truncated());
    let mut events = client.create_completion(asked()).events().await.unwrap();
    let broken = loop {
        match events.next().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("it isn't whole"),
            Err(error) => break error,
        }
    };
    assert_eq!((broken.kind(), broken.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
    assert!(Failure::of(&broken).is_none());
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn a_mock_streams_what_a_test_says() {
    let mock = Client::mock();
    mock.create_message().answers(200, &[("content-type", EVENTS)], MESSAGE);
    let call = mock.client().create_message(MessageRequest::new("small", 16, "Hi"));
    let mut events = call.events().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert!(matches!(first.data, MessageEvent::MessageStart(_)), "{first:?}");
    let mut rest = 0;
    while events.next().await.unwrap().is_some() {
        rest += 1;
    }
    assert_eq!((rest, mock.requests().len()), (4, 1));
}
