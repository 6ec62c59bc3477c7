//! Any two documents: `--spec-old` and `--spec-new`.

use super::repository::{FIRST, Repository, changes, second};

#[test]
fn two_documents_need_no_client() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_cargo-api-client"))
            .arg("diff")
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8([output.stdout, output.stderr].concat()).unwrap())
    };
    std::fs::write(folder.path().join("old.json"), FIRST).unwrap();
    std::fs::write(folder.path().join("new.json"), second()).unwrap();
    let (code, text) = run(&["--spec-old", "old.json", "--spec-new", "new.json", "--fail-on", "breaking"]);
    assert_eq!(code, Some(1), "{text}");
    assert!(text.starts_with("suggested bump: major"), "{text}");
    assert!(
        text.contains("`delivery_address` of `Order` was removed (perhaps renamed to `shipping_address`)")
    );
    let (code, text) = run(&["--spec-old", "old.json", "--spec-new", "none.json"]);
    assert_eq!(code, Some(116), "{text}");
    let (code, _) = run(&["--spec-old", "old.json"]);
    assert_eq!(code, Some(2));
}

#[test]
fn lines_are_those_of_the_file_as_it_is() {
    let repository = Repository::new();
    let yaml = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\npaths:\n  /orders:\n    get:\n      operationId: listOrders\n      parameters:\n      - {name: limit, in: query, schema: {type: integer}}\n      responses:\n        '200': {description: ok}\n";
    repository.write("old.yaml", yaml);
    repository.write("new.yaml", &yaml.replace("{type: integer}", "{type: integer, maximum: 9}"));
    let run = repository.diff(&["--spec-old", "old.yaml", "--spec-new", "new.yaml"]).ends_with(0);
    assert!(run.stdout.contains("new.yaml:8:"), "{}", run.stdout);
    assert!(
        run.stdout.contains("`maximum` of parameter `limit` of GET /orders is `9` now"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_overlay_holds_for_both() {
    let repository = Repository::new();
    repository.write("old.json", FIRST);
    repository.write("new.json", &second());
    repository.write(
        "overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: Shop, version: '1'}\nactions:\n- target: $.servers[0]\n  update: {url: 'https://api.example.com/shop'}\n",
    );
    let run = repository.diff(&[
        "--spec-old",
        "old.json",
        "--spec-new",
        "new.json",
        "--overlay",
        "overlay.yaml",
        "--format",
        "json",
    ]);
    assert!(!changes(&run).contains(&"server-changed".to_owned()), "{}", run.stdout);
    assert!(run.stdout.contains(r#""kind": "hidden-by-overlay""#), "{}", run.stdout);
    assert!(run.stdout.contains("decide at overlay.yaml:4"), "{}", run.stdout);
}

#[test]
fn what_upstream_changed_under_the_overlay_is_something_to_decide() {
    let repository = Repository::new();
    repository.write("old.json", FIRST);
    repository
        .write("new.json", &FIRST.replace("https://api.example.com/shop", "https://api.example.net/shop"));
    repository.write(
        "overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: Shop, version: '1'}\nactions:\n- target: $.servers[0]\n  update: {url: 'https://api.example.org/shop'}\n",
    );
    let sides =
        ["--spec-old", "old.json", "--spec-new", "new.json", "--overlay", "overlay.yaml", "--fail-on"];
    let run = repository.diff(&[&sides[..], &["any"]].concat()).ends_with(1);
    assert!(run.stdout.starts_with("1 thing to decide, no change of the client\n"), "{}", run.stdout);
    assert!(!run.stdout.contains("nothing that has a meaning"), "{}", run.stdout);
    repository.diff(&[&sides[..], &["red-flag"]].concat()).ends_with(1);
    repository.diff(&[&sides[..], &["breaking"]].concat()).ends_with(0);
}

#[test]
fn any_two_documents_may_have_a_list_of_what_is_accepted_and_of_severities() {
    let repository = Repository::new();
    repository.write("old.json", FIRST);
    repository.write("new.json", &second());
    let sides = ["--spec-old", "old.json", "--spec-new", "new.json"];
    let with = |more: &[&'static str]| [&sides[..], more].concat();
    let report = repository.diff(&with(&["--format", "json"])).ends_with(0);
    let report: serde_json::Value = serde_json::from_str(&report.stdout).unwrap();
    let entry =
        |change: &serde_json::Value| format!("[[accepted]]\nid = {}\nreason = \"agreed\"\n", change["id"]);
    let accepted: String = report["changes"].as_array().unwrap().iter().map(entry).collect();
    repository.write("accepted.toml", &accepted);
    repository.diff(&with(&["--fail-on", "wire-breaking"])).ends_with(1);
    repository.diff(&with(&["--fail-on", "wire-breaking", "--accepted", "accepted.toml"])).ends_with(0);
    let graded = ["--severity", "G5=compatible", "--severity", "F2=warning", "--fail-on", "wire-breaking"];
    repository.diff(&with(&graded)).ends_with(0);
    repository.diff(&with(&["--severity", "Z1=warning"])).ends_with(2).says("is no kind of change");
    repository.diff(&["--kinds"]).ends_with(0).says("| E7 | `type-widened` |");
}
