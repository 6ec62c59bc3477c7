//! What is refused, and how that is shown.

use miette::{Diagnostic, NarratableReportHandler};

use super::*;

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
fn a_syntax_error_is_shown_at_its_place() {
    assert_snapshot!(refused("overlay: 1.0.0\ninfo:\n  title: \"T\nactions: []\n"), @r#"
    the overlay is not valid YAML: unclosed quote (overlay.yaml, line 3, column 10)
        Diagnostic severity: error
    Begin snippet for overlay.yaml starting at line 2, column 1

    snippet line 2: info:
    snippet line 3:   title: "T
        label at line 3, column 10: here
    snippet line 4: actions: []
    diagnostic help: mend the line; JSON is read too
    diagnostic code: overlay::syntax
    "#);
    assert_snapshot!(refused("overlay: 1.0.0\ninfo: {title: T, version: 1}\nactions:\n  - target: $\n   update: {}\n"), @r"
    the overlay is not valid YAML: while parsing a block collection, did not find expected '-' indicator (overlay.yaml, line 5, column 4)
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
