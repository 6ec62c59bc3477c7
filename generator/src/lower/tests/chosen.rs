//! Traits and types that the client's manifest chooses.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{api_of, openapi};
use crate::api::{Api, Grouping, Settings};
use crate::names::Names;
use crate::{document, lower, model};

/// The client of a document with these schemas, or the error's text and help.
fn lowered(schemas: &Value, settings: &Settings) -> Result<Api, String> {
    let schema = json!({"$ref": "#/components/schemas/Order"});
    let answer = json!({"200": {"description": "", "content": {"application/json": {"schema": schema}}}});
    let document = json!({
        "openapi": "3.0.3", "info": {"title": "t", "version": "1"},
        "paths": {"/orders": {"get": {"responses": answer}}},
        "components": {"schemas": schemas},
    });
    let document = document::Document::from_value(document, "test.json");
    let model = model::model(&document).expect("the document has a model");
    let lowered = lower::lower(&model, settings, &Names::default()).map_err(|error| {
        let help = miette::Diagnostic::help(&error).map(|help| help.to_string()).unwrap_or_default();
        format!("{error}: {help}")
    })?;
    Ok(lowered.0)
}

fn deriving(name: &str, traits: &[&str]) -> Settings {
    let traits = traits.iter().map(|one| (*one).to_owned()).collect();
    Settings { derives: BTreeMap::from([(name.to_owned(), traits)]), ..openapi() }
}

fn choosing(format: &str, path: &str) -> Settings {
    Settings { types: BTreeMap::from([(format.to_owned(), path.to_owned())]), ..openapi() }
}

fn orders(price: &Value) -> Value {
    let order = json!({"type": "object", "properties": {
        "id": {"type": "string", "format": "uuid"},
        "state": {"type": "string", "enum": ["new", "paid"]},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
    }});
    json!({"Order": order, "Line": {"type": "object", "properties": {"price": price}}})
}

#[test]
fn what_a_type_holds_derives_what_it_does() {
    let api = lowered(
        &orders(&json!({"type": "integer"})),
        &deriving("Order", &["Ord", "Hash", "schemars::JsonSchema"]),
    );
    let derives = api.unwrap().types.into_iter().map(|ty| (ty.name.rust, ty.derives.join(" ")));
    let expected = [
        ("Order", "Eq PartialOrd Ord Hash schemars::JsonSchema"),
        ("OrderState", ""),
        ("Line", "Eq PartialOrd Ord Hash"),
    ];
    assert_eq!(
        derives.collect::<Vec<_>>(),
        expected.map(|(name, derives)| (name.to_owned(), derives.to_owned()))
    );
}

#[test]
fn what_can_not_have_a_trait_is_told_with_its_place() {
    let number = lowered(&orders(&json!({"type": "number"})), &deriving("Order", &["Eq"])).unwrap_err();
    let expected = "`Line::price` can't have `Eq`, for it is a number with a fraction (`f64`), at `/components/schemas/Line/properties/price`";
    assert!(number.starts_with(expected), "{number}");
    let all = lowered(&orders(&json!({"type": "number"})), &deriving("*", &["Hash"])).unwrap_err();
    assert!(all.starts_with("`Line::price` can't have `Hash`"), "{all}");
    let anything = lowered(&orders(&json!({})), &deriving("*", &["Ord"])).unwrap_err();
    assert!(anything.contains("`PartialOrd`, for it is JSON, which has no order"), "{anything}");
    assert!(lowered(&orders(&json!({"type": "number"})), &deriving("*", &["PartialOrd"])).is_ok());
    assert!(lowered(&orders(&json!({})), &deriving("*", &["Eq", "Hash"])).is_ok());
}

#[test]
fn what_was_meant_is_said() {
    let error = |name, traits: &[&str]| lowered(&orders(&json!({})), &deriving(name, traits)).unwrap_err();
    assert!(error("Orders", &["Eq"]).contains("did you mean `Order`?"));
    assert!(error("Nothing", &["Eq"]).contains("or `*` for all"));
    assert!(error("Order", &["Hsah"]).contains("did you mean `Hash`?"));
    assert!(
        error("Order", &["Serialize; fn x() {}"])
            .contains("write one of Eq, Hash, PartialOrd, Ord, or the path")
    );
}

#[test]
fn strings_of_a_format_have_the_type_that_was_chosen() {
    let api = lowered(&orders(&json!({})), &choosing("uuid", "uuid::Uuid")).unwrap();
    assert!(crate::listing::listing(&api).contains("pub types::Order::id: Option<uuid::Uuid>\n"));
}

#[test]
fn types_that_can_not_be_are_refused() {
    let error = |format, path| lowered(&orders(&json!({})), &choosing(format, path)).unwrap_err();
    assert!(error("uid", "uuid::Uuid").contains("did you mean `uuid`?"));
    assert!(error("decimal", "rust_decimal::Decimal").contains("the document's strings have uuid"));
    assert!(error("uuid", "Uuid").contains("write the path of a type"));
    assert!(error("uuid", "a::b<c>").contains("write the path of a type"));
    assert!(error("binary", "bytes::Bytes").contains("are bytes"));
    assert!(error("double", "rust_decimal::Decimal").contains("a format of numbers"));
    assert!(error("date-time", "time::OffsetDateTime").contains("no RFC 3339"));
}

#[test]
fn no_module_is_called_like_the_crate_of_a_type() {
    let operation = |tag: &str| {
        let answer = json!({"description": "", "content": {"application/json": {
            "schema": {"type": "string", "format": "uri"}}}});
        json!({"get": {"tags": [tag], "responses": {"200": answer}}})
    };
    let document = json!({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
        "/a": operation("url"), "/b": operation("std"), "/c": operation("lowcodeapi_runtime"), "/d": operation("uuid")}});
    let types = [("uri".to_owned(), "url::Url".to_owned())].into();
    let api = api_of(&document, &Settings { group: Grouping::Tag, types, ..openapi() });
    let modules: Vec<&str> = api.groups.iter().map(|group| group.module.as_str()).collect();
    assert_eq!(modules, ["url_", "std_", "lowcodeapi_runtime_", "uuid"]);
}
