//! The document may say where a path begins, and never where credentials go.

use lowcodeapi_runtime::ErrorKind;
use semantics::servers::Client;
use semantics::servers::servers::{ApiExampleComVersion, UploadExampleCom};

use crate::Server;

#[tokio::test]
async fn an_operation_on_the_services_own_host_begins_with_its_own_path() {
    let server = Server::silent();
    let client = Client::builder().base_url(format!("{}/v1", server.url())).build().unwrap();
    client.usual().await.unwrap();
    client.other_path().await.unwrap();
    client.other_version().await.unwrap();
    let targets: Vec<_> = server.all().into_iter().map(|seen| seen.target.clone()).collect();
    assert_eq!(targets, ["/v1/usual", "/v2/path", "/v3/version"]);
}

#[tokio::test]
async fn nothing_goes_to_another_host_until_the_caller_says_where() {
    let (server, other) = (Server::silent(), Server::silent());
    let builder = || Client::builder().base_url(server.url());
    let error = builder().build().unwrap().other_host().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.message().contains(r#"`server("https://upload.example.com", …)`"#), "{error}");
    assert!(server.all().is_empty());
    let client = builder().server("https://upload.example.com", other.url()).build().unwrap();
    client.other_host().await.unwrap();
    assert_eq!((server.all().len(), other.last().target.as_str()), (0, "/host"));
}

#[tokio::test]
async fn the_server_of_an_operation_need_not_be_spelled() {
    let (server, other) = (Server::silent(), Server::silent());
    let builder = Client::builder().base_url(server.url()).server(UploadExampleCom::new(), other.url());
    builder.build().unwrap().other_host().await.unwrap();
    assert_eq!((server.all().len(), other.last().target.as_str()), (0, "/host"));
    let version: String = ApiExampleComVersion::new().version("v4").into();
    assert_eq!(version, "https://api.example.com/v4");
}

#[test]
fn a_server_is_reached_as_safely_as_the_service() {
    let refused = Client::builder().server("https://upload.example.com", "http://127.0.0.1:1").build();
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Config);
}
