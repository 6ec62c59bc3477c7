//! A document such as LowCodeAPI serves: it describes no answer, and few bodies.

use lowcodeapi_runtime::serde::Serialize;
use lowcodeapi_runtime::{Delivery, ErrorKind};
use semantics::gateway::Client;
use serde_json::json;

use crate::{Answer, Server};

fn answering(answer: &str) -> (Server, Client) {
    let server = Server::answering([0; 4].map(|_| Answer::answer(200, answer)));
    let client = Client::builder().token("at_secret").base_url(server.url()).build().unwrap();
    (server, client)
}

#[tokio::test]
async fn a_body_the_document_does_not_describe_is_sent_where_it_is_set() {
    #[derive(Serialize)]
    #[serde(crate = "lowcodeapi_runtime::serde")]
    struct Card {
        title: &'static str,
    }

    let (server, client) = answering(r#"{"message": "", "provider": "semantics", "result": {"ok": true}}"#);
    client.create_board_card("b").body([Card { title: "One" }]).await.unwrap();
    assert_eq!(server.last().target, "/semantics/v1/boards/b/cards?api_token=at_secret");
    assert_eq!(
        (server.last().header("content-type"), server.last().text()),
        ("application/json", r#"[{"title":"One"}]"#)
    );
    let call = client.create_board_card("b").body_member("n", 1).body(json!({"title": "Two"}));
    assert_eq!(call.await.unwrap(), json!({"ok": true}));
    assert_eq!(server.last().text(), r#"{"title":"Two","n":1}"#);
    client.archive_board("b").await.unwrap();
    assert_eq!((server.last().text(), server.last().has("content-type")), ("", false));
    assert_eq!(server.last().header("content-length"), "0");
    let error = client.delete_board_archive("b").body_member("n", 1).await.unwrap_err();
    assert_eq!((error.kind(), error.delivery()), (ErrorKind::Config, Delivery::NotSent));
}
