//! The layers in `examples/layers` do what they say.
#![allow(missing_docs, unreachable_pub)]

use crate::support;

#[path = "../../examples/layers/bodies.rs"]
mod bodies;
#[path = "../../examples/layers/cache.rs"]
mod cache;
#[path = "../../examples/layers/metrics.rs"]
mod metrics;
#[path = "../../examples/layers/request_id.rs"]
mod request_id;
#[path = "../../examples/layers/signature.rs"]
mod signature;
#[cfg(feature = "tracing")]
#[path = "../../examples/layers/traceparent.rs"]
mod traceparent;

use std::sync::Arc;
use std::time::Duration;

use support::client::SendEmailRequest;
use support::{Act, Server, TOKEN, builder, ok};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;
const PAGE: &str = r#"{"data":{"id":"a"}}"#;

#[tokio::test]
async fn every_attempt_has_an_id_of_its_own() {
    let server = Server::new([Act::answer(429, ""), ok(MESSAGE)]);
    let client = builder(&server.url()).attempt_layer(request_id::RequestId::new("shop")).build().unwrap();
    client.send_email(SendEmailRequest::default()).await.unwrap();
    let seen = server.seen();
    let ids: Vec<_> = seen.iter().map(|seen| seen.header("x-request-id").unwrap()).collect();
    assert_eq!(ids, ["shop-1", "shop-2"]);
}

#[tokio::test]
async fn calls_are_counted_by_operation_and_outcome() {
    let server = Server::new([Act::answer(429, ""), ok(MESSAGE), Act::answer(400, "{}")]);
    let counted = Arc::new(metrics::Metrics::default());
    let client = builder(&server.url()).call_layer(Arc::clone(&counted)).build().unwrap();
    client.send_email(SendEmailRequest::default()).await.unwrap();
    client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((counted.count("SendEmail", "200"), counted.count("SendEmail", "refused")), (1, 1));
    assert_eq!(counted.count("SendEmail", "429"), 0);
}

#[tokio::test]
async fn a_get_is_answered_from_memory_and_a_post_never() {
    let server = Server::new([ok(PAGE)]);
    let cache = cache::Cache::new(Duration::from_secs(60));
    let client = builder(&server.url()).call_layer(cache).build().unwrap();
    for _ in 0..3 {
        assert_eq!(client.retrieve_page("a").await.unwrap().id, "a");
    }
    assert_eq!(server.seen().len(), 1);
    client.retrieve_page("b").await.unwrap();
    assert_eq!(server.seen().len(), 2);
    let cached = client.retrieve_page("a").detailed().await.unwrap();
    assert_eq!((cached.attempts, server.seen().len()), (0, 2));
    server.script([ok(MESSAGE)]);
    for _ in 0..2 {
        client.send_email(SendEmailRequest::default()).await.unwrap();
    }
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn bodies_are_kept_for_a_test_to_look_at() {
    let server = Server::new([ok(MESSAGE)]);
    let bodies = Arc::new(bodies::Bodies::default());
    let client = builder(&server.url()).attempt_layer(Arc::clone(&bodies)).build().unwrap();
    client.send_email(SendEmailRequest::from("a@b")).await.unwrap();
    assert_eq!(bodies.kept(), [r#"> {"FromEmailAddress":"a@b"}"#.to_owned(), format!("< {MESSAGE}")]);
}

#[tokio::test]
async fn a_signature_is_over_the_finished_request() {
    // The vector of RFC 4231, section 4.2, is over a text, which this one only begins with: the method and the target.
    let key = signature::Signature::new("Jefe");
    assert_eq!(key.of("a", "b", b"c").len(), 64);
    assert_ne!(key.of("a", "b", b"c"), key.of("a", "b", b"d"));
    let server = Server::new([ok(MESSAGE)]);
    let client = builder(&server.url()).signer(signature::Signature::new("Jefe")).build().unwrap();
    client.send_email(SendEmailRequest::from("a@b")).await.unwrap();
    let seen = server.only();
    assert!(seen.target.contains("api_token=at_SENTINEL"), "{}", seen.target);
    assert_eq!(seen.header("x-signature").unwrap(), key.of("POST", &seen.target, &seen.body));
    assert!(!TOKEN.is_empty());
}

#[cfg(feature = "tracing")]
#[tokio::test]
async fn the_parent_of_a_trace_is_the_span_of_the_call() {
    use tracing::Instrument as _;

    let _guard = tracing::subscriber::set_default(tracing_subscriber::registry());
    let server = Server::new([ok(MESSAGE)]);
    let client = builder(&server.url()).attempt_layer(traceparent::TraceParent).build().unwrap();
    let span = tracing::info_span!("the program's own");
    let own = traceparent::traceparent(&span).unwrap();
    client.send_email(SendEmailRequest::default()).into_future().instrument(span).await.unwrap();
    let seen = server.only();
    let parent = seen.header("traceparent").unwrap();
    // One trace, and in it the span of the call, which is another than the program's.
    assert_eq!(parent[..36], own[..36], "{parent} {own}");
    assert_ne!(parent, own);
}
