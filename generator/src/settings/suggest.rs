//! What a document suggests for a client that has no manifest yet.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::host::{AssumedHost, Host};
use crate::api::{Flavour, Grouping, LOWCODEAPI, Settings};
use crate::document::{Document, Form, METHODS};
use crate::names::path_groups;

/// So many operations are more than one list of methods is read through.
const MANY_OPERATIONS: usize = 40;

/// Fewer tags sort nothing.
const SEVERAL_TAGS: usize = 3;

impl Settings {
    /// What a document as it was read suggests.
    #[must_use]
    pub fn suggest(document: &Document, provider: impl Into<String>) -> Self {
        let flavour = Flavour::of(document);
        let host = match flavour {
            Flavour::LowCodeApi => LOWCODEAPI.to_owned(),
            Flavour::OpenApi => Host::of(document).url,
        };
        Self {
            provider: provider.into(),
            host,
            group: grouping(&document.value),
            flavour,
            ..Settings::default()
        }
    }

    /// The same, of a document that nobody called anything: the provider is the one in its server's path, as `LowCodeAPI`
    /// serves it, otherwise only a name.
    #[must_use]
    pub fn suggest_anonymous(document: &Document) -> Self {
        Self::suggest(document, provider(document))
    }

    /// What [`Settings::suggest`] had to assume about the host, where the document doesn't plainly say it.
    #[must_use]
    pub fn assumed_host(document: &Document) -> Option<AssumedHost> {
        (Flavour::of(document) == Flavour::OpenApi).then(|| Host::of(document).assumed).flatten()
    }
}

impl Flavour {
    /// What a document is of, as it was read: `LowCodeAPI` is told by its form, its host, its token, or the keys only it
    /// writes.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let value = &document.value;
        let own = matches!(document.form, Form::Definition(_))
            || servers(value).any(is_service)
            || value.pointer("/components/securitySchemes").is_some_and(has_its_token)
            || operations(value).any(has_its_keys);
        if own { Self::LowCodeApi } else { Self::OpenApi }
    }
}

/// The provider in the path of a document's server; `api` where there is none.
fn provider(document: &Document) -> String {
    let url = document.value.pointer("/servers/0/url").and_then(|url| url.as_str()).unwrap_or_default();
    let path =
        url.split_once("://").map_or("", |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let first = path.split('/').nth(1).unwrap_or_default();
    let plain = first.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    if plain && !first.is_empty() { first.to_owned() } else { "api".to_owned() }
}

fn is_service(server: &Map<String, Value>) -> bool {
    let url = server.get("url").and_then(Value::as_str).unwrap_or_default();
    let host =
        url.split_once("://").map_or("", |(_, rest)| rest).split(['/', ':', '?']).next().unwrap_or_default();
    host.eq_ignore_ascii_case("lowcodeapi.com") || host.to_ascii_lowercase().ends_with(".lowcodeapi.com")
}

fn has_its_token(schemes: &Value) -> bool {
    let schemes = schemes.as_object().into_iter().flat_map(Map::values);
    let mut names = schemes.filter(|scheme| scheme["in"] == "query").map(|scheme| &scheme["name"]);
    names.any(|name| name == "api_token")
}

fn has_its_keys(operation: &Value) -> bool {
    let docs = operation.get("externalDocs").and_then(Value::as_object);
    docs.is_some_and(|docs| docs.contains_key("api_endpoint") || docs.contains_key("api_ref"))
}

/// Where there is much to sort: by tag if the tags sort most of it, by path if there are hardly any tags, or the same one on all,
/// and the paths do. The rest stands on the client itself.
fn grouping(value: &Value) -> Grouping {
    let operations: Vec<(&str, Option<&str>)> = paths_and_operations(value)
        .map(|(path, operation)| (path, operation.pointer("/tags/0").and_then(Value::as_str)))
        .collect();
    let many = operations.len();
    if many < MANY_OPERATIONS {
        return Grouping::Flat;
    }
    let tags: Vec<&str> = operations.iter().filter_map(|(_, tag)| *tag).collect();
    if sorts(&tags, many) {
        return Grouping::Tag;
    }
    let paths: Vec<&str> = operations.iter().map(|(path, _)| *path).collect();
    let groups = path_groups(&paths);
    let groups: Vec<&str> = groups.iter().flatten().map(String::as_str).collect();
    let one_for_all = tags.len() == many && tags.iter().all(|tag| *tag == tags[0]);
    let several_each = BTreeSet::from_iter(&groups).len() * 2 <= groups.len();
    if (one_for_all || tags.len() * 4 < many) && several_each && sorts(&groups, many) {
        Grouping::Path
    } else {
        Grouping::Flat
    }
}

/// Whether labels sort most of so many operations.
fn sorts(labels: &[&str], many: usize) -> bool {
    let distinct: BTreeSet<_> = labels.iter().collect();
    labels.len() * 4 >= many * 3 && distinct.len() >= SEVERAL_TAGS
}

pub(super) fn servers(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    value.get("servers").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn operations(value: &Value) -> impl Iterator<Item = &Value> {
    paths_and_operations(value).map(|(_, operation)| operation)
}

fn paths_and_operations(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let items = value.get("paths").and_then(Value::as_object).into_iter().flatten();
    items.flat_map(|(path, item)| {
        let members = item.as_object().into_iter().flatten();
        let operations = members.filter(|(method, _)| METHODS.contains(&method.as_str()));
        operations.map(move |(_, operation)| (path.as_str(), operation))
    })
}
