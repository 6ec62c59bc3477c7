//! Companions whose servers are not the hosts that LowCodeAPI reaches the provider at.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use foldhash::HashSet;
use serde_json::{Value, json};

use super::Wanted;
use super::companion::Companion;
use super::grafts::resolved;
use super::route::Route;
use crate::document::{Document, METHODS};
use crate::urls;

/// Whether operations can be at such a server: it has a host, be it a setting of the account (`{endpoint}/v1`).
#[must_use]
pub fn is_server(url: &str) -> bool {
    Route::new("get", url).is_some() && !url.contains(|c: char| c.is_whitespace() || "?#".contains(c))
}

/// The server at which a companion has most of a repaired document's operations, whichever servers it states.
#[must_use]
pub fn server_of_most(document: &Document, companion: &Companion) -> Option<String> {
    let known = keys(&companion.value);
    let mut votes: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for wanted in super::wanted(&document.value) {
        for (server, path) in splits(&wanted) {
            if Route::new(wanted.method, &beyond_any_server(&path))
                .is_some_and(|route| known.contains(&route))
            {
                votes.entry(urls::unnamed(&server)).or_insert((server, 0)).1 += 1;
            }
        }
    }
    let most = votes.into_values().max_by_key(|(server, count)| (*count, Reverse(server.len())));
    most.map(|(server, _)| server)
}

/// Puts a server into each list of servers, so that the operations are at it whichever list counts for them.
pub(super) fn add_server(companion: &mut Value, server: &str) {
    let add = |owner: &mut Value| {
        if let Some(Value::Array(servers)) = owner.get_mut("servers")
            && !servers.iter().any(|stated| stated.get("url").and_then(Value::as_str) == Some(server))
        {
            servers.push(json!({ "url": server }));
        }
    };
    if let Some(root) = companion.as_object_mut() {
        root.entry("servers").or_insert_with(|| json!([]));
    }
    add(companion);
    let items = companion.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    for (_, item) in items {
        add(item);
        METHODS.iter().filter_map(|method| item.get_mut(method).map(&add)).for_each(drop);
    }
}

/// Method and path key of each operation of a companion.
fn keys(companion: &Value) -> HashSet<Route> {
    let items = companion.get("paths").and_then(Value::as_object).into_iter().flatten();
    let operations = items.flat_map(|(key, item)| {
        let item = resolved(companion, item);
        METHODS.iter().filter(|method| item.get(method).is_some()).map(move |method| (method, key))
    });
    operations.filter_map(|(method, key)| Route::new(method, &beyond_any_server(key))).collect()
}

/// The URL of a path at a server that all share.
fn beyond_any_server(path: &str) -> String {
    format!("//any/{}", path.trim_start_matches('/'))
}

/// What the provider's URL of an operation may be made of: a server, and a path that has a name.
fn splits(wanted: &Wanted) -> Vec<(String, String)> {
    let host = urls::native_host(&wanted.url).map(|host| format!("https://{host}"));
    let Some(origin) = host.or_else(|| urls::leading_template(&wanted.url)) else { return Vec::new() };
    let path = urls::native_path(&wanted.url);
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let has_name = |path: &[&str]| path.iter().any(|segment| !segment.starts_with('{'));
    (0..segments.len())
        .map(|at| segments.split_at(at))
        .filter(|(_, path)| has_name(path))
        .map(|(before, path)| ([&[origin.as_str()], before].concat().join("/"), path.join("/")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    const ANSWER: &str = "answer";

    /// What LowCodeAPI would serve for these URLs of a provider, after repair.
    fn served(urls: &[&str]) -> Document {
        let item =
            |url: &&str| (urls::native_path(url), json!({ "get": { "x-lowcodeapi-native-url": url } }));
        let paths: serde_json::Map<String, Value> = urls.iter().map(item).collect();
        Document::from_value(json!({ "openapi": "3.0.0", "paths": paths }), "openapi.json")
    }

    fn companion(servers: &Value, item: &Value) -> Companion {
        let mut own = item.clone();
        own["get"] = json!({ "operationId": ANSWER, "servers": item["servers"], "responses": {} });
        let plain = json!({ "get": { "responses": {} } });
        let value = json!({
            "openapi": "3.0.3", "info": { "title": "Boards", "version": "1" }, "servers": servers,
            "paths": { "/boards/{id}": own, "/boards": plain, "/cards/{card}": plain, "/{any}": plain },
        });
        let read = read::committed(value.to_string().as_bytes(), "boards.json").expect("it is OpenAPI");
        Companion::new(read, "boards.json", "00".to_owned())
    }

    const URLS: [&str; 4] = [
        "https://api.boards.example/1/boards/{board}",
        "https://api.boards.example/1/boards",
        "https://api.boards.example/1/cards/:id",
        "https://files.boards.example/boards",
    ];

    #[test]
    fn a_server_beside_a_companion_matches_what_its_own_servers_do_not() {
        let document = served(&URLS);
        let companion = companion(
            &json!([{ "url": "https://boards.example/1" }]),
            &json!({ "servers": [{ "url": "https://boards.example/2" }] }),
        );
        assert!(super::super::matched(&document, &companion).is_empty());
        let server = server_of_most(&document, &companion).unwrap();
        assert_eq!(server, "https://api.boards.example/1");
        let placed = companion.also_at(&server);
        assert_eq!(super::super::matched(&document, &placed).len(), 3);
        // What is kept of it needs no word of the server.
        let report = super::super::join(&mut document.clone(), &[placed]);
        let kept = Companion::parse(&report.text.unwrap(), "companion.json").unwrap();
        assert_eq!(super::super::matched(&document, &kept[0]).len(), 3);
    }

    #[test]
    fn a_companion_without_a_server_is_found_at_a_host_that_is_a_setting() {
        let document = served(&["{endpoint}/books/v3/boards/{id}", "{{endpoint}}books/v3/cards/{id}"]);
        let companion = companion(&json!([]), &json!({}));
        let server = server_of_most(&document, &companion).unwrap();
        assert_eq!(server, "{endpoint}/books/v3");
        assert_eq!(super::super::matched(&document, &companion.also_at(&server)).len(), 2);
    }

    #[test]
    fn paths_that_only_have_parameters_are_no_evidence() {
        let document = served(&["https://api.other.example/v1/{id}", "https://api.other.example/v1/teams"]);
        assert_eq!(server_of_most(&document, &companion(&json!([]), &json!({}))), None);
    }

    #[test]
    fn a_server_has_a_host_and_nothing_behind_its_path() {
        let good = [
            "https://api.example.com",
            "https://{shop}.example.com/v1/",
            "{endpoint}/v1",
            "//api.example.com",
        ];
        assert!(good.iter().all(|server| is_server(server)));
        let bad =
            ["", "/v1", "api.example.com", "https://", "https://a.example/?x=1", "https://a.example/a b"];
        assert!(bad.iter().all(|server| !is_server(server)));
    }
}
