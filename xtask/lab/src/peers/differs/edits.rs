//! The edits: what each does to a document, and whom it breaks.

use std::fmt;

use lowcodeapi_generator::source::pointer;
use serde_json::{Value, json};
use test_support::Random;

/// Whom an edit breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    Nobody,
    /// Callers, whose code no longer compiles.
    Callers,
    /// The wire: the same code is refused, or sent to another place.
    Wire,
}

impl Breaks {
    pub(super) fn is_for_somebody(self) -> bool {
        self != Self::Nobody
    }
}

impl fmt::Display for Breaks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nobody => "nobody",
            Self::Callers => "callers",
            Self::Wire => "the wire",
        })
    }
}

/// An edit.
pub(super) struct Edit {
    pub(super) what: &'static str,
    pub(super) breaks: Breaks,
    /// Where it can be made, as pointers into a document.
    places: fn(&Value) -> Vec<String>,
    /// Makes it at one of them; false where that is no place for it after all.
    make: fn(&mut Value) -> bool,
}

/// All of them.
pub(super) const EDITS: &[Edit] = &[
    edit("an operation goes", Breaks::Callers, paths, |item| {
        let item = item.as_object_mut();
        let method = item.as_ref().and_then(|item| METHODS.into_iter().find(|one| item.contains_key(*one)));
        item.zip(method).is_some_and(|(item, method)| item.shift_remove(method).is_some())
    }),
    edit("an operation comes", Breaks::Nobody, whole, |document| {
        let operation =
            json!({"operationId": "addedByAnEdit", "responses": {"204": {"description": "done"}}});
        document["paths"]["/added-by-an-edit"] = json!({"get": operation});
        true
    }),
    edit("an optional parameter comes", Breaks::Nobody, operations, |operation| parameter(operation, false)),
    edit("a required parameter comes", Breaks::Callers, operations, |operation| parameter(operation, true)),
    edit("a member of an answer goes", Breaks::Callers, answers, |schema| {
        let Some(name) = first(schema) else { return false };
        required(schema, &name, false);
        schema["properties"].as_object_mut().is_some_and(|members| members.shift_remove(&name).is_some())
    }),
    edit("a member of an answer is of another type", Breaks::Callers, answers, |schema| {
        let Some(name) = first(schema) else { return false };
        let is_boolean = schema["properties"][&name]["type"] == "boolean";
        schema["properties"][&name] = json!({"type": if is_boolean { "string" } else { "boolean" }});
        true
    }),
    edit("a member of an answer needn't be there any more", Breaks::Callers, answers, |schema| {
        let names =
            schema["required"].as_array().and_then(|names| names.first()?.as_str().map(str::to_owned));
        names.is_some_and(|name| required(schema, &name, false))
    }),
    edit("an optional member of a request comes", Breaks::Nobody, bodies, |schema| {
        schema["properties"]["added_by_an_edit"] = json!({"type": "string"});
        true
    }),
    edit("a required member of a request comes", Breaks::Callers, bodies, |schema| {
        schema["properties"]["added_by_an_edit"] = json!({"type": "string"});
        required(schema, "added_by_an_edit", true)
    }),
    edit("a text of a request may be shorter only", Breaks::Wire, bodies, |schema| {
        let texts = schema["properties"].as_object_mut().into_iter().flatten().map(|(_, member)| member);
        let is_free = |member: &&mut Value| {
            member["type"] == "string"
                && ["enum", "format", "maxLength", "const"].iter().all(|one| member.get(*one).is_none())
        };
        let text = { texts }.find(is_free);
        text.map(|text| text["maxLength"] = json!(3)).is_some()
    }),
    edit("the service moves", Breaks::Wire, whole, |document| {
        document["servers"] = json!([{"url": "https://moved.example.com"}]);
        true
    }),
    edit("members change places", Breaks::Nobody, answers, |schema| {
        let Some(members) = schema["properties"].as_object_mut().filter(|members| members.len() > 1) else {
            return false;
        };
        let first = members.keys().next().cloned();
        first.and_then(|name| Some((name.clone(), members.shift_remove(&name)?))).is_some_and(
            |(name, member)| {
                members.insert(name, member);
                true
            },
        )
    }),
    edit("words change", Breaks::Nobody, operations, |operation| {
        operation["description"] = json!("Told otherwise.");
        true
    }),
];

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

const fn edit(
    what: &'static str,
    breaks: Breaks,
    places: fn(&Value) -> Vec<String>,
    make: fn(&mut Value) -> bool,
) -> Edit {
    Edit { what, breaks, places, make }
}

impl Edit {
    /// The document with the edit at a place that is drawn; none where it has no place for it.
    pub(super) fn made(&self, document: &Value, random: &mut Random) -> Option<Value> {
        let places = (self.places)(document);
        random.order(places.len()).into_iter().find_map(|at| {
            let mut edited = document.clone();
            let node = edited.pointer_mut(&places[at])?;
            (self.make)(node).then_some(edited)
        })
    }
}

fn whole(_: &Value) -> Vec<String> {
    vec![String::new()]
}

fn members<'d>(document: &'d Value, at: &str) -> impl Iterator<Item = (String, &'d Value)> {
    let members = document.pointer(at).and_then(Value::as_object).into_iter().flatten();
    let at = at.to_owned();
    members.map(move |(name, member)| (pointer::child(&at, name), member))
}

fn paths(document: &Value) -> Vec<String> {
    let has_one = |item: &Value| METHODS.iter().any(|method| item.get(*method).is_some());
    members(document, "/paths").filter(|(_, item)| has_one(item)).map(|(at, _)| at).collect()
}

fn operations(document: &Value) -> Vec<String> {
    let all =
        paths(document).into_iter().flat_map(|item| METHODS.map(|method| pointer::child(&item, method)));
    all.filter(|at| document.pointer(at).is_some()).collect()
}

/// The objects that operations answer with.
fn answers(document: &Value) -> Vec<String> {
    objects(document, |operation| {
        ["200", "201"].map(|status| format!("{operation}/responses/{status}")).to_vec()
    })
}

/// The objects that operations send.
fn bodies(document: &Value) -> Vec<String> {
    objects(document, |operation| vec![format!("{operation}/requestBody")])
}

fn objects(document: &Value, holders: fn(&str) -> Vec<String>) -> Vec<String> {
    let holders = operations(document).into_iter().flat_map(|operation| holders(&operation));
    let schemas = holders.map(|at| format!("{}/content/application~1json/schema", target(document, &at)));
    let mut objects: Vec<String> = schemas.map(|at| target(document, &at)).collect();
    objects.retain(|at| document.pointer(at).is_some_and(|schema| first(schema).is_some()));
    objects.sort_unstable();
    objects.dedup();
    objects
}

/// Where a node stands that may be a reference.
fn target(document: &Value, at: &str) -> String {
    let reference = document.pointer(at).and_then(|node| node.get("$ref")?.as_str()?.strip_prefix('#'));
    reference.unwrap_or(at).to_owned()
}

/// The name of an object's first member.
fn first(schema: &Value) -> Option<String> {
    schema.get("properties")?.as_object()?.keys().next().cloned()
}

/// Makes a member required, or no longer; whether that changed something.
fn required(schema: &mut Value, name: &str, is_required: bool) -> bool {
    let mut names = schema["required"].as_array().cloned().unwrap_or_default();
    let before = names.len();
    names.retain(|one| one != name);
    if is_required {
        names.push(json!(name));
    }
    let has_changed = names.len() != before;
    schema["required"] = Value::Array(names);
    has_changed
}

fn parameter(operation: &mut Value, is_required: bool) -> bool {
    let mut parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let schema = json!({"type": "string"});
    parameters
        .push(json!({"name": "added_by_an_edit", "in": "query", "required": is_required, "schema": schema}));
    operation["parameters"] = Value::Array(parameters);
    true
}
