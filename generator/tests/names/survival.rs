//! What survives of a real document keeps its name, whatever goes, comes or moves around it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use indexmap::IndexMap;
use lowcodeapi_generator::api::{Api, Choice, HeaderSet};
use lowcodeapi_generator::names::Names;
use lowcodeapi_generator::{Client, Error, Grouping, Input, Known, generate, read};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::support::{self, DocumentKind};
use super::{lowered, settings};

/// Documents of other services, but for those that take long.
fn documents() -> &'static [(String, Value)] {
    static DOCUMENTS: OnceLock<Vec<(String, Value)>> = OnceLock::new();
    DOCUMENTS.get_or_init(|| {
        let paths = support::documents(DocumentKind::General).into_iter();
        let documents = paths.filter(|path| !path.ends_with("schemas.json")).filter_map(|path| {
            let bytes = std::fs::read(&path).expect("it may be read");
            let name = path.display().to_string();
            let committed = (bytes.len() < 300_000).then(|| read::committed(&bytes, &name))?;
            let committed = committed.unwrap_or_else(|error| panic!("{error}"));
            Some((name, serde_json::from_str(&committed.text).expect("what is committed is JSON")))
        });
        documents.collect()
    })
}

/// Removes members of some objects: those that a document does without.
fn thin(value: &mut Value, inside: &str, dice: &mut impl FnMut(usize) -> bool) {
    let keep = match inside {
        "paths" | "properties" => 3,
        "responses" => 4,
        _ => 0,
    };
    match value {
        Value::Object(members) => {
            if keep > 0 && members.len() > 1 {
                let first = members.keys().next().cloned();
                members.retain(|name, _| Some(name) == first.as_ref() || !dice(keep));
            }
            for (name, member) in members.iter_mut() {
                // Examples stay whole, and so does what others refer to by its name.
                if !matches!(
                    (inside, name.as_str()),
                    (_, "example" | "examples" | "default" | "enum" | "required")
                        | ("components", "responses" | "parameters" | "requestBodies" | "pathItems")
                ) {
                    let inside = if inside == "properties" { "" } else { name.as_str() };
                    thin(member, inside, dice);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| thin(item, "", dice)),
        _ => {}
    }
}

/// Puts the members of every object into another order: the reverse, but for some that come first.
fn turned(value: &Value, dice: &mut impl FnMut(usize) -> bool) -> Value {
    match value {
        Value::Object(members) => {
            let (first, last): (Vec<_>, Vec<_>) = members.iter().rev().partition(|_| dice(3));
            let members = first.into_iter().chain(last);
            members.map(|(name, member)| (name.clone(), turned(member, dice))).collect()
        }
        Value::Array(items) => items.iter().map(|item| turned(item, dice)).collect(),
        other => other.clone(),
    }
}

/// Removes the schemas that nothing refers to any more.
fn without_idle_schemas(document: &mut Value) {
    loop {
        let text = document.to_string();
        let Some(schemas) = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut) else {
            return;
        };
        let before = schemas.len();
        schemas.retain(|name, _| text.contains(&format!("/components/schemas/{name}\"")));
        if schemas.len() == before {
            return;
        }
    }
}

/// What each operation shares the type of with others: the statuses it fails with, and the headers of its answers. Another
/// set is another type.
fn shared(api: &Api) -> BTreeMap<String, Vec<String>> {
    let mut shared = BTreeMap::new();
    for operation in &api.operations {
        let mut tell = |what: &str, set: Option<Vec<String>>| {
            let place = format!("{} {} {what}", operation.method, operation.key);
            shared.extend(set.map(|set| (place, set)));
        };
        let statuses =
            |choice: &Choice| choice.answers.iter().map(|answer| answer.status.to_string()).collect();
        tell("failure", operation.failure.as_ref().map(statuses));
        tell("headers", operation.answer_headers.as_ref().map(HeaderSet::outline));
        tell("failure_headers", operation.failure_headers.as_ref().map(HeaderSet::outline));
    }
    shared
}

/// What lost its name though it is still there. A type, a failure or a set of headers that stands at several places, of which some have
/// another shape now, keeps its name at the others.
fn lost(old: &Client, new: &Client) -> Vec<String> {
    let (before, after) = (shared(&old.api), shared(&new.api));
    let (old, new) = (old.names.entries(), new.names.entries());
    let mut lost = Vec::new();
    let mut types: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for (place, name) in &old {
        let Some(now) = new.get(place) else { continue };
        match place.strip_prefix("type ") {
            Some(at) if !at.contains(" has ") => types.entry(name).or_default().push(now),
            _ if before.contains_key(place) && before.get(place) == after.get(place) => {
                types.entry(name).or_default().push(now);
            }
            _ if before.contains_key(place) => {}
            Some(at) => {
                let ty = at.split_once(" has ").map_or(at, |(ty, _)| ty);
                let same = old.get(&format!("type {ty}")) == new.get(&format!("type {ty}"));
                if same && now != name {
                    lost.push(format!("{place}: {name} -> {now}"));
                }
            }
            None if now != name => lost.push(format!("{place}: {name} -> {now}")),
            None => {}
        }
    }
    for (name, now) in types {
        if !now.contains(&name) {
            lost.push(format!("type {name} -> {now:?}"));
        }
    }
    lost
}

/// How many cases are tried: more where the variable `PROPTEST_CASES` says so.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(48)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_survives_keeps_its_name(which: Index, rolls in prop::collection::vec(any::<u8>(), 1..64), by_tag: bool, shrinks: bool, drops_schemas: bool) {
        let (name, whole) = which.get(documents());
        let group = if by_tag { Grouping::Tag } else { Grouping::Flat };
        let mut rolls = rolls.iter().copied().cycle();
        let mut dice = |sides: usize| usize::from(rolls.next().unwrap_or_default()) % sides == 0;
        let mut part = whole.clone();
        thin(&mut part, "", &mut dice);
        if drops_schemas {
            without_idle_schemas(&mut part);
        }
        let (old, new) = if shrinks { (whole, &part) } else { (&part, whole) };
        let failed = |error: &dyn std::fmt::Display| TestCaseError::fail(format!("{name}: {error}"));
        // Some references lead to what was removed.
        let rejected = |error: Error| TestCaseError::reject(format!("{name}: {error}"));
        let old = lowered(old, group, &Names::default()).map_err(rejected)?;
        let kept = Names::parse(&old.names.text(), "names.toml", false).map_err(|error| failed(&error))?;
        let new = lowered(&turned(new, &mut dice), group, &kept).map_err(rejected)?;
        prop_assert_eq!(lost(&old, &new), Vec::<String>::new(), "{}", name);
    }
}

#[test]
fn the_same_names_make_the_same_client() {
    for (name, document) in documents() {
        let text = document.to_string();
        let settings = settings(Grouping::Tag);
        let make = |names: &Names| {
            let input = Input {
                document: text.as_bytes(),
                name,
                known: Known::default(),
                settings: &settings,
                names,
            };
            generate(&input).unwrap_or_else(|error| panic!("{error}"))
        };
        let first = make(&Names::default());
        let names =
            Names::parse(&first.names.text(), "names.toml", true).expect("what was written reads again");
        let second = make(&names);
        assert_eq!(names.check(&second.names).map_err(|error| error.to_string()), Ok(()));
        assert_eq!(first.names.text(), second.names.text(), "{name}");
        assert!(first.files == second.files, "{name}");
    }
}
