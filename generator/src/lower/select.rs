//! Leaves out the operations that a client isn't asked to have; types that only they use are left out with them.

use super::Error;
use super::meant::did_you_mean;
use crate::model::{Model, OperationNode, Tag};

/// What may be written where operations are selected.
const FORMS: &str = "write an operation's id, `GET /path`, `tag:NAME` with the tags that stand in it, or \
                     `path:/pattern`, where `*` is any one segment and `**` any \
                     number of them";

/// Keeps the operations that one of the selectors means; all where there is none.
///
/// # Errors
///
/// Where a selector means no operation.
pub fn select(model: &mut Model, selectors: &[String]) -> Result<(), Error> {
    if selectors.is_empty() {
        return Ok(());
    }
    let parsed: Vec<Selector<'_>> = selectors.iter().map(|text| Selector::of(text.trim())).collect();
    for (selector, text) in parsed.iter().zip(selectors) {
        if !model.operations.iter().any(|operation| selector.means(operation, &model.tags)) {
            return Err(Error::NoSuchOperation { selector: text.clone(), help: selector.help(model) });
        }
    }
    let Model { operations, tags, .. } = model;
    operations.retain(|operation| parsed.iter().any(|selector| selector.means(operation, tags)));
    let is_kept = |pointer: &String| model.operations.iter().any(|operation| operation.pointer == *pointer);
    model.incoming.retain(|incoming| incoming.callback_of.as_ref().is_none_or(is_kept));
    Ok(())
}

/// Which operations are meant.
enum Selector<'a> {
    /// The one with this id.
    Id(&'a str),
    /// The one of this method and path.
    Call(&'a str, &'a str),
    /// Those with this tag, or with one that stands in it.
    Tag(&'a str),
    /// Those whose path is like this.
    Path(&'a str),
}

impl<'a> Selector<'a> {
    fn of(text: &'a str) -> Self {
        match (text.split_once(':'), text.split_once(char::is_whitespace)) {
            (Some(("tag", tag)), _) => Self::Tag(tag.trim()),
            (Some(("path", path)), _) => Self::Path(path.trim()),
            (_, Some((method, path))) if path.trim_start().starts_with('/') => {
                Self::Call(method, path.trim())
            }
            _ => Self::Id(text),
        }
    }

    fn means(&self, operation: &OperationNode, tags: &[Tag]) -> bool {
        match self {
            Self::Id(id) => operation.operation.operation_id.as_deref() == Some(id),
            Self::Call(method, path) => {
                operation.method.eq_ignore_ascii_case(method) && operation.path == *path
            }
            Self::Tag(tag) => operation.operation.tags.iter().any(|own| stands_in(own, tag, tags)),
            Self::Path(pattern) => {
                let (pattern, path): (Vec<_>, Vec<_>) =
                    (pattern.split('/').collect(), operation.path.split('/').collect());
                is_like(&pattern, &path)
            }
        }
    }

    /// What was probably meant, else what may be written.
    fn help(&self, model: &Model) -> String {
        let operations = model.operations.iter();
        let (wanted, names): (String, Vec<String>) = match self {
            Self::Id(id) => {
                let ids = operations.filter_map(|operation| operation.operation.operation_id.clone());
                ((*id).to_owned(), ids.collect())
            }
            Self::Call(method, path) => {
                let calls = operations.map(|operation| format!("{} {}", operation.method, operation.path));
                (format!("{} {path}", method.to_ascii_uppercase()), calls.collect())
            }
            Self::Tag(tag) => {
                let own =
                    operations.clone().flat_map(|operation| &operation.operation.tags).map(String::as_str);
                // Operations may stand in a tag that none of them names.
                let outer = model.tags.iter().map(|tag| tag.name.as_str()).filter(|name| {
                    operations.clone().any(|operation| Selector::Tag(name).means(operation, &model.tags))
                });
                (format!("tag:{tag}"), own.chain(outer).map(|tag| format!("tag:{tag}")).collect())
            }
            Self::Path(path) => {
                let paths = operations.map(|operation| format!("path:{}", operation.path));
                (format!("path:{path}"), paths.collect())
            }
        };
        did_you_mean(&wanted, names.iter().map(String::as_str)).unwrap_or_else(|| FORMS.to_owned())
    }
}

/// Whether a tag is another, or stands in it.
fn stands_in(own: &str, outer: &str, tags: &[Tag]) -> bool {
    let parent = |inner: &&str| tags.iter().find(|tag| tag.name == **inner)?.parent.as_deref();
    // As many steps as there are tags, for a document may have one stand in itself.
    std::iter::successors(Some(own), parent).take(tags.len() + 1).any(|tag| tag == outer)
}

/// Whether a path is like a pattern, segment by segment.
fn is_like(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        (["**"], _) | ([], []) => true,
        (["**", rest @ ..], path) => (0..=path.len()).any(|skipped| is_like(rest, &path[skipped..])),
        ([one, pattern @ ..], [segment, path @ ..]) => {
            (*one == "*" || one == segment) && is_like(pattern, path)
        }
        _ => false,
    }
}
