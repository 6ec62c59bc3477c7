//! The schemas of a model, as the other files of this stage ask for them.

use indexmap::IndexMap;
use openapiv3::SchemaData;
use serde_json::Value;

use super::keywords::Keywords;
use crate::extensions::{ALIASES, BOUNDS, CLOSED_TUPLE, PREFIX_ITEMS, SETTER, UNSUPPORTED};
use crate::model::{Model, SchemaNode};

/// Where the components that are schemas stand.
const SCHEMAS: &str = "/components/schemas/";

/// The schemas of a model.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nodes<'m> {
    model: &'m Model,
}

impl<'m> Nodes<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model }
    }

    /// What the node at a pointer says; a reference is an `allOf` around its target.
    pub(super) fn keywords(self, pointer: &str) -> Option<Keywords<'m>> {
        Some(match self.model.schema(pointer)? {
            SchemaNode::Schema(schema) => Keywords::of(schema),
            SchemaNode::Reference(reference) => Keywords::reference(&reference.data, &reference.target),
        })
    }

    /// The places of a tuple.
    pub(super) fn places(self, pointer: &str) -> Vec<&'m str> {
        let places = self.data(pointer).and_then(|data| data.extensions.get(PREFIX_ITEMS));
        let places = places.and_then(Value::as_array).into_iter().flatten();
        places.filter_map(Value::as_str).map(plain).collect()
    }

    /// Whether nothing may follow the places of a tuple.
    pub(super) fn tuple_is_closed(self, pointer: &str) -> bool {
        self.data(pointer).and_then(|data| data.extensions.get(CLOSED_TUPLE)) == Some(&Value::Bool(true))
    }

    /// Whether a string's content is encoded in base64.
    pub(super) fn is_base64(self, pointer: &str) -> bool {
        let bounds = self.data(pointer).and_then(|data| data.extensions.get(BOUNDS));
        bounds.and_then(|bounds| bounds.get("contentEncoding")).and_then(Value::as_str) == Some("base64")
    }

    /// What the node says that can't be carried over.
    pub(super) fn losses(self, pointer: &str) -> impl Iterator<Item = String> + use<'m> {
        let keywords = self.data(pointer).and_then(|data| data.extensions.get(UNSUPPORTED));
        let keywords = keywords.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        keywords.map(|keyword| format!("`{keyword}` is left to the service to check"))
    }

    /// Where the components stand.
    pub(super) fn components(self) -> impl Iterator<Item = &'m str> {
        self.model.components.values().map(String::as_str)
    }

    /// Where the component of a name stands.
    pub(super) fn component_named(self, name: &str) -> Option<&'m str> {
        self.model.components.get(name).map(String::as_str)
    }

    fn data(self, pointer: &str) -> Option<&'m SchemaData> {
        Some(match self.model.schema(pointer)? {
            SchemaNode::Schema(schema) => &schema.schema_data,
            SchemaNode::Reference(reference) => &reference.data,
        })
    }
}

/// A reference as the pointer it leads to.
pub(super) fn plain(reference: &str) -> &str {
    reference.strip_prefix('#').unwrap_or(reference)
}

/// The name an overlay gives a member's setter (`x-lowcodeapi-setter`).
pub(super) fn setter(extensions: &IndexMap<String, Value>) -> Option<&str> {
    extensions.get(SETTER)?.as_str()
}

/// Other wire names of a property (`x-lowcodeapi-aliases`).
pub(super) fn aliases(extensions: &IndexMap<String, Value>) -> Vec<String> {
    let names = extensions.get(ALIASES).and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The name of the component that stands at a pointer.
pub(super) fn component(pointer: &str) -> Option<String> {
    is_component(pointer).then(|| pointer[SCHEMAS.len()..].replace("~1", "/").replace("~0", "~"))
}

/// Whether a component stands at a pointer.
pub(super) fn is_component(pointer: &str) -> bool {
    pointer.strip_prefix(SCHEMAS).is_some_and(|name| !name.contains('/'))
}
