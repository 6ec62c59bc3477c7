//! Methods that OpenAPI has names for since 3.2, and any other.

use semantics::methods::{Client, types::SearchRequest};

use crate::{Answer, Server};

fn client(server: &Server) -> Client {
    Client::builder().base_url(server.url()).token("k").build().unwrap()
}

#[tokio::test]
async fn a_query_asks_by_its_body() {
    let server = Server::answering([Answer::answer(200, r#"["a"]"#)]);
    assert_eq!(client(&server).search(SearchRequest::new("a")).await.unwrap(), ["a"]);
    let seen = server.last();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("QUERY", "/notes"));
    assert_eq!(seen.text(), r#"{"text":"a"}"#);
}

#[tokio::test]
async fn a_method_without_a_name_is_sent_as_the_document_writes_it() {
    let server = Server::silent();
    client(&server).copy_all("/archive").await.unwrap();
    let seen = server.last();
    assert_eq!((seen.method.as_str(), seen.header("destination")), ("COPY", "/archive"));
}
