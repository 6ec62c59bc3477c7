//! One span per call and one event per attempt, in OpenTelemetry's names.
#![cfg(feature = "tracing")]

use std::io::Write;
use std::sync::{Arc, Mutex};

use crate::support::{Act, Server, client, no_route, ok};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_call_is_a_span_and_each_attempt_an_event() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .without_time()
        .with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let server = Server::new([Act::answer(503, ""), no_route(), ok(r#"{"data":{"id":"a"}}"#)]);
    client(&server).retrieve_page("someone@example.com").await.unwrap();

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("lowcodeapi.call")).collect();
    let attempts: Vec<&&str> = lines.iter().filter(|line| line.contains(": attempt ")).collect();
    assert_eq!(attempts.len(), 3, "{log}");
    for (attempt, said) in attempts.iter().zip([
        r#"http.response.status_code=503 http.request.resend_count=0 error.type="server" lowcodeapi.url_format="new""#,
        r#"http.response.status_code=404 http.request.resend_count=1 error.type="route_miss" lowcodeapi.url_format="new""#,
        r#"http.response.status_code=200 http.request.resend_count=2 lowcodeapi.url_format="old""#,
    ]) {
        assert!(attempt.contains(said), "{attempt}");
        assert!(attempt.contains(r#"http.request.method="GET" server.address="127.0.0.1""#), "{attempt}");
        assert!(attempt.contains(r#"url.template="/v1/pages/{page_id}""#), "{attempt}");
    }
    assert!(lines.iter().any(|line| line.contains("URL format found")), "{log}");
    assert!(!log.contains("someone"), "{log}");
}

#[tokio::test]
async fn at_info_a_failed_call_and_a_repeated_attempt_leave_a_trace() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .without_time()
        .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let answer = r#"{"message":"someone@example.com is suppressed"}"#;
    let server = Server::new([Act::answer(429, ""), Act::answer(400, answer), ok("{\"MessageId\":\"1\"}")]);
    let request = crate::support::client::SendEmailRequest::from("someone@example.com");
    client(&server).send_email(request.clone()).await.unwrap_err();
    let text = || String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let failed = text();
    let lines: Vec<&str> = failed.lines().collect();
    assert!(lines[0].contains("failed, trying again") && lines[0].contains("status_code=429"), "{failed}");
    assert!(lines[1].contains(": failed ") && lines[1].contains(r#"error.type="refused""#), "{failed}");
    assert_eq!(lines.len(), 2, "{failed}");
    assert!(!failed.contains("someone"), "{failed}");
    // What succeeds at once says nothing.
    client(&server).send_email(request).await.unwrap();
    assert_eq!(text(), failed);
}
