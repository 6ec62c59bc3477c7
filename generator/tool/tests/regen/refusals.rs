//! Whatever goes wrong ends with its exit code, says what to do, and changes not one byte.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::Duration;

use insta::assert_snapshot;

use crate::scratch::{DOCUMENT, Run, SMALLER, Scratch};
use crate::server::{Server, by_path, ok, openapi, redirect, with_status};

/// Runs it against an up-to-date client and makes sure that the client stays as it is.
#[track_caller]
fn refused(arguments: &[&str], code: i32) -> Run {
    let scratch = Scratch::generated();
    unchanged(&scratch, arguments, code)
}

#[track_caller]
fn unchanged(scratch: &Scratch, arguments: &[&str], code: i32) -> Run {
    let before = scratch.files();
    let run = scratch.regen(arguments).ends_with(code);
    assert!(before == scratch.files(), "files were changed");
    assert!(run.stderr.contains("help:"), "it doesn't say what to do:\n{}", run.stderr);
    run
}

#[track_caller]
fn refused_by(server: &Server, code: i32) -> Run {
    refused(&["--backend", &server.url()], code)
}

fn without_port(text: &str, url: &str) -> String {
    text.replace(url, "http://127.0.0.1:PORT")
}

#[test]
fn a_refused_connection_is_a_fetch_error() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}");
    let run = refused(&["--backend", &url], 110);
    let message = without_port(&run.stderr, &url);
    assert!(
        message.contains("can't fetch http://127.0.0.1:PORT/shop/openapi: Connection refused"),
        "{message}"
    );
    assert!(message.contains("`--offline`") && message.contains("`--spec FILE`"), "{message}");
}

#[test]
fn a_stalled_answer_is_a_fetch_error() {
    let server = by_path(|_| ok(DOCUMENT).after(Duration::from_secs(5)));
    let run = refused(&["--backend", &server.url(), "--timeout", "1"], 110);
    assert_snapshot!(without_port(&run.stderr, &server.url()), @"
    fetch::timeout

      x http://127.0.0.1:PORT/shop/openapi did not answer in full within 1 s
      help: try again or give it longer with `--timeout SECONDS`; `--offline` works from the committed document
    ");
}

#[test]
fn a_body_that_stalls_is_a_fetch_error() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 1024]).unwrap();
        // A byte now and then: each read is quick, the whole never ends.
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    refused(&["--backend", &url, "--timeout", "1"], 110).says("did not answer in full within 1 s");
}

#[test]
fn an_outage_is_tried_twice_and_does_not_switch_the_source() {
    for status in [500, 503, 429] {
        let server =
            by_path(move |path| if path == "/shop/openapi" { with_status(status) } else { ok(DOCUMENT) });
        refused_by(&server, 110).says(&format!("answered {status}")).says("outage");
        assert_eq!(server.targets(), ["/shop/openapi", "/shop/openapi"]);
    }
}

#[test]
fn a_broken_connection_is_tried_twice() {
    let server = by_path(|_| ok(DOCUMENT).truncated());
    refused_by(&server, 110).says("can't fetch");
    assert_eq!(server.targets().len(), 2);
}

#[test]
fn a_provider_without_documents_is_a_fetch_error() {
    let server = by_path(|_| with_status(404));
    let run = refused_by(&server, 110);
    assert_eq!(server.targets(), ["/shop/openapi", "/shop/definition"]);
    assert_snapshot!(without_port(&run.stderr, &server.url()), @"
    fetch::missing

      x the service has no document of this provider: http://127.0.0.1:PORT/shop/openapi answered 404 Not Found, http://127.0.0.1:PORT/shop/definition answered 404 Not Found
      help: check `--provider` and `--backend`; `--offline` works from the committed document, `--spec FILE` from a local one
    ");
}

#[test]
fn a_web_page_is_no_document() {
    let server = by_path(|_| ok("<!DOCTYPE html><html><body>Welcome</body></html>"));
    refused_by(&server, 111);
    assert_eq!(server.targets(), ["/shop/openapi", "/shop/definition"]);
}

#[test]
fn a_web_page_beside_a_missing_definition_is_the_error_that_is_told() {
    let server = openapi("<html></html>");
    refused_by(&server, 111).says("/shop/openapi");
}

#[test]
fn an_empty_body_is_no_document() {
    refused_by(&by_path(|_| ok("")), 111);
}

#[test]
fn a_truncated_document_is_told_with_line_and_column_and_does_not_switch_the_source() {
    let broken = format!("{{\n{}", &DOCUMENT[1..200]);
    let server = by_path(move |path| if path == "/shop/openapi" { ok(broken.clone()) } else { ok(DOCUMENT) });
    let run = refused_by(&server, 111);
    assert!(run.stderr.contains(":2:") || run.stderr.contains("line 2, column"), "{}", run.stderr);
    assert_eq!(server.targets(), ["/shop/openapi"]);
}

#[test]
fn json_that_is_no_description_is_no_document() {
    refused_by(&by_path(|_| ok(r#"{"message":"hello"}"#)), 111);
}

#[test]
fn a_description_without_paths_is_no_document() {
    refused_by(&by_path(|_| ok(r#"{"openapi":"3.0.0","info":{"title":"x","version":"1"}}"#)), 111)
        .says("paths");
}

#[test]
fn a_body_of_40_mib_is_cut_off() {
    let server = by_path(|_| ok(vec![b' '; 40 << 20]));
    let run = refused_by(&server, 110);
    assert_snapshot!(without_port(&run.stderr, &server.url()), @"
    fetch::too_large

      x http://127.0.0.1:PORT/shop/openapi sent more than 32 MiB
      help: this is no API description; check `--backend`, or save what you want and pass it as `--spec FILE`
    ");
}

#[test]
fn a_small_body_that_unpacks_to_40_mib_is_cut_off() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 40 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    assert!(packed.len() < 1 << 20);
    let server = by_path(move |_| ok(packed.clone()).header("Content-Encoding", "gzip"));
    refused_by(&server, 110).says("more than 32 MiB");
}

#[test]
fn a_redirect_to_another_host_is_not_followed() {
    let other = openapi(DOCUMENT);
    for target in
        [other.url(), other.url().replace("127.0.0.1", "localhost"), "https://example.com".to_owned()]
    {
        let location = format!("{target}/shop/openapi");
        let server = by_path(move |_| redirect(location.clone()));
        refused_by(&server, 110).says("which is not followed").says(&target);
        assert_eq!(other.targets(), [""; 0]);
    }
}

#[test]
fn redirects_in_a_circle_end() {
    let server = by_path(|_| redirect("/shop/openapi"));
    refused_by(&server, 110);
    assert!(server.targets().len() < 10);
}

#[test]
fn plain_http_to_another_machine_is_a_usage_error() {
    let run = refused(&["--backend", "http://backend.example.com"], 2);
    assert_snapshot!(run.stderr, @"
    backend::insecure

      x `--backend` must be https, not http to backend.example.com
      help: anyone on the way could change a document sent in the clear; plain http is for this machine only
    ");
}

#[test]
fn passwords_in_the_backends_url_are_refused_and_not_repeated() {
    let run = refused(&["--backend", "https://me:hunter2@example.com"], 2);
    assert!(!run.stderr.contains("hunter2"));
}

#[test]
fn an_overlay_with_a_syntax_error_is_told_with_line_and_column() {
    let scratch = Scratch::generated();
    scratch.write("client/overlay.yaml", "overlay: 1.0.0\ninfo:\n  title: x\n  version: [1\nactions: []\n");
    let server = openapi(DOCUMENT);
    let run = unchanged(&scratch, &["--backend", &server.url()], 112);
    assert!(run.stderr.contains(":5:") || run.stderr.contains("line 5"), "{}", run.stderr);
}

#[test]
fn a_document_that_lost_operations_is_accepted_only_when_told_so() {
    let scratch = Scratch::generated();
    let server = openapi(SMALLER);
    let run = unchanged(&scratch, &["--backend", &server.url()], 111);
    assert!(run.stderr.contains("lacks 1 of the client's operations"), "{}", run.stderr);
    assert!(run.stderr.contains("  GET /v1/orders/"), "{}", run.stderr);
    assert!(run.stderr.contains("--allow-shrink"), "{}", run.stderr);
    scratch
        .regen(&["--backend", &server.url(), "--allow-shrink"])
        .ends_with(0)
        .says("lost       GET /v1/orders/");
}

#[test]
fn a_missing_local_document_is_told() {
    refused(&["--spec", "nowhere.json"], 111).says("nowhere.json");
}
