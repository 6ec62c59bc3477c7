//! Cuts a companion down to what a document's operations have of it: that is what is committed.

use foldhash::HashSet;
use serde_json::{Map, Value};

use super::companion::Companion;
use super::grafts::{Grafts, resolved};
use super::operations::{Found, Operations};
use super::{Object, Wanted};
use crate::document::METHODS;
use crate::source::pointer::child;

/// The members of an operation that something is taken from.
const TAKEN: [&str; 7] =
    ["tags", "operationId", "summary", "servers", "parameters", "requestBody", "responses"];

/// The companion with the operations that match, be it more than one for a route, and what those refer to.
pub(super) fn prune(companion: &Companion, wanted: &[Wanted]) -> Companion {
    let root = &companion.value;
    let operations = Operations::of(companion);
    let mut routes = HashSet::default();
    for found in wanted.iter().filter_map(|wanted| operations.find(wanted.route.as_ref())) {
        match found {
            Found::One(native) => _ = routes.insert(native.pointer),
            Found::Several(pointers) => routes.extend(pointers),
        }
    }
    let mut grafts = Grafts::new(&Value::Null, vec![root]);
    let mut paths = Object::new();
    for (key, item) in root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let Some(item) = resolved(root, item).as_object() else { continue };
        let mut kept = Object::new();
        for method in METHODS {
            let at = child(&child("/paths", key), method);
            let operation = item.get(method).and_then(Value::as_object).filter(|_| routes.contains(&at));
            let Some(operation) = operation else { continue };
            let members = operation.iter().filter(|(member, _)| TAKEN.contains(&member.as_str()));
            let members: Object = members.map(|(member, value)| (member.clone(), value.clone())).collect();
            kept.insert(method.to_owned(), grafts.take(0, &Value::Object(members)));
        }
        if kept.is_empty() {
            continue;
        }
        for shared in ["servers", "parameters"] {
            if let Some(value) = item.get(shared) {
                kept.insert(shared.to_owned(), grafts.take(0, value));
            }
        }
        paths.insert(key.clone(), Value::Object(kept));
    }
    let mut value = Object::new();
    for member in ["openapi", "servers"] {
        if let Some(stated) = root.get(member) {
            value.insert(member.to_owned(), stated.clone());
        }
    }
    let info = root.get("info").and_then(Value::as_object).into_iter().flatten();
    let info = info.filter(|(member, _)| ["title", "version"].contains(&member.as_str()));
    let info: Object = info.map(|(member, stated)| (member.clone(), stated.clone())).collect();
    value.insert("info".to_owned(), Value::Object(info));
    value.insert("paths".to_owned(), Value::Object(paths));
    let mut value = Value::Object(value);
    grafts.finish(&mut value);
    // In an order that cutting down once more doesn't change.
    let sections = value.get_mut("components").and_then(Value::as_object_mut).into_iter().flatten();
    sections.filter_map(|(_, section)| section.as_object_mut()).for_each(Map::sort_keys);
    Companion { value, ..companion.clone() }
}
