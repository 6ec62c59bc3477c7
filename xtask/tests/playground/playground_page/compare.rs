//! Two documents on the page: the report, its filters, and the places side by side.

use std::fs;

use serde_json::json;

use super::site::{Site, project};

fn compare(site: &mut Site, old: &str, new: &str) {
    site.evaluate("location.hash = 'compare'");
    let [old, new] = [("before.yaml", old), ("after.yaml", new)]
        .map(|(name, text)| json!([{ "name": name, "text": text }]));
    site.evaluate(&format!("(async () => {{ await playground.compare.open('old', {old}); await playground.compare.open('new', {new}) }})()"));
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn changes_are_reported_filtered_and_found_on_both_sides() {
    let mut site = Site::open();
    let read =
        |name: &str| fs::read_to_string(project().join("xtask/playground/site/examples").join(name)).unwrap();
    compare(&mut site, &read("shop-before.yaml"), &read("shop-after.yaml"));
    assert!(site.text(".api-diff h1").contains("suggested bump: major"));
    assert_eq!(site.text(".api-diff h1"), site.status());
    let all = site.evaluate("document.querySelectorAll('.changes > li').length").as_u64().unwrap();
    site.evaluate(
        "(() => { const form = document.querySelector('.filters'); form.elements.rust.value = 'breaking'; \
         form.dispatchEvent(new Event('input', { bubbles: true })) })()",
    );
    let shown =
        site.evaluate("document.querySelectorAll('.changes > li:not([hidden])').length").as_u64().unwrap();
    assert!(0 < shown && shown < all, "{shown} of {all}");
    site.browser.click(".changes > li[data-kind=required-field-added] summary");
    assert_eq!(site.text("[data-side=new] .row.lit .text").trim(), "currency: {type: string}");
    assert!(site.text("[data-side=old] .row.lit .text").contains("properties:"));
    assert!(site.text(".changelog pre").contains("### Removed"), "the entry of a changelog");
    let markdown = site.evaluate("playground.compare.markdown");
    assert!(
        markdown.as_str().unwrap().contains("required-field-added")
            || markdown.as_str().unwrap().contains("currency")
    );
}

#[test]
#[ignore = "drives a browser: `.ci/run heavy`"]
fn one_document_before_and_after_an_edit() {
    let mut site = Site::open();
    let text = fs::read_to_string(project().join("xtask/playground/site/examples/shop-before.yaml")).unwrap();
    site.evaluate("location.hash = 'compare'");
    let files = json!([{ "name": "shop.yaml", "text": text }]);
    site.evaluate(&format!("playground.compare.open('old', {files})"));
    assert!(site.status().contains("no change"), "{}", site.status());
    let edited = json!(text.replace("        voucher: {type: string}\n", ""));
    site.evaluate(&format!(
        "(() => {{ const field = document.querySelector('[data-side=new] .editor'); field.value = {edited}; \
         field.dispatchEvent(new Event('input')) }})()"
    ));
    site.until("document.querySelector('.changes > li')?.dataset.kind === 'optional-field-removed'");
}
