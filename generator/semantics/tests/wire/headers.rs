//! Documented headers of answers and failures are read as their types; one that is something else costs no answer.

use lowcodeapi_runtime::{DateTime, RetryPolicy};
use semantics::headers::headers::{AddHeaders, ListHeaders, RetryAtLeftHeaders};
use semantics::headers::{Client, types::State};
use serde_json::json;

use crate::{Answer, Server, value};

fn answering(answers: impl IntoIterator<Item = Answer>) -> (Server, Client) {
    let server = Server::answering(answers);
    let client = Client::builder().base_url(server.url()).retry(RetryPolicy::none()).build().unwrap();
    (server, client)
}

/// The same with one more line of a header.
fn also(answer: Answer, name: &'static str, value: &str) -> Answer {
    let Answer::Answer(mut answer) = answer else { return answer };
    answer.headers.push((name, value.to_owned()));
    Answer::Answer(answer)
}

#[tokio::test]
async fn headers_are_what_the_document_says() {
    let answer = Answer::answer(200, r#"["a"]"#)
        .header("x-total-count", "41")
        .header("x-pages", "1, 2")
        .header("x-fresh", "true")
        .header("x-state", "closed")
        .header("x-window", "left=7,burst=?1")
        .header("x-labels", "a,b,c,d")
        .header("x-filter", r#"{"by": ["name"]}"#)
        .header("last-modified", "Tue, 15 Nov 1994 12:45:26 GMT")
        .header("x-any", "7")
        .header("set-cookie", "a=1; Expires=Wed, 09 Jun 2021 10:18:14 GMT");
    let answer = also(also(answer, "x-pages", "3"), "set-cookie", "b=2");
    let (_server, client) = answering([answer]);
    let detailed = client.list().detailed().await.unwrap();
    assert_eq!(detailed.value, ["a"]);
    let headers = ListHeaders::of(&detailed.headers);
    assert_eq!(headers.x_total_count(), Ok(41));
    assert_eq!(headers.x_pages(), Ok(Some(vec![1, 2, 3])));
    assert_eq!(headers.x_fresh(), Ok(Some(true)));
    assert_eq!(headers.x_state(), Ok(Some(State::Closed)));
    assert_eq!(headers.x_window(), Ok(Some(value(json!({"left": 7, "burst": true})))));
    assert_eq!(headers.x_labels().unwrap().unwrap()["c"], "d");
    assert_eq!(headers.x_filter(), Ok(Some(value(json!({"by": ["name"]})))));
    assert_eq!(headers.last_modified(), Ok(Some(DateTime::from("1994-11-15T12:45:26Z"))));
    assert_eq!(headers.x_any(), Ok(Some(value(json!(7)))));
    let cookies = headers.set_cookie().unwrap().unwrap();
    assert_eq!(cookies, ["a=1; Expires=Wed, 09 Jun 2021 10:18:14 GMT", "b=2"]);
}

#[tokio::test]
async fn a_header_that_is_something_else_costs_no_answer() {
    let answer = Answer::answer(200, "[]").header("x-pages", "1,many").header("x-state", "lost");
    let (_server, client) = answering([answer]);
    let headers = ListHeaders::of(&client.list().detailed().await.unwrap().headers);
    assert_eq!(headers.x_total_count().unwrap_err().name(), "X-Total-Count");
    assert_eq!(headers.x_pages().unwrap_err().to_string(), "header `X-Pages`: it is no number");
    assert_eq!(headers.x_state(), Ok(Some(State::Unknown("lost".to_owned()))));
    assert_eq!(headers.x_fresh(), Ok(None));
}

#[tokio::test]
async fn headers_of_failures_are_read_from_the_error() {
    let busy = || {
        let busy = Answer::answer(429, "{}").header("x-left", "0");
        busy.header("retry-at", "Tue, 15 Nov 1994 12:45:26 GMT")
    };
    let (_server, client) = answering([busy(), busy()]);
    for error in [client.list().await.unwrap_err(), client.items().await.map(drop).unwrap_err()] {
        let headers = RetryAtLeftHeaders::of(error.headers());
        assert_eq!(headers.x_left(), Ok(0));
        assert_eq!(headers.retry_at(), Ok(Some(DateTime::from("1994-11-15T12:45:26Z"))));
    }
}

#[tokio::test]
async fn a_header_that_only_some_answers_have_is_optional() {
    let (_server, client) =
        answering([Answer::empty(201).header("link", "</a>"), Answer::empty(202).header("x-job", "7")]);
    let added = AddHeaders::of(&client.add().detailed().await.unwrap().headers);
    assert_eq!((added.link(), added.x_job()), (Ok(Some("</a>".to_owned())), Ok(None)));
    let later = client.add().detailed().await.unwrap();
    assert_eq!(AddHeaders::of(&later.headers).x_job(), Ok(Some("7".to_owned())));
}
