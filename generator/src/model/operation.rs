//! Path items and their operations.

use std::sync::Arc;

use foldhash::HashSet;
use openapiv3::Operation;
use serde_json::{Map, Value};

use super::parameter::Parameters;
use super::reader::{Reader, extensions};
use super::{Located, NoteKind, OperationNode, Server};
use crate::document::{METHODS, Members as _, OTHER_METHODS};
use crate::source::pointer::child;

/// Members of a path item that are no methods.
const OTHERS: [&str; 6] = ["$ref", "summary", "description", "servers", "parameters", OTHER_METHODS];

impl<'a> Reader<'a> {
    pub(super) fn operations(&mut self, root: &'a Map<String, Value>) -> Vec<OperationNode> {
        let mut operations = Vec::new();
        let paths = self.members("", "paths", root.member("paths"));
        for (path, item) in paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")) {
            self.path_item("/paths", path, item, &mut operations);
        }
        operations
    }

    /// Reads the operations of a path item: the member `path` of what stands at `parent`.
    pub(super) fn path_item(
        &mut self,
        parent: &str,
        path: &str,
        item: &'a Value,
        operations: &mut Vec<OperationNode>,
    ) {
        let place = child(parent, path);
        if item.is_null() {
            self.note(NoteKind::WrongType, place, "a path item is expected, but it is null");
            return;
        }
        let Some(parts) = self.objects("a path item", place, item) else { return };
        let Some((pointer, members)) = parts.last() else { return };
        let servers = self.servers(pointer, members.member("servers"));
        let docs = ["summary", "description"].map(|key| self.text(pointer, key, members.get(key)));
        let shared = self.parameters(pointer, members.member("parameters"));
        let mut known = HashSet::default();
        // Methods beside a `$ref` belong to the path as well; what one means that both have is undefined.
        for (pointer, members) in parts.iter().rev() {
            for (key, operation) in *members {
                if !METHODS.contains(&key.as_str()) {
                    self.other_member(pointer, key, operation);
                }
            }
            let named = members.iter().filter(|(key, _)| METHODS.contains(&key.as_str()));
            let named = named.map(|(key, operation)| (child(pointer, key), key.to_uppercase(), operation));
            for (place, method, operation) in named.chain(self.other_methods(pointer, members)) {
                if !known.insert(method.clone()) {
                    let detail = "the path item it refers to has the method too, and that one is read";
                    self.note(NoteKind::Duplicate, place, detail);
                } else if let Some(mut node) = self.operation(place, operation, &shared, &servers) {
                    path.clone_into(&mut node.path);
                    node.method = method;
                    node.path_docs.clone_from(&docs);
                    operations.push(node);
                }
            }
        }
    }

    /// The operations of methods that a path item has no member for (OpenAPI 3.2).
    fn other_methods(
        &mut self,
        pointer: &str,
        item: &'a Map<String, Value>,
    ) -> Vec<(String, String, &'a Value)> {
        let others = self.members(pointer, OTHER_METHODS, item.member(OTHER_METHODS));
        let place = child(pointer, OTHER_METHODS);
        let mut operations = Vec::new();
        for (method, operation) in others.into_iter().flatten().filter(|(key, _)| !key.starts_with("x-")) {
            let at = child(&place, method);
            let has_member = METHODS.iter().any(|known| known.eq_ignore_ascii_case(method));
            if has_member || !is_token(method) {
                let detail = if has_member {
                    format!("`{method}` has a member of the path item to stand in, so it is not read here")
                } else {
                    format!("`{method}` is no HTTP method, so the client has no such operation")
                };
                self.note(NoteKind::UnknownMethod, at, detail);
            } else {
                operations.push((at, method.clone(), operation));
            }
        }
        operations
    }

    /// An operation under a key that is no method must not vanish.
    fn other_member(&mut self, pointer: &str, key: &str, value: &Value) {
        let operation = value.as_object().is_some_and(|members| {
            ["responses", "requestBody", "operationId"].iter().any(|member| members.contains_key(*member))
        });
        if operation && !key.starts_with("x-") && !OTHERS.contains(&key) {
            let detail =
                format!("`{key}` is no method that a path item knows, so the client has no such operation");
            self.note(NoteKind::UnknownMethod, child(pointer, key), detail);
        }
    }

    fn operation(
        &mut self,
        pointer: String,
        value: &'a Value,
        shared: &Parameters,
        path_servers: &[Located<Server>],
    ) -> Option<OperationNode> {
        if value.is_null() {
            self.note(NoteKind::WrongType, pointer, "an operation is expected, but it is null");
            return None;
        }
        let (pointer, members) = self.object("an operation", pointer, value)?;
        let own = self.parameters(&pointer, members.member("parameters"));
        let mut parameters = own;
        for (identity, parameter) in shared {
            parameters.entry(identity.clone()).or_insert_with(|| Arc::clone(parameter));
        }
        let mut servers = self.servers(&pointer, members.member("servers"));
        if servers.is_empty() {
            servers = path_servers.to_vec();
        }
        if let Some(callbacks) = members.member("callbacks") {
            self.callbacks.push((pointer.clone(), callbacks));
        }
        let operation = Operation {
            tags: self.texts(&pointer, "tags", members.member("tags")),
            summary: self.text(&pointer, "summary", members.member("summary")),
            description: self.text(&pointer, "description", members.member("description")),
            external_docs: self.external_docs(&pointer, members.member("externalDocs")),
            operation_id: self.text(&pointer, "operationId", members.member("operationId")),
            deprecated: self.flag(&pointer, "deprecated", members.member("deprecated")),
            security: self.security(&pointer, members.member("security")),
            extensions: extensions(members),
            ..Operation::default()
        };
        let request_body = self.request_body(&pointer, members.member("requestBody"));
        let responses = self.responses(&pointer, members.member("responses"));
        Some(OperationNode {
            path: String::new(),
            method: String::new(),
            path_docs: [None, None],
            pointer,
            operation,
            parameters: parameters.into_values().collect(),
            request_body,
            responses,
            servers,
        })
    }
}

/// Whether a text can be a method (RFC 9110, section 9.1).
fn is_token(method: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !method.is_empty() && method.bytes().all(is_sign)
}
