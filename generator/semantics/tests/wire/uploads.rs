//! Content that is read while it is sent: from a path, a reader, a stream, and never twice where it can be read once.

use std::io::{self, Cursor, Read};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;
use lowcodeapi_runtime::http::Request;
use lowcodeapi_runtime::{
    Bytes, Delivery, ErrorKind, File, Layer, LayerFuture, Next, RetryPolicy, Transferred, Upload,
};
use semantics::transfer::types::SendFormRequest;
use semantics::transfer::{Client, ClientBuilder};
use test_support::Scratch;

use crate::{Answer, Server};

/// More than is read at once.
const LARGE: usize = 200_000;

fn builder(server: &Server) -> ClientBuilder {
    let quick = RetryPolicy::at_least_once().base_delay(Duration::from_millis(1));
    Client::builder().base_url(server.url()).retry(quick)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn large() -> Vec<u8> {
    (0..LARGE).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

/// What came, and how its length was said.
fn sent(server: &Server) -> (Vec<u8>, String) {
    let seen = server.last();
    let length = seen.header("content-length").to_owned();
    (seen.body.clone(), if length.is_empty() { seen.header("transfer-encoding").to_owned() } else { length })
}

/// Pieces, one after the other, and what comes of the last.
struct Pieces(Vec<Result<&'static str, &'static str>>);

impl Stream for Pieces {
    type Item = Result<&'static str, &'static str>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(if self.0.is_empty() { None } else { Some(self.0.remove(0)) })
    }
}

fn pieces() -> Upload {
    Upload::from_stream(Pieces(vec![Ok("one "), Ok("two")]))
}

#[tokio::test]
async fn content_comes_from_wherever_the_caller_has_it() {
    let scratch = Scratch::new();
    let path = scratch.path("film.mp4");
    std::fs::write(&path, large()).unwrap();
    let server = Server::silent();
    let client = client(&server);
    let length = LARGE.to_string();
    client.put_file("a", Upload::from_path(&path)).await.unwrap();
    assert_eq!(sent(&server), (large(), length.clone()));
    client.put_file("a", Upload::from_reader(Cursor::new(large()))).await.unwrap();
    assert_eq!(sent(&server), (large(), "chunked".to_owned()));
    client.put_file("a", Upload::from_reader(Cursor::new(large())).length(LARGE as u64)).await.unwrap();
    assert_eq!(sent(&server), (large(), length.clone()));
    client.put_file("a", Upload::from_async_reader(Cursor::new(large()))).await.unwrap();
    assert_eq!(sent(&server), (large(), "chunked".to_owned()));
    client.put_file("a", pieces()).await.unwrap();
    assert_eq!(sent(&server), (b"one two".to_vec(), "chunked".to_owned()));
    client.put_file("a", pieces().length(7)).await.unwrap();
    assert_eq!(sent(&server), (b"one two".to_vec(), "7".to_owned()));
    for nothing in [Upload::from(""), Upload::from_reader(io::empty()).length(0)] {
        client.put_file("a", nothing).await.unwrap();
        assert_eq!(sent(&server), (Vec::new(), "0".to_owned()));
    }
    client.put_file("a", large()).await.unwrap();
    assert_eq!(sent(&server), (large(), length));
}

#[tokio::test]
async fn parts_of_a_form_are_read_while_they_are_sent() {
    let scratch = Scratch::new();
    let path = scratch.path("film.mp4");
    std::fs::write(&path, "a film").unwrap();
    let server = Server::silent();
    let client = client(&server);
    let film = File::from_path(&path).content_type("video/mp4");
    client.send_form(SendFormRequest::new(film).title("A")).await.unwrap();
    let parts =
        [r#"form-data; name="film"; filename="film.mp4"|video/mp4|a film"#, r#"form-data; name="title"|A"#];
    assert_eq!(server.last().parts(&["Content-Type"]), parts);
    assert_eq!(sent(&server).1, server.last().body.len().to_string());
    client.send_form(SendFormRequest::new(File::new("film", pieces()))).await.unwrap();
    assert_eq!(sent(&server).1, "chunked");
    let streamed = [r#"form-data; name="film"; filename="film"|application/octet-stream|one two"#];
    assert_eq!(server.last().parts(&["Content-Type"]), streamed);
}

#[tokio::test]
async fn what_can_be_read_again_is_sent_again_byte_for_byte() {
    let scratch = Scratch::new();
    let path = scratch.path("film.mp4");
    std::fs::write(&path, large()).unwrap();
    let again = || Upload::repeatable(|| Pieces(vec![Ok("one "), Ok("two")]));
    for fault in [Answer::ResetAfterReading, Answer::answer(503, "")] {
        for (content, bytes) in [(Upload::from_path(&path), large()), (again(), b"one two".to_vec())] {
            let server = Server::answering([fault.clone(), Answer::empty(204)]);
            assert_eq!(client(&server).put_file("a", content).detailed().await.unwrap().attempts, 2);
            assert!(server.all().iter().all(|seen| seen.body == bytes));
        }
    }
    let server = Server::answering([Answer::ResetAfterReading, Answer::empty(204)]);
    let careful = builder(&server).retry(RetryPolicy::default()).build().unwrap();
    careful.add_once(Upload::from_path(&path)).await.unwrap();
    let keys: Vec<_> = server.all().iter().map(|seen| seen.header("idempotency-key").to_owned()).collect();
    assert_eq!((keys.len(), &keys[0]), (2, &keys[1]));
}

#[tokio::test]
async fn what_can_be_read_once_is_never_repeated_whatever_the_policy() {
    let parts = || SendFormRequest::new(File::new("film", pieces()));
    for fault in [Answer::ResetAfterReading, Answer::answer(503, ""), Answer::answer(429, "")] {
        let server = || Server::answering([fault.clone(), Answer::empty(204)]);
        let (first, second) = (server(), server());
        let alone = client(&first).put_file("a", pieces()).await.unwrap_err();
        let within = client(&second).send_form(parts()).await.unwrap_err();
        assert_eq!((alone.attempts(), first.all().len()), (1, 1), "{alone}");
        assert_eq!((within.attempts(), second.all().len()), (1, 1), "{within}");
    }
    // With a clone of what was sent nothing is sent at all.
    let server = Server::silent();
    let (client, content) = (client(&server), pieces());
    client.put_file("a", content.clone()).await.unwrap();
    let error = client.put_file("a", content).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
    assert_eq!(server.all().len(), 1);
}

#[tokio::test]
async fn a_reader_that_nobody_touched_is_sent_when_a_connection_is_made() {
    // The first host is closed; nothing of the content was read.
    let closed = Client::builder().base_url(test_support::closed_port()).build().unwrap();
    let content = pieces();
    let error = closed.put_file("a", content.clone()).await.unwrap_err();
    assert_eq!((error.attempts(), error.delivery()), (3, Delivery::NotSent));
    let server = Server::silent();
    client(&server).put_file("a", content).await.unwrap();
    assert_eq!(sent(&server).0, b"one two");
}

/// A reader that fails in the middle.
struct Broken(usize);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::Error::other("the disk is gone"));
        }
        self.0 -= 1;
        buffer[..3].copy_from_slice(b"abc");
        Ok(3)
    }
}

#[tokio::test]
async fn content_that_cannot_be_read_says_so_and_is_never_taken_for_whole() {
    for content in [
        Upload::from_reader(Broken(2)),
        Upload::from_stream(Pieces(vec![Ok("abc"), Err("the disk is gone")])),
        pieces().length(6),
        pieces().length(8),
    ] {
        let server = Server::silent();
        let error = client(&server).put_file("a", content).await.unwrap_err();
        assert_eq!((error.kind(), error.delivery()), (ErrorKind::Io, Delivery::Unknown), "{error}");
        let text = error.to_string();
        assert!(text.contains("the disk is gone") || text.contains("were announced"), "{text}");
        assert_eq!(server.all().len(), 0);
    }
    let server = Server::silent();
    let missing = client(&server).put_file("a", Upload::from_path("/no/such/file")).await.unwrap_err();
    assert_eq!((missing.kind(), missing.delivery()), (ErrorKind::Config, Delivery::NotSent));
    assert!(missing.to_string().contains("/no/such/file"), "{missing}");
}

#[tokio::test]
async fn a_file_that_changed_between_two_tries_is_not_sent_again() {
    let scratch = Scratch::new();
    let path = scratch.path("log");
    std::fs::write(&path, "one").unwrap();
    let server = Server::answering([Answer::answer(503, ""), Answer::empty(204)]);
    let content = Upload::from_path(&path);
    let none = RetryPolicy::none();
    client(&server).put_file("a", content.clone()).retry(none.clone()).await.unwrap_err();
    std::fs::write(&path, "one and two").unwrap();
    let error = client(&server).put_file("a", content).retry(none).await.unwrap_err();
    assert_eq!((error.kind(), server.all().len()), (ErrorKind::Config, 1));
}

#[tokio::test]
async fn progress_is_told_with_each_piece() {
    let seen: Arc<Mutex<Vec<Transferred>>> = Arc::default();
    let watch = Arc::clone(&seen);
    let content = Upload::from_reader(Cursor::new(large()))
        .length(LARGE as u64)
        .on_progress(move |sent| watch.lock().unwrap().push(sent));
    let server = Server::silent();
    client(&server).put_file("a", content).await.unwrap();
    let seen = seen.lock().unwrap();
    assert!(seen.len() > 2 && seen.windows(2).all(|two| two[0].bytes < two[1].bytes));
    let last = seen.last().unwrap();
    assert_eq!((last.bytes, last.total), (LARGE as u64, Some(LARGE as u64)));
}

/// A reader that takes its time.
struct Slow(usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Ok(0);
        }
        self.0 -= 1;
        std::thread::sleep(Duration::from_millis(60));
        buffer[0] = b'.';
        Ok(1)
    }
}

#[tokio::test]
async fn the_time_of_a_call_begins_anew_with_each_piece() {
    let server = Server::silent();
    let client = builder(&server).timeout(Duration::from_millis(400)).build().unwrap();
    client.put_file("a", Upload::from_reader(Slow(15))).await.unwrap();
    assert_eq!(sent(&server).0.len(), 15);
    let server = Server::answering([Answer::StallBeforeAnswer]);
    let stalled = client_with(&server, Duration::from_millis(200)).put_file("a", pieces()).await.unwrap_err();
    assert_eq!((stalled.kind(), stalled.delivery()), (ErrorKind::Timeout, Delivery::Unknown));
}

fn client_with(server: &Server, timeout: Duration) -> Client {
    builder(server).timeout(timeout).build().unwrap()
}

/// Notes what it sees of a body.
#[derive(Clone, Default)]
struct Bodies(Arc<Mutex<Vec<(usize, bool)>>>);

impl Layer for Bodies {
    fn handle<'a>(&'a self, request: Request<Bytes>, next: Next<'a>) -> LayerFuture<'a> {
        let seen = (request.body().len(), request.extensions().get::<Upload>().is_some());
        self.0.lock().unwrap().push(seen);
        next.run(request)
    }
}

#[tokio::test]
async fn layers_know_of_content_that_is_not_in_memory() {
    let (server, bodies) = (Server::silent(), Bodies::default());
    let client = builder(&server).call_layer(bodies.clone()).attempt_layer(bodies.clone()).build().unwrap();
    client.put_file("a", pieces()).await.unwrap();
    assert_eq!(sent(&server).0, b"one two");
    client.put_file("a", "three").await.unwrap();
    assert_eq!(*bodies.0.lock().unwrap(), [(0, true), (0, true), (5, false), (5, false)]);
}

#[test]
fn what_is_read_while_it_is_sent_has_no_place_in_json() {
    assert!(serde_json::to_string(&File::new("a", pieces())).is_err());
    assert_eq!(serde_json::to_string(&File::new("a", "abc")).unwrap(), r#""YWJj""#);
}
