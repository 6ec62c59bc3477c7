//! What the document says about things.

use openapiv3::Operation;

use super::facts::Annotations;
use crate::api::Docs;
use crate::extensions::{INFERRED, LEARNED};
use crate::model::Schema;

/// What is said of a type whose members the document shows in an example only.
pub(super) const FROM_AN_EXAMPLE: &str = "The document has an example of this but no schema: its members are those of the example, and others are kept.";

/// What is said of a type that saved answers show.
const FROM_SAMPLES: &str =
    "Learned from saved answers: its members are those that stood in every one of them, and others are kept.";

/// The documentation of a schema that is a type of its own.
pub(super) fn of_schema(data: &Schema) -> Docs {
    let stated = data.description.as_deref();
    let has = |key| data.extensions.contains_key(key) && !data.properties.is_empty();
    let guessed = has(INFERRED).then_some(FROM_AN_EXAMPLE).or(has(LEARNED).then_some(FROM_SAMPLES));
    let paragraphs: Vec<&str> = stated.into_iter().chain(guessed).collect();
    Docs {
        summary: data.title.clone().unwrap_or_default(),
        description: paragraphs.join("\n\n"),
        link: data.external_docs.as_deref().and_then(link),
    }
}

/// The documentation of a use of a schema.
pub(super) fn of_use(annotations: &Annotations<'_>) -> Docs {
    Docs {
        summary: annotations.title.unwrap_or_default().to_owned(),
        description: annotations.description.unwrap_or_default().to_owned(),
        link: annotations.link.and_then(link),
    }
}

/// The documentation of an operation, with the words of its path where it has none.
pub(super) fn of_operation(
    operation: &Operation,
    [path_summary, path_description]: &[Option<String>; 2],
) -> Docs {
    let own = operation.summary.is_some() || operation.description.is_some();
    let (summary, description) =
        if own { (&operation.summary, &operation.description) } else { (path_summary, path_description) };
    Docs {
        summary: one_line(summary.as_deref().unwrap_or_default()),
        description: description.clone().unwrap_or_default(),
        link: operation.external_docs.as_ref().and_then(|docs| link(&docs.url)),
    }
}

/// A description without anything else.
pub(super) fn description(text: Option<&str>) -> Docs {
    Docs { description: text.unwrap_or_default().to_owned(), ..Docs::default() }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A link worth printing: one to a web page.
fn link(url: &str) -> Option<String> {
    let url = url.trim();
    (url.starts_with("https://") || url.starts_with("http://")).then(|| url.to_owned())
}
