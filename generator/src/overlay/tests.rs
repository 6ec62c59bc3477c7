//! Overlays as a whole: what actions do, what the report says, what errors look like.

use insta::assert_snapshot;
use miette::{Diagnostic, NarratableReportHandler};
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

/// As a terminal without graphics shows it.
fn rendered(error: &Error) -> String {
    let mut text = String::new();
    NarratableReportHandler::new().render_report(&mut text, error).expect("a string takes everything");
    text
}

fn refused(text: &str) -> String {
    rendered(&Overlay::parse(text, "overlay.yaml").expect_err("the overlay is wrong"))
}

fn refused_action(action: &str) -> String {
    refused(&format!("overlay: 1.1.0\ninfo: {{title: T, version: '1'}}\nactions:\n{action}"))
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

#[test]
fn a_syntax_error_is_shown_at_its_place() {
    assert_snapshot!(refused("overlay: 1.0.0\ninfo:\n  title: \"T\nactions: []\n"), @r"
    the overlay is not valid YAML: found unexpected end of stream, while scanning a quoted scalar at line 3 column 10 (overlay.yaml, line 5, column 1)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 4, column 1

    snippet line 4: actions: []
        label at line 4, column 12: here
    diagnostic help: mend the line; JSON is read too
    diagnostic code: overlay::syntax
    ");
    assert_snapshot!(refused("overlay: 1.0.0\ninfo: {title: T, version: 1}\nactions:\n  - target: $\n   update: {}\n"), @r"
    the overlay is not valid YAML: did not find expected '-' indicator, while parsing a block collection at line 4 column 3 (overlay.yaml, line 5, column 4)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 4, column 1

    snippet line 4:   - target: $
    snippet line 5:    update: {}
        label at line 5, column 4: here
    diagnostic help: mend the line; JSON is read too
    diagnostic code: overlay::syntax
    ");
}

#[test]
fn a_bad_json_path_is_shown_at_its_place() {
    assert_snapshot!(refused_action("  - target: $.paths[/v2/mail].post\n    update: {}\n"), @r"
    `$.paths[/v2/mail].post` is no JSONPath from character 8 on (overlay.yaml, line 4, column 20)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - target: $.paths[/v2/mail].post
        label at line 4, column 20: here
    snippet line 5:     update: {}
    diagnostic help: RFC 9535: names with other characters than letters, digits and `_` go into brackets, as in $.paths['/v1/pages']
    diagnostic code: overlay::json_path
    ");
    assert_snapshot!(refused_action("  - target: \"$.é['a'x]\"\n    update: 1\n"), @r#"
    `$.é['a'x]` is no JSONPath from character 8 on (expected closing ']') (overlay.yaml, line 4, column 21)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - target: "$.é['a'x]"
        label at line 4, column 21: here
    snippet line 5:     update: 1
    diagnostic help: RFC 9535: names with other characters than letters, digits and `_` go into brackets, as in $.paths['/v1/pages']
    diagnostic code: overlay::json_path
    "#);
    assert_snapshot!(refused_action("  - target: \"$.a\"\n    copy: paths.b\n"), @r#"
    `paths.b` is no JSONPath from character 1 on (overlay.yaml, line 5, column 11)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 4, column 1

    snippet line 4:   - target: "$.a"
    snippet line 5:     copy: paths.b
        label at line 5, column 11: here
    diagnostic help: RFC 9535: names with other characters than letters, digits and `_` go into brackets, as in $.paths['/v1/pages']
    diagnostic code: overlay::json_path
    "#);
}

#[test]
fn what_the_specification_does_not_have_is_refused() {
    assert_snapshot!(refused_action("  - target: $\n    updates: {}\n"), @r"
    the action has an unknown key `updates` (overlay.yaml, line 5, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 4, column 1

    snippet line 4:   - target: $
    snippet line 5:     updates: {}
        label at line 5, columns 5 to 11: here
    diagnostic help: it may have `target`, `description`, `update`, `copy`, `remove` and keys that begin with `x-`
    diagnostic code: overlay::unknown_key
    ");
    assert_snapshot!(refused_action("  - update: {}\n"), @r"
    the action has no `target` (overlay.yaml, line 4, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - update: {}
        label at line 4, column 5: here
    diagnostic help: say where, with a JSONPath such as $.paths['/v1/pages'].get
    diagnostic code: overlay::missing
    ");
    assert_snapshot!(refused_action("  - {target: $, update: {}, remove: true}\n"), @r"
    the action has both `update` and `remove` (overlay.yaml, line 4, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - {target: $, update: {}, remove: true}
        label at line 4, column 5: here
    diagnostic help: make two actions of it; the specification lets one of the two have no effect
    diagnostic code: overlay::two_changes
    ");
    assert_snapshot!(refused_action("  - {target: $, remove: false}\n"), @r"
    the action changes nothing (overlay.yaml, line 4, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - {target: $, remove: false}
        label at line 4, column 5: here
    diagnostic help: give it `update`, `copy` or `remove: true`
    diagnostic code: overlay::no_change
    ");
    assert_snapshot!(refused_action("  - {target: [], update: {}}\n"), @r"
    `target` has to be a string, not a list (overlay.yaml, line 4, column 6)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - {target: [], update: {}}
        label at line 4, columns 6 to 11: here
    diagnostic help: write a string there
    diagnostic code: overlay::kind
    ");
}

#[test]
fn every_refusal_says_what_to_do() {
    let texts = [
        "[]",
        "",
        "overlay: 2.0.0\ninfo: {title: T}\nactions: []",
        "info: {title: T}\nactions: []",
        "overlay: 1.0.0\nactions: []",
        "overlay: 1.0.0\ninfo: {}\nactions: []",
        "overlay: 1.0.0\ninfo: {title: T}",
        "overlay: 1.0.0\ninfo: {title: T}\nactions: {}",
        "overlay: 1.0.0\ninfo: {title: T}\nactions: [x]",
        "overlay: 1.0.0\ninfo: {title: T}\nactions: [{target: $, copy: $.a}]",
        "overlay: 1.1.0\ninfo: {title: T}\nactions: [{target: $, copy: $.a, update: {}}]",
        "overlay: 1.1.0\ninfo: {title: T}\nextends: 1\nactions: [{target: $, remove: 'yes'}]",
        "overlay: 1.1.0\ninfo: {title: T}\naction: []",
    ];
    let lines = texts.map(|text| {
        let error = Overlay::parse(text, "o.yaml").expect_err("the overlay is wrong");
        let help = error.help().map(|help| help.to_string()).unwrap_or_default();
        format!("{error}\n  {help}\n")
    });
    assert_snapshot!(lines.concat(), @r"
    the overlay has to be an object, not a list (o.yaml, line 1, column 1)
      write an object there
    the overlay has to be an object, not null (o.yaml, line 1, column 1)
      write an object there
    overlay version `2.0.0` is not supported (o.yaml, line 1, column 1)
      write `overlay: 1.0.0` or `overlay: 1.1.0`
    the overlay has no `overlay` (o.yaml, line 1, column 1)
      begin with `overlay: 1.0.0`
    the overlay has no `info` (o.yaml, line 1, column 1)
      give it `info:` with `title` and `version`
    `info` has no `title` (o.yaml, line 2, column 1)
      say what the overlay is for
    the overlay has no `actions` (o.yaml, line 1, column 1)
      write `actions:` with a list of actions
    `actions` has to be a list, not an object (o.yaml, line 3, column 1)
      write a list there
    the action has to be an object, not a string (o.yaml, line 3, column 11)
      write an object there
    the action has an unknown key `copy` (o.yaml, line 3, column 23)
      `copy` came with version 1.1 of the specification: write `overlay: 1.1.0`
    the action has both `update` and `copy` (o.yaml, line 3, column 11)
      make two actions of it; the specification lets one of the two have no effect
    `extends` has to be a string, not a number (o.yaml, line 3, column 1)
      write a string there
    the overlay has an unknown key `action` (o.yaml, line 3, column 1)
      it may have `overlay`, `info`, `extends`, `actions` and keys that begin with `x-`
    ");
}

#[test]
fn an_update_that_does_not_fit_is_refused_with_both_places() {
    let refused = |value, actions| rendered(&apply(value, "1.1.0", actions).unwrap_err());
    assert_snapshot!(refused(json!({"a": {"b": ["x"]}}), "  - target: $\n    update:\n      a: {b: {c: 1}}\n"), @r"
    an object can't be merged into a list at /a/b (overlay.yaml, line 5, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 4, column 1

    snippet line 4:   - target: $
    snippet line 5:     update:
        label at line 5, columns 5 to 10: here
    snippet line 6:       a: {b: {c: 1}}
    diagnostic help: remove what stands there with an action of its own, then state it anew
    diagnostic code: overlay::incompatible
    ");
    assert_snapshot!(refused(json!({"a": {}, "b": []}), "  - target: $.*\n    update: {}\n"), @r"
    the target selects nodes of several kinds: an object at /a, a list at /b (overlay.yaml, line 4, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - target: $.*
        label at line 4, columns 5 to 10: here
    snippet line 5:     update: {}
    diagnostic help: make an action for each kind
    diagnostic code: overlay::mixed_targets
    ");
    assert_snapshot!(refused(json!({"a": {}, "b": {}}), "  - target: $.a\n    copy: $.*\n"), @r"
    `copy` selects 2 nodes (overlay.yaml, line 5, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 4, column 1

    snippet line 4:   - target: $.a
    snippet line 5:     copy: $.*
        label at line 5, columns 5 to 8: here
    diagnostic help: make the path select the one node to be copied
    diagnostic code: overlay::ambiguous_copy
    ");
    assert_snapshot!(refused(json!({"a": {}}), "  - target: $\n    remove: true\n"), @r"
    the action removes the whole document (overlay.yaml, line 4, column 5)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 3, column 1

    snippet line 3: actions:
    snippet line 4:   - target: $
        label at line 4, columns 5 to 10: here
    snippet line 5:     remove: true
    diagnostic help: target what is to go, for instance $.paths['/old']
    diagnostic code: overlay::root_removed
    ");
}
