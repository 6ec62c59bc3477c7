//! What a report is about and how bad each change is taken to be, where somebody decides.

use lowcodeapi_generator::diff::{Bump, Report, Selector, Severity, Wire};
use serde_json::{Value, json};

use super::sides::compare;

/// Two operations with a bound each, one of them internal.
fn document(most: u32) -> Value {
    let operation = |tag: &str, is_internal: bool| {
        json!({"get": {
            "tags": [tag], "x-internal": is_internal, "responses": {"200": {"description": "ok"}},
            "parameters": [{"name": "order", "in": "query", "schema": {"type": "integer", "maximum": most}}]
        }})
    };
    json!({
        "openapi": "3.1.0", "info": {"title": "a", "version": "1"},
        "paths": {"/v1/pets": operation("pets", false), "/v2/owners": operation("owners", true)}
    })
}

fn selected(only: &[&str], exclude: &[&str]) -> (Vec<String>, usize, Bump) {
    let (old, new) = (document(9), document(5));
    let mut report: Report = compare(&old, &new);
    let selectors = |texts: &[&str]| -> Vec<Selector> {
        texts.iter().map(|text| text.parse().expect("it selects something")).collect()
    };
    report.select(&selectors(only), &selectors(exclude), [&old, &new]);
    let operations = report.changes.iter().flat_map(|change| change.operations.clone());
    (operations.collect(), report.left_out, report.suggested_bump)
}

#[test]
fn a_report_is_of_what_is_selected() {
    let (all, ..) = selected(&[], &[]);
    let (pets, owners) = ("GET /v1/pets", "GET /v2/owners");
    let of_pets = |all: &[String]| !all.is_empty() && all.iter().all(|name| name == pets);
    let of_owners = |all: &[String]| !all.is_empty() && all.iter().all(|name| name == owners);
    assert!(all.iter().any(|name| name == pets) && all.iter().any(|name| name == owners));
    assert!(of_pets(&selected(&["path=/v1/*"], &[]).0));
    assert!(of_pets(&selected(&[], &["extension=x-internal"]).0));
    assert!(of_owners(&selected(&["tag=owners"], &[]).0));
    assert!(of_owners(&selected(&[], &["path=/v1/pets"]).0));
    let (none, left_out, bump) = selected(&["kind=A1"], &[]);
    assert_eq!((none.len(), bump), (0, Bump::None));
    assert!(left_out > 0);
}

#[test]
fn a_severity_grades_findings_and_leaves_the_bump() {
    let mut report = compare(&document(9), &document(5));
    let severity = |text: &str| -> Severity { text.parse().expect("it is a severity") };
    assert_eq!(report.changes[0].severity(), Wire::Breaking);
    let names: Vec<Severity> =
        report.changes.iter().map(|change| severity(&format!("{}=warning", change.kind))).collect();
    report.grade(&names);
    assert!(report.changes.iter().all(|change| change.on_the_wire() == Wire::Warning));
    assert_eq!(report.suggested_bump, Bump::Major);
    assert!(report.json().contains(r#""graded": "warning""#));
}
