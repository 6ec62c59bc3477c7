//! Where several schemas describe one value, so that one of them states what another leaves open.

use foldhash::{HashMap, HashSet};
use serde_json::{Map, Value};

use super::gaps::wanted;
use crate::document::Members as _;
use crate::source::pointer::child;

/// How many schemas are looked at for one composition. Compositions of compositions would take for ever.
const STEPS: usize = 2_000;

/// How deep members and items are followed.
const DEPTH: usize = 32;

type Object = Map<String, Value>;

/// A schema and its pointer.
type Part<'a> = (String, &'a Object);

/// The schemas whose shape another one states.
pub(super) struct Overlap<'a> {
    document: &'a Value,
    seen: HashSet<String>,
    stated: HashSet<String>,
}

impl<'a> Overlap<'a> {
    pub(super) fn new(document: &'a Value) -> Self {
        Self { document, seen: HashSet::default(), stated: HashSet::default() }
    }

    /// Whether the shape of the schema at a pointer is stated by one that holds beside it, be it only in some places.
    pub(super) fn states(&self, pointer: &str) -> bool {
        self.stated.contains(pointer)
    }

    /// Looks at a composition: at what holds at once, together with each alternative.
    pub(super) fn look_at(&mut self, pointer: &str, schema: &'a Object) {
        let composes = |key: &String| match key.as_str() {
            "allOf" => true,
            "$ref" | "oneOf" | "anyOf" | "then" | "else" => schema.len() > 1,
            _ => false,
        };
        if !schema.keys().any(composes) || !self.seen.insert(pointer.to_owned()) {
            return;
        }
        let mut steps = STEPS;
        let mut together = Vec::new();
        self.parts((pointer.to_owned(), schema), &mut together, &mut steps);
        self.compare(&together, &mut steps, 0);
        let lists = ["oneOf", "anyOf"].into_iter().flat_map(|key| items(pointer, schema, key));
        let branches = ["then", "else"].into_iter().filter_map(|key| member(pointer, schema, key));
        for alternative in lists.chain(branches) {
            let mut with = together.clone();
            self.parts(alternative, &mut with, &mut steps);
            self.compare(&with, &mut steps, 0);
        }
    }

    /// All schemas that hold where one does: itself, what it refers to and what it is composed of.
    fn parts(&self, part: Part<'a>, found: &mut Vec<Part<'a>>, steps: &mut usize) {
        let mut left = vec![part];
        while let Some((pointer, schema)) = left.pop() {
            if *steps == 0 || found.iter().any(|(known, _)| *known == pointer) {
                continue;
            }
            *steps -= 1;
            left.extend(items(&pointer, schema, "allOf"));
            let reference = schema.member("$ref").and_then(Value::as_str);
            let target = reference.and_then(|reference| reference.strip_prefix('#'));
            left.extend(target.and_then(|at| Some((at.to_owned(), self.document.pointer(at)?.as_object()?))));
            found.push((pointer, schema));
        }
    }

    /// Compares schemas that describe one value, and then those of each member and of the items.
    fn compare(&mut self, together: &[Part<'a>], steps: &mut usize, depth: usize) {
        if *steps == 0 || depth > DEPTH {
            return;
        }
        if together.iter().any(|(_, schema)| states_a_shape(schema)) {
            let open = together.iter().filter(|(_, schema)| wanted(schema).is_some());
            self.stated.extend(open.map(|(pointer, _)| pointer.clone()));
        }
        let mut members: HashMap<&str, Vec<Part<'a>>> = HashMap::default();
        for (pointer, schema) in together {
            let at = child(pointer, "properties");
            let properties = schema.member("properties").and_then(Value::as_object).into_iter().flatten();
            for (name, property) in properties {
                let property = property.as_object().map(|property| (child(&at, name), property));
                members.entry(name).or_default().extend(property);
            }
        }
        let same = |key: &str| together.iter().filter_map(|(at, schema)| member(at, schema, key)).collect();
        let rest = [same("items"), same("additionalProperties")];
        for group in members.into_values().chain(rest).filter(|group| group.len() > 1) {
            let mut parts = Vec::new();
            for part in group {
                self.parts(part, &mut parts, steps);
            }
            self.compare(&parts, steps, depth + 1);
        }
    }
}

/// Whether a schema itself says what a value looks like.
fn states_a_shape(schema: &Object) -> bool {
    const SHAPES: [&str; 10] = [
        "additionalProperties",
        "anyOf",
        "const",
        "enum",
        "format",
        "items",
        "oneOf",
        "patternProperties",
        "prefixItems",
        "properties",
    ];
    let says = |key: &&str| {
        schema.member(key).is_some_and(|said| said.as_object().is_none_or(|said| !said.is_empty()))
    };
    let is_scalar =
        |name: &Value| name.as_str().is_some_and(|name| !matches!(name, "object" | "array" | "null"));
    SHAPES.iter().any(says)
        || schema.member("type").is_some_and(|stated| match stated {
            Value::Array(names) => names.iter().any(is_scalar),
            name => is_scalar(name),
        })
}

fn member<'a>(pointer: &str, schema: &'a Object, key: &str) -> Option<Part<'a>> {
    Some((child(pointer, key), schema.member(key)?.as_object()?))
}

fn items<'a>(pointer: &str, schema: &'a Object, key: &str) -> impl Iterator<Item = Part<'a>> {
    let list = child(pointer, key);
    let items = schema.member(key).and_then(Value::as_array).into_iter().flatten().enumerate();
    items.filter_map(move |(index, item)| Some((format!("{list}/{index}"), item.as_object()?)))
}
