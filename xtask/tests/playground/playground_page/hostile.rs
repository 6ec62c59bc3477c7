//! Documents that mean harm are text, everywhere on the page.

use serde_json::{Value, json};

use super::site::Site;

/// Tries to become markup, to run, to be fetched and to turn what follows around.
const EVIL: &str = "\"'></code></p></section><img src=http://127.0.0.1:9/evil onerror='window.owned=1'><script>window.owned=1</script>\
                    <a href='javascript:window.owned=1'>x</a><iframe src=//127.0.0.1:9/></iframe>\u{202e}";

fn document(of: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": of, "version": of, "description": of },
        "servers": [{ "url": "http://127.0.0.1:9/evil", "description": of }],
        "externalDocs": { "url": "javascript:window.owned=1" },
        "paths": { "/orders": {
            "get": {
                "operationId": of, "summary": of, "description": of, "tags": [of],
                "parameters": [{ "name": of, "in": "query", "description": of, "schema": { "type": "string", "enum": [of, "b"] } }],
                "responses": { "200": { "description": of, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Evil" } } } } }
            }
        } },
        "components": { "schemas": { "Evil": { "title": of, "type": "object", "description": of, "x-own": of,
            "properties": { of: { "type": "string", "description": of, "default": of, "example": 5 }, "plain": { "type": "nothing" } } } } }
    })
}

/// That nothing of a document became anything but text, and nothing was fetched from elsewhere.
#[track_caller]
fn assert_unharmed(site: &mut Site) {
    assert_eq!(site.evaluate("window.owned ?? null"), Value::Null);
    let foreign = "document.querySelectorAll('img, iframe, object, embed, script:not([src]), a[href^=javascript], base, meta[http-equiv=refresh]').length";
    assert_eq!(site.evaluate(foreign), 0);
    let text = site.evaluate("document.body.innerText");
    assert!(!text.as_str().unwrap().contains('\u{202e}'), "what turns text around is seen instead");
    let url = site.url.clone();
    let foreign: Vec<_> = site
        .browser
        .requests()
        .into_iter()
        // What the page has made itself, such as its worker, is a blob of its own host.
        .filter(|request| !request.trim_start_matches("blob:").starts_with(&url))
        .filter(|request| !request.starts_with("data:"))
        .collect();
    assert_eq!(foreign, Vec::<String>::new(), "no other host is asked for anything");
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn a_hostile_document_is_text_in_every_view() {
    let mut site = Site::open();
    let evil = document(EVIL).to_string();
    let overlay = json!({ "overlay": "1.0.0", "info": { "title": EVIL, "version": "1" },
        "actions": [{ "target": format!("$.paths[{:?}]", "<img src=x onerror=window.owned=1>"), "description": EVIL, "remove": true }] });
    site.generate(
        "<img src=x onerror=window.owned=1>.json",
        &evil,
        &json!({ "overlay": overlay.to_string() }),
    );
    assert!(site.status().contains("1 operation"), "{}", site.status());
    assert_unharmed(&mut site);
    for tab in 1..=5 {
        site.browser.click(&format!("[aria-label=Crate] [role=tab]:nth-child({tab})"));
        site.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
        assert_unharmed(&mut site);
    }
    for path in ["README.md", "src/generated/operations.rs", "src/generated/types.rs", "spec/effective.yaml"]
    {
        site.evaluate(&format!("playground.generate.crate.showPath({path:?})"));
        assert_unharmed(&mut site);
    }
    site.generate(
        "broken.json",
        &evil.replace("#/components/schemas/Evil", "#/<img src=x onerror=window.owned=1>"),
        &json!({}),
    );
    assert!(site.status().contains("No crate"), "{}", site.status());
    assert_unharmed(&mut site);
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn a_hostile_comparison_is_text() {
    let mut site = Site::open();
    site.evaluate("location.hash = 'compare'");
    let [old, new] = ["plain", EVIL].map(|of| json!([{ "name": EVIL, "text": document(of).to_string() }]));
    site.evaluate(&format!("(async () => {{ await playground.compare.open('old', {old}); await playground.compare.open('new', {new}) }})()"));
    assert!(
        site.evaluate("document.querySelectorAll('.changes > li').length").as_u64().unwrap() > 0,
        "{}",
        site.status()
    );
    site.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)");
    assert_unharmed(&mut site);
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn the_policy_lets_nothing_else_run_or_be_fetched() {
    let mut site = Site::open();
    for attempt in [
        "fetch('http://127.0.0.1:9/').then(() => 'fetched', () => 'refused')",
        "new Promise(done => { const image = new Image(); image.onload = () => done('fetched'); image.onerror = () => done('refused'); image.src = 'http://127.0.0.1:9/a.png' })",
        "new Promise(done => { const script = document.createElement('script'); script.textContent = 'window.owned = 1'; document.body.append(script); script.remove(); done(window.owned ? 'ran' : 'refused') })",
    ] {
        assert_eq!(site.evaluate(attempt), "refused", "{attempt}");
    }
}
