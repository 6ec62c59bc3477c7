//! Names stay: whatever is added, removed or put into another order, what is still there is called what it was called.

mod order;
#[path = "../support/mod.rs"]
mod support;
mod survival;

use std::collections::BTreeSet;

use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Client, Error, Grouping, Known, Prepared, Settings, read};
use miette::Diagnostic;
use serde_json::{Map, Value, json};

fn settings(group: Grouping) -> Settings {
    Settings {
        provider: "shop".to_owned(),
        host: "https://shop.example".to_owned(),
        group,
        flavour: lowcodeapi_generator::Flavour::OpenApi,
        runtime: lowcodeapi_generator::Runtime::default(),
        ..Settings::default()
    }
}

fn lowered(document: &Value, group: Grouping, names: &Names) -> Result<Client, Error> {
    let text = document.to_string();
    let committed = read::committed(text.as_bytes(), "shop.json")?;
    let settings = settings(group);
    Prepared::new(committed, Known::default(), &settings)?.client(&settings, names)
}

fn client(document: &Value, names: &Names) -> Client {
    lowered(document, Grouping::Flat, names).unwrap_or_else(|error| panic!("{error}"))
}

/// A document with these paths, and these schemas.
fn document(paths: &Value, schemas: &Value) -> Value {
    json!({
        "openapi": "3.1.0", "info": {"title": "Shop", "version": "1"},
        "paths": paths, "components": {"schemas": schemas}
    })
}

/// An operation that fails with these statuses, and answers with a shape.
fn operation(statuses: &[&str], answer: &Value) -> Value {
    let problem = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}});
    let mut responses = Map::new();
    let answer = json!({"application/json": {"schema": answer}});
    responses.insert("200".to_owned(), json!({"description": "", "content": answer}));
    for status in statuses {
        responses.insert((*status).to_owned(), json!({"description": "", "content": problem}));
    }
    json!({"get": {"responses": responses}})
}

fn problem() -> Value {
    json!({"Problem": {"type": "object", "properties": {"code": {"type": "integer"}}}})
}

/// An object whose member `owner` is an object that no component describes.
fn owned() -> Value {
    let owner =
        json!({"type": "object", "properties": {"login": {"type": "string"}, "id": {"type": "integer"}}});
    json!({"type": "object", "properties": {"owner": owner, "at": {"type": "string"}}})
}

/// What the old names and the new ones differ in, but for what is new.
fn renamed(old: &Names, new: &Names) -> Vec<String> {
    let new = new.entries();
    let changed = old.entries().into_iter().filter_map(|(place, name)| {
        let now = new.get(&place)?;
        (*now != name).then(|| format!("{place}: {name} -> {now}"))
    });
    changed.collect()
}

/// Checks that nothing is renamed where one document follows the other.
#[track_caller]
fn stays(old: &Value, new: &Value) -> Client {
    let old = client(old, &Names::default());
    let new = client(new, &old.names);
    assert_eq!(renamed(&old.names, &new.names), [""; 0]);
    assert_eq!(new.names.given_up(), []);
    new
}

#[test]
fn an_operation_that_fails_like_another_renames_no_failure() {
    let answer = json!({"type": "string"});
    let old = document(&json!({"/a": operation(&["403"], &answer)}), &problem());
    let new = document(
        &json!({"/b": operation(&["403"], &answer), "/c": operation(&["403"], &answer), "/a": operation(&["403"], &answer)}),
        &problem(),
    );
    let new = stays(&old, &new);
    let failures: Vec<_> =
        new.api.operations.iter().filter_map(|operation| operation.failure.as_ref()).collect();
    let names: Vec<&str> = failures.iter().map(|failure| failure.name.as_str()).collect();
    assert_eq!(names, ["Failure", "Failure", "GetAFailure"]);
}

#[test]
fn what_most_operations_failed_with_keeps_its_name_in_the_minority() {
    let answer = json!({"type": "string"});
    let failing = |paths: &[(&str, &str)]| -> Value {
        let paths: Map<String, Value> =
            paths.iter().map(|(path, status)| ((*path).to_owned(), operation(&[status], &answer))).collect();
        document(&paths.into(), &problem())
    };
    let old = failing(&[("/a", "404"), ("/b", "404")]);
    let new = failing(&[("/c", "409"), ("/d", "409"), ("/e", "409"), ("/a", "404"), ("/b", "404")]);
    let new = stays(&old, &new);
    assert_eq!(new.api.operations[3].failure.as_ref().map(|failure| failure.name.as_str()), Some("Failure"));
    assert_eq!(
        new.api.operations[0].failure.as_ref().map(|failure| failure.name.as_str()),
        Some("ConflictFailure")
    );
}

#[test]
fn the_order_of_statuses_is_nothing() {
    let answer = json!({"type": "string"});
    let paths = json!({"/a": operation(&["403", "422"], &answer), "/b": operation(&["422", "403"], &answer),
        "/c": operation(&["500"], &answer), "/d": operation(&["500"], &answer)});
    let api = client(&document(&paths, &problem()), &Names::default()).api;
    let names: BTreeSet<&str> = api
        .operations
        .iter()
        .filter_map(|operation| Some(operation.failure.as_ref()?.name.as_str()))
        .collect();
    assert_eq!(names, BTreeSet::from(["ForbiddenUnprocessableContentFailure", "InternalServerErrorFailure"]));
}

#[test]
fn a_shape_that_comes_again_elsewhere_renames_no_type() {
    let old = document(&json!({"/repos": operation(&[], &owned())}), &problem());
    let new = document(
        &json!({"/gists": operation(&[], &owned()), "/repos": operation(&[], &owned())}),
        &problem(),
    );
    let new = stays(&old, &new);
    assert!(new.api.types.iter().any(|ty| ty.name.rust == "ListReposOwner"));
}

#[test]
fn types_that_become_alike_stay_two() {
    let shape = |extra: bool| {
        let mut answer = owned();
        if extra {
            answer["properties"]["owner"]["properties"]["url"] = json!({"type": "string"});
        }
        operation(&[], &answer)
    };
    let paths = |extra| json!({"/repos": shape(true), "/gists": shape(extra)});
    let new = stays(&document(&paths(false), &problem()), &document(&paths(true), &problem()));
    let names: Vec<&str> = new.api.types.iter().map(|ty| ty.name.rust.as_str()).collect();
    assert!(names.contains(&"ListReposOwner") && names.contains(&"ListGistsOwner"), "{names:?}");
}

#[test]
fn a_member_that_looks_like_another_renames_neither() {
    let with = |members: &[&str]| {
        let properties: Map<String, Value> =
            members.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
        let schemas = json!({"Thing": {"type": "object", "properties": properties}});
        document(&json!({"/a": operation(&[], &json!({"$ref": "#/components/schemas/Thing"}))}), &schemas)
    };
    let new = stays(&with(&["createdAt", "b"]), &with(&["created_at", "created-at", "createdAt", "b"]));
    let entries = new.names.entries();
    assert_eq!(entries["type Thing has createdAt"], "created_at");
    assert_eq!(entries["type Thing has created_at"], "created_at_2");
}

/// A document with a parameter, two operations and a type.
fn shop() -> Value {
    let mut list = operation(&["404"], &owned());
    list["get"]["parameters"] = json!([{"name": "page-size", "in": "query", "schema": {"type": "integer"}}]);
    list["get"]["operationId"] = json!("listOrders");
    document(&json!({"/orders": list, "/items": operation(&["404"], &owned())}), &problem())
}

/// The names of the shop after an edit of their file.
fn edited(from: &str, to: &str) -> Result<Names, lowcodeapi_generator::names::Error> {
    let text = client(&shop(), &Names::default()).names.text();
    assert!(text.contains(from), "{text}");
    Names::parse(&text.replacen(from, to, 1), "spec/names.toml", true)
}

#[test]
fn an_edited_line_renames() {
    for (from, to, place) in [
        ("method = \"list_orders\"", "method = \"orders\"", "GET /orders"),
        ("call = \"ListOrders\"", "call = \"Orders\"", "GET /orders call"),
        (
            "arguments.\"query page-size\" = \"page_size\"",
            "arguments.\"query page-size\" = \"size\"",
            "GET /orders query page-size",
        ),
        ("[types.Owner]\n", "[types.Holder]\n", "type GET /items 200.owner"),
        ("at = [\"Problem\"]\n", "at = [\"Problem\"]\nmembers.code = \"number\"\n", "type Problem has code"),
    ] {
        let names = edited(from, to).unwrap_or_else(|error| panic!("{error}"));
        let made = client(&shop(), &names);
        let wanted =
            to.rsplit(['"', '.']).find(|part| part.starts_with(char::is_alphabetic)).unwrap_or_default();
        assert_eq!(made.names.entries()[place], wanted.trim_end_matches("]\n"), "{from}");
        assert_eq!(names.check(&made.names).map_err(|error| error.to_string()), Ok(()));
        assert_eq!(renamed(&names, &made.names), [""; 0]);
    }
}

/// The code, the message and the line of what is wrong.
fn complaint(error: &Error) -> (String, String, Option<usize>) {
    let findings = error.findings();
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    (error.code().map_or_else(String::new, |code| code.to_string()), finding.message.clone(), finding.line)
}

#[test]
fn a_name_that_cannot_be_is_refused_with_its_line() {
    let refused = |from: &str, to: &str| {
        let names = edited(from, to).unwrap_or_else(|error| panic!("{error}"));
        let error = match lowered(&shop(), Grouping::Flat, &names) {
            Err(error) => error,
            Ok(made) => names.check(&made.names).expect_err("it is refused").into(),
        };
        let (code, message, line) = complaint(&error);
        assert_eq!(code, "names::unusable");
        (message, line)
    };
    let said = |text: &str| text.to_owned();
    let method = "method = \"list_orders\"";
    assert_eq!(
        refused(method, "method = \"from_env\""),
        (said("`from_env` is a name that the emitted code needs"), Some(11))
    );
    assert_eq!(
        refused(method, "method = \"listOrders\""),
        (said("`listOrders` is no name in snake case"), Some(11))
    );
    assert_eq!(refused(method, "method = \"crate\""), (said("`crate` is no name in snake case"), Some(11)));
    assert_eq!(
        refused("call = \"ListOrders\"", "call = \"Owner\""),
        (said("`Owner` is the name of something else"), Some(12))
    );
    assert_eq!(
        refused("[operations.\"GET /orders\"]", "[operations.\"GET /order\"]"),
        (said("the document has no operation `GET /order`"), Some(11))
    );
    assert_eq!(refused("\"Problem\"", "\"Problems\"").0, "the document has no type at `Problems`");
    assert_eq!(
        refused("query page-size", "query page_size").0,
        "the document has no `query page_size` in `GET /orders`"
    );
}

#[test]
fn a_name_that_the_runtime_needs_by_now_gives_way_and_is_told() {
    let text = client(&shop(), &Names::default()).names.text();
    let text = text.replace("method = \"list_orders\"", "method = \"from_env\"");
    let names = Names::parse(&text, "names.toml", false).expect("it is well-formed");
    let made = client(&shop(), &names);
    assert_eq!(made.names.entries()["GET /orders"], "list_orders");
    let [given_up] = made.names.given_up() else { panic!("{:?}", made.names.given_up()) };
    assert_eq!((given_up.place.as_str(), given_up.name.as_str()), ("GET /orders", "from_env"));
}
