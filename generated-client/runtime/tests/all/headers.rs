//! Headers of every request of a client, by the rules of those of a call.

use crate::support;

use lowcodeapi_runtime::{Delivery, ErrorKind};
use support::client::SendEmailRequest;
use support::{Act, Server, builder, closed_port, ok};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;

#[tokio::test]
async fn a_header_of_the_client_is_on_every_request_and_gives_way_to_the_calls_own() {
    let server = Server::new([Act::answer(429, ""), ok(MESSAGE), ok(r#"{"id":"a"}"#), ok("a,b")]);
    let builder = builder(&server.url()).header("X-Team", 7).header("accept", "application/vnd.a+json");
    let client = builder.header("user-agent", "mine").build().unwrap();
    client.send_email(SendEmailRequest::default()).await.unwrap();
    client.retrieve_page("a").header("x-team", "other").header("accept", "application/b").await.unwrap();
    client.export().await.unwrap();
    let seen = server.seen();
    let of = |name| seen.iter().map(|seen| seen.header(name).unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(of("x-team"), ["7", "7", "other", "7"]);
    assert_eq!(
        of("accept"),
        ["application/vnd.a+json", "application/vnd.a+json", "application/b", "text/csv"]
    );
    assert_eq!(of("user-agent"), ["mine"; 4]);
}

#[tokio::test]
async fn a_header_that_is_the_clients_own_is_refused_before_anything_is_sent() {
    for (name, value, why) in [
        ("Authorization", "Bearer x", "carries a credential"),
        ("Host", "evil.example", "where a request goes"),
        ("content-length", "1", "where a request goes"),
        ("Transfer-Encoding", "chunked", "where a request goes"),
        ("content-type", "text/plain", "each call's"),
        ("a b", "1", "no name of a header"),
        ("x-a", "1\r\nauthorization: x", "characters a header can't carry"),
    ] {
        let error = builder(&closed_port()).header(name, value).build().unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent), "{name}");
        assert!(error.message().contains(why), "{error}");
    }
}
