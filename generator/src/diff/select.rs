//! Which changes a report is about, and how bad each is taken to be: what a team decides for itself.

use std::str::FromStr;

use foldhash::HashMap;
use serde_json::Value;

use super::{Change, Report, Stability, TABLE, Wire, report};
use crate::document::METHODS;

/// Which changes are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// Those of a kind, by its rule (`E7`) or its name (`type-widened`).
    Kind(String),
    /// Those of operations whose path is this one, or begins with what stands before a `*` at its end.
    Path(String),
    /// Those of operations with a tag.
    Tag(String),
    /// Those of operations that have an extension, themselves or at their path, which isn't `false`.
    Extension(String),
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unknown = || {
            format!(
                "`{text}` selects nothing: write `kind=E7`, `path=/v1/*`, `tag=pets` or `extension=x-internal`"
            )
        };
        let (what, value) =
            text.split_once('=').filter(|(_, value)| !value.is_empty()).ok_or_else(unknown)?;
        let value = value.to_owned();
        match what {
            "kind" => is_kind(&value).map(|()| Self::Kind(value)),
            "path" => Ok(Self::Path(value)),
            "tag" => Ok(Self::Tag(value)),
            "extension" => Ok(Self::Extension(value)),
            _ => Err(unknown()),
        }
    }
}

/// How bad changes of a kind are taken to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity {
    kind: String,
    level: Wire,
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let unknown =
            || format!("`{text}` is no severity: write `E7=breaking`, `E7=warning` or `E7=compatible`");
        let (kind, level) = text.split_once('=').ok_or_else(unknown)?;
        let level = match level {
            "breaking" => Wire::Breaking,
            "warning" => Wire::Warning,
            "compatible" => Wire::Compatible,
            _ => return Err(unknown()),
        };
        is_kind(kind)?;
        Ok(Self { kind: kind.to_owned(), level })
    }
}

fn is_kind(kind: &str) -> Result<(), String> {
    if TABLE.iter().any(|row| row.rule == kind || row.name == kind) {
        return Ok(());
    }
    Err(format!("`{kind}` is no kind of change: `diff --kinds` lists them"))
}

fn is_of(change: &Change, kind: &str) -> bool {
    change.kind == kind || change.name == kind
}

impl Report {
    /// Takes changes of some kinds for as bad as it is said. The version bump stays what it is.
    pub fn grade(&mut self, severities: &[Severity]) {
        for change in &mut self.changes {
            // The last word counts.
            let said = severities.iter().rev().find(|severity| is_of(change, &severity.kind));
            change.graded = said.map(|severity| severity.level).or(change.graded);
        }
        report::sort(&mut self.changes);
    }

    /// Takes changes of operations that were less settled before for compatible: nothing was promised of them. The documents
    /// are those of both sides.
    pub fn expect(&mut self, least: Stability, documents: [&Value; 2]) {
        let about = documents.map(operations);
        let is_settled = |name: &String| {
            let one = about.iter().find_map(|operations| operations.get(name));
            one.is_none_or(|one| Stability::of(one.members) >= least)
        };
        for change in &mut self.changes {
            if !change.operations.is_empty() && !change.operations.iter().any(is_settled) {
                change.graded = Some(Wire::Compatible);
            }
        }
        report::sort(&mut self.changes);
    }

    /// Keeps what one of `only` selects, or everything where there is none, without what one of `exclude` selects. The
    /// documents are those of both sides, by which operations have tags and extensions.
    pub fn select(&mut self, only: &[Selector], exclude: &[Selector], documents: [&Value; 2]) {
        let all = self.changes.len();
        let about = documents.map(operations);
        let find = |name: &str| about.iter().rev().find_map(|operations| operations.get(name));
        let meets = |change: &Change, selector: &Selector, any: bool| {
            if let Selector::Kind(kind) = selector {
                return is_of(change, kind);
            }
            let mut each =
                change.operations.iter().map(|name| find(name).is_some_and(|one| one.meets(selector)));
            // What concerns other operations too isn't left out.
            if any {
                each.any(|meets| meets)
            } else {
                !change.operations.is_empty() && each.all(|meets| meets)
            }
        };
        self.changes.retain(|change| {
            (only.is_empty() || only.iter().any(|selector| meets(change, selector, true)))
                && !exclude.iter().any(|selector| meets(change, selector, false))
        });
        self.left_out += all - self.changes.len();
        self.suggested_bump = report::bump(&self.changes);
    }
}

/// An operation as selectors see it.
struct Operation<'a> {
    path: &'a str,
    item: &'a Value,
    members: &'a Value,
}

impl Operation<'_> {
    fn meets(&self, selector: &Selector) -> bool {
        match selector {
            Selector::Kind(_) => false,
            Selector::Path(path) => match path.strip_suffix('*') {
                Some(beginning) => self.path.starts_with(beginning),
                None => self.path == path,
            },
            Selector::Tag(tag) => {
                let tags = self.members.get("tags").and_then(Value::as_array);
                tags.is_some_and(|tags| tags.iter().any(|one| one.as_str() == Some(tag)))
            }
            Selector::Extension(key) => {
                let values = [self.members.get(key), self.item.get(key)];
                values.into_iter().flatten().any(|value| *value != Value::Bool(false))
            }
        }
    }
}

/// The operations of a document, by method and path.
fn operations(document: &Value) -> HashMap<String, Operation<'_>> {
    let items = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    let each = items.flat_map(|(path, item)| {
        let keys = item.as_object().into_iter().flatten();
        let methods = keys.filter(|(key, _)| METHODS.contains(&key.as_str()));
        methods.map(move |(method, members)| {
            (format!("{} {path}", method.to_uppercase()), Operation { path, item, members })
        })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_selects_nothing_is_refused() {
        assert_eq!("path=/v1/*".parse(), Ok(Selector::Path("/v1/*".to_owned())));
        assert_eq!("kind=type-widened".parse(), Ok(Selector::Kind("type-widened".to_owned())));
        let refused = |text: &str| text.parse::<Selector>().unwrap_err();
        assert!(refused("kind=E99").contains("`E99` is no kind of change"));
        assert!(refused("owner=me").contains("selects nothing"));
        assert!(refused("tag=").contains("selects nothing"));
        assert!("E7=bad".parse::<Severity>().is_err());
        assert!("E7=warning".parse::<Severity>().is_ok());
    }
}
