//! What the page weighs, and that it follows who types.

use std::fs;

use serde_json::json;

use super::site::{Site, project};

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn what_a_browser_loads_of_the_generator_is_less_than_3_mb_compressed() {
    let mut site = Site::open();
    let compressed = site.evaluate(
        "fetch('playground.wasm').then(({ body }) => new Response(body.pipeThrough(new CompressionStream('gzip'))).arrayBuffer())\
         .then(({ byteLength }) => byteLength)",
    );
    let compressed = compressed.as_u64().unwrap();
    assert!((100_000..3_000_000).contains(&compressed), "{compressed} bytes");
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn the_client_of_ses_is_there_in_less_than_100_ms() {
    let mut site = Site::open();
    let document = fs::read_to_string(project().join("snapshots/awsses/openapi.json")).unwrap();
    let overlay = fs::read_to_string(project().join("generated-client/overlay.yaml")).unwrap();
    let settings = json!({ "provider": "awsses", "overlay": overlay });
    let mut took = Vec::new();
    // A browser makes code fast that has run for a while, and other processes may be in the way.
    for _ in 0..20 {
        site.generate("awsses.json", &document, &settings);
        assert!(site.status().starts_with("lowcodeapi-awsses: "), "{}", site.status());
        let milliseconds = site.evaluate("Number(playground.generate.input.root.dataset.took)");
        took.push(milliseconds.as_f64().unwrap());
    }
    assert!(took.iter().any(|took| *took < 100.0), "{took:?} ms");
}
