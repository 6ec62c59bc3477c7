//! Several schemas that apply to one value, with one of each alternatives, as one.

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

    /// The kinds of values to draw: what is stated, else what the other keywords are about. The shallow ones alone
    /// where it is deep already.
    pub(super) fn kinds(&self, deep: bool) -> Vec<&'d str> {
        let mut kinds = match &self.types {
            Some(types) => types.clone(),
            None if !self.properties.is_empty()
                || !self.required.is_empty()
                || !self.additional.is_empty()
                || !self.patterns.is_empty() =>
            {
                vec!["object"]
            }
            None if !self.items.is_empty() || !self.places.is_empty() => vec!["array"],
            None if self.text("format").is_some()
                || self.text("pattern").is_some()
                || self.count("maxLength", u64::min).is_some() =>
            {
                vec!["string"]
            }
            None if self.bound("minimum").is_some() || self.bound("maximum").is_some() => vec!["number"],
            None => vec!["any"],
        };
        if deep {
            let shallow = |kind: &&str| !["object", "array"].contains(kind);
            if kinds.iter().any(shallow) {
                kinds.retain(|kind| shallow(&&**kind));
            }
        }
        kinds
    }

    /// Whether a listed value is of a stated kind.
    pub(super) fn allows(&self, value: &Value) -> bool {
        let is = |kind: &&str| match value {
            Value::Null => *kind == "null",
            Value::Bool(_) => *kind == "boolean",
            Value::Number(number) => {
                *kind == "number"
                    || *kind == "integer" && number.as_f64().is_some_and(|number| number.fract() == 0.0)
            }
            Value::String(_) => *kind == "string",
            Value::Array(_) => *kind == "array",
            Value::Object(_) => *kind == "object",
        };
        self.types.as_ref().is_none_or(|types| types.iter().any(is))
    }

    /// The first text a keyword has.
    pub(super) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.parts.iter().find_map(|part| part.get(keyword)?.as_str())
    }

    /// Every text a keyword has.
    pub(super) fn texts(&self, keyword: &str) -> Vec<&'d str> {
        self.parts.iter().filter_map(|part| part.get(keyword)?.as_str()).collect()
    }

    /// The narrowest count a keyword has.
    pub(super) fn count(&self, keyword: &str, narrower: fn(u64, u64) -> u64) -> Option<u64> {
        self.parts.iter().filter_map(|part| part.get(keyword)?.as_u64()).reduce(narrower)
    }

    /// The first number a keyword has, in its digits.
    pub(super) fn bound(&self, keyword: &str) -> Option<String> {
        self.parts.iter().find_map(|part| match part.get(keyword)? {
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    }

    /// Whether a keyword is `true` anywhere.
    pub(super) fn is(&self, keyword: &str) -> bool {
        self.parts.iter().any(|part| part.get(keyword) == Some(&Value::Bool(true)))
    }

    /// Examples beside it that may be of use.
    pub(super) fn examples(&self) -> impl Iterator<Item = &'d Value> {
        let lists = self.parts.iter().filter_map(|part| part.get("examples")?.as_array()).flatten();
        self.parts.iter().flat_map(|part| [part.get("example"), part.get("default")]).flatten().chain(lists)
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
