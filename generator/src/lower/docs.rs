//! What the document says about things.

use openapiv3::Operation;

use super::facts::Annotations;
use crate::api::Docs;
use crate::model::Schema;

/// The documentation of a schema that is a type of its own.
pub(super) fn of_schema(data: &Schema) -> Docs {
    Docs {
        summary: data.title.clone().unwrap_or_default(),
        description: data.description.clone().unwrap_or_default(),
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
