//! The forms a report is told in: JSON, Markdown, for a terminal and for a workflow run.

use std::collections::BTreeMap;

use lowcodeapi_generator::diff::{
    Bump, HTML_SCRIPT, HTML_STYLE, LIMIT, Report, SCHEMA, changelog, github, html, html_section, human,
    markdown, sarif, summary,
};
use serde_json::{Map, Value, json};

use super::cases::cases;
use super::sides::{compare, compare_by};

/// An upstream that renamed a field, added an optional one, removed an enum value and moved to another host.
fn moved() -> Report {
    let document = |host: &str, properties: Value, values: Value| {
        json!({
            "openapi": "3.0.3",
            "info": {"title": "Mails", "version": "1"},
            "servers": [{"url": format!("https://{host}/v1")}],
            "paths": {"/mails": {"post": {
                "operationId": "sendMail",
                "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Mail"}}}},
                "responses": {"200": {"description": "ok"}}
            }}},
            "components": {"schemas": {
                "Mail": {"type": "object", "required": ["to"], "properties": properties},
                "Priority": {"type": "string", "enum": values}
            }}
        })
    };
    let priority = json!({"$ref": "#/components/schemas/Priority"});
    compare(
        &document(
            "api.example.com",
            json!({"to": {"type": "string"}, "reply_address": {"type": "string"}, "priority": priority}),
            json!(["low", "high", "urgent"]),
        ),
        &document(
            "mail.example.net",
            json!({"to": {"type": "string"}, "reply_to_address": {"type": "string"}, "priority": priority, "tag": {"type": "string"}}),
            json!(["low", "high"]),
        ),
    )
}

#[test]
fn the_json_form_is_as_documented() {
    let report = moved();
    insta::assert_snapshot!(report.json());
    let value: Value = serde_json::from_str(&report.json()).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&value), ["old", "new", "changes", "flags", "suggested_bump", "rust_api"]);
    assert_eq!(keys(&value["flags"][0]), ["kind", "rule", "red", "old", "new", "message"]);
}

#[test]
fn the_human_form_puts_the_effect_first() {
    insta::assert_snapshot!(human(&moved()));
}

#[test]
fn the_markdown_form_is_the_body_of_a_pull_request() {
    insta::assert_snapshot!(markdown(&moved(), "cargo xtask diff main"));
}

#[test]
fn the_form_for_workflow_runs_points_at_lines() {
    insta::assert_snapshot!(github(&moved()));
}

#[test]
fn every_report_meets_its_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let check = |report: &Report| {
        let value: Value = serde_json::from_str(&report.json()).unwrap();
        let wrong: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}\n{value:#}");
    };
    for case in cases() {
        check(&compare_by(&case.before(), &case.after(), &case.settings()));
    }
    let mut report = moved();
    report.grade(&["E3=warning".parse().unwrap()]);
    report.accept(&report.changes.iter().map(|change| (change.id.clone(), "we know".to_owned())).collect());
    check(&report);
    report.select(&["kind=E3".parse().unwrap()], &[], [&Value::Null, &Value::Null]);
    assert!(report.left_out > 0);
    check(&report);
    let mut other: Value = serde_json::from_str(&report.json()).unwrap();
    other["changes"] = json!([{"id": "0"}]);
    assert!(!validator.is_valid(&other));
}

#[test]
fn sarif_has_a_result_for_each_flag_and_change() {
    let mut report = moved();
    let accepted = report.changes[0].id.clone();
    report.accept(&BTreeMap::from([(accepted, "we know".to_owned())]));
    insta::assert_snapshot!(sarif(&report, "1.2.3"));
}

#[test]
fn the_entry_of_a_changelog_says_what_callers_do() {
    insta::assert_snapshot!(changelog(&moved()));
}

#[test]
fn callers_are_told_what_to_write_instead() {
    let advice = |case: &str| {
        let case = cases().into_iter().find(|one| one.name() == case).expect("it is a case");
        let report = compare_by(&case.before(), &case.after(), &case.settings());
        let change = report.changes.into_iter().find(|change| change.name == case.kind).expect("it is told");
        change.advice.expect("callers have to do something")
    };
    insta::assert_snapshot!(
        [
            "operation-renamed",
            "operation-removed",
            "field-renamed",
            "setter-renamed",
            "required-field-added",
            "required-parameter-added",
            "parameter-type-changed",
            "enum-value-removed",
            "type-renamed",
            "output-type-changed",
        ]
        .map(|case| format!("{case}: {}", advice(case)))
        .join("\n")
    );
}

#[test]
fn the_section_of_a_page_has_each_change_and_its_filters() {
    insta::assert_snapshot!(html_section(&moved(), "cargo xtask diff main"));
}

#[test]
fn the_page_is_one_file_that_loads_nothing() {
    let page = html(&moved(), "cargo xtask diff main");
    for part in [HTML_STYLE, HTML_SCRIPT, &html_section(&moved(), "cargo xtask diff main")] {
        assert!(page.contains(part));
    }
    for reference in ["src=", "href=", "url(", "@import", "fetch("] {
        assert!(!page.contains(reference), "{reference}");
    }
    // What would close the element it stands in.
    assert!(!HTML_SCRIPT.contains("</") && !HTML_STYLE.contains("</"));
}

#[test]
fn no_change_is_an_empty_list() {
    let document = json!({"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {}});
    let report = compare(&document, &document);
    assert_eq!(human(&report), "no change\n");
    assert_eq!(report.suggested_bump, Bump::None);
    let value: Value = serde_json::from_str(&report.json()).unwrap();
    assert_eq!(
        (&value["changes"], &value["flags"], &value["suggested_bump"]),
        (&json!([]), &json!([]), &json!("none"))
    );
    assert_eq!(github(&report), "");
}

#[test]
fn an_accepted_change_is_listed_and_not_counted() {
    let mut report = moved();
    assert_eq!(report.suggested_bump, Bump::Major);
    let mut accepted: BTreeMap<String, String> =
        report.changes.iter().map(|change| (change.id.clone(), "we know".to_owned())).collect();
    accepted.insert("000000000000".to_owned(), "long ago".to_owned());
    assert_eq!(report.accept(&accepted), ["000000000000"]);
    assert_eq!(report.counted().count(), 0);
    // Callers notice it all the same.
    assert_eq!(report.suggested_bump, Bump::Major);
    let told = human(&report);
    assert!(told.starts_with("suggested bump: major (0 changes: nothing else, 5 accepted)\n"), "{told}");
    assert!(markdown(&report, "").contains("accepted: we know"));
    assert!(report.json().contains(r#""accepted": "we know""#));
}

#[test]
fn ids_depend_on_the_change_and_on_no_wording() {
    let ids = |report: &Report| report.changes.iter().map(|change| change.id.clone()).collect::<Vec<_>>();
    let (one, other) = (moved(), moved());
    assert_eq!(ids(&one), ids(&other));
    let distinct: std::collections::BTreeSet<_> = ids(&one).into_iter().collect();
    assert_eq!(distinct.len(), one.changes.len());
}

/// A document of as many operations as it is told, each with a name that is up to no good.
fn crowd(count: usize, name: &str) -> Value {
    let operation = |at: usize| {
        let parameter = json!({"name": format!("{name}{at}"), "in": "query", "schema": {"type": "string"}});
        (
            format!("/things/{at}"),
            json!({"get": {"parameters": [parameter], "responses": {"200": {"description": "ok"}}}}),
        )
    };
    let paths: Map<String, Value> = (0..count).map(operation).collect();
    json!({"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": paths})
}

#[test]
fn markdown_is_cut_visibly_before_it_is_too_long() {
    let report = compare(&crowd(900, "before"), &crowd(900, "after"));
    let text = markdown(&report, "cargo xtask diff main");
    assert!(text.chars().count() <= LIMIT, "{}", text.chars().count());
    assert!(text.chars().count() > LIMIT / 2);
    assert!(text.contains("more changes are cut off here"));
    assert!(text.ends_with("```sh\ncargo xtask diff main\n```\n"));
    assert!(summary(&report, 3, "cargo xtask diff").contains("and 1797 more: `cargo xtask diff` shows all"));
}

#[test]
fn names_that_are_up_to_no_good_stay_text() {
    let hostile = "a|b`c\n::error::<img src=x>@all\u{202E}%0A](http://x)";
    let report = compare(&crowd(2, "plain"), &crowd(2, hostile));
    let text = markdown(&report, "cargo xtask diff");
    for line in text.lines().filter(|line| line.starts_with("| ")) {
        assert_eq!(line.matches(" | ").count(), 4, "{line}");
        assert!(!line.contains("<img") && !line.contains("@all") && !line.contains("]("), "{line}");
    }
    for line in github(&report).lines() {
        assert!(
            line.starts_with("::error ") || line.starts_with("::warning ") || line.starts_with("::notice "),
            "{line}"
        );
        assert!(!line.contains("title=a"), "{line}");
    }
    let section = html_section(&report, hostile);
    assert!(!section.contains("<img") && !section.contains('\u{202E}'), "{section}");
    assert!(!human(&report).contains('\u{202E}') && !human(&report).contains("\n::error"));
}
