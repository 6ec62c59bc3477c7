//! `corpus` counts, reports and fails.

use crate::lab;
use crate::scratch::{BROKEN, NOTES, PLAIN, Scratch};

#[test]
fn documents_are_counted_and_reported_one_by_one() {
    let scratch = Scratch::new();
    scratch.write("corpus/notes.json", NOTES);
    scratch.write("corpus/deeper/shop.yaml", PLAIN);
    scratch.write("corpus/readme.txt", "not a document");
    let report = scratch.argument("report.json");
    let run = lab(&["corpus", &scratch.argument("corpus"), "--report", &report, "--jobs", "2"]);
    run.ends_with(0).says("2 of 2 generate").says("typed");
    let mut report: serde_json::Value =
        serde_json::from_str(&scratch.read("report.json")).expect("it is JSON");
    for entry in report.as_array_mut().expect("it is a list") {
        entry["millis"] = 0.into();
    }
    let companions = serde_json::json!({"matched": 0, "json": 0, "typed": 0, "nothing": 0});
    assert_eq!(
        report,
        serde_json::json!([
            {"document": "deeper/shop.yaml", "operations": 1, "methods": 1, "left_out": [], "types": 0, "untyped": 0, "companions": companions, "repairs": 0, "millis": 0, "outcome": "ok"},
            {"document": "notes.json", "operations": 2, "methods": 2, "left_out": [], "types": 2, "untyped": 3, "companions": companions, "repairs": 9, "millis": 0, "outcome": "ok"},
        ])
    );
}

#[test]
fn what_is_no_document_is_a_failure_with_its_reason() {
    let scratch = Scratch::new();
    scratch.write("corpus/notes.json", NOTES);
    scratch.write("corpus/package.json", "{\"name\": \"x\"}");
    let run = lab(&["corpus", &scratch.argument("corpus")]);
    run.ends_with(113).says("1 of 2 generate").says("package.json").says("it has `name`");
}

#[test]
fn a_folder_without_documents_and_one_that_is_not_ours_are_refused() {
    let scratch = Scratch::new();
    scratch.write("corpus/notes.json", NOTES);
    scratch.write("kept/precious.txt", "mine");
    let (corpus, kept) = (scratch.argument("corpus"), scratch.argument("kept"));
    lab(&["corpus", &kept]).ends_with(2).says("no document");
    lab(&["corpus", &corpus, "--keep", &kept]).ends_with(2).says("not written");
    assert_eq!(scratch.read("kept/precious.txt"), "mine");
}

#[test]
fn the_emitted_workspace_is_kept_where_it_is_asked_for() {
    let scratch = Scratch::new();
    scratch.write("corpus/notes.json", NOTES);
    let (corpus, kept) = (scratch.argument("corpus"), scratch.argument("kept"));
    for _ in 0..2 {
        lab(&["corpus", &corpus, "--keep", &kept]).ends_with(0);
    }
    assert!(
        scratch
            .read("kept/clients/client-notes/src/generated/operations.rs")
            .contains("pub struct RetrievePage")
    );
}

#[test]
fn a_corpus_tells_the_problems_of_each_document() {
    let scratch = Scratch::new();
    scratch.write("all/shop.yaml", BROKEN);
    scratch.write("all/page.json", "<html></html>");
    let folder = scratch.argument("all");
    let run = lab(&["corpus", &folder]).ends_with(113);
    run.says("shop.yaml:6:").says("page.json").says("looks like a web page");
    let run = lab(&["corpus", &folder, "--format", "json"]).ends_with(113);
    let told: serde_json::Value = serde_json::from_str(&run.output()).expect("it is one object");
    assert_eq!(told["problems"].as_array().map(Vec::len), Some(4));
}
