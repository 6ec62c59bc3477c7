//! Sources of tokens: asked once more after a 401, and OAuth 2 with one request for all who wait.

use crate::support;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use lowcodeapi_runtime::{Credential, Delivery, ErrorKind, OAuth2, Token, TokenFuture, TokenSource, Value};
use support::{Act, Server, ok};

mod shop {
    #![allow(missing_docs, unreachable_pub)]

    use lowcodeapi_runtime::{Async, Call, Endpoint, ErrorCode, Scheme, Schemes, Value};

    static SCHEMES: Schemes = Schemes::new(&[Scheme::bearer("oauth")], &[&["oauth"]]);

    lowcodeapi_runtime::client! {
        /// A client whose token expires.
        provider: "",
        host: "https://shop.example",
        auth: schemes(&SCHEMES),
        error: ErrorCode,
    }

    static ORDER: Endpoint = Endpoint::post("order", "/orders");

    impl Client {
        pub fn order(&self) -> Call<Value, ErrorCode, Async> {
            self.core().call(&ORDER).json(&"a")
        }
    }
}

/// Hands out `token-1` until it is told that it was refused, then `token-2`, and so on.
struct Counts {
    refused: AtomicUsize,
    goes_on: bool,
}

impl TokenSource for Counts {
    fn token(&self) -> TokenFuture<'_> {
        let number = if self.goes_on { self.refused.load(Ordering::SeqCst) } else { 0 };
        Box::pin(async move { Ok(Token::new(format!("token-{}", number + 1))) })
    }

    fn refused<'a>(&'a self, token: &'a Token) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        assert_eq!(format!("{token:?}"), "Token([redacted])");
        self.refused.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::ready(()))
    }
}

fn client(server: &Server, credential: Credential) -> shop::Client {
    let builder = shop::Client::builder().base_url(server.url()).credential("oauth", credential);
    builder.retry(support::quick()).build().unwrap()
}

fn authorizations(server: &Server) -> Vec<String> {
    server.seen().iter().map(|seen| seen.header("authorization").unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_source_whose_token_was_refused_is_asked_once_more() {
    let source = |goes_on| Credential::source(Counts { refused: AtomicUsize::new(0), goes_on });
    let server = Server::new([Act::answer(401, "{}"), ok("1")]);
    assert_eq!(client(&server, source(true)).order().await.unwrap(), Value::from(1));
    assert_eq!(authorizations(&server), ["Bearer token-1", "Bearer token-2"]);
    assert!(server.seen().iter().all(|seen| seen.text() == "\"a\""));
    // Once, not twice; and not at all where it has no other token.
    server.script([Act::answer(401, "{}")]);
    let error = client(&server, source(true)).order().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.delivery(), error.attempts()),
        (ErrorKind::Unauthorized, Delivery::Refused, 2)
    );
    server.script([Act::answer(401, "{}")]);
    let error = client(&server, source(false)).order().await.unwrap_err();
    assert_eq!((error.kind(), server.seen().len()), (ErrorKind::Unauthorized, 1));
    // What became of the second request is what counts.
    server.script([Act::answer(401, "{}"), Act::ResetAfterReading]);
    let error = client(&server, source(true)).order().await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Interrupted, Delivery::Unknown));
    server.script([Act::answer(401, "{}"), Act::StallBeforeAnswer]);
    let call = client(&server, source(true)).order().timeout(std::time::Duration::from_millis(300));
    let error = call.await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_calls_at_once_ask_for_one_token() {
    let tokens = Server::new([
        Act::answer(200, r#"{"access_token":"first","token_type":"bearer","expires_in":3600}"#),
        Act::answer(200, r#"{"access_token":"second","token_type":"bearer","expires_in":3600}"#),
    ]);
    let server = Server::by_rule(|request| match request.header("authorization") {
        Some("Bearer second") => ok("1"),
        _ => Act::answer(401, "{}"),
    });
    let source = OAuth2::client_credentials(format!("{}/token", tokens.url()), "id", "SE:CRET").unwrap();
    let client = client(&server, Credential::source(source.scope("a b")));
    let all: Vec<_> = (0..100).map(|_| tokio::spawn(client.order().into_future())).collect();
    for one in all {
        one.await.unwrap().unwrap();
    }
    // One for all, and another for all when that was refused.
    assert_eq!(tokens.seen().len(), 2);
    let asked = &tokens.seen()[0];
    assert_eq!(asked.text(), "grant_type=client_credentials&scope=a%20b");
    // `id:SE%3ACRET` (RFC 6749, section 2.3.1).
    assert_eq!(asked.header("authorization"), Some("Basic aWQ6U0UlM0FDUkVU"));
    assert!(authorizations(&server).iter().all(|sent| !sent.contains("CRET")));
}

#[tokio::test]
async fn a_refresh_token_is_replaced_by_the_one_that_comes_and_an_expired_token_isnt_used() {
    let tokens = Server::new([
        Act::answer(200, r#"{"access_token":"one","expires_in":10,"refresh_token":"next"}"#),
        Act::answer(200, r#"{"access_token":"two","expires_in":3600}"#),
    ]);
    let server = Server::new([ok("1")]);
    let source = OAuth2::refresh_token(tokens.url(), "id", "secret", "first").unwrap();
    let client = client(&server, Credential::source(source));
    for _ in 0..3 {
        client.order().await.unwrap();
    }
    let asked: Vec<_> = tokens.seen().iter().map(|seen| seen.text().to_owned()).collect();
    assert_eq!(
        asked,
        ["grant_type=refresh_token&refresh_token=first", "grant_type=refresh_token&refresh_token=next",]
    );
    assert_eq!(authorizations(&server), ["Bearer one", "Bearer two", "Bearer two"]);
}

#[tokio::test]
async fn nothing_of_a_secret_is_shown_where_no_token_is_granted() {
    for act in [
        Act::answer(400, r#"{"error":"invalid_client","error_description":"SECRET"}"#),
        Act::answer(200, r#"{"token":"SECRET"}"#),
        Act::ResetAfterReading,
    ] {
        let (tokens, server) = (Server::new([act]), Server::new([ok("1")]));
        let source = OAuth2::client_credentials(tokens.url(), "id", "SECRET").unwrap();
        assert_eq!(format!("{source:?}"), "OAuth2");
        let error = client(&server, Credential::source(source)).order().await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
        let mut text = format!("{error} {error:?}");
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            write!(text, "{cause} {cause:?}").unwrap();
            source = cause.source();
        }
        assert!(!text.contains("SECRET") && !text.contains("U0VDUkVU"), "{text}");
        assert_eq!(server.connections(), 0);
    }
    for address in ["http://auth.example/token", "auth.example", "ftp://127.0.0.1"] {
        OAuth2::client_credentials(address, "id", "secret").unwrap_err();
    }
}
