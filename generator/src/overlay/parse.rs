//! The text of an overlay becomes its actions.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::error::{Error, ErrorKind, Origin};
use super::{Action, Change, Overlay, Target};
use crate::document::json_type;
use crate::source::pointer::child;

const ROOT_KEYS: [&str; 4] = ["overlay", "info", "extends", "actions"];
const ACTION_KEYS: [&str; 5] = ["target", "description", "update", "copy", "remove"];

pub(super) fn parse(text: &str, name: &str) -> Result<Overlay, Error> {
    let origin = Origin::new(text, name);
    let value = origin.value()?;
    let root = Part { what: "the overlay", members: &value, pointer: String::new(), origin: &origin };
    let members = root.object()?;
    root.known_keys(members, &ROOT_KEYS)?;
    let has_copy = version(&root, members)?;
    let title = title(&root, members)?;
    let extends = root.optional_text(members, "extends", "`extends`")?.map(str::to_owned);
    let actions = root.required(members, "actions", "write `actions:` with a list of actions")?;
    let Value::Array(items) = actions else {
        return Err(root.wrong_kind("actions", "`actions`", "a list", actions));
    };
    let parse_action = |(index, item): (usize, &Value)| {
        let pointer = format!("/actions/{index}");
        action(&Part { what: "the action", members: item, pointer, origin: &origin }, has_copy)
    };
    let actions = items.iter().enumerate().map(parse_action).collect::<Result<_, _>>()?;
    Ok(Overlay { title, extends, actions, origin })
}

/// Checks the version; says whether it has `copy`.
fn version(root: &Part<'_>, members: &Map<String, Value>) -> Result<bool, Error> {
    let version = root.required(members, "overlay", "begin with `overlay: 1.0.0`")?;
    // Unquoted, `1.0` is a number; which version is meant is plain all the same.
    let text = version.as_str().map_or_else(|| version.to_string(), str::to_owned);
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("1"), Some("0")) => Ok(false),
        (Some("1"), Some("1")) => Ok(true),
        _ => Err(root.origin.error(ErrorKind::Version(text), "/overlay")),
    }
}

fn title(root: &Part<'_>, members: &Map<String, Value>) -> Result<String, Error> {
    let info = root.required(members, "info", "give it `info:` with `title` and `version`")?;
    let info = Part { what: "`info`", members: info, pointer: "/info".to_owned(), origin: root.origin };
    let members = info.object()?;
    let title = info.required(members, "title", "say what the overlay is for")?;
    title.as_str().map(str::to_owned).ok_or_else(|| info.wrong_kind("title", "`title`", "a string", title))
}

fn action(part: &Part<'_>, has_copy: bool) -> Result<Action, Error> {
    let members = part.object()?;
    let known: Vec<&str> = ACTION_KEYS.into_iter().filter(|key| has_copy || *key != "copy").collect();
    part.known_keys(members, &known)?;
    part.required(members, "target", "say where, with a JSONPath such as $.paths['/v1/pages'].get")?;
    Ok(Action {
        target: path(part, members, "target")?,
        description: part.optional_text(members, "description", "`description`")?.map(str::to_owned),
        change: change(part, members)?,
        position: part.origin.position(&part.pointer),
    })
}

fn change(part: &Part<'_>, members: &Map<String, Value>) -> Result<Change, Error> {
    let remove = match members.get("remove") {
        None => false,
        Some(Value::Bool(remove)) => *remove,
        Some(other) => return Err(part.wrong_kind("remove", "`remove`", "true or false", other)),
    };
    let two = |first, second| Err(part.origin.error(ErrorKind::TwoChanges { first, second }, &part.pointer));
    match (members.get("update"), members.get("copy"), remove) {
        (Some(_), Some(_), _) => two("update", "copy"),
        (Some(_), _, true) => two("update", "remove"),
        (_, Some(_), true) => two("copy", "remove"),
        (Some(update), None, false) => Ok(Change::Update(update.clone())),
        (None, Some(_), false) => Ok(Change::Copy(path(part, members, "copy")?)),
        (None, None, true) => Ok(Change::Remove),
        (None, None, false) => Err(part.origin.error(ErrorKind::NoChange, &part.pointer)),
    }
}

fn path(part: &Part<'_>, members: &Map<String, Value>, key: &'static str) -> Result<Target, Error> {
    let value = &members[key];
    let Some(text) = value.as_str() else {
        return Err(part.wrong_kind(
            key,
            if key == "copy" { "`copy`" } else { "`target`" },
            "a string",
            value,
        ));
    };
    let path = JsonPath::parse(text).map_err(|error| {
        // The parser counts bytes from 0, whatever its documentation says.
        let character =
            text.bytes().take(error.position()).filter(|byte| !(0x80..0xc0).contains(byte)).count() + 1;
        let message = match error.message().rsplit(", ").next() {
            None | Some("parser error") => String::new(),
            Some(said) => format!(" ({said})"),
        };
        let kind = ErrorKind::JsonPath { path: text.to_owned(), message, character };
        part.origin.error_inside(kind, &child(&part.pointer, key), character)
    })?;
    Ok(Target { text: text.to_owned(), path })
}

/// An object of the overlay, with what is needed to say where it is wrong.
struct Part<'a> {
    what: &'static str,
    members: &'a Value,
    pointer: String,
    origin: &'a Origin,
}

impl<'a> Part<'a> {
    fn object(&self) -> Result<&'a Map<String, Value>, Error> {
        self.members.as_object().ok_or_else(|| {
            let found = json_type(self.members);
            let kind = ErrorKind::NotAsSpecified { what: self.what, wanted: "an object", found };
            self.origin.error(kind, &self.pointer)
        })
    }

    fn required(
        &self,
        members: &'a Map<String, Value>,
        key: &'static str,
        help: &'static str,
    ) -> Result<&'a Value, Error> {
        let missing = || self.origin.error(ErrorKind::Missing { what: self.what, key, help }, &self.pointer);
        members.get(key).ok_or_else(missing)
    }

    fn optional_text(
        &self,
        members: &'a Map<String, Value>,
        key: &str,
        what: &'static str,
    ) -> Result<Option<&'a str>, Error> {
        match members.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong_kind(key, what, "a string", other)),
        }
    }

    /// Refuses keys that are neither known nor extensions: a misspelt `update` must not pass as an action.
    fn known_keys(&self, members: &Map<String, Value>, known: &[&str]) -> Result<(), Error> {
        let unknown = members.keys().find(|key| !known.contains(&key.as_str()) && !key.starts_with("x-"));
        let Some(key) = unknown else { return Ok(()) };
        let help = if key == "copy" {
            "`copy` came with version 1.1 of the specification: write `overlay: 1.1.0`".to_owned()
        } else {
            format!("it may have `{}` and keys that begin with `x-`", known.join("`, `"))
        };
        let kind = ErrorKind::UnknownKey { what: self.what, key: key.clone(), help };
        Err(self.origin.error(kind, &child(&self.pointer, key)))
    }

    fn wrong_kind(&self, key: &str, what: &'static str, wanted: &'static str, found: &Value) -> Error {
        let kind = ErrorKind::NotAsSpecified { what, wanted, found: json_type(found) };
        self.origin.error(kind, &child(&self.pointer, key))
    }
}
