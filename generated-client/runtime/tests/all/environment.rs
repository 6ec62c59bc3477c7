//! What a client takes from the environment.

use std::process::Command;

use crate::support::client::SendEmailRequest;
use crate::support::{Client, Server, ok};

/// Runs one of the tests below, which are otherwise ignored, in a process with these variables.
fn in_environment(test: &str, variables: &[(&str, &str)]) {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command.arg(format!("environment::{test}")).args(["--exact", "--ignored", "--nocapture"]);
    for name in
        ["LOWCODEAPI_API_TOKEN", "LOWCODEAPI_BASE_URL", "LOWCODEAPI_URL_FORMAT", "NO_PROXY", "no_proxy"]
    {
        command.env_remove(name);
    }
    // A proxy would get the token in plain text.
    command.env("HTTP_PROXY", "http://127.0.0.1:9").env("ALL_PROXY", "http://127.0.0.1:9");
    let output = command.envs(variables.iter().copied()).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn token_base_url_and_format_are_read_and_no_proxy_sees_a_token_in_plain_text() {
    let server = Server::new([ok(r#"{"data":{"id":"a"}}"#)]);
    in_environment(
        "inside_everything_is_set",
        &[
            ("LOWCODEAPI_API_TOKEN", "at_env"),
            ("LOWCODEAPI_BASE_URL", &server.url()),
            ("LOWCODEAPI_URL_FORMAT", "old"),
        ],
    );
    assert_eq!(server.targets(), ["/awsses/v1/pages/page_id?api_token=at_env&page_id=a"]);
}

#[tokio::test]
#[ignore = "runs in a process of its own"]
async fn inside_everything_is_set() {
    Client::from_env().unwrap().retrieve_page("a").await.unwrap();
}

#[test]
fn a_missing_token_says_which_variable_to_set() {
    in_environment("inside_nothing_is_set", &[]);
    in_environment("inside_nothing_is_set", &[("LOWCODEAPI_API_TOKEN", "")]);
}

#[test]
#[ignore = "runs in a process of its own"]
fn inside_nothing_is_set() {
    assert!(Client::from_env().unwrap_err().to_string().contains("`LOWCODEAPI_API_TOKEN`"));
}

#[test]
fn an_unknown_format_says_which_there_are() {
    in_environment(
        "inside_the_format_is_wrong",
        &[("LOWCODEAPI_API_TOKEN", "at_env"), ("LOWCODEAPI_URL_FORMAT", "v2")],
    );
}

#[test]
#[ignore = "runs in a process of its own"]
fn inside_the_format_is_wrong() {
    assert!(Client::from_env().unwrap_err().to_string().contains("`old` nor `new`"));
}

#[test]
fn the_default_host_is_the_services() {
    in_environment("inside_only_the_token_is_set", &[("LOWCODEAPI_API_TOKEN", "at_env")]);
}

#[test]
#[ignore = "runs in a process of its own"]
fn inside_only_the_token_is_set() {
    let client = Client::from_env().unwrap();
    assert!(format!("{client:?}").contains("api.lowcodeapi.com"), "{client:?}");
    drop(client.send_email(SendEmailRequest::default()));
}

mod shop {
    #![allow(missing_docs)]

    lowcodeapi_runtime::client! {
        /// A client of a service that isn't `LowCodeAPI`.
        provider: "",
        host: "https://shop.example",
        auth: bearer(),
        error: lowcodeapi_runtime::ErrorCode,
    }
}

#[test]
fn another_service_takes_nothing_from_the_variables_of_lowcodeapi() {
    in_environment(
        "inside_only_lowcodeapi_is_set",
        &[
            ("LOWCODEAPI_API_TOKEN", "at_env"),
            ("LOWCODEAPI_BASE_URL", "no URL"),
            ("LOWCODEAPI_URL_FORMAT", "neither"),
        ],
    );
}

#[test]
#[ignore = "runs in a process of its own"]
fn inside_only_lowcodeapi_is_set() {
    assert!(shop::Client::new("secret").is_ok());
    let error = shop::Client::from_env().unwrap_err().to_string();
    assert!(error.contains("`LOWCODEAPI_RUNTIME_API_TOKEN`"), "{error}");
}
