//! Keywords that change little: what they are said of is sent and read all the same.

use lowcodeapi_runtime::Base64;
use semantics::keywords::Client;
use semantics::keywords::types::Note;
use serde_json::json;

use crate::{Answer, Server};

#[tokio::test]
async fn a_note_is_sent_and_read_whole() {
    let body = r#"{"text":"","count":3,"tags":["x","x"],"bytes":"AQI=","words":{"A":"b"},"next":{"text":"n"},"after":{"text":"a"}}"#;
    let server = Server::answering([Answer::answer(201, body)]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let note = Note::new("a").bytes(Base64::from(&[1, 2])).after(Note::new("b"));
    // Bounds are documented, and the service's to hold a caller to.
    let read = client.add_note(note).await.unwrap();
    assert_eq!((read.count, read.tags.as_deref().map(<[String]>::len)), (Some(3), Some(2)));
    assert_eq!(read.after.map(|after| after.text).as_deref(), Some("a"));
    assert_eq!(server.last().json(), json!({"text": "a", "bytes": "AQI=", "after": {"text": "b"}}));
}

#[tokio::test]
async fn an_empty_value_is_sent_as_one() {
    let server = Server::silent();
    let client = Client::builder().base_url(server.url()).build().unwrap();
    client.send_parts().draft("").await.unwrap();
    assert_eq!(server.last().target, "/notes/parts?draft=");
}
