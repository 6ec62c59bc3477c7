//! Passing calls on to another service.

use crate::stand::{BULK, SEND, Stand, bulk, simple};

#[test]
fn what_stands_upstream_answers_in_the_services_envelope() {
    // A stand-in's own routes are below its provider, so that is what stands upstream of another. It misses the token.
    let behind = Stand::start(&[]);
    let before = Stand::start(&["--upstream", &format!("{}/awsses", behind.url())]);
    let body = before.call(SEND, &simple()).is(401);
    assert_eq!(body["message"], "Error received from the awsses API");
    assert_eq!(body["headers"]["content-type"], "application/json; charset=utf-8");
    let echoed = &body["error"]["error"]["logging"];
    assert_eq!(echoed["query"]["api_token"], serde_json::Value::Null, "the token is not passed on");
    let signature = echoed["headers"]["authorization"].as_str().unwrap();
    assert!(signature.starts_with("AWS4-HMAC-SHA256 Credential="), "{signature}");
    assert_eq!(before.call(BULK, &bulk(&["a@example.com"])).is(401)["provider"], "awsses");
}

#[test]
fn an_upstream_that_is_not_there_is_unreachable() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let stand = Stand::start(&["--upstream", &format!("http://{free}")]);
    let body = stand.call(SEND, &simple()).is(500);
    assert_eq!(body["provider"], "awsses");
    assert!(body["message"].is_string(), "{body}");
}
