//! An answer that is other than asked for is read for what it says it is, or kept whole on the error.

use lowcodeapi_runtime::{ErrorKind, RetryPolicy, Value};
use semantics::answers::types::{Colour, Link, Note};
use semantics::answers::{Client, Error, WhateverFailure};

use crate::{Answer, Server, value};

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let client = Client::builder().base_url(server.url()).retry(RetryPolicy::none()).build().unwrap();
    (server, client)
}

/// Checks that an error tells how to ask for what came.
fn tells(error: &Error, method: &str) {
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)));
    assert!(error.message().contains(&format!("`{method}()` asks for it")), "{error}");
}

#[tokio::test]
async fn another_documented_type_than_asked_for_is_told_and_kept() {
    let (server, client) = answering([
        Answer::new(200, "text/plain; charset=utf-8", "hello"),
        Answer::new(200, "application/link+json", r#"{"href": "/1"}"#),
        Answer::new(200, "application/pdf", b"%PDF\xff"),
        Answer::new(200, "text/event-stream", "data: 1\n\n"),
        Answer::answer(200, r#"{"text": "a"}"#),
    ]);
    let error = client.read().await.unwrap_err();
    tells(&error, "as_text");
    assert_eq!(
        (error.text().as_ref(), error.headers().get("content-type")),
        ("hello", Some("text/plain; charset=utf-8"))
    );
    let error = client.read().await.unwrap_err();
    tells(&error, "as_link_json");
    assert_eq!(error.decode::<Link>().unwrap().href.as_deref(), Some("/1"));
    let error = client.read().await.unwrap_err();
    tells(&error, "as_pdf");
    assert_eq!(error.body(), b"%PDF\xff");
    tells(&client.read().await.unwrap_err(), "events");
    assert_eq!(client.read().await.unwrap(), Note::new("a"));
    assert_eq!(server.last().header("accept"), "application/json");
}

#[tokio::test]
async fn json_is_read_as_what_was_asked_for_whatever_it_is_called() {
    let (_server, client) = answering([
        Answer::new(200, "text/plain", r#"{"text": "a"}"#),
        Answer::new(200, "text/html", r#"{"text": "b"}"#),
        Answer::new(200, "application/pdf", r#"{"text": "c"}"#),
        Answer::new(200, "application/json", r#"{"href": "/1"}"#),
        Answer::new(200, "text/plain", "as it is"),
        Answer::new(200, "application/link+json", r#"{"href": "/2"}"#),
    ]);
    for text in ["a", "b", "c"] {
        assert_eq!(client.read().await.unwrap(), Note::new(text));
    }
    // What is only called JSON may be any of them.
    assert_eq!(client.read().as_link_json().await.unwrap().href.as_deref(), Some("/1"));
    tells(&client.read().as_link_json().await.unwrap_err(), "as_text");
    assert_eq!(client.read().as_link_json().await.unwrap().href.as_deref(), Some("/2"));
}

#[tokio::test]
async fn strings_come_as_json_or_as_text() {
    let (_server, client) = answering([
        Answer::answer(200, r#""hello""#),
        Answer::new(200, "text/plain", "hello"),
        Answer::new(200, "text/plain", "12"),
        Answer::new(200, "text/plain", "red"),
        Answer::answer(200, "red"),
    ]);
    assert_eq!(client.label().await.unwrap(), "hello");
    assert_eq!(client.label().await.unwrap(), "hello");
    assert_eq!(client.label().await.unwrap(), "12");
    assert_eq!(client.colour().await.unwrap(), Colour::Red);
    let error = client.colour().await.unwrap_err();
    assert_eq!((error.kind(), error.text().as_ref()), (ErrorKind::Decode, "red"));
}

#[tokio::test]
async fn a_file_is_bytes_under_the_name_of_json_and_of_text() {
    let pdf = || Answer::new(200, "application/pdf", b"%PDF\xff");
    let (server, client) = answering([
        pdf(),
        pdf(),
        pdf(),
        Answer::new(200, "text/csv", "a,b"),
        Answer::new(200, "text/csv", "c,d"),
    ]);
    assert_eq!(client.scan().await.unwrap(), &b"%PDF\xff"[..]);
    assert_eq!(server.last().header("accept"), "*/*");
    assert_eq!(client.blob().await.unwrap(), &b"%PDF\xff"[..]);
    let mut download = client.blob().stream().await.unwrap();
    assert_eq!(download.chunk().await.unwrap().as_deref(), Some(&b"%PDF\xff"[..]));
    assert_eq!(client.table().await.unwrap(), "a,b");
    assert_eq!(server.last().header("accept"), "text/csv");
    assert_eq!(client.table().await.unwrap(), &b"c,d"[..]);
}

#[tokio::test]
async fn text_is_read_in_its_charset_and_without_a_byte_order_mark() {
    let (_server, client) = answering([
        Answer::new(200, "text/plain; charset=iso-8859-1", b"caf\xe9"),
        Answer::new(200, "text/plain", "\u{feff}café"),
        Answer::new(200, "text/plain; charset=utf-16", b"\xff\xfec\0a\0f\0\xe9\0"),
        Answer::answer(200, "\u{feff}{\"text\": \"café\"}"),
        Answer::new(200, "application/json; charset=latin1", b"{\"text\": \"caf\xe9\"}"),
        Answer::new(200, "text/plain; charset=shift_jis", b"\x83\x4a"),
    ]);
    for _ in 0..3 {
        assert_eq!(client.text().await.unwrap(), "café");
    }
    for _ in 0..2 {
        assert_eq!(client.promised().await.unwrap(), Note::new("café"));
    }
    let error = client.text().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"\x83\x4a"[..]));
}

#[tokio::test]
async fn an_answer_of_a_status_without_content_asks_for_none() {
    let (server, client) = answering([
        Answer::empty(204),
        Answer::answer(200, r#"{"text": "a"}"#),
        Answer::empty(205),
        Answer::empty(204),
        Answer::empty(204),
        Answer::answer(200, ""),
    ]);
    let () = client.remove().await.unwrap();
    assert_eq!(client.revise().body(Note::new("a")).await.unwrap(), Some(Note::new("a")));
    assert_eq!(server.last().header("content-type"), "application/json");
    assert_eq!(client.revise().await.unwrap(), None);
    // Nothing was promised to be something: an empty list, and an object of which nothing is known.
    assert_eq!(client.notes().await.unwrap(), []);
    assert_eq!(client.facts().await.unwrap(), value(serde_json::json!({})));
    assert_eq!(client.facts().await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn what_is_documented_of_any_status_is_the_answer_and_the_failure() {
    let (_server, client) =
        answering([Answer::answer(200, r#"{"text": "a"}"#), Answer::answer(404, r#"{"text": "none"}"#)]);
    assert_eq!(client.whatever().await.unwrap(), Note::new("a"));
    let error = client.whatever().await.unwrap_err();
    assert_eq!(WhateverFailure::of(&error), Some(WhateverFailure::Default(Note::new("none"))));
}

#[tokio::test]
async fn what_the_document_says_nothing_of_is_there_all_the_same() {
    let (_server, client) = answering([
        Answer::new(429, "text/plain", "slowly")
            .header("x-ratelimit-reset", "17")
            .header("set-cookie", "id=secret"),
        Answer::answer(200, r#"{"text": "a", "more": [1]}"#).header("set-cookie", "id=7"),
    ]);
    let error = client.limited().await.unwrap_err();
    assert_eq!((error.kind(), error.text().as_ref()), (ErrorKind::Throttled, "slowly"));
    let header = |name| error.headers().get(name);
    assert_eq!((header("X-RateLimit-Reset"), header("set-cookie")), (Some("17"), Some("[redacted]")));
    let detailed = client.limited().detailed().await.unwrap();
    assert_eq!(detailed.decode::<Value>().unwrap()["more"][0], 1);
    assert_eq!((detailed.text().len(), detailed.body().len()), (26, 26));
    assert_eq!(detailed.headers.get("set-cookie"), Some("id=7"));
    assert!(!format!("{detailed:?}").contains("more"), "{detailed:?}");
}

#[tokio::test]
async fn an_answer_the_document_says_nothing_of_is_taken_in_any_form() {
    let sound = || Answer::new(200, "audio/mpeg", b"\xff\xfb\0");
    let (server, client) = answering([
        Answer::new(200, "text/csv", "a,b"),
        Answer::answer(200, r#"{"text": "a"}"#),
        sound(),
        sound(),
        sound(),
        Answer::new(200, "text/plain; charset=iso-8859-1", b"\xe9"),
    ]);
    assert_eq!(client.dump().text_("x").await.unwrap(), Value::from("a,b"));
    assert_eq!(
        (server.last().target.as_str(), server.last().header("accept")),
        ("/dump?text=x", "application/json")
    );
    assert_eq!(client.dump().json::<Note>().await.unwrap(), Note::new("a"));
    let error = client.dump().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"\xff\xfb\0"[..]));
    assert_eq!(
        error.message(),
        "the answer is no text (`audio/mpeg`): `.bytes()` of the call takes it as it comes"
    );
    assert_eq!(&client.dump().bytes().await.unwrap()[..], b"\xff\xfb\0");
    assert_eq!(server.last().header("accept"), "*/*");
    let mut download = client.dump().stream().await.unwrap();
    assert_eq!(download.chunk().await.unwrap().as_deref(), Some(&b"\xff\xfb\0"[..]));
    assert_eq!(server.last().header("accept"), "*/*");
    assert_eq!(client.dump().text().await.unwrap(), "é");
}
