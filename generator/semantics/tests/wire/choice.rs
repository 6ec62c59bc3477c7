//! A caller chooses among the servers of the document, and sets their variables.

use lowcodeapi_runtime::ErrorKind;
use semantics::choice::{Client, servers};

use crate::Server;

#[tokio::test]
async fn calls_go_to_the_server_that_was_chosen() {
    let server = Server::silent();
    let port = server.url().rsplit(':').next().unwrap().to_owned();
    let client = Client::builder().base_url(servers::ThisMachine::new().port(port)).build().unwrap();
    client.list().await.unwrap();
    assert_eq!(server.last().target, "/things");
}

#[test]
fn variables_have_their_defaults_until_they_are_set() {
    let url = |server: servers::Production| String::from(server);
    assert_eq!(url(servers::Production::new()), "https://eu.api.example.com/v1");
    assert_eq!(url(servers::Production::new().region("us").base("v2")), "https://us.api.example.com/v2");
    assert_eq!(String::from(servers::SandboxExampleComV1::new()), "https://sandbox.example.com/v1");
}

#[test]
fn a_variable_leads_to_no_other_host() {
    let production = servers::Production::new().region("evil.example/");
    let error = Client::builder().base_url(production).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
