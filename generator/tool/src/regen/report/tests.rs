//! What a run prints, as it is read.

use std::path::Path;

use insta::assert_snapshot;
use lowcodeapi_generator::Generated;
use lowcodeapi_generator::api::{Api, Degradation, DegradationKind, LeftOut, Pointer};
use lowcodeapi_generator::document::{Document, Form};
use lowcodeapi_generator::files::Files;
use lowcodeapi_generator::infer::{Inference, InferenceKind};
use lowcodeapi_generator::overlay::{self, Applied};
use lowcodeapi_generator::repair::{Repair, RepairKind};
use lowcodeapi_generator::source::Position;

use super::*;
use crate::lock::Source;
use crate::tree::Difference;

fn client() -> (tempfile::TempDir, Client) {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("client")).unwrap();
    std::fs::write(root.path().join("Cargo.toml"), "[workspace]\nmembers = [\"client\"]\n").unwrap();
    let manifest = "[package.metadata.lowcodeapi]\nprovider = \"shop\"\nhost = \"https://api.example.com\"\n";
    std::fs::write(root.path().join("client/Cargo.toml"), format!("[package]\nname = \"shop\"\n{manifest}"))
        .unwrap();
    let client = Client::find(root.path(), None, None).unwrap();
    (root, client)
}

fn input() -> Input {
    Input {
        origins: None,
        name: "https://backend.example.com/shop/definition".to_owned(),
        source: Source::Definition,
        url: Some("https://backend.example.com/shop/definition".to_owned()),
        file: None,
        why: Some("/shop/openapi answered 404 Not Found".to_owned()),
        locked: Some(Source::Openapi),
        committed: false,
    }
}

fn made() -> Generated {
    let repair = |kind, pointer: &str| Repair {
        kind,
        pointer: pointer.to_owned(),
        detail: "as it should be".to_owned(),
    };
    let action = |target: &str, matched, nearest: Option<&str>| Applied {
        index: 0,
        target: target.to_owned(),
        description: None,
        position: Position { offset: 0, line: 7, column: 5 },
        matched,
        changed: 0,
        places: Vec::new(),
        nearest: nearest.map(str::to_owned),
    };
    let degradation = Degradation {
        origin: Pointer("/paths/~1orders/get".to_owned()),
        kind: DegradationKind::UndocumentedResponse,
        detail: "the answer is not described".to_owned(),
    };
    let left_out = LeftOut {
        operation: "`` /broken".to_owned(),
        reason: "it has no method".to_owned(),
        origin: Pointer::default(),
    };
    let inference = Inference {
        pointer: "/paths/~1orders/get/schema".to_owned(),
        kind: InferenceKind::Example,
        detail: "a list of strings".to_owned(),
    };
    Generated {
        document: "{}\n".into(),
        form: Form::Wrapped("/res".to_owned()),
        repairs: vec![
            repair(RepairKind::MissingInfo, ""),
            repair(RepairKind::BooleanRequired, "/paths/~1orders"),
        ],
        companions: lowcodeapi_generator::join::Report::default(),
        overlay: overlay::Report {
            actions: vec![action("$.paths", 1, None), action("$.paths.gone", 0, Some("$.paths"))],
        },
        learned: lowcodeapi_generator::learn::Report::default(),
        inferences: vec![inference],
        effective: String::new(),
        api: Api { degradations: vec![degradation], left_out: vec![left_out], ..Api::default() },
        files: Files::default(),
        listing: String::new(),
        names: lowcodeapi_generator::names::Names::default(),
        names_text: String::new(),
        source: Document::from_value(serde_json::json!({"paths": {"/orders": {}}}), "openapi.json"),
    }
}

fn plain(shown: impl Display) -> String {
    anstream::adapter::strip_str(&shown.to_string()).to_string()
}

#[test]
fn a_run_is_told_in_a_few_lines_with_what_matters_first() {
    let (_root, client) = client();
    let guard = Guard {
        lost: vec!["GET /users".to_owned()],
        alarms: vec!["the document names another host".to_owned()],
    };
    let report = Report { client: &client, input: &input(), made: &made(), guard: &guard, verbose: false };
    assert_snapshot!(plain(report), @"
    warning    the source is now `definition`; the lock says `openapi`
    source     definition, https://backend.example.com/shop/definition (/shop/openapi answered 404 Not Found)
    document   openapi at /res, 3 bytes
    warning    the document names another host
    lost       GET /users
    repairs    2: boolean_required 1, missing_info 1
    overlay    2 actions: 0 applied, 1 without effect, 1 stale
               client/overlay.yaml:7: `$.paths.gone` matches nothing; the nearest there is: `$.paths`
    client     0 operations, 0 types, 1 inferred from examples, 1 left out
               left out: `` /broken, it has no method
    degraded   1: undocumented_response 1
    ");
}

#[test]
fn verbose_lists_each_repair_with_pointer_and_line() {
    let (_root, client) = client();
    let report =
        Report { client: &client, input: &input(), made: &made(), guard: &Guard::default(), verbose: true };
    assert_snapshot!(plain(report), @"
    warning    the source is now `definition`; the lock says `openapi`
    source     definition, https://backend.example.com/shop/definition (/shop/openapi answered 404 Not Found)
    document   openapi at /res, 3 bytes
    repairs    2: boolean_required 1, missing_info 1
               1: missing_info (root): as it should be
               3: boolean_required /paths/~1orders: as it should be
    overlay    2 actions: 0 applied, 1 without effect, 1 stale
               client/overlay.yaml:7: `$.paths.gone` matches nothing; the nearest there is: `$.paths`
    client     0 operations, 0 types, 1 inferred from examples, 1 left out
               1: left out: `` /broken, it has no method
               3: inferred: /paths/~1orders/get/schema
    degraded   1: undocumented_response 1
               3: undocumented_response /paths/~1orders/get: the answer is not described
    ");
}

#[test]
fn files_are_listed_by_what_became_of_them() {
    let (_root, client) = client();
    let change = |path: &Path, drift| Change { path: path.to_owned(), drift };
    let difference = Difference { line: 3, is: Some("a".repeat(200)), should_be: None };
    let changes = [
        change(&client.document(), Drift::Stale { text: "".into(), difference }),
        change(&client.snapshot("api.txt"), Drift::Missing { text: "".into() }),
        change(&client.generated().join("old.rs"), Drift::Orphaned),
    ];
    assert_snapshot!(plain(Written { client: &client, changes: &changes }), @"
    files      2 written, 1 deleted
               wrote   snapshots/shop/openapi.json
               wrote   snapshots/shop/api.txt
               deleted client/src/generated/old.rs
    ");
}
