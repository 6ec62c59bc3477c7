//! Bad input is answered or refused, and never brings the stand-in down.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::stand::{SEND, Stand, simple};

#[test]
fn malformed_json_is_answered_as_the_service_does() {
    let stand = Stand::start(&[]);
    let path = format!("{SEND}?api_token=at_1");
    let deep = "[".repeat(100_000);
    for bad in ["{", "{\"a\":}", "nonsense", "\u{0}", "\"text\"", "42", "{} {}", deep.as_str()] {
        let body = stand.post(&path, bad.to_owned()).unwrap().is(400);
        assert_eq!(body, serde_json::json!({ "message": "Unexpected end of JSON input" }), "{bad:.20}");
    }
    stand.post(&path, vec![0xff, 0xfe]).unwrap().is(400);
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn what_is_not_called_json_is_as_good_as_none() {
    let stand = Stand::start(&[]);
    let client = tool::http().no_proxy().build().unwrap();
    let request = client.post(format!("{}{SEND}?api_token=at_1", stand.url()));
    let response = request.header("content-type", "text/plain").body(simple().to_string()).send().unwrap();
    assert_eq!(response.status(), 400);
    assert!(response.text().unwrap().contains("Content"));
}

#[test]
#[ignore = "moves 100 MiB: `.ci/run heavy`"]
fn a_body_of_100_mib_is_too_large() {
    let stand = Stand::start(&[]);
    let answer = stand.post(&format!("{SEND}?api_token=at_1"), vec![b' '; 100 << 20]).unwrap();
    assert_eq!(answer.is(413)["message"], "request entity too large");
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn a_body_announced_beyond_all_measure_is_not_waited_for() {
    let stand = Stand::start(&[]);
    let head = format!(
        "POST {SEND}?api_token=at_1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999999999\r\n\r\n"
    );
    let answer = exchange(&stand, head.as_bytes());
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn a_slow_client_is_let_go() {
    let stand = Stand::start(&["--read-timeout", "500ms"]);
    let half = format!(
        "POST {SEND}?api_token=at_1 HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{"
    );
    let began = Instant::now();
    let in_the_body = exchange(&stand, half.as_bytes());
    assert!(in_the_body.starts_with("HTTP/1.1 408 "), "{in_the_body}");
    exchange(&stand, b"POST /awsses/v2/em");
    assert!(began.elapsed() < Duration::from_secs(10), "neither may hold a connection for long");
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn what_is_no_http_is_refused() {
    let stand = Stand::start(&[]);
    for garbage in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"HELO example.com\r\n\r\n",
        b"GET\r\n\r\n",
    ] {
        let answer = exchange(&stand, garbage);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
    }
    let answer = exchange(
        &stand,
        format!("GET /{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "a".repeat(60_000)).as_bytes(),
    );
    assert!(answer.starts_with("HTTP/1.1 "), "{answer:.80}");
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn five_hundred_idle_connections_do_not_keep_others_out() {
    let stand = Stand::start(&[]);
    let mut idle = Vec::new();
    for _ in 0..500 {
        let mut stream = TcpStream::connect(stand.address()).unwrap();
        stream.write_all(b"POST /awsses/v2/email/outbound-emails HTTP/1.1\r\nhost: x\r\n").unwrap();
        idle.push(stream);
    }
    let began = Instant::now();
    stand.call(SEND, &simple()).is(200);
    assert!(began.elapsed() < Duration::from_secs(5));
    drop(idle);
    stand.call(SEND, &simple()).is(200);
}

#[test]
fn five_hundred_calls_at_once_are_all_answered() {
    let stand = Stand::start(&[]);
    std::thread::scope(|scope| {
        for _ in 0..50 {
            scope.spawn(|| (0..10).for_each(|_| drop(stand.call(SEND, &simple()).is(200))));
        }
    });
    assert_eq!(stand.mails().len(), 500);
}

/// Writes bytes and reads to the end of the connection.
fn exchange(stand: &Stand, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(stand.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
