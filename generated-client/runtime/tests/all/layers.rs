//! Layers change what they may, see no credential, and can't make a request less sent than it was.

use crate::support;

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use lowcodeapi_runtime::http::{HeaderValue, Method, Request, Response, Uri};
use lowcodeapi_runtime::{
    BoxError, Bytes, Delivery, ErrorKind, Layer, LayerFuture, Next, RetryPolicy, Value,
};
use support::client::SendEmailRequest;
use support::{Act, Server, TOKEN, builder, closed_port, no_route, ok};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;
const PAGE: &str = r#"{"data":{"id":"a"}}"#;

type Change = fn(&mut Request<Bytes>);

/// Changes each request, and hands it on.
struct Changes(Change);

impl Layer for Changes {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        (self.0)(&mut request);
        next.run(request)
    }
}

/// Makes something else of what comes back.
struct Turns(Turn);

impl Layer for Turns {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move { (self.0)(next.run(request).await) })
    }
}

/// Waits no longer than this for what stands behind it.
struct Impatient(Duration);

impl Layer for Impatient {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move { tokio::time::timeout(self.0, next.run(request)).await? })
    }
}

/// Keeps all that layers can see.
#[derive(Clone, Default)]
struct Watches(Arc<Mutex<String>>);

impl Watches {
    fn see(&self, what: &impl std::fmt::Debug, body: &[u8]) {
        let mut seen = self.0.lock().unwrap();
        writeln!(seen, "{what:?} {}", String::from_utf8_lossy(body)).unwrap();
    }

    fn seen(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

impl Layer for Watches {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        Box::pin(async move {
            self.see(
                &(request.uri(), request.headers(), next.operation(), next.path_template()),
                request.body(),
            );
            let result = next.run(request).await;
            match &result {
                Ok(response) => self.see(response.headers(), response.body()),
                Err(error) => self.see(error, format!("{error}").as_bytes()),
            }
            result
        })
    }
}

fn set(request: &mut Request<Bytes>, uri: &str) {
    *request.uri_mut() = uri.parse::<Uri>().unwrap();
}

/// The URL of a request with something else in a place of it.
fn replaced(request: &mut Request<Bytes>, old: &str, new: &str) {
    let uri = request.uri().to_string();
    assert!(uri.contains(old), "{uri}");
    set(request, &uri.replacen(old, new, 1));
}

#[tokio::test]
async fn layers_change_headers_path_query_and_body_around_attempts_and_around_calls() {
    let change = |request: &mut Request<Bytes>| {
        request.headers_mut().insert("x-a", HeaderValue::from_static("1"));
        let uri = format!("{}?dry=1", request.uri());
        set(request, &uri);
        *request.body_mut() = Bytes::from_static(b"{\"a\":1}");
    };
    let server = || Server::new([Act::answer(429, ""), ok(MESSAGE)]);
    let (first, second) = (server(), server());
    let layered = [
        (&first, builder(&first.url()).attempt_layer(Changes(change))),
        (&second, builder(&second.url()).call_layer(Changes(change))),
    ];
    for (server, builder) in layered {
        builder.build().unwrap().send_email(SendEmailRequest::from("a@b")).await.unwrap();
        assert_eq!(server.seen().len(), 2);
        for seen in server.seen() {
            assert!(seen.target.contains("/v2/email/outbound-emails?api_token="), "{}", seen.target);
            assert!(seen.target.ends_with("&dry=1"), "{}", seen.target);
            assert_eq!((seen.header("x-a"), seen.text()), (Some("1"), r#"{"a":1}"#));
        }
    }
}

/// Changes each request by a closure that keeps something.
struct Appends<F>(F);
impl<F: Fn(&mut Request<Bytes>) + Send + Sync + 'static> Layer for Appends<F> {
    fn handle<'a>(&'a self, mut request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        (self.0)(&mut request);
        next.run(request)
    }
}

#[tokio::test]
async fn the_first_layer_is_the_outermost_and_calls_are_around_attempts() {
    let append = |name: &'static str| {
        move |request: &mut Request<Bytes>| {
            let before = request.headers().get("x-way").map_or("", |way| way.to_str().unwrap()).to_owned();
            let way = format!("{before}{name}");
            request.headers_mut().insert("x-way", HeaderValue::try_from(way).unwrap());
        }
    };
    let server = Server::new([no_route(), ok(PAGE)]);
    let builder = builder(&server.url()).attempt_layer(Appends(append("c"))).call_layer(Appends(append("a")));
    let builder = builder.attempt_layer(Appends(append("d"))).call_layer(Appends(append("b")));
    builder.build().unwrap().retrieve_page("p").await.unwrap();
    let ways: Vec<_> = server.seen().iter().map(|seen| seen.header("x-way").unwrap().to_owned()).collect();
    // Both URL formats were tried.
    assert_eq!(ways, ["abcd", "abcd"]);
    assert!(server.targets()[0].contains("/v1/pages/p?") && server.targets()[1].contains("page_id=p"));
}

#[tokio::test]
async fn a_layer_never_sees_the_token_not_even_where_the_service_repeats_it() {
    let echo = format!(r#"{{"message":"{TOKEN}","provider":"awsses","error":{{"logging":"{TOKEN}"}}}}"#);
    let server = Server::new([
        Act::answer(401, &echo).header("x-echo", TOKEN),
        ok(&format!(r#"{{"MessageId":"{TOKEN}"}}"#)).header("x-echo", TOKEN),
        Act::ResetAfterReading,
    ]);
    let watch = Watches::default();
    let client =
        builder(&server.url()).call_layer(watch.clone()).attempt_layer(watch.clone()).build().unwrap();
    let call = || client.send_email(SendEmailRequest::default());
    assert_eq!(call().await.unwrap_err().kind(), ErrorKind::Unauthorized);
    // What a layer leaves alone arrives as it came.
    assert_eq!(call().await.unwrap().message_id.as_deref(), Some(TOKEN));
    assert_eq!(call().await.unwrap_err().delivery(), Delivery::Unknown);
    let seen = watch.seen();
    assert!(seen.contains("SendEmail") && seen.contains("[redacted]"), "{seen}");
    assert!(!seen.contains("SENTINEL") && !seen.contains("api_token"), "{seen}");
    assert!(server.targets().iter().all(|target| target.contains("SENTINEL")));
}

#[tokio::test]
async fn a_request_goes_nowhere_else_and_takes_no_credential_from_a_layer() {
    let elsewhere = Server::new([ok(MESSAGE)]);
    let other = elsewhere.url();
    let changes: [(&str, Change); 12] = [
        ("scheme, host or port", |request| replaced(request, "http:", "https:")),
        ("scheme, host or port", |request| replaced(request, "127.0.0.1", "localhost")),
        ("scheme, host or port", |request| replaced(request, "127.0.0.1", "user@127.0.0.1")),
        ("scheme, host or port", |request| {
            let port = request.uri().port_u16().unwrap();
            replaced(request, &format!(":{port}"), &format!(":{}", port ^ 1));
        }),
        ("scheme, host or port", |request| set(request, "/v2/email/outbound-emails")),
        ("method", |request| *request.method_mut() = Method::PUT),
        ("carries a credential", |request| {
            request.headers_mut().insert("authorization", HeaderValue::from_static("Bearer x"));
        }),
        ("carries a credential", |request| {
            let uri = format!("{}?api_token=x", request.uri());
            set(request, &uri);
        }),
        ("carries a credential", |request| {
            let uri = format!("{}?a=1&API%5Ftoken[]=x", request.uri());
            set(request, &uri);
        }),
        ("where a request goes", |request| {
            request.headers_mut().insert("host", HeaderValue::from_static("evil.example"));
        }),
        ("where a request goes", |request| {
            request.headers_mut().insert("content-length", HeaderValue::from_static("0"));
        }),
        ("where a request goes", |request| {
            request.headers_mut().insert("transfer-encoding", HeaderValue::from_static("chunked"));
        }),
    ];
    for (why, change) in changes {
        let server = Server::new([ok(MESSAGE)]);
        for builder in [
            builder(&server.url()).call_layer(Changes(change)),
            builder(&server.url()).attempt_layer(Changes(change)),
        ] {
            let client = builder.build().unwrap();
            let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{error}");
            assert!(error.message().contains(why), "{error}");
            assert_eq!((error.attempts(), server.connections()), (0, 0), "{error}");
        }
    }
    assert_eq!(elsewhere.connections(), 0, "{other}");
}

#[tokio::test]
async fn an_error_of_a_layer_leaves_delivery_at_what_was_proven_behind_it() {
    let fails = |_| Err("no more".into());
    for (act, delivery, attempts) in [
        (ok(MESSAGE), Delivery::Unknown, 1),
        (Act::answer(500, ""), Delivery::Unknown, 1),
        (Act::answer(400, "{}"), Delivery::Refused, 1),
        (Act::answer(429, "{}"), Delivery::Refused, 1),
        (Act::ResetAfterReading, Delivery::Unknown, 1),
    ] {
        let server = Server::new([act]);
        for builder in [
            builder(&server.url()).attempt_layer(Turns(fails)),
            builder(&server.url()).call_layer(Turns(fails)),
        ] {
            let client = builder.retry(RetryPolicy::none()).build().unwrap();
            let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
            assert_eq!((error.kind(), error.delivery()), (ErrorKind::Layer, delivery), "{error}");
            assert_eq!(error.attempts(), attempts, "{error}");
            assert!(error.to_string().contains("was stopped by a layer: no more"), "{error}");
        }
    }
    let refused = builder(&closed_port()).attempt_layer(Turns(fails)).build().unwrap();
    let error = refused.send_email(SendEmailRequest::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Layer, Delivery::NotSent));
}

#[tokio::test]
async fn a_layer_that_gives_up_waiting_proves_nothing() {
    let patience = Impatient(Duration::from_millis(100));
    for (act, delivery) in [
        (Act::StallBeforeAnswer, Delivery::Unknown),
        (Act::answer(200, MESSAGE).stalling(), Delivery::Unknown),
        (Act::answer(400, "{\"a\":1}").stalling(), Delivery::Refused),
    ] {
        let server = Server::new([act]);
        let client = builder(&server.url()).attempt_layer(Impatient(patience.0)).build().unwrap();
        let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Layer, delivery, 1));
        let client = builder(&server.url()).call_layer(Impatient(patience.0)).build().unwrap();
        let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery(), error.attempts()), (ErrorKind::Layer, delivery, 1));
    }
}

type Turn = fn(Result<Response<Bytes>, BoxError>) -> Result<Response<Bytes>, BoxError>;

fn turned(status: u16) -> Result<Response<Bytes>, BoxError> {
    let mut response = Response::new(Bytes::from_static(b"{}"));
    *response.status_mut() = status.try_into()?;
    Ok(response)
}

#[tokio::test]
async fn whatever_a_layer_makes_of_an_accepted_send_it_isnt_sent_again() {
    for turn in [(|_| turned(429)) as Turn, |_| turned(404), |_| turned(400)] {
        let server = Server::new([ok(MESSAGE)]);
        let client = builder(&server.url()).attempt_layer(Turns(turn)).build().unwrap();
        let error = client.send_email(SendEmailRequest::default()).await.unwrap_err();
        assert_eq!((error.delivery(), server.accepted()), (Delivery::Unknown, 1), "{error}");
        let error = client.batch_update("s", Value::Null).await.unwrap_err();
        assert_eq!((error.delivery(), server.accepted()), (Delivery::Unknown, 2), "{error}");
    }
}

#[tokio::test]
async fn a_stream_passes_layers_by() {
    let watch = Watches::default();
    let server = Server::new([ok("a long body")]);
    let client =
        builder(&server.url()).call_layer(watch.clone()).attempt_layer(watch.clone()).build().unwrap();
    let mut download = client.anything().stream().await.unwrap();
    let mut body = Vec::new();
    while let Some(piece) = download.chunk().await.unwrap() {
        body.extend_from_slice(&piece);
    }
    assert_eq!(body, b"a long body");
    assert!(!watch.seen().contains("long body"), "{}", watch.seen());
}
