//! Types of answers that nobody describes, from saved ones.

use crate::scratch::{NOTES, Scratch};
use crate::xtask;

const ONE: &str = r#"{"message": "Response received", "provider": "notes", "response_headers": {"x-secret": "s3cr3t"},
  "result": {"id": "8c1f5a52-53c4-4f3e-9a51-0f1f6d8f7c11", "title": "Salary of Ann", "archived": false,
             "words": {"ann@example.com": 12}, "draft": {"by": "Ann"}}}"#;
const TWO: &str = r#"{"data": {"id": "8c1f5a52-53c4-4f3e-9a51-0f1f6d8f7c12", "title": "Plan", "archived": true,
             "words": {"ben@example.com": 7, "eve@example.com": 1}}}"#;

fn created(scratch: &Scratch) -> String {
    scratch.write("notes.json", NOTES);
    scratch.write("one.json", ONE);
    scratch.write("two.json", TWO);
    let (spec, out) = (scratch.argument("notes.json"), scratch.argument("client"));
    xtask(&["new", "notes", "--spec", &spec, "--out", &out]).ends_with(0);
    out
}

fn learn(scratch: &Scratch, out: &str, operation: &str, files: &[&str]) -> crate::scratch::Run {
    let files: Vec<String> = files.iter().map(|file| scratch.argument(file)).collect();
    let mut arguments = vec!["learn", operation, "--manifest", out];
    arguments.extend(files.iter().map(String::as_str));
    xtask(&arguments)
}

#[test]
fn an_answer_gets_the_type_that_saved_ones_have_in_common() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    learn(&scratch, &out, "retrieve_page", &["one.json", "two.json"])
        .ends_with(0)
        .says("GET /v1/pages/{page_id}, from 2 answers in spec/learned.yaml")
        .says("members    archived, id, title, words");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(4).says("spec/lock.toml");
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(0).says("learned    1 answer, 0 unused");
    xtask(&["regen", "--manifest", &out, "--offline", "--check"]).ends_with(0).says("up to date");
    let lock = scratch.read("client/spec/lock.toml");
    assert!(
        lock.contains("[learned]\napplied = 1\nunused = 0\n") && lock.contains("\nlearned = \""),
        "{lock}"
    );
    let listing = scratch.read("client/spec/api.txt");
    assert!(listing.contains("Described<types::RetrievePageResponse>"), "{listing}");
    assert!(
        listing.contains("RetrievePageResponse::words: Option<std::collections::BTreeMap<String, i64>>"),
        "{listing}"
    );
    let types = scratch.read("client/src/generated/types.rs");
    assert!(types.contains("Learned from saved answers"), "{types}");
}

#[test]
fn nothing_that_a_sample_holds_is_written_anywhere() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    learn(&scratch, &out, "GET /v1/pages/{page_id}", &["one.json", "two.json"]).ends_with(0);
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(0);
    let written = ["spec/learned.yaml", "spec/effective.yaml", "spec/api.txt", "src/generated/types.rs"];
    let written = written.map(|file| scratch.read(&format!("client/{file}"))).concat();
    for held in ["s3cr3t", "Ann", "Plan", "example.com", "8c1f5a52", "draft", "secret"] {
        assert!(!written.contains(held), "{held}");
    }
}

#[test]
fn what_is_no_answer_is_told() {
    let scratch = Scratch::new();
    let out = created(&scratch);
    scratch.write("text.json", "HTTP/1.1 200 OK");
    scratch.write("refused.json", r#"{"message": "", "provider": "notes", "error": {"code": 404}}"#);
    learn(&scratch, &out, "get_pages", &["one.json"])
        .ends_with(2)
        .says("the client has no operation `get_pages`");
    learn(&scratch, &out, "retrieve_page", &["none.json"]).ends_with(111).says("can't read the answer");
    learn(&scratch, &out, "retrieve_page", &["text.json"])
        .ends_with(111)
        .says("text.json:1:1: the answer is no JSON");
    learn(&scratch, &out, "retrieve_page", &["refused.json"]).ends_with(111).says("it is a refusal");
    let single = learn(&scratch, &out, "GET /v1/pages/page_id", &["one.json"]).ends_with(0);
    single.says("of one answer nobody can tell what others lack");
    scratch.write(
        "client/spec/learned.yaml",
        "operations: {GET /v1/gone: {samples: 1, answer: {type: string}}}",
    );
    xtask(&["regen", "--manifest", &out, "--offline"])
        .ends_with(0)
        .says("GET /v1/gone: the document has no such operation");
    scratch.write("client/spec/learned.yaml", "operations: [");
    xtask(&["regen", "--manifest", &out, "--offline"]).ends_with(111).says("what was learned can't be read");
}
