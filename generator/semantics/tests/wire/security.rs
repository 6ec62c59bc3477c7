//! Each operation sends what its requirement needs, and nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lowcodeapi_runtime::{Credential, ErrorKind, Token};
use semantics::security::{Client, ClientBuilder};

use crate::{Answer, Server};

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().base_url(server.url())
}

#[tokio::test]
async fn a_key_goes_into_the_header_of_the_scheme_that_is_asked_for_by_default() {
    let server = Server::silent();
    builder(&server).credential("Key", "k e/y").build().unwrap().by_default().await.unwrap();
    assert_eq!((server.last().target.as_str(), server.last().header("x-key")), ("/default", "k e/y"));
    builder(&server).token("main").build().unwrap().by_default().await.unwrap();
    assert_eq!(server.last().header("x-key"), "main");
}

#[tokio::test]
async fn keys_go_into_query_and_cookies_beside_the_operations_own() {
    let server = Server::silent();
    let client = builder(&server).credential("QueryKey", "a&b").credential("Session", "a;b").build().unwrap();
    client.in_query().q("x").await.unwrap();
    assert_eq!(server.last().target, "/query?key=a%26b&q=x");
    assert_eq!(server.last().header("x-key"), "");
    client.in_cookie().theme("dark").await.unwrap();
    assert_eq!(server.last().header("cookie"), "theme=dark; session=a%3Bb");
    assert_eq!(server.last().target, "/cookie");
}

#[tokio::test]
async fn authorization_is_written_as_its_scheme_says() {
    let server = Server::silent();
    let client = builder(&server)
        .credential("Login", Credential::basic("ann", "pass word:1"))
        .credential("Bearer", "b")
        .credential("Hawk", "id=\"1\"")
        .credential("OpenId", "o")
        .build()
        .unwrap();
    client.with_login().await.unwrap();
    assert_eq!(server.last().header("authorization"), "Basic YW5uOnBhc3Mgd29yZDox");
    client.with_bearer().await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer b");
    client.with_hawk().await.unwrap();
    assert_eq!(server.last().header("authorization"), "hawk id=\"1\"");
    client.with_open_id().await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer o");
}

#[tokio::test]
async fn a_source_is_asked_for_a_token_before_every_request_and_its_tokens_are_never_shown() {
    let server = Server::answering([Answer::empty(204), Answer::new(400, "text/plain", "no: fresh-token-2")]);
    let asked = Arc::new(AtomicUsize::new(0));
    let source = move || {
        let number = asked.fetch_add(1, Ordering::SeqCst) + 1;
        async move { Ok::<_, std::io::Error>(Token::new(format!("fresh-token-{number}"))) }
    };
    let client = builder(&server).credential("OAuth", Credential::source(source)).build().unwrap();
    client.with_oauth().await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer fresh-token-1");
    let error = client.with_oauth().await.unwrap_err();
    assert_eq!(server.last().header("authorization"), "Bearer fresh-token-2");
    assert_eq!(error.excerpt(), Some("no: [redacted]"));
    assert!(!format!("{client:?} {error:?}").contains("fresh"));
}

#[tokio::test]
async fn a_source_without_a_token_fails_the_call_before_anything_is_sent() {
    let server = Server::silent();
    let source = || async { Err::<Token, _>("the login expired") };
    let client = builder(&server).credential("OAuth", Credential::source(source)).build().unwrap();
    let error = client.with_oauth().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the login expired");
    assert!(server.all().is_empty());
}

#[tokio::test]
async fn the_first_alternative_that_can_be_met_as_a_whole_is_sent() {
    let server = Server::silent();
    let login = || builder(&server).credential("Login", Credential::basic("a", "b"));
    login().credential("Key", "k").build().unwrap().with_both().await.unwrap();
    assert_eq!((server.last().header("x-key"), server.last().header("authorization")), ("", "Basic YTpi"));
    login().credential("Key", "k").credential("Session", "s").build().unwrap().with_both().await.unwrap();
    let seen = server.last();
    assert_eq!(
        (seen.header("x-key"), seen.header("cookie"), seen.header("authorization")),
        ("k", "session=s", "")
    );
}

#[tokio::test]
async fn one_token_meets_a_requirement_that_lists_several_ways_to_get_it() {
    let server = Server::silent();
    for scheme in ["OAuth", "OpenId"] {
        let client = Client::builder().base_url(server.url()).credential("Key", "k").credential(scheme, "t");
        client.build().unwrap().either_token().await.unwrap();
        let seen = server.last();
        assert_eq!((seen.header("authorization"), seen.header("x-key")), ("Bearer t", "k"));
    }
    let client = Client::builder().base_url(server.url()).credential("Key", "k").build().unwrap();
    let error = client.either_token().await.unwrap_err().to_string();
    assert!(error.contains("`Key` (`SEMANTICS_KEY`), or `OpenId`"), "{error}");
}

#[tokio::test]
async fn what_needs_no_credential_is_sent_without_and_what_may_have_one_gets_it() {
    let server = Server::silent();
    let (without, with) = (builder(&server).build().unwrap(), builder(&server).credential("Bearer", "b"));
    without.optional().await.unwrap();
    assert_eq!(server.last().header("authorization"), "");
    with.build().unwrap().optional().await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer b");
    builder(&server).token("k").build().unwrap().open().await.unwrap();
    assert_eq!(server.last().header("x-key"), "");
    without.with_certificate().await.unwrap();
    assert_eq!(server.last().target, "/tls");
}

#[tokio::test]
async fn a_missing_credential_is_named_with_the_variable_that_may_hold_it() {
    let server = Server::silent();
    let client = builder(&server).build().unwrap();
    let error = client.with_both().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert_eq!(
        error.message(),
        "the operation needs a credential: give `Key` (`SEMANTICS_KEY`) and `Session` (`SEMANTICS_SESSION`), or \
         `Login` (`SEMANTICS_LOGIN`) to `credential` of the builder, or set the variable"
    );
    assert!(server.all().is_empty());
}

#[test]
fn a_credential_that_could_never_be_sent_is_refused_at_once() {
    let refused = |scheme: &str, credential: Credential| {
        Client::builder().credential(scheme, credential).build().unwrap_err().message().to_owned()
    };
    assert!(
        refused("Kez", "k".into()).starts_with("the service has no security scheme `Kez`: it has `Key`, ")
    );
    assert!(refused("Login", "secret".into()).contains("Credential::basic"));
    assert!(refused("Key", Credential::basic("a", "b")).contains("takes a secret"));
    assert!(refused("Key", " ".into()).contains("is empty"));
    assert!(refused("Key", "a\nb".into()).contains("line break"));
}

#[tokio::test]
async fn parameters_that_are_keys_are_sent_however_the_requirement_puts_it() {
    let server = Server::silent();
    let client = builder(&server).credential("QueryKey", "a").credential("Key", "b").build().unwrap();
    client.keys_as_parameters().await.unwrap();
    assert_eq!((server.last().target.as_str(), server.last().header("x-key")), ("/keys?key=a", "b"));
    let lacking = builder(&server).credential("Key", "b").build().unwrap();
    assert_eq!(lacking.keys_as_parameters().await.unwrap_err().kind(), ErrorKind::Config);
    client.maybe_key().await.unwrap();
    assert_eq!(server.last().target, "/maybe?key=a");
    lacking.maybe_key().await.unwrap();
    assert_eq!(server.last().target, "/maybe");
}

#[tokio::test]
async fn a_scheme_that_the_document_lacks_asks_for_nothing() {
    let server = Server::silent();
    let (without, with) = (builder(&server).build().unwrap(), builder(&server).credential("Key", "k"));
    let with = with.build().unwrap();
    for client in [&without, &with] {
        client.dangling().await.unwrap();
        assert_eq!((server.last().target.as_str(), server.last().header("x-key")), ("/dangling", ""));
    }
    without.dangling_or_key().await.unwrap();
    assert_eq!(server.last().header("x-key"), "");
    with.dangling_or_key().await.unwrap();
    assert_eq!(server.last().header("x-key"), "k");
    with.dangling_and_key().await.unwrap();
    assert_eq!(server.last().header("x-key"), "k");
    assert_eq!(without.dangling_and_key().await.unwrap_err().kind(), ErrorKind::Config);
}
