//! The schemas of a model, as the other files of this stage ask for them.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::Value;

use crate::extensions::{ALIASES, CONSTRUCTOR, SETTER};
use crate::model::{Model, Schema};
use crate::names::PlaceKey;
use crate::source::pointer::unescape;

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

    /// What the node at a pointer says.
    pub(super) fn keywords(self, pointer: &str) -> Option<&'m Schema> {
        self.model.schema(pointer)
    }

    /// A pointer as the model holds it.
    pub(super) fn here(self, pointer: &str) -> Option<&'m str> {
        self.model.schemas.get_key_value(pointer).map(|(own, _)| own.as_str())
    }

    /// Where an operation stands, as `names.toml` tells it.
    pub(super) fn operation(self, position: usize) -> String {
        self.model
            .operations
            .get(position)
            .map_or_else(String::new, |node| PlaceKey::operation(&node.method, &node.path))
    }

    /// Whether nothing matches the schema at a pointer.
    pub(super) fn is_nothing(self, pointer: &str) -> bool {
        self.keywords(pointer).is_some_and(|schema| schema.nothing)
    }

    /// Where the components stand.
    pub(super) fn components(self) -> impl Iterator<Item = &'m str> {
        self.model.components.values().map(String::as_str)
    }

    /// Where the component of a name stands.
    pub(super) fn component_named(self, name: &str) -> Option<&'m str> {
        self.model.components.get(name).map(String::as_str)
    }
}

/// The pointer of a schema the model has where openapiv3 has a reference.
pub(super) fn pointer<T>(child: &ReferenceOr<T>) -> Option<&str> {
    match child {
        ReferenceOr::Reference { reference } => Some(reference),
        ReferenceOr::Item(_) => None,
    }
}

/// The name an overlay gives a member's setter (`x-lowcodeapi-setter`).
pub(super) fn setter(extensions: &IndexMap<String, Value>) -> Option<&str> {
    extensions.get(SETTER)?.as_str()
}

/// Whether an overlay keeps `new` for constructors written by hand (`x-lowcodeapi-constructor`).
pub(super) fn has_own_constructors(extensions: &IndexMap<String, Value>) -> bool {
    extensions.get(CONSTRUCTOR) == Some(&Value::Bool(false))
}

/// Other wire names of a property (`x-lowcodeapi-aliases`).
pub(super) fn aliases(extensions: &IndexMap<String, Value>) -> Vec<String> {
    let names = extensions.get(ALIASES).and_then(Value::as_array).into_iter().flatten();
    names.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The name of the component that stands at a pointer.
pub(super) fn component(pointer: &str) -> Option<String> {
    is_component(pointer).then(|| unescape(&pointer[SCHEMAS.len()..]).into_owned())
}

/// Whether a component stands at a pointer.
pub(super) fn is_component(pointer: &str) -> bool {
    pointer.strip_prefix(SCHEMAS).is_some_and(|name| !name.contains('/'))
}
