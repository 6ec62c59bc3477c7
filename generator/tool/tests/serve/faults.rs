//! Faults on request.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::stand::{BULK, SEND, Stand, bulk, simple};

#[test]
fn the_next_calls_fail_as_asked_and_then_all_is_well() {
    let stand = Stand::start(&[
        "--fail",
        "429:2",
        "--fail",
        "503",
        "--fail",
        "404",
        "--fail",
        "500",
        "--retry-after",
        "7",
    ]);
    for _ in 0..2 {
        let body = stand.call(SEND, &simple()).is(429);
        assert_eq!(body["headers"]["retry-after"], "7", "only the body says how long to wait");
    }
    assert_eq!(stand.call(SEND, &simple()).is(503)["provider"], "awsses");
    assert_eq!(stand.call(SEND, &simple()).is(404)["provider"], Value::Null);
    let body = stand.call(SEND, &simple()).is(500);
    assert!(body["message"].as_str().unwrap().starts_with("connect ECONNREFUSED"), "{body}");
    stand.call(BULK, &bulk(&["a@example.com"])).is(200);
    assert_eq!(stand.mails().len(), 1, "what failed was not sent");
}

#[test]
fn a_connection_can_end_without_an_answer() {
    let stand = Stand::start(&["--fail", "close"]);
    let mut stream = TcpStream::connect(stand.address()).unwrap();
    let body = simple().to_string();
    let head = format!(
        "POST {SEND}?api_token=at_1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    let mut answer = Vec::new();
    // The end may come as an end or as a reset.
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn an_answer_can_be_late_or_never_come() {
    let stand = Stand::start(&["--delay", "300ms"]);
    let began = Instant::now();
    stand.call(SEND, &simple()).is(200);
    assert!(began.elapsed() >= Duration::from_millis(300));

    let stand = Stand::start(&["--fail", "stall"]);
    let hasty = tool::http().no_proxy().timeout(Duration::from_millis(500)).build().unwrap();
    let request = hasty.post(format!("{}{SEND}?api_token=at_1", stand.url())).body(simple().to_string());
    assert!(request.header("content-type", "application/json").send().unwrap_err().is_timeout());
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn a_wish_that_makes_no_sense_is_refused() {
    for arguments in
        [["--fail", "200"], ["--fail", "boom"], ["--delay", "5"], ["--rate", "0"], ["--port", "x"]]
    {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-api-client"))
            .arg("serve")
            .args(arguments)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-api-client"))
        .args(["serve", "--port", &port])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(114), "{said}");
    assert!(said.contains(&port) && said.contains("--port"), "{said}");
}
