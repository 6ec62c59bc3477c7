//! The report as SARIF 2.1.0, which code hosts and editors show beside the lines.
//!
//! Every change and flag is a result. Results that somebody accepted are suppressed, with the reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Change, Flag, Report, Wire, human::word};

/// The report as one run of SARIF. `version` is that of the program that compares.
#[must_use]
pub fn sarif(report: &Report, version: &str) -> String {
    let results = report.flags.iter().map(flag).chain(report.changes.iter().map(change));
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "cargo-api-client",
                "semanticVersion": version,
                "rules": rules(report),
            }},
            "automationDetails": {"description": {"text": format!("{} → {}", report.old, report.new)}},
            "columnKind": "unicodeCodePoints",
            "results": results.collect::<Vec<_>>(),
            "properties": {"suggestedBump": report.suggested_bump},
        }],
    });
    format!("{log:#}\n")
}

/// The kinds that occur, in alphabetical order.
fn rules(report: &Report) -> Vec<Value> {
    let flags = report.flags.iter().map(|flag| (flag.kind.as_str(), (flag.rule, flag.kind.meaning())));
    let changes = report.changes.iter().map(|change| (change.name, (change.kind, "")));
    let all: BTreeMap<_, _> = flags.chain(changes).collect();
    let rule = |(id, (rule, meaning)): (&str, (&str, &str))| {
        let text = if meaning.is_empty() { id.replace('-', " ") } else { meaning.to_owned() };
        json!({"id": id, "shortDescription": {"text": text}, "properties": {"tags": [rule]}})
    };
    all.into_iter().map(rule).collect()
}

fn flag(flag: &Flag) -> Value {
    json!({
        "ruleId": flag.kind.as_str(),
        "level": if flag.red { "error" } else { "note" },
        "message": {"text": flag.message},
    })
}

fn change(change: &Change) -> Value {
    let level = match change.severity() {
        Wire::Breaking => "error",
        Wire::Warning => "warning",
        Wire::Compatible => "note",
    };
    let mut result = json!({
        "ruleId": change.name,
        "level": level,
        "message": {"text": text(change)},
        "locations": [location(change)],
        "partialFingerprints": {"change/v1": change.id},
        "properties": {
            "wire": word(change.wire),
            "rust": word(change.rust),
            "operations": change.operations,
            "rustItems": change.rust_items,
        },
    });
    if let Some(reason) = &change.accepted {
        result["suppressions"] = json!([{"kind": "external", "status": "accepted", "justification": reason}]);
    }
    result
}

/// What changed, and what callers do about it.
fn text(change: &Change) -> String {
    match &change.advice {
        Some(advice) => format!("{}: {advice}", change.message),
        None => change.message.clone(),
    }
}

fn location(change: &Change) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(&change.file)}});
    if let Some(line) = change.line {
        physical["region"] = json!({"startLine": line});
        if let Some(column) = change.column {
            physical["region"]["startColumn"] = column.into();
        }
    }
    json!({"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": change.pointer}]})
}

/// A path as a reference, which has no spaces.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("spec/open api.json"), "spec/open%20api.json");
        assert_eq!(uri(r"spec\ä.yaml"), "spec/%C3%A4.yaml");
    }
}
