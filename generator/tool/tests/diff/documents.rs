//! Any two documents: `--spec-old` and `--spec-new`.

use test_support::{Act, Server};

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
fn a_side_may_be_at_an_address() {
    let repository = Repository::new();
    repository.write("old.json", FIRST);
    let server = Server::new([Act::answer(200, second())]);
    let address = format!("{}/openapi.json", server.url());
    let run = repository.diff(&["--spec-old", "old.json", "--spec-new", &address]).ends_with(0);
    assert!(run.stdout.contains("value `instant` of `OrderSpeed` was removed"), "{}", run.stdout);
    assert_eq!(server.targets(), ["/openapi.json"]);
    let server = Server::new([Act::empty(404)]);
    let run = repository.diff(&["--spec-old", &server.url(), "--spec-new", "old.json"]).ends_with(110);
    assert!(run.stderr.contains("answered 404"), "{}", run.stderr);
}

/// What was to stay until a day far away is gone early, and what was to go before yesterday went in time.
#[test]
fn what_is_gone_before_its_sunset_breaks_callers() {
    let repository = Repository::new();
    let document = |operations: &str| {
        format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "Shop", "version": "1"}}, "paths": {{{operations}}}}}"#
        )
    };
    let operation = |day: &str| {
        format!(
            r#""/{day}": {{"get": {{"deprecated": true, "x-sunset": "{day}", "responses": {{"200": {{"description": "ok"}}}}}}}}"#
        )
    };
    repository.write("old.json", &document(&[operation("2019-05-01"), operation("9999-05-01")].join(", ")));
    repository.write("new.json", &document(""));
    let sides = ["--spec-old", "old.json", "--spec-new", "new.json"];
    let run = repository.diff(&sides).ends_with(0);
    assert!(
        run.stdout.contains("operation GET /9999-05-01 was removed, though it was to stay until 9999-05-01"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("operation GET /2019-05-01 was removed, as was announced"), "{}", run.stdout);
    repository.diff(&[&sides[..], &["--fail-on", "wire-breaking"]].concat()).ends_with(1);
}

/// Nothing was promised of what is less settled than what somebody expects.
#[test]
fn what_is_not_stable_may_change() {
    let repository = Repository::new();
    let level = |text: &str, level: &str| {
        text.replace(r#""operationId""#, &format!(r#""x-stability-level": "{level}", "operationId""#))
    };
    let fails = |from: &str, stability: &[&str]| {
        repository.write("old.json", &level(FIRST, from));
        repository.write("new.json", &level(&FIRST.replace(r#", "instant""#, ""), from));
        let sides = ["--spec-old", "old.json", "--spec-new", "new.json", "--fail-on", "wire-breaking"];
        repository.diff(&[&sides[..], stability].concat()).code == 1
    };
    assert!(fails("stable", &[]) && fails("beta", &[]));
    assert!(!fails("alpha", &[]) && !fails("draft", &[]));
    assert!(fails("alpha", &["--stability", "alpha"]) && !fails("draft", &["--stability", "alpha"]));
    assert!(!fails("beta", &["--stability", "stable"]));
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
