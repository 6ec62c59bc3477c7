//! Sides that are a client at some time: revisions, the working tree, files, `REV:PATH`.

use std::fmt::Write as _;

use super::repository::{FIRST, Repository, changes, second};

const ALL: [&str; 5] = [
    "enum-value-removed",
    "optional-field-removed",
    "optional-field-added",
    "optional-field-added",
    "server-changed",
];

#[test]
fn a_branch_is_reviewed_against_the_default_branch() {
    let repository = Repository::new();
    repository.git(&["switch", "--quiet", "--create", "refresh"]);
    repository.regenerate(&second());
    insta::assert_snapshot!(repository.diff(&["main"]).ends_with(0).stdout);

    let before = repository.diff(&["--format", "json"]).ends_with(0);
    assert_eq!(changes(&before), ALL);
    repository.commit();
    let after = repository.diff(&["--format", "json"]).ends_with(0);
    assert_eq!(after.stdout, before.stdout, "committed or not");
}

#[test]
fn the_working_tree_is_like_itself() {
    let repository = Repository::new();
    let run = repository.diff(&["--fail-on", "any"]).ends_with(0);
    assert_eq!(run.stdout, "no change\n");
    repository.diff(&["--format", "json", "HEAD"]).ends_with(0).says(r#""changes": []"#);
}

#[test]
fn both_sides_may_be_revisions_and_each_has_the_manifest_of_its_time() {
    let repository = Repository::new();
    let manifest = std::fs::read_to_string(repository.path("client/Cargo.toml")).unwrap();
    repository.write("client/Cargo.toml", &format!("{manifest}group = \"tag\"\n"));
    repository.regenerate(&second().replace("\"operationId\"", "\"tags\": [\"Orders\"], \"operationId\""));
    repository.commit();
    let run = repository.diff(&["HEAD~1", "HEAD", "--format", "json"]).ends_with(0);
    assert!(run.stdout.contains(r#""kind": "layout-changed""#), "{}", run.stdout);
    repository.diff(&["HEAD", "HEAD", "--fail-on", "any"]).ends_with(0).says("no change");
}

#[test]
fn a_side_may_be_a_file_or_a_path_in_a_revision() {
    let repository = Repository::new();
    repository.write("downloads/new.json", &second());
    let run = repository.diff(&["main", "downloads/new.json", "--format", "json"]).ends_with(0);
    assert_eq!(changes(&run), ALL);
    assert!(run.stdout.contains(r#""file": "downloads/new.json""#));
    repository.commit();
    let run = repository.diff(&["HEAD", "HEAD:downloads/new.json", "--format", "json"]).ends_with(0);
    assert_eq!(changes(&run), ALL);
    assert!(run.stdout.contains(r#""new": "HEAD:downloads/new.json""#));
}

#[test]
fn a_file_keeps_the_names_of_the_one_that_it_follows() {
    let repository = Repository::new();
    let answer = serde_json::json!({"200": {"description": "", "content": {"application/json": {"schema": {
        "type": "object", "properties": {"state": {"type": "string", "enum": ["open", "closed"]}},
    }}}}});
    let get = |id: &str| serde_json::json!({"get": {"operationId": id, "responses": answer}});
    let document = |paths: serde_json::Value| {
        serde_json::json!({"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}, "paths": paths})
            .to_string()
    };
    repository.write("old.json", &document(serde_json::json!({"/b": get("b")})));
    repository.write("new.json", &document(serde_json::json!({"/a": get("a"), "/b": get("b")})));
    let run = repository.diff(&["old.json", "new.json", "--format", "json"]).ends_with(0);
    assert_eq!(changes(&run), ["operation-added"]);
}

#[test]
fn a_side_without_lock_and_overlay_is_compared_all_the_same() {
    let repository = Repository::new();
    std::fs::remove_file(repository.path("snapshots/shop/lock.toml")).unwrap();
    repository.diff(&["--fail-on", "any"]).ends_with(0).says("no change");
    repository.commit();
    repository.diff(&["HEAD", "HEAD~1", "--fail-on", "any"]).ends_with(0).says("no change");
}

#[test]
fn findings_and_failures_have_codes_of_their_own() {
    let repository = Repository::new();
    repository.regenerate(&second());
    for (fail_on, code) in [("never", 0), ("any", 1), ("breaking", 1), ("rust-breaking", 1)] {
        repository.diff(&["HEAD", "--fail-on", fail_on]).ends_with(code);
    }
    repository.diff(&["nonsense"]).ends_with(116).says("neither a git revision nor a file");
    repository.diff(&["--format", "json", "--", "--upload-pack=x"]).ends_with(116);
    repository.diff(&["HEAD:no/such.json"]).ends_with(116).says("`no/such.json` is not in `HEAD`");
    repository.write("page.html", "<!doctype html><title>Log in</title>");
    repository.diff(&["page.html"]).ends_with(111);
}

#[test]
fn a_lesser_change_does_not_meet_a_stricter_condition() {
    let repository = Repository::new();
    repository
        .regenerate(&FIRST.replace("\"article\": {", "\"gift\": {\"type\": \"boolean\"}, \"article\": {"));
    repository.diff(&["HEAD", "--fail-on", "rust-breaking"]).ends_with(0);
    repository.diff(&["HEAD", "--fail-on", "breaking"]).ends_with(0);
    repository.diff(&["HEAD", "--fail-on", "any"]).ends_with(1);
}

#[test]
fn it_compares_documents_that_shrink() {
    let repository = Repository::new();
    let empty = r#"{"openapi":"3.0.0","info":{"title":"Shop","version":"2"},"paths":{}}"#;
    repository.write("empty.json", empty);
    repository.diff(&["HEAD", "empty.json", "--format", "json"]).ends_with(0).says(r#""kind": "shrunk""#);
}

#[test]
fn accepted_breaks_are_listed_and_not_counted() {
    let repository = Repository::new();
    repository.regenerate(&second());
    let run = repository.diff(&["HEAD", "--format", "json"]).ends_with(0);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let mut accepted = String::from("[[accepted]]\nid = \"000000000000\"\nreason = \"long ago\"\n");
    for change in report["changes"].as_array().unwrap() {
        let _ = writeln!(accepted, "[[accepted]]\nid = {}\nreason = \"agreed upon\"", change["id"]);
    }
    repository.write("client/accepted.toml", &accepted);
    // A red flag has to be looked at all the same, and callers notice what was accepted.
    repository.diff(&["HEAD", "--fail-on", "any"]).ends_with(1);
    repository.diff(&["HEAD", "--fail-on", "red-flag"]).ends_with(1);
    repository
        .diff(&["HEAD", "--fail-on", "warning"])
        .ends_with(0)
        .says("1 thing to decide; suggested bump: major")
        .says("5 accepted")
        .says("accepted: agreed upon")
        .says("accepts 000000000000, which is no change any more");
    repository.write("client/accepted.toml", "[[accepted]]\nid = \"a\"\n");
    repository.diff(&["HEAD"]).ends_with(116).says("missing field `reason`");
}

#[test]
fn the_markdown_can_be_reproduced_by_its_last_lines() {
    let repository = Repository::new();
    repository.regenerate(&second());
    let run = repository.diff(&["HEAD", "--format", "markdown"]).ends_with(0);
    assert!(run.stdout.ends_with("```sh\ncargo-api-client diff HEAD\n```\n"), "{}", run.stdout);
    let github = repository.diff(&["HEAD", "--format", "github"]).ends_with(0).stdout;
    assert!(github.contains("::error file=snapshots/shop/openapi.json,line="), "{github}");
}

#[test]
fn a_refresh_ends_with_what_it_changed() {
    let repository = Repository::new();
    let run = repository.regenerate(&second());
    assert!(run.stdout.contains("suggested bump: major (5 changes"), "{}", run.stdout);
    assert!(run.stdout.contains("RED FLAG: the document names"), "{}", run.stdout);
    let again = repository.regenerate(&second());
    assert!(!again.stdout.contains("suggested bump"), "{}", again.stdout);
}

#[test]
fn operations_are_lost_against_the_disk_and_changes_told_against_git() {
    let repository = Repository::new();
    let refunds = r#""/v1/refunds": {"get": {"operationId": "listRefunds", "responses": {"200": {"description": "ok"}}}},"#;
    let larger = FIRST.replace(r#""paths": {"#, &format!("\"paths\": {{{refunds}"));
    repository.regenerate(&larger);
    repository.write("served.json", FIRST);
    repository.regen(&["--spec", "served.json"]).ends_with(111).says("GET /v1/refunds");
    let run =
        repository.regen(&["--spec", "served.json", "--allow-shrink"]).ends_with(0).says("lost       GET");
    assert!(!run.stdout.contains("suggested bump"), "{}", run.stdout);
    repository.regenerate(&larger);
    repository.commit();
    repository.write("served.json", FIRST);
    repository.regen(&["--spec", "served.json"]).ends_with(111).says("GET /v1/refunds");
}

#[test]
fn outside_of_git_two_documents_are_all_there_is() {
    let repository = Repository::new();
    std::fs::remove_dir_all(repository.path(".git")).unwrap();
    repository.diff(&[]).ends_with(116).says("lies in no git repository");
    repository.write("new.json", &second());
    repository.diff(&["snapshots/shop/openapi.json", "new.json", "--fail-on", "any"]).ends_with(1);
}

#[test]
fn what_was_learned_of_an_answer_is_a_change() {
    let repository = Repository::new();
    let learned = "operations:\n  POST /v1/orders: {samples: 2, answer: {type: object, properties: {id: {type: integer}}}}\n";
    repository.write("snapshots/shop/learned.yaml", learned);
    let run = repository.diff(&["HEAD", "--format", "json"]).ends_with(0);
    assert!(changes(&run).contains(&"output-appeared".to_owned()), "{}", run.stdout);
    repository.commit();
    repository.diff(&["HEAD", "--fail-on", "any"]).ends_with(0).says("no change");
}

#[test]
fn a_log_tells_each_commit_that_touched_the_document() {
    let repository = Repository::new();
    repository.git(&["tag", "first"]);
    repository.write("README.md", "a shop");
    repository.commit();
    repository.regenerate(&FIRST.replace(r#""article": {"#, r#""gift": {"type": "boolean"}, "article": {"#));
    repository.commit();
    repository.regenerate(&second());
    repository.commit();
    let run = repository.diff(&["--log", "first..HEAD"]).ends_with(0);
    let verdicts: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("    ")).collect();
    assert_eq!(run.stdout.lines().count(), 4, "{}", run.stdout);
    assert!(verdicts[0].contains("suggested bump: minor"), "{}", run.stdout);
    assert!(verdicts[1].contains("suggested bump: major"), "{}", run.stdout);
    repository.diff(&["--log", "first..HEAD", "--fail-on", "breaking"]).ends_with(1);
    let run = repository.diff(&["--log", "nowhere..HEAD"]).ends_with(116);
    assert!(run.stderr.contains("`nowhere..HEAD` is no range of commits"), "{}", run.stderr);
}

#[test]
fn a_log_judges_each_commit_by_its_day() {
    let with = |parameter: &str| {
        FIRST.replace(r#""operationId""#, &format!(r#""parameters": [{parameter}], "operationId""#))
    };
    let until = |day: &str| {
        let members = r#""in": "query", "schema": {"type": "string"}, "deprecated": true"#;
        with(&format!(r#"{{"name": "old", {members}, "x-sunset": "{day}"}}"#))
    };
    for (gone, code) in [("2019-12-31", 1), ("2020-01-01", 0)] {
        let repository = Repository::new();
        repository.regenerate(&until("2020-01-01"));
        repository.commit();
        repository.regenerate(FIRST);
        repository.commit();
        repository.git(&[
            "commit",
            "--quiet",
            "--amend",
            "--no-edit",
            "--date",
            &format!("{gone}T12:00:00Z"),
        ]);
        repository.git(&["rebase", "--quiet", "--committer-date-is-author-date", "--force-rebase", "HEAD^"]);
        let run = repository.diff(&["--log", "HEAD^..HEAD", "--fail-on", "wire-breaking"]).ends_with(code);
        assert!(run.stdout.contains(gone), "{}", run.stdout);
    }
}
