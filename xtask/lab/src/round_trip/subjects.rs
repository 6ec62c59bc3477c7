//! What is tried: the types that the JSON of a client's requests and answers is read into.

use std::collections::{BTreeMap, BTreeSet};

use lowcodeapi_generator::api::{Api, Content, Encoding, Shape, TypeId, TypeRef};
use lowcodeapi_generator::emit;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::schema::Node;

/// A schema, and the type that stands for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Subject {
    /// Where the schema stands in the effective document.
    pub(super) pointer: String,
    /// The type, as `types.rs` would write it.
    pub(super) ty: String,
    /// Whether the type is read with care for its integers.
    pub(super) integers: bool,
    /// Where the media types stand that it is all of.
    pub(super) contents: Vec<String>,
    /// Whether `null` is said beside the type, not by it.
    pub(super) named: bool,
}

/// All bodies and answers in JSON, and all named types in them; and how many of those have no place in the document.
pub(super) fn subjects(document: &Value, api: &Api) -> (Vec<Subject>, usize) {
    let mut found = Found { document, api, subjects: Vec::new(), seen: BTreeMap::new(), lost: 0 };
    let mut reached = BTreeSet::new();
    for operation in &api.operations {
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            found.root(content, None, &mut reached);
        }
        for response in &operation.responses {
            for content in &response.contents {
                found.root(content, response.unwrapped.as_deref(), &mut reached);
            }
        }
    }
    for TypeId(id) in reached {
        let ty = &api.types[id];
        match Node::find(document, &ty.origin.0) {
            // What lies in it is drawn with what is around it all the same.
            Some(node) if is_but_a_part(document, &node.pointer) => {}
            Some(node) => found.push(node.pointer, &TypeRef::Named(TypeId(id)), None),
            None => found.lost += 1,
        }
    }
    (found.subjects, found.lost)
}

/// Whether a schema may be but one of several that say what a value is: something around it is composed.
fn is_but_a_part(document: &Value, pointer: &str) -> bool {
    let composes = |schema: &Value| {
        let has = |keyword: &str| schema.get(keyword).is_some();
        let around = || ["properties", "required", "additionalProperties"].into_iter().any(has);
        ["allOf", "if", "then", "else", "dependentSchemas"].into_iter().any(has)
            || ((has("oneOf") || has("anyOf")) && around())
            || (has("oneOf") && has("anyOf"))
    };
    let ends = pointer.match_indices('/').map(|(at, _)| at);
    ends.filter_map(|end| document.pointer(&pointer[..end])).any(composes)
}

struct Found<'a> {
    document: &'a Value,
    api: &'a Api,
    subjects: Vec<Subject>,
    /// The subjects by the place behind all references and the type.
    seen: BTreeMap<(String, String), usize>,
    lost: usize,
}

impl Found<'_> {
    fn root(&mut self, content: &Content, unwrapped: Option<&str>, reached: &mut BTreeSet<TypeId>) {
        if content.encoding != Encoding::Json {
            return;
        }
        reach(self.api, &content.ty, reached);
        let schema = Node::find(self.document, &format!("{}/schema", content.origin.0));
        let Some(schema) = schema else { return };
        let pointer = match unwrapped {
            None => Some(schema.pointer),
            // The types begin behind the envelope.
            Some(member) => schema
                .target(self.document)
                .and_then(|schema| schema.child("properties")?.child(member))
                .map(|schema| schema.pointer),
        };
        match pointer {
            Some(pointer) => {
                let origin = unwrapped.is_none().then(|| content.origin.0.clone());
                self.push(pointer, &content.ty, origin);
            }
            None => self.lost += 1,
        }
    }

    fn push(&mut self, pointer: String, ty: &TypeRef, content: Option<String>) {
        let written = emit::written(self.api, ty).to_string();
        // What only refers to a component is that component, and comes once.
        let target = Node::find(self.document, &pointer).and_then(|node| node.target(self.document));
        let target = target.map_or_else(|| pointer.clone(), |node| node.pointer);
        let named = matches!(ty, TypeRef::Named(_) | TypeRef::Boxed(_));
        let key = (target, written.clone());
        let at = *self.seen.entry(key).or_insert_with(|| {
            let integers = emit::reads_integers(self.api, ty);
            self.subjects.push(Subject { pointer, ty: written, integers, contents: Vec::new(), named });
            self.subjects.len() - 1
        });
        self.subjects[at].contents.extend(content);
    }
}

fn reach(api: &Api, ty: &TypeRef, reached: &mut BTreeSet<TypeId>) {
    match ty {
        TypeRef::Array(inner) | TypeRef::Map(inner) | TypeRef::Nullable(inner) => reach(api, inner, reached),
        TypeRef::Tuple(items) => items.iter().for_each(|item| reach(api, item, reached)),
        TypeRef::Named(id) | TypeRef::Boxed(id) => {
            if !reached.insert(*id) {
                return;
            }
            match &api.types[id.0].shape {
                Shape::Struct(structure) => {
                    structure.fields.iter().for_each(|field| reach(api, &field.ty, reached));
                    structure.additional.iter().for_each(|(_, ty)| reach(api, ty, reached));
                }
                Shape::Union(union) => {
                    union.members.iter().for_each(|member| reach(api, &member.ty, reached));
                }
                Shape::Alias(ty) => reach(api, ty, reached),
                Shape::Enum(_) => {}
            }
        }
        TypeRef::Primitive(_) | TypeRef::Json | TypeRef::JsonObject => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_that_something_is_said_beside_is_but_a_part() {
        let document = json!({
            "Whole": {"properties": {"a": {"properties": {"b": {}}}}, "items": {"oneOf": [{}]}},
            "Around": {"required": ["a"], "oneOf": [{}]},
            "Merged": {"properties": {"a": {}}, "allOf": [{}]},
        });
        let part = |pointer: &str| is_but_a_part(&document, pointer);
        assert!(
            ["/Whole/properties/a/properties/b", "/Whole/items/oneOf/0", "/Merged"].map(part) == [false; 3]
        );
        assert!(["/Around/oneOf/0", "/Merged/properties/a", "/Merged/allOf/0"].map(part) == [true; 3]);
    }
}
