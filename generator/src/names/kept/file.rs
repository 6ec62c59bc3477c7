//! The text of `names.toml`, read and written.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::Spanned;

use super::error::{Error, Problem};
use super::{Kept, Names, OperationNames, TagNames, TypeNames, goes_without_saying};
use crate::names::Case;
use crate::source::SourceText;

const HEADER: &str = "\
# What everything is called, by where the document has it. Written by `regen`, which keeps every name. To rename
# something, write another name here and run `regen`. A member or argument that is called as the document spells it
# has no line; one may be added.
";

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    tags: BTreeMap<String, Tag>,
    #[serde(default)]
    operations: BTreeMap<String, Operation>,
    #[serde(default)]
    webhooks: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    failures: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    headers: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    types: BTreeMap<Spanned<String>, Type>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tag {
    method: Spanned<String>,
    #[serde(rename = "type")]
    ty: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Operation {
    method: Spanned<String>,
    call: Spanned<String>,
    answer: Option<Spanned<String>>,
    failure: Option<Spanned<String>>,
    headers: Option<Spanned<String>>,
    failure_headers: Option<Spanned<String>>,
    #[serde(default)]
    arguments: BTreeMap<String, Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Type {
    at: Vec<Spanned<String>>,
    #[serde(default)]
    members: BTreeMap<String, Spanned<String>>,
}

impl Names {
    /// Reads `names.toml`. In a file that `is_edited`, written to since a run wrote it, a name that can't be kept is a
    /// mistake; in another it gives way.
    ///
    /// # Errors
    ///
    /// Where it is no TOML, or isn't made as a run makes it; where two types are said to stand at one place.
    pub fn parse(text: &str, file: &str, is_edited: bool) -> Result<Self, Error> {
        let frame = SourceText::new(file, text);
        let read: File = toml::from_str(text).map_err(|error| {
            let problem = Problem::new(&error.span().unwrap_or_default(), error.message());
            Error::syntax(frame.clone(), problem)
        })?;
        let mut names = Self { is_edited, file: Some(frame.clone()), ..Self::default() };
        let mut problems = Vec::new();
        for (tag, read) in read.tags {
            names.tags.insert(tag, TagNames { method: kept(&read.method), ty: kept(&read.ty) });
        }
        for (place, read) in read.operations {
            let operation = OperationNames {
                method: kept(&read.method),
                call: kept(&read.call),
                answer: read.answer.as_ref().map(kept),
                failure: read.failure.as_ref().map(kept),
                headers: read.headers.as_ref().map(kept),
                failure_headers: read.failure_headers.as_ref().map(kept),
                arguments: every(&read.arguments),
            };
            names.operations.insert(place, operation);
        }
        names.webhooks = every(&read.webhooks);
        names.failures = read.failures;
        names.headers = read.headers;
        for (name, read) in read.types {
            for place in &read.at {
                let (place, span): (&String, _) = (place.get_ref(), place.span());
                if let Some(other) = names.type_at(place) {
                    problems.push(Problem::new(&span, format!("`{place}` has a name already: `{other}`")));
                }
            }
            let at = read.at.into_iter().map(|place| (place.get_ref().clone(), place.span())).collect();
            let ty = TypeNames { span: name.span(), at, members: every(&read.members) };
            names.add_type(name.into_inner(), ty);
        }
        if problems.is_empty() { Ok(names) } else { Err(Error::new(frame, problems)) }
    }

    /// Whether each of these names stands for something that `made`, of the same document, has a name for. In a file that
    /// nobody edited they did when it was written: what is gone was left out since, by the overlay or the manifest.
    ///
    /// # Errors
    ///
    /// Where one that a person may have written stands for nothing the document has.
    pub fn check(&self, made: &Self) -> Result<(), Error> {
        if !self.is_edited {
            return Ok(());
        }
        let mut problems = Vec::new();
        let mut unknown = |kept: &Kept, what: String| {
            problems.push(Problem::new(&kept.span, format!("the document has no {what}")));
        };
        for (tag, names) in &self.tags {
            if !made.tags.contains_key(tag) {
                unknown(&names.method, format!("tag `{tag}` among its operations"));
            }
        }
        for (place, names) in &self.operations {
            let Some(own) = made.operations.get(place) else {
                unknown(&names.method, format!("operation `{place}`"));
                continue;
            };
            for ((what, kept), (_, own)) in names.types().into_iter().zip(own.types()) {
                if let (Some(kept), None) = (kept, own) {
                    unknown(kept, format!("{what} of `{place}` that needs a name"));
                }
            }
            for (argument, kept) in &names.arguments {
                if !own.arguments.contains_key(argument) {
                    unknown(kept, format!("`{argument}` in `{place}`"));
                }
            }
        }
        for (place, kept) in &self.webhooks {
            if !made.webhooks.contains_key(place) {
                unknown(kept, format!("`{place}`"));
            }
        }
        for names in self.types.values() {
            for (place, span) in &names.at {
                if made.type_at(place).is_none() {
                    let kept = Kept { name: String::new(), span: span.clone() };
                    unknown(&kept, format!("type at `{place}`"));
                }
            }
            let own = names.at.iter().find_map(|(place, _)| made.type_at(place));
            let Some(own) = own.and_then(|name| made.types.get(name)) else { continue };
            for (member, kept) in &names.members {
                if !own.members.contains_key(member) {
                    unknown(kept, format!("member `{member}` there"));
                }
            }
        }
        match &self.file {
            Some(frame) if !problems.is_empty() => Err(Error::new(frame.clone(), problems)),
            _ => Ok(()),
        }
    }

    /// The error of names that can't be kept; none where there is nothing wrong.
    pub(crate) fn refuse(&self, problems: Vec<Problem>) -> Option<Error> {
        let frame = self.file.clone()?;
        (!problems.is_empty()).then(|| Error::new(frame, problems))
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = HEADER.to_owned();
        if !self.tags.is_empty() {
            text.push_str("\n[tags]\n");
        }
        for (tag, names) in &self.tags {
            let (method, ty) = (quoted(&names.method.name), quoted(&names.ty.name));
            line(&mut text, format_args!("{} = {{ method = {method}, type = {ty} }}", key(tag)));
        }
        for (place, names) in &self.operations {
            line(&mut text, format_args!("\n[operations.{}]", key(place)));
            let own = [("method", Some(&names.method)), ("call", Some(&names.call))];
            for (what, kept) in own.into_iter().chain(names.types()) {
                if let Some(kept) = kept {
                    line(&mut text, format_args!("{what} = {}", quoted(&kept.name)));
                }
            }
            for (argument, kept) in &names.arguments {
                let wire = argument.split_once(' ').map_or(argument.as_str(), |(_, wire)| wire);
                member(&mut text, "arguments", argument, (Case::Snake, wire), kept);
            }
        }
        if !self.webhooks.is_empty() {
            text.push_str("\n[webhooks]\n");
        }
        for (place, kept) in &self.webhooks {
            line(&mut text, format_args!("{} = {}", key(place), quoted(&kept.name)));
        }
        for (table, shared) in [("failures", &self.failures), ("headers", &self.headers)] {
            if !shared.is_empty() {
                line(&mut text, format_args!("\n[{table}]"));
            }
            for (name, parts) in shared {
                let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
                line(&mut text, format_args!("{} = [{}]", key(name), parts.join(", ")));
            }
        }
        for (name, names) in &self.types {
            line(&mut text, format_args!("\n[types.{}]", key(name)));
            match &names.at[..] {
                [(only, _)] => line(&mut text, format_args!("at = [{}]", quoted(only))),
                several => {
                    text.push_str("at = [\n");
                    for (place, _) in several {
                        line(&mut text, format_args!("  {},", quoted(place)));
                    }
                    text.push_str("]\n");
                }
            }
            for (wire, kept) in &names.members {
                let is_variant = kept.name.starts_with(char::is_uppercase);
                let case = if is_variant { Case::Camel } else { Case::Snake };
                member(&mut text, "members", wire, (case, wire), kept);
            }
        }
        text
    }
}

fn kept<S: Borrow<Spanned<String>>>(name: S) -> Kept {
    let name = name.borrow();
    Kept { name: name.get_ref().trim_start_matches("r#").to_owned(), span: name.span() }
}

fn every(names: &BTreeMap<String, Spanned<String>>) -> BTreeMap<String, Kept> {
    names.iter().map(|(wire, name)| (wire.clone(), kept(name))).collect()
}

fn member(text: &mut String, table: &str, name: &str, (case, wire): (Case, &str), kept: &Kept) {
    if !goes_without_saying(case, wire, &kept.name) {
        line(text, format_args!("{table}.{} = {}", key(name), quoted(&kept.name)));
    }
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    // Writing to a string never fails.
    let _ = writeln!(text, "{content}");
}

/// A key of TOML: bare where it may be.
fn key(name: &str) -> String {
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.is_empty() && name.bytes().all(bare) { name.to_owned() } else { quoted(name) }
}

/// A basic string of TOML, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\u{0}'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
