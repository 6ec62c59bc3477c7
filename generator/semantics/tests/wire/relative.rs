//! Where a server is only a path, the caller says the host.

use semantics::relative::Client;

use crate::Server;

#[tokio::test]
async fn a_host_alone_is_completed_by_the_documents_path_and_an_address_with_a_path_is_not() {
    let server = Server::silent();
    let list = async |base: String| {
        Client::builder().base_url(base).token("k").build().unwrap().list().await.unwrap();
        server.last().target.clone()
    };
    assert_eq!(list(server.url()).await, "/api/v3/things");
    assert_eq!(list(format!("{}/api/v3", server.url())).await, "/api/v3/things");
    assert_eq!(list(format!("{}/v2/", server.url())).await, "/v2/things");
    assert_eq!(list(format!("{}/", server.url())).await, "/things");
}

#[tokio::test]
async fn a_server_of_an_operation_is_a_path_on_the_same_host() {
    let server = Server::silent();
    let client = Client::builder().base_url(server.url()).token("k").build().unwrap();
    client.other_version().await.unwrap();
    assert_eq!(server.last().target, "/v4/other");
}
