//! The page makes what the command line makes, shows it, and hands it out.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use playground::{Generation, Runtime, generate};
use serde_json::{Value, json};
use test_support::{Run, crates};
use tool::lock::digest;

use super::site::{Site, project};

const CONTENTS: &str = "(async () => { const all = []; for (const [path, bytes] of playground.generate.crate.contents()) { \
     const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)); \
     all.push([path, [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')]) } return all })()";

/// The same crate, made by the library; that it is what the command line writes is held by the tests of `playground`.
fn native(name: &str, text: &str, settings: &Value) -> Generation {
    let mut request = settings.clone();
    request["files"] = json!({ "document": { "name": name, "bytes": [0, text.len()] } });
    generate(
        &serde_json::from_value(request).unwrap(),
        text.as_bytes(),
        &Runtime::from(tool::new::RUNTIME.clone()),
        &mut |_| (),
    )
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn equal_bytes_come_out_for_documents_of_every_kind() {
    let mut site = Site::open();
    let mut documents = Vec::new();
    let kinds = [
        "semantics/documents",
        "tests/documents/definition",
        "tests/documents/openapi",
        "tests/documents/served",
    ];
    for entry in kinds.iter().flat_map(|kind| fs::read_dir(project().join("generator").join(kind)).unwrap()) {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        documents.push((name, fs::read_to_string(&path).unwrap(), None));
    }
    let swagger = "swagger: '2.0'\ninfo: {title: Old, version: '1'}\nhost: old.example\nschemes: [https]\n\
                   paths: {/a: {get: {produces: [application/json], responses: {200: {description: It, schema: {type: string}}}}}}\n";
    documents.push(("old.yaml".to_owned(), swagger.to_owned(), None));
    let read = |path: &str| fs::read_to_string(project().join(path)).unwrap();
    let overlay = read("generated-client/overlay.yaml");
    documents.push(("awsses.json".to_owned(), read("snapshots/awsses/openapi.json"), Some(overlay)));
    assert!(documents.len() > 10);
    for (name, text, overlay) in documents {
        let settings = json!({ "provider": "shop", "overlay": overlay });
        site.generate(&name, &text, &settings);
        let shown = site.evaluate(CONTENTS);
        let made = native(&name, &text, &settings).unwrap();
        let expected: Vec<_> = made.files.iter().map(|(path, text)| json!([path, digest([text])])).collect();
        assert!(!expected.is_empty() && shown == Value::from(expected), "{name}: {}", site.status());
    }
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn what_is_wrong_is_told_at_its_place_and_goes_with_its_cause() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/broken.yaml")).unwrap();
    site.generate("broken.yaml", &text, &json!({}));
    let problems = native("broken.yaml", &text, &json!({ "provider": "broken" })).unwrap_err();
    assert_eq!(site.evaluate("document.querySelectorAll('.findings li').length"), problems.len());
    assert!(site.text(".findings li .help").contains(problems[0].help.as_ref().unwrap().as_str()));
    let line = problems[0].line.unwrap();
    assert!(site.text(".row.lit.error .number").contains(&line.to_string()));
    assert!(site.status().contains("No crate"));
    // The text is mended as a person does, letter by letter.
    let mended = text.replace("nowhere", "query").replace("Ordre", "Order");
    site.evaluate(&format!(
        "(() => {{ const field = document.querySelector('.editor'); field.value = {}; field.dispatchEvent(new Event('input')) }})()",
        json!(mended)
    ));
    site.until("document.getElementById('status').textContent.startsWith('broken-client: ')");
    assert_eq!(site.evaluate("document.querySelectorAll('.row.error').length"), 0);
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn an_overlay_shows_what_each_action_does() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
    let overlay = "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions:\n\
                   - target: $.paths['/orders'].post\n  update: {operationId: buy}\n\
                   - target: $.paths[?length(@) == 99]\n  remove: true\n";
    site.generate("shop.yaml", &text, &json!({ "overlay": overlay }));
    assert!(site.text(".actions li").contains("meets 1 place, changes 1"));
    assert!(site.text(".actions .warning").contains("meets nothing"));
    let signatures = site.evaluate(
        "[...document.querySelectorAll('.operations dd code')].map(code => code.textContent).join(' ')",
    );
    assert!(signatures.as_str().unwrap().contains("Client::buy("), "{signatures}");
    site.browser.click("[aria-label=Input] [role=tab]:last-child");
    site.browser.click(".actions li:first-child button:last-child");
    assert!(site.text(".row.lit .text").contains("post:"), "the place in the document is shown");
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn an_operation_is_left_out_by_a_button_which_writes_an_action() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
    site.generate("shop.yaml", &text, &json!({}));
    site.browser.click("[aria-label=Crate] [role=tab]:nth-child(2)");
    site.evaluate("document.querySelector('.operations details').open = true");
    site.browser.click(".operations .go button:last-child");
    site.until("document.getElementById('status').textContent.startsWith('shop-client: 2 operations,')");
    let overlay = site.evaluate("playground.generate.input.overlay.text");
    assert!(
        overlay.as_str().unwrap().contains("- target: \"$.paths['/orders']['get']\"\n    remove: true"),
        "{overlay}"
    );
    assert_eq!(site.evaluate("document.querySelectorAll('.actions li').length"), 1);
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn what_a_filter_finds_is_kept_by_a_setting_which_the_manifest_has() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
    site.generate("shop.yaml", &text, &json!({}));
    site.browser.click("[aria-label=Crate] [role=tab]:nth-child(2)");
    site.evaluate(
        "(() => { const field = document.querySelector('[aria-label=\"Filter the operations\"]'); field.value = 'POST'; \
         field.dispatchEvent(new Event('input')) })()",
    );
    site.browser.click(".panel > .bar button");
    site.until("document.getElementById('status').textContent.startsWith('shop-client: 1 operation,')");
    let manifest = site.evaluate("playground.generate.crate.manifest.text");
    assert!(manifest.as_str().unwrap().contains("operations = [\"POST /orders\"]"), "{manifest}");
    write(&mut site, "Operations", "GET /order");
    site.until("document.getElementById('status').textContent.startsWith('No crate')");
    assert!(site.text(".findings li").contains("GET /order"), "{}", site.text(".findings li"));
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn types_of_formats_and_features_of_groups_are_settings_which_the_manifest_has() {
    let mut site = Site::open();
    let text = "openapi: 3.0.3\ninfo: {title: Shop, version: '1'}\nservers: [{url: 'https://shop.example'}]\npaths:\n  \
                /v1/orders: {get: {responses: {'200': {description: It, content: {application/json: {schema: \
                {type: object, properties: {id: {type: string, format: uuid}}}}}}}}}\n";
    site.generate("shop.yaml", text, &json!({}));
    write(&mut site, "Types of formats", "uuid=uuid::Uuid");
    site.until("playground.generate.crate.manifest.text.includes('types = { \"uuid\" = \"uuid::Uuid\" }')");
    site.evaluate(
        "(() => { const field = document.querySelector('[aria-label=\"Features of groups\"]'); field.value = 'path'; \
         field.dispatchEvent(new Event('change')) })()",
    );
    site.until("playground.generate.crate.manifest.text.includes('features = \"path\"')");
    assert_eq!(
        site.evaluate("(() => { const { value, disabled } = document.querySelector('[aria-label=\"Layout of methods\"]'); return [value, disabled] })()"),
        json!(["path", true])
    );
    let choices = json!({ "features": "path", "types": { "uuid": "uuid::Uuid" } });
    let made = native("shop.yaml", text, &json!({ "provider": "shop", "choices": choices })).unwrap();
    let expected: Vec<_> = made.files.iter().map(|(path, text)| json!([path, digest([text])])).collect();
    assert_eq!(site.evaluate(CONTENTS), Value::from(expected));
    // What can't be is refused with its reason.
    write(&mut site, "Types of formats", "uuid");
    site.until("document.getElementById('status').textContent.startsWith('No crate')");
    assert!(site.text(".findings li .help").contains("write the path of a type"));
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn types_lead_to_their_schemas_and_back() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
    site.generate("shop.yaml", &text, &json!({}));
    site.browser.click("[data-type=Order]");
    assert_eq!(site.text("[aria-label=Document] .row.lit .text").trim(), "Order:");
    assert_eq!(site.text("[aria-label=Crate] .row.lit .text"), "pub struct Order {");
    let line = text.lines().position(|line| line.trim() == "NewOrder:").unwrap() + 1;
    reveal(&mut site, line);
    site.evaluate(&format!(
        "(() => {{ const row = [...document.querySelectorAll('.row')].find(row => row.dataset.line === '{line}'); \
         const {{ x, y }} = row.getBoundingClientRect(); document.querySelector('.editor').dispatchEvent(new MouseEvent('click', \
         {{ bubbles: true, clientX: x + 50, clientY: y + 5 }})) }})()"
    ));
    assert_eq!(site.text("[aria-label=Crate] .row.lit .text"), "pub struct NewOrder {");
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn operations_are_told_with_both_formats_of_their_urls() {
    let mut site = Site::open();
    let boards = project().join("generator/tests/documents/definition/boards.json");
    site.generate("boards.json", &fs::read_to_string(boards).unwrap(), &json!({ "provider": "boards" }));
    site.browser.click("[aria-label=Crate] [role=tab]:nth-child(2)");
    site.evaluate(
        "document.querySelectorAll('.operations details').forEach(operation => operation.open = true)",
    );
    let told = site.evaluate(
        "[...document.querySelectorAll('.operations dl')].map(list => list.innerText.replace(/\\s+/g, ' '))",
    );
    let has_both = |operation: &Value| {
        let parts = ["parameters in the path /", "parameters in the query /", "Rust pub fn Client::"];
        parts.iter().all(|part| operation.as_str().unwrap().contains(part))
    };
    assert!(told.as_array().unwrap().iter().any(has_both), "{told}");
}

#[test]
#[ignore = "drives a browser and compiles a crate: `.ci/run heavy`"]
fn a_downloaded_crate_stands_alone_and_passes_its_tests() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
    site.generate("shop.yaml", &text, &json!({}));
    let archive = site.evaluate(
        "(async () => { const bytes = new Uint8Array(await (await playground.generate.crate.archive()).arrayBuffer()); \
         return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join('')) })()",
    );
    let scratch = tempfile::tempdir().unwrap();
    unpack(&STANDARD.decode(archive.as_str().unwrap()).unwrap(), scratch.path());
    let folder = scratch.path().join("shop-client");
    assert!(folder.join("src/generated/runtime.rs").is_file(), "the runtime is a part of it");
    // The versions that are here already.
    fs::copy(project().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let mut cargo = crates::cargo(env!("CARGO_TARGET_TMPDIR"), &folder);
    Run::of(cargo.arg("test")).ends_with(0).says("test a_refused_first_call_says_so ... ok");
}

/// Types something into a field of the settings, and leaves it.
fn write(site: &mut Site, label: &str, text: &str) {
    site.evaluate(&format!(
        "(() => {{ const field = document.querySelector('[aria-label={label:?}]'); field.value = {text:?}; \
         field.dispatchEvent(new Event('input')); field.dispatchEvent(new Event('change')) }})()"
    ));
}

/// Unpacks an archive, as its directory at the end lists it.
fn unpack(archive: &[u8], folder: &Path) {
    let number = |at: usize, bytes: usize| {
        archive[at..at + bytes].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let end = archive.len() - 22;
    assert_eq!(number(end, 4), 0x0605_4b50, "the archive ends as one");
    let mut entry = number(end + 16, 4);
    for _ in 0..number(end + 10, 2) {
        let (packed, size, name_length) =
            (number(entry + 20, 4), number(entry + 24, 4), number(entry + 28, 2));
        let name = std::str::from_utf8(&archive[entry + 46..entry + 46 + name_length]).unwrap();
        let local = number(entry + 42, 4);
        let start = local + 30 + name_length;
        let mut content = Vec::new();
        flate2::read::DeflateDecoder::new(&archive[start..start + packed]).read_to_end(&mut content).unwrap();
        assert_eq!(content.len(), size, "{name}");
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        entry += 46 + name_length;
    }
}

/// Scrolls a line of the document into sight.
fn reveal(site: &mut Site, line: usize) {
    site.evaluate(&format!("playground.generate.input.source.reveal({line})"));
    site.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
}
