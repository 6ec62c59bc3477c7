//! Downloads go to a path, are taken up again where they broke off, and end at a limit.

use std::time::Duration;

use lowcodeapi_runtime::{Delivery, ErrorKind, RetryPolicy};
use semantics::transfer::{Client, ClientBuilder};
use test_support::{Request, Scratch};

use crate::{Answer, Server};

const FILE: &str = "0123456789abcdefghij";

fn builder(url: String) -> ClientBuilder {
    Client::builder().base_url(url).retry(RetryPolicy::default().base_delay(Duration::from_millis(1)))
}

fn bytes(status: u16, body: &str) -> Answer {
    Answer::new(status, "application/octet-stream", body)
}

/// A file of a state, whole.
fn whole(etag: &str) -> Answer {
    bytes(200, FILE).header("etag", etag).header("accept-ranges", "bytes")
}

/// The rest of it.
fn rest(from: usize) -> Answer {
    let range = format!("bytes {from}-{}/{}", FILE.len() - 1, FILE.len());
    bytes(206, &FILE[from..]).header("content-range", range)
}

fn ranges(server: &Server) -> Vec<(String, String)> {
    let of = |seen: &crate::Seen| (seen.header("range").to_owned(), seen.header("if-range").to_owned());
    server.all().iter().map(of).collect()
}

fn none() -> (String, String) {
    (String::new(), String::new())
}

fn from(at: usize) -> (String, String) {
    (format!("bytes={at}-"), "\"one\"".to_owned())
}

#[tokio::test]
async fn a_download_is_at_its_path_when_it_is_whole() {
    let (scratch, server) = (Scratch::new(), Server::answering([whole("\"one\"")]));
    let path = scratch.path("film");
    let client = builder(server.url()).build().unwrap();
    let saved = client.get_file("a").save_to(&path).await.unwrap();
    assert_eq!((saved.path.as_path(), saved.bytes, saved.resumed_from), (path.as_path(), 20, 0));
    assert_eq!(scratch.files().into_iter().collect::<Vec<_>>(), [("film".to_owned(), FILE.into())]);
    assert_eq!(server.last().header("accept-encoding"), "identity");
}

#[tokio::test]
async fn what_breaks_off_is_taken_up_again_where_it_ended() {
    let scratch = Scratch::new();
    let server = Server::answering([whole("\"one\"").truncated(), rest(10).truncated(), rest(15)]);
    let client = builder(server.url()).build().unwrap();
    let saved = client.get_file("a").save_to(scratch.path("film")).await.unwrap();
    assert_eq!((saved.bytes, saved.resumed_from, scratch.read("film").as_str()), (20, 0, FILE));
    assert_eq!(ranges(&server), [none(), from(10), from(15)]);
}

#[tokio::test]
async fn a_later_run_goes_on_where_an_earlier_one_ended() {
    let scratch = Scratch::new();
    let server = Server::answering([whole("\"one\"").truncated(), rest(10)]);
    let client = builder(server.url()).retry(RetryPolicy::none()).build().unwrap();
    let error = client.get_file("a").save_to(scratch.path("film")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    assert_eq!(scratch.read("film.part"), FILE[..10]);
    let saved = client.get_file("a").save_to(scratch.path("film")).await.unwrap();
    assert_eq!((saved.bytes, saved.resumed_from, scratch.read("film").as_str()), (20, 10, FILE));
    assert_eq!(ranges(&server), [none(), from(10)]);
    assert_eq!(scratch.files().len(), 1);
}

#[tokio::test]
async fn what_changed_in_the_meantime_begins_anew() {
    for changed in [whole("\"two\""), bytes(200, FILE), bytes(416, "")] {
        let scratch = Scratch::new();
        let server = Server::answering([whole("\"one\"").truncated(), changed, bytes(200, FILE)]);
        let client = builder(server.url()).build().unwrap();
        let saved = client.get_file("a").save_to(scratch.path("film")).await.unwrap();
        assert_eq!((saved.bytes, saved.resumed_from, scratch.read("film").as_str()), (20, 0, FILE));
        assert_eq!(ranges(&server)[..2], [none(), from(10)]);
    }
    // A range that isn't the one that was asked for is none, and one of another state no end of what is there.
    let other = bytes(206, "klmnopqrst").header("content-range", "bytes 10-19/20").header("etag", "\"two\"");
    for strange in [rest(5), other] {
        let scratch = Scratch::new();
        let server = Server::answering([whole("\"one\"").truncated(), strange, whole("\"one\"")]);
        builder(server.url()).build().unwrap().get_file("a").save_to(scratch.path("film")).await.unwrap();
        assert_eq!(scratch.read("film"), FILE);
    }
}

#[tokio::test]
async fn without_ranges_and_a_strong_tag_nothing_is_taken_up_again() {
    let plain = bytes(200, FILE);
    for answer in [plain.clone(), plain.header("etag", "\"one\""), whole("W/\"one\"")] {
        let scratch = Scratch::new();
        let server = Server::answering([answer.truncated(), bytes(200, FILE)]);
        let client = builder(server.url()).build().unwrap();
        client.get_file("a").save_to(scratch.path("film")).await.unwrap_err();
        assert_eq!(server.all().len(), 1);
        // What is left of it is no beginning of anything.
        let saved = client.get_file("a").save_to(scratch.path("film")).await.unwrap();
        assert_eq!((saved.bytes, ranges(&server)), (20, vec![none(), none()]));
        assert_eq!(scratch.read("film"), FILE);
    }
}

#[tokio::test]
async fn a_range_of_the_callers_is_downloaded_as_it_is() {
    let scratch = Scratch::new();
    let server = Server::answering([rest(5)]);
    let call = builder(server.url()).build().unwrap().get_file("a").header("range", "bytes=5-");
    let saved = call.save_to(scratch.path("film")).await.unwrap();
    assert_eq!((saved.bytes, scratch.read("film").as_str()), (15, &FILE[5..]));
    assert_eq!(ranges(&server), [("bytes=5-".to_owned(), String::new())]);
}

#[tokio::test]
async fn a_part_that_nobody_asked_for_is_not_taken_for_the_whole() {
    for part in [rest(5), bytes(206, &FILE[..5]), bytes(206, "abc").header("content-range", "bytes 0-2/*")] {
        let scratch = Scratch::new();
        let server = Server::answering([part]);
        let client = builder(server.url()).build().unwrap();
        let error = client.get_file("a").save_to(scratch.path("film")).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(206)), "{error}");
        assert!(error.to_string().contains("a part of the file"), "{error}");
        assert!(!scratch.path("film").exists());
    }
    // What says that it is all there is, is that.
    let scratch = Scratch::new();
    let server = Server::answering([rest(0)]);
    let client = builder(server.url()).build().unwrap();
    assert_eq!(client.get_file("a").save_to(scratch.path("film")).await.unwrap().bytes, 20);
    // Anything else that is told twice is told as an error, however often.
    let scratch = Scratch::new();
    let server = Server::answering([whole("\"one\"").truncated(), rest(5), rest(5)]);
    let client = builder(server.url()).build().unwrap();
    let error = client.get_file("a").save_to(scratch.path("film")).await.unwrap_err();
    assert_eq!((error.kind(), server.all().len()), (ErrorKind::Decode, 3));
}

#[tokio::test]
async fn a_redirected_download_is_not_followed_and_writes_nothing() {
    let scratch = Scratch::new();
    let there = Server::answering([whole("\"one\"")]);
    let to = format!("{}/there", there.url());
    let server = Server::answering([Answer::empty(302).header("location", &to)]);
    let client = builder(server.url()).build().unwrap();
    let error = client.get_file("a").save_to(scratch.path("film")).await.unwrap_err();
    assert_eq!((error.kind(), error.location()), (ErrorKind::Redirect, Some(&*to)));
    assert!(there.all().is_empty() && !scratch.path("film").exists());
}

#[tokio::test]
async fn a_stream_ends_at_its_limit() {
    let server = Server::answering([whole("\"one\"")]);
    let client = builder(server.url()).max_stream_bytes(19).build().unwrap();
    let mut download = client.get_file("a").stream().await.unwrap();
    let error = download.chunk().await.unwrap_err();
    assert_eq!((error.kind(), download.chunk().await.unwrap()), (ErrorKind::TooLarge, None));
    let scratch = Scratch::new();
    let error = client.get_file("a").save_to(scratch.path("film")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(!scratch.path("film").exists());
    let free = builder(server.url()).build().unwrap();
    let mut download = free.get_file("a").stream().await.unwrap().at_most(20);
    assert_eq!(download.chunk().await.unwrap().unwrap(), FILE);
    let mut download = free.get_file("a").stream().await.unwrap().at_most(10);
    assert_eq!(download.chunk().await.unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_an_error_of_this_side() {
    let server = Server::answering([whole("\"one\"")]);
    let client = builder(server.url()).build().unwrap();
    let error = client.get_file("a").save_to("/no/such/folder/film").await.unwrap_err();
    assert_eq!((error.kind(), error.delivery(), server.all().len()), (ErrorKind::Io, Delivery::NotSent, 0));
    assert!(error.to_string().contains("/no/such/folder/film.part"), "{error}");
}

#[tokio::test]
async fn two_downloads_to_one_place_do_not_mix() {
    let scratch = Scratch::new();
    let server = Server::answering([whole("\"one\"").after(Duration::from_millis(300)), whole("\"one\"")]);
    let client = builder(server.url()).build().unwrap();
    let first = client.get_file("a").save_to(scratch.path("film"));
    let second = async {
        while server.all().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        client.get_file("a").save_to(scratch.path("film")).await
    };
    let (first, second) = tokio::join!(first, second);
    let error = second.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Io, Delivery::NotSent));
    assert!(error.to_string().contains("another download to this place is under way"), "{error}");
    assert_eq!((first.unwrap().bytes, server.all().len()), (20, 1));
    // Once it is done, the place is free.
    assert_eq!(client.get_file("a").save_to(scratch.path("film")).await.unwrap().bytes, 20);
    assert_eq!(scratch.files().into_iter().collect::<Vec<_>>(), [("film".to_owned(), FILE.into())]);
}

#[tokio::test]
async fn a_file_of_a_thousand_breaks_comes_whole() {
    let content: String = (0..4000).map(|at| char::from(b'a' + u8::try_from(at % 23).unwrap())).collect();
    let all = content.clone();
    let server = test_support::Server::by_rule(move |request: &Request| {
        let asked = request.header("range").and_then(|range| range.strip_prefix("bytes="));
        let from: usize = asked.map_or(0, |range| range.trim_end_matches('-').parse().unwrap());
        let to = (from + 8).min(all.len());
        let answer = bytes(if asked.is_some() { 206 } else { 200 }, &all[from..to]);
        let answer = answer.header("etag", "\"one\"").header("accept-ranges", "bytes");
        let range = format!("bytes {from}-{}/{}", to - 1, all.len());
        let answer = answer.header("content-range", range);
        if to == all.len() { answer } else { answer.truncated() }
    });
    let scratch = Scratch::new();
    let client = builder(server.url()).build().unwrap();
    let saved = client.get_file("a").save_to(scratch.path("film")).await.unwrap();
    assert_eq!((saved.bytes, scratch.read("film")), (4000, content));
    assert!(server.seen().len() > 900);
}
