//! What holds for every comparison.

use std::path::PathBuf;

use lowcodeapi_generator::diff::{Bump, FlagKind, Report, Wire};
use lowcodeapi_generator::read;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::cases::cases;
use super::sides::{compare, compare_by, made_of, settings, side};
use super::support::{self, DocumentKind};

/// Documents that are small, and have between them much of what documents have; the first are the project's own.
const CHOSEN: [&str; 19] = [
    "ledger",
    "orders",
    "zoo",
    "lovo",
    "klaviyo",
    "pexels",
    "xkcd",
    "petstore30",
    "buildomat",
    "keeper",
    "okta",
    "propolis-server",
    "train-travel31",
    "ex-anyOf-allOf",
    "ex-callbacks",
    "ex-circular",
    "ex-complex-nesting",
    "ex-discriminators",
    "ex-schema-enums",
];

/// The committed document and those that are chosen.
pub(crate) fn documents() -> Vec<(String, Value)> {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../snapshots/awsses/openapi.json");
    let kinds = [DocumentKind::Served, DocumentKind::General].into_iter().flat_map(support::documents);
    let is_chosen = |path: &PathBuf| {
        path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|name| CHOSEN.contains(&name))
    };
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).expect("the file was listed");
        let name = path.display().to_string();
        let committed = read::committed(&bytes, &name).unwrap_or_else(|error| panic!("{error}"));
        (name, serde_json::from_str(&committed.text).expect("what is committed is JSON"))
    };
    std::iter::once(PathBuf::from(committed)).chain(kinds.filter(is_chosen)).map(read).collect()
}

#[test]
fn a_document_against_itself_has_no_change() {
    for (name, document) in documents() {
        let report = compare(&document, &document);
        assert!(report.is_empty(), "{name}: {report:#?}");
        assert_eq!(report.suggested_bump, Bump::None);
    }
}

#[test]
fn white_space_and_the_order_of_keys_are_one_flag() {
    for (name, document) in documents() {
        let (old, new) = (document.to_string(), format!("{:#}", reversed(&document, "")));
        let settings = settings();
        let (before, after) = (made_of(old.as_bytes(), &settings), made_of(new.as_bytes(), &settings));
        let mut report = lowcodeapi_generator::diff::diff(&side("old", &before), &side("new", &after));
        // Order decides about arguments and about which of two equal names is the plain one.
        report.changes.retain(|change| change.wire != Wire::Compatible);
        assert_eq!(report.changes, [], "{name}");
        assert!(
            report.flags.iter().all(|flag| matches!(flag.rule, "H7" | "H2")),
            "{name}: {:#?}",
            report.flags
        );
    }
}

/// The document with the keys of every object in reverse, but for those whose order is a name's or an argument's.
fn reversed(value: &Value, key: &str) -> Value {
    match value {
        // Schemas are taken from examples, members in their order.
        value if ["example", "examples"].contains(&key) => value.clone(),
        Value::Object(members) if ["paths", "properties", "schemas"].contains(&key) => {
            Value::Object(members.iter().map(|(key, value)| (key.clone(), reversed(value, ""))).collect())
        }
        Value::Object(members) => {
            let reversed = members.iter().rev().map(|(key, value)| (key.clone(), reversed(value, key)));
            Value::Object(reversed.collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| reversed(item, "")).collect()),
        other => other.clone(),
    }
}

#[test]
fn a_schema_that_moves_between_inline_and_reference_changes_nothing_on_the_wire() {
    let address = json!({"type": "object", "required": ["city"], "properties": {"city": {"type": "string"}}});
    let person = |address: Value| json!({"type": "object", "properties": {"home": address, "tags": {"type": "array", "items": {"type": "string"}}}});
    let inline = document(person(address.clone()), json!({}));
    let reference = json!({"$ref": "#/components/schemas/PersonHome"});
    let named = document(person(reference.clone()), json!({"PersonHome": address}));
    for (old, new) in [(&inline, &named), (&named, &inline)] {
        let report = compare(old, new);
        assert!(report.changes.iter().all(|change| change.wire == Wire::Compatible), "{report:#?}");
    }
    let wrapped = document(person(json!({"allOf": [reference]})), json!({"PersonHome": address}));
    assert_eq!(compare(&named, &wrapped).changes, []);
}

#[test]
fn three_spellings_of_nullable_are_one() {
    let with = |schema: Value| document(json!({"type": "object", "properties": {"a": schema}}), json!({}));
    let spellings = [
        with(json!({"type": "string", "nullable": true})),
        with(json!({"type": ["string", "null"]})),
        with(json!({"anyOf": [{"type": "string"}, {"type": "null"}]})),
    ];
    for old in &spellings {
        for new in &spellings {
            assert_eq!(compare(old, new).changes, [], "{old}\n{new}");
        }
    }
}

#[test]
fn a_parameter_may_stand_on_the_path_or_on_the_operation() {
    let parameter = json!([{"name": "a", "in": "query", "schema": {"type": "string"}}]);
    let operation = json!({"operationId": "listThings", "responses": {"200": {"description": "ok"}}});
    let mut own = operation.clone();
    own["parameters"] = parameter.clone();
    let common = json!({"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {"/things": {"parameters": parameter, "get": operation}}});
    let own = json!({"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {"/things": {"get": own}}});
    assert_eq!(compare(&common, &own).changes, []);
}

#[test]
fn a_shared_component_is_told_once_with_its_reach() {
    let operation = |id: &str| {
        json!({"get": {"operationId": id, "parameters": [{"$ref": "#/components/parameters/Page"}], "responses": {
            "200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
        }}})
    };
    let document = |max: u32, field: &str| {
        json!({
            "openapi": "3.0.3", "info": {"title": "a", "version": "1"},
            "paths": {"/a": operation("a"), "/b": operation("b"), "/c": operation("c")},
            "components": {
                "parameters": {"Page": {"name": "page", "in": "query", "schema": {"type": "integer", "maximum": max}}},
                "schemas": {"Thing": {"type": "object", "properties": {field: {"type": "string"}}}}
            }
        })
    };
    let report = compare(&document(9, "old"), &document(5, "fresh"));
    let told: Vec<_> = report.changes.iter().map(|change| (change.name, change.reached_from)).collect();
    assert_eq!(
        told,
        [("parameter-constraint-tightened", 3), ("optional-field-removed", 3), ("optional-field-added", 3)]
    );
    let parameter = &report.changes[0];
    assert_eq!(parameter.component.as_deref(), Some("Page"));
    assert_eq!(parameter.operation, None);
    assert_eq!(
        parameter.message,
        "`maximum` of parameter `page` of GET /a (and 2 more) went from `9` to `5`"
    );
}

#[test]
fn what_comes_one_way_goes_the_other() {
    for case in cases() {
        let there = compare_by(&case.before(), &case.after(), &case.settings());
        let back = compare_by(&case.after(), &case.before(), &case.settings());
        assert_eq!(came(&there), went(&back), "{}", case.name());
        assert_eq!(went(&there), came(&back), "{}", case.name());
        assert_eq!(there.rust_api.added, back.rust_api.removed, "{}", case.name());
    }
}

fn came(report: &Report) -> Vec<String> {
    values(report, "-added", |change| change.new.clone())
}

fn went(report: &Report) -> Vec<String> {
    values(report, "-removed", |change| change.old.clone())
}

/// The values of additions or removals. That a bound is stated is no addition of a thing.
fn values(
    report: &Report,
    suffix: &str,
    value: impl Fn(&lowcodeapi_generator::diff::Change) -> Option<String>,
) -> Vec<String> {
    let changes = report.changes.iter();
    let changes =
        changes.filter(|change| change.name.ends_with(suffix) && !change.name.contains("constraint"));
    let mut values: Vec<_> = changes.filter_map(value).collect();
    values.sort();
    values
}

#[expect(clippy::needless_pass_by_value, reason = "values are written where they are passed")]
fn document(sent: Value, schemas: Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {"title": "People", "version": "1"},
        "paths": {"/people": {"post": {
            "operationId": "addPerson",
            "requestBody": {"required": true, "content": {"application/json": {"schema": {"title": "Person", "allOf": [sent]}}}},
            "responses": {"200": {"description": "ok"}}
        }}},
        "components": {"schemas": schemas}
    })
}

/// A schema drawn at random, of a few levels.
fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({"type": "string"})),
        Just(json!({"type": "integer", "format": "int32"})),
        Just(json!({"type": "number"})),
        Just(json!({"type": "boolean"})),
        Just(json!({"type": "string", "enum": ["a", "b"]})),
        Just(json!({})),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|items| json!({"type": "array", "items": items})),
            inner.clone().prop_map(|value| json!({"type": "object", "additionalProperties": value})),
            proptest::collection::btree_map("[a-e]{1,2}", (inner.clone(), any::<bool>()), 1..4)
                .prop_map(object),
            (inner.clone(), inner).prop_map(|(one, other)| json!({"oneOf": [one, other]})),
        ]
    })
}

#[expect(clippy::needless_pass_by_value, reason = "strategies map owned values")]
fn object(members: std::collections::BTreeMap<String, (Value, bool)>) -> Value {
    let required: Vec<&String> =
        members.iter().filter(|(_, (_, required))| *required).map(|(name, _)| name).collect();
    let properties: Map<String, Value> =
        members.iter().map(|(name, (schema, _))| (name.clone(), schema.clone())).collect();
    json!({"type": "object", "required": required, "properties": properties})
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any two schemas: additions and removals mirror, nothing of the Rust API changes unexplained, and only equal
    /// ones have no change.
    #[test]
    fn any_two_schemas_compare(old in schema(), new in schema()) {
        let (old, new) = (document(old, json!({})), document(new, json!({})));
        let (there, back) = (compare(&old, &new), compare(&new, &old));
        prop_assert_eq!(came(&there), went(&back));
        prop_assert_eq!(went(&there), came(&back));
        let unexplained: Vec<_> = there.flags.iter().filter(|flag| flag.kind == FlagKind::UnexplainedApiChange).collect();
        prop_assert!(unexplained.is_empty(), "{:#?}\n{:#?}", unexplained, there.changes);
        prop_assert_eq!(there.rust_api.is_empty(), back.rust_api.is_empty());
        prop_assert!(there.rust_api.is_empty() || !there.changes.is_empty());
    }
}

/// A name that one alternative leaves to another means something else from then on.
#[test]
fn a_name_that_another_alternative_takes_over_is_explained() {
    let letters = json!({"type": "string", "enum": ["a", "b"]});
    let pair = json!({
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
    });
    let old = document(json!({"oneOf": [letters, {"type": "integer", "format": "int32"}]}), json!({}));
    let new = document(json!({"oneOf": [pair, letters]}), json!({}));
    for report in [compare(&old, &new), compare(&new, &old)] {
        assert!(
            report.flags.iter().all(|flag| flag.kind != FlagKind::UnexplainedApiChange),
            "{:#?}",
            report.flags
        );
    }
}
