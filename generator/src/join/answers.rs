//! Answers: by status, with their schemas and headers.

use serde_json::{Value, json};

use super::operations::{Native, Operations};
use super::{Joint, Object};
use crate::extensions::COMPANION;

/// An answer of a companion.
struct Answer<'c> {
    status: &'c str,
    response: &'c Object,
}

impl<'c> Answer<'c> {
    fn class(&self) -> Option<u8> {
        self.status.as_bytes().first().filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0')
    }

    fn contents(&self) -> impl Iterator<Item = (&'c String, &'c Value)> {
        let stated = self.response.get("content").filter(|_| !self.is_empty());
        stated.and_then(Value::as_object).into_iter().flatten()
    }

    /// Whether its status allows no content (RFC 9110, sections 15.3.5 and 15.3.6).
    fn is_empty(&self) -> bool {
        ["204", "205"].contains(&self.status)
    }

    /// What it says of its JSON.
    fn json(&self) -> Option<&'c Value> {
        let json = self.contents().find(|(media_type, _)| is_json(media_type))?;
        json.1.get("schema").filter(|schema| says_something(schema))
    }
}

impl<'c> Joint<'_, 'c> {
    /// Takes the answers that the document doesn't describe itself.
    pub(super) fn answers(&mut self, operation: &mut Object) {
        let stated = operation.get("responses").and_then(Value::as_object).cloned().unwrap_or_default();
        let is_described = |answer: &Value| {
            let contents = answer.get("content").and_then(Value::as_object).into_iter().flatten();
            contents.filter_map(|(_, content)| content.get("schema")).any(says_something)
        };
        let knows_success = stated.iter().any(|(status, answer)| is_success(status) && is_described(answer));
        let answers = answers(self.native);
        let mut taken = Vec::new();
        if !knows_success {
            taken.extend(self.successes(&answers));
        }
        for answer in answers.iter().filter(|answer| matches!(answer.class(), None | Some(4 | 5))) {
            let is_known = stated.get(answer.status).is_some_and(is_described);
            if let Some(schema) = answer.json().filter(|_| !is_known) {
                let json = json!({ "schema": self.take(schema) });
                taken.push((answer.status.to_owned(), self.answer(answer, Some(json))));
            }
        }
        if taken.is_empty() {
            return;
        }
        let responses = operation.entry("responses").or_insert_with(|| json!({}));
        if let Value::Object(responses) = responses {
            if taken.iter().any(|(status, _)| is_success(status)) {
                // An example is no description: beside one it would be a second answer.
                responses.retain(|status, answer| !is_success(status) || is_described(answer));
            }
            responses.extend(taken);
        }
    }

    /// The answers of success, whatever is said of those the document leaves open: all that are JSON as one, for the
    /// gateway may answer with a status of its own.
    fn successes(&mut self, answers: &[Answer<'c>]) -> Vec<(String, Value)> {
        let successes = successes(answers);
        let mut taken = Vec::new();
        let mut schemas: Vec<&Value> = successes.iter().filter_map(|answer| answer.json()).collect();
        schemas.dedup();
        if let Some(first) = successes.iter().find(|answer| answer.json().is_some()) {
            let schema = match &schemas[..] {
                [one] => self.take(one),
                several => json!({ "oneOf": several.iter().map(|one| self.take(one)).collect::<Vec<_>>() }),
            };
            let answer = self.answer(first, Some(json!({ "schema": schema })));
            taken.push((first.status.to_owned(), answer));
        } else if let Some(first) = successes.iter().find(|answer| has_other_content(answer)) {
            taken.push((first.status.to_owned(), self.answer(first, None)));
        }
        // Another status without content may just be described badly.
        let says_nothing = taken.is_empty() && self.means_nothing();
        for answer in successes.iter().filter(|answer| says_nothing || answer.is_empty()) {
            taken.push((answer.status.to_owned(), self.answer(answer, None)));
        }
        taken
    }

    /// Whether no content means that there is none: what changes something may be answered with nothing, and the
    /// companion describes what it answers elsewhere.
    fn means_nothing(&self) -> bool {
        !["get", "head"].contains(&self.wanted.method) && self.answers_are_described
    }

    /// An answer with this JSON, or with whatever else it has.
    fn answer(&mut self, answer: &Answer<'c>, json: Option<Value>) -> Value {
        let mut taken = Object::new();
        let description = answer.response.get("description").cloned().unwrap_or_else(|| json!(""));
        taken.insert("description".to_owned(), description);
        if let Some(headers) = answer.response.get("headers") {
            let headers = headers.as_object().into_iter().flatten();
            let headers = headers.map(|(name, header)| (name.clone(), self.take(header)));
            taken.insert("headers".to_owned(), Value::Object(headers.collect()));
        }
        let content = match json {
            Some(json) => Some(json!({ "application/json": json })),
            None => answer
                .contents()
                .find(|(media_type, _)| !is_json(media_type))
                .map(|(media_type, content)| json!({ media_type: self.take(content) })),
        };
        if let Some(content) = content {
            taken.insert("content".to_owned(), content);
        }
        taken.insert(COMPANION.to_owned(), json!(true));
        Value::Object(taken)
    }
}

/// The answers of a companion's operation.
fn answers<'c>(native: &Native<'c>) -> Vec<Answer<'c>> {
    let stated = native.operation.get("responses").and_then(Value::as_object).into_iter().flatten();
    let described = stated.filter_map(|(status, answer)| {
        let response = native.resolved(answer).as_object()?;
        Some(Answer { status, response })
    });
    described.collect()
}

/// Those of success: with a status from 200 to 299, or any where nothing else is said.
fn successes<'a, 'c>(answers: &'a [Answer<'c>]) -> Vec<&'a Answer<'c>> {
    let of = |class: Option<u8>| answers.iter().filter(move |answer| answer.class() == class).collect();
    let successes: Vec<_> = of(Some(2));
    if successes.is_empty() && !answers.iter().any(|answer| matches!(answer.class(), Some(1 | 3))) {
        return of(None);
    }
    successes
}

/// Whether an operation's success is described as JSON of some shape.
pub(super) fn answers_json(native: &Native<'_>) -> bool {
    let answers = answers(native);
    let mut schemas = successes(&answers).into_iter().filter_map(Answer::json);
    schemas.any(|schema| says_something(native.resolved(schema)))
}

/// Whether most operations say what success is answered with: then one that doesn't answers nothing.
pub(super) fn are_described(operations: &Operations<'_>) -> bool {
    let has_content = |native: &&Native<'_>| {
        successes(&answers(native)).iter().any(|answer| answer.contents().next().is_some())
    };
    2 * operations.natives().filter(has_content).count() > operations.natives().count()
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

fn has_other_content(answer: &Answer<'_>) -> bool {
    answer.contents().any(|(media_type, _)| !is_json(media_type))
}

/// Whether a media type says that it is JSON, or leaves it open.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("json") || essence.ends_with("/*")
}

/// Whether a schema is more than that of anything.
pub(super) fn says_something(schema: &Value) -> bool {
    const SAYING: [&str; 7] = ["$ref", "type", "properties", "allOf", "anyOf", "oneOf", "enum"];
    SAYING.iter().any(|key| schema.get(key).is_some())
}
