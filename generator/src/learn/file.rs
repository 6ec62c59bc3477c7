//! The file that has what was learned: `spec/learned.yaml`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Lesson;
use crate::source::pointer::child;
use crate::source::{Damaged, KeptFile, Source, Syntax};
use crate::yaml;

const HEADER: &str = "# Written by `learn`: the shape of answers that somebody saved, and no value of them. Each operation is\n\
                      # learned anew with all its samples; delete what should be forgotten.\n\n";

/// What was learned of a client's operations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learned {
    /// By method and path: `GET /v1/pages/{page_id}`.
    pub lessons: BTreeMap<String, Lesson>,
}

const FILE: KeptFile = KeptFile {
    holds: "what was learned",
    code: "learn::file",
    help: "restore the file with git, or delete it and learn the operations once more",
    language: "yaml",
};

impl Learned {
    /// Reads the file; `name` is what errors call it.
    ///
    /// # Errors
    ///
    /// Where it is no such file.
    pub fn parse(text: &str, name: &str) -> Result<Self, Damaged> {
        let source = Source::new(name, text, Syntax::Yaml);
        let failed = |message: String, offset: usize, length: usize| {
            FILE.damaged((name, text), source.position(offset), length, message)
        };
        let value = source
            .read_yaml()
            .map_err(|error| failed(error.describe(&source), error.at.start, error.at.len()))?;
        let wrong = |pointer: &str, message: &str| {
            let span = source.span(pointer).unwrap_or_default();
            failed(message.to_owned(), span.start, span.len())
        };
        let operations = value.get("operations").and_then(Value::as_object);
        let operations = operations.ok_or_else(|| wrong("", "it has no object `operations`"))?;
        let lessons = operations.iter().map(|(operation, lesson)| {
            let pointer = child("/operations", operation);
            let answer = lesson.get("answer").filter(|answer| answer.is_object());
            let answer = answer.ok_or_else(|| wrong(&pointer, "it has no schema `answer`"))?;
            let samples = lesson.get("samples").and_then(Value::as_u64);
            let samples = samples.ok_or_else(|| wrong(&pointer, "it has no number `samples`"))?;
            Ok((operation.clone(), Lesson { samples, answer: answer.clone() }))
        });
        Ok(Self { lessons: lessons.collect::<Result<_, Damaged>>()? })
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let lessons = self.lessons.iter().map(|(operation, Lesson { samples, answer })| {
            (operation.clone(), json!({ "samples": samples, "answer": answer }))
        });
        let file = json!({ "operations": lessons.collect::<Map<_, _>>() });
        format!("{HEADER}{}", yaml::to_canonical(&file))
    }
}
