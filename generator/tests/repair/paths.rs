//! Repairs of path keys.

use lowcodeapi_generator::extensions::{FIXED_QUERY, NATIVE_URL, OLD_PATH};
use lowcodeapi_generator::repair::{RepairKind, Settings, tally};
use serde_json::{Value, json};

use super::{NONE, keys, operation, path, repaired, repaired_with, served, with_paths};

#[test]
fn path_keys_are_cleaned_and_the_literal_is_kept_where_it_differs() {
    let value = served(json!({
        "v1/a": {"get": operation(&[])},
        " /v1/b\n": {"get": operation(&[])},
        "/v1/c\u{200b}": {"get": operation(&[])},
        "/v1//d": {"get": operation(&[])},
        "https//host/v1/e": {"get": operation(&[])},
        "/v1/f}": {"get": operation(&[])},
        "/v1/g/": {"get": operation(&[])},
    }));
    let value = repaired(
        value,
        &[
            (RepairKind::MissingSlash, 1),
            (RepairKind::PathWhitespace, 1),
            (RepairKind::PathInvisible, 1),
            (RepairKind::PathDoubleSlash, 1),
            (RepairKind::AbsolutePath, 1),
            (RepairKind::PathBrace, 1),
        ],
    );
    assert_eq!(keys(&value), ["/v1/a", "/v1/b", "/v1/c", "/v1/d", "/v1/e", "/v1/f", "/v1/g/"]);
    assert_eq!(value["paths"]["/v1/d"]["get"][OLD_PATH], "/v1//d");
    assert_eq!(value["paths"]["/v1/e"]["get"][OLD_PATH], "/https//host/v1/e");
    assert!(value["paths"]["/v1/b"]["get"].get(OLD_PATH).is_none());
}

#[test]
fn a_query_string_in_a_path_key_becomes_parameters() {
    let value = with_paths(json!({"/a?x=x&kind=cats": {"get": operation(&[])}}));
    let value = repaired(value, &[(RepairKind::PathQuery, 1)]);
    let get = &value["paths"]["/a"]["get"];
    assert_eq!(get["parameters"][0]["name"], "x");
    assert_eq!(get[FIXED_QUERY], json!({"kind": "cats"}));
}

#[test]
fn the_providers_name_is_stripped_where_all_paths_begin_with_it() {
    let settings = Settings { provider: Some("notes") };
    let all = with_paths(json!({"/notes/a": {"get": operation(&[])}, "/notes": {"get": operation(&[])}}));
    let (document, repairs) = repaired_with(all, &settings);
    assert_eq!(keys(&document.value), ["/a", "/"]);
    assert_eq!(tally(&repairs)[&RepairKind::ProviderPrefix], 2);
    let some = with_paths(json!({"/notes/a": {"get": operation(&[])}, "/b": {"get": operation(&[])}}));
    assert_eq!(keys(&repaired_with(some, &settings).0.value), ["/notes/a", "/b"]);
}

fn rebuilt(key: &str, parameters: &[&str], native: &str) -> (String, Option<String>) {
    let mut get = operation(&parameters.iter().map(|name| path(name)).collect::<Vec<_>>());
    get[NATIVE_URL] = json!(native);
    let (document, _) = repaired_with(with_paths(json!({key: {"get": get}})), &NONE);
    let (key, item) = document.value["paths"].as_object().unwrap().iter().next().unwrap();
    (key.clone(), item["get"].get(OLD_PATH).and_then(Value::as_str).map(str::to_owned))
}

#[test]
fn literal_paths_are_rebuilt_from_their_parameters_and_the_native_url() {
    for (old, parameters, native, new) in [
        ("/v1/pages/page_id", vec!["page_id"], "", "/v1/pages/{page_id}"),
        ("/v1/docs/documentid", vec!["documentId"], "", "/v1/docs/{documentId}"),
        ("/v1/token/token", vec!["token"], "", "/v1/token/{token}"),
        ("/v2/x/:uuid", vec!["uuid"], "", "/v2/x/{uuid}"),
        ("/r/report_id.json", vec!["report_id"], "https://h/admin/r/{report_id}.json", "/r/{report_id}.json"),
        ("/s/id-batchupdate", vec!["id"], "https://h/s/{id}:batchUpdate", "/s/{id}:batchUpdate"),
        ("/a/thing", vec!["thingId"], "https://h/a/{thing}", "/a/{thingId}"),
        ("/a/thredid", vec!["threadId"], "https://h/a/{thredId}", "/a/{threadId}"),
        (
            "/s/id/values-batchget",
            vec!["id"],
            "https://h/v1/s/{id}/values:batchGet",
            "/s/{id}/values:batchGet",
        ),
    ] {
        assert_eq!(rebuilt(old, &parameters, native), (new.to_owned(), Some(old.to_owned())), "{old}");
    }
    assert_eq!(rebuilt("/v1/{id}", &["id"], ""), ("/v1/{id}".to_owned(), None));
}

#[test]
fn operations_of_one_item_part_where_their_parameters_do() {
    let value = with_paths(json!({"/v1/x/id": {"get": operation(&[path("id")]), "post": operation(&[])}}));
    let (document, _) = repaired_with(value, &NONE);
    assert_eq!(keys(&document.value), ["/v1/x/{id}", "/v1/x/id"]);
    assert_eq!(
        document.source_pointer("/paths/~1v1~1x~1{id}/get/parameters/0"),
        "/paths/~1v1~1x~1id/get/parameters/0"
    );
}

#[test]
fn an_endpoint_that_goes_on_behind_the_path_is_another_operations() {
    let with = |endpoint: &str| {
        let mut post = operation(&[]);
        post["externalDocs"] = json!({"api_endpoint": endpoint});
        let (_, repairs) = repaired_with(served(json!({"/v3/comments": {"post": post}})), &NONE);
        repairs
            .into_iter()
            .filter(|one| one.kind == RepairKind::ContradictingEndpoint)
            .map(|one| one.detail)
            .collect()
    };
    let told: Vec<String> = with("https://h/api/v3/comments/setStatus");
    assert_eq!(told, ["the description is that of `…/setStatus`, another route of the provider's"]);
    for same in ["https://h/v3/comments", "https://h/api/v3/Comments/", "https://h/v3/{x}/other", ""] {
        assert_eq!(with(same), [""; 0], "{same}");
    }
}

#[test]
fn paths_that_become_equal_are_kept_apart() {
    let value = served(
        json!({"/a/id": {"get": operation(&[path("id")])}, "/a/id ": {"get": operation(&[path("id")])}}),
    );
    let value = repaired(
        value,
        &[(RepairKind::PathWhitespace, 1), (RepairKind::UntemplatedPath, 2), (RepairKind::PathCollision, 1)],
    );
    assert_eq!(keys(&value), ["/a/{id}", "/a/{id}#2"]);
}

#[test]
fn a_key_that_is_no_path_item_is_left_to_itself() {
    let get = json!({"get": operation(&[path("id")])});
    for paths in [json!({"/a/{id}": true, "/a/id": get}), json!({"/a/id": get, "/a/{id}": true})] {
        let value =
            repaired(served(paths), &[(RepairKind::UntemplatedPath, 1), (RepairKind::PathCollision, 1)]);
        assert_eq!(value["paths"]["/a/{id}"], true);
        assert!(value["paths"]["/a/{id}#2"]["get"].is_object());
    }
}
