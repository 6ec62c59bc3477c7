//! The operations of a companion, by where they are.

use foldhash::HashMap;
use serde_json::Value;

use super::Object;
use super::companion::Companion;
use super::grafts::resolved;
use super::route::Route;
use crate::document::METHODS;
use crate::source::pointer::child;

/// An operation of a companion.
#[derive(Debug, Clone)]
pub(super) struct Native<'c> {
    pub(super) path: &'c str,
    /// Where it stands in the companion.
    pub(super) pointer: String,
    pub(super) operation: &'c Object,
    /// Its path item, with the parameters that its operations share.
    item: (String, &'c Object),
    root: &'c Value,
}

/// What a companion has of an operation.
#[derive(Debug, Clone)]
pub(super) enum Found<'c> {
    One(Native<'c>),
    /// Where each of them stands.
    Several(Vec<String>),
}

/// The operations of a companion, by where they are.
#[derive(Debug)]
pub(super) struct Operations<'c>(HashMap<Route, Found<'c>>);

impl<'c> Operations<'c> {
    pub(super) fn of(companion: &'c Companion) -> Self {
        let root = &companion.value;
        let mut operations: HashMap<Route, Found<'c>> = HashMap::default();
        for (key, item) in root.get("paths").and_then(Value::as_object).into_iter().flatten() {
            let place = child("/paths", key);
            let Some(item) = resolved(root, item).as_object() else { continue };
            for method in METHODS {
                let Some(operation) = item.get(method).and_then(Value::as_object) else { continue };
                let pointer = child(&place, method);
                let native = Native { path: key, pointer, operation, item: (place.clone(), item), root };
                let servers = [operation.get("servers"), item.get("servers"), root.get("servers")];
                for route in urls(servers, key).iter().filter_map(|url| Route::new(method, url)) {
                    operations
                        .entry(route)
                        .and_modify(|found| found.add(&native))
                        .or_insert_with(|| Found::One(native.clone()));
                }
            }
        }
        Self(operations)
    }

    /// What there is at a route.
    pub(super) fn find(&self, route: Option<&Route>) -> Option<Found<'c>> {
        self.0.get(route?).cloned()
    }

    /// All that are alone at their route.
    pub(super) fn natives(&self) -> impl Iterator<Item = &Native<'c>> {
        self.0.values().filter_map(|found| match found {
            Found::One(native) => Some(native),
            Found::Several(_) => None,
        })
    }
}

/// The URLs of an operation: at each server of the nearest list of servers, with its variables open and filled in.
fn urls(servers: [Option<&Value>; 3], key: &str) -> Vec<String> {
    let lists = servers.into_iter().flatten().filter_map(Value::as_array);
    let nearest = lists.filter(|list| !list.is_empty()).take(1).flatten();
    let mut urls = Vec::new();
    for server in nearest {
        let Some(url) = server.get("url").and_then(Value::as_str) else { continue };
        let variables = server.get("variables").and_then(Value::as_object).into_iter().flatten();
        let filled = variables.fold(url.to_owned(), |url, (name, variable)| {
            let default = variable.get("default").and_then(Value::as_str);
            default.map_or_else(|| url.clone(), |default| url.replace(&format!("{{{name}}}"), default))
        });
        let key = key.split(['?', '#']).next().unwrap_or_default();
        urls.extend([url, &filled].map(|url| format!("{}{key}", url.trim_end_matches('/'))));
    }
    urls
}

impl<'c> Found<'c> {
    /// One more at the same route, unless it is the same.
    fn add(&mut self, native: &Native<'c>) {
        let mut places = match self {
            Self::One(one) => vec![one.pointer.clone()],
            Self::Several(places) => std::mem::take(places),
        };
        if !places.contains(&native.pointer) {
            places.push(native.pointer.clone());
        }
        if places.len() > 1 {
            *self = Self::Several(places);
        }
    }
}

impl<'c> Native<'c> {
    /// Its parameters, those of its path item behind its own, each with where it stands.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (String, &'c Object)> {
        let root = self.root;
        let list = |place: &str, owner: &'c Object| {
            let place = child(place, "parameters");
            let items = owner.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate();
            items.map(move |(at, one)| (child(&place, &at.to_string()), one))
        };
        let own = list(&self.pointer, self.operation);
        own.chain(list(&self.item.0, self.item.1))
            .filter_map(move |(at, one)| Some((at, resolved(root, one).as_object()?)))
    }

    /// What a value is, behind its references.
    pub(super) fn resolved(&self, value: &'c Value) -> &'c Value {
        resolved(self.root, value)
    }
}
