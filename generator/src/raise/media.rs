//! Media types: what 2.0 says once for a document or an operation, 3.0 says with each body.

use serde_json::Value;

use super::Object;

/// What a body is in where nothing is said.
pub(super) const JSON: &str = "application/json";
const BYTES: &str = "application/octet-stream";
pub(super) const URLENCODED: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";

/// The media types of what an operation takes and gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MediaTypes {
    pub(super) consumes: Vec<String>,
    pub(super) produces: Vec<String>,
}

impl MediaTypes {
    /// What the document says for all operations.
    pub(super) fn of_document(root: &Object) -> Self {
        let stated = |key| stated(root, key).unwrap_or_default();
        Self { consumes: stated("consumes"), produces: stated("produces") }
    }

    /// What an operation says for itself, an empty list included.
    pub(super) fn of_operation(&self, operation: &Object) -> Self {
        let own = |key, others: &Vec<String>| stated(operation, key).unwrap_or_else(|| others.clone());
        Self { consumes: own("consumes", &self.consumes), produces: own("produces", &self.produces) }
    }

    /// Those of a request's body.
    pub(super) fn of_body(&self) -> Vec<String> {
        or(&self.consumes, JSON)
    }

    /// Those of an answer, which may be a file.
    pub(super) fn of_answer(&self, is_file: bool) -> Vec<String> {
        or(&self.produces, if is_file { BYTES } else { JSON })
    }

    /// Those of a form, which has files or not.
    pub(super) fn of_form(&self, has_files: bool) -> Vec<String> {
        let is_form = |stated: &&String| {
            let essence = stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            essence.starts_with("multipart/") || (essence == URLENCODED && !has_files)
        };
        let forms: Vec<String> = self.consumes.iter().filter(is_form).cloned().collect();
        or(&forms, if has_files { MULTIPART } else { URLENCODED })
    }
}

fn or(stated: &[String], otherwise: &str) -> Vec<String> {
    if stated.is_empty() { vec![otherwise.to_owned()] } else { stated.to_vec() }
}

/// A list of media types; some write a single one without the list.
fn stated(members: &Object, key: &str) -> Option<Vec<String>> {
    match members.get(key)? {
        Value::String(one) => Some(vec![one.clone()]),
        Value::Array(list) => Some(list.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
        _ => None,
    }
}
