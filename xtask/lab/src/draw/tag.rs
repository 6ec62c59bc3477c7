//! Discriminators: which value of which member means which alternative (OpenAPI 3.1.1, section 4.8.25).

use std::collections::HashMap;

use serde_json::Value;

use super::choice::Choice;
use crate::schema::{escaped, resolved, target};

const COMPONENTS: &str = "#/components/schemas/";

/// A schema that inherits from one with a discriminator.
#[derive(Debug)]
pub(super) struct Subtype<'d> {
    /// The subtype.
    pub(super) schema: &'d Value,
    /// The discriminator's member.
    pub(super) member: &'d str,
    /// The value that means this subtype.
    pub(super) tag: String,
}

/// The subtypes of every base of a document, by where the base is in memory.
#[derive(Debug)]
pub(super) struct Subtypes<'d>(HashMap<*const Value, Vec<Subtype<'d>>>);

impl<'d> Subtypes<'d> {
    /// Finds them: what a base's mapping names, and every component that has the base among its `allOf`.
    pub(super) fn of(document: &'d Value) -> Self {
        let components = document.pointer("/components/schemas").and_then(Value::as_object);
        let components = || components.into_iter().flatten();
        let mut all = HashMap::new();
        for (name, base) in components() {
            let Some(member) = discriminator(base) else { continue };
            // Where alternatives stand beside it, they are what is meant.
            if base.get("oneOf").is_some() || base.get("anyOf").is_some() {
                continue;
            }
            let mut subtypes: Vec<Subtype<'d>> = Vec::new();
            for (tag, to) in mapping(base) {
                if let Some(schema) = resolved(document, &to).filter(|schema| !std::ptr::eq(*schema, base)) {
                    subtypes.push(Subtype { schema, member, tag });
                }
            }
            let reference = format!("{COMPONENTS}{}", escaped(name));
            for (name, component) in components() {
                let parts = component.get("allOf").and_then(Value::as_array).into_iter().flatten();
                let inherits = parts.clone().any(|part| part.get("$ref").is_some_and(|to| *to == *reference));
                if inherits && subtypes.iter().all(|subtype| !std::ptr::eq(subtype.schema, component)) {
                    subtypes.push(Subtype { schema: component, member, tag: name.clone() });
                }
            }
            if !subtypes.is_empty() {
                all.insert(std::ptr::from_ref(base), subtypes);
            }
        }
        Self(all)
    }

    /// The subtypes of a schema.
    pub(super) fn of_base(&self, schema: &Value) -> Option<&[Subtype<'d>]> {
        self.0.get(&std::ptr::from_ref(schema)).map(Vec::as_slice)
    }
}

/// The member and the value that mean an alternative, where they are not in the alternative's own schema.
pub(super) fn tag<'d>(
    document: &'d Value,
    union: &'d Value,
    alternative: &'d Value,
    choice: &mut Choice,
) -> Option<(&'d str, String)> {
    let member = discriminator(union)?;
    let schema = target(document, alternative)?;
    let property = schema.get("properties").and_then(|members| target(document, members.get(member)?));
    // What a schema states itself is drawn from it.
    if property.is_some_and(|property| property.get("const").or(property.get("enum")).is_some()) {
        return None;
    }
    let means = |to: &str| resolved(document, to).is_some_and(|to| std::ptr::eq(to, schema));
    let tags: Vec<String> = mapping(union).filter(|(_, to)| means(to)).map(|(tag, _)| tag).collect();
    if !tags.is_empty() {
        return Some((member, tags[choice.take(tags.len())].clone()));
    }
    let is_object = schema.get("type").is_none_or(|kind| kind == "object");
    let nested = ["oneOf", "anyOf"].iter().any(|keyword| schema.get(*keyword).is_some());
    let name = alternative.get("$ref")?.as_str()?.strip_prefix(COMPONENTS)?;
    (is_object && !nested).then(|| (member, name.to_owned()))
}

/// The member a discriminator looks at.
fn discriminator(schema: &Value) -> Option<&str> {
    schema.get("discriminator")?.get("propertyName")?.as_str()
}

/// Values and references to the schemas they mean. A bare name is that of a component.
fn mapping(schema: &Value) -> impl Iterator<Item = (String, String)> {
    let mapping = schema.get("discriminator").and_then(|one| one.get("mapping")?.as_object());
    let reference =
        |to: &str| if to.starts_with('#') { to.to_owned() } else { format!("{COMPONENTS}{}", escaped(to)) };
    let members = mapping.into_iter().flatten();
    members.filter_map(move |(tag, to)| Some((tag.clone(), reference(to.as_str()?))))
}
