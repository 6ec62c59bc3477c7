//! What actions do and what the report says.

mod errors;

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::*;

fn apply(value: Value, version: &str, actions: &str) -> Result<(Value, Report), Error> {
    let text = format!("overlay: {version}\ninfo: {{title: Test, version: '1'}}\nactions:\n{actions}");
    let parsed = Overlay::parse(&text, "overlay.yaml")?;
    let mut document = Document::from_value(value, "document.json");
    let report = overlay(&mut document, &parsed)?;
    Ok((document.value, report))
}

fn applied(value: Value, actions: &str) -> Value {
    apply(value, "1.1.0", actions).expect("the overlay applies").0
}

fn numbers(report: &Report) -> Vec<(usize, usize)> {
    report.actions.iter().map(|action| (action.matched, action.changed)).collect()
}

#[test]
fn an_update_is_merged_into_objects_member_by_member() {
    let value = json!({"a": {"kept": 1, "deep": {"x": 1}, "list": [1]}});
    let actions = "  - target: $.a\n    update: {deep: {x: 2, y: 3}, list: [2], new: {z: []}}\n";
    assert_eq!(
        applied(value, actions),
        json!({"a": {"kept": 1, "deep": {"x": 2, "y": 3}, "list": [1, 2], "new": {"z": []}}})
    );
}

#[test]
fn an_update_extends_an_array_by_one_entry_or_by_the_items_of_an_array() {
    let actions = "  - {target: $.a, update: {name: x}}\n  - {target: $.a, update: [1, [2]]}\n";
    assert_eq!(applied(json!({"a": [0]}), actions), json!({"a": [0, {"name": "x"}, 1, [2]]}));
}

#[test]
fn an_update_replaces_a_scalar() {
    let actions = "  - {target: '$.paths.*.description', update: new}\n";
    let value = json!({"paths": {"/a": {"description": "old"}, "/b": {"description": null}}});
    assert_eq!(
        applied(value, actions),
        json!({"paths": {"/a": {"description": "new"}, "/b": {"description": "new"}}})
    );
}

#[test]
fn the_root_can_be_updated() {
    assert_eq!(applied(json!({"a": 1}), "  - {target: $, update: {b: 2}}\n"), json!({"a": 1, "b": 2}));
}

#[test]
fn a_removal_keeps_the_order_of_what_stays() {
    let value = json!({"a": 1, "b": 2, "c": 3, "d": [{"x": 1}, {"x": 2}, {"x": 3}, "s"]});
    let actions = "  - {target: $.b, remove: true}\n  - {target: '$.d[?@.x < 3]', remove: true}\n  - {target: \"$.d[?@ == 's']\", remove: true}\n";
    assert_eq!(applied(value, actions).to_string(), r#"{"a":1,"c":3,"d":[{"x":3}]}"#);
}

#[test]
fn nested_and_repeated_selections_are_removed_once() {
    let value = json!({"a": {"b": {"b": 1}}, "l": [0, 1, 2, 3]});
    let actions = "  - {target: $..b, remove: true}\n  - {target: '$.l[0,0,2]', remove: true}\n";
    let (value, report) = apply(value, "1.0.0", actions).unwrap();
    assert_eq!(value, json!({"a": {}, "l": [1, 3]}));
    assert_eq!(numbers(&report), [(2, 2), (2, 2)]);
}

#[test]
fn removing_an_item_keeps_the_others_places_in_the_source() {
    let mut document = Document::from_value(json!({"l": [{"a": 1}, {"b": 2}, {"c": 3}]}), "document.json");
    let line = document.locate("/l/2/c").map(|position| position.line);
    let text =
        "{overlay: 1.0.0, info: {title: T, version: 1}, actions: [{target: '$.l[0,1]', remove: true}]}";
    overlay(&mut document, &Overlay::parse(text, "o").unwrap()).unwrap();
    assert_eq!(document.locate("/l/0/c").map(|position| position.line), line);
}

#[test]
fn a_path_is_moved_by_update_copy_and_remove() {
    let actions = "  - {target: $.paths, update: {/new: {}}}
  - {target: \"$.paths['/new']\", copy: \"$.paths['/old']\"}
  - {target: \"$.paths['/old']\", remove: true}\n";
    let value = json!({"paths": {"/old": {"get": {"x": 1}}, "/other": {}}});
    assert_eq!(applied(value, actions), json!({"paths": {"/other": {}, "/new": {"get": {"x": 1}}}}));
}

#[test]
fn saying_what_the_document_says_is_a_note_and_matching_nothing_is_stale() {
    let actions = "  - {target: $.a, update: {x: 1}}
  - {target: '$.a[?@.y]', update: {x: 1}}
  - target: $.a
    description: why
    copy: $.b\n";
    let (_, report) = apply(json!({"a": {"x": 1}}), "1.1.0", actions).unwrap();
    assert_eq!(numbers(&report), [(1, 0), (0, 0), (0, 0)]);
    assert_eq!(report.notes().map(|action| action.index).collect::<Vec<_>>(), [0]);
    assert_snapshot!(format!("{:#?}", report.stale().last().unwrap()), @r#"
    Applied {
        index: 2,
        target: "$.a",
        description: Some(
            "why",
        ),
        matched: 0,
        changed: 0,
        places: [],
        nearest: Some(
            "$.a",
        ),
        position: Position {
            line: 6,
            column: 5,
            offset: 138,
        },
    }
    "#);
}

#[test]
fn an_action_that_matches_nothing_names_the_nearest_path() {
    let value = json!({"paths": {"/v3/email/outbound-emails": {"post": {}}, "/v2/pages": {}}});
    let actions = "  - {target: \"$.paths['/v2/email/outbound-emails'].post\", update: {a: 1}}\n";
    let (_, report) = apply(value, "1.0.0", actions).unwrap();
    assert_eq!(report.actions[0].nearest.as_deref(), Some("$.paths['/v3/email/outbound-emails'].post"));
}

#[test]
fn json_is_an_overlay_too() {
    let text = "{\n \"overlay\": \"1.0.1\", \"info\": {\"title\": \"T\", \"version\": \"1\"},\n \"extends\": \"./x\", \"x-mine\": 1,\n \"actions\": [\n  {\"target\": \"$\", \"update\": {}}]}";
    let parsed = Overlay::parse(text, "overlay.json").unwrap();
    assert_eq!((parsed.title.as_str(), parsed.extends.as_deref(), parsed.len()), ("T", Some("./x"), 1));
    assert_eq!((parsed.actions[0].position.line, parsed.actions[0].position.column), (5, 3));
}
