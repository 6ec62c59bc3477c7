//! How the page behaves: it can be stopped, needs no network, and no mouse.

use std::fmt::Write as _;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::site::Site;

/// A document that keeps the generator busy for a while.
fn large() -> String {
    let mut text =
        "openapi: 3.0.3\ninfo: {title: Large, version: '1'}\nservers: [{url: 'https://a.example'}]\npaths:\n"
            .to_owned();
    for number in 0..6_000 {
        let _ = writeln!(
            text,
            "  /a{number}/{{id}}:\n    get:\n      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]\n      \
             responses: {{'200': {{description: '', content: {{application/json: {{schema: {{type: object, properties: \
             {{b{number}: {{type: object, properties: {{c: {{type: string}}}}}}}}}}}}}}}}}}"
        );
    }
    text
}

const SMALL: &str = "{openapi: 3.0.3, info: {title: A, version: '1'}, servers: [{url: 'https://a.example'}], paths: {/a: {get: {responses: {'200': {description: ''}}}}}}";

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn what_takes_long_is_cancelled_while_the_page_answers() {
    let mut site = Site::open();
    let file = json!([{ "name": "large.yaml", "text": large() }]);
    site.evaluate(&format!(
        "void (window.ended = false, playground.generate.open({file}).then(() => window.ended = true))"
    ));
    site.until("!document.getElementById('running').hidden");
    // A page that is busy itself would not draw.
    let drawn = "new Promise(done => { const began = performance.now(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))) })";
    assert!(site.evaluate(drawn).as_f64().unwrap() < 1_000.0);
    assert_eq!(site.evaluate("window.ended"), false);
    site.browser.click("#cancel");
    site.until("window.ended && document.getElementById('running').hidden");
    assert_eq!(site.status(), "Cancelled.");
    site.generate("small.yaml", SMALL, &json!({}));
    assert!(site.status().starts_with("small-client: 1 operation"), "{}", site.status());
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn after_the_first_time_it_needs_no_network() {
    let mut site = Site::open();
    site.evaluate("navigator.serviceWorker.ready.then(() => 1)");
    site.until("navigator.serviceWorker.controller !== null");
    site.stop_serving();
    site.load();
    site.generate("small.yaml", SMALL, &json!({}));
    assert!(site.status().starts_with("small-client: 1 operation"), "{}", site.status());
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn all_of_it_is_reached_by_the_keyboard() {
    let mut site = Site::open();
    let odd = SMALL.replace(
        "description: ''",
        "description: '', content: {application/json: {schema: {type: nothing}}}",
    );
    site.generate("small.yaml", &odd, &json!({}));
    let reached = site.evaluate(
        "(() => { const all = [...document.querySelectorAll('a, button, input, select, summary, textarea, [tabindex]')]; \
         const seen = all.filter(one => one.checkVisibility() && !one.disabled); \
         return seen.filter(one => one.tabIndex < 0 && one.getAttribute('role') !== 'tab' && one.id !== 'work' \
         && !one.querySelector('textarea')).map(one => one.outerHTML) })()",
    );
    assert_eq!(reached, json!([]), "what is seen is in the order of tabs");
    site.evaluate("document.querySelector('[aria-label=Crate] [role=tab]').focus()");
    for _ in 0..2 {
        site.browser.press("ArrowRight");
    }
    assert_eq!(site.text("[aria-label=Crate] [aria-selected=true]"), "Public API");
    assert_eq!(site.evaluate("document.activeElement.getAttribute('aria-selected')"), "true");
    site.browser.press("F8");
    assert_ne!(site.text(".chosen"), "", "a finding is chosen");
    assert_eq!(site.evaluate("document.querySelector('[aria-live] #status') !== null"), Value::Bool(true));
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn it_fits_from_telephones_to_walls() {
    let mut site = Site::open();
    site.generate("small.yaml", SMALL, &json!({}));
    for (width, height) in [(360, 740), (820, 1180), (1400, 900), (3840, 2160)] {
        site.browser.resize(width, height, "light");
        assert_eq!(site.evaluate("document.documentElement.scrollWidth <= innerWidth"), true, "{width} px");
        let least = site.evaluate("Math.min(...[...document.querySelectorAll('.code')].filter(code => code.checkVisibility()).map(code => code.clientHeight))");
        assert!(least.as_f64().unwrap() > 90.0, "{width} px: {least}");
    }
}

#[test]
#[cfg(target_os = "linux")]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn what_a_large_document_took_of_memory_comes_back() {
    let mut site = Site::open();
    site.generate("small.yaml", SMALL, &json!({}));
    let before = site.browser.memory();
    let file = json!([{ "name": "large.yaml", "text": large() }]);
    site.evaluate(&format!(
        "void (window.ended = false, playground.generate.open({file}).then(() => window.ended = true))"
    ));
    let mut taken = 0;
    while site.evaluate("window.ended") == false {
        taken = taken.max(site.browser.memory().saturating_sub(before));
    }
    assert!(taken > 100 << 20, "only {taken} bytes were taken");
    site.generate("small.yaml", SMALL, &json!({}));
    site.until("document.getElementById('status').textContent.startsWith('small-client: ')");
    let mut kept = u64::MAX;
    let deadline = Instant::now() + Duration::from_secs(30);
    while kept >= taken / 4 {
        assert!(Instant::now() < deadline, "{kept} of {taken} bytes are still held");
        site.browser.collect_garbage();
        sleep(Duration::from_millis(100));
        kept = site.browser.memory().saturating_sub(before);
    }
}
