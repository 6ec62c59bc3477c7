//! What belongs together: places of the document, and lines of Rust.

use std::collections::HashMap;

use lowcodeapi_generator::Generated;
use lowcodeapi_generator::api::{Operation, Pointer, Type};
use lowcodeapi_generator::overlay::Applied;
use lowcodeapi_generator::source::Origins;
use lowcodeapi_generator::surface::{Home, ItemKind, Module, Surface};
use serde::Serialize;

use super::OVERLAY;
use crate::document::{Extent, extent, is_stated};

/// Operations and types, each with its place in the document and in the code.
#[derive(Debug, Serialize)]
pub(super) struct Links {
    operations: Vec<LinkedOperation>,
    types: Vec<LinkedType>,
}

/// A line of Rust.
#[derive(Debug, Clone, Serialize)]
struct CodeLine {
    /// The position of the file.
    file: usize,
    /// From 1.
    line: usize,
}

#[derive(Debug, Serialize)]
struct LinkedOperation {
    method: String,
    path: String,
    /// Its path with parameters in it, and with them in the query, where the service has such formats.
    new_url: Option<String>,
    old_url: Option<String>,
    /// The method that makes the call.
    signature: String,
    /// The types it speaks of.
    types: Vec<String>,
    summary: String,
    deprecated: bool,
    place: Option<Extent>,
    code: Option<CodeLine>,
}

#[derive(Debug, Serialize)]
struct LinkedType {
    name: String,
    wire: String,
    place: Option<Extent>,
    code: Option<CodeLine>,
}

impl Links {
    pub(super) fn of(made: &Generated, files: &[(String, String)], origins: Option<&Origins>) -> Self {
        let defined = definitions(files);
        let mut spoken: HashMap<&Pointer, (String, Vec<String>)> = HashMap::new();
        for item in Surface::of(&made.api).items().filter(|item| item.module == Module::Root) {
            let (ItemKind::Function { .. } | ItemKind::Call { .. }, Some(operation)) =
                (&item.kind, item.origin)
            else {
                continue;
            };
            let (signature, types) = spoken.entry(operation).or_default();
            // The method that makes the call stands before what its call has.
            if signature.is_empty() {
                *signature = item.to_string();
            }
            item.names(&mut |home, name| {
                if home == Home::Types && !types.iter().any(|known| known == name) {
                    types.push(name.to_owned());
                }
            });
        }
        let place = |pointer: &Pointer| place(made, origins, &pointer.0);
        let operation = |operation: &Operation| {
            let (signature, types) = spoken.remove(&operation.origin).unwrap_or_default();
            LinkedOperation {
                method: operation.method.clone(),
                path: operation.key.clone(),
                new_url: operation.urls.new.clone(),
                old_url: operation.urls.old.clone(),
                signature,
                types,
                summary: operation.docs.summary.clone(),
                deprecated: operation.deprecated,
                place: place(&operation.origin),
                code: defined.get(operation.call.as_str()).cloned(),
            }
        };
        let linked = |ty: &Type| LinkedType {
            name: ty.name.rust.clone(),
            wire: ty.name.wire.clone(),
            place: place(&ty.origin),
            code: defined.get(ty.name.rust.as_str()).cloned(),
        };
        let operations = made.api.operations.iter().map(operation).collect();
        Self { operations, types: made.api.types.iter().map(linked).collect() }
    }
}

/// Where something stands in the document, or in the overlay where that is who states it.
fn place(made: &Generated, origins: Option<&Origins>, pointer: &str) -> Option<Extent> {
    if !is_stated(&made.source, origins, pointer) {
        let is_above =
            |place: &String| pointer.strip_prefix(place.as_str()).is_some_and(|below| below.starts_with('/'));
        let states =
            |action: &&Applied| action.places.iter().any(|place| place == pointer || is_above(place));
        if let Some(action) = made.overlay.actions.iter().rev().find(states) {
            let line = action.position.line;
            return Some(Extent { file: OVERLAY.to_owned(), line, end: line });
        }
    }
    extent(&made.source, origins, pointer)
}

/// Where types and calls are defined; generated code has no two of a name but for what blocks or mocks.
fn definitions(files: &[(String, String)]) -> HashMap<&str, CodeLine> {
    let mut defined = HashMap::new();
    let own = |path: &str| {
        let path = path.strip_prefix("src/generated/");
        path.is_some_and(|path| ["types", "operations"].iter().any(|module| path.starts_with(module)))
    };
    for (file, (_, text)) in files.iter().enumerate().filter(|(_, (path, _))| own(path)) {
        for (line, text) in text.lines().enumerate() {
            let item =
                ["pub struct ", "pub enum ", "pub type "].iter().find_map(|head| text.strip_prefix(head));
            if let Some(item) = item {
                let end = item.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(item.len());
                defined.entry(&item[..end]).or_insert(CodeLine { file, line: line + 1 });
            }
        }
    }
    defined
}
