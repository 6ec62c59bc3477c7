//! Chooses the values calls are made with: the document's examples first, else drawn from its schemas.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::draw::{Members, draw};
use super::places::{ArgumentMeaning, RequestPart};
use super::schemas::Schemas;
use super::written::{essence, is_json};

/// So deep alternatives of alternatives are looked for files.
const DEEP: usize = 8;

/// A value for one argument.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    /// The argument or setter.
    pub(super) name: String,
    /// Which part of the request it is.
    pub(super) part: RequestPart,
    /// The value the document has in mind.
    pub(super) value: Value,
    /// The same, as the client's type takes it.
    pub(super) given: Value,
    /// What the document has against it, where no better one was found.
    pub(super) objection: Option<String>,
}

/// A value as large as is asked for.
pub(super) fn of(argument: &ArgumentMeaning, schemas: &Schemas, members: Members) -> Sample {
    // An example says more about a lone value than its schema: which ids there are, say.
    if let Some(example) = scalar_example(argument, schemas) {
        return sample(argument, example, None, schemas);
    }
    let drawn = argument.schema.as_deref().map(|schema| draw(schemas, schema, members));
    let (value, objection) = drawn.unwrap_or_else(|| (json!("text"), None));
    sample(argument, value, objection, schemas)
}

/// The examples of the document that its schema allows.
pub(super) fn examples<'s>(
    argument: &'s ArgumentMeaning,
    schemas: &'s Schemas,
) -> impl Iterator<Item = Sample> + 's {
    let own = argument.schema.as_deref().and_then(|schema| schemas.document.pointer(schema));
    let own = own.and_then(|schema| schema["examples"].get(0)).cloned();
    let all = argument.examples.iter().cloned().chain(own).filter(|value| allowed(argument, value, schemas));
    all.map(|value| sample(argument, value, None, schemas))
}

fn allowed(argument: &ArgumentMeaning, value: &Value, schemas: &Schemas) -> bool {
    argument.schema.as_deref().is_none_or(|schema| schemas.objection(schema, value).is_none())
}

fn scalar_example(argument: &ArgumentMeaning, schemas: &Schemas) -> Option<Value> {
    let is_scalar =
        |value: &&Value| !value.is_object() && !value.is_array() && !value.is_null() && **value != json!("");
    if matches!(argument.part, RequestPart::Body(_)) {
        return None;
    }
    argument.examples.iter().filter(is_scalar).find(|value| allowed(argument, value, schemas)).cloned()
}

fn sample(argument: &ArgumentMeaning, value: Value, objection: Option<String>, schemas: &Schemas) -> Sample {
    let mut value = value;
    let mut given = value.clone();
    if let RequestPart::Body(media_type) = &argument.part {
        let media_type = essence(media_type);
        if media_type.starts_with("multipart/") {
            let schema = argument.schema.as_deref().and_then(|schema| schemas.document.pointer(schema));
            given = files(&value, schema.unwrap_or(&Value::Null), schemas);
        } else if !is_json(&media_type) && !media_type.contains("urlencoded") && !value.is_string() {
            // Whatever this is, no type describes it: the caller writes it himself.
            value = json!("text");
            given = value.clone();
        }
    }
    Sample { name: argument.name.clone(), part: argument.part.clone(), value, given, objection }
}

/// The parts that are files, as the client's type for files is written in JSON.
fn files(value: &Value, schema: &Value, schemas: &Schemas) -> Value {
    let encoded = |value: &Value| {
        value.as_str().map_or_else(|| value.clone(), |text| json!(BASE64_STANDARD.encode(text)))
    };
    let Value::Object(members) = value else {
        return if is_file(schema, false, schemas, DEEP) { encoded(value) } else { value.clone() };
    };
    let flat = super::draw::properties(&schemas.document, schema);
    let others = &resolved(schema, schemas)["additionalProperties"];
    let members = members.iter().map(|(name, value)| {
        let schema = flat.get(name).unwrap_or(others);
        let value = match value {
            Value::Array(items) if is_file(schema, true, schemas, DEEP) => {
                items.iter().map(encoded).collect()
            }
            value if is_file(schema, false, schemas, DEEP) => encoded(value),
            value => value.clone(),
        };
        (name.clone(), value)
    });
    Value::Object(members.collect())
}

/// Whether a schema, or the items of its lists, may be a file.
fn is_file(schema: &Value, items: bool, schemas: &Schemas, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let schema = resolved(schema, schemas);
    let alternatives = ["anyOf", "oneOf"].iter().filter_map(|key| schema[key].as_array()).flatten();
    let mut alternatives = alternatives.map(|schema| is_file(schema, items, schemas, depth));
    if items {
        return is_file(&schema["items"], false, schemas, depth) || alternatives.any(|is_file| is_file);
    }
    let is_content = schema.get("contentMediaType").is_some() && schema.get("contentEncoding").is_none();
    schema["format"] == "binary" || is_content || alternatives.any(|is_file| is_file)
}

fn resolved<'v>(schema: &'v Value, schemas: &'v Schemas) -> &'v Value {
    let target = schema["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
    target.and_then(|target| schemas.document.pointer(target)).unwrap_or(schema)
}
