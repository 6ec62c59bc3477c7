//! Which document is read, and what the lock and the output say about it.

use std::io::Write as _;

use crate::scratch::{DOCUMENT, LARGER, Scratch};
use crate::server::{by_path, definition, ok, openapi, redirect, with_status};

const RAW: &str = r#"{"config":{"id":"shop","name":"Shop"},"routes":[{"provider_alias_intent":"/v1/orders","text":"Lists orders","category":"Orders","method":"GET","type":"API","params":{},"body":{},"path":{},"meta":{"description":"Lists orders","api_endpoint":"https://shop.example.com/v1/orders","alias_endpoint":"/shop/v1/orders","api_ref":""}}]}"#;

fn lock(scratch: &Scratch) -> String {
    scratch.read("snapshots/shop/lock.toml")
}

#[test]
fn the_openapi_endpoint_comes_first() {
    let scratch = Scratch::empty();
    let server = by_path(|_| ok(DOCUMENT));
    let run = scratch.regen(&["--backend", &server.url()]).ends_with(0);
    assert_eq!(server.targets(), ["/shop/openapi"]);
    assert!(run.stdout.starts_with("source     openapi, http://127.0.0.1:"), "{}", run.stdout);
    assert!(lock(&scratch).contains("source = \"openapi\""));
    assert!(lock(&scratch).contains(&format!("url = \"{}/shop/openapi\"", server.url())));
    scratch.regen(&["--check", "--offline"]).ends_with(0);
}

#[test]
fn the_definition_takes_its_place_where_there_is_none() {
    for absent in [with_status(404), with_status(422), ok("<html></html>"), ok(r#"{"ok":true}"#)] {
        let scratch = Scratch::empty();
        let server =
            by_path(move |path| if path == "/shop/definition" { ok(DOCUMENT) } else { absent.clone() });
        scratch
            .regen(&["--backend", &server.url()])
            .ends_with(0)
            .says("source     definition")
            .says("/shop/openapi answered");
        assert!(lock(&scratch).contains("source = \"definition\""));
        scratch.regen(&["--check", "--offline"]).ends_with(0);
    }
}

#[test]
fn a_raw_definition_is_a_document_too() {
    let scratch = Scratch::empty();
    scratch.regen(&["--backend", &definition(RAW).url()]).ends_with(0).says("1 operation");
    assert!(scratch.read("snapshots/shop/openapi.json").contains("\"routes\""));
    scratch.regen(&["--check", "--offline"]).ends_with(0);
}

#[test]
fn a_source_can_be_insisted_on() {
    let server = by_path(|_| ok(DOCUMENT));
    let scratch = Scratch::empty();
    scratch.regen(&["--backend", &server.url(), "--source", "definition"]).ends_with(0);
    assert_eq!(server.targets(), ["/shop/definition"]);

    let server = definition(DOCUMENT);
    scratch.regen(&["--backend", &server.url(), "--source", "openapi"]).ends_with(110);
    assert_eq!(server.targets(), ["/shop/openapi"]);
}

#[test]
fn another_source_than_the_locked_one_is_the_first_line() {
    let scratch = Scratch::empty();
    scratch.regen(&["--backend", &openapi(DOCUMENT).url()]).ends_with(0);
    let run = scratch.regen(&["--backend", &definition(DOCUMENT).url()]).ends_with(0);
    let first = run.stdout.lines().next().unwrap();
    assert_eq!(first, "warning    the source is now `definition`; the lock says `openapi`");
}

#[test]
fn offline_keeps_source_and_url() {
    let scratch = Scratch::empty();
    scratch.regen(&["--backend", &openapi(DOCUMENT).url()]).ends_with(0);
    let before = scratch.files();
    scratch.delete("client/src/generated/types.rs");
    scratch
        .regen(&["--offline", "--backend", "http://127.0.0.1:9"])
        .ends_with(0)
        .says("files      1 written");
    assert!(before == scratch.files());
}

#[test]
fn a_committed_document_without_a_lock_was_transcribed() {
    let scratch = Scratch::empty();
    scratch.write("snapshots/shop/openapi.json", DOCUMENT);
    scratch.regen(&["--offline"]).ends_with(0);
    assert!(lock(&scratch).contains("source = \"transcribed\""));
    scratch.regen(&["--offline", "--check"]).ends_with(0);
    let run = scratch.regen(&["--backend", &openapi(DOCUMENT).url()]).ends_with(0);
    assert!(run.stdout.starts_with("warning    the source is now `openapi`; the lock says `transcribed`"));
}

#[test]
fn offline_without_a_committed_document_is_told() {
    Scratch::empty()
        .regen(&["--offline"])
        .ends_with(111)
        .says("snapshots/shop/openapi.json")
        .says("--spec FILE");
}

#[test]
fn a_second_run_writes_nothing() {
    let scratch = Scratch::empty();
    let server = openapi(DOCUMENT);
    let arguments = ["--backend", &server.url()];
    scratch.regen(&arguments).ends_with(0).says("written");
    let modified = |file: &str| std::fs::metadata(scratch.path(file)).unwrap().modified().unwrap();
    let before: Vec<_> = scratch.files().into_keys().map(|file| (modified(&file), file)).collect();
    scratch.regen(&arguments).ends_with(0).says("files      up to date");
    let after: Vec<_> = scratch.files().into_keys().map(|file| (modified(&file), file)).collect();
    assert_eq!(before, after);
}

#[test]
fn compressed_documents_are_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(DOCUMENT.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let server = by_path(move |_| ok(packed.clone()).header("Content-Encoding", "gzip"));
    Scratch::empty().regen(&["--backend", &server.url()]).ends_with(0);
}

#[test]
fn redirects_within_the_host_are_followed() {
    let server = by_path(|path| match path {
        "/shop/openapi" => redirect("/v2/shop/openapi"),
        "/v2/shop/openapi" => ok(DOCUMENT),
        _ => with_status(404),
    });
    let scratch = Scratch::empty();
    scratch.regen(&["--backend", &server.url()]).ends_with(0);
    assert!(lock(&scratch).contains(&format!("url = \"{}/shop/openapi\"", server.url())));
}

#[test]
fn a_failure_that_passes_is_no_failure() {
    let failed = std::sync::atomic::AtomicBool::new(false);
    let server = by_path(move |_| {
        let before = failed.swap(true, std::sync::atomic::Ordering::SeqCst);
        if before { ok(DOCUMENT) } else { with_status(503) }
    });
    Scratch::empty().regen(&["--backend", &server.url()]).ends_with(0);
}

#[test]
fn a_foreign_host_or_provider_in_the_document_is_told_and_not_obeyed() {
    let scratch = Scratch::empty();
    let foreign = DOCUMENT.replace("api.example.com", "evil.example.net");
    scratch
        .regen(&["--backend", &openapi(foreign).url()])
        .ends_with(0)
        .says("warning    the document names the host `evil.example.net`; calls still go to https://api.example.com");
    let generated: Vec<_> =
        scratch.files().into_iter().filter(|(name, _)| name.starts_with("client/src/generated/")).collect();
    assert!(generated.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("evil.example.net")));

    let other = DOCUMENT.replace("example.com/shop", "example.com/mail");
    let run = scratch.regen(&["--backend", &openapi(other).url()]).ends_with(0);
    run.says("warning    the document is of provider `mail`, not `shop`");
}

#[test]
fn an_additional_operation_needs_no_permission() {
    let scratch = Scratch::generated();
    scratch.regen(&["--backend", &openapi(LARGER).url()]).ends_with(0).says("3 operations");
}

/// A client of no LowCodeAPI, which was never generated.
fn plain() -> Scratch {
    let scratch = Scratch::empty();
    let manifest = scratch.read("client/Cargo.toml") + "flavour = \"openapi\"\n";
    scratch.write("client/Cargo.toml", &manifest);
    scratch
}

#[test]
fn the_file_is_read_again_that_the_lock_names() {
    let scratch = plain();
    scratch.regen(&[]).ends_with(111).says("nothing says where the document").says("--spec FILE");
    scratch.write("api/served.json", DOCUMENT);
    scratch.regen(&["--spec", "api/served.json"]).ends_with(0);
    assert!(lock(&scratch).contains("path = \"../api/served.json\""), "{}", lock(&scratch));
    scratch.write("api/served.json", LARGER);
    scratch.regen(&[]).ends_with(0).says("3 operations").says("source     file, ");
    scratch.regen(&["--offline", "--check"]).ends_with(0);
    scratch.delete("api/served.json");
    scratch.regen(&[]).ends_with(111).says("api/served.json").says("--offline");
}

#[test]
fn the_address_is_asked_again_that_the_lock_names() {
    let scratch = plain();
    let server =
        by_path(|path| if path.starts_with("/openapi.json") { ok(DOCUMENT) } else { with_status(404) });
    let secret = server.url().replace("http://", "http://me:secret@") + "/openapi.json?key=secret";
    scratch.regen(&["--spec", &secret]).ends_with(0);
    let written = format!("source = \"url\"\nurl = \"{}/openapi.json\"", server.url());
    assert!(lock(&scratch).contains(&written), "{}", lock(&scratch));
    scratch.regen(&[]).ends_with(0).says("source     url, ");
    assert_eq!(server.targets(), ["/openapi.json?key=secret", "/openapi.json"]);
    scratch.regen(&["--spec", &secret, "--keep-query"]).ends_with(0);
    assert!(lock(&scratch).contains("/openapi.json?key=secret\""), "{}", lock(&scratch));
    assert!(!lock(&scratch).contains("me:"), "{}", lock(&scratch));
    let gone = secret.replace("openapi.json", "gone");
    let run = scratch.regen(&["--spec", &gone]).ends_with(110);
    assert!(!run.output().contains("secret"), "{}", run.output());
    scratch.regen(&["--spec", "http://shop.example/openapi.json"]).ends_with(2).says("must be https");
}
