//! The page on a server that knows nothing but files: no header has the policy, or says what a module is.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use test_support::{Act, Browser, Run, Server};

use super::site::project;

/// Put behind the worker's own code: it asks for what it is told to, and says whether it was let.
const PROBE: &str = "\nconst probe = new BroadcastChannel('probe');\n\
    probe.onmessage = ({ data }) => fetch(data).then(() => 'fetched', () => 'refused').then(told => probe.postMessage(told));\n";

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn the_policy_holds_in_the_worker_too() {
    let scratch = tempfile::tempdir().unwrap();
    let mut build = Command::new(env!("CARGO_BIN_EXE_xtask"));
    build.args(["playground", "--out"]).arg(scratch.path()).current_dir(project());
    Run::of(&mut build).ends_with(0);
    let worker = scratch.path().join("worker.js");
    fs::write(&worker, fs::read_to_string(&worker).unwrap() + PROBE).unwrap();

    let files = scratch.path().to_owned();
    let host = Server::by_rule(move |request| {
        let path = match request.path().trim_start_matches('/') {
            "" => "index.html",
            path => path,
        };
        let media_type = match path.rsplit('.').next() {
            Some("html") => "text/html",
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            _ => "application/octet-stream",
        };
        fs::read(files.join(path)).map_or_else(|_| Act::empty(404), |bytes| Act::new(200, media_type, bytes))
    });
    let elsewhere = Server::by_rule(|_| Act::answer(200, "{}").header("access-control-allow-origin", "*"));

    let mut browser = Browser::start();
    browser.open(&format!("{}/", host.url()));
    let made = browser.evaluate(
        "(async () => { while (!document.documentElement.dataset.ready) await new Promise(done => setTimeout(done, 50)); \
         await playground.generate.open([{ name: 'a.yaml', text: \"{openapi: 3.0.3, info: {title: A, version: '1'}, \
         servers: [{url: 'https://a.example'}], paths: {/a: {get: {responses: {'200': {description: ''}}}}}}\" }]); \
         return document.getElementById('status').textContent })()",
    );
    assert!(made.as_str().unwrap().starts_with("a-client: 1 operation"), "{made}");
    let mut probe = |url: &str| -> Value {
        browser.evaluate(&format!(
            "new Promise(done => {{ const probe = new BroadcastChannel('probe'); probe.onmessage = ({{ data }}) => done(data); \
             probe.postMessage({}) }})",
            json!(url)
        ))
    };
    assert_eq!(probe(&format!("{}/runtime.json", host.url())), "fetched", "the probe is there");
    assert_eq!(probe(&elsewhere.url()), "refused");
    assert_eq!(elsewhere.connections(), 0);
}
