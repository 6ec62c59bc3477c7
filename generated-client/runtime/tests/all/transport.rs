//! A transport of the program's own, connections that clients share, and what neither may break.

use crate::support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use lowcodeapi_runtime::http::{Request, Response};
use lowcodeapi_runtime::{
    Bytes, Connections, Delivery, ErrorKind, RequestBody, ResponseBody, Transport, TransportError,
    TransportFuture,
};
use support::client::SendEmailRequest;
use support::{Act, Client, Server, TOKEN, builder, closed_port, ok};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;

/// What a transport does with a request.
#[derive(Clone, Copy, Debug)]
enum Does {
    Answers(u16, &'static str),
    NeverConnects,
    TakesTheBodyAndSaysItNeverConnected,
    Breaks,
    Stalls,
    TakesTheBodyAndStalls,
}

/// A service in the same process.
struct InProcess {
    does: Does,
    sent: AtomicUsize,
}

impl InProcess {
    fn new(does: Does) -> Arc<Self> {
        Arc::new(Self { does, sent: AtomicUsize::new(0) })
    }
}

impl Transport for InProcess {
    fn send(&self, request: Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async move {
            assert!(request.uri().to_string().starts_with("https://api.lowcodeapi.com/awsses/"));
            self.sent.fetch_add(1, Ordering::SeqCst);
            match self.does {
                Does::Answers(status, body) => {
                    let length =
                        request.headers().get("content-length").unwrap().to_str().unwrap().to_owned();
                    assert_eq!(request.into_body().into_bytes().unwrap().len().to_string(), length);
                    Ok(Response::builder().status(status).body(body.into()).unwrap())
                }
                Does::NeverConnects => Err(TransportError::not_connected("no route to host")),
                Does::TakesTheBodyAndSaysItNeverConnected => {
                    request.into_body().into_bytes().unwrap();
                    Err(TransportError::not_connected("a lie"))
                }
                Does::Breaks => {
                    request.into_body().into_bytes().unwrap();
                    Err(TransportError::interrupted("reset by peer"))
                }
                Does::Stalls => std::future::pending().await,
                Does::TakesTheBodyAndStalls => {
                    request.into_body().into_bytes().unwrap();
                    std::future::pending().await
                }
            }
        })
    }
}

#[tokio::test]
async fn a_transport_of_ones_own_carries_calls_and_what_it_says_decides_what_is_known() {
    let unknown = Delivery::Unknown;
    for (does, kind, delivery, sent) in [
        (Does::Answers(200, MESSAGE), None, unknown, 1),
        (Does::Answers(400, "{}"), Some(ErrorKind::Refused), Delivery::Refused, 1),
        (Does::Answers(429, "{}"), Some(ErrorKind::Throttled), Delivery::Refused, 3),
        (Does::Answers(503, "{}"), Some(ErrorKind::Server), unknown, 1),
        (Does::NeverConnects, Some(ErrorKind::Connect), Delivery::NotSent, 3),
        (Does::TakesTheBodyAndSaysItNeverConnected, Some(ErrorKind::Interrupted), unknown, 1),
        (Does::Breaks, Some(ErrorKind::Interrupted), unknown, 1),
        (Does::Stalls, Some(ErrorKind::Timeout), Delivery::NotSent, 1),
        (Does::TakesTheBodyAndStalls, Some(ErrorKind::Timeout), unknown, 1),
    ] {
        let service = InProcess::new(does);
        let builder =
            Client::builder().token(TOKEN).retry(support::quick()).timeout(Duration::from_millis(200));
        let client = builder.base_url("https://api.lowcodeapi.com").transport(Arc::clone(&service)).build();
        let result = client.unwrap().send_email(SendEmailRequest::from("a@b")).await;
        match (result, kind) {
            (Ok(sent), None) => assert_eq!(sent.message_id.as_deref(), Some("1")),
            (Err(error), Some(kind)) => {
                assert_eq!((error.kind(), error.delivery()), (kind, delivery), "{does:?} {error}");
                assert!(!format!("{error} {error:?}").contains("SENTINEL"));
            }
            (result, _) => panic!("{does:?} {result:?}"),
        }
        assert_eq!(service.sent.load(Ordering::SeqCst), sent, "{does:?}");
    }
}

/// Answers with a body in pieces.
struct InPieces(usize);

struct Pieces(usize);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
        if self.0 == 0 {
            return std::task::Poll::Ready(None);
        }
        self.0 -= 1;
        std::task::Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(b"0123456789")))))
    }
}

impl Transport for InPieces {
    fn send(&self, _: Request<RequestBody>) -> TransportFuture<'_> {
        Box::pin(async { Ok(Response::new(ResponseBody::stream(Pieces(self.0)))) })
    }
}

#[tokio::test]
async fn bodies_of_a_transport_are_streamed_and_kept_within_the_limit() {
    let client = |pieces| {
        let builder = Client::builder().token(TOKEN).max_response_bytes(40).base_url("https://a.example");
        builder.transport(InPieces(pieces)).build().unwrap()
    };
    assert_eq!(client(4).download().await.unwrap().len(), 40);
    assert_eq!(client(5).download().await.unwrap_err().kind(), ErrorKind::TooLarge);
    let mut download = client(1000).anything().stream().await.unwrap();
    let mut length = 0;
    while let Some(piece) = download.chunk().await.unwrap() {
        length += piece.len();
    }
    assert_eq!(length, 10_000);
}

#[tokio::test]
async fn clients_that_share_connections_use_one() {
    let server = Server::new([ok(MESSAGE)]);
    let connections = Connections::builder().build().unwrap();
    for round in 0..3 {
        let builder = builder(&server.url()).connections(connections.clone());
        let client = builder.user_agent(format!("client {round}")).build().unwrap();
        client.send_email(SendEmailRequest::default()).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
    let agents: Vec<_> =
        server.seen().iter().map(|seen| seen.header("user-agent").unwrap().to_owned()).collect();
    assert_eq!(agents, ["client 0", "client 1", "client 2"]);
}

#[tokio::test]
async fn connections_are_kept_as_long_and_as_many_as_is_said() {
    let none = Connections::builder().pool_max_idle_per_host(0);
    let short = Connections::builder().pool_idle_timeout(Duration::from_millis(1));
    for (connections, expected) in [(none, 3), (short, 3), (Connections::builder(), 1)] {
        let server = Server::new([ok(MESSAGE)]);
        let client = builder(&server.url()).connections(connections.build().unwrap()).build().unwrap();
        for _ in 0..3 {
            client.send_email(SendEmailRequest::default()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(server.connections(), expected);
    }
}

#[cfg(feature = "own-reqwest")]
#[tokio::test]
async fn plain_http_goes_to_another_host_only_where_that_one_is_named() {
    let server = Server::new([ok(MESSAGE)]);
    let url = server.url();
    let port: u16 = url.rsplit(':').next().unwrap().parse().unwrap();
    let stock = reqwest::Client::builder().resolve("mail.internal", ([127, 0, 0, 1], port).into());
    let connections = Connections::from_reqwest_builder(support::control::stock_tls(stock));
    let builder = || builder(&format!("http://mail.internal:{port}")).connections(connections.clone());
    for builder in [
        builder(),
        builder().allow_plain_http_to("internal"),
        builder().allow_plain_http_to("other.internal"),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!((error.kind(), server.connections()), (ErrorKind::Config, 0));
        assert!(error.message().contains("allow_plain_http_to"), "{error}");
    }
    let client = builder().allow_plain_http_to("mail.internal").build().unwrap();
    client.send_email(SendEmailRequest::default()).await.unwrap();
    assert_eq!(server.only().header("host"), Some(&*format!("mail.internal:{port}")));
}

#[tokio::test]
async fn settings_that_would_count_for_nothing_are_refused() {
    let shared = Connections::builder().build().unwrap();
    for builder in [
        builder(&closed_port()).connections(shared.clone()).proxy("http://127.0.0.1:1"),
        builder(&closed_port()).connections(shared).transport(InPieces(1)),
        builder(&closed_port()).transport(InPieces(1)).connect_timeout(Duration::from_secs(1)),
    ] {
        let error = builder.build().unwrap_err();
        assert!(error.message().contains("know nothing"), "{error}");
    }
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_tried_again_where_that_is_safe() {
    let limited = || support::quick().attempt_timeout(Duration::from_millis(150));
    let server = Server::new([Act::StallBeforeAnswer, ok(r#"{"data":{"id":"a"}}"#)]);
    let client = builder(&server.url()).retry(limited()).build().unwrap();
    assert_eq!(client.retrieve_page("a").detailed().await.unwrap().attempts, 2);
    server.script([Act::StallBeforeAnswer, ok(MESSAGE)]);
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
    assert!(error.message().contains("the time of an attempt"), "{error}");
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_budget_ends_the_retries_of_all_clients_that_share_it() {
    let budget = lowcodeapi_runtime::RetryBudget::new(3);
    let server = Server::new([Act::answer(429, "")]);
    for expected in [3, 2, 1, 1] {
        let client = builder(&server.url()).retry(support::quick().budget(&budget)).build().unwrap();
        let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Throttled, expected));
    }
    assert_eq!(budget.left(), 0);
}

#[cfg(feature = "own-reqwest")]
#[tokio::test]
async fn a_builder_of_reqwests_follows_no_redirect_and_sends_no_referer() {
    let elsewhere = Server::new([ok(MESSAGE)]);
    let location = format!("{}/stolen", elsewhere.url());
    let server = Server::new([Act::answer(307, "").header("location", &location)]);
    let stock = reqwest::Client::builder().redirect(reqwest::redirect::Policy::limited(9)).referer(true);
    let connections = Connections::from_reqwest_builder(support::control::stock_tls(stock));
    let client = builder(&server.url()).connections(connections.clone()).build().unwrap();
    let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Redirect, Delivery::Unknown));
    assert_eq!(elsewhere.connections(), 0);
    // It is for plain text now.
    let encrypted = builder("https://a.example").connections(connections).build().unwrap_err();
    assert!(encrypted.message().contains("all encrypted or all plain"), "{encrypted}");
    // What a finished client does is nobody's to mend, as its constructor says.
    let stock = support::control::stock_tls(reqwest::Client::builder()).build().unwrap();
    let connections = Connections::from_reqwest_client_trusting_its_redirects_and_retries(stock);
    let client = builder(&server.url()).connections(connections).build().unwrap();
    client.ping().await.unwrap();
    assert_eq!(elsewhere.seen().len(), 1);
}
