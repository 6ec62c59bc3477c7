//! Calls that block, and where they may not.
#![cfg(feature = "blocking")]

use crate::support::client::{SendEmailRequest, blocking::Client};
use crate::support::{Act, Server, TOKEN, ok};
use lowcodeapi_runtime::{Delivery, ErrorKind};

const MESSAGE: &str = r#"{"data":{"MessageId":"1"}}"#;

fn client(server: &Server) -> Client {
    Client::builder().token(TOKEN).base_url(server.url()).retry(crate::support::quick()).build().unwrap()
}

#[test]
fn calls_need_no_await() {
    let server = Server::new([Act::answer(429, ""), ok(MESSAGE)]);
    let client = client(&server);
    let sent = client.send_email(SendEmailRequest::default()).send().unwrap();
    assert_eq!(sent.message_id.as_deref(), Some("1"));
    let detailed = client.send_email(SendEmailRequest::default()).detailed().unwrap();
    assert_eq!((detailed.status, detailed.attempts), (200, 1));
}

#[test]
fn a_client_is_shared_by_threads() {
    let server = Server::new([ok(MESSAGE)]);
    let client = client(&server);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.send_email(SendEmailRequest::default()).send().unwrap());
        }
    });
    assert_eq!(server.seen().len(), 8);
}

#[test]
fn a_connection_the_server_closed_between_two_calls_is_not_written_to() {
    let server = Server::new([ok(MESSAGE).header("connection", "close")]);
    let client = client(&server);
    for _ in 0..3 {
        client.send_email(SendEmailRequest::default()).send().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[tokio::test]
async fn inside_an_async_runtime_a_call_is_an_error_and_nothing_panics() {
    let server = Server::new([ok(MESSAGE)]);
    let client = client(&server);
    let error = client.clone().send_email(SendEmailRequest::default()).send().unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
    assert!(error.message().contains("async"), "{error}");
    assert_eq!(server.connections(), 0);
    drop(client);
}
