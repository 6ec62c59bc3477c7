//! A documented redirect is an answer with its headers; any other is an error; none is followed.

use lowcodeapi_runtime::{ErrorKind, RetryPolicy};
use semantics::answers::types::Note;
use semantics::answers::{Client, FileAnswer, MovedAnswer};

use crate::{Answer, Server};

const THERE: &str = "https://files.example/1?sig=x";

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let client = Client::builder().base_url(server.url()).retry(RetryPolicy::none()).build().unwrap();
    (server, client)
}

fn leading(status: u16) -> Answer {
    Answer::empty(status).header("location", THERE).header("x-expires", "9")
}

fn note() -> Answer {
    Answer::answer(200, r#"{"text": "a"}"#)
}

#[tokio::test]
async fn the_location_of_an_operation_that_only_redirects_is_its_answer() {
    let (server, client) = answering([leading(302), Answer::answer(200, "{}"), leading(307)]);
    let redirect = client.archive().await.unwrap();
    assert_eq!((redirect.status(), redirect.location()), (302, Some(THERE)));
    assert_eq!(redirect.headers().get("X-Expires"), Some("9"));
    assert_eq!(format!("{redirect:?}"), "Redirect(302)");
    assert_eq!(server.last().header("accept"), "*/*");
    // What the document doesn't have is no answer.
    assert_eq!(client.archive().await.unwrap_err().kind(), ErrorKind::Decode);
    let error = client.archive().await.unwrap_err();
    assert_eq!((error.kind(), error.location()), (ErrorKind::Redirect, Some(THERE)));
    assert_eq!(server.all().len(), 3);
}

#[tokio::test]
async fn a_redirect_beside_other_answers_is_one_of_them() {
    let (_server, client) = answering([
        Answer::new(200, "application/octet-stream", "abc"),
        Answer::empty(202),
        leading(302),
        note(),
        leading(301),
        leading(308),
    ]);
    assert_eq!(client.file().await.unwrap(), FileAnswer::Ok("abc".into()));
    assert_eq!(client.file().await.unwrap(), FileAnswer::Accepted);
    let FileAnswer::Found(redirect) = client.file().await.unwrap() else { panic!("it is found") };
    assert_eq!(redirect.location(), Some(THERE));
    assert_eq!(client.moved().await.unwrap(), MovedAnswer::Ok(Note::new("a")));
    for status in [301, 308] {
        let MovedAnswer::Redirection(redirect) = client.moved().await.unwrap() else { panic!("it moved") };
        assert_eq!((redirect.status(), redirect.location()), (status, Some(THERE)));
    }
}

#[tokio::test]
async fn a_download_that_is_redirected_is_an_error_that_says_where() {
    let (_server, client) = answering([leading(302)]);
    let error = client.file().stream().await.unwrap_err();
    assert_eq!((error.kind(), error.location()), (ErrorKind::Redirect, Some(THERE)));
}

#[tokio::test]
async fn a_status_some_services_call_an_error_stays_one() {
    let (_server, client) = answering([note(), Answer::new(300, "text/plain", "no")]);
    assert_eq!(client.listed().await.unwrap(), Note::new("a"));
    let error = client.listed().await.unwrap_err();
    assert_eq!((error.kind(), error.text().as_ref()), (ErrorKind::Redirect, "no"));
}

#[tokio::test]
async fn nothing_new_is_an_answer_to_a_condition() {
    let (server, client) =
        answering([note().header("etag", "\"1\""), Answer::empty(304).header("etag", "\"1\"")]);
    assert_eq!(client.cached().await.unwrap(), Some(Note::new("a")));
    let cached = client.cached().if_none_match("\"1\"").detailed().await.unwrap();
    assert_eq!((cached.value, cached.status, cached.headers.get("etag")), (None, 304, Some("\"1\"")));
    assert_eq!(server.last().header("if-none-match"), "\"1\"");
}

#[tokio::test]
async fn nothing_new_without_a_condition_changes_no_type() {
    let (_server, client) = answering([note(), Answer::empty(304).header("etag", "\"1\"")]);
    assert_eq!(client.unconditional().await.unwrap(), Note::new("a"));
    let error = client.unconditional().await.unwrap_err();
    assert_eq!((error.status(), error.headers().get("etag")), (Some(304), Some("\"1\"")));
}

#[tokio::test]
async fn where_nothing_is_answered_a_documented_redirect_is_that_too() {
    let (_server, client) = answering([Answer::empty(204), Answer::empty(304), leading(307)]);
    let () = client.star().await.unwrap();
    assert_eq!(client.star().detailed().await.unwrap().status, 304);
    let probed = client.probe().detailed().await.unwrap();
    assert_eq!((probed.status, probed.headers.get("location")), (307, Some(THERE)));
}

#[cfg(feature = "mock")]
#[tokio::test]
async fn a_mock_redirects() {
    let mock = Client::mock();
    mock.archive().returns(lowcodeapi_runtime::Redirect::new(302, THERE));
    assert_eq!(mock.client().archive().await.unwrap().location(), Some(THERE));
}
