//! Several schemas that apply to one value, with one of each alternatives, as one.

mod said;

use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value};

use super::choice::Choice;
use super::tag::tag;
use super::{DEEP, Draw, Room};
use crate::schema::{resolved, target};

/// More schemas in a row than that contain themselves.
const PARTS: usize = 400;

/// What several schemas say of a value.
#[derive(Debug, Default)]
pub(super) struct Flat<'d> {
    /// Its kinds; none where nothing is said.
    types: Option<Vec<&'d str>>,
    /// The values it may have, where they are listed.
    pub(super) values: Option<Vec<&'d Value>>,
    /// Whether a keyword says that it has exactly one.
    pub(super) is_constant: bool,
    /// Schemas of its members.
    pub(super) properties: IndexMap<&'d str, Vec<&'d Value>>,
    /// Members it has to have.
    pub(super) required: IndexSet<&'d str>,
    /// Members whose values are stated from outside: the tag of an alternative.
    pub(super) tags: Vec<(&'d str, String)>,
    /// Schemas of further members, where there is something about them.
    pub(super) additional: Vec<&'d Value>,
    /// Schemas of members by the pattern of their names.
    pub(super) patterns: Vec<(&'d str, &'d Value)>,
    /// Schemas of its items.
    pub(super) items: Vec<&'d Value>,
    /// Schemas of its first items.
    pub(super) places: Vec<&'d Value>,
    /// Every schema that is part of it, for what is stated as a number or text.
    parts: Vec<&'d Value>,
}

impl<'d> Flat<'d> {
    /// Gathers what schemas say; none where no value can be all of it.
    pub(super) fn gather(
        draw: &Draw<'d>,
        schemas: &[&'d Value],
        choice: &mut Choice,
        room: Room,
    ) -> Option<Self> {
        let mut flat = Self::default();
        for schema in schemas {
            flat.add(draw, schema, choice, room, false)?;
        }
        Some(flat)
    }

    /// Adds a schema. A part of a schema that inherits is what the base says, and stands for no other subtype.
    fn add(
        &mut self,
        draw: &Draw<'d>,
        schema: &'d Value,
        choice: &mut Choice,
        room: Room,
        is_part: bool,
    ) -> Option<()> {
        let Value::Object(keywords) = schema else { return (schema != &Value::Bool(false)).then_some(()) };
        self.parts.push(schema);
        if self.parts.len() > PARTS {
            return None;
        }
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            self.add(draw, resolved(draw.document, reference)?, choice, room, is_part)?;
        }
        if !is_part && let Some(subtypes) = draw.subtypes.of_base(schema) {
            let subtype = &subtypes[choice.take(subtypes.len())];
            self.tags.push((subtype.member, subtype.tag.clone()));
            // Its base is among its parts, and is added there.
            return self.add(draw, subtype.schema, choice, room, true);
        }
        self.stated(keywords);
        for part in list(schema, "allOf") {
            self.add(draw, part, choice, room, true)?;
        }
        self.alternatives(draw, schema, choice, room)?;
        self.conditions(draw, schema, choice, room)?;
        if let Some(kinds) = keywords.get("type") {
            self.restrict(kinds);
        }
        self.types.as_ref().is_none_or(|types| !types.is_empty()).then_some(())
    }

    /// What one schema says itself.
    fn stated(&mut self, keywords: &'d Map<String, Value>) {
        for (keyword, value) in keywords {
            match (keyword.as_str(), value) {
                ("const", constant) => {
                    self.is_constant = true;
                    self.list(std::slice::from_ref(constant));
                }
                ("enum", Value::Array(values)) => self.list(values),
                ("required", Value::Array(names)) => {
                    self.required.extend(names.iter().filter_map(Value::as_str));
                }
                ("properties", Value::Object(properties)) => {
                    for (name, property) in properties {
                        self.properties.entry(name).or_default().push(property);
                    }
                }
                ("patternProperties", Value::Object(patterns)) => {
                    self.patterns.extend(patterns.iter().map(|(pattern, schema)| (pattern.as_str(), schema)));
                }
                ("additionalProperties" | "unevaluatedProperties", schema) => self.additional.push(schema),
                ("items" | "contains", schema) => self.items.push(schema),
                ("prefixItems", Value::Array(places)) if self.places.is_empty() => {
                    self.places = places.iter().collect();
                }
                _ => {}
            }
        }
    }

    fn list(&mut self, values: &'d [Value]) {
        let known = self.values.take();
        let both = |value: &&Value| known.as_ref().is_none_or(|known| known.contains(value));
        self.values = Some(values.iter().filter(both).collect());
    }

    /// One of each alternatives; of `anyOf` also all at once, where they are objects.
    fn alternatives(
        &mut self,
        draw: &Draw<'d>,
        schema: &'d Value,
        choice: &mut Choice,
        room: Room,
    ) -> Option<()> {
        for keyword in ["oneOf", "anyOf"] {
            let mut alternatives: Vec<&Value> = list(schema, keyword).iter().collect();
            if alternatives.is_empty() {
                continue;
            }
            if room.depth > DEEP {
                // What contains itself ends where something simple is among the alternatives.
                alternatives.sort_by_key(|one| is_deep(draw.document, one));
                alternatives.truncate(1);
            }
            let merge = keyword == "anyOf" && alternatives.len() > 1;
            let all = usize::from(merge && alternatives.iter().all(|one| is_object(draw.document, one)));
            let taken = choice.take(alternatives.len() + all);
            let Some(alternative) = alternatives.get(taken) else {
                for alternative in &alternatives {
                    self.add(draw, alternative, choice, room, false)?;
                }
                continue;
            };
            self.tags.extend(tag(draw.document, schema, alternative, choice));
            self.add(draw, alternative, choice, room, false)?;
        }
        Some(())
    }

    /// `if` with `then`, or `else`; members that depend on others.
    fn conditions(
        &mut self,
        draw: &Draw<'d>,
        schema: &'d Value,
        choice: &mut Choice,
        room: Room,
    ) -> Option<()> {
        if let Some(condition) = schema.get("if") {
            let branches = match choice.take(2) {
                0 => vec![Some(condition), schema.get("then")],
                _ => vec![schema.get("else")],
            };
            for branch in branches.into_iter().flatten() {
                self.add(draw, branch, choice, room, false)?;
            }
        }
        for (name, dependent) in members(schema, "dependentSchemas") {
            if choice.take(2) == 0 {
                self.required.insert(name);
                self.add(draw, dependent, choice, room, false)?;
            }
        }
        Some(())
    }

    /// Leaves only the kinds that are also among these.
    fn restrict(&mut self, kinds: &'d Value) {
        let stated: Vec<&str> = match kinds {
            Value::String(kind) => vec![kind],
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
            _ => return,
        };
        self.types = Some(match self.types.take() {
            None => stated,
            Some(known) => {
                let narrower = |kind: &&'d str| {
                    if stated.contains(kind) {
                        Some(*kind)
                    } else if *kind == "integer" && stated.contains(&"number")
                        || *kind == "number" && stated.contains(&"integer")
                    {
                        Some("integer")
                    } else {
                        None
                    }
                };
                known.iter().filter_map(narrower).collect()
            }
        });
    }
}

/// The items of a keyword that is a list.
fn list<'d>(schema: &'d Value, keyword: &str) -> &'d [Value] {
    schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The members of a keyword that holds schemas by name.
fn members<'d>(schema: &'d Value, keyword: &str) -> impl Iterator<Item = (&'d str, &'d Value)> {
    let members = schema.get(keyword).and_then(Value::as_object).into_iter().flatten();
    members.map(|(name, schema)| (name.as_str(), schema))
}

/// Whether a value of the schema is an object.
fn is_object(document: &Value, schema: &Value) -> bool {
    target(document, schema).is_some_and(|schema| match schema.get("type") {
        Some(kind) => kind == "object",
        None => schema.get("properties").is_some(),
    })
}

/// Whether a value of the schema may hold others.
fn is_deep(document: &Value, schema: &Value) -> bool {
    target(document, schema).is_none_or(|schema| match schema.get("type") {
        Some(Value::String(kind)) => ["object", "array"].contains(&kind.as_str()),
        Some(Value::Array(kinds)) => kinds.iter().all(|kind| kind == "object" || kind == "array"),
        _ => schema.get("enum").or(schema.get("const")).is_none(),
    })
}
