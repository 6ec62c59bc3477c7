//! A key by which the service knows a call again: one for each call, the same through all its tries.

use std::time::Duration;

use lowcodeapi_runtime::http::{HeaderValue, Request};
use lowcodeapi_runtime::{Bytes, Delivery, ErrorKind, Layer, LayerFuture, Next, RetryPolicy, Value};
use semantics::idempotency::Client;
use semantics::idempotency::types::{Order, Payment};

use crate::{Answer, Server};

const MADE: &str = r#"{"id":"1"}"#;

fn client(server: &Server) -> Client {
    let quick = RetryPolicy::default().base_delay(Duration::from_millis(1));
    Client::builder().base_url(server.url()).retry(quick).build().unwrap()
}

fn made() -> Answer {
    Answer::answer(200, MADE)
}

/// The key each request came with.
fn keys(server: &Server) -> Vec<String> {
    server.all().iter().map(|seen| seen.header("idempotency-key").to_owned()).collect()
}

#[tokio::test]
async fn a_call_in_doubt_is_repeated_with_the_same_key_and_the_next_call_has_another() {
    for fault in [Answer::ResetAfterReading, Answer::ResetInHead, Answer::answer(503, ""), made().truncated()]
    {
        let server = Server::answering([fault, made()]);
        let client = client(&server);
        let order = Order::new().item("a");
        assert_eq!(client.make_order(order.clone()).detailed().await.unwrap().attempts, 2);
        client.make_order(order).await.unwrap();
        let [first, second, other] = &keys(&server)[..] else { panic!("there are three requests") };
        assert_eq!((first, first.len()), (second, 36));
        assert_ne!(first, other);
        let bodies: Vec<_> = server.all().iter().map(|seen| seen.text().to_owned()).collect();
        assert_eq!(bodies, [r#"{"item":"a"}"#; 3]);
    }
}

#[tokio::test]
async fn what_stays_in_doubt_says_that_it_can_be_sent_again_and_with_what() {
    let server = Server::answering([Answer::ResetAfterReading]);
    let error = client(&server).make_order(Order::new()).await.unwrap_err();
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Repeatable, 3));
    let key = error.idempotency_key().unwrap().to_owned();
    assert_eq!(keys(&server), [key.as_str(); 3]);
    let server = Server::answering([made()]);
    client(&server).make_order(Order::new()).idempotency_key(key.as_str()).await.unwrap();
    assert_eq!(keys(&server), [key]);
}

#[tokio::test]
async fn an_answer_that_is_not_understood_leaves_the_call_repeatable() {
    let server = Server::answering([Answer::answer(200, "[]")]);
    let error = client(&server).make_order(Order::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Decode, Delivery::Repeatable));
    assert_eq!(error.idempotency_key(), Some(&*keys(&server)[0]));
}

#[tokio::test]
async fn callers_set_the_key_by_setter_or_header() {
    let server = Server::answering([Answer::ResetAfterReading, made()]);
    let client = client(&server);
    client.make_order(Order::new()).idempotency_key("order-7").await.unwrap();
    client.make_order(Order::new()).header("IDEMPOTENCY-KEY", "order-8").await.unwrap();
    assert_eq!(keys(&server), ["order-7", "order-7", "order-8"]);
}

#[tokio::test]
async fn an_overlay_knows_of_keys_of_any_name_and_place() {
    let server = Server::answering([Answer::ResetAfterReading, made()]);
    client(&server).change_orders(Order::new()).await.unwrap();
    let targets: Vec<String> = server.all().iter().map(|seen| seen.target.clone()).collect();
    let (_, key) = targets[0].split_once("?requestId=").unwrap();
    assert_eq!((targets.len(), &targets[0], key.len()), (2, &targets[1], 32));
    client(&server).change_orders(Order::new()).request_id("a b").await.unwrap();
    assert!(server.last().target.ends_with("?requestId=a%20b"));
}

/// The member of the body each request came with.
fn members(server: &Server) -> Vec<String> {
    let key = |body: &str| {
        serde_json::from_str::<Value>(body).unwrap()["idempotency_key"].as_str().map(str::to_owned)
    };
    server.all().iter().map(|seen| key(seen.text()).unwrap()).collect()
}

#[tokio::test]
async fn a_member_of_the_body_is_filled_in_where_an_overlay_says_that_it_is_the_key() {
    let server = Server::answering([Answer::ResetAfterReading, made()]);
    let client = client(&server);
    // Nobody is asked for it, though the document requires it.
    assert_eq!(client.pay(Payment::new(7)).detailed().await.unwrap().attempts, 2);
    client.pay(Payment::new(7)).await.unwrap();
    let [first, second, other] = &members(&server)[..] else { panic!("there are three requests") };
    assert_eq!((first, first.len()), (second, 36));
    assert_ne!(first, other);
    assert_eq!(server.all()[0].text(), format!(r#"{{"amount":7,"idempotency_key":"{first}"}}"#));
}

#[tokio::test]
async fn a_member_that_the_caller_sets_is_the_key() {
    let server = Server::answering([Answer::ResetAfterReading]);
    let client = client(&server);
    let error = client.pay(Payment::new(7).idempotency_key("order-7")).await.unwrap_err();
    assert_eq!((error.delivery(), error.idempotency_key()), (Delivery::Repeatable, Some("order-7")));
    assert_eq!(members(&server), ["order-7"; 3]);
    let error = client.pay(Payment::new(7)).body_member("idempotency_key", "order-8").await.unwrap_err();
    assert_eq!(error.idempotency_key(), Some("order-8"));
    // What is no text is no key by which the service knows the call.
    let error = client.pay(Payment::new(7)).body_member("idempotency_key", 9).await.unwrap_err();
    assert_eq!((error.delivery(), error.idempotency_key(), error.attempts()), (Delivery::Unknown, None, 1));
}

/// Puts another body in the place of the one there is.
struct Rewrites(&'static str);

impl Layer for Rewrites {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        next.run(request.map(|_| Bytes::from_static(self.0.as_bytes())))
    }
}

#[tokio::test]
async fn no_layer_takes_the_member_away() {
    let server = Server::answering([made()]);
    for body in [r#"{"amount":7}"#, r#"{"amount":7,"idempotency_key":"same-for-all"}"#, "[]"] {
        let builder = || Client::builder().base_url(server.url());
        for builder in [builder().call_layer(Rewrites(body)), builder().attempt_layer(Rewrites(body))] {
            let error = builder.build().unwrap().pay(Payment::new(7)).await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
            assert!(error.message().contains("idempotency key"), "{error}");
        }
    }
    assert_eq!(server.all().len(), 0);
}

#[tokio::test]
async fn without_a_key_nothing_in_doubt_is_repeated() {
    let server = Server::answering([Answer::ResetAfterReading, made()]);
    let error = client(&server).make_plain(Order::new()).await.unwrap_err();
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    assert_eq!((error.idempotency_key(), keys(&server)), (None, vec![String::new()]));
    // A parameter that no key of the client's fits is the caller's to give, and proves nothing.
    let server = Server::answering([Answer::ResetAfterReading, made()]);
    let error = client(&server).make_numbered(7).await.unwrap_err();
    assert_eq!((error.delivery(), keys(&server)), (Delivery::Unknown, vec!["7".to_owned()]));
}

#[tokio::test]
async fn a_refusal_is_final() {
    let server = Server::answering([Answer::answer(422, "{}")]);
    let error = client(&server).make_order(Order::new()).await.unwrap_err();
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Refused, 1));
    let server = Server::answering([Answer::ResetAfterReading, Answer::answer(409, "{}")]);
    let error = client(&server).make_order(Order::new()).await.unwrap_err();
    assert_eq!((error.delivery(), error.attempts()), (Delivery::Repeatable, 2));
}

/// Takes the key away, or puts another one in its place.
struct Meddler(Option<&'static str>);

impl Layer for Meddler {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        match self.0 {
            Some(key) => drop(request.headers_mut().insert("idempotency-key", HeaderValue::from_static(key))),
            None => drop(request.headers_mut().remove("idempotency-key")),
        }
        next.run(request)
    }
}

#[tokio::test]
async fn no_layer_makes_a_repeated_call_look_like_another_one() {
    let server = Server::answering([Answer::ResetAfterReading, made()]);
    let builder = || Client::builder().base_url(server.url());
    for key in [None, Some("same-for-all")] {
        for client in
            [builder().call_layer(Meddler(key)).build(), builder().attempt_layer(Meddler(key)).build()]
        {
            let error = client.unwrap().make_order(Order::new()).await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
            assert!(error.message().contains("idempotency key"), "{error}");
        }
    }
    assert_eq!(server.all().len(), 0);
}
