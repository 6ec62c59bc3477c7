//! The schemas that state no shape.

use foldhash::fast::RandomState;
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::same_name::NestedProperty;
use super::shape::Shape;
use crate::document::Members as _;

/// The schemas without a shape, by their pointers.
pub(super) type Gaps = IndexMap<String, Gap, RandomState>;

/// A schema without a shape.
#[derive(Debug, Clone)]
pub(super) struct Gap {
    pub(super) wanted: Wanted,
    /// What its examples show.
    pub(super) shape: Shape,
    /// The property it is, or is the items of.
    pub(super) name: Option<NestedProperty>,
    /// Whether it describes an answer.
    pub(super) received: bool,
    /// Whether its description says that its keys are data.
    pub(super) is_keyed: bool,
}

/// What a gap already states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It is an object.
    Object,
    /// It is an array.
    Array,
    /// Nothing.
    Anything,
    /// There is no schema at all.
    Whole,
}

impl Wanted {
    /// An example's shape, as far as it fits what is stated.
    pub(super) fn fitting(self, shape: &Shape) -> Shape {
        match (self, shape) {
            (Self::Object, Shape::Object(_) | Shape::Map(_)) | (Self::Array, Shape::Array(_)) => {
                shape.clone()
            }
            (Self::Object, _) => Shape::Object(IndexMap::new()),
            (Self::Array, _) => Shape::Array(Box::default()),
            (Self::Anything | Self::Whole, _) => shape.clone(),
        }
    }
}

/// What a schema without a shape states; `None` where it has one.
pub(super) fn wanted(schema: &Map<String, Value>) -> Option<Wanted> {
    // Schemas have few keys: to look through them is quicker than to look each of these up.
    let absent = |absent: &[&str]| schema.keys().all(|key| !absent.contains(&key.as_str()));
    let empty =
        |key: &str| schema.member(key).is_none_or(|value| value.as_object().is_some_and(Map::is_empty));
    if !absent(&["$ref", "allOf", "oneOf", "anyOf", "not", "enum", "const"]) {
        return None;
    }
    match stated_type(schema) {
        Some("object") => (empty("properties") && absent(&["additionalProperties", "patternProperties"]))
            .then_some(Wanted::Object),
        Some("array") => (empty("items") && absent(&["prefixItems"])).then_some(Wanted::Array),
        None if schema.keys().all(|key| is_annotation(key)) => Some(Wanted::Anything),
        _ => None,
    }
}

/// The type a schema states; of a list of types (OpenAPI 3.1) the only one beside `null`.
fn stated_type(schema: &Map<String, Value>) -> Option<&str> {
    match schema.member("type")? {
        Value::String(one) => Some(one),
        Value::Array(several) => {
            let mut types = several.iter().filter_map(Value::as_str).filter(|one| *one != "null");
            types.next().filter(|_| types.next().is_none()).or(Some("several"))
        }
        _ => Some("unreadable"),
    }
}

fn is_annotation(key: &str) -> bool {
    const ANNOTATIONS: [&str; 10] = [
        "title",
        "description",
        "example",
        "examples",
        "default",
        "nullable",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
    ];
    key.starts_with("x-") || ANNOTATIONS.contains(&key)
}
