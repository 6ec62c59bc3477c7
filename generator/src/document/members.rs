//! Which members of a document are part of it, and which are data or names that only look like it.

/// Whether what stands under a key is more of the document rather than data; then, whether its own keys are names.
pub(crate) fn entered(key: &str, keys_are_names: bool) -> Option<bool> {
    if keys_are_names {
        return Some(false);
    }
    let is_data = is_data(key) || key.starts_with("x-");
    (!is_data).then(|| has_names(key))
}

/// How a keyword of a schema holds other schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subschemas {
    /// A schema or, for some, a list of them.
    Listed,
    /// An object of schemas, by names.
    Named,
}

/// How a keyword of a schema holds other schemas, where it does: those of JSON Schema 2020-12, and those of the drafts before.
pub(crate) fn subschemas(keyword: &str) -> Option<Subschemas> {
    match keyword {
        "additionalItems"
        | "additionalProperties"
        | "allOf"
        | "anyOf"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "items"
        | "not"
        | "oneOf"
        | "prefixItems"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Some(Subschemas::Listed),
        "$defs" | "definitions" | "dependentSchemas" | "patternProperties" | "properties" => {
            Some(Subschemas::Named)
        }
        _ => None,
    }
}

/// Members whose values are data, whatever they look like.
fn is_data(key: &str) -> bool {
    matches!(key, "const" | "default" | "enum" | "example" | "examples")
}

/// Members whose keys are names, be they those of keywords.
fn has_names(key: &str) -> bool {
    matches!(
        key,
        "$defs"
            | "additionalOperations"
            | "callbacks"
            | "content"
            | "definitions"
            | "dependentSchemas"
            | "encoding"
            | "headers"
            | "links"
            | "mapping"
            | "mediaTypes"
            | "parameters"
            | "pathItems"
            | "paths"
            | "patternProperties"
            | "properties"
            | "requestBodies"
            | "responses"
            | "schemas"
            | "securityDefinitions"
            | "securitySchemes"
            | "webhooks"
    )
}
